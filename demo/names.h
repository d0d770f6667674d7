/* names.h: the names of invented families, as they are in an English town today.
 *
 * Owns the lists. Any likeness to a living person is chance. */
#ifndef DEMO_NAMES_H
#define DEMO_NAMES_H

#include <stddef.h>

typedef struct Background {
    const char *language_code; /* of the census */
    const char *language;      /* in words; NULL for English */
    int share;                 /* of the 420 */
    int additional_percent;    /* of them have English as an additional language */
    const char *const *girls;
    const char *const *boys;
    const char *const *surnames;
    const char *const *women; /* their parents */
    const char *const *men;
} Background;

/* Lists end with NULL. */
const Background *backgrounds(size_t *count);
/* The first one: English spoken at home. */
const Background *background_of_language(const char *language_code);

#endif

/* form_merge.h: two people wrote in one form. What each field was when the second opened it travels
 * with the form, as a hash beside each field that was not empty; so a field that only one of them
 * changed is put together, and both texts are shown where both did.
 *
 * Whoever sends the form could say anything in it: what is missing counts as an empty field, which
 * at worst shows a clash that is none. Nothing saved is ever overwritten unseen. */
#ifndef WEB_FORM_MERGE_H
#define WEB_FORM_MERGE_H

#include "platform/base/arena.h"

typedef enum FormMerge {
    MERGE_TYPED, /* the other did not touch it */
    MERGE_SAVED, /* only the other did */
    MERGE_CLASH  /* both did, and not alike */
} FormMerge;

/* How a shown value travels; NULL for an empty one. Spaces at the ends and kinds of line ends do
 * not count. */
const char *form_was(Arena *arena, const char *shown);
/* was: as form_was() gave it, or as somebody sent it. */
FormMerge form_merge(Arena *arena, const char *was, const char *typed, const char *saved);

#endif

/* name_search.h: looking for somebody by name, as it is typed: accents, case, order, hyphens and
 * apostrophes forgiven. The store finds by sort keys (text_sort_key()), generously; what it finds
 * is then held against the names themselves. Pure. */
#ifndef PLATFORM_BASE_NAME_SEARCH_H
#define PLATFORM_BASE_NAME_SEARCH_H

#include <stdbool.h>
#include <stddef.h>

#include "platform/base/arena.h"

/* Search words as a query takes them: the beginning of a word, a space in front; NULL when there
 * are fewer. Words after the third are not asked. A word of more than three letters is also looked
 * for in the words of a key taken together ("laceymae" of Lacey-Mae). */
#define NAME_SEARCH_WORDS 3
void name_search_words(Arena *arena, const char *typed, const char *words[NAME_SEARCH_WORDS]);
/* Whether the names of one person (or of two who stand together) fit what was typed: each word
 * begins a word of them, or one of the names with its words taken together; and "o'" asks for an
 * O’. A name may be NULL. What holds nothing to look for fits everybody. */
bool name_search_fits(Arena *arena, const char *typed, const char *const *names, size_t count);

#endif

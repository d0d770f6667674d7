#include "platform/base/name_search.h"

#include <string.h>

#include "platform/base/text.h"

/* The last sign of a word, as a keyboard or a phone writes it. */
static bool is_apostrophe(const char *at)
{
    return *at == '\'' || *at == '`' || text_starts(at, "’") || text_starts(at, "‘");
}

static bool is_between(char c)
{
    return c == ' ' || c == '-' || c == '\0';
}

/* Whether a word of the text is, up to an apostrophe, what this key is: O of O’Brien. */
static bool stands_before_apostrophe(Arena *arena, const char *text, const char *key)
{
    const char *start = text;
    for (const char *at = text; *at != '\0'; at++)
        if (is_between(*at))
            start = at + 1;
        else if (is_apostrophe(at) &&
                 text_equal(
                     text_sort_key(arena, arena_copy_length(arena, start, (size_t)(at - start))),
                     key))
            return true;
    return false;
}

/* Of "o’" and "o’ brien" the O is one before an apostrophe. */
static bool apostrophes_fit(Arena *arena, const char *typed, const char *name)
{
    const char *start = typed;
    for (const char *at = typed; *at != '\0'; at++) {
        if (is_between(*at))
            start = at + 1;
        size_t length = (unsigned char)*at < 0x80 ? 1 : 3;
        if (!is_apostrophe(at) || !is_between(at[length]))
            continue;
        const char *key =
            text_sort_key(arena, arena_copy_length(arena, start, (size_t)(at - start)));
        if (*key != '\0' && !stands_before_apostrophe(arena, name, key))
            return false;
    }
    return true;
}

/* " laceymae" of Lacey-Mae. */
static const char *joined(Arena *arena, const char *name)
{
    const char *key = text_sort_key(arena, name == NULL ? "" : name);
    char *whole = arena_print(arena, " %s", key), *to = whole + 1;
    for (const char *from = key; *from != '\0'; from++)
        if (*from != ' ')
            *to++ = *from;
    *to = '\0';
    return whole;
}

bool name_search_fits(Arena *arena, const char *typed, const char *const *names, size_t count)
{
    const char *words[NAME_SEARCH_WORDS], *whole = "", *keys = "";
    name_search_words(arena, typed, words);
    for (size_t i = 0; i < count; i++) {
        const char *name = names[i] == NULL ? "" : names[i];
        whole = arena_print(arena, "%s %s", whole, name);
        keys = arena_print(arena, "%s %s%s", keys, text_sort_key(arena, name), joined(arena, name));
    }
    for (int i = 0; i < NAME_SEARCH_WORDS && words[i] != NULL; i++)
        if (strstr(keys, words[i]) == NULL)
            return false;
    return apostrophes_fit(arena, typed, whole);
}

void name_search_words(Arena *arena, const char *typed, const char *words[NAME_SEARCH_WORDS])
{
    const char *key = typed == NULL ? "" : text_sort_key(arena, typed);
    for (int i = 0; i < NAME_SEARCH_WORDS; i++) {
        size_t length = strcspn(key, " ");
        words[i] = length == 0 ? NULL : arena_print(arena, " %.*s", (int)length, key);
        key += length + (key[length] == ' ');
    }
    /* Signs alone stand in no name, and so they find nobody. */
    const char *signs = typed == NULL ? "" : text_trim(arena, typed);
    if (words[0] == NULL && signs[0] != '\0')
        words[0] = arena_print(arena, " %s", signs);
}

#include "contact/name_rules.h"

#include <string.h>

#include "platform/base/text.h"

enum { MOST = 8, LONG_ENOUGH = 4 };

typedef struct Words {
    size_t count;
    const char *items[MOST];
} Words;

static bool is_title(const char *word)
{
    static const char *const titles[] = {"mr", "mrs", "ms",  "miss", "mx",
                                         "dr", "sir", "rev", "and",  NULL};
    for (size_t i = 0; titles[i] != NULL; i++)
        if (text_equal(titles[i], word))
            return true;
    return false;
}

static Words words_of(Arena *arena, const char *name)
{
    Words words = {0};
    char *rest = text_sort_key(arena, name);
    while (rest != NULL && *rest != '\0' && words.count < MOST) {
        size_t length = strcspn(rest, " ");
        const char *word = arena_copy_length(arena, rest, length);
        if (length > 0 && !is_title(word))
            words.items[words.count++] = word;
        rest += length;
        rest += *rest == ' ';
    }
    return words;
}

/* With one letter changed, left out or too many. */
static bool one_slip(const char *word, const char *other)
{
    size_t same = 0;
    while (word[same] != '\0' && word[same] == other[same])
        same++;
    const char *rest = word + same, *other_rest = other + same;
    if (*rest == '\0' || *other_rest == '\0')
        return strlen(rest) + strlen(other_rest) <= 1;
    return strcmp(rest + 1, other_rest + 1) == 0 || strcmp(rest + 1, other_rest) == 0 ||
           strcmp(rest, other_rest + 1) == 0;
}

static bool same_word(const char *word, const char *other)
{
    if (strcmp(word, other) == 0)
        return true;
    if (strlen(word) == 1 || strlen(other) == 1)
        return word[0] == other[0];
    return strlen(word) >= LONG_ENOUGH && strlen(other) >= LONG_ENOUGH && one_slip(word, other);
}

static bool among(const char *word, const Words *words)
{
    for (size_t i = 0; i < words->count; i++)
        if (same_word(word, words->items[i]))
            return true;
    return false;
}

/* Whatever is said of the shorter name is so of the longer. An initial alone names nobody. */
static bool within(const Words *few, const Words *many)
{
    bool named = false;
    for (size_t i = 0; i < few->count; i++) {
        if (!among(few->items[i], many))
            return false;
        named = named || strlen(few->items[i]) > 1;
    }
    return named;
}

bool names_may_be_one(Arena *arena, const char *known, const char *typed)
{
    Words ours = words_of(arena, known), theirs = words_of(arena, typed);
    return within(&theirs, &ours) || within(&ours, &theirs);
}

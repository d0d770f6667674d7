#include "platform/base/leave_out.h"

#include <ctype.h>
#include <string.h>

enum { PASSAGE_LEAST = 4 };

static bool is_gap(char character)
{
    return character == ',' || isspace((unsigned char)character) != 0;
}

static bool is_word(char character)
{
    return isalnum((unsigned char)character) != 0 || (unsigned char)character >= 0x80U;
}

/* How much of the text at `at` is the passage; 0: it is not there. */
static size_t match_at(const char *text, const char *at, const char *passage)
{
    const char *end = at;
    if (at > text && is_word(at[-1]))
        return 0;
    while (*passage != '\0') {
        if (is_gap(*passage)) {
            passage++;
        } else if (end > at && is_gap(*end)) {
            end++;
        } else if (tolower((unsigned char)*end) == tolower((unsigned char)*passage)) {
            end++;
            passage++;
        } else {
            return 0;
        }
    }
    return end > at && !is_word(*end) ? (size_t)(end - at) : 0;
}

static size_t longest_at(const char *text, const char *at, const Texts *passages)
{
    size_t longest = 0;
    for (size_t i = 0; i < passages->count; i++) {
        size_t length = match_at(text, at, passages->items[i]);
        longest = length > longest ? length : longest;
    }
    return longest;
}

bool passages_hold(const Texts *passages, const char *passage)
{
    for (size_t i = 0; i < passages->count; i++)
        if (match_at(passage, passage, passages->items[i]) == strlen(passage))
            return true;
    return false;
}

static bool says_where(const char *passage)
{
    size_t digits = 0, letters = 0;
    for (const char *at = passage; *at != '\0'; at++) {
        digits += isdigit((unsigned char)*at) != 0;
        letters += isalpha((unsigned char)*at) != 0;
    }
    return digits > 0 && letters > 0 && digits + letters >= PASSAGE_LEAST;
}

Texts address_passages(Arena *arena, const char *address)
{
    size_t most = 1;
    for (const char *at = address; at != NULL && *at != '\0'; at++)
        most += *at == ',' || *at == '\n';
    Texts passages = {0, arena_array(arena, const char *, most)};
    for (const char *at = address; at != NULL && *at != '\0';) {
        size_t length = strcspn(at, ",\n");
        const char *passage = text_trim(arena, arena_copy_length(arena, at, length));
        if (says_where(passage))
            passages.items[passages.count++] = passage;
        at += length + (at[length] != '\0');
    }
    return passages;
}

const char *left_out(Arena *arena, const char *text, const Texts *passages, const char *instead)
{
    if (text == NULL || passages == NULL || passages->count == 0)
        return text;
    const char *done = "", *from = text;
    for (const char *at = text; *at != '\0';) {
        size_t length = longest_at(text, at, passages);
        if (length == 0) {
            at++;
            continue;
        }
        done = arena_print(arena, "%s%.*s%s", done, (int)(at - from), from, instead);
        at += length;
        from = at;
    }
    return from == text ? text : arena_print(arena, "%s%s", done, from);
}

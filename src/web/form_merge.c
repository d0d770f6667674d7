#include "web/form_merge.h"

#include "platform/base/text.h"

enum { HASH_SENT = 8 };

static const char *plain(Arena *arena, const char *text)
{
    return text_trim(arena, text == NULL ? "" : text);
}

const char *form_was(Arena *arena, const char *shown)
{
    static const char digits[] = "0123456789abcdef";
    const char *text = plain(arena, shown);
    if (text_empty(text))
        return NULL;
    Bytes hash = text_hash(arena, text);
    char *sent = arena_alloc(arena, 2 * HASH_SENT + 1);
    for (size_t i = 0; i < HASH_SENT; i++) {
        unsigned char byte = ((const unsigned char *)hash.data)[i];
        sent[2 * i] = digits[byte >> 4];
        sent[2 * i + 1] = digits[byte & 15];
    }
    sent[(size_t)2 * HASH_SENT] = '\0';
    return sent;
}

static bool is_what_was(Arena *arena, const char *was, const char *text)
{
    const char *hash = form_was(arena, text);
    return text_equal(hash == NULL ? "" : hash, was == NULL ? "" : was);
}

FormMerge form_merge(Arena *arena, const char *was, const char *typed, const char *saved)
{
    if (text_equal(plain(arena, typed), plain(arena, saved)))
        return MERGE_TYPED;
    if (is_what_was(arena, was, typed))
        return MERGE_SAVED;
    return is_what_was(arena, was, saved) ? MERGE_TYPED : MERGE_CLASH;
}

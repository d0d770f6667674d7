#include "platform/http/http_parse.h"

#include <stdint.h>
#include <string.h>

/* urlencoded = [pair] *("&" [pair]) ; pair = name ["=" value] ; browsers never send an empty pair,
 * but links typed by hand do: it is no field. */

static size_t pair_length(const char *text, const char *end)
{
    const char *mark = memchr(text, '&', (size_t)(end - text));
    return (size_t)((mark == NULL ? end : mark) - text);
}

static size_t count_pairs(const char *text, const char *end)
{
    size_t count = 0;
    while (text < end) {
        size_t length = pair_length(text, end);
        count += length > 0;
        text += length + 1;
    }
    return count;
}

/* Decodes into *out, ends it by a NUL and moves *out behind it. */
static bool decode_text(char **out, const char *text, size_t length, const char **value,
                        size_t *value_length)
{
    if (!percent_decode(*out, value_length, text, length, true) ||
        !text_valid_utf8(*out, *value_length))
        return false;
    (*out)[*value_length] = '\0';
    *value = *out;
    *out += *value_length + 1;
    return true;
}

static int parse_pair(char **out, const char *pair, size_t length, FieldLimits limits,
                      HttpField *field)
{
    const char *equals = memchr(pair, '=', length);
    size_t name_length = equals == NULL ? length : (size_t)(equals - pair);
    const char *value = equals == NULL ? "" : equals + 1;
    size_t value_length = equals == NULL ? 0 : length - name_length - 1;
    size_t decoded_length;
    if (!decode_text(out, pair, name_length, &field->name, &decoded_length) ||
        !decode_text(out, value, value_length, &field->value, &field->length))
        return 400;
    if (decoded_length == 0)
        return 400;
    return decoded_length > FIELD_NAME_MAXIMUM || field->length > limits.text ? 413 : 0;
}

int parse_fields(Arena *arena, const char *text, size_t length, FieldLimits limits,
                 HttpFields *fields)
{
    *fields = (HttpFields){0};
    if (length == 0)
        return 0;
    const char *end = text + length;
    size_t count = count_pairs(text, end);
    if (count > limits.count)
        return 413;
    HttpField *items = arena_array(arena, HttpField, count);
    /* Each pair grows by a NUL for its name and one for its value; the "=" or "&" pays for one. */
    char *out = arena_alloc(arena, length + 2 * count + 1);
    size_t used = 0;
    while (text < end) {
        size_t pair = pair_length(text, end);
        int refusal = pair == 0 ? 0 : parse_pair(&out, text, pair, limits, &items[used]);
        if (refusal != 0)
            return refusal;
        used += pair > 0;
        text += pair + 1;
    }
    *fields = (HttpFields){used, items};
    return 0;
}

bool http_parse_form(Arena *arena, const char *body, HttpFields *fields)
{
    FieldLimits none = {SIZE_MAX, SIZE_MAX};
    return parse_fields(arena, body, strlen(body), none, fields) == 0;
}

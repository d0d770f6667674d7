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

/* No more than the limit, and no part of a character at the end. A form allows less in each of its
 * fields than one body may hold, so its writer is told that this one is too long. */
static size_t cut_length(const char *text, size_t length, size_t most)
{
    if (length <= most)
        return length;
    size_t whole = most;
    while (whole > 0 && most - whole < 3 && ((unsigned char)text[whole] & 0xC0) == 0x80)
        whole--;
    return whole;
}

int field_text(Arena *arena, char *text, size_t length, FieldLimits limits, HttpField *field)
{
    if (length > limits.text && !limits.typed)
        return 413;
    length = cut_length(text, length, limits.text);
    text[length] = '\0';
    *field = (HttpField){.name = field->name, .value = text, .length = length};
    if (text_valid_utf8(text, length))
        return 0;
    if (!limits.typed)
        return 400;
    field->mended = true;
    field->value = text_mended(arena, text, length);
    field->length = strlen(field->value);
    return 0;
}

/* Decodes into *out and moves *out behind the text and its NUL. */
static bool decode(char **out, const char *text, size_t length, char **decoded,
                   size_t *decoded_length)
{
    *decoded = *out;
    if (!percent_decode(*out, decoded_length, text, length, true))
        return false;
    (*out)[*decoded_length] = '\0';
    *out += *decoded_length + 1;
    return true;
}

static int parse_pair(Arena *arena, char **out, const char *pair, size_t length, FieldLimits limits,
                      HttpField *field)
{
    const char *equals = memchr(pair, '=', length);
    size_t name_length = equals == NULL ? length : (size_t)(equals - pair);
    const char *value = equals == NULL ? "" : equals + 1;
    size_t value_length = equals == NULL ? 0 : length - name_length - 1;
    char *name, *text;
    size_t decoded_name, decoded_text;
    if (!decode(out, pair, name_length, &name, &decoded_name) ||
        !decode(out, value, value_length, &text, &decoded_text))
        return 400;
    if (decoded_name == 0 || !text_valid_utf8(name, decoded_name))
        return 400;
    if (decoded_name > FIELD_NAME_MAXIMUM)
        return 413;
    field->name = name;
    return field_text(arena, text, decoded_text, limits, field);
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
        int refusal = pair == 0 ? 0 : parse_pair(arena, &out, text, pair, limits, &items[used]);
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
    FieldLimits none = {SIZE_MAX, SIZE_MAX, true};
    return parse_fields(arena, body, strlen(body), none, fields) == 0;
}

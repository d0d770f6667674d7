#include "platform/json/json.h"

#include <jansson.h>
#include <sodium.h>
#include <string.h>

/* Json is jansson's json_t under a name that keeps its functions out of the rest. */
static const json_t *as_jansson(const Json *json)
{
    return (const json_t *)json;
}

static void release(void *value)
{
    json_decref(value);
}

const Json *json_read(Arena *arena, const char *text, size_t length)
{
    json_t *value = json_loadb(text, length, JSON_REJECT_DUPLICATES, NULL);
    if (value == NULL)
        return NULL;
    arena_defer(arena, release, value);
    return (const Json *)value;
}

const Json *json_member(const Json *object, const char *name)
{
    return (const Json *)json_object_get(as_jansson(object), name);
}

const char *json_text(const Json *object, const char *name)
{
    return json_string_value(as_jansson(json_member(object, name)));
}

bool json_yes(const Json *object, const char *name)
{
    return json_is_true(as_jansson(json_member(object, name)));
}

bool json_whole(const Json *object, const char *name, int64_t *value)
{
    const json_t *number = as_jansson(json_member(object, name));
    double real = json_is_real(number) ? json_real_value(number) : 0;
    if (!json_is_number(number) || real > 9e15 || real < -9e15)
        return false;
    *value = json_is_real(number) ? (int64_t)real : (int64_t)json_integer_value(number);
    return true;
}

size_t json_length(const Json *list)
{
    return json_array_size(as_jansson(list));
}

const Json *json_item(const Json *list, size_t at)
{
    return (const Json *)json_array_get(as_jansson(list), at);
}

static bool is_text(const Json *value, const char *text)
{
    return text_equal(json_string_value(as_jansson(value)), text);
}

bool json_holds(const Json *object, const char *name, const char *text)
{
    const Json *value = json_member(object, name);
    for (size_t i = 0; i < json_length(value); i++)
        if (is_text(json_item(value, i), text))
            return true;
    return is_text(value, text);
}

Bytes base64_bytes(Arena *arena, const char *text)
{
    size_t length = text == NULL ? 0 : strlen(text), got = 0;
    unsigned char *bytes = arena_alloc(arena, length + 1);
    if (length == 0 || sodium_base642bin(bytes, length, text, length, NULL, &got, NULL,
                                         sodium_base64_VARIANT_URLSAFE_NO_PADDING) != 0)
        return (Bytes){0};
    return (Bytes){bytes, got};
}

const char *base64_text(Arena *arena, Bytes bytes)
{
    size_t size = sodium_base64_encoded_len(bytes.length, sodium_base64_VARIANT_URLSAFE_NO_PADDING);
    char *text = arena_alloc(arena, size);
    return sodium_bin2base64(text, size, bytes.data, bytes.length,
                             sodium_base64_VARIANT_URLSAFE_NO_PADDING);
}

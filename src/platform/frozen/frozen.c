#include "platform/frozen/frozen.h"

#include <inttypes.h>
#include <sodium.h>
#include <stdio.h>
#include <string.h>

#include "platform/base/log.h"

json_t *frozen_id(int64_t id)
{
    char text[24];
    snprintf(text, sizeof text, "%" PRId64, id);
    return json_string(text);
}

json_t *frozen_date(Arena *arena, Date date)
{
    return date_is_set(date) ? json_string(date_iso(arena, date)) : json_null();
}

const char *frozen_text(Arena *arena, json_t *whole)
{
    const size_t form = JSON_COMPACT | JSON_SORT_KEYS;
    ASSERT(whole != NULL);
    size_t length = json_dumpb(whole, NULL, 0, form);
    ASSERT(length > 0);
    char *text = arena_alloc(arena, length + 1);
    json_dumpb(whole, text, length, form);
    json_decref(whole);
    return text;
}

const char *frozen_read_text(Arena *arena, const json_t *object, const char *key)
{
    const char *text = json_string_value(json_object_get(object, key));
    return arena_copy(arena, text == NULL ? "" : text);
}

Date frozen_read_date(const json_t *object, const char *key)
{
    Date date = DATE_NONE;
    date_parse_iso(json_string_value(json_object_get(object, key)), &date);
    return date;
}

int frozen_read_number(const json_t *object, const char *key)
{
    return (int)json_integer_value(json_object_get(object, key));
}

int64_t frozen_read_id(const json_t *value)
{
    long long id = 0;
    const char *text = json_string_value(value);
    if (text != NULL)
        text_integer(text, 0, INT64_MAX, &id);
    return id;
}

static void hash_of(const char *text, unsigned char hash[FROZEN_HASH])
{
    crypto_generichash(hash, FROZEN_HASH, (const unsigned char *)text, strlen(text), NULL, 0);
}

Bytes frozen_hash(Arena *arena, const char *text)
{
    unsigned char *hash = arena_alloc(arena, FROZEN_HASH);
    hash_of(text, hash);
    return (Bytes){hash, FROZEN_HASH};
}

bool frozen_intact(const char *text, Bytes kept)
{
    unsigned char hash[FROZEN_HASH];
    if (text == NULL || kept.length != FROZEN_HASH)
        return false;
    hash_of(text, hash);
    return sodium_memcmp(hash, kept.data, FROZEN_HASH) == 0;
}

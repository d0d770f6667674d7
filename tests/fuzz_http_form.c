#include "fuzz.h"

#include <string.h>

#include "platform/base/log.h"
#include "platform/http/http_parse.h"

const char *const fuzz_seeds[] = {
    "a=1&b=2", "name=%C3%A9+x%26y&name=&z", "&&a=%0d%0a&=", "a=%00&b=%ff&c=%", "", NULL,
};

static void check(const HttpField *field)
{
    ASSERT(field->name[0] != '\0' && strlen(field->name) <= FIELD_NAME_MAXIMUM);
    ASSERT(text_valid_utf8(field->name, strlen(field->name)));
    ASSERT(strlen(field->value) == field->length);
    ASSERT(text_valid_utf8(field->value, field->length));
    ASSERT(field->file_name == NULL);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    /* Each input is read in one of the two ways: mended where need be, or refused. */
    FieldLimits limits = {.count = 50, .text = 200, .typed = size % 2 == 0};
    Arena *arena = arena_create((size_t)16 << 20, "fuzz");
    HttpFields fields;
    int status = parse_fields(arena, (const char *)data, size, limits, &fields);
    ASSERT(status == 0 || status == 400 || status == 413);
    ASSERT(fields.count <= limits.count && (status == 0 || fields.count == 0));
    for (size_t i = 0; i < fields.count; i++) {
        check(&fields.items[i]);
        /* A byte that is part of no character is mended to one of three bytes. */
        ASSERT(fields.items[i].length <= limits.text * (fields.items[i].mended ? 3 : 1));
    }
    arena_destroy(arena);
    return 0;
}

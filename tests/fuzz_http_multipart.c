#include "fuzz.h"

#include <string.h>

#include "platform/base/log.h"
#include "platform/http/http_parse.h"

#define PART "--B\r\nContent-Disposition: form-data; name=\"a\""

const char *const fuzz_seeds[] = {
    PART "\r\n\r\n1\r\n--B--\r\n",
    PART "\r\n\r\n1\r\n" PART "; filename=\"x.txt\"\r\nContent-Type: text/plain\r\n\r\n\r\n--B--",
    PART "; filename=\"C:\\d\\%22\"\r\nContent-Transfer-Encoding: 8bit\r\n\r\n\r\n\r\n--B--\r\n",
    "--B--\r\n",
    NULL,
};

static bool inside(const char *text, size_t length, const char *body, size_t size)
{
    return text >= body && length <= size && (size_t)(text - body) <= size - length;
}

/* A byte that is part of no character is mended to one of three bytes. */
static size_t most_bytes(const HttpField *field)
{
    return field->mended ? 600 : 200;
}

static void check(const HttpField *field)
{
    ASSERT(field->name[0] != '\0' && strlen(field->name) <= FIELD_NAME_MAXIMUM);
    ASSERT(text_valid_utf8(field->name, strlen(field->name)));
    ASSERT(field->value[field->length] == '\0');
    if (field->file_name == NULL)
        ASSERT(text_valid_utf8(field->value, field->length) && field->length <= most_bytes(field));
    else
        ASSERT(strpbrk(field->file_name, "/\\\r\n") == NULL &&
               text_valid_utf8(field->file_name, strlen(field->file_name)));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    FieldLimits limits = {.count = 20, .text = 200, .typed = size % 2 == 0};
    Arena *arena = arena_create((size_t)16 << 20, "fuzz");
    char *body = arena_copy_length(arena, (const char *)data, size);
    HttpFields fields;
    int status = parse_multipart(arena, body, size, "B", limits, &fields);
    ASSERT(status == 0 || status == 400 || status == 413);
    ASSERT(fields.count <= limits.count && (status == 0 || fields.count == 0));
    for (size_t i = 0; i < fields.count; i++) {
        check(&fields.items[i]);
        /* A mended text is a copy; all else stands where it was sent. */
        ASSERT(fields.items[i].mended ||
               inside(fields.items[i].value, fields.items[i].length, body, size));
    }
    arena_destroy(arena);
    return 0;
}

#include "fuzz.h"

#include <string.h>

#include "platform/base/log.h"
#include "platform/http/http_parse.h"

/* Each parser of a header's value gets the same text. */

const char *const fuzz_seeds[] = {
    "multipart/form-data; boundary=----abc",
    "multipart/form-data; boundary=\"a b\"; x=y",
    "br;q=1.0, gzip;q=0.8, *;q=0.1",
    "a=1; s=abc; s=; t",
    "10.0.0.1, 2001:db8::1",
    NULL,
};

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    Arena *arena = arena_create((size_t)16 << 20, "fuzz");
    const char *text = arena_copy_length(arena, (const char *)data, size);
    const char *boundary = NULL;
    if (parse_boundary(arena, text, &boundary) == 0)
        ASSERT(strlen(boundary) >= 1 && strlen(boundary) <= 70);
    const char *address = forwarded_address(arena, text);
    ASSERT(address == NULL || strspn(address, "0123456789abcdefABCDEF.:") == strlen(address));
    HttpHeader headers[] = {{"Cookie", text}};
    HttpRequest request = {.headers = headers, .header_count = 1};
    const char *cookie = http_cookie(&request, arena, "s");
    ASSERT(cookie == NULL || strchr(cookie, ';') == NULL);
    HttpResponse response = {0};
    http_set(&response, "X", text);
    ASSERT(response.broken || strpbrk(text, "\r\n") == NULL);
    (void)accepts_gzip(text);
    (void)media_type_is(text, "multipart/form-data");
    arena_destroy(arena);
    return 0;
}

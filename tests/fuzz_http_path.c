#include "fuzz.h"

#include <string.h>

#include "platform/base/log.h"
#include "platform/http/http_parse.h"

const char *const fuzz_seeds[] = {
    "/", "/learners/12/plan", "/a/%2e%2e/b", "/%C3%A9/x%20y", "/a%2fb%5c%00", "//a/../", NULL,
};

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    Arena *arena = arena_create((size_t)16 << 20, "fuzz");
    const char *path = NULL;
    int status = parse_path(arena, (const char *)data, size, &path);
    ASSERT(status == 0 || status == 400 || status == 404);
    if (status == 0) {
        size_t length = strlen(path);
        ASSERT(path[0] == '/' && text_valid_utf8(path, length) && length <= size);
        ASSERT(strstr(path, "//") == NULL && strstr(path, "/../") == NULL);
        ASSERT(strchr(path, '\\') == NULL && strpbrk(path, "\r\n\x7f") == NULL);
        ASSERT(length == 1 || path[length - 1] != '/');
        ASSERT(length < 3 || strcmp(path + length - 3, "/..") != 0);
    }
    arena_destroy(arena);
    return 0;
}

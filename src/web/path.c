#include "web/path.h"

#include <string.h>

#include "platform/base/id.h"

/* The next part of a path that starts with a slash; NULL after the last. */
static const char *next_part(const char **path, size_t *length)
{
    if (**path != '/' || (*path)[1] == '\0')
        return NULL;
    const char *start = *path + 1;
    *length = strcspn(start, "/");
    *path = start + *length;
    return start;
}

bool path_pattern(const char *path, PathPattern *pattern)
{
    *pattern = (PathPattern){0};
    size_t length;
    const char *part;
    while ((part = next_part(&path, &length)) != NULL) {
        bool is_id = part[0] == ':';
        if (length == (is_id ? 1u : 0u) || pattern->count == PATH_PARTS)
            return false;
        pattern->parts[pattern->count++] =
            (PathPart){is_id ? part + 1 : part, is_id ? length - 1 : length, is_id};
    }
    return true;
}

static bool part_matches(const PathPart *wanted, const char *part, size_t length, int64_t *id)
{
    if (!wanted->is_id)
        return wanted->length == length && memcmp(wanted->name, part, length) == 0;
    char digits[24];
    if (length >= sizeof digits)
        return false;
    memcpy(digits, part, length);
    digits[length] = '\0';
    return id_parse(digits, id);
}

PathMatch path_match(const PathPattern *pattern, const char *path, int64_t ids[PATH_PARTS])
{
    memset(ids, 0, PATH_PARTS * sizeof ids[0]);
    size_t length;
    const char *part;
    size_t at = 0;
    while ((part = next_part(&path, &length)) != NULL) {
        if (at == pattern->count || !part_matches(&pattern->parts[at], part, length, &ids[at]))
            return PATH_OTHER;
        at++;
    }
    return at == pattern->count ? PATH_SAME : PATH_OTHER;
}

/* path.h: which row of the route table a path means, and the ids in it. Pure. */
#ifndef WEB_PATH_H
#define WEB_PATH_H

#include "web/request.h"

#define PATH_PARTS 10

typedef struct PathPart {
    const char *name; /* without the colon when it stands for an id */
    size_t length;
    bool is_id;
} PathPart;

typedef struct PathPattern {
    size_t count;
    PathPart parts[PATH_PARTS];
} PathPattern;

typedef enum PathMatch { PATH_OTHER, PATH_SAME } PathMatch;

/* The pattern's parts point into `path`. false: too many parts, or an empty one. */
bool path_pattern(const char *path, PathPattern *pattern);
/* ids: one for each part of the pattern, 0 where the part is a word. An id part that is not an id
 * makes the path another one. */
PathMatch path_match(const PathPattern *pattern, const char *path, int64_t ids[PATH_PARTS]);

#endif

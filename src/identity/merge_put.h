/* merge_put.h: what a merge changes of single rows, each noted with what stood there, so that it
 * can be put back. For merge.c and merge_undo.c only. */
#ifndef IDENTITY_MERGE_PUT_H
#define IDENTITY_MERGE_PUT_H

#include "identity/merge.h"

/* Values are text, NULL for none: a number, an ISO day, "1" or "0". */
Error *merge_put(Db *db, SchoolId school, const char *part, const char *field, int64_t row,
                 const char *value);

typedef struct MergeChange {
    const char *part, *field;
    int64_t row;
    const char *before, *after;
} MergeChange;

/* Notes it, and does it. */
Error *merge_change(Db *db, SchoolId school, LearnerMergeId merge, const MergeChange *change);

#endif

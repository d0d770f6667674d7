/* merge_moves.h: each table whose rows hang on a learner, and how they move to another record of
 * the same child; or why they stay where they are. For this folder and its test only. */
#ifndef IDENTITY_MERGE_MOVES_H
#define IDENTITY_MERGE_MOVES_H

#include <stddef.h>

#include "platform/base/error.h"
#include "platform/db/db.h"
#include "schema/ids.h"

typedef struct MergeMove {
    const char *part; /* the table */
    const char *one;  /* what people call a row, "concern"; NULL: stands behind one that is named */
    const char *many;
    Error *(*move)(Db *db, SchoolId school, LearnerMergeId merge, LearnerId from, LearnerId to,
                   int64_t *changed);
} MergeMove;

typedef struct MergeStay {
    const char *part, *why;
} MergeStay;

extern const MergeMove merge_moves[];
extern const size_t merge_move_count;
extern const MergeStay merge_stays[];
extern const size_t merge_stay_count;

/* ASSERTs that there is such a table. */
const MergeMove *merge_move_of(const char *part);

#endif

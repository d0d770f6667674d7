/* merge.h: two records of one child become one, and two again. For this folder only.
 *
 * Whatever hangs on the record that goes (merge_moves.h) moves to the one that is kept; what cannot
 * both hold is ended or renumbered there, each change kept with what stood before. The record that
 * goes keeps its row and what it said of the child, and points to the other. */
#ifndef IDENTITY_MERGE_H
#define IDENTITY_MERGE_H

#include "identity/merge_sql.h"
#include "learner/learner.h"

/* What two records may say otherwise of one child. */
typedef enum MergeFact {
    MERGE_NAME,
    MERGE_BORN,
    MERGE_UPN,
    MERGE_NUMBER, /* the school's own */
    MERGE_SEX,
    MERGE_CLASS, /* with the year */
    MERGE_LANGUAGE,
    MERGE_PREMIUM,
    MERGE_CARE,  /* looked after */
    MERGE_STAY,  /* first and last day here */
    MERGE_WORDS, /* their own */
    MERGE_FACTS
} MergeFact;

typedef enum MergeSays {
    MERGE_SAME,      /* both say it, or neither says anything */
    MERGE_KEPT_ONLY, /* the other is silent */
    MERGE_GONE_ONLY,
    MERGE_DIFFERS
} MergeSays;

typedef struct Merge {
    const Learner *kept, *gone;
    bool of_gone[MERGE_FACTS]; /* what the record that goes says is taken */
    bool support_of_gone;      /* its level, cycle and order of needs go on */
    const char *reason;
    StaffId by;
    Date today;
    Moment now;
} Merge;

MergeSays merge_says(const Merge *merge, MergeFact fact);
/* What is taken where nobody is asked: what only one says; of "looked after", yes. */
void merge_usual(Merge *merge);

/* What two records hold that cannot both go on. */
typedef struct MergeClash {
    bool levels, cycles; /* both have one that is open */
    struct merge_links_rows links;
    struct merge_scores_twice_rows scores;
    struct merge_groups_twice_rows groups;
    struct merge_cases_rows cases;
    bool two_year_checks, ways_in;
} MergeClash;

Error *merge_clash(Db *db, Arena *arena, SchoolId school, const Merge *merge, MergeClash *clash);

/* Somebody who stands with one record and looks like one whom a court order, or the head, keeps
 * something from in the other. */
typedef struct MergeAlike {
    ContactId contact;
    const char *name, *restricted;
} MergeAlike;

typedef struct MergeAlikes {
    size_t count;
    MergeAlike *items;
} MergeAlikes;

Error *merge_alikes(Db *db, Arena *arena, SchoolId school, const Merge *merge, MergeAlikes *alikes);

enum { MERGE_HELD_DAYS = 14 }; /* nothing goes to such a person for so long */

/* ERROR_CONFLICT when one of the records was changed or closed meanwhile. */
Error *merge_do(Db *db, Arena *arena, SchoolId school, const Merge *merge, LearnerMergeId *id);

/* Why it cannot be taken back any more, as a sentence; NULL when it can. */
Error *merge_undo_fault(Db *db, Arena *arena, SchoolId school, const Learner *kept,
                        LearnerMergeId id, const char **fault);
/* Everything as it was. ERROR_CONFLICT with that sentence when it cannot be. */
Error *merge_undo(Db *db, Arena *arena, SchoolId school, const Learner *kept, LearnerMergeId id,
                  StaffId by, Moment now);

#endif

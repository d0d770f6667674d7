/* seal.h: a child goes on under another identity, after an adoption: a new record, and the one
 * before sealed. For this folder only; the demo school makes one.
 *
 * The sealed record stays as it is, papers and all, and opens to nobody but who may open a sealed
 * one, for a day, with a reason. Nothing in the new record says that there was another. */
#ifndef IDENTITY_SEAL_H
#define IDENTITY_SEAL_H

#include "identity/seal_sql.h"
#include "learner/contact.h"
#include "learner/learner.h"

typedef enum SealKind {
    SEAL_LEVEL,
    SEAL_NEEDS,
    SEAL_AREA,       /* without its words */
    SEAL_AREA_WORDS, /* barriers and strengths */
    SEAL_SCORES,
    SEAL_LIKES, /* own words, three of them */
    SEAL_MATTERS,
    SEAL_HELP,
    SEAL_OUTCOME,
    SEAL_SUPPORT,
    SEAL_STRATEGY
} SealKind;

/* One thing that may be carried over. */
typedef struct SealItem {
    const char *code; /* "outcome-12" */
    SealKind kind;
    int64_t row;       /* of its table; 0: of none */
    const char *words; /* as they stand in the record, or what it is */
    const char *names; /* who is named in them: "Zofia, Nowak"; NULL: nobody */
    bool free_words;   /* somebody wrote them: names may stand there */
} SealItem;

typedef struct SealItems {
    size_t count;
    SealItem *items;
} SealItems;

/* Everything that there is to carry, with the names that stand in it. */
Error *seal_items(Db *db, Arena *arena, SchoolId school, const Learner *learner, SealItems *items);

typedef struct Seal {
    const Learner *learner;
    const char *surname, *forename, *preferred_name; /* preferred_name NULL: goes by the forename */
    const char *upn;                                 /* NULL: not known yet */
    const char *evidence;
    SealItems carried;
    size_t contact_count; /* of the old record's contacts, those who stay the child's */
    const LearnerContact *contacts;
    StaffId by;
    Date today;
    Moment now;
} Seal;

/* The first word of the old name that stands in what is carried and is no part of the new one;
 * NULL: none does. Pure. */
const char *seal_betrays(Arena *arena, const Seal *seal, const SealItem *item);

/* learner: out, the new record. ERROR_CONFLICT when the old one was changed meanwhile. */
Error *seal_do(Db *db, Arena *arena, SchoolId school, const Seal *seal, LearnerId *learner);

/* Why it cannot be taken back any more, as a sentence; NULL when it can. */
Error *seal_undo_fault(Db *db, Arena *arena, SchoolId school, LearnerSealId id, const char **fault);
/* The old record is open as before, and the new one leads to it. */
Error *seal_undo(Db *db, Arena *arena, SchoolId school, LearnerSealId id, StaffId by, Moment now);

#endif

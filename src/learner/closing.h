/* closing.h: how a record stops being live, and is live again: a death. And a UPN that changes.
 *
 * Nothing of the record is touched: that the learner is on no list, owed nothing and written to by
 * nobody follows from learner.closed_as alone, so that taking a mistake back restores everything.
 * Owns learner_closing and learner_upn. Who may is the caller's business. */
#ifndef LEARNER_CLOSING_H
#define LEARNER_CLOSING_H

#include "learner/learner.h"

typedef struct Closing {
    LearnerClosingId id;
    RecordStanding kind;
    Date on;
    Moment done_at;
    const char *done_by_name;
} Closing;

/* The closing that holds; found is false for a live record. */
Error *closing_of(Db *db, Arena *arena, SchoolId school, LearnerId learner, Closing *closing,
                  bool *found);

/* What is wrong with a day of death, as a sentence; "" when nothing is. Pure. */
const char *death_fault(Date died_on, Date born_on, Date today);
/* ERROR_CONFLICT when the record was closed or changed meanwhile. */
Error *learner_died(Db *db, SchoolId school, const Learner *learner, Date died_on, StaffId by,
                    Moment now);
/* It was a mistake: everything is as before. ERROR_CONFLICT when the learner is not dead. */
Error *learner_lives(Db *db, Arena *arena, SchoolId school, const Learner *learner, StaffId by,
                     Moment now);

/* ---- The UPN -----------------------------------------------------------------------------------
 */

typedef struct FormerUpn {
    const char *upn;
    Date until;
    const char *noted_by_name;
} FormerUpn;

typedef struct FormerUpns {
    size_t count;
    FormerUpn *items;
} FormerUpns;

/* The newest first. */
Error *former_upns(Db *db, Arena *arena, SchoolId school, LearnerId learner, FormerUpns *upns);
/* Whose it is here; found is false when nobody has it. Also of a sealed record. */
Error *learner_with_upn(Db *db, Arena *arena, SchoolId school, const char *upn, LearnerId *holder,
                        bool *found);
/* upn: checked by upn_check(). The one before is kept with its day, and lists still match it.
 * ERROR_CONFLICT when the record was changed meanwhile. */
Error *learner_change_upn(Db *db, SchoolId school, const Learner *learner, const char *upn,
                          Date today, StaffId by);
/* For a list that brings another UPN: keeps the one before with its day. */
Error *learner_keep_upn(Db *db, SchoolId school, LearnerId learner, const char *upn, Date today,
                        StaffId by);

#endif

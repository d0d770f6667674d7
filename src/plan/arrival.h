/* arrival.h: a learner who had support elsewhere, the plan that they came with, and what the
 * setting before recorded.
 *
 * Owns arrival and earlier_record. The plan of another setting is no plan of ours: it is kept as a
 * text, looked at within six weeks (F-R-1), and our own draft may begin from it. What an earlier
 * setting recorded is kept as it came, and never changed. */
#ifndef PLAN_ARRIVAL_H
#define PLAN_ARRIVAL_H

#include "learner/learner.h"
#include "platform/db/db.h"
#include "schema/ids.h"
#include "web/web.h"

/* Texts are "" when nothing is said. */
typedef struct Arrival {
    ArrivalId id;
    Date arrived_on;
    const char *from_setting; /* NULL: not said */
    StaffId noted_by;
    const char *noted_by_name; /* out only */
    Date plan_made_on;         /* DATE_NONE: not known */
    const char *outcomes, *support, *strategies, *words;
    Date reviewed_on;             /* DATE_NONE: it waits */
    const char *reviewed_by_name; /* out only; NULL while it waits */
    const char *verdict, *note;   /* NULL while it waits */
    int64_t version;
} Arrival;

/* The last one; found is false for a learner who came without a plan. */
Error *arrival_load(Db *db, Arena *arena, SchoolId school, LearnerId learner, Arrival *arrival,
                    bool *found);
/* A learner has arrived; one who had on that day or later already is left as noted then. */
Error *arrival_note(Db *db, Arena *arena, SchoolId school, LearnerId learner,
                    const Arrival *arrival);
/* All but who noted it and the review. ERROR_CONFLICT unless it is at that version. */
Error *arrival_save(Db *db, SchoolId school, const Arrival *arrival);
/* It was gone through: reviewed_on, verdict (kept, changed, ended) and note. Conflict as above. */
Error *arrival_review(Db *db, SchoolId school, const Arrival *arrival, StaffId by);
/* Our own draft in the cycle, from what the plan says: its lines become outcomes and support.
 * ERROR_CONFLICT when the cycle has a plan. */
Error *arrival_draft(Db *db, Arena *arena, SchoolId school, LearnerId learner, CycleId cycle,
                     const Arrival *arrival, Date review_on);

/* ---- What an earlier setting recorded ---------------------------------------------------------
 */

typedef struct EarlierRecord {
    LearnerId learner_id;
    const char *kind; /* status, need, setting, attendance, result */
    const char *code; /* "" where the kind has none */
    OptionalInteger rank;
    Date starts_on, ends_on; /* DATE_NONE: not said */
    const char *words;
    const char *from_setting; /* NULL: not said */
} EarlierRecord;

typedef struct EarlierRecords {
    size_t count;
    EarlierRecord *items;
} EarlierRecords;

/* The same thing, whoever's file says it. */
bool earlier_record_same(const EarlierRecord *a, const EarlierRecord *b);
/* "SEN Support", "School Action, before 2014": a status in words. */
const char *earlier_status_words(const char *code);
/* Of one learner, or n 0 of everybody; by learner, and in the order of their days. */
Error *earlier_records(Db *db, Arena *arena, SchoolId school, LearnerId learner,
                       EarlierRecords *records);
Error *earlier_record_add(Db *db, SchoolId school, const EarlierRecord *record, Date today);

/* ---- Pages ------------------------------------------------------------------------------------
 */

extern const Form arrival_form;
extern const Form arrival_review_form;

Error *arrival_page(Request *request);        /* GET /learners/:learner/arrival */
Error *arrival_post(Request *request);        /* POST there */
Error *arrival_draft_post(Request *request);  /* POST /learners/:learner/arrival/draft */
Error *arrival_review_post(Request *request); /* POST /learners/:learner/arrival/review */

#endif

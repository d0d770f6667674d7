/* concern.h: what somebody noticed about a learner, in their own words, and what was done about it
 * step by step (R-ID-4, R-ID-10). Part of the door of this folder.
 *
 * The words of a concern, a step that was taken and a telling are never changed: a better answer
 * is a further step. No step changes a learner's level (R-ID-5): that is a decision of its own. */
#ifndef REGISTER_CONCERN_H
#define REGISTER_CONCERN_H

#include "platform/db/db.h"
#include "schema/ids.h"
#include "web/web.h"

typedef struct Concern {
    ConcernId id;
    LearnerId learner_id;
    const char *learner_name, *class_name; /* class_name "" when none */
    Date raised_on;
    const char *raised_by; /* staff, parent, learner, professional */
    const char *raised_by_name;
    StaffId raised_staff;     /* who wrote it here themselves; n 0: nobody of the staff */
    ContactId raised_contact; /* who wrote it on the family's pages; n 0: nobody */
    const char *way;          /* self, in_person, phone, meeting, writing */
    StaffId heard_by;         /* who was told and wrote it down; n 0: whoever raised it wrote it */
    const char *heard_by_name;
    StaffId received_by; /* who answers for it and has it; n 0: nobody yet */
    const char *received_by_name;
    Date received_on;
    const char *wording;                                   /* verbatim */
    const char *language, *translation, *translated_by;    /* NULL: it was said in English */
    const char *noticed_where, *since, *tried, *strengths; /* NULL: not said */
    Date reply_by, replied_on;
    const char *outcome; /* open, or the newest step's verdict */
    Date check_on;       /* of the newest step */
    int64_t version;
} Concern;

typedef struct Concerns {
    size_t count;
    Concern *items;
} Concerns;

/* Newest first. */
Error *concern_list(Db *db, Arena *arena, SchoolId school, LearnerId learner, Concerns *concerns);
/* ERROR_NOT_FOUND unless it is about this learner. */
Error *concern_load(Db *db, Arena *arena, SchoolId school, LearnerId learner, ConcernId id,
                    Concern *concern);
/* Those that this person raised or wrote down, whoever they are about; newest first. */
Error *concerns_of_staff(Db *db, Arena *arena, SchoolId school, StaffId staff, Concerns *concerns);
/* One of them. ERROR_NOT_FOUND unless it is theirs. */
Error *concern_of_staff(Db *db, Arena *arena, SchoolId school, StaffId staff, ConcernId id,
                        Concern *concern);
/* What this contact, or with contact n 0 the learner, wrote on their own pages; newest first. */
Error *concerns_of_family(Db *db, Arena *arena, SchoolId school, LearnerId learner,
                          ContactId contact, Concerns *concerns);
/* id: out. Where it stands is not read: it begins open, and with nobody. */
Error *concern_raise(Db *db, SchoolId school, LearnerId learner, const Concern *concern,
                     ConcernId *id);
/* It is with this person now, who promises an answer by the day (DATE_NONE: none is promised).
 * ERROR_CONFLICT when it was read at another version. */
Error *concern_receive(Db *db, SchoolId school, const Concern *concern, StaffId staff, Date on,
                       Date reply_by);

/* ---- Steps ------------------------------------------------------------------------------------
 */

typedef struct ConcernStep {
    ConcernStepId id;
    ConcernId concern_id;
    Date taken_on;
    StaffId taken_by;
    const char *taken_by_name;
    const char *verdict;   /* talk, teaching, monitor, assess, not_sen, settled */
    const char *came_of;   /* what came of the step before; NULL: not said */
    const char *words;     /* what is done and why: whoever raised the concern reads it */
    const char *with_whom; /* NULL: only for talk */
    Date check_on;         /* DATE_NONE: nothing is looked at again */
} ConcernStep;

typedef struct ConcernSteps {
    size_t count;
    ConcernStep *items;
} ConcernSteps;

/* Of one concern, the first first; of all of the learner's with concern n 0. */
Error *concern_steps(Db *db, Arena *arena, SchoolId school, LearnerId learner, ConcernId concern,
                     ConcernSteps *steps);
/* Adds a step to the concern read at its version; the first is its answer. Whoever takes it has
 * received the concern. "assess" opens a cycle when none is open. id: out. */
Error *concern_take_step(Db *db, Arena *arena, SchoolId school, const Concern *concern,
                         const ConcernStep *step, ConcernStepId *id);
/* "Waiting for an answer", "Good teaching first". */
const char *concern_outcome_words(const char *outcome);
/* Whether a step with this verdict is looked at again on a day. */
bool concern_is_checked(const char *verdict);

/* ---- The family told --------------------------------------------------------------------------
 */

typedef struct ConcernTold {
    ConcernStepId step_id;
    Date told_on;
    StaffId told_by;
    const char *told_by_name;
    const char *method; /* page, in_person, phone, meeting, letter, email; NULL: nobody was told */
    ContactId contact_id; /* n 0: the learner, or nobody */
    const char *recipient;
    const char *said;   /* to it; NULL: nothing noted */
    const char *reason; /* why nobody was told; NULL: somebody was */
} ConcernTold;

typedef struct ConcernTolds {
    size_t count;
    ConcernTold *items;
} ConcernTolds;

/* Of all steps of the learner's concerns, the first first. */
Error *concern_told_list(Db *db, Arena *arena, SchoolId school, LearnerId learner,
                         ConcernTolds *told);
Error *concern_tell(Db *db, SchoolId school, LearnerId learner, const ConcernTold *told);

/* ---- Pages ------------------------------------------------------------------------------------
 */

extern const Form concern_raise_form, concern_new_form, concern_received_form, concern_step_form;
extern const Form concern_told_form, family_worry_form, case_worry_form;

Error *concerns_page(Request *request);         /* GET /concerns */
Error *concern_new_page(Request *request);      /* GET /concerns/new */
Error *concern_new_post(Request *request);      /* POST /concerns */
Error *concern_own_page(Request *request);      /* GET /concerns/:concern, whoever raised it */
Error *concern_list_page(Request *request);     /* GET /learners/:learner/concerns */
Error *concern_raise_post(Request *request);    /* POST there */
Error *concern_page(Request *request);          /* GET /learners/:learner/concerns/:concern */
Error *concern_received_post(Request *request); /* POST …/received */
Error *concern_step_post(Request *request);     /* POST …/concerns/:concern */
Error *concern_told_post(Request *request);     /* POST …/told */
Error *family_worries_page(Request *request);   /* GET /family/learners/:learner/worries */
Error *family_worry_post(Request *request);     /* POST there */
Error *case_worries_page(Request *request);     /* GET /cases/:pupil/concerns */
Error *case_worry_post(Request *request);       /* POST there */

#endif

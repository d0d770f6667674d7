/* assess.h: the door to what is known about a learner at the start of a cycle: strengths,
 * barriers, progress, what was tried, advice, and the views of learner and parents.
 *
 * Owns assessment: one for each cycle, made when it is first saved. Once finished it is read, and
 * changed only after the cycle has gone back to Assess. Opens cycles; never decides whether there
 * is SEN: that is register/. */
#ifndef ASSESS_ASSESS_H
#define ASSESS_ASSESS_H

#include "learner/learner.h"
#include "platform/db/db.h"
#include "schema/ids.h"
#include "web/web.h"

/* Texts are "" when empty. */
typedef struct Assessment {
    AssessmentId id; /* n 0: nothing saved yet */
    LearnerId learner_id;
    CycleId cycle_id;
    const char *strengths;
    const char *barriers;
    const char *progress; /* progress, attainment, behaviour, beside peers */
    const char *tried;
    const char *advice;
    const char *summary; /* of need: the plan opens with it */
    const char *learner_view;
    const char *learner_view_how;
    Date learner_view_on;
    const char *parent_view;
    const char *parent_view_how; /* how, and from whom */
    Date parent_view_on;
    const char *no_view_reason; /* why a view is missing (R-A-1) */
    Date finished_on;
    StaffId finished_by; /* n 0: while it is open */
    const char *finished_by_name;
    int64_t version; /* 0: nothing saved yet */
} Assessment;

/* found false: nothing is saved yet, and *assessment is an empty one of that cycle. */
Error *assessment_of_cycle(Db *db, Arena *arena, SchoolId school, CycleId cycle,
                           Assessment *assessment, bool *found);

/* Saves the texts, dates and views of `assessment` for its cycle; made when id is 0. On success id
 * and version are those now saved. ERROR_CONFLICT when finished, or not at that version. */
Error *assessment_save(Db *db, SchoolId school, Assessment *assessment);
/* Finishes what was saved, and moves the cycle on to Plan. The rules have been asked by the
 * caller. */
Error *assessment_finish(Db *db, SchoolId school, const Cycle *cycle, const Assessment *assessment,
                         StaffId by, Date on);
/* Planning showed that too little is known (R-A-2): the cycle goes back to Assess. */
Error *assessment_reopen(Db *db, SchoolId school, const Cycle *cycle, const Assessment *assessment,
                         Date on);

/* ---- Pages ----------------------------------------------------------------------------------- */

extern const Form assessment_form;

Error *cycle_begin(Request *request);
Error *assessment_page(Request *request);
Error *assessment_save_form(Request *request);
Error *assessment_finish_form(Request *request);
Error *assessment_again(Request *request);

#endif

/* care.h: the door to what stands beside the cycle and is shown to few: a class on one page, counts
 * without names, professionals' cases and reports, notes among staff, the flag to speak to the
 * safeguarding lead, and exam access arrangements.
 *
 * Owns safeguarding_flag, staff_note, learner_professional, professional_report and
 * access_arrangement. */
#ifndef CARE_CARE_H
#define CARE_CARE_H

#include "register/register.h"
#include "web/web.h"

/* ---- What is kept ---------------------------------------------------------------------------- */

typedef struct Report {
    const char *author; /* and the service */
    StaffId staff;      /* who wrote it, when they sign in here; n 0: else */
    Date received_on;
    const char *summary;
    const char *recommendations; /* for class, one a line */
    const char *kept_at;         /* the paper; "": not said */
} Report;

typedef struct SharedCase {
    StaffId professional;
    const char *purpose;
    bool plan, assessment; /* what is shared beyond name, class and need */
    bool reports, costs;   /* with an officer of the local authority only */
    const char *agreed_by; /* before the first contact (R-A-3) */
    Date agreed_on, starts_on, ends_on;
} SharedCase;

typedef struct Arrangement {
    const char *what, *evidence;
    Date usual_since;
    Date approved_until; /* DATE_NONE: not approved */
} Arrangement;

Error *care_write_note(Db *db, SchoolId school, LearnerId learner, const char *note, StaffId by,
                       Moment now);
Error *care_file_report(Db *db, SchoolId school, LearnerId learner, const Report *report,
                        StaffId by);
Error *care_share_case(Db *db, SchoolId school, LearnerId learner, const SharedCase *shared,
                       StaffId by);
Error *care_arrange(Db *db, SchoolId school, LearnerId learner, const Arrangement *arrangement,
                    StaffId by);
/* That one is to speak to the safeguarding lead; one flag at a time. */
Error *care_set_flag(Db *db, SchoolId school, LearnerId learner, StaffId by, Date on);

/* ---- Pages ----------------------------------------------------------------------------------- */

/* A class's learners who need something, and how to help them: for whoever teaches, supports or
 * covers it. */
Error *summaries_page(Request *request);
Error *summary_page(Request *request);

/* Counts, the small ones withheld: for governors. */
Error *numbers_page(Request *request);

/* Everything of these about one learner, as far as the reader may see it. */
extern const Form care_note_form, care_report_form, care_case_form, care_arrangement_form;

Error *care_page(Request *request);
Error *care_flag_post(Request *request); /* set, or taken away */
Error *care_note_post(Request *request);
Error *care_report_post(Request *request);
Error *care_case_post(Request *request);
Error *care_case_end_post(Request *request);
Error *care_arrangement_post(Request *request);
Error *care_arrangement_end_post(Request *request);

/* All arrangements of the school, for the exams officer. */
Error *arrangements_page(Request *request);

/* What is shared with an outside professional: their cases, and one of them. */
extern const Form case_report_form;

Error *cases_page(Request *request);
Error *case_page(Request *request);
Error *case_report_post(Request *request);
/* GET /cases/:pupil/plan/paper and …/review/paper: what is shared, as a paper. */
Error *case_plan_paper(Request *request);
Error *case_review_paper(Request *request);

/* What a decision about the learner of the request may rest on, for EvidenceSource. */
Error *reports_evidence(Request *request, EvidenceList *list);

#endif

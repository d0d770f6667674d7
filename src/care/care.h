/* care.h: the door to what stands beside the cycle and is shown to few: a class on one page, counts
 * without names, professionals' cases and reports, notes among staff, the flag to speak to the
 * safeguarding lead, and exam access arrangements.
 *
 * Owns safeguarding_flag, staff_note, learner_professional, professional_report and
 * access_arrangement. */
#ifndef CARE_CARE_H
#define CARE_CARE_H

#include "web/web.h"

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

#endif

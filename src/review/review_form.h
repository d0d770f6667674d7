/* review_form.h: the form of a review, for this folder only: its fields from a review, a review
 * from its fields, and the rules put beside them. */
#ifndef REVIEW_REVIEW_FORM_H
#define REVIEW_REVIEW_FORM_H

#include "review/review.h"
#include "review/review_pages.h"

/* The fields that writing and correcting share. */
ReviewFields review_fields(Request *request, const Review *review, const Plan *plan);
/* Those that decide, which a correction leaves alone. */
void review_decision_fields(Request *request, const Review *review, const SchoolCalendar *calendar,
                            ReviewPage *view);
/* Puts what was typed into the review, in the request's arena; with_decision: those too. */
void review_apply(const Request *request, Review *review, bool with_decision);
/* What was typed about why there is a correction. */
const char *review_correction_typed(const Request *request);
FieldView review_correction_field(Request *request);

/* What must be so before it is final. calendar: as review_draft() has it. */
Findings review_findings(Request *request, const Review *review, const SchoolCalendar *calendar);
/* Puts what is refused, and each reason that is owed, beside its field. */
void review_refuse(Request *request, const Review *review, const Findings *findings);
/* The same as a list that leads to the fields. */
Prompts review_prompts(Arena *arena, const Review *review, const Findings *findings);

ReviewBody review_body(Request *request, const Review *review);

#endif

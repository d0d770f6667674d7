/* documents.h: the door to the papers: what is agreed, as tagged PDF to hand over and to file.
 *
 * Owns nothing: a paper of something final is made from its frozen text each time it is asked for.
 * No file name and no title holds a child's name; the pages do. */
#ifndef DOCUMENTS_DOCUMENTS_H
#define DOCUMENTS_DOCUMENTS_H

#include "assess/assess.h"
#include "plan/plan.h"
#include "platform/pdf/pdf.h"
#include "review/review.h"
#include "web/web.h"

/* Whom a paper is for. */
typedef struct PaperTo {
    const char *name; /* NULL: nobody in particular, so it is the school's own copy */
    Texts hidden;     /* passages that may not reach them: where others live */
    Charts scores;    /* the learner's, printed beside what was agreed; none, when not asked for */
} PaperTo;

/* GET …/plans/:plan/paper, with ?for=large for larger print; ?for=family only with ?to=CONTACT. */
Error *plan_paper(Request *request);
/* GET …/reviews/:review/paper, likewise. */
Error *review_paper(Request *request);
/* A final plan, or a review, as a paper for somebody. Whoever calls has asked whether they may have
 * it. */
Error *plan_paper_answer(Request *request, const Plan *plan, const PaperTo *to);
Error *review_paper_answer(Request *request, const Review *review, const PaperTo *to);

/* GET …/plans/:plan/class-sheet and …/assistant-card: what few need of a final plan, on one page.
 */
Error *plan_class_sheet(Request *request);
Error *plan_assistant_card(Request *request);

/* The one-page profile: the learner's own words. Texts are one thing a line, NULL or "" when not
 * said. */
typedef struct ProfileText {
    const char *school, *learner;
    Date made_on;
    const char *likes, *matters, *help;
} ProfileText;

/* pages: how many it takes; a profile is meant to take one (PDF_FOR_FAMILY). */
Error *profile_paper_write(Arena *arena, const ProfileText *profile, PdfReader reader, Bytes *paper,
                           size_t *pages);
/* Of this learner, in these words: the name and the school filled in. */
ProfileText profile_text(const Request *request, Date made_on, const char *likes,
                         const char *matters, const char *help);
/* GET /learners/:learner/profile/paper; in large print with ?for=large. */
Error *profile_paper(Request *request);

/* GET …/notices/:notice/paper: the letter, in the print for families; ?for=large, ?for=staff. */
Error *notice_paper(Request *request);

/* GET /learners/:learner/two-year-check/paper, likewise: for the parents. */
Error *two_year_paper(Request *request);

#endif

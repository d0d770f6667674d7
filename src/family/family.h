/* family.h: the door to the pages of families and of learners themselves: what is happening now and
 * next, the plan in plain words as it was shared, what was done, the reviews, who looked, and their
 * own words back to the school.
 *
 * Owns family_comment. Shows what was shared and nothing else: no draft, no note among staff, no
 * cost, no other family. */
#ifndef FAMILY_FAMILY_H
#define FAMILY_FAMILY_H

#include "platform/mail/mail.h"
#include "web/web.h"

extern const Form family_comment_form;
extern const Form comment_seen_form;

Error *family_start_page(Request *request);   /* GET /family */
Error *family_learner_page(Request *request); /* GET /family/learners/:learner */
Error *family_looks_page(Request *request);   /* GET …/looks */
Error *family_comment_post(Request *request); /* POST …/comments */
Error *family_letter_post(Request *request);  /* POST …/notices/:notice: they have read it */
extern const Form family_answer_form;
Error *family_answer_post(Request *request); /* POST …/plans/:plan/answer: do they agree */

/* Their own details, and what they ask the school to change. */
extern const Form family_wishes_form, family_ask_form, family_address_form;
Error *family_me_page(Request *request);      /* GET /family/me */
Error *family_wishes_post(Request *request);  /* POST /family/me/wishes */
Error *family_ask_post(Request *request);     /* POST /family/me/ask */
Error *family_address_page(Request *request); /* GET /family/address?school=ID&link=TOKEN */
Error *family_address_post(Request *request); /* POST there */
/* To the new address, and to the one that was until now. */
Mail family_address_mail(Arena *arena, const char *origin, SchoolId at, const char *to,
                         const char *school, const char *token);
Mail family_old_address_mail(Arena *arena, const char *to, const char *school);

/* For the school: what the family wrote. */
Error *comments_page(Request *request);     /* GET /learners/:learner/comments */
Error *comment_seen_post(Request *request); /* POST …/comments/seen */

#endif

/* plan_answer.h: what the family and the learner said to a plan that was made final.
 *
 * An answer belongs to the frozen text with its hash, so a change asks again. It is only added: of
 * each person the newest counts. No answer is never taken for a yes, and support does not wait for
 * one (reference: the Code has parents consulted, R-P-2; it makes their consent no condition).
 * Owns plan_answer. */
#ifndef PLAN_PLAN_ANSWER_H
#define PLAN_PLAN_ANSWER_H

#include "contact/contact.h"
#include "plan/plan.h"
#include "plan/plan_changes.h"

typedef struct PlanAnswer {
    PlanId plan_id;
    int edition;          /* of the plan that was answered; not read when it is added */
    Bytes snapshot_hash;  /* of its text; not read when it is added */
    ContactId contact_id; /* n 0: the learner */
    const char *contact;  /* by name, NULL for the learner; not read when it is added */
    const char *answer;   /* agree, in_part, talk_first, not_asked */
    const char *wording;  /* in their words, or why they were not asked; NULL: none */
    const char *way;      /* screen, phone, paper, meeting */
    Date answered_on;
    StaffId noted_by; /* n 0: they themselves */
    const char *noted_by_name;
} PlanAnswer;

typedef struct PlanAnswers {
    size_t count;
    PlanAnswer *items;
} PlanAnswers;

/* ERROR_CONFLICT for a draft, and for a text that its hash was not made of. */
Error *plan_answer_add(Db *db, SchoolId school, const Plan *plan, const PlanAnswer *answer,
                       Moment now);
/* To any version of the plan's cycle, the newest first. */
Error *plan_answers(Db *db, Arena *arena, SchoolId school, const Plan *plan, PlanAnswers *answers);
/* The one that counts of this person (n 0: the learner): to this very text, or NULL. */
const PlanAnswer *plan_answer_now(const PlanAnswers *answers, const Plan *plan, ContactId contact);
/* Their newest to an earlier text, or NULL. */
const PlanAnswer *plan_answer_before(const PlanAnswers *answers, const Plan *plan,
                                     ContactId contact);
/* "Agrees with part of it" */
const char *plan_answer_words(const char *answer);
/* What changed from the text that was answered then to this one. */
Error *plan_changes_since(Db *db, Arena *arena, SchoolId school, const Plan *plan, PlanId then,
                          PlanChanges *changes);
/* What somebody signed in may say for themselves, in their words. */
extern const FormChoice plan_answer_choices[];

/* {{> plan/changes changes}} */
typedef struct ChangesShow {
    PlanChanges changes;
} ChangesShow;

#endif

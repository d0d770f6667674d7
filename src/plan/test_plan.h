/* test_plan.h: a plan in force, for the tests of the stages that come after. Tests only. */
#ifndef PLAN_TEST_PLAN_H
#define PLAN_TEST_PLAN_H

#include "assess/assess.h"
#include "learner/test_school.h"
#include "plan/plan.h"

#define TEST_AGREED date_of(2026, 9, 25) /* a Friday: the plan is made final */
#define TEST_STARTS date_of(2026, 9, 28) /* the Monday after: the support begins */
#define TEST_REVIEW date_of(2026, 12, 1)

/* Parts are found again by their place in the plan: two outcomes, and two provisions. */
typedef struct TestPlan {
    CycleId cycle;
    PlanId id;
    Plan plan;
} TestPlan;

static inline Error *test_plan_parts(Db *db, Arena *arena, LearnerId learner, TestPlan *made)
{
    static const char *const wordings[] = {"reads on without waiting", "retells a page"};
    static const char *const titles[] = {"Paired reading", "Precision teaching"};
    for (size_t i = 0; i < 2; i++) {
        OutcomeId id;
        Outcome outcome = {.wording = wordings[i],
                           .area = "cognition",
                           .measure = "Errors on a page",
                           .baseline = "14 errors",
                           .target = "5 errors",
                           .due_on = TEST_REVIEW};
        TRY(plan_load(db, arena, TEST_SCHOOL, learner, made->id, &made->plan));
        TRY(plan_add_outcome(db, arena, TEST_SCHOOL, &made->plan, &outcome, &id));
    }
    for (size_t i = 0; i < 2; i++) {
        ProvisionId id;
        TRY(plan_load(db, arena, TEST_SCHOOL, learner, made->id, &made->plan));
        Provision provision = {.title = titles[i],
                               .detail = "Two pages, then one together",
                               .deliverer = TEST_TEACHER,
                               .deliverer_other = "",
                               .place = "Library",
                               .group_size = 2,
                               .minutes = 20,
                               .times_a_week = 3,
                               .starts_on = TEST_STARTS,
                               .ends_on = TEST_REVIEW,
                               .evidence_note = "",
                               .outcomes = {1, &made->plan.outcomes.items[i].id}};
        TRY(plan_add_provision(db, arena, TEST_SCHOOL, &made->plan, &provision, &id));
    }
    return plan_load(db, arena, TEST_SCHOOL, learner, made->id, &made->plan);
}

/* A learner of TEST_SCHOOL, from the first day of the cycle to a draft of the plan. */
static inline Error *test_plan_draft(Db *db, Arena *arena, LearnerId learner, TestPlan *made)
{
    Assessment assessment;
    Cycle cycle;
    bool found;
    TRY(cycle_open(db, arena, TEST_SCHOOL, learner, (CycleId){0}, date_of(2026, 9, 7),
                   &made->cycle));
    TRY(assessment_of_cycle(db, arena, TEST_SCHOOL, made->cycle, &assessment, &found));
    assessment.learner_id = learner;
    assessment.strengths = "Remembers what she hears.";
    assessment.tried = "Coloured overlays: no difference.";
    assessment.summary = "Decoding takes all her effort.";
    assessment.learner_view.words = "Reading is like a wall.";
    TRY(assessment_save(db, TEST_SCHOOL, &assessment));
    TRY(cycle_load(db, arena, TEST_SCHOOL, made->cycle, &cycle));
    TRY(assessment_finish(db, TEST_SCHOOL, &cycle, &assessment, TEST_SENCO, date_of(2026, 9, 18)));
    TRY(plan_begin(db, arena, TEST_SCHOOL, learner, made->cycle, &made->id));
    return test_plan_parts(db, arena, learner, made);
}

/* The draft made final, and the cycle moved on to Do. */
static inline Error *test_plan_final(Db *db, Arena *arena, TestPlan *made)
{
    Cycle cycle;
    Plan *plan = &made->plan;
    plan->responsible = TEST_TEACHER;
    plan->class_strategies = "Wait before you help";
    plan->consulted = "Meeting";
    plan->review_on = TEST_REVIEW;
    TRY(plan_save(db, TEST_SCHOOL, plan));
    TRY(plan_load(db, arena, TEST_SCHOOL, plan->learner_id, made->id, plan));
    TRY(plan_finalise(db, arena, TEST_SCHOOL, plan, TEST_SENCO, TEST_AGREED));
    TRY(cycle_load(db, arena, TEST_SCHOOL, made->cycle, &cycle));
    TRY(cycle_apply(db, TEST_SCHOOL, &cycle, CYCLE_FINALISE_PLAN, TEST_AGREED, TEST_REVIEW));
    return plan_load(db, arena, TEST_SCHOOL, plan->learner_id, made->id, plan);
}

static inline Error *test_plan_make(Db *db, Arena *arena, LearnerId learner, TestPlan *made)
{
    TRY(test_plan_draft(db, arena, learner, made));
    return test_plan_final(db, arena, made);
}

/* The next edition, in force from the day; change: what it does to the draft, NULL for nothing. */
static inline Error *test_plan_change(Db *db, Arena *arena, Date on, void (*change)(Plan *),
                                      TestPlan *made)
{
    LearnerId learner = made->plan.learner_id;
    TRY(plan_load(db, arena, TEST_SCHOOL, learner, made->id, &made->plan));
    TRY(plan_reopen(db, arena, TEST_SCHOOL, &made->plan, &made->id));
    TRY(plan_load(db, arena, TEST_SCHOOL, learner, made->id, &made->plan));
    if (change != NULL) {
        change(&made->plan);
        TRY(plan_save(db, TEST_SCHOOL, &made->plan));
    }
    TRY(plan_finalise(db, arena, TEST_SCHOOL, &made->plan, TEST_SENCO, on));
    return plan_load(db, arena, TEST_SCHOOL, learner, made->id, &made->plan);
}

#endif

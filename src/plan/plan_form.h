/* plan_form.h: the one form in which a plan is written: its texts, and a row for every outcome and
 * every line of support. For this folder only. */
#ifndef PLAN_PLAN_FORM_H
#define PLAN_PLAN_FORM_H

#include "plan/plan_pages.h"

typedef struct OutcomeInput {
    int64_t id;
    const char *wording, *area, *measure, *baseline, *target;
    Date due_on;
} OutcomeInput;

typedef struct SupportInput {
    int64_t id;
    const char *title, *detail, *deliverer_other, *place, *evidence_note;
    const char *planned_cost; /* pounds as typed; read only of those who may see costs */
    int64_t deliverer_id;
    OptionalInteger group_size, minutes, times_a_week;
    Date starts_on, ends_on;
    Texts provision_outcome; /* ids of the outcomes that it works towards */
} SupportInput;

typedef struct PlanInput {
    struct {
        size_t count;
        OutcomeInput *items;
    } outcomes;
    struct {
        size_t count;
        SupportInput *items;
    } provisions;
    const char *class_strategies, *home_support, *learner_part, *consulted, *review_reason;
    int64_t responsible_id;
    Date review_on;
    const char *then; /* what the button asks besides saving: "outcome", "support.12" … */
    int64_t pick_for; /* the outcome that support picked from the bank works towards */
    Texts strategies; /* ids of those ticked in the bank */
} PlanInput;

/* ---- plan_pick.c ----------------------------------------------------------------------------- */

/* outcomes: those of the plan, to choose from. */
Error *plan_pick_fill(Request *request, const Plan *plan, ChoiceViews outcomes, PlanWrite *view);
/* The strategies ticked, each a line of its own behind those that are there; none twice. */
Error *plan_pick_strategies(Request *request, const PlanInput *input, Plan *plan);
/* The usual dose of what was picked, into a provision that has its days; cost: what it comes to for
 * this learner, for who may see costs. ERROR_NOT_FOUND when the bank has no such intervention. */
Error *plan_pick_support(Request *request, const Plan *plan, const PlanInput *input, int64_t picked,
                         Provision *provision, OptionalInteger *cost);
Error *plan_pick_phrase(Request *request, int64_t picked, Outcome *outcome);

typedef struct ShareInput {
    Texts shared_with; /* codes of recipients_read() */
    Date shared_on;
} ShareInput;

#endif

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
} PlanInput;

typedef struct ShareInput {
    Texts shared_with; /* codes of recipients_read() */
    Date shared_on;
} ShareInput;

#endif

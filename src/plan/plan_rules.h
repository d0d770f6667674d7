/* plan_rules.h: what a plan must hold before it is final, and when it is to be reviewed.
 *
 * Adds findings about one plan; field names are the form's, `item` is the outcome or provision
 * counted from 1. A draft may be saved in any shape: these rules are asked when it is made final,
 * and shown while it is written. Pure. */
#ifndef PLAN_PLAN_RULES_H
#define PLAN_PLAN_RULES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "duty/duty.h"
#include "platform/base/date.h"

typedef struct OutcomeDraft {
    const char *wording;
    const char *measure; /* how we will know */
    const char *baseline;
    const char *target;
    size_t provision_count; /* provisions that work towards it */
} OutcomeDraft;

typedef struct ProvisionDraft {
    const char *title;
    int64_t deliverer; /* member of staff, 0: none or somebody else */
    const char *deliverer_other;
    Date starts_on;
    Date ends_on;
    int times_a_week, minutes; /* 0: nothing said */
    size_t outcome_count;      /* outcomes it works towards */
} ProvisionDraft;

typedef struct PlanDraft {
    Date starts_on; /* the day it is made final */
    Date review_on;
    const char *review_reason; /* why the review is further off than a term */
    int64_t responsible;       /* member of staff, 0: none */
    bool responsible_teaches;  /* is a teacher, not a teaching assistant or the office */
    const char *consulted;     /* how parent and learner were consulted */
    const char *home_support;
    const char *class_strategies;
    size_t outcome_count;
    const OutcomeDraft *outcomes;
    size_t provision_count;
    const ProvisionDraft *provisions;
} PlanDraft;

void plan_check_final(const PlanDraft *draft, Date today, const SchoolCalendar *calendar,
                      Findings *findings);

/* True when the words would fit nearly any learner: "improve reading", and no number anywhere. */
bool plan_outcome_is_vague(const OutcomeDraft *outcome);

#endif

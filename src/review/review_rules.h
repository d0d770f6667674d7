/* review_rules.h: what a review must hold before it is final.
 *
 * Adds findings about one review; field names are the form's, `item` is the outcome or provision
 * counted from 1. What changed, and how that is said, is impact_rules.h. Pure. */
#ifndef REVIEW_REVIEW_RULES_H
#define REVIEW_REVIEW_RULES_H

#include <stdbool.h>
#include <stddef.h>

#include "duty/duty.h"
#include "platform/base/date.h"

typedef enum Judgement {
    JUDGEMENT_NONE,
    JUDGEMENT_NOT_MET,
    JUDGEMENT_PARTLY_MET,
    JUDGEMENT_MET,
    JUDGEMENT_EXCEEDED,
    JUDGEMENT_COUNT
} Judgement;

/* As stored: "not_met" ...; "" for none. */
const char *judgement_code(Judgement judgement);
/* "Not met yet", "Partly met", "Met", "Exceeded"; "Not judged yet" for none. */
const char *judgement_words(Judgement judgement);
bool judgement_parse(const char *code, Judgement *judgement);

typedef struct OutcomeJudgement {
    Judgement judgement;
    const char *next; /* keep, change, stop */
} OutcomeJudgement;

typedef struct ProvisionJudgement {
    const char *impact; /* none, some, good */
    const char *comment;
    const char *decision; /* continue, change, stop */
} ProvisionJudgement;

typedef struct ReviewDraft {
    Date agreed_on; /* the plan's review date */
    Date held_on;
    const char *attended;
    const char *learner_view;
    const char *parent_view;
    const char *no_view_reason;
    const char *consulted; /* how a change of support was talked over */
    const char *school_will;
    const char *parent_will;
    const char *learner_will;
    const char *decision; /* continue, specialist, ehc_request, leave */
    Date next_review_on;
    Date next_latest;        /* the last day for it that needs no reason: review_day_latest() */
    const char *next_reason; /* why it is further off */
    Date monitor_until;      /* when support ends */
    size_t outcome_count;
    const OutcomeJudgement *outcomes;
    size_t provision_count;
    const ProvisionJudgement *provisions;
} ReviewDraft;

void review_check_final(const ReviewDraft *draft, Date today, Findings *findings);

#endif

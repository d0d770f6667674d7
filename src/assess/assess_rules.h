/* assess_rules.h: what an assessment says before it may be called finished.
 *
 * Adds findings about one form; field names are the form's. Never decides whether there is SEN:
 * that is register/. Pure. */
#ifndef ASSESS_ASSESS_RULES_H
#define ASSESS_ASSESS_RULES_H

#include "duty/duty.h"
#include "platform/base/date.h"

typedef struct AssessmentDraft {
    Date opened_on;
    Date finished_on;
    const char *strengths;
    const char *barriers;
    const char *progress; /* progress, attainment, behaviour, beside peers */
    const char *tried;
    const char *summary; /* of need: the plan opens with it */
    const char *learner_view;
    const char *parent_view;
    const char *no_view_reason;
} AssessmentDraft;

void assess_check_finished(const AssessmentDraft *draft, Date today, Findings *findings);

#endif

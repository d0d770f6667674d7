/* bulk_rules.h: what may be changed for many at once, and who is left out, with the reason. Pure.
 */
#ifndef REGISTER_BULK_RULES_H
#define REGISTER_BULK_RULES_H

#include "learner/age.h"
#include "learner/cycle.h"
#include "platform/base/date.h"
#include "platform/base/text.h"

/* ---- The year at the year's end ------------------------------------------------------------- */

/* The last year that is taught where the oldest are so old; else as the phase has it. */
NationalYear bulk_last_year(const char *phase, OptionalInteger high_age);

typedef enum YearVerdict {
    YEAR_RAISED,
    YEAR_LEAVES, /* of the last year: somebody says who has left */
    YEAR_LEFT_OUT
} YearVerdict;

/* In the school year that holds today. why: out, for one who is left out. A learner is in the year
 * of their age at most, so pressing twice, or before 1 September, raises nobody. */
YearVerdict bulk_raise(const char *national_year, Date born_on, NationalYear last, Date today,
                       NationalYear *next, const char **why);

/* ---- Review dates ---------------------------------------------------------------------------- */

/* A plan in force of a learner. latest: the last day that needs no reason (R-P-2). */
typedef struct BulkPlan {
    bool in_force; /* the cycle is in Do or Review */
    Date planned_on, review_on, latest;
} BulkPlan;

/* NULL: the day is set. Otherwise why this learner is left out. */
const char *bulk_review_left_out(const BulkPlan *plan, Date day, const char *reason);

#endif

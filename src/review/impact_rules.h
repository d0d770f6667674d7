/* impact_rules.h: what changed between two scores, said so that it claims no more than they show.
 *
 * Two scores are compared only when they come from the same measure. Scores that a test's own
 * margin could explain are no change. A standard score that stays the same is progress at the
 * pace of others, not "none". Nothing here says that support caused a change. Pure. */
#ifndef REVIEW_IMPACT_RULES_H
#define REVIEW_IMPACT_RULES_H

#include <stdbool.h>
#include <stddef.h>

#include "platform/base/arena.h"
#include "platform/base/date.h"

typedef enum MeasureKind {
    MEASURE_PLAIN,         /* a count, a rating, a percentage */
    MEASURE_AGE,           /* test age: value in months */
    MEASURE_STANDARD_SCORE /* mean 100, standard deviation 15 */
} MeasureKind;

typedef struct Score {
    const char *measure; /* name of the very test or count */
    MeasureKind kind;
    bool lower_is_better;
    double value;
    double margin; /* the test's confidence interval, plus or minus; 0 when not known */
    Date on;
} Score;

typedef enum ImpactKind {
    IMPACT_NOT_COMPARABLE, /* another measure, or out of order */
    IMPACT_TOO_SOON,       /* less than a month between test ages */
    IMPACT_NO_CHANGE,      /* none, or within the margin */
    IMPACT_KEPT_PACE,
    IMPACT_BETTER,
    IMPACT_WORSE
} ImpactKind;

typedef struct Impact {
    ImpactKind kind;
    double gain;       /* above 0 is better, whichever way the measure runs */
    double ratio;      /* test ages only: months gained a month; 0 when undefined */
    const char *words; /* a sentence */
} Impact;

Impact impact_between(Arena *arena, const Score *entry, const Score *exit);

/* "very small" below 1.4, "modest", "useful", "substantial", "remarkable" from 4. */
const char *ratio_gain_word(double ratio);

/* "7:10", "7y 10m", "7 years 10 months"; "7.10" is 7 years 10 months, but "7.4" could be either
 * and is refused, as is a number of months above 11. */
bool test_age_parse(const char *text, int *months);
char *test_age_words(Arena *arena, int months); /* "7:10" */

typedef struct Goal {
    int attained; /* -2 to 2, 0 is as expected */
    double weight;
} Goal;

/* Goal attainment scaling: T = 50 when all is as expected. False when there is no goal, a level is
 * out of range or a weight is not above 0. */
bool goal_attainment(const Goal *goals, size_t count, double *score);

#endif

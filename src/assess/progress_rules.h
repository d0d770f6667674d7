/* progress_rules.h: the four ways in which progress can be less than expected (R-ID-3), looked at
 * for one learner on one measure: slower than peers who began at the same place, not at the
 * learner's own earlier rate, not closing the gap to peers, the gap widening.
 *
 * A check shows evidence: what was compared with whom and when, and whether that is enough to tell.
 * It decides nothing and changes no status (R-ID-5). A difference no larger than the measure's
 * margin is none; fewer than five peers tell nothing. Where a test is made for each age, its norm
 * stands in for peers who are too few. Pure. */
#ifndef ASSESS_PROGRESS_RULES_H
#define ASSESS_PROGRESS_RULES_H

#include "assess/score_rules.h"

typedef struct ProgressPoint {
    Date on;
    long long value;
    OptionalInteger margin; /* this score's own */
    bool baseline;
} ProgressPoint;

/* One learner's scores on the measure, by date; scores without a value are left out. */
typedef struct ProgressSeries {
    int64_t learner;
    size_t count;
    const ProgressPoint *points;
} ProgressSeries;

typedef struct ProgressPeers {
    const char *name; /* "Year 4" */
    size_t count;     /* the learner may be among them and is passed over */
    const ProgressSeries *items;
    long long *room; /* for three times `count` values: to work in */
} ProgressPeers;

typedef enum ProgressVerdict {
    PROGRESS_CANNOT_TELL,
    PROGRESS_NO, /* what is asked for is not so: no concern here */
    PROGRESS_YES
} ProgressVerdict;

typedef enum ProgressCheckKind {
    CHECK_SLOWER_THAN_PEERS,
    CHECK_BELOW_OWN_RATE,
    CHECK_GAP_NOT_CLOSING,
    CHECK_GAP_WIDENING,
    PROGRESS_CHECK_COUNT
} ProgressCheckKind;

typedef struct ProgressCheck {
    ProgressVerdict verdict;
    const char *sentence; /* what the figures say, or what is missing */
    const char *compared; /* with whom and when; NULL when nothing could be compared */
} ProgressCheck;

typedef struct ProgressChecks {
    ProgressCheck items[PROGRESS_CHECK_COUNT];
    int concerns; /* how many say yes */
    bool told;    /* at least one could tell */
} ProgressChecks;

/* "Slower than others who began at the same place" */
const char *progress_check_words(ProgressCheckKind kind);
/* "Slower than others": for a list */
const char *progress_check_short(ProgressCheckKind kind);
/* "Yes", "No", "Cannot tell" */
const char *progress_verdict_words(ProgressVerdict verdict);
/* Scores before this day are not looked at. */
Date progress_since(Date today);
/* A change of no more than this is none: the measure's margin, or what its scale allows for. */
long long progress_margin(const Measure *measure);

ProgressChecks progress_checks(Arena *arena, const Measure *measure, const ProgressSeries *own,
                               const ProgressPeers *peers, Date born_on, Date today);

/* The middle one of the peers at the time of each own score, where they are enough. */
ProgressSeries progress_middle(Arena *arena, const ProgressSeries *own, const ProgressPeers *peers);

#endif

/* chart_rules.h: a learner's scores over time as a chart (platform/base/chart.h). Pure. */
#ifndef ASSESS_CHART_RULES_H
#define ASSESS_CHART_RULES_H

#include "assess/progress_rules.h"
#include "platform/base/chart.h"

/* own: at least one point, by date. others: the middle one of the peers, where it is known; its
 * count may be 0. */
Chart chart_of_scores(Arena *arena, const char *id, const Measure *measure,
                      const ProgressSeries *own, const ProgressSeries *others);

#endif

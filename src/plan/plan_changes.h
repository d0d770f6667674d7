/* plan_changes.h: what is different between two texts of one learner's plan, part by part, in
 * words. Pure: for whoever is asked again after a change, and for the next cycle. */
#ifndef PLAN_PLAN_CHANGES_H
#define PLAN_PLAN_CHANGES_H

#include "plan/plan.h"

/* One part. was "": it is new; now "": it is there no longer. Never both. */
typedef struct PlanChange {
    const char *part; /* "Outcome 1: aim", "Paired reading: when and how long" */
    const char *was, *now;
} PlanChange;

typedef struct PlanChanges {
    size_t count;
    PlanChange *items;
} PlanChanges;

/* Of all that the family is given: not of how they were asked, nor of their own words. A part is
 * matched with the one that it was carried from, or else with one of the same words. In the arena.
 */
PlanChanges plan_changes(Arena *arena, const Plan *was, const Plan *now);
/* `now` as if it had been carried from what `middle` was carried from, so that it can be held
 * against an earlier text than the one before it. */
void plan_carried_through(Plan *now, const Plan *middle);

#endif

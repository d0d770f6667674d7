/* timeline.h: when things happened to one learner with a story: rounds of Assess, Plan, Do, Review
 * laid out in school days backwards from today.
 *
 * Pure: the same learner and day give the same timeline. */
#ifndef DEMO_TIMELINE_H
#define DEMO_TIMELINE_H

#include "demo/cast.h"

enum { ROUNDS_MAXIMUM = 4 };

/* A date that has not come about is DATE_NONE. */
typedef struct Round {
    Date opened_on, assessed_on, planned_on;
    Date review_on; /* as agreed */
    Date held_on;
} Round;

typedef struct Timeline {
    size_t count;
    Round rounds[ROUNDS_MAXIMUM];
    Date concern_on;
    Date support_on; /* SEN Support decided; DATE_NONE: came with an EHC plan */
    Date ehc_on;     /* the final EHC plan; DATE_NONE: none */
    Date told_on;    /* the family's notice; DATE_NONE: none */
    Date log_until;  /* the last day of which sessions have been logged */
} Timeline;

void timeline_make(const DemoCalendar *calendar, const Child *child, int number,
                   Timeline *timeline);

#endif

/* cycle.h: the states of one round of Assess, Plan, Do, Review, and what may follow what.
 *
 * Holds the only state table of the program; whoever moves a cycle on asks cycle_next(). Knows
 * nothing of why a stage may be finished: the rules named in the table are checked by the stage's
 * own folder before it asks. A cycle that is over is never opened again: a new one grows out of
 * it (R-R-5). Pure. */
#ifndef LEARNER_CYCLE_H
#define LEARNER_CYCLE_H

#include <stdbool.h>

typedef enum CycleState {
    CYCLE_ASSESSING,
    CYCLE_PLANNING,
    CYCLE_DOING,
    CYCLE_REVIEWING,
    CYCLE_CLOSED, /* reviewed to the end */
    CYCLE_ENDED,  /* ended without a review: left, became an EHC plan, begun in error */
    CYCLE_STATE_COUNT
} CycleState;

typedef enum CycleEvent {
    CYCLE_FINISH_ASSESSMENT,
    CYCLE_ASSESS_AGAIN, /* planning showed that too little is known */
    CYCLE_FINALISE_PLAN,
    CYCLE_CHANGE_PLAN, /* a new edition while it runs; the cycle stays in Do */
    CYCLE_BEGIN_REVIEW,
    CYCLE_PUT_OFF_REVIEW, /* the meeting did not come about */
    CYCLE_FINALISE_REVIEW,
    CYCLE_CORRECT_REVIEW, /* a new edition of a review made final; the cycle stays closed */
    CYCLE_END,
    CYCLE_EVENT_COUNT
} CycleEvent;

/* False, and *next untouched, when the event may not happen in that state. */
bool cycle_next(CycleState state, CycleEvent event, CycleState *next);
/* The rule that the stage checks before the event, "" when there is none. NULL: not allowed. */
const char *cycle_guard(CycleState state, CycleEvent event);
/* Why not, for a person: "The plan is final. Begin the review to go on." */
const char *cycle_refusal(CycleState state);
bool cycle_is_over(CycleState state);

/* As stored: "assessing". */
const char *cycle_state_code(CycleState state);
bool cycle_state_parse(const char *code, CycleState *state);
/* In a row: "Assess", "Plan", "Do", "Review", "Closed", "Ended without a review". */
const char *cycle_state_words(CycleState state);

/* The strip of four on every page of a learner. */
typedef enum CycleStage {
    STAGE_ASSESS,
    STAGE_PLAN,
    STAGE_DO,
    STAGE_REVIEW,
    STAGE_COUNT
} CycleStage;
typedef enum StageMark {
    STAGE_DONE,
    STAGE_NOW,
    STAGE_TO_COME,
    STAGE_LEFT_OUT /* the cycle ended; which stages were done is told by their dates */
} StageMark;

StageMark cycle_stage_mark(CycleState state, CycleStage stage);
const char *cycle_stage_words(CycleStage stage); /* "Assess" */
const char *stage_mark_words(StageMark mark);    /* "done", "now", "to come", "left out" */

#endif

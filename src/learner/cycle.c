#include "learner/cycle.h"

#include <stddef.h>

#include "platform/base/log.h"
#include "platform/base/text.h"

typedef struct Transition {
    CycleState state;
    CycleEvent event;
    CycleState next;
    const char *guard; /* rule that the stage's own folder checks first */
} Transition;

/* All that may happen. What is not in the table may not. */
static const Transition transitions[] = {
    {CYCLE_ASSESSING, CYCLE_FINISH_ASSESSMENT, CYCLE_PLANNING, "R-A-1"},
    {CYCLE_ASSESSING, CYCLE_END, CYCLE_ENDED, "R-ID-11"},
    {CYCLE_PLANNING, CYCLE_ASSESS_AGAIN, CYCLE_ASSESSING, "R-A-2"},
    {CYCLE_PLANNING, CYCLE_FINALISE_PLAN, CYCLE_DOING, "R-P-2"},
    {CYCLE_PLANNING, CYCLE_END, CYCLE_ENDED, "R-ID-11"},
    {CYCLE_DOING, CYCLE_CHANGE_PLAN, CYCLE_DOING, "R-P-2"},
    {CYCLE_DOING, CYCLE_BEGIN_REVIEW, CYCLE_REVIEWING, "R-R-1"},
    {CYCLE_DOING, CYCLE_END, CYCLE_ENDED, "R-ID-11"},
    {CYCLE_REVIEWING, CYCLE_PUT_OFF_REVIEW, CYCLE_DOING, ""},
    {CYCLE_REVIEWING, CYCLE_FINALISE_REVIEW, CYCLE_CLOSED, "R-R-2"},
    {CYCLE_REVIEWING, CYCLE_END, CYCLE_ENDED, "R-ID-11"},
    {CYCLE_CLOSED, CYCLE_CORRECT_REVIEW, CYCLE_CLOSED, "R-REC-6"},
};

typedef struct StateWords {
    const char *code;
    const char *words;
    const char *refusal;
} StateWords;

static const StateWords state_words[CYCLE_STATE_COUNT] = {
    [CYCLE_ASSESSING] = {"assessing", "Assess",
                         "The assessment is open. Finish it to go on to the plan."},
    [CYCLE_PLANNING] = {"planning", "Plan",
                        "The plan is being written. Make it final, or go back to assess."},
    [CYCLE_DOING] = {"doing", "Do", "The plan is final. Change the plan, or begin the review."},
    [CYCLE_REVIEWING] = {"reviewing", "Review", "The review has begun. Finish it, or put it off."},
    [CYCLE_CLOSED] = {"closed", "Closed", "This cycle is closed. Work in the next one."},
    [CYCLE_ENDED] = {"ended", "Ended without a review",
                     "This cycle has ended. Open a new one to go on."},
};

static const Transition *find(CycleState state, CycleEvent event)
{
    for (size_t i = 0; i < sizeof transitions / sizeof transitions[0]; i++)
        if (transitions[i].state == state && transitions[i].event == event)
            return &transitions[i];
    return NULL;
}

bool cycle_next(CycleState state, CycleEvent event, CycleState *next)
{
    const Transition *transition = find(state, event);
    if (transition == NULL)
        return false;
    *next = transition->next;
    return true;
}

const char *cycle_guard(CycleState state, CycleEvent event)
{
    const Transition *transition = find(state, event);
    return transition == NULL ? NULL : transition->guard;
}

static const StateWords *words_of(CycleState state)
{
    ASSERT(state >= 0 && state < CYCLE_STATE_COUNT);
    return &state_words[state];
}

const char *cycle_refusal(CycleState state)
{
    return words_of(state)->refusal;
}

bool cycle_is_over(CycleState state)
{
    return state == CYCLE_CLOSED || state == CYCLE_ENDED;
}

const char *cycle_state_code(CycleState state)
{
    return words_of(state)->code;
}

bool cycle_state_parse(const char *code, CycleState *state)
{
    for (int i = 0; i < CYCLE_STATE_COUNT; i++)
        if (text_equal(code, state_words[i].code)) {
            *state = (CycleState)i;
            return true;
        }
    return false;
}

const char *cycle_state_words(CycleState state)
{
    return words_of(state)->words;
}

StageMark cycle_stage_mark(CycleState state, CycleStage stage)
{
    switch (state) {
    case CYCLE_CLOSED:
        return STAGE_DONE;
    case CYCLE_ENDED:
        return STAGE_LEFT_OUT;
    default:
        break;
    }
    /* The first four states stand in the order of the stages. */
    int now = (int)state;
    if ((int)stage == now)
        return STAGE_NOW;
    return (int)stage < now ? STAGE_DONE : STAGE_TO_COME;
}

const char *cycle_stage_words(CycleStage stage)
{
    static const char *const words[STAGE_COUNT] = {"Assess", "Plan", "Do", "Review"};
    ASSERT(stage >= 0 && stage < STAGE_COUNT);
    return words[stage];
}

const char *stage_mark_words(StageMark mark)
{
    static const char *const words[] = {"done", "now", "to come", "left out"};
    return words[mark];
}

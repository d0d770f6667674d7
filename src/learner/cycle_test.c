#include "learner/cycle.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>
#include <cmocka.h>

#define NO CYCLE_STATE_COUNT /* not allowed */

/* The whole table again, written the other way round: each state, each event in order. */
static const CycleState expected[CYCLE_STATE_COUNT][CYCLE_EVENT_COUNT] = {
    [CYCLE_ASSESSING] = {CYCLE_PLANNING, NO, NO, NO, NO, NO, NO, NO, CYCLE_ENDED},
    [CYCLE_PLANNING] = {NO, CYCLE_ASSESSING, CYCLE_DOING, NO, NO, NO, NO, NO, CYCLE_ENDED},
    [CYCLE_DOING] = {NO, NO, NO, CYCLE_DOING, CYCLE_REVIEWING, NO, NO, NO, CYCLE_ENDED},
    [CYCLE_REVIEWING] = {NO, NO, NO, NO, NO, CYCLE_DOING, CYCLE_CLOSED, NO, CYCLE_ENDED},
    [CYCLE_CLOSED] = {NO, NO, NO, NO, NO, NO, NO, CYCLE_CLOSED, NO},
    [CYCLE_ENDED] = {NO, NO, NO, NO, NO, NO, NO, NO, NO},
};

static void every_state_and_event(void **state)
{
    (void)state;
    for (int from = 0; from < CYCLE_STATE_COUNT; from++)
        for (int event = 0; event < CYCLE_EVENT_COUNT; event++) {
            CycleState next = NO;
            bool allowed = cycle_next((CycleState)from, (CycleEvent)event, &next);
            if (next != expected[from][event])
                fail_msg("%s, event %d: %d", cycle_state_code((CycleState)from), event, (int)next);
            assert_int_equal(allowed, next != NO);
            assert_int_equal(cycle_guard((CycleState)from, (CycleEvent)event) != NULL, allowed);
        }
}

/* R-R-5: a cycle that is over stays over. */
static void over_is_over(void **state)
{
    (void)state;
    for (int from = 0; from < CYCLE_STATE_COUNT; from++)
        for (int event = 0; event < CYCLE_EVENT_COUNT; event++) {
            CycleState next;
            if (cycle_is_over((CycleState)from) &&
                cycle_next((CycleState)from, (CycleEvent)event, &next))
                assert_true(cycle_is_over(next));
        }
}

static void guards(void **state)
{
    (void)state;
    assert_string_equal(cycle_guard(CYCLE_PLANNING, CYCLE_FINALISE_PLAN), "R-P-2");
    assert_string_equal(cycle_guard(CYCLE_ASSESSING, CYCLE_FINISH_ASSESSMENT), "R-A-1");
    assert_string_equal(cycle_guard(CYCLE_REVIEWING, CYCLE_FINALISE_REVIEW), "R-R-2");
    assert_null(cycle_guard(CYCLE_ASSESSING, CYCLE_FINALISE_PLAN));
    assert_null(cycle_guard(CYCLE_CLOSED, CYCLE_END));
}

static void codes_and_words(void **state)
{
    (void)state;
    for (int i = 0; i < CYCLE_STATE_COUNT; i++) {
        CycleState again;
        assert_true(cycle_state_parse(cycle_state_code((CycleState)i), &again));
        assert_int_equal(again, i);
        assert_true(strlen(cycle_state_words((CycleState)i)) > 0);
        assert_true(strlen(cycle_refusal((CycleState)i)) > 0);
    }
    static const char *const refused[] = {"", "Doing", "assess", "closed ", "reviewed"};
    CycleState untouched = CYCLE_DOING;
    for (size_t i = 0; i < sizeof refused / sizeof refused[0]; i++)
        assert_false(cycle_state_parse(refused[i], &untouched));
    assert_int_equal(untouched, CYCLE_DOING);
}

static void strip_of_four(void **state)
{
    (void)state;
    static const char marks[CYCLE_STATE_COUNT][STAGE_COUNT + 1] = {
        [CYCLE_ASSESSING] = "n...", [CYCLE_PLANNING] = "dn..", [CYCLE_DOING] = "ddn.",
        [CYCLE_REVIEWING] = "dddn", [CYCLE_CLOSED] = "dddd",   [CYCLE_ENDED] = "----",
    };
    static const char letters[] = "dn.-"; /* in the order of StageMark */
    for (int from = 0; from < CYCLE_STATE_COUNT; from++)
        for (int stage = 0; stage < STAGE_COUNT; stage++) {
            StageMark mark = cycle_stage_mark((CycleState)from, (CycleStage)stage);
            assert_int_equal(letters[mark], marks[from][stage]);
        }
    assert_string_equal(cycle_stage_words(STAGE_DO), "Do");
    assert_string_equal(stage_mark_words(STAGE_TO_COME), "to come");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_state_and_event),
        cmocka_unit_test(over_is_over),
        cmocka_unit_test(guards),
        cmocka_unit_test(codes_and_words),
        cmocka_unit_test(strip_of_four),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "register/bulk_rules.h"

#define D(year, month, day) date_of(year, month, day)

static void the_last_year_is_known(void **state)
{
    (void)state;
    static const struct {
        const char *phase;
        OptionalInteger high;
        NationalYear last;
    } cases[] = {
        {"primary", {0}, 6},       {"primary", {true, 11}, 6},    {"primary", {true, 7}, 2},
        {"primary", {true, 9}, 4}, {"secondary", {true, 16}, 11}, {"secondary", {0}, 13},
        {"nursery", {0}, YEAR_N2}, {"nursery", {true, 5}, 0},     {"nursery", {true, 4}, 0},
        {"college", {0}, 14},      {"college", {true, 99}, 14},   {"all_through", {true, 19}, 14},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        if (bulk_last_year(cases[i].phase, cases[i].high) != cases[i].last)
            fail_msg("case %zu: %d", i, bulk_last_year(cases[i].phase, cases[i].high));
}

static void a_year_is_raised_once_and_on_the_right_day(void **state)
{
    (void)state;
    const struct {
        const char *year;
        Date born, today;
        YearVerdict verdict;
        NationalYear next;
    } cases[] = {
        /* born so that Year 4 is theirs from September 2026 */
        {"3", D(2018, 3, 1), D(2026, 8, 31), YEAR_LEFT_OUT, 4},
        {"3", D(2018, 3, 1), D(2026, 9, 1), YEAR_RAISED, 4},
        {"4", D(2018, 3, 1), D(2026, 9, 1), YEAR_LEFT_OUT, 5},
        {"2", D(2018, 3, 1), D(2026, 9, 1), YEAR_RAISED, 3}, /* taught a year below */
        {"5", D(2018, 3, 1), D(2026, 9, 1), YEAR_LEFT_OUT, 6},
        {"6", D(2015, 3, 1), D(2026, 9, 1), YEAR_LEAVES, 7},
        {"7", D(2014, 3, 1), D(2026, 9, 1), YEAR_LEAVES, 8},
        {"R", D(2020, 3, 1), D(2026, 9, 1), YEAR_RAISED, 1},
        {"N2", D(2022, 10, 1), D(2026, 9, 1), YEAR_LEFT_OUT, 0},
        {"N2", D(2021, 8, 31), D(2026, 9, 1), YEAR_RAISED, 0},
        {"X", D(2018, 3, 1), D(2026, 9, 1), YEAR_LEFT_OUT, YEAR_NOT_FOLLOWED},
        {"M", D(2018, 3, 1), D(2026, 9, 1), YEAR_LEFT_OUT, YEAR_MIXED},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        NationalYear next;
        const char *why;
        YearVerdict verdict =
            bulk_raise(cases[i].year, cases[i].born, 6, cases[i].today, &next, &why);
        if (verdict != cases[i].verdict || next != cases[i].next)
            fail_msg("case %zu: %d, Year %d", i, (int)verdict, next);
        assert_int_equal(why != NULL, verdict == YEAR_LEFT_OUT);
    }
}

static void a_review_date_needs_a_plan_and_perhaps_a_reason(void **state)
{
    (void)state;
    const BulkPlan plan = {true, D(2026, 9, 14), D(2026, 12, 11), D(2026, 12, 18)};
    BulkPlan none = plan;
    none.in_force = false;
    const struct {
        const BulkPlan *plan;
        Date day;
        const char *reason;
        bool set;
    } cases[] = {
        {&plan, D(2026, 12, 18), NULL, true},
        {&plan, D(2026, 12, 19), NULL, false},
        {&plan, D(2026, 12, 19), "", false},
        {&plan, D(2026, 12, 19), "The whole week is parents’ evening", true},
        {&plan, D(2026, 12, 11), NULL, false}, /* the same */
        {&plan, D(2026, 9, 14), NULL, false},
        {&none, D(2026, 12, 10), "Why", false},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        if ((bulk_review_left_out(cases[i].plan, cases[i].day, cases[i].reason) == NULL) !=
            cases[i].set)
            fail_msg("case %zu", i);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_last_year_is_known),
        cmocka_unit_test(a_year_is_raised_once_and_on_the_right_day),
        cmocka_unit_test(a_review_date_needs_a_plan_and_perhaps_a_reason),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

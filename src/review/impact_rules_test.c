#include "review/impact_rules.h"

#include <math.h>

#include "duty/finding_testing.h"

typedef struct ImpactCase {
    const char *label;
    MeasureKind kind;
    double entry;
    double exit;
    double margin;
    const char *exit_on; /* the entry is of 1 September 2026 */
    ImpactKind impact;
    const char *words;
} ImpactCase;

static void impacts(void **state)
{
    (void)state;
    static const ImpactCase cases[] = {
        {"ratio 2.0", MEASURE_AGE, 82, 88, 0, "2026-12-01", IMPACT_BETTER,
         "Test age 6:10, then 7:04: 6 months in 3.0, 2.0 times the ordinary pace (useful)."},
        {"short time", MEASURE_AGE, 82, 84, 0, "2026-10-15", IMPACT_BETTER,
         "Test age 6:10, then 7:00: 2 months in 1.5, 1.4 times the ordinary pace (very small). The "
         "time is short: take it with care."},
        {"too soon", MEASURE_AGE, 82, 88, 0, "2026-09-30", IMPACT_TOO_SOON,
         "Test age 6:10, then 7:04, less than a month later: too soon to compare."},
        {"test age lower", MEASURE_AGE, 88, 82, 0, "2026-12-01", IMPACT_WORSE,
         "Test age 7:04, then 6:10: lower in 3.0 months."},
        {"within the test's margin", MEASURE_AGE, 82, 84, 3, "2026-12-01", IMPACT_NO_CHANGE,
         "Test age 6:10, then 7:00: no change beyond the margin in 3.0 months."},
        {"84 to 84 kept pace", MEASURE_STANDARD_SCORE, 84, 84, 0, "2027-09-01", IMPACT_KEPT_PACE,
         "Standard score 84, then 84: kept pace with others of the same age."},
        {"gain within the margin", MEASURE_STANDARD_SCORE, 84, 88, 5, "2027-09-01",
         IMPACT_KEPT_PACE, "Standard score 84, then 88: kept pace with others of the same age."},
        {"gain beyond it", MEASURE_STANDARD_SCORE, 84, 92, 5, "2027-09-01", IMPACT_BETTER,
         "Standard score 84, then 92: moved ahead of others of the same age."},
        {"score lower", MEASURE_STANDARD_SCORE, 92, 84, 5, "2027-09-01", IMPACT_WORSE,
         "Standard score 92, then 84: moved more slowly than others of the same age."},
        {"count", MEASURE_PLAIN, 14, 30, 0, "2026-12-01", IMPACT_BETTER, "From 14 to 30: better."},
        {"count the same", MEASURE_PLAIN, 14, 14, 0, "2026-12-01", IMPACT_NO_CHANGE,
         "From 14 to 14: no change."},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        Score entry = {"Reading test", cases[i].kind,   false,
                       cases[i].entry, cases[i].margin, test_date("2026-09-01")};
        Score exit = entry;
        exit.value = cases[i].exit;
        exit.on = test_date(cases[i].exit_on);
        Impact impact = impact_between(test_arena, &entry, &exit);
        if (impact.kind != cases[i].impact || strcmp(impact.words, cases[i].words) != 0)
            fail_msg("%s: %s", cases[i].label, impact.words);
    }
}

static void lower_may_be_better(void **state)
{
    (void)state;
    Score entry = {"Times out of class a week", MEASURE_PLAIN, true, 9, 0, test_date("2026-09-01")};
    Score exit = entry;
    exit.value = 3;
    exit.on = test_date("2026-12-01");
    Impact impact = impact_between(test_arena, &entry, &exit);
    assert_int_equal(impact.kind, IMPACT_BETTER);
    assert_true(impact.gain > 5.9 && impact.gain < 6.1);
    exit.value = 12;
    assert_int_equal(impact_between(test_arena, &entry, &exit).kind, IMPACT_WORSE);
}

static void not_comparable(void **state)
{
    (void)state;
    const Score entry = {"Reading test", MEASURE_AGE, false, 82, 0, test_date("2026-09-01")};
    Score later = entry;
    later.on = test_date("2026-12-01");
    assert_int_equal(impact_between(test_arena, &entry, &later).kind, IMPACT_NO_CHANGE);
    Score changed[6] = {later, later, later, later, later, later};
    changed[0].measure = "Spelling test";
    changed[1].kind = MEASURE_STANDARD_SCORE;
    changed[2].lower_is_better = true;
    changed[3].on = test_date("2026-09-01");
    changed[4].on = test_date("2026-08-31");
    changed[5].on = DATE_NONE;
    for (size_t i = 0; i < sizeof changed / sizeof changed[0]; i++) {
        Impact impact = impact_between(test_arena, &entry, &changed[i]);
        assert_int_equal(impact.kind, IMPACT_NOT_COMPARABLE);
        assert_true(strlen(impact.words) > 0);
    }
}

static void ratio_bands(void **state)
{
    (void)state;
    static const struct {
        double ratio;
        const char *word;
    } cases[] = {
        {-1, "very small"}, {1.39, "very small"}, {1.4, "modest"},       {1.99, "modest"},
        {2.0, "useful"},    {3.0, "substantial"}, {3.99, "substantial"}, {4.0, "remarkable"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        assert_string_equal(ratio_gain_word(cases[i].ratio), cases[i].word);
}

static void test_ages(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        int months; /* -1: refused */
    } cases[] = {
        {"7:10", 94},     {"7:4", 88},   {"7:04", 88},
        {"7.10", 94},     {"7.04", 88},  {"7y 10m", 94},
        {"7 years", 84},  {"7y", 84},    {"7 years 10 months", 94},
        {" 7 : 10 ", 94}, {"0:11", 11},  {"7Y10M", 94},
        {"7.4", -1},      {"7:12", -1},  {"7", -1},
        {"7:", -1},       {"7.", -1},    {"7.100", -1},
        {"", -1},         {"7:10x", -1}, {"-7:10", -1},
        {":10", -1},      {"abc", -1},   {"107:10", -1},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        int months = -1;
        bool read = test_age_parse(cases[i].text, &months);
        if (read != (cases[i].months >= 0) || months != cases[i].months)
            fail_msg("\"%s\": %d", cases[i].text, months);
    }
    assert_false(test_age_parse(NULL, &(int){0}));
    assert_string_equal(test_age_words(test_arena, 94), "7:10");
    assert_string_equal(test_age_words(test_arena, 84), "7:00");
}

static void goals(void **state)
{
    (void)state;
    static const struct {
        Goal goals[3];
        size_t count;
        double score;
    } cases[] = {
        {{{0, 1}, {0, 1}, {0, 1}}, 3, 50},
        {{{1, 1}}, 1, 60},
        {{{1, 1}, {1, 1}}, 2, 62.40},
        {{{1, 1}, {1, 1}, {1, 1}}, 3, 63.69},
        {{{-1, 1}, {-1, 1}, {-1, 1}}, 3, 36.31},
        {{{-2, 1}, {-2, 1}, {-2, 1}}, 3, 22.61},
        {{{2, 1}, {-1, 1}}, 2, 56.20},
        {{{1, 3}, {0, 2}, {-1, 1}}, 3, 54.41},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        double score = 0;
        assert_true(goal_attainment(cases[i].goals, cases[i].count, &score));
        if (fabs(score - cases[i].score) > 0.005)
            fail_msg("row %zu: %.4f", i, score);
    }
    static const Goal refused[] = {{3, 1}, {-3, 1}, {0, 0}, {0, -1}, {0, NAN}};
    double untouched = 7;
    for (size_t i = 0; i < sizeof refused / sizeof refused[0]; i++)
        assert_false(goal_attainment(&refused[i], 1, &untouched));
    assert_false(goal_attainment(refused, 0, &untouched));
    assert_true(fabs(untouched - 7) < 0.001);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(impacts),        cmocka_unit_test(lower_may_be_better),
        cmocka_unit_test(not_comparable), cmocka_unit_test(ratio_bands),
        cmocka_unit_test(test_ages),      cmocka_unit_test(goals),
    };
    return cmocka_run_group_tests(tests, test_arena_open, test_arena_close);
}

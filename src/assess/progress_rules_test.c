#include "assess/progress_rules.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

#include "assess/chart_rules.h"
#include "assess/score_shipped.h"

static Arena *arena;

enum { POINTS = 4, PEERS = 6 };

/* Dates of the scores of a case, in months before today; -1: no such score. */
typedef struct Case {
    const char *label;
    const char *measure;
    long long own[POINTS];     /* at 24, 16, 8 and 0 months before; NO_SCORE: none then */
    long long peers[PEERS][2]; /* at 24 and 0 months before */
    ProgressVerdict verdict;
    const char *says; /* part of the sentence */
} Case;

#define NO_SCORE (-1)
static const int months_back[POINTS] = {24, 16, 8, 0};
#define TODAY date_of(2026, 11, 22)
#define BORN  date_of(2017, 11, 22)

static int open_arena(void **state)
{
    (void)state;
    arena = arena_create(1 << 22, "test");
    return 0;
}

static int close_arena(void **state)
{
    (void)state;
    arena_destroy(arena);
    return 0;
}

static const Measure *shipped(const char *code)
{
    size_t count;
    const Measure *all = shipped_measures(&count);
    for (size_t i = 0; i < count; i++)
        if (text_equal(all[i].code, code))
            return &all[i];
    fail_msg("no measure %s", code);
    return NULL;
}

static ProgressSeries series_of(int64_t learner, const long long *values, size_t count,
                                size_t stride)
{
    ProgressPoint *points = arena_array(arena, ProgressPoint, POINTS);
    ProgressSeries series = {learner, 0, points};
    for (size_t i = 0; i < count; i++)
        if (values[i] != NO_SCORE)
            points[series.count++] = (ProgressPoint){
                .on = date_add_months(TODAY, -months_back[i * stride]), .value = values[i]};
    return series;
}

static ProgressChecks judged(const Case *each)
{
    ProgressSeries items[PEERS + 1];
    long long room[3 * (PEERS + 1)];
    ProgressPeers peers = {"Year 4", 0, items, room};
    ProgressSeries own = series_of(7, each->own, POINTS, 1);
    items[peers.count++] = own; /* passed over */
    for (size_t i = 0; i < PEERS; i++)
        if (each->peers[i][1] != 0)
            items[peers.count++] = series_of(100 + (int64_t)i, each->peers[i], 2, 3);
    return progress_checks(arena, shipped(each->measure), &own, &peers, BORN, TODAY);
}

static void hold(const Case *cases, size_t count, ProgressCheckKind kind)
{
    for (size_t i = 0; i < count; i++) {
        ProgressChecks checks = judged(&cases[i]);
        const ProgressCheck *check = &checks.items[kind];
        if (check->verdict != cases[i].verdict || strstr(check->sentence, cases[i].says) == NULL)
            fail_msg("%s: %s, %s", cases[i].label, progress_verdict_words(check->verdict),
                     check->sentence);
        if (check->verdict == PROGRESS_YES)
            assert_non_null(check->compared);
    }
}

#define SIX(a, b)                                                                                  \
    {                                                                                              \
        {a, b}, {a, b}, {a, b}, {a, b}, {a, b},                                                    \
        {                                                                                          \
            a, b                                                                                   \
        }                                                                                          \
    }
#define FOUR(a, b)                                                                                 \
    {                                                                                              \
        {a, b}, {a, b}, {a, b},                                                                    \
        {                                                                                          \
            a, b                                                                                   \
        }                                                                                          \
    }

static const Case slower[] = {
    {"slower by more than the margin",
     "reading_age",
     {82, 84, 85, 87},
     SIX(82, 106),
     PROGRESS_YES,
     "From 6:10 to 7:03: rose by 5 months"},
    {"as fast",
     "reading_age",
     {82, 90, 98, 105},
     SIX(82, 106),
     PROGRESS_NO,
     "improved by 24 months"},
    {"slower by the margin itself",
     "reading_age",
     {82, 90, 98, 102},
     SIX(82, 106),
     PROGRESS_NO,
     "rose by 20 months"},
    {"one month more",
     "reading_age",
     {82, 90, 98, 101},
     SIX(82, 106),
     PROGRESS_YES,
     "rose by 19 months"},
    {"peers who began elsewhere, so the norm",
     "reading_age",
     {82, 84, 85, 87},
     SIX(100, 110),
     PROGRESS_YES,
     "ordinary pace"},
    {"no peers and no norm",
     "letter_sounds",
     {5, 6, 7, 9},
     FOUR(5, 40),
     PROGRESS_CANNOT_TELL,
     "4 others in Year 4"},
    {"nobody who began there",
     "letter_sounds",
     {5, 6, 7, 9},
     SIX(30, 60),
     PROGRESS_CANNOT_TELL,
     "who began at the same place"},
    {"levels of a list",
     "reading_judgement",
     {2, 2, 2, 2},
     SIX(2, 3),
     PROGRESS_YES,
     "improved by 1 level"},
    {"fewer is better",
     "incidents_a_week",
     {30, 30, 31, 30},
     SIX(31, 4),
     PROGRESS_YES,
     "improved by 27 points"},
    {"84 and 84 again", "reading_standard", {84, 84, 84, 84}, {{0}}, PROGRESS_NO, "Kept pace"},
    {"below it by more than the margin",
     "reading_standard",
     {92, 90, 88, 84},
     {{0}},
     PROGRESS_YES,
     "Did not keep pace"},
    {"a fall within the margin",
     "reading_standard",
     {89, 88, 86, 84},
     {{0}},
     PROGRESS_NO,
     "Kept pace"},
};

static void slower_than_peers(void **state)
{
    (void)state;
    hold(slower, sizeof slower / sizeof slower[0], CHECK_SLOWER_THAN_PEERS);
}

static void below_own_rate(void **state)
{
    (void)state;
    static const Case cases[] = {
        {"fast, then slow",
         "reading_age",
         {70, 82, 94, 95},
         {{0}},
         PROGRESS_YES,
         "rose by 1 month"},
        {"slow, then fast",
         "reading_age",
         {70, 71, 72, 84},
         {{0}},
         PROGRESS_NO,
         "rose by 12 months"},
        {"as before", "reading_age", {70, 76, 82, 88}, {{0}}, PROGRESS_NO, "rose by 6 months"},
        {"two scores",
         "reading_age",
         {70, NO_SCORE, NO_SCORE, 88},
         {{0}},
         PROGRESS_CANNOT_TELL,
         "three scores"},
        {"84 kept", "reading_standard", {78, 81, 84, 84}, {{0}}, PROGRESS_NO, "keeps pace"},
        {"lost what was won",
         "reading_standard",
         {78, 86, 95, 84},
         {{0}},
         PROGRESS_YES,
         "fell by 11 points"},
        {"fewer incidents, then more",
         "incidents_a_week",
         {40, 30, 20, 40},
         {{0}},
         PROGRESS_YES,
         "rose by 20 points"},
        {"back to fewer",
         "incidents_a_week",
         {40, 42, 44, 20},
         {{0}},
         PROGRESS_NO,
         "fell by 24 points"},
    };
    hold(cases, sizeof cases / sizeof cases[0], CHECK_BELOW_OWN_RATE);
}

static void gap_not_closing(void **state)
{
    (void)state;
    static const Case cases[] = {
        {"as far behind as before",
         "reading_age",
         {80, 88, 96, 104},
         SIX(92, 116),
         PROGRESS_YES,
         "12 months behind; on 22 Nov 2026 12 months behind"},
        {"closing",
         "reading_age",
         {80, 90, 100, 110},
         SIX(92, 116),
         PROGRESS_NO,
         "6 months behind"},
        {"less by the margin only",
         "reading_age",
         {80, 90, 100, 108},
         SIX(92, 116),
         PROGRESS_YES,
         "8 months behind"},
        {"no longer behind",
         "reading_age",
         {80, 90, 100, 113},
         SIX(92, 116),
         PROGRESS_NO,
         "3 months behind"},
        {"ahead", "reading_age", {100, 110, 120, 130}, SIX(92, 116), PROGRESS_NO, "ahead"},
        {"84 kept keeps the gap",
         "reading_standard",
         {84, 84, 84, 84},
         {{0}},
         PROGRESS_YES,
         "16 points behind"},
        {"too few",
         "letter_sounds",
         {5, 6, 7, 9},
         FOUR(30, 60),
         PROGRESS_CANNOT_TELL,
         "Fewer than 5"},
    };
    hold(cases, sizeof cases / sizeof cases[0], CHECK_GAP_NOT_CLOSING);
}

static void gap_widening(void **state)
{
    (void)state;
    static const Case cases[] = {
        {"wider", "reading_age", {80, 84, 88, 92}, SIX(92, 116), PROGRESS_YES, "24 months behind"},
        {"as wide",
         "reading_age",
         {80, 88, 96, 104},
         SIX(92, 116),
         PROGRESS_NO,
         "12 months behind"},
        {"wider by the margin",
         "reading_age",
         {80, 88, 96, 100},
         SIX(92, 116),
         PROGRESS_NO,
         "16 months behind"},
        {"less far ahead", "reading_age", {112, 114, 116, 118}, SIX(92, 116), PROGRESS_NO, "ahead"},
        {"ahead, now behind",
         "reading_age",
         {96, 98, 100, 104},
         SIX(92, 116),
         PROGRESS_YES,
         "12 months behind"},
        {"by its own age", "reading_age", {80, 82, 84, 86}, {{0}}, PROGRESS_YES, "behind"},
        {"84 kept", "reading_standard", {84, 84, 84, 84}, {{0}}, PROGRESS_NO, "16 points behind"},
    };
    hold(cases, sizeof cases / sizeof cases[0], CHECK_GAP_WIDENING);
}

/* What cannot be told is said to be so by all four. */
static void not_enough(void **state)
{
    (void)state;
    static const Case cases[] = {
        {"one score",
         "reading_age",
         {NO_SCORE, NO_SCORE, NO_SCORE, 90},
         SIX(92, 116),
         PROGRESS_CANNOT_TELL,
         "two scores"},
        {"none",
         "reading_age",
         {NO_SCORE, NO_SCORE, NO_SCORE, NO_SCORE},
         SIX(92, 116),
         PROGRESS_CANNOT_TELL,
         "two scores"},
        {"too long ago",
         "reading_age",
         {80, 84, NO_SCORE, NO_SCORE},
         SIX(92, 116),
         PROGRESS_CANNOT_TELL,
         "too long ago"},
        {"words only",
         "engagement_persistence",
         {1, 2, 3, 4},
         SIX(1, 2),
         PROGRESS_CANNOT_TELL,
         "neither better nor worse"},
        {"the best there is", "phonics", {20, 30, 35, 40}, SIX(20, 40), PROGRESS_NO, "the best"},
        {"no incident left",
         "incidents_a_week",
         {4, 3, 2, 0},
         SIX(20, 40),
         PROGRESS_NO,
         "the best"},
    };
    for (int kind = 0; kind < PROGRESS_CHECK_COUNT; kind++)
        hold(cases, sizeof cases / sizeof cases[0], (ProgressCheckKind)kind);
}

/* A score's own interval is wider than its measure's; a baseline is where it begins. */
static void margins_and_baselines(void **state)
{
    (void)state;
    const Measure *measure = shipped("reading_standard");
    ProgressPoint points[] = {{date_of(2024, 11, 1), 70, {0}, false},
                              {date_of(2025, 11, 1), 95, {0}, true},
                              {date_of(2026, 11, 1), 84, {true, 12}, false}};
    ProgressSeries own = {1, 3, points};
    long long room[1];
    ProgressPeers nobody = {"Year 4", 0, NULL, room};
    ProgressChecks checks = progress_checks(arena, measure, &own, &nobody, BORN, TODAY);
    assert_int_equal(checks.items[CHECK_SLOWER_THAN_PEERS].verdict, PROGRESS_NO);
    points[2].margin = (OptionalInteger){0};
    checks = progress_checks(arena, measure, &own, &nobody, BORN, TODAY);
    assert_int_equal(checks.items[CHECK_SLOWER_THAN_PEERS].verdict, PROGRESS_YES);
    assert_non_null(strstr(checks.items[CHECK_SLOWER_THAN_PEERS].sentence, "From 95 to 84"));
    assert_int_equal(checks.concerns, 4);
    points[1].baseline = false;
    checks = progress_checks(arena, measure, &own, &nobody, BORN, TODAY);
    assert_int_equal(checks.items[CHECK_SLOWER_THAN_PEERS].verdict, PROGRESS_NO);
}

static void a_chart_holds_its_scores(void **state)
{
    (void)state;
    static const long long several[][POINTS] = {
        {82, 84, 85, 94}, {94, NO_SCORE, NO_SCORE, NO_SCORE}, {0, 0, 0, 0}, {60, 61, 216, 48}};
    static const char *const codes[] = {"reading_age", "attendance",       "phonics",
                                        "ks2_writing", "reading_standard", "incidents_a_week"};
    for (size_t m = 0; m < sizeof codes / sizeof codes[0]; m++)
        for (size_t i = 0; i < sizeof several / sizeof several[0]; i++) {
            ProgressSeries own = series_of(1, several[i], POINTS, 1), none = {0};
            Chart chart = chart_of_scores(arena, "c", shipped(codes[m]), &own, &none);
            assert_int_equal(chart.dots.count, own.count);
            for (size_t d = 0; d < chart.dots.count; d++) {
                assert_in_range(chart.dots.items[d].x, 1, CHART_WIDTH - 1);
                assert_in_range(chart.dots.items[d].y, 1, CHART_HEIGHT - 1);
            }
            assert_true(chart.texts.count <= 12);
            assert_non_null(chart.title);
        }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(slower_than_peers),
        cmocka_unit_test(below_own_rate),
        cmocka_unit_test(gap_not_closing),
        cmocka_unit_test(gap_widening),
        cmocka_unit_test(not_enough),
        cmocka_unit_test(margins_and_baselines),
        cmocka_unit_test(a_chart_holds_its_scores),
    };
    return cmocka_run_group_tests(tests, open_arena, close_arena);
}

#include "assess/score_rules.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

#include "assess/score_shipped.h"

static Arena *arena;

static int open_arena(void **state)
{
    (void)state;
    arena = arena_create(1 << 24, "test");
    return arena == NULL;
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

typedef struct Typed {
    const char *measure, *typed;
    long long value;   /* when it is taken */
    const char *fault; /* what the sentence contains; NULL: taken */
    const char *shown; /* as it comes out again */
    bool remarked;
} Typed;

static const Typed typed[] = {
    /* 7:10 is 94 months; with a point two digits can only be months, one may be either */
    {"reading_age", "7:10", 94, NULL, "7:10", false},
    {"reading_age", " 7 : 10", 94, NULL, "7:10", false},
    {"reading_age", "7.10", 94, NULL, "7:10", true},
    {"reading_age", "7.06", 90, NULL, "7:06", true},
    {"reading_age", "7.5", 0, "with a colon", NULL, false},
    {"reading_age", "7.12", 0, "with a colon", NULL, false},
    {"reading_age", "7.1", 0, "with a colon", NULL, false},
    {"reading_age", "7y 10m", 94, NULL, "7:10", false},
    {"reading_age", "7 years 10 months", 94, NULL, "7:10", false},
    {"reading_age", "7 years", 84, NULL, "7:00", false},
    {"reading_age", "94 months", 94, NULL, "7:10", false},
    {"reading_age", "07:10:00", 94, NULL, "7:10", false},
    {"reading_age", "7:10:30", 0, "such as 7:10", NULL, false},
    {"reading_age", "7-10", 94, NULL, "7:10", false},
    {"reading_age", "7:12", 0, "12 months", NULL, false},
    {"reading_age", "7", 0, "such as 7:10", NULL, false},
    {"reading_age", "94", 0, "such as 7:10", NULL, false},
    {"reading_age", "", 0, "such as 7:10", NULL, false},
    {"reading_age", "19:00", 0, "4:00 to 18:00", NULL, false},
    {"reading_age", "3:11", 0, "4:00 to 18:00", NULL, false},
    {"reading_standard", "84", 84, NULL, "84", false},
    {"reading_standard", "140", 140, NULL, "140", false},
    {"reading_standard", "141", 0, "60 to 140", NULL, false},
    {"reading_standard", "59", 0, "60 to 140", NULL, false},
    {"reading_standard", "84.5", 0, "whole number", NULL, false},
    {"reading_standard", "eighty", 0, "whole number", NULL, false},
    {"ks2_maths", "100", 100, NULL, "100", false},
    {"ks2_maths", "79", 0, "80 to 120", NULL, false},
    {"ks1_maths", "116", 0, "85 to 115", NULL, false},
    {"attendance", "94.5", 945, NULL, "94.5", false},
    {"attendance", "94.5 %", 945, NULL, "94.5", false},
    {"attendance", "100%", 1000, NULL, "100", false},
    {"attendance", "94.55", 0, "percentage", NULL, false},
    {"attendance", "94.50", 945, NULL, "94.5", false},
    {"attendance", "101", 0, "0 to 100", NULL, false},
    {"attendance", "-1", 0, "0 to 100", NULL, false},
    {"phonics", "40", 40, NULL, "40", false},
    {"phonics", "41", 0, "0 to 40", NULL, false},
    {"multiplication", "26", 0, "0 to 25", NULL, false},
    {"ks2_writing", "exs", 2, NULL, "EXS", false},
    {"ks2_writing", "2", 2, NULL, "EXS", false},
    {"ks2_writing", "ARE", 0, "WTS, EXS or GDS", NULL, false},
    {"reading_judgement", "greater depth", 4, NULL, "Greater depth", false},
    {"pks2_maths", "PK7", 0, "PK1", NULL, false},
    {"gcse_maths", "U", 0, NULL, "U", false},
    {"gcse_maths", "9", 9, NULL, "9", false},
    {"gcse_maths", "10", 0, "Enter U", NULL, false},
    {"engagement_persistence", "3", 0, "in words", NULL, false},
    {"eyfs_speaking", "expected", 2, NULL, "Expected", false},
    {"eyfs_speaking", "exceeding", 0, "Emerging or Expected", NULL, false},
    {"boxall_primary_developmental", "136", 136, NULL, "136", false},
    {"boxall_primary_developmental", "137", 0, "0 to 136", NULL, false},
    {"boxall_primary_q", "20", 20, NULL, "20", false},
    {"boxall_primary_q", "21", 0, "0 to 20", NULL, false},
    {"sdq_teacher_emotional", "10", 10, NULL, "10", false},
    {"sdq_teacher_emotional", "11", 0, "0 to 10", NULL, false},
    {"sdq_self_prosocial", "-1", 0, "0 to 10", NULL, false},
    {"words_a_minute", "301", 0, "0 to 300", NULL, false},
    {"self_rating", "0", 0, "1 to 10", NULL, false},
    {"self_rating", "10", 10, NULL, "10", false},
    {"pks1_reading", "PK5", 0, "PK1", NULL, false},
};

static void what_is_typed(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof typed / sizeof typed[0]; i++) {
        const Typed *each = &typed[i];
        long long value = 0;
        const char *remark;
        const Measure *measure = shipped(each->measure);
        const char *fault = score_parse(arena, measure, each->typed, &value, &remark);
        if (each->fault != NULL) {
            if (fault == NULL || strstr(fault, each->fault) == NULL)
                fail_msg("%s '%s': %s", each->measure, each->typed,
                         fault == NULL ? "taken" : fault);
            continue;
        }
        if (fault != NULL || value != each->value || (remark != NULL) != each->remarked)
            fail_msg("%s '%s': %s, %lld, %s", each->measure, each->typed,
                     fault == NULL ? "taken" : fault, value, remark == NULL ? "-" : remark);
        assert_string_equal(score_show(arena, measure, value), each->shown);
    }
}

/* What every measure shows can be typed again. */
static void what_is_shown_is_taken(void **state)
{
    (void)state;
    size_t count;
    const Measure *all = shipped_measures(&count);
    for (size_t i = 0; i < count; i++)
        for (long long value = all[i].least.value; value <= all[i].most.value; value++) {
            long long again = -1;
            const char *remark;
            const char *shown = score_show(arena, &all[i], value);
            const char *fault = score_parse(arena, &all[i], shown, &again, &remark);
            if (all[i].scale != SCALE_NARRATIVE && all[i].scale != SCALE_LEVELS &&
                (fault != NULL || again != value || remark != NULL))
                fail_msg("%s %s: %s", all[i].code, shown, fault);
        }
}

static void the_list_is_whole(void **state)
{
    (void)state;
    size_t count;
    const Measure *all = shipped_measures(&count);
    for (size_t i = 0; i < count; i++) {
        for (size_t k = 0; k < i; k++)
            if (text_equal(all[i].code, all[k].code) || text_equal(all[i].name, all[k].name))
                fail_msg("%s twice", all[i].code);
        if (!score_bands_fit(all[i].bands, all[i].scale))
            fail_msg("%s has bands that do not fit", all[i].code);
        if ((all[i].scale == SCALE_LEVELS) != (all[i].step_count > 0))
            fail_msg("%s: levels", all[i].code);
        if (all[i].set != NULL && (all[i].part == NULL || shipped_set_name(all[i].set) == NULL))
            fail_msg("%s: set", all[i].code);
        assert_null(measure_name_fault(all[i].name));
    }
}

static void words(void **state)
{
    (void)state;
    assert_string_equal(score_words(arena, shipped("reading_age"), 94), "7 years 10 months");
    assert_string_equal(score_words(arena, shipped("reading_age"), 85), "7 years 1 month");
    assert_string_equal(score_words(arena, shipped("attendance"), 945), "94.5%");
    assert_string_equal(score_words(arena, shipped("words_a_minute"), 42), "42 words a minute");
    assert_string_equal(score_words(arena, shipped("ks2_writing"), 1), "WTS");
    assert_string_equal(score_difference_words(arena, shipped("reading_age"), -1), "1 month");
    assert_string_equal(score_difference_words(arena, shipped("attendance"), 35), "3.5 points");
    assert_string_equal(score_difference_words(arena, shipped("attendance"), 10), "1 point");
    assert_string_equal(score_difference_words(arena, shipped("reading_judgement"), 2), "2 levels");
    assert_string_equal(score_difference_words(arena, shipped("maths_standard"), 1), "1 point");
}

typedef struct Banded {
    const char *measure;
    long long value;
    const char *name; /* NULL: none is told */
    bool low;
} Banded;

static void bands_of_scores(void **state)
{
    (void)state;
    static const Banded cases[] = {
        {"reading_standard", 130, "Very high", false},
        {"reading_standard", 129, "Above average", false},
        {"reading_standard", 116, "Above average", false},
        {"reading_standard", 115, "Average", false},
        {"reading_standard", 85, "Average", false},
        {"reading_standard", 84, "Below average", true},
        {"reading_standard", 70, "Below average", true},
        {"reading_standard", 69, "Well below average", true},
        {"exam_reading_speed", 111, "Above average", false},
        {"exam_reading_speed", 110, "Average", false},
        {"exam_reading_speed", 90, "Average", false},
        {"exam_reading_speed", 89, "Low average", false},
        {"exam_reading_speed", 85, "Low average", false},
        {"exam_reading_speed", 84, "Below average", true},
        {"ks2_reading", 99, "Below the expected standard", true},
        {"ks2_reading", 100, "Expected standard", false},
        {"ks2_reading", 110, "High standard", false},
        {"attendance", 901, NULL, false},
        {"attendance", 900, "Persistently absent", true},
        {"attendance", 501, "Persistently absent", true},
        {"attendance", 500, "Severely absent", true},
        {"phonics", 31, "Below the standard (32)", true},
        {"phonics", 32, "Met the standard (32)", false},
        {"sdq_teacher_total", 11, "Close to average", false},
        {"sdq_teacher_total", 12, "Slightly raised", true},
        {"sdq_teacher_total", 16, "High", true},
        {"sdq_teacher_total", 19, "Very high", true},
        {"sdq_teacher_emotional", 3, "Close to average", false},
        {"sdq_teacher_emotional", 6, "Very high", true},
        {"sdq_teacher_conduct", 3, "Slightly raised", true},
        {"sdq_teacher_hyperactivity", 7, "Slightly raised", true},
        {"sdq_teacher_peer", 4, "Slightly raised", true},
        {"sdq_teacher_prosocial", 6, "Close to average", false},
        {"sdq_teacher_prosocial", 5, "Slightly lowered", true},
        {"sdq_teacher_prosocial", 3, "Very low", true},
        {"sdq_parent_total", 13, "Close to average", false},
        {"sdq_parent_total", 17, "High", true},
        {"sdq_parent_emotional", 6, "High", true},
        {"sdq_parent_peer", 5, "Very high", true},
        {"sdq_parent_prosocial", 7, "Slightly lowered", true},
        {"sdq_self_total", 14, "Close to average", false},
        {"sdq_self_total", 20, "Very high", true},
        {"sdq_self_hyperactivity", 6, "Slightly raised", true},
        {"sdq_self_prosocial", 4, "Very low", true},
        {"reading_judgement", 2, NULL, true},
        {"reading_judgement", 3, NULL, false},
        {"reading_age", 94, NULL, false},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        ScoreBand band =
            score_band(arena, shipped(cases[i].measure), cases[i].value, date_of(2026, 6, 10));
        if (!text_equal(band.name, cases[i].name) || band.low != cases[i].low)
            fail_msg("%s %lld: %s", cases[i].measure, cases[i].value, band.name);
    }
}

static void own_bands_and_the_mark_of_the_year(void **state)
{
    (void)state;
    static const ScoreStep steps[] = {{20, "On the way", true}, {40, "Secure", false}};
    static const ScoreMark marks[] = {{2024, 32}, {2026, 34}};
    Measure own = {.scale = SCALE_COUNT, .bands = BANDS_OWN, .step_count = 2, .steps = steps};
    assert_null(score_band(arena, &own, 19, date_of(2026, 6, 1)).name);
    assert_string_equal(score_band(arena, &own, 39, date_of(2026, 6, 1)).name, "On the way");
    assert_string_equal(score_band(arena, &own, 40, date_of(2026, 6, 1)).name, "Secure");
    own = (Measure){.scale = SCALE_COUNT, .bands = BANDS_MARK, .mark_count = 2, .marks = marks};
    assert_null(score_band(arena, &own, 33, date_of(2024, 6, 1)).name);
    assert_false(score_band(arena, &own, 33, date_of(2026, 6, 1)).low);
    assert_true(score_band(arena, &own, 33, date_of(2026, 9, 1)).low);
}

static void percentiles(void **state)
{
    (void)state;
    static const int cases[][2] = {{70, 2},   {84, 14},  {85, 16},  {90, 25}, {100, 50},
                                   {115, 84}, {130, 98}, {160, 99}, {40, 1}};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        assert_int_equal(score_percentile(cases[i][0]), cases[i][1]);
}

static void sdq_scales(void **state)
{
    (void)state;
    static const struct {
        int answered, sum;
        long long value; /* -1: none */
    } cases[] = {{5, 7, 7},  {5, 10, 10}, {4, 8, 10}, {4, 5, 6},  {3, 4, 7},  {3, 0, 0},
                 {2, 4, -1}, {5, 11, -1}, {3, 7, -1}, {6, 3, -1}, {5, -1, -1}};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        long long value = -1;
        bool made = sdq_scale(cases[i].answered, cases[i].sum, &value);
        assert_int_equal(made, cases[i].value >= 0);
        assert_int_equal(value, cases[i].value);
    }
}

static void what_is_computed(void **state)
{
    (void)state;
    SetPart computed;
    const SetPart sdq[] = {
        {"emotional", 4}, {"conduct", 3}, {"hyperactivity", 8}, {"peer", 2}, {"prosocial", 10}};
    assert_true(score_set_compute("sdq_teacher", sdq, 5, &computed));
    assert_string_equal(computed.part, "total");
    assert_int_equal(computed.value, 17); /* the prosocial scale is no part of it */
    assert_false(score_set_compute("sdq_teacher", sdq + 1, 4, &computed));
    assert_false(score_set_compute("boxall_primary", sdq, 5, &computed));
    assert_false(score_set_compute(NULL, sdq, 5, &computed));
    SetPart goals[17];
    size_t count = 0, all;
    const Measure *measures = shipped_measures(&all);
    for (size_t i = 0; i < all; i++)
        if (text_equal(measures[i].set, "eyfs") && !text_equal(measures[i].part, "gld"))
            goals[count++] = (SetPart){measures[i].part, 2};
    assert_int_equal(count, 17);
    assert_true(score_set_compute("eyfs", goals, 12, &computed)); /* the other five do not count */
    assert_int_equal(computed.value, 2);
    goals[16].value = 1;
    assert_true(score_set_compute("eyfs", goals, 17, &computed));
    assert_int_equal(computed.value, 2);
    goals[11].value = 1;
    assert_true(score_set_compute("eyfs", goals, 17, &computed));
    assert_int_equal(computed.value, 1);
    assert_false(score_set_compute("eyfs", goals + 1, 16, &computed));
}

static void names_and_reasons(void **state)
{
    (void)state;
    assert_non_null(measure_name_fault("P scales, reading"));
    assert_non_null(measure_name_fault("p-levels"));
    assert_null(measure_name_fault("Phonics, phase 5"));
    assert_null(measure_name_fault("P"));
    static const ScoreStep letters[] = {{1, "A", false}, {2, "B", false}};
    const Measure own = {.scale = SCALE_LEVELS, .step_count = 2, .steps = letters};
    OptionalInteger value;
    const char *absent, *remark;
    assert_null(score_parse_cell(arena, shipped("phonics"), "A", &value, &absent, &remark));
    assert_string_equal(absent, "absent");
    assert_false(value.present);
    assert_null(score_parse_cell(arena, shipped("phonics"), "absent", &value, &absent, &remark));
    assert_string_equal(absent, "absent");
    assert_null(score_parse_cell(arena, shipped("phonics"), "b", &value, &absent, &remark));
    assert_string_equal(absent, "too_low");
    assert_non_null(score_parse_cell(arena, shipped("phonics"), "x", &value, &absent, &remark));
    assert_null(score_parse_cell(arena, &own, "A", &value, &absent, &remark));
    assert_true(value.present); /* a level of that name goes first */
    assert_null(absent);
    assert_null(score_absent_words("holiday"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_typed),     cmocka_unit_test(what_is_shown_is_taken),
        cmocka_unit_test(the_list_is_whole), cmocka_unit_test(words),
        cmocka_unit_test(bands_of_scores),   cmocka_unit_test(own_bands_and_the_mark_of_the_year),
        cmocka_unit_test(percentiles),       cmocka_unit_test(sdq_scales),
        cmocka_unit_test(what_is_computed),  cmocka_unit_test(names_and_reasons),
    };
    return cmocka_run_group_tests(tests, open_arena, close_arena);
}

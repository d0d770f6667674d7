#include "bank/bank_rules.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

#include "bank/bank_shipped.h"

static Arena *arena;

static int open_arena(void **state)
{
    (void)state;
    arena = arena_create(1 << 20, "test");
    return arena == NULL;
}

static int close_arena(void **state)
{
    (void)state;
    arena_destroy(arena);
    return 0;
}

static bool is_area(const char *code)
{
    return !text_equal(bank_area_words(code), code);
}

static void each_intervention_that_is_brought_is_whole(void **state)
{
    (void)state;
    size_t count;
    const Intervention *all = shipped_interventions(&count);
    assert_int_equal(count, 87);
    assert_false(is_area("reading"));
    for (size_t i = 0; i < count; i++) {
        assert_int_equal(all[i].number, (int)i + 1);
        assert_true(is_area(all[i].area));
        assert_in_range(all[i].wave.least, 1, all[i].wave.most);
        assert_in_range(all[i].wave.most, 1, 3);
        assert_in_range(all[i].group.least, 1, all[i].group.most);
        assert_false(text_empty(all[i].deliverer));
        assert_false(text_empty(all[i].measure));
        assert_false(text_empty(all[i].detail));
        assert_false(text_empty(all[i].evidence));
        assert_false(text_empty(bank_dose_words(arena, &all[i])));
        for (size_t k = 0; k < i; k++)
            assert_string_not_equal(all[i].name, all[k].name);
    }
}

static void each_strategy_and_phrase_that_is_brought_is_whole(void **state)
{
    (void)state;
    size_t count, avoided = 0;
    const Strategy *strategies = shipped_strategies(&count);
    for (size_t i = 0; i < count; i++) {
        assert_int_equal(strategies[i].number, (int)i + 1);
        assert_true(is_area(strategies[i].area));
        avoided += strategies[i].avoid;
        for (size_t k = 0; k < i; k++)
            assert_string_not_equal(strategies[i].wording, strategies[k].wording);
    }
    assert_true(count > 100 && avoided > 20);
    const OutcomePhrase *phrases = shipped_phrases(&count);
    for (size_t i = 0; i < count; i++) {
        assert_int_equal(phrases[i].number, (int)i + 1);
        assert_true(is_area(phrases[i].area));
        assert_false(text_empty(phrases[i].measure));
    }
    assert_true(count > 20);
}

static void a_dose_is_said_in_words(void **state)
{
    (void)state;
    static const struct {
        Intervention of;
        const char *words;
    } cases[] = {
        {{.group = {3, 6},
          .minutes = {30, 40},
          .times = {3, 3},
          .weeks = {10, 10},
          .dose_note = ""},
         "3 times a week, 30 to 40 minutes, in a group of 3 to 6, for 10 weeks"},
        {{.group = {1, 1},
          .minutes = {20, 20},
          .times = {1, 1},
          .dose_note = "for as long as it helps"},
         "Once a week, 20 minutes, alone, for as long as it helps"},
        {{.group = {1, 4}, .weeks = {1, 1}, .dose_note = NULL},
         "Alone or in a group of up to 4, for 1 week"},
        {{.dose_note = ""}, ""},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        assert_string_equal(bank_dose_words(arena, &cases[i].of), cases[i].words);
}

static void a_range_is_read_as_it_is_typed(void **state)
{
    (void)state;
    static const struct {
        const char *typed;
        Range range;
        bool refused;
    } cases[] = {
        {"", {0, 0}, false},
        {"3", {3, 3}, false},
        {"3-6", {3, 6}, false},
        {"3 to 6", {3, 6}, false},
        {"3 – 6", {3, 6}, false},
        {"6 to 3", {0, 0}, true},
        {"0", {0, 0}, true},
        {"three", {0, 0}, true},
        {"3 to", {0, 0}, true},
        {"3 6", {0, 0}, true},
        {"41", {0, 0}, true},
        {"3 to 41", {0, 0}, true},
        {"3 to 6 or so", {0, 0}, true},
        {"-3", {0, 0}, true},
        {"99999999999", {0, 0}, true},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        Range range = {7, 7};
        const char *fault = bank_range_parse(cases[i].typed, 40, &range);
        assert_int_equal(fault != NULL, cases[i].refused);
        assert_int_equal(range.least, cases[i].range.least);
        assert_int_equal(range.most, cases[i].range.most);
        if (!cases[i].refused) {
            Range again;
            assert_null(bank_range_parse(bank_range_typed(arena, range), 40, &again));
            assert_int_equal(again.least, range.least);
            assert_int_equal(again.most, range.most);
        }
    }
}

static void a_cost_is_shared_by_the_group(void **state)
{
    (void)state;
    Intervention group = {.session_cost = {true, 1500}};
    OptionalInteger cost = bank_cost(&group, 3, 4, 70);
    assert_true(cost.present);
    assert_int_equal(cost.value, 11250); /* 30 sessions at 15 pounds, by four */
    assert_int_equal(bank_cost(&group, 1, 3, 8).value, 1000); /* two weeks begun */
    assert_false(bank_cost(&group, 0, 4, 70).present);
    assert_false(bank_cost(&group, 35, 1, 3000).present); /* more than a plan may say */
    assert_false(bank_cost(&(Intervention){0}, 3, 4, 70).present);
}

static void few_reviews_tell_nothing(void **state)
{
    (void)state;
    assert_string_equal(bank_use_words(arena, &(BankUse){0}), "Not used here yet");
    assert_string_equal(bank_use_words(arena, &(BankUse){.learners = 1, .outcomes = 4, .met = 4}),
                        "Here: 1 learner, too few reviews to tell");
    assert_string_equal(bank_use_words(arena, &(BankUse){6, 7, 5}),
                        "Here: 6 learners, 5 of 7 outcomes met");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_intervention_that_is_brought_is_whole),
        cmocka_unit_test(each_strategy_and_phrase_that_is_brought_is_whole),
        cmocka_unit_test(a_dose_is_said_in_words),
        cmocka_unit_test(a_range_is_read_as_it_is_typed),
        cmocka_unit_test(a_cost_is_shared_by_the_group),
        cmocka_unit_test(few_reviews_tell_nothing),
    };
    return cmocka_run_group_tests(tests, open_arena, close_arena);
}

/* Levels as a school names, dates and divides them: on both engines. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "learner/test_school.h"
#include "platform/base/text.h"
#include "platform/db/test_both.h"

static TestStore test;
static Levels levels;
#define TODAY date_of(2026, 11, 22)

static int make(void **state)
{
    test = test_store_make(test_engine(state), 2);
    test_school_make(&test);
    return 0;
}

static int end(void **state)
{
    (void)state;
    test_store_end(&test);
    return 0;
}

static Error *read_levels(Db *db, void *context)
{
    SchoolId *school = context;
    return levels_of(db, test.arena, *school, &levels);
}

static const Level *now(const char *code)
{
    SchoolId school = TEST_SCHOOL;
    test_store_done(&test, read_levels, &school);
    return level_find(&levels, code);
}

typedef struct Change {
    const char *code, *name;
    Date from, until;
} Change;

static Error *change(Db *db, void *context)
{
    const Change *asked = context;
    TRY(levels_of(db, test.arena, TEST_SCHOOL, &levels));
    return level_change(db, TEST_SCHOOL, level_find(&levels, asked->code), asked->name, asked->from,
                        asked->until);
}

typedef struct Added {
    const char *name, *after, *census;
    const char *fault;
} Added;

static Error *add(Db *db, void *context)
{
    Added *asked = context;
    const char *works_like;
    TRY(levels_of(db, test.arena, TEST_SCHOOL, &levels));
    const Level *after = level_find(&levels, asked->after);
    int place = level_place_after(&levels, after == NULL ? 7 : after->position, asked->census,
                                  &works_like, &asked->fault);
    return asked->fault != NULL
               ? NULL
               : level_add(db, test.arena, TEST_SCHOOL, asked->name, place, works_like, TODAY);
}

/* The school's own and the Code's, from least to most. */
static const char *in_order(void)
{
    const char *words = "";
    (void)now("universal");
    for (size_t i = 0; i < levels.count; i++)
        if (levels.items[i].pack != LEVELS_PROPOSED)
            words =
                arena_print(test.arena, "%s%s%s %s", words, i == 0 ? "" : ", ",
                            levels.items[i].name, level_census_code(levels.items[i].works_like));
    return words;
}

static void levels_as_shipped(void **state)
{
    (void)state;
    assert_string_equal(in_order(), "Universal N, Monitoring N, SEN Support K, EHC plan E");
    assert_false(level_may_be_decided(&levels, now("universal"), TODAY));
    assert_true(level_may_be_decided(&levels, now("monitoring"), TODAY));
    assert_true(level_may_be_decided(&levels, now("ehc"), TODAY));
    assert_false(level_may_be_decided(&levels, now("targeted"), TODAY));
    assert_null(now("targeted_minus"));
}

static void a_level_is_renamed(void **state)
{
    (void)state;
    Change asked = {"sen_support", "Learning support", DATE_NONE, DATE_NONE};
    Change again = {"sen_support", "Additional help", DATE_NONE, DATE_NONE};
    test_store_done(&test, change, &asked);
    test_store_done(&test, change, &again);
    assert_string_equal(in_order(), "Universal N, Monitoring N, Additional help K, EHC plan E");
    assert_string_equal(now("sen_support")->usual_name, "SEN Support");
    assert_string_equal(level_name(&levels, "sen_support", NULL), "Additional help");
    assert_string_equal(level_name(&levels, "sen_support", "gone"), "Additional help");
    SchoolId other = OTHER_SCHOOL;
    test_store_done(&test, read_levels, &other);
    assert_string_equal(level_find(&levels, "sen_support")->name, "SEN Support");
}

static void a_level_has_days(void **state)
{
    (void)state;
    Change asked = {"monitoring", "Record of concern", date_of(2024, 9, 1), date_of(2026, 10, 1)};
    test_store_done(&test, change, &asked);
    const Level *level = now("monitoring");
    assert_false(level_may_be_decided(&levels, level, date_of(2024, 8, 31)));
    assert_true(level_may_be_decided(&levels, level, date_of(2024, 9, 1)));
    assert_true(level_may_be_decided(&levels, level, date_of(2026, 10, 1)));
    assert_false(level_may_be_decided(&levels, level, date_of(2026, 10, 2)));
    assert_null(level_dates_fault(level, DATE_NONE, DATE_NONE));
    assert_non_null(level_dates_fault(level, date_of(2026, 2, 1), date_of(2026, 1, 31)));
    assert_non_null(level_dates_fault(now("sen_support"), DATE_NONE, date_of(2027, 7, 31)));
    assert_non_null(level_dates_fault(now("ehc"), date_of(2027, 7, 31), DATE_NONE));
    assert_null(level_dates_fault(now("ehc"), DATE_NONE, DATE_NONE));
}

static void a_school_has_its_own(void **state)
{
    (void)state;
    Added cases[] = {
        {"Enhanced", "sen_support", "K", NULL},       {"Watched closely", "monitoring", "N", NULL},
        {"Plan asked for", "sen_support", "K", NULL}, {"Early help", "own_2560", "K", NULL},
        {"More than a plan", "ehc", "E", NULL},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        test_store_done(&test, add, &cases[i]);
        assert_null(cases[i].fault);
    }
    assert_string_equal(in_order(),
                        "Universal N, Monitoring N, Watched closely N, Early help K, SEN Support K,"
                        " Plan asked for K, Enhanced K, EHC plan E, More than a plan E");
}

static void census_codes_must_rise(void **state)
{
    (void)state;
    Added cases[] = {
        {"Falls back", "sen_support", "N", NULL},    {"Falls further", "ehc", "K", NULL},
        {"Plan too early", "monitoring", "E", NULL}, {"Plan at once", "universal", "E", NULL},
        {"Support at once", "universal", "K", NULL}, {"Nowhere", "gone", "K", NULL},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        test_store_done(&test, add, &cases[i]);
        assert_non_null(cases[i].fault);
    }
    assert_string_equal(in_order(), "Universal N, Monitoring N, SEN Support K, EHC plan E");
}

/* Halving the room again and again ends with a sentence, and not with two levels in one place. */
static void room_ends(void **state)
{
    (void)state;
    Added asked = {"One more", "sen_support", "K", NULL};
    for (int i = 0; i < 10; i++) {
        test_store_done(&test, add, &asked);
        assert_null(asked.fault);
    }
    test_store_done(&test, add, &asked);
    assert_string_equal(asked.fault, "There is no room for another level there");
}

static Error *try_reform(Db *db, void *context)
{
    (void)context;
    return levels_try_proposed(db, TEST_SCHOOL, date_of(2026, 9, 1), date_of(2027, 7, 31));
}

static void the_reform_is_tried_for_a_time(void **state)
{
    (void)state;
    test_store_done(&test, try_reform, NULL);
    const Level *targeted = now("targeted_plus");
    assert_string_equal(level_census_code(targeted->works_like), "K");
    assert_true(level_may_be_decided(&levels, targeted, TODAY));
    assert_false(level_may_be_decided(&levels, targeted, date_of(2026, 8, 31)));
    assert_false(level_may_be_decided(&levels, targeted, date_of(2027, 8, 1)));
    assert_false(level_may_be_decided(&levels, now("proposed_universal"), TODAY));
    assert_string_equal(level_census_code(now("specialist")->works_like), "E");
}

static Error *divide(Db *db, void *context)
{
    (void)context;
    return learner_set_level(db, TEST_SCHOOL, TEST_LEARNER, "sen_support", "targeted", TODAY);
}

static Error *load(Db *db, void *context)
{
    return learner_load(db, test.arena, TEST_SCHOOL, TEST_LEARNER, context);
}

static Error *count_learners(Db *db, void *context)
{
    return levels_counted(db, test.arena, TEST_SCHOOL, TODAY, context);
}

static void a_learner_is_at_one(void **state)
{
    (void)state;
    Learner learner;
    LevelCounts counts;
    test_store_done(&test, load, &learner);
    assert_string_equal(learner.level_name, "SEN Support");
    test_store_done(&test, divide, NULL);
    test_store_done(&test, load, &learner);
    assert_string_equal(learner.level, "sen_support");
    assert_string_equal(learner.census_code, "K");
    assert_string_equal(learner.level_name, "Targeted");
    test_store_done(&test, count_learners, &counts);
    assert_int_equal(counts.count, 1);
    assert_string_equal(counts.items[0].code, "targeted");
    assert_int_equal(counts.items[0].learners, 1);
}

static void what_a_code_can_be(void **state)
{
    (void)state;
    assert_true(level_code_fit("own_2560"));
    assert_false(level_code_fit(""));
    assert_true(level_code_fit("targeted_plus"));
    assert_false(level_code_fit("SEN"));
    assert_false(level_code_fit("own_"));
    assert_false(level_code_fit("own_x"));
    assert_false(level_code_fit("everyone"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        ON_BOTH(levels_as_shipped),
        ON_BOTH(a_level_is_renamed),
        ON_BOTH(a_level_has_days),
        ON_BOTH(a_school_has_its_own),
        ON_BOTH(census_codes_must_rise),
        ON_BOTH(room_ends),
        ON_BOTH(the_reform_is_tried_for_a_time),
        ON_BOTH(a_learner_is_at_one),
        ON_BOTH(what_a_code_can_be),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

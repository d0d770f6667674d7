/* What is kept of scores: exact values, what stood before a correction, what is computed, and no
 * status touched; on both engines. */
#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

#include "assess/assess.h"
#include "learner/test_school.h"
#include "platform/db/test_both.h"

#define DAY   date_of(2026, 11, 10)
#define TODAY date_of(2026, 11, 22)

static TestStore test;
static Measures measures;

static Error *ship(Db *db, void *context)
{
    int *added = context;
    return measures_ship(db, test.arena, TEST_SCHOOL, added);
}

static int make(void **state)
{
    int added = 0;
    Db *db;
    test = test_store_make(test_engine(state), 2);
    test_school_make(&test);
    assert_null(store_write(test.store, ship, &added));
    assert_true(added > 100);
    assert_null(store_read(test.store, &db));
    assert_null(measures_load(db, test.arena, TEST_SCHOOL, &measures));
    store_read_end(test.store, db);
    return 0;
}

static int end(void **state)
{
    (void)state;
    test_store_end(&test);
    return 0;
}

static const Measure *measure(const char *code)
{
    for (size_t i = 0; i < measures.count; i++)
        if (text_equal(measures.items[i].code, code))
            return &measures.items[i];
    fail_msg("no measure %s", code);
    return NULL;
}

typedef struct Put {
    ScoreEntry entry;
    ScoreWritten written;
} Put;

static Error *write(Db *db, void *context)
{
    Put *put = context;
    return score_write(db, test.arena, TEST_SCHOOL, &put->entry, &put->written);
}

static ScoreWritten put_by(StaffId by, const char *code, long long value, const char *absent)
{
    Put put = {.entry = {.learner = TEST_LEARNER,
                         .measure = measure(code),
                         .taken_on = DAY,
                         .value = {absent == NULL, value},
                         .absent = absent,
                         .source = "entered",
                         .by = by,
                         .today = TODAY}};
    Error *error = store_write(test.store, write, &put);
    if (error != NULL)
        fail_msg("%s", error->cause);
    return put.written;
}

static ScoreWritten put(const char *code, long long value)
{
    return put_by(TEST_TEACHER, code, value, NULL);
}

static int64_t count_of(const char *sql)
{
    return test_store_number(&test, sql);
}

static Scores scores_on(const char *code)
{
    Db *db;
    Scores scores;
    assert_null(store_read(test.store, &db));
    assert_null(scores_of_learner(db, test.arena, TEST_SCHOOL, TEST_LEARNER, measure(code)->id,
                                  date_of(2026, 1, 1), TODAY, &scores));
    store_read_end(test.store, db);
    return scores;
}

static void shipping_twice_adds_nothing(void **state)
{
    (void)state;
    int added = -1;
    assert_null(store_write(test.store, ship, &added));
    assert_int_equal(added, 0);
    assert_int_equal(count_of("select count(*) from measure where school_id = 2"), 0);
    assert_int_equal(measure("ks2_writing")->step_count, 3);
    assert_int_equal(measure("phonics")->marks[0].mark, 32);
    assert_int_equal(measure("reading_age")->margin.value, 4);
    assert_false(measure("sdq_self_total")->margin.present);
}

static void a_correction_keeps_what_stood_before(void **state)
{
    (void)state;
    assert_int_equal(put("reading_age", 94), SCORE_ADDED);
    assert_int_equal(put("reading_age", 94), SCORE_SAME);
    assert_int_equal(put_by(TEST_SENCO, "reading_age", 95, NULL), SCORE_CORRECTED);
    assert_int_equal(put_by(TEST_SENCO, "reading_age", 0, "absent"), SCORE_CORRECTED);
    Scores scores = scores_on("reading_age");
    assert_int_equal(scores.count, 1);
    assert_false(scores.items[0].value.present);
    assert_string_equal(scores.items[0].absent, "absent");
    assert_string_equal(scores.items[0].entered_by_name, "Mrs Vaz");
    assert_int_equal(scores.items[0].version, 3);
    assert_int_equal(count_of("select count(*) from score_correction"), 2);
    assert_int_equal(count_of("select min(value) from score_correction where entered_by = 12"), 94);
    assert_int_equal(count_of("select max(value) from score_correction where entered_by = 11"), 95);
    assert_int_equal(
        scores_series(test.arena, &scores, measure("reading_age")->id, TEST_LEARNER).count, 0);
}

static void a_total_follows_its_parts(void **state)
{
    (void)state;
    put("sdq_teacher_emotional", 4);
    put("sdq_teacher_conduct", 3);
    put("sdq_teacher_hyperactivity", 8);
    assert_int_equal(scores_on("sdq_teacher_total").count, 0);
    put("sdq_teacher_peer", 2);
    put("sdq_teacher_prosocial", 9);
    Scores total = scores_on("sdq_teacher_total");
    assert_int_equal(total.count, 1);
    assert_int_equal(total.items[0].value.value, 17);
    assert_string_equal(total.items[0].source, "computed");
    put("sdq_teacher_peer", 4);
    assert_int_equal(scores_on("sdq_teacher_total").items[0].value.value, 19);
    put_by(TEST_SENCO, "sdq_teacher_peer", 0, "withdrawn");
    assert_false(scores_on("sdq_teacher_total").items[0].value.present);
}

static void a_total_of_its_own_stays(void **state)
{
    (void)state;
    put("sdq_parent_total", 15); /* all that the family brought */
    put("sdq_parent_peer", 2);
    assert_int_equal(scores_on("sdq_parent_total").items[0].value.value, 15);
}

/* A chart is of what was known by that day, and of two scores or more. */
static void a_paper_draws_what_was_known(void **state)
{
    (void)state;
    Charts charts;
    Db *db;
    Put first = {.entry = {.learner = TEST_LEARNER,
                           .measure = measure("reading_standard"),
                           .taken_on = date_of(2026, 3, 2),
                           .value = {true, 82},
                           .source = "entered",
                           .by = TEST_TEACHER,
                           .today = TODAY}};
    assert_null(store_write(test.store, write, &first));
    put("reading_standard", 90);
    put("phonics", 20);
    assert_null(store_read(test.store, &db));
    assert_null(scores_charts(db, test.arena, TEST_SCHOOL, TEST_LEARNER, TODAY, &charts));
    assert_int_equal(charts.count, 1);
    assert_int_equal(charts.items[0].dots.count, 2);
    assert_non_null(strstr(charts.items[0].title, "82 on 2 March 2026, 90 on"));
    assert_null(
        scores_charts(db, test.arena, TEST_SCHOOL, TEST_LEARNER, date_add_days(DAY, -1), &charts));
    assert_int_equal(charts.count, 0);
    store_read_end(test.store, db);
}

static void scores_change_no_status(void **state)
{
    (void)state;
    put("reading_standard", 60);
    put("sdq_teacher_emotional", 10);
    assert_int_equal(count_of("select count(*) from sen_status"), 0);
    assert_int_equal(count_of("select version from learner where id = 21"), 1);
    assert_int_equal(count_of("select count(*) from cycle"), 0);
}

static Error *save_check(Db *db, void *context)
{
    return two_year_save(db, TEST_SCHOOL, TEST_LEARNER, context, TEST_TEACHER);
}

static void the_check_at_two_is_one(void **state)
{
    (void)state;
    Db *db;
    bool found;
    TwoYearCheck check = {.held_on = DAY,
                          .language = "Says two words together.",
                          .physical = "Climbs.",
                          .feelings = "Comes to be comforted.",
                          .strengths = "Laughs a lot.",
                          .given_on = DATE_NONE,
                          .health_consent = "not_asked",
                          .health_shared_on = DATE_NONE};
    assert_null(store_write(test.store, save_check, &check));
    assert_null(store_read(test.store, &db));
    assert_null(two_year_load(db, test.arena, TEST_SCHOOL, TEST_LEARNER, &check, &found));
    store_read_end(test.store, db);
    assert_true(found);
    assert_string_equal(check.concerns, "");
    check.parents = "He says more at home.";
    assert_null(store_write(test.store, save_check, &check));
    Error *error = store_write(test.store, save_check, &check);
    assert_non_null(error);
    assert_int_equal(error->kind, ERROR_CONFLICT);
    assert_int_equal(count_of("select version from two_year_check"), 2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        ON_BOTH(shipping_twice_adds_nothing),  ON_BOTH(a_correction_keeps_what_stood_before),
        ON_BOTH(a_total_follows_its_parts),    ON_BOTH(a_total_of_its_own_stays),
        ON_BOTH(a_paper_draws_what_was_known), ON_BOTH(scores_change_no_status),
        ON_BOTH(the_check_at_two_is_one),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* What is kept of an assessment, and when it can no longer be changed; on both engines. */
#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

#include "assess/assess.h"
#include "learner/test_school.h"
#include "platform/db/test_both.h"

#define OPENED   date_of(2026, 9, 7)
#define FINISHED date_of(2026, 9, 18)

static TestStore test;

static int make(void **state)
{
    test = test_store_make(test_engine(state), 2);
    test_school_make(&test);
    return 0;
}

static int end(void **state)
{
    (void)state;
    db_fail_at(0);
    test_store_end(&test);
    return 0;
}

typedef struct Case {
    CycleId cycle_id;
    Cycle cycle;
    Assessment assessment;
    bool found;
} Case;

static Case now;

static Error *open_cycle(Db *db, void *context)
{
    (void)context;
    return cycle_open(db, test.arena, TEST_SCHOOL, TEST_LEARNER, (CycleId){0}, OPENED,
                      &now.cycle_id);
}

static Error *look(Db *db, void *context)
{
    (void)context;
    TRY(cycle_load(db, test.arena, TEST_SCHOOL, now.cycle_id, &now.cycle));
    return assessment_of_cycle(db, test.arena, TEST_SCHOOL, now.cycle_id, &now.assessment,
                               &now.found);
}

static Error *save(Db *db, void *context)
{
    (void)context;
    return assessment_save(db, TEST_SCHOOL, &now.assessment);
}

static Error *finish(Db *db, void *context)
{
    (void)context;
    return assessment_finish(db, TEST_SCHOOL, &now.cycle, &now.assessment, TEST_SENCO, FINISHED);
}

static Error *reopen(Db *db, void *context)
{
    (void)context;
    return assessment_reopen(db, TEST_SCHOOL, &now.cycle, &now.assessment, FINISHED);
}

/* A cycle with one saved assessment, loaded. */
static void begin(void)
{
    test_store_done(&test, open_cycle, NULL);
    test_store_done(&test, look, NULL);
    now.assessment.learner_id = TEST_LEARNER;
    now.assessment.strengths = "Remembers everything she hears.";
    now.assessment.learner_view.words = "Reading is like a wall.";
    now.assessment.learner_view.on = OPENED;
    test_store_done(&test, save, NULL);
    test_store_done(&test, look, NULL);
}

static void an_assessment_that_nobody_saved_is_empty(void **state)
{
    (void)state;
    test_store_done(&test, open_cycle, NULL);
    test_store_done(&test, look, NULL);
    assert_false(now.found);
    assert_int_equal(now.assessment.version, 0);
    assert_string_equal(now.assessment.summary, "");
    assert_false(date_is_set(now.assessment.learner_view.on));
}

static void what_is_saved_is_there(void **state)
{
    (void)state;
    begin();
    assert_true(now.found);
    assert_int_equal(now.assessment.version, 1);
    assert_string_equal(now.assessment.strengths, "Remembers everything she hears.");
    assert_string_equal(now.assessment.learner_view.words, "Reading is like a wall.");
    assert_string_equal(now.assessment.parent_view.words, "");
    assert_int_equal(date_compare(now.assessment.learner_view.on, OPENED), 0);
    now.assessment.strengths = "Draws in great detail.";
    test_store_done(&test, save, NULL);
    assert_int_equal(now.assessment.version, 2);
    test_store_done(&test, look, NULL);
    assert_int_equal(now.assessment.version, 2);
    assert_string_equal(now.assessment.strengths, "Draws in great detail.");
}

static void needs_and_views_are_kept_each_for_itself(void **state)
{
    (void)state;
    OwnView father = own_view_none();
    begin();
    father.place = OWN_VIEW_OTHERS + 3;
    father.said_by = "Her father";
    father.words = "Czyta tylko z babcią.";
    father.whose = "helped";
    father.how = "by phone";
    father.language = "Polish";
    father.translation = "She reads only with her grandmother.";
    father.translated_by = "Mrs Vaz";
    now.assessment.needs[AREA_COGNITION] = "Letters and sounds do not stay.";
    now.assessment.other_views = (OwnViews){1, &father};
    test_store_done(&test, save, NULL);
    test_store_done(&test, look, NULL);
    assert_string_equal(now.assessment.needs[AREA_COGNITION], "Letters and sounds do not stay.");
    assert_string_equal(now.assessment.needs[AREA_SENSORY], "");
    assert_string_equal(now.assessment.learner_view.words, "Reading is like a wall.");
    assert_int_equal(now.assessment.other_views.count, 1);
    const OwnView *kept = &now.assessment.other_views.items[0];
    assert_int_equal(kept->place, OWN_VIEW_OTHERS + 3);
    assert_string_equal(kept->words, "Czyta tylko z babcią.");
    assert_string_equal(kept->whose, "helped");
    assert_string_equal(kept->translation, "She reads only with her grandmother.");
    SaidView said = said_view(test.arena, NULL, kept);
    assert_string_equal(said.heading, "Her father says");
    assert_string_equal(said.tag, "pl");
    assert_string_equal(said.said, "by phone. Said with help");
    now.assessment.other_views.count = 0;
    test_store_done(&test, save, NULL);
    test_store_done(&test, look, NULL);
    assert_int_equal(now.assessment.other_views.count, 0);
}

/* What was written before each view was a row of its own is read, and saved as one. */
static void a_view_from_before_is_read(void **state)
{
    (void)state;
    begin();
    test_store_run(&test, "delete from assessment_view");
    test_store_run(&test, "update assessment set learner_view = 'It was too loud.',"
                          " learner_view_how = 'on a walk'");
    test_store_done(&test, look, NULL);
    assert_string_equal(now.assessment.learner_view.words, "It was too loud.");
    assert_string_equal(now.assessment.learner_view.how, "on a walk");
    test_store_done(&test, save, NULL);
    test_store_done(&test, look, NULL);
    assert_string_equal(now.assessment.learner_view.words, "It was too loud.");
}

static void the_second_of_two_who_save_is_told(void **state)
{
    (void)state;
    begin();
    Assessment theirs = now.assessment;
    test_store_done(&test, save, NULL);
    now.assessment = theirs;
    now.assessment.strengths = "Lost?";
    test_store_refused(&test, save, NULL, ERROR_CONFLICT);
    test_store_done(&test, look, NULL);
    assert_string_equal(now.assessment.strengths, "Remembers everything she hears.");
}

static void finishing_moves_the_cycle_and_closes_the_text(void **state)
{
    (void)state;
    begin();
    test_store_done(&test, finish, NULL);
    test_store_done(&test, look, NULL);
    assert_int_equal(now.cycle.state, CYCLE_PLANNING);
    assert_int_equal(date_compare(now.cycle.assessed_on, FINISHED), 0);
    assert_int_equal(date_compare(now.assessment.finished_on, FINISHED), 0);
    assert_string_equal(now.assessment.finished_by_name, "Mrs Vaz");
    test_store_refused(&test, save, NULL, ERROR_CONFLICT);
    test_store_refused(&test, finish, NULL, ERROR_CONFLICT);
}

static void nothing_is_finished_that_was_not_saved(void **state)
{
    (void)state;
    test_store_done(&test, open_cycle, NULL);
    test_store_done(&test, look, NULL);
    test_store_refused(&test, finish, NULL, ERROR_CONFLICT);
    test_store_done(&test, look, NULL);
    assert_int_equal(now.cycle.state, CYCLE_ASSESSING);
}

static void going_back_opens_it_for_writing(void **state)
{
    (void)state;
    begin();
    test_store_refused(&test, reopen, NULL, ERROR_CONFLICT);
    test_store_done(&test, finish, NULL);
    test_store_done(&test, look, NULL);
    test_store_done(&test, reopen, NULL);
    test_store_done(&test, look, NULL);
    assert_int_equal(now.cycle.state, CYCLE_ASSESSING);
    assert_false(date_is_set(now.cycle.assessed_on));
    assert_false(date_is_set(now.assessment.finished_on));
    test_store_done(&test, save, NULL);
}

static void another_school_finds_nothing(void **state)
{
    (void)state;
    begin();
    Db *db = NULL;
    Assessment theirs;
    bool found = true;
    assert_null(store_read(test.store, &db));
    assert_null(assessment_of_cycle(db, test.arena, OTHER_SCHOOL, now.cycle_id, &theirs, &found));
    store_read_end(test.store, db);
    assert_false(found);
}

static void finishing_is_whole_or_not_at_all(void **state)
{
    (void)state;
    begin();
    for (int statement = 1; statement <= 2; statement++) {
        db_fail_at(statement);
        assert_non_null(store_write(test.store, finish, NULL));
        db_fail_at(0);
        test_store_done(&test, look, NULL);
        assert_int_equal(now.cycle.state, CYCLE_ASSESSING);
        assert_false(date_is_set(now.assessment.finished_on));
    }
    test_store_done(&test, finish, NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        ON_BOTH(an_assessment_that_nobody_saved_is_empty),
        ON_BOTH(what_is_saved_is_there),
        ON_BOTH(needs_and_views_are_kept_each_for_itself),
        ON_BOTH(a_view_from_before_is_read),
        ON_BOTH(the_second_of_two_who_save_is_told),
        ON_BOTH(finishing_moves_the_cycle_and_closes_the_text),
        ON_BOTH(nothing_is_finished_that_was_not_saved),
        ON_BOTH(going_back_opens_it_for_writing),
        ON_BOTH(another_school_finds_nothing),
        ON_BOTH(finishing_is_whole_or_not_at_all),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

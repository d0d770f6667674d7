/* A school's bank: what is brought is added once, and what the school made of it stays; on both
 * engines. */
#include "bank/bank.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

#include "learner/test_school.h"
#include "platform/db/test_both.h"

#define TODAY date_of(2026, 11, 23)

static TestStore test;
static Interventions bank;

static Error *ship(Db *db, void *context)
{
    return bank_ship(db, TEST_SCHOOL, context);
}

static void load(bool see_costs)
{
    Db *db;
    assert_null(store_read(test.store, &db));
    assert_null(interventions_load(db, test.arena, TEST_SCHOOL, see_costs, true, &bank));
    store_read_end(test.store, db);
}

static int make(void **state)
{
    int64_t added = 0;
    test = test_store_make(test_engine(state), 2);
    test_school_make(&test);
    assert_null(store_write(test.store, ship, &added));
    assert_true(added > 200);
    load(false);
    return 0;
}

static int end(void **state)
{
    (void)state;
    test_store_end(&test);
    return 0;
}

static size_t place_of(int number)
{
    for (size_t i = 0; i < bank.count; i++)
        if (bank.items[i].number == number)
            return i;
    fail_msg("no intervention %d", number);
    return 0;
}

static Error *change(Db *db, void *context)
{
    return intervention_change(db, TEST_SCHOOL, context, TODAY);
}

static void what_the_school_changed_stays(void **state)
{
    (void)state;
    int64_t added;
    Intervention paired = bank.items[place_of(27)];
    paired.name = "Reading in pairs";
    paired.minutes = (Range){10, 20};
    paired.retired = true;
    assert_null(store_write(test.store, change, &paired));
    assert_null(store_write(test.store, ship, &added));
    assert_int_equal(added, 0);
    load(false);
    const Intervention *now = &bank.items[place_of(27)];
    assert_string_equal(now->name, "Reading in pairs");
    assert_int_equal(now->minutes.most, 20);
    assert_true(now->retired);
    /* At the version before. */
    Error *error = store_write(test.store, change, &paired);
    assert_non_null(error);
    assert_int_equal(error->kind, ERROR_CONFLICT);
}

static void a_cost_is_read_only_by_who_may_see_it(void **state)
{
    (void)state;
    size_t at = place_of(35);
    test_store_run(&test, "update intervention set session_cost = 4200 where school_id = 1 and "
                          "number = 35");
    load(false);
    assert_false(bank.items[at].session_cost.present);
    load(true);
    assert_true(bank.items[at].session_cost.present);
    assert_int_equal(bank.items[at].session_cost.value, 4200);
}

/* A final plan with paired reading towards two outcomes, of which the review found one met after
 * its correction; and a draft that counts for nothing. */
static void how_it_went_is_counted_from_final_plans_and_reviews(void **state)
{
    (void)state;
    static const char *const rows[] = {
        "insert into cycle (school_id, id, learner_id, number, state, opened_on, version) values"
        " (1, 41, 21, 1, 'closed', '2026-01-05', 1), (1, 42, 21, 2, 'planning', '2026-09-07', 1)",
        "insert into plan (school_id, id, learner_id, cycle_id, edition, state, home_support,"
        " learner_part, class_strategies, consulted, version) values"
        " (1, 51, 21, 41, 1, 'final', '', '', '', '', 1),"
        " (1, 52, 21, 42, 1, 'draft', '', '', '', '', 1)",
        "insert into outcome (school_id, id, plan_id, position, wording, area, measure, baseline,"
        " target, version) values (1, 61, 51, 1, 'a', 'cognition', '', '', '', 1),"
        " (1, 62, 51, 2, 'b', 'cognition', '', '', '', 1)",
        "insert into provision (school_id, id, plan_id, position, title, detail, place, group_size,"
        " minutes, times_a_week, starts_on, ends_on, evidence_note, version) values"
        " (1, 71, 51, 1, 'Pairs', '', '', 2, 15, 3, '2026-01-05', '2026-03-27', '', 1),"
        " (1, 72, 52, 1, 'Pairs', '', '', 2, 15, 3, '2026-09-07', '2026-12-18', '', 1)",
        "insert into provision_outcome (school_id, id, provision_id, outcome_id) values"
        " (1, 81, 71, 61), (1, 82, 71, 62)",
        "insert into provision_intervention (school_id, provision_id, intervention_id)"
        " select 1, p.id, i.id from provision p, intervention i where p.school_id = 1 and"
        " p.id in (71, 72) and i.school_id = 1 and i.number = 27",
        "insert into review (school_id, id, learner_id, cycle_id, plan_id, edition, state, method,"
        " attended, learner_view, parent_view, no_view_reason, consulted, school_will, parent_will,"
        " learner_will, decision, next_reason, correction, version) values"
        " (1, 95, 21, 41, 51, 1, 'superseded', 'meeting', '', '', '', '', '', '', '', '',"
        " 'continue', '', '', 1),"
        " (1, 96, 21, 41, 51, 2, 'final', 'meeting', '', '', '', '', '', '', '', '', 'continue',"
        " '', 'x', 1)",
        "insert into review_outcome (school_id, id, review_id, outcome_id, judgement, now_at,"
        " comment, next) values (1, 101, 95, 61, 'met', '', '', 'keep'),"
        " (1, 102, 95, 62, 'met', '', '', 'keep'), (1, 103, 96, 61, 'met', '', '', 'keep'),"
        " (1, 104, 96, 62, 'partly_met', '', '', 'keep')",
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        test_store_run(&test, rows[i]);
    load(false);
    const BankUse *use = &bank.uses[place_of(27)];
    assert_int_equal(use->learners, 1);
    assert_int_equal(use->outcomes, 2);
    assert_int_equal(use->met, 1);
    assert_int_equal(bank.uses[place_of(26)].learners, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        ON_BOTH(what_the_school_changed_stays),
        ON_BOTH(a_cost_is_read_only_by_who_may_see_it),
        ON_BOTH(how_it_went_is_counted_from_final_plans_and_reviews),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

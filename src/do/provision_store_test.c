/* What was logged and what it adds up to, and what may not be logged; on both engines. */
#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

#include "do/provision.h"
#include "do/provision_sql.h"
#include "plan/test_plan.h"
#include "platform/db/test_both.h"
#include "school/school.h"

#define FRIEND  ((LearnerId){23}) /* of the same class, with the same support */
#define DAY     date_of(2026, 9, 30)
#define CHANGED date_of(2026, 10, 5)
#define UNTIL   date_of(2026, 10, 9) /* two school weeks: 6 of 3 a week */
#define MONDAY  date_of(2026, 9, 28)

static TestStore test;

/* The works below act on this, and fill it. */
static struct {
    TestPlan zofia, friend;
    SchoolId school;
    LearnerId learner;
    ProvisionSession session;
    ProvisionSessionId id;
} now;

/* ---- Works ----------------------------------------------------------------------------------- */

static Error *make_plans(Db *db, void *context)
{
    (void)context;
    TRY(test_plan_make(db, test.arena, TEST_LEARNER, &now.zofia));
    return test_plan_make(db, test.arena, FRIEND, &now.friend);
}

static Error *log_it(Db *db, void *context)
{
    (void)context;
    return provision_log(db, now.school, now.learner, &now.session, &now.id);
}

static Error *log_for_both(Db *db, void *context)
{
    (void)context;
    now.session.provision_id = now.zofia.plan.provisions.items[0].id;
    TRY(provision_log(db, now.school, TEST_LEARNER, &now.session, &now.id));
    now.session.provision_id = now.friend.plan.provisions.items[0].id;
    return provision_log(db, now.school, FRIEND, &now.session, &now.id);
}

static Error *open_a_change(Db *db, void *context)
{
    (void)context;
    TRY(plan_reopen(db, test.arena, TEST_SCHOOL, &now.zofia.plan, &now.zofia.id));
    return plan_load(db, test.arena, TEST_SCHOOL, TEST_LEARNER, now.zofia.id, &now.zofia.plan);
}

static void every_day(Plan *plan)
{
    plan->provisions.items[0].times_a_week = 5;
}

static Error *change_the_plan(Db *db, void *context)
{
    (void)context;
    return test_plan_change(db, test.arena, CHANGED, every_day, &now.zofia);
}

static Error *end_the_cycle(Db *db, void *context)
{
    Cycle cycle;
    (void)context;
    TRY(cycle_load(db, test.arena, TEST_SCHOOL, now.zofia.cycle, &cycle));
    return cycle_apply(db, TEST_SCHOOL, &cycle, CYCLE_END, DAY, DATE_NONE);
}

static Error *find_meant(Db *db, void *context)
{
    return provision_meant(db, test.arena, now.school, &now.zofia.plan, now.session.provision_id,
                           context);
}

/* ---- Beginnings ------------------------------------------------------------------------------ */

static ProvisionSession reading(Date on)
{
    return (ProvisionSession){
        .provision_id = now.zofia.plan.provisions.items[0].id,
        .held_on = on,
        .delivered = true,
        .logged_by = TEST_TEACHER,
        .logged_at = moment_london(on, 15, 30),
    };
}

static int make(void **state)
{
    test = test_store_make(test_engine(state), 2);
    test_school_make(&test);
    test_store_run(
        &test,
        "insert into learner (school_id, id, surname, forename, known_name, sort_name, born_on,"
        " sex, national_year, year_order, class_id, pupil_premium, looked_after, level,"
        " census_code, level_since, primary_need, version) values"
        " (1, 23, 'Okafor', 'Ben', 'Ben Okafor', 'okafor ben', '2018-05-03', 'M', '4', 4, 31,"
        " false, false, 'sen_support', 'K', '2026-09-07', 'SPLD', 1)");
    test_store_run(&test, "insert into school_term (school_id, id, academic_year, name, starts_on,"
                          " ends_on, half_term_starts_on, half_term_ends_on) values (1, 41, 2026,"
                          " 'Autumn', '2026-09-03', '2026-12-18', '2026-10-26', '2026-10-30')");
    test_store_done(&test, make_plans, NULL);
    now.school = TEST_SCHOOL;
    now.learner = TEST_LEARNER;
    now.session = reading(DAY);
    return 0;
}

static int end(void **state)
{
    (void)state;
    db_fail_at(0);
    test_store_end(&test);
    return 0;
}

static void log_session(ProvisionSession session)
{
    now.session = session;
    test_store_done(&test, log_it, NULL);
}

static void log_went(Date on, const char *response)
{
    ProvisionSession session = reading(on);
    session.response = response;
    log_session(session);
}

static void log_missed(Date on, const char *reason)
{
    ProvisionSession session = reading(on);
    session.delivered = false;
    session.missed_reason = reason;
    log_session(session);
}

static ProvisionSessions logged(SchoolId school, CycleId cycle)
{
    Db *db = NULL;
    ProvisionSessions sessions;
    assert_null(store_read(test.store, &db));
    assert_null(provision_sessions(db, test.arena, school, cycle, &sessions));
    store_read_end(test.store, db);
    return sessions;
}

static Delivery delivered(SchoolId school, Date until)
{
    Db *db = NULL;
    Deliveries deliveries;
    assert_null(store_read(test.store, &db));
    assert_null(provision_delivery(db, test.arena, school, &now.zofia.plan, until, &deliveries));
    store_read_end(test.store, db);
    assert_int_equal(deliveries.count, now.zofia.plan.provisions.count);
    return deliveries.items[0];
}

static struct provisions_running_rows running(SchoolId school, Date day, StaffId deliverer,
                                              StaffId own)
{
    Db *db = NULL;
    struct provisions_running_rows rows;
    assert_null(store_read(test.store, &db));
    assert_null(provisions_running(db, test.arena, school, day, MONDAY, deliverer, own, &rows));
    store_read_end(test.store, db);
    return rows;
}

/* ---- Logging --------------------------------------------------------------------------------- */

static void what_was_logged_is_there(void **state)
{
    (void)state;
    now.session.minutes = (OptionalInteger){true, 25};
    now.session.response = "some_help";
    now.session.note = "Read “The Tunnel”";
    test_store_done(&test, log_it, NULL);
    ProvisionSessions sessions = logged(TEST_SCHOOL, now.zofia.cycle);
    assert_int_equal(sessions.count, 1);
    const ProvisionSession *session = &sessions.items[0];
    assert_int_equal(session->id.n, now.id.n);
    assert_string_equal(session->title, "Paired reading");
    assert_int_equal(date_compare(session->held_on, DAY), 0);
    assert_true(session->delivered);
    assert_null(session->missed_reason);
    assert_true(session->minutes.present);
    assert_int_equal(session->minutes.value, 25);
    assert_string_equal(session->response, "some_help");
    assert_string_equal(session->note, "Read “The Tunnel”");
    assert_string_equal(session->logged_by_name, "Mr Hughes");
    assert_int_equal(logged(TEST_SCHOOL, now.friend.cycle).count, 0);
}

static void a_session_without_details_keeps_its_gaps(void **state)
{
    (void)state;
    test_store_done(&test, log_it, NULL);
    const ProvisionSession *session = &logged(TEST_SCHOOL, now.zofia.cycle).items[0];
    assert_false(session->minutes.present);
    assert_null(session->response);
    assert_null(session->note);
}

static void each_reason_is_kept(void **state)
{
    (void)state;
    size_t count;
    const MissedReason *reasons = missed_reasons(&count);
    for (size_t i = 0; i < count; i++)
        log_missed(date_add_days(MONDAY, (int)i), reasons[i].code);
    ProvisionSessions sessions = logged(TEST_SCHOOL, now.zofia.cycle);
    assert_int_equal(sessions.count, count);
    for (size_t i = 0; i < count; i++) {
        const ProvisionSession *session = &sessions.items[count - 1 - i]; /* newest first */
        assert_false(session->delivered);
        assert_string_equal(session->missed_reason, reasons[i].code);
    }
}

static void a_group_is_logged_for_each_child(void **state)
{
    (void)state;
    test_store_done(&test, log_for_both, NULL);
    ProvisionSessions zofia = logged(TEST_SCHOOL, now.zofia.cycle);
    ProvisionSessions friend = logged(TEST_SCHOOL, now.friend.cycle);
    assert_int_equal(zofia.count, 1);
    assert_int_equal(friend.count, 1);
    assert_int_not_equal(zofia.items[0].id.n, friend.items[0].id.n);
}

static void a_group_is_logged_whole_or_not_at_all(void **state)
{
    (void)state;
    int statement = 1;
    for (;; statement++) {
        db_fail_at(statement);
        Error *error = store_write(test.store, log_for_both, NULL);
        db_fail_at(0);
        if (error == NULL)
            break;
        assert_int_equal(logged(TEST_SCHOOL, now.zofia.cycle).count, 0);
        assert_int_equal(logged(TEST_SCHOOL, now.friend.cycle).count, 0);
    }
    assert_true(statement > 2);
}

/* ---- What is refused ------------------------------------------------------------------------- */

static void what_is_not_the_learners_is_refused(void **state)
{
    ProvisionId hers = now.zofia.plan.provisions.items[0].id;
    ProvisionId his = now.friend.plan.provisions.items[0].id;
    const struct {
        const char *what;
        SchoolId school;
        LearnerId learner;
        ProvisionId provision;
    } cases[] = {
        {"another learner's provision", TEST_SCHOOL, TEST_LEARNER, his},
        {"her provision for another learner", TEST_SCHOOL, FRIEND, hers},
        {"another school", OTHER_SCHOOL, TEST_LEARNER, hers},
        {"another school's learner", TEST_SCHOOL, OTHER_LEARNER, hers},
        {"another school and its learner", OTHER_SCHOOL, OTHER_LEARNER, hers},
        {"no such provision", TEST_SCHOOL, TEST_LEARNER, {77}},
    };
    (void)state;
    const char *before = test_store_content(&test);
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        print_message("%s\n", cases[i].what);
        now.school = cases[i].school;
        now.learner = cases[i].learner;
        now.session.provision_id = cases[i].provision;
        test_store_refused(&test, log_it, NULL, ERROR_NOT_FOUND);
    }
    assert_string_equal(test_store_content(&test), before);
}

static void a_draft_takes_no_sessions(void **state)
{
    (void)state;
    test_store_done(&test, open_a_change, NULL);
    now.session.provision_id = now.zofia.plan.provisions.items[0].id;
    test_store_refused(&test, log_it, NULL, ERROR_NOT_FOUND);
}

static void another_school_sees_nothing(void **state)
{
    (void)state;
    test_store_done(&test, log_for_both, NULL);
    assert_int_equal(logged(OTHER_SCHOOL, now.zofia.cycle).count, 0);
    assert_int_equal(delivered(OTHER_SCHOOL, UNTIL).dose.delivered, 0);
    assert_int_equal(running(OTHER_SCHOOL, DAY, (StaffId){0}, (StaffId){0}).count, 0);
}

/* ---- What it adds up to ---------------------------------------------------------------------- */

static void delivery_adds_up(void **state)
{
    (void)state;
    log_went(MONDAY, "well");
    log_went(date_add_days(MONDAY, 1), "well");
    log_went(DAY, "some_help");
    log_went(date_add_days(MONDAY, 3), "hard");
    log_went(date_add_days(MONDAY, 4), NULL);
    log_missed(date_add_days(MONDAY, 7), "trip");
    log_missed(date_add_days(MONDAY, 8), "staff_absent");
    log_missed(date_add_days(MONDAY, 9), "staff_absent");
    log_went(date_add_days(UNTIL, 1), "well"); /* after the day that is asked about */
    Delivery delivery = delivered(TEST_SCHOOL, UNTIL);
    assert_int_equal(delivery.dose.planned, 6);
    assert_int_equal(delivery.dose.delivered, 5);
    assert_int_equal(delivery.dose.percent, 83);
    assert_true(delivery.dose.fairly_tested);
    assert_int_equal(delivery.missed, 3);
    assert_int_equal(delivery.well, 2);
    assert_int_equal(delivery.some_help, 1);
    assert_int_equal(delivery.hard, 1);
    assert_int_equal(date_compare(delivery.last_on, date_add_days(MONDAY, 4)), 0);
    assert_string_equal(delivery_missed_words(test.arena, &delivery),
                        "adult was away 2, trip or event 1");
}

static void delivery_of_nothing_is_nothing(void **state)
{
    (void)state;
    Delivery delivery = delivered(TEST_SCHOOL, date_add_days(TEST_STARTS, -1));
    assert_int_equal(delivery.dose.planned, 0);
    assert_int_equal(delivery.dose.delivered, 0);
    assert_int_equal(delivery.missed, 0);
    assert_false(date_is_set(delivery.last_on));
    assert_string_equal(delivery_missed_words(test.arena, &delivery), "");
}

/* The first week three times, the second every day: 3 and 5. */
static void a_changed_plan_counts_each_edition_while_it_held(void **state)
{
    (void)state;
    log_went(DAY, "hard");
    log_missed(date_add_days(DAY, 1), "room");
    test_store_done(&test, change_the_plan, NULL);
    now.zofia.plan.provisions.count = 2;
    log_went(CHANGED, "well");
    Delivery delivery = delivered(TEST_SCHOOL, UNTIL);
    assert_int_equal(delivery.dose.planned, 8);
    assert_int_equal(delivery.dose.delivered, 2);
    assert_int_equal(delivery.missed, 1);
    assert_int_equal(date_compare(delivery.last_on, CHANGED), 0);
    assert_int_equal(logged(TEST_SCHOOL, now.zofia.cycle).count, 3);
}

static const Provision *meant_by(ProvisionId id)
{
    const Provision *found = NULL;
    now.session.provision_id = id;
    assert_null(store_write(test.store, find_meant, &found));
    return found;
}

static void a_provision_is_found_again_however_often_its_plan_was_changed(void **state)
{
    (void)state;
    ProvisionId first = now.zofia.plan.provisions.items[0].id;
    ProvisionId second = now.zofia.plan.provisions.items[1].id;
    for (int change = 1; change <= 3; change++) {
        test_store_done(&test, change_the_plan, NULL);
        const Plan *plan = &now.zofia.plan;
        assert_int_not_equal(plan->provisions.items[0].id.n, first.n);
        assert_int_equal(meant_by(first)->id.n, plan->provisions.items[0].id.n);
        assert_int_equal(meant_by(second)->id.n, plan->provisions.items[1].id.n);
        assert_ptr_equal(meant_by(plan->provisions.items[1].id), &plan->provisions.items[1]);
    }
    assert_null(meant_by((ProvisionId){0}));
    assert_null(meant_by((ProvisionId){77}));
    assert_null(meant_by(now.friend.plan.provisions.items[0].id));
    now.school = OTHER_SCHOOL;
    assert_null(meant_by(first));
}

static void a_draft_of_a_change_shows_what_was_done_so_far(void **state)
{
    (void)state;
    test_store_done(&test, log_it, NULL);
    test_store_done(&test, open_a_change, NULL);
    Delivery delivery = delivered(TEST_SCHOOL, UNTIL);
    assert_int_equal(delivery.dose.planned, 6);
    assert_int_equal(delivery.dose.delivered, 1);
}

/* ---- The day's list -------------------------------------------------------------------------- */

static void the_days_list_holds_what_runs(void **state)
{
    (void)state;
    log_session(reading(MONDAY));
    log_session(reading(DAY));
    log_missed(date_add_days(MONDAY, 1), "room");
    struct provisions_running_rows rows = running(TEST_SCHOOL, DAY, TEST_TEACHER, (StaffId){0});
    assert_int_equal(rows.count, 4); /* two each, and those of a group side by side */
    assert_string_equal(rows.items[0].known_name, "Zofia Nowak");
    assert_string_equal(rows.items[1].known_name, "Ben Okafor");
    assert_string_equal(rows.items[1].title, rows.items[0].title);
    assert_int_equal(rows.items[0].logged, 1);
    assert_int_equal(rows.items[0].held, 2);
    assert_int_equal(rows.items[1].held, 0);
}

static void the_days_list_leaves_out_what_does_not_run(void **state)
{
    (void)state;
    const StaffId nobody = {0};
    assert_int_equal(running(TEST_SCHOOL, date_add_days(TEST_STARTS, -1), nobody, nobody).count, 0);
    assert_int_equal(running(TEST_SCHOOL, date_add_days(TEST_REVIEW, 1), nobody, nobody).count, 0);
    assert_int_equal(running(TEST_SCHOOL, DAY, TEST_SENCO, nobody).count, 0);
    assert_int_equal(running(TEST_SCHOOL, DAY, nobody, TEST_SENCO).count, 0); /* no class */
    test_store_run(&test, "update learner set left_on = '2026-09-29' where id = 23");
    assert_int_equal(running(TEST_SCHOOL, DAY, nobody, nobody).count, 2);
    test_store_done(&test, end_the_cycle, NULL);
    assert_int_equal(running(TEST_SCHOOL, DAY, nobody, nobody).count, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        ON_BOTH(what_was_logged_is_there),
        ON_BOTH(a_session_without_details_keeps_its_gaps),
        ON_BOTH(each_reason_is_kept),
        ON_BOTH(a_group_is_logged_for_each_child),
        ON_BOTH(a_group_is_logged_whole_or_not_at_all),
        ON_BOTH(what_is_not_the_learners_is_refused),
        ON_BOTH(a_draft_takes_no_sessions),
        ON_BOTH(another_school_sees_nothing),
        ON_BOTH(delivery_adds_up),
        ON_BOTH(delivery_of_nothing_is_nothing),
        ON_BOTH(a_changed_plan_counts_each_edition_while_it_held),
        ON_BOTH(a_provision_is_found_again_however_often_its_plan_was_changed),
        ON_BOTH(a_draft_of_a_change_shows_what_was_done_so_far),
        ON_BOTH(the_days_list_holds_what_runs),
        ON_BOTH(the_days_list_leaves_out_what_does_not_run),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* The one access rule on both engines: each way in which a learner is somebody's own, and each way
 * in which it is over, not begun, or another's. */
#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

#include "learner/test_school.h"
#include "platform/db/test_both.h"
#include "staff/staff.h"

#define TODAY date_of(2026, 11, 22)

static TestStore test;

static int make(void **state)
{
    test = test_store_make(test_engine(state), 2);
    test_school_make(&test);
    test_store_run(&test, "insert into class (school_id, id, name, is_group, sort_name) values"
                          " (1, 32, 'Maths 4', true, '99 maths 4'), (1, 33, '5T', false, '05t')");
    test_store_run(&test, "insert into cycle (school_id, id, learner_id, number, state, opened_on,"
                          " version) values (1, 41, 21, 1, 'doing', '2026-09-07', 1)");
    test_store_run(&test, "insert into plan (school_id, id, learner_id, cycle_id, edition, state,"
                          " home_support, learner_part, class_strategies, consulted, version)"
                          " values (1, 51, 21, 41, 1, 'final', '', '', '', '', 1)");
    return 0;
}

static int end(void **state)
{
    (void)state;
    test_store_end(&test);
    return 0;
}

#define CLASS_STAFF                                                                                \
    "insert into class_staff (school_id, id, class_id, staff_id, part, starts_on, ends_on) "       \
    "values "
#define CLASS_LEARNER                                                                              \
    "insert into class_learner (school_id, id, class_id, learner_id, starts_on, ends_on) values "
#define PROVISION                                                                                  \
    "insert into provision (school_id, id, plan_id, position, title, detail, place, group_size,"   \
    " minutes, times_a_week, evidence_note, version, deliverer_id, starts_on, ends_on) values"     \
    " (1, 61, 51, 1, 'Reading', '', '', 1, 20, 3, '', 1, "

/* Mr Hughes and Zofia of 4H, on 22 November. */
static const struct Case {
    const char *name;
    const char *sql[3];
    bool own;
} cases[] = {
    {"nothing joins them", {NULL}, false},
    {"teaches the class", {CLASS_STAFF "(1, 1, 31, 12, 'teacher', '2026-09-01', null)"}, true},
    {"supports the class", {CLASS_STAFF "(1, 1, 31, 12, 'assistant', '2026-09-01', null)"}, true},
    {"begins today", {CLASS_STAFF "(1, 1, 31, 12, 'teacher', '2026-11-22', null)"}, true},
    {"last day is today",
     {CLASS_STAFF "(1, 1, 31, 12, 'teacher', '2026-09-01', '2026-11-22')"},
     true},
    {"left the class yesterday",
     {CLASS_STAFF "(1, 1, 31, 12, 'teacher', '2026-09-01', '2026-11-21')"},
     false},
    {"begins tomorrow", {CLASS_STAFF "(1, 1, 31, 12, 'teacher', '2026-11-23', null)"}, false},
    {"another teaches it", {CLASS_STAFF "(1, 1, 31, 11, 'teacher', '2026-09-01', null)"}, false},
    {"teaches another class", {CLASS_STAFF "(1, 1, 33, 12, 'teacher', '2026-09-01', null)"}, false},
    {"teaches a group that she is in",
     {CLASS_STAFF "(1, 1, 32, 12, 'teacher', '2026-09-01', null)",
      CLASS_LEARNER "(1, 1, 32, 21, '2026-09-01', null)"},
     true},
    {"her last day in the group is today",
     {CLASS_STAFF "(1, 1, 32, 12, 'assistant', '2026-11-22', '2026-11-22')",
      CLASS_LEARNER "(1, 1, 32, 21, '2026-09-01', '2026-11-22')"},
     true},
    {"she left the group yesterday",
     {CLASS_STAFF "(1, 1, 32, 12, 'teacher', '2026-09-01', null)",
      CLASS_LEARNER "(1, 1, 32, 21, '2026-09-01', '2026-11-21')"},
     false},
    {"she joins the group tomorrow",
     {CLASS_STAFF "(1, 1, 32, 12, 'teacher', '2026-09-01', null)",
      CLASS_LEARNER "(1, 1, 32, 21, '2026-11-23', null)"},
     false},
    {"he left the group yesterday",
     {CLASS_STAFF "(1, 1, 32, 12, 'teacher', '2026-09-01', '2026-11-21')",
      CLASS_LEARNER "(1, 1, 32, 21, '2026-09-01', null)"},
     false},
    {"a group without her", {CLASS_STAFF "(1, 1, 32, 12, 'teacher', '2026-09-01', null)"}, false},
    {"gives her support that runs", {PROVISION "12, '2026-09-07', '2026-12-18')"}, true},
    {"first and last day of support is today", {PROVISION "12, '2026-11-22', '2026-11-22')"}, true},
    {"another gives it", {PROVISION "11, '2026-09-07', '2026-12-18')"}, false},
    {"nobody is named", {PROVISION "null, '2026-09-07', '2026-12-18')"}, false},
    {"the support ended yesterday", {PROVISION "12, '2026-09-07', '2026-11-21')"}, false},
    {"the support begins tomorrow", {PROVISION "12, '2026-11-23', '2026-12-18')"}, false},
    {"the plan is a draft",
     {PROVISION "12, '2026-09-07', '2026-12-18')", "update plan set state = 'draft'"},
     false},
    {"a newer plan took its place",
     {PROVISION "12, '2026-09-07', '2026-12-18')", "update plan set state = 'superseded'"},
     false},
    {"the plan is being reviewed",
     {PROVISION "12, '2026-09-07', '2026-12-18')", "update cycle set state = 'reviewing'"},
     true},
    {"the cycle is closed",
     {PROVISION "12, '2026-09-07', '2026-12-18')", "update cycle set state = 'closed'"},
     false},
};

static Error *is_own(Db *db, void *context)
{
    Learner learner;
    Staff hughes = {.id = TEST_TEACHER, .role = ROLE_TEACHER, .roles = role_set(ROLE_TEACHER)};
    const LearnerId *id = context;
    return learner_for_staff(db, test.arena, TEST_SCHOOL, &hughes, REACH_OWN, *id, TODAY, &learner);
}

static bool own(LearnerId learner)
{
    Error *error = store_write(test.store, is_own, &learner);
    if (error != NULL)
        assert_int_equal(error->kind, ERROR_NOT_FOUND);
    return error == NULL;
}

static void own_is_taught_or_supported_today(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        for (size_t s = 0; s < 3 && cases[i].sql[s] != NULL; s++)
            test_store_run(&test, cases[i].sql[s]);
        if (own(TEST_LEARNER) != cases[i].own)
            fail_msg("%s: own is %s", cases[i].name, cases[i].own ? "denied" : "given");
        test_store_run(&test, "delete from class_staff");
        test_store_run(&test, "delete from class_learner");
        test_store_run(&test, "delete from provision");
        test_store_run(&test, "update plan set state = 'final'");
        test_store_run(&test, "update cycle set state = 'doing'");
    }
}

static void nobody_reaches_into_another_school(void **state)
{
    (void)state;
    test_store_run(&test, CLASS_STAFF "(1, 1, 31, 12, 'teacher', '2026-09-01', null)");
    assert_true(own(TEST_LEARNER));
    assert_false(own(OTHER_LEARNER));
    assert_false(own((LearnerId){4242}));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        ON_BOTH(own_is_taught_or_supported_today),
        ON_BOTH(nobody_reaches_into_another_school),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

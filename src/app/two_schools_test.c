/* Two schools in one database, as a trust has: one account, a code of each, and neither reaches
 * into the other. */
#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

#include "app/test_family.h"
#include "app/test_site.h"
#include "learner/contact.h"
#include "staff/staff.h"

#define PARENT_EMAIL "parent@school.example"

/* What the other school has: its id, the foreign learner's mother, a SENCO who is one here too. */
static struct {
    SchoolId school;
    ContactId mother;
    StaffId senco;
    const char *code, *other_code;
} two;

static Error *make_code(Db *db, void *context)
{
    bool elsewhere = context != NULL;
    SchoolId school = elsewhere ? two.school : site.school;
    TRY(db_enter_school(db, school.n));
    return family_code_make(db, site.kept, school, elsewhere ? two.mother : site.parent,
                            clock_now(), elsewhere ? &two.other_code : &two.code);
}

static Error *take_back(Db *db, void *context)
{
    FamilyAccess access;
    (void)context;
    TRY(db_enter_school(db, two.school.n));
    TRY(family_access(db, site.kept, two.school, two.mother, (LearnerId){0}, &access));
    return family_code_take_back(db, two.school, access.account_id);
}

static Error *add_senco(Db *db, void *context)
{
    NewStaff person = {.title = "Mrs",
                       .forename = "Ana",
                       .surname = "Vaz",
                       .display_name = "Mrs Vaz",
                       .role = ROLE_SENCO,
                       .email = context};
    const char *code;
    TRY(db_enter_school(db, two.school.n));
    TRY(staff_add(db, site.kept, two.school, &person,
                  date_add_days(moment_london_date(clock_now()), -5), &two.senco, &code));
    assert_null(code);
    return NULL;
}

static int each(void **state)
{
    const char *email = TEST_EMAIL;
    test_site_each(state);
    test_store_run(&site.store, "delete from outbox");
    test_store_run(&site.store, "delete from sign_in_link");
    two.school.n = test_number(&site, "select id from school where name = 'Hilltop School'");
    two.mother.n = test_number(&site, test_text(&site,
                                                "select contact_id from learner_contact where "
                                                "learner_id = %lld",
                                                (long long)site.foreign.n));
    test_store_run(&site.store, test_text(&site, "update contact set email = '%s' where id = %lld",
                                          PARENT_EMAIL, (long long)two.mother.n));
    test_write(&site, make_code, NULL);
    test_write(&site, make_code, &two);
    if (two.senco.n == 0)
        test_write(&site, add_senco, (void *)email);
    test_store_run(&site.store, test_text(&site, "update staff set ended_on = null where id = %lld",
                                          (long long)two.senco.n));
    return 0;
}

static int end_group(void **state)
{
    two.senco = (StaffId){0};
    return test_site_finish(state);
}

static const char *with_code(const char *code)
{
    Answer answer = use(asked_link(PARENT_EMAIL));
    const char *half = answer_cookie(&site, &answer);
    assert_non_null(half);
    answer = ask("/family/in/code", test_text(&site, "code=%s", code), half);
    assert_int_equal(answer.status, 303);
    assert_string_equal(answer_header(&answer, "Location"), "/family");
    test_store_run(&site.store, "delete from sign_in_link");
    return answer_cookie(&site, &answer);
}

static int status_at(const char *cookie, LearnerId learner)
{
    return ask(test_text(&site, "/family/learners/%lld", (long long)learner.n), NULL, cookie)
        .status;
}

static Answer go_on_as(int64_t place, const char *cookie)
{
    return ask("/me/as", test_text(&site, "place=%lld", (long long)place), cookie);
}

/* ---- Families ---------------------------------------------------------------------------------
 */

static void each_code_opens_its_own_school(void **state)
{
    (void)state;
    const char *cookie = with_code(two.code);
    assert_int_equal(status_at(cookie, site.own), 200);
    assert_int_equal(status_at(cookie, site.foreign), 404);
    cookie = with_code(two.other_code);
    assert_int_equal(status_at(cookie, site.foreign), 200);
    assert_int_equal(status_at(cookie, site.own), 404);
    assert_int_equal(
        test_number(&site, test_text(&site,
                                     "select count(*) from audit where school_id = %lld and "
                                     "contact_id = %lld and outcome = 'done' and action in "
                                     "('POST /family/in/code', 'signed in with link and code')",
                                     (long long)two.school.n, (long long)two.mother.n)) > 0,
        1);
}

static void a_schools_code_is_no_way_into_the_other(void **state)
{
    (void)state;
    const char *cookie = with_code(two.code);
    Answer answer = ask("/family", NULL, cookie);
    assert_true(answer_says(&answer, "Hilltop School"));
    assert_false(answer_says(&answer, "Foreign"));
    answer = go_on_as(two.mother.n, cookie);
    assert_int_equal(answer.status, 422);
    assert_null(answer_cookie(&site, &answer));
}

static void whoever_gave_both_codes_changes_over(void **state)
{
    (void)state;
    with_code(two.other_code);
    const char *cookie = with_code(two.code);
    Answer answer = ask("/family", NULL, cookie);
    assert_true(answer_says(&answer, "Foreign Nowak"));
    assert_true(answer_says(&answer, "Mill Lane Primary"));
    answer = go_on_as(two.mother.n, cookie);
    assert_int_equal(answer.status, 303);
    assert_string_equal(answer_header(&answer, "Location"), "/family");
    const char *there = answer_cookie(&site, &answer);
    assert_int_equal(status_at(there, site.foreign), 200);
    assert_int_equal(status_at(there, site.own), 404);
    assert_int_equal(ask("/family", NULL, cookie).status, 303);
}

static void a_new_code_of_one_school_leaves_the_others(void **state)
{
    (void)state;
    const char *here = with_code(two.code), *there = with_code(two.other_code);
    const char *old = two.other_code;
    test_write(&site, make_code, &two);
    assert_int_equal(status_at(here, site.own), 200);
    assert_int_equal(status_at(there, site.foreign), 303);
    Answer answer = use(asked_link(PARENT_EMAIL));
    const char *half = answer_cookie(&site, &answer);
    assert_int_equal(ask("/family/in/code", test_text(&site, "code=%s", old), half).status, 422);
    assert_int_equal(ask("/family/in/code", test_text(&site, "code=%s", two.code), half).status,
                     303);
}

static void taken_back_at_one_school_it_is_out_there_alone(void **state)
{
    (void)state;
    const char *there = with_code(two.other_code), *here = with_code(two.code);
    test_write(&site, take_back, NULL);
    assert_int_equal(status_at(here, site.own), 200);
    assert_int_equal(status_at(there, site.foreign), 303);
    assert_int_equal(go_on_as(two.mother.n, here).status, 422);
    Answer answer = ask("/family", NULL, here);
    assert_false(answer_says(&answer, "Hilltop"));
    assert_non_null(asked_link(PARENT_EMAIL));
}

static void a_learner_has_an_address_of_their_own(void **state)
{
    (void)state;
    const char *path = test_path(&site, "/learners/:learner/sign-in/code", site.own);
    Answer answer = test_post(&site, OFFICE, path, "email=parent%40school.example");
    assert_int_equal(answer.status, 422);
    assert_true(answer_says(&answer, "one of their own"));
    assert_int_equal(ask("/family", NULL, with_code(two.code)).status, 200);
}

/* ---- Staff ------------------------------------------------------------------------------------
 */

static const char *sign_in(const char *body, const char *leads_to)
{
    Answer answer = ask(
        "/in", test_text(&site, "email=%s&password=%s%s", TEST_EMAIL, "four+parts+make+one", body),
        NULL);
    assert_int_equal(answer.status, 303);
    assert_string_equal(answer_header(&answer, "Location"), leads_to);
    return answer_cookie(&site, &answer);
}

static void signing_in_asks_at_which_school(void **state)
{
    (void)state;
    const char *cookie = sign_in("&to=/register", "/me/as?to=%2Fregister");
    Answer answer = ask("/me/as?to=%2Fregister", NULL, cookie);
    assert_true(answer_says(&answer, "Hilltop School"));
    assert_true(answer_says(&answer, "Mill Lane Primary"));
    answer =
        ask("/me/as", test_text(&site, "place=%lld&to=/register", (long long)two.senco.n), cookie);
    assert_string_equal(answer_header(&answer, "Location"), "/register");
    const char *there = answer_cookie(&site, &answer);
    answer = ask("/register", NULL, there);
    assert_int_equal(answer.status, 200);
    assert_true(answer_says(&answer, "Hilltop School"));
    assert_int_equal(ask(test_path(&site, "/learners/:learner", site.own), NULL, there).status,
                     404);
}

static void whoever_left_one_school_is_not_asked(void **state)
{
    (void)state;
    Answer answer = go_on_as(two.senco.n, sign_in("", "/me/as"));
    const char *there = answer_cookie(&site, &answer);
    answer = go_on_as(site.staff[SENCO].n, sign_in("", "/me/as"));
    const char *here = answer_cookie(&site, &answer);
    test_store_run(&site.store,
                   test_text(&site, "update staff set ended_on = '2026-01-31' where id = %lld",
                             (long long)two.senco.n));
    assert_int_equal(ask("/today", NULL, there).status, 303);
    assert_int_equal(ask("/today", NULL, here).status, 200);
    sign_in("", "/today");
}

static void what_was_typed_waits_until_the_school_is_known(void **state)
{
    (void)state;
    const char *cookie = sign_in("&carried_path=/me/dates&carried_body=x", "/me/as");
    assert_int_equal(
        test_number(&site, "select count(*) from session where carried_path = '/me/dates'"), 1);
    Answer answer = go_on_as(two.senco.n, cookie);
    assert_int_equal(answer.status, 303);
    assert_int_equal(
        test_number(&site, "select count(*) from session where carried_path is not null"), 0);
}

static void the_office_of_one_gives_no_code_of_the_others(void **state)
{
    (void)state;
    const char *path = test_text(&site, "/school/staff/%lld/code", (long long)site.staff[SENCO].n);
    const char *count = "select count(*) from account where email = '" TEST_EMAIL
                        "' and password_hash is not null and setup_code_hash is null";
    Answer answer = test_post(&site, HEAD, path, "email=senco%40school.example");
    assert_true(answer.status == 409 || answer.status == 422);
    assert_int_equal(test_number(&site, count), 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(each_code_opens_its_own_school, each),
        cmocka_unit_test_setup(a_schools_code_is_no_way_into_the_other, each),
        cmocka_unit_test_setup(whoever_gave_both_codes_changes_over, each),
        cmocka_unit_test_setup(a_new_code_of_one_school_leaves_the_others, each),
        cmocka_unit_test_setup(taken_back_at_one_school_it_is_out_there_alone, each),
        cmocka_unit_test_setup(a_learner_has_an_address_of_their_own, each),
        cmocka_unit_test_setup(signing_in_asks_at_which_school, each),
        cmocka_unit_test_setup(whoever_left_one_school_is_not_asked, each),
        cmocka_unit_test_setup(what_was_typed_waits_until_the_school_is_known, each),
        cmocka_unit_test_setup(the_office_of_one_gives_no_code_of_the_others, each),
    };
    return cmocka_run_group_tests_name("SQLite", tests, test_site_begin_sqlite, end_group) +
           cmocka_run_group_tests_name("PostgreSQL", tests, test_site_begin_postgresql, end_group);
}

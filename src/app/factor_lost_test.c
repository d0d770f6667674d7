/* A second factor that was lost: who may end it, whose, and what begins anew. */
#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

#include "app/test_site.h"
#include "staff/staff.h"

#define LOST "/school/sign-in/lost"

static Answer lose(Who by, StaffId whose, const char *reason)
{
    return test_post(&site, by, LOST,
                     test_text(&site, "person=%lld&reason=%s", (long long)whose.n,
                               url_encode(site.kept, reason)));
}

static const char *code_on(const Answer *page)
{
    const char *at = strstr(page->body, "never again</dt><dd>");
    assert_non_null(at);
    at += strlen("never again</dt><dd>");
    return arena_copy_length(site.kept, at, strcspn(at, "<"));
}

static int64_t losses(void)
{
    return test_number(&site, "select count(*) from factor_loss");
}

static int64_t sessions_of(Who who)
{
    return test_number(&site, test_text(&site, "select count(*) from session where staff_id = %lld",
                                        (long long)site.staff[who].n));
}

static void it_ends_everything_and_is_noted(void **state)
{
    (void)state;
    int64_t before = losses();
    test_store_run(&site.store, "update account set factor_secret = (select token_hash from "
                                "session limit 1), factor_since = created_at where email = "
                                "'teacher@school.example'");
    Answer answer = lose(HEAD, site.staff[TEACHER], "Telephone stolen, came herself");
    assert_int_equal(answer.status, 200);
    assert_int_equal(strlen(code_on(&answer)), 15);
    assert_int_equal(losses(), before + 1);
    assert_int_equal(sessions_of(TEACHER), 0);
    assert_int_equal(test_get(&site, TEACHER, "/today").status, 303);
    assert_int_equal(
        test_number(&site, "select count(*) from account where email = 'teacher@school.example' "
                           "and password_hash is null and factor_since is null and "
                           "setup_code_hash is not null"),
        1);
    Answer page = test_get(&site, OFFICE, "/school/sign-in");
    assert_true(answer_says(&page, "Telephone stolen"));
}

static void nobody_does_it_for_one_who_may_do_more(void **state)
{
    (void)state;
    static const struct {
        Who by, whose;
        int status;
    } cases[] = {
        {OFFICE, SENCO, 403},  {OFFICE, HEAD, 403},      {OFFICE, ASSISTANT_SENCO, 403},
        {ICT, SENCO, 403},     {ICT, HEAD, 403},         {ICT, ASSISTANT_SENCO, 403},
        {OFFICE, OFFICE, 403}, {HEAD, HEAD, 403},        {ICT, ICT, 403},
        {TEACHER, ICT, 403},   {SENCO, TEACHER, 403},    {ASSISTANT, TEACHER, 403},
        {ICT, TEACHER, 403},   {OFFICE, ASSISTANT, 403}, {OFFICE, TEACHER, 403},
        {ICT, OFFICE, 403},    {ICT, GOVERNOR, 200},     {OFFICE, ICT, 200},
        {HEAD, SENCO, 200},    {HEAD, TEACHER, 200},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        int64_t before = losses();
        Answer answer = lose(cases[i].by, site.staff[cases[i].whose], "Lost");
        if (answer.status != cases[i].status)
            fail_msg("%zu: %d, not %d", i, answer.status, cases[i].status);
        assert_int_equal(losses() - before, cases[i].status == 200);
        if (cases[i].status != 200)
            assert_int_equal(sessions_of(cases[i].whose) > 0, 1);
    }
}

/* One who looks after the machines and also leads: the second role counts. */
static void every_role_that_somebody_holds_counts(void **state)
{
    (void)state;
    test_store_run(&site.store,
                   test_text(&site,
                             "insert into staff_role (school_id, id, staff_id, role, starts_on) "
                             "select school_id, 77, id, 'assistant_senco', started_on from staff "
                             "where id = %lld",
                             (long long)site.staff[ICT].n));
    Answer refused = lose(OFFICE, site.staff[ICT], "Lost");
    test_store_run(&site.store, "delete from staff_role where id = 77");
    assert_int_equal(refused.status, 403);
}

/* Whoever holds the code holds the account: no school begins one anew that opens another's pages.
 */
static void no_school_begins_an_account_of_two_schools_anew(void **state)
{
    (void)state;
    int64_t before = losses();
    test_store_run(&site.store,
                   test_text(&site,
                             "insert into contact (school_id, id, account_id, name, sort_name, "
                             "interpreter, format, channel, version) select l.school_id, 78, "
                             "s.account_id, 'Ms Reid', 'reid', false, 'standard', 'letter', 1 "
                             "from staff s, learner l where s.id = %lld and l.id = %lld",
                             (long long)site.staff[TEACHER].n, (long long)site.foreign.n));
    Answer refused = lose(HEAD, site.staff[TEACHER], "Lost");
    test_store_run(&site.store, "delete from contact where id = 78");
    assert_int_equal(refused.status, 409);
    assert_int_equal(losses(), before);
}

static void what_is_not_said_or_not_there_is_refused(void **state)
{
    (void)state;
    int64_t before = losses();
    assert_int_equal(lose(OFFICE, site.staff[ICT], " ").status, 422);
    assert_int_equal(lose(OFFICE, (StaffId){0}, "Lost").status, 422);
    assert_int_equal(lose(OFFICE, (StaffId){12345}, "Lost").status, 404);
    assert_int_equal(lose(HEAD, site.gone, "Lost").status, 409);
    assert_int_equal(losses(), before);
}

/* Each of the passwords, codes and links that can be renewed leaves the factor asked for: here the
 * new start itself, whose code gives a password and no session. */
static void a_new_start_gives_no_session(void **state)
{
    (void)state;
    Answer answer = lose(HEAD, site.staff[TEACHER], "Lost");
    site.site = site.strict;
    Answer set = test_post(&site, NOBODY, "/setup",
                           test_text(&site, "email=teacher@school.example&code=%s&password=%s",
                                     code_on(&answer), url_encode(site.kept, TEST_PASSWORD)));
    Answer in = test_post(&site, NOBODY, "/in",
                          test_text(&site, "email=teacher@school.example&password=%s",
                                    url_encode(site.kept, TEST_PASSWORD)));
    Answer today = test_ask(&site, &(Ask){.who = NOBODY,
                                          .method = HTTP_GET,
                                          .path = "/today",
                                          .cookie = answer_cookie(&site, &in)});
    assert_int_equal(set.status, 303);
    assert_null(answer_cookie(&site, &set));
    assert_string_equal(answer_header(&in, "Location"), "/in/factor");
    assert_int_equal(today.status, 303);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        SITE_TEST(it_ends_everything_and_is_noted),
        SITE_TEST(nobody_does_it_for_one_who_may_do_more),
        SITE_TEST(every_role_that_somebody_holds_counts),
        SITE_TEST(no_school_begins_an_account_of_two_schools_anew),
        SITE_TEST(what_is_not_said_or_not_there_is_refused),
        SITE_TEST(a_new_start_gives_no_session),
    };
    return RUN_ON_BOTH(tests);
}

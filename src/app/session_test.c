/* A session from sign-in to its end, and what was typed when it ended. */
#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

#include "app/test_site.h"
#include "staff/staff.h"

static const char *right_body(const char *more)
{
    return test_text(&site, "email=%s&password=%s%s", url_encode(site.kept, TEST_EMAIL),
                     url_encode(site.kept, TEST_PASSWORD), more);
}

static Answer sign_in(const char *cookie, const char *body)
{
    return test_ask(
        &site,
        &(Ask){.who = NOBODY, .method = HTTP_POST, .path = "/in", .cookie = cookie, .body = body});
}

static int status_with(const char *cookie)
{
    return test_ask(&site,
                    &(Ask){.who = NOBODY, .method = HTTP_GET, .path = "/me", .cookie = cookie})
        .status;
}

static void run(const char *sql)
{
    test_store_run(&site.store, sql);
}

/* Of every session. */
static void set_back(const char *column, int minutes)
{
    Moment then = {clock_now().milliseconds - (int64_t)minutes * 60 * 1000};
    run(test_text(&site, "update session set %s = '%s'", column, moment_iso(site.kept, then)));
}

/* ---- Signing in -------------------------------------------------------------------------------
 */

static void the_right_password_makes_a_session(void **state)
{
    (void)state;
    Answer answer = sign_in(NULL, right_body(""));
    assert_int_equal(answer.status, 303);
    assert_string_equal(answer_header(&answer, "Location"), "/today");
    const char *set = answer_header(&answer, "Set-Cookie");
    assert_non_null(strstr(set, "; Path=/"));
    assert_non_null(strstr(set, "; HttpOnly"));
    assert_non_null(strstr(set, "; SameSite=Lax"));
    assert_null(strstr(set, "Domain"));
    const char *cookie = answer_cookie(&site, &answer);
    assert_true(strlen(cookie) >= 22);
    assert_int_equal(status_with(cookie), 200);
}

static void over_tls_the_cookie_is_bound_to_the_host(void **state)
{
    (void)state;
    Answer answer = test_ask(&site, &(Ask){.who = NOBODY,
                                           .method = HTTP_POST,
                                           .path = "/in",
                                           .body = right_body(""),
                                           .secure = true});
    const char *set = answer_header(&answer, "Set-Cookie");
    assert_int_equal(strncmp(set, "__Host-fourfold=", 16), 0);
    assert_non_null(strstr(set, "; Secure"));
}

static void a_refusal_does_not_tell_which_half_was_wrong(void **state)
{
    (void)state;
    static const char *const bodies[] = {
        "email=senco%40school.example&password=four+parts+make+two",
        "email=nobod%40school.example&password=four+parts+make+one",
        "email=head0%40school.example&password=four+parts+make+one",
    };
    Answer known = sign_in(NULL, bodies[0]);
    assert_int_equal(known.status, 422);
    assert_null(answer_cookie(&site, &known));
    assert_false(answer_says(&known, "four parts"));
    for (size_t i = 1; i < 3; i++) {
        Answer unknown = sign_in(NULL, bodies[i]);
        assert_int_equal(unknown.status, 422);
        assert_int_equal(unknown.length, known.length);
    }
    /* An account whose first password was never set. */
    assert_int_equal(sign_in(NULL, "email=head%40school.example&password=").status, 422);
    assert_int_equal(sign_in(NULL, "email=head%40school.example&password=x").status, 422);
}

static void a_session_brought_along_is_never_taken_over(void **state)
{
    (void)state;
    Answer answer = sign_in("planted-by-somebody-else", right_body(""));
    assert_string_not_equal(answer_cookie(&site, &answer), "planted-by-somebody-else");
    assert_int_equal(status_with("planted-by-somebody-else"), 303);
    /* Signing in over a session of one's own ends that one. */
    const char *before = site.cookie[SENCO];
    answer = sign_in(before, right_body(""));
    assert_int_equal(answer.status, 303);
    assert_int_equal(status_with(before), 303);
    assert_int_equal(status_with(answer_cookie(&site, &answer)), 200);
}

static void sign_in_leads_to_our_own_pages_only(void **state)
{
    (void)state;
    static const char *const to[][2] = {
        {"/register", "/register"},
        {"/learners/12/plan", "/learners/12/plan"},
        {"//evil.example", "/today"},
        {"https://evil.example", "/today"},
        {"/\\evil.example", "/today"},
        {"evil", "/today"},
        {"/a\"b", "/today"},
        {"/<svg>", "/today"},
        {"/é", "/today"},
        {"/in?said=signed_out", "/today"},
        {"/a\r\nSet-Cookie: b=c", "/today"},
    };
    for (size_t i = 0; i < sizeof to / sizeof to[0]; i++) {
        const char *more = test_text(&site, "&to=%s", url_encode(site.kept, to[i][0]));
        Answer answer = sign_in(NULL, right_body(more));
        assert_int_equal(answer.status, 303);
        assert_string_equal(answer_header(&answer, "Location"), to[i][1]);
    }
}

/* ---- The end of one ---------------------------------------------------------------------------
 */

static void half_an_hour_unused_ends_it(void **state)
{
    (void)state;
    set_back("used_at", 29);
    assert_int_equal(test_get(&site, SENCO, "/me").status, 200);
    set_back("used_at", 31);
    Answer answer = test_get(&site, SENCO, test_path(&site, "/learners/:learner/plan", site.own));
    assert_int_equal(answer.status, 303);
    const char *back =
        test_text(&site, "/in?to=%%2Flearners%%2F%lld%%2Fplan", (long long)site.own.n);
    assert_string_equal(answer_header(&answer, "Location"), back);
}

static void use_is_noted_once_a_minute(void **state)
{
    (void)state;
    set_back("used_at", 20);
    assert_int_equal(test_get(&site, SENCO, "/me").status, 200);
    set_back("started_at", 25);
    const char *recent = "select count(*) from session where used_at <> started_at";
    assert_true(test_number(&site, recent) >= 1);
    set_back("used_at", 0);
    const char *before = test_store_content(&site.store);
    assert_int_equal(test_get(&site, SENCO, "/me").status, 200);
    assert_string_equal(test_store_content(&site.store), before);
}

static void twelve_hours_end_it_however_used(void **state)
{
    (void)state;
    set_back("ends_at", 1);
    for (Who who = 0; who < STAFF_COUNT; who++)
        assert_int_equal(test_get(&site, who, "/me").status, 303);
}

static void leaving_ends_access_at_once(void **state)
{
    (void)state;
    const char *raise = test_path(&site, "/learners/:learner/concerns", site.own);
    const char *yesterday = date_iso(site.kept, date_add_days(moment_london_date(clock_now()), -1));
    assert_int_equal(test_get(&site, TEACHER, "/register").status, 200);
    run(test_text(&site, "update staff set ended_on = '%s' where id = %lld", yesterday,
                  (long long)site.staff[TEACHER].n));
    assert_int_equal(test_get(&site, TEACHER, "/register").status, 303);
    assert_int_equal(test_post(&site, TEACHER, raise, "wording=x").status, 401);
    run("update staff set ended_on = null");
    assert_int_equal(test_get(&site, TEACHER, "/register").status, 200);
    run("update account set ended_at = '2026-01-01T00:00:00.000Z' where email = "
        "'teacher@school.example'");
    assert_int_equal(test_get(&site, TEACHER, "/register").status, 303);
    assert_int_equal(test_post(&site, TEACHER, raise, "wording=x").status, 401);
    run("update account set ended_at = null");
}

static void a_role_taken_away_is_gone_at_once(void **state)
{
    (void)state;
    assert_int_equal(test_get(&site, SENCO, "/imports").status, 200);
    run(test_text(&site, "update staff set role = 'assistant' where id = %lld",
                  (long long)site.staff[SENCO].n));
    assert_int_equal(test_get(&site, SENCO, "/imports").status, 403);
    run(test_text(&site, "update staff set role = 'senco' where id = %lld",
                  (long long)site.staff[SENCO].n));
}

static void signing_out_kills_the_session(void **state)
{
    (void)state;
    Answer other = sign_in(NULL, right_body(""));
    Answer answer = test_post(&site, SENCO, "/out", NULL);
    assert_int_equal(answer.status, 303);
    assert_non_null(strstr(answer_header(&answer, "Set-Cookie"), "Max-Age=0"));
    assert_string_equal(answer_header(&answer, "Clear-Site-Data"), "\"cache\", \"storage\"");
    assert_int_equal(status_with(site.cookie[SENCO]), 303);
    /* Another device of the same person stays signed in, and so does everybody else. */
    assert_int_equal(status_with(answer_cookie(&site, &other)), 200);
    assert_int_equal(test_get(&site, HEAD, "/me").status, 200);
}

static void who_comes_back_signs_in_anew(void **state)
{
    (void)state;
    const char *person = test_text(&site, "/school/staff/%lld", (long long)site.staff[TEACHER].n);
    const char *back =
        test_text(&site, "from=%s", date_iso(site.kept, moment_london_date(clock_now())));
    assert_int_equal(status_with(site.cookie[TEACHER]), 200);
    assert_int_equal(
        test_post(&site, HEAD, test_text(&site, "%s/leaving", person), "when=now").status, 303);
    assert_int_equal(status_with(site.cookie[TEACHER]), 303);
    assert_int_equal(test_post(&site, HEAD, test_text(&site, "%s/return", person), back).status,
                     303);
    assert_int_equal(status_with(site.cookie[TEACHER]), 303);
    test_site_forget(&site);
}

/* ---- What was being typed ---------------------------------------------------------------------
 */

static const char *concern_body(void)
{
    return test_fill(&site,
                     "wording=Half+a+page+<b>+%26+more&raised_by=parent&raised_by_name=Mrs+Nowak"
                     "&raised_on={today}&reply_by={later}",
                     site.own, NULL);
}

static const char *carry(const char *path, const char *body)
{
    return right_body(test_text(&site, "&carried_path=%s&carried_body=%s",
                                url_encode(site.kept, path), url_encode(site.kept, body)));
}

static void what_was_typed_comes_back_after_signing_in(void **state)
{
    (void)state;
    const char *count = "select count(*) from concern where wording like 'Half a page%'";
    const char *path = test_path(&site, "/learners/:learner/concerns", site.own);
    int64_t looks = test_number(&site, "select count(*) from audit where outcome = 'returned'");
    set_back("used_at", 31);
    Answer ended = test_post(&site, SENCO, path, concern_body());
    assert_int_equal(ended.status, 401);
    assert_true(answer_says(&ended, "name=\"carried_path\""));
    assert_true(answer_says(&ended, "name=\"carried_body\""));
    assert_int_equal(test_number(&site, count), 0);

    Answer again = sign_in(NULL, carry(path, concern_body()));
    assert_int_equal(again.status, 200);
    assert_true(answer_says(&again, "Half a page &lt;b&gt; &amp; more"));
    assert_true(answer_says(&again, "Mrs Nowak"));
    assert_true(answer_says(&again, "You were signed out while you were typing"));
    assert_int_equal(test_number(&site, count), 0);
    assert_int_equal(test_number(&site, "select count(*) from audit where outcome = 'returned'"),
                     looks + 1);

    const char *token =
        answer_hidden(&site, &again, test_text(&site, "action=\"%s\"", path), "token");
    Answer saved = test_ask(&site, &(Ask){.who = NOBODY,
                                          .method = HTTP_POST,
                                          .path = path,
                                          .cookie = answer_cookie(&site, &again),
                                          .token = token,
                                          .body = concern_body()});
    assert_int_equal(saved.status, 303);
    assert_int_equal(test_number(&site, count), 1);
}

static void a_wrong_password_keeps_it_once_more(void **state)
{
    (void)state;
    const char *path = test_path(&site, "/learners/:learner/concerns", site.own);
    Answer answer = sign_in(
        NULL, test_text(&site, "email=a%%40b.example&password=no&carried_path=%s&carried_body=%s",
                        url_encode(site.kept, path), url_encode(site.kept, concern_body())));
    assert_int_equal(answer.status, 422);
    assert_true(answer_says(&answer, "name=\"carried_body\""));
    assert_true(answer_says(&answer, "Half+a+page"));
}

static void what_somebody_else_may_not_see_is_not_shown_to_them(void **state)
{
    (void)state;
    static const char *const nowhere[] = {
        "/learners/4242/concerns", "/nowhere",        "/me", "/in",
        "/learners/1/plan/reopen", "//evil.example/x"};
    for (size_t i = 0; i < sizeof nowhere / sizeof nowhere[0]; i++) {
        Answer answer = sign_in(NULL, carry(nowhere[i], "wording=x"));
        assert_int_equal(answer.status, 303);
        assert_string_equal(answer_header(&answer, "Location"), "/today");
        assert_int_equal(status_with(answer_cookie(&site, &answer)), 200);
    }
    const char *path = test_path(&site, "/learners/:learner/concerns", site.foreign);
    assert_int_equal(sign_in(NULL, carry(path, concern_body())).status, 303);
}

static void a_carried_form_that_is_no_form_is_left_out(void **state)
{
    (void)state;
    const char *path = test_path(&site, "/learners/:learner/concerns", site.own);
    static const char *const bodies[] = {"wording=%zz", "wording=%ff", "%", "=&=&=", "wording=%00"};
    for (size_t i = 0; i < sizeof bodies / sizeof bodies[0]; i++) {
        int status = sign_in(NULL, carry(path, bodies[i])).status;
        assert_true(status == 303 || status == 200);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        SITE_TEST(the_right_password_makes_a_session),
        SITE_TEST(over_tls_the_cookie_is_bound_to_the_host),
        SITE_TEST(a_refusal_does_not_tell_which_half_was_wrong),
        SITE_TEST(a_session_brought_along_is_never_taken_over),
        SITE_TEST(sign_in_leads_to_our_own_pages_only),
        SITE_TEST(half_an_hour_unused_ends_it),
        SITE_TEST(use_is_noted_once_a_minute),
        SITE_TEST(twelve_hours_end_it_however_used),
        SITE_TEST(leaving_ends_access_at_once),
        SITE_TEST(a_role_taken_away_is_gone_at_once),
        SITE_TEST(signing_out_kills_the_session),
        SITE_TEST(who_comes_back_signs_in_anew),
        SITE_TEST(what_was_typed_comes_back_after_signing_in),
        SITE_TEST(a_wrong_password_keeps_it_once_more),
        SITE_TEST(what_somebody_else_may_not_see_is_not_shown_to_them),
        SITE_TEST(a_carried_form_that_is_no_form_is_left_out),
    };
    return RUN_ON_BOTH(tests);
}

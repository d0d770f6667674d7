/* Who may sign in and whom they see, as the school itself sets it: staff, classes, groups, dates.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

#include "app/mail_job.h"
#include "app/test_site.h"
#include "staff/outbox.h"
#include "staff/staff.h"

static int64_t number(const char *format, long long id)
{
    /* One %lld in each of the tests' own texts. */
    const char *mark = strstr(format, "%lld");
    assert_non_null(mark);
    return test_number(&site, test_text(&site, "%.*s%lld%s", (int)(mark - format), format, id,
                                        mark + strlen("%lld")));
}

static int64_t people(void)
{
    return test_number(&site, "select count(*) from staff");
}

static int64_t newest(void)
{
    return test_number(&site, "select max(id) from staff");
}

static const char *day(int from_today)
{
    return date_iso(site.kept, date_add_days(moment_london_date(clock_now()), from_today));
}

/* Of the newest row of the table that was ended at once: today stays its last day. */
static bool ended_at_once_today(const char *table, const char *last_day)
{
    return number(test_text(&site,
                            "select count(*) from %s where ended_at is not null and %s = '%s' and "
                            "%%lld > 0",
                            table, last_day, day(0)),
                  1) == 1;
}

static const char *new_person(const char *role, const char *email)
{
    return test_text(&site,
                     "title=Mrs&forename=Ida&surname=Brook&role=%s&job=Phonics&email=%s&from=%s",
                     role, email, day(0));
}

static const char *under(const char *rest)
{
    return test_text(&site, "/school/staff/%lld%s", (long long)newest(), rest);
}

/* The code on the page that tells it once. */
static const char *code_in(const Answer *answer)
{
    const char *mark = "and never again</dt><dd>";
    const char *found = strstr(answer->body, mark);
    assert_non_null(found);
    found += strlen(mark);
    return arena_copy_length(site.kept, found, strcspn(found, "<"));
}

static int sign_in_status(const char *email, const char *password)
{
    const char *body = test_text(&site, "email=%s&password=%s", email, password);
    return test_ask(&site, &(Ask){.who = NOBODY, .method = HTTP_POST, .path = "/in", .body = body})
        .status;
}

/* ---- Somebody new -----------------------------------------------------------------------------
 */

static void a_new_person_is_told_a_code_once(void **state)
{
    (void)state;
    int64_t before = people();
    Ask ask = {.who = OFFICE,
               .method = HTTP_POST,
               .path = "/school/staff",
               .body = new_person("teacher", "Ida%40School.example"),
               .key = "the-one-form-that-adds-ida"};
    Answer answer = test_ask(&site, &ask);
    assert_int_equal(answer.status, 200);
    assert_string_equal(answer_header(&answer, "Cache-Control"), "no-store");
    const char *code = code_in(&answer);
    assert_int_equal(people(), before + 1);
    /* Sent again, it adds nobody and tells no code. */
    answer = test_ask(&site, &ask);
    assert_int_equal(answer.status, 303);
    assert_string_equal(answer_header(&answer, "Location"), under(""));
    assert_int_equal(people(), before + 1);
    assert_int_equal(number("select count(*) from account a join staff f on f.account_id = a.id "
                            "where f.id = %lld and a.email = 'ida@school.example' and "
                            "a.password_hash is null",
                            (long long)newest()),
                     1);
    const char *body = test_text(&site, "email=ida%%40school.example&code=%s&password=%s", code,
                                 "rivers+run+east");
    assert_int_equal(test_post(&site, NOBODY, "/setup", body).status, 303);
    assert_int_equal(sign_in_status("ida%40school.example", "rivers+run+east"), 303);
    /* Neither the page of the person nor the trail holds it. */
    answer = test_get(&site, OFFICE, under(""));
    assert_false(answer_says(&answer, code));
    assert_int_equal(
        test_number(
            &site, test_text(&site, "select count(*) from audit where action like '%%%s%%'", code)),
        0);
}

static Error *read_outbox(Db *db, void *context)
{
    TRY(db_enter_school(db, site.school.n));
    return outbox_lines(db, site.kept, site.school, 9, context);
}

/* The text of the one mail that this address got; the job did its work. */
static const char *mail_to(const char *email)
{
    OutboxLines lines;
    const char *text = NULL;
    MailJobOptions options = {
        .store = site.store.store, .origin = "https://sen.school.example", .demo = true};
    assert_null(mail_job_round(&options, site.kept, true));
    test_write(&site, read_outbox, &lines);
    for (size_t i = 0; i < lines.count; i++)
        if (text_equal(lines.items[i].email, email)) {
            assert_null(text);
            assert_int_equal(lines.items[i].purpose, MAIL_SIGN_IN_GIVEN);
            text = lines.items[i].shown;
        }
    test_store_run(&site.store, "delete from outbox");
    return text;
}

static void expect_mail(const char *text, const char *says, const char *code)
{
    assert_non_null(text);
    assert_non_null(strstr(text, says));
    assert_null(strstr(text, code));
}

/* That it was given comes by mail, and the code another way. */
static void whoever_is_given_a_sign_in_has_a_mail_without_the_code(void **state)
{
    static const char email[] = "olu@school.example", setup[] = "https://sen.school.example/setup";
    (void)state;
    test_store_run(&site.store, "delete from outbox");
    Answer answer = test_post(&site, OFFICE, "/school/staff", new_person("governor", email));
    const char *code = code_in(&answer);
    const char *text = mail_to(email);
    expect_mail(text, setup, code);
    expect_mail(text, "A password that you had before is void", "Ida");
    assert_null(mail_to(email));
    answer = test_post(&site, OFFICE, under("/code"), test_text(&site, "email=%s", email));
    code = code_in(&answer);
    expect_mail(mail_to(email), setup, code);
    /* Sent once there is a password, it says no word of a code. */
    answer = test_post(&site, OFFICE, under("/code"), test_text(&site, "email=%s", email));
    code = code_in(&answer);
    test_post(&site, NOBODY, "/setup",
              test_text(&site, "email=%s&code=%s&password=rivers+run+east", email, code));
    expect_mail(mail_to(email), "https://sen.school.example/in", "one-time code");
    /* Nobody is told of a way in that is none any more. */
    answer = test_post(&site, OFFICE, under("/code"), test_text(&site, "email=%s", email));
    test_store_run(&site.store, "update account set setup_code_until = '2020-01-01T00:00:00.000Z' "
                                "where email = 'olu@school.example'");
    assert_null(mail_to(email));
}

static void what_makes_no_person_is_refused(void **state)
{
    (void)state;
    const struct {
        Who who;
        const char *body, *says;
    } cases[] = {
        {OFFICE, new_person("senco", "new%40school.example"), "Only the headteacher"},
        {OFFICE, new_person("head", "new%40school.example"), "Only the headteacher"},
        {OFFICE, new_person("admin", "new%40school.example"), "choose one"},
        {OFFICE, new_person("teacher", "no-address"), "email address in full"},
        {OFFICE, new_person("teacher", "senco%40school.example"), "Mrs Vaz signs in"},
        {HEAD, new_person("", ""), "Choose what this person does"},
        {HEAD, "role=teacher&surname=Brook&from=1/9/2026", "Enter the first name"},
        {HEAD, "role=teacher&forename=Ida&surname=Brook", "Enter the first day"},
    };
    int64_t before = people();
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        Answer answer = test_post(&site, cases[i].who, "/school/staff", cases[i].body);
        if (answer.status != 422 || !answer_says(&answer, cases[i].says))
            fail_msg("case %zu: %d", i, answer.status);
    }
    assert_int_equal(people(), before);
}

/* ---- Changes ----------------------------------------------------------------------------------
 */

static void the_office_reaches_no_senco(void **state)
{
    (void)state;
    static const char *const posts[][2] = {
        {"", "forename=Ana&surname=Vaz&role=office"},
        {"/code", "email=mine%40school.example"},
        {"/leaving", "when=now"},
        {"/return", "from=1/9/2026"},
    };
    const char *before = test_text(
        &site, "select version + 0 * count(*) from staff where id = %lld group by version",
        (long long)site.staff[SENCO].n);
    int64_t version = test_number(&site, before);
    for (size_t i = 0; i < sizeof posts / sizeof posts[0]; i++) {
        const char *path =
            test_text(&site, "/school/staff/%lld%s", (long long)site.staff[SENCO].n, posts[i][0]);
        assert_int_equal(test_post(&site, OFFICE, path, posts[i][1]).status, 403);
        assert_int_equal(test_post(&site, SENCO, path, posts[i][1]).status, 403);
    }
    assert_int_equal(test_number(&site, before), version);
    assert_int_equal(sign_in_status("senco%40school.example", "four+parts+make+one"), 303);
}

static void a_list_of_staff_is_opened_by_those_who_manage_them(void **state)
{
    (void)state;
    static const char *const posts[] = {"/columns", "/apply", "/abandon"};
    Answer answer = test_ask(&site, &(Ask){.who = OFFICE,
                                           .method = HTTP_POST,
                                           .path = "/imports",
                                           .upload = "Forename,Surname,Email,Role\n"
                                                     "Amy,Tull,amy@school.example,Teacher\n"});
    assert_int_equal(answer.status, 303);
    const char *run = test_text(&site, "/imports/%lld",
                                (long long)test_number(&site, "select max(id) from import_run"));
    assert_int_equal(test_get(&site, SENCO, run).status, 403);
    for (size_t i = 0; i < sizeof posts / sizeof posts[0]; i++)
        assert_int_equal(
            test_post(&site, SENCO, test_text(&site, "%s%s", run, posts[i]), "version=1").status,
            403);
    assert_int_equal(test_get(&site, OFFICE, run).status, 200);
    assert_int_equal(
        test_post(&site, OFFICE, test_text(&site, "%s/abandon", run), "version=1").status, 303);
}

static void whoever_leads_is_out_of_reach_whichever_role_says_so(void **state)
{
    (void)state;
    static const char *const posts[][2] = {
        {"", "forename=Carol&surname=Reid&role=office"},
        {"/code", "email=mine%40school.example"},
        {"/leaving", "when=now"},
        {"/roles", "further=cover&role_from=1/9/2026"},
    };
    static const int days[] = {0, 3};
    long long assistant = (long long)site.staff[ASSISTANT].n;
    const char *page = test_text(&site, "/school/staff/%lld", assistant);
    for (size_t d = 0; d < sizeof days / sizeof days[0]; d++) {
        test_store_run(&site.store,
                       test_text(&site,
                                 "insert into staff_role (school_id, id, staff_id, role, starts_on)"
                                 " values (%lld, 4711, %lld, 'senco', '%s')",
                                 (long long)site.school.n, assistant, day(days[d])));
        for (size_t i = 0; i < sizeof posts / sizeof posts[0]; i++)
            assert_int_equal(
                test_post(&site, OFFICE, test_text(&site, "%s%s", page, posts[i][0]), posts[i][1])
                    .status,
                403);
        Answer answer = test_get(&site, OFFICE, page);
        assert_false(answer_says(&answer, "/leaving\""));
        test_store_run(&site.store, "update account set password_hash = null where id = (select "
                                    "account_id from staff where surname = 'Reid')");
        answer = test_get(&site, OFFICE, "/school/staff/codes");
        assert_false(answer_says(&answer, "Reid"));
        test_store_run(&site.store, "delete from staff_role");
        answer = test_get(&site, OFFICE, "/school/staff/codes");
        assert_true(answer_says(&answer, "Reid"));
    }
}

static void nobody_changes_their_own_role_or_leaves_by_themselves(void **state)
{
    (void)state;
    const char *own = test_text(&site, "/school/staff/%lld", (long long)site.staff[HEAD].n);
    Answer answer = test_post(&site, HEAD, own, "forename=Daniel&surname=Okafor&role=office");
    assert_int_equal(answer.status, 422);
    assert_true(answer_says(&answer, "Ask somebody else"));
    answer = test_post(&site, HEAD, test_text(&site, "%s/leaving", own), "when=now");
    assert_int_equal(answer.status, 422);
    assert_int_equal(test_get(&site, HEAD, "/school/staff").status, 200);
}

static void a_role_holds_from_the_next_page_on(void **state)
{
    (void)state;
    const char *path = test_text(&site, "/school/staff/%lld", (long long)site.staff[ASSISTANT].n);
    const char *learner = test_path(&site, "/learners/:learner", site.own);
    const char *version =
        test_text(&site, "%lld",
                  (long long)number("select max(version) from staff where id = %lld",
                                    (long long)site.staff[ASSISTANT].n));
    assert_int_equal(test_get(&site, ASSISTANT, learner).status, 200);
    const char *office =
        test_text(&site, "title=&forename=Carol&surname=Reid&role=office&version=%s", version);
    assert_int_equal(test_post(&site, HEAD, path, office).status, 303);
    assert_int_equal(test_get(&site, ASSISTANT, learner).status, 403);
    /* Somebody who read the page before that is told so. */
    const char *back = "title=&forename=Carol&surname=Reid&role=assistant&version=";
    assert_int_equal(test_post(&site, HEAD, path, test_text(&site, "%s%s", back, version)).status,
                     409);
    assert_int_equal(
        test_post(&site, HEAD, path,
                  test_text(&site, "%s%lld", back,
                            (long long)number("select max(version) from staff where id = %lld",
                                              (long long)site.staff[ASSISTANT].n)))
            .status,
        303);
    assert_int_equal(test_get(&site, ASSISTANT, learner).status, 200);
}

/* ---- Further roles ----------------------------------------------------------------------------
 */

static int opens(Who who, LearnerId learner)
{
    return test_get(&site, who, test_path(&site, "/learners/:learner", learner)).status;
}

static const char *of_person(Who who, const char *rest)
{
    return test_text(&site, "/school/staff/%lld%s", (long long)site.staff[who].n, rest);
}

static Answer give_role(Who who, Who whom, const char *role, int from, const char *until)
{
    return test_post(
        &site, who, of_person(whom, "/roles"),
        test_text(&site, "further=%s&role_from=%s&role_until=%s", role, day(from), until));
}

static Answer end_role(Who who, Who whom)
{
    int64_t role = test_number(&site, "select max(id) from staff_role");
    return test_post(&site, who,
                     of_person(whom, test_text(&site, "/roles/%lld/end", (long long)role)), "");
}

/* As assistant SENCO the teacher opens every record of the school; in the session that they have.
 */
static void a_further_role_opens_and_closes_at_once(void **state)
{
    (void)state;
    const struct {
        int from;
        const char *until;
        int opens;
    } cases[] = {
        {0, "", 200},      {0, day(0), 200}, {-9, day(0), 200},
        {-9, day(3), 200}, {1, "", 404},     {-9, day(-1), 404},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        assert_int_equal(opens(TEACHER, site.other), 404);
        Answer given = give_role(HEAD, TEACHER, "assistant_senco", cases[i].from, cases[i].until);
        assert_int_equal(given.status, 303);
        if (opens(TEACHER, site.other) != cases[i].opens)
            fail_msg("a role from %s until %s", day(cases[i].from), cases[i].until);
        assert_int_equal(opens(TEACHER, site.foreign), 404);
        assert_int_equal(opens(TEACHER, site.own), 200);
        Answer ended = end_role(HEAD, TEACHER);
        bool over = text_equal(cases[i].until, day(-1));
        assert_int_equal(ended.status, over ? 404 : 303);
        assert_int_equal(opens(TEACHER, site.other), 404);
        assert_int_equal(opens(TEACHER, site.own), 200);
        test_store_run(&site.store, "delete from staff_role");
    }
}

static void a_further_role_is_refused(void **state)
{
    (void)state;
    const struct {
        Who who, whom;
        const char *role;
        int from;
        const char *until, *says;
        int status;
    } cases[] = {
        {HEAD, TEACHER, "cover", 0, day(-1), "before the first", 422},
        {HEAD, TEACHER, "teacher", 0, "", "first role already", 422},
        {HEAD, TEACHER, "keeper", 0, "", "choose one", 422},
        {HEAD, HEAD, "senco", 0, "", "your own roles", 422},
        {OFFICE, TEACHER, "senco", 0, "", "Only the head", 422},
        {OFFICE, TEACHER, "head", 0, "", "Only the head", 422},
        {OFFICE, OFFICE, "cover", 0, "", "your own roles", 422},
        {OFFICE, SENCO, "cover", 0, "", "Only the head", 403},
        {SENCO, TEACHER, "cover", 0, "", "", 403},
        {TEACHER, TEACHER, "senco", 0, "", "", 403},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        Answer answer =
            give_role(cases[i].who, cases[i].whom, cases[i].role, cases[i].from, cases[i].until);
        if (answer.status != cases[i].status || !answer_says(&answer, cases[i].says))
            fail_msg("case %zu: %d", i, answer.status);
    }
    assert_int_equal(test_number(&site, "select count(*) from staff_role"), 0);
}

/* ---- The last head ----------------------------------------------------------------------------
 */

#define LAST_HEAD "Nobody else is head here for good"

static const char *renamed(Who who, const char *role)
{
    return test_text(&site, "title=&forename=A&surname=B&role=%s&version=%lld", role,
                     (long long)number("select max(version) from staff where id = %lld",
                                       (long long)site.staff[who].n));
}

/* The SENCO is head for some days besides, and so may change the head: all but away. */
static void the_last_head_stays(void **state)
{
    (void)state;
    assert_int_equal(give_role(HEAD, SENCO, "head", 0, day(5)).status, 303);
    const struct {
        const char *rest, *body;
    } cases[] = {
        {"", renamed(HEAD, "teacher")},
        {"", renamed(HEAD, "senco")},
        {"/leaving", "when=now"},
        {"/leaving", test_text(&site, "when=later&last_day=%s", day(90))},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        Answer answer = test_post(&site, SENCO, of_person(HEAD, cases[i].rest), cases[i].body);
        if (answer.status != 422 || !answer_says(&answer, LAST_HEAD))
            fail_msg("case %zu: %d", i, answer.status);
    }
    assert_int_equal(end_role(HEAD, SENCO).status, 303); /* there is still one */
    assert_int_equal(test_get(&site, HEAD, "/school/permissions").status, 200);
    test_store_run(&site.store, "delete from staff_role");
}

/* Head by a further role alone: that role cannot be ended, while another head is only for a time.
 */
static void the_last_heads_further_role_stays(void **state)
{
    (void)state;
    assert_int_equal(give_role(HEAD, SENCO, "head", 0, day(5)).status, 303);
    test_store_run(&site.store,
                   test_text(&site, "update staff set role = 'teacher' where id = %lld",
                             (long long)site.staff[HEAD].n));
    assert_int_equal(give_role(SENCO, HEAD, "head", 0, "").status, 303);
    Answer answer = end_role(SENCO, HEAD);
    assert_int_equal(answer.status, 409);
    assert_true(answer_says(&answer, LAST_HEAD));
    answer = test_post(&site, SENCO, of_person(HEAD, "/leaving"), "when=now");
    assert_int_equal(answer.status, 422);
    assert_true(answer_says(&answer, LAST_HEAD));
    assert_int_equal(test_get(&site, HEAD, "/school/permissions").status, 200);
    /* what they do besides may change: they stay head */
    assert_int_equal(test_post(&site, SENCO, of_person(HEAD, ""),
                               test_text(&site,
                                         "title=Mr&forename=Daniel&surname=Okafor&role=cover"
                                         "&version=%lld",
                                         (long long)number("select max(version) from staff where"
                                                           " id = %lld",
                                                           (long long)site.staff[HEAD].n)))
                         .status,
                     303);
    assert_int_equal(test_get(&site, HEAD, "/school/permissions").status, 200);
    /* with another for good the role may end */
    test_store_run(&site.store, test_text(&site,
                                          "update staff_role set ends_on = null where"
                                          " staff_id = %lld",
                                          (long long)site.staff[SENCO].n));
    assert_int_equal(
        test_post(&site, SENCO,
                  of_person(HEAD, test_text(&site, "/roles/%lld/end",
                                            (long long)number("select id from staff_role where"
                                                              " staff_id = %lld",
                                                              (long long)site.staff[HEAD].n))),
                  "")
            .status,
        303);
    assert_int_equal(test_get(&site, HEAD, "/school/permissions").status, 403);
    test_store_run(&site.store, test_text(&site, "update staff set role = 'head' where id = %lld",
                                          (long long)site.staff[HEAD].n));
    test_store_run(&site.store, "delete from staff_role");
}

/* A file of staff gets no further than the pages. */
static void no_file_takes_the_last_head_away(void **state)
{
    (void)state;
    static const struct {
        const char *line, *says;
    } cases[] = {
        {"Daniel,Okafor,head@school.example,Teacher,", LAST_HEAD},
        {"Daniel,Okafor,head@school.example,Headteacher,01/09/2020", LAST_HEAD},
        {"Daniel,Okafor,head@school.example,Headteacher,01/09/2090", LAST_HEAD},
        {"Ana,Vaz,senco@school.example,SENCO,01/09/2090", "end your own access"},
        {"Ana,Vaz,senco@school.example,Teacher,", "change your own role"},
    };
    assert_int_equal(give_role(HEAD, SENCO, "head", 0, day(5)).status, 303);
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        const char *file =
            test_text(&site, "Forename,Surname,Email,Role,Leaving date\n%s\n", cases[i].line);
        Answer answer = test_ask(
            &site, &(Ask){.who = SENCO, .method = HTTP_POST, .path = "/imports", .upload = file});
        assert_int_equal(answer.status, 303);
        const char *run =
            test_text(&site, "/imports/%lld",
                      (long long)test_number(&site, "select max(id) from import_run"));
        answer = test_get(&site, SENCO, run);
        if (answer.status != 200 || !answer_says(&answer, cases[i].says))
            fail_msg("%s: %d %s", cases[i].line, answer.status, answer.body);
        test_post(&site, SENCO, test_text(&site, "%s/abandon", run), "version=1");
    }
    test_store_run(&site.store, "delete from staff_role");
}

/* ---- Leaving and coming back ------------------------------------------------------------------
 */

static void leaving_ends_every_session_and_class_at_once(void **state)
{
    (void)state;
    const char *path = test_text(&site, "/school/staff/%lld", (long long)site.staff[TEACHER].n);
    const char *leaving = test_text(&site, "%s/leaving", path);
    assert_int_equal(test_post(&site, OFFICE, leaving, "when=later").status, 422);
    assert_int_equal(
        test_post(&site, OFFICE, leaving, test_text(&site, "when=later&last_day=%s", day(-1)))
            .status,
        422);
    assert_int_equal(
        test_post(&site, OFFICE, leaving, test_text(&site, "when=later&last_day=%s", day(5)))
            .status,
        303);
    assert_int_equal(test_get(&site, TEACHER, "/me").status, 200);
    assert_int_equal(test_post(&site, OFFICE, leaving, "when=now").status, 303);
    assert_int_equal(test_get(&site, TEACHER, "/me").status, 303);
    assert_true(ended_at_once_today("staff", "ended_on"));
    Answer whose = test_get(&site, HEAD, test_path(&site, "/learners/:learner/access", site.own));
    assert_true(
        answer_says(&whose, test_text(&site, "ended %s",
                                      date_long(site.kept, moment_london_date(clock_now())))));
    const char *later = test_text(&site, "when=later&last_day=%s", day(5));
    assert_int_equal(test_post(&site, OFFICE, leaving, later).status, 409);
    assert_int_equal(number("select count(*) from class_staff where staff_id = %lld and (ends_on "
                            "is null or ends_on > '2999-01-01')",
                            (long long)site.staff[TEACHER].n),
                     0);
    assert_int_equal(test_post(&site, OFFICE, test_text(&site, "%s/code", path),
                               "email=teacher%40school.example")
                         .status,
                     409);
    const char *again = test_text(&site, "%s/return", path);
    assert_int_equal(test_post(&site, OFFICE, again, test_text(&site, "from=%s", day(0))).status,
                     303);
    assert_int_equal(test_get(&site, TEACHER, "/me").status, 303); /* until they sign in anew */
    test_site_forget(&site);
    assert_int_equal(test_get(&site, TEACHER, "/me").status, 200);
    /* The classes do not come back by themselves. */
    assert_int_equal(
        test_get(&site, TEACHER, test_path(&site, "/learners/:learner", site.own)).status, 404);
}

static void whose_access_ended_stands_in_the_trail(void **state)
{
    (void)state;
    const char *action = test_text(&site,
                                   "select count(*) from audit where outcome = 'done' and action = "
                                   "'POST /school/staff/%lld/leaving'",
                                   (long long)site.staff[TEACHER].n);
    assert_int_equal(test_number(&site, action), 2);
}

/* ---- Classes and groups -----------------------------------------------------------------------
 */

static int64_t class_of(LearnerId learner)
{
    return number("select class_id + 0 * count(*) from learner where id = %lld group by class_id",
                  (long long)learner.n);
}

static int sees(Who who, LearnerId learner)
{
    return test_get(&site, who, test_path(&site, "/learners/:learner", learner)).status;
}

static const char *adult(Who who, int from, const char *until)
{
    return test_text(&site, "staff=%lld&part=teacher&from=%s&until=%s",
                     (long long)site.staff[who].n, day(from), until);
}

static void a_class_opens_from_its_first_day_to_its_last(void **state)
{
    (void)state;
    const char *path =
        test_text(&site, "/school/classes/%lld/staff", (long long)class_of(site.other));
    const char *end = test_text(&site, "%s/end", path);
    assert_int_equal(sees(TEACHER, site.other), 404);
    assert_int_equal(test_post(&site, OFFICE, path, adult(TEACHER, 0, day(-1))).status, 422);
    assert_int_equal(sees(TEACHER, site.other), 404);
    assert_int_equal(test_post(&site, OFFICE, path, adult(TEACHER, 0, "")).status, 303);
    assert_int_equal(sees(TEACHER, site.other), 200);
    assert_int_equal(test_post(&site, OFFICE, path, adult(TEACHER, 0, "")).status, 422);
    const char *place =
        test_text(&site, "%lld", (long long)test_number(&site, "select max(id) from class_staff"));
    const char *today = test_text(&site, "place=%s&when=later&last_day=%s", place, day(0));
    assert_int_equal(test_post(&site, OFFICE, end, today).status, 303);
    assert_int_equal(sees(TEACHER, site.other), 200);
    const char *gone = test_text(&site, "place=%s&when=later&last_day=%s", place, day(-1));
    assert_int_equal(test_post(&site, OFFICE, end, gone).status, 422);
    const char *over = test_text(&site, "place=%s&when=now", place);
    assert_int_equal(test_post(&site, OFFICE, end, over).status, 303);
    assert_true(ended_at_once_today("class_staff", "ends_on"));
    assert_int_equal(sees(TEACHER, site.other), 404);
    /* A place of another class is not ended from here. */
    const char *elsewhere =
        test_text(&site, "/school/classes/%lld/staff/end", (long long)class_of(site.own));
    assert_int_equal(test_post(&site, OFFICE, elsewhere, over).status, 404);
}

static void a_group_opens_who_is_in_it(void **state)
{
    (void)state;
    int64_t groups = test_number(&site, "select count(*) from class where is_group");
    assert_int_equal(
        test_post(&site, SENCO, "/school/classes", "kind=group&name=Phonics+A&year=4").status, 303);
    assert_int_equal(test_number(&site, "select count(*) from class where is_group"), groups + 1);
    assert_int_equal(test_post(&site, SENCO, "/school/classes", "kind=group&name=Phonics+A").status,
                     422);
    const char *path = test_text(&site, "/school/classes/%lld",
                                 (long long)test_number(&site, "select max(id) from class"));
    const char *staff = test_text(&site, "%s/staff", path);
    const char *learners = test_text(&site, "%s/learners", path);
    assert_int_equal(test_post(&site, SENCO, staff, adult(ASSISTANT, 0, "")).status, 303);
    assert_int_equal(sees(ASSISTANT, site.other), 404);
    const char *foreign =
        test_text(&site, "learners=%lld&joins_on=%s", (long long)site.foreign.n, day(0));
    assert_int_equal(test_post(&site, SENCO, learners, foreign).status, 404);
    const char *joins =
        test_text(&site, "learners=%lld&joins_on=%s", (long long)site.other.n, day(0));
    assert_int_equal(test_post(&site, SENCO, learners, joins).status, 303);
    assert_int_equal(sees(ASSISTANT, site.other), 200);
    const char *leaves =
        test_text(&site, "places=%lld&left_after=%s",
                  (long long)test_number(&site, "select max(id) from class_learner"), day(-1));
    assert_int_equal(test_post(&site, SENCO, test_text(&site, "%s/end", learners), leaves).status,
                     303);
    assert_int_equal(sees(ASSISTANT, site.other), 404);
    /* A class has its learners by their own records, never by this page. */
    const char *no_group =
        test_text(&site, "/school/classes/%lld/learners", (long long)class_of(site.own));
    assert_int_equal(test_post(&site, SENCO, no_group, joins).status, 404);
}

/* ---- Dates ------------------------------------------------------------------------------------
 */

static void dates_are_asked_for_until_they_are_there(void **state)
{
    (void)state;
    static const char *const ask = "are missing";
    int year = academic_year(moment_london_date(clock_now()));
    const char *path = test_text(&site, "/school/dates/%d", year);
    for (Who who = 0; who < STAFF_COUNT; who++) {
        Answer today = test_get(&site, who, "/today");
        bool may = who == SENCO || who == ASSISTANT_SENCO || who == HEAD || who == OFFICE;
        assert_int_equal(answer_says(&today, ask), may);
    }
    const char *terms = test_text(
        &site,
        "terms.1.name=Autumn&terms.1.starts_on=2/9/%d&terms.1.ends_on=18/12/%d&"
        "terms.2.name=Spring&terms.2.starts_on=4/1/%d&terms.2.ends_on=25/3/%d&"
        "terms.2.half_term_starts_on=15/2/%d&terms.2.half_term_ends_on=19/2/%d&terms.3.name=Summer",
        year, year, year + 1, year + 1, year + 1, year + 1);
    const char *wrong = test_text(&site, "%s&terms.3.starts_on=1/3/%d&terms.3.ends_on=1/7/%d",
                                  terms, year + 1, year + 1);
    Answer answer = test_post(&site, OFFICE, path, wrong);
    assert_int_equal(answer.status, 422);
    assert_true(answer_says(&answer, "Two terms share days"));
    assert_int_equal(test_number(&site, "select count(*) from school_term"), 0);
    assert_int_equal(test_post(&site, OFFICE, path, terms).status, 303);
    assert_int_equal(test_post(&site, OFFICE, path, terms).status, 303);
    assert_int_equal(test_number(&site, "select count(*) from school_term"), 2);
    const char *closure = test_text(&site, "name=Training+day&starts_on=2/9/%d", year);
    const char *closures = test_text(&site, "%s/closures", path);
    assert_int_equal(test_post(&site, OFFICE, closures, "name=Training+day").status, 422);
    assert_int_equal(test_post(&site, OFFICE, closures, closure).status, 303);
    Answer page = test_get(&site, OFFICE, path);
    assert_true(answer_says(&page, "Training day"));
    const char *remove =
        test_text(&site, "%s/%lld/remove", closures,
                  (long long)test_number(&site, "select max(id) from school_closure"));
    assert_int_equal(test_post(&site, OFFICE, remove, NULL).status, 303);
    assert_int_equal(test_post(&site, OFFICE, remove, NULL).status, 404);
    assert_int_equal(test_get(&site, OFFICE, "/school/dates/1999").status, 404);
    assert_int_equal(test_post(&site, OFFICE, "/school/dates/2101", terms).status, 404);
}

/* ---- The head is told --------------------------------------------------------------------------
 */

static const char *newest_of(Who who)
{
    Answer today = test_get(&site, who, "/today");
    return answer_hidden(&site, &today, "/today/given", "newest");
}

static bool is_told(Who who, const char *what)
{
    Answer today = test_get(&site, who, "/today");
    return answer_says(&today, what);
}

static void the_head_is_told_what_access_the_office_gives(void **state)
{
    (void)state;
    static const char *const added = "Ms Told: new here as Teaching assistant",
                             *const governor = "Mr Quiet: new here as Governor";
    const char *today = date_iso(site.kept, moment_london_date(clock_now()));
    const char *teacher =
        test_text(&site, "/school/staff/%lld/roles", (long long)site.staff[TEACHER].n);
    test_store_run(&site.store, "delete from access_given_seen");
    test_store_run(&site.store, "delete from access_given");
    assert_int_equal(
        test_post(
            &site, OFFICE, "/school/staff",
            test_text(&site, "title=Ms&forename=Tina&surname=Told&role=assistant&from=%s", today))
            .status,
        303);
    assert_int_equal(
        test_post(
            &site, OFFICE, "/school/staff",
            test_text(&site, "title=Mr&forename=Jo&surname=Quiet&role=governor&from=%s", today))
            .status,
        303);
    for (Who who = 0; who < STAFF_COUNT; who++) {
        assert_int_equal(is_told(who, added), who == HEAD || who == SENCO);
        assert_int_equal(is_told(who, governor), who == HEAD);
    }
    const char *before = newest_of(HEAD);
    assert_int_equal(
        test_post(&site, OFFICE, teacher,
                  test_text(&site, "further=exams&role_from=%s&role_until=%s", today, today))
            .status,
        303);
    const char *body = test_text(&site, "newest=%s", before);
    assert_int_equal(test_post(&site, OFFICE, "/today/given", body).status, 403);
    assert_int_equal(test_post(&site, HEAD, "/today/given", body).status, 303);
    assert_false(is_told(HEAD, added) || is_told(HEAD, governor));
    assert_true(is_told(HEAD, "Mr Hughes: is Exams officer too"));
    assert_true(is_told(SENCO, added));
    assert_int_equal(test_post(&site, HEAD, "/today/given", "newest=").status, 422);
    test_store_run(&site.store, "delete from staff_role");
}

/* What a head gives is settled. */
static void what_the_head_gives_is_told_to_nobody(void **state)
{
    (void)state;
    const char *today = date_iso(site.kept, moment_london_date(clock_now()));
    test_store_run(&site.store, "delete from access_given_seen");
    test_store_run(&site.store, "delete from access_given");
    const char *class = test_text(&site, "/school/classes/%lld/staff",
                                  (long long)test_number(&site, "select id from class where name "
                                                                "= '6R'"));
    const char *body = test_text(&site, "staff=%lld&part=teacher&from=%s",
                                 (long long)site.staff[TEACHER].n, today);
    assert_int_equal(test_post(&site, HEAD, class, body).status, 303);
    assert_false(is_told(SENCO, "Access that was given"));
    test_store_run(&site.store, "delete from class_staff where class_id in (select id from class "
                                "where name = '6R')");
    assert_int_equal(test_post(&site, OFFICE, class, body).status, 303);
    assert_true(is_told(SENCO, "Mr Hughes: has 6R, from "));
    assert_true(is_told(HEAD, "Mr Hughes: has 6R, from "));
    test_store_run(&site.store, "delete from class_staff where class_id in (select id from class "
                                "where name = '6R')");
}

/* Each of these is ended by the pages, on the day on which it began. */
static void end_what_was_given(const char *class, const char *person)
{
    const char *place = test_text(&site, "place=%lld&when=now",
                                  (long long)test_number(&site, "select max(id) from class_staff"));
    assert_int_equal(
        test_post(&site, OFFICE, test_text(&site, "%s/staff/end", class), place).status, 303);
    assert_int_equal(end_role(OFFICE, TEACHER).status, 303);
    assert_int_equal(
        test_post(&site, OFFICE, test_text(&site, "%s/leaving", person), "when=now").status, 303);
}

static size_t told_as_ended(Who who)
{
    Answer today = test_get(&site, who, "/today");
    const char *ended = test_text(&site, "<span class=\"tag\">Ended %s",
                                  date_long(site.kept, moment_london_date(clock_now())));
    size_t count = 0;
    for (const char *at = strstr(today.body, ended); at != NULL; at = strstr(at + 1, ended))
        count++;
    return count;
}

/* The head is still to know of it, and is not told that it holds. */
static void what_has_ended_is_told_as_ended(void **state)
{
    (void)state;
    test_store_run(&site.store, "delete from access_given_seen");
    test_store_run(&site.store, "delete from access_given");
    assert_int_equal(test_post(&site, OFFICE, "/school/staff", new_person("assistant", "")).status,
                     303);
    const char *person = test_text(&site, "/school/staff/%lld", (long long)newest());
    assert_int_equal(give_role(OFFICE, TEACHER, "exams", 0, "").status, 303);
    const char *class =
        test_text(&site, "/school/classes/%lld",
                  (long long)test_number(&site, "select id from class where name = '6R'"));
    assert_int_equal(
        test_post(&site, OFFICE, test_text(&site, "%s/staff", class), adult(ASSISTANT, 0, ""))
            .status,
        303);
    assert_int_equal(told_as_ended(HEAD), 0);
    end_what_was_given(class, person);
    assert_int_equal(told_as_ended(HEAD), 3);
    test_store_run(&site.store, "delete from staff_role");
    test_store_run(&site.store, "delete from class_staff where class_id in (select id from class "
                                "where name = '6R')");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        SITE_TEST(a_new_person_is_told_a_code_once),
        SITE_TEST(whoever_is_given_a_sign_in_has_a_mail_without_the_code),
        SITE_TEST(what_makes_no_person_is_refused),
        SITE_TEST(the_office_reaches_no_senco),
        SITE_TEST(a_list_of_staff_is_opened_by_those_who_manage_them),
        SITE_TEST(whoever_leads_is_out_of_reach_whichever_role_says_so),
        SITE_TEST(nobody_changes_their_own_role_or_leaves_by_themselves),
        SITE_TEST(a_role_holds_from_the_next_page_on),
        SITE_TEST(dates_are_asked_for_until_they_are_there),
        SITE_TEST(a_class_opens_from_its_first_day_to_its_last),
        SITE_TEST(a_group_opens_who_is_in_it),
        SITE_TEST(a_further_role_opens_and_closes_at_once),
        SITE_TEST(a_further_role_is_refused),
        SITE_TEST(the_last_head_stays),
        SITE_TEST(the_last_heads_further_role_stays),
        SITE_TEST(no_file_takes_the_last_head_away),
        SITE_TEST(leaving_ends_every_session_and_class_at_once),
        SITE_TEST(whose_access_ended_stands_in_the_trail),
        SITE_TEST(the_head_is_told_what_access_the_office_gives),
        SITE_TEST(what_the_head_gives_is_told_to_nobody),
        SITE_TEST(what_has_ended_is_told_as_ended),
    };
    return RUN_ON_BOTH(tests);
}

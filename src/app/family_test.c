/* Families: the link, the code, who is let in and who is out, and what they see. */
#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

#include "app/test_family.h"
#include "app/test_site.h"
#include "learner/contact.h"
#include "register/register.h"
#include "staff/outbox.h"
#include "staff/staff.h"

#define PARENT_EMAIL "parent@school.example"

static const char *code; /* the parent's, made anew for each test */

static Error *make_code(Db *db, void *context)
{
    TestSite *at = context;
    TRY(db_enter_school(db, at->school.n));
    return family_code_make(db, at->kept, at->school, at->parent, clock_now(), &code);
}

static int each(void **state)
{
    clock_fix(MOMENT_NONE);
    test_site_each(state);
    test_store_run(&site.store, "delete from outbox");
    test_store_run(&site.store, "delete from sign_in_link");
    test_write(&site, make_code, &site);
    return 0;
}

static const char *signed_in(void)
{
    Answer answer = use(asked_link(PARENT_EMAIL));
    const char *half = answer_cookie(&site, &answer);
    assert_non_null(half);
    answer = ask("/family/in/code", test_text(&site, "code=%s", code), half);
    assert_int_equal(answer.status, 303);
    assert_string_equal(answer_header(&answer, "Location"), "/family");
    return answer_cookie(&site, &answer);
}

static const char *own(const char *rest)
{
    return test_text(&site, "/family/learners/%lld%s", (long long)site.own.n, rest);
}

/* ---- Signing in -------------------------------------------------------------------------------
 */

static void a_link_and_the_code_open_the_childs_page(void **state)
{
    (void)state;
    const char *cookie = signed_in();
    Answer answer = ask("/family", NULL, cookie);
    assert_int_equal(answer.status, 200);
    assert_true(answer_says(&answer, "Zofia"));
    assert_int_equal(ask(own(""), NULL, cookie).status, 200);
    assert_int_equal(ask(own("/looks"), NULL, cookie).status, 200);
}

static void the_answer_is_the_same_for_everybody(void **state)
{
    (void)state;
    static const char *const strangers[] = {"nobody@school.example", "senco@school.example",
                                            "no address", "%3Cb%3E"};
    for (size_t i = 0; i < sizeof strangers / sizeof strangers[0]; i++)
        assert_null(asked_link(strangers[i]));
    assert_non_null(asked_link(PARENT_EMAIL));
}

static void looking_at_a_link_spends_nothing(void **state)
{
    (void)state;
    const char *link = asked_link(PARENT_EMAIL);
    const char *path = test_text(&site, "/family/in/link?link=%s", link);
    for (int i = 0; i < 3; i++) {
        Answer answer = ask(path, NULL, NULL);
        assert_int_equal(answer.status, 200);
        assert_null(answer_cookie(&site, &answer));
        assert_false(answer_says(&answer, "Nowak"));
    }
    assert_int_equal(use(link).status, 303);
}

static void a_link_works_once(void **state)
{
    (void)state;
    const char *link = asked_link(PARENT_EMAIL);
    assert_int_equal(use(link).status, 303);
    Answer again = use(link);
    assert_int_equal(again.status, 422);
    assert_null(answer_cookie(&site, &again));
    assert_int_equal(use("made-up").status, 422);
}

static void the_link_alone_opens_nothing(void **state)
{
    (void)state;
    Answer answer = use(asked_link(PARENT_EMAIL));
    const char *half = answer_cookie(&site, &answer);
    static const char *const pages[] = {"/family", "/me", "/me/as", "/today"};
    for (size_t i = 0; i < sizeof pages / sizeof pages[0]; i++) {
        answer = ask(pages[i], NULL, half);
        assert_int_equal(answer.status, 303);
        assert_true(text_starts(answer_header(&answer, "Location"), "/family/in/code"));
    }
    assert_int_equal(ask("/in/factor", NULL, half).status, 403);
    answer = ask("/family/in/code", NULL, half);
    assert_true(answer_says(&answer, "Enter your code – Fourfold</title>"));
    assert_true(answer_says(&answer, "Sign out"));
    assert_false(answer_says(&answer, "Nowak"));
    assert_false(answer_says(&answer, "Mill Lane"));
    assert_int_equal(ask("/family/in/code", "code=AAA-AAA-AAA-AAA", half).status, 422);
    assert_int_equal(ask(own(""), NULL, half).status, 303);
}

static int64_t tries_with(const char *outcome)
{
    return test_number(&site, test_text(&site,
                                        "select count(*) from audit where action = 'POST "
                                        "/family/in/code' and outcome = '%s'",
                                        outcome));
}

/* Guesses that were asked to wait are part of the attack too. */
static void slowed_guesses_stand_in_the_trail_as_refused(void **state)
{
    (void)state;
    Answer answer = use(asked_link(PARENT_EMAIL));
    const char *half = answer_cookie(&site, &answer);
    int64_t refused = tries_with("refused"), returned = tries_with("returned"), wrong = 0;
    int status;
    while ((status = ask("/family/in/code", "code=AAA-AAA-AAA-AAA", half).status) == 422)
        wrong++;
    assert_int_equal(status, 429);
    assert_int_equal(tries_with("refused"), refused + wrong + 1);
    assert_int_equal(tries_with("returned"), returned);
}

static void a_new_code_ends_the_old_one_and_its_sessions(void **state)
{
    (void)state;
    const char *cookie = signed_in(), *old = code;
    test_write(&site, make_code, &site);
    assert_int_equal(ask("/family", NULL, cookie).status, 303);
    Answer answer = use(asked_link(PARENT_EMAIL));
    const char *half = answer_cookie(&site, &answer);
    assert_int_equal(ask("/family/in/code", test_text(&site, "code=%s", old), half).status, 422);
    assert_int_equal(ask("/family/in/code", test_text(&site, "code=%s", code), half).status, 303);
}

static void no_mailbox_is_flooded(void **state)
{
    (void)state;
    int sent = 0;
    for (int i = 0; i < 8; i++)
        sent += asked_link("learner@school.example") != NULL;
    assert_int_equal(sent, LINKS_ALIVE);
}

/* Of every row. */
static void set_back(const char *table, const char *column, int minutes)
{
    Moment then = {clock_now().milliseconds - (int64_t)minutes * 60 * 1000};
    test_store_run(&site.store, test_text(&site, "update %s set %s = '%s'", table, column,
                                          moment_iso(site.kept, then)));
}

static void nor_all_day_long(void **state)
{
    (void)state;
    int sent = 0;
    for (int i = 0; i < LINKS_A_DAY + 3; i++) {
        test_store_run(&site.store, "delete from sign_in_link");
        sent += asked_link(PARENT_EMAIL) != NULL;
    }
    assert_int_equal(sent, LINKS_A_DAY);
    set_back("outbox", "made_at", 61);
    test_store_run(&site.store, "delete from sign_in_link");
    assert_non_null(asked_link(PARENT_EMAIL));
    assert_null(asked_link(PARENT_EMAIL));
}

static int64_t carried(const char *path, size_t length)
{
    char *body = arena_alloc(site.kept, length + 1);
    memset(body, 'a', length);
    body[length] = '\0';
    Answer answer =
        ask("/family/in",
            test_text(&site, "email=nobody&carried_path=%s&carried_body=%s", path, body), NULL);
    assert_int_equal(answer.status, length > (64 << 10) ? 422 : 303);
    return test_number(&site, "select count(*) from sign_in_link where carried_body is not null");
}

static void little_is_kept_for_whoever_is_not_signed_in(void **state)
{
    (void)state;
    static const char *const never[] = {
        "/today", "/nowhere", "/me/password", "/family/in/link", "//elsewhere.example", "/family"};
    for (size_t i = 0; i < sizeof never / sizeof never[0]; i++)
        assert_int_equal(carried(never[i], 10), 0);
    assert_int_equal(carried(own("/comments"), (64 << 10) + 1), 0);
    assert_int_equal(carried(own("/comments"), 60000), 1);
    set_back("sign_in_link", "asked_at", LINK_MINUTES + 1);
    assert_int_equal(carried("/nowhere", 10), 0);
    assert_int_equal(test_number(&site, "select count(*) from sign_in_link"), 1);
}

static void a_familys_session_never_becomes_staffs(void **state)
{
    (void)state;
    const char *cookie = signed_in();
    const char *body = test_text(&site, "place=%lld", (long long)site.staff[SENCO].n);
    assert_int_equal(ask("/me/as", body, cookie).status, 422);
    assert_int_equal(ask("/today", NULL, cookie).status, 403);
    assert_int_equal(ask("/me/password", NULL, cookie).status, 403);
    assert_int_equal(ask("/me/passkeys", NULL, cookie).status, 403);
}

/* ---- Who is out -------------------------------------------------------------------------------
 */

static Error *bar(Db *db, void *context)
{
    OrderRestriction parent = {.contact_id = site.parent, .no_information = true};
    Date today = moment_london_date(clock_now());
    CourtOrder order = {.learner_id = site.own,
                        .kind = "prohibited_steps",
                        .made_on = today,
                        .expires_on = *(Date *)context,
                        .seen_by = site.staff[HEAD],
                        .seen_on = today,
                        .restrictions = {1, &parent}};
    CourtOrderId id;
    TRY(db_enter_school(db, site.school.n));
    return court_order_add(db, site.school, &order, &id);
}

static void who_is_not_a_contact_sees_nothing(void **state)
{
    (void)state;
    const char *cookie = signed_in();
    const LearnerId others[] = {site.other, site.helped, site.foreign, {4242}};
    for (size_t i = 0; i < sizeof others / sizeof others[0]; i++) {
        const char *path = test_text(&site, "/family/learners/%lld", (long long)others[i].n);
        assert_int_equal(ask(path, NULL, cookie).status, 404);
        assert_int_equal(ask(test_text(&site, "%s/looks", path), NULL, cookie).status, 404);
    }
}

static void a_paper_of_another_child_is_not_behind_ones_own(void **state)
{
    (void)state;
    const char *cookie = signed_in();
    const char *plan = test_path(&site, "/plans/:plan/paper", site.other);
    assert_int_equal(ask(own(plan), NULL, cookie).status, 404);
}

/* Whatever became of the rows since. */
static void a_family_reads_the_plan_as_it_was_made_final(void **state)
{
    (void)state;
    const char *whose = test_text(&site, "learner_id = %lld", (long long)site.own.n);
    const char *plans = test_text(&site, "(select id from plan where %s)", whose);
    const char *cookie = signed_in();
    test_store_run(&site.store, test_text(&site,
                                          "update plan set shared_on = '2026-01-08', "
                                          "home_support = 'Slipped in at home' where %s",
                                          whose));
    test_store_run(&site.store, test_text(&site,
                                          "update outcome set wording = 'Slipped in' where "
                                          "plan_id in %s",
                                          plans));
    Answer answer = ask(own(""), NULL, cookie);
    assert_int_equal(answer.status, 200);
    assert_true(answer_says(&answer, "Reads 40 words."));
    assert_true(answer_says(&answer, "Ten minutes of reading."));
    assert_false(answer_says(&answer, "Slipped in"));
    test_store_run(&site.store, test_text(&site,
                                          "update outcome set wording = 'Reads 40 words.' "
                                          "where plan_id in %s",
                                          plans));
    test_store_run(&site.store, test_text(&site,
                                          "update plan set shared_on = null, home_support = "
                                          "'Ten minutes of reading.' where %s",
                                          whose));
}

/* What they answer is the school's to see, and stands until they or somebody for them says more. */
static void a_family_answers_to_the_plan(void **state)
{
    (void)state;
    const char *whose = test_text(&site, "learner_id = %lld", (long long)site.own.n);
    int64_t plan = test_number(
        &site, test_text(&site, "select max(id) from plan where state = 'final' and %s", whose));
    const char *post = own(test_text(&site, "/plans/%lld/answer", (long long)plan));
    const char *read =
        test_text(&site, "/learners/%lld/plans/%lld", (long long)site.own.n, (long long)plan);
    const char *cookie = signed_in();
    assert_int_equal(ask(post, "answer=agree", cookie).status, 404);
    test_store_run(&site.store,
                   test_text(&site, "update plan set shared_on = '2026-01-08' where %s", whose));
    Answer answer = ask(own(""), NULL, cookie);
    assert_true(answer_says(&answer, "Do you agree with this plan?"));
    assert_int_equal(ask(post, "answer=", cookie).status, 422);
    answer = ask(post, "answer=in_part&answer_words=", cookie);
    assert_int_equal(answer.status, 422);
    assert_true(answer_says(&answer, "Say which part you do not agree with"));
    assert_int_equal(ask(post, "answer=in_part&answer_words=Not+at+lunch", cookie).status, 303);
    answer = ask(own(""), NULL, cookie);
    assert_true(answer_says(&answer, "You agreed with part of it"));
    assert_true(answer_says(&answer, "Not at lunch"));
    answer = test_get(&site, SENCO, read);
    assert_true(answer_says(&answer, "Agrees with part of it"));
    assert_true(answer_says(&answer, "Not at lunch"));
    answer = test_get(&site, SENCO, "/today");
    assert_true(answer_says(&answer, test_text(&site, "%s#answers", read)));
    const char *mother =
        test_text(&site, "%lld",
                  (long long)test_number(
                      &site, "select contact_id from plan_answer order by id desc limit 1"));
    const char *note = test_text(&site, "%s/answers", read);
    answer = test_post(&site, SENCO, note,
                       test_text(&site, "person=%s&answer=not_asked&way=phone&answered_on=%s",
                                 mother, date_iso(site.kept, moment_london_date(clock_now()))));
    assert_int_equal(answer.status, 422);
    assert_true(answer_says(&answer, "Say why they could not be asked"));
    answer = test_post(&site, SENCO, note,
                       test_text(&site, "person=%s&answer=agree&way=meeting&answered_on=%s", mother,
                                 date_iso(site.kept, moment_london_date(clock_now()))));
    assert_int_equal(answer.status, 303);
    answer = test_get(&site, SENCO, "/today");
    assert_false(answer_says(&answer, test_text(&site, "%s#answers", read)));
    answer = ask(own(""), NULL, cookie);
    assert_true(answer_says(&answer, "Mrs Vaz wrote this down for you."));
    test_store_run(&site.store, test_text(&site,
                                          "update plan set state = 'superseded' where id = "
                                          "%lld",
                                          (long long)plan));
    assert_int_equal(ask(post, "answer=agree", cookie).status, 409);
    test_store_run(&site.store, test_text(&site, "update plan set state = 'final' where id = %lld",
                                          (long long)plan));
    test_store_run(&site.store,
                   test_text(&site, "update plan set shared_on = null where %s", whose));
}

static void what_a_family_writes_is_kept_and_read(void **state)
{
    (void)state;
    const char *cookie = signed_in();
    int64_t before = test_number(&site, "select count(*) from family_comment");
    assert_int_equal(ask(own("/comments"), "about=plan&wording=", cookie).status, 422);
    assert_int_equal(ask(own("/comments"), "about=plan&wording=Dzi%C4%99kuj%C4%99", cookie).status,
                     303);
    assert_int_equal(test_number(&site, "select count(*) from family_comment"), before + 1);
    const char *path = test_path(&site, "/learners/:learner/comments", site.own);
    Answer answer = test_get(&site, SENCO, path);
    assert_true(answer_says(&answer, "Dziękuję"));
    assert_true(answer_says(&answer, "Mrs Ewa Nowak"));
    const char *value = answer_hidden(&site, &answer, "seen", "comment");
    path = test_path(&site, "/learners/:learner/comments/seen", site.own);
    assert_int_equal(test_post(&site, SENCO, path, test_text(&site, "comment=%s", value)).status,
                     303);
    answer = ask(own(""), NULL, cookie);
    assert_true(answer_says(&answer, "Read by Mrs Vaz"));
    answer = test_get(&site, LEARNER, own(""));
    assert_false(answer_says(&answer, "Dziękuję"));
}

static void every_look_is_in_the_trail_as_what_it_was(void **state)
{
    (void)state;
    const char *cookie = signed_in();
    const char *looks = "select count(*) from audit where contact_id is not null and staff_id is "
                        "null and role = 'parent' and learner_id is not null";
    int64_t before = test_number(&site, looks);
    ask(own(""), NULL, cookie);
    assert_int_equal(test_number(&site, looks), before + 1);
    Answer answer =
        test_get(&site, SENCO, test_text(&site, "/trail?learner=%lld", (long long)site.own.n));
    assert_true(answer_says(&answer, "Mrs Ewa Nowak"));
    answer = test_get(&site, LEARNER, own("/looks"));
    assert_int_equal(answer.status, 200);
    assert_false(answer_says(&answer, "Mrs Ewa Nowak"));
}

static void what_is_told_of_looks_is_a_part_of_the_record(void **state)
{
    (void)state;
    const char *cookie = signed_in();
    ask(own(""), NULL, cookie);
    test_get(&site, SENCO, test_path(&site, "/learners/:learner/orders/new", site.own));
    test_get(&site, SENCO, test_path(&site, "/learners/:learner/sharing", site.own));
    test_get(&site, SENCO, test_path(&site, "/learners/:learner/plan", site.own));
    Answer answers[] = {
        ask(own("/looks"), NULL, cookie), test_get(&site, LEARNER, own("/looks")),
        test_get(&site, SENCO, test_path(&site, "/learners/:learner/looks", site.own))};
    for (size_t i = 0; i < sizeof answers / sizeof answers[0]; i++) {
        assert_int_equal(answers[i].status, 200);
        assert_true(answer_says(&answers[i], "Opened: family details"));
        assert_true(answer_says(&answers[i], "Opened: the plan"));
        assert_true(answer_says(&answers[i], "Mrs Vaz"));
        assert_false(answer_says(&answers[i], "court"));
        assert_false(answer_says(&answers[i], "sharing"));
        assert_false(answer_says(&answers[i], "Ewa Nowak</td>"));
    }
    assert_true(answer_says(&answers[0], ">You<"));
    assert_true(answer_says(&answers[1], "A parent or carer"));
}

static Error *write_sign_ins(Db *db, void *context)
{
    static const struct {
        const char *action, *outcome;
    } steps[] = {{"POST /family/in/link", "done"},
                 {"POST /family/in/code", "returned"},
                 {"POST /family/in/code", "done"}};
    TestSite *at = context;
    TRY(db_enter_school(db, at->school.n));
    for (size_t i = 0; i < sizeof steps / sizeof steps[0]; i++) {
        AuditEntry entry = {.role = "learner",
                            .action = steps[i].action,
                            .learner_id = at->own,
                            .outcome = steps[i].outcome,
                            .reference = "t1"};
        TRY(audit_add(db, at->kept, at->school, clock_now(), &entry));
    }
    return NULL;
}

/* They changed nothing by coming in. */
static void a_learners_own_sign_in_is_told_as_one(void **state)
{
    (void)state;
    test_write(&site, write_sign_ins, &site);
    Answer answer = test_get(&site, LEARNER, own("/looks"));
    assert_int_equal(answer.status, 200);
    assert_true(answer_says(&answer, "Began to sign in"));
    assert_true(answer_says(&answer, "Tried to sign in, and was not let in"));
    assert_true(answer_says(&answer, "Signed in"));
    assert_false(answer_says(&answer, "Changed: the record"));
}

static Moment minutes_after(Moment at, int minutes)
{
    return (Moment){at.milliseconds + (int64_t)minutes * 60 * 1000};
}

static const char *clock_at(Moment at)
{
    return strrchr(moment_long(site.kept, at), ' ') + 1;
}

/* Four looks within as many minutes are one line, and another day's is another. */
static void equal_looks_of_a_day_are_one_line(void **state)
{
    (void)state;
    static const int minutes[] = {0, 1, 2, 3, 24 * 60};
    Moment at = MOMENT_NONE;
    Date day = date_add_days(moment_london_date(clock_now()), 10);
    assert_true(
        moment_parse_iso(test_text(&site, "%sT09:22:00.000Z", date_iso(site.kept, day)), &at));
    for (size_t i = 0; i < sizeof minutes / sizeof minutes[0]; i++) {
        clock_fix(minutes_after(at, minutes[i]));
        test_site_forget(&site);
        test_get(&site, SENCO, test_path(&site, "/learners/:learner/plan", site.own));
    }
    Answer answers[] = {
        test_get(&site, PARENT, own("/looks")),
        test_get(&site, HEAD, test_path(&site, "/learners/:learner/looks", site.own))};
    const char *joined = test_text(&site, ">%s, 4\u00a0times, %s to %s<", date_long(site.kept, day),
                                   clock_at(at), clock_at(minutes_after(at, 3)));
    const char *single = test_text(&site, ">%s<", moment_long(site.kept, at));
    const char *later =
        test_text(&site, ">%s<", moment_long(site.kept, minutes_after(at, 24 * 60)));
    for (size_t i = 0; i < 2; i++) {
        assert_true(answer_says(&answers[i], joined));
        assert_true(answer_says(&answers[i], later));
        assert_false(answer_says(&answers[i], single));
    }
}

static void what_waits_to_be_read_is_shown(void **state)
{
    (void)state;
    const char *link = test_path(&site, "/learners/:learner/comments", site.own);
    const char *record = test_path(&site, "/learners/:learner", site.own);
    test_store_run(&site.store, "update family_comment set seen_by = staff.id, seen_at = "
                                "written_at from staff where display_name = 'Mrs Vaz'");
    Answer today = test_get(&site, SENCO, "/today");
    assert_false(answer_says(&today, link));
    Answer page = test_get(&site, SENCO, record);
    assert_true(answer_says(&page, link));
    assert_false(answer_says(&page, "Waits to be read"));
    ask(own("/comments"), "about=plan&wording=Hello", signed_in());
    today = test_get(&site, SENCO, "/today");
    assert_true(answer_says(&today, link));
    page = test_get(&site, SENCO, record);
    assert_true(answer_says(&page, "Waits to be read"));
    today = test_get(&site, TEACHER, "/today");
    assert_false(answer_says(&today, link));
}

static void leaves_on(const char *day)
{
    test_store_run(&site.store, test_text(&site, "update learner set left_on = %s where id = %lld",
                                          day, (long long)site.own.n));
}

static void nobody_comes_in_for_a_child_who_has_left(void **state)
{
    (void)state;
    const char *cookie = signed_in();
    leaves_on(test_text(&site, "'%s'", date_iso(site.kept, moment_london_date(clock_now()))));
    assert_int_equal(ask(own(""), NULL, cookie).status, 200);
    assert_int_equal(test_get(&site, LEARNER, own("")).status, 200);
    leaves_on("'2026-01-31'");
    assert_int_equal(ask(own(""), NULL, cookie).status, 303);
    assert_int_equal(ask("/family", NULL, cookie).status, 303);
    assert_int_equal(test_get(&site, LEARNER, own("")).status, 303);
    Answer page = test_get(&site, LEARNER, "/family");
    assert_int_equal(page.status, 303);
    assert_null(asked_link(PARENT_EMAIL));
    assert_null(asked_link("learner@school.example"));
    leaves_on("null");
}

static Error *use_code(Db *db, void *context)
{
    TRY(db_enter_school(db, site.school.n));
    return family_code_used(db, site.school, *(AccountId *)context, clock_now());
}

static void parent_has(const char *address)
{
    test_store_run(&site.store, test_text(&site, "update contact set email = '%s' where id = %lld",
                                          address, (long long)site.parent.n));
}

static Error *renew_password(Db *db, void *context)
{
    const AccountId *account = context;
    const char *setup;
    return setup_code_renew(db, site.kept, *account, clock_now(), &setup);
}

static void an_address_of_staff_opens_no_child_without_the_code(void **state)
{
    (void)state;
    AccountId senco = {
        test_number(&site, test_text(&site, "select account_id from staff where id = %lld",
                                     (long long)site.staff[SENCO].n))};
    parent_has(TEST_EMAIL);
    test_write(&site, make_code, &site);
    const char *body = test_text(&site, "place=%lld", (long long)site.parent.n);
    Answer answer = test_post(&site, SENCO, "/me/as", body);
    assert_int_equal(answer.status, 422);
    assert_null(answer_cookie(&site, &answer));
    test_write(&site, use_code, &senco);
    assert_int_equal(test_post(&site, SENCO, "/me/as", body).status, 303);
    /* A new code for the account may be in other hands than the family's code was. */
    test_write(&site, renew_password, &senco);
    test_site_forget(&site);
    body = test_text(&site, "place=%lld", (long long)site.parent.n);
    assert_int_equal(test_post(&site, SENCO, "/me/as", body).status, 422);
    test_store_run(&site.store, test_text(&site, "delete from family_code where account_id = %lld",
                                          (long long)senco.n));
    parent_has(PARENT_EMAIL);
    test_write(&site, make_code, &site);
}

/* Last: the order stays. */
static void whoever_a_court_bars_is_out_at_the_next_request(void **state)
{
    (void)state;
    Date never = DATE_NONE;
    const char *cookie = signed_in();
    assert_int_equal(ask(own(""), NULL, cookie).status, 200);
    test_write(&site, bar, &never);
    static const char *const pages[] = {"/family", "/me", "/me/as"};
    for (size_t i = 0; i < sizeof pages / sizeof pages[0]; i++)
        assert_int_equal(ask(pages[i], NULL, cookie).status, 303);
    assert_int_equal(ask(own(""), NULL, cookie).status, 303);
    assert_null(asked_link(PARENT_EMAIL));
    assert_int_equal(test_get(&site, LEARNER, own("")).status, 200);
}

/* ---- Letters ----------------------------------------------------------------------------------
 */

#define LETTER "select count(*) from parent_notice where "

static const char *staff_path(const char *rest)
{
    return test_text(&site, "/learners/%lld%s", (long long)site.own.n, rest);
}

/* A new letter to Mrs Nowak, who likes to be reached by email. */
static int64_t make_letter(void)
{
    test_store_run(&site.store, "delete from parent_notice_step;delete from parent_notice;"
                                "update contact set channel = 'email';"
                                "update learner_contact set receives_documents = true,"
                                " correspondence = true");
    assert_int_equal(test_post(&site, SENCO, staff_path("/notices"), "").status, 303);
    return test_number(&site, test_text(&site,
                                        "select id from parent_notice where contact_id = "
                                        "%lld",
                                        (long long)site.parent.n));
}

static void send_every_mail(void)
{
    MailJobOptions options = {
        .store = site.store.store, .origin = "https://sen.school.example", .demo = true};
    Error *error = mail_job_round(&options, site.kept, true);
    if (error != NULL)
        fail_msg("%s", error->cause);
}

/* What the mail job does where a mail server takes it. */
static Error *take_letter(Db *db, void *context)
{
    const int64_t *id = context;
    OutboxMail mail = {.purpose = MAIL_NOTICE, .subject = *id};
    TRY(db_enter_school(db, site.school.n));
    return notice_mailed(db, site.kept, site.school, &mail, NULL, moment_london_date(clock_now()));
}

static void the_mail_says_where_a_letter_lies_and_nothing_else(void **state)
{
    (void)state;
    OutboxLines lines;
    make_letter();
    Answer page = test_get(&site, SENCO, staff_path("/notice"));
    assert_true(answer_says(&page, "Send by email"));
    assert_int_equal(test_post(&site, SENCO, staff_path("/notices/mail"), "").status, 303);
    page = test_get(&site, SENCO, staff_path("/notice"));
    assert_true(answer_says(&page, "is on its way"));
    assert_false(answer_says(&page, ">Send by email<"));
    assert_int_equal(test_post(&site, SENCO, staff_path("/notices/mail"), "").status, 303);
    assert_int_equal(mails(), 1); /* pressed twice */
    send_every_mail();
    test_write(&site, newest_mail, &lines);
    assert_string_equal(lines.items[0].email, PARENT_EMAIL);
    assert_non_null(strstr(lines.items[0].shown, "https://sen.school.example/family\n"));
    static const char *const never[] = {"Zofia", "SEN", "support", "child"};
    for (size_t i = 0; i < sizeof never / sizeof never[0]; i++)
        assert_null(strstr(lines.items[0].shown, never[i]));
}

/* There is no mail server here, so it can never arrive. */
static void a_mail_that_was_not_sent_leaves_the_duty_red(void **state)
{
    (void)state;
    make_letter();
    test_store_run(&site.store, test_text(&site, "update sen_status set decided_on = '%s'",
                                          date_iso(site.kept, moment_london_date(clock_now()))));
    assert_int_equal(test_post(&site, SENCO, staff_path("/notices/mail"), "").status, 303);
    send_every_mail();
    assert_int_equal(test_number(&site, LETTER "state = 'returned' and settled_on is null"), 1);
    Answer page = test_get(&site, SENCO, staff_path(""));
    assert_true(answer_says(&page, "A letter came back. 1 of 1 letters"));
    page = test_get(&site, SENCO, staff_path("/notice"));
    assert_true(answer_says(&page, "came back"));
    assert_true(answer_says(&page, "A demo sends nothing."));
    assert_true(answer_says(&page, ">Send by email<")); /* to be tried again */
}

static void who_may_not_have_it_any_more_gets_no_mail(void **state)
{
    (void)state;
    make_letter();
    assert_int_equal(test_post(&site, SENCO, staff_path("/notices/mail"), "").status, 303);
    test_store_run(&site.store, "update learner_contact set ends_on = '2026-01-02'");
    send_every_mail();
    assert_int_equal(test_number(&site, "select count(*) from outbox where shown is null and"
                                        " fault is not null"),
                     1);
    assert_int_equal(test_number(&site, LETTER "state = 'made'"), 1);
    test_store_run(&site.store, "update learner_contact set ends_on = null");
}

static void they_read_it_in_their_own_place_and_say_so(void **state)
{
    (void)state;
    int64_t id = make_letter();
    const char *paper = own(test_text(&site, "/notices/%lld/paper", (long long)id));
    const char *read = own(test_text(&site, "/notices/%lld", (long long)id));
    const char *cookie = signed_in();
    assert_int_equal(ask(paper, NULL, cookie).status, 404); /* not given to them yet */
    test_write(&site, take_letter, &id);
    assert_int_equal(test_number(&site, LETTER "state = 'sent' and method = 'email'"), 1);
    Answer page = ask(own(""), NULL, cookie);
    assert_true(answer_says(&page, "I have read it"));
    assert_int_equal(ask(paper, NULL, cookie).status, 200);
    assert_int_equal(ask(read, "", cookie).status, 303);
    assert_int_equal(ask(read, "", cookie).status, 303); /* said twice */
    assert_int_equal(test_number(&site, LETTER "state = 'delivered' and settled_on is not null"),
                     1);
    assert_int_equal(test_number(&site, "select count(*) from parent_notice_step where said_by ="
                                        " 'family'"),
                     1);
    page = test_get(&site, SENCO, staff_path(test_text(&site, "/notices/%lld", (long long)id)));
    assert_true(answer_says(&page, "They said so on their own page"));
    test_store_run(&site.store, "update parent_notice set contact_id = null");
    assert_int_equal(ask(paper, NULL, cookie).status, 404); /* another’s */
    assert_int_equal(ask(read, "", cookie).status, 404);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(a_link_and_the_code_open_the_childs_page, each),
        cmocka_unit_test_setup(the_answer_is_the_same_for_everybody, each),
        cmocka_unit_test_setup(looking_at_a_link_spends_nothing, each),
        cmocka_unit_test_setup(a_link_works_once, each),
        cmocka_unit_test_setup(the_link_alone_opens_nothing, each),
        cmocka_unit_test_setup(slowed_guesses_stand_in_the_trail_as_refused, each),
        cmocka_unit_test_setup(a_new_code_ends_the_old_one_and_its_sessions, each),
        cmocka_unit_test_setup(no_mailbox_is_flooded, each),
        cmocka_unit_test_setup(nor_all_day_long, each),
        cmocka_unit_test_setup(little_is_kept_for_whoever_is_not_signed_in, each),
        cmocka_unit_test_setup(a_familys_session_never_becomes_staffs, each),
        cmocka_unit_test_setup(who_is_not_a_contact_sees_nothing, each),
        cmocka_unit_test_setup(a_paper_of_another_child_is_not_behind_ones_own, each),
        cmocka_unit_test_setup(a_family_reads_the_plan_as_it_was_made_final, each),
        cmocka_unit_test_setup(a_family_answers_to_the_plan, each),
        cmocka_unit_test_setup(what_a_family_writes_is_kept_and_read, each),
        cmocka_unit_test_setup(every_look_is_in_the_trail_as_what_it_was, each),
        cmocka_unit_test_setup(what_is_told_of_looks_is_a_part_of_the_record, each),
        cmocka_unit_test_setup(a_learners_own_sign_in_is_told_as_one, each),
        cmocka_unit_test_setup(equal_looks_of_a_day_are_one_line, each),
        cmocka_unit_test_setup(what_waits_to_be_read_is_shown, each),
        cmocka_unit_test_setup(the_mail_says_where_a_letter_lies_and_nothing_else, each),
        cmocka_unit_test_setup(a_mail_that_was_not_sent_leaves_the_duty_red, each),
        cmocka_unit_test_setup(who_may_not_have_it_any_more_gets_no_mail, each),
        cmocka_unit_test_setup(they_read_it_in_their_own_place_and_say_so, each),
        cmocka_unit_test_setup(nobody_comes_in_for_a_child_who_has_left, each),
        cmocka_unit_test_setup(an_address_of_staff_opens_no_child_without_the_code, each),
        cmocka_unit_test_setup(whoever_a_court_bars_is_out_at_the_next_request, each),
    };
    return RUN_ON_BOTH(tests);
}

/* Families: the link, the code, who is let in and who is out, and what they see. */
#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

#include "app/mail_job.h"
#include "app/test_site.h"
#include "learner/contact.h"
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
    test_site_each(state);
    test_write(&site, make_code, &site);
    return 0;
}

static Answer ask(const char *path, const char *body, const char *cookie)
{
    return test_ask(&site, &(Ask){.who = NOBODY,
                                  .method = body == NULL ? HTTP_GET : HTTP_POST,
                                  .path = path,
                                  .body = body,
                                  .cookie = cookie});
}

/* What the mail job does between two requests. */
static void send_mail(void)
{
    MailJobOptions options = {
        .store = site.store.store, .origin = "https://sen.school.example", .demo = true};
    Error *error = mail_job_round(&options, site.kept, false);
    if (error != NULL)
        fail_msg("%s", error->cause);
}

static Error *newest_mail(Db *db, void *context)
{
    OutboxLines *lines = context;
    TRY(db_enter_school(db, site.school.n));
    return outbox_lines(db, site.kept, site.school, 1, lines);
}

static int64_t mails(void)
{
    return test_number(&site, "select count(*) from outbox");
}

/* The token of the newest mail's link; NULL when no mail was written since. */
static const char *asked_link(const char *email)
{
    OutboxLines lines;
    int64_t before = mails();
    Answer answer = ask("/family/in", test_text(&site, "email=%s", email), NULL);
    assert_int_equal(answer.status, 303);
    assert_string_equal(answer_header(&answer, "Location"), "/family/in/sent");
    send_mail();
    if (mails() == before)
        return NULL;
    test_write(&site, newest_mail, &lines);
    assert_non_null(lines.items[0].shown);
    const char *link = strstr(lines.items[0].shown, "/family/in/link?link=");
    assert_non_null(link);
    link = strchr(link, '=') + 1;
    return test_text(&site, "%.*s", (int)strcspn(link, "\n"), link);
}

static Answer use(const char *link)
{
    return ask("/family/in/link", test_text(&site, "link=%s", link), NULL);
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
    assert_int_equal(ask("/family/in/code", "code=AAA-AAA-AAA-AAA", half).status, 422);
    assert_int_equal(ask(own(""), NULL, half).status, 303);
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
    Answer answer = test_get(&site, SENCO, test_path(&site, "/learners/:learner/looks", site.own));
    assert_true(answer_says(&answer, "Mrs Ewa Nowak"));
    answer = test_get(&site, LEARNER, own("/looks"));
    assert_int_equal(answer.status, 200);
    assert_false(answer_says(&answer, "Mrs Ewa Nowak"));
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

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(a_link_and_the_code_open_the_childs_page, each),
        cmocka_unit_test_setup(the_answer_is_the_same_for_everybody, each),
        cmocka_unit_test_setup(looking_at_a_link_spends_nothing, each),
        cmocka_unit_test_setup(a_link_works_once, each),
        cmocka_unit_test_setup(the_link_alone_opens_nothing, each),
        cmocka_unit_test_setup(a_new_code_ends_the_old_one_and_its_sessions, each),
        cmocka_unit_test_setup(no_mailbox_is_flooded, each),
        cmocka_unit_test_setup(a_familys_session_never_becomes_staffs, each),
        cmocka_unit_test_setup(who_is_not_a_contact_sees_nothing, each),
        cmocka_unit_test_setup(a_paper_of_another_child_is_not_behind_ones_own, each),
        cmocka_unit_test_setup(what_a_family_writes_is_kept_and_read, each),
        cmocka_unit_test_setup(every_look_is_in_the_trail_as_what_it_was, each),
        cmocka_unit_test_setup(whoever_a_court_bars_is_out_at_the_next_request, each),
    };
    return RUN_ON_BOTH(tests);
}

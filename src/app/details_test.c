/* A family's own details: what holds at once, what the school is asked, and that no mailbox is
 * moved unseen. */
#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

#include "app/test_family.h"
#include "app/test_site.h"

#define OLD "parent@school.example"
#define NEW "ewa@new.example"

static int each(void **state)
{
    test_site_each(state);
    test_store_run(&site.store, "delete from outbox");
    test_store_run(&site.store, "delete from details_change");
    test_store_run(&site.store, "delete from sign_in_link");
    return 0;
}

static int64_t count(const char *where)
{
    return test_number(&site,
                       test_text(&site, "select count(*) from details_change where %s", where));
}

static int asks(const char *body)
{
    return test_post(&site, PARENT, "/family/me/ask", body).status;
}

static int answers(Who who, LearnerId learner, const char *body)
{
    long long change = test_number(&site, "select coalesce(max(id), 4242) from details_change");
    return test_post(&site, who,
                     test_text(&site, "/learners/%lld/changes/%lld", (long long)learner.n, change),
                     body)
        .status;
}

static int64_t contacts_with(const char *column, const char *value)
{
    return test_number(
        &site, test_text(&site, "select count(*) from contact where id = %lld and %s = '%s'",
                         (long long)site.parent.n, column, value));
}

/* ---- What holds at once -----------------------------------------------------------------------
 */

static void how_they_are_reached_holds_at_once(void **state)
{
    (void)state;
    const char *version =
        test_text(&site, "select version from contact where id = %lld", (long long)site.parent.n);
    const char *body =
        test_text(&site,
                  "channel=phone&format=large_print&best_times=after+6&language=Polish"
                  "&interpreter=yes&version=%lld",
                  (long long)test_number(&site, version));
    assert_int_equal(test_post(&site, PARENT, "/family/me/wishes", body).status, 303);
    assert_int_equal(test_post(&site, PARENT, "/family/me/wishes", body).status, 409);
    assert_int_equal(contacts_with("channel", "phone"), 1);
    assert_int_equal(contacts_with("best_times", "after 6"), 1);
    assert_int_equal(contacts_with("format", "large_print"), 1);
    assert_int_equal(contacts_with("email", OLD), 1);
    const char *path = test_path(&site, "/learners/:learner/notice", site.own);
    Answer notice = test_get(&site, SENCO, path);
    assert_true(answer_says(&notice, "Likes to be reached by phone: after 6"));
    Answer card =
        test_get(&site, OFFICE, test_path(&site, "/learners/:learner/contacts", site.own));
    assert_true(answer_says(&card, "Polish, with an interpreter"));
}

static void what_is_no_wish_is_refused(void **state)
{
    (void)state;
    static const char *const bodies[] = {"", "channel=pigeon&format=standard", "channel=phone",
                                         "channel=phone&format=gold"};
    for (size_t i = 0; i < sizeof bodies / sizeof bodies[0]; i++)
        assert_int_equal(test_post(&site, PARENT, "/family/me/wishes", bodies[i]).status, 422);
    assert_int_equal(
        test_post(&site, LEARNER, "/family/me/wishes", "channel=phone&format=standard").status,
        403);
}

static void nobody_sees_anothers_details(void **state)
{
    (void)state;
    test_store_run(&site.store,
                   test_text(&site,
                             "update contact set phone = '01632 960001', address = '1 Mill' "
                             "where id = %lld",
                             (long long)site.parent.n));
    Answer own = test_get(&site, PARENT, "/family/me");
    assert_true(answer_says(&own, "01632 960001"));
    assert_true(answer_says(&own, "1 Mill"));
    assert_true(answer_says(&own, "You and Zofia Nowak"));
    Answer learners = test_get(&site, LEARNER, "/family/me");
    assert_int_equal(learners.status, 200);
    assert_true(answer_says(&learners, "learner@school.example"));
    assert_false(answer_says(&learners, "01632"));
    assert_false(answer_says(&learners, "Ewa"));
    assert_int_equal(test_get(&site, SENCO, "/family/me").status, 403);
}

/* ---- What the school is asked -----------------------------------------------------------------
 */

static void a_change_waits_for_the_office(void **state)
{
    (void)state;
    assert_int_equal(asks("field=phone&wanted=01632+960002"), 303);
    assert_int_equal(contacts_with("phone", "01632 960002"), 0);
    const char *contacts = test_path(&site, "/learners/:learner/contacts", site.own);
    Answer today = test_get(&site, OFFICE, "/today");
    assert_true(answer_says(&today, contacts));
    today = test_get(&site, TEACHER, "/today");
    assert_false(answer_says(&today, contacts));
    Answer page = test_get(&site, OFFICE, contacts);
    assert_true(answer_says(&page, "01632 960002"));
    assert_int_equal(answers(TEACHER, site.own, "answer=take"), 403);
    assert_int_equal(answers(OFFICE, site.other, "answer=take"), 404);
    assert_int_equal(answers(OFFICE, site.own, "answer=take"), 303);
    assert_int_equal(contacts_with("phone", "01632 960002"), 1);
    assert_int_equal(answers(OFFICE, site.own, "answer=take"), 404);
    page = test_get(&site, PARENT, "/family/me");
    assert_true(answer_says(&page, "Changed by Mrs Lindqvist"));
    assert_int_equal(test_number(&site,
                                 "select count(*) from audit where action like 'POST "
                                 "/learners/:learner/changes/%' and learner_id is not null") > 0,
                     1);
}

static void what_is_declined_says_why(void **state)
{
    (void)state;
    assert_int_equal(asks("field=name&wanted=Mrs+Ewa+Brook"), 303);
    assert_int_equal(answers(OFFICE, site.own, "answer=decline"), 422);
    assert_int_equal(answers(OFFICE, site.own, ""), 422);
    assert_int_equal(answers(OFFICE, site.own, "answer=decline&reason=Bring+the+certificate"), 303);
    assert_int_equal(contacts_with("name", "Mrs Ewa Nowak"), 1);
    Answer page = test_get(&site, PARENT, "/family/me");
    assert_true(answer_says(&page, "Bring the certificate"));
}

static void what_cannot_be_asked(void **state)
{
    (void)state;
    static const char *const bodies[] = {"",
                                         "field=phone",
                                         "field=role&wanted=head",
                                         "wanted=1",
                                         "field=email&wanted=no-address",
                                         "field=email&wanted=parent%40school.example"};
    for (size_t i = 0; i < sizeof bodies / sizeof bodies[0]; i++)
        if (asks(bodies[i]) != 422)
            fail_msg("%s was taken", bodies[i]);
    assert_int_equal(test_post(&site, LEARNER, "/family/me/ask", "field=phone&wanted=1").status,
                     422);
    assert_int_equal(count("answered_at is null"), 0);
}

static void asked_again_the_newer_one_counts(void **state)
{
    (void)state;
    asks("field=phone&wanted=1");
    asks("field=phone&wanted=2");
    asks("field=address&wanted=3+Mill+Lane");
    assert_int_equal(count("answered_at is null"), 2);
    assert_int_equal(count("wanted = '1'"), 0);
}

/* ---- A new address ----------------------------------------------------------------------------
 */

static Error *all_mails(Db *db, void *context)
{
    TRY(db_enter_school(db, site.school.n));
    return outbox_lines(db, site.kept, site.school, 9, context);
}

/* The text of the mail to that address; NULL: none was written. */
static const char *mail_to(const char *address)
{
    OutboxLines lines;
    MailJobOptions options = {
        .store = site.store.store, .origin = "https://sen.school.example", .demo = true};
    assert_null(mail_job_round(&options, site.kept, true));
    test_write(&site, all_mails, &lines);
    for (size_t i = 0; i < lines.count; i++)
        if (strcmp(lines.items[i].email, address) == 0)
            return lines.items[i].shown;
    return NULL;
}

static Answer confirm(const char *mail)
{
    const char *link = strstr(mail, "link=") + strlen("link=");
    return ask("/family/address",
               test_text(&site, "school=%lld&link=%.*s", (long long)site.school.n,
                         (int)strcspn(link, "\n"), link),
               NULL);
}

static void a_new_address_is_confirmed_and_the_old_one_told(void **state)
{
    (void)state;
    assert_int_equal(asks("field=email&wanted=Ewa%40New.example"), 303);
    const char *asked = mail_to(NEW), *told = mail_to(OLD);
    assert_non_null(asked);
    assert_non_null(told);
    assert_non_null(strstr(told, "another email address"));
    assert_null(strstr(told, "link="));
    assert_null(strstr(asked, "Nowak"));
    assert_null(strstr(told, NEW));
    assert_int_equal(ask("/family/address?school=1&link=x", NULL, NULL).status, 200);
    assert_int_equal(count("confirmed_at is not null"), 0);
    Answer answer = ask("/family/address", "school=1&link=made-up", NULL);
    assert_int_equal(answer.status, 422);
    assert_int_equal(confirm(asked).status, 303);
    assert_int_equal(confirm(asked).status, 422);
    assert_int_equal(contacts_with("email", OLD), 1);
    assert_int_equal(answers(OFFICE, site.own, "answer=take"), 303);
    assert_int_equal(contacts_with("email", NEW), 1);
    assert_int_equal(test_get(&site, PARENT, "/family").status, 200);
    assert_null(asked_link(OLD));
    assert_non_null(asked_link(NEW));
    test_store_run(&site.store, "update account set email = '" OLD "' where email = '" NEW "'");
    test_store_run(&site.store, "update contact set email = '" OLD "' where email = '" NEW "'");
}

static void an_unconfirmed_one_takes_no_sign_in_along(void **state)
{
    (void)state;
    asks("field=email&wanted=ewa%40new.example");
    assert_int_equal(answers(OFFICE, site.own, "answer=take"), 422);
    assert_int_equal(answers(OFFICE, site.own, "answer=take&reason=She+came+in"), 303);
    assert_int_equal(contacts_with("email", NEW), 1);
    assert_int_equal(test_get(&site, PARENT, "/family").status, 303);
    assert_null(asked_link(NEW));
    assert_null(asked_link(OLD));
    test_store_run(&site.store, "update contact set email = '" OLD "' where email = '" NEW "'");
}

static void anothers_address_gives_them_nothing(void **state)
{
    (void)state;
    asks("field=email&wanted=" TEST_EMAIL);
    assert_int_equal(confirm(mail_to(TEST_EMAIL)).status, 303);
    assert_int_equal(answers(OFFICE, site.own, "answer=take"), 303);
    assert_int_equal(test_get(&site, PARENT, "/family").status, 303);
    assert_int_equal(test_number(&site, "select count(*) from account where email = '" TEST_EMAIL
                                        "' and password_hash is not null"),
                     1);
    assert_null(asked_link(TEST_EMAIL));
    test_store_run(&site.store,
                   "update contact set email = '" OLD "' where email = '" TEST_EMAIL "'");
}

static void a_learner_changes_their_own(void **state)
{
    (void)state;
    assert_int_equal(
        test_post(&site, LEARNER, "/family/me/ask", "field=email&wanted=zofia%40new.example")
            .status,
        303);
    const char *mail = mail_to("zofia@new.example");
    assert_int_equal(answers(OFFICE, site.own, "answer=take&reason=sure"), 422);
    assert_int_equal(confirm(mail).status, 303);
    assert_int_equal(answers(OFFICE, site.own, "answer=take"), 303);
    assert_non_null(asked_link("zofia@new.example"));
    assert_int_equal(test_get(&site, LEARNER, "/family").status, 200);
    test_store_run(&site.store, "update account set email = 'learner@school.example' where email = "
                                "'zofia@new.example'");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(how_they_are_reached_holds_at_once, each),
        cmocka_unit_test_setup(what_is_no_wish_is_refused, each),
        cmocka_unit_test_setup(nobody_sees_anothers_details, each),
        cmocka_unit_test_setup(a_change_waits_for_the_office, each),
        cmocka_unit_test_setup(what_is_declined_says_why, each),
        cmocka_unit_test_setup(what_cannot_be_asked, each),
        cmocka_unit_test_setup(asked_again_the_newer_one_counts, each),
        cmocka_unit_test_setup(a_new_address_is_confirmed_and_the_old_one_told, each),
        cmocka_unit_test_setup(an_unconfirmed_one_takes_no_sign_in_along, each),
        cmocka_unit_test_setup(anothers_address_gives_them_nothing, each),
        cmocka_unit_test_setup(a_learner_changes_their_own, each),
    };
    return RUN_ON_BOTH(tests);
}

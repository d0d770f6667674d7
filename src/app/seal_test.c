/* A child goes on under another identity: the record before opens to nobody by itself, the new one
 * tells nothing of it, and a mistake is taken back. */
#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

#include "app/test_site.h"

static const char old_upn[] = "B801200005001";

static const char *old(const char *rest)
{
    return test_text(&site, "/learners/%lld%s", (long long)site.own.n, rest);
}

static int64_t count(const char *what)
{
    return test_number(&site, test_text(&site, "select count(*) from %s", what));
}

static const char *versioned(const char *more)
{
    return test_text(&site, "version=%lld&%s",
                     (long long)test_number(
                         &site, test_text(&site, "select version from learner where id = %lld",
                                          (long long)site.own.n)),
                     more);
}

static int give_upn(void **state)
{
    test_store_run(&site.store, test_text(&site, "update learner set upn = '%s' where id = %lld",
                                          old_upn, (long long)site.own.n));
    test_store_run(&site.store, test_text(&site,
                                          "update learner set likes_about_me = 'Zofia is kind',"
                                          " how_to_help_me = 'Give me time' where id = %lld",
                                          (long long)site.own.n));
    return test_site_each(state);
}

#define NEW_NAME "forename=Ada&surname=Bright&evidence=Adoption+order&sure=yes"

/* The page of the new record. */
static const char *seal(void)
{
    Answer answer = test_post(&site, HEAD, old("/adoption"),
                              versioned(NEW_NAME "&carry=level&carry=needs&carry=help"));
    assert_int_equal(answer.status, 303);
    const char *place = answer_header(&answer, "Location");
    return test_text(&site, "%.*s", (int)strcspn(place, "?"), place);
}

static const char *seal_path(const char *rest)
{
    return test_text(&site, "/sealed/%lld%s",
                     (long long)test_number(&site, "select max(id) from learner_seal"), rest);
}

static int take_back(void)
{
    return test_post(&site, HEAD, seal_path("/undo"), NULL).status;
}

static void what_would_betray_is_refused(void **state)
{
    static const char *const wrong[] = {
        "",
        "forename=Ada&surname=Bright&sure=yes",
        "forename=Ada&surname=Bright&evidence=Order",
        NEW_NAME "&upn=B801200005001", /* the one before */
        NEW_NAME "&upn=B801200005002",
        NEW_NAME "&carry=likes", /* it says "Zofia" */
    };
    (void)state;
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++)
        assert_int_equal(test_post(&site, HEAD, old("/adoption"), versioned(wrong[i])).status, 422);
    assert_int_equal(test_post(&site, HEAD, old("/adoption"), "version=99&" NEW_NAME).status, 409);
    assert_int_equal(test_post(&site, SENCO, old("/adoption"), versioned(NEW_NAME)).status, 403);
    assert_int_equal(count("learner_seal"), 0);
    Answer answer = test_get(&site, HEAD, old("/adoption"));
    assert_true(answer_says(&answer, "Names in it: Zofia"));
}

static void the_record_before_is_there_for_nobody(void **state)
{
    static const char *const pages[] = {"",      "/history",  "/contacts",
                                        "/plan", "/identity", "/adoption"};
    static const char *const lists[] = {
        "/register?level=everyone", "/concerns", "/today", "/contacts", "/trail",
        "/register/changes"};
    (void)state;
    const char *made = seal();
    for (size_t i = 0; i < sizeof pages / sizeof pages[0]; i++) {
        assert_int_equal(test_get(&site, HEAD, old(pages[i])).status, 404);
        assert_int_equal(test_get(&site, SENCO, old(pages[i])).status / 100, 4);
        assert_int_equal(test_get(&site, TEACHER, old(pages[i])).status / 100, 4);
    }
    const char *family = test_text(&site, "/family/learners/%lld", (long long)site.own.n);
    assert_int_not_equal(test_get(&site, PARENT, family).status, 200);
    for (size_t i = 0; i < sizeof lists / sizeof lists[0]; i++) {
        Answer answer = test_get(&site, SENCO, lists[i]);
        assert_false(answer_says(&answer, "Zofia"));
        assert_false(answer_says(&answer, old_upn));
    }
    static const char *const of_new[] = {"",          "/history", "/contacts", "/plan",
                                         "/identity", "/arrival", "/progress", "/concerns"};
    for (size_t i = 0; i < sizeof of_new / sizeof of_new[0]; i++) {
        Answer answer = test_get(&site, HEAD, test_text(&site, "%s%s", made, of_new[i]));
        assert_int_equal(answer.status, 200);
        assert_true(answer_says(&answer, "Ada Bright"));
        assert_false(answer_says(&answer, "Zofia"));
        assert_false(answer_says(&answer, "Nowak"));
        assert_false(answer_says(&answer, old_upn));
        assert_false(answer_says(&answer, "record before"));
    }
    assert_int_equal(count("learner where forename = 'Ada' and how_to_help_me = 'Give me time'"
                           " and likes_about_me = ''"),
                     1);
    assert_int_equal(count("learner l where l.forename = 'Ada' and l.level = (select o.level from"
                           " learner o where o.forename = 'Zofia') and exists (select 1 from"
                           " sen_status s where s.learner_id = l.id)"),
                     1);
    assert_int_equal(test_get(&site, TEACHER, made).status, 200); /* in the same class */
    assert_int_equal(take_back(), 303);
}

static void it_opens_for_a_day_with_a_reason_and_others_are_told(void **state)
{
    (void)state;
    seal();
    const char *id =
        test_text(&site, "%lld", (long long)test_number(&site, "select max(id) from learner_seal"));
    assert_int_equal(test_post(&site, HEAD, "/sealed", test_text(&site, "seal=%s", id)).status,
                     422);
    assert_int_equal(test_post(&site, HEAD, "/sealed", "reason=x&seal=4242").status, 404);
    assert_int_equal(
        test_post(&site, SENCO, "/sealed", test_text(&site, "reason=x&seal=%s", id)).status, 403);
    assert_int_equal(
        test_post(&site, HEAD, "/sealed", test_text(&site, "reason=A+court+asks&seal=%s", id))
            .status,
        303);
    Answer answer = test_get(&site, HEAD, old(""));
    assert_int_equal(answer.status, 200);
    assert_true(answer_says(&answer, "Zofia"));
    assert_int_equal(test_get(&site, HEAD, old("/identity")).status, 404);
    assert_int_equal(test_post(&site, HEAD, old("/profile"), "help=x").status / 100, 4);
    assert_int_equal(test_get(&site, SENCO, old("")).status, 404);
    answer = test_get(&site, SENCO, "/today");
    assert_true(answer_says(&answer, "A court asks"));
    assert_false(answer_says(&answer, "Zofia"));
    assert_int_equal(take_back(), 303);
    test_store_run(&site.store, "delete from break_glass");
}

static void taken_back_the_new_one_leads_to_it(void **state)
{
    (void)state;
    const char *made = seal();
    assert_int_equal(test_post(&site, SENCO, seal_path("/undo"), NULL).status, 403);
    assert_int_equal(take_back(), 303);
    assert_int_equal(take_back(), 409);
    assert_int_equal(test_get(&site, TEACHER, old("")).status, 200);
    Answer answer = test_get(&site, HEAD, made);
    assert_string_equal(answer_header(&answer, "Location"), old(""));
}

static void once_something_is_written_it_stays(void **state)
{
    (void)state;
    const char *made = seal();
    Answer answer = test_post(&site, HEAD, test_text(&site, "%s/identity/upn", made),
                              "version=1&upn=D99940012600A");
    assert_int_equal(answer.status, 409); /* another version: nothing is written */
    test_store_run(&site.store, "update learner set version = version + 1 where forename = 'Ada'");
    assert_int_equal(take_back(), 409);
    answer = test_get(&site, HEAD, "/sealed");
    assert_true(answer_says(&answer, "cannot be taken back"));
    assert_false(answer_says(&answer, "Zofia"));
}

#define SEAL_TEST(name) cmocka_unit_test_setup(name, give_upn)

int main(void)
{
    const struct CMUnitTest tests[] = {
        SEAL_TEST(what_would_betray_is_refused),
        SEAL_TEST(the_record_before_is_there_for_nobody),
        SEAL_TEST(it_opens_for_a_day_with_a_reason_and_others_are_told),
        SEAL_TEST(taken_back_the_new_one_leads_to_it),
        SEAL_TEST(once_something_is_written_it_stays),
    };
    return RUN_ON_BOTH(tests);
}

/* Whose record it is: a UPN that changes, and a death, as every page shows them. */
#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

#include "app/test_site.h"
#include "learner/learner.h"

static const char *of_own(const char *rest)
{
    return test_text(&site, "/learners/%lld%s", (long long)site.own.n, rest);
}

static int64_t of_learner(const char *what)
{
    return test_number(&site, test_text(&site, "select %s from learner where id = %lld", what,
                                        (long long)site.own.n));
}

static const char *name_of_own(void)
{
    return "Zofia";
}

static const char *versioned(const char *more)
{
    return test_text(&site, "version=%lld&%s", (long long)of_learner("version"), more);
}

static int post(Who who, const char *rest, const char *more)
{
    return test_post(&site, who, of_own(rest), versioned(more)).status;
}

static int clean(void **state)
{
    test_store_run(&site.store, "delete from learner_upn");
    test_store_run(&site.store, "delete from learner_closing");
    test_store_run(&site.store, "update learner set closed_as = null, died_on = null, upn = null,"
                                " former_upn = null");
    return test_site_each(state);
}

/* ---- The UPN -----------------------------------------------------------------------------------
 */

static void a_upn_that_cannot_be_is_refused_as_typed(void **state)
{
    static const char *const typed[] = {"", "A12", "I801200005001", "B801200005002"};
    (void)state;
    for (size_t i = 0; i < sizeof typed / sizeof typed[0]; i++) {
        const char *body = versioned(test_text(&site, "upn=%s", typed[i]));
        Answer answer = test_post(&site, OFFICE, of_own("/identity/upn"), body);
        assert_int_equal(answer.status, 422);
        assert_true(answer_says(&answer, test_text(&site, "value=\"%s\"", typed[i])));
    }
    assert_int_equal(of_learner("count(upn)"), 0);
}

static void a_upn_of_another_record_is_refused(void **state)
{
    (void)state;
    test_store_run(&site.store,
                   test_text(&site, "update learner set upn = 'B801200005001' where id = %lld",
                             (long long)site.other.n));
    Answer answer =
        test_post(&site, OFFICE, of_own("/identity/upn"), versioned("upn=B801200005001"));
    assert_int_equal(answer.status, 422);
    assert_true(answer_says(&answer, "Another record here has this UPN"));
}

static void the_upn_before_is_kept(void **state)
{
    (void)state;
    assert_int_equal(post(OFFICE, "/identity/upn", "upn=D99940012600A"), 303);
    Answer answer = test_get(&site, OFFICE, of_own("/identity"));
    assert_true(answer_says(&answer, "Temporary UPN"));
    assert_int_equal(post(OFFICE, "/identity/upn", "upn=b801+2000+05001"), 303);
    answer = test_get(&site, OFFICE, of_own("/identity"));
    assert_true(answer_says(&answer, "D99940012600A"));
    assert_false(answer_says(&answer, "Temporary UPN"));
    assert_int_equal(of_learner("case when upn = 'B801200005001' and former_upn = 'D99940012600A'"
                                " then 1 else 0 end"),
                     1);
    assert_int_equal(post(OFFICE, "/identity/upn", "upn=B801200005001"), 422); /* the same */
    assert_int_equal(
        test_post(&site, OFFICE, of_own("/identity/upn"), "version=1&upn=D99940012600A").status,
        409);
}

static const char *found_by(Who who, const char *upn)
{
    Answer answer = test_post(&site, who, "/find", test_text(&site, "wanted=%s", upn));
    assert_int_equal(answer.status, 303);
    return answer_header(&answer, "Location");
}

static void either_upn_finds_the_record(void **state)
{
    (void)state;
    const char *record = of_own("");
    assert_int_equal(post(OFFICE, "/identity/upn", "upn=D99940012600A"), 303);
    assert_int_equal(post(OFFICE, "/identity/upn", "upn=B801200005001"), 303);
    assert_string_equal(found_by(SENCO, "B801200005001"), record);
    assert_string_equal(found_by(SENCO, "d999+4001-2600A"), record);
    assert_string_equal(found_by(TEACHER, "D99940012600A"), record);
    assert_string_not_equal(found_by(SENCO, "Z999400126001"), record);
    test_store_run(&site.store, test_text(&site,
                                          "update learner set upn = 'D99940012600A' "
                                          "where id = %lld",
                                          (long long)site.other.n));
    test_store_run(&site.store, "delete from learner_upn");
    test_store_run(&site.store, "update learner set former_upn = null");
    assert_string_not_equal(found_by(TEACHER, "D99940012600A"),
                            test_path(&site, "/learners/:learner", site.other));
}

/* ---- A death ----------------------------------------------------------------------------------
 */

static const char *const lists[] = {"/register?level=everyone", "/concerns", "/progress", "/today",
                                    "/sessions"};

static size_t lists_naming_own(void)
{
    size_t named = 0;
    for (size_t i = 0; i < sizeof lists / sizeof lists[0]; i++) {
        Answer answer = test_get(&site, SENCO, lists[i]);
        assert_int_equal(answer.status, 200);
        named += answer_says(&answer, name_of_own());
    }
    return named;
}

static const char *died_on(int days)
{
    return test_text(&site, "died_on=%s",
                     date_iso(site.kept, date_add_days(moment_london_date(clock_now()), days)));
}

static void a_day_that_cannot_be_is_refused(void **state)
{
    (void)state;
    assert_int_equal(post(HEAD, "/identity/death", ""), 422);
    assert_int_equal(post(HEAD, "/identity/death", died_on(1)), 422);
    assert_int_equal(post(HEAD, "/identity/death", "died_on=1990-01-01"), 422);
    assert_int_equal(post(HEAD, "/identity/death/undo", ""), 422);
    assert_int_equal(post(HEAD, "/identity/death/undo", "sure=yes"), 409); /* alive */
    assert_int_equal(of_learner("count(closed_as)"), 0);
}

static void a_death_stops_everything_at_once_and_a_mistake_restores_it(void **state)
{
    (void)state;
    size_t before = lists_naming_own();
    assert_true(before > 0);
    assert_int_equal(post(OFFICE, "/identity/death", died_on(0)), 303);
    assert_int_equal(lists_naming_own(), 0);
    Answer record = test_get(&site, SENCO, of_own(""));
    assert_int_equal(record.status, 200);
    assert_true(answer_says(&record, "Died on"));
    assert_false(answer_says(&record, "Next step"));
    assert_int_equal(test_get(&site, TEACHER, of_own("")).status, 200);
    assert_int_equal(test_get(&site, SENCO, of_own("/profile")).status, 403);
    assert_int_equal(post(SENCO, "/cycles", ""), 403);
    assert_int_equal(post(HEAD, "/identity/death", died_on(0)), 409); /* a second time */
    assert_int_equal(post(HEAD, "/identity/death/undo", "sure=yes"), 303);
    assert_int_equal(lists_naming_own(), before);
    assert_int_equal(test_get(&site, SENCO, of_own("/profile")).status, 200);
    assert_int_equal(test_number(&site,
                                 "select count(*) from learner_closing where undone_at is not"
                                 " null and undone_by is not null"),
                     1);
}

static void the_family_reads_on_and_is_told_of_nothing_to_come(void **state)
{
    (void)state;
    const char *page = test_text(&site, "/family/learners/%lld", (long long)site.own.n);
    Answer answer = test_get(&site, PARENT, page);
    assert_int_equal(answer.status, 200);
    assert_true(answer_says(&answer, "Now and next"));
    assert_int_equal(post(SENCO, "/identity/death", died_on(-1)), 303);
    answer = test_get(&site, PARENT, page);
    assert_int_equal(answer.status, 200);
    assert_false(answer_says(&answer, "Now and next"));
    answer = test_get(&site, PARENT, "/family");
    assert_false(answer_says(&answer, "We look at it together"));
}

/* Merged and sealed records open to nobody by their old address. */
static void a_closed_record_is_not_there(void **state)
{
    static const char *const kinds[] = {"merged", "sealed"};
    static const char *const pages[] = {"", "/history", "/contacts", "/plan", "/identity"};
    (void)state;
    for (size_t k = 0; k < 2; k++) {
        test_store_run(&site.store,
                       test_text(&site, "update learner set closed_as = '%s' where id = %lld",
                                 kinds[k], (long long)site.own.n));
        assert_int_equal(lists_naming_own(), 0);
        for (size_t i = 0; i < sizeof pages / sizeof pages[0]; i++)
            assert_int_equal(test_get(&site, HEAD, of_own(pages[i])).status, 404);
        assert_int_equal(test_get(&site, TEACHER, of_own("")).status, 404);
        const char *page = test_text(&site, "/family/learners/%lld", (long long)site.own.n);
        assert_int_equal(test_get(&site, PARENT, page).status,
                         303); /* nothing is open: asked to sign in */
        test_store_run(&site.store, "update learner set closed_as = null");
    }
}

#define IDENTITY_TEST(name) cmocka_unit_test_setup(name, clean)

int main(void)
{
    const struct CMUnitTest tests[] = {
        IDENTITY_TEST(a_upn_that_cannot_be_is_refused_as_typed),
        IDENTITY_TEST(a_upn_of_another_record_is_refused),
        IDENTITY_TEST(the_upn_before_is_kept),
        IDENTITY_TEST(either_upn_finds_the_record),
        IDENTITY_TEST(a_day_that_cannot_be_is_refused),
        IDENTITY_TEST(a_death_stops_everything_at_once_and_a_mistake_restores_it),
        IDENTITY_TEST(the_family_reads_on_and_is_told_of_nothing_to_come),
        IDENTITY_TEST(a_closed_record_is_not_there),
    };
    return RUN_ON_BOTH(tests);
}

/* Concerns of people who do not work here: a parent, the learner and a professional say what they
 * noticed; the words stay as they were said, the SENCO answers, and each reads the answer to their
 * own and nobody else's. */
#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

#include "app/test_site.h"
#include "staff/staff.h"

typedef struct Raiser {
    Who who;
    const char *raised_by, *words, *typed;
} Raiser;

static const Raiser raisers[] = {
    {PARENT, "parent", "Chowa się", "wording=Chowa+si%C4%99"},
    {LEARNER, "learner", "It is too loud", "wording=It+is+too+loud&noticed_where=The+hall"},
    {PROFESSIONAL, "professional", "Tires within minutes", "wording=Tires+within+minutes"},
};
enum { RAISERS = sizeof raisers / sizeof raisers[0] };

static const char *place_of(Who who, LearnerId learner)
{
    return test_text(&site,
                     who == PROFESSIONAL ? "/cases/%lld/concerns" : "/family/learners/%lld/worries",
                     (long long)learner.n);
}

static const char *today_and(int days)
{
    return date_iso(site.kept, date_add_days(moment_london_date(clock_now()), days));
}

static void share_with_professional(void)
{
    const char *body =
        test_text(&site,
                  "professional=%lld&purpose=Reading&agreed_by=Mrs+Nowak&"
                  "agreed_on=%s&starts_on=%s&ends_on=%s",
                  (long long)site.staff[PROFESSIONAL].n, today_and(-1), today_and(0), today_and(5));
    const char *path = test_text(&site, "/learners/%lld/care/cases", (long long)site.own.n);
    assert_int_equal(test_post(&site, SENCO, path, body).status, 303);
}

static int clean(void **state)
{
    test_store_run(&site.store, "delete from concern_told");
    test_store_run(&site.store, "delete from concern_step");
    test_store_run(&site.store, "delete from concern");
    test_store_run(&site.store, "delete from learner_professional");
    return test_site_each(state);
}

static void each_says_it_in_their_own_words(void **state)
{
    (void)state;
    share_with_professional();
    for (size_t i = 0; i < RAISERS; i++) {
        const Raiser *raiser = &raisers[i];
        const char *place = place_of(raiser->who, site.own);
        assert_int_equal(test_post(&site, raiser->who, place, "wording=").status, 422);
        assert_int_equal(test_post(&site, raiser->who, place, raiser->typed).status, 303);
        assert_int_equal(
            test_number(&site, test_text(&site,
                                         "select count(*) from concern where raised_by = '%s' and"
                                         " outcome = 'open' and received_by is null and"
                                         " reply_by is not null",
                                         raiser->raised_by)),
            1);
    }
    Answer list = test_get(&site, SENCO, "/concerns");
    for (size_t i = 0; i < RAISERS; i++)
        assert_true(answer_says(&list, raisers[i].words));
}

static void nobody_says_it_of_a_child_that_is_not_theirs(void **state)
{
    (void)state;
    for (size_t i = 0; i < RAISERS; i++) {
        Who who = raisers[i].who;
        assert_int_equal(test_post(&site, who, place_of(who, site.other), "wording=No").status,
                         404);
        assert_int_equal(test_post(&site, who, place_of(who, site.foreign), "wording=No").status,
                         404);
    }
    /* Nothing is shared with the professional here. */
    assert_int_equal(
        test_post(&site, PROFESSIONAL, place_of(PROFESSIONAL, site.own), "wording=No").status, 404);
    assert_int_equal(test_number(&site, "select count(*) from concern"), 0);
}

static void each_reads_the_answer_to_their_own(void **state)
{
    (void)state;
    share_with_professional();
    for (size_t i = 0; i < RAISERS; i++) {
        Who who = raisers[i].who;
        assert_int_equal(test_post(&site, who, place_of(who, site.own), raisers[i].typed).status,
                         303);
    }
    int64_t id = test_number(&site, "select id from concern where raised_by = 'learner'");
    const char *path =
        test_text(&site, "/learners/%lld/concerns/%lld", (long long)site.own.n, (long long)id);
    const char *answer = test_text(
        &site, "version=1&verdict=teaching&words=A+quiet+table+first&check_on=%s&taken_on=%s",
        today_and(21), today_and(0));
    assert_int_equal(test_post(&site, SENCO, path, answer).status, 303);
    for (size_t i = 0; i < RAISERS; i++) {
        Answer page = test_get(&site, raisers[i].who, place_of(raisers[i].who, site.own));
        assert_int_equal(page.status, 200);
        assert_int_equal(answer_says(&page, "A quiet table first"), raisers[i].who == LEARNER);
    }
}

#define WORRY_TEST(name) cmocka_unit_test_setup(name, clean)

int main(void)
{
    const struct CMUnitTest tests[] = {
        WORRY_TEST(each_says_it_in_their_own_words),
        WORRY_TEST(nobody_says_it_of_a_child_that_is_not_theirs),
        WORRY_TEST(each_reads_the_answer_to_their_own),
    };
    return RUN_ON_BOTH(tests);
}

/* A review that ends support: each who is entitled gets a letter about it, made with the decision,
 * as when support ends by itself. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "app/test_site.h"
#include "learner/cycle.h"
#include "review/review.h"

typedef struct Ending {
    LearnerId learner;
    const char *decision;
} Ending;

static Error *write_review(Db *db, void *context)
{
    const Ending *ending = context;
    Date today = moment_london_date(clock_now());
    Cycle cycle;
    Review review;
    bool found;
    TRY(db_enter_school(db, site.school.n));
    TRY(cycle_now(db, site.kept, site.school, ending->learner, &cycle, &found));
    TRY(review_open(db, site.kept, site.school, &cycle, today, &review));
    review.held_on = today;
    review.method = "meeting";
    review.attended = "Mrs Nowak, Mrs Vaz";
    review.parent_view = "She reads to us.";
    review.learner_view = "I read alone.";
    for (size_t i = 0; i < review.outcomes.count; i++) {
        review.outcomes.items[i].judgement = JUDGEMENT_MET;
        review.outcomes.items[i].next = "keep";
    }
    for (size_t i = 0; i < review.provisions.count; i++) {
        review.provisions.items[i].impact = "good";
        review.provisions.items[i].decision = "continue";
        review.provisions.items[i].comment = "40 words in June.";
    }
    review.consulted = "Talked over at the meeting.";
    review.school_will = review.parent_will = review.learner_will = "Read each day.";
    review.decision = ending->decision;
    review.next_review_on = date_add_days(today, 60);
    review.monitor_until = date_add_days(today, 90);
    return review_save(db, site.kept, site.school, &cycle, &review, today);
}

/* The head finishes what the SENCO wrote. */
static void finish(Ending ending)
{
    long long learner = (long long)ending.learner.n;
    test_write(&site, write_review, &ending);
    const char *path = test_text(&site, "/learners/%lld/review/finish", learner);
    const char *version = test_text(
        &site, "select version from review where state = 'draft' and learner_id = %lld", learner);
    const char *body = test_text(&site, "version=%lld", (long long)test_number(&site, version));
    assert_int_equal(test_post(&site, HEAD, path, body).status, 303);
}

static int64_t letters(LearnerId learner)
{
    return test_number(
        &site, test_text(&site,
                         "select count(*) from parent_notice where about = 'ending' and state ="
                         " 'made' and learner_id = %lld",
                         (long long)learner.n));
}

static void a_review_that_goes_on_tells_nobody_of_an_end(void **state)
{
    (void)state;
    finish((Ending){site.other, "continue"});
    assert_int_equal(letters(site.other), 0);
}

static void a_review_that_ends_support_makes_the_letters(void **state)
{
    (void)state;
    finish((Ending){site.own, "leave"});
    assert_int_equal(letters(site.own), 1);
    Answer page =
        test_get(&site, SENCO, test_text(&site, "/learners/%lld/notice", (long long)site.own.n));
    assert_true(answer_says(&page, "letter of"));
}

/* ---- That there is no support ------------------------------------------------------------------
 */

static Answer decide(LearnerId learner, const char *body)
{
    const char *sql =
        test_text(&site, "select version from learner where id = %lld", (long long)learner.n);
    const char *version = test_text(&site, "%lld", (long long)test_number(&site, sql));
    return test_post(
        &site, SENCO, test_path(&site, "/learners/:learner/decision", learner),
        test_fill(&site, test_text(&site, "%s&version={version}", body), learner, version));
}

#define FORMER(what) test_text(&site, what " and learner_id = %lld", (long long)site.former.n)

/* Mrs Nowak is told of it; good teaching goes on and is looked at again. */
static void it_may_be_decided_that_it_is_not_sen(void **state)
{
    (void)state;
    static const char refused[] =
        "level=not_sen&decided_on={today}&starts_on={today}&evidence=Two+lessons&"
        "missing_reason=Cover&family_view=We+see+it+too";
    assert_int_equal(decide(site.former, refused).status, 422);
    const char *in_weeks = date_iso(site.kept, date_add_days(moment_london_date(clock_now()), 42));
    Answer answer = decide(site.former, test_text(&site, "%s&check_on=%s", refused, in_weeks));
    assert_int_equal(answer.status, 303);
    assert_int_equal(test_number(&site, FORMER("select count(*) from sen_status where level ="
                                               " 'universal' and end_reason = 'not_sen' and"
                                               " ends_on is not null")),
                     1);
    assert_int_equal(test_number(&site, FORMER("select count(*) from sen_status where level ="
                                               " 'monitoring' and ends_on is null")),
                     1);
    assert_int_equal(test_number(&site, FORMER("select count(*) from sen_watch_check where"
                                               " checked_on is null")),
                     1);
    Answer page =
        test_get(&site, SENCO, test_path(&site, "/learners/:learner/history", site.former));
    assert_true(answer_says(&page, "Decided: not SEN"));
    assert_true(answer_says(&page, "We see it too"));
    page = test_get(&site, SENCO, test_path(&site, "/learners/:learner", site.former));
    assert_true(answer_says(&page, "no SEN Support"));
    assert_true(answer_says(&page, "Look whether good teaching is enough"));
    assert_false(answer_says(&page, "Look whether progress holds"));
    page = test_get(&site, SENCO, test_path(&site, "/learners/:learner/notice", site.former));
    assert_true(answer_says(&page, "No SEN Support"));
}

static void or_that_the_concern_is_withdrawn(void **state)
{
    (void)state;
    static const char body[] = "level=withdrawn&decided_on={today}&starts_on={today}&"
                               "evidence=A+new+class";
    assert_int_equal(decide(site.former, body).status, 422); /* by nobody */
    Answer answer = decide(site.former, test_text(&site, "%s&family_view=No+worry", body));
    assert_int_equal(answer.status, 303);
    assert_int_equal(test_number(&site, FORMER("select count(*) from sen_status where end_reason ="
                                               " 'withdrawn'")),
                     1);
    assert_int_equal(test_number(&site, FORMER("select count(*) from sen_status where ends_on is"
                                               " null")),
                     0);
    /* support that is given is ended, not refused */
    assert_int_equal(decide(site.other, test_text(&site, "%s&family_view=No+worry", body)).status,
                     409);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        SITE_TEST(a_review_that_goes_on_tells_nobody_of_an_end),
        SITE_TEST(a_review_that_ends_support_makes_the_letters),
        SITE_TEST(it_may_be_decided_that_it_is_not_sen),
        SITE_TEST(or_that_the_concern_is_withdrawn),
    };
    return RUN_ON_BOTH(tests);
}

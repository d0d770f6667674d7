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

int main(void)
{
    const struct CMUnitTest tests[] = {
        SITE_TEST(a_review_that_goes_on_tells_nobody_of_an_end),
        SITE_TEST(a_review_that_ends_support_makes_the_letters),
    };
    return RUN_ON_BOTH(tests);
}

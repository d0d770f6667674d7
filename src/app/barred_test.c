/* A contact whom a court keeps out gets nothing, by whichever page it is tried, and nobody who may
 * not see orders reads of one. */
#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

#include "app/test_site.h"

static const char *filled(const char *pattern)
{
    return test_fill(&site, pattern, site.own, NULL);
}

static int posted(Who who, const char *path, const char *body)
{
    return test_post(&site, who, test_path(&site, path, site.own), filled(body)).status;
}

static Answer opened(Who who, const char *path)
{
    return test_get(&site, who, filled(test_path(&site, path, site.own)));
}

/* The SENCO's page and paper, as long as no court has said anything. */
static void before_the_order(void)
{
    Answer answer = opened(SENCO, "/learners/:learner/plans/:plan/paper?to={contact}");
    assert_int_equal(answer.status, 200);
    answer = opened(SENCO, "/learners/:learner/notice");
    assert_false(answer_says(&answer, "Left out"));
    assert_true(answer_says(&answer, filled("value=\"{contact}\"")));
}

static void no_page_gives_it_to_them(void)
{
    static const struct {
        const char *path, *body;
    } tried[] = {
        {"/learners/:learner/notice",
         "recipients={contact}&method=letter&told_on={today}&told_by={senco}"},
        {"/learners/:learner/notice",
         "other=Ewa+Nowak&method=letter&told_on={today}&told_by={senco}"},
        {"/learners/:learner/plan/share", "shared_on={today}&shared_with={contact}"},
    };
    for (size_t i = 0; i < sizeof tried / sizeof tried[0]; i++) {
        Answer answer = test_post(&site, SENCO, test_path(&site, tried[i].path, site.own),
                                  filled(tried[i].body));
        assert_int_equal(answer.status, 422);
        assert_true(answer_says(&answer, "keeps information from Mrs Ewa Nowak"));
    }
    Answer answer = opened(SENCO, "/learners/:learner/plans/:plan/paper?to={contact}");
    assert_int_equal(answer.status, 403);
    static const char *const papers[] = {
        "/learners/:learner/plans/:plan/paper?for=family",
        "/learners/:learner/reviews/:review/paper?for=family",
        "/learners/:learner/reviews/:review/paper?to={contact}",
        "/learners/:learner/notices/:notice/paper?to={contact}",
    };
    for (size_t i = 0; i < sizeof papers / sizeof papers[0]; i++)
        assert_int_equal(opened(SENCO, papers[i]).status, 403);
    answer = opened(SENCO, "/learners/:learner/notice");
    assert_true(answer_says(&answer, "Left out"));
    assert_false(answer_says(&answer, filled("value=\"{contact}\"")));
}

/* The teacher is warned; what the court said is for the office. */
static void the_teacher_sees_no_order(void)
{
    static const char *const pages[] = {"/learners/:learner", "/learners/:learner/plan"};
    for (size_t i = 0; i < sizeof pages / sizeof pages[0]; i++) {
        Answer answer = opened(TEACHER, pages[i]);
        assert_int_equal(answer.status, 200);
        assert_true(answer_says(&answer, "school office"));
        assert_false(answer_says(&answer, "court order"));
        assert_false(answer_says(&answer, "Prohibited"));
    }
    Answer answer =
        test_post(&site, TEACHER, test_path(&site, "/learners/:learner/plan/share", site.own),
                  filled("shared_on={today}&shared_with={contact}"));
    assert_int_equal(answer.status, 422);
    assert_true(
        answer_says(&answer, "Ask the school office before anything goes to Mrs Ewa Nowak"));
    assert_false(answer_says(&answer, "court order"));
}

static void an_order_closes_every_way(void **state)
{
    (void)state;
    before_the_order();
    assert_int_equal(posted(OFFICE, "/learners/:learner/orders",
                            "kind=prohibited_steps&made_on={today}&seen_on={today}"
                            "&seen_by={senco}&about.{contact}.says=no_information"),
                     303);
    no_page_gives_it_to_them();
    the_teacher_sees_no_order();
    Answer answer = opened(OFFICE, "/learners/:learner/contacts");
    assert_true(answer_says(&answer, "Prohibited steps order"));
    static const char *const not_ended[] = {"ended_on={today}",
                                            "ended_on={today}&evidence=Discharge",
                                            "evidence=D&seen_by={senco}",
                                            "ended_on={later}&evidence=D&seen_by={senco}",
                                            "ended_on={today}&evidence=D&seen_by=4242",
                                            "ended_on=01%2F01%2F2020&evidence=D&seen_by={senco}"};
    for (size_t i = 0; i < sizeof not_ended / sizeof not_ended[0]; i++)
        assert_int_equal(posted(OFFICE, "/learners/:learner/orders/:order/end", not_ended[i]), 422);
    no_page_gives_it_to_them();
    assert_int_equal(posted(OFFICE, "/learners/:learner/orders/:order/end",
                            "ended_on={today}&evidence=Discharged&seen_by={senco}"),
                     303);
    answer = opened(OFFICE, "/learners/:learner/contacts");
    assert_true(answer_says(&answer, "The end was seen by Mrs Vaz: Discharged"));
    before_the_order();
}

/* Each refusal leaves everything as it was. */
static void what_an_order_must_say(void **state)
{
    (void)state;
    static const char *const bodies[] = {
        "made_on={today}&seen_on={today}&seen_by={senco}",
        "kind=prohibited_steps&seen_on={today}&seen_by={senco}",
        "kind=prohibited_steps&made_on={later}&seen_on={today}&seen_by={senco}",
        "kind=prohibited_steps&made_on={today}&seen_on={today}",
        "kind=prohibited_steps&made_on={today}&seen_on={today}&seen_by=4242",
        "kind=care&made_on={today}&expires_on=01%2F01%2F2020&seen_on={today}&seen_by={senco}",
        "kind=unknown&made_on={today}&seen_on={today}&seen_by={senco}",
        "kind=prohibited_steps&made_on={today}&seen_on={today}&seen_by={senco}",
        "kind=child_arrangements&made_on={today}&seen_on={today}&seen_by={senco}",
    };
    int64_t before = test_number(&site, "select count(*) from court_order");
    for (size_t i = 0; i < sizeof bodies / sizeof bodies[0]; i++)
        if (posted(OFFICE, "/learners/:learner/orders", bodies[i]) != 422)
            fail_msg("%s was taken", bodies[i]);
    assert_int_equal(test_number(&site, "select count(*) from court_order"), before);
}

/* Not asked before the rights are theirs; asked anew from then on, and kept to. */
static void a_young_person_is_asked(void **state)
{
    (void)state;
    static const char answer_no[] = "asked_on={today}&how=in_person&involvement=no";
    assert_int_equal(posted(OFFICE, "/learners/:learner/sharing", answer_no), 409);
    test_store_run(&site.store,
                   test_text(&site, "update learner set born_on = '2008-01-05' where id = %lld",
                             (long long)site.own.n));
    Answer answer = opened(SENCO, "/learners/:learner");
    assert_true(answer_says(&answer, "Ask the young person who may be told"));
    answer = opened(SENCO, "/learners/:learner/notice");
    assert_false(answer_says(&answer, filled("value=\"{contact}\"")));
    assert_true(answer_says(&answer, "value=\"learner\""));
    assert_int_equal(posted(OFFICE, "/learners/:learner/sharing",
                            "asked_on={today}&how=in_person&involvement=limited"),
                     422);
    assert_int_equal(posted(OFFICE, "/learners/:learner/sharing",
                            "asked_on={today}&how=in_person&involvement=yes"),
                     303);
    answer = opened(SENCO, "/learners/:learner");
    assert_false(answer_says(&answer, "Ask the young person who may be told"));
    answer = opened(SENCO, "/learners/:learner/notice");
    assert_true(answer_says(&answer, filled("value=\"{contact}\"")));
}

/* Numbers with gaps, as files leave them, and somebody who came and left on one day. */
static void contacts_come_and_go_at_once(void **state)
{
    (void)state;
    static const char added[] = "who=new&name=Mr+Jan+Dudek&relationship=other"
                                "&parental_responsibility=no&rights=documents";
    const char *path = "/learners/:learner/contacts";
    test_store_run(&site.store, test_text(&site,
                                          "update learner_contact set priority = priority + 1"
                                          " where learner_id = %lld",
                                          (long long)site.own.n));
    assert_int_equal(posted(OFFICE, path, added), 303);
    int64_t link = test_number(&site, "select max(id) from learner_contact");
    const char *end = test_text(&site, "/learners/%lld/contacts/%lld/end", (long long)site.own.n,
                                (long long)link);
    Date today = moment_london_date(clock_now());
    for (int back = 2; back >= 1; back--) {
        Date last = date_add_days(today, -back);
        Answer answer = test_post(&site, OFFICE, end,
                                  test_text(&site, "last_day=%s", date_iso(site.kept, last)));
        assert_int_equal(answer.status, back == 2 ? 422 : 303);
    }
    assert_int_equal(posted(OFFICE, path, added), 303); /* another, at the place that is free */
    Answer answer = opened(OFFICE, path);
    assert_true(answer_says(&answer, "No contacts any more"));
}

/* The office reads no record and no register: not from the top of a page either. */
static void the_bar_tells_no_level_to_the_office(void **state)
{
    (void)state;
    Answer answer = opened(SENCO, "/learners/:learner/contacts");
    assert_true(answer_says(&answer, "SEN Support"));
    answer = opened(OFFICE, "/learners/:learner/contacts");
    assert_int_equal(answer.status, 200);
    assert_false(answer_says(&answer, "SEN Support since"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        SITE_TEST(an_order_closes_every_way),
        SITE_TEST(what_an_order_must_say),
        SITE_TEST(a_young_person_is_asked),
        SITE_TEST(contacts_come_and_go_at_once),
        SITE_TEST(the_bar_tells_no_level_to_the_office),
    };
    return RUN_ON_BOTH(tests);
}

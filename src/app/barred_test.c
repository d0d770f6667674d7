/* A contact whom a court keeps out gets nothing, by whichever page it is tried, and nobody who may
 * not see orders reads of one. */
#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

#include "app/routes.h"
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
        assert_true(answer_says(&answer, "sk the office"));
        assert_false(answer_says(&answer, "court order"));
        assert_false(answer_says(&answer, "Prohibited"));
    }
    Answer answer =
        test_post(&site, TEACHER, test_path(&site, "/learners/:learner/plan/share", site.own),
                  filled("shared_on={today}&shared_with={contact}"));
    assert_int_equal(answer.status, 422);
    assert_true(answer_says(&answer, "Ask the office before anything goes to Mrs Ewa Nowak"));
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

/* ---- Whatever is made of a learner --------------------------------------------------------------
 */

/* Of every GET that answers with a file: in which ways it was tried to make one for the barred
 * contact. The school's own copy names nobody and stays: the school needs it. */
typedef struct Made {
    const char *path; /* of the route table */
    Who who;
    const char *query;
    int status; /* 0: none that is well */
} Made;

static const Made made[] = {
    {"/learners/:learner/plans/:plan/paper", SENCO, "?to={contact}", 403},
    {"/learners/:learner/plans/:plan/paper", SENCO, "?for=large&to={contact}", 403},
    {"/learners/:learner/plans/:plan/paper", TEACHER, "?for=family&to={contact}", 403},
    {"/learners/:learner/plans/:plan/paper", SENCO, "?for=family", 403},
    {"/learners/:learner/plans/:plan/paper", SENCO, "?to=4242", 403},
    {"/learners/:learner/plans/:plan/paper", SENCO, "?to=", 403},
    {"/learners/:learner/plans/:plan/paper", SENCO, "", 200},
    /* what staff work by: made for nobody by name, whatever is asked */
    {"/learners/:learner/plans/:plan/class-sheet", TEACHER, "", 200},
    {"/learners/:learner/plans/:plan/class-sheet", SENCO, "?for=family&to={contact}", 200},
    {"/learners/:learner/plans/:plan/assistant-card", ASSISTANT, "", 200},
    {"/learners/:learner/plans/:plan/assistant-card", SENCO, "?for=family&to={contact}", 200},
    {"/learners/:learner/reviews/:review/paper", SENCO, "?to={contact}", 403},
    {"/learners/:learner/reviews/:review/paper", ASSISTANT, "?for=family&to={contact}", 403},
    {"/learners/:learner/reviews/:review/paper", SENCO, "?for=family", 403},
    {"/learners/:learner/reviews/:review/paper", SENCO, "", 200},
    {"/learners/:learner/two-year-check/paper", SENCO, "?to={contact}", 403},
    {"/learners/:learner/two-year-check/paper", SENCO, "?for=family", 403},
    {"/learners/:learner/two-year-check/paper", SENCO, "", 200},
    /* a letter is always to the one whom it names */
    {"/learners/:learner/notices/:notice/paper", SENCO, "", 403},
    {"/learners/:learner/notices/:notice/paper", SENCO, "?for=staff", 403},
    {"/learners/:learner/notices/:notice/paper", HEAD, "?for=large", 403},
    {"/learners/:learner/notices/:notice/paper", HEAD, "?to={contact}", 403},
    {"/learners/:learner/notices/:notice/paper", ASSISTANT_SENCO, "?to=learner", 403},
    {"/family/learners/:learner/plans/:plan/paper", PARENT, "", 0},
    {"/family/learners/:learner/plans/:plan/paper", PARENT, "?for=staff", 0},
    {"/family/learners/:learner/reviews/:review/paper", PARENT, "", 0},
    {"/family/learners/:learner/reviews/:review/paper", PARENT, "?for=family&to={contact}", 0},
    /* lists of the school, which go to no family and name none */
    {"/register/csv", SENCO, "?level=everyone", 200},
    {"/register/xlsx", SENCO, "?level=everyone", 200},
    {"/trail/file", HEAD, "", 200},
};
enum { MADE = sizeof made / sizeof made[0] };

/* What a file is asked from: none of them offers one for the barred contact, or a box for them. */
static const char *const offers[] = {
    "/learners/:learner/plan",
    "/learners/:learner/reviews/:review",
    "/learners/:learner/two-year-check",
    "/learners/:learner/notice",
    "/learners/:learner/notices/:notice",
};

static bool is_file(const Answer *answer)
{
    const char *type = answer_header(answer, "Content-Type");
    return answer->status == 200 && type != NULL && !text_starts(type, "text/html") &&
           !text_starts(type, "text/plain");
}

static bool is_tried(const char *path)
{
    for (size_t i = 0; i < MADE; i++)
        if (text_equal(made[i].path, path))
            return true;
    return false;
}

/* A new one is not forgotten: whatever answers with a file has its rows. */
static void every_file_is_tried(void)
{
    size_t files = 0;
    for (size_t i = 0; i < route_count; i++) {
        const char *path = test_path(&site, routes[i].path, site.own);
        bool file = false;
        for (Who who = 0; who < NOBODY && routes[i].method == GET && !file; who++) {
            Answer answer = test_get(&site, who, path);
            file = is_file(&answer);
        }
        files += file ? 1 : 0;
        if (file && !is_tried(routes[i].path))
            fail_msg("%s makes a file, and was not tried", routes[i].path);
    }
    assert_true(files >= 9);
}

static void no_file_is_for_them(void)
{
    for (size_t i = 0; i < MADE; i++) {
        const Made *each = &made[i];
        const char *path = test_text(&site, "%s%s", each->path, each->query);
        Answer answer = opened(each->who, path);
        bool well = each->status == 0 ? !is_file(&answer) && answer.status != 200
                                      : answer.status == each->status;
        if (!well)
            fail_msg("%s gives %d", path, answer.status);
        bool tells = each->who != HEAD; /* the trail names who did something */
        if (tells && answer_says(&answer, "Ewa Nowak") && is_file(&answer))
            fail_msg("%s names the barred contact", path);
    }
    for (size_t i = 0; i < sizeof offers / sizeof offers[0]; i++) {
        Answer answer = opened(SENCO, offers[i]);
        assert_int_equal(answer.status, 200);
        if (answer_says(&answer, filled("to={contact}")) ||
            answer_says(&answer, filled("value=\"{contact}\"")) ||
            answer_says(&answer, filled(test_path(&site, "/notices/:notice/paper", site.own))))
            fail_msg("%s offers it to the barred contact", offers[i]);
    }
}

#define THEIR_LINK " where learner_id = %lld and contact_id = %lld"

static void mend_link(const char *column, const char *value)
{
    test_store_run(&site.store,
                   test_text(&site, "update learner_contact set %s = %s" THEIR_LINK, column, value,
                             (long long)site.own.n, (long long)site.parent.n));
}

static void nothing_is_made_for_the_barred(void **state)
{
    (void)state;
    const char *letter = "/learners/:learner/notices/:notice/paper";
    long long learner = (long long)site.own.n;
    test_store_run(&site.store,
                   test_text(&site,
                             "update plan set shared_on = '2026-01-01' where learner_id = %lld;"
                             "update review set copy_given_on = '2026-01-01'"
                             " where learner_id = %lld",
                             learner, learner));
    test_store_run(&site.store,
                   test_text(&site,
                             "insert into two_year_check (school_id, id, learner_id, held_on,"
                             " language, physical, feelings, strengths, sen_concern,"
                             " health_consent, written_by, version) values (%lld, 6161, %lld,"
                             " '2026-01-01', 'a', 'b', 'c', 'd', false, 'no', %lld, 1)",
                             (long long)site.school.n, learner, (long long)site.staff[SENCO].n));
    assert_int_equal(posted(SENCO, "/learners/:learner/notices", ""), 303);
    assert_int_equal(test_number(&site, filled("select count(*) from parent_notice where"
                                               " contact_id = {contact}")),
                     1);
    every_file_is_tried();
    assert_int_equal(opened(SENCO, letter).status, 200);
    assert_int_equal(posted(OFFICE, "/learners/:learner/orders",
                            "kind=prohibited_steps&made_on={today}&seen_on={today}"
                            "&seen_by={senco}&about.{contact}.says=no_information"),
                     303);
    no_file_is_for_them();
    assert_int_equal(posted(OFFICE, "/learners/:learner/orders/:order/end",
                            "ended_on={today}&evidence=Discharged&seen_by={senco}"),
                     303);
    assert_int_equal(opened(SENCO, letter).status, 200);
    /* nor a second copy for who is no contact any more, whatever they had before */
    mend_link("ends_on",
              test_text(&site, "'%s'",
                        date_iso(site.kept, date_add_days(moment_london_date(clock_now()), -1))));
    assert_int_equal(opened(SENCO, letter).status, 403);
    mend_link("ends_on", "null");
    assert_int_equal(opened(SENCO, letter).status, 200);
}

/* ---- Each refusal leaves everything as it was -------------------------------------------------
 */

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
        SITE_TEST(an_order_closes_every_way),    SITE_TEST(nothing_is_made_for_the_barred),
        SITE_TEST(what_an_order_must_say),       SITE_TEST(a_young_person_is_asked),
        SITE_TEST(contacts_come_and_go_at_once), SITE_TEST(the_bar_tells_no_level_to_the_office),
    };
    return RUN_ON_BOTH(tests);
}

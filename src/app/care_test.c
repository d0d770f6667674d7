/* What few may see, asked as every role: words put into each protected field are found on nobody
 * else's page; what lasts until a day is out on the day after. */
#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

#include "app/test_site.h"
#include "learner/learner.h"
#include "staff/staff.h"

static const char *care_of(LearnerId learner, const char *rest)
{
    return test_text(&site, "/learners/%lld/care%s", (long long)learner.n, rest);
}

static const char *today_and(int days)
{
    return date_iso(site.kept, date_add_days(moment_london_date(clock_now()), days));
}

static int send(Who who, LearnerId learner, const char *rest, const char *body)
{
    return test_post(&site, who, care_of(learner, rest), body).status;
}

static int share_with(Who who, LearnerId learner, const char *more)
{
    const char *body =
        test_text(&site,
                  "professional=%lld&purpose=Purposeword&agreed_by=Mrs+Nowak&agreed_on=%s&"
                  "starts_on=%s&ends_on=%s%s",
                  (long long)site.staff[who].n, today_and(-1), today_and(0), today_and(5), more);
    return send(SENCO, learner, "/cases", body);
}

static void share(LearnerId learner, const char *more)
{
    assert_int_equal(share_with(PROFESSIONAL, learner, more), 303);
}

static int clean(void **state)
{
    static const char *const tables[] = {"safeguarding_flag",
                                         "staff_note",
                                         "learner_professional",
                                         "professional_report",
                                         "access_arrangement",
                                         "permission_choice",
                                         "kept_text"};
    for (size_t i = 0; i < sizeof tables / sizeof tables[0]; i++)
        test_store_run(&site.store, arena_print(site.store.arena, "delete from %s", tables[i]));
    test_store_run(&site.store, "delete from class_staff where part = 'cover'");
    return test_site_each(state);
}

/* ---- Fields ------------------------------------------------------------------------------------
 */

/* SENCO, assistant SENCO, head, teacher, cover, assistant, office, exams, ICT, governor,
 * professional, officer: x who finds the word on the page of a learner who is the teacher's and the
 * assistant's own. */
static const struct {
    const char *word, *seen_by;
} words[] = {
    {"Noteword", "xxxx.x......"},
    {"Summaryword", "xxx........."},
    {"Cabinetword", "xxx........."},
    {"Adviceword", "xxxx.x......"},
    {"Arrangeword", "xxxx.x......"},
    {"Purposeword", "xxx........."},
    {"Speak to the safeguarding lead", "xxxx........"},
};

static void fill(LearnerId learner)
{
    assert_int_equal(send(SENCO, learner, "/notes", "note=Noteword"), 303);
    assert_int_equal(send(SENCO, learner, "/reports",
                          test_text(&site,
                                    "author=Dr+Lund&received_on=%s&summary=Summaryword&"
                                    "recommendations=Adviceword&kept_at=Cabinetword",
                                    today_and(0))),
                     303);
    assert_int_equal(send(SENCO, learner, "/arrangements",
                          test_text(&site, "what=Arrangeword&usual_since=%s&evidence=Evidenceword",
                                    today_and(-100))),
                     303);
    assert_int_equal(send(HEAD, learner, "/flag", NULL), 303);
    share(learner, "");
}

static void each_field_is_seen_by_those_who_may(void **state)
{
    (void)state;
    fill(site.own);
    for (Who who = 0; who < STAFF_COUNT; who++) {
        Answer page = test_get(&site, who, care_of(site.own, ""));
        for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
            if (answer_says(&page, words[i].word) != (words[i].seen_by[who] == 'x'))
                fail_msg("%s, asked by %d", words[i].word, (int)who);
    }
}

/* Pages that lie beside the protected one, and papers. */
static void no_other_page_or_paper_holds_a_protected_word(void **state)
{
    (void)state;
    static const char *const pages[] = {
        "/learners/:learner",
        "/learners/:learner/plan",
        "/learners/:learner/history",
        "/learners/:learner/profile",
        "/learners/:learner/review",
        "/learners/:learner/assessment",
        "/learners/:learner/looks",
        "/learners/:learner/concerns",
        "/register",
        "/numbers",
        "/today",
    };
    fill(site.own);
    for (size_t p = 0; p < sizeof pages / sizeof pages[0]; p++)
        for (Who who = 0; who < STAFF_COUNT; who++) {
            Answer page = test_get(&site, who, test_path(&site, pages[p], site.own));
            for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
                if (answer_says(&page, words[i].word))
                    fail_msg("%s on %s, asked by %d", words[i].word, pages[p], (int)who);
        }
}

static void a_choice_of_the_school_opens_and_closes_a_field(void **state)
{
    (void)state;
    fill(site.own);
    const char *path = "/school/permissions";
    const char *open =
        test_text(&site, "role=teacher&permission=%d&reach=own&reason=x", (int)MAY_SEE_REPORTS + 1);
    const char *shut = test_text(&site, "role=teacher&permission=%d&reach=none&reason=x",
                                 (int)MAY_SEE_STAFF_NOTES + 1);
    assert_int_equal(test_post(&site, HEAD, path, open).status, 303);
    assert_int_equal(test_post(&site, HEAD, path, shut).status, 303);
    Answer page = test_get(&site, TEACHER, care_of(site.own, ""));
    assert_true(answer_says(&page, "Summaryword"));
    assert_false(answer_says(&page, "Noteword"));
}

static void the_flag_is_taken_away_again(void **state)
{
    (void)state;
    assert_int_equal(send(TEACHER, site.own, "/flag", NULL), 403);
    assert_int_equal(send(SENCO, site.own, "/flag", NULL), 303);
    Answer page = test_get(&site, TEACHER, care_of(site.own, ""));
    assert_true(answer_says(&page, "Speak to the safeguarding lead"));
    assert_false(answer_says(&page, "Mrs Vaz, "));
    assert_int_equal(send(HEAD, site.own, "/flag", NULL), 303);
    page = test_get(&site, TEACHER, care_of(site.own, ""));
    assert_false(answer_says(&page, "Speak to the safeguarding lead"));
}

/* ---- Costs -------------------------------------------------------------------------------------
 */

static Answer save_plan(Who who, const char *rest)
{
    const char *path = test_path(&site, "/learners/:learner/plan", site.own);
    long long row = test_number(&site, "select v.id from provision v join plan p on p.id ="
                                       " v.plan_id where p.state = 'draft'");
    Answer page = test_get(&site, who, path);
    const char *version =
        answer_hidden(&site, &page, test_text(&site, "action=\"%s\"", path), "version");
    return test_post(&site, who, path,
                     test_text(&site,
                               "version=%s&provisions.%lld.title=Reading&"
                               "provisions.%lld.group_size=1&provisions.%lld.starts_on=%s&"
                               "provisions.%lld.ends_on=%s&provisions.%lld.planned_cost=%s",
                               version, row, row, row, today_and(0), row, today_and(30), row,
                               rest));
}

static int64_t cost_kept(void)
{
    return test_number(&site, "select coalesce(planned_cost, -1) from provision where plan_id ="
                              " (select id from plan where state = 'draft')");
}

static void a_cost_is_written_by_those_who_see_it_and_kept_by_others(void **state)
{
    (void)state;
    static const struct {
        Who who;
        const char *typed;
        int status;
        int64_t kept;
    } cases[] = {
        {TEACHER, "77", 303, -1},          {SENCO, "%C2%A31,200", 303, 120000},
        {TEACHER, "77", 303, 120000},      {TEACHER, "", 303, 120000},
        {TEACHER, "much", 303, 120000},    {SENCO, "about+90", 422, 120000},
        {SENCO, "-1", 422, 120000},        {SENCO, "100000.01", 422, 120000},
        {ASSISTANT_SENCO, "0.05", 303, 5}, {SENCO, "", 303, -1},
    };
    const char *reopen = test_path(&site, "/learners/:learner/plan/reopen", site.own);
    const char *path = test_path(&site, "/learners/:learner/plan", site.own);
    assert_int_equal(test_post(&site, SENCO, reopen, NULL).status, 303);
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        Answer answer = save_plan(cases[i].who, cases[i].typed);
        if (answer.status != cases[i].status || cost_kept() != cases[i].kept)
            fail_msg("case %zu: %d, %lld", i, answer.status, (long long)cost_kept());
        if (i == 5) {
            assert_true(answer_says(&answer, "about 90"));
            assert_true(answer_says(&answer, "Enter the cost in pounds"));
        }
    }
    Answer seen = test_get(&site, SENCO, path), unseen = test_get(&site, TEACHER, path);
    assert_true(answer_says(&seen, "Planned cost"));
    assert_false(answer_says(&unseen, "Planned cost"));
}

/* ---- What is typed and not saved yet -----------------------------------------------------------
 */

static bool plan_says(Who who, const char *part)
{
    Answer page = test_get(&site, who, test_path(&site, "/learners/:learner/plan", site.own));
    assert_int_equal(page.status, 200);
    return answer_says(&page, part);
}

static int keep(Who who, const char *body)
{
    return test_post(&site, who, test_path(&site, "/learners/:learner/plan/kept", site.own), body)
        .status;
}

/* A change of the plan is begun anew, with a form of this key. */
static void begin_change(const char *key)
{
    Ask ask = {SENCO, HTTP_POST, test_path(&site, "/learners/:learner/plan/reopen", site.own),
               .key = key};
    test_post(&site, SENCO, test_path(&site, "/learners/:learner/plan/discard", site.own), NULL);
    assert_int_equal(test_ask(&site, &ask).status, 303);
}

static int64_t times_told(void)
{
    return test_number(&site, "select count(*) from audit where action like 'POST %/plan/kept'");
}

static void what_is_typed_is_kept_for_its_writer_alone_until_it_is_saved(void **state)
{
    (void)state;
    int64_t told = times_told();
    begin_change(NULL);
    assert_false(plan_says(SENCO, "not saved yet"));
    assert_int_equal(keep(SENCO, "home_support=Half"), 204);
    assert_int_equal(keep(SENCO, "home_support=Halfword+%26+more&review_on=1+Ja"), 204);
    assert_int_equal(times_told(), told + 1);
    assert_true(plan_says(SENCO, "not saved yet"));
    assert_true(plan_says(SENCO, "Halfword &amp; more"));
    assert_true(plan_says(SENCO, "1 Ja"));
    assert_false(plan_says(TEACHER, "Halfword"));
    assert_false(plan_says(HEAD, "Halfword"));
    assert_int_equal(keep(SENCO, "drop=yes"), 303);
    assert_false(plan_says(SENCO, "Halfword"));
    assert_int_equal(keep(SENCO, "home_support=Halfword"), 204);
    assert_int_equal(save_plan(SENCO, "5").status, 303);
    assert_false(plan_says(SENCO, "not saved yet"));
    assert_false(plan_says(SENCO, "Halfword"));
    assert_int_equal(times_told(), told + 2); /* leaving it out is told each time */
}

static void what_comes_after_its_form_was_saved_is_not_kept(void **state)
{
    (void)state;
    begin_change("form-of-this-page");
    assert_int_equal(keep(SENCO, "home_support=Lateword&form_key=form-of-this-page"), 204);
    assert_false(plan_says(SENCO, "Lateword"));
    assert_int_equal(keep(TEACHER, "home_support=Lateword&form_key=form-of-this-page"), 204);
    assert_true(plan_says(TEACHER, "Lateword")); /* the key was another's */
}

/* ---- Cases -------------------------------------------------------------------------------------
 */

static const char *case_of(LearnerId learner)
{
    return test_text(&site, "/cases/%lld", (long long)learner.n);
}

static int case_status(LearnerId learner)
{
    return test_get(&site, PROFESSIONAL, case_of(learner)).status;
}

static void a_professional_sees_one_case_while_it_lasts(void **state)
{
    (void)state;
    assert_int_equal(case_status(site.own), 404);
    share(site.own, "&shares_plan=1");
    Answer page = test_get(&site, PROFESSIONAL, case_of(site.own));
    assert_int_equal(page.status, 200);
    assert_true(answer_says(&page, "Zofia") && answer_says(&page, "Paired reading"));
    assert_false(answer_says(&page, "Needs help to decode"));
    assert_int_equal(case_status(site.other), 404);
    assert_int_equal(test_get(&site, PROFESSIONAL, "/register").status, 403);
    assert_int_equal(
        test_get(&site, PROFESSIONAL, test_path(&site, "/learners/:learner", site.own)).status,
        403);
    test_store_run(&site.store, "update learner_professional set starts_on = '2026-01-01', "
                                "ends_on = '2026-01-02'");
    assert_int_equal(case_status(site.own), 404);
}

static void what_is_not_shared_is_not_there(void **state)
{
    (void)state;
    share(site.own, "");
    Answer page = test_get(&site, PROFESSIONAL, case_of(site.own));
    assert_false(answer_says(&page, "Paired reading"));
    assert_false(answer_says(&page, "yellow paper"));
}

static int paper_status(Who who, LearnerId learner, const char *paper)
{
    Answer answer = test_get(&site, who, test_text(&site, "%s/%s/paper", case_of(learner), paper));
    const char *type = answer_header(&answer, "Content-Type");
    if (answer.status == 200)
        assert_string_equal(type, "application/pdf");
    return answer.status;
}

/* The papers of what is shared, and of nothing else; whoever the address says they are for. */
static void shared_papers_open_with_the_case(void **state)
{
    (void)state;
    static const char *const which[] = {"plan", "review"};
    for (size_t i = 0; i < 2; i++) {
        assert_int_equal(paper_status(PROFESSIONAL, site.own, which[i]), 404);
        share(site.own, "");
        assert_int_equal(paper_status(PROFESSIONAL, site.own, which[i]), 404);
        share(site.own, "&shares_plan=1");
        assert_int_equal(paper_status(PROFESSIONAL, site.own, which[i]), 200);
        assert_int_equal(paper_status(PROFESSIONAL, site.other, which[i]), 404);
        assert_int_equal(paper_status(TEACHER, site.own, which[i]), 403);
        assert_int_equal(paper_status(PARENT, site.own, which[i]), 403);
        test_store_run(&site.store, "update learner_professional set starts_on = '2026-01-01', "
                                    "ends_on = '2026-01-02'");
        assert_int_equal(paper_status(PROFESSIONAL, site.own, which[i]), 404);
        test_store_run(&site.store, "delete from learner_professional");
    }
}

static void an_ended_visit_is_out_at_once(void **state)
{
    (void)state;
    share(site.own, "&shares_plan=1");
    assert_int_equal(case_status(site.own), 200);
    const char *end = test_path(&site, "/learners/:learner/care/cases/:case/end", site.own);
    assert_int_equal(test_post(&site, TEACHER, end, NULL).status, 403);
    assert_int_equal(test_post(&site, SENCO, end, NULL).status, 303);
    assert_int_equal(case_status(site.own), 404);
    assert_int_equal(test_post(&site, SENCO, end, NULL).status, 404);
    const char *report = test_text(&site, "%s/reports", case_of(site.own));
    assert_int_equal(test_post(&site, PROFESSIONAL, report, "summary=Late").status, 404);
}

static void they_read_their_own_report_and_nobody_elses(void **state)
{
    (void)state;
    fill(site.own);
    const char *report = test_text(&site, "%s/reports", case_of(site.own));
    assert_int_equal(
        test_post(&site, PROFESSIONAL, report, "summary=Ownword&recommendations=Ownadvice").status,
        303);
    Answer page = test_get(&site, PROFESSIONAL, case_of(site.own));
    assert_true(answer_says(&page, "Ownword"));
    assert_false(answer_says(&page, "Summaryword"));
    page = test_get(&site, TEACHER, care_of(site.own, ""));
    assert_true(answer_says(&page, "Ownadvice"));
    assert_false(answer_says(&page, "Ownword"));
}

/* The local authority's officer: what is ticked and no more, and nothing written. */
static void an_officer_reads_what_is_shared_and_writes_nothing(void **state)
{
    (void)state;
    static const char *const all = "&shares_plan=1&shares_reports=1&shares_costs=1";
    static const struct {
        const char *more;
        bool reports, costs;
    } shares[] = {{"&shares_plan=1", false, false},
                  {"&shares_reports=1", true, false},
                  {"&shares_costs=1", false, false}, /* costs stand in the plan */
                  {"&shares_plan=1&shares_costs=1", false, true},
                  {"&shares_plan=1&shares_reports=1&shares_costs=1", true, true}};
    fill(site.own);
    test_store_run(&site.store, "update provision set planned_cost = 987654");
    assert_int_equal(test_get(&site, OFFICER, case_of(site.own)).status, 404);
    assert_int_equal(share_with(PROFESSIONAL, site.own, all), 422);
    for (size_t i = 0; i < sizeof shares / sizeof shares[0]; i++) {
        test_store_run(&site.store, "delete from learner_professional");
        assert_int_equal(share_with(OFFICER, site.own, shares[i].more), 303);
        Answer page = test_get(&site, OFFICER, case_of(site.own));
        assert_int_equal(page.status, 200);
        assert_int_equal(answer_says(&page, "Summaryword"), shares[i].reports);
        assert_int_equal(answer_says(&page, "9,876.54"), shares[i].costs);
        assert_false(answer_says(&page, "Noteword") || answer_says(&page, "<textarea"));
    }
    assert_int_equal(test_get(&site, PROFESSIONAL, case_of(site.own)).status, 404);
    const char *report = test_text(&site, "%s/reports", case_of(site.own));
    assert_int_equal(test_post(&site, OFFICER, report, "summary=No").status, 403);
    assert_int_equal(test_get(&site, OFFICER, "/today").status, 200);
    test_store_run(&site.store, "update provision set planned_cost = null");
}

static void a_case_needs_somebodys_agreement_first(void **state)
{
    (void)state;
    const char *start =
        test_text(&site, "professional=%lld&purpose=x&starts_on=%s&ends_on=%s",
                  (long long)site.staff[PROFESSIONAL].n, today_and(0), today_and(3));
    const char *const wrong[] = {
        start,
        test_text(&site, "%s&agreed_by=Mrs+Nowak", start),
        test_text(&site, "%s&agreed_by=Mrs+Nowak&agreed_on=%s", start, today_and(1)),
        test_text(&site,
                  "professional=%lld&purpose=x&starts_on=%s&ends_on=%s&agreed_by=x&"
                  "agreed_on=%s",
                  (long long)site.staff[TEACHER].n, today_and(0), today_and(3), today_and(-1)),
        test_text(&site,
                  "professional=%lld&purpose=x&starts_on=%s&ends_on=%s&agreed_by=x&"
                  "agreed_on=%s",
                  (long long)site.staff[PROFESSIONAL].n, today_and(3), today_and(0), today_and(-1)),
    };
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++)
        if (send(SENCO, site.own, "/cases", wrong[i]) != 422)
            fail_msg("case %zu was shared", i);
}

/* ---- Lists -------------------------------------------------------------------------------------
 */

static void the_exams_officer_sees_arrangements_and_no_record(void **state)
{
    (void)state;
    fill(site.own);
    Answer page = test_get(&site, EXAMS, "/arrangements");
    assert_int_equal(page.status, 200);
    assert_true(answer_says(&page, "Arrangeword") && answer_says(&page, "Zofia"));
    assert_false(answer_says(&page, "Noteword") || answer_says(&page, "Adviceword"));
    page = test_get(&site, TEACHER, "/arrangements");
    assert_true(answer_says(&page, "Arrangeword"));
    const char *end =
        test_path(&site, "/learners/:learner/care/arrangements/:arrangement/end", site.own);
    assert_int_equal(test_post(&site, EXAMS, end, NULL).status, 403);
    assert_int_equal(test_post(&site, SENCO, end, NULL).status, 303);
    page = test_get(&site, EXAMS, "/arrangements");
    assert_false(answer_says(&page, "Arrangeword"));
}

static void ict_sees_nobodys_name(void **state)
{
    (void)state;
    static const char *const pages[] = {"/today",        "/me",      "/help",
                                        "/register",     "/classes", "/numbers",
                                        "/arrangements", "/cases",   "/trail"};
    fill(site.own);
    for (size_t i = 0; i < sizeof pages / sizeof pages[0]; i++) {
        Answer page = test_get(&site, ICT, pages[i]);
        assert_false(answer_says(&page, "Nowak") || answer_says(&page, "Zofia"));
    }
}

static void governors_see_numbers_and_no_name(void **state)
{
    (void)state;
    static const char *const names[] = {"Nowak", "Zofia", "Hanna", "Petra", "Gita"};
    Answer page = test_get(&site, GOVERNOR, "/numbers");
    assert_int_equal(page.status, 200);
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        assert_false(answer_says(&page, names[i]));
    assert_true(answer_says(&page, "withheld"));
    assert_false(answer_says(&page, "<td class=\"number\">4</td>"));
}

/* ---- A class on one page -----------------------------------------------------------------------
 */

static const char *class_of(LearnerId learner)
{
    return test_text(&site, "/classes/%lld/summary",
                     (long long)test_number(
                         &site, test_text(&site, "select class_id from learner where id = %lld",
                                          (long long)learner.n)));
}

static Error *cover(Db *db, void *context)
{
    const int *until = context;
    Date today = moment_london_date(clock_now());
    ClassId class = {
        test_number(&site, test_text(&site, "select class_id from learner where id = %lld",
                                     (long long)site.other.n))};
    return class_add_cover(db, site.school, class, site.staff[COVER], date_add_days(today, -2),
                           date_add_days(today, *until));
}

static void whoever_covers_a_class_sees_how_to_help_it_until_the_last_day(void **state)
{
    (void)state;
    int today = 0, yesterday = -1;
    fill(site.other);
    assert_int_equal(test_get(&site, COVER, class_of(site.other)).status, 404);
    test_write(&site, cover, &today);
    Answer page = test_get(&site, COVER, class_of(site.other));
    assert_int_equal(page.status, 200);
    assert_true(answer_says(&page, "Hanna") && answer_says(&page, "yellow paper"));
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
        assert_false(answer_says(&page, words[i].word));
    assert_int_equal(
        test_get(&site, COVER, test_path(&site, "/learners/:learner", site.other)).status, 403);
    assert_int_equal(test_get(&site, COVER, class_of(site.own)).status, 404);
    test_store_run(&site.store, "delete from class_staff where part = 'cover'");
    test_write(&site, cover, &yesterday);
    assert_int_equal(test_get(&site, COVER, class_of(site.other)).status, 404);
}

/* A teacher who covers another class has its page, and none of its records. */
static void cover_opens_no_record_to_anybody(void **state)
{
    (void)state;
    int today = 0;
    test_write(&site, cover, &today);
    test_store_run(&site.store,
                   test_text(&site, "update class_staff set staff_id = %lld where part = 'cover'",
                             (long long)site.staff[TEACHER].n));
    assert_int_equal(test_get(&site, TEACHER, class_of(site.other)).status, 200);
    assert_int_equal(
        test_get(&site, TEACHER, test_path(&site, "/learners/:learner", site.other)).status, 404);
    assert_int_equal(test_get(&site, TEACHER, class_of(site.own)).status, 200);
    assert_int_equal(test_get(&site, ASSISTANT, class_of(site.other)).status, 404);
}

#define CARE_TEST(name) cmocka_unit_test_setup(name, clean)

int main(void)
{
    const struct CMUnitTest tests[] = {
        CARE_TEST(each_field_is_seen_by_those_who_may),
        CARE_TEST(no_other_page_or_paper_holds_a_protected_word),
        CARE_TEST(a_choice_of_the_school_opens_and_closes_a_field),
        CARE_TEST(the_flag_is_taken_away_again),
        CARE_TEST(a_cost_is_written_by_those_who_see_it_and_kept_by_others),
        CARE_TEST(what_is_typed_is_kept_for_its_writer_alone_until_it_is_saved),
        CARE_TEST(what_comes_after_its_form_was_saved_is_not_kept),
        CARE_TEST(a_professional_sees_one_case_while_it_lasts),
        CARE_TEST(what_is_not_shared_is_not_there),
        CARE_TEST(shared_papers_open_with_the_case),
        CARE_TEST(an_ended_visit_is_out_at_once),
        CARE_TEST(they_read_their_own_report_and_nobody_elses),
        CARE_TEST(an_officer_reads_what_is_shared_and_writes_nothing),
        CARE_TEST(a_case_needs_somebodys_agreement_first),
        CARE_TEST(the_exams_officer_sees_arrangements_and_no_record),
        CARE_TEST(ict_sees_nobodys_name),
        CARE_TEST(governors_see_numbers_and_no_name),
        CARE_TEST(whoever_covers_a_class_sees_how_to_help_it_until_the_last_day),
        CARE_TEST(cover_opens_no_record_to_anybody),
    };
    return RUN_ON_BOTH(tests);
}

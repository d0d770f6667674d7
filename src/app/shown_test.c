/* What pages show of the record, where more than one folder has a part in it. */
#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

#include "app/test_site.h"
#include "do/provision.h"

#define MISSING "missing_reason=Nobody+could+come"

/* ---- Today ------------------------------------------------------------------------------------
 */

/* The row of a table that has both texts, up to its end; NULL: none. */
static const char *row_with(const Answer *answer, const char *name, const char *what)
{
    for (const char *row = answer->body; (row = strstr(row, "<tr>")) != NULL; row++) {
        const char *end = strstr(row, "</tr>");
        const char *text = arena_copy_length(site.kept, row, (size_t)(end - row));
        if (strstr(text, name) != NULL && strstr(text, what) != NULL)
            return text;
    }
    return NULL;
}

/* Zofia has a plan that names Mr Hughes, Maja has none. */
static void today_says_who_answers_for_each_duty(void **state)
{
    static const struct {
        const char *name, *what, *with;
    } cases[] = {
        {"Zofia Nowak", "Parents not told", "SENCO"},
        {"Zofia Nowak", "Concern unanswered", "SENCO"},
        {"Zofia Nowak", "Review record not given", "Mr Hughes"},
        {"Zofia Nowak", "Plan not shared", "Mr Hughes"},
        {"Maja Nowak", "Parents not told", "SENCO"},
    };
    (void)state;
    test_store_run(&site.store, "delete from parent_notice_step;delete from parent_notice");
    const char *decision = test_fill(
        &site,
        "level=sen_support&decided_on={today}&starts_on={today}&area=cognition&"
        "need_1=SPLD&evidence=Her+books&outcomes_sought=To+read&" MISSING "&version={version}",
        site.former, "1");
    const char *path = test_path(&site, "/learners/:learner/decision", site.former);
    assert_int_equal(test_post(&site, SENCO, path, decision).status, 303);
    Answer answer = test_get(&site, SENCO, "/today");
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        const char *row = row_with(&answer, cases[i].name, cases[i].what);
        const char *cell = test_text(&site, ">%s</td>", cases[i].with);
        if (row == NULL || strstr(row, cell) == NULL)
            fail_msg("%s, %s: %s", cases[i].name, cases[i].what, row == NULL ? "no row" : row);
    }
}

static const char *version_of(LearnerId learner)
{
    const char *sql =
        test_text(&site, "select version from learner where id = %lld", (long long)learner.n);
    return test_text(&site, "%lld", (long long)test_number(&site, sql));
}

/* ---- A decision that was corrected -------------------------------------------------------------
 */

static void a_corrected_decision_shows_what_it_said(void **state)
{
    (void)state;
    static const char *const pages[] = {"/decision", "/history", ""};
    const char *path = test_path(&site, "/learners/:learner", site.helped);
    const char *decision = test_fill(
        &site,
        "level=sen_support&decided_on={today}&starts_on={today}&area=cognition&need_1=SPLD&"
        "evidence=Her+maths+books&outcomes_sought=To+count&" MISSING "&version={version}",
        site.helped, version_of(site.helped));
    assert_int_equal(
        test_post(&site, SENCO, test_text(&site, "%s/decision", path), decision).status, 303);
    for (size_t i = 0; i < sizeof pages / sizeof pages[0]; i++) {
        Answer answer = test_get(&site, SENCO, test_text(&site, "%s%s", path, pages[i]));
        const char *says =
            *pages[i] == '\0' ? "A decision was corrected" : "Her books since September.";
        if (!answer_says(&answer, says))
            fail_msg("%s does not say: %s", pages[i], says);
    }
}

/* ---- What a decision rests on -----------------------------------------------------------------
 */

static Answer rest_on(const char *ticks)
{
    const char *body =
        test_fill(&site,
                  test_text(&site,
                            "level=sen_support&decided_on={today}&starts_on={today}&area=cognition&"
                            "need_1=SPLD&evidence=Her+books&outcomes_sought=To+read&" MISSING
                            "&version={version}%s",
                            ticks),
                  site.own, version_of(site.own));
    return test_post(&site, SENCO, test_path(&site, "/learners/:learner/decision", site.own), body);
}

static int64_t standing(void)
{
    return test_number(&site, test_text(&site,
                                        "select count(*) from sen_evidence where learner_id = %lld"
                                        " and ended_on is null",
                                        (long long)site.own.n));
}

static void a_decision_keeps_what_it_rests_on_as_it_stood(void **state)
{
    (void)state;
    int64_t concern =
        test_number(&site, test_text(&site, "select min(id) from concern where learner_id = %lld",
                                     (long long)site.own.n));
    const char *history = test_path(&site, "/learners/:learner/history", site.own);
    const char *form = test_path(&site, "/learners/:learner/decision", site.own);
    const char *tick = test_text(&site, "value=\"concern-%lld\"", (long long)concern);
    Answer offered = test_get(&site, SENCO, form);
    assert_true(answer_says(&offered, tick));
    /* what is not there, or not about this learner, is not kept */
    assert_int_equal(
        rest_on(test_text(&site, "&rests_on=concern-%lld&rests_on=report-4242&rests_on=x",
                          (long long)concern))
            .status,
        303);
    assert_int_equal(standing(), 1);
    test_store_run(&site.store, test_text(&site,
                                          "update concern set translation = 'Said otherwise' where"
                                          " id = %lld",
                                          (long long)concern));
    Answer shown = test_get(&site, SENCO, history);
    assert_true(answer_says(&shown, "What it rests on"));
    assert_true(answer_says(&shown, "as it stood on"));
    assert_false(answer_says(&shown, "Said otherwise"));
    offered = test_get(&site, SENCO, form);
    assert_true(answer_says(&offered, test_text(&site, "%s checked", tick)));
    assert_int_equal(rest_on("").status, 303);
    assert_int_equal(standing(), 0);
    shown = test_get(&site, SENCO, history);
    assert_false(answer_says(&shown, "What it rests on"));
    assert_int_equal(test_number(&site, "select count(*) from sen_evidence"), 1);
    test_store_run(&site.store, "update concern set translation = null");
    test_store_run(&site.store, "delete from sen_evidence");
}

/* Of every stage, and to whom may read it. */
static void what_later_stages_know_is_offered_too(void **state)
{
    (void)state;
    const char *form = test_path(&site, "/learners/:learner/decision", site.own);
    long long learner = site.own.n, school = site.school.n;
    int64_t measure = test_number(&site, "select min(measure_id) from score");
    test_store_run(&site.store,
                   test_text(&site,
                             "insert into score (school_id, id, learner_id, measure_id, taken_on,"
                             " value, source, baseline, entered_by, entered_on, version) select"
                             " school_id, 4712, %lld, measure_id, '2026-01-01', 90, source,"
                             " baseline, entered_by, entered_on, 1 from score where learner_id ="
                             " %lld limit 1",
                             learner, learner));
    const char *progress = test_text(&site, "value=\"progress-%lld\"", (long long)measure);
    test_store_run(
        &site.store,
        test_text(
            &site,
            "insert into professional_report (school_id, id, learner_id, author, received_on,"
            " summary, recommendations, kept_at, filed_by) select %lld, 4711, %lld, 'Dr Lund',"
            " '2026-01-01', 'A summary', 'Short words', '', id from staff where id = %lld",
            school, learner, (long long)site.staff[SENCO].n));
    Answer offered = test_get(&site, SENCO, form);
    assert_true(answer_says(&offered, progress));
    assert_true(answer_says(&offered, "value=\"report-4711\""));
    assert_int_equal(rest_on(test_text(&site, "&rests_on=report-4711&rests_on=progress-%lld",
                                       (long long)measure))
                         .status,
                     303);
    assert_int_equal(standing(), 2);
    test_store_run(&site.store, "delete from sen_evidence");
    test_store_run(&site.store, "delete from professional_report where id = 4711");
    test_store_run(&site.store, "delete from score where id = 4712");
}

static Answer decide(const char *rest)
{
    const char *path = test_path(&site, "/learners/:learner/decision", site.former);
    const char *body =
        test_fill(&site,
                  test_text(&site,
                            "level=sen_support&starts_on={today}&area=cognition&evidence=Her+books&"
                            "outcomes_sought=To+read&version={version}&%s",
                            rest),
                  site.former, version_of(site.former));
    return test_post(&site, SENCO, path, body);
}

static void what_a_decision_lacks_is_asked_and_kept(void **state)
{
    static const struct {
        const char *rest, *says;
    } refused[] = {
        {"decided_on={today}&need_1=SPLD&need_2=SPLD",
         "#field-need_2\">This need is entered twice"},
        {"decided_on={today}&need_1=SPLD", "#field-missing_reason\">Name the class or subject"},
        {"decided_on={today}&need_1=SPLD", "#field-missing_reason\">Enter the family’s"},
        {"decided_on={today}&family_view=Yes", "#field-missing_reason\">Choose the main need"},
        /* a fault of shape and the rules' at once, and no day is asked for that was given */
        {"decided_on=31/2/2026&need_1=SPLD", "#field-decided_on\">"},
        {"decided_on=31/2/2026&need_1=SPLD", "#field-missing_reason\">Name the class or subject"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof refused / sizeof refused[0]; i++) {
        Answer answer = decide(refused[i].rest);
        assert_int_equal(answer.status, 422);
        if (!answer_says(&answer, refused[i].says))
            fail_msg("%s: not said: %s", refused[i].rest, refused[i].says);
        assert_false(answer_says(&answer, "Enter the day of the decision"));
    }
    Answer answer = decide("decided_on={today}&need_1=SPLD&missing_reason=The+post+is+vacant");
    assert_int_equal(answer.status, 303);
    static const char *const pages[] = {"decision", "notice", "history"};
    for (size_t i = 0; i < sizeof pages / sizeof pages[0]; i++) {
        const char *path = test_text(&site, "/learners/:learner/%s", pages[i]);
        answer = test_get(&site, SENCO, test_path(&site, path, site.former));
        if (!answer_says(&answer, "The post is vacant"))
            fail_msg("%s does not say it", pages[i]);
    }
    assert_int_equal(decide("decided_on={today}&need_1=SPLD&" MISSING).status, 303);
    answer = test_get(&site, SENCO, test_path(&site, "/learners/:learner/history", site.former));
    assert_true(answer_says(&answer, "Why something is missing"));
    assert_true(answer_says(&answer, "The post is vacant"));
    test_store_run(&site.store, "update sen_status set missing_reason = null");
    const char *path = test_path(&site, "/learners/:learner", site.former);
    answer = test_get(&site, SENCO, test_text(&site, "%s/notice", path));
    assert_true(answer_says(&answer, test_text(&site, "%s/decision#field-missing_reason", path)));
}

static void a_decision_is_not_of_another_day_or_area(void **state)
{
    (void)state;
    static const struct {
        const char *wrong, *says;
    } cases[] = {
        {"starts_on=1/1/2090&area=cognition",
         "#field-starts_on\">The day from which this holds must be today or earlier"},
        {"starts_on={today}&area=cognition&primary_area=communication",
         "#field-primary_area\">Choose the one area to act on first, among those ticked"},
    };
    const char *path = test_path(&site, "/learners/:learner/decision", site.former);
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        const char *body = test_fill(
            &site,
            test_text(&site,
                      "level=sen_support&decided_on={today}&need_1=SPLD&evidence=Her+books&"
                      "outcomes_sought=To+read&version={version}&%s",
                      cases[i].wrong),
            site.former, version_of(site.former));
        Answer answer = test_post(&site, SENCO, path, body);
        assert_int_equal(answer.status, 422);
        if (!answer_says(&answer, cases[i].says))
            fail_msg("not said: %s", cases[i].says);
    }
}

static void a_plan_not_saved_yet_is_saved_first(void **state)
{
    (void)state;
    const char *path = test_path(&site, "/learners/:learner", site.former);
    const char *decision = test_fill(
        &site,
        "level=sen_support&decided_on={today}&starts_on={today}&area=cognition&need_1=SPLD&"
        "evidence=Her+books&outcomes_sought=To+read&" MISSING "&version={version}",
        site.former, version_of(site.former));
    assert_int_equal(
        test_post(&site, SENCO, test_text(&site, "%s/decision", path), decision).status, 303);
    test_store_run(&site.store,
                   test_text(&site, "update cycle set state = 'planning' where learner_id = %lld",
                             (long long)site.former.n));
    Answer answer = test_get(&site, SENCO, test_text(&site, "%s/plan/finish", path));
    assert_int_equal(answer.status, 303);
    const char *location = answer_header(&answer, "Location");
    assert_string_equal(location, test_text(&site, "%s/plan?said=plan_unsaved", path));
    answer = test_get(&site, SENCO, location);
    assert_true(answer_says(&answer, "Save it here first."));
}

/* ---- The overview -----------------------------------------------------------------------------
 */

enum { DAYS = 80, READ = 120 };

static Error *log_two_a_day(Db *db, void *context)
{
    Plan plan;
    Cycle cycle;
    bool found;
    const Date *today = context;
    TRY(cycle_now(db, site.kept, site.school, site.own, &cycle, &found));
    TRY(plan_in_force(db, site.kept, site.school, cycle.id, &plan, &found));
    for (int i = 0; i < 2 * DAYS; i++) {
        ProvisionSessionId id;
        ProvisionSession session = {.provision_id = plan.provisions.items[0].id,
                                    .held_on = date_add_days(*today, -(i / 2)),
                                    .delivered = true,
                                    .response = "well",
                                    .logged_by = site.staff[ASSISTANT],
                                    .logged_at = clock_now()};
        TRY(provision_log(db, site.school, site.own, &session, &id));
    }
    return NULL;
}

static size_t how_often(const Answer *answer, const char *text)
{
    size_t count = 0;
    for (const char *at = answer->body; (at = strstr(at, text)) != NULL; at += strlen(text))
        count++;
    return count;
}

static void the_overview_shows_the_newest_of_many_sessions(void **state)
{
    (void)state;
    Date today = moment_london_date(clock_now());
    test_write(&site, log_two_a_day, &today);
    Answer answer = test_get(&site, SENCO, test_path(&site, "/learners/:learner", site.own));
    assert_in_range(how_often(&answer, "<li><time datetime="), READ - 30, READ);
    assert_true(answer_says(&answer, "These are the newest."));
    assert_true(answer_says(&answer, date_iso(site.kept, today)));
    assert_false(answer_says(&answer, date_iso(site.kept, date_add_days(today, -READ / 2))));
}

/* Whoever comes back begins a cycle that has no plan yet. */
static void the_last_plan_is_at_hand_in_a_new_cycle(void **state)
{
    (void)state;
    const char *path = test_path(&site, "/learners/:learner", site.own);
    Answer page = test_get(&site, TEACHER, path);
    assert_false(answer_says(&page, "The last plan"));
    test_store_run(&site.store,
                   test_text(&site,
                             "insert into cycle (school_id, id, learner_id, number, state, "
                             "opened_on, version) values (%lld, 990001, %lld, 9, 'assessing', "
                             "'2026-11-02', 1)",
                             (long long)site.school.n, (long long)site.own.n));
    const char *last = test_text(
        &site, "/learners/%lld/plans/%lld\">Cycle 2, final ", (long long)site.own.n,
        (long long)test_number(
            &site,
            test_text(&site, "select max(id) from plan where learner_id = %lld and state = 'final'",
                      (long long)site.own.n)));
    page = test_get(&site, TEACHER, path);
    assert_true(answer_says(&page, "The last plan"));
    assert_true(answer_says(&page, last));
    test_store_run(&site.store, "delete from cycle where id = 990001");
}

/* A list may bring SEN Support, another language and no need; the form would have asked. */
static void support_for_language_alone_is_asked_about(void **state)
{
    (void)state;
    static const char question[] = "Is this more than language?";
    const char *own = test_text(&site, "where id = %lld", (long long)site.own.n);
    const char *status =
        test_text(&site, "where learner_id = %lld and ends_on is null", (long long)site.own.n);
    const char *path = test_path(&site, "/learners/:learner", site.own);
    Answer page = test_get(&site, SENCO, path);
    assert_false(answer_says(&page, question));
    test_store_run(&site.store,
                   test_text(&site, "update sen_status set language_reason = null %s", status));
    test_store_run(&site.store, test_text(&site,
                                          "update learner set primary_need = null, "
                                          "english_additional = true %s",
                                          own));
    page = test_get(&site, SENCO, path);
    assert_true(answer_says(&page, question));
    assert_true(answer_says(&page, "Answer it in the decision"));
    page = test_get(&site, ASSISTANT, path);
    assert_true(answer_says(&page, question));
    assert_false(answer_says(&page, "Answer it in the decision"));
    test_store_run(
        &site.store,
        test_text(&site, "update sen_status set language_reason = 'Also in Polish' %s", status));
    page = test_get(&site, SENCO, path);
    assert_false(answer_says(&page, question));
    test_store_run(&site.store,
                   test_text(&site, "update sen_status set language_reason = null %s", status));
    test_store_run(&site.store,
                   test_text(&site, "update learner set primary_need = 'SPLD' %s", own));
    page = test_get(&site, SENCO, path);
    assert_false(answer_says(&page, question));
    test_store_run(&site.store,
                   test_text(&site, "update learner set english_additional = null %s", own));
}

static void the_register_offers_the_years_that_learners_are_in(void **state)
{
    (void)state;
    Answer page = test_get(&site, SENCO, "/register");
    assert_false(answer_says(&page, "value=\"9\""));
    test_store_run(&site.store,
                   test_text(&site, "update learner set national_year = '9' where id = %lld",
                             (long long)site.own.n));
    page = test_get(&site, SENCO, "/register");
    assert_true(answer_says(&page, "value=\"9\""));
    assert_false(answer_says(&page, "value=\"8\""));
    test_store_run(&site.store,
                   test_text(&site, "update learner set national_year = '4' where id = %lld",
                             (long long)site.own.n));
}

static void an_import_says_why_there_is_nothing_to_apply(void **state)
{
    (void)state;
    static const char *const files[][2] = {
        {"Surname,Forename,Date of birth\nBell,Ada,nonsense\n", "Every row was refused."},
        {"Surname,Forename,Date of birth\nBell,,2018-03-04\n", "Every row was refused."},
    };
    for (size_t i = 0; i < sizeof files / sizeof files[0]; i++) {
        Answer answer = test_ask(
            &site,
            &(Ask){.who = OFFICE, .method = HTTP_POST, .path = "/imports", .upload = files[i][0]});
        assert_int_equal(answer.status, 303);
        answer = test_get(&site, OFFICE, answer_header(&answer, "Location"));
        assert_true(answer_says(&answer, files[i][1]));
        assert_false(answer_says(&answer, "here already"));
        assert_false(answer_says(&answer, "can be applied now"));
    }
}

static void who_looks_after_people_is_named(void **state)
{
    (void)state;
    Answer answer = test_get(&site, SENCO, "/school/staff");
    assert_int_equal(answer.status, 403);
    assert_true(answer_says(&answer, "The headteacher and the office look after people."));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        SITE_TEST(an_import_says_why_there_is_nothing_to_apply),
        SITE_TEST(who_looks_after_people_is_named),
        SITE_TEST(the_last_plan_is_at_hand_in_a_new_cycle),
        SITE_TEST(support_for_language_alone_is_asked_about),
        SITE_TEST(the_register_offers_the_years_that_learners_are_in),
        SITE_TEST(today_says_who_answers_for_each_duty),
        SITE_TEST(a_corrected_decision_shows_what_it_said),
        SITE_TEST(a_decision_keeps_what_it_rests_on_as_it_stood),
        SITE_TEST(what_later_stages_know_is_offered_too),
        SITE_TEST(what_a_decision_lacks_is_asked_and_kept),
        SITE_TEST(a_decision_is_not_of_another_day_or_area),
        SITE_TEST(a_plan_not_saved_yet_is_saved_first),
        SITE_TEST(the_overview_shows_the_newest_of_many_sessions),
    };
    return RUN_ON_BOTH(tests);
}

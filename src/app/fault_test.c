/* A learner's whole way through the pages, where at every step each statement in turn fails before
 * it is done: nothing may be left half written. All that is typed on the way is hostile, and no
 * page may give it back as markup. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "app/routes.h"
#include "app/test_site.h"
#include "staff/staff.h"

enum { STATEMENTS_MOST = 150, ALLOCATIONS_MOST = 20000 };

/* "><svg/onload=1>{{7*7}} and an override of the direction of writing, as it is sent. */
#define HOSTILE "Canary%22%3E%3Csvg%2Fonload%3D1%3E%7B%7B7*7%7D%7D%E2%80%AEesrever"

typedef struct Step {
    const char *path;
    const char *form; /* where the form stands, and its version; NULL: it has none */
    const char *body; /* filled by test_fill() */
    const char *upload;
} Step;

#define OUTCOME   "outcomes.{outcome}."
#define PROVISION "provisions.{provision}."

static const Step steps[] = {
    {"/learners/:learner/profile", "/learners/:learner/profile",
     "version={version}&likes_about_me=" HOSTILE "&matters_to_me=" HOSTILE
     "&how_to_help_me=" HOSTILE,
     NULL},
    {"/learners/:learner/concerns", NULL,
     "wording=" HOSTILE "&raised_by=parent&raised_by_name=" HOSTILE
     "&raised_on={today}&noticed_where=" HOSTILE "&tried=" HOSTILE "&reply_by={later}",
     NULL},
    {"/learners/:learner/concerns/:concern", "/learners/:learner/concerns/:concern",
     "version={version}&verdict=assess&words=" HOSTILE "&taken_on={today}", NULL},
    {"/learners/:learner/decision", "/learners/:learner/decision",
     "version={version}&level=sen_support&decided_on={today}&starts_on={today}"
     "&decided_with={teacher}&area=cognition&primary_area=cognition&need_1=SPLD&evidence=" HOSTILE
     "&outcomes_sought=" HOSTILE "&family_view=" HOSTILE "&learner_view=" HOSTILE,
     NULL},
    {"/learners/:learner/notice", NULL,
     "other=" HOSTILE "&method=letter&told_on={today}&told_by={senco}&note=" HOSTILE, NULL},
    {"/learners/:learner/assessment", "/learners/:learner/assessment",
     "version={version}&strengths=" HOSTILE, NULL},
    {"/learners/:learner/assessment/finish", "/learners/:learner/assessment",
     "version={version}&strengths=" HOSTILE "&barriers=" HOSTILE "&progress=" HOSTILE
     "&tried=" HOSTILE "&advice=" HOSTILE "&summary=" HOSTILE "&learner_view=" HOSTILE
     "&learner_view_how=" HOSTILE "&learner_view_on={today}&parent_view=" HOSTILE
     "&parent_view_how=" HOSTILE "&parent_view_on={today}&parent_view_language=" HOSTILE
     "&parent_view_translation=" HOSTILE "&parent_view_translated_by=" HOSTILE
     "&need_cognition=" HOSTILE "&other_views.2.said_by=" HOSTILE "&other_views.2.words=" HOSTILE,
     NULL},
    {"/learners/:learner/plan", "/learners/:learner/plan", "version={version}&then=outcome", NULL},
    {"/learners/:learner/plan", "/learners/:learner/plan",
     "version={version}&then=support.{outcome}&" OUTCOME "wording=" HOSTILE, NULL},
    {"/learners/:learner/plan", "/learners/:learner/plan",
     "version={version}&then=final&responsible_id={teacher}&review_on={later}&consulted=" HOSTILE
     "&class_strategies=" HOSTILE "&home_support=" HOSTILE "&learner_part=" HOSTILE
     "&review_reason=" HOSTILE "&" OUTCOME "wording=" HOSTILE "&" OUTCOME "measure=" HOSTILE
     "&" OUTCOME "baseline=" HOSTILE "&" OUTCOME "target=" HOSTILE "&" OUTCOME
     "due_on={later}&" OUTCOME "area=cognition&" PROVISION "title=" HOSTILE "&" PROVISION
     "deliverer_other=" HOSTILE "&" PROVISION "times_a_week=3&" PROVISION "minutes=20&" PROVISION
     "group_size=2&" PROVISION "starts_on={today}&" PROVISION "ends_on={later}&" PROVISION
     "detail=" HOSTILE "&" PROVISION "place=" HOSTILE "&" PROVISION "evidence_note=" HOSTILE
     "&" PROVISION "planned_cost=120.50&" PROVISION "provision_outcome={outcome}",
     NULL},
    {"/learners/:learner/plan/finish", "/learners/:learner/plan/finish", "version={version}", NULL},
    {"/learners/:learner/plan/share", NULL, "shared_on={today}&shared_with={contact}", NULL},
    {"/learners/:learner/provisions/:provision/sessions", NULL,
     "response=well&held_on={today}&minutes=20&note=" HOSTILE, NULL},
    {"/sessions/:provision", NULL,
     "held_on={today}&minutes=20&note=" HOSTILE "&children.{provision}.response=well", NULL},
    {"/learners/:learner/plan/reopen", NULL, NULL, NULL},
    {"/learners/:learner/plan/discard", NULL, NULL, NULL},
    {"/find", NULL, "wanted=" HOSTILE, NULL},
    {"/imports", NULL, NULL,
     "Surname,Forename,Date of birth,Sex,Year\n\"Canary\"\"><svg/onload=1>\",Ada,2018-03-04,F,4\n"},
    {"/learners/:learner/leaving", "/learners/:learner/leaving",
     "version={version}&end_reason=other&ends_on={today}", NULL},
    {"/imports/:run/abandon", "/imports/:run", "version={version}", NULL},
};
enum { STEPS = sizeof steps / sizeof steps[0] };

static const char *version_of(const Step *step)
{
    if (step->form == NULL)
        return NULL;
    const char *path = test_path(&site, step->form, site.later);
    Answer page = test_get(&site, SENCO, path);
    if (page.status != 200)
        fail_msg("%s: %d before %s", path, page.status, step->path);
    return answer_hidden(&site, &page, "<main", "version");
}

/* Every code that a change gives must have its sentence. */
static void assert_banner(const Answer *answer)
{
    const char *location = answer_header(answer, "Location");
    if (strstr(location, "said=") == NULL)
        return;
    Answer page = test_get(&site, SENCO, location);
    assert_int_equal(page.status, 200);
    if (!answer_says(&page, "<div class=\"banner\" role=\"status\">"))
        fail_msg("%s: no sentence for it", location);
}

/* Sent with each statement failing in turn, until nothing does. */
static void take_step(const Step *step)
{
    Ask ask = {
        .who = SENCO,
        .method = HTTP_POST,
        .path = test_path(&site, step->path, site.later),
        .body =
            step->body == NULL ? NULL : test_fill(&site, step->body, site.later, version_of(step)),
        .key = test_text(&site, "key-of-step-%d", (int)(step - steps)),
        .upload = step->upload,
    };
    const char *before = test_store_content(&site.store);
    for (int nth = 1; nth < STATEMENTS_MOST; nth++) {
        ask.fail_statement = nth;
        Answer answer = test_ask(&site, &ask);
        if (answer.status == 303) {
            assert_banner(&answer);
            return;
        }
        if (answer.status != 500)
            fail_msg("%s, statement %d: %d", ask.path, nth, answer.status);
        if (strcmp(test_store_content(&site.store), before) != 0)
            fail_msg("%s: changed, though statement %d failed", ask.path, nth);
    }
    fail_msg("%s never succeeds", ask.path);
}

static void a_failed_statement_changes_nothing(void **state)
{
    (void)state;
    for (size_t i = 0; i < STEPS; i++)
        take_step(&steps[i]);
}

static void no_page_gives_markup_back(void **state)
{
    (void)state;
    size_t shown = 0;
    test_post(&site, SENCO, "/find", "wanted=" HOSTILE);
    for (size_t i = 0; i < route_count; i++) {
        if (routes[i].method != GET)
            continue;
        const char *path = test_path(&site, routes[i].path, site.later);
        Answer answer = test_get(&site, SENCO, path);
        if (answer_says(&answer, "<svg/onload"))
            fail_msg("%s gives markup back", path);
        shown += answer_says(&answer, "Canary&quot;&gt;&lt;svg/onload=1&gt;{{7*7}}");
    }
    /* The record, its tabs, the lists and the sessions all show something of it. */
    if (shown < 8)
        fail_msg("only %zu pages show what was typed", shown);
}

static void no_address_holds_what_was_typed(void **state)
{
    (void)state;
    for (size_t i = 0; i < route_count; i++) {
        if (routes[i].method != GET)
            continue;
        Answer answer = test_get(&site, SENCO, test_path(&site, routes[i].path, site.later));
        const char *title = strstr(answer.body, "<title>");
        for (const char *at = answer.body; (at = strstr(at, "href=\"")) != NULL; at++) {
            const char *end = strchr(at + 6, '"');
            const char *found = strstr(at, "Canary");
            assert_true(found == NULL || found > end);
            found = strstr(at, "Nowak");
            assert_true(found == NULL || found > end);
        }
        if (title == NULL)
            continue;
        const char *end = strstr(title, "</title>"), *name = strstr(title, "Nowak");
        if (name != NULL && name < end)
            fail_msg("%s: a name in the title", routes[i].path);
    }
}

static void a_failed_statement_of_a_page_shows_none_of_it(void **state)
{
    (void)state;
    static const char *const paths[] = {"/today", "/register", "/learners/:learner",
                                        "/learners/:learner/plan"};
    for (size_t i = 0; i < sizeof paths / sizeof paths[0]; i++) {
        Ask ask = {.who = SENCO, .method = HTTP_GET, .path = test_path(&site, paths[i], site.own)};
        Answer answer = {0};
        for (ask.fail_statement = 1; ask.fail_statement < STATEMENTS_MOST; ask.fail_statement++) {
            answer = test_ask(&site, &ask);
            if (answer.status == 200)
                break;
            assert_int_equal(answer.status, 500);
            assert_false(answer_says(&answer, "Nowak"));
        }
        assert_int_equal(answer.status, 200);
    }
}

/* Every allocation at first, then ever fewer: a page makes thousands. */
static void exhaust(const char *path)
{
    Ask ask = {.who = SENCO, .method = HTTP_GET, .path = path};
    for (size_t nth = 1; nth < ALLOCATIONS_MOST; nth += 1 + nth / 16) {
        ask.fail_allocation = nth;
        Answer answer = test_ask(&site, &ask);
        if (answer.status == 200)
            return;
        if (answer.status != 500)
            fail_msg("%s, allocation %zu: %d", path, nth, answer.status);
    }
    fail_msg("%s never succeeds", path);
}

static void a_page_that_runs_out_of_memory_gives_all_back(void **state)
{
    (void)state;
    static const char *const paths[] = {"/in",
                                        "/today",
                                        "/register",
                                        "/concerns",
                                        "/sessions",
                                        "/learners/:learner",
                                        "/learners/:learner/history",
                                        "/learners/:learner/decision",
                                        "/learners/:learner/assessment",
                                        "/learners/:learner/plan"};
    for (size_t i = 0; i < sizeof paths / sizeof paths[0]; i++)
        exhaust(test_path(&site, paths[i], site.own));
    /* A reader that was lost would now be waited for, for ever. */
    for (int i = 0; i < 4; i++)
        assert_int_equal(test_get(&site, SENCO, "/today").status, 200);
}

static void a_change_that_runs_out_of_memory_is_not_made(void **state)
{
    (void)state;
    Ask ask = {.who = SENCO,
               .method = HTTP_POST,
               .path = test_path(&site, "/learners/:learner/concerns", site.own),
               .body = test_fill(&site,
                                 "wording=Once&raised_by=staff&raised_on={today}&reply_by={later}",
                                 site.own, NULL),
               .key = "out-of-memory"};
    const char *before = test_store_content(&site.store);
    for (size_t nth = 1; nth < ALLOCATIONS_MOST; nth += 1 + nth / 16) {
        ask.fail_allocation = nth;
        Answer answer = test_ask(&site, &ask);
        if (answer.status == 303)
            return;
        assert_int_equal(answer.status, 500);
        assert_string_equal(test_store_content(&site.store), before);
    }
    fail_msg("never succeeds");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        SITE_TEST(a_failed_statement_changes_nothing),
        SITE_TEST(no_page_gives_markup_back),
        SITE_TEST(no_address_holds_what_was_typed),
        SITE_TEST(a_failed_statement_of_a_page_shows_none_of_it),
        SITE_TEST(a_page_that_runs_out_of_memory_gives_all_back),
        SITE_TEST(a_change_that_runs_out_of_memory_is_not_made),
    };
    return RUN_ON_BOTH(tests);
}

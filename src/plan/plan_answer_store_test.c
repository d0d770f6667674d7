/* What people said to a plan, to which text of it, and what changed since; both engines. */
#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

#include "plan/plan_answer.h"
#include "plan/test_plan.h"
#include "platform/db/test_both.h"

#define CHANGED date_of(2026, 10, 20)
#define LATER   date_of(2026, 10, 27)

static TestStore test;
static TestPlan made;

/* The works below act on this, and fill it. */
static struct {
    PlanAnswer answer;
    Moment written;
    PlanAnswers answers;
    PlanId since;
    PlanChanges changes;
    ContactId mother;
    void (*change)(Plan *);
    Date on;
} now;

/* ---- Works ------------------------------------------------------------------------------------
 */

static Error *make_draft(Db *db, void *context)
{
    (void)context;
    return test_plan_draft(db, test.arena, TEST_LEARNER, &made);
}

static Error *make_plan(Db *db, void *context)
{
    (void)context;
    Contact contact = {.name = "Mrs Ewa Nowak"};
    TRY(test_plan_make(db, test.arena, TEST_LEARNER, &made));
    return contact_add(db, test.arena, TEST_SCHOOL, &contact, &now.mother);
}

static Error *change(Db *db, void *context)
{
    (void)context;
    return test_plan_change(db, test.arena, now.on, now.change, &made);
}

static Error *add_answer(Db *db, void *context)
{
    (void)context;
    return plan_answer_add(db, TEST_SCHOOL, &made.plan, &now.answer, now.written);
}

static Error *read_answers(Db *db, void *context)
{
    (void)context;
    return plan_answers(db, test.arena, TEST_SCHOOL, &made.plan, &now.answers);
}

static Error *read_since(Db *db, void *context)
{
    Plan plan;
    (void)context;
    TRY(plan_as_agreed(db, test.arena, TEST_SCHOOL, TEST_LEARNER, made.plan.id, &plan));
    return plan_changes_since(db, test.arena, TEST_SCHOOL, &plan, now.since, &now.changes);
}

static int make(void **state)
{
    test = test_store_make(test_engine(state), 2);
    test_school_make(&test);
    memset(&now, 0, sizeof now);
    return 0;
}

static int end(void **state)
{
    (void)state;
    test_store_end(&test);
    return 0;
}

static void plan(void)
{
    test_store_done(&test, make_plan, NULL);
}

static void says(ContactId who, const char *answer, Date on, const char *written)
{
    now.answer = (PlanAnswer){.contact_id = who,
                              .answer = answer,
                              .wording = "As I said",
                              .way = "paper",
                              .answered_on = on,
                              .noted_by = TEST_SENCO};
    assert_true(moment_parse_iso(written, &now.written));
    test_store_done(&test, add_answer, NULL);
    test_store_done(&test, read_answers, NULL);
}

static const char *stands(ContactId who)
{
    const PlanAnswer *answer = plan_answer_now(&now.answers, &made.plan, who);
    return answer == NULL ? "nothing" : answer->answer;
}

static void changed(Date on, void (*how)(Plan *))
{
    now.on = on;
    now.change = how;
    test_store_done(&test, change, NULL);
    test_store_done(&test, read_answers, NULL);
}

static void aim_lower(Plan *draft)
{
    draft->outcomes.items[0].target = "8 errors";
}

static void other_words_and_time(Plan *draft)
{
    draft->outcomes.items[0].wording = "reads aloud without waiting";
    draft->provisions.items[1].minutes = 10;
    draft->home_support = "Reads a page each evening";
}

static void nothing_else(Plan *draft)
{
    draft->consulted = "On the phone";
}

static const PlanChange *change_of(const char *part)
{
    for (size_t i = 0; i < now.changes.count; i++)
        if (text_equal(now.changes.items[i].part, part))
            return &now.changes.items[i];
    fail_msg("no change of “%s”", part);
    return NULL;
}

/* ---- Answers ----------------------------------------------------------------------------------
 */

static void an_answer_is_to_one_text(void **state)
{
    (void)state;
    plan();
    says(now.mother, "agree", TEST_AGREED, "2026-09-25T10:00:00.000Z");
    assert_string_equal(stands(now.mother), "agree");
    assert_string_equal(stands((ContactId){0}), "nothing");
    assert_null(plan_answer_before(&now.answers, &made.plan, now.mother));
    const PlanAnswer *answer = plan_answer_now(&now.answers, &made.plan, now.mother);
    assert_string_equal(answer->contact, "Mrs Ewa Nowak");
    assert_string_equal(answer->wording, "As I said");
    assert_string_equal(answer->noted_by_name, "Mrs Vaz");
    PlanId agreed = made.plan.id;
    changed(CHANGED, aim_lower);
    assert_string_equal(stands(now.mother), "nothing");
    answer = plan_answer_before(&now.answers, &made.plan, now.mother);
    assert_non_null(answer);
    assert_int_equal(answer->plan_id.n, agreed.n);
    assert_int_equal(answer->edition, 1);
    says(now.mother, "in_part", CHANGED, "2026-10-20T10:00:00.000Z");
    assert_string_equal(stands(now.mother), "in_part");
}

/* By the day on which it was said, not by when somebody came to write it down. */
static void the_newest_answer_of_each_counts(void **state)
{
    (void)state;
    plan();
    says(now.mother, "talk_first", TEST_AGREED, "2026-09-25T10:00:00.000Z");
    says((ContactId){0}, "agree", TEST_AGREED, "2026-09-25T10:01:00.000Z");
    assert_string_equal(stands(now.mother), "talk_first");
    says(now.mother, "agree", TEST_STARTS, "2026-09-28T10:00:00.000Z");
    assert_string_equal(stands(now.mother), "agree");
    says(now.mother, "not_asked", TEST_AGREED, "2026-09-29T10:00:00.000Z");
    assert_string_equal(stands(now.mother), "agree");
    says(now.mother, "in_part", TEST_STARTS, "2026-09-29T10:00:00.000Z");
    assert_string_equal(stands(now.mother), "in_part");
    assert_string_equal(stands((ContactId){0}), "agree");
}

static void a_draft_is_answered_by_nobody(void **state)
{
    (void)state;
    test_store_done(&test, make_draft, NULL);
    now.answer = (PlanAnswer){.answer = "agree", .way = "screen", .answered_on = TEST_AGREED};
    test_store_refused(&test, add_answer, NULL, ERROR_CONFLICT);
}

static void an_altered_text_is_answered_by_nobody(void **state)
{
    (void)state;
    plan();
    made.plan.snapshot = "{}";
    now.answer = (PlanAnswer){.answer = "agree", .way = "screen", .answered_on = TEST_AGREED};
    test_store_refused(&test, add_answer, NULL, ERROR_CONFLICT);
}

/* ---- Changes ----------------------------------------------------------------------------------
 */

static void only_what_changed_is_told(void **state)
{
    (void)state;
    plan();
    now.since = made.plan.id;
    changed(CHANGED, aim_lower);
    test_store_done(&test, read_since, NULL);
    assert_int_equal(now.changes.count, 1);
    const PlanChange *aim = change_of("Outcome 1: aim");
    assert_string_equal(aim->was, "5 errors");
    assert_string_equal(aim->now, "8 errors");
}

static void how_they_were_asked_is_no_change(void **state)
{
    (void)state;
    plan();
    now.since = made.plan.id;
    changed(CHANGED, nothing_else);
    test_store_done(&test, read_since, NULL);
    assert_int_equal(now.changes.count, 0);
}

/* Also from the version before the last: parts are followed from one to the next. */
static void changes_add_up_over_versions(void **state)
{
    (void)state;
    plan();
    now.since = made.plan.id;
    changed(CHANGED, aim_lower);
    changed(LATER, other_words_and_time);
    test_store_done(&test, read_since, NULL);
    assert_int_equal(now.changes.count, 4);
    assert_string_equal(change_of("Outcome 1: aim")->was, "5 errors");
    assert_string_equal(change_of("Outcome 1")->was, "reads on without waiting");
    assert_string_equal(change_of("Precision teaching: how often")->now,
                        "3 times a week, 10 minutes, in a group of 2");
    assert_string_equal(change_of("At home")->was, "");
}

/* ---- Parts that came and went, without a store ------------------------------------------------
 */

static void what_came_and_what_went_is_told(void **state)
{
    (void)state;
    Arena *arena = arena_create(1 << 20, "test");
    Outcome before[] = {{.id = {1}, .wording = "reads on", .target = "5"},
                        {.id = {2}, .wording = "retells a page"}};
    Outcome after[] = {{.id = {11}, .carried_from = {1}, .wording = "reads on", .target = "5"},
                       {.id = {12}, .wording = "writes a line"}};
    Provision had[] = {{.id = {3}, .title = "Paired reading", .deliverer_name = "Mr Lee"}};
    Plan was = {.outcomes = {2, before}, .provisions = {1, had}};
    Plan is = {.outcomes = {2, after}};
    now.changes = plan_changes(arena, &was, &is);
    assert_int_equal(now.changes.count, 3);
    assert_string_equal(change_of("Outcome 2")->now, "Writes a line");
    assert_string_equal(change_of("Outcome 2")->was, "");
    assert_string_equal(change_of("An outcome")->was, "Retells a page");
    assert_string_equal(change_of("Support")->now, "");
    /* A text of before parts said what they were carried from: the words tell. */
    after[0].carried_from.n = 0;
    assert_int_equal(plan_changes(arena, &was, &is).count, 3);
    arena_destroy(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        ON_BOTH(an_answer_is_to_one_text),      ON_BOTH(the_newest_answer_of_each_counts),
        ON_BOTH(a_draft_is_answered_by_nobody), ON_BOTH(an_altered_text_is_answered_by_nobody),
        ON_BOTH(only_what_changed_is_told),     ON_BOTH(how_they_were_asked_is_no_change),
        ON_BOTH(changes_add_up_over_versions),  cmocka_unit_test(what_came_and_what_went_is_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

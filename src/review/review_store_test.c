/* A review from its first judgement to the next cycle, and all that may not happen to it; on both
 * engines. */
#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

#include "plan/test_plan.h"
#include "platform/db/test_both.h"
#include "register/register.h"
#include "review/review.h"

#define HELD      date_of(2026, 12, 1)
#define FINISHED  date_of(2026, 12, 2)
#define CORRECTED date_of(2026, 12, 9)
#define NEXT      date_of(2027, 3, 16)

static TestStore test;

/* The works below act on this, and fill it. */
static struct {
    TestPlan reviewed;
    Cycle cycle;
    Review review;
    bool found;
    CycleId next;
} now;

/* ---- Works ----------------------------------------------------------------------------------- */

static Error *make_plan(Db *db, void *context)
{
    (void)context;
    return test_plan_make(db, test.arena, TEST_LEARNER, &now.reviewed);
}

static Error *draft_plan(Db *db, void *context)
{
    (void)context;
    return test_plan_draft(db, test.arena, TEST_LEARNER, &now.reviewed);
}

/* The first support on each of the first three days, and once not. */
static Error *log_sessions(Db *db, void *context)
{
    (void)context;
    for (int day = 0; day < 4; day++) {
        ProvisionSessionId id;
        ProvisionSession session = {.provision_id = now.reviewed.plan.provisions.items[0].id,
                                    .held_on = date_add_days(TEST_STARTS, day),
                                    .delivered = day < 3,
                                    .missed_reason = day < 3 ? NULL : "trip",
                                    .logged_by = TEST_TEACHER,
                                    .logged_at = moment_london(HELD, 15, 30)};
        TRY(provision_log(db, TEST_SCHOOL, TEST_LEARNER, &session, &id));
    }
    return NULL;
}

static Error *look(Db *db, void *context)
{
    (void)context;
    TRY(cycle_load(db, test.arena, TEST_SCHOOL, now.reviewed.cycle, &now.cycle));
    return review_open(db, test.arena, TEST_SCHOOL, &now.cycle, FINISHED, &now.review);
}

static Error *save(Db *db, void *context)
{
    (void)context;
    return review_save(db, test.arena, TEST_SCHOOL, &now.cycle, &now.review, HELD);
}

static Error *put_off(Db *db, void *context)
{
    (void)context;
    return review_put_off(db, TEST_SCHOOL, &now.cycle, HELD);
}

static Error *finish(Db *db, void *context)
{
    (void)context;
    return review_finish(db, test.arena, TEST_SCHOOL, &now.cycle, &now.review, TEST_SENCO, FINISHED,
                         &now.next);
}

static Error *load(Db *db, void *context)
{
    (void)context;
    return review_load(db, test.arena, TEST_SCHOOL, TEST_LEARNER, now.review.id, &now.review);
}

static Error *load_in_force(Db *db, void *context)
{
    (void)context;
    return review_of_cycle(db, test.arena, TEST_SCHOOL, now.reviewed.cycle, &now.review,
                           &now.found);
}

static Error *correct(Db *db, void *context)
{
    Review corrected = now.review;
    (void)context;
    corrected.outcomes.items[0].now_at = "6 errors";
    corrected.correction = "The count was of another page.";
    TRY(review_correct(db, test.arena, TEST_SCHOOL, &now.review, &corrected, TEST_SENCO,
                       CORRECTED));
    now.review = corrected;
    return NULL;
}

static Error *give_copy(Db *db, void *context)
{
    (void)context;
    return review_give_copy(db, TEST_SCHOOL, TEST_LEARNER, now.review.id, CORRECTED,
                            "Mrs Ewa Nowak");
}

static Error *give_copy_of_another(Db *db, void *context)
{
    (void)context;
    return review_give_copy(db, TEST_SCHOOL, OTHER_LEARNER, now.review.id, CORRECTED,
                            "Mrs Ewa Nowak");
}

static Error *give_copy_elsewhere(Db *db, void *context)
{
    (void)context;
    return review_give_copy(db, OTHER_SCHOOL, TEST_LEARNER, now.review.id, CORRECTED,
                            "Mrs Ewa Nowak");
}

static Error *change_plan(Db *db, void *context)
{
    (void)context;
    return test_plan_change(db, test.arena, HELD, NULL, &now.reviewed);
}

static Error *open_a_change(Db *db, void *context)
{
    PlanId draft;
    (void)context;
    return plan_reopen(db, test.arena, TEST_SCHOOL, &now.reviewed.plan, &draft);
}

static Error *decide_support(Db *db, void *context)
{
    static const char *need = "SPLD";
    static AreaOfNeed area = {.area = "cognition", .primary = true};
    SenStatusId id;
    Decision decision = {.level = "sen_support",
                         .starts_on = date_of(2026, 9, 7),
                         .decided_on = date_of(2026, 9, 7),
                         .decided_by = TEST_SENCO,
                         .evidence = "Two terms of small steps.",
                         .outcomes_sought = "Reads on without waiting.",
                         .needs = {1, &need},
                         .areas = {1, &area}};
    (void)context;
    return register_decide(db, test.arena, TEST_SCHOOL, TEST_LEARNER, &decision,
                           decision.decided_on, &id);
}

/* ---- Beginnings ------------------------------------------------------------------------------ */

static int make_empty(void **state)
{
    memset(&now, 0, sizeof now);
    test = test_store_make(test_engine(state), 2);
    test_school_make(&test);
    test_store_run(&test, "insert into school_term (school_id, id, academic_year, name, starts_on,"
                          " ends_on, half_term_starts_on, half_term_ends_on) values (1, 41, 2026,"
                          " 'Autumn', '2026-09-03', '2026-12-18', '2026-10-26', '2026-10-30')");
    return 0;
}

static int make(void **state)
{
    make_empty(state);
    test_store_done(&test, make_plan, NULL);
    test_store_done(&test, log_sessions, NULL);
    return 0;
}

static int end(void **state)
{
    (void)state;
    db_fail_at(0);
    test_store_end(&test);
    return 0;
}

/* The first outcome is met and kept, the second stops; so do the two provisions. */
static void judge(void)
{
    Review *review = &now.review;
    review->held_on = HELD;
    review->method = "meeting";
    review->attended = "Zofia, her mother, Mr Hughes";
    review->learner_view = "I like the tunnel book.";
    review->parent_view = "She reads to her brother.";
    review->consulted = "At the meeting";
    review->school_will = "Go on with paired reading";
    review->parent_will = "Read one page";
    review->learner_will = "Point";
    review->decision = "continue";
    review->next_review_on = NEXT;
    review->next_reason = "After the operation";
    ReviewedOutcome *outcomes = review->outcomes.items;
    ReviewedProvision *provisions = review->provisions.items;
    outcomes[0].judgement = JUDGEMENT_PARTLY_MET;
    outcomes[0].now_at = "8 errors";
    outcomes[0].comment = "Fewer each week";
    outcomes[0].next = "keep";
    outcomes[1].judgement = JUDGEMENT_EXCEEDED;
    outcomes[1].now_at = "Three pages";
    outcomes[1].next = "stop";
    provisions[0].impact = "good";
    provisions[0].comment = "The counts show it.";
    provisions[0].decision = "continue";
    provisions[1].impact = "none";
    provisions[1].comment = "It did not take place.";
    provisions[1].decision = "stop";
}

/* A review begun and saved, as it is then read. */
static void begin(void)
{
    test_store_done(&test, look, NULL);
    judge();
    test_store_done(&test, save, NULL);
    test_store_done(&test, look, NULL);
}

static void final(void)
{
    begin();
    test_store_done(&test, finish, NULL);
    test_store_done(&test, load, NULL);
}

static void assert_judged(void)
{
    const Review *review = &now.review;
    assert_int_equal(review->outcomes.count, 2);
    assert_int_equal(review->outcomes.items[0].judgement, JUDGEMENT_PARTLY_MET);
    assert_string_equal(review->outcomes.items[0].now_at, "8 errors");
    assert_string_equal(review->outcomes.items[0].comment, "Fewer each week");
    assert_string_equal(review->outcomes.items[0].next, "keep");
    assert_int_equal(review->outcomes.items[1].judgement, JUDGEMENT_EXCEEDED);
    assert_string_equal(review->outcomes.items[1].next, "stop");
    assert_int_equal(review->provisions.count, 2);
    assert_string_equal(review->provisions.items[0].impact, "good");
    assert_string_equal(review->provisions.items[0].comment, "The counts show it.");
    assert_string_equal(review->provisions.items[0].decision, "continue");
    assert_string_equal(review->provisions.items[1].decision, "stop");
}

/* ---- A draft --------------------------------------------------------------------------------- */

static void what_was_planned_stands_in_a_new_review(void **state)
{
    (void)state;
    test_store_done(&test, look, NULL);
    const Review *review = &now.review;
    assert_int_equal(review->id.n, 0);
    assert_int_equal(review->version, 0);
    assert_int_equal(review->plan_id.n, now.reviewed.id.n);
    assert_int_equal(review->outcomes.count, 2);
    assert_string_equal(review->outcomes.items[0].wording, "reads on without waiting");
    assert_string_equal(review->outcomes.items[0].baseline, "14 errors");
    assert_int_equal(review->outcomes.items[0].judgement, JUDGEMENT_NONE);
    assert_int_equal(review->provisions.count, 2);
    assert_string_equal(review->provisions.items[0].deliverer, "Mr Hughes");
    assert_int_equal(review->provisions.items[0].delivered, 3);
    assert_string_equal(review->provisions.items[0].missed, "trip or event 1");
    assert_int_equal(review->provisions.items[1].delivered, 0);
    assert_string_equal(review->provisions.items[1].impact, "");
    assert_string_equal(review->about.learner, "Zofia Nowak");
    assert_int_equal(date_compare(review->about.agreed_on, TEST_REVIEW), 0);
}

static void what_is_saved_is_there(void **state)
{
    (void)state;
    begin();
    const Review *review = &now.review;
    assert_int_equal(now.cycle.state, CYCLE_REVIEWING);
    assert_int_not_equal(review->id.n, 0);
    assert_int_equal(review->version, 1);
    assert_int_equal(date_compare(review->held_on, HELD), 0);
    assert_string_equal(review->method, "meeting");
    assert_string_equal(review->attended, "Zofia, her mother, Mr Hughes");
    assert_string_equal(review->learner_view, "I like the tunnel book.");
    assert_string_equal(review->parent_view, "She reads to her brother.");
    assert_string_equal(review->no_view_reason, "");
    assert_string_equal(review->consulted, "At the meeting");
    assert_string_equal(review->school_will, "Go on with paired reading");
    assert_string_equal(review->learner_will, "Point");
    assert_string_equal(review->decision, "continue");
    assert_int_equal(date_compare(review->next_review_on, NEXT), 0);
    assert_string_equal(review->next_reason, "After the operation");
    assert_judged();
}

static void each_judgement_is_kept(void **state)
{
    static const char *const nexts[] = {"", "keep", "change", "stop"};
    static const char *const impacts[] = {"", "none", "some", "good"};
    static const char *const decisions[] = {"", "continue", "change", "stop"};
    (void)state;
    test_store_done(&test, look, NULL);
    for (int i = 0; i < JUDGEMENT_COUNT; i++)
        for (size_t at = 0; at < 2; at++) {
            size_t word = ((size_t)i + at) % 4; /* never the same for both */
            now.review.outcomes.items[at].judgement = (Judgement)i;
            now.review.outcomes.items[at].next = nexts[word];
            now.review.provisions.items[at].impact = impacts[word];
            now.review.provisions.items[at].decision = decisions[word];
            test_store_done(&test, save, NULL);
            test_store_done(&test, look, NULL);
            assert_int_equal(now.review.outcomes.items[at].judgement, i);
            assert_string_equal(now.review.outcomes.items[at].next, nexts[word]);
            assert_string_equal(now.review.provisions.items[at].impact, impacts[word]);
            assert_string_equal(now.review.provisions.items[at].decision, decisions[word]);
        }
}

static void the_second_of_two_who_save_is_told(void **state)
{
    (void)state;
    begin();
    Review theirs = now.review;
    test_store_done(&test, save, NULL);
    now.review = theirs;
    now.review.attended = "Lost?";
    test_store_refused(&test, save, NULL, ERROR_CONFLICT);
    test_store_refused(&test, finish, NULL, ERROR_CONFLICT);
    test_store_done(&test, look, NULL);
    assert_string_equal(now.review.attended, "Zofia, her mother, Mr Hughes");
}

static void no_judgement_leads_out_of_the_plan(void **state)
{
    (void)state;
    begin();
    Review mine = now.review;
    const char *before = test_store_content(&test);
    ReviewedOutcome *outcome = &now.review.outcomes.items[1];
    ReviewedProvision *provision = &now.review.provisions.items[1];
    OutcomeId hers = outcome->outcome_id;
    outcome->outcome_id = (OutcomeId){77};
    test_store_refused(&test, save, NULL, ERROR_NOT_FOUND);
    now.review = mine;
    outcome->outcome_id = hers;
    provision->provision_id = (ProvisionId){77};
    test_store_refused(&test, save, NULL, ERROR_NOT_FOUND);
    assert_string_equal(test_store_content(&test), before);
}

static void without_a_plan_in_force_there_is_nothing_to_review(void **state)
{
    (void)state;
    test_store_done(&test, draft_plan, NULL);
    test_store_refused(&test, look, NULL, ERROR_CONFLICT);
}

static void a_review_waits_for_a_change_of_the_plan(void **state)
{
    (void)state;
    test_store_done(&test, open_a_change, NULL);
    test_store_done(&test, look, NULL);
    test_store_refused(&test, save, NULL, ERROR_CONFLICT);
    test_store_done(&test, look, NULL);
    assert_int_equal(now.cycle.state, CYCLE_DOING);
    assert_int_equal(now.review.id.n, 0);
}

/* ---- Put off --------------------------------------------------------------------------------- */

static void a_review_put_off_keeps_what_was_written(void **state)
{
    (void)state;
    begin();
    ReviewId id = now.review.id;
    test_store_done(&test, put_off, NULL);
    test_store_done(&test, look, NULL);
    assert_int_equal(now.cycle.state, CYCLE_DOING);
    assert_int_equal(now.review.id.n, id.n);
    assert_judged();
    test_store_refused(&test, put_off, NULL, ERROR_CONFLICT);
}

static void a_review_put_off_keeps_its_judgements_through_changes_of_the_plan(void **state)
{
    (void)state;
    begin();
    test_store_done(&test, put_off, NULL);
    for (int changes = 1; changes <= 3; changes++) {
        test_store_done(&test, change_plan, NULL);
        test_store_done(&test, look, NULL);
        assert_int_equal(now.review.plan_id.n, now.reviewed.id.n);
        assert_int_equal(now.review.outcomes.items[0].outcome_id.n,
                         now.reviewed.plan.outcomes.items[0].id.n);
        assert_judged();
    }
    test_store_done(&test, save, NULL);
    test_store_done(&test, look, NULL);
    assert_judged();
    assert_int_equal(now.review.provisions.items[0].delivered, 3);
}

/* ---- Final ----------------------------------------------------------------------------------- */

static void finishing_freezes_the_text(void **state)
{
    (void)state;
    final();
    const Review *review = &now.review;
    assert_int_equal(review->state, REVIEW_FINAL);
    assert_int_equal(date_compare(review->finalised_on, FINISHED), 0);
    assert_true(review_is_intact(review));
    assert_string_equal(review->about.finalised_by, "Mrs Vaz");
    assert_string_equal(review->about.year_and_class, "Year 4, 4H");
    assert_string_equal(review->provisions.items[0].missed, "trip or event 1");
    assert_judged();
    Review read = {0};
    assert_null(review_read_snapshot(test.arena, review->snapshot, &read));
    assert_string_equal(review_snapshot(test.arena, &read), review->snapshot);
    assert_null(strchr(review->snapshot, '\n'));
    test_store_done(&test, load_in_force, NULL);
    assert_true(now.found);
}

/* A wording goes on from "By the end, Zofia…"; alone it begins as a sentence does. */
static void an_outcome_is_said_as_a_sentence(void **state)
{
    (void)state;
    test_store_done(&test, look, NULL);
    const ReviewedOutcome *outcome = &now.review.outcomes.items[0];
    assert_string_equal(outcome->wording, "reads on without waiting");
    assert_string_equal(review_outcome_words(test.arena, outcome), "Reads on without waiting");
    ReviewedOutcome others[] = {{.wording = "Étienne reads"}, {.wording = "40 words"}};
    for (size_t i = 0; i < sizeof others / sizeof others[0]; i++)
        assert_string_equal(review_outcome_words(test.arena, &others[i]), others[i].wording);
    assert_string_equal(review_outcome_words(test.arena, &(ReviewedOutcome){.wording = ""}),
                        "Not worded yet");
}

static void what_changes_in_the_record_changes_no_final_review(void **state)
{
    (void)state;
    final();
    const char *snapshot = now.review.snapshot;
    test_store_run(&test, "update learner set known_name = 'Zosia Kowalska' where id = 21");
    test_store_run(&test, "update outcome set wording = 'Other'");
    test_store_run(&test, "update review_outcome set judgement = 'not_met'");
    test_store_done(&test, load, NULL);
    assert_string_equal(now.review.snapshot, snapshot);
    assert_true(review_is_intact(&now.review));
    assert_string_equal(now.review.outcomes.items[0].wording, "reads on without waiting");
    assert_judged();
}

static void a_changed_snapshot_is_noticed(void **state)
{
    (void)state;
    final();
    test_store_run(&test, "update review set snapshot = replace(snapshot, '8 errors', '5 errors')");
    test_store_done(&test, load, NULL);
    assert_false(review_is_intact(&now.review));
}

static void a_final_review_cannot_be_edited(void **state)
{
    (void)state;
    begin();
    Review mine = now.review;
    Cycle reviewing = now.cycle;
    test_store_done(&test, finish, NULL);
    const char *before = test_store_content(&test);
    now.review = mine;
    test_store_refused(&test, save, NULL, ERROR_CONFLICT);
    now.review = mine;
    test_store_refused(&test, finish, NULL, ERROR_CONFLICT);
    test_store_refused(&test, put_off, NULL, ERROR_CONFLICT);
    test_store_refused(&test, look, NULL, ERROR_CONFLICT);
    now.cycle = reviewing;
    test_store_refused(&test, put_off, NULL, ERROR_CONFLICT);
    assert_string_equal(test_store_content(&test), before);
}

static void a_failing_statement_leaves_the_draft(void **state)
{
    (void)state;
    begin();
    const char *before = test_store_content(&test);
    int statement = 1;
    for (;; statement++) {
        db_fail_at(statement);
        Error *error = store_write(test.store, finish, NULL);
        db_fail_at(0);
        if (error == NULL)
            break;
        if (statement % 8 == 1) /* the whole store is slow to read */
            assert_string_equal(test_store_content(&test), before);
    }
    assert_true(statement > 10);
}

/* ---- What grows out of it -------------------------------------------------------------------- */

typedef struct Grown {
    Cycle cycle;
    Plan plan;
    Assessment assessment;
} Grown;

static Grown grown(void)
{
    Db *db = NULL;
    Grown grown;
    bool found;
    assert_null(store_read(test.store, &db));
    assert_null(cycle_load(db, test.arena, TEST_SCHOOL, now.next, &grown.cycle));
    assert_null(plan_of_cycle(db, test.arena, TEST_SCHOOL, now.next, &grown.plan, &found));
    assert_true(found);
    assert_null(
        assessment_of_cycle(db, test.arena, TEST_SCHOOL, now.next, &grown.assessment, &found));
    assert_true(found);
    store_read_end(test.store, db);
    return grown;
}

static void the_next_cycle_begins_with_what_was_kept(void **state)
{
    (void)state;
    final();
    Grown next = grown();
    assert_int_equal(next.cycle.state, CYCLE_ASSESSING);
    assert_int_equal(next.cycle.number, 2);
    assert_int_equal(next.cycle.previous_id.n, now.reviewed.cycle.n);
    assert_int_equal(next.plan.state, PLAN_DRAFT);
    assert_int_equal(date_compare(next.plan.review_on, NEXT), 0);
    assert_string_equal(next.plan.review_reason, "After the operation");
    assert_string_equal(next.plan.class_strategies, "Wait before you help");
    assert_int_equal(next.plan.outcomes.count, 1);
    const Outcome *outcome = &next.plan.outcomes.items[0];
    assert_int_equal(outcome->carried_from.n, now.review.outcomes.items[0].outcome_id.n);
    assert_string_equal(outcome->baseline, "8 errors");
    assert_int_equal(date_compare(outcome->due_on, NEXT), 0);
    assert_int_equal(next.plan.provisions.count, 1);
    const Provision *provision = &next.plan.provisions.items[0];
    assert_int_equal(provision->carried_from.n, now.review.provisions.items[0].provision_id.n);
    assert_int_equal(date_compare(provision->starts_on, date_of(2026, 12, 2)), 0);
    assert_int_equal(date_compare(provision->ends_on, NEXT), 0);
    assert_int_equal(provision->outcomes.count, 1);
}

static void the_next_assessment_begins_with_what_was_found(void **state)
{
    (void)state;
    final();
    Grown next = grown();
    const Assessment *assessment = &next.assessment;
    assert_string_equal(assessment->strengths, "Remembers what she hears.");
    assert_string_equal(assessment->summary, "Decoding takes all her effort.");
    assert_non_null(strstr(assessment->progress, "reads on without waiting: Partly met"));
    assert_non_null(strstr(assessment->progress, "8 errors"));
    assert_non_null(strstr(assessment->tried, "Coloured overlays: no difference."));
    assert_non_null(strstr(assessment->tried, "Paired reading: 3 of"));
    assert_non_null(strstr(assessment->tried, "The counts show it."));
    assert_string_equal(assessment->learner_view.words, "I like the tunnel book.");
    assert_int_equal(date_compare(assessment->learner_view.on, HELD), 0);
    assert_string_equal(assessment->parent_view.words, "She reads to her brother.");
}

static void when_support_ends_no_cycle_begins(void **state)
{
    Learner learner;
    Db *db = NULL;
    (void)state;
    test_store_done(&test, decide_support, NULL);
    test_store_done(&test, look, NULL);
    judge();
    now.review.decision = "leave";
    now.review.monitor_until = date_of(2027, 2, 12);
    test_store_done(&test, save, NULL);
    test_store_done(&test, look, NULL);
    test_store_done(&test, finish, NULL);
    assert_int_equal(now.next.n, 0);
    assert_null(store_read(test.store, &db));
    assert_null(cycle_load(db, test.arena, TEST_SCHOOL, now.reviewed.cycle, &now.cycle));
    assert_null(learner_load(db, test.arena, TEST_SCHOOL, TEST_LEARNER, &learner));
    store_read_end(test.store, db);
    assert_int_equal(now.cycle.state, CYCLE_CLOSED);
    assert_string_equal(learner.level, "monitoring");
    assert_int_equal(test_store_number(&test, "select count(*) from cycle"), 1);
}

/* ---- A correction ---------------------------------------------------------------------------- */

static void a_correction_is_a_new_edition_and_the_old_one_stays(void **state)
{
    (void)state;
    final();
    Review first = now.review;
    const char *was = arena_copy(test.arena, first.snapshot);
    test_store_done(&test, correct, NULL);
    test_store_done(&test, load, NULL);
    assert_int_equal(now.review.edition, 2);
    assert_int_equal(now.review.state, REVIEW_FINAL);
    assert_string_equal(now.review.outcomes.items[0].now_at, "6 errors");
    assert_string_equal(now.review.correction, "The count was of another page.");
    assert_string_equal(now.review.decision, "continue");
    assert_true(review_is_intact(&now.review));
    now.review = first;
    test_store_done(&test, load, NULL);
    assert_int_equal(now.review.state, REVIEW_SUPERSEDED);
    assert_string_equal(now.review.snapshot, was);
    assert_true(review_is_intact(&now.review));
    test_store_done(&test, load_in_force, NULL);
    assert_int_equal(now.review.edition, 2);
    assert_int_equal(test_store_number(&test, "select count(*) from cycle"), 2);
}

static void only_the_edition_in_force_is_corrected(void **state)
{
    (void)state;
    final();
    Review first = now.review;
    test_store_done(&test, correct, NULL);
    now.review = first;
    test_store_refused(&test, correct, NULL, ERROR_CONFLICT);
}

static void a_draft_is_not_corrected(void **state)
{
    (void)state;
    begin();
    test_store_refused(&test, correct, NULL, ERROR_CONFLICT);
}

static void the_family_is_given_what_holds(void **state)
{
    (void)state;
    begin();
    test_store_refused(&test, give_copy, NULL, ERROR_CONFLICT);
    test_store_done(&test, finish, NULL);
    test_store_refused(&test, give_copy_of_another, NULL, ERROR_CONFLICT);
    test_store_refused(&test, give_copy_elsewhere, NULL, ERROR_CONFLICT);
    test_store_done(&test, give_copy, NULL);
    test_store_done(&test, load, NULL);
    assert_int_equal(date_compare(now.review.copy_given_on, CORRECTED), 0);
    assert_true(review_is_intact(&now.review));
    Review first = now.review;
    test_store_done(&test, correct, NULL);
    now.review = first;
    test_store_refused(&test, give_copy, NULL, ERROR_CONFLICT);
}

/* ---- Whose it is ----------------------------------------------------------------------------- */

static void another_school_finds_nothing(void **state)
{
    Db *db = NULL;
    Review theirs;
    ReviewLines lines;
    bool found = true;
    (void)state;
    final();
    assert_null(store_read(test.store, &db));
    assert_null(review_of_cycle(db, test.arena, OTHER_SCHOOL, now.reviewed.cycle, &theirs, &found));
    assert_false(found);
    assert_null(review_list(db, test.arena, OTHER_SCHOOL, TEST_LEARNER, &lines));
    assert_int_equal(lines.count, 0);
    ReviewId id = now.review.id;
    assert_non_null(review_load(db, test.arena, OTHER_SCHOOL, TEST_LEARNER, id, &theirs));
    assert_non_null(review_load(db, test.arena, TEST_SCHOOL, OTHER_LEARNER, id, &theirs));
    assert_null(review_list(db, test.arena, TEST_SCHOOL, TEST_LEARNER, &lines));
    assert_int_equal(lines.count, 1);
    assert_int_equal(lines.items[0].outcomes, 2);
    assert_int_equal(lines.items[0].met, 1);
    store_read_end(test.store, db);
}

static void a_draft_is_read_by_nobody_but_its_writer(void **state)
{
    (void)state;
    begin();
    test_store_refused(&test, load, NULL, ERROR_NOT_FOUND);
    test_store_done(&test, load_in_force, NULL);
    assert_false(now.found);
}

#define WITH_A_DRAFT_PLAN(name)                                                                    \
    {#name " (SQLite)", name, make_empty, end, &test_engines[0]},                                  \
    {                                                                                              \
#name " (PostgreSQL)", name, make_empty, end, &test_engines[1]                             \
    }

int main(void)
{
    const struct CMUnitTest tests[] = {
        ON_BOTH(what_was_planned_stands_in_a_new_review),
        ON_BOTH(what_is_saved_is_there),
        ON_BOTH(each_judgement_is_kept),
        ON_BOTH(the_second_of_two_who_save_is_told),
        ON_BOTH(no_judgement_leads_out_of_the_plan),
        WITH_A_DRAFT_PLAN(without_a_plan_in_force_there_is_nothing_to_review),
        ON_BOTH(a_review_waits_for_a_change_of_the_plan),
        ON_BOTH(a_review_put_off_keeps_what_was_written),
        ON_BOTH(a_review_put_off_keeps_its_judgements_through_changes_of_the_plan),
        ON_BOTH(finishing_freezes_the_text),
        ON_BOTH(an_outcome_is_said_as_a_sentence),
        ON_BOTH(what_changes_in_the_record_changes_no_final_review),
        ON_BOTH(a_changed_snapshot_is_noticed),
        ON_BOTH(a_final_review_cannot_be_edited),
        ON_BOTH(a_failing_statement_leaves_the_draft),
        ON_BOTH(the_next_cycle_begins_with_what_was_kept),
        ON_BOTH(the_next_assessment_begins_with_what_was_found),
        ON_BOTH(when_support_ends_no_cycle_begins),
        ON_BOTH(a_correction_is_a_new_edition_and_the_old_one_stays),
        ON_BOTH(only_the_edition_in_force_is_corrected),
        ON_BOTH(a_draft_is_not_corrected),
        ON_BOTH(the_family_is_given_what_holds),
        ON_BOTH(another_school_finds_nothing),
        ON_BOTH(a_draft_is_read_by_nobody_but_its_writer),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

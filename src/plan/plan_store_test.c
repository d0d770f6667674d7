/* A plan from its first line to the next cycle, and all that may not happen to it; both engines. */
#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

#include "assess/assess.h"
#include "learner/test_school.h"
#include "plan/plan.h"
#include "platform/db/test_both.h"

#define OPENED  date_of(2026, 9, 7)
#define AGREED  date_of(2026, 9, 25)
#define REVIEW  date_of(2026, 12, 1)
#define CHANGED date_of(2026, 10, 20)

static TestStore test;

/* The works below act on this, and fill it. */
static struct {
    CycleId cycle, next;
    PlanId id;
    Plan plan;
    bool found;
    OutcomeId outcome[2];
    ProvisionId provision;
    OutcomeId stranger;
    OptionalInteger cost;
    PlannedCosts costs;
} now;

/* ---- Works ------------------------------------------------------------------------------------
 */

static Error *begin_cycle(Db *db, void *context)
{
    (void)context;
    TRY(cycle_open(db, test.arena, TEST_SCHOOL, TEST_LEARNER, (CycleId){0}, OPENED, &now.cycle));
    Assessment assessment;
    bool found;
    TRY(assessment_of_cycle(db, test.arena, TEST_SCHOOL, now.cycle, &assessment, &found));
    assessment.learner_id = TEST_LEARNER;
    assessment.summary = "Decoding takes all her effort.";
    assessment.learner_view.words = "Reading is like a “wall”.";
    assessment.needs[AREA_COGNITION] = "Letters and sounds do not stay.";
    OwnView father = own_view_none();
    father.place = OWN_VIEW_OTHERS;
    father.said_by = "Her father";
    father.words = "Czyta tylko z babcią.";
    father.whose = "own";
    father.language = "Polish";
    father.translation = "She reads only with her grandmother.";
    assessment.other_views = (OwnViews){1, &father};
    return assessment_save(db, TEST_SCHOOL, &assessment);
}

static Error *begin_plan(Db *db, void *context)
{
    (void)context;
    return plan_begin(db, test.arena, TEST_SCHOOL, TEST_LEARNER, now.cycle, &now.id);
}

static Error *load(Db *db, void *context)
{
    (void)context;
    return plan_load(db, test.arena, TEST_SCHOOL, TEST_LEARNER, now.id, &now.plan);
}

static Error *load_newest(Db *db, void *context)
{
    (void)context;
    return plan_of_cycle(db, test.arena, TEST_SCHOOL, now.cycle, &now.plan, &now.found);
}

static Error *load_in_force(Db *db, void *context)
{
    (void)context;
    return plan_in_force(db, test.arena, TEST_SCHOOL, now.cycle, &now.plan, &now.found);
}

static Error *add_outcome(Db *db, void *context)
{
    const char *wording = context;
    Outcome outcome = {.wording = wording == NULL ? "reads on" : wording,
                       .area = "cognition",
                       .measure = "count",
                       .baseline = "14 errors",
                       .target = "5 errors",
                       .due_on = REVIEW};
    OutcomeId id;
    TRY(plan_add_outcome(db, test.arena, TEST_SCHOOL, &now.plan, &outcome, &id));
    now.outcome[now.plan.outcomes.count == 0 ? 0 : 1] = id;
    return NULL;
}

static Provision reading(void)
{
    return (Provision){.title = "Paired reading",
                       .detail = "Two pages, then one together",
                       .deliverer = TEST_TEACHER,
                       .deliverer_other = "",
                       .place = "Library",
                       .group_size = 1,
                       .minutes = 20,
                       .times_a_week = 3,
                       .starts_on = AGREED,
                       .ends_on = REVIEW,
                       .evidence_note = "It helped in spring"};
}

static Error *add_provision(Db *db, void *context)
{
    (void)context;
    Provision provision = reading();
    provision.outcomes = (OutcomeIds){2, now.outcome};
    return plan_add_provision(db, test.arena, TEST_SCHOOL, &now.plan, &provision, &now.provision);
}

static Error *add_provision_for_a_stranger(Db *db, void *context)
{
    (void)context;
    Provision provision = reading();
    provision.outcomes = (OutcomeIds){1, &now.stranger};
    return plan_add_provision(db, test.arena, TEST_SCHOOL, &now.plan, &provision, &now.provision);
}

static Error *save(Db *db, void *context)
{
    (void)context;
    return plan_save(db, TEST_SCHOOL, &now.plan);
}

static Error *set_text(Db *db, void *context)
{
    (void)context;
    PlanText text = {TEST_TEACHER, "Read one page", "I point", "Wait", "Meeting", REVIEW, ""};
    return plan_set_text(db, TEST_SCHOOL, &now.plan, &text);
}

static Error *remove_outcome(Db *db, void *context)
{
    (void)context;
    return plan_remove_outcome(db, TEST_SCHOOL, &now.plan, now.outcome[0]);
}

static Error *remove_provision(Db *db, void *context)
{
    (void)context;
    return plan_remove_provision(db, TEST_SCHOOL, &now.plan, now.provision);
}

static Error *finalise(Db *db, void *context)
{
    (void)context;
    return plan_finalise(db, test.arena, TEST_SCHOOL, &now.plan, TEST_SENCO, AGREED);
}

static Error *finalise_changed(Db *db, void *context)
{
    (void)context;
    return plan_finalise(db, test.arena, TEST_SCHOOL, &now.plan, TEST_SENCO, CHANGED);
}

static Error *reopen(Db *db, void *context)
{
    (void)context;
    return plan_reopen(db, test.arena, TEST_SCHOOL, &now.plan, &now.id);
}

static Error *discard(Db *db, void *context)
{
    (void)context;
    return plan_discard(db, TEST_SCHOOL, &now.plan);
}

static Error *share(Db *db, void *context)
{
    (void)context;
    return plan_share(db, TEST_SCHOOL, &now.plan, AGREED, "Mrs Ewa Nowak");
}

static Error *end_cycle(Db *db, void *context)
{
    (void)context;
    Cycle cycle;
    TRY(cycle_load(db, test.arena, TEST_SCHOOL, now.cycle, &cycle));
    TRY(cycle_apply(db, TEST_SCHOOL, &cycle, CYCLE_END, REVIEW, DATE_NONE));
    return cycle_open(db, test.arena, TEST_SCHOOL, TEST_LEARNER, now.cycle, REVIEW, &now.next);
}

/* Keeps the second outcome alone, and the provision. */
static Error *carry(Db *db, void *context)
{
    (void)context;
    OutcomeIds kept = {1, &now.plan.outcomes.items[1].id};
    return plan_carry(db, test.arena, TEST_SCHOOL, &now.plan, now.next, &kept, NULL, &now.id);
}

static Error *set_cost(Db *db, void *context)
{
    (void)context;
    return plan_set_cost(db, TEST_SCHOOL, &now.plan, now.provision, now.cost);
}

static Error *read_costs(Db *db, void *context)
{
    const bool *see_costs = context;
    return plan_costs(db, test.arena, TEST_SCHOOL, now.id, *see_costs, &now.costs);
}

/* ---- Beginnings -------------------------------------------------------------------------------
 */

static int make(void **state)
{
    test = test_store_make(test_engine(state), 2);
    test_school_make(&test);
    test_store_done(&test, begin_cycle, NULL);
    return 0;
}

static int end(void **state)
{
    (void)state;
    db_fail_at(0);
    test_store_end(&test);
    return 0;
}

/* A whole draft: two outcomes, one provision for both, texts. */
static void draft(void)
{
    test_store_done(&test, begin_plan, NULL);
    test_store_done(&test, load, NULL);
    test_store_done(&test, add_outcome, NULL);
    test_store_done(&test, load, NULL);
    test_store_done(&test, add_outcome, NULL);
    test_store_done(&test, load, NULL);
    test_store_done(&test, add_provision, NULL);
    test_store_done(&test, load, NULL);
    test_store_done(&test, set_text, NULL);
    test_store_done(&test, load, NULL);
}

static void final(void)
{
    draft();
    test_store_done(&test, finalise, NULL);
    test_store_done(&test, load, NULL);
}

/* ---- Tests ------------------------------------------------------------------------------------
 */

static void a_draft_keeps_what_was_written(void **state)
{
    (void)state;
    draft();
    assert_int_equal(now.plan.state, PLAN_DRAFT);
    assert_int_equal(now.plan.edition, 1);
    assert_string_equal(now.plan.responsible_name, "Mr Hughes");
    assert_string_equal(now.plan.home_support, "Read one page");
    assert_int_equal(now.plan.outcomes.count, 2);
    assert_string_equal(now.plan.outcomes.items[0].baseline, "14 errors");
    assert_int_equal(now.plan.provisions.count, 1);
    const Provision *provision = &now.plan.provisions.items[0];
    assert_string_equal(provision->deliverer_name, "Mr Hughes");
    assert_int_equal(provision->outcomes.count, 2);
    assert_int_equal(provision->outcomes.items[1].n, now.outcome[1].n);
}

static void a_draft_is_saved_whole(void **state)
{
    (void)state;
    draft();
    int64_t version = now.plan.version;
    now.plan.learner_part = "I read to my brother";
    now.plan.outcomes.items[1].target = "3 errors";
    now.plan.provisions.items[0].deliverer = (StaffId){0};
    now.plan.provisions.items[0].deliverer_other = "Grandfather";
    now.plan.provisions.items[0].outcomes.count = 1;
    test_store_done(&test, save, NULL);
    assert_int_equal(now.plan.version, version + 1);
    test_store_done(&test, load, NULL);
    assert_int_equal(now.plan.version, version + 1);
    assert_string_equal(now.plan.learner_part, "I read to my brother");
    assert_string_equal(now.plan.outcomes.items[1].target, "3 errors");
    assert_string_equal(now.plan.provisions.items[0].deliverer_name, "Grandfather");
    assert_int_equal(now.plan.provisions.items[0].outcomes.count, 1);
}

static void the_second_of_two_who_save_is_told(void **state)
{
    (void)state;
    draft();
    Plan theirs = now.plan;
    test_store_done(&test, save, NULL);
    now.plan = theirs;
    test_store_refused(&test, save, NULL, ERROR_CONFLICT);
    test_store_refused(&test, set_text, NULL, ERROR_CONFLICT);
    test_store_refused(&test, finalise, NULL, ERROR_CONFLICT);
}

static void a_cycle_has_one_plan(void **state)
{
    (void)state;
    draft();
    test_store_refused(&test, begin_plan, NULL, ERROR_CONFLICT);
}

static void a_removed_outcome_takes_its_links(void **state)
{
    (void)state;
    draft();
    test_store_done(&test, remove_outcome, NULL);
    test_store_done(&test, load, NULL);
    assert_int_equal(now.plan.outcomes.count, 1);
    assert_int_equal(now.plan.provisions.items[0].outcomes.count, 1);
    test_store_refused(&test, remove_outcome, NULL, ERROR_NOT_FOUND);
    test_store_done(&test, remove_provision, NULL);
    test_store_done(&test, load, NULL);
    assert_int_equal(now.plan.provisions.count, 0);
    test_store_refused(&test, remove_provision, NULL, ERROR_NOT_FOUND);
}

static void no_link_leads_out_of_the_plan(void **state)
{
    (void)state;
    draft();
    now.stranger = (OutcomeId){77};
    test_store_refused(&test, add_provision_for_a_stranger, NULL, ERROR_NOT_FOUND);
    now.plan.provisions.items[0].outcomes.items[0] = now.stranger;
    test_store_refused(&test, save, NULL, ERROR_NOT_FOUND);
    test_store_done(&test, load, NULL);
    assert_int_equal(now.plan.provisions.items[0].outcomes.count, 2);
}

static void finalising_freezes_the_text(void **state)
{
    (void)state;
    final();
    assert_int_equal(now.plan.state, PLAN_FINAL);
    assert_int_equal(date_compare(now.plan.finalised_on, AGREED), 0);
    assert_true(plan_is_intact(&now.plan));
    Plan read = {0};
    assert_null(plan_read_snapshot(test.arena, now.plan.snapshot, &read));
    assert_string_equal(read.about.learner, "Zofia Nowak");
    assert_string_equal(read.about.year_and_class, "Year 4, 4H");
    assert_string_equal(read.about.summary, "Decoding takes all her effort.");
    assert_string_equal(read.about.learner_view.words, "Reading is like a “wall”.");
    assert_string_equal(read.about.needs[AREA_COGNITION], "Letters and sounds do not stay.");
    assert_string_equal(read.about.needs[AREA_SEMH], "");
    assert_int_equal(read.about.other_views.count, 1);
    assert_string_equal(read.about.other_views.items[0].words, "Czyta tylko z babcią.");
    assert_string_equal(read.about.other_views.items[0].language, "Polish");
    assert_string_equal(read.about.finalised_by, "Mrs Vaz");
    assert_string_equal(read.responsible_name, "Mr Hughes");
    assert_int_equal(date_compare(read.review_on, REVIEW), 0);
    assert_int_equal(read.outcomes.count, 2);
    assert_int_equal(read.outcomes.items[1].id.n, now.plan.outcomes.items[1].id.n);
    assert_string_equal(read.provisions.items[0].deliverer_name, "Mr Hughes");
    assert_int_equal(read.provisions.items[0].outcomes.count, 2);
}

/* The same content gives the same text, so that a hash can stand for it on either engine. */
static void a_snapshot_is_the_same_read_and_written_again(void **state)
{
    (void)state;
    final();
    Plan read = {.learner_id = TEST_LEARNER};
    assert_null(plan_read_snapshot(test.arena, now.plan.snapshot, &read));
    assert_string_equal(plan_snapshot(test.arena, &read), now.plan.snapshot);
    assert_null(strchr(now.plan.snapshot, '\n'));
    assert_non_null(strstr(now.plan.snapshot, "{\"about\":{\"born_on\":\"2018-02-03\""));
}

static void what_changes_in_the_record_changes_no_final_plan(void **state)
{
    (void)state;
    final();
    const char *snapshot = now.plan.snapshot;
    test_store_run(&test, "update learner set known_name = 'Zosia Kowalska' where id = 21");
    test_store_run(&test, "update staff set display_name = 'Mr H' where id = 12");
    test_store_run(&test, "update assessment set summary = 'Other'");
    test_store_done(&test, load, NULL);
    assert_string_equal(now.plan.snapshot, snapshot);
    assert_true(plan_is_intact(&now.plan));
}

static void a_changed_snapshot_is_noticed(void **state)
{
    (void)state;
    final();
    test_store_run(&test, "update plan set snapshot = replace(snapshot, '5 errors', '9 errors')");
    test_store_done(&test, load, NULL);
    assert_false(plan_is_intact(&now.plan));
}

static void a_final_plan_cannot_be_edited(void **state)
{
    (void)state;
    static const StoreWork works[] = {save,           set_text,         add_outcome, add_provision,
                                      remove_outcome, remove_provision, finalise,    discard};
    final();
    const Plan agreed = now.plan;
    for (size_t i = 0; i < sizeof works / sizeof works[0]; i++) {
        test_store_refused(&test, works[i], NULL, ERROR_CONFLICT);
        now.plan = agreed;
    }
    test_store_done(&test, load, NULL);
    assert_int_equal(now.plan.version, agreed.version);
    assert_int_equal(now.plan.outcomes.count, 2);
    assert_true(plan_is_intact(&now.plan));
}

static void a_draft_finalised_meanwhile_cannot_be_edited(void **state)
{
    (void)state;
    draft();
    Plan mine = now.plan;
    test_store_done(&test, finalise, NULL);
    now.plan = mine;
    test_store_refused(&test, add_outcome, NULL, ERROR_CONFLICT);
    test_store_refused(&test, remove_provision, NULL, ERROR_CONFLICT);
    test_store_refused(&test, save, NULL, ERROR_CONFLICT);
}

static void a_draft_is_not_shared(void **state)
{
    (void)state;
    draft();
    test_store_refused(&test, share, NULL, ERROR_CONFLICT);
    test_store_done(&test, finalise, NULL);
    test_store_done(&test, share, NULL);
    test_store_done(&test, load, NULL);
    assert_int_equal(date_compare(now.plan.shared_on, AGREED), 0);
    assert_true(plan_is_intact(&now.plan));
}

static void a_change_is_a_new_edition_and_the_old_one_stays(void **state)
{
    (void)state;
    final();
    PlanId first = now.id;
    Plan agreed = now.plan;
    test_store_done(&test, reopen, NULL);
    test_store_done(&test, load, NULL);
    assert_int_equal(now.plan.edition, 2);
    assert_int_equal(now.plan.state, PLAN_DRAFT);
    assert_string_equal(now.plan.consulted, "");
    assert_int_equal(date_compare(now.plan.review_on, REVIEW), 0);
    assert_int_equal(now.plan.outcomes.items[0].carried_from.n, agreed.outcomes.items[0].id.n);
    assert_int_equal(now.plan.provisions.items[0].carried_from.n, now.provision.n);
    assert_int_equal(now.plan.provisions.items[0].outcomes.items[1].n,
                     now.plan.outcomes.items[1].id.n);
    test_store_done(&test, load_in_force, NULL);
    assert_int_equal(now.plan.edition, 1);
    test_store_done(&test, load_newest, NULL);
    test_store_done(&test, finalise_changed, NULL);
    now.id = first;
    test_store_done(&test, load, NULL);
    assert_int_equal(now.plan.state, PLAN_SUPERSEDED);
    assert_string_equal(now.plan.snapshot, agreed.snapshot);
    assert_true(plan_is_intact(&now.plan));
    test_store_done(&test, load_in_force, NULL);
    assert_int_equal(now.plan.edition, 2);
    assert_true(plan_is_intact(&now.plan));
}

static void one_change_is_open_at_a_time(void **state)
{
    (void)state;
    final();
    Plan agreed = now.plan;
    test_store_done(&test, reopen, NULL);
    now.plan = agreed;
    test_store_refused(&test, reopen, NULL, ERROR_CONFLICT);
}

static void only_a_final_plan_is_changed(void **state)
{
    (void)state;
    draft();
    test_store_refused(&test, reopen, NULL, ERROR_CONFLICT);
    test_store_refused(&test, discard, NULL, ERROR_CONFLICT);
}

static void a_change_given_up_leaves_the_plan_in_force(void **state)
{
    (void)state;
    final();
    test_store_done(&test, reopen, NULL);
    test_store_done(&test, load, NULL);
    test_store_done(&test, discard, NULL);
    test_store_refused(&test, load, NULL, ERROR_NOT_FOUND);
    test_store_done(&test, load_newest, NULL);
    assert_int_equal(now.plan.edition, 1);
    assert_int_equal(now.plan.state, PLAN_FINAL);
    test_store_done(&test, reopen, NULL);
}

static void what_is_carried_keeps_its_links(void **state)
{
    (void)state;
    final();
    Plan agreed = now.plan;
    test_store_done(&test, end_cycle, NULL);
    test_store_done(&test, carry, NULL);
    test_store_done(&test, load, NULL);
    assert_int_equal(now.plan.cycle_id.n, now.next.n);
    assert_int_equal(now.plan.edition, 1);
    assert_int_equal(now.plan.state, PLAN_DRAFT);
    assert_false(date_is_set(now.plan.review_on));
    assert_string_equal(now.plan.class_strategies, "Wait");
    assert_int_equal(now.plan.outcomes.count, 1);
    assert_int_equal(now.plan.outcomes.items[0].carried_from.n, agreed.outcomes.items[1].id.n);
    assert_int_equal(now.plan.provisions.count, 1);
    const Provision *provision = &now.plan.provisions.items[0];
    assert_int_equal(provision->carried_from.n, now.provision.n);
    assert_int_equal(provision->outcomes.count, 1);
    assert_int_equal(provision->outcomes.items[0].n, now.plan.outcomes.items[0].id.n);
}

/* The cost of the plan's one provision as who may see costs reads it; -1: none is said. */
static long long cost_read(void)
{
    bool see_costs = true;
    test_store_done(&test, load, NULL);
    test_store_done(&test, read_costs, &see_costs);
    OptionalInteger cost = plan_cost_of(&now.costs, now.plan.provisions.items[0].id);
    return cost.present ? cost.value : -1;
}

static void costed_draft(void)
{
    draft();
    now.cost = (OptionalInteger){true, 48050};
    test_store_done(&test, set_cost, NULL);
    test_store_done(&test, load, NULL);
}

static void a_cost_is_read_by_who_may_and_outlives_a_save(void **state)
{
    (void)state;
    bool see_costs = false;
    draft();
    assert_int_equal(cost_read(), -1);
    now.cost = (OptionalInteger){true, 0};
    test_store_done(&test, set_cost, NULL);
    assert_int_equal(cost_read(), 0);
    now.cost.value = 48050;
    test_store_done(&test, set_cost, NULL);
    test_store_done(&test, read_costs, &see_costs);
    assert_int_equal(now.costs.count, 0);
    now.plan.provisions.items[0].title = "Reading aloud";
    test_store_done(&test, save, NULL);
    assert_int_equal(cost_read(), 48050);
    now.cost.present = false;
    test_store_done(&test, set_cost, NULL);
    assert_int_equal(cost_read(), -1);
}

static void a_cost_stands_in_no_frozen_text_and_is_carried(void **state)
{
    (void)state;
    costed_draft();
    test_store_done(&test, finalise, NULL);
    assert_int_equal(cost_read(), 48050);
    assert_null(strstr(now.plan.snapshot, "cost"));
    assert_null(strstr(now.plan.snapshot, "480"));
    assert_true(plan_is_intact(&now.plan));
    test_store_refused(&test, set_cost, NULL, ERROR_NOT_FOUND);
    test_store_done(&test, reopen, NULL);
    assert_int_equal(cost_read(), 48050);
    test_store_refused(&test, set_cost, NULL, ERROR_NOT_FOUND); /* the old edition's provision */
    test_store_done(&test, finalise_changed, NULL);
    assert_int_equal(cost_read(), 48050);
    test_store_done(&test, end_cycle, NULL);
    test_store_done(&test, carry, NULL);
    assert_int_equal(cost_read(), 48050);
}

static void another_school_finds_nothing(void **state)
{
    (void)state;
    final();
    Db *db = NULL;
    Plan theirs;
    bool found = true;
    assert_null(store_read(test.store, &db));
    assert_null(plan_of_cycle(db, test.arena, OTHER_SCHOOL, now.cycle, &theirs, &found));
    assert_false(found);
    assert_non_null(plan_load(db, test.arena, OTHER_SCHOOL, TEST_LEARNER, now.id, &theirs));
    assert_non_null(plan_load(db, test.arena, TEST_SCHOOL, OTHER_LEARNER, now.id, &theirs));
    store_read_end(test.store, db);
}

static void a_failing_statement_leaves_the_draft(void **state)
{
    (void)state;
    draft();
    Plan before = now.plan;
    int statement = 1;
    for (;; statement++) {
        now.plan = before;
        db_fail_at(statement);
        Error *error = store_write(test.store, finalise, NULL);
        db_fail_at(0);
        if (error == NULL)
            break;
        test_store_done(&test, load, NULL);
        assert_int_equal(now.plan.state, PLAN_DRAFT);
        assert_int_equal(now.plan.version, before.version);
    }
    assert_true(statement > 2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        ON_BOTH(a_draft_keeps_what_was_written),
        ON_BOTH(a_draft_is_saved_whole),
        ON_BOTH(the_second_of_two_who_save_is_told),
        ON_BOTH(a_cycle_has_one_plan),
        ON_BOTH(a_removed_outcome_takes_its_links),
        ON_BOTH(no_link_leads_out_of_the_plan),
        ON_BOTH(finalising_freezes_the_text),
        ON_BOTH(a_snapshot_is_the_same_read_and_written_again),
        ON_BOTH(what_changes_in_the_record_changes_no_final_plan),
        ON_BOTH(a_changed_snapshot_is_noticed),
        ON_BOTH(a_final_plan_cannot_be_edited),
        ON_BOTH(a_draft_finalised_meanwhile_cannot_be_edited),
        ON_BOTH(a_draft_is_not_shared),
        ON_BOTH(a_change_is_a_new_edition_and_the_old_one_stays),
        ON_BOTH(one_change_is_open_at_a_time),
        ON_BOTH(only_a_final_plan_is_changed),
        ON_BOTH(a_change_given_up_leaves_the_plan_in_force),
        ON_BOTH(what_is_carried_keeps_its_links),
        ON_BOTH(a_cost_is_read_by_who_may_and_outlives_a_save),
        ON_BOTH(a_cost_stands_in_no_frozen_text_and_is_carried),
        ON_BOTH(another_school_finds_nothing),
        ON_BOTH(a_failing_statement_leaves_the_draft),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* The demo school on both engines and on awkward days: who is in it, that the rules are met save
 * where they are broken on purpose, and that there is always something late and something due. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "agenda/agenda.h"
#include "assess/assess.h"
#include "assess/assess_rules.h"
#include "demo/demo.h"
#include "demo/demo_calendar.h"
#include "demo/demo_test_sql.h"
#include "demo/story.h"
#include "do/provision_rules.h"
#include "plan/plan.h"
#include "plan/plan_rules.h"
#include "platform/db/test_store.h"
#include "register/register.h"
#include "review/review.h"
#include "school/school.h"
#include "staff/staff.h"

enum { PUPILS = 420, SUPPORTED = 62, WITH_PLAN = 16, WATCHED = 11 };

#define IN_TERM date_of(2026, 11, 19)

static const DemoPerson people[] = {
    {"SENCO", "Mrs Vaz", "senco@demo.example", "four parts make one", NULL},
    {"Class teacher, 4H", "Mr Hughes", "teacher@demo.example", "four parts make one", NULL},
    {NULL, NULL, NULL, NULL, NULL},
};

static TestStore test;
static SchoolId school;
static Date today;
static DemoCalendar calendar;
static struct demo_children_rows children;

static Error *make_school(Db *db, void *context)
{
    (void)context;
    return demo_make(db, test.arena, today, people, &school);
}

static Error *read_children(Db *db, void *context)
{
    (void)context;
    return demo_children(db, test.arena, school, &children);
}

static void written(StoreWork work)
{
    Error *error = store_write(test.store, work, NULL);
    if (error != NULL)
        fail_msg("%s", error->cause);
}

/* On the test's own thread, so that the work may assert. */
static void done(StoreWork work, void *context)
{
    Db *db;
    assert_null(store_read(test.store, &db));
    Error *error = work(db, context);
    if (error != NULL)
        fail_msg("%s", error->cause);
    store_read_end(test.store, db);
}

static void make_on(DbEngine engine, Date day)
{
    today = day;
    clock_fix(moment_london(day, 10, 0));
    assert_null(password_start());
    test = test_store_make(engine, 8);
    demo_calendar_make(&calendar, today);
    written(make_school);
    done(read_children, NULL);
}

static void end_it(void)
{
    test_store_end(&test);
    password_stop();
    clock_fix(MOMENT_NONE);
}

/* One school for each engine; each test only reads. */
static int make_group(DbEngine engine)
{
    make_on(engine, IN_TERM);
    return 0;
}

static int make_sqlite(void **state)
{
    (void)state;
    return make_group(DB_SQLITE);
}

static int make_postgresql(void **state)
{
    (void)state;
    return make_group(DB_POSTGRESQL);
}

static int end_group(void **state)
{
    (void)state;
    end_it();
    return 0;
}

/* ---- Who is in it -----------------------------------------------------------------------------
 */

static size_t at_level(const char *level)
{
    size_t count = 0;
    for (size_t i = 0; i < children.count; i++)
        count += text_equal(children.items[i].level, level);
    return count;
}

static Error *read_counts(Db *db, void *context)
{
    return demo_counts(db, test.arena, school, context);
}

static void test_counts(void **state)
{
    (void)state;
    struct demo_counts_row counts;
    done(read_counts, &counts);
    assert_int_equal(children.count, PUPILS);
    assert_int_equal(at_level("sen_support"), SUPPORTED);
    assert_int_equal(at_level("ehc"), WITH_PLAN);
    assert_int_equal(at_level("monitoring"), WATCHED);
    assert_int_equal(counts.classes, 14);
    assert_int_equal(counts.staff, 39);
    assert_int_equal(counts.accounts, 2);
    int percent = counts.delivered * 100 / (counts.delivered + counts.missed);
    assert_in_range(percent, 82, 90);
}

static void test_every_upn_is_valid_and_no_name_comes_twice(void **state)
{
    (void)state;
    for (size_t i = 0; i < children.count; i++) {
        const struct demo_children_row *child = &children.items[i];
        assert_int_equal(upn_check(child->upn).fault, UPN_VALID);
        assert_int_equal(strncmp(child->upn + 1, "999", 3), 0);
        for (size_t j = 0; j < i; j++) {
            assert_string_not_equal(child->known_name, children.items[j].known_name);
            assert_string_not_equal(child->upn, children.items[j].upn);
        }
    }
}

typedef bool (*ChildTest)(const struct demo_children_row *child);

static size_t how_many(ChildTest is)
{
    size_t count = 0;
    for (size_t i = 0; i < children.count; i++)
        count += is(&children.items[i]);
    return count;
}

static bool looked_after_with_sen(const struct demo_children_row *child)
{
    return child->looked_after && text_equal(child->level, "sen_support");
}

static bool additional_without_sen(const struct demo_children_row *child)
{
    return child->english_additional.value != 0 && text_equal(child->level, "universal");
}

static bool not_assessed_yet(const struct demo_children_row *child)
{
    return text_equal(child->primary_need, "NSA") && text_equal(child->level, "sen_support");
}

static bool down_syndrome(const struct demo_children_row *child)
{
    return text_equal(child->primary_need, "DS") && text_equal(child->level, "ehc");
}

static bool out_of_cohort(const struct demo_children_row *child)
{
    NationalYear year;
    assert_true(national_year_parse(child->national_year, &year));
    return national_year_by_age(child->born_on, today) != year;
}

static bool very_long_name(const struct demo_children_row *child)
{
    return text_length(child->forename) + text_length(child->surname) > 50;
}

static bool another_script(const struct demo_children_row *child)
{
    return child->preferred_name != NULL && (unsigned char)child->preferred_name[0] >= 0xD0;
}

static bool joined_lately(const struct demo_children_row *child)
{
    return date_days_between(child->entered_on, today) < 70 &&
           date_compare(child->entered_on, calendar.terms[6].first) > 0;
}

static bool takes_pupil_premium(const struct demo_children_row *child)
{
    return child->pupil_premium;
}

static void test_awkward_children_are_there(void **state)
{
    (void)state;
    assert_int_equal(how_many(looked_after_with_sen), 1);
    assert_in_range(how_many(additional_without_sen), 40, 120);
    assert_int_equal(how_many(not_assessed_yet), 2);
    assert_int_equal(how_many(down_syndrome), 1);
    assert_int_equal(how_many(out_of_cohort), 1);
    assert_int_equal(how_many(very_long_name), 1);
    assert_int_equal(how_many(another_script), 1);
    assert_int_equal(how_many(joined_lately), 1);
    assert_in_range(how_many(takes_pupil_premium), PUPILS * 20 / 100, PUPILS * 34 / 100);
}

static Error *read_families(Db *db, void *context)
{
    return demo_families(db, test.arena, school, context);
}

/* ---- The nursery ------------------------------------------------------------------------------
 */

static Error *read_nursery(Db *db, void *context)
{
    struct demo_setting_row setting;
    SchoolIds ids;
    (void)context;
    TRY(school_ids(db, test.arena, &ids));
    assert_int_equal(ids.count, 2);
    assert_true(ids.items[0].n == school.n);
    TRY(db_enter_school(db, ids.items[1].n));
    TRY(demo_setting(db, test.arena, ids.items[1], &setting));
    assert_string_equal(setting.name, "Willow Nursery");
    assert_string_equal(setting.setting_type, "pvi");
    assert_int_equal(setting.learners, 8);
    assert_int_equal(setting.supported, 2);
    assert_in_range(setting.checks, 4, 7);
    return NULL;
}

static Error *read_both_ways_in(Db *db, void *context)
{
    SchoolIds ids;
    struct demo_way_in_row here, there;
    (void)context;
    TRY(school_ids(db, test.arena, &ids));
    TRY(demo_way_in(db, test.arena, school, DEMO_BOTH_EMAIL, &here));
    TRY(db_enter_school(db, ids.items[1].n));
    TRY(demo_way_in(db, test.arena, ids.items[1], DEMO_BOTH_EMAIL, &there));
    assert_true(here.account_id.n == there.account_id.n);
    assert_string_equal(here.name, there.name);
    assert_false(here.used);
    assert_true(there.used);
    return NULL;
}

static void test_a_nursery_stands_beside_it_and_shares_a_family(void **state)
{
    (void)state;
    done(read_nursery, NULL);
    done(read_both_ways_in, NULL);
}

static Error *read_untold(Db *db, void *context)
{
    return demo_untold(db, test.arena, school, context);
}

static void test_awkward_records_are_there(void **state)
{
    (void)state;
    struct demo_counts_row counts;
    struct demo_families_rows families;
    struct demo_untold_rows untold;
    done(read_counts, &counts);
    done(read_families, &families);
    done(read_untold, &untold);
    assert_int_equal(counts.withheld, 1);
    assert_true(counts.languages > 40);
    assert_int_equal(counts.waiting, 3);
    assert_int_equal(counts.not_sen, 1);
    assert_int_equal(counts.left_support, 1);
    assert_true(families.count >= 9);
    assert_int_equal(untold.count, 2); /* the one forgotten, and the one decided this week */
}

/* ---- The rules --------------------------------------------------------------------------------
 */

/* Where a review is late, the support that it should have judged has run on. */
static bool ran_on(const Finding *finding, const Cycle *cycle)
{
    return text_equal(finding->field, "ends_on") &&
           date_compare(cycle->review_on, moment_london_date(clock_now())) < 0;
}

/* Not even a flag, save where one is allowed. */
static void assert_no_finding(const Findings *findings, const char *whose, const Cycle *cycle)
{
    for (size_t i = 0; i < findings->count; i++)
        if (!ran_on(&findings->items[i], cycle))
            fail_msg("%s, cycle %d, %s to %s: %s (%s, %zu)", whose, cycle->number,
                     date_iso(test.arena, cycle->planned_on),
                     date_iso(test.arena, cycle->review_on), findings->items[i].sentence,
                     findings->items[i].rule, findings->items[i].item);
}

static Error *check_assessment(Db *db, const struct demo_children_row *child, const Cycle *cycle)
{
    Assessment assessment;
    bool found;
    TRY(assessment_of_cycle(db, test.arena, school, cycle->id, &assessment, &found));
    assert_true(found);
    AssessmentDraft draft = {
        .opened_on = cycle->opened_on,
        .finished_on = assessment.finished_on,
        .strengths = assessment.strengths,
        .barriers = assessment.barriers,
        .progress = assessment.progress,
        .tried = assessment.tried,
        .summary = assessment.summary,
        .learner_view = assessment.learner_view.words,
        .parent_view = assessment.parent_view.words,
        .no_view_reason = assessment.no_view_reason,
    };
    Findings findings = findings_begin(test.arena, SETTING_SCHOOL, today);
    if (cycle->state != CYCLE_ASSESSING)
        assess_check_finished(&draft, today, &findings);
    assert_no_finding(&findings, child->known_name, cycle);
    return NULL;
}

static void check_plan(const struct demo_children_row *child, const Cycle *cycle, const Plan *plan)
{
    assert_in_range(plan->outcomes.count, 1, 3);
    for (size_t i = 0; i < plan->outcomes.count; i++)
        assert_string_not_equal(plan->outcomes.items[i].baseline, plan->outcomes.items[i].target);
    PlanDraft draft = plan_draft(test.arena, plan, plan->finalised_on, true);
    Findings findings = findings_begin(test.arena, SETTING_SCHOOL, plan->finalised_on);
    plan_check_final(&draft, plan->finalised_on, &calendar.calendar, &findings);
    assert_no_finding(&findings, child->known_name, cycle);
    assert_true(plan_is_intact(plan));
}

static void check_review(const struct demo_children_row *child, const Cycle *cycle,
                         const Review *review)
{
    ReviewDraft draft = review_draft(test.arena, review, &calendar.calendar);
    Findings findings = findings_begin(test.arena, SETTING_SCHOOL, review->held_on);
    review_check_final(&draft, today, &findings);
    assert_no_finding(&findings, child->known_name, cycle);
    assert_true(review_is_intact(review));
}

static Error *check_cycle(Db *db, const struct demo_children_row *child, const Cycle *cycle)
{
    Plan plan;
    Review review;
    bool found;
    assert_true(date_compare(cycle->opened_on, today) <= 0);
    TRY(check_assessment(db, child, cycle));
    TRY(plan_in_force(db, test.arena, school, cycle->id, &plan, &found));
    assert_int_equal(found, date_is_set(cycle->planned_on));
    if (found)
        check_plan(child, cycle, &plan);
    TRY(review_of_cycle(db, test.arena, school, cycle->id, &review, &found));
    assert_int_equal(found, date_is_set(cycle->reviewed_on));
    if (found)
        check_review(child, cycle, &review);
    return NULL;
}

static bool supported(const struct demo_children_row *child)
{
    return text_equal(child->level, "sen_support") || text_equal(child->level, "ehc");
}

static Error *check_supported(Db *db, void *context)
{
    (void)context;
    for (size_t i = 0; i < children.count; i++) {
        Cycles cycles;
        if (!supported(&children.items[i]))
            continue;
        assert_non_null(children.items[i].primary_need);
        assert_non_null(children.items[i].likes_about_me);
        TRY(cycle_list(db, test.arena, school, children.items[i].id, &cycles));
        assert_in_range(cycles.count, 1, 4);
        assert_false(cycle_is_over(cycles.items[0].state));
        for (size_t c = 0; c < cycles.count; c++)
            TRY(check_cycle(db, &children.items[i], &cycles.items[c]));
    }
    return NULL;
}

static void test_what_is_on_record_meets_the_rules(void **state)
{
    (void)state;
    done(check_supported, NULL);
}

static Error *read_sessions(Db *db, void *context)
{
    return demo_sessions(db, test.arena, school, context);
}

static void test_sessions_were_on_school_days_and_meet_the_rules(void **state)
{
    (void)state;
    struct demo_sessions_rows sessions;
    done(read_sessions, &sessions);
    assert_true(sessions.count > 5000);
    for (size_t i = 0; i < sessions.count; i++) {
        const struct demo_sessions_row *row = &sessions.items[i];
        SessionEntry entry = {row->held_on, row->delivered, row->missed_reason, row->minutes,
                              row->note};
        PlannedProvision planned = {row->starts_on, row->ends_on, row->times_a_week};
        Findings findings = findings_begin(test.arena, SETTING_SCHOOL, today);
        provision_check_session(&entry, &planned, today, &calendar.calendar, &findings);
        if (findings.count > 0)
            fail_msg("%s: %s", date_iso(test.arena, row->held_on), findings.items[0].sentence);
        assert_int_equal(moment_london_date(row->logged_at).days, row->held_on.days);
    }
}

static Error *read_words(Db *db, void *context)
{
    return demo_words(db, test.arena, school, context);
}

static void test_no_slot_is_left_in_any_sentence(void **state)
{
    (void)state;
    static const char *const wrong[] = {"{", "}", "  ", " .", " ,", "..", "(null)", "1 times"};
    struct demo_words_rows rows;
    done(read_words, &rows);
    assert_true(rows.count > 800);
    for (size_t i = 0; i < rows.count; i++)
        for (size_t w = 0; w < sizeof wrong / sizeof wrong[0]; w++)
            if (strstr(rows.items[i].words, wrong[w]) != NULL &&
                !(wrong[w][0] == ' ' && wrong[w][1] == ' '))
                fail_msg("“%s” in: %s", wrong[w], rows.items[i].words);
}

/* ---- The stories ------------------------------------------------------------------------------
 */

static void test_every_placement_has_a_voice_of_its_own(void **state)
{
    (void)state;
    size_t count;
    const Placement *list = placements(&count);
    for (size_t i = 0; i < count; i++) {
        const Story *story = story_of(list[i].story);
        int voice = 0;
        for (size_t j = 0; j < i; j++)
            voice += text_equal(list[j].story, list[i].story);
        assert_true(voice < STORY_VOICES);
        assert_false(text_empty(story->voices[voice].child));
        assert_false(text_empty(story->voices[voice].help));
        assert_false(text_empty(story->later_child[1]));
        assert_false(text_empty(story->later_parent[1]));
        assert_non_null(story->outcomes[1]);
        for (size_t o = 0; o < STORY_OUTCOMES && story->outcomes[o] != NULL; o++)
            assert_non_null(outcome_story_of(story->outcomes[o]));
    }
}

static void test_steps_go_one_way(void **state)
{
    (void)state;
    size_t count;
    const OutcomeStory *all = outcome_stories(&count);
    for (size_t i = 0; i < count; i++) {
        bool up = all[i].steps[1] > all[i].steps[0];
        for (int step = 1; step < OUTCOME_STEPS; step++) {
            int way = all[i].steps[step] - all[i].steps[step - 1];
            assert_true(up ? way > 0 : way < 0);
        }
        for (int note = 0; note < OUTCOME_NOTES; note++)
            assert_false(text_empty(all[i].notes[note]));
        assert_non_null(strstr(all[i].wording, "{n}"));
        assert_non_null(strstr(all[i].unit, "{n}"));
    }
}

/* ---- Days -------------------------------------------------------------------------------------
 */

static Error *gather(Db *db, void *context)
{
    School setting;
    TRY(school_load(db, test.arena, school, &setting));
    return agenda_gather(db, test.arena, &setting, (StaffId){0}, (LearnerId){0}, today, context);
}

static size_t late_with(const Agenda *agenda, const char *rule)
{
    size_t count = 0;
    for (size_t i = 0; i < agenda->learners.count; i++)
        for (size_t j = 0; j < agenda->learners.items[i].duties.count; j++) {
            const Duty *duty = &agenda->learners.items[i].duties.items[j];
            count += duty->band == DUTY_LATE && text_equal(duty->rule, rule);
        }
    return count;
}

static void test_something_is_late_and_something_due(void **state)
{
    static const struct {
        const char *name;
        int year, month, day;
    } days[] = {
        {"a Thursday in term", 2026, 11, 19},
        {"the first day of a school year", 2027, 9, 1},
        {"a day in August", 2027, 8, 10},
        {"29 February", 2028, 2, 29},
        {"Christmas", 2026, 12, 25},
        {"a Sunday after half term", 2027, 2, 21},
        {"the last week of July", 2027, 7, 29},
        {"a Monday in January", 2027, 1, 11},
    };
    (void)state;
    for (size_t i = 0; i < sizeof days / sizeof days[0]; i++) {
        Agenda agenda;
        make_on(DB_SQLITE, date_of(days[i].year, days[i].month, days[i].day));
        done(gather, &agenda);
        print_message("%s: %zu late, %zu soon\n", days[i].name, agenda.late, agenda.soon);
        assert_int_equal(agenda.on_register, SUPPORTED + WITH_PLAN);
        assert_in_range(agenda.late, 10, 30);
        assert_true(agenda.soon >= 1);
        assert_int_equal(late_with(&agenda, "R-P-1"), 1);
        assert_int_equal(late_with(&agenda, "R-R-1"), 5);
        assert_int_equal(late_with(&agenda, "R-P-5"), 2);
        assert_int_equal(late_with(&agenda, "F-A-1"), 1);
        assert_int_equal(late_with(&agenda, "R-R-4"), 1);
        assert_int_equal(late_with(&agenda, "R-ID-10"), 1);
        assert_true(late_with(&agenda, "R-D-3") >= 1);
        end_it();
    }
}

/* Everything that was said, in order. */
static const char *all_words(void)
{
    struct demo_words_rows rows;
    done(read_words, &rows);
    size_t length = 0;
    for (size_t i = 0; i < rows.count; i++)
        length += strlen(rows.items[i].words) + 1;
    char *words = arena_alloc(test.arena, length + 1);
    for (size_t i = 0, at = 0; i < rows.count; i++) {
        size_t size = strlen(rows.items[i].words);
        memcpy(words + at, rows.items[i].words, size);
        at += size;
    }
    return words;
}

static void test_the_same_day_gives_the_same_school(void **state)
{
    (void)state;
    Arena *kept = arena_create((size_t)16 << 20, "test");
    make_on(DB_SQLITE, IN_TERM);
    const char *first = arena_copy(kept, all_words());
    const char *name = arena_copy(kept, children.items[399].known_name);
    end_it();
    make_on(DB_SQLITE, IN_TERM);
    assert_string_equal(children.items[399].known_name, name);
    assert_true(strcmp(all_words(), first) == 0);
    end_it();
    arena_destroy(kept);
}

int main(void)
{
    const struct CMUnitTest of_a_school[] = {
        cmocka_unit_test(test_counts),
        cmocka_unit_test(test_every_upn_is_valid_and_no_name_comes_twice),
        cmocka_unit_test(test_awkward_children_are_there),
        cmocka_unit_test(test_awkward_records_are_there),
        cmocka_unit_test(test_what_is_on_record_meets_the_rules),
        cmocka_unit_test(test_sessions_were_on_school_days_and_meet_the_rules),
        cmocka_unit_test(test_no_slot_is_left_in_any_sentence),
        cmocka_unit_test(test_a_nursery_stands_beside_it_and_shares_a_family),
    };
    const struct CMUnitTest of_stories[] = {
        cmocka_unit_test(test_every_placement_has_a_voice_of_its_own),
        cmocka_unit_test(test_steps_go_one_way),
        cmocka_unit_test(test_something_is_late_and_something_due),
        cmocka_unit_test(test_the_same_day_gives_the_same_school),
    };
    int failed = cmocka_run_group_tests_name("demo (SQLite)", of_a_school, make_sqlite, end_group);
    failed +=
        cmocka_run_group_tests_name("demo (PostgreSQL)", of_a_school, make_postgresql, end_group);
    return failed + cmocka_run_group_tests_name("demo", of_stories, NULL, NULL);
}

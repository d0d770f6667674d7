/* Who is on the agenda, for whom, and which facts their duties come from, on both engines. */
#include <inttypes.h>
#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

#include "agenda/agenda.h"
#include "learner/test_school.h"
#include "platform/db/test_both.h"

#define TODAY date_of(2026, 11, 22)

static TestStore test;

/* Mr Hughes has 4H today; he had 5B last year. */
static const char classes[] =
    "insert into class (school_id, id, name, is_group, sort_name, national_year) values"
    " (1, 32, '5B', false, '05b', '5');"
    "insert into class_staff (school_id, id, class_id, staff_id, part, starts_on, ends_on) values"
    " (1, 41, 31, 12, 'teacher', '2026-09-01', null),"
    " (1, 42, 32, 12, 'teacher', '2025-09-01', '2026-08-31');"
    "insert into school_term (school_id, id, academic_year, name, starts_on, ends_on,"
    " half_term_starts_on, half_term_ends_on) values"
    " (1, 51, 2026, 'Autumn', '2026-09-01', '2026-12-18', '2026-10-26', '2026-10-30'),"
    " (1, 52, 2026, 'Spring', '2027-01-04', '2027-03-25', '2027-02-15', '2027-02-19')";

/* Beside Zofia (21): a concern that waits (23), one that was answered (24), an assessment (25), one
 * who left (26), and an EHC plan in the other class (27). */
static const char learners[] =
    "insert into learner (school_id, id, surname, forename, known_name, sort_name, born_on, sex,"
    " national_year, year_order, class_id, pupil_premium, looked_after, level, census_code,"
    " level_since, left_on, version) values"
    " (1, 23, 'A', 'B', 'B A', 'a b', '2018-02-03', 'F', '4', 4, 31, false, false, 'universal',"
    " 'N', null, null, 1),"
    " (1, 24, 'A', 'C', 'C A', 'a c', '2018-02-03', 'F', '4', 4, 31, false, false, 'universal',"
    " 'N', null, null, 1),"
    " (1, 25, 'A', 'D', 'D A', 'a d', '2018-02-03', 'F', '4', 4, 31, false, false, 'universal',"
    " 'N', null, null, 1),"
    " (1, 26, 'A', 'E', 'E A', 'a e', '2018-02-03', 'F', '4', 4, 31, false, false, 'sen_support',"
    " 'K', '2026-01-05', '2026-10-01', 1),"
    " (1, 27, 'A', 'F', 'F A', 'a f', '2017-02-03', 'F', '5', 5, 32, false, false, 'ehc', 'E',"
    " '2026-01-05', null, 1);"
    "insert into concern (school_id, id, learner_id, raised_on, raised_by, raised_by_name,"
    " way, wording, reply_by, replied_on, outcome, version) values"
    " (1, 61, 23, '2026-11-16', 'parent', 'P', 'self', 'w', '2026-11-27', null, 'open', 1),"
    " (1, 62, 24, '2026-11-02', 'parent', 'P', 'self', 'w', '2026-11-13', '2026-11-10', 'not_sen', "
    "1),"
    " (1, 63, 26, '2026-09-14', 'parent', 'P', 'self', 'w', '2026-09-25', null, 'open', 1)";

/* Support that ended, and began again: the family was told twice of the second. */
static const char statuses[] =
    "insert into sen_status (school_id, id, learner_id, level, census_code, starts_on, ends_on,"
    " decided_on, decided_by, evidence, outcomes_sought, version) values"
    " (1, 71, 21, 'sen_support', 'K', '2025-01-06', '2025-07-18', '2025-01-05', 11, 'e', 'o', 1),"
    " (1, 72, 21, 'sen_support', 'K', '2026-09-07', null, '2026-09-04', 11, 'e', 'o', 1);"
    "insert into parent_notice (school_id, id, learner_id, status_id, about, state,"
    " made_on, told_on, settled_on, method, recipients,"
    " told_by, words, words_hash) values"
    " (1, 73, 21, 71, 'start', 'delivered', '2025-01-06', '2025-01-06', '2025-01-06', 'letter', "
    "'P', 11, '{}', ''),"
    " (1, 74, 21, 72, 'start', 'delivered', '2026-09-09', '2026-09-09', '2026-09-09', 'letter', "
    "'P', 11, '{}', ''),"
    " (1, 75, 21, 72, 'start', 'delivered', '2026-09-21', '2026-09-21', '2026-09-21', 'meeting', "
    "'P', 11, '{}', '')";

/* Zofia's first cycle is closed; her second is in Do, under the second edition of its plan. */
static const char cycles[] =
    "insert into cycle (school_id, id, learner_id, number, state, opened_on, assessed_on,"
    " planned_on, review_on, reviewed_on, closed_on, version) values"
    " (1, 81, 21, 1, 'closed', '2025-01-06', '2025-01-10', '2025-01-13', '2025-03-20',"
    " '2025-03-20', '2025-03-20', 1),"
    " (1, 82, 21, 2, 'doing', '2026-09-07', '2026-09-11', '2026-09-16', '2026-12-01', null, null,"
    " 1),"
    " (1, 83, 25, 1, 'assessing', '2026-11-09', null, null, null, null, null, 1);"
    "insert into plan (school_id, id, learner_id, cycle_id, edition, state, responsible_id,"
    " home_support, learner_part, class_strategies, consulted, review_on, finalised_on, shared_on,"
    " version) values"
    " (1, 91, 21, 81, 1, 'final', 11, '', '', '', '', '2025-03-20', '2025-01-13', '2025-01-14', 1),"
    " (1, 92, 21, 82, 1, 'superseded', 11, '', '', '', '', '2026-12-01', '2026-09-16',"
    " '2026-09-17', 1),"
    " (1, 93, 21, 82, 2, 'final', 12, '', '', '', '', '2026-12-01', '2026-10-05', null, 1)";

static const char sessions[] =
    "insert into provision (school_id, id, plan_id, position, title, detail, place, group_size,"
    " minutes, times_a_week, starts_on, ends_on, evidence_note, version) values"
    " (1, 101, 92, 1, 't', 'd', 'p', 1, 20, 2, '2026-09-16', '2026-12-01', 'e', 1),"
    " (1, 102, 93, 1, 't', 'd', 'p', 1, 20, 2, '2026-10-05', '2026-12-01', 'e', 1);"
    "insert into provision_session (school_id, id, learner_id, provision_id, held_on, delivered,"
    " logged_by, logged_at) values"
    " (1, 111, 21, 101, '2026-10-12', true, 12, '2026-10-12T12:00:00.000Z'),"
    " (1, 112, 21, 101, '2026-09-18', true, 12, '2026-09-18T12:00:00.000Z'),"
    " (1, 113, 21, 102, '2026-10-09', true, 12, '2026-10-09T12:00:00.000Z')";

/* One of last school year, one of this with the family, a draft. */
static const char reviews[] =
    "insert into review (school_id, id, learner_id, cycle_id, plan_id, edition, state, held_on,"
    " method, attended, learner_view, parent_view, no_view_reason, consulted, school_will,"
    " parent_will, learner_will, decision, next_reason, correction, copy_given_on, version) values"
    " (1, 121, 21, 81, 91, 1, 'final', '2025-03-20', 'meeting', '', '', 'words', '', '', '', '',"
    " '', 'continue', '', '', '2025-03-21', 1),"
    " (1, 122, 27, 81, 91, 2, 'final', '2026-10-15', 'meeting', '', '', 'words', '', '', '', '',"
    " '', 'continue', '', '', null, 1),"
    " (1, 123, 21, 82, 93, 1, 'draft', '2026-11-20', 'meeting', '', '', 'words', '', '', '', '',"
    " '', 'continue', '', '', null, 1)";

static int make(void **state)
{
    test = test_store_make(test_engine(state), 2);
    test_school_make(&test);
    test_store_run(&test, classes);
    test_store_run(&test, learners);
    test_store_run(&test, statuses);
    test_store_run(&test, cycles);
    test_store_run(&test, sessions);
    test_store_run(&test, reviews);
    return 0;
}

static int end(void **state)
{
    (void)state;
    test_store_end(&test);
    return 0;
}

static Agenda gather(StaffId staff, LearnerId learner)
{
    Db *db;
    Agenda agenda;
    School school = {.id = TEST_SCHOOL, .type = SETTING_SCHOOL};
    assert_null(store_read(test.store, &db));
    assert_null(agenda_gather(db, test.arena, &school, staff, learner, TODAY, &agenda));
    store_read_end(test.store, db);
    return agenda;
}

/* A line for each learner: who answers for the plan, then each duty's step, since when and until.
 */
static const char *told(const Agenda *agenda)
{
    static const char *const steps[STEP_COUNT] = {
        [STEP_RECORD_NOTICE] = "notice",          [STEP_FINISH_ASSESSMENT] = "assessment",
        [STEP_AGREE_REVIEW_DATE] = "review date", [STEP_SHARE_PLAN] = "share",
        [STEP_LOG_SESSION] = "session",           [STEP_HOLD_REVIEW] = "review",
        [STEP_GIVE_REVIEW_COPY] = "copy",         [STEP_REPLY_TO_CONCERN] = "concern",
        [STEP_CHECK_CONCERN] = "concern check",   [STEP_HOLD_MEETING] = "meeting",
        [STEP_ASK_SHARING] = "sharing",           [STEP_TELL_ENDING] = "ending",
        [STEP_CHECK_PROGRESS] = "check",          [STEP_TWO_YEAR_CHECK] = "two_year",
        [STEP_REVIEW_ARRIVAL] = "arrival",
    };
    const char *text = "";
    for (size_t i = 0; i < agenda->learners.count; i++) {
        const AgendaLearner *learner = &agenda->learners.items[i];
        text = arena_print(test.arena, "%s%" PRId64 " %s %s:", text, learner->id.n,
                           learner->class_name, learner->responsible);
        for (size_t d = 0; d < learner->duties.count; d++) {
            const Duty *duty = &learner->duties.items[d];
            text = arena_print(test.arena, "%s %s %s-%s", text, steps[duty->step],
                               date_short(test.arena, duty->since),
                               date_short(test.arena, duty->limit));
        }
        text = arena_print(test.arena, "%s\n", text);
    }
    return text;
}

#define ZOFIA                                                                                      \
    "21 4H Mr Hughes: share Mon 5 Oct-Mon 12 Oct session Mon 12 Oct-Mon 2 Nov"                     \
    " review Mon 5 Oct-Tue 1 Dec meeting Tue 1 Sep-Fri 18 Dec\n"
#define CONCERN    "23 4H : concern Mon 16 Nov-Fri 27 Nov\n"
#define ASSESSMENT "25 4H : assessment Mon 9 Nov-Mon 21 Dec\n"
#define EHC_PLAN   "27 5B : copy Thu 15 Oct-Thu 5 Nov meeting Tue 1 Sep-Thu 25 Mar\n"

static void everybody_who_has_or_may_need_support(void **state)
{
    (void)state;
    Agenda agenda = gather((StaffId){0}, (LearnerId){0});
    assert_string_equal(told(&agenda), ZOFIA CONCERN ASSESSMENT EHC_PLAN);
    assert_int_equal(agenda.on_register, 2);
}

static void a_teacher_sees_the_classes_of_today(void **state)
{
    (void)state;
    Agenda agenda = gather(TEST_TEACHER, (LearnerId){0});
    assert_string_equal(told(&agenda), ZOFIA CONCERN ASSESSMENT);
    assert_int_equal(agenda.on_register, 1);
    agenda = gather(TEST_SENCO, (LearnerId){0});
    assert_string_equal(told(&agenda), "");
}

static void one_learner_alone(void **state)
{
    (void)state;
    static const struct {
        int64_t learner;
        const char *told;
    } cases[] = {
        {21, ZOFIA}, {23, CONCERN},  {24, ""}, {25, ASSESSMENT},
        {26, ""},    {27, EHC_PLAN}, {22, ""}, {99, ""},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        Agenda agenda = gather((StaffId){0}, (LearnerId){cases[i].learner});
        assert_string_equal(told(&agenda), cases[i].told);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        ON_BOTH(everybody_who_has_or_may_need_support),
        ON_BOTH(a_teacher_sees_the_classes_of_today),
        ON_BOTH(one_learner_alone),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

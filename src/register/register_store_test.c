/* Decisions, leaving, notices and the register's list, on both engines. */
#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

#include "learner/test_school.h"
#include "platform/db/test_both.h"
#include "register/register.h"
#include "register/register_filter.h"
#include "register/register_sql.h"

#define DECIDED date_of(2026, 9, 7)
#define TODAY   date_of(2026, 11, 22)

static TestStore test;

/* Zofia stands at no level yet: the decision is what gives it. */
static int make(void **state)
{
    test = test_store_make(test_engine(state), 2);
    test_school_make(&test);
    test_store_run(&test, "update learner set level = 'universal', census_code = 'N',"
                          " level_since = null, primary_need = null where school_id = 1");
    return 0;
}

static int end(void **state)
{
    (void)state;
    db_fail_at(0);
    test_store_end(&test);
    return 0;
}

/* ---- What is done, and what is then there
 * --------------------------------------------------------- */

typedef struct Now {
    Learner learner;
    SupportPeriod period;
    bool found;
    Texts needs;
    AreasOfNeed areas;
    Cycles cycles;
    Notices notices;
    Corrections corrections;
} Now;

static Now now;
static SenStatusId period_id;

static Error *look(Db *db, void *context)
{
    (void)context;
    TRY(learner_load(db, test.arena, TEST_SCHOOL, TEST_LEARNER, &now.learner));
    TRY(status_now(db, test.arena, TEST_SCHOOL, TEST_LEARNER, &now.period, &now.found));
    TRY(register_needs(db, test.arena, TEST_SCHOOL, TEST_LEARNER, &now.needs));
    TRY(register_areas(db, test.arena, TEST_SCHOOL, TEST_LEARNER, &now.areas));
    TRY(cycle_list(db, test.arena, TEST_SCHOOL, TEST_LEARNER, &now.cycles));
    TRY(register_notices(db, test.arena, TEST_SCHOOL, TEST_LEARNER, &now.notices));
    return status_corrections(db, test.arena, TEST_SCHOOL, TEST_LEARNER, &now.corrections);
}

static void done(StoreWork work, void *context)
{
    test_store_done(&test, work, context);
    test_store_done(&test, look, NULL);
}

static void refused(StoreWork work, void *context, ErrorKind kind)
{
    test_store_refused(&test, work, context, kind);
    test_store_done(&test, look, NULL);
}

static Error *decide(Db *db, void *context)
{
    return register_decide(db, test.arena, TEST_SCHOOL, TEST_LEARNER, context, TODAY, &period_id);
}

static Decision decision(const char *level, Date on, size_t needs)
{
    static const char *codes[] = {"SLCN", "SPLD", "HI"};
    static AreaOfNeed areas[] = {{.area = "cognition"}, {.area = "communication", .primary = true}};
    bool support = strcmp(level, "monitoring") != 0;
    return (Decision){
        .level = level,
        .starts_on = on,
        .decided_on = on,
        .decided_by = TEST_SENCO,
        .decided_with = TEST_TEACHER,
        .evidence = "Language screen",
        .outcomes_sought = "Follows a story",
        .needs = {needs, codes},
        .areas = {support ? 2 : 0, areas},
    };
}

/* ---- The decision
 * ---------------------------------------------------------------------------------- */

static void support_sets_level_needs_and_opens_a_cycle(void **state)
{
    (void)state;
    Decision given = decision("sen_support", DECIDED, 2);
    done(decide, &given);
    assert_string_equal(now.learner.level, "sen_support");
    assert_string_equal(now.learner.census_code, "K");
    assert_string_equal(now.learner.primary_need, "SLCN");
    assert_true(now.found);
    assert_int_equal(now.period.id.n, period_id.n);
    assert_string_equal(now.period.decided_with_name, "Mr Hughes");
    assert_int_equal(now.needs.count, 2);
    assert_string_equal(now.needs.items[1], "SPLD");
    assert_int_equal(now.areas.count, 2);
    assert_string_equal(now.areas.items[0].area, "communication");
    assert_int_equal(now.cycles.count, 1);
    assert_int_equal(now.cycles.items[0].state, CYCLE_ASSESSING);
}

static Error *read_areas(Db *db, void *context)
{
    return register_areas_ever(db, test.arena, TEST_SCHOOL, TEST_LEARNER, context);
}

/* One area says the same and keeps its row; another is said in other words, and one ends. */
static void what_was_said_of_an_area_stays(void **state)
{
    (void)state;
    NeedPeriods ever;
    AreaOfNeed first[] = {{"communication", true, "Long sentences lose her", NULL},
                          {"cognition", false, NULL, "Builds from drawings"},
                          {"sensory", false, NULL, NULL}};
    AreaOfNeed then[] = {{"communication", true, "Long sentences lose her", NULL},
                         {"cognition", false, "The second step of two", "Builds from drawings"}};
    Decision given = decision("sen_support", DECIDED, 1);
    given.areas = (AreasOfNeed){3, first};
    done(decide, &given);
    given.starts_on = date_add_days(DECIDED, 7);
    given.decided_by = TEST_TEACHER;
    given.areas = (AreasOfNeed){2, then};
    done(decide, &given);
    assert_int_equal(now.areas.count, 2);
    assert_string_equal(now.areas.items[0].barriers, "Long sentences lose her");
    assert_string_equal(now.areas.items[1].barriers, "The second step of two");
    done(read_areas, &ever);
    assert_int_equal(ever.count, 4);
    assert_string_equal(ever.items[0].barriers, "The second step of two");
    assert_string_equal(ever.items[0].decided_by_name, "Mr Hughes");
    for (size_t i = 1; i < ever.count; i++) {
        bool kept = strcmp(ever.items[i].code, "communication") == 0;
        assert_int_equal(date_compare(ever.items[i].starts_on, DECIDED), 0);
        assert_int_equal(!date_is_set(ever.items[i].ends_on), kept);
        assert_string_equal(ever.items[i].decided_by_name, "Mrs Vaz");
        assert_int_equal(ever.items[i].ended_by_name == NULL, kept);
    }
}

static void monitoring_opens_nothing_and_counts_for_no_census(void **state)
{
    (void)state;
    Decision given = decision("monitoring", DECIDED, 0);
    done(decide, &given);
    assert_string_equal(now.learner.level, "monitoring");
    assert_string_equal(now.learner.census_code, "N");
    assert_null(now.learner.primary_need);
    assert_int_equal(now.cycles.count, 0);
}

static void another_level_ends_the_one_before(void **state)
{
    (void)state;
    Decision watched = decision("monitoring", DECIDED, 0);
    Decision supported = decision("sen_support", date_of(2026, 10, 1), 1);
    Decision planned = decision("ehc", date_of(2026, 10, 1), 1);
    done(decide, &watched);
    SenStatusId first = period_id;
    done(decide, &supported);
    assert_int_not_equal(period_id.n, first.n);
    assert_string_equal(now.period.level, "sen_support");
    done(decide, &planned); /* on the same day: the one before still keeps its own first day */
    assert_string_equal(now.learner.census_code, "E");
    assert_int_equal(now.cycles.count, 1);
}

static void the_same_level_is_put_right_in_place(void **state)
{
    (void)state;
    Decision given = decision("sen_support", DECIDED, 3);
    Decision better = decision("sen_support", DECIDED, 1);
    done(decide, &given);
    SenStatusId first = period_id;
    better.evidence = "Language screen and three observations";
    done(decide, &better);
    assert_int_equal(period_id.n, first.n);
    assert_string_equal(now.period.evidence, better.evidence);
    assert_int_equal(now.needs.count, 1);
    assert_int_equal(now.cycles.count, 1);
}

static void what_a_decision_said_stays_beside_its_correction(void **state)
{
    (void)state;
    Decision given = decision("sen_support", DECIDED, 1), better = given;
    done(decide, &given);
    assert_int_equal(now.corrections.count, 0);
    done(decide, &given); /* the same again */
    given.needs.count = 2;
    done(decide, &given); /* needs keep their own days */
    assert_int_equal(now.corrections.count, 0);
    better.evidence = "Language screen and three observations";
    better.family_view = "We worry about reading";
    better.decided_with = (StaffId){0};
    better.decided_by = TEST_TEACHER;
    done(decide, &better);
    better.starts_on = date_of(2026, 9, 14);
    done(decide, &better);
    assert_int_equal(now.corrections.count, 2);
    const Correction *second = &now.corrections.items[0], *first = &now.corrections.items[1];
    assert_int_equal(date_compare(first->corrected_on, TODAY), 0);
    assert_string_equal(first->corrected_by_name, "Mr Hughes");
    assert_int_equal(first->before.id.n, period_id.n);
    assert_string_equal(first->before.evidence, "Language screen");
    assert_string_equal(first->before.decided_by_name, "Mrs Vaz");
    assert_string_equal(first->before.decided_with_name, "Mr Hughes");
    assert_null(first->before.family_view);
    assert_int_equal(date_compare(second->before.starts_on, DECIDED), 0);
    assert_string_equal(second->before.evidence, better.evidence);
    EarlierTexts texts = status_earlier(test.arena, &now.period, &now.corrections);
    assert_int_equal(texts.count, 2);
    assert_int_equal(texts.items[0].parts.count, 1);
    assert_string_equal(texts.items[0].parts.items[0].label, "Holds from");
    assert_string_equal(texts.items[0].parts.items[0].words, "7 September 2026");
    assert_int_equal(texts.items[1].parts.count, 4);
    assert_string_equal(texts.items[1].parts.items[3].words, "Nothing");
    assert_string_equal(texts.items[1].heading,
                        "Corrected on 22 November 2026 by Mr Hughes. Until then it said:");
}

static void another_level_corrects_nothing(void **state)
{
    (void)state;
    Decision watched = decision("monitoring", DECIDED, 0);
    Decision supported = decision("sen_support", date_of(2026, 10, 1), 1);
    done(decide, &watched);
    done(decide, &supported);
    assert_int_equal(now.corrections.count, 0);
}

static void a_correction_is_whole_or_not_at_all(void **state)
{
    (void)state;
    Decision given = decision("sen_support", DECIDED, 1), better = given;
    done(decide, &given);
    better.evidence = "Two screens";
    for (int statement = 1; statement <= 20; statement++) {
        db_fail_at(statement);
        Error *error = store_write(test.store, decide, &better);
        db_fail_at(0);
        assert_null(store_write(test.store, look, NULL));
        if (error == NULL) {
            assert_int_equal(now.corrections.count, 1);
            assert_true(statement > 3);
            return;
        }
        assert_int_equal(now.corrections.count, 0);
        assert_string_equal(now.period.evidence, given.evidence);
    }
    fail();
}

static Error *first_days(Db *db, void *context)
{
    return sen_needs_now(db, test.arena, TEST_SCHOOL, TEST_LEARNER, context);
}

static void a_need_that_stays_keeps_its_first_day(void **state)
{
    (void)state;
    struct sen_needs_now_rows rows;
    Decision given = decision("sen_support", DECIDED, 1);
    Decision later = decision("sen_support", date_of(2026, 11, 2), 2);
    done(decide, &given);
    done(decide, &later);
    done(first_days, &rows);
    assert_int_equal(rows.count, 2);
    assert_int_equal(date_compare(rows.items[0].starts_on, DECIDED), 0);
    assert_int_equal(date_compare(rows.items[1].starts_on, later.starts_on), 0);
}

static void a_decision_is_whole_or_not_at_all(void **state)
{
    (void)state;
    Decision given = decision("sen_support", DECIDED, 2);
    for (int statement = 1; statement <= 12; statement++) {
        db_fail_at(statement);
        Error *error = store_write(test.store, decide, &given);
        db_fail_at(0);
        if (error == NULL)
            return;
        assert_null(store_write(test.store, look, NULL));
        assert_string_equal(now.learner.level, "universal");
        assert_false(now.found);
        assert_int_equal(now.needs.count + now.areas.count + now.cycles.count, 0);
    }
}

/* ---- Leaving
 * ---------------------------------------------------------------------------------------- */

static Leaving leaving_for(const char *reason, Date monitor_until)
{
    return (Leaving){.reason = reason,
                     .on = TODAY,
                     .monitor_until = monitor_until,
                     .family_told = DATE_NONE,
                     .staff = TEST_SENCO};
}

static Error *leave(Db *db, void *context)
{
    return register_leave(db, test.arena, TEST_SCHOOL, TEST_LEARNER, context);
}

static WatchDays watch_days;
static Watch the_watch;

static Error *read_watch(Db *db, void *context)
{
    bool *found = context;
    TRY(register_watch_days(db, test.arena, TEST_SCHOOL, TEST_LEARNER, &watch_days));
    return register_watch(db, test.arena, TEST_SCHOOL, TEST_LEARNER, &the_watch, found);
}

typedef struct Found {
    size_t day;
    const char *finding;
} Found;

static Error *write_found(Db *db, void *context)
{
    const Found *found = context;
    return register_watch_found(db, test.arena, TEST_SCHOOL, TEST_LEARNER,
                                watch_days.items[found->day].id, found->finding, "Seen in class",
                                TODAY, TEST_TEACHER);
}

/* Support ends with two looks agreed, and Mr Hughes watches. */
static void leave_with_checks(void)
{
    const Date checks[WATCH_CHECKS] = {date_of(2027, 2, 1), date_of(2027, 1, 4), DATE_NONE};
    Decision given = decision("sen_support", DECIDED, 2);
    Leaving leaving = leaving_for("sustained", date_of(2027, 3, 26));
    bool found;
    leaving.watched_by = TEST_TEACHER;
    leaving.check_count = WATCH_CHECKS;
    leaving.checks = checks;
    done(decide, &given);
    done(leave, &leaving);
    done(read_watch, &found);
    assert_true(found);
}

static void progress_is_looked_at_on_each_day(void **state)
{
    (void)state;
    bool found;
    Found first = {0, "held"}, last = {1, "finished"};
    leave_with_checks();
    assert_int_equal(watch_days.count, 2);
    assert_int_equal(date_compare(watch_days.items[0].due_on, date_of(2027, 1, 4)), 0);
    assert_string_equal(the_watch.watched_by_name, "Mr Hughes");
    done(write_found, &first);
    refused(write_found, &first, ERROR_CONFLICT);
    assert_string_equal(now.learner.level, "monitoring");
    done(write_found, &last);
    assert_string_equal(now.learner.level, "universal");
    done(read_watch, &found);
    assert_string_equal(watch_days.items[1].finding, "held");
    assert_string_equal(watch_days.items[0].checked_by_name, "Mr Hughes");
}

static Error *read_needs_before(Db *db, void *context)
{
    return register_needs_before(db, test.arena, TEST_SCHOOL, TEST_LEARNER, context);
}

static void who_comes_back_keeps_the_history(void **state)
{
    (void)state;
    Texts before;
    bool found;
    leave_with_checks();
    done(read_needs_before, &before);
    assert_int_equal(before.count, 2);
    Decision again = decision("sen_support", TODAY, 1);
    done(decide, &again);
    done(read_watch, &found);
    assert_true(found); /* the support that ended stays ended */
    for (size_t i = 0; i < watch_days.count; i++)
        assert_string_equal(watch_days.items[i].finding, "dropped");
    assert_string_equal(now.learner.census_code, "K");
}

static void sustained_progress_is_watched(void **state)
{
    (void)state;
    Decision given = decision("sen_support", DECIDED, 2);
    Leaving leaving = leaving_for("sustained", date_of(2027, 3, 26));
    done(decide, &given);
    done(leave, &leaving);
    assert_string_equal(now.learner.level, "monitoring");
    assert_string_equal(now.learner.census_code, "N");
    assert_string_equal(now.period.level, "monitoring");
    assert_null(now.learner.primary_need);
    assert_int_equal(now.needs.count + now.areas.count, 0);
}

static void who_left_has_no_level(void **state)
{
    (void)state;
    Decision given = decision("ehc", DECIDED, 1);
    Leaving leaving = leaving_for("left", DATE_NONE);
    done(decide, &given);
    done(leave, &leaving);
    assert_string_equal(now.learner.level, "universal");
    assert_false(now.found);
    refused(leave, &leaving, ERROR_CONFLICT);
}

static void leaving_is_refused(void **state)
{
    (void)state;
    Leaving unknown = leaving_for("cured", DATE_NONE), unsaid = leaving_for(NULL, DATE_NONE);
    Leaving plan = leaving_for("ehc", DATE_NONE), good = leaving_for("other", DATE_NONE);
    refused(leave, &good, ERROR_CONFLICT);
    Decision watched = decision("monitoring", DECIDED, 0);
    done(decide, &watched);
    refused(leave, &good, ERROR_CONFLICT);
    Decision given = decision("sen_support", DECIDED, 1);
    done(decide, &given);
    refused(leave, &unknown, ERROR_INVALID);
    refused(leave, &unsaid, ERROR_INVALID);
    refused(leave, &plan, ERROR_INVALID);
    assert_string_equal(now.learner.level, "sen_support");
}

/* ---- Notices
 * ---------------------------------------------------------------------------------------- */

static Error *tell(Db *db, void *context)
{
    ParentNoticeId id;
    return register_tell(db, test.arena, TEST_SCHOOL, TEST_LEARNER, context, &id);
}

static void notices_are_listed_newest_first(void **state)
{
    (void)state;
    Decision given = decision("sen_support", DECIDED, 1);
    done(decide, &given);
    Notice notice = {.status_id = period_id,
                     .told_on = DECIDED,
                     .method = "letter",
                     .recipients = "Mrs Ewa Nowak",
                     .told_by = TEST_SENCO};
    done(tell, &notice);
    notice.told_on = date_add_days(DECIDED, 2);
    notice.method = "phone_and_letter";
    done(tell, &notice);
    assert_int_equal(now.notices.count, 2);
    assert_string_equal(notice_method_words(now.notices.items[0].method), "phone and letter");
    assert_string_equal(now.notices.items[1].told_by_name, "Mrs Vaz");
    assert_null(now.notices.items[1].note);
    notice.status_id.n = 404;
    refused(tell, &notice, ERROR_NOT_FOUND);
}

static NoticeWords letter;
static bool letter_intact;

static Error *read_letter(Db *db, void *context)
{
    const int64_t *id = context;
    return register_notice_words(db, test.arena, TEST_SCHOOL, TEST_LEARNER, (ParentNoticeId){*id},
                                 &letter, &letter_intact);
}

static int64_t tell_of(Decision given)
{
    done(decide, &given);
    Notice notice = {.status_id = period_id,
                     .told_on = TODAY,
                     .method = "letter",
                     .recipients = "Mrs Ewa Nowak",
                     .told_by = TEST_SENCO};
    done(tell, &notice);
    return now.notices.items[0].id.n;
}

static Error *make_letter(Db *db, void *context)
{
    ParentNoticeId id;
    return register_notice_make(db, test.arena, TEST_SCHOOL, TEST_LEARNER, context, &id);
}

static Error *step_on(Db *db, void *context)
{
    return register_notice_step(db, TEST_SCHOOL, TEST_LEARNER, &now.notices.items[0], context);
}

static NoticeSteps letter_steps;

static Error *read_steps(Db *db, void *context)
{
    (void)context;
    return register_notice_steps(db, test.arena, TEST_SCHOOL, TEST_LEARNER, now.notices.items[0].id,
                                 &letter_steps);
}

static void a_letter_is_followed_until_they_have_it(void **state)
{
    (void)state;
    Decision given = decision("sen_support", DECIDED, 1);
    done(decide, &given);
    Notice notice = {.status_id = period_id,
                     .made_on = DECIDED,
                     .recipients = "Mrs Ewa Nowak",
                     .told_by = TEST_SENCO};
    NoticeStep sent = {"sent", TODAY, "letter", NULL, TEST_SENCO, NULL, NULL};
    NoticeStep back = {"returned", TODAY, NULL, "Moved away", TEST_SENCO, NULL, NULL};
    NoticeStep has = {"delivered", TODAY, "meeting", NULL, TEST_TEACHER, NULL, NULL};
    done(make_letter, &notice);
    assert_string_equal(now.notices.items[0].state, "made");
    assert_false(date_is_set(now.notices.items[0].told_on));
    Notice stale = now.notices.items[0];
    done(step_on, &sent);
    assert_false(date_is_set(now.notices.items[0].told_on));
    done(step_on, &back);
    done(step_on, &has);
    assert_string_equal(now.notices.items[0].state, "delivered");
    assert_int_equal(date_compare(now.notices.items[0].told_on, TODAY), 0);
    assert_string_equal(now.notices.items[0].method, "meeting");
    done(read_steps, NULL);
    assert_int_equal(letter_steps.count, 4);
    assert_string_equal(letter_steps.items[0].by_name, "Mr Hughes");
    assert_string_equal(letter_steps.items[1].note, "Moved away");
    now.notices.items[0] = stale; /* somebody else said so first */
    refused(step_on, &sent, ERROR_CONFLICT);
}

/* The plan that was final when they were told, and what was decided by then: nothing later. */
static void a_letter_stays_as_it_was_sent(void **state)
{
    (void)state;
    Decision given = decision("sen_support", DECIDED, 2);
    int64_t id = tell_of(given);
    assert_null(store_write(test.store, read_letter, &id));
    assert_int_equal(letter.plan_id.n, 0);
    test_store_run(&test,
                   "update cycle set state = 'doing' where learner_id = 21;"
                   "insert into plan (school_id, id, learner_id, cycle_id, edition, state,"
                   " home_support, learner_part, class_strategies, consulted, finalised_on, "
                   "version) select 1, 91, 21, id, 1, 'final', '', '', '', '', '2026-11-22', 1"
                   " from cycle where learner_id = 21;"
                   "update school set name = 'Another name' where id = 1;"
                   "update staff set display_name = 'Ms Other' where id = 11;"
                   "update learner set forename = 'Other', known_name = 'Other Nowak',"
                   " national_year = '5' where id = 21");
    Decision corrected = decision("sen_support", DECIDED, 1);
    corrected.evidence = "Something else";
    corrected.outcomes_sought = "Something else";
    int64_t second = tell_of(corrected);
    assert_null(store_write(test.store, read_letter, &id));
    assert_true(letter_intact);
    assert_int_equal(letter.plan_id.n, 0);
    assert_string_equal(letter.school, "Mill Lane Primary");
    assert_string_equal(letter.learner, "Zofia Nowak");
    assert_string_equal(letter.name, "Zofia");
    assert_string_equal(letter.year_and_class, "Year 4, 4H");
    assert_string_equal(letter.told_by, "Mrs Vaz");
    assert_string_equal(letter.senco, "Mrs Vaz, SENCO");
    assert_string_equal(letter.evidence, "Language screen");
    assert_string_equal(letter.outcomes_sought, "Follows a story");
    assert_int_equal(letter.needs.count, 2);
    assert_null(store_write(test.store, read_letter, &second));
    assert_int_equal(letter.plan_id.n, 91);
    assert_string_equal(letter.evidence, "Something else");
}

static void an_altered_letter_is_known_for_one(void **state)
{
    (void)state;
    int64_t id = tell_of(decision("sen_support", DECIDED, 1)), none = 404;
    test_store_run(&test, "update parent_notice set words = replace(words, 'Language', 'Other')");
    assert_null(store_write(test.store, read_letter, &id));
    assert_false(letter_intact);
    refused(read_letter, &none, ERROR_NOT_FOUND);
}

/* ---- The list
 * ---------------------------------------------------------------------------------------- */

typedef struct Asked {
    const char *label;
    StaffId staff;
    const char *level;
    bool everyone;
    const char *year, *need, *area, *state;
    bool late;
    StaffId teacher;
    const char *premium, *care, *eal, *sex;
    const char *first, *second;
    enum register_rows_order order;
    const char *found; /* given names in their order */
} Asked;

/* Zofia and Leo of 4H, which Mr Hughes teaches; Ada of no class, whom the SENCO has in a group;
 * Noë, who has left. */
static void make_register(void)
{
    test_store_run(&test,
                   "insert into class_staff (school_id, id, class_id, staff_id, part, starts_on,"
                   " ends_on) values (1, 61, 31, 12, 'teacher', '2026-09-01', null),"
                   " (1, 62, 31, 11, 'teacher', '2025-09-01', '2026-07-20'),"
                   " (1, 64, 31, 11, 'assistant', '2026-09-01', null)");
    test_store_run(&test, "update learner set level = 'sen_support', primary_need = 'SPLD',"
                          " level_since = '2026-09-07'"
                          " where school_id = 1");
    test_store_run(
        &test,
        "insert into learner (school_id, id, surname, forename, known_name, sort_name, born_on, "
        "sex,"
        " national_year, year_order, class_id, pupil_premium, looked_after, level, census_code,"
        " primary_need, left_on, version) values"
        " (1, 23, 'Carter', 'Leo', 'Leo Carter', 'carter leo', '2018-02-03', 'M', '4', 4, 31,"
        "  false, false, 'universal', 'N', null, null, 1),"
        " (1, 24, 'O’Neill', 'Ada', 'Ada O’Neill', 'oneill ada', '2020-02-03', 'F', '2', 2, null,"
        "  false, false, 'ehc', 'E', 'ASD', null, 1),"
        " (1, 25, 'Nowak', 'Noë', 'Noë Nowak', 'nowak noe', '2020-02-03', 'M', '2', 2, null,"
        "  false, false, 'ehc', 'E', 'ASD', '2026-07-20', 1)");
    test_store_run(&test, "update learner set english_additional = true, pupil_premium = true"
                          " where school_id = 1 and id = 21");
    test_store_run(&test, "update learner set english_additional = false, looked_after = true"
                          " where school_id = 1 and id = 24");
    test_store_run(&test, "insert into class (school_id, id, name, is_group, sort_name)"
                          " values (1, 39, 'Phonics', true, 'phonics')");
    test_store_run(&test,
                   "insert into class_staff (school_id, id, class_id, staff_id, part, starts_on)"
                   " values (1, 63, 39, 11, 'teacher', '2026-09-01')");
    test_store_run(&test,
                   "insert into class_learner (school_id, id, class_id, learner_id, starts_on,"
                   " ends_on) values (1, 65, 39, 24, '2026-09-01', null),"
                   " (1, 66, 39, 21, '2026-09-01', '2026-10-23'),"
                   " (1, 67, 39, 23, '2026-11-23', null)");
    test_store_run(&test, "insert into cycle (school_id, id, learner_id, number, state, opened_on, "
                          "review_on, version)"
                          " values (1, 71, 21, 1, 'closed', '2026-01-05', '2026-07-01', 1),"
                          " (1, 72, 21, 2, 'doing', '2026-09-07', '2026-11-13', 1),"
                          " (1, 73, 24, 1, 'assessing', '2026-09-07', null, 1),"
                          " (2, 74, 22, 1, 'doing', '2026-09-07', '2026-11-13', 1)");
    test_store_run(
        &test, "insert into sen_need (school_id, id, learner_id, code, rank, starts_on, ends_on)"
               " values (1, 84, 21, 'SPLD', 1, '2026-09-07', null),"
               " (1, 85, 21, 'SEMH', 2, '2026-09-07', null),"
               " (1, 86, 21, 'SLCN', 2, '2025-09-07', '2026-07-01')");
    test_store_run(&test,
                   "insert into sen_area (school_id, id, learner_id, area, is_primary, starts_on,"
                   " ends_on, decided_by) values"
                   " (1, 81, 21, 'cognition', true, '2026-09-07', null, 11),"
                   " (1, 82, 21, 'semh', false, '2026-09-07', null, 11),"
                   " (1, 83, 21, 'sensory', false, '2025-09-07', '2026-07-01', 11),"
                   " (1, 87, 24, 'communication', true, '2026-09-07', null, 11)");
}

static const char *listed;

static Error *list(Db *db, void *context)
{
    const Asked *asked = context;
    struct register_rows_rows rows;
    TRY(register_rows(db, test.arena, TEST_SCHOOL, TODAY, asked->staff, asked->level,
                      asked->level == NULL && !asked->everyone, asked->year, (ClassId){0},
                      asked->need, asked->area, asked->state, DATE_NONE,
                      asked->late ? TODAY : DATE_NONE, asked->teacher, register_yes(asked->premium),
                      register_yes(asked->care), asked->eal, asked->sex, asked->first,
                      asked->second, NULL, true, asked->order, &rows));
    listed = "";
    for (size_t i = 0; i < rows.count; i++)
        listed =
            arena_print(test.arena, "%s%s%s", listed, i == 0 ? "" : " ", rows.items[i].forename);
    return NULL;
}

static void expect_lists(Asked *cases, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        assert_null(store_write(test.store, list, &cases[i]));
        if (!text_equal(listed, cases[i].found))
            fail_msg("%s: %s", cases[i].label, listed);
    }
}

static void the_list_is_what_was_asked(void **state)
{
    (void)state;
    static Asked cases[] = {
        {"with support", .found = "Zofia Ada"},
        {"everyone but who left", .everyone = true, .found = "Leo Zofia Ada"},
        {"a level", .level = "ehc", .found = "Ada"},
        {"those without", .level = "universal", .found = "Leo"},
        {"a year", .year = "4", .found = "Zofia"},
        {"a year nobody is in", .year = "5", .found = ""},
        {"a need", .need = "ASD", .found = "Ada"},
        {"the second need", .need = "SEMH", .found = "Zofia"},
        {"a need that ended", .need = "SLCN", .found = ""},
        {"the second area", .area = "semh", .found = "Zofia"},
        {"an area of nobody", .area = "sensory", .found = ""},
        {"a stage", .state = "assessing", .found = "Ada"},
        {"a cycle that is over", .state = "closed", .found = ""},
        {"late, by the cycle that is open", .late = true, .found = "Zofia"},
        {"a class's teacher", .everyone = true, .teacher = {12}, .found = "Leo Zofia"},
        {"a group's teacher, who assists the others", .teacher = {11}, .everyone = true,
         .found = "Ada"},
        {"a teacher of another's own", .staff = {12}, .teacher = {11}, .everyone = true,
         .found = ""},
        {"a teacher who is not here", .everyone = true, .teacher = {4242}, .found = ""},
        {"pupil premium", .everyone = true, .premium = "yes", .found = "Zofia"},
        {"no pupil premium", .everyone = true, .premium = "no", .found = "Leo Ada"},
        {"looked after", .everyone = true, .care = "yes", .found = "Ada"},
        {"not looked after", .everyone = true, .care = "no", .found = "Leo Zofia"},
        {"EAL", .everyone = true, .eal = "yes", .found = "Zofia"},
        {"English at home", .everyone = true, .eal = "no", .found = "Ada"},
        {"a language nobody noted", .everyone = true, .eal = "unknown", .found = "Leo"},
        {"boys", .everyone = true, .sex = "M", .found = "Leo"},
        {"girls with pupil premium", .sex = "F", .premium = "yes", .found = "Zofia"},
        {"a name among the looked after", .everyone = true, .care = "yes", .first = " now",
         .found = ""},
        {"own", .staff = {12}, .everyone = true, .found = "Leo Zofia"},
        {"own of class and group", .staff = {11}, .everyone = true, .found = "Leo Zofia Ada"},
        {"a name's beginning", .everyone = true, .first = " now", .found = "Zofia"},
        {"not its middle", .everyone = true, .first = " wak", .found = ""},
        {"two words as one", .everyone = true, .first = " carterleo", .found = "Leo"},
        {"both words", .everyone = true, .first = " o", .second = " ad", .found = "Ada"},
        {"one word of two", .everyone = true, .first = " leo", .second = " x", .found = ""},
    };
    make_register();
    expect_lists(cases, sizeof cases / sizeof cases[0]);
}

static void the_list_is_in_the_order_asked(void **state)
{
    (void)state;
    static Asked cases[] = {
        {"names down", .order = REGISTER_ROWS_BY_NAME_DOWN, .found = "Ada Zofia"},
        {"years", .order = REGISTER_ROWS_BY_CLASS, .found = "Ada Zofia"},
        {"levels, most support first", .order = REGISTER_ROWS_BY_LEVEL, .found = "Ada Zofia"},
        {"levels down", .order = REGISTER_ROWS_BY_LEVEL_DOWN, .found = "Zofia Ada"},
        {"days of the level, none last", .order = REGISTER_ROWS_BY_SINCE, .found = "Zofia Ada"},
        {"down, none last", .order = REGISTER_ROWS_BY_SINCE_DOWN, .found = "Zofia Ada"},
        {"areas, none last", .everyone = true, .order = REGISTER_ROWS_BY_AREAS,
         .found = "Zofia Ada Leo"},
        {"areas down, none last", .everyone = true, .order = REGISTER_ROWS_BY_AREAS_DOWN,
         .found = "Ada Zofia Leo"},
        {"stages", .order = REGISTER_ROWS_BY_STAGE, .found = "Ada Zofia"},
        {"stages down", .order = REGISTER_ROWS_BY_STAGE_DOWN, .found = "Zofia Ada"},
        {"reviews, none last", .order = REGISTER_ROWS_BY_REVIEW, .found = "Zofia Ada"},
        {"down, none last too", .order = REGISTER_ROWS_BY_REVIEW_DOWN, .found = "Zofia Ada"},
    };
    make_register();
    expect_lists(cases, sizeof cases / sizeof cases[0]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        ON_BOTH(support_sets_level_needs_and_opens_a_cycle),
        ON_BOTH(what_was_said_of_an_area_stays),
        ON_BOTH(monitoring_opens_nothing_and_counts_for_no_census),
        ON_BOTH(another_level_ends_the_one_before),
        ON_BOTH(the_same_level_is_put_right_in_place),
        ON_BOTH(what_a_decision_said_stays_beside_its_correction),
        ON_BOTH(another_level_corrects_nothing),
        ON_BOTH(a_correction_is_whole_or_not_at_all),
        ON_BOTH(a_need_that_stays_keeps_its_first_day),
        ON_BOTH(a_decision_is_whole_or_not_at_all),
        ON_BOTH(sustained_progress_is_watched),
        ON_BOTH(progress_is_looked_at_on_each_day),
        ON_BOTH(who_comes_back_keeps_the_history),
        ON_BOTH(who_left_has_no_level),
        ON_BOTH(leaving_is_refused),
        ON_BOTH(notices_are_listed_newest_first),
        ON_BOTH(a_letter_is_followed_until_they_have_it),
        ON_BOTH(a_letter_stays_as_it_was_sent),
        ON_BOTH(an_altered_letter_is_known_for_one),
        ON_BOTH(the_list_is_what_was_asked),
        ON_BOTH(the_list_is_in_the_order_asked),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

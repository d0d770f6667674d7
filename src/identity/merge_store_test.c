/* Two records made one and two again: nothing is lost, nothing is left, on both engines. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "identity/merge.h"
#include "identity/merge_moves.h"
#include "learner/test_school.h"
#include "platform/db/schema.h"
#include "platform/db/test_both.h"

static TestStore test;
#define TODAY date_of(2026, 11, 22)
#define GONE  ((LearnerId){23})

/* ---- Every table of the schema ----------------------------------------------------------------
 */

static bool is_known(const char *table)
{
    for (size_t i = 0; i < merge_stay_count; i++)
        if (text_equal(merge_stays[i].part, table))
            return true;
    for (size_t i = 0; i < merge_move_count; i++)
        if (text_equal(merge_moves[i].part, table))
            return true;
    return false;
}

/* "create table NAME (" at `at`; the name is copied. */
static const char *table_name(const char *at)
{
    at += strlen("create table ");
    return arena_copy_length(test.arena, at, strcspn(at, " ("));
}

static size_t unknown_tables_of(const char *sql)
{
    size_t unknown = 0;
    for (const char *at = strstr(sql, "create table "); at != NULL;) {
        const char *next = strstr(at + 1, "create table ");
        const char *column = strstr(at, "learner_id bigint");
        if (column != NULL && (next == NULL || column < next) && !is_known(table_name(at))) {
            print_error("%s hangs on a learner: say in merge_moves.c what a merge does with it\n",
                        table_name(at));
            unknown++;
        }
        at = next;
    }
    return unknown;
}

static void every_table_of_learners_is_moved_or_stays_with_a_reason(void **state)
{
    size_t unknown = 0;
    (void)state;
    for (size_t i = 0; i < db_schema.count; i++)
        unknown += unknown_tables_of(db_schema.steps[i].sqlite);
    assert_int_equal(unknown, 0);
    assert_int_equal(unknown_tables_of("create table lost (\n learner_id bigint not null);"), 1);
}

/* ---- Two records of Zofia ---------------------------------------------------------------------
 */

static const char *const second_record[] = {
    "update learner set upn = 'B801200005001', entered_on = '2024-09-02',"
    " likes_about_me = 'Kind' where id = 21",
    "insert into class (school_id, id, name, is_group, sort_name, national_year) values"
    " (1, 32, '4K', false, '04k', '4'), (1, 33, 'Readers', true, 'readers', null)",
    "insert into learner (school_id, id, upn, surname, forename, known_name, sort_name, born_on,"
    " sex, national_year, year_order, class_id, pupil_premium, looked_after, entered_on, level,"
    " census_code, level_since, primary_need, version) values"
    " (1, 23, 'D99940012600A', 'Nowack', 'Zofia', 'Zofia Nowack', 'nowack zofia', '2018-02-03',"
    " 'F', '4', 4, 32, false, true, '2025-09-02', 'monitoring', 'N', '2026-10-01', 'SLCN', 1)",
    "insert into sen_status (school_id, id, learner_id, level, census_code, starts_on, decided_on,"
    " decided_by, evidence, outcomes_sought, version) values"
    " (1, 51, 21, 'sen_support', 'K', '2026-09-07', '2026-09-07', 11, 'e', 'o', 1),"
    " (1, 52, 23, 'monitoring', 'N', '2026-10-01', '2026-10-01', 11, 'e', 'o', 1)",
    "insert into sen_need (school_id, id, learner_id, code, rank, starts_on) values"
    " (1, 61, 21, 'SPLD', 1, '2026-09-07'), (1, 62, 21, 'SLCN', 2, '2026-09-07'),"
    " (1, 63, 23, 'SLCN', 1, '2026-10-01'), (1, 64, 23, 'SEMH', 2, '2026-10-01')",
    "insert into sen_area (school_id, id, learner_id, area, is_primary, starts_on, decided_by)"
    " values (1, 71, 21, 'cognition', true, '2026-09-07', 11),"
    " (1, 72, 23, 'cognition', false, '2026-10-01', 11),"
    " (1, 73, 23, 'semh', true, '2026-10-01', 11)",
    "insert into cycle (school_id, id, learner_id, number, state, opened_on, closed_on, version)"
    " values (1, 81, 21, 1, 'closed', '2025-09-01', '2026-01-09', 1),"
    " (1, 82, 21, 2, 'doing', '2026-01-09', null, 1),"
    " (1, 83, 23, 1, 'planning', '2026-10-01', null, 1)",
    "insert into measure (school_id, id, name, position, subject, scale, better, bands, entered_by,"
    " version) values (1, 91, 'Reading', 1, 'reading', 'count', 'higher', 'none', 'teacher', 1)",
    "insert into score (school_id, id, learner_id, measure_id, taken_on, value, source, baseline,"
    " entered_by, entered_on, version) values"
    " (1, 101, 21, 91, '2026-10-01', 5, 'entered', false, 12, '2026-10-01', 1),"
    " (1, 102, 23, 91, '2026-10-01', 7, 'entered', false, 12, '2026-10-01', 1),"
    " (1, 103, 23, 91, '2026-11-01', 8, 'entered', false, 12, '2026-11-01', 1)",
    "insert into contact (school_id, id, name, sort_name, interpreter, format, channel, version)"
    " values (1, 111, 'Mrs Ewa Nowak', 'nowak mrs ewa', false, 'standard', 'letter', 1),"
    " (1, 112, 'Mr Craig Walker', 'walker mr craig', false, 'standard', 'letter', 1),"
    " (1, 113, 'Craig Walker', 'walker craig', false, 'standard', 'letter', 1)",
    "insert into learner_contact (school_id, id, learner_id, contact_id, relationship,"
    " parental_responsibility, lives_with, correspondence, receives_documents, receives_reports,"
    " may_collect, priority, starts_on, version) values"
    " (1, 121, 21, 111, 'mother', true, true, true, true, true, true, 1, '2024-09-02', 1),"
    " (1, 122, 21, 112, 'father', true, false, false, false, false, false, 2, '2024-09-02', 1),"
    " (1, 123, 23, 111, 'mother', true, true, true, false, true, true, 1, '2025-09-02', 1),"
    " (1, 124, 23, 113, 'father', true, false, true, true, true, true, 2, '2025-09-02', 1)",
    "insert into court_order (school_id, id, learner_id, kind, made_on, seen_by, seen_on, version)"
    " values (1, 131, 21, 'prohibited_steps', '2026-01-05', 11, '2026-01-06', 1)",
    "insert into court_order_contact (school_id, order_id, contact_id, no_information,"
    " no_collection, address_confidential, third_party_only) values"
    " (1, 131, 112, true, true, true, false)",
    "insert into class_learner (school_id, id, class_id, learner_id, starts_on) values"
    " (1, 141, 33, 21, '2026-09-07'), (1, 142, 33, 23, '2026-09-07')",
    "insert into safeguarding_flag (school_id, id, learner_id, set_by, set_on) values"
    " (1, 151, 23, 11, '2026-10-01')",
    "insert into staff_note (school_id, id, learner_id, written_by, written_at, wording) values"
    " (1, 161, 23, 11, '2026-10-01T09:00:00.000Z', 'n')",
};

static int make(void **state)
{
    test = test_store_make(test_engine(state), 2);
    test_school_make(&test);
    for (size_t i = 0; i < sizeof second_record / sizeof second_record[0]; i++)
        test_store_run(&test, second_record[i]);
    return 0;
}

static int end(void **state)
{
    (void)state;
    test_store_end(&test);
    return 0;
}

typedef struct Attempt {
    LearnerId kept, gone;
    bool choices; /* the other record's name, and its support */
    LearnerMergeId id;
    const char *fault;
} Attempt;

static Error *merge_both(Db *db, void *context)
{
    Attempt *attempt = context;
    Learner kept, gone;
    TRY(learner_load(db, test.arena, TEST_SCHOOL, attempt->kept, &kept));
    TRY(learner_load(db, test.arena, TEST_SCHOOL, attempt->gone, &gone));
    Merge merge = {.kept = &kept,
                   .gone = &gone,
                   .reason = "Two admission forms",
                   .by = TEST_SENCO,
                   .today = TODAY,
                   .now = clock_now()};
    merge_usual(&merge);
    merge.of_gone[MERGE_NAME] = merge.support_of_gone = attempt->choices;
    return merge_do(db, test.arena, TEST_SCHOOL, &merge, &attempt->id);
}

static Error *take_back(Db *db, void *context)
{
    Attempt *attempt = context;
    Learner kept;
    TRY(learner_load(db, test.arena, TEST_SCHOOL, attempt->kept, &kept));
    TRY(merge_undo_fault(db, test.arena, TEST_SCHOOL, &kept, attempt->id, &attempt->fault));
    return merge_undo(db, test.arena, TEST_SCHOOL, &kept, attempt->id, TEST_SENCO, clock_now());
}

static int64_t number(const char *sql)
{
    return test_store_number(&test, sql);
}

static void all_hangs_on_the_one_that_is_kept(void **state)
{
    Attempt attempt = {TEST_LEARNER, GONE, false, {0}, NULL};
    (void)state;
    test_store_done(&test, merge_both, &attempt);
    assert_int_equal(number("select count(*) from learner where id = 23 and closed_as = 'merged'"
                            " and merged_into = 21 and upn is null and class_id is null"),
                     1);
    assert_int_equal(number("select count(*) from staff_note where learner_id = 21"), 1);
    assert_int_equal(number("select count(*) from safeguarding_flag where learner_id = 21"), 1);
    assert_int_equal(number("select count(*) from learner where id = 21 and looked_after"), 1);
    assert_int_equal(number("select count(*) from learner_upn where learner_id = 21"
                            " and upn = 'D99940012600A'"),
                     1);
}

static void what_cannot_both_hold_is_arranged(void **state)
{
    Attempt attempt = {TEST_LEARNER, GONE, false, {0}, NULL};
    (void)state;
    test_store_done(&test, merge_both, &attempt);
    /* one level, one cycle that goes on and has the last number */
    assert_int_equal(number("select count(*) from sen_status where learner_id = 21 and ends_on is"
                            " null"),
                     1);
    assert_int_equal(number("select count(*) from learner where id = 21 and level = 'sen_support'"
                            " and primary_need = 'SPLD'"),
                     1);
    assert_int_equal(number("select number from cycle where id = 82"), 3);
    assert_int_equal(number("select number from cycle where id = 83 and state = 'ended'"), 2);
    /* needs in one order, none twice */
    assert_int_equal(number("select count(*) from sen_need where learner_id = 21 and ends_on is"
                            " null"),
                     3);
    assert_int_equal(number("select rank from sen_need where id = 64"), 3);
    assert_int_equal(number("select count(*) from sen_area where learner_id = 21 and is_primary"
                            " and ends_on is null"),
                     1);
    /* a score and a place of which there is one already stay with the other record */
    assert_int_equal(number("select count(*) from score where learner_id = 23"), 1);
    assert_int_equal(number("select count(*) from score where learner_id = 21"), 2);
    assert_int_equal(number("select count(*) from class_learner where learner_id = 21"), 1);
}

static void the_more_careful_answer_holds(void **state)
{
    Attempt attempt = {TEST_LEARNER, GONE, false, {0}, NULL};
    (void)state;
    test_store_done(&test, merge_both, &attempt);
    assert_int_equal(number("select count(*) from learner_contact where contact_id = 111"
                            " and ends_on is null"),
                     1);
    assert_int_equal(number("select count(*) from learner_contact where contact_id = 111"
                            " and ends_on is null and not receives_documents and may_collect"
                            " and learner_id = 21 and priority = 1"),
                     1);
    /* whoever may be the man of the order is told nothing until somebody has looked */
    assert_int_equal(number("select count(*) from contact_suspension where contact_id = 113"
                            " and learner_id = 21"),
                     1);
    assert_int_equal(number("select count(*) from contact_suspension"), 1);
}

static void the_other_name_and_support_may_be_chosen(void **state)
{
    Attempt attempt = {TEST_LEARNER, GONE, true, {0}, NULL};
    (void)state;
    test_store_done(&test, merge_both, &attempt);
    assert_int_equal(number("select count(*) from learner where id = 21 and known_name ="
                            " 'Zofia Nowack' and level = 'monitoring' and primary_need = 'SLCN'"),
                     1);
    assert_int_equal(number("select number from cycle where id = 83 and state = 'planning'"), 3);
    assert_int_equal(number("select count(*) from cycle where id = 82 and state = 'ended'"), 1);
    assert_int_equal(number("select count(*) from sen_status where id = 51 and ends_on is not"
                            " null"),
                     1);
}

/* Versions count, and what was noted of the merge is kept: all else is as it was. */
static const char *content(void)
{
    static const char *const aside[] = {
        "delete from learner_merge_row",     "delete from learner_merge_change",
        "delete from learner_merge_facts",   "delete from learner_merge",
        "update learner set version = 1",    "update cycle set version = 1",
        "update sen_status set version = 1", "update learner_contact set version = 1",
    };
    for (size_t i = 0; i < sizeof aside / sizeof aside[0]; i++)
        test_store_run(&test, aside[i]);
    return test_store_content(&test);
}

static void taken_back_it_is_as_it_was(void **state)
{
    (void)state;
    for (int choices = 0; choices < 2; choices++) {
        const char *before = content();
        Attempt attempt = {TEST_LEARNER, GONE, choices == 1, {0}, NULL};
        test_store_done(&test, merge_both, &attempt);
        test_store_done(&test, take_back, &attempt);
        assert_null(attempt.fault);
        test_store_refused(&test, take_back, &attempt, ERROR_CONFLICT);
        assert_string_equal(content(), before);
    }
}

static void what_came_since_cannot_be_told_apart(void **state)
{
    Attempt attempt = {TEST_LEARNER, GONE, false, {0}, NULL};
    (void)state;
    test_store_done(&test, merge_both, &attempt);
    test_store_run(&test, "insert into staff_note (school_id, id, learner_id, written_by,"
                          " written_at, wording) values (1, 9223372036854775000, 21, 11,"
                          " '2026-11-22T09:00:00.000Z', 'new')");
    test_store_refused(&test, take_back, &attempt, ERROR_CONFLICT);
    assert_non_null(strstr(attempt.fault, "1 note among staff"));
    test_store_run(&test, "delete from staff_note where id = 9223372036854775000");
    test_store_run(&test, "update learner set national_year = '5', version = version + 1"
                          " where id = 21");
    test_store_refused(&test, take_back, &attempt, ERROR_CONFLICT);
    assert_non_null(strstr(attempt.fault, "was changed since"));
}

static void a_closed_record_and_one_alone_are_refused(void **state)
{
    Attempt alone = {TEST_LEARNER, TEST_LEARNER, false, {0}, NULL};
    Attempt again = {TEST_LEARNER, GONE, false, {0}, NULL};
    (void)state;
    test_store_refused(&test, merge_both, &alone, ERROR_CONFLICT);
    test_store_done(&test, merge_both, &again);
    test_store_refused(&test, merge_both, &again, ERROR_CONFLICT);
    Attempt foreign = {TEST_LEARNER, OTHER_LEARNER, false, {0}, NULL};
    test_store_refused(&test, merge_both, &foreign, ERROR_NOT_FOUND);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        ON_SQLITE(every_table_of_learners_is_moved_or_stays_with_a_reason),
        ON_BOTH(all_hangs_on_the_one_that_is_kept),
        ON_BOTH(what_cannot_both_hold_is_arranged),
        ON_BOTH(the_more_careful_answer_holds),
        ON_BOTH(the_other_name_and_support_may_be_chosen),
        ON_BOTH(taken_back_it_is_as_it_was),
        ON_BOTH(what_came_since_cannot_be_told_apart),
        ON_BOTH(a_closed_record_and_one_alone_are_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* What a OneRoster package changes in the record, and all that it may not; on both engines. */
#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

#include "exchange/exchange_sql.h"
#include "exchange/test_package.h"
#include "exchange/test_trial.h"
#include "learner/contact.h"

static struct import_existing_row here(const char *forename)
{
    Db *db;
    struct import_existing_rows rows;
    struct import_existing_row found = {0};
    fine(store_read(test.store, &db));
    fine(import_existing(db, test.arena, TEST_SCHOOL, TODAY, &rows));
    store_read_end(test.store, db);
    for (size_t i = 0; i < rows.count; i++)
        if (text_equal(rows.items[i].forename, forename))
            found = rows.items[i];
    return found;
}

static void changes_nothing(const char *name)
{
    Trial trial = {.content = sample(name)};
    const size_t *results = look(&trial);
    assert_int_equal(results[IMPORT_ADDED], 0);
    assert_int_equal(results[IMPORT_CHANGED], 0);
    assert_int_equal(results[IMPORT_SUGGESTED], 0);
    assert_int_equal(results[IMPORT_LEAVING], 0);
}

/* ---- Whole packages -------------------------------------------------------------------------- */

static void a_whole_package_once_and_again(void **state)
{
    (void)state;
    ImportCounts counts = bring("oneroster_1_1.zip");
    assert_int_equal(counts.refused, 0);
    struct import_existing_row zoe = here("Zoë");
    assert_string_equal(zoe.class_name, "6 Oak");
    assert_string_equal(zoe.national_year, "6");
    assert_string_equal(zoe.sex, "F");
    assert_int_equal(date_compare(zoe.born_on, date_of(2016, 2, 28)), 0);
    changes_nothing("oneroster_1_1.zip");
    changes_nothing("oneroster_1_2.zip"); /* the other version says the same */
}

static void the_newer_version_too(void **state)
{
    (void)state;
    ImportCounts counts = bring("oneroster_1_2.zip");
    assert_int_equal(counts.refused, 0);
    assert_string_equal(here("Tom").class_name, "5 Ash");
    changes_nothing("oneroster_1_2.zip");
}

static void contacts_are_sent_nothing(void **state)
{
    Db *db;
    LearnerContacts contacts;
    (void)state;
    bring("oneroster_1_2.zip");
    struct import_existing_row zoe = here("Zoë");
    fine(store_read(test.store, &db));
    fine(learner_contacts(db, test.arena, TEST_SCHOOL, zoe.id, &contacts));
    assert_int_equal(contacts.count, 2);
    for (size_t i = 0; i < contacts.count; i++) {
        const LearnerContact *link = &contacts.items[i];
        assert_false(link->parental_responsibility.present);
        assert_false(link->correspondence || link->receives_documents || link->receives_reports);
        assert_false(link->may_collect);
    }
    ContactId sam = contacts.items[0].contact_id;
    fine(learner_contacts(db, test.arena, TEST_SCHOOL, here("Tom").id, &contacts));
    store_read_end(test.store, db);
    assert_int_equal(contacts.count, 1); /* one parent of two children is one person */
    assert_int_equal(contacts.items[0].contact_id.n, sam.n);
}

static void titles_that_two_classes_share(void **state)
{
    Db *db;
    struct roster_classes_rows classes;
    size_t groups = 0;
    (void)state;
    bring("oneroster_1_1.zip");
    fine(store_read(test.store, &db));
    fine(roster_classes(db, test.arena, TEST_SCHOOL, &classes));
    store_read_end(test.store, db);
    for (size_t i = 0; i < classes.count; i++) {
        groups += text_equal(classes.items[i].name, "Maths (Ma1)") ||
                          text_equal(classes.items[i].name, "Maths (Ma2)")
                      ? 1
                      : 0;
        assert_string_not_equal(classes.items[i].name, "5 Oak"); /* of a year that has ended */
    }
    assert_int_equal(groups, 2);
}

static void mess_is_read_and_said(void **state)
{
    Trial trial = {.content = sample("oneroster_mess.zip")};
    (void)state;
    const size_t *results = look(&trial);
    assert_int_equal(results[IMPORT_REFUSED], 0);
    assert_string_equal(line_about(&trial, "Learners", "Example, Zoë")->aside, "6 Oak");
    assert_int_equal(line_about(&trial, "Learners", "Example, Tom")->result, IMPORT_ADDED);
    apply(&trial);
    assert_int_equal(date_compare(here("Tom").born_on, date_of(2017, 3, 9)), 0);
    assert_int_equal(date_compare(here("Amira").born_on, date_of(2015, 12, 24)), 0);
    changes_nothing("oneroster_mess.zip");
}

/* Brought by the office, with the staff: the head is told of each link to a class, once. */
static void who_has_which_class_is_told(void **state)
{
    static const char told[] =
        "select count(*) from access_given g join class_staff k on k.school_id = g.school_id and "
        "k.class_id = g.class_id and k.staff_id = g.staff_id and k.starts_on = g.starts_on "
        "where g.what = 'class' and g.given_by = 13";
    (void)state;
    test_store_run(&test,
                   "insert into staff (school_id, id, title, forename, surname, display_name,"
                   " role, started_on, version) values (1, 13, 'Mrs', 'Una', 'Bell',"
                   " 'Mrs Bell', 'office', '2020-09-01', 1)");
    int64_t before = test_store_number(&test, "select count(*) from class_staff");
    apply(&(Trial){.content = sample("oneroster_1_1.zip"), .staff = {13}});
    int64_t posts = test_store_number(&test, "select count(*) from class_staff") - before;
    assert_true(posts > 0);
    assert_int_equal(test_store_number(&test, told), posts);
    apply(&(Trial){.content = sample("oneroster_1_1.zip"), .staff = {13}});
    assert_int_equal(test_store_number(&test, told), posts);
}

/* ---- Movers and leavers ---------------------------------------------------------------------- */

static void a_delta_moves_and_lets_go(void **state)
{
    Trial trial = {.content = sample("oneroster_delta.zip")};
    (void)state;
    bring("oneroster_1_2.zip");
    const size_t *results = look(&trial);
    assert_int_equal(results[IMPORT_LEAVING], 1);
    const ImportLine *tom = line_about(&trial, "Learners", "Example, Tom");
    assert_int_equal(tom->change_count, 1);
    assert_string_equal(tom->changes[0].from, "5 Ash");
    assert_string_equal(tom->changes[0].to, "6 Oak");
    apply(&trial);
    assert_string_equal(here("Tom").class_name, "6 Oak");
    assert_string_equal(here("Orla").class_name, "6 Oak");
    assert_true(date_is_set(here("Leo").left_on));
    assert_false(date_is_set(here("Nia").left_on)); /* of whom the delta says nothing */
    changes_nothing("oneroster_delta.zip");
}

/* Whom the office added by hand, no package sends away; whom a package brought, one may. */
static void only_whom_the_source_brought_leaves(void **state)
{
    static const TestFile emptied[] = {
        {"manifest.csv", "propertyName,value\noneroster.version,1.1\nfile.users,bulk\n"
                         "source.systemName,Example MIS\n"},
        {"users.csv", "sourcedId,role,givenName,familyName,userIds\n"
                      "u-1,student,Zoë,Example,\n"}};
    (void)state;
    bring("oneroster_1_1.zip");
    Trial trial = {.content = test_zip(test.arena, emptied, 2, AE_IFREG), .leavers = LEAVERS_STAY};
    look(&trial);
    assert_false(trial.work.leavers_asked); /* five are few */
    assert_int_equal(trial.work.lines.results[IMPORT_LEAVING], 5);
    apply(&trial);
    assert_int_equal(trial.counts.ended, 0);
    assert_false(date_is_set(here("Leo").left_on));
    trial.leavers = LEAVERS_LEFT;
    apply(&trial);
    assert_int_equal(trial.counts.ended, 5);
    assert_true(date_is_set(here("Leo").left_on));
    assert_false(date_is_set(here("Zoë").left_on));
    assert_false(date_is_set(here("Zofia").left_on)); /* of the school before any package */
}

static void nobody_comes_back_unasked(void **state)
{
    (void)state;
    bring("oneroster_1_2.zip");
    bring("oneroster_delta.zip");
    Trial trial = {.content = sample("oneroster_1_2.zip")};
    look(&trial);
    const ImportLine *leo = line_about(&trial, "Learners", "Vale, Leo");
    assert_int_equal(leo->result, IMPORT_SUGGESTED);
    apply(&trial);
    assert_true(date_is_set(here("Leo").left_on));
    look(&trial);
    const char *answer =
        arena_print(test.arena, "%zu", line_about(&trial, "Learners", "Vale, Leo")->answer);
    trial.confirmed = (Texts){1, &answer};
    apply(&trial);
    assert_false(date_is_set(here("Leo").left_on));
}

/* The other system gave the id of a child to another child. */
static void an_id_given_anew_is_somebody_else(void **state)
{
    static const TestFile files[] = {
        {"manifest.csv", "propertyName,value\nfile.users,delta\nfile.demographics,delta\n"
                         "source.systemName,Example MIS\n"},
        {"users.csv", "sourcedId,status,role,givenName,familyName,grades\n"
                      "u-1,active,student,Piotr,Zielony,05\n"},
        {"demographics.csv", "sourcedId,status,birthDate,sex\nu-1,active,2017-05-05,male\n"}};
    (void)state;
    bring("oneroster_1_1.zip");
    Trial trial = {.content = test_zip(test.arena, files, 3, AE_IFREG)};
    look(&trial);
    assert_int_equal(line_about(&trial, "Learners", "Zielony, Piotr")->result, IMPORT_ADDED);
    apply(&trial);
    assert_string_equal(here("Zoë").surname, "Example");
    assert_string_equal(here("Piotr").surname, "Zielony");
}

static void the_school_is_asked_for(void **state)
{
    static const TestFile files[] = {
        {"orgs.csv", "sourcedId,name,type\no-1,Far School,school\no-2,Near School,school\n"},
        {"users.csv", "sourcedId,role,givenName,familyName,orgSourcedIds\nu-1,student,A,B,o-1\n"}};
    Trial trial = {.content = test_zip(test.arena, files, 2, AE_IFREG)};
    Db *db;
    ImportBy by = by_of(&trial);
    (void)state;
    fine(store_read(test.store, &db));
    fine(import_work_out(db, test.arena, TEST_SCHOOL, NULL, trial.content, &by, &trial.work));
    store_read_end(test.store, db);
    assert_non_null(trial.work.fault);
    assert_int_equal(trial.work.schools.count, 2);
    assert_int_equal(trial.work.lines.count, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        ON_BOTH(a_whole_package_once_and_again), ON_BOTH(the_newer_version_too),
        ON_BOTH(contacts_are_sent_nothing),      ON_BOTH(titles_that_two_classes_share),
        ON_BOTH(who_has_which_class_is_told),    ON_BOTH(mess_is_read_and_said),
        ON_BOTH(a_delta_moves_and_lets_go),      ON_BOTH(only_whom_the_source_brought_leaves),
        ON_BOTH(nobody_comes_back_unasked),      ON_BOTH(an_id_given_anew_is_somebody_else),
        ON_BOTH(the_school_is_asked_for),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* What a Common Transfer File changes in the record, and all that it may not; on both engines. */
#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

#include "exchange/ctf_read.h"
#include "exchange/exchange_sql.h"
#include "exchange/test_trial.h"
#include "plan/plan.h"
#include "register/register.h"

static bool says(const ImportLine *line, const char *part)
{
    for (size_t i = 0; i < line->remarks.count; i++)
        if (strstr(line->remarks.items[i], part) != NULL)
            return true;
    return false;
}

/* What is here of one learner. */
typedef struct Here {
    struct import_existing_row row;
    Arrival arrival;
    bool arrived;
    EarlierRecords earlier;
    Texts needs;
    Cycle cycle;
    bool has_cycle;
} Here;

static Error *read_here(Db *db, const char *forename, Here *here)
{
    struct import_existing_rows rows;
    *here = (Here){0};
    TRY(import_existing(db, test.arena, TEST_SCHOOL, TODAY, &rows));
    for (size_t i = 0; i < rows.count; i++)
        if (text_equal(rows.items[i].forename, forename))
            here->row = rows.items[i];
    LearnerId id = here->row.id;
    TRY(arrival_load(db, test.arena, TEST_SCHOOL, id, &here->arrival, &here->arrived));
    TRY(earlier_records(db, test.arena, TEST_SCHOOL, id, &here->earlier));
    TRY(cycle_now(db, test.arena, TEST_SCHOOL, id, &here->cycle, &here->has_cycle));
    return register_needs(db, test.arena, TEST_SCHOOL, id, &here->needs);
}

static Here here_of(const char *forename)
{
    Db *db;
    Here here;
    fine(store_read(test.store, &db));
    Error *error = read_here(db, forename, &here);
    store_read_end(test.store, db);
    fine(error);
    assert_int_not_equal(here.row.id.n, 0);
    return here;
}

/* ---- Taken ------------------------------------------------------------------------------------
 */

static void who_joins_is_on_the_register_with_the_earlier_history(void **state)
{
    (void)state;
    ImportCounts counts = bring("ctf_siblings.xml");
    assert_int_equal(counts.refused, 0);
    Here zoe = here_of("Zoë");
    assert_string_equal(zoe.row.upn, "L999100120001");
    assert_string_equal(zoe.row.preferred_name, "Zo");
    assert_string_equal(zoe.row.census_code, "E");
    assert_string_equal(zoe.row.first_language, "ENG");
    assert_int_equal(zoe.needs.count, 2);
    assert_string_equal(zoe.needs.items[0], "ASD");
    assert_string_equal(zoe.needs.items[1], "SLCN");
    assert_int_equal(zoe.earlier.count, 9);
    assert_true(zoe.arrived && zoe.has_cycle);
    assert_string_equal(zoe.arrival.from_setting, "Oak & Ash Primary School");
    assert_int_equal(date_compare(zoe.arrival.arrived_on, TODAY), 0);
    assert_string_equal(here_of("Ben").row.census_code, "K");
}

static void a_mother_of_two_is_one_contact(void **state)
{
    (void)state;
    bring("ctf_siblings.xml");
    Db *db;
    struct import_contacts_rows contacts;
    struct import_links_rows links;
    fine(store_read(test.store, &db));
    Error *error = import_contacts(db, test.arena, TEST_SCHOOL, &contacts);
    if (error == NULL)
        error = import_links(db, test.arena, TEST_SCHOOL, TODAY, &links);
    store_read_end(test.store, db);
    fine(error);
    assert_int_equal(contacts.count, 1);
    assert_string_equal(contacts.items[0].name, "Ms Sam Example");
    assert_string_equal(contacts.items[0].phone, "07700 900123");
    assert_non_null(strstr(contacts.items[0].address, "Mill Rise"));
    assert_int_equal(links.count, 2);
    assert_string_equal(links.items[0].relationship, "mother");
    assert_true(links.items[0].parental_responsibility.present &&
                links.items[0].parental_responsibility.value);
}

static void the_same_file_again_changes_nothing(void **state)
{
    (void)state;
    bring("ctf_siblings.xml");
    ImportCounts again = bring("ctf_siblings.xml");
    assert_int_equal(again.added + again.changed + again.ended + again.refused, 0);
    assert_int_equal(here_of("Zoë").earlier.count, 9);
}

static void what_is_messy_is_read_and_said(void **state)
{
    (void)state;
    Trial trial = {.content = sample("ctf_mess.xml")};
    ImportCounts counts = apply(&trial);
    assert_int_equal(counts.refused, 2);
    Here sean = here_of("Seán");
    assert_string_equal(sean.row.surname, "O’Neill");
    assert_string_equal(sean.row.census_code, "K");
    assert_string_equal(sean.needs.items[0], "SPLD");
    /* School Action, SEN Support once, and both needs as they came. */
    assert_int_equal(sean.earlier.count, 4);
    assert_true(says(line_about(&trial, "What was recorded before", "O’Neill, Seán"),
                     "a day that does not exist"));
    assert_true(says(line_about(&trial, "The file", "The file"), "Version 12.0"));
    assert_int_equal(line_about(&trial, "Learners", "O’Neill, Twice")->result, IMPORT_REFUSED);
    assert_int_equal(line_about(&trial, "Learners", "Wrong, Number")->result, IMPORT_REFUSED);
}

/* ---- Not taken --------------------------------------------------------------------------------
 */

#define FILE_OF(pupil)                                                                             \
    "<CTfile><Header><CTFversion>25.0</CTFversion><SourceSchool><LEA>999</LEA><Estab>1001</Estab>" \
    "<SchoolName>Oak</SchoolName></SourceSchool></Header><CTFpupilData><Pupil>" pupil              \
    "</Pupil></CTFpupilData></CTfile>"

static Bytes bytes_of(const char *text)
{
    return (Bytes){(const unsigned char *)text, strlen(text)};
}

static void of_whom_is_here_only_what_is_empty_is_filled(void **state)
{
    (void)state;
    test_store_run(&test,
                   "update learner set upn = 'L999100120001' where school_id = 1 and id = 21");
    Trial trial = {
        .content = bytes_of(FILE_OF(
            "<UPN>L999100120001</UPN><Surname>NOWAK</Surname><Forename>Sofia</Forename>"
            "<DOB>2018-02-03</DOB><Sex>F</Sex><BasicDetails><PreferredForename>Zo</"
            "PreferredForename></BasicDetails><SENhistory><SEN><StartDate>2025-01-01</StartDate>"
            "<SENprovision>E</SENprovision></SEN></SENhistory>"))};
    apply(&trial);
    Here zofia = here_of("Zofia");
    assert_string_equal(zofia.row.preferred_name, "Zo");
    assert_string_equal(zofia.row.census_code, "K");
    assert_int_equal(zofia.earlier.count, 1);
    assert_false(zofia.arrived);
    const ImportLine *line = line_about(&trial, "Learners", "NOWAK, Sofia");
    assert_true(says(line, "Zofia here, Sofia in the file. Ours stays."));
    assert_true(says(line, "The file says EHC plan, and here it is SEN Support"));
}

static void a_name_alone_is_asked_about_and_brings_nothing_unasked(void **state)
{
    (void)state;
    Trial trial = {.content = bytes_of(FILE_OF(
                       "<UPN>L999100120001</UPN><Surname>Nowak</Surname><Forename>Zofia</Forename>"
                       "<DOB>2018-02-03</DOB><Sex>F</Sex><SENhistory><SEN><StartDate>2025-01-01"
                       "</StartDate><SENprovision>K</SENprovision></SEN></SENhistory>"))};
    apply(&trial);
    assert_int_equal(trial.work.lines.results[IMPORT_SUGGESTED], 1);
    assert_int_equal(here_of("Zofia").earlier.count, 0);
    const char *answer =
        arena_print(test.arena, "%zu", line_about(&trial, "Learners", "Nowak, Zofia")->answer);
    Trial confirmed = {.content = trial.content, .confirmed = {1, &answer}};
    apply(&confirmed);
    assert_int_equal(here_of("Zofia").earlier.count, 1);
    assert_string_equal(here_of("Zofia").row.upn, "L999100120001");
}

static void what_hangs_on_a_name_alone_is_asked_about_too(void **state)
{
    (void)state;
    Trial trial = {.content = bytes_of(FILE_OF(
                       "<Surname>Nowak</Surname><Forename>Zofia</Forename><DOB>2018-02-03</DOB>"
                       "<Sex>F</Sex><SENhistory><SEN><StartDate>2025-01-01</StartDate>"
                       "<SENprovision>K</SENprovision></SEN></SENhistory>"))};
    apply(&trial);
    assert_int_equal(line_about(&trial, "Learners", "Nowak, Zofia")->result, IMPORT_SUGGESTED);
    assert_int_equal(here_of("Zofia").earlier.count, 0);
    const char *answer =
        arena_print(test.arena, "%zu", line_about(&trial, "Learners", "Nowak, Zofia")->answer);
    Trial confirmed = {.content = trial.content, .confirmed = {1, &answer}};
    apply(&confirmed);
    assert_int_equal(here_of("Zofia").earlier.count, 1);
    apply(&trial);
    assert_int_equal(line_about(&trial, "Learners", "Nowak, Zofia")->result, IMPORT_SAME);
}

static void who_had_left_comes_back_when_somebody_says_so(void **state)
{
    (void)state;
    test_store_run(&test,
                   "update learner set upn = 'L999100120001', left_on = '2025-07-21', level = "
                   "'universal', census_code = 'N' where school_id = 1 and id = 21");
    Trial trial = {.content = bytes_of(FILE_OF(
                       "<UPN>L999100120001</UPN><Surname>Nowak</Surname><Forename>Zofia</Forename>"
                       "<DOB>2018-02-03</DOB><Sex>F</Sex><SENhistory><SEN><StartDate>2025-01-01"
                       "</StartDate><SENprovision>K</SENprovision></SEN></SENhistory>"))};
    apply(&trial);
    assert_true(date_is_set(here_of("Zofia").row.left_on));
    const char *answer =
        arena_print(test.arena, "%zu", line_about(&trial, "Learners", "Nowak, Zofia")->answer);
    Trial confirmed = {.content = trial.content, .confirmed = {1, &answer}};
    apply(&confirmed);
    Here zofia = here_of("Zofia");
    assert_false(date_is_set(zofia.row.left_on));
    assert_true(zofia.arrived);
    assert_int_equal(date_compare(zofia.arrival.arrived_on, TODAY), 0);
}

static void needs_without_support_are_of_the_past(void **state)
{
    (void)state;
    Trial trial = {.content = bytes_of(FILE_OF(
                       "<UPN>L999100120001</UPN><Surname>New</Surname><Forename>Nia</Forename>"
                       "<DOB>2018-02-03</DOB><Sex>F</Sex><SENhistory><SEN><StartDate>2025-01-01"
                       "</StartDate><SENprovision>N</SENprovision></SEN><SENneeds><SENneed>"
                       "<SENtypeRank>1</SENtypeRank><SENtype>SEMH</SENtype></SENneed></SENneeds>"
                       "</SENhistory>"))};
    apply(&trial);
    Here nia = here_of("Nia");
    assert_string_equal(nia.row.census_code, "N");
    assert_int_equal(nia.needs.count, 0);
    assert_int_equal(nia.earlier.count, 2);
    assert_false(nia.arrived);
}

static void what_begins_later_does_not_hold_yet(void **state)
{
    (void)state;
    Trial trial = {.content = bytes_of(FILE_OF(
                       "<UPN>L999100120001</UPN><Surname>New</Surname><Forename>Nia</Forename>"
                       "<DOB>2018-02-03</DOB><Sex>F</Sex><SENhistory><SEN><StartDate>2026-11-23"
                       "</StartDate><SENprovision>K</SENprovision></SEN><SEN><StartDate>2024-01-01"
                       "</StartDate><SENprovision>N</SENprovision></SEN><SENneeds><SENneed>"
                       "<SENtypeRank>1</SENtypeRank><SENtype>ASD</SENtype></SENneed></SENneeds>"
                       "</SENhistory>"))};
    apply(&trial);
    Here nia = here_of("Nia");
    assert_string_equal(nia.row.census_code, "N");
    assert_int_equal(nia.needs.count, 0);
    assert_int_equal(nia.earlier.count, 3);
    assert_false(nia.arrived);
    assert_true(says(line_about(&trial, "What was recorded before", "New, Nia"),
                     "begins on 23 November 2026"));
}

static void what_is_no_such_file_is_refused_with_a_sentence(void **state)
{
    static const struct {
        const char *content, *sentence;
    } cases[] = {
        {"<?xml version=\"1.0\"?><School/>", "no Common Transfer File"},
        {"<CTfile><Header/></CTfile>", "no learner"},
        {"<CTfile><Header>", "no well-formed XML"},
        {"<!DOCTYPE CTfile [<!ENTITY x \"y\">]><CTfile/>", "entities of its own"},
        {"<CTfile><SchoolName>Oak & Ash</SchoolName></CTfile>", "Line 1"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        Trial trial = {.content = bytes_of(cases[i].content)};
        Error *error = try_look(&trial);
        assert_non_null(error);
        assert_int_equal(error->kind, ERROR_INVALID);
        assert_non_null(strstr(error->message, cases[i].sentence));
    }
}

static void a_file_that_this_school_made_is_refused(void **state)
{
    (void)state;
    test_store_run(&test, "update school set la_number = '999', establishment_number = '1001'"
                          " where id = 1");
    Trial trial = {.content = sample("ctf_siblings.xml")};
    Error *error = try_look(&trial);
    assert_non_null(error);
    assert_non_null(strstr(error->message, "made here"));
}

static void a_file_for_another_school_says_so(void **state)
{
    (void)state;
    test_store_run(&test, "update school set la_number = '999', establishment_number = '3003'"
                          " where id = 1");
    Trial trial = {.content = sample("ctf_siblings.xml")};
    fine(try_look(&trial));
    assert_true(says(line_about(&trial, "The file", "The file"), "9992002"));
}

/* ---- The plan that they came with -------------------------------------------------------------
 */

static Error *write_plan(Db *db, void *context)
{
    const Here *ben = context;
    Arrival arrival = ben->arrival;
    arrival.outcomes = "Stays in class for a lesson\n\nAsks for a break";
    arrival.support = "Check-in, every morning";
    arrival.strategies = "A calm corner";
    TRY(arrival_save(db, TEST_SCHOOL, &arrival));
    TRY(arrival_draft(db, test.arena, TEST_SCHOOL, ben->row.id, ben->cycle.id, &arrival,
                      date_of(2026, 12, 18)));
    return NULL;
}

static Error *write_again(Db *db, void *context)
{
    const Here *ben = context;
    return arrival_save(db, TEST_SCHOOL, &ben->arrival);
}

static void our_draft_begins_from_their_plan(void **state)
{
    (void)state;
    Db *db;
    Plan plan;
    bool found;
    bring("ctf_siblings.xml");
    Here ben = here_of("Ben");
    fine(store_write(test.store, write_plan, &ben));
    fine(store_read(test.store, &db));
    Error *error = plan_of_cycle(db, test.arena, TEST_SCHOOL, ben.cycle.id, &plan, &found);
    store_read_end(test.store, db);
    fine(error);
    assert_true(found);
    assert_int_equal(plan.state, PLAN_DRAFT);
    assert_int_equal(plan.outcomes.count, 2);
    assert_string_equal(plan.outcomes.items[1].wording, "Asks for a break");
    assert_string_equal(plan.provisions.items[0].title, "Check-in, every morning");
    assert_string_equal(plan.class_strategies, "A calm corner");
    /* Whoever had the page open from before is told, and the plan is begun once. */
    assert_int_equal(store_write(test.store, write_again, &ben)->kind, ERROR_CONFLICT);
    ben = here_of("Ben");
    assert_int_equal(store_write(test.store, write_plan, &ben)->kind, ERROR_CONFLICT);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        ON_BOTH(who_joins_is_on_the_register_with_the_earlier_history),
        ON_BOTH(a_mother_of_two_is_one_contact),
        ON_BOTH(the_same_file_again_changes_nothing),
        ON_BOTH(what_is_messy_is_read_and_said),
        ON_BOTH(of_whom_is_here_only_what_is_empty_is_filled),
        ON_BOTH(a_name_alone_is_asked_about_and_brings_nothing_unasked),
        ON_BOTH(what_hangs_on_a_name_alone_is_asked_about_too),
        ON_BOTH(who_had_left_comes_back_when_somebody_says_so),
        ON_BOTH(needs_without_support_are_of_the_past),
        ON_BOTH(what_begins_later_does_not_hold_yet),
        ON_BOTH(what_is_no_such_file_is_refused_with_a_sentence),
        ON_BOTH(a_file_that_this_school_made_is_refused),
        ON_BOTH(a_file_for_another_school_says_so),
        ON_BOTH(our_draft_begins_from_their_plan),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

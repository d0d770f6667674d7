/* What a file changes in the record, and all that it may not; on both engines. */
#include "assess/assess.h"
#include "exchange/import_job.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "exchange/exchange_sql.h"
#include "exchange/test_samples.h"
#include "learner/test_school.h"
#include "platform/base/buffer.h"
#include "platform/db/test_both.h"
#include "register/register.h"

enum { SAMPLE_MAXIMUM = 64 * 1024, THOUSANDS = 2000, EVERYBODY = THOUSANDS + 1 };

#define TODAY date_of(2026, 11, 22)

static TestStore test;

static int make(void **state)
{
    test = test_store_make(test_engine(state), 2);
    test_school_make(&test);
    return 0;
}

static int end(void **state)
{
    (void)state;
    db_fail_at(0);
    test_store_end(&test);
    return 0;
}

static Bytes bytes_of(const char *text)
{
    return (Bytes){(const unsigned char *)text, strlen(text)};
}

/* ---- Works ------------------------------------------------------------------------------------
 */

/* One import, as a person checks and applies it. */
typedef struct Trial {
    const ImportKind *kind; /* NULL: seen by the columns */
    StaffId staff;          /* n 0: the SENCO */
    bool families_told;
    ImportLeavers leavers;
    Bytes content;
    Texts confirmed;
    ImportWork work;
    ImportCounts counts;
} Trial;

static Error *work_out(Trial *trial)
{
    Db *db;
    TRY(store_read(test.store, &db));
    ImportBy by = {.staff = trial->staff.n == 0 ? TEST_SENCO : trial->staff, .today = TODAY};
    Error *error = import_work_out(db, test.arena, TEST_SCHOOL, trial->kind, trial->content, &by,
                                   &trial->work);
    store_read_end(test.store, db);
    return error;
}

static Error *write_trial(Db *db, void *context)
{
    Trial *trial = context;
    ImportBy by = {.staff = trial->staff.n == 0 ? TEST_SENCO : trial->staff,
                   .today = TODAY,
                   .confirmed = &trial->confirmed,
                   .families_told = trial->families_told,
                   .leavers = trial->leavers};
    return import_write(db, test.arena, TEST_SCHOOL, &trial->work, &by, &trial->counts);
}

static void fine(Error *error)
{
    if (error != NULL)
        fail_msg("%s (%s)", error->message, error->cause);
}

static const size_t *look(Trial *trial)
{
    fine(work_out(trial));
    assert_null(trial->work.fault);
    return trial->work.lines.results;
}

static void apply(Trial *trial)
{
    look(trial);
    fine(store_write(test.store, write_trial, trial));
}

static void bring(const char *file)
{
    apply(&(Trial){.content = bytes_of(file)});
}

/* Nothing is left to do: the file says what the record says. */
static void changes_nothing(const char *file)
{
    Trial trial = {.content = bytes_of(file)};
    const size_t *results = look(&trial);
    assert_int_equal(results[IMPORT_ADDED], 0);
    assert_int_equal(results[IMPORT_CHANGED], 0);
    assert_int_equal(results[IMPORT_SUGGESTED], 0);
}

static ImportSummary import_whole(Bytes content)
{
    ImportSummary summary;
    ImportRequest asked = {.school = TEST_SCHOOL,
                           .by = TEST_SENCO,
                           .file_name = "list.csv",
                           .content = content,
                           .apply = true};
    fine(import_whole_file(test.store, test.arena, &asked, &summary));
    return summary;
}

static struct import_existing_rows everybody(SchoolId of)
{
    Db *db;
    struct import_existing_rows rows;
    fine(store_read(test.store, &db));
    fine(import_existing(db, test.arena, of, TODAY, &rows));
    store_read_end(test.store, db);
    return rows;
}

static const struct import_existing_row *find(const char *surname)
{
    struct import_existing_rows rows = everybody(TEST_SCHOOL);
    for (size_t i = 0; i < rows.count; i++)
        if (text_equal(rows.items[i].surname, surname))
            return &rows.items[i];
    fail_msg("%s is not here", surname);
    return NULL;
}

static size_t runs(void)
{
    Db *db;
    struct import_runs_rows rows;
    fine(store_read(test.store, &db));
    fine(import_runs(db, test.arena, TEST_SCHOOL, 100, &rows));
    store_read_end(test.store, db);
    return rows.count;
}

static AuditLines trail(void)
{
    Db *db;
    AuditLines lines;
    AuditFilter newest = {.from = DATE_NONE, .until = DATE_NONE, .most = 10};
    fine(store_read(test.store, &db));
    fine(audit_lines(db, test.arena, TEST_SCHOOL, &newest, &lines));
    store_read_end(test.store, db);
    return lines;
}

/* ---- Files of four systems --------------------------------------------------------------------
 */

static Bytes sample(const char *name)
{
    FILE *file = fopen(arena_print(test.arena, "%s/%s", SAMPLES, name), "rbe");
    assert_non_null(file);
    unsigned char *bytes = arena_alloc(test.arena, SAMPLE_MAXIMUM);
    size_t length = fread(bytes, 1, SAMPLE_MAXIMUM, file);
    fclose(file);
    assert_in_range(length, 1, SAMPLE_MAXIMUM - 1);
    return (Bytes){bytes, length};
}

static void four_systems(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        TableEncoding encoding;
        size_t rows, added, noted;
        size_t refused[5]; /* lines, in their order */
    } cases[] = {
        {"sims.csv", TABLE_WINDOWS_1252, 12, 8, 2, {6, 10, 12, 14}},
        {"arbor.csv", TABLE_UTF8, 11, 8, 2, {5, 11, 13}},
        {"bromcom.csv", TABLE_UTF8, 12, 9, 2, {6, 12, 13}},
        {"wonde.csv", TABLE_UTF8, 12, 9, 1, {7, 11, 13}},
    };
    test_store_run(&test, "update school set phase = 'all_through'");
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        Trial trial = {.content = sample(cases[i].name)};
        const ImportLines *lines = &trial.work.lines;
        print_message("%s\n", cases[i].name);
        apply(&trial);
        assert_int_equal(trial.work.table.encoding, cases[i].encoding);
        assert_int_equal(lines->count, cases[i].rows);
        size_t refused = 0, noted = 0;
        for (size_t row = 0; row < lines->count; row++) {
            const ImportLine *line = &lines->items[row];
            if (line->result == IMPORT_REFUSED)
                assert_int_equal(line->line, cases[i].refused[refused++]);
            else
                noted += line->remarks.count > 0 ? 1 : 0;
        }
        assert_int_equal(cases[i].refused[refused], 0);
        assert_int_equal(trial.counts.added, cases[i].added);
        assert_int_equal(noted, cases[i].noted);
        assert_int_equal(look(&trial)[IMPORT_SAME], cases[i].added);
    }
}

static void names_keep_their_letters(void **state)
{
    (void)state;
    import_whole(sample("sims.csv"));
    assert_string_equal(find("O’Neill")->forename, "Caoimhe");
    assert_string_equal(find("Brontë-Hughes")->forename, "Zoë");
    import_whole(sample("arbor.csv"));
    assert_string_equal(find("Borkowski")->forename, "Łukasz");
    assert_string_equal(find("Borkowski")->preferred_name, "Luke");
}

/* ---- Many --------------------------------------------------------------------------------------
 */

/* The letter that the department's sum gives. */
static char check_letter(const char *digits)
{
    int sum = 0;
    for (int i = 0; digits[i] != '\0'; i++)
        sum += (digits[i] - '0') * (i + 2);
    return "ABCDEFGHJKLMNPQRTUVWXYZ"[sum % 23];
}

static Bytes two_thousand(void)
{
    static const char *const years[] = {"R", "1", "2", "3", "4", "5", "6"};
    Buffer *out = arena_new(test.arena, Buffer);
    buffer_init(out, 1 << 20);
    buffer_print(out, "UPN,Surname,Forename,DOB,Sex,Year,Class,SEN Status,Primary need\n");
    for (int i = 0; i < THOUSANDS; i++) {
        const char *digits = arena_print(test.arena, "999%04d20%03d", 2000 + i / 1000, i % 1000);
        buffer_print(out, "%c%s,Surname%d,Forename%d,%02d/09/%d,%s,%s,%d%c,%s\n",
                     check_letter(digits), digits, i, i, 1 + i % 28, 2021 - i % 7,
                     i % 2 == 0 ? "F" : "M", years[i % 7], i % 7, 'A' + i % 3,
                     i % 9 == 0 ? "K,SLCN" : "N,");
    }
    assert_false(buffer_failed(out));
    Bytes content = bytes_of(arena_copy(test.arena, buffer_text(out)));
    buffer_free(out);
    return content;
}

static void thousands_once_and_again(void **state)
{
    (void)state;
    Bytes content = two_thousand();
    ImportSummary first = import_whole(content);
    assert_int_equal(first.rows, THOUSANDS);
    assert_int_equal(first.added, THOUSANDS);
    assert_int_equal(first.refused, 0);
    assert_int_equal(everybody(TEST_SCHOOL).count, EVERYBODY);
    ImportSummary second = import_whole(content);
    assert_int_equal(second.added, 0);
    assert_int_equal(second.changed, 0);
    assert_int_equal(second.same, THOUSANDS);
    assert_int_equal(everybody(TEST_SCHOOL).count, EVERYBODY);
    assert_int_equal(everybody(OTHER_SCHOOL).count, 1);
    assert_int_equal(runs(), 2);
}

static void one_bad_row_stands_alone(void **state)
{
    (void)state;
    ImportSummary summary = import_whole(bytes_of("Surname,Forename,DOB\n"
                                                  "Adeyemi,Tobi,03/09/2012\n"
                                                  "Barnes,Chloe,31/02/2013\n"
                                                  "Chowdhury,Nadia,19/03/2013\n"));
    assert_int_equal(summary.added, 2);
    assert_int_equal(summary.refused, 1);
    assert_int_equal(summary.remarks[0].line, 3);
    assert_string_equal(summary.remarks[0].sentence,
                        "There is no such date. Dates are day, month, year.");
    assert_int_equal(everybody(TEST_SCHOOL).count, 3);
    assert_non_null(find("Chowdhury"));
}

static void looking_changes_nothing(void **state)
{
    (void)state;
    ImportSummary summary;
    ImportRequest asked = {.school = TEST_SCHOOL,
                           .by = TEST_SENCO,
                           .file_name = "list.csv",
                           .content = sample("wonde.csv")};
    fine(import_whole_file(test.store, test.arena, &asked, &summary));
    assert_int_equal(summary.added, 9);
    assert_int_equal(everybody(TEST_SCHOOL).count, 1);
    assert_int_equal(runs(), 0);
    assert_int_equal(trail().count, 0);
}

static void an_import_is_whole_or_not_at_all(void **state)
{
    (void)state;
    ImportSummary summary;
    Bytes content = bytes_of("Surname,Forename,DOB,Class,SEN Status,Primary need\n"
                             "Clarke,Theo,27/03/2020,2S,K,SLCN\n");
    ImportRequest asked = {.school = TEST_SCHOOL,
                           .by = TEST_SENCO,
                           .file_name = "list.csv",
                           .content = content,
                           .apply = true};
    Error *error;
    int statement = 0;
    do {
        db_fail_at(++statement);
        error = import_whole_file(test.store, test.arena, &asked, &summary);
        db_fail_at(0);
        if (error == NULL)
            break;
        assert_int_equal(everybody(TEST_SCHOOL).count, 1);
        assert_int_equal(runs(), 0);
        assert_int_equal(trail().count, 0);
        /* No class is left behind either: its name would be taken. */
        test_store_run(&test, "insert into class (school_id, id, name, is_group, sort_name) values"
                              " (1, 99, '2S', false, '02s')");
        test_store_run(&test, "delete from class where school_id = 1 and id = 99");
    } while (statement < 200);
    assert_null(error);
    assert_in_range(statement, 12, 199);
    assert_int_equal(everybody(TEST_SCHOOL).count, 2);
    assert_int_equal(runs(), 1);
    AuditLines lines = trail();
    assert_int_equal(lines.count, 1);
    assert_string_equal(lines.items[0].action, "console import");
    assert_string_equal(lines.items[0].role, "Fourfold itself");
    assert_non_null(lines.items[0].who);
}

/* ---- Who it is ---------------------------------------------------------------------------------
 */

static void a_suggestion_waits_for_a_yes(void **state)
{
    (void)state;
    Trial trial = {.content = bytes_of("UPN,Surname,Forename,DOB,Adno\n"
                                       "H999100122001,Nowak,Zofia,03/02/2018,4711\n")};
    apply(&trial);
    assert_int_equal(trial.work.lines.results[IMPORT_SUGGESTED], 1);
    assert_int_equal(trial.counts.added + trial.counts.changed, 0);
    assert_null(find("Nowak")->upn);
    trial.confirmed = (Texts){2, (const char *[]){"3", "not a line"}};
    apply(&trial);
    assert_null(find("Nowak")->upn);
    trial.confirmed = (Texts){1, (const char *[]){"2"}};
    apply(&trial);
    assert_int_equal(trial.counts.changed, 1);
    assert_string_equal(find("Nowak")->upn, "H999100122001");
    assert_int_equal(everybody(TEST_SCHOOL).count, 1);
    assert_int_equal(look(&trial)[IMPORT_SAME], 1);
}

/* The number that was replaced leads to the same learner, and does not come back. */
static void a_replaced_number_is_kept(void **state)
{
    (void)state;
    bring("UPN,Adno,Surname,Forename,DOB,Class\nH999100122001,7,Kaur,Jas,09/09/2017,4H\n");
    bring("UPN,Adno,Surname,Forename,DOB,Class\nX999100122002,7,Kaur,Jas,09/09/2017,4H\n");
    assert_string_equal(find("Kaur")->upn, "X999100122002");
    assert_string_equal(find("Kaur")->former_upn, "H999100122001");
    bring("UPN,Surname,Forename,DOB,Class\nH999100122001,Kaur,Jas,09/09/2017,5H\n");
    assert_string_equal(find("Kaur")->upn, "X999100122002");
    assert_string_equal(find("Kaur")->class_name, "5H");
    assert_int_equal(everybody(TEST_SCHOOL).count, 2);
}

/* A change beside it does not carry it in. */
static void capitals_are_no_news(void **state)
{
    (void)state;
    bring("UPN,Surname,Forename,DOB,Class\nH999100122001,McKenna,Orla,09/09/2017,4H\n");
    bring("UPN,Surname,Forename,DOB,Class\nH999100122001,MCKENNA,ORLA,09/09/2017,5H\n");
    assert_string_equal(find("McKenna")->forename, "Orla");
    assert_string_equal(find("McKenna")->class_name, "5H");
}

static void what_a_file_does_not_say_stays(void **state)
{
    (void)state;
    bring("UPN,Surname,Forename,DOB,Sex,Year,Class,EAL,Pupil Premium,Looked after,DOA,Language\n"
          "H999100122001,Kaur,Jas,09/09/2017,F,5,5H,Y,Y,Y,05/09/2022,PNJA\n");
    bring("UPN,Surname,Forename,DOB,Sex,Class\nH999100122001,Kaur,Jas,09/09/2017,,5M\n");
    const struct import_existing_row *row = find("Kaur");
    assert_string_equal(row->class_name, "5M");
    assert_string_equal(row->sex, "F");
    assert_string_equal(row->national_year, "5");
    assert_string_equal(row->first_language, "PNJA");
    assert_true(row->english_additional.present && row->english_additional.value == 1);
    assert_true(row->pupil_premium && row->looked_after);
    assert_int_equal(date_compare(row->entered_on, date_of(2022, 9, 5)), 0);
}

static void a_year_group_comes_from_the_birth(void **state)
{
    (void)state;
    Trial trial = {.content = bytes_of("Surname,Forename,DOB\n"
                                       "Adeyemi,Tobi,01/09/2017\n"
                                       "Barnes,Chloe,31/08/2017\n"
                                       "Cole,Ann,01/01/1990\n")};
    apply(&trial);
    assert_string_equal(find("Adeyemi")->national_year, "4");
    assert_string_equal(find("Barnes")->national_year, "5");
    assert_string_equal(find("Barnes")->sex, "");
    assert_int_equal(trial.counts.refused, 1);
    assert_string_equal(trial.work.lines.items[2].refused,
                        "The year group is missing, and the date of birth gives none");
}

/* ---- Support -----------------------------------------------------------------------------------
 */

static int64_t count_of(const char *sql)
{
    return test_store_number(&test, sql);
}

#define LIST "UPN,Surname,Forename,DOB,Class,SEN Status,Primary need,Secondary need\n"
#define KAUR "H999100122001,Kaur,Jas,09/09/2017,4H,"

static void what_the_senco_decided_stays(void **state)
{
    (void)state;
    static const char *const files[] = {
        LIST KAUR "N,,\n",       LIST KAUR "E,ASD,\n", LIST KAUR "K,SEMH,SPLD\n",
        LIST KAUR ",ASD,SEMH\n", LIST KAUR ",,\n",
    };
    bring(LIST KAUR "K,SLCN,\n");
    for (size_t i = 0; i < sizeof files / sizeof files[0]; i++) {
        changes_nothing(files[i]);
        bring(files[i]);
        assert_string_equal(find("Kaur")->census_code, "K");
        assert_string_equal(find("Kaur")->need_1, "SLCN");
        assert_null(find("Kaur")->need_2);
    }
}

static void a_level_that_is_news_is_recorded(void **state)
{
    (void)state;
    bring(LIST KAUR "N,,\n");
    assert_string_equal(find("Kaur")->census_code, "N");
    assert_false(find("Kaur")->support_decided);
    /* Needs without a level are nobody's decision. */
    changes_nothing(LIST KAUR ",SLCN,\n");
    bring(LIST KAUR "K,SLCN,SPLD\n");
    const struct import_existing_row *row = find("Kaur");
    assert_string_equal(row->census_code, "K");
    assert_string_equal(row->need_1, "SLCN");
    assert_string_equal(row->need_2, "SPLD");
    assert_true(row->support_decided);
    changes_nothing(LIST KAUR "K,SLCN,SPLD\n");
}

/* Two types of need belong to none of the four areas. */
static void a_need_without_an_area_is_recorded(void **state)
{
    (void)state;
    bring(LIST KAUR "K,OTH,\n");
    bring(LIST "X999100122002,Adeyemi,Tola,01/02/2017,4H,K,NSA,\n");
    assert_string_equal(find("Kaur")->need_1, "OTH");
    assert_string_equal(find("Adeyemi")->need_1, "NSA");
    assert_int_equal(count_of("select count(*) from sen_status where level = 'sen_support'"), 2);
    assert_int_equal(count_of("select count(*) from sen_area"), 0);
    changes_nothing(LIST KAUR "K,OTH,\n");
}

/* The census gets a new code before we know it. */
static void a_need_that_nobody_knows_is_kept(void **state)
{
    (void)state;
    bring(LIST KAUR "K,XYZ,SLCN\n");
    assert_string_equal(find("Kaur")->need_1, "XYZ");
    assert_string_equal(find("Kaur")->need_2, "SLCN");
    assert_int_equal(count_of("select count(*) from sen_area"), 1);
    changes_nothing(LIST KAUR "K,XYZ,SLCN\n");
}

static Error *leave(Db *db, void *context)
{
    const LearnerId *learner = context;
    Leaving leaving = {.reason = "other",
                       .on = TODAY,
                       .monitor_until = DATE_NONE,
                       .family_told = TODAY,
                       .staff = TEST_SENCO};
    return register_leave(db, test.arena, TEST_SCHOOL, *learner, &leaving);
}

static void ended_support_stays_ended(void **state)
{
    (void)state;
    bring(LIST KAUR "K,SLCN,\n");
    LearnerId learner = find("Kaur")->id;
    fine(store_write(test.store, leave, &learner));
    changes_nothing(LIST KAUR "K,SLCN,\n");
    bring(LIST "H999100122001,Kaur,Jas,09/09/2017,5H,K,SLCN,\n");
    assert_string_equal(find("Kaur")->class_name, "5H");
    assert_string_equal(find("Kaur")->census_code, "N");
}

/* ---- Columns -----------------------------------------------------------------------------------
 */

typedef struct Answer {
    const char *header;
    size_t column;
    const char *field;
} Answer;

static Error *remember(Db *db, void *context)
{
    const Answer *answer = context;
    Table table;
    const ImportKind *kind = &learner_kind;
    TRY(import_table(test.arena, bytes_of(answer->header), &kind, &table));
    return import_remember(db, test.arena, TEST_SCHOOL, kind, &table.rows[table.header],
                           answer->column, answer->field);
}

static void columns_are_remembered(void **state)
{
    (void)state;
    static const char file[] = "Name,Name,,Hatched\nKaur,Jas,4H,09/09/2017\n";
    static const Answer answers[] = {
        {file, 0, "surname"}, {file, 1, "forename"}, {file, 2, "class"}, {file, 3, "born_on"}};
    Trial trial = {.content = bytes_of(file)};
    fine(work_out(&trial));
    assert_string_equal(trial.work.fault, "Choose the column with the surname");
    for (size_t i = 0; i < sizeof answers / sizeof answers[0]; i++) {
        Answer answer = answers[i];
        fine(store_write(test.store, remember, &answer));
    }
    apply(&trial);
    assert_string_equal(find("Kaur")->forename, "Jas");
    assert_string_equal(find("Kaur")->class_name, "4H");
    /* Another file, in other capitals; a later answer takes the place of the first. */
    Trial later = {.content = bytes_of("NAME,name,HATCHED,Notes\nLowe,Max,01/10/2012,x\n")};
    assert_int_equal(look(&later)[IMPORT_ADDED], 1);
    Answer other = {file, 3, "ignore"};
    fine(store_write(test.store, remember, &other));
    fine(work_out(&later));
    assert_string_equal(later.work.fault, "Choose the column with the date of birth");
}

/* ---- Staff and contacts ------------------------------------------------------------------------
 */

static void office_works_here(void)
{
    test_store_run(&test,
                   "insert into staff (school_id, id, title, forename, surname, display_name,"
                   " role, started_on, version) values (1, 13, 'Mrs', 'Una', 'Bell',"
                   " 'Mrs Bell', 'office', '2020-09-01', 1)");
    test_store_run(&test, "insert into class (school_id, id, name, is_group, sort_name) values"
                          " (1, 32, 'Phonics B', true, '98 phonics b')");
}

static const ImportLine *line_at(const Trial *trial, size_t number)
{
    for (size_t i = 0; i < trial->work.lines.count; i++)
        if (trial->work.lines.items[i].line == number)
            return &trial->work.lines.items[i];
    fail_msg("no line %zu", number);
    return NULL;
}

static void expect_refused(const Trial *trial, size_t number, const char *says)
{
    const ImportLine *line = line_at(trial, number);
    if (line->result != IMPORT_REFUSED || strstr(line->refused, says) == NULL)
        fail_msg("line %zu: %d %s", number, line->result, line->refused);
}

/* Each link to a class that the head is told of, and of which the note says the same. */
static int64_t told_of_classes(void)
{
    return count_of("select count(*) from access_given g join class_staff k on k.school_id = "
                    "g.school_id and k.class_id = g.class_id and k.staff_id = g.staff_id and "
                    "k.starts_on = g.starts_on where g.what = 'class'");
}

static void a_list_of_staff(void **state)
{
    static const struct {
        size_t line;
        const char *says;
    } refused[] = {
        {8, "Only who leads"},    {9, "no email address"},  {10, "no role that we know"},
        {11, "stands on line 2"}, {12, "Has left already"},
    };
    (void)state;
    office_works_here();
    Trial trial = {.content = sample("staff.csv"), .staff = {13}};
    apply(&trial);
    assert_ptr_equal(trial.work.kind, &staff_kind);
    assert_int_equal(trial.counts.added, 5);
    assert_int_equal(trial.counts.changed, 1);
    for (size_t i = 0; i < sizeof refused / sizeof refused[0]; i++)
        expect_refused(&trial, refused[i].line, refused[i].says);
    assert_int_equal(count_of("select count(*) from staff where role = 'cover'"
                              " and ended_on = '2026-12-18'"),
                     1);
    assert_int_equal(count_of("select count(*) from class_staff"), 5);
    assert_int_equal(count_of("select count(*) from class_staff where part = 'assistant'"), 2);
    assert_int_equal(told_of_classes(), 5);
    assert_int_equal(count_of("select count(*) from account where password_hash is not null"), 0);
    assert_int_equal(count_of("select count(*) from staff where job = 'Literacy lead'"
                              " and surname = 'Hughes'"),
                     1);
    const size_t *again = look(&trial);
    assert_int_equal(again[IMPORT_ADDED], 0);
    assert_int_equal(again[IMPORT_CHANGED], 0);
}

static void a_list_of_staff_gives_no_more_than_its_importer_may(void **state)
{
    (void)state;
    office_works_here();
    static const char list[] = "Forename,Surname,Email,Role\n"
                               "Ida,Moss,ida@mill.example,SENCO\n"
                               "Eva,Wood,eva@mill.example,Deputy Headteacher\n"
                               "Pat,Lane,pat@mill.example,Assistant SENCO\n"
                               "Amy,Tull,amy@mill.example,Teacher\n"
                               "Una,Bell,,Teacher\n";
    Trial office = {.content = bytes_of(list), .staff = {13}};
    const size_t *results = look(&office);
    assert_int_equal(results[IMPORT_ADDED], 1);
    expect_refused(&office, 2, "Only who leads the setting gives this role");
    expect_refused(&office, 6, "your own role");
    test_store_run(&test, "insert into staff_role (school_id, id, staff_id, role, starts_on) values"
                          " (1, 41, 13, 'senco', '2026-12-01')");
    look(&office);
    expect_refused(&office, 6, "Only who leads the setting changes this person");
    Trial senco = {.content = bytes_of(list)};
    assert_int_equal(look(&senco)[IMPORT_REFUSED], 5);
    ImportSummary summary;
    ImportRequest asked = {.school = TEST_SCHOOL, .by = TEST_SENCO, .content = bytes_of(list)};
    Error *error = import_whole_file(test.store, test.arena, &asked, &summary);
    assert_non_null(error);
    assert_non_null(strstr(error->message, "may not import such a list"));
}

static void a_role_that_a_title_only_hints_at_is_asked(void **state)
{
    (void)state;
    office_works_here();
    static const char list[] = "Forename,Surname,Email,Role,Job title\n"
                               "Ida,Moss,ida@mill.example,PA to the Headteacher,\n"
                               "Eva,Wood,eva@mill.example,,Teacher of maths\n"
                               "Amy,Tull,amy@mill.example,Careers officer,\n";
    static const char *confirmed[] = {"3"};
    Trial office = {.content = bytes_of(list), .staff = {13}};
    const size_t *results = look(&office);
    assert_int_equal(results[IMPORT_SUGGESTED], 2);
    assert_int_equal(results[IMPORT_REFUSED], 1);
    apply(&office);
    assert_int_equal(count_of("select count(*) from staff where surname in ('Moss', 'Wood')"), 0);
    office.confirmed = (Texts){1, confirmed};
    apply(&office);
    assert_int_equal(count_of("select count(*) from staff where surname in ('Moss', 'Wood')"), 1);
    assert_int_equal(count_of("select count(*) from staff where surname = 'Wood' and role ="
                              " 'teacher' and job = 'Teacher of maths'"),
                     1);
}

static bool is_remarked(const ImportLine *line, const char *says)
{
    for (size_t i = 0; i < line->remarks.count; i++)
        if (strstr(line->remarks.items[i], says) != NULL)
            return true;
    return false;
}

static void a_list_of_contacts(void **state)
{
    (void)state;
    bring("UPN,Adno,Surname,Forename,DOB\nH999100122001,4101,Kaur,Jas,09/09/2017\n"
          "X999100122002,4102,Kaur,Bal,01/02/2019\n");
    Trial trial = {.content = sample("contacts.csv")};
    apply(&trial);
    assert_ptr_equal(trial.work.kind, &contact_kind);
    assert_int_equal(trial.counts.added, 5);
    expect_refused(&trial, 6, "Nobody here has this child's number");
    expect_refused(&trial, 7, "stands on line 3");
    assert_true(is_remarked(line_at(&trial, 4), "court order"));
    assert_true(is_remarked(line_at(&trial, 4), "number 2"));
    assert_true(is_remarked(line_at(&trial, 5), "another relationship"));
    assert_true(is_remarked(line_at(&trial, 8), "neither yes nor no"));
    /* sisters share their mother; nobody is written to on the word of a file that is silent */
    assert_int_equal(count_of("select count(*) from contact"), 4);
    assert_int_equal(count_of("select count(*) from learner_contact"), 5);
    assert_int_equal(count_of("select count(*) from learner_contact where correspondence"), 2);
    assert_int_equal(count_of("select count(*) from learner_contact where receives_documents"), 2);
    assert_int_equal(count_of("select count(*) from learner_contact"
                              " where parental_responsibility is null"),
                     1);
    assert_int_equal(count_of("select count(*) from court_order"), 0);
    assert_int_equal(look(&trial)[IMPORT_ADDED], 0);
}

static Error *ship(Db *db, void *context)
{
    int added;
    (void)context;
    return measures_ship(db, test.arena, TEST_SCHOOL, &added);
}

/* The same file again changes nothing; one cell put right corrects one score. */
static void a_list_of_scores(void **state)
{
    (void)state;
    fine(store_write(test.store, ship, NULL));
    bring("UPN,Adno,Surname,Forename,DOB\nH999100122001,4101,Kaur,Jas,09/09/2017\n"
          "X999100122002,4102,Kaur,Bal,01/02/2019\n");
    Trial trial = {.content = sample("scores.csv")};
    apply(&trial);
    assert_ptr_equal(trial.work.kind, &score_kind);
    assert_int_equal(trial.counts.added, 6);
    expect_refused(&trial, 6, "0 to 40");
    expect_refused(&trial, 7, "Line 2 gives the same measure");
    expect_refused(&trial, 9, "no measure “Own invention”");
    expect_refused(&trial, 11, "Nobody here has this number");
    assert_true(is_remarked(line_at(&trial, 3), "7 years 10 months"));
    assert_int_equal(count_of("select count(*) from score"), 6);
    assert_int_equal(count_of("select sum(value) from score"), 94 + 94 + 74 + 84 + 934);
    assert_int_equal(count_of("select count(*) from score where baseline"), 1);
    assert_int_equal(count_of("select count(*) from score where absent = 'absent'"), 1);
    assert_int_equal(count_of("select count(*) from sen_status"), 0);
    trial = (Trial){.content = sample("scores.csv")};
    apply(&trial);
    assert_int_equal(trial.counts.added, 0);
    assert_int_equal(trial.counts.same, 6);
    bring("UPN,Measure,Score,Date\nH999100122001,reading age,7:11,2026-11-10\n");
    assert_int_equal(count_of("select value from score where value = 95"), 95);
    assert_int_equal(count_of("select value from score_correction"), 94);
}

/* Scores, classes and contacts from a list that is older than the child's number. */
static void a_former_number_still_finds_the_child(void **state)
{
    (void)state;
    fine(store_write(test.store, ship, NULL));
    bring("UPN,Adno,Surname,Forename,DOB,Class\nH999100122001,7,Kaur,Jas,09/09/2017,4H\n");
    bring("UPN,Adno,Surname,Forename,DOB,Class\nX999100122002,7,Kaur,Jas,09/09/2017,4H\n");
    bring("UPN,Measure,Score,Date\nh999 1001 22001,reading age,7:11,2026-11-10\n");
    assert_int_equal(count_of("select count(*) from score where value = 95"), 1);
    apply(&(Trial){.content = bytes_of("Class,Type,UPN\nReading,group,H999100122001\n"),
                   .kind = &class_kind});
    assert_int_equal(count_of("select count(*) from class_learner"), 1);
    apply(&(Trial){.content = bytes_of("UPN,Contact Forename,Contact Surname,Relationship\n"
                                       "H999100122001,Simran,Kaur,Mother\n"),
                   .kind = &contact_kind});
    assert_int_equal(count_of("select count(*) from learner_contact"), 1);
}

/* A class and a group with two members; then the same again. */
static void a_list_of_classes_makes_classes_and_groups(void **state)
{
    (void)state;
    test_store_run(&test, "insert into account (id, email, created_at, version) values"
                          " (81, 'hughes@mill.example', '2026-01-01T00:00:00.000Z', 1),"
                          " (82, 'vaz@mill.example', '2026-01-01T00:00:00.000Z', 1)");
    test_store_run(&test, "update staff set account_id = id + 69 where school_id = 1 and id = 12");
    test_store_run(&test, "update staff set account_id = id + 71 where school_id = 1 and id = 11");
    bring("UPN,Adno,Surname,Forename,DOB\nH999100122001,4101,Kaur,Jas,09/09/2017\n"
          "X999100122002,4102,Kaur,Bal,01/02/2019\n");
    Trial trial = {.content = sample("classes.csv")};
    apply(&trial);
    assert_ptr_equal(trial.work.kind, &class_kind);
    assert_int_equal(trial.counts.added, 2);
    assert_int_equal(trial.counts.changed, 1);
    expect_refused(&trial, 5, "Nobody of the staff here signs in with nobody@mill.example");
    expect_refused(&trial, 6, "A learner’s own class comes with the list of learners");
    assert_int_equal(count_of("select count(*) from class where name = '6 Ash'"), 0);
    assert_int_equal(count_of("select count(*) from class where is_group"), 1);
    assert_int_equal(count_of("select count(*) from class_learner"), 2);
    assert_int_equal(count_of("select count(*) from class_staff"), 3);
    assert_int_equal(told_of_classes(), 3);
    trial = (Trial){.content = sample("classes.csv")};
    apply(&trial);
    assert_int_equal(trial.counts.added + trial.counts.changed, 0);
    assert_int_equal(count_of("select count(*) from class_learner"), 2);
    assert_int_equal(told_of_classes(), 3);
    apply(
        &(Trial){.content = bytes_of("Class,Year,Teacher email\n5 Oak,6,\n"), .kind = &class_kind});
    assert_int_equal(count_of("select count(*) from class where name = '5 Oak' and "
                              "national_year = '6'"),
                     1);
}

/* The row by the number of the authority, then by the URN that it brought. */
static void the_register_of_schools_puts_the_facts_right(void **state)
{
    (void)state;
    Trial trial = {.content = sample("gias.csv")};
    apply(&trial);
    assert_ptr_equal(trial.work.kind, &gias_kind);
    assert_int_equal(trial.counts.refused, 1);
    test_store_run(&test, "update school set la_number = '999', establishment_number = '2002'"
                          " where id = 1");
    trial = (Trial){.content = sample("gias.csv")};
    apply(&trial);
    assert_int_equal(trial.counts.changed, 1);
    assert_true(is_remarked(line_at(&trial, 3), "Academy converter"));
    assert_int_equal(count_of("select count(*) from school where id = 1 and urn = '999200' and"
                              " name = 'Mill Lane Primary à Hexford' and low_age = 4 and"
                              " postcode = 'ZZ9 9ZZ' and telephone = '01632960123' and"
                              " setting_type = 'school' and head_name is null"),
                     1);
    trial = (Trial){.content = sample("gias.csv")};
    apply(&trial);
    assert_int_equal(trial.counts.changed + trial.counts.refused, 0);
    test_store_run(&test, "update school set urn = '111111' where id = 1");
    trial = (Trial){.content = sample("gias.csv")};
    apply(&trial);
    assert_int_equal(trial.counts.refused, 1);
}

static void bring_contacts(void)
{
    bring("UPN,Adno,Surname,Forename,DOB\nH999100122001,4101,Kaur,Jas,09/09/2017\n"
          "X999100122002,4102,Kaur,Bal,01/02/2019\n");
    apply(&(Trial){.content = sample("contacts.csv")});
}

static bool changes(const ImportLine *line, const char *field, const char *from, const char *to)
{
    for (size_t i = 0; i < line->change_count; i++)
        if (text_equal(line->changes[i].field, field) && text_equal(line->changes[i].from, from) &&
            text_equal(line->changes[i].to, to))
            return true;
    return false;
}

/* Shown with what was and what will be, then written, then no news. */
static void what_a_list_of_contacts_says_otherwise_changes(void **state)
{
    (void)state;
    static const char other[] =
        "UPN,Contact Name,Relationship,Priority,Mobile,Email,Address,Language,Correspondence\n"
        "H999100122001,Mrs Ewa Nowak,Parent,2,07700 900099,ewa@new.example,9 High Street,Polish,\n"
        "X999100122002,Mrs Ewa Nowak,Mother,1,07700 900099,,,,\n"
        "H999100122001,Maria Lis,Grandmother,1,07700 900077,,,,No\n";
    bring_contacts();
    Trial trial = {.content = bytes_of(other)};
    const size_t *results = look(&trial);
    assert_int_equal(results[IMPORT_CHANGED], 2);
    assert_int_equal(results[IMPORT_SAME], 1);
    assert_true(changes(line_at(&trial, 2), "Telephone", "07700 900001", "07700 900099"));
    assert_true(
        changes(line_at(&trial, 2), "Email address", "ewa@home.example", "ewa@new.example"));
    assert_true(changes(line_at(&trial, 2), "Address", "another address", "9 High Street"));
    assert_true(changes(line_at(&trial, 2), "Language", "", "Polish"));
    assert_true(changes(line_at(&trial, 2), "Asked as number", "1", "3"));
    assert_int_equal(line_at(&trial, 2)->change_count, 5); /* a parent is no less a mother */
    assert_true(changes(line_at(&trial, 4), "Relationship", "other", "grandparent"));
    assert_true(changes(line_at(&trial, 4), "Asked as number", "3", "1"));
    apply(&trial);
    assert_int_equal(trial.counts.changed, 2);
    assert_int_equal(count_of("select count(*) from contact where phone = '07700 900099' and email"
                              " = 'ewa@new.example' and address = '9 High Street'"),
                     1);
    assert_int_equal(count_of("select k.priority from learner_contact k join contact c on"
                              " c.school_id = k.school_id and c.id = k.contact_id where c.name ="
                              " 'Maria Lis' and k.relationship = 'grandparent'"),
                     1);
    results = look(&trial);
    assert_int_equal(results[IMPORT_SAME], 3);
}

/* Taken only on a yes to that line. */
static void a_right_is_taken_away_by_nobodys_silence(void **state)
{
    (void)state;
    static const struct {
        const char *row, *asks, *then;
    } cases[] = {
        {"Mother,No,,,,", "takes parental responsibility away",
         "select count(*) from learner_contact where not parental_responsibility and"
         " relationship = 'mother'"},
        {"Mother,,No,,,", "no longer live with them",
         "select count(*) from learner_contact where not lives_with and relationship = 'mother'"},
        {"Mother,,,No,,", "no longer be written to",
         "select count(*) from learner_contact where not correspondence and relationship ="
         " 'mother'"},
        {"Grandmother,,,,,", "A parent here is none in the file",
         "select count(*) from learner_contact where relationship = 'grandparent'"},
        {"Mother,,,,30/11/2026,", "no contact of this child",
         "select count(*) from learner_contact where ends_on = '2026-11-30'"},
    };
    static const char *confirmed[] = {"2"};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        if (i == 0)
            bring_contacts();
        Trial trial = {
            .content = bytes_of(arena_print(
                test.arena,
                "UPN,Contact Name,Relationship,Parental Responsibility,Lives With,Correspondence,"
                "End date,Mobile\nH999100122001,Mrs Ewa Nowak,%s07700 900001\n",
                cases[i].row))};
        int64_t before = count_of(cases[i].then);
        assert_int_equal(look(&trial)[IMPORT_SUGGESTED], 1);
        if (!is_remarked(line_at(&trial, 2), cases[i].asks))
            fail_msg("not asked: %s", cases[i].asks);
        apply(&trial);
        assert_int_equal(count_of(cases[i].then), before);
        trial.confirmed = (Texts){1, confirmed};
        apply(&trial);
        if (count_of(cases[i].then) != before + 1)
            fail_msg("not taken: %s", cases[i].row);
        if (i == 3)
            test_store_run(&test, "update learner_contact set relationship = 'mother' where"
                                  " relationship = 'grandparent'");
    }
}

/* What a court said, and the address that somebody signs in with, no file changes. */
static void a_list_of_contacts_leaves_orders_and_sign_in_alone(void **state)
{
    (void)state;
    static const char other[] = "UPN,Contact Name,Relationship,Mobile,Email\n"
                                "H999100122001,Mr Jan Nowak,Father,07700 900055,jan@home.example\n"
                                "H999100122001,Mrs Ewa Nowak,Mother,07700 900001,e@other.example\n";
    bring_contacts();
    test_store_run(&test, "insert into account (id, email, created_at, version) values (991,"
                          " 'ewa@home.example', '2026-01-01T00:00:00.000Z', 1);"
                          "update contact set account_id = 991 where name = 'Mrs Ewa Nowak';"
                          "insert into court_order (school_id, id, learner_id, kind, made_on,"
                          " seen_by, seen_on, version) select 1, 71, k.learner_id,"
                          " 'prohibited_steps', '2026-01-01', 11, '2026-01-02', 1"
                          " from learner_contact k join contact c on c.school_id = k.school_id and"
                          " c.id = k.contact_id where c.name = 'Mr Jan Nowak';"
                          "insert into court_order_contact (school_id, order_id, contact_id,"
                          " no_information, no_collection, address_confidential, third_party_only)"
                          " select 1, 71, id, true, false, false, false from contact where name ="
                          " 'Mr Jan Nowak'");
    Trial trial = {.content = bytes_of(other)};
    const size_t *results = look(&trial);
    assert_int_equal(results[IMPORT_SAME], 2);
    assert_true(is_remarked(line_at(&trial, 2), "a court order restricts this person"));
    assert_true(is_remarked(line_at(&trial, 3), "another than they sign in with"));
    apply(&trial);
    assert_int_equal(count_of("select count(*) from contact where phone = '07700 900002'"), 1);
    assert_int_equal(count_of("select count(*) from contact where email = 'ewa@home.example'"), 1);
    assert_int_equal(count_of("select count(*) from court_order where ended_on is null"), 1);
    test_store_run(&test,
                   "delete from court_order_contact;delete from court_order;"
                   "update contact set account_id = null;delete from account where id = 991");
}

static void a_file_brings_nobody_back(void **state)
{
    (void)state;
    static const char header[] = "UPN,Contact Name,Relationship,Parental Responsibility,Priority,"
                                 "Email\n";
    bring("UPN,Adno,Surname,Forename,DOB\nH999100122001,4101,Kaur,Jas,09/09/2017\n"
          "X999100122002,4102,Kaur,Bal,01/02/2019\n");
    apply(
        &(Trial){.content = bytes_of(arena_print(test.arena,
                                                 "%s"
                                                 "H999100122001,Mr Craig Walker,Father,Yes,1,c@x\n"
                                                 "X999100122002,Mr Craig Walker,Father,Yes,1,c@x\n"
                                                 "H999100122001,Ms Joy Hill,Mother,Yes,2,j@x\n",
                                                 header))});
    test_store_run(&test, "update learner_contact set ends_on = '2026-11-01' where learner_id ="
                          " (select id from learner where admission_number = '4101')"
                          " and relationship = 'father'");
    test_store_run(&test, "insert into court_order (school_id, id, learner_id, kind, made_on,"
                          " seen_by, seen_on, version) select 1, 71, id, 'prohibited_steps',"
                          " '2026-01-01', 11, '2026-01-02', 1 from learner where"
                          " admission_number = '4102'");
    test_store_run(&test, "insert into court_order_contact (school_id, order_id, contact_id,"
                          " no_information, no_collection, address_confidential, third_party_only)"
                          " select 1, 71, id, true, false, false, false from contact where name ="
                          " 'Mr Craig Walker'");
    Trial trial = {.content =
                       bytes_of(arena_print(test.arena,
                                            "%s"
                                            "H999100122001,Mr Craig Walker,Father,Yes,1,c@x\n"
                                            "H999100122001,Mr C Walker,Uncle,No,1,new@x\n"
                                            "H999100122001,Mrs Una Reed,Grandmother,No,1,una@x\n"
                                            "H999100122001,Ms Joy Hill,Mother,Yes,2,j@x\n"
                                            "X999100122002,Mr C Walker,Parent,Yes,2,new@x\n"
                                            "X999100122002,Mr Chris Wolf,Father,Yes,3,wolf@x\n"
                                            "X999100122002,Mr Craig Walker,Father,Yes,1,c@x\n"
                                            "X999100122002,Ms Joy Hill,Mother,Yes,2,j@x\n",
                                            header))};
    apply(&trial);
    expect_refused(&trial, 2, "was ended");
    expect_refused(&trial, 3, "was ended");
    expect_refused(&trial, 6, "A court order restricts Mr Craig Walker");
    expect_refused(&trial, 7, "A court order restricts Mr Craig Walker");
    assert_int_equal(trial.work.lines.results[IMPORT_SAME], 2);
    assert_int_equal(trial.counts.added, 2);
    assert_int_equal(count_of("select count(*) from contact"), 3);
}

/* The first whom the file lacks. */
static const char *leaver(const Trial *trial)
{
    for (size_t i = 0; i < trial->work.lines.count; i++)
        if (trial->work.lines.items[i].result == IMPORT_LEAVING)
            return trial->work.lines.items[i].name;
    return "";
}

/* Four are here: Zofia, Jas and Max, and Ida, who died. */
static void whom_a_whole_list_lacks_is_asked_about(void **state)
{
    (void)state;
    static const char whole[] = "Surname,Forename,DOB,Year,Entry date\n"
                                "Nowak,Zofia,03/02/2018,4,\nKaur,Jas,09/09/2017,4,\n"
                                "Lowe,Max,01/10/2017,4,\nBerg,Ida,02/10/2017,4,\n"
                                "Soon,Ann,02/10/2022,N2,05/01/2027\n";
    static const char fewer[] = "Surname,Forename,DOB,Year\n"
                                "Nowak,Zofia,03/02/2018,4\n";
    static const char most[] = "Surname,Forename,DOB,Year\n"
                               "Nowak,Zofia,03/02/2018,4\nKaur,Jas,09/09/2017,4\n";
    bring(whole);
    test_store_run(&test, "update learner set closed_as = 'died' where surname = 'Berg'");
    /* A part of a list asks nothing. */
    Trial trial = {.content = bytes_of(fewer)};
    assert_int_equal(look(&trial)[IMPORT_LEAVING], 0);
    assert_false(trial.work.leavers_asked);
    trial = (Trial){.content = bytes_of(most)};
    assert_int_equal(look(&trial)[IMPORT_LEAVING], 1);
    assert_true(trial.work.leavers_asked);
    assert_int_equal(trial.work.learners_here, 3);
    assert_string_equal(leaver(&trial), "Lowe, Max");
    /* Nobody leaves by silence, nor by a no, nor by the command line. */
    apply(&trial);
    assert_false(date_is_set(find("Lowe")->left_on));
    trial.leavers = LEAVERS_STAY;
    apply(&trial);
    assert_true(import_whole(bytes_of(most)).missing_stay);
    assert_false(date_is_set(find("Lowe")->left_on));
    trial.leavers = LEAVERS_LEFT;
    apply(&trial);
    assert_int_equal(trial.counts.ended, 1);
    assert_int_equal(date_compare(find("Lowe")->left_on, TODAY), 0);
    assert_false(date_is_set(find("Soon")->left_on));
    assert_int_equal(look(&trial)[IMPORT_LEAVING], 0);
    changes_nothing(most);
}

/* A refused row is somebody who is in the list all the same. */
static void a_refused_row_is_nobody_who_has_left(void **state)
{
    (void)state;
    bring("UPN,Surname,Forename,DOB,Year\nX999100122002,Kaur,Jas,09/09/2017,4\n"
          ",Lowe,Max,01/10/2017,4\n");
    Trial trial = {.content = bytes_of("UPN,Surname,Forename,DOB,Year\n"
                                       ",Nowak,Zofia,03/02/2018,4\n"
                                       "X999100122002,Kaur,Jas,31/02/2018,4\n")};
    assert_int_equal(look(&trial)[IMPORT_REFUSED], 1);
    assert_int_equal(trial.work.lines.results[IMPORT_LEAVING], 1);
    assert_string_equal(leaver(&trial), "Lowe, Max");
    trial.content = bytes_of("UPN,Surname,Forename,DOB,Year\n,Nowak,Zofia,03/02/2018,4\n"
                             ",Lowe,Max,01/10/2107,4\nX999100122002,Kaur,Jas,31/02/2018,4\n");
    assert_int_equal(look(&trial)[IMPORT_REFUSED], 2);
    assert_int_equal(trial.work.lines.results[IMPORT_LEAVING], 0);
}

static void a_namesake_is_another_person(void **state)
{
    (void)state;
    bring("UPN,Adno,Surname,Forename,DOB\nH999100122001,4101,Kaur,Jas,09/09/2017\n"
          "X999100122002,4102,Lee,Bo,01/02/2019\n");
    bring("UPN,Contact Name,Relationship,Email\nH999100122001,Mrs Ann Lee,Mother,a@x.example\n");
    Trial trial = {.content = bytes_of("UPN,Contact Name,Relationship,Email\n"
                                       "X999100122002,Mrs Ann Lee,Mother,b@y.example\n")};
    apply(&trial);
    assert_true(is_remarked(line_at(&trial, 2), "is taken for another"));
    assert_int_equal(count_of("select count(*) from contact"), 2);
}

/* ---- Families, and the setting -----------------------------------------------------------------
 */

static void families_were_told_only_if_somebody_says_so(void **state)
{
    (void)state;
    static const char list[] = "Surname,Forename,DOB,SEN Status,Primary need\n"
                               "Clarke,Theo,27/03/2018,K,SLCN\nReid,Ann,27/03/2018,N,\n";
    Trial trial = {.content = bytes_of(list)};
    apply(&trial);
    assert_int_equal(trial.work.supported, 1);
    assert_int_equal(count_of("select count(*) from parent_notice"), 0);
    Trial told = {.content = bytes_of("Surname,Forename,DOB,SEN Status\n"
                                      "Dean,Joe,27/03/2018,K\nHart,Eve,28/03/2018,N\n"),
                  .families_told = true};
    apply(&told);
    assert_int_equal(count_of("select count(*) from parent_notice where method ="
                              " 'said_at_import' and told_on = '2026-11-22'"),
                     1);
}

static void a_year_group_that_the_setting_lacks_is_remarked(void **state)
{
    (void)state;
    Trial trial = {.content = bytes_of("Surname,Forename,DOB,Year\n"
                                       "Clarke,Theo,27/03/2014,7\nReid,Ann,27/03/2018,4\n")};
    apply(&trial);
    assert_true(is_remarked(line_at(&trial, 2), "Year 7 is no year group of a primary school"));
    assert_int_equal(line_at(&trial, 3)->remarks.count, 0);
    assert_string_equal(find("Clarke")->national_year, "7");
}

static void no_list_of_learners(void **state)
{
    (void)state;
    static const char *const files[] = {
        "",
        "\r\n\r\n",
        "Surname,Forename,DOB\n",
        "Kaur,Jas,09/09/2017\nLowe,Max,01/10/2012\n",
        "H999100122001,Kaur\nX999100122002,Lowe\n",
        "Surname,Forename,DOB\n\"Kaur,Jas\n",
    };
    for (size_t i = 0; i < sizeof files / sizeof files[0]; i++) {
        Trial trial = {.content = bytes_of(files[i])};
        Error *error = work_out(&trial);
        if (error == NULL || error->kind != ERROR_INVALID)
            fail_msg("taken: %s", files[i]);
    }
    assert_int_equal(everybody(TEST_SCHOOL).count, 1);
}

/* ---- Beside the pages --------------------------------------------------------------------------
 */

#define RUN ((ImportRunId){71})

static Error *keep_file(Db *db, void *context)
{
    const Trial *trial = context;
    TRY(import_run_insert(db, TEST_SCHOOL, RUN, "learners", "list.csv",
                          (Bytes){(const unsigned char *)"h", 1}, (OptionalInteger){0}, TEST_SENCO,
                          clock_now(), 0, NULL));
    return import_file_insert(db, TEST_SCHOOL, (ImportFileId){RUN.n}, trial->content, NULL);
}

/* As the page starts it, waited for. */
static ImportJobState run_job(int64_t version, Texts confirmed)
{
    ImportTask task = {.store = test.store,
                       .school = TEST_SCHOOL,
                       .run = RUN,
                       .version = version,
                       .staff = TEST_SENCO,
                       .role = "senco",
                       .reference = "t1",
                       .today = TODAY,
                       .kind = &learner_kind,
                       .confirmed = confirmed};
    ImportJobState state;
    fine(import_job_start(&task));
    import_job_end();
    assert_false(import_job_look(test.arena, TEST_SCHOOL, (ImportRunId){RUN.n + 1}, &state));
    assert_false(import_job_look(test.arena, OTHER_SCHOOL, RUN, &state));
    assert_true(import_job_look(test.arena, TEST_SCHOOL, RUN, &state));
    assert_false(state.running);
    return state;
}

static const char *state_of_run(void)
{
    Db *db;
    struct import_run_by_id_row run;
    bool found;
    fine(store_read(test.store, &db));
    fine(import_run_by_id(db, test.arena, TEST_SCHOOL, RUN, &run, &found));
    store_read_end(test.store, db);
    assert_true(found);
    return run.state;
}

static void a_job_applies_once(void **state)
{
    (void)state;
    Trial trial = {.content = bytes_of("UPN,Surname,Forename,DOB\n"
                                       "H999100122001,Nowak,Zofia,03/02/2018\n"
                                       "X999100122002,Kaur,Jas,09/09/2017\n")};
    Texts confirmed = {1, (const char *[]){"2"}};
    fine(store_write(test.store, keep_file, &trial));
    ImportJobState job = run_job(1, confirmed);
    assert_null(job.failure);
    assert_int_equal(job.done, 2);
    assert_int_equal(job.total, 2);
    assert_string_equal(state_of_run(), "applied");
    assert_string_equal(find("Nowak")->upn, "H999100122001");
    assert_int_equal(everybody(TEST_SCHOOL).count, 2);
    assert_int_equal(count_of("select b.learner_count from audit a join audit_list b on b.school_id"
                              " = a.school_id and b.hash = a.list_hash where a.action ="
                              " 'POST /imports/71/apply'"),
                     2);
    assert_string_equal(run_job(2, confirmed).failure,
                        "This import is over. Choose the file again to import it anew.");
    assert_int_equal(everybody(TEST_SCHOOL).count, 2);
}

/* Somebody else was quicker, or the columns are not clear: all is as before. */
static void a_job_that_fails_leaves_the_run_open(void **state)
{
    (void)state;
    Trial trial = {.content = bytes_of("Surname,Forename,DOB\nKaur,Jas,09/09/2017\n")};
    fine(store_write(test.store, keep_file, &trial));
    assert_string_equal(run_job(2, (Texts){0}).failure,
                        "Someone else has dealt with this import. Look again.");
    assert_string_equal(state_of_run(), "open");
    assert_int_equal(everybody(TEST_SCHOOL).count, 1);
    Answer answer = {"Surname,Forename,DOB\nx,y,z\n", 2, "ignore"};
    fine(store_write(test.store, remember, &answer));
    assert_string_equal(run_job(1, (Texts){0}).failure, "Choose the column with the date of birth");
    assert_string_equal(state_of_run(), "open");
    assert_int_equal(everybody(TEST_SCHOOL).count, 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        ON_BOTH(four_systems),
        ON_BOTH(names_keep_their_letters),
        ON_BOTH(thousands_once_and_again),
        ON_BOTH(one_bad_row_stands_alone),
        ON_BOTH(looking_changes_nothing),
        ON_BOTH(an_import_is_whole_or_not_at_all),
        ON_BOTH(a_suggestion_waits_for_a_yes),
        ON_BOTH(a_replaced_number_is_kept),
        ON_BOTH(capitals_are_no_news),
        ON_BOTH(what_a_file_does_not_say_stays),
        ON_BOTH(a_year_group_comes_from_the_birth),
        ON_BOTH(what_the_senco_decided_stays),
        ON_BOTH(a_level_that_is_news_is_recorded),
        ON_BOTH(a_need_without_an_area_is_recorded),
        ON_BOTH(a_need_that_nobody_knows_is_kept),
        ON_BOTH(ended_support_stays_ended),
        ON_BOTH(columns_are_remembered),
        ON_BOTH(a_job_applies_once),
        ON_BOTH(a_job_that_fails_leaves_the_run_open),
        ON_SQLITE(no_list_of_learners),
        ON_BOTH(a_list_of_staff),
        ON_BOTH(a_list_of_staff_gives_no_more_than_its_importer_may),
        ON_BOTH(a_role_that_a_title_only_hints_at_is_asked),
        ON_BOTH(a_list_of_contacts),
        ON_BOTH(a_list_of_scores),
        ON_BOTH(a_former_number_still_finds_the_child),
        ON_BOTH(a_list_of_classes_makes_classes_and_groups),
        ON_BOTH(the_register_of_schools_puts_the_facts_right),
        ON_BOTH(what_a_list_of_contacts_says_otherwise_changes),
        ON_BOTH(a_right_is_taken_away_by_nobodys_silence),
        ON_BOTH(a_list_of_contacts_leaves_orders_and_sign_in_alone),
        ON_BOTH(a_file_brings_nobody_back),
        ON_BOTH(whom_a_whole_list_lacks_is_asked_about),
        ON_BOTH(a_refused_row_is_nobody_who_has_left),
        ON_BOTH(a_namesake_is_another_person),
        ON_BOTH(families_were_told_only_if_somebody_says_so),
        ON_BOTH(a_year_group_that_the_setting_lacks_is_remarked),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

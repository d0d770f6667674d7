#include "exchange/learner_import_rules.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>
#include <cmocka.h>

static Arena *arena;
static Date today;

static int set_up(void **state)
{
    (void)state;
    arena = arena_create(64 << 20, "test");
    today = date_of(2026, 11, 22);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    arena_destroy(arena);
    return 0;
}

static ImportRows rows_of(const char *file)
{
    Table table;
    Bytes bytes = {(const unsigned char *)file, strlen(file)};
    assert_null(table_read(arena, bytes, &table_limits_usual, &table));
    table_use_header(arena, &table, import_sheet_header(arena, &learner_sheet, &table));
    ImportMapping mapping = import_sheet_map(arena, &learner_sheet, &table.rows[table.header]);
    return import_read(arena, &table, &mapping, today);
}

/* ---- Columns -------------------------------------------------------------------------------- */

static void headings(void **state)
{
    (void)state;
    static const struct {
        const char *heading;
        ImportField field; /* IMPORT_FIELD_COUNT: none */
    } cases[] = {
        {"UPN", IMPORT_UPN},
        {"Unique Pupil Number", IMPORT_UPN},
        {"Legal Surname", IMPORT_SURNAME},
        {"legalLastName", IMPORT_SURNAME},
        {"First_Name", IMPORT_FORENAME},
        {"PreferredForename", IMPORT_PREFERRED_NAME},
        {"DOB", IMPORT_BORN_ON},
        {"date_of_birth", IMPORT_BORN_ON},
        {"Date of Birth", IMPORT_BORN_ON},
        {"Gender", IMPORT_SEX},
        {"NCyearActual", IMPORT_NATIONAL_YEAR},
        {"Year Group", IMPORT_NATIONAL_YEAR},
        {"Reg. Group", IMPORT_CLASS},
        {"SEN Status", IMPORT_SEN_STATUS},
        {"SENprovision", IMPORT_SEN_STATUS},
        {"sen_category", IMPORT_SEN_STATUS},
        {"SENNeed1", IMPORT_NEED_1},
        {"Primary Need", IMPORT_NEED_1},
        {"premium_pupil_indicator", IMPORT_PUPIL_PREMIUM},
        {"in_lea_care", IMPORT_LOOKED_AFTER},
        {"Adno", IMPORT_ADMISSION_NUMBER},
        {"EAL", IMPORT_ENGLISH_ADDITIONAL},
        {"Ethnicity", IMPORT_FIELD_COUNT},
        {"UPN2", IMPORT_FIELD_COUNT},
        {"", IMPORT_FIELD_COUNT},
        {"Notes", IMPORT_FIELD_COUNT},
        {"Mother's surname", IMPORT_FIELD_COUNT},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        TableRow header = {1, 1, (const char *[]){cases[i].heading}};
        ImportMapping mapping = import_sheet_map(arena, &learner_sheet, &header);
        for (int field = 0; field < IMPORT_FIELD_COUNT; field++)
            if ((mapping.column[field] == 0) != (field == (int)cases[i].field))
                fail_msg("\"%s\": field %d", cases[i].heading, field);
    }
}

static void mapping_as_a_whole(void **state)
{
    (void)state;
    /* A legal name goes before the other, wherever it stands. */
    const char *names[] = {"Surname", "Forename", "Legal Surname", "DOB", "Legal Forename"};
    TableRow header = {1, 5, names};
    ImportMapping mapping = import_sheet_map(arena, &learner_sheet, &header);
    assert_int_equal(mapping.column[IMPORT_SURNAME], 2);
    assert_int_equal(mapping.column[IMPORT_FORENAME], 4);
    assert_null(import_sheet_fault(&learner_sheet, &mapping));

    static const ImportField needed[] = {IMPORT_SURNAME, IMPORT_FORENAME, IMPORT_BORN_ON};
    for (size_t i = 0; i < sizeof needed / sizeof needed[0]; i++) {
        ImportMapping lacking = mapping;
        lacking.column[needed[i]] = IMPORT_NO_COLUMN;
        assert_non_null(import_sheet_fault(&learner_sheet, &lacking));
    }
    mapping.column[IMPORT_CLASS] = mapping.column[IMPORT_SURNAME];
    assert_string_equal(import_sheet_fault(&learner_sheet, &mapping), "One column is chosen twice");
}

static void two_columns_called_the_same_are_asked_about(void **state)
{
    (void)state;
    const char *twins[] = {"Surname", "Forename", "DOB", "SURNAME", "Class", "Class", "UPN", "upn"};
    TableRow header = {1, 8, twins};
    ImportMapping mapping = import_sheet_map(arena, &learner_sheet, &header);
    assert_string_equal(import_sheet_fault(&learner_sheet, &mapping),
                        "Choose the column with the surname");
    assert_int_equal(mapping.column[IMPORT_FORENAME], 1);
    assert_int_equal(mapping.column[IMPORT_CLASS], 4);
    assert_int_equal(mapping.column[IMPORT_UPN], IMPORT_NO_COLUMN);
    /* Another word for it that stands once is no twin. */
    const char *cousins[] = {"Legal Surname", "Surname", "Forename", "DOB"};
    TableRow clear = {1, 4, cousins};
    mapping = import_sheet_map(arena, &learner_sheet, &clear);
    assert_int_equal(mapping.column[IMPORT_SURNAME], 0);
    assert_null(import_sheet_fault(&learner_sheet, &mapping));
}

static void header_below_titles(void **state)
{
    (void)state;
    ImportRows rows = rows_of("Pupils of Northfield,on roll,today\n\nSurname,Forename,DOB\n"
                              "Nowak,Zofia,01/09/2017\n");
    assert_int_equal(rows.count, 1);
    assert_int_equal(rows.items[0].line, 4);
    assert_string_equal(rows.items[0].values[IMPORT_SURNAME], "Nowak");
}

/* ---- Rows ----------------------------------------------------------------------------------- */

typedef struct CellCase {
    const char *heading;
    ImportField field;
    const char *cell;
    const char *value; /* NULL: left out */
    bool refused;
    bool warned;
} CellCase;

static const CellCase cell_cases[] = {
    {"UPN", IMPORT_UPN, "t999400126001", "T999400126001", false, false},
    {"UPN", IMPORT_UPN, "D99940012600A", "D99940012600A", false, false},
    {"UPN", IMPORT_UPN, "A99940012600A", "A99940012600A", false, true}, /* temporary: queried */
    {"UPN", IMPORT_UPN, "A801200005001", NULL, true, false},
    {"UPN", IMPORT_UPN, "T9994OO126001", NULL, true, false},
    {"UPN", IMPORT_UPN, "T99940012", NULL, true, false},
    {"UPN", IMPORT_UPN, "9.99400E+11", NULL, true, false},
    {"UPN", IMPORT_UPN, "", NULL, false, false},
    {"Former UPN", IMPORT_FORMER_UPN, "A801200005001", NULL, false, true},
    {"Adno", IMPORT_ADMISSION_NUMBER, "004711", "004711", false, false},
    {"Adno", IMPORT_ADMISSION_NUMBER, "1.23457E+12", NULL, false, true},
    {"Entry Date", IMPORT_ENTERED_ON, "1/9/2025", "2025-09-01", false, true},
    {"Entry Date", IMPORT_ENTERED_ON, "45901", "2025-09-01", false, true},
    {"Entry Date", IMPORT_ENTERED_ON, "2025-09-01T00:00:00", "2025-09-01", false, false},
    {"Entry Date", IMPORT_ENTERED_ON, "01/09/2025 00:00", "2025-09-01", false, true},
    {"Entry Date", IMPORT_ENTERED_ON, "09/25/2025", NULL, false, true},
    {"Entry Date", IMPORT_ENTERED_ON, "soon", NULL, false, true},
    {"Sex", IMPORT_SEX, "female", "F", false, false},
    {"Sex", IMPORT_SEX, "U", NULL, false, true},
    {"Year", IMPORT_NATIONAL_YEAR, "Year 04", "4", false, false},
    {"Year", IMPORT_NATIONAL_YEAR, "Y9", "9", false, true}, /* far from the age */
    {"Year", IMPORT_NATIONAL_YEAR, "Blue", NULL, false, true},
    {"SEN Status", IMPORT_SEN_STATUS, "k", "K", false, false},
    {"SEN Status", IMPORT_SEN_STATUS, "SEN Support", "K", false, false},
    {"SEN Status", IMPORT_SEN_STATUS, "K - SEN Support", "K", false, false},
    {"SEN Status", IMPORT_SEN_STATUS, "Education, Health and Care Plan", "E", false, false},
    {"SEN Status", IMPORT_SEN_STATUS, "EHCP", "E", false, false},
    {"SEN Status", IMPORT_SEN_STATUS, "No SEN", "N", false, false},
    {"SEN Status", IMPORT_SEN_STATUS, "S", NULL, false, true},
    {"SEN Status", IMPORT_SEN_STATUS, "School Action Plus", NULL, false, true},
    {"SEN Status", IMPORT_SEN_STATUS, "maybe", NULL, false, true},
    {"Primary Need", IMPORT_NEED_1, "SpLD", "SPLD", false, false},
    {"Primary Need", IMPORT_NEED_1, "BESD", "SEMH", false, true},
    {"Primary Need", IMPORT_NEED_1, "DS", "DS", false, false},
    {"Secondary Need", IMPORT_NEED_1, "SLCN", "SLCN", false, false}, /* ranks begin at 1 */
    {"Primary Need", IMPORT_NEED_1, "NSA*", "NSA", false, false},
    {"Primary Need", IMPORT_NEED_1, "0", NULL, false, false},
    {"Primary Need", IMPORT_NEED_1, "XYZ", "XYZ", false, true},
    {"Language", IMPORT_LANGUAGE, "pol", "POL", false, false},
    {"Language", IMPORT_LANGUAGE, "English", "ENG", false, false},
    {"Language", IMPORT_LANGUAGE, "Polish spoken at home", NULL, false, true},
    {"EAL", IMPORT_ENGLISH_ADDITIONAL, "Yes", "true", false, false},
    {"EAL", IMPORT_ENGLISH_ADDITIONAL, "F", "false", false, false},
    {"EAL", IMPORT_ENGLISH_ADDITIONAL, "perhaps", NULL, false, true},
    {"Pupil Premium", IMPORT_PUPIL_PREMIUM, "1", "true", false, false},
    {"LAC", IMPORT_LOOKED_AFTER, "0", "false", false, false},
};

static void cells(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof cell_cases / sizeof cell_cases[0]; i++) {
        const CellCase *expected = &cell_cases[i];
        ImportRows rows =
            rows_of(arena_print(arena, "Surname,Forename,DOB,%s\nNowak,Zofia,14/03/2018,\"%s\"\n",
                                expected->heading, expected->cell));
        const ImportRow *row = &rows.items[0];
        if (!text_equal(row->values[expected->field], expected->value))
            fail_msg("%s %s: %s", expected->heading, expected->cell, row->values[expected->field]);
        if ((import_refusal(row) != NULL) != expected->refused)
            fail_msg("%s %s: refusal", expected->heading, expected->cell);
        if (row->problem_count != (expected->refused || expected->warned ? 1 : 0))
            fail_msg("%s %s: %zu problems", expected->heading, expected->cell, row->problem_count);
    }
}

static void rows_refused(void **state)
{
    (void)state;
    static const struct {
        const char *row;
        const char *sentence;
    } cases[] = {
        {"Nowak,Zofia,14/03/2018", NULL},
        {",Zofia,14/03/2018", "The surname is missing"},
        {"Nowak,,14/03/2018", "The forename is missing"},
        {"Nowak,Zofia,", "The date of birth is missing"},
        {"Nowak,Zofia", "The date of birth is missing"},
        {"Nowak,Zofia,31/02/2018", "There is no such date. Dates are day, month, year."},
        {"Nowak,Zofia,03/14/2018", "There is no such date. Dates are day, month, year."},
        {"Nowak,Zofia,14 March", "There is no such date. Dates are day, month, year."},
        {"Nowak,Zofia,23/11/2026", "The date of birth is in the future"},
        {"Nowak,Zofia,14/03/1918", "The date of birth is more than 100 years ago"},
        {"Nowak,Zofia,14/03/2018,x",
         "This row has more cells than the header: a comma may stand inside a cell"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        ImportRows rows = rows_of(arena_print(arena, "Surname,Forename,DOB\n%s\n", cases[i].row));
        const ImportProblem *refusal = import_refusal(&rows.items[0]);
        if (!text_equal(refusal == NULL ? NULL : refusal->sentence, cases[i].sentence))
            fail_msg("%s: %s", cases[i].row, refusal == NULL ? "taken" : refusal->sentence);
    }
}

/* R: refused. r: said, and read. -: nothing said. One sign for each row. */
static void dates_of_a_column(void **state)
{
    (void)state;
    static const struct {
        const char *dates[3], *signs;
    } cases[] = {
        {{"12/25/2018", "03/04/2018", "2018-04-03"}, "RR-"},
        {{"03/04/2018", "05/05/2018", "4.13.18"}, "R-R"},
        {{"03/04/2018", "1/2/2018 00:00", "4 May 2018"}, "r--"},
        {{"03/04/2018", "25/12/2018", "1/2/2018"}, "---"},
        {{"2018-04-03", "2018-01-02", "05/05/2018"}, "---"},
        {{"31/02/2018", "2018-01-02", "25/12/2018"}, "R--"},
        {{"25/12/2018", "12/25/2018", "03/04/2018"}, "-RR"}, /* of both kinds */
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        const char *file = "Surname,Forename,DOB";
        for (int row = 0; row < 3; row++)
            file = arena_print(arena, "%s\nNowak,N%c,%s", file, 'a' + row, cases[i].dates[row]);
        ImportRows rows = rows_of(file);
        assert_int_equal(rows.count, 3);
        for (int row = 0; row < 3; row++) {
            const ImportRow *read = &rows.items[row];
            bool refused = import_refusal(read) != NULL, said = read->problem_count > 0;
            if ((refused ? 'R' : said ? 'r' : '-') != cases[i].signs[row])
                fail_msg("%s: row %d", cases[i].dates[0], row);
        }
    }
    ImportRows rows = rows_of("Surname,Forename,DOB\nA,B,12/25/2018\nC,D,03/04/2018");
    assert_non_null(strstr(import_refusal(&rows.items[1])->sentence, "Line 2 has the month first"));
    assert_null(rows.items[1].values[IMPORT_BORN_ON]);
    rows = rows_of("Surname,Forename,DOB,Entry date\nA,B,2018-01-02,09/14/2025\n"
                   "C,D,2018-01-02,09/01/2025");
    assert_null(import_refusal(&rows.items[1]));
    assert_null(rows.items[1].values[IMPORT_ENTERED_ON]);
    assert_int_equal(rows.items[1].problem_count, 1);
}

static void language_alone_is_said(void **state)
{
    (void)state;
    static const struct {
        const char *cells; /* SEN status, need, EAL, first language */
        bool said;
    } cases[] = {
        {"K,,Y,", true},     {"K,,,POL", true}, {"K,0,Y,", true},   {"K,SLCN,Y,", false},
        {"K,NSA,Y,", false}, {"K,,N,", false},  {"K,,,ENG", false}, {"K,,,", false},
        {"N,,Y,", false},    {"E,,Y,", false},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        ImportRows rows =
            rows_of(arena_print(arena,
                                "Surname,Forename,DOB,SEN status,Primary need,EAL,First language\n"
                                "Nowak,Zofia,14/03/2018,%s",
                                cases[i].cells));
        assert_null(import_refusal(&rows.items[0]));
        Texts remarks = import_remarks(arena, &rows.items[0]);
        if ((remarks.count == 1 && strstr(remarks.items[0], "never SEN by itself") != NULL) !=
            cases[i].said)
            fail_msg("%s", cases[i].cells);
    }
}

static void fields_together(void **state)
{
    (void)state;
    ImportRows rows = rows_of("Surname,Forename,DOB,SEN Status,SENneed1,SENneed2,Language\n"
                              "A,A,14/03/2018,N,SLCN,,ENG\n"
                              "B,B,14/03/2018,E,NSA,SLCN,POL\n"
                              "C,C,14/03/2018,K,SLCN,slcn,REF\n"
                              "D,D,14/03/1999,K,SLCN,SPLD,ENB\n"
                              "F,F,14/03/2018,N,,SLCN,ENG\n"
                              "G,G,14/03/2018,K,NSA,SLCN,ENG\n"
                              "H,H,14/03/2018,K,SLCN,NSA,ENG\n"
                              "I,I,14/03/2018,E,SLCN,NSA,ENG\n"
                              "J,J,14/03/2018,E,NSA,,ENG\n"
                              "K,K,14/03/2018,K,NSA,NSA,ENG\n"
                              "L,L,14/03/2018,K,,DS,ENG\n"
                              "M,M,14/03/2018,K,BESD,SEMH,ENG\n");
    static const struct {
        const char *need_1;
        const char *need_2;
        const char *additional;
        size_t problems;
    } expected[] = {
        {NULL, NULL, "false", 1},     /* F-ID-1: N has no need */
        {"SLCN", NULL, "true", 1},    /* F-ID-1: NSA with E; the other is the first */
        {"SLCN", NULL, NULL, 1},      /* the same twice; refused is not known */
        {"SLCN", "SPLD", "false", 1}, /* over 25 */
        {NULL, NULL, "false", 1},     /* N has no second need either */
        {"SLCN", NULL, "false", 1},   /* NSA beside a type */
        {"SLCN", NULL, "false", 1},   {"SLCN", NULL, "false", 1},
        {NULL, NULL, "false", 1},   /* NSA with E, alone */
        {"NSA", NULL, "false", 1},  /* twice */
        {"DS", NULL, "false", 0},   /* no rank 2 without 1 */
        {"SEMH", NULL, "false", 2}, /* BESD is SEMH now, so it stands twice */
    };
    assert_int_equal(rows.count, sizeof expected / sizeof expected[0]);
    for (size_t i = 0; i < rows.count; i++) {
        const ImportRow *row = &rows.items[i];
        assert_true(text_equal(row->values[IMPORT_NEED_1], expected[i].need_1));
        assert_true(text_equal(row->values[IMPORT_NEED_2], expected[i].need_2));
        assert_true(text_equal(row->values[IMPORT_ENGLISH_ADDITIONAL], expected[i].additional));
        assert_int_equal(row->problem_count, expected[i].problems);
        assert_null(import_refusal(row));
    }
}

/* ---- Difference ----------------------------------------------------------------------------- */

static const ExistingLearner here[] = {
    {.id = 101,
     .values = {[IMPORT_UPN] = "T999400126001",
                [IMPORT_FORMER_UPN] = "W999400126003",
                [IMPORT_ADMISSION_NUMBER] = "4711",
                [IMPORT_SURNAME] = "Nowak",
                [IMPORT_FORENAME] = "Zofia",
                [IMPORT_BORN_ON] = "2018-03-14",
                [IMPORT_CLASS] = "3H"}},
    {.id = 102,
     .values = {[IMPORT_ADMISSION_NUMBER] = "4712",
                [IMPORT_SURNAME] = "O’Neill",
                [IMPORT_FORENAME] = "Zoë",
                [IMPORT_BORN_ON] = "2017-09-01",
                [IMPORT_CLASS] = "4H"}},
    {.id = 103,
     .values =
         {[IMPORT_SURNAME] = "Lee", [IMPORT_FORENAME] = "Bo", [IMPORT_BORN_ON] = "2017-05-05"}},
    {.id = 104,
     .values =
         {[IMPORT_SURNAME] = "Lee", [IMPORT_FORENAME] = "Bo", [IMPORT_BORN_ON] = "2017-05-05"}},
    {.id = 105, /* before an adoption */
     .values = {[IMPORT_UPN] = "B801200005001",
                [IMPORT_SURNAME] = "Birth",
                [IMPORT_FORENAME] = "Ada",
                [IMPORT_BORN_ON] = "2018-04-04"},
     .sealed = true},
    {.id = 106, /* and after it */
     .values = {[IMPORT_ADMISSION_NUMBER] = "4720",
                [IMPORT_SURNAME] = "New",
                [IMPORT_FORENAME] = "Ada",
                [IMPORT_BORN_ON] = "2018-04-04"}},
};
/* An older UPN of Zofia, and a record that was merged into hers. */
static const ExistingAlias before[] = {
    {.learner = 0, .values = {[IMPORT_FORMER_UPN] = "D99940012600A"}},
    {.learner = 0, .values = {[IMPORT_FORMER_UPN] = "W999400126003"}},
    {.learner = 0,
     .values = {[IMPORT_ADMISSION_NUMBER] = "4799",
                [IMPORT_SURNAME] = "Nowack",
                [IMPORT_FORENAME] = "Zofia",
                [IMPORT_BORN_ON] = "2018-03-14"}},
};
static const ExistingLearners existing = {.count = sizeof here / sizeof here[0],
                                          .items = here,
                                          .alias_count = sizeof before / sizeof before[0],
                                          .aliases = before};

typedef struct MatchCase {
    const char *label;
    const char *row; /* UPN,Former UPN,Adno,Surname,Forename,DOB,Class */
    ImportResult result;
    ImportMatch match;
    int64_t learner;
    size_t changes;
} MatchCase;

#define UPN     IMPORT_MATCH_UPN
#define FORMER  IMPORT_MATCH_FORMER_UPN
#define NUMBER  IMPORT_MATCH_ADMISSION_NUMBER
#define NAME    IMPORT_MATCH_NAME
#define NOTHING IMPORT_MATCH_NONE

static const MatchCase match_cases[] = {
    {"same", "T999400126001,,4711,Nowak,Zofia,14/03/2018,3H", IMPORT_SAME, UPN, 101, 0},
    {"blank is no news", "T999400126001,,,Nowak,Zofia,14/03/2018,", IMPORT_SAME, UPN, 101, 0},
    {"capitals are no news", "T999400126001,,,NOWAK,ZOFIA,14/03/2018,", IMPORT_SAME, UPN, 101, 0},
    {"class", "T999400126001,,,Nowak,Zofia,14/03/2018,4H", IMPORT_CHANGED, UPN, 101, 1},
    {"new surname", "T999400126001,,,Kowal,Zofia,14/03/2018,3H", IMPORT_CHANGED, UPN, 101, 1},
    {"accent", "T999400126001,,,Nowák,Zofia,14/03/2018,3H", IMPORT_CHANGED, UPN, 101, 1},
    {"birthday put right", "T999400126001,,,Nowak,Zofia,15/03/2018,3H", IMPORT_CHANGED, UPN, 101,
     1},
    {"somebody else's UPN", "T999400126001,,,Vaz,Ana,01/01/2019,3H", IMPORT_REFUSED, NOTHING, 0, 0},
    {"new UPN, old one given", "G999400126002,T999400126001,,Nowak,Zofia,14/03/2018,3H",
     IMPORT_CHANGED, FORMER, 101, 2},
    {"our UPN is newer", "W999400126003,,,Nowak,Zofia,14/03/2018,3H", IMPORT_SAME, FORMER, 101, 0},
    {"a sealed UPN", "B801200005001,,4720,Birth,Ada,04/04/2018,3H", IMPORT_REFUSED, NOTHING, 0, 0},
    {"a sealed UPN and the new name", "B801200005001,,,New,Ada,04/04/2018,3H", IMPORT_REFUSED,
     NOTHING, 0, 0},
    {"a sealed name", ",,4720,Birth,Ada,04/04/2018,3H", IMPORT_REFUSED, NOTHING, 0, 0},
    {"a sealed UPN as the former one", "G999400126002,B801200005001,,New,Ada,04/04/2018,3H",
     IMPORT_REFUSED, NOTHING, 0, 0},
    {"the new identity", "G999400126002,,4720,New,Ada,04/04/2018,3H", IMPORT_CHANGED, NUMBER, 106,
     2},
    {"an older UPN", "D99940012600A,,,Nowak,Zofia,14/03/2018,3H", IMPORT_SAME, FORMER, 101, 0},
    {"the number of a merged record", ",,4799,Nowak,Zofia,14/03/2018,3H", IMPORT_SAME, NUMBER, 101,
     0},
    {"the name of a merged record", ",,,Nowack,Zofia,14/03/2018,3H", IMPORT_SUGGESTED, NAME, 101,
     1},
    {"admission number", "G999400126002,,4712,O'Neill,Zoë,01/09/2017,4H", IMPORT_CHANGED, NUMBER,
     102, 2},
    {"number used again", ",,4712,Vaz,Ana,01/01/2019,4H", IMPORT_ADDED, NOTHING, 0, 0},
    {"name, nothing new", ",,,ONeill,Zoe,01/09/2017,", IMPORT_SUGGESTED, NAME, 102, 2},
    {"name in capitals", ",,,O'NEILL,ZOE,01/09/2017,4H", IMPORT_SAME, NAME, 102, 0},
    {"name, a UPN at last", "G999400126002,,,O’Neill,Zoë,01/09/2017,4H", IMPORT_SUGGESTED, NAME,
     102, 1},
    {"other birthday", ",,,O’Neill,Zoë,02/09/2017,4H", IMPORT_ADDED, NOTHING, 0, 0},
    {"two of that name", ",,,Lee,Bo,05/05/2017,4H", IMPORT_REFUSED, NOTHING, 0, 0},
    {"new", "G999400126002,,,Vaz,Ana,01/01/2019,3H", IMPORT_ADDED, NOTHING, 0, 0},
    {"bad row", "A999400126002,,,Vaz,Ana,01/01/2019,3H", IMPORT_REFUSED, NOTHING, 0, 0},
};

#define HEADER "UPN,Former UPN,Adno,Surname,Forename,DOB,Class\n"

static void matching(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof match_cases / sizeof match_cases[0]; i++) {
        const MatchCase *expected = &match_cases[i];
        ImportRows rows = rows_of(arena_print(arena, HEADER "%s\n", expected->row));
        ImportDifferences differences = import_compare(arena, &rows, &existing);
        assert_int_equal(differences.count, 1);
        const ImportDifference *got = &differences.items[0];
        if (got->result != expected->result || got->match != expected->match ||
            got->learner != expected->learner || got->change_count != expected->changes)
            fail_msg("%s: result %d, match %d, learner %d, %zu changes; %s", expected->label,
                     (int)got->result, (int)got->match, (int)got->learner, got->change_count,
                     got->sentence);
        assert_int_equal(got->result == IMPORT_REFUSED, strlen(got->sentence) > 0);
        assert_int_equal(differences.results[expected->result], 1);
    }
}

static void change_names_both_values(void **state)
{
    (void)state;
    ImportRows rows = rows_of(HEADER "T999400126001,,,Nowak,Zofia,14/03/2018,4H\n");
    ImportDifferences differences = import_compare(arena, &rows, &existing);
    const ImportChange *change = &differences.items[0].changes[0];
    assert_int_equal(change->field, IMPORT_CLASS);
    assert_string_equal(change->from, "3H");
    assert_string_equal(change->to, "4H");
}

static void twice_in_the_file(void **state)
{
    (void)state;
    static const struct {
        const char *label;
        const char *first;
        const char *second;
        ImportResult result; /* of the second */
        const char *sentence;
    } cases[] = {
        {"same UPN", "T999400126001,,,Nowak,Zofia,14/03/2018,3H",
         "T999400126001,,,Nowak,Zofia,14/03/2018,4H", IMPORT_REFUSED,
         "The same UPN stands on line 2"},
        {"same name, no UPN", ",,,Vaz,Ana,01/01/2019,3H", ",,,VAZ,Ana,01/01/2019,4H",
         IMPORT_REFUSED, "The same name and date of birth stand on line 2"},
        {"same name, one UPN", "G999400126002,,,Vaz,Ana,01/01/2019,3H", ",,,Vaz,Ana,01/01/2019,3H",
         IMPORT_REFUSED, "The same name and date of birth stand on line 2"},
        {"same name, two UPNs", "G999400126002,,,Vaz,Ana,01/01/2019,3H",
         "L999100120001,,,Vaz,Ana,01/01/2019,3H", IMPORT_ADDED, ""},
        {"UPN, then number of the same learner", "T999400126001,,,Nowak,Zofia,14/03/2018,3H",
         "G999400126002,,4711,Kowal,Zofia,14/03/2018,3H", IMPORT_REFUSED,
         "Line 2 is the same learner"},
        {"twins", ",,,Vaz,Ana,01/01/2019,3H", ",,,Vaz,Eva,01/01/2019,3H", IMPORT_ADDED, ""},
        {"a refused row is no rival", "A999400126002,,,Vaz,Ana,01/01/2019,3H",
         "G999400126002,,,Vaz,Ana,01/01/2019,3H", IMPORT_ADDED, ""},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        ImportRows rows =
            rows_of(arena_print(arena, HEADER "%s\n%s\n", cases[i].first, cases[i].second));
        ImportDifferences differences = import_compare(arena, &rows, &existing);
        const ImportDifference *second = &differences.items[1];
        if (second->result != cases[i].result || strcmp(second->sentence, cases[i].sentence) != 0)
            fail_msg("%s: %d %s", cases[i].label, (int)second->result, second->sentence);
    }
}

/* A row with only a name may not take the learner whom a later row names by number. */
static void numbers_go_first(void **state)
{
    (void)state;
    ImportRows rows = rows_of(HEADER ",,,O’Neill,Zoë,01/09/2017,5H\n"
                                     "G999400126002,,4712,Oneil,Zoë,01/09/2017,4H\n");
    ImportDifferences differences = import_compare(arena, &rows, &existing);
    assert_int_equal(differences.items[0].result, IMPORT_REFUSED);
    assert_int_equal(differences.items[1].result, IMPORT_CHANGED);
    assert_int_equal(differences.items[1].match, IMPORT_MATCH_ADMISSION_NUMBER);
}

/* The file is applied, and read a second time. */
static void same_file_again(void **state)
{
    (void)state;
    static const char file[] =
        "UPN,Surname,Forename,DOB,Gender,Year Group,Reg,SEN Status,SENneed1,Language,LAC,DOA\n"
        "T999400126001,NOWAK,Zofia,14/03/2018,F,Year 4,4H,SEN Support,SLCN,POL,N,01/09/2022\n"
        ",O'Neill,Zoë,1/9/2017,Female,Y4,4H,N,0,ENG,No,\n"
        "D99940012600A,Vaz,Ana,01/01/2019,f,3,3H,EHCP,NSA,,1,45901\n";
    ImportRows rows = rows_of(file);
    ExistingLearners none = {0};
    ImportDifferences first = import_compare(arena, &rows, &none);
    assert_int_equal(first.results[IMPORT_ADDED], 3);
    ExistingLearner *applied = arena_array(arena, ExistingLearner, rows.count);
    for (size_t i = 0; i < rows.count; i++) {
        applied[i].id = (int64_t)i + 1;
        memcpy(applied[i].values, rows.items[i].values, sizeof applied[i].values);
    }
    ImportRows again = rows_of(file);
    ImportDifferences second =
        import_compare(arena, &again, &(ExistingLearners){.count = rows.count, .items = applied});
    assert_int_equal(second.results[IMPORT_SAME], 3);
}

static void many_learners(void **state)
{
    (void)state;
    const size_t count = 3000;
    ExistingLearner *many = arena_array(arena, ExistingLearner, count);
    ImportRows rows = {count, arena_array(arena, ImportRow, count)};
    for (size_t i = 0; i < count; i++) {
        many[i].id = (int64_t)i + 1;
        many[i].values[IMPORT_SURNAME] = arena_print(arena, "Name%zu", i);
        many[i].values[IMPORT_FORENAME] = "Ana";
        many[i].values[IMPORT_BORN_ON] = "2018-03-14";
        rows.items[count - 1 - i].line = i + 2;
        memcpy(rows.items[count - 1 - i].values, many[i].values, sizeof many[i].values);
    }
    ImportDifferences differences =
        import_compare(arena, &rows, &(ExistingLearners){.count = count, .items = many});
    assert_int_equal(differences.results[IMPORT_SAME], count);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(headings),
        cmocka_unit_test(mapping_as_a_whole),
        cmocka_unit_test(two_columns_called_the_same_are_asked_about),
        cmocka_unit_test(header_below_titles),
        cmocka_unit_test(cells),
        cmocka_unit_test(rows_refused),
        cmocka_unit_test(dates_of_a_column),
        cmocka_unit_test(language_alone_is_said),
        cmocka_unit_test(fields_together),
        cmocka_unit_test(matching),
        cmocka_unit_test(change_names_both_values),
        cmocka_unit_test(twice_in_the_file),
        cmocka_unit_test(numbers_go_first),
        cmocka_unit_test(same_file_again),
        cmocka_unit_test(many_learners),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}

#include "exchange/score_import_rules.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

static Arena *arena;

static int open_arena(void **state)
{
    (void)state;
    arena = arena_create(1 << 22, "test");
    return 0;
}

static int close_arena(void **state)
{
    (void)state;
    arena_destroy(arena);
    return 0;
}

typedef struct Case {
    const char *label;
    const char *row; /* upn, number, surname, forename, born, measure, score, date */
    ImportResult result;
    const char *says; /* refusal, remark or what it becomes; NULL: nothing */
} Case;

static const char *head = "UPN,Adm No,Surname,Forename,DOB,Measure,Score,Date,Baseline\n";

static ImportLines compare(const char *text, ScoreImportRow **compared)
{
    static const ScoreStep steps[] = {{1, "WTS", true}, {2, "EXS", false}};
    static const Measure measures[] = {
        {.id = 1, .code = "reading_age", .name = "Reading age", .scale = SCALE_AGE},
        {.id = 2, .name = "Writing", .scale = SCALE_LEVELS, .step_count = 2, .steps = steps},
        {.id = 3, .name = "Old test", .retired = true},
        {.id = 4, .name = "Engagement", .scale = SCALE_NARRATIVE},
    };
    const ScoredChild children[] = {
        {11, "A1", "41", "O’Neill", "Zoë", NULL, date_of(2018, 3, 4)},
        {12, "A2", "42", "Bell", "Ada", "Addy", date_of(2018, 3, 4)},
        {13, NULL, "42", "Bell", "Tom", NULL, date_of(2018, 5, 4)},
        {14, NULL, NULL, "Bell", "Tom", NULL, date_of(2018, 5, 4)},
    };
    static ExistingScore scores[1];
    scores[0] = (ExistingScore){11, 1, date_of(2026, 6, 1), {true, 90}, NULL, false};
    ScoreComparison with = {date_of(2026, 11, 22), 4, 4, 1, children, measures, scores};
    Table table;
    Bytes bytes = {(const unsigned char *)text, strlen(text)};
    assert_null(table_read(arena, bytes, &table_limits_usual, &table));
    table.header = import_sheet_header(arena, &score_sheet, &table);
    ImportMapping mapping = import_sheet_map(arena, &score_sheet, &table.rows[table.header]);
    assert_null(import_sheet_fault(&score_sheet, &mapping));
    ImportRows rows = score_import_read(arena, &table, &mapping);
    ImportLines lines;
    score_import_compare(arena, &rows, &with, &lines, compared);
    return lines;
}

static bool said(const ImportLine *line, const char *words)
{
    if (words == NULL || strstr(line->refused, words) != NULL)
        return true;
    for (size_t i = 0; i < line->remarks.count; i++)
        if (strstr(line->remarks.items[i], words) != NULL)
            return true;
    return line->change_count > 0 && strstr(line->changes[0].to, words) != NULL;
}

static void each_row(void **state)
{
    (void)state;
    static const Case cases[] = {
        {"by UPN", "A1,,,,,Reading age,7:10,2026-11-10,", IMPORT_ADDED, NULL},
        {"small letters", "a1,,,,,reading AGE,7:10,10/11/2026,", IMPORT_ADDED, NULL},
        {"by the code of the measure", "A1,,,,,reading_age,7:10,10/11/2026,", IMPORT_ADDED, NULL},
        {"by admission number", ",41,,,,Reading age,7:10,2026-11-10,", IMPORT_ADDED, NULL},
        {"a number that two have", ",42,,,,Reading age,7:10,2026-11-10,", IMPORT_REFUSED,
         "Nobody here has this number"},
        {"by name and birth", ",,O'Neill,Zoe,04/03/2018,Reading age,7:10,2026-11-10,", IMPORT_ADDED,
         NULL},
        {"by preferred name", ",,Bell,Addy,4 March 2018,Reading age,7:10,2026-11-10,", IMPORT_ADDED,
         NULL},
        {"a name that two have", ",,Bell,Tom,2018-05-04,Reading age,7:10,2026-11-10,",
         IMPORT_REFUSED, "or two have"},
        {"a name without birth", ",,O'Neill,Zoe,,Reading age,7:10,2026-11-10,", IMPORT_REFUSED,
         "name and date of birth"},
        {"a UPN that is nobody's, although the name fits",
         "X9,,O'Neill,Zoe,2018-03-04,Reading age,7:10,2026-11-10,", IMPORT_REFUSED, "this number"},
        {"7.10 is said", "A1,,,,,Reading age,7.10,2026-11-10,", IMPORT_ADDED, "7 years 10 months"},
        {"7.5 is refused", "A1,,,,,Reading age,7.5,2026-11-10,", IMPORT_REFUSED, "colon"},
        {"a level", "A1,,,,,Writing,exs,2026-11-10,", IMPORT_ADDED, NULL},
        {"a level that is none", "A1,,,,,Writing,ARE,2026-11-10,", IMPORT_REFUSED, "WTS or EXS"},
        {"absent", "A1,,,,,Writing,A,2026-11-10,", IMPORT_ADDED, NULL},
        {"no measure", "A1,,,,,Spelling,4,2026-11-10,", IMPORT_REFUSED, "no measure “Spelling”"},
        {"retired", "A1,,,,,Old test,4,2026-11-10,", IMPORT_REFUSED, "no longer used"},
        {"words", "A1,,,,,Engagement,4,2026-11-10,", IMPORT_REFUSED, "in words"},
        {"no score", "A1,,,,,Writing,,2026-11-10,", IMPORT_REFUSED, "score is missing"},
        {"no day", "A1,,,,,Writing,EXS,,", IMPORT_REFUSED, "date of the score is missing"},
        {"no date", "A1,,,,,Writing,EXS,soon,", IMPORT_REFUSED, "is no date"},
        {"ahead", "A1,,,,,Writing,EXS,2026-11-23,", IMPORT_REFUSED, "ahead"},
        {"before birth", "A1,,,,,Writing,EXS,2017-11-23,", IMPORT_REFUSED, "date of birth"},
        {"as it is", "A1,,,,,Reading age,7:06,2026-06-01,", IMPORT_SAME, NULL},
        {"another value", "A1,,,,,Reading age,7:08,2026-06-01,", IMPORT_CHANGED,
         "7 years 8 months"},
        {"was assessed, now absent", "A1,,,,,Reading age,absent,2026-06-01,", IMPORT_CHANGED,
         "Absent"},
        {"is a baseline now", "A1,,,,,Reading age,7:06,2026-06-01,yes", IMPORT_CHANGED,
         "7 years 6 months"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        ScoreImportRow *compared;
        ImportLines lines = compare(arena_print(arena, "%s%s\n", head, cases[i].row), &compared);
        assert_int_equal(lines.count, 1);
        if (lines.items[0].result != cases[i].result || !said(&lines.items[0], cases[i].says))
            fail_msg("%s: result %d, %s", cases[i].label, (int)lines.items[0].result,
                     lines.items[0].refused);
    }
}

static void the_same_twice_in_a_file(void **state)
{
    (void)state;
    ScoreImportRow *compared;
    ImportLines lines = compare(arena_print(arena,
                                            "%sA1,,,,,Writing,EXS,2026-11-10,\n"
                                            "A1,,,,,Writing,EXS,2026-11-09,\n"
                                            ",41,,,,Writing,WTS,2026-11-10,\n",
                                            head),
                                &compared);
    assert_int_equal(lines.items[0].result, IMPORT_ADDED);
    assert_int_equal(lines.items[1].result, IMPORT_ADDED);
    assert_int_equal(lines.items[2].result, IMPORT_REFUSED);
    assert_non_null(strstr(lines.items[2].refused, "Line 2"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_row),
        cmocka_unit_test(the_same_twice_in_a_file),
    };
    return cmocka_run_group_tests(tests, open_arena, close_arena);
}

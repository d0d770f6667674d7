#include "exchange/table_read.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>
#include <cmocka.h>

#include "exchange/table_write.h"

static Arena *arena;

static int set_up(void **state)
{
    (void)state;
    arena = arena_create(64 << 20, "test");
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    arena_destroy(arena);
    return 0;
}

static Bytes bytes_of(const char *text, size_t length)
{
    return (Bytes){(const unsigned char *)text, length};
}

/* Cells in [], rows each on a line with the file's line before them. */
static const char *written_out(const Table *table)
{
    const char *all = "";
    for (size_t i = 0; i < table->row_count; i++) {
        all = arena_print(arena, "%s%zu", all, table->rows[i].line);
        for (size_t c = 0; c < table->rows[i].count; c++)
            all = arena_print(arena, "%s[%s]", all, table->rows[i].items[c]);
        all = arena_print(arena, "%s\n", all);
    }
    return all;
}

#define TEXT(literal) literal, sizeof(literal) - 1

static void files(void **state)
{
    (void)state;
    static const struct {
        const char *label;
        const char *file;
        size_t length;
        TableEncoding encoding;
        const char *cells;
    } cases[] = {
        {"plain", TEXT("a,b\nc,d\n"), TABLE_UTF8, "1[a][b]\n2[c][d]\n"},
        {"no last line end", TEXT("a,b\nc,d"), TABLE_UTF8, "1[a][b]\n2[c][d]\n"},
        {"CR LF", TEXT("a,b\r\nc,d\r\n"), TABLE_UTF8, "1[a][b]\n2[c][d]\n"},
        {"CR alone", TEXT("a,b\rc,d\r"), TABLE_UTF8, "1[a][b]\n2[c][d]\n"},
        {"mark",
         TEXT("\xEF\xBB\xBF"
              "a,b\nc,d\n"),
         TABLE_UTF8, "1[a][b]\n2[c][d]\n"},
        {"semicolons", TEXT("a;b\n1,5;d\n"), TABLE_UTF8, "1[a][b]\n2[1,5][d]\n"},
        {"tabs", TEXT("a\tb\tc\nd\t\te\n"), TABLE_UTF8, "1[a][b][c]\n2[d][][e]\n"},
        {"bars", TEXT("a|b\nc|d\n"), TABLE_UTF8, "1[a][b]\n2[c][d]\n"},
        {"one column", TEXT("a\nb\n"), TABLE_UTF8, "1[a]\n2[b]\n"},
        {"sep line", TEXT("sep=;\r\na;b\r\nc,c;d\r\n"), TABLE_UTF8, "2[a][b]\n3[c,c][d]\n"},
        {"sep line, other sign", TEXT("sep=x\na,b\n"), TABLE_UTF8, "2[a][b]\n"},
        {"quotes", TEXT("a,\"b,c\"\n\"say \"\"hi\"\"\",d\n"), TABLE_UTF8,
         "1[a][b,c]\n2[say \"hi\"][d]\n"},
        {"new line in quotes", TEXT("a,\"b\r\nc\"\nd,e\n"), TABLE_UTF8, "1[a][b\nc]\n3[d][e]\n"},
        {"row begins in quotes", TEXT("h,i\n\"b\n\nc\",d\ne,f\n"), TABLE_UTF8,
         "1[h][i]\n2[b\n\nc][d]\n5[e][f]\n"},
        {"empty rows left out", TEXT("a,b\n\n,,\n  \nc,d\n"), TABLE_UTF8, "1[a][b]\n5[c][d]\n"},
        {"spaces trimmed", TEXT(" a , b\n\" c \",d\n"), TABLE_UTF8, "1[a][b]\n2[c][d]\n"},
        {"guard taken off", TEXT("a,b\n'=1+1,'x\n"), TABLE_UTF8, "1[a][b]\n2[=1+1]['x]\n"},
        {"Windows-1252", TEXT("Zo\xEB,O\x92Neill\n"), TABLE_WINDOWS_1252, "1[Zoë][O’Neill]\n"},
        {"UTF-8 without mark", TEXT("Zoë,Łuk\n"), TABLE_UTF8, "1[Zoë][Łuk]\n"},
        {"UTF-16 little-endian",
         TEXT("\xFF\xFE"
              "a\0,\0\xEB\0\n\0"),
         TABLE_UTF16, "1[a][ë]\n"},
        {"UTF-16 big-endian",
         TEXT("\xFE\xFF"
              "\0a\0,\0\xEB\0\n"),
         TABLE_UTF16, "1[a][ë]\n"},
        {"UTF-16 pair",
         TEXT("\xFF\xFE"
              "\x3D\xD8\x00\xDE,\0b\0"),
         TABLE_UTF16, "1[😀][b]\n"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        Table table;
        Error *error = table_read(arena, bytes_of(cases[i].file, cases[i].length),
                                  &table_limits_usual, &table);
        if (error != NULL)
            fail_msg("%s: %s", cases[i].label, error->message);
        if (strcmp(written_out(&table), cases[i].cells) != 0)
            fail_msg("%s: %s", cases[i].label, written_out(&table));
        if (table.encoding != cases[i].encoding)
            fail_msg("%s: encoding %d", cases[i].label, (int)table.encoding);
    }
}

static void refused(void **state)
{
    (void)state;
    static const TableLimits small = {
        .bytes = 200, .rows = 4, .columns = 3, .cells = 9, .characters = 8};
    static const struct {
        const char *label;
        const char *file;
        size_t length;
        ErrorKind kind;
        const char *words; /* in the message */
    } cases[] = {
        {"empty", TEXT(""), ERROR_INVALID, "no rows"},
        {"mark only", TEXT("\xEF\xBB\xBF"), ERROR_INVALID, "no rows"},
        {"blank lines only", TEXT("\n \n,,\n"), ERROR_INVALID, "no rows"},
        {"NUL", TEXT("a,b\nc\0,d\n"), ERROR_INVALID, "not a CSV file"},
        {"NUL in UTF-16",
         TEXT("\xFF\xFE"
              "a\0\0\0"),
         ERROR_INVALID, "not a CSV file"},
        {"odd UTF-16",
         TEXT("\xFF\xFE"
              "a\0b"),
         ERROR_INVALID, "damaged"},
        {"lone high surrogate",
         TEXT("\xFF\xFE\x3D\xD8"
              "a\0"),
         ERROR_INVALID, "damaged"},
        {"lone low surrogate", TEXT("\xFF\xFE\x00\xDE"), ERROR_INVALID, "damaged"},
        {"high surrogate at the end", TEXT("\xFF\xFE\x3D\xD8"), ERROR_INVALID, "damaged"},
        {"quote never closed", TEXT("a,b\nc,\"d\ne,f\n"), ERROR_INVALID, "Line 2:"},
        {"too many columns", TEXT("a,b\nc,d,e,f\n"), ERROR_INVALID, "Line 2:"},
        {"cell too long", TEXT("a,b\nc,d\ne,123456789\n"), ERROR_INVALID, "Line 3:"},
        {"undefined byte", TEXT("a\nb\xE9\n\x81\n"), ERROR_INVALID, "Line 3: a character"},
        {"too many rows", TEXT("a\nb\nc\nd\ne\n"), ERROR_TOO_LARGE, "too many rows"},
        {"too many cells", TEXT("a,a,a\nb,b,b\nc,c,c\nd,d,d\n"), ERROR_TOO_LARGE, "too large"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        Table table;
        Error *error = table_read(arena, bytes_of(cases[i].file, cases[i].length), &small, &table);
        if (error == NULL)
            fail_msg("%s was read", cases[i].label);
        else if (error->kind != cases[i].kind || strstr(error->message, cases[i].words) == NULL)
            fail_msg("%s: %s", cases[i].label, error->message);
    }
    char large[201];
    memset(large, 'a', sizeof large);
    Table table;
    assert_int_equal(table_read(arena, bytes_of(large, sizeof large), &small, &table)->kind,
                     ERROR_TOO_LARGE);
}

static void header_and_ragged_rows(void **state)
{
    (void)state;
    static const char file[] = "School list,,\nMade on 22 November,,\nUPN,Surname,Forename,,\n"
                               "1,Nowak,Zofia,,\n2,Vaz\n3,Ode,Ana,x,y,z\n4,Lee,Bo\n";
    Table table;
    assert_null(table_read(arena, bytes_of(TEXT(file)), &table_limits_usual, &table));
    assert_int_equal(table.header, 2);
    assert_int_equal(table.ragged_count, 2);
    assert_int_equal(table.rows[table.ragged[0]].line, 5);
    assert_int_equal(table.rows[table.ragged[1]].line, 6);
    assert_string_equal(table_cell(&table.rows[4], 1), "Vaz");
    assert_string_equal(table_cell(&table.rows[4], 2), "");
    table_use_header(arena, &table, 5);
    assert_int_equal(table.header, 5);
    assert_int_equal(table.ragged_count, 1);
}

/* What table_write writes, table_read reads as it was. */
static void round_trip(void **state)
{
    (void)state;
    static const char *const texts[] = {
        "=1+1",    "+44 20", "-5",   "@x",    "say \"hi\"", "two\nlines", "a,b;c|d",
        "O'Neill", "😀",      "שלום", "زوفيا", "plain",      "x",
    };
    size_t count = sizeof texts / sizeof texts[0];
    Buffer out;
    buffer_init(&out, 100000);
    TableWriter writer = table_write_begin(&out, TABLE_FOR_PEOPLE);
    for (size_t i = 0; i < count; i++)
        table_write_text(&writer, texts[i]);
    table_write_end_row(&writer);
    Table table;
    assert_null(
        table_read(arena, bytes_of(buffer_text(&out), out.length), &table_limits_usual, &table));
    assert_int_equal(table.rows[0].count, count);
    for (size_t i = 0; i < count; i++)
        assert_string_equal(table.rows[0].items[i], texts[i]);
    buffer_free(&out);
}

/* Each prefix of a file is read or refused, never more. */
static void every_prefix(void **state)
{
    (void)state;
    static const char file[] = "\xFF\xFE"
                               "a\0,\0\"\0b\0\n\0\"\0,\0\x3D\xD8\x00\xDE\r\0\n\0'\0=\0";
    for (size_t length = 0; length < sizeof file; length++) {
        Table table;
        (void)table_read(arena, bytes_of(file, length), &table_limits_usual, &table);
        Error *error = table_read(arena, bytes_of(file + 2, length < 2 ? 0 : length - 2),
                                  &table_limits_usual, &table);
        assert_true(error == NULL || error->kind == ERROR_INVALID);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(files),
        cmocka_unit_test(refused),
        cmocka_unit_test(header_and_ragged_rows),
        cmocka_unit_test(round_trip),
        cmocka_unit_test(every_prefix),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}

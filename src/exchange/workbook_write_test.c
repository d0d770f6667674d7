/* A workbook, unpacked again and compared with what a spreadsheet wants to read. */
#include "exchange/workbook_write.h"

#include "platform/base/test_zip.h"

#define SHEET "xl/worksheets/sheet1.xml"

static Arena *arena;
static Buffer out;
static char found[65536];

static int begin_test(void **state)
{
    (void)state;
    arena = arena_create(1 << 20, "test");
    buffer_init(&out, 1 << 20);
    return 0;
}

static int end_test(void **state)
{
    (void)state;
    buffer_free(&out);
    arena_destroy(arena);
    return 0;
}

static const char *member(const char *name)
{
    test_zip_member(out.data, out.length, name, found, sizeof found);
    return found;
}

/* The cell of a sheet of one head and one text. */
static const char *sheet_with(const char *text)
{
    buffer_reset(&out);
    WorkbookWriter writer = workbook_write_begin(arena);
    workbook_write_text(&writer, "Head");
    workbook_write_end_row(&writer);
    workbook_write_text(&writer, text);
    workbook_write_end_row(&writer);
    workbook_write_end(&writer, arena, "List", &out);
    assert_false(buffer_failed(&out));
    return member(SHEET);
}

static void a_text_is_a_text_whatever_it_begins_with(void **state)
{
    (void)state;
    static const char *const cases[][2] = {
        {"Nowak", "Nowak"},
        {"=1+1", "=1+1"},
        {"+44 20", "+44 20"},
        {"@x", "@x"},
        {"a<b>&\"c\"", "a&lt;b&gt;&amp;&quot;c&quot;"},
        {"bell\a and escape\x1b", "bell and escape"},
        {" spaces ", " spaces "},
        {"two\nlines", "two\nlines"},
        {"Wróbel", "Wróbel"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        const char *cell = arena_print(
            arena,
            "<row><c t=\"inlineStr\" s=\"0\"><is><t xml:space=\"preserve\">%s</t></is></c></row>",
            cases[i][1]);
        if (strstr(sheet_with(cases[i][0]), cell) == NULL)
            fail_msg("%s: %s", cases[i][0], found);
        assert_null(strstr(found, "<f>"));
    }
    assert_non_null(strstr(sheet_with(NULL), "<row><c/></row>"));
    assert_non_null(strstr(sheet_with(""), "<row><c/></row>"));
}

static void days_and_numbers_are_no_texts(void **state)
{
    (void)state;
    WorkbookWriter writer = workbook_write_begin(arena);
    workbook_write_text(&writer, "When");
    workbook_write_text(&writer, "Age");
    workbook_write_end_row(&writer);
    workbook_write_date(&writer, date_of(2026, 11, 22));
    workbook_write_integer(&writer, 9);
    workbook_write_end_row(&writer);
    workbook_write_date(&writer, DATE_NONE);
    workbook_write_integer(&writer, -1);
    workbook_write_end_row(&writer);
    workbook_write_end(&writer, arena, "List", &out);
    const char *sheet = member(SHEET);
    /* 22 November 2026 is day 46348 of a spreadsheet. */
    assert_non_null(strstr(sheet, "<row><c s=\"2\"><v>46348</v></c><c s=\"0\"><v>9</v></c></row>"));
    assert_non_null(strstr(sheet, "<row><c/><c s=\"0\"><v>-1</v></c></row>"));
    assert_non_null(strstr(sheet, "<autoFilter ref=\"A1:B3\"/>"));
}

static void columns_go_on_behind_z(void **state)
{
    (void)state;
    WorkbookWriter writer = workbook_write_begin(arena);
    for (int i = 0; i < 28; i++)
        workbook_write_text(&writer, "x");
    workbook_write_end_row(&writer);
    workbook_write_end(&writer, arena, "List", &out);
    assert_non_null(strstr(member(SHEET), "ref=\"A1:AB1\""));
}

static void a_reader_finds_each_part(void **state)
{
    (void)state;
    static const struct {
        const char *part, *says;
    } cases[] = {
        {"[Content_Types].xml", "PartName=\"/xl/worksheets/sheet1.xml\""},
        {"_rels/.rels", "Target=\"xl/workbook.xml\""},
        {"xl/_rels/workbook.xml.rels", "Target=\"worksheets/sheet1.xml\""},
        {"xl/workbook.xml",
         "<sheet name=\"Pupils &amp; &lt;plans&gt;\" sheetId=\"1\" r:id=\"rId1\"/>"},
        {"xl/styles.xml", "formatCode=\"d mmm yyyy\""},
        {SHEET, "<sheetData></sheetData></worksheet>"},
    };
    WorkbookWriter writer = workbook_write_begin(arena);
    workbook_write_end(&writer, arena, "Pupils & <plans>", &out);
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        if (strstr(member(cases[i].part), cases[i].says) == NULL)
            fail_msg("%s: %s", cases[i].part, found);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_text_is_a_text_whatever_it_begins_with, begin_test,
                                        end_test),
        cmocka_unit_test_setup_teardown(days_and_numbers_are_no_texts, begin_test, end_test),
        cmocka_unit_test_setup_teardown(columns_go_on_behind_z, begin_test, end_test),
        cmocka_unit_test_setup_teardown(a_reader_finds_each_part, begin_test, end_test),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

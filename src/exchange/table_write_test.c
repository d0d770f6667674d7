#include "exchange/table_write.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>
#include <cmocka.h>

static void cells(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        const char *for_people;
        const char *for_machines;
    } cases[] = {
        {"Nowak", "Nowak", "Nowak"},
        {"", "", ""},
        {NULL, "", ""},
        {"=1+1", "\"'=1+1\"", "=1+1"},
        {"+44 20", "\"'+44 20\"", "+44 20"},
        {"-5", "\"'-5\"", "-5"},
        {"@x", "\"'@x\"", "@x"},
        {"\tx", "\"'\tx\"", "\tx"},
        {"\rx", "\"'\rx\"", "\"\rx\""},
        {"\nx", "\"'\nx\"", "\"\nx\""},
        {"\xEF\xBC\x9D"
         "1",
         "\"'\xEF\xBC\x9D"
         "1\"",
         "\xEF\xBC\x9D"
         "1"},
        {"O'Neill", "O'Neill", "O'Neill"},
        {"a,b", "\"a,b\"", "\"a,b\""},
        {"say \"hi\"", "\"say \"\"hi\"\"\"", "\"say \"\"hi\"\"\""},
        {"two\nlines", "\"two\nlines\"", "\"two\nlines\""},
        {" space", "\" space\"", "\" space\""},
        {"space ", "\"space \"", "\"space \""},
        {"=\"a\",b", "\"'=\"\"a\"\",b\"", "\"=\"\"a\"\",b\""},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        Buffer out;
        buffer_init(&out, 1000);
        TableWriter people = {.out = &out, .reader = TABLE_FOR_PEOPLE};
        table_write_text(&people, cases[i].text);
        assert_string_equal(buffer_text(&out), cases[i].for_people);
        buffer_reset(&out);
        TableWriter machines = {.out = &out, .reader = TABLE_FOR_MACHINES};
        table_write_text(&machines, cases[i].text);
        assert_string_equal(buffer_text(&out), cases[i].for_machines);
        bool guarded = strcmp(cases[i].for_people, cases[i].for_machines) != 0 ||
                       (cases[i].text != NULL && table_formula_like(cases[i].text));
        assert_int_equal(machines.unguarded, guarded ? 1 : 0);
        buffer_free(&out);
    }
}

static void rows(void **state)
{
    (void)state;
    Buffer out;
    buffer_init(&out, 1000);
    TableWriter writer = table_write_begin(&out, TABLE_FOR_PEOPLE);
    table_write_text(&writer, "Name");
    table_write_text(&writer, "Change");
    table_write_text(&writer, "Born");
    table_write_end_row(&writer);
    table_write_text(&writer, "Zoë");
    table_write_integer(&writer, -5); /* a number stays a number */
    table_write_date(&writer, date_of(2010, 9, 1));
    table_write_end_row(&writer);
    table_write_text(&writer, NULL);
    table_write_date(&writer, DATE_NONE);
    table_write_end_row(&writer);
    assert_string_equal(buffer_text(&out),
                        "\xEF\xBB\xBFName,Change,Born\r\nZoë,-5,2010-09-01\r\n,\r\n");
    buffer_free(&out);
    TableWriter machines = table_write_begin(&out, TABLE_FOR_MACHINES);
    table_write_text(&machines, "a");
    table_write_end_row(&machines);
    assert_string_equal(buffer_text(&out), "a\r\n");
    buffer_free(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(cells),
        cmocka_unit_test(rows),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

#include "exchange/contact_import_rules.h"
#include "exchange/learner_import_rules.h"
#include "exchange/staff_import_rules.h"

static Arena *arena;

static int set_up(void **state)
{
    (void)state;
    arena = arena_create((size_t)16 * 1024 * 1024, "test");
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    arena_destroy(arena);
    return 0;
}

static const ImportSheet *const sheets[] = {&learner_sheet, &staff_sheet, &contact_sheet};
enum { SHEETS = sizeof sheets / sizeof sheets[0] };

static void every_field_has_a_code_words_and_a_heading(void **state)
{
    (void)state;
    for (size_t s = 0; s < SHEETS; s++) {
        const ImportSheet *sheet = sheets[s];
        assert_in_range(sheet->field_count, 1, IMPORT_FIELDS_MOST);
        for (size_t i = 0; i < sheet->field_count; i++) {
            int field;
            bool headed = false;
            assert_true(import_sheet_field(sheet, sheet->fields[i].code, &field));
            assert_int_equal(field, i);
            assert_true(strlen(sheet->fields[i].words) > 0);
            for (size_t h = 0; h < sheet->heading_count; h++)
                headed = headed || sheet->headings[h].field == (int)i;
            assert_true(headed);
        }
        int field;
        assert_false(import_sheet_field(sheet, "ignore", &field));
        assert_false(import_sheet_field(sheet, "", &field));
    }
}

static void a_heading_is_compared_as_it_is_written_down(void **state)
{
    (void)state;
    for (size_t s = 0; s < SHEETS; s++)
        for (size_t h = 0; h < sheets[s]->heading_count; h++) {
            const char *key = sheets[s]->headings[h].key;
            assert_string_equal(import_heading_key(arena, key), key);
            assert_in_range(sheets[s]->headings[h].field, 0, sheets[s]->field_count - 1);
            for (size_t other = 0; other < h; other++)
                if (strcmp(sheets[s]->headings[other].key, key) == 0)
                    fail_msg("%s stands twice", key);
        }
}

static void roles_as_schools_write_them(void **state)
{
    static const struct {
        const char *cell;
        RoleReading reading;
        Role role;
    } cases[] = {
        {"teacher", ROLE_SAID, ROLE_TEACHER},
        {"Class Teacher", ROLE_SAID, ROLE_TEACHER},
        {"Class or subject teacher", ROLE_SAID, ROLE_TEACHER},
        {"HLTA", ROLE_SAID, ROLE_ASSISTANT},
        {"Assistant SENCo", ROLE_SAID, ROLE_ASSISTANT_SENCO},
        {"SENDCo", ROLE_SAID, ROLE_SENCO},
        {"Deputy Headteacher", ROLE_SAID, ROLE_HEAD},
        {"Cover Supervisor", ROLE_SAID, ROLE_COVER},
        {"Speech and Language Therapist", ROLE_SAID, ROLE_PROFESSIONAL},
        {"School Business Manager", ROLE_SAID, ROLE_OFFICE},
        {"Exams Officer", ROLE_SAID, ROLE_EXAMS},
        {"Network Manager", ROLE_SAID, ROLE_ICT},
        {"Head of Year 8", ROLE_LIKELY, ROLE_TEACHER},
        {"Teaching Assistant (KS1)", ROLE_LIKELY, ROLE_ASSISTANT},
        {"Link governor for SEND", ROLE_LIKELY, ROLE_GOVERNOR},
        {"Acting headteacher", ROLE_LIKELY, ROLE_HEAD},
        {"PA to the Headteacher", ROLE_LIKELY, ROLE_OFFICE},
        {"Headteacher's secretary", ROLE_LIKELY, ROLE_OFFICE},
        {"Clerk to the governors", ROLE_LIKELY, ROLE_OFFICE},
        {"SENCO administrator", ROLE_LIKELY, ROLE_OFFICE},
        {"Safer schools police officer", ROLE_UNKNOWN, ROLE_COUNT},
        {"Education welfare officer", ROLE_UNKNOWN, ROLE_COUNT},
        {"Careers officer", ROLE_UNKNOWN, ROLE_COUNT},
        {"Discovery lead", ROLE_UNKNOWN, ROLE_COUNT},
        {"Assistant caretaker", ROLE_UNKNOWN, ROLE_COUNT},
        {"Gardener", ROLE_UNKNOWN, ROLE_COUNT},
        {"parent", ROLE_UNKNOWN, ROLE_COUNT}, /* never one of the staff */
        {"learner", ROLE_UNKNOWN, ROLE_COUNT},
        {"Data", ROLE_UNKNOWN, ROLE_COUNT}, /* "ta" stands in it */
        {"", ROLE_UNKNOWN, ROLE_COUNT},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        Role role = ROLE_COUNT;
        RoleReading reading = staff_role_read(arena, cases[i].cell, &role);
        if (reading != cases[i].reading || (reading != ROLE_UNKNOWN && role != cases[i].role))
            fail_msg("%s: %d, role %d", cases[i].cell, (int)reading, (int)role);
    }
}

static void relationships_as_schools_write_them(void **state)
{
    static const char *const cases[][2] = {
        {"Mother", "mother"},
        {"Step-Father", "step_parent"},
        {"Grandmother", "grandparent"},
        {"Foster Mother", "foster_carer"},
        {"Social Worker", "social_worker"},
        {"Parent/Carer", "parent"},
        {"Sister", "sibling"},
        {"Family friend", NULL},
        {"", NULL},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        const char *code = contact_relationship_read(arena, cases[i][0]);
        if (!text_equal(code, cases[i][1]))
            fail_msg("%s: %s", cases[i][0], code == NULL ? "none" : code);
    }
}

static void keep_cell(Arena *at, ImportRow *row, int field, const char *cell)
{
    (void)at;
    row->values[field] = cell;
}

static void keep_first_line(Arena *at, ImportRow *row, const TableRow *cells,
                            const ImportMapping *mapping)
{
    if (row->line == 2)
        import_row_say(at, row, 0, false, import_cell(cells, mapping, 1));
}

/* Below the header, and none where nothing stands below it. */
static void rows_are_read_below_the_header(void **state)
{
    (void)state;
    static const ImportReading reading = {2, keep_cell, keep_first_line};
    static const char file[] = "A,B\n1,\n,two\n";
    Table table;
    assert_null(table_read(arena, (Bytes){(const unsigned char *)file, strlen(file)},
                           &table_limits_usual, &table));
    ImportMapping mapping = {.column = {1, IMPORT_NO_COLUMN}};
    for (size_t i = 2; i < IMPORT_FIELDS_MOST; i++)
        mapping.column[i] = IMPORT_NO_COLUMN;
    ImportRows rows = import_rows_read(arena, &table, &mapping, &reading);
    assert_int_equal(rows.count, 2);
    assert_null(rows.items[0].values[0]);
    assert_string_equal(rows.items[1].values[0], "two");
    assert_null(rows.items[1].values[1]);
    assert_int_equal(rows.items[0].problem_count, 1);
    assert_int_equal(rows.items[1].problem_count, 0);
    table.row_count = 1;
    assert_int_equal(import_rows_read(arena, &table, &mapping, &reading).count, 0);
    table.row_count = 0;
    assert_int_equal(import_rows_read(arena, &table, &mapping, &reading).count, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_field_has_a_code_words_and_a_heading),
        cmocka_unit_test(a_heading_is_compared_as_it_is_written_down),
        cmocka_unit_test(roles_as_schools_write_them),
        cmocka_unit_test(relationships_as_schools_write_them),
        cmocka_unit_test(rows_are_read_below_the_header),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}

#include "web/form.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

#include "platform/base/arena.h"
#include "web/form_merge.h"

typedef struct RowInput {
    int64_t id;
    const char *wording;
    OptionalInteger times;
} RowInput;

typedef struct Input {
    const char *wording, *password, *level;
    Date on;
    OptionalInteger times;
    bool agreed;
    Texts areas;
    int64_t who;
    FormFile file;
    struct {
        size_t count;
        RowInput *items;
    } rows;
} Input;

static const FormChoice choices[] = {{"a", "A", NULL}, {"b", "B", NULL}, {NULL, NULL, NULL}};

static const FormField row_fields[] = {
    FORM_TEXT(RowInput, wording, .label = "Wording", .max = 5, .missing = "Enter the wording"),
    FORM_INTEGER(RowInput, times, .label = "Times", .least = 1, .most = 9),
};
static const Form row_form = FORM(RowInput, row_fields);

static const FormField fields[] = {
    FORM_TEXT(Input, wording, .label = "Wording", .max = 5, .missing = "Enter the wording"),
    FORM_TEXT(Input, password, .label = "Password", .keep_spaces = true, .secret = true),
    FORM_CHOICE(Input, level, .label = "Which level?", .choices = choices),
    FORM_DATE(Input, on, .label = "On"),
    FORM_INTEGER(Input, times, .label = "Times", .least = 1, .most = 9),
    FORM_CHECK(Input, agreed, .label = "Agreed"),
    FORM_SET(Input, areas, .label = "Areas", .choices = choices),
    FORM_ID(Input, who, .label = "Who"),
    FORM_FILE(Input, file, .label = "File"),
    FORM_ROWS(Input, rows, &row_form, .label = "Rows"),
};
static const Form form = FORM(Input, fields);

static Arena *arena;
static Input input;
static FormState state_now;

static int make(void **state)
{
    (void)state;
    arena = arena_create((size_t)4 << 20, "test");
    return 0;
}

static int end(void **state)
{
    (void)state;
    arena_destroy(arena);
    return 0;
}

static void parse(const char *body)
{
    HttpFields typed;
    assert_true(http_parse_form(arena, body, &typed));
    input = (Input){0};
    form_parse(arena, &form, typed, &input, &state_now);
}

static void what_fits_is_taken(void **state)
{
    (void)state;
    parse("wording=++h%C3%A9llo+&password=+p+&level=b&on=22+11+2026&times=9&agreed=yes&areas=a"
          "&areas=b&who=12&rows.7.wording=one&rows.9.wording=two&rows.9.times=1");
    assert_int_equal(state_now.problem_count, 0);
    assert_string_equal(input.wording, "héllo");
    assert_string_equal(input.password, " p ");
    assert_string_equal(input.level, "b");
    assert_int_equal(date_compare(input.on, date_of(2026, 11, 22)), 0);
    assert_int_equal(input.times.value, 9);
    assert_true(input.agreed);
    assert_int_equal(input.areas.count, 2);
    assert_int_equal(input.who, 12);
    assert_int_equal(input.rows.count, 2);
    assert_int_equal(input.rows.items[1].id, 9);
    assert_string_equal(input.rows.items[1].wording, "two");
    assert_true(input.rows.items[1].times.present);
    assert_false(input.rows.items[0].times.present);
}

static void what_is_left_empty_is_empty(void **state)
{
    (void)state;
    parse("wording=x&level=&on=&times=&who=");
    assert_int_equal(state_now.problem_count, 0);
    assert_string_equal(input.level, "");
    assert_false(date_is_set(input.on));
    assert_false(input.times.present);
    assert_false(input.agreed);
    assert_int_equal(input.who, 0);
    assert_int_equal(input.rows.count, 0);
    assert_null(input.file.name);
}

/* One problem, beside the field named. */
static void what_does_not_fit_is_named(void **state)
{
    (void)state;
    static const char *const cases[][2] = {
        {"", "wording"},
        {"wording=", "wording"},
        {"wording=+++", "wording"},
        {"wording=123456", "wording"},
        {"wording=%C3%A9%C3%A9%C3%A9%C3%A9%C3%A9%C3%A9", "wording"},
        {"Wording=x", "wording"},
        {"wording=x&level=c", "level"},
        {"wording=x&level=A", "level"},
        {"wording=x&level=a&level=a", "level"},
        {"wording=x&on=31+2+2026", "on"},
        {"wording=x&on=soon", "on"},
        {"wording=x&on=2026-02-30", "on"},
        {"wording=x&times=0", "times"},
        {"wording=x&times=10", "times"},
        {"wording=x&times=1.5", "times"},
        {"wording=x&times=1e1", "times"},
        {"wording=x&times=99999999999999999999", "times"},
        {"wording=x&areas=c", "areas"},
        {"wording=x&who=me", "who"},
        {"wording=x&who=-1", "who"},
        {"wording=x&who=1&who=2", "who"},
        {"wording=x&agreed=1&agreed=1", "agreed"},
        {"wording=x&rows.7.wording=", "rows.7.wording"},
        {"wording=x&rows.7.wording=123456", "rows.7.wording"},
        {"wording=x&rows.7.wording=y&rows.7.times=0", "rows.7.times"},
        {"wording=x&rows.7.wording=y&rows.7.wording=y", "rows.7.wording"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        parse(cases[i][0]);
        if (state_now.problem_count == 0 || strcmp(state_now.problems[0].name, cases[i][1]) != 0)
            fail_msg("\"%s\": %zu problems", cases[i][0], state_now.problem_count);
    }
}

/* Each sentence names its field: in the list at the head of the page it stands alone. */
static void a_sentence_names_its_field(void **state)
{
    (void)state;
    static const char *const cases[][2] = {
        {"wording=1234567", "Wording: use 5 characters or fewer. It has 7"},
        {"wording=x&level=c", "Which level? Choose one of the answers"},
        {"wording=x&on=soon", "On: enter a real date, like 22 11 2026"},
        {"wording=x&times=10", "Times: enter a whole number from 1 to 9"},
        {"wording=x&areas=c", "Areas: choose one of the answers"},
        {"wording=x&who=me", "Who: choose one of the answers"},
        {"wording=%E9", "Wording: some characters could not be read. Check it and save again"},
        {"wording=x%00", "Wording: some characters could not be read. Check it and save again"},
        {"wording=x&level=%E9",
         "Which level? Some characters could not be read. Check it and save again"},
        {"wording=x&rows.7.wording=%E9",
         "Wording: some characters could not be read. Check it and save again"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        parse(cases[i][0]);
        assert_true(state_now.problem_count > 0);
        assert_string_equal(state_now.problems[0].sentence, cases[i][1]);
    }
}

static void a_field_sent_twice_is_neither(void **state)
{
    (void)state;
    parse("wording=one&wording=two");
    assert_string_equal(input.wording, "");
    assert_string_equal(state_now.problems[0].sentence, "This was sent twice. Enter it once");
}

static void rows_that_are_none_are_left_out(void **state)
{
    (void)state;
    parse("wording=x&rows.0.wording=a&rows.x.wording=a&rows..wording=a&rows.1=a&rowsx.1.wording=a"
          "&rows.99999999999999999999999999.wording=a");
    assert_int_equal(input.rows.count, 0);
    assert_int_equal(state_now.problem_count, 0);
}

static void rows_have_a_limit(void **state)
{
    (void)state;
    const char *body = "wording=x";
    for (int i = 1; i <= 201; i++)
        body = arena_print(arena, "%s&rows.%d.wording=y", body, i);
    parse(body);
    assert_int_equal(input.rows.count, 200);
    assert_int_equal(state_now.problem_count, 1);
    assert_null(state_now.problems[0].name);
}

static void problems_have_a_limit(void **state)
{
    (void)state;
    const char *body = "wording=x";
    for (int i = 1; i <= 100; i++)
        body = arena_print(arena, "%s&rows.%d.wording=", body, i);
    parse(body);
    assert_int_equal(state_now.problem_count, 64);
}

#define CASE(name) cmocka_unit_test_setup_teardown(name, make, end)

/* ---- Two people in one form ------------------------------------------------------------------ */

static void two_texts_are_put_together_field_by_field(void **state)
{
    (void)state;
    static const struct {
        const char *was, *typed, *saved;
        FormMerge merged;
    } cases[] = {
        {"a", "a", "a", MERGE_TYPED},
        {"a", "b", "a", MERGE_TYPED},
        {"a", "a", "b", MERGE_SAVED},
        {"a", "b", "c", MERGE_CLASH},
        {"a", "b", "b", MERGE_TYPED}, /* alike */
        {"", "", "b", MERGE_SAVED},
        {"", "b", "", MERGE_TYPED},
        {"", "b", "c", MERGE_CLASH},
        {"a", "", "a", MERGE_TYPED}, /* emptied here */
        {"a", "a", "", MERGE_SAVED}, /* and there */
        {"a", "", "c", MERGE_CLASH},
        {"a", "b", "", MERGE_CLASH},
        {"a\nb", "a\r\nb ", "c", MERGE_SAVED}, /* as browsers send it */
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        const char *was = form_was(arena, cases[i].was);
        if (form_merge(arena, was, cases[i].typed, cases[i].saved) != cases[i].merged)
            fail_msg("%s, %s, %s", cases[i].was, cases[i].typed, cases[i].saved);
    }
}

/* Whatever is sent as what was, nothing that differs is taken for what was typed. */
static void what_was_may_be_anything(void **state)
{
    (void)state;
    static const char *const sent[] = {NULL, "", "x", "0011223344556677", "a"};
    for (size_t i = 0; i < sizeof sent / sizeof sent[0]; i++)
        assert_int_equal(form_merge(arena, sent[i], "mine", "theirs"), MERGE_CLASH);
    assert_null(form_was(arena, NULL));
    assert_null(form_was(arena, "  "));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        CASE(what_fits_is_taken),
        CASE(what_is_left_empty_is_empty),
        CASE(what_does_not_fit_is_named),
        CASE(a_sentence_names_its_field),
        CASE(a_field_sent_twice_is_neither),
        CASE(rows_that_are_none_are_left_out),
        CASE(rows_have_a_limit),
        CASE(problems_have_a_limit),
        CASE(two_texts_are_put_together_field_by_field),
        CASE(what_was_may_be_anything),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

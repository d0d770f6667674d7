/* The register's filter as it stands in the address, the words of a search, and the types of need
 * that a decision offers. */
#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

#include "learner/need.h"
#include "platform/base/text.h"
#include "register/register_filter.h"
#include "register/register_pages.h"

static Arena *arena;

static int open_arena(void **state)
{
    (void)state;
    arena = arena_create(1 << 20, "test");
    return 0;
}

static int close_arena(void **state)
{
    (void)state;
    arena_destroy(arena);
    return 0;
}

/* An address's query, "level=ehc&page=2", without escapes. */
static const char *asked(const void *context, const char *name)
{
    size_t length = strlen(name);
    for (const char *at = context; at != NULL && *at != '\0'; at = strchr(at, '&')) {
        at += *at == '&';
        if (strncmp(at, name, length) == 0 && at[length] == '=') {
            const char *value = at + length + 1;
            return arena_copy_length(arena, value, strcspn(value, "&"));
        }
    }
    return NULL;
}

static const struct {
    const char *query, *kept;
} addresses[] = {
    {"", ""},
    {"level=sen_support", "?level=sen_support"},
    {"level=everyone", "?level=everyone"},
    {"level=", ""},
    {"level=K", ""},
    {"level=sen_support%27", ""},
    {"year=4", "?year=4"},
    {"year=R", "?year=R"},
    {"year=Year 4", ""},
    {"year=04", ""},
    {"year=40", ""},
    {"class=31", "?class=31"},
    {"class=4H", ""},
    {"class=-1", ""},
    {"class=99999999999999999999", ""},
    {"need=SPLD", "?need=SPLD"},
    {"need=spld", ""},
    {"area=semh", "?area=semh"},
    {"area=other", ""},
    {"stage=do", "?stage=do"},
    {"stage=closed", ""},
    {"due=late", "?due=late"},
    {"due=never", ""},
    {"teacher=12", "?teacher=12"},
    {"teacher=Mrs Vaz", ""},
    {"premium=yes", "?premium=yes"},
    {"premium=maybe", ""},
    {"care=no", "?care=no"},
    {"care=unknown", ""},
    {"eal=unknown", "?eal=unknown"},
    {"eal=1", ""},
    {"sex=F", "?sex=F"},
    {"sex=f", ""},
    {"columns=year-need", "?columns=year-need"},
    {"columns=need-year-need", "?columns=year-need"},
    {"columns=year-born_on-", "?columns=year"},
    {"columns=name", ""},
    {"columns=", ""},
    {"sort=name", ""},
    {"sort=-name", "?sort=-name"},
    {"sort=review", "?sort=review"},
    {"sort=-areas", "?sort=-areas"},
    {"sort=-review", "?sort=-review"},
    {"sort=--review", ""},
    {"sort=born_on", ""},
    {"search=1", "?search=1"},
    {"search=nowak", ""},
    {"choose=concern", "?choose=concern"},
    {"choose=all", ""},
    {"rows=300", "?rows=300"},
    {"rows=50", ""},
    {"rows=301", ""},
    {"rows=0", ""},
    {"page=2", "?page=2"},
    {"page=1", ""},
    {"page=0", ""},
    {"page=-2", ""},
    {"page=99999999999", ""},
    {"due=late&level=ehc&page=3", "?level=ehc&due=late&page=3"},
    {"level=ehc&name=nowak", "?level=ehc"},
    {"sex=M&teacher=9&search=1", "?search=1&teacher=9&sex=M"},
};

static void what_is_not_known_is_ignored(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof addresses / sizeof addresses[0]; i++) {
        RegisterFilter filter = register_filter(addresses[i].query, asked);
        const char *expected = arena_print(arena, "/register%s", addresses[i].kept);
        const char *found = register_address(arena, &filter).text;
        if (!text_equal(found, expected))
            fail_msg("%s: %s", addresses[i].query, found);
    }
}

/* A saved list has no name in it, and no page. */
static void what_is_saved_is_filter_order_and_columns(void **state)
{
    (void)state;
    static const char *const cases[][2] = {
        {"", ""},
        {"search=1", ""},
        {"choose=concern&page=3", ""},
        {"level=ehc&columns=year-told&sort=-need&rows=300&page=2&search=1",
         "level=ehc&columns=year-told&sort=-need&rows=300"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        RegisterFilter filter = register_filter(cases[i][0], asked);
        assert_string_equal(register_query(arena, &filter), cases[i][1]);
    }
}

static void columns_are_known_by_their_names(void **state)
{
    (void)state;
    for (RegisterColumn column = 0; column < COLUMN_COUNT; column++) {
        const char *name = register_column_name(column);
        assert_int_equal(register_columns_parse(name), register_column_bit(column));
        assert_int_equal(register_columns_of((Texts){1, &name}), register_column_bit(column));
        assert_string_equal(columns_choices[column].code, name);
        assert_string_equal(columns_choices[column].label, register_column_heading(column));
    }
    assert_null(columns_choices[COLUMN_COUNT].code);
    assert_int_equal(register_columns_parse(NULL), 0);
    assert_int_equal(register_columns_parse("year/need"), 0);
    assert_string_equal(register_columns_text(arena, register_columns_usual()),
                        "year-class-level-stage-need-review");
}

static void one_thing_changes_and_the_page_is_the_first(void **state)
{
    (void)state;
    RegisterFilter filter = register_filter("level=ehc&year=4&sort=need&page=3", asked);
    assert_string_equal(register_address_without(arena, &filter, FILTER_LEVEL).text,
                        "/register?year=4&sort=need");
    assert_string_equal(register_address_without(arena, &filter, FILTER_AREA).text,
                        "/register?level=ehc&year=4&sort=need");
    assert_string_equal(register_address_sorted(arena, &filter, SORT_REVIEW).text,
                        "/register?level=ehc&year=4&sort=review");
    assert_string_equal(register_address_sorted(arena, &filter, SORT_NEED).text,
                        "/register?level=ehc&year=4&sort=-need");
    assert_string_equal(register_address_any_name(arena, &filter).text,
                        "/register?level=ehc&year=4&sort=need");
    assert_string_equal(register_address_page(arena, &filter, 4).text,
                        "/register?level=ehc&year=4&sort=need&page=4");
    assert_string_equal(register_aria_sort(&filter, SORT_NEED), "ascending");
    assert_string_equal(register_aria_sort(&filter, SORT_NAME), "none");
    filter.descending = true;
    assert_string_equal(register_aria_sort(&filter, SORT_NEED), "descending");
    assert_string_equal(register_address_sorted(arena, &filter, SORT_NEED).text,
                        "/register?level=ehc&year=4&sort=need");
}

static void late_is_before_today_and_soon_is_two_weeks(void **state)
{
    (void)state;
    static const struct {
        const char *query, *from, *before;
    } cases[] = {
        {"", "", ""},
        {"due=late", "", "2026-11-22"},
        {"due=soon", "2026-11-22", "2026-12-07"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        RegisterFilter filter = register_filter(cases[i].query, asked);
        Date from, before;
        register_days(&filter, date_of(2026, 11, 22), &from, &before);
        assert_string_equal(date_iso(arena, from), cases[i].from);
        assert_string_equal(date_iso(arena, before), cases[i].before);
    }
}

static void yes_and_no_are_answers_and_nothing_else_is(void **state)
{
    (void)state;
    assert_true(register_yes("yes").present && register_yes("yes").value);
    assert_true(register_yes("no").present && !register_yes("no").value);
    assert_false(register_yes(NULL).present);
    assert_false(register_yes("unknown").present);
}

static void a_decision_offers_every_type_of_need(void **state)
{
    (void)state;
    size_t count;
    const NeedType *types = need_types(&count);
    for (size_t i = 0; i < count; i++) {
        assert_string_equal(decision_needs[i].code, types[i].code);
        assert_string_equal(decision_needs[i].label, types[i].name);
    }
    assert_null(decision_needs[count].code);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_not_known_is_ignored),
        cmocka_unit_test(what_is_saved_is_filter_order_and_columns),
        cmocka_unit_test(columns_are_known_by_their_names),
        cmocka_unit_test(one_thing_changes_and_the_page_is_the_first),
        cmocka_unit_test(late_is_before_today_and_soon_is_two_weeks),
        cmocka_unit_test(yes_and_no_are_answers_and_nothing_else_is),
        cmocka_unit_test(a_decision_offers_every_type_of_need),
    };
    return cmocka_run_group_tests(tests, open_arena, close_arena);
}

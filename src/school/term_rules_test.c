#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

#include "school/term_rules.h"

#define D(year, month, day) date_of(year, month, day)

static SchoolTerm autumn(void)
{
    return (SchoolTerm){2026,           "Autumn", D(2026, 9, 2), D(2026, 12, 18), D(2026, 10, 26),
                        D(2026, 10, 30)};
}

static void assert_fault(DateFault fault, const char *field)
{
    if (field == NULL)
        assert_null(fault.field);
    else
        assert_string_equal(fault.field == NULL ? "fine" : fault.field, field);
}

static void a_term_has_its_days_in_order(void **state)
{
    (void)state;
    const struct {
        const char *field; /* what is refused, NULL: nothing */
        const char *name;
        Date first, last, half_first, half_last;
    } cases[] = {
        {NULL, "Autumn", D(2026, 9, 2), D(2026, 12, 18), D(2026, 10, 26), D(2026, 10, 30)},
        {NULL, "Autumn", D(2026, 8, 1), D(2026, 12, 18), DATE_NONE, DATE_NONE},
        {NULL, "Summer", D(2027, 4, 12), D(2027, 8, 31), DATE_NONE, DATE_NONE},
        {NULL, "One day", D(2026, 9, 2), D(2026, 9, 2), D(2026, 9, 2), D(2026, 9, 2)},
        {"name", "", D(2026, 9, 2), D(2026, 12, 18), DATE_NONE, DATE_NONE},
        {"starts_on", "Autumn", DATE_NONE, D(2026, 12, 18), DATE_NONE, DATE_NONE},
        {"starts_on", "Autumn", D(2026, 7, 31), D(2026, 12, 18), DATE_NONE, DATE_NONE},
        {"starts_on", "Autumn", D(2027, 9, 2), D(2027, 12, 18), DATE_NONE, DATE_NONE},
        {"ends_on", "Autumn", D(2026, 9, 2), DATE_NONE, DATE_NONE, DATE_NONE},
        {"ends_on", "Autumn", D(2026, 9, 2), D(2026, 9, 1), DATE_NONE, DATE_NONE},
        {"ends_on", "Autumn", D(2026, 9, 2), D(2027, 9, 1), DATE_NONE, DATE_NONE},
        {"half_term_starts_on", "Autumn", D(2026, 9, 2), D(2026, 12, 18), DATE_NONE,
         D(2026, 10, 30)},
        {"half_term_ends_on", "Autumn", D(2026, 9, 2), D(2026, 12, 18), D(2026, 10, 26), DATE_NONE},
        {"half_term_starts_on", "Autumn", D(2026, 9, 2), D(2026, 12, 18), D(2026, 9, 1),
         D(2026, 10, 30)},
        {"half_term_ends_on", "Autumn", D(2026, 9, 2), D(2026, 12, 18), D(2026, 10, 26),
         D(2026, 10, 25)},
        {"half_term_ends_on", "Autumn", D(2026, 9, 2), D(2026, 12, 18), D(2026, 12, 14),
         D(2026, 12, 19)},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        SchoolTerm term = {2026,          cases[i].name,       cases[i].first,
                           cases[i].last, cases[i].half_first, cases[i].half_last};
        assert_fault(term_check(&term, 0), cases[i].field);
    }
}

static void two_terms_share_no_day(void **state)
{
    (void)state;
    const struct {
        const char *field;
        Date first, last;
    } cases[] = {
        {NULL, D(2026, 12, 19), D(2027, 3, 25)},        {NULL, D(2026, 8, 3), D(2026, 9, 1)},
        {"starts_on", D(2026, 12, 18), D(2027, 3, 25)}, {"starts_on", D(2026, 8, 3), D(2026, 9, 2)},
        {"starts_on", D(2026, 10, 1), D(2026, 10, 2)},  {"starts_on", D(2026, 8, 3), D(2027, 3, 1)},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        SchoolTerm terms[] = {autumn(), autumn()};
        terms[1].starts_on = cases[i].first;
        terms[1].ends_on = cases[i].last;
        terms[1].half_term_starts_on = terms[1].half_term_ends_on = DATE_NONE;
        assert_fault(term_check(terms, 1), cases[i].field);
        assert_fault(term_check(terms, 0), NULL);
    }
}

static void a_closure_has_a_name_and_days_of_its_year(void **state)
{
    (void)state;
    const struct {
        const char *field;
        SchoolClosure closure;
    } cases[] = {
        {NULL, {"Training day", D(2026, 9, 1), D(2026, 9, 1)}},
        {"name", {"", D(2026, 9, 1), D(2026, 9, 1)}},
        {"starts_on", {"Training day", DATE_NONE, D(2026, 9, 1)}},
        {"starts_on", {"Training day", D(2026, 8, 31), D(2026, 9, 1)}},
        {"starts_on", {"Training day", D(2027, 9, 1), D(2027, 9, 1)}},
        {"ends_on", {"Training day", D(2026, 9, 1), D(2026, 8, 31)}},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        assert_fault(closure_check(&cases[i].closure, 2026), cases[i].field);
}

static void dates_are_missed_in_time(void **state)
{
    (void)state;
    Term terms[] = {{"Autumn", D(2026, 9, 2), D(2026, 12, 18)},
                    {"Autumn", D(2027, 9, 2), D(2027, 12, 17)}};
    const struct {
        size_t terms;
        Date today;
        int missing;
    } cases[] = {
        {0, D(2026, 11, 22), 2026}, {1, D(2026, 11, 22), 0},  {1, D(2027, 2, 28), 0},
        {1, D(2027, 3, 1), 2027},   {1, D(2027, 9, 1), 2027}, {2, D(2027, 3, 1), 0},
        {2, D(2026, 8, 31), 2025},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        SchoolCalendar calendar = {cases[i].terms, terms, 0, NULL};
        assert_int_equal(dates_missing(&calendar, cases[i].today), cases[i].missing);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_term_has_its_days_in_order),
        cmocka_unit_test(two_terms_share_no_day),
        cmocka_unit_test(a_closure_has_a_name_and_days_of_its_year),
        cmocka_unit_test(dates_are_missed_in_time),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

#include "learner/age.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

/* Tables hold days as text, so that a row stays a line. */
static Date day(const char *iso)
{
    Date date = DATE_NONE;
    assert_true(date_parse_iso(iso, &date));
    return date;
}

static void year_by_age(void **state)
{
    (void)state;
    static const struct {
        const char *born;
        const char *on;
        NationalYear year;
    } cases[] = {
        {"2021-08-31", "2026-11-22", 1},
        {"2021-09-01", "2026-11-22", YEAR_RECEPTION},
        {"2022-09-01", "2026-11-22", YEAR_N2},
        {"2010-08-31", "2026-11-22", 12},
        {"2010-09-01", "2026-11-22", 11},
        {"2016-02-29", "2026-11-22", 6},
        {"2021-08-31", "2026-08-31", YEAR_RECEPTION}, /* last day of the year before */
        {"2021-08-31", "2026-09-01", 1},
        {"2024-01-10", "2026-11-22", YEAR_N1},
        {"2025-01-10", "2026-11-22", YEAR_E2},
        {"2026-01-10", "2026-11-22", YEAR_E1},
        {"2026-10-01", "2026-11-22", YEAR_NONE}, /* not born when the year began */
        {"2007-09-01", "2026-11-22", 14},
        {"2007-08-31", "2026-11-22", YEAR_NONE}, /* beyond Year 14 */
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        NationalYear year = national_year_by_age(day(cases[i].born), day(cases[i].on));
        if (year != cases[i].year)
            fail_msg("row %zu: year %d", i, year);
    }
}

static void year_texts(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        NationalYear year;
    } read[] = {
        {"R", 0},
        {"r", 0},
        {"Reception", 0},
        {"Year R", 0},
        {"YR R", 0},
        {"0", 0},
        {"9", 9},
        {"09", 9},
        {"Year 9", 9},
        {"year 09", 9},
        {"Yr9", 9},
        {"Y9", 9},
        {" Y 14 ", 14},
        {"E1", YEAR_E1},
        {"e2", YEAR_E2},
        {"N1", YEAR_N1},
        {"N2", YEAR_N2},
        {"Nursery", YEAR_N2},
        {"X", YEAR_NOT_FOLLOWED},
        {"M", YEAR_MIXED},
        {"Mixed", YEAR_MIXED},
        {"Year Group 3", 3},
    };
    for (size_t i = 0; i < sizeof read / sizeof read[0]; i++) {
        NationalYear year = YEAR_NONE;
        if (!national_year_parse(read[i].text, &year) || year != read[i].year)
            fail_msg("%s: %d", read[i].text, year);
    }
    static const char *const refused[] = {
        "",   "15", "-1",  "Year", "Year 99",   "9A",
        "N3", "E3", "1.0", "K",    "Year 9/10", "a text much too long to be a year"};
    NationalYear year = 42;
    for (size_t i = 0; i < sizeof refused / sizeof refused[0]; i++)
        if (national_year_parse(refused[i], &year))
            fail_msg("%s was read", refused[i]);
    assert_false(national_year_parse(NULL, &year));
    assert_int_equal(year, 42);
}

static void year_codes_round_trip(void **state)
{
    (void)state;
    for (NationalYear year = YEAR_E1; year <= YEAR_MIXED; year++) {
        NationalYear again = YEAR_NONE;
        if (national_year_code(year)[0] == '\0')
            continue;
        assert_true(national_year_parse(national_year_code(year), &again));
        assert_int_equal(again, year);
    }
    assert_string_equal(national_year_code(YEAR_NONE), "");
    assert_string_equal(national_year_words(YEAR_NONE), "Year not known");
    assert_string_equal(national_year_words(9), "Year 9");
    assert_string_equal(national_year_words(YEAR_RECEPTION), "Reception");
}

static void school_age_ends(void **state)
{
    (void)state;
    static const struct {
        const char *born;
        const char *ends;
    } cases[] = {
        {"2010-07-20", "2026-06-26"}, /* still 15 */
        {"2010-08-31", "2026-06-26"}, {"2010-09-01", "2027-06-25"},
        {"2010-10-03", "2027-06-25"}, {"2012-02-29", "2028-06-30"}, /* 30 June is itself a Friday */
        {"2012-10-01", "2029-06-29"}, {"2014-01-01", "2030-06-28"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        Date ends = compulsory_school_age_ends(day(cases[i].born));
        if (date_compare(ends, day(cases[i].ends)) != 0)
            fail_msg("R-YP-1 row %zu", i);
        assert_int_equal(date_weekday(ends), FRIDAY);
    }
}

static void school_age_starts(void **state)
{
    (void)state;
    static const struct {
        const char *born;
        const char *starts;
    } cases[] = {
        {"2021-08-31", "2026-08-31"}, {"2021-09-01", "2026-12-31"}, {"2021-12-31", "2026-12-31"},
        {"2022-01-01", "2027-03-31"}, {"2022-03-31", "2027-03-31"}, {"2022-04-01", "2027-08-31"},
        {"2024-02-29", "2029-03-31"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        if (date_compare(compulsory_school_age_starts(day(cases[i].born)), day(cases[i].starts)) !=
            0)
            fail_msg("row %zu", i);
}

static void young_person(void **state)
{
    (void)state;
    static const struct {
        const char *label;
        const char *born;
        const char *on;
        bool young_person;
    } cases[] = {
        {"R-YP-1 on the 16th birthday", "2010-10-03", "2026-10-03", false},
        {"R-YP-1 last day of school age", "2010-10-03", "2027-06-25", false},
        {"R-YP-1 the day after", "2010-10-03", "2027-06-26", true},
        {"R-YP-1 still 15", "2010-07-20", "2026-06-27", true},
        {"R-YP-1 still 15, the day before", "2010-07-20", "2026-06-26", false},
        {"R-YP-1 day before 25", "2001-11-23", "2026-11-22", true},
        {"R-YP-1 on the 25th birthday", "2001-11-22", "2026-11-22", false},
        {"R-YP-1 25 without 29 February", "2000-02-29", "2025-02-28", true},
        {"R-YP-1 25 on 1 March", "2000-02-29", "2025-03-01", false},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        if (young_person_on(day(cases[i].born), day(cases[i].on)) != cases[i].young_person)
            fail_msg("%s", cases[i].label);
    assert_int_equal(young_person_from(date_of(2010, 10, 3)).days, date_of(2027, 6, 26).days);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(year_by_age),           cmocka_unit_test(year_texts),
        cmocka_unit_test(year_codes_round_trip), cmocka_unit_test(school_age_ends),
        cmocka_unit_test(school_age_starts),     cmocka_unit_test(young_person),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

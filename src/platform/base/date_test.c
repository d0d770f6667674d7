#include "platform/base/date.h"

#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "platform/base/test_process.h"

static Date day(const char *iso)
{
    Date date = DATE_NONE;
    if (iso[0] != '\0' && !date_parse_iso(iso, &date))
        fail_msg("no such day in the test: %s", iso);
    return date;
}

static Moment at(const char *iso)
{
    Moment moment = MOMENT_NONE;
    if (!moment_parse_iso(iso, &moment))
        fail_msg("no such moment in the test: %s", iso);
    return moment;
}

/* The calendar as a child learns it, one day after another, against the arithmetic. */
static void every_day_from_1800_to_2200(void **state)
{
    (void)state;
    static const int lengths[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    Date date = day("1800-01-01");
    int weekday = WEDNESDAY;
    for (int year = 1800; year <= 2200; year++) {
        bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
        for (int month = 1; month <= 12; month++) {
            int length = lengths[month - 1] + (month == 2 && leap ? 1 : 0);
            for (int number = 1; number <= length; number++) {
                CivilDate civil = date_civil(date);
                assert_int_equal(civil.year, year);
                assert_int_equal(civil.month, month);
                assert_int_equal(civil.day, number);
                assert_int_equal(date_of(year, month, number).days, date.days);
                assert_int_equal(date_weekday(date), weekday);
                date.days++;
                weekday = (weekday + 1) % 7;
            }
            assert_false(date_is_set(date_of(year, month, length + 1)));
        }
    }
    assert_int_equal(date.days, day("2200-12-31").days + 1);
}

static void known_days(void **state)
{
    (void)state;
    assert_int_equal(day("1970-01-01").days, 0);
    assert_int_equal(day("1969-12-31").days, -1);
    assert_int_equal(day("2000-03-01").days, 11017);
    assert_int_equal(day("2026-11-22").days, 20779);
    assert_int_equal(date_weekday(day("2026-11-22")), SUNDAY);
    assert_int_equal(date_weekday(day("1945-05-08")), TUESDAY);
}

static void days_that_do_not_exist(void **state)
{
    (void)state;
    static const CivilDate cases[] = {
        {2027, 2, 29},        {2100, 2, 29},        {1900, 2, 29},     {2024, 2, 30}, {2026, 4, 31},
        {2026, 1, 0},         {2026, 1, 32},        {2026, 1, -1},     {2026, 0, 1},  {2026, 13, 1},
        {2026, -1, 1},        {1799, 12, 31},       {2201, 1, 1},      {0, 1, 1},     {-5, 1, 1},
        {2026, 1, INT32_MAX}, {2026, INT32_MIN, 1}, {INT32_MAX, 1, 1},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        if (date_is_set(date_of(cases[i].year, cases[i].month, cases[i].day)))
            fail_msg("%d-%d-%d", cases[i].year, cases[i].month, cases[i].day);
    }
}

static void no_date_sorts_first(void **state)
{
    (void)state;
    assert_true(date_compare(day("2026-11-22"), day("2026-11-23")) < 0);
    assert_true(date_compare(day("2026-11-22"), day("2026-11-22")) == 0);
    assert_true(date_compare(day("2026-11-22"), day("1969-11-22")) > 0);
    assert_true(date_compare(DATE_NONE, day("1800-01-01")) < 0);
    assert_true(date_compare(day("1800-01-01"), DATE_NONE) > 0);
    assert_true(date_compare(DATE_NONE, DATE_NONE) == 0);
    assert_false(moment_is_set(MOMENT_NONE));
    assert_true(moment_is_set((Moment){0}));
}

static void adds_days(void **state)
{
    (void)state;
    /* The clocks of an EHC needs assessment received, and a meeting held, on 23 November 2026. */
    static const struct {
        const char *from;
        int days;
        const char *to; /* "": no date */
    } cases[] = {
        {"2026-11-23", 6 * 7, "2027-01-04"},
        {"2026-11-23", 16 * 7, "2027-03-15"},
        {"2026-11-23", 20 * 7, "2027-04-12"},
        {"2026-11-23", -2 * 7, "2026-11-09"},
        {"2026-11-23", 2 * 7, "2026-12-07"},
        {"2026-11-23", 4 * 7, "2026-12-21"},
        {"2026-11-23", 12 * 7, "2027-02-15"},
        {"2028-02-28", 1, "2028-02-29"},
        {"2027-02-28", 1, "2027-03-01"},
        {"2026-11-23", 0, "2026-11-23"},
        {"1970-01-01", -1, "1969-12-31"},
        {"2200-12-31", 1, ""},
        {"1800-01-01", -1, ""},
        {"2026-11-23", INT32_MAX, ""},
        {"2026-11-23", INT32_MIN, ""},
        {"", 1, ""},
        {"", INT32_MIN, ""},
        {"", INT32_MAX, ""},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        Date from = day(cases[i].from);
        Date to = date_add_days(from, cases[i].days);
        if (date_compare(to, day(cases[i].to)) != 0)
            fail_msg("%s and %d days", cases[i].from, cases[i].days);
        if (date_is_set(to))
            assert_int_equal(date_days_between(from, to), cases[i].days);
    }
}

static void adds_months(void **state)
{
    (void)state;
    static const struct {
        const char *from;
        int months;
        const char *to; /* "": no date */
    } cases[] = {
        {"2026-11-22", 1, "2026-12-22"},
        {"2026-11-22", 2, "2027-01-22"},
        {"2026-11-22", 12, "2027-11-22"},
        {"2026-11-22", -11, "2025-12-22"},
        {"2026-11-22", -12, "2025-11-22"},
        {"2026-01-31", 1, "2026-02-28"},
        {"2028-01-31", 1, "2028-02-29"},
        {"2028-02-29", 12, "2029-02-28"},
        {"2028-02-29", 48, "2032-02-29"},
        {"2026-03-31", -1, "2026-02-28"},
        {"2026-08-31", 1, "2026-09-30"},
        {"2026-11-22", 0, "2026-11-22"},
        {"1800-01-31", 0, "1800-01-31"},
        {"2200-11-30", 1, "2200-12-30"},
        {"2200-12-01", 1, ""},
        {"1800-01-31", -1, ""},
        {"2026-11-22", INT32_MAX, ""},
        {"2026-11-22", INT32_MIN, ""},
        {"", 1, ""},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        Date to = date_add_months(day(cases[i].from), cases[i].months);
        if (date_compare(to, day(cases[i].to)) != 0)
            fail_msg("%s and %d months", cases[i].from, cases[i].months);
    }
}

static void ages(void **state)
{
    (void)state;
    static const struct {
        const char *born, *on;
        int years;
    } cases[] = {
        {"2016-02-29", "2027-02-28", 10}, /* no 29 February: a year older on 1 March */
        {"2016-02-29", "2027-03-01", 11},
        {"2016-02-29", "2028-02-28", 11},
        {"2016-02-29", "2028-02-29", 12},
        {"2016-02-28", "2027-02-28", 11},
        {"2016-03-01", "2028-02-29", 11},
        {"2016-03-01", "2028-03-01", 12},
        {"2010-11-23", "2026-11-22", 15},
        {"2010-11-22", "2026-11-22", 16},
        {"2010-10-23", "2026-11-22", 16},
        {"2010-12-01", "2026-11-22", 15},
        {"2026-11-22", "2026-11-22", 0},
        {"2026-11-23", "2026-11-22", -1},
        /* Chronological year group is the age on 31 August less four. */
        {"2021-08-31", "2026-08-31", 5},
        {"2021-09-01", "2026-08-31", 4},
        {"2022-09-01", "2026-08-31", 3},
        {"2010-08-31", "2026-08-31", 16},
        {"2010-09-01", "2026-08-31", 15},
        {"2016-02-29", "2026-08-31", 10},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        int years = date_age(day(cases[i].born), day(cases[i].on));
        if (years != cases[i].years)
            fail_msg("born %s, on %s: %d", cases[i].born, cases[i].on, years);
    }
}

static void academic_years(void **state)
{
    (void)state;
    static const struct {
        const char *date;
        int year;
        const char *start;
    } cases[] = {
        {"2026-08-31", 2025, "2025-09-01"}, {"2026-09-01", 2026, "2026-09-01"},
        {"2026-11-22", 2026, "2026-09-01"}, {"2026-12-31", 2026, "2026-09-01"},
        {"2027-01-01", 2026, "2026-09-01"}, {"2027-08-31", 2026, "2026-09-01"},
        {"2028-02-29", 2027, "2027-09-01"}, {"1800-01-01", 1799, ""},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        assert_int_equal(academic_year(day(cases[i].date)), cases[i].year);
        Date start = academic_year_start(day(cases[i].date));
        if (date_compare(start, day(cases[i].start)) != 0)
            fail_msg("%s", cases[i].date);
    }
}

/* Compulsory school age ends on the last Friday in June. */
static void last_fridays_in_june(void **state)
{
    (void)state;
    static const char *const fridays[] = {"2026-06-26", "2027-06-25", "2028-06-30", "2029-06-29",
                                          "2030-06-28"};
    for (int i = 0; i < 5; i++) {
        Date date = date_of(2026 + i, 6, 30);
        while (date_weekday(date) != FRIDAY)
            date = date_add_days(date, -1);
        assert_int_equal(date.days, day(fridays[i]).days);
    }
}

static void summer_time_starts_and_ends(void **state)
{
    (void)state;
    /* Days at whose 01:00 UTC London's clocks changed, as published. */
    static const struct {
        const char *forward, *back;
    } cases[] = {
        {"1996-03-31", "1996-10-27"}, {"1999-03-28", "1999-10-31"}, {"2000-03-26", "2000-10-29"},
        {"2004-03-28", "2004-10-31"}, {"2015-03-29", "2015-10-25"}, {"2024-03-31", "2024-10-27"},
        {"2025-03-30", "2025-10-26"}, {"2026-03-29", "2026-10-25"}, {"2027-03-28", "2027-10-31"},
        {"2028-03-26", "2028-10-29"}, {"2029-03-25", "2029-10-28"}, {"2030-03-31", "2030-10-27"},
        {"2031-03-30", "2031-10-26"}, {"2032-03-28", "2032-10-31"}, {"2033-03-27", "2033-10-30"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        int64_t forward = (day(cases[i].forward).days * INT64_C(24) + 1) * 3600000;
        int64_t back = (day(cases[i].back).days * INT64_C(24) + 1) * 3600000;
        assert_int_equal(moment_in_london((Moment){forward - 1}).hour, 0);
        assert_int_equal(moment_in_london((Moment){forward}).hour, 2);
        assert_int_equal(moment_in_london((Moment){back - 1}).hour, 1);
        assert_int_equal(moment_in_london((Moment){back}).hour, 1);
        assert_int_equal(moment_in_london((Moment){back - 1}).minute, 59);
        assert_int_equal(moment_in_london((Moment){back}).minute, 0);
    }
}

static void moments_in_london(void **state)
{
    (void)state;
    static const struct {
        const char *utc, *date;
        int hour, minute;
    } cases[] = {
        {"2026-11-22T08:06:04.123Z", "2026-11-22", 8, 6},
        {"2026-07-15T23:30:00.000Z", "2026-07-16", 0, 30}, /* the day turns an hour early */
        {"2026-07-15T22:59:59.999Z", "2026-07-15", 23, 59},
        {"2026-12-31T23:59:59.999Z", "2026-12-31", 23, 59},
        {"2027-01-01T00:00:00.000Z", "2027-01-01", 0, 0},
        {"1969-12-31T23:59:59.999Z", "1969-12-31", 23, 59},
        {"1800-01-01T00:00:00.000Z", "1800-01-01", 0, 0},
        {"2200-12-31T23:59:59.999Z", "2200-12-31", 23, 59},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        LondonTime time = moment_in_london(at(cases[i].utc));
        if (date_compare(time.date, day(cases[i].date)) != 0 || time.hour != cases[i].hour ||
            time.minute != cases[i].minute)
            fail_msg("%s", cases[i].utc);
        assert_int_equal(moment_london_date(at(cases[i].utc)).days, time.date.days);
    }
}

static void london_to_utc(void **state)
{
    (void)state;
    static const struct {
        const char *date;
        int hour, minute;
        const char *utc;
    } cases[] = {
        {"2026-11-22", 8, 6, "2026-11-22T08:06:00.000Z"},
        {"2026-07-16", 0, 30, "2026-07-15T23:30:00.000Z"},
        {"2026-07-16", 23, 59, "2026-07-16T22:59:00.000Z"},
        {"2026-03-29", 0, 59, "2026-03-29T00:59:00.000Z"},
        {"2026-03-29", 1, 0, "2026-03-29T01:00:00.000Z"}, /* left out: 02:00 */
        {"2026-03-29", 1, 30, "2026-03-29T01:30:00.000Z"},
        {"2026-03-29", 2, 0, "2026-03-29T01:00:00.000Z"},
        {"2026-10-25", 0, 59, "2026-10-24T23:59:00.000Z"},
        {"2026-10-25", 1, 0, "2026-10-25T00:00:00.000Z"}, /* comes twice: the first */
        {"2026-10-25", 1, 59, "2026-10-25T00:59:00.000Z"},
        {"2026-10-25", 2, 0, "2026-10-25T02:00:00.000Z"},
        {"1970-01-01", 0, 0, "1970-01-01T00:00:00.000Z"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        Moment moment = moment_london(day(cases[i].date), cases[i].hour, cases[i].minute);
        if (moment.milliseconds != at(cases[i].utc).milliseconds)
            fail_msg("%s %02d:%02d", cases[i].date, cases[i].hour, cases[i].minute);
    }
    assert_false(moment_is_set(moment_london(DATE_NONE, 12, 0)));
}

static void every_hour_goes_there_and_back(void **state)
{
    (void)state;
    int unlike = 0;
    for (Date date = day("2024-01-01"); date_compare(date, day("2030-01-01")) < 0; date.days++) {
        for (int hour = 0; hour < 24; hour++) {
            LondonTime time = moment_in_london(moment_london(date, hour, 30));
            assert_int_equal(time.minute, 30);
            unlike += date_compare(time.date, date) != 0 || time.hour != hour;
        }
    }
    assert_int_equal(unlike, 6); /* one hour left out each year */
}

static void moments_without_a_day(void **state)
{
    (void)state;
    static const int64_t cases[] = {INT64_MIN, INT64_MAX, INT64_MIN + 1,
                                    INT64_C(-5364662400001), /* a moment before 1800 */
                                    INT64_C(7289654400000)}; /* 1 January 2201 */
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        Moment moment = {cases[i]};
        assert_false(date_is_set(moment_utc_date(moment)));
        assert_false(date_is_set(moment_london_date(moment)));
        assert_false(date_is_set(moment_in_london(moment).date));
    }
    assert_true(date_is_set(moment_utc_date((Moment){INT64_C(-5364662400000)})));
    assert_true(date_is_set(moment_utc_date((Moment){INT64_C(7289654399999)})));
}

static void the_clock_can_be_fixed_and_freed(void **state)
{
    (void)state;
    clock_fix(at("2026-11-22T08:06:04.123Z"));
    assert_int_equal(clock_now().milliseconds, INT64_C(1795334764123));
    assert_int_equal(clock_now().milliseconds, INT64_C(1795334764123));
    clock_fix(MOMENT_NONE);
    Moment first = clock_now();
    assert_true(first.milliseconds != INT64_C(1795334764123));
    assert_true(first.milliseconds > at("2024-01-01T00:00:00.000Z").milliseconds);
}

typedef struct Mistake {
    const char *label;
    void (*make)(void);
} Mistake;

static void weekday_of_none(void)
{
    date_weekday(DATE_NONE);
}

static void civil_of_none(void)
{
    date_civil(DATE_NONE);
}

static void civil_of_a_day_out_of_range(void)
{
    date_civil((Date){INT32_MAX});
}

static void between_none(void)
{
    date_days_between(DATE_NONE, (Date){0});
}

static void between_and_none(void)
{
    date_days_between((Date){0}, DATE_NONE);
}

static void age_of_none(void)
{
    date_age(DATE_NONE, (Date){0});
}

static void year_of_none(void)
{
    academic_year(DATE_NONE);
}

static void hour_24(void)
{
    moment_london((Date){0}, 24, 0);
}

static void minute_60(void)
{
    moment_london((Date){0}, 0, 60);
}

static void make_mistake(void *mistake)
{
    ((const Mistake *)mistake)->make();
}

static void mistakes_end_the_program(void **state)
{
    (void)state;
    static Mistake mistakes[] = {
        {"weekday", weekday_of_none},
        {"civil", civil_of_none},
        {"civil out of range", civil_of_a_day_out_of_range},
        {"between", between_none},
        {"between and none", between_and_none},
        {"age", age_of_none},
        {"academic year", year_of_none},
        {"hour", hour_24},
        {"minute", minute_60},
    };
    for (size_t i = 0; i < sizeof mistakes / sizeof mistakes[0]; i++) {
        char written[512];
        if (test_child(make_mistake, &mistakes[i], written, sizeof written) != SIGABRT)
            fail_msg("%s", mistakes[i].label);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_day_from_1800_to_2200),
        cmocka_unit_test(known_days),
        cmocka_unit_test(days_that_do_not_exist),
        cmocka_unit_test(no_date_sorts_first),
        cmocka_unit_test(adds_days),
        cmocka_unit_test(adds_months),
        cmocka_unit_test(ages),
        cmocka_unit_test(academic_years),
        cmocka_unit_test(last_fridays_in_june),
        cmocka_unit_test(summer_time_starts_and_ends),
        cmocka_unit_test(moments_in_london),
        cmocka_unit_test(london_to_utc),
        cmocka_unit_test(every_hour_goes_there_and_back),
        cmocka_unit_test(moments_without_a_day),
        cmocka_unit_test(the_clock_can_be_fixed_and_freed),
        cmocka_unit_test(mistakes_end_the_program),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

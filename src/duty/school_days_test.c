#include "duty/school_days.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

/* 2026/27 as a London authority might set it; 2027/28 is not recorded. */
static Term terms[3];
static Closure closures[5];
static SchoolCalendar calendar;

/* Tables hold days as text, so that a row stays a line. */
static Date day(const char *iso)
{
    Date date = DATE_NONE;
    assert_true(date_parse_iso(iso, &date));
    return date;
}

static int set_up(void **state)
{
    (void)state;
    terms[0] = (Term){"Autumn", date_of(2026, 9, 2), date_of(2026, 12, 18)};
    terms[1] = (Term){"Spring", date_of(2027, 1, 4), date_of(2027, 3, 25)};
    terms[2] = (Term){"Summer", date_of(2027, 4, 12), date_of(2027, 7, 21)};
    closures[0] = (Closure){date_of(2026, 10, 26), date_of(2026, 10, 30)};
    closures[1] = (Closure){date_of(2027, 2, 15), date_of(2027, 2, 19)};
    closures[2] = (Closure){date_of(2027, 5, 31), date_of(2027, 6, 4)};
    closures[3] = (Closure){date_of(2027, 5, 3), date_of(2027, 5, 3)};
    closures[4] = (Closure){date_of(2026, 11, 27), date_of(2026, 11, 27)};
    calendar = (SchoolCalendar){3, terms, 5, closures};
    return 0;
}

static void open_and_closed(void **state)
{
    (void)state;
    static const struct {
        const char *label;
        const char *on;
        bool open;
    } cases[] = {
        {"first day of term", "2026-09-02", true},
        {"day before term", "2026-09-01", false},
        {"last day of term", "2026-12-18", true},
        {"Saturday in term", "2026-11-21", false},
        {"Sunday in term", "2026-11-22", false},
        {"half term", "2026-10-28", false},
        {"last day of half term", "2026-10-30", false},
        {"training day", "2026-11-27", false},
        {"bank holiday", "2027-05-03", false},
        {"Christmas", "2026-12-25", false},
        {"August of a recorded year", "2027-08-10", false},
        {"weekday of a year without terms", "2027-09-15", true},
        {"weekend of a year without terms", "2027-09-18", false},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        if (school_day(&calendar, day(cases[i].on)) != cases[i].open)
            fail_msg("%s", cases[i].label);
    }
}

static void counts_days(void **state)
{
    (void)state;
    static const struct {
        const char *label;
        const char *from;
        int count;
        const char *expected;
    } cases[] = {
        {"none", "2026-11-09", 0, "2026-11-09"},
        {"a school week", "2026-11-09", 5, "2026-11-16"},
        {"over half term", "2026-10-22", 5, "2026-11-05"},
        {"over Christmas", "2026-12-16", 5, "2027-01-06"},
        {"over a training day", "2026-11-26", 1, "2026-11-30"},
        {"from a Sunday", "2026-11-22", 1, "2026-11-23"},
        {"into a year without terms", "2027-07-20", 2, "2027-09-01"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        Date got = school_days_after(&calendar, day(cases[i].from), cases[i].count);
        if (date_compare(got, day(cases[i].expected)) != 0)
            fail_msg("%s: off by %d days", cases[i].label,
                     date_days_between(day(cases[i].expected), got));
    }
}

static void counts_back_and_between(void **state)
{
    (void)state;
    Date christmas = date_of(2026, 12, 25);
    assert_int_equal(school_day_on_or_before(&calendar, christmas).days,
                     date_of(2026, 12, 18).days);
    assert_int_equal(school_day_on_or_before(&calendar, date_of(2026, 11, 23)).days,
                     date_of(2026, 11, 23).days);
    assert_int_equal(school_day_on_or_before(&calendar, date_of(2026, 11, 28)).days,
                     date_of(2026, 11, 26).days);
    assert_int_equal(school_days_between(&calendar, date_of(2026, 12, 18), date_of(2027, 1, 4)), 1);
    assert_int_equal(school_days_between(&calendar, date_of(2026, 12, 18), date_of(2026, 12, 1)),
                     0);
}

static void counts_weeks(void **state)
{
    (void)state;
    /* Half term is no week of school; Christmas is two. */
    assert_int_equal(school_weeks_after(&calendar, date_of(2026, 10, 19), 2).days,
                     date_of(2026, 11, 9).days);
    assert_int_equal(school_weeks_after(&calendar, date_of(2026, 12, 16), 1).days,
                     date_of(2026, 12, 23).days);
    assert_int_equal(school_weeks_in(&calendar, date_of(2026, 10, 19), date_of(2026, 11, 6)), 2);
    assert_int_equal(school_weeks_in(&calendar, date_of(2026, 12, 19), date_of(2027, 1, 3)), 0);
    assert_int_equal(school_weeks_in(&calendar, date_of(2026, 11, 13), date_of(2026, 11, 16)), 2);
    assert_int_equal(school_weeks_in(&calendar, date_of(2026, 11, 16), date_of(2026, 11, 13)), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(open_and_closed),
        cmocka_unit_test(counts_days),
        cmocka_unit_test(counts_back_and_between),
        cmocka_unit_test(counts_weeks),
    };
    return cmocka_run_group_tests(tests, set_up, NULL);
}

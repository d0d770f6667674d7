#include "platform/base/date.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

#include "platform/base/test_numbers.h"

#define UNTOUCHED 123456

static void prints_dates(void **state)
{
    (void)state;
    static const struct {
        int year, month, day; /* year 0: no date */
        const char *iso, *full, *brief, *medium;
    } cases[] = {
        {2026, 11, 22, "2026-11-22", "22 November 2026", "Sun 22 Nov", "22 Nov 2026"},
        {2026, 9, 1, "2026-09-01", "1 September 2026", "Tue 1 Sep", "1 Sep 2026"},
        {2028, 2, 29, "2028-02-29", "29 February 2028", "Tue 29 Feb", "29 Feb 2028"},
        {2027, 5, 3, "2027-05-03", "3 May 2027", "Mon 3 May", "3 May 2027"},
        {1800, 1, 1, "1800-01-01", "1 January 1800", "Wed 1 Jan", "1 Jan 1800"},
        {2200, 12, 31, "2200-12-31", "31 December 2200", "Wed 31 Dec", "31 Dec 2200"},
        {0, 0, 0, "", "", "", ""},
    };
    Arena *arena = arena_create(65536, "test");
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        Date date = date_of(cases[i].year, cases[i].month, cases[i].day);
        assert_string_equal(date_iso(arena, date), cases[i].iso);
        assert_string_equal(date_long(arena, date), cases[i].full);
        assert_string_equal(date_short(arena, date), cases[i].brief);
        assert_string_equal(date_medium(arena, date), cases[i].medium);
    }
    arena_destroy(arena);
}

static void prints_moments(void **state)
{
    (void)state;
    static const struct {
        int64_t milliseconds;
        const char *iso, *full, *brief;
    } cases[] = {
        {INT64_C(1795334764123), "2026-11-22T08:06:04.123Z", "22 November 2026, 08:06",
         "Sun 22 Nov, 08:06"},
        {INT64_C(1784158200000), "2026-07-15T23:30:00.000Z", "16 July 2026, 00:30",
         "Thu 16 Jul, 00:30"},
        {0, "1970-01-01T00:00:00.000Z", "1 January 1970, 00:00", "Thu 1 Jan, 00:00"},
        {-1, "1969-12-31T23:59:59.999Z", "31 December 1969, 23:59", "Wed 31 Dec, 23:59"},
        {INT64_MIN, "", "", ""},
        {INT64_MAX, "", "", ""},
    };
    Arena *arena = arena_create(65536, "test");
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        Moment moment = {cases[i].milliseconds};
        char text[MOMENT_ISO_SIZE];
        moment_iso_text(text, moment);
        assert_string_equal(text, cases[i].iso);
        assert_string_equal(moment_iso(arena, moment), cases[i].iso);
        assert_string_equal(moment_long(arena, moment), cases[i].full);
        assert_string_equal(moment_short(arena, moment), cases[i].brief);
    }
    arena_destroy(arena);
}

typedef bool Parse(const char *text, Date *date);

typedef struct Accepted {
    const char *text, *iso;
} Accepted;

static void expect_accepted(Parse *parse, const Accepted *cases, size_t count)
{
    Arena *arena = arena_create(65536, "test");
    for (size_t i = 0; i < count; i++) {
        Date date = DATE_NONE;
        if (!parse(cases[i].text, &date) || strcmp(date_iso(arena, date), cases[i].iso) != 0)
            fail_msg("\"%s\"", cases[i].text);
    }
    arena_destroy(arena);
}

static void expect_refused(Parse *parse, const char *const *cases, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        Date date = {UNTOUCHED};
        if (parse(cases[i], &date) || date.days != UNTOUCHED)
            fail_msg("\"%s\"", cases[i] == NULL ? "NULL" : cases[i]);
    }
}

static void accepts_iso_dates(void **state)
{
    (void)state;
    static const Accepted cases[] = {
        {"2026-11-22", "2026-11-22"},
        {"2028-02-29", "2028-02-29"},
        {"1800-01-01", "1800-01-01"},
        {"2200-12-31", "2200-12-31"},
    };
    expect_accepted(date_parse_iso, cases, sizeof cases / sizeof cases[0]);
}

static void refuses_iso_dates(void **state)
{
    (void)state;
    static const char *const cases[] = {
        NULL,          "",
        "2027-02-29",  "2026-11-31",
        "2026-13-01",  "2026-00-01",
        "2026-01-00",  "1799-12-31",
        "2201-01-01",  "0000-01-01",
        "2026-1-22",   "2026-11-2",
        "26-11-22",    "02026-11-22",
        "20260-11-2",  " 2026-11-22",
        "2026-11-22 ", "2026-11-22T",
        "2026-11-222", "2026/11/22",
        "22-11-2026",  "20261122",
        "2026-11",     "2026-11-",
        "+026-11-22",  "2026--1-22",
        "2026-W47-7",
    };
    expect_refused(date_parse_iso, cases, sizeof cases / sizeof cases[0]);
}

static void accepts_typed_dates(void **state)
{
    (void)state;
    static const Accepted cases[] = {
        {"22/11/2026", "2026-11-22"},
        {"22-11-2026", "2026-11-22"},
        {"22.11.2026", "2026-11-22"},
        {"22 11 2026", "2026-11-22"},
        {"22 November 2026", "2026-11-22"},
        {"22 Nov 26", "2026-11-22"},
        {"22-Nov-26", "2026-11-22"},
        {"22/nov/2026", "2026-11-22"},
        {"22 NOVEMBER 2026", "2026-11-22"},
        {"1 Sept 2026", "2026-09-01"},
        {"2026-11-22", "2026-11-22"},
        {"  22/11/2026\t", "2026-11-22"},
        {" 2026-11-22 ", "2026-11-22"},
        {"22 / 11 / 2026", "2026-11-22"},
        {"22   November   2026", "2026-11-22"},
        {"1/9/26", "2026-09-01"},
        {"01/09/2026", "2026-09-01"},
        {"3/4/2026", "2026-04-03"}, /* day first, always */
        {"29/2/28", "2028-02-29"},
        {"29 Feb 2016", "2016-02-29"},
        {"1/1/00", "2000-01-01"},
        {"1/1/49", "2049-01-01"},
        {"1/1/50", "1950-01-01"},
        {"1/1/99", "1999-01-01"},
        {"5 May 2026", "2026-05-05"},
    };
    expect_accepted(date_parse_typed, cases, sizeof cases / sizeof cases[0]);
}

static void refuses_typed_dates(void **state)
{
    (void)state;
    static const char *const cases[] = {
        NULL,
        "",
        " ",
        "today",
        "29/2/2027",
        "29 February 2027",
        "29/2/27",
        "31/11/2026",
        "0/11/2026",
        "22/0/2026",
        "11/22/2026", /* month first, never */
        "November 22 2026",
        "2026/11/22",
        "2026 November 22",
        "2026-1-2",
        "22/11",
        "22/11/",
        "22/11/2",
        "22/11/202",
        "22/11/20260",
        "022/11/2026",
        "22/011/2026",
        "22/11-2026",
        "22 11/2026",
        "22//11/2026",
        "22/11//2026",
        "22112026",
        "22Nov2026",
        "22 No 2026",
        "22 Nov. 2026",
        "22 Novembers 2026",
        "22 Novermber 2026",
        "22 Mai 2026",
        "22nd November 2026",
        "-22/11/2026",
        "22/-11/2026",
        "22/11/-2026",
        "22/11/2026 10:00",
        "22/11/2026x",
        "22/11/1799",
        "22/11/2201",
        "22\n11\n2026",
        "\xD9\xA2/11/2026",
    };
    expect_refused(date_parse_typed, cases, sizeof cases / sizeof cases[0]);
}

static void parses_iso_moments(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        int64_t milliseconds; /* UNTOUCHED: refused */
    } cases[] = {
        {"2026-11-22T08:06:04.123Z", INT64_C(1795334764123)},
        {"1970-01-01T00:00:00.000Z", 0},
        {"1969-12-31T23:59:59.999Z", -1},
        {NULL, UNTOUCHED},
        {"", UNTOUCHED},
        {"2026-11-22", UNTOUCHED},
        {"2026-11-22T08:06Z", UNTOUCHED},
        {"2026-11-22T08:06:04Z", UNTOUCHED},
        {"2026-11-22T08:06:04.12Z", UNTOUCHED},
        {"2026-11-22T08:06:04.1234Z", UNTOUCHED},
        {"2026-11-22T08:06:04.123", UNTOUCHED},
        {"2026-11-22T08:06:04.123z", UNTOUCHED},
        {"2026-11-22T08:06:04.123+00:00", UNTOUCHED},
        {"2026-11-22t08:06:04.123Z", UNTOUCHED},
        {"2026-11-22 08:06:04.123Z", UNTOUCHED},
        {"2026-11-22T24:00:00.000Z", UNTOUCHED},
        {"2026-11-22T08:60:04.123Z", UNTOUCHED},
        {"2026-11-22T08:06:60.123Z", UNTOUCHED},
        {"2027-02-29T08:06:04.123Z", UNTOUCHED},
        {"2026-11-22T8:06:04.123Z", UNTOUCHED},
        {"2026-11-22T08:06:04,123Z", UNTOUCHED},
        {"2026-11-22T08:06:04.123Z ", UNTOUCHED},
        {" 2026-11-22T08:06:04.123Z", UNTOUCHED},
        {"2026-11-22T-8:06:04.123Z", UNTOUCHED},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        Moment moment = {UNTOUCHED};
        bool accepted = moment_parse_iso(cases[i].text, &moment);
        if (accepted != (cases[i].milliseconds != UNTOUCHED) ||
            moment.milliseconds != cases[i].milliseconds)
            fail_msg("\"%s\"", cases[i].text == NULL ? "NULL" : cases[i].text);
    }
}

static void expect_typed(const char *text, Date date)
{
    Date parsed;
    if (!date_parse_typed(text, &parsed) || parsed.days != date.days)
        fail_msg("\"%s\"", text);
}

static void every_printed_date_can_be_typed(void **state)
{
    (void)state;
    Arena *arena = arena_create(65536, "test");
    Date last = date_of(2200, 12, 31);
    for (Date date = date_of(1800, 1, 1); date.days <= last.days; date.days++) {
        expect_typed(date_iso(arena, date), date);
        expect_typed(date_long(arena, date), date);
        expect_typed(date_medium(arena, date), date);
        CivilDate civil = date_civil(date);
        char text[40];
        snprintf(text, sizeof text, "%d/%d/%d", civil.day, civil.month, civil.year);
        expect_typed(text, date);
        if (civil.year >= 1950 && civil.year <= 2049) {
            snprintf(text, sizeof text, "%02d.%02d.%02d", civil.day, civil.month, civil.year % 100);
            expect_typed(text, date);
        }
        arena_reset(arena);
    }
    arena_destroy(arena);
}

static void random_moments_go_there_and_back(void **state)
{
    (void)state;
    TestNumbers numbers = {20261122};
    int64_t first = date_of(1800, 1, 1).days * INT64_C(86400000);
    for (int i = 0; i < 200000; i++) {
        Moment moment = {first + (int64_t)test_number(&numbers, UINT64_C(401) * 365 * 86400000)};
        Moment parsed;
        char text[MOMENT_ISO_SIZE];
        moment_iso_text(text, moment);
        assert_true(moment_parse_iso(text, &parsed));
        assert_int_equal(parsed.milliseconds, moment.milliseconds);
    }
}

/* Changes a few characters of a text that is a date to others that dates are made of. */
static void spoil(TestNumbers *numbers, char *text)
{
    static const char alphabet[] = "0123456789/-. :TZNovemberMayJun\t\n\xC2\xA0+";
    size_t length = strlen(text);
    for (uint64_t changes = test_number(numbers, 4); changes > 0; changes--) {
        size_t place = test_number(numbers, length);
        text[place] = alphabet[test_number(numbers, sizeof alphabet)];
    }
}

/* Whatever is accepted must be a day that prints, and reads back as the same day. */
static void spoilt_dates_are_refused_or_real(void **state)
{
    (void)state;
    static const char *const starts[] = {"22/11/2026", "1-2-28",   "29.02.2016", "22 November 2026",
                                         "2026-11-22", "3 May 99", "22-Nov-26",  " 1 / 1 / 1950 "};
    TestNumbers numbers = {17};
    Arena *arena = arena_create(65536, "test");
    int accepted = 0, refused = 0;
    for (int i = 0; i < 400000; i++) {
        char text[32] = "";
        snprintf(text, sizeof text, "%s", starts[test_number(&numbers, 8)]);
        spoil(&numbers, text);
        Date date = {UNTOUCHED};
        Date again;
        if (!date_parse_typed(text, &date)) {
            assert_int_equal(date.days, UNTOUCHED);
            refused++;
            continue;
        }
        accepted++;
        assert_true(date_parse_iso(date_iso(arena, date), &again));
        assert_int_equal(again.days, date.days);
        arena_reset(arena);
    }
    assert_true(accepted > 50000 && refused > 50000);
    arena_destroy(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(prints_dates),
        cmocka_unit_test(prints_moments),
        cmocka_unit_test(accepts_iso_dates),
        cmocka_unit_test(refuses_iso_dates),
        cmocka_unit_test(accepts_typed_dates),
        cmocka_unit_test(refuses_typed_dates),
        cmocka_unit_test(parses_iso_moments),
        cmocka_unit_test(every_printed_date_can_be_typed),
        cmocka_unit_test(random_moments_go_there_and_back),
        cmocka_unit_test(spoilt_dates_are_refused_or_real),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

#include "demo/demo_calendar.h"

static Date weekday_on_or_after(Date date, Weekday weekday)
{
    int ahead = ((int)weekday - (int)date_weekday(date) + 7) % 7;
    return date_add_days(date, ahead);
}

static Date weekday_on_or_before(Date date, Weekday weekday)
{
    int back = ((int)date_weekday(date) - (int)weekday + 7) % 7;
    return date_add_days(date, -back);
}

/* The Gregorian calendar's rule, as Meeus writes it. */
static Date easter_sunday(int year)
{
    int a = year % 19, b = year / 100, c = year % 100;
    int d = b / 4, e = b % 4, f = (b + 8) / 25, g = (b - f + 1) / 3;
    int h = (19 * a + b - d - g + 15) % 30;
    int i = c / 4, k = c % 4, l = (32 + 2 * e + 2 * i - h - k) % 7;
    int m = (a + 11 * h + 22 * l) / 451;
    int month = (h + l - 7 * m + 114) / 31;
    return date_of(year, month, (h + l - 7 * m + 114) % 31 + 1);
}

/* Two weeks: after Easter when it is early, before it when it is late. */
static void easter_holiday(int year, Date *last_before, Date *first_after)
{
    Date easter = easter_sunday(year);
    bool early = date_compare(easter, date_of(year, 4, 9)) <= 0;
    *last_before = date_add_days(easter, early ? -3 : -16);
    *first_after = date_add_days(easter, early ? 15 : 2);
}

static void put_half_term(SchoolTerm *term, Date monday)
{
    term->half_term_starts_on = monday;
    term->half_term_ends_on = date_add_days(monday, 4);
}

void demo_terms(int year, SchoolTerm terms[TERMS_A_YEAR])
{
    static const char *const names[] = {"Autumn", "Spring", "Summer"};
    for (int i = 0; i < TERMS_A_YEAR; i++)
        terms[i] = (SchoolTerm){.academic_year = year, .name = names[i]};
    terms[0].starts_on = weekday_on_or_after(date_of(year, 9, 2), WEDNESDAY);
    terms[0].ends_on = weekday_on_or_before(date_of(year, 12, 20), FRIDAY);
    put_half_term(&terms[0], weekday_on_or_after(date_of(year, 10, 23), MONDAY));
    terms[1].starts_on = weekday_on_or_after(date_of(year + 1, 1, 4), MONDAY);
    put_half_term(&terms[1], weekday_on_or_after(date_of(year + 1, 2, 12), MONDAY));
    easter_holiday(year + 1, &terms[1].ends_on, &terms[2].starts_on);
    terms[2].ends_on = weekday_on_or_after(date_of(year + 1, 7, 19), WEDNESDAY);
    put_half_term(&terms[2], weekday_on_or_before(date_of(year + 1, 5, 31), MONDAY));
}

void demo_calendar_make(DemoCalendar *calendar, Date today)
{
    calendar->today = today;
    for (int year = 0; year < DEMO_YEARS; year++)
        demo_terms(academic_year(today) - 2 + year, &calendar->school_terms[year * TERMS_A_YEAR]);
    for (int i = 0; i < DEMO_TERMS; i++) {
        const SchoolTerm *term = &calendar->school_terms[i];
        calendar->terms[i] = (Term){term->name, term->starts_on, term->ends_on};
        calendar->closures[i] = (Closure){term->half_term_starts_on, term->half_term_ends_on};
    }
    calendar->calendar =
        (SchoolCalendar){DEMO_TERMS, calendar->terms, DEMO_TERMS, calendar->closures};
}

Date demo_school_days_before(const DemoCalendar *calendar, Date date, int days)
{
    const SchoolCalendar *school = &calendar->calendar;
    if (days < 0)
        return school_days_after(school, date, -days);
    Date day = school_day_on_or_before(school, date);
    for (; days > 0; days--)
        day = school_day_on_or_before(school, date_add_days(day, -1));
    return day;
}

Date demo_day_in_year(const DemoCalendar *calendar, int years_back, int month, int day)
{
    int year = academic_year(calendar->today) - years_back + (month < 9 ? 1 : 0);
    return school_day_on_or_before(&calendar->calendar, date_of(year, month, day));
}

bool demo_bank_holiday(Date date)
{
    CivilDate civil = date_civil(date);
    return civil.month == 5 && civil.day <= 7 && date_weekday(date) == MONDAY;
}

#include "school/term_rules.h"

#include "platform/base/text.h"

enum { SPRING = 3 }; /* March */

static const DateFault fine = {NULL, NULL};

/* Colleges begin in August, and some schools train their staff on its last days. */
static bool in_school_year(Date date, int year)
{
    return date_compare(date, date_of(year, 8, 1)) >= 0 &&
           date_compare(date, date_of(year + 1, 8, 31)) <= 0;
}

static bool within(Date date, Date first, Date last)
{
    return date_compare(first, date) <= 0 && date_compare(date, last) <= 0;
}

static DateFault half_term_check(const SchoolTerm *term)
{
    bool starts = date_is_set(term->half_term_starts_on);
    bool ends = date_is_set(term->half_term_ends_on);
    if (!starts && !ends)
        return fine;
    if (!starts)
        return (DateFault){"half_term_starts_on", "Enter the first day of half term"};
    if (!ends)
        return (DateFault){"half_term_ends_on", "Enter the last day of half term"};
    if (!within(term->half_term_starts_on, term->starts_on, term->ends_on))
        return (DateFault){"half_term_starts_on", "Half term must be inside its term"};
    if (!within(term->half_term_ends_on, term->half_term_starts_on, term->ends_on))
        return (DateFault){"half_term_ends_on",
                           "Half term must end after it begins, inside its term"};
    return fine;
}

static DateFault span_check(Date starts, Date ends, int year)
{
    if (!date_is_set(starts))
        return (DateFault){"starts_on", "Enter the first day"};
    if (!in_school_year(starts, year))
        return (DateFault){"starts_on", "The first day is not in this school year"};
    if (!date_is_set(ends))
        return (DateFault){"ends_on", "Enter the last day"};
    if (date_compare(ends, starts) < 0)
        return (DateFault){"ends_on", "The last day must not be before the first"};
    if (!in_school_year(ends, year))
        return (DateFault){"ends_on", "The last day is not in this school year"};
    return fine;
}

DateFault term_check(const SchoolTerm *terms, size_t at)
{
    const SchoolTerm *term = &terms[at];
    if (text_empty(term->name))
        return (DateFault){"name", "Give the term a name, such as Autumn"};
    DateFault fault = span_check(term->starts_on, term->ends_on, term->academic_year);
    if (fault.field != NULL)
        return fault;
    for (size_t i = 0; i < at; i++)
        if (date_compare(term->starts_on, terms[i].ends_on) <= 0 &&
            date_compare(terms[i].starts_on, term->ends_on) <= 0)
            return (DateFault){"starts_on", "Two terms share days. Check this one and those above"};
    return half_term_check(term);
}

DateFault closure_check(const SchoolClosure *closure, int year)
{
    if (text_empty(closure->name))
        return (DateFault){"name", "Say what it is, such as Training day"};
    if (date_is_set(closure->starts_on) && academic_year(closure->starts_on) != year)
        return (DateFault){"starts_on", "This day is not in this school year"};
    return span_check(closure->starts_on, closure->ends_on, year);
}

int dates_missing(const SchoolCalendar *calendar, Date today)
{
    int year = academic_year(today);
    if (!school_year_recorded(calendar, year))
        return year;
    bool late = date_compare(today, date_of(year + 1, SPRING, 1)) >= 0;
    return late && !school_year_recorded(calendar, year + 1) ? year + 1 : 0;
}

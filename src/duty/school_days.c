#include "duty/school_days.h"

#include "platform/base/log.h"

#define DAYS_IN_WEEK 7
/* No setting closes for a year: a search that goes further has met a fault in our own code. */
#define LONGEST_SEARCH 3660

bool school_year_recorded(const SchoolCalendar *calendar, int year)
{
    for (size_t i = 0; i < calendar->term_count; i++)
        if (academic_year(calendar->terms[i].first) == year)
            return true;
    return false;
}

static bool closed(const SchoolCalendar *calendar, Date date)
{
    for (size_t i = 0; i < calendar->closure_count; i++) {
        const Closure *closure = &calendar->closures[i];
        if (date_compare(closure->first, date) <= 0 && date_compare(date, closure->last) <= 0)
            return true;
    }
    return false;
}

const Term *school_term(const SchoolCalendar *calendar, Date date)
{
    for (size_t i = 0; i < calendar->term_count; i++) {
        const Term *term = &calendar->terms[i];
        if (date_compare(term->first, date) <= 0 && date_compare(date, term->last) <= 0)
            return term;
    }
    return NULL;
}

bool school_day(const SchoolCalendar *calendar, Date date)
{
    Weekday weekday = date_weekday(date);
    if (weekday == SATURDAY || weekday == SUNDAY || closed(calendar, date))
        return false;
    return school_term(calendar, date) != NULL ||
           !school_year_recorded(calendar, academic_year(date));
}

Date school_day_on_or_before(const SchoolCalendar *calendar, Date date)
{
    for (int back = 0; back < LONGEST_SEARCH; back++) {
        Date day = date_add_days(date, -back);
        if (school_day(calendar, day))
            return day;
    }
    log_panic("school_days", "reason=never_open");
}

Date school_days_after(const SchoolCalendar *calendar, Date from, int count)
{
    ASSERT(date_is_set(from) && count >= 0);
    Date day = from;
    for (int searched = 0; count > 0; searched++) {
        ASSERT(searched < LONGEST_SEARCH);
        day = date_add_days(day, 1);
        if (school_day(calendar, day))
            count--;
    }
    return day;
}

int school_days_between(const SchoolCalendar *calendar, Date from, Date until)
{
    int count = 0;
    int days = date_days_between(from, until);
    for (int ahead = 1; ahead <= days; ahead++)
        if (school_day(calendar, date_add_days(from, ahead)))
            count++;
    return count;
}

Date school_weeks_after(const SchoolCalendar *calendar, Date from, int count)
{
    ASSERT(date_is_set(from) && count >= 0);
    Date day = from;
    for (int searched = 0; count > 0; searched++) {
        ASSERT(searched < LONGEST_SEARCH);
        Date next = date_add_days(day, DAYS_IN_WEEK);
        if (school_days_between(calendar, date_add_days(day, -1), date_add_days(next, -1)) > 0)
            count--;
        day = next;
    }
    return day;
}

int school_weeks_in(const SchoolCalendar *calendar, Date first, Date last)
{
    int weeks = 0;
    Date day = first;
    while (date_compare(day, last) <= 0) {
        Date sunday = date_add_days(day, SUNDAY - (int)date_weekday(day));
        Date end = date_compare(sunday, last) < 0 ? sunday : last;
        if (school_days_between(calendar, date_add_days(day, -1), end) > 0)
            weeks++;
        day = date_add_days(end, 1);
    }
    return weeks;
}

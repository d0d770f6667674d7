/* school_days.h: counting in school days and school weeks.
 *
 * Terms and closures are data of the setting, never built in. In a school year of which no term
 * is recorded every weekday counts as a school day, so that a clock never stands still for want
 * of dates; the error is then on the early side. Owns nothing. Pure. */
#ifndef DUTY_SCHOOL_DAYS_H
#define DUTY_SCHOOL_DAYS_H

#include <stdbool.h>
#include <stddef.h>

#include "platform/base/date.h"

/* Both days belong to it. */
typedef struct Term {
    const char *name; /* "Autumn" */
    Date first;
    Date last;
} Term;

/* Half term, training days, bank holidays: both days belong to it. */
typedef struct Closure {
    Date first;
    Date last;
} Closure;

typedef struct SchoolCalendar {
    size_t term_count;
    const Term *terms; /* in order of time */
    size_t closure_count;
    const Closure *closures;
} SchoolCalendar;

/* Whether a term of the school year that starts in the autumn of `year` is there. */
bool school_year_recorded(const SchoolCalendar *calendar, int year);
bool school_day(const SchoolCalendar *calendar, Date date);
/* The same day when the setting is open, otherwise the last open day before. */
Date school_day_on_or_before(const SchoolCalendar *calendar, Date date);
/* The count-th open day after `from`; `from` itself is not counted. */
Date school_days_after(const SchoolCalendar *calendar, Date from, int count);
/* Open days after `from` up to and including `until`; 0 when `until` is not later. */
int school_days_between(const SchoolCalendar *calendar, Date from, Date until);
/* The same weekday, after `count` weeks, each counted from that weekday, that had an open day. */
Date school_weeks_after(const SchoolCalendar *calendar, Date from, int count);
/* Weeks, Monday to Sunday, with an open day from `first` to `last`; a part of a week counts. */
int school_weeks_in(const SchoolCalendar *calendar, Date first, Date last);
/* The term that holds the day, or NULL. */
const Term *school_term(const SchoolCalendar *calendar, Date date);

#endif

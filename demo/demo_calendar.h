/* demo_calendar.h: the demo school's terms, reckoned for any year as English schools usually set
 * them, and walking about in its school days.
 *
 * Pure. */
#ifndef DEMO_DEMO_CALENDAR_H
#define DEMO_DEMO_CALENDAR_H

#include "school/school.h"

enum { TERMS_A_YEAR = 3, DEMO_YEARS = 4, DEMO_TERMS = TERMS_A_YEAR * DEMO_YEARS };

/* Two years back, this school year and the next, as seen on a day. */
typedef struct DemoCalendar {
    Date today;
    SchoolTerm school_terms[DEMO_TERMS];
    Term terms[DEMO_TERMS];
    Closure closures[DEMO_TERMS];
    SchoolCalendar calendar; /* of the above: it points into this struct */
} DemoCalendar;

void demo_calendar_make(DemoCalendar *calendar, Date today);
/* The three terms of the school year that starts in the autumn of `year`. */
void demo_terms(int year, SchoolTerm terms[TERMS_A_YEAR]);
/* So many school days before `date`, or after when below 0; 0 gives the last open day up to it. In
 * years outside the calendar every weekday counts. */
Date demo_school_days_before(const DemoCalendar *calendar, Date date, int days);
/* A school day near the middle of a month, some school years back (0: this one). */
Date demo_day_in_year(const DemoCalendar *calendar, int years_back, int month, int day);
/* The early May bank holiday: the one day in a term without school that a term does not tell. */
bool demo_bank_holiday(Date date);

#endif

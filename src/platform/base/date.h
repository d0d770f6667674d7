/* date.h: days, moments and school years.
 *
 * A Date is a day in the proleptic Gregorian calendar, with no time or zone; a Moment is a UTC
 * instant in milliseconds. "Today" is always London's (Europe/London summer time by the rule in
 * force since 1996: last Sunday of March to last Sunday of October, changing at 01:00 UTC), so it
 * does not depend on the machine's zone files. Pure, save clock_now() and
 * clock_fix(). */
#ifndef PLATFORM_BASE_DATE_H
#define PLATFORM_BASE_DATE_H

#include <stdbool.h>
#include <stdint.h>

#include "platform/base/arena.h"

typedef struct Date {
    int32_t days; /* since 1970-01-01; INT32_MIN: no date */
} Date;

typedef struct Moment {
    int64_t milliseconds; /* since 1970-01-01T00:00:00Z; INT64_MIN: none */
} Moment;

#define DATE_NONE   ((Date){INT32_MIN})
#define MOMENT_NONE ((Moment){INT64_MIN})

/* A wall clock in London. */
typedef struct LondonTime {
    Date date; /* no date: the moment is none */
    int hour;  /* 0 to 23 */
    int minute;
} LondonTime;

typedef enum Weekday { MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY, SATURDAY, SUNDAY } Weekday;

typedef struct CivilDate {
    int year;
    int month; /* 1 to 12 */
    int day;   /* 1 to 31 */
} CivilDate;

bool date_is_set(Date date);
bool moment_is_set(Moment moment);
int date_compare(Date a, Date b); /* below, at or above 0; no date sorts first */

/* DATE_NONE when there is no such day (29 February 2027). Years 1800 to 2200. */
Date date_of(int year, int month, int day);
/* These three take a date that is set. */
CivilDate date_civil(Date date);
Weekday date_weekday(Date date);
int date_days_between(Date from, Date to); /* to minus from */
/* DATE_NONE for no date, and past the years above. */
Date date_add_days(Date date, int days);
/* The same day some months on; the month's last day when there is none. */
Date date_add_months(Date date, int months);

/* The parsers take NULL as refused, and leave the result alone when they refuse. */
/* ISO 2026-11-22 only. */
bool date_parse_iso(const char *text, Date *date);
/* As people type it: 22/11/2026, 22-11-2026, 22.11.2026, 22 11 2026, 22 November 2026, 22 Nov 26,
 * 22-Nov-26, ISO; spaces around any part. Day first always. A month's name may be cut to three
 * letters or more. A two-digit year means 2000 to 2049 or 1950 to 1999. */
bool date_parse_typed(const char *text, Date *date);

/* "2026-11-22", "22 November 2026", "Sun 22 Nov", "22 Nov 2026"; "" for no date. */
char *date_iso(Arena *arena, Date date);
char *date_long(Arena *arena, Date date);
char *date_short(Arena *arena, Date date);
char *date_medium(Arena *arena, Date date);
/* London's "22 November 2026, 08:06" and "Sun 22 Nov, 08:06". */
char *moment_long(Arena *arena, Moment moment);
char *moment_short(Arena *arena, Moment moment);
/* "2026-11-22T08:06:04.123Z", the one form stored and logged; "" for no moment. */
char *moment_iso(Arena *arena, Moment moment);
/* The same without an arena. */
#define MOMENT_ISO_SIZE 25
void moment_iso_text(char text[MOMENT_ISO_SIZE], Moment moment);
/* That form only. */
bool moment_parse_iso(const char *text, Moment *moment);

/* No date for no moment, and outside the years above. */
Date moment_utc_date(Moment moment);
Date moment_london_date(Moment moment);
LondonTime moment_in_london(Moment moment);
/* London wall clock to UTC. The hour that comes twice in October means the first; the hour that
 * is left out in March means an hour later: 01:30 becomes 02:30. */
Moment moment_london(Date date, int hour, int minute);

/* The system's clock, or the fixed moment set by clock_fix() in tests. Safe from any thread. */
Moment clock_now(void);
void clock_fix(Moment moment); /* MOMENT_NONE frees it */

/* Whole years of age, below 0 before birth; someone born on 29 February turns a year older on 1
 * March when there is no 29 February. */
int date_age(Date born, Date on);
/* The year in which the academic year containing the date starts; begins on 1 September. */
int academic_year(Date date);
Date academic_year_start(Date date);

#endif

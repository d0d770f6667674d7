#include "platform/base/date.h"

#include <stdatomic.h>
#include <time.h>

#include "platform/base/log.h"

#define FIRST_YEAR        1800
#define LAST_YEAR         2200
#define DAYS_OF_400_YEARS 146097
#define DAYS_TO_1970      719468         /* from 1 March of the year 0 */
#define MINUTE            INT64_C(60000) /* milliseconds */
#define HOUR              (60 * MINUTE)
#define DAY               (24 * HOUR)

static _Atomic int64_t fixed_clock = INT64_MIN;

bool date_is_set(Date date)
{
    return date.days != INT32_MIN;
}

bool moment_is_set(Moment moment)
{
    return moment.milliseconds != INT64_MIN;
}

int date_compare(Date a, Date b)
{
    return (a.days > b.days) - (a.days < b.days);
}

static bool leap_year(int year)
{
    return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

static int days_of_month(int year, int month)
{
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    return month == 2 && leap_year(year) ? 29 : days[month - 1];
}

/* Years counted from March put the leap day last, so that a month's first day is a straight line
 * through the months: 153 days in every five. */
static int32_t days_of(int year, int month, int day)
{
    int march_year = month > 2 ? year : year - 1;
    int march_month = month > 2 ? month - 3 : month + 9;
    int century_days = march_year / 4 - march_year / 100 + march_year / 400;
    int day_of_year = (153 * march_month + 2) / 5 + day - 1;
    return 365 * march_year + century_days + day_of_year - DAYS_TO_1970;
}

static bool in_range(int64_t days)
{
    return days >= days_of(FIRST_YEAR, 1, 1) && days <= days_of(LAST_YEAR, 12, 31);
}

static Date date_within(int64_t days)
{
    return in_range(days) ? (Date){(int32_t)days} : DATE_NONE;
}

Date date_of(int year, int month, int day)
{
    if (year < FIRST_YEAR || year > LAST_YEAR || month < 1 || month > 12)
        return DATE_NONE;
    if (day < 1 || day > days_of_month(year, month))
        return DATE_NONE;
    return (Date){days_of(year, month, day)};
}

CivilDate date_civil(Date date)
{
    ASSERT(in_range(date.days));
    int year = 1970 + (int)((int64_t)date.days * 400 / DAYS_OF_400_YEARS);
    while (days_of(year, 1, 1) > date.days)
        year--;
    while (days_of(year + 1, 1, 1) <= date.days)
        year++;
    int day = date.days - days_of(year, 1, 1) + 1;
    int month = 1;
    for (; day > days_of_month(year, month); month++)
        day -= days_of_month(year, month);
    return (CivilDate){.year = year, .month = month, .day = day};
}

Weekday date_weekday(Date date)
{
    ASSERT(date_is_set(date));
    /* 1 January 1970 was a Thursday; C's remainder of a negative number is negative. */
    int weekday = (date.days % 7 + 7 + THURSDAY) % 7;
    return (Weekday)weekday;
}

Date date_add_days(Date date, int days)
{
    return date_is_set(date) ? date_within((int64_t)date.days + days) : DATE_NONE;
}

Date date_add_months(Date date, int months)
{
    if (!date_is_set(date))
        return DATE_NONE;
    CivilDate civil = date_civil(date);
    int64_t month_count = (int64_t)civil.year * 12 + civil.month - 1 + months;
    if (month_count < INT64_C(12) * FIRST_YEAR || month_count >= INT64_C(12) * (LAST_YEAR + 1))
        return DATE_NONE;
    int year = (int)(month_count / 12);
    int month = (int)(month_count % 12) + 1;
    int last = days_of_month(year, month);
    return date_of(year, month, civil.day < last ? civil.day : last);
}

int date_days_between(Date from, Date to)
{
    ASSERT(date_is_set(from) && date_is_set(to));
    return to.days - from.days;
}

/* Midnight UTC at which the date begins. */
static int64_t midnight(Date date)
{
    return date.days * DAY;
}

static Date last_sunday(int year, int month)
{
    Date last = date_of(year, month, 31); /* March and October both have 31 days */
    int since_sunday = ((int)date_weekday(last) + 1) % 7;
    return date_add_days(last, -since_sunday);
}

static bool london_summer(int64_t milliseconds, int year)
{
    return milliseconds >= midnight(last_sunday(year, 3)) + HOUR &&
           milliseconds < midnight(last_sunday(year, 10)) + HOUR;
}

Date moment_utc_date(Moment moment)
{
    /* Floors, where division alone would round a moment before 1970 up. */
    int64_t days = moment.milliseconds / DAY - (moment.milliseconds % DAY < 0);
    return date_within(days);
}

LondonTime moment_in_london(Moment moment)
{
    Date utc = moment_utc_date(moment);
    if (!date_is_set(utc))
        return (LondonTime){.date = DATE_NONE};
    int64_t shown = moment.milliseconds;
    if (london_summer(shown, date_civil(utc).year))
        shown += HOUR;
    Date date = moment_utc_date((Moment){shown});
    int minutes = (int)((shown - midnight(date)) / MINUTE);
    return (LondonTime){.date = date, .hour = minutes / 60, .minute = minutes % 60};
}

Date moment_london_date(Moment moment)
{
    return moment_in_london(moment).date;
}

Moment moment_london(Date date, int hour, int minute)
{
    ASSERT(hour >= 0 && hour <= 23 && minute >= 0 && minute <= 59);
    if (!date_is_set(date))
        return MOMENT_NONE;
    int64_t winter = midnight(date) + hour * HOUR + minute * MINUTE;
    int64_t summer = winter - HOUR;
    return (Moment){london_summer(summer, date_civil(date).year) ? summer : winter};
}

Moment clock_now(void)
{
    int64_t fixed = atomic_load(&fixed_clock);
    if (fixed != INT64_MIN)
        return (Moment){fixed};
    struct timespec now;
    clock_gettime(CLOCK_REALTIME, &now);
    return (Moment){(int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000};
}

void clock_fix(Moment moment)
{
    atomic_store(&fixed_clock, moment.milliseconds);
}

int date_age(Date born, Date on)
{
    CivilDate birth = date_civil(born);
    CivilDate day = date_civil(on);
    bool birthday_to_come =
        day.month < birth.month || (day.month == birth.month && day.day < birth.day);
    return day.year - birth.year - (birthday_to_come ? 1 : 0);
}

int academic_year(Date date)
{
    CivilDate civil = date_civil(date);
    return civil.month >= 9 ? civil.year : civil.year - 1;
}

Date academic_year_start(Date date)
{
    return date_of(academic_year(date), 9, 1);
}

#include "platform/base/date.h"

#include <string.h>

static const char *const month_names[] = {"January",   "February", "March",    "April",
                                          "May",       "June",     "July",     "August",
                                          "September", "October",  "November", "December"};
static const char *const weekday_names[] = {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};

char *date_iso(Arena *arena, Date date)
{
    if (!date_is_set(date))
        return arena_copy(arena, "");
    CivilDate civil = date_civil(date);
    return arena_print(arena, "%04d-%02d-%02d", civil.year, civil.month, civil.day);
}

char *date_long(Arena *arena, Date date)
{
    if (!date_is_set(date))
        return arena_copy(arena, "");
    CivilDate civil = date_civil(date);
    return arena_print(arena, "%d %s %d", civil.day, month_names[civil.month - 1], civil.year);
}

char *date_short(Arena *arena, Date date)
{
    if (!date_is_set(date))
        return arena_copy(arena, "");
    CivilDate civil = date_civil(date);
    return arena_print(arena, "%s %d %.3s", weekday_names[date_weekday(date)], civil.day,
                       month_names[civil.month - 1]);
}

char *date_medium(Arena *arena, Date date)
{
    if (!date_is_set(date))
        return arena_copy(arena, "");
    CivilDate civil = date_civil(date);
    return arena_print(arena, "%d %.3s %d", civil.day, month_names[civil.month - 1], civil.year);
}

static char *with_time(Arena *arena, const char *date, LondonTime time)
{
    if (!date_is_set(time.date))
        return arena_copy(arena, "");
    return arena_print(arena, "%s, %02d:%02d", date, time.hour, time.minute);
}

char *moment_long(Arena *arena, Moment moment)
{
    LondonTime time = moment_in_london(moment);
    return with_time(arena, date_long(arena, time.date), time);
}

char *moment_short(Arena *arena, Moment moment)
{
    LondonTime time = moment_in_london(moment);
    return with_time(arena, date_short(arena, time.date), time);
}

char *moment_iso(Arena *arena, Moment moment)
{
    char text[MOMENT_ISO_SIZE];
    moment_iso_text(text, moment);
    return arena_copy(arena, text);
}

static void digits_before(char *end, int width, int value)
{
    for (; width > 0; width--) {
        *--end = (char)('0' + value % 10);
        value /= 10;
    }
}

/* By hand, from the right: the log and the database writer call it for every line and row. */
void moment_iso_text(char text[MOMENT_ISO_SIZE], Moment moment)
{
    text[0] = '\0';
    Date date = moment_utc_date(moment);
    if (!date_is_set(date))
        return;
    CivilDate civil = date_civil(date);
    int milliseconds = (int)(moment.milliseconds - date.days * INT64_C(86400000));
    int seconds = milliseconds / 1000;
    memcpy(text, "0000-00-00T00:00:00.000Z", MOMENT_ISO_SIZE);
    digits_before(text + 4, 4, civil.year);
    digits_before(text + 7, 2, civil.month);
    digits_before(text + 10, 2, civil.day);
    digits_before(text + 13, 2, seconds / 3600);
    digits_before(text + 16, 2, seconds / 60 % 60);
    digits_before(text + 19, 2, seconds % 60);
    digits_before(text + 23, 3, milliseconds % 1000);
}

#include "platform/base/date.h"

#include "platform/base/text.h"

/* Reads text from the left; each reader says whether it found its part and moves past it. */
typedef struct Reader {
    const char *at;
} Reader;

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool read_char(Reader *reader, char c)
{
    if (*reader->at != c)
        return false;
    reader->at++;
    return true;
}

static void skip_spaces(Reader *reader)
{
    while (*reader->at == ' ' || *reader->at == '\t')
        reader->at++;
}

/* At most four digits, so that no number overflows. */
static bool read_number(Reader *reader, size_t least, size_t most, int *number)
{
    size_t length = 0;
    int value = 0;
    while (is_digit(reader->at[length]) && length <= most) {
        value = value * 10 + (reader->at[length] - '0');
        length++;
    }
    if (length < least || length > most)
        return false;
    reader->at += length;
    *number = value;
    return true;
}

static bool read_iso_date(Reader *reader, Date *date)
{
    int year, month, day;
    if (!read_number(reader, 4, 4, &year) || !read_char(reader, '-') ||
        !read_number(reader, 2, 2, &month) || !read_char(reader, '-') ||
        !read_number(reader, 2, 2, &day))
        return false;
    *date = date_of(year, month, day);
    return date_is_set(*date);
}

bool date_parse_iso(const char *text, Date *date)
{
    Date found;
    Reader reader = {text};
    if (text == NULL || !read_iso_date(&reader, &found) || *reader.at != '\0')
        return false;
    *date = found;
    return true;
}

static bool read_time(Reader *reader, int64_t *milliseconds)
{
    int hour, minute, second, thousandth;
    if (!read_number(reader, 2, 2, &hour) || !read_char(reader, ':') ||
        !read_number(reader, 2, 2, &minute) || !read_char(reader, ':') ||
        !read_number(reader, 2, 2, &second) || !read_char(reader, '.') ||
        !read_number(reader, 3, 3, &thousandth))
        return false;
    if (hour > 23 || minute > 59 || second > 59)
        return false;
    *milliseconds = ((hour * INT64_C(60) + minute) * 60 + second) * 1000 + thousandth;
    return true;
}

bool moment_parse_iso(const char *text, Moment *moment)
{
    Date date;
    int64_t milliseconds;
    Reader reader = {text};
    if (text == NULL || !read_iso_date(&reader, &date) || !read_char(&reader, 'T') ||
        !read_time(&reader, &milliseconds) || !read_char(&reader, 'Z') || *reader.at != '\0')
        return false;
    moment->milliseconds = date.days * INT64_C(86400000) + milliseconds;
    return true;
}

static bool begins(const char *name, const char *word, size_t length)
{
    for (size_t i = 0; i < length; i++) {
        if (name[i] == '\0' || name[i] != text_lower(word[i]))
            return false;
    }
    return true;
}

static bool read_month_name(Reader *reader, int *month)
{
    static const char *const names[] = {"january",   "february", "march",    "april",
                                        "may",       "june",     "july",     "august",
                                        "september", "october",  "november", "december"};
    size_t length = 0;
    while (is_letter(reader->at[length]))
        length++;
    if (length < 3)
        return false;
    for (int i = 0; i < 12; i++) {
        if (begins(names[i], reader->at, length)) {
            reader->at += length;
            *month = i + 1;
            return true;
        }
    }
    return false;
}

/* A slash, hyphen or full stop with spaces or without, or spaces alone. */
static bool read_separator(Reader *reader, char *separator)
{
    const char *start = reader->at;
    skip_spaces(reader);
    *separator = ' ';
    if (*reader->at == '/' || *reader->at == '-' || *reader->at == '.')
        *separator = *reader->at++;
    skip_spaces(reader);
    return reader->at != start;
}

static bool read_year(Reader *reader, int *year)
{
    const char *start = reader->at;
    if (!read_number(reader, 2, 4, year))
        return false;
    if (reader->at - start == 2)
        *year += *year < 50 ? 2000 : 1900;
    else if (reader->at - start == 3)
        return false;
    return true;
}

static bool read_day_first(Reader *reader, Date *date)
{
    int day, month, year;
    char first, second;
    if (!read_number(reader, 1, 2, &day) || !read_separator(reader, &first))
        return false;
    if (!read_number(reader, 1, 2, &month) && !read_month_name(reader, &month))
        return false;
    if (!read_separator(reader, &second) || first != second || !read_year(reader, &year))
        return false;
    *date = date_of(year, month, day);
    return date_is_set(*date);
}

bool date_parse_typed(const char *text, Date *date)
{
    if (text == NULL)
        return false;
    Date found;
    Reader start = {text};
    skip_spaces(&start);
    Reader reader = start;
    if (!read_iso_date(&reader, &found)) {
        reader = start;
        if (!read_day_first(&reader, &found))
            return false;
    }
    skip_spaces(&reader);
    if (*reader.at != '\0')
        return false;
    *date = found;
    return true;
}

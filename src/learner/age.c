#include "learner/age.h"

#include <ctype.h>
#include <string.h>

#include "platform/base/text.h"

#define AGE_IN_RECEPTION       4 /* on 31 August before it */
#define SCHOOL_AGE_STARTS      5
#define SCHOOL_AGE_ENDS        16
#define YOUNG_PERSON_UNTIL_AGE 25
#define YEAR_TEXT_MAXIMUM      24

typedef struct YearName {
    NationalYear year;
    const char *code;
    const char *words;
} YearName;

static const YearName year_names[] = {
    {YEAR_E1, "E1", "Early years, under 1"},
    {YEAR_E2, "E2", "Early years, age 1 to 2"},
    {YEAR_N1, "N1", "Nursery, age 2 to 3"},
    {YEAR_N2, "N2", "Nursery, age 3 to 4"},
    {YEAR_RECEPTION, "R", "Reception"},
    {1, "1", "Year 1"},
    {2, "2", "Year 2"},
    {3, "3", "Year 3"},
    {4, "4", "Year 4"},
    {5, "5", "Year 5"},
    {6, "6", "Year 6"},
    {7, "7", "Year 7"},
    {8, "8", "Year 8"},
    {9, "9", "Year 9"},
    {10, "10", "Year 10"},
    {11, "11", "Year 11"},
    {12, "12", "Year 12"},
    {13, "13", "Year 13"},
    {14, "14", "Year 14"},
    {YEAR_NOT_FOLLOWED, "X", "National curriculum year not followed"},
    {YEAR_MIXED, "M", "Mixed years"},
};

/* As other systems write the years, capitals and without spaces. */
static const YearName other_names[] = {
    {YEAR_RECEPTION, "0", ""}, {YEAR_RECEPTION, "RECEPTION", ""}, {YEAR_RECEPTION, "REC", ""},
    {YEAR_N1, "NURSERY1", ""}, {YEAR_N2, "NURSERY2", ""},         {YEAR_N2, "NURSERY", ""},
    {YEAR_MIXED, "MIXED", ""},
};

static const YearName *find_code(const YearName *names, size_t count, const char *code)
{
    for (size_t i = 0; i < count; i++)
        if (text_equal(names[i].code, code))
            return &names[i];
    return NULL;
}

static const YearName *find_year(NationalYear year)
{
    for (size_t i = 0; i < sizeof year_names / sizeof year_names[0]; i++)
        if (year_names[i].year == year)
            return &year_names[i];
    return NULL;
}

NationalYear national_year_by_age(Date born, Date on)
{
    Date reckoned_on = date_add_days(academic_year_start(on), -1);
    if (date_compare(born, reckoned_on) > 0)
        return YEAR_NONE; /* not born when the school year began */
    NationalYear year = date_age(born, reckoned_on) - AGE_IN_RECEPTION;
    return year > YEAR_LAST ? YEAR_NONE : year;
}

/* Capitals without spaces; "YEAR9", "YR09", "Y9" and "09" become "9". */
static bool plain_code(const char *text, char *code, size_t size)
{
    size_t length = 0;
    for (const char *c = text; *c != '\0'; c++) {
        if (isspace((unsigned char)*c))
            continue;
        if (length + 1 == size)
            return false;
        code[length++] = (char)toupper((unsigned char)*c);
    }
    code[length] = '\0';
    static const char *const starts[] = {"YEARGROUP", "NCYEAR", "YEAR", "YR", "Y"};
    size_t skip = 0;
    for (size_t i = 0; i < sizeof starts / sizeof starts[0] && skip == 0; i++)
        if (text_starts(code, starts[i]))
            skip = strlen(starts[i]);
    if (code[skip] == '0' && code[skip + 1] != '\0')
        skip++;
    memmove(code, code + skip, length + 1 - skip);
    return true;
}

bool national_year_parse(const char *text, NationalYear *year)
{
    char code[YEAR_TEXT_MAXIMUM] = "";
    if (text == NULL || !plain_code(text, code, sizeof code))
        return false;
    const YearName *name = find_code(year_names, sizeof year_names / sizeof year_names[0], code);
    if (name == NULL)
        name = find_code(other_names, sizeof other_names / sizeof other_names[0], code);
    if (name == NULL)
        return false;
    *year = name->year;
    return true;
}

const char *national_year_code(NationalYear year)
{
    const YearName *name = find_year(year);
    return name == NULL ? "" : name->code;
}

const char *national_year_words(NationalYear year)
{
    const YearName *name = find_year(year);
    return name == NULL ? "Year not known" : name->words;
}

/* A birthday on 29 February falls on 1 March in a year without one, as in date_age(). */
static Date birthday(Date born, int age)
{
    CivilDate civil = date_civil(born);
    Date day = date_of(civil.year + age, civil.month, civil.day);
    return date_is_set(day) ? day : date_of(civil.year + age, 3, 1);
}

Date compulsory_school_age_starts(Date born)
{
    Date fifth = birthday(born, SCHOOL_AGE_STARTS);
    int year = date_civil(fifth).year;
    const Date prescribed[] = {date_of(year, 3, 31), date_of(year, 8, 31), date_of(year, 12, 31)};
    for (size_t i = 0; i < 2; i++)
        if (date_compare(fifth, prescribed[i]) <= 0)
            return prescribed[i];
    return prescribed[2];
}

Date compulsory_school_age_ends(Date born)
{
    int year = academic_year(birthday(born, SCHOOL_AGE_ENDS)) + 1;
    Date day = date_of(year, 6, 30);
    while (date_weekday(day) != FRIDAY)
        day = date_add_days(day, -1);
    return day;
}

Date young_person_from(Date born)
{
    return date_add_days(compulsory_school_age_ends(born), 1);
}

bool young_person_on(Date born, Date on)
{
    return date_compare(on, young_person_from(born)) >= 0 &&
           date_compare(on, birthday(born, YOUNG_PERSON_UNTIL_AGE)) < 0;
}

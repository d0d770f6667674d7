/* age.h: school years, compulsory school age, and when the rights become the young person's own.
 *
 * The year that a learner is actually taught in may differ from the one their age gives, and then
 * wins: callers keep it, this file only reckons. England's rules. Pure. */
#ifndef LEARNER_AGE_H
#define LEARNER_AGE_H

#include <stdbool.h>

#include "platform/base/arena.h"
#include "platform/base/date.h"

/* National curriculum year: 0 is Reception, 1 to 14 as they are, below 0 the years before. */
typedef int NationalYear;
#define YEAR_E1           (-4)
#define YEAR_E2           (-3)
#define YEAR_N1           (-2)
#define YEAR_N2           (-1)
#define YEAR_RECEPTION    0
#define YEAR_LAST         14
#define YEAR_NOT_FOLLOWED 97 /* code X */
#define YEAR_MIXED        98 /* code M */
#define YEAR_NONE         99 /* outside E1 to 14, or not known */

/* By age on 31 August before the school year that holds `on`. */
NationalYear national_year_by_age(Date born, Date on);
/* "R", "Year 9", "yr 9", "9", "09", "Reception", "N2", "X" ...; false when it is none. */
bool national_year_parse(const char *text, NationalYear *year);
/* Census code: "R", "9", "N2", "X"; "" for YEAR_NONE. */
const char *national_year_code(NationalYear year);
/* "Reception", "Year 9", "Nursery, age 3 to 4". */
const char *national_year_words(NationalYear year);

/* The prescribed day, 31 August, 31 December or 31 March, on or after the fifth birthday. */
Date compulsory_school_age_starts(Date born);
/* Last Friday in June of the school year in which they turn 16: the last day of it. */
Date compulsory_school_age_ends(Date born);
/* R-YP-1: the day after. */
Date young_person_from(Date born);
/* Over compulsory school age and under 25. */
bool young_person_on(Date born, Date on);

#endif

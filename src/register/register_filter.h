/* register_filter.h: which part of the register somebody looks at, as it stands in the address.
 *
 * Reads the address, gives what the query needs, and writes the address of the same list with one
 * thing changed. What it does not know it ignores: an old bookmark shows too much, never an error.
 * Never holds a name: a search by name is kept in the session. Pure. */
#ifndef REGISTER_REGISTER_FILTER_H
#define REGISTER_REGISTER_FILTER_H

#include <stdbool.h>

#include "platform/base/arena.h"
#include "platform/base/date.h"
#include "platform/base/text.h"
#include "platform/html/html.h"
#include "register/register_columns.h"

typedef enum RegisterField {
    FILTER_LEVEL, /* a level, or "everyone", also those without support */
    FILTER_YEAR,  /* census code of the year */
    FILTER_CLASS, /* the class's id */
    FILTER_NEED,  /* census code of a need of any rank */
    FILTER_AREA,
    FILTER_STAGE,   /* assess, plan, do, review */
    FILTER_DUE,     /* late, soon */
    FILTER_TEACHER, /* id of the member of staff who teaches their class or a group */
    FILTER_PREMIUM, /* pupil premium: yes, no */
    FILTER_CARE,    /* looked after by a local authority: yes, no */
    FILTER_EAL,     /* English as an additional language: yes, no, unknown */
    FILTER_SEX,     /* F, M */
    FILTER_COUNT
} RegisterField;

typedef enum RegisterSort {
    SORT_NAME,
    SORT_CLASS,
    SORT_LEVEL, /* most support first */
    SORT_SINCE, /* the day since when the level holds */
    SORT_NEED,
    SORT_AREAS, /* by the first of them, as the areas are listed */
    SORT_STAGE,
    SORT_REVIEW,
    SORT_COUNT
} RegisterSort;

#define REGISTER_ROWS 50  /* on a page */
#define REGISTER_MOST 300 /* when somebody asks for more */

typedef struct RegisterFilter {
    const char *values[FILTER_COUNT]; /* NULL: not asked */
    RegisterColumns columns;          /* 0: as this person keeps them */
    RegisterSort sort;
    bool descending;
    bool search; /* by the name kept in the session, among everybody */
    bool choose; /* to raise a concern: among everybody, and rows lead there */
    int rows;    /* on a page */
    int page;    /* 1 is the first */
} RegisterFilter;

/* value NULL or unknown: left as it was. */
typedef const char *(*RegisterAsked)(const void *context, const char *name);
/* Asks for each part of the address by its name. */
RegisterFilter register_filter(const void *context, RegisterAsked asked);

/* The address of this list. */
Url register_address(Arena *arena, const RegisterFilter *filter);
/* The list elsewhere: "/register/print". */
Url register_address_at(Arena *arena, const char *path, const RegisterFilter *filter);
/* What stands behind the address's question mark, "" for the whole register; keeps a list's filter,
 * order and columns, never its page or a search. */
const char *register_query(Arena *arena, const RegisterFilter *filter);
/* The same list without one filter, from its first page. */
Url register_address_without(Arena *arena, const RegisterFilter *filter, RegisterField field);
/* The same list, whatever people are called. */
Url register_address_any_name(Arena *arena, const RegisterFilter *filter);
/* The same list in another order: the other way round when it is in that order already. */
Url register_address_sorted(Arena *arena, const RegisterFilter *filter, RegisterSort sort);
Url register_address_page(Arena *arena, const RegisterFilter *filter, int page);

const char *register_field_name(RegisterField field); /* "level" */
const char *register_sort_name(RegisterSort sort);    /* "name" */
/* "ascending", "descending", "none". */
const char *register_aria_sort(const RegisterFilter *filter, RegisterSort sort);
/* The days asked for: from is in, before is out; DATE_NONE when not asked. */
void register_days(const RegisterFilter *filter, Date today, Date *from, Date *before);
/* What "yes" and "no" mean; absent for anything else. */
OptionalInteger register_yes(const char *value);
/* The stored state of the cycle that a stage means; NULL for none. */
const char *register_state(const char *stage);

#endif

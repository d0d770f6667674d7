/* register_columns.h: which columns of the register somebody looks at, as they stand in an address
 * and in the store: "year-class-level". The name is always there. Pure. */
#ifndef REGISTER_REGISTER_COLUMNS_H
#define REGISTER_REGISTER_COLUMNS_H

#include <stdbool.h>

#include "platform/base/arena.h"
#include "platform/base/text.h"
#include "staff/permission.h"

/* In the order in which they stand beside each other. */
typedef enum RegisterColumn {
    COLUMN_YEAR,
    COLUMN_CLASS,
    COLUMN_AGE,
    COLUMN_SEX,
    COLUMN_LEVEL,
    COLUMN_CENSUS, /* N, K or E, as it counts today */
    COLUMN_SINCE,
    COLUMN_STAGE,
    COLUMN_NEED,
    COLUMN_OTHERS, /* needs of rank 2 and below */
    COLUMN_AREAS,
    COLUMN_REVIEW,
    COLUMN_TEACHER,
    COLUMN_PREMIUM,
    COLUMN_CARE,
    COLUMN_EAL,
    COLUMN_PLAN, /* since when the plan in force is final */
    COLUMN_TOLD, /* when the family was last told of the support that holds */
    COLUMN_COUNT
} RegisterColumn;

/* A bit for each column; 0: nobody chose. */
typedef unsigned RegisterColumns;

/* Until somebody chooses. */
RegisterColumns register_columns_usual(void);
/* Names that are not known are left out; NULL gives none. */
RegisterColumns register_columns_parse(const char *text);
RegisterColumns register_columns_of(Texts names);
const char *register_columns_text(Arena *arena, RegisterColumns columns);

RegisterColumns register_column_bit(RegisterColumn column);
bool register_column_among(RegisterColumns columns, RegisterColumn column);
const char *register_column_name(RegisterColumn column);    /* "others" */
const char *register_column_heading(RegisterColumn column); /* "Other needs" */
/* What somebody must be allowed to, beside reading the register. */
Permission register_column_permission(RegisterColumn column);

#endif

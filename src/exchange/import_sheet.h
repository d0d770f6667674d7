/* import_sheet.h: what every kind of file that comes in has in common: which column means what,
 * what a row says and what is wrong with it, and what applying it would change.
 *
 * A sheet is one kind of file as data: its fields, and the headings that other systems use for
 * them. Values are text in the form of the store: ISO dates, codes, "true" and "false". Pure. */
#ifndef EXCHANGE_IMPORT_SHEET_H
#define EXCHANGE_IMPORT_SHEET_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "exchange/table_read.h"
#include "platform/base/arena.h"

#define IMPORT_NO_COLUMN (-1)
enum { IMPORT_FIELDS_MOST = 24 };

/* ---- Columns -------------------------------------------------------------------------------- */

typedef struct ImportColumn {
    const char *code;  /* as kept with a remembered heading: "born_on" */
    const char *words; /* "Date of birth" */
} ImportColumn;

/* key: as import_heading_key() makes it. */
typedef struct ImportHeading {
    const char *key;
    int field;
} ImportHeading;

typedef struct ImportNeeded {
    int field, or_field; /* either will do; or_field -1: none */
    const char *sentence;
} ImportNeeded;

typedef struct ImportSheet {
    size_t field_count;
    const ImportColumn *fields;
    size_t heading_count;
    const ImportHeading *headings;
    size_t needed_count;
    const ImportNeeded *needed;
    size_t
        telling_count; /* what tells one from another: never taken from one of two like headings */
    const int *telling;
} ImportSheet;

typedef struct ImportMapping {
    int column[IMPORT_FIELDS_MOST]; /* by field, from 0, or IMPORT_NO_COLUMN */
} ImportMapping;

/* A heading as it is compared and remembered: small letters and digits only. */
char *import_heading_key(Arena *arena, const char *heading);
/* By the headings that other systems use. Each field takes the first heading of the sheet that
 * fits; what is not known stays without a field. */
ImportMapping import_sheet_map(Arena *arena, const ImportSheet *sheet, const TableRow *header);
/* How many fields the header gives. */
size_t import_sheet_known(Arena *arena, const ImportSheet *sheet, const TableRow *header);
/* The row among the first with most known headings: title lines often stand above it. */
size_t import_sheet_header(Arena *arena, const ImportSheet *sheet, const Table *table);
/* What the mapping lacks, as a sentence; NULL when it can be used. */
const char *import_sheet_fault(const ImportSheet *sheet, const ImportMapping *mapping);
/* False for "ignore" and anything else that is no field. */
bool import_sheet_field(const ImportSheet *sheet, const char *code, int *field);
/* The heading by which a column's meaning is remembered: a blank or repeated one has its number
 * among its equals with it, so that two columns are never one. */
const char *import_column_key(Arena *arena, const TableRow *header, size_t column);

/* ---- Rows ----------------------------------------------------------------------------------- */

typedef struct ImportProblem {
    int field;    /* the sheet's; its field_count: the row as a whole */
    bool refuses; /* false: the row is taken, and this is said */
    const char *sentence;
} ImportProblem;

typedef struct ImportRow {
    size_t line;
    const char *values[IMPORT_FIELDS_MOST]; /* NULL: no news */
    const char *external; /* of a package: the id by which the source knows them; else NULL */
    size_t problem_count;
    ImportProblem *problems;
} ImportRow;

typedef struct ImportRows {
    size_t count;
    ImportRow *items;
} ImportRows;

/* The first problem that refuses the row, or NULL. */
const ImportProblem *import_refusal(const ImportRow *row);
/* Notes one more. */
void import_row_say(Arena *arena, ImportRow *row, int field, bool refuses, const char *sentence);

/* How one kind of file reads its rows: what it does with a cell that holds something, and with a
 * row once all its cells are read (NULL: nothing more). */
typedef struct ImportReading {
    int field_count;
    void (*cell)(Arena *arena, ImportRow *row, int field, const char *cell);
    void (*finish)(Arena *arena, ImportRow *row, const TableRow *cells,
                   const ImportMapping *mapping);
} ImportReading;

/* What stands in the column of a field; "" when the file has no such column. */
const char *import_cell(const TableRow *cells, const ImportMapping *mapping, int field);
/* Every row below the header, in the order of the file. */
ImportRows import_rows_read(Arena *arena, const Table *table, const ImportMapping *mapping,
                            const ImportReading *reading);

/* ---- What it would change ------------------------------------------------------------------- */

typedef enum ImportResult {
    IMPORT_ADDED,
    IMPORT_CHANGED,
    IMPORT_SAME,
    IMPORT_SUGGESTED, /* probably the one who is here: a person says whether */
    IMPORT_REFUSED,
    IMPORT_LEAVING, /* is here, and no longer there */
    IMPORT_RESULT_COUNT
} ImportResult;

/* One row as it is shown before anything is written, whatever the kind of file. */
typedef struct ImportLineChange {
    const char *field, *from, *to; /* in words */
} ImportLineChange;

typedef struct ImportLine {
    size_t line;
    const char *file; /* of a package: users.csv; else NULL */
    const char *what; /* of a package: "Learners"; else NULL */
    size_t answer;    /* by which a suggested row is confirmed; 0: its line */
    ImportResult result;
    const char *name;          /* Nowak, Zofia */
    int64_t learner;           /* of whom the line tells, when they are here; 0: nobody */
    const char *aside, *facts; /* of a learner: class, date of birth */
    const char *refused;       /* why; "" when it is not */
    Texts remarks;             /* said of a row that is taken */
    size_t change_count;
    ImportLineChange *changes;
} ImportLine;

typedef struct ImportLines {
    size_t count; /* one for each row, in the file's order */
    ImportLine *items;
    size_t results[IMPORT_RESULT_COUNT];
} ImportLines;

/* Says one more thing of a line. */
void import_line_say(Arena *arena, ImportLine *line, const char *sentence);
/* Of the row's problems that do not refuse it. */
Texts import_remarks(Arena *arena, const ImportRow *row);

#endif

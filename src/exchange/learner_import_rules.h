/* learner_import_rules.h: which column is which, what a row says, and what it would change.
 *
 * Three steps, each shown to the person before anything is written: a mapping of columns, rows
 * whose values are in our own form with what is wrong named, and the difference from the learners
 * already here. A learner is matched by UPN, by former UPN, by admission number with the same date
 * of birth; name and date of birth make a suggestion for a person to confirm, unless nothing would
 * change. A blank cell is no news: it never wipes what is here. The same file a second time
 * changes nothing.
 * Values are text in the form of the store: ISO dates, census codes, "true" and "false". Pure. */
#ifndef EXCHANGE_LEARNER_IMPORT_RULES_H
#define EXCHANGE_LEARNER_IMPORT_RULES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "exchange/table_read.h"
#include "platform/base/arena.h"
#include "platform/base/date.h"

typedef enum ImportField {
    IMPORT_UPN,
    IMPORT_FORMER_UPN,
    IMPORT_ADMISSION_NUMBER,
    IMPORT_SURNAME,
    IMPORT_FORENAME,
    IMPORT_PREFERRED_NAME,
    IMPORT_BORN_ON,
    IMPORT_SEX,
    IMPORT_NATIONAL_YEAR,
    IMPORT_CLASS,
    IMPORT_SEN_STATUS, /* N, K, E */
    IMPORT_NEED_1,
    IMPORT_NEED_2,
    IMPORT_LANGUAGE,
    IMPORT_ENGLISH_ADDITIONAL,
    IMPORT_PUPIL_PREMIUM,
    IMPORT_LOOKED_AFTER,
    IMPORT_ENTERED_ON,
    IMPORT_FIELD_COUNT
} ImportField;

/* As kept with a remembered heading: "born_on". */
const char *import_field_code(ImportField field);
/* "Date of birth" */
const char *import_field_words(ImportField field);
/* False for "ignore" and anything else that is no field. */
bool import_field_parse(const char *code, ImportField *field);

/* ---- Columns -------------------------------------------------------------------------------- */

#define IMPORT_NO_COLUMN (-1)

typedef struct ImportMapping {
    int column[IMPORT_FIELD_COUNT]; /* from 0, or IMPORT_NO_COLUMN */
} ImportMapping;

/* A heading as it is compared and remembered: small letters and digits only. */
char *import_heading_key(Arena *arena, const char *heading);
/* By the headings that other systems use. Each field takes the first column that fits; what is not
 * known stays without a field. Of two columns called the same, neither is taken for a UPN, a name
 * or a date of birth. */
ImportMapping import_map(Arena *arena, const TableRow *header);
/* The row among the first with most known headings: title lines often stand above it. */
size_t import_find_header(Arena *arena, const Table *table);
/* Why the table cannot be a list of learners with headings, as a sentence; NULL when it can. */
const char *import_table_fault(Arena *arena, const Table *table);
/* The heading by which a column's meaning is remembered: a blank or repeated one has its number
 * among its equals with it, so that two columns are never one. */
const char *import_column_key(Arena *arena, const TableRow *header, size_t column);
/* What the mapping lacks, as a sentence; NULL when it can be used. */
const char *import_mapping_fault(const ImportMapping *mapping);

/* ---- Rows ----------------------------------------------------------------------------------- */

typedef struct ImportProblem {
    ImportField field; /* IMPORT_FIELD_COUNT: the row as a whole */
    bool refuses;      /* false: the row is taken, and this is said */
    const char *sentence;
} ImportProblem;

typedef struct ImportRow {
    size_t line;
    const char *values[IMPORT_FIELD_COUNT]; /* NULL: no news */
    size_t problem_count;
    ImportProblem *problems;
} ImportRow;

typedef struct ImportRows {
    size_t count;
    ImportRow *items;
} ImportRows;

ImportRows import_read(Arena *arena, const Table *table, const ImportMapping *mapping, Date today);
/* The first problem that refuses the row, or NULL. */
const ImportProblem *import_refusal(const ImportRow *row);

/* ---- Difference ----------------------------------------------------------------------------- */

typedef struct ExistingLearner {
    int64_t id;
    const char *values[IMPORT_FIELD_COUNT]; /* NULL or "": nothing recorded */
    bool support_decided; /* somebody here has decided about support, now or before */
} ExistingLearner;

typedef struct ExistingLearners {
    size_t count;
    const ExistingLearner *items;
} ExistingLearners;

typedef enum ImportResult {
    IMPORT_ADDED,
    IMPORT_CHANGED,
    IMPORT_SAME,
    IMPORT_SUGGESTED, /* probably this learner: a person says whether */
    IMPORT_REFUSED,
    IMPORT_RESULT_COUNT
} ImportResult;

typedef enum ImportMatch {
    IMPORT_MATCH_NONE,
    IMPORT_MATCH_UPN,
    IMPORT_MATCH_FORMER_UPN,
    IMPORT_MATCH_ADMISSION_NUMBER,
    IMPORT_MATCH_NAME
} ImportMatch;

typedef struct ImportChange {
    ImportField field;
    const char *from; /* "" when nothing was recorded */
    const char *to;
} ImportChange;

typedef struct ImportDifference {
    const ImportRow *row;
    ImportResult result;
    ImportMatch match;
    int64_t learner;             /* 0 when added or refused */
    const ExistingLearner *here; /* that learner; NULL likewise */
    size_t change_count;
    ImportChange *changes;
    const char *sentence; /* why it was refused; otherwise "" */
} ImportDifference;

typedef struct ImportDifferences {
    size_t count; /* one for each row, in the file's order */
    ImportDifference *items;
    size_t results[IMPORT_RESULT_COUNT];
} ImportDifferences;

ImportDifferences import_compare(Arena *arena, const ImportRows *rows,
                                 const ExistingLearners *existing);
/* A level, and needs with it, come from a file only for a learner about whom nobody here has ever
 * decided: true when this row brings them. here: NULL for a new learner. */
bool import_brings_support(const ImportRow *row, const ExistingLearner *here);
/* Takes every other change of level and needs out of the differences: a file never takes away or
 * brings back what the SENCO has decided. */
void import_leave_support(ImportDifferences *differences);
/* The year group that a row gives, or else its date of birth; "" when neither does. */
const char *import_year(const ImportRow *row, Date today);
/* Refuses new learners whose year group nothing gives. */
void import_refuse_without_year(ImportDifferences *differences, Date today);

#endif

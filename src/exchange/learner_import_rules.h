/* learner_import_rules.h: which column is which, what a row says, and what it would change.
 *
 * Three steps, each shown to the person before anything is written: a mapping of columns, rows
 * whose values are in our own form with what is wrong named, and the difference from the learners
 * already here. A learner is matched by UPN, by any former UPN, by admission number with the same
 * date of birth; name and date of birth make a suggestion for a person to confirm, unless nothing
 * would change. A blank cell is no news: it never wipes what is here. The same file a second time
 * changes nothing.
 * Values are text in the form of the store: ISO dates, census codes, "true" and "false". Pure. */
#ifndef EXCHANGE_LEARNER_IMPORT_RULES_H
#define EXCHANGE_LEARNER_IMPORT_RULES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "exchange/import_sheet.h"
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

extern const ImportSheet learner_sheet;

/* "Date of birth" */
const char *import_field_words(ImportField field);
/* Why the table cannot be a list with headings, as a sentence; NULL when it can. */
const char *import_table_fault(Arena *arena, const ImportSheet *sheet, const Table *table);

/* ---- Rows ----------------------------------------------------------------------------------- */

ImportRows import_read(Arena *arena, const Table *table, const ImportMapping *mapping, Date today);

/* ---- Difference ----------------------------------------------------------------------------- */

typedef struct ExistingLearner {
    int64_t id;
    const char *values[IMPORT_FIELD_COUNT]; /* NULL or "": nothing recorded */
    const char *external; /* the id by which the row's source knows them; NULL: none */
    Date left_on;         /* DATE_NONE: is here */
    bool sealed;          /* after an adoption: no row may touch it, or tell of it */
    bool died;            /* nobody asks whether they have left */
    bool support_decided; /* somebody here has decided about support, now or before */
} ExistingLearner;

/* What a learner was known by before: a former UPN, or what a record said that was merged into this
 * one. Its UPN, if any, stands as the former one. */
typedef struct ExistingAlias {
    size_t learner; /* place among the learners */
    const char *values[IMPORT_FIELD_COUNT];
} ExistingAlias;

typedef struct ExistingLearners {
    size_t count;
    const ExistingLearner *items;
    size_t alias_count;
    const ExistingAlias *aliases;
} ExistingLearners;

typedef enum ImportMatch {
    IMPORT_MATCH_NONE,
    IMPORT_MATCH_UPN,
    IMPORT_MATCH_FORMER_UPN,
    IMPORT_MATCH_EXTERNAL, /* the source's own id, seen before */
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
/* What is said of a row that brings a sealed identity again; who may know more reads more. */
extern const char import_sealed[];
/* A level, and needs with it, come from a file only for a learner about whom nobody here has ever
 * decided: true when this row brings them. here: NULL for a new learner. */
bool import_brings_support(const ImportRow *row, const ExistingLearner *here);
/* Takes every other change of level and needs out of the differences: a file never takes away or
 * brings back what the SENCO has decided. */
void import_leave_support(ImportDifferences *differences);
/* The day on which somebody with support elsewhere arrived: their first day here when it is no
 * longer ago than a plan that they came with is to be gone through (days), else today. DATE_NONE
 * for everybody of a first list whom it does not show to be new here. */
Date import_arrived_on(const ImportRow *row, const ExistingLearner *here, bool first_list, int days,
                       Date today);
/* Of learners who are here only what is empty is filled; the UPN of a former one is still taken.
 * What the file says otherwise is said with the row. */
void import_keep_ours(Arena *arena, ImportRows *rows, ImportDifferences *differences);
/* Places of the learners who are here and whom no row names, refused ones neither: have they left?
 * None when the rows name fewer learners than they lack, which is a part of a list and no list of
 * everybody. *here: how many are here. Whoever is still to come is not missed. */
size_t import_missing(Arena *arena, const ImportDifferences *differences,
                      const ExistingLearners *existing, Date today, size_t *places, size_t *here);
/* The year group that a row gives, or else its date of birth; "" when neither does. */
const char *import_year(const ImportRow *row, Date today);
/* Says of each row whose year group a setting of that phase does not have; the row is taken. */
void import_remark_phase(Arena *arena, ImportRows *rows, const char *phase);
/* Refuses new learners whose year group nothing gives. */
void import_refuse_without_year(ImportDifferences *differences, Date today);

#endif

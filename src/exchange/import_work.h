/* import_work.h: from the bytes of a file to what it would change, and the change itself. */
#ifndef EXCHANGE_IMPORT_WORK_H
#define EXCHANGE_IMPORT_WORK_H

#include "exchange/exchange.h"
#include "exchange/learner_import_rules.h"

typedef struct ImportWork {
    Table table;
    ImportMapping mapping;
    const char *fault; /* what the columns lack; NULL: the rest is filled */
    ImportRows rows;
    ExistingLearners existing;
    ImportDifferences differences;
} ImportWork;

/* ERROR_INVALID with a sentence when the bytes are no table, or one without headings. */
Error *import_table(Arena *arena, Bytes content, Table *table);
/* Reads the table and compares it with the record. The same errors. */
Error *import_work_out(Db *db, Arena *arena, SchoolId school, Bytes content, Date today,
                       ImportWork *work);

typedef struct ImportBy {
    StaffId staff;
    Date today;
    const Texts *confirmed; /* lines of suggested rows that are the same child; NULL: none */
    ImportProgress progress;
} ImportBy;

typedef struct ImportCounts {
    size_t added, changed, same, refused; /* changed: confirmed ones too */
} ImportCounts;

/* Writes every added, changed and confirmed row. In the caller's transaction: all or nothing. */
Error *import_write(Db *db, Arena *arena, SchoolId school, const ImportWork *work,
                    const ImportBy *by, ImportCounts *counts);

/* Ends an open run, deletes its file. ERROR_CONFLICT when it is no longer open at that version. */
Error *import_close(Db *db, SchoolId school, ImportRunId run, int64_t version, const char *state,
                    Moment applied_at, const ImportCounts *counts);
/* The error when a run has no file any more. */
Error *import_is_over(ImportRunId run);

/* From now on the heading of this column (from 0) means the field; "ignore": nothing. */
Error *import_remember(Db *db, Arena *arena, SchoolId school, const TableRow *header, size_t column,
                       const char *field);

#endif

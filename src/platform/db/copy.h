/* copy.h: moves whole tables between stores of either engine, and says what they hold.
 *
 * The list of tables and columns is read from a SQLite side, since a backup is one. A table's hash
 * is made of its rows in the order of its key, and is the same on both engines. For this folder
 * only. */
#ifndef PLATFORM_DB_COPY_H
#define PLATFORM_DB_COPY_H

#include "platform/db/engine.h"

#define COPY_HASH_SIZE 65 /* hexadecimal digits and a NUL */

typedef struct CopyTable {
    const char *name;
    DbStatement all; /* every row, in the order of the key */
    DbStatement add; /* a row */
    DbStatement clear;
    DbStatement count;
} CopyTable;

typedef struct CopyTables {
    size_t count;
    CopyTable *items;
} CopyTables;

typedef struct CopyContent {
    int64_t rows;
    char hash[COPY_HASH_SIZE];
} CopyContent;

/* All but SQLite's own tables and the manifest. */
Error *copy_tables(Db *sqlite, Arena *arena, CopyTables *tables);
/* Copies every row and says what they were. to NULL: only says. */
Error *copy_rows(Db *from, Db *to, const CopyTable *table, CopyContent *content);
Error *copy_count(Db *db, const CopyTable *table, int64_t *rows);

#endif

/* db.h: one connection to the school's data, on SQLite or PostgreSQL behind the same verbs.
 *
 * Statements come from .sql files compiled at build time (docs/sql-compiler.md); nothing else may
 * call db_start() and its fellows. Who reads and writes when is settled by the store (below) and
 * dispatch: a handler is given a connection that is already inside the right transaction.
 *
 * Once a statement fails, its transaction is void on both engines: every later statement in it is
 * refused, and it is rolled back. So an error is returned, never worked around.
 *
 * Only this folder sees SQLite and libpq. A Db belongs to one thread at a time. */
#ifndef PLATFORM_DB_DB_H
#define PLATFORM_DB_DB_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "platform/base/arena.h"
#include "platform/base/date.h"
#include "platform/base/error.h"
#include "platform/base/text.h"

typedef struct Db Db;       /* one connection */
typedef struct Store Store; /* one database: its readers and its writer */

typedef enum DbEngine { DB_SQLITE, DB_POSTGRESQL } DbEngine;

typedef enum DbType {
    DB_BIGINT,
    DB_INTEGER,
    DB_TEXT,
    DB_DATE,
    DB_TIMESTAMPTZ,
    DB_BOOLEAN,
    DB_BYTEA
} DbType;

/* ---- What the SQL compiler writes and calls ---------------------------------------------- */

typedef struct DbParameter {
    DbType type;
    bool null;
    int64_t integer;  /* bigint, integer, boolean, date (days), timestamptz (milliseconds) */
    const char *text; /* text; bytea with length */
    size_t length;
} DbParameter;

typedef struct DbStatement {
    const char *name;            /* "plan.targets_of_cycle", for the log and for preparing once */
    const char *text_sqlite;     /* parameters as @name */
    const char *text_postgresql; /* parameters as $1, $2, ... */
    const char *const *parameter_names; /* in the order of the C function */
    const DbType *parameter_types;
    size_t parameter_count;
    const DbType *column_types;
    size_t column_count;
    bool writes;
} DbStatement;

typedef struct DbCursor {
    Db *db;
    const DbStatement *statement;
    void *engine; /* sqlite3_stmt * or PGresult * */
    bool started; /* the engine has something to end */
    int row;      /* PostgreSQL: the row now looked at */
    int64_t changed;
} DbCursor;

/* Takes one row out of the cursor into a struct made by the compiler. */
typedef Error *(*DbRead)(const DbCursor *cursor, Arena *arena, void *row);

/* Every row, in an array of the arena whose rows are row_size bytes long. */
Error *db_many(Db *db, Arena *arena, const DbStatement *statement, const DbParameter *parameters,
               DbRead read, size_t row_size, void **items, size_t *count);
/* The one row; ERROR_NOT_FOUND when there is none, ERROR_INTERNAL when there are more. */
Error *db_one(Db *db, Arena *arena, const DbStatement *statement, const DbParameter *parameters,
              DbRead read, void *row);
Error *db_maybe(Db *db, Arena *arena, const DbStatement *statement, const DbParameter *parameters,
                DbRead read, void *row, bool *found);
/* changed: rows inserted, changed or deleted; may be NULL. */
Error *db_exec(Db *db, const DbStatement *statement, const DbParameter *parameters,
               int64_t *changed);
/* An error when a column is null that was stated never to be. */
Error *db_refuse_null(const DbCursor *cursor, int column);

/* The steps that those are made of. db_start binds and runs; it refuses a statement that writes
 * on a reading connection, and a parameter that is none where none is not allowed. */
Error *db_start(Db *db, const DbStatement *statement, const DbParameter *parameters,
                DbCursor *cursor);
/* Moves to the next row; *row is false after the last. */
Error *db_step(DbCursor *cursor, bool *row);
/* Always called, also after an error. */
void db_finish(DbCursor *cursor);
/* Rows that a write without RETURNING touched, once stepped to its end. */
int64_t db_changed(const DbCursor *cursor);

/* Counts what the tables hold now, for the planner: to be called where a transaction has written
 * far more than was there before and reads it again. Without it a join may begin at its longest
 * table; other transactions' rows are counted in time by the engine. */
Error *db_analyze(Db *db);

/* From now to its end the transaction is in this one school: PostgreSQL itself then shows and takes
 * no row of another (row security, on every table whose key begins with the school), however a
 * statement was written. A transaction that has entered none sees no such row, except on a store
 * opened for every school. On SQLite, whose file is one school's, nothing. */
Error *db_enter_school(Db *db, int64_t school);
/* Before the school is known: the rows that name this account, to be read only. */
Error *db_enter_account(Db *db, int64_t account);

bool db_is_null(const DbCursor *cursor, int column);
int64_t db_integer(const DbCursor *cursor, int column); /* bigint, integer */
bool db_boolean(const DbCursor *cursor, int column);
Date db_date(const DbCursor *cursor, int column);
Moment db_moment(const DbCursor *cursor, int column);
const char *db_text(const DbCursor *cursor, int column, Arena *arena); /* NULL when null */
Bytes db_bytes(const DbCursor *cursor, int column, Arena *arena);

/* ---- The store -------------------------------------------------------------------------------
 * where: a folder (SQLite: fourfold.db inside it) or postgresql://... */

typedef struct StoreOptions {
    const char *where;
    int readers;         /* connections for reading threads */
    bool create;         /* make the folder and an empty database when there is none */
    bool allow_old_data; /* only for migrate */
    bool every_school;   /* for the console and its keeper: no transaction need enter a school */
} StoreOptions;

Error *store_open(Arena *arena, const StoreOptions *options, Store **store);
void store_close(Store *store);
/* Closes a store whose filling failed, and takes its file away again if opening it made it; what
 * was there before stays. */
void store_discard(Store *store);
DbEngine store_engine(const Store *store);
/* Whether the server takes this program for a superuser, or for a role above its guard of rows:
 * then nothing but the program's own statements keeps schools apart. SQLite has no roles: false. */
bool store_passes_guard(const Store *store);

/* A reader for the calling thread, inside a read-only transaction that sees one state of the data
 * until it is given back. Blocks while all are lent. It sees whatever store_write() has written
 * before; what store_append() or another process wrote, a second later at the latest: until then a
 * SQLite reader goes on with the state it has, and with the pages of the file it has in memory,
 * which SQLite throws away at each new state (docs/speed.md). */
Error *store_read(Store *store, Db **db);
/* Sees everything. */
Error *store_read_newest(Store *store, Db **db);
void store_read_end(Store *store, Db *db);

/* Runs work(db, context) in a transaction that is durable when this returns NULL. On SQLite it
 * runs on the one writer thread, in a savepoint of the batch now being gathered, and returns when
 * the batch is on disk; a failed work rolls back only itself, a failed commit fails the batch. On
 * PostgreSQL it runs on the calling thread, in a transaction of its own, and is run again (up to
 * three times) when the server ended it for a deadlock: it may not leave marks of a failed run.
 * The error returned is the calling thread's. work may not jump (arena_catch) past itself, nor ask
 * for another write. */
typedef Error *(*StoreWork)(Db *db, void *context);
Error *store_write(Store *store, StoreWork work, void *context);
/* The same for rows of a trail, which nobody's next page depends on. */
Error *store_append(Store *store, StoreWork work, void *context);

/* Brings the schema up to date in one transaction; says how many steps it applied. A new store is
 * brought up to date when it is opened. */
Error *store_migrate(Store *store, int *applied);
/* Version of the data and of this program. */
Error *store_versions(Store *store, int *data, int *program);

/* A consistent copy into a new file while the store serves; restore refuses a store that holds
 * data, and checks the copy's hash, integrity and counts. The file has one form for both engines.
 */
Error *store_backup(Store *store, const char *file);
Error *store_restore(Store *store, const char *file);

/* The statements of one .sql file; a program's files are listed by sqlc --registry (schema.h). */
typedef struct DbStatements {
    size_t count;
    const DbStatement *const *items;
} DbStatements;

/* Tests only: the nth statement from now on in this thread's transactions fails (1 = the next, 0 =
 * off), also where the writer thread runs it for this one. */
void db_fail_at(int nth);

/* Benchmarks only: every statement that this thread starts is shown to seen, with its parameters,
 * before it runs. NULL: nobody watches. */
typedef void (*DbSeen)(void *context, const DbStatement *statement, const DbParameter *parameters);
void db_watch(DbSeen seen, void *context);

#endif

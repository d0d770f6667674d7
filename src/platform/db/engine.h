/* engine.h: what an engine gives, seen only inside this folder.
 *
 * db.c holds what is the same for both; sqlite.c and postgresql.c each own their connections and
 * the statements prepared on them. */
#ifndef PLATFORM_DB_ENGINE_H
#define PLATFORM_DB_ENGINE_H

#include "platform/db/db.h"

typedef struct DbVerbs {
    DbEngine engine;
    Error *(*start)(Db *db, const DbStatement *statement, const DbParameter *parameters,
                    DbCursor *cursor);
    Error *(*step)(DbCursor *cursor, bool *row);
    void (*finish)(DbCursor *cursor);
    bool (*is_null)(const DbCursor *cursor, int column);
    int64_t (*integer)(const DbCursor *cursor, int column); /* boolean: 0 or 1 */
    /* Text, date and moment as the engine writes them; bytea as bytes. NULL when null. Until the
     * next step. */
    const char *(*text)(const DbCursor *cursor, int column, size_t *length);
    Moment (*moment)(const char *text);
    /* SQL of ours without parameters: transactions and schema. May hold several statements. */
    Error *(*run)(Db *db, const char *sql);
    /* Ends what a statement left open, when an arena's exhaustion jumped over db_finish(). */
    void (*settle)(Db *db);
    const char *analyze; /* SQL */
    /* Within a transaction: takes the foreign keys off while a backup is loaded, and puts them on
     * again, which checks every row. On SQLite the connection has them off, and asks itself. */
    Error *(*loosen)(Db *db);
    Error *(*tighten)(Db *db);
    /* Until the transaction ends; NULL where the engine guards no rows. */
    Error *(*enter)(Db *db, const char *what, int64_t id);
    /* Within the transaction that changed the schema: guards the rows of the tables that are new;
     * NULL as above. */
    Error *(*guard)(Db *db);
    /* Whether the transaction begun is still there to be committed. */
    bool (*inside)(Db *db);
    void (*close)(Db *db);
} DbVerbs;

/* Prepared statements by the address of what they were prepared from. */
typedef struct DbCache {
    size_t capacity; /* a power of two, or 0 */
    size_t count;
    struct DbCached {
        const DbStatement *key;
        void *prepared;
    } * slots;
} DbCache;

struct Db {
    const DbVerbs *verbs;
    bool writes;
    bool failed;      /* a statement failed: the transaction is void */
    bool broken;      /* disk or connection: what others did in the same batch is void too */
    bool again;       /* the server ended it for a deadlock: the work may be run again */
    bool unsynced;    /* SQLite: the disk did not take what was written; only a restart can tell */
    bool kept;        /* a reader's transaction was left open for whoever reads next (store.c) */
    uint64_t changes; /* the store's count of them when this transaction began */
    int64_t began;    /* monotonic milliseconds */
    DbCache cache;
};

/* Where to find or put the statement prepared; NULL there when it is new. */
void **db_cached(DbCache *cache, const DbStatement *statement);
void db_cache_clear(DbCache *cache, void (*release)(void *prepared));
/* Marks the transaction void; gives the error back. */
Error *db_fail(Db *db, Error *error);
/* Starts a transaction (begin) with clean marks, or ends it. */
Error *db_begin(Db *db, const char *begin);
Error *db_commit(Db *db);
void db_rollback(Db *db);
void db_close(Db *db);
/* The one form that a date and a moment have in both engines' texts. */
#define DB_MOMENT_SIZE 48
void db_write_date(char text[DB_MOMENT_SIZE], int64_t days);
void db_write_moment(char text[DB_MOMENT_SIZE], int64_t milliseconds);
/* Memory of a connection or the store: ends the program when there is none. */
void *db_memory(size_t size);

/* Where the calling thread counts down to its failing statement; the writer thread lends itself
 * the counter of whom it works for. NULL: its own. */
int *db_fault_counter(void);
void db_fault_borrow(int *counter);

Error *sqlite_open(const char *file, bool writes, Db **db);
/* Pages in the write-ahead log after the last commit. */
int sqlite_log_pages(Db *db);
/* Moves the log into the file as far as readers allow; reset also starts the log anew. */
void sqlite_checkpoint(Db *db, bool reset);

/* A sealed backup: read only, never locked, not a byte beside it. */
Error *sqlite_open_backup(const char *file, Db **db);

/* every_school: rows are not guarded on this connection. */
Error *postgresql_open(const char *url, bool writes, bool every_school, Db **db);
/* Whether the server lets this role past the guard of rows. */
bool postgresql_passes_guard(Db *db);
/* For reading whole tables of every school: rows come one by one, and no statement is too slow. */
Error *postgresql_open_stream(const char *url, Db **db);

/* migrate.c */
/* Inside a transaction: the steps up to one of them. */
Error *schema_apply(Db *db, int upto, int *applied);
Error *schema_check(Db *db, bool allow_old);
Error *schema_migrate(Db *db, int *applied);
Error *schema_versions(Db *db, int *data, int *program);

/* store.c, called by the writer. A batch is on disk, and whoever reads from now on must see it. */
void store_note_change(Store *store);
/* No reader keeps an old state from now on, so that the log can be moved into the file; or they may
 * again. */
void store_let_go(Store *store);
void store_keep_again(Store *store);

/* writer.c: the one writer of a SQLite store. Owns db and closes it. */
typedef struct Writer Writer;
Writer *writer_start(Store *store, Db *db);
/* Ends it after the work that waits. Before the readers are closed, for it asks them to let the log
 * go. */
void writer_stop(Writer *writer);
/* Of a writer that was stopped. After the readers are closed, for the last to close moves the log.
 */
void writer_close(Writer *writer);
/* appends: as store_append() says. */
Error *writer_run(Writer *writer, StoreWork work, void *context, bool appends);

/* How each connection of ours has PostgreSQL plan. Without it the planner reads a table whole where
 * a school is a good part of it, and with it all other schools; and compiles what is run for a
 * millisecond. */
#define DB_POSTGRESQL_PLANNER "set enable_seqscan = off; set jit = off"

#endif

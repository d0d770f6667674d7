#include "platform/db/engine.h"

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <sqlite3.h>

#include "platform/base/log.h"

typedef struct SqliteDb {
    Db base;
    sqlite3 *handle;
    int log_pages;
} SqliteDb;

static SqliteDb *own(Db *db)
{
    return (SqliteDb *)db;
}

/* ---- Errors ------------------------------------------------------------------------------------
 */

static Error *constraint_error(int code, const char *what)
{
    switch (code) {
    case SQLITE_CONSTRAINT_UNIQUE:
    case SQLITE_CONSTRAINT_PRIMARYKEY:
    case SQLITE_CONSTRAINT_ROWID:
        return error_conflict("Somebody else saved this first. Look at it again, then save.",
                              "%s: there is such a row already", what);
    case SQLITE_CONSTRAINT_FOREIGNKEY:
        return error_conflict("Something that this belongs to has gone. Look at it again.",
                              "%s: a foreign key does not hold", what);
    default:
        return error_store("%s: constraint %d does not hold", what, code);
    }
}

/* The message of SQLite goes to the log only where it cannot hold what somebody typed. */
static Error *sqlite_failed(SqliteDb *db, int code, const char *what)
{
    db->base.failed = true;
    switch (code & 0xff) {
    case SQLITE_CONSTRAINT:
        return constraint_error(code, what);
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return error_busy("%s: another process holds the database", what);
    case SQLITE_FULL:
        db->base.broken = true;
        return error_make(ERROR_STORE, "Nothing was saved: the server's disk is full.",
                          "%s: disk full", what);
    case SQLITE_IOERR:
        db->base.unsynced =
            db->base.unsynced || code == SQLITE_IOERR_FSYNC || code == SQLITE_IOERR_DIR_FSYNC;
        db->base.broken = true;
        return error_store("%s: disk error %d", what, code);
    case SQLITE_NOMEM:
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
    case SQLITE_CANTOPEN:
    case SQLITE_READONLY:
        db->base.broken = true;
        return error_store("%s: %s (%d)", what, sqlite3_errstr(code), code);
    default:
        return error_store("%s: %s (%d)", what, sqlite3_errmsg(db->handle), code);
    }
}

/* ---- Statements --------------------------------------------------------------------------------
 */

static Error *prepared(SqliteDb *db, const DbStatement *statement, sqlite3_stmt **found)
{
    void **place = db_cached(&db->base.cache, statement);
    if (*place == NULL) {
        sqlite3_stmt *new = NULL;
        int code = sqlite3_prepare_v3(db->handle, statement->text_sqlite, -1,
                                      SQLITE_PREPARE_PERSISTENT, &new, NULL);
        if (code != SQLITE_OK)
            return sqlite_failed(db, code, statement->name);
        *place = new;
    }
    *found = *place;
    if (sqlite3_stmt_busy(*found))
        sqlite3_reset(*found);
    return NULL;
}

static int bind_one(sqlite3_stmt *statement, int at, const DbParameter *parameter)
{
    char text[DB_MOMENT_SIZE];
    if (parameter->null)
        return sqlite3_bind_null(statement, at);
    switch (parameter->type) {
    case DB_TEXT:
        return sqlite3_bind_text(statement, at, parameter->text, -1, SQLITE_STATIC);
    case DB_BYTEA:
        return sqlite3_bind_blob64(statement, at, parameter->text, parameter->length,
                                   SQLITE_STATIC);
    case DB_DATE:
        db_write_date(text, parameter->integer);
        return sqlite3_bind_text(statement, at, text, -1, SQLITE_TRANSIENT);
    case DB_TIMESTAMPTZ:
        db_write_moment(text, parameter->integer);
        return sqlite3_bind_text(statement, at, text, -1, SQLITE_TRANSIENT);
    case DB_BOOLEAN:
        return sqlite3_bind_int(statement, at, parameter->integer != 0);
    default:
        return sqlite3_bind_int64(statement, at, parameter->integer);
    }
}

static Error *bind_all(SqliteDb *db, const DbStatement *statement, const DbParameter *parameters,
                       sqlite3_stmt *target)
{
    for (size_t i = 0; i < statement->parameter_count; i++) {
        char name[80];
        snprintf(name, sizeof name, "@%s", statement->parameter_names[i]);
        int at = sqlite3_bind_parameter_index(target, name);
        if (at == 0)
            continue; /* an optional line that this variant leaves out */
        int code = bind_one(target, at, &parameters[i]);
        if (code != SQLITE_OK)
            return sqlite_failed(db, code, statement->name);
    }
    return NULL;
}

static Error *sqlite_start(Db *db, const DbStatement *statement, const DbParameter *parameters,
                           DbCursor *cursor)
{
    sqlite3_stmt *target = NULL;
    TRY(prepared(own(db), statement, &target));
    cursor->engine = target;
    return bind_all(own(db), statement, parameters, target);
}

static Error *sqlite_step(DbCursor *cursor, bool *row)
{
    SqliteDb *db = own(cursor->db);
    int code = sqlite3_step(cursor->engine);
    *row = code == SQLITE_ROW;
    if (code == SQLITE_DONE && cursor->statement->writes)
        cursor->changed = sqlite3_changes64(db->handle);
    if (code != SQLITE_DONE && code != SQLITE_ROW)
        return sqlite_failed(db, code, cursor->statement->name);
    return NULL;
}

static void sqlite_finish(DbCursor *cursor)
{
    if (cursor->engine == NULL)
        return;
    sqlite3_reset(cursor->engine);
    sqlite3_clear_bindings(cursor->engine);
}

static bool sqlite_is_null(const DbCursor *cursor, int column)
{
    return sqlite3_column_type(cursor->engine, column) == SQLITE_NULL;
}

static int64_t sqlite_integer(const DbCursor *cursor, int column)
{
    return sqlite3_column_int64(cursor->engine, column);
}

static const char *sqlite_text(const DbCursor *cursor, int column, size_t *length)
{
    const void *text = cursor->statement->column_types[column] == DB_BYTEA
                           ? sqlite3_column_blob(cursor->engine, column)
                           : (const void *)sqlite3_column_text(cursor->engine, column);
    *length = (size_t)sqlite3_column_bytes(cursor->engine, column);
    /* Of no bytes at all SQLite says NULL too. */
    return text == NULL && !sqlite_is_null(cursor, column) ? "" : text;
}

static Moment sqlite_moment(const char *text)
{
    Moment moment = MOMENT_NONE;
    if (!moment_parse_iso(text, &moment))
        return MOMENT_NONE;
    return moment;
}

static Error *sqlite_run(Db *db, const char *sql)
{
    int code = sqlite3_exec(own(db)->handle, sql, NULL, NULL, NULL);
    return code == SQLITE_OK ? NULL : sqlite_failed(own(db), code, "sql");
}

static void sqlite_settle(Db *db)
{
    sqlite3_stmt *statement = NULL;
    while ((statement = sqlite3_next_stmt(own(db)->handle, statement)) != NULL) {
        if (sqlite3_stmt_busy(statement))
            sqlite3_reset(statement);
    }
}

static Error *sqlite_keys(Db *db)
{
    (void)db;
    return NULL;
}

static bool sqlite_inside(Db *db)
{
    return sqlite3_get_autocommit(own(db)->handle) == 0;
}

static void release(void *statement)
{
    sqlite3_finalize(statement);
}

/* It reads at most a thousand rows of each index. */
static const char analyze[] = "pragma analysis_limit = 1000; analyze";

/* No server looks after the statistics: whoever wrote last does. */
static void analyze_at_end(Db *db)
{
    if (db->writes && sqlite3_exec(own(db)->handle, analyze, NULL, NULL, NULL) != SQLITE_OK)
        log_event(LOG_WARN, "db.analyze", "engine=sqlite code=%d",
                  sqlite3_extended_errcode(own(db)->handle));
}

static void sqlite_close(Db *db)
{
    db_cache_clear(&db->cache, release);
    analyze_at_end(db);
    if (sqlite3_close(own(db)->handle) != SQLITE_OK)
        log_event(LOG_ERROR, "db.close", "engine=sqlite");
    free(db);
}

static const DbVerbs sqlite_verbs = {
    .engine = DB_SQLITE,
    .start = sqlite_start,
    .step = sqlite_step,
    .finish = sqlite_finish,
    .is_null = sqlite_is_null,
    .integer = sqlite_integer,
    .text = sqlite_text,
    .moment = sqlite_moment,
    .run = sqlite_run,
    .settle = sqlite_settle,
    .analyze = analyze,
    .loosen = sqlite_keys,
    .tighten = sqlite_keys,
    .inside = sqlite_inside,
    .close = sqlite_close,
};

/* ---- Opening -----------------------------------------------------------------------------------
 */

/* A reader may read and nothing else, whatever SQL reaches it. */
static int authorise(void *unused, int action, const char *a, const char *b, const char *c,
                     const char *d)
{
    (void)unused, (void)a, (void)b, (void)c, (void)d;
    switch (action) {
    case SQLITE_SELECT:
    case SQLITE_READ:
    case SQLITE_FUNCTION:
    case SQLITE_RECURSIVE:
    case SQLITE_TRANSACTION:
        return SQLITE_OK;
    default:
        return SQLITE_DENY;
    }
}

static int count_log_pages(void *context, sqlite3 *handle, const char *name, int pages)
{
    (void)handle, (void)name;
    ((SqliteDb *)context)->log_pages = pages;
    return SQLITE_OK;
}

int sqlite_log_pages(Db *db)
{
    return own(db)->log_pages;
}

void sqlite_checkpoint(Db *db, bool reset)
{
    int mode = reset ? SQLITE_CHECKPOINT_TRUNCATE : SQLITE_CHECKPOINT_PASSIVE;
    int code = sqlite3_wal_checkpoint_v2(own(db)->handle, NULL, mode, NULL, NULL);
    if (code == SQLITE_OK && reset)
        own(db)->log_pages = 0;
    else if (code != SQLITE_OK && (code & 0xff) != SQLITE_BUSY)
        log_event(LOG_ERROR, "db.checkpoint", "code=%d", code);
}

/* What every connection needs. No mmap: there a disk error would be a signal, not an error. */
static Error *configure(SqliteDb *db)
{
    sqlite3 *handle = db->handle;
    sqlite3_extended_result_codes(handle, 1);
    sqlite3_busy_timeout(handle, 5000);
    sqlite3_db_config(handle, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
    sqlite3_db_config(handle, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
    sqlite3_db_config(handle, SQLITE_DBCONFIG_DQS_DML, 0, NULL);
    sqlite3_db_config(handle, SQLITE_DBCONFIG_DQS_DDL, 0, NULL);
    sqlite3_limit(handle, SQLITE_LIMIT_ATTACHED, 0);
    return sqlite_run(&db->base, "pragma foreign_keys = on;"
                                 "pragma cell_size_check = on;"
                                 "pragma mmap_size = 0;"
                                 "pragma temp_store = memory;"
                                 "pragma cache_size = -16000;");
}

static Error *configure_store(SqliteDb *db)
{
    TRY(configure(db));
    if (db->base.writes) {
        TRY(sqlite_run(&db->base, "pragma journal_mode = wal;"
                                  "pragma synchronous = full;"
                                  "pragma wal_autocheckpoint = 0;"));
        sqlite3_wal_hook(db->handle, count_log_pages, db);
    } else {
        sqlite3_set_authorizer(db->handle, authorise, NULL);
    }
    return NULL;
}

/* Counting the memory in use takes one lock, for every allocation of every reader. */
static void leave_memory_uncounted(void)
{
    sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
}

static Error *open_file(const char *file, bool writes, int flags, Error *(*configured)(SqliteDb *),
                        Db **db)
{
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    pthread_once(&once, leave_memory_uncounted);
    SqliteDb *new = db_memory(sizeof *new);
    new->base.verbs = &sqlite_verbs;
    new->base.writes = writes;
    int code = sqlite3_open_v2(file, &new->handle, flags | SQLITE_OPEN_NOMUTEX, NULL);
    Error *error = code == SQLITE_OK ? configured(new) : sqlite_failed(new, code, "open");
    if (error != NULL) {
        sqlite_close(&new->base);
        return error;
    }
    *db = &new->base;
    return NULL;
}

Error *sqlite_open(const char *file, bool writes, Db **db)
{
    int flags = writes ? SQLITE_OPEN_READWRITE : SQLITE_OPEN_READONLY;
    return open_file(file, writes, flags, configure_store, db);
}

Error *sqlite_open_backup(const char *file, Db **db)
{
    char address[4096 * 3 + 64];
    size_t length = (size_t)snprintf(address, sizeof address, "file:");
    for (const char *c = file; *c != '\0' && length + 32 < sizeof address; c++) {
        bool special = strchr("%?#", *c) != NULL;
        if (special)
            length += (size_t)snprintf(address + length, 4, "%%%02X", (unsigned char)*c);
        else
            address[length++] = *c;
    }
    snprintf(address + length, sizeof address - length, "?immutable=1");
    return open_file(address, false, SQLITE_OPEN_READONLY | SQLITE_OPEN_URI, configure, db);
}

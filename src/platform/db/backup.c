#include "platform/db/backup.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "platform/base/log.h"
#include "platform/db/copy.h"
#include "platform/db/schema.h"
#include "platform/db/store.h"

/* A backup is a SQLite database even of a store on PostgreSQL, made by the same steps as the store,
 * so that any store can be restored from it, also one of the other engine. */

#define ARENA_SIZE ((size_t)64 << 20)

static const DbType manifest_types[] = {DB_TEXT, DB_BIGINT, DB_TEXT};
static const char *const manifest_names[] = {"name", "rows", "hash"};

static const char manifest_table[] =
    "create table backup_manifest (name text not null primary key, rows bigint not null, "
    "hash text not null)";

static const DbStatement manifest_add = {
    .name = "backup.add",
    .text_sqlite = "insert into backup_manifest (name, rows, hash) values (@name, @rows, @hash)",
    .parameter_names = manifest_names,
    .parameter_types = manifest_types,
    .parameter_count = 3,
    .writes = true,
};

static const DbStatement manifest_all = {
    .name = "backup.manifest",
    .text_sqlite = "select name, rows, hash from backup_manifest order by name",
    .column_types = manifest_types,
    .column_count = 3,
};

static const DbStatement integrity = {
    .name = "backup.integrity",
    .text_sqlite = "select integrity_check from pragma_integrity_check(1)",
    .column_types = manifest_types,
    .column_count = 1,
};

static const DbStatement broken_keys = {
    .name = "backup.keys",
    .text_sqlite = "select \"table\" from pragma_foreign_key_check limit 1",
    .column_types = manifest_types,
    .column_count = 1,
};

/* ---- Making -------------------------------------------------------------------------------------
 */

/* What the schema's steps put there. A table that is append-only is empty then, and refuses even to
 * be emptied. */
static Error *clear_tables(Db *db, const CopyTables *tables)
{
    for (size_t i = 0; i < tables->count; i++) {
        int64_t rows = 0;
        TRY(copy_count(db, &tables->items[i], &rows));
        if (rows > 0)
            TRY(db_exec(db, &tables->items[i].clear, NULL, NULL));
    }
    return NULL;
}

static Error *fill_backup(Db *from, Db *to, Arena *arena)
{
    CopyTables tables = {0};
    int data = 0, program = 0, applied = 0;
    TRY(schema_versions(from, &data, &program));
    TRY(schema_apply(to, data, &applied));
    TRY(copy_tables(to, arena, &tables));
    TRY(clear_tables(to, &tables));
    TRY(to->verbs->run(to, manifest_table));
    for (size_t i = 0; i < tables.count; i++) {
        CopyContent content = {0};
        TRY(copy_rows(from, to, &tables.items[i], &content));
        const DbParameter line[] = {{.type = DB_TEXT, .text = tables.items[i].name},
                                    {.type = DB_BIGINT, .integer = content.rows},
                                    {.type = DB_TEXT, .text = content.hash}};
        TRY(db_exec(to, &manifest_add, line, NULL));
    }
    return NULL;
}

/* Foreign keys wait until all is there: rows may name rows that come later. */
static Error *write_backup(Db *from, Db *to)
{
    Arena *arena = arena_create(ARENA_SIZE, "db.backup");
    Error *error = to->verbs->run(to, "pragma foreign_keys = off");
    if (error == NULL)
        error = db_begin(to, "begin immediate");
    if (error == NULL)
        error = fill_backup(from, to, arena);
    if (error == NULL)
        error = db_commit(to);
    if (error == NULL)
        error = to->verbs->run(to, "pragma journal_mode = delete");
    arena_destroy(arena);
    return error;
}

static Error *read_store(Store *store, Db **db)
{
    bool sqlite = store->engine == DB_SQLITE;
    TRY(sqlite ? sqlite_open(store->where, false, db) : postgresql_open_stream(store->where, db));
    Error *error =
        db_begin(*db, sqlite ? "begin" : "begin isolation level repeatable read read only");
    if (error != NULL)
        db_close(*db);
    return error;
}

static Error *make_partial(Store *store, const char *partial)
{
    Db *from = NULL, *to = NULL;
    int file = open(partial, O_CREAT | O_TRUNC | O_RDWR | O_CLOEXEC, 0600);
    if (file < 0)
        return error_make(ERROR_STORE, "The backup file cannot be written.", "open: %s",
                          strerror(errno));
    close(file);
    TRY(read_store(store, &from));
    Error *error = sqlite_open(partial, true, &to);
    if (error == NULL)
        error = write_backup(from, to);
    db_close(to);
    db_rollback(from);
    db_close(from);
    return error;
}

Error *store_backup(Store *store, const char *file)
{
    char partial[4096];
    if (access(file, F_OK) == 0)
        return error_make(ERROR_STORE, "There is a file of that name already; it was left alone.",
                          "exists");
    if (snprintf(partial, sizeof partial, "%s.partial", file) >= (int)sizeof partial)
        return error_make(ERROR_STORE, "The name of the backup file is too long.", "too long");
    Error *error = make_partial(store, partial);
    if (error == NULL)
        error = backup_seal(partial);
    if (error == NULL)
        error = backup_publish(partial, file);
    if (error != NULL)
        unlink(partial);
    return error;
}

/* ---- Checking
 * ------------------------------------------------------------------------------------ */

typedef struct Line {
    const char *name;
    CopyContent content;
} Line;

typedef struct Manifest {
    size_t count;
    Line *items;
} Manifest;

static Error *read_text(const DbCursor *cursor, Arena *arena, void *into)
{
    *(const char **)into = db_text(cursor, 0, arena);
    return NULL;
}

static Error *read_line(const DbCursor *cursor, Arena *arena, void *into)
{
    Line *line = into;
    line->name = db_text(cursor, 0, arena);
    line->content.rows = db_integer(cursor, 1);
    snprintf(line->content.hash, sizeof line->content.hash, "%s", db_text(cursor, 2, arena));
    return NULL;
}

/* The name goes to the log: a cause may be cut from the error that is made over it. */
static Error *not_as_said(const char *what, const char *table)
{
    return error_make(ERROR_STORE,
                      "The backup does not hold what it says it holds. Nothing was restored; use "
                      "another copy.",
                      "%s: %s", table, what);
}

static Error *compare_content(Db *db, Db *to, const CopyTables *tables, const Manifest *manifest)
{
    if (tables->count != manifest->count)
        return not_as_said("tables missing", "manifest");
    for (size_t i = 0; i < tables->count; i++) {
        const Line *line = &manifest->items[i];
        CopyContent content = {0};
        if (!text_equal(line->name, tables->items[i].name))
            return not_as_said("not in the manifest", tables->items[i].name);
        TRY(copy_rows(db, to, &tables->items[i], &content));
        if (content.rows != line->content.rows)
            return not_as_said("number of rows", line->name);
        if (!text_equal(content.hash, line->content.hash))
            return not_as_said("content", line->name);
    }
    return NULL;
}

static Error *read_manifest(Db *backup, Arena *arena, Manifest *manifest)
{
    const char *answer = NULL;
    void *items = NULL;
    TRY(db_one(backup, arena, &integrity, NULL, read_text, &answer));
    if (!text_equal(answer, "ok"))
        return not_as_said("integrity", "file");
    TRY(db_many(backup, arena, &manifest_all, NULL, read_line, sizeof(Line), &items,
                &manifest->count));
    manifest->items = items;
    return NULL;
}

/* ---- Restoring
 * ----------------------------------------------------------------------------------- */

static Error *refuse_data(Db *db, const CopyTable *table, Db *fresh)
{
    int64_t rows = 0, expected = 0;
    TRY(copy_count(db, table, &rows));
    TRY(copy_count(fresh, table, &expected));
    if (rows == expected)
        return NULL;
    return error_make(ERROR_STORE, "This store holds data already. Restore into an empty one.",
                      "%s has %" PRId64 " rows", table->name, rows);
}

/* A store is empty when it holds what its steps put there and no more: a fresh one, made in
 * memory by the same steps, tells. *tables are the store's. */
static Error *check_empty(Db *db, Arena *arena, int steps, CopyTables *tables)
{
    Db *fresh = NULL;
    int applied = 0;
    TRY(sqlite_open(":memory:", true, &fresh));
    Error *error = schema_apply(fresh, steps, &applied);
    if (error == NULL)
        error = copy_tables(fresh, arena, tables);
    for (size_t i = 0; error == NULL && i < tables->count; i++) {
        if (!text_equal(tables->items[i].name, "schema_migration"))
            error = refuse_data(db, &tables->items[i], fresh);
    }
    db_close(fresh);
    return error;
}

/* Makes the store anew at the backup's version, and without rows. */
static Error *make_ready(Db *db, Arena *arena, int steps, const CopyTables *wanted)
{
    CopyTables old = {0};
    int data = 0, program = 0, applied = 0;
    TRY(schema_versions(db, &data, &program));
    if (data > 0)
        TRY(check_empty(db, arena, data, &old));
    for (size_t i = 0; data != steps && i < old.count; i++)
        TRY(db->verbs->run(db, arena_print(arena, "drop table %s%s", old.items[i].name,
                                           db->verbs->engine == DB_SQLITE ? "" : " cascade")));
    TRY(schema_apply(db, steps, &applied));
    TRY(db->verbs->loosen(db));
    return clear_tables(db, wanted);
}

static Error *check_keys(Db *db, Arena *arena)
{
    const char *table = NULL;
    bool found = false;
    if (db->verbs->engine == DB_POSTGRESQL)
        return NULL;
    TRY(db_maybe(db, arena, &broken_keys, NULL, read_text, &table, &found));
    return found ? not_as_said("a foreign key does not hold", table) : NULL;
}

static Error *load(Db *backup, Db *db, Arena *arena)
{
    CopyTables tables = {0};
    Manifest manifest = {0};
    int steps = 0, program = 0, applied = 0;
    TRY(read_manifest(backup, arena, &manifest));
    TRY(schema_versions(backup, &steps, &program));
    TRY(copy_tables(backup, arena, &tables));
    TRY(compare_content(backup, NULL, &tables, &manifest));
    TRY(make_ready(db, arena, steps, &tables));
    TRY(compare_content(backup, db, &tables, &manifest));
    TRY(compare_content(db, NULL, &tables, &manifest));
    TRY(db->verbs->tighten(db));
    TRY(check_keys(db, arena));
    return schema_apply(db, program, &applied);
}

static Error *restore_into(Db *backup, Db *db)
{
    Arena *arena = arena_create(ARENA_SIZE, "db.restore");
    Error *error = NULL;
    if (db->verbs->engine == DB_SQLITE)
        error = db->verbs->run(db, "pragma foreign_keys = off");
    if (error == NULL)
        error = db_begin(db, db->verbs->engine == DB_SQLITE ? "begin immediate" : "begin");
    if (error == NULL)
        error = load(backup, db, arena);
    if (error == NULL)
        error = db_analyze(db);
    if (error == NULL)
        error = db_commit(db);
    if (error != NULL)
        db_rollback(db);
    arena_destroy(arena);
    return error;
}

Error *store_restore(Store *store, const char *file)
{
    Db *backup = NULL, *db = NULL;
    TRY(backup_verify(file));
    TRY(sqlite_open_backup(file, &backup));
    Error *error = store_connect(store, &db);
    if (error == NULL)
        error = restore_into(backup, db);
    db_close(db);
    db_close(backup);
    return error;
}

#include "platform/db/engine.h"

#include <sodium.h>
#include <string.h>

#include "platform/base/log.h"
#include "platform/db/schema.h"

/* The data says which steps made it: number, name, and a checksum of the step's text. */

static const char table_of_steps[] =
    "create table if not exists schema_migration ("
    "number integer not null primary key, name text not null, checksum text not null, "
    "applied_at timestamptz not null)";

static const DbType step_types[] = {DB_INTEGER, DB_TEXT, DB_TEXT, DB_TIMESTAMPTZ};
static const char *const step_names[] = {"number", "name", "checksum", "applied_at"};

static const DbStatement steps_applied = {
    .name = "schema.steps",
    .text_sqlite = "select number, name, checksum from schema_migration order by number",
    .text_postgresql = "select number, name, checksum from schema_migration order by number",
    .column_types = step_types,
    .column_count = 3,
};

static const DbStatement step_add = {
    .name = "schema.step_add",
    .text_sqlite = "insert into schema_migration (number, name, checksum, applied_at) "
                   "values (@number, @name, @checksum, @applied_at)",
    .text_postgresql = "insert into schema_migration (number, name, checksum, applied_at) "
                       "values ($1, $2, $3, $4)",
    .parameter_names = step_names,
    .parameter_types = step_types,
    .parameter_count = 4,
    .writes = true,
};

static const DbType count_types[] = {DB_BIGINT};
static const DbStatement steps_table = {
    .name = "schema.steps_table",
    .text_sqlite = "select count(*) from sqlite_schema where name = 'schema_migration'",
    .text_postgresql = "select count(*) from pg_tables where tablename = 'schema_migration' "
                       "and schemaname = current_schema()",
    .column_types = count_types,
    .column_count = 1,
};

#define CHECKSUM_SIZE 33

static void checksum_of(const DbStep *step, char text[CHECKSUM_SIZE])
{
    unsigned char hash[16];
    crypto_generichash_state state;
    crypto_generichash_init(&state, NULL, 0, sizeof hash);
    crypto_generichash_update(&state, (const unsigned char *)step->sqlite,
                              strlen(step->sqlite) + 1);
    crypto_generichash_update(&state, (const unsigned char *)step->postgresql,
                              strlen(step->postgresql) + 1);
    crypto_generichash_final(&state, hash, sizeof hash);
    sodium_bin2hex(text, CHECKSUM_SIZE, hash, sizeof hash);
}

typedef struct Applied {
    int64_t number;
    const char *name, *checksum;
} Applied;

static Error *read_applied(const DbCursor *cursor, Arena *arena, void *into)
{
    Applied *applied = into;
    applied->number = db_integer(cursor, 0);
    applied->name = db_text(cursor, 1, arena);
    applied->checksum = db_text(cursor, 2, arena);
    return NULL;
}

static Error *read_count(const DbCursor *cursor, Arena *arena, void *into)
{
    (void)arena;
    *(int64_t *)into = db_integer(cursor, 0);
    return NULL;
}

static Error *compare_step(const Applied *applied, size_t place)
{
    char checksum[CHECKSUM_SIZE];
    if (place >= db_schema.count)
        return error_make(ERROR_STORE,
                          "The data was written by a newer Fourfold than this one. Install that "
                          "version, or restore an older backup.",
                          "data has step %s, program ends at %zu", applied->name, db_schema.count);
    const DbStep *step = &db_schema.steps[place];
    checksum_of(step, checksum);
    if (applied->number == step->number && strcmp(applied->checksum, checksum) == 0)
        return NULL;
    return error_make(ERROR_STORE,
                      "The data was made by other steps than this program holds. Install the "
                      "version that made it.",
                      "step %s of the data is not the program's %s", applied->name, step->name);
}

/* How many of the program's steps the data has, after comparing each. */
static Error *count_applied(Db *db, int *count)
{
    Arena *arena = arena_create((size_t)4 << 20, "db.migrate");
    void *items = NULL;
    size_t found = 0;
    int64_t tables = 0;
    Error *error = db_one(db, arena, &steps_table, NULL, read_count, &tables);
    if (error == NULL && tables > 0)
        error =
            db_many(db, arena, &steps_applied, NULL, read_applied, sizeof(Applied), &items, &found);
    for (size_t i = 0; error == NULL && i < found; i++)
        error = compare_step(&((Applied *)items)[i], i);
    *count = (int)found;
    arena_destroy(arena);
    return error;
}

static Error *apply_step(Db *db, const DbStep *step)
{
    char checksum[CHECKSUM_SIZE];
    checksum_of(step, checksum);
    Error *error =
        db->verbs->run(db, db->verbs->engine == DB_SQLITE ? step->sqlite : step->postgresql);
    if (error != NULL)
        return error_make(error->kind, error->message, "step %s: %s", step->name, error->cause);
    const DbParameter parameters[] = {
        {.type = DB_INTEGER, .integer = step->number},
        {.type = DB_TEXT, .text = step->name},
        {.type = DB_TEXT, .text = checksum},
        {.type = DB_TIMESTAMPTZ, .integer = clock_now().milliseconds},
    };
    return db_exec(db, &step_add, parameters, NULL);
}

static Error *apply_steps(Db *db, int upto, int *applied)
{
    int count = 0;
    TRY(db->verbs->run(db, table_of_steps));
    TRY(count_applied(db, &count));
    for (int i = count; i < upto; i++)
        TRY(apply_step(db, &db_schema.steps[i]));
    *applied = upto > count ? upto - count : 0;
    return *applied > 0 && db->verbs->guard != NULL ? db->verbs->guard(db) : NULL;
}

/* Two copies that start at once wait for each other: SQLite by its lock, PostgreSQL by this. */
static Error *lock_schema(Db *db)
{
    if (db->verbs->engine == DB_SQLITE)
        return NULL;
    return db->verbs->run(db, "select pg_advisory_xact_lock(4044040)");
}

Error *schema_apply(Db *db, int upto, int *applied)
{
    TRY(lock_schema(db));
    return apply_steps(db, upto, applied);
}

Error *schema_migrate(Db *db, int *applied)
{
    *applied = 0;
    TRY(db_begin(db, db->verbs->engine == DB_SQLITE ? "begin immediate" : "begin"));
    Error *error = schema_apply(db, (int)db_schema.count, applied);
    if (error == NULL)
        error = db_commit(db);
    if (error != NULL) {
        *applied = 0;
        db_rollback(db);
    }
    return error;
}

Error *schema_versions(Db *db, int *data, int *program)
{
    *program = (int)db_schema.count;
    return count_applied(db, data);
}

Error *schema_check(Db *db, bool allow_old)
{
    int data = 0, program = 0;
    TRY(schema_versions(db, &data, &program));
    if (data == program || allow_old)
        return NULL;
    return error_make(ERROR_STORE,
                      "The data is of an older version. Make a backup, then run: fourfold migrate",
                      "data at step %d, program at %d", data, program);
}

#include "platform/db/store.h"

#include <errno.h>
#include <limits.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "platform/base/log.h"

/* ---- A pool of connections ----------------------------------------------------------------------
 */

static Error *pool_fill(Pool *pool, const Store *store, bool writes, int count)
{
    pthread_mutex_init(&pool->lock, NULL);
    pthread_cond_init(&pool->returned, NULL);
    pool->items = db_memory((size_t)count * sizeof(Db *));
    for (int i = 0; i < count; i++) {
        Db **db = &pool->items[pool->count];
        TRY(store->engine == DB_SQLITE
                ? sqlite_open(store->where, writes, db)
                : postgresql_open(store->where, writes, store->every_school, db));
        pool->count++;
    }
    pool->free = pool->count;
    return NULL;
}

/* Ends the transactions that were kept by those at home. */
static void pool_let_go(Pool *pool)
{
    for (size_t i = 0; i < pool->free; i++) {
        if (pool->items[i]->kept)
            db_rollback(pool->items[i]);
        pool->items[i]->kept = false;
    }
}

static void pool_close(Pool *pool)
{
    ASSERT(pool->free == pool->count);
    pool_let_go(pool);
    for (size_t i = 0; i < pool->count; i++)
        db_close(pool->items[i]);
    if (pool->items != NULL) {
        pthread_cond_destroy(&pool->returned);
        pthread_mutex_destroy(&pool->lock);
    }
    free(pool->items);
}

static Db *pool_take(Pool *pool)
{
    pthread_mutex_lock(&pool->lock);
    while (pool->free == 0)
        pthread_cond_wait(&pool->returned, &pool->lock);
    Db *db = pool->items[--pool->free];
    pthread_mutex_unlock(&pool->lock);
    return db;
}

static void pool_give(Pool *pool, Db *db)
{
    pthread_mutex_lock(&pool->lock);
    ASSERT(pool->free < pool->count);
    pool->items[pool->free++] = db;
    pthread_cond_signal(&pool->returned);
    pthread_mutex_unlock(&pool->lock);
}

/* ---- The file of a SQLite store
 * ------------------------------------------------------------------ */

/* Only the owner: not its group, not others. */
static Error *check_private(const char *path)
{
    struct stat found;
    if (stat(path, &found) != 0)
        return error_make(ERROR_STORE, "There is no data here. Give the data folder, or make one.",
                          "stat: %s", strerror(errno));
    if ((found.st_mode & (S_IRWXG | S_IRWXO)) != 0)
        return error_make(ERROR_STORE,
                          "Others on this computer can read the data. Run: chmod -R go= on the "
                          "data folder.",
                          "mode=%o", found.st_mode & 0777);
    return NULL;
}

/* made_file: out, whether there was no file before. */
static Error *make_file(const char *folder, const char *file, bool *made_file)
{
    if (mkdir(folder, 0700) != 0 && errno != EEXIST)
        return error_make(ERROR_STORE, "The data folder cannot be made.", "mkdir: %s",
                          strerror(errno));
    TRY(check_private(folder));
    *made_file = access(file, F_OK) != 0;
    int made = open(file, O_CREAT | O_RDWR | O_CLOEXEC, 0600);
    if (made < 0)
        return error_make(ERROR_STORE, "The data file cannot be made.", "open: %s",
                          strerror(errno));
    close(made);
    return NULL;
}

static Error *find_file(Arena *arena, const StoreOptions *options, const char **file, bool *made)
{
    *file = arena_print(arena, "%s/fourfold.db", options->where);
    if (options->create)
        TRY(make_file(options->where, *file, made));
    TRY(check_private(*file));
    return check_private(options->where);
}

/* ---- Opening
 * ------------------------------------------------------------------------------------- */

Error *store_connect(const Store *store, Db **db)
{
    return store->engine == DB_SQLITE ? sqlite_open(store->where, true, db)
                                      : postgresql_open(store->where, true, true, db);
}

/* A store without any step is new: it is brought up to date at once. */
static Error *prepare_schema(Db *db, const StoreOptions *options)
{
    int data = 0, program = 0, applied = 0;
    TRY(schema_versions(db, &data, &program));
    if (data == 0 && options->create)
        TRY(schema_migrate(db, &applied));
    return schema_check(db, options->allow_old_data);
}

static Error *open_connections(Store *store, const StoreOptions *options)
{
    Db *db = NULL;
    int readers = options->readers < 1 ? 1 : options->readers;
    TRY(store_connect(store, &db));
    Error *error = prepare_schema(db, options);
    if (error != NULL || store->engine == DB_POSTGRESQL) {
        if (error == NULL && store->engine == DB_POSTGRESQL)
            store->passes_guard = postgresql_passes_guard(db);
        if (store->passes_guard && !store->every_school)
            log_event(LOG_WARN, "store.role_passes_guard",
                      "advice=\"serve as a role that is no superuser\"");
        db_close(db);
        TRY(error);
        TRY(pool_fill(&store->writers, store, true, readers));
    } else {
        store->writer = writer_start(store, db);
    }
    return pool_fill(&store->readers, store, false, readers);
}

static bool is_url(const char *where)
{
    return strncmp(where, "postgresql://", 13) == 0 || strncmp(where, "postgres://", 11) == 0;
}

Error *store_open(Arena *arena, const StoreOptions *options, Store **store)
{
    const char *where = options->where;
    bool url = is_url(where), made = false;
    if (!url)
        TRY(find_file(arena, options, &where, &made));
    Store *new = db_memory(sizeof *new);
    new->engine = url ? DB_POSTGRESQL : DB_SQLITE;
    new->where = strdup(where);
    new->made = made;
    new->every_school = options->every_school;
    ASSERT(new->where != NULL);
    Error *error = open_connections(new, options);
    if (error != NULL) {
        new->readers.free = new->readers.count;
        new->writers.free = new->writers.count;
        store_close(new);
        return error;
    }
    *store = new;
    return NULL;
}

void store_close(Store *store)
{
    if (store == NULL)
        return;
    if (store->writer != NULL)
        writer_stop(store->writer);
    pool_close(&store->readers);
    pool_close(&store->writers);
    if (store->writer != NULL)
        writer_close(store->writer);
    free(store->where);
    free(store);
}

void store_discard(Store *store)
{
    static const char *const parts[] = {"", "-wal", "-shm"};
    char *file = store->made ? strdup(store->where) : NULL;
    store_close(store);
    for (size_t i = 0; file != NULL && i < sizeof parts / sizeof parts[0]; i++) {
        char part[PATH_MAX];
        snprintf(part, sizeof part, "%s%s", file, parts[i]);
        unlink(part);
    }
    free(file);
}

DbEngine store_engine(const Store *store)
{
    return store->engine;
}

bool store_passes_guard(const Store *store)
{
    return store->passes_guard;
}

/* ---- Reading
 * --------------------------------------------------------------------------------------
 *
 * SQLite empties a reader's cache of pages when its transaction begins on another state of the file
 * than its last, be the difference one row of the trail; and with each look at a child written
 * before its page leaves, every page would find its cache empty. So a reader's transaction is left
 * open for the next request, and ends when something else than a trail was written, or when it has
 * been open for KEPT_MILLISECONDS. */

#define KEPT_MILLISECONDS 1000

static int64_t monotonic_now(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/* The count is read before the transaction begins: what is committed between is seen, and looked
 * for once more than needed. */
static Error *begin_reading(Store *store, Db *db)
{
    const char *begin =
        store->engine == DB_SQLITE ? "begin" : "begin isolation level repeatable read read only";
    if (db->kept)
        db_rollback(db);
    db->kept = false;
    db->changes = atomic_load(&store->changes);
    db->began = monotonic_now();
    return db_begin(db, begin);
}

static bool is_new_enough(const Store *store, const Db *db)
{
    return db->changes == atomic_load(&store->changes) &&
           monotonic_now() - db->began < KEPT_MILLISECONDS;
}

static Error *read_from(Store *store, bool newest, Db **db)
{
    *db = pool_take(&store->readers);
    if ((*db)->kept && !newest && is_new_enough(store, *db))
        return NULL;
    Error *error = begin_reading(store, *db);
    if (error != NULL) {
        pool_give(&store->readers, *db);
        *db = NULL;
    }
    return error;
}

Error *store_read(Store *store, Db **db)
{
    return read_from(store, false, db);
}

Error *store_read_newest(Store *store, Db **db)
{
    return read_from(store, true, db);
}

void store_read_end(Store *store, Db *db)
{
    if (db == NULL)
        return;
    db->verbs->settle(db);
    db->kept = store->engine == DB_SQLITE && !db->failed && !atomic_load(&store->letting_go) &&
               is_new_enough(store, db);
    if (!db->kept)
        db_rollback(db);
    pool_give(&store->readers, db);
}

void store_note_change(Store *store)
{
    atomic_fetch_add(&store->changes, 1);
}

/* Those lent now see the mark when they come home. */
void store_let_go(Store *store)
{
    atomic_store(&store->letting_go, true);
    pthread_mutex_lock(&store->readers.lock);
    pool_let_go(&store->readers);
    pthread_mutex_unlock(&store->readers.lock);
}

void store_keep_again(Store *store)
{
    atomic_store(&store->letting_go, false);
}

/* ---- Writing
 * --------------------------------------------------------------------------------------
 */

static Error *run_once(Db *db, StoreWork work, void *context)
{
    TRY(db_begin(db, "begin"));
    Error *error = work(db, context);
    if (error == NULL && db->failed)
        error = error_internal("a work went on after a statement had failed");
    if (error == NULL)
        error = db_commit(db);
    if (error != NULL)
        db_rollback(db);
    return error;
}

static Error *write_to(Store *store, StoreWork work, void *context, bool appends)
{
    if (store->engine == DB_SQLITE)
        return writer_run(store->writer, work, context, appends);
    Db *db = pool_take(&store->writers);
    Error *error = run_once(db, work, context);
    for (int again = 0; error != NULL && db->again && again < 3; again++)
        error = run_once(db, work, context);
    pool_give(&store->writers, db);
    return error;
}

Error *store_write(Store *store, StoreWork work, void *context)
{
    return write_to(store, work, context, false);
}

Error *store_append(Store *store, StoreWork work, void *context)
{
    return write_to(store, work, context, true);
}

/* ---- The schema
 * ----------------------------------------------------------------------------------- */

Error *store_migrate(Store *store, int *applied)
{
    Db *db = NULL;
    *applied = 0;
    TRY(store_connect(store, &db));
    Error *error = schema_migrate(db, applied);
    db_close(db);
    return error;
}

Error *store_versions(Store *store, int *data, int *program)
{
    Db *db = NULL;
    TRY(store_connect(store, &db));
    Error *error = schema_versions(db, data, program);
    db_close(db);
    return error;
}

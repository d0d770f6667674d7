#include "platform/db/db.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "platform/base/log.h"
#include "platform/db/engine.h"

/* ---- Faults for tests ------------------------------------------------------------------------ */

static _Thread_local int fault_own;
static _Thread_local int *fault_borrowed;

void db_fail_at(int nth)
{
    fault_own = nth;
}

int *db_fault_counter(void)
{
    return fault_borrowed != NULL ? fault_borrowed : &fault_own;
}

void db_fault_borrow(int *counter)
{
    fault_borrowed = counter;
}

static bool fault_due(void)
{
    int *counter = db_fault_counter();
    return *counter > 0 && --*counter == 0;
}

/* ---- Watching for benchmarks -----------------------------------------------------------------
 */

static _Thread_local DbSeen watch_seen;
static _Thread_local void *watch_context;

void db_watch(DbSeen seen, void *context)
{
    watch_seen = seen;
    watch_context = context;
}

/* ---- What both engines share ------------------------------------------------------------------
 */

void *db_memory(size_t size)
{
    void *memory = calloc(1, size);
    if (memory == NULL)
        log_panic("db.memory", "size=%zu", size);
    return memory;
}

static size_t place_of(const DbCache *cache, const DbStatement *statement)
{
    size_t at = ((uintptr_t)statement >> 4) * 0x9E3779B97F4A7C15u >> 20;
    for (;; at++) {
        at &= cache->capacity - 1;
        if (cache->slots[at].key == NULL || cache->slots[at].key == statement)
            return at;
    }
}

static void grow(DbCache *cache)
{
    DbCache old = *cache;
    cache->capacity = old.capacity == 0 ? 64 : old.capacity * 2;
    cache->slots = db_memory(cache->capacity * sizeof *cache->slots);
    for (size_t i = 0; i < old.capacity; i++) {
        if (old.slots[i].key != NULL)
            cache->slots[place_of(cache, old.slots[i].key)] = old.slots[i];
    }
    free(old.slots);
}

void **db_cached(DbCache *cache, const DbStatement *statement)
{
    if (cache->count * 2 >= cache->capacity)
        grow(cache);
    struct DbCached *slot = &cache->slots[place_of(cache, statement)];
    cache->count += slot->key == NULL;
    slot->key = statement;
    return &slot->prepared;
}

void db_cache_clear(DbCache *cache, void (*release)(void *prepared))
{
    for (size_t i = 0; i < cache->capacity; i++) {
        if (cache->slots[i].prepared != NULL)
            release(cache->slots[i].prepared);
    }
    free(cache->slots);
    *cache = (DbCache){0};
}

void db_write_date(char text[DB_MOMENT_SIZE], int64_t days)
{
    CivilDate civil = date_civil((Date){(int32_t)days});
    snprintf(text, DB_MOMENT_SIZE, "%04d-%02d-%02d", civil.year, civil.month, civil.day);
}

void db_write_moment(char text[DB_MOMENT_SIZE], int64_t milliseconds)
{
    const int64_t day = 86400000;
    int64_t days = milliseconds / day - (milliseconds % day < 0);
    int rest = (int)(milliseconds - days * day);
    CivilDate civil = date_civil((Date){(int32_t)days});
    snprintf(text, DB_MOMENT_SIZE, "%04d-%02d-%02dT%02d:%02d:%02d.%03dZ", civil.year, civil.month,
             civil.day, rest / 3600000, rest / 60000 % 60, rest / 1000 % 60, rest % 1000);
}

Error *db_fail(Db *db, Error *error)
{
    db->failed = true;
    return error;
}

Error *db_begin(Db *db, const char *begin)
{
    db->failed = db->broken = db->again = false;
    return db->verbs->run(db, begin);
}

Error *db_commit(Db *db)
{
    db->verbs->settle(db);
    return db->verbs->run(db, "commit");
}

void db_rollback(Db *db)
{
    db->verbs->settle(db);
    if (db->verbs->inside(db) && db->verbs->run(db, "rollback") != NULL)
        log_event(LOG_ERROR, "db.rollback", "outcome=failed");
}

void db_close(Db *db)
{
    if (db != NULL)
        db->verbs->close(db);
}

/* ---- A statement, step by step ----------------------------------------------------------------
 */

static bool is_none(const DbParameter *parameter)
{
    switch (parameter->type) {
    case DB_TEXT:
    case DB_BYTEA:
        return parameter->text == NULL;
    case DB_DATE:
        return parameter->integer == DATE_NONE.days;
    case DB_TIMESTAMPTZ:
        return parameter->integer == MOMENT_NONE.milliseconds;
    default:
        return false;
    }
}

Error *db_start(Db *db, const DbStatement *statement, const DbParameter *parameters,
                DbCursor *cursor)
{
    *cursor = (DbCursor){.db = db, .statement = statement, .row = -1};
    if (statement->writes && !db->writes)
        return error_internal("%s writes on a reading connection", statement->name);
    if (db->failed)
        return error_store("%s after a statement that failed", statement->name);
    if (fault_due())
        return db_fail(db, error_store("%s failed for a test", statement->name));
    for (size_t i = 0; i < statement->parameter_count; i++) {
        if (!parameters[i].null && is_none(&parameters[i]))
            return db_fail(db, error_internal("%s: parameter %s is none", statement->name,
                                              statement->parameter_names[i]));
    }
    if (watch_seen != NULL)
        watch_seen(watch_context, statement, parameters);
    cursor->started = true;
    return db->verbs->start(db, statement, parameters, cursor);
}

Error *db_step(DbCursor *cursor, bool *row)
{
    return cursor->db->verbs->step(cursor, row);
}

void db_finish(DbCursor *cursor)
{
    if (cursor->started)
        cursor->db->verbs->finish(cursor);
    cursor->engine = NULL;
    cursor->started = false;
}

int64_t db_changed(const DbCursor *cursor)
{
    return cursor->changed;
}

/* ---- A statement as a whole --------------------------------------------------------------------
 */

/* Room for one more row after count of them; the array doubles. */
static void *room(Arena *arena, void *items, size_t count, size_t size)
{
    bool full = count == 0 || (count >= 8 && (count & (count - 1)) == 0);
    if (!full)
        return items;
    return arena_grow(arena, items, count, size, count < 8 ? 8 : count * 2);
}

static Error *read_rows(DbCursor *cursor, Arena *arena, DbRead read, size_t size, void **items,
                        size_t *count)
{
    for (;;) {
        bool row = false;
        TRY(db_step(cursor, &row));
        if (!row)
            return NULL;
        *items = room(arena, *items, *count, size);
        TRY(read(cursor, arena, (char *)*items + *count * size));
        ++*count;
    }
}

Error *db_many(Db *db, Arena *arena, const DbStatement *statement, const DbParameter *parameters,
               DbRead read, size_t row_size, void **items, size_t *count)
{
    DbCursor cursor;
    *items = NULL;
    *count = 0;
    Error *error = db_start(db, statement, parameters, &cursor);
    if (error == NULL)
        error = read_rows(&cursor, arena, read, row_size, items, count);
    db_finish(&cursor);
    return error;
}

static Error *read_row(DbCursor *cursor, Arena *arena, DbRead read, void *row, bool *found)
{
    bool more = false;
    TRY(db_step(cursor, found));
    if (!*found)
        return NULL;
    TRY(read(cursor, arena, row));
    TRY(db_step(cursor, &more));
    return more ? error_internal("%s gave more than one row", cursor->statement->name) : NULL;
}

Error *db_maybe(Db *db, Arena *arena, const DbStatement *statement, const DbParameter *parameters,
                DbRead read, void *row, bool *found)
{
    DbCursor cursor;
    *found = false;
    Error *error = db_start(db, statement, parameters, &cursor);
    if (error == NULL)
        error = read_row(&cursor, arena, read, row, found);
    db_finish(&cursor);
    return error;
}

Error *db_one(Db *db, Arena *arena, const DbStatement *statement, const DbParameter *parameters,
              DbRead read, void *row)
{
    bool found = false;
    TRY(db_maybe(db, arena, statement, parameters, read, row, &found));
    return found ? NULL : error_not_found("%s found nothing", statement->name);
}

Error *db_exec(Db *db, const DbStatement *statement, const DbParameter *parameters,
               int64_t *changed)
{
    DbCursor cursor;
    bool row = true;
    Error *error = db_start(db, statement, parameters, &cursor);
    while (error == NULL && row)
        error = db_step(&cursor, &row);
    if (changed != NULL)
        *changed = error == NULL ? db_changed(&cursor) : 0;
    db_finish(&cursor);
    return error;
}

static Error *enter(Db *db, const char *what, int64_t id)
{
    return db->verbs->enter == NULL ? NULL : db->verbs->enter(db, what, id);
}

Error *db_enter_school(Db *db, int64_t school)
{
    return enter(db, "school", school);
}

Error *db_enter_account(Db *db, int64_t account)
{
    return enter(db, "account", account);
}

Error *db_analyze(Db *db)
{
    return db->verbs->run(db, db->verbs->analyze);
}

/* ---- Columns ----------------------------------------------------------------------------------
 */

bool db_is_null(const DbCursor *cursor, int column)
{
    return cursor->db->verbs->is_null(cursor, column);
}

Error *db_refuse_null(const DbCursor *cursor, int column)
{
    if (!db_is_null(cursor, column))
        return NULL;
    return db_fail(cursor->db, error_internal("%s: column %d is null, though stated never to be",
                                              cursor->statement->name, column + 1));
}

int64_t db_integer(const DbCursor *cursor, int column)
{
    if (db_is_null(cursor, column))
        return 0;
    int64_t value = cursor->db->verbs->integer(cursor, column);
    ASSERT(cursor->statement->column_types[column] != DB_INTEGER ||
           (value >= INT_MIN && value <= INT_MAX));
    return value;
}

bool db_boolean(const DbCursor *cursor, int column)
{
    return !db_is_null(cursor, column) && cursor->db->verbs->integer(cursor, column) != 0;
}

static const char *text_of(const DbCursor *cursor, int column, size_t *length)
{
    return cursor->db->verbs->text(cursor, column, length);
}

Date db_date(const DbCursor *cursor, int column)
{
    Date date = DATE_NONE;
    size_t length;
    const char *text = text_of(cursor, column, &length);
    if (text != NULL && !date_parse_iso(text, &date))
        log_event(LOG_ERROR, "db.date", "statement=%s column=%d", cursor->statement->name, column);
    return date;
}

Moment db_moment(const DbCursor *cursor, int column)
{
    size_t length;
    const char *text = text_of(cursor, column, &length);
    if (text == NULL)
        return MOMENT_NONE;
    Moment moment = cursor->db->verbs->moment(text);
    if (!moment_is_set(moment))
        log_event(LOG_ERROR, "db.moment", "statement=%s column=%d", cursor->statement->name,
                  column);
    return moment;
}

const char *db_text(const DbCursor *cursor, int column, Arena *arena)
{
    size_t length;
    const char *text = text_of(cursor, column, &length);
    return text == NULL ? NULL : arena_copy_length(arena, text, length);
}

Bytes db_bytes(const DbCursor *cursor, int column, Arena *arena)
{
    size_t length;
    const char *data = text_of(cursor, column, &length);
    if (data == NULL)
        return (Bytes){NULL, 0};
    unsigned char *copy = arena_alloc(arena, length + 1);
    if (length > 0)
        memcpy(copy, data, length);
    return (Bytes){copy, length};
}

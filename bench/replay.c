#include "replay.h"

#include <string.h>

#include "platform/base/log.h"

static const char *kept_bytes(Arena *arena, const DbParameter *parameter)
{
    if (parameter->text == NULL)
        return NULL;
    size_t length = parameter->type == DB_BYTEA ? parameter->length : strlen(parameter->text);
    return arena_copy_length(arena, parameter->text, length);
}

/* Writes are left out: on SQLite they run on the writer's thread, and a replay may not repeat them.
 * The parameters point into the page's arena, which will be reset: everything is copied. */
static void take_down(void *context, const DbStatement *statement, const DbParameter *parameters)
{
    Replay *replay = context;
    if (statement->writes)
        return;
    ASSERT(replay->count < REPLAY_STEPS);
    DbParameter *kept = arena_array(replay->arena, DbParameter, statement->parameter_count + 1);
    for (size_t i = 0; i < statement->parameter_count; i++) {
        kept[i] = parameters[i];
        kept[i].text = kept_bytes(replay->arena, &parameters[i]);
    }
    replay->steps[replay->count++] = (ReplayStep){statement, kept};
}

void replay_begin(Replay *replay, Arena *arena)
{
    replay->arena = arena;
    replay->count = 0;
    db_watch(take_down, replay);
}

void replay_end(void)
{
    db_watch(NULL, NULL);
}

/* As the compiled function does for its struct. */
static void read_column(const DbCursor *cursor, int column, Arena *arena)
{
    switch (cursor->statement->column_types[column]) {
    case DB_TEXT:
        db_text(cursor, column, arena);
        break;
    case DB_BYTEA:
        db_bytes(cursor, column, arena);
        break;
    case DB_DATE:
        db_date(cursor, column);
        break;
    case DB_TIMESTAMPTZ:
        db_moment(cursor, column);
        break;
    case DB_BOOLEAN:
        db_boolean(cursor, column);
        break;
    case DB_BIGINT:
    case DB_INTEGER:
        db_integer(cursor, column);
        break;
    }
}

/* arena: for the texts that are read; NULL: no column is. */
static Error *run_step(const ReplayStep *step, Db *db, Arena *arena)
{
    DbCursor cursor;
    bool row = true;
    Error *error = db_start(db, step->statement, step->parameters, &cursor);
    while (error == NULL && row) {
        error = db_step(&cursor, &row);
        for (int i = 0;
             error == NULL && row && arena != NULL && i < (int)step->statement->column_count; i++)
            read_column(&cursor, i, arena);
    }
    db_finish(&cursor);
    return error;
}

Error *replay_run(const Replay *replay, Db *db)
{
    for (size_t i = 0; i < replay->count; i++)
        TRY(run_step(&replay->steps[i], db, NULL));
    return NULL;
}

Error *replay_read(const Replay *replay, Db *db, Arena *arena)
{
    for (size_t i = 0; i < replay->count; i++)
        TRY(run_step(&replay->steps[i], db, arena));
    return NULL;
}

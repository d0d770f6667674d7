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

static Error *run_step(const ReplayStep *step, Db *db)
{
    DbCursor cursor;
    bool row = true;
    Error *error = db_start(db, step->statement, step->parameters, &cursor);
    while (error == NULL && row)
        error = db_step(&cursor, &row);
    db_finish(&cursor);
    return error;
}

Error *replay_run(const Replay *replay, Db *db)
{
    for (size_t i = 0; i < replay->count; i++)
        TRY(run_step(&replay->steps[i], db));
    return NULL;
}

/* replay.h: the reading statements of a page, taken down while it is made once, and run again with
 * nothing around them: prepared, bound, stepped to the last row, each column taken out of it or
 * none. What that costs is the floor under the page. Owns what it took down, in the arena given. */
#ifndef BENCH_REPLAY_H
#define BENCH_REPLAY_H

#include "platform/db/db.h"

typedef struct ReplayStep {
    const DbStatement *statement;
    const DbParameter *parameters;
} ReplayStep;

enum { REPLAY_STEPS = 256 };

typedef struct Replay {
    Arena *arena;
    size_t count;
    ReplayStep steps[REPLAY_STEPS];
} Replay;

/* Takes down what this thread asks the store until replay_end(). */
void replay_begin(Replay *replay, Arena *arena);
void replay_end(void);

/* Every step once, in the order of the page. */
Error *replay_run(const Replay *replay, Db *db);
/* The same with every column read, its text into the arena. */
Error *replay_read(const Replay *replay, Db *db, Arena *arena);

#endif

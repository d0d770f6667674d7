/* command.h: what the command line can do. Each command opens the store it needs, says what it
 * did on standard output, and returns an error with a sentence for the person at the console. */
#ifndef APP_COMMAND_H
#define APP_COMMAND_H

#include "app/options.h"
#include "platform/db/db.h"
#include "schema/ids.h"

typedef Error *(*CommandRun)(Arena *arena, const Options *options);

typedef struct Command {
    const char *name;
    const char *summary;
    CommandRun run;
    const char *help;
} Command;

Error *command_serve(Arena *arena, const Options *options);
Error *command_setup(Arena *arena, const Options *options);
Error *command_import(Arena *arena, const Options *options);
Error *command_migrate(Arena *arena, const Options *options);
Error *command_backup(Arena *arena, const Options *options);
Error *command_restore(Arena *arena, const Options *options);
Error *command_demo(Arena *arena, const Options *options);
Error *command_check(Arena *arena, const Options *options);

/* Opens the store for a command. create: make it when there is none. */
Error *command_store(Arena *arena, const Options *options, bool create, Store **store);
/* The one school of a store that holds one. ERROR_INVALID when there is none yet. */
Error *command_school(Db *db, Arena *arena, SchoolId *school);

#endif

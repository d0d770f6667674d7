/* command.h: what the command line can do. Each command opens the store it needs, says what it
 * did on standard output, and returns an error with a sentence for the person at the console. */
#ifndef APP_COMMAND_H
#define APP_COMMAND_H

#include "app/options.h"
#include "platform/db/db.h"
#include "schema/ids.h"
#include "school/school.h"

typedef Error *(*CommandRun)(Arena *arena, const Options *options);

typedef struct Command {
    const char *name;
    const char *summary;
    CommandRun run;
    size_t words; /* most words beside the flags: the file it works on */
    const char *help;
    const char *const *settings; /* the ones that it uses, for its help; ended by NULL */
} Command;

Error *command_serve(Arena *arena, const Options *options);
Error *command_setup(Arena *arena, const Options *options);
Error *command_code(Arena *arena, const Options *options);
Error *command_leave(Arena *arena, const Options *options);
Error *command_import(Arena *arena, const Options *options);
Error *command_migrate(Arena *arena, const Options *options);
Error *command_backup(Arena *arena, const Options *options);
Error *command_restore(Arena *arena, const Options *options);
Error *command_demo(Arena *arena, const Options *options);
Error *command_audit(Arena *arena, const Options *options);
Error *command_check(Arena *arena, const Options *options);

/* Opens the store for a command, whose work is in every school. create: make it when there is none.
 */
Error *command_store(Arena *arena, const Options *options, bool create, Store **store);
/* Threads that check passwords beside those of the pages, each with a reader of its own: one
 * password is hashed at a time, while the others' accounts are found and their sessions written. */
enum { SLOW_THREADS = 3 };

/* Opens it for the pages, each of which is in one school (db_enter_school()). */
Error *command_store_to_serve(Arena *arena, const Options *options, Store **store);
/* What serving and checking both refuse: fonts that are missing, a clock that is wrong. */
Error *command_check_machine(void);

typedef struct Person {
    SchoolId school;
    StaffId staff;
} Person;

/* --email as addresses are kept: trimmed, in lower case. */
Error *command_email(Arena *arena, const Options *options, const char **email);
/* Who may sign in today with that address, at the school that the settings name; ERROR_INVALID when
 * nobody, and when they work at several and none is named. */
Error *command_person(Db *db, Arena *arena, const Options *options, const char *email,
                      Person *person);

/* Every school here, and those that --school and --urn may mean. */
Error *command_school_found(Db *db, Arena *arena, const Options *options, SchoolLines *all,
                            SchoolLines *meant);
/* What is said when not exactly one is meant. */
Error *command_school_unclear(Arena *arena, const SchoolLines *all, const SchoolLines *meant);
/* ERROR_INVALID when the new school that they name may be one of these. */
Error *command_school_is_new(Arena *arena, const Options *options, const SchoolLines *all);

#endif

/* Opening the store, and the commands that need little more than it. */
#include "app/command.h"

#include <stdio.h>

#include "platform/jail/jail.h"
#include "platform/pdf/pdf.h"
#include "school/school.h"
#include "staff/staff.h"

static Error *open_store(Arena *arena, const Options *options, int readers, bool create,
                         bool every_school, Store **store)
{
    StoreOptions how = {
        .where = options_where(options),
        .readers = readers,
        .create = create,
        .every_school = every_school,
    };
    return store_open(arena, &how, store);
}

Error *command_store(Arena *arena, const Options *options, bool create, Store **store)
{
    return open_store(arena, options, (int)options->workers, create, true, store);
}

Error *command_store_to_serve(Arena *arena, const Options *options, Store **store)
{
    return open_store(arena, options, (int)options->workers + SLOW_THREADS, false, false, store);
}

/* ---- migrate --------------------------------------------------------------------------- */

Error *command_migrate(Arena *arena, const Options *options)
{
    StoreOptions how = {.where = options_where(options), .readers = 1, .allow_old_data = true};
    Store *store;
    int applied, data, program;
    TRY(store_open(arena, &how, &store));
    Error *error = store_migrate(store, &applied);
    if (error == NULL)
        error = store_versions(store, &data, &program);
    store_close(store);
    if (error == NULL)
        printf("%d step%s applied. The data is at version %d.\n", applied, applied == 1 ? "" : "s",
               data);
    return error;
}

/* ---- check
 * ------------------------------------------------------------------------------------------------
 */

static Error *check_chain(Db *db, Arena *arena, const SchoolLine *school)
{
    int64_t checked, broken;
    TRY(audit_verify(db, arena, school->id, &checked, &broken));
    if (broken != 0)
        return error_invalid(arena_print(arena, "The audit trail of %s is broken at entry %lld",
                                         school->name, (long long)broken),
                             "audit");
    printf("Audit trail of %s: %lld entries, unbroken.\n", school->name, (long long)checked);
    return NULL;
}

static Error *check_schools(Db *db, Arena *arena)
{
    SchoolLines schools;
    TRY(school_list(db, arena, &schools));
    printf("Schools: %zu.\n", schools.count);
    for (size_t i = 0; i < schools.count; i++)
        TRY(check_chain(db, arena, &schools.items[i]));
    return NULL;
}

Error *command_check_machine(void)
{
    TRY(pdf_fonts_check());
    if (academic_year(moment_london_date(clock_now())) < 2025)
        return error_invalid("The clock is wrong: it is before September 2025", "clock");
    return NULL;
}

Error *command_check(Arena *arena, const Options *options)
{
    Store *store;
    int data, program;
    TRY(command_check_machine());
    printf("Fonts: all here. Clock: right as far as can be told.\n");
    const char *walls;
    TRY(jail_look(arena, &walls));
    printf("Files from outside are read apart, behind %s.\n", walls);
    StoreOptions how = {.where = options_where(options),
                        .readers = 1,
                        .allow_old_data = true,
                        .every_school = true};
    TRY(store_open(arena, &how, &store));
    Error *error = store_versions(store, &data, &program);
    if (error == NULL)
        printf("Data: version %d, program: version %d.\n", data, program);
    if (store_passes_guard(store))
        printf(
            "Warning: PostgreSQL takes this role for a superuser, so that its guard of rows does "
            "not hold. Serve as a role that is none.\n");
    Db *db;
    if (error == NULL)
        error = store_read(store, &db);
    if (error == NULL) {
        error = check_schools(db, arena);
        store_read_end(store, db);
    }
    store_close(store);
    return error;
}

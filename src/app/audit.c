#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

#include "app/command.h"
#include "exchange/exchange.h"
#include "school/school.h"
#include "staff/staff.h"

/* ---- verify ---------------------------------------------------------------------------- */

static Error *verify_school(Db *db, Arena *arena, SchoolId id, bool *whole)
{
    School school;
    int64_t checked, broken;
    TRY(school_load(db, arena, id, &school));
    TRY(audit_verify(db, arena, id, &checked, &broken));
    if (broken == 0) {
        printf("%s: %lld entries, unbroken.\n", school.name, (long long)checked);
        return NULL;
    }
    *whole = false;
    printf("%s: broken at entry %lld. The %lld before it follow one another.\n", school.name,
           (long long)broken, (long long)checked);
    return NULL;
}

static Error *verify(Db *db, Arena *arena)
{
    SchoolIds ids;
    bool whole = true;
    TRY(school_ids(db, arena, &ids));
    for (size_t i = 0; i < ids.count; i++)
        TRY(verify_school(db, arena, ids.items[i], &whole));
    if (whole)
        return NULL;
    return error_conflict("The audit trail was changed from outside. Keep a copy of the data, and "
                          "tell your data protection officer.",
                          "audit broken");
}

/* ---- export ---------------------------------------------------------------------------- */

/* A new one, which others on this computer cannot read. */
static Error *create(Arena *arena, const char *path, FILE **file)
{
    *file = NULL;
    int descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (descriptor < 0)
        return error_invalid(arena_print(arena,
                                         errno == EEXIST
                                             ? "%s is there already: choose another name"
                                             : "%s cannot be written",
                                         path),
                             "audit export errno=%d", errno);
    *file = fdopen(descriptor, "w");
    if (*file != NULL)
        return NULL;
    close(descriptor);
    return error_internal("fdopen errno=%d", errno);
}

static Error *export(Db *db, Arena *arena, const char *path)
{
    FILE *file = NULL;
    int64_t entries = 0;
    TRY(create(arena, path, &file));
    Error *error = audit_file_write(db, arena, file, &entries);
    if (fclose(file) != 0 && error == NULL)
        error = error_invalid("The file cannot be written: is the disk full?", "audit export");
    if (error != NULL) {
        unlink(path);
        return error;
    }
    printf("%lld entries written to %s.\n", (long long)entries, path);
    return NULL;
}

Error *command_audit(Arena *arena, const Options *options)
{
    const Texts *words = &options->rest;
    bool verifies = words->count == 1 && text_equal(words->items[0], "verify");
    bool exports = words->count == 2 && text_equal(words->items[0], "export");
    if (!verifies && !exports)
        return error_invalid("Say what to do: fourfold audit verify, or fourfold audit export FILE",
                             "usage");
    Store *store;
    Db *db;
    TRY(command_store(arena, options, false, &store));
    Error *error = store_read(store, &db);
    if (error == NULL) {
        error = verifies ? verify(db, arena) : export(db, arena, words->items[1]);
        store_read_end(store, db);
    }
    store_close(store);
    return error;
}

#include <errno.h>
#include <fcntl.h>
#include <sodium.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "app/command.h"
#include "exchange/exchange.h"
#include "school/school.h"
#include "staff/staff.h"

/* ---- verify ---------------------------------------------------------------------------- */

enum { HASH = 32 };

/* An end that was printed once: "NUMBER:HASH". */
typedef struct End {
    int64_t entry;
    unsigned char hash[HASH];
} End;

/* What one walk along a chain sees. */
typedef struct Walk {
    const End *held; /* NULL: none is asked for */
    bool holds;
    int64_t after; /* entries behind it */
    int64_t last;
    Moment at;
    char hash[2 * HASH + 1]; /* of the last */
} Walk;

static Error *end_parse(const char *typed, End *end)
{
    const char *colon = strchr(typed, ':');
    size_t length = 0;
    long long entry = 0;
    char digits[24] = "";
    bool fits = colon != NULL && (size_t)(colon - typed) < sizeof digits;
    if (fits) {
        memcpy(digits, typed, (size_t)(colon - typed));
        fits = text_integer(digits, 1, INT64_MAX, &entry) &&
               sodium_hex2bin(end->hash, HASH, colon + 1, strlen(colon + 1), NULL, &length, NULL) ==
                   0 &&
               length == HASH;
    }
    end->entry = entry;
    return fits ? NULL
                : error_invalid("Give --holds an end as audit verify printed it: NUMBER:HASH",
                                "usage");
}

static bool pass(void *context, const AuditRecord *record)
{
    Walk *walk = context;
    if (record->hash.length != HASH)
        return false;
    walk->after++;
    if (walk->held != NULL && record->id == walk->held->entry &&
        memcmp(record->hash.data, walk->held->hash, HASH) == 0) {
        walk->holds = true;
        walk->after = 0;
    }
    walk->last = record->id;
    walk->at = record->at;
    sodium_bin2hex(walk->hash, sizeof walk->hash, record->hash.data, HASH);
    return true;
}

typedef struct Verified {
    bool whole, holds; /* every chain; one of them */
} Verified;

static Error *print_end(Db *db, Arena *arena, SchoolId id, const End *held, Verified *verified)
{
    Walk walk = {.held = held};
    TRY(audit_walk(db, id, pass, &walk));
    if (walk.last == 0)
        return NULL;
    printf("  Its end, of %s: %lld:%s\n", moment_iso(arena, walk.at), (long long)walk.last,
           walk.hash);
    if (walk.holds)
        printf("  The end that you gave is in it, with %lld entries after it.\n",
               (long long)walk.after);
    verified->holds = verified->holds || walk.holds;
    return NULL;
}

static Error *verify_school(Db *db, Arena *arena, SchoolId id, const End *held, Verified *verified)
{
    School school;
    int64_t checked, broken;
    TRY(school_load(db, arena, id, &school));
    TRY(audit_verify(db, arena, id, &checked, &broken));
    if (broken == 0) {
        printf("%s: %lld entries, unbroken.\n", school.name, (long long)checked);
        return print_end(db, arena, id, held, verified);
    }
    verified->whole = false;
    printf("%s: broken at entry %lld. The %lld before it follow one another.\n", school.name,
           (long long)broken, (long long)checked);
    return NULL;
}

/* A chain that was cut, or made anew, is whole in itself: only an end that was kept elsewhere
 * tells.
 */
static Error *verify(Db *db, Arena *arena, const char *holds)
{
    SchoolIds ids;
    End end = {0};
    Verified verified = {.whole = true};
    if (holds != NULL)
        TRY(end_parse(holds, &end));
    TRY(school_ids(db, arena, &ids));
    for (size_t i = 0; i < ids.count; i++)
        TRY(verify_school(db, arena, ids.items[i], holds == NULL ? NULL : &end, &verified));
    if (verified.whole && (holds == NULL || verified.holds))
        return NULL;
    return error_conflict(
        verified.whole
            ? "No audit trail here holds the end that you gave: entries were taken out, or all "
              "were made anew. Keep a copy of the data, and tell your data protection officer."
            : "The audit trail was changed from outside. Keep a copy of the data, and tell your "
              "data protection officer.",
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
        error = verifies ? verify(db, arena, options->holds) : export(db, arena, words->items[1]);
        store_read_end(store, db);
    }
    store_close(store);
    return error;
}

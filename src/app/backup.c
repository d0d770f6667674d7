#include <stdio.h>
#include <unistd.h>

#include "app/command.h"

static Error *needs_file(const Options *options, const char *sentence)
{
    return options->rest.count == 1 ? NULL : error_invalid(sentence, "usage");
}

Error *command_backup(Arena *arena, const Options *options)
{
    TRY(needs_file(options, "Say where to write: fourfold backup FILE"));
    /* Old data too: a backup is what comes before migrate. */
    StoreOptions how = {.where = options_where(options), .readers = 1, .allow_old_data = true};
    Store *store;
    TRY(store_open(arena, &how, &store));
    Error *error = store_backup(store, options->rest.items[0]);
    store_close(store);
    if (error == NULL)
        printf("Backup written to %s.\n", options->rest.items[0]);
    return error;
}

Error *command_restore(Arena *arena, const Options *options)
{
    TRY(needs_file(options, "Say what to restore: fourfold restore FILE"));
    if (access(options->rest.items[0], R_OK) != 0)
        return error_invalid("The backup file cannot be read", "restore file");
    StoreOptions how = {
        .where = options_where(options), .readers = 1, .create = true, .allow_old_data = true};
    Store *store;
    TRY(store_open(arena, &how, &store));
    Error *error = store_restore(store, options->rest.items[0]);
    if (error != NULL) {
        store_discard(store);
        return error;
    }
    store_close(store);
    printf("Restored and verified: %s.\n", options->rest.items[0]);
    return NULL;
}

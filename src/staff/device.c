#include "staff/device.h"

#include <sodium.h>
#include <string.h>

#include "platform/base/id.h"
#include "staff/device_sql.h"

enum { DAY = 24 * 3600 * 1000 };

/* Asked also without a token: an account that nobody has must take as long as one that is there. */
Error *device_is_known(Db *db, Arena *arena, AccountId account, const char *token, bool *known)
{
    struct device_find_row row;
    return device_find(db, arena, text_hash(arena, token == NULL ? "" : token), account, &row,
                       known);
}

Error *device_is_anybodys(Db *db, Arena *arena, const char *token, bool *known)
{
    struct device_anybodys_rows rows = {0};
    if (!text_empty(token))
        TRY(device_anybodys(db, arena, text_hash(arena, token), &rows));
    *known = rows.count > 0;
    return NULL;
}

static Error *choose_token(Db *db, Arena *arena, const char *token, const char **keep)
{
    bool known;
    TRY(device_is_anybodys(db, arena, token, &known));
    if (known) {
        *keep = token;
        return NULL;
    }
    char *made = arena_alloc(arena, TOKEN_TEXT_SIZE);
    token_text(made);
    *keep = made;
    return NULL;
}

Error *device_remember(Db *db, Arena *arena, AccountId account, const char *token,
                       const char *words, Moment now, const char **keep)
{
    Moment before = {now.milliseconds - (int64_t)DEVICE_DAYS * DAY};
    TRY(device_delete_unused(db, account, before, NULL));
    TRY(choose_token(db, arena, token, keep));
    return device_insert(db, (DeviceId){id_new()}, account, text_hash(arena, *keep), words, now,
                         NULL);
}

Error *device_list(Db *db, Arena *arena, AccountId account, const char *token, Devices *devices)
{
    struct devices_of_rows rows;
    Bytes here = text_hash(arena, token == NULL ? "" : token);
    TRY(devices_of(db, arena, account, &rows));
    *devices = (Devices){rows.count, arena_array(arena, Device, rows.count)};
    for (size_t i = 0; i < rows.count; i++) {
        const struct devices_of_row *row = &rows.items[i];
        bool same = row->token_hash.length == TEXT_HASH &&
                    sodium_memcmp(row->token_hash.data, here.data, TEXT_HASH) == 0;
        devices->items[i] = (Device){row->id, row->words, row->known_at, row->used_at, same};
    }
    return NULL;
}

Error *device_forget(Db *db, AccountId account, DeviceId device)
{
    return device_delete(db, account, device, NULL);
}

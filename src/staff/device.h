/* device.h: the devices on which an account has signed in before. Each browser keeps a long-lived
 * random token, which is stored hashed with every account that signed in there. It opens nothing: a
 * known device only has its own count of wrong tries (guess.h), and its owner sees it listed. */
#ifndef STAFF_DEVICE_H
#define STAFF_DEVICE_H

#include <stdbool.h>
#include <stddef.h>

#include "platform/base/arena.h"
#include "platform/base/date.h"
#include "platform/base/error.h"
#include "platform/db/db.h"
#include "schema/ids.h"

#define DEVICE_DAYS 400 /* without a sign-in, then it is forgotten */

typedef struct Device {
    DeviceId id;
    const char *words; /* Firefox on Windows */
    Moment known_at, used_at;
    bool here; /* the one that asks */
} Device;

typedef struct Devices {
    size_t count;
    Device *items;
} Devices;

/* token: the browser's, or NULL. */
Error *device_is_known(Db *db, Arena *arena, AccountId account, const char *token, bool *known);
/* Whether some account has signed in there. */
Error *device_is_anybodys(Db *db, Arena *arena, const char *token, bool *known);
/* The account has signed in there. keep: out, the token that the browser is to keep: its own when
 * we made it, for this account or another, else a new one. */
Error *device_remember(Db *db, Arena *arena, AccountId account, const char *token,
                       const char *words, Moment now, const char **keep);
/* Newest use first. */
Error *device_list(Db *db, Arena *arena, AccountId account, const char *token, Devices *devices);
/* Nothing happens when it is not this account's. */
Error *device_forget(Db *db, AccountId account, DeviceId device);

#endif

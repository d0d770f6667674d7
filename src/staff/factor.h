/* factor.h: the second factor: a code of six digits that an authenticator app makes from a shared
 * secret and the time (RFC 6238: SHA-1, half a minute), and one-time recovery codes for when the
 * app is lost. A code is taken one step early or late, and each step once. */
#ifndef STAFF_FACTOR_H
#define STAFF_FACTOR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "platform/base/arena.h"
#include "platform/base/date.h"
#include "platform/base/error.h"
#include "platform/base/text.h"
#include "platform/db/db.h"
#include "schema/ids.h"

enum { FACTOR_SECRET = 20, FACTOR_STEP_SECONDS = 30, RECOVERY_CODES = 10 };

typedef struct Factor {
    const char *email; /* of the account */
    const char *password_hash;
    bool on;
    Moment since;
    Bytes secret;
    int64_t step; /* of the last code that was taken */
    int recovery_left;
} Factor;

Error *factor_load(Db *db, Arena *arena, AccountId account, Factor *factor);

/* ---- Codes ----------------------------------------------------------------------------------- */

/* A new secret for an app. */
Bytes factor_secret(Arena *arena);
/* The secret as apps take it when it is typed: base32, in groups of four. */
const char *factor_secret_text(Arena *arena, Bytes secret);
/* The address that an app reads from a QR code: otpauth://totp/... */
const char *factor_address(Arena *arena, Bytes secret, const char *issuer, const char *email);
/* The step that the code belongs to; 0 when it is wrong, or of `used` or before. Spaces are left
 * out. */
int64_t factor_code_step(Bytes secret, const char *code, Moment now, int64_t used);

/* Whether what was typed would be taken: a code of the app, or a recovery code. Changes nothing. */
Error *factor_check(Db *db, Arena *arena, AccountId account, const char *typed, Moment now,
                    bool *right);
/* Takes it: neither will be taken again. ERROR_INVALID when it was wrong, or taken just now.
 * recovered: out, whether it was a recovery code. */
Error *factor_spend(Db *db, Arena *arena, AccountId account, const char *typed, Moment now,
                    bool *recovered);

/* ---- On and off ------------------------------------------------------------------------------ */

/* From now on an app with this secret is asked; step: of the code that showed that it has it.
 * replace: an earlier app is forgotten; else ERROR_CONFLICT when there is one. */
Error *factor_turn_on(Db *db, AccountId account, Bytes secret, int64_t step, bool replace,
                      Moment now);
/* Forgets the app and the recovery codes. Whoever lost the app must also lose the sessions. */
Error *factor_turn_off(Db *db, AccountId account);
/* New recovery codes; the earlier ones are void. To be shown once: only their hashes are kept. */
Error *recovery_codes_make(Db *db, Arena *arena, AccountId account, Texts *codes);

#endif

/* factor.h: the second factor: a passkey (passkey.h), or a code of six digits that an authenticator
 * app makes from a shared secret and the time (RFC 6238: SHA-1, half a minute), or both; and
 * one-time recovery codes for when those are lost. A code is taken one step early or late, and each
 * step once. */
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
#include "staff/passkey.h"
#include "staff/staff.h"

enum { FACTOR_SECRET = 20, FACTOR_STEP_SECONDS = 30, RECOVERY_CODES = 10 };

typedef struct Factor {
    const char *email; /* of the account */
    const char *password_hash;
    bool on; /* something is asked besides the password */
    Moment since;
    bool app;
    Bytes secret; /* of the app */
    int64_t step; /* of the last code that was taken */
    int passkeys;
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

/* ---- What somebody gives --------------------------------------------------------------------- */

/* One of the two. */
typedef struct FactorAnswer {
    const char *code; /* of the app, or a recovery code; "" or NULL: the passkey's */
    PasskeyAnswer passkey;
} FactorAnswer;

/* Whether the answer would be taken from whoever has this session. Changes nothing. ERROR_INVALID
 * when it would not. */
Error *factor_check(Db *db, Arena *arena, const Session *session, const PasskeySite *site,
                    const FactorAnswer *answer, Moment now);
/* Takes it: it will not be taken again. ERROR_INVALID when it is wrong, or was taken just now.
 * recovered: out, whether it was a recovery code. */
Error *factor_spend(Db *db, Arena *arena, const Session *session, const PasskeySite *site,
                    const FactorAnswer *answer, Moment now, bool *recovered);

/* ---- On and off ------------------------------------------------------------------------------ */

/* From now on an app with this secret is asked; step: of the code that showed that it has it.
 * replace: an earlier app is forgotten; else ERROR_CONFLICT when a factor is on. */
Error *factor_turn_on(Db *db, AccountId account, Bytes secret, int64_t step, bool replace,
                      Moment now);
/* Adds a passkey, which was checked. first: ERROR_CONFLICT when a factor was set up meanwhile. */
Error *factor_add_passkey(Db *db, AccountId account, const Passkey *passkey, bool first,
                          Moment now);
/* ERROR_CONFLICT when the account would be left without a factor and must have one. */
Error *factor_remove_passkey(Db *db, Arena *arena, AccountId account, PasskeyId passkey,
                             bool optional);
/* Forgets the app, the passkeys and the recovery codes. Whoever lost them must also lose the
 * sessions. */
Error *factor_turn_off(Db *db, AccountId account);
/* New recovery codes; the earlier ones are void. To be shown once: only their hashes are kept. */
Error *recovery_codes_make(Db *db, Arena *arena, AccountId account, Texts *codes);

/* ---- Lost ------------------------------------------------------------------------------------ */

typedef struct FactorLoss {
    Moment at;
    const char *who, *by, *reason;
} FactorLoss;

typedef struct FactorLosses {
    size_t count;
    FactorLoss *items;
} FactorLosses;

/* Somebody lost their second factor: it ends, with password and every session, and code is what
 * they begin anew with. by: whoever decided it is them. */
Error *factor_lost(Db *db, Arena *arena, SchoolId school, const StaffMember *member, StaffId by,
                   const char *reason, Moment now, const char **code);
/* The last of the school, newest first. */
Error *factor_loss_list(Db *db, Arena *arena, SchoolId school, FactorLosses *losses);

#endif

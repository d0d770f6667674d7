/* passkey.h: passkeys (WebAuthn): a key pair that a device made for this site, and lets its owner
 * use by a finger, a face or a PIN. We keep the public half. The only code that sees libfido2.
 *
 * Asks for no attestation: the school does not choose what devices its staff own, so nothing is
 * known of a new key but that the browser made it for us now. From then on each answer must be
 * signed by it, for our origin and for the challenge that the session has at that moment; the
 * challenge is another one after each answer that was taken. docs/decisions/0014-passkeys.md. */
#ifndef STAFF_PASSKEY_H
#define STAFF_PASSKEY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "platform/base/arena.h"
#include "platform/base/date.h"
#include "platform/base/error.h"
#include "platform/base/text.h"
#include "platform/db/db.h"
#include "schema/ids.h"

enum { PASSKEY_CHALLENGE = 32, PASSKEYS_AT_MOST = 20 };

typedef struct Passkey {
    PasskeyId id;
    Bytes credential; /* how its device knows it */
    int algorithm;    /* COSE */
    Bytes public_key;
    uint32_t count; /* of its last answer; 0: it does not count */
    const char *name;
    Moment added_at, used_at; /* used_at MOMENT_NONE: never */
} Passkey;

typedef struct Passkeys {
    size_t count;
    Passkey *items;
} Passkeys;

/* The site that a passkey is for, as browsers see it. */
typedef struct PasskeySite {
    const char *origin; /* https://sen.school.example:8443 */
    const char *domain; /* sen.school.example: the relying party's id */
} PasskeySite;

/* From the origin; a browser makes no passkey for an address of numbers. */
PasskeySite passkey_site(Arena *arena, const char *origin);

/* What a browser sends: as it signed it, in base64 for addresses. "" or NULL: not sent. */
typedef struct PasskeyAnswer {
    const char *credential;
    const char *client_data;
    const char *authenticator_data;
    const char *signature; /* not of a new one */
} PasskeyAnswer;

/* Whether the owner only has to be there, or must have shown the device who they are as well. */
typedef enum PasskeyProof { PASSKEY_PRESENT, PASSKEY_VERIFIED } PasskeyProof;

/* A new passkey in the answer to the challenge: credential, algorithm, key and count are filled.
 * ERROR_INVALID, with the cause for the log. */
Error *passkey_read_new(Arena *arena, const PasskeySite *site, Bytes challenge,
                        const PasskeyAnswer *answer, Passkey *passkey);
/* Whether the answer is this passkey's to this challenge. count: out, of the answer. ERROR_INVALID
 * when it is not, or when it counts back: then there are two of what can be there once. */
Error *passkey_check(Arena *arena, const PasskeySite *site, Bytes challenge, PasskeyProof proof,
                     const PasskeyAnswer *answer, const Passkey *passkey, uint32_t *count);

/* ---- Of an account --------------------------------------------------------------------------- */

/* In the order in which they were added. */
Error *passkey_list(Db *db, Arena *arena, AccountId account, Passkeys *passkeys);
/* The one that the answer names. ERROR_INVALID when this account has no such. */
Error *passkey_named(Db *db, Arena *arena, AccountId account, const PasskeyAnswer *answer,
                     Passkey *passkey);
/* ERROR_CONFLICT when some account has it already. */
Error *passkey_add(Db *db, AccountId account, const Passkey *passkey, Moment now);
/* An answer of it was taken. ERROR_INVALID when that count, or a later one, was taken meanwhile. */
Error *passkey_take(Db *db, AccountId account, const Passkey *passkey, uint32_t count, Moment now);
/* ERROR_CONFLICT when it is not, or no more, this account's. */
Error *passkey_forget(Db *db, AccountId account, PasskeyId passkey);
Error *passkey_forget_all(Db *db, AccountId account);

#endif

#include "staff/passkey.h"

#include <fido.h>
#include <fido/eddsa.h>
#include <fido/es256.h>
#include <fido/rs256.h>
#include <sodium.h>
#include <string.h>

#include "platform/base/id.h"
#include "platform/base/log.h"
#include "platform/json/json.h"
#include "staff/passkey_sql.h"

enum { FLAG_PRESENT = 1, HASH = crypto_hash_sha256_BYTES };

static const int algorithms[] = {COSE_ES256, COSE_EDDSA, COSE_RS256};
enum { ALGORITHMS = sizeof algorithms / sizeof algorithms[0] };

PasskeySite passkey_site(Arena *arena, const char *origin)
{
    const char *host = strstr(origin, "://");
    host = host == NULL ? origin : host + strlen("://");
    return (PasskeySite){origin, arena_copy_length(arena, host, strcspn(host, ":/"))};
}

/* One sentence for whoever holds the device; what exactly was wrong is for the log. */
static Error *refuse(const char *cause)
{
    return error_invalid("That passkey was not accepted. Try again, or use another way.",
                         "passkey: %s", cause);
}

/* ---- What the browser says it was asked -------------------------------------------------------
 */

static Error *check_client_data(Arena *arena, const PasskeySite *site, Bytes challenge,
                                const char *type, Bytes client_data)
{
    const Json *json = json_read(arena, (const char *)client_data.data, client_data.length);
    Bytes answered = base64_bytes(arena, json_text(json, "challenge"));
    if (json == NULL || !text_equal(json_text(json, "type"), type))
        return refuse("type");
    if (challenge.length != PASSKEY_CHALLENGE || answered.length != PASSKEY_CHALLENGE ||
        sodium_memcmp(answered.data, challenge.data, PASSKEY_CHALLENGE) != 0)
        return refuse("challenge");
    if (!text_equal(json_text(json, "origin"), site->origin) || json_yes(json, "crossOrigin"))
        return refuse("origin");
    return NULL;
}

static Bytes hash_of(Arena *arena, Bytes bytes)
{
    unsigned char *hash = arena_alloc(arena, HASH);
    crypto_hash_sha256(hash, bytes.data, bytes.length);
    return (Bytes){hash, HASH};
}

/* ---- A new one --------------------------------------------------------------------------------
 */

static void release_credential(void *made)
{
    fido_cred_t *credential = made;
    fido_cred_free(&credential);
}

/* NULL unless the bytes hold a new key of that algorithm. */
static const fido_cred_t *read_credential(Arena *arena, Bytes authenticator_data, int algorithm)
{
    fido_cred_t *credential = fido_cred_new();
    if (credential == NULL)
        return NULL;
    arena_defer(arena, release_credential, credential);
    bool read = fido_cred_set_type(credential, algorithm) == FIDO_OK &&
                fido_cred_set_authdata_raw(credential, authenticator_data.data,
                                           authenticator_data.length) == FIDO_OK &&
                fido_cred_id_len(credential) > 0 && fido_cred_pubkey_len(credential) > 0;
    return read ? credential : NULL;
}

static bool is_for_domain(Arena *arena, const PasskeySite *site, Bytes authenticator_data)
{
    Bytes domain = {(const unsigned char *)site->domain, strlen(site->domain)};
    return authenticator_data.length > HASH &&
           sodium_memcmp(authenticator_data.data, hash_of(arena, domain).data, HASH) == 0;
}

static Bytes copy_bytes(Arena *arena, const unsigned char *data, size_t length)
{
    return (Bytes){(unsigned char *)arena_copy_length(arena, (const char *)data, length), length};
}

Error *passkey_read_new(Arena *arena, const PasskeySite *site, Bytes challenge,
                        const PasskeyAnswer *answer, Passkey *passkey)
{
    Bytes client_data = base64_bytes(arena, answer->client_data);
    Bytes authenticator_data = base64_bytes(arena, answer->authenticator_data);
    *passkey = (Passkey){.algorithm = 0};
    TRY(check_client_data(arena, site, challenge, "webauthn.create", client_data));
    if (!is_for_domain(arena, site, authenticator_data))
        return refuse("domain");
    const fido_cred_t *credential = NULL;
    for (int i = 0; i < ALGORITHMS && credential == NULL; i++) {
        credential = read_credential(arena, authenticator_data, algorithms[i]);
        passkey->algorithm = algorithms[i];
    }
    if (credential == NULL)
        return refuse("no key of a known kind");
    if ((fido_cred_flags(credential) & FLAG_PRESENT) == 0)
        return refuse("nobody was there");
    passkey->credential =
        copy_bytes(arena, fido_cred_id_ptr(credential), fido_cred_id_len(credential));
    passkey->public_key =
        copy_bytes(arena, fido_cred_pubkey_ptr(credential), fido_cred_pubkey_len(credential));
    passkey->count = fido_cred_sigcount(credential);
    return NULL;
}

/* ---- An answer --------------------------------------------------------------------------------
 */

static void release_assertion(void *made)
{
    fido_assert_t *assertion = made;
    fido_assert_free(&assertion);
}

static void release_es256(void *made)
{
    es256_pk_t *key = made;
    es256_pk_free(&key);
}

static void release_eddsa(void *made)
{
    eddsa_pk_t *key = made;
    eddsa_pk_free(&key);
}

static void release_rs256(void *made)
{
    rs256_pk_t *key = made;
    rs256_pk_free(&key);
}

static const void *read_es256(Arena *arena, Bytes key)
{
    es256_pk_t *made = es256_pk_new();
    if (made == NULL)
        return NULL;
    arena_defer(arena, release_es256, made);
    return es256_pk_from_ptr(made, key.data, key.length) == FIDO_OK ? made : NULL;
}

static const void *read_eddsa(Arena *arena, Bytes key)
{
    eddsa_pk_t *made = eddsa_pk_new();
    if (made == NULL)
        return NULL;
    arena_defer(arena, release_eddsa, made);
    return eddsa_pk_from_ptr(made, key.data, key.length) == FIDO_OK ? made : NULL;
}

static const void *read_rs256(Arena *arena, Bytes key)
{
    rs256_pk_t *made = rs256_pk_new();
    if (made == NULL)
        return NULL;
    arena_defer(arena, release_rs256, made);
    return rs256_pk_from_ptr(made, key.data, key.length) == FIDO_OK ? made : NULL;
}

/* What fido_cred_pubkey_ptr() gave, as fido_assert_verify() takes it; NULL when it is no key. */
static const void *read_key(Arena *arena, const Passkey *passkey)
{
    switch (passkey->algorithm) {
    case COSE_ES256:
        return read_es256(arena, passkey->public_key);
    case COSE_EDDSA:
        return read_eddsa(arena, passkey->public_key);
    case COSE_RS256:
        return read_rs256(arena, passkey->public_key);
    default:
        return NULL;
    }
}

static const fido_assert_t *read_assertion(Arena *arena, const PasskeySite *site,
                                           PasskeyProof proof, const PasskeyAnswer *answer)
{
    Bytes hash = hash_of(arena, base64_bytes(arena, answer->client_data));
    Bytes data = base64_bytes(arena, answer->authenticator_data);
    Bytes signature = base64_bytes(arena, answer->signature);
    fido_assert_t *assertion = fido_assert_new();
    if (assertion == NULL)
        return NULL;
    arena_defer(arena, release_assertion, assertion);
    bool read =
        fido_assert_set_clientdata_hash(assertion, hash.data, hash.length) == FIDO_OK &&
        fido_assert_set_rp(assertion, site->domain) == FIDO_OK &&
        fido_assert_set_up(assertion, FIDO_OPT_TRUE) == FIDO_OK &&
        fido_assert_set_uv(assertion, proof == PASSKEY_VERIFIED ? FIDO_OPT_TRUE : FIDO_OPT_OMIT) ==
            FIDO_OK &&
        fido_assert_set_count(assertion, 1) == FIDO_OK &&
        fido_assert_set_authdata_raw(assertion, 0, data.data, data.length) == FIDO_OK &&
        fido_assert_set_sig(assertion, 0, signature.data, signature.length) == FIDO_OK;
    return read ? assertion : NULL;
}

/* Many never count: 0 and 0 again. */
static bool counts_on(uint32_t before, uint32_t now)
{
    return now > before || (now == 0 && before == 0);
}

Error *passkey_check(Arena *arena, const PasskeySite *site, Bytes challenge, PasskeyProof proof,
                     const PasskeyAnswer *answer, const Passkey *passkey, uint32_t *count)
{
    *count = 0;
    TRY(check_client_data(arena, site, challenge, "webauthn.get",
                          base64_bytes(arena, answer->client_data)));
    const fido_assert_t *assertion = read_assertion(arena, site, proof, answer);
    if (assertion == NULL)
        return refuse("not an answer");
    const void *key = read_key(arena, passkey);
    if (key == NULL)
        return refuse("no key");
    int found = fido_assert_verify(assertion, 0, passkey->algorithm, key);
    if (found != FIDO_OK)
        return refuse(fido_strerr(found));
    *count = fido_assert_sigcount(assertion, 0);
    return counts_on(passkey->count, *count) ? NULL : refuse("it counts back");
}

/* ---- Of an account ----------------------------------------------------------------------------
 */

/* The two statements give the same columns. */
#define FROM_ROW(row)                                                                              \
    (Passkey)                                                                                      \
    {                                                                                              \
        .id = (row)->id, .credential = (row)->credential_id, .algorithm = (row)->algorithm,        \
        .public_key = (row)->public_key, .count = (uint32_t)(row)->sign_count,                     \
        .name = (row)->name, .added_at = (row)->added_at, .used_at = (row)->used_at                \
    }

Error *passkey_list(Db *db, Arena *arena, AccountId account, Passkeys *passkeys)
{
    struct passkeys_of_rows rows;
    TRY(passkeys_of(db, arena, account, &rows));
    *passkeys = (Passkeys){rows.count, arena_array(arena, Passkey, rows.count)};
    for (size_t i = 0; i < rows.count; i++)
        passkeys->items[i] = FROM_ROW(&rows.items[i]);
    return NULL;
}

Error *passkey_named(Db *db, Arena *arena, AccountId account, const PasskeyAnswer *answer,
                     Passkey *passkey)
{
    struct passkey_find_row row;
    bool found = false;
    Bytes credential = base64_bytes(arena, answer->credential);
    *passkey = (Passkey){.algorithm = 0};
    if (credential.data != NULL)
        TRY(passkey_find(db, arena, account, credential, &row, &found));
    if (!found)
        return refuse("not one of this account's");
    *passkey = FROM_ROW(&row);
    return NULL;
}

Error *passkey_add(Db *db, AccountId account, const Passkey *passkey, Moment now)
{
    int64_t changed;
    TRY(passkey_insert(db, (PasskeyId){id_new()}, account, passkey->credential, passkey->algorithm,
                       passkey->public_key, passkey->count, passkey->name, now, &changed));
    return changed == 1 ? NULL
                        : error_conflict("That passkey was added before.", "passkey is there");
}

Error *passkey_take(Db *db, AccountId account, const Passkey *passkey, uint32_t count, Moment now)
{
    int64_t changed;
    TRY(passkey_used(db, passkey->id, account, count, now, &changed));
    return changed == 1 ? NULL : refuse("taken meanwhile");
}

Error *passkey_forget(Db *db, AccountId account, PasskeyId passkey)
{
    int64_t changed;
    TRY(passkey_delete(db, passkey, account, &changed));
    return changed == 1 ? NULL
                        : error_conflict("That passkey was removed already.", "no such passkey");
}

Error *passkey_forget_all(Db *db, AccountId account)
{
    return passkeys_delete(db, account, NULL);
}

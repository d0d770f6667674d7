/* The token that a provider signs: what it must say, and who must have signed it. */
#include <cjose/cjose.h>
#include <inttypes.h>
#include <sodium.h>
#include <string.h>

#include "platform/oidc/oidc.h"

enum { LEAST_RSA_BITS = 2048, SUBJECT_MOST = 255 };

static Error *refuse(const char *cause)
{
    return error_invalid("What came back from the provider cannot be trusted.", "id token: %s",
                         cause);
}

/* ---- The key --------------------------------------------------------------------------------- */

/* The three that providers sign with today. Without the list whoever writes a token chooses:
 * "none", or HS256 with our own secret, or the public key as one. */
static const struct Algorithm {
    const char *name, *kind;
} algorithms[] = {{"RS256", "RSA"}, {"PS256", "RSA"}, {"ES256", "EC"}};

static const struct Algorithm *algorithm_named(const char *name)
{
    for (size_t i = 0; i < sizeof algorithms / sizeof algorithms[0]; i++)
        if (text_equal(algorithms[i].name, name))
            return &algorithms[i];
    return NULL;
}

static bool key_fits(const Json *key, const struct Algorithm *algorithm, const char *id)
{
    const char *use = json_text(key, "use"), *alg = json_text(key, "alg");
    return text_equal(json_text(key, "kty"), algorithm->kind) &&
           (use == NULL || text_equal(use, "sig")) &&
           (alg == NULL || text_equal(alg, algorithm->name)) &&
           (id == NULL || text_equal(json_text(key, "kid"), id));
}

/* found NULL: none fits. More than one is refused, since then nobody can say which was meant. */
static Error *choose_key(Arena *arena, const char *keys, const struct Algorithm *algorithm,
                         const char *id, const Json **found)
{
    const Json *list = json_member(json_read(arena, keys, strlen(keys)), "keys");
    *found = NULL;
    for (size_t i = 0; i < json_length(list); i++) {
        const Json *key = json_item(list, i);
        if (!key_fits(key, algorithm, id))
            continue;
        if (*found != NULL)
            return refuse("more than one key fits");
        *found = key;
    }
    return NULL;
}

static bool is_base64(Arena *arena, const char *text)
{
    return base64_bytes(arena, text).data != NULL;
}

static void release_key(void *key)
{
    cjose_jwk_release(key);
}

/* Only the public half is taken over, whatever else stands in the set. */
static cjose_jwk_t *import_key(Arena *arena, const Json *key, const struct Algorithm *algorithm)
{
    bool rsa = text_equal(algorithm->kind, "RSA");
    const char *one = json_text(key, rsa ? "n" : "x"), *two = json_text(key, rsa ? "e" : "y");
    if (!is_base64(arena, one) || !is_base64(arena, two) ||
        (!rsa && !text_equal(json_text(key, "crv"), "P-256")))
        return NULL;
    const char *text =
        rsa ? arena_print(arena, "{\"kty\":\"RSA\",\"n\":\"%s\",\"e\":\"%s\"}", one, two)
            : arena_print(arena, "{\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\"%s\",\"y\":\"%s\"}",
                          one, two);
    cjose_jwk_t *made = cjose_jwk_import(text, strlen(text), NULL);
    if (made == NULL)
        return NULL;
    arena_defer(arena, release_key, made);
    return rsa && cjose_jwk_get_keysize(made, NULL) < LEAST_RSA_BITS ? NULL : made;
}

static bool is_signed(const char *token, const cjose_jwk_t *key)
{
    cjose_jws_t *jws = cjose_jws_import(token, strlen(token), NULL);
    bool right = jws != NULL && cjose_jws_verify(jws, key, NULL);
    cjose_jws_release(jws);
    return right;
}

/* ---- What it says ---------------------------------------------------------------------------- */

static bool same(const char *a, const char *b)
{
    return a != NULL && b != NULL && strlen(a) == strlen(b) && sodium_memcmp(a, b, strlen(a)) == 0;
}

static bool meant_for(const Json *claims, const OidcClient *client)
{
    const char *to = json_text(claims, "azp");
    bool several = json_length(json_member(claims, "aud")) > 1;
    if (!json_holds(claims, "aud", client->id))
        return false;
    return to == NULL ? !several : text_equal(to, client->id);
}

static const char *wrong_with_time(const Json *claims, Moment now)
{
    int64_t expires, made, from = 0, seconds = now.milliseconds / 1000;
    if (!json_whole(claims, "exp", &expires) || expires <= seconds - OIDC_SKEW_SECONDS)
        return "exp";
    if (!json_whole(claims, "iat", &made) || made > seconds + OIDC_SKEW_SECONDS)
        return "iat";
    if (json_member(claims, "nbf") != NULL &&
        (!json_whole(claims, "nbf", &from) || from > seconds + OIDC_SKEW_SECONDS))
        return "nbf";
    return NULL;
}

/* The left half of the access token's SHA-256, which all three algorithms use. */
static bool goes_with(Arena *arena, const Json *claims, const char *access)
{
    unsigned char hash[crypto_hash_sha256_BYTES];
    if (json_member(claims, "at_hash") == NULL)
        return true;
    if (access == NULL)
        return false;
    crypto_hash_sha256(hash, (const unsigned char *)access, strlen(access));
    return same(json_text(claims, "at_hash"), base64_text(arena, (Bytes){hash, sizeof hash / 2}));
}

static const char *wrong_claim(Arena *arena, const Json *claims, const OidcClient *client,
                               const OidcTrip *trip, const char *access, Moment now)
{
    const char *issuer = json_text(claims, "iss"), *subject = json_text(claims, "sub");
    bool issued = text_equal(issuer, client->issuer) ||
                  (client->alias != NULL && text_equal(issuer, client->alias));
    if (!issued)
        return "iss";
    if (!meant_for(claims, client))
        return "aud";
    if (text_empty(subject) || strlen(subject) > SUBJECT_MOST)
        return "sub";
    if (!same(json_text(claims, "nonce"), trip->nonce))
        return "nonce";
    if (!goes_with(arena, claims, access))
        return "at_hash";
    return wrong_with_time(claims, now);
}

/* ---- The whole ------------------------------------------------------------------------------- */

/* A part's bytes as an object; NULL when it is none. */
static const Json *part(Arena *arena, const char *from, size_t length)
{
    Bytes bytes = base64_bytes(arena, arena_copy_length(arena, from, length));
    return bytes.data == NULL ? NULL : json_read(arena, (const char *)bytes.data, bytes.length);
}

static Error *check_signature(Arena *arena, const char *keys, const Json *header, const char *token,
                              bool *unknown_key)
{
    const Json *key;
    const struct Algorithm *algorithm = algorithm_named(json_text(header, "alg"));
    if (algorithm == NULL || json_member(header, "crit") != NULL)
        return refuse("alg");
    if (json_member(header, "kid") != NULL && json_text(header, "kid") == NULL)
        return refuse("kid");
    TRY(choose_key(arena, keys, algorithm, json_text(header, "kid"), &key));
    *unknown_key = key == NULL;
    if (key == NULL)
        return refuse("no key fits");
    cjose_jwk_t *made = import_key(arena, key, algorithm);
    if (made == NULL)
        return refuse("the key cannot be used");
    return is_signed(token, made) ? NULL : refuse("signature");
}

Error *oidc_token_claims(Arena *arena, const char *keys, const OidcClient *client,
                         const OidcTrip *trip, const OidcToken *token, Moment now,
                         const Json **claims, bool *unknown_key)
{
    *claims = NULL;
    *unknown_key = false;
    const char *first = token->text == NULL ? NULL : strchr(token->text, '.');
    const char *second = first == NULL ? NULL : strchr(first + 1, '.');
    if (second == NULL || strchr(second + 1, '.') != NULL || strlen(token->text) > OIDC_TOKEN_MOST)
        return refuse("it has no three parts");
    const Json *header = part(arena, token->text, (size_t)(first - token->text));
    const Json *said = part(arena, first + 1, (size_t)(second - first - 1));
    if (header == NULL || said == NULL || !is_base64(arena, second + 1))
        return refuse("a part cannot be read");
    TRY(check_signature(arena, keys, header, token->text, unknown_key));
    const char *wrong = wrong_claim(arena, said, client, trip, token->access, now);
    if (wrong != NULL)
        return refuse(wrong);
    *claims = said;
    return NULL;
}

/* The token: right once in each of three algorithms, and then wrong in one place after another. */
#include "platform/oidc/oidc.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cjose/cjose.h>
#include <cmocka.h>
#include <sodium.h>

enum { NOW = 1795364523 };

static const OidcClient client = {.issuer = "https://issuer.example",
                                  .alias = "issuer.example",
                                  .id = "fourfold",
                                  .secret = "hush",
                                  .redirect = "https://sen.school.example/in/with/back"};
static const char access_token[] = "SlAV32hkKG";

/* Made once: an RSA key takes a while. */
static struct {
    cjose_jwk_t *rsa, *other, *small, *curve;
    OidcTrip trip;
} made;

static int begin(void **state)
{
    static const uint8_t exponent[] = {1, 0, 1};
    *state = arena_create(8 << 20, "token test");
    made.rsa = cjose_jwk_create_RSA_random(2048, exponent, sizeof exponent, NULL);
    made.other = cjose_jwk_create_RSA_random(2048, exponent, sizeof exponent, NULL);
    made.small = cjose_jwk_create_RSA_random(1024, exponent, sizeof exponent, NULL);
    made.curve = cjose_jwk_create_EC_random(CJOSE_JWK_EC_P_256, NULL);
    made.trip = oidc_trip(*state, "a cookie", &client);
    return made.rsa == NULL || made.curve == NULL ? 1 : 0;
}

static int end(void **state)
{
    cjose_jwk_release(made.rsa);
    cjose_jwk_release(made.other);
    cjose_jwk_release(made.small);
    cjose_jwk_release(made.curve);
    arena_destroy(*state);
    return 0;
}

/* The public half with a name, and with whatever else shall stand in the set. */
static const char *published(Arena *arena, cjose_jwk_t *key, const char *more)
{
    char *text = cjose_jwk_to_json(key, false, NULL);
    assert_non_null(text);
    const char *whole = arena_print(arena, "{%s%s", more, text + 1);
    cjose_get_dealloc()(text);
    return whole;
}

static const char *key_set(Arena *arena, const char *first, const char *second)
{
    return arena_print(arena, "{\"keys\":[%s%s%s]}", first, *second == '\0' ? "" : ",", second);
}

static const char *signed_text(Arena *arena, cjose_jwk_t *key, const char *algorithm,
                               const char *id, const char *claims)
{
    cjose_header_t *header = cjose_header_new(NULL);
    const char *text;
    assert_true(cjose_header_set(header, CJOSE_HDR_ALG, algorithm, NULL));
    if (id != NULL)
        assert_true(cjose_header_set(header, CJOSE_HDR_KID, id, NULL));
    cjose_jws_t *jws = cjose_jws_sign(key, header, (const uint8_t *)claims, strlen(claims), NULL);
    assert_non_null(jws);
    assert_true(cjose_jws_export(jws, &text, NULL));
    const char *copy = arena_copy(arena, text);
    cjose_jws_release(jws);
    cjose_header_release(header);
    return copy;
}

static const char *at_hash(Arena *arena, const char *access)
{
    unsigned char hash[crypto_hash_sha256_BYTES];
    crypto_hash_sha256(hash, (const unsigned char *)access, strlen(access));
    return base64_text(arena, (Bytes){hash, sizeof hash / 2});
}

/* NONCE and HASH stand for the right ones. */
static const char *filled(Arena *arena, const char *claims)
{
    static const char *const marks[] = {"NONCE", "HASH"};
    const char *values[] = {made.trip.nonce, at_hash(arena, access_token)};
    for (size_t i = 0; i < 2; i++) {
        const char *found = strstr(claims, marks[i]);
        if (found != NULL)
            claims = arena_print(arena, "%.*s%s%s", (int)(found - claims), claims, values[i],
                                 found + strlen(marks[i]));
    }
    return claims;
}

static const char right[] =
    "{\"iss\":\"https://issuer.example\",\"aud\":\"fourfold\",\"sub\":\"248\",\"nonce\":\"NONCE\","
    "\"exp\":1795364823,\"iat\":1795364520,\"at_hash\":\"HASH\"}";

static Error *judge(Arena *arena, const char *keys, const char *text, const Json **claims,
                    bool *unknown)
{
    OidcToken token = {text, access_token};
    return oidc_token_claims(arena, keys, &client, &made.trip, &token,
                             (Moment){(int64_t)NOW * 1000}, claims, unknown);
}

static const char *rsa_set(Arena *arena)
{
    return key_set(arena, published(arena, made.rsa, "\"kid\":\"one\",\"use\":\"sig\","), "");
}

/* ---- What is taken --------------------------------------------------------------------------- */

static void test_taken(void **state)
{
    Arena *arena = *state;
    const char *keys =
        key_set(arena, published(arena, made.rsa, "\"kid\":\"one\",\"use\":\"sig\","),
                published(arena, made.curve, "\"kid\":\"two\","));
    const struct {
        cjose_jwk_t *key;
        const char *algorithm, *id;
    } cases[] = {{made.rsa, "RS256", "one"},
                 {made.rsa, "PS256", "one"},
                 {made.curve, "ES256", "two"},
                 {made.rsa, "RS256", NULL}};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        const Json *claims;
        bool unknown;
        const char *text =
            signed_text(arena, cases[i].key, cases[i].algorithm, cases[i].id, filled(arena, right));
        Error *error = judge(arena, keys, text, &claims, &unknown);
        if (error != NULL)
            fail_msg("%zu %s: %s", i, cases[i].algorithm, error->cause);
        assert_string_equal(json_text(claims, "sub"), "248");
    }
}

static void test_other_forms_that_are_taken(void **state)
{
    Arena *arena = *state;
    static const char *const cases[] = {
        /* the provider's other name */
        "{\"iss\":\"issuer.example\",\"aud\":\"fourfold\",\"sub\":\"1\",\"nonce\":\"NONCE\","
        "\"exp\":1795364823,\"iat\":1795364520}",
        /* a list of readers, with us as the one that it was made for */
        "{\"iss\":\"https://issuer.example\",\"aud\":[\"fourfold\",\"else\"],\"azp\":\"fourfold\","
        "\"sub\":\"1\",\"nonce\":\"NONCE\",\"exp\":1795364823,\"iat\":1795364520}",
        "{\"iss\":\"https://issuer.example\",\"aud\":[\"fourfold\"],"
        "\"sub\":\"1\",\"nonce\":\"NONCE\",\"exp\":1795364823,\"iat\":1795364520}",
        /* clocks that are most of a minute apart, both ways */
        "{\"iss\":\"https://issuer.example\",\"aud\":\"fourfold\",\"sub\":\"1\",\"nonce\":"
        "\"NONCE\",\"exp\":1795364464,\"iat\":1795364520}",
        "{\"iss\":\"https://issuer.example\",\"aud\":\"fourfold\",\"sub\":\"1\",\"nonce\":"
        "\"NONCE\",\"exp\":1795364823,\"iat\":1795364583,\"nbf\":1795364583}",
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        const Json *claims;
        bool unknown;
        const char *text = signed_text(arena, made.rsa, "RS256", "one", filled(arena, cases[i]));
        Error *error = judge(arena, rsa_set(arena), text, &claims, &unknown);
        if (error != NULL)
            fail_msg("%zu: %s", i, error->cause);
    }
}

/* ---- What is refused ------------------------------------------------------------------------- */

static void test_wrong_claims(void **state)
{
    Arena *arena = *state;
    static const struct {
        const char *instead_of, *stands, *cause;
    } cases[] = {
        {"https://issuer.example", "https://issuer.example/", "iss"},
        {"https://issuer.example", "http://issuer.example", "iss"},
        {"https://issuer.example", "https://evil.example", "iss"},
        {"\"iss\":\"https://issuer.example\",", "", "iss"},
        {"\"iss\":\"https://issuer.example\"", "\"iss\":[\"https://issuer.example\"]", "iss"},
        {"\"aud\":\"fourfold\"", "\"aud\":\"other\"", "aud"},
        {"\"aud\":\"fourfold\"", "\"aud\":\"fourfold2\"", "aud"},
        {"\"aud\":\"fourfold\",", "", "aud"},
        {"\"aud\":\"fourfold\"", "\"aud\":[]", "aud"},
        {"\"aud\":\"fourfold\"", "\"aud\":[\"fourfold\",\"else\"]", "aud"},
        {"\"aud\":\"fourfold\"", "\"aud\":[\"fourfold\",\"else\"],\"azp\":\"else\"", "aud"},
        {"\"aud\":\"fourfold\"", "\"aud\":\"fourfold\",\"azp\":\"else\"", "aud"},
        {"\"sub\":\"248\",", "", "sub"},
        {"\"sub\":\"248\"", "\"sub\":\"\"", "sub"},
        {"\"sub\":\"248\"", "\"sub\":248", "sub"},
        {"\"nonce\":\"NONCE\",", "", "nonce"},
        {"\"nonce\":\"NONCE\"", "\"nonce\":\"\"", "nonce"},
        {"\"nonce\":\"NONCE\"", "\"nonce\":\"NONCEx\"", "nonce"},
        {"\"nonce\":\"NONCE\"", "\"nonce\":\"of another sign-in\"", "nonce"},
        {"\"exp\":1795364823,", "", "exp"},
        {"\"exp\":1795364823", "\"exp\":1795364463", "exp"},
        {"\"exp\":1795364823", "\"exp\":\"1795364823\"", "exp"},
        {"\"exp\":1795364823", "\"exp\":-9223372036854775808", "exp"},
        {"\"iat\":1795364520,", "", "iat"},
        {"\"iat\":1795364520", "\"iat\":1795364584", "iat"},
        {"\"iat\":1795364520", "\"iat\":9223372036854775807", "iat"},
        {"\"iat\":1795364520", "\"iat\":1795364520,\"nbf\":1795364584", "nbf"},
        {"\"iat\":1795364520", "\"iat\":1795364520,\"nbf\":\"soon\"", "nbf"},
        {"\"at_hash\":\"HASH\"", "\"at_hash\":\"77QmUPtjPfzWtF2AnpK9RQ\"", "at_hash"},
        {"\"at_hash\":\"HASH\"", "\"at_hash\":\"\"", "at_hash"},
        {"\"at_hash\":\"HASH\"", "\"at_hash\":true", "at_hash"},
        {"{\"iss\"", "{\"iss\":\"https://issuer.example\",\"iss\"", "a part cannot be read"},
        {"{\"iss\"", "[\"iss\"", "a part cannot be read"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        const Json *claims;
        bool unknown;
        const char *found = strstr(right, cases[i].instead_of);
        assert_non_null(found);
        const char *wrong = arena_print(arena, "%.*s%s%s", (int)(found - right), right,
                                        cases[i].stands, found + strlen(cases[i].instead_of));
        const char *text = signed_text(arena, made.rsa, "RS256", "one", filled(arena, wrong));
        Error *error = judge(arena, rsa_set(arena), text, &claims, &unknown);
        if (error == NULL) {
            fail_msg("%zu \"%s\" was taken", i, cases[i].stands);
            return;
        }
        if (!text_equal(error->cause, arena_print(arena, "id token: %s", cases[i].cause)))
            fail_msg("%zu \"%s\": %s", i, cases[i].stands, error->cause);
        assert_int_equal(error->kind, ERROR_INVALID);
        assert_null(claims);
        assert_false(unknown);
    }
}

static void test_wrong_keys(void **state)
{
    Arena *arena = *state;
    const char *rsa = published(arena, made.rsa, "\"kid\":\"one\",");
    const char *other = published(arena, made.other, "\"kid\":\"one\",");
    const struct {
        const char *keys, *cause;
        bool unknown;
    } cases[] = {
        {key_set(arena, other, ""), "signature", false},
        {key_set(arena, rsa, rsa), "more than one key fits", false},
        {key_set(arena, rsa, other), "more than one key fits", false},
        {key_set(arena, published(arena, made.rsa, "\"kid\":\"two\","), ""), "no key fits", true},
        {key_set(arena, published(arena, made.rsa, ""), ""), "no key fits", true},
        {key_set(arena, published(arena, made.curve, "\"kid\":\"one\","), ""), "no key fits", true},
        {key_set(arena, published(arena, made.rsa, "\"kid\":\"one\",\"use\":\"enc\","), ""),
         "no key fits", true},
        {key_set(arena, published(arena, made.rsa, "\"kid\":\"one\",\"alg\":\"PS256\","), ""),
         "no key fits", true},
        {"{\"keys\":[{\"kty\":\"RSA\",\"kid\":\"one\",\"n\":\"AQAB\"}]}", "the key cannot be used",
         false},
        {"{\"keys\":[{\"kty\":\"RSA\",\"kid\":\"one\",\"n\":\"a\\\"b\",\"e\":\"AQAB\"}]}",
         "the key cannot be used", false},
        {"{\"keys\":{}}", "no key fits", true},
        {"{}", "no key fits", true},
        {"", "no key fits", true},
    };
    const char *text = signed_text(arena, made.rsa, "RS256", "one", filled(arena, right));
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        const Json *claims;
        bool unknown;
        Error *error = judge(arena, cases[i].keys, text, &claims, &unknown);
        const char *cause = arena_print(arena, "id token: %s", cases[i].cause);
        if (error == NULL || !text_equal(error->cause, cause))
            fail_msg("%zu: %s", i, error == NULL ? "taken" : error->cause);
        assert_int_equal(unknown, cases[i].unknown);
    }
}

/* An RSA key that can be worked out is no key. */
static void test_small_key(void **state)
{
    Arena *arena = *state;
    const Json *claims;
    bool unknown;
    const char *keys = key_set(arena, published(arena, made.small, ""), "");
    const char *text = signed_text(arena, made.small, "RS256", NULL, filled(arena, right));
    Error *error = judge(arena, keys, text, &claims, &unknown);
    assert_non_null(error);
    assert_string_equal(error->cause, "id token: the key cannot be used");
}

/* header and claims as they are, and any signature. */
static const char *unsigned_text(Arena *arena, const char *header, const char *claims,
                                 const char *signature)
{
    return arena_print(arena, "%s.%s.%s",
                       base64_text(arena, (Bytes){(const unsigned char *)header, strlen(header)}),
                       base64_text(arena, (Bytes){(const unsigned char *)claims, strlen(claims)}),
                       signature);
}

/* Whoever writes a token must not choose how it is checked. */
static void test_algorithms_that_are_refused(void **state)
{
    Arena *arena = *state;
    static const struct {
        const char *header, *cause;
    } cases[] = {
        {"{\"alg\":\"none\"}", "alg"},
        {"{\"alg\":\"None\",\"kid\":\"one\"}", "alg"},
        {"{\"alg\":\"HS256\",\"kid\":\"one\"}", "alg"},
        {"{\"alg\":\"HS512\",\"kid\":\"one\"}", "alg"},
        {"{\"alg\":\"RS512\",\"kid\":\"one\"}", "alg"},
        {"{\"alg\":\"ES512\",\"kid\":\"one\"}", "alg"},
        {"{\"alg\":[\"RS256\"],\"kid\":\"one\"}", "alg"},
        {"{\"kid\":\"one\"}", "alg"},
        {"{\"alg\":\"RS256\",\"kid\":\"one\",\"crit\":[\"b64\"],\"b64\":false}", "alg"},
        {"{\"alg\":\"RS256\",\"kid\":1}", "kid"},
        {"{\"alg\":\"RS256\",\"kid\":\"one\"}", "signature"},
        {"{\"alg\":\"ES256\",\"kid\":\"one\"}", "no key fits"},
    };
    const char *claims_text = filled(arena, right);
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        const Json *claims;
        bool unknown;
        const char *text = unsigned_text(arena, cases[i].header, claims_text, "AAAA");
        Error *error = judge(arena, rsa_set(arena), text, &claims, &unknown);
        const char *cause = arena_print(arena, "id token: %s", cases[i].cause);
        if (error == NULL || !text_equal(error->cause, cause))
            fail_msg("%s: %s", cases[i].header, error == NULL ? "taken" : error->cause);
    }
}

/* A changed byte, and what is no token at all. */
static void test_broken_tokens(void **state)
{
    Arena *arena = *state;
    const char *good = signed_text(arena, made.rsa, "RS256", "one", filled(arena, right));
    char *changed = arena_copy(arena, good);
    char *claims_part = strchr(changed, '.') + 20;
    *claims_part = *claims_part == 'A' ? 'B' : 'A';
    const char *const cases[] = {"",
                                 ".",
                                 "..",
                                 "a.b.c",
                                 "e30.e30.",
                                 "e30.e30.AAAA",
                                 changed,
                                 arena_print(arena, "%s.AAAA", good),
                                 arena_print(arena, "%s=", good),
                                 arena_copy_length(arena, good, strlen(good) - 4),
                                 arena_copy_length(arena, good, strcspn(good, ".")),
                                 arena_print(arena, "%s%0*d", good, OIDC_TOKEN_MOST, 0),
                                 NULL};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        const Json *claims;
        bool unknown;
        if (judge(arena, rsa_set(arena), cases[i], &claims, &unknown) == NULL)
            fail_msg("%zu was taken", i);
        assert_null(claims);
    }
}

/* ---- The trip -------------------------------------------------------------------------------- */

static void test_trips_differ(void **state)
{
    Arena *arena = *state;
    OidcClient other_issuer = client, other_client = client;
    other_issuer.issuer = "https://evil.example";
    other_client.id = "another";
    const OidcTrip trips[] = {
        oidc_trip(arena, "a cookie", &client), oidc_trip(arena, "another cookie", &client),
        oidc_trip(arena, "a cookie", &other_issuer), oidc_trip(arena, "a cookie", &other_client)};
    for (size_t i = 0; i < 4; i++) {
        assert_int_equal(strlen(trips[i].verifier), 43);
        assert_string_not_equal(trips[i].state, trips[i].nonce);
        assert_string_not_equal(trips[i].nonce, trips[i].verifier);
        for (size_t j = 0; j < 4; j++)
            assert_int_equal(oidc_state_fits(&trips[i], trips[j].state), i == j);
    }
    assert_false(oidc_state_fits(&trips[0], NULL));
    assert_false(oidc_state_fits(&trips[0], ""));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_taken),         cmocka_unit_test(test_other_forms_that_are_taken),
        cmocka_unit_test(test_wrong_claims),  cmocka_unit_test(test_wrong_keys),
        cmocka_unit_test(test_small_key),     cmocka_unit_test(test_algorithms_that_are_refused),
        cmocka_unit_test(test_broken_tokens), cmocka_unit_test(test_trips_differ),
    };
    return cmocka_run_group_tests(tests, begin, end);
}

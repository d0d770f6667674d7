#include "fuzz.h"

#include <string.h>

#include "platform/base/log.h"
#include "platform/oidc/oidc.h"

/* A token by somebody who has no key is never believed, whatever stands in it. */

const char *const fuzz_seeds[] = {
    "eyJhbGciOiJSUzI1NiIsImtpZCI6Im9uZSJ9.eyJpc3MiOiJodHRwczovL2lzc3Vlci5leGFtcGxlIn0.AAAA",
    "eyJhbGciOiJub25lIn0.eyJpc3MiOiJodHRwczovL2lzc3Vlci5leGFtcGxlIn0.",
    "eyJhbGciOiJFUzI1NiJ9.e30.AAAA",
    "e30.e30.",
    "..",
    NULL,
};

static const char keys[] =
    "{\"keys\":[{\"kty\":\"RSA\",\"kid\":\"one\",\"e\":\"AQAB\",\"n\":\"sRvqM7hXo1f1qzZ6x2y0bg\"},"
    "{\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\"MKBCTNIcKUSDii11ySs3526iDZ8AiTo7Tu6KPAqv7D4\","
    "\"y\":\"4Etl6SRW2YiLUrN5vfvVHuhp7x8PxltmWWlbbM4IFyM\"}]}";

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    Arena *arena = arena_create((size_t)16 << 20, "fuzz");
    OidcClient client = {.issuer = "https://issuer.example", .id = "fourfold", .secret = "hush"};
    OidcTrip trip = oidc_trip(arena, "a cookie", &client);
    OidcToken token = {arena_copy_length(arena, (const char *)data, size), NULL};
    const Json *claims;
    bool unknown_key;
    Error *error =
        oidc_token_claims(arena, keys, &client, &trip, &token, (Moment){0}, &claims, &unknown_key);
    ASSERT(error != NULL && error->kind == ERROR_INVALID && claims == NULL);
    /* The same bytes as what a provider publishes. */
    token.text = fuzz_seeds[0];
    error = oidc_token_claims(arena, arena_copy_length(arena, (const char *)data, size), &client,
                              &trip, &token, (Moment){0}, &claims, &unknown_key);
    ASSERT(error != NULL && claims == NULL);
    arena_destroy(arena);
    return 0;
}

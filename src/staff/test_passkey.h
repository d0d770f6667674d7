/* test_passkey.h: what a device with passkeys does: makes a key pair, and signs what a browser
 * hands it. Ed25519, by libsodium; each part can be made wrong. Tests only. */
#ifndef STAFF_TEST_PASSKEY_H
#define STAFF_TEST_PASSKEY_H

#include <sodium.h>
#include <string.h>

#include "platform/json/json.h"
#include "staff/passkey.h"

enum { TEST_PRESENT = 1, TEST_VERIFIED = 4, TEST_MADE = 64, TEST_ID = 16, TEST_DATA = 37 };

typedef struct TestPasskey {
    unsigned char public_key[crypto_sign_PUBLICKEYBYTES], secret_key[crypto_sign_SECRETKEYBYTES];
    unsigned char id[TEST_ID];
    const char *origin, *domain; /* of the site that its browser shows */
    unsigned char flags;
    uint32_t count; /* of the next answer */
} TestPasskey;

static inline TestPasskey test_passkey(const char *origin, const char *domain)
{
    TestPasskey key = {.origin = origin, .domain = domain, .flags = TEST_PRESENT, .count = 1};
    crypto_sign_keypair(key.public_key, key.secret_key);
    randombytes_buf(key.id, TEST_ID);
    return key;
}

static inline const char *test_base64(Arena *arena, const void *data, size_t length)
{
    return base64_text(arena, (Bytes){data, length});
}

/* type: webauthn.create or webauthn.get. challenge: in base64, as on the page. */
static inline const char *test_client_data(Arena *arena, const TestPasskey *key, const char *type,
                                           const char *challenge)
{
    return arena_print(arena,
                       "{\"type\":\"%s\",\"challenge\":\"%s\",\"origin\":\"%s\",\"crossOrigin\":"
                       "false}",
                       type, challenge, key->origin);
}

/* At least TEST_DATA bytes: hash of the domain, flags and count. */
static inline void test_data(const TestPasskey *key, unsigned char flags, unsigned char *data)
{
    crypto_hash_sha256(data, (const unsigned char *)key->domain, strlen(key->domain));
    data[32] = flags;
    for (int i = 0; i < 4; i++)
        data[33 + i] = (unsigned char)(key->count >> (24 - 8 * i));
}

static inline PasskeyAnswer test_new_answer(Arena *arena, const TestPasskey *key,
                                            const char *challenge)
{
    /* The key as CBOR: OKP, EdDSA, Ed25519, its 32 bytes. */
    static const unsigned char head[] = {0xa4, 1, 1, 3, 0x27, 0x20, 6, 0x21, 0x58, 0x20};
    enum { MODEL = 16, WHOLE = TEST_DATA + MODEL + 2 + TEST_ID + sizeof head + 32 };
    unsigned char data[WHOLE] = {0}, *at = data + TEST_DATA + MODEL + 1;
    const char *client_data = test_client_data(arena, key, "webauthn.create", challenge);
    test_data(key, key->flags | TEST_MADE, data);
    *at++ = TEST_ID;
    memcpy(at, key->id, TEST_ID);
    memcpy(at + TEST_ID, head, sizeof head);
    memcpy(at + TEST_ID + sizeof head, key->public_key, sizeof key->public_key);
    return (PasskeyAnswer){
        .client_data = test_base64(arena, client_data, strlen(client_data)),
        .authenticator_data = test_base64(arena, data, WHOLE),
    };
}

/* Signs whatever client data it is given. */
static inline PasskeyAnswer test_sign(Arena *arena, const TestPasskey *key, const char *client_data)
{
    unsigned char data[TEST_DATA + 32], signature[crypto_sign_BYTES];
    test_data(key, key->flags, data);
    crypto_hash_sha256(data + TEST_DATA, (const unsigned char *)client_data, strlen(client_data));
    crypto_sign_detached(signature, NULL, data, sizeof data, key->secret_key);
    return (PasskeyAnswer){
        .credential = test_base64(arena, key->id, TEST_ID),
        .client_data = test_base64(arena, client_data, strlen(client_data)),
        .authenticator_data = test_base64(arena, data, TEST_DATA),
        .signature = test_base64(arena, signature, sizeof signature),
    };
}

static inline PasskeyAnswer test_answer(Arena *arena, const TestPasskey *key, const char *challenge)
{
    return test_sign(arena, key, test_client_data(arena, key, "webauthn.get", challenge));
}

#endif

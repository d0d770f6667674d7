/* What a passkey's answer must be, and each way in which it must not be taken. */
#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

#include "staff/test_passkey.h"

#define ORIGIN "https://sen.school.example:8443"
#define DOMAIN "sen.school.example"

static Arena *arena;
static PasskeySite place;
static TestPasskey key;
static Passkey known; /* what was kept of the key */
static Bytes challenge;
static const char *asked; /* the challenge as it stands on a page */

static int begin(void **state)
{
    (void)state;
    arena = arena_create((size_t)16 << 20, "passkey_test");
    return sodium_init() < 0 ? -1 : 0;
}

static int finish(void **state)
{
    (void)state;
    arena_destroy(arena);
    return 0;
}

static int each(void **state)
{
    (void)state;
    unsigned char *bytes = arena_alloc(arena, PASSKEY_CHALLENGE);
    randombytes_buf(bytes, PASSKEY_CHALLENGE);
    challenge = (Bytes){bytes, PASSKEY_CHALLENGE};
    asked = base64_text(arena, challenge);
    place = passkey_site(arena, ORIGIN);
    key = test_passkey(ORIGIN, DOMAIN);
    PasskeyAnswer answer = test_new_answer(arena, &key, asked);
    Error *error = passkey_read_new(arena, &place, challenge, &answer, &known);
    key.count++;
    return error == NULL ? 0 : -1;
}

static void refused(Error *error, const char *cause)
{
    assert_non_null(error);
    assert_int_equal(error->kind, ERROR_INVALID);
    if (strstr(error->cause, cause) == NULL)
        fail_msg("%s, not %s", error->cause, cause);
}

static Error *check_as(PasskeyProof proof, const PasskeyAnswer *answer)
{
    uint32_t count;
    return passkey_check(arena, &place, challenge, proof, answer, &known, &count);
}

static Error *check(const PasskeyAnswer *answer)
{
    return check_as(PASSKEY_PRESENT, answer);
}

static void the_domain_is_the_origins(void **state)
{
    (void)state;
    assert_string_equal(place.domain, DOMAIN);
    assert_string_equal(place.origin, ORIGIN);
    assert_string_equal(passkey_site(arena, "http://localhost:8080").domain, "localhost");
    assert_string_equal(passkey_site(arena, "https://sen.school.example").domain, DOMAIN);
}

/* ---- A new one --------------------------------------------------------------------------------
 */

static void a_new_one_is_read(void **state)
{
    (void)state;
    assert_int_equal(known.algorithm, -8);
    assert_int_equal(known.count, 1);
    assert_int_equal(known.credential.length, TEST_ID);
    assert_memory_equal(known.credential.data, key.id, TEST_ID);
    assert_memory_equal(known.public_key.data, key.public_key, sizeof key.public_key);
}

static Error *read_new(const PasskeyAnswer *answer)
{
    Passkey passkey;
    return passkey_read_new(arena, &place, challenge, answer, &passkey);
}

static void a_new_one_for_another_site_is_refused(void **state)
{
    (void)state;
    static const struct {
        const char *origin, *domain, *cause;
    } cases[] = {
        {"https://sen.school.example", DOMAIN, "origin"},
        {"http://sen.school.example:8443", DOMAIN, "origin"},
        {"https://sen.school.example:8443.evil.example", DOMAIN, "origin"},
        {"https://evil.example", "evil.example", "origin"},
        {ORIGIN, "school.example", "domain"},
        {ORIGIN, "evil.example", "domain"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        TestPasskey other = test_passkey(cases[i].origin, cases[i].domain);
        PasskeyAnswer answer = test_new_answer(arena, &other, asked);
        refused(read_new(&answer), cases[i].cause);
    }
}

static void a_new_one_that_nobody_asked_for_is_refused(void **state)
{
    (void)state;
    TestPasskey other = test_passkey(ORIGIN, DOMAIN);
    PasskeyAnswer answer =
        test_new_answer(arena, &other, "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA");
    refused(read_new(&answer), "challenge");
    answer = test_new_answer(arena, &other, "");
    refused(read_new(&answer), "challenge");
    answer = test_new_answer(arena, &other, asked);
    challenge.length = 0;
    refused(read_new(&answer), "challenge");
    challenge.length = PASSKEY_CHALLENGE;
    answer.client_data = test_answer(arena, &other, asked).client_data;
    refused(read_new(&answer), "type");
    other.flags = 0;
    answer = test_new_answer(arena, &other, asked);
    refused(read_new(&answer), "nobody was there");
}

static void what_is_no_new_one_is_refused(void **state)
{
    (void)state;
    TestPasskey other = test_passkey(ORIGIN, DOMAIN);
    const PasskeyAnswer right = test_new_answer(arena, &other, asked);
    Bytes data = base64_bytes(arena, right.authenticator_data);
    for (size_t length = 0; length < data.length; length++) {
        PasskeyAnswer answer = right;
        answer.authenticator_data = test_base64(arena, data.data, length);
        assert_non_null(read_new(&answer));
    }
    PasskeyAnswer answer = right;
    answer.authenticator_data = NULL;
    refused(read_new(&answer), "domain");
    answer = right;
    answer.client_data = "not/base64";
    refused(read_new(&answer), "type");
    answer.client_data = NULL;
    refused(read_new(&answer), "type");
    assert_null(read_new(&right));
}

/* ---- An answer --------------------------------------------------------------------------------
 */

static void an_answer_is_taken_and_counts(void **state)
{
    (void)state;
    uint32_t count = 0;
    key.count = 70000;
    PasskeyAnswer answer = test_answer(arena, &key, asked);
    assert_null(passkey_check(arena, &place, challenge, PASSKEY_PRESENT, &answer, &known, &count));
    assert_int_equal(count, 70000);
}

static void an_answer_for_another_site_is_refused(void **state)
{
    (void)state;
    key.origin = "https://evil.example";
    PasskeyAnswer answer = test_answer(arena, &key, asked);
    refused(check(&answer), "origin");
    key.origin = ORIGIN;
    key.domain = "evil.example";
    answer = test_answer(arena, &key, asked);
    refused(check(&answer), "INVALID");
    key.domain = DOMAIN;
    const char *framed = arena_print(arena,
                                     "{\"type\":\"webauthn.get\",\"challenge\":\"%s\",\"origin\":"
                                     "\"" ORIGIN "\",\"crossOrigin\":true}",
                                     asked);
    answer = test_sign(arena, &key, framed);
    refused(check(&answer), "origin");
}

static void an_answer_to_another_challenge_is_refused(void **state)
{
    (void)state;
    PasskeyAnswer before = test_answer(arena, &key, asked);
    assert_null(check(&before));
    unsigned char next[PASSKEY_CHALLENGE];
    randombytes_buf(next, sizeof next);
    challenge.data = next;
    refused(check(&before), "challenge");
}

static void an_answer_of_another_kind_is_refused(void **state)
{
    (void)state;
    PasskeyAnswer answer =
        test_sign(arena, &key, test_client_data(arena, &key, "webauthn.create", asked));
    refused(check(&answer), "type");
    answer = test_sign(arena, &key, "[]");
    refused(check(&answer), "type");
    answer = test_sign(arena, &key, "");
    refused(check(&answer), "type");
}

static void whoever_is_not_there_or_not_known_is_refused(void **state)
{
    (void)state;
    key.flags = 0;
    PasskeyAnswer answer = test_answer(arena, &key, asked);
    assert_non_null(check(&answer));
    key.flags = TEST_VERIFIED;
    answer = test_answer(arena, &key, asked);
    assert_non_null(check(&answer));
    key.flags = TEST_PRESENT;
    answer = test_answer(arena, &key, asked);
    assert_null(check_as(PASSKEY_PRESENT, &answer));
    assert_non_null(check_as(PASSKEY_VERIFIED, &answer));
    key.flags = TEST_PRESENT | TEST_VERIFIED;
    answer = test_answer(arena, &key, asked);
    assert_null(check_as(PASSKEY_VERIFIED, &answer));
}

static void what_was_changed_after_signing_is_refused(void **state)
{
    (void)state;
    const PasskeyAnswer right = test_answer(arena, &key, asked);
    const char *const *parts[] = {&right.authenticator_data, &right.signature};
    for (size_t part = 0; part < 2; part++) {
        Bytes bytes = base64_bytes(arena, *parts[part]);
        for (size_t i = 0; i < bytes.length; i++) {
            unsigned char *changed =
                (unsigned char *)arena_copy_length(arena, (const char *)bytes.data, bytes.length);
            changed[i] ^= 4;
            PasskeyAnswer answer = right;
            *(part == 0 ? &answer.authenticator_data : &answer.signature) =
                test_base64(arena, changed, bytes.length);
            if (check(&answer) == NULL)
                fail_msg("byte %zu of part %zu does not matter", i, part);
        }
    }
    assert_null(check(&right));
}

static void another_key_is_refused(void **state)
{
    (void)state;
    TestPasskey other = test_passkey(ORIGIN, DOMAIN);
    other.count = key.count;
    PasskeyAnswer answer = test_answer(arena, &other, asked);
    assert_non_null(check(&answer));
    answer = test_answer(arena, &key, asked);
    known.algorithm = -7;
    assert_non_null(check(&answer));
    known.algorithm = 0;
    refused(check(&answer), "no key");
}

static void one_that_counts_back_is_refused(void **state)
{
    (void)state;
    static const struct {
        uint32_t kept, given;
        bool taken;
    } cases[] = {
        {5, 6, true}, {5, 5, false}, {5, 4, false},          {5, 0, false},
        {0, 0, true}, {0, 1, true},  {UINT32_MAX, 0, false}, {UINT32_MAX - 1, UINT32_MAX, true}};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        known.count = cases[i].kept;
        key.count = cases[i].given;
        PasskeyAnswer answer = test_answer(arena, &key, asked);
        Error *error = check(&answer);
        if (cases[i].taken)
            assert_null(error);
        else
            refused(error, "counts back");
    }
}

static void what_is_missing_is_refused(void **state)
{
    (void)state;
    const PasskeyAnswer right = test_answer(arena, &key, asked);
    PasskeyAnswer answer = right;
    answer.signature = "";
    refused(check(&answer), "not an answer");
    answer = right;
    answer.authenticator_data = NULL;
    refused(check(&answer), "not an answer");
    answer = right;
    answer.client_data = NULL;
    refused(check(&answer), "type");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(the_domain_is_the_origins, each),
        cmocka_unit_test_setup(a_new_one_is_read, each),
        cmocka_unit_test_setup(a_new_one_for_another_site_is_refused, each),
        cmocka_unit_test_setup(a_new_one_that_nobody_asked_for_is_refused, each),
        cmocka_unit_test_setup(what_is_no_new_one_is_refused, each),
        cmocka_unit_test_setup(an_answer_is_taken_and_counts, each),
        cmocka_unit_test_setup(an_answer_for_another_site_is_refused, each),
        cmocka_unit_test_setup(an_answer_to_another_challenge_is_refused, each),
        cmocka_unit_test_setup(an_answer_of_another_kind_is_refused, each),
        cmocka_unit_test_setup(whoever_is_not_there_or_not_known_is_refused, each),
        cmocka_unit_test_setup(what_was_changed_after_signing_is_refused, each),
        cmocka_unit_test_setup(another_key_is_refused, each),
        cmocka_unit_test_setup(one_that_counts_back_is_refused, each),
        cmocka_unit_test_setup(what_is_missing_is_refused, each),
    };
    return cmocka_run_group_tests(tests, begin, finish);
}

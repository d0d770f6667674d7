/* What a school may set, and whom a believed token means. */
#include "staff/sign_on_rules.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

#define TENANT "11112222-3333-4444-5555-666677778888"
#define ENTRA  "https://login.microsoftonline.com/" TENANT "/v2.0"

static int begin(void **state)
{
    *state = arena_create(1 << 20, "sign-on test");
    return 0;
}

static int end(void **state)
{
    arena_destroy(*state);
    return 0;
}

static void test_issuers(void **state)
{
    static const struct {
        SignOnKind kind;
        const char *typed, *issuer;
    } cases[] = {
        {SIGN_ON_MICROSOFT, TENANT, ENTRA},
        {SIGN_ON_MICROSOFT, "AAAABBBB-CCCC-DDDD-EEEE-FFFF00001111",
         "https://login.microsoftonline.com/aaaabbbb-cccc-dddd-eeee-ffff00001111/v2.0"},
        {SIGN_ON_MICROSOFT, "", NULL},
        {SIGN_ON_MICROSOFT, "common", NULL},
        {SIGN_ON_MICROSOFT, "organizations", NULL},
        {SIGN_ON_MICROSOFT, "school.onmicrosoft.com", NULL},
        {SIGN_ON_MICROSOFT, TENANT "8", NULL},
        {SIGN_ON_MICROSOFT, "11112222-3333-4444-5555-66667777888", NULL},
        {SIGN_ON_MICROSOFT, "11112222/3333/4444/5555/666677778888", NULL},
        {SIGN_ON_MICROSOFT, "9188040d-6c67-4c5b-b112-36a304b66dad", NULL},
        {SIGN_ON_MICROSOFT, "9188040D-6C67-4C5B-B112-36A304B66DAD", NULL},
        {SIGN_ON_GOOGLE, "", "https://accounts.google.com"},
        {SIGN_ON_GOOGLE, "https://evil.example", "https://accounts.google.com"},
        {SIGN_ON_OTHER, "https://id.school.example", "https://id.school.example"},
        {SIGN_ON_OTHER, "https://accounts.google.com", NULL},
        {SIGN_ON_OTHER, ENTRA, NULL},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        const char *fault;
        const char *issuer = sign_on_issuer(*state, cases[i].kind, cases[i].typed, &fault);
        if (!text_equal(issuer, cases[i].issuer) || (issuer == NULL) != (fault != NULL))
            fail_msg("%zu \"%s\": %s", i, cases[i].typed, issuer == NULL ? fault : issuer);
    }
    assert_string_equal(sign_on_tenant(*state, ENTRA), TENANT);
    assert_string_equal(sign_on_tenant(*state, "https://id.school.example"), "");
}

static void test_domains(void **state)
{
    static const struct {
        SignOnKind kind;
        const char *typed, *domain;
    } cases[] = {
        {SIGN_ON_GOOGLE, "school.example", "school.example"},
        {SIGN_ON_GOOGLE, "@School.Example", "school.example"},
        {SIGN_ON_OTHER, "", ""},
        {SIGN_ON_GOOGLE, "", NULL},
        {SIGN_ON_MICROSOFT, "", NULL},
        {SIGN_ON_GOOGLE, "school", NULL},
        {SIGN_ON_GOOGLE, "a@school.example", NULL},
        {SIGN_ON_GOOGLE, ".example", NULL},
        {SIGN_ON_GOOGLE, "school..example", NULL},
        {SIGN_ON_GOOGLE, "school.example.", NULL},
        {SIGN_ON_GOOGLE, "school example.com", NULL},
        {SIGN_ON_OTHER, "@", ""},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        const char *fault;
        const char *domain = sign_on_domain(*state, cases[i].kind, cases[i].typed, &fault);
        if (!text_equal(domain, cases[i].domain) || (domain == NULL) != (fault != NULL))
            fail_msg("%zu \"%s\": %s", i, cases[i].typed, domain == NULL ? fault : domain);
    }
}

static void test_clients(void **state)
{
    SignOn google = {.kind = SIGN_ON_GOOGLE, .issuer = "https://accounts.google.com"};
    SignOn entra = {.kind = SIGN_ON_MICROSOFT, .issuer = ENTRA};
    OidcClient client = sign_on_client(*state, &google, "https://sen.school.example");
    assert_string_equal(client.redirect, "https://sen.school.example/in/with/back");
    assert_string_equal(client.alias, "accounts.google.com");
    assert_null(sign_on_client(*state, &entra, "https://sen.school.example").alias);
}

/* ---- Whom a token means ---------------------------------------------------------------------- */

static const SignOn settings[SIGN_ON_KINDS] = {
    [SIGN_ON_MICROSOFT] = {.kind = SIGN_ON_MICROSOFT, .issuer = ENTRA, .domain = "school.example"},
    [SIGN_ON_GOOGLE] = {.kind = SIGN_ON_GOOGLE,
                        .issuer = "https://accounts.google.com",
                        .domain = "school.example"},
    [SIGN_ON_OTHER] = {.kind = SIGN_ON_OTHER, .issuer = "https://id.example", .domain = ""},
};

static Error *judge(Arena *arena, const SignOn *sign_on, const char *claims,
                    SignOnIdentity *identity)
{
    const Json *said = json_read(arena, claims, strlen(claims));
    assert_non_null(said);
    return sign_on_identity(sign_on, said, identity);
}

/* address NULL: nobody may be known by it, though somebody who is bound signs in. */
static const struct {
    SignOnKind kind;
    const char *claims, *subject, *address;
} meant[] = {
    {SIGN_ON_MICROSOFT,
     "{\"tid\":\"" TENANT "\",\"oid\":\"77\",\"sub\":\"x\","
     "\"preferred_username\":\"a.vaz@school.example\"}",
     "77", "a.vaz@school.example"},
    {SIGN_ON_MICROSOFT,
     "{\"tid\":\"" TENANT "\",\"oid\":\"77\",\"sub\":\"x\",\"idp\":\"" ENTRA "\","
     "\"acct\":0,\"preferred_username\":\"A.Vaz@School.example\"}",
     "77", "A.Vaz@School.example"},
    {SIGN_ON_MICROSOFT,
     "{\"tid\":\"" TENANT "\",\"oid\":\"77\",\"sub\":\"x\",\"idp\":"
     "\"https://sts.windows.net/" TENANT "/\","
     "\"preferred_username\":\"a.vaz@school.example\"}",
     "77", "a.vaz@school.example"},
    /* what anybody writes into their own profile */
    {SIGN_ON_MICROSOFT,
     "{\"tid\":\"" TENANT "\",\"oid\":\"77\",\"sub\":\"x\","
     "\"email\":\"head@school.example\",\"email_verified\":true}",
     "77", NULL},
    {SIGN_ON_MICROSOFT,
     "{\"tid\":\"" TENANT "\",\"oid\":\"77\",\"sub\":\"x\","
     "\"preferred_username\":\"head@elsewhere.example\"}",
     "77", NULL},
    {SIGN_ON_MICROSOFT,
     "{\"tid\":\"" TENANT "\",\"oid\":\"77\",\"sub\":\"x\","
     "\"preferred_username\":\"head@not-school.example\"}",
     "77", NULL},
    {SIGN_ON_GOOGLE,
     "{\"sub\":\"5\",\"hd\":\"school.example\",\"email\":\"a@school.example\","
     "\"email_verified\":true}",
     "5", "a@school.example"},
    {SIGN_ON_GOOGLE, "{\"sub\":\"5\",\"hd\":\"School.example\",\"email\":\"a@school.example\"}",
     "5", NULL},
    {SIGN_ON_GOOGLE,
     "{\"sub\":\"5\",\"hd\":\"school.example\",\"email\":\"a@school.example\","
     "\"email_verified\":false}",
     "5", NULL},
    {SIGN_ON_GOOGLE,
     "{\"sub\":\"5\",\"hd\":\"school.example\",\"email\":\"a@school.example\","
     "\"email_verified\":\"true\"}",
     "5", NULL},
    {SIGN_ON_OTHER, "{\"sub\":\"5\",\"email\":\"a@any.example\",\"email_verified\":true}", "5",
     "a@any.example"},
    {SIGN_ON_OTHER, "{\"sub\":\"5\",\"email\":\"a@any.example\"}", "5", NULL},
    {SIGN_ON_OTHER, "{\"sub\":\"5\"}", "5", NULL},
};

static void test_identities(void **state)
{
    for (size_t i = 0; i < sizeof meant / sizeof meant[0]; i++) {
        SignOnIdentity identity;
        Error *error = judge(*state, &settings[meant[i].kind], meant[i].claims, &identity);
        if (error != NULL)
            fail_msg("%zu: %s", i, error->cause);
        assert_string_equal(identity.subject, meant[i].subject);
        if (!text_equal(identity.address, meant[i].address))
            fail_msg("%zu: %s", i, identity.address == NULL ? "none" : identity.address);
        assert_false(identity.second_step);
    }
}

static void test_not_meant(void **state)
{
    static const struct {
        SignOnKind kind;
        const char *claims, *cause;
    } cases[] = {
        {SIGN_ON_MICROSOFT, "{\"oid\":\"77\",\"sub\":\"x\"}", "tid"},
        {SIGN_ON_MICROSOFT,
         "{\"tid\":\"99992222-3333-4444-5555-666677778888\",\"oid\":\"77\",\"sub\":\"x\"}", "tid"},
        {SIGN_ON_MICROSOFT,
         "{\"tid\":\"9188040d-6c67-4c5b-b112-36a304b66dad\",\"oid\":\"77\",\"sub\":\"x\"}", "tid"},
        {SIGN_ON_MICROSOFT, "{\"tid\":\"" TENANT "\",\"sub\":\"x\"}", "oid"},
        {SIGN_ON_MICROSOFT, "{\"tid\":\"" TENANT "\",\"oid\":\"\",\"sub\":\"x\"}", "oid"},
        {SIGN_ON_MICROSOFT,
         "{\"tid\":\"" TENANT "\",\"oid\":\"77\",\"sub\":\"x\",\"idp\":\"live.com\","
         "\"preferred_username\":\"head@school.example\"}",
         "idp: a guest"},
        {SIGN_ON_MICROSOFT,
         "{\"tid\":\"" TENANT "\",\"oid\":\"77\",\"sub\":\"x\",\"acct\":1,"
         "\"preferred_username\":\"head@school.example\"}",
         "acct: a guest"},
        {SIGN_ON_GOOGLE, "{\"sub\":\"5\",\"email\":\"a@school.example\",\"email_verified\":true}",
         "hd"},
        {SIGN_ON_GOOGLE,
         "{\"sub\":\"5\",\"hd\":\"other.example\",\"email\":\"a@school.example\","
         "\"email_verified\":true}",
         "hd"},
        {SIGN_ON_GOOGLE, "{\"sub\":\"5\",\"hd\":[\"school.example\"]}", "hd"},
        {SIGN_ON_GOOGLE, "{\"hd\":\"school.example\"}", "sub"},
        {SIGN_ON_OTHER, "{\"email\":\"a@any.example\",\"email_verified\":true}", "sub"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        SignOnIdentity identity;
        Error *error = judge(*state, &settings[cases[i].kind], cases[i].claims, &identity);
        if (error == NULL) {
            fail_msg("%zu was taken", i);
            return;
        }
        assert_int_equal(error->kind, ERROR_INVALID);
        assert_string_equal(error->cause + strlen("sign-on: "), cases[i].cause);
    }
}

static void test_another_with_a_domain(void **state)
{
    SignOn sign_on = settings[SIGN_ON_OTHER];
    SignOnIdentity identity;
    sign_on.domain = "school.example";
    assert_null(judge(*state, &sign_on,
                      "{\"sub\":\"5\",\"email\":\"a@school.example\",\"email_verified\":true}",
                      &identity));
    static const char *const refused[] = {
        "{\"sub\":\"5\",\"email\":\"a@other.example\",\"email_verified\":true}",
        "{\"sub\":\"5\",\"email\":\"a@school.example.evil.example\",\"email_verified\":true}",
        "{\"sub\":\"5\",\"email\":\"a@school.example\"}",
        "{\"sub\":\"5\"}",
    };
    for (size_t i = 0; i < sizeof refused / sizeof refused[0]; i++)
        if (judge(*state, &sign_on, refused[i], &identity) == NULL)
            fail_msg("%zu was taken", i);
}

static void test_second_steps(void **state)
{
    static const struct {
        const char *more;
        bool second;
    } cases[] = {
        {",\"amr\":[\"pwd\",\"mfa\"]", true},
        {",\"acr\":\"https://refeds.org/profile/mfa\"", true},
        {",\"acr\":\"phr\"", true},
        {"", false},
        {",\"amr\":[\"pwd\"]", false},
        {",\"amr\":[\"pwd\",\"otp\"]", false},
        {",\"amr\":\"no mfa\"", false},
        {",\"acr\":\"0\"", false},
        {",\"acr\":true", false},
        {",\"acr\":[\"phr\"]", false},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        SignOnIdentity identity;
        const char *claims = arena_print(*state, "{\"sub\":\"5\"%s}", cases[i].more);
        assert_null(judge(*state, &settings[SIGN_ON_OTHER], claims, &identity));
        if (identity.second_step != cases[i].second)
            fail_msg("%s", cases[i].more);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_issuers),      cmocka_unit_test(test_domains),
        cmocka_unit_test(test_clients),      cmocka_unit_test(test_identities),
        cmocka_unit_test(test_not_meant),    cmocka_unit_test(test_another_with_a_domain),
        cmocka_unit_test(test_second_steps),
    };
    return cmocka_run_group_tests(tests, begin, end);
}

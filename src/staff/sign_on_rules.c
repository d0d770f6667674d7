#include "staff/sign_on_rules.h"

#include <string.h>

#include "platform/base/text.h"

#define MICROSOFT "https://login.microsoftonline.com/"
#define VERSION   "/v2.0"
#define GOOGLE    "https://accounts.google.com"

/* The tenant of accounts that anybody makes for themselves. */
static const char everybody[] = "9188040d-6c67-4c5b-b112-36a304b66dad";

enum { TENANT = 36, DOMAIN_MOST = 253 };

static const struct {
    const char *code, *name;
} kinds[SIGN_ON_KINDS] = {
    [SIGN_ON_MICROSOFT] = {"microsoft", "Microsoft"},
    [SIGN_ON_GOOGLE] = {"google", "Google"},
    [SIGN_ON_OTHER] = {"other", NULL},
};

const char *sign_on_code(SignOnKind kind)
{
    return kinds[kind].code;
}

SignOnKind sign_on_kind(const char *code)
{
    SignOnKind kind = 0;
    while (kind < SIGN_ON_KINDS && !text_equal(kinds[kind].code, code))
        kind++;
    return kind;
}

const char *sign_on_name(SignOnKind kind)
{
    return kinds[kind].name;
}

/* ---- What is typed --------------------------------------------------------------------------- */

static char *lower(Arena *arena, const char *text)
{
    char *copy = arena_copy(arena, text);
    for (char *c = copy; *c != '\0'; c++)
        *c = text_lower(*c);
    return copy;
}

static bool is_tenant(const char *text)
{
    for (int i = 0; i < TENANT; i++) {
        bool dash = i == 8 || i == 13 || i == 18 || i == 23;
        if (text[i] == '\0' ||
            (dash ? text[i] != '-' : strchr("0123456789abcdef", text[i]) == NULL))
            return false;
    }
    return text[TENANT] == '\0';
}

static const char *microsoft_issuer(Arena *arena, const char *typed, const char **fault)
{
    const char *tenant = lower(arena, typed);
    if (!is_tenant(tenant)) {
        *fault = "Copy the directory (tenant) ID: 36 letters, numbers and hyphens";
        return NULL;
    }
    if (text_equal(tenant, everybody)) {
        *fault = "That is the ID of everybody’s private accounts. Copy the one of the school";
        return NULL;
    }
    return arena_print(arena, MICROSOFT "%s" VERSION, tenant);
}

const char *sign_on_issuer(Arena *arena, SignOnKind kind, const char *typed, const char **fault)
{
    *fault = NULL;
    if (kind == SIGN_ON_GOOGLE)
        return GOOGLE;
    if (kind == SIGN_ON_MICROSOFT)
        return microsoft_issuer(arena, typed, fault);
    if (text_starts(typed, MICROSOFT) || text_equal(typed, GOOGLE)) {
        *fault = "Choose Microsoft or Google instead: they need more to be safe";
        return NULL;
    }
    return arena_copy(arena, typed);
}

const char *sign_on_tenant(Arena *arena, const char *issuer)
{
    size_t length = strlen(issuer), around = strlen(MICROSOFT) + strlen(VERSION);
    if (!text_starts(issuer, MICROSOFT) || length != around + TENANT)
        return "";
    return arena_copy_length(arena, issuer + strlen(MICROSOFT), TENANT);
}

static bool is_domain(const char *text)
{
    if (strchr(text, '.') == NULL || text[0] == '.' || strstr(text, "..") != NULL ||
        strlen(text) > DOMAIN_MOST || text[strlen(text) - 1] == '.')
        return false;
    return strspn(text, "abcdefghijklmnopqrstuvwxyz0123456789.-") == strlen(text);
}

const char *sign_on_domain(Arena *arena, SignOnKind kind, const char *typed, const char **fault)
{
    const char *domain = lower(arena, typed[0] == '@' ? typed + 1 : typed);
    *fault = NULL;
    if (*domain == '\0' && kind == SIGN_ON_OTHER)
        return domain;
    if (*domain != '\0' && is_domain(domain))
        return domain;
    *fault = "Enter what stands behind the @ in staff addresses, such as school.example";
    return NULL;
}

bool sign_on_same_trust(const SignOn *one, const SignOn *other)
{
    return one->kind == other->kind && text_equal(one->issuer, other->issuer) &&
           text_equal(one->domain, other->domain) && one->passwords == other->passwords &&
           one->factor_counts == other->factor_counts;
}

OidcClient sign_on_client(Arena *arena, const SignOn *sign_on, const char *origin)
{
    return (OidcClient){
        .issuer = sign_on->issuer,
        /* Older set-ups of Google write it without the scheme. */
        .alias = sign_on->kind == SIGN_ON_GOOGLE ? &GOOGLE[strlen("https://")] : NULL,
        .id = sign_on->client_id,
        .secret = sign_on->client_secret,
        .redirect = arena_print(arena, "%s/in/with/back", origin),
        .lets_choose = sign_on->kind != SIGN_ON_OTHER,
    };
}

/* ---- What a token says ----------------------------------------------------------------------- */

static Error *not_meant(const char *cause)
{
    return error_invalid("That account is not one of this school’s.", "sign-on: %s", cause);
}

static bool of_domain(const char *address, const char *domain)
{
    const char *at = address == NULL ? NULL : strrchr(address, '@');
    return at != NULL && text_equal_fold(at + 1, domain);
}

/* The provider that knows them is the tenant itself, under either of the names it has had. */
static bool at_home(const Json *claims, const SignOn *sign_on, const char *tenant)
{
    static const char older[] = "https://sts.windows.net/";
    const char *home = json_text(claims, "idp");
    if (json_member(claims, "idp") == NULL || text_equal(home, sign_on->issuer))
        return true;
    return home != NULL && text_starts(home, older) &&
           strncmp(home + strlen(older), tenant, TENANT) == 0;
}

/* The tenant's own administrators hand out the names that people sign in with, under domains that
 * they proved to be theirs; "email" is what anybody writes into a profile. A guest's names were
 * handed out elsewhere. */
static Error *of_microsoft(const SignOn *sign_on, const Json *claims, SignOnIdentity *identity)
{
    const char *tenant = json_text(claims, "tid"), *object = json_text(claims, "oid");
    const char *name = json_text(claims, "preferred_username");
    int64_t guest = 0;
    bool ours = tenant != NULL && strlen(tenant) == TENANT &&
                strncmp(sign_on->issuer + strlen(MICROSOFT), tenant, TENANT) == 0;
    if (!ours)
        return not_meant("tid");
    if (text_empty(object))
        return not_meant("oid");
    json_whole(claims, "acct", &guest);
    identity->subject = object;
    identity->shown = name == NULL ? "" : name;
    if (!at_home(claims, sign_on, tenant))
        return not_meant("idp: a guest");
    if (guest != 0)
        return not_meant("acct: a guest");
    if (of_domain(name, sign_on->domain))
        identity->address = name;
    return NULL;
}

static void take_verified(const Json *claims, SignOnIdentity *identity)
{
    const char *address = json_text(claims, "email");
    identity->subject = json_text(claims, "sub");
    identity->shown = address == NULL ? "" : address;
    if (json_yes(claims, "email_verified"))
        identity->address = address;
}

static Error *of_google(const SignOn *sign_on, const Json *claims, SignOnIdentity *identity)
{
    const char *hosted = json_text(claims, "hd");
    if (hosted == NULL || !text_equal_fold(hosted, sign_on->domain))
        return not_meant("hd");
    take_verified(claims, identity);
    return NULL;
}

static Error *of_other(const SignOn *sign_on, const Json *claims, SignOnIdentity *identity)
{
    take_verified(claims, identity);
    if (!text_empty(sign_on->domain) && !of_domain(identity->address, sign_on->domain))
        return not_meant("email: another domain, or not verified");
    return NULL;
}

/* RFC 8176's word, and the classes that other profiles of OpenID Connect name. */
static bool says_second_step(const Json *claims)
{
    static const char *const classes[] = {
        "https://refeds.org/profile/mfa", "phr", "phrh",
        "http://schemas.openid.net/pape/policies/2007/06/multi-factor"};
    if (json_holds(claims, "amr", "mfa"))
        return true;
    for (size_t i = 0; i < sizeof classes / sizeof classes[0]; i++)
        if (text_equal(json_text(claims, "acr"), classes[i]))
            return true;
    return false;
}

Error *sign_on_identity(const SignOn *sign_on, const Json *claims, SignOnIdentity *identity)
{
    *identity = (SignOnIdentity){.shown = ""};
    if (sign_on->kind == SIGN_ON_MICROSOFT)
        TRY(of_microsoft(sign_on, claims, identity));
    else if (sign_on->kind == SIGN_ON_GOOGLE)
        TRY(of_google(sign_on, claims, identity));
    else
        TRY(of_other(sign_on, claims, identity));
    identity->second_step = says_second_step(claims);
    return text_empty(identity->subject) ? not_meant("sub") : NULL;
}

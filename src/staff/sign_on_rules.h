/* sign_on_rules.h: single sign-on, as far as it needs no store: what a school may set, and whose
 * account of the provider a believed token is. Pure. */
#ifndef STAFF_SIGN_ON_RULES_H
#define STAFF_SIGN_ON_RULES_H

#include <stdbool.h>
#include <stdint.h>

#include "platform/base/arena.h"
#include "platform/base/error.h"
#include "platform/json/json.h"
#include "platform/oidc/oidc.h"

typedef enum SignOnKind {
    SIGN_ON_MICROSOFT, /* Entra ID, of one tenant */
    SIGN_ON_GOOGLE,    /* Workspace, of one domain */
    SIGN_ON_OTHER,     /* any other that speaks OpenID Connect and says whose address is verified */
    SIGN_ON_KINDS
} SignOnKind;

typedef struct SignOn {
    SignOnKind kind;
    const char *name; /* as the button says it: Microsoft */
    const char *issuer;
    const char *client_id, *client_secret;
    const char *domain; /* of the school's addresses, in lower case; "": any */
    bool active;        /* offered on the page of signing in */
    bool passwords;     /* else staff sign in this way alone, save a head */
    bool factor_counts; /* where the provider says that it asked for a second step, we do not */
    int64_t version;
} SignOn;

const char *sign_on_code(SignOnKind kind);
/* SIGN_ON_KINDS when there is no such kind. */
SignOnKind sign_on_kind(const char *code);
/* "Microsoft", "Google"; NULL for another, which has the name that it is given. */
const char *sign_on_name(SignOnKind kind);

/* ---- What is typed --------------------------------------------------------------------------- */

/* The issuer from what was typed: a tenant's id, nothing, or an address. NULL: see the fault. */
const char *sign_on_issuer(Arena *arena, SignOnKind kind, const char *typed, const char **fault);
/* The tenant's id out of Entra's issuer; "" when it is none. */
const char *sign_on_tenant(Arena *arena, const char *issuer);
/* "school.example" from "@School.example"; "" from nothing; NULL: see the fault. */
const char *sign_on_domain(Arena *arena, SignOnKind kind, const char *typed, const char **fault);
/* Whether the two let in the same people on the same terms, so that only the head changes it. */
bool sign_on_same_trust(const SignOn *one, const SignOn *other);

/* What the provider knows us by. origin: https://sen.school.example. */
OidcClient sign_on_client(Arena *arena, const SignOn *sign_on, const char *origin);

/* ---- What a token says ----------------------------------------------------------------------- */

typedef struct SignOnIdentity {
    const char *subject; /* names them at the issuer for ever */
    const char *address; /* by which they may be known the first time; NULL: by none */
    const char *shown;   /* what they are called there, to be shown; "" when not said */
    bool second_step;    /* the provider says that it asked for one */
} SignOnIdentity;

/* ERROR_INVALID when the claims are of somebody whom this school's setting does not mean; the cause
 * names the claim. */
Error *sign_on_identity(const SignOn *sign_on, const Json *claims, SignOnIdentity *identity);

#endif

/* oidc.h: OpenID Connect, for the side that believes a provider: authorization code with PKCE
 * (S256), state and nonce. The only folder that sees libcjose, which checks signatures.
 *
 * Knows nothing of schools and accounts: it says what a token says once that is to be believed.
 * State, nonce and verifier all come from one random token that the browser keeps in a cookie for
 * the few minutes that it is away, so nothing is stored here meanwhile. What a provider publishes
 * (its configuration and its keys) is kept for an hour. Whatever asks a provider blocks: see
 * platform/fetch. No cause of an error holds a token, a code or an address of a person.
 * docs/decisions/0016-single-sign-on.md. */
#ifndef PLATFORM_OIDC_OIDC_H
#define PLATFORM_OIDC_OIDC_H

#include <stdbool.h>

#include "platform/base/arena.h"
#include "platform/base/date.h"
#include "platform/base/error.h"
#include "platform/json/json.h"

/* What providers published, in memory. Safe from any thread. */
typedef struct Oidc Oidc;

/* Lives in the arena, its texts beside it for as long as the program runs. loopback: a provider on
 * this machine may be asked without TLS (tests). */
Oidc *oidc_make(Arena *arena, bool loopback);
/* As when the program began: what was kept is fetched anew. */
void oidc_forget(Oidc *oidc);

/* Whether a provider may stand at that address. */
bool oidc_may_ask(const Oidc *oidc, const char *address);

/* What the provider knows us by. */
typedef struct OidcClient {
    const char *issuer; /* as the provider writes it */
    const char *alias;  /* what tokens of it may say instead; NULL: nothing */
    const char *id, *secret;
    const char *redirect; /* where the browser comes back to, exactly as registered */
    bool lets_choose;     /* is known to let people choose among their accounts */
} OidcClient;

/* One going there and coming back of a browser. */
typedef struct OidcTrip {
    const char *state, *nonce, *verifier;
} OidcTrip;

OidcTrip oidc_trip(Arena *arena, const char *token, const OidcClient *client);
/* Whether the state that came back is this trip's. */
bool oidc_state_fits(const OidcTrip *trip, const char *state);

/* What a provider says about itself. */
typedef struct OidcProvider {
    const char *authorization, *token, *keys; /* addresses */
    bool basic;                               /* takes the secret as basic authorisation */
    bool names_itself;                        /* adds its issuer when it sends a browser back */
    bool lets_choose;                         /* lets people choose among their accounts */
} OidcProvider;

/* The configuration at the issuer's address. ERROR_BUSY when it does not answer, ERROR_INVALID when
 * what it says cannot be used; the sentence says what is wrong, for whoever set it up. */
Error *oidc_find(Oidc *oidc, Arena *arena, const char *issuer, OidcProvider *provider);
/* Whether it takes the client's id and secret: it is asked for a token with a code that nobody was
 * given, and must refuse the code rather than the client. */
Error *oidc_try_client(Oidc *oidc, Arena *arena, const OidcProvider *provider,
                       const OidcClient *client);

/* Where the browser goes to sign in. */
const char *oidc_address(Arena *arena, const OidcProvider *provider, const OidcClient *client,
                         const OidcTrip *trip);

/* Redeems the code and believes the token that comes for it: the claims, in the arena. */
Error *oidc_redeem(Oidc *oidc, Arena *arena, const OidcProvider *provider, const OidcClient *client,
                   const OidcTrip *trip, const char *code, Moment now, const Json **claims);

/* ---- The token alone ------------------------------------------------------------------------- */

enum { OIDC_SKEW_SECONDS = 60, OIDC_TOKEN_MOST = 32 * 1024 };

typedef struct OidcToken {
    const char *text;   /* as it came */
    const char *access; /* the access token beside it; NULL: none */
} OidcToken;

/* Whether the token is the provider's, for this client and this trip, now. keys: the JWK set as it
 * was published. unknown_key: out, that none of them is the one it names, so that newer ones may
 * help. ERROR_INVALID otherwise; the cause names the claim. Pure. */
Error *oidc_token_claims(Arena *arena, const char *keys, const OidcClient *client,
                         const OidcTrip *trip, const OidcToken *token, Moment now,
                         const Json **claims, bool *unknown_key);

#endif

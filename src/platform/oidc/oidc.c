#include "platform/oidc/oidc.h"

#include <sodium.h>
#include <string.h>

#include "platform/fetch/fetch.h"
#include "platform/html/html.h"
#include "platform/oidc/oidc_kept.h"

enum { HASH = 32 };

/* ---- The trip -------------------------------------------------------------------------------- */

/* Of one provider and one client: a code that another was given fits no state of ours. */
static const char *derived(Arena *arena, const char *token, const char *what,
                           const OidcClient *client)
{
    unsigned char hash[HASH];
    const char *text = arena_print(arena, "%s %s %s %s", what, token, client->issuer, client->id);
    crypto_generichash(hash, HASH, (const unsigned char *)text, strlen(text), NULL, 0);
    return base64_text(arena, (Bytes){hash, HASH});
}

OidcTrip oidc_trip(Arena *arena, const char *token, const OidcClient *client)
{
    return (OidcTrip){derived(arena, token, "state", client),
                      derived(arena, token, "nonce", client),
                      derived(arena, token, "verifier", client)};
}

bool oidc_state_fits(const OidcTrip *trip, const char *state)
{
    return state != NULL && strlen(state) == strlen(trip->state) &&
           sodium_memcmp(state, trip->state, strlen(state)) == 0;
}

/* ---- The provider ---------------------------------------------------------------------------- */

static Error *unfit(const char *sentence, const char *cause)
{
    return error_invalid(sentence, "oidc: configuration: %s", cause);
}

/* A list that is left out leaves the matter open. */
static bool offers(const Json *said, const char *list, const char *value)
{
    return json_member(said, list) == NULL || json_holds(said, list, value);
}

static bool signs_fitly(const Json *said)
{
    static const char list[] = "id_token_signing_alg_values_supported";
    return offers(said, list, "RS256") || offers(said, list, "PS256") ||
           offers(said, list, "ES256");
}

static Error *check_configuration(const Oidc *oidc, Arena *arena, const Json *said,
                                  const char *issuer)
{
    const char *name = json_text(said, "issuer");
    if (name == NULL)
        return unfit("It answers, but not as a provider of sign-in.", "no issuer");
    if (!text_equal(name, issuer))
        return unfit(
            arena_print(arena, "It calls itself %.200s, which is not what stands here.", name),
            "another issuer");
    if (!oidc_may_ask(oidc, json_text(said, "authorization_endpoint")) ||
        !oidc_may_ask(oidc, json_text(said, "token_endpoint")) ||
        !oidc_may_ask(oidc, json_text(said, "jwks_uri")))
        return unfit("It names no address, or no https address, to sign in at.", "an endpoint");
    if (!offers(said, "response_types_supported", "code") ||
        !offers(said, "code_challenge_methods_supported", "S256"))
        return unfit("It does not sign people in by a code with PKCE, which Fourfold asks for.",
                     "code or S256");
    return signs_fitly(said) ? NULL
                             : unfit("It signs in none of the ways that Fourfold checks: RS256, "
                                     "PS256, ES256.",
                                     "algorithms");
}

static const char *configuration_address(Arena *arena, const char *issuer)
{
    size_t length = strlen(issuer);
    if (length > 0 && issuer[length - 1] == '/')
        length--;
    return arena_print(arena, "%.*s/.well-known/openid-configuration", (int)length, issuer);
}

Error *oidc_find(Oidc *oidc, Arena *arena, const char *issuer, OidcProvider *provider)
{
    const char *text;
    *provider = (OidcProvider){0};
    TRY(oidc_kept(oidc, arena, configuration_address(arena, issuer), KEPT_FRESH, &text));
    const Json *said = json_read(arena, text, strlen(text));
    TRY(check_configuration(oidc, arena, said, issuer));
    static const char methods[] = "token_endpoint_auth_methods_supported";
    *provider = (OidcProvider){
        .authorization = json_text(said, "authorization_endpoint"),
        .token = json_text(said, "token_endpoint"),
        .keys = json_text(said, "jwks_uri"),
        .basic = offers(said, methods, "client_secret_basic"),
        .names_itself = json_yes(said, "authorization_response_iss_parameter_supported"),
        .lets_choose = json_holds(said, "prompt_values_supported", "select_account"),
    };
    if (!provider->basic && !offers(said, methods, "client_secret_post"))
        return unfit("It takes no client secret, which Fourfold proves itself with.", "methods");
    return NULL;
}

const char *oidc_address(Arena *arena, const OidcProvider *provider, const OidcClient *client,
                         const OidcTrip *trip)
{
    unsigned char hash[crypto_hash_sha256_BYTES];
    crypto_hash_sha256(hash, (const unsigned char *)trip->verifier, strlen(trip->verifier));
    return arena_print(
        arena,
        "%s%cresponse_type=code&scope=openid%%20profile%%20email&client_id=%s&redirect_uri=%s"
        "&state=%s&nonce=%s&code_challenge=%s&code_challenge_method=S256%s",
        provider->authorization, strchr(provider->authorization, '?') == NULL ? '?' : '&',
        url_encode(arena, client->id), url_encode(arena, client->redirect), trip->state,
        trip->nonce, base64_text(arena, (Bytes){hash, sizeof hash}),
        client->lets_choose || provider->lets_choose ? "&prompt=select_account" : "");
}

/* ---- The code -------------------------------------------------------------------------------- */

static Error *ask_token(Oidc *oidc, Arena *arena, const OidcProvider *provider,
                        const OidcClient *client, const char *code, const char *verifier,
                        FetchAnswer *answer)
{
    const char *id = url_encode(arena, client->id), *secret = url_encode(arena, client->secret);
    FetchQuestion question = {
        .address = provider->token,
        .form = arena_print(arena,
                            "grant_type=authorization_code&code=%s&redirect_uri=%s"
                            "&code_verifier=%s",
                            url_encode(arena, code), url_encode(arena, client->redirect), verifier),
        .loopback = oidc_may_ask(oidc, provider->token) && !fetch_allowed(provider->token, false),
    };
    if (provider->basic) {
        question.user = id;
        question.password = secret;
    } else {
        question.form =
            arena_print(arena, "%s&client_id=%s&client_secret=%s", question.form, id, secret);
    }
    return fetch(arena, &question, answer);
}

/* Only words that the standards name may go to the log. */
static const char *known_refusal(const Json *said)
{
    static const char *const words[] = {
        "invalid_grant", "invalid_client",         "invalid_request",      "unauthorized_client",
        "invalid_scope", "unsupported_grant_type", "redirect_uri_mismatch"};
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
        if (text_equal(json_text(said, "error"), words[i]))
            return words[i];
    return "another refusal";
}

Error *oidc_try_client(Oidc *oidc, Arena *arena, const OidcProvider *provider,
                       const OidcClient *client)
{
    FetchAnswer answer;
    TRY(ask_token(oidc, arena, provider, client, "fourfold-asks-whether-it-is-known",
                  "fourfold-asks-whether-it-is-known-to-the-provider", &answer));
    const char *why = known_refusal(json_read(arena, answer.body, answer.length));
    if (text_equal(why, "invalid_grant"))
        return NULL;
    if (text_equal(why, "invalid_client") || text_equal(why, "unauthorized_client"))
        return error_invalid("It does not know this client ID with this secret. Copy both again; a "
                             "secret may also have run out.",
                             "oidc: %s", why);
    if (text_equal(why, "redirect_uri_mismatch"))
        return error_invalid("It does not have our address to come back to. Register it there.",
                             "oidc: %s", why);
    return error_invalid(arena_print(arena, "It answers the client ID and secret with: %s.", why),
                         "oidc: %s", why);
}

static Error *read_token(Oidc *oidc, Arena *arena, const OidcProvider *provider,
                         const OidcClient *client, const OidcTrip *trip, const OidcToken *token,
                         Moment now, const Json **claims)
{
    const char *keys;
    bool unknown_key;
    TRY(oidc_kept(oidc, arena, provider->keys, KEPT_FRESH, &keys));
    Error *error = oidc_token_claims(arena, keys, client, trip, token, now, claims, &unknown_key);
    if (error == NULL || !unknown_key)
        return error;
    TRY(oidc_kept(oidc, arena, provider->keys, KEPT_NEWEST, &keys));
    return oidc_token_claims(arena, keys, client, trip, token, now, claims, &unknown_key);
}

Error *oidc_redeem(Oidc *oidc, Arena *arena, const OidcProvider *provider, const OidcClient *client,
                   const OidcTrip *trip, const char *code, Moment now, const Json **claims)
{
    FetchAnswer answer;
    *claims = NULL;
    TRY(ask_token(oidc, arena, provider, client, code, trip->verifier, &answer));
    const Json *said = json_read(arena, answer.body, answer.length);
    if (answer.status != 200)
        return error_invalid("The provider did not take what it had given.", "oidc: status %d, %s",
                             answer.status, known_refusal(said));
    OidcToken token = {json_text(said, "id_token"), json_text(said, "access_token")};
    return read_token(oidc, arena, provider, client, trip, &token, now, claims);
}

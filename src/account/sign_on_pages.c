/* Signing in with a school's own provider: there, back, and whose account it is. Nothing is kept
 * here meanwhile: the browser has a cookie from which state, nonce and verifier are derived. */
#include "account/sign_on_pages.h"

#include <inttypes.h>
#include <string.h>

#include "account/begin.h"
#include "account/factor_pages.h"
#include "account/guard.h"
#include "account/sign_on_back_html.h"
#include "account/sign_on_go_html.h"
#include "platform/base/id.h"
#include "platform/base/log.h"
#include "platform/oidc/oidc.h"
#include "staff/device.h"
#include "staff/sign_on.h"

enum { MINUTE = 60 * 1000, COOKIE_PARTS = 4 };

typedef struct GoInput {
    int64_t school;
    const char *to;
    const char *carried_path;
    const char *carried_body;
} GoInput;

static const FormField go_fields[] = {
    FORM_ID(GoInput, school, .label = "{School}", .missing = "Choose how to sign in"),
    FORM_TEXT(GoInput, to, .label = "Page"),
    FORM_TEXT(GoInput, carried_path, .label = "Form"),
    FORM_TEXT(GoInput, carried_body, .label = "Form", .max = CARRIED_MAXIMUM, .personal = true),
};
const Form sign_on_go_form = FORM(GoInput, go_fields);

typedef struct BackInput {
    const char *code, *state, *iss, *error;
} BackInput;

static const FormField back_fields[] = {
    FORM_TEXT(BackInput, code, .label = "Code", .max = 8000, .personal = true, .secret = true),
    FORM_TEXT(BackInput, state, .label = "State", .secret = true),
    FORM_TEXT(BackInput, iss, .label = "Issuer", .max = 500),
    FORM_TEXT(BackInput, error, .label = "Refusal"),
};
const Form sign_on_back_form = FORM(BackInput, back_fields);

Error *sign_on_buttons(Request *request, SignOnButtons *buttons)
{
    SignOnOffers offers;
    Arena *arena = request->arena;
    TRY(sign_on_offered(request->db, arena, &offers));
    *buttons = (SignOnButtons){offers.count, arena_array(arena, SignOnButton, offers.count)};
    for (size_t i = 0; i < offers.count; i++) {
        const SignOnOffer *offer = &offers.items[i];
        const char *words = arena_print(arena, "Sign in with %s", offer->name);
        if (offers.count > 1)
            words = arena_print(arena, "%s: %s", words, offer->school_name);
        buttons->items[i] =
            (SignOnButton){form_view(request, url_print(arena, "/in/with"), 0, words), words,
                           arena_print(arena, "%" PRId64, offer->school.n)};
    }
    return NULL;
}

/* ---- The cookie: token.school.seconds.place ---------------------------------------------------
 */

typedef struct Away {
    const char *token; /* the whole cookie, so that none of its parts can be changed */
    SchoolId school;
    const char *to;
} Away;

static const char *cookie_name(const Request *request)
{
    return request->http->secure ? "__Host-away" : "away";
}

static void set_cookie(Request *request, const char *value, int seconds)
{
    http_set(request->response, "Set-Cookie",
             arena_print(request->arena, "%s=%s; Path=/; HttpOnly; SameSite=Lax; Max-Age=%d%s",
                         cookie_name(request), value, seconds,
                         request->http->secure ? "; Secure" : ""));
}

static const char *new_cookie(Request *request, SchoolId school, const char *to)
{
    char token[TOKEN_TEXT_SIZE];
    token_text(token);
    return arena_print(request->arena, "%s.%" PRId64 ".%lld.%s", token, school.n,
                       (long long)(request->now.milliseconds / 1000), account_safe_path(to));
}

/* false: there is none, or it is too old. */
static bool read_cookie(Request *request, Away *away)
{
    const char *cookie = http_cookie(request->http, request->arena, cookie_name(request));
    const char *parts[COOKIE_PARTS] = {cookie};
    long long seconds;
    *away = (Away){.token = cookie, .to = ""};
    if (cookie == NULL)
        return false;
    char *rest = arena_copy(request->arena, cookie);
    for (int i = 1; i < COOKIE_PARTS; i++) {
        char *dot = strchr(rest, '.');
        if (dot == NULL)
            return false;
        *dot = '\0';
        parts[i] = rest = dot + 1;
    }
    int64_t now = request->now.milliseconds / 1000;
    away->to = account_safe_path(parts[3]);
    return strlen(cookie) < 500 && id_parse(parts[1], &away->school.n) &&
           text_integer(parts[2], 0, INT64_MAX, &seconds) && seconds <= now &&
           now - seconds <= (int64_t)SIGN_ON_MINUTES * 60;
}

/* ---- There ------------------------------------------------------------------------------------
 */

/* What is needed to ask a provider, and what it answers. */
typedef struct Asking {
    Request *request;
    Away away;
    SignOn sign_on;
    OidcClient client;
    OidcTrip trip;
    OidcProvider provider;
    SignOnIdentity identity;
} Asking;

static Error *say(Request *request, const char *sentence, const char *cause)
{
    log_event(LOG_WARN, "sign_in.sign_on", "request=%s cause=\"%s\"", request->http->reference,
              cause);
    return error_invalid(
        arena_print(request->arena, "%s Reference: %s", sentence, request->http->reference),
        "single sign-on");
}

/* Its inside stays in the log. */
static Error *say_provider(Asking *asking, const Error *error)
{
    Request *request = asking->request;
    const char *cause = arena_copy(request->arena, error->cause);
    if (error->kind == ERROR_BUSY)
        return say(request,
                   arena_print(request->arena,
                               "%s cannot be reached from here just now. Try again in a minute, or "
                               "sign in with your password.",
                               asking->sign_on.name),
                   cause);
    return say(request,
               arena_print(request->arena,
                           "What came back from %s could not be trusted, so nobody was signed in. "
                           "Begin again; if it goes on, tell whoever looks after signing in.",
                           asking->sign_on.name),
               cause);
}

static Error *load(Request *request, Asking *asking, bool *found)
{
    TRY(db_enter_school(request->db, asking->away.school.n));
    TRY(sign_on_load(request->db, request->arena, asking->away.school, &asking->sign_on, found));
    *found = *found && asking->sign_on.active;
    asking->request = request;
    asking->client = sign_on_client(request->arena, &asking->sign_on, request_origin(request));
    return NULL;
}

static Error *find_provider(void *context)
{
    Asking *asking = context;
    Request *request = asking->request;
    return oidc_find(site_options(request->site)->oidc, request->arena, asking->sign_on.issuer,
                     &asking->provider);
}

Error *sign_on_go_prepare(Request *request)
{
    const GoInput *input = request->input;
    Asking *asking = arena_new(request->arena, Asking);
    bool found;
    request->carried =
        (Carried){text_empty(account_safe_path(input->carried_path)) ? NULL : input->carried_path,
                  input->carried_body};
    asking->away.school = (SchoolId){input->school};
    TRY(load(request, asking, &found));
    if (!found)
        return say(request, "That way of signing in was turned off.", "no provider");
    Error *error = request_away(request, find_provider, asking);
    if (error != NULL)
        return say_provider(asking, error);
    request->prepared = asking;
    return NULL;
}

/* Kept only for a browser that somebody has signed in with before: a stranger fills no disk. */
static Error *keep_typed(Request *request, const char *token)
{
    bool known = false;
    Carried carried = request->carried;
    request->carried = (Carried){0};
    if (carried.path == NULL)
        return NULL;
    TRY(device_is_anybodys(request->db, request->arena, request_device(request), &known));
    return known ? sign_on_keep_form(request->db, request->arena, token, carried.path, carried.body,
                                     request->now)
                 : NULL;
}

Error *sign_on_go(Request *request)
{
    const GoInput *input = request->input;
    Asking *asking = request->prepared;
    const char *cookie = new_cookie(request, asking->away.school, input->to);
    OidcTrip trip = oidc_trip(request->arena, cookie, &asking->client);
    Url there = url_checked(
        request->arena, oidc_address(request->arena, &asking->provider, &asking->client, &trip));
    if (there.text == NULL)
        return say(request, "That way of signing in is not set up rightly.", "no address there");
    TRY(keep_typed(request, cookie));
    set_cookie(request, cookie, SIGN_ON_MINUTES * 60);
    TRY(request_told_once(request, url_print(request->arena, "/in")));
    SignOnGoPage view = {
        .page = page_make(request, "Sign in", SECTION_NONE),
        .name = asking->sign_on.name,
        .there = there,
        .back = url_print(request->arena, "/in"),
    };
    sign_on_go_html(request->out, &view);
    return NULL;
}

/* ---- Back -------------------------------------------------------------------------------------
 */

static const char *sent_back(Request *request, const char *name)
{
    const char *value = request_query(request, name);
    return value == NULL ? "" : value;
}

Error *sign_on_back_page(Request *request)
{
    SignOnBackPage view = {
        .page = page_make(request, "Sign in", SECTION_NONE),
        .form = form_view(request, url_print(request->arena, "/in/with/back"), 0, "Sign in"),
        .code = sent_back(request, "code"),
        .state = sent_back(request, "state"),
        .issuer = sent_back(request, "iss"),
        .refusal = sent_back(request, "error"),
    };
    if (text_empty(view.code) && text_empty(view.refusal))
        return request_done(request, url_print(request->arena, "/in"), NULL);
    sign_on_back_html(request->out, &view);
    return NULL;
}

static Error *begun_elsewhere(Request *request, const char *cause)
{
    return say(request,
               "This sign-in was begun in another window, or more than ten minutes ago. Begin "
               "again.",
               cause);
}

static Error *refused_there(Asking *asking, const BackInput *input)
{
    Request *request = asking->request;
    const char *sentence =
        text_equal(input->error, "access_denied")
            ? arena_print(request->arena,
                          "You did not finish signing in at %s. Begin again, or "
                          "sign in with your password.",
                          asking->sign_on.name)
            : arena_print(request->arena,
                          "%s could not sign you in. Begin again; if it goes on, "
                          "tell whoever looks after signing in.",
                          asking->sign_on.name);
    return say(request, sentence, "the provider refused");
}

/* Who sent the browser back, where the provider says that it always tells (RFC 9207). */
static bool sent_by_provider(const Asking *asking, const BackInput *input)
{
    return text_empty(input->iss) ? !asking->provider.names_itself
                                  : text_equal(input->iss, asking->sign_on.issuer);
}

static Error *redeem(void *context)
{
    Asking *asking = context;
    Request *request = asking->request;
    const BackInput *input = request->input;
    Oidc *oidc = site_options(request->site)->oidc;
    const Json *claims;
    TRY(find_provider(asking));
    if (!sent_by_provider(asking, input))
        return error_invalid("Another provider sent this.", "sign-on: iss of the answer");
    TRY(oidc_redeem(oidc, request->arena, &asking->provider, &asking->client, &asking->trip,
                    input->code, request->now, &claims));
    return sign_on_identity(&asking->sign_on, claims, &asking->identity);
}

/* The same words for whoever is not known, has left, or was never told apart from a pupil. */
static Error *find_person(Asking *asking, SignOnPerson *person)
{
    Request *request = asking->request;
    TRY(db_enter_school(request->db, asking->away.school.n));
    TRY(sign_on_person(request->db, request->arena, asking->away.school, &asking->sign_on,
                       &asking->identity, request->today, person));
    if (person->known)
        return NULL;
    return say(request,
               arena_print(request->arena,
                           "That %s account opens nothing in Fourfold. If you work here, "
                           "ask the office whether Fourfold has the same address for you.",
                           asking->sign_on.name),
               person->cause);
}

static Error *judge_back(Asking *asking)
{
    Request *request = asking->request;
    SignOnPerson person;
    Error *error = request_away(request, redeem, asking);
    if (error != NULL && text_starts(error->cause, "sign-on: ")) {
        const char *cause = arena_copy(request->arena, error->cause);
        return say(request,
                   arena_print(request->arena, "That %s account is not one that signs in here.",
                               asking->sign_on.name),
                   cause);
    }
    if (error != NULL)
        return say_provider(asking, error);
    return find_person(asking, &person);
}

Error *sign_on_back_prepare(Request *request)
{
    const BackInput *input = request->input;
    Asking *asking = arena_new(request->arena, Asking);
    Guard guard;
    bool found;
    if (!read_cookie(request, &asking->away))
        return begun_elsewhere(request, "no cookie, or an old one");
    TRY(sign_on_kept_form(request->db, request->arena, asking->away.token, &request->carried.path,
                          &request->carried.body));
    TRY(load(request, asking, &found));
    if (!found)
        return begun_elsewhere(request, "no provider");
    asking->trip = oidc_trip(request->arena, asking->away.token, &asking->client);
    if (!oidc_state_fits(&asking->trip, input->state))
        return begun_elsewhere(request, "state");
    if (!text_empty(input->error) || text_empty(input->code))
        return refused_there(asking, input);
    TRY(guard_begin(request, GUESS_SIGN_ON, (AccountId){0}, "", &guard));
    /* From here on a refusal is this school's: before, the cookie alone says which it is. */
    request->claimed = (StaffPlaces){{0}, 1, arena_new(request->arena, StaffPlace)};
    request->claimed.items[0] = (StaffPlace){asking->away.school, {0}};
    request->unproved = true;
    TRY(judge_back(asking));
    request->unproved = false;
    guard_forgive(request, &guard);
    request->prepared = asking;
    return NULL;
}

/* A head's own second step is always asked: it is the way in that nobody else can take away. */
static bool provider_asked_enough(const Asking *asking, const SignOnPerson *person)
{
    return asking->sign_on.factor_counts && asking->identity.second_step && !person->leads;
}

Error *sign_on_back(Request *request)
{
    Asking *asking = request->prepared;
    SchoolId school = asking->away.school;
    SignOnPerson person;
    TRY(find_person(asking, &person));
    TRY(sign_on_take(request->db, school, &asking->sign_on, &asking->identity, &person,
                     request->now));
    TRY(account_note_at(request, school, person.staff,
                        person.binding.n == 0 ? "single sign-on connected"
                                              : "signed in by single sign-on"));
    TRY(sign_on_drop_form(request->db, request->arena, asking->away.token, request->now));
    set_cookie(request, "", 0);
    Beginning beginning = {
        .account = person.account,
        .school = school,
        .staff = person.staff,
        .by_provider = true,
        .second_step = provider_asked_enough(asking, &person),
        .to = asking->away.to,
        .carried = request->carried,
    };
    return account_begin(request, &beginning);
}

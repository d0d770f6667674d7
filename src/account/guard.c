#include "account/guard.h"

#include <string.h>

#include "platform/base/log.h"
#include "staff/device.h"

static void log_refusal(const Request *request, const Guard *guard, int seconds)
{
    static const char *const kinds[GUESS_KINDS] = {
        [GUESS_PASSWORD] = "password", [GUESS_FACTOR] = "factor",
        [GUESS_SETUP_CODE] = "code",   [GUESS_FAMILY_CODE] = "family code",
        [GUESS_LINK] = "link",         [GUESS_SIGN_ON] = "sign-on"};
    log_event(LOG_WARN, "sign_in.refused", "request=%s wrong=%s known_device=%s wait=%d",
              request->http->reference, kinds[guard->kind],
              guard->who.device == NULL ? "no" : "yes", seconds);
}

/* "5 minutes", rounded up; "10 seconds". */
static const char *wait_words(Arena *arena, int seconds)
{
    bool in_minutes = seconds >= 60;
    int count = in_minutes ? (seconds + 59) / 60 : seconds;
    return arena_print(arena, "%d %s%s", count, in_minutes ? "minute" : "second",
                       count == 1 ? "" : "s");
}

/* No account is closed by wrong tries: the wait ends by itself, a device that the owner has used
 * has tries of its own, and a one-time code makes a new device one (docs/decisions/0011). */
static Error *ask_to_wait(Request *request, int seconds)
{
    request->wait_seconds = seconds;
    /* Whose session it is stands in the trail; of strangers nothing does, for nothing was tried. */
    request->unproved = request->session != NULL && request->route->permission != MAY_ANYONE;
    const char *sentence =
        arena_print(request->arena,
                    "There were too many wrong tries. Wait %s, then try again. Nobody is locked "
                    "out.",
                    wait_words(request->arena, seconds));
    return error_too_often(sentence, "wait %d s", seconds);
}

Error *guard_begin(Request *request, GuessKind kind, AccountId account, const char *name,
                   Guard *guard)
{
    bool known;
    const char *device = request_device(request);
    TRY(device_is_known(request->db, request->arena, account, device, &known));
    *guard = (Guard){kind, {request->http->client, name, known ? device : NULL}};
    int seconds =
        guess_begin(site_options(request->site)->guesses, kind, &guard->who, request->now);
    if (seconds == 0)
        return NULL;
    log_refusal(request, guard, seconds);
    return ask_to_wait(request, seconds);
}

void guard_forgive(Request *request, const Guard *guard)
{
    guess_forgive(site_options(request->site)->guesses, guard->kind, &guard->who);
}

Error *guard_refuse(Request *request, const Guard *guard, const char *sentence)
{
    log_refusal(request, guard, 0);
    request->unproved = true;
    return error_invalid(sentence, "sign-in refused");
}

PasskeySite guard_passkey_site(Request *request)
{
    return passkey_site(request->arena, request_origin(request));
}

Error *guard_factor(Request *request, const FactorAnswer *answer)
{
    Guard guard;
    PasskeySite site = guard_passkey_site(request);
    AccountId account = request->session->account_id;
    TRY(guard_begin(request, GUESS_FACTOR, account, guard_account_name(request, account), &guard));
    Error *error =
        factor_check(request->db, request->arena, request->session, &site, answer, request->now);
    if (error != NULL && error->kind == ERROR_INVALID) {
        log_event(LOG_WARN, "sign_in.factor", "request=%s cause=\"%s\"", request->http->reference,
                  error->cause);
        return guard_refuse(request, &guard, error->message);
    }
    guard_forgive(request, &guard);
    return error;
}

Error *guard_factor_spend(Request *request, const FactorAnswer *answer, bool *recovered)
{
    PasskeySite site = guard_passkey_site(request);
    return factor_spend(request->db, request->arena, request->session, &site, answer, request->now,
                        recovered);
}

const char *guard_device_words(Request *request)
{
    static const char *const browsers[][2] = {
        {"Edg/", "Edge"}, {"Firefox/", "Firefox"}, {"Chrome/", "Chrome"}, {"Safari/", "Safari"}};
    static const char *const systems[][2] = {
        {"Android", "Android"}, {"iPhone", "iPhone"}, {"iPad", "iPad"},  {"CrOS", "Chromebook"},
        {"Windows", "Windows"}, {"Mac OS", "Mac"},    {"Linux", "Linux"}};
    const char *agent = http_header(request->http, "User-Agent");
    const char *browser = "Browser", *system = "a computer";
    for (size_t i = 0; agent != NULL && i < 4; i++)
        if (strstr(agent, browsers[i][0]) != NULL) {
            browser = browsers[i][1];
            break;
        }
    for (size_t i = 0; agent != NULL && i < 7; i++)
        if (strstr(agent, systems[i][0]) != NULL) {
            system = systems[i][1];
            break;
        }
    return arena_print(request->arena, "%s on %s", browser, system);
}

const char *guard_account_name(Request *request, AccountId account)
{
    return arena_print(request->arena, "#%lld", (long long)account.n);
}

Error *guard_remember_device(Request *request, AccountId account)
{
    return device_remember(request->db, request->arena, account, request_device(request),
                           guard_device_words(request), request->now, &request->device);
}

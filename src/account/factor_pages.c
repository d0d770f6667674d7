/* The second step of signing in, and setting one up: an authenticator app, or a passkey. */
#include "account/factor_pages.h"

#include <qrencode.h>
#include <stdio.h>
#include <string.h>

#include "account/account.h"
#include "account/factor_html.h"
#include "account/factor_setup_html.h"
#include "account/guard.h"
#include "account/recovery_codes_html.h"
#include "platform/base/log.h"
#include "staff/factor.h"

enum { QUIET = 4 };

typedef struct FactorInput {
    const char *code;
    const char *credential, *client_data, *authenticator_data, *signature;
    const char *to;
} FactorInput;

static const FormField factor_fields[] = {
    FACTOR_FIELDS(FactorInput),
    FORM_TEXT(FactorInput, to, .label = "Page"),
};
const Form factor_form = FORM(FactorInput, factor_fields);

typedef struct GoOnInput {
    const char *to;
} GoOnInput;

static const FormField go_on_fields[] = {FORM_TEXT(GoOnInput, to, .label = "Page")};
const Form go_on_form = FORM(GoOnInput, go_on_fields);

const char *account_safe_path(const char *path)
{
    if (text_empty(path) || path[0] != '/' || path[1] == '/')
        return "";
    for (const char *c = path; *c != '\0'; c++)
        if (strchr("abcdefghijklmnopqrstuvwxyz0123456789/-", *c) == NULL)
            return "";
    return path;
}

Error *account_note(Request *request, const char *action)
{
    AuditEntry entry = request_entry(request, action, "done");
    return audit_add(request->db, request->arena, request->school_id, request->now, &entry);
}

/* ---- The picture ------------------------------------------------------------------------------
 */

/* Each row's runs of dark squares as rectangles of one unit's height. */
static const char *squares_of(Arena *arena, const QRcode *code)
{
    enum { RUN = 24 }; /* letters of one */
    size_t side = (size_t)code->width, most = side * (side + 1) / 2 * RUN + 1, length = 0;
    char *squares = arena_alloc(arena, most);
    for (size_t y = 0; y < side; y++)
        for (size_t x = 0; x < side; x++) {
            size_t from = x;
            while (x < side && (code->data[y * side + x] & 1) != 0)
                x++;
            if (x > from)
                length += (size_t)snprintf(squares + length, most - length, "M%zu %zuh%zuv1H%zuz",
                                           from + QUIET, y + QUIET, x - from, from + QUIET);
        }
    ASSERT(length < most);
    return squares;
}

static void release_code(void *code)
{
    QRcode_free(code);
}

static Error *draw(Arena *arena, const char *address, FactorPicture *picture)
{
    QRcode *code = QRcode_encodeString8bit(address, 0, QR_ECLEVEL_M);
    if (code == NULL)
        return error_internal("QR code");
    arena_defer(arena, release_code, code);
    *picture = (FactorPicture){code->width + 2 * QUIET, squares_of(arena, code)};
    return NULL;
}

/* ---- The pages --------------------------------------------------------------------------------
 */

/* What was sent comes back with any of the forms of these pages. */
const char *account_wanted(Request *request)
{
    const HttpFields *sent = &request->http->body;
    for (size_t i = 0; request->form != NULL && i < sent->count; i++)
        if (text_equal(sent->items[i].name, "to"))
            return account_safe_path(sent->items[i].value);
    return account_safe_path(request_query(request, "to"));
}

static Error *setup_page(Request *request, const Factor *factor)
{
    Bytes secret = request->session->offered_secret;
    FactorSetupPage view = {
        .page = page_make(request, "Set up a second step", SECTION_NONE),
        .passkey_form =
            form_view(request, url_print(request->arena, "/in/passkey"), 0, "A passkey"),
        .name = field_view(request, &passkey_form, "name", guard_device_words(request)),
        .form = form_view(request, url_print(request->arena, "/in/factor"), 0, "Authenticator app"),
        .code = field_view(request, &factor_form, "code", ""),
        .to = account_wanted(request),
        .owed = !request->session->confirmed,
        .has_app = factor->app,
        .secret = factor_secret_text(request->arena, secret),
    };
    view.code.optional = false;
    view.code = field_hinted(request, view.code,
                             "Six digits, which the app shows once it has the picture or the key");
    TRY(passkey_ask_new(request, factor->email, &view.ask));
    TRY(draw(request->arena,
             factor_address(request->arena, secret,
                            arena_print(request->arena, "Fourfold %s", request->school->name),
                            factor->email),
             &view.picture));
    factor_setup_html(request->out, &view);
    return NULL;
}

static const char *code_hint(const Factor *factor)
{
    return factor->app ? "Six digits from your authenticator app. Without your app: one of your "
                         "recovery codes"
                       : "One of your recovery codes: each lets you in once";
}

Error *account_factor_page(Request *request)
{
    Factor factor;
    TRY(factor_load(request->db, request->arena, request->session->account_id, &factor));
    if (request->session->offered_secret.data != NULL)
        return setup_page(request, &factor);
    if (request->session->confirmed && request->form == NULL)
        return request_done(request, url_print(request->arena, "/today"), NULL);
    FactorPage view = {
        .page = page_make(request, factor.passkeys > 0 ? "Show that it is you" : "Enter your code",
                          SECTION_NONE),
        .form = form_view(request, url_print(request->arena, "/in/factor"), 0, "Second step"),
        .code = field_view(request, &factor_form, "code", ""),
        .to = account_wanted(request),
    };
    view.code.optional = false;
    view.code = field_hinted(request, view.code, code_hint(&factor));
    if (factor.passkeys > 0)
        view.code.label = "Or a code";
    TRY(passkey_ask(request, &view.ask));
    factor_html(request->out, &view);
    return NULL;
}

Error *recovery_codes_page(Request *request, const char *to, Texts codes)
{
    RecoveryCodesPage view = {
        .page = page_make(request, "Your recovery codes", SECTION_NONE),
        .form = form_view(request, url_print(request->arena, "/in/on"), 0, "Go on"),
        .to = to,
        .codes = codes,
    };
    recovery_codes_html(request->out, &view);
    return NULL;
}

/* ---- The step ---------------------------------------------------------------------------------
 */

static Error *check_offered(Request *request, const FactorInput *input)
{
    int64_t *step = arena_new(request->arena, int64_t);
    *step = factor_code_step(request->session->offered_secret, input->code, request->now, 0);
    if (*step == 0)
        form_problem(request, "code",
                     "That is not the code that the app shows now. Check that your device shows "
                     "the right time");
    request->prepared = step;
    return form_problems(request);
}

Error *account_factor_prepare(Request *request)
{
    const FactorInput *input = request->input;
    if (text_empty(input->code) && text_empty(input->credential))
        form_problem(request, "code", "Enter the code");
    TRY(form_problems(request));
    if (request->session->offered_secret.data != NULL)
        return check_offered(request, input);
    return guard_factor(request, &FACTOR_ANSWER(input));
}

/* The session goes on under a new token: whoever knew the one before has nothing. */
Error *account_renew_session(Request *request)
{
    Session *session = arena_new(request->arena, Session);
    *session = *request->session;
    TRY(session_renew(request->db, request->arena, session, request->now, &request->signed_in));
    request->session = session;
    return guard_remember_device(request, session->account_id);
}

static Url place_for(Request *request, const char *to)
{
    const char *safe = account_safe_path(to);
    return url_print(request->arena, "%s", text_empty(safe) ? "/today" : safe);
}

Error *factor_is_set_up(Request *request, const char *to, const char *said)
{
    Texts codes;
    TRY(account_renew_session(request));
    TRY(session_end_others(request->db, request->session));
    if (said != NULL)
        return request_done(request, place_for(request, to), said);
    TRY(recovery_codes_make(request->db, request->arena, request->session->account_id, &codes));
    TRY(request_told_once(request, place_for(request, to)));
    return recovery_codes_page(request, account_safe_path(to), codes);
}

static Error *turn_on(Request *request, const FactorInput *input)
{
    const Session *session = request->session;
    const int64_t *step = request->prepared;
    TRY(factor_turn_on(request->db, session->account_id, session->offered_secret, *step,
                       session->confirmed, request->now));
    TRY(account_note(request, "second factor set up"));
    return factor_is_set_up(request, input->to, NULL);
}

/* What was being typed when an earlier session ended. */
Error *account_take_carried(Request *request)
{
    Carried carried;
    TRY(session_carried(request->db, request->arena, request->session, &carried.path,
                        &carried.body));
    if (carried.path == NULL)
        return NULL;
    request->carried = carried;
    return session_carry(request->db, request->session, NULL, NULL);
}

/* What was being typed waits until it is known at which of their schools. */
static Error *go_in(Request *request, const char *to, const char *said)
{
    bool asks = false;
    if (!request->session->by_provider)
        TRY(account_asks_which(request, request->session->account_id, &asks));
    if (asks)
        return request_done(request, account_which(request, to), said);
    TRY(account_take_carried(request));
    return request_done(request, place_for(request, to), said);
}

Error *account_factor(Request *request)
{
    const FactorInput *input = request->input;
    bool recovered;
    if (request->session->offered_secret.data != NULL)
        return turn_on(request, input);
    TRY(guard_factor_spend(request, &FACTOR_ANSWER(input), &recovered));
    if (recovered)
        TRY(account_note(request, "recovery code used"));
    TRY(account_renew_session(request));
    return go_in(request, input->to, recovered ? "recovery_used" : NULL);
}

Error *account_go_on(Request *request)
{
    const GoOnInput *input = request->input;
    return go_in(request, input->to, NULL);
}

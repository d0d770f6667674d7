/* One's own page: where one is signed in, the password, the second factor. Changing what opens the
 * account asks for the password, and for a code where one is set up, again. */
#include "account/me_pages.h"

#include <string.h>

#include "account/account.h"
#include "account/factor_pages.h"
#include "account/guard.h"
#include "account/me_factor_html.h"
#include "account/me_html.h"
#include "account/me_password_html.h"
#include "staff/device.h"
#include "staff/factor.h"
#include "staff/sign_on.h"

typedef struct MeInput {
    const char *password;
    const char *code;
    const char *credential, *client_data, *authenticator_data, *signature;
    const char *new_password;
} MeInput;

static const FormField factor_fields[] = {OWN_PASSWORD(MeInput), FACTOR_FIELDS(MeInput)};
const Form me_factor_form = FORM(MeInput, factor_fields);

static const FormField password_fields[] = {
    OWN_PASSWORD(MeInput), FACTOR_FIELDS(MeInput),
    FORM_TEXT(MeInput, new_password, .label = "New password",
              .hint = "12 characters or more. Three or four words are easy to remember",
              .autocomplete = "new-password", .max = 500, .missing = "Enter a new password",
              .personal = true, .keep_spaces = true, .secret = true)};
const Form me_password_form = FORM(MeInput, password_fields);

/* ---- The pages --------------------------------------------------------------------------------
 */

static MeRows session_rows(Request *request, const OwnSessions *sessions)
{
    MeRows rows = {sessions->count, arena_array(request->arena, MeRow, sessions->count)};
    for (size_t i = 0; i < sessions->count; i++) {
        const OwnSession *own = &sessions->items[i];
        rows.items[i] = (MeRow){
            own->device, moment_short(request->arena, own->started_at),
            moment_short(request->arena, own->used_at), own->here,
            form_view(request,
                      url_print(request->arena, "/me/sessions/%lld/end", (long long)own->id), 0,
                      NULL)};
    }
    return rows;
}

static MeRows device_rows(Request *request, const Devices *devices)
{
    MeRows rows = {devices->count, arena_array(request->arena, MeRow, devices->count)};
    for (size_t i = 0; i < devices->count; i++) {
        const Device *device = &devices->items[i];
        rows.items[i] = (MeRow){
            device->words, moment_short(request->arena, device->known_at),
            moment_short(request->arena, device->used_at), device->here,
            form_view(request,
                      url_print(request->arena, "/me/devices/%lld/forget", (long long)device->id.n),
                      0, NULL)};
    }
    return rows;
}

static const char *second_words(const Factor *factor)
{
    if (!factor->on)
        return NULL;
    return !factor->app            ? "Passkeys"
           : factor->passkeys == 0 ? "Authenticator app"
                                   : "Passkeys and authenticator app";
}

/* Only what this school's provider has of this person. */
static Error *show_provider(Request *request, MePage *view)
{
    SignOn sign_on;
    SignOnBinding own;
    bool found;
    TRY(sign_on_load(request->db, request->arena, request->school_id, &sign_on, &found));
    if (!found)
        return NULL;
    TRY(sign_on_own_binding(request->db, request->arena, request->school_id,
                            request->session->account_id, &sign_on, &own, &found));
    if (!found && !sign_on.active)
        return NULL;
    view->provider = sign_on.name;
    if (!found)
        return NULL;
    view->provider_address = own.address;
    view->provider_since = moment_short(request->arena, own.bound_at);
    view->provider_used = moment_short(request->arena, own.used_at);
    return NULL;
}

Error *account_me_page(Request *request)
{
    OwnSessions sessions;
    Devices devices;
    Factor factor;
    AccountPlaces places;
    AccountId account = request->session->account_id;
    TRY(session_list(request->db, request->arena, request->session, request->now, &sessions));
    TRY(device_list(request->db, request->arena, account, request_device(request), &devices));
    TRY(factor_load(request->db, request->arena, account, &factor));
    TRY(account_places(request->db, request->arena, account, request->today, &places));
    TRY(db_enter_school(request->db, request->school_id.n));
    MePage view = {
        .page = page_make(request, "Your account", SECTION_NONE),
        .name = request->staff != NULL ? request->staff->display_name : request->family->name,
        .role = request_role_words(request, request->role),
        .of_family = request->family != NULL,
        .several = places.count > 1,
        .as = url_print(request->arena, "/me/as"),
        .sessions = session_rows(request, &sessions),
        .devices = device_rows(request, &devices),
        .others = sessions.count > 1,
        .end_others = form_view(request, url_print(request->arena, "/me/sessions/end"), 0, NULL),
        .password = url_print(request->arena, "/me/password"),
        .factor = url_print(request->arena, "/me/factor"),
        .remove_passkey = url_print(request->arena, "/me/passkeys"),
        .has_password = factor.password_hash != NULL,
        .second = second_words(&factor),
        .recovery_left = factor.recovery_left,
    };
    TRY(passkey_rows(request, &view.passkeys));
    if (request->staff != NULL)
        TRY(show_provider(request, &view));
    me_html(request->out, &view);
    return NULL;
}

FieldView own_password_field(Request *request, const Form *form)
{
    FieldView view = field_view(request, form, "password", "");
    view.optional = false;
    view.required = true;
    return view;
}

Error *account_password_page(Request *request)
{
    Factor factor;
    TRY(factor_load(request->db, request->arena, request->session->account_id, &factor));
    MePasswordPage view = {
        .page = page_make(request, "Change your password", SECTION_NONE),
        .form = form_view(request, url_print(request->arena, "/me/password"), 0, "Password"),
        .asks_password = factor.password_hash != NULL,
        .password = own_password_field(request, &me_password_form),
        .code = factor_field(request, &me_password_form, &factor),
        .new_password = field_view(request, &me_password_form, "new_password", ""),
        .asks_code = factor.on,
    };
    TRY(passkey_ask(request, &view.ask));
    me_password_html(request->out, &view);
    return NULL;
}

Error *account_own_factor_page(Request *request)
{
    Factor factor;
    TRY(factor_load(request->db, request->arena, request->session->account_id, &factor));
    MeFactorPage view = {
        .page = page_make(request, "Your second step", SECTION_NONE),
        .form = form_view(request, url_print(request->arena, "/me/factor"), 0, "Second step"),
        .asks_password = factor.password_hash != NULL,
        .password = own_password_field(request, &me_factor_form),
        .code = factor_field(request, &me_factor_form, &factor),
        .on = factor.on,
        .recovery_left = factor.recovery_left,
        .may_turn_off = factor.on && site_options(request->site)->factor_optional,
        .codes = url_print(request->arena, "/me/factor/codes"),
        .off = url_print(request->arena, "/me/factor/off"),
    };
    TRY(passkey_ask(request, &view.ask));
    me_factor_html(request->out, &view);
    return NULL;
}

/* ---- Password and code again ------------------------------------------------------------------
 */

static Error *check_password(Request *request, const Factor *factor, const char *password)
{
    Guard guard;
    bool matches;
    TRY(guard_begin(request, GUESS_PASSWORD, request->session->account_id, factor->email, &guard));
    Error *error = password_matches(factor->password_hash, password, &matches);
    if (error != NULL || matches)
        guard_forgive(request, &guard);
    TRY(error);
    return matches ? NULL : guard_refuse(request, &guard, "That is not your password. Try again.");
}

Error *own_prepare(Request *request, const char *password, const FactorAnswer *answer)
{
    Factor factor;
    TRY(factor_load(request->db, request->arena, request->session->account_id, &factor));
    if (factor.password_hash != NULL && text_empty(password))
        form_problem(request, "password", "Enter your password");
    if (factor.on && text_empty(answer->code) && text_empty(answer->passkey.credential))
        form_problem(request, "code", "Enter the code");
    TRY(form_problems(request));
    if (factor.password_hash != NULL)
        TRY(check_password(request, &factor, password));
    return factor.on ? guard_factor(request, answer) : NULL;
}

Error *account_own_prepare(Request *request)
{
    const MeInput *input = request->input;
    return own_prepare(request, input->password, &FACTOR_ANSWER(input));
}

Error *account_password_prepare(Request *request)
{
    const MeInput *input = request->input;
    Factor factor;
    const char *hash;
    TRY(factor_load(request->db, request->arena, request->session->account_id, &factor));
    const char *fault = password_fault(input->new_password, factor.email);
    if (fault != NULL)
        form_problem(request, "new_password", fault);
    TRY(form_problems(request));
    TRY(account_own_prepare(request));
    TRY(password_hash(request->arena, input->new_password, &hash));
    request->prepared = arena_copy(request->arena, hash);
    return NULL;
}

Error *own_spend(Request *request, const FactorAnswer *answer)
{
    Factor factor;
    bool recovered;
    TRY(factor_load(request->db, request->arena, request->session->account_id, &factor));
    return factor.on ? guard_factor_spend(request, answer, &recovered) : NULL;
}

static Error *spend(Request *request)
{
    const MeInput *input = request->input;
    return own_spend(request, &FACTOR_ANSWER(input));
}

/* ---- What is done -----------------------------------------------------------------------------
 */

Error *account_password_change(Request *request)
{
    TRY(spend(request));
    TRY(account_set_password(request->db, request->session->account_id, request->prepared));
    TRY(session_end_others(request->db, request->session));
    return request_done(request, url_print(request->arena, "/me"), "password_changed");
}

/* A first one, or another one: the page that follows offers the choice. */
Error *account_own_factor(Request *request)
{
    TRY(spend(request));
    TRY(session_offer(request->db, request->session, factor_secret(request->arena)));
    return request_done(request, url_print(request->arena, "/in/factor?to=%%2Fme"), NULL);
}

Error *account_own_codes(Request *request)
{
    Factor factor;
    Texts codes;
    AccountId account = request->session->account_id;
    TRY(factor_load(request->db, request->arena, account, &factor));
    if (!factor.on)
        return error_conflict("Set up a passkey or an authenticator app first.", "no factor");
    TRY(spend(request));
    TRY(recovery_codes_make(request->db, request->arena, account, &codes));
    TRY(request_told_once(request, url_print(request->arena, "/me")));
    return recovery_codes_page(request, "/me", codes);
}

Error *account_own_factor_off(Request *request)
{
    if (!site_options(request->site)->factor_optional)
        return error_forbidden("Everybody here signs in with a code. To change to another device, "
                               "set that up instead.",
                               "factor is compulsory");
    TRY(spend(request));
    TRY(factor_turn_off(request->db, request->session->account_id));
    TRY(session_end_others(request->db, request->session));
    return request_done(request, url_print(request->arena, "/me"), "factor_off");
}

Error *account_end_session(Request *request)
{
    TRY(session_end_one(request->db, request->session, request_path_id(request, "session")));
    return request_done(request, url_print(request->arena, "/me"), "session_ended");
}

Error *account_end_others(Request *request)
{
    TRY(session_end_others(request->db, request->session));
    return request_done(request, url_print(request->arena, "/me"), "sessions_ended");
}

Error *account_forget_device(Request *request)
{
    TRY(device_forget(request->db, request->session->account_id,
                      (DeviceId){request_path_id(request, "device")}));
    return request_done(request, url_print(request->arena, "/me"), "device_forgotten");
}

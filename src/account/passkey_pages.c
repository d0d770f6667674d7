/* Passkeys: making one, what a page hands to the browser, and one's own list of them. */
#include "account/passkey_pages.h"

#include <string.h>

#include "account/account.h"
#include "account/factor_pages.h"
#include "account/guard.h"
#include "account/passkeys_html.h"
#include "platform/json/json.h"

/* ---- What the browser is handed ---------------------------------------------------------------
 */

static const char *credentials_of(Arena *arena, const Passkeys *passkeys)
{
    const char *text = "";
    for (size_t i = 0; i < passkeys->count; i++)
        text = arena_print(arena, "%s%s%s", text, i == 0 ? "" : " ",
                           base64_text(arena, passkeys->items[i].credential));
    return text;
}

Error *passkey_ask(Request *request, PasskeyAsk *ask)
{
    Passkeys passkeys;
    PasskeySite site = guard_passkey_site(request);
    TRY(passkey_list(request->db, request->arena, request->session->account_id, &passkeys));
    *ask = (PasskeyAsk){
        .wanted = passkeys.count > 0,
        .challenge = base64_text(request->arena, request->session->challenge),
        .domain = site.domain,
        .credentials = credentials_of(request->arena, &passkeys),
    };
    return NULL;
}

Error *passkey_ask_new(Request *request, const char *email, PasskeyAsk *ask)
{
    /* Tells the device apart whose passkey it is, and nobody who they are. */
    const char *number = guard_account_name(request, request->session->account_id);
    TRY(passkey_ask(request, ask));
    ask->wanted = true;
    ask->site = arena_print(request->arena, "Fourfold %s", request->school->name);
    ask->user = base64_text(request->arena, (Bytes){(const unsigned char *)number, strlen(number)});
    ask->email = email;
    return NULL;
}

FieldView factor_field(Request *request, const Form *form, const Factor *factor)
{
    FieldView view = field_view(request, form, "code", "");
    view.optional = false;
    view.required = factor->passkeys == 0;
    if (!factor->app)
        return field_hinted(request, view,
                            "Leave this empty to use your passkey, or enter one of your recovery "
                            "codes");
    return field_hinted(request, view,
                        factor->passkeys > 0
                            ? "Leave this empty to use your passkey, or enter a code from your "
                              "authenticator app or a recovery code"
                            : "From your authenticator app, or a recovery code");
}

/* ---- A new one --------------------------------------------------------------------------------
 */

typedef struct PasskeyInput {
    const char *name;
    const char *client_data;
    const char *authenticator_data;
    const char *to;
} PasskeyInput;

static const FormField passkey_fields[] = {
    FORM_TEXT(PasskeyInput, name, .label = "What you call it",
              .hint = "So that you know it from others: this laptop, my telephone, the blue key",
              .max = 60, .missing = "Give the passkey a name", .personal = true),
    PASSKEY_FIELD(PasskeyInput, client_data, 4000),
    PASSKEY_FIELD(PasskeyInput, authenticator_data, 4000),
    FORM_TEXT(PasskeyInput, to, .label = "Page"),
};
const Form passkey_form = FORM(PasskeyInput, passkey_fields);

/* Only where a second factor is owed and there is none, or after password and factor were asked
 * again: then a secret is offered as well. */
static Error *check_may_add(const Request *request)
{
    if (request->session->offered_secret.data != NULL)
        return NULL;
    return error_forbidden("Begin on your own page: adding a passkey asks for your password.",
                           "no factor was offered");
}

Error *account_passkey_prepare(Request *request)
{
    const PasskeyInput *input = request->input;
    PasskeySite site = guard_passkey_site(request);
    PasskeyAnswer answer = {.client_data = input->client_data,
                            .authenticator_data = input->authenticator_data};
    Passkey *passkey = arena_new(request->arena, Passkey);
    Passkeys others;
    TRY(check_may_add(request));
    TRY(passkey_list(request->db, request->arena, request->session->account_id, &others));
    if (others.count >= PASSKEYS_AT_MOST)
        return error_conflict("You have as many passkeys as there can be. Remove one first.",
                              "%d passkeys", PASSKEYS_AT_MOST);
    TRY(passkey_read_new(request->arena, &site, request->session->challenge, &answer, passkey));
    passkey->name = input->name;
    request->prepared = passkey;
    return NULL;
}

/* The first factor of an account comes with recovery codes; a further one leaves them as they are.
 */
Error *account_passkey_add(Request *request)
{
    const PasskeyInput *input = request->input;
    const Session *session = request->session;
    Factor factor;
    TRY(factor_load(request->db, request->arena, session->account_id, &factor));
    TRY(session_answered(request->db, request->arena, session));
    TRY(factor_add_passkey(request->db, session->account_id, request->prepared, !session->confirmed,
                           request->now));
    return factor_is_set_up(request, input->to, factor.on ? "passkey_added" : NULL);
}

/* ---- One's own --------------------------------------------------------------------------------
 */

typedef struct PasskeyRemoveInput {
    int64_t passkey;
    const char *password;
    const char *code;
    const char *credential, *client_data, *authenticator_data, *signature;
} PasskeyRemoveInput;

static const FormField remove_fields[] = {
    FORM_ID(PasskeyRemoveInput, passkey, .label = "Which one",
            .missing = "Choose the passkey to remove"),
    OWN_PASSWORD(PasskeyRemoveInput),
    FACTOR_FIELDS(PasskeyRemoveInput),
};
const Form passkey_remove_form = FORM(PasskeyRemoveInput, remove_fields);

Error *passkey_rows(Request *request, PasskeyRows *rows)
{
    Passkeys passkeys;
    Arena *arena = request->arena;
    TRY(passkey_list(request->db, arena, request->session->account_id, &passkeys));
    *rows = (PasskeyRows){passkeys.count, arena_array(arena, PasskeyRow, passkeys.count)};
    for (size_t i = 0; i < passkeys.count; i++) {
        const Passkey *passkey = &passkeys.items[i];
        rows->items[i] = (PasskeyRow){
            .name = passkey->name,
            .added = moment_short(arena, passkey->added_at),
            .used = moment_is_set(passkey->used_at) ? moment_short(arena, passkey->used_at) : NULL,
        };
    }
    return NULL;
}

static Error *choices_of(Request *request, ChoiceViews *views)
{
    Passkeys passkeys;
    Arena *arena = request->arena;
    TRY(passkey_list(request->db, arena, request->session->account_id, &passkeys));
    *views = (ChoiceViews){passkeys.count, arena_array(arena, ChoiceView, passkeys.count)};
    for (size_t i = 0; i < passkeys.count; i++) {
        const Passkey *passkey = &passkeys.items[i];
        views->items[i] = (ChoiceView){
            .code = arena_print(arena, "%lld", (long long)passkey->id.n),
            .label = passkey->name,
            .hint = moment_is_set(passkey->used_at)
                        ? arena_print(arena, "Last used %s", moment_short(arena, passkey->used_at))
                        : arena_print(arena, "Added %s", moment_short(arena, passkey->added_at)),
        };
    }
    return NULL;
}

Error *account_own_passkeys_page(Request *request)
{
    Factor factor;
    ChoiceViews choices;
    TRY(choices_of(request, &choices));
    TRY(factor_load(request->db, request->arena, request->session->account_id, &factor));
    PasskeysPage view = {
        .page = page_make(request, "Remove a passkey", SECTION_NONE),
        .any = choices.count > 0,
        .form = form_view(request, url_print(request->arena, "/me/passkeys"), 0, "Passkeys"),
        .passkey = field_view_choices(request, &passkey_remove_form, "passkey", "", choices),
        .asks_password = factor.password_hash != NULL,
        .password = own_password_field(request, &passkey_remove_form),
        .code = factor_field(request, &passkey_remove_form, &factor),
    };
    TRY(passkey_ask(request, &view.ask));
    passkeys_html(request->out, &view);
    return NULL;
}

Error *account_own_passkeys_prepare(Request *request)
{
    const PasskeyRemoveInput *input = request->input;
    return own_prepare(request, input->password, &FACTOR_ANSWER(input));
}

Error *account_own_passkey_remove(Request *request)
{
    const PasskeyRemoveInput *input = request->input;
    AccountId account = request->session->account_id;
    TRY(own_spend(request, &FACTOR_ANSWER(input)));
    TRY(factor_remove_passkey(request->db, request->arena, account, (PasskeyId){input->passkey},
                              site_options(request->site)->factor_optional));
    TRY(session_end_others(request->db, request->session));
    return request_done(request, url_print(request->arena, "/me"), "passkey_removed");
}

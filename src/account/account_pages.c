#include "account/account_pages.h"

#include <string.h>

#include "account/account.h"
#include "account/factor_pages.h"
#include "account/guard.h"
#include "account/help_html.h"
#include "account/setup_html.h"
#include "account/sign_in_html.h"
#include "platform/base/log.h"
#include "staff/factor.h"

/* Bytes: any form that the server takes. */
enum { CARRIED_MAXIMUM = 4 << 20 };

typedef struct SignInInput {
    const char *email;
    const char *password;
    const char *to;
    const char *carried_path;
    const char *carried_body;
} SignInInput;

static const FormField sign_in_fields[] = {
    FORM_TEXT(SignInInput, email, .label = "Email address", .autocomplete = "username",
              .missing = "Enter your email address", .personal = true),
    FORM_TEXT(SignInInput, password, .label = "Password", .autocomplete = "current-password",
              .max = 500, .missing = "Enter your password", .personal = true, .keep_spaces = true,
              .secret = true),
    FORM_TEXT(SignInInput, to, .label = "Page"),
    FORM_TEXT(SignInInput, carried_path, .label = "Form"),
    FORM_TEXT(SignInInput, carried_body, .label = "Form", .max = CARRIED_MAXIMUM, .personal = true),
};
const Form sign_in_form = FORM(SignInInput, sign_in_fields);

typedef struct SetupInput {
    const char *email;
    const char *code;
    const char *password;
} SetupInput;

static const FormField setup_fields[] = {
    FORM_TEXT(SetupInput, email, .label = "Email address", .autocomplete = "username",
              .missing = "Enter your email address", .personal = true),
    FORM_TEXT(SetupInput, code, .label = "One-time code",
              .hint = "Twelve letters and numbers, as you were given them",
              .autocomplete = "one-time-code", .missing = "Enter the one-time code",
              .personal = true),
    FORM_TEXT(SetupInput, password, .label = "New password",
              .hint = "12 characters or more. Three or four words are easy to remember",
              .autocomplete = "new-password", .max = 500, .missing = "Enter a password",
              .personal = true, .keep_spaces = true, .secret = true),
};
const Form setup_form = FORM(SetupInput, setup_fields);

/* Sign-in looks for one person, whoever that is; what is no address belongs to nobody. */
static const char *folded_email(Arena *arena, const char *typed)
{
    const char *email = staff_email(arena, typed);
    return email == NULL ? "" : email;
}

/* ---- Signing in
 * ----------------------------------------------------------------------------------- */

static DemoRows demo_rows(Request *request)
{
    DemoRows rows = {0};
    const SiteOptions *options = site_options(request->site);
    if (!options->demo || options->demo_people == NULL)
        return rows;
    size_t most = 0;
    while (options->demo_people[most].email != NULL)
        most++;
    rows.items = arena_array(request->arena, DemoRow, most);
    for (size_t i = 0; i < most; i++) {
        if (options->demo_people[i].password == NULL)
            continue;
        rows.items[rows.count++] = (DemoRow){
            options->demo_people[i].role,
            options->demo_people[i].name,
            options->demo_people[i].email,
            options->demo_people[i].password,
            NULL,
            form_view(request, url_print(request->arena, "/in"), 0,
                      arena_print(request->arena, "Sign in as %s", options->demo_people[i].name)),
        };
    }
    return rows;
}

static const char *kept(Request *request, const char *name)
{
    const SignInInput *input = request->input;
    if (request->form == NULL || request->form->form != &sign_in_form || input == NULL)
        return NULL;
    return strcmp(name, "to") == 0             ? input->to
           : strcmp(name, "carried_path") == 0 ? input->carried_path
                                               : input->carried_body;
}

Error *account_sign_in_page(Request *request)
{
    SignInPage view = {
        .page = page_make(request, "Sign in", SECTION_NONE),
        .form = form_view(request, url_print(request->arena, "/in"), 0, "Sign in"),
        .email = field_view(request, &sign_in_form, "email", ""),
        .password = field_view(request, &sign_in_form, "password", ""),
        .to = kept(request, "to"),
        .carried_path = request->carried.path,
        .carried_body = request->carried.body,
        .demo = demo_rows(request),
        .setup = url_print(request->arena, "/setup"),
        .family = url_print(request->arena, "/family/in"),
    };
    if (view.to == NULL)
        view.to = account_safe_path(request_query(request, "to"));
    if (view.carried_path == NULL && !text_empty(kept(request, "carried_path"))) {
        view.carried_path = kept(request, "carried_path");
        view.carried_body = kept(request, "carried_body");
    }
    view.form.upload = view.carried_path != NULL; /* as it is: escaped once more, it would grow */
    if (view.carried_path != NULL)
        view.page.said = "You were signed out because nothing happened for a while. Sign in: what "
                         "you typed is kept, and comes back.";
    sign_in_html(request->out, &view);
    return NULL;
}

typedef struct Found {
    AccountId account;
    SchoolId school;
    StaffId staff;
} Found;

Error *account_sign_in_prepare(Request *request)
{
    const SignInInput *input = request->input;
    Found *found = arena_new(request->arena, Found);
    const char *stored, *email = folded_email(request->arena, input->email);
    Guard guard;
    bool matches;
    TRY(sign_in_find(request->db, request->arena, email, request->today, &found->account,
                     &found->school, &found->staff, &stored));
    TRY(guard_begin(request, GUESS_PASSWORD, found->account, email, &guard));
    Error *error = password_matches(stored, input->password, &matches);
    if (error != NULL || matches)
        guard_forgive(request, &guard);
    TRY(error);
    if (!matches)
        return guard_refuse(request, &guard,
                            "That email address and password do not go together. Check both and "
                            "try again.");
    request->prepared = found;
    return NULL;
}

/* Nothing opens before the second factor is given; whoever owes one and has none sets it up now. */
static Error *begin_session(Request *request, const Found *found, bool asks, bool *confirmed)
{
    const SignInInput *input = request->input;
    Factor factor;
    TRY(factor_load(request->db, request->arena, found->account, &factor));
    *confirmed = !factor.on && site_options(request->site)->factor_optional;
    NewSession session = {.account = found->account,
                          .school = found->school,
                          .staff = found->staff,
                          .device = guard_device_words(request),
                          .confirmed = *confirmed};
    if (!*confirmed && !factor.on)
        session.offered_secret = factor_secret(request->arena);
    if ((!*confirmed || asks) && !text_empty(account_safe_path(input->carried_path))) {
        session.carried_path = input->carried_path;
        session.carried_body = input->carried_body;
    }
    return session_start(request->db, request->arena, &session, request->now, &request->signed_in);
}

Error *account_sign_in(Request *request)
{
    const SignInInput *input = request->input;
    const Found *found = request->prepared;
    const char *to = account_safe_path(input->to);
    bool confirmed, asks;
    if (request->session != NULL)
        TRY(session_end(request->db, request->session));
    TRY(account_asks_which(request, found->account, &asks));
    TRY(begin_session(request, found, asks, &confirmed));
    if (!confirmed)
        return request_done(request,
                            text_empty(to) ? url_print(request->arena, "/in/factor")
                                           : url_print(request->arena, "/in/factor?to=%s",
                                                       url_encode(request->arena, to)),
                            NULL);
    TRY(guard_remember_device(request, found->account));
    if (asks)
        return request_done(request, account_which(request, to), NULL);
    if (!text_empty(account_safe_path(input->carried_path)))
        request->carried = (Carried){input->carried_path, input->carried_body};
    return request_done(request, url_print(request->arena, "%s", text_empty(to) ? "/today" : to),
                        NULL);
}

Error *account_start(Request *request)
{
    const char *place = request->session == NULL  ? "/in"
                        : request->family != NULL ? "/family"
                                                  : "/today";
    return request_done(request, url_print(request->arena, "%s", place), NULL);
}

Error *account_sign_out(Request *request)
{
    request->sign_out = true;
    TRY(session_end(request->db, request->session));
    return request_done(request, url_print(request->arena, "/in"), "signed_out");
}

/* ---- The first password
 * --------------------------------------------------------------------------- */

Error *account_setup_page(Request *request)
{
    SetupPage view = {
        .page = page_make(request, "Set your password", SECTION_NONE),
        .form = form_view(request, url_print(request->arena, "/setup"), 0, "Set your password"),
        .email = field_view(request, &setup_form, "email", ""),
        .code = field_view(request, &setup_form, "code", ""),
        .password = field_view(request, &setup_form, "password", ""),
    };
    setup_html(request->out, &view);
    return NULL;
}

/* Before the password is hashed: that is heavy, and only for whoever has a code. */
static Error *check_setup_code(Request *request, const SetupInput *input)
{
    Guard guard;
    AccountId account;
    const char *email = folded_email(request->arena, input->email);
    TRY(guard_begin(request, GUESS_SETUP_CODE, (AccountId){0}, email, &guard));
    Error *error =
        setup_code_check(request->db, request->arena, email, input->code, request->now, &account);
    if (error == NULL || error->kind != ERROR_INVALID)
        guard_forgive(request, &guard);
    else
        error = guard_refuse(request, &guard, error->message);
    return error;
}

Error *account_setup_prepare(Request *request)
{
    const SetupInput *input = request->input;
    const char *fault = password_fault(input->password, input->email);
    if (fault != NULL)
        form_problem(request, "password", fault);
    TRY(form_problems(request));
    const char *hash;
    TRY(check_setup_code(request, input));
    TRY(password_hash(request->arena, input->password, &hash));
    request->prepared = arena_copy(request->arena, hash);
    return NULL;
}

Error *account_setup(Request *request)
{
    const SetupInput *input = request->input;
    AccountId account;
    TRY(setup_code_spend(request->db, request->arena, folded_email(request->arena, input->email),
                         input->code, request->prepared, request->now, &account));
    TRY(guard_remember_device(request, account));
    return request_done(request, url_print(request->arena, "/in"), "password_set");
}

Error *account_help_page(Request *request)
{
    HelpPage view = {.page = page_make(request, "Help", SECTION_NONE)};
    help_html(request->out, &view);
    return NULL;
}

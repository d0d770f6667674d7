#include "account/account_pages.h"

#include <string.h>

#include "account/account.h"
#include "account/begin.h"
#include "account/factor_pages.h"
#include "account/guard.h"
#include "account/help_html.h"
#include "account/setup_html.h"
#include "account/sign_in_html.h"
#include "platform/base/log.h"
#include "staff/factor.h"
#include "staff/sign_on.h"

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

Error *account_note_at(Request *request, SchoolId school, StaffId staff, const char *action)
{
    Staff person = {.display_name = ""};
    TRY(db_enter_school(request->db, school.n));
    TRY(staff_load(request->db, request->arena, school, staff, request->today, &person));
    AccountPlace place = {.school_id = school, .staff_id = staff, .role = person.role};
    return request_note_of(request, &place, action);
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

/* The form that was carried through a sign-in that was refused. */
static Carried kept(const Request *request)
{
    const SignInInput *input = request->input;
    bool ours = request->form != NULL && request->form->form == &sign_in_form && input != NULL;
    return ours && !text_empty(input->carried_path)
               ? (Carried){input->carried_path, input->carried_body}
               : request->carried;
}

Error *account_sign_in_page(Request *request)
{
    SignInPage view = {
        .page = page_make(request, "Sign in", SECTION_NONE),
        .form = form_view(request, url_print(request->arena, "/in"), 0, "Sign in"),
        .email = field_view(request, &sign_in_form, "email", ""),
        .password = field_view(request, &sign_in_form, "password", ""),
        .to = account_wanted(request),
        .carried_path = kept(request).path,
        .carried_body = kept(request).body,
        .demo = demo_rows(request),
        .setup = url_print(request->arena, "/setup"),
        .family = url_print(request->arena, "/family/in"),
    };
    TRY(sign_on_buttons(request, &view.buttons));
    view.form.upload = view.carried_path != NULL; /* as it is: escaped once more, it would grow */
    for (size_t i = 0; i < view.buttons.count; i++)
        view.buttons.items[i].form.upload = view.form.upload;
    if (view.carried_path != NULL)
        view.page.said = "You were signed out because nothing happened for a while. Sign in: what "
                         "you typed is kept, and comes back.";
    sign_in_html(request->out, &view);
    return NULL;
}

/* Of somebody who works at several schools, the first that takes a password alone. */
static Error *check_way(Request *request, Beginning *found)
{
    Factor factor;
    AccountPlaces places;
    const char *sentence = NULL;
    TRY(factor_load(request->db, request->arena, found->account, &factor));
    TRY(account_places(request->db, request->arena, found->account, request->today, &places));
    for (size_t i = 0; i < places.count; i++) {
        const AccountPlace *place = &places.items[i];
        if (place->staff_id.n == 0)
            continue;
        TRY(db_enter_school(request->db, place->school_id.n));
        TRY(sign_on_closes_password(request->db, request->arena, place->school_id, place->staff_id,
                                    found->account, factor.on, request->today, &sentence));
        found->school = place->school_id;
        found->staff = place->staff_id;
        if (sentence == NULL)
            return NULL;
    }
    request->unproved = sentence != NULL;
    return sentence == NULL ? NULL : error_invalid(sentence, "password closed by the school");
}

Error *account_sign_in_prepare(Request *request)
{
    const SignInInput *input = request->input;
    Beginning *found = arena_new(request->arena, Beginning);
    const char *stored, *email = folded_email(request->arena, input->email);
    Guard guard;
    bool matches;
    TRY(sign_in_look(request->db, request->arena, email, request->today, &request->claimed,
                     &stored));
    found->account = request->claimed.account;
    TRY(guard_begin(request, GUESS_PASSWORD, found->account, email, &guard));
    Error *error = password_matches(stored, input->password, &matches);
    if (error != NULL || matches)
        guard_forgive(request, &guard);
    TRY(error);
    if (!matches)
        return guard_refuse(request, &guard,
                            "That email address and password do not go together. Check both and "
                            "try again.");
    found->to = input->to;
    found->carried = (Carried){input->carried_path, input->carried_body};
    request->prepared = found;
    return check_way(request, found);
}

/* Whoever owes a second factor and has none sets it up now. asks: where they go on is asked first.
 */
static Error *begin_session(Request *request, const Beginning *begun, bool asks, bool *confirmed)
{
    Factor factor;
    TRY(factor_load(request->db, request->arena, begun->account, &factor));
    *confirmed = begun->second_step || (!factor.on && site_options(request->site)->factor_optional);
    NewSession session = {.account = begun->account,
                          .school = begun->school,
                          .staff = begun->staff,
                          .device = guard_device_words(request),
                          .by_provider = begun->by_provider,
                          .confirmed = *confirmed};
    if (!*confirmed && !factor.on)
        session.offered_secret = factor_secret(request->arena);
    if ((!*confirmed || asks) && !text_empty(account_safe_path(begun->carried.path))) {
        session.carried_path = begun->carried.path;
        session.carried_body = begun->carried.body;
    }
    return session_start(request->db, request->arena, &session, request->now, &request->signed_in);
}

Error *account_begin(Request *request, const Beginning *begun)
{
    const char *to = account_safe_path(begun->to);
    bool confirmed, asks = false;
    request->carried = (Carried){0};
    if (request->session != NULL)
        TRY(session_end(request->db, request->session));
    if (!begun->by_provider)
        TRY(account_asks_which(request, begun->account, &asks));
    TRY(begin_session(request, begun, asks, &confirmed));
    if (!confirmed)
        return request_done(request,
                            text_empty(to) ? url_print(request->arena, "/in/factor")
                                           : url_print(request->arena, "/in/factor?to=%s",
                                                       url_encode(request->arena, to)),
                            NULL);
    TRY(guard_remember_device(request, begun->account));
    if (asks)
        return request_done(request, account_which(request, to), NULL);
    if (!text_empty(account_safe_path(begun->carried.path)))
        request->carried = begun->carried;
    return request_done(request, url_print(request->arena, "%s", text_empty(to) ? "/today" : to),
                        NULL);
}

Error *account_sign_in(Request *request)
{
    const Beginning *begun = request->prepared;
    TRY(account_note_at(request, begun->school, begun->staff, "signed in with a password"));
    return account_begin(request, begun);
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
    const char *stored, *email = folded_email(request->arena, input->email);
    TRY(sign_in_look(request->db, request->arena, email, request->today, &request->claimed,
                     &stored));
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
    StaffPlaces places;
    TRY(setup_code_spend(request->db, request->arena, folded_email(request->arena, input->email),
                         input->code, request->prepared, request->now, &account));
    TRY(staff_ever(request->db, request->arena, account, &places));
    for (size_t i = 0; i < places.count; i++)
        TRY(account_note_at(request, places.items[i].school, places.items[i].staff,
                            "set the password with a one-time code"));
    TRY(guard_remember_device(request, account));
    return request_done(request, url_print(request->arena, "/in"), "password_set");
}

Error *account_help_page(Request *request)
{
    HelpPage view = {.page = page_make(request, "Help", SECTION_NONE)};
    help_html(request->out, &view);
    return NULL;
}

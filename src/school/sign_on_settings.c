/* The school's provider of single sign-on: what it gave, whether it answers, whom it let in. */
#include "school/sign_on_settings.h"

#include <inttypes.h>

#include "school/sign_in_pages.h"
#include "school/sign_on_settings_html.h"
#include "staff/sign_on.h"

enum { STEPS = 2 };

typedef struct SignOnInput {
    const char *kind;
    const char *provider_name, *tenant, *issuer, *domain;
    const char *client_id, *client_secret;
    bool passwords, factor_counts;
} SignOnInput;

static const FormChoice kinds[] = {{"microsoft", "Microsoft Entra ID", NULL},
                                   {"google", "Google Workspace", NULL},
                                   {"other", "Another provider", NULL},
                                   {0}};

static const FormField fields[] = {
    FORM_CHOICE(SignOnInput, kind, .label = "Provider", .choices = kinds,
                .missing = "Choose a provider"),
    FORM_TEXT(SignOnInput, provider_name, .label = "Name on the button",
              .hint = "Such as the council’s or the trust’s own", .max = 30),
    FORM_TEXT(SignOnInput, tenant, .label = "Directory (tenant) ID",
              .hint = "On the overview of the app registration", .max = 60),
    FORM_TEXT(SignOnInput, issuer, .label = "Issuer", .hint = "Its address, with https://",
              .max = 300),
    FORM_TEXT(SignOnInput, domain, .label = "The {school}’s email domain",
              .hint =
                  "What stands behind the @ in staff addresses. Nobody of another domain gets in",
              .max = 253),
    FORM_TEXT(SignOnInput, client_id, .label = "Client ID", .max = 200,
              .missing = "Enter the client ID"),
    FORM_TEXT(SignOnInput, client_secret, .label = "Client secret", .max = 500, .personal = true,
              .secret = true, .autocomplete = "off"),
    FORM_CHECK(SignOnInput, passwords, .label = "Staff may also sign in with a password",
               .hint = "The {head} always may, so that there is a way in when the provider "
                       "does not answer"),
    FORM_CHECK(SignOnInput, factor_counts, .label = "A second step there is enough",
               .hint = "Where the provider says that it asked for one, Fourfold does not ask for "
                       "its own. Otherwise it does, and always of the {head}"),
};
const Form sign_on_form = FORM(SignOnInput, fields);

/* ---- The page ---------------------------------------------------------------------------------
 */

static bool leads(const Request *request)
{
    return role_among(request->roles, ROLE_HEAD);
}

static Url own_page(Request *request)
{
    return url_print(request->arena, "/school/sign-in/provider");
}

static FormView action(Request *request, const char *what, int64_t version, const char *label)
{
    return form_view(request, url_print(request->arena, "/school/sign-in/provider/%s", what),
                     version, label);
}

static Error *fill_bound(Request *request, SignOnBoundRows *rows)
{
    SignOnBindings bindings;
    Arena *arena = request->arena;
    TRY(sign_on_bindings(request->db, arena, request->school_id, &bindings));
    *rows = (SignOnBoundRows){bindings.count, arena_array(arena, SignOnBoundRow, bindings.count)};
    for (size_t i = 0; i < bindings.count; i++) {
        const SignOnBinding *binding = &bindings.items[i];
        rows->items[i] = (SignOnBoundRow){
            binding->who, binding->address, moment_short(arena, binding->bound_at),
            moment_short(arena, binding->used_at),
            form_view(request,
                      url_print(arena, "/school/sign-in/bound/%" PRId64 "/undo", binding->id.n), 0,
                      arena_print(arena, "Undo the link of %s", binding->who))};
    }
    return NULL;
}

static void fill_fields(Request *request, const SignOn *sign_on, bool saved,
                        SignOnSettingsPage *view)
{
    const Form *form = &sign_on_form;
    Arena *arena = request->arena;
    view->form = form_view(request, own_page(request), sign_on->version, "The provider");
    view->provider_name = field_view(request, form, "provider_name", sign_on->name);
    view->tenant = field_view(request, form, "tenant", sign_on_tenant(arena, sign_on->issuer));
    view->issuer = field_view(request, form, "issuer", sign_on->issuer);
    view->domain = field_view(request, form, "domain", sign_on->domain);
    view->domain.optional = view->of_other;
    view->tenant.optional = view->issuer.optional = view->provider_name.optional = false;
    view->client_id = field_view(request, form, "client_id", sign_on->client_id);
    view->client_secret = field_view(request, form, "client_secret", "");
    view->client_secret.optional = false;
    view->client_secret = field_hinted(request, view->client_secret,
                                       saved ? "There is one, which is never shown. Leave this "
                                               "empty to keep it"
                                             : "The value, not its ID. It is never shown again");
    view->passwords = field_view_check(request, form, "passwords", sign_on->passwords);
    view->factor_counts = field_view_check(request, form, "factor_counts", sign_on->factor_counts);
}

/* The kind that was sent, or that the address names; else what is saved. */
static SignOnKind wanted_kind(Request *request)
{
    bool ours = request->form != NULL && request->form->form == &sign_on_form;
    const SignOnInput *input = ours ? request->input : NULL;
    return sign_on_kind(input != NULL ? input->kind : request_query(request, "kind"));
}

static void fill_kind(Request *request, SignOnKind kind, const SignOn *sign_on,
                      SignOnSettingsPage *view)
{
    const char *given = text_empty(sign_on->name) ? "the provider" : sign_on->name;
    view->kind = sign_on_code(kind);
    view->name = sign_on_name(kind) == NULL ? given : sign_on_name(kind);
    view->of_microsoft = kind == SIGN_ON_MICROSOFT;
    view->of_google = kind == SIGN_ON_GOOGLE;
    view->of_other = kind == SIGN_ON_OTHER;
    view->come_back = sign_on_client(request->arena, sign_on, request_origin(request)).redirect;
}

static Error *show(Request *request, SignOnTried tried)
{
    SignOn sign_on;
    bool saved;
    TRY(sign_on_load(request->db, request->arena, request->school_id, &sign_on, &saved));
    SignOnKind kind = wanted_kind(request);
    if (kind == SIGN_ON_KINDS && saved)
        kind = sign_on.kind;
    if (!saved || kind != sign_on.kind)
        sign_on = (SignOn){.kind = kind,
                           .name = "",
                           .issuer = "",
                           .domain = sign_on.domain,
                           .client_id = "",
                           .passwords = true,
                           .version = sign_on.version};
    Url page = own_page(request);
    SignOnSettingsPage view = {
        .page = page_make(request, "Single sign-on", SECTION_SCHOOL),
        .tabs = school_tabs(request, SCHOOL_TAB_SIGN_IN),
        .choosing = kind == SIGN_ON_KINDS,
        .microsoft = url_print(request->arena, "%s?kind=microsoft", page.text),
        .google = url_print(request->arena, "%s?kind=google", page.text),
        .other = url_print(request->arena, "%s?kind=other", page.text),
        .saved = saved && !text_empty(sign_on.client_id),
        .active = sign_on.active,
        .leads = leads(request),
        .try_it = action(request, "try", 0, "Try it"),
        .turn =
            action(request, sign_on.active ? "off" : "on", sign_on.version, "Turn it on or off"),
        .remove = action(request, "remove", sign_on.version, "Remove it"),
        .tried = tried,
        .back = url_print(request->arena, "/school/sign-in"),
    };
    if (!view.choosing) {
        fill_kind(request, kind, &sign_on, &view);
        fill_fields(request, &sign_on, view.saved, &view);
        TRY(fill_bound(request, &view.bound));
    }
    sign_on_settings_html(request->out, &view);
    return NULL;
}

Error *sign_on_settings_page(Request *request)
{
    return show(request, (SignOnTried){0});
}

/* ---- What is saved ----------------------------------------------------------------------------
 */

/* Notes what is wrong beside its field. */
static SignOn typed(Request *request, const SignOnInput *input, const SignOn *before)
{
    Arena *arena = request->arena;
    SignOnKind kind = sign_on_kind(input->kind);
    bool microsoft = kind == SIGN_ON_MICROSOFT;
    const char *fault, *own_name = sign_on_name(kind);
    SignOn made = {.kind = kind,
                   .name = own_name == NULL ? input->provider_name : own_name,
                   .client_id = input->client_id,
                   .client_secret = input->client_secret,
                   .passwords = input->passwords,
                   .factor_counts = input->factor_counts};
    made.issuer = sign_on_issuer(arena, kind, microsoft ? input->tenant : input->issuer, &fault);
    if (fault != NULL)
        form_problem(request, microsoft ? "tenant" : "issuer", fault);
    else if (!oidc_may_ask(site_options(request->site)->oidc, made.issuer))
        form_problem(request, "issuer", "Enter an address that begins with https://");
    made.domain = sign_on_domain(arena, kind, input->domain, &fault);
    if (fault != NULL)
        form_problem(request, "domain", fault);
    if (text_empty(made.name))
        form_problem(request, "provider_name", "Enter what staff call it");
    if (text_empty(made.client_secret) && before->kind == kind && before->client_secret != NULL)
        made.client_secret = before->client_secret;
    if (text_empty(made.client_secret))
        form_problem(request, "client_secret", "Enter the client secret");
    return made;
}

/* Whoever chooses what is trusted could be let in as anybody: only a head puts that into force. */
Error *sign_on_settings_save(Request *request)
{
    const SignOnInput *input = request->input;
    SignOn before;
    bool saved;
    TRY(sign_on_load(request->db, request->arena, request->school_id, &before, &saved));
    TRY(request_same_version(request, before.version));
    SignOn made = typed(request, input, &before);
    TRY(form_problems(request));
    made.active = before.active && (leads(request) || sign_on_same_trust(&before, &made));
    TRY(sign_on_save(request->db, request->school_id, &made, request->staff->id, request->now));
    return request_done(request, own_page(request),
                        before.active && !made.active ? "sign_on_waits" : "sign_on_saved");
}

/* Two heads may look at it at once: what is turned on is what was looked at. */
static Error *same_as_shown(Request *request)
{
    SignOn sign_on;
    bool saved;
    TRY(sign_on_load(request->db, request->arena, request->school_id, &sign_on, &saved));
    if (!saved)
        return error_conflict("It was removed meanwhile.", "no provider");
    if (request->version != sign_on.version)
        return error_conflict("Somebody changed the provider while you were looking at it. Look at "
                              "it again, and press once more.",
                              "version %lld, now %lld", (long long)request->version,
                              (long long)sign_on.version);
    return NULL;
}

static Error *turn(Request *request, bool active)
{
    TRY(same_as_shown(request));
    TRY(sign_on_turn(request->db, request->school_id, active, request->staff->id, request->now));
    return request_done(request, own_page(request), active ? "sign_on_on" : "sign_on_off");
}

Error *sign_on_settings_on(Request *request)
{
    if (!leads(request))
        return error_forbidden("Only the {head} turns this on: it decides who can be let in "
                               "as whom.",
                               "sign-on turned on by staff %" PRId64, request->staff->id.n);
    return turn(request, true);
}

Error *sign_on_settings_off(Request *request)
{
    return turn(request, false);
}

Error *sign_on_settings_remove(Request *request)
{
    TRY(same_as_shown(request));
    TRY(sign_on_remove(request->db, request->school_id));
    return request_done(request, url_print(request->arena, "/school/sign-in"), "sign_on_removed");
}

Error *sign_on_settings_undo(Request *request)
{
    TRY(sign_on_unbind(request->db, request->arena, request->school_id,
                       (SignOnBindingId){request_path_id(request, "binding")}));
    return request_done(request, own_page(request), "sign_on_undone");
}

/* ---- Whether it answers -----------------------------------------------------------------------
 */

typedef struct Trying {
    Request *request;
    SignOn sign_on;
    SignOnTried tried;
} Trying;

static bool found_right(Trying *trying, const Error *error, const char *right)
{
    Arena *arena = trying->request->arena;
    const char *words = error == NULL ? right : arena_copy(arena, error->message);
    trying->tried.items[trying->tried.count++] = (SignOnTriedRow){error == NULL, words};
    return error == NULL;
}

static Error *ask_provider(void *context)
{
    Trying *trying = context;
    Request *request = trying->request;
    Oidc *oidc = site_options(request->site)->oidc;
    OidcProvider provider;
    OidcClient client = sign_on_client(request->arena, &trying->sign_on, request_origin(request));
    oidc_forget(oidc);
    if (found_right(trying, oidc_find(oidc, request->arena, trying->sign_on.issuer, &provider),
                    "It answers, and calls itself what stands here."))
        found_right(trying, oidc_try_client(oidc, request->arena, &provider, &client),
                    "It knows the client ID with this secret.");
    return NULL;
}

Error *sign_on_settings_try_prepare(Request *request)
{
    Trying *trying = arena_new(request->arena, Trying);
    bool saved;
    trying->request = request;
    trying->tried.items = arena_array(request->arena, SignOnTriedRow, STEPS);
    TRY(sign_on_load(request->db, request->arena, request->school_id, &trying->sign_on, &saved));
    if (!saved)
        return error_conflict("It was removed meanwhile.", "no provider");
    TRY(request_away(request, ask_provider, trying));
    request->prepared = trying;
    return NULL;
}

Error *sign_on_settings_try(Request *request)
{
    const Trying *trying = request->prepared;
    TRY(request_told_once(request, own_page(request)));
    return show(request, trying->tried);
}

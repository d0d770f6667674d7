/* Signing in as a family: an address, a link that is mailed to it and spent by a button, and the
 * code that came another way. docs/decisions/0015-families-sign-in.md. */
#include <string.h>

#include "account/account.h"
#include "account/factor_pages.h"
#include "account/family_code_html.h"
#include "account/family_in_html.h"
#include "account/family_link_html.h"
#include "account/family_pages.h"
#include "account/family_sent_html.h"
#include "account/guard.h"
#include "platform/base/id.h"
#include "staff/device.h"
#include "staff/outbox.h"

/* Nobody is signed in yet: what is kept for them is what the longest comment takes, urlencoded. */
enum { CARRIED_MAXIMUM = 64 << 10, MAILS_SHOWN = 3 };

typedef struct FamilyInInput {
    const char *email;
    const char *to;
    const char *carried_path;
    const char *carried_body;
} FamilyInInput;

static const FormField in_fields[] = {
    FORM_TEXT(FamilyInInput, email, .label = "Your email address",
              .hint = "The one that letters about your child go to", .autocomplete = "email",
              .missing = "Enter your email address", .personal = true),
    FORM_TEXT(FamilyInInput, to, .label = "Page"),
    FORM_TEXT(FamilyInInput, carried_path, .label = "Form"),
    FORM_TEXT(FamilyInInput, carried_body, .label = "Form", .max = CARRIED_MAXIMUM,
              .personal = true),
};
const Form family_in_form = FORM(FamilyInInput, in_fields);

typedef struct FamilyLinkInput {
    const char *link;
} FamilyLinkInput;

static const FormField link_fields[] = {
    FORM_TEXT(FamilyLinkInput, link, .label = "Link", .personal = true, .secret = true)};
const Form family_link_form = FORM(FamilyLinkInput, link_fields);

typedef struct FamilyCodeInput {
    const char *code;
    const char *to;
} FamilyCodeInput;

static const FormField code_fields[] = {
    FORM_TEXT(FamilyCodeInput, code, .label = "Your code",
              .hint = "Twelve letters and numbers, from the letter that you were given",
              .autocomplete = "one-time-code", .missing = "Enter the code", .personal = true,
              .secret = true),
    FORM_TEXT(FamilyCodeInput, to, .label = "Page"),
};
const Form family_code_form = FORM(FamilyCodeInput, code_fields);

/* ---- The address ------------------------------------------------------------------------------
 */

static const FamilyInInput *typed_before(const Request *request)
{
    bool ours = request->form != NULL && request->form->form == &family_in_form;
    return ours ? request->input : NULL;
}

static DemoRows demo_rows(Request *request)
{
    const DemoPerson *people = site_options(request->site)->demo_people;
    DemoRows rows = {0};
    if (!site_options(request->site)->demo || people == NULL)
        return rows;
    size_t most = 0;
    while (people[most].email != NULL)
        most++;
    rows.items = arena_array(request->arena, DemoRow, most);
    for (size_t i = 0; i < most; i++)
        if (people[i].code != NULL)
            rows.items[rows.count++] = (DemoRow){
                .role = people[i].role,
                .name = people[i].name,
                .email = people[i].email,
                .code = people[i].code,
                .form = form_view(request, url_print(request->arena, "/family/in"), 0, NULL),
            };
    return rows;
}

Error *family_in_page(Request *request)
{
    const FamilyInInput *typed = typed_before(request);
    FamilyInPage view = {
        .page = page_make(request, "Sign in as a family", SECTION_FAMILY),
        .form = form_view(request, url_print(request->arena, "/family/in"), 0, "Sign in"),
        .email = field_view(request, &family_in_form, "email", ""),
        .to = account_safe_path(typed != NULL ? typed->to : request_query(request, "to")),
        .carried_path = request->carried.path,
        .carried_body = request->carried.body,
        .mail_set = site_options(request->site)->mail_set || site_options(request->site)->demo,
        .demo = demo_rows(request),
        .staff_in = url_print(request->arena, "/in"),
    };
    if (view.carried_path == NULL && typed != NULL && !text_empty(typed->carried_path)) {
        view.carried_path = typed->carried_path;
        view.carried_body = typed->carried_body;
    }
    view.form.upload = view.carried_path != NULL;
    if (view.carried_path != NULL)
        view.page.said = "You were signed out because nothing happened for a while. Sign in on "
                         "this device: what you typed comes back.";
    family_in_html(request->out, &view);
    return NULL;
}

/* Every asking takes a place of the network that it came from, whoever's address it names. */
Error *family_in_prepare(Request *request)
{
    Guard guard;
    return guard_begin(request, GUESS_LINK, (AccountId){0}, "", &guard);
}

/* Only the browser that had the form gets it back. */
static const char *device_of(Request *request)
{
    const char *device = request_device(request);
    if (!text_empty(device))
        return device;
    char *made = arena_alloc(request->arena, TOKEN_TEXT_SIZE);
    token_text(made);
    request->device = made;
    return made;
}

/* One row, whoever has that address, or nobody: the mail job looks. */
Error *family_in(Request *request)
{
    const FamilyInInput *input = request->input;
    const char *email = staff_email(request->arena, input->email);
    LinkRequest asked = {.email = email == NULL ? "" : email,
                         .place = account_safe_path(input->to),
                         .device = device_of(request)};
    if (!text_empty(input->carried_path) &&
        site_carries_for_families(request->site, input->carried_path)) {
        asked.carried_path = input->carried_path;
        asked.carried_body = input->carried_body;
    }
    TRY(link_ask(request->db, request->arena, &asked, request->now));
    return request_done(request, url_print(request->arena, "/family/in/sent"), NULL);
}

/* ---- What is answered, always -----------------------------------------------------------------
 */

/* The line that is a link becomes one, to this site. */
static SentMail sent_mail(Request *request, const OutboxLine *line)
{
    Arena *arena = request->arena;
    SentMail mail = {.to = line->email,
                     .at = moment_long(arena, line->made_at),
                     .before = line->shown,
                     .after = ""};
    const char *start = strstr(line->shown, "\nhttp");
    const char *path = start == NULL ? NULL : strstr(start, "/family/");
    if (path == NULL)
        return mail;
    size_t length = strcspn(path, "\n");
    mail.before = arena_copy_length(arena, line->shown, (size_t)(start + 1 - line->shown));
    mail.link = url_print(arena, "%s", arena_copy_length(arena, path, length));
    mail.after = path + length;
    return mail;
}

/* A demo sends nothing and hides nothing: everybody in it is invented. */
static Error *demo_mails(Request *request, SentMails *mails)
{
    SchoolId school = site_options(request->site)->demo_school;
    OutboxLines lines;
    if (school.n == 0)
        return NULL;
    TRY(db_enter_school(request->db, school.n));
    TRY(outbox_lines(request->db, request->arena, school, MAILS_SHOWN, &lines));
    mails->items = arena_array(request->arena, SentMail, lines.count);
    for (size_t i = 0; i < lines.count; i++)
        if (lines.items[i].shown != NULL)
            mails->items[mails->count++] = sent_mail(request, &lines.items[i]);
    return NULL;
}

Error *family_sent_page(Request *request)
{
    FamilySentPage view = {
        .page = page_make(request, "Look in your email", SECTION_FAMILY),
        .demo = site_options(request->site)->demo && !site_options(request->site)->mail_set,
        .again = url_print(request->arena, "/family/in"),
        .look = url_print(request->arena, "/family/in/sent"),
    };
    if (view.demo)
        TRY(demo_mails(request, &view.mails));
    family_sent_html(request->out, &view);
    return NULL;
}

/* No child's name, and nothing that tells what the school writes about. */
Mail family_link_mail(Arena *arena, const char *origin, const char *to, const char *school,
                      const char *token)
{
    static const char text[] =
        "Hello,\n\n"
        "somebody asked to sign in to the family pages of %s with this email address.\n\n"
        "If it was you, open this link within %d minutes and press the button:\n\n"
        "%s/family/in/link?link=%s\n\n"
        "Then you are asked for the code that you were given. Nobody ever asks you for it by "
        "email or telephone.\n\n"
        "If it was not you, you need do nothing. This link alone opens nothing.\n\n"
        "%s\n";
    return (Mail){.to = to,
                  .from_name = school,
                  .subject = arena_print(arena, "Your link to sign in: %s", school),
                  .text = arena_print(arena, text, school, LINK_MINUTES, origin, token, school)};
}

/* ---- The link ---------------------------------------------------------------------------------
 */

/* Mail scanners open links: nothing is looked up here, and nothing is spent. */
Error *family_link_page(Request *request)
{
    bool refused = request->form != NULL && request->form->form == &family_link_form;
    const FamilyLinkInput *input = refused ? request->input : NULL;
    FamilyLinkPage view = {
        .page = page_make(request, "Sign in", SECTION_FAMILY),
        .form = form_view(request, url_print(request->arena, "/family/in/link"), 0, "Sign in"),
        .key = input != NULL ? input->link : request_query(request, "link"),
        .spent = refused,
        .again = url_print(request->arena, "/family/in"),
    };
    family_link_html(request->out, &view);
    return NULL;
}

static Error *begin_session(Request *request, const Link *link, const AccountPlace *place)
{
    NewSession session = {
        .account = link->account_id,
        .school = place->school_id,
        .contact = place->contact_id,
        .learner = place->learner_id,
        .device = guard_device_words(request),
        .carried_path = link->carried_path,
        .carried_body = link->carried_body,
    };
    if (request->session != NULL)
        TRY(session_end(request->db, request->session));
    return session_start(request->db, request->arena, &session, request->now, &request->signed_in);
}

Error *family_link(Request *request)
{
    const FamilyLinkInput *input = request->input;
    Link link;
    AccountPlaces places;
    TRY(link_spend(request->db, request->arena, input->link, request_device(request), request->now,
                   &link));
    TRY(family_places(request->db, request->arena, link.account_id, request->today, &places));
    if (places.count == 0)
        return error_invalid("There is nothing to open any more. Ask the office.",
                             "account %lld has no place", (long long)link.account_id.n);
    TRY(request_note_of(request, &places.items[0], "used a link to sign in"));
    TRY(begin_session(request, &link, &places.items[0]));
    const char *to = account_safe_path(link.place);
    return request_done(request,
                        text_empty(to) ? url_print(request->arena, "/family/in/code")
                                       : url_print(request->arena, "/family/in/code?to=%s",
                                                   url_encode(request->arena, to)),
                        NULL);
}

/* ---- The code ---------------------------------------------------------------------------------
 */

Error *family_code_page(Request *request)
{
    if (request->session->confirmed && request->form == NULL)
        return request_done(request, url_print(request->arena, "/family"), NULL);
    bool again = request->form != NULL && request->form->form == &family_code_form;
    const FamilyCodeInput *input = again ? request->input : NULL;
    FamilyCodePage view = {
        .page = page_make(request, "Enter your code", SECTION_FAMILY),
        .form = form_view(request, url_print(request->arena, "/family/in/code"), 0, "Your code"),
        .code = field_view(request, &family_code_form, "code", ""),
        .to = account_safe_path(input != NULL ? input->to : request_query(request, "to")),
    };
    family_code_html(request->out, &view);
    return NULL;
}

Error *family_code_prepare(Request *request)
{
    const FamilyCodeInput *input = request->input;
    Guard guard;
    SchoolId school = {0};
    AccountId account = request->session->account_id;
    TRY(guard_begin(request, GUESS_FAMILY_CODE, account, guard_account_name(request, account),
                    &guard));
    Error *error = family_code_right(request->db, request->arena, account, input->code, &school);
    if (error == NULL)
        error = db_enter_school(request->db, request->school_id.n);
    if (error != NULL || school.n != 0)
        guard_forgive(request, &guard);
    TRY(error);
    return school.n != 0
               ? NULL
               : guard_refuse(request, &guard,
                              "That is not the code that you were given. Check the letter. "
                              "If it is lost, ask the office for a new one.");
}

/* The code is of another school than the session began at: it goes on there. */
static Error *go_on_elsewhere(Request *request, const AccountPlace *place)
{
    TRY(request_note_of(request, place, "signed in with link and code"));
    TRY(session_become(request->db, request->arena, request->session, place, request->now,
                       &request->signed_in));
    TRY(guard_remember_device(request, request->session->account_id));
    TRY(db_enter_school(request->db, request->school_id.n));
    return request_done(request, url_print(request->arena, "/family"), NULL);
}

static Error *go_on_here(Request *request, const char *to)
{
    TRY(account_renew_session(request));
    TRY(account_take_carried(request));
    return request_done(request, url_print(request->arena, "%s", text_empty(to) ? "/family" : to),
                        NULL);
}

/* Each school gives a code of its own: the one that is typed says where they go in. */
Error *family_code(Request *request)
{
    const FamilyCodeInput *input = request->input;
    AccountPlaces places;
    SchoolId school;
    AccountId account = request->session->account_id;
    TRY(family_code_right(request->db, request->arena, account, input->code, &school));
    if (school.n == 0)
        return error_invalid("That code was changed just now. Ask the office for the new one.",
                             "code changed");
    TRY(family_places(request->db, request->arena, account, request->today, &places));
    TRY(db_enter_school(request->db, school.n));
    TRY(family_code_used(request->db, school, account, request->now));
    TRY(db_enter_school(request->db, request->school_id.n));
    if (school.n == request->school_id.n)
        return go_on_here(request, account_safe_path(input->to));
    for (size_t i = 0; i < places.count; i++)
        if (places.items[i].school_id.n == school.n)
            return go_on_elsewhere(request, &places.items[i]);
    return error_invalid("There is nothing to open any more. Ask the office.",
                         "account %lld has no place", (long long)account.n);
}

/* Who of a learner's family can sign in, and the codes that are handed over for it. */
#include <inttypes.h>

#include "contact/contact_pages.h"
#include "contact/family_code_letter_html.h"
#include "contact/family_sign_in_html.h"
#include "staff/family.h"

typedef struct CodeInput {
    int64_t contact; /* 0: the learner */
    const char *email;
} CodeInput;

static const FormField code_fields[] = {
    FORM_ID(CodeInput, contact, .label = "Who"),
    FORM_TEXT(CodeInput, email, .label = "Their own email address",
              .hint = "Theirs alone: a link to sign in is sent to it", .personal = true),
};
const Form family_code_make_form = FORM(CodeInput, code_fields);

static Url place(Request *request, const char *rest)
{
    return url_print(request->arena, "/learners/%" PRId64 "/sign-in%s", request->learner->id.n,
                     rest);
}

static Error *fill_row(Request *request, ContactId contact, FamilySignInRow *row)
{
    FamilyAccess access;
    LearnerId learner = contact.n == 0 ? request->learner->id : (LearnerId){0};
    TRY(family_access(request->db, request->arena, request->school_id, contact, learner, &access));
    row->value = arena_print(request->arena, "%" PRId64, contact.n);
    row->has_code = moment_is_set(access.code_at);
    row->state = !row->has_code ? "Has no code"
                                : arena_print(request->arena, "Has a code since %s",
                                              moment_long(request->arena, access.code_at));
    row->used = moment_is_set(access.used_at)
                    ? arena_print(request->arena, "Last signed in %s",
                                  moment_long(request->arena, access.used_at))
                    : "Has not signed in yet";
    row->make = form_view(request, place(request, "/code"), 0, NULL);
    row->end = form_view(request, place(request, "/end"), 0, NULL);
    return NULL;
}

static Error *fill_contacts(Request *request, FamilySignInRows *rows)
{
    ContactStandings standings;
    TRY(contact_standings(request->db, request->arena, request->school_id, request->learner->id,
                          request->today, &standings));
    rows->items = arena_array(request->arena, FamilySignInRow, standings.count);
    for (size_t i = 0; i < standings.count; i++) {
        const ContactStanding *standing = &standings.items[i];
        Entitlement answer = entitlement(request->arena, &standing->facts, PURPOSE_PORTAL);
        FamilySignInRow *row = &rows->items[rows->count];
        if (standing->ended)
            continue;
        *row = (FamilySignInRow){.name = standing->link.name,
                                 .open = answer.verdict == VERDICT_MAY,
                                 .why = answer.count > 0 ? answer.reasons[0].sentence : ""};
        TRY(fill_row(request, standing->link.contact_id, row));
        rows->count++;
    }
    return NULL;
}

Error *family_sign_in_page(Request *request)
{
    FamilySignInPage view = {
        .page = page_make(request,
                          arena_print(request->arena, "Who of the family signs in, %s",
                                      learner_year_words(request->learner->national_year)),
                          SECTION_REGISTER),
        .link_comes = site_options(request->site)->mail_set || site_options(request->site)->demo,
        .learner = {.name = request->learner->known_name, .open = true, .why = ""},
        .email = field_view(request, &family_code_make_form, "email", ""),
    };
    TRY(learner_bar(request, TAB_CONTACTS, &view.bar));
    TRY(fill_contacts(request, &view.contacts));
    TRY(fill_row(request, (ContactId){0}, &view.learner));
    family_sign_in_html(request->out, &view);
    return NULL;
}

static Error *may_have_a_code(Request *request, ContactId contact)
{
    Entitlement answer;
    TRY(contact_may_receive(request->db, request->arena, request->school_id, request->learner->id,
                            contact, PURPOSE_PORTAL, request->today, &answer));
    return answer.verdict == VERDICT_MAY
               ? NULL
               : error_invalid("This contact may not sign in now, so no code is made.",
                               "contact %" PRId64 " may not", contact.n);
}

/* Told once: only its hash is kept. */
Error *family_code_make_post(Request *request)
{
    const CodeInput *input = request->input;
    ContactId contact = {input->contact};
    const char *code;
    FamilyCodeLetter view = {.school = request->school->name, .back = place(request, "")};
    if (contact.n != 0) {
        TRY(may_have_a_code(request, contact));
        TRY(family_code_make(request->db, request->arena, request->school_id, contact, request->now,
                             &code));
    } else {
        if (text_empty(input->email)) {
            form_problem(request, "email", "Enter the learner’s own email address");
            return form_problems(request);
        }
        TRY(learner_code_make(request->db, request->arena, request->school_id, request->learner->id,
                              input->email, request->staff->id, request->now, &code));
    }
    Family family;
    FamilyAccess access;
    bool found;
    LearnerId learner = contact.n == 0 ? request->learner->id : (LearnerId){0};
    TRY(family_access(request->db, request->arena, request->school_id, contact, learner, &access));
    TRY(family_load(request->db, request->arena, request->school_id, access.account_id, contact,
                    learner, &family, &found));
    TRY(request_told_once(request, place(request, "")));
    view.page = page_make(request, "A code to sign in with", SECTION_REGISTER);
    view.name = family.name;
    view.email = access.email;
    view.code = code;
    view.address = arena_print(request->arena, "%s/family/in", request_origin(request));
    family_code_letter_html(request->out, &view);
    return NULL;
}

Error *family_code_end_post(Request *request)
{
    const CodeInput *input = request->input;
    ContactId contact = {input->contact};
    FamilyAccess access;
    LearnerId learner = contact.n == 0 ? request->learner->id : (LearnerId){0};
    LearnerContacts contacts;
    bool theirs = contact.n == 0;
    TRY(learner_contacts(request->db, request->arena, request->school_id, request->learner->id,
                         &contacts));
    for (size_t i = 0; i < contacts.count; i++)
        theirs = theirs || contacts.items[i].contact_id.n == contact.n;
    if (!theirs)
        return error_not_found("contact %" PRId64, contact.n);
    TRY(family_access(request->db, request->arena, request->school_id, contact, learner, &access));
    if (access.account_id.n != 0)
        TRY(family_code_take_back(request->db, request->school_id, access.account_id));
    return request_done(request, place(request, ""), "family_code_ended");
}

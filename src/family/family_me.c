/* A family's own page: what the school holds of them. How they like to be reached is theirs to say
 * and holds at once; by what the school knows them, it asks back. docs/families.md says why. */
#include <inttypes.h>
#include <string.h>

#include "contact/contact.h"
#include "family/family_address_html.h"
#include "family/family_me_html.h"
#include "family/family_view.h"
#include "learner/contact.h"
#include "staff/family.h"
#include "staff/guess.h"
#include "staff/staff.h"

/* ---- The forms --------------------------------------------------------------------------------
 */

typedef struct WishesInput {
    const char *channel, *best_times, *language, *format;
    bool interpreter;
} WishesInput;

static const FormChoice channels[] = {
    {"email", "Email", NULL}, {"letter", "Letter", NULL},       {"phone", "Phone", NULL},
    {"text", "Text", NULL},   {"in_person", "In person", NULL}, {NULL, NULL, NULL},
};
static const FormChoice formats[] = {
    {"standard", "Standard", NULL},         {"large_print", "Large print", NULL},
    {"easy_read", "Easy read", NULL},       {"audio", "Audio", NULL},
    {"bsl", "British Sign Language", NULL}, {NULL, NULL, NULL},
};

static const FormField wishes_fields[] = {
    FORM_CHOICE(WishesInput, channel, .label = "Reach me best by", .choices = channels,
                .missing = "Choose how the {school} reaches you best"),
    FORM_TEXT(WishesInput, best_times, .label = "Best times",
              .hint = "Such as after 6 pm, not on Fridays", .max = 120, .personal = true),
    FORM_TEXT(WishesInput, language, .label = "The language I prefer", .max = 60, .personal = true),
    FORM_CHECK(WishesInput, interpreter, .label = "I need an interpreter at meetings"),
    FORM_CHOICE(WishesInput, format, .label = "Papers as", .choices = formats,
                .missing = "Choose how papers should come"),
};
const Form family_wishes_form = FORM(WishesInput, wishes_fields);

typedef struct AskInput {
    const char *field, *wanted;
} AskInput;

static const FormChoice asked_of_contact[] = {{"phone", "Phone", NULL},
                                              {"email", "Email", NULL},
                                              {"address", "Address", NULL},
                                              {"name", "Name", NULL},
                                              {NULL, NULL, NULL}};

static const FormField ask_fields[] = {
    FORM_CHOICE(AskInput, field, .label = "What should change?", .choices = asked_of_contact,
                .missing = "Choose what should change"),
    FORM_TEXT(AskInput, wanted, .label = "What should it be?", .rows = 3, .max = 400,
              .missing = "Write what it should be", .personal = true),
};
const Form family_ask_form = FORM(AskInput, ask_fields);

typedef struct AddressInput {
    int64_t school;
    const char *link;
} AddressInput;

static const FormField address_fields[] = {
    FORM_ID(AddressInput, school, .label = "{School}"),
    FORM_TEXT(AddressInput, link, .label = "Link", .personal = true, .secret = true),
};
const Form family_address_form = FORM(AddressInput, address_fields);

/* ---- Their own page ---------------------------------------------------------------------------
 */

static const char *or_empty(const char *text)
{
    return text == NULL ? "" : text;
}

static bool of_contact(const Request *request)
{
    return request->family->contact_id.n != 0;
}

/* Their own, so the address too. */
static Error *own_details(Request *request, Contact *contact)
{
    FamilyAccess access;
    *contact = (Contact){.name = request->family->name};
    if (of_contact(request))
        return contact_load(request->db, request->arena, request->school_id,
                            request->family->contact_id, true, contact);
    TRY(family_access(request->db, request->arena, request->school_id, (ContactId){0},
                      request->family->learner_id, &access));
    contact->email = access.email;
    return NULL;
}

static const char *yes(bool is, const char *words, const char *otherwise)
{
    return is ? words : otherwise;
}

static HeldRow held_row(const FamilyLearner *learner, const LearnerContact *link)
{
    OptionalInteger responsibility = link->parental_responsibility;
    return (HeldRow){
        .name = learner->known_name,
        .relationship = relationship_words(link->relationship),
        .responsibility =
            !responsibility.present ? "Not known" : yes(responsibility.value != 0, "Yes", "No"),
        .lives_with = yes(link->lives_with, "Yes", "No"),
        .letters = yes(link->correspondence, "Yes", "No"),
        .papers = yes(link->receives_documents, "Yes", "No"),
        .reports = yes(link->receives_reports, "Yes", "No"),
        .collects = yes(link->may_collect, "Yes", "No"),
    };
}

/* Of each child whose record is open to them, their own link and nobody else's. */
static Error *fill_held(Request *request, HeldRows *rows)
{
    FamilyLearners learners;
    TRY(family_learners(request->db, request->arena, request->school_id, request->family,
                        request->today, &learners));
    *rows = (HeldRows){0, arena_array(request->arena, HeldRow, learners.count)};
    for (size_t i = 0; i < learners.count; i++) {
        LearnerContacts links;
        request_shows(request, learners.items[i].id);
        TRY(learner_contacts(request->db, request->arena, request->school_id, learners.items[i].id,
                             &links));
        for (size_t k = 0; k < links.count; k++)
            if (links.items[k].contact_id.n == request->family->contact_id.n &&
                !date_is_set(links.items[k].ends_on) && rows->count <= i)
                rows->items[rows->count++] = held_row(&learners.items[i], &links.items[k]);
    }
    return NULL;
}

static FieldView ask_field(Request *request)
{
    static const ChoiceView only_email = {.code = "email", .label = "Email"};
    ChoiceViews one = {1, arena_new(request->arena, ChoiceView)};
    one.items[0] = only_email;
    return of_contact(request)
               ? field_view(request, &family_ask_form, "field", "")
               : field_view_choices(request, &family_ask_form, "field", "email", one);
}

Error *family_me_page(Request *request)
{
    Contact contact;
    const Form *wishes = &family_wishes_form;
    TRY(own_details(request, &contact));
    FamilyMePage view = {
        .page = page_make(request, "Your details", SECTION_FAMILY),
        .of_contact = of_contact(request),
        .start = url_print(request->arena, "/family"),
        .name = contact.name,
        .email = contact.email,
        .phone = contact.phone,
        .address = contact.address,
        .wishes = form_view(request, url_print(request->arena, "/family/me/wishes"),
                            contact.version, "How the {school} reaches you"),
        .channel = field_view(request, wishes, "channel", or_empty(contact.channel)),
        .best_times = field_view(request, wishes, "best_times", or_empty(contact.best_times)),
        .language = field_view(request, wishes, "language", or_empty(contact.language)),
        .interpreter = field_view_check(request, wishes, "interpreter", contact.interpreter),
        .format = field_view(request, wishes, "format",
                             contact.format == NULL ? "standard" : contact.format),
        .ask = form_view(request, url_print(request->arena, "/family/me/ask"), 0,
                         "Ask the {school} to change something"),
        .field = ask_field(request),
        .wanted = field_view(request, &family_ask_form, "wanted", ""),
        .asking = request->form != NULL && request->form->form == &family_ask_form,
    };
    TRY(details_asked(request, &view.asked));
    if (view.of_contact)
        TRY(fill_held(request, &view.held));
    family_me_html(request->out, &view);
    return NULL;
}

Error *family_wishes_post(Request *request)
{
    const WishesInput *input = request->input;
    Contact contact;
    if (!of_contact(request))
        return error_forbidden("These are for parents and carers.", "wishes of a learner");
    TRY(own_details(request, &contact));
    TRY(request_same_version(request, contact.version));
    contact.channel = input->channel;
    contact.best_times = text_empty(input->best_times) ? NULL : input->best_times;
    contact.language = text_empty(input->language) ? NULL : input->language;
    contact.interpreter = input->interpreter;
    contact.format = input->format;
    TRY(contact_change(request->db, request->arena, request->school_id, &contact, false));
    return request_done(request, url_print(request->arena, "/family/me"), "wishes_saved");
}

static void check_asked(Request *request, const AskInput *input, const char *was)
{
    bool email = text_equal(input->field, "email");
    if (!of_contact(request) && !email)
        form_problem(request, "field", "Only your email address");
    if (email && staff_email(request->arena, input->wanted) == NULL)
        form_problem(request, "wanted", "Enter an address like name@example.org");
    if (text_equal(input->field, "name") && strchr(input->wanted, '\n') != NULL)
        form_problem(request, "wanted", "Write the name on one line");
    if (text_equal(was, input->wanted))
        form_problem(request, "wanted", "That is what the {school} has");
}

static const char *held_now(const Contact *contact, const char *field)
{
    return text_equal(field, "name")    ? contact->name
           : text_equal(field, "email") ? contact->email
           : text_equal(field, "phone") ? contact->phone
                                        : contact->address;
}

Error *family_ask_post(Request *request)
{
    const AskInput *input = request->input;
    Contact contact;
    TRY(own_details(request, &contact));
    const char *was = held_now(&contact, input->field);
    check_asked(request, input, was);
    TRY(form_problems(request));
    bool email = text_equal(input->field, "email");
    TRY(details_ask(request, input->field, was,
                    email ? staff_email(request->arena, input->wanted) : input->wanted));
    return request_done(request, url_print(request->arena, "/family/me"),
                        email ? "address_asked" : "details_asked");
}

/* ---- A new address ----------------------------------------------------------------------------
 */

/* Mail scanners open links: nothing is looked up here, and nothing is spent. */
Error *family_address_page(Request *request)
{
    bool refused = request->form != NULL && request->form->form == &family_address_form;
    FamilyAddressPage view = {
        .page = page_make(request, "Confirm your address", SECTION_FAMILY),
        .form = form_view(request, url_print(request->arena, "/family/address"), 0,
                          "Confirm your address"),
        .school = request_query(request, "school"),
        .link = request_query(request, "link"),
        .spent = refused,
        .done = text_equal(request_query(request, "done"), "yes"),
        .in = url_print(request->arena, "/family/in"),
    };
    family_address_html(request->out, &view);
    return NULL;
}

Error *family_address_post(Request *request)
{
    const AddressInput *input = request->input;
    SchoolId school = {input->school};
    TRY(db_enter_school(request->db, school.n));
    AccountPlace by;
    TRY(details_confirmed(request->db, request->arena, school, input->link, request->now, &by));
    TRY(request_note_of(request, &by, "confirmed a new address"));
    if (request->school_id.n != 0)
        TRY(db_enter_school(request->db, request->school_id.n));
    return request_done(request, url_print(request->arena, "/family/address?done=yes"), NULL);
}

Mail family_address_mail(Arena *arena, const char *origin, SchoolId at, const char *to,
                         const char *school, const char *token)
{
    static const char text[] =
        "Hello,\n\n"
        "somebody asked %s to write to this email address from now on.\n\n"
        "If it was you, open this link within 48 hours and press the button:\n\n"
        "%s/family/address?school=%" PRId64 "&link=%s\n\n"
        "Then the office looks at it. If it was not you, you need do nothing.\n\n"
        "%s\n";
    return (Mail){
        .to = to,
        .from_name = school,
        .subject = arena_print(arena, "Confirm your new address: %s", school),
        .text = arena_print(arena, text, school, origin, at.n, token, school),
    };
}

Mail family_old_address_mail(Arena *arena, const char *to, const char *school)
{
    static const char text[] =
        "Hello,\n\n"
        "somebody who had signed in to the family pages of %s asked for letters to go to another "
        "email address instead of this one. Nothing has changed yet: the new address must confirm "
        "it, and the office looks at it.\n\n"
        "If it was not you, tell the office today.\n\n"
        "%s\n";
    return (Mail){.to = to,
                  .from_name = school,
                  .subject = arena_print(arena, "Another address was asked for: %s", school),
                  .text = arena_print(arena, text, school, school)};
}

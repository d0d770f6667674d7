/* Adding a contact, changing one, ending the link, and the head's holding back. */
#include <inttypes.h>

#include "contact/contact_edit_html.h"
#include "contact/contact_new_html.h"
#include "contact/contact_pages.h"
#include "contact/contact_sql.h"
#include "platform/base/id.h"

/* ---- The forms --------------------------------------------------------------------------------
 */

typedef struct ContactInput {
    const char *who; /* id of somebody of the address book; "new" or "": somebody new */
    const char *name, *email, *phone, *address, *language, *best_times, *format, *channel;
    bool interpreter;
    const char *relationship, *parental_responsibility;
    Texts rights;
    OptionalInteger place;
} ContactInput;

static const FormChoice relationships[] = {
    {"mother", "Mother", NULL},
    {"father", "Father", NULL},
    {"parent", "Parent", NULL},
    {"step_parent", "Step-parent", NULL},
    {"foster_carer", "Foster carer", NULL},
    {"grandparent", "Grandparent", NULL},
    {"guardian", "Guardian", NULL},
    {"social_worker", "Social worker", NULL},
    {"carer", "Carer", NULL},
    {"sibling", "Brother or sister", NULL},
    {"other", "Somebody else", NULL},
    {NULL, NULL, NULL},
};
static const FormChoice responsibilities[] = {
    {"yes", "Yes",
     "Mothers have it; fathers when married to the mother or on the birth certificate; "
     "others by an agreement or a court"},
    {"no", "No", NULL},
    {"unknown", "Not known", NULL},
    {NULL, NULL, NULL},
};
static const FormChoice rights[] = {
    {"lives_with", "The child lives with them, and they look after the child", NULL},
    {"correspondence", "The {school} writes to them", NULL},
    {"documents", "Is sent papers about SEN", NULL},
    {"reports", "Is sent reports", NULL},
    {"collect", "May collect the child", NULL},
    {NULL, NULL, NULL},
};
static const FormChoice formats[] = {
    {"standard", "Standard", NULL},         {"large_print", "Large print", NULL},
    {"easy_read", "Easy read", NULL},       {"audio", "Audio", NULL},
    {"bsl", "British Sign Language", NULL}, {NULL, NULL, NULL},
};
static const FormChoice channels[] = {
    {"email", "Email", NULL}, {"letter", "Letter", NULL},       {"phone", "Phone", NULL},
    {"text", "Text", NULL},   {"in_person", "In person", NULL}, {NULL, NULL, NULL},
};

#define PERSON_FIELDS                                                                              \
    FORM_TEXT(ContactInput, name, .label = "Name, as you write it on an envelope",                 \
              .hint = "Such as Mrs Ewa Nowak", .max = 120, .personal = true),                      \
        FORM_TEXT(ContactInput, email, .label = "Email", .max = 200, .personal = true),            \
        FORM_TEXT(ContactInput, phone, .label = "Phone", .max = 60, .personal = true),             \
        FORM_TEXT(ContactInput, address, .label = "Address", .rows = 3, .max = 400,                \
                  .personal = true),                                                               \
        FORM_TEXT(ContactInput, language, .label = "Preferred language", .max = 60,                \
                  .personal = true),                                                               \
        FORM_CHECK(ContactInput, interpreter, .label = "Needs an interpreter"),                    \
        FORM_CHOICE(ContactInput, format, .label = "Papers as", .choices = formats),               \
        FORM_CHOICE(ContactInput, channel, .label = "Reached best by", .choices = channels),       \
        FORM_TEXT(ContactInput, best_times, .label = "Best times", .max = 120, .personal = true)

#define LINK_FIELDS                                                                                \
    FORM_CHOICE(ContactInput, relationship, .label = "Who are they to the child?",                 \
                .choices = relationships, .missing = "Choose who they are to the child"),          \
        FORM_CHOICE(ContactInput, parental_responsibility, .label = "Parental responsibility?",    \
                    .choices = responsibilities,                                                   \
                    .missing = "Say whether they have it, or that it is not known"),               \
        FORM_SET(ContactInput, rights, .label = "What the {school} does with this contact",        \
                 .hint = "Nothing goes to them of itself but what is ticked", .choices = rights),  \
        FORM_INTEGER(ContactInput, place, .label = "Order of asking", .hint = "1 is asked first",  \
                     .least = 1, .most = 20)

static const FormField new_fields[] = {
    FORM_TEXT(ContactInput, who, .label = "Who is it?"),
    PERSON_FIELDS,
    LINK_FIELDS,
};
const Form contact_new_form = FORM(ContactInput, new_fields);

static const FormField edit_fields[] = {PERSON_FIELDS, LINK_FIELDS};
const Form contact_edit_form = FORM(ContactInput, edit_fields);

typedef struct EndInput {
    Date last_day;
} EndInput;
static const FormField end_fields[] = {
    FORM_DATE(EndInput, last_day, .label = "Last day as a contact",
              .hint = "Yesterday’s date ends it at once", .missing = "Enter the last day"),
};
const Form contact_end_form = FORM(EndInput, end_fields);

typedef struct HoldInput {
    const char *reason;
    Date until;
} HoldInput;
static const FormField hold_fields[] = {
    FORM_TEXT(HoldInput, reason, .label = "What is being checked?", .rows = 2, .max = 500,
              .missing = "Say what is being checked", .personal = true),
    FORM_DATE(HoldInput, until, .label = "Until", .missing = "Enter the day until which it holds"),
};
const Form contact_hold_form = FORM(HoldInput, hold_fields);

/* ---- What they show ---------------------------------------------------------------------------
 */

const char *typed_or_null(const char *typed)
{
    return text_empty(typed) ? NULL : typed;
}

static const char *or_empty(const char *text)
{
    return text == NULL ? "" : text;
}

static ContactFields person_fields(Request *request, const Form *form, const Contact *contact)
{
    return (ContactFields){
        .name = field_view(request, form, "name", or_empty(contact->name)),
        .email = field_view(request, form, "email", or_empty(contact->email)),
        .phone = field_view(request, form, "phone", or_empty(contact->phone)),
        .address = field_view(request, form, "address", or_empty(contact->address)),
        .language = field_view(request, form, "language", or_empty(contact->language)),
        .interpreter = field_view_check(request, form, "interpreter", contact->interpreter),
        .format = field_view(request, form, "format",
                             contact->format == NULL ? "standard" : contact->format),
        .channel = field_view(request, form, "channel",
                              contact->channel == NULL ? "email" : contact->channel),
        .best_times = field_view(request, form, "best_times", or_empty(contact->best_times)),
        .sees_address = request_may(request, MAY_SEE_ADDRESS),
    };
}

static const char *responsibility_code(const LearnerContact *link)
{
    if (link->id.n == 0)
        return "";
    if (!link->parental_responsibility.present)
        return "unknown";
    return link->parental_responsibility.value != 0 ? "yes" : "no";
}

static Texts rights_of(Arena *arena, const LearnerContact *link)
{
    const struct {
        bool has;
        const char *code;
    } all[] = {
        {link->lives_with, "lives_with"},        {link->correspondence, "correspondence"},
        {link->receives_documents, "documents"}, {link->receives_reports, "reports"},
        {link->may_collect, "collect"},
    };
    Texts codes = {0, arena_array(arena, const char *, sizeof all / sizeof all[0])};
    for (size_t i = 0; i < sizeof all / sizeof all[0]; i++)
        if (all[i].has)
            codes.items[codes.count++] = all[i].code;
    return codes;
}

static LinkFields link_fields(Request *request, const Form *form, const LearnerContact *link)
{
    return (LinkFields){
        .relationship = field_view(request, form, "relationship", or_empty(link->relationship)),
        .parental_responsibility =
            field_view(request, form, "parental_responsibility", responsibility_code(link)),
        .rights = field_view_set(request, form, "rights", rights_of(request->arena, link)),
        .place =
            field_view_integer(request, form, "place", (OptionalInteger){true, link->priority}),
    };
}

/* ---- What they say ----------------------------------------------------------------------------
 */

static bool has_right(const ContactInput *input, const char *code)
{
    for (size_t i = 0; i < input->rights.count; i++)
        if (text_equal(input->rights.items[i], code))
            return true;
    return false;
}

static Contact contact_typed(const ContactInput *input)
{
    return (Contact){
        .name = input->name,
        .email = typed_or_null(input->email),
        .phone = typed_or_null(input->phone),
        .address = typed_or_null(input->address),
        .language = typed_or_null(input->language),
        .best_times = typed_or_null(input->best_times),
        .interpreter = input->interpreter,
        .format = text_empty(input->format) ? "standard" : input->format,
        .channel = text_empty(input->channel) ? "letter" : input->channel,
    };
}

static LearnerContact link_typed(const ContactInput *input)
{
    bool unknown = text_equal(input->parental_responsibility, "unknown");
    bool yes = text_equal(input->parental_responsibility, "yes");
    return (LearnerContact){
        .relationship = input->relationship,
        .parental_responsibility = {!unknown, yes},
        .lives_with = has_right(input, "lives_with"),
        .correspondence = has_right(input, "correspondence"),
        .receives_documents = has_right(input, "documents"),
        .receives_reports = has_right(input, "reports"),
        .may_collect = has_right(input, "collect"),
    };
}

static void check_person(Request *request, const ContactInput *input)
{
    if (text_empty(input->name))
        form_problem(request, "name", "Enter the name");
    if (!text_empty(input->email) && staff_email(request->arena, input->email) == NULL)
        form_problem(request, "email", "Enter an address like name@example.org");
}

/* ---- Somebody more ----------------------------------------------------------------------------
 */

#define SOMEBODY_NEW "new"

/* Of the same family name; and whoever was picked in the address book. */
static Error *who_choices(Request *request, const char *picked, ChoiceViews *views)
{
    struct likely_contacts_rows likely;
    Arena *arena = request->arena;
    int64_t id;
    TRY(likely_contacts(request->db, arena, request->school_id, request->learner->id,
                        text_sort_key(arena, request->learner->surname), &likely));
    *views = (ChoiceViews){0, arena_array(arena, ChoiceView, likely.count + 2)};
    views->items[views->count++] = (ChoiceView){.code = SOMEBODY_NEW, .label = "Somebody new"};
    for (size_t i = 0; i < likely.count; i++)
        views->items[views->count++] =
            (ChoiceView){.code = arena_print(arena, "%" PRId64, likely.items[i].id.n),
                         .label = likely.items[i].name,
                         .hint = "In the address book already"};
    for (size_t i = 0; i < views->count; i++)
        if (text_equal(views->items[i].code, picked))
            return NULL;
    if (id_parse(picked == NULL ? "" : picked, &id)) {
        Contact contact;
        TRY(contact_load(request->db, arena, request->school_id, (ContactId){id}, false, &contact));
        views->items[views->count++] = (ChoiceView){
            .code = picked, .label = contact.name, .hint = "In the address book already"};
    }
    return NULL;
}

Error *contact_new_page(Request *request)
{
    const Form *form = &contact_new_form;
    static const Contact nobody = {0};
    ContactStandings all;
    ChoiceViews choices;
    const char *picked = request_query(request, "contact");
    TRY(contact_standings(request->db, request->arena, request->school_id, request->learner->id,
                          request->today, &all));
    LearnerContact link = {.priority = (int)all.count + 1};
    TRY(who_choices(request, picked, &choices));
    ContactNewPage view = {
        .page = page_make(request, contact_title(request, "Add a contact"), SECTION_CONTACTS),
        .form = form_view(request, contact_place(request, "/contacts"), 0, "Add a contact"),
        .who = field_view_choices(request, form, "who", picked == NULL ? SOMEBODY_NEW : picked,
                                  choices),
        .person = person_fields(request, form, &nobody),
        .link = link_fields(request, form, &link),
        .back = contact_place(request, "/contacts"),
        .book = url_print(request->arena, "/contacts?for=%" PRId64, request->learner->id.n),
    };
    view.who.optional = false;
    TRY(learner_bar(request, TAB_CONTACTS, &view.bar));
    contact_new_html(request->out, &view);
    return NULL;
}

/* Who it is: somebody of the book by id, or somebody new who is written into it. */
static Error *take_person(Request *request, const ContactInput *input, ContactId *id)
{
    Contact contact;
    if (id_parse(input->who, &id->n)) {
        Error *error =
            contact_load(request->db, request->arena, request->school_id, *id, false, &contact);
        if (error != NULL && error->kind != ERROR_NOT_FOUND)
            return error;
        if (error != NULL)
            form_problem(request, "who", "Choose somebody of the list");
        return form_problems(request);
    }
    check_person(request, input);
    TRY(form_problems(request));
    contact = contact_typed(input);
    if (!request_may(request, MAY_SEE_ADDRESS))
        contact.address = NULL;
    return contact_add(request->db, request->arena, request->school_id, &contact, id);
}

static Error *not_twice(Request *request, ContactId contact, const ContactStandings *all)
{
    for (size_t i = 0; i < all->count; i++)
        if (all->items[i].link.contact_id.n == contact.n && !all->items[i].ended)
            form_problem(request, "who", "This is one of the contacts already");
    return form_problems(request);
}

/* A file may have left gaps. */
static int last_place(const ContactStandings *all)
{
    int last = 0;
    for (size_t i = 0; i < all->count; i++)
        if (all->items[i].link.priority > last)
            last = all->items[i].link.priority;
    return last;
}

Error *contact_new_post(Request *request)
{
    const ContactInput *input = request->input;
    LearnerContact link = link_typed(input);
    LearnerContactId id;
    ContactStandings all;
    TRY(contact_standings(request->db, request->arena, request->school_id, request->learner->id,
                          request->today, &all));
    TRY(take_person(request, input, &link.contact_id));
    TRY(not_twice(request, link.contact_id, &all));
    link.learner_id = request->learner->id;
    link.starts_on = request->today;
    link.priority = last_place(&all) + 1;
    TRY(learner_contact_add(request->db, request->school_id, &link, &id));
    if (input->place.present)
        TRY(learner_contact_put(request->db, request->arena, request->school_id,
                                request->learner->id, id, (int)input->place.value));
    return request_done(request, contact_place(request, "/contacts"), "contact_added");
}

/* ---- One contact ------------------------------------------------------------------------------
 */

Error *contact_standing_here(Request *request, ContactStandings *all, ContactStanding **standing)
{
    int64_t id = request_path_id(request, "link");
    *standing = arena_new(request->arena, ContactStanding);
    TRY(contact_standings(request->db, request->arena, request->school_id, request->learner->id,
                          request->today, all));
    for (size_t i = 0; i < all->count; i++)
        if (all->items[i].link.id.n == id) {
            *standing = &all->items[i];
            return NULL;
        }
    return error_not_found("link %" PRId64, id);
}

static Url link_place(Request *request, const ContactStanding *standing, const char *rest)
{
    return contact_place(
        request, arena_print(request->arena, "/contacts/%" PRId64 "%s", standing->link.id.n, rest));
}

/* Person and link are saved as one: either version alone would let the other be overwritten, and
 * both only ever grow. */
static int64_t version_of(const Contact *contact, const ContactStanding *standing)
{
    return contact->version + standing->link.version;
}

static const char *held_until(Arena *arena, const ContactStanding *standing)
{
    Entitlement answer = entitlement(arena, &standing->facts, PURPOSE_PORTAL);
    return text_equal(answer.reasons[0].rule, "R-FA-4") ? answer.reasons[0].sentence : NULL;
}

static void add_ways_out(Request *request, const ContactStanding *standing, ContactEditPage *view)
{
    view->ended = standing->ended;
    view->end = form_view(request, link_place(request, standing, "/end"), 0, "No contact any more");
    view->last_day =
        field_view_date(request, &contact_end_form, "last_day", date_add_days(request->today, -1));
    view->may_hold = request_may(request, MAY_HOLD_BACK);
    view->held = held_until(request->arena, standing);
    view->hold = form_view(request, link_place(request, standing, "/hold"), 0, "Hold back");
    view->release = form_view(request, link_place(request, standing, "/release"), 0, "Release");
    view->reason = field_view(request, &contact_hold_form, "reason", "");
    view->until =
        field_view_date(request, &contact_hold_form, "until", date_add_days(request->today, 7));
}

Error *contact_edit_page(Request *request)
{
    const Form *form = &contact_edit_form;
    ContactStandings all;
    ContactStanding *standing;
    Contact contact;
    TRY(contact_standing_here(request, &all, &standing));
    TRY(contact_load(request->db, request->arena, request->school_id, standing->link.contact_id,
                     request_may(request, MAY_SEE_ADDRESS), &contact));
    ContactEditPage view = {
        .page = page_make(request, contact_title(request, "Contact"), SECTION_CONTACTS),
        .name = contact.name,
        .form = form_view(request, link_place(request, standing, ""),
                          version_of(&contact, standing), "Change this contact"),
        .person = person_fields(request, form, &contact),
        .link = link_fields(request, form, &standing->link),
        .back = contact_place(request, "/contacts"),
    };
    add_ways_out(request, standing, &view);
    TRY(contact_also(request, contact.id, &view.also));
    TRY(learner_bar(request, TAB_CONTACTS, &view.bar));
    contact_edit_html(request->out, &view);
    return NULL;
}

Error *contact_edit_post(Request *request)
{
    const ContactInput *input = request->input;
    ContactStandings all;
    ContactStanding *standing;
    Contact now;
    bool sees_address = request_may(request, MAY_SEE_ADDRESS);
    TRY(contact_standing_here(request, &all, &standing));
    TRY(contact_load(request->db, request->arena, request->school_id, standing->link.contact_id,
                     sees_address, &now));
    TRY(request_same_version(request, version_of(&now, standing)));
    check_person(request, input);
    TRY(form_problems(request));
    Contact contact = contact_typed(input);
    contact.id = now.id;
    contact.version = now.version;
    LearnerContact link = link_typed(input);
    link.id = standing->link.id;
    link.learner_id = request->learner->id;
    link.version = standing->link.version;
    TRY(contact_change(request->db, request->arena, request->school_id, &contact, sees_address));
    TRY(learner_contact_change(request->db, request->school_id, &link));
    if (input->place.present && input->place.value != standing->link.priority)
        TRY(learner_contact_put(request->db, request->arena, request->school_id,
                                request->learner->id, link.id, (int)input->place.value));
    return request_done(request, contact_place(request, "/contacts"), "contact_saved");
}

Error *contact_end_post(Request *request)
{
    const EndInput *input = request->input;
    ContactStandings all;
    ContactStanding *standing;
    TRY(contact_standing_here(request, &all, &standing));
    /* The day before the first: one who was added today is out today. */
    if (date_compare(input->last_day, date_add_days(standing->link.starts_on, -1)) < 0)
        form_problem(request, "last_day", "They were no contact yet on that day");
    TRY(form_problems(request));
    TRY(learner_contact_end(request->db, request->school_id, request->learner->id,
                            standing->link.id, input->last_day));
    return request_done(request, contact_place(request, "/contacts"), "contact_ended");
}

enum { MOST_HELD_DAYS = 28 };

Error *contact_hold_post(Request *request)
{
    const HoldInput *input = request->input;
    ContactStandings all;
    ContactStanding *standing;
    TRY(contact_standing_here(request, &all, &standing));
    if (date_compare(input->until, request->today) < 0)
        form_problem(request, "until", "The day must be today or later");
    if (date_days_between(request->today, input->until) > MOST_HELD_DAYS)
        form_problem(request, "until",
                     "At most four weeks: longer than that, only a court keeps a parent out");
    TRY(form_problems(request));
    TRY(contact_suspend(request->db, request->school_id, request->learner->id,
                        standing->link.contact_id, input->reason, request->staff->id,
                        request->today, input->until));
    return request_done(request, contact_place(request, "/contacts"), "contact_held");
}

Error *contact_release_post(Request *request)
{
    ContactStandings all;
    ContactStanding *standing;
    TRY(contact_standing_here(request, &all, &standing));
    TRY(contact_release(request->db, request->school_id, request->learner->id,
                        standing->link.contact_id, request->today));
    return request_done(request, contact_place(request, "/contacts"), "contact_released");
}

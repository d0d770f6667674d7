/* Who may be given something about a learner, offered and checked the same way everywhere. */
#include <inttypes.h>
#include <string.h>

#include "contact/contact.h"
#include "contact/name_rules.h"

#define LEARNER_CODE "learner"

const char *relationship_words(const char *relationship)
{
    static const struct {
        const char *code, *words;
    } all[] = {
        {"mother", "Mother"},
        {"father", "Father"},
        {"parent", "Parent"},
        {"step_parent", "Step-parent"},
        {"foster_carer", "Foster carer"},
        {"grandparent", "Grandparent"},
        {"guardian", "Guardian"},
        {"social_worker", "Social worker"},
        {"carer", "Carer"},
        {"sibling", "Brother or sister"},
    };
    for (size_t i = 0; i < sizeof all / sizeof all[0]; i++)
        if (text_equal(all[i].code, relationship))
            return all[i].words;
    return "Other contact";
}

/* ---- What is offered --------------------------------------------------------------------------
 */

static const char *code_of(Arena *arena, ContactId contact)
{
    return arena_print(arena, "%" PRId64, contact.n);
}

static const char *sentence_for(Request *request, const ContactStanding *standing,
                                const EntitlementReason *reason)
{
    return entitlement_sentence(request->arena, &standing->facts, reason,
                                request_may(request, MAY_EDIT_CONTACTS));
}

/* Whoever may have it, and whoever may after a question that is answered on the spot. */
static bool is_offered(const Entitlement *answer)
{
    return answer->verdict == VERDICT_MAY ||
           (answer->verdict == VERDICT_ASK_FIRST && !answer->learner_decides);
}

/* "Likes to be reached by phone, after 6 pm" */
static const char *wish_of(Arena *arena, const LearnerContact *link)
{
    static const struct {
        const char *code, *words;
    } ways[] = {{"email", "by email"},
                {"letter", "by letter"},
                {"phone", "by phone"},
                {"text", "by text"},
                {"in_person", "in person"}};
    const char *wish = NULL;
    for (size_t i = 0; i < sizeof ways / sizeof ways[0]; i++)
        if (text_equal(ways[i].code, link->channel))
            wish = arena_print(arena, "Likes to be reached %s", ways[i].words);
    if (wish == NULL || text_empty(link->best_times))
        return wish;
    return arena_print(arena, "%s: %s", wish, link->best_times);
}

static const char *with_wish(Arena *arena, const char *hint, const char *wish)
{
    if (hint == NULL || wish == NULL)
        return hint == NULL ? wish : hint;
    return arena_print(arena, "%s. %s", wish, hint);
}

static void offer(Request *request, const ContactStanding *standing, const Entitlement *answer,
                  Recipients *recipients)
{
    Arena *arena = request->arena;
    const char *hint = NULL;
    if (answer->verdict == VERDICT_ASK_FIRST)
        hint = arena_print(arena, "Ask first. %s",
                           sentence_for(request, standing, &answer->reasons[0]));
    else if (answer->count > 1)
        hint = sentence_for(request, standing, &answer->reasons[1]);
    if (answer->hide_address)
        hint = arena_print(arena, "%s%sWhere others live is left out of their paper.",
                           hint == NULL ? "" : hint, hint == NULL ? "" : " ");
    recipients->choices.items[recipients->choices.count++] = (ChoiceView){
        .code = code_of(arena, standing->link.contact_id),
        .label = arena_print(arena, "%s, %s", standing->link.name,
                             relationship_words(standing->link.relationship)),
        .hint = with_wish(arena, hint, wish_of(arena, &standing->link)),
    };
}

static void leave_out(Request *request, const ContactStanding *standing, const Entitlement *answer,
                      Recipients *recipients)
{
    const EntitlementReason *reason = &answer->reasons[0];
    bool told = !reason->private_to_office || request_may(request, MAY_EDIT_CONTACTS);
    recipients->left_out.items[recipients->left_out.count++] = (LeftOut){
        .name = standing->link.name,
        .sentence = sentence_for(request, standing, reason),
        .strength = strength_word(reason->strength),
        .source = told ? reason->source : NULL,
    };
}

/* Never a wall: telling somebody is owed, whoever the office has on its list. */
static const char *what_to_do(Request *request, const Recipients *recipients)
{
    if (recipients->choices.count > 0)
        return NULL;
    if (recipients->standings.count == 0)
        return "No contacts are kept here yet. Add who has parental responsibility, and whoever "
               "the child lives with; then tell each of them.";
    return request->learner->looked_after
               ? "None of the contacts may be told. Ask the local authority, which shares parental "
                 "responsibility under a care order, whom to tell, and add them."
               : "None of the contacts may be told. Find out who else has parental responsibility "
                 "or care of the child, and add them.";
}

Error *recipients_read(Request *request, EntitlementPurpose purpose, Recipients *recipients)
{
    Arena *arena = request->arena;
    *recipients = (Recipients){.purpose = purpose};
    TRY(contact_standings(request->db, arena, request->school_id, request->learner->id,
                          request->today, &recipients->standings));
    size_t most = recipients->standings.count + 1;
    recipients->choices.items = arena_array(arena, ChoiceView, most);
    recipients->left_out.items = arena_array(arena, LeftOut, most);
    if (request_may(request, MAY_SEE_CONTACTS))
        recipients->contacts =
            url_print(arena, "/learners/%" PRId64 "/contacts", request->learner->id.n);
    if (rights_are_their_own(request->learner->born_on, request->today))
        recipients->choices.items[recipients->choices.count++] =
            (ChoiceView){.code = LEARNER_CODE, .label = request->learner->known_name};
    for (size_t i = 0; i < recipients->standings.count; i++) {
        const ContactStanding *standing = &recipients->standings.items[i];
        Entitlement answer = entitlement(arena, &standing->facts, purpose);
        if (is_offered(&answer))
            offer(request, standing, &answer, recipients);
        else if (!standing->ended)
            leave_out(request, standing, &answer, recipients);
    }
    recipients->nobody = what_to_do(request, recipients);
    return NULL;
}

/* ---- What was chosen --------------------------------------------------------------------------
 */

static void refuse(RecipientList *list, const char *field, const char *sentence)
{
    if (list->refusal != NULL)
        return;
    list->field = field;
    list->refusal = sentence;
}

static void take_code(Request *request, const Recipients *recipients, const char *field,
                      const char *code, RecipientList *list)
{
    if (text_equal(code, LEARNER_CODE) &&
        rights_are_their_own(request->learner->born_on, request->today)) {
        list->items[list->count++] = (Recipient){{0}, request->learner->known_name};
        return;
    }
    for (size_t i = 0; i < recipients->standings.count; i++) {
        const ContactStanding *standing = &recipients->standings.items[i];
        if (!text_equal(code_of(request->arena, standing->link.contact_id), code))
            continue;
        Entitlement answer = entitlement(request->arena, &standing->facts, recipients->purpose);
        if (is_offered(&answer))
            list->items[list->count++] =
                (Recipient){standing->link.contact_id, standing->link.name};
        else
            refuse(list, field, sentence_for(request, standing, &answer.reasons[0]));
        return;
    }
    refuse(list, field, "Choose from the people listed");
}

/* Nobody comes in through the open field who may not come in through the list. */
static void take_name(Request *request, const Recipients *recipients, const char *field,
                      const char *typed, RecipientList *list)
{
    for (size_t i = 0; i < recipients->standings.count; i++) {
        const ContactStanding *standing = &recipients->standings.items[i];
        Entitlement answer = entitlement(request->arena, &standing->facts, recipients->purpose);
        if (!is_offered(&answer) && names_may_be_one(request->arena, standing->link.name, typed)) {
            refuse(list, field, sentence_for(request, standing, &answer.reasons[0]));
            return;
        }
    }
    list->items[list->count++] = (Recipient){{0}, typed};
}

RecipientList recipients_take(Request *request, const Recipients *recipients, const char *field,
                              Texts codes, const char *name_field, const char *typed)
{
    RecipientList list = {.items = arena_array(request->arena, Recipient, codes.count + 1)};
    for (size_t i = 0; i < codes.count; i++)
        take_code(request, recipients, field, codes.items[i], &list);
    if (!text_empty(typed))
        take_name(request, recipients, name_field, typed, &list);
    return list;
}

const char *recipient_refusal(Request *request, const Recipients *recipients,
                              const Recipient *person)
{
    bool is_learner = person->contact_id.n == 0 &&
                      text_equal(person->name, request->learner->known_name) &&
                      rights_are_their_own(request->learner->born_on, request->today);
    const char *code = is_learner ? LEARNER_CODE : code_of(request->arena, person->contact_id);
    bool has_code = is_learner || person->contact_id.n != 0;
    RecipientList list =
        recipients_take(request, recipients, "to", (Texts){has_code ? 1 : 0, &code}, "to",
                        has_code ? NULL : person->name);
    return list.refusal;
}

const char *recipient_names(Arena *arena, const RecipientList *list)
{
    const char *names = "";
    for (size_t i = 0; i < list->count; i++)
        names =
            i == 0 ? list->items[i].name : arena_print(arena, "%s, %s", names, list->items[i].name);
    return names;
}

/* ---- Who was given something ------------------------------------------------------------------
 */

static const ContactStanding *standing_of(Arena *arena, const Recipients *recipients,
                                          const char *code)
{
    for (size_t i = 0; i < recipients->standings.count; i++)
        if (text_equal(code_of(arena, recipients->standings.items[i].link.contact_id), code))
            return &recipients->standings.items[i];
    return NULL; /* the young person */
}

FieldView recipients_field(Request *request, const Form *form, const char *name,
                           const Recipients *recipients)
{
    Arena *arena = request->arena;
    FieldView view = field_view_choices(request, form, name, "", recipients->choices);
    bool typed = request->form != NULL && request->form->form == form;
    for (size_t i = 0; i < view.choices.count && !typed; i++) {
        ChoiceView *choice = &view.choices.items[i];
        const ContactStanding *standing = standing_of(arena, recipients, choice->code);
        choice->chosen =
            standing == NULL || entitlement(arena, &standing->facts, recipients->purpose).addressed;
    }
    view.optional = false;
    return view;
}

const char *recipients_wish(Arena *arena, const Recipients *recipients)
{
    for (size_t i = 0; i < recipients->standings.count; i++) {
        const ContactStanding *standing = &recipients->standings.items[i];
        Entitlement answer = entitlement(arena, &standing->facts, recipients->purpose);
        if (answer.verdict == VERDICT_MAY && answer.addressed)
            return standing->link.channel;
    }
    return "";
}

Error *recipients_checked(Request *request, EntitlementPurpose purpose, const char *field,
                          Texts codes, const char **names)
{
    Recipients who;
    *names = NULL;
    TRY(recipients_read(request, purpose, &who));
    RecipientList list = recipients_take(request, &who, field, codes, field, NULL);
    if (list.refusal != NULL)
        form_problem(request, list.field, list.refusal);
    else if (list.count == 0 && who.choices.count > 0)
        form_problem(request, field, "Choose who was given it");
    else if (list.count > 0)
        *names = recipient_names(request->arena, &list);
    return NULL;
}

void recipients_papers(Request *request, Url paper, Recipients *recipients)
{
    Arena *arena = request->arena;
    const ChoiceViews *choices = &recipients->choices;
    recipients->papers = (AddressedPapers){0, arena_array(arena, AddressedPaper, choices->count)};
    for (size_t i = 0; i < choices->count; i++) {
        const char *code = choices->items[i].code;
        const ContactStanding *standing = standing_of(arena, recipients, code);
        bool large = standing != NULL && text_equal(standing->link.format, "large_print");
        const char *name = standing == NULL ? choices->items[i].label : standing->link.name;
        bool hides = standing != NULL &&
                     entitlement(arena, &standing->facts, recipients->purpose).hide_address;
        recipients->papers.items[recipients->papers.count++] = (AddressedPaper){
            .href =
                url_print(arena, "%s?for=%s&to=%s", paper.text, large ? "large" : "family", code),
            .name = arena_print(arena, "%s%s%s", name, large ? ", large print" : "",
                                hides ? ", without where others live" : ""),
        };
    }
}

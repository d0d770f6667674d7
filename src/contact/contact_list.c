/* A learner's contacts in the order in which they are asked, what each may have, and why. */
#include <inttypes.h>

#include "contact/contact_pages.h"
#include "contact/contact_sql.h"
#include "contact/contacts_html.h"
#include "learner/age.h"

Url contact_place(Request *request, const char *rest)
{
    return url_print(request->arena, "/learners/%" PRId64 "%s", request->learner->id.n, rest);
}

const char *contact_title(Request *request, const char *task)
{
    return arena_print(request->arena, "%s, %s", task,
                       learner_year_words(request->learner->national_year));
}

const char *contact_learner(const Request *request)
{
    const Learner *learner = request->learner;
    return learner->preferred_name == NULL ? learner->forename : learner->preferred_name;
}

/* ---- What one may have ------------------------------------------------------------------------
 */

static const char *lower_first(Arena *arena, const char *words)
{
    char *copy = arena_copy(arena, words);
    if (copy[0] >= 'A' && copy[0] <= 'Z' && !(copy[1] >= 'A' && copy[1] <= 'Z'))
        copy[0] = (char)(copy[0] - 'A' + 'a');
    return copy;
}

/* What a court or a check says is for whoever keeps the contacts: others are sent to the office. */
static GrantRow grant_of(Request *request, const EntitlementFacts *facts, const Entitlement *answer,
                         const EntitlementReason *reason)
{
    bool sees_orders = request_may(request, MAY_EDIT_CONTACTS);
    bool told = sees_orders || !reason->private_to_office;
    return (GrantRow){
        .verdict = verdict_words(answer->verdict),
        .may = answer->verdict == VERDICT_MAY,
        .ask = answer->verdict == VERDICT_ASK_FIRST,
        .why = entitlement_sentence(request->arena, facts, reason, sees_orders),
        .strength = told ? strength_word(reason->strength) : NULL,
        .source = told ? reason->source : NULL,
    };
}

/* Purposes with the same answer for the same reason stand in one line. */
static void add_grant(Arena *arena, GrantRows *rows, GrantRow grant, const char *what)
{
    for (size_t i = 0; i < rows->count; i++) {
        GrantRow *row = &rows->items[i];
        if (!text_equal(row->why, grant.why) || !text_equal(row->verdict, grant.verdict))
            continue;
        row->what = arena_print(arena, "%s, %s", row->what, lower_first(arena, what));
        return;
    }
    grant.what = what;
    rows->items[rows->count++] = grant;
}

static void add_note(GrantRows *rows, GrantRow note)
{
    for (size_t i = 0; i < rows->count; i++)
        if (text_equal(rows->items[i].why, note.why))
            return;
    rows->items[rows->count++] = note;
}

static void add_grants(Request *request, const ContactStanding *standing, ContactCard *card)
{
    Arena *arena = request->arena;
    card->grants.items = arena_array(arena, GrantRow, PURPOSE_COUNT);
    card->notes.items = arena_array(arena, GrantRow, (size_t)PURPOSE_COUNT * ENTITLEMENT_REASONS);
    for (EntitlementPurpose purpose = 0; purpose < PURPOSE_COUNT; purpose++) {
        Entitlement answer = entitlement(arena, &standing->facts, purpose);
        add_grant(arena, &card->grants,
                  grant_of(request, &standing->facts, &answer, &answer.reasons[0]),
                  purpose_words(purpose));
        for (size_t i = 1; i < answer.count; i++)
            add_note(&card->notes,
                     grant_of(request, &standing->facts, &answer, &answer.reasons[i]));
    }
    /* One answer for everything needs no list of everything. */
    if (card->grants.count == 1)
        card->grants.items[0].what = "Everything that goes to families";
}

/* ---- One card ---------------------------------------------------------------------------------
 */

static const char *responsibility_words(OptionalInteger responsibility)
{
    if (!responsibility.present)
        return "Parental responsibility not known";
    return responsibility.value != 0 ? "Has parental responsibility" : "No parental responsibility";
}

static const char *needs_words(Arena *arena, const struct contact_details_of_row *details)
{
    static const struct {
        const char *code, *words;
    } formats[] = {
        {"large_print", "large print"},
        {"easy_read", "easy read"},
        {"audio", "audio"},
        {"bsl", "British Sign Language"},
    };
    const char *words = text_empty(details->language) ? NULL : details->language;
    if (details->interpreter)
        words =
            words == NULL ? "Interpreter" : arena_print(arena, "%s, with an interpreter", words);
    for (size_t i = 0; i < sizeof formats / sizeof formats[0]; i++)
        if (text_equal(formats[i].code, details->format))
            words = words == NULL ? formats[i].words
                                  : arena_print(arena, "%s, %s", words, formats[i].words);
    return words;
}

static const char *reached_by(Arena *arena, const struct contact_details_of_row *details,
                              const char *channel, const char *value)
{
    if (text_empty(value) || !text_equal(details->channel, channel))
        return value;
    return arena_print(arena, "%s (likes this best)", value);
}

static const struct contact_details_of_row *
details_row_of(const struct contact_details_of_rows *details, ContactId contact)
{
    for (size_t i = 0; i < details->count; i++)
        if (details->items[i].id.n == contact.n)
            return &details->items[i];
    return NULL;
}

static void add_details(Request *request, const struct contact_details_of_row *details,
                        ContactCard *card)
{
    if (details == NULL)
        return;
    card->email = reached_by(request->arena, details, "email", details->email);
    card->phone = reached_by(request->arena, details, "phone", details->phone);
    card->address = details->address;
    card->needs = needs_words(request->arena, details);
    card->best_times = details->best_times;
}

static const char *held_words(Arena *arena, const ContactStanding *standing)
{
    const EntitlementFacts *facts = &standing->facts;
    for (size_t i = 0; i < facts->suspension_count; i++) {
        const SuspensionFact *one = &facts->suspensions[i];
        if (date_compare(one->starts_on, facts->today) <= 0 &&
            date_compare(facts->today, one->ends_on) <= 0)
            return arena_print(arena, "Held back until %s", date_medium(arena, one->ends_on));
    }
    return NULL;
}

static ContactCard card_of(Request *request, const ContactStanding *standing)
{
    Arena *arena = request->arena;
    const LearnerContact *link = &standing->link;
    ContactCard card = {
        .name = link->name,
        .relationship = relationship_words(link->relationship),
        .responsibility = responsibility_words(link->parental_responsibility),
        .home = link->lives_with
                    ? arena_print(arena, "%s lives with them", contact_learner(request))
                    : NULL,
        .collects =
            standing->link.may_collect ? "May collect" : "Not noted as somebody who collects",
        .held = request_may(request, MAY_EDIT_CONTACTS) ? held_words(arena, standing) : NULL,
        .edit = contact_place(request, arena_print(arena, "/contacts/%" PRId64, link->id.n)),
    };
    if (standing->ended)
        card.ended =
            arena_print(arena, "Was a contact until %s", date_medium(arena, link->ends_on));
    if (!entitled_to_collect(&standing->facts, true)) {
        card.collects = NULL;
        card.must_not_collect = "Must not collect";
    }
    add_grants(request, standing, &card);
    return card;
}

static Error *add_also(Request *request, const ContactStandings *standings, ContactsPage *view)
{
    size_t here = 0;
    for (size_t i = 0; i < standings->count; i++)
        if (!standings->items[i].ended)
            TRY(contact_also(request, standings->items[i].link.contact_id,
                             &view->here.items[here++].also));
    return NULL;
}

Error *contact_also(Request *request, ContactId contact, const char **names)
{
    struct other_learners_of_contacts_rows rows;
    *names = NULL;
    TRY(other_learners_of_contacts(request->db, request->arena, request->school_id,
                                   request->learner->id, &rows));
    for (size_t i = 0; i < rows.count; i++)
        if (rows.items[i].contact_id.n == contact.n)
            *names = *names == NULL
                         ? rows.items[i].known_name
                         : arena_print(request->arena, "%s, %s", *names, rows.items[i].known_name);
    return NULL;
}

static DetailsWaitingRows asks_of(Arena *arena, const DetailsWaitingRows *all, ContactId contact)
{
    DetailsWaitingRows rows = {0, arena_array(arena, DetailsWaiting, all->count)};
    for (size_t i = 0; i < all->count; i++)
        if (all->items[i].contact.n == contact.n)
            rows.items[rows.count++] = all->items[i];
    return rows;
}

static Error *add_cards(Request *request, ContactsPage *view)
{
    DetailsWaitingRows asks = {0};
    ContactStandings standings;
    struct contact_details_of_rows details;
    Arena *arena = request->arena;
    TRY(contact_standings(request->db, arena, request->school_id, request->learner->id,
                          request->today, &standings));
    TRY(contact_details_of(request->db, arena, request->school_id, request->learner->id,
                           request_may(request, MAY_SEE_ADDRESS), &details));
    if (view->may_edit)
        TRY(details_waiting(request, &asks));
    view->asks = asks_of(arena, &asks, (ContactId){0});
    view->here.items = arena_array(arena, ContactCard, standings.count);
    view->gone.items = arena_array(arena, ContactCard, standings.count);
    for (size_t i = 0; i < standings.count; i++) {
        if (standings.items[i].restricted && !view->may_edit)
            view->alert = "Something is recorded of a contact of this child. Do not hand over or "
                          "tell anything: ask the office.";
        ContactCards *cards = standings.items[i].ended ? &view->gone : &view->here;
        ContactCard *card = &cards->items[cards->count++];
        *card = card_of(request, &standings.items[i]);
        add_details(request, details_row_of(&details, standings.items[i].link.contact_id), card);
        card->asks = asks_of(arena, &asks, standings.items[i].link.contact_id);
    }
    return add_also(request, &standings, view);
}

static const char *rights_words(Request *request)
{
    const Learner *learner = request->learner;
    if (!rights_are_their_own(learner->born_on, request->today))
        return NULL;
    Date from = young_person_from(learner->born_on);
    return arena_print(request->arena,
                       "%s is %s since %s: the rights are theirs, and nothing goes to the family "
                       "without asking them.",
                       contact_learner(request),
                       date_age(learner->born_on, request->today) >= 18 ? "an adult, and their own "
                                                                          "person"
                                                                        : "a young person",
                       date_long(request->arena, from));
}

Error *contacts_page(Request *request)
{
    ContactsPage view = {
        .page = page_make(request, contact_title(request, "Family"), SECTION_CONTACTS),
        .given_name = contact_learner(request),
        .rights = rights_words(request),
        .sharing = contact_place(request, "/sharing"),
        .may_edit = request_may(request, MAY_EDIT_CONTACTS),
        .may_read = request_may(request, MAY_READ_RECORD),
        .add = contact_place(request, "/contacts/new"),
        .sign_in = contact_place(request, "/sign-in"),
        .comments = contact_place(request, "/comments"),
        .may_access = request_may(request, MAY_SEE_ACCESS),
        .access = contact_place(request, "/access"),
        .add_order = contact_place(request, "/orders/new"),
        .may_book = request_reach(request, MAY_SEE_CONTACTS) != REACH_NONE,
        .book = url_print(request->arena, "/contacts"),
    };
    TRY(learner_bar(request, TAB_CONTACTS, &view.bar));
    TRY(add_cards(request, &view));
    if (view.may_edit)
        TRY(order_rows(request, &view.orders));
    contacts_html(request->out, &view);
    return NULL;
}

/* The facts of the one check, as the store has them. */
#include "learner/contact.h"

#include <string.h>

#include "learner/contact_sql.h"
#include "platform/base/leave_out.h"
#include "platform/base/log.h"

typedef struct Gathered {
    Arena *arena;
    Date today;
    EntitlementFacts about; /* what is the same for each contact */
    struct standing_orders_rows orders;
    struct standing_suspensions_rows suspensions;
    struct standing_answers_rows answers;
    struct standing_capacity_row capacity;
    bool has_capacity_note;
} Gathered;

static Error *gather(Db *db, Arena *arena, SchoolId school, LearnerId learner, Date today,
                     Gathered *all)
{
    struct standing_learner_row row;
    SettingType setting = SETTING_SCHOOL;
    *all = (Gathered){.arena = arena, .today = today};
    TRY(standing_learner(db, arena, school, learner, &row));
    bool known = setting_type_parse(row.setting_type, &setting);
    ASSERT(known);
    all->about = (EntitlementFacts){
        .setting = setting,
        .today = today,
        .learner = text_empty(row.preferred_name) ? row.forename : row.preferred_name,
        .born_on = row.born_on,
        .starts_on = DATE_NONE,
        .ends_on = DATE_NONE,
        .sharing = {.asked_on = DATE_NONE},
    };
    TRY(standing_orders(db, arena, school, learner, &all->orders));
    TRY(standing_suspensions(db, arena, school, learner, &all->suspensions));
    TRY(standing_answers(db, arena, school, learner, &all->answers));
    return standing_capacity(db, arena, school, learner, today, &all->capacity,
                             &all->has_capacity_note);
}

static bool yes(OptionalInteger flag)
{
    return flag.present && flag.value != 0;
}

/* What the order says of this contact; a care order is about everybody. */
static unsigned order_says(const struct standing_orders_row *order, ContactId contact)
{
    unsigned says = text_equal(order->kind, "care") ? ORDER_CARE : 0;
    if (order->contact.n != contact.n || contact.n == 0)
        return says;
    says |= yes(order->no_information) ? ORDER_NO_INFORMATION : 0;
    says |= yes(order->no_collection) ? ORDER_NO_COLLECTION : 0;
    says |= yes(order->address_confidential) ? ORDER_ADDRESS_CONFIDENTIAL : 0;
    says |= yes(order->third_party_only) ? ORDER_THIRD_PARTY_ONLY : 0;
    return says;
}

static void add_orders(const Gathered *all, ContactId contact, EntitlementFacts *facts)
{
    OrderFact *orders = arena_array(all->arena, OrderFact, all->orders.count);
    facts->orders = orders;
    for (size_t i = 0; i < all->orders.count; i++) {
        const struct standing_orders_row *row = &all->orders.items[i];
        unsigned says = order_says(row, contact);
        if (says != 0)
            orders[facts->order_count++] =
                (OrderFact){row->made_on, row->expires_on, row->ended_on, says};
    }
}

static void add_suspensions(const Gathered *all, ContactId contact, EntitlementFacts *facts)
{
    SuspensionFact *suspensions = arena_array(all->arena, SuspensionFact, all->suspensions.count);
    facts->suspensions = suspensions;
    for (size_t i = 0; i < all->suspensions.count; i++) {
        const struct standing_suspensions_row *row = &all->suspensions.items[i];
        if (row->contact_id.n == contact.n)
            suspensions[facts->suspension_count++] = (SuspensionFact){row->starts_on, row->ends_on};
    }
}

/* The newest that is about them, or about all; one that was given after today is none yet. */
static void add_answer(const Gathered *all, ContactId contact, EntitlementFacts *facts)
{
    for (size_t i = 0; i < all->answers.count; i++) {
        const struct standing_answers_row *row = &all->answers.items[i];
        bool about = row->contact_id.n == 0 || row->contact_id.n == contact.n;
        if (!about || date_compare(all->today, row->asked_on) < 0)
            continue;
        facts->sharing = (SharingFact){.asked_on = row->asked_on,
                                       .involvement = row->involvement,
                                       .what = row->what,
                                       .names_contact = row->contact_id.n != 0};
        return;
    }
}

static EntitlementFacts facts_of(const Gathered *all, const LearnerContact *link, ContactId contact)
{
    EntitlementFacts facts = all->about;
    add_orders(all, contact, &facts);
    add_suspensions(all, contact, &facts);
    add_answer(all, contact, &facts);
    facts.capacity.lacks = all->has_capacity_note && !all->capacity.has_capacity;
    facts.capacity.decided_by_contact =
        facts.capacity.lacks && all->capacity.contact_id.n == contact.n;
    facts.contact = "This person";
    if (link == NULL)
        return facts;
    facts.contact = link->name;
    facts.relationship = link->relationship;
    facts.parental_responsibility = link->parental_responsibility;
    facts.lives_with = link->lives_with;
    facts.correspondence = link->correspondence;
    facts.receives_documents = link->receives_documents;
    facts.receives_reports = link->receives_reports;
    facts.starts_on = link->starts_on;
    facts.ends_on = link->ends_on;
    return facts;
}

static bool is_restricted(const EntitlementFacts *facts)
{
    for (size_t i = 0; i < facts->order_count; i++)
        if (order_in_force(&facts->orders[i], facts->today) &&
            (facts->orders[i].says & ~(unsigned)ORDER_CARE) != 0)
            return true;
    for (size_t i = 0; i < facts->suspension_count; i++)
        if (date_compare(facts->suspensions[i].starts_on, facts->today) <= 0 &&
            date_compare(facts->today, facts->suspensions[i].ends_on) <= 0)
            return true;
    return false;
}

Error *contact_standings(Db *db, Arena *arena, SchoolId school, LearnerId learner, Date today,
                         ContactStandings *standings)
{
    Gathered all;
    LearnerContacts contacts;
    *standings = (ContactStandings){0};
    TRY(gather(db, arena, school, learner, today, &all));
    TRY(learner_contacts(db, arena, school, learner, &contacts));
    standings->items = arena_array(arena, ContactStanding, contacts.count);
    for (size_t i = 0; i < contacts.count; i++) {
        const LearnerContact *link = &contacts.items[i];
        EntitlementFacts facts = facts_of(&all, link, link->contact_id);
        standings->items[standings->count++] = (ContactStanding){
            .link = *link,
            .facts = facts,
            .ended = date_is_set(link->ends_on) && date_compare(link->ends_on, today) < 0,
            .may_collect = entitled_to_collect(&facts, link->may_collect),
            .restricted = is_restricted(&facts),
        };
    }
    return NULL;
}

/* Who came back has two links: the one that has not ended stands for them. */
static const LearnerContact *link_of(const LearnerContacts *contacts, ContactId contact, Date today)
{
    const LearnerContact *link = NULL;
    bool later = false;
    for (size_t i = 0; i < contacts->count; i++) {
        const LearnerContact *one = &contacts->items[i];
        if (one->contact_id.n != contact.n)
            continue;
        bool over = date_is_set(one->ends_on) && date_compare(today, one->ends_on) > 0;
        bool begun = date_compare(one->starts_on, today) <= 0;
        if (begun && !over)
            return one;
        if (link == NULL || (!over && !later))
            link = one;
        later = later || !over;
    }
    return link;
}

Error *contact_may_receive(Db *db, Arena *arena, SchoolId school, LearnerId learner,
                           ContactId contact, EntitlementPurpose purpose, Date today,
                           Entitlement *answer)
{
    Gathered all;
    LearnerContacts contacts;
    *answer = (Entitlement){.verdict = VERDICT_MAY_NOT};
    TRY(gather(db, arena, school, learner, today, &all));
    TRY(learner_contacts(db, arena, school, learner, &contacts));
    EntitlementFacts facts = facts_of(&all, link_of(&contacts, contact, today), contact);
    *answer = entitlement(arena, &facts, purpose);
    return NULL;
}

/* ---- Where nobody may learn who lives ---------------------------------------------------------
 */

static void add_passages(const Texts *own, const Texts *others, Texts *passages)
{
    for (size_t i = 0; i < others->count; i++)
        if (!passages_hold(own, others->items[i]))
            passages->items[passages->count++] = others->items[i];
}

static size_t characters_of(const struct addresses_of_others_rows *rows)
{
    size_t count = 0;
    for (size_t i = 0; i < rows->count; i++)
        count += strlen(rows->items[i].address);
    return count;
}

Error *contact_hidden_passages(Db *db, Arena *arena, SchoolId school, LearnerId learner,
                               ContactId contact, Date today, Texts *passages)
{
    Entitlement answer;
    struct addresses_of_others_rows rows;
    Texts own = {0};
    *passages = (Texts){0};
    TRY(contact_may_receive(db, arena, school, learner, contact, PURPOSE_PORTAL, today, &answer));
    if (!answer.hide_address)
        return NULL;
    TRY(addresses_of_others(db, arena, school, learner, contact, &rows));
    passages->items = arena_array(arena, const char *, characters_of(&rows) + 1);
    for (size_t i = 0; i < rows.count; i++)
        if (rows.items[i].id.n == contact.n)
            own = address_passages(arena, rows.items[i].address);
    for (size_t i = 0; i < rows.count; i++) {
        Texts others = address_passages(arena, rows.items[i].address);
        if (rows.items[i].id.n != contact.n)
            add_passages(&own, &others, passages);
    }
    return NULL;
}

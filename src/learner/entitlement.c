#include "learner/entitlement.h"

#include <string.h>

#include "learner/age.h"
#include "platform/base/log.h"

/* ---- What is so today -------------------------------------------------------------------------
 */

bool order_in_force(const OrderFact *order, Date today)
{
    return date_compare(order->made_on, today) <= 0 &&
           (!date_is_set(order->expires_on) || date_compare(today, order->expires_on) <= 0) &&
           (!date_is_set(order->ended_on) || date_compare(today, order->ended_on) < 0);
}

bool rights_are_their_own(Date born_on, Date today)
{
    return date_compare(young_person_from(born_on), today) <= 0;
}

static bool is_adult(const EntitlementFacts *facts)
{
    return date_age(facts->born_on, facts->today) >= 18;
}

static bool own_rights(const EntitlementFacts *facts)
{
    return rights_are_their_own(facts->born_on, facts->today);
}

/* An answer given as a child does not go on: it is asked anew (R-YP-4). */
static bool asked(const EntitlementFacts *facts)
{
    Date since = young_person_from(facts->born_on);
    return date_is_set(facts->sharing.asked_on) &&
           date_compare(since, facts->sharing.asked_on) <= 0 &&
           date_compare(facts->sharing.asked_on, facts->today) <= 0;
}

static bool answered(const EntitlementFacts *facts, const char *involvement, Date *day)
{
    *day = facts->sharing.asked_on;
    return own_rights(facts) && asked(facts) && !facts->capacity.lacks &&
           text_equal(facts->sharing.involvement, involvement);
}

static bool has_responsibility(const EntitlementFacts *facts)
{
    return facts->parental_responsibility.present && facts->parental_responsibility.value != 0;
}

static bool natural_parent(const EntitlementFacts *facts)
{
    return text_equal(facts->relationship, "mother") || text_equal(facts->relationship, "father") ||
           text_equal(facts->relationship, "parent");
}

/* Brothers and sisters, lodgers and social workers may share an address without looking after the
 * learner. */
static bool looks_after(const EntitlementFacts *facts)
{
    return facts->lives_with && !text_equal(facts->relationship, "sibling") &&
           !text_equal(facts->relationship, "other") &&
           !text_equal(facts->relationship, "social_worker");
}

static bool parent_in_law(const EntitlementFacts *facts)
{
    return has_responsibility(facts) || natural_parent(facts) || looks_after(facts);
}

/* Of the first order in force that says so. */
static bool order_says(const EntitlementFacts *facts, OrderSays what, Date *day)
{
    for (size_t i = 0; i < facts->order_count; i++) {
        const OrderFact *order = &facts->orders[i];
        if (!order_in_force(order, facts->today) || (order->says & what) == 0)
            continue;
        *day = order->made_on;
        return true;
    }
    return false;
}

bool entitled_to_collect(const EntitlementFacts *facts, bool listed)
{
    Date day = DATE_NONE;
    return listed && !order_says(facts, ORDER_NO_COLLECTION, &day);
}

/* ---- One row, one question. day: what the sentence names ------------------------------------- */

static bool is_no_contact(const EntitlementFacts *facts, Date *day)
{
    *day = facts->today;
    return facts->relationship == NULL;
}

static bool has_not_begun(const EntitlementFacts *facts, Date *day)
{
    *day = facts->starts_on;
    return date_compare(facts->today, facts->starts_on) < 0;
}

static bool has_ended(const EntitlementFacts *facts, Date *day)
{
    *day = facts->ends_on;
    return date_is_set(facts->ends_on) && date_compare(facts->ends_on, facts->today) < 0;
}

static bool court_forbids(const EntitlementFacts *facts, Date *day)
{
    return order_says(facts, ORDER_NO_INFORMATION, day);
}

static bool is_suspended(const EntitlementFacts *facts, Date *day)
{
    for (size_t i = 0; i < facts->suspension_count; i++) {
        const SuspensionFact *one = &facts->suspensions[i];
        *day = one->ends_on;
        if (date_compare(one->starts_on, facts->today) <= 0 &&
            date_compare(facts->today, one->ends_on) <= 0)
            return true;
    }
    return false;
}

static bool third_party_only(const EntitlementFacts *facts, Date *day)
{
    return order_says(facts, ORDER_THIRD_PARTY_ONLY, day);
}

static bool decides_for_them(const EntitlementFacts *facts, Date *day)
{
    *day = facts->today;
    return own_rights(facts) && facts->capacity.lacks && facts->capacity.decided_by_contact;
}

static bool somebody_decides_for_them(const EntitlementFacts *facts, Date *day)
{
    *day = facts->today;
    return own_rights(facts) && facts->capacity.lacks;
}

static bool says_no(const EntitlementFacts *facts, Date *day)
{
    return answered(facts, "no", day);
}

/* A parent goes on being one for an answer about all: anybody else is named, or not meant. */
static bool says_it_of_parents(const EntitlementFacts *facts, Date *day)
{
    return !facts->sharing.names_contact && !parent_in_law(facts) &&
           (answered(facts, "yes", day) || answered(facts, "limited", day));
}

static bool says_some(const EntitlementFacts *facts, Date *day)
{
    return answered(facts, "limited", day);
}

static bool says_yes(const EntitlementFacts *facts, Date *day)
{
    return answered(facts, "yes", day);
}

static bool adult_not_asked(const EntitlementFacts *facts, Date *day)
{
    *day = facts->today;
    return own_rights(facts) && is_adult(facts);
}

static bool young_person_not_asked(const EntitlementFacts *facts, Date *day)
{
    *day = young_person_from(facts->born_on);
    return own_rights(facts);
}

/* Subject access is the child's; who has parental responsibility acts for them. */
static bool acts_without_responsibility(const EntitlementFacts *facts, Date *day)
{
    *day = facts->today;
    return !own_rights(facts) && !has_responsibility(facts) &&
           (natural_parent(facts) || looks_after(facts));
}

static bool holds_responsibility(const EntitlementFacts *facts, Date *day)
{
    *day = facts->today;
    return has_responsibility(facts);
}

static bool is_natural_parent(const EntitlementFacts *facts, Date *day)
{
    *day = facts->today;
    return natural_parent(facts);
}

static bool has_care(const EntitlementFacts *facts, Date *day)
{
    *day = facts->today;
    return looks_after(facts);
}

static bool shares_a_home(const EntitlementFacts *facts, Date *day)
{
    *day = facts->today;
    return facts->lives_with;
}

static bool responsibility_is_unknown(const EntitlementFacts *facts, Date *day)
{
    *day = facts->today;
    return !facts->parental_responsibility.present;
}

static bool parents_agreed(const EntitlementFacts *facts, Date *day)
{
    *day = facts->today;
    return facts->receives_documents;
}

static bool always(const EntitlementFacts *facts, Date *day)
{
    *day = facts->today;
    return true;
}

static bool address_is_confidential(const EntitlementFacts *facts, Date *day)
{
    return order_says(facts, ORDER_ADDRESS_CONFIDENTIAL, day);
}

static bool list_says_no(const EntitlementFacts *facts, EntitlementPurpose purpose)
{
    bool report = purpose == PURPOSE_REPORT;
    return !facts->correspondence ||
           !(report ? facts->receives_reports : facts->receives_documents);
}

static bool parent_not_listed(const EntitlementFacts *facts, Date *day)
{
    *day = facts->today;
    return !own_rights(facts) && has_responsibility(facts) && list_says_no(facts, PURPOSE_PLAN);
}

static bool parent_gets_no_reports(const EntitlementFacts *facts, Date *day)
{
    *day = facts->today;
    return !own_rights(facts) && has_responsibility(facts) && list_says_no(facts, PURPOSE_REPORT);
}

static bool parent_under_care_order(const EntitlementFacts *facts, Date *day)
{
    return !own_rights(facts) && has_responsibility(facts) && natural_parent(facts) &&
           order_says(facts, ORDER_CARE, day);
}

static bool authority_without_order(const EntitlementFacts *facts, Date *day)
{
    return has_responsibility(facts) && text_equal(facts->relationship, "social_worker") &&
           !order_says(facts, ORDER_CARE, day);
}

static bool parent_of_unknown_standing(const EntitlementFacts *facts, Date *day)
{
    *day = facts->today;
    return !own_rights(facts) && (natural_parent(facts) || looks_after(facts)) &&
           !facts->parental_responsibility.present;
}

static bool not_yet_adult_but_own(const EntitlementFacts *facts, Date *day)
{
    *day = facts->today;
    return own_rights(facts) && !is_adult(facts);
}

/* ---- The table --------------------------------------------------------------------------------
 */

typedef struct EntitlementRow {
    bool (*holds)(const EntitlementFacts *facts, Date *day);
    const char *rule;
    const char *sentence; /* {contact} {learner} {day} {what} */
    unsigned purposes;    /* bits 1 << EntitlementPurpose */
    bool private_to_office;
} EntitlementRow;

#define EVERY_PURPOSE ((1U << PURPOSE_COUNT) - 1)
#define ONLY(purpose) (1U << (purpose))

typedef struct DecidingRow {
    EntitlementVerdict verdict;
    EntitlementRow row;
    bool learner_decides;
} DecidingRow;

/* The first that holds decides. The courts stand above the young person: who is kept away by an
 * order stays away whatever anybody answers. */
static const DecidingRow deciding[] = {
    {VERDICT_MAY_NOT,
     {is_no_contact, "R-FA-5", "{contact} is no contact of {learner}.", EVERY_PURPOSE, false},
     false},
    {VERDICT_MAY_NOT,
     {court_forbids, "R-FA-3", "A court order of {day} keeps information from {contact}.",
      EVERY_PURPOSE, true},
     false},
    {VERDICT_MAY_NOT,
     {has_not_begun, "R-FA-5", "{contact} is a contact only from {day}.", EVERY_PURPOSE, false},
     false},
    {VERDICT_MAY_NOT,
     {has_ended, "R-FA-5", "{contact} was a contact until {day}.", EVERY_PURPOSE, false},
     false},
    {VERDICT_MAY_NOT,
     {is_suspended, "R-FA-4",
      "The head has held this back until {day}, while something is checked.", ONLY(PURPOSE_PORTAL),
      true},
     false},
    {VERDICT_ASK_FIRST,
     {third_party_only, "R-FA-3",
      "A court order of {day} lets contact go through somebody else only. Send it the way the "
      "order says.",
      EVERY_PURPOSE, true},
     false},
    {VERDICT_MAY,
     {decides_for_them, "R-YP-3",
      "{learner} cannot take this decision, and {contact} takes it for them.", EVERY_PURPOSE,
      false},
     false},
    {VERDICT_ASK_FIRST,
     {somebody_decides_for_them, "R-YP-3",
      "{learner} cannot take this decision. Ask whoever takes it for them.", EVERY_PURPOSE, false},
     true},
    {VERDICT_MAY_NOT,
     {says_no, "R-YP-2", "{learner} said no on {day}, and the rights are theirs.", EVERY_PURPOSE,
      false},
     false},
    {VERDICT_ASK_FIRST,
     {says_it_of_parents, "R-YP-2",
      "{learner} answered on {day} about the family as a whole, and {contact} is no parent in law. "
      "Ask {learner} about {contact}.",
      EVERY_PURPOSE, false},
     true},
    {VERDICT_ASK_FIRST,
     {says_some, "R-YP-2", "{learner} agreed to some of it on {day}. {what}", EVERY_PURPOSE, false},
     false},
    {VERDICT_MAY,
     {says_yes, "R-YP-2", "{learner} agreed to it on {day}.", EVERY_PURPOSE, false},
     false},
    {VERDICT_ASK_FIRST,
     {adult_not_asked, "R-AD-1",
      "{learner} is an adult. Ask whether {contact} may have it: being a parent does not give it "
      "any more.",
      EVERY_PURPOSE, false},
     true},
    {VERDICT_ASK_FIRST,
     {young_person_not_asked, "R-YP-4",
      "{learner} is a young person since {day}, and the rights are theirs. Ask them whether "
      "{contact} may go on being told.",
      EVERY_PURPOSE, false},
     true},
    {VERDICT_ASK_FIRST,
     {acts_without_responsibility, "R-FA-7",
      "The whole record is {learner}’s own. Who has parental responsibility may ask for it; "
      "{contact} is not noted as having it.",
      ONLY(PURPOSE_RECORD), false},
     false},
    {VERDICT_MAY,
     {holds_responsibility, "R-FA-2", "{contact} has parental responsibility.", EVERY_PURPOSE,
      false},
     false},
    {VERDICT_MAY,
     {is_natural_parent, "R-FA-1",
      "{contact} is {learner}’s parent: in education law, with or without parental responsibility.",
      EVERY_PURPOSE, false},
     false},
    {VERDICT_MAY,
     {has_care, "R-FA-1",
      "{learner} lives with {contact}, who has care of them: in education law, a parent.",
      EVERY_PURPOSE, false},
     false},
    {VERDICT_ASK_FIRST,
     {shares_a_home, "R-FA-5",
      "{learner} lives with {contact}. That alone makes nobody a parent: ask somebody with "
      "parental "
      "responsibility.",
      EVERY_PURPOSE, false},
     false},
    {VERDICT_ASK_FIRST,
     {responsibility_is_unknown, "R-FA-5",
      "It is not known whether {contact} has parental responsibility. Find out first.",
      EVERY_PURPOSE, false},
     false},
    {VERDICT_ASK_FIRST,
     {parents_agreed, "R-FA-5",
      "{contact} is no parent in law. The office noted that papers may go to them: ask somebody "
      "with parental responsibility whether that still holds.",
      EVERY_PURPOSE, false},
     false},
    {VERDICT_MAY_NOT,
     {always, "R-FA-5",
      "{contact} has neither parental responsibility for {learner} nor care of them.",
      EVERY_PURPOSE, false},
     false},
};

/* Takes the place of whichever row would let them have it. Only a court takes away what the law
 * gives: the head closes the pages, and everything else waits for an answer. */
static const DecidingRow held_back = {
    VERDICT_ASK_FIRST,
    {is_suspended, "R-FA-4",
     "The head has asked to wait until {day}, while something is checked. Ask the head before "
     "anything goes to {contact}.",
     EVERY_PURPOSE, true},
    false};

/* Said besides of those who may have it: a list is no court. */
static const EntitlementRow besides_entitled[] = {
    {parent_not_listed, "R-FA-2",
     "The list of contacts says not to send papers to {contact}. Only a court can take away what a "
     "parent is entitled to: if they ask, they get it.",
     EVERY_PURPOSE & ~ONLY(PURPOSE_REPORT), false},
    {parent_gets_no_reports, "R-FA-2",
     "The list of contacts says not to send reports to {contact}. Only a court can take away what "
     "a parent is entitled to: if they ask, they get it.",
     ONLY(PURPOSE_REPORT), false},
};

/* Said besides, whatever was decided. */
static const EntitlementRow besides[] = {
    {address_is_confidential, "R-FA-3",
     "Nothing that goes to {contact} may show where {learner} lives.", EVERY_PURPOSE, true},
    {parent_under_care_order, "R-FA-6",
     "A care order of {day} shares parental responsibility with the local authority, which may "
     "limit what a parent does with it. Ask the social worker.",
     EVERY_PURPOSE, true},
    {authority_without_order, "R-FA-6",
     "{contact} is noted with parental responsibility, and no care order is recorded. Without one "
     "the local authority has none.",
     EVERY_PURPOSE, true},
    {parent_of_unknown_standing, "R-FA-2",
     "It is not known whether {contact} has parental responsibility. Find out.", EVERY_PURPOSE,
     false},
    {not_yet_adult_but_own, "R-YP-5",
     "Keeping {learner} safe, and attendance, are another matter until they are 18.", EVERY_PURPOSE,
     false},
};

/* ---- The sentences ----------------------------------------------------------------------------
 */

static const char *value_of(Arena *arena, const EntitlementFacts *facts, Date day, const char *name)
{
    if (strncmp(name, "contact}", 8) == 0)
        return facts->contact;
    if (strncmp(name, "learner}", 8) == 0)
        return facts->learner;
    if (strncmp(name, "day}", 4) == 0)
        return date_long(arena, day);
    ASSERT(strncmp(name, "what}", 5) == 0);
    if (text_empty(facts->sharing.what))
        return "Ask which.";
    return arena_print(arena, "In their words: “%s”", facts->sharing.what);
}

static const char *filled(Arena *arena, const EntitlementFacts *facts, Date day,
                          const char *sentence)
{
    const char *text = "";
    for (const char *open; (open = strchr(sentence, '{')) != NULL;) {
        text = arena_print(arena, "%s%.*s%s", text, (int)(open - sentence), sentence,
                           value_of(arena, facts, day, open + 1));
        sentence = strchr(open, '}') + 1;
    }
    return arena_print(arena, "%s%s", text, sentence);
}

static void add_reason(Arena *arena, const EntitlementFacts *facts, const EntitlementRow *row,
                       Date day, Entitlement *answer)
{
    const Rule *rule = rule_find(rule_pack_on(facts->today), row->rule, facts->setting);
    ASSERT(rule != NULL && answer->count < ENTITLEMENT_REASONS);
    answer->reasons[answer->count++] = (EntitlementReason){
        .rule = row->rule,
        .strength = rule->strength,
        .source = rule->source,
        .verified = rule->verified,
        .sentence = filled(arena, facts, day, row->sentence),
        .private_to_office = row->private_to_office,
    };
}

static bool row_holds(const EntitlementRow *row, const EntitlementFacts *facts,
                      EntitlementPurpose purpose, Date *day)
{
    *day = facts->today;
    return (row->purposes & ONLY(purpose)) != 0 && row->holds(facts, day);
}

static void add_those_that_hold(Arena *arena, const EntitlementFacts *facts,
                                EntitlementPurpose purpose, const EntitlementRow *rows,
                                size_t count, Entitlement *answer)
{
    Date day = DATE_NONE;
    for (size_t i = 0; i < count; i++)
        if (row_holds(&rows[i], facts, purpose, &day))
            add_reason(arena, facts, &rows[i], day, answer);
}

Entitlement entitlement(Arena *arena, const EntitlementFacts *facts, EntitlementPurpose purpose)
{
    Entitlement answer = {.verdict = VERDICT_MAY_NOT};
    Date day = DATE_NONE, held_until = DATE_NONE;
    for (size_t i = 0; i < sizeof deciding / sizeof deciding[0] && answer.count == 0; i++) {
        const DecidingRow *row = &deciding[i];
        if (!row_holds(&row->row, facts, purpose, &day))
            continue;
        if (row->verdict == VERDICT_MAY && is_suspended(facts, &held_until)) {
            row = &held_back;
            day = held_until;
        }
        answer.verdict = row->verdict;
        answer.learner_decides = row->learner_decides;
        add_reason(arena, facts, &row->row, day, &answer);
    }
    answer.addressed = answer.verdict == VERDICT_MAY && !list_says_no(facts, purpose);
    answer.hide_address = order_says(facts, ORDER_ADDRESS_CONFIDENTIAL, &day);
    if (facts->relationship == NULL)
        return answer;
    if (answer.verdict == VERDICT_MAY)
        add_those_that_hold(arena, facts, purpose, besides_entitled,
                            sizeof besides_entitled / sizeof besides_entitled[0], &answer);
    add_those_that_hold(arena, facts, purpose, besides, sizeof besides / sizeof besides[0],
                        &answer);
    return answer;
}

const char *entitlement_sentence(Arena *arena, const EntitlementFacts *facts,
                                 const EntitlementReason *reason, bool sees_orders)
{
    if (sees_orders || !reason->private_to_office)
        return reason->sentence;
    return arena_print(arena, "Ask the office before anything goes to %s.", facts->contact);
}

/* ---- Words ------------------------------------------------------------------------------------
 */

const char *purpose_words(EntitlementPurpose purpose)
{
    static const char *const words[PURPOSE_COUNT] = {
        "Notice of SEN Support", "Plans",          "Reviews", "Reports", "The whole record",
        "Signing in to read",    "Who has looked",
    };
    ASSERT(purpose < PURPOSE_COUNT);
    return words[purpose];
}

const char *verdict_words(EntitlementVerdict verdict)
{
    switch (verdict) {
    case VERDICT_MAY:
        return "May have it";
    case VERDICT_ASK_FIRST:
        return "Ask first";
    case VERDICT_MAY_NOT:
        break;
    }
    return "May not have it";
}

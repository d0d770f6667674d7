#include "learner/entitlement.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "platform/base/arena.h"

/* Tables hold days as text, so that a row stays a line. NULL: no day. */
static Date day(const char *iso)
{
    Date date = DATE_NONE;
    if (iso != NULL)
        assert_true(date_parse_iso(iso, &date));
    return date;
}

enum { NO = 0, YES = 1, UNKNOWN = 2 };
#define ALL    (-1)
#define CHILD  "2018-02-03"
#define TEEN   "2010-07-20" /* a young person from 27 June 2026, while still 15 */
#define ADULT  "2008-03-01"
#define TODAY  "2026-11-22"
#define BEFORE "2026-06-26"
#define AFTER  "2026-06-27"

typedef struct Row {
    const char *about;
    const char *today; /* NULL: TODAY */
    const char *born, *relationship;
    int responsibility; /* YES, NO, UNKNOWN */
    bool care;
    bool listed; /* correspondence, documents and reports */
    const char *starts, *ends;
    unsigned order;
    const char *made, *expires, *ended;
    const char *suspended_from, *suspended_until;
    const char *asked, *involvement;
    bool named; /* the answer is about this contact */
    bool lacks, decides;
    int purpose; /* ALL: each of them */
    EntitlementVerdict verdict;
    const char *rule; /* of the first reason */
} Row;

#define MUM(birth)                                                                                 \
    .born = (birth), .relationship = "mother", .responsibility = YES, .care = true, .listed = true
#define GRAN(birth)  .born = (birth), .relationship = "grandparent", .listed = false
#define COURT(flags) .order = (flags), .made = "2026-03-03"

static const Row rows[] = {
    /* Who is a parent */
    {"mother with responsibility", MUM(CHILD), .purpose = ALL, .verdict = VERDICT_MAY,
     .rule = "R-FA-2"},
    {"father in another home", .born = CHILD, .relationship = "father", .responsibility = YES,
     .listed = true, .purpose = ALL, .verdict = VERDICT_MAY, .rule = "R-FA-2"},
    {"the list does not take it away", .born = CHILD, .relationship = "father",
     .responsibility = YES, .purpose = ALL, .verdict = VERDICT_MAY, .rule = "R-FA-2"},
    {"father without responsibility is a parent", .born = CHILD, .relationship = "father",
     .responsibility = NO, .listed = true, .purpose = PURPOSE_NOTICE, .verdict = VERDICT_MAY,
     .rule = "R-FA-1"},
    {"but the whole record is asked for by who has it", .born = CHILD, .relationship = "father",
     .responsibility = NO, .listed = true, .purpose = PURPOSE_RECORD, .verdict = VERDICT_ASK_FIRST,
     .rule = "R-FA-7"},
    {"father of unknown standing", .born = CHILD, .relationship = "father",
     .responsibility = UNKNOWN, .listed = true, .purpose = PURPOSE_PLAN, .verdict = VERDICT_MAY,
     .rule = "R-FA-1"},
    {"foster carer has care", .born = CHILD, .relationship = "foster_carer", .responsibility = NO,
     .care = true, .listed = true, .purpose = PURPOSE_PORTAL, .verdict = VERDICT_MAY,
     .rule = "R-FA-1"},
    {"foster carer and the whole record", .born = CHILD, .relationship = "foster_carer",
     .responsibility = NO, .care = true, .listed = true, .purpose = PURPOSE_RECORD,
     .verdict = VERDICT_ASK_FIRST, .rule = "R-FA-7"},
    {"foster carer after the placement", .born = CHILD, .relationship = "foster_carer",
     .responsibility = NO, .purpose = ALL, .verdict = VERDICT_MAY_NOT, .rule = "R-FA-5"},
    {"step-parent who lives elsewhere", .born = CHILD, .relationship = "step_parent",
     .responsibility = NO, .purpose = ALL, .verdict = VERDICT_MAY_NOT, .rule = "R-FA-5"},
    {"step-parent with an agreement", .born = CHILD, .relationship = "step_parent",
     .responsibility = YES, .listed = true, .purpose = ALL, .verdict = VERDICT_MAY,
     .rule = "R-FA-2"},
    {"grandparent", GRAN(CHILD), .purpose = ALL, .verdict = VERDICT_MAY_NOT, .rule = "R-FA-5"},
    {"grandparent with whom the child lives", GRAN(CHILD), .care = true, .purpose = PURPOSE_REVIEW,
     .verdict = VERDICT_MAY, .rule = "R-FA-1"},
    {"brother at home", .born = CHILD, .relationship = "sibling", .responsibility = NO,
     .care = true, .purpose = ALL, .verdict = VERDICT_ASK_FIRST, .rule = "R-FA-5"},
    {"lodger", .born = CHILD, .relationship = "other", .responsibility = NO, .care = true,
     .purpose = ALL, .verdict = VERDICT_ASK_FIRST, .rule = "R-FA-5"},
    {"brother with responsibility", .born = CHILD, .relationship = "sibling", .responsibility = YES,
     .care = true, .purpose = ALL, .verdict = VERDICT_MAY, .rule = "R-FA-2"},
    {"social worker of a small home", .born = CHILD, .relationship = "social_worker",
     .responsibility = NO, .care = true, .purpose = ALL, .verdict = VERDICT_ASK_FIRST,
     .rule = "R-FA-5"},
    {"grandparent, papers agreed", .born = CHILD, .relationship = "grandparent",
     .responsibility = NO, .listed = true, .purpose = ALL, .verdict = VERDICT_ASK_FIRST,
     .rule = "R-FA-5"},
    {"guardian of unknown standing", .born = CHILD, .relationship = "guardian",
     .responsibility = UNKNOWN, .purpose = ALL, .verdict = VERDICT_ASK_FIRST, .rule = "R-FA-5"},
    {"social worker under a care order", .born = CHILD, .relationship = "social_worker",
     .responsibility = YES, .listed = true, COURT(ORDER_CARE), .purpose = ALL,
     .verdict = VERDICT_MAY, .rule = "R-FA-2"},
    {"social worker without responsibility", .born = CHILD, .relationship = "social_worker",
     .responsibility = NO, .purpose = ALL, .verdict = VERDICT_MAY_NOT, .rule = "R-FA-5"},
    {"nobody's contact", .born = CHILD, .relationship = NULL, .purpose = ALL,
     .verdict = VERDICT_MAY_NOT, .rule = "R-FA-5"},
    /* The link's own days */
    {"from tomorrow", MUM(CHILD), .starts = "2026-11-23", .purpose = ALL,
     .verdict = VERDICT_MAY_NOT, .rule = "R-FA-5"},
    {"until yesterday", MUM(CHILD), .ends = "2026-11-21", .purpose = ALL,
     .verdict = VERDICT_MAY_NOT, .rule = "R-FA-5"},
    {"until today", MUM(CHILD), .ends = TODAY, .purpose = ALL, .verdict = VERDICT_MAY,
     .rule = "R-FA-2"},
    /* The courts */
    {"no information", MUM(CHILD), COURT(ORDER_NO_INFORMATION), .purpose = ALL,
     .verdict = VERDICT_MAY_NOT, .rule = "R-FA-3"},
    {"no information, made today", MUM(CHILD), .order = ORDER_NO_INFORMATION, .made = TODAY,
     .purpose = ALL, .verdict = VERDICT_MAY_NOT, .rule = "R-FA-3"},
    {"no information, from tomorrow", MUM(CHILD), .order = ORDER_NO_INFORMATION,
     .made = "2026-11-23", .purpose = ALL, .verdict = VERDICT_MAY, .rule = "R-FA-2"},
    {"on its last day", MUM(CHILD), COURT(ORDER_NO_INFORMATION), .expires = TODAY, .purpose = ALL,
     .verdict = VERDICT_MAY_NOT, .rule = "R-FA-3"},
    {"the day after its last", MUM(CHILD), COURT(ORDER_NO_INFORMATION), .expires = "2026-11-21",
     .purpose = ALL, .verdict = VERDICT_MAY, .rule = "R-FA-2"},
    {"discharged today", MUM(CHILD), COURT(ORDER_NO_INFORMATION), .ended = TODAY, .purpose = ALL,
     .verdict = VERDICT_MAY, .rule = "R-FA-2"},
    {"discharged tomorrow", MUM(CHILD), COURT(ORDER_NO_INFORMATION), .ended = "2026-11-23",
     .purpose = ALL, .verdict = VERDICT_MAY_NOT, .rule = "R-FA-3"},
    {"an order outlives the link", MUM(CHILD), COURT(ORDER_NO_INFORMATION), .ends = "2026-11-21",
     .purpose = ALL, .verdict = VERDICT_MAY_NOT, .rule = "R-FA-3"},
    {"no collection keeps no paper back", MUM(CHILD), COURT(ORDER_NO_COLLECTION), .purpose = ALL,
     .verdict = VERDICT_MAY, .rule = "R-FA-2"},
    {"hidden address keeps no paper back", MUM(CHILD), COURT(ORDER_ADDRESS_CONFIDENTIAL),
     .purpose = ALL, .verdict = VERDICT_MAY, .rule = "R-FA-2"},
    {"through somebody else only", MUM(CHILD), COURT(ORDER_THIRD_PARTY_ONLY), .purpose = ALL,
     .verdict = VERDICT_ASK_FIRST, .rule = "R-FA-3"},
    {"both: nothing at all", MUM(CHILD), COURT(ORDER_THIRD_PARTY_ONLY | ORDER_NO_INFORMATION),
     .purpose = ALL, .verdict = VERDICT_MAY_NOT, .rule = "R-FA-3"},
    {"a care order leaves the mother hers", MUM(CHILD), COURT(ORDER_CARE), .purpose = ALL,
     .verdict = VERDICT_MAY, .rule = "R-FA-2"},
    {"an order gives a grandparent nothing", GRAN(CHILD), COURT(ORDER_NO_COLLECTION),
     .purpose = ALL, .verdict = VERDICT_MAY_NOT, .rule = "R-FA-5"},
    /* The head's check */
    {"held back today", MUM(CHILD), .suspended_from = TODAY, .suspended_until = TODAY,
     .purpose = PURPOSE_PORTAL, .verdict = VERDICT_MAY_NOT, .rule = "R-FA-4"},
    {"held back, and asks for a plan", MUM(CHILD), .suspended_from = TODAY,
     .suspended_until = TODAY, .purpose = PURPOSE_PLAN, .verdict = VERDICT_ASK_FIRST,
     .rule = "R-FA-4"},
    {"held back, and asks for everything", MUM(CHILD), .suspended_from = TODAY,
     .suspended_until = TODAY, .purpose = PURPOSE_RECORD, .verdict = VERDICT_ASK_FIRST,
     .rule = "R-FA-4"},
    {"holding back gives nothing", GRAN(CHILD), .suspended_from = TODAY, .suspended_until = TODAY,
     .purpose = PURPOSE_PLAN, .verdict = VERDICT_MAY_NOT, .rule = "R-FA-5"},
    {"held back, and the young person agreed", MUM(TEEN), .suspended_from = TODAY,
     .suspended_until = TODAY, .asked = "2026-09-10", .involvement = "yes", .purpose = PURPOSE_PLAN,
     .verdict = VERDICT_ASK_FIRST, .rule = "R-FA-4"},
    {"held back, and the young person said no", MUM(TEEN), .suspended_from = TODAY,
     .suspended_until = TODAY, .asked = "2026-09-10", .involvement = "no", .purpose = PURPOSE_PLAN,
     .verdict = VERDICT_MAY_NOT, .rule = "R-YP-2"},
    {"held back until yesterday", MUM(CHILD), .suspended_from = "2026-11-01",
     .suspended_until = "2026-11-21", .purpose = ALL, .verdict = VERDICT_MAY, .rule = "R-FA-2"},
    {"held back from tomorrow", MUM(CHILD), .suspended_from = "2026-11-23",
     .suspended_until = "2026-12-01", .purpose = ALL, .verdict = VERDICT_MAY, .rule = "R-FA-2"},
    {"the court is named before the head", MUM(CHILD), COURT(ORDER_NO_INFORMATION),
     .suspended_from = TODAY, .suspended_until = TODAY, .purpose = ALL, .verdict = VERDICT_MAY_NOT,
     .rule = "R-FA-3"},
    /* A young person: the last Friday in June of the school year in which they turn 16 */
    {"that Friday", MUM(TEEN), .today = BEFORE, .purpose = ALL, .verdict = VERDICT_MAY,
     .rule = "R-FA-2"},
    {"the day after, still 15", MUM(TEEN), .today = AFTER, .purpose = ALL,
     .verdict = VERDICT_ASK_FIRST, .rule = "R-YP-4"},
    {"born 1 September: a year later", MUM("2010-09-01"), .today = AFTER, .purpose = ALL,
     .verdict = VERDICT_MAY, .rule = "R-FA-2"},
    {"born 3 October, on the last day", MUM("2010-10-03"), .today = "2027-06-25", .purpose = ALL,
     .verdict = VERDICT_MAY, .rule = "R-FA-2"},
    {"born 3 October, the day after", MUM("2010-10-03"), .today = "2027-06-26", .purpose = ALL,
     .verdict = VERDICT_ASK_FIRST, .rule = "R-YP-4"},
    {"16 in October is a child yet", MUM("2010-10-03"), .purpose = ALL, .verdict = VERDICT_MAY,
     .rule = "R-FA-2"},
    {"born on 29 February", MUM("2012-02-29"), .today = "2028-07-01", .purpose = ALL,
     .verdict = VERDICT_ASK_FIRST, .rule = "R-YP-4"},
    {"said yes", MUM(TEEN), .asked = "2026-09-10", .involvement = "yes", .purpose = ALL,
     .verdict = VERDICT_MAY, .rule = "R-YP-2"},
    {"said yes of a grandparent", GRAN(TEEN), .asked = "2026-09-10", .involvement = "yes",
     .named = true, .purpose = ALL, .verdict = VERDICT_MAY, .rule = "R-YP-2"},
    {"said yes, and not of a grandparent", GRAN(TEEN), .asked = "2026-09-10", .involvement = "yes",
     .purpose = ALL, .verdict = VERDICT_ASK_FIRST, .rule = "R-YP-2"},
    {"said some, and not of a grandparent", GRAN(TEEN), .asked = "2026-09-10",
     .involvement = "limited", .purpose = ALL, .verdict = VERDICT_ASK_FIRST, .rule = "R-YP-2"},
    {"said no to all", GRAN(TEEN), .asked = "2026-09-10", .involvement = "no", .purpose = ALL,
     .verdict = VERDICT_MAY_NOT, .rule = "R-YP-2"},
    {"a yes is meant of a grandparent who brings them up", GRAN(TEEN), .care = true,
     .asked = "2026-09-10", .involvement = "yes", .purpose = ALL, .verdict = VERDICT_MAY,
     .rule = "R-YP-2"},
    {"and of a father without responsibility", .born = TEEN, .relationship = "father",
     .responsibility = NO, .asked = "2026-09-10", .involvement = "yes", .purpose = ALL,
     .verdict = VERDICT_MAY, .rule = "R-YP-2"},
    {"but not of a brother at home", .born = TEEN, .relationship = "sibling", .responsibility = NO,
     .care = true, .asked = "2026-09-10", .involvement = "yes", .purpose = ALL,
     .verdict = VERDICT_ASK_FIRST, .rule = "R-YP-2"},
    {"said yes on the very day", MUM(TEEN), .asked = AFTER, .involvement = "yes", .purpose = ALL,
     .verdict = VERDICT_MAY, .rule = "R-YP-2"},
    {"said yes as a child", MUM(TEEN), .asked = BEFORE, .involvement = "yes", .purpose = ALL,
     .verdict = VERDICT_ASK_FIRST, .rule = "R-YP-4"},
    {"will be asked tomorrow", MUM(TEEN), .asked = "2026-11-23", .involvement = "yes",
     .purpose = ALL, .verdict = VERDICT_ASK_FIRST, .rule = "R-YP-4"},
    {"said some", MUM(TEEN), .asked = "2026-09-10", .involvement = "limited", .purpose = ALL,
     .verdict = VERDICT_ASK_FIRST, .rule = "R-YP-2"},
    {"said no", MUM(TEEN), .asked = "2026-09-10", .involvement = "no", .purpose = ALL,
     .verdict = VERDICT_MAY_NOT, .rule = "R-YP-2"},
    {"a court stands above a yes", MUM(TEEN), COURT(ORDER_NO_INFORMATION), .asked = "2026-09-10",
     .involvement = "yes", .purpose = ALL, .verdict = VERDICT_MAY_NOT, .rule = "R-FA-3"},
    {"a child's no takes nothing away", MUM(CHILD), .asked = "2026-09-10", .involvement = "no",
     .purpose = ALL, .verdict = VERDICT_MAY, .rule = "R-FA-2"},
    {"father without responsibility", .born = TEEN, .relationship = "father", .responsibility = NO,
     .listed = true, .purpose = PURPOSE_RECORD, .verdict = VERDICT_ASK_FIRST, .rule = "R-YP-4"},
    /* Capacity, for this one decision */
    {"the mother decides for them", MUM(TEEN), .lacks = true, .decides = true, .purpose = ALL,
     .verdict = VERDICT_MAY, .rule = "R-YP-3"},
    {"somebody else decides for them", MUM(TEEN), .lacks = true, .purpose = ALL,
     .verdict = VERDICT_ASK_FIRST, .rule = "R-YP-3"},
    {"a yes they could not give", MUM(TEEN), .lacks = true, .asked = "2026-09-10",
     .involvement = "yes", .purpose = ALL, .verdict = VERDICT_ASK_FIRST, .rule = "R-YP-3"},
    {"a court stands above who decides", MUM(TEEN), COURT(ORDER_NO_INFORMATION), .lacks = true,
     .decides = true, .purpose = ALL, .verdict = VERDICT_MAY_NOT, .rule = "R-FA-3"},
    {"a child is not asked about capacity", MUM(CHILD), .lacks = true, .purpose = ALL,
     .verdict = VERDICT_MAY, .rule = "R-FA-2"},
    /* Adults */
    {"18 today", MUM("2008-11-22"), .purpose = ALL, .verdict = VERDICT_ASK_FIRST, .rule = "R-AD-1"},
    {"18 tomorrow", MUM("2008-11-23"), .purpose = ALL, .verdict = VERDICT_ASK_FIRST,
     .rule = "R-YP-4"},
    {"an adult's yes", MUM(ADULT), .asked = "2026-09-10", .involvement = "yes", .purpose = ALL,
     .verdict = VERDICT_MAY, .rule = "R-YP-2"},
    {"a young person's yes goes on at 18", MUM(ADULT), .asked = "2025-01-10", .involvement = "yes",
     .purpose = ALL, .verdict = VERDICT_MAY, .rule = "R-YP-2"},
    {"beyond 25 too", MUM("2001-01-01"), .purpose = ALL, .verdict = VERDICT_ASK_FIRST,
     .rule = "R-AD-1"},
};

static Entitlement answer_to(Arena *arena, const Row *row, EntitlementPurpose purpose)
{
    OrderFact order = {day(row->made), day(row->expires), day(row->ended), row->order};
    SuspensionFact suspension = {day(row->suspended_from), day(row->suspended_until)};
    EntitlementFacts facts = {
        .setting = SETTING_SCHOOL,
        .today = day(row->today == NULL ? TODAY : row->today),
        .learner = "Zofia",
        .born_on = day(row->born),
        .contact = "Mrs Nowak",
        .relationship = row->relationship,
        .parental_responsibility = {row->responsibility != UNKNOWN, row->responsibility == YES},
        .lives_with = row->care,
        .correspondence = row->listed,
        .receives_documents = row->listed,
        .receives_reports = row->listed,
        .starts_on = day(row->starts == NULL ? "2020-09-01" : row->starts),
        .ends_on = day(row->ends),
        .order_count = row->order != 0 ? 1 : 0,
        .orders = &order,
        .suspension_count = row->suspended_from != NULL ? 1 : 0,
        .suspensions = &suspension,
        .sharing = {day(row->asked), row->involvement, NULL, row->named},
        .capacity = {row->lacks, row->decides},
    };
    return entitlement(arena, &facts, purpose);
}

static void assert_whole(const Row *row, const Entitlement *answer)
{
    for (size_t i = 0; i < answer->count; i++) {
        const EntitlementReason *reason = &answer->reasons[i];
        if (strpbrk(reason->sentence, "{}") != NULL || reason->source == NULL)
            fail_msg("%s: \"%s\"", row->about, reason->sentence);
    }
    if (answer->addressed && answer->verdict != VERDICT_MAY)
        fail_msg("%s: addressed without being entitled", row->about);
}

static void each_case(void **state)
{
    Arena *arena = *state;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        const Row *row = &rows[i];
        for (int purpose = 0; purpose < PURPOSE_COUNT; purpose++) {
            if (row->purpose != ALL && row->purpose != purpose)
                continue;
            Entitlement answer = answer_to(arena, row, (EntitlementPurpose)purpose);
            if (answer.verdict != row->verdict || strcmp(answer.reasons[0].rule, row->rule) != 0)
                fail_msg("%s, %s: %s by %s", row->about, purpose_words((EntitlementPurpose)purpose),
                         verdict_words(answer.verdict), answer.reasons[0].rule);
            assert_whole(row, &answer);
        }
    }
}

static const EntitlementReason *reason_of(const Entitlement *answer, const char *part)
{
    for (size_t i = 0; i < answer->count; i++)
        if (strstr(answer->reasons[i].sentence, part) != NULL)
            return &answer->reasons[i];
    return NULL;
}

static void what_is_said_besides(void **state)
{
    static const struct {
        Row row;
        const char *part;
    } cases[] = {
        {{"hidden address", MUM(CHILD), COURT(ORDER_ADDRESS_CONFIDENTIAL)},
         "Nothing that goes to Mrs Nowak may show where Zofia lives."},
        {{"not on the list", .born = CHILD, .relationship = "father", .responsibility = YES},
         "Only a court can take away"},
        {{"care order", MUM(CHILD), COURT(ORDER_CARE)}, "Ask the social worker."},
        {{"social worker, no order", .born = CHILD, .relationship = "social_worker",
          .responsibility = YES, .listed = true},
         "no care order is recorded"},
        {{"unknown", .born = CHILD, .relationship = "father", .responsibility = UNKNOWN,
          .listed = true},
         "It is not known whether Mrs Nowak"},
        {{"safeguarding is another matter", MUM(TEEN)}, "until they are 18"},
        {{"the day stands in it", MUM(CHILD), COURT(ORDER_NO_INFORMATION)}, "3 March 2026"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        Entitlement answer = answer_to(*state, &cases[i].row, PURPOSE_PLAN);
        if (reason_of(&answer, cases[i].part) == NULL)
            fail_msg("%s: \"%s\"", cases[i].row.about, answer.reasons[0].sentence);
        Row quiet = {"a mother at home", MUM(CHILD)};
        answer = answer_to(*state, &quiet, PURPOSE_PLAN);
        assert_null(reason_of(&answer, cases[i].part));
        assert_int_equal(answer.count, 1);
    }
}

/* Whom a court keeps away is not said to get it when they ask. */
static void a_list_is_not_held_against_a_court(void **state)
{
    static const Row barred = {"barred, and not on the list", .born = CHILD,
                               .relationship = "father", .responsibility = YES,
                               COURT(ORDER_NO_INFORMATION)};
    for (int purpose = 0; purpose < PURPOSE_COUNT; purpose++) {
        Entitlement answer = answer_to(*state, &barred, (EntitlementPurpose)purpose);
        assert_int_equal(answer.verdict, VERDICT_MAY_NOT);
        assert_null(reason_of(&answer, "if they ask"));
    }
}

/* Sent of itself only where the law lets it and the list says so. */
static void who_is_addressed(void **state)
{
    static const struct {
        Row row;
        bool addressed, hidden;
    } cases[] = {
        {{"mother", MUM(CHILD)}, true, false},
        {{"hidden", MUM(CHILD), COURT(ORDER_ADDRESS_CONFIDENTIAL)}, true, true},
        {{"not listed", .born = CHILD, .relationship = "father", .responsibility = YES},
         false,
         false},
        {{"listed, but no parent", .born = CHILD, .relationship = "grandparent", .listed = true},
         false,
         false},
        {{"court", MUM(CHILD), COURT(ORDER_NO_INFORMATION)}, false, false},
        {{"third party", MUM(CHILD), COURT(ORDER_THIRD_PARTY_ONLY)}, false, false},
        {{"young person not asked", MUM(TEEN)}, false, false},
        {{"young person agreed", MUM(TEEN), .asked = "2026-09-10", .involvement = "yes"},
         true,
         false},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        Entitlement answer = answer_to(*state, &cases[i].row, PURPOSE_PLAN);
        if (answer.addressed != cases[i].addressed || answer.hide_address != cases[i].hidden)
            fail_msg("%s", cases[i].row.about);
    }
}

/* Whoever may not see orders is told to ask, and nothing of the order. */
static void orders_are_for_the_office(void **state)
{
    Row row = {"court", MUM(CHILD), COURT(ORDER_NO_INFORMATION)};
    Entitlement answer = answer_to(*state, &row, PURPOSE_NOTICE);
    EntitlementFacts facts = {.contact = "Mrs Nowak"};
    assert_true(answer.reasons[0].private_to_office);
    assert_string_equal(entitlement_sentence(*state, &facts, &answer.reasons[0], true),
                        "A court order of 3 March 2026 keeps information from Mrs Nowak.");
    assert_string_equal(entitlement_sentence(*state, &facts, &answer.reasons[0], false),
                        "Ask the office before anything goes to Mrs Nowak.");
    Row ended = {"ended", MUM(CHILD), .ends = "2026-11-21"};
    answer = answer_to(*state, &ended, PURPOSE_NOTICE);
    assert_string_equal(entitlement_sentence(*state, &facts, &answer.reasons[0], false),
                        "Mrs Nowak was a contact until 21 November 2026.");
}

static void limited_in_their_own_words(void **state)
{
    OrderFact none = {0};
    EntitlementFacts facts = {.setting = SETTING_COLLEGE,
                              .today = day(TODAY),
                              .learner = "Zofia",
                              .born_on = day(TEEN),
                              .contact = "Mrs Nowak",
                              .relationship = "mother",
                              .starts_on = day("2020-09-01"),
                              .ends_on = DATE_NONE,
                              .orders = &none,
                              .sharing = {day("2026-09-10"), "limited", "Only my reviews.", false}};
    Entitlement answer = entitlement(*state, &facts, PURPOSE_REVIEW);
    assert_non_null(reason_of(&answer, "In their words: “Only my reviews.”"));
    facts.sharing.what = NULL;
    answer = entitlement(*state, &facts, PURPOSE_REVIEW);
    assert_non_null(reason_of(&answer, "Ask which."));
}

static void collecting(void **state)
{
    OrderFact order = {day("2026-03-03"), DATE_NONE, DATE_NONE, ORDER_NO_COLLECTION};
    EntitlementFacts facts = {.today = day(TODAY), .order_count = 1, .orders = &order};
    (void)state;
    assert_false(entitled_to_collect(&facts, true));
    order.says = ORDER_NO_INFORMATION;
    assert_true(entitled_to_collect(&facts, true));
    assert_false(entitled_to_collect(&facts, false));
    order.says = ORDER_NO_COLLECTION;
    order.ended_on = day("2026-04-01");
    assert_true(entitled_to_collect(&facts, true));
}

static int begin(void **state)
{
    *state = arena_create(1 << 22, "test");
    return 0;
}

static int end(void **state)
{
    arena_destroy(*state);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_case),
        cmocka_unit_test(what_is_said_besides),
        cmocka_unit_test(a_list_is_not_held_against_a_court),
        cmocka_unit_test(who_is_addressed),
        cmocka_unit_test(orders_are_for_the_office),
        cmocka_unit_test(limited_in_their_own_words),
        cmocka_unit_test(collecting),
    };
    return cmocka_run_group_tests(tests, begin, end);
}

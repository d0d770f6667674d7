/* What was agreed for each round. */
#include "demo/families.h"
#include "demo/telling.h"
#include "learner/contact.h"
#include "plan/plan_answer.h"
#include "platform/base/log.h"

enum { FIRST_OUTCOMES = 2, AFTER_A_MISSED_REVIEW = 14 };

/* An hour of each, in pence with what the employer pays besides; a sum is said in steps. */
enum { HOUR_OF_ASSISTANT = 1650, HOUR_OF_MENTOR = 2150, COST_STEP = 500 };

static const char *const ways_consulted[] = {
    "{mum} and {Name} met {teacher} and the SENCO and went through it line by line.",
    "{teacher} talked it over with {Name}, and with {mum} on the phone the same week.",
    "{mum} came in before school; {Name} chose which outcome stands first.",
    "{Name} said what helps with {ta} beside {him}. {mum} read the draft and added to it.",
};

/* Provision runs until the review; where the review is late, it has run on. */
static Date provision_end(const Telling *telling)
{
    const Round *round = telling_round(telling);
    bool late = telling_is_newest(telling) && telling_stand(telling) == STAND_LATE;
    if (!late)
        return round->review_on;
    return demo_school_days_before(telling->calendar, round->review_on, -AFTER_A_MISSED_REVIEW);
}

static Outcome outcome_of(Telling *telling, const Strand *strand)
{
    const OutcomeStory *story = strand->story;
    int target = strand_target(strand);
    return (Outcome){
        .wording = story_text(telling->arena, telling->child, story->wording, target),
        .area = story->area,
        .measure = telling_text(telling, story->measure),
        .baseline = strand_words(telling, strand, strand->value),
        .target = strand_words(telling, strand, target),
        .due_on = telling_round(telling)->review_on,
    };
}

/* n 0: the story's support is of no intervention in the bank. */
static InterventionId intervention_numbered(const Interventions *bank, int number)
{
    for (size_t i = 0; number != 0 && i < bank->count; i++)
        if (bank->items[i].number == number)
            return (InterventionId){bank->items[i].id};
    return (InterventionId){0};
}

static Provision provision_of(Telling *telling, Strand *strand)
{
    const OutcomeStory *story = strand->story;
    const Cast *cast = telling->cast;
    const DemoStaff *who = story->by == BY_MENTOR ? cast->mentor : telling->child->class->assistant;
    return (Provision){
        .title = telling_text(telling, story->title),
        .detail = telling_text(telling, story->detail),
        .deliverer = who->id,
        .deliverer_other = "",
        .place = story->place,
        .group_size = story->group,
        .minutes = story->minutes,
        .times_a_week = story->times,
        .evidence_note = telling_text(telling, story->why),
        .intervention = intervention_numbered(&cast->bank, story->bank),
        .outcomes = {1, &strand->outcome_id},
    };
}

static void date_provision(const Telling *telling, Provision *provision)
{
    const Round *round = telling_round(telling);
    Date from = date_is_set(round->planned_on) ? round->planned_on : telling->calendar->today;
    provision->starts_on = demo_school_days_before(telling->calendar, from, -1);
    provision->ends_on = date_is_set(round->review_on)
                             ? provision_end(telling)
                             : demo_school_days_before(telling->calendar, from, -45);
}

static Error *load(Telling *telling, Plan *plan)
{
    Cycle cycle;
    bool found;
    TRY(telling_cycle(telling, &cycle));
    TRY(plan_of_cycle(telling->db, telling->arena, telling->cast->school, cycle.id, plan, &found));
    ASSERT(found);
    return NULL;
}

/* What the review before carried into this draft keeps its rows and takes new steps. */
static void step_on(Telling *telling, Plan *plan, Strand *strand)
{
    for (size_t i = 0; i < plan->outcomes.count; i++) {
        Outcome *row = &plan->outcomes.items[i];
        if (row->carried_from.n != strand->outcome_id.n)
            continue;
        Outcome next = outcome_of(telling, strand);
        row->wording = next.wording;
        row->measure = next.measure;
        row->baseline = next.baseline;
        row->target = next.target;
        row->due_on = next.due_on;
        strand->outcome_id = row->id;
        break;
    }
    for (size_t i = 0; i < plan->provisions.count; i++) {
        Provision *row = &plan->provisions.items[i];
        if (row->carried_from.n != strand->provision_id.n)
            continue;
        Provision next = provision_of(telling, strand);
        row->title = next.title;
        row->detail = next.detail;
        row->deliverer = next.deliverer;
        row->evidence_note = next.evidence_note;
        date_provision(telling, row);
        strand->provision_id = row->id;
        break;
    }
}

static Error *add_strand(Telling *telling, const OutcomeStory *story)
{
    Plan plan;
    SchoolId school = telling->cast->school;
    Strand *strand = &telling->strands[telling->strand_count++];
    *strand = (Strand){.story = story, .start = story->steps[0], .value = story->steps[0]};
    TRY(load(telling, &plan));
    Outcome outcome = outcome_of(telling, strand);
    TRY(plan_add_outcome(telling->db, telling->arena, school, &plan, &outcome,
                         &strand->outcome_id));
    TRY(load(telling, &plan));
    Provision provision = provision_of(telling, strand);
    date_provision(telling, &provision);
    return plan_add_provision(telling->db, telling->arena, school, &plan, &provision,
                              &strand->provision_id);
}

/* Two outcomes to begin with; a third when a round has gone well enough to leave room. */
static Error *add_outcomes(Telling *telling)
{
    size_t wanted = telling->round == 0 ? FIRST_OUTCOMES : STORY_OUTCOMES;
    while (telling->strand_count < wanted) {
        const char *key = telling->story->outcomes[telling->strand_count];
        if (key == NULL)
            return NULL;
        TRY(add_strand(telling, outcome_story_of(key)));
    }
    return NULL;
}

static Error *write_text(Telling *telling)
{
    Plan plan;
    bool whole = date_is_set(telling_round(telling)->planned_on);
    TRY(load(telling, &plan));
    for (size_t i = 0; i < telling->strand_count && telling->round > 0; i++)
        if (!telling->strands[i].stopped)
            step_on(telling, &plan, &telling->strands[i]);
    plan.responsible = telling->child->class->teacher->id;
    plan.home_support = telling_text(telling, telling->story->home);
    plan.class_strategies = telling_text(telling, telling->story->strategies);
    plan.learner_part = whole ? telling_text(telling, telling->story->part) : "";
    plan.consulted = whole ? TELLING_PICK(telling, ways_consulted) : "";
    plan.review_on = telling_round(telling)->review_on;
    return plan_save(telling->db, telling->cast->school, &plan);
}

/* ---- What the family said to it ---------------------------------------------------------------
 */

/* To the newest plan; to those before, everybody agreed at the meeting. */
typedef struct Said {
    const char *answer, *way, *wording; /* answer NULL: nothing yet */
} Said;

static const Said said_to_it[] = {
    {"agree", "screen", NULL},
    {"agree", "paper", NULL},
    {"in_part", "meeting",
     "Yes to all of it but the time: please not in the lunch break, {he} needs that with friends."},
    {NULL, NULL, NULL},
    {"talk_first", "screen", "I would like to hear first why this was chosen, and who does it."},
    {"not_asked", "phone",
     "Two calls and a letter since, and no answer. {teacher} tries again at parents’ evening."},
};

/* The first of those who are given the plan of itself; n 0: there is nobody. */
static Error *first_asked(Telling *telling, Date day, ContactId *contact)
{
    ContactStandings all;
    *contact = (ContactId){0};
    TRY(contact_standings(telling->db, telling->arena, telling->cast->school, telling->child->id,
                          day, &all));
    for (size_t i = 0; i < all.count && contact->n == 0; i++)
        if (entitlement(telling->arena, &all.items[i].facts, PURPOSE_PLAN).addressed)
            *contact = all.items[i].link.contact_id;
    return NULL;
}

/* The parent who signs in to the demo school has yet to answer. */
static Said said_by_family(const Telling *telling)
{
    static const Said agreed = {"agree", "meeting", NULL}, nothing = {NULL, NULL, NULL};
    if (!telling_is_newest(telling))
        return agreed;
    if (telling->child->parent_email != NULL)
        return nothing;
    return said_to_it[(size_t)telling->number % (sizeof said_to_it / sizeof said_to_it[0])];
}

static Error *answer_plan(Telling *telling, Date shared)
{
    Plan plan;
    Said said = said_by_family(telling);
    PlanAnswer answer = {.answer = said.answer, .way = said.way, .answered_on = shared};
    TRY(first_asked(telling, shared, &answer.contact_id));
    if (said.answer == NULL || answer.contact_id.n == 0)
        return NULL;
    if (said.wording != NULL)
        answer.wording = telling_text(telling, said.wording);
    if (!text_equal(said.way, "screen"))
        answer.noted_by = telling->child->class->teacher->id;
    TRY(load(telling, &plan));
    return plan_answer_add(telling->db, telling->cast->school, &plan, &answer,
                           moment_london(shared, 16, 10));
}

static Error *make_final(Telling *telling)
{
    Plan plan;
    Cycle cycle;
    Db *db = telling->db;
    SchoolId school = telling->cast->school;
    const Round *round = telling_round(telling);
    TRY(load(telling, &plan));
    TRY(plan_finalise(db, telling->arena, school, &plan, telling->cast->senco->id,
                      round->planned_on));
    TRY(telling_cycle(telling, &cycle));
    TRY(cycle_apply(db, school, &cycle, CYCLE_FINALISE_PLAN, round->planned_on, round->review_on));
    if (telling_is_newest(telling) && telling_stand(telling) == STAND_NOT_SHARED)
        return NULL;
    TRY(load(telling, &plan));
    int after = 1 + dice_below(&telling->dice, 3);
    Date shared = demo_school_days_before(telling->calendar, round->planned_on, -after);
    TRY(plan_share(db, school, &plan, shared, child_family(telling->arena, telling->child)));
    return answer_plan(telling, shared);
}

/* The hours of whoever gives it, shared by those who are in the group. */
static OptionalInteger cost_of(const Telling *telling, const Provision *provision)
{
    bool mentor = provision->deliverer.n == telling->cast->mentor->id.n;
    int weeks = date_days_between(provision->starts_on, provision->ends_on) / 7;
    int minutes = provision->minutes * provision->times_a_week * weeks;
    int pence = minutes * (mentor ? HOUR_OF_MENTOR : HOUR_OF_ASSISTANT) / 60;
    return (OptionalInteger){true, pence / provision->group_size / COST_STEP * COST_STEP};
}

/* A plan that is still a draft has been costed for its first support only. */
static Error *write_costs(Telling *telling)
{
    Plan plan;
    bool whole = date_is_set(telling_round(telling)->planned_on);
    TRY(load(telling, &plan));
    for (size_t i = 0; i < plan.provisions.count && (whole || i == 0); i++) {
        const Provision *provision = &plan.provisions.items[i];
        TRY(plan_set_cost(telling->db, telling->cast->school, &plan, provision->id,
                          cost_of(telling, provision)));
    }
    return NULL;
}

Error *tell_plan(Telling *telling)
{
    PlanId id;
    Cycle cycle;
    TRY(telling_cycle(telling, &cycle));
    if (telling->round == 0)
        TRY(plan_begin(telling->db, telling->arena, telling->cast->school, telling->child->id,
                       cycle.id, &id));
    TRY(write_text(telling));
    TRY(add_outcomes(telling));
    TRY(write_costs(telling));
    return date_is_set(telling_round(telling)->planned_on) ? make_final(telling) : NULL;
}

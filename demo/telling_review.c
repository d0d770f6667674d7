/* What had changed at the end of each round. */
#include <string.h>

#include "demo/families.h"
#include "demo/telling.h"
#include "platform/base/log.h"
#include "platform/base/text.h"
#include "review/review.h"

enum { MET_PERCENT = 52, PARTLY_PERCENT = 92, LAST_RUNG = OUTCOME_STEPS - 2 };
enum { NEXT_REVIEW = 46, WATCHED = 110 }; /* school days ahead */

static const char *const children_say[] = {
    "It is better than before. I like going.",
    "Some days yes, some days no.",
    "I want to carry on, but not on Fridays.",
    "I can do more on my own now.",
    "I like it when it’s just us.",
    "It helps. I still don’t like getting it wrong.",
    "I’d rather do it with a friend.",
    "I showed my mum and she clapped.",
    "Can we do the game part more?",
    "It’s not so hard now.",
};

static const char *const parents_say[] = {
    "We see a difference at home. A small one, but it is there.",
    "Some weeks are good. We are glad that somebody is looking.",
    "{He} talks about {ta} at tea. That tells us a lot.",
    "Please go on. It is the first thing that has helped.",
    "{He} is happier in the mornings. We would like to know what to do in the holidays.",
    "The homework is shorter and better. Thank you.",
    "We would like to hear sooner when sessions are missed.",
    "{He} did at home what you practise. I nearly missed it.",
    "Slow, and forward. We can live with slow.",
    "{His} grandparents noticed before we told them anything.",
};

static const char *const support_good[] = {
    "{He} goes gladly, and uses it in lessons.",
    "It fits. {teacher} sees it in the books.",
    "Worth the time: it shows outside the room as well.",
    "What is learnt there comes back into class.",
};
static const char *const support_some[] = {
    "It helps while it lasts. The way into class is slow.",
    "Good when it happens as planned. Too many were missed.",
    "There is progress, and it needs longer.",
    "Helps on calm days. We will change the time.",
};
static const char *const support_none[] = {
    "We see no change yet. Next time in the morning, and in a pair.",
    "Not the right way for {him}. We will do it in class and not outside.",
    "Too early. The steps will be half the size.",
};

static const char *const earlier_met[] = {
    "Reached in the last fortnight, and counted twice to be sure.",
    "Steady all the way. {Name} asked to see the graph.",
    "It came slowly, and then all at once.",
    "Reached with {ta} near. Next time with less help.",
    "{teacher} had stopped counting before we did.",
    "Reached, and {Name} was the first to say so.",
};
static const char *const earlier_partly[] = {
    "More than half of the way.",
    "The first weeks were thin; since then it has moved.",
    "On good days it is there already.",
    "Better in the morning than after lunch.",
    "With one adult yes, with others not yet.",
};
static const char *const earlier_not[] = {
    "No change that we could count.",
    "It goes up and down, and comes out where it was.",
    "Not yet. {Name} knows what it is for now, which is a beginning.",
};

static const char *const ways_talked_over[] = {
    "{mum} and {Name} were asked first; the changes are as much theirs as ours.",
    "One outcome at a time, before anything was decided.",
    "{teacher} showed {Name} the graph, and {mum} heard the proposal on the phone the day before.",
    "{mum} suggested the change. {Name} would like to try it.",
};

static const char *attended_words(Telling *telling, const char *method)
{
    if (text_equal(method, "phone"))
        return telling_text(telling, "{mum} on the phone, {teacher}, Mrs Vaz");
    if (telling->child->class->year < 2)
        return telling_text(telling, "{mum}, {teacher}, {ta}, Mrs Vaz; {Name} for the beginning");
    return telling_text(telling, "{Name}, {mum}, {teacher}, Mrs Vaz");
}

/* What this child and this family say belongs to their own story where there is something left. */
static void hear_views(Telling *telling)
{
    size_t back = telling->timeline.count - 1 - telling->round;
    if (telling_stand(telling) != STAND_LEFT && back > 0)
        back--;
    bool own = telling->child->voice < 2 && back < 2;
    size_t which = own ? (back + (size_t)telling->child->voice) % 2 : 0;
    size_t turn = ((size_t)telling->number * 3 + telling->round * 7) % 10;
    telling->child_said =
        telling_text(telling, own ? telling->story->later_child[which] : children_say[turn]);
    telling->parent_said =
        telling_text(telling, own ? telling->story->later_parent[which] : parents_say[turn]);
}

/* How many outcomes would be left for the next round. */
static size_t going_on(const Telling *telling)
{
    size_t count = 0;
    for (size_t i = 0; i < telling->strand_count; i++)
        count += !telling->strands[i].stopped;
    return count;
}

/* Nothing goes wrong twice running, so that the plan would have been changed in between. */
static Judgement roll_judgement(Telling *telling, const Strand *strand)
{
    int roll = dice_below(&telling->dice, 100);
    int way = strand_target(strand) - strand->value;
    bool room_between = way > 1 || way < -1;
    bool last = strand->rung == LAST_RUNG && going_on(telling) < 2;
    if (telling_stand(telling) == STAND_LEFT && telling_is_newest(telling))
        return JUDGEMENT_MET;
    if ((roll < MET_PERCENT || strand->missed) && !last)
        return JUDGEMENT_MET;
    if (room_between && (roll < PARTLY_PERCENT || strand->missed || last))
        return JUDGEMENT_PARTLY_MET;
    return JUDGEMENT_NOT_MET;
}

/* Where the measure stands after the round. */
static int value_after(const Strand *strand, Judgement judgement)
{
    int target = strand_target(strand);
    int way = target - strand->value;
    if (judgement == JUDGEMENT_MET)
        return target;
    if (judgement == JUDGEMENT_NOT_MET)
        return strand->value;
    int part = way * 6 / 10;
    return strand->value + (part == 0 ? (way > 0 ? 1 : -1) : part);
}

/* The story's own words belong to the newest review; what was said earlier is plainer. */
static const char *outcome_comment(Telling *telling, const Strand *strand, Judgement judgement)
{
    bool met = judgement == JUDGEMENT_MET;
    if (telling->round + 2 >= telling->timeline.count)
        return telling_text(telling, met ? strand->story->gained : strand->story->slower);
    if (met)
        return TELLING_PICK(telling, earlier_met);
    return judgement == JUDGEMENT_PARTLY_MET ? TELLING_PICK(telling, earlier_partly)
                                             : TELLING_PICK(telling, earlier_not);
}

static void judge_outcome(Telling *telling, Strand *strand, Judgement judgement,
                          ReviewedOutcome *outcome)
{
    bool met = judgement == JUDGEMENT_MET;
    bool stop = met && (strand->rung == LAST_RUNG ||
                        (telling_stand(telling) == STAND_LEFT && telling_is_newest(telling)));
    int value = value_after(strand, judgement);
    outcome->judgement = judgement;
    outcome->now_at = strand_words(telling, strand, value);
    outcome->comment = outcome_comment(telling, strand, judgement);
    outcome->next = stop ? "stop" : met ? "change" : "keep";
    strand->start = strand->value;
    strand->value = value;
    strand->stopped = stop;
    strand->missed = !met;
    if (met && !stop)
        strand->rung++;
}

static void judge_provision(Telling *telling, Judgement judgement, bool stop,
                            ReviewedProvision *provision)
{
    if (judgement == JUDGEMENT_MET) {
        provision->impact = "good";
        provision->comment = TELLING_PICK(telling, support_good);
        provision->decision = stop ? "stop" : "continue";
    } else if (judgement == JUDGEMENT_PARTLY_MET) {
        provision->impact = "some";
        provision->comment = TELLING_PICK(telling, support_some);
        provision->decision = "continue";
    } else {
        provision->impact = "none";
        provision->comment = TELLING_PICK(telling, support_none);
        provision->decision = "change";
    }
}

static Strand *strand_of(Telling *telling, OutcomeId outcome)
{
    for (size_t i = 0; i < telling->strand_count; i++)
        if (telling->strands[i].outcome_id.n == outcome.n)
            return &telling->strands[i];
    ASSERT(!"an outcome that no strand knows");
    return NULL;
}

static ReviewedProvision *provision_under(Review *review, ProvisionId id)
{
    for (size_t i = 0; i < review->provisions.count; i++)
        if (review->provisions.items[i].provision_id.n == id.n)
            return &review->provisions.items[i];
    ASSERT(!"a provision that is not reviewed");
    return NULL;
}

static void judge(Telling *telling, Review *review, size_t outcomes)
{
    telling->last_round = NULL;
    for (size_t i = 0; i < outcomes && i < review->outcomes.count; i++) {
        ReviewedOutcome *outcome = &review->outcomes.items[i];
        Strand *strand = strand_of(telling, outcome->outcome_id);
        Judgement judgement = roll_judgement(telling, strand);
        judge_outcome(telling, strand, judgement, outcome);
        judge_provision(telling, judgement, strand->stopped,
                        provision_under(review, strand->provision_id));
        const char *line =
            arena_print(telling->arena, "%s: %s", telling_text(telling, strand->story->title),
                        outcome->comment);
        telling->last_round = telling->last_round == NULL ? line
                                                          : arena_print(telling->arena, "%s\n%s",
                                                                        telling->last_round, line);
    }
}

static const char *first_line(Telling *telling, const char *lines)
{
    return arena_copy_length(telling->arena, lines, strcspn(lines, "\n"));
}

static const char *school_part(Telling *telling, const Review *review)
{
    for (size_t i = 0; i < review->provisions.count; i++)
        if (!text_equal(review->provisions.items[i].decision, "stop"))
            return arena_print(
                telling->arena, "%s: we go on with it. In class: %s",
                review->provisions.items[i].title,
                first_line(telling, telling_text(telling, telling->story->strategies)));
    return telling_text(telling, "{teacher} keeps an eye on it in lessons and tells {mum} in the "
                                 "reading diary.");
}

static void write_meeting(Telling *telling, Date held, Review *review)
{
    static const char *const methods[] = {"meeting", "meeting", "meeting", "phone", "video"};
    review->held_on = held;
    review->method = methods[dice_below(&telling->dice, 5)];
    review->attended = attended_words(telling, review->method);
    review->learner_view = telling->child_said;
    review->parent_view = telling->parent_said;
}

static void write_agreement(Telling *telling, Review *review)
{
    bool leave = telling_is_newest(telling) && telling_stand(telling) == STAND_LEFT;
    Date next = DATE_NONE;
    if (!leave)
        next = telling->timeline.rounds[telling->round + 1].review_on;
    if (!leave && !date_is_set(next))
        next = demo_school_days_before(telling->calendar, telling->calendar->today, -NEXT_REVIEW);
    review->consulted = TELLING_PICK(telling, ways_talked_over);
    review->school_will = school_part(telling, review);
    review->parent_will = telling_text(telling, telling->story->home);
    review->learner_will = telling_text(telling, telling->story->part);
    review->decision = leave ? "leave" : "continue";
    review->next_review_on = next;
    if (!leave &&
        date_compare(next, review_day_latest(&telling->calendar->calendar, review->held_on)) > 0)
        review->next_reason = "Agreed with the family: half a term in the new class comes first.";
    if (leave)
        review->monitor_until =
            demo_school_days_before(telling->calendar, telling->calendar->today, -WATCHED);
}

static Error *give_copy(Telling *telling, const Review *review)
{
    bool newest = telling->round + 2 == telling->timeline.count;
    if (newest && telling_stand(telling) == STAND_NOT_COPIED)
        return NULL;
    int after = 2 + dice_below(&telling->dice, 4);
    return review_give_copy(telling->db, telling->cast->school, telling->child->id, review->id,
                            demo_school_days_before(telling->calendar, review->held_on, -after),
                            child_family(telling->arena, telling->child));
}

static Error *write_draft(Telling *telling, Cycle *cycle, Review *review)
{
    Date today = telling->calendar->today;
    TRY(review_open(telling->db, telling->arena, telling->cast->school, cycle, today, review));
    review->learner_view = telling_text(telling, telling->story->later_child[0]);
    judge(telling, review, 1);
    return review_save(telling->db, telling->arena, telling->cast->school, cycle, review, today);
}

Error *tell_review(Telling *telling)
{
    Db *db = telling->db;
    Arena *arena = telling->arena;
    SchoolId school = telling->cast->school;
    Date held = telling_round(telling)->held_on;
    Review review;
    Cycle cycle;
    CycleId next;
    TRY(telling_cycle(telling, &cycle));
    if (!date_is_set(held))
        return write_draft(telling, &cycle, &review);
    TRY(review_open(db, arena, school, &cycle, held, &review));
    hear_views(telling);
    write_meeting(telling, held, &review);
    judge(telling, &review, review.outcomes.count);
    write_agreement(telling, &review);
    TRY(review_save(db, arena, school, &cycle, &review, held));
    TRY(telling_cycle(telling, &cycle));
    TRY(review_finish(db, arena, school, &cycle, &review, telling->cast->senco->id, held, &next));
    return give_copy(telling, &review);
}

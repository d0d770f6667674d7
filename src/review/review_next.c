/* The cycle that grows out of a review. */
#include "assess/assess.h"
#include "review/review_parts.h"
#include "school/school.h"

static OutcomeIds kept_outcomes(Arena *arena, const Review *review)
{
    OutcomeIds kept = {0, arena_array(arena, OutcomeId, review->outcomes.count)};
    for (size_t i = 0; i < review->outcomes.count; i++)
        if (!text_equal(review->outcomes.items[i].next, "stop"))
            kept.items[kept.count++] = review->outcomes.items[i].outcome_id;
    return kept;
}

static ProvisionIds kept_provisions(Arena *arena, const Review *review)
{
    ProvisionIds kept = {0, arena_array(arena, ProvisionId, review->provisions.count)};
    for (size_t i = 0; i < review->provisions.count; i++)
        if (!text_equal(review->provisions.items[i].decision, "stop"))
            kept.items[kept.count++] = review->provisions.items[i].provision_id;
    return kept;
}

static const ReviewedOutcome *reviewed_of(const Review *review, const Outcome *outcome)
{
    for (size_t i = 0; i < review->outcomes.count; i++)
        if (review->outcomes.items[i].outcome_id.n == outcome->carried_from.n)
            return &review->outcomes.items[i];
    return NULL;
}

/* Where the last cycle ended is where this one starts. */
static void start_anew(const Review *review, Outcome *outcome)
{
    const ReviewedOutcome *reviewed = reviewed_of(review, outcome);
    if (reviewed != NULL && !text_empty(reviewed->now_at))
        outcome->baseline = reviewed->now_at;
    if (date_compare(outcome->due_on, review->next_review_on) < 0)
        outcome->due_on = review->next_review_on;
}

/* The old dates are past; a plan that kept them would count support that nobody meant. */
static Error *renew_draft(Db *db, Arena *arena, SchoolId school, const Review *review, Plan *draft)
{
    SchoolCalendar calendar;
    TRY(school_calendar(db, arena, school, &calendar));
    draft->review_on = review->next_review_on;
    draft->review_reason = review->next_reason;
    for (size_t i = 0; i < draft->outcomes.count; i++)
        start_anew(review, &draft->outcomes.items[i]);
    for (size_t i = 0; i < draft->provisions.count; i++) {
        draft->provisions.items[i].starts_on = school_days_after(&calendar, review->held_on, 1);
        draft->provisions.items[i].ends_on = review->next_review_on;
    }
    return plan_save(db, school, draft);
}

/* ---- What is known now ----------------------------------------------------------------------- */

static const char *progress_words(Arena *arena, const Review *review)
{
    const char *words = "";
    for (size_t i = 0; i < review->outcomes.count; i++) {
        const ReviewedOutcome *outcome = &review->outcomes.items[i];
        const char *now =
            text_empty(outcome->now_at) ? "" : arena_print(arena, ", now %s", outcome->now_at);
        words = arena_print(arena, "%s%s%s: %s%s.", words, i == 0 ? "" : "\n", outcome->wording,
                            judgement_words(outcome->judgement), now);
    }
    return words;
}

static const char *tried_words(Arena *arena, const Review *review, const char *before)
{
    const char *words = before;
    for (size_t i = 0; i < review->provisions.count; i++) {
        const ReviewedProvision *provision = &review->provisions.items[i];
        const char *comment =
            text_empty(provision->comment) ? "" : arena_print(arena, " %s", provision->comment);
        words = arena_print(arena, "%s%s%s: %s. Difference: %s.%s", words,
                            text_empty(words) ? "" : "\n", provision->title, provision->sessions,
                            review_impact_words(provision->impact), comment);
    }
    return words;
}

/* R-R-2: what the review found feeds back into the analysis of need, so nobody types it again. It
 * is the draft of an assessment like any other. */
static Error *feed_back(Db *db, Arena *arena, SchoolId school, const Review *review, CycleId next)
{
    static const char how[] = "At the review";
    Assessment last, now;
    bool found;
    TRY(assessment_of_cycle(db, arena, school, review->cycle_id, &last, &found));
    TRY(assessment_of_cycle(db, arena, school, next, &now, &found));
    now.learner_id = review->learner_id;
    now.cycle_id = next;
    now.strengths = last.strengths;
    now.barriers = last.barriers;
    now.advice = last.advice;
    now.summary = last.summary;
    now.progress = progress_words(arena, review);
    now.tried = tried_words(arena, review, last.tried);
    now.learner_view.words = review->learner_view;
    now.parent_view.words = review->parent_view;
    now.no_view_reason = review->no_view_reason;
    if (!text_empty(review->learner_view)) {
        now.learner_view.how = how;
        now.learner_view.on = review->held_on;
    }
    if (!text_empty(review->parent_view)) {
        now.parent_view.how = how;
        now.parent_view.on = review->held_on;
    }
    return assessment_save(db, school, &now);
}

Error *review_open_next(Db *db, Arena *arena, SchoolId school, const Review *review, CycleId *next)
{
    Plan reviewed, draft;
    PlanId id;
    OutcomeIds outcomes = kept_outcomes(arena, review);
    ProvisionIds provisions = kept_provisions(arena, review);
    TRY(cycle_open(db, arena, school, review->learner_id, review->cycle_id, review->held_on, next));
    TRY(feed_back(db, arena, school, review, *next));
    TRY(plan_load(db, arena, school, review->learner_id, review->plan_id, &reviewed));
    TRY(plan_carry(db, arena, school, &reviewed, *next, &outcomes, &provisions, &id));
    TRY(plan_load(db, arena, school, review->learner_id, id, &draft));
    return renew_draft(db, arena, school, review, &draft);
}

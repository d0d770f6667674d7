/* The cycle that grows out of a review. */
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

/* The old dates are past; a plan that kept them would count support that nobody meant. */
static Error *date_draft(Db *db, Arena *arena, SchoolId school, const Review *review, Plan *draft)
{
    SchoolCalendar calendar;
    TRY(school_calendar(db, arena, school, &calendar));
    draft->review_on = review->next_review_on;
    for (size_t i = 0; i < draft->outcomes.count; i++)
        if (date_compare(draft->outcomes.items[i].due_on, review->held_on) <= 0)
            draft->outcomes.items[i].due_on = review->next_review_on;
    for (size_t i = 0; i < draft->provisions.count; i++) {
        draft->provisions.items[i].starts_on = school_days_after(&calendar, review->held_on, 1);
        draft->provisions.items[i].ends_on = review->next_review_on;
    }
    return plan_save(db, school, draft);
}

Error *review_open_next(Db *db, Arena *arena, SchoolId school, const Review *review, CycleId *next)
{
    Plan reviewed, draft;
    PlanId id;
    OutcomeIds outcomes = kept_outcomes(arena, review);
    ProvisionIds provisions = kept_provisions(arena, review);
    TRY(cycle_open(db, arena, school, review->learner_id, review->cycle_id, review->held_on, next));
    TRY(plan_load(db, arena, school, review->learner_id, review->plan_id, &reviewed));
    TRY(plan_carry(db, arena, school, &reviewed, *next, &outcomes, &provisions, &id));
    TRY(plan_load(db, arena, school, review->learner_id, id, &draft));
    return date_draft(db, arena, school, review, &draft);
}

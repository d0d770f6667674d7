#include "review/review.h"

#include <inttypes.h>

#include "platform/base/id.h"
#include "platform/frozen/frozen.h"
#include "register/register.h"
#include "review/review_parts.h"
#include "review/review_sql.h"

static Error *not_draft(const Review *review)
{
    return error_conflict("This review is finished, or somebody else changed it. Look again before "
                          "you go on.",
                          "review %" PRId64 " version %" PRId64, review->id.n, review->version);
}

/* ---- Reading --------------------------------------------------------------------------------- */

static ReviewState state_of(const char *code)
{
    if (text_equal(code, "final"))
        return REVIEW_FINAL;
    return text_equal(code, "superseded") ? REVIEW_SUPERSEDED : REVIEW_DRAFT;
}

/* The three queries give the same columns, each in a struct of its own. */
#define REVIEW_OF(row)                                                                             \
    ((Review){                                                                                     \
        .id = (row).id,                                                                            \
        .learner_id = (row).learner_id,                                                            \
        .cycle_id = (row).cycle_id,                                                                \
        .plan_id = (row).plan_id,                                                                  \
        .edition = (row).edition,                                                                  \
        .state = state_of((row).state),                                                            \
        .held_on = (row).held_on,                                                                  \
        .method = (row).method,                                                                    \
        .attended = (row).attended,                                                                \
        .learner_view = (row).learner_view,                                                        \
        .parent_view = (row).parent_view,                                                          \
        .no_view_reason = (row).no_view_reason,                                                    \
        .consulted = (row).consulted,                                                              \
        .school_will = (row).school_will,                                                          \
        .parent_will = (row).parent_will,                                                          \
        .learner_will = (row).learner_will,                                                        \
        .decision = (row).decision,                                                                \
        .next_review_on = (row).next_review_on,                                                    \
        .next_reason = (row).next_reason,                                                          \
        .monitor_until = (row).monitor_until,                                                      \
        .correction = (row).correction,                                                            \
        .finalised_on = (row).finalised_on,                                                        \
        .copy_given_on = (row).copy_given_on,                                                      \
        .copy_given_to = (row).copy_given_to,                                                      \
        .snapshot = (row).snapshot,                                                                \
        .snapshot_hash = (row).snapshot_hash,                                                      \
        .version = (row).version,                                                                  \
    })

static Review empty_review(const Cycle *cycle)
{
    return (Review){
        .learner_id = cycle->learner_id,
        .cycle_id = cycle->id,
        .edition = 1,
        .state = REVIEW_DRAFT,
        .held_on = DATE_NONE,
        .method = "",
        .attended = "",
        .learner_view = "",
        .parent_view = "",
        .no_view_reason = "",
        .consulted = "",
        .school_will = "",
        .parent_will = "",
        .learner_will = "",
        .decision = "",
        .next_review_on = DATE_NONE,
        .next_reason = "",
        .monitor_until = DATE_NONE,
        .correction = "",
        .finalised_on = DATE_NONE,
        .copy_given_on = DATE_NONE,
    };
}

/* Whether a part of the plan is the one that was judged. Each change of the plan since then gave it
 * a new id and kept the one before, so that a review that was put off finds its judgements again
 * however often the plan was changed. */
static bool is_part(const struct parts_of_cycle_rows *parts, int64_t part, int64_t judged)
{
    while (part != judged) {
        size_t at = 0;
        while (at < parts->count && parts->items[at].id != part)
            at++;
        if (at == parts->count || !parts->items[at].continues.present)
            return false;
        part = parts->items[at].continues.value;
    }
    return true;
}

/* The plan's outcomes, and what was written of them. */
static Error *read_outcomes(Db *db, Arena *arena, SchoolId school, const Plan *plan,
                            const struct parts_of_cycle_rows *parts, Review *review)
{
    struct outcomes_of_review_rows rows;
    TRY(outcomes_of_review(db, arena, school, review->id, &rows));
    size_t count = plan->outcomes.count;
    review->outcomes = (ReviewedOutcomes){count, arena_array(arena, ReviewedOutcome, count)};
    for (size_t i = 0; i < count; i++) {
        const Outcome *planned = &plan->outcomes.items[i];
        ReviewedOutcome *outcome = &review->outcomes.items[i];
        *outcome = (ReviewedOutcome){planned->id,
                                     planned->wording,
                                     planned->measure,
                                     planned->baseline,
                                     planned->target,
                                     JUDGEMENT_NONE,
                                     "",
                                     "",
                                     ""};
        for (size_t r = 0; r < rows.count; r++) {
            const struct outcomes_of_review_row *row = &rows.items[r];
            if (!is_part(parts, planned->id.n, row->outcome_id.n))
                continue;
            if (!judgement_parse(row->judgement, &outcome->judgement))
                return error_internal("judgement of outcome %" PRId64, planned->id.n);
            outcome->now_at = row->now_at;
            outcome->comment = row->comment;
            outcome->next = row->next;
        }
    }
    return NULL;
}

static Error *read_provisions(Db *db, Arena *arena, SchoolId school, const Plan *plan,
                              const struct parts_of_cycle_rows *parts, const Deliveries *deliveries,
                              Review *review)
{
    struct provisions_of_review_rows rows;
    TRY(provisions_of_review(db, arena, school, review->id, &rows));
    size_t count = plan->provisions.count;
    review->provisions = (ReviewedProvisions){count, arena_array(arena, ReviewedProvision, count)};
    for (size_t i = 0; i < count; i++) {
        const Provision *planned = &plan->provisions.items[i];
        const Delivery *delivery = &deliveries->items[i];
        ReviewedProvision *provision = &review->provisions.items[i];
        *provision = (ReviewedProvision){
            .provision_id = planned->id,
            .title = planned->title,
            .deliverer = planned->deliverer_name,
            .sessions = provision_dose_words(arena, &delivery->dose),
            .missed = delivery_missed_words(arena, delivery),
            .planned = delivery->dose.planned,
            .delivered = delivery->dose.delivered,
            .impact = "",
            .comment = "",
            .decision = "",
        };
        for (size_t r = 0; r < rows.count; r++) {
            const struct provisions_of_review_row *row = &rows.items[r];
            if (!is_part(parts, planned->id.n, row->provision_id.n))
                continue;
            provision->impact = row->impact;
            provision->comment = row->comment;
            provision->decision = row->decision;
        }
    }
    return NULL;
}

static Error *read_about(Db *db, Arena *arena, SchoolId school, const Cycle *cycle,
                         const Plan *plan, Review *review)
{
    School setting;
    Learner learner;
    TRY(school_load(db, arena, school, &setting));
    TRY(learner_load(db, arena, school, cycle->learner_id, &learner));
    review->about = (ReviewAbout){
        .school = setting.name,
        .learner = learner.known_name,
        .year_and_class = learner_year_and_class(arena, &learner),
        .born_on = learner.born_on,
        .level = learner.level_name,
        .cycle = cycle->number,
        .plan_edition = plan->edition,
        .agreed_on = plan->review_on,
        .finalised_by = "",
    };
    return NULL;
}

Error *review_open(Db *db, Arena *arena, SchoolId school, const Cycle *cycle, Date today,
                   Review *review)
{
    struct review_newest_row row;
    struct parts_of_cycle_rows parts;
    Plan plan;
    Deliveries deliveries;
    bool found, planned;
    TRY(plan_in_force(db, arena, school, cycle->id, &plan, &planned));
    if (!planned)
        return error_conflict("There is no final plan to review yet.",
                              "cycle %" PRId64 " has no plan in force", cycle->id.n);
    TRY(review_newest(db, arena, school, cycle->id, &row, &found));
    *review = found ? REVIEW_OF(row) : empty_review(cycle);
    if (review->state != REVIEW_DRAFT)
        return not_draft(review);
    bool held = date_is_set(review->held_on) && date_compare(review->held_on, today) < 0;
    TRY(provision_delivery(db, arena, school, &plan, held ? review->held_on : today, &deliveries));
    review->plan_id = plan.id;
    TRY(parts_of_cycle(db, arena, school, cycle->id, &parts));
    TRY(read_outcomes(db, arena, school, &plan, &parts, review));
    TRY(read_provisions(db, arena, school, &plan, &parts, &deliveries, review));
    return read_about(db, arena, school, cycle, &plan, review);
}

Error *review_of_cycle(Db *db, Arena *arena, SchoolId school, CycleId cycle, Review *review,
                       bool *found)
{
    struct review_in_force_row row;
    TRY(review_in_force(db, arena, school, cycle, &row, found));
    if (!*found)
        return NULL;
    *review = REVIEW_OF(row);
    return review_read_snapshot(arena, review->snapshot, review);
}

Error *review_load(Db *db, Arena *arena, SchoolId school, LearnerId learner, ReviewId id,
                   Review *review)
{
    struct review_by_id_row row;
    bool found;
    TRY(review_by_id(db, arena, school, learner, id, &row, &found));
    if (!found || state_of(row.state) == REVIEW_DRAFT)
        return error_not_found("review %" PRId64, id.n);
    *review = REVIEW_OF(row);
    return review_read_snapshot(arena, review->snapshot, review);
}

Error *review_list(Db *db, Arena *arena, SchoolId school, LearnerId learner, ReviewLines *lines)
{
    struct reviews_of_learner_rows rows;
    TRY(reviews_of_learner(db, arena, school, learner, &rows));
    *lines = (ReviewLines){rows.count, arena_array(arena, ReviewLine, rows.count)};
    for (size_t i = 0; i < rows.count; i++) {
        const struct reviews_of_learner_row *row = &rows.items[i];
        lines->items[i] = (ReviewLine){row->id,       row->cycle_id, row->number,
                                       row->edition,  row->held_on,  row->copy_given_on,
                                       row->outcomes, row->met,      row->decision};
    }
    return NULL;
}

/* ---- A draft --------------------------------------------------------------------------------- */

static Error *no_part(const Review *review, int64_t part)
{
    return error_not_found("%" PRId64 " is no part of the plan of review %" PRId64, part,
                           review->id.n);
}

static Error *write_outcome(Db *db, SchoolId school, const Review *review,
                            const ReviewedOutcome *outcome)
{
    int64_t added;
    TRY(review_outcome_insert(db, school, (ReviewOutcomeId){id_new()}, review->id,
                              outcome->outcome_id, judgement_code(outcome->judgement),
                              outcome->now_at, outcome->comment, outcome->next, &added));
    return added == 1 ? NULL : no_part(review, outcome->outcome_id.n);
}

static Error *write_provision(Db *db, SchoolId school, const Review *review,
                              const ReviewedProvision *provision)
{
    int64_t added;
    TRY(review_provision_insert(db, school, (ReviewProvisionId){id_new()}, review->id,
                                provision->provision_id, provision->impact, provision->comment,
                                provision->decision, &added));
    return added == 1 ? NULL : no_part(review, provision->provision_id.n);
}

static Error *write_parts(Db *db, SchoolId school, const Review *review)
{
    TRY(review_outcomes_delete(db, school, review->id, NULL));
    for (size_t i = 0; i < review->outcomes.count; i++)
        TRY(write_outcome(db, school, review, &review->outcomes.items[i]));
    TRY(review_provisions_delete(db, school, review->id, NULL));
    for (size_t i = 0; i < review->provisions.count; i++)
        TRY(write_provision(db, school, review, &review->provisions.items[i]));
    return NULL;
}

static Error *write_review(Db *db, SchoolId school, Review *review)
{
    int64_t changed;
    if (review->id.n == 0) {
        review->id = (ReviewId){id_new()};
        TRY(review_insert(db, school, review->id, review->learner_id, review->cycle_id,
                          review->plan_id, review->edition, NULL));
    }
    TRY(review_set(db, school, review->id, review->version, review->plan_id, review->held_on,
                   review->method, review->attended, review->learner_view, review->parent_view,
                   review->no_view_reason, review->consulted, review->school_will,
                   review->parent_will, review->learner_will, review->decision,
                   review->next_review_on, review->next_reason, review->monitor_until,
                   review->correction, &changed));
    if (changed != 1)
        return not_draft(review);
    review->version++;
    return write_parts(db, school, review);
}

/* A plan that changes under a review would leave its judgements without their subjects. */
static Error *check_plan_settled(Db *db, Arena *arena, SchoolId school, const Cycle *cycle)
{
    Plan newest;
    bool found;
    TRY(plan_of_cycle(db, arena, school, cycle->id, &newest, &found));
    if (found && newest.state != PLAN_DRAFT)
        return NULL;
    return error_conflict("A change of the plan is still being written. Make it final or give it "
                          "up, then begin the review.",
                          "cycle %" PRId64 ": plan is a draft", cycle->id.n);
}

Error *review_save(Db *db, Arena *arena, SchoolId school, const Cycle *cycle, Review *review,
                   Date on)
{
    if (cycle->state != CYCLE_REVIEWING) {
        TRY(check_plan_settled(db, arena, school, cycle));
        TRY(cycle_apply(db, school, cycle, CYCLE_BEGIN_REVIEW, on, DATE_NONE));
    }
    return write_review(db, school, review);
}

Error *review_put_off(Db *db, SchoolId school, const Cycle *cycle, Date on)
{
    return cycle_apply(db, school, cycle, CYCLE_PUT_OFF_REVIEW, on, DATE_NONE);
}

/* ---- Final, and after ------------------------------------------------------------------------ */

static Error *freeze(Db *db, Arena *arena, SchoolId school, const Review *review, StaffId by,
                     Date on)
{
    Review frozen = *review;
    Staff person;
    TRY(staff_load(db, arena, school, by, on, &person));
    frozen.state = REVIEW_FINAL;
    frozen.finalised_on = on;
    frozen.about.finalised_by = person.display_name;
    const char *snapshot = review_snapshot(arena, &frozen);
    int64_t changed;
    TRY(review_freeze(db, school, review->id, review->version, on, by, snapshot,
                      frozen_hash(arena, snapshot), &changed));
    return changed == 1 ? NULL : not_draft(review);
}

/* What the review says stands for the watching: somebody looks on its last day. */
static Error *end_support(Db *db, Arena *arena, SchoolId school, const Review *review, StaffId by)
{
    Leaving leaving = {
        .reason = "sustained",
        .on = review->held_on,
        .monitor_until = review->monitor_until,
        .watched_by = by,
        .check_count = 1,
        .checks = &review->monitor_until,
        .family_told = DATE_NONE,
        .staff = by,
    };
    return register_leave(db, arena, school, review->learner_id, &leaving);
}

Error *review_finish(Db *db, Arena *arena, SchoolId school, const Cycle *cycle,
                     const Review *review, StaffId by, Date on, CycleId *next)
{
    *next = (CycleId){0};
    TRY(freeze(db, arena, school, review, by, on));
    TRY(cycle_apply(db, school, cycle, CYCLE_FINALISE_REVIEW, review->held_on, DATE_NONE));
    if (text_equal(review->decision, "leave"))
        return end_support(db, arena, school, review, by);
    return review_open_next(db, arena, school, review, next);
}

Error *review_correct(Db *db, Arena *arena, SchoolId school, const Review *final, Review *corrected,
                      StaffId by, Date on)
{
    Cycle cycle;
    int64_t changed;
    TRY(cycle_load(db, arena, school, final->cycle_id, &cycle));
    TRY(cycle_apply(db, school, &cycle, CYCLE_CORRECT_REVIEW, corrected->held_on, DATE_NONE));
    TRY(review_supersede(db, school, final->id, &changed));
    if (changed != 1)
        return not_draft(final);
    corrected->id = (ReviewId){0};
    corrected->version = 0;
    corrected->edition = final->edition + 1;
    TRY(write_review(db, school, corrected));
    return freeze(db, arena, school, corrected, by, on);
}

Error *review_give_copy(Db *db, SchoolId school, LearnerId learner, ReviewId id, Date on,
                        const char *to)
{
    int64_t changed;
    TRY(review_copy_set(db, school, learner, id, on, to, &changed));
    if (changed == 1)
        return NULL;
    return error_conflict("This is not the review that holds now. Open the newest one.",
                          "review %" PRId64 " is not in force", id.n);
}

/* A final review as one text: what was said and decided, word for word, that a hash stands for. */
#include <inttypes.h>
#include <string.h>

#include "platform/frozen/frozen.h"
#include "review/review_parts.h"

static json_t *outcome_json(const ReviewedOutcome *outcome)
{
    return json_pack("{s:o,s:s,s:s,s:s,s:s,s:s,s:s,s:s,s:s}", "id",
                     frozen_id(outcome->outcome_id.n), "wording", outcome->wording, "measure",
                     outcome->measure, "baseline", outcome->baseline, "target", outcome->target,
                     "judgement", judgement_code(outcome->judgement), "now_at", outcome->now_at,
                     "comment", outcome->comment, "next", outcome->next);
}

static json_t *provision_json(const ReviewedProvision *provision)
{
    return json_pack("{s:o,s:s,s:s,s:s,s:s,s:i,s:i,s:s,s:s,s:s}", "id",
                     frozen_id(provision->provision_id.n), "title", provision->title, "deliverer",
                     provision->deliverer, "sessions", provision->sessions, "missed",
                     provision->missed, "planned", provision->planned, "delivered",
                     provision->delivered, "impact", provision->impact, "comment",
                     provision->comment, "decision", provision->decision);
}

static json_t *about_json(Arena *arena, const ReviewAbout *about)
{
    return json_pack("{s:s,s:s,s:s,s:o,s:s,s:i,s:i,s:o,s:s}", "school", about->school, "learner",
                     about->learner, "year_and_class", about->year_and_class, "born_on",
                     frozen_date(arena, about->born_on), "level", about->level, "cycle",
                     about->cycle, "plan_edition", about->plan_edition, "agreed_on",
                     frozen_date(arena, about->agreed_on), "finalised_by", about->finalised_by);
}

static json_t *review_json(Arena *arena, const Review *review)
{
    json_t *outcomes = json_array(), *provisions = json_array();
    for (size_t i = 0; i < review->outcomes.count; i++)
        json_array_append_new(outcomes, outcome_json(&review->outcomes.items[i]));
    for (size_t i = 0; i < review->provisions.count; i++)
        json_array_append_new(provisions, provision_json(&review->provisions.items[i]));
    return json_pack(
        "{s:s,s:i,s:i,s:o,s:o,s:s,s:s,s:s,s:s,s:s,s:s,s:s,s:s,s:s,s:s,s:o,s:s,s:o,s:s,s:o,s:o,s:o}",
        "kind", "review", "format", 1, "edition", review->edition, "about",
        about_json(arena, &review->about), "held_on", frozen_date(arena, review->held_on), "method",
        review->method, "attended", review->attended, "learner_view", review->learner_view,
        "parent_view", review->parent_view, "no_view_reason", review->no_view_reason, "consulted",
        review->consulted, "school_will", review->school_will, "parent_will", review->parent_will,
        "learner_will", review->learner_will, "decision", review->decision, "next_review_on",
        frozen_date(arena, review->next_review_on), "next_reason", review->next_reason,
        "monitor_until", frozen_date(arena, review->monitor_until), "correction",
        review->correction, "finalised_on", frozen_date(arena, review->finalised_on), "outcomes",
        outcomes, "provisions", provisions);
}

const char *review_snapshot(Arena *arena, const Review *review)
{
    return frozen_text(arena, review_json(arena, review));
}

/* ---- And back -------------------------------------------------------------------------------- */

static ReviewedOutcome read_outcome(Arena *arena, const json_t *object)
{
    ReviewedOutcome outcome = {
        .outcome_id = {frozen_read_id(json_object_get(object, "id"))},
        .wording = frozen_read_text(arena, object, "wording"),
        .measure = frozen_read_text(arena, object, "measure"),
        .baseline = frozen_read_text(arena, object, "baseline"),
        .target = frozen_read_text(arena, object, "target"),
        .now_at = frozen_read_text(arena, object, "now_at"),
        .comment = frozen_read_text(arena, object, "comment"),
        .next = frozen_read_text(arena, object, "next"),
    };
    judgement_parse(frozen_read_text(arena, object, "judgement"), &outcome.judgement);
    return outcome;
}

static ReviewedProvision read_provision(Arena *arena, const json_t *object)
{
    return (ReviewedProvision){
        .provision_id = {frozen_read_id(json_object_get(object, "id"))},
        .title = frozen_read_text(arena, object, "title"),
        .deliverer = frozen_read_text(arena, object, "deliverer"),
        .sessions = frozen_read_text(arena, object, "sessions"),
        .missed = frozen_read_text(arena, object, "missed"),
        .planned = frozen_read_number(object, "planned"),
        .delivered = frozen_read_number(object, "delivered"),
        .impact = frozen_read_text(arena, object, "impact"),
        .comment = frozen_read_text(arena, object, "comment"),
        .decision = frozen_read_text(arena, object, "decision"),
    };
}

static void read_parts(Arena *arena, const json_t *whole, Review *review)
{
    const json_t *outcomes = json_object_get(whole, "outcomes");
    const json_t *provisions = json_object_get(whole, "provisions");
    size_t count = json_array_size(outcomes);
    review->outcomes = (ReviewedOutcomes){count, arena_array(arena, ReviewedOutcome, count)};
    for (size_t i = 0; i < count; i++)
        review->outcomes.items[i] = read_outcome(arena, json_array_get(outcomes, i));
    count = json_array_size(provisions);
    review->provisions = (ReviewedProvisions){count, arena_array(arena, ReviewedProvision, count)};
    for (size_t i = 0; i < count; i++)
        review->provisions.items[i] = read_provision(arena, json_array_get(provisions, i));
}

static ReviewAbout read_about(Arena *arena, const json_t *object)
{
    return (ReviewAbout){
        .school = frozen_read_text(arena, object, "school"),
        .learner = frozen_read_text(arena, object, "learner"),
        .year_and_class = frozen_read_text(arena, object, "year_and_class"),
        .born_on = frozen_read_date(object, "born_on"),
        .level = frozen_read_text(arena, object, "level"),
        .cycle = frozen_read_number(object, "cycle"),
        .plan_edition = frozen_read_number(object, "plan_edition"),
        .agreed_on = frozen_read_date(object, "agreed_on"),
        .finalised_by = frozen_read_text(arena, object, "finalised_by"),
    };
}

Error *review_read_snapshot(Arena *arena, const char *snapshot, Review *review)
{
    json_t *whole = json_loads(snapshot == NULL ? "" : snapshot, 0, NULL);
    if (whole == NULL)
        return error_internal("review snapshot is not JSON");
    review->edition = frozen_read_number(whole, "edition");
    review->about = read_about(arena, json_object_get(whole, "about"));
    review->held_on = frozen_read_date(whole, "held_on");
    review->method = frozen_read_text(arena, whole, "method");
    review->attended = frozen_read_text(arena, whole, "attended");
    review->learner_view = frozen_read_text(arena, whole, "learner_view");
    review->parent_view = frozen_read_text(arena, whole, "parent_view");
    review->no_view_reason = frozen_read_text(arena, whole, "no_view_reason");
    review->consulted = frozen_read_text(arena, whole, "consulted");
    review->school_will = frozen_read_text(arena, whole, "school_will");
    review->parent_will = frozen_read_text(arena, whole, "parent_will");
    review->learner_will = frozen_read_text(arena, whole, "learner_will");
    review->decision = frozen_read_text(arena, whole, "decision");
    review->next_review_on = frozen_read_date(whole, "next_review_on");
    review->next_reason = frozen_read_text(arena, whole, "next_reason");
    review->monitor_until = frozen_read_date(whole, "monitor_until");
    review->correction = frozen_read_text(arena, whole, "correction");
    review->finalised_on = frozen_read_date(whole, "finalised_on");
    read_parts(arena, whole, review);
    json_decref(whole);
    return NULL;
}

bool review_is_intact(const Review *review)
{
    return frozen_intact(review->snapshot, review->snapshot_hash);
}

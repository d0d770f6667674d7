/* A final review as one text: what was said and decided, word for word, that a hash stands for. */
#include <inttypes.h>
#include <jansson.h>
#include <sodium.h>
#include <string.h>

#include "platform/base/log.h"
#include "review/review_parts.h"

/* Ids are texts in the snapshot: a JSON number loses digits above 2^53 in other readers. */
static json_t *id_text(int64_t id)
{
    char text[24];
    snprintf(text, sizeof text, "%" PRId64, id);
    return json_string(text);
}

static json_t *date_text(Arena *arena, Date date)
{
    return date_is_set(date) ? json_string(date_iso(arena, date)) : json_null();
}

static json_t *outcome_json(const ReviewedOutcome *outcome)
{
    return json_pack("{s:o,s:s,s:s,s:s,s:s,s:s,s:s,s:s,s:s}", "id", id_text(outcome->outcome_id.n),
                     "wording", outcome->wording, "measure", outcome->measure, "baseline",
                     outcome->baseline, "target", outcome->target, "judgement",
                     judgement_code(outcome->judgement), "now_at", outcome->now_at, "comment",
                     outcome->comment, "next", outcome->next);
}

static json_t *provision_json(const ReviewedProvision *provision)
{
    return json_pack("{s:o,s:s,s:s,s:s,s:s,s:i,s:i,s:s,s:s,s:s}", "id",
                     id_text(provision->provision_id.n), "title", provision->title, "deliverer",
                     provision->deliverer, "sessions", provision->sessions, "missed",
                     provision->missed, "planned", provision->planned, "delivered",
                     provision->delivered, "impact", provision->impact, "comment",
                     provision->comment, "decision", provision->decision);
}

static json_t *about_json(Arena *arena, const ReviewAbout *about)
{
    return json_pack("{s:s,s:s,s:s,s:o,s:s,s:i,s:i,s:o,s:s}", "school", about->school, "learner",
                     about->learner, "year_and_class", about->year_and_class, "born_on",
                     date_text(arena, about->born_on), "level", about->level, "cycle", about->cycle,
                     "plan_edition", about->plan_edition, "agreed_on",
                     date_text(arena, about->agreed_on), "finalised_by", about->finalised_by);
}

static json_t *review_json(Arena *arena, const Review *review)
{
    json_t *outcomes = json_array(), *provisions = json_array();
    for (size_t i = 0; i < review->outcomes.count; i++)
        json_array_append_new(outcomes, outcome_json(&review->outcomes.items[i]));
    for (size_t i = 0; i < review->provisions.count; i++)
        json_array_append_new(provisions, provision_json(&review->provisions.items[i]));
    return json_pack(
        "{s:s,s:i,s:i,s:o,s:o,s:s,s:s,s:s,s:s,s:s,s:s,s:s,s:s,s:s,s:s,s:o,s:o,s:s,s:o,s:o,s:o}",
        "kind", "review", "format", 1, "edition", review->edition, "about",
        about_json(arena, &review->about), "held_on", date_text(arena, review->held_on), "method",
        review->method, "attended", review->attended, "learner_view", review->learner_view,
        "parent_view", review->parent_view, "no_view_reason", review->no_view_reason, "consulted",
        review->consulted, "school_will", review->school_will, "parent_will", review->parent_will,
        "learner_will", review->learner_will, "decision", review->decision, "next_review_on",
        date_text(arena, review->next_review_on), "monitor_until",
        date_text(arena, review->monitor_until), "correction", review->correction, "finalised_on",
        date_text(arena, review->finalised_on), "outcomes", outcomes, "provisions", provisions);
}

const char *review_snapshot(Arena *arena, const Review *review)
{
    json_t *whole = review_json(arena, review);
    ASSERT(whole != NULL);
    size_t size = json_dumpb(whole, NULL, 0, JSON_COMPACT | JSON_SORT_KEYS);
    char *text = arena_alloc(arena, size + 1);
    ASSERT(size > 0 && json_dumpb(whole, text, size, JSON_COMPACT | JSON_SORT_KEYS) == size);
    json_decref(whole);
    return text;
}

/* ---- And back -------------------------------------------------------------------------------- */

static const char *text_of(Arena *arena, const json_t *object, const char *key)
{
    const char *text = json_string_value(json_object_get(object, key));
    return arena_copy(arena, text == NULL ? "" : text);
}

static Date date_of_text(const json_t *object, const char *key)
{
    Date date = DATE_NONE;
    const char *text = json_string_value(json_object_get(object, key));
    if (text != NULL)
        date_parse_iso(text, &date);
    return date;
}

static int64_t id_of(const json_t *object)
{
    long long id = 0;
    const char *text = json_string_value(json_object_get(object, "id"));
    if (text != NULL)
        text_integer(text, 0, INT64_MAX, &id);
    return id;
}

static int number_of(const json_t *object, const char *key)
{
    return (int)json_integer_value(json_object_get(object, key));
}

static ReviewedOutcome read_outcome(Arena *arena, const json_t *object)
{
    ReviewedOutcome outcome = {
        .outcome_id = {id_of(object)},
        .wording = text_of(arena, object, "wording"),
        .measure = text_of(arena, object, "measure"),
        .baseline = text_of(arena, object, "baseline"),
        .target = text_of(arena, object, "target"),
        .now_at = text_of(arena, object, "now_at"),
        .comment = text_of(arena, object, "comment"),
        .next = text_of(arena, object, "next"),
    };
    judgement_parse(text_of(arena, object, "judgement"), &outcome.judgement);
    return outcome;
}

static ReviewedProvision read_provision(Arena *arena, const json_t *object)
{
    return (ReviewedProvision){
        .provision_id = {id_of(object)},
        .title = text_of(arena, object, "title"),
        .deliverer = text_of(arena, object, "deliverer"),
        .sessions = text_of(arena, object, "sessions"),
        .missed = text_of(arena, object, "missed"),
        .planned = number_of(object, "planned"),
        .delivered = number_of(object, "delivered"),
        .impact = text_of(arena, object, "impact"),
        .comment = text_of(arena, object, "comment"),
        .decision = text_of(arena, object, "decision"),
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
        .school = text_of(arena, object, "school"),
        .learner = text_of(arena, object, "learner"),
        .year_and_class = text_of(arena, object, "year_and_class"),
        .born_on = date_of_text(object, "born_on"),
        .level = text_of(arena, object, "level"),
        .cycle = number_of(object, "cycle"),
        .plan_edition = number_of(object, "plan_edition"),
        .agreed_on = date_of_text(object, "agreed_on"),
        .finalised_by = text_of(arena, object, "finalised_by"),
    };
}

Error *review_read_snapshot(Arena *arena, const char *snapshot, Review *review)
{
    json_t *whole = json_loads(snapshot == NULL ? "" : snapshot, 0, NULL);
    if (whole == NULL)
        return error_internal("review snapshot is not JSON");
    review->edition = number_of(whole, "edition");
    review->about = read_about(arena, json_object_get(whole, "about"));
    review->held_on = date_of_text(whole, "held_on");
    review->method = text_of(arena, whole, "method");
    review->attended = text_of(arena, whole, "attended");
    review->learner_view = text_of(arena, whole, "learner_view");
    review->parent_view = text_of(arena, whole, "parent_view");
    review->no_view_reason = text_of(arena, whole, "no_view_reason");
    review->consulted = text_of(arena, whole, "consulted");
    review->school_will = text_of(arena, whole, "school_will");
    review->parent_will = text_of(arena, whole, "parent_will");
    review->learner_will = text_of(arena, whole, "learner_will");
    review->decision = text_of(arena, whole, "decision");
    review->next_review_on = date_of_text(whole, "next_review_on");
    review->monitor_until = date_of_text(whole, "monitor_until");
    review->correction = text_of(arena, whole, "correction");
    review->finalised_on = date_of_text(whole, "finalised_on");
    read_parts(arena, whole, review);
    json_decref(whole);
    return NULL;
}

/* ---- The hash -------------------------------------------------------------------------------- */

void review_hash(const char *snapshot, unsigned char hash[REVIEW_HASH])
{
    crypto_generichash(hash, REVIEW_HASH, (const unsigned char *)snapshot, strlen(snapshot), NULL,
                       0);
}

bool review_is_intact(const Review *review)
{
    unsigned char hash[REVIEW_HASH];
    if (review->snapshot == NULL || review->snapshot_hash.length != REVIEW_HASH)
        return false;
    review_hash(review->snapshot, hash);
    return sodium_memcmp(hash, review->snapshot_hash.data, REVIEW_HASH) == 0;
}

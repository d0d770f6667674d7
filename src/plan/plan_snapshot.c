/* A final plan as one text: what was agreed, word for word, that a hash can stand for. */
#include "plan/plan_snapshot.h"

#include <inttypes.h>
#include <jansson.h>
#include <sodium.h>
#include <string.h>

#include "plan/plan.h"
#include "platform/base/log.h"

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

static json_t *outcome_json(Arena *arena, const Outcome *outcome)
{
    return json_pack("{s:o,s:s,s:s,s:s,s:s,s:s,s:o}", "id", id_text(outcome->id.n), "wording",
                     outcome->wording, "area", outcome->area, "measure", outcome->measure,
                     "baseline", outcome->baseline, "target", outcome->target, "due_on",
                     date_text(arena, outcome->due_on));
}

static json_t *provision_json(Arena *arena, const Provision *provision)
{
    json_t *outcomes = json_array();
    for (size_t i = 0; i < provision->outcomes.count; i++)
        json_array_append_new(outcomes, id_text(provision->outcomes.items[i].n));
    return json_pack(
        "{s:o,s:s,s:s,s:s,s:s,s:i,s:i,s:i,s:o,s:o,s:s,s:o}", "id", id_text(provision->id.n),
        "title", provision->title, "detail", provision->detail, "deliverer",
        provision->deliverer_name, "place", provision->place, "group_size", provision->group_size,
        "minutes", provision->minutes, "times_a_week", provision->times_a_week, "starts_on",
        date_text(arena, provision->starts_on), "ends_on", date_text(arena, provision->ends_on),
        "evidence_note", provision->evidence_note, "outcomes", outcomes);
}

static json_t *view_json(Arena *arena, const char *words, const char *how, Date on)
{
    return json_pack("{s:s,s:s,s:o}", "words", words, "how", how, "on", date_text(arena, on));
}

static json_t *about_json(Arena *arena, const PlanAbout *about)
{
    return json_pack(
        "{s:s,s:s,s:s,s:o,s:s,s:s,s:i,s:s,s:o,s:o,s:s,s:s}", "school", about->school, "learner",
        about->learner, "year_and_class", about->year_and_class, "born_on",
        date_text(arena, about->born_on), "level", about->level, "need", about->need, "cycle",
        about->cycle, "summary", about->summary, "learner_view",
        view_json(arena, about->learner_view, about->learner_view_how, about->learner_view_on),
        "parent_view",
        view_json(arena, about->parent_view, about->parent_view_how, about->parent_view_on),
        "no_view_reason", about->no_view_reason, "finalised_by", about->finalised_by);
}

static json_t *plan_json(Arena *arena, const Plan *plan)
{
    json_t *outcomes = json_array(), *provisions = json_array();
    for (size_t i = 0; i < plan->outcomes.count; i++)
        json_array_append_new(outcomes, outcome_json(arena, &plan->outcomes.items[i]));
    for (size_t i = 0; i < plan->provisions.count; i++)
        json_array_append_new(provisions, provision_json(arena, &plan->provisions.items[i]));
    return json_pack("{s:s,s:i,s:i,s:o,s:s,s:s,s:s,s:s,s:s,s:o,s:s,s:o,s:o,s:o}", "kind",
                     "support plan", "format", 1, "edition", plan->edition, "about",
                     about_json(arena, &plan->about), "responsible", plan->responsible_name,
                     "home_support", plan->home_support, "learner_part", plan->learner_part,
                     "class_strategies", plan->class_strategies, "consulted", plan->consulted,
                     "review_on", date_text(arena, plan->review_on), "review_reason",
                     plan->review_reason, "finalised_on", date_text(arena, plan->finalised_on),
                     "outcomes", outcomes, "provisions", provisions);
}

const char *plan_snapshot(Arena *arena, const Plan *plan)
{
    const size_t form = JSON_COMPACT | JSON_SORT_KEYS;
    json_t *whole = plan_json(arena, plan);
    ASSERT(whole != NULL);
    size_t length = json_dumpb(whole, NULL, 0, form);
    ASSERT(length > 0);
    char *text = arena_alloc(arena, length + 1);
    json_dumpb(whole, text, length, form);
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

static int64_t id_of(const json_t *value)
{
    long long id = 0;
    const char *text = json_string_value(value);
    if (text != NULL)
        text_integer(text, 0, INT64_MAX, &id);
    return id;
}

static int number_of(const json_t *object, const char *key)
{
    return (int)json_integer_value(json_object_get(object, key));
}

static void read_outcomes(Arena *arena, const json_t *list, Plan *plan)
{
    size_t count = json_array_size(list);
    plan->outcomes = (Outcomes){count, arena_array(arena, Outcome, count)};
    for (size_t i = 0; i < count; i++) {
        const json_t *object = json_array_get(list, i);
        plan->outcomes.items[i] = (Outcome){
            .id = {id_of(json_object_get(object, "id"))},
            .wording = text_of(arena, object, "wording"),
            .area = text_of(arena, object, "area"),
            .measure = text_of(arena, object, "measure"),
            .baseline = text_of(arena, object, "baseline"),
            .target = text_of(arena, object, "target"),
            .due_on = date_of_text(object, "due_on"),
        };
    }
}

static Provision read_provision(Arena *arena, const json_t *object)
{
    const json_t *links = json_object_get(object, "outcomes");
    size_t count = json_array_size(links);
    Provision provision = {
        .id = {id_of(json_object_get(object, "id"))},
        .title = text_of(arena, object, "title"),
        .detail = text_of(arena, object, "detail"),
        .deliverer_other = "",
        .deliverer_name = text_of(arena, object, "deliverer"),
        .place = text_of(arena, object, "place"),
        .group_size = number_of(object, "group_size"),
        .minutes = number_of(object, "minutes"),
        .times_a_week = number_of(object, "times_a_week"),
        .starts_on = date_of_text(object, "starts_on"),
        .ends_on = date_of_text(object, "ends_on"),
        .evidence_note = text_of(arena, object, "evidence_note"),
        .outcomes = {count, arena_array(arena, OutcomeId, count)},
    };
    for (size_t i = 0; i < count; i++)
        provision.outcomes.items[i] = (OutcomeId){id_of(json_array_get(links, i))};
    return provision;
}

static void read_provisions(Arena *arena, const json_t *list, Plan *plan)
{
    size_t count = json_array_size(list);
    plan->provisions = (Provisions){count, arena_array(arena, Provision, count)};
    for (size_t i = 0; i < count; i++)
        plan->provisions.items[i] = read_provision(arena, json_array_get(list, i));
}

static PlanAbout read_about(Arena *arena, const json_t *object)
{
    const json_t *learner = json_object_get(object, "learner_view");
    const json_t *parent = json_object_get(object, "parent_view");
    return (PlanAbout){
        .school = text_of(arena, object, "school"),
        .learner = text_of(arena, object, "learner"),
        .year_and_class = text_of(arena, object, "year_and_class"),
        .born_on = date_of_text(object, "born_on"),
        .level = text_of(arena, object, "level"),
        .need = text_of(arena, object, "need"),
        .cycle = number_of(object, "cycle"),
        .summary = text_of(arena, object, "summary"),
        .learner_view = text_of(arena, learner, "words"),
        .learner_view_how = text_of(arena, learner, "how"),
        .learner_view_on = date_of_text(learner, "on"),
        .parent_view = text_of(arena, parent, "words"),
        .parent_view_how = text_of(arena, parent, "how"),
        .parent_view_on = date_of_text(parent, "on"),
        .no_view_reason = text_of(arena, object, "no_view_reason"),
        .finalised_by = text_of(arena, object, "finalised_by"),
    };
}

Error *plan_read_snapshot(Arena *arena, const char *snapshot, Plan *plan)
{
    json_t *whole = json_loads(snapshot, 0, NULL);
    if (whole == NULL)
        return error_internal("plan snapshot is not JSON");
    plan->edition = number_of(whole, "edition");
    plan->about = read_about(arena, json_object_get(whole, "about"));
    plan->responsible_name = text_of(arena, whole, "responsible");
    plan->home_support = text_of(arena, whole, "home_support");
    plan->learner_part = text_of(arena, whole, "learner_part");
    plan->class_strategies = text_of(arena, whole, "class_strategies");
    plan->consulted = text_of(arena, whole, "consulted");
    plan->review_on = date_of_text(whole, "review_on");
    plan->review_reason = text_of(arena, whole, "review_reason");
    plan->finalised_on = date_of_text(whole, "finalised_on");
    read_outcomes(arena, json_object_get(whole, "outcomes"), plan);
    read_provisions(arena, json_object_get(whole, "provisions"), plan);
    json_decref(whole);
    return NULL;
}

/* ---- The hash -------------------------------------------------------------------------------- */

void plan_hash(const char *snapshot, unsigned char hash[PLAN_HASH])
{
    crypto_generichash(hash, PLAN_HASH, (const unsigned char *)snapshot, strlen(snapshot), NULL, 0);
}

bool plan_is_intact(const Plan *plan)
{
    unsigned char hash[PLAN_HASH];
    if (plan->snapshot == NULL || plan->snapshot_hash.length != PLAN_HASH)
        return false;
    plan_hash(plan->snapshot, hash);
    return sodium_memcmp(hash, plan->snapshot_hash.data, PLAN_HASH) == 0;
}

/* A final plan as one text: what was agreed, word for word, that a hash can stand for. */
#include <inttypes.h>
#include <string.h>

#include "plan/plan.h"
#include "platform/frozen/frozen.h"

/* 2: each outcome and each support says which part of the plan before it was carried from. A text
 * of format 1 is read as if nothing was carried. */
enum { FORMAT = 2 };

static json_t *carried(int64_t from)
{
    return from == 0 ? json_null() : frozen_id(from);
}

static json_t *outcome_json(Arena *arena, const Outcome *outcome)
{
    return json_pack("{s:o,s:o,s:s,s:s,s:s,s:s,s:s,s:o}", "id", frozen_id(outcome->id.n),
                     "carried_from", carried(outcome->carried_from.n), "wording", outcome->wording,
                     "area", outcome->area, "measure", outcome->measure, "baseline",
                     outcome->baseline, "target", outcome->target, "due_on",
                     frozen_date(arena, outcome->due_on));
}

static json_t *provision_json(Arena *arena, const Provision *provision)
{
    json_t *outcomes = json_array();
    for (size_t i = 0; i < provision->outcomes.count; i++)
        json_array_append_new(outcomes, frozen_id(provision->outcomes.items[i].n));
    return json_pack("{s:o,s:o,s:s,s:s,s:s,s:s,s:i,s:i,s:i,s:o,s:o,s:s,s:o}", "id",
                     frozen_id(provision->id.n), "carried_from", carried(provision->carried_from.n),
                     "title", provision->title, "detail", provision->detail, "deliverer",
                     provision->deliverer_name, "place", provision->place, "group_size",
                     provision->group_size, "minutes", provision->minutes, "times_a_week",
                     provision->times_a_week, "starts_on", frozen_date(arena, provision->starts_on),
                     "ends_on", frozen_date(arena, provision->ends_on), "evidence_note",
                     provision->evidence_note, "outcomes", outcomes);
}

static json_t *view_json(Arena *arena, const OwnView *view)
{
    return json_pack("{s:s,s:s,s:s,s:s,s:o,s:s,s:s,s:s}", "said_by", view->said_by, "words",
                     view->words, "whose", view->whose, "how", view->how, "on",
                     frozen_date(arena, view->on), "language", view->language, "translation",
                     view->translation, "translated_by", view->translated_by);
}

static json_t *views_json(Arena *arena, const OwnViews *views)
{
    json_t *list = json_array();
    for (size_t i = 0; i < views->count; i++)
        json_array_append_new(list, view_json(arena, &views->items[i]));
    return list;
}

/* Of each area by its code, so that a later order of areas changes nothing. */
static json_t *needs_json(const PlanAbout *about)
{
    json_t *needs = json_object();
    for (NeedArea area = AREA_COMMUNICATION; area < AREA_COUNT; area++)
        if (!text_empty(about->needs[area]))
            json_object_set_new(needs, need_area_code(area), json_string(about->needs[area]));
    return needs;
}

static json_t *about_json(Arena *arena, const PlanAbout *about)
{
    return json_pack("{s:s,s:s,s:s,s:o,s:s,s:s,s:i,s:s,s:o,s:o,s:o,s:o,s:s,s:s}", "school",
                     about->school, "learner", about->learner, "year_and_class",
                     about->year_and_class, "born_on", frozen_date(arena, about->born_on), "level",
                     about->level, "need", about->need, "cycle", about->cycle, "summary",
                     about->summary, "needs", needs_json(about), "learner_view",
                     view_json(arena, &about->learner_view), "parent_view",
                     view_json(arena, &about->parent_view), "other_views",
                     views_json(arena, &about->other_views), "no_view_reason",
                     about->no_view_reason, "finalised_by", about->finalised_by);
}

static json_t *plan_json(Arena *arena, const Plan *plan)
{
    json_t *outcomes = json_array(), *provisions = json_array();
    for (size_t i = 0; i < plan->outcomes.count; i++)
        json_array_append_new(outcomes, outcome_json(arena, &plan->outcomes.items[i]));
    for (size_t i = 0; i < plan->provisions.count; i++)
        json_array_append_new(provisions, provision_json(arena, &plan->provisions.items[i]));
    return json_pack("{s:s,s:i,s:i,s:o,s:s,s:s,s:s,s:s,s:s,s:o,s:s,s:o,s:o,s:o}", "kind",
                     "support plan", "format", FORMAT, "edition", plan->edition, "about",
                     about_json(arena, &plan->about), "responsible", plan->responsible_name,
                     "home_support", plan->home_support, "learner_part", plan->learner_part,
                     "class_strategies", plan->class_strategies, "consulted", plan->consulted,
                     "review_on", frozen_date(arena, plan->review_on), "review_reason",
                     plan->review_reason, "finalised_on", frozen_date(arena, plan->finalised_on),
                     "outcomes", outcomes, "provisions", provisions);
}

const char *plan_snapshot(Arena *arena, const Plan *plan)
{
    return frozen_text(arena, plan_json(arena, plan));
}

/* ---- And back -------------------------------------------------------------------------------- */

static void read_outcomes(Arena *arena, const json_t *list, Plan *plan)
{
    size_t count = json_array_size(list);
    plan->outcomes = (Outcomes){count, arena_array(arena, Outcome, count)};
    for (size_t i = 0; i < count; i++) {
        const json_t *object = json_array_get(list, i);
        plan->outcomes.items[i] = (Outcome){
            .id = {frozen_read_id(json_object_get(object, "id"))},
            .carried_from = {frozen_read_id(json_object_get(object, "carried_from"))},
            .wording = frozen_read_text(arena, object, "wording"),
            .area = frozen_read_text(arena, object, "area"),
            .measure = frozen_read_text(arena, object, "measure"),
            .baseline = frozen_read_text(arena, object, "baseline"),
            .target = frozen_read_text(arena, object, "target"),
            .due_on = frozen_read_date(object, "due_on"),
        };
    }
}

static Provision read_provision(Arena *arena, const json_t *object)
{
    const json_t *links = json_object_get(object, "outcomes");
    size_t count = json_array_size(links);
    Provision provision = {
        .id = {frozen_read_id(json_object_get(object, "id"))},
        .carried_from = {frozen_read_id(json_object_get(object, "carried_from"))},
        .title = frozen_read_text(arena, object, "title"),
        .detail = frozen_read_text(arena, object, "detail"),
        .deliverer_other = "",
        .deliverer_name = frozen_read_text(arena, object, "deliverer"),
        .place = frozen_read_text(arena, object, "place"),
        .group_size = frozen_read_number(object, "group_size"),
        .minutes = frozen_read_number(object, "minutes"),
        .times_a_week = frozen_read_number(object, "times_a_week"),
        .starts_on = frozen_read_date(object, "starts_on"),
        .ends_on = frozen_read_date(object, "ends_on"),
        .evidence_note = frozen_read_text(arena, object, "evidence_note"),
        .outcomes = {count, arena_array(arena, OutcomeId, count)},
    };
    for (size_t i = 0; i < count; i++)
        provision.outcomes.items[i] = (OutcomeId){frozen_read_id(json_array_get(links, i))};
    return provision;
}

static void read_provisions(Arena *arena, const json_t *list, Plan *plan)
{
    size_t count = json_array_size(list);
    plan->provisions = (Provisions){count, arena_array(arena, Provision, count)};
    for (size_t i = 0; i < count; i++)
        plan->provisions.items[i] = read_provision(arena, json_array_get(list, i));
}

/* What a plan made final before it was asked does not hold is "". */
static OwnView read_view(Arena *arena, const json_t *object)
{
    return (OwnView){
        .said_by = frozen_read_text(arena, object, "said_by"),
        .words = frozen_read_text(arena, object, "words"),
        .whose = frozen_read_text(arena, object, "whose"),
        .how = frozen_read_text(arena, object, "how"),
        .on = frozen_read_date(object, "on"),
        .language = frozen_read_text(arena, object, "language"),
        .translation = frozen_read_text(arena, object, "translation"),
        .translated_by = frozen_read_text(arena, object, "translated_by"),
    };
}

static OwnViews read_views(Arena *arena, const json_t *list)
{
    size_t count = json_array_size(list);
    OwnViews views = {count, arena_array(arena, OwnView, count)};
    for (size_t i = 0; i < count; i++)
        views.items[i] = read_view(arena, json_array_get(list, i));
    return views;
}

static void read_needs(Arena *arena, const json_t *object, PlanAbout *about)
{
    for (NeedArea area = AREA_COMMUNICATION; area < AREA_COUNT; area++)
        about->needs[area] = frozen_read_text(arena, object, need_area_code(area));
}

static PlanAbout read_about(Arena *arena, const json_t *object)
{
    PlanAbout about = {
        .school = frozen_read_text(arena, object, "school"),
        .learner = frozen_read_text(arena, object, "learner"),
        .year_and_class = frozen_read_text(arena, object, "year_and_class"),
        .born_on = frozen_read_date(object, "born_on"),
        .level = frozen_read_text(arena, object, "level"),
        .need = frozen_read_text(arena, object, "need"),
        .cycle = frozen_read_number(object, "cycle"),
        .summary = frozen_read_text(arena, object, "summary"),
        .learner_view = read_view(arena, json_object_get(object, "learner_view")),
        .parent_view = read_view(arena, json_object_get(object, "parent_view")),
        .other_views = read_views(arena, json_object_get(object, "other_views")),
        .no_view_reason = frozen_read_text(arena, object, "no_view_reason"),
        .finalised_by = frozen_read_text(arena, object, "finalised_by"),
    };
    read_needs(arena, json_object_get(object, "needs"), &about);
    return about;
}

Error *plan_read_snapshot(Arena *arena, const char *snapshot, Plan *plan)
{
    json_t *whole = json_loads(snapshot, 0, NULL);
    if (whole == NULL)
        return error_internal("plan snapshot is not JSON");
    int format = frozen_read_number(whole, "format");
    if (format > FORMAT) {
        json_decref(whole);
        return error_internal("plan snapshot of format %d, and this program knows %d", format,
                              (int)FORMAT);
    }
    plan->edition = frozen_read_number(whole, "edition");
    plan->about = read_about(arena, json_object_get(whole, "about"));
    plan->responsible_name = frozen_read_text(arena, whole, "responsible");
    plan->home_support = frozen_read_text(arena, whole, "home_support");
    plan->learner_part = frozen_read_text(arena, whole, "learner_part");
    plan->class_strategies = frozen_read_text(arena, whole, "class_strategies");
    plan->consulted = frozen_read_text(arena, whole, "consulted");
    plan->review_on = frozen_read_date(whole, "review_on");
    plan->review_reason = frozen_read_text(arena, whole, "review_reason");
    plan->finalised_on = frozen_read_date(whole, "finalised_on");
    read_outcomes(arena, json_object_get(whole, "outcomes"), plan);
    read_provisions(arena, json_object_get(whole, "provisions"), plan);
    json_decref(whole);
    return NULL;
}

bool plan_is_intact(const Plan *plan)
{
    return frozen_intact(plan->snapshot, plan->snapshot_hash);
}

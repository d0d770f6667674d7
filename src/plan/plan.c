#include "plan/plan.h"

#include <inttypes.h>

#include "assess/assess.h"
#include "plan/plan_sql.h"
#include "platform/base/id.h"
#include "platform/frozen/frozen.h"
#include "staff/staff.h"

static const char *or_empty(const char *text)
{
    return text == NULL ? "" : text;
}

static const char *or_null(const char *text)
{
    return text_empty(text) ? NULL : text;
}

static Error *not_draft(const Plan *plan)
{
    return error_conflict("This plan is final, or somebody else changed it. Look again: a final "
                          "plan is changed by opening a new version of it.",
                          "plan %" PRId64 " version %" PRId64, plan->id.n, plan->version);
}

/* ---- Reading --------------------------------------------------------------------------------- */

static PlanState state_of(const char *code)
{
    if (text_equal(code, "final"))
        return PLAN_FINAL;
    return text_equal(code, "superseded") ? PLAN_SUPERSEDED : PLAN_DRAFT;
}

static Error *read_outcomes(Db *db, Arena *arena, SchoolId school, Plan *plan)
{
    struct outcomes_of_plan_rows rows;
    TRY(outcomes_of_plan(db, arena, school, plan->id, &rows));
    plan->outcomes = (Outcomes){rows.count, arena_array(arena, Outcome, rows.count)};
    for (size_t i = 0; i < rows.count; i++) {
        const struct outcomes_of_plan_row *row = &rows.items[i];
        plan->outcomes.items[i] =
            (Outcome){row->id,       row->carried_from_id, row->wording, row->area,   row->measure,
                      row->baseline, row->target,          row->due_on,  row->version};
    }
    return NULL;
}

static Error *read_provisions(Db *db, Arena *arena, SchoolId school, Plan *plan)
{
    struct provisions_of_plan_rows rows;
    TRY(provisions_of_plan(db, arena, school, plan->id, &rows));
    plan->provisions = (Provisions){rows.count, arena_array(arena, Provision, rows.count)};
    for (size_t i = 0; i < rows.count; i++) {
        const struct provisions_of_plan_row *row = &rows.items[i];
        plan->provisions.items[i] = (Provision){
            .id = row->id,
            .carried_from = row->carried_from_id,
            .title = row->title,
            .detail = row->detail,
            .deliverer = row->deliverer_id,
            .deliverer_other = or_empty(row->deliverer_other),
            .deliverer_name =
                row->deliverer_name != NULL ? row->deliverer_name : or_empty(row->deliverer_other),
            .place = row->place,
            .group_size = row->group_size,
            .minutes = row->minutes,
            .times_a_week = row->times_a_week,
            .starts_on = row->starts_on,
            .ends_on = row->ends_on,
            .evidence_note = row->evidence_note,
            .version = row->version,
        };
    }
    return NULL;
}

static Error *read_links(Db *db, Arena *arena, SchoolId school, Plan *plan)
{
    struct links_of_plan_rows rows;
    TRY(links_of_plan(db, arena, school, plan->id, &rows));
    for (size_t p = 0; p < plan->provisions.count; p++) {
        Provision *provision = &plan->provisions.items[p];
        provision->outcomes.items = arena_array(arena, OutcomeId, rows.count);
        for (size_t i = 0; i < rows.count; i++)
            if (rows.items[i].provision_id.n == provision->id.n)
                provision->outcomes.items[provision->outcomes.count++] = rows.items[i].outcome_id;
    }
    return NULL;
}

static Error *read_parts(Db *db, Arena *arena, SchoolId school, Plan *plan)
{
    TRY(read_outcomes(db, arena, school, plan));
    TRY(read_provisions(db, arena, school, plan));
    return read_links(db, arena, school, plan);
}

/* The three queries give the same columns, each in a struct of its own. */
#define PLAN_OF(row)                                                                               \
    ((Plan){                                                                                       \
        .id = (row).id,                                                                            \
        .learner_id = (row).learner_id,                                                            \
        .cycle_id = (row).cycle_id,                                                                \
        .edition = (row).edition,                                                                  \
        .state = state_of((row).state),                                                            \
        .responsible = (row).responsible_id,                                                       \
        .responsible_name = or_empty((row).responsible_name),                                      \
        .home_support = (row).home_support,                                                        \
        .learner_part = (row).learner_part,                                                        \
        .class_strategies = (row).class_strategies,                                                \
        .consulted = (row).consulted,                                                              \
        .review_on = (row).review_on,                                                              \
        .review_reason = or_empty((row).review_reason),                                            \
        .finalised_on = (row).finalised_on,                                                        \
        .shared_on = (row).shared_on,                                                              \
        .shared_with = (row).shared_with,                                                          \
        .snapshot = (row).snapshot,                                                                \
        .snapshot_hash = (row).snapshot_hash,                                                      \
        .version = (row).version,                                                                  \
    })

Error *plan_of_cycle(Db *db, Arena *arena, SchoolId school, CycleId cycle, Plan *plan, bool *found)
{
    struct plan_newest_row row;
    TRY(plan_newest(db, arena, school, cycle, &row, found));
    if (!*found)
        return NULL;
    *plan = PLAN_OF(row);
    return read_parts(db, arena, school, plan);
}

Error *plan_in_force(Db *db, Arena *arena, SchoolId school, CycleId cycle, Plan *plan, bool *found)
{
    struct plan_final_row row;
    TRY(plan_final(db, arena, school, cycle, &row, found));
    if (!*found)
        return NULL;
    *plan = PLAN_OF(row);
    return read_parts(db, arena, school, plan);
}

Error *plan_load(Db *db, Arena *arena, SchoolId school, LearnerId learner, PlanId id, Plan *plan)
{
    struct plan_by_id_row row;
    bool found;
    TRY(plan_by_id(db, arena, school, learner, id, &row, &found));
    if (!found)
        return error_not_found("plan %" PRId64, id.n);
    *plan = PLAN_OF(row);
    return read_parts(db, arena, school, plan);
}

/* ---- Whom it is about ------------------------------------------------------------------------ */

static const char *need_words(const Learner *learner)
{
    const NeedType *need = learner->primary_need == NULL ? NULL : need_type(learner->primary_need);
    return need == NULL ? or_empty(learner->primary_need) : need->name;
}

Error *plan_read_about(Db *db, Arena *arena, SchoolId school, Plan *plan)
{
    School setting;
    Learner learner;
    Cycle cycle;
    Assessment assessment;
    bool found;
    TRY(school_load(db, arena, school, &setting));
    TRY(learner_load(db, arena, school, plan->learner_id, &learner));
    TRY(cycle_load(db, arena, school, plan->cycle_id, &cycle));
    TRY(assessment_of_cycle(db, arena, school, plan->cycle_id, &assessment, &found));
    plan->about = (PlanAbout){
        .school = setting.name,
        .learner = learner.known_name,
        .year_and_class = learner_year_and_class(arena, &learner),
        .born_on = learner.born_on,
        .level = learner.level_name,
        .need = need_words(&learner),
        .cycle = cycle.number,
        .summary = assessment.summary,
        .learner_view = assessment.learner_view,
        .parent_view = assessment.parent_view,
        .other_views = assessment.other_views,
        .no_view_reason = assessment.no_view_reason,
        .finalised_by = "",
    };
    for (size_t i = 0; i < AREA_COUNT; i++)
        plan->about.needs[i] = assessment.needs[i];
    return NULL;
}

Error *plan_that_was(Db *db, Arena *arena, SchoolId school, const Plan *plan, Plan *was,
                     bool *found)
{
    struct plan_before_row before;
    TRY(plan_before(db, arena, school, plan->learner_id, plan->id, &before, found));
    if (!*found)
        return NULL;
    return plan_as_agreed(db, arena, school, plan->learner_id, before.id, was);
}

Error *plan_as_agreed(Db *db, Arena *arena, SchoolId school, LearnerId learner, PlanId id,
                      Plan *plan)
{
    TRY(plan_load(db, arena, school, learner, id, plan));
    if (plan->state == PLAN_DRAFT)
        return plan_read_about(db, arena, school, plan);
    return plan_read_snapshot(arena, plan->snapshot, plan);
}

/* ---- A draft --------------------------------------------------------------------------------- */

Error *plan_begin(Db *db, Arena *arena, SchoolId school, LearnerId learner, CycleId cycle,
                  PlanId *id)
{
    struct plan_newest_row row;
    bool found;
    TRY(plan_newest(db, arena, school, cycle, &row, &found));
    if (found)
        return error_conflict("This cycle has a plan already. Go on with that one.",
                              "cycle %" PRId64 " has plan %" PRId64, cycle.n, row.id.n);
    *id = (PlanId){id_new()};
    return plan_insert(db, school, *id, learner, cycle, 1, NULL);
}

Error *plan_set_text(Db *db, SchoolId school, const Plan *plan, const PlanText *text)
{
    int64_t changed;
    TRY(plan_text_set(db, school, plan->id, plan->version, text->responsible, text->home_support,
                      text->learner_part, text->class_strategies, text->consulted, text->review_on,
                      or_null(text->review_reason), &changed));
    return changed == 1 ? NULL : not_draft(plan);
}

/* Every change to a part alone goes through here, so that a final plan cannot be reached by any. */
static Error *touch_draft(Db *db, SchoolId school, const Plan *plan)
{
    int64_t changed;
    TRY(plan_touch(db, school, plan->id, &changed));
    return changed == 1 ? NULL : not_draft(plan);
}

static Error *insert_outcome(Db *db, SchoolId school, PlanId plan, int position,
                             const Outcome *outcome, OutcomeId *id)
{
    *id = (OutcomeId){id_new()};
    return outcome_insert(db, school, *id, plan, outcome->carried_from, position, outcome->wording,
                          outcome->area, outcome->measure, outcome->baseline, outcome->target,
                          outcome->due_on, NULL);
}

static Error *insert_links(Db *db, SchoolId school, ProvisionId provision,
                           const OutcomeIds *outcomes)
{
    for (size_t i = 0; i < outcomes->count; i++)
        TRY(link_insert(db, school, (ProvisionOutcomeId){id_new()}, provision, outcomes->items[i],
                        NULL));
    return NULL;
}

static Error *insert_provision(Db *db, SchoolId school, PlanId plan, int position,
                               const Provision *provision, ProvisionId *id)
{
    *id = (ProvisionId){id_new()};
    TRY(provision_insert(db, school, *id, plan, provision->carried_from, position, provision->title,
                         provision->detail, provision->deliverer,
                         or_null(provision->deliverer_other), provision->place,
                         provision->group_size, provision->minutes, provision->times_a_week,
                         provision->starts_on, provision->ends_on, provision->evidence_note, NULL));
    if (provision->carried_from.n != 0)
        TRY(provision_intervention_carry(db, school, *id, provision->carried_from, NULL));
    else if (provision->intervention.n != 0)
        TRY(provision_intervention_insert(db, school, *id, provision->intervention, NULL));
    return insert_links(db, school, *id, &provision->outcomes);
}

static bool has_outcome(const Plan *plan, OutcomeId id)
{
    for (size_t i = 0; i < plan->outcomes.count; i++)
        if (plan->outcomes.items[i].id.n == id.n)
            return true;
    return false;
}

static bool has_provision(const Plan *plan, ProvisionId id)
{
    for (size_t i = 0; i < plan->provisions.count; i++)
        if (plan->provisions.items[i].id.n == id.n)
            return true;
    return false;
}

static Error *no_part(const Plan *plan, int64_t id)
{
    return error_not_found("part %" PRId64 " is not of plan %" PRId64, id, plan->id.n);
}

/* A link leads to an outcome of the same plan and nowhere else. */
static Error *check_links(const Plan *plan, const Provision *provision)
{
    for (size_t i = 0; i < provision->outcomes.count; i++)
        if (!has_outcome(plan, provision->outcomes.items[i]))
            return no_part(plan, provision->outcomes.items[i].n);
    return NULL;
}

Error *plan_add_outcome(Db *db, Arena *arena, SchoolId school, const Plan *plan,
                        const Outcome *outcome, OutcomeId *id)
{
    (void)arena;
    TRY(touch_draft(db, school, plan));
    return insert_outcome(db, school, plan->id, (int)plan->outcomes.count + 1, outcome, id);
}

Error *plan_add_provision(Db *db, Arena *arena, SchoolId school, const Plan *plan,
                          const Provision *provision, ProvisionId *id)
{
    (void)arena;
    TRY(check_links(plan, provision));
    TRY(touch_draft(db, school, plan));
    return insert_provision(db, school, plan->id, (int)plan->provisions.count + 1, provision, id);
}

Error *plan_remove_outcome(Db *db, SchoolId school, const Plan *plan, OutcomeId id)
{
    if (!has_outcome(plan, id))
        return no_part(plan, id.n);
    TRY(touch_draft(db, school, plan));
    TRY(outcome_links_delete(db, school, id, NULL));
    return outcome_delete(db, school, plan->id, id, NULL);
}

Error *plan_remove_provision(Db *db, SchoolId school, const Plan *plan, ProvisionId id)
{
    if (!has_provision(plan, id))
        return no_part(plan, id.n);
    TRY(touch_draft(db, school, plan));
    TRY(provision_links_delete(db, school, id, NULL));
    TRY(provision_intervention_delete(db, school, id, NULL));
    return provision_delete(db, school, plan->id, id, NULL);
}

static Error *save_provision(Db *db, SchoolId school, const Plan *plan, const Provision *provision)
{
    TRY(check_links(plan, provision));
    int64_t changed;
    TRY(provision_set(db, school, plan->id, provision->id, provision->title, provision->detail,
                      provision->deliverer, or_null(provision->deliverer_other), provision->place,
                      provision->group_size, provision->minutes, provision->times_a_week,
                      provision->starts_on, provision->ends_on, provision->evidence_note,
                      &changed));
    if (changed != 1)
        return no_part(plan, provision->id.n);
    TRY(provision_links_delete(db, school, provision->id, NULL));
    return insert_links(db, school, provision->id, &provision->outcomes);
}

Error *plan_save(Db *db, SchoolId school, Plan *plan)
{
    PlanText text = {plan->responsible,      plan->home_support, plan->learner_part,
                     plan->class_strategies, plan->consulted,    plan->review_on,
                     plan->review_reason};
    TRY(plan_set_text(db, school, plan, &text));
    for (size_t i = 0; i < plan->outcomes.count; i++) {
        const Outcome *outcome = &plan->outcomes.items[i];
        int64_t changed;
        TRY(outcome_set(db, school, plan->id, outcome->id, outcome->wording, outcome->area,
                        outcome->measure, outcome->baseline, outcome->target, outcome->due_on,
                        &changed));
        if (changed != 1)
            return no_part(plan, outcome->id.n);
    }
    for (size_t i = 0; i < plan->provisions.count; i++)
        TRY(save_provision(db, school, plan, &plan->provisions.items[i]));
    plan->version++;
    return NULL;
}

/* ---- Final, and after ------------------------------------------------------------------------ */

Error *plan_finalise(Db *db, Arena *arena, SchoolId school, const Plan *plan, StaffId by, Date on)
{
    Plan frozen = *plan;
    Staff person;
    frozen.state = PLAN_FINAL;
    frozen.finalised_on = on;
    TRY(plan_read_about(db, arena, school, &frozen));
    TRY(staff_load(db, arena, school, by, on, &person));
    frozen.about.finalised_by = person.display_name;
    const char *snapshot = plan_snapshot(arena, &frozen);
    int64_t changed;
    TRY(plan_freeze(db, school, plan->id, plan->version, on, by, snapshot,
                    frozen_hash(arena, snapshot), &changed));
    if (changed != 1)
        return not_draft(plan);
    return plan_supersede(db, school, plan->cycle_id, plan->id, NULL);
}

Error *plan_share(Db *db, SchoolId school, const Plan *plan, Date on, const char *with)
{
    int64_t changed;
    TRY(plan_shared_set(db, school, plan->id, on, with, &changed));
    if (changed == 1)
        return NULL;
    return error_conflict("Only a final plan can be shared. Finish it first.",
                          "plan %" PRId64 " is not final", plan->id.n);
}

static bool is_kept(const OutcomeIds *kept, OutcomeId id)
{
    for (size_t i = 0; kept != NULL && i < kept->count; i++)
        if (kept->items[i].n == id.n)
            return true;
    return kept == NULL;
}

static bool provision_is_kept(const ProvisionIds *kept, ProvisionId id)
{
    for (size_t i = 0; kept != NULL && i < kept->count; i++)
        if (kept->items[i].n == id.n)
            return true;
    return kept == NULL;
}

/* The copies of the outcomes kept; made: the new id of each old one, n 0 where it was left. */
static Error *copy_outcomes(Db *db, SchoolId school, const Plan *from, PlanId to,
                            const OutcomeIds *kept, OutcomeId *made)
{
    int position = 0;
    for (size_t i = 0; i < from->outcomes.count; i++) {
        Outcome outcome = from->outcomes.items[i];
        if (!is_kept(kept, outcome.id))
            continue;
        outcome.carried_from = outcome.id;
        TRY(insert_outcome(db, school, to, ++position, &outcome, &made[i]));
    }
    return NULL;
}

/* The provision's links, to the copies; those to outcomes that were left go. */
static OutcomeIds copied_links(Arena *arena, const Plan *from, const Provision *old,
                               const OutcomeId *made)
{
    OutcomeIds links = {0, arena_array(arena, OutcomeId, old->outcomes.count)};
    for (size_t link = 0; link < old->outcomes.count; link++)
        for (size_t i = 0; i < from->outcomes.count; i++)
            if (from->outcomes.items[i].id.n == old->outcomes.items[link].n && made[i].n != 0)
                links.items[links.count++] = made[i];
    return links;
}

static Error *copy_provisions(Db *db, Arena *arena, SchoolId school, const Plan *from, PlanId to,
                              const ProvisionIds *kept, const OutcomeId *made)
{
    int position = 0;
    for (size_t i = 0; i < from->provisions.count; i++) {
        Provision provision = from->provisions.items[i];
        ProvisionId id;
        if (!provision_is_kept(kept, provision.id))
            continue;
        provision.outcomes = copied_links(arena, from, &provision, made);
        provision.carried_from = provision.id;
        TRY(insert_provision(db, school, to, ++position, &provision, &id));
    }
    return NULL;
}

/* kept NULL: everything. */
static Error *copy_parts(Db *db, Arena *arena, SchoolId school, const Plan *from, PlanId to,
                         const OutcomeIds *outcomes, const ProvisionIds *provisions)
{
    OutcomeId *made = arena_array(arena, OutcomeId, from->outcomes.count);
    TRY(copy_outcomes(db, school, from, to, outcomes, made));
    return copy_provisions(db, arena, school, from, to, provisions, made);
}

Error *plan_reopen(Db *db, Arena *arena, SchoolId school, const Plan *plan, PlanId *draft)
{
    struct plan_newest_row newest;
    bool found;
    TRY(plan_newest(db, arena, school, plan->cycle_id, &newest, &found));
    if (!found || newest.id.n != plan->id.n || plan->state != PLAN_FINAL)
        return error_conflict("A new version of this plan is open already, or this is an old one. "
                              "Go on with the newest.",
                              "plan %" PRId64 " is not the newest, or not final", plan->id.n);
    *draft = (PlanId){id_new()};
    TRY(plan_copy(db, school, *draft, plan->cycle_id, plan->edition + 1, plan->review_on,
                  or_null(plan->review_reason), plan->id, NULL));
    return copy_parts(db, arena, school, plan, *draft, NULL, NULL);
}

Error *plan_discard(Db *db, SchoolId school, const Plan *plan)
{
    if (plan->edition == 1)
        return error_conflict("This is the cycle's only plan. Change it instead.",
                              "plan %" PRId64 " is edition 1", plan->id.n);
    TRY(touch_draft(db, school, plan));
    for (size_t i = 0; i < plan->provisions.count; i++) {
        TRY(provision_links_delete(db, school, plan->provisions.items[i].id, NULL));
        TRY(provision_intervention_delete(db, school, plan->provisions.items[i].id, NULL));
        TRY(provision_delete(db, school, plan->id, plan->provisions.items[i].id, NULL));
    }
    for (size_t i = 0; i < plan->outcomes.count; i++)
        TRY(outcome_delete(db, school, plan->id, plan->outcomes.items[i].id, NULL));
    return plan_delete(db, school, plan->id, NULL);
}

Error *plan_carry(Db *db, Arena *arena, SchoolId school, const Plan *from, CycleId to,
                  const OutcomeIds *outcomes, const ProvisionIds *provisions, PlanId *id)
{
    *id = (PlanId){id_new()};
    TRY(plan_copy(db, school, *id, to, 1, DATE_NONE, NULL, from->id, NULL));
    return copy_parts(db, arena, school, from, *id, outcomes, provisions);
}

#include "plan/plan.h"

#include <inttypes.h>
#include <sodium.h>
#include <string.h>

#include "plan/plan_sql.h"
#include "platform/base/id.h"

enum { HASH = 32 };

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

/* Every change to a part goes through here, so that a final plan cannot be reached by any. */
static Error *touch_draft(Db *db, SchoolId school, const Plan *plan)
{
    int64_t changed;
    TRY(plan_touch(db, school, plan->id, &changed));
    return changed == 1 ? NULL : not_draft(plan);
}

Error *plan_add_outcome(Db *db, Arena *arena, SchoolId school, const Plan *plan,
                        const Outcome *outcome, OutcomeId *id)
{
    (void)arena;
    TRY(touch_draft(db, school, plan));
    *id = (OutcomeId){id_new()};
    return outcome_insert(db, school, *id, plan->id, outcome->carried_from,
                          (int)plan->outcomes.count + 1, outcome->wording, outcome->area,
                          outcome->measure, outcome->baseline, outcome->target, outcome->due_on,
                          NULL);
}

Error *plan_set_outcome(Db *db, SchoolId school, const Plan *plan, OutcomeId id, int64_t version,
                        const Outcome *outcome)
{
    int64_t changed;
    TRY(touch_draft(db, school, plan));
    TRY(outcome_set(db, school, plan->id, id, version, outcome->wording, outcome->area,
                    outcome->measure, outcome->baseline, outcome->target, outcome->due_on,
                    &changed));
    return changed == 1 ? NULL : not_draft(plan);
}

Error *plan_remove_outcome(Db *db, SchoolId school, const Plan *plan, OutcomeId id)
{
    TRY(touch_draft(db, school, plan));
    TRY(outcome_links_delete(db, school, id, NULL));
    return outcome_delete(db, school, plan->id, id, NULL);
}

static Error *add_links(Db *db, SchoolId school, ProvisionId provision, const OutcomeIds *outcomes)
{
    for (size_t i = 0; i < outcomes->count; i++)
        TRY(link_insert(db, school, (ProvisionOutcomeId){id_new()}, provision, outcomes->items[i],
                        NULL));
    return NULL;
}

Error *plan_add_provision(Db *db, Arena *arena, SchoolId school, const Plan *plan,
                          const Provision *provision, ProvisionId *id)
{
    (void)arena;
    TRY(touch_draft(db, school, plan));
    *id = (ProvisionId){id_new()};
    TRY(provision_insert(db, school, *id, plan->id, provision->carried_from,
                         (int)plan->provisions.count + 1, provision->title, provision->detail,
                         provision->deliverer, or_null(provision->deliverer_other),
                         provision->place, provision->group_size, provision->minutes,
                         provision->times_a_week, provision->starts_on, provision->ends_on,
                         provision->evidence_note, NULL));
    return add_links(db, school, *id, &provision->outcomes);
}

Error *plan_set_provision(Db *db, Arena *arena, SchoolId school, const Plan *plan, ProvisionId id,
                          int64_t version, const Provision *provision)
{
    int64_t changed;
    (void)arena;
    TRY(touch_draft(db, school, plan));
    TRY(provision_set(db, school, plan->id, id, version, provision->title, provision->detail,
                      provision->deliverer, or_null(provision->deliverer_other), provision->place,
                      provision->group_size, provision->minutes, provision->times_a_week,
                      provision->starts_on, provision->ends_on, provision->evidence_note,
                      &changed));
    if (changed != 1)
        return not_draft(plan);
    TRY(provision_links_delete(db, school, id, NULL));
    return add_links(db, school, id, &provision->outcomes);
}

Error *plan_remove_provision(Db *db, SchoolId school, const Plan *plan, ProvisionId id)
{
    TRY(touch_draft(db, school, plan));
    TRY(provision_links_delete(db, school, id, NULL));
    return provision_delete(db, school, plan->id, id, NULL);
}

/* ---- Final, and after ------------------------------------------------------------------------ */

Error *plan_finalise(Db *db, Arena *arena, SchoolId school, const Plan *plan, StaffId by, Date on)
{
    Plan frozen = *plan;
    frozen.state = PLAN_FINAL;
    frozen.finalised_on = on;
    const char *snapshot = plan_snapshot(arena, &frozen);
    unsigned char hash[HASH];
    crypto_generichash(hash, HASH, (const unsigned char *)snapshot, strlen(snapshot), NULL, 0);
    int64_t changed;
    TRY(plan_freeze(db, school, plan->id, plan->version, on, by, snapshot, (Bytes){hash, HASH},
                    &changed));
    if (changed != 1)
        return not_draft(plan);
    return plan_supersede(db, school, plan->cycle_id, plan->id, NULL);
}

Error *plan_share(Db *db, SchoolId school, const Plan *plan, Date on)
{
    int64_t changed;
    TRY(plan_shared_set(db, school, plan->id, on, &changed));
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
static Error *copy_outcomes(Db *db, Arena *arena, SchoolId school, const Plan *from, Plan *to,
                            const OutcomeIds *kept, OutcomeId *made)
{
    for (size_t i = 0; i < from->outcomes.count; i++) {
        Outcome outcome = from->outcomes.items[i];
        if (!is_kept(kept, outcome.id))
            continue;
        outcome.carried_from = outcome.id;
        TRY(plan_add_outcome(db, arena, school, to, &outcome, &made[i]));
        to->outcomes.count++;
    }
    return NULL;
}

static Error *copy_provision(Db *db, Arena *arena, SchoolId school, const Plan *from, Plan *to,
                             const Provision *old, const OutcomeId *made)
{
    Provision provision = *old;
    ProvisionId id;
    provision.carried_from = old->id;
    provision.outcomes = (OutcomeIds){0, arena_array(arena, OutcomeId, old->outcomes.count)};
    for (size_t link = 0; link < old->outcomes.count; link++)
        for (size_t i = 0; i < from->outcomes.count; i++)
            if (from->outcomes.items[i].id.n == old->outcomes.items[link].n && made[i].n != 0)
                provision.outcomes.items[provision.outcomes.count++] = made[i];
    TRY(plan_add_provision(db, arena, school, to, &provision, &id));
    to->provisions.count++;
    return NULL;
}

/* kept NULL: everything. */
static Error *copy_plan(Db *db, Arena *arena, SchoolId school, const Plan *from, CycleId cycle,
                        int edition, const OutcomeIds *outcomes, const ProvisionIds *provisions,
                        PlanId *id)
{
    *id = (PlanId){id_new()};
    TRY(plan_copy(db, school, *id, cycle, edition, from->id, NULL));
    Plan to = {.id = *id};
    OutcomeId *made = arena_array(arena, OutcomeId, from->outcomes.count);
    TRY(copy_outcomes(db, arena, school, from, &to, outcomes, made));
    for (size_t i = 0; i < from->provisions.count; i++)
        if (provision_is_kept(provisions, from->provisions.items[i].id))
            TRY(copy_provision(db, arena, school, from, &to, &from->provisions.items[i], made));
    return NULL;
}

Error *plan_reopen(Db *db, Arena *arena, SchoolId school, const Plan *plan, PlanId *draft)
{
    if (plan->state != PLAN_FINAL)
        return not_draft(plan);
    return copy_plan(db, arena, school, plan, plan->cycle_id, plan->edition + 1, NULL, NULL, draft);
}

Error *plan_carry(Db *db, Arena *arena, SchoolId school, const Plan *from, CycleId to,
                  const OutcomeIds *outcomes, const ProvisionIds *provisions, PlanId *id)
{
    return copy_plan(db, arena, school, from, to, 1, outcomes, provisions, id);
}

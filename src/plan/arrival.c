#include "plan/arrival.h"

#include <inttypes.h>

#include "plan/arrival_sql.h"
#include "plan/plan.h"
#include "platform/base/id.h"

Error *arrival_load(Db *db, Arena *arena, SchoolId school, LearnerId learner, Arrival *arrival,
                    bool *found)
{
    struct arrival_last_row row;
    *arrival = (Arrival){.outcomes = "", .support = "", .strategies = "", .words = ""};
    TRY(arrival_last(db, arena, school, learner, &row, found));
    if (!*found)
        return NULL;
    *arrival = (Arrival){
        .id = row.id,
        .arrived_on = row.arrived_on,
        .from_setting = row.from_setting,
        .noted_by = row.noted_by,
        .noted_by_name = row.noted_by_name,
        .plan_made_on = row.plan_made_on,
        .outcomes = row.outcomes,
        .support = row.support,
        .strategies = row.strategies,
        .words = row.words,
        .reviewed_on = row.reviewed_on,
        .reviewed_by_name = row.reviewed_by_name,
        .verdict = row.verdict,
        .note = row.note,
        .version = row.version,
    };
    return NULL;
}

static const char *text_of(const char *text)
{
    return text == NULL ? "" : text;
}

static const char *text_or_null(const char *text)
{
    return text_empty(text) ? NULL : text;
}

Error *arrival_note(Db *db, Arena *arena, SchoolId school, LearnerId learner,
                    const Arrival *arrival)
{
    Arrival last;
    bool found;
    TRY(arrival_load(db, arena, school, learner, &last, &found));
    if (found && date_compare(arrival->arrived_on, last.arrived_on) <= 0)
        return NULL;
    return arrival_insert(db, school, (ArrivalId){id_new()}, learner, arrival->arrived_on,
                          text_or_null(arrival->from_setting), arrival->noted_by,
                          arrival->plan_made_on, text_of(arrival->outcomes),
                          text_of(arrival->support), text_of(arrival->strategies),
                          text_of(arrival->words), NULL);
}

static Error *conflict(const Arrival *arrival)
{
    return error_conflict("Someone else has changed this meanwhile. Look at it again.",
                          "arrival %" PRId64, arrival->id.n);
}

Error *arrival_save(Db *db, SchoolId school, const Arrival *arrival)
{
    int64_t changed;
    TRY(arrival_set(db, school, arrival->id, arrival->version, arrival->arrived_on,
                    text_or_null(arrival->from_setting), arrival->plan_made_on,
                    text_of(arrival->outcomes), text_of(arrival->support),
                    text_of(arrival->strategies), text_of(arrival->words), &changed));
    return changed == 1 ? NULL : conflict(arrival);
}

Error *arrival_review(Db *db, SchoolId school, const Arrival *arrival, StaffId by)
{
    int64_t changed;
    TRY(arrival_review_set(db, school, arrival->id, arrival->version, arrival->reviewed_on, by,
                           arrival->verdict, text_of(arrival->note), &changed));
    return changed == 1 ? NULL : conflict(arrival);
}

/* ---- Our own draft ----------------------------------------------------------------------------
 */

static Error *add_outcomes(Db *db, Arena *arena, SchoolId school, const Plan *plan,
                           const char *lines)
{
    Texts outcomes = text_lines(arena, lines);
    for (size_t i = 0; i < outcomes.count; i++) {
        Outcome outcome = {.wording = outcomes.items[i],
                           .area = "",
                           .measure = "",
                           .baseline = "",
                           .target = "",
                           .due_on = plan->review_on};
        OutcomeId id;
        TRY(plan_add_outcome(db, arena, school, plan, &outcome, &id));
    }
    return NULL;
}

static Error *add_support(Db *db, Arena *arena, SchoolId school, const Plan *plan,
                          const char *lines)
{
    Texts support = text_lines(arena, lines);
    for (size_t i = 0; i < support.count; i++) {
        Provision provision = {.title = support.items[i],
                               .detail = "",
                               .deliverer_other = "",
                               .place = "",
                               .group_size = 1,
                               .ends_on = plan->review_on,
                               .evidence_note = "",
                               .outcomes = {0, NULL}};
        /* A plan of one outcome says what all of its support is for. */
        if (plan->outcomes.count == 1)
            provision.outcomes = (OutcomeIds){1, &plan->outcomes.items[0].id};
        ProvisionId id;
        TRY(plan_add_provision(db, arena, school, plan, &provision, &id));
    }
    return NULL;
}

Error *arrival_draft(Db *db, Arena *arena, SchoolId school, LearnerId learner, CycleId cycle,
                     const Arrival *arrival, Date review_on)
{
    PlanId id;
    Plan plan;
    TRY(plan_begin(db, arena, school, learner, cycle, &id));
    TRY(plan_load(db, arena, school, learner, id, &plan));
    PlanText text = {.responsible = plan.responsible,
                     .home_support = "",
                     .learner_part = "",
                     .class_strategies = text_of(arrival->strategies),
                     .consulted = "",
                     .review_on = review_on,
                     .review_reason = ""};
    TRY(plan_set_text(db, school, &plan, &text));
    TRY(plan_load(db, arena, school, learner, id, &plan));
    TRY(add_outcomes(db, arena, school, &plan, text_of(arrival->outcomes)));
    TRY(plan_load(db, arena, school, learner, id, &plan));
    return add_support(db, arena, school, &plan, text_of(arrival->support));
}

/* ---- What an earlier setting recorded ---------------------------------------------------------
 */

bool earlier_record_same(const EarlierRecord *a, const EarlierRecord *b)
{
    return text_equal(a->kind, b->kind) && text_equal(a->code, b->code) &&
           a->rank.present == b->rank.present &&
           (!a->rank.present || a->rank.value == b->rank.value) &&
           date_compare(a->starts_on, b->starts_on) == 0 &&
           date_compare(a->ends_on, b->ends_on) == 0 && text_equal(a->words, b->words);
}

const char *earlier_status_words(const char *code)
{
    static const char *const words[][2] = {
        {"N", "No SEN provision"},
        {"K", "SEN Support"},
        {"E", "EHC plan"},
        {"S", "Statement (before 2014)"},
        {"A", "School Action (before 2014)"},
        {"P", "School Action Plus (before 2014)"},
    };
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
        if (text_equal(code, words[i][0]))
            return words[i][1];
    return code;
}

Error *earlier_records(Db *db, Arena *arena, SchoolId school, LearnerId learner,
                       EarlierRecords *records)
{
    struct earlier_record_rows_rows rows;
    *records = (EarlierRecords){0};
    TRY(earlier_record_rows(db, arena, school, learner, &rows));
    *records = (EarlierRecords){rows.count, arena_array(arena, EarlierRecord, rows.count)};
    for (size_t i = 0; i < rows.count; i++) {
        const struct earlier_record_rows_row *row = &rows.items[i];
        records->items[i] =
            (EarlierRecord){row->learner_id, row->kind,    row->code,  row->rank,
                            row->starts_on,  row->ends_on, row->words, row->from_setting};
    }
    return NULL;
}

Error *earlier_record_add(Db *db, SchoolId school, const EarlierRecord *record, Date today)
{
    return earlier_record_insert(db, school, (EarlierRecordId){id_new()}, record->learner_id,
                                 record->kind, record->code, record->rank, record->starts_on,
                                 record->ends_on, record->words, text_or_null(record->from_setting),
                                 today, NULL);
}

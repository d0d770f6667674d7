#include "bank/bank.h"

#include "bank/bank_shipped.h"
#include "bank/bank_sql.h"
#include "platform/base/id.h"

static const char *text(const char *words)
{
    return words == NULL ? "" : words;
}

static OptionalInteger number_of(int number)
{
    return (OptionalInteger){number != 0, number};
}

/* ---- Interventions --------------------------------------------------------------------------- */

/* changed: 0 when the school has it. */
static Error *insert(Db *db, SchoolId school, const Intervention *intervention, InterventionId id,
                     int64_t *changed)
{
    return intervention_insert(
        db, school, id, number_of(intervention->number), intervention->name,
        text(intervention->example), intervention->area, intervention->wave.least,
        intervention->wave.most, intervention->deliverer, intervention->group.least,
        intervention->group.most, intervention->minutes.least, intervention->minutes.most,
        intervention->times.least, intervention->times.most, intervention->weeks.least,
        intervention->weeks.most, text(intervention->dose_note), intervention->measure,
        intervention->detail, intervention->evidence, text(intervention->training),
        intervention->session_cost, changed);
}

Error *intervention_add(Db *db, SchoolId school, const Intervention *intervention,
                        InterventionId *id)
{
    *id = (InterventionId){id_new()};
    return insert(db, school, intervention, *id, NULL);
}

Error *intervention_change(Db *db, SchoolId school, const Intervention *intervention, Date today)
{
    int64_t changed;
    TRY(intervention_set(
        db, school, (InterventionId){intervention->id}, intervention->version, intervention->name,
        intervention->example, intervention->area, intervention->wave.least,
        intervention->wave.most, intervention->deliverer, intervention->group.least,
        intervention->group.most, intervention->minutes.least, intervention->minutes.most,
        intervention->times.least, intervention->times.most, intervention->weeks.least,
        intervention->weeks.most, intervention->dose_note, intervention->measure,
        intervention->detail, intervention->evidence, intervention->training,
        intervention->retired ? today : DATE_NONE, &changed));
    if (changed != 1)
        return error_conflict("Somebody else changed it a moment ago. Look again before you go on.",
                              "intervention %lld is at another version",
                              (long long)intervention->id);
    return NULL;
}

static Intervention from_row(const struct interventions_all_row *row)
{
    return (Intervention){
        .id = row->id.n,
        .number = row->number.present ? (int)row->number.value : 0,
        .name = row->name,
        .example = row->example,
        .area = row->area,
        .wave = {row->wave, row->wave_most},
        .deliverer = row->deliverer,
        .group = {row->group_least, row->group_most},
        .minutes = {row->minutes_least, row->minutes_most},
        .times = {row->times_least, row->times_most},
        .weeks = {row->weeks_least, row->weeks_most},
        .dose_note = row->dose_note,
        .measure = row->measure,
        .detail = row->detail,
        .evidence = row->evidence,
        .training = row->training,
        .session_cost = row->session_cost,
        .retired = date_is_set(row->retired_on),
        .version = row->version,
    };
}

static BankUse *use_of(const Interventions *interventions, InterventionId id)
{
    for (size_t i = 0; i < interventions->count; i++)
        if (interventions->items[i].id == id.n)
            return &interventions->uses[i];
    return NULL;
}

static Error *load_uses(Db *db, Arena *arena, SchoolId school, Interventions *interventions)
{
    struct interventions_used_rows used;
    struct interventions_judged_rows judged;
    TRY(interventions_used(db, arena, school, &used));
    TRY(interventions_judged(db, arena, school, &judged));
    for (size_t i = 0; i < used.count; i++) {
        BankUse *use = use_of(interventions, used.items[i].intervention_id);
        if (use != NULL)
            use->learners = used.items[i].learners;
    }
    for (size_t i = 0; i < judged.count; i++) {
        BankUse *use = use_of(interventions, judged.items[i].intervention_id);
        if (use != NULL) {
            use->outcomes = judged.items[i].outcomes;
            use->met = judged.items[i].met;
        }
    }
    return NULL;
}

Error *interventions_load(Db *db, Arena *arena, SchoolId school, bool see_costs, bool uses,
                          Interventions *interventions)
{
    struct interventions_all_rows rows;
    TRY(interventions_all(db, arena, school, see_costs, &rows));
    *interventions = (Interventions){rows.count, arena_array(arena, Intervention, rows.count),
                                     arena_array(arena, BankUse, rows.count)};
    for (size_t i = 0; i < rows.count; i++) {
        interventions->items[i] = from_row(&rows.items[i]);
        interventions->uses[i] = (BankUse){0};
    }
    return uses ? load_uses(db, arena, school, interventions) : NULL;
}

const Intervention *intervention_of(const Interventions *interventions, int64_t id)
{
    for (size_t i = 0; i < interventions->count; i++)
        if (interventions->items[i].id == id)
            return &interventions->items[i];
    return NULL;
}

/* ---- Strategies and phrases ------------------------------------------------------------------ */

Error *strategies_load(Db *db, Arena *arena, SchoolId school, Strategies *strategies)
{
    struct strategies_all_rows rows;
    TRY(strategies_all(db, arena, school, &rows));
    *strategies = (Strategies){rows.count, arena_array(arena, Strategy, rows.count)};
    for (size_t i = 0; i < rows.count; i++)
        strategies->items[i] = (Strategy){
            .id = rows.items[i].id.n,
            .number = rows.items[i].number.present ? (int)rows.items[i].number.value : 0,
            .wording = rows.items[i].wording,
            .area = rows.items[i].area,
            .avoid = rows.items[i].avoid,
            .retired = date_is_set(rows.items[i].retired_on),
            .version = rows.items[i].version,
        };
    return NULL;
}

Error *phrases_load(Db *db, Arena *arena, SchoolId school, OutcomePhrases *phrases)
{
    struct phrases_all_rows rows;
    TRY(phrases_all(db, arena, school, &rows));
    *phrases = (OutcomePhrases){rows.count, arena_array(arena, OutcomePhrase, rows.count)};
    for (size_t i = 0; i < rows.count; i++)
        phrases->items[i] = (OutcomePhrase){
            .id = rows.items[i].id.n,
            .number = rows.items[i].number.present ? (int)rows.items[i].number.value : 0,
            .wording = rows.items[i].wording,
            .area = rows.items[i].area,
            .measure = rows.items[i].measure,
            .retired = date_is_set(rows.items[i].retired_on),
            .version = rows.items[i].version,
        };
    return NULL;
}

/* ---- What Fourfold brings -------------------------------------------------------------------- */

static Error *ship_interventions(Db *db, SchoolId school, int64_t *added)
{
    size_t count;
    int64_t changed;
    const Intervention *shipped = shipped_interventions(&count);
    for (size_t i = 0; i < count; i++) {
        TRY(insert(db, school, &shipped[i], (InterventionId){id_new()}, &changed));
        *added += changed;
    }
    return NULL;
}

static Error *ship_strategies(Db *db, SchoolId school, int64_t *added)
{
    size_t count;
    int64_t changed;
    const Strategy *shipped = shipped_strategies(&count);
    for (size_t i = 0; i < count; i++) {
        TRY(strategy_insert(db, school, (StrategyId){id_new()}, number_of(shipped[i].number),
                            shipped[i].wording, shipped[i].area, shipped[i].avoid, &changed));
        *added += changed;
    }
    return NULL;
}

static Error *ship_phrases(Db *db, SchoolId school, int64_t *added)
{
    size_t count;
    int64_t changed;
    const OutcomePhrase *shipped = shipped_phrases(&count);
    for (size_t i = 0; i < count; i++) {
        TRY(phrase_insert(db, school, (OutcomePhraseId){id_new()}, number_of(shipped[i].number),
                          shipped[i].wording, shipped[i].area, shipped[i].measure, &changed));
        *added += changed;
    }
    return NULL;
}

Error *bank_ship(Db *db, SchoolId school, int64_t *added)
{
    *added = 0;
    TRY(ship_interventions(db, school, added));
    TRY(ship_strategies(db, school, added));
    return ship_phrases(db, school, added);
}

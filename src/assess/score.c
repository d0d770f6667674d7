/* Measures, scores and the check at the age of two in the store. */
#include "assess/score.h"

#include <inttypes.h>

#include "assess/score_shipped.h"
#include "assess/score_sql.h"
#include "platform/base/id.h"

static const char *or_empty(const char *text)
{
    return text == NULL ? "" : text;
}

static const char *or_null(const char *text)
{
    return text_empty(text) ? NULL : text;
}

/* ---- Measures -------------------------------------------------------------------------------- */

static Error *unknown_code(int64_t id)
{
    return error_internal("measure %" PRId64 " has a code that is none", id);
}

static Error *measure_from(const struct measures_all_row *row, Measure *measure)
{
    *measure = (Measure){
        .id = row->id.n,
        .code = row->code,
        .set = row->set_code,
        .part = row->part,
        .name = row->name,
        .subject = row->subject,
        .unit = row->unit,
        .least = row->least,
        .most = row->most,
        .margin = row->margin,
        .ages_from = row->ages_from,
        .ages_to = row->ages_to,
        .by_senco = text_equal(row->entered_by, "senco"),
        .retired = date_is_set(row->retired_on),
        .position = row->position,
        .version = row->version,
    };
    bool known = score_scale_parse(row->scale, &measure->scale) &&
                 score_better_parse(row->better, &measure->better) &&
                 score_bands_parse(row->bands, &measure->bands);
    return known ? NULL : unknown_code(row->id.n);
}

static void take_steps(Arena *arena, const struct measure_steps_all_rows *rows, Measure *measure)
{
    ScoreStep *steps = arena_array(arena, ScoreStep, rows->count);
    for (size_t i = 0; i < rows->count; i++) {
        const struct measure_steps_all_row *row = &rows->items[i];
        if (row->measure_id.n == measure->id)
            steps[measure->step_count++] = (ScoreStep){row->value, row->name, row->low};
    }
    measure->steps = steps;
}

static void take_marks(Arena *arena, const struct measure_marks_all_rows *rows, Measure *measure)
{
    ScoreMark *marks = arena_array(arena, ScoreMark, rows->count);
    for (size_t i = 0; i < rows->count; i++)
        if (rows->items[i].measure_id.n == measure->id)
            marks[measure->mark_count++] = (ScoreMark){rows->items[i].year, rows->items[i].mark};
    measure->marks = marks;
}

Error *measures_load(Db *db, Arena *arena, SchoolId school, Measures *measures)
{
    struct measures_all_rows rows;
    struct measure_steps_all_rows steps;
    struct measure_marks_all_rows marks;
    *measures = (Measures){0};
    TRY(measures_all(db, arena, school, &rows));
    TRY(measure_steps_all(db, arena, school, &steps));
    TRY(measure_marks_all(db, arena, school, &marks));
    measures->items = arena_array(arena, Measure, rows.count);
    for (size_t i = 0; i < rows.count; i++) {
        Measure *measure = &measures->items[i];
        TRY(measure_from(&rows.items[i], measure));
        if (measure->scale == SCALE_LEVELS || measure->bands == BANDS_OWN)
            take_steps(arena, &steps, measure);
        if (measure->bands == BANDS_MARK)
            take_marks(arena, &marks, measure);
    }
    measures->count = rows.count;
    return NULL;
}

const Measure *measure_of(const Measures *measures, int64_t id)
{
    for (size_t i = 0; i < measures->count; i++)
        if (measures->items[i].id == id)
            return &measures->items[i];
    return NULL;
}

Error *measure_write_steps(Db *db, SchoolId school, MeasureId id, const Measure *measure)
{
    TRY(measure_steps_delete(db, school, id, NULL));
    for (size_t i = 0; i < measure->step_count; i++)
        TRY(measure_step_insert(db, school, (MeasureStepId){id_new()}, id, measure->steps[i].value,
                                measure->steps[i].name, measure->steps[i].low, NULL));
    return NULL;
}

Error *measure_add(Db *db, SchoolId school, const Measure *measure, MeasureId *id)
{
    *id = (MeasureId){id_new()};
    TRY(measure_insert(db, school, *id, measure->code, measure->set, measure->part, measure->name,
                       measure->position, measure->subject, score_scale_code(measure->scale),
                       measure->unit, measure->least, measure->most,
                       score_better_code(measure->better), score_bands_code(measure->bands),
                       measure->margin, measure->ages_from, measure->ages_to,
                       measure->by_senco ? "senco" : "teacher", NULL));
    for (size_t i = 0; i < measure->mark_count; i++)
        TRY(measure_mark_set(db, school, (MeasureMarkId){id_new()}, *id, measure->marks[i].year,
                             measure->marks[i].mark, NULL));
    return measure_write_steps(db, school, *id, measure);
}

Error *measures_ship(Db *db, Arena *arena, SchoolId school, int *added)
{
    Measures here;
    size_t count;
    const Measure *shipped = shipped_measures(&count);
    *added = 0;
    TRY(measures_load(db, arena, school, &here));
    for (size_t i = 0; i < count; i++) {
        bool known = false;
        for (size_t k = 0; k < here.count && !known; k++)
            known = text_equal(here.items[k].code, shipped[i].code);
        if (known)
            continue;
        MeasureId id;
        Measure measure = shipped[i];
        measure.position = (int)i + 1;
        TRY(measure_add(db, school, &measure, &id));
        (*added)++;
    }
    return NULL;
}

/* ---- Points ---------------------------------------------------------------------------------- */

Error *points_load(Db *db, Arena *arena, SchoolId school, AssessmentPoints *points)
{
    struct points_all_rows rows;
    *points = (AssessmentPoints){0};
    TRY(points_all(db, arena, school, &rows));
    points->count = rows.count;
    points->items = arena_array(arena, struct AssessmentPoint, rows.count);
    for (size_t i = 0; i < rows.count; i++)
        points->items[i] =
            (struct AssessmentPoint){rows.items[i].id, rows.items[i].name, rows.items[i].held_on};
    return NULL;
}

Error *point_add(Db *db, SchoolId school, const char *name, Date held_on)
{
    return point_insert(db, school, (AssessmentPointId){id_new()}, name, held_on, NULL);
}

/* ---- Scores ---------------------------------------------------------------------------------- */

static bool same_number(OptionalInteger a, OptionalInteger b)
{
    return a.present == b.present && (!a.present || a.value == b.value);
}

static bool same_score(const struct score_at_row *here, const ScoreEntry *entry)
{
    return same_number(here->value, entry->value) && text_equal(here->absent, entry->absent) &&
           same_number(here->margin, entry->margin) && here->baseline == entry->baseline &&
           text_equal(here->note, or_null(entry->note));
}

static Error *insert(Db *db, SchoolId school, const ScoreEntry *entry)
{
    return score_insert(db, school, (ScoreId){id_new()}, entry->learner,
                        (MeasureId){entry->measure->id}, entry->taken_on, entry->value,
                        entry->absent, entry->margin, entry->source, entry->baseline,
                        or_null(entry->note), entry->by, entry->today, NULL);
}

static Error *correct(Db *db, SchoolId school, const ScoreEntry *entry,
                      const struct score_at_row *here)
{
    int64_t changed;
    TRY(score_correction_insert(db, school, (ScoreCorrectionId){id_new()}, here->id, here->value,
                                here->absent, here->margin, here->note, here->entered_by,
                                here->entered_on, entry->by, entry->today, NULL));
    TRY(score_set(db, school, here->id, here->version, entry->value, entry->absent, entry->margin,
                  entry->source, entry->baseline, or_null(entry->note), entry->by, entry->today,
                  &changed));
    return changed == 1 ? NULL
                        : error_conflict("Somebody else changed this score a moment ago. Look "
                                         "again before you go on.",
                                         "score %" PRId64, here->id.n);
}

static Error *put(Db *db, Arena *arena, SchoolId school, const ScoreEntry *entry,
                  ScoreWritten *written)
{
    struct score_at_row here;
    bool found;
    TRY(score_at(db, arena, school, entry->learner, (MeasureId){entry->measure->id},
                 entry->taken_on, &here, &found));
    *written = !found ? SCORE_ADDED : same_score(&here, entry) ? SCORE_SAME : SCORE_CORRECTED;
    if (*written == SCORE_SAME)
        return NULL;
    return found ? correct(db, school, entry, &here) : insert(db, school, entry);
}

/* What follows from the parts of a set is kept like a score, so that it has a history too. When a
 * part is taken out again, what followed from it goes with it. */
static Error *compute(Db *db, Arena *arena, SchoolId school, const ScoreEntry *entry)
{
    struct set_values_rows rows;
    struct set_part_row target;
    struct score_at_row here;
    SetPart computed;
    ScoreWritten written;
    bool found, stands;
    const char *set = entry->measure->set;
    const char *part = score_set_is_sdq(set) ? "total" : "gld";
    if (set == NULL || text_equal(entry->measure->part, part))
        return NULL;
    TRY(set_part(db, arena, school, set, part, &target, &found));
    if (!found)
        return NULL;
    TRY(set_values(db, arena, school, entry->learner, set, entry->taken_on, &rows));
    SetPart *parts = arena_array(arena, SetPart, rows.count);
    for (size_t i = 0; i < rows.count; i++)
        parts[i] = (SetPart){rows.items[i].part, rows.items[i].value.value};
    bool whole = score_set_compute(set, parts, rows.count, &computed);
    TRY(score_at(db, arena, school, entry->learner, target.id, entry->taken_on, &here, &stands));
    if (!whole && (!stands || !text_equal(here.source, "computed")))
        return NULL;
    Measure measure = {.id = target.id.n};
    ScoreEntry made = {.learner = entry->learner,
                       .measure = &measure,
                       .taken_on = entry->taken_on,
                       .value = {whole, computed.value},
                       .absent = whole ? NULL : "withdrawn",
                       .source = "computed",
                       .baseline = entry->baseline,
                       .by = entry->by,
                       .today = entry->today};
    return put(db, arena, school, &made, &written);
}

Error *score_write(Db *db, Arena *arena, SchoolId school, const ScoreEntry *entry,
                   ScoreWritten *written)
{
    TRY(put(db, arena, school, entry, written));
    return *written == SCORE_SAME ? NULL : compute(db, arena, school, entry);
}

Error *scores_of_learner(Db *db, Arena *arena, SchoolId school, LearnerId learner, int64_t measure,
                         Date since, Date until, Scores *scores)
{
    struct scores_of_one_rows rows;
    *scores = (Scores){0};
    TRY(scores_of_one(db, arena, school, learner, (MeasureId){measure}, since, until, &rows));
    scores->items = arena_array(arena, Score, rows.count);
    for (size_t i = 0; i < rows.count; i++) {
        const struct scores_of_one_row *row = &rows.items[i];
        scores->items[i] =
            (Score){row->id,     row->measure_id.n,    row->taken_on,   row->value,
                    row->absent, row->margin,          row->source,     row->baseline,
                    row->note,   row->entered_by_name, row->entered_on, row->version};
    }
    scores->count = rows.count;
    return NULL;
}

Error *baselines_missing_count(Db *db, Arena *arena, SchoolId school, StaffId staff, Date today,
                               size_t *count)
{
    struct baselines_missing_rows rows;
    *count = 0;
    TRY(baselines_missing(db, arena, school, staff, date_add_days(today, -BASELINE_DAYS), today,
                          &rows));
    *count = rows.count;
    return NULL;
}

ProgressSeries scores_series(Arena *arena, const Scores *scores, int64_t measure, LearnerId learner)
{
    ProgressPoint *points = arena_array(arena, ProgressPoint, scores->count);
    ProgressSeries series = {learner.n, 0, points};
    for (size_t i = 0; i < scores->count; i++) {
        const Score *score = &scores->items[i];
        if (score->measure == measure && score->value.present)
            points[series.count++] = (ProgressPoint){score->taken_on, score->value.value,
                                                     score->margin, score->baseline};
    }
    return series;
}

/* ---- The check at the age of two ------------------------------------------------------------- */

Error *two_year_load(Db *db, Arena *arena, SchoolId school, LearnerId learner, TwoYearCheck *check,
                     bool *found)
{
    struct two_year_by_learner_row row;
    *check = (TwoYearCheck){.held_on = DATE_NONE,
                            .language = "",
                            .physical = "",
                            .feelings = "",
                            .strengths = "",
                            .concerns = "",
                            .actions = "",
                            .parents = "",
                            .given_on = DATE_NONE,
                            .health_consent = "not_asked",
                            .health_shared_on = DATE_NONE,
                            .written_by_name = ""};
    TRY(two_year_by_learner(db, arena, school, learner, &row, found));
    if (!*found)
        return NULL;
    *check = (TwoYearCheck){.held_on = row.held_on,
                            .language = row.language,
                            .physical = row.physical,
                            .feelings = row.feelings,
                            .strengths = row.strengths,
                            .concerns = or_empty(row.concerns),
                            .actions = or_empty(row.actions),
                            .parents = or_empty(row.parents),
                            .sen_concern = row.sen_concern,
                            .given_on = row.given_on,
                            .health_consent = row.health_consent,
                            .health_shared_on = row.health_shared_on,
                            .written_by_name = row.written_by_name,
                            .version = row.version};
    return NULL;
}

Error *two_year_save(Db *db, SchoolId school, LearnerId learner, const TwoYearCheck *check,
                     StaffId by)
{
    int64_t changed;
    if (check->version == 0)
        return two_year_insert(db, school, (TwoYearCheckId){id_new()}, learner, check->held_on,
                               check->language, check->physical, check->feelings, check->strengths,
                               or_null(check->concerns), check->sen_concern,
                               or_null(check->actions), or_null(check->parents), check->given_on,
                               check->health_consent, check->health_shared_on, by, NULL);
    TRY(two_year_set(db, school, learner, check->version, check->held_on, check->language,
                     check->physical, check->feelings, check->strengths, or_null(check->concerns),
                     check->sen_concern, or_null(check->actions), or_null(check->parents),
                     check->given_on, check->health_consent, check->health_shared_on, by,
                     &changed));
    return changed == 1 ? NULL
                        : error_conflict("Somebody else changed this check a moment ago. Look "
                                         "again before you go on.",
                                         "two-year check of %" PRId64, learner.n);
}

Error *scores_charts(Db *db, Arena *arena, SchoolId school, LearnerId learner, Date until,
                     Charts *charts)
{
    static const ProgressSeries nobody = {0};
    const Date ever = date_of(1900, 1, 1);
    Measures measures;
    Scores scores;
    TRY(measures_load(db, arena, school, &measures));
    TRY(scores_of_learner(db, arena, school, learner, 0, ever, until, &scores));
    *charts = (Charts){0, arena_array(arena, Chart, measures.count)};
    for (size_t i = 0; i < measures.count; i++) {
        const Measure *measure = &measures.items[i];
        ProgressSeries own = scores_series(arena, &scores, measure->id, learner);
        if (score_stands_alone(measure) && own.count > 1)
            charts->items[charts->count++] = chart_of_scores(arena, "", measure, &own, &nobody);
    }
    return NULL;
}

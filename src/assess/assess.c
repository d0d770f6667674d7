#include "assess/assess.h"

#include <inttypes.h>

#include "assess/assess_sql.h"
#include "platform/base/id.h"

static const char *or_empty(const char *text)
{
    return text == NULL ? "" : text;
}

static const char *or_null(const char *text)
{
    return text_empty(text) ? NULL : text;
}

static Assessment empty_of(CycleId cycle)
{
    return (Assessment){
        .cycle_id = cycle,
        .strengths = "",
        .barriers = "",
        .progress = "",
        .tried = "",
        .advice = "",
        .summary = "",
        .needs = {"", "", "", ""},
        .learner_view = own_view_none(),
        .parent_view = own_view_none(),
        .no_view_reason = "",
        .finished_on = DATE_NONE,
        .finished_by_name = "",
    };
}

/* A view from before each was a row of its own. */
static OwnView before_rows(const char *words, const char *how, Date on)
{
    OwnView view = own_view_none();
    view.words = or_empty(words);
    view.how = or_empty(how);
    view.on = on;
    return view;
}

static Error *read_views(Db *db, Arena *arena, SchoolId school, Assessment *assessment)
{
    struct assessment_views_rows rows;
    TRY(assessment_views(db, arena, school, assessment->id, &rows));
    OwnViews *others = &assessment->other_views;
    others->items = arena_array(arena, OwnView, rows.count);
    for (size_t i = 0; i < rows.count; i++) {
        const struct assessment_views_row *row = &rows.items[i];
        OwnView view = {
            .place = row->place,
            .said_by = row->said_by,
            .words = row->wording,
            .whose = row->whose,
            .how = row->how,
            .on = row->heard_on,
            .language = row->language,
            .translation = row->translation,
            .translated_by = row->translated_by,
        };
        if (row->place == OWN_VIEW_LEARNER)
            assessment->learner_view = view;
        else if (row->place == OWN_VIEW_FAMILY)
            assessment->parent_view = view;
        else
            others->items[others->count++] = view;
    }
    return NULL;
}

Error *assessment_of_cycle(Db *db, Arena *arena, SchoolId school, CycleId cycle,
                           Assessment *assessment, bool *found)
{
    struct assessment_by_cycle_row row;
    *assessment = empty_of(cycle);
    TRY(assessment_by_cycle(db, arena, school, cycle, &row, found));
    if (!*found)
        return NULL;
    *assessment = (Assessment){
        .id = row.id,
        .learner_id = row.learner_id,
        .cycle_id = row.cycle_id,
        .strengths = row.strengths,
        .barriers = row.barriers,
        .progress = row.progress,
        .tried = row.tried,
        .advice = row.advice,
        .summary = row.summary,
        .needs = {[AREA_COMMUNICATION] = or_empty(row.need_communication),
                  [AREA_COGNITION] = or_empty(row.need_cognition),
                  [AREA_SEMH] = or_empty(row.need_semh),
                  [AREA_SENSORY] = or_empty(row.need_sensory)},
        .learner_view = before_rows(row.learner_view, row.learner_view_how, row.learner_view_on),
        .parent_view = before_rows(row.parent_view, row.parent_view_how, row.parent_view_on),
        .no_view_reason = or_empty(row.no_view_reason),
        .finished_on = row.finished_on,
        .finished_by = row.finished_by,
        .finished_by_name = or_empty(row.finished_by_name),
        .version = row.version,
    };
    return read_views(db, arena, school, assessment);
}

static Error *stale(const Assessment *assessment)
{
    return error_conflict("Somebody else changed or finished this assessment a moment ago. Look "
                          "again before you go on.",
                          "assessment %" PRId64 " version %" PRId64, assessment->id.n,
                          assessment->version);
}

static Error *add(Db *db, SchoolId school, const Assessment *a)
{
    return assessment_insert(db, school, a->id, a->learner_id, a->cycle_id, a->strengths,
                             a->barriers, a->progress, a->tried, a->advice, a->summary,
                             or_null(a->needs[AREA_COMMUNICATION]),
                             or_null(a->needs[AREA_COGNITION]), or_null(a->needs[AREA_SEMH]),
                             or_null(a->needs[AREA_SENSORY]), or_null(a->no_view_reason), NULL);
}

static Error *change(Db *db, SchoolId school, const Assessment *a)
{
    int64_t changed;
    TRY(assessment_set(db, school, a->id, a->version, a->strengths, a->barriers, a->progress,
                       a->tried, a->advice, a->summary, or_null(a->needs[AREA_COMMUNICATION]),
                       or_null(a->needs[AREA_COGNITION]), or_null(a->needs[AREA_SEMH]),
                       or_null(a->needs[AREA_SENSORY]), or_null(a->no_view_reason), &changed));
    return changed == 1 ? NULL : stale(a);
}

static Error *add_view(Db *db, SchoolId school, AssessmentId id, int place, const OwnView *view)
{
    if (own_view_is_empty(view))
        return NULL;
    return assessment_view_insert(db, school, id, place, view->said_by, view->words, view->whose,
                                  view->how, view->on, view->language, view->translation,
                                  view->translated_by, NULL);
}

static Error *write_views(Db *db, SchoolId school, const Assessment *a)
{
    TRY(assessment_views_clear(db, school, a->id, NULL));
    TRY(add_view(db, school, a->id, OWN_VIEW_LEARNER, &a->learner_view));
    TRY(add_view(db, school, a->id, OWN_VIEW_FAMILY, &a->parent_view));
    for (size_t i = 0; i < a->other_views.count; i++)
        TRY(add_view(db, school, a->id, a->other_views.items[i].place, &a->other_views.items[i]));
    return NULL;
}

Error *assessment_save(Db *db, SchoolId school, Assessment *assessment)
{
    if (assessment->id.n == 0) {
        assessment->id = (AssessmentId){id_new()};
        assessment->version = 1;
        TRY(add(db, school, assessment));
    } else {
        TRY(change(db, school, assessment));
        assessment->version++;
    }
    return write_views(db, school, assessment);
}

Error *assessment_finish(Db *db, SchoolId school, const Cycle *cycle, const Assessment *assessment,
                         StaffId by, Date on)
{
    int64_t changed;
    TRY(assessment_close(db, school, assessment->id, assessment->version, on, by, &changed));
    if (changed != 1)
        return stale(assessment);
    return cycle_apply(db, school, cycle, CYCLE_FINISH_ASSESSMENT, on, DATE_NONE);
}

Error *assessment_reopen(Db *db, SchoolId school, const Cycle *cycle, const Assessment *assessment,
                         Date on)
{
    int64_t changed;
    TRY(assessment_open_again(db, school, assessment->id, assessment->version, &changed));
    if (changed != 1)
        return stale(assessment);
    return cycle_apply(db, school, cycle, CYCLE_ASSESS_AGAIN, on, DATE_NONE);
}

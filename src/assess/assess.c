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
        .learner_view = "",
        .learner_view_how = "",
        .learner_view_on = DATE_NONE,
        .parent_view = "",
        .parent_view_how = "",
        .parent_view_on = DATE_NONE,
        .no_view_reason = "",
        .finished_on = DATE_NONE,
        .finished_by_name = "",
    };
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
        .learner_view = or_empty(row.learner_view),
        .learner_view_how = or_empty(row.learner_view_how),
        .learner_view_on = row.learner_view_on,
        .parent_view = or_empty(row.parent_view),
        .parent_view_how = or_empty(row.parent_view_how),
        .parent_view_on = row.parent_view_on,
        .no_view_reason = or_empty(row.no_view_reason),
        .finished_on = row.finished_on,
        .finished_by = row.finished_by,
        .finished_by_name = or_empty(row.finished_by_name),
        .version = row.version,
    };
    return NULL;
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
    return assessment_insert(
        db, school, a->id, a->learner_id, a->cycle_id, a->strengths, a->barriers, a->progress,
        a->tried, a->advice, a->summary, or_null(a->learner_view), or_null(a->learner_view_how),
        a->learner_view_on, or_null(a->parent_view), or_null(a->parent_view_how), a->parent_view_on,
        or_null(a->no_view_reason), NULL);
}

static Error *change(Db *db, SchoolId school, const Assessment *a)
{
    int64_t changed;
    TRY(assessment_set(db, school, a->id, a->version, a->strengths, a->barriers, a->progress,
                       a->tried, a->advice, a->summary, or_null(a->learner_view),
                       or_null(a->learner_view_how), a->learner_view_on, or_null(a->parent_view),
                       or_null(a->parent_view_how), a->parent_view_on, or_null(a->no_view_reason),
                       &changed));
    return changed == 1 ? NULL : stale(a);
}

Error *assessment_save(Db *db, SchoolId school, Assessment *assessment)
{
    if (assessment->id.n == 0) {
        assessment->id = (AssessmentId){id_new()};
        assessment->version = 1;
        return add(db, school, assessment);
    }
    TRY(change(db, school, assessment));
    assessment->version++;
    return NULL;
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

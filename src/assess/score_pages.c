/* Entering scores: one, a questionnaire's parts, a whole class; and putting one right. */
#include <inttypes.h>

#include "assess/progress_pages.h"
#include "assess/score_grid_html.h"
#include "assess/score_html.h"
#include "assess/score_new_html.h"
#include "assess/score_set_html.h"
#include "assess/score_shipped.h"
#include "assess/score_sql.h"
#include "platform/base/id.h"

/* ---- Forms ----------------------------------------------------------------------------------- */

static const FormChoice absences[] = {{"absent", "Absent", NULL},
                                      {"not_ready", "Not assessed", NULL},
                                      {"too_low", "Working below this test", NULL},
                                      {"refused", "Did not take part", NULL},
                                      {NULL, NULL, NULL}};
static const FormChoice corrected_absences[] = {
    {"absent", "Absent", NULL},
    {"not_ready", "Not assessed", NULL},
    {"too_low", "Working below this test", NULL},
    {"refused", "Did not take part", NULL},
    {"withdrawn", "Take it out: entered by mistake", NULL},
    {NULL, NULL, NULL}};
static const FormChoice sources[] = {{"entered", "This {school}", NULL},
                                     {"previous", "The previous setting", NULL},
                                     {NULL, NULL, NULL}};

typedef struct NewInput {
    int64_t measure;
    Date taken_on;
    const char *value, *absent, *margin, *source, *note;
    bool baseline;
} NewInput;

static const FormField new_fields[] = {
    FORM_ID(NewInput, measure, .label = "Measure", .missing = "Choose the measure"),
    FORM_DATE(NewInput, taken_on, .label = "Taken on", .missing = "Enter when it was taken"),
    FORM_TEXT(NewInput, value, .label = "Score", .max = 40,
              .hint = "An age as 7:10, seven years and ten months", .personal = true),
    FORM_CHOICE(NewInput, absent, .label = "If there is none, why", .choices = absences),
    FORM_TEXT(NewInput, margin, .label = "Confidence interval, ±", .max = 10,
              .hint = "If the test’s report gives one"),
    FORM_CHOICE(NewInput, source, .label = "Whose", .choices = sources,
                .missing = "Choose whose score it is"),
    FORM_CHECK(NewInput, baseline, .label = "Baseline: where they stood on entry"),
    FORM_TEXT(NewInput, note, .label = "Note", .rows = 3, .max = 2000, .personal = true),
};
const Form score_new_form = FORM(NewInput, new_fields);

typedef struct CorrectInput {
    const char *value, *absent, *margin, *note;
    bool baseline;
} CorrectInput;

static const FormField correct_fields[] = {
    FORM_TEXT(CorrectInput, value, .label = "Score", .max = 40, .personal = true),
    FORM_CHOICE(CorrectInput, absent, .label = "If there is none, why",
                .choices = corrected_absences),
    FORM_TEXT(CorrectInput, margin, .label = "Confidence interval, ±", .max = 10),
    FORM_CHECK(CorrectInput, baseline, .label = "Baseline: where they stood on entry"),
    FORM_TEXT(CorrectInput, note, .label = "Note", .rows = 3, .max = 2000, .personal = true),
};
const Form score_correct_form = FORM(CorrectInput, correct_fields);

typedef struct PartInput {
    int64_t id;
    const char *value;
    OptionalInteger answered;
} PartInput;

static const FormField part_fields[] = {
    FORM_TEXT(PartInput, value, .label = "Score", .max = 2000, .personal = true),
    FORM_INTEGER(PartInput, answered, .label = "Answers given, if not 5", .least = 0, .most = 5),
};
static const Form part_form = FORM(PartInput, part_fields);

typedef struct SetInput {
    Date taken_on;
    const char *source;
    struct {
        size_t count;
        PartInput *items;
    } parts;
} SetInput;

static const FormField set_fields[] = {
    FORM_DATE(SetInput, taken_on, .label = "Filled in on", .missing = "Enter when"),
    FORM_CHOICE(SetInput, source, .label = "Whose", .choices = sources,
                .missing = "Choose whose it is"),
    FORM_ROWS(SetInput, parts, &part_form, .label = "Parts"),
};
const Form score_set_form = FORM(SetInput, set_fields);

typedef struct CellInput {
    int64_t id; /* of the learner */
    const char *score;
} CellInput;

static const FormField cell_fields[] = {
    FORM_TEXT(CellInput, score, .label = "Score", .max = 40, .personal = true),
};
static const Form cell_form = FORM(CellInput, cell_fields);

typedef struct GridInput {
    struct {
        size_t count;
        CellInput *items;
    } cells;
} GridInput;

static const FormField grid_fields[] = {FORM_ROWS(GridInput, cells, &cell_form, .label = "Scores")};
const Form score_grid_form = FORM(GridInput, grid_fields);

/* ---- What they share ------------------------------------------------------------------------- */

static Url back_to(Request *request)
{
    return url_print(request->arena, "/learners/%" PRId64 "/progress", request->learner->id.n);
}

static const char *title(Request *request, const char *task)
{
    return arena_print(request->arena, "%s, %s", task,
                       learner_year_words(request->learner->national_year));
}

/* Whether this person enters this one, and it is typed at all. */
static bool is_entered(const Request *request, const Measure *measure)
{
    bool all = request_reach(request, MAY_ENTER_SCORES) == REACH_ALL;
    return !measure->retired && !score_part_computed(measure) && (all || !measure->by_senco);
}

static Error *write(Request *request, ScoreEntry *entry, ScoreWritten *written)
{
    entry->by = request->staff->id;
    entry->today = request->today;
    return score_write(request->db, request->arena, request->school_id, entry, written);
}

static const char *day_fault(const Request *request, Date day, Date born)
{
    if (date_compare(day, request->today) > 0)
        return "Enter today or a day before";
    return date_is_set(born) && date_compare(day, born) < 0 ? "That is before they were born"
                                                            : NULL;
}

static void check_day(Request *request, Date day, Date born)
{
    const char *fault = date_is_set(day) ? day_fault(request, day, born) : NULL;
    if (fault != NULL)
        form_problem(request, "taken_on", fault);
}

typedef struct Typed {
    const char *value, *absent, *margin, *note;
} Typed;

/* Score, reason and interval as one entry; what is wrong is noted beside its field. */
static void take(Request *request, const Measure *measure, const Typed *typed, ScoreEntry *entry)
{
    const char *fault = NULL, *remark;
    bool words = measure->scale == SCALE_NARRATIVE;
    entry->measure = measure;
    entry->absent = text_empty(typed->absent) ? NULL : typed->absent;
    entry->note = text_empty(typed->note) ? NULL : typed->note;
    if (!text_empty(typed->value) && entry->absent != NULL)
        fault = "Enter a score, or why there is none: not both";
    else if (!text_empty(typed->value))
        fault = score_parse(request->arena, measure, typed->value, &entry->value.value, &remark);
    else if (entry->absent == NULL && !words)
        fault = "Enter the score, or choose why there is none";
    entry->value.present = fault == NULL && !text_empty(typed->value);
    if (fault != NULL)
        form_problem(request, "value", fault);
    if (words && entry->absent == NULL && entry->note == NULL)
        form_problem(request, "note", "Enter what was seen, in words");
    if (text_empty(typed->margin))
        return;
    fault = score_parse_amount(measure, typed->margin, &entry->margin.value);
    entry->margin.present = fault == NULL;
    if (fault != NULL)
        form_problem(request, "margin", fault);
}

/* ---- One more -------------------------------------------------------------------------------- */

static bool is_of_age(const Request *request, const Measure *measure)
{
    int age = date_age(request->learner->born_on, request->today);
    return (!measure->ages_from.present || age >= measure->ages_from.value) &&
           (!measure->ages_to.present || age <= measure->ages_to.value);
}

static ChoiceViews measure_choices(Request *request, const Measures *measures)
{
    ChoiceViews views = {0, arena_array(request->arena, ChoiceView, measures->count)};
    for (size_t i = 0; i < measures->count; i++) {
        const Measure *each = &measures->items[i];
        bool part = each->set != NULL && each->scale != SCALE_NARRATIVE;
        if (!part && is_entered(request, each) && is_of_age(request, each))
            views.items[views.count++] =
                (ChoiceView){.code = arena_print(request->arena, "%" PRId64, each->id),
                             .label = arena_print(request->arena, "%s: %s", each->name,
                                                  measure_scale_words(request->arena, each))};
    }
    return views;
}

Error *score_new_page(Request *request)
{
    Measures measures;
    const Form *form = &score_new_form;
    const char *chosen = request_query(request, "measure");
    ScoreNewPage view = {.page =
                             page_make(request, title(request, "Add a score"), SECTION_REGISTER),
                         .back = back_to(request)};
    TRY(learner_bar(request, TAB_PROGRESS, &view.bar));
    TRY(measures_load(request->db, request->arena, request->school_id, &measures));
    view.form = form_view(
        request,
        url_print(request->arena, "/learners/%" PRId64 "/progress", request->learner->id.n), 0,
        "Add a score");
    view.measure = field_view_choices(request, form, "measure", chosen == NULL ? "" : chosen,
                                      measure_choices(request, &measures));
    view.taken_on = field_view_date(request, form, "taken_on", request->today);
    view.value = field_view(request, form, "value", "");
    view.absent = field_view(request, form, "absent", "");
    view.margin = field_view(request, form, "margin", "");
    view.source = field_view(request, form, "source", "entered");
    view.baseline = field_view_check(request, form, "baseline", false);
    view.note = field_view(request, form, "note", "");
    score_new_html(request->out, &view);
    return NULL;
}

Error *score_new_post(Request *request)
{
    const NewInput *input = request->input;
    Measures measures;
    ScoreWritten written;
    struct score_at_row here;
    bool stands;
    TRY(measures_load(request->db, request->arena, request->school_id, &measures));
    const Measure *measure = measure_of(&measures, input->measure);
    if (measure == NULL || !is_entered(request, measure)) {
        form_problem(request, "measure", "Choose a measure that is in use");
        return form_problems(request);
    }
    ScoreEntry entry = {.learner = request->learner->id,
                        .taken_on = input->taken_on,
                        .source = input->source,
                        .baseline = input->baseline};
    Typed typed = {input->value, input->absent, input->margin, input->note};
    take(request, measure, &typed, &entry);
    check_day(request, input->taken_on, request->learner->born_on);
    TRY(score_at(request->db, request->arena, request->school_id, entry.learner,
                 (MeasureId){measure->id}, input->taken_on, &here, &stands));
    if (stands && !text_equal(here.absent, "withdrawn"))
        form_problem(request, "taken_on",
                     "There is a score of that day. Open it on the progress page to correct it");
    TRY(form_problems(request));
    TRY(write(request, &entry, &written));
    return request_done(request, back_to(request), "score_saved");
}

/* ---- One put right --------------------------------------------------------------------------- */

typedef struct Right {
    struct score_by_id_row row;
    const Measure *measure;
} Right;

static Error *load_score(Request *request, Right *right)
{
    Measures measures;
    bool found;
    int64_t id = request_path_id(request, "score");
    *right = (Right){0};
    TRY(score_by_id(request->db, request->arena, request->school_id, request->learner->id,
                    (ScoreId){id}, &right->row, &found));
    if (!found)
        return error_not_found("score %" PRId64, id);
    TRY(measures_load(request->db, request->arena, request->school_id, &measures));
    right->measure = measure_of(&measures, right->row.measure_id.n);
    return right->measure == NULL ? error_not_found("measure of score %" PRId64, id) : NULL;
}

static const char *value_words(Request *request, const Measure *measure, OptionalInteger value,
                               const char *absent)
{
    if (value.present)
        return score_words(request->arena, measure, value.value);
    return absent == NULL ? "In words" : score_absent_words(absent);
}

static Error *fill_earlier(Request *request, const Right *right, ScorePage *view)
{
    struct score_corrections_rows rows;
    TRY(score_corrections(request->db, request->arena, request->school_id, right->row.id, &rows));
    view->earlier =
        (CorrectionRows){rows.count, arena_array(request->arena, CorrectionRow, rows.count)};
    for (size_t i = 0; i < rows.count; i++) {
        const struct score_corrections_row *row = &rows.items[i];
        view->earlier.items[i] = (CorrectionRow){
            arena_print(request->arena, "%s%s%s",
                        value_words(request, right->measure, row->value, row->absent),
                        row->note == NULL ? "" : ". ", row->note == NULL ? "" : row->note),
            arena_print(request->arena, "entered by %s on %s, put right by %s on %s",
                        row->entered_by_name, date_medium(request->arena, row->entered_on),
                        row->corrected_by_name, date_medium(request->arena, row->corrected_on))};
    }
    return NULL;
}

Error *score_page(Request *request)
{
    Right right;
    const Form *form = &score_correct_form;
    TRY(load_score(request, &right));
    const struct score_by_id_row *row = &right.row;
    const Measure *measure = right.measure;
    ScorePage view = {
        .page = page_make(request, title(request, "One score"), SECTION_REGISTER),
        .measure = measure->name,
        .when = date_long(request->arena, row->taken_on),
        .by = arena_print(request->arena, "Entered by %s on %s", row->entered_by_name,
                          date_long(request->arena, row->entered_on)),
        .how = measure_scale_words(request->arena, measure),
        .computed = text_equal(row->source, "computed"),
        .form = form_view(request,
                          url_print(request->arena, "/learners/%" PRId64 "/scores/%" PRId64,
                                    request->learner->id.n, row->id.n),
                          row->version, "Put the score right"),
        .value = field_view(
            request, form, "value",
            row->value.present ? score_show(request->arena, measure, row->value.value) : ""),
        .absent = field_view(request, form, "absent", row->absent == NULL ? "" : row->absent),
        .margin = field_view(
            request, form, "margin",
            row->margin.present ? arena_print(request->arena, "%lld", row->margin.value) : ""),
        .baseline = field_view_check(request, form, "baseline", row->baseline),
        .note = field_view(request, form, "note", row->note == NULL ? "" : row->note),
        .back = back_to(request),
    };
    TRY(learner_bar(request, TAB_PROGRESS, &view.bar));
    TRY(fill_earlier(request, &right, &view));
    score_html(request->out, &view);
    return NULL;
}

Error *score_correct_post(Request *request)
{
    const CorrectInput *input = request->input;
    Right right;
    ScoreWritten written;
    TRY(load_score(request, &right));
    TRY(request_same_version(request, right.row.version));
    if (text_equal(right.row.source, "computed"))
        return error_conflict("This score is reckoned from its parts: put a part right instead",
                              "computed score");
    ScoreEntry entry = {.learner = request->learner->id,
                        .taken_on = right.row.taken_on,
                        .source = right.row.source,
                        .baseline = input->baseline};
    Typed typed = {input->value, input->absent, input->margin, input->note};
    take(request, right.measure, &typed, &entry);
    TRY(form_problems(request));
    TRY(write(request, &entry, &written));
    return request_done(request, back_to(request),
                        written == SCORE_SAME ? "score_same" : "score_corrected");
}

/* ---- The parts of a set ---------------------------------------------------------------------- */

/* NULL: there is none of that name. */
static const char *asked_set(Request *request)
{
    const char *set = request_query(request, "of");
    if (set == NULL)
        return "sdq_teacher";
    return shipped_set_name(set) == NULL ? NULL : set;
}

static void set_rows(Request *request, const Measures *measures, const char *set, SetRows *rows)
{
    bool sdq = score_set_is_sdq(set);
    *rows = (SetRows){0, arena_array(request->arena, SetRow, measures->count)};
    for (size_t i = 0; i < measures->count; i++) {
        const Measure *each = &measures->items[i];
        if (!text_equal(each->set, set) || !is_entered(request, each))
            continue;
        SetRow *row = &rows->items[rows->count++];
        row->name = each->name;
        row->value =
            field_view_row(request, &score_set_form, "parts", each->id, "value", "", each->name);
        row->asks_answered = sdq;
        row->answered = field_view_row_integer(request, &score_set_form, "parts", each->id,
                                               "answered", (OptionalInteger){0});
    }
}

Error *score_set_page(Request *request)
{
    Measures measures;
    const char *set = asked_set(request);
    if (set == NULL)
        return error_not_found("no such set of measures");
    ScoreSetPage view = {
        .page = page_make(request, title(request, "Add scores"), SECTION_REGISTER),
        .name = shipped_set_name(set),
        .hint = shipped_set_hint(set),
        .form = form_view(request,
                          url_print(request->arena, "/learners/%" PRId64 "/progress/set?of=%s",
                                    request->learner->id.n, set),
                          0, "Add scores"),
        .taken_on = field_view_date(request, &score_set_form, "taken_on", request->today),
        .source = field_view(request, &score_set_form, "source", "entered"),
        .back = back_to(request),
    };
    TRY(learner_bar(request, TAB_PROGRESS, &view.bar));
    TRY(measures_load(request->db, request->arena, request->school_id, &measures));
    set_rows(request, &measures, set, &view.rows);
    score_set_html(request->out, &view);
    return NULL;
}

/* NULL: taken. */
static const char *take_part(Request *request, const Measure *measure, const PartInput *part,
                             ScoreEntry *entry)
{
    const char *remark;
    entry->measure = measure;
    if (measure->scale == SCALE_NARRATIVE) {
        entry->note = part->value;
        return NULL;
    }
    const char *fault = score_parse_cell(request->arena, measure, part->value, &entry->value,
                                         &entry->absent, &remark);
    if (!entry->value.present || !score_set_is_sdq(measure->set) || !part->answered.present ||
        part->answered.value == 5)
        return fault;
    int answered = (int)part->answered.value;
    entry->value.present = sdq_scale(answered, (int)entry->value.value, &entry->value.value);
    if (!entry->value.present)
        return answered < 3 ? "With fewer than 3 answers a scale is not scored: leave it empty"
                            : "So many answers cannot give that sum";
    entry->note = arena_print(request->arena, "Taken up to five from %d answers", answered);
    return NULL;
}

static Error *write_parts(Request *request, const SetInput *input, const Measures *measures,
                          const char *set, bool apply, size_t *taken)
{
    *taken = 0;
    for (size_t i = 0; i < input->parts.count; i++) {
        const PartInput *part = &input->parts.items[i];
        const Measure *measure = measure_of(measures, part->id);
        if (measure == NULL || !text_equal(measure->set, set) || !is_entered(request, measure))
            return error_not_found("measure %" PRId64 " of a set", part->id);
        if (text_empty(part->value))
            continue;
        ScoreWritten written;
        ScoreEntry entry = {
            .learner = request->learner->id, .taken_on = input->taken_on, .source = input->source};
        const char *fault = take_part(request, measure, part, &entry);
        if (fault != NULL)
            form_problem_row(request, "parts", part->id, "value", fault);
        else if (apply)
            TRY(write(request, &entry, &written));
        (*taken)++;
    }
    return NULL;
}

Error *score_set_post(Request *request)
{
    const SetInput *input = request->input;
    Measures measures;
    size_t taken;
    const char *set = asked_set(request);
    if (set == NULL)
        return error_not_found("no such set of measures");
    TRY(measures_load(request->db, request->arena, request->school_id, &measures));
    check_day(request, input->taken_on, request->learner->born_on);
    TRY(write_parts(request, input, &measures, set, false, &taken));
    if (taken == 0)
        form_problem(request, "taken_on", "Enter at least one score below");
    TRY(form_problems(request));
    TRY(write_parts(request, input, &measures, set, true, &taken));
    return request_done(request, back_to(request), "scores_saved");
}

/* ---- A whole class --------------------------------------------------------------------------- */

typedef struct Grid {
    struct grid_classes_row class;
    Measures measures;
    const Measure *measure; /* NULL: none is chosen, or none may be */
    AssessmentPoints points;
    Date on;
    const char *fault;
    struct grid_learners_rows learners;
    struct grid_scores_rows scores;
} Grid;

static StaffId only_of(const Request *request)
{
    return request->reach == REACH_OWN ? request->staff->id : (StaffId){0};
}

static Error *find_class(Request *request, Grid *grid)
{
    struct grid_classes_rows classes;
    int64_t id = request_path_id(request, "class");
    TRY(grid_classes(request->db, request->arena, request->school_id, only_of(request),
                     request->today, &classes));
    for (size_t i = 0; i < classes.count; i++)
        if (classes.items[i].id.n == id) {
            grid->class = classes.items[i];
            return NULL;
        }
    return error_not_found("class %" PRId64, id);
}

/* The newest point that is not ahead, or else today. */
static Date usual_day(const Request *request, const AssessmentPoints *points)
{
    for (size_t i = 0; i < points->count; i++)
        if (date_compare(points->items[i].held_on, request->today) <= 0)
            return points->items[i].held_on;
    return request->today;
}

static Error *load_grid(Request *request, Grid *grid)
{
    int64_t id = 0;
    const char *day = request_query(request, "on");
    *grid = (Grid){0};
    TRY(find_class(request, grid));
    TRY(measures_load(request->db, request->arena, request->school_id, &grid->measures));
    TRY(points_load(request->db, request->arena, request->school_id, &grid->points));
    if (id_parse(request_query(request, "measure"), &id))
        grid->measure = measure_of(&grid->measures, id);
    if (grid->measure != NULL &&
        (!is_entered(request, grid->measure) || grid->measure->scale == SCALE_NARRATIVE))
        grid->measure = NULL;
    grid->on = usual_day(request, &grid->points);
    const char *typed =
        text_empty(request_query(request, "day")) ? day : request_query(request, "day");
    if (!text_empty(typed) && !date_parse_typed(typed, &grid->on))
        grid->fault = "That is no date. Enter it as day/month/year";
    else if (day_fault(request, grid->on, DATE_NONE) != NULL)
        grid->fault = "Scores can be entered for today or a day before";
    if (grid->measure == NULL || grid->fault != NULL)
        return NULL;
    TRY(grid_learners(request->db, request->arena, request->school_id, grid->class.id,
                      request->today, &grid->learners));
    return grid_scores(request->db, request->arena, request->school_id, grid->class.id,
                       (MeasureId){grid->measure->id}, grid->on, request->today, &grid->scores);
}

/* here: of the day; before: the newest of an earlier day. NULL: none. */
static void scores_of(const Grid *grid, LearnerId learner, const struct grid_scores_row **here,
                      const struct grid_scores_row **before)
{
    *here = *before = NULL;
    for (size_t i = 0; i < grid->scores.count; i++) {
        const struct grid_scores_row *row = &grid->scores.items[i];
        if (row->learner_id.n != learner.n)
            continue;
        if (date_compare(row->taken_on, grid->on) == 0)
            *here = row;
        else if (*before == NULL && row->value.present)
            *before = row;
    }
}

/* Of all that the grid shows: whoever saved in between made it another number. */
static int64_t grid_version(const Grid *grid)
{
    int64_t version = 1;
    for (size_t i = 0; i < grid->scores.count; i++)
        if (date_compare(grid->scores.items[i].taken_on, grid->on) == 0)
            version += grid->scores.items[i].version;
    return version;
}

static const char *as_typed(Request *request, const Grid *grid, const struct grid_scores_row *here)
{
    if (here == NULL || text_equal(here->absent, "withdrawn"))
        return "";
    if (here->value.present)
        return score_show(request->arena, grid->measure, here->value.value);
    return here->absent == NULL ? "" : score_absent_words(here->absent);
}

static GridRow grid_row(Request *request, const Grid *grid, const struct grid_learners_row *learner)
{
    const struct grid_scores_row *here, *before;
    request_shows(request, learner->id);
    scores_of(grid, learner->id, &here, &before);
    GridRow row = {.name = learner->known_name,
                   .value =
                       field_view_row(request, &score_grid_form, "cells", learner->id.n, "score",
                                      as_typed(request, grid, here), learner->known_name)};
    row.value.optional = false;
    if (before == NULL)
        return row;
    row.before = score_show(request->arena, grid->measure, before->value.value);
    row.before_on = date_medium(request->arena, before->taken_on);
    return row;
}

static PickView measure_pick(Request *request, const Grid *grid)
{
    PickView view = {.id = "pick-measure",
                     .name = "measure",
                     .label = "Measure",
                     .any = "Choose",
                     .choices = {0, arena_array(request->arena, ChoiceView, grid->measures.count)}};
    for (size_t i = 0; i < grid->measures.count; i++) {
        const Measure *each = &grid->measures.items[i];
        bool part = each->set != NULL && !text_equal(each->set, "eyfs");
        if (!part && is_entered(request, each) && each->scale != SCALE_NARRATIVE)
            view.choices.items[view.choices.count++] =
                (ChoiceView){.code = arena_print(request->arena, "%" PRId64, each->id),
                             .label = each->name,
                             .chosen = each == grid->measure};
    }
    return view;
}

static PickView point_pick(Request *request, const Grid *grid)
{
    PickView view = {.id = "pick-on",
                     .name = "on",
                     .label = "Assessment point",
                     .any = "Another day",
                     .choices = {0, arena_array(request->arena, ChoiceView, grid->points.count)}};
    for (size_t i = 0; i < grid->points.count; i++) {
        const struct AssessmentPoint *point = &grid->points.items[i];
        if (date_compare(point->held_on, request->today) <= 0)
            view.choices.items[view.choices.count++] =
                (ChoiceView){.code = date_iso(request->arena, point->held_on),
                             .label = arena_print(request->arena, "%s, %s", point->name,
                                                  date_medium(request->arena, point->held_on)),
                             .chosen = date_compare(point->held_on, grid->on) == 0};
    }
    return view;
}

static void fill_picks(Request *request, const Grid *grid, ScoreGridPage *view)
{
    const char *typed = request_query(request, "day");
    view->picks = (PickViews){2, arena_array(request->arena, PickView, 2)};
    view->picks.items[0] = measure_pick(request, grid);
    view->picks.items[1] = point_pick(request, grid);
    bool listed = false;
    for (size_t i = 0; i < view->picks.items[1].choices.count; i++)
        listed = listed || view->picks.items[1].choices.items[i].chosen;
    view->day = (FieldView){.id = "field-day",
                            .name = "day",
                            .label = "Another day",
                            .autocomplete = "off",
                            .optional = true,
                            .value = !text_empty(typed) ? typed
                                     : listed           ? ""
                                                        : date_medium(request->arena, grid->on)};
    if (grid->fault != NULL) {
        view->day.error = grid->fault;
        view->day.described_by = "field-day-error";
    }
}

Error *score_grid_page(Request *request)
{
    Grid grid;
    TRY(load_grid(request, &grid));
    ScoreGridPage view = {
        .page = page_make(request, arena_print(request->arena, "Scores, %s", grid.class.name),
                          SECTION_PROGRESS),
        .class_name = grid.class.name,
        .here = url_print(request->arena, "/classes/%" PRId64 "/scores", grid.class.id.n),
        .back = url_print(request->arena, "/progress"),
    };
    fill_picks(request, &grid, &view);
    if (grid.measure != NULL && grid.fault == NULL) {
        view.measure = grid.measure->name;
        view.scale = measure_scale_words(request->arena, grid.measure);
        view.when = date_long(request->arena, grid.on);
        view.form = form_view(
            request,
            url_print(request->arena, "/classes/%" PRId64 "/scores?measure=%" PRId64 "&on=%s",
                      grid.class.id.n, grid.measure->id, date_iso(request->arena, grid.on)),
            grid_version(&grid), "Scores of the class");
        view.rows.items = arena_array(request->arena, GridRow, grid.learners.count);
        for (size_t i = 0; i < grid.learners.count; i++)
            view.rows.items[view.rows.count++] = grid_row(request, &grid, &grid.learners.items[i]);
    }
    score_grid_html(request->out, &view);
    return NULL;
}

static bool is_in_class(const Grid *grid, int64_t learner)
{
    for (size_t i = 0; i < grid->learners.count; i++)
        if (grid->learners.items[i].id.n == learner)
            return true;
    return false;
}

/* One cell: nothing where nothing was typed and nothing stands. */
static Error *write_cell(Request *request, const Grid *grid, const CellInput *cell, bool apply)
{
    const struct grid_scores_row *here, *before;
    struct score_at_row stands;
    ScoreWritten written;
    bool found;
    const char *fault = NULL, *remark;
    if (!is_in_class(grid, cell->id))
        return error_not_found("learner %" PRId64 " of a class", cell->id);
    scores_of(grid, (LearnerId){cell->id}, &here, &before);
    if (text_equal(cell->score, as_typed(request, grid, here)))
        return NULL;
    ScoreEntry entry = {.learner = {cell->id},
                        .measure = grid->measure,
                        .taken_on = grid->on,
                        .source = "entered",
                        .absent = "withdrawn"};
    if (!text_empty(cell->score))
        fault = score_parse_cell(request->arena, grid->measure, cell->score, &entry.value,
                                 &entry.absent, &remark);
    if (fault != NULL)
        form_problem_row(request, "cells", cell->id, "score", fault);
    if (fault != NULL || !apply)
        return NULL;
    /* What else is known of the score stays. */
    TRY(score_at(request->db, request->arena, request->school_id, entry.learner,
                 (MeasureId){grid->measure->id}, grid->on, &stands, &found));
    if (found) {
        entry.baseline = stands.baseline;
        entry.margin = stands.margin;
        entry.note = stands.note;
        entry.source = stands.source;
    }
    return write(request, &entry, &written);
}

static Error *write_cells(Request *request, const Grid *grid, const GridInput *input, bool apply)
{
    for (size_t i = 0; i < input->cells.count; i++)
        TRY(write_cell(request, grid, &input->cells.items[i], apply));
    return form_problems(request);
}

Error *score_grid_post(Request *request)
{
    const GridInput *input = request->input;
    Grid grid;
    TRY(load_grid(request, &grid));
    if (grid.measure == NULL || grid.fault != NULL)
        return error_not_found("measure of a class's scores");
    TRY(request_same_version(request, grid_version(&grid)));
    TRY(write_cells(request, &grid, input, false));
    TRY(write_cells(request, &grid, input, true));
    return request_done(
        request,
        url_print(request->arena, "/classes/%" PRId64 "/scores?measure=%" PRId64 "&on=%s",
                  grid.class.id.n, grid.measure->id, date_iso(request->arena, grid.on)),
        "scores_saved");
}

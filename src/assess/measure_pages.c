/* The school's list of measures, and the days on which it assesses. */
#include <inttypes.h>
#include <string.h>

#include "assess/measure_html.h"
#include "assess/measures_html.h"
#include "assess/progress_pages.h"
#include "assess/score.h"
#include "assess/score_shipped.h"
#include "assess/score_sql.h"
#include "platform/base/id.h"

enum { STEPS_MOST = 20, OWN_POSITION = 1000 };

/* ---- Forms ----------------------------------------------------------------------------------- */

static const FormChoice scales[] = {
    {"count", "Whole numbers", NULL},
    {"tenths", "Numbers with one decimal place", NULL},
    {"percent", "Percent", NULL},
    {"age", "Ages in years and months", NULL},
    {"standard", "Standard scores, average 100", NULL},
    {"scaled", "Scaled scores of national tests", NULL},
    {"levels", "An ordered list of our own", NULL},
    {"narrative", "Words only", NULL},
    {NULL, NULL, NULL},
};
static const FormChoice subjects[] = {
    {"reading", "Reading", NULL},
    {"writing", "Writing and spelling", NULL},
    {"maths", "Maths", NULL},
    {"language", "Language", NULL},
    {"development", "Development", NULL},
    {"feelings", "Feelings and behaviour", NULL},
    {"attendance", "Attendance", NULL},
    {"other", "Other", NULL},
    {NULL, NULL, NULL},
};
static const FormChoice betters[] = {{"higher", "Higher is better", NULL},
                                     {"lower", "Lower is better", NULL},
                                     {"neither", "Neither", NULL},
                                     {NULL, NULL, NULL}};
static const FormChoice bands[] = {
    {"none", "No bands", NULL},
    {"statistical", "Standard scores: 85 to 115 is average", NULL},
    {"exam", "Standard scores as for exam access: 90 to 110 is average", NULL},
    {"own", "Our own, written below", NULL},
    {"mark", "Met or not, by the year’s mark", NULL},
    {"scaled", "Scaled scores: 100 expected, 110 high", NULL},
    {"attendance", "Attendance: persistent and severe absence", NULL},
    {"sdq", "Those of the questionnaire", "Only for its own scales"},
    {NULL, NULL, NULL},
};
static const FormChoice by_whom[] = {
    {"teacher", "Whoever teaches them", NULL}, {"senco", "The {senco}", NULL}, {NULL, NULL, NULL}};

typedef struct MeasureInput {
    const char *name, *subject, *scale, *unit, *least, *most, *better, *bands, *steps, *margin, *by;
    OptionalInteger mark_year, ages_from, ages_to;
    const char *mark;
    bool retired;
} MeasureInput;

#define MEASURE_FIELDS                                                                             \
    FORM_TEXT(MeasureInput, name, .label = "Name", .max = 100, .missing = "Enter the name"),       \
        FORM_CHOICE(MeasureInput, subject, .label = "About", .choices = subjects,                  \
                    .missing = "Choose what it is about"),                                         \
        FORM_TEXT(MeasureInput, unit, .label = "Unit", .max = 40,                                  \
                  .hint = "Such as words a minute"),                                               \
        FORM_TEXT(MeasureInput, least, .label = "Lowest", .max = 12),                              \
        FORM_TEXT(MeasureInput, most, .label = "Highest", .max = 12),                              \
        FORM_CHOICE(MeasureInput, better, .label = "Direction", .choices = betters,                \
                    .missing = "Choose the direction"),                                            \
        FORM_CHOICE(MeasureInput, bands, .label = "Bands", .choices = bands,                       \
                    .missing = "Choose the bands"),                                                \
        FORM_TEXT(MeasureInput, steps, .label = "Levels, or own bands", .rows = 5, .max = 1000,    \
                  .hint = "One a line, the lowest first. An own band begins with its lowest "      \
                          "score: 40 Secure. A minus in front says below what is expected: "       \
                          "- Working towards"),                                                    \
        FORM_TEXT(MeasureInput, margin, .label = "Confidence interval, ±", .max = 10,              \
                  .hint = "From the test’s manual: a smaller change is none"),                     \
        FORM_INTEGER(MeasureInput, ages_from, .label = "For ages from", .least = 0, .most = 25),   \
        FORM_INTEGER(MeasureInput, ages_to, .label = "to", .least = 0, .most = 25),                \
        FORM_CHOICE(MeasureInput, by, .label = "Entered by", .choices = by_whom,                   \
                    .missing = "Choose who enters it")

static const FormField new_fields[] = {
    FORM_CHOICE(MeasureInput, scale, .label = "Scores are", .choices = scales,
                .missing = "Choose what the scores are"),
    MEASURE_FIELDS,
};
const Form measure_new_form = FORM(MeasureInput, new_fields);

static const FormField change_fields[] = {
    MEASURE_FIELDS,
    FORM_INTEGER(MeasureInput, mark_year, .label = "From the school year that begins in",
                 .least = 2010, .most = 2100),
    FORM_TEXT(MeasureInput, mark, .label = "The mark is", .max = 12),
    FORM_CHECK(MeasureInput, retired, .label = "No longer used: what was entered stays"),
};
const Form measure_form = FORM(MeasureInput, change_fields);

typedef struct PointInput {
    const char *point_name;
    Date held_on;
} PointInput;

static const FormField point_fields[] = {
    FORM_TEXT(PointInput, point_name, .label = "Name", .max = 60, .hint = "Such as Autumn 2026",
              .missing = "Enter the name"),
    FORM_DATE(PointInput, held_on, .label = "Day", .hint = "The day that its scores bear",
              .missing = "Enter the day"),
};
const Form point_form = FORM(PointInput, point_fields);

/* ---- What was typed -------------------------------------------------------------------------- */

static void take_bound(Request *request, const Measure *measure, const char *field,
                       const char *typed, OptionalInteger *bound)
{
    Measure free = *measure;
    const char *remark;
    *bound = (OptionalInteger){0};
    free.least = free.most = (OptionalInteger){0};
    if (text_empty(typed))
        return;
    const char *fault = score_parse(request->arena, &free, typed, &bound->value, &remark);
    bound->present = fault == NULL;
    if (fault != NULL)
        form_problem(request, field, fault);
}

/* "- 40 Secure": low, from 40 on. NULL: taken. */
static const char *take_step(Request *request, const Measure *measure, const char *line,
                             size_t number, ScoreStep *step)
{
    const char *remark, *name = line;
    Measure free = *measure;
    free.least = free.most = (OptionalInteger){0};
    *step = (ScoreStep){.value = (long long)number, .low = *name == '-'};
    if (step->low)
        name = text_trim(request->arena, name + 1);
    if (measure->scale != SCALE_LEVELS) {
        size_t length = strcspn(name, " ");
        const char *value = arena_copy_length(request->arena, name, length);
        if (score_parse(request->arena, &free, value, &step->value, &remark) != NULL)
            return "Begin each band with its lowest score, such as 40 Secure";
        name = text_trim(request->arena, name + length);
    }
    step->name = name;
    return text_empty(name) ? "Give each level a name" : NULL;
}

static void take_steps(Request *request, const char *typed, Measure *measure)
{
    ScoreStep *steps = arena_array(request->arena, ScoreStep, STEPS_MOST);
    const char *fault = NULL;
    measure->steps = steps;
    measure->step_count = 0;
    bool needed = measure->scale == SCALE_LEVELS || measure->bands == BANDS_OWN;
    for (const char *at = typed; needed && *at != '\0' && fault == NULL;) {
        size_t length = strcspn(at, "\r\n");
        const char *line = text_trim(request->arena, arena_copy_length(request->arena, at, length));
        at += length + strspn(at + length, "\r\n");
        if (text_empty(line))
            continue;
        if (measure->step_count == STEPS_MOST) {
            fault = "Enter at most 20";
            break;
        }
        size_t next = measure->step_count;
        fault = take_step(request, measure, line, next + 1, &steps[next]);
        if (fault == NULL && next > 0 && steps[next].value <= steps[next - 1].value)
            fault = "Enter the lowest first";
        measure->step_count++;
    }
    if (needed && fault == NULL && measure->step_count < 2)
        fault = "Enter at least two, one a line";
    if (fault != NULL)
        form_problem(request, "steps", fault);
}

/* Both or neither: a class grid offers what is for somebody in the class. */
static void take_ages(Request *request, const MeasureInput *input, Measure *measure)
{
    measure->ages_from = input->ages_from;
    measure->ages_to = input->ages_to;
    if (input->ages_from.present != input->ages_to.present)
        form_problem(request, input->ages_from.present ? "ages_to" : "ages_from",
                     "Enter both ages, or neither");
    else if (input->ages_from.present && input->ages_from.value > input->ages_to.value)
        form_problem(request, "ages_to", "Enter no less than the first age");
}

/* Into a measure whose scale, code and set are known. */
static void take(Request *request, const MeasureInput *input, Measure *measure)
{
    const char *fault = measure_name_fault(input->name);
    measure->name = input->name;
    measure->subject = input->subject;
    measure->unit = text_empty(input->unit) ? NULL : input->unit;
    measure->by_senco = text_equal(input->by, "senco");
    measure->retired = input->retired;
    (void)score_better_parse(input->better, &measure->better);
    (void)score_bands_parse(input->bands, &measure->bands);
    if (fault != NULL)
        form_problem(request, "name", fault);
    if (!score_bands_fit(measure->bands, measure->scale))
        form_problem(request, "bands", "These bands do not belong to such scores");
    take_steps(request, input->steps, measure);
    take_ages(request, input, measure);
    measure->margin = (OptionalInteger){0};
    if (!text_empty(input->margin)) {
        fault = score_parse_amount(measure, input->margin, &measure->margin.value);
        measure->margin.present = fault == NULL;
        if (fault != NULL)
            form_problem(request, "margin", fault);
    }
    if (measure->scale == SCALE_LEVELS || measure->scale == SCALE_NARRATIVE)
        return;
    take_bound(request, measure, "least", input->least, &measure->least);
    take_bound(request, measure, "most", input->most, &measure->most);
    if (measure->least.present && measure->most.present &&
        measure->least.value >= measure->most.value)
        form_problem(request, "most", "Enter more than the lowest");
}

/* ---- The list -------------------------------------------------------------------------------- */

static const char *subject_words(const char *code)
{
    for (size_t i = 0; subjects[i].code != NULL; i++)
        if (text_equal(subjects[i].code, code))
            return subjects[i].label;
    return code;
}

static const char *ages_words(Arena *arena, const Measure *measure)
{
    if (!measure->ages_from.present || !measure->ages_to.present)
        return "";
    return arena_print(arena, "%lld to %lld", measure->ages_from.value, measure->ages_to.value);
}

static Url measures_url(Request *request, const char *rest)
{
    return url_print(request->arena, "/school/measures%s", rest);
}

static void fill_new(Request *request, MeasuresPage *view)
{
    const Form *form = &measure_new_form;
    view->form = form_view(request, measures_url(request, ""), 0, "Add a measure");
    view->name = field_view(request, form, "name", "");
    view->subject = field_view(request, form, "subject", "");
    view->scale = field_view(request, form, "scale", "");
    view->unit = field_view(request, form, "unit", "");
    view->least = field_view(request, form, "least", "");
    view->most = field_view(request, form, "most", "");
    view->better = field_view(request, form, "better", "higher");
    view->bands = field_view(request, form, "bands", "none");
    view->steps = field_view(request, form, "steps", "");
    view->margin = field_view(request, form, "margin", "");
    view->ages_from = field_view_integer(request, form, "ages_from", (OptionalInteger){0});
    view->ages_to = field_view_integer(request, form, "ages_to", (OptionalInteger){0});
    view->by = field_view(request, form, "by", "teacher");
    view->point_form = form_view(request, measures_url(request, "/points"), 0, "Add a point");
    view->point_name = field_view(request, &point_form, "point_name", "");
    view->held_on = field_view_date(request, &point_form, "held_on", DATE_NONE);
    view->ship = form_view(request, measures_url(request, "/shipped"), 0, "Add what is missing");
    view->back = url_print(request->arena, "/progress");
}

Error *measures_page(Request *request)
{
    Measures measures;
    AssessmentPoints points;
    size_t shipped, known = 0;
    (void)shipped_measures(&shipped);
    MeasuresPage view = {.page = page_make(request, "Measures", SECTION_SCHOOL)};
    TRY(measures_load(request->db, request->arena, request->school_id, &measures));
    TRY(points_load(request->db, request->arena, request->school_id, &points));
    fill_new(request, &view);
    view.rows.items = arena_array(request->arena, MeasureRow, measures.count);
    view.parts.items = arena_array(request->arena, MeasureRow, measures.count);
    for (size_t i = 0; i < measures.count; i++) {
        const Measure *each = &measures.items[i];
        known += each->code != NULL;
        MeasureRows *rows = each->set == NULL ? &view.rows : &view.parts;
        rows->items[rows->count++] =
            (MeasureRow){url_print(request->arena, "/school/measures/%" PRId64, each->id),
                         each->name,
                         measure_scale_words(request->arena, each),
                         subject_words(each->subject),
                         ages_words(request->arena, each),
                         request_say(request, each->by_senco ? "{Senco}" : "{Teachers}"),
                         each->retired};
    }
    view.lacks = known < shipped;
    view.points.items = arena_array(request->arena, PointRow, points.count);
    for (size_t i = 0; i < points.count; i++)
        view.points.items[view.points.count++] =
            (PointRow){points.items[i].name, date_long(request->arena, points.items[i].held_on)};
    measures_html(request->out, &view);
    return NULL;
}

Error *measures_ship_post(Request *request)
{
    int added;
    TRY(measures_ship(request->db, request->arena, request->school_id, &added));
    return request_done(request, measures_url(request, ""), "measures_added");
}

Error *point_add_post(Request *request)
{
    const PointInput *input = request->input;
    TRY(point_add(request->db, request->school_id, input->point_name, input->held_on));
    return request_done(request, measures_url(request, ""), "point_added");
}

Error *measure_add_post(Request *request)
{
    const MeasureInput *input = request->input;
    MeasureId id;
    Measure measure = {.position = OWN_POSITION};
    (void)score_scale_parse(input->scale, &measure.scale);
    take(request, input, &measure);
    TRY(form_problems(request));
    TRY(measure_add(request->db, request->school_id, &measure, &id));
    return request_done(request, measures_url(request, ""), "measure_added");
}

/* ---- One of them ----------------------------------------------------------------------------- */

static Error *path_measure(Request *request, Measure *measure)
{
    Measures measures;
    int64_t id = request_path_id(request, "measure");
    *measure = (Measure){0};
    TRY(measures_load(request->db, request->arena, request->school_id, &measures));
    const Measure *found = measure_of(&measures, id);
    if (found == NULL)
        return error_not_found("measure %" PRId64, id);
    *measure = *found;
    return NULL;
}

static const char *steps_typed(Request *request, const Measure *measure)
{
    const char *all = "";
    for (size_t i = 0; i < measure->step_count; i++) {
        const ScoreStep *step = &measure->steps[i];
        bool own = measure->scale != SCALE_LEVELS;
        all = arena_print(request->arena, "%s%s%s%s%s%s", all, i == 0 ? "" : "\n",
                          step->low ? "- " : "",
                          own ? score_show(request->arena, measure, step->value) : "",
                          own ? " " : "", step->name);
    }
    return all;
}

static const char *bound_typed(Request *request, const Measure *measure, OptionalInteger bound)
{
    return bound.present ? score_show(request->arena, measure, bound.value) : "";
}

static const char *margin_typed(Request *request, const Measure *measure)
{
    Measure plain = *measure;
    if (!measure->margin.present)
        return "";
    if (plain.scale == SCALE_AGE || plain.scale == SCALE_LEVELS)
        plain.scale = SCALE_COUNT;
    return score_show(request->arena, &plain, measure->margin.value);
}

static const char *marks_words(Request *request, const Measure *measure)
{
    const char *all = "";
    for (size_t i = 0; i < measure->mark_count; i++)
        all = arena_print(request->arena, "%s%s%lld from autumn %d on", all, i == 0 ? "" : ", ",
                          measure->marks[i].mark, measure->marks[i].year);
    return all;
}

Error *measure_page(Request *request)
{
    Measure measure;
    struct measure_entered_row entered;
    const Form *form = &measure_form;
    TRY(path_measure(request, &measure));
    TRY(measure_entered(request->db, request->arena, request->school_id, (MeasureId){measure.id},
                        &entered));
    MeasurePage view = {
        .page = page_make(request, "One measure", SECTION_SCHOOL),
        .title = measure.name,
        .scale = measure_scale_words(request->arena, &measure),
        .entered = arena_print(request->arena, "%d score%s", entered.scores,
                               entered.scores == 1 ? "" : "s"),
        .form =
            form_view(request, url_print(request->arena, "/school/measures/%" PRId64, measure.id),
                      measure.version, "Change the measure"),
        .name = field_view(request, form, "name", measure.name),
        .subject = field_view(request, form, "subject", measure.subject),
        .unit = field_view(request, form, "unit", measure.unit == NULL ? "" : measure.unit),
        .least = field_view(request, form, "least", bound_typed(request, &measure, measure.least)),
        .most = field_view(request, form, "most", bound_typed(request, &measure, measure.most)),
        .better = field_view(request, form, "better", score_better_code(measure.better)),
        .bands = field_view(request, form, "bands", score_bands_code(measure.bands)),
        .steps = field_view(request, form, "steps", steps_typed(request, &measure)),
        .margin = field_view(request, form, "margin", margin_typed(request, &measure)),
        .ages_from = field_view_integer(request, form, "ages_from", measure.ages_from),
        .ages_to = field_view_integer(request, form, "ages_to", measure.ages_to),
        .by = field_view(request, form, "by", measure.by_senco ? "senco" : "teacher"),
        .retired = field_view_check(request, form, "retired", measure.retired),
        .mark_year = field_view_integer(request, form, "mark_year", (OptionalInteger){0}),
        .mark = field_view(request, form, "mark", ""),
        .has_range = measure.scale != SCALE_LEVELS && measure.scale != SCALE_NARRATIVE,
        .has_marks = measure.bands == BANDS_MARK,
        .marks = marks_words(request, &measure),
        .back = measures_url(request, ""),
    };
    measure_html(request->out, &view);
    return NULL;
}

/* A level that scores stand on cannot go. */
static Error *keep_levels(Request *request, const Measure *measure)
{
    struct measure_entered_row entered;
    if (measure->scale != SCALE_LEVELS)
        return NULL;
    TRY(measure_entered(request->db, request->arena, request->school_id, (MeasureId){measure->id},
                        &entered));
    bool kept = !entered.highest.present;
    for (size_t i = 0; i < measure->step_count; i++)
        kept = kept || measure->steps[i].value >= entered.highest.value;
    if (!kept)
        form_problem(request, "steps",
                     "Scores were entered on more levels than these. Change names, or add levels "
                     "at the end");
    return NULL;
}

static Error *take_mark(Request *request, const MeasureInput *input, const Measure *measure)
{
    long long mark = 0;
    const char *remark;
    if (measure->bands != BANDS_MARK || (!input->mark_year.present && text_empty(input->mark)))
        return NULL;
    if (!input->mark_year.present)
        form_problem(request, "mark_year", "Enter from which school year on");
    const char *fault = score_parse(request->arena, measure, input->mark, &mark, &remark);
    if (fault != NULL)
        form_problem(request, "mark", fault);
    TRY(form_problems(request));
    return measure_mark_set(request->db, request->school_id, (MeasureMarkId){id_new()},
                            (MeasureId){measure->id}, (int)input->mark_year.value, mark, NULL);
}

Error *measure_change_post(Request *request)
{
    const MeasureInput *input = request->input;
    Measure measure;
    int64_t changed;
    TRY(path_measure(request, &measure));
    TRY(request_same_version(request, measure.version));
    ScoreStep first = measure.step_count > 0 ? measure.steps[0] : (ScoreStep){.value = 1};
    take(request, input, &measure);
    /* Levels keep the numbers that scores stand on: some lists begin at 0. */
    ScoreStep *steps = arena_array(request->arena, ScoreStep, measure.step_count);
    for (size_t i = 0; i < measure.step_count; i++) {
        steps[i] = measure.steps[i];
        if (measure.scale == SCALE_LEVELS)
            steps[i].value = first.value + (long long)i;
    }
    measure.steps = steps;
    TRY(keep_levels(request, &measure));
    TRY(form_problems(request));
    TRY(take_mark(request, input, &measure));
    TRY(measure_set(request->db, request->school_id, (MeasureId){measure.id}, measure.version,
                    measure.name, measure.subject, measure.unit, measure.least, measure.most,
                    score_better_code(measure.better), score_bands_code(measure.bands),
                    measure.margin, measure.ages_from, measure.ages_to,
                    measure.by_senco ? "senco" : "teacher",
                    measure.retired ? request->today : DATE_NONE, &changed));
    if (changed != 1)
        return error_conflict("Somebody else changed this measure a moment ago. Look again before "
                              "you go on.",
                              "measure %" PRId64, measure.id);
    TRY(measure_write_steps(request->db, request->school_id, (MeasureId){measure.id}, &measure));
    return request_done(request, measures_url(request, ""), "measure_saved");
}

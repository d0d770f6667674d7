/* The bank's pages: interventions, strategies and phrases, each a list and a form. */
#include "bank/bank_pages.h"

#include <inttypes.h>

#include "bank/bank_html.h"
#include "bank/bank_line_html.h"
#include "bank/bank_lines_html.h"
#include "bank/bank_shipped.h"
#include "bank/bank_sql.h"
#include "bank/cost_rules.h"
#include "bank/intervention_html.h"
#include "platform/base/id.h"

enum { GROUP_MOST = 40, MINUTES_MOST = 400, TIMES_MOST = 35, WEEKS_MOST = 60, WAVE_MOST = 3 };

/* ---- Forms ----------------------------------------------------------------------------------- */

static const FormChoice areas[] = {
    {"communication", "Communication and interaction", NULL},
    {"cognition", "Cognition and learning", NULL},
    {"semh", "Social, emotional and mental health", NULL},
    {"sensory", "Sensory and/or physical", NULL},
    {"early_years", "Early years", NULL},
    {"after_16", "After 16", NULL},
    {"any", "Any", NULL},
    {NULL, NULL, NULL},
};

typedef struct InterventionInput {
    const char *name, *example, *area, *wave, *deliverer, *group, *minutes, *times, *weeks;
    const char *dose_note, *measure, *detail, *evidence, *training, *cost;
    bool retired;
} InterventionInput;

static const FormField intervention_fields[] = {
    FORM_TEXT(InterventionInput, name, .label = "Name", .max = 100, .missing = "Enter the name"),
    FORM_TEXT(InterventionInput, example, .label = "Products of this kind", .max = 100,
              .hint = "As examples only"),
    FORM_CHOICE(InterventionInput, area, .label = "Area", .choices = areas,
                .missing = "Choose the area"),
    FORM_TEXT(InterventionInput, wave, .label = "Wave", .max = 10,
              .hint = "1 for all, 2 a group, 3 alone or by a specialist",
              .missing = "Enter 1, 2 or 3"),
    FORM_TEXT(InterventionInput, detail, .label = "What exactly is done", .rows = 3, .max = 2000),
    FORM_TEXT(InterventionInput, group, .label = "{Learners} together", .max = 20),
    FORM_TEXT(InterventionInput, minutes, .label = "Minutes", .max = 20),
    FORM_TEXT(InterventionInput, times, .label = "Times a week", .max = 20),
    FORM_TEXT(InterventionInput, weeks, .label = "Weeks", .max = 20),
    FORM_TEXT(InterventionInput, dose_note, .label = "What numbers do not say of it"),
    FORM_TEXT(InterventionInput, deliverer, .label = "Who usually gives it"),
    FORM_TEXT(InterventionInput, measure, .label = "Measured at entry and exit"),
    FORM_TEXT(InterventionInput, evidence, .label = "Why this is thought to work", .rows = 3,
              .max = 1000),
    FORM_TEXT(InterventionInput, training, .label = "Training needed"),
    FORM_TEXT(InterventionInput, cost, .label = "Cost of one session, pounds",
              .hint = "For the whole group. Seen by few, never by the family."),
    FORM_CHECK(InterventionInput, retired, .label = "No longer used: plans made with it stay"),
};
const Form intervention_form = FORM(InterventionInput, intervention_fields);

typedef struct LineInput {
    const char *wording, *area, *measure;
    bool avoid, retired;
} LineInput;

static const FormField strategy_fields[] = {
    FORM_TEXT(LineInput, wording, .label = "Wording", .rows = 2, .max = 300,
              .missing = "Enter the wording"),
    FORM_CHOICE(LineInput, area, .label = "Area", .choices = areas, .missing = "Choose the area"),
    FORM_CHECK(LineInput, avoid, .label = "To avoid, rather than to do"),
    FORM_CHECK(LineInput, retired, .label = "No longer used: plans made with it stay"),
};
const Form strategy_form = FORM(LineInput, strategy_fields);

static const FormField phrase_fields[] = {
    FORM_TEXT(LineInput, wording, .label = "By the end, the {learner} …", .rows = 2, .max = 300,
              .missing = "Enter the wording"),
    FORM_CHOICE(LineInput, area, .label = "Area", .choices = areas, .missing = "Choose the area"),
    FORM_TEXT(LineInput, measure, .label = "How we will know", .rows = 2, .max = 300),
    FORM_CHECK(LineInput, retired, .label = "No longer used: plans made with it stay"),
};
const Form phrase_form = FORM(LineInput, phrase_fields);

static Url bank_url(Request *request, const char *rest)
{
    return url_print(request->arena, "/school/bank%s", rest);
}

static Url line_url(Request *request, const char *kind, int64_t id)
{
    return url_print(request->arena, "/school/bank/%s/%" PRId64, kind, id);
}

static Error *changed_meanwhile(int64_t id)
{
    return error_conflict("Somebody else changed it a moment ago. Look again before you go on.",
                          "line %" PRId64 " of the bank", id);
}

/* ---- The list -------------------------------------------------------------------------------- */

/* Whether Fourfold brings something that the school has not got. */
static Error *bank_lacks(Request *request, const Interventions *interventions, bool *lacks)
{
    size_t most[3], known[3] = {0};
    Strategies strategies;
    OutcomePhrases phrases;
    (void)shipped_interventions(&most[0]);
    (void)shipped_strategies(&most[1]);
    (void)shipped_phrases(&most[2]);
    TRY(strategies_load(request->db, request->arena, request->school_id, &strategies));
    TRY(phrases_load(request->db, request->arena, request->school_id, &phrases));
    for (size_t i = 0; i < interventions->count; i++)
        known[0] += interventions->items[i].number != 0;
    for (size_t i = 0; i < strategies.count; i++)
        known[1] += strategies.items[i].number != 0;
    for (size_t i = 0; i < phrases.count; i++)
        known[2] += phrases.items[i].number != 0;
    *lacks = known[0] < most[0] || known[1] < most[1] || known[2] < most[2];
    return NULL;
}

Error *bank_page(Request *request)
{
    Interventions interventions;
    BankPage view = {
        .page = page_make(request, "Support bank", SECTION_SCHOOL),
        .ship = form_view(request, bank_url(request, "/shipped"), 0, "Add what is missing"),
        .add = bank_url(request, "/interventions/new"),
        .strategies = bank_url(request, "/strategies"),
        .phrases = bank_url(request, "/outcomes"),
        .back = url_print(request->arena, "/school"),
    };
    TRY(interventions_load(request->db, request->arena, request->school_id, false, true,
                           &interventions));
    TRY(bank_lacks(request, &interventions, &view.lacks));
    view.rows.items = arena_array(request->arena, InterventionRow, interventions.count);
    for (size_t i = 0; i < interventions.count; i++) {
        const Intervention *each = &interventions.items[i];
        view.rows.items[view.rows.count++] = (InterventionRow){
            .href = line_url(request, "interventions", each->id),
            .name = bank_name_words(request->arena, each),
            .area = bank_area_words(each->area),
            .wave = bank_wave_words(request->arena, each),
            .dose = bank_dose_words(request->arena, each),
            .use = bank_use_words(request->arena, &interventions.uses[i]),
            .retired = each->retired,
        };
    }
    bank_html(request->out, &view);
    return NULL;
}

Error *bank_ship_post(Request *request)
{
    int64_t added;
    TRY(bank_ship(request->db, request->school_id, &added));
    return request_done(request, bank_url(request, ""), "bank_added");
}

/* ---- One intervention ------------------------------------------------------------------------ */

static FieldView range_field(Request *request, const char *name, Range range)
{
    return field_view(request, &intervention_form, name, bank_range_typed(request->arena, range));
}

static void fill_intervention(Request *request, const Intervention *now, InterventionPage *view)
{
    const Form *form = &intervention_form;
    view->costs = request_may(request, MAY_SEE_COSTS);
    view->name = field_view(request, form, "name", now->name);
    view->example = field_view(request, form, "example", now->example);
    view->area = field_view(request, form, "area", now->area);
    view->wave = range_field(request, "wave", now->wave);
    view->deliverer = field_view(request, form, "deliverer", now->deliverer);
    view->group = range_field(request, "group", now->group);
    view->minutes = range_field(request, "minutes", now->minutes);
    view->times = range_field(request, "times", now->times);
    view->weeks = range_field(request, "weeks", now->weeks);
    view->dose_note = field_view(request, form, "dose_note", now->dose_note);
    view->measure = field_view(request, form, "measure", now->measure);
    view->detail = field_view(request, form, "detail", now->detail);
    view->evidence = field_view(request, form, "evidence", now->evidence);
    view->training = field_view(request, form, "training", now->training);
    view->cost = field_view(
        request, form, "cost",
        now->session_cost.present ? cost_typed(request->arena, now->session_cost.value) : "");
    view->retired = field_view_check(request, form, "retired", now->retired);
    view->back = bank_url(request, "");
}

static void take_range(Request *request, const char *field, const char *typed, int most,
                       Range *range)
{
    const char *fault = bank_range_parse(typed, most, range);
    if (fault != NULL)
        form_problem(request, field, fault);
}

static void take_intervention(Request *request, Intervention *now)
{
    const InterventionInput *input = request->input;
    now->name = input->name;
    now->example = input->example;
    now->area = input->area;
    now->deliverer = input->deliverer;
    now->dose_note = input->dose_note;
    now->measure = input->measure;
    now->detail = input->detail;
    now->evidence = input->evidence;
    now->training = input->training;
    now->retired = input->retired;
    take_range(request, "wave", input->wave, WAVE_MOST, &now->wave);
    take_range(request, "group", input->group, GROUP_MOST, &now->group);
    take_range(request, "minutes", input->minutes, MINUTES_MOST, &now->minutes);
    take_range(request, "times", input->times, TIMES_MOST, &now->times);
    take_range(request, "weeks", input->weeks, WEEKS_MOST, &now->weeks);
    if (request_may(request, MAY_SEE_COSTS)) {
        const char *fault = cost_parse(input->cost, &now->session_cost);
        if (fault != NULL)
            form_problem(request, "cost", fault);
    }
}

Error *intervention_new_page(Request *request)
{
    Intervention none = {.name = "",
                         .example = "",
                         .area = "",
                         .wave = {2, 2},
                         .deliverer = "",
                         .dose_note = "",
                         .measure = "",
                         .detail = "",
                         .evidence = "",
                         .training = ""};
    InterventionPage view = {
        .page = page_make(request, "Add an intervention", SECTION_SCHOOL),
        .title = "Add an intervention",
        .form = form_view(request, bank_url(request, "/interventions"), 0, "Add an intervention"),
        .is_new = true,
    };
    fill_intervention(request, &none, &view);
    intervention_html(request->out, &view);
    return NULL;
}

Error *intervention_add_post(Request *request)
{
    Intervention new = {0};
    InterventionId id;
    take_intervention(request, &new);
    TRY(form_problems(request));
    TRY(intervention_add(request->db, request->school_id, &new, &id));
    return request_done(request, bank_url(request, ""), "bank_saved");
}

static Error *path_intervention(Request *request, bool uses, Interventions *all,
                                const Intervention **found)
{
    int64_t id = request_path_id(request, "intervention");
    TRY(interventions_load(request->db, request->arena, request->school_id,
                           request_may(request, MAY_SEE_COSTS), uses, all));
    *found = intervention_of(all, id);
    return *found == NULL ? error_not_found("intervention %" PRId64, id) : NULL;
}

Error *intervention_page(Request *request)
{
    Interventions all;
    const Intervention *now;
    TRY(path_intervention(request, true, &all, &now));
    InterventionPage view = {
        .page = page_make(request, "One intervention", SECTION_SCHOOL),
        .title = now->name,
        .use = bank_use_words(request->arena, &all.uses[now - all.items]),
        .form = form_view(request, line_url(request, "interventions", now->id), now->version,
                          "Change the intervention"),
    };
    fill_intervention(request, now, &view);
    intervention_html(request->out, &view);
    return NULL;
}

Error *intervention_change_post(Request *request)
{
    Interventions all;
    const Intervention *found;
    TRY(path_intervention(request, false, &all, &found));
    Intervention now = *found;
    TRY(request_same_version(request, now.version));
    take_intervention(request, &now);
    TRY(form_problems(request));
    TRY(intervention_change(request->db, request->school_id, &now, request->today));
    if (request_may(request, MAY_SEE_COSTS))
        TRY(intervention_cost_set(request->db, request->school_id, (InterventionId){now.id},
                                  now.session_cost, NULL));
    return request_done(request, bank_url(request, ""), "bank_saved");
}

/* ---- Strategies and phrases ------------------------------------------------------------------ */

static void show_lines(Request *request, const Form *form, const char *kind, BankLinesPage *view)
{
    view->page = page_make(request, view->title, SECTION_SCHOOL);
    view->form = form_view(request, url_print(request->arena, "/school/bank/%s", kind), 0, "Add");
    view->wording = field_view(request, form, "wording", "");
    view->area = field_view(request, form, "area", "");
    if (view->has_measure)
        view->measure = field_view(request, form, "measure", "");
    else
        view->avoid = field_view_check(request, form, "avoid", false);
    view->back = bank_url(request, "");
    bank_lines_html(request->out, view);
}

Error *strategies_page(Request *request)
{
    Strategies all;
    BankLinesPage view = {.title = "Strategies for every day",
                          .about = "As a teacher reads it in a plan: one thing, in a few words.",
                          .more = "Do or avoid",
                          .find = "Find a strategy"};
    TRY(strategies_load(request->db, request->arena, request->school_id, &all));
    view.rows.items = arena_array(request->arena, BankLineRow, all.count);
    for (size_t i = 0; i < all.count; i++)
        view.rows.items[view.rows.count++] =
            (BankLineRow){line_url(request, "strategies", all.items[i].id), all.items[i].wording,
                          bank_area_words(all.items[i].area), all.items[i].avoid ? "Avoid" : "Do",
                          all.items[i].retired};
    show_lines(request, &strategy_form, "strategies", &view);
    return NULL;
}

Error *phrases_page(Request *request)
{
    OutcomePhrases all;
    BankLinesPage view = {.title = "Phrases for outcomes",
                          .about = "As the plan says it: a name stands before it.",
                          .more = "How we will know",
                          .find = "Find a phrase",
                          .has_measure = true};
    TRY(phrases_load(request->db, request->arena, request->school_id, &all));
    view.rows.items = arena_array(request->arena, BankLineRow, all.count);
    for (size_t i = 0; i < all.count; i++)
        view.rows.items[view.rows.count++] = (BankLineRow){
            line_url(request, "outcomes", all.items[i].id), all.items[i].wording,
            bank_area_words(all.items[i].area), all.items[i].measure, all.items[i].retired};
    show_lines(request, &phrase_form, "outcomes", &view);
    return NULL;
}

Error *strategy_add_post(Request *request)
{
    const LineInput *input = request->input;
    TRY(strategy_insert(request->db, request->school_id, (StrategyId){id_new()},
                        (OptionalInteger){0}, input->wording, input->area, input->avoid, NULL));
    return request_done(request, bank_url(request, "/strategies"), "bank_saved");
}

Error *phrase_add_post(Request *request)
{
    const LineInput *input = request->input;
    TRY(phrase_insert(request->db, request->school_id, (OutcomePhraseId){id_new()},
                      (OptionalInteger){0}, input->wording, input->area, input->measure, NULL));
    return request_done(request, bank_url(request, "/outcomes"), "bank_saved");
}

static Error *path_strategy(Request *request, Strategy *found)
{
    Strategies all;
    int64_t id = request_path_id(request, "strategy");
    *found = (Strategy){0};
    TRY(strategies_load(request->db, request->arena, request->school_id, &all));
    for (size_t i = 0; i < all.count; i++)
        if (all.items[i].id == id)
            *found = all.items[i];
    return found->id == 0 ? error_not_found("strategy %" PRId64, id) : NULL;
}

static Error *path_phrase(Request *request, OutcomePhrase *found)
{
    OutcomePhrases all;
    int64_t id = request_path_id(request, "phrase");
    *found = (OutcomePhrase){0};
    TRY(phrases_load(request->db, request->arena, request->school_id, &all));
    for (size_t i = 0; i < all.count; i++)
        if (all.items[i].id == id)
            *found = all.items[i];
    return found->id == 0 ? error_not_found("phrase %" PRId64, id) : NULL;
}

Error *strategy_page(Request *request)
{
    Strategy now;
    const Form *form = &strategy_form;
    TRY(path_strategy(request, &now));
    BankLinePage view = {
        .page = page_make(request, "One strategy", SECTION_SCHOOL),
        .title = "One strategy",
        .form = form_view(request, line_url(request, "strategies", now.id), now.version,
                          "Change the strategy"),
        .wording = field_view(request, form, "wording", now.wording),
        .area = field_view(request, form, "area", now.area),
        .avoid = field_view_check(request, form, "avoid", now.avoid),
        .retired = field_view_check(request, form, "retired", now.retired),
        .back = bank_url(request, "/strategies"),
    };
    bank_line_html(request->out, &view);
    return NULL;
}

Error *phrase_page(Request *request)
{
    OutcomePhrase now;
    const Form *form = &phrase_form;
    TRY(path_phrase(request, &now));
    BankLinePage view = {
        .page = page_make(request, "One phrase", SECTION_SCHOOL),
        .title = "One phrase",
        .form = form_view(request, line_url(request, "outcomes", now.id), now.version,
                          "Change the phrase"),
        .wording = field_view(request, form, "wording", now.wording),
        .area = field_view(request, form, "area", now.area),
        .measure = field_view(request, form, "measure", now.measure),
        .retired = field_view_check(request, form, "retired", now.retired),
        .has_measure = true,
        .back = bank_url(request, "/outcomes"),
    };
    bank_line_html(request->out, &view);
    return NULL;
}

Error *strategy_change_post(Request *request)
{
    const LineInput *input = request->input;
    Strategy now;
    int64_t changed;
    TRY(path_strategy(request, &now));
    TRY(request_same_version(request, now.version));
    TRY(strategy_set(request->db, request->school_id, (StrategyId){now.id}, now.version,
                     input->wording, input->area, input->avoid,
                     input->retired ? request->today : DATE_NONE, &changed));
    if (changed != 1)
        return changed_meanwhile(now.id);
    return request_done(request, bank_url(request, "/strategies"), "bank_saved");
}

Error *phrase_change_post(Request *request)
{
    const LineInput *input = request->input;
    OutcomePhrase now;
    int64_t changed;
    TRY(path_phrase(request, &now));
    TRY(request_same_version(request, now.version));
    TRY(phrase_set(request->db, request->school_id, (OutcomePhraseId){now.id}, now.version,
                   input->wording, input->area, input->measure,
                   input->retired ? request->today : DATE_NONE, &changed));
    if (changed != 1)
        return changed_meanwhile(now.id);
    return request_done(request, bank_url(request, "/outcomes"), "bank_saved");
}

/* The pages of one assessment: written while it is open, read ever after. */
#include "assess/assess_pages.h"

#include <inttypes.h>

#include "assess/assess.h"
#include "assess/assess_rules.h"
#include "assess/assess_sql.h"
#include "assess/assessment_none_html.h"
#include "assess/assessment_show_html.h"
#include "assess/assessment_write_html.h"

typedef struct OtherViewInput {
    int64_t id;
    const char *said_by, *words, *whose, *how;
    Date on;
    const char *language, *translation, *translated_by;
} OtherViewInput;

typedef struct AssessmentInput {
    const char *strengths, *barriers, *progress, *tried, *advice, *summary;
    const char *need_communication, *need_cognition, *need_semh, *need_sensory;
    const char *learner_view, *learner_view_how, *learner_view_whose;
    Date learner_view_on;
    const char *learner_view_language, *learner_view_translation, *learner_view_translated_by;
    const char *parent_view, *parent_view_how, *parent_view_whose;
    Date parent_view_on;
    const char *parent_view_language, *parent_view_translation, *parent_view_translated_by;
    struct {
        size_t count;
        OtherViewInput *items;
    } other_views;
    const char *no_view_reason;
} AssessmentInput;

static const FormChoice whose_words[] = {
    {"own", "Their own, as they said them", NULL},
    {"helped", "Said with help: signs, pictures, an interpreter", NULL},
    {"told", "Told for them by somebody who knows them", NULL},
    {NULL, NULL, NULL},
};

#define LONG_TEXT(name, lines, ...)                                                                \
    FORM_TEXT(AssessmentInput, name, .rows = (lines), .max = 8000, .personal = true, __VA_ARGS__)

/* How a view was gathered, in whose words, and in which language. Type: of the input. */
#define VIEW_DETAILS(Type, whose_field, day, language_field, translation_field, translator)        \
    FORM_DATE(Type, day, .label = "When", .personal = true),                                       \
        FORM_CHOICE(Type, whose_field, .label = "In whose words", .choices = whose_words,          \
                    .personal = true),                                                             \
        FORM_TEXT(Type, language_field, .label = "Language of these words", .max = 60,             \
                  .personal = true),                                                               \
        FORM_TEXT(Type, translation_field, .label = "In English", .rows = 3, .max = 8000,          \
                  .personal = true),                                                               \
        FORM_TEXT(Type, translator, .label = "Who translated it?", .personal = true)

static const FormField other_view_fields[] = {
    FORM_TEXT(OtherViewInput, said_by, .label = "Who says it", .max = 120, .personal = true,
              .hint = "Her father; a grandmother who looks after her"),
    FORM_TEXT(OtherViewInput, words, .label = "What they said", .rows = 3, .max = 8000,
              .personal = true),
    FORM_TEXT(OtherViewInput, how, .label = "How they were asked", .personal = true),
    VIEW_DETAILS(OtherViewInput, whose, on, language, translation, translated_by),
};
static const Form other_view_form = FORM(OtherViewInput, other_view_fields);

static const FormField fields[] = {
    LONG_TEXT(strengths, 3, .label = "What goes well"),
    LONG_TEXT(barriers, 3, .label = "What gets in the way of learning"),
    LONG_TEXT(need_communication, 2, .label = "Communication and interaction"),
    LONG_TEXT(need_cognition, 2, .label = "Cognition and learning"),
    LONG_TEXT(need_semh, 2, .label = "Social, emotional and mental health"),
    LONG_TEXT(need_sensory, 2, .label = "Sensory and physical"),
    LONG_TEXT(progress, 3, .label = "Progress, beside others of the same age",
              .hint = "Attainment, behaviour, wider development; with dates and sources."),
    LONG_TEXT(tried, 3, .label = "What has been tried, and how it went"),
    LONG_TEXT(advice, 2, .label = "Advice from services",
              .hint = "If anybody is involved: who, when, and what they advise."),
    LONG_TEXT(learner_view, 3, .label = "In their own words"),
    FORM_TEXT(AssessmentInput, learner_view_how, .label = "How you asked", .personal = true),
    VIEW_DETAILS(AssessmentInput, learner_view_whose, learner_view_on, learner_view_language,
                 learner_view_translation, learner_view_translated_by),
    LONG_TEXT(parent_view, 3, .label = "In their own words"),
    FORM_TEXT(AssessmentInput, parent_view_how, .label = "Who, and how you asked",
              .personal = true),
    VIEW_DETAILS(AssessmentInput, parent_view_whose, parent_view_on, parent_view_language,
                 parent_view_translation, parent_view_translated_by),
    FORM_ROWS(AssessmentInput, other_views, &other_view_form, .label = "Views of others"),
    FORM_TEXT(AssessmentInput, no_view_reason, .label = "If views are missing, why", .max = 1000,
              .personal = true),
    LONG_TEXT(summary, 4, .label = "Summary of need", .hint = "The plan opens with this."),
};

const Form assessment_form = FORM(AssessmentInput, fields);

/* ---- The cycle and its assessment -------------------------------------------------------------
 */

typedef struct Case {
    Cycle cycle;
    bool has_cycle;
    Assessment assessment;
    bool saved;
} Case;

static Error *load(Request *request, Case *now)
{
    TRY(cycle_now(request->db, request->arena, request->school_id, request->learner->id,
                  &now->cycle, &now->has_cycle));
    if (!now->has_cycle)
        return NULL;
    return assessment_of_cycle(request->db, request->arena, request->school_id, now->cycle.id,
                               &now->assessment, &now->saved);
}

static Url place(Request *request, const char *rest)
{
    return url_print(request->arena, "/learners/%" PRId64 "%s", request->learner->id.n, rest);
}

static const char *title(Request *request)
{
    return arena_print(request->arena, "Assessment, %s",
                       learner_year_words(request->learner->national_year));
}

static const char *given_name(const Learner *learner)
{
    return text_empty(learner->preferred_name) ? learner->forename : learner->preferred_name;
}

static AssessmentDraft draft_of(const Request *request, const Case *now)
{
    const Assessment *a = &now->assessment;
    return (AssessmentDraft){
        .opened_on = now->cycle.opened_on,
        .finished_on = request->today,
        .strengths = a->strengths,
        .barriers = a->barriers,
        .progress = a->progress,
        .tried = a->tried,
        .summary = a->summary,
        .learner_view = a->learner_view.words,
        .parent_view = a->parent_view.words,
        .no_view_reason = a->no_view_reason,
    };
}

static Findings findings_of(Request *request, const Case *now)
{
    AssessmentDraft draft = draft_of(request, now);
    Findings findings = prompts_findings(request);
    assess_check_finished(&draft, request->today, &findings);
    return findings;
}

/* ---- Written ----------------------------------------------------------------------------------
 */

static const char *judgement_words(const char *code)
{
    static const char *const words[][2] = {{"not_met", "Not met"},
                                           {"partly_met", "Partly met"},
                                           {"met", "Met"},
                                           {"exceeded", "Exceeded"}};
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
        if (text_equal(code, words[i][0]))
            return words[i][1];
    return "Not judged";
}

static const char *next_words(const char *code)
{
    if (text_equal(code, "keep"))
        return "Keep";
    return text_equal(code, "change") ? "Change" : "Stop";
}

static Error *read_last(Request *request, CycleId cycle, LastOutcomes *last)
{
    struct last_outcomes_rows rows = {0};
    if (cycle.n != 0)
        TRY(last_outcomes(request->db, request->arena, request->school_id, cycle, &rows));
    *last = (LastOutcomes){rows.count, arena_array(request->arena, LastOutcome, rows.count)};
    for (size_t i = 0; i < rows.count; i++) {
        const struct last_outcomes_row *row = &rows.items[i];
        bool met = text_equal(row->judgement, "met") || text_equal(row->judgement, "exceeded");
        last->items[i] = (LastOutcome){row->wording, judgement_words(row->judgement), met,
                                       next_words(row->next)};
    }
    return NULL;
}

/* All may be left empty, and saying so at each would only be noise. */
static FieldView field(Request *request, const char *name, const char *value)
{
    FieldView view = field_view(request, &assessment_form, name, value);
    view.optional = false;
    return view;
}

static FieldView day(Request *request, const char *name, Date value)
{
    FieldView view = field_view_date(request, &assessment_form, name, value);
    view.optional = false;
    return view;
}

static const char *const need_names[] = {
    [AREA_COMMUNICATION] = "need_communication",
    [AREA_COGNITION] = "need_cognition",
    [AREA_SEMH] = "need_semh",
    [AREA_SENSORY] = "need_sensory",
};

static void add_need(Request *request, const Assessment *a, NeedArea area, const char *hint,
                     AssessmentWrite *view)
{
    FieldView *at = &view->needs.items[view->needs.count];
    for (size_t i = 0; i < view->needs.count; i++)
        if (text_equal(view->needs.items[i].name, need_names[area]))
            return;
    *at = field(request, need_names[area], a->needs[area]);
    view->needs_open = view->needs_open || hint != NULL || !text_empty(at->value);
    if (hint != NULL)
        *at = field_hinted(request, *at, hint);
    view->needs.count++;
}

/* Those that the register names come first. */
static Error *fill_needs(Request *request, const Assessment *a, AssessmentWrite *view)
{
    AreasOfNeed named;
    NeedArea area;
    TRY(register_areas(request->db, request->arena, request->school_id, request->learner->id,
                       &named));
    for (size_t i = 0; i < named.count; i++)
        if (need_area_parse(named.items[i].area, &area))
            add_need(request, a, area,
                     named.items[i].primary ? "On the register, to act on first."
                                            : "On the register.",
                     view);
    for (area = AREA_COMMUNICATION; area < AREA_COUNT; area++)
        add_need(request, a, area, NULL, view);
    return NULL;
}

static void note_language(ViewFields *shown)
{
    shown->language_open = !text_empty(shown->language.value) ||
                           !text_empty(shown->translation.value) ||
                           !text_empty(shown->translated_by.value) ||
                           shown->language.error != NULL || shown->translated_by.error != NULL;
}

/* first: "learner_view", which the names of its fields begin with. */
static ViewFields fill_view(Request *request, const char *first, const OwnView *view)
{
    Arena *arena = request->arena;
    ViewFields shown = {
        .words = field(request, first, view->words),
        .how = field(request, arena_print(arena, "%s_how", first), view->how),
        .on = day(request, arena_print(arena, "%s_on", first), view->on),
        .whose = field(request, arena_print(arena, "%s_whose", first), view->whose),
        .language = field(request, arena_print(arena, "%s_language", first), view->language),
        .translation =
            field(request, arena_print(arena, "%s_translation", first), view->translation),
        .translated_by =
            field(request, arena_print(arena, "%s_translated_by", first), view->translated_by),
    };
    note_language(&shown);
    return shown;
}

static FieldView other_field(Request *request, const OwnView *view, const char *name,
                             const char *value)
{
    FieldView shown =
        field_view_row(request, &assessment_form, "other_views", view->place, name, value, NULL);
    shown.optional = false;
    return shown;
}

static ViewFields fill_other(Request *request, const OwnView *view)
{
    ViewFields shown = {
        .said_by = other_field(request, view, "said_by", view->said_by),
        .words = other_field(request, view, "words", view->words),
        .how = other_field(request, view, "how", view->how),
        .on = field_view_row_date(request, &assessment_form, "other_views", view->place, "on",
                                  view->on),
        .whose = other_field(request, view, "whose", view->whose),
        .language = other_field(request, view, "language", view->language),
        .translation = other_field(request, view, "translation", view->translation),
        .translated_by = other_field(request, view, "translated_by", view->translated_by),
    };
    shown.on.optional = false;
    shown.heading = text_empty(shown.said_by.value) ? "Add what somebody else says"
                                                    : said_view(request->arena, NULL, view).heading;
    shown.open = !text_empty(shown.said_by.value) || !text_empty(shown.words.value) ||
                 !text_empty(shown.how.value) || shown.said_by.error != NULL;
    note_language(&shown);
    return shown;
}

/* Those there are, and one more to write in. */
static void fill_others(Request *request, const OwnViews *others, ViewFieldsList *list)
{
    OwnView more = own_view_none();
    more.place = OWN_VIEW_OTHERS;
    list->items = arena_array(request->arena, ViewFields, others->count + 1);
    for (size_t i = 0; i < others->count; i++) {
        list->items[list->count++] = fill_other(request, &others->items[i]);
        more.place = others->items[i].place + 1;
    }
    list->items[list->count++] = fill_other(request, &more);
}

static Error *fill_fields(Request *request, const Assessment *a, AssessmentWrite *view)
{
    view->strengths = field(request, "strengths", a->strengths);
    view->barriers = field(request, "barriers", a->barriers);
    view->progress = field(request, "progress", a->progress);
    view->tried = field(request, "tried", a->tried);
    view->advice = field_view(request, &assessment_form, "advice", a->advice);
    view->summary = field(request, "summary", a->summary);
    view->learner_view = fill_view(request, "learner_view", &a->learner_view);
    view->parent_view = fill_view(request, "parent_view", &a->parent_view);
    fill_others(request, &a->other_views, &view->other_views);
    view->no_view_reason =
        field_view(request, &assessment_form, "no_view_reason", a->no_view_reason);
    return fill_needs(request, a, view);
}

/* An assessment that grew out of a review opens with what was known and said then. Until somebody
 * has saved it, each field says where its words come from. */
static void mark_origins(Request *request, const Case *now, AssessmentWrite *view)
{
    FieldView *known[] = {&view->strengths, &view->barriers, &view->advice, &view->summary};
    FieldView *reviewed[] = {&view->progress, &view->tried, &view->learner_view.words,
                             &view->parent_view.words};
    if (now->cycle.previous_id.n == 0 || now->assessment.version != 1 || request->form != NULL)
        return;
    const char *review = arena_print(request->arena, "From the review of %s.",
                                     date_long(request->arena, now->cycle.opened_on));
    view->carried = arena_print(request->arena,
                                "This opens with what the last assessment and the review of %s "
                                "said. Change what is no longer so.",
                                date_long(request->arena, now->cycle.opened_on));
    for (size_t i = 0; i < sizeof known / sizeof known[0]; i++)
        if (!text_empty(known[i]->value))
            *known[i] = field_hinted(request, *known[i], "From the last assessment.");
    for (size_t i = 0; i < sizeof reviewed / sizeof reviewed[0]; i++)
        if (!text_empty(reviewed[i]->value))
            *reviewed[i] = field_hinted(request, *reviewed[i], review);
}

static Error *write_page(Request *request, const Case *now)
{
    AssessmentWrite view = {
        .page = page_make(request, title(request), SECTION_REGISTER),
        .begun = arena_print(request->arena, "Cycle %d, begun %s", now->cycle.number,
                             date_long(request->arena, now->cycle.opened_on)),
        .learner = given_name(request->learner),
        .form = form_view(request, place(request, "/assessment"), now->assessment.version,
                          "Assessment"),
        .finish = place(request, "/assessment/finish"),
    };
    TRY(learner_bar(request, TAB_ASSESSMENT, &view.bar));
    TRY(fill_fields(request, &now->assessment, &view));
    mark_origins(request, now, &view);
    if (now->saved) {
        Findings findings = findings_of(request, now);
        view.prompts = prompts_of(request, &findings, NULL, NULL, "",
                                  "Only finishing the assessment waits for these.");
    }
    TRY(read_last(request, now->cycle.previous_id, &view.last));
    TRY(heard_about(request, &view.heard));
    assessment_write_html(request->out, &view);
    return NULL;
}

/* ---- Read -------------------------------------------------------------------------------------
 */

static const char *state_words(Request *request, const Case *now)
{
    const Assessment *a = &now->assessment;
    if (!date_is_set(a->finished_on))
        return arena_print(request->arena, "Open since %s",
                           date_long(request->arena, now->cycle.opened_on));
    return arena_print(request->arena, "Finished %s by %s",
                       date_long(request->arena, a->finished_on), a->finished_by_name);
}

static Error *show_page(Request *request, const Case *now)
{
    const Assessment *a = &now->assessment;
    CycleState next;
    AssessmentShow view = {
        .page = page_make(request, title(request), SECTION_REGISTER),
        .learner = given_name(request->learner),
        .state = state_words(request, now),
        .finished = date_is_set(a->finished_on),
        .strengths = a->strengths,
        .barriers = a->barriers,
        .progress = a->progress,
        .tried = a->tried,
        .advice = a->advice,
        .summary = a->summary,
        .needs = needs_in_words(a->needs),
        .views = said_views(request->arena, given_name(request->learner), &a->learner_view,
                            &a->parent_view, &a->other_views),
        .no_view_reason = a->no_view_reason,
        .plan = place(request, "/plan"),
        .may_reopen = date_is_set(a->finished_on) && request_may(request, MAY_ASSESS) &&
                      cycle_next(now->cycle.state, CYCLE_ASSESS_AGAIN, &next),
        .reopen = form_view(request, place(request, "/assessment/again"), a->version,
                            "Go back to assessing"),
    };
    TRY(learner_bar(request, TAB_ASSESSMENT, &view.bar));
    TRY(heard_about(request, &view.heard));
    assessment_show_html(request->out, &view);
    return NULL;
}

static Error *none_page(Request *request, const Case *now)
{
    AssessmentNone view = {
        .page = page_make(request, title(request), SECTION_REGISTER),
        .learner = given_name(request->learner),
        .over = now->has_cycle,
        .may_begin = request_may(request, MAY_ASSESS),
        .begin = form_view(request, place(request, "/cycles"), 0, "Begin a cycle"),
        .history = place(request, "/history"),
    };
    TRY(learner_bar(request, TAB_ASSESSMENT, &view.bar));
    assessment_none_html(request->out, &view);
    return NULL;
}

Error *assessment_page(Request *request)
{
    Case now = {0};
    TRY(load(request, &now));
    if (!now.has_cycle || (cycle_is_over(now.cycle.state) && !now.saved))
        return none_page(request, &now);
    if (now.cycle.state == CYCLE_ASSESSING && request_may(request, MAY_ASSESS))
        return write_page(request, &now);
    return show_page(request, &now);
}

/* ---- What is done -----------------------------------------------------------------------------
 */

Error *cycle_begin(Request *request)
{
    Cycle newest = {0};
    bool found;
    CycleId id;
    TRY(cycle_now(request->db, request->arena, request->school_id, request->learner->id, &newest,
                  &found));
    TRY(cycle_open(request->db, request->arena, request->school_id, request->learner->id, newest.id,
                   request->today, &id));
    return request_done(request, place(request, "/assessment"), "cycle_opened");
}

/* A row beyond these was not offered by the page. */
enum { PLACES_MOST = 1000 };

static void take_others(Arena *arena, OwnViews *others, const AssessmentInput *input)
{
    *others = (OwnViews){0, arena_array(arena, OwnView, input->other_views.count)};
    for (size_t i = 0; i < input->other_views.count; i++) {
        const OtherViewInput *row = &input->other_views.items[i];
        OwnView view = {
            .place = (int)row->id,
            .said_by = row->said_by,
            .words = row->words,
            .whose = row->whose,
            .how = row->how,
            .on = row->on,
            .language = row->language,
            .translation = row->translation,
            .translated_by = row->translated_by,
        };
        bool known = row->id >= OWN_VIEW_OTHERS && row->id <= PLACES_MOST;
        if (known && !own_view_is_empty(&view))
            others->items[others->count++] = view;
    }
}

static void take_views(Arena *arena, Assessment *a, const AssessmentInput *input)
{
    a->learner_view = (OwnView){
        .said_by = "",
        .words = input->learner_view,
        .whose = input->learner_view_whose,
        .how = input->learner_view_how,
        .on = input->learner_view_on,
        .language = input->learner_view_language,
        .translation = input->learner_view_translation,
        .translated_by = input->learner_view_translated_by,
    };
    a->parent_view = (OwnView){
        .said_by = "",
        .words = input->parent_view,
        .whose = input->parent_view_whose,
        .how = input->parent_view_how,
        .on = input->parent_view_on,
        .language = input->parent_view_language,
        .translation = input->parent_view_translation,
        .translated_by = input->parent_view_translated_by,
    };
    take_others(arena, &a->other_views, input);
}

static void take(Arena *arena, Assessment *a, const AssessmentInput *input)
{
    a->strengths = input->strengths;
    a->barriers = input->barriers;
    a->needs[AREA_COMMUNICATION] = input->need_communication;
    a->needs[AREA_COGNITION] = input->need_cognition;
    a->needs[AREA_SEMH] = input->need_semh;
    a->needs[AREA_SENSORY] = input->need_sensory;
    a->progress = input->progress;
    a->tried = input->tried;
    a->advice = input->advice;
    a->summary = input->summary;
    take_views(arena, a, input);
    a->no_view_reason = input->no_view_reason;
}

/* Problems are of a row of the other views when row is not 0, else of the field itself. */
static void problem(Request *request, int64_t row, const char *name, const char *sentence)
{
    if (row == 0)
        form_problem(request, name, sentence);
    else
        form_problem_row(request, "other_views", row, name, sentence);
}

/* first: what the names of its fields begin with. */
static void check_view(Request *request, int64_t row, const char *first, const OwnView *view)
{
    Arena *arena = request->arena;
    const char *on = arena_print(arena, "%son", first);
    const char *language = arena_print(arena, "%slanguage", first);
    const char *translated_by = arena_print(arena, "%stranslated_by", first);
    if (date_is_set(view->on) && date_compare(view->on, request->today) > 0)
        problem(request, row, on, "The day must be today or earlier");
    if (!text_empty(view->translation) && text_empty(view->language))
        problem(request, row, language, "Enter the language that the words were said in");
    if (!text_empty(view->translation) && text_empty(view->translated_by))
        problem(request, row, translated_by, "Enter who translated the words");
}

static void check_others(Request *request, const OwnViews *others)
{
    for (size_t i = 0; i < others->count; i++) {
        const OwnView *view = &others->items[i];
        if (text_empty(view->said_by))
            problem(request, view->place, "said_by", "Enter who says it");
        if (text_empty(view->words))
            problem(request, view->place, "words", "Enter what they said, or empty the rest");
        check_view(request, view->place, "", view);
    }
}

/* Saves what was typed; on success `now` holds it. */
static Error *save(Request *request, Case *now)
{
    const AssessmentInput *input = request->input;
    TRY(load(request, now));
    if (!now->has_cycle || now->cycle.state != CYCLE_ASSESSING)
        return error_conflict(now->has_cycle ? cycle_refusal(now->cycle.state)
                                             : "Begin a cycle first.",
                              "learner %" PRId64 " is not being assessed", request->learner->id.n);
    TRY(request_same_version(request, now->assessment.version));
    now->assessment.learner_id = request->learner->id;
    take(request->arena, &now->assessment, input);
    check_view(request, 0, "learner_view_", &now->assessment.learner_view);
    check_view(request, 0, "parent_view_", &now->assessment.parent_view);
    check_others(request, &now->assessment.other_views);
    TRY(form_problems(request));
    return assessment_save(request->db, request->school_id, &now->assessment);
}

Error *assessment_save_form(Request *request)
{
    Case now = {0};
    TRY(save(request, &now));
    return request_done(request, place(request, "/assessment"), "assessment_saved");
}

Error *assessment_finish_form(Request *request)
{
    Case now = {0};
    TRY(save(request, &now));
    Findings findings = findings_of(request, &now);
    prompts_refuse(request, &findings, NULL, NULL);
    TRY(form_problems(request));
    TRY(assessment_finish(request->db, request->school_id, &now.cycle, &now.assessment,
                          request->staff->id, request->today));
    return request_done(request, place(request, "/plan"), "assessment_finished");
}

Error *assessment_again(Request *request)
{
    Case now = {0};
    TRY(load(request, &now));
    if (!now.saved)
        return error_conflict("There is no finished assessment to go back to.", "learner %" PRId64,
                              request->learner->id.n);
    TRY(assessment_reopen(request->db, request->school_id, &now.cycle, &now.assessment,
                          request->today));
    return request_done(request, place(request, "/assessment"), "assessment_again");
}

/* The pages of one assessment: written while it is open, read ever after. */
#include "assess/assess_pages.h"

#include <inttypes.h>

#include "assess/assess.h"
#include "assess/assess_rules.h"
#include "assess/assess_sql.h"
#include "assess/assessment_none_html.h"
#include "assess/assessment_show_html.h"
#include "assess/assessment_write_html.h"

typedef struct AssessmentInput {
    const char *strengths, *barriers, *progress, *tried, *advice, *summary;
    const char *learner_view, *learner_view_how;
    Date learner_view_on;
    const char *parent_view, *parent_view_how;
    Date parent_view_on;
    const char *no_view_reason;
} AssessmentInput;

#define LONG_TEXT(name, lines, ...)                                                                \
    FORM_TEXT(AssessmentInput, name, .rows = (lines), .max = 8000, .personal = true, __VA_ARGS__)

static const FormField fields[] = {
    LONG_TEXT(strengths, 3, .label = "What goes well"),
    LONG_TEXT(barriers, 3, .label = "What gets in the way of learning"),
    LONG_TEXT(progress, 3, .label = "Progress, beside others of the same age",
              .hint = "Attainment, behaviour, wider development; with dates and sources."),
    LONG_TEXT(tried, 3, .label = "What has been tried, and how it went"),
    LONG_TEXT(advice, 2, .label = "Advice from services",
              .hint = "If anybody is involved: who, when, and what they advise."),
    LONG_TEXT(learner_view, 3, .label = "In their own words"),
    FORM_TEXT(AssessmentInput, learner_view_how, .label = "How you asked", .personal = true),
    FORM_DATE(AssessmentInput, learner_view_on, .label = "When", .personal = true),
    LONG_TEXT(parent_view, 3, .label = "In their own words"),
    FORM_TEXT(AssessmentInput, parent_view_how, .label = "Who, and how you asked",
              .personal = true),
    FORM_DATE(AssessmentInput, parent_view_on, .label = "When", .personal = true),
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
        .learner_view = a->learner_view,
        .parent_view = a->parent_view,
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

static void fill_fields(Request *request, const Assessment *a, AssessmentWrite *view)
{
    view->strengths = field(request, "strengths", a->strengths);
    view->barriers = field(request, "barriers", a->barriers);
    view->progress = field(request, "progress", a->progress);
    view->tried = field(request, "tried", a->tried);
    view->advice = field_view(request, &assessment_form, "advice", a->advice);
    view->summary = field(request, "summary", a->summary);
    view->learner_view = field(request, "learner_view", a->learner_view);
    view->learner_view_how = field(request, "learner_view_how", a->learner_view_how);
    view->learner_view_on = day(request, "learner_view_on", a->learner_view_on);
    view->parent_view = field(request, "parent_view", a->parent_view);
    view->parent_view_how = field(request, "parent_view_how", a->parent_view_how);
    view->parent_view_on = day(request, "parent_view_on", a->parent_view_on);
    view->no_view_reason =
        field_view(request, &assessment_form, "no_view_reason", a->no_view_reason);
}

/* An assessment that grew out of a review opens with what was known and said then. Until somebody
 * has saved it, each field says where its words come from. */
static void mark_origins(Request *request, const Case *now, AssessmentWrite *view)
{
    FieldView *known[] = {&view->strengths, &view->barriers, &view->advice, &view->summary};
    FieldView *reviewed[] = {&view->progress, &view->tried, &view->learner_view,
                             &view->parent_view};
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
    fill_fields(request, &now->assessment, &view);
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

static const char *said_words(Arena *arena, const char *how, Date on)
{
    if (!date_is_set(on))
        return how;
    if (text_empty(how))
        return date_long(arena, on);
    return arena_print(arena, "%s, %s", how, date_long(arena, on));
}

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
        .learner_view = a->learner_view,
        .learner_said = said_words(request->arena, a->learner_view_how, a->learner_view_on),
        .parent_view = a->parent_view,
        .parent_said = said_words(request->arena, a->parent_view_how, a->parent_view_on),
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

static void take(Assessment *a, const AssessmentInput *input)
{
    a->strengths = input->strengths;
    a->barriers = input->barriers;
    a->progress = input->progress;
    a->tried = input->tried;
    a->advice = input->advice;
    a->summary = input->summary;
    a->learner_view = input->learner_view;
    a->learner_view_how = input->learner_view_how;
    a->learner_view_on = input->learner_view_on;
    a->parent_view = input->parent_view;
    a->parent_view_how = input->parent_view_how;
    a->parent_view_on = input->parent_view_on;
    a->no_view_reason = input->no_view_reason;
}

static void check_day(Request *request, const char *name, Date on)
{
    if (date_is_set(on) && date_compare(on, request->today) > 0)
        form_problem(request, name, "The day must be today or earlier");
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
    check_day(request, "learner_view_on", input->learner_view_on);
    check_day(request, "parent_view_on", input->parent_view_on);
    TRY(form_problems(request));
    now->assessment.learner_id = request->learner->id;
    take(&now->assessment, input);
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

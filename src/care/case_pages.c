/* What an outside professional or an officer of the local authority sees: the cases that are shared
 * with them, while they last, and the list of exam access arrangements for the exams officer. */
#include <inttypes.h>

#include "care/arrangements_html.h"
#include "care/care.h"
#include "care/care_pages.h"
#include "care/care_sql.h"
#include "care/case_html.h"
#include "care/cases_html.h"
#include "assess/assess.h"
#include "documents/documents.h"
#include "learner/need.h"
#include "bank/cost_rules.h"
#include "review/review.h"

/* ---- Exam access arrangements ---------------------------------------------------------------- */

Error *arrangements_page(Request *request)
{
    struct arrangements_all_rows rows;
    Arena *arena = request->arena;
    bool own = request->reach == REACH_OWN;
    TRY(arrangements_all(request->db, arena, request->school_id,
                         own ? request->staff->id : (StaffId){0}, request->today, &rows));
    ArrangementsPage view = {
        .page = page_make(request, "Exam access arrangements", SECTION_ARRANGEMENTS),
        .rows = {rows.count, arena_array(arena, ArrangementRow, rows.count)},
    };
    for (size_t i = 0; i < rows.count; i++) {
        const struct arrangements_all_row *row = &rows.items[i];
        bool approved = date_is_set(row->approved_until);
        request_shows(request, row->learner_id);
        view.rows.items[i] = (ArrangementRow){
            .name = row->known_name,
            .class_name =
                row->class_name == NULL ? learner_year_words(row->national_year) : row->class_name,
            .what = row->what,
            .usual_since = date_medium(arena, row->usual_since),
            .evidence = row->evidence,
            .approved = approved ? date_medium(arena, row->approved_until) : NULL,
            .lapsed = approved && date_compare(row->approved_until, request->today) < 0,
        };
    }
    arrangements_html(request->out, &view);
    return NULL;
}

/* ---- Cases ----------------------------------------------------------------------------------- */

typedef struct OwnReportInput {
    const char *summary, *recommendations;
} OwnReportInput;

static const FormField report_fields[] = {
    FORM_TEXT(OwnReportInput, summary, .label = "Your report", .rows = 6, .max = 8000,
              .missing = "Enter your report", .personal = true),
    FORM_TEXT(OwnReportInput, recommendations, .label = "What you advise for class", .rows = 4,
              .max = 4000, .hint = "One a line. Teachers and assistants see this part only",
              .personal = true),
};
const Form case_report_form = FORM(OwnReportInput, report_fields);

Error *cases_page(Request *request)
{
    struct cases_of_rows rows;
    Arena *arena = request->arena;
    TRY(cases_of(request->db, arena, request->school_id, request->staff->id, request->today,
                 &rows));
    CasesPage view = {
        .page = page_make(request, "Your cases", SECTION_CASES),
        .cases = {rows.count, arena_array(arena, OwnCaseRow, rows.count)},
    };
    for (size_t i = 0; i < rows.count; i++) {
        request_shows(request, rows.items[i].learner_id);
        view.cases.items[i] = (OwnCaseRow){
            .href = url_print(arena, "/cases/%" PRId64, rows.items[i].learner_id.n),
            .name = rows.items[i].known_name,
            .year = learner_year_words(rows.items[i].national_year),
            .purpose = rows.items[i].purpose,
            .until = date_long(arena, rows.items[i].ends_on),
        };
    }
    cases_html(request->out, &view);
    return NULL;
}

typedef struct OpenCase {
    const Learner *learner;
    struct case_of_row row;
} OpenCase;

/* Not shared, over and not there look alike. */
static Error *open_case(Request *request, OpenCase *open)
{
    struct case_of_rows rows;
    LearnerId learner = {request_path_id(request, "pupil")};
    Learner *loaded = arena_new(request->arena, Learner);
    *open = (OpenCase){.learner = loaded};
    TRY(case_of(request->db, request->arena, request->school_id, learner, request->staff->id,
                request->today, &rows));
    if (rows.count == 0)
        return error_not_found("case of %" PRId64, learner.n);
    open->row = rows.items[0];
    TRY(learner_load(request->db, request->arena, request->school_id, learner, loaded));
    /* The trail tells of the look by the learner, as with a record. */
    request->learner = loaded;
    return NULL;
}

static const char *supports_words(Arena *arena, const Provision *provision)
{
    return arena_print(arena, "%s: %s", provision->title, plan_dose_words(arena, provision));
}

/* "Reading with Ms Reid: £1,200" of what has a cost; its reader is one who may see costs. */
static Error *fill_costs(Request *request, const Plan *plan, CasePage *view)
{
    PlannedCosts costs;
    Arena *arena = request->arena;
    TRY(plan_costs(request->db, arena, request->school_id, plan->id, true, &costs));
    view->costs = (Texts){0, arena_array(arena, const char *, plan->provisions.count)};
    for (size_t i = 0; i < plan->provisions.count; i++) {
        const Provision *provision = &plan->provisions.items[i];
        OptionalInteger pence = plan_cost_of(&costs, provision->id);
        if (pence.present)
            view->costs.items[view->costs.count++] =
                arena_print(arena, "%s: %s", provision->title, cost_words(arena, pence.value));
    }
    return NULL;
}

static Error *fill_plan(Request *request, const Cycle *cycle, bool costs, CasePage *view)
{
    Plan plan;
    Arena *arena = request->arena;
    TRY(plan_in_force(request->db, arena, request->school_id, cycle->id, &plan, &view->has_plan));
    if (!view->has_plan)
        return NULL;
    view->strategies = text_lines(arena, plan.class_strategies);
    view->outcomes =
        (CaseOutcomes){plan.outcomes.count, arena_array(arena, CaseOutcome, plan.outcomes.count)};
    for (size_t i = 0; i < plan.outcomes.count; i++)
        view->outcomes.items[i] =
            (CaseOutcome){plan_outcome_words(arena, &plan.outcomes.items[i]),
                          plan.outcomes.items[i].baseline, plan.outcomes.items[i].target};
    view->support =
        (Texts){plan.provisions.count, arena_array(arena, const char *, plan.provisions.count)};
    for (size_t i = 0; i < plan.provisions.count; i++)
        view->support.items[i] = supports_words(arena, &plan.provisions.items[i]);
    return costs ? fill_costs(request, &plan, view) : NULL;
}

/* found: false when the cycle before had none, or there was no cycle before. */
static Error *last_review(Request *request, const Cycle *cycle, Review *review, bool *found)
{
    *found = false;
    if (cycle->previous_id.n == 0)
        return NULL;
    return review_of_cycle(request->db, request->arena, request->school_id, cycle->previous_id,
                           review, found);
}

static Error *fill_review(Request *request, const Cycle *cycle, CasePage *view)
{
    Review review;
    bool found;
    TRY(last_review(request, cycle, &review, &found));
    if (!found)
        return NULL;
    int met = 0;
    for (size_t i = 0; i < review.outcomes.count; i++)
        met += review.outcomes.items[i].judgement >= JUDGEMENT_MET;
    view->review =
        arena_print(request->arena, "Held on %s: %d of %zu outcomes met.",
                    date_long(request->arena, review.held_on), met, review.outcomes.count);
    return NULL;
}

static Error *fill_shared(Request *request, const OpenCase *open, CasePage *view)
{
    Cycle cycle;
    Assessment assessment;
    bool found;
    TRY(cycle_now(request->db, request->arena, request->school_id, open->learner->id, &cycle,
                  &found));
    if (found && open->row.shares_plan) {
        bool costs = open->row.shares_costs && request_reach(request, MAY_SEE_COSTS) != REACH_NONE;
        TRY(fill_plan(request, &cycle, costs, view));
        TRY(fill_review(request, &cycle, view));
    }
    if (!found || !open->row.shares_assessment)
        return NULL;
    TRY(assessment_of_cycle(request->db, request->arena, request->school_id, cycle.id, &assessment,
                            &found));
    if (found && date_is_set(assessment.finished_on))
        view->assessment = assessment.summary;
    return NULL;
}

static Error *fill_reports(Request *request, const OpenCase *open, CasePage *view)
{
    struct reports_of_rows rows;
    Arena *arena = request->arena;
    bool all = open->row.shares_reports && request_reach(request, MAY_SEE_REPORTS) != REACH_NONE;
    TRY(reports_of(request->db, arena, request->school_id, open->learner->id,
                   all ? (StaffId){0} : request->staff->id, &rows));
    view->reports = (ReportRows){rows.count, arena_array(arena, ReportRow, rows.count)};
    for (size_t i = 0; i < rows.count; i++) {
        view->reports.items[i] = care_report_row(
            arena, rows.items[i].author, rows.items[i].received_on, rows.items[i].recommendations);
        view->reports.items[i].summary = rows.items[i].summary;
    }
    return NULL;
}

static const char *need_words(const char *code)
{
    const NeedType *need = code == NULL ? NULL : need_type(code);
    return need == NULL ? "none noted" : need->name;
}

static const char *level_words(const char *census)
{
    SenStatus status = SEN_NONE;
    (void)sen_status_parse_code(census, &status);
    return sen_status_words(status);
}

Error *case_page(Request *request)
{
    OpenCase open;
    Arena *arena = request->arena;
    TRY(open_case(request, &open));
    CasePage view = {
        .page = page_make(request,
                          arena_print(arena, "A shared case, %s",
                                      learner_year_words(open.learner->national_year)),
                          SECTION_CASES),
        .name = open.learner->known_name,
        .year_and_class = learner_year_and_class(arena, open.learner),
        .level = level_words(open.learner->census_code),
        .need = need_words(open.learner->primary_need),
        .purpose = open.row.purpose,
        .until = date_long(arena, open.row.ends_on),
        .may_write = request_reach(request, MAY_WRITE_CASE) != REACH_NONE,
        .form =
            form_view(request, url_print(arena, "/cases/%" PRId64 "/reports", open.learner->id.n),
                      0, "Your report"),
        .summary = field_view(request, &case_report_form, "summary", ""),
        .recommendations = field_view(request, &case_report_form, "recommendations", ""),
        .plan_paper = url_print(arena, "/cases/%" PRId64 "/plan/paper", open.learner->id.n),
        .review_paper = url_print(arena, "/cases/%" PRId64 "/review/paper", open.learner->id.n),
        .back = url_print(arena, "/cases"),
        .concerns = url_print(arena, "/cases/%" PRId64 "/concerns", open.learner->id.n),
    };
    TRY(fill_shared(request, &open, &view));
    TRY(fill_reports(request, &open, &view));
    case_html(request->out, &view);
    return NULL;
}

/* The cycle of a case whose plan is shared; nothing of it is there for others. */
static Error *shared_cycle(Request *request, Cycle *cycle)
{
    OpenCase open;
    bool found;
    *cycle = (Cycle){0};
    TRY(open_case(request, &open));
    TRY(cycle_now(request->db, request->arena, request->school_id, open.learner->id, cycle,
                  &found));
    return found && open.row.shares_plan
               ? NULL
               : error_not_found("plan of %" PRId64 " is not shared", open.learner->id.n);
}

Error *case_plan_paper(Request *request)
{
    Cycle cycle;
    Plan plan;
    bool found;
    TRY(shared_cycle(request, &cycle));
    TRY(plan_in_force(request->db, request->arena, request->school_id, cycle.id, &plan, &found));
    if (!found)
        return error_not_found("no plan in force of cycle %" PRId64, cycle.id.n);
    TRY(plan_as_agreed(request->db, request->arena, request->school_id, request->learner->id,
                       plan.id, &plan));
    return plan_paper_answer(request, &plan, &(PaperTo){.name = request->staff->display_name});
}

Error *case_review_paper(Request *request)
{
    Cycle cycle;
    Review review;
    bool found;
    TRY(shared_cycle(request, &cycle));
    TRY(last_review(request, &cycle, &review, &found));
    return found ? review_paper_answer(request, &review,
                                       &(PaperTo){.name = request->staff->display_name})
                 : error_not_found("no review before cycle %" PRId64, cycle.id.n);
}

Error *case_report_post(Request *request)
{
    const OwnReportInput *input = request->input;
    OpenCase open;
    TRY(open_case(request, &open));
    Report report = {.author = request->staff->display_name,
                     .staff = request->staff->id,
                     .received_on = request->today,
                     .summary = input->summary,
                     .recommendations = input->recommendations,
                     .kept_at = ""};
    TRY(care_file_report(request->db, request->school_id, open.learner->id, &report,
                         request->staff->id));
    return request_done(request, url_print(request->arena, "/cases/%" PRId64, open.learner->id.n),
                        "care_saved");
}

/* The page of one learner beside the cycle: the flag, notes among staff, reports, shared cases,
 * exam access arrangements. What a reader may not see is not asked of the store. */
#include "care/care_pages.h"

#include <inttypes.h>
#include <string.h>

#include "care/care.h"
#include "care/care_html.h"
#include "care/care_sql.h"
#include "register/register.h"

/* ---- Forms ----------------------------------------------------------------------------------- */

typedef struct NoteInput {
    const char *note;
} NoteInput;

static const FormField note_fields[] = {
    FORM_TEXT(NoteInput, note, .label = "Note for staff", .rows = 3, .max = 2000,
              .hint = "No family sees it. Write no disclosure here: that goes to the safeguarding "
                      "lead",
              .missing = "Enter the note", .personal = true),
};
const Form care_note_form = FORM(NoteInput, note_fields);

typedef struct ReportInput {
    const char *author, *summary, *recommendations, *kept_at;
    Date received_on;
} ReportInput;

static const FormField report_fields[] = {
    FORM_TEXT(ReportInput, author, .label = "Who wrote it", .hint = "Name and service", .max = 120,
              .missing = "Enter who wrote it", .personal = true),
    FORM_DATE(ReportInput, received_on, .label = "Received", .missing = "Enter when it came"),
    FORM_TEXT(ReportInput, summary, .label = "What it says", .rows = 5, .max = 8000,
              .missing = "Enter what it says", .personal = true),
    FORM_TEXT(ReportInput, recommendations, .label = "What it advises for class", .rows = 4,
              .max = 4000, .hint = "One a line. Teachers and assistants see this part only",
              .personal = true),
    FORM_TEXT(ReportInput, kept_at, .label = "Where the paper is kept", .max = 120),
};
const Form care_report_form = FORM(ReportInput, report_fields);

typedef struct CaseInput {
    int64_t professional;
    const char *purpose, *agreed_by;
    bool shares_plan, shares_assessment, shares_reports, shares_costs;
    Date agreed_on, starts_on, ends_on;
} CaseInput;

static const FormField case_fields[] = {
    FORM_ID(CaseInput, professional, .label = "With whom", .missing = "Choose with whom"),
    FORM_TEXT(CaseInput, purpose, .label = "What for", .max = 300, .missing = "Enter what for",
              .personal = true),
    FORM_CHECK(CaseInput, shares_plan, .label = "Share the plan and the last review"),
    FORM_CHECK(CaseInput, shares_assessment, .label = "Share the assessment’s summary"),
    FORM_CHECK(CaseInput, shares_reports, .label = "Share all reports of professionals",
               .hint = "With an officer of the local authority only"),
    FORM_CHECK(CaseInput, shares_costs, .label = "Share what support costs",
               .hint = "With an officer of the local authority only"),
    FORM_TEXT(CaseInput, agreed_by, .label = "Who agreed",
              .hint = "The parent, or the young person, before the first contact", .max = 120,
              .missing = "Enter who agreed", .personal = true),
    FORM_DATE(CaseInput, agreed_on, .label = "Agreed on", .missing = "Enter when they agreed"),
    FORM_DATE(CaseInput, starts_on, .label = "First day", .missing = "Enter the first day"),
    FORM_DATE(CaseInput, ends_on, .label = "Last day", .missing = "Enter the last day"),
};
const Form care_case_form = FORM(CaseInput, case_fields);

typedef struct ArrangementInput {
    const char *what, *evidence;
    Date usual_since, approved_until;
} ArrangementInput;

static const FormField arrangement_fields[] = {
    FORM_TEXT(ArrangementInput, what, .label = "Arrangement",
              .hint = "Such as 25% extra time, reader, scribe, word processor, rest breaks",
              .max = 120, .missing = "Enter the arrangement", .personal = true),
    FORM_DATE(ArrangementInput, usual_since, .label = "Normal way of working since",
              .missing = "Enter since when it is the normal way of working"),
    FORM_TEXT(ArrangementInput, evidence, .label = "Evidence", .rows = 3, .max = 1000,
              .hint = "What shows it, and where that is kept", .missing = "Enter the evidence",
              .personal = true),
    FORM_DATE(ArrangementInput, approved_until, .label = "Approved until"),
};
const Form care_arrangement_form = FORM(ArrangementInput, arrangement_fields);

/* ---- Parts of the page ----------------------------------------------------------------------- */

static Url care_url(Request *request, const char *rest)
{
    return url_print(request->arena, "/learners/%" PRId64 "/care%s", request->learner->id.n, rest);
}

static Error *fill_flag(Request *request, CarePage *view)
{
    struct flag_now_row row;
    view->sees_flag = request_may(request, MAY_SEE_SAFEGUARDING);
    view->may_set_flag = request_may(request, MAY_SET_SAFEGUARDING);
    if (!view->sees_flag)
        return NULL;
    TRY(flag_now(request->db, request->arena, request->school_id, request->learner->id, &row,
                 &view->flagged));
    if (view->flagged && view->may_set_flag)
        view->flagged_by = arena_print(request->arena, "%s, %s", row.display_name,
                                       date_long(request->arena, row.set_on));
    view->flag_form = form_view(request, care_url(request, "/flag"), 0, "Safeguarding");
    return NULL;
}

static Error *fill_notes(Request *request, CarePage *view)
{
    struct notes_of_rows rows;
    view->sees_notes = request_may(request, MAY_SEE_STAFF_NOTES);
    view->may_write_notes = request_may(request, MAY_WRITE_STAFF_NOTES);
    if (view->may_write_notes) {
        view->note_form = form_view(request, care_url(request, "/notes"), 0, "Note for staff");
        view->note = field_view(request, &care_note_form, "note", "");
    }
    if (!view->sees_notes)
        return NULL;
    TRY(notes_of(request->db, request->arena, request->school_id, request->learner->id, &rows));
    view->notes = (NoteRows){rows.count, arena_array(request->arena, NoteRow, rows.count)};
    for (size_t i = 0; i < rows.count; i++)
        view->notes.items[i] =
            (NoteRow){rows.items[i].display_name,
                      moment_long(request->arena, rows.items[i].written_at), rows.items[i].wording};
    return NULL;
}

ReportRow care_report_row(Arena *arena, const char *author, Date received_on, const char *advice)
{
    return (ReportRow){.author = author,
                       .received = date_long(arena, received_on),
                       .advice = text_lines(arena, advice)};
}

static Error *fill_advice(Request *request, CarePage *view)
{
    struct advice_of_rows rows;
    Arena *arena = request->arena;
    TRY(advice_of(request->db, arena, request->school_id, request->learner->id, &rows));
    view->reports = (ReportRows){rows.count, arena_array(arena, ReportRow, rows.count)};
    for (size_t i = 0; i < rows.count; i++)
        view->reports.items[i] = care_report_row(
            arena, rows.items[i].author, rows.items[i].received_on, rows.items[i].recommendations);
    return NULL;
}

Error *reports_evidence(Request *request, EvidenceList *list)
{
    struct reports_of_rows rows;
    Arena *arena = request->arena;
    TRY(reports_of(request->db, arena, request->school_id, request->learner->id, (StaffId){0},
                   &rows));
    for (size_t i = 0; i < rows.count; i++) {
        const struct reports_of_row *row = &rows.items[i];
        evidence_add(arena, list,
                     (Evidence){EVIDENCE_REPORT, row->id.n,
                                arena_print(arena, "Report of %s, %s", row->author,
                                            date_long(arena, row->received_on)),
                                arena_print(arena, "%s\n%s", row->summary, row->recommendations)});
    }
    return NULL;
}

static Error *fill_reports(Request *request, CarePage *view)
{
    struct reports_of_rows rows;
    Arena *arena = request->arena;
    const Form *form = &care_report_form;
    view->may_file = request_may(request, MAY_FILE_REPORTS);
    if (view->may_file) {
        view->report_form = form_view(request, care_url(request, "/reports"), 0, "File a report");
        view->author = field_view(request, form, "author", "");
        view->received_on = field_view_date(request, form, "received_on", request->today);
        view->summary = field_view(request, form, "summary", "");
        view->recommendations = field_view(request, form, "recommendations", "");
        view->kept_at = field_view(request, form, "kept_at", "");
    }
    if (!request_may(request, MAY_SEE_REPORTS))
        return fill_advice(request, view);
    TRY(reports_of(request->db, arena, request->school_id, request->learner->id, (StaffId){0},
                   &rows));
    view->reports = (ReportRows){rows.count, arena_array(arena, ReportRow, rows.count)};
    for (size_t i = 0; i < rows.count; i++) {
        const struct reports_of_row *row = &rows.items[i];
        view->reports.items[i] =
            care_report_row(arena, row->author, row->received_on, row->recommendations);
        view->reports.items[i].summary = row->summary;
        view->reports.items[i].kept_at = text_empty(row->kept_at) ? "not said" : row->kept_at;
    }
    return NULL;
}

/* "Dr Abara, Mill Vale NHS" */
static const char *with_organisation(Arena *arena, const char *name, const char *organisation)
{
    return text_empty(organisation) ? name : arena_print(arena, "%s, %s", name, organisation);
}

/* "name, class and need, plan, last review": what is shared. */
static const char *shared_words(Arena *arena, const struct cases_of_learner_row *row)
{
    const struct {
        bool shared;
        const char *words;
    } parts[] = {{row->shares_plan, "plan, last review"},
                 {row->shares_assessment, "assessment"},
                 {row->shares_reports, "reports"},
                 {row->shares_costs, "costs"}};
    const char *words = "";
    for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++)
        if (parts[i].shared)
            words = arena_print(arena, "%s, %s", words, parts[i].words);
    return *words == '\0' ? "name, class and need only"
                          : arena_print(arena, "name, class and need%s", words);
}

static Error *fill_professionals(Request *request, CarePage *view)
{
    struct professionals_of_rows rows;
    TRY(professionals_of(request->db, request->arena, request->school_id, request->today, &rows));
    ChoiceViews choices = {rows.count, arena_array(request->arena, ChoiceView, rows.count)};
    for (size_t i = 0; i < rows.count; i++)
        choices.items[i] =
            (ChoiceView){.code = arena_print(request->arena, "%" PRId64, rows.items[i].id.n),
                         .label = with_organisation(request->arena, rows.items[i].display_name,
                                                    rows.items[i].organisation)};
    view->professional = field_view_choices(request, &care_case_form, "professional", "", choices);
    return NULL;
}

static Error *fill_case_form(Request *request, CarePage *view)
{
    const Form *form = &care_case_form;
    view->case_form =
        form_view(request, care_url(request, "/cases"), 0, "Share with somebody from outside");
    view->purpose = field_view(request, form, "purpose", "");
    view->shares_plan = field_view_check(request, form, "shares_plan", true);
    view->shares_assessment = field_view_check(request, form, "shares_assessment", false);
    view->shares_reports = field_view_check(request, form, "shares_reports", false);
    view->shares_costs = field_view_check(request, form, "shares_costs", false);
    view->agreed_by = field_view(request, form, "agreed_by", "");
    view->agreed_on = field_view_date(request, form, "agreed_on", DATE_NONE);
    view->starts_on = field_view_date(request, form, "starts_on", request->today);
    view->ends_on = field_view_date(request, form, "ends_on", DATE_NONE);
    return fill_professionals(request, view);
}

static Error *fill_cases(Request *request, CarePage *view)
{
    struct cases_of_learner_rows rows;
    Arena *arena = request->arena;
    view->may_share = request_may(request, MAY_SHARE_CASE);
    if (!view->may_share)
        return NULL;
    TRY(cases_of_learner(request->db, arena, request->school_id, request->learner->id, &rows));
    view->cases = (CaseRows){rows.count, arena_array(arena, CaseRow, rows.count)};
    for (size_t i = 0; i < rows.count; i++) {
        const struct cases_of_learner_row *row = &rows.items[i];
        bool at_once = moment_is_set(row->ended_at);
        const char *end = arena_print(arena, "/cases/%" PRId64 "/end", row->id.n);
        view->cases.items[i] = (CaseRow){
            .who = with_organisation(arena, row->display_name, row->organisation),
            .purpose = row->purpose,
            .days = arena_print(arena, "%s to %s", date_medium(arena, row->starts_on),
                                at_once ? moment_long(arena, row->ended_at)
                                        : date_medium(arena, row->ends_on)),
            .agreed =
                arena_print(arena, "%s, %s", row->agreed_by, date_medium(arena, row->agreed_on)),
            .shared = shared_words(arena, row),
            .over = at_once || date_compare(row->ends_on, request->today) < 0,
            .end = form_view(request, care_url(request, end), 0, "End this visit"),
        };
    }
    return fill_case_form(request, view);
}

static Error *fill_arrangements(Request *request, CarePage *view)
{
    struct arrangements_of_rows rows;
    Arena *arena = request->arena;
    const Form *form = &care_arrangement_form;
    view->sees_arrangements = request_may(request, MAY_READ_ARRANGEMENTS);
    view->may_arrange = request_may(request, MAY_EDIT_ARRANGEMENTS);
    if (view->may_arrange) {
        view->arrangement_form =
            form_view(request, care_url(request, "/arrangements"), 0, "Add an arrangement");
        view->what = field_view(request, form, "what", "");
        view->usual_since = field_view_date(request, form, "usual_since", DATE_NONE);
        view->evidence = field_view(request, form, "evidence", "");
        view->approved_until = field_view_date(request, form, "approved_until", DATE_NONE);
    }
    if (!view->sees_arrangements)
        return NULL;
    TRY(arrangements_of(request->db, arena, request->school_id, request->learner->id, &rows));
    view->arrangements =
        (ArrangementRows){rows.count, arena_array(arena, ArrangementRow, rows.count)};
    for (size_t i = 0; i < rows.count; i++) {
        const struct arrangements_of_row *row = &rows.items[i];
        bool approved = date_is_set(row->approved_until);
        const char *end = arena_print(arena, "/arrangements/%" PRId64 "/end", row->id.n);
        view->arrangements.items[i] = (ArrangementRow){
            .what = row->what,
            .usual_since = date_long(arena, row->usual_since),
            .evidence = row->evidence,
            .approved = approved ? date_long(arena, row->approved_until) : NULL,
            .lapsed = approved && date_compare(row->approved_until, request->today) < 0,
            .end = form_view(request, care_url(request, end), 0, "No longer needed"),
        };
    }
    return NULL;
}

Error *care_page(Request *request)
{
    CarePage view = {
        .page = page_make(request,
                          arena_print(request->arena, "Beside the plan, %s",
                                      learner_year_words(request->learner->national_year)),
                          SECTION_REGISTER),
    };
    TRY(learner_bar(request, TAB_CARE, &view.bar));
    TRY(fill_flag(request, &view));
    TRY(fill_notes(request, &view));
    TRY(fill_reports(request, &view));
    TRY(fill_cases(request, &view));
    TRY(fill_arrangements(request, &view));
    care_html(request->out, &view);
    return NULL;
}

/* ---- What is written ------------------------------------------------------------------------- */

Error *care_flag_post(Request *request)
{
    struct flag_now_row row;
    bool flagged;
    TRY(flag_now(request->db, request->arena, request->school_id, request->learner->id, &row,
                 &flagged));
    if (flagged)
        TRY(flag_end(request->db, request->school_id, request->learner->id, request->staff->id,
                     request->today, NULL));
    else
        TRY(care_set_flag(request->db, request->school_id, request->learner->id, request->staff->id,
                          request->today));
    return request_done(request, care_url(request, ""), "care_saved");
}

Error *care_note_post(Request *request)
{
    const NoteInput *input = request->input;
    TRY(care_write_note(request->db, request->school_id, request->learner->id, input->note,
                        request->staff->id, request->now));
    return request_done(request, care_url(request, ""), "care_saved");
}

Error *care_report_post(Request *request)
{
    const ReportInput *input = request->input;
    if (date_compare(input->received_on, request->today) > 0)
        form_problem(request, "received_on", "That day has not come yet");
    TRY(form_problems(request));
    Report report = {.author = input->author,
                     .received_on = input->received_on,
                     .summary = input->summary,
                     .recommendations = input->recommendations,
                     .kept_at = input->kept_at};
    TRY(care_file_report(request->db, request->school_id, request->learner->id, &report,
                         request->staff->id));
    return request_done(request, care_url(request, ""), "care_saved");
}

/* Costs and other people's reports go to the local authority, and to no other visitor. */
static void check_officer(Request *request, const CaseInput *input, bool officer)
{
    static const char only[] = "Only an officer of the local authority may be given these";
    if (input->shares_reports && !officer)
        form_problem(request, "shares_reports", only);
    if (input->shares_costs && !officer)
        form_problem(request, "shares_costs", only);
}

static Error *check_professional(Request *request, const CaseInput *input)
{
    struct professionals_of_rows rows;
    TRY(professionals_of(request->db, request->arena, request->school_id, request->today, &rows));
    for (size_t i = 0; i < rows.count; i++)
        if (rows.items[i].id.n == input->professional) {
            check_officer(request, input, rows.items[i].officer != 0);
            return NULL;
        }
    form_problem(request, "professional", "Choose somebody from outside who works with us now");
    return NULL;
}

/* R-A-3: agreement comes before the first contact. */
static void check_days(Request *request, const CaseInput *input)
{
    if (date_compare(input->ends_on, input->starts_on) < 0)
        form_problem(request, "ends_on", "The last day cannot be before the first");
    if (date_compare(input->agreed_on, request->today) > 0)
        form_problem(request, "agreed_on", "That day has not come yet");
    else if (date_compare(input->agreed_on, input->starts_on) > 0)
        form_problem(request, "agreed_on", "Agreement comes before the first contact");
}

Error *care_case_post(Request *request)
{
    const CaseInput *input = request->input;
    TRY(check_professional(request, input));
    check_days(request, input);
    TRY(form_problems(request));
    SharedCase shared = {.professional = {input->professional},
                         .purpose = input->purpose,
                         .plan = input->shares_plan,
                         .assessment = input->shares_assessment,
                         .reports = input->shares_reports,
                         .costs = input->shares_costs,
                         .agreed_by = input->agreed_by,
                         .agreed_on = input->agreed_on,
                         .starts_on = input->starts_on,
                         .ends_on = input->ends_on};
    TRY(care_share_case(request->db, request->school_id, request->learner->id, &shared,
                        request->staff->id));
    return request_done(request, care_url(request, ""), "case_shared");
}

Error *care_case_end_post(Request *request)
{
    int64_t changed;
    TRY(case_end(request->db, request->school_id, request->learner->id,
                 (LearnerProfessionalId){request_path_id(request, "case")}, request->today,
                 request->now, &changed));
    if (changed == 0)
        return error_not_found("case that lasts");
    return request_done(request, care_url(request, ""), "case_ended");
}

Error *care_arrangement_post(Request *request)
{
    const ArrangementInput *input = request->input;
    if (date_compare(input->usual_since, request->today) > 0)
        form_problem(request, "usual_since", "That day has not come yet");
    TRY(form_problems(request));
    Arrangement arrangement = {.what = input->what,
                               .evidence = input->evidence,
                               .usual_since = input->usual_since,
                               .approved_until = input->approved_until};
    TRY(care_arrange(request->db, request->school_id, request->learner->id, &arrangement,
                     request->staff->id));
    return request_done(request, care_url(request, ""), "care_saved");
}

Error *care_arrangement_end_post(Request *request)
{
    int64_t changed;
    TRY(arrangement_end(request->db, request->school_id, request->learner->id,
                        (AccessArrangementId){request_path_id(request, "arrangement")},
                        request->today, &changed));
    if (changed == 0)
        return error_not_found("arrangement in use");
    return request_done(request, care_url(request, ""), "care_saved");
}

/* The page of the plan that a learner came with from elsewhere: what it says, by when it is gone
 * through, our own draft that begins from it, and what the setting before recorded. */
#include <inttypes.h>

#include "duty/duty.h"
#include "plan/arrival_html.h"
#include "plan/plan_pages.h"
#include "school/school.h"

/* ---- What is asked ----------------------------------------------------------------------------
 */

typedef struct ArrivalInput {
    Date arrived_on, plan_made_on;
    const char *from_setting, *outcomes, *support, *strategies, *words;
} ArrivalInput;

#define LINES(name, ...)                                                                           \
    FORM_TEXT(ArrivalInput, name, .rows = 3, .max = 4000, .personal = true, __VA_ARGS__)

static const FormField arrival_fields[] = {
    FORM_DATE(ArrivalInput, arrived_on, .label = "First day here",
              .missing = "Enter their first day here"),
    FORM_TEXT(ArrivalInput, from_setting, .label = "Where they came from",
              .hint = "The name of the place before", .max = 200),
    FORM_DATE(ArrivalInput, plan_made_on, .label = "Date on the plan"),
    LINES(outcomes, .label = "What it works towards", .hint = "One outcome a line"),
    LINES(support, .label = "What support it gives",
          .hint = "One a line: what, who with, how often"),
    LINES(strategies, .label = "What helps in {everyday}", .hint = "One thing a line"),
    LINES(words, .label = "What else it says",
          .hint = "What the family and the learner said, dates, names of specialists"),
};
const Form arrival_form = FORM(ArrivalInput, arrival_fields);

typedef struct ReviewInput {
    const char *verdict, *note;
    Date reviewed_on;
} ReviewInput;

static const FormChoice verdicts[] = {
    {"kept", "It goes on as it was", "Until our own plan takes its place."},
    {"changed", "It was changed", "What holds here stands in our own plan."},
    {"ended", "It is not needed here", "Say why, and what the family says to that."},
    {NULL, NULL, NULL},
};

static const FormField review_fields[] = {
    FORM_DATE(ReviewInput, reviewed_on, .label = "Gone through on",
              .missing = "Enter the day on which you went through it"),
    FORM_CHOICE(ReviewInput, verdict, .label = "What becomes of it?", .choices = verdicts,
                .missing = "Choose what becomes of it"),
    FORM_TEXT(ReviewInput, note, .label = "Why, and what the family and the learner say", .rows = 3,
              .max = 2000, .missing = "Enter a sentence on why", .personal = true),
};
const Form arrival_review_form = FORM(ReviewInput, review_fields);

/* ---- What is shown ----------------------------------------------------------------------------
 */

static Date due_of(const Arrival *arrival, Date today)
{
    return date_add_days(arrival->arrived_on, rule_pack_on(today)->clocks.inherited_review_days);
}

static Error *day_offered(Request *request, const Arrival *arrival, Date *day)
{
    SchoolCalendar calendar;
    *day = DATE_NONE;
    TRY(school_calendar(request->db, request->arena, request->school_id, &calendar));
    *day = school_day_on_or_before(&calendar, due_of(arrival, request->today));
    return NULL;
}

static Error *fill_due(Request *request, const Arrival *arrival, ArrivalPage *view)
{
    Date due;
    const Rule *rule = rule_find(rule_pack_on(request->today), "F-R-1", request->school->type);
    TRY(day_offered(request, arrival, &due));
    view->due = date_long(request->arena, due);
    if (date_compare(due, request->today) < 0)
        view->late = "late";
    if (rule != NULL) {
        view->strength = strength_word(rule->strength);
        view->source = rule->source;
    }
    return NULL;
}

static const char *what_became(const char *code)
{
    for (const FormChoice *choice = verdicts; choice->code != NULL; choice++)
        if (text_equal(choice->code, code))
            return choice->label;
    return "";
}

static void fill_reviewed(Request *request, const Arrival *arrival, ArrivalPage *view)
{
    view->reviewed =
        arena_print(request->arena, "%s, %s", date_long(request->arena, arrival->reviewed_on),
                    arrival->reviewed_by_name);
    view->reviewed_words = what_became(arrival->verdict);
    view->reviewed_note = arrival->note;
}

static void add_part(Request *request, ArrivalPage *view, const char *heading, const char *text)
{
    Texts lines = text_lines(request->arena, text);
    if (lines.count > 0)
        view->parts.items[view->parts.count++] = (ArrivalPart){heading, lines};
}

static void fill_parts(Request *request, const Arrival *arrival, ArrivalPage *view)
{
    view->parts.items = arena_array(request->arena, ArrivalPart, 4);
    add_part(request, view, "What it works towards", arrival->outcomes);
    add_part(request, view, "What support it gives", arrival->support);
    add_part(request, view, request_say(request, "What helps in {everyday}"), arrival->strategies);
    add_part(request, view, "What else it says", arrival->words);
}

static void fill_fields(Request *request, const Arrival *arrival, ArrivalPage *view)
{
    const Form *form = &arrival_form;
    view->form = form_view(request, plan_place(request, "/arrival"), arrival->version,
                           "The plan they came with");
    view->arrived_on =
        field_view_date(request, form, "arrived_on",
                        view->noted ? arrival->arrived_on : request->learner->entered_on);
    view->from_setting = field_view(request, form, "from_setting",
                                    arrival->from_setting == NULL ? "" : arrival->from_setting);
    view->plan_made_on = field_view_date(request, form, "plan_made_on",
                                         view->noted ? arrival->plan_made_on : DATE_NONE);
    view->outcomes = field_view(request, form, "outcomes", arrival->outcomes);
    view->support = field_view(request, form, "support", arrival->support);
    view->strategies = field_view(request, form, "strategies", arrival->strategies);
    view->words = field_view(request, form, "words", arrival->words);
}

static void fill_review(Request *request, const Arrival *arrival, ArrivalPage *view)
{
    const Form *form = &arrival_review_form;
    view->may_review = view->may_write;
    view->review_form = form_view(request, plan_place(request, "/arrival/review"), arrival->version,
                                  "Going through the plan");
    view->verdict = field_view(request, form, "verdict", "");
    view->reviewed_on = field_view_date(request, form, "reviewed_on", request->today);
    view->note = field_view(request, form, "note", "");
}

/* ---- What the setting before recorded ---------------------------------------------------------
 */

static const char *days_words(Arena *arena, const EarlierRecord *record)
{
    if (date_is_set(record->starts_on) && date_is_set(record->ends_on))
        return arena_print(arena, "%s to %s", date_medium(arena, record->starts_on),
                           date_medium(arena, record->ends_on));
    if (date_is_set(record->starts_on))
        return arena_print(arena, "from %s", date_medium(arena, record->starts_on));
    return date_is_set(record->ends_on)
               ? arena_print(arena, "until %s", date_medium(arena, record->ends_on))
               : "";
}

static const char *record_words(Arena *arena, const EarlierRecord *record)
{
    if (text_equal(record->kind, "status"))
        return earlier_status_words(record->code);
    if (!text_equal(record->kind, "need"))
        return record->words;
    const char *words = need_type_words(record->code);
    return record->rank.present
               ? arena_print(arena, "Need %lld: %s", (long long)record->rank.value, words)
               : arena_print(arena, "Need: %s", words);
}

/* When, and whose file says so. */
static const char *told_words(Arena *arena, const EarlierRecord *record)
{
    const char *days = days_words(arena, record);
    if (text_empty(record->from_setting))
        return days;
    return days[0] == '\0' ? record->from_setting
                           : arena_print(arena, "%s, %s", days, record->from_setting);
}

static Error *fill_earlier(Request *request, ArrivalPage *view)
{
    static const char *const kinds[] = {"status", "need", "setting", "attendance", "result"};
    EarlierRecords records;
    Arena *arena = request->arena;
    TRY(earlier_records(request->db, arena, request->school_id, request->learner->id, &records));
    view->earlier.items = arena_array(arena, EarlierLine, records.count);
    for (size_t k = 0; k < sizeof kinds / sizeof kinds[0]; k++)
        for (size_t i = 0; i < records.count; i++) {
            const EarlierRecord *record = &records.items[i];
            if (text_equal(record->kind, kinds[k]))
                view->earlier.items[view->earlier.count++] =
                    (EarlierLine){record_words(arena, record), told_words(arena, record)};
        }
    return NULL;
}

/* ---- The page ---------------------------------------------------------------------------------
 */

/* A plan of ours is begun while the cycle's first stages are open, and only once. */
static void fill_draft(Request *request, const PlanCase *now, ArrivalPage *view)
{
    bool open = now->has_cycle &&
                (now->cycle.state == CYCLE_ASSESSING || now->cycle.state == CYCLE_PLANNING);
    view->may_draft = view->may_write && open && !now->found;
    view->draft_form =
        form_view(request, plan_place(request, "/arrival/draft"), 0, "Begin our own draft");
    if (now->found)
        view->draft = plan_place(request, "/plan");
}

static const char *said_words(Request *request, const Arrival *arrival)
{
    const char *day = date_long(request->arena, arrival->arrived_on);
    if (text_empty(arrival->from_setting))
        return arena_print(request->arena, "Joined on %s", day);
    return arena_print(request->arena, "Joined on %s, from %s", day, arrival->from_setting);
}

static Error *fill_noted(Request *request, const Arrival *arrival, ArrivalPage *view)
{
    view->said = said_words(request, arrival);
    fill_parts(request, arrival, view);
    if (date_is_set(arrival->reviewed_on)) {
        fill_reviewed(request, arrival, view);
        return NULL;
    }
    fill_review(request, arrival, view);
    return fill_due(request, arrival, view);
}

Error *arrival_page(Request *request)
{
    Arrival arrival;
    PlanCase now = {0};
    ArrivalPage view = {
        .page = page_make(request, "The plan they came with", SECTION_REGISTER),
        .may_write = request_may(request, MAY_EDIT_PLAN),
        .back = plan_place(request, ""),
    };
    TRY(learner_bar(request, TAB_PLAN, &view.bar));
    TRY(arrival_load(request->db, request->arena, request->school_id, request->learner->id,
                     &arrival, &view.noted));
    TRY(plan_case(request, &now));
    TRY(fill_earlier(request, &view));
    fill_fields(request, &arrival, &view);
    if (view.noted) {
        TRY(fill_noted(request, &arrival, &view));
        fill_draft(request, &now, &view);
    }
    arrival_html(request->out, &view);
    return NULL;
}

/* ---- What is done -----------------------------------------------------------------------------
 */

static Error *load(Request *request, Arrival *arrival, bool *found)
{
    return arrival_load(request->db, request->arena, request->school_id, request->learner->id,
                        arrival, found);
}

static Error *none_noted(Request *request)
{
    return error_conflict("No plan from elsewhere is noted. Enter their first day here first.",
                          "learner %" PRId64, request->learner->id.n);
}

static void judge_days(Request *request, const ArrivalInput *input)
{
    if (date_compare(input->arrived_on, request->today) > 0)
        form_problem(request, "arrived_on", "Enter today or a day before");
    else if (date_compare(input->arrived_on, request->learner->born_on) < 0)
        form_problem(request, "arrived_on", "That is before they were born");
    if (date_is_set(input->plan_made_on) && date_compare(input->plan_made_on, request->today) > 0)
        form_problem(request, "plan_made_on", "Enter today or a day before");
}

Error *arrival_post(Request *request)
{
    const ArrivalInput *input = request->input;
    Arrival arrival;
    bool found;
    TRY(load(request, &arrival, &found));
    TRY(request_same_version(request, arrival.version));
    judge_days(request, input);
    TRY(form_problems(request));
    arrival.arrived_on = input->arrived_on;
    arrival.from_setting = input->from_setting;
    arrival.plan_made_on = input->plan_made_on;
    arrival.outcomes = input->outcomes;
    arrival.support = input->support;
    arrival.strategies = input->strategies;
    arrival.words = input->words;
    arrival.noted_by = request->staff->id;
    TRY(found ? arrival_save(request->db, request->school_id, &arrival)
              : arrival_note(request->db, request->arena, request->school_id, request->learner->id,
                             &arrival));
    return request_done(request, plan_place(request, "/arrival"), "arrival_saved");
}

Error *arrival_draft_post(Request *request)
{
    Arrival arrival;
    PlanCase now = {0};
    bool found;
    Date review_on;
    TRY(load(request, &arrival, &found));
    if (!found)
        return none_noted(request);
    TRY(plan_case(request, &now));
    bool open =
        now.has_cycle && (now.cycle.state == CYCLE_ASSESSING || now.cycle.state == CYCLE_PLANNING);
    if (!open)
        return error_conflict(now.has_cycle ? cycle_refusal(now.cycle.state)
                                            : "Begin a cycle first, on the overview.",
                              "learner %" PRId64 " has no open cycle", request->learner->id.n);
    TRY(day_offered(request, &arrival, &review_on));
    /* A review that was due before today is agreed anew. */
    if (date_compare(review_on, request->today) <= 0)
        review_on = DATE_NONE;
    TRY(arrival_draft(request->db, request->arena, request->school_id, request->learner->id,
                      now.cycle.id, &arrival, review_on));
    return request_done(request, plan_place(request, "/plan"), "arrival_draft");
}

Error *arrival_review_post(Request *request)
{
    const ReviewInput *input = request->input;
    Arrival arrival;
    bool found;
    TRY(load(request, &arrival, &found));
    if (!found)
        return none_noted(request);
    TRY(request_same_version(request, arrival.version));
    if (date_compare(input->reviewed_on, request->today) > 0)
        form_problem(request, "reviewed_on", "Enter today or a day before");
    else if (date_compare(input->reviewed_on, arrival.arrived_on) < 0)
        form_problem(request, "reviewed_on", "That is before they joined");
    TRY(form_problems(request));
    arrival.reviewed_on = input->reviewed_on;
    arrival.verdict = input->verdict;
    arrival.note = input->note;
    TRY(arrival_review(request->db, request->school_id, &arrival, request->staff->id));
    return request_done(request, plan_place(request, "/arrival"), "arrival_reviewed");
}

/* The page on which a plan is read: the one in force, an older one as it was, or a draft that the
 * reader may not write. */
#include <inttypes.h>
#include <string.h>

#include "bank/cost_rules.h"
#include "plan/plan_form.h"
#include "plan/plan_show_html.h"
#include "plan/plan_sql.h"
#include "school/school.h"

/* ---- Outcomes and support ---------------------------------------------------------------------
 */

static size_t outcome_number(const Plan *plan, OutcomeId id)
{
    for (size_t i = 0; i < plan->outcomes.count; i++)
        if (plan->outcomes.items[i].id.n == id.n)
            return i + 1;
    return 0;
}

/* "outcome 2", "outcomes 2 and 3": the others that it works towards. */
static const char *also_words(Arena *arena, const Plan *plan, const Provision *provision)
{
    const char *words = NULL;
    for (size_t i = 1; i < provision->outcomes.count; i++) {
        size_t number = outcome_number(plan, provision->outcomes.items[i]);
        words = words == NULL ? arena_print(arena, "outcome %zu", number)
                              : arena_print(arena, "%s and %zu", words, number);
    }
    return words;
}

static SupportShow support_show(Arena *arena, const Plan *plan, const PlannedCosts *costs,
                                const Provision *provision)
{
    OptionalInteger pence = plan_cost_of(costs, provision->id);
    return (SupportShow){
        .title = text_empty(provision->title) ? "Support, not named yet" : provision->title,
        .who = provision->deliverer_name,
        .dose = plan_dose_words(arena, provision),
        .days = plan_days_words(arena, provision),
        .place = provision->place,
        .detail = provision->detail,
        .evidence = provision->evidence_note,
        .also = also_words(arena, plan, provision),
        .cost = pence.present ? cost_words(arena, pence.value) : NULL,
    };
}

/* Under the first outcome that it works towards; n 0: towards none. */
static SupportShows support_under(Arena *arena, const Plan *plan, const PlannedCosts *costs,
                                  OutcomeId outcome)
{
    SupportShows shows = {0, arena_array(arena, SupportShow, plan->provisions.count)};
    for (size_t i = 0; i < plan->provisions.count; i++) {
        const Provision *provision = &plan->provisions.items[i];
        int64_t first = provision->outcomes.count == 0 ? 0 : provision->outcomes.items[0].n;
        if (first == outcome.n)
            shows.items[shows.count++] = support_show(arena, plan, costs, provision);
    }
    return shows;
}

static const char *area_words(const char *code)
{
    NeedArea area;
    return need_area_parse(code, &area) ? need_area_words(area) : "";
}

static OutcomeShows outcome_shows(Arena *arena, const Plan *plan, const PlannedCosts *costs)
{
    OutcomeShows shows = {plan->outcomes.count,
                          arena_array(arena, OutcomeShow, plan->outcomes.count)};
    for (size_t i = 0; i < plan->outcomes.count; i++) {
        const Outcome *outcome = &plan->outcomes.items[i];
        shows.items[i] = (OutcomeShow){
            .number = (int)i + 1,
            .wording = plan_outcome_words(arena, outcome),
            .area = area_words(outcome->area),
            .measure = outcome->measure,
            .baseline = outcome->baseline,
            .target = outcome->target,
            .due_on = outcome->due_on,
            .support = support_under(arena, plan, costs, outcome->id),
        };
    }
    return shows;
}

/* ---- The page ---------------------------------------------------------------------------------
 */

static const char *state_words(Arena *arena, const Plan *plan)
{
    switch (plan->state) {
    case PLAN_DRAFT:
        return arena_print(arena, "Draft, version %d", plan->edition);
    case PLAN_FINAL:
        return arena_print(arena, "Version %d, final since %s", plan->edition,
                           date_medium(arena, plan->finalised_on));
    case PLAN_SUPERSEDED:
        break;
    }
    return arena_print(arena, "Version %d, of %s", plan->edition,
                       date_medium(arena, plan->finalised_on));
}

static const char *edition_state(const char *code)
{
    if (text_equal(code, "final"))
        return "In force";
    return text_equal(code, "draft") ? "Draft" : "Replaced";
}

static Error *read_editions(Request *request, const Plan *plan, PlanEditions *editions)
{
    struct plans_of_cycle_rows rows;
    Arena *arena = request->arena;
    TRY(plans_of_cycle(request->db, arena, request->school_id, plan->cycle_id, &rows));
    *editions = (PlanEditions){rows.count, arena_array(arena, PlanEdition, rows.count)};
    for (size_t i = 0; i < rows.count; i++) {
        const struct plans_of_cycle_row *row = &rows.items[i];
        bool draft = !date_is_set(row->finalised_on);
        Url href = draft ? plan_place(request, "/plan")
                         : url_print(arena, "/learners/%" PRId64 "/plans/%" PRId64,
                                     request->learner->id.n, row->id.n);
        editions->items[i] =
            (PlanEdition){href,
                          draft ? arena_print(arena, "Version %d", row->edition)
                                : arena_print(arena, "Version %d, %s", row->edition,
                                              date_medium(arena, row->finalised_on)),
                          edition_state(row->state), row->id.n == plan->id.n};
    }
    return NULL;
}

/* What may be done with the plan in force of the current cycle. */
static Error *fill_actions(Request *request, const Plan *plan, PlanShow *view)
{
    Cycle cycle;
    bool found;
    CycleState next;
    TRY(cycle_now(request->db, request->arena, request->school_id, request->learner->id, &cycle,
                  &found));
    if (!found || cycle.id.n != plan->cycle_id.n)
        return NULL;
    bool may_edit = request_may(request, MAY_EDIT_PLAN);
    view->may_share = may_edit && view->final;
    view->share = form_view(request, plan_place(request, "/plan/share"), 0, "Shared with family");
    TRY(recipients_read(request, PURPOSE_PLAN, &view->who));
    view->shared_with_field =
        recipients_field(request, &plan_share_form, "shared_with", &view->who);
    recipients_papers(request, view->paper, &view->who);
    view->shared_field = field_view_date(request, &plan_share_form, "shared_on", plan->shared_on);
    view->may_reopen = may_edit && view->final &&
                       cycle_next(cycle.state, CYCLE_CHANGE_PLAN, &next) &&
                       (view->editions.count == 0 || view->editions.items[0].here);
    view->reopen = form_view(request, plan_place(request, "/plan/reopen"), 0, "Change this plan");
    if (view->draft && request_may(request, MAY_FINALISE_PLAN))
        view->finish = plan_place(request, "/plan/finish");
    return NULL;
}

/* The sum of what was said, and of how much of the support it was. */
static void fill_cost(Arena *arena, const Plan *plan, const PlannedCosts *costs, PlanShow *view)
{
    long long sum = 0;
    if (costs->count == 0)
        return;
    for (size_t i = 0; i < costs->count; i++)
        sum += costs->items[i].pence.value;
    view->cost = cost_words(arena, sum);
    if (costs->count < plan->provisions.count)
        view->cost_of =
            arena_print(arena, "%zu of %zu with a cost", costs->count, plan->provisions.count);
}

static Error *fill_support(Request *request, const Plan *plan, PlanShow *view)
{
    PlannedCosts costs;
    Arena *arena = request->arena;
    TRY(plan_costs(request->db, arena, request->school_id, plan->id,
                   request_may(request, MAY_SEE_COSTS), &costs));
    view->outcomes = outcome_shows(arena, plan, &costs);
    view->loose = support_under(arena, plan, &costs, (OutcomeId){0});
    fill_cost(arena, plan, &costs, view);
    return NULL;
}

static void fill_texts(Request *request, const Plan *plan, PlanShow *view)
{
    const PlanAbout *about = &plan->about;
    view->need = about->need;
    view->summary = about->summary;
    view->needs = needs_in_words(about->needs);
    view->class_strategies = text_lines(request->arena, plan->class_strategies);
    view->home_support = plan->home_support;
    view->learner_part = plan->learner_part;
    view->consulted = plan->consulted;
    view->responsible = plan->responsible_name;
    view->review_on = plan->review_on;
    view->review_reason = plan->review_reason;
    view->voices = plan_voices(request, about);
    view->no_view_reason = about->no_view_reason;
    view->shared_on = plan->shared_on;
    view->shared_with = plan->shared_with;
}

static Url paper_place(Request *request, const Plan *plan, const char *reader)
{
    return url_print(request->arena, "/learners/%" PRId64 "/plans/%" PRId64 "/paper%s",
                     request->learner->id.n, plan->id.n, reader);
}

static Url one_page_place(Request *request, const Plan *plan, const char *sheet)
{
    return url_print(request->arena, "/learners/%" PRId64 "/plans/%" PRId64 "/%s",
                     request->learner->id.n, plan->id.n, sheet);
}

Error *plan_show_page(Request *request, const Plan *plan, const char *note)
{
    SchoolCalendar calendar;
    TRY(school_calendar(request->db, request->arena, request->school_id, &calendar));
    PlanShow view = {
        .page = page_make(request, plan_title(request), SECTION_REGISTER),
        .heading = plan_heading(request, &calendar, plan),
        .state = state_words(request->arena, plan),
        .draft = plan->state == PLAN_DRAFT,
        .final = plan->state == PLAN_FINAL,
        .note = note,
        .given_name = plan_given_name(request),
        .paper = paper_place(request, plan, ""),
        .paper_large = paper_place(request, plan, "?for=large"),
    };
    if (!view.draft) {
        view.class_sheet = one_page_place(request, plan, "class-sheet");
        view.assistant_card = one_page_place(request, plan, "assistant-card");
    }
    if (!view.draft && !plan_is_intact(plan))
        view.altered = "The text of this version is not the one that was made final. Tell whoever "
                       "looks after Fourfold before you rely on it.";
    TRY(learner_bar(request, TAB_PLAN, &view.bar));
    fill_texts(request, plan, &view);
    TRY(fill_support(request, plan, &view));
    TRY(read_editions(request, plan, &view.editions));
    TRY(fill_actions(request, plan, &view));
    view.agreed_on = !view.draft;
    if (view.agreed_on)
        TRY(plan_answers_show(request, plan, &view.answers));
    TRY(plan_changed_show(request, plan, &view.changed, &view.changed_since, &view.changed_from));
    plan_show_html(request->out, &view);
    return NULL;
}

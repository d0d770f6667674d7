/* The page on which a plan is written. */
#include <inttypes.h>

#include "bank/cost_rules.h"
#include "plan/plan_form.h"
#include "plan/plan_rules.h"
#include "plan/plan_write_html.h"
#include "school/school.h"

/* What every row of the page needs. */
typedef struct Writing {
    Request *request;
    const Plan *plan;
    ChoiceViews people, teachers, outcomes;
    bool see_costs;
    PlannedCosts costs;
} Writing;

/* ---- Choices ----------------------------------------------------------------------------------
 */

static const char *id_text(Arena *arena, int64_t id)
{
    return id == 0 ? "" : arena_print(arena, "%" PRId64, id);
}

static Error *read_people(Writing *writing)
{
    StaffList staff;
    Request *request = writing->request;
    TRY(staff_list(request->db, request->arena, request->school_id, request->today, &staff));
    writing->people.items = arena_array(request->arena, ChoiceView, staff.count);
    writing->teachers.items = arena_array(request->arena, ChoiceView, staff.count);
    for (size_t i = 0; i < staff.count; i++) {
        const Staff *person = &staff.items[i];
        ChoiceView choice = {.code = id_text(request->arena, person->id.n),
                             .label = person->display_name};
        if (roles_support(person->roles))
            writing->people.items[writing->people.count++] = choice;
        if (roles_teach(person->roles))
            writing->teachers.items[writing->teachers.count++] = choice;
    }
    return NULL;
}

static ChoiceViews outcome_choices(Arena *arena, const Plan *plan)
{
    ChoiceViews choices = {plan->outcomes.count,
                           arena_array(arena, ChoiceView, plan->outcomes.count)};
    for (size_t i = 0; i < plan->outcomes.count; i++)
        choices.items[i] = (ChoiceView){
            .code = id_text(arena, plan->outcomes.items[i].id.n),
            .label = arena_print(arena, "Outcome %zu", i + 1),
        };
    return choices;
}

/* ---- Rows -------------------------------------------------------------------------------------
 */

/* A draft may be left with gaps: what is missing is listed beside it, not at each field. */
static FieldView quiet(FieldView view)
{
    view.optional = false;
    view.required = false;
    return view;
}

static FieldView text_in(const Writing *writing, const char *rows, int64_t id, const char *name,
                         const char *value)
{
    return quiet(field_view_row(writing->request, &plan_form, rows, id, name, value, NULL));
}

static FieldView date_in(const Writing *writing, const char *rows, int64_t id, const char *name,
                         Date value)
{
    return quiet(field_view_row_date(writing->request, &plan_form, rows, id, name, value));
}

static FieldView number_in(const Writing *writing, int64_t id, const char *name, int value)
{
    OptionalInteger number = {value > 0, value};
    return quiet(
        field_view_row_integer(writing->request, &plan_form, "provisions", id, name, number));
}

static Texts linked(Arena *arena, const OutcomeIds *outcomes)
{
    Texts texts = {outcomes->count, arena_array(arena, const char *, outcomes->count)};
    for (size_t i = 0; i < outcomes->count; i++)
        texts.items[i] = id_text(arena, outcomes->items[i].n);
    return texts;
}

static FieldView chosen_in(const Writing *writing, int64_t id, const char *name, Texts chosen,
                           ChoiceViews choices)
{
    return quiet(field_view_row_choices(writing->request, &plan_form, "provisions", id, name,
                                        chosen, choices));
}

static FieldView cost_in(const Writing *writing, ProvisionId id)
{
    OptionalInteger pence = plan_cost_of(&writing->costs, id);
    return text_in(writing, "provisions", id.n, "planned_cost",
                   pence.present ? cost_typed(writing->request->arena, pence.value) : "");
}

static bool needs_eyes(const FieldView *view)
{
    return view->error != NULL || view->theirs != NULL || view->merged;
}

static SupportFields support_fields(const Writing *writing, const Provision *provision,
                                    size_t number)
{
    Arena *arena = writing->request->arena;
    int64_t id = provision->id.n;
    const char *rows = "provisions";
    const char *who = id_text(arena, provision->deliverer.n);
    SupportFields fields = {
        .label = arena_print(arena, "Support %zu", number),
        .remove = arena_print(arena, "remove_support.%" PRId64, id),
        .what = text_in(writing, rows, id, "title", provision->title),
        .who = chosen_in(writing, id, "deliverer_id", (Texts){1, &who}, writing->people),
        .times = number_in(writing, id, "times_a_week", provision->times_a_week),
        .minutes = number_in(writing, id, "minutes", provision->minutes),
        .group = number_in(writing, id, "group_size", provision->group_size),
        .from = date_in(writing, rows, id, "starts_on", provision->starts_on),
        .to = date_in(writing, rows, id, "ends_on", provision->ends_on),
        .other = text_in(writing, rows, id, "deliverer_other", provision->deliverer_other),
        .detail = text_in(writing, rows, id, "detail", provision->detail),
        .place = text_in(writing, rows, id, "place", provision->place),
        .evidence = text_in(writing, rows, id, "evidence_note", provision->evidence_note),
        .links = chosen_in(writing, id, "provision_outcome", linked(arena, &provision->outcomes),
                           writing->outcomes),
        .costs = writing->see_costs,
        .cost = cost_in(writing, provision->id),
    };
    fields.title = text_empty(provision->title) ? fields.label : provision->title;
    fields.open = needs_eyes(&fields.other) || needs_eyes(&fields.detail) ||
                  needs_eyes(&fields.place) || needs_eyes(&fields.evidence) ||
                  needs_eyes(&fields.links) || needs_eyes(&fields.cost) ||
                  provision->outcomes.count == 0;
    fields.bare = text_empty(provision->detail) && text_empty(provision->place) &&
                  text_empty(provision->evidence_note) &&
                  !plan_cost_of(&writing->costs, provision->id).present;
    return fields;
}

/* Support for several outcomes stands under the first of them. n 0: what is tied to none. */
static SupportList support_under(const Writing *writing, OutcomeId outcome)
{
    const Provisions *provisions = &writing->plan->provisions;
    SupportList list = {0, arena_array(writing->request->arena, SupportFields, provisions->count)};
    for (size_t i = 0; i < provisions->count; i++) {
        const Provision *provision = &provisions->items[i];
        int64_t first = provision->outcomes.count == 0 ? 0 : provision->outcomes.items[0].n;
        if (first != outcome.n)
            continue;
        list.items[list.count] = support_fields(writing, provision, list.count + 1);
        list.count++;
    }
    return list;
}

static OutcomeFields outcome_fields(const Writing *writing, const Outcome *outcome, size_t number)
{
    Request *request = writing->request;
    Arena *arena = request->arena;
    int64_t id = outcome->id.n;
    const char *rows = "outcomes";
    OutcomeFields fields = {
        .label = arena_print(arena, "Outcome %zu", number),
        .number = number,
        .add = arena_print(arena, "support.%" PRId64, id),
        .remove = arena_print(arena, "remove_outcome.%" PRId64, id),
        .kept = outcome->carried_from.n != 0 && writing->plan->edition == 1,
        .wording = text_in(writing, rows, id, "wording", outcome->wording),
        .measure = text_in(writing, rows, id, "measure", outcome->measure),
        .baseline = text_in(writing, rows, id, "baseline", outcome->baseline),
        .target = text_in(writing, rows, id, "target", outcome->target),
        .due_on = date_in(writing, rows, id, "due_on", outcome->due_on),
        .area = text_in(writing, rows, id, "area", outcome->area),
        .support = support_under(writing, outcome->id),
    };
    fields.wording.label = arena_print(arena, "By the end, %s…", plan_given_name(request));
    return fields;
}

static void fill_rows(const Writing *writing, PlanWrite *view)
{
    const Outcomes *outcomes = &writing->plan->outcomes;
    view->outcomes = (OutcomeList){
        outcomes->count, arena_array(writing->request->arena, OutcomeFields, outcomes->count)};
    for (size_t i = 0; i < outcomes->count; i++)
        view->outcomes.items[i] = outcome_fields(writing, &outcomes->items[i], i + 1);
    view->loose = support_under(writing, (OutcomeId){0});
}

/* ---- What was typed for a part that is gone ---------------------------------------------------
 */

static bool plan_holds(const Plan *plan, int64_t id)
{
    for (size_t i = 0; i < plan->outcomes.count; i++)
        if (plan->outcomes.items[i].id.n == id)
            return true;
    for (size_t i = 0; i < plan->provisions.count; i++)
        if (plan->provisions.items[i].id.n == id)
            return true;
    return false;
}

static const char *typed_in(const FormState *state, const char *name)
{
    for (size_t i = 0; i < state->typed.count; i++)
        if (text_equal(state->typed.items[i].name, name))
            return state->typed.items[i].value;
    return "";
}

/* Whatever was typed in this row, each field with its label on a line of its own. */
static const char *typed_row(Request *request, const char *rows, int64_t id)
{
    Arena *arena = request->arena;
    const Form *row = NULL;
    const char *all = "";
    for (size_t i = 0; i < plan_form.count; i++)
        if (text_equal(plan_form.fields[i].name, rows))
            row = plan_form.fields[i].row;
    for (size_t i = 0; row != NULL && i < row->count; i++) {
        const FormField *field = &row->fields[i];
        bool words = field->kind == FORM_KIND_TEXT || field->kind == FORM_KIND_DATE ||
                     field->kind == FORM_KIND_INTEGER;
        const char *typed =
            typed_in(request->form, arena_print(arena, "%s.%" PRId64 ".%s", rows, id, field->name));
        if (words && !text_empty(typed))
            all = arena_print(arena, "%s%s%s: %s", all, text_empty(all) ? "" : "\n",
                              request_say(request, field->label), typed);
    }
    return all;
}

static Texts lost_texts(Request *request, const Plan *plan)
{
    Texts lost = {0, NULL};
    const PlanInput *input = request->input;
    if (request->form == NULL || request->form->form != &plan_form || !request->form->conflict)
        return lost;
    lost.items =
        arena_array(request->arena, const char *, input->outcomes.count + input->provisions.count);
    for (size_t i = 0; i < input->outcomes.count; i++)
        if (!plan_holds(plan, input->outcomes.items[i].id))
            lost.items[lost.count++] = typed_row(request, "outcomes", input->outcomes.items[i].id);
    for (size_t i = 0; i < input->provisions.count; i++)
        if (!plan_holds(plan, input->provisions.items[i].id))
            lost.items[lost.count++] =
                typed_row(request, "provisions", input->provisions.items[i].id);
    return lost;
}

/* ---- The page ---------------------------------------------------------------------------------
 */

static FieldView field(Request *request, const char *name, const char *value)
{
    return quiet(field_view(request, &plan_form, name, value));
}

static void fill_texts(const Writing *writing, PlanWrite *view)
{
    Request *request = writing->request;
    const Plan *plan = writing->plan;
    view->class_strategies = field(request, "class_strategies", plan->class_strategies);
    view->home_support = field(request, "home_support", plan->home_support);
    view->learner_part = field(request, "learner_part", plan->learner_part);
    view->consulted = field(request, "consulted", plan->consulted);
    view->review_on = quiet(field_view_date(request, &plan_form, "review_on", plan->review_on));
    view->review_reason = field_view(request, &plan_form, "review_reason", plan->review_reason);
    view->responsible =
        quiet(field_view_choices(request, &plan_form, "responsible_id",
                                 id_text(request->arena, plan->responsible.n), writing->teachers));
}

static const char *review_offer(Request *request, const SchoolCalendar *calendar)
{
    Date latest = review_day_latest(calendar, request->today);
    Date offered = review_day_offered(calendar, request->today);
    if (date_compare(offered, latest) == 0)
        return arena_print(request->arena, "At the latest %s, unless you give a reason.",
                           date_medium(request->arena, latest));
    return arena_print(request->arena, "For example %s. After %s give a reason.",
                       date_medium(request->arena, offered), date_medium(request->arena, latest));
}

/* The version that holds while a change of it is written. */
static Error *read_in_force(Request *request, const PlanCase *now, PlanWrite *view)
{
    Plan before;
    bool found;
    if (now->plan.edition == 1)
        return NULL;
    TRY(plan_in_force(request->db, request->arena, request->school_id, now->cycle.id, &before,
                      &found));
    if (!found)
        return NULL;
    view->in_force = url_print(request->arena, "/learners/%" PRId64 "/plans/%" PRId64,
                               request->learner->id.n, before.id.n);
    view->discard =
        form_view(request, plan_place(request, "/plan/discard"), 0, "Give up this change");
    return NULL;
}

static Error *fill_prompts(Request *request, const PlanCase *now, PlanWrite *view)
{
    Findings findings;
    if (!now->found)
        return NULL;
    TRY(plan_findings(request, &now->plan, &findings));
    view->prompts = prompts_of(request, &findings, plan_prompt_place, &now->plan, "",
                               "Only making the plan final waits for these.");
    return NULL;
}

Error *plan_write_page(Request *request, const PlanCase *now)
{
    SchoolCalendar calendar;
    Plan plan = now->plan;
    Writing writing = {
        .request = request, .plan = &plan, .see_costs = request_may(request, MAY_SEE_COSTS)};
    TRY(school_calendar(request->db, request->arena, request->school_id, &calendar));
    TRY(plan_read_about(request->db, request->arena, request->school_id, &plan));
    TRY(read_people(&writing));
    TRY(plan_costs(request->db, request->arena, request->school_id, plan.id, writing.see_costs,
                   &writing.costs));
    writing.outcomes = outcome_choices(request->arena, &plan);
    KeptView kept;
    TRY(kept_show(request, PLAN_KEPT, &plan_form, plan_place(request, "/plan/kept"), &kept));
    PlanWrite view = {
        .kept = kept,
        .page = page_make(request, plan_title(request), SECTION_REGISTER),
        .heading = plan_heading(request, &calendar, &plan),
        .state = arena_print(request->arena, "Draft, version %d", plan.edition),
        .cycle = arena_print(request->arena, "Cycle %d, begun %s", now->cycle.number,
                             date_long(request->arena, now->cycle.opened_on)),
        .assessing = now->cycle.state == CYCLE_ASSESSING,
        .assessment = plan_place(request, "/assessment"),
        .summary = plan.about.summary,
        .needs = needs_in_words(plan.about.needs),
        .form = form_view(request, plan_place(request, "/plan"), plan.version, "Plan"),
        .lost = lost_texts(request, &plan),
        .given_name = plan_given_name(request),
        .may_finish = request_may(request, MAY_FINALISE_PLAN),
        .saved = now->found,
        .paper = url_print(request->arena, "/learners/%" PRId64 "/plans/%" PRId64 "/paper",
                           request->learner->id.n, plan.id.n),
        .voices = plan_voices(request, &plan.about),
        .no_view_reason = plan.about.no_view_reason,
    };
    view.form.keep = view.kept.place;
    TRY(learner_bar(request, TAB_PLAN, &view.bar));
    fill_rows(&writing, &view);
    fill_texts(&writing, &view);
    view.review_offer = review_offer(request, &calendar);
    TRY(read_in_force(request, now, &view));
    TRY(plan_changed_show(request, &plan, &view.changed, &view.changed_since, &view.changed_from));
    TRY(fill_prompts(request, now, &view));
    TRY(plan_pick_fill(request, &plan, writing.outcomes, &view));
    plan_write_html(request->out, &view);
    return NULL;
}

/* Writing a plan: what the form holds, and what its buttons do. Every button saves first. */
#include "plan/plan_form.h"

#include <inttypes.h>
#include <string.h>

#include "bank/cost_rules.h"
#include "plan/plan_rules.h"
#include "platform/base/id.h"
#include "school/school.h"

enum { LEARNERS_MOST = 40, MINUTES_MOST = 400, TIMES_MOST = 35 };

#define PERSONAL(Type, name, ...) FORM_TEXT(Type, name, .personal = true, __VA_ARGS__)

static const FormChoice areas[] = {
    {"communication", "Communication and interaction", NULL},
    {"cognition", "Cognition and learning", NULL},
    {"semh", "Social, emotional and mental health", NULL},
    {"sensory", "Sensory and/or physical", NULL},
    {NULL, NULL, NULL},
};

static const FormField outcome_fields[] = {
    PERSONAL(OutcomeInput, wording, .label = "By the end", .rows = 2, .max = 1000),
    PERSONAL(OutcomeInput, measure, .label = "How we will know", .rows = 2, .max = 1000),
    PERSONAL(OutcomeInput, baseline, .label = "Start", .max = 200),
    PERSONAL(OutcomeInput, target, .label = "Aim", .max = 200),
    FORM_DATE(OutcomeInput, due_on, .label = "By when"),
    FORM_CHOICE(OutcomeInput, area, .label = "Area", .choices = areas),
};
static const Form outcome_form = FORM(OutcomeInput, outcome_fields);

static const FormField support_fields[] = {
    PERSONAL(SupportInput, title, .label = "What"),
    FORM_ID(SupportInput, deliverer_id, .label = "Who"),
    FORM_INTEGER(SupportInput, times_a_week, .label = "A week", .least = 0, .most = TIMES_MOST),
    FORM_INTEGER(SupportInput, minutes, .label = "Minutes", .least = 0, .most = MINUTES_MOST),
    FORM_INTEGER(SupportInput, group_size, .label = "Group", .least = 1, .most = LEARNERS_MOST,
                 .missing = "Enter how many learners are together: 1 when it is one alone"),
    FORM_DATE(SupportInput, starts_on, .label = "From", .missing = "Enter the first day"),
    FORM_DATE(SupportInput, ends_on, .label = "To", .missing = "Enter the last day"),
    PERSONAL(SupportInput, deliverer_other, .label = "Or somebody who is not staff",
             .hint = "A therapist, a volunteer"),
    PERSONAL(SupportInput, detail, .label = "What exactly is done", .rows = 3, .max = 2000),
    PERSONAL(SupportInput, place, .label = "Where", .max = 100),
    PERSONAL(SupportInput, evidence_note, .label = "Why this is thought to work", .rows = 3,
             .max = 1000),
    FORM_TEXT(SupportInput, planned_cost, .label = "Planned cost, pounds",
              .hint = "For this plan, for this learner. Seen by few, never by the family."),
    FORM_SET(SupportInput, provision_outcome, .label = "Works towards"),
};
static const Form support_form = FORM(SupportInput, support_fields);

static const FormField plan_fields[] = {
    FORM_ROWS(PlanInput, outcomes, &outcome_form, .label = "Outcomes"),
    FORM_ROWS(PlanInput, provisions, &support_form, .label = "Support"),
    PERSONAL(PlanInput, class_strategies, .label = "Everyone who teaches", .rows = 4, .max = 4000,
             .hint = "One a line. Three are read; more are not."),
    PERSONAL(PlanInput, home_support, .label = "At home, the family will", .rows = 4, .max = 4000),
    PERSONAL(PlanInput, learner_part, .label = "My part, in their own words", .rows = 2,
             .max = 4000),
    FORM_ID(PlanInput, responsible_id, .label = "Responsible teacher",
            .hint = "Answers for the plan day to day, also when others give the support."),
    PERSONAL(PlanInput, consulted, .label = "How family and child were asked", .rows = 2,
             .max = 2000, .hint = "Who, when and how. If they were not: why."),
    FORM_DATE(PlanInput, review_on, .label = "Review on"),
    PERSONAL(PlanInput, review_reason, .label = "Why later than a term", .max = 500),
    FORM_TEXT(PlanInput, then, .label = "Then", .max = 40),
    FORM_ID(PlanInput, pick_for, .label = "Towards"),
    FORM_SET(PlanInput, strategies, .label = "Strategies"),
};
const Form plan_form = FORM(PlanInput, plan_fields);

static const FormField share_fields[] = {
    FORM_SET(ShareInput, shared_with, .label = "To whom?"),
    FORM_DATE(ShareInput, shared_on, .label = "The family was given it on",
              .missing = "Enter the day the family was given the plan"),
};
const Form plan_share_form = FORM(ShareInput, share_fields);

/* ---- From the form into the plan --------------------------------------------------------------
 */

static void take_outcome(Outcome *outcome, const OutcomeInput *input)
{
    outcome->wording = input->wording;
    outcome->area = input->area;
    outcome->measure = input->measure;
    outcome->baseline = input->baseline;
    outcome->target = input->target;
    outcome->due_on = input->due_on;
}

static OutcomeIds ids_of(Arena *arena, Texts texts)
{
    OutcomeIds ids = {0, arena_array(arena, OutcomeId, texts.count)};
    for (size_t i = 0; i < texts.count; i++) {
        int64_t id;
        if (id_parse(texts.items[i], &id))
            ids.items[ids.count++] = (OutcomeId){id};
    }
    return ids;
}

static int number(OptionalInteger value)
{
    return value.present ? (int)value.value : 0;
}

static void take_support(Arena *arena, Provision *provision, const SupportInput *input)
{
    provision->title = input->title;
    provision->detail = input->detail;
    provision->deliverer = (StaffId){input->deliverer_id};
    provision->deliverer_other = input->deliverer_id == 0 ? input->deliverer_other : "";
    provision->place = input->place;
    provision->group_size = number(input->group_size);
    provision->minutes = number(input->minutes);
    provision->times_a_week = number(input->times_a_week);
    provision->starts_on = input->starts_on;
    provision->ends_on = input->ends_on;
    provision->evidence_note = input->evidence_note;
    provision->outcomes = ids_of(arena, input->provision_outcome);
}

static void take(Arena *arena, Plan *plan, const PlanInput *input)
{
    plan->responsible = (StaffId){input->responsible_id};
    plan->home_support = input->home_support;
    plan->learner_part = input->learner_part;
    plan->class_strategies = input->class_strategies;
    plan->consulted = input->consulted;
    plan->review_on = input->review_on;
    plan->review_reason = input->review_reason;
    for (size_t i = 0; i < plan->outcomes.count; i++)
        for (size_t k = 0; k < input->outcomes.count; k++)
            if (plan->outcomes.items[i].id.n == input->outcomes.items[k].id)
                take_outcome(&plan->outcomes.items[i], &input->outcomes.items[k]);
    for (size_t i = 0; i < plan->provisions.count; i++)
        for (size_t k = 0; k < input->provisions.count; k++)
            if (plan->provisions.items[i].id.n == input->provisions.items[k].id)
                take_support(arena, &plan->provisions.items[i], &input->provisions.items[k]);
}

static bool is_staff(const StaffList *staff, int64_t id)
{
    for (size_t i = 0; i < staff->count; i++)
        if (staff->items[i].id.n == id)
            return true;
    return id == 0;
}

/* Somebody chosen last year may have left: the name stays in old plans, not in a draft. */
static Error *check_people(Request *request, const PlanInput *input)
{
    StaffList staff;
    TRY(staff_list(request->db, request->arena, request->school_id, request->today, &staff));
    if (!is_staff(&staff, input->responsible_id))
        form_problem(request, "responsible_id", "Choose somebody who works here now");
    for (size_t i = 0; i < input->provisions.count; i++)
        if (!is_staff(&staff, input->provisions.items[i].deliverer_id))
            form_problem_row(request, "provisions", input->provisions.items[i].id, "deliverer_id",
                             "Choose somebody who works here now");
    return form_problems(request);
}

/* A cost that cannot be read is a problem of its field. */
static Error *check_costs(Request *request, const PlanInput *input)
{
    if (!request_may(request, MAY_SEE_COSTS))
        return NULL;
    for (size_t i = 0; i < input->provisions.count; i++) {
        OptionalInteger pence;
        const char *problem = cost_parse(input->provisions.items[i].planned_cost, &pence);
        if (problem != NULL)
            form_problem_row(request, "provisions", input->provisions.items[i].id, "planned_cost",
                             problem);
    }
    return form_problems(request);
}

/* Whoever may not see costs was not asked, and changes none. */
static Error *save_costs(Request *request, const Plan *plan, const PlanInput *input)
{
    if (!request_may(request, MAY_SEE_COSTS))
        return NULL;
    for (size_t i = 0; i < plan->provisions.count; i++)
        for (size_t k = 0; k < input->provisions.count; k++) {
            OptionalInteger pence;
            if (plan->provisions.items[i].id.n != input->provisions.items[k].id)
                continue;
            cost_parse(input->provisions.items[k].planned_cost, &pence);
            TRY(plan_set_cost(request->db, request->school_id, plan, plan->provisions.items[i].id,
                              pence));
        }
    return NULL;
}

/* The draft with what was typed, saved. Opening the page wrote nothing, so the first save makes
 * the draft. */
static Error *save(Request *request, PlanCase *now)
{
    const PlanInput *input = request->input;
    TRY(plan_case(request, now));
    if (!now->has_cycle || now->plan.state != PLAN_DRAFT)
        return error_conflict(now->has_cycle ? cycle_refusal(now->cycle.state)
                                             : "Begin a cycle first.",
                              "learner %" PRId64 " has no draft", request->learner->id.n);
    TRY(request_same_version(request, now->plan.version));
    TRY(check_people(request, input));
    TRY(check_costs(request, input));
    if (!now->found) {
        TRY(plan_begin(request->db, request->arena, request->school_id, request->learner->id,
                       now->cycle.id, &now->plan.id));
        now->plan.version = 1;
    }
    TRY(kept_empty(request, PLAN_KEPT));
    take(request->arena, &now->plan, input);
    TRY(plan_pick_strategies(request, input, &now->plan));
    TRY(plan_save(request->db, request->school_id, &now->plan));
    return save_costs(request, &now->plan, input);
}

/* ---- What the buttons ask besides -------------------------------------------------------------
 */

static Error *to_field(Request *request, const char *rows, int64_t id, const char *name)
{
    return request_done(request,
                        url_print(request->arena,
                                  "/learners/%" PRId64 "/plan#field-%s-%" PRId64 "-%s",
                                  request->learner->id.n, rows, id, name),
                        NULL);
}

static Error *add_outcome(Request *request, const Plan *plan)
{
    Outcome empty = {.wording = "",
                     .area = "",
                     .measure = "",
                     .baseline = "",
                     .target = "",
                     .due_on = plan->review_on};
    OutcomeId id;
    TRY(plan_add_outcome(request->db, request->arena, request->school_id, plan, &empty, &id));
    return to_field(request, "outcomes", id.n, "wording");
}

static Error *add_phrase(Request *request, const Plan *plan, int64_t picked)
{
    Outcome new = {.baseline = "", .target = "", .due_on = plan->review_on};
    OutcomeId id;
    TRY(plan_pick_phrase(request, picked, &new));
    TRY(plan_add_outcome(request->db, request->arena, request->school_id, plan, &new, &id));
    return to_field(request, "outcomes", id.n, "wording");
}

/* From the next day in school until the review, or until a review would be due. */
static Error *offer_days(Request *request, const Plan *plan, Provision *provision)
{
    SchoolCalendar calendar;
    TRY(school_calendar(request->db, request->arena, request->school_id, &calendar));
    provision->starts_on = school_days_after(&calendar, date_add_days(request->today, -1), 1);
    provision->ends_on = plan->review_on;
    if (date_compare(plan->review_on, provision->starts_on) <= 0)
        provision->ends_on = review_day_offered(&calendar, request->today);
    return NULL;
}

static Error *add_support(Request *request, const Plan *plan, OutcomeId towards)
{
    Provision empty = {.title = "",
                       .detail = "",
                       .deliverer_other = "",
                       .place = "",
                       .group_size = 1,
                       .evidence_note = "",
                       .outcomes = {1, &towards}};
    ProvisionId id;
    TRY(offer_days(request, plan, &empty));
    TRY(plan_add_provision(request->db, request->arena, request->school_id, plan, &empty, &id));
    return to_field(request, "provisions", id.n, "title");
}

/* With the usual dose; what is still to be said first is who does it. */
static Error *add_picked(Request *request, const Plan *plan, const PlanInput *input, int64_t picked)
{
    Provision new = {.deliverer_other = "", .place = ""};
    OptionalInteger cost;
    ProvisionId id;
    TRY(offer_days(request, plan, &new));
    TRY(plan_pick_support(request, plan, input, picked, &new, &cost));
    TRY(plan_add_provision(request->db, request->arena, request->school_id, plan, &new, &id));
    if (cost.present)
        TRY(plan_set_cost(request->db, request->school_id, plan, id, cost));
    return to_field(request, "provisions", id.n, "deliverer_id");
}

/* The id in "support.12"; 0 when it is another word. */
static int64_t asked(const char *then, const char *word)
{
    int64_t id = 0;
    size_t length = strlen(word);
    if (!text_starts(then, word) || then[length] != '.')
        return 0;
    return id_parse(then + length + 1, &id) ? id : 0;
}

static Error *remove_part(Request *request, const Plan *plan, OutcomeId outcome,
                          ProvisionId provision)
{
    Url place = plan_place(request, "/plan");
    if (outcome.n != 0) {
        TRY(plan_remove_outcome(request->db, request->school_id, plan, outcome));
        return request_done(request, place, "outcome_removed");
    }
    TRY(plan_remove_provision(request->db, request->school_id, plan, provision));
    return request_done(request, place, "provision_removed");
}

Error *plan_save_form(Request *request)
{
    const PlanInput *input = request->input;
    PlanCase now = {0};
    TRY(save(request, &now));
    OutcomeId towards = {asked(input->then, "support")};
    OutcomeId outcome = {asked(input->then, "remove_outcome")};
    ProvisionId provision = {asked(input->then, "remove_support")};
    if (text_equal(input->then, "outcome"))
        return add_outcome(request, &now.plan);
    if (towards.n != 0)
        return add_support(request, &now.plan, towards);
    if (asked(input->then, "pick") != 0)
        return add_picked(request, &now.plan, input, asked(input->then, "pick"));
    if (asked(input->then, "phrase") != 0)
        return add_phrase(request, &now.plan, asked(input->then, "phrase"));
    if (outcome.n != 0 || provision.n != 0)
        return remove_part(request, &now.plan, outcome, provision);
    if (text_equal(input->then, "final"))
        return request_done(request, plan_place(request, "/plan/finish"), NULL);
    return request_done(request, plan_place(request, "/plan"), "plan_saved");
}

/* What the pages of a plan have in common: which plan belongs on them, and what the rules say. */
#include <ctype.h>
#include <inttypes.h>

#include "plan/plan_pages.h"
#include "plan/plan_rules.h"
#include "school/school.h"

Url plan_place(Request *request, const char *rest)
{
    return url_print(request->arena, "/learners/%" PRId64 "%s", request->learner->id.n, rest);
}

const char *plan_title(Request *request)
{
    return arena_print(request->arena, "Plan, %s",
                       learner_year_words(request->learner->national_year));
}

const char *plan_given_name(const Request *request)
{
    const Learner *learner = request->learner;
    return text_empty(learner->preferred_name) ? learner->forename : learner->preferred_name;
}

const char *plan_heading(Request *request, const SchoolCalendar *calendar, const Plan *plan)
{
    Date until = date_is_set(plan->review_on) ? plan->review_on : request->today;
    const Term *term = school_term(calendar, until);
    if (term == NULL)
        return "Support plan";
    char *name = arena_copy(request->arena, term->name);
    name[0] = (char)tolower((unsigned char)name[0]);
    return arena_print(request->arena, "Plan for the %s term", name);
}

/* ---- Which plan -------------------------------------------------------------------------------
 */

/* A teacher of the class is the one who will answer for the plan, until another is chosen. */
static Error *class_teacher(Request *request, StaffId *teacher)
{
    ClassStaffList people;
    *teacher = (StaffId){0};
    if (request->learner->class_id.n == 0)
        return NULL;
    TRY(class_staff_on(request->db, request->arena, request->school_id, request->learner->class_id,
                       request->today, &people));
    if (people.count > 0 && people.items[0].teaches)
        *teacher = people.items[0].id;
    return NULL;
}

static Error *unsaved(Request *request, PlanCase *now)
{
    now->plan = (Plan){
        .learner_id = request->learner->id,
        .cycle_id = now->cycle.id,
        .edition = 1,
        .state = PLAN_DRAFT,
        .responsible_name = "",
        .home_support = "",
        .learner_part = "",
        .class_strategies = "",
        .consulted = "",
        .review_on = DATE_NONE,
        .review_reason = "",
        .finalised_on = DATE_NONE,
        .shared_on = DATE_NONE,
    };
    return class_teacher(request, &now->plan.responsible);
}

Error *plan_case(Request *request, PlanCase *now)
{
    Db *db = request->db;
    Arena *arena = request->arena;
    SchoolId school = request->school_id;
    TRY(cycle_now(db, arena, school, request->learner->id, &now->cycle, &now->has_cycle));
    if (!now->has_cycle)
        return NULL;
    /* Once the review has begun, a change that was never made final no longer counts. */
    bool writable = now->cycle.state == CYCLE_ASSESSING || now->cycle.state == CYCLE_PLANNING ||
                    now->cycle.state == CYCLE_DOING;
    if (writable)
        TRY(plan_of_cycle(db, arena, school, now->cycle.id, &now->plan, &now->found));
    else
        TRY(plan_in_force(db, arena, school, now->cycle.id, &now->plan, &now->found));
    return now->found ? NULL : unsaved(request, now);
}

/* ---- Voices -----------------------------------------------------------------------------------
 */

SaidViews plan_voices(Request *request, const PlanAbout *about)
{
    return said_views(request->arena, plan_given_name(request), &about->learner_view,
                      &about->parent_view, &about->other_views);
}

/* ---- Rules ------------------------------------------------------------------------------------
 */

static size_t support_of(const Plan *plan, OutcomeId outcome)
{
    size_t count = 0;
    for (size_t i = 0; i < plan->provisions.count; i++) {
        const OutcomeIds *links = &plan->provisions.items[i].outcomes;
        for (size_t link = 0; link < links->count; link++)
            if (links->items[link].n == outcome.n)
                count++;
    }
    return count;
}

static const OutcomeDraft *outcome_drafts(Arena *arena, const Plan *plan)
{
    OutcomeDraft *drafts = arena_array(arena, OutcomeDraft, plan->outcomes.count);
    for (size_t i = 0; i < plan->outcomes.count; i++) {
        const Outcome *outcome = &plan->outcomes.items[i];
        drafts[i] = (OutcomeDraft){outcome->wording, outcome->measure, outcome->baseline,
                                   outcome->target, support_of(plan, outcome->id)};
    }
    return drafts;
}

static const ProvisionDraft *provision_drafts(Arena *arena, const Plan *plan)
{
    ProvisionDraft *drafts = arena_array(arena, ProvisionDraft, plan->provisions.count);
    for (size_t i = 0; i < plan->provisions.count; i++) {
        const Provision *provision = &plan->provisions.items[i];
        drafts[i] = (ProvisionDraft){
            .title = provision->title,
            .deliverer = provision->deliverer.n,
            .deliverer_other = provision->deliverer_other,
            .starts_on = provision->starts_on,
            .ends_on = provision->ends_on,
            .times_a_week = provision->times_a_week,
            .minutes = provision->minutes,
            .outcome_count = provision->outcomes.count,
        };
    }
    return drafts;
}

static Error *teaches(Request *request, StaffId id, bool *yes)
{
    Staff person;
    *yes = false;
    if (id.n == 0)
        return NULL;
    TRY(staff_load(request->db, request->arena, request->school_id, id, request->today, &person));
    *yes = roles_teach(person.roles);
    return NULL;
}

PlanDraft plan_draft(Arena *arena, const Plan *plan, Date starts_on, bool responsible_teaches)
{
    return (PlanDraft){
        .starts_on = starts_on,
        .review_on = plan->review_on,
        .review_reason = plan->review_reason,
        .responsible = plan->responsible.n,
        .responsible_teaches = responsible_teaches,
        .consulted = plan->consulted,
        .home_support = plan->home_support,
        .class_strategies = plan->class_strategies,
        .outcome_count = plan->outcomes.count,
        .outcomes = outcome_drafts(arena, plan),
        .provision_count = plan->provisions.count,
        .provisions = provision_drafts(arena, plan),
    };
}

Error *plan_findings(Request *request, const Plan *plan, Findings *findings)
{
    SchoolCalendar calendar;
    bool responsible_teaches;
    TRY(school_calendar(request->db, request->arena, request->school_id, &calendar));
    TRY(teaches(request, plan->responsible, &responsible_teaches));
    PlanDraft draft = plan_draft(request->arena, plan, request->today, responsible_teaches);
    *findings = prompts_findings(request);
    plan_check_final(&draft, request->today, &calendar, findings);
    return NULL;
}

PromptPlace plan_prompt_place(Request *request, const Finding *finding, const void *context)
{
    const Plan *plan = context;
    Arena *arena = request->arena;
    if (finding->item == 0)
        return (PromptPlace){finding->field, NULL};
    size_t index = finding->item - 1;
    if (text_equal(finding->field, "wording") || text_equal(finding->field, "measure"))
        return (PromptPlace){arena_print(arena, "outcomes.%" PRId64 ".%s",
                                         plan->outcomes.items[index].id.n, finding->field),
                             arena_print(arena, "Outcome %zu", finding->item)};
    const Provision *provision = &plan->provisions.items[index];
    return (PromptPlace){
        arena_print(arena, "provisions.%" PRId64 ".%s", provision->id.n, finding->field),
        text_empty(provision->title) ? "Support without a name" : provision->title};
}

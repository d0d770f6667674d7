/* Which page of the plan is shown, and what is done with a plan besides writing it. */
#include "plan/plan_pages.h"

#include <inttypes.h>

#include "plan/plan_finish_html.h"
#include "plan/plan_form.h"
#include "plan/plan_none_html.h"
#include "plan/plan_sql.h"
#include "school/school.h"

/* ---- Nothing to show --------------------------------------------------------------------------
 */

static void say_why(Request *request, const PlanCase *now, PlanNone *view)
{
    const char *name = plan_given_name(request);
    Arena *arena = request->arena;
    if (!now->has_cycle || cycle_is_over(now->cycle.state)) {
        view->why = arena_print(arena, "There is no plan for %s.", name);
        view->next = "A plan grows out of an assessment, and that begins with a new cycle.";
    } else if (now->cycle.state == CYCLE_ASSESSING) {
        view->why = "The plan is not begun yet.";
        view->next = "The assessment is open. When it is finished, the plan is written here.";
    } else {
        view->why = "The plan is not begun yet.";
        view->next = request_say(request, "The {senco} or the {teacher} writes it.");
        return;
    }
    view->place = plan_place(request, "/assessment");
    view->place_words = "Go to the assessment";
}

static Error *none_page(Request *request, const PlanCase *now)
{
    struct last_plan_row last;
    bool found;
    PlanNone view = {.page = page_make(request, plan_title(request), SECTION_REGISTER)};
    say_why(request, now, &view);
    TRY(last_plan(request->db, request->arena, request->school_id, request->learner->id, &last,
                  &found));
    if (found)
        view.before = url_print(request->arena, "/learners/%" PRId64 "/plans/%" PRId64,
                                request->learner->id.n, last.id.n);
    TRY(learner_bar(request, TAB_PLAN, &view.bar));
    plan_none_html(request->out, &view);
    return NULL;
}

/* ---- Reading ----------------------------------------------------------------------------------
 */

static Error *agreed(Request *request, PlanId id, Plan *plan)
{
    return plan_as_agreed(request->db, request->arena, request->school_id, request->learner->id, id,
                          plan);
}

Error *plan_page(Request *request)
{
    PlanCase now = {0};
    Plan plan;
    TRY(plan_case(request, &now));
    bool may_write = now.has_cycle && now.plan.state == PLAN_DRAFT &&
                     request_may(request, MAY_EDIT_PLAN) &&
                     (now.found || now.cycle.state == CYCLE_PLANNING);
    if (may_write)
        return plan_write_page(request, &now);
    if (!now.found)
        return none_page(request, &now);
    TRY(agreed(request, now.plan.id, &plan));
    return plan_show_page(
        request, &plan, plan.state == PLAN_DRAFT ? "This is a draft. It may still change." : NULL);
}

Error *plan_past_page(Request *request)
{
    Plan plan;
    TRY(agreed(request, (PlanId){request_path_id(request, "plan")}, &plan));
    const char *note = NULL;
    if (plan.state == PLAN_SUPERSEDED)
        note = "This version was replaced by a later one. It stays here as it was agreed.";
    if (plan.state == PLAN_DRAFT)
        note = "This is a draft. It may still change.";
    return plan_show_page(request, &plan, note);
}

/* ---- Making it final --------------------------------------------------------------------------
 */

static void add_name(Texts *names, const char *name)
{
    if (text_empty(name))
        return;
    for (size_t i = 0; i < names->count; i++)
        if (text_equal(names->items[i], name))
            return;
    names->items[names->count++] = name;
}

/* Whom the plan names, and whom it is given to: never a contact who may not have it. */
static Error *read_readers(Request *request, const Plan *plan, Texts *names)
{
    ContactStandings contacts;
    TRY(contact_standings(request->db, request->arena, request->school_id, request->learner->id,
                          request->today, &contacts));
    names->items =
        arena_array(request->arena, const char *, contacts.count + plan->provisions.count + 2);
    add_name(names, plan_given_name(request));
    for (size_t i = 0; i < contacts.count; i++)
        if (entitlement(request->arena, &contacts.items[i].facts, PURPOSE_PLAN).addressed)
            add_name(names, contacts.items[i].link.name);
    add_name(names, plan->responsible_name);
    for (size_t i = 0; i < plan->provisions.count; i++)
        add_name(names, plan->provisions.items[i].deliverer_name);
    return NULL;
}

static const Check assessment_open = {"R-A-1", EFFECT_REFUSE, "",
                                      "Finish the assessment before the plan"};

static Error *final_findings(Request *request, const PlanCase *now, Findings *findings)
{
    TRY(plan_findings(request, &now->plan, findings));
    if (now->cycle.state == CYCLE_ASSESSING)
        finding_add(findings, &assessment_open);
    return NULL;
}

static Error *has_draft(Request *request, const PlanCase *now)
{
    if (now->found && now->plan.state == PLAN_DRAFT)
        return NULL;
    return error_conflict("There is no draft to make final. Look at the plan again.",
                          "learner %" PRId64 " has no draft", request->learner->id.n);
}

static Error *load_draft(Request *request, PlanCase *now)
{
    TRY(plan_case(request, now));
    return has_draft(request, now);
}

Error *plan_finish_page(Request *request)
{
    PlanCase now = {0};
    SchoolCalendar calendar;
    Findings findings;
    TRY(plan_case(request, &now));
    /* Its page shows a first draft before one is saved, so people come here from it. */
    if (!now.found && now.cycle.state == CYCLE_PLANNING && request->form == NULL)
        return request_done(request, plan_place(request, "/plan"), "plan_unsaved");
    TRY(has_draft(request, &now));
    TRY(school_calendar(request->db, request->arena, request->school_id, &calendar));
    TRY(final_findings(request, &now, &findings));
    Url back = plan_place(request, "/plan");
    PlanFinish view = {
        .page = page_make(request, plan_title(request), SECTION_REGISTER),
        .heading = plan_heading(request, &calendar, &now.plan),
        .ready = !findings_block(&findings),
        .prompts = prompts_of(request, &findings, plan_prompt_place, &now.plan, back.text,
                              "The plan waits for these."),
        .outcomes = now.plan.outcomes.count,
        .supports = now.plan.provisions.count,
        .review_on = now.plan.review_on,
        .supersedes = now.plan.edition > 1,
        .form = form_view(request, plan_place(request, "/plan/finish"), now.plan.version,
                          "Make the plan final"),
        .back = back,
        .paper = url_print(request->arena, "/learners/%" PRId64 "/plans/%" PRId64 "/paper",
                           request->learner->id.n, now.plan.id.n),
    };
    TRY(learner_bar(request, TAB_PLAN, &view.bar));
    TRY(read_readers(request, &now.plan, &view.readers));
    plan_finish_html(request->out, &view);
    return NULL;
}

Error *plan_finish(Request *request)
{
    PlanCase now = {0};
    Findings findings;
    TRY(load_draft(request, &now));
    TRY(request_same_version(request, now.plan.version));
    TRY(final_findings(request, &now, &findings));
    if (findings_block(&findings))
        return error_invalid("The plan cannot be final yet. What is missing is listed below.",
                             "plan %" PRId64 " is incomplete", now.plan.id.n);
    TRY(plan_finalise(request->db, request->arena, request->school_id, &now.plan,
                      request->staff->id, request->today));
    TRY(kept_empty_all(request, PLAN_KEPT));
    CycleEvent event = now.plan.edition == 1 ? CYCLE_FINALISE_PLAN : CYCLE_CHANGE_PLAN;
    TRY(cycle_apply(request->db, request->school_id, &now.cycle, event, request->today,
                    now.plan.review_on));
    return request_done(request, plan_place(request, "/plan"), "plan_final");
}

/* ---- After ------------------------------------------------------------------------------------
 */

static Error *load_final(Request *request, PlanCase *now)
{
    TRY(cycle_now(request->db, request->arena, request->school_id, request->learner->id,
                  &now->cycle, &now->has_cycle));
    if (now->has_cycle)
        TRY(plan_in_force(request->db, request->arena, request->school_id, now->cycle.id,
                          &now->plan, &now->found));
    if (now->found)
        return NULL;
    return error_conflict("There is no final plan yet. Finish it first.",
                          "learner %" PRId64 " has no final plan", request->learner->id.n);
}

Error *plan_share_given(Request *request)
{
    const ShareInput *input = request->input;
    PlanCase now = {0};
    TRY(load_final(request, &now));
    if (date_compare(input->shared_on, request->today) > 0)
        form_problem(request, "shared_on", "The day must be today or earlier");
    if (date_compare(input->shared_on, now.plan.finalised_on) < 0)
        form_problem(request, "shared_on", "The plan was not final yet on that day");
    const char *names;
    TRY(recipients_checked(request, PURPOSE_PLAN, "shared_with", input->shared_with, &names));
    TRY(form_problems(request));
    TRY(plan_share(request->db, request->school_id, &now.plan, input->shared_on, names));
    return request_done(request, plan_place(request, "/plan"), "plan_shared");
}

Error *plan_change(Request *request)
{
    PlanCase now = {0};
    CycleState next;
    PlanId draft;
    TRY(load_final(request, &now));
    if (!cycle_next(now.cycle.state, CYCLE_CHANGE_PLAN, &next))
        return error_conflict(cycle_refusal(now.cycle.state), "cycle %" PRId64, now.cycle.id.n);
    TRY(plan_reopen(request->db, request->arena, request->school_id, &now.plan, &draft));
    return request_done(request, plan_place(request, "/plan"), "plan_reopened");
}

Error *plan_give_up(Request *request)
{
    PlanCase now = {0};
    TRY(load_draft(request, &now));
    TRY(plan_discard(request->db, request->school_id, &now.plan));
    TRY(kept_empty_all(request, PLAN_KEPT));
    return request_done(request, plan_place(request, "/plan"), "plan_given_up");
}

Error *plan_keep_typing(Request *request)
{
    return kept_take(request, PLAN_KEPT, plan_place(request, "/plan"));
}

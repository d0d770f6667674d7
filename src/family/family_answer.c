/* What a parent, a carer or a learner says to the plan that was shared with them. */
#include <inttypes.h>

#include "family/family_view.h"

typedef struct AnswerInput {
    const char *answer, *answer_words;
} AnswerInput;

static const FormField answer_fields[] = {
    FORM_CHOICE(AnswerInput, answer, .label = "Your answer", .choices = plan_answer_choices,
                .missing = "Choose an answer"),
    FORM_TEXT(AnswerInput, answer_words, .label = "About your answer",
              .hint = "In any language. It is kept just as you write it", .rows = 3, .max = 2000,
              .personal = true),
};
const Form family_answer_form = FORM(AnswerInput, answer_fields);

static const char *you_words(const char *answer)
{
    if (text_equal(answer, "agree"))
        return "You agreed";
    if (text_equal(answer, "in_part"))
        return "You agreed with part of it";
    return text_equal(answer, "talk_first") ? "You want to talk about it first"
                                            : "You could not be asked";
}

static ContactId who_answers(const Request *request)
{
    return family_is_learner(request) ? (ContactId){0} : request->family->contact_id;
}

static void fill_said(Arena *arena, const PlanAnswer *now, FamilyAnswer *view)
{
    view->said =
        arena_print(arena, "%s, %s", you_words(now->answer), date_long(arena, now->answered_on));
    view->wording = now->wording;
    if (now->noted_by_name != NULL)
        view->noted = arena_print(arena, "%s wrote this down for you.", now->noted_by_name);
}

/* A change asks again, and shows only what changed. */
static Error *fill_before(Request *request, const Plan *plan, const PlanAnswer *before,
                          FamilyAnswer *view)
{
    Arena *arena = request->arena;
    TRY(plan_changes_since(request->db, arena, request->school_id, plan, before->plan_id,
                           &view->changed.changes));
    view->before =
        arena_print(arena, "%s, %s: version %d. %s", you_words(before->answer),
                    date_long(arena, before->answered_on), before->edition,
                    view->changed.changes.count > 0 ? "This has changed since:"
                                                    : "Nothing that you read has changed since.");
    return NULL;
}

Error *family_answer_fill(Request *request, const Plan *plan, FamilyAnswer *view)
{
    PlanAnswers all;
    ContactId contact = who_answers(request);
    TRY(plan_answers(request->db, request->arena, request->school_id, plan, &all));
    const PlanAnswer *now = plan_answer_now(&all, plan, contact);
    const PlanAnswer *before = plan_answer_before(&all, plan, contact);
    view->of_learner = family_is_learner(request);
    view->again = request->form != NULL && request->form->form == &family_answer_form;
    if (now != NULL)
        fill_said(request->arena, now, view);
    else if (before != NULL)
        TRY(fill_before(request, plan, before, view));
    view->form =
        form_view(request,
                  url_print(request->arena, "/family/learners/%" PRId64 "/plans/%" PRId64 "/answer",
                            request->learner->id.n, plan->id.n),
                  0, "Your answer to the plan");
    view->answer = field_view(request, &family_answer_form, "answer", "");
    view->answer_words = field_view(request, &family_answer_form, "answer_words", "");
    return NULL;
}

/* The plan that was shared with them; the one of an old page that was replaced is not answered. */
static Error *load_shared(Request *request, Plan *plan)
{
    bool allowed;
    PlanId id = {request_path_id(request, "plan")};
    TRY(family_may(request, request->learner->id, PURPOSE_PLAN, &allowed));
    TRY(plan_as_agreed(request->db, request->arena, request->school_id, request->learner->id, id,
                       plan));
    if (!allowed || plan->state == PLAN_DRAFT || !date_is_set(plan->shared_on))
        return error_not_found("plan %" PRId64 " is not shared with them", id.n);
    if (plan->state == PLAN_SUPERSEDED)
        return error_conflict("The plan was changed since you opened this page. Read the new one, "
                              "and answer to that.",
                              "plan %" PRId64 " is superseded", id.n);
    return NULL;
}

Error *family_answer_post(Request *request)
{
    const AnswerInput *input = request->input;
    Plan plan;
    PlanAnswer answer = {
        .contact_id = who_answers(request),
        .answer = input->answer,
        .wording = text_empty(input->answer_words) ? NULL : input->answer_words,
        .way = "screen",
        .answered_on = request->today,
    };
    TRY(load_shared(request, &plan));
    if (text_equal(input->answer, "in_part") && text_empty(input->answer_words))
        form_problem(request, "answer_words", "Say which part you do not agree with");
    TRY(form_problems(request));
    TRY(plan_answer_add(request->db, request->school_id, &plan, &answer, request->now));
    return request_done(
        request, url_print(request->arena, "/family/learners/%" PRId64, request->learner->id.n),
        "answer_sent");
}

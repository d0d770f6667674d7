/* A review as it was made final, and what may still be done with it. */
#include <inttypes.h>

#include "review/review_correction_html.h"
#include "review/review_final_html.h"
#include "review/review_form.h"

typedef struct CopyInput {
    Texts given_to; /* codes of recipients_read() */
    Date given_on;
} CopyInput;

static const FormField copy_fields[] = {
    FORM_SET(CopyInput, given_to, .label = "To whom?"),
    FORM_DATE(CopyInput, given_on, .label = "Given to the parents on",
              .missing = "Enter the day they were given it"),
};
const Form review_copy_form = FORM(CopyInput, copy_fields);

static Url review_url(Request *request, ReviewId id, const char *path)
{
    return url_print(request->arena, "/learners/%" PRId64 "/reviews/%" PRId64 "%s",
                     request->learner->id.n, id.n, path);
}

static const char *title_of(Request *request, const char *task)
{
    return arena_print(request->arena, "%s, %s", task,
                       learner_year_words(request->learner->national_year));
}

/* ---- What it says ---------------------------------------------------------------------------- */

static OutcomeShown outcome_shown(Arena *arena, const ReviewedOutcome *outcome, size_t at)
{
    return (OutcomeShown){
        .id = arena_print(arena, "outcome-%zu", at + 1),
        .heading = arena_print(arena, "%zu. %s", at + 1, review_outcome_words(arena, outcome)),
        .judgement = judgement_words(outcome->judgement),
        .met = outcome->judgement >= JUDGEMENT_MET,
        .from = outcome->baseline,
        .aim = outcome->target,
        .now_at = outcome->now_at,
        .measure = outcome->measure,
        .comment = outcome->comment,
        .next = review_next_words(outcome->next),
    };
}

ReviewBody review_body(Request *request, const Review *review)
{
    Arena *arena = request->arena;
    const char *name = request->learner->preferred_name != NULL ? request->learner->preferred_name
                                                                : request->learner->forename;
    size_t outcomes = review->outcomes.count, provisions = review->provisions.count;
    ReviewBody body = {
        .outcomes = {outcomes, arena_array(arena, OutcomeShown, outcomes)},
        .provisions = {provisions, arena_array(arena, ProvisionShown, provisions)},
        .learner_says = arena_print(arena, "%s said", name),
        .name = name,
        .learner_view = review->learner_view,
        .parent_view = review->parent_view,
        .no_view_reason = review->no_view_reason,
        .attended = review->attended,
        .method = review_method_words(review->method),
        .consulted = review->consulted,
        .school_will = review->school_will,
        .parent_will = review->parent_will,
        .learner_will = review->learner_will,
        .decision = review_decision_words(review->decision),
        .next_review_on = review->next_review_on,
        .next_reason = review->next_reason,
        .monitor_until = review->monitor_until,
    };
    for (size_t i = 0; i < outcomes; i++)
        body.outcomes.items[i] = outcome_shown(arena, &review->outcomes.items[i], i);
    for (size_t i = 0; i < provisions; i++) {
        const ReviewedProvision *provision = &review->provisions.items[i];
        body.provisions.items[i] = (ProvisionShown){provision->title,
                                                    provision->deliverer,
                                                    provision->sessions,
                                                    provision->missed,
                                                    review_impact_words(provision->impact),
                                                    provision->comment,
                                                    review_next_words(provision->decision)};
    }
    if (text_equal(review->decision, "leave"))
        body.next_review_on = DATE_NONE;
    else
        body.monitor_until = DATE_NONE;
    return body;
}

/* ---- The final page -------------------------------------------------------------------------- */

static const char *held_words(Arena *arena, const Review *review)
{
    const char *held = arena_print(arena, "Held %s", date_long(arena, review->held_on));
    if (!date_is_set(review->about.agreed_on))
        return held;
    int late = date_days_between(review->about.agreed_on, review->held_on);
    if (late > 0)
        return arena_print(arena, "%s, %d day%s after the agreed day", held, late,
                           late == 1 ? "" : "s");
    return arena_print(arena, "%s, on time", held);
}

static Error *load(Request *request, Review *review)
{
    return review_load(request->db, request->arena, request->school_id, request->learner->id,
                       (ReviewId){request_path_id(request, "review")}, review);
}

static Error *add_newest(Request *request, const Review *review, ReviewFinalPage *view)
{
    Review newest;
    bool found;
    TRY(review_of_cycle(request->db, request->arena, request->school_id, review->cycle_id, &newest,
                        &found));
    if (found)
        view->newest = review_url(request, newest.id, "");
    return NULL;
}

static Error *add_recipients(Request *request, ReviewFinalPage *view)
{
    TRY(recipients_read(request, PURPOSE_REVIEW, &view->who));
    view->given_to = recipients_field(request, &review_copy_form, "given_to", &view->who);
    recipients_papers(request, view->paper, &view->who);
    return NULL;
}

Error *review_final_page(Request *request)
{
    Arena *arena = request->arena;
    Review review;
    TRY(load(request, &review));
    bool final = review.state == REVIEW_FINAL;
    ReviewFinalPage view = {
        .page = page_make(request, title_of(request, "Review"), SECTION_REGISTER),
        .title = arena_print(arena, "Review of cycle %d", review.about.cycle),
        .held = held_words(arena, &review),
        .finalised = arena_print(arena, "Final since %s, %s", date_long(arena, review.finalised_on),
                                 review.about.finalised_by),
        .edition = arena_print(arena, "Version %d", review.edition),
        .correction = review.correction,
        .superseded = !final,
        .broken = !review_is_intact(&review),
        .body = review_body(request, &review),
        .paper = review_url(request, review.id, "/paper"),
        .copy_given_on = review.copy_given_on,
        .copy_given_to = review.copy_given_to,
        .may_give = final && request_may(request, MAY_REVIEW) && !date_is_set(review.copy_given_on),
        .copy_form =
            form_view(request, review_url(request, review.id, "/copy"), 0, "The parents have it"),
        .given_on = field_view_date(request, &review_copy_form, "given_on", request->today),
    };
    if (final && request_may(request, MAY_FINALISE_REVIEW))
        view.correct = review_url(request, review.id, "/correction");
    if (final && request_may(request, MAY_REVIEW))
        TRY(add_recipients(request, &view));
    TRY(learner_bar(request, TAB_REVIEW, &view.bar));
    if (!final)
        TRY(add_newest(request, &review, &view));
    review_final_html(request->out, &view);
    return NULL;
}

Error *review_copy_form_post(Request *request)
{
    const CopyInput *input = request->input;
    Review review;
    TRY(load(request, &review));
    if (date_compare(input->given_on, request->today) > 0)
        form_problem(request, "given_on", "The day must be today or earlier");
    else if (date_compare(input->given_on, review.held_on) < 0)
        form_problem(request, "given_on", "The record cannot be given before the review was held");
    const char *names;
    TRY(recipients_checked(request, PURPOSE_REVIEW, "given_to", input->given_to, &names));
    TRY(form_problems(request));
    TRY(review_give_copy(request->db, request->school_id, request->learner->id, review.id,
                         input->given_on, names));
    return request_done(request, review_url(request, review.id, ""), "copy_given");
}

/* ---- A correction ---------------------------------------------------------------------------- */

static const char *decided_words(Arena *arena, const Review *review)
{
    bool leaves = text_equal(review->decision, "leave");
    Date date = leaves ? review->monitor_until : review->next_review_on;
    return arena_print(arena, "%s. %s %s.", review_decision_words(review->decision),
                       leaves ? "Progress is watched until" : "Next review",
                       date_long(arena, date));
}

Error *review_correction_page(Request *request)
{
    Review review;
    Plan plan;
    TRY(load(request, &review));
    TRY(plan_load(request->db, request->arena, request->school_id, request->learner->id,
                  review.plan_id, &plan));
    ReviewCorrectionPage view = {
        .page = page_make(request, title_of(request, "Correct the review"), SECTION_REGISTER),
        .title = arena_print(request->arena, "Correct the review of cycle %d", review.about.cycle),
        .form = form_view(request, review_url(request, review.id, "/correction"), review.version,
                          "Correct the review"),
        .fields = review_fields(request, &review, &plan),
        .correction = review_correction_field(request),
        .decided = decided_words(request->arena, &review),
        .back = review_url(request, review.id, ""),
    };
    TRY(learner_bar(request, TAB_REVIEW, &view.bar));
    review_correction_html(request->out, &view);
    return NULL;
}

Error *review_correction_post(Request *request)
{
    Review review;
    TRY(load(request, &review));
    TRY(request_same_version(request, review.version));
    Review corrected = review;
    review_apply(request, &corrected, false);
    corrected.correction = review_correction_typed(request);
    if (text_empty(corrected.correction))
        form_problem(request, "correction", "Say what is corrected, and why");
    Findings findings = review_findings(request, &corrected, NULL);
    review_refuse(request, &corrected, &findings);
    TRY(form_problems(request));
    TRY(review_correct(request->db, request->arena, request->school_id, &review, &corrected,
                       request->staff->id, request->today));
    return request_done(request, review_url(request, corrected.id, ""), "review_corrected");
}

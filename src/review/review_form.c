#include "review/review_form.h"

#include <inttypes.h>

#include "platform/base/log.h"

enum { BAR = 120 }; /* length of a full bar */

/* ---- Declared once --------------------------------------------------------------------------- */

typedef struct OutcomeInput {
    int64_t id;
    const char *judgement, *now_at, *comment, *next;
} OutcomeInput;

typedef struct OutcomeInputs {
    size_t count;
    OutcomeInput *items;
} OutcomeInputs;

typedef struct ProvisionInput {
    int64_t id;
    const char *impact, *comment, *decision;
} ProvisionInput;

typedef struct ProvisionInputs {
    size_t count;
    ProvisionInput *items;
} ProvisionInputs;

typedef struct ReviewInput {
    OutcomeInputs outcomes;
    ProvisionInputs provisions;
    const char *learner_view, *parent_view, *no_view_reason;
    Date held_on;
    const char *method, *attended, *consulted;
    const char *school_will, *parent_will, *learner_will;
    const char *decision;
    Date next_review_on, monitor_until;
    const char *next_reason, *correction;
} ReviewInput;

static const FormChoice judgements[] = {
    {"not_met", "Not met yet", NULL},
    {"partly_met", "Partly met", NULL},
    {"met", "Met", NULL},
    {"exceeded", "Exceeded", NULL},
    {NULL, NULL, NULL},
};
static const FormChoice nexts[] = {
    {"keep", "Keep", NULL}, {"change", "Change", NULL}, {"stop", "Stop", NULL}, {NULL, NULL, NULL}};
static const FormChoice impacts[] = {
    {"none", "None", NULL}, {"some", "Some", NULL}, {"good", "Good", NULL}, {NULL, NULL, NULL}};
static const FormChoice decisions[] = {{"continue", "Continue", NULL},
                                       {"change", "Change", NULL},
                                       {"stop", "Stop", NULL},
                                       {NULL, NULL, NULL}};
static const FormChoice methods[] = {{"meeting", "Meeting", NULL},
                                     {"phone", "Phone", NULL},
                                     {"video", "Video", NULL},
                                     {"paper", "Paper", NULL},
                                     {NULL, NULL, NULL}};
static const FormChoice afterwards[] = {
    {"continue", "Go on with SEN Support", "The next cycle opens with what you keep."},
    {"specialist", "Go on, and bring in a specialist",
     "The parents agree first. The next cycle opens with what you keep."},
    {"ehc_request", "Go on, and request an EHC needs assessment",
     "Support goes on meanwhile. The next cycle opens with what you keep."},
    {"leave", "SEN Support can end", "Progress is watched until a date."},
    {NULL, NULL, NULL},
};

static const FormField outcome_fields[] = {
    FORM_CHOICE(OutcomeInput, judgement, .label = "How far was it met?", .choices = judgements),
    FORM_TEXT(OutcomeInput, now_at, .label = "Where it is now", .max = 500, .personal = true),
    FORM_TEXT(OutcomeInput, comment, .label = "What was seen", .rows = 2, .max = 2000,
              .personal = true),
    FORM_CHOICE(OutcomeInput, next, .label = "Next", .choices = nexts),
};
static const Form outcome_form = FORM(OutcomeInput, outcome_fields);

static const FormField provision_fields[] = {
    FORM_CHOICE(ProvisionInput, impact, .label = "What difference did it make?",
                .choices = impacts),
    FORM_TEXT(ProvisionInput, comment, .label = "How you know", .rows = 2, .max = 2000,
              .personal = true),
    FORM_CHOICE(ProvisionInput, decision, .label = "Next", .choices = decisions),
};
static const Form provision_form = FORM(ProvisionInput, provision_fields);

static const FormField fields[] = {
    FORM_ROWS(ReviewInput, outcomes, &outcome_form, .label = "Outcomes"),
    FORM_ROWS(ReviewInput, provisions, &provision_form, .label = "Support"),
    FORM_TEXT(ReviewInput, learner_view, .label = "The learner’s own words", .rows = 3, .max = 4000,
              .personal = true),
    FORM_TEXT(ReviewInput, parent_view, .label = "The family’s own words", .rows = 3, .max = 4000,
              .personal = true),
    FORM_TEXT(ReviewInput, no_view_reason, .label = "If a view is missing: why", .max = 1000,
              .personal = true),
    FORM_DATE(ReviewInput, held_on, .label = "Held on"),
    FORM_CHOICE(ReviewInput, method, .label = "How", .choices = methods),
    FORM_TEXT(ReviewInput, attended, .label = "Who took part", .rows = 2, .max = 1000,
              .personal = true),
    FORM_TEXT(ReviewInput, consulted, .label = "How a change was talked over with the family",
              .hint = "Needed when an outcome or support changes or stops.", .rows = 2, .max = 2000,
              .personal = true),
    FORM_TEXT(ReviewInput, school_will, .label = "{School} will", .rows = 2, .max = 2000,
              .personal = true),
    FORM_TEXT(ReviewInput, parent_will, .label = "Family will", .rows = 2, .max = 2000,
              .personal = true),
    FORM_TEXT(ReviewInput, learner_will, .label = "The learner will", .rows = 2, .max = 2000,
              .personal = true),
    FORM_CHOICE(ReviewInput, decision, .label = "What did you decide together?",
                .choices = afterwards),
    FORM_DATE(ReviewInput, next_review_on, .label = "Next review"),
    FORM_TEXT(ReviewInput, next_reason, .label = "Why later than a term", .max = 500,
              .personal = true),
    FORM_DATE(ReviewInput, monitor_until, .label = "If it ends: progress is watched until"),
    FORM_TEXT(ReviewInput, correction, .label = "What is corrected, and why", .rows = 2,
              .max = 1000, .personal = true),
};
const Form review_form = FORM(ReviewInput, fields);

/* ---- Fields from a review -------------------------------------------------------------------- */

/* Left empty while it is written, but not at the end: neither required nor called optional. */
static FieldView plain(FieldView view)
{
    view.optional = false;
    return view;
}

static FieldView text(Request *request, const char *name, const char *value)
{
    return plain(field_view(request, &review_form, name, value));
}

static FieldView row_field(Request *request, const char *rows, int64_t id, const char *name,
                           const char *value)
{
    return field_view_row(request, &review_form, rows, id, name, value, NULL);
}

static bool works_towards(const Provision *provision, OutcomeId outcome)
{
    for (size_t i = 0; i < provision->outcomes.count; i++)
        if (provision->outcomes.items[i].n == outcome.n)
            return true;
    return false;
}

/* What was to help with it, and how much of that took place. */
static Texts support_of(Arena *arena, const Review *review, const Plan *plan, OutcomeId outcome)
{
    Texts lines = {0, arena_array(arena, const char *, review->provisions.count)};
    for (size_t i = 0; i < review->provisions.count && i < plan->provisions.count; i++)
        if (works_towards(&plan->provisions.items[i], outcome))
            lines.items[lines.count++] =
                arena_print(arena, "%s: %s", review->provisions.items[i].title,
                            review->provisions.items[i].sessions);
    return lines;
}

static const char *from_to(Arena *arena, const ReviewedOutcome *outcome)
{
    const char *words = "";
    if (!text_empty(outcome->baseline))
        words = arena_print(arena, "From %s", outcome->baseline);
    if (!text_empty(outcome->target))
        words = arena_print(arena, "%s%s%s", words, text_empty(words) ? "Aim " : ", aim ",
                            outcome->target);
    if (!text_empty(outcome->measure))
        words =
            arena_print(arena, "%s%s%s", words, text_empty(words) ? "" : ". ", outcome->measure);
    return words;
}

static OutcomeFields outcome_view(Request *request, const Review *review, const Plan *plan,
                                  size_t at)
{
    const ReviewedOutcome *outcome = &review->outcomes.items[at];
    int64_t id = outcome->outcome_id.n;
    return (OutcomeFields){
        .id = arena_print(request->arena, "outcome-%zu", at + 1),
        .heading = arena_print(request->arena, "%zu. %s", at + 1,
                               review_outcome_words(request->arena, outcome)),
        .from_to = from_to(request->arena, outcome),
        .support = support_of(request->arena, review, plan, outcome->outcome_id),
        .judgement = plain(
            row_field(request, "outcomes", id, "judgement", judgement_code(outcome->judgement))),
        .now_at = row_field(request, "outcomes", id, "now_at", outcome->now_at),
        .comment = row_field(request, "outcomes", id, "comment", outcome->comment),
        .next = plain(row_field(request, "outcomes", id, "next", outcome->next)),
    };
}

/* "Ms Reid: 30 of 33 sessions", "Ms Reid: no sessions planned yet". */
static const char *sessions_words(Arena *arena, const ReviewedProvision *provision)
{
    if (text_empty(provision->deliverer))
        return provision->sessions;
    char *sessions = arena_copy(arena, provision->sessions);
    sessions[0] = text_lower(sessions[0]);
    return arena_print(arena, "%s: %s", provision->deliverer, sessions);
}

static ProvisionFields provision_view(Request *request, const Review *review, size_t at)
{
    Arena *arena = request->arena;
    const ReviewedProvision *provision = &review->provisions.items[at];
    int64_t id = provision->provision_id.n;
    ProvisionFields view = {
        .id = arena_print(arena, "provision-%zu", at + 1),
        .heading = provision->title,
        .sessions = sessions_words(arena, provision),
        .missed = text_empty(provision->missed)
                      ? ""
                      : arena_print(arena, "Did not take place: %s", provision->missed),
        .of = BAR,
        .chart_id = arena_print(arena, "bar-%zu", at + 1),
        .impact = plain(row_field(request, "provisions", id, "impact", provision->impact)),
        .comment = plain(row_field(request, "provisions", id, "comment", provision->comment)),
        .decision = plain(row_field(request, "provisions", id, "decision", provision->decision)),
    };
    if (provision->planned == 0)
        return view;
    view.chart = arena_print(arena, "%s: %d of %d planned sessions took place", provision->title,
                             provision->delivered, provision->planned);
    view.part = provision->delivered >= provision->planned
                    ? BAR
                    : provision->delivered * BAR / provision->planned;
    return view;
}

ReviewFields review_fields(Request *request, const Review *review, const Plan *plan)
{
    const Form *form = &review_form;
    size_t outcomes = review->outcomes.count, provisions = review->provisions.count;
    ReviewFields view = {
        .outcomes = {outcomes, arena_array(request->arena, OutcomeFields, outcomes)},
        .provisions = {provisions, arena_array(request->arena, ProvisionFields, provisions)},
        .learner_view = text(request, "learner_view", review->learner_view),
        .parent_view = text(request, "parent_view", review->parent_view),
        .no_view_reason = text(request, "no_view_reason", review->no_view_reason),
        .held_on = plain(field_view_date(request, form, "held_on", review->held_on)),
        .method = text(request, "method", review->method),
        .attended = text(request, "attended", review->attended),
        .consulted = text(request, "consulted", review->consulted),
        .school_will = text(request, "school_will", review->school_will),
        .parent_will = text(request, "parent_will", review->parent_will),
        .learner_will = text(request, "learner_will", review->learner_will),
    };
    const char *name = request->learner->preferred_name != NULL ? request->learner->preferred_name
                                                                : request->learner->forename;
    view.learner_view.label = arena_print(request->arena, "%s says", name);
    view.parent_view.label = "The family says";
    view.learner_will.label = arena_print(request->arena, "%s will", name);
    for (size_t i = 0; i < outcomes; i++)
        view.outcomes.items[i] = outcome_view(request, review, plan, i);
    for (size_t i = 0; i < provisions; i++)
        view.provisions.items[i] = provision_view(request, review, i);
    return view;
}

/* An EHC plan is the authority's, so a school's review cannot end it. */
static bool may_decide(const Request *request, const char *decision)
{
    bool supported = text_equal(request->learner->level, "sen_support");
    return supported || (!text_equal(decision, "leave") && !text_equal(decision, "ehc_request"));
}

void review_decision_fields(Request *request, const Review *review, const SchoolCalendar *calendar,
                            ReviewPage *view)
{
    const Form *form = &review_form;
    view->decision = text(request, "decision", review->decision);
    ChoiceViews *choices = &view->decision.choices;
    size_t kept = 0;
    for (size_t i = 0; i < choices->count; i++)
        if (may_decide(request, choices->items[i].code))
            choices->items[kept++] = choices->items[i];
    choices->count = kept;
    view->next_review_on =
        plain(field_view_date(request, form, "next_review_on", review->next_review_on));
    Date latest = review_day_latest(calendar, date_is_set(review->held_on) ? review->held_on
                                                                           : request->today);
    view->next_review_on = field_hinted(request, view->next_review_on,
                                        arena_print(request->arena, "After %s give a reason.",
                                                    date_medium(request->arena, latest)));
    view->next_reason = text(request, "next_reason", review->next_reason);
    view->monitor_until =
        plain(field_view_date(request, form, "monitor_until", review->monitor_until));
}

FieldView review_correction_field(Request *request)
{
    FieldView view = text(request, "correction", "");
    view.required = true;
    return view;
}

/* ---- A review from its fields ---------------------------------------------------------------- */

static void apply_outcome(const OutcomeInputs *inputs, ReviewedOutcome *outcome)
{
    for (size_t i = 0; i < inputs->count; i++) {
        const OutcomeInput *input = &inputs->items[i];
        if (input->id != outcome->outcome_id.n)
            continue;
        ASSERT(judgement_parse(input->judgement, &outcome->judgement));
        outcome->now_at = input->now_at;
        outcome->comment = input->comment;
        outcome->next = input->next;
    }
}

static void apply_provision(const ProvisionInputs *inputs, ReviewedProvision *provision)
{
    for (size_t i = 0; i < inputs->count; i++) {
        const ProvisionInput *input = &inputs->items[i];
        if (input->id != provision->provision_id.n)
            continue;
        provision->impact = input->impact;
        provision->comment = input->comment;
        provision->decision = input->decision;
    }
}

void review_apply(const Request *request, Review *review, bool with_decision)
{
    const ReviewInput *input = request->input;
    for (size_t i = 0; i < review->outcomes.count; i++)
        apply_outcome(&input->outcomes, &review->outcomes.items[i]);
    for (size_t i = 0; i < review->provisions.count; i++)
        apply_provision(&input->provisions, &review->provisions.items[i]);
    review->learner_view = input->learner_view;
    review->parent_view = input->parent_view;
    review->no_view_reason = input->no_view_reason;
    review->held_on = input->held_on;
    review->method = input->method;
    review->attended = input->attended;
    review->consulted = input->consulted;
    review->school_will = input->school_will;
    review->parent_will = input->parent_will;
    review->learner_will = input->learner_will;
    if (!with_decision)
        return;
    review->decision = may_decide(request, input->decision) ? input->decision : "";
    review->next_review_on = input->next_review_on;
    review->next_reason = input->next_reason;
    review->monitor_until = input->monitor_until;
}

const char *review_correction_typed(const Request *request)
{
    const ReviewInput *input = request->input;
    return input->correction;
}

/* ---- The rules beside them ------------------------------------------------------------------- */

ReviewDraft review_draft(Arena *arena, const Review *review, const SchoolCalendar *calendar)
{
    size_t outcome_count = review->outcomes.count, provision_count = review->provisions.count;
    OutcomeJudgement *outcomes = arena_array(arena, OutcomeJudgement, outcome_count);
    ProvisionJudgement *provisions = arena_array(arena, ProvisionJudgement, provision_count);
    for (size_t i = 0; i < outcome_count; i++)
        outcomes[i] =
            (OutcomeJudgement){review->outcomes.items[i].judgement, review->outcomes.items[i].next};
    for (size_t i = 0; i < provision_count; i++)
        provisions[i] = (ProvisionJudgement){review->provisions.items[i].impact,
                                             review->provisions.items[i].comment,
                                             review->provisions.items[i].decision};
    bool judged = calendar != NULL && date_is_set(review->held_on);
    return (ReviewDraft){
        .agreed_on = review->about.agreed_on,
        .held_on = review->held_on,
        .attended = review->attended,
        .learner_view = review->learner_view,
        .parent_view = review->parent_view,
        .no_view_reason = review->no_view_reason,
        .consulted = review->consulted,
        .school_will = review->school_will,
        .parent_will = review->parent_will,
        .learner_will = review->learner_will,
        .decision = review->decision,
        .next_review_on = review->next_review_on,
        .next_latest = judged ? review_day_latest(calendar, review->held_on) : DATE_NONE,
        .next_reason = review->next_reason,
        .monitor_until = review->monitor_until,
        .outcome_count = outcome_count,
        .outcomes = outcomes,
        .provision_count = provision_count,
        .provisions = provisions,
    };
}

Findings review_findings(Request *request, const Review *review, const SchoolCalendar *calendar)
{
    Findings findings = findings_begin(request->arena, request->school->type, request->today);
    ReviewDraft draft = review_draft(request->arena, review, calendar);
    review_check_final(&draft, request->today, &findings);
    return findings;
}

/* The rows that a finding about the item-th of something is in; NULL when it stands alone. */
static const char *rows_of(const Review *review, const Finding *finding, int64_t *id)
{
    if (finding->item == 0)
        return NULL;
    if (text_equal(finding->field, "judgement") || text_equal(finding->field, "next")) {
        *id = review->outcomes.items[finding->item - 1].outcome_id.n;
        return "outcomes";
    }
    *id = review->provisions.items[finding->item - 1].provision_id.n;
    return "provisions";
}

void review_refuse(Request *request, const Review *review, const Findings *findings)
{
    for (size_t i = 0; i < findings->count; i++) {
        const Finding *finding = &findings->items[i];
        int64_t id = 0;
        if (finding->effect == EFFECT_FLAG)
            continue;
        const char *rows = rows_of(review, finding, &id);
        if (rows == NULL)
            form_problem(request, finding->field, finding->sentence);
        else
            form_problem_row(request, rows, id, finding->field, finding->sentence);
    }
}

static const char *subject_of(const Review *review, const Finding *finding, const char *rows)
{
    if (text_equal(rows, "outcomes"))
        return review->outcomes.items[finding->item - 1].wording;
    return review->provisions.items[finding->item - 1].title;
}

Prompts review_prompts(Arena *arena, const Review *review, const Findings *findings)
{
    Prompts prompts = {0, arena_array(arena, Prompt, findings->count)};
    for (size_t i = 0; i < findings->count; i++) {
        const Finding *finding = &findings->items[i];
        int64_t id = 0;
        const char *rows = rows_of(review, finding, &id);
        Prompt *prompt = &prompts.items[prompts.count++];
        if (rows == NULL)
            *prompt = (Prompt){arena_print(arena, "field-%s", finding->field), finding->sentence};
        else
            *prompt = (Prompt){
                arena_print(arena, "field-%s-%" PRId64 "-%s", rows, id, finding->field),
                arena_print(arena, "%s: %s", subject_of(review, finding, rows), finding->sentence)};
    }
    return prompts;
}

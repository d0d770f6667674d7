/* What is done about a concern: it is received, answered step by step, and the family is told. */
#include <inttypes.h>

#include "register/concern_pages.h"
#include "register/register_rules.h"

static Error *load(Request *request, Concern *concern)
{
    return concern_load(request->db, request->arena, request->school_id, request->learner->id,
                        (ConcernId){request_path_id(request, "concern")}, concern);
}

static Url place(Request *request, const Concern *concern, const char *part)
{
    return url_print(request->arena, "/learners/%" PRId64 "/concerns/%" PRId64 "%s",
                     concern->learner_id.n, concern->id.n, part);
}

/* ---- Received ---------------------------------------------------------------------------------
 */

typedef struct ReceivedInput {
    Date reply_by;
} ReceivedInput;

static const FormField received_fields[] = {
    FORM_DATE(ReceivedInput, reply_by, .label = "You promise an answer by",
              .missing = "Enter the day by which they hear from you"),
};
const Form concern_received_form = FORM(ReceivedInput, received_fields);

Error *concern_received_post(Request *request)
{
    const ReceivedInput *input = request->input;
    Concern concern;
    TRY(load(request, &concern));
    TRY(request_same_version(request, concern.version));
    if (date_compare(input->reply_by, concern.raised_on) < 0)
        form_problem(request, "reply_by", "The day of the reply cannot be before the concern");
    TRY(form_problems(request));
    TRY(concern_receive(request->db, request->school_id, &concern, request->staff->id,
                        date_is_set(concern.received_on) ? concern.received_on : request->today,
                        input->reply_by));
    return request_done(request, place(request, &concern, ""), "concern_received");
}

/* ---- A step -----------------------------------------------------------------------------------
 */

typedef struct StepInput {
    const char *verdict, *came_of, *words, *with_whom;
    Date check_on, taken_on;
} StepInput;

static const FormChoice verdicts[] = {
    {"talk", "Talk first", "With the teacher, the family or the child, by a day."},
    {"teaching", "Good teaching first", "Aimed at the difficulty, and looked at again on a day."},
    {"monitor", "Monitor", "Watched, and looked at again on a day."},
    {"assess", "Assess", "Find out more with the family and the child: a cycle opens."},
    {"not_sen", "Not SEN", "Say why. Other help may still be right."},
    {"settled", "No longer a concern", "What was done was enough."},
    {NULL, NULL, NULL},
};

static const FormField step_fields[] = {
    FORM_TEXT(StepInput, came_of, .label = "What came of the step before?", .rows = 2, .max = 2000,
              .personal = true),
    FORM_CHOICE(StepInput, verdict, .label = "What is done now?", .choices = verdicts,
                .missing = "Choose what is done"),
    FORM_TEXT(StepInput, with_whom, .label = "Talk with whom?", .personal = true),
    FORM_TEXT(StepInput, words, .label = "What is done, and why", .rows = 4, .max = 4000,
              .hint = "Whoever raised the concern reads these words.",
              .missing = "Enter what is done, and why", .personal = true),
    FORM_DATE(StepInput, check_on, .label = "Look at it again on"),
    FORM_DATE(StepInput, taken_on, .label = "Answered on", .missing = "Enter the day"),
};
const Form concern_step_form = FORM(StepInput, step_fields);

void concern_add_forms(Request *request, const Concern *concern, ConcernPage *view)
{
    const Form *form = &concern_step_form;
    bool open = text_equal(concern->outcome, "open");
    view->may_step = true;
    view->may_receive = open && concern->received_by.n == 0;
    view->receive_form = form_view(request, place(request, concern, "/received"), concern->version,
                                   "I have received it");
    view->reply_by =
        field_view_date(request, &concern_received_form, "reply_by", concern->reply_by);
    view->step_form = form_view(request, place(request, concern, ""), concern->version, "Answer");
    view->came_of = field_view(request, form, "came_of", "");
    view->verdict = field_view(request, form, "verdict", "");
    view->with_whom = field_view(request, form, "with_whom", "");
    view->words = field_view(request, form, "words", "");
    view->check_on = field_view_date(request, form, "check_on", DATE_NONE);
    view->taken_on = field_view_date(request, form, "taken_on", request->today);
    /* They depend on the answer. */
    view->check_on.optional = view->with_whom.optional = false;
    view->check_on =
        field_hinted(request, view->check_on, "For talk, good teaching and monitoring.");
    view->with_whom = field_hinted(request, view->with_whom, "Only where talk comes first.");
}

static void check_step(Request *request, const StepInput *input, const Concern *concern,
                       const ConcernSteps *steps)
{
    Date after = steps->count == 0 ? concern->raised_on : steps->items[steps->count - 1].taken_on;
    if (date_compare(input->taken_on, request->today) > 0)
        form_problem(request, "taken_on", "The day must be today or earlier");
    if (date_compare(input->taken_on, after) < 0)
        form_problem(request, "taken_on",
                     steps->count == 0 ? "The answer cannot be before the concern"
                                       : "A further step cannot be before the last one");
    if (text_equal(input->verdict, "talk") && text_empty(input->with_whom))
        form_problem(request, "with_whom", "Enter with whom you talk first");
    if (!concern_is_checked(input->verdict))
        return;
    if (!date_is_set(input->check_on))
        form_problem(request, "check_on", "Enter the day on which you will look at it again");
    else if (date_compare(input->check_on, input->taken_on) <= 0)
        form_problem(request, "check_on", "The day to look again must be after the answer");
}

/* Who wrote on the family's pages reads the answer there: that is being told, while they may. */
static Error *tell_on_page(Request *request, const Concern *concern, ConcernStepId step, Date on)
{
    Entitlement entitled;
    if (concern->raised_contact.n == 0)
        return NULL;
    TRY(contact_may_receive(request->db, request->arena, request->school_id, concern->learner_id,
                            concern->raised_contact, PURPOSE_PORTAL, request->today, &entitled));
    if (entitled.verdict != VERDICT_MAY)
        return NULL;
    ConcernTold told = {.step_id = step,
                        .told_on = on,
                        .told_by = request->staff->id,
                        .method = "page",
                        .contact_id = concern->raised_contact,
                        .recipient = concern->raised_by_name};
    return concern_tell(request->db, request->school_id, concern->learner_id, &told);
}

Error *concern_step_post(Request *request)
{
    const StepInput *input = request->input;
    Concern concern;
    ConcernSteps steps;
    ConcernStepId id;
    TRY(load(request, &concern));
    TRY(request_same_version(request, concern.version));
    TRY(concern_steps(request->db, request->arena, request->school_id, concern.learner_id,
                      concern.id, &steps));
    check_step(request, input, &concern, &steps);
    TRY(form_problems(request));
    ConcernStep step = {
        .taken_on = input->taken_on,
        .taken_by = request->staff->id,
        .verdict = input->verdict,
        .came_of = steps.count == 0 ? NULL : or_null(input->came_of),
        .words = input->words,
        .with_whom = text_equal(input->verdict, "talk") ? input->with_whom : NULL,
        .check_on = concern_is_checked(input->verdict) ? input->check_on : DATE_NONE,
    };
    TRY(concern_take_step(request->db, request->arena, request->school_id, &concern, &step, &id));
    TRY(tell_on_page(request, &concern, id, request->today));
    return request_done(request, place(request, &concern, ""), "concern_answered");
}

/* ---- The family told --------------------------------------------------------------------------
 */

typedef struct ToldInput {
    int64_t step;
    Texts recipients;
    const char *method;
    Date told_on;
    const char *said_to_it, *reason;
} ToldInput;

static const FormChoice methods[] = {
    {"in_person", "In person", NULL},  {"phone", "By phone", NULL},
    {"meeting", "At a meeting", NULL}, {"letter", "By letter", NULL},
    {"email", "By email", NULL},       {NULL, NULL, NULL},
};

static const FormField told_fields[] = {
    FORM_ID(ToldInput, step, .label = "Of which step?"),
    FORM_SET(ToldInput, recipients, .label = "Who was told?"),
    FORM_CHOICE(ToldInput, method, .label = "How?", .choices = methods),
    FORM_DATE(ToldInput, told_on, .label = "On", .missing = "Enter the day"),
    FORM_TEXT(ToldInput, said_to_it, .label = "What they said to it", .rows = 2, .max = 2000,
              .personal = true),
    FORM_TEXT(ToldInput, reason, .label = "Or why nobody was told", .rows = 2, .max = 2000,
              .personal = true),
};
const Form concern_told_form = FORM(ToldInput, told_fields);

static bool was_told(const ConcernTolds *told, ConcernStepId step)
{
    for (size_t i = 0; i < told->count; i++)
        if (told->items[i].step_id.n == step.n)
            return true;
    return false;
}

/* The newest first: it is what the family is told of next. */
static ChoiceViews untold_steps(Request *request, const ConcernSteps *steps,
                                const ConcernTolds *told)
{
    ChoiceViews choices = {0, arena_array(request->arena, ChoiceView, steps->count)};
    for (size_t i = steps->count; i-- > 0;)
        if (!was_told(told, steps->items[i].id))
            choices.items[choices.count++] = (ChoiceView){
                .code = arena_print(request->arena, "%" PRId64, steps->items[i].id.n),
                .label = arena_print(request->arena, "%s, %s",
                                     concern_outcome_words(steps->items[i].verdict),
                                     date_medium(request->arena, steps->items[i].taken_on)),
            };
    return choices;
}

Error *concern_add_telling(Request *request, const Concern *concern, const ConcernSteps *steps,
                           const ConcernTolds *told, ConcernPage *view)
{
    const Form *form = &concern_told_form;
    ChoiceViews untold = untold_steps(request, steps, told);
    if (untold.count == 0)
        return NULL;
    TRY(recipients_read(request, PURPOSE_NOTICE, &view->who));
    view->may_tell = true;
    view->several_untold = untold.count > 1;
    view->step_told = untold.items[0].label;
    view->step_code = untold.items[0].code;
    view->told_form = form_view(request, place(request, concern, "/told"), 0, "Tell the family");
    view->step = field_view_choices(request, form, "step", untold.items[0].code, untold);
    view->step.optional = false;
    view->recipients = field_view_choices(request, form, "recipients", "", view->who.choices);
    view->recipients.optional = false;
    view->method = field_view(request, form, "method", "");
    view->method.optional = false;
    view->told_on = field_view_date(request, form, "told_on", request->today);
    view->said_to_it = field_view(request, form, "said_to_it", "");
    view->reason = field_view(request, form, "reason", "");
    return NULL;
}

static const ConcernStep *step_of(const ConcernSteps *steps, int64_t id)
{
    for (size_t i = 0; i < steps->count; i++)
        if (steps->items[i].id.n == id)
            return &steps->items[i];
    return NULL;
}

/* Somebody was told, and how; or nobody, and why. */
static Error *check_told(Request *request, const ToldInput *input, const ConcernStep *step,
                         RecipientList *list)
{
    Recipients who;
    TRY(recipients_read(request, PURPOSE_NOTICE, &who));
    *list = recipients_take(request, &who, "recipients", input->recipients, NULL, NULL);
    bool nobody = list->count == 0;
    if (list->refusal != NULL)
        form_problem(request, "recipients", list->refusal);
    else if (nobody && !text_has_word(input->reason))
        form_problem(request, "recipients", "Choose who was told, or say why nobody was");
    else if (!nobody && !text_empty(input->reason))
        form_problem(request, "reason", "Somebody was told: leave this empty");
    if (!nobody && text_empty(input->method))
        form_problem(request, "method", "Choose how they were told");
    if (date_compare(input->told_on, request->today) > 0)
        form_problem(request, "told_on", "The day they were told must be today or earlier");
    if (step != NULL && date_compare(input->told_on, step->taken_on) < 0)
        form_problem(request, "told_on", "They cannot be told before it was decided");
    if (step == NULL)
        form_problem(request, "step", "Choose the step");
    return form_problems(request);
}

Error *concern_told_post(Request *request)
{
    const ToldInput *input = request->input;
    Concern concern;
    ConcernSteps steps;
    RecipientList list = {0};
    TRY(load(request, &concern));
    TRY(concern_steps(request->db, request->arena, request->school_id, concern.learner_id,
                      concern.id, &steps));
    const ConcernStep *step = step_of(&steps, input->step);
    TRY(check_told(request, input, step, &list));
    ConcernTold told = {.step_id = {input->step},
                        .told_on = input->told_on,
                        .told_by = request->staff->id,
                        .said = or_null(input->said_to_it),
                        .reason = list.count == 0 ? input->reason : NULL,
                        .method = list.count == 0 ? NULL : input->method};
    for (size_t i = 0; i < list.count || i == 0; i++) {
        if (list.count > 0) {
            told.contact_id = list.items[i].contact_id;
            told.recipient = list.items[i].name;
        }
        TRY(concern_tell(request->db, request->school_id, concern.learner_id, &told));
    }
    return request_done(request, place(request, &concern, ""), "concern_told");
}

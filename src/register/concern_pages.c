/* Concerns: the open ones, one learner's, and the answer. */
#include <inttypes.h>
#include <string.h>

#include "platform/base/log.h"
#include "register/concern_html.h"
#include "register/concern_list_html.h"
#include "register/concerns_html.h"
#include "register/register.h"
#include "register/register_pages.h"
#include "register/register_rules.h"
#include "register/register_sql.h"
#include "school/school.h"

enum { EXCERPT = 140 };

/* ---- Everybody's
 * ---------------------------------------------------------------------------------- */

/* The beginning of a text, cut between words. */
static const char *excerpt(Arena *arena, const char *text)
{
    size_t length = strlen(text);
    if (length <= EXCERPT)
        return text;
    length = EXCERPT;
    while (length > 0 && text[length] != ' ')
        length--;
    if (length == 0)
        for (length = EXCERPT; (text[length] & 0xC0) == 0x80;)
            length--;
    return arena_print(arena, "%.*s …", (int)length, text);
}

static Url concern_url(Arena *arena, LearnerId learner, ConcernId concern)
{
    return url_print(arena, "/learners/%" PRId64 "/concerns/%" PRId64, learner.n, concern.n);
}

static void add_waiting(Request *request, const struct concerns_waiting_rows *rows,
                        ConcernRows *views)
{
    *views = (ConcernRows){rows->count, arena_array(request->arena, ConcernRow, rows->count)};
    for (size_t i = 0; i < rows->count; i++) {
        const struct concerns_waiting_row *row = &rows->items[i];
        request_shows(request, row->learner_id);
        views->items[i] = (ConcernRow){
            .href = concern_url(request->arena, row->learner_id, row->id),
            .surname = row->surname,
            .given = row->preferred_name == NULL ? row->forename : row->preferred_name,
            .class_name = row->class_name,
            .words = excerpt(request->arena, row->wording),
            .said_by = arena_print(request->arena, "%s, %s", row->raised_by_name,
                                   date_short(request->arena, row->raised_on)),
            .due = due_view(request, row->reply_by, "No day promised"),
        };
    }
}

static void add_checks(Request *request, const struct concerns_to_check_rows *rows,
                       ConcernRows *views)
{
    *views = (ConcernRows){rows->count, arena_array(request->arena, ConcernRow, rows->count)};
    for (size_t i = 0; i < rows->count; i++) {
        const struct concerns_to_check_row *row = &rows->items[i];
        request_shows(request, row->learner_id);
        views->items[i] = (ConcernRow){
            .href = concern_url(request->arena, row->learner_id, row->id),
            .surname = row->surname,
            .given = row->preferred_name == NULL ? row->forename : row->preferred_name,
            .class_name = row->class_name,
            .words = concern_outcome_words(row->outcome),
            .due = due_view(request, row->check_on, NULL),
        };
    }
}

Error *concerns_page(Request *request)
{
    struct concerns_waiting_rows waiting;
    struct concerns_to_check_rows checks;
    StaffId owner = request->reach == REACH_OWN ? request->staff->id : (StaffId){0};
    ConcernsPage view = {
        .page = page_make(request, "Concerns", SECTION_CONCERNS),
        .choose = url_print(request->arena, "/register?choose=concern"),
        .learner_heading = learner_heading(request),
        .own = request->reach == REACH_OWN,
    };
    TRY(concerns_waiting(request->db, request->arena, request->school_id, request->today, owner,
                         &waiting));
    TRY(concerns_to_check(request->db, request->arena, request->school_id, request->today, owner,
                          &checks));
    view.waiting_counted = arena_print(request->arena, "%zu waiting for an answer", waiting.count);
    add_waiting(request, &waiting, &view.waiting);
    add_checks(request, &checks, &view.checks);
    concerns_html(request->out, &view);
    return NULL;
}

/* ---- One learner's, and a new one
 * ------------------------------------------------------------------ */

typedef struct RaiseInput {
    const char *wording;
    const char *raised_by;
    const char *raised_by_name;
    Date raised_on;
    const char *noticed_where;
    const char *tried;
    Date reply_by;
} RaiseInput;

static const FormChoice sayers[] = {
    {"staff", "I noticed it", NULL},
    {"parent", "A parent told us", NULL},
    {"learner", "The child or young person told us", NULL},
    {"professional", "Another professional told us", NULL},
    {NULL, NULL, NULL},
};

static const FormField raise_fields[] = {
    FORM_TEXT(RaiseInput, wording, .label = "In your own words, or theirs",
              .hint = "What is seen or heard, and when. Keep the words as they were said.",
              .rows = 5, .max = 4000, .missing = "Enter the concern in their own words",
              .personal = true),
    FORM_CHOICE(RaiseInput, raised_by, .label = "Who says this?", .choices = sayers,
                .missing = "Choose who raised it"),
    FORM_TEXT(RaiseInput, raised_by_name, .label = "Their name",
              .hint = "Leave it empty if you noticed it yourself.", .personal = true),
    FORM_DATE(RaiseInput, raised_on, .label = "When was it said?",
              .missing = "Enter the day it was raised"),
    FORM_TEXT(RaiseInput, noticed_where, .label = "Where and when does it show?", .rows = 2,
              .max = 2000, .personal = true),
    FORM_TEXT(RaiseInput, tried, .label = "What have you tried, and did it help?", .rows = 2,
              .max = 2000, .personal = true),
    FORM_DATE(RaiseInput, reply_by, .label = "Answer promised by"),
};
const Form concern_raise_form = FORM(RaiseInput, raise_fields);

static const char *said_by(Arena *arena, const Concern *concern)
{
    const char *to = text_equal(concern->raised_by_name, concern->received_by_name)
                         ? ""
                         : arena_print(arena, ", to %s", concern->received_by_name);
    return arena_print(arena, "%s%s, %s", concern->raised_by_name, to,
                       date_long(arena, concern->raised_on));
}

static void add_items(Request *request, const Concerns *concerns, ConcernItems *views)
{
    *views =
        (ConcernItems){concerns->count, arena_array(request->arena, ConcernItem, concerns->count)};
    for (size_t i = 0; i < concerns->count; i++) {
        const Concern *concern = &concerns->items[i];
        views->items[i] = (ConcernItem){
            .href = concern_url(request->arena, request->learner->id, concern->id),
            .wording = concern->wording,
            .said_by = said_by(request->arena, concern),
            .outcome = concern_outcome_words(concern->outcome),
            .open = text_equal(concern->outcome, "open"),
        };
    }
}

/* The usual time for an answer, in school days. */
static Error *usual_reply(Request *request, Date *day)
{
    SchoolCalendar calendar;
    TRY(school_calendar(request->db, request->arena, request->school_id, &calendar));
    int days = rule_pack_on(request->today)->clocks.concern_reply_school_days;
    *day = school_days_after(&calendar, request->today, days);
    return NULL;
}

Error *concern_list_page(Request *request)
{
    const Form *form = &concern_raise_form;
    Concerns concerns;
    Date reply_by;
    ConcernListPage view = {
        .page = page_make(request, learner_title(request, "Concerns"), SECTION_CONCERNS),
        .form = form_view(request, learner_place(request, "/concerns"), 0, "Raise a concern"),
        .wording = field_view(request, form, "wording", ""),
        .raised_by = field_view(request, form, "raised_by", "staff"),
        .raised_by_name = field_view(request, form, "raised_by_name", ""),
        .raised_on = field_view_date(request, form, "raised_on", request->today),
        .noticed_where = field_view(request, form, "noticed_where", ""),
        .tried = field_view(request, form, "tried", ""),
        .cancel = learner_place(request, ""),
    };
    TRY(learner_bar(request, TAB_CONCERNS, &view.bar));
    TRY(concern_list(request->db, request->arena, request->school_id, request->learner->id,
                     &concerns));
    TRY(usual_reply(request, &reply_by));
    view.reply_by = field_view_date(request, form, "reply_by", reply_by);
    add_items(request, &concerns, &view.concerns);
    prompts_ask(request, &view.notes, "R-ID-10",
                "Keep the family’s words, who heard them and what was answered");
    concern_list_html(request->out, &view);
    return NULL;
}

Error *concern_raise_post(Request *request)
{
    const RaiseInput *input = request->input;
    Findings findings = prompts_findings(request);
    ConcernEntry entry = {input->wording, input->raised_on, input->raised_by, input->reply_by};
    register_check_concern(&entry, request->today, &findings);
    prompts_refuse(request, &findings, NULL, NULL);
    bool self = text_equal(input->raised_by, "staff");
    if (!self && text_empty(input->raised_by_name))
        form_problem(request, "raised_by_name", "Enter who said it");
    TRY(form_problems(request));
    Concern concern = {
        .raised_on = input->raised_on,
        .raised_by = input->raised_by,
        .raised_by_name = self && text_empty(input->raised_by_name) ? request->staff->display_name
                                                                    : input->raised_by_name,
        .received_by = request->staff->id,
        .wording = input->wording,
        .noticed_where = or_null(input->noticed_where),
        .tried = or_null(input->tried),
        .reply_by = input->reply_by,
    };
    ConcernId id;
    TRY(concern_raise(request->db, request->school_id, request->learner->id, &concern, &id));
    return request_done(request, concern_url(request->arena, request->learner->id, id),
                        "concern_raised");
}

/* ---- The answer
 * ------------------------------------------------------------------------------------ */

typedef struct AnswerInput {
    const char *outcome;
    const char *reply;
    Date replied_on;
    Date check_on;
} AnswerInput;

static const FormChoice answers[] = {
    {"teaching", "Good teaching first",
     "Teaching aimed at the difficulty, looked at again on a day."},
    {"monitor", "Monitor",
     "The same, with the name on the register under Monitoring. Not SEN Support."},
    {"assess", "Assess", "Find out more with the family and the child: a cycle opens."},
    {"not_sen", "Not SEN", "Say why. Other help may still be right."},
    {NULL, NULL, NULL},
};

static const FormField answer_fields[] = {
    FORM_CHOICE(AnswerInput, outcome, .label = "What is the answer?", .choices = answers,
                .missing = "Choose the answer"),
    FORM_TEXT(AnswerInput, reply, .label = "What you told them, and why", .rows = 4, .max = 4000,
              .missing = "Enter what you told them", .personal = true),
    FORM_DATE(AnswerInput, replied_on, .label = "Answered on",
              .missing = "Enter the day of the answer"),
    FORM_DATE(AnswerInput, check_on, .label = "Look at it again on",
              .hint = "For good teaching and monitoring."),
};
const Form concern_answer_form = FORM(AnswerInput, answer_fields);

static Error *load_concern(Request *request, Concern *concern)
{
    return concern_load(request->db, request->arena, request->school_id, request->learner->id,
                        (ConcernId){request_path_id(request, "concern")}, concern);
}

static void add_answer_form(Request *request, const Concern *concern, ConcernPage *view)
{
    const Form *form = &concern_answer_form;
    Date replied_on = view->answered ? concern->replied_on : request->today;
    Url here = concern_url(request->arena, request->learner->id, concern->id);
    view->form = form_view(request, here, concern->version, "Answer");
    view->choice = field_view(request, form, "outcome", view->answered ? concern->outcome : "");
    view->answer = field_view(request, form, "reply", view->answered ? concern->reply : "");
    view->answered_on = field_view_date(request, form, "replied_on", replied_on);
    view->look_again = field_view_date(request, form, "check_on", concern->check_on);
    view->look_again.optional = false; /* it depends on the answer */
}

static Error *add_next_step(Request *request, ConcernPage *view)
{
    const char *level = request->learner->level;
    bool supported = text_equal(level, "sen_support") || text_equal(level, "ehc");
    Cycle cycle;
    bool found;
    if (!request_may(request, MAY_DECIDE_STATUS) || supported)
        return NULL;
    view->decide = learner_place(request, "/decision");
    TRY(cycle_now(request->db, request->arena, request->school_id, request->learner->id, &cycle,
                  &found));
    if (found && !cycle_is_over(cycle.state))
        view->assessment = learner_place(request, "/assessment");
    return NULL;
}

/* What was said is not changed on its page. */
static PromptPlace nowhere(Request *request, const Finding *finding, const void *context)
{
    (void)request, (void)finding, (void)context;
    return (PromptPlace){"", NULL};
}

static void add_concern_notes(Request *request, const Concern *concern, ConcernPage *view)
{
    Findings findings = prompts_findings(request);
    ConcernEntry entry = {concern->wording, concern->raised_on, concern->raised_by,
                          concern->reply_by};
    register_check_concern(&entry, request->today, &findings);
    view->notes = prompts_of(request, &findings, nowhere, NULL, "", "").worth_a_look;
    prompts_ask(request, &view->notes, "R-ID-10",
                "Take it seriously, and keep it beside the school’s own assessment");
}

Error *concern_page(Request *request)
{
    Concern concern;
    TRY(load_concern(request, &concern));
    ConcernPage view = {
        .page = page_make(request, learner_title(request, "Concern"), SECTION_CONCERNS),
        .wording = concern.wording,
        .said_by = said_by(request->arena, &concern),
        .noticed_where = concern.noticed_where,
        .tried = concern.tried,
        .reply_by = concern.reply_by,
        .answered = !text_equal(concern.outcome, "open"),
        .outcome = concern_outcome_words(concern.outcome),
        .reply = concern.reply,
        .replied_on = concern.replied_on,
        .check_on = concern.check_on,
        .all = learner_place(request, "/concerns"),
        .may_answer = request_may(request, MAY_ANSWER_CONCERN),
    };
    TRY(learner_bar(request, TAB_CONCERNS, &view.bar));
    if (view.may_answer)
        add_answer_form(request, &concern, &view);
    TRY(add_next_step(request, &view));
    add_concern_notes(request, &concern, &view);
    concern_html(request->out, &view);
    return NULL;
}

static void check_answer(Request *request, const AnswerInput *input, const Concern *concern)
{
    bool again = text_equal(input->outcome, "teaching") || text_equal(input->outcome, "monitor");
    if (date_compare(input->replied_on, request->today) > 0)
        form_problem(request, "replied_on", "The day of the answer must be today or earlier");
    if (date_compare(input->replied_on, concern->raised_on) < 0)
        form_problem(request, "replied_on", "The answer cannot be before the concern");
    if (again && !date_is_set(input->check_on))
        form_problem(request, "check_on", "Enter the day on which you will look at it again");
    else if (again && date_compare(input->check_on, input->replied_on) <= 0)
        form_problem(request, "check_on", "The day to look again must be after the answer");
}

Error *concern_answer_post(Request *request)
{
    const AnswerInput *input = request->input;
    Concern concern;
    TRY(load_concern(request, &concern));
    TRY(request_same_version(request, concern.version));
    check_answer(request, input, &concern);
    TRY(form_problems(request));
    bool again = text_equal(input->outcome, "teaching") || text_equal(input->outcome, "monitor");
    concern.outcome = input->outcome;
    concern.reply = input->reply;
    concern.replied_on = input->replied_on;
    concern.check_on = again ? input->check_on : DATE_NONE;
    TRY(concern_answer(request->db, request->arena, request->school_id, request->learner->id,
                       &concern, request->staff->id));
    return request_done(request, concern_url(request->arena, request->learner->id, concern.id),
                        "concern_answered");
}

/* One learner's sessions, and the log of one. */
#include "do/provision_pages.h"

#include <inttypes.h>

#include "do/learner_sessions_html.h"
#include "do/provision_form.h"
#include "do/session_html.h"
#include "platform/base/log.h"
#include "school/school.h"

enum { BAR = 120 }; /* length of a full bar */

/* The newest cycle whose plan is, or was, in force. */
static Error *read_cycle(Request *request, Cycle *cycle, Plan *plan, bool *newest, bool *found)
{
    Cycles cycles;
    *found = false;
    TRY(cycle_list(request->db, request->arena, request->school_id, request->learner->id, &cycles));
    for (size_t i = 0; i < cycles.count && !*found; i++) {
        *cycle = cycles.items[i];
        *newest = i == 0;
        TRY(plan_in_force(request->db, request->arena, request->school_id, cycle->id, plan, found));
    }
    return NULL;
}

static bool takes_sessions(const Cycle *cycle)
{
    return cycle->state == CYCLE_DOING || cycle->state == CYCLE_REVIEWING;
}

static const char *title_of(Request *request, const char *task)
{
    return arena_print(request->arena, "%s, %s", task,
                       learner_year_words(request->learner->national_year));
}

/* ---- The log of one session ------------------------------------------------------------------ */

/* A page may have been opened before the plan was changed: the support that took its place counts
 * as the one meant. */
static Error *find_provision(Request *request, Cycle *cycle, Plan *plan, const Provision **found)
{
    ProvisionId meant = {request_path_id(request, "provision")};
    bool newest, planned;
    *found = NULL;
    TRY(read_cycle(request, cycle, plan, &newest, &planned));
    if (planned && takes_sessions(cycle))
        TRY(provision_meant(request->db, request->arena, request->school_id, plan, meant, found));
    if (*found == NULL)
        return error_not_found("provision %" PRId64 " is in no plan in force", meant.n);
    return NULL;
}

static Error *dose_so_far(Request *request, const Plan *plan, const Provision *provision,
                          const char **words)
{
    Deliveries deliveries;
    TRY(provision_delivery(request->db, request->arena, request->school_id, plan, request->today,
                           &deliveries));
    for (size_t i = 0; i < deliveries.count; i++)
        if (deliveries.items[i].provision_id.n == provision->id.n)
            *words = provision_dose_words(request->arena, &deliveries.items[i].dose);
    return NULL;
}

static Url back_url(Request *request)
{
    if (text_equal(request_query(request, "from"), "today"))
        return url_print(request->arena, "/sessions");
    return url_print(request->arena, "/learners/%" PRId64 "/sessions", request->learner->id.n);
}

static Url session_url(Request *request, const Provision *provision)
{
    bool today = text_equal(request_query(request, "from"), "today");
    return url_print(request->arena, "/learners/%" PRId64 "/provisions/%" PRId64 "/sessions%s",
                     request->learner->id.n, provision->id.n, today ? "?from=today" : "");
}

Error *session_page(Request *request)
{
    const Form *form = &session_form;
    const Provision *provision = NULL;
    Cycle cycle = {0};
    Plan plan = {0};
    TRY(find_provision(request, &cycle, &plan, &provision));
    ASSERT(provision != NULL);
    SessionPage view = {
        .page = page_make(request, title_of(request, "Log a session"), SECTION_SESSIONS),
        .title = provision->title,
        .detail = session_detail(request->arena, provision->minutes, provision->place,
                                 provision->deliverer_name),
        .form = form_view(request, session_url(request, provision), 0, "Log the session"),
        .response = field_view(request, form, "response", ""),
        .held_on = field_view_date(request, form, "held_on", request->today),
        .minutes = field_view_integer(request, form, "minutes",
                                      (OptionalInteger){true, provision->minutes}),
        .note = field_view(request, form, "note", ""),
        .missed_reason = field_view(request, form, "missed_reason", ""),
        .back = back_url(request),
    };
    view.response.optional = false;
    view.missed_reason.optional = false;
    view.missed_open = view.missed_reason.error != NULL;
    TRY(learner_bar(request, TAB_SESSIONS, &view.bar));
    TRY(dose_so_far(request, &plan, provision, &view.dose));
    session_html(request->out, &view);
    return NULL;
}

Error *session_log(Request *request)
{
    const SessionInput *input = request->input;
    const Provision *provision = NULL;
    Cycle cycle = {0};
    Plan plan = {0};
    TRY(find_provision(request, &cycle, &plan, &provision));
    ASSERT(provision != NULL);
    PlannedProvision planned = {provision->starts_on, provision->ends_on, provision->times_a_week};
    Findings findings = session_findings(request);
    bool missed = !text_empty(input->missed_reason), said = !text_empty(input->response);
    if (missed && said)
        form_problem(request, "missed_reason",
                     "Say how it went, or why it did not take place, not both");
    if (!missed && !said)
        form_problem(request, "response", "Choose how it went, or why it did not take place");
    TRY(session_check(request, input, &planned, &findings));
    session_refuse(request, &findings);
    TRY(form_problems(request));
    ProvisionSession session = session_of(request, provision->id, input);
    ProvisionSessionId id;
    TRY(provision_log(request->db, request->school_id, request->learner->id, &session, &id));
    return request_done(request, back_url(request), "session_logged");
}

/* ---- Planned against delivered --------------------------------------------------------------- */

static const char *went_words(Arena *arena, const Delivery *delivery)
{
    if (delivery->well + delivery->some_help + delivery->hard == 0)
        return "";
    return arena_print(arena, "Went well %d, with some help %d, hard %d", delivery->well,
                       delivery->some_help, delivery->hard);
}

static int bar_part(const Dose *dose)
{
    return dose->percent >= 100 ? BAR : dose->percent * BAR / 100;
}

static ProvisionRow provision_row(Request *request, const Cycle *cycle, const Provision *provision,
                                  const Delivery *delivery, size_t number)
{
    Arena *arena = request->arena;
    bool may_log = request_may(request, MAY_LOG_SESSION);
    ProvisionRow row = {
        .title = provision->title,
        .detail = arena_print(
            arena, "%s, %d a week",
            session_detail(arena, provision->minutes, provision->place, provision->deliverer_name),
            provision->times_a_week),
        .dose = provision_dose_words(arena, &delivery->dose),
        .went = went_words(arena, delivery),
        .missed = "",
        .of = BAR,
        .part = bar_part(&delivery->dose),
        .chart_id = arena_print(arena, "bar-%zu", number),
    };
    if (delivery->missed > 0)
        row.missed = arena_print(arena, "%d did not take place: %s", delivery->missed,
                                 delivery_missed_words(arena, delivery));
    if (delivery->dose.planned > 0)
        row.chart = arena_print(arena, "%s: %d of %d planned sessions took place", provision->title,
                                delivery->dose.delivered, delivery->dose.planned);
    if (may_log && takes_sessions(cycle))
        row.log = session_url(request, provision);
    return row;
}

static SessionRow session_row(Arena *arena, const ProvisionSession *session)
{
    const char *went = session_response_words(session->response);
    SessionRow row = {
        .held_on = session->held_on,
        .day = date_short(arena, session->held_on),
        .title = session->title,
        .note = session->note,
        .by = session->logged_by_name,
        .minutes = "",
    };
    if (session->minutes.present)
        row.minutes = arena_print(arena, "%lld", session->minutes.value);
    if (session->delivered)
        row.went = text_empty(went) ? "Took place" : went;
    else
        row.missed = missed_reason_words(session->missed_reason);
    return row;
}

static Error *add_cycle(Request *request, const Cycle *cycle, const Plan *plan,
                        LearnerSessionsPage *view)
{
    Deliveries deliveries;
    ProvisionSessions sessions;
    Date until = cycle_is_over(cycle->state) ? cycle->closed_on : request->today;
    TRY(provision_delivery(request->db, request->arena, request->school_id, plan, until,
                           &deliveries));
    TRY(provision_sessions(request->db, request->arena, request->school_id, cycle->id, &sessions));
    view->provisions = (ProvisionRows){deliveries.count,
                                       arena_array(request->arena, ProvisionRow, deliveries.count)};
    for (size_t i = 0; i < deliveries.count; i++)
        view->provisions.items[i] =
            provision_row(request, cycle, &plan->provisions.items[i], &deliveries.items[i], i + 1);
    view->sessions =
        (SessionRows){sessions.count, arena_array(request->arena, SessionRow, sessions.count)};
    for (size_t i = 0; i < sessions.count; i++)
        view->sessions.items[i] = session_row(request->arena, &sessions.items[i]);
    view->counted = sessions.count == 1
                        ? "1 session logged"
                        : arena_print(request->arena, "%zu sessions logged", sessions.count);
    return NULL;
}

Error *learner_sessions_page(Request *request)
{
    Cycle cycle = {0};
    Plan plan = {0};
    bool newest = false;
    LearnerSessionsPage view = {
        .page = page_make(request, title_of(request, "Sessions"), SECTION_REGISTER),
        .plan = url_print(request->arena, "/learners/%" PRId64 "/plan", request->learner->id.n),
    };
    TRY(learner_bar(request, TAB_SESSIONS, &view.bar));
    TRY(read_cycle(request, &cycle, &plan, &newest, &view.planned));
    if (view.planned && !newest)
        view.cycle = arena_print(request->arena, "Cycle %d", cycle.number);
    if (view.planned)
        TRY(add_cycle(request, &cycle, &plan, &view));
    learner_sessions_html(request->out, &view);
    return NULL;
}

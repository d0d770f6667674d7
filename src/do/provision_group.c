/* A day's sessions, and the log of a whole group at once. */
#include <inttypes.h>

#include "do/provision_form.h"
#include "do/provision_pages.h"
#include "do/provision_sql.h"
#include "do/session_group_html.h"
#include "do/sessions_today_html.h"
#include "platform/base/log.h"
#include "school/school.h"

typedef struct provisions_running_row Running;
typedef struct provisions_running_rows RunningRows;

/* deliverer n 0: everybody's. What is out of this person's reach is never among them. */
static Error *read_running(Request *request, StaffId deliverer, RunningRows *rows)
{
    StaffId staff = request->reach == REACH_OWN ? request->staff->id : (StaffId){0};
    Date monday = date_add_days(request->today, -(int)date_weekday(request->today));
    return provisions_running(request->db, request->arena, request->school_id, request->today,
                              monday, deliverer, staff, rows);
}

static const char *deliverer_of(const Running *row)
{
    return row->deliverer_name != NULL ? row->deliverer_name : row->deliverer_other;
}

static bool same_text(const char *a, const char *b)
{
    return text_equal(a == NULL ? "" : a, b == NULL ? "" : b);
}

/* Those who do the same at the same place with the same adult stand together. */
static bool same_group(const Running *a, const Running *b)
{
    return text_equal(a->title, b->title) && a->minutes == b->minutes &&
           text_equal(a->place, b->place) && same_text(deliverer_of(a), deliverer_of(b));
}

/* Nobody needs to be told that it is they who do it. */
static const char *running_detail(const Request *request, const Running *row)
{
    bool own = row->deliverer_id.n == request->staff->id.n;
    return session_detail(request->arena, row->minutes, row->place, own ? "" : deliverer_of(row));
}

static Url one_url(Arena *arena, const Running *row)
{
    return url_print(arena, "/learners/%" PRId64 "/provisions/%" PRId64 "/sessions?from=today",
                     row->learner.n, row->id.n);
}

static GroupMember member_of(Arena *arena, const Running *row)
{
    return (GroupMember){
        .href = one_url(arena, row),
        .name = row->known_name,
        .class_name = row->class_name,
        .week = arena_print(arena, "%d of %d this week", row->held, row->times_a_week),
        .logged = row->logged > 0,
    };
}

static Group group_of(Request *request, const Running *rows, size_t count, size_t number)
{
    Arena *arena = request->arena;
    Group group = {
        .id = arena_print(arena, "group-%zu", number),
        .title = rows->title,
        .detail = running_detail(request, rows),
        .members = {count, arena_array(arena, GroupMember, count)},
        .all = arena_print(arena, "Log all %zu", count),
    };
    bool open = false;
    for (size_t i = 0; i < count; i++) {
        group.members.items[i] = member_of(arena, &rows[i]);
        request_shows(request, rows[i].learner);
        open = open || !group.members.items[i].logged;
    }
    if (open && count > 1 && rows->group_size > 1)
        group.log = url_print(arena, "/sessions/%" PRId64, rows->id.n);
    return group;
}

static Groups groups_of(Request *request, const RunningRows *rows)
{
    Groups groups = {0, arena_array(request->arena, Group, rows->count)};
    for (size_t first = 0, last; first < rows->count; first = last) {
        for (last = first + 1; last < rows->count; last++)
            if (!same_group(&rows->items[first], &rows->items[last]))
                break;
        groups.items[groups.count] =
            group_of(request, &rows->items[first], last - first, groups.count + 1);
        groups.count++;
    }
    return groups;
}

static PageLinks view_links(Request *request, size_t mine, size_t all, bool show_all)
{
    PageLinks links = {2, arena_array(request->arena, PageLink, 2)};
    const char *whose =
        request->reach == REACH_ALL ? "Everybody’s" : request_say(request, "All my {learners}’");
    links.items[0] = (PageLink){url_print(request->arena, "/sessions?of=me"),
                                arena_print(request->arena, "Mine %zu", mine), !show_all};
    links.items[1] = (PageLink){url_print(request->arena, "/sessions?of=all"),
                                arena_print(request->arena, "%s %zu", whose, all), show_all};
    return links;
}

Error *sessions_today_page(Request *request)
{
    RunningRows mine, all;
    SchoolCalendar calendar;
    SessionsTodayPage view = {
        .page = page_make(request, "Sessions", SECTION_SESSIONS),
        .today = request->today,
    };
    TRY(read_running(request, request->staff->id, &mine));
    TRY(read_running(request, (StaffId){0}, &all));
    TRY(school_calendar(request->db, request->arena, request->school_id, &calendar));
    const char *of = request_query(request, "of");
    bool show_all = text_equal(of, "all") || (of == NULL && mine.count == 0);
    if (!school_day(&calendar, request->today))
        view.closed = "There is no school today. Sessions of other days can still be logged.";
    view.views = view_links(request, mine.count, all.count, show_all);
    view.groups = groups_of(request, show_all ? &all : &mine);
    view.none = show_all ? "No plan has support running now."
                         : "No plan names you for support that runs now.";
    sessions_today_html(request->out, &view);
    return NULL;
}

/* ---- The log of a group ---------------------------------------------------------------------- */

/* The rows of the group that the path's provision is in. */
static Error *read_group(Request *request, const Running **group, size_t *count)
{
    RunningRows all;
    int64_t id = request_path_id(request, "provision");
    TRY(read_running(request, (StaffId){0}, &all));
    size_t at = 0, first, last;
    while (at < all.count && all.items[at].id.n != id)
        at++;
    if (at == all.count)
        return error_not_found("provision %" PRId64 " does not run now", id);
    for (first = at; first > 0 && same_group(&all.items[first - 1], &all.items[at]);)
        first--;
    for (last = at + 1; last < all.count && same_group(&all.items[last], &all.items[at]);)
        last++;
    *group = &all.items[first];
    *count = last - first;
    return NULL;
}

Error *session_group_page(Request *request)
{
    const Form *form = &group_form;
    const Running *group = NULL;
    size_t count = 0;
    TRY(read_group(request, &group, &count));
    ASSERT(group != NULL);
    GroupPage view = {
        .page = page_make(request, "Log a session", SECTION_SESSIONS),
        .title = group->title,
        .detail =
            arena_print(request->arena, "%s, %zu together", running_detail(request, group), count),
        .form = form_view(request, url_print(request->arena, "/sessions/%" PRId64, group->id.n), 0,
                          "Log the session"),
        .children = {count, arena_array(request->arena, GroupChild, count)},
        .several = count > 1,
        .note = field_view(request, form, "note", ""),
        .missed_reason = field_view(request, form, "missed_reason", ""),
        .held_on = field_view_date(request, form, "held_on", request->today),
        .minutes =
            field_view_integer(request, form, "minutes", (OptionalInteger){true, group->minutes}),
        .back = url_print(request->arena, "/sessions"),
    };
    view.missed_reason.optional = false;
    view.missed_open = view.missed_reason.error != NULL;
    for (size_t i = 0; i < count; i++) {
        FieldView response = field_view_row(request, form, "children", group[i].id.n, "response",
                                            "", group[i].known_name);
        response.optional = false;
        request_shows(request, group[i].learner);
        view.children.items[i] = (GroupChild){group[i].known_name, group[i].logged > 0, response};
    }
    session_group_html(request->out, &view);
    return NULL;
}

static const ChildInput *input_of(const GroupInput *input, ProvisionId id)
{
    for (size_t i = 0; i < input->children.count; i++)
        if (input->children.items[i].id == id.n)
            return &input->children.items[i];
    return NULL;
}

/* What one child's row says about the session; false when it says nothing. */
static bool session_input(const GroupInput *input, const Running *row, SessionInput *session)
{
    const ChildInput *child = input_of(input, row->id);
    const char *response = child == NULL ? "" : child->response;
    *session =
        (SessionInput){response, input->held_on, input->minutes, input->note, input->missed_reason};
    if (!text_empty(input->missed_reason))
        return true;
    if (text_equal(response, "away")) {
        session->response = "";
        session->missed_reason = "learner_absent";
    }
    return !text_empty(response);
}

static Error *check_group(Request *request, const GroupInput *input, const Running *group,
                          size_t count)
{
    Findings findings = session_findings(request);
    bool chosen = false;
    ASSERT(group != NULL);
    for (size_t i = 0; i < count; i++) {
        SessionInput session;
        const ChildInput *child = input_of(input, group[i].id);
        PlannedProvision planned = {group[i].starts_on, group[i].ends_on, group[i].times_a_week};
        chosen = chosen || (child != NULL && !text_empty(child->response));
        if (session_input(input, &group[i], &session) && findings.count == 0)
            TRY(session_check(request, &session, &planned, &findings));
    }
    session_refuse(request, &findings);
    if (chosen && !text_empty(input->missed_reason))
        form_problem(request, "missed_reason",
                     "Say how it went, or why it did not take place, not both");
    if (!chosen && text_empty(input->missed_reason))
        form_problem_row(request, "children", group[0].id.n, "response",
                         "Choose how it went for each child who was there");
    return form_problems(request);
}

/* The look at each child is in the trail by name of the child, as on pages about one. */
static Error *note_look(Request *request, LearnerId learner)
{
    AuditEntry entry = {
        .staff_id = request->staff->id,
        .role = role_code(request->staff->role),
        .action = "POST /sessions/:provision",
        .learner_id = learner,
        .outcome = "done",
        .reference = request->http->reference,
    };
    return audit_add(request->db, request->arena, request->school_id, request->now, &entry);
}

Error *session_group_log(Request *request)
{
    const GroupInput *input = request->input;
    const Running *group = NULL;
    size_t count = 0;
    TRY(read_group(request, &group, &count));
    ASSERT(group != NULL);
    TRY(check_group(request, input, group, count));
    for (size_t i = 0; i < count; i++) {
        SessionInput child;
        if (!session_input(input, &group[i], &child))
            continue;
        ProvisionSession session = session_of(request, group[i].id, &child);
        ProvisionSessionId id;
        TRY(provision_log(request->db, request->school_id, group[i].learner, &session, &id));
        TRY(note_look(request, group[i].learner));
    }
    return request_done(request, url_print(request->arena, "/sessions"), "session_logged");
}

/* The audit trail as people read it: searched by the school, and told to the family. */
#include "record/trail_pages.h"

#include <ctype.h>
#include <inttypes.h>
#include <string.h>

#include "platform/base/id.h"
#include "record/looks_html.h"
#include "record/record_sql.h"
#include "record/trail_html.h"
#include "record/trail_list_html.h"

enum { PAGE_LINES = 25 };

static int64_t id_of(Request *request, const char *name)
{
    const char *text = request_query(request, name);
    int64_t id = 0;
    return text != NULL && id_parse(text, &id) ? id : 0;
}

static Date day_of(Request *request, const char *name)
{
    Date day = DATE_NONE;
    return date_parse_typed(request_query(request, name), &day) ? day : DATE_NONE;
}

AuditFilter trail_filter(Request *request)
{
    return (AuditFilter){
        .words = request_setting_words(request),
        .staff = {id_of(request, "person")},
        .learner = {id_of(request, "learner")},
        .from = day_of(request, "from"),
        .until = day_of(request, "until"),
        .only_refused = text_equal(request_query(request, "refused"), "1"),
        .before = id_of(request, "before"),
        .most = PAGE_LINES + 1,
    };
}

static bool is_stated(Request *request, const char *name)
{
    return !text_empty(request_query(request, name));
}

bool trail_filter_misread(Request *request)
{
    static const char *const ids[] = {"person", "learner", "before"};
    static const char *const days[] = {"from", "until"};
    for (size_t i = 0; i < sizeof ids / sizeof ids[0]; i++)
        if (is_stated(request, ids[i]) && id_of(request, ids[i]) == 0)
            return true;
    for (size_t i = 0; i < sizeof days / sizeof days[0]; i++)
        if (is_stated(request, days[i]) && !date_is_set(day_of(request, days[i])))
            return true;
    return false;
}

/* ---- In words -------------------------------------------------------------------------------- */

/* " (Mr Boyle)": whose access it was; "" when it was about no member of staff. */
static Error *whose(Request *request, int64_t id, const char **words)
{
    Staff person;
    *words = "";
    if (id == 0)
        return NULL;
    Error *error = staff_load(request->db, request->arena, request->school_id, (StaffId){id},
                              request->today, &person);
    if (error == NULL)
        *words = arena_print(request->arena, " (%s)", person.display_name);
    return error == NULL || error->kind == ERROR_NOT_FOUND ? NULL : error;
}

static const char *did(const Route *route, const char *outcome)
{
    if (text_equal(outcome, "refused"))
        return route->method == GET ? "Tried to open" : "Tried";
    if (route->method == GET)
        return text_equal(outcome, "emergency") ? "Opened in an emergency" : "Opened";
    return text_equal(outcome, "returned") ? "Not saved, the form came back" : "Did";
}

Error *trail_words(Request *request, const AuditLine *line, const char **words)
{
    int64_t staff;
    const char *name;
    const Route *route =
        site_audited_route(request->site, request->arena, line->action, "staff", &staff);
    if (route == NULL) {
        const char *plain = trail_plain_words(request->arena, line->action);
        *words = plain != NULL ? plain : line->action;
        return NULL;
    }
    TRY(whose(request, staff, &name));
    *words =
        arena_print(request->arena, "%s: %s%s", did(route, line->outcome), route->purpose, name);
    return NULL;
}

/* ---- Rows ------------------------------------------------------------------------------------ */

static const char *learner_name(Request *request, const AuditLine *line)
{
    if (line->surname == NULL)
        return NULL;
    return arena_print(request->arena, "%s %s", line->given, line->surname);
}

/* "24 pupils" */
static const char *listed_words(Request *request, const AuditLine *line)
{
    if (line->listed == 0)
        return NULL;
    return arena_print(request->arena, "%d %s", line->listed,
                       request_say(request, line->listed == 1 ? "{learner}" : "{learners}"));
}

static Url looks_at(Request *request, LearnerId learner)
{
    return url_print(request->arena, "/learners/%" PRId64 "/looks", learner.n);
}

static Error *fill_row(Request *request, const AuditLine *line, TrailRow *row)
{
    if (line->surname != NULL)
        request_shows(request, line->learner);
    *row = (TrailRow){
        .when = moment_long(request->arena, line->at),
        .who = line->who,
        .role = line->role,
        .learner = learner_name(request, line),
        .looks = looks_at(request, line->learner),
        .listed = listed_words(request, line),
        .names = url_print(request->arena, "/trail/lists/%" PRId64, line->id),
        .refused = text_equal(line->outcome, "refused"),
    };
    return trail_words(request, line, &row->what);
}

static Error *fill_rows(Request *request, const AuditLines *lines, TrailRows *rows, bool *more)
{
    size_t count = lines->count > PAGE_LINES ? PAGE_LINES : lines->count;
    *more = lines->count > count;
    *rows = (TrailRows){count, arena_array(request->arena, TrailRow, count)};
    for (size_t i = 0; i < count; i++)
        TRY(fill_row(request, &lines->items[i], &rows->items[i]));
    return NULL;
}

/* ---- For the school -------------------------------------------------------------------------- */

/* The same search elsewhere: its file, or what is older. */
static Url place_of(Request *request, const char *path, const AuditFilter *filter, int64_t before)
{
    Arena *arena = request->arena;
    const char *query = "";
    if (filter->staff.n != 0)
        query = arena_print(arena, "%s&person=%" PRId64, query, filter->staff.n);
    if (filter->learner.n != 0)
        query = arena_print(arena, "%s&learner=%" PRId64, query, filter->learner.n);
    if (date_is_set(filter->from))
        query = arena_print(arena, "%s&from=%s", query, date_iso(arena, filter->from));
    if (date_is_set(filter->until))
        query = arena_print(arena, "%s&until=%s", query, date_iso(arena, filter->until));
    if (filter->only_refused)
        query = arena_print(arena, "%s&refused=1", query);
    if (before != 0)
        query = arena_print(arena, "%s&before=%" PRId64, query, before);
    return url_print(arena, "%s%s%s", path, *query == '\0' ? "" : "?",
                     *query == '\0' ? "" : query + 1);
}

/* Everybody who acts here: staff of today and of once, professionals, and families. */
static Error *fill_people(Request *request, int64_t chosen, TrailPage *view)
{
    StaffMembers members;
    struct contacts_who_sign_in_rows families;
    Arena *arena = request->arena;
    TRY(staff_members(request->db, arena, request->school_id, &members));
    TRY(contacts_who_sign_in(request->db, arena, request->school_id, &families));
    view->people = (TrailPeople){members.count, arena_array(arena, TrailPerson, members.count)};
    for (size_t i = 0; i < members.count; i++)
        view->people.items[i] =
            (TrailPerson){arena_print(arena, "%" PRId64, members.items[i].id.n),
                          staff_has_left(&members.items[i], request->today)
                              ? arena_print(arena, "%s (left)", members.items[i].display_name)
                              : members.items[i].display_name,
                          members.items[i].id.n == chosen};
    view->families = (TrailPeople){families.count, arena_array(arena, TrailPerson, families.count)};
    for (size_t i = 0; i < families.count; i++)
        view->families.items[i] =
            (TrailPerson){arena_print(arena, "%" PRId64, families.items[i].id.n),
                          families.items[i].name, families.items[i].id.n == chosen};
    return NULL;
}

/* The name stands on the page alone: the address has the id. */
static Error *name_learner(Request *request, LearnerId id, TrailPage *view)
{
    Learner learner;
    if (id.n == 0)
        return NULL;
    view->learner = arena_print(request->arena, "%" PRId64, id.n);
    view->learner_name = arena_print(request->arena, "One %s", request->school->learner_word);
    Error *error = learner_load(request->db, request->arena, request->school_id, id, &learner);
    if (error != NULL)
        return error->kind == ERROR_NOT_FOUND ? NULL : error;
    request_shows(request, id);
    view->learner_name = arena_print(request->arena, "%s %s", learner.known_name, learner.surname);
    return NULL;
}

static const char *typed(Request *request, const char *name)
{
    const char *text = request_query(request, name);
    return text == NULL ? "" : text;
}

/* What is wrong with a day that was typed; NULL: nothing. The list is then not narrowed by it. */
static const char *wrong_day(Request *request, const char *name)
{
    if (!is_stated(request, name) || date_is_set(day_of(request, name)))
        return NULL;
    return "There is no such day. Write it as 22/11/2026";
}

Error *trail_page(Request *request)
{
    AuditFilter filter = trail_filter(request);
    AuditLines lines;
    TrailPage view = {
        .page = page_make(request, "Audit trail", SECTION_SCHOOL),
        .tabs = school_tabs(request, SCHOOL_TAB_TRAIL),
        .from = typed(request, "from"),
        .until = typed(request, "until"),
        .wrong_from = wrong_day(request, "from"),
        .wrong_until = wrong_day(request, "until"),
        .only_refused = filter.only_refused,
        .file = place_of(request, "/trail/file", &filter, 0),
    };
    TRY(name_learner(request, filter.learner, &view));
    AuditFilter everyone = filter;
    everyone.learner = (LearnerId){0};
    view.everyone = place_of(request, "/trail", &everyone, 0);
    TRY(fill_people(request, filter.staff.n, &view));
    TRY(audit_lines(request->db, request->arena, request->school_id, &filter, &lines));
    TRY(fill_rows(request, &lines, &view.rows, &view.more));
    if (view.more)
        view.older = place_of(request, "/trail", &filter, lines.items[PAGE_LINES - 1].id);
    trail_html(request->out, &view);
    return NULL;
}

/* ---- Whom one list showed ---------------------------------------------------------------------
 */

static Error *list_entry(Request *request, int64_t id, AuditLine *line)
{
    AuditFilter filter = {.words = request_setting_words(request),
                          .from = DATE_NONE,
                          .until = DATE_NONE,
                          .before = id < INT64_MAX ? id + 1 : id,
                          .most = 1};
    AuditLines lines;
    TRY(audit_lines(request->db, request->arena, request->school_id, &filter, &lines));
    if (lines.count == 0 || lines.items[0].id != id || lines.items[0].list.data == NULL)
        return error_not_found("list of the trail's entry %" PRId64, id);
    *line = lines.items[0];
    return NULL;
}

Error *trail_list_page(Request *request)
{
    AuditLine line = {0};
    AuditNames all, shown;
    ListedPage view = {.page = page_make(request, "Whom a list showed", SECTION_SCHOOL),
                       .tabs = school_tabs(request, SCHOOL_TAB_TRAIL),
                       .back = url_print(request->arena, "/trail")};
    TRY(list_entry(request, request_path_id(request, "entry"), &line));
    TRY(fill_row(request, &line, &view.row));
    TRY(audit_names_load(request->db, request->arena, request->school_id, &all));
    TRY(audit_list_named(request->db, request->arena, request->school_id, line.list, &all, &shown));
    view.names = (ListedNames){shown.count, arena_array(request->arena, ListedName, shown.count)};
    for (size_t i = 0; i < shown.count; i++) {
        request_shows(request, shown.items[i].id);
        view.names.items[i] =
            (ListedName){shown.items[i].name, looks_at(request, shown.items[i].id)};
    }
    trail_list_html(request->out, &view);
    return NULL;
}

/* ---- For the family -------------------------------------------------------------------------- */

Error *looks_page(Request *request)
{
    const Learner *learner = request->learner;
    FamilyLooks looks;
    LooksPage view = {
        .page = page_make(request,
                          arena_print(request->arena, "Who looked, %s",
                                      learner_year_words(learner->national_year)),
                          SECTION_REGISTER),
        .name = learner->known_name,
        .school = request->school->name,
        .on = moment_long(request->arena, request->now),
        .search = url_print(request->arena, "/trail?learner=%" PRId64, learner->id.n),
    };
    TRY(learner_bar(request, TAB_HISTORY, &view.bar));
    TRY(trail_for_family(request, learner->id, id_of(request, "before"), &looks));
    view.rows = (TrailRows){looks.count, arena_array(request->arena, TrailRow, looks.count)};
    for (size_t i = 0; i < looks.count; i++)
        view.rows.items[i] = (TrailRow){.when = looks.items[i].when,
                                        .who = looks.items[i].who,
                                        .role = looks.items[i].role,
                                        .what = looks.items[i].what};
    view.more = looks.older != 0;
    if (view.more)
        view.older = url_print(request->arena, "/learners/%" PRId64 "/looks?before=%" PRId64,
                               learner->id.n, looks.older);
    looks_html(request->out, &view);
    return NULL;
}

/* Who can see this learner today, and why: the access rule's own answer, put into words. */
#include "record/access_pages.h"

#include <inttypes.h>

#include "contact/contact.h"
#include "record/access_html.h"
#include "record/record_sql.h"

static const char *way_words(const Request *request, const Way *way)
{
    Arena *arena = request->arena;
    const char *since = date_long(arena, way->since);
    switch (way->way) {
    case WAY_CLASS:
        return arena_print(arena, "%s %s since %s",
                           way->teaches ? request_say(request, "{Teacher} of")
                                        : "Teaching assistant in",
                           way->name, since);
    case WAY_GROUP:
        return arena_print(arena, "%s the group %s since %s", way->teaches ? "Teaches" : "Supports",
                           way->name, since);
    case WAY_SUPPORT:
        break;
    }
    return arena_print(arena, "Gives “%s” of the plan in force, since %s", way->name, since);
}

static void add_why(AccessRow *row, const char *why)
{
    row->why.items[row->why.count++] = why;
}

static AccessRow row_of(Request *request, const Access *access, Door door)
{
    Arena *arena = request->arena;
    AccessRow row = {.who = access->member.display_name,
                     .role = request_role_words(request, access->by[door]),
                     .why = {0, arena_array(arena, const char *, access->ways.count + 8)}};
    if (moment_is_set(access->looked_at))
        row.looked = moment_long(arena, access->looked_at);
    return row;
}

static AccessRow record_row(Request *request, const Access *access)
{
    Arena *arena = request->arena;
    AccessRow row = row_of(request, access, DOOR_RECORD);
    const StaffMember *member = &access->member;
    if (access->reach == REACH_ALL)
        add_why(&row, arena_print(arena, "This role opens every record; here since %s",
                                  date_long(arena, member->started_on)));
    for (size_t i = 0; i < access->ways.count; i++)
        add_why(&row, way_words(request, &access->ways.items[i]));
    if (access->glass != NULL)
        add_why(&row, request_may(request, MAY_READ_TRAIL)
                          ? arena_print(arena, "Opened it in an emergency, until midnight: %s",
                                        access->glass)
                          : "Opened it in an emergency, until midnight");
    if (date_is_set(member->ended_on))
        add_why(&row, arena_print(arena, "Until %s: their last day here",
                                  date_long(arena, member->ended_on)));
    if (!member->has_password)
        add_why(&row, "Has not set a password yet");
    return row;
}

static const char *until_words(Arena *arena, Date until)
{
    return date_is_set(until) ? arena_print(arena, " until %s", date_long(arena, until)) : "";
}

static const char *part_words(Request *request, const Access *access, Door door)
{
    Arena *arena = request->arena;
    switch (door) {
    case DOOR_CONTACTS:
        return access->of_all[door]
                   ? "Contacts and court orders: this role keeps them for everybody"
                   : "Contacts, as somebody who teaches or supports the family’s child";
    case DOOR_SUMMARY:
        if (access->covers != NULL)
            return arena_print(arena, "How to help, in class only: covers %s%s", access->covers,
                               until_words(arena, access->covers_until));
        return "How to help, on the page of each class";
    case DOOR_ARRANGEMENTS:
        return "Exam access arrangements, in a list";
    case DOOR_CASE:
        return arena_print(arena, "What is shared of the case, from %s%s%s%s",
                           date_long(arena, access->case_since),
                           until_words(arena, access->case_until),
                           request_may(request, MAY_READ_RECORD) ? ": " : "",
                           request_may(request, MAY_READ_RECORD) ? access->case_purpose : "");
    case DOOR_RECORD:
    case DOOR_COUNT:
        break;
    }
    return "";
}

/* DOOR_COUNT: nothing but the record, or nothing at all. */
static Door first_part(const Access *access)
{
    Door door = DOOR_RECORD + 1;
    while (door < DOOR_COUNT && !access->open[door])
        door++;
    return door;
}

static bool opens_a_part(const Access *access)
{
    return access->bar != ACCESS_OPEN && first_part(access) < DOOR_COUNT;
}

static AccessRow part_row(Request *request, const Access *access)
{
    AccessRow row = row_of(request, access, first_part(access));
    for (Door door = DOOR_RECORD + 1; door < DOOR_COUNT; door++)
        if (access->open[door])
            add_why(&row, part_words(request, access, door));
    return row;
}

static const char *bar_words(Request *request, AccessBar bar)
{
    switch (bar) {
    case ACCESS_NOT_OWN:
        return arena_print(request->arena, "No class, group or support with this %s today",
                           request->school->learner_word);
    case ACCESS_ROLE:
        return "A role that opens no record";
    case ACCESS_VISIT_OVER:
        return "From outside: the visit is over, and nothing is shared any more";
    case ACCESS_NO_SIGN_IN:
        return "No account to sign in with";
    case ACCESS_LEFT:
        return "Left: access has ended";
    case ACCESS_NOT_BEGUN:
        return "Not begun yet";
    case ACCESS_OPEN:
    case ACCESS_BAR_COUNT:
        break;
    }
    return "";
}

/* A colleague who stands with the learner: what a court has said of them binds them at work too,
 * which nobody sees who looks at classes alone. */
static void add_kin(Request *request, const struct staff_kin_rows *kin, const Access *access,
                    bool may_contacts, AccessRow *row)
{
    for (size_t i = 0; i < kin->count; i++) {
        const struct staff_kin_row *one = &kin->items[i];
        if (one->id.n != access->member.id.n)
            continue;
        add_why(row,
                arena_print(request->arena,
                            "%s of the %s too, and signs in as that with the same account",
                            relationship_words(one->relationship), request->school->learner_word));
        if (one->barred && may_contacts)
            add_why(row, "A court order keeps what is known here from this person. Decide "
                         "whether they go on working with the class");
    }
}

static void fill_open(Request *request, const AccessList *list, const struct staff_kin_rows *kin,
                      AccessPage *view)
{
    view->open.items = arena_array(request->arena, AccessRow, list->count);
    view->parts.items = arena_array(request->arena, AccessRow, list->count);
    for (size_t i = 0; i < list->count; i++) {
        const Access *access = &list->items[i];
        bool whole = access->bar == ACCESS_OPEN;
        if (!whole && !opens_a_part(access))
            continue;
        AccessRow row = whole ? record_row(request, access) : part_row(request, access);
        AccessRows *rows = whole ? &view->open : &view->parts;
        add_kin(request, kin, access, view->may_contacts, &row);
        rows->items[rows->count++] = row;
    }
}

/* "governor", "until 3 June 2026": what tells one of these from the others; NULL: nothing. */
static const char *barred_detail(Request *request, const Access *access)
{
    Arena *arena = request->arena;
    switch (access->bar) {
    case ACCESS_ROLE:
        return request_role_words(request, access->member.role);
    case ACCESS_VISIT_OVER:
        return arena_print(arena, "until %s", date_long(arena, access->case_until));
    case ACCESS_LEFT:
        return moment_is_set(access->member.ended_at)
                   ? arena_print(arena, "ended %s", moment_long(arena, access->member.ended_at))
                   : arena_print(arena, "until %s", date_long(arena, access->member.ended_on));
    case ACCESS_NOT_BEGUN:
        return arena_print(arena, "from %s", date_long(arena, access->member.started_on));
    case ACCESS_OPEN:
    case ACCESS_NOT_OWN:
    case ACCESS_NO_SIGN_IN:
    case ACCESS_BAR_COUNT:
        break;
    }
    return NULL;
}

/* "Mrs Pryce (Governor; mother of the pupil too; last looked 3 June 2026, 10:12)" */
static const char *barred_name(Request *request, const struct staff_kin_rows *kin,
                               const Access *access)
{
    Arena *arena = request->arena;
    const char *detail = barred_detail(request, access), *words = "";
    if (detail != NULL)
        words = arena_print(arena, "; %s", detail);
    for (size_t i = 0; i < kin->count; i++)
        if (kin->items[i].id.n == access->member.id.n)
            words = arena_print(arena, "%s; %s of the %s too", words,
                                relationship_words(kin->items[i].relationship),
                                request->school->learner_word);
    if (moment_is_set(access->looked_at))
        words =
            arena_print(arena, "%s; last looked %s", words, moment_long(arena, access->looked_at));
    return *words == '\0' ? access->member.display_name
                          : arena_print(arena, "%s (%s)", access->member.display_name, words + 2);
}

/* Those of one reason; NULL: nobody. */
static const char *barred_words(Request *request, const AccessList *list,
                                const struct staff_kin_rows *kin, AccessBar bar)
{
    const char *words = NULL;
    for (size_t i = 0; i < list->count; i++) {
        const Access *access = &list->items[i];
        if (access->bar != bar || opens_a_part(access))
            continue;
        const char *name = barred_name(request, kin, access);
        words = words == NULL ? name : arena_print(request->arena, "%s, %s", words, name);
    }
    return words;
}

Error *access_page(Request *request)
{
    const Learner *learner = request->learner;
    AccessList list;
    struct staff_kin_rows kin;
    AccessPage view = {
        .page = page_make(request,
                          arena_print(request->arena, "Who can see this, %s",
                                      learner_year_words(learner->national_year)),
                          SECTION_REGISTER),
        .name = learner->known_name,
        .on = moment_long(request->arena, request->now),
        .looks = url_print(request->arena, "/learners/%" PRId64 "/looks", learner->id.n),
        .classes = url_print(request->arena, "/school/classes"),
        .contacts = url_print(request->arena, "/learners/%" PRId64 "/contacts", learner->id.n),
        .sign_in = url_print(request->arena, "/learners/%" PRId64 "/sign-in", learner->id.n),
        .may_contacts = request_may(request, MAY_EDIT_CONTACTS),
        .sees_looks = request_may(request, MAY_READ_TRAIL),
        .may_classes = request_may(request, MAY_MANAGE_SCHOOL),
        .barred = {0, arena_array(request->arena, BarredRow, ACCESS_BAR_COUNT)},
    };
    TRY(learner_bar(request, request_may(request, MAY_READ_RECORD) ? TAB_HISTORY : TAB_CONTACTS,
                    &view.bar));
    TRY(learner_access(request->db, request->arena, request->school_id, request->matrix,
                       learner->id, request->today, view.sees_looks, &list));
    TRY(staff_kin(request->db, request->arena, request->school_id, learner->id, request->today,
                  &kin));
    fill_open(request, &list, &kin, &view);
    for (AccessBar bar = ACCESS_OPEN + 1; bar < ACCESS_BAR_COUNT; bar++) {
        const char *people = barred_words(request, &list, &kin, bar);
        if (people != NULL)
            view.barred.items[view.barred.count++] = (BarredRow){bar_words(request, bar), people};
    }
    TRY(access_family(request, &view));
    access_html(request->out, &view);
    return NULL;
}

/* Who can open this record today, and why: the access rule's own answer, put into words. */
#include "record/access_pages.h"

#include <inttypes.h>

#include "record/access_html.h"

static const char *way_words(Arena *arena, const Way *way)
{
    const char *since = date_long(arena, way->since);
    switch (way->way) {
    case WAY_CLASS:
        return arena_print(arena, "%s %s since %s",
                           way->teaches ? "Class teacher of" : "Teaching assistant in", way->name,
                           since);
    case WAY_GROUP:
        return arena_print(arena, "%s the group %s since %s", way->teaches ? "Teaches" : "Supports",
                           way->name, since);
    case WAY_SUPPORT:
        break;
    }
    return arena_print(arena, "Gives “%s” of the plan in force, since %s", way->name, since);
}

static AccessRow row_of(Request *request, const Access *access)
{
    Arena *arena = request->arena;
    AccessRow row = {.who = access->member.display_name,
                     .role = role_words(access->member.role),
                     .why = {0, arena_array(arena, const char *, access->ways.count + 3)}};
    if (access->reach == REACH_ALL)
        row.why.items[row.why.count++] = "This role opens every record of the school";
    for (size_t i = 0; i < access->ways.count; i++)
        row.why.items[row.why.count++] = way_words(arena, &access->ways.items[i]);
    if (access->glass != NULL)
        row.why.items[row.why.count++] =
            arena_print(arena, "Opened it in an emergency, until midnight: %s", access->glass);
    if (!access->member.has_password)
        row.why.items[row.why.count++] = "Has not set a password yet";
    if (moment_is_set(access->looked_at))
        row.looked = moment_long(arena, access->looked_at);
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
    case ACCESS_NO_SIGN_IN:
        return "No account to sign in with";
    case ACCESS_LEFT:
        return "Left: access ended with the last day";
    case ACCESS_NOT_BEGUN:
        return "Not begun yet";
    case ACCESS_OPEN:
    case ACCESS_BAR_COUNT:
        break;
    }
    return "";
}

static AccessRows open_rows(Request *request, const AccessList *list)
{
    AccessRows rows = {0, arena_array(request->arena, AccessRow, list->count)};
    for (size_t i = 0; i < list->count; i++)
        if (list->items[i].bar == ACCESS_OPEN)
            rows.items[rows.count++] = row_of(request, &list->items[i]);
    return rows;
}

/* "Mrs Pryce, Mr Lund (last looked 3 June 2026, 10:12)"; NULL: nobody. */
static const char *barred_words(Request *request, const AccessList *list, AccessBar bar)
{
    const char *words = NULL;
    for (size_t i = 0; i < list->count; i++) {
        const Access *access = &list->items[i];
        if (access->bar != bar)
            continue;
        const char *name = access->member.display_name;
        if (moment_is_set(access->looked_at))
            name = arena_print(request->arena, "%s (last looked %s)", name,
                               moment_long(request->arena, access->looked_at));
        words = words == NULL ? name : arena_print(request->arena, "%s, %s", words, name);
    }
    return words;
}

Error *access_page(Request *request)
{
    const Learner *learner = request->learner;
    AccessList list;
    AccessPage view = {
        .page = page_make(request,
                          arena_print(request->arena, "Who can see this, %s",
                                      learner_year_words(learner->national_year)),
                          SECTION_REGISTER),
        .name = learner->known_name,
        .on = moment_long(request->arena, request->now),
        .looks = url_print(request->arena, "/learners/%" PRId64 "/looks", learner->id.n),
        .classes = url_print(request->arena, "/school/classes"),
        .barred = {0, arena_array(request->arena, BarredRow, ACCESS_BAR_COUNT)},
    };
    TRY(learner_bar(request, TAB_HISTORY, &view.bar));
    TRY(learner_access(request->db, request->arena, request->school_id, request->matrix,
                       learner->id, request->today, &list));
    view.open = open_rows(request, &list);
    for (AccessBar bar = ACCESS_OPEN + 1; bar < ACCESS_BAR_COUNT; bar++) {
        const char *people = barred_words(request, &list, bar);
        if (people != NULL)
            view.barred.items[view.barred.count++] = (BarredRow){bar_words(request, bar), people};
    }
    access_html(request->out, &view);
    return NULL;
}

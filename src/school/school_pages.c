/* The setting's own page, and the tabs over all of them. */
#include "school/school_pages.h"

#include "school/school_html.h"
#include "school/school_sql.h"

static const struct {
    SchoolTab tab;
    const char *path, *label;
    Permission permission;
} tabs[] = {
    {SCHOOL_TAB_OVERVIEW, "/school", "Overview", MAY_MANAGE_SCHOOL},
    {SCHOOL_TAB_FACTS, "/school/facts", "Facts", MAY_MANAGE_SCHOOL},
    {SCHOOL_TAB_DATES, "/school/dates", "Term dates", MAY_MANAGE_SCHOOL},
    {SCHOOL_TAB_CLASSES, "/school/classes", "{Classes}", MAY_MANAGE_SCHOOL},
    {SCHOOL_TAB_LEVELS, "/school/levels", "Levels", MAY_MANAGE_SCHOOL},
    {SCHOOL_TAB_STAFF, "/school/staff", "Staff", MAY_MANAGE_PEOPLE},
    {SCHOOL_TAB_PERMISSIONS, "/school/permissions", "Permissions", MAY_MANAGE_PEOPLE},
    {SCHOOL_TAB_SIGN_IN, "/school/sign-in", "Signing in", MAY_MANAGE_SIGN_IN},
    {SCHOOL_TAB_MAIL, "/school/mail", "Mail", MAY_MANAGE_SIGN_IN},
    {SCHOOL_TAB_TRAIL, "/trail", "Who looked", MAY_READ_TRAIL},
};

SchoolTabs school_tabs(Request *request, SchoolTab here)
{
    size_t most = sizeof tabs / sizeof tabs[0];
    SchoolTabs made = {{0, arena_array(request->arena, PageLink, most)}};
    for (size_t i = 0; i < most; i++) {
        if (!request_may(request, tabs[i].permission))
            continue;
        made.tabs.items[made.tabs.count++] =
            (PageLink){url_print(request->arena, "%s", tabs[i].path),
                       request_say(request, tabs[i].label), tabs[i].tab == here};
    }
    return made;
}

const char *school_at_once_words(Arena *arena, Moment ended_at)
{
    return arena_print(arena, "ended %s", moment_long(arena, ended_at));
}

const char *school_days_words(Arena *arena, Date first, Date last, Date today)
{
    const char *begin = date_medium(arena, first), *end = date_medium(arena, last);
    if (date_is_set(last) && date_compare(last, today) < 0)
        return arena_print(arena, "until %s", end);
    const char *word = date_compare(first, today) > 0 ? "from" : "since";
    if (!date_is_set(last))
        return arena_print(arena, "%s %s", word, begin);
    return arena_print(arena, "%s %s, until %s", word, begin, end);
}

const char *school_year_words(Arena *arena, int year)
{
    return arena_print(arena, "%d to %d", year, year + 1);
}

static Error *facts_row(Request *request, SetUpRow *row)
{
    SchoolFacts facts;
    int64_t version;
    TRY(school_facts_load(request->db, request->arena, request->school_id, &facts, &version));
    row->state = arena_print(request->arena, "%s.", setting_of(request->school->type)->name);
    if (facts.urn == NULL)
        row->missing = "URN missing";
    else if (facts.address == NULL)
        row->missing = "Address missing";
    return NULL;
}

static Error *dates_row(Request *request, SetUpRow *row)
{
    SchoolCalendar calendar;
    TRY(school_calendar(request->db, request->arena, request->school_id, &calendar));
    int now = academic_year(request->today), missing = dates_missing(&calendar, request->today);
    row->state =
        school_year_recorded(&calendar, now)
            ? arena_print(request->arena, "%s is entered.", school_year_words(request->arena, now))
            : "Until they are entered, every weekday counts as a school day.";
    if (missing != 0)
        row->missing =
            arena_print(request->arena, "%s missing", school_year_words(request->arena, missing));
    return NULL;
}

static Error *classes_row(Request *request, SetUpRow *row)
{
    struct classes_overview_rows classes;
    struct class_adults_today_rows adults;
    TRY(classes_overview(request->db, request->arena, request->school_id, request->today,
                         (ClassId){0}, &classes));
    TRY(class_adults_today(request->db, request->arena, request->school_id, request->today,
                           &adults));
    int untaught = 0;
    for (size_t i = 0; i < classes.count; i++) {
        bool taught = false;
        for (size_t a = 0; a < adults.count; a++)
            taught = taught || (adults.items[a].class_id.n == classes.items[i].id.n &&
                                text_equal(adults.items[a].part, "teacher"));
        untaught += !taught;
    }
    row->state = arena_print(
        request->arena, "%zu %s and groups. Whoever teaches or supports one sees its %s.",
        classes.count, request_say(request, "{classes}"), request_say(request, "{learners}"));
    if (untaught > 0)
        row->missing = arena_print(request->arena, "%d without a teacher", untaught);
    return NULL;
}

static Error *staff_row(Request *request, SetUpRow *row)
{
    StaffMembers members;
    TRY(staff_members(request->db, request->arena, request->school_id, &members));
    int here = 0, signing_in = 0;
    for (size_t i = 0; i < members.count; i++) {
        const StaffMember *member = &members.items[i];
        if (staff_has_left(member, request->today))
            continue;
        here++;
        signing_in += member->has_password;
    }
    row->state =
        arena_print(request->arena, "%d people, of whom %d have a password.", here, signing_in);
    return NULL;
}

static Error *import_row(Request *request, SetUpRow *row)
{
    struct learners_on_roll_row roll;
    TRY(learners_on_roll(request->db, request->arena, request->school_id, request->today, &roll));
    row->state = arena_print(request->arena, "%d on roll.", roll.learners);
    if (roll.learners == 0)
        row->missing = "Nobody yet";
    return NULL;
}

static Error *bank_row(Request *request, SetUpRow *row)
{
    struct bank_offered_row offered;
    TRY(bank_offered(request->db, request->arena, request->school_id, &offered));
    row->state = arena_print(request->arena, "%d interventions and %d strategies to plan with.",
                             offered.interventions, offered.strategies);
    if (offered.interventions == 0)
        row->missing = "Nothing yet";
    return NULL;
}

/* In the order in which a school sets itself up. */
static const struct {
    const char *name, *path;
    Permission permission;
    Error *(*fill)(Request *request, SetUpRow *row);
} set_up[] = {
    {"Facts", "/school/facts", MAY_MANAGE_SCHOOL, facts_row},
    {"Term dates", "/school/dates", MAY_MANAGE_SCHOOL, dates_row},
    {"Staff", "/school/staff", MAY_MANAGE_PEOPLE, staff_row},
    {"Import", "/imports", MAY_IMPORT, import_row},
    {"{Classes}", "/school/classes", MAY_MANAGE_SCHOOL, classes_row},
    {"Support bank", "/school/bank", MAY_MANAGE_SCHOOL, bank_row},
};

Error *school_page(Request *request)
{
    size_t most = sizeof set_up / sizeof set_up[0];
    SchoolPage view = {
        .page = page_make(request, "{School}", SECTION_SCHOOL),
        .tabs = school_tabs(request, SCHOOL_TAB_OVERVIEW),
        .passes_guard = store_passes_guard(site_options(request->site)->store),
        .rows = {0, arena_array(request->arena, SetUpRow, most)},
    };
    for (size_t i = 0; i < most; i++) {
        if (!request_may(request, set_up[i].permission))
            continue;
        SetUpRow *row = &view.rows.items[view.rows.count++];
        *row = (SetUpRow){.href = url_print(request->arena, "%s", set_up[i].path),
                          .name = request_say(request, set_up[i].name)};
        TRY(set_up[i].fill(request, row));
    }
    school_html(request->out, &view);
    return NULL;
}

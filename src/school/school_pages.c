/* The setting's own page, and the tabs over all of them. */
#include "school/school_pages.h"

#include "school/school_html.h"

static const struct {
    SchoolTab tab;
    const char *path, *label;
    Permission permission;
} tabs[] = {
    {SCHOOL_TAB_OVERVIEW, "/school", "Overview", MAY_MANAGE_SCHOOL},
    {SCHOOL_TAB_DATES, "/school/dates", "Term dates", MAY_MANAGE_SCHOOL},
    {SCHOOL_TAB_STAFF, "/school/staff", "Staff", MAY_MANAGE_PEOPLE},
};

SchoolTabs school_tabs(Request *request, SchoolTab here)
{
    size_t most = sizeof tabs / sizeof tabs[0];
    SchoolTabs made = {{0, arena_array(request->arena, PageLink, most)}};
    for (size_t i = 0; i < most; i++) {
        if (permission_reach(request->staff->role, tabs[i].permission) == REACH_NONE)
            continue;
        made.tabs.items[made.tabs.count++] = (PageLink){
            url_print(request->arena, "%s", tabs[i].path), tabs[i].label, tabs[i].tab == here};
    }
    return made;
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

Error *school_page(Request *request)
{
    SchoolPage view = {
        .page = page_make(request, "School", SECTION_SCHOOL),
        .tabs = school_tabs(request, SCHOOL_TAB_OVERVIEW),
        .rows = {0, arena_array(request->arena, SetUpRow, 4)},
    };
    SetUpRow *dates = &view.rows.items[view.rows.count++];
    *dates = (SetUpRow){.href = url_print(request->arena, "/school/dates"), .name = "Term dates"};
    TRY(dates_row(request, dates));
    school_html(request->out, &view);
    return NULL;
}

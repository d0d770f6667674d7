#include "web/learner_bar.h"

#include "web/web.h"

enum { SOON_DAYS = 14 };

static const struct {
    LearnerTab tab;
    const char *label, *path;
    Permission permission;
} tabs[] = {
    {TAB_OVERVIEW, "Overview", "", MAY_READ_RECORD},
    {TAB_ASSESSMENT, "Assessment", "/assessment", MAY_READ_RECORD},
    {TAB_PROGRESS, "Progress", "/progress", MAY_SEE_SCORES},
    {TAB_PLAN, "Plan", "/plan", MAY_READ_RECORD},
    {TAB_SESSIONS, "Sessions", "/sessions", MAY_READ_RECORD},
    {TAB_REVIEW, "Review", "/review", MAY_READ_RECORD},
    {TAB_CONCERNS, "Concerns", "/concerns", MAY_READ_CONCERNS},
    {TAB_CONTACTS, "Family", "/contacts", MAY_SEE_CONTACTS},
    {TAB_CARE, "Reports and notes", "/care", MAY_READ_RECORD},
    {TAB_HISTORY, "History", "/history", MAY_READ_RECORD},
    {TAB_IDENTITY, "Identity", "/identity", MAY_KEEP_RECORD},
};

static PageLinks tab_links(Request *request, LearnerTab here)
{
    size_t most = sizeof tabs / sizeof tabs[0];
    PageLinks links = {0, arena_array(request->arena, PageLink, most)};
    for (size_t i = 0; i < most; i++) {
        if (!request_may(request, tabs[i].permission))
            continue;
        links.items[links.count++] =
            (PageLink){url_print(request->arena, "/learners/%lld%s",
                                 (long long)request->learner->id.n, tabs[i].path),
                       tabs[i].label, tabs[i].tab == here};
    }
    return links;
}

static const char *stage_detail(Arena *arena, const Cycle *cycle, CycleStage stage, bool done)
{
    switch (stage) {
    case STAGE_ASSESS:
        return date_is_set(cycle->assessed_on)
                   ? arena_print(arena, "Done %s", date_short(arena, cycle->assessed_on))
                   : arena_print(arena, "Since %s", date_short(arena, cycle->opened_on));
    case STAGE_PLAN:
        if (date_is_set(cycle->planned_on))
            return arena_print(arena, "Final %s", date_short(arena, cycle->planned_on));
        return cycle->state == CYCLE_PLANNING ? "Being written" : "";
    case STAGE_DO:
        if (!date_is_set(cycle->planned_on))
            return "";
        return done ? "Done" : arena_print(arena, "Since %s", date_short(arena, cycle->planned_on));
    case STAGE_REVIEW:
        if (date_is_set(cycle->reviewed_on))
            return arena_print(arena, "Held %s", date_short(arena, cycle->reviewed_on));
        return date_is_set(cycle->review_on)
                   ? arena_print(arena, "By %s", date_short(arena, cycle->review_on))
                   : "";
    case STAGE_COUNT:
        break;
    }
    return "";
}

StageViews stage_views(Arena *arena, const Cycle *cycle)
{
    StageViews views = {STAGE_COUNT, arena_array(arena, StageView, STAGE_COUNT)};
    for (int stage = 0; stage < STAGE_COUNT; stage++) {
        StageMark mark = cycle_stage_mark(cycle->state, (CycleStage)stage);
        bool done = mark == STAGE_DONE;
        views.items[stage] = (StageView){
            .word = cycle_stage_words((CycleStage)stage),
            .detail = stage_detail(arena, cycle, (CycleStage)stage, done),
            .done = done,
            .here = mark == STAGE_NOW,
        };
    }
    return views;
}

static void review_tag(Request *request, const Cycle *cycle, LearnerBar *bar)
{
    if (cycle_is_over(cycle->state) || !date_is_set(cycle->review_on))
        return;
    int days = date_days_between(request->today, cycle->review_on);
    const char *plural = days == 1 || days == -1 ? "" : "s";
    if (days < 0)
        bar->late = arena_print(request->arena, "Review %d day%s late", -days, plural);
    else if (days == 0)
        bar->soon = "Review today";
    else if (days <= SOON_DAYS)
        bar->soon = arena_print(request->arena, "Review in %d day%s", days, plural);
}

static const char *level_words(Request *request)
{
    static const char *const months[] = {"January",   "February", "March",    "April",
                                         "May",       "June",     "July",     "August",
                                         "September", "October",  "November", "December"};
    const Learner *learner = request->learner;
    if (!request_may(request, MAY_READ_RECORD) && !request_may(request, MAY_READ_REGISTER))
        return NULL;
    const char *words = learner->level_name;
    if (!date_is_set(learner->level_since))
        return words;
    CivilDate since = date_civil(learner->level_since);
    return arena_print(request->arena, "%s since %s %d", words, months[since.month - 1],
                       since.year);
}

static const char *age_words(Request *request)
{
    const Learner *learner = request->learner;
    Date on = learner->standing == RECORD_DIED ? learner->died_on : request->today;
    return arena_print(request->arena, "%d years", date_age(learner->born_on, on));
}

static const char *died_words(Request *request)
{
    const Learner *learner = request->learner;
    return learner->standing != RECORD_DIED
               ? NULL
               : arena_print(request->arena, "Died on %s",
                             date_long(request->arena, learner->died_on));
}

Error *learner_bar(Request *request, LearnerTab tab, LearnerBar *bar)
{
    const Learner *learner = request->learner;
    Cycle cycle;
    bool found;
    TRY(cycle_now(request->db, request->arena, request->school_id, learner->id, &cycle, &found));
    *bar = (LearnerBar){
        .name = learner->known_name,
        .overview = url_print(request->arena, "/learners/%lld%s", (long long)learner->id.n,
                              request_may(request, MAY_READ_RECORD) ? "" : "/contacts"),
        .year_and_class = learner_year_and_class(request->arena, learner),
        .age = age_words(request),
        .died = died_words(request),
        .level = level_words(request),
        .glass = request->glass,
        .tabs = tab_links(request, tab),
    };
    if (!found || learner->standing == RECORD_DIED || !request_may(request, MAY_READ_RECORD))
        return NULL;
    bar->cycle = arena_print(request->arena, "Cycle %d", cycle.number);
    bar->stages = stage_views(request->arena, &cycle);
    review_tag(request, &cycle, bar);
    return NULL;
}

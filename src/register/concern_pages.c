/* Concerns of everybody, and one of them: to answer, to look at again, to tell the family of. */
#include "register/concern_pages.h"

#include <inttypes.h>
#include <string.h>

#include "platform/base/log.h"
#include "register/concern_html.h"
#include "register/concern_own_html.h"
#include "register/concern_sql.h"
#include "register/concerns_html.h"
#include "register/register_rules.h"
#include "register/register_sql.h"

enum { EXCERPT = 140 };

/* ---- Everybody's ------------------------------------------------------------------------------
 */

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

typedef enum Show { SHOW_WAITING, SHOW_CHECKS, SHOW_UNTOLD, SHOW_ANSWERED, SHOW_OWN, SHOWS } Show;

static const struct {
    const char *code, *label, *nothing;
} shows[SHOWS] = {
    {"waiting", "Waiting", "Every concern has an answer."},
    {"checks", "To look at again", "Nothing is waiting to be looked at again."},
    {"untold", "Family not told", "The family was told of every step, or it is noted why not."},
    {"answered", "Answered this year", "No concern was answered this school year."},
    {"own", "Raised by you", "You have raised none. What you notice early helps most."},
};

static Show show_asked(Request *request, bool lists)
{
    const char *value = request_query(request, "show");
    for (Show show = 0; show < SHOWS; show++)
        if (text_equal(shows[show].code, value) && (lists || show == SHOW_OWN))
            return show;
    return lists ? SHOW_WAITING : SHOW_OWN;
}

static bool among(const struct concerns_listed_row *row, Show show)
{
    bool open = text_equal(row->outcome, "open");
    switch (show) {
    case SHOW_WAITING:
        return open;
    case SHOW_CHECKS:
        return date_is_set(row->check_on);
    case SHOW_UNTOLD:
        return row->untold > 0;
    case SHOW_ANSWERED:
        return !open;
    default:
        return false;
    }
}

static ConcernRow row_of(Request *request, const struct concerns_listed_row *row)
{
    Arena *arena = request->arena;
    bool open = text_equal(row->outcome, "open");
    bool checked = date_is_set(row->check_on);
    ConcernRow view = {
        .href = concern_url(request, row->learner_id, row->id),
        .surname = row->surname,
        .given = row->preferred_name == NULL ? row->forename : row->preferred_name,
        .class_name = row->class_name,
        .words = excerpt(arena, row->wording),
        .said_by =
            arena_print(arena, "%s, %s", row->raised_by_name, date_short(arena, row->raised_on)),
        .outcome = concern_outcome_words(row->outcome),
        .others = row->others == 0 ? NULL : arena_print(arena, "%d more open", row->others),
        .untold = row->untold > 0,
        .with = row->received_by_name,
    };
    if (open || checked)
        view.due = due_view(request, open ? row->reply_by : row->check_on, "No day promised");
    else
        view.due.day = date_medium(arena, row->replied_on);
    return view;
}

static Error *add_listed(Request *request, Show show, const char *year, ClassId class,
                         size_t counts[SHOWS], ConcernsPage *view)
{
    struct concerns_listed_rows rows;
    bool own = request_reach(request, MAY_READ_CONCERNS) == REACH_OWN;
    TRY(concerns_listed(request->db, request->arena, request->school_id, request->today,
                        academic_year_start(request->today),
                        own ? request->staff->id : (StaffId){0}, year, class, &rows));
    if (show != SHOW_OWN)
        view->rows.items = arena_array(request->arena, ConcernRow, rows.count);
    for (size_t i = 0; i < rows.count; i++)
        for (Show s = 0; s < SHOW_OWN; s++) {
            if (!among(&rows.items[i], s))
                continue;
            counts[s]++;
            if (s != show)
                continue;
            request_shows(request, rows.items[i].learner_id);
            view->rows.items[view->rows.count++] = row_of(request, &rows.items[i]);
        }
    return NULL;
}

static ConcernRow own_row(Request *request, const Concern *concern)
{
    Arena *arena = request->arena;
    bool open = text_equal(concern->outcome, "open");
    ConcernRow row = {
        .href = url_print(arena, "/concerns/%" PRId64, concern->id.n),
        .given = concern->learner_name,
        .class_name = concern->class_name,
        .words = excerpt(arena, concern->wording),
        .said_by = arena_print(arena, "%s, %s", concern->raised_by_name,
                               date_short(arena, concern->raised_on)),
        .outcome = concern_outcome_words(concern->outcome),
        .with = concern->received_by_name,
    };
    if (open)
        row.due = due_view(request, concern->reply_by, "No day promised");
    else
        row.due.day = date_medium(arena, concern->replied_on);
    return row;
}

static Error *add_own(Request *request, Show show, size_t counts[SHOWS], ConcernsPage *view)
{
    Concerns own;
    TRY(concerns_of_staff(request->db, request->arena, request->school_id, request->staff->id,
                          &own));
    counts[SHOW_OWN] = own.count;
    if (show != SHOW_OWN)
        return NULL;
    view->rows = (ConcernRows){own.count, arena_array(request->arena, ConcernRow, own.count)};
    for (size_t i = 0; i < own.count; i++) {
        request_shows(request, own.items[i].learner_id);
        view->rows.items[i] = own_row(request, &own.items[i]);
    }
    return NULL;
}

static void add_links(Request *request, Show here, const size_t counts[SHOWS], const char *kept,
                      ConcernsPage *view)
{
    view->shown.items = arena_array(request->arena, PageLink, SHOWS);
    for (Show show = view->lists ? SHOW_WAITING : SHOW_OWN; show < SHOWS; show++)
        view->shown.items[view->shown.count++] = (PageLink){
            url_print(request->arena, "/concerns?show=%s%s", shows[show].code, kept),
            arena_print(request->arena, "%s %zu", shows[show].label, counts[show]), show == here};
}

/* ---- By year and class ------------------------------------------------------------------------
 */

static ChoiceView choice(Arena *arena, const char *code, const char *label, const char *chosen)
{
    return (ChoiceView){
        .code = arena_copy(arena, code), .label = label, .chosen = text_equal(code, chosen)};
}

static Error *add_selects(Request *request, const char *year, ClassId class, ConcernsPage *view)
{
    struct register_years_rows years;
    struct register_classes_rows classes;
    Arena *arena = request->arena;
    bool own = request_reach(request, MAY_READ_CONCERNS) == REACH_OWN;
    const char *chosen = arena_print(arena, "%" PRId64, class.n);
    TRY(register_years(request->db, arena, request->school_id, request->today, &years));
    TRY(register_classes(request->db, arena, request->school_id, request->today,
                         own ? request->staff->id : (StaffId){0}, &classes));
    view->selects = (FilterSelects){2, arena_array(arena, FilterSelect, 2)};
    FilterSelect *by_year = &view->selects.items[0], *by_class = &view->selects.items[1];
    *by_year = (FilterSelect){.id = "filter-year", .name = "year", .label = "Year", .any = "All"};
    *by_class =
        (FilterSelect){.id = "filter-class", .name = "class", .label = "Class", .any = "All"};
    by_year->choices = (ChoiceViews){years.count, arena_array(arena, ChoiceView, years.count)};
    for (size_t i = 0; i < years.count; i++)
        by_year->choices.items[i] = choice(arena, years.items[i].national_year,
                                           learner_year_words(years.items[i].national_year), year);
    by_class->choices = (ChoiceViews){classes.count, arena_array(arena, ChoiceView, classes.count)};
    for (size_t i = 0; i < classes.count; i++)
        by_class->choices.items[i] =
            choice(arena, arena_print(arena, "%" PRId64, classes.items[i].id.n),
                   classes.items[i].name, chosen);
    return NULL;
}

/* A year of the census, or nothing: what else stands in the address filters nothing. */
static const char *year_asked(Request *request)
{
    const char *year = request_query(request, "year");
    if (text_empty(year) || strlen(year) > 2 || strspn(year, "ENR0123456789") != strlen(year))
        return NULL;
    return year;
}

static ClassId class_asked(Request *request)
{
    const char *value = request_query(request, "class");
    long long id = 0;
    return (ClassId){value != NULL && text_integer(value, 1, INT64_MAX, &id) ? id : 0};
}

static const char *kept_of(Arena *arena, const char *year, ClassId class)
{
    const char *kept = year == NULL ? "" : arena_print(arena, "&year=%s", year);
    return class.n == 0 ? kept : arena_print(arena, "%s&class=%" PRId64, kept, class.n);
}

Error *concerns_page(Request *request)
{
    const char *year = year_asked(request);
    ClassId class = class_asked(request);
    size_t counts[SHOWS] = {0};
    ConcernsPage view = {
        .page = page_make(request, "Concerns", SECTION_CONCERNS),
        .raise = url_print(request->arena, "/concerns/new"),
        .learner_heading = learner_heading(request),
        .views = request_reach(request, MAY_ANSWER_CONCERN) == REACH_ALL
                     ? url_print(request->arena, "/views")
                     : (Url){0},
        .lists = request_reach(request, MAY_READ_CONCERNS) != REACH_NONE,
        .filtered = year != NULL || class.n != 0,
    };
    Show show = show_asked(request, view.lists);
    view.show = shows[show].code;
    view.nothing = shows[show].nothing;
    view.all = url_print(request->arena, "/concerns?show=%s", shows[show].code);
    if (view.lists) {
        TRY(add_listed(request, show, year, class, counts, &view));
        TRY(add_selects(request, year, class, &view));
    }
    TRY(add_own(request, show, counts, &view));
    add_links(request, show, counts, kept_of(request->arena, year, class), &view);
    view.counted = arena_print(request->arena, "%s: %zu", shows[show].label, counts[show]);
    concerns_html(request->out, &view);
    return NULL;
}

/* ---- One, for whoever raised it ---------------------------------------------------------------
 */

Error *concern_own_page(Request *request)
{
    Concerns one = {1, arena_array(request->arena, Concern, 1)};
    ConcernItems items;
    TRY(concern_of_staff(request->db, request->arena, request->school_id, request->staff->id,
                         (ConcernId){request_path_id(request, "concern")}, one.items));
    TRY(concern_items_for_raiser(request, &one, &items));
    request_shows(request, one.items[0].learner_id);
    ConcernOwnPage view = {
        .page = page_make(request, "A concern you raised", SECTION_CONCERNS),
        .concern = items.items[0],
        .all = url_print(request->arena, "/concerns?show=own"),
    };
    if (request_reach(request, MAY_READ_CONCERNS) == REACH_ALL)
        view.record = concern_url(request, one.items[0].learner_id, one.items[0].id);
    concern_own_html(request->out, &view);
    return NULL;
}

/* ---- One, for whoever may open the record -----------------------------------------------------
 */

/* What was said is not changed on its page. */
static PromptPlace nowhere(Request *request, const Finding *finding, const void *context)
{
    (void)request, (void)finding, (void)context;
    return (PromptPlace){"", NULL};
}

static void add_notes(Request *request, const Concern *concern, ConcernPage *view)
{
    Findings findings = prompts_findings(request);
    ConcernEntry entry = {concern->wording, concern->raised_on, concern->raised_by,
                          concern->reply_by};
    register_check_concern(&entry, request->today, &findings);
    view->notes = prompts_of(request, &findings, nowhere, NULL, "", "").worth_a_look;
    prompts_ask(request, &view->notes, "R-ID-10",
                "Take it seriously, and keep it beside the {school}’s own assessment");
    prompts_ask(request, &view->notes, "R-ID-4",
                "First comes good teaching aimed at the difficulty, before and without SEN "
                "Support");
}

static Error *add_next_step(Request *request, const Concern *concern, ConcernPage *view)
{
    const char *level = request->learner->level;
    bool supported = text_equal(level, "sen_support") || text_equal(level, "ehc");
    Cycle cycle;
    bool found;
    if (!request_may(request, MAY_DECIDE_STATUS) || supported)
        return NULL;
    view->decide = learner_place(request, "/decision");
    view->monitored = text_equal(concern->outcome, "monitor") && text_equal(level, "universal");
    TRY(cycle_now(request->db, request->arena, request->school_id, request->learner->id, &cycle,
                  &found));
    if (found && !cycle_is_over(cycle.state))
        view->assessment = learner_place(request, "/assessment");
    return NULL;
}

Error *concern_page(Request *request)
{
    Concern concern;
    ConcernSteps steps;
    ConcernTolds told;
    LearnerId learner = request->learner->id;
    TRY(concern_load(request->db, request->arena, request->school_id, learner,
                     (ConcernId){request_path_id(request, "concern")}, &concern));
    TRY(concern_steps(request->db, request->arena, request->school_id, learner, concern.id,
                      &steps));
    TRY(concern_told_list(request->db, request->arena, request->school_id, learner, &told));
    ConcernPage view = {
        .page = page_make(request, learner_title(request, "Concern"), SECTION_CONCERNS),
        .said = concern_said(request, &concern),
        .steps = concern_step_rows(request, &concern, &steps, &told),
        .answered = steps.count > 0,
        .all = learner_place(request, "/concerns"),
    };
    TRY(learner_bar(request, TAB_CONCERNS, &view.bar));
    TRY(concern_others_words(request, learner, concern.id, &view.others));
    if (request_may(request, MAY_ANSWER_CONCERN))
        concern_add_forms(request, &concern, &view);
    if (request_may(request, MAY_ASSESS))
        TRY(concern_add_telling(request, &concern, &steps, &told, &view));
    TRY(add_next_step(request, &concern, &view));
    add_notes(request, &concern, &view);
    concern_html(request->out, &view);
    return NULL;
}

/* The register, and finding somebody by name. */
#include "register/register_list.h"

#include <inttypes.h>

#include "platform/base/id.h"
#include "platform/base/log.h"
#include "register/register.h"
#include "register/register_list_html.h"
#include "register/register_sql.h"

/* ---- Asking the store
 * ---------------------------------------------------------------------------- */

static const char *asked(const void *context, const char *name)
{
    return request_query(context, name);
}

static enum register_rows_order order_of(const RegisterFilter *filter)
{
    static const enum register_rows_order orders[SORT_COUNT][2] = {
        [SORT_NAME] = {REGISTER_ROWS_BY_NAME, REGISTER_ROWS_BY_NAME_DOWN},
        [SORT_CLASS] = {REGISTER_ROWS_BY_CLASS, REGISTER_ROWS_BY_CLASS_DOWN},
        [SORT_NEED] = {REGISTER_ROWS_BY_NAME, REGISTER_ROWS_BY_NAME}, /* see sort_by_need() */
        [SORT_STAGE] = {REGISTER_ROWS_BY_STAGE, REGISTER_ROWS_BY_STAGE_DOWN},
        [SORT_REVIEW] = {REGISTER_ROWS_BY_REVIEW, REGISTER_ROWS_BY_REVIEW_DOWN},
    };
    return orders[filter->sort][filter->descending];
}

StaffId register_owner(const Request *request)
{
    return request->reach == REACH_OWN ? request->staff->id : (StaffId){0};
}

/* Who is looked after is told as a safeguarding mark is: to those who need to know. */
bool register_may_filter(const Request *request, RegisterField field)
{
    return field != FILTER_CARE || request_reach(request, MAY_SEE_SAFEGUARDING) >= request->reach;
}

static RegisterFilter read_filter(const Request *request)
{
    RegisterFilter filter = register_filter(request, asked);
    for (RegisterField field = 0; field < FILTER_COUNT; field++)
        if (!register_may_filter(request, field))
            filter.values[field] = NULL;
    return filter;
}

/* n of the id in the address, 0 when it is not asked for. */
static int64_t asked_id(const RegisterFilter *filter, RegisterField field)
{
    int64_t id = 0;
    if (filter->values[field] != NULL)
        ASSERT(id_parse(filter->values[field], &id));
    return id;
}

/* By the words that are shown, which the store does not know; among the same need by name, and
 * those without one last. */
static void sort_by_need(Arena *arena, bool descending, struct register_rows_rows *rows)
{
    struct register_rows_row *sorted = arena_array(arena, struct register_rows_row, rows->count);
    size_t places, used = 0;
    need_types(&places);
    for (size_t i = 0; i <= places; i++) {
        size_t place = descending && i < places ? places - 1 - i : i;
        for (size_t row = 0; row < rows->count; row++)
            if (need_place(rows->items[row].primary_need) == place)
                sorted[used++] = rows->items[row];
    }
    ASSERT(used == rows->count);
    rows->items = sorted;
}

static Error *load(Request *request, const RegisterFilter *filter, const char *searched,
                   struct register_rows_rows *rows)
{
    const char *words[SEARCH_WORDS];
    const char *const *values = filter->values;
    const char *level = values[FILTER_LEVEL];
    bool everyone =
        text_equal(level, "everyone") || (level == NULL && (filter->search || filter->choose));
    Date from, before;
    register_search_words(request->arena, filter->search ? searched : NULL, words);
    register_days(filter, request->today, &from, &before);
    TRY(register_rows(
        request->db, request->arena, request->school_id, request->today, register_owner(request),
        everyone ? NULL : level, !everyone && level == NULL, values[FILTER_YEAR],
        (ClassId){asked_id(filter, FILTER_CLASS)}, values[FILTER_NEED], values[FILTER_AREA],
        register_state(values[FILTER_STAGE]), from, before,
        (StaffId){asked_id(filter, FILTER_TEACHER)}, register_yes(values[FILTER_PREMIUM]),
        register_yes(values[FILTER_CARE]), values[FILTER_EAL], values[FILTER_SEX], words[0],
        words[1], words[2], order_of(filter), rows));
    if (filter->sort == SORT_NEED)
        sort_by_need(request->arena, filter->descending, rows);
    return NULL;
}

/* ---- Rows
 * ----------------------------------------------------------------------------------------- */

static Texts marks_of(CycleState state)
{
    static const char *marks[STAGE_COUNT][STAGE_COUNT] = {
        {"now", "", "", ""},
        {"done", "now", "", ""},
        {"done", "done", "now", ""},
        {"done", "done", "done", "now"},
    };
    return (Texts){STAGE_COUNT, marks[state - CYCLE_ASSESSING]};
}

static RegisterRow row_of(Request *request, bool choose, const struct register_rows_row *row)
{
    const NeedType *need = row->primary_need == NULL ? NULL : need_type(row->primary_need);
    RegisterRow view = {
        .href = url_print(request->arena, "/learners/%" PRId64 "%s", row->id.n,
                          choose ? "/concerns" : ""),
        .surname = row->surname,
        .given = row->preferred_name == NULL ? row->forename : row->preferred_name,
        .year = learner_year_words(row->national_year),
        .class_name = row->class_name,
        .level = learner_level_words(row->level),
        .plain_level = text_equal(row->level, "sen_support"),
        .need = need == NULL ? row->primary_need : need->name,
        .review = due_view(request, row->review_on, NULL),
    };
    CycleState state;
    if (row->state != NULL && cycle_state_parse(row->state, &state)) {
        view.marks = marks_of(state);
        view.stage = cycle_state_words(state);
    }
    return view;
}

/* ---- The page
 * ------------------------------------------------------------------------------------- */

static SortLink sort_link(Request *request, const RegisterFilter *filter, RegisterSort sort)
{
    return (SortLink){register_address_sorted(request->arena, filter, sort),
                      register_aria_sort(filter, sort)};
}

static void add_sorts(Request *request, const RegisterFilter *filter, RegisterPage *view)
{
    view->by_name = sort_link(request, filter, SORT_NAME);
    view->by_class = sort_link(request, filter, SORT_CLASS);
    view->by_need = sort_link(request, filter, SORT_NEED);
    view->by_stage = sort_link(request, filter, SORT_STAGE);
    view->by_review = sort_link(request, filter, SORT_REVIEW);
    if (filter->sort != SORT_NAME || filter->descending)
        view->sort = arena_print(request->arena, "%s%s", filter->descending ? "-" : "",
                                 register_sort_name(filter->sort));
    if (filter->rows != REGISTER_ROWS)
        view->rows_asked = filter->rows;
}

static void add_total(RegisterPage *view, int count, const char *words)
{
    if (count > 0)
        view->totals.items[view->totals.count++] = (RegisterTotal){count, words};
}

static void add_totals(Request *request, const struct register_rows_rows *rows, RegisterPage *view)
{
    int support = 0, plans = 0, monitored = 0, late = 0;
    for (size_t i = 0; i < rows->count; i++) {
        const struct register_rows_row *row = &rows->items[i];
        support += text_equal(row->level, "sen_support");
        plans += text_equal(row->level, "ehc");
        monitored += text_equal(row->level, "monitoring");
        late += date_is_set(row->review_on) && date_compare(row->review_on, request->today) < 0;
    }
    view->totals.items = arena_array(request->arena, RegisterTotal, 4);
    add_total(view, support, "SEN Support");
    add_total(view, plans, plans == 1 ? "EHC plan" : "EHC plans");
    add_total(view, monitored, "monitoring");
    add_total(view, late, late == 1 ? "late review" : "late reviews");
    const char *word = request->school->learner_word;
    bool children = text_equal(word, "child");
    view->counted = rows->count == 1 ? arena_print(request->arena, "1 %s", word)
                    : children       ? arena_print(request->arena, "%zu children", rows->count)
                                     : arena_print(request->arena, "%zu %ss", rows->count, word);
}

static void add_rows(Request *request, const RegisterFilter *filter,
                     const struct register_rows_rows *rows, RegisterPage *view)
{
    size_t pages = (rows->count + (size_t)filter->rows - 1) / (size_t)filter->rows;
    size_t page = (size_t)filter->page > pages ? pages : (size_t)filter->page;
    size_t first = page == 0 ? 0 : (page - 1) * (size_t)filter->rows;
    size_t end = first + (size_t)filter->rows;
    if (end > rows->count)
        end = rows->count;
    view->rows = (RegisterRows){end - first, arena_array(request->arena, RegisterRow, end - first)};
    for (size_t i = first; i < end; i++)
        view->rows.items[i - first] = row_of(request, filter->choose, &rows->items[i]);
    view->paged = pages > 1;
    if (!view->paged)
        return;
    view->range = arena_print(request->arena, "%zu–%zu of %zu", first + 1, end, rows->count);
    view->pages = (PageLinks){pages, arena_array(request->arena, PageLink, pages)};
    for (size_t i = 0; i < pages; i++)
        view->pages.items[i] = (PageLink){register_address_page(request->arena, filter, (int)i + 1),
                                          arena_print(request->arena, "%zu", i + 1), i + 1 == page};
    if (page < pages)
        view->next = register_address_page(request->arena, filter, (int)page + 1);
}

Error *register_page(Request *request)
{
    RegisterFilter filter = read_filter(request);
    struct register_rows_rows rows;
    const char *title = filter.search ? "Search" : filter.choose ? "Raise a concern" : "Register";
    RegisterPage view = {
        .page = page_make(request, title, filter.choose ? SECTION_CONCERNS : SECTION_REGISTER),
        .search = filter.search,
        .choose = filter.choose,
        .all = url_print(request->arena, filter.choose ? "/register?choose=concern" : "/register"),
        .raise = url_print(request->arena, "/register?choose=concern"),
        .learner_heading = learner_heading(request),
        .own = request->reach == REACH_OWN,
    };
    TRY(load(request, &filter, request->session->search, &rows));
    TRY(register_selects(request, &filter, &view.selects));
    view.chips = register_chips(request, &filter, &view.selects);
    add_sorts(request, &filter, &view);
    add_totals(request, &rows, &view);
    add_rows(request, &filter, &rows, &view);
    register_list_html(request->out, &view);
    return NULL;
}

/* ---- Finding somebody
 * ----------------------------------------------------------------------------- */

typedef struct FindInput {
    const char *wanted;
} FindInput;

static const FormField find_fields[] = {
    FORM_TEXT(FindInput, wanted, .label = "Name", .personal = true),
};
const Form find_form = FORM(FindInput, find_fields);

Error *register_find(Request *request)
{
    const FindInput *input = request->input;
    RegisterFilter filter = {.search = true, .rows = REGISTER_ROWS, .page = 1};
    struct register_rows_rows rows;
    if (text_empty(input->wanted))
        return request_done(request, url_print(request->arena, "/register"), NULL);
    TRY(session_set_search(request->db, request->session, input->wanted));
    TRY(load(request, &filter, input->wanted, &rows));
    if (rows.count == 1)
        return request_done(
            request, url_print(request->arena, "/learners/%" PRId64, rows.items[0].id.n), NULL);
    return request_done(request, register_address(request->arena, &filter), NULL);
}

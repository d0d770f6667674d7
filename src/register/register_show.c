/* The register as a page and on paper, and finding somebody by name or UPN. */
#include <inttypes.h>

#include "learner/identifier.h"
#include "register/register_list.h"
#include "register/register_list_html.h"
#include "register/register_paper_html.h"
#include "register/register_views.h"

/* ---- Rows
 * ----------------------------------------------------------------------------------------- */

static Texts marks_of(const char *stored)
{
    static const char *marks[STAGE_COUNT][STAGE_COUNT] = {
        {"now", "", "", ""},
        {"done", "now", "", ""},
        {"done", "done", "now", ""},
        {"done", "done", "done", "now"},
    };
    CycleState state;
    if (stored == NULL || !cycle_state_parse(stored, &state))
        return (Texts){0, NULL};
    return (Texts){STAGE_COUNT, marks[state - CYCLE_ASSESSING]};
}

/* Stands in the same column as the year when both are shown. */
static bool is_with_year(const RegisterList *list, RegisterColumn column)
{
    return column == COLUMN_CLASS && register_column_among(list->columns, COLUMN_YEAR);
}

static bool is_shown(const RegisterList *list, RegisterColumn column)
{
    return register_column_among(list->columns, column) && !is_with_year(list, column);
}

/* What is a mere yes or day says of what on a phone, where the columns' headings are gone. */
static const char *label_of(RegisterColumn column)
{
    switch (column) {
    case COLUMN_YEAR:
    case COLUMN_CLASS:
    case COLUMN_SEX:
    case COLUMN_LEVEL:
    case COLUMN_STAGE:
    case COLUMN_NEED:
        return NULL;
    case COLUMN_REVIEW:
        return "Review";
    default:
        return register_column_heading(column);
    }
}

static const char *value_words(Request *request, const RegisterValue *value)
{
    if (date_is_set(value->date))
        return date_medium(request->arena, value->date);
    if (value->number.present)
        return arena_print(request->arena, "%lld", value->number.value);
    return value->text;
}

static RegisterCell cell_of(Request *request, const RegisterList *list,
                            const struct register_rows_row *row, RegisterColumn column)
{
    RegisterValue value = register_value(request, list, row, column);
    RegisterCell cell = {.label = label_of(column), .plain = true};
    if (column == COLUMN_REVIEW) {
        cell.due = due_view(request, value.date, NULL);
        cell.plain = false;
        return cell;
    }
    cell.text = value_words(request, &value);
    cell.unbroken = column == COLUMN_LEVEL || date_is_set(value.date);
    if (column == COLUMN_YEAR && register_column_among(list->columns, COLUMN_CLASS) &&
        row->class_name != NULL)
        cell.text = arena_print(request->arena, "%s, %s", cell.text, row->class_name);
    if (column == COLUMN_STAGE)
        cell.marks = marks_of(row->state);
    if (column == COLUMN_TOLD && !date_is_set(value.date))
        cell.soon = value.text, cell.text = NULL;
    cell.plain = cell.marks.count == 0 && cell.soon == NULL;
    cell.quiet = text_equal(cell.text, "No") ||
                 (column == COLUMN_LEVEL && text_equal(row->level, "sen_support"));
    return cell;
}

static RegisterRow row_of(Request *request, const RegisterList *list,
                          const struct register_rows_row *row)
{
    RegisterRow view = {
        .href = url_print(request->arena, "/learners/%" PRId64 "%s", row->id.n,
                          list->filter.choose ? "/concerns" : ""),
        .surname = row->surname,
        .given = row->preferred_name == NULL ? row->forename : row->preferred_name,
        .cells = {0, arena_array(request->arena, RegisterCell, COLUMN_COUNT)},
    };
    for (RegisterColumn column = 0; column < COLUMN_COUNT; column++)
        if (is_shown(list, column)) {
            RegisterCell *cell = &view.cells.items[view.cells.count];
            *cell = cell_of(request, list, row, column);
            cell->aside = view.cells.count % 2 == 0;
            view.cells.count++;
        }
    return view;
}

static void add_rows(Request *request, const RegisterList *list, size_t first, size_t end,
                     RegisterGrid *grid)
{
    grid->rows = (RegisterRows){end - first, arena_array(request->arena, RegisterRow, end - first)};
    for (size_t i = first; i < end; i++) {
        request_shows(request, list->rows.items[i].id);
        grid->rows.items[i - first] = row_of(request, list, &list->rows.items[i]);
    }
}

/* ---- Above the rows
 * ------------------------------------------------------------------------------- */

static RegisterHead head_of(Request *request, const RegisterList *list, const char *label,
                            RegisterSort sort)
{
    if (sort == SORT_COUNT)
        return (RegisterHead){.label = label};
    return (RegisterHead){label, true, register_address_sorted(request->arena, &list->filter, sort),
                          register_aria_sort(&list->filter, sort)};
}

static RegisterSort sort_of(RegisterColumn column)
{
    switch (column) {
    case COLUMN_YEAR:
    case COLUMN_CLASS:
        return SORT_CLASS;
    case COLUMN_LEVEL:
        return SORT_LEVEL;
    case COLUMN_SINCE:
        return SORT_SINCE;
    case COLUMN_STAGE:
        return SORT_STAGE;
    case COLUMN_NEED:
        return SORT_NEED;
    case COLUMN_AREAS:
        return SORT_AREAS;
    case COLUMN_REVIEW:
        return SORT_REVIEW;
    default:
        return SORT_COUNT;
    }
}

enum { UPRIGHT_COLUMNS = 8 }; /* with the name */

static void add_heads(Request *request, const RegisterList *list, RegisterGrid *grid)
{
    grid->heads.items = arena_array(request->arena, RegisterHead, COLUMN_COUNT + 1);
    grid->heads.items[grid->heads.count++] =
        head_of(request, list, learner_heading(request), SORT_NAME);
    for (RegisterColumn column = 0; column < COLUMN_COUNT; column++) {
        bool both = column == COLUMN_YEAR && register_column_among(list->columns, COLUMN_CLASS);
        const char *label = both ? "Year, class" : register_column_heading(column);
        if (is_shown(list, column))
            grid->heads.items[grid->heads.count++] = head_of(request, list, label, sort_of(column));
    }
    grid->wide = grid->heads.count > UPRIGHT_COLUMNS;
}

static void add_total(RegisterGrid *grid, int count, const char *words)
{
    if (count > 0)
        grid->totals.items[grid->totals.count++] = (RegisterTotal){count, words};
}

/* In the singular and the plural where it is what everybody calls it. */
static const char *counted_at(const Level *level, int count)
{
    if (text_equal(level->code, "ehc") && text_equal(level->name, level->usual_name))
        return count == 1 ? "EHC plan" : "EHC plans";
    return text_equal(level->code, "monitoring") && text_equal(level->name, level->usual_name)
               ? "monitoring"
               : level->name;
}

/* The most support first. */
static void add_totals(Request *request, const RegisterList *list, RegisterGrid *grid)
{
    const struct register_rows_rows *rows = &list->rows;
    int late = 0, *counts = arena_array(request->arena, int, list->levels.count);
    for (size_t i = 0; i < rows->count; i++) {
        const struct register_rows_row *row = &rows->items[i];
        const char *code = row->school_level == NULL ? row->level : row->school_level;
        const Level *level = level_find(&list->levels, code);
        if (level != NULL)
            counts[level - list->levels.items]++;
        late += date_is_set(row->review_on) && date_compare(row->review_on, request->today) < 0;
    }
    grid->totals.items = arena_array(request->arena, RegisterTotal, list->levels.count + 1);
    for (size_t i = list->levels.count; i > 0; i--)
        if (!text_equal(list->levels.items[i - 1].works_like, "universal"))
            add_total(grid, counts[i - 1], counted_at(&list->levels.items[i - 1], counts[i - 1]));
    add_total(grid, late, late == 1 ? "late review" : "late reviews");
    grid->counted = register_counted(request, rows->count);
}

/* ---- The page
 * ------------------------------------------------------------------------------------- */

/* What the filter's form keeps besides its own fields. */
static void add_kept(Request *request, const RegisterFilter *filter, RegisterPage *view)
{
    if (filter->columns != 0)
        view->columns = register_columns_text(request->arena, filter->columns);
    if (filter->sort != SORT_NAME || filter->descending)
        view->sort = arena_print(request->arena, "%s%s", filter->descending ? "-" : "",
                                 register_sort_name(filter->sort));
    if (filter->rows != REGISTER_ROWS)
        view->rows_asked = filter->rows;
}

static void add_links(Request *request, const RegisterFilter *filter, RegisterPage *view)
{
    RegisterFilter whole = *filter;
    whole.page = 1;
    whole.rows = REGISTER_ROWS;
    view->change_columns = register_address_at(request->arena, "/register/columns", filter);
    view->change_views = register_address_at(request->arena, "/register/views", &whole);
    if (request_reach(request, MAY_CHANGE_MANY) == REACH_ALL)
        view->many = register_address_at(request->arena, "/register/many", &whole);
    view->print = register_address_at(request->arena, "/register/print", &whole);
    view->csv = register_address_at(request->arena, "/register/csv", &whole);
    view->workbook = register_address_at(request->arena, "/register/xlsx", &whole);
}

static void add_page(Request *request, const RegisterList *list, RegisterPage *view)
{
    size_t rows = (size_t)list->filter.rows, count = list->rows.count;
    size_t pages = (count + rows - 1) / rows;
    size_t page = (size_t)list->filter.page > pages ? pages : (size_t)list->filter.page;
    size_t first = page == 0 ? 0 : (page - 1) * rows;
    size_t end = first + rows > count ? count : first + rows;
    add_rows(request, list, first, end, &view->grid);
    view->paged = pages > 1;
    if (!view->paged)
        return;
    view->range = arena_print(request->arena, "%zu–%zu of %zu", first + 1, end, count);
    view->pages = (PageLinks){pages, arena_array(request->arena, PageLink, pages)};
    for (size_t i = 0; i < pages; i++)
        view->pages.items[i] =
            (PageLink){register_address_page(request->arena, &list->filter, (int)i + 1),
                       arena_print(request->arena, "%zu", i + 1), i + 1 == page};
    if (page < pages)
        view->next = register_address_page(request->arena, &list->filter, (int)page + 1);
}

Error *register_page(Request *request)
{
    RegisterList list;
    TRY(register_list_load(request, &list));
    const RegisterFilter *filter = &list.filter;
    const char *title = filter->search ? "Search" : filter->choose ? "Raise a concern" : "Register";
    RegisterPage view = {
        .page = page_make(request, title, filter->choose ? SECTION_CONCERNS : SECTION_REGISTER),
        .search = filter->search,
        .choose = filter->choose,
        .all = url_print(request->arena, filter->choose ? "/register?choose=concern" : "/register"),
        .raise = url_print(request->arena, "/register?choose=concern"),
        .own = request->reach == REACH_OWN,
    };
    if (request_reach(request, MAY_SEE_SCORES) != REACH_NONE)
        view.progress = url_print(request->arena, "/progress");
    TRY(register_selects(request, filter, &view.selects));
    view.chips = register_chips(request, filter, &view.selects);
    add_kept(request, filter, &view);
    add_links(request, filter, &view);
    if (!filter->choose)
        TRY(register_view_links(request, filter, &view.views));
    add_heads(request, &list, &view.grid);
    add_totals(request, &list, &view.grid);
    add_page(request, &list, &view);
    register_list_html(request->out, &view);
    return NULL;
}

/* ---- On paper
 * ------------------------------------------------------------------------------------- */

Error *register_paper(Request *request)
{
    RegisterList list;
    FilterSelects selects;
    TRY(register_list_load(request, &list));
    TRY(register_selects(request, &list.filter, &selects));
    RegisterPaper view = {
        .page = page_make(request, "Register to print", SECTION_REGISTER),
        .filter = register_filter_words(request, &list.filter, &selects),
        .made = arena_print(request->arena, "%s, for %s", date_long(request->arena, request->today),
                            request->staff->display_name),
        .back = register_address(request->arena, &list.filter),
    };
    add_heads(request, &list, &view.grid);
    add_totals(request, &list, &view.grid);
    add_rows(request, &list, 0, list.rows.count, &view.grid);
    register_paper_html(request->out, &view);
    return NULL;
}

/* ---- Finding somebody
 * ----------------------------------------------------------------------------- */

typedef struct FindInput {
    const char *wanted;
} FindInput;

static const FormField find_fields[] = {
    FORM_TEXT(FindInput, wanted, .label = "Name or UPN", .personal = true),
};
const Form find_form = FORM(FindInput, find_fields);

static Error *go_to_record(Request *request, LearnerId learner)
{
    return request_done(request, url_print(request->arena, "/learners/%" PRId64, learner.n), NULL);
}

/* One has this UPN, or had it. What is no UPN is nobody's. */
static Error *find_by_upn(Request *request, const char *wanted, LearnerId *learner, bool *found)
{
    struct register_with_upn_rows rows = {0};
    UpnCheck check = upn_check(wanted);
    if (upn_accepted(&check))
        TRY(register_with_upn(request->db, request->arena, request->school_id, request->today,
                              register_owner(request), check.upn, &rows));
    *found = rows.count == 1;
    if (*found)
        *learner = rows.items[0].id;
    return NULL;
}

Error *register_find(Request *request)
{
    const FindInput *input = request->input;
    RegisterFilter filter = {.search = true, .rows = REGISTER_ROWS, .page = 1};
    struct register_rows_rows rows;
    LearnerId learner;
    bool found;
    if (text_empty(input->wanted))
        return request_done(request, url_print(request->arena, "/register"), NULL);
    TRY(find_by_upn(request, input->wanted, &learner, &found));
    if (found)
        return go_to_record(request, learner);
    TRY(session_set_search(request->db, request->session, input->wanted));
    TRY(register_list_find(request, &filter, input->wanted, &rows));
    if (rows.count == 1)
        return go_to_record(request, rows.items[0].id);
    return request_done(request, register_address(request->arena, &filter), NULL);
}

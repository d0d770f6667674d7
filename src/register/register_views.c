/* Which columns somebody sees, and the views of the register that they saved or were given. */
#include "register/register_views.h"

#include <inttypes.h>

#include "platform/base/id.h"
#include "register/register_columns_html.h"
#include "register/register_view_html.h"
#include "register/register_views_html.h"

/* ---- Columns
 * -------------------------------------------------------------------------------------- */

const FormChoice columns_choices[] = {
    {"year", "Year", NULL},
    {"class", "Class", NULL},
    {"age", "Age", NULL},
    {"sex", "Sex", NULL},
    {"level", "Level", NULL},
    {"census", "Census", NULL},
    {"since", "Since", NULL},
    {"stage", "Stage", NULL},
    {"need", "Main need", NULL},
    {"others", "Other needs", NULL},
    {"areas", "Areas", NULL},
    {"review", "Next review", NULL},
    {"teacher", "Teacher", NULL},
    {"premium", "Pupil premium", NULL},
    {"care", "Looked after", NULL},
    {"eal", "EAL", NULL},
    {"plan", "Plan since", NULL},
    {"told", "Parents told", NULL},
    {NULL, NULL, NULL},
};

typedef struct ColumnsInput {
    const char *list;
    Texts columns;
} ColumnsInput;

static const FormField columns_fields[] = {
    FORM_TEXT(ColumnsInput, list, .label = "List", .max = 1000),
    FORM_SET(ColumnsInput, columns, .label = "Columns beside the name", .choices = columns_choices,
             .missing = "Choose at least one column"),
};
const Form register_columns_form = FORM(ColumnsInput, columns_fields);

/* Only those that this person may see. */
static ChoiceViews offered_columns(const Request *request, ChoiceViews choices)
{
    size_t kept = 0;
    for (RegisterColumn column = 0; column < COLUMN_COUNT; column++)
        if (register_may_show(request, column))
            choices.items[kept++] = choices.items[column];
    choices.count = kept;
    return choices;
}

static Error *shown_columns(Request *request, const RegisterFilter *filter, Texts *names)
{
    RegisterColumns columns = filter->columns;
    if (columns == 0)
        TRY(register_columns_kept(request, &columns));
    const char **items = arena_array(request->arena, const char *, COLUMN_COUNT);
    *names = (Texts){0, items};
    for (RegisterColumn column = 0; column < COLUMN_COUNT; column++)
        if (register_column_among(columns, column))
            items[names->count++] = register_column_name(column);
    return NULL;
}

Error *register_columns_page(Request *request)
{
    RegisterFilter filter = register_filter_of(request);
    Texts names;
    TRY(shown_columns(request, &filter, &names));
    const Form *form = &register_columns_form;
    ColumnsPage view = {
        .page = page_make(request, "Columns of the register", SECTION_REGISTER),
        .form = form_view(request, url_print(request->arena, "/register/columns"), 0, "Columns"),
        .list = field_view(request, form, "list", register_query(request->arena, &filter)),
        .columns = field_view_set(request, form, "columns", names),
        .cancel = register_address(request->arena, &filter),
    };
    view.columns.choices = offered_columns(request, view.columns.choices);
    register_columns_html(request->out, &view);
    return NULL;
}

/* Kept for this person; the list itself then no longer names any. */
Error *register_columns_post(Request *request)
{
    const ColumnsInput *input = request->input;
    RegisterFilter filter = register_filter_again(request, input->list);
    filter.columns = 0;
    TRY(register_columns_choose(
        request->db, request->school_id, request->staff->id,
        register_columns_text(request->arena, register_columns_of(input->columns)), NULL));
    return request_done(request, register_address(request->arena, &filter), NULL);
}

/* ---- Reading views
 * -------------------------------------------------------------------------------- */

/* Whoever keeps the register shares views, and looks after the shared ones. */
static bool may_share(const Request *request)
{
    return request_reach(request, MAY_DECIDE_STATUS) == REACH_ALL;
}

static bool is_own(const Request *request, const struct register_views_for_row *row)
{
    return row->staff_id.n == request->staff->id.n;
}

static bool may_change(const Request *request, const struct register_views_for_row *row)
{
    return is_own(request, row) || (row->shared && may_share(request));
}

static Error *views_for(Request *request, struct register_views_for_rows *rows)
{
    return register_views_for(request->db, request->arena, request->school_id, request->staff->id,
                              rows);
}

/* The one that the path names. ERROR_NOT_FOUND unless it is theirs or shared. */
static Error *view_of_path(Request *request, struct register_views_for_row *view)
{
    struct register_views_for_rows rows;
    int64_t id = request_path_id(request, "view");
    *view = (struct register_views_for_row){0};
    TRY(views_for(request, &rows));
    for (size_t i = 0; i < rows.count; i++)
        if (rows.items[i].id.n == id) {
            *view = rows.items[i];
            return NULL;
        }
    return error_not_found("view=%" PRId64, id);
}

static Error *view_to_change(Request *request, struct register_views_for_row *view)
{
    TRY(view_of_path(request, view));
    return may_change(request, view) ? NULL : error_not_found("view of another");
}

Error *register_view_links(Request *request, const RegisterFilter *filter, PageLinks *links)
{
    struct register_views_for_rows rows;
    const char *now = filter->search ? NULL : register_query(request->arena, filter);
    TRY(views_for(request, &rows));
    *links = (PageLinks){rows.count, arena_array(request->arena, PageLink, rows.count)};
    for (size_t i = 0; i < rows.count; i++) {
        RegisterFilter saved = register_filter_again(request, rows.items[i].query);
        links->items[i] = (PageLink){register_address(request->arena, &saved), rows.items[i].name,
                                     text_equal(register_query(request->arena, &saved), now)};
    }
    return NULL;
}

/* ---- Saving one
 * ----------------------------------------------------------------------------------- */

typedef struct ViewInput {
    const char *list, *name;
    bool shared;
} ViewInput;

#define VIEW_FIELDS                                                                                \
    FORM_TEXT(ViewInput, name, .label = "Name", .hint = "Not a child’s name", .max = 60,           \
              .missing = "Enter a name for the view", .personal = true),                           \
        FORM_CHECK(ViewInput, shared, .label = "Share it with everybody",                          \
                   .hint = "Everybody sees only their own learners in it")

static const FormField views_fields[] = {
    FORM_TEXT(ViewInput, list, .label = "List", .max = 1000),
    VIEW_FIELDS,
};
const Form register_views_form = FORM(ViewInput, views_fields);

static const FormField view_fields[] = {VIEW_FIELDS};
const Form register_view_form = FORM(ViewInput, view_fields);

static const char *shared_words(Request *request, const struct register_views_for_row *row)
{
    if (!row->shared)
        return NULL;
    return is_own(request, row) ? "With everybody"
                                : arena_print(request->arena, "By %s", row->owner);
}

static Error *add_views(Request *request, const FilterSelects *selects, ViewRows *views)
{
    struct register_views_for_rows rows;
    TRY(views_for(request, &rows));
    *views = (ViewRows){rows.count, arena_array(request->arena, ViewRow, rows.count)};
    for (size_t i = 0; i < rows.count; i++) {
        const struct register_views_for_row *row = &rows.items[i];
        RegisterFilter saved = register_filter_again(request, row->query);
        views->items[i] = (ViewRow){
            .open = register_address(request->arena, &saved),
            .name = row->name,
            .shows = register_saved_words(request, &saved, selects),
            .shared = shared_words(request, row),
            .mine = may_change(request, row),
            .change = url_print(request->arena, "/register/views/%" PRId64, row->id.n),
        };
    }
    return NULL;
}

Error *register_views_page(Request *request)
{
    RegisterFilter filter = register_filter_of(request);
    FilterSelects selects;
    const Form *form = &register_views_form;
    ViewsPage view = {
        .page = page_make(request, "Views of the register", SECTION_REGISTER),
        .form = form_view(request, url_print(request->arena, "/register/views"), 0, "Save a view"),
        .list = field_view(request, form, "list", register_query(request->arena, &filter)),
        .name = field_view(request, form, "name", NULL),
        .shared = field_view_check(request, form, "shared", false),
        .may_share = may_share(request),
    };
    filter = register_filter_again(request, view.list.value);
    TRY(register_selects(request, &filter, &selects));
    TRY(add_views(request, &selects, &view.views));
    view.shows = register_saved_words(request, &filter, &selects);
    view.back = register_address(request->arena, &filter);
    register_views_html(request->out, &view);
    return NULL;
}

/* A name is one's own once: NULL, or the refusal. `now`: the view that may keep its name. */
static Error *check_name(Request *request, StaffId owner, const char *name, int64_t now)
{
    struct register_view_called_row row;
    bool found;
    TRY(register_view_called(request->db, request->arena, request->school_id, owner, name, &row,
                             &found));
    if (found && row.id.n != now)
        form_problem(request, "name", "A view of that name is there already. Choose another name");
    return form_problems(request);
}

Error *register_views_post(Request *request)
{
    const ViewInput *input = request->input;
    RegisterFilter filter = register_filter_again(request, input->list);
    if (filter.columns == 0)
        TRY(register_columns_kept(request, &filter.columns));
    const char *query = register_query(request->arena, &filter);
    RegisterFilter saved = register_filter_again(request, query);
    TRY(check_name(request, request->staff->id, input->name, 0));
    TRY(register_view_insert(request->db, request->school_id, (RegisterViewId){id_new()},
                             request->staff->id, input->name, query,
                             input->shared && may_share(request), NULL));
    return request_done(request, register_address(request->arena, &saved), "view_saved");
}

/* ---- Changing one
 * --------------------------------------------------------------------------------- */

Error *register_view_page(Request *request)
{
    struct register_views_for_row row;
    FilterSelects selects;
    TRY(view_of_path(request, &row));
    RegisterFilter saved = register_filter_again(request, row.query);
    TRY(register_selects(request, &saved, &selects));
    Url here = url_print(request->arena, "/register/views/%" PRId64, row.id.n);
    const Form *form = &register_view_form;
    ViewPage view = {
        .page = page_make(request, "One view of the register", SECTION_REGISTER),
        .called = row.name,
        .mine = may_change(request, &row),
        .open = register_address(request->arena, &saved),
        .shows = register_saved_words(request, &saved, &selects),
        .form = form_view(request, here, row.version, "Change the view"),
        .remove = form_view(request, url_print(request->arena, "%s/delete", here.text), 0,
                            "Delete the view"),
        .name = field_view(request, form, "name", row.name),
        .shared = field_view_check(request, form, "shared", row.shared),
        .may_share = may_share(request),
        .cancel = url_print(request->arena, "/register/views"),
    };
    register_view_html(request->out, &view);
    return NULL;
}

Error *register_view_post(Request *request)
{
    const ViewInput *input = request->input;
    struct register_views_for_row row;
    TRY(view_to_change(request, &row));
    TRY(request_same_version(request, row.version));
    TRY(check_name(request, row.staff_id, input->name, row.id.n));
    TRY(register_view_update(request->db, request->school_id, row.id, input->name,
                             input->shared && may_share(request), NULL));
    return request_done(request, url_print(request->arena, "/register/views"), "view_changed");
}

Error *register_view_remove(Request *request)
{
    struct register_views_for_row row;
    TRY(view_to_change(request, &row));
    TRY(register_view_delete(request->db, request->school_id, row.id, NULL));
    return request_done(request, url_print(request->arena, "/register/views"), "view_deleted");
}

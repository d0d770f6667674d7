/* Many at once: who and what, what would change, doing and undoing it, and what was done before. */
#include "register/bulk_pages.h"

#include <inttypes.h>

#include "platform/base/id.h"
#include "register/bulk.h"
#include "register/bulk_change_html.h"
#include "register/bulk_html.h"
#include "register/bulk_past_html.h"

/* ---- The form -------------------------------------------------------------------------------- */

typedef struct BulkInput {
    const char *who, *reason;
    Date on;
    Texts learners;
    BulkClasses classes;
} BulkInput;

static const FormChoice whose[] = {
    {"all", "All that the list shows", NULL},
    {"some", "Those ticked below", NULL},
    {NULL, NULL, NULL},
};

static const FormField class_fields[] = {
    FORM_ID(BulkClass, choice, .label = "Class"),
};
static const Form class_form = FORM(BulkClass, class_fields);

static const FormField bulk_fields[] = {
    FORM_CHOICE(BulkInput, who, .label = "Who", .choices = whose),
    FORM_SET(BulkInput, learners, .label = "{Learners}"),
    FORM_DATE(BulkInput, on, .label = "Day"),
    FORM_TEXT(BulkInput, reason, .label = "Reason",
              .hint = "Asked where a review is more than a term after its plan began", .max = 300),
    FORM_ROWS(BulkInput, classes, &class_form, .label = "Classes"),
};
const Form bulk_form = FORM(BulkInput, bulk_fields);

typedef struct BulkDoInput {
    Texts leavers;
} BulkDoInput;

static const FormField do_fields[] = {
    FORM_SET(BulkDoInput, leavers, .label = "Who has left"),
};
const Form bulk_do_form = FORM(BulkDoInput, do_fields);

/* ---- Who and what ---------------------------------------------------------------------------- */

static const struct {
    const char *code, *label, *title, *day;
} kinds[] = {
    {"review", "Review dates", "Set review dates", "Review date"},
    {"teachers", "Teachers", "Assign teachers", "First day"},
    {"year", "Year groups", "Raise the year", ""},
};
enum { KINDS = sizeof kinds / sizeof kinds[0] };

static size_t kind_place(const char *code)
{
    for (size_t i = 0; i < KINDS; i++)
        if (text_equal(kinds[i].code, code))
            return i;
    return 0;
}

static size_t kind_asked(const Request *request)
{
    return kind_place(request_query(request, "what"));
}

/* The list stands in the address, so that the form comes back with it. */
static Url many_address(Request *request, const RegisterFilter *filter, const char *kind)
{
    RegisterFilter whole = *filter;
    whole.page = 1;
    whole.rows = REGISTER_ROWS;
    const char *list = register_query(request->arena, &whole);
    return (Url){arena_print(request->arena, "/register/many?what=%s%s%s", kind,
                             *list == '\0' ? "" : "&", list)};
}

/* Years are those of everybody on roll, support or none. */
static RegisterFilter list_asked(const Request *request, size_t kind)
{
    RegisterFilter filter = register_filter_of(request);
    bool whole = text_empty(register_query(request->arena, &filter));
    if (whole && text_equal(kinds[kind].code, "year"))
        filter.values[FILTER_LEVEL] = "everyone";
    return filter;
}

static ChoiceViews teacher_choices(Request *request, const StaffList *staff)
{
    ChoiceViews choices = {0, arena_array(request->arena, ChoiceView, staff->count)};
    for (size_t i = 0; i < staff->count; i++)
        if (roles_teach(staff->items[i].roles))
            choices.items[choices.count++] =
                (ChoiceView){.code = bulk_id_text(request->arena, staff->items[i].id.n),
                             .label = staff->items[i].display_name};
    return choices;
}

static ChoiceViews class_choices(Request *request, const struct bulk_classes_rows *classes)
{
    ChoiceViews choices = {0, arena_array(request->arena, ChoiceView, classes->count)};
    for (size_t i = 0; i < classes->count; i++)
        if (!classes->items[i].is_group &&
            (i == 0 || classes->items[i].id.n != classes->items[i - 1].id.n))
            choices.items[choices.count++] =
                (ChoiceView){.code = bulk_id_text(request->arena, classes->items[i].id.n),
                             .label = classes->items[i].name};
    return choices;
}

static Error *fill_classes(Request *request, BulkPage *view)
{
    Arena *arena = request->arena;
    struct bulk_classes_rows rows;
    StaffList staff;
    TRY(bulk_classes(request->db, arena, request->school_id, request->today, &rows));
    TRY(staff_list(request->db, arena, request->school_id, request->today, &staff));
    ChoiceViews choices =
        view->year ? class_choices(request, &rows) : teacher_choices(request, &staff);
    view->classes = (BulkClassFields){0, arena_array(arena, BulkClassField, rows.count)};
    for (size_t i = 0; i < rows.count; i++) {
        const struct bulk_classes_row *row = &rows.items[i];
        bool again = i > 0 && rows.items[i - 1].id.n == row->id.n; /* another teacher */
        if (again || (view->year && row->is_group))
            continue;
        BulkClassField *field = &view->classes.items[view->classes.count++];
        *field = (BulkClassField){
            .name = row->name,
            .choice = field_view_row_choices(request, &bulk_form, "classes", row->id.n, "choice",
                                             (Texts){0}, choices),
        };
        field->choice.label = view->year ? arena_print(arena, "%s goes to", row->name) : row->name;
        field->choice.hint = view->year || row->teacher == NULL ? NULL : row->teacher;
    }
    return NULL;
}

static void fill_learners(Request *request, const RegisterList *list, BulkPage *view)
{
    Arena *arena = request->arena;
    size_t most = list->rows.count > REGISTER_MOST ? REGISTER_MOST : list->rows.count;
    ChoiceViews boxes = {most, arena_array(arena, ChoiceView, most)};
    for (size_t i = 0; i < most; i++) {
        const struct register_rows_row *row = &list->rows.items[i];
        const char *given = row->preferred_name == NULL ? row->forename : row->preferred_name;
        request_shows(request, row->id);
        boxes.items[i] = (ChoiceView){
            .code = bulk_id_text(arena, row->id.n),
            .label = arena_print(arena, "%s, %s", row->surname, given),
            .hint = row->class_name,
        };
    }
    view->learners = field_view_choices(request, &bulk_form, "learners", "", boxes);
    view->learners.label = "Tick whom it is about";
    view->learners.optional = false;
    if (list->rows.count > most)
        view->learners_left = arena_print(
            arena, "The first %zu of %zu have a box. For others, narrow the list first.", most,
            list->rows.count);
}

Error *bulk_page(Request *request)
{
    Arena *arena = request->arena;
    size_t kind = kind_asked(request);
    RegisterList list = {.filter = list_asked(request, kind)};
    FilterSelects selects;
    BulkPage view = {
        .page = page_make(request, kinds[kind].title, SECTION_REGISTER),
        .kinds = {KINDS, arena_array(arena, PageLink, KINDS)},
        .register_page = register_address(arena, &list.filter),
        .past = url_print(arena, "/register/changes"),
        .form = form_view(request, many_address(request, &list.filter, kinds[kind].code), 0,
                          kinds[kind].title),
        .review = text_equal(kinds[kind].code, "review"),
        .teachers = text_equal(kinds[kind].code, "teachers"),
        .year = text_equal(kinds[kind].code, "year"),
        .who = field_view(request, &bulk_form, "who", "all"),
        .on = field_view_date(request, &bulk_form, "on", DATE_NONE),
        .reason = field_view(request, &bulk_form, "reason", ""),
    };
    view.on.label = kinds[kind].day;
    view.on.optional = view.who.optional = false;
    for (size_t i = 0; i < KINDS; i++)
        view.kinds.items[i] = (PageLink){many_address(request, &list.filter, kinds[i].code),
                                         kinds[i].label, i == kind};
    TRY(register_selects(request, &list.filter, &selects));
    TRY(register_list_find(request, &list.filter, NULL, &list.rows));
    view.everybody = arena_print(arena, "%s: %s", register_counted(request, list.rows.count),
                                 register_filter_words(request, &list.filter, &selects));
    if (!view.teachers)
        fill_learners(request, &list, &view);
    if (!view.review)
        TRY(fill_classes(request, &view));
    bulk_html(request->out, &view);
    return NULL;
}

static void keep_ticked(const BulkInput *input, struct register_rows_rows *rows)
{
    size_t kept = 0;
    int64_t id;
    for (size_t i = 0; i < rows->count; i++)
        for (size_t t = 0; t < input->learners.count; t++)
            if (id_parse(input->learners.items[t], &id) && id == rows->items[i].id.n) {
                rows->items[kept++] = rows->items[i];
                break;
            }
    rows->count = kept;
}

static bool any_choice(const BulkClasses *classes)
{
    for (size_t i = 0; i < classes->count; i++)
        if (classes->items[i].choice != 0)
            return true;
    return false;
}

static void check_input(Request *request, const char *kind, const BulkInput *input, size_t learners)
{
    bool teachers = text_equal(kind, "teachers"), review = text_equal(kind, "review");
    if (!teachers && text_equal(input->who, "some") && input->learners.count == 0)
        form_problem(request, "learners", "Tick at least one, or choose all that the list shows");
    else if (!teachers && learners == 0)
        form_problem(request, "who", "Nobody is in this list");
    if ((review || teachers) && !date_is_set(input->on))
        form_problem(request, "on", review ? "Enter the review date" : "Enter the first day");
    else if (review && date_compare(input->on, request->today) < 0)
        form_problem(request, "on", "The review date must not be in the past");
    if (teachers && !any_choice(&input->classes))
        form_problem(request, "on", "Choose a teacher for at least one class");
}

Error *bulk_post(Request *request)
{
    const BulkInput *input = request->input;
    const char *kind = kinds[kind_asked(request)].code;
    RegisterFilter filter = list_asked(request, kind_asked(request));
    struct register_rows_rows rows;
    BulkActionId id;
    TRY(register_list_find(request, &filter, NULL, &rows));
    if (text_equal(input->who, "some"))
        keep_ticked(input, &rows);
    check_input(request, kind, input, rows.count);
    TRY(form_problems(request));
    BulkAsked asked = {kind, input->on, input->reason, input->classes, &rows};
    TRY(bulk_prepare(request, &asked, &id));
    return request_done(request, url_print(request->arena, "/register/changes/%" PRId64, id.n),
                        NULL);
}

/* ---- What would change, or did ----------------------------------------------------------------
 */

static void add_row(Request *request, const struct bulk_changes_of_row *row, BulkRows *rows)
{
    BulkRow *view = &rows->items[rows->count++];
    *view = (BulkRow){
        .id = bulk_id_text(request->arena, row->id.n),
        .who = row->learner_id.n != 0 ? row->known_name : row->class_name,
        .said = row->said,
        .why = row->why,
    };
    if (row->learner_id.n == 0)
        return;
    request_shows(request, row->learner_id);
    view->href = url_print(request->arena, "/learners/%" PRId64, row->learner_id.n);
}

static void sort_rows(Request *request, const struct bulk_changes_of_rows *rows, BulkShowPage *view)
{
    BulkRows *lists[] = {&view->changes, &view->asked, &view->left_out, &view->kept};
    for (size_t i = 0; i < sizeof lists / sizeof lists[0]; i++)
        lists[i]->items = arena_array(request->arena, BulkRow, rows->count);
    for (size_t i = 0; i < rows->count; i++) {
        const struct bulk_changes_of_row *row = &rows->items[i];
        if (text_equal(row->part, "teacher_ends"))
            continue;
        bool asked = text_equal(row->state, "asked");
        bool left_out = text_equal(row->state, "left_out"), kept = text_equal(row->state, "kept");
        add_row(request, row, lists[asked ? 1 : left_out ? 2 : kept ? 3 : 0]);
    }
}

static const char *state_words(Request *request, const struct bulk_action_by_id_row *action)
{
    if (text_equal(action->state, "prepared"))
        return "Nothing is changed yet";
    if (text_equal(action->state, "done"))
        return "Done";
    return arena_print(request->arena, "Undone by %s, %s", action->undone_by_name,
                       date_medium(request->arena, moment_london_date(action->undone_at)));
}

Error *bulk_change_page(Request *request)
{
    Arena *arena = request->arena;
    struct bulk_action_by_id_row action;
    struct bulk_changes_of_rows rows;
    BulkActionId id = {request_path_id(request, "bulk")};
    TRY(bulk_load(request, id, &action, &rows));
    size_t kind = kind_place(action.kind);
    BulkShowPage view = {
        .page = page_make(request, kinds[kind].title, SECTION_REGISTER),
        .heading = kinds[kind].title,
        .by = arena_print(arena, "%s, %s", action.made_by_name,
                          date_medium(arena, moment_london_date(action.made_at))),
        .reason = action.reason,
        .state = state_words(request, &action),
        .prepared = text_equal(action.state, "prepared"),
        .done = text_equal(action.state, "done"),
        .back = url_print(arena, "/register/many?what=%s", url_encode(arena, kinds[kind].code)),
        .past = url_print(arena, "/register/changes"),
    };
    if (text_equal(action.kind, "review"))
        view.note = "A plan that the family holds keeps the day that it says. Tell them of the new "
                    "one.";
    sort_rows(request, &rows, &view);
    view.button = kinds[kind].title;
    view.acts = view.done || (view.prepared && view.changes.count + view.asked.count > 0);
    view.form = form_view(
        request,
        url_print(arena, "/register/changes/%" PRId64 "/%s", id.n, view.prepared ? "do" : "undo"),
        0, view.prepared ? kinds[kind].title : "Undo");
    bulk_change_html(request->out, &view);
    return NULL;
}

static Error *back_to(Request *request, BulkActionId id, const char *said)
{
    return request_done(request, url_print(request->arena, "/register/changes/%" PRId64, id.n),
                        said);
}

Error *bulk_do_post(Request *request)
{
    const BulkDoInput *input = request->input;
    BulkActionId id = {request_path_id(request, "bulk")};
    TRY(bulk_do(request, id, &input->leavers));
    return back_to(request, id, "bulk_done");
}

Error *bulk_undo_post(Request *request)
{
    BulkActionId id = {request_path_id(request, "bulk")};
    int kept;
    TRY(bulk_undo(request, id, &kept));
    return back_to(request, id, kept == 0 ? "bulk_undone" : "bulk_partly_undone");
}

/* ---- What was done --------------------------------------------------------------------------- */

Error *bulk_past_page(Request *request)
{
    Arena *arena = request->arena;
    struct bulk_actions_done_rows rows;
    TRY(bulk_actions_done(request->db, arena, request->school_id, &rows));
    BulkPastPage view = {
        .page = page_make(request, "Changes to many", SECTION_REGISTER),
        .rows = {rows.count, arena_array(arena, BulkPastRow, rows.count)},
        .change = url_print(arena, "/register/many"),
    };
    for (size_t i = 0; i < rows.count; i++) {
        const struct bulk_actions_done_row *row = &rows.items[i];
        view.rows.items[i] = (BulkPastRow){
            .href = url_print(arena, "/register/changes/%" PRId64, row->id.n),
            .what = kinds[kind_place(row->kind)].label,
            .day = date_medium(arena, moment_london_date(row->done_at)),
            .by = row->made_by_name,
            .counted =
                arena_print(arena, "%d %s", row->changes, row->changes == 1 ? "change" : "changes"),
            .undone = text_equal(row->state, "undone"),
        };
    }
    bulk_past_html(request->out, &view);
    return NULL;
}

#include "exchange/exchange_pages.h"

#include <inttypes.h>
#include <sodium.h>

#include "exchange/exchange.h"
#include "exchange/exchange_sql.h"
#include "exchange/import_html.h"
#include "exchange/import_job.h"
#include "exchange/import_list_html.h"
#include "exchange/import_work.h"
#include "exchange/import_progress_html.h"
#include "exchange/imports_html.h"
#include "exchange/learner_import_rules.h"
#include "platform/base/id.h"
#include "platform/base/log.h"
#include "staff/permission_choice.h"

enum { HASH = 32, RUNS = 20, SHOWN = 100, SAMPLES = 3, KEPT_DAYS = 7 };
#define DAY INT64_C(86400000) /* milliseconds */

static Url import_path(Request *request, int64_t run, const char *rest)
{
    return url_print(request->arena, "/imports/%lld%s", (long long)run, rest);
}

/* ---- Choosing a file --------------------------------------------------------------------------
 */

typedef struct UploadInput {
    const char *kind, *children;
    FormFile file;
} UploadInput;

static const FormChoice kind_choices[] = {
    {"oneroster", "Everybody: a OneRoster package",
     "One zip of your own system: learners, staff, classes, contacts"},
    {"ctf", "Learners who join: a Common Transfer File",
     "XML from the place before: names, contacts, SEN history"},
    {"learners", "Learners", "Names, classes, dates of birth, SEN status"},
    {"contacts", "Parents and other contacts", "A row for each child and contact"},
    {"staff", "Staff, governors, outside professionals", "Names, roles, classes; no passwords"},
    {"classes", "Classes and teaching groups", "Year, teacher’s email, who is in a group"},
    {"gias", "The {school}’s own facts, from GIAS", "Your row of the public register"},
    {"scores", "Scores", "A row for each child, measure and day"},
    {NULL, NULL, NULL},
};

static const FormChoice children_choices[] = {
    {"invented", "They are invented", "For trying things out"},
    {"real", "They are real people", NULL},
    {NULL, NULL, NULL},
};

static const FormField upload_fields[] = {
    FORM_CHOICE(UploadInput, kind, .label = "What is in the file?",
                .hint = "Leave it open, and the columns are looked at.", .choices = kind_choices),
    FORM_CHOICE(UploadInput, children, .label = "Who are the people in this file?",
                .hint = "This is a demo. Everybody on this machine can read it.",
                .choices = children_choices),
    FORM_FILE(UploadInput, file, .label = "File",
              .hint = "CSV, a OneRoster zip, or the XML of a Common Transfer File.",
              .missing = "Choose a CSV file, a OneRoster zip or a Common Transfer File"),
};
const Form import_upload_form = FORM(UploadInput, upload_fields);

static const char *state_words(const char *state)
{
    if (text_equal(state, "applied"))
        return "Applied";
    return text_equal(state, "abandoned") ? "Given up" : "Not applied yet";
}

static const char *kind_words(const char *code)
{
    for (const FormChoice *choice = kind_choices; choice->code != NULL; choice++)
        if (text_equal(choice->code, code))
            return choice->label;
    return "";
}

static Error *fill_runs(Request *request, RunRows *runs)
{
    struct import_runs_rows rows;
    TRY(import_runs(request->db, request->arena, request->school_id, RUNS, &rows));
    *runs = (RunRows){rows.count, arena_array(request->arena, RunRow, rows.count)};
    for (size_t i = 0; i < rows.count; i++) {
        const struct import_runs_row *row = &rows.items[i];
        bool applied = text_equal(row->state, "applied");
        runs->items[i] = (RunRow){
            .file_name = row->file_name,
            .href = import_path(request, row->id.n, ""),
            .when = moment_short(request->arena, row->started_at),
            .by = row->started_by,
            .state = state_words(row->state),
            .kind = kind_words(row->kind),
            .result = applied ? arena_print(request->arena, "%d added, %d changed", row->added,
                                            row->changed)
                              : "",
        };
    }
    return NULL;
}

Error *imports_page(Request *request)
{
    ImportsPage view = {
        .page = page_make(request, "Import", SECTION_IMPORT),
        .form = form_view(request, url_print(request->arena, "/imports"), 0, "Import a file"),
        .kind = field_view(request, &import_upload_form, "kind", ""),
        .demo = request->school->demo,
        .children = field_view(request, &import_upload_form, "children", ""),
        .file = field_view(request, &import_upload_form, "file", ""),
    };
    view.form.upload = true;
    view.children.optional = false; /* check_children() asks for it in a demo */
    TRY(fill_runs(request, &view.runs));
    imports_html(request->out, &view);
    return NULL;
}

/* A demo asks whose children these are: real ones do not belong where everybody may look. */
static void check_children(Request *request, const UploadInput *input)
{
    if (!request->school->demo)
        return;
    if (text_empty(input->children))
        form_problem(request, "children", "Say whether the people are invented or real");
    else if (text_equal(input->children, "real"))
        form_problem(
            request, "children",
            "Real people do not belong in a demo. Whoever looks after your computers "
            "can make a place of your own with the command fourfold setup. Nothing was kept.");
}

typedef struct Upload {
    const ImportKind *kind;
    size_t rows;
} Upload;

static Error *look_at_package(Arena *arena, Bytes content, const ImportKind *looks_like,
                              Upload *upload)
{
    if (upload->kind != NULL && upload->kind != looks_like)
        return error_invalid(
            arena_print(arena, "This is %s. Choose what is in it anew, or leave that open.",
                        looks_like == &roster_kind ? "a zip" : "an XML file"),
            "import kind");
    upload->kind = looks_like;
    return looks_like->look(arena, content, &upload->rows);
}

/* What it is, and that it can be read. */
static Error *look_at_upload(Arena *arena, Bytes content, Upload *upload)
{
    Table table = {0};
    const ImportKind *looks_like = import_kind_of_bytes(content);
    if (looks_like != NULL)
        return look_at_package(arena, content, looks_like, upload);
    if (upload->kind == &roster_kind)
        return error_invalid("A OneRoster package is a zip, and this is none.", "import kind");
    if (upload->kind == &ctf_kind)
        return error_invalid("A Common Transfer File is an XML file, and this is none.",
                             "import kind");
    TRY(import_table(arena, content, &upload->kind, &table));
    upload->rows = table.row_count - table.header - 1;
    return NULL;
}

/* Who may import may still not be the one who gives access. */
static const char *kind_fault(const Request *request, const ImportKind *kind)
{
    if (request_may(request, kind->also))
        return NULL;
    if (kind == &gias_kind)
        return "The {head} and the office look after the {school}’s own facts. Ask them to import "
               "this file.";
    if (kind == &class_kind)
        return "The {head} and the office look after classes. Ask them to import this list.";
    return kind == &staff_kind ? "The {head} and the office look after people. Ask them to "
                                 "import this list."
                               : "Your role does not import lists of contacts. Ask the office.";
}

Error *import_upload_prepare(Request *request)
{
    const UploadInput *input = request->input;
    check_children(request, input);
    TRY(form_problems(request));
    Upload *upload = arena_new(request->arena, Upload);
    upload->kind = import_kind(input->kind);
    Error *error = look_at_upload(request->arena, input->file.content, upload);
    if (error != NULL && error->kind != ERROR_INVALID && error->kind != ERROR_TOO_LARGE)
        return error;
    if (error != NULL)
        form_problem(request, "file", arena_copy(request->arena, error->message));
    else if (kind_fault(request, upload->kind) != NULL)
        form_problem(request, "file", kind_fault(request, upload->kind));
    request->prepared = upload;
    return form_problems(request);
}

/* Files of learners do not lie about: what nobody applied for a week is given up. */
static Error *give_up_old(Request *request)
{
    Moment before = {request->now.milliseconds - KEPT_DAYS * DAY};
    TRY(import_files_old_delete(request->db, request->school_id, before, NULL));
    return import_runs_old_abandon(request->db, request->school_id, before, NULL);
}

static Error *start_run(Request *request, const UploadInput *input, const Upload *upload,
                        ImportRunId *id)
{
    unsigned char hash[HASH];
    OptionalInteger invented = {request->school->demo, 1};
    *id = (ImportRunId){id_new()};
    TRY(give_up_old(request));
    crypto_generichash(hash, HASH, input->file.content.data, input->file.content.length, NULL, 0);
    TRY(import_run_insert(request->db, request->school_id, *id, upload->kind->code,
                          input->file.name, (Bytes){hash, HASH}, invented, request->staff->id,
                          request->now, (int)upload->rows, NULL));
    return import_file_insert(request->db, request->school_id, (ImportFileId){id->n},
                              input->file.content, NULL);
}

Error *import_upload(Request *request)
{
    ImportRunId id;
    TRY(start_run(request, request->input, request->prepared, &id));
    return request_done(request, import_path(request, id.n, ""), NULL);
}

/* A table that was read has a header. */
static const TableRow *header_of(const ImportWork *work)
{
    ASSERT(work->table.rows != NULL);
    return &work->table.rows[work->table.header];
}

/* ---- Looking at it ----------------------------------------------------------------------------
 */

typedef struct ColumnInput {
    int64_t id; /* column, from 1 */
    const char *field;
} ColumnInput;

typedef struct ColumnInputs {
    size_t count;
    ColumnInput *items;
} ColumnInputs;

typedef struct ColumnsInput {
    ColumnInputs columns;
} ColumnsInput;

static const FormField column_fields[] = {
    FORM_TEXT(ColumnInput, field, .label = "Means",
              .missing = "Choose what it means, or leave it out"),
};
static const Form column_form = FORM(ColumnInput, column_fields);
static const FormField columns_fields[] = {
    FORM_ROWS(ColumnsInput, columns, &column_form, .label = "Columns"),
};
const Form import_columns_form = FORM(ColumnsInput, columns_fields);

typedef struct ApplyInput {
    Texts confirmed;
    const char *told, *leavers;
} ApplyInput;

static const FormChoice leavers_choices[] = {
    {"leave", "Yes, they have left", "Their records stay, and say since when."},
    {"stay", "No, or not all of them", "Everything else is applied. Nobody leaves."},
    {NULL, NULL, NULL},
};

static const FormChoice told_choices[] = {
    {"yes", "Yes, all of them",
     "Each record says that this was said at the import, today, by you."},
    {"no", "No, or not all of them", "Fourfold asks for it, one family after the other."},
    {NULL, NULL, NULL},
};

static const FormField apply_fields[] = {
    FORM_SET(ApplyInput, confirmed, .label = "The same one"),
    FORM_CHOICE(ApplyInput, told, .label = "Were their families told before now?",
                .choices = told_choices),
    FORM_CHOICE(ApplyInput, leavers, .label = "Have all of them left?", .choices = leavers_choices),
};
const Form import_apply_form = FORM(ApplyInput, apply_fields);

static const char *field_of_column(const ImportWork *work, int column)
{
    for (size_t field = 0; field < work->kind->sheet->field_count; field++)
        if (work->mapping.column[field] == column)
            return work->kind->sheet->fields[field].code;
    return "ignore";
}

/* What a column may mean in this kind of file, and first that it is left out. */
static ChoiceViews meanings(Arena *arena, const ImportSheet *sheet)
{
    ChoiceViews views = {0, arena_array(arena, ChoiceView, sheet->field_count + 1)};
    views.items[views.count++] = (ChoiceView){.code = "ignore", .label = "Leave out"};
    for (size_t i = 0; i < sheet->field_count; i++)
        views.items[views.count++] =
            (ChoiceView){.code = sheet->fields[i].code, .label = sheet->fields[i].words};
    return views;
}

static const char *samples_of(Arena *arena, const Table *table, size_t column)
{
    const char *samples = "";
    for (size_t i = 1, shown = 0; table->header + i < table->row_count && shown < SAMPLES; i++) {
        const char *cell = table_cell(&table->rows[table->header + i], column);
        if (text_empty(cell))
            continue;
        samples = arena_print(arena, "%s%s%s", samples, shown == 0 ? "" : ", ", cell);
        shown++;
    }
    return samples;
}

static void fill_columns(Request *request, const ImportWork *work, ImportPage *view)
{
    const TableRow *header = header_of(work);
    ChoiceViews choices = meanings(request->arena, work->kind->sheet);
    view->columns =
        (ColumnRows){header->count, arena_array(request->arena, ColumnRow, header->count)};
    for (size_t i = 0; i < header->count; i++) {
        const char *heading = text_empty(header->items[i])
                                  ? arena_print(request->arena, "Column %zu", i + 1)
                                  : header->items[i];
        const char **now = arena_array(request->arena, const char *, 1);
        now[0] = field_of_column(work, (int)i);
        FieldView field = field_view_row_choices(request, &import_columns_form, "columns",
                                                 (int64_t)i + 1, "field", (Texts){1, now}, choices);
        field.label = arena_print(request->arena, "%s means", heading);
        view->columns.items[i] =
            (ColumnRow){heading, samples_of(request->arena, &work->table, i), field};
    }
}

static const char *where_of(Arena *arena, const ImportLine *line)
{
    const char *place = line->line == 0 ? "" : arena_print(arena, "line %zu", line->line);
    if (line->file == NULL)
        return arena_print(arena, "Line %zu", line->line);
    return place[0] == '\0' ? line->file : arena_print(arena, "%s, %s", line->file, place);
}

/* Who may open sealed records is told what others are not. */
static const char *refusal_words(const Request *request, const ImportLine *line)
{
    if (!text_equal(line->refused, import_sealed) || !request_may(request, MAY_OPEN_SEALED))
        return line->refused;
    return "This is the identity of a child before an adoption, which is sealed. It is left out: "
           "have it changed where the file comes from.";
}

static LineRow row_of(Request *request, const ImportLine *line)
{
    Arena *arena = request->arena;
    if (line->learner != 0)
        request_shows(request, (LearnerId){line->learner});
    LineRow row = {
        .where = where_of(arena, line),
        .what = line->what == NULL ? "" : line->what,
        .answer = (long long)(line->answer == 0 ? line->line : line->answer),
        .name = line->name,
        .aside = line->aside,
        .facts = line->facts,
        .sentence = refusal_words(request, line),
        .remarks = line->remarks,
        .changes = {line->change_count, arena_array(arena, ChangeRow, line->change_count)},
    };
    for (size_t i = 0; i < line->change_count; i++)
        row.changes.items[i] =
            (ChangeRow){line->changes[i].field, line->changes[i].from, line->changes[i].to};
    return row;
}

/* What a list of lines holds. */
typedef struct ListKind {
    const char *code, *title;
    int result; /* IMPORT_RESULT_COUNT: those of which something is said */
} ListKind;

static const ListKind list_kinds[] = {
    {"added", "New", IMPORT_ADDED},
    {"changed", "Changes", IMPORT_CHANGED},
    {"leaving", "Who leaves", IMPORT_LEAVING},
    {"refused", "Refused", IMPORT_REFUSED},
    {"asked", "To be answered", IMPORT_SUGGESTED},
    {"noted", "Taken, but look at them", IMPORT_RESULT_COUNT},
};
enum { LIST_KINDS = sizeof list_kinds / sizeof list_kinds[0] };

static bool is_listed(const ImportLine *line, int result)
{
    return result == IMPORT_RESULT_COUNT
               ? line->result != IMPORT_REFUSED && line->result != IMPORT_SUGGESTED &&
                     line->remarks.count > 0
               : (int)line->result == result;
}

static size_t count_listed(const ImportLines *lines, int result)
{
    size_t count = 0;
    for (size_t i = 0; i < lines->count; i++)
        count += is_listed(&lines->items[i], result) ? 1 : 0;
    return count;
}

/* At most so many, the first ones left aside. */
static LineRows some_lines(Request *request, const ImportLines *lines, int result, size_t aside,
                           size_t most)
{
    size_t count = count_listed(lines, result), seen = 0;
    LineRows rows = {.items = arena_array(request->arena, LineRow, count < most ? count : most)};
    for (size_t i = 0; i < lines->count && rows.count < most; i++)
        if (is_listed(&lines->items[i], result) && seen++ >= aside)
            rows.items[rows.count++] = row_of(request, &lines->items[i]);
    rows.more = count - rows.count;
    return rows;
}

/* Questions are all on this page: an answer that is on no page is never given. */
static LineRows lines_of(Request *request, const ImportLines *lines, int result)
{
    size_t most = result == IMPORT_SUGGESTED ? lines->count : SHOWN;
    LineRows rows = some_lines(request, lines, result, 0, most);
    for (size_t i = 0; i < LIST_KINDS && rows.more > 0; i++)
        if (list_kinds[i].result == result)
            rows.all = url_print(request->arena, "/imports/%lld/list?of=%s",
                                 (long long)request_path_id(request, "run"), list_kinds[i].code);
    return rows;
}

static const char *leavers_why(Request *request, const ImportWork *work)
{
    size_t leave = work->lines.results[IMPORT_LEAVING];
    if (work->kind->sheet == NULL)
        return arena_print(request->arena,
                           "The package no longer holds %zu who are here, of %zu learners here. "
                           "That is more than usual: it may lack a year group.",
                           leave, work->learners_here);
    return arena_print(
        request->arena,
        "Of %zu learners here the file lacks %zu. If it is a list of everybody, they "
        "have left. If it is a part of one, they are still here.",
        work->learners_here, leave);
}

static void fill_difference(Request *request, const ImportWork *work, ImportPage *view)
{
    const ImportLines *lines = &work->lines;
    const size_t *results = lines->results;
    view->added = (long long)results[IMPORT_ADDED];
    view->changed = (long long)results[IMPORT_CHANGED];
    view->same = (long long)results[IMPORT_SAME];
    view->suggested = (long long)results[IMPORT_SUGGESTED];
    view->refused = (long long)results[IMPORT_REFUSED];
    view->leaving = (long long)results[IMPORT_LEAVING];
    view->changes_something = view->added + view->changed + view->suggested + view->leaving > 0;
    view->nothing = view->refused == 0 ? "Everything in this file is here already."
                    : view->same == 0  ? "Every row was refused."
                                       : "The rows that were not refused are here already.";
    view->added_rows = lines_of(request, lines, IMPORT_ADDED);
    view->changed_rows = lines_of(request, lines, IMPORT_CHANGED);
    view->suggested_rows = lines_of(request, lines, IMPORT_SUGGESTED);
    view->refused_rows = lines_of(request, lines, IMPORT_REFUSED);
    view->noted_rows = lines_of(request, lines, IMPORT_RESULT_COUNT);
    view->leaving_rows = lines_of(request, lines, IMPORT_LEAVING);
    view->same_one = work->kind->same;
    view->why_asked = work->kind->why;
    view->aside_head = work->kind->aside;
    view->facts_head = work->kind->facts;
    view->untouched = work->kind->untouched;
    view->leavers_title = work->kind->sheet == NULL ? "Who leaves" : "Here, and not in the file";
    view->leavers_from = work->kind->sheet == NULL
                             ? "They came from this system, and it no longer has them. Their "
                               "records stay."
                             : "They leave only if you say below that they have left. Their "
                               "records stay.";
    if (work->leavers_asked) {
        view->leavers = field_view(request, &import_apply_form, "leavers", "");
        view->leavers.optional = false;
        view->leavers_why = leavers_why(request, work);
    }
    if (work->supported == 0)
        return;
    view->told = field_view(request, &import_apply_form, "told", "");
    view->told.optional = false;
    view->supported = (long long)work->supported;
}

static const char *read_as(Arena *arena, const Table *table, size_t rows)
{
    static const char *const encodings[] = {"UTF-8", "UTF-16", "Windows text"};
    const char *delimiter = table->delimiter == ','    ? "commas"
                            : table->delimiter == ';'  ? "semicolons"
                            : table->delimiter == '\t' ? "tabs"
                                                       : "bars";
    return arena_print(arena, "%zu %s, %s, %s between columns", rows, rows == 1 ? "row" : "rows",
                       encodings[table->encoding], delimiter);
}

/* Only for those who may bring such a list: looking at it is a look at whom it speaks of. */
static Error *load_run(Request *request, struct import_run_by_id_row *run)
{
    bool found;
    ImportRunId id = {request_path_id(request, "run")};
    TRY(import_run_by_id(request->db, request->arena, request->school_id, id, run, &found));
    if (!found)
        return error_not_found("import %" PRId64, id.n);
    const char *fault = kind_fault(request, import_kind(run->kind));
    return fault == NULL ? NULL : error_forbidden(fault, "import of %s", run->kind);
}

static Error *work_out_run(Request *request, const struct import_run_by_id_row *run,
                           ImportWork *work)
{
    struct import_content_row file;
    bool found;
    ImportBy by = {.staff = request->staff->id, .today = request->today};
    TRY(import_content(request->db, request->arena, request->school_id, (ImportFileId){run->id.n},
                       &file, &found));
    if (!found)
        return import_is_over(run->id);
    return import_work_out(request->db, request->arena, request->school_id, import_kind(run->kind),
                           file.content, &by, work);
}

static Error *fill_parts(Request *request, ImportRunId run, PartRows *parts)
{
    struct import_parts_rows rows;
    TRY(import_parts(request->db, request->arena, request->school_id, run, &rows));
    *parts = (PartRows){rows.count, arena_array(request->arena, PartRow, rows.count)};
    for (size_t i = 0; i < rows.count; i++)
        parts->items[i] =
            (PartRow){rows.items[i].what, rows.items[i].added,   rows.items[i].changed,
                      rows.items[i].same, rows.items[i].refused, rows.items[i].ended};
    return NULL;
}

static void fill_closed(Request *request, const struct import_run_by_id_row *run, ImportPage *view)
{
    view->rows = run->row_count;
    view->added = run->added;
    view->changed = run->changed;
    view->same = run->same;
    view->refused = run->refused;
    bool applied = text_equal(run->state, "applied");
    view->done = applied
                     ? "Applied. The file itself has been deleted from here."
                     : "Given up. Nothing was changed, and the file has been deleted from here.";
    view->brought = import_kind(run->kind)->place(request->arena);
    view->codes = applied && (text_equal(run->kind, "staff") || text_equal(run->kind, "oneroster"))
                      ? url_print(request->arena, "/school/staff/codes")
                      : (Url){NULL};
}

static void fill_schools(Request *request, const struct import_run_by_id_row *run,
                         const RosterSchools *schools, ImportPage *view)
{
    ChoiceViews choices = {0, arena_array(request->arena, ChoiceView, schools->count)};
    for (size_t i = 0; i < schools->count; i++)
        choices.items[choices.count++] =
            (ChoiceView){.code = schools->items[i].key, .label = schools->items[i].name};
    view->school_asked = true;
    view->school_form = form_view(request, import_path(request, run->id.n, "/school"), run->version,
                                  "Which {school} it is");
    view->school = field_view_choices(request, &import_school_form, "school", "", choices);
}

static void fill_package(Request *request, const struct import_run_by_id_row *run,
                         const ImportWork *work, ImportPage *view)
{
    view->package = true;
    view->read_as = work->read_as;
    view->fault = work->fault;
    view->rows = run->row_count;
    if (work->fault != NULL)
        fill_schools(request, run, &work->schools, view);
    else
        fill_difference(request, work, view);
}

static Error *fill_open(Request *request, const struct import_run_by_id_row *run, ImportPage *view)
{
    ImportWork work = {0};
    TRY(work_out_run(request, run, &work));
    ASSERT(work.kind != NULL);
    if (work.kind->sheet == NULL) {
        fill_package(request, run, &work, view);
        return NULL;
    }
    size_t rows = work.table.row_count - work.table.header - 1;
    view->rows = (long long)rows;
    view->read_as = read_as(request->arena, &work.table, rows);
    view->fault = work.fault;
    view->columns_asked = work.fault != NULL || request_query(request, "columns") != NULL ||
                          (request->form != NULL && request->form->form == &import_columns_form);
    fill_columns(request, &work, view);
    if (work.fault == NULL)
        fill_difference(request, &work, view);
    return NULL;
}

Error *import_page(Request *request)
{
    struct import_run_by_id_row run = {0};
    TRY(load_run(request, &run));
    ImportPage view = {
        .page = page_make(request, "Check an import", SECTION_IMPORT),
        .file_name = run.file_name,
        .open = text_equal(run.state, "open"),
        .columns_form = form_view(request, import_path(request, run.id.n, "/columns"), run.version,
                                  "What the columns mean"),
        .apply_form = form_view(request, import_path(request, run.id.n, "/apply"), run.version,
                                "Apply the import"),
        .abandon_form = form_view(request, import_path(request, run.id.n, "/abandon"), run.version,
                                  "Give up the import"),
        .columns_again = import_kind(run.kind)->sheet == NULL
                             ? (Url){NULL}
                             : import_path(request, run.id.n, "?columns=again"),
        .imports = url_print(request->arena, "/imports"),
        .kind = kind_words(run.kind),
    };
    ImportJobState job;
    if (view.open && import_job_look(request->arena, request->school_id, run.id, &job)) {
        if (job.running)
            return request_done(request, import_path(request, run.id.n, "/progress"), NULL);
        view.failure = job.failure;
    }
    if (view.open)
        TRY(fill_open(request, &run, &view));
    else
        fill_closed(request, &run, &view);
    TRY(fill_parts(request, run.id, &view.parts));
    import_html(request->out, &view);
    return NULL;
}

static const ListKind *list_kind(const char *code)
{
    for (size_t i = 0; i < LIST_KINDS; i++)
        if (text_equal(list_kinds[i].code, code))
            return &list_kinds[i];
    return NULL;
}

static Url list_path(Request *request, int64_t run, const ListKind *kind, size_t page)
{
    return url_print(request->arena, "/imports/%lld/list?of=%s&page=%zu", (long long)run,
                     kind->code, page);
}

static void fill_list(Request *request, const ImportWork *work, int64_t run, const ListKind *kind,
                      ImportListPage *view)
{
    long long asked = 1;
    const char *page = request_query(request, "page");
    size_t count = count_listed(&work->lines, kind->result);
    size_t last = count == 0 ? 1 : (count + SHOWN - 1) / SHOWN;
    if (page != NULL)
        text_integer(page, 1, (long long)last, &asked);
    size_t first = ((size_t)asked - 1) * SHOWN;
    view->rows = some_lines(request, &work->lines, kind->result, first, SHOWN);
    view->range = arena_print(request->arena, "%zu to %zu of %zu", count == 0 ? 0 : first + 1,
                              first + view->rows.count, count);
    if (asked > 1)
        view->before = list_path(request, run, kind, (size_t)asked - 1);
    if ((size_t)asked < last)
        view->after = list_path(request, run, kind, (size_t)asked + 1);
}

Error *import_list_page(Request *request)
{
    struct import_run_by_id_row run = {0};
    ImportWork work = {0};
    const char *of = request_query(request, "of");
    const ListKind *kind = of == NULL ? &list_kinds[0] : list_kind(of);
    if (kind == NULL)
        return error_not_found("import list");
    TRY(load_run(request, &run));
    if (!text_equal(run.state, "open"))
        return request_done(request, import_path(request, run.id.n, ""), NULL);
    TRY(work_out_run(request, &run, &work));
    ASSERT(work.kind != NULL);
    if (work.fault != NULL)
        return request_done(request, import_path(request, run.id.n, ""), NULL);
    ImportListPage view = {
        .page = page_make(request, "Check an import", SECTION_IMPORT),
        .title = kind->title,
        .package = work.kind->sheet == NULL,
        .back = import_path(request, run.id.n, ""),
    };
    fill_list(request, &work, run.id.n, kind, &view);
    import_list_html(request->out, &view);
    return NULL;
}

/* It asks the store nothing and shows nobody's name, so that no writer holds it up: any other page
 * about an import is a look at children, and waits until the trail of looks can be written. */
Error *import_progress_page(Request *request)
{
    ImportRunId run = {request_path_id(request, "run")};
    ImportJobState job;
    Url here = import_path(request, run.n, "/progress");
    if (!import_job_look(request->arena, request->school_id, run, &job) || !job.running)
        return request_done(request, import_path(request, run.n, ""), NULL);
    ImportProgressPage view = {
        .page = page_make(request, "Import under way", SECTION_IMPORT),
        .done = (long long)job.done,
        .total = (long long)job.total,
        .here = here,
    };
    http_set(request->response, "Refresh", "1");
    import_progress_html(request->out, &view);
    return NULL;
}

/* ---- What the columns mean --------------------------------------------------------------------
 */

/* Each field once. */
static void check_columns(Request *request, const ImportSheet *sheet, const ColumnInputs *columns)
{
    int64_t column_of[IMPORT_FIELDS_MOST] = {0};
    for (size_t i = 0; i < columns->count; i++) {
        const ColumnInput *column = &columns->items[i];
        int field;
        if (text_equal(column->field, "ignore"))
            continue;
        if (!import_sheet_field(sheet, column->field, &field)) {
            form_problem_row(request, "columns", column->id, "field", "Choose one of the list");
            continue;
        }
        if (column_of[field] != 0)
            form_problem_row(request, "columns", column->id, "field",
                             arena_print(request->arena, "Another column is the %s already",
                                         sheet->fields[field].words));
        column_of[field] = column->id;
    }
}

typedef struct SchoolInput {
    const char *school;
} SchoolInput;

static const FormField school_fields[] = {
    FORM_TEXT(SchoolInput, school, .label = "Which of them is this {school}?",
              .missing = "Choose the {school}"),
};
const Form import_school_form = FORM(SchoolInput, school_fields);

/* Said once, it holds for every later package that has that school. */
Error *import_school(Request *request)
{
    const SchoolInput *input = request->input;
    struct import_run_by_id_row run = {0};
    ImportWork work = {0};
    bool known = false;
    TRY(load_run(request, &run));
    if (!text_equal(run.kind, roster_kind.code))
        return error_not_found("school of import %" PRId64, run.id.n);
    TRY(work_out_run(request, &run, &work));
    for (size_t i = 0; i < work.schools.count; i++)
        known = known || text_equal(work.schools.items[i].key, input->school);
    if (!known)
        form_problem(request, "school", "Choose one of the list");
    TRY(form_problems(request));
    TRY(import_mapping_set(request->db, request->school_id, (ImportMappingId){id_new()},
                           roster_kind.code, "school", input->school, NULL));
    return request_done(request, import_path(request, run.id.n, ""), NULL);
}

Error *import_columns(Request *request)
{
    const ColumnsInput *input = request->input;
    struct import_run_by_id_row run = {0};
    ImportWork work = {0};
    TRY(load_run(request, &run));
    if (import_kind(run.kind)->sheet == NULL)
        return error_not_found("columns of import %" PRId64, run.id.n);
    TRY(work_out_run(request, &run, &work));
    const TableRow *header = header_of(&work);
    check_columns(request, work.kind->sheet, &input->columns);
    TRY(form_problems(request));
    for (size_t i = 0; i < input->columns.count; i++) {
        const ColumnInput *column = &input->columns.items[i];
        if (column->id < 1 || (size_t)column->id > header->count || text_empty(column->field))
            continue;
        TRY(import_remember(request->db, request->arena, request->school_id, work.kind, header,
                            (size_t)column->id - 1, column->field));
    }
    return request_done(request, import_path(request, run.id.n, ""), NULL);
}

/* ---- Applying, and giving up ------------------------------------------------------------------
 */

/* Whether the families were told is asked once, and never guessed. */
static Error *check_apply(Request *request, const struct import_run_by_id_row *run,
                          const ApplyInput *input)
{
    ImportWork work = {0};
    TRY(work_out_run(request, run, &work));
    if (work.supported > 0 && text_empty(input->told))
        form_problem(request, "told", "Say whether the families were told");
    if (work.leavers_asked && text_empty(input->leavers))
        form_problem(request, "leavers", "Say whether all of them have left");
    return form_problems(request);
}

/* The page then says how far it is. */
Error *import_apply(Request *request)
{
    const ApplyInput *input = request->input;
    struct import_run_by_id_row run = {0};
    TRY(load_run(request, &run));
    TRY(request_same_version(request, run.version));
    if (!text_equal(run.state, "open"))
        return import_is_over(run.id);
    TRY(check_apply(request, &run, input));
    ImportTask task = {
        .store = site_options(request->site)->store,
        .school = request->school_id,
        .run = run.id,
        .version = run.version,
        .staff = request->staff->id,
        .role = role_code(request->role),
        .reference = request->http->reference,
        .today = request->today,
        .kind = import_kind(run.kind),
        .families_told = text_equal(input->told, "yes"),
        .leavers = text_equal(input->leavers, "leave")  ? LEAVERS_LEFT
                   : text_equal(input->leavers, "stay") ? LEAVERS_STAY
                                                        : LEAVERS_UNSAID,
        .confirmed = input->confirmed,
    };
    TRY(import_job_start(&task));
    return request_done(request, import_path(request, run.id.n, "/progress"), NULL);
}

Error *import_abandon(Request *request)
{
    struct import_run_by_id_row run = {0};
    TRY(load_run(request, &run));
    TRY(import_close(request->db, request->school_id, run.id, run.version, "abandoned", MOMENT_NONE,
                     &(ImportCounts){0}));
    return request_done(request, url_print(request->arena, "/imports"), "import_abandoned");
}

/* ---- The command line -------------------------------------------------------------------------
 */

typedef struct FileImport {
    Arena *arena;
    SchoolId school;
    const char *file_name;
    Bytes content;
    const ImportKind *kind; /* NULL: by the columns */
    ImportBy by;
    ImportWork work;
} FileImport;

/* Whose import it is, the console says; that they sat there, nobody knows. */
static Error *note_file(Db *db, const FileImport *import)
{
    AuditEntry entry = {.staff_id = import->by.staff,
                        .role = "program",
                        .action = "console import",
                        .outcome = "done",
                        .reference = "console"};
    return import_note_learners(db, import->arena, import->school, &import->work, &import->by,
                                &entry);
}

static Error *apply_file(Db *db, void *context)
{
    FileImport *import = context;
    unsigned char hash[HASH];
    ImportRunId id = {id_new()};
    crypto_generichash(hash, HASH, import->content.data, import->content.length, NULL, 0);
    TRY(import_run_insert(db, import->school, id, import->work.kind->code, import->file_name,
                          (Bytes){hash, HASH}, (OptionalInteger){0}, import->by.staff, clock_now(),
                          (int)import->work.rows.count, NULL));
    ImportCounts counts;
    TRY(import_write(db, import->arena, import->school, &import->work, &import->by, &counts));
    TRY(import_note_parts(db, import->school, id, &import->work, &import->by));
    TRY(import_close(db, import->school, id, 1, "applied", clock_now(), &counts));
    return note_file(db, import);
}

/* Who may import may still not be the one who gives access. */
static Error *may_bring(Db *db, Arena *arena, const ImportRequest *asked, const ImportKind *kind,
                        Date today)
{
    Staff importer;
    Matrix matrix;
    TRY(staff_load(db, arena, asked->school, asked->by, today, &importer));
    TRY(matrix_load(db, arena, asked->school, today, &matrix));
    if (matrix_reach(&matrix, importer.roles, kind->also) == REACH_ALL)
        return NULL;
    return error_invalid("That person may not import such a list. Give the address of somebody who "
                         "may, such as the office",
                         "import kind");
}

static void summarise(Arena *arena, const ImportWork *work, ImportSummary *summary)
{
    const ImportLines *lines = &work->lines;
    size_t remarks = 0;
    for (size_t i = 0; i < lines->count; i++)
        remarks += 1 + lines->items[i].remarks.count;
    *summary = (ImportSummary){
        .kind = work->kind->code,
        .rows = work->rows.count,
        .added = lines->results[IMPORT_ADDED],
        .changed = lines->results[IMPORT_CHANGED],
        .same = lines->results[IMPORT_SAME],
        .suggested = lines->results[IMPORT_SUGGESTED],
        .refused = lines->results[IMPORT_REFUSED],
        .leaving = lines->results[IMPORT_LEAVING],
        .missing_stay = work->leavers_asked && work->kind->sheet != NULL,
        .columns_fault = work->fault,
        .remarks = arena_array(arena, ImportRemark, remarks),
    };
    for (size_t i = 0; i < lines->count; i++) {
        const ImportLine *line = &lines->items[i];
        if (line->result == IMPORT_REFUSED)
            summary->remarks[summary->remark_count++] =
                (ImportRemark){line->file, line->line, line->refused, true};
        for (size_t r = 0; r < line->remarks.count && line->result != IMPORT_REFUSED; r++)
            summary->remarks[summary->remark_count++] =
                (ImportRemark){line->file, line->line, line->remarks.items[r], false};
    }
}

Error *import_whole_file(Store *store, Arena *arena, const ImportRequest *asked,
                         ImportSummary *summary)
{
    Db *db;
    Date today = moment_london_date(clock_now());
    FileImport import = {.arena = arena,
                         .school = asked->school,
                         .file_name = asked->file_name,
                         .content = asked->content,
                         .kind = import_kind(asked->kind),
                         .by = {.staff = asked->by,
                                .today = today,
                                .families_told = asked->families_told,
                                .progress = asked->progress}};
    if (asked->kind != NULL && import.kind == NULL)
        return error_invalid("The kind of file must be learners, contacts, staff, "
                             "classes, scores, gias, oneroster or ctf",
                             "import kind");
    TRY(store_read(store, &db));
    Error *error = import_work_out(db, arena, asked->school, import.kind, asked->content,
                                   &import.by, &import.work);
    if (error == NULL)
        error = may_bring(db, arena, asked, import.work.kind, today);
    store_read_end(store, db);
    if (error != NULL)
        return error;
    summarise(arena, &import.work, summary);
    if (!asked->apply || import.work.fault != NULL)
        return NULL;
    if (import.work.leavers_asked && import.work.kind->sheet == NULL)
        return error_invalid("So many learners would leave that somebody has to say so: apply this "
                             "on the Import page.",
                             "import leavers");
    return store_write(store, apply_file, &import);
}

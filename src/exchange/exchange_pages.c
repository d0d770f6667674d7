#include "exchange/exchange_pages.h"

#include <inttypes.h>
#include <sodium.h>

#include "exchange/exchange.h"
#include "exchange/exchange_sql.h"
#include "exchange/import_html.h"
#include "exchange/import_job.h"
#include "exchange/import_work.h"
#include "exchange/import_progress_html.h"
#include "exchange/imports_html.h"
#include "platform/base/id.h"
#include "platform/base/log.h"

enum { HASH = 32, RUNS = 20, SHOWN = 100, SAMPLES = 3, KEPT_DAYS = 7 };
#define DAY INT64_C(86400000) /* milliseconds */

static Url import_path(Request *request, int64_t run, const char *rest)
{
    return url_print(request->arena, "/imports/%lld%s", (long long)run, rest);
}

/* ---- Choosing a file --------------------------------------------------------------------------
 */

typedef struct UploadInput {
    const char *children;
    FormFile file;
} UploadInput;

static const FormChoice children_choices[] = {
    {"invented", "They are invented", "For trying things out"},
    {"real", "They are real children", NULL},
    {NULL, NULL, NULL},
};

static const FormField upload_fields[] = {
    FORM_CHOICE(UploadInput, children, .label = "Who are the children in this file?",
                .hint = "This is a demo school. Everybody on this machine can read it.",
                .choices = children_choices),
    FORM_FILE(UploadInput, file, .label = "File",
              .hint = "CSV, as your own system exports it. One row names the columns.",
              .missing = "Choose a CSV file"),
};
const Form import_upload_form = FORM(UploadInput, upload_fields);

static const char *state_words(const char *state)
{
    if (text_equal(state, "applied"))
        return "Applied";
    return text_equal(state, "abandoned") ? "Given up" : "Not applied yet";
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
        .demo = request->school->demo,
        .children = field_view(request, &import_upload_form, "children", ""),
        .file = field_view(request, &import_upload_form, "file", ""),
        .learner_word = request->school->learner_word,
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
        form_problem(request, "children", "Say whether the children are invented or real");
    else if (text_equal(input->children, "real"))
        form_problem(request, "children",
                     "Real children do not belong in a demo. Whoever looks after your computers "
                     "can make your own school with the command fourfold setup. Nothing was kept.");
}

Error *import_upload_prepare(Request *request)
{
    const UploadInput *input = request->input;
    check_children(request, input);
    TRY(form_problems(request));
    Table *table = arena_new(request->arena, Table);
    Error *error = import_table(request->arena, input->file.content, table);
    if (error != NULL && error->kind != ERROR_INVALID && error->kind != ERROR_TOO_LARGE)
        return error;
    if (error != NULL)
        form_problem(request, "file", arena_copy(request->arena, error->message));
    request->prepared = table;
    return form_problems(request);
}

/* Files of learners do not lie about: what nobody applied for a week is given up. */
static Error *give_up_old(Request *request)
{
    Moment before = {request->now.milliseconds - KEPT_DAYS * DAY};
    TRY(import_files_old_delete(request->db, request->school_id, before, NULL));
    return import_runs_old_abandon(request->db, request->school_id, before, NULL);
}

static Error *start_run(Request *request, const UploadInput *input, size_t rows, ImportRunId *id)
{
    unsigned char hash[HASH];
    OptionalInteger invented = {request->school->demo, 1};
    *id = (ImportRunId){id_new()};
    TRY(give_up_old(request));
    crypto_generichash(hash, HASH, input->file.content.data, input->file.content.length, NULL, 0);
    TRY(import_run_insert(request->db, request->school_id, *id, input->file.name,
                          (Bytes){hash, HASH}, invented, request->staff->id, request->now,
                          (int)rows, NULL));
    return import_file_insert(request->db, request->school_id, (ImportFileId){id->n},
                              input->file.content, NULL);
}

Error *import_upload(Request *request)
{
    const Table *table = request->prepared;
    ImportRunId id;
    TRY(start_run(request, request->input, table->row_count - table->header - 1, &id));
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

/* The same order as enum ImportField, and last what is left out. */
static const FormChoice field_choices[] = {
    {"ignore", "Leave out", NULL},
    {"upn", "UPN", NULL},
    {"former_upn", "Former UPN", NULL},
    {"admission_number", "Admission number", NULL},
    {"surname", "Surname", NULL},
    {"forename", "Forename", NULL},
    {"preferred_name", "Preferred name", NULL},
    {"born_on", "Date of birth", NULL},
    {"sex", "Sex", NULL},
    {"national_year", "Year group", NULL},
    {"class", "Class", NULL},
    {"sen_status", "SEN status", NULL},
    {"need_1", "Primary need", NULL},
    {"need_2", "Secondary need", NULL},
    {"first_language", "First language", NULL},
    {"english_additional", "English as an additional language", NULL},
    {"pupil_premium", "Pupil premium", NULL},
    {"looked_after", "Looked after", NULL},
    {"entered_on", "Date of entry", NULL},
    {NULL, NULL, NULL},
};

static const FormField column_fields[] = {
    FORM_CHOICE(ColumnInput, field, .label = "Means", .choices = field_choices,
                .missing = "Choose what it means, or leave it out"),
};
static const Form column_form = FORM(ColumnInput, column_fields);
static const FormField columns_fields[] = {
    FORM_ROWS(ColumnsInput, columns, &column_form, .label = "Columns"),
};
const Form import_columns_form = FORM(ColumnsInput, columns_fields);

typedef struct ApplyInput {
    Texts confirmed;
} ApplyInput;

static const FormField apply_fields[] = {
    FORM_SET(ApplyInput, confirmed, .label = "The same child"),
};
const Form import_apply_form = FORM(ApplyInput, apply_fields);

static const char *field_of_column(const ImportMapping *mapping, int column)
{
    for (int field = 0; field < IMPORT_FIELD_COUNT; field++)
        if (mapping->column[field] == column)
            return import_field_code((ImportField)field);
    return "ignore";
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
    view->columns =
        (ColumnRows){header->count, arena_array(request->arena, ColumnRow, header->count)};
    for (size_t i = 0; i < header->count; i++) {
        const char *heading = text_empty(header->items[i])
                                  ? arena_print(request->arena, "Column %zu", i + 1)
                                  : header->items[i];
        view->columns.items[i] = (ColumnRow){
            .heading = heading,
            .samples = samples_of(request->arena, &work->table, i),
            .field = field_view_row(request, &import_columns_form, "columns", (int64_t)i + 1,
                                    "field", field_of_column(&work->mapping, (int)i),
                                    arena_print(request->arena, "%s means", heading)),
        };
    }
}

static const char *name_of(Arena *arena, const ImportRow *row)
{
    const char *surname = row->values[IMPORT_SURNAME], *forename = row->values[IMPORT_FORENAME];
    if (text_empty(surname) || text_empty(forename))
        return !text_empty(surname) ? surname : !text_empty(forename) ? forename : "(no name)";
    return arena_print(arena, "%s, %s", surname, forename);
}

static const char *value_words(Arena *arena, const ImportChange *change, const char *value)
{
    Date date;
    if (text_empty(value))
        return "nothing";
    if ((change->field == IMPORT_BORN_ON || change->field == IMPORT_ENTERED_ON) &&
        date_parse_iso(value, &date))
        return date_medium(arena, date);
    if (change->field == IMPORT_NATIONAL_YEAR)
        return learner_year_words(value);
    return text_equal(value, "true") ? "yes" : text_equal(value, "false") ? "no" : value;
}

static LineRow line_of(Request *request, const ImportDifference *difference)
{
    const ImportRow *row = difference->row;
    Date born = DATE_NONE;
    if (row->values[IMPORT_BORN_ON] != NULL)
        date_parse_iso(row->values[IMPORT_BORN_ON], &born);
    LineRow line = {
        .line = (long long)row->line,
        .name = name_of(request->arena, row),
        .born = date_medium(request->arena, born),
        .class_name = row->values[IMPORT_CLASS],
        .sentence = difference->sentence,
        .changes = {difference->change_count,
                    arena_array(request->arena, ChangeRow, difference->change_count)},
    };
    for (size_t i = 0; i < difference->change_count; i++)
        line.changes.items[i] = (ChangeRow){
            import_field_words(difference->changes[i].field),
            value_words(request->arena, &difference->changes[i], difference->changes[i].from),
            value_words(request->arena, &difference->changes[i], difference->changes[i].to)};
    return line;
}

static LineRows lines_of(Request *request, const ImportDifferences *differences,
                         ImportResult result)
{
    size_t count = differences->results[result];
    size_t shown = count < SHOWN ? count : SHOWN;
    LineRows rows = {0, arena_array(request->arena, LineRow, shown), count - shown};
    for (size_t i = 0; i < differences->count && rows.count < shown; i++)
        if (differences->items[i].result == result)
            rows.items[rows.count++] = line_of(request, &differences->items[i]);
    return rows;
}

/* Rows that are taken, of which something is said all the same. */
static LineRows noted_lines(Request *request, const ImportDifferences *differences)
{
    LineRows rows = {0, arena_array(request->arena, LineRow, SHOWN), 0};
    for (size_t i = 0; i < differences->count; i++) {
        const ImportDifference *difference = &differences->items[i];
        if (difference->result == IMPORT_REFUSED || difference->row->problem_count == 0)
            continue;
        if (rows.count == SHOWN) {
            rows.more++;
            continue;
        }
        rows.items[rows.count] = line_of(request, difference);
        rows.items[rows.count++].sentence = difference->row->problems[0].sentence;
    }
    return rows;
}

static void fill_difference(Request *request, const ImportDifferences *differences,
                            ImportPage *view)
{
    const size_t *results = differences->results;
    view->added = (long long)results[IMPORT_ADDED];
    view->changed = (long long)results[IMPORT_CHANGED];
    view->same = (long long)results[IMPORT_SAME];
    view->suggested = (long long)results[IMPORT_SUGGESTED];
    view->refused = (long long)results[IMPORT_REFUSED];
    view->changes_something = view->added + view->changed + view->suggested > 0;
    view->nothing = view->refused == 0 ? "Everything in this file is here already."
                    : view->same == 0  ? "Every row was refused."
                                       : "The rows that were not refused are here already.";
    view->added_rows = lines_of(request, differences, IMPORT_ADDED);
    view->changed_rows = lines_of(request, differences, IMPORT_CHANGED);
    view->suggested_rows = lines_of(request, differences, IMPORT_SUGGESTED);
    view->refused_rows = lines_of(request, differences, IMPORT_REFUSED);
    view->noted_rows = noted_lines(request, differences);
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

static Error *load_run(Request *request, struct import_run_by_id_row *run)
{
    bool found;
    ImportRunId id = {request_path_id(request, "run")};
    TRY(import_run_by_id(request->db, request->arena, request->school_id, id, run, &found));
    return found ? NULL : error_not_found("import %" PRId64, id.n);
}

static Error *work_out_run(Request *request, const struct import_run_by_id_row *run,
                           ImportWork *work)
{
    struct import_content_row file;
    bool found;
    TRY(import_content(request->db, request->arena, request->school_id, (ImportFileId){run->id.n},
                       &file, &found));
    if (!found)
        return import_is_over(run->id);
    return import_work_out(request->db, request->arena, request->school_id, file.content,
                           request->today, work);
}

static void fill_closed(Request *request, const struct import_run_by_id_row *run, ImportPage *view)
{
    view->rows = run->row_count;
    view->added = run->added;
    view->changed = run->changed;
    view->same = run->same;
    view->refused = run->refused;
    view->done = text_equal(run->state, "applied")
                     ? "Applied. The file itself has been deleted from here."
                     : "Given up. Nothing was changed, and the file has been deleted from here.";
    view->register_page = url_print(request->arena, "/register?level=everyone");
}

static Error *fill_open(Request *request, const struct import_run_by_id_row *run, ImportPage *view)
{
    ImportWork work = {0};
    TRY(work_out_run(request, run, &work));
    size_t rows = work.table.row_count - work.table.header - 1;
    view->rows = (long long)rows;
    view->read_as = read_as(request->arena, &work.table, rows);
    view->fault = work.fault;
    view->columns_asked = work.fault != NULL || request_query(request, "columns") != NULL ||
                          (request->form != NULL && request->form->form == &import_columns_form);
    fill_columns(request, &work, view);
    if (work.fault == NULL)
        fill_difference(request, &work.differences, view);
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
        .columns_again = import_path(request, run.id.n, "?columns=again"),
        .imports = url_print(request->arena, "/imports"),
        .learner_word = request->school->learner_word,
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
    import_html(request->out, &view);
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
static void check_columns(Request *request, const ColumnInputs *columns)
{
    int64_t column_of[IMPORT_FIELD_COUNT] = {0};
    for (size_t i = 0; i < columns->count; i++) {
        const ColumnInput *column = &columns->items[i];
        ImportField field;
        if (!import_field_parse(column->field, &field))
            continue;
        if (column_of[field] != 0)
            form_problem_row(request, "columns", column->id, "field",
                             arena_print(request->arena, "Another column is the %s already",
                                         import_field_words(field)));
        column_of[field] = column->id;
    }
}

Error *import_columns(Request *request)
{
    const ColumnsInput *input = request->input;
    struct import_run_by_id_row run = {0};
    ImportWork work = {0};
    TRY(load_run(request, &run));
    TRY(work_out_run(request, &run, &work));
    const TableRow *header = header_of(&work);
    check_columns(request, &input->columns);
    TRY(form_problems(request));
    for (size_t i = 0; i < input->columns.count; i++) {
        const ColumnInput *column = &input->columns.items[i];
        if (column->id < 1 || (size_t)column->id > header->count || text_empty(column->field))
            continue;
        TRY(import_remember(request->db, request->arena, request->school_id, header,
                            (size_t)column->id - 1, column->field));
    }
    return request_done(request, import_path(request, run.id.n, ""), NULL);
}

/* ---- Applying, and giving up ------------------------------------------------------------------
 */

/* The page then says how far it is. */
Error *import_apply(Request *request)
{
    const ApplyInput *input = request->input;
    struct import_run_by_id_row run = {0};
    TRY(load_run(request, &run));
    TRY(request_same_version(request, run.version));
    if (!text_equal(run.state, "open"))
        return import_is_over(run.id);
    ImportTask task = {
        .store = site_options(request->site)->store,
        .school = request->school_id,
        .run = run.id,
        .version = run.version,
        .staff = request->staff->id,
        .today = request->today,
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
    return audit_add(db, import->arena, import->school, clock_now(), &entry);
}

static Error *apply_file(Db *db, void *context)
{
    FileImport *import = context;
    unsigned char hash[HASH];
    ImportRunId id = {id_new()};
    crypto_generichash(hash, HASH, import->content.data, import->content.length, NULL, 0);
    TRY(import_run_insert(db, import->school, id, import->file_name, (Bytes){hash, HASH},
                          (OptionalInteger){0}, import->by.staff, clock_now(),
                          (int)import->work.rows.count, NULL));
    ImportCounts counts;
    TRY(import_write(db, import->arena, import->school, &import->work, &import->by, &counts));
    TRY(import_close(db, import->school, id, 1, "applied", clock_now(), &counts));
    return note_file(db, import);
}

static void summarise(Arena *arena, const ImportWork *work, ImportSummary *summary)
{
    const size_t *results = work->differences.results;
    *summary = (ImportSummary){
        .rows = work->rows.count,
        .added = results[IMPORT_ADDED],
        .changed = results[IMPORT_CHANGED],
        .same = results[IMPORT_SAME],
        .suggested = results[IMPORT_SUGGESTED],
        .refused = results[IMPORT_REFUSED],
        .columns_fault = work->fault,
        .refusals = arena_array(arena, ImportRefusal, results[IMPORT_REFUSED]),
    };
    for (size_t i = 0; i < work->differences.count; i++)
        if (work->differences.items[i].result == IMPORT_REFUSED)
            summary->refusals[summary->refusal_count++] = (ImportRefusal){
                work->differences.items[i].row->line, work->differences.items[i].sentence};
}

Error *learner_import_file(Store *store, Arena *arena, const School *school, StaffId by,
                           const char *file_name, Bytes content, bool apply,
                           ImportProgress progress, ImportSummary *summary)
{
    Db *db;
    Date today = moment_london_date(clock_now());
    FileImport import = {.arena = arena,
                         .school = school->id,
                         .file_name = file_name,
                         .content = content,
                         .by = {by, today, NULL, progress}};
    TRY(store_read(store, &db));
    Error *error = import_work_out(db, arena, school->id, content, today, &import.work);
    store_read_end(store, db);
    if (error != NULL)
        return error;
    summarise(arena, &import.work, summary);
    if (!apply || import.work.fault != NULL)
        return NULL;
    return store_write(store, apply_file, &import);
}

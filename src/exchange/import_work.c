#include "exchange/import_work.h"

#include <inttypes.h>

#include "exchange/exchange_sql.h"
#include "exchange/learner_import_rules.h"
#include "exchange/table_jail.h"
#include "platform/base/id.h"
#include "platform/base/log.h"
#include "staff/given.h"

enum { PROGRESS_EVERY = 250 };

/* ---- Kinds ----------------------------------------------------------------------------------- */

/* The first is taken when the columns speak for two alike. */
static const ImportKind *const kinds[] = {&learner_kind, &staff_kind, &contact_kind, &roster_kind,
                                          &score_kind,   &class_kind, &ctf_kind,     &gias_kind};

enum { KINDS = sizeof kinds / sizeof kinds[0] };

const ImportKind *import_kind(const char *code)
{
    for (size_t i = 0; i < KINDS; i++)
        if (text_equal(kinds[i]->code, code))
            return kinds[i];
    return NULL;
}

const ImportKind *import_kind_of_bytes(Bytes content)
{
    for (size_t i = 0; i < KINDS; i++)
        if (kinds[i]->is_one != NULL && kinds[i]->is_one(content))
            return kinds[i];
    return NULL;
}

static size_t known_headings(Arena *arena, const ImportSheet *sheet, const Table *table)
{
    size_t header = import_sheet_header(arena, sheet, table);
    return import_sheet_known(arena, sheet, &table->rows[header]);
}

static bool is_complete(Arena *arena, const ImportSheet *sheet, const Table *table)
{
    size_t header = import_sheet_header(arena, sheet, table);
    ImportMapping mapping = import_sheet_map(arena, sheet, &table->rows[header]);
    return import_sheet_fault(sheet, &mapping) == NULL;
}

const ImportKind *import_kind_of(Arena *arena, const Table *table)
{
    const ImportKind *best = kinds[0];
    size_t most = 0;
    for (size_t i = 0; i < KINDS; i++) {
        const ImportSheet *sheet = kinds[i]->sheet;
        if (sheet == NULL)
            continue;
        size_t known = known_headings(arena, sheet, table);
        if (!is_complete(arena, sheet, table) || known <= most)
            continue;
        most = known;
        best = kinds[i];
    }
    return best;
}

/* ---- Columns --------------------------------------------------------------------------------- */

static void forget_column(ImportMapping *mapping, int column)
{
    for (int field = 0; field < IMPORT_FIELDS_MOST; field++)
        if (mapping->column[field] == column)
            mapping->column[field] = IMPORT_NO_COLUMN;
}

/* What somebody said of a heading once holds for every later file. */
static Error *remember_columns(Db *db, Arena *arena, SchoolId school, const ImportKind *kind,
                               const TableRow *header, ImportMapping *mapping)
{
    struct import_mappings_rows known;
    TRY(import_mappings(db, arena, school, kind->code, &known));
    for (size_t column = 0; column < header->count; column++) {
        const char *key = import_column_key(arena, header, column);
        for (size_t i = 0; i < known.count; i++) {
            int field;
            if (!text_equal(known.items[i].header, key))
                continue;
            forget_column(mapping, (int)column);
            if (import_sheet_field(kind->sheet, known.items[i].field, &field))
                mapping->column[field] = (int)column;
        }
    }
    return NULL;
}

Error *import_remember(Db *db, Arena *arena, SchoolId school, const ImportKind *kind,
                       const TableRow *header, size_t column, const char *field)
{
    return import_mapping_set(db, school, (ImportMappingId){id_new()}, kind->code,
                              import_column_key(arena, header, column), field, NULL);
}

/* ---- The difference -------------------------------------------------------------------------- */

Error *import_table(Arena *arena, Bytes content, const ImportKind **kind, Table *table)
{
    ASSERT(*kind == NULL || (*kind)->sheet != NULL);
    TRY(table_read_in_jail(arena, content, table));
    if (*kind == NULL)
        *kind = import_kind_of(arena, table);
    table_use_header(arena, table, import_sheet_header(arena, (*kind)->sheet, table));
    const char *fault = import_table_fault(arena, (*kind)->sheet, table);
    return fault == NULL ? NULL : error_invalid(fault, "import table");
}

Error *import_work_out(Db *db, Arena *arena, SchoolId school, const ImportKind *kind, Bytes content,
                       const ImportBy *by, ImportWork *work)
{
    if (kind == NULL)
        kind = import_kind_of_bytes(content);
    *work = (ImportWork){.kind = kind, .content = content};
    if (kind != NULL && kind->sheet == NULL) {
        TRY(kind->compare(db, arena, school, by, work));
        import_count_lines(&work->lines);
        return NULL;
    }
    TRY(import_table(arena, content, &work->kind, &work->table));
    kind = work->kind;
    const TableRow *header = &work->table.rows[work->table.header];
    work->mapping = import_sheet_map(arena, kind->sheet, header);
    TRY(remember_columns(db, arena, school, kind, header, &work->mapping));
    work->fault = import_sheet_fault(kind->sheet, &work->mapping);
    if (work->fault != NULL)
        return NULL;
    TRY(kind->compare(db, arena, school, by, work));
    import_count_lines(&work->lines);
    return NULL;
}

void import_count_lines(ImportLines *lines)
{
    for (int i = 0; i < IMPORT_RESULT_COUNT; i++)
        lines->results[i] = 0;
    for (size_t i = 0; i < lines->count; i++)
        lines->results[lines->items[i].result]++;
}

/* ---- Writing --------------------------------------------------------------------------------- */

static bool is_confirmed(const ImportBy *by, const ImportLine *line)
{
    long long number;
    size_t answer = line->answer == 0 ? line->line : line->answer;
    for (size_t i = 0; by->confirmed != NULL && i < by->confirmed->count; i++)
        if (text_integer(by->confirmed->items[i], 1, INT64_MAX, &number) &&
            (size_t)number == answer)
            return true;
    return false;
}

bool import_is_taken(const ImportLine *line, const ImportBy *by)
{
    return line->result == IMPORT_SUGGESTED ? is_confirmed(by, line)
                                            : line->result != IMPORT_REFUSED;
}

static bool is_written(const ImportWork *work, const ImportLine *line, const ImportBy *by)
{
    if (line->result == IMPORT_LEAVING)
        return by->leavers == LEAVERS_LEFT ||
               (by->leavers == LEAVERS_UNSAID && !work->leavers_asked);
    return line->result != IMPORT_SAME && import_is_taken(line, by);
}

/* Which of the counts a line that is written goes to. */
static size_t *count_of(ImportCounts *counts, ImportResult result)
{
    return result == IMPORT_ADDED     ? &counts->added
           : result == IMPORT_LEAVING ? &counts->ended
                                      : &counts->changed;
}

Error *import_write(Db *db, Arena *arena, SchoolId school, const ImportWork *work,
                    const ImportBy *by, ImportCounts *counts)
{
    const ImportLines *lines = &work->lines;
    *counts = (ImportCounts){.same = lines->results[IMPORT_SAME],
                             .refused = lines->results[IMPORT_REFUSED]};
    for (size_t i = 0; i < lines->count; i++) {
        if (is_written(work, &lines->items[i], by)) {
            TRY(work->kind->write(db, arena, school, work, i, by));
            *count_of(counts, lines->items[i].result) += 1;
        }
        if (by->progress != NULL && ((i + 1) % PROGRESS_EVERY == 0 || i + 1 == lines->count))
            by->progress(i + 1, lines->count);
    }
    return work->kind->finish == NULL ? NULL : work->kind->finish(db, arena, school, work, by);
}

static bool is_first_of_part(const ImportLines *lines, size_t line)
{
    for (size_t i = 0; i < line; i++)
        if (text_equal(lines->items[i].what, lines->items[line].what))
            return false;
    return true;
}

static ImportCounts count_part(const ImportWork *work, const char *what, const ImportBy *by)
{
    const ImportLines *lines = &work->lines;
    ImportCounts counts = {0};
    for (size_t i = 0; i < lines->count; i++) {
        const ImportLine *line = &lines->items[i];
        if (!text_equal(line->what, what))
            continue;
        if (is_written(work, line, by))
            *count_of(&counts, line->result) += 1;
        else if (import_is_taken(line, by))
            counts.same++;
        else
            counts.refused++;
    }
    return counts;
}

Error *import_note_parts(Db *db, SchoolId school, ImportRunId run, const ImportWork *work,
                         const ImportBy *by)
{
    const ImportLines *lines = &work->lines;
    const char *last = NULL;
    for (size_t i = 0; i < lines->count; i++) {
        const char *what = lines->items[i].what;
        if (what == NULL || text_equal(what, last) || !is_first_of_part(lines, i))
            continue;
        last = what;
        ImportCounts counts = count_part(work, what, by);
        if (counts.added + counts.changed + counts.refused + counts.ended == 0)
            continue;
        TRY(import_part_insert(db, school, (ImportPartId){id_new()}, run, what, (int)counts.added,
                               (int)counts.changed, (int)counts.same, (int)counts.refused,
                               (int)counts.ended, NULL));
    }
    return NULL;
}

Error *import_give_class(Db *db, Arena *arena, SchoolId school, const ImportPost *post,
                         const ImportBy *by)
{
    StaffMember member;
    TRY(staff_member(db, arena, school, post->staff, &member));
    TRY(class_add_staff(db, school, post->class_id, post->staff, post->teaches, post->from,
                        post->until));
    return given_note(db, school,
                      &(Given){.staff = post->staff,
                               .by = by->staff,
                               .what = GIVEN_CLASS,
                               .role = member.role,
                               .class_id = post->class_id,
                               .starts_on = post->from,
                               .ends_on = post->until,
                               .at = clock_now()});
}

Error *import_note_learners(Db *db, Arena *arena, SchoolId school, const ImportWork *work,
                            const ImportBy *by, const AuditEntry *entry)
{
    const ImportLines *lines = &work->lines;
    AuditEntry whole = *entry;
    LearnerId *learners = arena_array(arena, LearnerId, lines->count);
    whole.shown = (AuditShown){0, learners};
    for (size_t i = 0; i < lines->count; i++) {
        if (!is_written(work, &lines->items[i], by))
            continue;
        int64_t id =
            work->kind->learner == NULL ? lines->items[i].learner : work->kind->learner(work, i);
        if (id > 0)
            learners[whole.shown.count++] = (LearnerId){id};
    }
    return audit_add(db, arena, school, clock_now(), &whole);
}

Error *import_close(Db *db, SchoolId school, ImportRunId run, int64_t version, const char *state,
                    Moment applied_at, const ImportCounts *counts)
{
    int64_t changed;
    TRY(import_run_close(db, school, run, version, state, applied_at, (int)counts->added,
                         (int)counts->changed, (int)counts->same, (int)counts->refused, &changed));
    if (changed != 1)
        return error_conflict("Someone else has dealt with this import. Look again.",
                              "import %" PRId64, run.n);
    return import_file_delete(db, school, (ImportFileId){run.n}, NULL);
}

Error *import_is_over(ImportRunId run)
{
    return error_conflict("This import is over. Choose the file again to import it anew.",
                          "import %" PRId64 " has no file", run.n);
}

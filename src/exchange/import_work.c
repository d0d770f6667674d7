#include "exchange/import_work.h"

#include <inttypes.h>

#include "exchange/exchange_sql.h"
#include "learner/need.h"
#include "platform/base/id.h"
#include "platform/base/log.h"
#include "register/register.h"

enum { PROGRESS_EVERY = 250 };

/* ---- What is here ---------------------------------------------------------------------------- */

static const char *boolean_text(bool value)
{
    return value ? "true" : "false";
}

static ExistingLearner existing_of(Arena *arena, const struct import_existing_row *row)
{
    ExistingLearner learner = {.id = row->id.n, .support_decided = row->support_decided};
    const char **values = learner.values;
    values[IMPORT_UPN] = row->upn;
    values[IMPORT_FORMER_UPN] = row->former_upn;
    values[IMPORT_ADMISSION_NUMBER] = row->admission_number;
    values[IMPORT_SURNAME] = row->surname;
    values[IMPORT_FORENAME] = row->forename;
    values[IMPORT_PREFERRED_NAME] = row->preferred_name;
    values[IMPORT_BORN_ON] = date_iso(arena, row->born_on);
    values[IMPORT_SEX] = row->sex;
    values[IMPORT_NATIONAL_YEAR] = row->national_year;
    values[IMPORT_CLASS] = row->class_name;
    values[IMPORT_SEN_STATUS] = row->census_code;
    values[IMPORT_NEED_1] = row->need_1;
    values[IMPORT_NEED_2] = row->need_2;
    values[IMPORT_LANGUAGE] = row->first_language;
    if (row->english_additional.present)
        values[IMPORT_ENGLISH_ADDITIONAL] = boolean_text(row->english_additional.value != 0);
    values[IMPORT_PUPIL_PREMIUM] = boolean_text(row->pupil_premium);
    values[IMPORT_LOOKED_AFTER] = boolean_text(row->looked_after);
    values[IMPORT_ENTERED_ON] =
        date_is_set(row->entered_on) ? date_iso(arena, row->entered_on) : NULL;
    return learner;
}

static Error *read_existing(Db *db, Arena *arena, SchoolId school, Date today,
                            ExistingLearners *existing)
{
    struct import_existing_rows rows;
    TRY(import_existing(db, arena, school, today, &rows));
    ExistingLearner *items = arena_array(arena, ExistingLearner, rows.count);
    for (size_t i = 0; i < rows.count; i++)
        items[i] = existing_of(arena, &rows.items[i]);
    *existing = (ExistingLearners){rows.count, items};
    return NULL;
}

/* ---- Columns --------------------------------------------------------------------------------- */

static void forget_column(ImportMapping *mapping, int column)
{
    for (int field = 0; field < IMPORT_FIELD_COUNT; field++)
        if (mapping->column[field] == column)
            mapping->column[field] = IMPORT_NO_COLUMN;
}

/* What somebody said of a heading once holds for every later file. */
static Error *remember_columns(Db *db, Arena *arena, SchoolId school, const TableRow *header,
                               ImportMapping *mapping)
{
    struct import_mappings_rows known;
    TRY(import_mappings(db, arena, school, &known));
    for (size_t column = 0; column < header->count; column++) {
        const char *key = import_column_key(arena, header, column);
        for (size_t i = 0; i < known.count; i++) {
            ImportField field;
            if (!text_equal(known.items[i].header, key))
                continue;
            forget_column(mapping, (int)column);
            if (import_field_parse(known.items[i].field, &field))
                mapping->column[field] = (int)column;
        }
    }
    return NULL;
}

/* ---- The difference -------------------------------------------------------------------------- */

Error *import_table(Arena *arena, Bytes content, Table *table)
{
    TRY(table_read(arena, content, &table_limits_usual, table));
    table_use_header(arena, table, import_find_header(arena, table));
    const char *fault = import_table_fault(arena, table);
    return fault == NULL ? NULL : error_invalid(fault, "import table");
}

Error *import_work_out(Db *db, Arena *arena, SchoolId school, Bytes content, Date today,
                       ImportWork *work)
{
    *work = (ImportWork){0};
    TRY(import_table(arena, content, &work->table));
    const TableRow *header = &work->table.rows[work->table.header];
    work->mapping = import_map(arena, header);
    TRY(remember_columns(db, arena, school, header, &work->mapping));
    work->fault = import_mapping_fault(&work->mapping);
    if (work->fault != NULL)
        return NULL;
    work->rows = import_read(arena, &work->table, &work->mapping, today);
    TRY(read_existing(db, arena, school, today, &work->existing));
    work->differences = import_compare(arena, &work->rows, &work->existing);
    import_leave_support(&work->differences);
    import_refuse_without_year(&work->differences, today);
    return NULL;
}

/* ---- Writing --------------------------------------------------------------------------------- */

/* What the record will say: of a learner who is here only what was shown as a change differs. */
typedef struct RecordValues {
    const char *items[IMPORT_FIELD_COUNT]; /* NULL: nothing */
} RecordValues;

static RecordValues record_values(const ImportDifference *difference)
{
    RecordValues values;
    const ExistingLearner *here = difference->here;
    for (int i = 0; i < IMPORT_FIELD_COUNT; i++) {
        const char *value = here == NULL ? difference->row->values[i] : here->values[i];
        values.items[i] = text_empty(value) ? NULL : value;
    }
    for (size_t i = 0; i < difference->change_count; i++) {
        const ImportChange *change = &difference->changes[i];
        values.items[change->field] = change->to;
        /* A number that is replaced is kept: the next file may still have it. */
        if (change->field == IMPORT_UPN && !text_empty(change->from))
            values.items[IMPORT_FORMER_UPN] = change->from;
    }
    return values;
}

static Date date_of_value(const char *iso)
{
    Date date = DATE_NONE;
    if (iso != NULL)
        date_parse_iso(iso, &date);
    return date;
}

static NewLearner learner_of(const RecordValues *values)
{
    const char *const *items = values->items;
    const char *additional = items[IMPORT_ENGLISH_ADDITIONAL];
    return (NewLearner){
        .upn = items[IMPORT_UPN],
        .former_upn = items[IMPORT_FORMER_UPN],
        .admission_number = items[IMPORT_ADMISSION_NUMBER],
        .surname = items[IMPORT_SURNAME],
        .forename = items[IMPORT_FORENAME],
        .preferred_name = items[IMPORT_PREFERRED_NAME],
        .born_on = date_of_value(items[IMPORT_BORN_ON]),
        .sex = items[IMPORT_SEX] == NULL ? "" : items[IMPORT_SEX],
        .national_year = items[IMPORT_NATIONAL_YEAR],
        .first_language = items[IMPORT_LANGUAGE],
        .english_additional = {additional != NULL, text_equal(additional, "true")},
        .pupil_premium = text_equal(items[IMPORT_PUPIL_PREMIUM], "true"),
        .looked_after = text_equal(items[IMPORT_LOOKED_AFTER], "true"),
        .entered_on = date_of_value(items[IMPORT_ENTERED_ON]),
    };
}

static void add_need(Decision *decision, const char *code)
{
    const NeedType *type = code == NULL ? NULL : need_type(code);
    if (type == NULL)
        return;
    decision->needs.items[decision->needs.count++] = type->code;
    const char *area = need_area_code(type->area);
    for (size_t i = 0; i < decision->areas.count; i++)
        if (text_equal(decision->areas.items[i].area, area))
            return;
    if (type->area < AREA_COUNT)
        decision->areas.items[decision->areas.count++] =
            (AreaOfNeed){area, decision->areas.count == 0};
}

/* A level that the school's system knows and the record does not yet. */
static Error *write_support(Db *db, Arena *arena, SchoolId school, LearnerId learner,
                            const RecordValues *values, const ImportBy *by)
{
    Decision decision = {
        .level = text_equal(values->items[IMPORT_SEN_STATUS], "E") ? "ehc" : "sen_support",
        .starts_on = by->today,
        .decided_on = by->today,
        .decided_by = by->staff,
        .evidence = "Recorded in the school’s own system, and imported from there.",
        .outcomes_sought = "",
        .needs = {0, arena_array(arena, const char *, 2)},
        .areas = {0, arena_array(arena, AreaOfNeed, 2)},
    };
    SenStatusId id;
    add_need(&decision, values->items[IMPORT_NEED_1]);
    add_need(&decision, values->items[IMPORT_NEED_2]);
    return register_decide(db, arena, school, learner, &decision, by->today, &id);
}

static bool is_confirmed(const ImportBy *by, size_t line)
{
    long long number;
    for (size_t i = 0; by->confirmed != NULL && i < by->confirmed->count; i++)
        if (text_integer(by->confirmed->items[i], 1, INT64_MAX, &number) && (size_t)number == line)
            return true;
    return false;
}

static bool is_written(const ImportDifference *difference, const ImportBy *by)
{
    if (difference->result == IMPORT_SUGGESTED)
        return is_confirmed(by, difference->row->line);
    return difference->result == IMPORT_ADDED || difference->result == IMPORT_CHANGED;
}

static Error *write_one(Db *db, Arena *arena, SchoolId school, const ImportDifference *difference,
                        const ImportBy *by)
{
    RecordValues values = record_values(difference);
    if (values.items[IMPORT_NATIONAL_YEAR] == NULL)
        values.items[IMPORT_NATIONAL_YEAR] = import_year(difference->row, by->today);
    NewLearner learner = learner_of(&values);
    LearnerId id = {difference->learner};
    if (values.items[IMPORT_CLASS] != NULL)
        TRY(class_named(db, arena, school, values.items[IMPORT_CLASS], learner.national_year,
                        &learner.class_id));
    if (difference->here != NULL)
        TRY(learner_change(db, arena, school, id, &learner));
    else
        TRY(learner_add(db, arena, school, &learner, &id));
    if (!import_brings_support(difference->row, difference->here))
        return NULL;
    return write_support(db, arena, school, id, &values, by);
}

Error *import_write(Db *db, Arena *arena, SchoolId school, const ImportWork *work,
                    const ImportBy *by, ImportCounts *counts)
{
    const ImportDifferences *differences = &work->differences;
    *counts = (ImportCounts){.same = differences->results[IMPORT_SAME],
                             .refused = differences->results[IMPORT_REFUSED]};
    for (size_t i = 0; i < differences->count; i++) {
        const ImportDifference *difference = &differences->items[i];
        if (is_written(difference, by)) {
            TRY(write_one(db, arena, school, difference, by));
            *(difference->here == NULL ? &counts->added : &counts->changed) += 1;
        }
        if (by->progress != NULL && ((i + 1) % PROGRESS_EVERY == 0 || i + 1 == differences->count))
            by->progress(i + 1, differences->count);
    }
    return NULL;
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

Error *import_remember(Db *db, Arena *arena, SchoolId school, const TableRow *header, size_t column,
                       const char *field)
{
    return import_mapping_set(db, school, (ImportMappingId){id_new()},
                              import_column_key(arena, header, column), field, NULL);
}

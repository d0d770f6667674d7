#include "exchange/import_work.h"

#include <inttypes.h>

#include "exchange/exchange_sql.h"
#include "learner/need.h"
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
    ExistingLearner learner = {.id = row->id.n};
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
        const char *key = import_heading_key(arena, header->items[column]);
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

static bool is_support(ImportField field)
{
    return field == IMPORT_SEN_STATUS || field == IMPORT_NEED_1 || field == IMPORT_NEED_2;
}

static bool already_said(const ImportChange *change)
{
    if (change->field == IMPORT_SEN_STATUS)
        return !text_equal(change->from, "N") && !text_empty(change->from);
    return is_support(change->field) && !text_empty(change->from);
}

void import_leave_support(ImportDifferences *differences)
{
    for (size_t i = 0; i < differences->count; i++) {
        ImportDifference *difference = &differences->items[i];
        size_t kept = 0;
        if (difference->result != IMPORT_CHANGED)
            continue;
        for (size_t c = 0; c < difference->change_count; c++)
            if (!already_said(&difference->changes[c]))
                difference->changes[kept++] = difference->changes[c];
        difference->change_count = kept;
        if (kept == 0) {
            difference->result = IMPORT_SAME;
            differences->results[IMPORT_CHANGED]--;
            differences->results[IMPORT_SAME]++;
        }
    }
}

Error *import_work_out(Db *db, Arena *arena, SchoolId school, Bytes content, Date today,
                       ImportWork *work)
{
    *work = (ImportWork){0};
    TRY(table_read(arena, content, &table_limits_usual, &work->table));
    table_use_header(arena, &work->table, import_find_header(arena, &work->table));
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
    return NULL;
}

/* ---- Writing --------------------------------------------------------------------------------- */

static const char *pick(const ImportRow *row, const ExistingLearner *existing, ImportField field)
{
    const char *value = row->values[field];
    if (text_empty(value) && existing != NULL)
        value = existing->values[field];
    return text_empty(value) ? NULL : value;
}

static Date pick_date(const ImportRow *row, const ExistingLearner *existing, ImportField field)
{
    Date date = DATE_NONE;
    const char *text = pick(row, existing, field);
    if (text != NULL)
        date_parse_iso(text, &date);
    return date;
}

static bool pick_true(const ImportRow *row, const ExistingLearner *existing, ImportField field)
{
    return text_equal(pick(row, existing, field), "true");
}

/* The row, with what it says nothing of taken from the record. */
static Error *learner_of_row(Db *db, Arena *arena, SchoolId school, const ImportRow *row,
                             const ExistingLearner *existing, NewLearner *learner)
{
    const char *additional = pick(row, existing, IMPORT_ENGLISH_ADDITIONAL);
    const char *class = pick(row, existing, IMPORT_CLASS);
    *learner = (NewLearner){
        .upn = pick(row, existing, IMPORT_UPN),
        .former_upn = pick(row, existing, IMPORT_FORMER_UPN),
        .admission_number = pick(row, existing, IMPORT_ADMISSION_NUMBER),
        .surname = pick(row, existing, IMPORT_SURNAME),
        .forename = pick(row, existing, IMPORT_FORENAME),
        .preferred_name = pick(row, existing, IMPORT_PREFERRED_NAME),
        .born_on = pick_date(row, existing, IMPORT_BORN_ON),
        .sex = pick(row, existing, IMPORT_SEX),
        .national_year = pick(row, existing, IMPORT_NATIONAL_YEAR),
        .first_language = pick(row, existing, IMPORT_LANGUAGE),
        .english_additional = {additional != NULL, text_equal(additional, "true")},
        .pupil_premium = pick_true(row, existing, IMPORT_PUPIL_PREMIUM),
        .looked_after = pick_true(row, existing, IMPORT_LOOKED_AFTER),
        .entered_on = pick_date(row, existing, IMPORT_ENTERED_ON),
    };
    if (class == NULL)
        return NULL;
    return class_named(db, arena, school, class, learner->national_year, &learner->class_id);
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
                            const ImportRow *row, const ExistingLearner *existing,
                            const ImportBy *by)
{
    const char *code = row->values[IMPORT_SEN_STATUS];
    bool support = text_equal(code, "K"), plan = text_equal(code, "E");
    bool known = existing != NULL && !text_empty(existing->values[IMPORT_SEN_STATUS]) &&
                 !text_equal(existing->values[IMPORT_SEN_STATUS], "N");
    if (known || (!support && !plan))
        return NULL;
    Decision decision = {
        .level = plan ? "ehc" : "sen_support",
        .starts_on = by->today,
        .decided_on = by->today,
        .decided_by = by->staff,
        .evidence = "Recorded in the school’s own system, and imported from there.",
        .outcomes_sought = "",
        .needs = {0, arena_array(arena, const char *, 2)},
        .areas = {0, arena_array(arena, AreaOfNeed, 2)},
    };
    SenStatusId id;
    add_need(&decision, pick(row, existing, IMPORT_NEED_1));
    add_need(&decision, pick(row, existing, IMPORT_NEED_2));
    return register_decide(db, arena, school, learner, &decision, &id);
}

static const ExistingLearner *find_existing(const ImportWork *work, int64_t id)
{
    size_t low = 0, high = work->existing.count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (work->existing.items[middle].id < id)
            low = middle + 1;
        else
            high = middle;
    }
    ASSERT(low < work->existing.count && work->existing.items[low].id == id);
    return &work->existing.items[low];
}

static bool is_confirmed(const ImportBy *by, size_t line)
{
    long long number;
    for (size_t i = 0; by->confirmed != NULL && i < by->confirmed->count; i++)
        if (text_integer(by->confirmed->items[i], 1, INT64_MAX, &number) && (size_t)number == line)
            return true;
    return false;
}

static Error *write_one(Db *db, Arena *arena, SchoolId school, const ImportWork *work,
                        const ImportDifference *difference, const ImportBy *by)
{
    const ImportRow *row = difference->row;
    bool changes = difference->result == IMPORT_CHANGED ||
                   (difference->result == IMPORT_SUGGESTED && is_confirmed(by, row->line));
    if (difference->result != IMPORT_ADDED && !changes)
        return NULL;
    const ExistingLearner *existing = changes ? find_existing(work, difference->learner) : NULL;
    LearnerId id = {difference->learner};
    NewLearner learner;
    TRY(learner_of_row(db, arena, school, row, existing, &learner));
    if (changes)
        TRY(learner_change(db, arena, school, id, &learner));
    else
        TRY(learner_add(db, arena, school, &learner, &id));
    return write_support(db, arena, school, id, row, existing, by);
}

Error *import_write(Db *db, Arena *arena, SchoolId school, const ImportWork *work,
                    const ImportBy *by)
{
    const ImportDifferences *differences = &work->differences;
    for (size_t i = 0; i < differences->count; i++) {
        TRY(write_one(db, arena, school, work, &differences->items[i], by));
        if (by->progress != NULL && ((i + 1) % PROGRESS_EVERY == 0 || i + 1 == differences->count))
            by->progress(i + 1, differences->count);
    }
    return NULL;
}

/* A list of learners: what it would change, and the change. */
#include "exchange/import_work.h"

#include "exchange/exchange_sql.h"
#include "exchange/learner_import_rules.h"
#include "duty/duty.h"
#include "learner/closing.h"
#include "learner/need.h"
#include "plan/plan.h"
#include "register/register.h"

typedef struct LearnerWork {
    ExistingLearners existing;
    ImportDifferences differences; /* a line each */
    size_t *missing;               /* places of learners, whose lines follow */
} LearnerWork;

/* ---- What is here ---------------------------------------------------------------------------- */

static const char *boolean_text(bool value)
{
    return value ? "true" : "false";
}

static ExistingLearner existing_of(Arena *arena, const struct import_existing_row *row)
{
    ExistingLearner learner = {
        .id = row->id.n, .left_on = row->left_on, .support_decided = row->support_decided};
    const char **values = learner.values;
    values[IMPORT_UPN] = row->upn;
    values[IMPORT_FORMER_UPN] = row->former_upn;
    learner.died = record_standing(row->closed_as) == RECORD_DIED;
    learner.sealed = record_standing(row->closed_as) == RECORD_SEALED;
    if (!learner.sealed) /* the child goes on under it */
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

/* Learners come in the order of their ids. Its count when there is none of that id. */
static size_t place_of(const ExistingLearners *existing, int64_t id)
{
    size_t low = 0, high = existing->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (existing->items[middle].id < id)
            low = middle + 1;
        else
            high = middle;
    }
    return low < existing->count && existing->items[low].id == id ? low : existing->count;
}

static const struct import_existing_row *row_of(const struct import_existing_rows *rows,
                                                LearnerId id)
{
    for (size_t i = 0; i < rows->count; i++)
        if (rows->items[i].id.n == id.n)
            return &rows->items[i];
    return NULL;
}

/* What a merged record said of the child is known of the one that goes on. */
static void add_merged(Arena *arena, const struct import_existing_rows *rows,
                       ExistingLearners *existing, ExistingAlias *aliases)
{
    for (size_t i = 0; i < rows->count; i++) {
        const struct import_existing_row *kept = &rows->items[i];
        while (kept != NULL && record_standing(kept->closed_as) == RECORD_MERGED)
            kept = row_of(rows, kept->merged_into);
        if (kept == NULL || kept == &rows->items[i])
            continue;
        ExistingLearner said = existing_of(arena, &rows->items[i]);
        ExistingAlias *alias = &aliases[existing->alias_count++];
        *alias = (ExistingAlias){.learner = place_of(existing, kept->id.n)};
        alias->values[IMPORT_ADMISSION_NUMBER] = said.values[IMPORT_ADMISSION_NUMBER];
        alias->values[IMPORT_SURNAME] = said.values[IMPORT_SURNAME];
        alias->values[IMPORT_FORENAME] = said.values[IMPORT_FORENAME];
        alias->values[IMPORT_BORN_ON] = said.values[IMPORT_BORN_ON];
    }
}

static void add_former_upns(const struct import_former_upns_rows *upns, ExistingLearners *existing,
                            ExistingAlias *aliases)
{
    for (size_t i = 0; i < upns->count; i++) {
        size_t place = place_of(existing, upns->items[i].learner_id.n);
        if (place == existing->count)
            continue;
        ExistingAlias *alias = &aliases[existing->alias_count++];
        *alias = (ExistingAlias){.learner = place};
        alias->values[IMPORT_FORMER_UPN] = upns->items[i].upn;
    }
}

static Error *read_existing(Db *db, Arena *arena, SchoolId school, Date today,
                            const ImportSource *source, ExistingLearners *existing)
{
    struct import_existing_rows rows;
    struct import_former_upns_rows upns;
    *existing = (ExistingLearners){0};
    TRY(import_existing(db, arena, school, today, &rows));
    TRY(import_former_upns(db, arena, school, &upns));
    ExistingLearner *items = arena_array(arena, ExistingLearner, rows.count);
    ExistingAlias *aliases = arena_array(arena, ExistingAlias, rows.count + upns.count);
    existing->items = items;
    existing->aliases = aliases;
    for (size_t i = 0; i < rows.count; i++) {
        if (record_standing(rows.items[i].closed_as) == RECORD_MERGED)
            continue;
        items[existing->count] = existing_of(arena, &rows.items[i]);
        items[existing->count].external = import_known_key(source, rows.items[i].id.n);
        existing->count++;
    }
    add_merged(arena, &rows, existing, aliases);
    add_former_upns(&upns, existing, aliases);
    return NULL;
}

/* ---- What is shown --------------------------------------------------------------------------- */

static const char *name_of(Arena *arena, const ImportRow *row)
{
    const char *surname = row->values[IMPORT_SURNAME], *forename = row->values[IMPORT_FORENAME];
    if (text_empty(surname) || text_empty(forename))
        return !text_empty(surname) ? surname : !text_empty(forename) ? forename : "(no name)";
    return arena_print(arena, "%s, %s", surname, forename);
}

static const char *value_words(Arena *arena, ImportField field, const char *value)
{
    Date date;
    if (text_empty(value))
        return "nothing";
    if ((field == IMPORT_BORN_ON || field == IMPORT_ENTERED_ON) && date_parse_iso(value, &date))
        return date_medium(arena, date);
    if (field == IMPORT_NATIONAL_YEAR)
        return learner_year_words(value);
    return text_equal(value, "true") ? "yes" : text_equal(value, "false") ? "no" : value;
}

static ImportLine line_of(Arena *arena, const ImportDifference *difference)
{
    const ImportRow *row = difference->row;
    Date born = DATE_NONE;
    if (row->values[IMPORT_BORN_ON] != NULL)
        date_parse_iso(row->values[IMPORT_BORN_ON], &born);
    ImportLine line = {
        .line = row->line,
        .result = difference->result,
        .name = name_of(arena, row),
        .learner = difference->learner,
        .aside = row->values[IMPORT_CLASS],
        .facts = date_medium(arena, born),
        .refused = difference->sentence,
        .remarks = import_remarks(arena, row),
        .change_count = difference->change_count,
        .changes = arena_array(arena, ImportLineChange, difference->change_count),
    };
    for (size_t i = 0; i < difference->change_count; i++) {
        const ImportChange *change = &difference->changes[i];
        line.changes[i] = (ImportLineChange){import_field_words(change->field),
                                             value_words(arena, change->field, change->from),
                                             value_words(arena, change->field, change->to)};
    }
    return line;
}

/* Whoever is here and not in the list: it is asked whether they have left. A package says itself
 * whom it no longer has, and a CTF ends nothing. */
static void add_missing(Arena *arena, Date today, LearnerWork *own, ImportWork *work)
{
    const ExistingLearners *existing = &own->existing;
    size_t rows = work->lines.count;
    own->missing = arena_array(arena, size_t, existing->count);
    size_t missing = import_missing(arena, &own->differences, existing, today, own->missing,
                                    &work->learners_here);
    ImportLine *lines = arena_array(arena, ImportLine, rows + missing);
    for (size_t i = 0; i < rows; i++)
        lines[i] = work->lines.items[i];
    for (size_t i = 0; i < missing; i++) {
        const ExistingLearner *learner = &existing->items[own->missing[i]];
        ImportLine *line = &lines[rows + i];
        *line = (ImportLine){.what = "Learners who left",
                             .result = IMPORT_LEAVING,
                             .name = arena_print(arena, "%s, %s", learner->values[IMPORT_SURNAME],
                                                 learner->values[IMPORT_FORENAME]),
                             .learner = learner->id,
                             .refused = "",
                             .change_count = 1,
                             .changes = arena_array(arena, ImportLineChange, 1)};
        line->changes[0] = (ImportLineChange){"Last day", "", date_medium(arena, today)};
    }
    work->lines = (ImportLines){.count = rows + missing, .items = lines};
    work->leavers_asked = missing > 0;
}

static Error *compare(Db *db, Arena *arena, SchoolId school, const ImportBy *by, ImportWork *work)
{
    LearnerWork *own = arena_new(arena, LearnerWork);
    School setting;
    TRY(school_load(db, arena, school, &setting));
    work->rows = import_read(arena, &work->table, &work->mapping, by->today);
    import_source_mark(work->source, &work->rows);
    import_remark_phase(arena, &work->rows, setting.phase);
    TRY(read_existing(db, arena, school, by->today, work->source, &own->existing));
    own->differences = import_compare(arena, &work->rows, &own->existing);
    import_leave_support(&own->differences);
    if (work->source != NULL && work->source->fills_only)
        import_keep_ours(arena, &work->rows, &own->differences);
    import_refuse_without_year(&own->differences, by->today);
    work->lines = (ImportLines){.count = work->rows.count,
                                .items = arena_array(arena, ImportLine, work->rows.count)};
    for (size_t i = 0; i < work->lines.count; i++) {
        const ImportDifference *difference = &own->differences.items[i];
        work->lines.items[i] = line_of(arena, difference);
        if (difference->result != IMPORT_REFUSED && difference->result != IMPORT_SAME)
            work->supported += import_brings_support(difference->row, difference->here) ? 1 : 0;
    }
    if (work->source == NULL)
        add_missing(arena, by->today, own, work);
    work->compared = own;
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
    if (code == NULL)
        return;
    decision->needs.items[decision->needs.count++] = code;
    if (type == NULL || type->area >= AREA_COUNT)
        return; /* newer than we are, other, or not yet assessed: of no area */
    const char *area = need_area_code(type->area);
    for (size_t i = 0; i < decision->areas.count; i++)
        if (text_equal(decision->areas.items[i].area, area))
            return;
    decision->areas.items[decision->areas.count++] =
        (AreaOfNeed){.area = area, .primary = decision->areas.count == 0};
}

/* What whoever imports says of all of them, and no more: nobody knows the day or the way. */
static Error *note_told(Db *db, Arena *arena, SchoolId school, LearnerId learner,
                        SenStatusId status, const ImportBy *by)
{
    ParentNoticeId id;
    Notice notice = {
        .status_id = status,
        .told_on = by->today,
        .method = "said_at_import",
        .recipients = "The family",
        .told_by = by->staff,
        .note = "Whoever imported the list said on this day that the family had been told before. "
                "The day on which they were told is not known here.",
    };
    return register_tell(db, arena, school, learner, &notice, &id);
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
    TRY(register_decide(db, arena, school, learner, &decision, by->today, &id));
    return by->families_told ? note_told(db, arena, school, learner, id, by) : NULL;
}

/* F-R-1: who had support elsewhere came with a plan, and that is gone through soon. */
static Error *note_arrival(Db *db, Arena *arena, SchoolId school, const ImportWork *work,
                           const ImportDifference *difference, const ImportBy *by)
{
    const LearnerWork *own = work->compared;
    bool moves = work->source != NULL && work->source->fills_only;
    Arrival arrival = {
        .arrived_on =
            import_arrived_on(difference->row, difference->here, own->existing.count == 0 && !moves,
                              rule_pack_on(by->today)->clocks.inherited_review_days, by->today),
        .from_setting = work->source == NULL ? NULL : work->source->from_setting,
        .noted_by = by->staff,
        .plan_made_on = DATE_NONE,
    };
    if (!date_is_set(arrival.arrived_on))
        return NULL;
    return arrival_note(db, arena, school, (LearnerId){difference->learner}, &arrival);
}

static Error *change_learner(Db *db, Arena *arena, SchoolId school,
                             const ImportDifference *difference, const NewLearner *learner,
                             const ImportBy *by)
{
    LearnerId id = {difference->learner};
    for (size_t i = 0; i < difference->change_count; i++) {
        const ImportChange *change = &difference->changes[i];
        if (change->field == IMPORT_UPN && !text_empty(change->from))
            TRY(learner_keep_upn(db, school, id, change->from, by->today, by->staff));
    }
    return learner_change(db, arena, school, id, learner);
}

static Error *write_line(Db *db, Arena *arena, SchoolId school, const ImportWork *work, size_t line,
                         const ImportBy *by)
{
    const LearnerWork *own = work->compared;
    if (line >= own->differences.count)
        return learner_leave(db, school, (LearnerId){learner_import_id(work, line)}, by->today);
    ImportDifference *difference = &own->differences.items[line];
    RecordValues values = record_values(difference);
    if (values.items[IMPORT_NATIONAL_YEAR] == NULL)
        values.items[IMPORT_NATIONAL_YEAR] = import_year(difference->row, by->today);
    NewLearner learner = learner_of(&values);
    LearnerId id = {difference->learner};
    if (values.items[IMPORT_CLASS] != NULL)
        TRY(class_named(db, arena, school, values.items[IMPORT_CLASS], learner.national_year,
                        &learner.class_id));
    if (difference->here != NULL)
        TRY(change_learner(db, arena, school, difference, &learner, by));
    else
        TRY(learner_add(db, arena, school, &learner, &id));
    difference->learner = id.n;
    if (!import_brings_support(difference->row, difference->here))
        return NULL;
    TRY(write_support(db, arena, school, id, &values, by));
    return note_arrival(db, arena, school, work, difference, by);
}

int64_t learner_import_id(const ImportWork *work, size_t row)
{
    const LearnerWork *own = work->compared;
    size_t rows = own->differences.count;
    return row < rows ? own->differences.items[row].learner
                      : own->existing.items[own->missing[row - rows]].id;
}

const char *learner_import_level(const ImportWork *work, size_t row)
{
    const LearnerWork *own = work->compared;
    const ExistingLearner *here = own->differences.items[row].here;
    return here == NULL ? NULL : here->values[IMPORT_SEN_STATUS];
}

bool learner_import_by_name(const ImportWork *work, size_t row)
{
    const LearnerWork *own = work->compared;
    return own->differences.items[row].match == IMPORT_MATCH_NAME;
}

static Date left_on(const ImportWork *work, size_t row)
{
    const LearnerWork *own = work->compared;
    const ExistingLearner *here = own->differences.items[row].here;
    return here == NULL ? DATE_NONE : here->left_on;
}

void learner_import_ask(Arena *arena, Date today, ImportWork *work)
{
    for (size_t i = 0; i < work->lines.count; i++) {
        ImportLine *line = &work->lines.items[i];
        Date left = left_on(work, i);
        if (line->result == IMPORT_SUGGESTED)
            import_line_say(arena, line, learner_kind.why);
        if (line->result == IMPORT_REFUSED || !date_is_set(left) || date_compare(left, today) > 0)
            continue;
        line->result = IMPORT_SUGGESTED;
        import_line_say(arena, line,
                        arena_print(arena,
                                    "Left here on %s, and is there again. Yes brings the record "
                                    "back as it was.",
                                    date_medium(arena, left)));
    }
}

Error *learner_import_bring(Db *db, Arena *arena, SchoolId school, const ImportWork *work,
                            size_t row, const ImportBy *by)
{
    Date left = left_on(work, row);
    TRY(learner_kind.write(db, arena, school, work, row, by));
    return date_is_set(left) ? learner_return(db, school, (LearnerId){learner_import_id(work, row)})
                             : NULL;
}

static Url place(Arena *arena)
{
    return url_print(arena, "/register?level=everyone");
}

const ImportKind learner_kind = {
    .code = "learners",
    .children = "learners",
    .also = MAY_IMPORT,
    .aside = "Class",
    .facts = "Born",
    .same = "Is this the same child?",
    .why = "Same name and date of birth, but no number that says so. ",
    .untouched = "Whoever is here but not in the file stays as they are, unless you say that they "
                 "have left. A file gives a level and needs only to somebody about whom nobody "
                 "here has decided; it never changes a "
                 "decision.",
    .place = place,
    .sheet = &learner_sheet,
    .compare = compare,
    .write = write_line,
    .learner = learner_import_id,
};

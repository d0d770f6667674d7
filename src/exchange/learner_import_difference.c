#include "exchange/learner_import_rules.h"

#include <ctype.h>
#include <string.h>

#include "exchange/key_index.h"
#include "learner/age.h"

typedef const char *MakeKey(Arena *arena, const char *const *values);

static const char *value_of(const char *const *values, ImportField field)
{
    return values[field] == NULL ? "" : values[field];
}

static const char *upn_key(Arena *arena, const char *const *values)
{
    (void)arena;
    return value_of(values, IMPORT_UPN);
}

static const char *former_upn_key(Arena *arena, const char *const *values)
{
    (void)arena;
    return value_of(values, IMPORT_FORMER_UPN);
}

/* Admission numbers are used again: one counts only with the same date of birth. */
static const char *admission_key(Arena *arena, const char *const *values)
{
    const char *number = value_of(values, IMPORT_ADMISSION_NUMBER);
    if (number[0] == '\0')
        return "";
    return arena_print(arena, "%s|%s", number, value_of(values, IMPORT_BORN_ON));
}

static const char *name_key(Arena *arena, const char *const *values)
{
    if (value_of(values, IMPORT_SURNAME)[0] == '\0')
        return "";
    return arena_print(arena, "%s|%s|%s", text_sort_key(arena, value_of(values, IMPORT_SURNAME)),
                       text_sort_key(arena, value_of(values, IMPORT_FORENAME)),
                       value_of(values, IMPORT_BORN_ON));
}

static KeyIndex index_existing(Arena *arena, const ExistingLearners *existing, MakeKey *make)
{
    KeyIndex index = key_index_make(arena, existing->count + existing->alias_count);
    for (size_t i = 0; i < existing->count; i++)
        key_index_add(&index, make(arena, existing->items[i].values), i);
    for (size_t i = 0; i < existing->alias_count; i++)
        key_index_add(&index, make(arena, existing->aliases[i].values),
                      existing->aliases[i].learner);
    key_index_sort(&index);
    return index;
}

static KeyIndex index_external(Arena *arena, const ExistingLearners *existing)
{
    KeyIndex index = key_index_make(arena, existing->count);
    for (size_t i = 0; i < existing->count; i++)
        key_index_add(&index, existing->items[i].external, i);
    key_index_sort(&index);
    return index;
}

/* ---- Matching -------------------------------------------------------------------------------- */

typedef struct Comparing {
    Arena *arena;
    const ExistingLearners *existing;
    KeyIndex by_upn;
    KeyIndex by_former_upn;
    KeyIndex by_admission;
    KeyIndex by_name;
    KeyIndex by_external;
    size_t *claimed_on; /* for each existing learner, the line that took it; 0: none yet */
} Comparing;

/* How many learners have the key, each counted once however it is known; *first is one of them. */
static size_t count_of(const KeyIndex *index, const char *key, size_t *first)
{
    size_t place = 0, count = 0;
    size_t entries = key_index_find(index, key, &place);
    for (size_t i = place; i < place + entries; i++)
        count += i == place || index->items[i].index != index->items[i - 1].index;
    *first = entries == 0 ? 0 : index->items[place].index;
    return count;
}

static const ExistingLearner *only_one(const Comparing *comparing, const KeyIndex *index,
                                       const char *key)
{
    size_t first = 0;
    return count_of(index, key, &first) == 1 ? &comparing->existing->items[first] : NULL;
}

static bool same_name(Arena *arena, const char *a, const char *b)
{
    return text_equal(text_sort_key(arena, a), text_sort_key(arena, b));
}

/* Neither surname nor date of birth agree: the number was given to the wrong learner. */
static bool is_somebody_else(Arena *arena, const ImportRow *row, const ExistingLearner *learner)
{
    return !text_equal(value_of(row->values, IMPORT_BORN_ON),
                       value_of(learner->values, IMPORT_BORN_ON)) &&
           !same_name(arena, value_of(row->values, IMPORT_SURNAME),
                      value_of(learner->values, IMPORT_SURNAME));
}

/* Whom the source brought before under this id; unless it has given the id to somebody else. */
static const ExistingLearner *match_external(const Comparing *comparing, const ImportRow *row)
{
    const ExistingLearner *learner = only_one(comparing, &comparing->by_external, row->external);
    return learner != NULL && is_somebody_else(comparing->arena, row, learner) ? NULL : learner;
}

static const ExistingLearner *match_by_number(const Comparing *comparing, const ImportRow *row,
                                              ImportMatch *match)
{
    const char *upn = value_of(row->values, IMPORT_UPN);
    *match = IMPORT_MATCH_UPN;
    const ExistingLearner *learner = only_one(comparing, &comparing->by_upn, upn);
    if (learner != NULL)
        return learner;
    *match = IMPORT_MATCH_FORMER_UPN;
    learner = only_one(comparing, &comparing->by_upn, value_of(row->values, IMPORT_FORMER_UPN));
    if (learner == NULL)
        learner = only_one(comparing, &comparing->by_former_upn, upn);
    if (learner != NULL)
        return learner;
    *match = IMPORT_MATCH_EXTERNAL;
    learner = match_external(comparing, row);
    if (learner != NULL)
        return learner;
    *match = IMPORT_MATCH_ADMISSION_NUMBER;
    return only_one(comparing, &comparing->by_admission,
                    admission_key(comparing->arena, row->values));
}

/* ---- What would change ----------------------------------------------------------------------- */

/* Some systems write names in capitals: that is no news about the name. */
static bool only_shouted(Arena *arena, const char *from, const char *to)
{
    for (const char *c = to; *c != '\0'; c++)
        if (islower((unsigned char)*c))
            return false;
    return same_name(arena, from, to);
}

static bool is_name(ImportField field)
{
    return field == IMPORT_SURNAME || field == IMPORT_FORENAME || field == IMPORT_PREFERRED_NAME;
}

static bool changes(Arena *arena, ImportField field, const char *from, const char *to)
{
    if (to == NULL || text_equal(from, to))
        return false;
    return !(is_name(field) && only_shouted(arena, from, to));
}

/* The file still has a number that was replaced here: ours is the newer. */
static bool has_old_upn(const Comparing *comparing, const ImportRow *row,
                        const ExistingLearner *learner)
{
    size_t first = 0;
    const char *upn = value_of(row->values, IMPORT_UPN);
    return count_of(&comparing->by_former_upn, upn, &first) == 1 &&
           &comparing->existing->items[first] == learner;
}

/* It still has the number of a record that was merged into this one. */
static bool has_merged_number(const Comparing *comparing, const ImportRow *row,
                              const ExistingLearner *learner)
{
    size_t first = 0;
    const char *key = admission_key(comparing->arena, row->values);
    return value_of(learner->values, IMPORT_ADMISSION_NUMBER)[0] != '\0' &&
           count_of(&comparing->by_admission, key, &first) == 1 &&
           &comparing->existing->items[first] == learner;
}

static void find_changes(const Comparing *comparing, const ExistingLearner *learner,
                         ImportDifference *difference)
{
    Arena *arena = comparing->arena;
    const ImportRow *row = difference->row;
    bool old_upn = has_old_upn(comparing, row, learner);
    bool old_number = has_merged_number(comparing, row, learner);
    difference->changes = arena_array(arena, ImportChange, IMPORT_FIELD_COUNT);
    for (int i = 0; i < IMPORT_FIELD_COUNT; i++) {
        ImportField field = (ImportField)i;
        const char *from = value_of(learner->values, field);
        const char *to = row->values[i];
        if ((field == IMPORT_UPN && old_upn) || (field == IMPORT_ADMISSION_NUMBER && old_number))
            continue;
        if (changes(arena, field, from, to))
            difference->changes[difference->change_count++] = (ImportChange){field, from, to};
    }
}

static void refuse(ImportDifference *difference, const char *sentence)
{
    difference->result = IMPORT_REFUSED;
    difference->match = IMPORT_MATCH_NONE;
    difference->learner = 0;
    difference->here = NULL;
    difference->change_count = 0;
    difference->sentence = sentence;
}

static void settle(Comparing *comparing, const ExistingLearner *learner, ImportMatch match,
                   ImportDifference *difference)
{
    size_t *claimed_on = &comparing->claimed_on[learner - comparing->existing->items];
    if (*claimed_on != 0) {
        refuse(difference,
               arena_print(comparing->arena, "Line %zu is the same learner", *claimed_on));
        return;
    }
    *claimed_on = difference->row->line;
    difference->learner = learner->id;
    difference->here = learner;
    difference->match = match;
    find_changes(comparing, learner, difference);
    if (difference->change_count == 0)
        difference->result = IMPORT_SAME;
    else
        difference->result = match == IMPORT_MATCH_NAME ? IMPORT_SUGGESTED : IMPORT_CHANGED;
}

const char import_sealed[] = "This row is left out. Ask who leads the setting.";

static bool is_sealed(const Comparing *comparing, const KeyIndex *index, const char *key)
{
    size_t place = 0;
    size_t entries = key_index_find(index, key, &place);
    for (size_t i = place; i < place + entries; i++)
        if (comparing->existing->items[index->items[i].index].sealed)
            return true;
    return false;
}

/* A list that still has the identity before an adoption: by any of what it was known by. */
static bool brings_sealed(const Comparing *comparing, const ImportRow *row)
{
    const char *upn = value_of(row->values, IMPORT_UPN);
    const char *former = value_of(row->values, IMPORT_FORMER_UPN);
    const ExistingLearner *now = only_one(comparing, &comparing->by_upn, upn);
    if (now != NULL && !now->sealed)
        return is_sealed(comparing, &comparing->by_upn, former);
    return is_sealed(comparing, &comparing->by_upn, upn) ||
           is_sealed(comparing, &comparing->by_former_upn, upn) ||
           is_sealed(comparing, &comparing->by_upn, former) ||
           is_sealed(comparing, &comparing->by_name, name_key(comparing->arena, row->values));
}

/* False when no number tells who it is. */
static bool compare_by_number(Comparing *comparing, ImportDifference *difference)
{
    ImportMatch match = IMPORT_MATCH_NONE;
    if (brings_sealed(comparing, difference->row)) {
        refuse(difference, import_sealed);
        return true;
    }
    const ExistingLearner *learner = match_by_number(comparing, difference->row, &match);
    if (learner == NULL)
        return false;
    if (is_somebody_else(comparing->arena, difference->row, learner))
        refuse(difference, "This number belongs to another learner here: neither surname nor date "
                           "of birth agree. Check it.");
    else
        settle(comparing, learner, match, difference);
    return true;
}

static void compare_by_name(Comparing *comparing, ImportDifference *difference)
{
    size_t first = 0;
    const char *name = name_key(comparing->arena, difference->row->values);
    size_t found = count_of(&comparing->by_name, name, &first);
    if (found > 1)
        refuse(difference, "Two learners here have this name and date of birth. Add the UPN.");
    else if (found == 1)
        settle(comparing, &comparing->existing->items[first], IMPORT_MATCH_NAME, difference);
    else
        difference->result = IMPORT_ADDED;
}

/* ---- Twice in the file ------------------------------------------------------------------------
 */

typedef struct SeenRows {
    const ImportRows *rows;
    KeyIndex index;
} SeenRows;

static SeenRows see_rows(Arena *arena, const ImportRows *rows, MakeKey *make)
{
    SeenRows seen = {.rows = rows};
    seen.index = key_index_make(arena, rows->count);
    for (size_t i = 0; i < rows->count; i++)
        if (import_refusal(&rows->items[i]) == NULL)
            key_index_add(&seen.index, make(arena, rows->items[i].values), i);
    key_index_sort(&seen.index);
    return seen;
}

/* The row before this one that has the same key, or NULL. */
static const ImportRow *earlier_row(const SeenRows *seen, const char *key, size_t row)
{
    size_t first = 0;
    if (key_index_find(&seen->index, key, &first) == 0 || seen->index.items[first].index >= row)
        return NULL;
    return &seen->rows->items[seen->index.items[first].index];
}

static bool repeats_another(Arena *arena, const SeenRows *upns, const SeenRows *names, size_t index,
                            ImportDifference *difference)
{
    const ImportRow *row = difference->row;
    const char *upn = value_of(row->values, IMPORT_UPN);
    const ImportRow *same = earlier_row(upns, upn, index);
    if (same != NULL) {
        refuse(difference, arena_print(arena, "The same UPN stands on line %zu", same->line));
        return true;
    }
    same = earlier_row(names, name_key(arena, row->values), index);
    /* Two learners may share name and birthday, but then each must have a number of their own. */
    if (same != NULL && (upn[0] == '\0' || same->values[IMPORT_UPN] == NULL)) {
        refuse(difference,
               arena_print(arena, "The same name and date of birth stand on line %zu", same->line));
        return true;
    }
    return false;
}

static bool has_upn_of_now(const Comparing *comparing, const ImportRow *row)
{
    return only_one(comparing, &comparing->by_upn, value_of(row->values, IMPORT_UPN)) != NULL;
}

/* Refusals first, then the UPNs of now, then other numbers, then names: a row that has less must
 * not take a learner whom a later row names better. */
static void compare_all(Comparing *comparing, const ImportRows *rows,
                        ImportDifferences *differences)
{
    SeenRows upns = see_rows(comparing->arena, rows, upn_key);
    SeenRows names = see_rows(comparing->arena, rows, name_key);
    bool *settled = arena_array(comparing->arena, bool, rows->count);
    for (size_t i = 0; i < rows->count; i++) {
        ImportDifference *difference = &differences->items[i];
        *difference = (ImportDifference){.row = &rows->items[i], .sentence = ""};
        const ImportProblem *refusal = import_refusal(difference->row);
        if (refusal != NULL)
            refuse(difference, refusal->sentence);
        settled[i] = refusal != NULL ||
                     repeats_another(comparing->arena, &upns, &names, i, difference) ||
                     (has_upn_of_now(comparing, difference->row) &&
                      compare_by_number(comparing, difference));
    }
    for (size_t i = 0; i < rows->count; i++)
        settled[i] = settled[i] || compare_by_number(comparing, &differences->items[i]);
    for (size_t i = 0; i < rows->count; i++)
        if (!settled[i])
            compare_by_name(comparing, &differences->items[i]);
}

ImportDifferences import_compare(Arena *arena, const ImportRows *rows,
                                 const ExistingLearners *existing)
{
    Comparing comparing = {
        .arena = arena,
        .existing = existing,
        .by_upn = index_existing(arena, existing, upn_key),
        .by_former_upn = index_existing(arena, existing, former_upn_key),
        .by_admission = index_existing(arena, existing, admission_key),
        .by_name = index_existing(arena, existing, name_key),
        .by_external = index_external(arena, existing),
        .claimed_on = arena_array(arena, size_t, existing->count),
    };
    ImportDifferences differences = {.count = rows->count,
                                     .items = arena_array(arena, ImportDifference, rows->count)};
    compare_all(&comparing, rows, &differences);
    for (size_t i = 0; i < differences.count; i++)
        differences.results[differences.items[i].result]++;
    return differences;
}

/* ---- Support ---------------------------------------------------------------------------------
 */

static bool is_support(ImportField field)
{
    return field == IMPORT_SEN_STATUS || field == IMPORT_NEED_1 || field == IMPORT_NEED_2;
}

bool import_brings_support(const ImportRow *row, const ExistingLearner *here)
{
    const char *code = value_of(row->values, IMPORT_SEN_STATUS);
    if (!text_equal(code, "K") && !text_equal(code, "E"))
        return false;
    if (here == NULL)
        return true;
    const char *known = value_of(here->values, IMPORT_SEN_STATUS);
    return !here->support_decided && (known[0] == '\0' || text_equal(known, "N"));
}

void import_leave_support(ImportDifferences *differences)
{
    for (size_t i = 0; i < differences->count; i++) {
        ImportDifference *difference = &differences->items[i];
        if (difference->here == NULL || difference->result == IMPORT_SAME ||
            import_brings_support(difference->row, difference->here))
            continue;
        size_t kept = 0;
        for (size_t c = 0; c < difference->change_count; c++)
            if (!is_support(difference->changes[c].field))
                difference->changes[kept++] = difference->changes[c];
        difference->change_count = kept;
        if (kept == 0) {
            differences->results[difference->result]--;
            differences->results[IMPORT_SAME]++;
            difference->result = IMPORT_SAME;
        }
    }
}

/* ---- Who arrives ------------------------------------------------------------------------------
 */

static bool is_recent(Date entered, int days, Date today)
{
    return date_is_set(entered) && date_compare(entered, today) <= 0 &&
           date_days_between(entered, today) <= days;
}

Date import_arrived_on(const ImportRow *row, const ExistingLearner *here, bool first_list, int days,
                       Date today)
{
    Date entered = DATE_NONE;
    const char *said = value_of(row->values, IMPORT_ENTERED_ON);
    if (here != NULL && date_is_set(here->left_on))
        return today;
    if (said[0] == '\0' && here != NULL)
        said = value_of(here->values, IMPORT_ENTERED_ON);
    if (said[0] != '\0' && !date_parse_iso(said, &entered))
        entered = DATE_NONE;
    if (is_recent(entered, days, today))
        return entered;
    /* Long here, or of a list with which the record begins: nobody arrives. */
    return first_list || here != NULL || date_is_set(entered) ? DATE_NONE : today;
}

static void say_difference(Arena *arena, ImportRow *row, const ImportChange *change)
{
    import_row_say(arena, row, change->field, false,
                   arena_print(arena, "%s: %s here, %s in the file. Ours stays.",
                               import_field_words(change->field), change->from, change->to));
}

void import_keep_ours(Arena *arena, ImportRows *rows, ImportDifferences *differences)
{
    for (size_t i = 0; i < differences->count; i++) {
        ImportDifference *difference = &differences->items[i];
        size_t kept = 0;
        if (difference->here == NULL || difference->change_count == 0)
            continue;
        for (size_t c = 0; c < difference->change_count; c++) {
            const ImportChange *change = &difference->changes[c];
            if (change->from[0] == '\0' || change->field == IMPORT_UPN || is_support(change->field))
                difference->changes[kept++] = *change;
            else
                say_difference(arena, &rows->items[i], change);
        }
        difference->change_count = kept;
        if (kept > 0)
            continue;
        differences->results[difference->result]--;
        differences->results[IMPORT_SAME]++;
        difference->result = IMPORT_SAME;
    }
}

/* ---- Who is missing ---------------------------------------------------------------------------
 */

static bool is_here(const ExistingLearner *learner, Date today)
{
    Date entered = DATE_NONE;
    const char *from = value_of(learner->values, IMPORT_ENTERED_ON);
    if (learner->sealed || learner->died ||
        (date_is_set(learner->left_on) && date_compare(learner->left_on, today) <= 0))
        return false;
    return !date_parse_iso(from, &entered) || date_compare(entered, today) <= 0;
}

/* Their date of birth may be what a row was refused for. */
static const char *bare_name_key(Arena *arena, const char *const *values)
{
    if (value_of(values, IMPORT_SURNAME)[0] == '\0')
        return "";
    return arena_print(arena, "%s|%s", text_sort_key(arena, value_of(values, IMPORT_SURNAME)),
                       text_sort_key(arena, value_of(values, IMPORT_FORENAME)));
}

/* Whom the rows name: by whom they were matched, and of refused ones by what stands in them. */
typedef struct Named {
    bool *matched; /* for each existing learner */
    KeyIndex upns, names;
} Named;

static Named named_by(Arena *arena, const ImportDifferences *differences,
                      const ExistingLearners *existing)
{
    Named named = {arena_array(arena, bool, existing->count),
                   key_index_make(arena, differences->count),
                   key_index_make(arena, differences->count)};
    for (size_t i = 0; i < differences->count; i++) {
        const ImportDifference *difference = &differences->items[i];
        if (difference->here != NULL) {
            named.matched[difference->here - existing->items] = true;
        } else if (difference->result == IMPORT_REFUSED) {
            key_index_add(&named.upns, upn_key(arena, difference->row->values), i);
            key_index_add(&named.names, bare_name_key(arena, difference->row->values), i);
        }
    }
    key_index_sort(&named.upns);
    key_index_sort(&named.names);
    return named;
}

static bool is_named(Arena *arena, const Named *named, const ExistingLearner *learner, size_t place)
{
    size_t first;
    return named->matched[place] ||
           key_index_find(&named->upns, upn_key(arena, learner->values), &first) > 0 ||
           key_index_find(&named->names, bare_name_key(arena, learner->values), &first) > 0;
}

size_t import_missing(Arena *arena, const ImportDifferences *differences,
                      const ExistingLearners *existing, Date today, size_t *places, size_t *here)
{
    Named named = named_by(arena, differences, existing);
    size_t missing = 0;
    *here = 0;
    for (size_t i = 0; i < existing->count; i++) {
        if (!is_here(&existing->items[i], today))
            continue;
        *here += 1;
        if (!is_named(arena, &named, &existing->items[i], i))
            places[missing++] = i;
    }
    return *here - missing < missing ? 0 : missing;
}

/* ---- The year group --------------------------------------------------------------------------
 */

const char *import_year(const ImportRow *row, Date today)
{
    const char *given = value_of(row->values, IMPORT_NATIONAL_YEAR);
    Date born = DATE_NONE;
    if (given[0] != '\0' || !date_parse_iso(value_of(row->values, IMPORT_BORN_ON), &born))
        return given;
    return national_year_code(national_year_by_age(born, today));
}

void import_refuse_without_year(ImportDifferences *differences, Date today)
{
    for (size_t i = 0; i < differences->count; i++) {
        ImportDifference *difference = &differences->items[i];
        if (difference->result != IMPORT_ADDED || import_year(difference->row, today)[0] != '\0')
            continue;
        refuse(difference, "The year group is missing, and the date of birth gives none");
        differences->results[IMPORT_ADDED]--;
        differences->results[IMPORT_REFUSED]++;
    }
}

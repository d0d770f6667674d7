#include "exchange/score_import_rules.h"

#include <stdlib.h>

#include "exchange/import_dates.h"
#include "platform/base/log.h"

enum { LONGEST = 2000 };

/* ---- Columns -------------------------------------------------------------------------------- */

static const ImportColumn fields[IMPORT_SCORE_FIELD_COUNT] = {
    [IMPORT_SCORE_UPN] = {"upn", "UPN"},
    [IMPORT_SCORE_ADMISSION_NUMBER] = {"admission_number", "Admission number"},
    [IMPORT_SCORE_SURNAME] = {"surname", "Surname"},
    [IMPORT_SCORE_FORENAME] = {"forename", "Forename"},
    [IMPORT_SCORE_BORN_ON] = {"born_on", "Date of birth"},
    [IMPORT_SCORE_MEASURE] = {"measure", "Measure"},
    [IMPORT_SCORE_TAKEN_ON] = {"taken_on", "Date of the score"},
    [IMPORT_SCORE_VALUE] = {"score", "Score"},
    [IMPORT_SCORE_NOTE] = {"note", "Note"},
    [IMPORT_SCORE_BASELINE] = {"baseline", "Baseline"},
};

static const ImportHeading headings[] = {
    {"upn", IMPORT_SCORE_UPN},
    {"pupilupn", IMPORT_SCORE_UPN},
    {"studentupn", IMPORT_SCORE_UPN},
    {"uniquepupilnumber", IMPORT_SCORE_UPN},
    {"adno", IMPORT_SCORE_ADMISSION_NUMBER},
    {"admno", IMPORT_SCORE_ADMISSION_NUMBER},
    {"admissionno", IMPORT_SCORE_ADMISSION_NUMBER},
    {"admissionnumber", IMPORT_SCORE_ADMISSION_NUMBER},
    {"surname", IMPORT_SCORE_SURNAME},
    {"lastname", IMPORT_SCORE_SURNAME},
    {"legalsurname", IMPORT_SCORE_SURNAME},
    {"pupilsurname", IMPORT_SCORE_SURNAME},
    {"forename", IMPORT_SCORE_FORENAME},
    {"firstname", IMPORT_SCORE_FORENAME},
    {"legalforename", IMPORT_SCORE_FORENAME},
    {"pupilforename", IMPORT_SCORE_FORENAME},
    {"dob", IMPORT_SCORE_BORN_ON},
    {"dateofbirth", IMPORT_SCORE_BORN_ON},
    {"birthdate", IMPORT_SCORE_BORN_ON},
    {"measure", IMPORT_SCORE_MEASURE},
    {"test", IMPORT_SCORE_MEASURE},
    {"testname", IMPORT_SCORE_MEASURE},
    {"assessment", IMPORT_SCORE_MEASURE},
    {"assessmentname", IMPORT_SCORE_MEASURE},
    {"aspect", IMPORT_SCORE_MEASURE},
    {"aspectname", IMPORT_SCORE_MEASURE},
    {"score", IMPORT_SCORE_VALUE},
    {"result", IMPORT_SCORE_VALUE},
    {"grade", IMPORT_SCORE_VALUE},
    {"value", IMPORT_SCORE_VALUE},
    {"date", IMPORT_SCORE_TAKEN_ON},
    {"testdate", IMPORT_SCORE_TAKEN_ON},
    {"resultdate", IMPORT_SCORE_TAKEN_ON},
    {"assessmentdate", IMPORT_SCORE_TAKEN_ON},
    {"dateofscore", IMPORT_SCORE_TAKEN_ON},
    {"note", IMPORT_SCORE_NOTE},
    {"notes", IMPORT_SCORE_NOTE},
    {"comment", IMPORT_SCORE_NOTE},
    {"baseline", IMPORT_SCORE_BASELINE},
};

static const ImportNeeded needed[] = {
    {IMPORT_SCORE_MEASURE, -1, "Choose the column with the measure"},
    {IMPORT_SCORE_VALUE, -1, "Choose the column with the score"},
    {IMPORT_SCORE_TAKEN_ON, -1, "Choose the column with the date of the score"},
};

static const int telling[] = {IMPORT_SCORE_UPN, IMPORT_SCORE_ADMISSION_NUMBER, IMPORT_SCORE_MEASURE,
                              IMPORT_SCORE_VALUE};

const ImportSheet score_sheet = {
    IMPORT_SCORE_FIELD_COUNT,         fields, sizeof headings / sizeof headings[0], headings,
    sizeof needed / sizeof needed[0], needed, sizeof telling / sizeof telling[0],   telling,
};

/* ---- Rows ----------------------------------------------------------------------------------- */

static void read_date(Arena *arena, ImportRow *row, ScoreField field, const char *cell)
{
    Date date;
    if (date_parse_typed(cell, &date))
        row->values[field] = date_iso(arena, date);
    else
        import_row_say(arena, row, field, true,
                       arena_print(arena, "%s: “%s” is no date", fields[field].words, cell));
}

static void read_cell(Arena *arena, ImportRow *row, int field, const char *cell)
{
    if (text_length(cell) > LONGEST)
        import_row_say(arena, row, field, true, "A cell is longer than 2,000 characters");
    else if (field == IMPORT_SCORE_BORN_ON || field == IMPORT_SCORE_TAKEN_ON)
        read_date(arena, row, field, cell);
    else
        row->values[field] = cell;
}

ImportRows score_import_read(Arena *arena, const Table *table, const ImportMapping *mapping)
{
    static const ImportReading reading = {.field_count = IMPORT_SCORE_FIELD_COUNT,
                                          .cell = read_cell};
    ImportRows rows = import_rows_read(arena, table, mapping, &reading);
    import_dates_check(arena, table, mapping, IMPORT_SCORE_BORN_ON, true, &rows);
    import_dates_check(arena, table, mapping, IMPORT_SCORE_TAKEN_ON, true, &rows);
    return rows;
}

/* ---- Whose, and on what ---------------------------------------------------------------------- */

typedef struct Comparing {
    Arena *arena;
    const ScoreComparison *with;
    const ScoredChild **by_upn, **by_number, **by_name; /* sorted */
    const ImportRow *row;
    ImportLine *line;
    ScoreImportRow *out;
} Comparing;

static const char *value(const ImportRow *row, ScoreField field)
{
    return row->values[field] == NULL ? "" : row->values[field];
}

static void refuse(const Comparing *comparing, const char *sentence)
{
    if (comparing->line->result == IMPORT_REFUSED)
        return;
    comparing->line->result = IMPORT_REFUSED;
    comparing->line->refused = sentence;
}

static int compare_texts(const char *a, const char *b)
{
    a = a == NULL ? "" : a;
    b = b == NULL ? "" : b;
    for (; *a != '\0' && text_lower(*a) == text_lower(*b); a++)
        b++;
    return (unsigned char)text_lower(*a) - (unsigned char)text_lower(*b);
}

static int upn_order(const void *a, const void *b)
{
    return compare_texts((*(const ScoredChild *const *)a)->upn,
                         (*(const ScoredChild *const *)b)->upn);
}

static int number_order(const void *a, const void *b)
{
    return compare_texts((*(const ScoredChild *const *)a)->admission_number,
                         (*(const ScoredChild *const *)b)->admission_number);
}

static int born_order(const void *a, const void *b)
{
    return date_compare((*(const ScoredChild *const *)a)->born_on,
                        (*(const ScoredChild *const *)b)->born_on);
}

static const ScoredChild **sorted(Comparing *comparing, int (*order)(const void *, const void *))
{
    size_t count = comparing->with->child_count;
    const ScoredChild **list = arena_array(comparing->arena, const ScoredChild *, count);
    for (size_t i = 0; i < count; i++)
        list[i] = &comparing->with->children[i];
    qsort(list, count, sizeof(void *), order);
    return list;
}

/* The first of those that compare equal to `like`; how many there are. */
static size_t equals(const Comparing *comparing, const ScoredChild **list, const ScoredChild *like,
                     int (*order)(const void *, const void *), size_t *first)
{
    size_t low = 0, high = comparing->with->child_count, count = 0;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (order(&list[middle], &like) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    for (*first = low; low < comparing->with->child_count && order(&list[low], &like) == 0; low++)
        count++;
    return count;
}

static bool same_name(Arena *arena, const char *a, const char *b)
{
    return !text_empty(a) && !text_empty(b) &&
           text_equal(text_sort_key(arena, a), text_sort_key(arena, b));
}

static const ScoredChild *by_name(const Comparing *comparing)
{
    const ImportRow *row = comparing->row;
    ScoredChild like = {.born_on = DATE_NONE};
    const ScoredChild *found = NULL;
    size_t first;
    if (!date_parse_iso(value(row, IMPORT_SCORE_BORN_ON), &like.born_on))
        return NULL;
    size_t count = equals(comparing, comparing->by_name, &like, born_order, &first);
    for (size_t i = first; i < first + count; i++) {
        const ScoredChild *child = comparing->by_name[i];
        const char *forename = value(row, IMPORT_SCORE_FORENAME);
        if (!same_name(comparing->arena, child->surname, value(row, IMPORT_SCORE_SURNAME)) ||
            !(same_name(comparing->arena, child->forename, forename) ||
              same_name(comparing->arena, child->preferred_name, forename)))
            continue;
        if (found != NULL)
            return NULL; /* two of one name, born on one day */
        found = child;
    }
    return found;
}

static const ScoredChild *by_number(const Comparing *comparing, bool upn)
{
    const char *number =
        value(comparing->row, upn ? IMPORT_SCORE_UPN : IMPORT_SCORE_ADMISSION_NUMBER);
    ScoredChild like = {.upn = number, .admission_number = number};
    size_t first;
    if (number[0] == '\0')
        return NULL;
    size_t count = upn ? equals(comparing, comparing->by_upn, &like, upn_order, &first)
                       : equals(comparing, comparing->by_number, &like, number_order, &first);
    const ScoredChild **list = upn ? comparing->by_upn : comparing->by_number;
    return count == 1 ? list[first] : NULL;
}

static void find_child(const Comparing *comparing)
{
    const ImportRow *row = comparing->row;
    bool has_upn = value(row, IMPORT_SCORE_UPN)[0] != '\0';
    bool has_number = value(row, IMPORT_SCORE_ADMISSION_NUMBER)[0] != '\0';
    const ScoredChild *child = by_number(comparing, true);
    if (child == NULL && !has_upn)
        child = by_number(comparing, false);
    if (child == NULL && !has_upn && !has_number)
        child = by_name(comparing);
    comparing->out->child = child;
    if (child == NULL)
        refuse(comparing, has_upn || has_number
                              ? "Nobody here has this number"
                              : "Nobody here has this name and date of birth, or two have");
}

static void find_measure(const Comparing *comparing)
{
    const ScoreComparison *with = comparing->with;
    const char *name = value(comparing->row, IMPORT_SCORE_MEASURE);
    const char *key = text_sort_key(comparing->arena, name);
    const Measure *found = NULL;
    for (size_t i = 0; i < with->measure_count && found == NULL; i++)
        if (text_equal(with->measures[i].code, name) ||
            text_equal(text_sort_key(comparing->arena, with->measures[i].name), key))
            found = &with->measures[i];
    comparing->out->measure = found;
    if (found == NULL)
        refuse(comparing, arena_print(comparing->arena, "There is no measure “%s”", name));
    else if (found->retired)
        refuse(comparing, "This measure is no longer used");
    else if (found->scale == SCALE_NARRATIVE)
        refuse(comparing, "This measure is told in words, on the learner’s own page");
}

/* ---- The score ------------------------------------------------------------------------------- */

static void remark(const Comparing *comparing, const char *sentence)
{
    Texts *remarks = &comparing->line->remarks;
    const char **items = arena_array(comparing->arena, const char *, remarks->count + 1);
    for (size_t i = 0; i < remarks->count; i++)
        items[i] = remarks->items[i];
    items[remarks->count] = sentence;
    *remarks = (Texts){remarks->count + 1, items};
}

static void take_score(const Comparing *comparing)
{
    ScoreImportRow *out = comparing->out;
    const char *typed = value(comparing->row, IMPORT_SCORE_VALUE), *said = NULL;
    if (typed[0] == '\0')
        refuse(comparing, "The score is missing");
    if (typed[0] == '\0' || out->measure == NULL)
        return;
    const char *fault =
        score_parse_cell(comparing->arena, out->measure, typed, &out->value, &out->absent, &said);
    if (fault != NULL)
        refuse(comparing, arena_print(comparing->arena, "“%s”: %s", typed, fault));
    else if (said != NULL)
        remark(comparing, said);
}

static void take_day(const Comparing *comparing)
{
    Date *day = &comparing->out->taken_on;
    *day = DATE_NONE;
    if (!date_parse_iso(value(comparing->row, IMPORT_SCORE_TAKEN_ON), day))
        refuse(comparing, "The date of the score is missing");
    else if (date_compare(*day, comparing->with->today) > 0)
        refuse(comparing, "The date of the score is ahead");
    else if (comparing->out->child != NULL &&
             date_compare(*day, comparing->out->child->born_on) < 0)
        refuse(comparing, "The date of the score is before the date of birth");
}

static bool says_yes(const char *cell)
{
    static const char *const words[] = {"y", "yes", "true", "1"};
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
        if (text_equal_fold(cell, words[i]))
            return true;
    return false;
}

/* ---- Difference ------------------------------------------------------------------------------ */

static int score_order(const void *a, const void *b)
{
    const ExistingScore *left = a, *right = b;
    if (left->learner != right->learner)
        return left->learner < right->learner ? -1 : 1;
    if (left->measure != right->measure)
        return left->measure < right->measure ? -1 : 1;
    return date_compare(left->taken_on, right->taken_on);
}

static const char *shown(const Comparing *comparing, OptionalInteger number, const char *absent)
{
    if (number.present)
        return score_words(comparing->arena, comparing->out->measure, number.value);
    return absent == NULL ? "in words" : score_absent_words(absent);
}

static void differ(const Comparing *comparing)
{
    ScoreImportRow *out = comparing->out;
    const ScoreComparison *with = comparing->with;
    ImportLine *line = comparing->line;
    ASSERT(out->child != NULL);
    ExistingScore like = {
        .learner = out->child->id, .measure = out->measure->id, .taken_on = out->taken_on};
    const ExistingScore *here =
        with->score_count == 0
            ? NULL
            : bsearch(&like, with->scores, with->score_count, sizeof like, score_order);
    if (here == NULL) {
        line->result = IMPORT_ADDED;
        return;
    }
    bool same = here->value.present == out->value.present &&
                (!here->value.present || here->value.value == out->value.value) &&
                text_equal(here->absent, out->absent) && (here->baseline || !out->baseline);
    out->baseline = out->baseline || here->baseline; /* a file that is silent takes nothing away */
    line->result = same ? IMPORT_SAME : IMPORT_CHANGED;
    if (same)
        return;
    line->change_count = 1;
    line->changes = arena_array(comparing->arena, ImportLineChange, 1);
    line->changes[0] = (ImportLineChange){"Score", shown(comparing, here->value, here->absent),
                                          shown(comparing, out->value, out->absent)};
}

static void compare_row(const Comparing *comparing)
{
    const ImportRow *row = comparing->row;
    ImportLine *line = comparing->line;
    ScoreImportRow *out = comparing->out;
    const ImportProblem *problem = import_refusal(row);
    *line = (ImportLine){.line = row->line, .refused = "", .name = "", .aside = "", .facts = ""};
    if (problem != NULL)
        refuse(comparing, problem->sentence);
    find_child(comparing);
    find_measure(comparing);
    take_day(comparing);
    take_score(comparing);
    out->baseline = says_yes(value(row, IMPORT_SCORE_BASELINE));
    line->name =
        out->child != NULL
            ? arena_print(comparing->arena, "%s, %s", out->child->surname, out->child->forename)
            : arena_print(comparing->arena, "%s %s", value(row, IMPORT_SCORE_SURNAME),
                          value(row, IMPORT_SCORE_FORENAME));
    line->learner = out->child == NULL ? 0 : out->child->id;
    line->aside = value(row, IMPORT_SCORE_MEASURE);
    line->facts = arena_print(comparing->arena, "%s, %s", value(row, IMPORT_SCORE_VALUE),
                              date_medium(comparing->arena, out->taken_on));
    if (line->result != IMPORT_REFUSED)
        differ(comparing);
}

/* A second row for the same learner, measure and day says nothing that can be trusted. */
static int twice_order(const void *a, const void *b)
{
    const ScoreImportRow *left = *(const ScoreImportRow *const *)a;
    const ScoreImportRow *right = *(const ScoreImportRow *const *)b;
    ExistingScore x = {left->child->id, left->measure->id, left->taken_on, {0}, NULL, false};
    ExistingScore y = {right->child->id, right->measure->id, right->taken_on, {0}, NULL, false};
    int order = score_order(&x, &y);
    return order != 0 ? order : (left > right) - (left < right);
}

static void refuse_twice(Arena *arena, const ImportRows *rows, ImportLines *lines,
                         ScoreImportRow *compared)
{
    size_t count = 0;
    const ScoreImportRow **taken = arena_array(arena, const ScoreImportRow *, rows->count);
    for (size_t i = 0; i < rows->count; i++)
        if (lines->items[i].result != IMPORT_REFUSED)
            taken[count++] = &compared[i];
    qsort(taken, count, sizeof(void *), twice_order);
    for (size_t i = 1; i < count; i++) {
        const ScoreImportRow *one = taken[i - 1], *two = taken[i];
        if (one->child != two->child || one->measure != two->measure ||
            date_compare(one->taken_on, two->taken_on) != 0)
            continue;
        ImportLine *line = &lines->items[two - compared];
        line->result = IMPORT_REFUSED;
        line->refused = arena_print(arena, "Line %zu gives the same measure on the same day",
                                    lines->items[one - compared].line);
    }
}

void score_import_compare(Arena *arena, const ImportRows *rows, const ScoreComparison *with,
                          ImportLines *lines, ScoreImportRow **compared)
{
    Comparing comparing = {.arena = arena, .with = with};
    comparing.by_upn = sorted(&comparing, upn_order);
    comparing.by_number = sorted(&comparing, number_order);
    comparing.by_name = sorted(&comparing, born_order);
    *lines =
        (ImportLines){.count = rows->count, .items = arena_array(arena, ImportLine, rows->count)};
    *compared = arena_array(arena, ScoreImportRow, rows->count);
    for (size_t i = 0; i < rows->count; i++) {
        comparing.row = &rows->items[i];
        comparing.line = &lines->items[i];
        comparing.out = &(*compared)[i];
        compare_row(&comparing);
    }
    refuse_twice(arena, rows, lines, *compared);
}

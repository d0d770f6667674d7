#include "exchange/learner_import_rules.h"

#include <ctype.h>
#include <string.h>

#include "exchange/import_dates.h"
#include "learner/age.h"
#include "learner/identifier.h"
#include "learner/need.h"

#define LONGEST_NAME      100 /* characters */
#define LONGEST_CODE      30
#define OLDEST_LEARNER    100 /* years: above, the year was mistyped */
#define USUAL_OLDEST      25
#define PROBLEMS_AT_MOST  (3 * IMPORT_FIELD_COUNT)
#define EXCEL_FIRST_DAY   20000 /* as a day number: 1954 */
#define EXCEL_LAST_DAY    60000 /* 2064 */
#define YEARS_OUT_OF_STEP 1

/* One row, while it is read. */
typedef struct RowReading {
    Arena *arena;
    ImportRow *row;
    Date today;
    ImportProblem problems[PROBLEMS_AT_MOST];
} RowReading;

static void say(RowReading *reading, ImportField field, bool refuses, const char *sentence)
{
    ImportRow *row = reading->row;
    if (row->problem_count < PROBLEMS_AT_MOST)
        reading->problems[row->problem_count++] = (ImportProblem){field, refuses, sentence};
}

static void refuse(RowReading *reading, ImportField field, const char *sentence)
{
    say(reading, field, true, sentence);
}

static void warn(RowReading *reading, ImportField field, const char *sentence)
{
    say(reading, field, false, sentence);
}

/* 1.23457E+12: a spreadsheet has thrown the last digits away. */
static bool shortened_by_excel(const char *text)
{
    const char *exponent = strpbrk(text, "Ee");
    if (exponent == NULL || exponent == text || exponent[1] != '+' ||
        !isdigit((unsigned char)exponent[2]))
        return false;
    return strspn(text, "0123456789.,") == (size_t)(exponent - text);
}

static const char *read_upn(RowReading *reading, ImportField field, const char *cell)
{
    UpnCheck check = upn_check(cell);
    const char *sentence = NULL;
    if (shortened_by_excel(cell))
        sentence =
            "A spreadsheet has shortened this number. Make the column text and export again.";
    else if (check.suggestion[0] != '\0')
        sentence =
            arena_print(reading->arena, "A letter stands for a digit. Is it %s?", check.suggestion);
    else
        sentence = upn_sentence(&check);
    bool accepted = upn_accepted(&check);
    /* A bad former UPN only makes one way of matching less. */
    if (sentence[0] != '\0')
        say(reading, field, !accepted && field == IMPORT_UPN, sentence);
    return accepted ? arena_copy(reading->arena, check.upn) : NULL;
}

static const char *read_name(RowReading *reading, ImportField field, const char *cell)
{
    if (text_length(cell) > LONGEST_NAME) {
        refuse(reading, field, "This name is longer than 100 characters. Check the column.");
        return NULL;
    }
    return cell;
}

static const char *read_code(RowReading *reading, ImportField field, const char *cell)
{
    if (shortened_by_excel(cell)) {
        warn(reading, field, "A spreadsheet has shortened this number, so it was left out");
        return NULL;
    }
    if (text_length(cell) > LONGEST_CODE) {
        warn(reading, field, "This is too long and was left out. Check the column.");
        return NULL;
    }
    return cell;
}

/* "01/09/2010 00:00" and "2010-09-01T00:00:00" are dates too. */
static bool parse_date(RowReading *reading, const char *cell, Date *date)
{
    if (date_parse_typed(cell, date))
        return true;
    size_t length = strcspn(cell, "T");
    const char *time = strchr(cell, ':');
    if (time == NULL)
        return false;
    if (cell[length] == '\0') {
        const char *space = strrchr(cell, ' ');
        length = space == NULL ? 0 : (size_t)(space - cell);
    }
    return date_parse_typed(arena_copy_length(reading->arena, cell, length), date);
}

/* Days that a spreadsheet counts from the end of 1899. */
static bool parse_day_number(const char *cell, Date *date)
{
    long long number = 0;
    if (!text_integer(cell, EXCEL_FIRST_DAY, EXCEL_LAST_DAY, &number))
        return false;
    *date = date_add_days(date_of(1899, 12, 30), (int)number);
    return true;
}

static const char *read_date(RowReading *reading, ImportField field, const char *cell)
{
    Date date = DATE_NONE;
    bool needed = field == IMPORT_BORN_ON;
    if (parse_day_number(cell, &date)) {
        warn(reading, field,
             arena_print(reading->arena, "A spreadsheet's day number, read as %s. Check it.",
                         date_long(reading->arena, date)));
    } else if (!parse_date(reading, cell, &date)) {
        say(reading, field, needed, "There is no such date. Dates are day, month, year.");
        return NULL;
    }
    return date_iso(reading->arena, date);
}

static const char *read_sex(RowReading *reading, ImportField field, const char *cell)
{
    static const char *const values[][2] = {
        {"m", "M"}, {"male", "M"}, {"boy", "M"}, {"f", "F"}, {"female", "F"}, {"girl", "F"},
    };
    for (size_t i = 0; i < sizeof values / sizeof values[0]; i++)
        if (text_equal_fold(cell, values[i][0]))
            return values[i][1];
    warn(reading, field, "The census knows M and F only; this was left out");
    return NULL;
}

static const char *read_year(RowReading *reading, ImportField field, const char *cell)
{
    NationalYear year = YEAR_NONE;
    if (national_year_parse(cell, &year))
        return national_year_code(year);
    warn(reading, field, "This is not a national curriculum year, so it was left out");
    return NULL;
}

/* Folded values met in exports. An empty second column: an old code, history only. */
static const char *const statuses[][2] = {
    {"n", "N"},
    {"none", "N"},
    {"no", "N"},
    {"nosen", "N"},
    {"nospecialeducationalneed", "N"},
    {"nospecialeducationalneeds", "N"},
    {"nnospecialeducationalneed", "N"},
    {"k", "K"},
    {"sensupport", "K"},
    {"ksensupport", "K"},
    {"e", "E"},
    {"ehcp", "E"},
    {"ehcplan", "E"},
    {"eehcp", "E"},
    {"eehcplan", "E"},
    {"educationhealthandcareplan", "E"},
    {"educationhealthcareplan", "E"},
    {"eeducationhealthandcareplan", "E"},
    {"eeducationhealthcareplan", "E"},
    {"s", ""},
    {"statement", ""},
    {"a", ""},
    {"schoolaction", ""},
    {"p", ""},
    {"schoolactionplus", ""},
};

static const char *read_status(RowReading *reading, ImportField field, const char *cell)
{
    const char *key = import_heading_key(reading->arena, cell);
    for (size_t i = 0; i < sizeof statuses / sizeof statuses[0]; i++)
        if (text_equal(key, statuses[i][0])) {
            if (statuses[i][1][0] != '\0')
                return statuses[i][1];
            warn(reading, field, "This status ended with the 2014 reforms, so it was left out");
            return NULL;
        }
    warn(reading, field, "This is not an SEN status that we know, so it was left out");
    return NULL;
}

static const char *read_need(RowReading *reading, ImportField field, const char *cell)
{
    if (text_equal(cell, "0") || text_equal_fold(cell, "none"))
        return NULL;
    const NeedType *type = need_type_read(cell);
    if (need_type_ended(cell))
        warn(reading, field,
             arena_print(reading->arena, "This type of need ended in 2014. It is read as %s.",
                         type->code));
    if (type != NULL)
        return type->code;
    if (text_length(cell) > LONGEST_CODE) {
        warn(reading, field, "This is not a type of need that we know, so it was left out");
        return NULL;
    }
    /* The department adds codes: an unknown one is kept as it came. */
    warn(reading, field, "This is not a type of need that we know. It is kept as it is.");
    return cell;
}

static const char *read_language(RowReading *reading, ImportField field, const char *cell)
{
    size_t length = strlen(cell);
    if (text_equal_fold(cell, "English"))
        return "ENG";
    bool letters = length >= 3 && length <= 4;
    for (size_t i = 0; i < length && letters; i++)
        letters = isalpha((unsigned char)cell[i]) != 0;
    if (!letters) {
        warn(reading, field, "This is not a census code for a language, so it was left out");
        return NULL;
    }
    char *code = arena_copy(reading->arena, cell);
    for (char *c = code; *c != '\0'; c++)
        *c = (char)toupper((unsigned char)*c);
    return code;
}

static const char *read_truth(RowReading *reading, ImportField field, const char *cell)
{
    static const char *const values[][2] = {
        {"y", "true"},  {"yes", "true"}, {"true", "true"},   {"t", "true"},  {"1", "true"},
        {"n", "false"}, {"no", "false"}, {"false", "false"}, {"f", "false"}, {"0", "false"},
    };
    for (size_t i = 0; i < sizeof values / sizeof values[0]; i++)
        if (text_equal_fold(cell, values[i][0]))
            return values[i][1];
    warn(reading, field, "This is neither yes nor no, so it was left out");
    return NULL;
}

typedef const char *ReadCell(RowReading *reading, ImportField field, const char *cell);

static ReadCell *const readers[IMPORT_FIELD_COUNT] = {
    [IMPORT_UPN] = read_upn,
    [IMPORT_FORMER_UPN] = read_upn,
    [IMPORT_ADMISSION_NUMBER] = read_code,
    [IMPORT_SURNAME] = read_name,
    [IMPORT_FORENAME] = read_name,
    [IMPORT_PREFERRED_NAME] = read_name,
    [IMPORT_BORN_ON] = read_date,
    [IMPORT_SEX] = read_sex,
    [IMPORT_NATIONAL_YEAR] = read_year,
    [IMPORT_CLASS] = read_code,
    [IMPORT_SEN_STATUS] = read_status,
    [IMPORT_NEED_1] = read_need,
    [IMPORT_NEED_2] = read_need,
    [IMPORT_LANGUAGE] = read_language,
    [IMPORT_ENGLISH_ADDITIONAL] = read_truth,
    [IMPORT_PUPIL_PREMIUM] = read_truth,
    [IMPORT_LOOKED_AFTER] = read_truth,
    [IMPORT_ENTERED_ON] = read_date,
};

/* ---- What the fields of one row say together ------------------------------------------------- */

static void check_birth(RowReading *reading)
{
    Date born = DATE_NONE;
    const char *iso = reading->row->values[IMPORT_BORN_ON];
    if (iso == NULL || !date_parse_iso(iso, &born))
        return;
    if (date_compare(born, reading->today) > 0) {
        refuse(reading, IMPORT_BORN_ON, "The date of birth is in the future");
        return;
    }
    int age = date_age(born, reading->today);
    if (age > OLDEST_LEARNER)
        refuse(reading, IMPORT_BORN_ON, "The date of birth is more than 100 years ago");
    else if (age > USUAL_OLDEST)
        warn(reading, IMPORT_BORN_ON, "This learner is over 25. Check the date of birth.");
    NationalYear actual = YEAR_NONE;
    const char *code = reading->row->values[IMPORT_NATIONAL_YEAR];
    NationalYear by_age = national_year_by_age(born, reading->today);
    if (code == NULL || !national_year_parse(code, &actual) || actual > YEAR_LAST ||
        by_age == YEAR_NONE)
        return;
    int apart = actual > by_age ? actual - by_age : by_age - actual;
    if (apart > YEARS_OUT_OF_STEP)
        warn(reading, IMPORT_NATIONAL_YEAR,
             arena_print(reading->arena, "By date of birth it would be %s. The year given is kept.",
                         national_year_words(by_age)));
}

static void check_needed(RowReading *reading)
{
    static const struct {
        ImportField field;
        const char *sentence;
    } needed[] = {
        {IMPORT_SURNAME, "The surname is missing"},
        {IMPORT_FORENAME, "The forename is missing"},
        {IMPORT_BORN_ON, "The date of birth is missing"},
    };
    for (size_t i = 0; i < sizeof needed / sizeof needed[0]; i++) {
        bool said = false;
        for (size_t p = 0; p < reading->row->problem_count; p++)
            said = said || reading->problems[p].field == (int)needed[i].field;
        if (reading->row->values[needed[i].field] == NULL && !said)
            refuse(reading, needed[i].field, needed[i].sentence);
    }
}

static void leave_out(RowReading *reading, ImportField field, const char *sentence)
{
    warn(reading, field, sentence);
    reading->row->values[field] = NULL;
}

static bool has_need(const RowReading *reading, ImportField field)
{
    return reading->row->values[field] != NULL;
}

/* Nobody has assessed the type: with SEN Support only, and never beside a type. */
static void check_not_assessed(RowReading *reading, ImportField field, ImportField other)
{
    const char **values = reading->row->values;
    if (!text_equal(values[field], "NSA"))
        return;
    if (text_equal(values[IMPORT_SEN_STATUS], "E"))
        leave_out(reading, field, "NSA goes with SEN Support only; it was left out");
    else if (has_need(reading, other))
        leave_out(reading, field, "NSA stands alone, and a type is given; NSA was left out");
}

/* F-ID-1, as the form has it; what is left is ranked from 1. */
static void check_needs(RowReading *reading)
{
    const char **values = reading->row->values;
    if (text_equal(values[IMPORT_SEN_STATUS], "N") &&
        (has_need(reading, IMPORT_NEED_1) || has_need(reading, IMPORT_NEED_2))) {
        leave_out(reading, has_need(reading, IMPORT_NEED_1) ? IMPORT_NEED_1 : IMPORT_NEED_2,
                  "A learner without SEN has no type of need; it was left out");
        values[IMPORT_NEED_1] = values[IMPORT_NEED_2] = NULL;
    }
    if (has_need(reading, IMPORT_NEED_2) &&
        text_equal(values[IMPORT_NEED_1], values[IMPORT_NEED_2]))
        leave_out(reading, IMPORT_NEED_2, "The same need stands twice; the second was left out");
    check_not_assessed(reading, IMPORT_NEED_1, IMPORT_NEED_2);
    check_not_assessed(reading, IMPORT_NEED_2, IMPORT_NEED_1);
    if (!has_need(reading, IMPORT_NEED_1)) {
        values[IMPORT_NEED_1] = values[IMPORT_NEED_2];
        values[IMPORT_NEED_2] = NULL;
    }
}

/* R-ID-1 rests on it: another first language is known to be one, or it is not known at all. */
static void derive_english_additional(ImportRow *row)
{
    const char *language = row->values[IMPORT_LANGUAGE];
    if (row->values[IMPORT_ENGLISH_ADDITIONAL] != NULL || language == NULL ||
        text_equal(language, "REF") || text_equal(language, "ZZZ"))
        return;
    bool english = text_equal(language, "ENG") || text_equal(language, "ENB");
    row->values[IMPORT_ENGLISH_ADDITIONAL] = english ? "false" : "true";
}

/* The list may know what it does not say; the form would ask for the reason besides language. */
static void check_language_alone(RowReading *reading)
{
    const char **values = reading->row->values;
    if (text_equal(values[IMPORT_SEN_STATUS], "K") && values[IMPORT_NEED_1] == NULL &&
        text_equal(values[IMPORT_ENGLISH_ADDITIONAL], "true"))
        warn(reading, IMPORT_SEN_STATUS,
             "SEN Support with English as an additional language and no type of need: language is "
             "never SEN by itself. Look at the record, and say what else it is.");
}

/* Cells to the right of the last heading show that something has shifted all of them. */
static void check_width(RowReading *reading, const TableRow *cells, const TableRow *header)
{
    for (size_t i = header->count; i < cells->count; i++)
        if (cells->items[i][0] != '\0') {
            refuse(reading, IMPORT_FIELD_COUNT,
                   "This row has more cells than the header: a comma may stand inside a cell");
            return;
        }
    size_t needed = header->count;
    while (needed > 0 && header->items[needed - 1][0] == '\0')
        needed--;
    if (cells->count < needed)
        warn(reading, IMPORT_FIELD_COUNT, "This row has fewer cells than the header");
}

static void read_row(RowReading *reading, const TableRow *cells, const ImportMapping *mapping)
{
    for (int field = 0; field < IMPORT_FIELD_COUNT; field++) {
        if (mapping->column[field] == IMPORT_NO_COLUMN)
            continue;
        const char *cell = table_cell(cells, (size_t)mapping->column[field]);
        if (cell[0] != '\0')
            reading->row->values[field] = readers[field](reading, (ImportField)field, cell);
    }
    check_needed(reading);
    check_birth(reading);
    check_needs(reading);
    derive_english_additional(reading->row);
    check_language_alone(reading);
}

static void keep_problems(RowReading *reading)
{
    ImportRow *row = reading->row;
    row->problems = arena_array(reading->arena, ImportProblem, row->problem_count);
    if (row->problem_count > 0)
        memcpy(row->problems, reading->problems, row->problem_count * sizeof *row->problems);
}

ImportRows import_read(Arena *arena, const Table *table, const ImportMapping *mapping, Date today)
{
    ImportRows rows = {0};
    size_t first = table->header + 1;
    if (first >= table->row_count)
        return rows;
    rows.count = table->row_count - first;
    rows.items = arena_array(arena, ImportRow, rows.count);
    for (size_t i = 0; i < rows.count; i++) {
        const TableRow *cells = &table->rows[first + i];
        RowReading reading = {.arena = arena, .row = &rows.items[i], .today = today};
        reading.row->line = cells->line;
        check_width(&reading, cells, &table->rows[table->header]);
        read_row(&reading, cells, mapping);
        keep_problems(&reading);
    }
    import_dates_check(arena, table, mapping, IMPORT_BORN_ON, true, &rows);
    import_dates_check(arena, table, mapping, IMPORT_ENTERED_ON, false, &rows);
    return rows;
}

/* ---- The setting -----------------------------------------------------------------------------
 */

void import_remark_phase(Arena *arena, ImportRows *rows, const char *phase)
{
    static const struct {
        const char *phase, *words;
        NationalYear first, last;
    } phases[] = {
        {"nursery", "a nursery", YEAR_E1, YEAR_RECEPTION},
        {"primary", "a primary school", YEAR_E1, 6},
        {"secondary", "a secondary school", 7, YEAR_LAST},
        {"college", "a college", 10, YEAR_LAST},
    };
    for (size_t p = 0; p < sizeof phases / sizeof phases[0]; p++)
        for (size_t i = 0; text_equal(phases[p].phase, phase) && i < rows->count; i++) {
            ImportRow *row = &rows->items[i];
            NationalYear year = YEAR_NONE;
            const char *code = row->values[IMPORT_NATIONAL_YEAR];
            if (code == NULL || !national_year_parse(code, &year) || year > YEAR_LAST ||
                (year >= phases[p].first && year <= phases[p].last))
                continue;
            import_row_say(arena, row, IMPORT_NATIONAL_YEAR, false,
                           arena_print(arena, "%s is no year group of %s. The year given is kept.",
                                       national_year_words(year), phases[p].words));
        }
}

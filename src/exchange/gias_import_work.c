/* The setting's own facts out of GIAS, the public register of schools: its row, what differs from
 * what is written here, and the change. The name of the head and the kind of setting are not taken:
 * the one is personal, and the other changes duties, so its head says it. */
#include <string.h>

#include "exchange/exchange_sql.h"
#include "exchange/import_work.h"
#include "school/school.h"

enum {
    GIAS_URN,
    GIAS_LA,
    GIAS_NUMBER,
    GIAS_NAME,
    GIAS_TYPE,
    GIAS_STATUS,
    GIAS_PHASE,
    GIAS_LOW_AGE,
    GIAS_HIGH_AGE,
    GIAS_UKPRN,
    GIAS_STREET,
    GIAS_LOCALITY,
    GIAS_ADDRESS_3,
    GIAS_TOWN,
    GIAS_COUNTY,
    GIAS_POSTCODE,
    GIAS_TELEPHONE,
    GIAS_FIELD_COUNT
};

static const ImportColumn fields[GIAS_FIELD_COUNT] = {
    [GIAS_URN] = {"urn", "URN"},
    [GIAS_LA] = {"la", "Local authority"},
    [GIAS_NUMBER] = {"number", "Establishment number"},
    [GIAS_NAME] = {"name", "Name"},
    [GIAS_TYPE] = {"type", "Type of establishment"},
    [GIAS_STATUS] = {"status", "Status"},
    [GIAS_PHASE] = {"phase", "Phase"},
    [GIAS_LOW_AGE] = {"low_age", "Lowest age"},
    [GIAS_HIGH_AGE] = {"high_age", "Highest age"},
    [GIAS_UKPRN] = {"ukprn", "UKPRN"},
    [GIAS_STREET] = {"street", "Street"},
    [GIAS_LOCALITY] = {"locality", "Locality"},
    [GIAS_ADDRESS_3] = {"address_3", "Third line of the address"},
    [GIAS_TOWN] = {"town", "Town"},
    [GIAS_COUNTY] = {"county", "County"},
    [GIAS_POSTCODE] = {"postcode", "Postcode"},
    [GIAS_TELEPHONE] = {"telephone", "Telephone"},
};

static const ImportHeading headings[] = {
    {"urn", GIAS_URN},
    {"lacode", GIAS_LA},
    {"establishmentnumber", GIAS_NUMBER},
    {"establishmentname", GIAS_NAME},
    {"typeofestablishmentname", GIAS_TYPE},
    {"establishmentstatusname", GIAS_STATUS},
    {"phaseofeducationname", GIAS_PHASE},
    {"statutorylowage", GIAS_LOW_AGE},
    {"statutoryhighage", GIAS_HIGH_AGE},
    {"ukprn", GIAS_UKPRN},
    {"street", GIAS_STREET},
    {"locality", GIAS_LOCALITY},
    {"address3", GIAS_ADDRESS_3},
    {"town", GIAS_TOWN},
    {"countyname", GIAS_COUNTY},
    {"postcode", GIAS_POSTCODE},
    {"telephonenum", GIAS_TELEPHONE},
};

static const ImportNeeded needed[] = {
    {GIAS_URN, -1, "Choose the column with the URN"},
    {GIAS_NAME, -1, "Choose the column with the name of the establishment"},
};
static const int telling[] = {GIAS_URN};

static const ImportSheet gias_sheet = {
    GIAS_FIELD_COUNT,
    fields,
    sizeof headings / sizeof headings[0],
    headings,
    sizeof needed / sizeof needed[0],
    needed,
    sizeof telling / sizeof telling[0],
    telling,
};

typedef struct GiasWork {
    SchoolFacts facts; /* as they will be */
} GiasWork;

/* ---- Which row --------------------------------------------------------------------------------
 */

static void read_cell(Arena *arena, ImportRow *row, int field, const char *cell)
{
    (void)arena;
    row->values[field] = cell;
}

static const char *value(const ImportRow *row, int field)
{
    return row->values[field] == NULL ? "" : row->values[field];
}

/* Codes are padded in some files and not in others. */
static bool same_number(const char *a, const char *b)
{
    while (*a == '0')
        a++;
    while (*b == '0')
        b++;
    return *a != '\0' && strcmp(a, b) == 0;
}

static bool is_open(const ImportRow *row)
{
    return strncmp(value(row, GIAS_STATUS), "Open", 4) == 0;
}

/* A school that became an academy has a new URN and keeps its number: the open one is meant. */
static bool is_ours(const ImportRow *row, const SchoolFacts *facts)
{
    if (!text_empty(facts->urn))
        return same_number(value(row, GIAS_URN), facts->urn);
    return !text_empty(facts->la_number) && !text_empty(facts->establishment_number) &&
           same_number(value(row, GIAS_LA), facts->la_number) &&
           same_number(value(row, GIAS_NUMBER), facts->establishment_number) && is_open(row);
}

/* NULL: none is. sure: out; false when the file holds one school alone, and no number is known
 * here that would say whether it is this one. */
static const ImportRow *row_of(const ImportRows *rows, const SchoolFacts *facts, bool *sure)
{
    *sure = true;
    for (size_t i = 0; i < rows->count; i++)
        if (is_ours(&rows->items[i], facts))
            return &rows->items[i];
    *sure = false;
    return rows->count == 1 && text_empty(facts->urn) ? &rows->items[0] : NULL;
}

/* ---- What differs -----------------------------------------------------------------------------
 */

static void take(Arena *arena, ImportLine *line, const char *words, const char **fact,
                 const char *said)
{
    (void)arena;
    if (said[0] == '\0' || text_equal(*fact, said))
        return;
    line->changes[line->change_count++] =
        (ImportLineChange){words, *fact == NULL ? "" : *fact, said};
    *fact = said;
}

static const char *padded(Arena *arena, const char *number, int digits)
{
    long long read = 0;
    return text_integer(number, 1, 99999999, &read) ? arena_print(arena, "%0*lld", digits, read)
                                                    : "";
}

static void take_age(Arena *arena, ImportLine *line, const char *words, OptionalInteger *age,
                     const char *said)
{
    long long read = 0;
    if (!text_integer(said, 0, 99, &read) || (age->present && age->value == read))
        return;
    line->changes[line->change_count++] = (ImportLineChange){
        words, age->present ? arena_print(arena, "%lld", (long long)age->value) : "", said};
    *age = (OptionalInteger){true, read};
}

static const char *phase_of(const char *said)
{
    static const char *const phases[][2] = {
        {"Nursery", "nursery"},
        {"Primary", "primary"},
        {"Middle deemed primary", "primary"},
        {"Secondary", "secondary"},
        {"Middle deemed secondary", "secondary"},
        {"All-through", "all_through"},
        {"16 plus", "college"},
    };
    for (size_t i = 0; i < sizeof phases / sizeof phases[0]; i++)
        if (text_equal_fold(said, phases[i][0]))
            return phases[i][1];
    return "";
}

static const char *address_of(Arena *arena, const ImportRow *row)
{
    static const int lines[] = {GIAS_STREET, GIAS_LOCALITY, GIAS_ADDRESS_3, GIAS_TOWN, GIAS_COUNTY};
    const char *address = "";
    for (size_t i = 0; i < sizeof lines / sizeof lines[0]; i++) {
        const char *said = value(row, lines[i]);
        if (said[0] != '\0' && !text_equal_fold(said, "Not recorded"))
            address = arena_print(arena, "%s%s%s", address, address[0] == '\0' ? "" : "\n", said);
    }
    return address;
}

/* A leading nought is lost in some rows. */
static const char *telephone_of(Arena *arena, const char *said)
{
    return said[0] == '\0' || said[0] == '0' || said[0] == '+' ? said
                                                               : arena_print(arena, "0%s", said);
}

static void take_row(Arena *arena, const ImportRow *row, SchoolFacts *facts, ImportLine *line)
{
    const char *postcode = postcode_written(arena, value(row, GIAS_POSTCODE));
    take(arena, line, "URN", &facts->urn, padded(arena, value(row, GIAS_URN), 6));
    take(arena, line, "Name", &facts->name, value(row, GIAS_NAME));
    take(arena, line, "Local authority", &facts->la_number, padded(arena, value(row, GIAS_LA), 3));
    take(arena, line, "Establishment number", &facts->establishment_number,
         padded(arena, value(row, GIAS_NUMBER), 4));
    take(arena, line, "UKPRN", &facts->ukprn, padded(arena, value(row, GIAS_UKPRN), 8));
    take(arena, line, "Phase", &facts->phase, phase_of(value(row, GIAS_PHASE)));
    take_age(arena, line, "Lowest age", &facts->low_age, value(row, GIAS_LOW_AGE));
    take_age(arena, line, "Highest age", &facts->high_age, value(row, GIAS_HIGH_AGE));
    take(arena, line, "Address", &facts->address, address_of(arena, row));
    take(arena, line, "Postcode", &facts->postcode, postcode == NULL ? "" : postcode);
    take(arena, line, "Telephone", &facts->telephone,
         telephone_of(arena, value(row, GIAS_TELEPHONE)));
}

static void say_more(Arena *arena, const ImportRow *row, ImportLine *line)
{
    if (value(row, GIAS_STATUS)[0] != '\0' && !is_open(row))
        import_line_say(
            arena, line,
            arena_print(arena, "The register says of it: %s.", value(row, GIAS_STATUS)));
    if (value(row, GIAS_TYPE)[0] != '\0')
        import_line_say(arena, line,
                        arena_print(arena,
                                    "The register calls it: %s. What kind of setting it is here "
                                    "stays as the head has said.",
                                    value(row, GIAS_TYPE)));
}

static ImportLine line_of(Arena *arena, const ImportRows *rows, SchoolFacts *facts)
{
    bool sure;
    const ImportRow *row = row_of(rows, facts, &sure);
    ImportLine line = {.result = IMPORT_SAME,
                       .name = row == NULL ? "(this setting)" : value(row, GIAS_NAME),
                       .line = row == NULL ? 0 : row->line,
                       .aside = row == NULL ? "" : value(row, GIAS_URN),
                       .facts = row == NULL ? "" : value(row, GIAS_TOWN),
                       .refused = "",
                       .changes = arena_array(arena, ImportLineChange, GIAS_FIELD_COUNT)};
    if (row == NULL) {
        line.result = IMPORT_REFUSED;
        line.refused = "No row has the number of this setting. Enter its URN under Facts first.";
        return line;
    }
    take_row(arena, row, facts, &line);
    say_more(arena, row, &line);
    FactsFaults faults = school_facts_faults(facts);
    if (faults.count > 0) {
        line.result = IMPORT_REFUSED;
        line.refused = arena_print(arena, "%s.", faults.items[0].sentence);
    } else if (line.change_count > 0) {
        line.result = sure ? IMPORT_CHANGED : IMPORT_SUGGESTED;
    }
    return line;
}

static Error *compare(Db *db, Arena *arena, SchoolId school, const ImportBy *by, ImportWork *work)
{
    static const ImportReading reading = {.field_count = GIAS_FIELD_COUNT, .cell = read_cell};
    GiasWork *own = arena_new(arena, GiasWork);
    int64_t version;
    (void)by;
    TRY(school_facts_load(db, arena, school, &own->facts, &version));
    work->rows = import_rows_read(arena, &work->table, &work->mapping, &reading);
    work->lines = (ImportLines){.count = 1, .items = arena_array(arena, ImportLine, 1)};
    work->lines.items[0] = line_of(arena, &work->rows, &own->facts);
    work->compared = own;
    return NULL;
}

static Error *write_line(Db *db, Arena *arena, SchoolId school, const ImportWork *work, size_t line,
                         const ImportBy *by)
{
    const GiasWork *own = work->compared;
    (void)line;
    (void)by;
    return school_facts_save(db, arena, school, &own->facts);
}

static Url place(Arena *arena)
{
    return url_print(arena, "/school/facts");
}

const ImportKind gias_kind = {
    .code = "gias",
    .children = "the setting's own facts",
    .also = MAY_EDIT_FACTS,
    .aside = "URN",
    .facts = "Town",
    .same = "Is this yours?",
    .why = "No number is known here that would say so. ",
    .untouched =
        "Only the row of this setting is looked at. The kind of setting and the name of the "
        "head stay as they are.",
    .place = place,
    .sheet = &gias_sheet,
    .compare = compare,
    .write = write_line,
};

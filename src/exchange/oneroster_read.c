#include "exchange/oneroster_read.h"

#include <stdlib.h>
#include <string.h>

#include "exchange/import_sheet.h"
#include "exchange/table_read.h"
#include "exchange/zip_read.h"

enum { REMARKS_MOST = 500, ALIKE_SHORTEST = 6, ALIKE_LONG = 9, HEADING_LONGEST = 60 };

/* ---- The standard's files -------------------------------------------------------------------- */

/* Headings as import_heading_key() makes them, the sourcedId first. */
static const char *const org_columns[] = {"sourcedid", "name", "type", "identifier"};
static const char *const session_columns[] = {"sourcedid", "startdate", "enddate"};
static const char *const course_columns[] = {"sourcedid", "grades"};
static const char *const class_columns[] = {"sourcedid",       "title",         "grades",
                                            "coursesourcedid", "classcode",     "classtype",
                                            "schoolsourcedid", "termsourcedids"};
static const char *const user_columns[] = {
    "sourcedid",  "enableduser",        "orgsourcedids", "role", "userids", "givenname",
    "familyname", "identifier",         "email",         "sms",  "phone",   "agentsourcedids",
    "grades",     "preferredgivenname", "metadataupn"};
static const char *const role_columns[] = {"sourcedid", "usersourcedid", "roletype",    "role",
                                           "begindate", "enddate",       "orgsourcedid"};
static const char *const enrolment_columns[] = {
    "sourcedid", "classsourcedid", "schoolsourcedid", "usersourcedid",
    "role",      "primary",        "begindate",       "enddate"};
static const char *const demographics_columns[] = {"sourcedid", "birthdate", "sex"};

static const struct {
    const char *name, *property;
    size_t count;
    const char *const *columns;
    unsigned needed; /* one bit for each column without which the file says nothing */
} files[ROSTER_FILE_COUNT] = {
    [ROSTER_ORGS] = {"orgs.csv", "orgs", ORG_COLUMNS, org_columns, 1U | 1U << ORG_NAME},
    [ROSTER_SESSIONS] = {"academicSessions.csv", "academicSessions", SESSION_COLUMNS,
                         session_columns, 1U | 1U << SESSION_ENDS},
    [ROSTER_COURSES] = {"courses.csv", "courses", COURSE_COLUMNS, course_columns, 1U},
    [ROSTER_CLASSES] = {"classes.csv", "classes", CLASS_COLUMNS, class_columns,
                        1U | 1U << CLASS_TITLE},
    [ROSTER_USERS] = {"users.csv", "users", USER_COLUMNS, user_columns,
                      1U | 1U << USER_GIVEN | 1U << USER_FAMILY},
    [ROSTER_ROLES] = {"roles.csv", "roles", ROLE_COLUMNS, role_columns,
                      1U << ROLE_USER | 1U << ROLE_NAME},
    [ROSTER_ENROLMENTS] = {"enrollments.csv", "enrollments", ENROLMENT_COLUMNS, enrolment_columns,
                           1U << ENROLMENT_CLASS | 1U << ENROLMENT_USER | 1U << ENROLMENT_ROLE},
    [ROSTER_DEMOGRAPHICS] = {"demographics.csv", "demographics", DEMOGRAPHICS_COLUMNS,
                             demographics_columns, 1U},
};

/* Headings met in the place of the standard's: OneRoster 1.0, and British spellings. */
static const char *const other_headings[][2] = {
    {"usersourcedid", "sourcedid"}, /* of demographics alone: looked at when there is no other */
    {"upn", "metadataupn"},
    {"metadatauniquepupilnumber", "metadataupn"},
    {"uniquepupilnumber", "metadataupn"},
    {"orgsourcedid", "orgsourcedids"},
    {"status1", "status"},
};

static const TableLimits roster_limits = {
    .bytes = 64U << 20, .rows = 600000, .columns = 200, .cells = 8000000, .characters = 32767};

const char *roster_file_name(RosterFile file)
{
    return files[file].name;
}

size_t roster_columns(RosterFile file)
{
    return files[file].count;
}

/* Small letters: systems write one id now so, now so. */
const char *roster_key(Arena *arena, const char *id)
{
    char *key = text_trim(arena, id);
    for (char *c = key; *c != '\0'; c++)
        *c = text_lower(*c);
    return key;
}

void roster_say(Arena *arena, RosterRemarks *remarks, const char *file, size_t line,
                const char *sentence)
{
    if (remarks->items == NULL) {
        remarks->items = arena_array(arena, RosterRemark, REMARKS_MOST);
        remarks->room = REMARKS_MOST;
    }
    if (remarks->count < remarks->room)
        remarks->items[remarks->count++] = (RosterRemark){file, line, sentence};
}

/* ---- Reading one file ------------------------------------------------------------------------ */

typedef struct Reading {
    Arena *arena;
    RosterPackage *package;
    const char *name; /* of the file, as it is in the zip */
    RosterFile file;
    Table table;
    int column[ROSTER_COLUMNS_MOST]; /* of the table, for each of ours */
    int status, password;
} Reading;

static void say(const Reading *reading, size_t line, const char *sentence)
{
    roster_say(reading->arena, &reading->package->remarks, files[reading->file].name, line,
               sentence);
}

/* How many letters must change to make one of the other; above `most`: too many. */
static size_t distance(const char *a, const char *b, size_t most)
{
    size_t before[HEADING_LONGEST + 1], now[HEADING_LONGEST + 1];
    size_t length = strlen(b);
    if (length > HEADING_LONGEST || strlen(a) > HEADING_LONGEST)
        return most + 1;
    for (size_t j = 0; j <= length; j++)
        before[j] = j;
    for (size_t i = 0; a[i] != '\0'; i++) {
        now[0] = i + 1;
        for (size_t j = 0; j < length; j++) {
            size_t change = before[j] + (a[i] == b[j] ? 0 : 1);
            size_t leave = (before[j + 1] < now[j] ? before[j + 1] : now[j]) + 1;
            now[j + 1] = change < leave ? change : leave;
        }
        memcpy(before, now, sizeof before);
    }
    return before[length];
}

static bool is_misspelt(const char *heading, const char *wanted)
{
    size_t length = strlen(wanted);
    if (length < ALIKE_SHORTEST)
        return false;
    size_t most = length < ALIKE_LONG ? 1 : 2;
    return distance(heading, wanted, most) <= most;
}

static int find_heading(const char *const *keys, size_t count, const char *wanted)
{
    for (size_t i = 0; i < count; i++)
        if (text_equal(keys[i], wanted))
            return (int)i;
    return IMPORT_NO_COLUMN;
}

static bool is_standard(const Reading *reading, const char *key)
{
    return text_equal(key, "status") || text_equal(key, "datelastmodified") ||
           find_heading(files[reading->file].columns, files[reading->file].count, key) !=
               IMPORT_NO_COLUMN;
}

/* A heading that is no other one's, and nearly this one. */
static int find_misspelt(const Reading *reading, const char *const *keys, size_t count,
                         const char *wanted)
{
    for (size_t i = 0; i < count; i++)
        if (!is_standard(reading, keys[i]) && is_misspelt(keys[i], wanted)) {
            say(reading, 1,
                arena_print(reading->arena, "The heading “%s” is read as %s",
                            reading->table.rows[reading->table.header].items[i], wanted));
            return (int)i;
        }
    return IMPORT_NO_COLUMN;
}

static int find_column(const Reading *reading, const char *const *keys, size_t count,
                       const char *wanted)
{
    int column = find_heading(keys, count, wanted);
    for (size_t i = 0; i < sizeof other_headings / sizeof other_headings[0]; i++)
        if (column == IMPORT_NO_COLUMN && text_equal(other_headings[i][1], wanted) &&
            !is_standard(reading, other_headings[i][0]))
            column = find_heading(keys, count, other_headings[i][0]);
    return column != IMPORT_NO_COLUMN ? column : find_misspelt(reading, keys, count, wanted);
}

static Error *map_columns(Reading *reading)
{
    const TableRow *header = &reading->table.rows[reading->table.header];
    const char **keys = arena_array(reading->arena, const char *, header->count);
    for (size_t i = 0; i < header->count; i++)
        keys[i] = import_heading_key(reading->arena, header->items[i]);
    for (size_t i = 0; i < files[reading->file].count; i++) {
        const char *wanted = files[reading->file].columns[i];
        reading->column[i] = find_column(reading, keys, header->count, wanted);
        if (reading->column[i] == IMPORT_NO_COLUMN && (files[reading->file].needed >> i & 1U) != 0)
            return error_invalid(arena_print(reading->arena, "%s has no column “%s”.",
                                             files[reading->file].name, wanted),
                                 "roster column");
    }
    reading->status = find_column(reading, keys, header->count, "status");
    reading->password = find_heading(keys, header->count, "password");
    return NULL;
}

static const char *cell_of(const TableRow *cells, int column)
{
    const char *cell = column == IMPORT_NO_COLUMN ? "" : table_cell(cells, (size_t)column);
    return text_equal_fold(cell, "null") ? "" : cell;
}

static void take_row(Reading *reading, const TableRow *cells, RosterTable *into)
{
    RosterRow *row = &into->rows[into->count++];
    size_t count = files[reading->file].count;
    const char *status = cell_of(cells, reading->status);
    *row = (RosterRow){.line = cells->line,
                       .deleted = text_equal_fold(status, "tobedeleted") ||
                                  text_equal_fold(status, "inactive"),
                       .cells = arena_array(reading->arena, const char *, count)};
    for (size_t i = 0; i < count; i++)
        row->cells[i] = cell_of(cells, reading->column[i]);
    row->key = roster_key(reading->arena, row->cells[ROSTER_ID]);
}

/* A cell beyond the last heading shows that a comma stands where none belongs. */
static bool is_shifted(const Reading *reading, const TableRow *cells)
{
    for (size_t i = reading->table.rows[reading->table.header].count; i < cells->count; i++)
        if (cells->items[i][0] != '\0')
            return true;
    return false;
}

static void take_rows(Reading *reading, RosterTable *into)
{
    const Table *table = &reading->table;
    bool passwords = false;
    into->rows = arena_array(reading->arena, RosterRow, table->row_count);
    for (size_t i = table->header + 1; i < table->row_count; i++) {
        const TableRow *cells = &table->rows[i];
        passwords = passwords || cell_of(cells, reading->password)[0] != '\0';
        if (is_shifted(reading, cells))
            say(reading, cells->line,
                "Left out: the row has more cells than the file has headings. A comma may stand "
                "inside a cell that is not in quotes.");
        else
            take_row(reading, cells, into);
    }
    if (passwords)
        say(reading, 0, "The passwords in this file were not read, and are kept nowhere.");
}

static int compare_keys(const void *left, const void *right)
{
    const RosterRow *const *a = left, *const *b = right;
    int by_key = strcmp((*a)->key, (*b)->key);
    return by_key != 0 ? by_key : ((*a)->line > (*b)->line) - ((*a)->line < (*b)->line);
}

/* Of two rows with one id the first is taken; one without any is none. */
static void drop_twins(const Reading *reading, RosterTable *table)
{
    RosterRow **sorted = arena_array(reading->arena, RosterRow *, table->count);
    for (size_t i = 0; i < table->count; i++)
        sorted[i] = &table->rows[i];
    if (table->count > 1)
        qsort(sorted, table->count, sizeof(void *), compare_keys);
    for (size_t i = 0, first = 0; i < table->count; i++) {
        if (!text_equal(sorted[i]->key, sorted[first]->key))
            first = i;
        if (i == first || sorted[i]->key[0] == '\0')
            continue;
        say(reading, sorted[i]->line,
            arena_print(reading->arena,
                        "Left out: the sourcedId stands on line %zu too. Capitals make no other.",
                        sorted[first]->line));
        sorted[i]->cells = NULL;
    }
    size_t kept = 0;
    for (size_t i = 0; i < table->count; i++)
        if (table->rows[i].cells != NULL)
            table->rows[kept++] = table->rows[i];
    table->count = kept;
}

static void drop_nameless(const Reading *reading, RosterTable *table)
{
    size_t kept = 0;
    bool needed = (files[reading->file].needed & 1U) != 0;
    for (size_t i = 0; i < table->count; i++) {
        if (needed && table->rows[i].key[0] == '\0')
            say(reading, table->rows[i].line, "Left out: the sourcedId is missing");
        else
            table->rows[kept++] = table->rows[i];
    }
    table->count = kept;
}

static Error *read_file(Reading *reading, Bytes content, RosterTable *into)
{
    Error *error = table_read(reading->arena, content, &roster_limits, &reading->table);
    if (error != NULL)
        return error_make(
            error->kind,
            arena_print(reading->arena, "%s: %s", files[reading->file].name, error->message), "%s",
            error->cause);
    reading->table.header = 0;
    TRY(map_columns(reading));
    if (reading->table.encoding == TABLE_WINDOWS_1252)
        say(reading, 0, "The file is not UTF-8. It was read as Windows text: check the accents.");
    if (into->mode == ROSTER_DELTA && reading->status == IMPORT_NO_COLUMN)
        say(reading, 0, "A delta has a column status, and this one has none: nothing is deleted.");
    take_rows(reading, into);
    drop_nameless(reading, into);
    drop_twins(reading, into);
    return NULL;
}

/* ---- The manifest ---------------------------------------------------------------------------- */

typedef struct Property {
    const char *name, *value;
    size_t line;
} Property;

typedef struct Properties {
    size_t count;
    Property *items;
} Properties;

static const ZipEntry *entry_named(const ZipEntries *entries, const char *name)
{
    for (size_t i = 0; i < entries->count; i++)
        if (text_equal_fold(entries->items[i].name, name))
            return &entries->items[i];
    return NULL;
}

static const char *property(const Properties *properties, const char *name)
{
    for (size_t i = 0; i < properties->count; i++)
        if (text_equal_fold(properties->items[i].name, name))
            return properties->items[i].value;
    return "";
}

static void take_property(Arena *arena, RosterPackage *package, Properties *properties,
                          const TableRow *row)
{
    const char *name = table_cell(row, 0), *value = table_cell(row, 1);
    bool known = false;
    for (size_t i = 0; i < properties->count; i++) {
        Property *other = &properties->items[i];
        if (!text_equal_fold(other->name, name))
            continue;
        known = true;
        if (text_equal_fold(other->value, value))
            continue;
        roster_say(arena, &package->remarks, "manifest.csv", row->line,
                   arena_print(arena,
                               "%s is said twice, and not the same. The file is taken as a "
                               "delta, from which nobody leaves by being left out.",
                               name));
        if (text_starts(name, "file."))
            other->value = "delta";
    }
    if (!known)
        properties->items[properties->count++] = (Property){name, value, row->line};
}

static Error *read_manifest(Arena *arena, const ZipEntries *entries, RosterPackage *package,
                            Properties *properties)
{
    const ZipEntry *manifest = entry_named(entries, "manifest.csv");
    Table table;
    *properties = (Properties){0};
    if (manifest == NULL) {
        roster_say(arena, &package->remarks, "manifest.csv", 0,
                   "The package has no manifest. Each file is taken as a delta: what is in it "
                   "comes in, and nobody leaves by being left out.");
        return NULL;
    }
    TRY(table_read(arena, manifest->content, &roster_limits, &table));
    properties->items = arena_array(arena, Property, table.row_count);
    for (size_t i = 0; i < table.row_count; i++)
        take_property(arena, package, properties, &table.rows[i]);
    return NULL;
}

/* Announced and not there, or there and not announced: said, and nobody leaves for it. */
static RosterMode mode_of(Arena *arena, RosterPackage *package, RosterFile file,
                          const Properties *properties, bool there)
{
    const char *said = property(properties, arena_print(arena, "file.%s", files[file].property));
    bool bulk = text_equal_fold(said, "bulk"), delta = text_equal_fold(said, "delta");
    const char *name = files[file].name;
    if (there && bulk)
        return ROSTER_BULK;
    if (there && text_equal_fold(said, "absent")) {
        roster_say(arena, &package->remarks, name, 0,
                   "The manifest says that this file is absent, so it was not read.");
        return ROSTER_ABSENT;
    }
    if (there && !delta && properties->count > 0)
        roster_say(arena, &package->remarks, name, 0,
                   "The manifest does not say what this file is. It is taken as a delta, from "
                   "which nobody leaves by being left out.");
    if (!there && (bulk || delta))
        roster_say(arena, &package->remarks, name, 0,
                   "The manifest names this file, and it is not in the zip.");
    return there ? ROSTER_DELTA : ROSTER_ABSENT;
}

/* ---- The package ----------------------------------------------------------------------------- */

static const ZipEntry *find_file(const ZipEntries *entries, RosterFile file)
{
    const ZipEntry *entry = entry_named(entries, files[file].name);
    return entry == NULL && file == ROSTER_ENROLMENTS ? entry_named(entries, "enrolments.csv")
                                                      : entry;
}

static Error *take_file(Arena *arena, const ZipEntries *entries, const Properties *properties,
                        RosterFile file, RosterPackage *package)
{
    const ZipEntry *entry = find_file(entries, file);
    RosterTable *into = &package->files[file];
    into->mode = mode_of(arena, package, file, properties, entry != NULL);
    if (into->mode == ROSTER_ABSENT || entry == NULL)
        return NULL;
    Reading reading = {.arena = arena, .package = package, .name = entry->name, .file = file};
    if (!text_equal(entry->name, files[file].name))
        say(&reading, 0,
            arena_print(arena, "The file is called %s. It was read all the same.", entry->name));
    return read_file(&reading, entry->content, into);
}

/* By what the files are, too: the number in the manifest is sometimes wrong. */
static void settle_version(Arena *arena, const Properties *properties, RosterPackage *package)
{
    const char *said = property(properties, "oneroster.version");
    bool roles = package->files[ROSTER_ROLES].mode != ROSTER_ABSENT;
    package->version = roles ? "1.2" : text_starts(said, "1.2") ? "1.2" : "1.1";
    if (said[0] != '\0' && !text_starts(said, package->version))
        roster_say(arena, &package->remarks, "manifest.csv", 0,
                   arena_print(arena,
                               "The manifest says OneRoster %s, and the files are those of "
                               "%s.",
                               said, package->version));
    package->system = property(properties, "source.systemName");
    if (package->system[0] == '\0')
        package->system = property(properties, "source.systemCode");
}

Error *roster_read(Arena *arena, Bytes zip, RosterPackage *package)
{
    ZipEntries entries;
    Properties properties;
    *package = (RosterPackage){.version = "", .system = ""};
    TRY(zip_read(arena, zip, &zip_limits_usual, &entries));
    for (size_t i = 0; i < entries.left_out.count; i++)
        roster_say(arena, &package->remarks, entries.left_out.items[i], 0,
                   "This is no CSV file, and was not read.");
    TRY(read_manifest(arena, &entries, package, &properties));
    for (RosterFile file = 0; file < ROSTER_FILE_COUNT; file++)
        TRY(take_file(arena, &entries, &properties, file, package));
    if (package->files[ROSTER_USERS].mode == ROSTER_ABSENT &&
        package->files[ROSTER_ENROLMENTS].mode == ROSTER_ABSENT &&
        package->files[ROSTER_CLASSES].mode == ROSTER_ABSENT)
        return error_invalid("This zip is no OneRoster package: it has no users.csv.",
                             "roster without users");
    settle_version(arena, &properties, package);
    return NULL;
}

#include "exchange/class_import_rules.h"

#include <string.h>

#include "exchange/key_index.h"
#include "learner/age.h"

enum { LONGEST_NAME = 40, LONGEST_CELL = 254, CHANGES_MOST = 4 };

static const ImportColumn fields[IMPORT_CLASS_FIELD_COUNT] = {
    [IMPORT_CLASS_NAME] = {"name", "Class or group"},
    [IMPORT_CLASS_YEAR] = {"year", "Year group"},
    [IMPORT_CLASS_GROUP] = {"group", "Is it a teaching group?"},
    [IMPORT_CLASS_TEACHER] = {"teacher", "Teacher’s email"},
    [IMPORT_CLASS_ASSISTANT] = {"assistant", "Assistant’s email"},
    [IMPORT_CLASS_UPN] = {"upn", "UPN of a learner in it"},
    [IMPORT_CLASS_ADMISSION_NUMBER] = {"admission_number", "Admission number of a learner in it"},
};

static const ImportHeading headings[] = {
    {"classname", IMPORT_CLASS_NAME},
    {"classorgroup", IMPORT_CLASS_NAME},
    {"class", IMPORT_CLASS_NAME},
    {"groupname", IMPORT_CLASS_NAME},
    {"teachinggroup", IMPORT_CLASS_NAME},
    {"group", IMPORT_CLASS_NAME},
    {"set", IMPORT_CLASS_NAME},
    {"classyear", IMPORT_CLASS_YEAR},
    {"yeargroup", IMPORT_CLASS_YEAR},
    {"year", IMPORT_CLASS_YEAR},
    {"ncyear", IMPORT_CLASS_YEAR},
    {"grouptype", IMPORT_CLASS_GROUP},
    {"classtype", IMPORT_CLASS_GROUP},
    {"isgroup", IMPORT_CLASS_GROUP},
    {"type", IMPORT_CLASS_GROUP},
    {"teacheremail", IMPORT_CLASS_TEACHER},
    {"teachersemail", IMPORT_CLASS_TEACHER},
    {"classteacheremail", IMPORT_CLASS_TEACHER},
    {"teacher", IMPORT_CLASS_TEACHER},
    {"classteacher", IMPORT_CLASS_TEACHER},
    {"assistantemail", IMPORT_CLASS_ASSISTANT},
    {"teachingassistantemail", IMPORT_CLASS_ASSISTANT},
    {"assistant", IMPORT_CLASS_ASSISTANT},
    {"teachingassistant", IMPORT_CLASS_ASSISTANT},
    {"pupilupn", IMPORT_CLASS_UPN},
    {"memberupn", IMPORT_CLASS_UPN},
    {"upn", IMPORT_CLASS_UPN},
    {"adno", IMPORT_CLASS_ADMISSION_NUMBER},
    {"admissionno", IMPORT_CLASS_ADMISSION_NUMBER},
    {"admissionnumber", IMPORT_CLASS_ADMISSION_NUMBER},
};

/* A list of classes is one only with whom they have: a list of learners has a class as well. */
static const ImportNeeded needed[] = {
    {IMPORT_CLASS_NAME, -1, "Choose the column with the name of the class or group"},
    {IMPORT_CLASS_TEACHER, IMPORT_CLASS_GROUP,
     "Choose the column with the teacher’s email, or the one that says what is a teaching group"},
};

static const int telling[] = {IMPORT_CLASS_NAME, IMPORT_CLASS_TEACHER, IMPORT_CLASS_UPN};

const ImportSheet class_sheet = {
    IMPORT_CLASS_FIELD_COUNT,         fields, sizeof headings / sizeof headings[0], headings,
    sizeof needed / sizeof needed[0], needed, sizeof telling / sizeof telling[0],   telling,
};

/* ---- Rows ----------------------------------------------------------------------------------- */

static void read_year(Arena *arena, ImportRow *row, const char *cell)
{
    NationalYear year = YEAR_NONE;
    if (national_year_parse(cell, &year))
        row->values[IMPORT_CLASS_YEAR] = national_year_code(year);
    else
        import_row_say(arena, row, IMPORT_CLASS_YEAR, false,
                       arena_print(arena, "“%s” is no year group, so it was left out", cell));
}

static void read_kind(Arena *arena, ImportRow *row, const char *cell)
{
    static const char *const groups[] = {"yes", "y", "true", "1", "group", "teaching group", "set"};
    static const char *const classes[] = {"no", "n", "false", "0", "class", "form", "tutor group"};
    for (size_t i = 0; i < sizeof groups / sizeof groups[0]; i++)
        if (text_equal_fold(cell, groups[i]))
            row->values[IMPORT_CLASS_GROUP] = "true";
        else if (text_equal_fold(cell, classes[i]))
            row->values[IMPORT_CLASS_GROUP] = "false";
    if (row->values[IMPORT_CLASS_GROUP] == NULL)
        import_row_say(arena, row, IMPORT_CLASS_GROUP, true,
                       arena_print(arena, "“%s” says neither class nor group", cell));
}

static void read_cell(Arena *arena, ImportRow *row, int field, const char *cell)
{
    bool too_long = text_length(cell) > LONGEST_CELL ||
                    (field == IMPORT_CLASS_NAME && text_length(cell) > LONGEST_NAME);
    if (too_long)
        import_row_say(
            arena, row, field, true,
            arena_print(arena, "%s: this is too long. Check the column.", fields[field].words));
    else if (field == IMPORT_CLASS_YEAR)
        read_year(arena, row, cell);
    else if (field == IMPORT_CLASS_GROUP)
        read_kind(arena, row, cell);
    else
        row->values[field] = cell;
}

static void finish_row(Arena *arena, ImportRow *row, const TableRow *cells,
                       const ImportMapping *mapping)
{
    bool named =
        row->values[IMPORT_CLASS_UPN] != NULL || row->values[IMPORT_CLASS_ADMISSION_NUMBER] != NULL;
    (void)cells;
    (void)mapping;
    if (row->values[IMPORT_CLASS_NAME] == NULL)
        import_row_say(arena, row, IMPORT_CLASS_NAME, true, "The name of the class is missing");
    if (named && text_equal(row->values[IMPORT_CLASS_GROUP], "false"))
        import_row_say(arena, row, IMPORT_CLASS_GROUP, true,
                       "A learner’s own class comes with the list of learners. Here only teaching "
                       "groups have members.");
}

ImportRows class_import_read(Arena *arena, const Table *table, const ImportMapping *mapping)
{
    static const ImportReading reading = {
        .field_count = IMPORT_CLASS_FIELD_COUNT, .cell = read_cell, .finish = finish_row};
    return import_rows_read(arena, table, mapping, &reading);
}

/* ---- Comparing ------------------------------------------------------------------------------ */

typedef struct Comparing {
    Arena *arena;
    const ClassComparison *with;
    KeyIndex classes, emails, upns, numbers, posts, places;
    KeyIndex opened; /* rows of the file, by class */
    KeyIndex said;   /* rows of the file, by class and member */
    const ImportRow *row;
    ImportLine *line;
    ClassRow *out, *rows;
    size_t index;
} Comparing;

static const char *class_key(Arena *arena, const char *name, bool is_group)
{
    return arena_print(arena, "%s|%s", is_group ? "g" : "c", name);
}

static const char *place_key(Arena *arena, int64_t class, int64_t person, const char *as)
{
    return arena_print(arena, "%lld|%lld|%s", (long long)class, (long long)person, as);
}

static void refuse(const Comparing *comparing, const char *sentence)
{
    comparing->line->result = IMPORT_REFUSED;
    comparing->line->refused = sentence;
}

static void change(const Comparing *comparing, const char *field, const char *from, const char *to)
{
    ImportLine *line = comparing->line;
    line->changes[line->change_count++] = (ImportLineChange){field, from, to};
}

static bool is_there(const KeyIndex *index, const char *key)
{
    size_t first;
    return key_index_find(index, key, &first) > 0;
}

/* A class is known by its name; of a new one the first row of the file makes it. */
static void find_class(const Comparing *comparing, const char *key)
{
    size_t first = 0;
    ClassRow *out = comparing->out;
    if (key_index_find(&comparing->classes, key, &first) > 0) {
        out->here = &comparing->with->classes[comparing->classes.items[first].index];
        return;
    }
    if (key_index_find(&comparing->opened, key, &first) == 0)
        return;
    size_t maker = comparing->opened.items[first].index;
    if (maker != comparing->index)
        out->opened = &comparing->rows[maker];
}

static void compare_year(const Comparing *comparing)
{
    ClassRow *out = comparing->out;
    const char *said = comparing->row->values[IMPORT_CLASS_YEAR];
    out->year = said == NULL && out->here != NULL ? out->here->year : said;
    if (out->here == NULL || said == NULL || text_equal(out->here->year, said))
        return;
    NationalYear from = YEAR_NONE, to = YEAR_NONE;
    bool had = out->here->year != NULL && national_year_parse(out->here->year, &from);
    national_year_parse(said, &to);
    out->year_changes = true;
    change(comparing, "Year", had ? national_year_words(from) : "", national_year_words(to));
}

/* False when the row is refused. */
static bool compare_adult(const Comparing *comparing, ClassField field, bool teaches,
                          const ExistingAdult **adult)
{
    size_t first = 0;
    const char *email = comparing->row->values[field];
    if (email == NULL)
        return true;
    if (key_index_find(&comparing->emails, text_sort_key(comparing->arena, email), &first) == 0) {
        refuse(comparing,
               arena_print(comparing->arena,
                           "Nobody of the staff here signs in with %s. Import the staff first.",
                           email));
        return false;
    }
    const ExistingAdult *found = &comparing->with->adults[comparing->emails.items[first].index];
    const ExistingClass *here = comparing->out->here;
    if (here != NULL && is_there(&comparing->posts, place_key(comparing->arena, here->id, found->id,
                                                              teaches ? "t" : "s")))
        return true;
    *adult = found;
    change(comparing, teaches ? "Teacher" : "Assistant", "", found->name);
    return true;
}

static const ExistingMember *member_of(const Comparing *comparing)
{
    size_t first = 0;
    const char *upn = comparing->row->values[IMPORT_CLASS_UPN];
    const char *number = comparing->row->values[IMPORT_CLASS_ADMISSION_NUMBER];
    if (upn != NULL && key_index_find(&comparing->upns, upn, &first) == 1)
        return &comparing->with->members[comparing->upns.items[first].index];
    if (upn == NULL && number != NULL && key_index_find(&comparing->numbers, number, &first) == 1)
        return &comparing->with->members[comparing->numbers.items[first].index];
    return NULL;
}

static void compare_member(const Comparing *comparing)
{
    ClassRow *out = comparing->out;
    if (comparing->row->values[IMPORT_CLASS_UPN] == NULL &&
        comparing->row->values[IMPORT_CLASS_ADMISSION_NUMBER] == NULL)
        return;
    const ExistingMember *member = member_of(comparing);
    if (member == NULL) {
        refuse(comparing, "No learner here has this number, or more than one has");
        return;
    }
    comparing->line->aside = member->name;
    comparing->line->learner = member->id;
    if (out->here != NULL &&
        is_there(&comparing->places, place_key(comparing->arena, out->here->id, member->id, "")))
        return;
    out->member = member;
    change(comparing, "Joins", "", member->name);
}

static const char *said_key(Arena *arena, const ImportRow *row)
{
    const char *upn = row->values[IMPORT_CLASS_UPN];
    const char *number = row->values[IMPORT_CLASS_ADMISSION_NUMBER];
    const char *name = row->values[IMPORT_CLASS_NAME];
    return arena_print(arena, "%s|%s|%s", name == NULL ? "" : name, upn == NULL ? "" : upn,
                       number == NULL ? "" : number);
}

static bool is_said_twice(const Comparing *comparing)
{
    size_t first = 0;
    key_index_find(&comparing->said, said_key(comparing->arena, comparing->row), &first);
    if (comparing->said.items[first].index >= comparing->index)
        return false;
    refuse(comparing, "The same stands on a line above");
    return true;
}

static bool is_group_row(const ImportRow *row)
{
    return text_equal(row->values[IMPORT_CLASS_GROUP], "true") ||
           row->values[IMPORT_CLASS_UPN] != NULL ||
           row->values[IMPORT_CLASS_ADMISSION_NUMBER] != NULL;
}

static const char *row_key(Arena *arena, const ImportRow *row)
{
    return import_refusal(row) != NULL
               ? ""
               : class_key(arena, row->values[IMPORT_CLASS_NAME], is_group_row(row));
}

static void compare_row(const Comparing *comparing)
{
    const ImportRow *row = comparing->row;
    const ImportProblem *refusal = import_refusal(row);
    ImportLine *line = comparing->line;
    const char *name = row->values[IMPORT_CLASS_NAME];
    *line = (ImportLine){.line = row->line,
                         .result = IMPORT_SAME,
                         .name = name == NULL ? "(no name)" : name,
                         .aside = "",
                         .facts = is_group_row(row) ? "Teaching group" : "Class",
                         .refused = "",
                         .remarks = import_remarks(comparing->arena, row),
                         .changes = arena_array(comparing->arena, ImportLineChange, CHANGES_MOST)};
    if (refusal != NULL) {
        refuse(comparing, refusal->sentence);
        return;
    }
    if (is_said_twice(comparing))
        return;
    comparing->out->is_group = is_group_row(row);
    find_class(comparing, row_key(comparing->arena, row));
    compare_year(comparing);
    if (!compare_adult(comparing, IMPORT_CLASS_TEACHER, true, &comparing->out->teacher) ||
        !compare_adult(comparing, IMPORT_CLASS_ASSISTANT, false, &comparing->out->assistant))
        return;
    compare_member(comparing);
    if (line->result == IMPORT_REFUSED)
        return;
    if (comparing->out->here == NULL && comparing->out->opened == NULL)
        line->result = IMPORT_ADDED;
    else if (line->change_count > 0)
        line->result = IMPORT_CHANGED;
}

static void index_here(Comparing *comparing)
{
    const ClassComparison *with = comparing->with;
    Arena *arena = comparing->arena;
    comparing->classes = key_index_make(arena, with->class_count);
    for (size_t i = 0; i < with->class_count; i++)
        key_index_add(&comparing->classes,
                      class_key(arena, with->classes[i].name, with->classes[i].is_group), i);
    comparing->emails = key_index_make(arena, with->adult_count);
    for (size_t i = 0; i < with->adult_count; i++)
        key_index_add(&comparing->emails, text_sort_key(arena, with->adults[i].email), i);
    comparing->upns = key_index_make(arena, with->member_count);
    comparing->numbers = key_index_make(arena, with->member_count);
    for (size_t i = 0; i < with->member_count; i++) {
        const ExistingMember *member = &with->members[i];
        key_index_add(&comparing->upns, member->upn == NULL ? "" : member->upn, i);
        key_index_add(&comparing->numbers,
                      member->admission_number == NULL ? "" : member->admission_number, i);
    }
    comparing->posts = key_index_make(arena, with->post_count);
    for (size_t i = 0; i < with->post_count; i++)
        key_index_add(&comparing->posts,
                      place_key(arena, with->posts[i].class, with->posts[i].person,
                                with->posts[i].teaches ? "t" : "s"),
                      i);
    comparing->places = key_index_make(arena, with->place_count);
    for (size_t i = 0; i < with->place_count; i++)
        key_index_add(&comparing->places,
                      place_key(arena, with->places[i].class, with->places[i].person, ""), i);
}

static void sort_all(Comparing *comparing)
{
    KeyIndex *all[] = {&comparing->classes, &comparing->emails, &comparing->upns,
                       &comparing->numbers, &comparing->posts,  &comparing->places,
                       &comparing->opened,  &comparing->said};
    for (size_t i = 0; i < sizeof all / sizeof all[0]; i++)
        key_index_sort(all[i]);
}

void class_import_compare(Arena *arena, const ImportRows *rows, const ClassComparison *with,
                          ImportLines *lines, ClassRow **compared)
{
    Comparing comparing = {.arena = arena, .with = with};
    index_here(&comparing);
    comparing.opened = key_index_make(arena, rows->count);
    comparing.said = key_index_make(arena, rows->count);
    for (size_t i = 0; i < rows->count; i++) {
        key_index_add(&comparing.opened, row_key(arena, &rows->items[i]), i);
        key_index_add(&comparing.said, said_key(arena, &rows->items[i]), i);
    }
    sort_all(&comparing);
    *lines =
        (ImportLines){.count = rows->count, .items = arena_array(arena, ImportLine, rows->count)};
    *compared = comparing.rows = arena_array(arena, ClassRow, rows->count);
    for (size_t i = 0; i < rows->count; i++) {
        comparing.row = &rows->items[i];
        comparing.line = &lines->items[i];
        comparing.out = &comparing.rows[i];
        comparing.index = i;
        compare_row(&comparing);
    }
}

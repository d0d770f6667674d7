#include "exchange/staff_import_rules.h"

#include <ctype.h>
#include <string.h>

#include "exchange/import_dates.h"

enum { LONGEST = 100, CLASSES_MOST = 40 };

/* ---- Columns -------------------------------------------------------------------------------- */

static const ImportColumn fields[IMPORT_STAFF_FIELD_COUNT] = {
    [IMPORT_STAFF_TITLE] = {"title", "Title"},
    [IMPORT_STAFF_FORENAME] = {"forename", "Forename"},
    [IMPORT_STAFF_SURNAME] = {"surname", "Surname"},
    [IMPORT_STAFF_EMAIL] = {"email", "Email address"},
    [IMPORT_STAFF_ROLE] = {"role", "Role"},
    [IMPORT_STAFF_JOB] = {"job", "Job"},
    [IMPORT_STAFF_CLASSES] = {"classes", "Classes"},
    [IMPORT_STAFF_STARTS_ON] = {"starts_on", "First day"},
    [IMPORT_STAFF_ENDS_ON] = {"ends_on", "Last day"},
};

/* Headings met in lists of staff out of SIMS, Arbor and Bromcom. */
static const ImportHeading headings[] = {
    {"title", IMPORT_STAFF_TITLE},
    {"salutation", IMPORT_STAFF_TITLE},
    {"preferredforename", IMPORT_STAFF_FORENAME},
    {"preferredfirstname", IMPORT_STAFF_FORENAME},
    {"chosenforename", IMPORT_STAFF_FORENAME},
    {"forename", IMPORT_STAFF_FORENAME},
    {"firstname", IMPORT_STAFF_FORENAME},
    {"legalforename", IMPORT_STAFF_FORENAME},
    {"legalfirstname", IMPORT_STAFF_FORENAME},
    {"preferredsurname", IMPORT_STAFF_SURNAME},
    {"preferredlastname", IMPORT_STAFF_SURNAME},
    {"chosensurname", IMPORT_STAFF_SURNAME},
    {"surname", IMPORT_STAFF_SURNAME},
    {"lastname", IMPORT_STAFF_SURNAME},
    {"legalsurname", IMPORT_STAFF_SURNAME},
    {"legallastname", IMPORT_STAFF_SURNAME},
    {"workemail", IMPORT_STAFF_EMAIL},
    {"workemailaddress", IMPORT_STAFF_EMAIL},
    {"schoolemail", IMPORT_STAFF_EMAIL},
    {"primaryemail", IMPORT_STAFF_EMAIL},
    {"mainemail", IMPORT_STAFF_EMAIL},
    {"email", IMPORT_STAFF_EMAIL},
    {"emailaddress", IMPORT_STAFF_EMAIL},
    {"role", IMPORT_STAFF_ROLE},
    {"roles", IMPORT_STAFF_ROLE},
    {"staffrole", IMPORT_STAFF_ROLE},
    {"businessrole", IMPORT_STAFF_ROLE},
    {"contractrole", IMPORT_STAFF_ROLE},
    {"post", IMPORT_STAFF_ROLE},
    {"position", IMPORT_STAFF_ROLE},
    {"jobtitle", IMPORT_STAFF_JOB},
    {"job", IMPORT_STAFF_JOB},
    {"responsibility", IMPORT_STAFF_JOB},
    {"classes", IMPORT_STAFF_CLASSES},
    {"class", IMPORT_STAFF_CLASSES},
    {"teaches", IMPORT_STAFF_CLASSES},
    {"registrationgroup", IMPORT_STAFF_CLASSES},
    {"registrationform", IMPORT_STAFF_CLASSES},
    {"reggroup", IMPORT_STAFF_CLASSES},
    {"reg", IMPORT_STAFF_CLASSES},
    {"tutorgroup", IMPORT_STAFF_CLASSES},
    {"form", IMPORT_STAFF_CLASSES},
    {"employmentstart", IMPORT_STAFF_STARTS_ON},
    {"employmentstartdate", IMPORT_STAFF_STARTS_ON},
    {"startdate", IMPORT_STAFF_STARTS_ON},
    {"dateofarrival", IMPORT_STAFF_STARTS_ON},
    {"dateofappointment", IMPORT_STAFF_STARTS_ON},
    {"firstday", IMPORT_STAFF_STARTS_ON},
    {"employmentend", IMPORT_STAFF_ENDS_ON},
    {"employmentenddate", IMPORT_STAFF_ENDS_ON},
    {"leavingdate", IMPORT_STAFF_ENDS_ON},
    {"dateofleaving", IMPORT_STAFF_ENDS_ON},
    {"enddate", IMPORT_STAFF_ENDS_ON},
    {"termofofficeends", IMPORT_STAFF_ENDS_ON},
    {"lastday", IMPORT_STAFF_ENDS_ON},
};

static const ImportNeeded needed[] = {
    {IMPORT_STAFF_SURNAME, -1, "Choose the column with the surname"},
    {IMPORT_STAFF_FORENAME, -1, "Choose the column with the forename"},
    {IMPORT_STAFF_ROLE, IMPORT_STAFF_JOB, "Choose the column with the role"},
};

static const int telling[] = {IMPORT_STAFF_FORENAME, IMPORT_STAFF_SURNAME, IMPORT_STAFF_EMAIL};

const ImportSheet staff_sheet = {
    IMPORT_STAFF_FIELD_COUNT,         fields, sizeof headings / sizeof headings[0], headings,
    sizeof needed / sizeof needed[0], needed, sizeof telling / sizeof telling[0],   telling,
};

/* ---- Rows ----------------------------------------------------------------------------------- */

/* What schools call them, as words_of() has it. The whole cell says the role; one that only
 * has the words in it is asked about, and belongs to the first: "PA to the headteacher" is of the
 * office, "Assistant SENCO" no SENCO, "Head of Year" no headteacher. */
static const struct {
    const char *words;
    bool whole; /* says nothing when it is a part of the cell */
    Role role;  /* ROLE_COUNT: none, whatever else the cell says */
} titles[] = {
    {"secretary", false, ROLE_OFFICE},
    {"pa", false, ROLE_OFFICE},
    {"personal assistant", false, ROLE_OFFICE},
    {"clerk", false, ROLE_OFFICE},
    {"receptionist", false, ROLE_OFFICE},
    {"business manager", false, ROLE_OFFICE},
    {"ict administrator", false, ROLE_ICT},
    {"administrator", false, ROLE_OFFICE},
    {"school administrator", true, ROLE_OFFICE},
    {"school secretary", true, ROLE_OFFICE},
    {"school business manager", true, ROLE_OFFICE},
    {"exams officer", false, ROLE_EXAMS},
    {"examinations officer", false, ROLE_EXAMS},
    {"officer", false, ROLE_COUNT},
    {"office manager", false, ROLE_OFFICE},
    {"school office", false, ROLE_OFFICE},
    {"office", true, ROLE_OFFICE},
    {"admin", true, ROLE_OFFICE},
    {"head of", false, ROLE_TEACHER},
    {"assistant senco", false, ROLE_ASSISTANT_SENCO},
    {"assistant sendco", false, ROLE_ASSISTANT_SENCO},
    {"deputy senco", false, ROLE_ASSISTANT_SENCO},
    {"deputy sendco", false, ROLE_ASSISTANT_SENCO},
    {"senco", false, ROLE_SENCO},
    {"sendco", false, ROLE_SENCO},
    {"deputy headteacher", false, ROLE_HEAD},
    {"deputy head teacher", false, ROLE_HEAD},
    {"deputy head", false, ROLE_HEAD},
    {"headteacher", false, ROLE_HEAD},
    {"head teacher", false, ROLE_HEAD},
    {"head", true, ROLE_HEAD},
    {"principal", true, ROLE_HEAD},
    {"chair of governors", false, ROLE_GOVERNOR},
    {"governor", false, ROLE_GOVERNOR},
    {"governors", false, ROLE_GOVERNOR},
    {"trustee", false, ROLE_GOVERNOR},
    {"educational psychologist", false, ROLE_PROFESSIONAL},
    {"psychologist", false, ROLE_PROFESSIONAL},
    {"speech and language therapist", false, ROLE_PROFESSIONAL},
    {"occupational therapist", false, ROLE_PROFESSIONAL},
    {"therapist", false, ROLE_PROFESSIONAL},
    {"advisory teacher", false, ROLE_PROFESSIONAL},
    {"outside professional", false, ROLE_PROFESSIONAL},
    {"professional", true, ROLE_PROFESSIONAL},
    {"local authority officer", false, ROLE_OFFICER},
    {"sen case officer", false, ROLE_OFFICER},
    {"send case officer", false, ROLE_OFFICER},
    {"ehc plan coordinator", false, ROLE_OFFICER},
    {"cover supervisor", false, ROLE_COVER},
    {"cover teacher", false, ROLE_COVER},
    {"cover", false, ROLE_COVER},
    {"supply teacher", false, ROLE_COVER},
    {"supply", false, ROLE_COVER},
    {"higher level teaching assistant", false, ROLE_ASSISTANT},
    {"teaching assistant", false, ROLE_ASSISTANT},
    {"learning support assistant", false, ROLE_ASSISTANT},
    {"ta", false, ROLE_ASSISTANT},
    {"hlta", false, ROLE_ASSISTANT},
    {"lsa", false, ROLE_ASSISTANT},
    {"assistant", true, ROLE_ASSISTANT},
    {"ict", true, ROLE_ICT},
    {"ict manager", false, ROLE_ICT},
    {"it technician", false, ROLE_ICT},
    {"network manager", false, ROLE_ICT},
    {"class or subject teacher", false, ROLE_TEACHER},
    {"class teacher", false, ROLE_TEACHER},
    {"subject teacher", false, ROLE_TEACHER},
    {"form tutor", false, ROLE_TEACHER},
    {"teacher", false, ROLE_TEACHER},
    {"tutor", false, ROLE_TEACHER},
};
enum { TITLES = sizeof titles / sizeof titles[0] };

/* " head of year 8 " of "Head of Year (8)": between two spaces stands a whole word. */
static const char *words_of(Arena *arena, const char *cell)
{
    char *words = arena_print(arena, " %s ", cell);
    size_t length = 1;
    for (const char *c = words + 1; *c != '\0'; c++)
        if (isalnum((unsigned char)*c))
            words[length++] = text_lower(*c);
        else if (words[length - 1] != ' ')
            words[length++] = ' ';
    words[length] = '\0';
    return words;
}

/* As Fourfold itself writes it. */
static bool is_own_word(const char *cell, Role *role)
{
    for (*role = 0; *role < ROLE_STAFF_COUNT; (*role)++)
        if (text_equal_fold(cell, role_code(*role)) || text_equal_fold(cell, role_words(*role)))
            return true;
    return false;
}

RoleReading staff_role_read(Arena *arena, const char *cell, Role *role)
{
    if (is_own_word(cell, role))
        return ROLE_SAID;
    const char *words = words_of(arena, cell), *found[TITLES];
    for (size_t i = 0; i < TITLES; i++) {
        const char *title = arena_print(arena, " %s ", titles[i].words);
        found[i] = strstr(words, title);
        *role = titles[i].role;
        if (text_equal(words, title) && *role != ROLE_COUNT)
            return ROLE_SAID;
    }
    for (size_t i = 0; i < TITLES; i++) {
        *role = titles[i].role;
        if (found[i] != NULL && !titles[i].whole)
            return *role == ROLE_COUNT ? ROLE_UNKNOWN : ROLE_LIKELY;
    }
    return ROLE_UNKNOWN;
}

static void read_date(Arena *arena, ImportRow *row, StaffField field, const char *cell)
{
    Date date = DATE_NONE;
    const char *day = arena_copy_length(arena, cell, strcspn(cell, "T "));
    if (date_parse_typed(cell, &date) || date_parse_typed(day, &date))
        row->values[field] = date_iso(arena, date);
    else
        import_row_say(arena, row, field, true,
                       "There is no such date. Dates are day, month, year.");
}

/* As staff_email() has it, which this pure part cannot ask. */
static const char *email_of(Arena *arena, const char *cell)
{
    char *email = text_trim(arena, cell);
    const char *at = strchr(email, '@');
    if (at == NULL || at == email || at[1] == '\0' || strchr(at + 1, '@') != NULL ||
        strpbrk(email, " \t\r\n") != NULL)
        return NULL;
    for (char *c = email; *c != '\0'; c++)
        *c = text_lower(*c);
    return email;
}

static void read_role(Arena *arena, ImportRow *row, const char *cell)
{
    Role role;
    RoleReading reading = staff_role_read(arena, cell, &role);
    if (reading == ROLE_UNKNOWN)
        return;
    if (reading == ROLE_LIKELY)
        import_row_say(arena, row, IMPORT_STAFF_ROLE, false,
                       arena_print(arena, "“%s” may be: %s.", cell, role_words(role)));
    row->values[IMPORT_STAFF_ROLE] = role_code(role);
    if (row->values[IMPORT_STAFF_JOB] == NULL && !text_equal_fold(cell, role_words(role)) &&
        !text_equal_fold(cell, role_code(role)))
        row->values[IMPORT_STAFF_JOB] = cell;
}

static void read_cell(Arena *arena, ImportRow *row, int field, const char *cell)
{
    switch ((StaffField)field) {
    case IMPORT_STAFF_STARTS_ON:
    case IMPORT_STAFF_ENDS_ON:
        read_date(arena, row, field, cell);
        return;
    case IMPORT_STAFF_EMAIL:
        row->values[field] = email_of(arena, cell);
        if (row->values[field] == NULL)
            import_row_say(arena, row, field, true,
                           "This is no email address in full, like name@school.example");
        return;
    case IMPORT_STAFF_ROLE:
        read_role(arena, row, cell);
        return;
    case IMPORT_STAFF_CLASSES:
        row->values[field] = cell;
        return;
    default:
        row->values[field] = cell;
        if (text_length(cell) > LONGEST)
            import_row_say(arena, row, field, true, "This is longer than 100 characters");
    }
}

static void check_needed(Arena *arena, ImportRow *row, const TableRow *cells,
                         const ImportMapping *mapping)
{
    const char *typed_role = import_cell(cells, mapping, IMPORT_STAFF_ROLE);
    if (text_empty(row->values[IMPORT_STAFF_SURNAME]) ||
        text_empty(row->values[IMPORT_STAFF_FORENAME]))
        import_row_say(arena, row, IMPORT_STAFF_SURNAME, true, "The name is not whole");
    const char *job = row->values[IMPORT_STAFF_JOB];
    if (row->values[IMPORT_STAFF_ROLE] == NULL && !text_empty(job))
        read_role(arena, row, job);
    if (row->values[IMPORT_STAFF_ROLE] != NULL)
        return;
    import_row_say(arena, row, IMPORT_STAFF_ROLE, true,
                   text_empty(typed_role) && text_empty(job)
                       ? "The role is missing"
                       : arena_print(arena,
                                     "“%s” is no role that we know. Write teacher, cover, "
                                     "assistant, office, exams, ict, governor or professional.",
                                     text_empty(typed_role) ? job : typed_role));
}

ImportRows staff_import_read(Arena *arena, const Table *table, const ImportMapping *mapping)
{
    static const ImportReading reading = {
        .field_count = IMPORT_STAFF_FIELD_COUNT, .cell = read_cell, .finish = check_needed};
    ImportRows rows = import_rows_read(arena, table, mapping, &reading);
    import_dates_check(arena, table, mapping, IMPORT_STAFF_STARTS_ON, true, &rows);
    import_dates_check(arena, table, mapping, IMPORT_STAFF_ENDS_ON, true, &rows);
    return rows;
}

/* ---- Difference ----------------------------------------------------------------------------- */

typedef struct Comparing {
    Arena *arena;
    const StaffComparison *with;
    const ImportRow *row;
    ImportLine *line;
    StaffRow *out;
} Comparing;

static const char *value(const char *const *values, StaffField field)
{
    return values[field] == NULL ? "" : values[field];
}

static bool same_name(Arena *arena, const char *const *a, const char *const *b)
{
    for (int field = IMPORT_STAFF_FORENAME; field <= IMPORT_STAFF_SURNAME; field++)
        if (!text_equal(text_sort_key(arena, value(a, (StaffField)field)),
                        text_sort_key(arena, value(b, (StaffField)field))))
            return false;
    return true;
}

static void refuse(Comparing *comparing, const char *sentence)
{
    comparing->line->result = IMPORT_REFUSED;
    comparing->line->refused = sentence;
}

/* By address; by name only where one of the two has none. */
static bool is_same(Arena *arena, const char *const *row, const char *const *here)
{
    const char *in_file = value(row, IMPORT_STAFF_EMAIL), *known = value(here, IMPORT_STAFF_EMAIL);
    if (in_file[0] != '\0' && known[0] != '\0')
        return text_equal(in_file, known);
    return same_name(arena, row, here);
}

/* Whom the source brought before under this id, while one of the names is still the same. */
static const ExistingStaff *match_external(const Comparing *comparing)
{
    const StaffComparison *with = comparing->with;
    const char *const *row = comparing->row->values;
    for (size_t i = 0; i < with->existing_count && comparing->row->external != NULL; i++) {
        const char *const *here = with->existing[i].values;
        if (text_equal(with->existing[i].external, comparing->row->external) &&
            (text_equal(value(here, IMPORT_STAFF_SURNAME), value(row, IMPORT_STAFF_SURNAME)) ||
             text_equal(value(here, IMPORT_STAFF_FORENAME), value(row, IMPORT_STAFF_FORENAME))))
            return &with->existing[i];
    }
    return NULL;
}

static void match(Comparing *comparing)
{
    const StaffComparison *with = comparing->with;
    size_t matches = 0;
    bool other_address = false;
    comparing->out->here = match_external(comparing);
    if (comparing->out->here != NULL)
        return;
    for (size_t i = 0; i < with->existing_count; i++) {
        const ExistingStaff *here = &with->existing[i];
        if (is_same(comparing->arena, comparing->row->values, here->values)) {
            comparing->out->here = here;
            matches++;
        } else if (same_name(comparing->arena, comparing->row->values, here->values))
            other_address = true;
    }
    if (matches > 1)
        refuse(comparing, "Several people here have this name: give the address they sign in with");
    else if (matches == 0 && other_address)
        refuse(comparing, "Somebody of this name signs in with another address: put it right on "
                          "their page under Staff, or in the file");
}

static bool may_give(RoleSet importer, Role subject)
{
    for (Role role = 0; role < ROLE_STAFF_COUNT; role++)
        if (role_among(importer, role) && role_manages(role, subject))
            return true;
    return false;
}

/* Of a set without roles nothing is asked. */
static bool may_give_all(RoleSet importer, RoleSet subject)
{
    for (Role role = 0; role < ROLE_STAFF_COUNT; role++)
        if (role_among(subject, role) && !may_give(importer, role))
            return false;
    return true;
}

static const char last_head[] = "Nobody else is head here for good: make somebody head first";

static void check_role(Comparing *comparing)
{
    const StaffComparison *with = comparing->with;
    const ExistingStaff *here = comparing->out->here;
    Role now = comparing->out->role;
    if (here != NULL)
        role_parse(value(here->values, IMPORT_STAFF_ROLE), &now);
    if (here != NULL &&
        (!may_give(with->importer, now) || !may_give_all(with->importer, here->further)))
        refuse(comparing, "Only who leads the setting changes this person’s access");
    else if (!may_give(with->importer, comparing->out->role))
        refuse(comparing, "Only who leads the setting gives this role");
    else if (here != NULL && here->id == with->importer_id && now != comparing->out->role)
        refuse(comparing, "Ask somebody else to change your own role");
    else if (here != NULL && here->last_head && now == ROLE_HEAD && comparing->out->role != now)
        refuse(comparing, last_head);
}

static bool gone(const char *last_day, Date today)
{
    Date date = DATE_NONE;
    return date_parse_iso(last_day, &date) && date_compare(date, today) < 0;
}

static void check_days(Comparing *comparing)
{
    const char *const *values = comparing->row->values;
    const ExistingStaff *here = comparing->out->here;
    Date today = comparing->with->today;
    const char *last_day = value(values, IMPORT_STAFF_ENDS_ON);
    bool ends = here != NULL && !text_empty(last_day) &&
                !text_equal(last_day, value(here->values, IMPORT_STAFF_ENDS_ON));
    bool leaves = gone(last_day, today);
    if (here == NULL && leaves)
        refuse(comparing, "Has left already, so was not added");
    else if (here != NULL && gone(value(here->values, IMPORT_STAFF_ENDS_ON), today) && !leaves)
        refuse(comparing, "Was here before. Give access again on their page under Staff.");
    else if (ends && here->last_head)
        refuse(comparing, last_head);
    else if (ends && here->id == comparing->with->importer_id)
        refuse(comparing, "Ask somebody else to end your own access");
}

static void add_change(Comparing *comparing, const char *field, const char *from, const char *to)
{
    ImportLine *line = comparing->line;
    line->changes[line->change_count++] =
        (ImportLineChange){field, text_empty(from) ? "nothing" : from, to};
}

static const char *in_words(Arena *arena, StaffField field, const char *stored)
{
    Role role;
    Date date = DATE_NONE;
    if (field == IMPORT_STAFF_ROLE && role_parse(stored, &role))
        return role_words(role);
    if (field == IMPORT_STAFF_ENDS_ON && date_parse_iso(stored, &date))
        return date_medium(arena, date);
    return stored;
}

static bool holds(const Texts *texts, const char *text)
{
    for (size_t i = 0; i < texts->count; i++)
        if (text_equal_fold(texts->items[i], text))
            return true;
    return false;
}

static void take_class(Comparing *comparing, const char *name)
{
    const ExistingStaff *here = comparing->out->here;
    Texts *taken = &comparing->out->classes, *remarks = &comparing->line->remarks;
    if (name[0] == '\0' || holds(taken, name) || (here != NULL && holds(&here->classes, name)))
        return;
    if (holds(&comparing->with->classes, name)) {
        taken->items[taken->count++] = name;
        return;
    }
    const char **items = arena_array(comparing->arena, const char *, remarks->count + 1);
    for (size_t i = 0; i < remarks->count; i++)
        items[i] = remarks->items[i];
    items[remarks->count] =
        arena_print(comparing->arena, "There is no class %s here, so it was left out", name);
    *remarks = (Texts){remarks->count + 1, items};
}

static void take_classes(Comparing *comparing)
{
    Arena *arena = comparing->arena;
    const char *rest = value(comparing->row->values, IMPORT_STAFF_CLASSES);
    Texts *taken = &comparing->out->classes;
    *taken = (Texts){0, arena_array(arena, const char *, CLASSES_MOST)};
    while (rest[0] != '\0' && taken->count < CLASSES_MOST) {
        size_t length = strcspn(rest, ";,/");
        take_class(comparing, text_trim(arena, arena_copy_length(arena, rest, length)));
        rest += length + (rest[length] != '\0' ? 1 : 0);
    }
    for (size_t i = 0; i < taken->count; i++)
        add_change(comparing, "Class", NULL, taken->items[i]);
}

/* A source knows no role but teacher and the like: whoever is here keeps what they have. */
static void keep_role(Comparing *comparing)
{
    const ExistingStaff *here = comparing->out->here;
    if (comparing->row->external != NULL && here != NULL)
        role_parse(value(here->values, IMPORT_STAFF_ROLE), &comparing->out->role);
}

static void compare_values(Comparing *comparing)
{
    static const StaffField compared[] = {
        IMPORT_STAFF_TITLE, IMPORT_STAFF_FORENAME, IMPORT_STAFF_SURNAME, IMPORT_STAFF_EMAIL,
        IMPORT_STAFF_ROLE,  IMPORT_STAFF_JOB,      IMPORT_STAFF_ENDS_ON};
    const ExistingStaff *here = comparing->out->here;
    for (size_t i = 0; here != NULL && i < sizeof compared / sizeof compared[0]; i++) {
        StaffField field = compared[i];
        const char *from = value(here->values, field), *to = value(comparing->row->values, field);
        bool kept = comparing->row->external != NULL &&
                    (field == IMPORT_STAFF_ROLE || field == IMPORT_STAFF_JOB);
        if (to[0] != '\0' && !text_equal(from, to) && !kept)
            add_change(comparing, fields[field].words, in_words(comparing->arena, field, from),
                       in_words(comparing->arena, field, to));
    }
}

/* A row that says again what an earlier one said. */
static void check_twice(Comparing *comparing, const ImportRows *rows, size_t index)
{
    for (size_t i = 0; i < index; i++)
        if (import_refusal(&rows->items[i]) == NULL &&
            is_same(comparing->arena, comparing->row->values, rows->items[i].values)) {
            refuse(comparing, arena_print(comparing->arena, "The same person stands on line %zu",
                                          rows->items[i].line));
            return;
        }
}

/* A role that a title only hints at is given to nobody unasked. */
static bool asks_for_role(const Comparing *comparing)
{
    const ExistingStaff *here = comparing->out->here;
    bool likely = false;
    for (size_t i = 0; i < comparing->row->problem_count; i++)
        likely = likely || comparing->row->problems[i].field == IMPORT_STAFF_ROLE;
    if (here != NULL && comparing->row->external != NULL)
        return false; /* keeps the role */
    return likely && (here == NULL || !text_equal(value(here->values, IMPORT_STAFF_ROLE),
                                                  role_code(comparing->out->role)));
}

static void compare_row(Comparing *comparing, const ImportRows *rows, size_t index)
{
    const ImportRow *row = comparing->row;
    const ImportProblem *refusal = import_refusal(row);
    ImportLine *line = comparing->line;
    if (refusal != NULL) {
        refuse(comparing, refusal->sentence);
        return;
    }
    role_parse(comparing->row->values[IMPORT_STAFF_ROLE], &comparing->out->role);
    match(comparing);
    keep_role(comparing);
    check_twice(comparing, rows, index);
    compare_values(comparing);
    take_classes(comparing);
    bool silent = row->external != NULL && comparing->out->here != NULL && line->change_count == 0;
    if (line->result != IMPORT_REFUSED && !silent)
        check_role(comparing);
    if (line->result != IMPORT_REFUSED && !silent)
        check_days(comparing);
    if (line->result == IMPORT_REFUSED) {
        line->change_count = 0;
        return;
    }
    if (asks_for_role(comparing))
        line->result = IMPORT_SUGGESTED;
    else if (comparing->out->here == NULL)
        line->result = IMPORT_ADDED;
    else
        line->result = line->change_count > 0 ? IMPORT_CHANGED : IMPORT_SAME;
}

static const char *name_of(Arena *arena, const ImportRow *row)
{
    const char *surname = value(row->values, IMPORT_STAFF_SURNAME);
    const char *forename = value(row->values, IMPORT_STAFF_FORENAME);
    if (surname[0] == '\0' && forename[0] == '\0')
        return "(no name)";
    return arena_print(arena, "%s, %s", surname, forename);
}

void staff_import_compare(Arena *arena, const ImportRows *rows, const StaffComparison *with,
                          ImportLines *lines, StaffRow **compared)
{
    *lines =
        (ImportLines){.count = rows->count, .items = arena_array(arena, ImportLine, rows->count)};
    *compared = arena_array(arena, StaffRow, rows->count);
    for (size_t i = 0; i < rows->count; i++) {
        const ImportRow *row = &rows->items[i];
        lines->items[i] = (ImportLine){
            .line = row->line,
            .result = IMPORT_SAME,
            .name = name_of(arena, row),
            .aside = in_words(arena, IMPORT_STAFF_ROLE, value(row->values, IMPORT_STAFF_ROLE)),
            .facts = value(row->values, IMPORT_STAFF_EMAIL),
            .refused = "",
            .remarks = import_remarks(arena, row),
            .changes = arena_array(arena, ImportLineChange, IMPORT_FIELDS_MOST + CLASSES_MOST),
        };
        Comparing comparing = {arena, with, row, &lines->items[i], &(*compared)[i]};
        compare_row(&comparing, rows, i);
    }
}

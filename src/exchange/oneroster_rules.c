#include "exchange/oneroster_rules.h"

#include <stdlib.h>
#include <string.h>

#include "exchange/contact_import_rules.h"
#include "exchange/learner_import_rules.h"
#include "exchange/staff_import_rules.h"
#include "learner/age.h"
#include "learner/identifier.h"
#include "platform/base/log.h"

enum { CLASS_NAME_LONGEST = 40 };

/* ---- What was known before ------------------------------------------------------------------- */

const char *roster_kind_code(RosterKind kind)
{
    static const char *const codes[ROSTER_KIND_COUNT] = {"learner", "staff", "contact", "class"};
    return codes[kind];
}

int roster_known_compare(const void *left, const void *right)
{
    const RosterKnown *a = left, *b = right;
    return a->kind != b->kind ? (a->kind > b->kind) - (a->kind < b->kind) : strcmp(a->key, b->key);
}

const RosterKnown *roster_known(const RosterKnowns *knowns, RosterKind kind, const char *key)
{
    const RosterKnown wanted = {.kind = kind, .key = key};
    return knowns->count == 0 ? NULL
                              : bsearch(&wanted, knowns->items, knowns->count,
                                        sizeof *knowns->items, roster_known_compare);
}

/* ---- Rows by a key --------------------------------------------------------------------------- */

typedef struct KeyedRow {
    const char *key;
    const RosterRow *row;
} KeyedRow;

typedef struct RowIndex {
    size_t count;
    KeyedRow *items; /* by key, then by line */
} RowIndex;

static int compare_rows(const void *left, const void *right)
{
    const KeyedRow *a = left, *b = right;
    int by_key = strcmp(a->key, b->key);
    return by_key != 0 ? by_key : (a->row->line > b->row->line) - (a->row->line < b->row->line);
}

/* By what stands in that column. */
static RowIndex index_rows(Arena *arena, const RosterTable *table, int column)
{
    RowIndex index = {table->count, arena_array(arena, KeyedRow, table->count)};
    for (size_t i = 0; i < table->count; i++)
        index.items[i] =
            (KeyedRow){column == ROSTER_ID ? table->rows[i].key
                                           : roster_key(arena, table->rows[i].cells[column]),
                       &table->rows[i]};
    if (index.count > 1)
        qsort(index.items, index.count, sizeof *index.items, compare_rows);
    return index;
}

/* The place of the first with that key, or where it would stand. */
static size_t first_row(const RowIndex *index, const char *key)
{
    size_t low = 0, high = index->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (strcmp(index->items[middle].key, key) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static const RosterRow *row_of(const RowIndex *index, const char *key)
{
    size_t place = first_row(index, key);
    return place < index->count && text_equal(index->items[place].key, key)
               ? index->items[place].row
               : NULL;
}

/* ---- Cells ----------------------------------------------------------------------------------- */

/* The next of "a,b, c" as a key; false at the end. */
static bool next_key(Arena *arena, const char **rest, const char **key)
{
    while (**rest == ',' || **rest == ' ')
        (*rest)++;
    if (**rest == '\0')
        return false;
    size_t length = strcspn(*rest, ",");
    *key = roster_key(arena, arena_copy_length(arena, *rest, length));
    *rest += length;
    return true;
}

static bool holds_key(Arena *arena, const char *list, const char *wanted)
{
    const char *key;
    while (next_key(arena, &list, &key))
        if (text_equal(key, wanted))
            return true;
    return false;
}

static Date date_of_cell(Arena *arena, const char *cell)
{
    Date date = DATE_NONE;
    const char *day = arena_copy_length(arena, cell, strcspn(cell, "T "));
    if (cell[0] != '\0' && !date_parse_iso(day, &date) && !date_parse_typed(day, &date))
        date = DATE_NONE;
    return date;
}

static bool is_over(Date ends, Date today)
{
    return date_is_set(ends) && date_compare(ends, today) < 0;
}

/* Of "{UPN:A123},{LDAP:77}" what stands behind one of the types. */
static const char *user_id(Arena *arena, const char *ids, const char *const *types)
{
    for (const char *at = strchr(ids, '{'); at != NULL; at = strchr(at + 1, '{')) {
        size_t type_length = strcspn(at + 1, ":}");
        if (at[1 + type_length] != ':')
            continue;
        const char *value = at + type_length + 2;
        const char *type = import_heading_key(arena, arena_copy_length(arena, at + 1, type_length));
        for (size_t i = 0; types[i] != NULL; i++)
            if (text_equal(type, types[i]))
                return text_trim(arena, arena_copy_length(arena, value, strcspn(value, "}")));
    }
    return "";
}

static const char *upn_of(Arena *arena, const RosterRow *user)
{
    static const char *const types[] = {"upn", "uniquepupilnumber", NULL};
    if (user->cells[USER_UPN][0] != '\0')
        return user->cells[USER_UPN];
    const char *upn = user_id(arena, user->cells[USER_IDS], types);
    UpnCheck check = upn_check(user->cells[USER_IDENTIFIER]);
    return upn[0] == '\0' && upn_accepted(&check) ? user->cells[USER_IDENTIFIER] : upn;
}

const char *roster_year(Arena *arena, const char *grades)
{
    static const char *const others[][2] = {{"KG", "R"}, {"TK", "R"}, {"PK", "N2"}, {"PR", "N2"}};
    NationalYear year;
    const char *one = text_trim(arena, grades);
    for (size_t i = 0; i < sizeof others / sizeof others[0]; i++)
        if (text_equal_fold(one, others[i][0]))
            one = others[i][1];
    return one[0] != '\0' && national_year_parse(one, &year) ? national_year_code(year) : NULL;
}

/* ---- The school ------------------------------------------------------------------------------ */

RosterSchools roster_schools(Arena *arena, const RosterPackage *package)
{
    const RosterTable *orgs = &package->files[ROSTER_ORGS];
    RosterSchools schools = {0, arena_array(arena, RosterSchool, orgs->count)};
    for (size_t i = 0; i < orgs->count; i++)
        if (!orgs->rows[i].deleted && text_equal_fold(orgs->rows[i].cells[ORG_TYPE], "school"))
            schools.items[schools.count++] =
                (RosterSchool){orgs->rows[i].key, orgs->rows[i].cells[ORG_NAME]};
    return schools;
}

const char *roster_school_of(Arena *arena, const RosterPackage *package, const char *name,
                             const char *number)
{
    RosterSchools schools = roster_schools(arena, package);
    const RosterTable *orgs = &package->files[ROSTER_ORGS];
    const char *wanted = text_sort_key(arena, name), *found = NULL;
    if (schools.count == 0)
        return "";
    if (schools.count == 1)
        return schools.items[0].key;
    for (size_t i = 0; i < schools.count; i++)
        if (text_equal(text_sort_key(arena, schools.items[i].name), wanted))
            found = schools.items[i].key;
    for (size_t i = 0; i < orgs->count && number[0] != '\0'; i++)
        if (text_equal(import_heading_key(arena, orgs->rows[i].cells[ORG_IDENTIFIER]), number))
            found = orgs->rows[i].key;
    return found;
}

/* ---- Understanding --------------------------------------------------------------------------- */

typedef struct Understanding {
    Arena *arena;
    const RosterPackage *package;
    const RosterKnowns *knowns;
    Date today;
    RowIndex users, roles, demographics, courses, sessions, classes;
    bool has_roles;      /* 1.2 */
    struct Parts *parts; /* by user */
    Roster *roster;
} Understanding;

/* What somebody is at this school. */
typedef struct Parts {
    bool learner, contact;
    const char *staff;    /* the role's word; NULL: none of the staff */
    const char *relation; /* of a contact */
    Date begins;          /* of the learner's part; none: not said */
    const char *beside;   /* another role of the staff, which is only said; NULL: none */
} Parts;

static void say(const Understanding *all, RosterFile file, size_t line, const char *sentence)
{
    roster_say(all->arena, &all->roster->remarks, roster_file_name(file), line, sentence);
}

static const RosterTable *file_of(const Understanding *all, RosterFile file)
{
    return &all->package->files[file];
}

static bool is_ours(const Understanding *all, const char *orgs)
{
    return all->roster->org[0] == '\0' || orgs[0] == '\0' ||
           holds_key(all->arena, orgs, all->roster->org);
}

static bool is_one_of(const char *word, const char *const *words)
{
    for (size_t i = 0; words[i] != NULL; i++)
        if (text_equal_fold(word, words[i]))
            return true;
    return false;
}

/* As staff_role_read() understands it; whoever leads or administers is asked about. */
static const char *staff_word(const char *role)
{
    static const char *const words[][2] = {
        {"teacher", "teacher"},
        {"aide", "teaching assistant"},
        {"principal", "headteacher, the package says"},
        {"siteadministrator", "administrator, the package says"},
        {"administrator", "administrator, the package says"},
        {"systemadministrator", "ICT administrator, the package says"},
    };
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
        if (text_equal_fold(role, words[i][0]))
            return words[i][1];
    return NULL;
}

static void add_role(const Understanding *all, const char *role, bool first, Date begins,
                     size_t line, Parts *parts)
{
    static const char *const contacts[] = {"parent", "guardian", "relative", NULL};
    const char *staff = staff_word(role);
    if (text_equal_fold(role, "student")) {
        parts->learner = true;
        parts->begins = begins;
    } else if (is_one_of(role, contacts)) {
        parts->contact = true;
        parts->relation = text_equal_fold(role, "relative") ? "other" : role;
    } else if (staff == NULL) {
        say(all, all->has_roles ? ROSTER_ROLES : ROSTER_USERS, line,
            arena_print(all->arena, "The role “%s” is none that has a part here.", role));
    } else if (parts->staff == NULL || first) {
        parts->beside = parts->staff;
        parts->staff = staff;
    } else if (!text_equal(staff, parts->staff)) {
        parts->beside = staff;
    }
}

static void add_roles(const Understanding *all, const RosterRow *user, Parts *parts)
{
    for (size_t i = first_row(&all->roles, user->key);
         i < all->roles.count && text_equal(all->roles.items[i].key, user->key); i++) {
        const RosterRow *role = all->roles.items[i].row;
        if (role->deleted || !is_ours(all, role->cells[ROLE_ORG]) ||
            is_over(date_of_cell(all->arena, role->cells[ROLE_ENDS]), all->today))
            continue;
        add_role(all, role->cells[ROLE_NAME], text_equal_fold(role->cells[ROLE_TYPE], "primary"),
                 date_of_cell(all->arena, role->cells[ROLE_BEGINS]), role->line, parts);
    }
}

/* Of a delta that speaks of a user and not of the roles: what they were before. */
static void add_known(const Understanding *all, const RosterRow *user, Parts *parts)
{
    parts->learner = roster_known(all->knowns, ROSTER_LEARNER, user->key) != NULL;
    parts->contact = roster_known(all->knowns, ROSTER_CONTACT, user->key) != NULL;
    parts->relation = "other";
    if (roster_known(all->knowns, ROSTER_STAFF, user->key) != NULL)
        parts->staff = "teacher"; /* whoever is here keeps their role */
}

static Parts find_parts(const Understanding *all, const RosterRow *user)
{
    Parts parts = {.begins = DATE_NONE};
    if (user->deleted)
        return parts;
    if (!all->has_roles && user->cells[USER_ROLE][0] != '\0' &&
        is_ours(all, user->cells[USER_ORGS]))
        add_role(all, user->cells[USER_ROLE], true, DATE_NONE, user->line, &parts);
    if (all->has_roles)
        add_roles(all, user, &parts);
    bool nothing = !parts.learner && !parts.contact && parts.staff == NULL;
    if (nothing && file_of(all, ROSTER_USERS)->mode == ROSTER_DELTA)
        add_known(all, user, &parts);
    return parts;
}

static const Parts *parts_of(const Understanding *all, const RosterRow *user)
{
    return &all->parts[user - file_of(all, ROSTER_USERS)->rows];
}

/* ---- Lists ----------------------------------------------------------------------------------- */

/* A table of that sheet's fields in their order, the codes as its headings. */
RosterList roster_list_make(Arena *arena, const ImportSheet *sheet, size_t most)
{
    RosterList list = {.keys = arena_array(arena, const char *, most),
                       .gone = {0, arena_array(arena, const char *, most)}};
    list.table = (Table){.delimiter = ',', .row_count = 1};
    list.table.rows = arena_array(arena, TableRow, most + 1);
    const char **headings = arena_array(arena, const char *, sheet->field_count);
    for (int i = 0; i < IMPORT_FIELDS_MOST; i++)
        list.mapping.column[i] = i < (int)sheet->field_count ? i : IMPORT_NO_COLUMN;
    for (size_t i = 0; i < sheet->field_count; i++)
        headings[i] = sheet->fields[i].code;
    list.table.rows[0] = (TableRow){1, sheet->field_count, headings};
    return list;
}

/* The cells of one more row, all empty. */
const char **roster_list_add(Arena *arena, RosterList *list, const char *key, size_t line)
{
    Table *table = &list->table;
    size_t count = table->rows[0].count;
    const char **cells = arena_array(arena, const char *, count);
    for (size_t i = 0; i < count; i++)
        cells[i] = "";
    list->keys[table->row_count - 1] = key;
    table->rows[table->row_count++] = (TableRow){line, count, cells};
    return cells;
}

static void add_learner(const Understanding *all, const RosterRow *user, const Parts *parts)
{
    Arena *arena = all->arena;
    static const char *const types[] = {"admissionnumber", "admno", "adno", "admission", NULL};
    const RosterRow *more = row_of(&all->demographics, user->key);
    const RosterKnown *known = roster_known(all->knowns, ROSTER_LEARNER, user->key);
    const char *year = roster_year(arena, user->cells[USER_GRADES]);
    const char **cells = roster_list_add(arena, &all->roster->learners, user->key, user->line);
    cells[IMPORT_UPN] = upn_of(arena, user);
    cells[IMPORT_ADMISSION_NUMBER] = user_id(arena, user->cells[USER_IDS], types);
    cells[IMPORT_SURNAME] = user->cells[USER_FAMILY];
    cells[IMPORT_FORENAME] = user->cells[USER_GIVEN];
    cells[IMPORT_PREFERRED_NAME] = user->cells[USER_PREFERRED];
    cells[IMPORT_BORN_ON] = more == NULL ? "" : more->cells[DEMOGRAPHICS_BORN];
    /* A delta that has no news about the birthday has none. */
    if (cells[IMPORT_BORN_ON][0] == '\0' && known != NULL && known->born != NULL)
        cells[IMPORT_BORN_ON] = known->born;
    if (more != NULL && (text_equal_fold(more->cells[DEMOGRAPHICS_SEX], "male") ||
                         text_equal_fold(more->cells[DEMOGRAPHICS_SEX], "female")))
        cells[IMPORT_SEX] = more->cells[DEMOGRAPHICS_SEX];
    cells[IMPORT_NATIONAL_YEAR] = year == NULL ? "" : year;
    if (year == NULL && user->cells[USER_GRADES][0] != '\0')
        say(all, ROSTER_USERS, user->line,
            arena_print(arena, "The grade “%s” is no year group here, so it was left out.",
                        user->cells[USER_GRADES]));
    if (date_is_set(parts->begins))
        cells[IMPORT_ENTERED_ON] = date_iso(arena, parts->begins);
}

static void add_staff(const Understanding *all, const RosterRow *user, const Parts *parts)
{
    if (text_equal_fold(user->cells[USER_ENABLED], "false") &&
        roster_known(all->knowns, ROSTER_STAFF, user->key) == NULL) {
        say(all, ROSTER_USERS, user->line,
            "One of the staff whose account is switched off there was left out.");
        return;
    }
    const char **cells = roster_list_add(all->arena, &all->roster->staff, user->key, user->line);
    cells[IMPORT_STAFF_FORENAME] = user->cells[USER_PREFERRED][0] != '\0'
                                       ? user->cells[USER_PREFERRED]
                                       : user->cells[USER_GIVEN];
    cells[IMPORT_STAFF_SURNAME] = user->cells[USER_FAMILY];
    cells[IMPORT_STAFF_EMAIL] = user->cells[USER_EMAIL];
    cells[IMPORT_STAFF_ROLE] = parts->staff;
    if (parts->beside != NULL)
        say(all, ROSTER_ROLES, user->line,
            arena_print(all->arena,
                        "Has a second role there, %s. Give it on their page under Staff, if it "
                        "is one here.",
                        parts->beside));
}

/* Who is deleted there: only of those who came from there is anything known. */
static void add_gone(const Understanding *all, const RosterRow *user)
{
    Roster *roster = all->roster;
    if (roster_known(all->knowns, ROSTER_LEARNER, user->key) != NULL)
        roster->learners.gone.items[roster->learners.gone.count++] = user->key;
    if (roster_known(all->knowns, ROSTER_STAFF, user->key) != NULL)
        roster->staff.gone.items[roster->staff.gone.count++] = user->key;
}

static void add_user(const Understanding *all, const RosterRow *user)
{
    if (user->deleted) {
        add_gone(all, user);
        return;
    }
    const Parts *parts = parts_of(all, user);
    if (parts->learner)
        add_learner(all, user, parts);
    if (parts->staff != NULL)
        add_staff(all, user, parts);
}

/* ---- Contacts -------------------------------------------------------------------------------- */

typedef struct Pair {
    const char *child, *agent;
    size_t line;
} Pair;

typedef struct Pairs {
    size_t count, room;
    Pair *items;
} Pairs;

static void add_pair(Arena *arena, Pairs *pairs, Pair pair)
{
    if (pairs->count == pairs->room) {
        size_t room = pairs->room == 0 ? 256 : 2 * pairs->room;
        Pair *items = arena_array(arena, Pair, room);
        if (pairs->count > 0)
            memcpy(items, pairs->items, pairs->count * sizeof *items);
        pairs->items = items;
        pairs->room = room;
    }
    pairs->items[pairs->count++] = pair;
}

static int compare_pairs(const void *left, const void *right)
{
    const Pair *a = left, *b = right;
    int by_child = strcmp(a->child, b->child);
    int by_agent = by_child != 0 ? by_child : strcmp(a->agent, b->agent);
    return by_agent != 0 ? by_agent : (a->line > b->line) - (a->line < b->line);
}

static int compare_lines(const void *left, const void *right)
{
    const Pair *a = left, *b = right;
    return (a->line > b->line) - (a->line < b->line);
}

/* Some name the parents with the child, some the child with the parents, some both. */
static void gather_pairs_of(const Understanding *all, const RosterRow *user, Pairs *pairs)
{
    const char *rest = user->cells[USER_AGENTS], *key;
    bool is_child = parts_of(all, user)->learner;
    while (next_key(all->arena, &rest, &key)) {
        const RosterRow *other = row_of(&all->users, key);
        if (other == NULL) {
            say(all, ROSTER_USERS, user->line, "An agent is named whom the package does not hold.");
            continue;
        }
        bool other_is_child = parts_of(all, other)->learner;
        if (is_child && !other_is_child)
            add_pair(all->arena, pairs, (Pair){user->key, key, user->line});
        else if (!is_child && other_is_child)
            add_pair(all->arena, pairs, (Pair){key, user->key, user->line});
    }
}

static void gather_pairs(const Understanding *all, Pairs *pairs)
{
    const RosterTable *users = file_of(all, ROSTER_USERS);
    for (size_t i = 0; i < users->count; i++)
        if (!users->rows[i].deleted)
            gather_pairs_of(all, &users->rows[i], pairs);
    if (pairs->count > 1)
        qsort(pairs->items, pairs->count, sizeof *pairs->items, compare_pairs);
    size_t kept = 0;
    for (size_t i = 0; i < pairs->count; i++)
        if (kept == 0 || !text_equal(pairs->items[i].child, pairs->items[kept - 1].child) ||
            !text_equal(pairs->items[i].agent, pairs->items[kept - 1].agent))
            pairs->items[kept++] = pairs->items[i];
    pairs->count = kept;
    if (pairs->count > 1)
        qsort(pairs->items, pairs->count, sizeof *pairs->items, compare_lines);
}

static void add_contact(const Understanding *all, const Pair *pair)
{
    const RosterRow *user = row_of(&all->users, pair->agent);
    ASSERT(user != NULL);
    const Parts *parts = parts_of(all, user);
    if (!parts->contact || user->deleted)
        return; /* a teacher may be an agent there: no contact of the child's */
    const char **cells =
        roster_list_add(all->arena, &all->roster->contacts, pair->agent, user->line);
    cells[IMPORT_CONTACT_UPN] = pair->child;
    cells[IMPORT_CONTACT_FORENAME] = user->cells[USER_GIVEN];
    cells[IMPORT_CONTACT_SURNAME] = user->cells[USER_FAMILY];
    cells[IMPORT_CONTACT_RELATIONSHIP] = parts->relation;
    cells[IMPORT_CONTACT_EMAIL] = user->cells[USER_EMAIL];
    cells[IMPORT_CONTACT_PHONE] = user->cells[USER_PHONE];
    cells[IMPORT_CONTACT_MOBILE] = user->cells[USER_SMS];
}

static void add_contacts(const Understanding *all)
{
    Pairs pairs = {0};
    gather_pairs(all, &pairs);
    all->roster->contacts = roster_list_make(all->arena, &contact_sheet, pairs.count);
    for (size_t i = 0; i < pairs.count; i++)
        add_contact(all, &pairs.items[i]);
}

/* ---- Classes --------------------------------------------------------------------------------- */

/* Every session that it is taught in has ended. */
static bool class_is_over(const Understanding *all, const RosterRow *row)
{
    const char *rest = row->cells[CLASS_TERMS], *key;
    bool over = false;
    while (next_key(all->arena, &rest, &key)) {
        const RosterRow *session = row_of(&all->sessions, key);
        if (session == NULL ||
            !is_over(date_of_cell(all->arena, session->cells[SESSION_ENDS]), all->today))
            return false;
        over = true;
    }
    return over;
}

static const char *class_year(const Understanding *all, const RosterRow *row)
{
    const char *year = roster_year(all->arena, row->cells[CLASS_GRADES]);
    const RosterRow *course =
        row_of(&all->courses, roster_key(all->arena, row->cells[CLASS_COURSE]));
    return year != NULL || course == NULL ? year
                                          : roster_year(all->arena, course->cells[COURSE_GRADES]);
}

static void add_class(const Understanding *all, const RosterRow *row, size_t *over)
{
    RosterClasses *classes = &all->roster->classes;
    if (row->deleted)
        classes->gone.items[classes->gone.count++] = row->key;
    if (row->deleted || !is_ours(all, row->cells[CLASS_SCHOOL]))
        return;
    if (class_is_over(all, row)) {
        (*over)++;
        return;
    }
    const char *name = row->cells[CLASS_TITLE];
    if (name[0] == '\0')
        name = row->cells[CLASS_CODE];
    if (name[0] == '\0' || text_length(name) > CLASS_NAME_LONGEST) {
        say(all, ROSTER_CLASSES, row->line,
            name[0] == '\0' ? "Left out: the class has no title"
                            : "Left out: the title is longer than 40 characters");
        return;
    }
    classes->items[classes->count++] =
        (RosterClass){row->key, name, class_year(all, row),
                      !text_equal_fold(row->cells[CLASS_TYPE], "homeroom"), row->line};
}

static int compare_names(const void *left, const void *right)
{
    const RosterClass *const *a = left, *const *b = right;
    int by_kind = (*a)->is_group - (*b)->is_group;
    int by_name = by_kind != 0 ? by_kind : strcmp((*a)->name, (*b)->name);
    return by_name != 0 ? by_name : strcmp((*a)->key, (*b)->key);
}

/* "Maths" of two sets is two classes: their codes, or else their ids, go with the name. */
static void tell_apart(const Understanding *all)
{
    RosterClasses *classes = &all->roster->classes;
    RosterClass **sorted = arena_array(all->arena, RosterClass *, classes->count);
    bool *twin = arena_array(all->arena, bool, classes->count);
    for (size_t i = 0; i < classes->count; i++)
        sorted[i] = &classes->items[i];
    if (classes->count > 1)
        qsort(sorted, classes->count, sizeof(void *), compare_names);
    for (size_t i = 1; i < classes->count; i++)
        if (sorted[i]->is_group == sorted[i - 1]->is_group &&
            text_equal(sorted[i]->name, sorted[i - 1]->name))
            twin[i] = twin[i - 1] = true;
    for (size_t i = 0; i < classes->count; i++) {
        const RosterRow *row = row_of(&all->classes, sorted[i]->key);
        if (!twin[i] || row == NULL)
            continue;
        const char *code = row->cells[CLASS_CODE];
        sorted[i]->name = arena_print(all->arena, "%s (%s)", sorted[i]->name,
                                      code[0] == '\0' ? row->cells[ROSTER_ID] : code);
    }
}

static void add_classes(const Understanding *all)
{
    const RosterTable *rows = file_of(all, ROSTER_CLASSES);
    RosterClasses *classes = &all->roster->classes;
    size_t over = 0;
    *classes = (RosterClasses){.items = arena_array(all->arena, RosterClass, rows->count),
                               .whole = rows->mode == ROSTER_BULK,
                               .gone = {0, arena_array(all->arena, const char *, rows->count)}};
    for (size_t i = 0; i < rows->count; i++)
        add_class(all, &rows->rows[i], &over);
    if (over > 0)
        say(all, ROSTER_CLASSES, 0,
            arena_print(all->arena, "%zu of terms that have ended %s left out.", over,
                        over == 1 ? "was" : "were"));
    tell_apart(all);
}

/* ---- Who is in which ------------------------------------------------------------------------- */

typedef struct ClassKnown {
    const char *name;
    bool is_group;
} ClassKnown;

static int compare_class_key(const void *key, const void *item)
{
    return strcmp(key, (*(const RosterClass *const *)item)->key);
}

static int compare_classes(const void *left, const void *right)
{
    return strcmp((*(const RosterClass *const *)left)->key,
                  (*(const RosterClass *const *)right)->key);
}

/* Of the package, or of an earlier one. */
static bool class_known(const Understanding *all, const RosterClass *const *sorted, const char *key,
                        ClassKnown *class)
{
    const RosterClass *const *found =
        all->roster->classes.count == 0
            ? NULL
            : bsearch(key, sorted, all->roster->classes.count, sizeof(void *), compare_class_key);
    const RosterKnown *known = roster_known(all->knowns, ROSTER_CLASS, key);
    if (found != NULL)
        *class = (ClassKnown){(*found)->name, (*found)->is_group};
    else if (known != NULL && file_of(all, ROSTER_CLASSES)->mode != ROSTER_BULK)
        *class = (ClassKnown){known->name, known->is_group};
    else
        return false;
    return true;
}

/* The learner's rows by key, to write the class of registration into. */
typedef struct LearnerCells {
    const char *key;
    const char **cells;
    bool primary;
    Date starts;
} LearnerCells;

static int compare_learners(const void *left, const void *right)
{
    return strcmp(((const LearnerCells *)left)->key, ((const LearnerCells *)right)->key);
}

/* The one that is marked as primary, or else the one that began last. */
static void register_in(const Understanding *all, LearnerCells *learner, const RosterRow *row,
                        const char *class_name, Date starts)
{
    bool primary = text_equal_fold(row->cells[ENROLMENT_PRIMARY], "true");
    const char *now = learner->cells[IMPORT_CLASS];
    bool later = date_is_set(starts) &&
                 (!date_is_set(learner->starts) || date_compare(starts, learner->starts) > 0);
    if (now[0] != '\0' && !text_equal(now, class_name) && primary == learner->primary)
        say(all, ROSTER_ENROLMENTS, row->line,
            "Is in two classes of registration. The one that began last was taken.");
    if (now[0] != '\0' && !(primary && !learner->primary) &&
        !(primary == learner->primary && later))
        return;
    learner->cells[IMPORT_CLASS] = class_name;
    learner->primary = primary;
    learner->starts = starts;
}

typedef struct Placing {
    const Understanding *all;
    const RosterClass **classes; /* by key */
    LearnerCells *learners;      /* by key */
    size_t learner_count;
    size_t strangers, elsewhere;
} Placing;

static void place_learner(Placing *placing, const RosterRow *row, const char *user,
                          const char *class_key, const ClassKnown *class)
{
    const Understanding *all = placing->all;
    Date starts = date_of_cell(all->arena, row->cells[ENROLMENT_BEGINS]);
    Date ends = date_of_cell(all->arena, row->cells[ENROLMENT_ENDS]);
    bool ended = row->deleted || is_over(ends, all->today);
    const LearnerCells wanted = {.key = user};
    LearnerCells *learner = placing->learner_count == 0
                                ? NULL
                                : bsearch(&wanted, placing->learners, placing->learner_count,
                                          sizeof wanted, compare_learners);
    if (class->is_group) {
        RosterPlaces *places = &all->roster->learner_places;
        places->items[places->count++] =
            (RosterPlace){user, class_key, starts, ends, false, ended, row->line};
        return;
    }
    if (ended)
        return; /* without a class is no news: the one that follows is */
    if (date_is_set(starts) && date_compare(starts, all->today) > 0)
        say(all, ROSTER_ENROLMENTS, row->line,
            "Joins this class on a day to come. Import again on that day.");
    else if (learner != NULL)
        register_in(all, learner, row, class->name, starts);
    else if (roster_known(all->knowns, ROSTER_LEARNER, user) == NULL)
        placing->strangers++;
}

static void place_adult(Placing *placing, const RosterRow *row, const char *user,
                        const char *class_key)
{
    const Understanding *all = placing->all;
    RosterPlaces *places = &all->roster->adult_places;
    static const char *const supporting[] = {"aide", "administrator", "proctor", NULL};
    Date ends = date_of_cell(all->arena, row->cells[ENROLMENT_ENDS]);
    places->items[places->count++] =
        (RosterPlace){user,
                      class_key,
                      date_of_cell(all->arena, row->cells[ENROLMENT_BEGINS]),
                      ends,
                      !is_one_of(row->cells[ENROLMENT_ROLE], supporting),
                      row->deleted || is_over(ends, all->today),
                      row->line};
}

static void place(Placing *placing, const RosterRow *row)
{
    const Understanding *all = placing->all;
    Arena *arena = all->arena;
    const char *class_key = roster_key(arena, row->cells[ENROLMENT_CLASS]);
    const char *user = roster_key(arena, row->cells[ENROLMENT_USER]);
    ClassKnown class = {0};
    if (!is_ours(all, row->cells[ENROLMENT_SCHOOL]))
        return;
    if (!class_known(all, placing->classes, class_key, &class)) {
        placing->elsewhere++;
        return;
    }
    if (text_equal_fold(row->cells[ENROLMENT_ROLE], "student"))
        place_learner(placing, row, user, class_key, &class);
    else
        place_adult(placing, row, user, class_key);
}

static int compare_places(const void *left, const void *right)
{
    const RosterPlace *a = left, *b = right;
    int by_class = strcmp(a->class_key, b->class_key);
    int by_user = by_class != 0 ? by_class : strcmp(a->user, b->user);
    int by_end = by_user != 0 ? by_user : a->ended - b->ended;
    return by_end != 0 ? by_end : (a->line > b->line) - (a->line < b->line);
}

/* One place each. */
static void settle_places(RosterPlaces *places)
{
    size_t kept = 0;
    if (places->count > 1)
        qsort(places->items, places->count, sizeof *places->items, compare_places);
    for (size_t i = 0; i < places->count; i++)
        if (kept == 0 ||
            !text_equal(places->items[i].class_key, places->items[kept - 1].class_key) ||
            !text_equal(places->items[i].user, places->items[kept - 1].user))
            places->items[kept++] = places->items[i];
    places->count = kept;
}

static LearnerCells *learner_cells(Arena *arena, const RosterList *list, size_t count)
{
    LearnerCells *learners = arena_array(arena, LearnerCells, count);
    for (size_t i = 0; i < count; i++)
        learners[i] = (LearnerCells){
            .key = list->keys[i], .cells = list->table.rows[i + 1].items, .starts = DATE_NONE};
    if (count > 1)
        qsort(learners, count, sizeof *learners, compare_learners);
    return learners;
}

/* A delta may speak of a learner's class alone: the learner is the one who is here. */
static void add_movers(const Understanding *all)
{
    const RosterTable *rows = file_of(all, ROSTER_ENROLMENTS);
    RosterList *learners = &all->roster->learners;
    const RowIndex by_user = index_rows(all->arena, rows, ENROLMENT_USER);
    const char *last = "";
    for (size_t i = 0; i < by_user.count; i++) {
        const char *key = by_user.items[i].key;
        const RosterRow *row = by_user.items[i].row;
        const RosterKnown *known = roster_known(all->knowns, ROSTER_LEARNER, key);
        if (known == NULL || text_equal(key, last) || row->deleted ||
            row_of(&all->users, key) != NULL)
            continue;
        last = key;
        const char **cells =
            roster_list_add(all->arena, learners, known->key, MOVERS_FROM + row->line);
        cells[IMPORT_SURNAME] = known->surname;
        cells[IMPORT_FORENAME] = known->forename;
        cells[IMPORT_BORN_ON] = known->born;
    }
}

static void add_places(const Understanding *all)
{
    const RosterTable *rows = file_of(all, ROSTER_ENROLMENTS);
    Roster *roster = all->roster;
    size_t classes = roster->classes.count;
    Placing placing = {.all = all,
                       .classes = arena_array(all->arena, const RosterClass *, classes),
                       .learner_count = roster->learners.table.row_count - 1};
    placing.learners = learner_cells(all->arena, &roster->learners, placing.learner_count);
    for (size_t i = 0; i < classes; i++)
        placing.classes[i] = &roster->classes.items[i];
    if (classes > 1)
        qsort(placing.classes, classes, sizeof(void *), compare_classes);
    roster->learner_places.items = arena_array(all->arena, RosterPlace, rows->count);
    roster->adult_places.items = arena_array(all->arena, RosterPlace, rows->count);
    roster->places_whole = rows->mode == ROSTER_BULK;
    for (size_t i = 0; i < rows->count; i++)
        place(&placing, &rows->rows[i]);
    settle_places(&roster->learner_places);
    settle_places(&roster->adult_places);
    if (placing.elsewhere > 0)
        say(all, ROSTER_ENROLMENTS, 0,
            arena_print(all->arena, "%zu rows speak of classes that are not looked at.",
                        placing.elsewhere));
    if (placing.strangers > 0)
        say(all, ROSTER_ENROLMENTS, 0,
            arena_print(all->arena, "%zu rows speak of learners whom the package does not hold.",
                        placing.strangers));
}

Roster roster_understand(Arena *arena, const RosterPackage *package, const RosterKnowns *knowns,
                         const char *org, Date today)
{
    const RosterTable *files = package->files;
    Roster roster = {.org = org, .remarks = package->remarks};
    Understanding all = {
        .arena = arena,
        .package = package,
        .knowns = knowns,
        .today = today,
        .users = index_rows(arena, &files[ROSTER_USERS], ROSTER_ID),
        .roles = index_rows(arena, &files[ROSTER_ROLES], ROLE_USER),
        .demographics = index_rows(arena, &files[ROSTER_DEMOGRAPHICS], ROSTER_ID),
        .courses = index_rows(arena, &files[ROSTER_COURSES], ROSTER_ID),
        .sessions = index_rows(arena, &files[ROSTER_SESSIONS], ROSTER_ID),
        .classes = index_rows(arena, &files[ROSTER_CLASSES], ROSTER_ID),
        .has_roles = files[ROSTER_ROLES].mode != ROSTER_ABSENT,
        .roster = &roster,
    };
    size_t users = files[ROSTER_USERS].count;
    roster.learners =
        roster_list_make(arena, &learner_sheet, users + files[ROSTER_ENROLMENTS].count);
    roster.staff = roster_list_make(arena, &staff_sheet, users);
    /* In 1.2 whoever has no role any more has gone too, so the roles must be whole as well. */
    bool whole = files[ROSTER_USERS].mode == ROSTER_BULK &&
                 (!all.has_roles || files[ROSTER_ROLES].mode == ROSTER_BULK);
    roster.learners.whole = roster.staff.whole = whole;
    all.parts = arena_array(arena, Parts, users);
    for (size_t i = 0; i < users; i++)
        all.parts[i] = find_parts(&all, &files[ROSTER_USERS].rows[i]);
    for (size_t i = 0; i < users; i++)
        add_user(&all, &files[ROSTER_USERS].rows[i]);
    if (!whole)
        add_movers(&all);
    add_contacts(&all);
    add_classes(&all);
    add_places(&all);
    return roster;
}

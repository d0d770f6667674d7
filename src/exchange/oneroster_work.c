#include "exchange/oneroster_work.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "exchange/exchange_sql.h"
#include "exchange/learner_import_rules.h"
#include "exchange/zip_read.h"
#include "platform/base/id.h"
#include "staff/permission_choice.h"
#include "staff/staff.h"

/* So many leavers at once are asked about: both must be passed. */
enum { LEAVERS_FEW = 5, LEAVERS_PERCENT = 3 };
/* So that the answer to a question about one part is none about another. */
enum { ANSWERS_OF_PART = 100000000 };

/* ---- Lines ----------------------------------------------------------------------------------- */

ImportLine *roster_line_add(RosterWork *own, RosterPart part, size_t index, const ImportLine *line)
{
    ImportLines *lines = own->lines;
    ImportLine *added = &lines->items[lines->count];
    *added = *line;
    added->answer = (size_t)(part + 1) * ANSWERS_OF_PART + line->line;
    if (added->line >= MOVERS_FROM) {
        added->line -= MOVERS_FROM;
        added->file = roster_file_name(ROSTER_ENROLMENTS);
    }
    own->steps[lines->count++] = (RosterStep){part, index};
    return added;
}

/* ---- What earlier packages brought ----------------------------------------------------------- */

static int64_t id_of(const struct roster_knowns_row *row)
{
    return row->learner_id.n + row->staff_id.n + row->contact_id.n + row->class_id.n;
}

static bool kind_of(const char *code, RosterKind *kind)
{
    for (*kind = 0; *kind < ROSTER_KIND_COUNT; (*kind)++)
        if (text_equal(code, roster_kind_code(*kind)))
            return true;
    return false;
}

static int compare_ids(const void *left, const void *right)
{
    const KnownId *a = left, *b = right;
    return (a->id > b->id) - (a->id < b->id);
}

static void index_known(Arena *arena, RosterWork *own)
{
    for (RosterKind kind = 0; kind < ROSTER_KIND_COUNT; kind++) {
        ImportSource *source = &own->sources[kind];
        KnownId *known = arena_array(arena, KnownId, own->knowns.count);
        for (size_t i = 0; i < own->knowns.count; i++)
            if (own->knowns.items[i].kind == kind)
                known[source->known_count++] =
                    (KnownId){own->knowns.items[i].id, own->knowns.items[i].key};
        if (source->known_count > 1)
            qsort(known, source->known_count, sizeof *known, compare_ids);
        source->known = known;
    }
}

static Error *read_knowns(Db *db, Arena *arena, SchoolId school, RosterWork *own)
{
    struct roster_knowns_rows rows;
    TRY(roster_knowns(db, arena, school, own->source, &rows));
    RosterKnown *items = arena_array(arena, RosterKnown, rows.count);
    size_t count = 0;
    for (size_t i = 0; i < rows.count; i++) {
        const struct roster_knowns_row *row = &rows.items[i];
        RosterKind kind;
        if (!kind_of(row->kind, &kind) || id_of(row) == 0)
            continue;
        items[count++] = (RosterKnown){
            .kind = kind,
            .key = row->external,
            .id = id_of(row),
            .name = row->class_name,
            .is_group = row->is_group.present && row->is_group.value != 0,
            .surname = row->surname == NULL ? "" : row->surname,
            .forename = row->forename == NULL ? "" : row->forename,
            .born = date_is_set(row->born_on) ? date_iso(arena, row->born_on) : "",
        };
    }
    if (count > 1)
        qsort(items, count, sizeof *items, roster_known_compare);
    own->knowns = (RosterKnowns){count, items};
    index_known(arena, own);
    return NULL;
}

/* ---- Which school ---------------------------------------------------------------------------- */

/* Which of several it is, somebody said once; else its name or number does. */
static Error *find_school(Db *db, Arena *arena, SchoolId school, const RosterPackage *package,
                          const char **org)
{
    struct roster_school_row row;
    struct import_mappings_rows said;
    RosterSchools schools = roster_schools(arena, package);
    bool found;
    TRY(roster_school(db, arena, school, &row, &found));
    TRY(import_mappings(db, arena, school, roster_kind.code, &said));
    for (size_t i = 0; i < said.count; i++)
        for (size_t k = 0; k < schools.count; k++)
            if (text_equal(said.items[i].field, schools.items[k].key)) {
                *org = schools.items[k].key;
                return NULL;
            }
    const char *number = !found || row.la_number == NULL || row.establishment_number == NULL
                             ? ""
                             : arena_print(arena, "%s%s", row.la_number, row.establishment_number);
    *org = roster_school_of(arena, package, found ? row.name : "", number);
    return NULL;
}

/* ---- People ---------------------------------------------------------------------------------- */

static void index_rows(Arena *arena, RosterWork *own, RosterKind kind, const RosterList *list)
{
    size_t count = list->table.row_count - 1;
    own->by_key[kind] = key_index_make(arena, count);
    for (size_t i = 0; i < count; i++)
        key_index_add(&own->by_key[kind], list->keys[i], i);
    key_index_sort(&own->by_key[kind]);
    own->sources[kind].keys = list->keys;
}

static const ImportWork *work_of(const RosterWork *own, RosterKind kind)
{
    return kind == ROSTER_LEARNER ? &own->learners
           : kind == ROSTER_STAFF ? &own->staff
                                  : &own->contacts;
}

static int64_t id_of_row(const RosterWork *own, RosterKind kind, size_t row)
{
    const ImportWork *work = work_of(own, kind);
    return kind == ROSTER_LEARNER ? learner_import_id(work, row)
           : kind == ROSTER_STAFF ? staff_import_id(work, row)
                                  : contact_import_id(work, row);
}

static const ImportLine *line_of_row(const RosterWork *own, RosterKind kind, size_t row)
{
    return &own->lines->items[own->line_of[kind][row]];
}

int64_t roster_person(const RosterWork *own, RosterKind kind, const char *key, const ImportBy *by)
{
    size_t first;
    if (key_index_find(&own->by_key[kind], key, &first) == 0) {
        const RosterKnown *known = roster_known(&own->knowns, kind, key);
        return known == NULL ? 0 : known->id;
    }
    size_t row = own->by_key[kind].items[first].index;
    const ImportLine *line = line_of_row(own, kind, row);
    if (line->result == IMPORT_REFUSED || (by != NULL && !import_is_taken(line, by)))
        return 0;
    int64_t id = id_of_row(own, kind, row);
    return id != 0 ? id : -(int64_t)row - 1;
}

/* Adds the lines of one list to the whole. */
static void add_lines(Arena *arena, RosterWork *own, RosterKind kind, RosterPart part,
                      const char *what)
{
    const ImportLines *lines = &work_of(own, kind)->lines;
    own->line_of[kind] = arena_array(arena, size_t, lines->count);
    for (size_t i = 0; i < lines->count; i++) {
        ImportLine line = lines->items[i];
        line.file = roster_file_name(ROSTER_USERS);
        line.what = what;
        own->line_of[kind][i] = own->lines->count;
        roster_line_add(own, part, i, &line);
    }
}

static Error *compare_list(Db *db, Arena *arena, SchoolId school, const ImportBy *by,
                           const ImportKind *kind, const RosterList *list,
                           const ImportSource *source, ImportWork *work)
{
    *work = (ImportWork){
        .kind = kind, .table = list->table, .mapping = list->mapping, .source = source};
    return kind->compare(db, arena, school, by, work);
}

/* Each learner of the package, here already or not yet, by key in the place of a UPN. */
static void gather_children(Arena *arena, RosterWork *own)
{
    const ImportLines *lines = &own->learners.lines;
    ImportSource *source = &own->sources[ROSTER_CONTACT];
    source->children = arena_array(arena, ExistingChild, lines->count);
    source->child_count = lines->count;
    for (size_t i = 0; i < lines->count; i++) {
        bool refused = lines->items[i].result == IMPORT_REFUSED;
        int64_t id = learner_import_id(&own->learners, i);
        source->children[i] = (ExistingChild){id != 0 ? id : -(int64_t)i - 1,
                                              refused ? NULL : own->roster.learners.keys[i], NULL,
                                              lines->items[i].name};
    }
}

static void drop_list(RosterList *list)
{
    list->table.row_count = 1;
    list->whole = false;
    list->gone.count = 0;
}

/* Whoever may not bring a list by itself does not bring it in a package either. */
static Error *drop_forbidden(Db *db, Arena *arena, SchoolId school, const ImportBy *by,
                             RosterWork *own)
{
    Staff importer;
    Matrix matrix;
    Roster *roster = &own->roster;
    TRY(staff_load(db, arena, school, by->staff, by->today, &importer));
    TRY(matrix_load(db, arena, school, by->today, &matrix));
    if (matrix_reach(&matrix, importer.roles, staff_kind.also) != REACH_ALL) {
        drop_list(&roster->staff);
        roster_say(arena, &roster->remarks, roster_file_name(ROSTER_USERS), 0,
                   "Your role does not look after people, so the staff were left out.");
    }
    if (matrix_reach(&matrix, importer.roles, contact_kind.also) != REACH_ALL) {
        drop_list(&roster->contacts);
        roster_say(arena, &roster->remarks, roster_file_name(ROSTER_USERS), 0,
                   "Your role does not import contacts, so they were left out.");
    }
    return NULL;
}

static Error *compare_people(Db *db, Arena *arena, SchoolId school, const ImportBy *by,
                             RosterWork *own)
{
    Roster *roster = &own->roster;
    index_rows(arena, own, ROSTER_LEARNER, &roster->learners);
    index_rows(arena, own, ROSTER_STAFF, &roster->staff);
    index_rows(arena, own, ROSTER_CONTACT, &roster->contacts);
    TRY(compare_list(db, arena, school, by, &staff_kind, &roster->staff,
                     &own->sources[ROSTER_STAFF], &own->staff));
    TRY(compare_list(db, arena, school, by, &learner_kind, &roster->learners,
                     &own->sources[ROSTER_LEARNER], &own->learners));
    learner_import_ask(arena, by->today, &own->learners);
    gather_children(arena, own);
    TRY(compare_list(db, arena, school, by, &contact_kind, &roster->contacts,
                     &own->sources[ROSTER_CONTACT], &own->contacts));
    return NULL;
}

/* ---- Classes --------------------------------------------------------------------------------- */

static const struct roster_classes_row *class_named_here(const struct roster_classes_rows *here,
                                                         const char *name, bool is_group)
{
    for (size_t i = 0; i < here->count; i++)
        if (here->items[i].is_group == is_group && text_equal(here->items[i].name, name))
            return &here->items[i];
    return NULL;
}

static const struct roster_classes_row *class_by_id(const struct roster_classes_rows *here,
                                                    int64_t id)
{
    for (size_t i = 0; i < here->count; i++)
        if (here->items[i].id.n == id)
            return &here->items[i];
    return NULL;
}

static const char *year_or_none(const char *year)
{
    return year == NULL ? "" : learner_year_words(year);
}

/* A class that is here under another name is renamed, unless a third has that name. */
static void find_class_changes(Arena *arena, const struct roster_classes_row *row,
                               const RosterClass *class, bool name_taken, ImportLine *line)
{
    bool same_name = text_equal(row->name, class->name);
    if (!same_name && name_taken)
        import_line_say(arena, line, "Another class here has this name, so it keeps its own.");
    else if (!same_name)
        line->changes[line->change_count++] = (ImportLineChange){"Name", row->name, class->name};
    if (class->year != NULL && !text_equal(row->national_year, class->year))
        line->changes[line->change_count++] =
            (ImportLineChange){"Year", year_or_none(row->national_year), year_or_none(class->year)};
}

static void compare_class(Arena *arena, RosterWork *own, const struct roster_classes_rows *here,
                          const RosterClass *class)
{
    const RosterKnown *known = roster_known(&own->knowns, ROSTER_CLASS, class->key);
    const struct roster_classes_row *named = class_named_here(here, class->name, class->is_group);
    const struct roster_classes_row *row = known == NULL ? NULL : class_by_id(here, known->id);
    if (row == NULL || row->is_group != class->is_group)
        row = named;
    ImportLine line = {.line = class->line,
                       .file = roster_file_name(ROSTER_CLASSES),
                       .what = class->is_group ? "Teaching groups" : "Classes",
                       .result = row == NULL ? IMPORT_ADDED : IMPORT_SAME,
                       .name = class->name,
                       .aside = "",
                       .facts = year_or_none(class->year),
                       .refused = "",
                       .changes = arena_array(arena, ImportLineChange, 2)};
    if (row != NULL)
        find_class_changes(arena, row, class, named != NULL, &line);
    if (line.change_count > 0)
        line.result = IMPORT_CHANGED;
    bool keeps = row != NULL && named != NULL;
    own->classes[own->class_count] =
        (RosterClassHere){class, keeps ? row->name : class->name,
                          class->year == NULL && row != NULL ? row->national_year : class->year,
                          row == NULL ? 0 : row->id.n};
    roster_line_add(own, PART_CLASSES, own->class_count++, &line);
}

static bool holds(const Texts *texts, const char *text)
{
    for (size_t i = 0; i < texts->count; i++)
        if (text_equal(texts->items[i], text))
            return true;
    return false;
}

static bool has_class(const KeyIndex *keys, const char *key)
{
    size_t first;
    return key_index_find(keys, key, &first) > 0;
}

/* Classes of an earlier package that are there no longer: everybody in them goes. */
static void add_gone_classes(Arena *arena, RosterWork *own)
{
    const RosterClasses *classes = &own->roster.classes;
    KeyIndex keys = key_index_make(arena, classes->count);
    for (size_t i = 0; i < classes->count; i++)
        key_index_add(&keys, classes->items[i].key, i);
    key_index_sort(&keys);
    for (size_t i = 0; i < own->knowns.count; i++) {
        const RosterKnown *known = &own->knowns.items[i];
        if (known->kind != ROSTER_CLASS || has_class(&keys, known->key) ||
            (!classes->whole && !holds(&classes->gone, known->key)))
            continue;
        own->classes[own->class_count++] = (RosterClassHere){NULL, known->name, NULL, known->id};
    }
}

static Error *compare_classes(Db *db, Arena *arena, SchoolId school, RosterWork *own)
{
    struct roster_classes_rows here;
    TRY(roster_classes(db, arena, school, &here));
    own->classes = arena_array(arena, RosterClassHere,
                               own->roster.classes.count + own->sources[ROSTER_CLASS].known_count);
    for (size_t i = 0; i < own->roster.classes.count; i++)
        compare_class(arena, own, &here, &own->roster.classes.items[i]);
    return NULL;
}

/* A delta may speak of the places of a class that it does not hold. */
static void add_known_classes(Arena *arena, RosterWork *own)
{
    if (own->roster.classes.whole)
        return;
    RosterClass *silent = arena_array(arena, RosterClass, own->sources[ROSTER_CLASS].known_count);
    for (size_t i = 0, made = 0; i < own->knowns.count; i++) {
        const RosterKnown *known = &own->knowns.items[i];
        bool spoken = false;
        if (known->kind != ROSTER_CLASS)
            continue;
        for (size_t c = 0; c < own->class_count && !spoken; c++)
            spoken = own->classes[c].id == known->id;
        if (spoken)
            continue;
        silent[made] = (RosterClass){known->key, known->name, NULL, known->is_group, 0};
        own->classes[own->class_count++] =
            (RosterClassHere){&silent[made++], known->name, NULL, known->id};
    }
}

/* ---- Who has gone ---------------------------------------------------------------------------- */

static bool is_gone(const RosterWork *own, const RosterList *list, RosterKind kind, const char *key)
{
    size_t first;
    return list->whole ? key_index_find(&own->by_key[kind], key, &first) == 0
                       : holds(&list->gone, key);
}

static void add_leaver(Arena *arena, RosterWork *own, Leaver leaver, const char *name,
                       const char *facts, Date today)
{
    ImportLine line = {.line = 0,
                       .file = roster_file_name(ROSTER_USERS),
                       .what = leaver.is_staff ? "Staff who left" : "Learners who left",
                       .result = IMPORT_LEAVING,
                       .name = name,
                       .learner = leaver.is_staff ? 0 : leaver.id,
                       .aside = "",
                       .facts = facts,
                       .refused = "",
                       .changes = arena_array(arena, ImportLineChange, 1)};
    line.changes[line.change_count++] =
        (ImportLineChange){"Last day", "", date_medium(arena, today)};
    own->leavers[own->leaver_count] = leaver;
    roster_line_add(own, PART_LEAVERS, own->leaver_count++, &line);
}

/* Whether a row of the package is this person all the same, under another key. */
static bool has_row(const ImportWork *work, const KeyIndex *ids, int64_t id)
{
    char text[24];
    size_t first;
    snprintf(text, sizeof text, "%" PRId64, id);
    (void)work;
    return key_index_find(ids, text, &first) > 0;
}

static KeyIndex ids_of_rows(Arena *arena, const RosterWork *own, RosterKind kind)
{
    size_t count = work_of(own, kind)->lines.count;
    KeyIndex ids = key_index_make(arena, count);
    for (size_t i = 0; i < count; i++) {
        int64_t id = id_of_row(own, kind, i);
        if (id != 0)
            key_index_add(&ids, arena_print(arena, "%" PRId64, id), i);
    }
    key_index_sort(&ids);
    return ids;
}

static Error *find_learner_leavers(Db *db, Arena *arena, SchoolId school, Date today,
                                   RosterWork *own, size_t *here)
{
    struct import_children_rows children;
    KeyIndex ids = ids_of_rows(arena, own, ROSTER_LEARNER);
    TRY(import_children(db, arena, school, &children));
    *here = children.count;
    for (size_t i = 0; i < children.count; i++) {
        const struct import_children_row *child = &children.items[i];
        const char *key = import_known_key(&own->sources[ROSTER_LEARNER], child->id.n);
        if (key != NULL && is_gone(own, &own->roster.learners, ROSTER_LEARNER, key) &&
            !has_row(&own->learners, &ids, child->id.n))
            add_leaver(arena, own, (Leaver){false, child->id.n},
                       arena_print(arena, "%s, %s", child->surname, child->forename), "", today);
    }
    return NULL;
}

/* Nobody ends their own access by a file, nor that of somebody whom they may not manage. */
static Error *find_staff_leavers(Db *db, Arena *arena, SchoolId school, const ImportBy *by,
                                 RosterWork *own)
{
    StaffMembers members;
    Staff importer;
    KeyIndex ids = ids_of_rows(arena, own, ROSTER_STAFF);
    TRY(staff_load(db, arena, school, by->staff, by->today, &importer));
    TRY(staff_members(db, arena, school, &members));
    for (size_t i = 0; i < members.count; i++) {
        const StaffMember *member = &members.items[i];
        const char *key = import_known_key(&own->sources[ROSTER_STAFF], member->id.n);
        bool manages = false, last_head = false;
        if (key == NULL || date_is_set(member->ended_on) || member->id.n == by->staff.n ||
            !is_gone(own, &own->roster.staff, ROSTER_STAFF, key) ||
            has_row(&own->staff, &ids, member->id.n))
            continue;
        TRY(staff_manages_member(db, arena, school, &importer, member, by->today, &manages));
        TRY(staff_is_last_head(db, arena, school, member->id, by->today, &last_head));
        if (manages && !last_head)
            add_leaver(arena, own, (Leaver){true, member->id.n},
                       arena_print(arena, "%s, %s", member->surname, member->forename),
                       role_words(member->role), by->today);
        else
            roster_say(arena, &own->roster.remarks, roster_file_name(ROSTER_USERS), 0,
                       last_head ? "The head is there no longer. Make somebody head here first, "
                                   "and end their access under Staff then."
                                 : "Somebody of the staff is there no longer whose access only the "
                                   "headteacher ends.");
    }
    return NULL;
}

/* ---- What is remembered ---------------------------------------------------------------------- */

static bool is_news(const RosterWork *own, RosterKind kind, const char *key, int64_t id)
{
    const RosterKnown *known = roster_known(&own->knowns, kind, key);
    return id > 0 && (known == NULL || known->id != id);
}

static size_t count_news(const RosterWork *own, RosterKind kind)
{
    size_t news = 0;
    const ImportLines *lines = &work_of(own, kind)->lines;
    for (size_t i = 0; i < lines->count; i++)
        news +=
            (lines->items[i].result == IMPORT_SAME || lines->items[i].result == IMPORT_CHANGED) &&
                    is_news(own, kind, own->sources[kind].keys[i], id_of_row(own, kind, i))
                ? 1
                : 0;
    return news;
}

static void add_ids_line(Arena *arena, RosterWork *own)
{
    size_t news = count_news(own, ROSTER_LEARNER) + count_news(own, ROSTER_STAFF);
    if (news == 0)
        return;
    ImportLine line = {.file = "manifest.csv",
                       .what = "Numbers of the other system",
                       .result = IMPORT_CHANGED,
                       .name = "Whom its numbers mean here",
                       .aside = "",
                       .facts = "",
                       .refused = "",
                       .changes = arena_array(arena, ImportLineChange, 1)};
    line.changes[line.change_count++] = (ImportLineChange){
        "Remembered", "", arena_print(arena, "%zu people who are here already", news)};
    roster_line_add(own, PART_IDS, 0, &line);
}

/* ---- The whole ------------------------------------------------------------------------------- */

static void add_remark_lines(Arena *arena, RosterWork *own)
{
    const RosterRemarks *remarks = &own->roster.remarks;
    for (size_t i = 0; i < remarks->count; i++) {
        ImportLine line = {.line = remarks->items[i].line,
                           .file = remarks->items[i].file,
                           .what = "The package",
                           .result = IMPORT_SAME,
                           .name = remarks->items[i].file,
                           .aside = "",
                           .facts = "",
                           .refused = ""};
        import_line_say(arena, &line, remarks->items[i].sentence);
        roster_line_add(own, PART_COUNT, 0, &line);
    }
}

static const char *source_of(Arena *arena, const RosterPackage *package)
{
    const char *folded = text_sort_key(arena, package->system);
    return folded[0] == '\0' ? "oneroster" : folded;
}

static size_t most_lines(const RosterWork *own)
{
    const Roster *roster = &own->roster;
    return 2 * (roster->classes.count + own->knowns.count) + roster->learners.table.row_count +
           roster->staff.table.row_count + roster->contacts.table.row_count + own->knowns.count +
           roster->remarks.room + 64;
}

static Error *compare_all(Db *db, Arena *arena, SchoolId school, const ImportBy *by,
                          ImportWork *work, RosterWork *own)
{
    TRY(drop_forbidden(db, arena, school, by, own));
    TRY(compare_people(db, arena, school, by, own));
    TRY(compare_classes(db, arena, school, own));
    add_lines(arena, own, ROSTER_STAFF, PART_STAFF, "Staff");
    add_lines(arena, own, ROSTER_LEARNER, PART_LEARNERS, "Learners");
    add_lines(arena, own, ROSTER_CONTACT, PART_CONTACTS, "Contacts");
    add_gone_classes(arena, own);
    add_known_classes(arena, own);
    TRY(roster_places_compare(db, arena, school, by, own));
    own->leavers = arena_array(arena, Leaver, own->knowns.count);
    TRY(find_learner_leavers(db, arena, school, by->today, own, &work->learners_here));
    size_t learners = own->leaver_count;
    TRY(find_staff_leavers(db, arena, school, by, own));
    work->leavers_asked =
        learners > LEAVERS_FEW && learners * 100 > work->learners_here * LEAVERS_PERCENT;
    add_ids_line(arena, own);
    add_remark_lines(arena, own);
    return NULL;
}

static Error *compare(Db *db, Arena *arena, SchoolId school, const ImportBy *by, ImportWork *work)
{
    RosterWork *own = arena_new(arena, RosterWork);
    RosterPackage package;
    const char *org = NULL;
    TRY(roster_read_in_jail(arena, work->content, &package));
    work->read_as = arena_print(arena, "OneRoster %s%s%s", package.version,
                                package.system[0] == '\0' ? "" : " from ", package.system);
    own->source = source_of(arena, &package);
    own->lines = &work->lines;
    work->compared = own;
    TRY(read_knowns(db, arena, school, own));
    TRY(find_school(db, arena, school, &package, &org));
    if (org == NULL) {
        own->roster = (Roster){.org = NULL};
        work->schools = roster_schools(arena, &package);
        work->fault = "The package holds several schools, and none has this school's name or "
                      "number";
        return NULL;
    }
    own->roster = roster_understand(arena, &package, &own->knowns, org, by->today);
    size_t most = most_lines(own);
    work->lines.items = arena_array(arena, ImportLine, most);
    own->steps = arena_array(arena, RosterStep, most);
    TRY(compare_all(db, arena, school, by, work, own));
    work->rows.count = work->lines.count;
    return NULL;
}

/* ---- Writing --------------------------------------------------------------------------------- */

static Error *write_class(Db *db, Arena *arena, SchoolId school, RosterClassHere *here)
{
    const RosterClass *class = here->class;
    ClassId id = {here->id};
    if (id.n != 0)
        return class_change(db, arena, school, id, here->name, here->year);
    TRY(class->is_group ? group_add(db, arena, school, class->name, class->year, &id)
                        : class_add(db, arena, school, class->name, class->year, &id));
    here->id = id.n;
    return NULL;
}

static Error *write_learner(Db *db, Arena *arena, SchoolId school, const RosterWork *own,
                            size_t row, const ImportBy *by)
{
    TRY(learner_import_bring(db, arena, school, &own->learners, row, by));
    own->sources[ROSTER_CONTACT].children[row].id = learner_import_id(&own->learners, row);
    return NULL;
}

/* Of a child who is not taken no contact is. */
static Error *write_contact(Db *db, Arena *arena, SchoolId school, const RosterWork *own,
                            size_t row, const ImportBy *by)
{
    const char *child = own->contacts.rows.items[row].values[IMPORT_CONTACT_UPN];
    if (roster_person(own, ROSTER_LEARNER, child, by) <= 0)
        return NULL;
    return contact_kind.write(db, arena, school, &own->contacts, row, by);
}

static Error *write_leaver(Db *db, SchoolId school, const Leaver *leaver, Date today)
{
    return leaver->is_staff ? staff_leave(db, school, (StaffId){leaver->id}, today)
                            : learner_leave(db, school, (LearnerId){leaver->id}, today);
}

static Error *write_line(Db *db, Arena *arena, SchoolId school, const ImportWork *work, size_t line,
                         const ImportBy *by)
{
    const RosterWork *own = work->compared;
    size_t index = own->steps[line].index;
    switch (own->steps[line].part) {
    case PART_CLASSES:
        return write_class(db, arena, school, &own->classes[index]);
    case PART_STAFF:
        return staff_kind.write(db, arena, school, &own->staff, index, by);
    case PART_LEARNERS:
        return write_learner(db, arena, school, own, index, by);
    case PART_CONTACTS:
        return write_contact(db, arena, school, own, index, by);
    case PART_PLACES:
        return roster_places_write(db, arena, school, own, &own->changes[index], by);
    case PART_LEAVERS:
        return write_leaver(db, school, &own->leavers[index], by->today);
    default:
        return NULL;
    }
}

/* Whose class alone changes is told of by the class. */
static int64_t learner_of(const ImportWork *work, size_t line)
{
    const RosterWork *own = work->compared;
    const RosterStep *step = &own->steps[line];
    return step->part == PART_LEARNERS ? learner_import_id(&own->learners, step->index)
                                       : work->lines.items[line].learner;
}

static Error *remember(Db *db, SchoolId school, const RosterWork *own, RosterKind kind,
                       const char *key, int64_t id)
{
    if (key == NULL || key[0] == '\0' || !is_news(own, kind, key, id))
        return NULL;
    return external_id_set(
        db, school, (ExternalIdId){id_new()}, own->source, roster_kind_code(kind), key,
        (LearnerId){kind == ROSTER_LEARNER ? id : 0}, (StaffId){kind == ROSTER_STAFF ? id : 0},
        (ContactId){kind == ROSTER_CONTACT ? id : 0}, (ClassId){kind == ROSTER_CLASS ? id : 0},
        NULL);
}

/* Contacts that are named with several children are remembered once. */
static Error *remember_list(Db *db, SchoolId school, const RosterWork *own, RosterKind kind,
                            const ImportBy *by)
{
    const ImportLines *lines = &work_of(own, kind)->lines;
    const KeyIndex *by_key = &own->by_key[kind];
    for (size_t i = 0; i < by_key->count; i++) {
        size_t row = by_key->items[i].index;
        bool again = i > 0 && text_equal(by_key->items[i].key, by_key->items[i - 1].key);
        if (row >= lines->count || again || !import_is_taken(line_of_row(own, kind, row), by))
            continue;
        TRY(remember(db, school, own, kind, by_key->items[i].key, id_of_row(own, kind, row)));
    }
    return NULL;
}

static Error *finish(Db *db, Arena *arena, SchoolId school, const ImportWork *work,
                     const ImportBy *by)
{
    const RosterWork *own = work->compared;
    (void)arena;
    for (RosterKind kind = ROSTER_LEARNER; kind <= ROSTER_CONTACT; kind++)
        TRY(remember_list(db, school, own, kind, by));
    for (size_t i = 0; i < own->class_count; i++)
        if (own->classes[i].class != NULL)
            TRY(remember(db, school, own, ROSTER_CLASS, own->classes[i].class->key,
                         own->classes[i].id));
    return NULL;
}

static Url place(Arena *arena)
{
    return url_print(arena, "/register?level=everyone");
}

static Error *look(Arena *arena, Bytes content, size_t *rows)
{
    RosterPackage package;
    *rows = 0;
    TRY(roster_read_in_jail(arena, content, &package));
    for (RosterFile file = 0; file < ROSTER_FILE_COUNT; file++)
        *rows += package.files[file].count;
    return NULL;
}

const ImportKind roster_kind = {
    .code = "oneroster",
    .children = "a OneRoster package",
    .also = MAY_IMPORT,
    .aside = "Class",
    .facts = "Born, role or year",
    .same = "These need an answer",
    .why = "",
    .untouched =
        "Whoever never came from this system stays as they are. Nobody's parental responsibility, "
        "court order or SEN decision is changed, and no contact is sent anything because of a "
        "package.",
    .place = place,
    .is_one = zip_is,
    .look = look,
    .compare = compare,
    .write = write_line,
    .learner = learner_of,
    .finish = finish,
};

/* A Common Transfer File beside the record: what it would change, and the change.
 *
 * Learners and contacts are compared and written by their own lists (import_work.h), of which this
 * makes one long list, with what was recorded before at its end. The file is older than what is
 * here: it fills what is empty, and changes nothing. It ends nothing and nobody leaves by it. */
#include <string.h>

#include "exchange/ctf_file.h"
#include "exchange/exchange_sql.h"
#include "exchange/import_work.h"
#include "exchange/learner_import_rules.h"
#include "staff/permission_choice.h"
#include "staff/staff.h"

typedef enum CtfPart { CTF_LEARNERS, CTF_CONTACTS, CTF_HISTORY, CTF_REMARKS } CtfPart;

/* So that the answer to a question about one part is none about another. */
enum { ANSWERS_OF_PART = 100000000 };

typedef struct CtfStep {
    CtfPart part;
    size_t index; /* of the part's own list */
} CtfStep;

typedef struct CtfWork {
    CtfFile file;
    RosterList learner_list, contact_list;
    ImportSource learner_source, contact_source;
    ImportWork learners, contacts;
    EarlierRecords *news; /* by pupil: what is not here yet */
    CtfStep *steps;       /* by line */
    ImportLines *lines;
} CtfWork;

/* ---- Lines ------------------------------------------------------------------------------------
 */

static ImportLine *add_line(CtfWork *own, CtfPart part, size_t index, const ImportLine *line)
{
    ImportLines *lines = own->lines;
    ImportLine *added = &lines->items[lines->count];
    *added = *line;
    added->answer = (size_t)(part + 1) * ANSWERS_OF_PART + line->line;
    own->steps[lines->count++] = (CtfStep){part, index};
    return added;
}

static void add_lines(CtfWork *own, CtfPart part, const ImportLines *lines, const char *what)
{
    for (size_t i = 0; i < lines->count; i++) {
        ImportLine line = lines->items[i];
        line.what = what;
        add_line(own, part, i, &line);
    }
}

static void add_remark(Arena *arena, CtfWork *own, const char *sentence)
{
    ImportLine line = {.what = "The file",
                       .file = "The file",
                       .result = IMPORT_SAME,
                       .name = "The file",
                       .aside = "",
                       .facts = "",
                       .refused = ""};
    import_line_say(arena, &line, sentence);
    add_line(own, CTF_REMARKS, 0, &line);
}

/* ---- People -----------------------------------------------------------------------------------
 */

static Error *compare_list(Db *db, Arena *arena, SchoolId school, const ImportBy *by,
                           const ImportKind *kind, const RosterList *list,
                           const ImportSource *source, ImportWork *work)
{
    *work = (ImportWork){
        .kind = kind, .table = list->table, .mapping = list->mapping, .source = source};
    return kind->compare(db, arena, school, by, work);
}

/* Each learner of the file, here already or not yet, by key in the place of a UPN. */
static void gather_children(Arena *arena, CtfWork *own)
{
    const ImportLines *lines = &own->learners.lines;
    own->contact_source.children = arena_array(arena, ExistingChild, lines->count);
    own->contact_source.child_count = lines->count;
    for (size_t i = 0; i < lines->count; i++) {
        bool refused = lines->items[i].result == IMPORT_REFUSED;
        int64_t id = learner_import_id(&own->learners, i);
        own->contact_source.children[i] =
            (ExistingChild){id != 0 ? id : -(int64_t)i - 1,
                            refused ? NULL : own->learner_list.keys[i], NULL, lines->items[i].name};
    }
}

/* Whoever may not bring contacts by themselves does not bring them with learners either. */
static Error *drop_forbidden(Db *db, Arena *arena, SchoolId school, const ImportBy *by,
                             CtfWork *own)
{
    Staff importer;
    Matrix matrix;
    TRY(staff_load(db, arena, school, by->staff, by->today, &importer));
    TRY(matrix_load(db, arena, school, by->today, &matrix));
    if (matrix_reach(&matrix, importer.roles, contact_kind.also) == REACH_ALL)
        return NULL;
    own->contact_list.table.row_count = 1;
    add_remark(arena, own, "Your role does not import contacts, so they were left out.");
    return NULL;
}

static bool brings_level(const ImportLine *line)
{
    for (size_t i = 0; i < line->change_count; i++)
        if (text_equal(line->changes[i].field, import_field_words(IMPORT_SEN_STATUS)))
            return true;
    return false;
}

/* What the last school said and what is decided here may differ: the SENCO hears of it. */
static void say_other_level(Arena *arena, CtfWork *own)
{
    for (size_t i = 0; i < own->learners.lines.count; i++) {
        ImportLine *line = &own->learners.lines.items[i];
        const char *here = learner_import_level(&own->learners, i);
        const char *there = own->learners.rows.items[i].values[IMPORT_SEN_STATUS];
        if (line->result == IMPORT_REFUSED || text_empty(here) || text_empty(there) ||
            text_equal(here, there) || brings_level(line))
            continue;
        import_line_say(arena, line,
                        arena_print(arena,
                                    "The file says %s, and here it is %s. Nothing is changed: "
                                    "that is decided here.",
                                    earlier_status_words(there), earlier_status_words(here)));
    }
}

static Error *compare_people(Db *db, Arena *arena, SchoolId school, const ImportBy *by,
                             CtfWork *own)
{
    own->learner_source = (ImportSource){
        .from_setting = own->file.source[0] == '\0' ? NULL : own->file.source,
        .fills_only = true,
    };
    own->contact_source = (ImportSource){.known_count = 0};
    TRY(compare_list(db, arena, school, by, &learner_kind, &own->learner_list, &own->learner_source,
                     &own->learners));
    learner_import_ask(arena, by->today, &own->learners);
    say_other_level(arena, own);
    gather_children(arena, own);
    return compare_list(db, arena, school, by, &contact_kind, &own->contact_list,
                        &own->contact_source, &own->contacts);
}

/* ---- What was recorded before -----------------------------------------------------------------
 */

/* From the first of this learner's in a list in the order of learners. */
static EarlierRecords records_of(const EarlierRecords *all, int64_t learner)
{
    size_t low = 0, high = all->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (all->items[middle].learner_id.n < learner)
            low = middle + 1;
        else
            high = middle;
    }
    EarlierRecords records = {0, all->items + low};
    while (low + records.count < all->count &&
           all->items[low + records.count].learner_id.n == learner)
        records.count++;
    return records;
}

static ImportLineChange change_of(Arena *arena, const EarlierRecord *record)
{
    const char *days = ctf_days_words(arena, record);
    if (text_equal(record->kind, "status"))
        return (ImportLineChange){earlier_status_words(record->code), "", days};
    if (text_equal(record->kind, "need"))
        return (ImportLineChange){"Need", "", arena_print(arena, "%s %s", record->code, days)};
    return (ImportLineChange){text_equal(record->kind, "setting") ? "School" : "Recorded", "",
                              arena_print(arena, "%s %s", record->words, days)};
}

static void add_history(Arena *arena, CtfWork *own, size_t pupil, const EarlierRecords *here,
                        Date today)
{
    const ImportLine *child = &own->learners.lines.items[pupil];
    EarlierRecords *news = &own->news[pupil];
    ImportLine line = {.line = child->line,
                       .what = "What was recorded before",
                       .result = IMPORT_SAME,
                       .name = child->name,
                       .learner = child->learner,
                       .aside = "",
                       .facts = "",
                       .refused = ""};
    *news = ctf_records(arena, &own->file.pupils[pupil], own->file.source, today, &line.remarks);
    size_t read = news->count;
    ctf_leave_known(news, here);
    if (read == 0 && line.remarks.count == 0)
        return;
    line.changes = arena_array(arena, ImportLineChange, news->count);
    for (size_t i = 0; i < news->count; i++)
        line.changes[line.change_count++] = change_of(arena, &news->items[i]);
    if (news->count > 0)
        line.result = IMPORT_CHANGED;
    add_line(own, CTF_HISTORY, pupil, &line);
}

static Error *compare_history(Db *db, Arena *arena, SchoolId school, Date today, CtfWork *own)
{
    EarlierRecords all;
    TRY(earlier_records(db, arena, school, (LearnerId){0}, &all));
    own->news = arena_array(arena, EarlierRecords, own->file.count);
    for (size_t i = 0; i < own->file.count; i++) {
        int64_t learner = learner_import_id(&own->learners, i);
        EarlierRecords here = records_of(&all, learner);
        if (learner == 0)
            here.count = 0;
        if (own->learners.lines.items[i].result != IMPORT_REFUSED)
            add_history(arena, own, i, &here, today);
    }
    return NULL;
}

/* Whether the file brings a contact or a record to this pupil. */
static bool *brings_something(Arena *arena, const CtfWork *own)
{
    bool *brings = arena_array(arena, bool, own->file.count);
    for (size_t i = 0; i < own->file.count; i++)
        brings[i] = own->news[i].count > 0;
    for (size_t i = 0; i < own->contacts.lines.count; i++)
        if (own->contacts.lines.items[i].result == IMPORT_ADDED)
            brings[ctf_pupil_of(own->contacts.rows.items[i].values[IMPORT_CONTACT_UPN])] = true;
    return brings;
}

/* A learner who is known by name alone, and of whom nothing changes, would be let pass unasked; but
 * what hangs on them would be another child's if it is not they. */
static void ask_about_names(Arena *arena, CtfWork *own)
{
    const bool *brings = brings_something(arena, own);
    for (size_t i = 0; i < own->lines->count; i++) {
        ImportLine *line = &own->lines->items[i];
        const CtfStep *step = &own->steps[i];
        if (step->part != CTF_LEARNERS || line->result != IMPORT_SAME || !brings[step->index] ||
            !learner_import_by_name(&own->learners, step->index))
            continue;
        line->result = IMPORT_SUGGESTED;
        import_line_say(arena, line, learner_kind.why);
    }
}

/* ---- The whole --------------------------------------------------------------------------------
 */

static Error *say_of_file(Db *db, Arena *arena, SchoolId school, CtfWork *own, ImportWork *work)
{
    struct roster_school_row row;
    bool found;
    TRY(roster_school(db, arena, school, &row, &found));
    const char *number = !found || row.la_number == NULL || row.establishment_number == NULL
                             ? ""
                             : arena_print(arena, "%s%s", row.la_number, row.establishment_number);
    if (ctf_is_ours(&own->file, number))
        return error_invalid("This file was made here, for another school. It holds nothing that "
                             "is not here already.",
                             "ctf of our own");
    Texts remarks = ctf_remarks(arena, &own->file, number);
    for (size_t i = 0; i < remarks.count; i++)
        add_remark(arena, own, remarks.items[i]);
    work->read_as = arena_print(arena, "Common Transfer File %s%s%s", own->file.version,
                                own->file.source[0] == '\0' ? "" : " from ", own->file.source);
    return NULL;
}

static Error *compare(Db *db, Arena *arena, SchoolId school, const ImportBy *by, ImportWork *work)
{
    CtfWork *own = arena_new(arena, CtfWork);
    own->lines = &work->lines;
    work->compared = own;
    TRY(ctf_read_in_jail(arena, work->content, &own->file));
    ctf_lists(arena, &own->file, by->today, &own->learner_list, &own->contact_list);
    size_t most = 2 * own->file.count + own->contact_list.table.row_count + CTF_REMARKS_MOST + 1;
    work->lines.items = arena_array(arena, ImportLine, most);
    own->steps = arena_array(arena, CtfStep, most);
    TRY(say_of_file(db, arena, school, own, work));
    TRY(drop_forbidden(db, arena, school, by, own));
    TRY(compare_people(db, arena, school, by, own));
    add_lines(own, CTF_LEARNERS, &own->learners.lines, "Learners");
    add_lines(own, CTF_CONTACTS, &own->contacts.lines, "Contacts");
    TRY(compare_history(db, arena, school, by->today, own));
    ask_about_names(arena, own);
    work->supported = own->learners.supported;
    work->rows.count = work->lines.count;
    return NULL;
}

/* ---- Writing ----------------------------------------------------------------------------------
 */

static const ImportLine *line_of_learner(const CtfWork *own, size_t pupil)
{
    size_t first = 0;
    while (own->steps[first].part != CTF_LEARNERS)
        first++;
    return &own->lines->items[first + pupil];
}

static Error *write_learner(Db *db, Arena *arena, SchoolId school, const CtfWork *own, size_t row,
                            const ImportBy *by)
{
    TRY(learner_import_bring(db, arena, school, &own->learners, row, by));
    own->contact_source.children[row].id = learner_import_id(&own->learners, row);
    return NULL;
}

/* Of a child who is not taken nothing is. */
static bool is_left_out(const CtfWork *own, size_t pupil, const ImportBy *by)
{
    return !import_is_taken(line_of_learner(own, pupil), by) ||
           learner_import_id(&own->learners, pupil) <= 0;
}

static Error *write_contact(Db *db, Arena *arena, SchoolId school, const CtfWork *own, size_t row,
                            const ImportBy *by)
{
    size_t pupil = ctf_pupil_of(own->contacts.rows.items[row].values[IMPORT_CONTACT_UPN]);
    return is_left_out(own, pupil, by)
               ? NULL
               : contact_kind.write(db, arena, school, &own->contacts, row, by);
}

static Error *write_history(Db *db, SchoolId school, const CtfWork *own, size_t pupil,
                            const ImportBy *by)
{
    if (is_left_out(own, pupil, by))
        return NULL;
    LearnerId learner = {learner_import_id(&own->learners, pupil)};
    for (size_t i = 0; i < own->news[pupil].count; i++) {
        EarlierRecord *record = &own->news[pupil].items[i];
        record->learner_id = learner;
        TRY(earlier_record_add(db, school, record, by->today));
    }
    return NULL;
}

static Error *write_line(Db *db, Arena *arena, SchoolId school, const ImportWork *work, size_t line,
                         const ImportBy *by)
{
    const CtfWork *own = work->compared;
    size_t index = own->steps[line].index;
    switch (own->steps[line].part) {
    case CTF_LEARNERS:
        return write_learner(db, arena, school, own, index, by);
    case CTF_CONTACTS:
        return write_contact(db, arena, school, own, index, by);
    case CTF_HISTORY:
        return write_history(db, school, own, index, by);
    default:
        return NULL;
    }
}

static int64_t learner_of(const ImportWork *work, size_t line)
{
    const CtfWork *own = work->compared;
    const CtfStep *step = &own->steps[line];
    return step->part == CTF_LEARNERS || step->part == CTF_HISTORY
               ? learner_import_id(&own->learners, step->index)
               : work->lines.items[line].learner;
}

static Url place(Arena *arena)
{
    return url_print(arena, "/register?level=everyone");
}

static Error *look(Arena *arena, Bytes content, size_t *rows)
{
    CtfFile file;
    *rows = 0;
    TRY(ctf_read_in_jail(arena, content, &file));
    *rows = file.count;
    return NULL;
}

const ImportKind ctf_kind = {
    .code = "ctf",
    .children = "learners who join",
    .also = MAY_IMPORT,
    .aside = "Class or child",
    .facts = "Born, or relationship",
    .same = "Is this the same child?",
    .why = "",
    .untouched =
        "Whoever is not in the file stays as they are. Of learners who are here it fills only what "
        "is empty. A level comes only to somebody about whom nobody here has decided; what the "
        "last school recorded is kept beside, as it said it.",
    .place = place,
    .is_one = ctf_is,
    .look = look,
    .compare = compare,
    .write = write_line,
    .learner = learner_of,
};

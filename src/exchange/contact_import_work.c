/* A list of learners' contacts: what it would change, and the change. */
#include "exchange/contact_import_rules.h"
#include "exchange/exchange_sql.h"
#include "exchange/import_work.h"
#include "exchange/upn_now.h"
#include "learner/contact.h"

typedef struct ContactWork {
    ContactComparison with;
    ContactRow *rows;
} ContactWork;

/* ---- What is here ---------------------------------------------------------------------------- */

static Error *read_children(Db *db, Arena *arena, SchoolId school, ContactComparison *with)
{
    struct import_children_rows rows;
    TRY(import_children(db, arena, school, &rows));
    ExistingChild *children = arena_array(arena, ExistingChild, rows.count);
    for (size_t i = 0; i < rows.count; i++)
        children[i] = (ExistingChild){
            rows.items[i].id.n, rows.items[i].upn, rows.items[i].admission_number,
            arena_print(arena, "%s, %s", rows.items[i].surname, rows.items[i].forename)};
    with->child_count = rows.count;
    with->children = children;
    return NULL;
}

static Error *read_contacts(Db *db, Arena *arena, SchoolId school, const ImportSource *source,
                            ContactComparison *with)
{
    struct import_contacts_rows rows;
    TRY(import_contacts(db, arena, school, &rows));
    ExistingContact *contacts = arena_array(arena, ExistingContact, rows.count);
    for (size_t i = 0; i < rows.count; i++)
        contacts[i] = (ExistingContact){.id = rows.items[i].id.n,
                                        .name = rows.items[i].name,
                                        .email = rows.items[i].email,
                                        .phone = rows.items[i].phone,
                                        .address = rows.items[i].address,
                                        .language = rows.items[i].language,
                                        .signs_in = rows.items[i].signs_in,
                                        .external = import_known_key(source, rows.items[i].id.n)};
    with->contact_count = rows.count;
    with->contacts = contacts;
    return NULL;
}

static Error *read_links(Db *db, Arena *arena, SchoolId school, Date today, ContactComparison *with)
{
    struct import_links_rows rows;
    TRY(import_links(db, arena, school, today, &rows));
    ExistingLink *links = arena_array(arena, ExistingLink, rows.count);
    for (size_t i = 0; i < rows.count; i++)
        links[i] = (ExistingLink){.id = rows.items[i].id.n,
                                  .child = rows.items[i].learner_id.n,
                                  .contact = rows.items[i].contact_id.n,
                                  .relationship = rows.items[i].relationship,
                                  .responsibility = rows.items[i].parental_responsibility,
                                  .priority = rows.items[i].priority,
                                  .lives_with = rows.items[i].lives_with,
                                  .correspondence = rows.items[i].correspondence,
                                  .reports = rows.items[i].receives_reports,
                                  .collects = rows.items[i].may_collect,
                                  .ends_on = rows.items[i].ends_on,
                                  .ended = rows.items[i].ended,
                                  .restricted = rows.items[i].restricted};
    with->link_count = rows.count;
    with->links = links;
    return NULL;
}

static Error *compare(Db *db, Arena *arena, SchoolId school, const ImportBy *by, ImportWork *work)
{
    ContactWork *own = arena_new(arena, ContactWork);
    if (work->source == NULL) {
        TRY(read_children(db, arena, school, &own->with));
    } else {
        own->with.child_count = work->source->child_count;
        own->with.children = work->source->children;
    }
    TRY(read_contacts(db, arena, school, work->source, &own->with));
    TRY(read_links(db, arena, school, by->today, &own->with));
    own->with.today = by->today;
    work->rows = contact_import_read(arena, &work->table, &work->mapping);
    TRY(upn_bring_up_to_date(db, arena, school, IMPORT_CONTACT_UPN, &work->rows));
    import_source_mark(work->source, &work->rows);
    contact_import_compare(arena, &work->rows, &own->with, &work->lines, &own->rows);
    work->compared = own;
    return NULL;
}

/* ---- Writing --------------------------------------------------------------------------------- */

static const char *or_null(const char *text)
{
    return text_empty(text) ? NULL : text;
}

static Error *person(Db *db, Arena *arena, SchoolId school, const ImportRow *row, ContactRow *out,
                     ContactId *id)
{
    *id = (ContactId){out->here != NULL      ? out->here->id
                      : out->same_as != NULL ? out->same_as->made
                                             : 0};
    if (id->n != 0)
        return NULL;
    Contact contact = {
        .name = row->values[IMPORT_CONTACT_NAME],
        .email = or_null(row->values[IMPORT_CONTACT_EMAIL]),
        .phone = or_null(row->values[IMPORT_CONTACT_PHONE]),
        .address = or_null(row->values[IMPORT_CONTACT_ADDRESS]),
        .language = or_null(row->values[IMPORT_CONTACT_LANGUAGE]),
    };
    TRY(contact_add(db, arena, school, &contact, id));
    out->made = id->n;
    return NULL;
}

/* What the file leaves open is open here: parental responsibility is never guessed, and nobody
 * without it is sent anything because a file was silent. */
static bool says(const ImportRow *row, ContactField field, bool otherwise)
{
    const char *said = row->values[field];
    return text_empty(said) ? otherwise : text_equal(said, "true");
}

static bool changes(const ContactRow *out, ContactField field)
{
    return (out->fields & (1U << (unsigned)field)) != 0;
}

/* A change was shown with the old and the new; whoever changed it since was asked about nothing. */
static Error *change_person(Db *db, Arena *arena, SchoolId school, const ImportRow *row,
                            const ContactRow *out)
{
    Contact contact;
    if (!changes(out, IMPORT_CONTACT_EMAIL) && !changes(out, IMPORT_CONTACT_PHONE) &&
        !changes(out, IMPORT_CONTACT_ADDRESS) && !changes(out, IMPORT_CONTACT_LANGUAGE))
        return NULL;
    TRY(contact_load(db, arena, school, (ContactId){out->here->id}, true, &contact));
    if (changes(out, IMPORT_CONTACT_EMAIL))
        contact.email = row->values[IMPORT_CONTACT_EMAIL];
    if (changes(out, IMPORT_CONTACT_PHONE))
        contact.phone = row->values[IMPORT_CONTACT_PHONE];
    if (changes(out, IMPORT_CONTACT_ADDRESS))
        contact.address = row->values[IMPORT_CONTACT_ADDRESS];
    if (changes(out, IMPORT_CONTACT_LANGUAGE))
        contact.language = row->values[IMPORT_CONTACT_LANGUAGE];
    return contact_change(db, arena, school, &contact, true);
}

static void set_flag(const ImportRow *row, const ContactRow *out, ContactField field, bool *flag)
{
    if (changes(out, field))
        *flag = text_equal(row->values[field], "true");
}

static Error *find_link(Db *db, Arena *arena, SchoolId school, const ExistingLink *here,
                        LearnerContact *link)
{
    LearnerContacts contacts;
    *link = (LearnerContact){0};
    TRY(learner_contacts(db, arena, school, (LearnerId){here->child}, &contacts));
    for (size_t i = 0; i < contacts.count; i++)
        if (contacts.items[i].id.n == here->id)
            *link = contacts.items[i];
    return link->id.n != 0 ? NULL : error_not_found("link %lld", (long long)here->id);
}

static Error *change_link(Db *db, Arena *arena, SchoolId school, const ImportRow *row,
                          const ContactRow *out)
{
    LearnerContact link;
    Date last;
    TRY(find_link(db, arena, school, out->link, &link));
    if (changes(out, IMPORT_CONTACT_RELATIONSHIP))
        link.relationship = row->values[IMPORT_CONTACT_RELATIONSHIP];
    if (changes(out, IMPORT_CONTACT_RESPONSIBILITY))
        link.parental_responsibility =
            (OptionalInteger){true, text_equal(row->values[IMPORT_CONTACT_RESPONSIBILITY], "true")};
    set_flag(row, out, IMPORT_CONTACT_LIVES_WITH, &link.lives_with);
    set_flag(row, out, IMPORT_CONTACT_CORRESPONDENCE, &link.correspondence);
    set_flag(row, out, IMPORT_CONTACT_REPORTS, &link.receives_reports);
    set_flag(row, out, IMPORT_CONTACT_COLLECTS, &link.may_collect);
    TRY(learner_contact_change(db, school, &link));
    if (changes(out, IMPORT_CONTACT_ENDS_ON) &&
        date_parse_iso(row->values[IMPORT_CONTACT_ENDS_ON], &last))
        return learner_contact_end(db, school, link.learner_id, link.id, last);
    return NULL;
}

static Error *write_line(Db *db, Arena *arena, SchoolId school, const ImportWork *work, size_t line,
                         const ImportBy *by)
{
    const ContactWork *own = work->compared;
    const ImportRow *row = &work->rows.items[line];
    ContactRow *out = &own->rows[line];
    ContactId contact;
    LearnerContactId id;
    Date last;
    if (out->here != NULL)
        TRY(change_person(db, arena, school, row, out));
    if (out->link != NULL)
        return change_link(db, arena, school, row, out);
    TRY(person(db, arena, school, row, out, &contact));
    const char *said = row->values[IMPORT_CONTACT_RESPONSIBILITY];
    bool responsible = text_equal(said, "true");
    bool order = text_equal(row->values[IMPORT_CONTACT_COURT_ORDER], "true");
    LearnerContact link = {
        .learner_id = {out->child->id},
        .contact_id = contact,
        .relationship = row->values[IMPORT_CONTACT_RELATIONSHIP],
        .parental_responsibility = {!text_empty(said), responsible},
        .lives_with = says(row, IMPORT_CONTACT_LIVES_WITH, false),
        .correspondence = !order && says(row, IMPORT_CONTACT_CORRESPONDENCE, responsible),
        .receives_documents = !order && responsible,
        .receives_reports = !order && says(row, IMPORT_CONTACT_REPORTS, responsible),
        .may_collect = !order && says(row, IMPORT_CONTACT_COLLECTS, false),
        .priority = out->priority,
        .starts_on = by->today,
    };
    TRY(learner_contact_add(db, school, &link, &id));
    return date_parse_iso(row->values[IMPORT_CONTACT_ENDS_ON], &last)
               ? learner_contact_end(db, school, link.learner_id, id, last)
               : NULL;
}

/* The new places of those of one child who move, once all are written. */
static Error *move_of_child(Db *db, Arena *arena, SchoolId school, const ImportWork *work,
                            const ImportBy *by, size_t first, bool *moved)
{
    const ContactWork *own = work->compared;
    size_t count = 0;
    bool whole = true; /* an answer that was left out leaves them all where they are */
    ContactPlace *places = arena_array(arena, ContactPlace, work->rows.count - first);
    for (size_t i = first; i < work->rows.count; i++) {
        const ContactRow *row = &own->rows[i];
        if (moved[i] || !changes(row, IMPORT_CONTACT_PRIORITY) ||
            row->child != own->rows[first].child)
            continue;
        moved[i] = true;
        whole = whole && import_is_taken(&work->lines.items[i], by);
        places[count++] = (ContactPlace){{row->link->id}, row->priority};
    }
    return learner_contacts_move(db, school, (LearnerId){own->rows[first].child->id}, places,
                                 whole ? count : 0);
}

static Error *move_all(Db *db, Arena *arena, SchoolId school, const ImportWork *work,
                       const ImportBy *by)
{
    const ContactWork *own = work->compared;
    bool *moved = arena_array(arena, bool, work->rows.count);
    for (size_t i = 0; i < work->rows.count; i++)
        if (!moved[i] && changes(&own->rows[i], IMPORT_CONTACT_PRIORITY))
            TRY(move_of_child(db, arena, school, work, by, i, moved));
    return NULL;
}

int64_t contact_import_id(const ImportWork *work, size_t row)
{
    const ContactWork *own = work->compared;
    const ContactRow *out = &own->rows[row];
    const ContactRow *first = out->same_as == NULL ? out : out->same_as;
    return out->here != NULL ? out->here->id : first->made;
}

static Url place(Arena *arena)
{
    return url_print(arena, "/register?level=everyone");
}

const ImportKind contact_kind = {
    .code = "contacts",
    .children = "contacts",
    .also = MAY_EDIT_CONTACTS,
    .aside = "Child",
    .facts = "Relationship",
    .same = "Is this so?",
    .why = "",
    .untouched =
        "Whoever is here but not in the file stays as they are. Court orders are entered by "
        "whoever has seen them, never by a file, and nothing changes about whom one restricts.",
    .place = place,
    .sheet = &contact_sheet,
    .compare = compare,
    .write = write_line,
    .finish = move_all,
};

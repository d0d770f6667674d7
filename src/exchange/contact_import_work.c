/* A list of learners' contacts: what it would change, and the change. */
#include "exchange/contact_import_rules.h"
#include "exchange/exchange_sql.h"
#include "exchange/import_work.h"
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
        contacts[i] =
            (ExistingContact){rows.items[i].id.n,    rows.items[i].name,
                              rows.items[i].email,   rows.items[i].phone,
                              rows.items[i].address, import_known_key(source, rows.items[i].id.n)};
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
        links[i] = (ExistingLink){rows.items[i].learner_id.n, rows.items[i].contact_id.n,
                                  rows.items[i].relationship, rows.items[i].parental_responsibility,
                                  rows.items[i].priority,     rows.items[i].ended,
                                  rows.items[i].restricted};
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
    work->rows = contact_import_read(arena, &work->table, &work->mapping);
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

static Error *write_line(Db *db, Arena *arena, SchoolId school, const ImportWork *work, size_t line,
                         const ImportBy *by)
{
    const ContactWork *own = work->compared;
    const ImportRow *row = &work->rows.items[line];
    ContactRow *out = &own->rows[line];
    ContactId contact;
    LearnerContactId id;
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
    return learner_contact_add(db, school, &link, &id);
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
    .same = "Is this the same person?",
    .why = "",
    .untouched =
        "A file adds contacts, and changes and takes away nothing. Court orders are entered "
        "by whoever has seen them, never by a file.",
    .place = place,
    .sheet = &contact_sheet,
    .compare = compare,
    .write = write_line,
};

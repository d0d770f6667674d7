/* A list of staff, governors and outside professionals: what it would change, and the change. */
#include "exchange/import_work.h"

#include "exchange/exchange_sql.h"
#include "exchange/staff_import_rules.h"
#include "staff/given.h"

typedef struct StaffWork {
    StaffMembers members; /* in the order of what is compared with */
    StaffComparison with;
    StaffRow *rows;
    int64_t *ids; /* by row, once it is known */
} StaffWork;

/* ---- What is here ---------------------------------------------------------------------------- */

static Texts classes_of(Arena *arena, const struct import_staff_classes_rows *rows, StaffId staff)
{
    Texts classes = {0, arena_array(arena, const char *, rows->count)};
    for (size_t i = 0; i < rows->count; i++)
        if (rows->items[i].staff_id.n == staff.n)
            classes.items[classes.count++] = rows->items[i].name;
    return classes;
}

static RoleSet further_of(const struct import_further_roles_rows *rows, StaffId staff)
{
    RoleSet roles = 0;
    Role role;
    for (size_t i = 0; i < rows->count; i++)
        if (rows->items[i].staff_id.n == staff.n && role_parse(rows->items[i].role, &role))
            roles |= role_set(role);
    return roles;
}

static ExistingStaff existing_of(Arena *arena, const StaffMember *member)
{
    ExistingStaff existing = {.id = member->id.n};
    const char **values = existing.values;
    values[IMPORT_STAFF_TITLE] = member->title;
    values[IMPORT_STAFF_FORENAME] = member->forename;
    values[IMPORT_STAFF_SURNAME] = member->surname;
    values[IMPORT_STAFF_EMAIL] = member->email;
    values[IMPORT_STAFF_ROLE] = role_code(member->role);
    values[IMPORT_STAFF_JOB] = member->job;
    if (date_is_set(member->ended_on))
        values[IMPORT_STAFF_ENDS_ON] = date_iso(arena, member->ended_on);
    return existing;
}

static Error *read_existing(Db *db, Arena *arena, SchoolId school, const ImportBy *by,
                            const ImportSource *source, StaffWork *own)
{
    struct import_class_names_rows names;
    struct import_staff_classes_rows taught;
    struct import_further_roles_rows further;
    Staff importer;
    TRY(staff_load(db, arena, school, by->staff, by->today, &importer));
    TRY(staff_members(db, arena, school, &own->members));
    TRY(import_class_names(db, arena, school, &names));
    TRY(import_staff_classes(db, arena, school, by->today, &taught));
    TRY(import_further_roles(db, arena, school, by->today, &further));
    ExistingStaff *existing = arena_array(arena, ExistingStaff, own->members.count);
    for (size_t i = 0; i < own->members.count; i++) {
        existing[i] = existing_of(arena, &own->members.items[i]);
        existing[i].classes = classes_of(arena, &taught, own->members.items[i].id);
        existing[i].external = import_known_key(source, existing[i].id);
        existing[i].further = further_of(&further, own->members.items[i].id);
        if (own->members.items[i].role == ROLE_HEAD || role_among(existing[i].further, ROLE_HEAD))
            TRY(staff_is_last_head(db, arena, school, own->members.items[i].id, by->today,
                                   &existing[i].last_head));
    }
    Texts classes = {names.count, arena_array(arena, const char *, names.count)};
    for (size_t i = 0; i < names.count; i++)
        classes.items[i] = names.items[i].name;
    own->with = (StaffComparison){own->members.count, existing,    classes,
                                  importer.roles,     by->staff.n, by->today};
    return NULL;
}

static Error *compare(Db *db, Arena *arena, SchoolId school, const ImportBy *by, ImportWork *work)
{
    StaffWork *own = arena_new(arena, StaffWork);
    TRY(read_existing(db, arena, school, by, work->source, own));
    work->rows = staff_import_read(arena, &work->table, &work->mapping);
    import_source_mark(work->source, &work->rows);
    staff_import_compare(arena, &work->rows, &own->with, &work->lines, &own->rows);
    own->ids = arena_array(arena, int64_t, work->rows.count);
    for (size_t i = 0; i < work->rows.count; i++)
        own->ids[i] = own->rows[i].here == NULL ? 0 : own->rows[i].here->id;
    work->compared = own;
    return NULL;
}

/* ---- Writing --------------------------------------------------------------------------------- */

static const char *given(const ImportRow *row, StaffField field, const char *otherwise)
{
    return text_empty(row->values[field]) ? otherwise : row->values[field];
}

static Date day_of(const ImportRow *row, StaffField field, Date otherwise)
{
    Date date = otherwise;
    if (!text_empty(row->values[field]))
        date_parse_iso(row->values[field], &date);
    return date;
}

/* member: who is here already; NULL: nobody. What the file does not say stays. */
static NewStaff person_of(Arena *arena, const ImportRow *row, const StaffRow *compared,
                          const StaffMember *member)
{
    bool here = member != NULL;
    NewStaff person = {
        .title = given(row, IMPORT_STAFF_TITLE, here ? member->title : ""),
        .forename = row->values[IMPORT_STAFF_FORENAME],
        .surname = row->values[IMPORT_STAFF_SURNAME],
        .job = given(row, IMPORT_STAFF_JOB, here ? member->job : NULL),
        .role = compared->role,
        .email = row->values[IMPORT_STAFF_EMAIL],
    };
    person.display_name = staff_display_name(arena, person.title, person.forename, person.surname);
    if (text_empty(person.job))
        person.job = NULL;
    return person;
}

static Error *change(Db *db, Arena *arena, SchoolId school, const StaffMember *member,
                     const NewStaff *person)
{
    AccountId account;
    TRY(staff_change(db, school, member->id, person, member->version));
    if (person->email == NULL || text_equal(person->email, member->email))
        return NULL;
    return staff_set_email(db, arena, school, member, person->email, clock_now(), &account);
}

static const StaffMember *member_of(const StaffWork *own, const StaffRow *row)
{
    return row->here == NULL ? NULL : &own->members.items[row->here - own->with.existing];
}

static Error *add_class(Db *db, Arena *arena, SchoolId school, const char *name, ImportPost post,
                        const ImportBy *by)
{
    TRY(class_find(db, arena, school, name, false, &post.class_id));
    if (post.class_id.n == 0)
        TRY(class_find(db, arena, school, name, true, &post.class_id));
    if (post.class_id.n == 0)
        return error_conflict("A class was renamed meanwhile. Look again.", "import class");
    return import_give_class(db, arena, school, &post, by);
}

static Error *write_line(Db *db, Arena *arena, SchoolId school, const ImportWork *work, size_t line,
                         const ImportBy *by)
{
    const StaffWork *own = work->compared;
    const ImportRow *row = &work->rows.items[line];
    const StaffRow *compared = &own->rows[line];
    const StaffMember *member = member_of(own, compared);
    NewStaff person = person_of(arena, row, compared, member);
    Date from = day_of(row, IMPORT_STAFF_STARTS_ON, by->today);
    StaffId id;
    const char *code; /* nobody has seen it: the list of codes makes one for each who waits */
    if (member == NULL) {
        TRY(staff_add(db, arena, school, &person, from, &id, &code));
        TRY(given_note(db, school,
                       &(Given){.staff = id,
                                .by = by->staff,
                                .what = GIVEN_PERSON,
                                .role = person.role,
                                .starts_on = from,
                                .ends_on = DATE_NONE,
                                .at = clock_now()}));
    } else {
        id = member->id;
        TRY(change(db, arena, school, member, &person));
    }
    own->ids[line] = id.n;
    Date begins = date_compare(from, by->today) > 0 ? from : by->today;
    ImportPost post = {.staff = id,
                       .teaches =
                           roles_teach(role_set(compared->role)) || compared->role == ROLE_COVER,
                       .from = begins,
                       .until = DATE_NONE};
    for (size_t i = 0; i < compared->classes.count; i++)
        TRY(add_class(db, arena, school, compared->classes.items[i], post, by));
    Date last_day = day_of(row, IMPORT_STAFF_ENDS_ON, DATE_NONE);
    return date_is_set(last_day) ? staff_leave(db, school, id, last_day) : NULL;
}

int64_t staff_import_id(const ImportWork *work, size_t row)
{
    const StaffWork *own = work->compared;
    return own->ids[row];
}

static Url place(Arena *arena)
{
    return url_print(arena, "/school/staff");
}

const ImportKind staff_kind = {
    .code = "staff",
    .children = "staff",
    .also = MAY_MANAGE_PEOPLE,
    .aside = "Role",
    .facts = "Signs in as",
    .same = "Is this the role?",
    .why = "",
    .untouched = "Whoever is here but not in the file stays as they are, and keeps every class. A "
                 "file gives no password, and brings nobody back who has left.",
    .place = place,
    .sheet = &staff_sheet,
    .compare = compare,
    .write = write_line,
};

/* A list of classes and teaching groups: what it would change, and the change. */
#include "exchange/class_import_rules.h"
#include "exchange/exchange_sql.h"
#include "exchange/import_work.h"
#include "exchange/upn_now.h"
#include "staff/staff.h"

typedef struct ClassWork {
    ClassComparison with;
    ClassRow *rows;
} ClassWork;

static Error *read_classes(Db *db, Arena *arena, SchoolId school, ClassComparison *with)
{
    struct roster_classes_rows rows;
    TRY(roster_classes(db, arena, school, &rows));
    ExistingClass *classes = arena_array(arena, ExistingClass, rows.count);
    for (size_t i = 0; i < rows.count; i++)
        classes[i] = (ExistingClass){rows.items[i].id.n, rows.items[i].name,
                                     rows.items[i].national_year, rows.items[i].is_group};
    with->class_count = rows.count;
    with->classes = classes;
    return NULL;
}

static Error *read_people(Db *db, Arena *arena, SchoolId school, ClassComparison *with)
{
    struct import_score_learners_rows rows;
    StaffMembers members;
    TRY(import_score_learners(db, arena, school, &rows));
    ExistingMember *learners = arena_array(arena, ExistingMember, rows.count);
    for (size_t i = 0; i < rows.count; i++)
        learners[i] = (ExistingMember){
            rows.items[i].id.n, rows.items[i].upn, rows.items[i].admission_number,
            arena_print(arena, "%s, %s", rows.items[i].surname, rows.items[i].forename)};
    with->member_count = rows.count;
    with->members = learners;
    TRY(staff_members(db, arena, school, &members));
    ExistingAdult *adults = arena_array(arena, ExistingAdult, members.count);
    for (size_t i = 0; i < members.count; i++)
        if (!date_is_set(members.items[i].ended_on))
            adults[with->adult_count++] = (ExistingAdult){
                members.items[i].id.n, members.items[i].email, members.items[i].display_name};
    with->adults = adults;
    return NULL;
}

static Error *read_places(Db *db, Arena *arena, SchoolId school, Date today, ClassComparison *with)
{
    struct roster_places_rows places;
    struct roster_adults_rows posts;
    TRY(roster_places(db, arena, school, today, &places));
    TRY(roster_adults(db, arena, school, today, &posts));
    ExistingPlace *items = arena_array(arena, ExistingPlace, places.count + posts.count);
    for (size_t i = 0; i < places.count; i++)
        items[i] = (ExistingPlace){places.items[i].class_id.n, places.items[i].learner_id.n, false};
    for (size_t i = 0; i < posts.count; i++)
        items[places.count + i] =
            (ExistingPlace){posts.items[i].class_id.n, posts.items[i].staff_id.n,
                            text_equal(posts.items[i].part, "teacher")};
    with->place_count = places.count;
    with->places = items;
    with->post_count = posts.count;
    with->posts = items + places.count;
    return NULL;
}

static Error *compare(Db *db, Arena *arena, SchoolId school, const ImportBy *by, ImportWork *work)
{
    ClassWork *own = arena_new(arena, ClassWork);
    TRY(read_classes(db, arena, school, &own->with));
    TRY(read_people(db, arena, school, &own->with));
    TRY(read_places(db, arena, school, by->today, &own->with));
    work->rows = class_import_read(arena, &work->table, &work->mapping);
    TRY(upn_bring_up_to_date(db, arena, school, IMPORT_CLASS_UPN, &work->rows));
    class_import_compare(arena, &work->rows, &own->with, &work->lines, &own->rows);
    work->compared = own;
    return NULL;
}

static int64_t class_of(const ClassRow *row)
{
    return row->here != NULL ? row->here->id : row->opened != NULL ? row->opened->made : row->made;
}

/* The row that makes a class may have been refused: then the next that names it does. */
static Error *make_class(Db *db, Arena *arena, SchoolId school, ClassRow *row, const char *name,
                         ClassId *id)
{
    *id = (ClassId){class_of(row)};
    if (row->here != NULL && row->year_changes)
        return class_change(db, arena, school, *id, name, row->year);
    if (id->n != 0)
        return NULL;
    TRY(class_find(db, arena, school, name, row->is_group, id));
    if (id->n == 0)
        TRY(row->is_group ? group_add(db, arena, school, name, row->year, id)
                          : class_add(db, arena, school, name, row->year, id));
    row->made = id->n;
    return NULL;
}

static Error *give(Db *db, Arena *arena, SchoolId school, ClassId class, const ExistingAdult *adult,
                   bool teaches, const ImportBy *by)
{
    if (adult == NULL)
        return NULL;
    ImportPost post = {class, {adult->id}, teaches, by->today, DATE_NONE};
    return import_give_class(db, arena, school, &post, by);
}

static Error *write_line(Db *db, Arena *arena, SchoolId school, const ImportWork *work, size_t line,
                         const ImportBy *by)
{
    const ClassWork *own = work->compared;
    ClassRow *row = &own->rows[line];
    ClassId id;
    TRY(make_class(db, arena, school, row, work->rows.items[line].values[IMPORT_CLASS_NAME], &id));
    TRY(give(db, arena, school, id, row->teacher, true, by));
    TRY(give(db, arena, school, id, row->assistant, false, by));
    return row->member == NULL ? NULL
                               : group_add_learner(db, school, id, (LearnerId){row->member->id},
                                                   by->today, DATE_NONE);
}

static Url place(Arena *arena)
{
    return url_print(arena, "/school/classes");
}

const ImportKind class_kind = {
    .code = "classes",
    .children = "classes",
    .also = MAY_MANAGE_SCHOOL,
    .aside = "Learner",
    .facts = "What it is",
    .same = "",
    .why = "",
    .untouched = "A file adds classes, teaching groups and who is in them. It takes nobody out of "
                 "a class or group: that is done on the page of the class.",
    .place = place,
    .sheet = &class_sheet,
    .compare = compare,
    .write = write_line,
};

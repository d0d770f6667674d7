/* What is changed for many at once: each only if what stood there before still does. */
#include "learner/learner.h"

#include "learner/learner_sql.h"
#include "platform/base/id.h"

static Error *moved_one(Error *error, int64_t changed, bool *moved)
{
    *moved = error == NULL && changed == 1;
    return error;
}

Error *learner_move_year(Db *db, SchoolId school, LearnerId id, NationalYear before,
                         NationalYear after, bool *moved)
{
    int64_t changed = 0;
    Error *error = learner_year_set(db, school, id, national_year_code(before),
                                    national_year_code(after), after, &changed);
    return moved_one(error, changed, moved);
}

Error *learner_move_class(Db *db, SchoolId school, LearnerId id, ClassId before, ClassId after,
                          bool *moved)
{
    int64_t changed = 0;
    Error *error = learner_class_set(db, school, id, before, after, &changed);
    return moved_one(error, changed, moved);
}

Error *learner_take_back_leaving(Db *db, SchoolId school, LearnerId id, Date left_on, bool *moved)
{
    int64_t changed = 0;
    *moved = false;
    TRY(learner_left_take_back(db, school, id, left_on, &changed));
    if (changed == 0)
        return NULL;
    *moved = true;
    return class_learner_reopen(db, school, id, left_on, NULL);
}

Error *class_teachers_until(Db *db, Arena *arena, SchoolId school, ClassId class, Date first_day,
                            ClassPlaces *places)
{
    struct class_teachers_from_rows rows;
    *places = (ClassPlaces){0, NULL};
    TRY(class_teachers_from(db, arena, school, class, first_day, &rows));
    *places = (ClassPlaces){rows.count, arena_array(arena, ClassPlace, rows.count)};
    for (size_t i = 0; i < rows.count; i++)
        places->items[i] =
            (ClassPlace){rows.items[i].id, rows.items[i].staff_id, rows.items[i].display_name,
                         rows.items[i].starts_on, rows.items[i].ends_on};
    return NULL;
}

Error *class_add_teacher(Db *db, SchoolId school, ClassId class, StaffId staff, Date from,
                         ClassStaffId *id)
{
    *id = (ClassStaffId){id_new()};
    return class_staff_insert(db, school, *id, class, staff, "teacher", from, DATE_NONE, NULL);
}

Error *class_move_end(Db *db, SchoolId school, ClassStaffId place, Date before, Date after,
                      bool *moved)
{
    int64_t changed = 0;
    Error *error = class_staff_end_set(db, school, place, before, after, &changed);
    return moved_one(error, changed, moved);
}

Error *cycle_move_review(Db *db, SchoolId school, CycleId id, Date before, Date after, bool *moved)
{
    int64_t changed = 0;
    Error *error = cycle_review_set(db, school, id, before, after, &changed);
    return moved_one(error, changed, moved);
}

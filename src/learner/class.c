/* Classes and teaching groups, and who teaches or supports them from which day until which. */
#include <inttypes.h>

#include "learner/learner.h"
#include "learner/learner_sql.h"
#include "platform/base/id.h"

static Error *sort_name_of(Arena *arena, const char *name, const char *national_year,
                           const char **sort_name)
{
    NationalYear year = YEAR_MIXED;
    if (national_year != NULL && !national_year_parse(national_year, &year))
        return error_invalid("The year group is none that is known", "year of a class");
    *sort_name = arena_print(arena, "%02d %s", year, text_sort_key(arena, name));
    return NULL;
}

static Error *add(Db *db, Arena *arena, SchoolId school, const char *name,
                  const char *national_year, bool is_group, ClassId *id)
{
    const char *sort_name = NULL;
    TRY(sort_name_of(arena, name, national_year, &sort_name));
    *id = (ClassId){id_new()};
    return class_insert(db, school, *id, name, is_group, sort_name, national_year, NULL);
}

Error *class_add(Db *db, Arena *arena, SchoolId school, const char *name, const char *national_year,
                 ClassId *id)
{
    return add(db, arena, school, name, national_year, false, id);
}

Error *group_add(Db *db, Arena *arena, SchoolId school, const char *name, const char *national_year,
                 ClassId *id)
{
    return add(db, arena, school, name, national_year, true, id);
}

Error *class_find(Db *db, Arena *arena, SchoolId school, const char *name, bool is_group,
                  ClassId *id)
{
    struct class_by_name_row row;
    bool found;
    TRY(class_by_name(db, arena, school, name, is_group, &row, &found));
    *id = found ? row.id : (ClassId){0};
    return NULL;
}

Error *class_named(Db *db, Arena *arena, SchoolId school, const char *name,
                   const char *national_year, ClassId *id)
{
    TRY(class_find(db, arena, school, name, false, id));
    return id->n != 0 ? NULL : class_add(db, arena, school, name, national_year, id);
}

Error *class_change(Db *db, Arena *arena, SchoolId school, ClassId id, const char *name,
                    const char *national_year)
{
    const char *sort_name = NULL;
    TRY(sort_name_of(arena, name, national_year, &sort_name));
    return class_update(db, school, id, name, sort_name, national_year, NULL);
}

Error *class_add_staff(Db *db, SchoolId school, ClassId class, StaffId staff, bool teaches,
                       Date from, Date until)
{
    return class_staff_insert(db, school, (ClassStaffId){id_new()}, class, staff,
                              teaches ? "teacher" : "assistant", from, until, NULL);
}

Error *class_add_cover(Db *db, SchoolId school, ClassId class, StaffId staff, Date from, Date until)
{
    return class_staff_insert(db, school, (ClassStaffId){id_new()}, class, staff, "cover", from,
                              until, NULL);
}

Error *class_staff_leave(Db *db, SchoolId school, StaffId staff, Date last_day, Moment at_once)
{
    return class_staff_close(db, school, staff, last_day, at_once, NULL);
}

Error *group_add_learner(Db *db, SchoolId school, ClassId group, LearnerId learner, Date from,
                         Date until)
{
    return class_learner_insert(db, school, (ClassLearnerId){id_new()}, group, learner, from, until,
                                NULL);
}

Error *class_end_staff(Db *db, SchoolId school, ClassId class, ClassStaffId place, Date last_day,
                       Moment at_once)
{
    int64_t changed;
    TRY(class_staff_finish(db, school, class, place, last_day, at_once, &changed));
    return changed == 1 ? NULL : error_not_found("class_staff %" PRId64, place.n);
}

Error *group_end_learner(Db *db, SchoolId school, ClassId group, ClassLearnerId place,
                         Date last_day)
{
    int64_t changed;
    TRY(class_learner_finish(db, school, group, place, last_day, &changed));
    return changed == 1 ? NULL : error_not_found("class_learner %" PRId64, place.n);
}

Error *class_staff_on(Db *db, Arena *arena, SchoolId school, ClassId class, Date on,
                      ClassStaffList *list)
{
    struct class_people_rows rows;
    TRY(class_people(db, arena, school, class, on, &rows));
    *list = (ClassStaffList){rows.count, arena_array(arena, ClassStaff, rows.count)};
    for (size_t i = 0; i < rows.count; i++)
        list->items[i] = (ClassStaff){
            .id = rows.items[i].id,
            .display_name = rows.items[i].display_name,
            .teaches = text_equal(rows.items[i].part, "teacher"),
        };
    return NULL;
}

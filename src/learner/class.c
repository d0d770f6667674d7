/* Classes and teaching groups, and who teaches or supports them from which day until which. */
#include <inttypes.h>

#include "learner/learner.h"
#include "learner/learner_sql.h"
#include "platform/base/id.h"

static Error *add(Db *db, Arena *arena, SchoolId school, const char *name,
                  const char *national_year, bool group, ClassId *id)
{
    NationalYear year = YEAR_MIXED;
    if (national_year != NULL && !national_year_parse(national_year, &year))
        return error_invalid("The year group is none that is known", "year of a new class");
    const char *sort_name = arena_print(arena, "%02d %s", year, text_sort_key(arena, name));
    *id = (ClassId){id_new()};
    return class_insert(db, school, *id, name, group, sort_name, national_year, NULL);
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

Error *class_named(Db *db, Arena *arena, SchoolId school, const char *name,
                   const char *national_year, ClassId *id)
{
    struct class_by_name_row row;
    bool found;
    TRY(class_by_name(db, arena, school, name, false, &row, &found));
    if (!found)
        return class_add(db, arena, school, name, national_year, id);
    *id = row.id;
    return NULL;
}

Error *class_add_staff(Db *db, SchoolId school, ClassId class, StaffId staff, bool teaches,
                       Date from, Date until)
{
    return class_staff_insert(db, school, (ClassStaffId){id_new()}, class, staff,
                              teaches ? "teacher" : "assistant", from, until, NULL);
}

Error *class_staff_leave(Db *db, SchoolId school, StaffId staff, Date last_day)
{
    return class_staff_close(db, school, staff, last_day, NULL);
}

Error *group_add_learner(Db *db, SchoolId school, ClassId group, LearnerId learner, Date from,
                         Date until)
{
    return class_learner_insert(db, school, (ClassLearnerId){id_new()}, group, learner, from, until,
                                NULL);
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

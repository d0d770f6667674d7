/* Putting the cast on the register. */
#include "demo/cast.h"
#include "demo/families.h"
#include "learner/closing.h"
#include "platform/base/log.h"
#include "school/school.h"

enum { AGO = 3 }; /* years that the staff have worked here */

static const DemoPerson *person_named(const DemoPerson *people, const char *name)
{
    for (; people->email != NULL; people++)
        if (text_equal(people->name, name))
            return people;
    return NULL;
}

/* Whom somebody from outside works for. */
static const char *organisation_of(Role role)
{
    if (role == ROLE_OFFICER)
        return "Mill Vale Council, SEND team";
    return role == ROLE_PROFESSIONAL ? "Mill Vale Psychology Service" : NULL;
}

static Error *add_person(Db *db, Arena *arena, SchoolId school, const DemoCalendar *calendar,
                         const DemoPerson *people, DemoStaff *staff)
{
    const DemoPerson *person;
    if (staff == NULL || staff->id.n != 0) /* whoever has two posts is there already */
        return NULL;
    person = person_named(people, staff->display_name);
    NewStaff new_staff = {
        .title = staff->title,
        .forename = staff->forename,
        .surname = staff->surname,
        .display_name = staff->display_name,
        .role = staff->role,
        .organisation = organisation_of(staff->role),
        .email = person == NULL ? NULL : person->email,
        .password = person == NULL ? NULL : person->password,
    };
    const char *setup_code;
    Date since = date_of(academic_year(calendar->today) - AGO, 9, 1);
    return staff_add(db, arena, school, &new_staff, since, &staff->id, &setup_code);
}

static Error *add_class(Db *db, Arena *arena, const DemoCalendar *calendar,
                        const DemoPerson *people, SchoolId school, DemoClass *class)
{
    Date since = academic_year_start(calendar->today);
    TRY(add_person(db, arena, school, calendar, people, class->teacher));
    TRY(add_person(db, arena, school, calendar, people, class->assistant));
    TRY(class_add(db, arena, school, class->name, class->national_year, &class->id));
    TRY(class_add_staff(db, school, class->id, class->teacher->id, true, since, DATE_NONE));
    return class_add_staff(db, school, class->id, class->assistant->id, false, since, DATE_NONE);
}

/* The check letter of a UPN is the one letter that the check accepts. */
static const char *make_upn(Arena *arena, const char *establishment, int year, int serial)
{
    static const char letters[] = "ABCDEFGHJKLMNPQRTUVWXYZ";
    for (const char *letter = letters; *letter != '\0'; letter++) {
        const char *upn =
            arena_print(arena, "%c999%s%02d%03d", *letter, establishment, year % 100, serial);
        if (upn_check(upn).fault == UPN_VALID)
            return upn;
    }
    ASSERT(!"no letter fits");
    return NULL;
}

static const char *census_language(const Child *child)
{
    return child->english_additional ? child->background->language_code : "ENG";
}

/* Given on the first day, until the one from the school before was known. */
static const char *temporary_upn(Arena *arena, int year, int place)
{
    static const char letters[] = "ABCDEFGHJKLMNPQRTUVWXYZ";
    for (const char *letter = letters; *letter != '\0'; letter++) {
        const char *upn =
            arena_print(arena, "%c9994001%02d%02dA", *letter, year % 100, place % 100);
        if (upn_check(upn).fault == UPN_VALID)
            return upn;
    }
    ASSERT(!"a check letter fits");
    return NULL;
}

static Error *add_child(Db *db, Arena *arena, const Cast *cast, int place, Child *child)
{
    int entry_year = academic_year(child->entered_on);
    bool began_here = date_age(child->born_on, child->entered_on) < 5;
    const char *upn = NULL;
    bool from_abroad = !began_here && place % 7 == 0;
    if (cast->numbered)
        upn = make_upn(arena, began_here ? "4001" : "4017", entry_year, place + 1);
    NewLearner learner = {
        .upn = upn,
        .former_upn = from_abroad ? temporary_upn(arena, entry_year, place) : NULL,
        .admission_number = arena_print(arena, "%05d", 4100 + place),
        .surname = child->surname,
        .forename = child->forename,
        .preferred_name = child->preferred_name,
        .born_on = child->born_on,
        .sex = child->sex == 'F' ? "F" : "M",
        .national_year = child->class->national_year,
        .class_id = child->class->id,
        .first_language = census_language(child),
        .english_additional = {true, child->english_additional},
        .pupil_premium = child->pupil_premium,
        .looked_after = child->looked_after,
        .entered_on = child->entered_on,
    };
    TRY(learner_add(db, arena, cast->school, &learner, &child->id));
    if (learner.former_upn == NULL)
        return NULL;
    return learner_keep_upn(db, cast->school, child->id, learner.former_upn,
                            date_add_days(child->entered_on, 20), cast->office->id);
}

Error *cast_write(Db *db, Arena *arena, const DemoCalendar *calendar, const DemoPerson *people,
                  Cast *cast)
{
    SchoolId school = cast->school;
    TRY(interventions_load(db, arena, school, false, false, &cast->bank));
    TRY(add_person(db, arena, school, calendar, people, cast->senco));
    TRY(add_person(db, arena, school, calendar, people, cast->head));
    TRY(add_person(db, arena, school, calendar, people, cast->office));
    TRY(add_person(db, arena, school, calendar, people, cast->mentor));
    for (int i = 0; i < DEMO_BESIDE; i++)
        TRY(add_person(db, arena, school, calendar, people, cast->beside[i]));
    for (int i = 0; i < cast->class_count; i++)
        TRY(add_class(db, arena, calendar, people, school, &cast->classes[i]));
    for (int i = 0; i < cast->child_count; i++)
        TRY(add_child(db, arena, cast, i, &cast->children[i]));
    return families_write(db, arena, calendar, cast);
}

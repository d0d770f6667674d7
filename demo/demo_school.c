#include "demo/demo.h"
#include "demo/demo_school.h"

#include "bank/bank.h"
#include "demo/cast.h"
#include "demo/arrivals.h"
#include "demo/concerns.h"
#include "demo/beside.h"
#include "demo/lives.h"
#include "demo/looks.h"
#include "demo/nursery.h"
#include "demo/scores.h"
#include "demo/standing.h"
#include "demo/views.h"
#include "platform/base/id.h"
#include "school/school.h"

/* One in each summer term. */
static Error *add_bank_holidays(Db *db, const DemoCalendar *calendar, SchoolId id)
{
    for (int i = TERMS_A_YEAR - 1; i < DEMO_TERMS; i += TERMS_A_YEAR) {
        Date day = calendar->school_terms[i].starts_on;
        while (!demo_bank_holiday(day))
            day = date_add_days(day, 1);
        SchoolClosure closure = {"Early May bank holiday", day, day};
        TRY(school_add_closure(db, id, &closure));
    }
    return NULL;
}

Error *demo_school_add(Db *db, Arena *arena, const DemoCalendar *calendar, SchoolId id,
                       const SchoolFacts *facts)
{
    int64_t lines;
    TRY(school_add(db, arena, id, facts, true, clock_now()));
    TRY(bank_ship(db, id, &lines));
    for (int i = 0; i < DEMO_TERMS; i++)
        TRY(school_add_term(db, id, &calendar->school_terms[i]));
    return add_bank_holidays(db, calendar, id);
}

static Error *add_school(Db *db, Arena *arena, const DemoCalendar *calendar, const Cast *cast)
{
    SchoolFacts school = {
        .name = "Mill Lane Primary",
        .setting_type = "school",
        .phase = "primary",
        .learner_word = "pupil",
        .la_number = "999",
        .establishment_number = "4001",
        .low_age = {true, 3},
        .high_age = {true, 11},
        .address = "Mill Lane\nNetherby",
        .postcode = "ZZ9 9ZZ",
        .telephone = "01632 960100",
        .head_name = cast->head->display_name,
    };
    return demo_school_add(db, arena, calendar, cast->school, &school);
}

Error *demo_make(Db *db, Arena *arena, Date today, const DemoPerson *people, SchoolId *school)
{
    SchoolId nursery;
    DemoCalendar calendar;
    Cast *cast = arena_new(arena, Cast);
    demo_calendar_make(&calendar, today);
    cast_make(arena, &calendar, cast);
    lives_cast(cast);
    cast->school = *school = (SchoolId){id_new()};
    TRY(db_enter_school(db, cast->school.n));
    TRY(add_school(db, arena, &calendar, cast));
    TRY(cast_write(db, arena, &calendar, people, cast));
    TRY(standing_write(db, arena, &calendar, cast));
    TRY(arrivals_write(db, arena, &calendar, cast));
    TRY(concerns_write(db, arena, &calendar, cast));
    TRY(demo_views_write(db, arena, &calendar, cast));
    TRY(beside_write(db, &calendar, cast));
    TRY(scores_write(db, arena, &calendar, cast));
    TRY(lives_write(db, arena, &calendar, cast));
    TRY(looks_write(db, arena, &calendar, cast));
    return nursery_make(db, arena, &calendar, people, cast, &nursery);
}

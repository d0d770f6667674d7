/* Making the demo school, when there is no school yet. */
#include <stdio.h>

#include "app/command.h"
#include "app/demo_people.h"
#include "demo/demo.h"
#include "school/school.h"
#include "staff/staff.h"

typedef struct Making {
    Arena *arena;
    bool there_already;
} Making;

static Error *make_demo(Db *db, void *context)
{
    Making *making = context;
    SchoolIds ids;
    SchoolId school;
    TRY(school_ids(db, making->arena, &ids));
    making->there_already = ids.count > 0;
    if (making->there_already)
        return NULL;
    return demo_make(db, making->arena, moment_london_date(clock_now()), demo_people, &school);
}

static Error *fill_store(Store *store, Making *making)
{
    int applied;
    TRY(store_migrate(store, &applied));
    TRY(password_start());
    Error *error = store_write(store, make_demo, making);
    password_stop();
    return error;
}

Error *command_demo(Arena *arena, const Options *options)
{
    Store *store;
    Making making = {.arena = arena};
    TRY(command_store(arena, options, true, &store));
    Error *error = fill_store(store, &making);
    store_close(store);
    if (error != NULL)
        return error;
    if (making.there_already)
        printf("There is a school here already. It is left as it is.\n");
    else
        printf("The demo is made: Mill Lane Primary, with 420 invented pupils, and Willow Nursery, "
               "with 8 children.\n");
    return NULL;
}

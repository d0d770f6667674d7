/* demo_school.h: what every setting of the demo has. */
#ifndef DEMO_DEMO_SCHOOL_H
#define DEMO_DEMO_SCHOOL_H

#include "demo/demo_calendar.h"

/* The setting itself, with its terms and bank holidays. */
Error *demo_school_add(Db *db, Arena *arena, const DemoCalendar *calendar, SchoolId id,
                       const SchoolFacts *facts);

#endif

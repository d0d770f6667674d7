/* standing.h: where each learner with a story stands today. */
#ifndef DEMO_STANDING_H
#define DEMO_STANDING_H

#include "demo/cast.h"

Error *standing_write(Db *db, Arena *arena, const DemoCalendar *calendar, const Cast *cast);

#endif

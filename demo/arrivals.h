/* arrivals.h: who joined lately with a plan made elsewhere, and what the last school recorded. */
#ifndef DEMO_ARRIVALS_H
#define DEMO_ARRIVALS_H

#include "demo/cast.h"

Error *arrivals_write(Db *db, Arena *arena, const DemoCalendar *calendar, const Cast *cast);

#endif

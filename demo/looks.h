/* looks.h: who opened which record in the last days, so that the page that tells it has something
 * to tell. */
#ifndef DEMO_LOOKS_H
#define DEMO_LOOKS_H

#include "demo/cast.h"

Error *looks_write(Db *db, Arena *arena, const DemoCalendar *calendar, const Cast *cast);

#endif

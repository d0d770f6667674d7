/* views.h: what teachers of the demo school were asked to say of their learners, and what they
 * said. */
#ifndef DEMO_VIEWS_H
#define DEMO_VIEWS_H

#include "demo/cast.h"

Error *demo_views_write(Db *db, Arena *arena, const DemoCalendar *calendar, const Cast *cast);

#endif

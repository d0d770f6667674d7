/* beside.h: what stands beside the stories: a shared case and its report, notes among staff, a
 * flag, exam access arrangements, and a class that is covered. */
#ifndef DEMO_BESIDE_H
#define DEMO_BESIDE_H

#include "demo/cast.h"

Error *beside_write(Db *db, const DemoCalendar *calendar, const Cast *cast);

#endif

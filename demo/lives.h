/* lives.h: in the demo school, two records of one child that nobody has merged yet, and two that
 * somebody has; and a child who goes on under the name of new parents. */
#ifndef DEMO_LIVES_H
#define DEMO_LIVES_H

#include "demo/cast.h"

/* Before anything is written: a child of another class becomes the second record of Theo. */
void lives_cast(Cast *cast);
Error *lives_write(Db *db, Arena *arena, const DemoCalendar *calendar, const Cast *cast);

#endif

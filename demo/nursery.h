/* nursery.h: the second setting of the demo: a small private nursery in the same database, where a
 * family of the school has its younger child, and somebody who works at the school hers. */
#ifndef DEMO_NURSERY_H
#define DEMO_NURSERY_H

#include "demo/cast.h"

/* After the school, whose families have their accounts by then. */
Error *nursery_make(Db *db, Arena *arena, const DemoCalendar *calendar, const DemoPerson *people,
                    const Cast *school, SchoolId *nursery);

#endif

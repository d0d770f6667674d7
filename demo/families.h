/* families.h: who stands with each child of the demo school: parents, carers, a social worker, and
 * what a court has said of some of them. Brothers and sisters share their parents. */
#ifndef DEMO_FAMILIES_H
#define DEMO_FAMILIES_H

#include "demo/cast.h"

/* The children and the staff are in the store already. */
Error *families_write(Db *db, Arena *arena, const DemoCalendar *calendar, Cast *cast);

/* Who is told of what the school does: "Mrs Emma Carter and Mr Tom Carter". */
const char *child_family(Arena *arena, const Child *child);

#endif

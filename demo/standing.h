/* standing.h: puts every story of the demo school on record: concern, decision, notice, and the
 * rounds of Assess, Plan, Do, Review up to where each learner stands today. */
#ifndef DEMO_STANDING_H
#define DEMO_STANDING_H

#include "demo/cast.h"

Error *standing_write(Db *db, Arena *arena, const DemoCalendar *calendar, const Cast *cast);

#endif

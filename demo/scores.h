/* scores.h: three years of scores of the demo school, so that each check of progress has somebody
 * to show. */
#ifndef DEMO_SCORES_H
#define DEMO_SCORES_H

#include "demo/cast.h"

Error *scores_write(Db *db, Arena *arena, const DemoCalendar *calendar, const Cast *cast);

#endif

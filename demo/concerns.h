/* concerns.h: what was said about children without support: who is watched, who was found to have
 * no SEN, and who still waits for an answer. */
#ifndef DEMO_CONCERNS_H
#define DEMO_CONCERNS_H

#include "demo/cast.h"

Error *concerns_write(Db *db, Arena *arena, const DemoCalendar *calendar, const Cast *cast);

#endif

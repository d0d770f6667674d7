/* support.h: what both an answer to a concern and a decision begin. For this folder only. */
#ifndef REGISTER_SUPPORT_H
#define REGISTER_SUPPORT_H

#include "register/register.h"

/* A period of monitoring from the day, and the learner's level with it. until: DATE_NONE when open.
 */
Error *support_watch(Db *db, SchoolId school, LearnerId learner, Date on, Date until, StaffId staff,
                     const char *evidence);
/* Opens the first or the next cycle, unless one is open. */
Error *support_open_cycle(Db *db, Arena *arena, SchoolId school, LearnerId learner, Date on);

#endif

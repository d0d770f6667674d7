/* demo.h: the door to the demo: an invented primary school of 420, with everything that a visitor
 * may want to see, and a nursery in the same database, from a fixed seed and with dates around
 * today.
 *
 * Owns the stories and the names; writes through the doors of the folders that own the records, as
 * people would have on the days in question. The same day gives the same school, ids aside. Never
 * touches a school that is there already. */
#ifndef DEMO_DEMO_H
#define DEMO_DEMO_H

#include "platform/db/db.h"
#include "schema/ids.h"
#include "web/web.h"

/* Makes both in the caller's transaction; school is the primary school. people: who may sign in, by
 * the name they are shown with, ended by a NULL email. The password thread must be running. */
Error *demo_make(Db *db, Arena *arena, Date today, const DemoPerson *people, SchoolId *school);

/* A family that signs in as families do: by a link, and with these codes. The child is the
 * parent's. */
#define DEMO_PARENT_EMAIL "parent@demo.example"
#define DEMO_PARENT_CODE  "PAR-ENT-FAM-ILY"
/* Has a child in each setting, and has given the nursery's code before. */
#define DEMO_BOTH_EMAIL    "both@demo.example"
#define DEMO_BOTH_CODE     "TWO-SCH-OOL-ONE"
#define DEMO_LEARNER_EMAIL "learner@demo.example"
#define DEMO_LEARNER_CODE  "LEA-RNE-RMY-PLN"
/* Works at the school, and is a mother at the nursery. */
#define DEMO_ASSISTANT_EMAIL "assistant@demo.example"

#endif

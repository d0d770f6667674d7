/* demo_people.h: who may sign in to the demo school. Known to everybody, so a demo listens on this
 * machine only. */
#ifndef APP_DEMO_PEOPLE_H
#define APP_DEMO_PEOPLE_H

#include "web/web.h"

/* Ended by a NULL email. */
extern const DemoPerson demo_people[];

#endif

/* begin.h: a session of staff begins, once it is known whose: by a password, or by the school's own
 * provider. The same for both: rotation, the second step, the device, and what was being typed. */
#ifndef ACCOUNT_BEGIN_H
#define ACCOUNT_BEGIN_H

#include "web/web.h"

/* Bytes: any form that the server takes. */
enum { CARRIED_MAXIMUM = 4 << 20 };

typedef struct Beginning {
    AccountId account;
    SchoolId school;
    StaffId staff;
    bool by_provider; /* of the school, which opens that school alone */
    bool second_step; /* was asked for elsewhere, and counts: ours is not asked */
    const char *to;   /* where to go afterwards: a path of ours, or "" */
    Carried carried;  /* path NULL: none */
} Beginning;

/* Into the trail of that school, of one who signs in: dispatch knows nobody yet. Leaves the request
 * in that school. */
Error *account_note_at(Request *request, SchoolId school, StaffId staff, const char *action);
/* Ends the POST. Nothing opens before the second factor is given, where one is owed. */
Error *account_begin(Request *request, const Beginning *begun);

#endif

/* permission_choice.h: where a school chose otherwise than the table of permissions: who, when, why
 * and until when. Nothing is changed or taken away: the last choice about a role and a permission
 * holds, and when its last day has passed, the one before it. */
#ifndef STAFF_PERMISSION_CHOICE_H
#define STAFF_PERMISSION_CHOICE_H

#include "platform/base/arena.h"
#include "platform/base/date.h"
#include "platform/base/error.h"
#include "platform/db/db.h"
#include "schema/ids.h"
#include "staff/permission.h"

/* What holds today. One query on a few rows: every request asks. */
Error *matrix_load(Db *db, Arena *arena, SchoolId school, Date today, Matrix *matrix);

typedef struct PermissionChoice {
    Permission permission;
    Role role;
    bool standard; /* back to the table's default; reach is that */
    Reach reach;
    const char *reason;
    Date until; /* last day; DATE_NONE: until another choice */
    const char *by;
    Moment at;
    bool holds; /* today */
} PermissionChoice;

typedef struct PermissionChoices {
    size_t count;
    PermissionChoice *items;
} PermissionChoices;

/* All that were ever made, the newest first. */
Error *permission_choices(Db *db, Arena *arena, SchoolId school, Date today,
                          PermissionChoices *choices);
/* ERROR_INVALID, with the reason, for a reach beyond the limits. */
Error *permission_choose(Db *db, SchoolId school, const PermissionChoice *choice, StaffId by,
                         Moment now);

#endif

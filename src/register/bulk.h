/* bulk.h: what is changed for many at once: prepared and kept with who is left out and why, done in
 * one transaction, and undone again where nobody changed it since.
 *
 * A row that no longer is as it was prepared is left out, never overwritten. Inside register/ only.
 */
#ifndef REGISTER_BULK_H
#define REGISTER_BULK_H

#include "register/bulk_rules.h"
#include "register/bulk_sql.h"
#include "register/register_list.h"

/* A class and what is asked for it: who teaches it, or where its learners go. */
typedef struct BulkClass {
    int64_t id;
    int64_t choice; /* a member of staff, or a class; 0: nothing */
} BulkClass;

typedef struct BulkClasses {
    size_t count;
    BulkClass *items;
} BulkClasses;

typedef struct BulkAsked {
    const char *kind; /* review, teachers, year */
    Date on;          /* review: the day; teachers: the first day */
    const char *reason;
    BulkClasses classes;
    const struct register_rows_rows *learners; /* chosen; not read for teachers */
} BulkAsked;

/* Writes what would change. id: out. */
Error *bulk_prepare(Request *request, const BulkAsked *asked, BulkActionId *id);

/* ERROR_NOT_FOUND. */
Error *bulk_load(Request *request, BulkActionId id, struct bulk_action_by_id_row *action,
                 struct bulk_changes_of_rows *changes);
/* leavers: ids of those of the last year who have left. ERROR_CONFLICT when it is done already. */
Error *bulk_do(Request *request, BulkActionId id, const Texts *leavers);
/* kept: out, how many stay since somebody changed them meanwhile. ERROR_CONFLICT when it is not
 * done. */
Error *bulk_undo(Request *request, BulkActionId id, int *kept);

/* "912": as fields and rows hold an id. */
const char *bulk_id_text(Arena *arena, int64_t id);

#endif

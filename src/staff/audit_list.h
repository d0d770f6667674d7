/* audit_list.h: whom a list showed, beside the audit trail's chain.
 *
 * To look at a list of children is to look at each of them, and the trail must find it by each. A
 * row for every child would cost hundreds for one page, so a page has one row, which names its list
 * by a hash; a list is kept once, however often it is shown. The hash stands in the chain: a list
 * that was changed or taken away shows. */
#ifndef STAFF_AUDIT_LIST_H
#define STAFF_AUDIT_LIST_H

#include "platform/db/db.h"
#include "staff/staff.h"

/* Keeps the list; hash: out, data NULL when nobody was shown. */
Error *audit_list_keep(Db *db, Arena *arena, SchoolId school, const AuditShown *shown, Bytes *hash);
/* whole: out, whether the list is there and is what its hash says. */
Error *audit_list_check(Db *db, Arena *arena, SchoolId school, Bytes hash, bool *whole);

#endif

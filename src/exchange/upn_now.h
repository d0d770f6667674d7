/* upn_now.h: a list may know a child by a UPN that they had before. */
#ifndef EXCHANGE_UPN_NOW_H
#define EXCHANGE_UPN_NOW_H

#include "exchange/import_sheet.h"
#include "learner/learner.h"

/* Every row whose UPN nobody has now, and one child here had before, is given the UPN of today:
 * contacts, classes and scores are then matched as if the list had said it. field: the place of the
 * UPN among the values. A sealed record is no child here. The new text lies in the arena. */
Error *upn_bring_up_to_date(Db *db, Arena *arena, SchoolId school, int field, ImportRows *rows);

#endif

/* review_parts.h: how a cycle grows out of the last, for this folder only. */
#ifndef REVIEW_REVIEW_PARTS_H
#define REVIEW_REVIEW_PARTS_H

#include "review/review.h"

/* R-R-5: the next cycle, linked to the last. Its assessment begins with what was known and what the
 * review found; its plan's draft with what was kept, each outcome from where it is now, the date
 * agreed for the next review, and support from the school day after the review until then. */
Error *review_open_next(Db *db, Arena *arena, SchoolId school, const Review *review, CycleId *next);

#endif

/* review_parts.h: what the files of this folder share: the hash that stands for a final review,
 * and how a cycle grows out of the last. */
#ifndef REVIEW_REVIEW_PARTS_H
#define REVIEW_REVIEW_PARTS_H

#include "review/review.h"

enum { REVIEW_HASH = 32 };

/* BLAKE2b of the text, without its NUL. */
void review_hash(const char *snapshot, unsigned char hash[REVIEW_HASH]);

/* R-R-5: the next cycle, linked to the last. Its assessment begins with what was known and what the
 * review found; its plan's draft with what was kept, each outcome from where it is now, the date
 * agreed for the next review, and support from the school day after the review until then. */
Error *review_open_next(Db *db, Arena *arena, SchoolId school, const Review *review, CycleId *next);

#endif

/* merge_rules.h: whether two records look like one child's. Rules: pure. */
#ifndef IDENTITY_MERGE_RULES_H
#define IDENTITY_MERGE_RULES_H

#include <stdbool.h>

#include "platform/base/arena.h"

typedef struct ChildName {
    const char *surname, *forename;
    const char *preferred; /* NULL: goes by the forename */
} ChildName;

/* Of two children born on one day. True for the same given name with any family name, for a slip of
 * one letter, and for a name of which the other says only a part; false for twins with names of
 * their own. */
bool children_may_be_one(Arena *arena, const ChildName *one, const ChildName *other);

#endif

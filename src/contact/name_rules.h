/* name_rules.h: whether a name that somebody typed may be that of a person we know. Rules: pure. */
#ifndef CONTACT_NAME_RULES_H
#define CONTACT_NAME_RULES_H

#include <stdbool.h>

#include "platform/base/arena.h"

/* known: as addressed, "Mr Craig Walker". True for "Craig Walker", "Mr Walker", "C Walker",
 * "Walkar, Craig" and "Craig"; false for another forename with the same surname, and for a name of
 * which it is only a part of a word ("Li" and "Liam"). */
bool names_may_be_one(Arena *arena, const char *known, const char *typed);

#endif

/* cost_rules.h: sums of money as people type and read them. Pure: no store, no request, no clock.
 * A sum is whole pence, so that adding up is exact. */
#ifndef BANK_COST_RULES_H
#define BANK_COST_RULES_H

#include "platform/base/text.h"

enum { COST_PENCE_MOST = 10000000 };

/* "120", "120.50", "£1,200" into pence; "" is no sum. NULL when it is one of these, otherwise the
 * sentence that says what to type, and `pence` is no sum. */
const char *cost_parse(const char *typed, OptionalInteger *pence);

/* "1,200", "120.50": as cost_parse() reads it. */
const char *cost_typed(Arena *arena, long long pence);
/* "£1,200". */
const char *cost_words(Arena *arena, long long pence);

#endif

/* numbers_rules.h: counts that may be shown without telling of anybody. Pure.
 *
 * A count from 1 up to below the threshold is withheld. Whoever has the total can work one withheld
 * count out, or that several are all small: so further counts are withheld, the smallest first,
 * until there are two at least and together they reach the threshold. */
#ifndef CARE_NUMBERS_RULES_H
#define CARE_NUMBERS_RULES_H

#include <stdbool.h>
#include <stddef.h>

typedef struct Count {
    int count;
    bool withheld;
} Count;

/* Of one table whose parts add up to a total that is shown too. False: even the total must be
 * withheld, since what is withheld in the parts could be worked out from it. */
bool numbers_withhold(Count *counts, size_t size, int threshold);
/* Whole percent of `whole`, rounded; 0 of nothing. */
int numbers_percent(int part, int whole);

#endif

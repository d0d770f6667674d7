#include "care/numbers_rules.h"

static bool is_enough(const Count *counts, size_t size, int threshold)
{
    int withheld = 0, together = 0;
    for (size_t i = 0; i < size; i++) {
        withheld += counts[i].withheld;
        together += counts[i].withheld ? counts[i].count : 0;
    }
    return withheld == 0 || (withheld > 1 && together >= threshold);
}

/* The smallest that tells of somebody; NULL: none is left. */
static Count *smallest_shown(Count *counts, size_t size)
{
    Count *smallest = NULL;
    for (size_t i = 0; i < size; i++)
        if (!counts[i].withheld && counts[i].count > 0 &&
            (smallest == NULL || counts[i].count < smallest->count))
            smallest = &counts[i];
    return smallest;
}

bool numbers_withhold(Count *counts, size_t size, int threshold)
{
    for (size_t i = 0; i < size; i++)
        counts[i].withheld = counts[i].count > 0 && counts[i].count < threshold;
    while (!is_enough(counts, size, threshold)) {
        Count *next = smallest_shown(counts, size);
        if (next == NULL)
            return false;
        next->withheld = true;
    }
    return true;
}

int numbers_percent(int part, int whole)
{
    return whole == 0 ? 0 : (part * 200 + whole) / (whole * 2);
}

/* test_numbers.h: numbers that look random and are the same in every run, for tests only.
 *
 * A failure found with them comes back each time. Never for ids or tokens. */
#ifndef PLATFORM_BASE_TEST_NUMBERS_H
#define PLATFORM_BASE_TEST_NUMBERS_H

#include <stdint.h>

typedef struct TestNumbers {
    uint64_t state; /* any start but 0 */
} TestNumbers;

/* 0 up to, not including, the limit. */
static inline uint64_t test_number(TestNumbers *numbers, uint64_t limit)
{
    /* Marsaglia's xorshift with a multiplier. */
    numbers->state ^= numbers->state >> 12;
    numbers->state ^= numbers->state << 25;
    numbers->state ^= numbers->state >> 27;
    return numbers->state * UINT64_C(2685821657736338717) % limit;
}

#endif

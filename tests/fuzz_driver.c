#include "fuzz.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Changes the seeds in a series that is the same on each run. Each input is on the heap at its
 * exact size, so that the address sanitizer sees a read beyond it. */

enum { RUNS = 50000, CHANGES = 8, SIZE_MAXIMUM = 4096 };

static uint64_t state = 0x9e3779b97f4a7c15;

static size_t below(size_t limit)
{
    state ^= state << 13;
    state ^= state >> 7;
    state ^= state << 17;
    return limit == 0 ? 0 : (size_t)(state % limit);
}

static size_t count_seeds(void)
{
    size_t count = 0;
    while (fuzz_seeds[count] != NULL)
        count++;
    return count;
}

static const char *any_seed(void)
{
    return fuzz_seeds[below(count_seeds())];
}

static void insert(uint8_t *data, size_t *size, const char *piece, size_t length)
{
    size_t at = below(*size + 1);
    if (*size + length > SIZE_MAXIMUM)
        return;
    memmove(data + at + length, data + at, *size - at);
    memcpy(data + at, piece, length);
    *size += length;
}

static void cut_out(uint8_t *data, size_t *size)
{
    size_t at = below(*size);
    size_t length = below(*size - at + 1);
    memmove(data + at, data + at + length, *size - at - length);
    *size -= length;
}

static void change(uint8_t *data, size_t *size)
{
    static const char marks[] = "%=&+;:,\"\\/-.? \t\r\n\0\x7f\xc3\xa9\xff\x01";
    const char *seed = any_seed();
    size_t from = below(strlen(seed) + 1);
    switch (below(5)) {
    case 0:
        if (*size > 0)
            data[below(*size)] ^= (uint8_t)(1U << below(8));
        break;
    case 1:
        if (*size > 0)
            data[below(*size)] = (uint8_t)marks[below(sizeof(marks))];
        break;
    case 2:
        insert(data, size, &marks[below(sizeof(marks))], 1);
        break;
    case 3:
        insert(data, size, seed + from, below(strlen(seed) - from + 1));
        break;
    default:
        if (*size > 0)
            cut_out(data, size);
        break;
    }
}

static void run_one(const uint8_t *data, size_t size)
{
    uint8_t *exact = malloc(size == 0 ? 1 : size);
    if (exact == NULL)
        abort();
    memcpy(exact, data, size);
    LLVMFuzzerTestOneInput(exact, size);
    free(exact);
}

int main(void)
{
    static uint8_t data[SIZE_MAXIMUM];
    for (int run = 0; run < RUNS; run++) {
        const char *seed = any_seed();
        size_t size = strlen(seed);
        memcpy(data, seed, size + 1);
        for (size_t i = below(CHANGES); i > 0; i--)
            change(data, &size);
        run_one(data, size);
    }
    printf("%d inputs\n", RUNS);
    return 0;
}

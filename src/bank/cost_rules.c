#include "bank/cost_rules.h"

#include <string.h>

enum { PENCE_IN_POUND = 100, GROUP = 3, GROUPS_OF = 1000, BASE = 10 };

static const char POUND_SIGN[] = "£";

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* Digits, in threes when there are commas. Where they end; NULL when the commas stand elsewhere or
 * there is no digit. A sum beyond the most stays just beyond it, however long it is. */
static const char *read_pounds(const char *at, long long *pounds)
{
    size_t run = 0;
    bool grouped = false;
    for (*pounds = 0; is_digit(*at) || *at == ','; at++) {
        if (*at == ',') {
            if (run == 0 || run > GROUP || (grouped && run != GROUP))
                return NULL;
            grouped = true;
            run = 0;
            continue;
        }
        if (*pounds <= COST_PENCE_MOST / PENCE_IN_POUND)
            *pounds = *pounds * BASE + (*at - '0');
        run++;
    }
    return run == 0 || (grouped && run != GROUP) ? NULL : at;
}

/* Nothing, or a point and two digits, and then the end. */
static bool read_pence(const char *at, long long *pence)
{
    *pence = 0;
    if (*at == '\0')
        return true;
    if (at[0] != '.' || !is_digit(at[1]) || !is_digit(at[2]) || at[3] != '\0')
        return false;
    *pence = (at[1] - '0') * BASE + (at[2] - '0');
    return true;
}

const char *cost_parse(const char *typed, OptionalInteger *pence)
{
    long long pounds, rest;
    *pence = (OptionalInteger){false, 0};
    if (text_empty(typed))
        return NULL;
    if (text_starts(typed, POUND_SIGN))
        typed += strlen(POUND_SIGN);
    typed = read_pounds(typed, &pounds);
    if (typed == NULL || !read_pence(typed, &rest))
        return "Enter the cost in pounds, like 120, 120.50 or £1,200";
    long long sum = pounds * PENCE_IN_POUND + rest;
    if (sum > COST_PENCE_MOST)
        return "Enter a cost of £100,000 or less";
    *pence = (OptionalInteger){true, sum};
    return NULL;
}

const char *cost_typed(Arena *arena, long long pence)
{
    long long pounds = pence / PENCE_IN_POUND, rest = pence % PENCE_IN_POUND;
    const char *whole = arena_print(arena, "%lld", pounds % GROUPS_OF);
    if (pounds >= GROUPS_OF)
        whole = arena_print(arena, "%lld,%03lld", pounds / GROUPS_OF, pounds % GROUPS_OF);
    return rest == 0 ? whole : arena_print(arena, "%s.%02lld", whole, rest);
}

const char *cost_words(Arena *arena, long long pence)
{
    return arena_print(arena, "%s%s", POUND_SIGN, cost_typed(arena, pence));
}

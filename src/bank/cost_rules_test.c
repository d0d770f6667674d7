#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "bank/cost_rules.h"

enum { NO_SUM = -1, REFUSED = -2, TOO_MUCH = -3 };

static void typed_sums(void **state)
{
    (void)state;
    static const struct {
        const char *typed;
        long long pence;
    } cases[] = {
        {"", NO_SUM},
        {"0", 0},
        {"120", 12000},
        {"120.50", 12050},
        {"120.05", 12005},
        {"£1,200", 120000},
        {"1,200.99", 120099},
        {"1200", 120000},
        {"007", 700},
        {"100,000", 10000000},
        {"£100000.00", 10000000},
        {"100000.01", TOO_MUCH},
        {"100,001", TOO_MUCH},
        {"1,234,567", TOO_MUCH},
        {"99999999999999999999999999", TOO_MUCH},
        {"£", REFUSED},
        {"££12", REFUSED},
        {"12£", REFUSED},
        {"-5", REFUSED},
        {"+5", REFUSED},
        {".50", REFUSED},
        {"12.", REFUSED},
        {"12.5", REFUSED},
        {"12.505", REFUSED},
        {"12.5x", REFUSED},
        {"12.50p", REFUSED},
        {"12,5", REFUSED},
        {"12,50", REFUSED},
        {",200", REFUSED},
        {"1,", REFUSED},
        {"1,,200", REFUSED},
        {"1,20,000", REFUSED},
        {"1200,000", REFUSED},
        {"1,200,", REFUSED},
        {"1 200", REFUSED},
        {"1.200,50", REFUSED},
        {"1e3", REFUSED},
        {"€12", REFUSED},
        {"about 100", REFUSED},
        {"100 a term", REFUSED},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        OptionalInteger pence = {true, 7};
        const char *problem = cost_parse(cases[i].typed, &pence);
        long long got = pence.present ? pence.value : NO_SUM;
        if (problem != NULL)
            got = strstr(problem, "or less") != NULL ? TOO_MUCH : REFUSED;
        if (got != cases[i].pence)
            fail_msg("%s: %lld, not %lld", cases[i].typed, got, cases[i].pence);
        if (problem != NULL)
            assert_false(pence.present);
    }
}

static void sums_in_words(void **state)
{
    (void)state;
    static const struct {
        long long pence;
        const char *words;
    } cases[] = {
        {0, "£0"},
        {5, "£0.05"},
        {12000, "£120"},
        {12050, "£120.50"},
        {99999, "£999.99"},
        {100000, "£1,000"},
        {120000, "£1,200"},
        {1000001, "£10,000.01"},
        {10000000, "£100,000"},
    };
    Arena *arena = arena_create(4096, "costs");
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        OptionalInteger again;
        assert_string_equal(cost_words(arena, cases[i].pence), cases[i].words);
        assert_null(cost_parse(cost_typed(arena, cases[i].pence), &again));
        assert_true(again.present && again.value == cases[i].pence);
    }
    arena_destroy(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(typed_sums),
        cmocka_unit_test(sums_in_words),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* What is withheld, so that no small count can be read or worked out. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "care/numbers_rules.h"

enum { MOST = 6 };

typedef struct Case {
    const char *name;
    int counts[MOST];
    const char *withheld; /* x withheld, . shown; as long as there are counts */
    int threshold;
    bool total;
} Case;

static const Case cases[] = {
    {"nothing small", {12, 5, 30}, "...", 5, true},
    {"nobody at all is no secret", {0, 7, 0}, "...", 5, true},
    {"one small: the next smallest goes too", {3, 20, 9}, "x.x", 5, true},
    {"two small that reach the threshold", {3, 20, 4}, "x.x", 5, true},
    {"two small that do not: a third goes", {1, 20, 1}, "xxx", 5, true},
    {"two small beside two large", {1, 20, 1, 8}, "x.xx", 5, true},
    {"nought is not taken as a cover", {2, 0, 9}, "x.x", 5, true},
    {"one alone: the total tells it", {4, 0, 0}, "x..", 5, false},
    {"two alone below the threshold", {1, 2, 0}, "xx.", 5, false},
    {"just below", {4, 50, 60}, "xx.", 5, true},
    {"just at", {5, 50, 60}, "...", 5, true},
    {"a school that withholds below ten", {9, 10, 11}, "xx.", 10, true},
    {"nothing to count", {0}, ".", 5, true},
};

static void small_counts_and_their_covers_are_withheld(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        Count counts[MOST];
        size_t size = strlen(cases[i].withheld);
        for (size_t k = 0; k < size; k++)
            counts[k] = (Count){cases[i].counts[k], false};
        bool total = numbers_withhold(counts, size, cases[i].threshold);
        if (total != cases[i].total)
            fail_msg("%s: the total", cases[i].name);
        for (size_t k = 0; k < size; k++)
            if (counts[k].withheld != (cases[i].withheld[k] == 'x'))
                fail_msg("%s: count %zu", cases[i].name, k);
    }
}

/* Whatever the counts: each withheld one could be more than one number, for all that is shown. */
static void no_withheld_count_can_be_worked_out(void **state)
{
    (void)state;
    for (int code = 0; code < 9 * 9 * 9 * 9; code++) {
        Count counts[4];
        int withheld = 0, together = 0;
        for (int k = 0, rest = code; k < 4; k++, rest /= 9)
            counts[k] = (Count){rest % 9, false};
        if (!numbers_withhold(counts, 4, 5))
            continue;
        for (int k = 0; k < 4; k++) {
            assert_true(counts[k].withheld || counts[k].count == 0 || counts[k].count >= 5);
            withheld += counts[k].withheld;
            together += counts[k].withheld ? counts[k].count : 0;
        }
        assert_true(withheld == 0 || (withheld > 1 && together >= 5));
    }
}

static void percents_are_whole(void **state)
{
    (void)state;
    assert_int_equal(numbers_percent(1, 3), 33);
    assert_int_equal(numbers_percent(2, 3), 67);
    assert_int_equal(numbers_percent(1, 2), 50);
    assert_int_equal(numbers_percent(0, 0), 0);
    assert_int_equal(numbers_percent(7, 7), 100);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(small_counts_and_their_covers_are_withheld),
        cmocka_unit_test(no_withheld_count_can_be_worked_out),
        cmocka_unit_test(percents_are_whole),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

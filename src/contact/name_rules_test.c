/* Who may be whom. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "contact/name_rules.h"

static void a_typed_name_may_be_somebodys(void **state)
{
    (void)state;
    static const struct {
        const char *known, *typed;
        bool same;
    } cases[] = {
        {"Mr Craig Walker", "Craig Walker", true},
        {"Mr Craig Walker", "mr. craig WALKER", true},
        {"Mr Craig Walker", "Mr Walker", true},
        {"Mr Craig Walker", "C Walker", true},
        {"Mr Craig Walker", "Craig Walkar", true},
        {"Mr Craig Walker", "Craig Wallker", true},
        {"Mr Craig Walker", "Walker, Craig", true},
        {"Mr Craig Walker", "Craig", true},
        {"Mr Craig Walker", "Craig John Walker", true},
        {"Mr Craig Walker", "Mrs Ann Walker", false},
        {"Mr Craig Walker", "Craig Hill", false},
        {"Mr Craig Walker", "D Walker", false},
        {"Mr Craig Walker", "Mr", false},
        {"Mr Craig Walker", "C", false},
        {"Mr Craig Walker", "", false},
        {"Liam", "Li", false},
        {"Mr Liam Brook", "Mrs Li Wen", false},
        {"Mrs Zo\u00eb \u0141uk", "zoe luk", true},
        {"Mr Li", "Li", true},
        {"Mr Li", "Lo", false},
    };
    Arena *arena = arena_create(1 << 20, "test");
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        if (names_may_be_one(arena, cases[i].known, cases[i].typed) != cases[i].same)
            fail_msg("%s and %s", cases[i].known, cases[i].typed);
    arena_destroy(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(a_typed_name_may_be_somebodys)};
    return cmocka_run_group_tests_name("names", tests, NULL, NULL);
}

/* Which two records look like one child's. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "identity/merge_rules.h"

static void likeness_is_of_names(void **state)
{
    static const struct {
        ChildName one, other;
        bool alike;
    } rows[] = {
        {{"Nowak", "Zofia", NULL}, {"Nowak", "Zofia", NULL}, true},
        {{"Nowak", "Zofia", NULL}, {"Nowack", "Zofia", NULL}, true},
        {{"Nowak", "Zofia", NULL}, {"Zieliński", "Zofia", NULL}, true}, /* another family name */
        {{"Nowak", "Zofia Maria", NULL}, {"Nowak", "Zofia", NULL}, true},
        {{"Nowak", "Aleksandra", "Ola"}, {"Nowak", "Ola", NULL}, true},
        {{"Nowak", "Aleksandra", "Ola"}, {"Kowal", "Aleksandra", NULL}, true},
        {{"Müller", "Zoë", NULL}, {"Muller", "Zoe", NULL}, true},
        {{"Nowak", "Zofia", NULL}, {"Nowak", "Hanna", NULL}, false}, /* twins */
        {{"Nowak", "Jan", NULL}, {"Nowak", "Jana", NULL}, false},
        {{"Nowak", "Zofia", NULL}, {"Walker", "Amir", NULL}, false},
    };
    Arena *arena = arena_create(1 << 16, "test");
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        assert_int_equal(children_may_be_one(arena, &rows[i].one, &rows[i].other), rows[i].alike);
        assert_int_equal(children_may_be_one(arena, &rows[i].other, &rows[i].one), rows[i].alike);
    }
    arena_destroy(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(likeness_is_of_names)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}

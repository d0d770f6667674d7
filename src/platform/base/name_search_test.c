#include "platform/base/name_search.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "platform/base/text.h"

static Arena *arena;

static void words_begin_with_a_space(void **state)
{
    (void)state;
    static const struct {
        const char *typed, *first, *second, *third;
    } cases[] = {
        {NULL, NULL, NULL, NULL},
        {"", NULL, NULL, NULL},
        {"  ", NULL, NULL, NULL},
        {"...", " ...", NULL, NULL},
        {"Nowak", " nowak", NULL, NULL},
        {"Zoë O’Neill", " zoe", " oneill", NULL},
        {"Smith-Jones", " smith", " jones", NULL},
        {" %_ ", " %_", NULL, NULL},
        {"%Nowak", " nowak", NULL, NULL},
        {"Ana Maria da Silva", " ana", " maria", " da"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        const char *words[NAME_SEARCH_WORDS];
        name_search_words(arena, cases[i].typed, words);
        if (!text_equal(words[0], cases[i].first) || !text_equal(words[1], cases[i].second) ||
            !text_equal(words[2], cases[i].third))
            fail_msg("%s", cases[i].typed);
    }
}

static void names_fit_as_typed(void **state)
{
    (void)state;
    static const struct {
        const char *typed, *surname, *preferred, *forename;
        bool fits;
    } cases[] = {
        {"laceymae", "Cole", NULL, "Lacey-Mae", true},
        {"LaceyMae Cole", "Cole", NULL, "Lacey Mae", true},
        {"lacey mae", "Cole", NULL, "Lacey-Mae", true},
        {"zoemae", "Cole", "Zoë-Mae", "Zoë", true},
        {"acey", "Cole", NULL, "Lacey-Mae", false},
        {"maecole", "Cole", NULL, "Lacey-Mae", false},
        {"smithjones", "Smith-Jones", NULL, "Ana", true},
        {"o'", "O’Brien", NULL, "Sam", true},
        {"O’", "O'Brien", NULL, "Sam", true},
        {"o'", "Okoro", NULL, "Olu", false},
        {"o' sam", "O’Brien", NULL, "Sam", true},
        {"d'", "D’Arcy-O’Neill", NULL, "Sam", true},
        {"o'", "D’Arcy-O’Neill", NULL, "Sam", true},
        {"o'b", "O’Brien", NULL, "Sam", true},
        {"obr", "O’Brien", NULL, "Sam", true},
        {"o", "Okoro", NULL, "Olu", true},
        {"'", "O’Brien", NULL, "Sam", false},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        const char *const names[] = {cases[i].surname, cases[i].preferred, cases[i].forename};
        if (name_search_fits(arena, cases[i].typed, names, 3) != cases[i].fits)
            fail_msg("%s: %s %s", cases[i].typed, cases[i].forename, cases[i].surname);
    }
}

static int open_arena(void **state)
{
    (void)state;
    arena = arena_create(65536, "test");
    return 0;
}

static int close_arena(void **state)
{
    (void)state;
    arena_destroy(arena);
    return 0;
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(words_begin_with_a_space),
        cmocka_unit_test(names_fit_as_typed),
    };
    return cmocka_run_group_tests(tests, open_arena, close_arena);
}

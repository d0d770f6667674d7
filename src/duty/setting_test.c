#include "duty/setting.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>
#include <cmocka.h>

static Arena *arena;

static int set_up(void **state)
{
    (void)state;
    arena = arena_create(1 << 20, "test");
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    arena_destroy(arena);
    return 0;
}

static void codes(void **state)
{
    (void)state;
    SettingType type;
    for (int i = 0; i < SETTING_TYPE_COUNT; i++) {
        assert_true(setting_type_parse(setting_type_code((SettingType)i), &type));
        assert_int_equal(type, i);
    }
    static const char *const refused[] = {"", "School", "early_years", "academy", "college "};
    for (size_t i = 0; i < sizeof refused / sizeof refused[0]; i++)
        assert_false(setting_type_parse(refused[i], &type));
    assert_false(setting_type_parse(NULL, &type));
}

static void every_setting_has_every_word(void **state)
{
    (void)state;
    for (int i = 0; i < SETTING_TYPE_COUNT; i++) {
        const SettingWords *words = &setting_of((SettingType)i)->words;
        const char *all[] = {words->school, words->teacher, words->group,
                             words->head,   words->senco,   words->learner};
        for (size_t w = 0; w < sizeof all / sizeof all[0]; w++) {
            assert_non_null(all[w]);
            assert_null(strchr("aeiou", all[w][0])); /* "a {teacher}" */
        }
        assert_non_null(setting_of((SettingType)i)->name);
    }
}

static void words_in_a_sentence(void **state)
{
    (void)state;
    static const struct {
        SettingType setting;
        const char *text, *expected;
    } cases[] = {
        {SETTING_SCHOOL, "Ask the {head}", "Ask the headteacher"},
        {SETTING_COLLEGE, "Ask the {head}", "Ask the principal"},
        {SETTING_EARLY_YEARS, "Ask the {head} or a {teacher}", "Ask the manager or a key person"},
        {SETTING_EARLY_YEARS, "{Teachers}", "Key people"},
        {SETTING_EARLY_YEARS, "{Learners} in {classes}", "Children in rooms"},
        {SETTING_COLLEGE, "{Learners} in {classes}", "Students in groups"},
        {SETTING_SCHOOL, "{Learners} in {classes}", "Pupils in classes"},
        {SETTING_MAINTAINED_NURSERY, "{schools}", "nurseries"},
        {SETTING_SCHOOL, "{senco} and {Senco}", "SENCO and SENCO"},
        {SETTING_COLLEGE, "{Senco}", "Learning support lead"},
        {SETTING_COLLEGE, "{day} at the {school} {", "{day} at the college {"},
        {SETTING_COLLEGE, "no word", "no word"},
        {SETTING_COLLEGE, "{}{school", "{}{school"},
        {SETTING_COLLEGE, "", ""},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        assert_string_equal(
            setting_fill(arena, &setting_of(cases[i].setting)->words, cases[i].text),
            cases[i].expected);
    assert_null(setting_fill(arena, &setting_of(SETTING_SCHOOL)->words, NULL));
}

static void screens(void **state)
{
    (void)state;
    assert_true(setting_has(SETTING_SCHOOL, SCREEN_EXAMS));
    assert_false(setting_has(SETTING_EARLY_YEARS, SCREEN_EXAMS));
    assert_true(setting_has(SETTING_EARLY_YEARS, SCREEN_EARLY_CHECK));
    assert_false(setting_has(SETTING_COLLEGE, SCREEN_EARLY_CHECK));
    assert_false(setting_has(SETTING_MAINTAINED_NURSERY, SCREEN_YOUNG_PEOPLE));
    assert_true(setting_has(SETTING_COLLEGE, SCREEN_YOUNG_PEOPLE));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(codes),
        cmocka_unit_test(every_setting_has_every_word),
        cmocka_unit_test(words_in_a_sentence),
        cmocka_unit_test(screens),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "duty/setting_change.h"
#include "platform/base/text.h"

static Arena *arena;

static int begin(void **state)
{
    (void)state;
    arena = arena_create(1 << 20, "setting");
    return 0;
}

static int end(void **state)
{
    (void)state;
    arena_destroy(arena);
    return 0;
}

static const SettingChange *about(const SettingChanges *changes, const char *what)
{
    for (size_t i = 0; i < changes->count; i++)
        if (text_equal(changes->items[i].what, what))
            return &changes->items[i];
    return NULL;
}

static void assert_change(const SettingChanges *changes, const char *what, const char *before,
                          const char *after)
{
    const SettingChange *change = about(changes, what);
    if (change == NULL) {
        fail_msg("\"%s\" does not change", what);
        return;
    }
    assert_string_equal(change->before, before);
    assert_string_equal(change->after, after);
}

static const RulePack *pack_now(void)
{
    return rule_pack_on(date_of(2026, 11, 22));
}

static void the_same_kind_changes_nothing(void **state)
{
    (void)state;
    for (SettingType type = 0; type < SETTING_TYPE_COUNT; type++) {
        const SettingWords *words = &setting_of(type)->words;
        assert_int_equal(setting_words_changed(arena, words, words).count, 0);
        assert_int_equal(setting_screens_changed(arena, type, type).count, 0);
        assert_int_equal(setting_duties_changed(arena, pack_now(), type, type).count, 0);
    }
}

static void a_college_is_bound_otherwise(void **state)
{
    (void)state;
    SettingChanges words = setting_words_changed(arena, &setting_of(SETTING_SCHOOL)->words,
                                                 &setting_of(SETTING_COLLEGE)->words);
    SettingChanges screens = setting_screens_changed(arena, SETTING_SCHOOL, SETTING_COLLEGE);
    SettingChanges duties =
        setting_duties_changed(arena, pack_now(), SETTING_SCHOOL, SETTING_COLLEGE);
    assert_change(&words, "Who leads it", "headteacher", "principal");
    assert_change(&words, "Those who learn there", "pupil", "student");
    assert_int_equal(screens.count, 1);
    assert_change(&screens, "The progress check at age two", "Shown", "Not shown");
    assert_change(&duties, "Tell the family formally that support begins", "Must", "Not asked");
    assert_change(&duties, "Meet the parents at least three times a year", "Should", "Not asked");
    assert_change(&duties, "Let each meeting say who does what", "Should", "Practice");
    assert_null(about(&duties, "Review by the agreed date"));
}

static void a_nursery_checks_at_two(void **state)
{
    (void)state;
    SettingChanges duties =
        setting_duties_changed(arena, pack_now(), SETTING_SCHOOL, SETTING_EARLY_YEARS);
    assert_change(&duties,
                  "Check progress at the age of two, and give it to the parents in writing",
                  "Not asked", "Must");
    assert_change(&duties, "Tell the family formally that support begins", "Must", "Should");
}

static void every_rule_says_what_it_asks(void **state)
{
    (void)state;
    const RulePack *pack = pack_now();
    for (size_t i = 0; i < pack->count; i++)
        if (text_empty(rule_words(pack->rules[i].id)))
            fail_msg("%s has no words", pack->rules[i].id);
    assert_null(rule_words("R-NO-1"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_same_kind_changes_nothing),
        cmocka_unit_test(a_college_is_bound_otherwise),
        cmocka_unit_test(a_nursery_checks_at_two),
        cmocka_unit_test(every_rule_says_what_it_asks),
    };
    return cmocka_run_group_tests(tests, begin, end);
}

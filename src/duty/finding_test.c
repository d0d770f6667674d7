#include "duty/finding.h"

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

/* What the law says of one rule differs from setting to setting. */
static void strength_by_setting(void **state)
{
    (void)state;
    static const struct {
        const char *rule;
        SettingType setting;
        bool binds;
        Strength strength;
    } cases[] = {
        {"R-P-1", SETTING_SCHOOL, true, MUST},
        {"R-P-1", SETTING_MAINTAINED_NURSERY, true, MUST},
        {"R-P-1", SETTING_ALTERNATIVE_PROVISION, true, MUST},
        {"R-P-1", SETTING_SPECIAL_SCHOOL, true, MUST},
        {"R-P-1", SETTING_EARLY_YEARS, true, SHOULD},
        {"R-P-1", SETTING_COLLEGE, false, MUST},
        {"R-P-1", SETTING_INDEPENDENT_SCHOOL, false, MUST},
        {"R-M-1", SETTING_SCHOOL, true, SHOULD},
        {"R-M-1", SETTING_EARLY_YEARS, true, PRACTICE},
        {"R-M-1", SETTING_COLLEGE, false, MUST},
        {"R-P-2", SETTING_COLLEGE, true, SHOULD},
        {"R-P-2", SETTING_INDEPENDENT_SCHOOL, true, PRACTICE},
        {"R-ID-1", SETTING_INDEPENDENT_SCHOOL, true, MUST},
        {"R-D-3", SETTING_SCHOOL, true, PRACTICE},
        {"R-X-9", SETTING_SCHOOL, false, MUST},
    };
    const RulePack *pack = rule_pack_on(date_of(2026, 11, 22));
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        const Rule *rule = rule_find(pack, cases[i].rule, cases[i].setting);
        if ((rule != NULL) != cases[i].binds)
            fail_msg("%s in %s: binds", cases[i].rule, setting_type_code(cases[i].setting));
        if (rule != NULL && rule->strength != cases[i].strength)
            fail_msg("%s in %s: strength", cases[i].rule, setting_type_code(cases[i].setting));
    }
}

/* A setting has at most one row of each rule, so that the order of the table means nothing. */
static void rows_do_not_overlap(void **state)
{
    (void)state;
    const RulePack *pack = rule_pack_on(date_of(2026, 11, 22));
    for (size_t i = 0; i < pack->count; i++) {
        assert_true(pack->rules[i].settings != 0);
        assert_true(strlen(pack->rules[i].source) > 0);
        for (size_t j = i + 1; j < pack->count; j++)
            if (strcmp(pack->rules[i].id, pack->rules[j].id) == 0 &&
                (pack->rules[i].settings & pack->rules[j].settings) != 0)
                fail_msg("%s has two rows for one setting", pack->rules[i].id);
    }
}

static void pack_in_force(void **state)
{
    (void)state;
    assert_string_equal(rule_pack_on(date_of(2014, 9, 1))->name, "England 2015");
    assert_string_equal(rule_pack_on(date_of(2026, 11, 22))->name, "England 2015");
    assert_string_equal(rule_pack_on(date_of(1990, 1, 1))->name, "England 2015");
}

static void refusal_and_reason_block(void **state)
{
    (void)state;
    static const Check refuse = {"R-P-2", EFFECT_REFUSE, "review_on", "Enter the review date"};
    static const Check ask = {"R-A-1", EFFECT_ASK_REASON, "no_view_reason", "Say why"};
    static const Check flag = {"R-P-5", EFFECT_FLAG, "home_support", "Nothing to do at home"};
    static const Check notice = {"R-P-1", EFFECT_REFUSE, "", "Tell the parents"};
    static const struct {
        const char *label;
        const Check *check;
        SettingType setting;
        size_t count;
        bool blocks;
    } cases[] = {
        {"R-P-2 refuses", &refuse, SETTING_SCHOOL, 1, true},
        {"R-A-1 asks", &ask, SETTING_COLLEGE, 1, true},
        {"R-P-5 flags", &flag, SETTING_SCHOOL, 1, false},
        {"R-P-1 in a school", &notice, SETTING_SCHOOL, 1, true},
        {"R-FE-9: no R-P-1 in a college", &notice, SETTING_COLLEGE, 0, false},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        Findings findings = findings_begin(arena, cases[i].setting, date_of(2026, 11, 22));
        finding_add(&findings, cases[i].check);
        if (findings.count != cases[i].count || findings_block(&findings) != cases[i].blocks)
            fail_msg("%s", cases[i].label);
    }
}

static void many_findings_keep_their_order(void **state)
{
    (void)state;
    static const Check flag = {"F-P-1", EFFECT_FLAG, "wording", "Say what will be seen"};
    Findings findings = findings_begin(arena, SETTING_SCHOOL, date_of(2026, 11, 22));
    assert_null(findings_of_rule(&findings, "F-P-1"));
    for (size_t item = 1; item <= 100; item++)
        finding_add_item(&findings, &flag, item);
    assert_int_equal(findings.count, 100);
    for (size_t i = 0; i < findings.count; i++)
        assert_int_equal(findings.items[i].item, i + 1);
    assert_int_equal(findings_of_rule(&findings, "F-P-1")->item, 1);
    assert_int_equal(findings.items[0].strength, PRACTICE);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(strength_by_setting),
        cmocka_unit_test(rows_do_not_overlap),
        cmocka_unit_test(pack_in_force),
        cmocka_unit_test(refusal_and_reason_block),
        cmocka_unit_test(many_findings_keep_their_order),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}

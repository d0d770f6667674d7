#include "assess/assess_rules.h"

#include "duty/finding_testing.h"

#define TODAY "2026-11-22"

static AssessmentDraft good_draft(void)
{
    return (AssessmentDraft){.opened_on = test_date("2026-11-02"),
                             .finished_on = test_date("2026-11-20"),
                             .strengths = "Remembers songs",
                             .barriers = "Cannot hold two instructions",
                             .progress = "Two years behind in the language screen",
                             .tried = "Pictures with each instruction",
                             .summary = "Understanding of spoken language",
                             .learner_view = "Too many words",
                             .parent_view = "Quiet at home too",
                             .no_view_reason = ""};
}

static const DraftField fields[] = {
    DRAFT_FIELD(AssessmentDraft, DRAFT_DATE, finished_on),
    DRAFT_FIELD(AssessmentDraft, DRAFT_TEXT, strengths),
    DRAFT_FIELD(AssessmentDraft, DRAFT_TEXT, barriers),
    DRAFT_FIELD(AssessmentDraft, DRAFT_TEXT, progress),
    DRAFT_FIELD(AssessmentDraft, DRAFT_TEXT, tried),
    DRAFT_FIELD(AssessmentDraft, DRAFT_TEXT, summary),
    DRAFT_FIELD(AssessmentDraft, DRAFT_TEXT, learner_view),
    DRAFT_FIELD(AssessmentDraft, DRAFT_TEXT, parent_view),
    DRAFT_FIELD_END,
};

static void one_field(void **state)
{
    (void)state;
    static const DraftCase cases[] = {
        {"R-A-1 all said", NULL, NULL, NULL, EFFECT_FLAG, ""},
        {"F-A-1 no day", "finished_on", "", "F-A-1", EFFECT_REFUSE, "finished_on"},
        {"F-A-1 tomorrow", "finished_on", "2026-11-23", "F-A-1", EFFECT_REFUSE, "finished_on"},
        {"F-A-1 before it began", "finished_on", "2026-11-01", "F-A-1", EFFECT_REFUSE,
         "finished_on"},
        {"F-A-1 on the day it began", "finished_on", "2026-11-02", NULL, EFFECT_FLAG, ""},
        {"R-A-1 no summary", "summary", "", "R-A-1", EFFECT_REFUSE, "summary"},
        {"R-A-1 no barriers", "barriers", "", "R-A-1", EFFECT_REFUSE, "barriers"},
        {"R-A-1 no learner's view", "learner_view", "", "R-A-1", EFFECT_ASK_REASON,
         "no_view_reason"},
        {"R-A-1 no parents' view", "parent_view", NULL, "R-A-1", EFFECT_ASK_REASON,
         "no_view_reason"},
        {"R-A-1 no progress", "progress", "", "R-A-1", EFFECT_FLAG, "progress"},
        {"F-A-1 no strength", "strengths", "", "F-A-1", EFFECT_FLAG, "strengths"},
        {"F-A-1 nothing tried", "tried", "", "F-A-1", EFFECT_FLAG, "tried"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        AssessmentDraft draft = good_draft();
        draft_set(&draft, fields, cases[i].field, cases[i].value);
        Findings findings = findings_begin(test_arena, SETTING_SCHOOL, test_date(TODAY));
        assess_check_finished(&draft, test_date(TODAY), &findings);
        expect_case(&cases[i], &findings);
    }
}

/* R-A-1: without any view a reason is asked, and a reason is enough. */
static void no_views_at_all(void **state)
{
    (void)state;
    for (int setting = 0; setting < SETTING_TYPE_COUNT; setting++) {
        AssessmentDraft draft = good_draft();
        draft.learner_view = draft.parent_view = "";
        Findings findings = findings_begin(test_arena, (SettingType)setting, test_date(TODAY));
        assess_check_finished(&draft, test_date(TODAY), &findings);
        assert_int_equal(findings.count, 1);
        assert_string_equal(findings.items[0].rule, "R-A-1");
        assert_int_equal(findings.items[0].effect, EFFECT_ASK_REASON);
        assert_int_equal(findings.items[0].strength,
                         setting == SETTING_INDEPENDENT_SCHOOL ? PRACTICE : SHOULD);
        assert_true(findings_block(&findings));

        draft.no_view_reason = "Family abroad until January; learner not yet speaking";
        findings = findings_begin(test_arena, (SettingType)setting, test_date(TODAY));
        assess_check_finished(&draft, test_date(TODAY), &findings);
        assert_int_equal(findings.count, 0);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(one_field),
        cmocka_unit_test(no_views_at_all),
    };
    return cmocka_run_group_tests(tests, test_arena_open, test_arena_close);
}

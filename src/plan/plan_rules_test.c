#include "plan/plan_rules.h"

#include "duty/finding_testing.h"

#define TODAY "2026-11-09"

static Term terms[3];
static Closure half_terms[2];
static SchoolCalendar calendar;
static OutcomeDraft outcomes[8];
static ProvisionDraft provisions[2];

static int set_up(void **state)
{
    terms[0] = (Term){"Autumn", date_of(2026, 9, 2), date_of(2026, 12, 18)};
    terms[1] = (Term){"Spring", date_of(2027, 1, 4), date_of(2027, 3, 25)};
    terms[2] = (Term){"Summer", date_of(2027, 4, 12), date_of(2027, 7, 21)};
    half_terms[0] = (Closure){date_of(2026, 10, 26), date_of(2026, 10, 30)};
    half_terms[1] = (Closure){date_of(2027, 2, 15), date_of(2027, 2, 19)};
    calendar = (SchoolCalendar){3, terms, 2, half_terms};
    return test_arena_open(state);
}

static PlanDraft good_draft(void)
{
    for (size_t i = 0; i < sizeof outcomes / sizeof outcomes[0]; i++)
        outcomes[i] = (OutcomeDraft){"Follows two instructions in a row", "Count in ten tries",
                                     "3 of 10", "8 of 10", 1};
    for (size_t i = 0; i < sizeof provisions / sizeof provisions[0]; i++)
        provisions[i] = (ProvisionDraft){.title = "Talk group",
                                         .deliverer = 7,
                                         .starts_on = test_date("2026-11-10"),
                                         .ends_on = test_date("2026-12-04"),
                                         .times_a_week = 3,
                                         .minutes = 20,
                                         .outcome_count = 1};
    return (PlanDraft){.starts_on = test_date(TODAY),
                       .review_on = test_date("2026-12-14"),
                       .responsible = 5,
                       .responsible_teaches = true,
                       .consulted = "Met Mrs Nowak and Zofia on 6 November",
                       .home_support = "One story each night",
                       .class_strategies = "",
                       .outcome_count = 2,
                       .outcomes = outcomes,
                       .provision_count = 2,
                       .provisions = provisions};
}

static const DraftField fields[] = {
    DRAFT_FIELD(PlanDraft, DRAFT_DATE, review_on),
    DRAFT_FIELD(PlanDraft, DRAFT_INT64, responsible),
    DRAFT_FIELD(PlanDraft, DRAFT_BOOL, responsible_teaches),
    DRAFT_FIELD(PlanDraft, DRAFT_TEXT, consulted),
    DRAFT_FIELD(PlanDraft, DRAFT_TEXT, home_support),
    DRAFT_FIELD(PlanDraft, DRAFT_SIZE, outcome_count),
    DRAFT_FIELD(PlanDraft, DRAFT_SIZE, provision_count),
    DRAFT_FIELD_END,
};

static Findings check(const PlanDraft *draft)
{
    Findings findings = findings_begin(test_arena, SETTING_SCHOOL, test_date(TODAY));
    plan_check_final(draft, test_date(TODAY), &calendar, &findings);
    return findings;
}

static void one_field(void **state)
{
    (void)state;
    static const DraftCase cases[] = {
        {"R-P-2 all agreed", NULL, NULL, NULL, EFFECT_FLAG, ""},
        {"R-P-2 no review date", "review_on", "", "R-P-2", EFFECT_REFUSE, "review_on"},
        {"R-P-2 on the last day of term", "review_on", "2026-12-18", NULL, EFFECT_FLAG, ""},
        {"R-P-2 twelve weeks on", "review_on", "2027-02-12", NULL, EFFECT_FLAG, ""},
        {"R-P-2 a day further", "review_on", "2027-02-22", "R-P-2", EFFECT_ASK_REASON,
         "review_reason"},
        {"R-P-2 a Saturday", "review_on", "2026-12-05", "R-P-2", EFFECT_FLAG, "review_on"},
        {"R-P-2 no word of consulting", "consulted", "", "R-P-2", EFFECT_ASK_REASON, "consulted"},
        {"R-P-2 no outcome", "outcome_count", "0", "R-P-2", EFFECT_REFUSE, "outcome"},
        {"F-P-1 six outcomes", "outcome_count", "6", NULL, EFFECT_FLAG, ""},
        {"F-P-1 seven outcomes", "outcome_count", "7", "F-P-1", EFFECT_FLAG, "outcome"},
        {"R-P-4 no support", "provision_count", "0", "R-P-4", EFFECT_REFUSE, "provision"},
        {"R-P-5 nothing at home", "home_support", "", "R-P-5", EFFECT_FLAG, "home_support"},
        {"R-D-1 nobody responsible", "responsible", "0", "R-D-1", EFFECT_REFUSE, "responsible_id"},
        {"R-D-2 an assistant", "responsible_teaches", "false", "R-D-2", EFFECT_REFUSE,
         "responsible_id"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        PlanDraft draft = good_draft();
        draft_set(&draft, fields, cases[i].field, cases[i].value);
        Findings findings = check(&draft);
        expect_case(&cases[i], &findings);
    }
}

static void review_date_on_or_before_the_start(void **state)
{
    (void)state;
    static const char *const days[] = {"2026-11-09", "2026-11-06", "2025-11-10"};
    for (size_t i = 0; i < sizeof days / sizeof days[0]; i++) {
        PlanDraft draft = good_draft();
        draft.review_on = test_date(days[i]);
        Findings findings = check(&draft);
        if (!findings_block(&findings) || findings_of_rule(&findings, "R-P-2") == NULL)
            fail_msg("R-P-2 review on %s", days[i]);
    }
}

static void reason_lets_a_late_review_through(void **state)
{
    (void)state;
    PlanDraft draft = good_draft();
    draft.review_on = test_date("2027-07-12");
    Findings findings = check(&draft);
    assert_true(findings_block(&findings));
    draft.review_reason = "Operation in January, back after Easter";
    findings = check(&draft);
    assert_int_equal(findings.count, 0);
}

static const DraftField provision_fields[] = {
    DRAFT_FIELD(ProvisionDraft, DRAFT_TEXT, title),
    DRAFT_FIELD(ProvisionDraft, DRAFT_INT64, deliverer),
    DRAFT_FIELD(ProvisionDraft, DRAFT_DATE, ends_on),
    DRAFT_FIELD(ProvisionDraft, DRAFT_SIZE, outcome_count),
    DRAFT_FIELD_END,
};

static void one_field_of_a_provision(void **state)
{
    (void)state;
    static const DraftCase cases[] = {
        {"R-P-4 linked to none", "outcome_count", "0", "R-P-4", EFFECT_REFUSE, "provision_outcome"},
        {"R-P-4 no title", "title", "", "R-P-4", EFFECT_REFUSE, "title"},
        {"R-P-4 given by nobody", "deliverer", "0", "R-P-4", EFFECT_REFUSE, "deliverer_id"},
        {"R-P-4 backwards", "ends_on", "2026-11-09", "R-P-4", EFFECT_REFUSE, "ends_on"},
        {"R-P-4 one day long", "ends_on", "2026-11-10", NULL, EFFECT_FLAG, ""},
        {"F-P-1 until the review", "ends_on", "2026-12-14", NULL, EFFECT_FLAG, ""},
        {"F-P-1 beyond the review", "ends_on", "2026-12-15", "F-P-1", EFFECT_FLAG, "ends_on"},
        {"R-D-1 by the responsible teacher", "deliverer", "5", "R-D-1", EFFECT_FLAG,
         "deliverer_id"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        PlanDraft draft = good_draft();
        draft_set(&provisions[1], provision_fields, cases[i].field, cases[i].value);
        Findings findings = check(&draft);
        expect_case(&cases[i], &findings);
        if (findings.count == 1)
            assert_int_equal(findings.items[0].item, 2);
    }
    PlanDraft draft = good_draft();
    provisions[0].deliverer = 0;
    provisions[0].deliverer_other = "Speech therapist";
    assert_int_equal(check(&draft).count, 0);
}

static void support_without_a_time(void **state)
{
    (void)state;
    PlanDraft draft = good_draft();
    provisions[0].times_a_week = 0;
    provisions[1].minutes = 0;
    Findings findings = check(&draft);
    assert_int_equal(findings.count, 2);
    for (size_t i = 0; i < 2; i++) {
        assert_string_equal(findings.items[i].field, "times_a_week");
        assert_int_equal(findings.items[i].effect, EFFECT_FLAG);
        assert_int_equal(findings.items[i].item, i + 1);
    }
}

static const DraftField outcome_fields[] = {
    DRAFT_FIELD(OutcomeDraft, DRAFT_TEXT, wording),
    DRAFT_FIELD(OutcomeDraft, DRAFT_TEXT, target),
    DRAFT_FIELD(OutcomeDraft, DRAFT_SIZE, provision_count),
    DRAFT_FIELD_END,
};

static void one_field_of_an_outcome(void **state)
{
    (void)state;
    static const DraftCase cases[] = {
        {"R-P-2 no words", "wording", "", "R-P-2", EFFECT_REFUSE, "wording"},
        {"R-P-4 nothing works towards it", "provision_count", "0", "R-P-4", EFFECT_FLAG, "wording"},
        {"F-P-1 a vague word with a number", "wording", "Improve reading", NULL, EFFECT_FLAG, ""},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        PlanDraft draft = good_draft();
        draft_set(&outcomes[0], outcome_fields, cases[i].field, cases[i].value);
        Findings findings = check(&draft);
        expect_case(&cases[i], &findings);
    }
    PlanDraft draft = good_draft();
    outcomes[1].measure = outcomes[1].target = "";
    Findings findings = check(&draft);
    assert_int_equal(findings.count, 1);
    assert_string_equal(findings.items[0].field, "measure");
    assert_int_equal(findings.items[0].item, 2);
    assert_false(findings_block(&findings));
}

static void vague_outcomes(void **state)
{
    (void)state;
    static const struct {
        OutcomeDraft outcome;
        bool vague;
    } cases[] = {
        {{.wording = "Improve reading"}, true},
        {{.wording = "To make PROGRESS in maths"}, true},
        {{.wording = "Have more confidence"}, true},
        {{.wording = "Develop social skills", .measure = "Staff will see"}, true},
        {{.wording = "Improve reading to 90 words a minute"}, false},
        {{.wording = "Improve reading", .target = "age 7:10"}, false},
        {{.wording = "Improve reading", .measure = "at least 8 of 10"}, false},
        {{.wording = "Moreover, asks a friend to play"}, false},
        {{.wording = "Asks for a break by card"}, false},
        {{.wording = ""}, false},
        {{.wording = NULL}, false},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        if (plan_outcome_is_vague(&cases[i].outcome) != cases[i].vague)
            fail_msg("F-P-1 %s", cases[i].outcome.wording);
}

static void review_days(void **state)
{
    (void)state;
    static const struct {
        const char *label;
        const char *start;
        const char *offered;
        const char *latest;
    } cases[] = {
        {"R-P-2 early in term: its end", "2026-09-14", "2026-12-18", "2026-12-18"},
        {"R-P-2 late in term: twelve weeks on", "2026-12-07", "2027-03-22", "2027-03-22"},
        {"R-P-2 in a holiday", "2026-12-22", "2027-03-23", "2027-03-23"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        Date start = test_date(cases[i].start);
        assert_string_equal(date_iso(test_arena, review_day_offered(&calendar, start)),
                            cases[i].offered);
        assert_string_equal(date_iso(test_arena, review_day_latest(&calendar, start)),
                            cases[i].latest);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(one_field),
        cmocka_unit_test(review_date_on_or_before_the_start),
        cmocka_unit_test(reason_lets_a_late_review_through),
        cmocka_unit_test(one_field_of_a_provision),
        cmocka_unit_test(support_without_a_time),
        cmocka_unit_test(one_field_of_an_outcome),
        cmocka_unit_test(vague_outcomes),
        cmocka_unit_test(review_days),
    };
    return cmocka_run_group_tests(tests, set_up, test_arena_close);
}

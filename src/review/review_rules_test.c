#include "review/review_rules.h"

#include "duty/finding_testing.h"

#define TODAY "2026-11-20"

static OutcomeJudgement outcomes[2];
static ProvisionJudgement provisions[2];

static ReviewDraft good_draft(void)
{
    for (size_t i = 0; i < 2; i++) {
        outcomes[i] = (OutcomeJudgement){JUDGEMENT_PARTLY_MET, "keep"};
        provisions[i] = (ProvisionJudgement){"some", "Joins in when led", "continue"};
    }
    return (ReviewDraft){.agreed_on = test_date("2026-11-20"),
                         .held_on = test_date("2026-11-19"),
                         .attended = "Ewa Nowak, Zofia, Mrs Vaz",
                         .learner_view = "I talk to Ana now",
                         .parent_view = "She tells us about her day",
                         .no_view_reason = "",
                         .consulted = "",
                         .school_will = "Talk group twice a week",
                         .parent_will = "A story each night",
                         .learner_will = "Ask for help by card",
                         .decision = "continue",
                         .next_review_on = test_date("2027-02-12"),
                         .next_latest = test_date("2027-02-12"),
                         .next_reason = "",
                         .monitor_until = test_date("2027-02-12"),
                         .outcome_count = 2,
                         .outcomes = outcomes,
                         .provision_count = 2,
                         .provisions = provisions};
}

static const DraftField fields[] = {
    DRAFT_FIELD(ReviewDraft, DRAFT_DATE, held_on),
    DRAFT_FIELD(ReviewDraft, DRAFT_DATE, agreed_on),
    DRAFT_FIELD(ReviewDraft, DRAFT_TEXT, attended),
    DRAFT_FIELD(ReviewDraft, DRAFT_TEXT, learner_view),
    DRAFT_FIELD(ReviewDraft, DRAFT_TEXT, parent_will),
    DRAFT_FIELD(ReviewDraft, DRAFT_TEXT, decision),
    DRAFT_FIELD(ReviewDraft, DRAFT_DATE, next_review_on),
    DRAFT_FIELD(ReviewDraft, DRAFT_DATE, next_latest),
    DRAFT_FIELD_END,
};

static Findings check(const ReviewDraft *draft)
{
    Findings findings = findings_begin(test_arena, SETTING_SCHOOL, test_date(TODAY));
    review_check_final(draft, test_date(TODAY), &findings);
    return findings;
}

static void one_field(void **state)
{
    (void)state;
    static const DraftCase cases[] = {
        {"R-R-2 all judged", NULL, NULL, NULL, EFFECT_FLAG, ""},
        {"R-R-1 no day", "held_on", "", "R-R-1", EFFECT_REFUSE, "held_on"},
        {"R-R-1 on the agreed day", "held_on", TODAY, NULL, EFFECT_FLAG, ""},
        {"R-R-1 after the agreed day", "agreed_on", "2026-11-18", "R-R-1", EFFECT_FLAG, "held_on"},
        {"R-R-1 no day was agreed", "agreed_on", "", NULL, EFFECT_FLAG, ""},
        {"R-R-2 nobody came", "attended", "", "R-R-2", EFFECT_REFUSE, "attended"},
        {"R-R-2 one view is enough", "learner_view", "", NULL, EFFECT_FLAG, ""},
        {"R-M-3 a part is missing", "parent_will", "", "R-M-3", EFFECT_FLAG, "school_will"},
        {"R-R-2 no decision", "decision", "", "R-R-2", EFFECT_REFUSE, "decision"},
        {"R-R-2 unknown decision", "decision", "wait", "R-R-2", EFFECT_REFUSE, "decision"},
        {"R-P-2 no next date", "next_review_on", "", "R-P-2", EFFECT_REFUSE, "next_review_on"},
        {"R-P-2 next on the same day", "next_review_on", "2026-11-19", "R-P-2", EFFECT_REFUSE,
         "next_review_on"},
        {"R-P-2 next on the last day", "next_review_on", "2027-02-12", NULL, EFFECT_FLAG, ""},
        {"R-P-2 next a day later", "next_review_on", "2027-02-13", "R-P-2", EFFECT_ASK_REASON,
         "next_reason"},
        {"R-P-2 no last day is known", "next_latest", "", NULL, EFFECT_FLAG, ""},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        ReviewDraft draft = good_draft();
        draft_set(&draft, fields, cases[i].field, cases[i].value);
        Findings findings = check(&draft);
        expect_case(&cases[i], &findings);
    }
}

static void review_in_the_future(void **state)
{
    (void)state;
    ReviewDraft draft = good_draft();
    draft.held_on = test_date("2026-11-21");
    draft.agreed_on = test_date("2026-12-01");
    Findings findings = check(&draft);
    assert_int_equal(findings.count, 1);
    assert_true(findings_block(&findings));
}

/* R-R-2: nothing is left unjudged or undecided, and the finding names which. */
static const struct {
    const char *label;
    OutcomeJudgement outcome;
    const char *impact;
    const char *comment;
    const char *decision;
    const char *at; /* NULL: all is well */
    Effect effect;
} part_cases[] = {
    {"all", {JUDGEMENT_MET, "keep"}, "none", "Same", "continue", NULL, EFFECT_FLAG},
    {"unjudged", {JUDGEMENT_NONE, "keep"}, "good", "8", "change", "judgement", EFFECT_REFUSE},
    {"undecided", {JUDGEMENT_MET, ""}, "good", "8", "continue", "next", EFFECT_REFUSE},
    {"unknown", {JUDGEMENT_MET, "continue"}, "good", "8", "stop", "next", EFFECT_REFUSE},
    {"no impact", {JUDGEMENT_MET, "keep"}, "", "8", "continue", "impact", EFFECT_REFUSE},
    {"unknown impact", {JUDGEMENT_MET, "keep"}, "huge", "8", "stop", "impact", EFFECT_REFUSE},
    {"no words", {JUDGEMENT_MET, "keep"}, "good", "", "stop", "comment", EFFECT_ASK_REASON},
    {"support open", {JUDGEMENT_MET, "keep"}, "good", "8", NULL, "decision", EFFECT_REFUSE},
};

static void every_part_judged(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof part_cases / sizeof part_cases[0]; i++) {
        ReviewDraft draft = good_draft();
        draft.consulted = "Agreed at the meeting";
        outcomes[1] = part_cases[i].outcome;
        provisions[1] = (ProvisionJudgement){part_cases[i].impact, part_cases[i].comment,
                                             part_cases[i].decision};
        Findings findings = check(&draft);
        if (findings.count != (part_cases[i].at == NULL ? 0 : 1))
            fail_msg("R-R-2 %s: %zu findings", part_cases[i].label, findings.count);
        if (part_cases[i].at != NULL) {
            assert_string_equal(findings.items[0].field, part_cases[i].at);
            assert_int_equal(findings.items[0].effect, part_cases[i].effect);
            assert_int_equal(findings.items[0].item, 2);
        }
    }
}

static void change_is_talked_over(void **state)
{
    (void)state;
    static const struct {
        const char *label;
        const char *next;
        const char *support;
        const char *decision;
        bool asked;
    } cases[] = {
        {"R-R-3 nothing changes", "keep", "continue", "continue", false},
        {"R-R-3 an outcome changes", "change", "continue", "continue", true},
        {"R-R-3 an outcome stops", "stop", "continue", "continue", true},
        {"R-R-3 support changes", "keep", "change", "continue", true},
        {"R-R-3 support stops", "keep", "stop", "specialist", true},
        {"R-R-3 leaving", "keep", "continue", "leave", true},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        ReviewDraft draft = good_draft();
        outcomes[0].next = cases[i].next;
        provisions[1].decision = cases[i].support;
        draft.decision = cases[i].decision;
        Findings findings = check(&draft);
        if ((findings_of_rule(&findings, "R-R-3") != NULL) != cases[i].asked)
            fail_msg("%s", cases[i].label);
        draft.consulted = "Agreed with Ewa and Zofia at the meeting";
        findings = check(&draft);
        assert_int_equal(findings.count, 0);
    }
}

static void leaving_needs_no_next_review(void **state)
{
    (void)state;
    ReviewDraft draft = good_draft();
    draft.decision = "leave";
    draft.consulted = "Agreed";
    draft.next_review_on = DATE_NONE;
    assert_int_equal(check(&draft).count, 0);
}

static void leaving_is_watched_for_a_while(void **state)
{
    (void)state;
    static const struct {
        const char *label, *until;
        bool refused;
    } cases[] = {
        {"R-ID-11 no day", "", true},
        {"R-ID-11 before the review", "2026-11-18", true},
        {"R-ID-11 on the day of the review", "2026-11-19", true},
        {"R-ID-11 the day after", "2026-11-20", false},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        ReviewDraft draft = good_draft();
        draft.decision = "leave";
        draft.consulted = "Agreed";
        draft.monitor_until = text_empty(cases[i].until) ? DATE_NONE : test_date(cases[i].until);
        Findings findings = check(&draft);
        const Finding *finding = findings_of_rule(&findings, "R-ID-11");
        if ((finding != NULL) != cases[i].refused)
            fail_msg("%s", cases[i].label);
        if (finding != NULL)
            assert_string_equal(finding->field, "monitor_until");
    }
}

static void no_views_at_all(void **state)
{
    (void)state;
    ReviewDraft draft = good_draft();
    draft.learner_view = draft.parent_view = "";
    Findings findings = check(&draft);
    assert_int_equal(findings.count, 1);
    assert_string_equal(findings.items[0].field, "no_view_reason");
    assert_int_equal(findings.items[0].effect, EFFECT_ASK_REASON);
    draft.no_view_reason = "Three invitations, no answer";
    assert_int_equal(check(&draft).count, 0);
}

static void judgement_codes(void **state)
{
    (void)state;
    for (int i = JUDGEMENT_NONE; i < JUDGEMENT_COUNT; i++) {
        Judgement again;
        assert_true(judgement_parse(judgement_code((Judgement)i), &again));
        assert_int_equal(again, i);
        assert_true(strlen(judgement_words((Judgement)i)) > 0);
    }
    Judgement judgement;
    static const char *const refused[] = {"Met", "mostly", "not met", "4"};
    for (size_t i = 0; i < sizeof refused / sizeof refused[0]; i++)
        assert_false(judgement_parse(refused[i], &judgement));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(one_field),
        cmocka_unit_test(review_in_the_future),
        cmocka_unit_test(every_part_judged),
        cmocka_unit_test(change_is_talked_over),
        cmocka_unit_test(leaving_needs_no_next_review),
        cmocka_unit_test(leaving_is_watched_for_a_while),
        cmocka_unit_test(no_views_at_all),
        cmocka_unit_test(judgement_codes),
    };
    return cmocka_run_group_tests(tests, test_arena_open, test_arena_close);
}

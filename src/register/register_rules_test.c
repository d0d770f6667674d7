#include "register/register_rules.h"

#include "duty/finding_testing.h"

#define TODAY "2026-11-22"

static const NeedArea areas[] = {AREA_COMMUNICATION, AREA_COGNITION};
static const RankedNeed needs[] = {{"SLCN", 1}, {"SPLD", 2}};

static SupportDecision good_decision(void)
{
    return (SupportDecision){.status = SEN_SUPPORT,
                             .born_on = test_date("2020-03-22"),
                             .starts_on = test_date("2026-11-20"),
                             .decided_on = test_date("2026-11-20"),
                             .teacher_named = true,
                             .evidence = "Language screen, three observations",
                             .outcomes_sought = "Follows a story told to the class",
                             .family_view = "We want her to have friends to talk to",
                             .learner_view = "I like stories",
                             .language_reason = "",
                             .area_count = 2,
                             .areas = areas,
                             .primary_area_count = 1,
                             .need_count = 2,
                             .needs = needs};
}

static const DraftField decision_fields[] = {
    DRAFT_FIELD(SupportDecision, DRAFT_DATE, decided_on),
    DRAFT_FIELD(SupportDecision, DRAFT_DATE, starts_on),
    DRAFT_FIELD(SupportDecision, DRAFT_BOOL, teacher_named),
    DRAFT_FIELD(SupportDecision, DRAFT_TEXT, evidence),
    DRAFT_FIELD(SupportDecision, DRAFT_TEXT, outcomes_sought),
    DRAFT_FIELD(SupportDecision, DRAFT_TEXT, family_view),
    DRAFT_FIELD(SupportDecision, DRAFT_SIZE, area_count),
    DRAFT_FIELD(SupportDecision, DRAFT_SIZE, primary_area_count),
    DRAFT_FIELD(SupportDecision, DRAFT_SIZE, need_count),
    DRAFT_FIELD_END,
};

static void decisions(void **state)
{
    (void)state;
    static const DraftCase cases[] = {
        {"R-ID-8 no diagnosis is asked for", NULL, NULL, NULL, EFFECT_FLAG, ""},
        {"R-ID-7 one view is enough", "family_view", "", NULL, EFFECT_FLAG, ""},
        {"R-ID-6 no day", "decided_on", "", "R-ID-6", EFFECT_REFUSE, "decided_on"},
        {"R-ID-6 tomorrow", "decided_on", "2026-11-23", "R-ID-6", EFFECT_REFUSE, "decided_on"},
        {"R-ID-6 before birth", "decided_on", "2020-03-21", "R-ID-6", EFFECT_REFUSE, "decided_on"},
        {"R-ID-6 on the day of birth", "decided_on", "2020-03-22", NULL, EFFECT_FLAG, ""},
        {"R-ID-6 holds from before birth", "starts_on", "1990-01-01", "R-ID-6", EFFECT_REFUSE,
         "starts_on"},
        {"R-ID-6 today", "decided_on", TODAY, NULL, EFFECT_FLAG, ""},
        {"R-ID-6 no start", "starts_on", "", "R-ID-6", EFFECT_REFUSE, "starts_on"},
        {"R-ID-6 holds from tomorrow", "starts_on", "2026-11-23", "R-ID-6", EFFECT_REFUSE,
         "starts_on"},
        {"R-ID-6 holds from 2030", "starts_on", "2030-01-01", "R-ID-6", EFFECT_REFUSE, "starts_on"},
        {"R-ID-6 holds from today", "starts_on", TODAY, NULL, EFFECT_FLAG, ""},
        {"R-ID-6 no evidence", "evidence", "", "R-ID-6", EFFECT_REFUSE, "evidence"},
        {"R-ID-6 no teacher", "teacher_named", "false", "R-ID-6", EFFECT_ASK_REASON,
         "missing_reason"},
        {"R-ID-7 no outcome", "outcomes_sought", "", "R-ID-7", EFFECT_REFUSE, "outcomes_sought"},
        {"R-ID-9 no area", "area_count", "0", "R-ID-9", EFFECT_REFUSE, "area"},
        {"R-ID-9 none first", "primary_area_count", "0", "R-ID-9", EFFECT_REFUSE, "primary_area"},
        {"R-ID-9 two first", "primary_area_count", "2", "R-ID-9", EFFECT_REFUSE, "primary_area"},
        {"F-ID-1 K without a need", "need_count", "0", "F-ID-1", EFFECT_ASK_REASON,
         "missing_reason"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        SupportDecision decision = good_decision();
        draft_set(&decision, decision_fields, cases[i].field, cases[i].value);
        Findings findings = findings_begin(test_arena, SETTING_SCHOOL, test_date(TODAY));
        register_check_decision(&decision, test_date(TODAY), &findings);
        expect_case(&cases[i], &findings);
    }
}

static void what_is_missing_needs_a_reason(void **state)
{
    static const struct {
        const char *label, *rule;
        SenStatus status;
        bool teacher, view, need;
    } cases[] = {
        {"R-ID-6 no teacher", "R-ID-6", SEN_SUPPORT, false, true, true},
        {"R-ID-7 no view", "R-ID-7", SEN_SUPPORT, true, false, true},
        {"R-ID-7 no view of a plan", "R-ID-7", SEN_EHC_PLAN, true, false, true},
        {"F-ID-1 no need", "F-ID-1", SEN_SUPPORT, true, true, false},
        {"R-ID-4 monitoring owes none of it", NULL, SEN_NONE, false, false, false},
    };
    static const char *const reasons[] = {NULL, "", ".", " - ", "They could not be reached"};
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        for (size_t r = 0; r < sizeof reasons / sizeof reasons[0]; r++) {
            SupportDecision decision = good_decision();
            decision.status = cases[i].status;
            decision.teacher_named = cases[i].teacher;
            decision.need_count = cases[i].need ? decision.need_count : 0;
            if (!cases[i].view)
                decision.family_view = decision.learner_view = "";
            decision.missing_reason = reasons[r];
            Findings findings = findings_begin(test_arena, SETTING_SCHOOL, test_date(TODAY));
            register_check_decision(&decision, test_date(TODAY), &findings);
            bool asked = cases[i].rule != NULL && !text_has_word(reasons[r]);
            if (findings_block(&findings) != asked ||
                (asked && findings_of_rule(&findings, cases[i].rule) == NULL))
                fail_msg("%s", cases[i].label);
        }
}

/* Not SEN, or withdrawn: with the reason, and good teaching that is looked at again. */
static void that_there_is_no_support(void **state)
{
    static const struct {
        const char *label, *reason, *rule, *evidence, *view, *check_on;
        bool teacher, needs;
    } cases[] = {
        {"not SEN", "not_sen", NULL, "Two lessons", "Good", "2027-01-11", true, false},
        {"no reason", "not_sen", "R-ID-6", "", "Good", "2027-01-11", true, false},
        {"no teacher", "not_sen", "R-ID-6", "Two lessons", "Good", "2027-01-11", false, false},
        {"no view", "not_sen", "R-ID-7", "Two lessons", "", "2027-01-11", true, false},
        {"no check", "not_sen", "R-ID-4", "Two lessons", "Good", NULL, true, false},
        {"check before", "not_sen", "R-ID-4", "Two lessons", "Good", "2026-11-20", true, false},
        {"with needs", "not_sen", "F-ID-1", "Two lessons", "Good", "2027-01-11", true, true},
        {"withdrawn", "withdrawn", NULL, "A new class", "No worry now", NULL, false, false},
        {"withdrawn by nobody", "withdrawn", "R-ID-10", "A new class", "", NULL, false, false},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        SupportDecision decision = good_decision();
        Date check_on = cases[i].check_on == NULL ? DATE_NONE : test_date(cases[i].check_on);
        decision.status = SEN_NONE;
        decision.teacher_named = cases[i].teacher;
        decision.evidence = cases[i].evidence;
        decision.family_view = cases[i].view;
        decision.learner_view = "";
        if (!cases[i].needs)
            decision.area_count = decision.need_count = 0;
        Findings findings = findings_begin(test_arena, SETTING_SCHOOL, test_date(TODAY));
        register_check_refusal(&decision, cases[i].reason, check_on, test_date(TODAY), &findings);
        if (findings_block(&findings) != (cases[i].rule != NULL) ||
            (cases[i].rule != NULL && findings_of_rule(&findings, cases[i].rule) == NULL))
            fail_msg("%s", cases[i].label);
    }
}

static void language_alone(void **state)
{
    (void)state;
    static const struct {
        const char *label;
        SenStatus status;
        OptionalInteger additional;
        const char *reason;
        bool asked;
    } cases[] = {
        {"R-ID-1 EAL and K", SEN_SUPPORT, {true, 1}, "", true},
        {"R-ID-1 EAL and E", SEN_EHC_PLAN, {true, 1}, NULL, true},
        {"R-ID-1 a full stop is no reason", SEN_SUPPORT, {true, 1}, ".", true},
        {"R-ID-1 with a reason", SEN_SUPPORT, {true, 1}, "The same in Polish", false},
        {"R-ID-1 English", SEN_SUPPORT, {true, 0}, "", false},
        {"R-ID-1 not known", SEN_SUPPORT, {false, 0}, "", false},
        {"R-ID-4 EAL and monitoring", SEN_NONE, {true, 1}, "", false},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        SupportDecision decision = good_decision();
        decision.status = cases[i].status;
        decision.english_additional = cases[i].additional;
        decision.language_reason = cases[i].reason;
        if (decision.status == SEN_NONE)
            decision.need_count = 0;
        Findings findings = findings_begin(test_arena, SETTING_SCHOOL, test_date(TODAY));
        register_check_decision(&decision, test_date(TODAY), &findings);
        const Finding *finding = findings_of_rule(&findings, "R-ID-1");
        if ((finding != NULL) != cases[i].asked || findings_block(&findings) != cases[i].asked)
            fail_msg("%s", cases[i].label);
        if (finding != NULL) {
            assert_int_equal(finding->effect, EFFECT_ASK_REASON);
            assert_int_equal(finding->strength, MUST);
        }
    }
}

static void ranked_needs(void **state)
{
    (void)state;
    static const struct {
        const char *label;
        SenStatus status;
        RankedNeed needs[3];
        size_t count;
        const char *at; /* NULL: no finding */
        bool blocks;
    } cases[] = {
        {"two in order", SEN_SUPPORT, {{"SLCN", 1}, {"SPLD", 2}}, 2, NULL, false},
        {"two, second first", SEN_SUPPORT, {{"SLCN", 2}, {"SPLD", 1}}, 2, NULL, false},
        {"NSA alone", SEN_SUPPORT, {{"NSA", 1}}, 1, NULL, false},
        {"same rank", SEN_SUPPORT, {{"SLCN", 1}, {"SPLD", 1}}, 2, "need_rank", true},
        {"gap", SEN_SUPPORT, {{"SLCN", 1}, {"SPLD", 3}}, 2, "need_rank", true},
        {"rank 0", SEN_SUPPORT, {{"SLCN", 0}}, 1, "need_rank", true},
        {"starts at 2", SEN_SUPPORT, {{"SLCN", 2}}, 1, "need_rank", true},
        {"same need twice", SEN_SUPPORT, {{"SLCN", 1}, {"SLCN", 2}}, 2, "need", true},
        {"NSA and another", SEN_SUPPORT, {{"NSA", 1}, {"SLCN", 2}}, 2, "need", true},
        {"NSA twice", SEN_SUPPORT, {{"NSA", 1}, {"NSA", 2}}, 2, "need", true},
        {"NSA with N", SEN_NONE, {{"NSA", 1}}, 1, "need", true},
        {"three, of which the census takes two",
         SEN_SUPPORT,
         {{"SLCN", 1}, {"SPLD", 2}, {"SEMH", 3}},
         3,
         NULL,
         false},
        {"E with one", SEN_EHC_PLAN, {{"ASD", 1}}, 1, NULL, false},
        {"N with none", SEN_NONE, {{NULL, 0}}, 0, NULL, false},
        {"DS now", SEN_SUPPORT, {{"DS", 1}}, 1, NULL, false},
        {"DS second, with E", SEN_EHC_PLAN, {{"SLCN", 1}, {"DS", 2}}, 2, NULL, false},
        {"BESD second", SEN_SUPPORT, {{"SLCN", 1}, {"BESD", 2}}, 2, "need", true},
        {"BESD is history", SEN_SUPPORT, {{"BESD", 1}}, 1, "need", true},
        {"NSA with E", SEN_EHC_PLAN, {{"NSA", 1}}, 1, "need", true},
        {"NSA second", SEN_SUPPORT, {{"SLCN", 1}, {"NSA", 2}}, 2, "need_rank", true},
        {"N with a need", SEN_NONE, {{"SLCN", 1}}, 1, "need", true},
        {"a code we do not know", SEN_SUPPORT, {{"ADHD", 1}}, 1, "need", false},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        SupportDecision decision = good_decision();
        decision.status = cases[i].status;
        decision.needs = cases[i].needs;
        decision.need_count = cases[i].count;
        Findings findings = findings_begin(test_arena, SETTING_SCHOOL, test_date(TODAY));
        register_check_decision(&decision, test_date(TODAY), &findings);
        const Finding *finding = findings_of_rule(&findings, "F-ID-1");
        if ((finding != NULL) != (cases[i].at != NULL) ||
            findings_block(&findings) != cases[i].blocks)
            fail_msg("F-ID-1 %s", cases[i].label);
        if (finding != NULL)
            assert_string_equal(finding->field, cases[i].at);
    }
}

/* K and E owe a type, or the reason why it is open. */
static void a_type_is_owed(void **state)
{
    (void)state;
    static const SenStatus owing[] = {SEN_SUPPORT, SEN_EHC_PLAN};
    for (size_t i = 0; i < sizeof owing / sizeof owing[0]; i++) {
        SupportDecision decision = good_decision();
        decision.status = owing[i];
        decision.need_count = 0;
        Findings findings = findings_begin(test_arena, SETTING_SCHOOL, test_date(TODAY));
        register_check_decision(&decision, test_date(TODAY), &findings);
        const Finding *finding = findings_of_rule(&findings, "F-ID-1");
        assert_non_null(finding);
        assert_int_equal(finding->effect, EFFECT_ASK_REASON);
        assert_string_equal(finding->field, "missing_reason");
    }
}

/* DS may be chosen from January 2025 on. */
static void a_type_has_its_first_day(void **state)
{
    (void)state;
    static const struct {
        const char *decided_on;
        bool taken;
    } cases[] = {{"2024-12-31", false}, {"2025-01-01", true}, {TODAY, true}};
    const RankedNeed ds[] = {{"DS", 1}};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        SupportDecision decision = good_decision();
        decision.decided_on = test_date(cases[i].decided_on);
        decision.needs = ds;
        decision.need_count = 1;
        Findings findings = findings_begin(test_arena, SETTING_SCHOOL, test_date(TODAY));
        register_check_decision(&decision, test_date(TODAY), &findings);
        if (findings_block(&findings) == cases[i].taken)
            fail_msg("%s", cases[i].decided_on);
    }
}

static const DraftField end_fields[] = {
    DRAFT_FIELD(SupportEnd, DRAFT_DATE, started_on),
    DRAFT_FIELD(SupportEnd, DRAFT_DATE, ends_on),
    DRAFT_FIELD(SupportEnd, DRAFT_TEXT, end_reason),
    DRAFT_FIELD(SupportEnd, DRAFT_DATE, monitor_until),
    DRAFT_FIELD(SupportEnd, DRAFT_BOOL, watcher_named),
    DRAFT_FIELD(SupportEnd, DRAFT_SIZE, check_count),
    DRAFT_FIELD(SupportEnd, DRAFT_DATE, family_told),
    DRAFT_FIELD_END,
};

static void leaving(void **state)
{
    (void)state;
    static const DraftCase cases[] = {
        {"R-ID-11 all said", NULL, NULL, NULL, EFFECT_FLAG, ""},
        {"R-ID-11 left needs no watching", "end_reason", "left", NULL, EFFECT_FLAG, ""},
        {"R-ID-11 no last day", "ends_on", "", "R-ID-11", EFFECT_REFUSE, "ends_on"},
        {"R-ID-11 before it began", "started_on", "2026-11-21", "R-ID-11", EFFECT_REFUSE,
         "ends_on"},
        {"R-ID-11 tomorrow", "ends_on", "2026-11-23", "R-ID-11", EFFECT_REFUSE, "ends_on"},
        {"R-ID-11 no reason", "end_reason", "", "R-ID-11", EFFECT_REFUSE, "end_reason"},
        {"R-ID-11 unknown reason", "end_reason", "cured", "R-ID-11", EFFECT_REFUSE, "end_reason"},
        {"R-ID-11 unwatched", "monitor_until", "", "R-ID-11", EFFECT_REFUSE, "monitor_until"},
        {"R-ID-11 watched before", "monitor_until", "2026-11-20", "R-ID-11", EFFECT_REFUSE,
         "monitor_until"},
        {"R-ID-11 nobody watches", "watcher_named", "false", "R-ID-11", EFFECT_REFUSE,
         "watched_by"},
        {"R-ID-11 never looked at", "check_count", "0", "R-ID-11", EFFECT_REFUSE, "check_1"},
        {"R-ID-11 looked at before it ended", "check_count", "2", "R-ID-11", EFFECT_REFUSE,
         "check"},
        {"R-ID-11 looked at after the watching", "monitor_until", "2027-01-03", "R-ID-11",
         EFFECT_REFUSE, "check"},
        {"R-ID-11 family not told", "family_told", "", "R-ID-11", EFFECT_FLAG, "family_told"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        const Date checks[] = {test_date("2027-01-04"), test_date("2026-11-20")};
        SupportEnd end = {.started_on = test_date("2026-01-10"),
                          .ends_on = test_date("2026-11-20"),
                          .end_reason = "sustained",
                          .monitor_until = test_date("2027-03-25"),
                          .watcher_named = true,
                          .check_count = 1,
                          .checks = checks,
                          .family_told = test_date("2026-11-20")};
        draft_set(&end, end_fields, cases[i].field, cases[i].value);
        Findings findings = findings_begin(test_arena, SETTING_SCHOOL, test_date(TODAY));
        register_check_end(&end, test_date(TODAY), &findings);
        expect_case(&cases[i], &findings);
    }
}

static const DraftField notice_fields[] = {
    DRAFT_FIELD(ParentNotice, DRAFT_DATE, told_on),
    DRAFT_FIELD(ParentNotice, DRAFT_TEXT, method),
    DRAFT_FIELD(ParentNotice, DRAFT_TEXT, recipients),
    DRAFT_FIELD(ParentNotice, DRAFT_TEXT, refusal),
    DRAFT_FIELD_END,
};

static void notices(void **state)
{
    (void)state;
    static const DraftCase cases[] = {
        {"R-P-1 told the same day", NULL, NULL, NULL, EFFECT_FLAG, ""},
        {"R-P-1 no day", "told_on", "", "R-P-1", EFFECT_REFUSE, "told_on"},
        {"R-P-1 tomorrow", "told_on", "2026-11-23", "R-P-1", EFFECT_REFUSE, "told_on"},
        {"R-P-1 before the decision", "told_on", "2026-11-19", "R-P-1", EFFECT_REFUSE, "told_on"},
        {"R-P-1 no method", "method", "", "R-P-1", EFFECT_REFUSE, "method"},
        {"R-P-1 unknown method", "method", "pigeon", "R-P-1", EFFECT_REFUSE, "method"},
        {"R-P-1 to nobody", "recipients", "", "R-P-1", EFFECT_REFUSE, "recipients"},
        {"F-ID-2 a court order", "refusal", "A court order keeps it back.", "F-ID-2", EFFECT_REFUSE,
         "recipients"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        ParentNotice notice = {.decided_on = test_date("2026-11-20"),
                               .told_on = test_date("2026-11-20"),
                               .method = "letter",
                               .recipients = "Ewa Nowak"};
        draft_set(&notice, notice_fields, cases[i].field, cases[i].value);
        Findings findings = findings_begin(test_arena, SETTING_SCHOOL, test_date(TODAY));
        register_check_notice(&notice, test_date(TODAY), &findings);
        expect_case(&cases[i], &findings);
        /* A college owes none (R-FE-9); one sent tomorrow is refused there all the same. */
        Findings college = findings_begin(test_arena, SETTING_COLLEGE, test_date(TODAY));
        register_check_notice(&notice, test_date(TODAY), &college);
        assert_int_equal(college.count, findings.count);
        assert_null(findings_of_rule(&college, "R-P-1"));
    }
    /* Beside the open field, when the name came in there; and nobody is missing besides. */
    ParentNotice typed = {.decided_on = test_date("2026-11-20"),
                          .told_on = test_date("2026-11-20"),
                          .method = "letter",
                          .recipients = "",
                          .refusal = "A court order keeps it back.",
                          .refusal_field = "other"};
    Findings findings = findings_begin(test_arena, SETTING_SCHOOL, test_date(TODAY));
    register_check_notice(&typed, test_date(TODAY), &findings);
    assert_int_equal(findings.count, 1);
    assert_string_equal(findings.items[0].field, "other");
    assert_string_equal(findings.items[0].sentence, typed.refusal);
}

static const DraftField concern_fields[] = {
    DRAFT_FIELD(ConcernEntry, DRAFT_TEXT, wording),
    DRAFT_FIELD(ConcernEntry, DRAFT_DATE, raised_on),
    DRAFT_FIELD(ConcernEntry, DRAFT_TEXT, raised_by),
    DRAFT_FIELD(ConcernEntry, DRAFT_DATE, reply_by),
    DRAFT_FIELD_END,
};

static void concerns(void **state)
{
    (void)state;
    static const DraftCase cases[] = {
        {"R-ID-10 all said", NULL, NULL, NULL, EFFECT_FLAG, ""},
        {"R-ID-10 no words", "wording", "", "R-ID-10", EFFECT_REFUSE, "wording"},
        {"R-ID-10 no day", "raised_on", "", "R-ID-10", EFFECT_REFUSE, "raised_on"},
        {"R-ID-10 tomorrow", "raised_on", "2026-11-23", "R-ID-10", EFFECT_REFUSE, "raised_on"},
        {"R-ID-10 by nobody", "raised_by", "", "R-ID-10", EFFECT_REFUSE, "raised_by"},
        {"R-ID-10 reply before", "reply_by", "2026-11-19", "R-ID-10", EFFECT_REFUSE, "reply_by"},
        {"R-ID-10 nothing promised", "reply_by", "", "R-ID-10", EFFECT_FLAG, "reply_by"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        ConcernEntry concern = {.wording = "He hides when it is time to read",
                                .raised_on = test_date("2026-11-20"),
                                .raised_by = "parent",
                                .reply_by = test_date("2026-12-04")};
        draft_set(&concern, concern_fields, cases[i].field, cases[i].value);
        Findings findings = findings_begin(test_arena, SETTING_SCHOOL, test_date(TODAY));
        register_check_concern(&concern, test_date(TODAY), &findings);
        expect_case(&cases[i], &findings);
    }
}

/* What becomes of a letter, each turn that there is and some that there are not. */
static void letters_turn(void **state)
{
    (void)state;
    static const struct {
        const char *state, *next;
        bool may;
    } cases[] = {
        {"made", "sent", true},          {"made", "delivered", true},
        {"made", "not_told", true},      {"made", "returned", false},
        {"sent", "delivered", true},     {"sent", "returned", true},
        {"sent", "made", false},         {"sent", "sent", false},
        {"returned", "sent", true},      {"returned", "delivered", true},
        {"returned", "returned", false}, {"delivered", "returned", true},
        {"delivered", "sent", false},    {"delivered", "not_told", false},
        {"not_told", "delivered", true}, {"not_told", "returned", false},
        {"lost", "sent", false},         {"made", NULL, false},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        if (notice_may_become(cases[i].state, cases[i].next) != cases[i].may)
            fail_msg("%s to %s", cases[i].state, cases[i].next == NULL ? "" : cases[i].next);
}

static void letters_are_dated_and_reasoned(void **state)
{
    (void)state;
    static const struct {
        const char *label, *next, *on, *method, *note, *field;
    } cases[] = {
        {"sent", "sent", "2026-11-20", "letter", "", NULL},
        {"sent, nobody says how", "sent", "2026-11-20", "", "", "way"},
        {"has it", "delivered", TODAY, "meeting", "", NULL},
        {"has it, nobody says how", "delivered", TODAY, NULL, "", "way"},
        {"cannot be told", "not_told", TODAY, "", "Nobody knows where he lives", NULL},
        {"cannot be told, no reason", "not_told", TODAY, "", "", "why"},
        {"came back before it went", "returned", TODAY, "", "Moved away", "became"},
        {"no day", "sent", "", "letter", "", "on_day"},
        {"tomorrow", "sent", "2026-11-23", "letter", "", "on_day"},
        {"before it was made", "sent", "2026-11-17", "letter", "", "on_day"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        NoticeChange change = {
            .state = "made",
            .next = cases[i].next,
            .made_on = test_date("2026-11-18"),
            .on = text_empty(cases[i].on) ? DATE_NONE : test_date(cases[i].on),
            .method = cases[i].method,
            .note = cases[i].note,
        };
        Findings findings = findings_begin(test_arena, SETTING_COLLEGE, test_date(TODAY));
        register_check_notice_change(&change, test_date(TODAY), &findings);
        const char *field = findings.count == 0 ? NULL : findings.items[0].field;
        if (findings.count > 1 || !text_equal(field, cases[i].field))
            fail_msg("%s: %s", cases[i].label, field == NULL ? "nothing" : field);
    }
}

static void progress_is_looked_at(void **state)
{
    (void)state;
    static const struct {
        const char *label, *found, *on, *note, *field;
    } cases[] = {
        {"held", "held", TODAY, "", NULL},
        {"held, and finished", "finished", TODAY, "", NULL},
        {"slipping", "slipping", TODAY, "Two reading ages lower", NULL},
        {"slipping, nobody says how", "slipping", TODAY, "", "seen"},
        {"nothing found", "", TODAY, "", "found"},
        {"something else", "dropped", TODAY, "", "found"},
        {"no day", "held", "", "", "looked_on"},
        {"tomorrow", "held", "2026-11-23", "", "looked_on"},
        {"before support ended", "held", "2026-09-30", "", "looked_on"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        WatchCheck check = {
            test_date("2026-10-01"),
            text_empty(cases[i].on) ? DATE_NONE : test_date(cases[i].on),
            cases[i].found,
            cases[i].note,
        };
        Findings findings = findings_begin(test_arena, SETTING_SCHOOL, test_date(TODAY));
        register_check_watch(&check, test_date(TODAY), &findings);
        const char *field = findings.count == 0 ? NULL : findings.items[0].field;
        if (findings.count > 1 || !text_equal(field, cases[i].field))
            fail_msg("%s: %s", cases[i].label, field == NULL ? "nothing" : field);
    }
}

static void what_the_census_counts(void **state)
{
    (void)state;
    /* Monitoring, support, a plan that stayed a draft until December, and the end in July. */
    const CensusPeriod periods[] = {
        {"monitoring", test_date("2025-09-01"), test_date("2026-01-04"), DATE_NONE},
        {"sen_support", test_date("2026-01-05"), test_date("2026-10-31"), DATE_NONE},
        {"ehc", test_date("2026-11-01"), test_date("2027-07-20"), test_date("2026-12-01")},
    };
    static const struct {
        const char *on, *code;
    } cases[] = {
        {"2025-08-31", "N"}, {"2025-10-02", "N"}, {"2026-01-04", "N"}, {"2026-01-05", "K"},
        {"2026-10-31", "K"}, {"2026-11-01", "K"}, {"2026-11-30", "K"}, {"2026-12-01", "E"},
        {"2027-07-20", "E"}, {"2027-07-21", "N"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        if (!text_equal(census_code_on(periods, 3, test_date(cases[i].on)), cases[i].code))
            fail_msg("%s: %s", cases[i].on, census_code_on(periods, 3, test_date(cases[i].on)));
    assert_string_equal(census_code_on(NULL, 0, test_date(TODAY)), "N");
    const CensusPeriod moved = {"ehc", test_date("2026-09-01"), DATE_NONE, DATE_NONE};
    assert_string_equal(census_code_on(&moved, 1, test_date("2026-09-01")), "E");
}

static void census_days(void **state)
{
    (void)state;
    static const struct {
        const char *on, *day;
    } cases[] = {
        {"2026-09-30", "2026-05-21"}, {"2026-10-01", "2026-10-01"}, {"2026-11-22", "2026-10-01"},
        {"2027-01-20", "2026-10-01"}, {"2027-01-21", "2027-01-21"}, {"2027-05-19", "2027-01-21"},
        {"2027-05-20", "2027-05-20"}, {"2027-12-31", "2027-10-07"}, {"2028-01-01", "2027-10-07"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        assert_int_equal(
            date_compare(census_day_before(test_date(cases[i].on)), test_date(cases[i].day)), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(decisions),
        cmocka_unit_test(what_is_missing_needs_a_reason),
        cmocka_unit_test(that_there_is_no_support),
        cmocka_unit_test(language_alone),
        cmocka_unit_test(ranked_needs),
        cmocka_unit_test(a_type_is_owed),
        cmocka_unit_test(a_type_has_its_first_day),
        cmocka_unit_test(leaving),
        cmocka_unit_test(notices),
        cmocka_unit_test(concerns),
        cmocka_unit_test(letters_turn),
        cmocka_unit_test(letters_are_dated_and_reasoned),
        cmocka_unit_test(progress_is_looked_at),
        cmocka_unit_test(what_the_census_counts),
        cmocka_unit_test(census_days),
    };
    return cmocka_run_group_tests(tests, test_arena_open, test_arena_close);
}

#include "do/provision_rules.h"

#include "duty/finding_testing.h"

#define TODAY "2026-11-20"

static Term terms[1];
static Closure closures[2];
static SchoolCalendar calendar;
static PlannedProvision provision;

static int set_up(void **state)
{
    terms[0] = (Term){"Autumn", date_of(2026, 9, 2), date_of(2026, 12, 18)};
    closures[0] = (Closure){date_of(2026, 10, 26), date_of(2026, 10, 30)};
    closures[1] = (Closure){date_of(2026, 11, 13), date_of(2026, 11, 13)};
    calendar = (SchoolCalendar){1, terms, 2, closures};
    provision = (PlannedProvision){date_of(2026, 11, 2), date_of(2026, 12, 11), 3};
    return test_arena_open(state);
}

static const DraftField fields[] = {
    DRAFT_FIELD(SessionEntry, DRAFT_DATE, held_on),
    DRAFT_FIELD(SessionEntry, DRAFT_BOOL, delivered),
    DRAFT_FIELD(SessionEntry, DRAFT_TEXT, missed_reason),
    DRAFT_FIELD_END,
};

static void check(const DraftCase *cases, size_t count, SessionEntry good)
{
    for (size_t i = 0; i < count; i++) {
        SessionEntry entry = good;
        draft_set(&entry, fields, cases[i].field, cases[i].value);
        Findings findings = findings_begin(test_arena, SETTING_SCHOOL, test_date(TODAY));
        provision_check_session(&entry, &provision, test_date(TODAY), &calendar, &findings);
        expect_case(&cases[i], &findings);
    }
}

static void sessions_that_took_place(void **state)
{
    (void)state;
    static const DraftCase cases[] = {
        {"F-D-1 yesterday", NULL, NULL, NULL, EFFECT_FLAG, ""},
        {"F-D-1 today", "held_on", TODAY, NULL, EFFECT_FLAG, ""},
        {"F-D-1 no day", "held_on", "", "F-D-1", EFFECT_REFUSE, "held_on"},
        {"F-D-1 next Monday", "held_on", "2026-11-23", "F-D-1", EFFECT_REFUSE, "held_on"},
        {"F-D-1 before the plan", "held_on", "2026-10-23", "F-D-1", EFFECT_ASK_REASON, "note"},
        {"F-D-1 first day of the plan", "held_on", "2026-11-02", NULL, EFFECT_FLAG, ""},
        {"F-D-1 training day", "held_on", "2026-11-13", "F-D-1", EFFECT_FLAG, "held_on"},
        {"R-D-3 missed and held", "missed_reason", "room", "R-D-3", EFFECT_REFUSE, "missed_reason"},
        {"R-D-3 missed without a reason", "delivered", "false", "R-D-3", EFFECT_REFUSE,
         "missed_reason"},
    };
    check(cases, sizeof cases / sizeof cases[0],
          (SessionEntry){.held_on = test_date("2026-11-19"), .delivered = true});
}

static void sessions_ahead(void **state)
{
    (void)state;
    static const char *const days[] = {"2026-11-21", "2026-11-23", "2027-09-01"};
    for (size_t i = 0; i < sizeof days / sizeof days[0]; i++) {
        SessionEntry entry = {.held_on = test_date(days[i]), .delivered = true, .note = "x"};
        Findings findings = findings_begin(test_arena, SETTING_SCHOOL, test_date(TODAY));
        provision_check_session(&entry, &provision, test_date(TODAY), &calendar, &findings);
        const Finding *finding = finding_at(&findings, "F-D-1", "held_on");
        assert_non_null(finding);
        assert_int_equal(finding->effect, EFFECT_REFUSE);
    }
}

static void sessions_missed(void **state)
{
    (void)state;
    static const DraftCase cases[] = {
        {"R-D-3 learner away", NULL, NULL, NULL, EFFECT_FLAG, ""},
        {"R-D-3 no reason", "missed_reason", "", "R-D-3", EFFECT_REFUSE, "missed_reason"},
        {"R-D-3 unknown reason", "missed_reason", "rain", "R-D-3", EFFECT_REFUSE, "missed_reason"},
        {"R-D-3 another reason, not said", "missed_reason", "other", "R-D-3", EFFECT_ASK_REASON,
         "note"},
    };
    check(cases, sizeof cases / sizeof cases[0],
          (SessionEntry){.held_on = test_date("2026-11-19"), .missed_reason = "learner_absent"});
    static const DraftCase said = {"R-D-3 another reason, said", NULL, NULL, NULL, EFFECT_FLAG, ""};
    check(&said, 1,
          (SessionEntry){
              .held_on = test_date("2026-11-19"), .missed_reason = "other", .note = "Fire drill"});
}

static void minutes(void **state)
{
    (void)state;
    static const struct {
        OptionalInteger minutes;
        bool fine;
    } cases[] = {{{false, 0}, true}, {{true, 1}, true},   {{true, 480}, true},
                 {{true, 0}, false}, {{true, -5}, false}, {{true, 481}, false}};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        DraftCase expected = {"F-D-1 minutes", NULL,     NULL, cases[i].fine ? NULL : "F-D-1",
                              EFFECT_REFUSE,   "minutes"};
        check(&expected, 1,
              (SessionEntry){.held_on = test_date("2026-11-19"),
                             .delivered = true,
                             .minutes = cases[i].minutes});
    }
}

static void planned_sessions(void **state)
{
    (void)state;
    static const struct {
        const char *label;
        const char *until;
        int planned;
    } cases[] = {
        {"before it starts", "2026-10-30", 0}, {"first day", "2026-11-02", 0},
        {"first week", "2026-11-06", 3},       {"with a training day", "2026-11-13", 5},
        {"at a weekend", "2026-11-15", 5},     {"at its end", "2026-12-11", 17},
        {"after its end", "2026-12-18", 17},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        int planned = provision_planned_sessions(&provision, &calendar, test_date(cases[i].until));
        if (planned != cases[i].planned)
            fail_msg("R-D-3 %s: %d", cases[i].label, planned);
    }
}

static void dose_words(void **state)
{
    (void)state;
    static const struct {
        int planned;
        int delivered;
        bool fair;
        const char *words;
    } cases[] = {
        {33, 30, true, "30 of 33 sessions"},
        {12, 9, true, "9 of 12 sessions"}, /* 75 in the hundred is enough */
        {100, 74, false, "74 of 100 sessions: not fairly tested"},
        {33, 12, false, "12 of 33 sessions: not fairly tested"},
        {1, 0, false, "0 of 1 session: not fairly tested"},
        {10, 12, true, "12 of 10 sessions"},
        {0, 4, false, "4 sessions, none planned"},
        {0, 1, false, "1 session, none planned"},
        {0, 0, false, "No sessions planned yet"},
    };
    const Clocks *clocks = &rule_pack_on(test_date(TODAY))->clocks;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        Dose dose = provision_dose(clocks, cases[i].planned, cases[i].delivered);
        assert_int_equal(dose.fairly_tested, cases[i].fair);
        assert_string_equal(provision_dose_words(test_arena, &dose), cases[i].words);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sessions_that_took_place), cmocka_unit_test(sessions_ahead),
        cmocka_unit_test(sessions_missed),          cmocka_unit_test(minutes),
        cmocka_unit_test(planned_sessions),         cmocka_unit_test(dose_words),
    };
    return cmocka_run_group_tests(tests, set_up, test_arena_close);
}

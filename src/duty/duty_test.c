#include "duty/duty.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>
#include <cmocka.h>

static Arena *arena;
static Term terms[3];
static Closure closures[2];
static SchoolCalendar calendar;

static int set_up(void **state)
{
    (void)state;
    arena = arena_create(1 << 22, "test");
    terms[0] = (Term){"Autumn", date_of(2026, 9, 2), date_of(2026, 12, 18)};
    terms[1] = (Term){"Spring", date_of(2027, 1, 4), date_of(2027, 3, 25)};
    terms[2] = (Term){"Summer", date_of(2027, 4, 12), date_of(2027, 7, 21)};
    closures[0] = (Closure){date_of(2026, 10, 26), date_of(2026, 10, 30)};
    closures[1] = (Closure){date_of(2027, 2, 15), date_of(2027, 2, 19)};
    calendar = (SchoolCalendar){3, terms, 2, closures};
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    arena_destroy(arena);
    return 0;
}

/* Tables hold days as text, so that a row stays a line. */
static Date day(const char *iso)
{
    Date date = DATE_NONE;
    assert_true(date_parse_iso(iso, &date));
    return date;
}

static LearnerFacts nothing_known(void)
{
    return (LearnerFacts){
        .rights_since = DATE_NONE,
        .sharing_asked = DATE_NONE,
        .support_from = DATE_NONE,
        .support_decided = DATE_NONE,
        .family_told = DATE_NONE,
        .ending_untold = DATE_NONE,
        .refusal_untold = DATE_NONE,
        .check_on = DATE_NONE,
        .teaching_check_on = DATE_NONE,
        .assessing_since = DATE_NONE,
        .plan_final = DATE_NONE,
        .plan_shared = DATE_NONE,
        .review_on = DATE_NONE,
        .doing_since = DATE_NONE,
        .last_session = DATE_NONE,
        .inherited_on = DATE_NONE,
        .review_held = DATE_NONE,
        .review_copy = DATE_NONE,
    };
}

static DutySetting setting_on(SettingType type, Date today)
{
    return (DutySetting){.type = type,
                         .today = today,
                         .calendar = &calendar,
                         .count_parents_evening = true,
                         .count_annual_review = true};
}

static const Duty *duty_of(const Duties *duties, const char *rule)
{
    for (size_t i = 0; i < duties->count; i++)
        if (strcmp(duties->items[i].rule, rule) == 0)
            return &duties->items[i];
    return NULL;
}

/* One fact set off on `cause`, looked at on `today`. */
typedef struct BandCase {
    const char *label;
    SettingType type;
    const char *cause;
    const char *today;
    bool owed;
    DutyBand band;
} BandCase;

static void check_band(const BandCase *expected, const char *rule, const LearnerFacts *facts)
{
    DutySetting setting = setting_on(expected->type, day(expected->today));
    Duties duties = duties_of_learner(arena, &setting, facts);
    const Duty *duty = duty_of(&duties, rule);
    if ((duty != NULL) != expected->owed)
        fail_msg("%s: %s", expected->label, duty == NULL ? "no duty" : "a duty");
    if (duty != NULL && duty->band != expected->band)
        fail_msg("%s: band %d", expected->label, (int)duty->band);
}

static void notice_to_the_family(void **state)
{
    (void)state;
    static const BandCase cases[] = {
        {"R-P-1 on the day", SETTING_SCHOOL, "2026-11-09", "2026-11-09", true, DUTY_SOON},
        {"R-P-1 on the fifth day", SETTING_SCHOOL, "2026-11-09", "2026-11-16", true, DUTY_SOON},
        {"R-P-1 after it", SETTING_SCHOOL, "2026-11-09", "2026-11-17", true, DUTY_LATE},
        {"R-P-1 over half term", SETTING_SCHOOL, "2026-10-22", "2026-11-05", true, DUTY_SOON},
        {"maintained nursery", SETTING_MAINTAINED_NURSERY, "2026-11-09", "2026-11-17", true,
         DUTY_LATE},
        {"alternative provision", SETTING_ALTERNATIVE_PROVISION, "2026-11-09", "2026-11-17", true,
         DUTY_LATE},
        {"special school", SETTING_SPECIAL_SCHOOL, "2026-11-09", "2026-11-17", true, DUTY_LATE},
        {"R-EY-2 SHOULD", SETTING_EARLY_YEARS, "2026-11-09", "2026-11-17", true, DUTY_LATE},
        {"R-FE-9 college silent", SETTING_COLLEGE, "2026-09-09", "2026-11-17", false, DUTY_LATE},
        {"independent silent", SETTING_INDEPENDENT_SCHOOL, "2026-09-09", "2026-11-17", false,
         DUTY_LATE},
    };
    bool tried[SETTING_TYPE_COUNT] = {false};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        tried[cases[i].type] = true;
        LearnerFacts facts = nothing_known();
        facts.sen_support = true;
        facts.support_from = facts.support_decided = day(cases[i].cause);
        check_band(&cases[i], "R-P-1", &facts);
    }
    for (int type = 0; type < SETTING_TYPE_COUNT; type++)
        assert_true(tried[type]); /* a new kind of setting says what it owes */
}

/* Letters that are open keep the duty; a college owes none of it, and watches all the same. */
static void letters_and_looks_after_the_end(void **state)
{
    (void)state;
    LearnerFacts facts = nothing_known();
    facts.sen_support = true;
    facts.support_decided = day("2026-11-09");
    facts.notices = 2;
    facts.notices_settled = 1;
    DutySetting school = setting_on(SETTING_SCHOOL, day("2026-11-22"));
    Duties duties = duties_of_learner(arena, &school, &facts);
    assert_string_equal(duty_of(&duties, "R-P-1")->why,
                        "1 of 2 letters of the decision of 9 November 2026 not settled yet.");
    school = setting_on(SETTING_SCHOOL, day("2026-11-10"));
    duties = duties_of_learner(arena, &school, &facts);
    assert_int_equal(duty_of(&duties, "R-P-1")->band, DUTY_SOON);
    facts.notices_returned = 1; /* bounced, or never sent: red on the second day */
    duties = duties_of_learner(arena, &school, &facts);
    assert_int_equal(duty_of(&duties, "R-P-1")->band, DUTY_LATE);
    assert_string_equal(duty_of(&duties, "R-P-1")->why,
                        "A letter came back. 1 of 2 letters of the decision of 9 November 2026 "
                        "not settled yet.");
    school = setting_on(SETTING_SCHOOL, day("2026-11-22"));
    DutySetting college = setting_on(SETTING_COLLEGE, day("2026-11-22"));
    duties = duties_of_learner(arena, &college, &facts);
    assert_null(duty_of(&duties, "R-P-1"));
    facts = nothing_known();
    facts.ending_untold = day("2026-11-09");
    duties = duties_of_learner(arena, &school, &facts);
    assert_int_equal(duty_of(&duties, "R-ID-11")->step, STEP_TELL_ENDING);
    assert_int_equal(duty_of(&duties, "R-ID-11")->band, DUTY_LATE);
    assert_int_equal(duty_of(&duties, "R-ID-11")->strength, SHOULD);
    facts = nothing_known();
    facts.check_on = day("2026-11-25");
    duties = duties_of_learner(arena, &school, &facts);
    assert_int_equal(duty_of(&duties, "R-ID-11")->step, STEP_CHECK_PROGRESS);
    assert_int_equal(duty_of(&duties, "R-ID-11")->band, DUTY_SOON);
}

/* No support ended, so nothing of that is owed. */
static void what_is_not_sen_is_told_and_looked_at_again(void **state)
{
    (void)state;
    DutySetting school = setting_on(SETTING_SCHOOL, day("2026-11-22"));
    LearnerFacts facts = nothing_known();
    facts.refusal_untold = day("2026-11-09");
    Duties duties = duties_of_learner(arena, &school, &facts);
    assert_null(duty_of(&duties, "R-ID-11"));
    assert_int_equal(duty_of(&duties, "R-ID-10")->step, STEP_TELL_ENDING);
    assert_int_equal(duty_of(&duties, "R-ID-10")->band, DUTY_LATE);
    facts = nothing_known();
    facts.teaching_check_on = day("2026-11-25");
    duties = duties_of_learner(arena, &school, &facts);
    assert_null(duty_of(&duties, "R-ID-11"));
    assert_int_equal(duty_of(&duties, "R-ID-4")->step, STEP_CHECK_PROGRESS);
    assert_int_equal(duty_of(&duties, "R-ID-4")->band, DUTY_SOON);
}

static void notice_edges(void **state)
{
    (void)state;
    LearnerFacts facts = nothing_known();
    facts.sen_support = true;
    DutySetting school = setting_on(SETTING_SCHOOL, date_of(2026, 11, 22));
    Duties duties = duties_of_learner(arena, &school, &facts);
    const Duty *duty = duty_of(&duties, "R-P-1");
    assert_non_null(duty); /* no day of decision: red at once */
    assert_int_equal(duty->band, DUTY_LATE);
    assert_int_equal(duty->strength, MUST);
    assert_true(duty->verified);
    assert_string_equal(duty->source, "Children and Families Act 2014, section 68");
    assert_string_equal(duty->what, "Tell the parents that SEN Support has started");

    facts.young_person = true; /* R-M-7 */
    duties = duties_of_learner(arena, &school, &facts);
    assert_string_equal(duty_of(&duties, "R-P-1")->what,
                        "Tell the young person that SEN Support has started");

    facts.family_told = date_of(2026, 11, 1);
    duties = duties_of_learner(arena, &school, &facts);
    assert_null(duty_of(&duties, "R-P-1"));

    facts.family_told = DATE_NONE;
    facts.sen_support = false; /* section 68 is about learners without an EHC plan */
    facts.ehc_plan = true;
    duties = duties_of_learner(arena, &school, &facts);
    assert_null(duty_of(&duties, "R-P-1"));
}

/* From the day after the last Friday in June on which they are still of compulsory school age. */
static void sharing_is_asked_anew(void **state)
{
    (void)state;
    static const struct {
        const char *since, *asked, *today;
        bool supported;
        const char *band; /* NULL: nothing owed */
    } cases[] = {
        {"2026-06-27", NULL, "2026-11-22", true, "late"},
        {"2026-06-27", NULL, "2026-11-22", false, NULL},
        {NULL, NULL, "2026-11-22", true, NULL},                   /* a child */
        {"2026-06-27", "2026-06-26", "2026-11-22", true, "late"}, /* asked as a child */
        {"2026-06-27", "2026-06-27", "2026-11-22", true, NULL},
        {"2026-06-27", "2026-09-10", "2026-11-22", true, NULL},
        {"2026-11-16", NULL, "2026-11-22", true, "soon"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        LearnerFacts facts = nothing_known();
        facts.ehc_plan = cases[i].supported;
        facts.rights_since = cases[i].since == NULL ? DATE_NONE : day(cases[i].since);
        facts.sharing_asked = cases[i].asked == NULL ? DATE_NONE : day(cases[i].asked);
        DutySetting setting = setting_on(SETTING_COLLEGE, day(cases[i].today));
        Duties duties = duties_of_learner(arena, &setting, &facts);
        const Duty *duty = duty_of(&duties, "R-YP-4");
        const char *band = duty == NULL ? NULL : duty->band == DUTY_LATE ? "late" : "soon";
        if ((band == NULL) != (cases[i].band == NULL) ||
            (band != NULL && strcmp(band, cases[i].band) != 0))
            fail_msg("row %zu: %s", i, band == NULL ? "nothing" : band);
    }
}

static void review_bands(void **state)
{
    (void)state;
    static const BandCase cases[] = {
        {"R-R-1 15 days ahead", SETTING_SCHOOL, "2026-12-07", "2026-11-22", true, DUTY_ON_TRACK},
        {"R-R-1 14 days ahead", SETTING_SCHOOL, "2026-12-07", "2026-11-23", true, DUTY_SOON},
        {"R-R-1 on the day", SETTING_SCHOOL, "2026-12-07", "2026-12-07", true, DUTY_SOON},
        {"R-R-1 a day after", SETTING_SCHOOL, "2026-12-07", "2026-12-08", true, DUTY_LATE},
        {"R-R-1 in a holiday", SETTING_SCHOOL, "2026-12-25", "2026-12-21", true, DUTY_SOON},
        {"R-R-1 after that", SETTING_SCHOOL, "2026-12-25", "2026-12-26", true, DUTY_LATE},
        {"R-R-1 in a college", SETTING_COLLEGE, "2026-12-07", "2026-12-08", true, DUTY_LATE},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        LearnerFacts facts = nothing_known();
        facts.plan_final = facts.plan_shared = date_of(2026, 9, 10);
        facts.review_on = day(cases[i].cause);
        check_band(&cases[i], "R-R-1", &facts);
    }
}

static void review_edges(void **state)
{
    (void)state;
    LearnerFacts facts = nothing_known();
    facts.plan_final = facts.plan_shared = date_of(2026, 9, 10);
    facts.review_on = date_of(2026, 12, 25);
    DutySetting school = setting_on(SETTING_SCHOOL, date_of(2026, 12, 1));
    Duties duties = duties_of_learner(arena, &school, &facts);
    const Duty *duty = duty_of(&duties, "R-R-1");
    assert_int_equal(duty->due.days, date_of(2026, 12, 18).days); /* last school day before */
    assert_int_equal(duty->limit.days, date_of(2026, 12, 25).days);
    assert_string_equal(duty->why, "The review was agreed for 25 December 2026.");

    school.today = date_of(2027, 1, 22);
    duties = duties_of_learner(arena, &school, &facts);
    duty = duty_of(&duties, "R-R-1");
    assert_int_equal(duty->days_late, 28);
    assert_false(duty->escalate);
    school.today = date_of(2027, 1, 23);
    duties = duties_of_learner(arena, &school, &facts);
    assert_true(duty_of(&duties, "R-R-1")->escalate);

    facts.review_held = date_of(2026, 12, 10); /* held early */
    duties = duties_of_learner(arena, &school, &facts);
    assert_null(duty_of(&duties, "R-R-1"));

    facts.review_held = date_of(2026, 7, 1); /* of the plan before */
    duties = duties_of_learner(arena, &school, &facts);
    assert_non_null(duty_of(&duties, "R-R-1"));

    facts.review_on = DATE_NONE;
    duties = duties_of_learner(arena, &school, &facts);
    assert_null(duty_of(&duties, "R-R-1"));
    assert_int_equal(duty_of(&duties, "R-P-2")->step, STEP_AGREE_REVIEW_DATE);
}

/* The other clocks, in a school: each on the last day that is in time, and on the next. */
static void clocks(void **state)
{
    (void)state;
    static const struct {
        const char *rule;
        size_t fact; /* where in LearnerFacts */
        const char *cause;
        const char *today;
        bool owed;
        DutyBand band;
    } cases[] = {
        {"F-A-1", offsetof(LearnerFacts, assessing_since), "2026-09-07", "2026-10-19", true,
         DUTY_SOON},
        {"F-A-1", offsetof(LearnerFacts, assessing_since), "2026-09-07", "2026-10-20", true,
         DUTY_LATE},
        {"R-P-5", offsetof(LearnerFacts, plan_final), "2026-11-09", "2026-11-16", true, DUTY_SOON},
        {"R-P-5", offsetof(LearnerFacts, plan_final), "2026-11-09", "2026-11-17", true, DUTY_LATE},
        {"R-R-4", offsetof(LearnerFacts, review_held), "2026-11-09", "2026-11-23", true, DUTY_SOON},
        {"R-R-4", offsetof(LearnerFacts, review_held), "2026-11-09", "2026-11-24", true, DUTY_LATE},
        {"R-D-3", offsetof(LearnerFacts, doing_since), "2026-11-09", "2026-11-23", false,
         DUTY_LATE},
        {"R-D-3", offsetof(LearnerFacts, doing_since), "2026-11-09", "2026-11-24", true, DUTY_LATE},
        /* Christmas is no gap. */
        {"R-D-3", offsetof(LearnerFacts, doing_since), "2026-12-14", "2027-01-06", false,
         DUTY_LATE},
        {"F-R-1", offsetof(LearnerFacts, inherited_on), "2026-09-07", "2026-10-19", true,
         DUTY_SOON},
        {"F-R-1", offsetof(LearnerFacts, inherited_on), "2026-09-07", "2026-10-20", true,
         DUTY_LATE},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        LearnerFacts facts = nothing_known();
        Date cause = day(cases[i].cause);
        memcpy((char *)&facts + cases[i].fact, &cause, sizeof cause);
        facts.doing = facts.sessions_planned = date_is_set(facts.doing_since);
        BandCase expected = {cases[i].rule,  SETTING_SCHOOL, cases[i].cause,
                             cases[i].today, cases[i].owed,  cases[i].band};
        check_band(&expected, cases[i].rule, &facts);
    }
}

static void sessions_only_while_doing(void **state)
{
    (void)state;
    LearnerFacts facts = nothing_known();
    facts.doing_since = date_of(2026, 9, 10);
    DutySetting school = setting_on(SETTING_SCHOOL, date_of(2026, 11, 22));
    Duties duties = duties_of_learner(arena, &school, &facts);
    assert_null(duty_of(&duties, "R-D-3")); /* not doing */
    facts.doing = true;
    duties = duties_of_learner(arena, &school, &facts);
    assert_null(duty_of(&duties, "R-D-3")); /* nothing to log */
    facts.sessions_planned = true;
    duties = duties_of_learner(arena, &school, &facts);
    assert_non_null(duty_of(&duties, "R-D-3"));
    facts.last_session = date_of(2026, 11, 20);
    duties = duties_of_learner(arena, &school, &facts);
    assert_null(duty_of(&duties, "R-D-3"));
}

static void concerns_wait_for_a_reply(void **state)
{
    (void)state;
    const ConcernFact concerns[] = {
        {11, false, day("2026-11-09"), day("2026-11-19"), DATE_NONE, DATE_NONE},
        /* not promised: ten school days */
        {12, true, day("2026-11-09"), DATE_NONE, DATE_NONE, DATE_NONE},
        /* answered: and looked at again, or not */
        {13, false, day("2026-11-09"), day("2026-11-19"), day("2026-11-13"), DATE_NONE},
        {14, false, day("2026-10-09"), DATE_NONE, day("2026-10-13"), day("2026-11-20")},
    };
    LearnerFacts facts = nothing_known();
    facts.concerns = concerns;
    facts.concern_count = 4;
    DutySetting college = setting_on(SETTING_COLLEGE, date_of(2026, 11, 22));
    Duties duties = duties_of_learner(arena, &college, &facts);
    assert_int_equal(duties.count, 3);
    assert_int_equal(duties.items[0].subject, 11);
    assert_string_equal(duties.items[0].rule, "R-ID-10");
    assert_int_equal(duties.items[0].band, DUTY_LATE);
    assert_int_equal(duties.items[0].days_late, 3);
    assert_string_equal(duty_when_words(arena, &duties.items[0], college.today), "late 3 days");
    assert_int_equal(duties.items[1].subject, 14);
    assert_int_equal(duties.items[1].step, STEP_CHECK_CONCERN);
    assert_string_equal(duties.items[1].rule, "R-ID-4");
    assert_int_equal(duties.items[1].days_late, 2);
    assert_int_equal(duties.items[2].subject, 12);
    assert_string_equal(duties.items[2].rule, "F-ID-3");
    assert_int_equal(duties.items[2].strength, PRACTICE);
    assert_int_equal(duties.items[2].limit.days, date_of(2026, 11, 23).days);
    assert_string_equal(duty_when_words(arena, &duties.items[2], college.today), "due in 1 day");
}

/* R-M-1. Each letter is a meeting in that term: h held, n held without a note, s staff only,
 * p parents' evening, x offered twice and not attended. */
typedef struct MeetingCase {
    const char *label;
    const char *support_from;
    const char *today;
    const char *meetings; /* the terms parted by | */
    int expected;
    int held;
    MeetingStanding standing;
} MeetingCase;

static MeetingFact meeting_of(char letter, Date on)
{
    MeetingFact meeting = {.on = on,
                           .kind = MEETING_REVIEW,
                           .held = letter != 'x',
                           .family_took_part = letter != 's' && letter != 'x',
                           .note_written = letter != 'n',
                           .invitations = letter == 'x' ? 2 : 1};
    if (letter == 's')
        meeting.kind = MEETING_STAFF;
    if (letter == 'p')
        meeting.kind = MEETING_PARENTS_EVENING;
    return meeting;
}

static const MeetingCase meeting_cases[] = {
    {"R-M-1 none yet", "2026-09-02", "2026-11-22", "||", 3, 0, MEETINGS_DUE},
    {"R-M-1 one in autumn", "2026-09-02", "2026-11-22", "h||", 3, 1, MEETINGS_ON_TRACK},
    {"R-M-1 term ended without", "2026-09-02", "2027-01-05", "||", 3, 0, MEETINGS_OVERDUE},
    {"R-M-1 without a note", "2026-09-02", "2027-01-05", "n||", 3, 0, MEETINGS_OVERDUE},
    {"R-M-1 staff only", "2026-09-02", "2027-01-05", "s||", 3, 0, MEETINGS_OVERDUE},
    {"R-M-1 not attended", "2026-09-02", "2027-01-05", "x||", 3, 0, MEETINGS_OVERDUE},
    {"R-M-1 parents' evening", "2026-09-02", "2027-01-05", "p||", 3, 1, MEETINGS_DUE},
    {"R-M-1 from spring", "2027-01-20", "2027-02-01", "h||", 2, 0, MEETINGS_DUE},
    {"R-M-1 from summer", "2027-05-20", "2027-07-01", "||h", 1, 1, MEETINGS_ON_TRACK},
    {"R-M-1 full year", "2025-09-02", "2027-07-01", "h|hh|", 3, 3, MEETINGS_ON_TRACK},
};

static void meetings_of_a_year(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof meeting_cases / sizeof meeting_cases[0]; i++) {
        const MeetingCase *expected = &meeting_cases[i];
        MeetingFact meetings[8];
        LearnerFacts facts = nothing_known();
        facts.sen_support = true;
        facts.support_from = day(expected->support_from);
        facts.family_told = facts.support_from;
        facts.meetings = meetings;
        const Term *term = terms;
        for (const char *c = expected->meetings; *c != '\0'; c++) {
            if (*c == '|')
                term++;
            else
                meetings[facts.meeting_count++] = meeting_of(*c, date_add_days(term->first, 40));
        }
        DutySetting setting = setting_on(SETTING_SCHOOL, day(expected->today));
        MeetingCount count = meeting_count(&setting, &facts);
        if (count.expected != expected->expected || count.standing != expected->standing ||
            count.held != expected->held)
            fail_msg("%s: %d of %d, standing %d", expected->label, count.held, count.expected,
                     (int)count.standing);
        setting.type = SETTING_COLLEGE; /* R-FE-9 */
        assert_int_equal(meeting_count(&setting, &facts).standing, MEETINGS_NOT_COUNTED);
    }
}

static void attempted_is_never_late(void **state)
{
    (void)state;
    MeetingFact offered = meeting_of('x', date_of(2026, 11, 10));
    LearnerFacts facts = nothing_known();
    facts.sen_support = true;
    facts.support_from = facts.family_told = date_of(2026, 9, 2);
    facts.meetings = &offered;
    facts.meeting_count = 1;
    DutySetting school = setting_on(SETTING_SCHOOL, date_of(2027, 1, 5));
    Duties duties = duties_of_learner(arena, &school, &facts);
    const Duty *duty = duty_of(&duties, "R-M-1");
    assert_true(duty->attempted);
    assert_int_equal(duty->band, DUTY_SOON);
    assert_string_equal(duty->why, "0 of 3 meetings held this school year.");
    assert_string_equal(duty_when_words(arena, duty, school.today), "offered, not taken up");

    offered.invitations = 1; /* asked once only */
    duties = duties_of_learner(arena, &school, &facts);
    assert_int_equal(duty_of(&duties, "R-M-1")->band, DUTY_LATE);
}

static void most_pressing_first(void **state)
{
    (void)state;
    LearnerFacts facts = nothing_known();
    facts.learner = 77;
    facts.sen_support = true;
    facts.support_from = facts.support_decided = date_of(2026, 10, 5);
    facts.plan_final = date_of(2026, 10, 5);
    facts.review_on = date_of(2026, 11, 2);
    DutySetting school = setting_on(SETTING_SCHOOL, date_of(2026, 11, 22));
    Duties duties = duties_of_learner(arena, &school, &facts);
    assert_int_equal(duties.count, 4);
    assert_string_equal(duties.items[0].rule, "R-P-1"); /* late, and the law */
    assert_string_equal(duties.items[1].rule, "R-P-5"); /* late, earliest day */
    assert_string_equal(duties.items[2].rule, "R-R-1");
    assert_string_equal(duties.items[3].rule, "R-M-1"); /* by the end of term */
    for (size_t i = 0; i < duties.count; i++)
        assert_int_equal(duties.items[i].learner, 77);
}

static void nothing_due(void **state)
{
    (void)state;
    LearnerFacts facts = nothing_known();
    for (int type = 0; type < SETTING_TYPE_COUNT; type++) {
        DutySetting setting = setting_on((SettingType)type, date_of(2026, 11, 22));
        assert_int_equal(duties_of_learner(arena, &setting, &facts).count, 0);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(notice_to_the_family),
        cmocka_unit_test(notice_edges),
        cmocka_unit_test(letters_and_looks_after_the_end),
        cmocka_unit_test(what_is_not_sen_is_told_and_looked_at_again),
        cmocka_unit_test(sharing_is_asked_anew),
        cmocka_unit_test(review_bands),
        cmocka_unit_test(review_edges),
        cmocka_unit_test(clocks),
        cmocka_unit_test(sessions_only_while_doing),
        cmocka_unit_test(concerns_wait_for_a_reply),
        cmocka_unit_test(meetings_of_a_year),
        cmocka_unit_test(attempted_is_never_late),
        cmocka_unit_test(most_pressing_first),
        cmocka_unit_test(nothing_due),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}

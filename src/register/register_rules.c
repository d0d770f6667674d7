#include "register/register_rules.h"

typedef enum DecisionFault {
    DECISION_UNDATED,
    DECISION_AHEAD,
    DECISION_BEFORE_BIRTH,
    DECISION_UNSTARTED,
    DECISION_STARTS_AHEAD,
    DECISION_STARTS_BEFORE_BIRTH,
    DECISION_WITHOUT_EVIDENCE,
    DECISION_WITHOUT_TEACHER,
    DECISION_WITHOUT_OUTCOMES,
    DECISION_WITHOUT_VIEWS,
    DECISION_LANGUAGE,
    DECISION_WITHOUT_AREA,
    DECISION_AREA_FIRST,
} DecisionFault;

static const Check decision_checks[] = {
    [DECISION_UNDATED] = {"R-ID-6", EFFECT_REFUSE, "decided_on", "Enter the day of the decision"},
    [DECISION_AHEAD] = {"R-ID-6", EFFECT_REFUSE, "decided_on",
                        "The day of the decision must be today or earlier"},
    [DECISION_BEFORE_BIRTH] = {"R-ID-6", EFFECT_REFUSE, "decided_on",
                               "This is before the learner was born. Check the day."},
    [DECISION_UNSTARTED] = {"R-ID-6", EFFECT_REFUSE, "starts_on",
                            "Enter the day from which this holds"},
    [DECISION_STARTS_AHEAD] = {"R-ID-6", EFFECT_REFUSE, "starts_on",
                               "The day from which this holds must be today or earlier. Save the "
                               "decision when that day comes."},
    [DECISION_STARTS_BEFORE_BIRTH] = {"R-ID-6", EFFECT_REFUSE, "starts_on",
                                      "This is before the learner was born. Check the day."},
    [DECISION_WITHOUT_EVIDENCE] = {"R-ID-6", EFFECT_REFUSE, "evidence",
                                   "Say what was looked at before deciding"},
    [DECISION_WITHOUT_TEACHER] = {"R-ID-6", EFFECT_ASK_REASON, "missing_reason",
                                  "Name the class or subject teacher it was decided with, or say "
                                  "why there is none"},
    [DECISION_WITHOUT_OUTCOMES] = {"R-ID-7", EFFECT_REFUSE, "outcomes_sought",
                                   "Say what everyone hopes will come of the support"},
    [DECISION_WITHOUT_VIEWS] = {"R-ID-7", EFFECT_ASK_REASON, "missing_reason",
                                "Enter the family’s or the learner’s views and wishes, or say why "
                                "there are none"},
    [DECISION_LANGUAGE] = {"R-ID-1", EFFECT_ASK_REASON, "language_reason",
                           "Give a reason besides language. A home language other than English is "
                           "never SEN by itself."},
    [DECISION_WITHOUT_AREA] = {"R-ID-9", EFFECT_REFUSE, "area", "Choose at least one area of need"},
    [DECISION_AREA_FIRST] = {"R-ID-9", EFFECT_REFUSE, "primary_area",
                             "Choose the one area to act on first, among those ticked"},
};

typedef enum NeedFault {
    NEED_WITHOUT_SEN,
    NEED_NONE,
    NEED_UNKNOWN,
    NEED_RANK_TWICE,
    NEED_RANK_GAP,
    NEED_TWICE,
    NEED_NSA_WITHOUT_K,
    NEED_NSA_NOT_FIRST,
    NEED_NSA_WITH_OTHERS,
    NEED_TOO_NEW,
    NEED_FORMER,
} NeedFault;

static const Check need_checks[] = {
    [NEED_WITHOUT_SEN] = {"F-ID-1", EFFECT_REFUSE, "need",
                          "A type of need goes with SEN Support or an EHC plan only"},
    [NEED_NONE] = {"F-ID-1", EFFECT_ASK_REASON, "missing_reason",
                   "Choose the main need, which the spring census asks for, or say why it is open"},
    [NEED_UNKNOWN] = {"F-ID-1", EFFECT_FLAG, "need",
                      "This is not one of the census's types of need. Check the code."},
    [NEED_RANK_TWICE] = {"F-ID-1", EFFECT_REFUSE, "need_rank", "Two needs have the same rank"},
    [NEED_RANK_GAP] = {"F-ID-1", EFFECT_REFUSE, "need_rank",
                       "Rank the needs 1, 2, 3 without a gap"},
    [NEED_TWICE] = {"F-ID-1", EFFECT_REFUSE, "need", "This need is entered twice"},
    [NEED_NSA_WITHOUT_K] = {"F-ID-1", EFFECT_REFUSE, "need",
                            "Not yet assessed (NSA) goes with SEN Support only"},
    [NEED_NSA_NOT_FIRST] = {"F-ID-1", EFFECT_REFUSE, "need_rank",
                            "Not yet assessed (NSA) can only be the first need"},
    [NEED_NSA_WITH_OTHERS] = {"F-ID-1", EFFECT_REFUSE, "need",
                              "Not yet assessed (NSA) stands alone: another type is an assessment"},
    [NEED_TOO_NEW] = {"F-ID-1", EFFECT_REFUSE, "need",
                      "Down syndrome (DS) is a type of the census since January 2025"},
    [NEED_FORMER] = {"F-ID-1", EFFECT_REFUSE, "need",
                     "BESD stands in history only: SEMH took its place in 2014"},
};

static bool after(Date a, Date b)
{
    return date_is_set(a) && date_is_set(b) && date_compare(a, b) > 0;
}

static void check_dates(const SupportDecision *decision, Date today, Findings *findings)
{
    if (!date_is_set(decision->decided_on))
        finding_add(findings, &decision_checks[DECISION_UNDATED]);
    else if (after(decision->decided_on, today))
        finding_add(findings, &decision_checks[DECISION_AHEAD]);
    else if (after(decision->born_on, decision->decided_on))
        finding_add(findings, &decision_checks[DECISION_BEFORE_BIRTH]);
    if (!date_is_set(decision->starts_on))
        finding_add(findings, &decision_checks[DECISION_UNSTARTED]);
    else if (after(decision->starts_on, today)) /* a level counts from the moment it is saved */
        finding_add(findings, &decision_checks[DECISION_STARTS_AHEAD]);
    else if (after(decision->born_on, decision->starts_on))
        finding_add(findings, &decision_checks[DECISION_STARTS_BEFORE_BIRTH]);
}

static void check_grounds(const SupportDecision *decision, Findings *findings)
{
    if (text_empty(decision->evidence))
        finding_add(findings, &decision_checks[DECISION_WITHOUT_EVIDENCE]);
    if (!decision->teacher_named && !text_has_word(decision->missing_reason))
        finding_add(findings, &decision_checks[DECISION_WITHOUT_TEACHER]);
    if (text_empty(decision->outcomes_sought))
        finding_add(findings, &decision_checks[DECISION_WITHOUT_OUTCOMES]);
    if (text_empty(decision->family_view) && text_empty(decision->learner_view) &&
        !text_has_word(decision->missing_reason))
        finding_add(findings, &decision_checks[DECISION_WITHOUT_VIEWS]);
    if (decision->english_additional.present && decision->english_additional.value != 0 &&
        !text_has_word(decision->language_reason))
        finding_add(findings, &decision_checks[DECISION_LANGUAGE]);
    if (decision->area_count == 0)
        finding_add(findings, &decision_checks[DECISION_WITHOUT_AREA]);
    else if (decision->primary_area_count != 1)
        finding_add(findings, &decision_checks[DECISION_AREA_FIRST]);
}

/* "Not yet assessed" says that nobody knows the type of need, so it says nothing beside another. */
static void check_not_assessed(const SupportDecision *decision, const RankedNeed *need, size_t item,
                               Findings *findings)
{
    if (decision->status != SEN_SUPPORT)
        finding_add_item(findings, &need_checks[NEED_NSA_WITHOUT_K], item);
    if (need->rank != 1)
        finding_add_item(findings, &need_checks[NEED_NSA_NOT_FIRST], item);
    else if (decision->need_count > 1)
        finding_add_item(findings, &need_checks[NEED_NSA_WITH_OTHERS], item);
}

/* One need against those before it in the list. */
static void check_need(const SupportDecision *decision, size_t index, Findings *findings)
{
    const RankedNeed *need = &decision->needs[index];
    size_t item = index + 1;
    if (text_equal(need->code, "BESD"))
        finding_add_item(findings, &need_checks[NEED_FORMER], item);
    else if (need_type(need->code) == NULL)
        finding_add_item(findings, &need_checks[NEED_UNKNOWN], item);
    for (size_t i = 0; i < index; i++) {
        if (decision->needs[i].rank == need->rank)
            finding_add_item(findings, &need_checks[NEED_RANK_TWICE], item);
        if (text_equal(decision->needs[i].code, need->code))
            finding_add_item(findings, &need_checks[NEED_TWICE], item);
    }
    if (need->rank < 1 || (size_t)need->rank > decision->need_count)
        finding_add_item(findings, &need_checks[NEED_RANK_GAP], item);
    if (text_equal(need->code, "NSA"))
        check_not_assessed(decision, need, item, findings);
    if (text_equal(need->code, "DS") && after(date_of(2025, 1, 1), decision->decided_on))
        finding_add_item(findings, &need_checks[NEED_TOO_NEW], item);
}

void register_check_decision(const SupportDecision *decision, Date today, Findings *findings)
{
    check_dates(decision, today, findings);
    if (decision->status == SEN_NONE) {
        if (decision->need_count > 0)
            finding_add(findings, &need_checks[NEED_WITHOUT_SEN]);
        return;
    }
    check_grounds(decision, findings);
    if (decision->need_count == 0 && !text_has_word(decision->missing_reason))
        finding_add(findings, &need_checks[NEED_NONE]);
    for (size_t i = 0; i < decision->need_count; i++)
        check_need(decision, i, findings);
}

typedef enum RefusalFault {
    REFUSAL_WITHOUT_WHY,
    REFUSAL_WITHOUT_TEACHER,
    REFUSAL_WITHOUT_VIEWS,
    REFUSAL_WITHDRAWN_BY_NOBODY,
    REFUSAL_WITHOUT_CHECK,
    REFUSAL_CHECK_EARLY,
    REFUSAL_WITH_NEEDS,
} RefusalFault;

static const Check refusal_checks[] = {
    [REFUSAL_WITHOUT_WHY] = {"R-ID-6", EFFECT_REFUSE, "evidence",
                             "Enter what you looked at, and why you decide so"},
    [REFUSAL_WITHOUT_TEACHER] = {"R-ID-6", EFFECT_ASK_REASON, "missing_reason",
                                 "Choose the teacher who decided with you, or say why there is "
                                 "none"},
    [REFUSAL_WITHOUT_VIEWS] = {"R-ID-7", EFFECT_ASK_REASON, "missing_reason",
                               "Enter the family’s or the learner’s views and wishes, or say why "
                               "there are none"},
    [REFUSAL_WITHDRAWN_BY_NOBODY] = {"R-ID-10", EFFECT_REFUSE, "family_view",
                                     "Enter who withdrew the concern, in their own words"},
    [REFUSAL_WITHOUT_CHECK] = {"R-ID-4", EFFECT_REFUSE, "check_on",
                               "Enter the day on which good teaching is looked at again"},
    [REFUSAL_CHECK_EARLY] = {"R-ID-4", EFFECT_REFUSE, "check_on",
                             "The day to look again must be after the decision"},
    [REFUSAL_WITH_NEEDS] = {"F-ID-1", EFFECT_REFUSE, "area",
                            "Take out the areas and types of need: they go with support"},
};

static bool viewless(const SupportDecision *decision)
{
    return text_empty(decision->family_view) && text_empty(decision->learner_view);
}

static void check_not_sen(const SupportDecision *decision, Date check_on, Findings *findings)
{
    bool unsaid = !text_has_word(decision->missing_reason);
    if (!decision->teacher_named && unsaid)
        finding_add(findings, &refusal_checks[REFUSAL_WITHOUT_TEACHER]);
    if (viewless(decision) && unsaid)
        finding_add(findings, &refusal_checks[REFUSAL_WITHOUT_VIEWS]);
    if (!date_is_set(check_on))
        finding_add(findings, &refusal_checks[REFUSAL_WITHOUT_CHECK]);
}

void register_check_refusal(const SupportDecision *decision, const char *reason, Date check_on,
                            Date today, Findings *findings)
{
    check_dates(decision, today, findings);
    if (text_empty(decision->evidence))
        finding_add(findings, &refusal_checks[REFUSAL_WITHOUT_WHY]);
    if (!text_equal(reason, "withdrawn"))
        check_not_sen(decision, check_on, findings);
    else if (viewless(decision))
        finding_add(findings, &refusal_checks[REFUSAL_WITHDRAWN_BY_NOBODY]);
    if (date_is_set(check_on) && !after(check_on, decision->starts_on))
        finding_add(findings, &refusal_checks[REFUSAL_CHECK_EARLY]);
    if (decision->area_count > 0 || decision->need_count > 0)
        finding_add(findings, &refusal_checks[REFUSAL_WITH_NEEDS]);
}

typedef enum EndFault {
    END_UNDATED,
    END_BEFORE_START,
    END_AHEAD,
    END_WITHOUT_REASON,
    END_UNWATCHED,
    END_WATCHED_BEFORE,
    END_NOBODY_WATCHES,
    END_NEVER_CHECKED,
    END_CHECKED_BEFORE,
    END_CHECKED_AFTER,
    END_UNTOLD,
} EndFault;

static const Check end_checks[] = {
    [END_UNDATED] = {"R-ID-11", EFFECT_REFUSE, "ends_on", "Enter the last day of support"},
    [END_BEFORE_START] = {"R-ID-11", EFFECT_REFUSE, "ends_on",
                          "The last day cannot be before the first"},
    [END_AHEAD] = {"R-ID-11", EFFECT_REFUSE, "ends_on", "The last day must be today or earlier"},
    [END_WITHOUT_REASON] = {"R-ID-11", EFFECT_REFUSE, "end_reason", "Choose why support ends"},
    [END_UNWATCHED] = {"R-ID-11", EFFECT_REFUSE, "monitor_until",
                       "Enter until when you will watch that the progress holds"},
    [END_WATCHED_BEFORE] = {"R-ID-11", EFFECT_REFUSE, "monitor_until",
                            "The last day of watching must be after support ends"},
    [END_NOBODY_WATCHES] = {"R-ID-11", EFFECT_REFUSE, "watched_by",
                            "Name who watches that the progress holds"},
    [END_NEVER_CHECKED] = {"R-ID-11", EFFECT_REFUSE, "check_1",
                           "Enter a day on which somebody looks whether the progress holds"},
    [END_CHECKED_BEFORE] = {"R-ID-11", EFFECT_REFUSE, "check",
                            "A check must be after support ends"},
    [END_CHECKED_AFTER] = {"R-ID-11", EFFECT_REFUSE, "check",
                           "A check must be within the days of watching"},
    [END_UNTOLD] = {"R-ID-11", EFFECT_FLAG, "family_told",
                    "The family has not been told that support ends"},
};

static const struct {
    const char *code;
    const char *words;
} end_reasons[] = {
    {"sustained", "Progress is sustained"}, {"ehc", "An EHC plan was issued"},
    {"left", "Left the setting"},           {"withdrew", "The family or young person withdrew"},
    {"error", "Identified in error"},       {"other", "Another reason"},
    {"not_sen", "Decided: not SEN"},        {"withdrawn", "The concern was withdrawn"},
};

const char *support_end_words(const char *end_reason)
{
    for (size_t i = 0; i < sizeof end_reasons / sizeof end_reasons[0]; i++)
        if (text_equal(end_reason, end_reasons[i].code))
            return end_reasons[i].words;
    return NULL;
}

static void check_watching(const SupportEnd *end, bool sustained, Findings *findings)
{
    bool any = false;
    for (size_t i = 0; i < end->check_count; i++) {
        Date check = end->checks[i];
        if (!date_is_set(check))
            continue;
        any = true;
        if (date_is_set(end->ends_on) && !after(check, end->ends_on))
            finding_add_item(findings, &end_checks[END_CHECKED_BEFORE], i + 1);
        if (after(end->monitor_until, end->ends_on) && after(check, end->monitor_until))
            finding_add_item(findings, &end_checks[END_CHECKED_AFTER], i + 1);
    }
    if (sustained && !any)
        finding_add(findings, &end_checks[END_NEVER_CHECKED]);
}

void register_check_end(const SupportEnd *end, Date today, Findings *findings)
{
    if (!date_is_set(end->ends_on))
        finding_add(findings, &end_checks[END_UNDATED]);
    if (after(end->started_on, end->ends_on))
        finding_add(findings, &end_checks[END_BEFORE_START]);
    if (after(end->ends_on, today))
        finding_add(findings, &end_checks[END_AHEAD]);
    if (support_end_words(end->end_reason) == NULL)
        finding_add(findings, &end_checks[END_WITHOUT_REASON]);
    bool sustained = text_equal(end->end_reason, "sustained");
    if (sustained && !date_is_set(end->monitor_until))
        finding_add(findings, &end_checks[END_UNWATCHED]);
    if (date_is_set(end->monitor_until) && date_is_set(end->ends_on) &&
        !after(end->monitor_until, end->ends_on))
        finding_add(findings, &end_checks[END_WATCHED_BEFORE]);
    if (sustained && !end->watcher_named)
        finding_add(findings, &end_checks[END_NOBODY_WATCHES]);
    check_watching(end, sustained, findings);
    if (!date_is_set(end->family_told))
        finding_add(findings, &end_checks[END_UNTOLD]);
}

typedef enum NoticeFault {
    NOTICE_UNDATED,
    NOTICE_AHEAD,
    NOTICE_EARLY,
    NOTICE_WITHOUT_METHOD,
    NOTICE_TO_NOBODY,
    NOTICE_WITHHELD,
} NoticeFault;

static const Check notice_checks[] = {
    [NOTICE_UNDATED] = {"R-P-1", EFFECT_REFUSE, "told_on", "Enter the day they were told"},
    [NOTICE_AHEAD] = {"R-P-1", EFFECT_REFUSE, "told_on",
                      "The day they were told must be today or earlier"},
    [NOTICE_EARLY] = {"R-P-1", EFFECT_REFUSE, "told_on",
                      "They cannot have been told before the decision"},
    [NOTICE_WITHOUT_METHOD] = {"R-P-1", EFFECT_REFUSE, "method", "Choose how they were told"},
    [NOTICE_TO_NOBODY] = {"R-P-1", EFFECT_REFUSE, "recipients", "Say who was told"},
    [NOTICE_WITHHELD] = {"F-ID-2", EFFECT_REFUSE, "recipients",
                         "This person may not be told. Take the name out."},
};

/* A college owes no such notice (R-FE-9), and still cannot have sent one tomorrow: what is wrong
 * in itself is found under Fourfold's own rule where the law's does not bind. */
static void add_notice(Findings *findings, NoticeFault fault)
{
    Check check = notice_checks[fault];
    if (rule_find(findings->pack, check.rule, findings->setting) == NULL)
        check.rule = "F-ID-2";
    finding_add(findings, &check);
}

static void add_refusal(Findings *findings, const ParentNotice *notice)
{
    Check check = notice_checks[NOTICE_WITHHELD];
    if (notice->refusal_field != NULL)
        check.field = notice->refusal_field;
    finding_add_saying(findings, &check, 0, notice->refusal);
}

void register_check_notice(const ParentNotice *notice, Date today, Findings *findings)
{
    static const char *const methods[] = {"letter", "email", "meeting", "phone_and_letter"};
    bool known = false;
    for (size_t i = 0; i < sizeof methods / sizeof methods[0]; i++)
        known = known || text_equal(notice->method, methods[i]);
    if (!date_is_set(notice->told_on))
        add_notice(findings, NOTICE_UNDATED);
    if (after(notice->told_on, today))
        add_notice(findings, NOTICE_AHEAD);
    if (after(notice->decided_on, notice->told_on))
        add_notice(findings, NOTICE_EARLY);
    if (!known)
        add_notice(findings, NOTICE_WITHOUT_METHOD);
    if (notice->refusal != NULL)
        add_refusal(findings, notice);
    else if (text_empty(notice->recipients))
        add_notice(findings, NOTICE_TO_NOBODY);
}

/* ---- What becomes of a letter ---------------------------------------------------------------- */

bool notice_may_become(const char *state, const char *next)
{
    static const char *const turns[][2] = {
        {"made", "sent"},      {"made", "delivered"},     {"made", "not_told"},
        {"sent", "delivered"}, {"sent", "returned"},      {"sent", "not_told"},
        {"returned", "sent"},  {"returned", "delivered"}, {"returned", "not_told"},
        {"not_told", "sent"},  {"not_told", "delivered"}, {"delivered", "returned"},
    };
    for (size_t i = 0; i < sizeof turns / sizeof turns[0]; i++)
        if (text_equal(turns[i][0], state) && text_equal(turns[i][1], next))
            return true;
    return false;
}

typedef enum ChangeFault {
    CHANGE_IMPOSSIBLE,
    CHANGE_UNDATED,
    CHANGE_AHEAD,
    CHANGE_EARLY,
    CHANGE_WITHOUT_METHOD,
    CHANGE_RETURNED_WHY,
    CHANGE_NOT_TOLD_WHY,
} ChangeFault;

static const Check change_checks[] = {
    [CHANGE_IMPOSSIBLE] = {"F-ID-2", EFFECT_REFUSE, "became",
                           "Choose what became of the letter since"},
    [CHANGE_UNDATED] = {"F-ID-2", EFFECT_REFUSE, "on_day", "Enter the day"},
    [CHANGE_AHEAD] = {"F-ID-2", EFFECT_REFUSE, "on_day", "The day must be today or earlier"},
    [CHANGE_EARLY] = {"F-ID-2", EFFECT_REFUSE, "on_day", "The letter was not made yet on that day"},
    [CHANGE_WITHOUT_METHOD] = {"F-ID-2", EFFECT_REFUSE, "way", "Choose how"},
    [CHANGE_RETURNED_WHY] = {"F-ID-2", EFFECT_REFUSE, "why", "Say why it came back"},
    [CHANGE_NOT_TOLD_WHY] = {"F-ID-2", EFFECT_REFUSE, "why", "Say why this person cannot be told"},
};

void register_check_notice_change(const NoticeChange *change, Date today, Findings *findings)
{
    const char *next = change->next;
    if (!notice_may_become(change->state, next))
        finding_add(findings, &change_checks[CHANGE_IMPOSSIBLE]);
    if (!date_is_set(change->on))
        finding_add(findings, &change_checks[CHANGE_UNDATED]);
    if (after(change->on, today))
        finding_add(findings, &change_checks[CHANGE_AHEAD]);
    if (after(change->made_on, change->on))
        finding_add(findings, &change_checks[CHANGE_EARLY]);
    bool goes = text_equal(next, "sent") || text_equal(next, "delivered");
    if (goes && text_empty(change->method))
        finding_add(findings, &change_checks[CHANGE_WITHOUT_METHOD]);
    if (text_equal(next, "returned") && text_empty(change->note))
        finding_add(findings, &change_checks[CHANGE_RETURNED_WHY]);
    if (text_equal(next, "not_told") && text_empty(change->note))
        finding_add(findings, &change_checks[CHANGE_NOT_TOLD_WHY]);
}

/* ---- Watching that progress holds ------------------------------------------------------------ */

typedef enum WatchFault {
    WATCH_UNDATED,
    WATCH_AHEAD,
    WATCH_EARLY,
    WATCH_NOTHING_FOUND,
    WATCH_SLIPPING_HOW,
} WatchFault;

static const Check watch_checks[] = {
    [WATCH_UNDATED] = {"R-ID-11", EFFECT_REFUSE, "looked_on", "Enter the day of the check"},
    [WATCH_AHEAD] = {"R-ID-11", EFFECT_REFUSE, "looked_on", "The day must be today or earlier"},
    [WATCH_EARLY] = {"R-ID-11", EFFECT_REFUSE, "looked_on",
                     "Support had not ended yet on that day"},
    [WATCH_NOTHING_FOUND] = {"R-ID-11", EFFECT_REFUSE, "found", "Choose what you found"},
    [WATCH_SLIPPING_HOW] = {"R-ID-11", EFFECT_REFUSE, "seen", "Say what shows that it is slipping"},
};

void register_check_watch(const WatchCheck *check, Date today, Findings *findings)
{
    bool slipping = text_equal(check->finding, "slipping");
    if (!date_is_set(check->on))
        finding_add(findings, &watch_checks[WATCH_UNDATED]);
    if (after(check->on, today))
        finding_add(findings, &watch_checks[WATCH_AHEAD]);
    if (after(check->ended_on, check->on))
        finding_add(findings, &watch_checks[WATCH_EARLY]);
    if (!slipping && !text_equal(check->finding, "held") && !text_equal(check->finding, "finished"))
        finding_add(findings, &watch_checks[WATCH_NOTHING_FOUND]);
    if (slipping && text_empty(check->note))
        finding_add(findings, &watch_checks[WATCH_SLIPPING_HOW]);
}

/* ---- The census ------------------------------------------------------------------------------ */

static SenStatus counts_as(const CensusPeriod *period, Date on)
{
    if (after(period->starts_on, on) || after(on, period->ends_on))
        return SEN_NONE;
    if (text_equal(period->level, "ehc"))
        return after(period->plan_final_on, on) ? SEN_SUPPORT : SEN_EHC_PLAN;
    return text_equal(period->level, "sen_support") ? SEN_SUPPORT : SEN_NONE;
}

const char *census_code_on(const CensusPeriod *periods, size_t count, Date on)
{
    SenStatus most = SEN_NONE;
    for (size_t i = 0; i < count; i++) {
        SenStatus status = counts_as(&periods[i], on);
        most = status > most ? status : most;
    }
    return sen_status_code(most);
}

/* The nth Thursday of a month. */
static Date thursday(int year, int month, int nth)
{
    Date first = date_of(year, month, 1);
    int ahead = ((int)THURSDAY - (int)date_weekday(first) + 7) % 7;
    return date_add_days(first, ahead + 7 * (nth - 1));
}

Date census_day_before(Date on)
{
    int year = date_civil(on).year;
    const Date days[] = {thursday(year, 10, 1), thursday(year, 5, 3), thursday(year, 1, 3)};
    for (size_t i = 0; i < sizeof days / sizeof days[0]; i++)
        if (date_compare(days[i], on) <= 0)
            return days[i];
    return thursday(year - 1, 10, 1);
}

typedef enum ConcernFault {
    CONCERN_WITHOUT_WORDS,
    CONCERN_UNDATED,
    CONCERN_AHEAD,
    CONCERN_OF_NOBODY,
    CONCERN_REPLY_EARLY,
    CONCERN_UNPROMISED,
} ConcernFault;

static const Check concern_checks[] = {
    [CONCERN_WITHOUT_WORDS] = {"R-ID-10", EFFECT_REFUSE, "wording",
                               "Enter the concern in their own words"},
    [CONCERN_UNDATED] = {"R-ID-10", EFFECT_REFUSE, "raised_on", "Enter the day it was raised"},
    [CONCERN_AHEAD] = {"R-ID-10", EFFECT_REFUSE, "raised_on",
                       "The day it was raised must be today or earlier"},
    [CONCERN_OF_NOBODY] = {"R-ID-10", EFFECT_REFUSE, "raised_by", "Choose who raised it"},
    [CONCERN_REPLY_EARLY] = {"R-ID-10", EFFECT_REFUSE, "reply_by",
                             "The day of the reply cannot be before the concern"},
    [CONCERN_UNPROMISED] = {"R-ID-10", EFFECT_FLAG, "reply_by",
                            "The family was not told by when they will hear"},
};

void register_check_concern(const ConcernEntry *concern, Date today, Findings *findings)
{
    static const char *const people[] = {"staff", "parent", "learner", "professional"};
    bool known = false;
    for (size_t i = 0; i < sizeof people / sizeof people[0]; i++)
        known = known || text_equal(concern->raised_by, people[i]);
    if (text_empty(concern->wording))
        finding_add(findings, &concern_checks[CONCERN_WITHOUT_WORDS]);
    if (!date_is_set(concern->raised_on))
        finding_add(findings, &concern_checks[CONCERN_UNDATED]);
    if (after(concern->raised_on, today))
        finding_add(findings, &concern_checks[CONCERN_AHEAD]);
    if (!known)
        finding_add(findings, &concern_checks[CONCERN_OF_NOBODY]);
    if (after(concern->raised_on, concern->reply_by))
        finding_add(findings, &concern_checks[CONCERN_REPLY_EARLY]);
    if (text_equal(concern->raised_by, "parent") && !date_is_set(concern->reply_by))
        finding_add(findings, &concern_checks[CONCERN_UNPROMISED]);
}

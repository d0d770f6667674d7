#include "do/provision_rules.h"

#define DAYS_IN_SCHOOL_WEEK 5
#define LONGEST_SESSION     (8 * 60) /* minutes: a whole day out */

typedef enum SessionFault {
    SESSION_UNDATED,
    SESSION_AHEAD,
    SESSION_OUTSIDE,
    SESSION_CLOSED_DAY,
    SESSION_WITHOUT_REASON,
    SESSION_OTHER_REASON,
    SESSION_BOTH,
    SESSION_LENGTH,
} SessionFault;

static const Check checks[] = {
    [SESSION_UNDATED] = {"F-D-1", EFFECT_REFUSE, "held_on", "Enter the day of the session"},
    [SESSION_AHEAD] = {"F-D-1", EFFECT_REFUSE, "held_on",
                       "The session must be today or earlier: log it when it has taken place"},
    [SESSION_OUTSIDE] = {"F-D-1", EFFECT_ASK_REASON, "note",
                         "This day is outside the dates in the plan. Say why in the note."},
    [SESSION_CLOSED_DAY] = {"F-D-1", EFFECT_FLAG, "held_on", "The {school} was closed on this day"},
    [SESSION_WITHOUT_REASON] = {"R-D-3", EFFECT_REFUSE, "missed_reason",
                                "Choose why it did not take place"},
    [SESSION_OTHER_REASON] = {"R-D-3", EFFECT_ASK_REASON, "note",
                              "Say in the note why it did not take place"},
    [SESSION_BOTH] = {"R-D-3", EFFECT_REFUSE, "missed_reason",
                      "A session that took place has no reason for being missed"},
    [SESSION_LENGTH] = {"F-D-1", EFFECT_REFUSE, "minutes",
                        "Enter the minutes as a number from 1 to 480"},
};

static const MissedReason reasons[] = {
    {"learner_absent", "Was away"},         {"staff_absent", "Adult was away"},
    {"room", "No room was free"},           {"trip", "Trip or event"},
    {"refused", "Learner did not want to"}, {"other", "Another reason"},
};

const MissedReason *missed_reasons(size_t *count)
{
    *count = sizeof reasons / sizeof reasons[0];
    return reasons;
}

const char *missed_reason_words(const char *code)
{
    for (size_t i = 0; i < sizeof reasons / sizeof reasons[0]; i++)
        if (text_equal(code, reasons[i].code))
            return reasons[i].words;
    return NULL;
}

static bool outside(const PlannedProvision *provision, Date date)
{
    return date_compare(date, provision->starts_on) < 0 ||
           (date_is_set(provision->ends_on) && date_compare(date, provision->ends_on) > 0);
}

static void check_day(const SessionEntry *entry, const PlannedProvision *provision, Date today,
                      const SchoolCalendar *calendar, Findings *findings)
{
    if (!date_is_set(entry->held_on)) {
        finding_add(findings, &checks[SESSION_UNDATED]);
        return;
    }
    if (date_compare(entry->held_on, today) > 0)
        finding_add(findings, &checks[SESSION_AHEAD]);
    if (outside(provision, entry->held_on) && text_empty(entry->note))
        finding_add(findings, &checks[SESSION_OUTSIDE]);
    if (!school_day(calendar, entry->held_on))
        finding_add(findings, &checks[SESSION_CLOSED_DAY]);
}

static void check_missed(const SessionEntry *entry, Findings *findings)
{
    if (entry->delivered) {
        if (!text_empty(entry->missed_reason))
            finding_add(findings, &checks[SESSION_BOTH]);
        return;
    }
    if (missed_reason_words(entry->missed_reason) == NULL)
        finding_add(findings, &checks[SESSION_WITHOUT_REASON]);
    else if (text_equal(entry->missed_reason, "other") && text_empty(entry->note))
        finding_add(findings, &checks[SESSION_OTHER_REASON]);
}

void provision_check_session(const SessionEntry *entry, const PlannedProvision *provision,
                             Date today, const SchoolCalendar *calendar, Findings *findings)
{
    check_day(entry, provision, today, calendar, findings);
    check_missed(entry, findings);
    if (entry->minutes.present &&
        (entry->minutes.value < 1 || entry->minutes.value > LONGEST_SESSION))
        finding_add(findings, &checks[SESSION_LENGTH]);
}

int provision_planned_sessions(const PlannedProvision *provision, const SchoolCalendar *calendar,
                               Date until)
{
    Date last = until;
    if (date_is_set(provision->ends_on) && date_compare(provision->ends_on, until) < 0)
        last = provision->ends_on;
    int days = school_days_between(calendar, date_add_days(provision->starts_on, -1), last);
    return days * provision->times_a_week / DAYS_IN_SCHOOL_WEEK;
}

Dose provision_dose(const Clocks *clocks, int planned, int delivered)
{
    Dose dose = {.planned = planned, .delivered = delivered};
    if (planned > 0)
        dose.percent = (int)((long long)delivered * 100 / planned);
    dose.fairly_tested = planned > 0 && dose.percent >= clocks->fairly_tested_percent;
    return dose;
}

const char *provision_dose_words(Arena *arena, const Dose *dose)
{
    if (dose->planned == 0)
        return dose->delivered == 0 ? "No sessions planned yet"
                                    : arena_print(arena, "%d %s, none planned", dose->delivered,
                                                  dose->delivered == 1 ? "session" : "sessions");
    return arena_print(arena, "%d of %d %s%s", dose->delivered, dose->planned,
                       dose->planned == 1 ? "session" : "sessions",
                       dose->fairly_tested ? "" : ": not fairly tested");
}

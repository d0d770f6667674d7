#include "duty/duty.h"

static Date later(Date a, Date b)
{
    return date_compare(a, b) > 0 ? a : b;
}

static bool kind_counts(const DutySetting *setting, const MeetingFact *meeting)
{
    switch (meeting->kind) {
    case MEETING_PLAN:
    case MEETING_REVIEW:
    case MEETING_COPRODUCTION:
        return true;
    case MEETING_PARENTS_EVENING:
        return setting->count_parents_evening;
    case MEETING_ANNUAL_REVIEW:
        return setting->count_annual_review && meeting->covered_plan;
    case MEETING_STAFF:
        break;
    }
    return false;
}

static bool between(Date date, Date first, Date last)
{
    return date_compare(first, date) <= 0 && date_compare(date, last) <= 0;
}

static int held_between(const DutySetting *setting, const LearnerFacts *facts, Date first,
                        Date last)
{
    int held = 0;
    for (size_t i = 0; i < facts->meeting_count; i++) {
        const MeetingFact *meeting = &facts->meetings[i];
        if (meeting->held && meeting->family_took_part && meeting->note_written &&
            kind_counts(setting, meeting) && between(meeting->on, first, last))
            held++;
    }
    return held;
}

/* Offered at least twice and not taken up: shown, never counted as held. */
static int attempted_between(const DutySetting *setting, const LearnerFacts *facts, Date first,
                             Date last)
{
    int attempted = 0;
    for (size_t i = 0; i < facts->meeting_count; i++) {
        const MeetingFact *meeting = &facts->meetings[i];
        if (!meeting->held && meeting->invitations >= 2 && kind_counts(setting, meeting) &&
            between(meeting->on, first, last))
            attempted++;
    }
    return attempted;
}

/* Adds one term of this school year to the count. */
static void count_term(const DutySetting *setting, const Term *term, MeetingCount *count)
{
    count->expected++;
    if (!date_is_set(count->since))
        count->since = term->first;
    if (date_compare(term->last, setting->today) < 0)
        count->terms_ended++;
    /* The first term that the meetings held so far do not reach. */
    if (!date_is_set(count->due) && count->expected > count->held)
        count->due = term->last;
}

static MeetingStanding standing_of(const MeetingCount *count, const Term *now)
{
    if (count->held < count->terms_ended)
        return MEETINGS_OVERDUE;
    if (count->held >= count->expected)
        return MEETINGS_ON_TRACK;
    return now != NULL && count->held == count->terms_ended ? MEETINGS_DUE : MEETINGS_ON_TRACK;
}

static bool counted_here(const DutySetting *setting, const LearnerFacts *facts)
{
    const RulePack *pack = rule_pack_on(setting->today);
    return rule_find(pack, "R-M-1", setting->type) != NULL &&
           (facts->sen_support || facts->ehc_plan) && date_is_set(facts->support_from);
}

MeetingCount meeting_count(const DutySetting *setting, const LearnerFacts *facts)
{
    MeetingCount count = {.since = DATE_NONE, .due = DATE_NONE};
    if (!counted_here(setting, facts))
        return count;
    int year = academic_year(setting->today);
    Date from = later(academic_year_start(setting->today), facts->support_from);
    count.held = held_between(setting, facts, from, setting->today);
    count.attempted = attempted_between(setting, facts, from, setting->today);
    for (size_t i = 0; i < setting->calendar->term_count; i++) {
        const Term *term = &setting->calendar->terms[i];
        if (academic_year(term->first) == year &&
            date_compare(term->last, facts->support_from) >= 0)
            count_term(setting, term, &count);
    }
    if (count.expected > 0)
        count.standing = standing_of(&count, school_term(setting->calendar, setting->today));
    return count;
}

const char *meeting_count_words(Arena *arena, const MeetingCount *count)
{
    if (count->standing == MEETINGS_NOT_COUNTED)
        return "";
    return arena_print(arena, "%d of %d meetings held", count->held, count->expected);
}

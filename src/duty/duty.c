#include "duty/duty.h"

#include <stdlib.h>
#include <string.h>

#include "platform/base/log.h"

/* The duties of one learner, while they are gathered. */
typedef struct Gathering {
    Arena *arena;
    const DutySetting *setting;
    const LearnerFacts *facts;
    const RulePack *pack;
    Duties duties;
    size_t capacity;
} Gathering;

static bool before(Date a, Date b)
{
    return date_compare(a, b) < 0;
}

/* True when `done` answers what was set off by `cause`. */
static bool settled(Date cause, Date done)
{
    return date_is_set(done) && !before(done, cause);
}

static void put_band(Duty *duty, const RulePack *pack, Date today)
{
    int days_over = date_days_between(duty->limit, today);
    if (days_over > 0 && !duty->attempted) {
        duty->band = DUTY_LATE;
        duty->days_late = days_over;
        duty->escalate = days_over > pack->clocks.escalate_days;
        return;
    }
    bool soon = date_days_between(today, duty->due) <= pack->clocks.soon_days;
    duty->band = soon ? DUTY_SOON : DUTY_ON_TRACK;
}

static Duty *room_for_one(Gathering *gathering)
{
    Duties *duties = &gathering->duties;
    if (duties->count == gathering->capacity) {
        size_t capacity = gathering->capacity == 0 ? 8 : gathering->capacity * 2;
        Duty *items = arena_array(gathering->arena, Duty, capacity);
        if (duties->count > 0)
            memcpy(items, duties->items, duties->count * sizeof *items);
        duties->items = items;
        gathering->capacity = capacity;
    }
    return &duties->items[duties->count++];
}

/* Adds the duty unless its rule does not bind this kind of setting. `limit` is the agreed or
 * reckoned day; the duty is due on the last open day up to then, and late only after it. */
static void add(Gathering *gathering, const char *rule_id, DutyStep step, Date since, Date limit,
                Duty told)
{
    const DutySetting *setting = gathering->setting;
    const Rule *rule = rule_find(gathering->pack, rule_id, setting->type);
    if (rule == NULL)
        return;
    told.learner = gathering->facts->learner;
    told.rule = rule->id;
    told.strength = rule->strength;
    told.source = rule->source;
    told.verified = rule->verified;
    told.step = step;
    told.since = since;
    told.limit = limit;
    told.due = school_day_on_or_before(setting->calendar, limit);
    put_band(&told, gathering->pack, setting->today);
    *room_for_one(gathering) = told;
}

static const char *on_day(Gathering *gathering, const char *start, Date date)
{
    return arena_print(gathering->arena, "%s %s.", start, date_long(gathering->arena, date));
}

/* R-P-1: the law names no number of days; the clock is the field's. Without a day of decision no
 * clock can run, so the notice is late at once; so it is when a letter came back. */
static void notice(Gathering *gathering)
{
    const LearnerFacts *facts = gathering->facts;
    if (!facts->sen_support)
        return;
    Date decided =
        date_is_set(facts->support_decided) ? facts->support_decided : facts->support_from;
    if (date_is_set(facts->family_told))
        return;
    const char *what = facts->young_person ? "Tell the young person that SEN Support has started"
                                           : "Tell the parents that SEN Support has started";
    const Clocks *clocks = &gathering->pack->clocks;
    if (facts->notices > 0 && date_is_set(decided)) {
        Date limit =
            school_days_after(gathering->setting->calendar, decided, clocks->notice_school_days);
        if (facts->notices_returned > 0)
            limit = date_add_days(gathering->setting->today, -1);
        const char *why = arena_print(gathering->arena,
                                      "%s%d of %d letters of the decision of %s "
                                      "not settled yet.",
                                      facts->notices_returned > 0 ? "A letter came back. " : "",
                                      facts->notices - facts->notices_settled, facts->notices,
                                      date_long(gathering->arena, decided));
        add(gathering, "R-P-1", STEP_RECORD_NOTICE, decided, limit,
            (Duty){.what = what, .why = why});
    } else if (date_is_set(decided)) {
        Date limit =
            school_days_after(gathering->setting->calendar, decided, clocks->notice_school_days);
        add(gathering, "R-P-1", STEP_RECORD_NOTICE, decided, limit,
            (Duty){.what = what, .why = on_day(gathering, "SEN Support was decided on", decided)});
    } else {
        Date yesterday = date_add_days(gathering->setting->today, -1);
        add(gathering, "R-P-1", STEP_RECORD_NOTICE, DATE_NONE, yesterday,
            (Duty){.what = what, .why = "There is no record of when SEN Support was decided."});
    }
}

/* F-A-1: an assessment that stays open helps nobody. */
static void assessment(Gathering *gathering)
{
    Date since = gathering->facts->assessing_since;
    if (!date_is_set(since))
        return;
    Date limit = school_weeks_after(gathering->setting->calendar, since,
                                    gathering->pack->clocks.assess_school_weeks);
    add(gathering, "F-A-1", STEP_FINISH_ASSESSMENT, since, limit,
        (Duty){.what = "Finish the assessment",
               .why = on_day(gathering, "The assessment was begun on", since)});
}

/* R-P-5 */
static void plan_shared(Gathering *gathering)
{
    const LearnerFacts *facts = gathering->facts;
    if (!date_is_set(facts->plan_final) || settled(facts->plan_final, facts->plan_shared))
        return;
    Date limit = school_days_after(gathering->setting->calendar, facts->plan_final,
                                   gathering->pack->clocks.share_plan_school_days);
    add(gathering, "R-P-5", STEP_SHARE_PLAN, facts->plan_final, limit,
        (Duty){.what = facts->young_person ? "Share the plan with the young person"
                                           : "Share the plan with the parents",
               .why = on_day(gathering, "The plan was made final on", facts->plan_final)});
}

/* R-P-2 when a plan in force has no review date, otherwise R-R-1. */
static void review(Gathering *gathering)
{
    const LearnerFacts *facts = gathering->facts;
    if (!date_is_set(facts->plan_final) || settled(facts->plan_final, facts->review_held))
        return;
    if (date_is_set(facts->review_on)) {
        add(gathering, "R-R-1", STEP_HOLD_REVIEW, facts->plan_final, facts->review_on,
            (Duty){.what = "Hold the review",
                   .why = on_day(gathering, "The review was agreed for", facts->review_on)});
        return;
    }
    add(gathering, "R-P-2", STEP_AGREE_REVIEW_DATE, facts->plan_final, facts->plan_final,
        (Duty){.what = "Agree a review date", .why = "The plan in force has no review date."});
}

/* F-R-1: the agreed review date of the old setting is not ours to keep. A plan of our own that was
 * made final since has taken its place. */
static void inherited_plan(Gathering *gathering)
{
    const LearnerFacts *facts = gathering->facts;
    if (!date_is_set(facts->inherited_on) || settled(facts->inherited_on, facts->review_held) ||
        settled(facts->inherited_on, facts->plan_final))
        return;
    Date limit = date_add_days(facts->inherited_on, gathering->pack->clocks.inherited_review_days);
    add(gathering, "F-R-1", STEP_REVIEW_ARRIVAL, facts->inherited_on, limit,
        (Duty){.what = "Review the plan from the last setting",
               .why = on_day(gathering, "They joined with a plan on", facts->inherited_on)});
}

/* R-D-3: counted in school days, so that a holiday is never a gap. */
static void sessions(Gathering *gathering)
{
    const LearnerFacts *facts = gathering->facts;
    if (!facts->doing || !facts->sessions_planned || !date_is_set(facts->doing_since))
        return;
    bool logged = settled(facts->doing_since, facts->last_session);
    Date since = logged ? facts->last_session : facts->doing_since;
    Date limit = school_days_after(gathering->setting->calendar, since,
                                   gathering->pack->clocks.session_gap_school_days);
    if (!before(limit, gathering->setting->today))
        return; /* the next session is not a duty until it has been missed for long */
    add(gathering, "R-D-3", STEP_LOG_SESSION, since, limit,
        (Duty){.what = "Log the sessions, or say why there were none",
               .why = on_day(gathering,
                             logged ? "The last session logged was on"
                                    : "No session has been logged since the plan began on",
                             since)});
}

/* R-R-4 */
static void review_copy(Gathering *gathering)
{
    const LearnerFacts *facts = gathering->facts;
    if (!date_is_set(facts->review_held) || settled(facts->review_held, facts->review_copy))
        return;
    Date limit = school_days_after(gathering->setting->calendar, facts->review_held,
                                   gathering->pack->clocks.review_copy_school_days);
    add(gathering, "R-R-4", STEP_GIVE_REVIEW_COPY, facts->review_held, limit,
        (Duty){.what = facts->young_person ? "Give the young person a copy of the review"
                                           : "Give the parents a copy of the review",
               .why = on_day(gathering, "The review was held on", facts->review_held)});
}

/* R-YP-4: what the parents had before does not simply go on. */
static void sharing(Gathering *gathering)
{
    const LearnerFacts *facts = gathering->facts;
    bool supported = facts->sen_support || facts->ehc_plan;
    if (!supported || !date_is_set(facts->rights_since) ||
        settled(facts->rights_since, facts->sharing_asked))
        return;
    Date limit = school_days_after(gathering->setting->calendar, facts->rights_since,
                                   gathering->pack->clocks.ask_sharing_school_days);
    add(gathering, "R-YP-4", STEP_ASK_SHARING, facts->rights_since, limit,
        (Duty){.what = "Ask the young person who may be told",
               .why = on_day(gathering, "The rights are their own since", facts->rights_since)});
}

static void tell_what_was_decided(Gathering *gathering, const char *rule, Date made_on)
{
    add(gathering, rule, STEP_TELL_ENDING, made_on,
        school_days_after(gathering->setting->calendar, made_on,
                          gathering->pack->clocks.notice_school_days),
        (Duty){.what = "Tell the family what was decided",
               .why = on_day(gathering, "The letter was made on", made_on)});
}

/* R-ID-11: the family is told that support ends, and progress is shown to last. R-ID-10, R-ID-4: a
 * worry that is not SEN is answered, and good teaching is looked at again. */
static void ending(Gathering *gathering)
{
    const LearnerFacts *facts = gathering->facts;
    if (date_is_set(facts->ending_untold))
        tell_what_was_decided(gathering, "R-ID-11", facts->ending_untold);
    if (date_is_set(facts->refusal_untold))
        tell_what_was_decided(gathering, "R-ID-10", facts->refusal_untold);
    if (date_is_set(facts->check_on))
        add(gathering, "R-ID-11", STEP_CHECK_PROGRESS, facts->check_on, facts->check_on,
            (Duty){.what = "Look whether progress holds",
                   .why = on_day(gathering, "The check was agreed for", facts->check_on)});
    if (date_is_set(facts->teaching_check_on))
        add(gathering, "R-ID-4", STEP_CHECK_PROGRESS, facts->teaching_check_on,
            facts->teaching_check_on,
            (Duty){.what = "Look whether good teaching is enough",
                   .why = on_day(gathering, "No SEN Support, and it was to be looked at again on",
                                 facts->teaching_check_on)});
}

/* R-ID-10; F-ID-3 to whoever works here */
static void concern_reply(Gathering *gathering, const ConcernFact *concern)
{
    bool promised = date_is_set(concern->reply_by);
    Date limit = promised ? concern->reply_by
                          : school_days_after(gathering->setting->calendar, concern->raised_on,
                                              gathering->pack->clocks.concern_reply_school_days);
    const char *why = promised ? on_day(gathering, "A reply was promised by", concern->reply_by)
                               : on_day(gathering, "The concern was raised on", concern->raised_on);
    add(gathering, concern->of_staff ? "F-ID-3" : "R-ID-10", STEP_REPLY_TO_CONCERN,
        concern->raised_on, limit,
        (Duty){.subject = concern->id, .what = "Reply to the concern", .why = why});
}

/* R-ID-4: good teaching, talk and watching are looked at again on the day that was set. */
static void concern_check(Gathering *gathering, const ConcernFact *concern)
{
    const char *why = on_day(gathering, "It was to be looked at again on", concern->check_on);
    add(gathering, "R-ID-4", STEP_CHECK_CONCERN, concern->raised_on, concern->check_on,
        (Duty){.subject = concern->id, .what = "Look at the concern again", .why = why});
}

static void concerns(Gathering *gathering)
{
    for (size_t i = 0; i < gathering->facts->concern_count; i++) {
        const ConcernFact *concern = &gathering->facts->concerns[i];
        if (!date_is_set(concern->replied_on))
            concern_reply(gathering, concern);
        else if (date_is_set(concern->check_on))
            concern_check(gathering, concern);
    }
}

/* R-EY-3: from the second birthday to the third. */
static void two_year_check(Gathering *gathering)
{
    Date limit = gathering->facts->third_birthday;
    if (!date_is_set(limit))
        return;
    Date since = date_add_months(limit, -12);
    if (before(gathering->setting->today, since) ||
        before(date_add_months(limit, 12), gathering->setting->today))
        return;
    add(gathering, "R-EY-3", STEP_TWO_YEAR_CHECK, since, limit,
        (Duty){.what = "Write the progress check at the age of two",
               .why = on_day(gathering, "The third birthday is on", limit)});
}

/* R-M-1 */
static void meetings(Gathering *gathering)
{
    MeetingCount count = meeting_count(gathering->setting, gathering->facts);
    if (count.standing == MEETINGS_NOT_COUNTED || !date_is_set(count.due))
        return;
    const char *why = arena_print(gathering->arena, "%s this school year.",
                                  meeting_count_words(gathering->arena, &count));
    add(gathering, "R-M-1", STEP_HOLD_MEETING, count.since, count.due,
        (Duty){
            .what = gathering->facts->young_person ? "Meet the young person" : "Meet the parents",
            .why = why,
            .attempted = count.attempted > 0 && count.held + count.attempted >= count.terms_ended});
}

static int compare_duties(const void *left, const void *right)
{
    const Duty *a = left;
    const Duty *b = right;
    if (a->band != b->band)
        return (int)a->band - (int)b->band;
    if (a->strength != b->strength)
        return (int)a->strength - (int)b->strength;
    int by_day = date_compare(a->limit, b->limit);
    if (by_day != 0)
        return by_day;
    if (a->step != b->step)
        return (int)a->step - (int)b->step;
    return (a->subject > b->subject) - (a->subject < b->subject);
}

Duties duties_of_learner(Arena *arena, const DutySetting *setting, const LearnerFacts *facts)
{
    ASSERT(date_is_set(setting->today) && setting->calendar != NULL);
    Gathering gathering = {
        .arena = arena, .setting = setting, .facts = facts, .pack = rule_pack_on(setting->today)};
    notice(&gathering);
    assessment(&gathering);
    plan_shared(&gathering);
    review(&gathering);
    inherited_plan(&gathering);
    sessions(&gathering);
    review_copy(&gathering);
    ending(&gathering);
    sharing(&gathering);
    concerns(&gathering);
    two_year_check(&gathering);
    meetings(&gathering);
    if (gathering.duties.count > 1)
        qsort(gathering.duties.items, gathering.duties.count, sizeof(Duty), compare_duties);
    return gathering.duties;
}

static const char *days_words(Arena *arena, const char *before_words, int days)
{
    return arena_print(arena, "%s%d %s", before_words, days, days == 1 ? "day" : "days");
}

const char *duty_when_words(Arena *arena, const Duty *duty, Date today)
{
    if (duty->band == DUTY_LATE)
        return days_words(arena, "late ", duty->days_late);
    if (duty->attempted)
        return "offered, not taken up";
    int days = date_days_between(today, duty->due);
    if (days == 0)
        return "due today";
    if (days > 0 && duty->band == DUTY_SOON)
        return days_words(arena, "due in ", days);
    return arena_print(arena, "due by %s", date_medium(arena, days < 0 ? duty->limit : duty->due));
}

/* What was done in each round: a line for each session on a school day. */
#include "demo/telling.h"
#include "do/provision.h"
#include "platform/base/text.h"

enum { DELIVERED_PERCENT = 87, POORLY_DELIVERED_PERCENT = 60, NOTE_PERCENT = 22, WELL = 50 };
enum { SOME_HELP = 85 }; /* and the rest was hard */

static const char *const good_notes[] = {
    "Settled at once and stayed with it.",
    "Asked to go on for longer.",
    "Remembered everything from last time.",
    "Showed somebody else how it goes.",
    "Best session so far.",
    "Put {himself} right twice.",
    "Proud of it, and rightly.",
    "Did the last part alone.",
    "Talked about it all the way back to class.",
    "No prompts needed after the first.",
    "Laughed a lot and worked a lot.",
    "Chose the harder set.",
};
static const char *const hard_notes[] = {
    "Tired today. We did the short version.",
    "Needed a reminder for each step.",
    "Hard to get started, better at the end.",
    "Upset about something from play.",
    "Lost the thread when the corridor got loud.",
    "Not today’s favourite.",
    "Stopped half way by agreement.",
    "Back to the easier set.",
};

/* What may keep a session from taking place, in its season. */
static const struct {
    const char *words;
    int from_month, until_month;
} other_reasons[] = {
    {"Flu vaccinations took the room and the time.", 10, 11},
    {"Nativity rehearsal ran on.", 12, 12},
    {"Author visit, and {he} did not want to miss it.", 2, 3},
    {"Sports day practice ran on.", 6, 7},
    {"Class photograph.", 1, 12},
    {"Fire drill.", 1, 12},
};

/* Monday is bit 0. */
static unsigned days_of_week(int times, int number)
{
    static const unsigned once[] = {2, 4, 8, 16, 1};
    static const unsigned masks[] = {0, 0, 0x0A, 0x15, 0x0F, 0x1F};
    return times == 1 ? once[number % 5] : masks[times];
}

static bool falls_on(const Telling *telling, const OutcomeStory *story, Date date)
{
    unsigned days = days_of_week(story->times, telling->number);
    return (days >> (unsigned)date_weekday(date) & 1U) != 0 &&
           school_day(&telling->calendar->calendar, date) && !demo_bank_holiday(date);
}

/* Each everyday note comes round only after all the others. */
static const char *everyday_note(Telling *telling, Strand *strand, bool well)
{
    size_t good = sizeof good_notes / sizeof good_notes[0];
    size_t hard = sizeof hard_notes / sizeof hard_notes[0];
    if (strand->everyday == 0)
        strand->everyday = (size_t)dice_below(&telling->dice, (int)(good * hard)) + 1;
    size_t turn = strand->everyday++;
    return telling_text(telling, well ? good_notes[turn % good] : hard_notes[turn % hard]);
}

/* The story's own notes are for the last two rounds, each once; the rest is everyday. */
static const char *note_of(Telling *telling, Strand *strand, bool well)
{
    if (!dice_chance(&telling->dice, NOTE_PERCENT))
        return NULL;
    const char *const *own = strand->story->notes;
    int from = well ? 0 : NOTES_OF_GOOD, until = well ? NOTES_OF_GOOD : OUTCOME_NOTES;
    bool late_round = telling->round + 2 >= telling->timeline.count;
    for (int i = from; i < until && late_round; i++)
        if ((strand->notes & 1U << (unsigned)i) == 0) {
            strand->notes |= 1U << (unsigned)i;
            return telling_text(telling, own[i]);
        }
    return everyday_note(telling, strand, well);
}

static void fill_delivered(Telling *telling, Strand *strand, ProvisionSession *session)
{
    int roll = dice_below(&telling->dice, 100);
    session->delivered = true;
    session->minutes = (OptionalInteger){true, strand->story->minutes};
    session->response = roll < WELL ? "well" : roll < SOME_HELP ? "some_help" : "hard";
    if (roll < WELL || roll >= SOME_HELP)
        session->note = note_of(telling, strand, roll < WELL);
}

static const char *other_reason(Telling *telling, Date date)
{
    size_t count = sizeof other_reasons / sizeof other_reasons[0];
    int month = date_civil(date).month;
    size_t at = (size_t)dice_below(&telling->dice, (int)count);
    while (month < other_reasons[at].from_month || month > other_reasons[at].until_month)
        at = (at + 1) % count;
    return telling_text(telling, other_reasons[at].words);
}

static void fill_missed(Telling *telling, ProvisionSession *session)
{
    static const char *const reasons[] = {"learner_absent", "learner_absent", "learner_absent",
                                          "learner_absent", "staff_absent",   "staff_absent",
                                          "staff_absent",   "trip",           "room",
                                          "refused",        "other"};
    size_t count = sizeof reasons / sizeof reasons[0];
    session->missed_reason = reasons[dice_below(&telling->dice, (int)count)];
    if (text_equal(session->missed_reason, "other"))
        session->note = other_reason(telling, session->held_on);
}

static Error *log_session(Telling *telling, Strand *strand, Date date)
{
    bool poorly = telling->number % 19 == 0;
    ProvisionSessionId id;
    const Cast *cast = telling->cast;
    ProvisionSession session = {
        .provision_id = strand->provision_id,
        .held_on = date,
        .logged_by = strand->story->by == BY_MENTOR ? cast->mentor->id
                                                    : telling->child->class->assistant->id,
        .logged_at =
            moment_london(date, 9 + dice_below(&telling->dice, 6), dice_below(&telling->dice, 60)),
    };
    if (dice_chance(&telling->dice, poorly ? POORLY_DELIVERED_PERCENT : DELIVERED_PERCENT))
        fill_delivered(telling, strand, &session);
    else
        fill_missed(telling, &session);
    return provision_log(telling->db, cast->school, telling->child->id, &session, &id);
}

static Date earlier(Date a, Date b)
{
    return date_compare(a, b) < 0 ? a : b;
}

Error *tell_sessions(Telling *telling)
{
    const Round *round = telling_round(telling);
    bool late = telling_is_newest(telling) && telling_stand(telling) == STAND_LATE;
    Date last = telling->timeline.log_until;
    if (date_is_set(round->held_on))
        last = round->held_on;
    if (!late)
        last = earlier(last, round->review_on);
    for (Date date = demo_school_days_before(telling->calendar, round->planned_on, -1);
         date_compare(date, last) <= 0; date = date_add_days(date, 1))
        for (size_t i = 0; i < telling->strand_count; i++) {
            Strand *strand = &telling->strands[i];
            if (!strand->stopped && falls_on(telling, strand->story, date))
                TRY(log_session(telling, strand, date));
        }
    return NULL;
}

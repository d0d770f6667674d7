#include "agenda/agenda.h"

#include "agenda/agenda_sql.h"
#include "learner/entitlement.h"
#include "platform/base/log.h"
#include "school/school.h"

enum { THIRD_BIRTHDAY = 36 }; /* months */

/* Each list is in the order of learners' ids; `at` is the first row not yet passed. */
typedef struct Facts {
    struct agenda_learners_rows learners;
    struct agenda_reviews_rows reviews;
    struct agenda_concerns_rows concerns;
    size_t review_at, concern_at;
} Facts;

static Error *read_facts(Db *db, Arena *arena, SchoolId school, StaffId staff, LearnerId learner,
                         Date today, Date born_after, Facts *facts)
{
    /* A review of last July may still lack its copy in September. */
    Date since = date_add_months(academic_year_start(today), -12);
    TRY(agenda_learners(db, arena, school, staff, learner, born_after, today, &facts->learners));
    TRY(agenda_reviews(db, arena, school, since, staff, learner, today, &facts->reviews));
    return agenda_concerns(db, arena, school, staff, learner, today, &facts->concerns);
}

/* Passes over the rows of learners before this one; gives how many are of this one. */
#define ROWS_OF(list, at, learner, count)                                                          \
    do {                                                                                           \
        while ((at) < (list).count && (list).items[at].learner_id.n < (learner))                   \
            (at)++;                                                                                \
        (count) = 0;                                                                               \
        while ((at) + (count) < (list).count &&                                                    \
               (list).items[(at) + (count)].learner_id.n == (learner))                             \
            (count)++;                                                                             \
    } while (0)

static void take_status(const struct agenda_learners_row *row, LearnerFacts *about)
{
    if (!date_is_set(row->support_from))
        return;
    about->support_from = row->support_from;
    about->support_decided = row->support_decided;
    about->family_told = row->family_told;
    about->notices = row->notices;
    about->notices_settled = row->notices_settled;
    about->notices_returned = row->notices_returned;
}

static void take_cycle(const struct agenda_learners_row *row, LearnerFacts *about)
{
    CycleState state;
    if (row->state == NULL)
        return;
    ASSERT(cycle_state_parse(row->state, &state));
    if (state == CYCLE_ASSESSING)
        about->assessing_since = row->opened_on;
    if (cycle_is_over(state))
        return;
    about->plan_final = row->finalised_on;
    about->plan_shared = row->shared_on;
    about->review_on = row->review_on;
    about->doing = state == CYCLE_DOING;
    about->doing_since = row->planned_on;
    about->sessions_planned = row->provisions > 0;
    about->last_session = row->last_session;
}

static void take_reviews(Facts *facts, Arena *arena, int64_t learner, LearnerFacts *about)
{
    size_t count;
    ROWS_OF(facts->reviews, facts->review_at, learner, count);
    MeetingFact *meetings = arena_array(arena, MeetingFact, count);
    for (size_t i = 0; i < count; i++) {
        const struct agenda_reviews_row *row = &facts->reviews.items[facts->review_at + i];
        meetings[i] = (MeetingFact){
            .on = row->held_on,
            .kind = MEETING_REVIEW,
            .held = true,
            .family_took_part = !text_equal(row->method, "paper") && !text_empty(row->parent_view),
            .note_written = true,
        };
        about->review_held = row->held_on;
        about->review_copy = row->copy_given_on;
    }
    about->meeting_count = count;
    about->meetings = meetings;
}

static void take_concerns(Facts *facts, Arena *arena, int64_t learner, LearnerFacts *about)
{
    size_t count;
    ROWS_OF(facts->concerns, facts->concern_at, learner, count);
    ConcernFact *concerns = arena_array(arena, ConcernFact, count);
    for (size_t i = 0; i < count; i++) {
        const struct agenda_concerns_row *row = &facts->concerns.items[facts->concern_at + i];
        concerns[i] = (ConcernFact){.id = row->id.n,
                                    .of_staff = text_equal(row->raised_by, "staff"),
                                    .raised_on = row->raised_on,
                                    .reply_by = row->reply_by,
                                    .replied_on = row->replied_on,
                                    .check_on = row->check_on};
    }
    about->concern_count = count;
    about->concerns = concerns;
}

/* The check at the age of two is owed to whoever is here before the third birthday (R-EY-3). */
static void take_two_year(const struct agenda_learners_row *row, LearnerFacts *about)
{
    Date third = date_add_months(row->born_on, THIRD_BIRTHDAY);
    bool here = !date_is_set(row->entered_on) || date_compare(row->entered_on, third) < 0;
    if (here && !row->two_year_done)
        about->third_birthday = third;
}

/* DATE_NONE where no such check is owed; a year after the third birthday nobody makes it any more.
 */
static Date two_year_since(const DutySetting *setting)
{
    const Rule *rule = rule_find(rule_pack_on(setting->today), "R-EY-3", setting->type);
    return rule == NULL ? DATE_NONE : date_add_months(setting->today, -(THIRD_BIRTHDAY + 12));
}

static LearnerFacts empty_facts(const struct agenda_learners_row *row, Date today)
{
    return (LearnerFacts){
        .learner = row->id.n,
        .sen_support = text_equal(row->level, "sen_support"),
        .ehc_plan = text_equal(row->level, "ehc"),
        .young_person = young_person_on(row->born_on, today),
        .rights_since =
            rights_are_their_own(row->born_on, today) ? young_person_from(row->born_on) : DATE_NONE,
        .sharing_asked = row->sharing_asked,
        .support_from = row->level_since,
        .support_decided = DATE_NONE,
        .family_told = DATE_NONE,
        .ending_untold = row->ending_untold,
        .refusal_untold = row->refusal_untold,
        .check_on = row->check_on,
        .teaching_check_on = row->teaching_check_on,
        .assessing_since = DATE_NONE,
        .plan_final = DATE_NONE,
        .plan_shared = DATE_NONE,
        .review_on = DATE_NONE,
        .doing_since = DATE_NONE,
        .last_session = DATE_NONE,
        .inherited_on = row->inherited_on,
        .review_held = DATE_NONE,
        .review_copy = DATE_NONE,
        .third_birthday = DATE_NONE,
    };
}

static AgendaLearner of_learner(Arena *arena, const DutySetting *setting, Facts *facts, size_t at)
{
    const struct agenda_learners_row *row = &facts->learners.items[at];
    LearnerFacts about = empty_facts(row, setting->today);
    take_status(row, &about);
    take_two_year(row, &about);
    take_cycle(row, &about);
    take_reviews(facts, arena, row->id.n, &about);
    take_concerns(facts, arena, row->id.n, &about);
    return (AgendaLearner){
        .id = row->id,
        .known_name = row->known_name,
        .class_name = row->class_name == NULL ? "" : row->class_name,
        .class_id = row->class_id,
        .national_year = row->national_year,
        .level = row->level,
        .responsible = row->responsible == NULL ? "" : row->responsible,
        .duties = duties_of_learner(arena, setting, &about),
    };
}

static void count_duties(Agenda *agenda, const AgendaLearner *learner)
{
    if (text_equal(learner->level, "sen_support") || text_equal(learner->level, "ehc"))
        agenda->on_register++;
    for (size_t i = 0; i < learner->duties.count; i++) {
        DutyBand band = learner->duties.items[i].band;
        agenda->late += band == DUTY_LATE;
        agenda->soon += band == DUTY_SOON;
    }
}

Error *agenda_gather(Db *db, Arena *arena, const School *school, StaffId staff, LearnerId learner,
                     Date today, Agenda *agenda)
{
    Facts facts = {0};
    SchoolCalendar calendar;
    DutySetting setting = {
        .type = school->type,
        .today = today,
        .calendar = &calendar,
        .count_parents_evening = true,
        .count_annual_review = true,
    };
    TRY(school_calendar(db, arena, school->id, &calendar));
    TRY(read_facts(db, arena, school->id, staff, learner, today, two_year_since(&setting), &facts));
    *agenda = (Agenda){0};
    agenda->learners.items = arena_array(arena, AgendaLearner, facts.learners.count);
    for (size_t i = 0; i < facts.learners.count; i++) {
        agenda->learners.items[i] = of_learner(arena, &setting, &facts, i);
        count_duties(agenda, &agenda->learners.items[i]);
    }
    agenda->learners.count = facts.learners.count;
    return NULL;
}

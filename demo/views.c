#include "demo/views.h"

#include "register/register.h"

enum { STATEMENTS = 7, ASKED_MOST = 4 };

/* O often, S sometimes, N not, - not ticked: in the order of the usual statements. */
typedef struct Said {
    const char *forename, *surname;
    const char *teacher_ticks, *teacher_words;
    const char *assistant_ticks, *assistant_words; /* NULL: has not answered yet */
} Said;

/* Days are school days before today; by below 0: so many after. */
typedef struct Round {
    const char *title;
    int asked, by, answered;
    bool reminded;
    Said said[ASKED_MOST];
} Round;

static const Round rounds[] = {
    {"Year 4, before the reviews",
     26,
     21,
     23,
     false,
     {{"Zofia", "Nowak", "OSSOOSN",
       "She follows a story that is read to her better than most and asks the questions that the "
       "others wish they had asked. Alone with a page she waits for me to come by.",
       "OSNSOOS",
       "With the steps in pictures beside her she begins at once. She never asks; she looks at me "
       "until I see it."},
      {"Ibrahim", "Hossain", "SOSNSOO",
       "Reads well and loses the thread of what he is to do next. A list of three things on his "
       "table works for a morning.",
       "SONNSOO", "Best before lunch. After it he needs to move first."},
      {"Ama", "Quaye", "OONOOSO",
       "Says far more than she writes. When she may tell it first, two sentences become six.",
       "OOSOOOO", NULL}}},
    {"Year 4, how this half term went",
     3,
     -4,
     1,
     true,
     {{"Zofia", "Nowak", NULL, NULL, "OSSOOOS",
       "Raised her hand twice this week, both times in science."},
      {"Gethin", "Davies", NULL, NULL, NULL, NULL}}},
};

static const char *tick_of(char letter)
{
    switch (letter) {
    case 'O':
        return "often";
    case 'S':
        return "sometimes";
    case 'N':
        return "not";
    default:
        return NULL;
    }
}

static Error *say(Db *db, Arena *arena, const Cast *cast, ViewRoundId round, StaffId staff,
                  LearnerId learner, const char *letters, const char *words, Moment at)
{
    Texts ticks = {STATEMENTS, arena_array(arena, const char *, STATEMENTS)};
    if (letters == NULL)
        return NULL;
    for (size_t i = 0; i < STATEMENTS; i++)
        ticks.items[i] = tick_of(letters[i]);
    return views_say(db, arena, cast->school, round, staff, learner, ticks, words, at);
}

/* So many school days before today, or after; never before the year in which they teach the class.
 */
static Date day_of(const DemoCalendar *calendar, int before)
{
    Date first = academic_year_start(calendar->today);
    Date day = demo_school_days_before(calendar, calendar->today, before);
    return date_compare(day, first) < 0 ? first : day;
}

static Error *write_round(Db *db, Arena *arena, const DemoCalendar *calendar, const Cast *cast,
                          const Round *story)
{
    const Child *children[ASKED_MOST];
    LearnerIds learners = {0, arena_array(arena, LearnerId, ASKED_MOST)};
    Date answered = day_of(calendar, story->answered);
    ViewRoundId id;
    size_t asked;
    while (learners.count < ASKED_MOST && story->said[learners.count].forename != NULL) {
        const Said *said = &story->said[learners.count];
        const Child *child = cast_child(cast, said->forename, said->surname);
        children[learners.count] = child;
        learners.items[learners.count++] = child->id;
    }
    ViewRound round = {.title = story->title,
                       .asked_by = cast->senco->id,
                       .asked_on = day_of(calendar, story->asked),
                       .due_on = day_of(calendar, story->by),
                       .assistants = true};
    TRY(views_ask(db, arena, cast->school, &round, learners, &id, &asked));
    for (size_t i = 0; i < learners.count; i++) {
        const Said *said = &story->said[i];
        const DemoClass *class = children[i]->class;
        TRY(say(db, arena, cast, id, class->teacher->id, children[i]->id, said->teacher_ticks,
                said->teacher_words, moment_london(answered, 16, 5)));
        TRY(say(db, arena, cast, id, class->assistant->id, children[i]->id, said->assistant_ticks,
                said->assistant_words, moment_london(answered, 15, 30)));
    }
    return story->reminded ? views_remind(db, cast->school, id, calendar->today) : NULL;
}

Error *demo_views_write(Db *db, Arena *arena, const DemoCalendar *calendar, const Cast *cast)
{
    for (size_t i = 0; i < sizeof rounds / sizeof rounds[0]; i++)
        TRY(write_round(db, arena, calendar, cast, &rounds[i]));
    return NULL;
}

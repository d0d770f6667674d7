#include "demo/scores.h"

#include "assess/assess.h"
#include "demo/dice.h"
#include "platform/base/log.h"

/* How a child’s reading moves, by term. */
typedef enum Course {
    COURSE_ORDINARY,
    COURSE_SLOW,    /* slower from the start: the gap widens */
    COURSE_STALLED, /* with the others for years, hardly at all since last year */
    COURSE_BEHIND,  /* behind, and no nearer */
    COURSE_CATCHING_UP,
    COURSE_COUNT
} Course;

enum {
    POINTS = 7, /* autumn and summer of each year, and this autumn */
    MONTHS_BETWEEN = 6,
};

typedef struct Writing {
    Db *db;
    Arena *arena;
    const DemoCalendar *calendar;
    const Cast *cast;
    Measures measures;
    Date days[POINTS];
    int count; /* days that have come */
} Writing;

static const Measure *measure_called(const Writing *writing, const char *code)
{
    for (size_t i = 0; i < writing->measures.count; i++)
        if (text_equal(writing->measures.items[i].code, code))
            return &writing->measures.items[i];
    ASSERT(!"a measure that is not there");
    return NULL;
}

static Error *put(const Writing *writing, const Child *child, const char *code, Date on,
                  long long value, bool baseline, const char *absent)
{
    ScoreWritten written;
    ScoreEntry entry = {.learner = child->id,
                        .measure = measure_called(writing, code),
                        .taken_on = on,
                        .value = {absent == NULL, value},
                        .absent = absent,
                        .source = "entered",
                        .baseline = baseline,
                        .by = child->class->teacher->id,
                        .today = on};
    return score_write(writing->db, writing->arena, writing->cast->school, &entry, &written);
}

static Error *name_points(Writing *writing)
{
    static const struct {
        int back, month, day;
        const char *name;
    } when[POINTS] = {{3, 11, 10, "Autumn"}, {3, 6, 15, "Summer"},  {2, 11, 10, "Autumn"},
                      {2, 6, 15, "Summer"},  {1, 11, 10, "Autumn"}, {1, 6, 15, "Summer"},
                      {0, 11, 10, "Autumn"}};
    for (int i = 0; i < POINTS; i++) {
        Date day = demo_day_in_year(writing->calendar, when[i].back, when[i].month, when[i].day);
        if (date_compare(day, writing->calendar->today) > 0)
            continue;
        writing->days[writing->count++] = day;
        TRY(point_add(writing->db, writing->cast->school,
                      arena_print(writing->arena, "%s %d", when[i].name, date_civil(day).year),
                      day));
    }
    return NULL;
}

static Course course_of(const Child *child, Dice *dice)
{
    static const Course with_story[] = {COURSE_SLOW, COURSE_BEHIND, COURSE_CATCHING_UP,
                                        COURSE_SLOW, COURSE_BEHIND, COURSE_STALLED};
    if (child->placement != NULL)
        return with_story[dice_below(dice, sizeof with_story / sizeof with_story[0])];
    int luck = dice_below(dice, 100);
    return luck < 4   ? COURSE_STALLED
           : luck < 6 ? COURSE_SLOW
           : luck < 9 ? COURSE_BEHIND
                      : COURSE_ORDINARY;
}

/* In months of reading age, from the first score to one so many terms later. */
static long long gained(Course course, int halves, bool lately)
{
    static const int half_year[COURSE_COUNT] = {6, 3, 6, 5, 8};
    long long months = (long long)half_year[course] * halves;
    return course == COURSE_STALLED && lately ? months - 5 * MONTHS_BETWEEN / 6 : months;
}

static long long within(long long value, long long least, long long most)
{
    return value < least ? least : value > most ? most : value;
}

static int months_old(const Child *child, Date on)
{
    return date_days_between(child->born_on, on) * 12 / 365;
}

/* Reading, from Year 1 on. */
static Error *write_reading(const Writing *writing, const Child *child, Course course, Dice *dice)
{
    int lag[COURSE_COUNT] = {0, 6, 0, 16, 14};
    long long start = 0;
    int taken = 0;
    for (int i = 0; i < writing->count; i++) {
        Date on = writing->days[i];
        int age = months_old(child, on);
        if (age < 70 || date_compare(child->entered_on, on) > 0)
            continue;
        if (taken == 0)
            start = age - lag[course] + dice_below(dice, 9) - 4;
        bool missed = taken > 0 && i + 1 < writing->count && dice_chance(dice, 3);
        bool lately = i + 1 >= writing->count;
        long long value = start + gained(course, taken, lately) + dice_below(dice, 3) - 1;
        if (course == COURSE_STALLED && i + 2 >= writing->count && taken > 1)
            value = start + gained(course, taken - (lately ? 2 : 1), false) + 1;
        TRY(put(writing, child, "reading_age", on, within(value, 50, 190), taken == 0,
                missed ? "absent" : NULL));
        taken++;
    }
    return NULL;
}

static Error *write_maths(const Writing *writing, const Child *child, Course course, Dice *dice)
{
    static const int fall[COURSE_COUNT] = {0, 4, 3, 0, -3};
    static const int first[COURSE_COUNT] = {101, 90, 98, 82, 80};
    int score = first[course] + dice_below(dice, 15) - 7;
    bool begun = false;
    for (int i = 1; i < writing->count; i += 2) {
        Date on = writing->days[i];
        if (months_old(child, on) < 75 || date_compare(child->entered_on, on) > 0)
            continue;
        TRY(put(writing, child, "maths_standard", on, within(score, 65, 135), !begun, NULL));
        score += dice_below(dice, 5) - 2 - fall[course];
        begun = true;
    }
    return NULL;
}

static Error *write_judgements(const Writing *writing, const Child *child, Course course,
                               Dice *dice)
{
    Date on = writing->days[writing->count - 1];
    int level = course == COURSE_ORDINARY ? 3 + dice_chance(dice, 22) - dice_chance(dice, 12)
                                          : 1 + dice_chance(dice, 60);
    return put(writing, child, "writing_judgement", on, level, false, NULL);
}

/* Reception: what a child brings, once. */
static Error *write_entry(const Writing *writing, const Child *child, Course course, Dice *dice)
{
    Date on = demo_school_days_before(writing->calendar, writing->days[writing->count - 1], 30);
    if (child->class->year != 0 || dice_chance(dice, 8) || date_compare(on, child->entered_on) < 0)
        return NULL;
    int sounds = course == COURSE_ORDINARY ? 8 + dice_below(dice, 14) : dice_below(dice, 6);
    return put(writing, child, "letter_sounds", on, sounds, true, NULL);
}

static Error *write_phonics(const Writing *writing, const Child *child, Course course, Dice *dice)
{
    int back = child->class->year - 2;
    if (back < 0 || back > 2)
        return NULL;
    Date on = demo_day_in_year(writing->calendar, back + 1, 6, 9);
    int words = course == COURSE_ORDINARY ? 30 + dice_below(dice, 11) : 12 + dice_below(dice, 22);
    if (date_compare(child->entered_on, on) > 0)
        return NULL;
    return put(writing, child, "phonics", on, words, false, NULL);
}

static Error *write_attendance(const Writing *writing, const Child *child, Dice *dice)
{
    int usual = 930 + dice_below(dice, 65);
    if (child->placement != NULL && dice_chance(dice, 25))
        usual = 840 + dice_below(dice, 60);
    for (int i = writing->count - 3; i < writing->count; i++)
        if (i >= 0 && date_compare(child->entered_on, writing->days[i]) < 0)
            TRY(put(writing, child, "attendance", writing->days[i],
                    within(usual + dice_below(dice, 21) - 10, 400, 1000), false, NULL));
    return NULL;
}

/* Teachers fill it in for those whose feelings or behaviour they follow. */
static Error *write_strengths(const Writing *writing, const Child *child, Dice *dice)
{
    static const char *const scales[] = {"sdq_teacher_emotional", "sdq_teacher_conduct",
                                         "sdq_teacher_hyperactivity", "sdq_teacher_peer",
                                         "sdq_teacher_prosocial"};
    if (child->placement == NULL || !dice_chance(dice, 20))
        return NULL;
    for (int i = writing->count - 3; i < writing->count; i += 2)
        for (size_t k = 0; i >= 0 && k < sizeof scales / sizeof scales[0]; k++)
            if (date_compare(child->entered_on, writing->days[i]) < 0)
                TRY(put(writing, child, scales[k], writing->days[i],
                        k == 4 ? 5 + dice_below(dice, 5) : 2 + dice_below(dice, 6), false, NULL));
    return NULL;
}

Error *scores_write(Db *db, Arena *arena, const DemoCalendar *calendar, const Cast *cast)
{
    int shipped;
    Writing writing = {.db = db, .arena = arena, .calendar = calendar, .cast = cast};
    TRY(measures_ship(db, arena, cast->school, &shipped));
    TRY(measures_load(db, arena, cast->school, &writing.measures));
    TRY(name_points(&writing));
    for (int i = 0; i < DEMO_LEARNERS && writing.count > 0; i++) {
        const Child *child = &cast->children[i];
        Dice dice = dice_for("scores", (uint64_t)i);
        Course course = course_of(child, &dice);
        TRY(write_reading(&writing, child, course, &dice));
        TRY(write_maths(&writing, child, course, &dice));
        TRY(write_judgements(&writing, child, course, &dice));
        TRY(write_entry(&writing, child, course, &dice));
        TRY(write_phonics(&writing, child, course, &dice));
        TRY(write_attendance(&writing, child, &dice));
        TRY(write_strengths(&writing, child, &dice));
    }
    return NULL;
}

#include "demo/timeline.h"

#include "demo/dice.h"

/* School days ago, below 0 ahead, at the least; all are moved back by as much as `spread`. */
typedef struct Lay {
    int opened, assessed, planned, review;
    int spread;
    int logged; /* sessions are logged up to here */
} Lay;

enum { NEVER = 9999, FIRST_ASSESS = 12, FIRST_PLAN = 16, NEXT_ASSESS = 4, NEXT_PLAN = 7 };
enum { ROUND_LENGTH = 50, ROUND_SPREAD = 4, SETTLING_IN = 8 };

static const Lay lays[] = {
    [STAND_DOING] = {26, 21, 17, -31, 20, 1},
    [STAND_DUE_SOON] = {52, 47, 43, -5, 3, 1},
    [STAND_LATE] = {61, 56, 52, 4, 6, 1},
    [STAND_VERY_LATE] = {84, 79, 75, 27, 0, 1},
    [STAND_ASSESSING] = {8, NEVER, NEVER, NEVER, 4, 0},
    [STAND_STUCK] = {38, NEVER, NEVER, NEVER, 0, 0},
    [STAND_PLANNING] = {15, 4, NEVER, NEVER, 2, 0},
    [STAND_REVIEWING] = {55, 50, 46, -2, 0, 1},
    [STAND_NOT_SHARED] = {22, 16, 10, -38, 1, 1},
    [STAND_NOT_LOGGED] = {48, 43, 39, -9, 0, 16},
    [STAND_NOT_COPIED] = {14, 11, 8, -40, 0, 1},
    [STAND_NOT_TOLD] = {20, NEVER, NEVER, NEVER, 0, 0},
    [STAND_TO_TELL] = {6, NEVER, NEVER, NEVER, 0, 0},
    [STAND_INHERITED] = {18, NEVER, NEVER, NEVER, 0, 0},
    [STAND_LEFT] = {12, NEVER, NEVER, NEVER, 0, 1},
};

static Date ago(const DemoCalendar *calendar, int days)
{
    if (days == NEVER)
        return DATE_NONE;
    return demo_school_days_before(calendar, calendar->today, days);
}

/* A round that grew out of another assesses and plans faster. */
static Round past_round(const DemoCalendar *calendar, Dice *dice, int opened, int held, bool first)
{
    return (Round){
        .opened_on = ago(calendar, opened),
        .assessed_on = ago(calendar, opened - (first ? FIRST_ASSESS : NEXT_ASSESS)),
        .planned_on = ago(calendar, opened - (first ? FIRST_PLAN : NEXT_PLAN)),
        .review_on = ago(calendar, held - dice_below(dice, 3)),
        .held_on = ago(calendar, held),
    };
}

static Round round_now(const DemoCalendar *calendar, const Lay *lay, int shift)
{
    return (Round){
        .opened_on = ago(calendar, lay->opened + shift),
        .assessed_on = ago(calendar, lay->assessed == NEVER ? NEVER : lay->assessed + shift),
        .planned_on = ago(calendar, lay->planned == NEVER ? NEVER : lay->planned + shift),
        .review_on = ago(calendar, lay->review == NEVER ? NEVER : lay->review + shift),
        .held_on = DATE_NONE,
    };
}

/* As many earlier rounds as the table says and the child's time here allows, the oldest first. */
static void lay_rounds(const DemoCalendar *calendar, const Child *child, Dice *dice,
                       Timeline *timeline)
{
    const Placement *placement = child->placement;
    const Lay *lay = &lays[placement->stand];
    int shift = dice_below(dice, lay->spread + 1);
    int opened[ROUNDS_MAXIMUM]; /* of each round; the last is the one under way, or its place */
    int past = placement->past;
    opened[past] = lay->opened + shift;
    for (int i = past - 1; i >= 0; i--)
        opened[i] = opened[i + 1] + ROUND_LENGTH + dice_below(dice, ROUND_SPREAD);
    int from = 0;
    while (from < past &&
           date_compare(ago(calendar, opened[from] + SETTLING_IN), child->entered_on) < 0)
        from++;
    timeline->count = 0;
    for (int i = from; i < past; i++)
        timeline->rounds[timeline->count++] =
            past_round(calendar, dice, opened[i], opened[i + 1], i == from);
    if (placement->stand != STAND_LEFT)
        timeline->rounds[timeline->count++] = round_now(calendar, lay, shift);
    timeline->log_until = ago(calendar, lay->logged);
}

/* Those with a long past here have had support for longer than this program has known them. */
static Date earlier_start(const DemoCalendar *calendar, const Child *child, Dice *dice, Date first)
{
    static const int months[] = {11, 1, 3, 5};
    int here = academic_year(calendar->today) - academic_year(child->entered_on);
    if (here < 2 || child->placement->past < 3 || dice_chance(dice, 35))
        return first;
    int back = 1 + dice_below(dice, here - 1);
    Date earlier =
        demo_day_in_year(calendar, back, months[dice_below(dice, 4)], 8 + dice_below(dice, 14));
    return date_compare(earlier, first) < 0 ? earlier : first;
}

static void lay_decisions(const DemoCalendar *calendar, const Child *child, Dice *dice,
                          Timeline *timeline)
{
    Date first = timeline->rounds[0].opened_on;
    Stand stand = child->placement->stand;
    timeline->ehc_on = DATE_NONE;
    timeline->support_on = earlier_start(calendar, child, dice, first);
    if (stand == STAND_TO_TELL)
        timeline->support_on = ago(calendar, 2);
    if (child->placement->level == 'E') {
        /* A year or more of SEN Support came first, unless the plan came with the child. */
        bool came_with_plan = child->class->year < 2;
        timeline->ehc_on = came_with_plan ? child->entered_on : timeline->support_on;
        timeline->support_on = came_with_plan
                                   ? DATE_NONE
                                   : school_day_on_or_before(&calendar->calendar,
                                                             date_add_days(child->entered_on, 75));
        if (!came_with_plan &&
            date_compare(timeline->ehc_on, date_add_days(child->entered_on, 200)) < 0)
            timeline->ehc_on = first;
    }
    Date began = date_is_set(timeline->support_on) ? timeline->support_on : timeline->ehc_on;
    timeline->told_on = DATE_NONE;
    if (stand != STAND_NOT_TOLD && stand != STAND_TO_TELL)
        timeline->told_on = demo_school_days_before(calendar, began, -1 - dice_below(dice, 3));
    timeline->concern_on = demo_school_days_before(calendar, began, 9 + dice_below(dice, 8));
}

void timeline_make(const DemoCalendar *calendar, const Child *child, int number, Timeline *timeline)
{
    Dice dice = dice_for("timeline", (uint64_t)number);
    *timeline = (Timeline){0};
    lay_rounds(calendar, child, &dice, timeline);
    lay_decisions(calendar, child, &dice, timeline);
}

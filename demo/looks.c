#include "demo/looks.h"

#include "demo/dice.h"

enum { DAYS = 8, LOOKS_A_DAY = 18 };

/* One of those who have a reason to. */
static const DemoStaff *who_looks(Dice *dice, const Cast *cast, const Child *child)
{
    int roll = dice_below(dice, 10);
    if (roll < 4)
        return child->class->teacher;
    if (roll < 7)
        return child->class->assistant;
    return roll < 9 ? cast->senco : cast->head;
}

/* Any learner with a story; those of 4H, whom visitors open first, every second time. */
static const Child *whose_record(Dice *dice, const Cast *cast)
{
    const Child *child;
    bool first_class = dice_chance(dice, 50);
    do {
        child = &cast->children[dice_below(dice, DEMO_LEARNERS)];
    } while (child->placement == NULL || (first_class && !text_equal(child->class->name, "4H")));
    return child;
}

static Error *write_look(Db *db, Arena *arena, Dice *dice, const Cast *cast, Date day, int minutes)
{
    static const char *const pages[] = {"GET /learners/:learner", "GET /learners/:learner/plan",
                                        "GET /learners/:learner/sessions"};
    const Child *child = whose_record(dice, cast);
    const DemoStaff *staff = who_looks(dice, cast, child);
    AuditEntry entry = {
        .staff_id = staff->id,
        .role = role_code(staff->role),
        .action = pages[dice_below(dice, 3)],
        .learner_id = child->id,
        .outcome = "done",
        .reference = "demo",
    };
    return audit_add(db, arena, cast->school, moment_london(day, 8 + minutes / 60, minutes % 60),
                     &entry);
}

Error *looks_write(Db *db, Arena *arena, const DemoCalendar *calendar, const Cast *cast)
{
    Dice dice = dice_for("looks", 0);
    for (int back = DAYS; back > 0; back--) {
        Date day = demo_school_days_before(calendar, date_add_days(calendar->today, -1), back - 1);
        for (int i = 0; i < LOOKS_A_DAY; i++)
            TRY(write_look(db, arena, &dice, cast, day, i * 29 + dice_below(&dice, 25)));
    }
    return NULL;
}

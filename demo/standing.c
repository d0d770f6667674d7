/* first landing: levels and needs only */
#include "demo/standing.h"
#include "platform/base/text.h"
#include "register/register.h"

static const struct {
    const char *story, *need, *area;
} needs[] = {
    {"sounds", "SLCN", "communication"},
    {"listening", "SLCN", "communication"},
    {"words", "SLCN", "communication"},
    {"retelling", "SLCN", "communication"},
    {"talking", "SLCN", "communication"},
    {"zofia", "SLCN", "communication"},
    {"ibrahim", "SLCN", "communication"},
    {"worry", "SEMH", "semh"},
    {"temper", "SEMH", "semh"},
    {"attention", "SEMH", "semh"},
    {"finn", "SEMH", "semh"},
    {"grief", "SEMH", "semh"},
    {"care", "SEMH", "semh"},
    {"storm", "SEMH", "semh"},
    {"early", "MLD", "cognition"},
    {"number", "MLD", "cognition"},
    {"mabel", "MLD", "cognition"},
    {"print", "MLD", "cognition"},
    {"steps", "MLD", "cognition"},
    {"reading", "SPLD", "cognition"},
    {"spelling", "SPLD", "cognition"},
    {"hands", "SPLD", "cognition"},
    {"ama", "SPLD", "cognition"},
    {"change", "ASD", "communication"},
    {"friends", "ASD", "communication"},
    {"senses", "ASD", "communication"},
    {"rosie", "ASD", "communication"},
    {"autism", "ASD", "communication"},
    {"absence", "OTH", "cognition"},
    {"unknown", "NSA", "communication"},
    {"gethin", "PD", "sensory"},
    {"chair", "PD", "sensory"},
    {"hearing", "HI", "sensory"},
    {"sight", "VI", "sensory"},
    {"down", "DS", "cognition"},
};

Error *standing_write(Db *db, Arena *arena, const DemoCalendar *calendar, const Cast *cast)
{
    for (int i = 0; i < DEMO_LEARNERS; i++) {
        const Child *child = &cast->children[i];
        if (child->placement == NULL)
            continue;
        for (size_t n = 0; n < sizeof needs / sizeof needs[0]; n++)
            if (text_equal(needs[n].story, child->placement->story)) {
                const char *code = needs[n].need;
                AreaOfNeed area = {needs[n].area, true};
                SenStatusId id;
                Date on = demo_school_days_before(calendar, calendar->today, 10 + i % 50);
                Decision decision = {
                    .level = child->placement->level == 'E' ? "ehc" : "sen_support",
                    .starts_on = on,
                    .decided_on = on,
                    .decided_by = cast->senco->id,
                    .decided_with = child->class->teacher->id,
                    .evidence = "Class work, what the family told us, and what we tried first.",
                    .outcomes_sought = "To take part in lessons with less help.",
                    .needs = {1, &code},
                    .areas = {1, &area},
                };
                TRY(register_decide(db, arena, cast->school, child->id, &decision, &id));
            }
    }
    return NULL;
}

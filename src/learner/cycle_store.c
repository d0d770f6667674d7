/* Cycles on disk. What may follow what is asked of cycle.c and of nobody else. */
#include <inttypes.h>

#include "learner/learner.h"
#include "learner/learner_sql.h"
#include "platform/base/id.h"
#include "platform/base/log.h"

/* The three queries give the same columns, each in a struct of its own. */
#define CYCLE_OF(row, cycle)                                                                       \
    do {                                                                                           \
        *(cycle) = (Cycle){                                                                        \
            .id = (row).id,                                                                        \
            .learner_id = (row).learner_id,                                                        \
            .number = (row).number,                                                                \
            .previous_id = (row).previous_cycle_id,                                                \
            .opened_on = (row).opened_on,                                                          \
            .assessed_on = (row).assessed_on,                                                      \
            .planned_on = (row).planned_on,                                                        \
            .review_on = (row).review_on,                                                          \
            .reviewed_on = (row).reviewed_on,                                                      \
            .closed_on = (row).closed_on,                                                          \
            .version = (row).version,                                                              \
        };                                                                                         \
        ASSERT(cycle_state_parse((row).state, &(cycle)->state));                                   \
    } while (0)

Error *cycle_now(Db *db, Arena *arena, SchoolId school, LearnerId learner, Cycle *cycle,
                 bool *found)
{
    struct cycle_newest_row row;
    TRY(cycle_newest(db, arena, school, learner, &row, found));
    if (*found)
        CYCLE_OF(row, cycle);
    return NULL;
}

Error *cycle_load(Db *db, Arena *arena, SchoolId school, CycleId id, Cycle *cycle)
{
    struct cycle_by_id_row row;
    bool found;
    TRY(cycle_by_id(db, arena, school, id, &row, &found));
    if (!found)
        return error_not_found("cycle %" PRId64, id.n);
    CYCLE_OF(row, cycle);
    return NULL;
}

Error *cycle_list(Db *db, Arena *arena, SchoolId school, LearnerId learner, Cycles *cycles)
{
    struct cycles_of_rows rows;
    TRY(cycles_of(db, arena, school, learner, &rows));
    *cycles = (Cycles){rows.count, arena_array(arena, Cycle, rows.count)};
    for (size_t i = 0; i < rows.count; i++)
        CYCLE_OF(rows.items[i], &cycles->items[i]);
    return NULL;
}

Error *cycle_open(Db *db, Arena *arena, SchoolId school, LearnerId learner, CycleId previous,
                  Date on, CycleId *id)
{
    Cycle newest = {0};
    bool found;
    TRY(cycle_now(db, arena, school, learner, &newest, &found));
    if (found && !cycle_is_over(newest.state))
        return error_conflict("A cycle is open already. Go on with that one.",
                              "cycle %" PRId64 " is open", newest.id.n);
    ASSERT(previous.n == 0 || (found && previous.n == newest.id.n));
    *id = (CycleId){id_new()};
    return cycle_insert(db, school, *id, learner, found ? newest.number + 1 : 1, previous,
                        cycle_state_code(CYCLE_ASSESSING), on, NULL);
}

/* The date that each event leaves on the cycle. */
static void stamp(Cycle *cycle, CycleEvent event, Date on, Date review_on)
{
    switch (event) {
    case CYCLE_FINISH_ASSESSMENT:
        cycle->assessed_on = on;
        break;
    case CYCLE_ASSESS_AGAIN:
        cycle->assessed_on = DATE_NONE;
        break;
    case CYCLE_FINALISE_PLAN:
        cycle->planned_on = on;
        cycle->review_on = review_on;
        break;
    case CYCLE_CHANGE_PLAN:
        cycle->review_on = review_on;
        break;
    case CYCLE_FINALISE_REVIEW:
        cycle->reviewed_on = on;
        cycle->closed_on = on;
        break;
    case CYCLE_CORRECT_REVIEW:
        cycle->reviewed_on = on;
        break;
    case CYCLE_END:
        cycle->closed_on = on;
        break;
    case CYCLE_BEGIN_REVIEW:
    case CYCLE_PUT_OFF_REVIEW:
    case CYCLE_EVENT_COUNT:
        break;
    }
}

Error *cycle_apply(Db *db, SchoolId school, const Cycle *cycle, CycleEvent event, Date on,
                   Date review_on)
{
    Cycle moved = *cycle;
    if (!cycle_next(cycle->state, event, &moved.state))
        return error_conflict(cycle_refusal(cycle->state), "cycle %" PRId64 ": event %d in %s",
                              cycle->id.n, (int)event, cycle_state_code(cycle->state));
    stamp(&moved, event, on, review_on);
    int64_t changed;
    TRY(cycle_move(db, school, cycle->id, cycle->version, cycle_state_code(moved.state),
                   moved.assessed_on, moved.planned_on, moved.review_on, moved.reviewed_on,
                   moved.closed_on, &changed));
    if (changed == 1)
        return NULL;
    return error_conflict(
        "You, or someone else, moved this on a moment ago. Look again before you go on.",
        "cycle %" PRId64 ": version %" PRId64, cycle->id.n, cycle->version);
}

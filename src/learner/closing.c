#include "learner/closing.h"

#include <inttypes.h>

#include "learner/closing_sql.h"
#include "platform/base/id.h"
#include "platform/base/log.h"

static Error *changed_meanwhile(LearnerId learner)
{
    return error_conflict("Somebody changed this record a moment ago. Look at it again first.",
                          "closing of learner %" PRId64, learner.n);
}

Error *closing_of(Db *db, Arena *arena, SchoolId school, LearnerId learner, Closing *closing,
                  bool *found)
{
    struct closing_now_row row;
    *closing = (Closing){0};
    TRY(closing_now(db, arena, school, learner, &row, found));
    if (*found)
        *closing = (Closing){.id = row.id,
                             .kind = record_standing(row.kind),
                             .on = row.on_day,
                             .done_at = row.done_at,
                             .done_by_name = row.done_by_name};
    return NULL;
}

/* ---- A death ----------------------------------------------------------------------------------
 */

const char *death_fault(Date died_on, Date born_on, Date today)
{
    if (date_compare(died_on, today) > 0)
        return "This day is still to come";
    return date_compare(died_on, born_on) < 0 ? "This day is before the date of birth" : "";
}

Error *learner_died(Db *db, SchoolId school, const Learner *learner, Date died_on, StaffId by,
                    Moment now)
{
    int64_t changed;
    TRY(learner_close(db, school, learner->id, learner->version, "died", died_on, &changed));
    if (changed != 1)
        return changed_meanwhile(learner->id);
    return closing_insert(db, school, (LearnerClosingId){id_new()}, learner->id, "died", died_on,
                          now, by, NULL);
}

Error *learner_lives(Db *db, Arena *arena, SchoolId school, const Learner *learner, StaffId by,
                     Moment now)
{
    Closing closing;
    bool found;
    int64_t changed;
    TRY(closing_of(db, arena, school, learner->id, &closing, &found));
    TRY(learner_reopen(db, school, learner->id, "died", &changed));
    if (!found || changed != 1)
        return changed_meanwhile(learner->id);
    return closing_undo(db, school, closing.id, now, by, NULL);
}

/* ---- The UPN -----------------------------------------------------------------------------------
 */

Error *former_upns(Db *db, Arena *arena, SchoolId school, LearnerId learner, FormerUpns *upns)
{
    struct upns_before_rows rows;
    TRY(upns_before(db, arena, school, learner, &rows));
    *upns = (FormerUpns){rows.count, arena_array(arena, FormerUpn, rows.count)};
    for (size_t i = 0; i < rows.count; i++)
        upns->items[i] =
            (FormerUpn){rows.items[i].upn, rows.items[i].until_on, rows.items[i].display_name};
    return NULL;
}

Error *learner_with_upn(Db *db, Arena *arena, SchoolId school, const char *upn, LearnerId *holder,
                        bool *found)
{
    struct upn_holder_row row;
    *holder = (LearnerId){0};
    TRY(upn_holder(db, arena, school, upn, &row, found));
    if (*found)
        *holder = row.id;
    return NULL;
}

Error *learner_keep_upn(Db *db, SchoolId school, LearnerId learner, const char *upn, Date today,
                        StaffId by)
{
    return upn_before_insert(db, school, (LearnerUpnId){id_new()}, learner, upn, today, by, NULL);
}

Error *learner_change_upn(Db *db, SchoolId school, const Learner *learner, const char *upn,
                          Date today, StaffId by)
{
    bool first = text_empty(learner->upn);
    int64_t changed;
    TRY(upn_set(db, school, learner->id, learner->version, upn,
                first ? learner->former_upn : learner->upn, &changed));
    if (changed != 1)
        return changed_meanwhile(learner->id);
    return first ? NULL : learner_keep_upn(db, school, learner->id, learner->upn, today, by);
}

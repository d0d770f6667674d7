/* Concerns in the store. */
#include "register/register.h"

#include <inttypes.h>

#include "platform/base/id.h"
#include "platform/base/log.h"
#include "register/register_sql.h"
#include "register/support.h"

static Concern concern_of(const struct concerns_about_row *row)
{
    return (Concern){
        .id = row->id,
        .raised_on = row->raised_on,
        .raised_by = row->raised_by,
        .raised_by_name = row->raised_by_name,
        .received_by = row->received_by,
        .received_by_name = row->received_by_name,
        .wording = row->wording,
        .noticed_where = row->noticed_where,
        .tried = row->tried,
        .reply_by = row->reply_by,
        .replied_on = row->replied_on,
        .reply = row->reply,
        .outcome = row->outcome,
        .check_on = row->check_on,
        .version = row->version,
    };
}

Error *concern_list(Db *db, Arena *arena, SchoolId school, LearnerId learner, Concerns *concerns)
{
    struct concerns_about_rows rows;
    TRY(concerns_about(db, arena, school, learner, (ConcernId){0}, &rows));
    *concerns = (Concerns){rows.count, arena_array(arena, Concern, rows.count)};
    for (size_t i = 0; i < rows.count; i++)
        concerns->items[i] = concern_of(&rows.items[i]);
    return NULL;
}

Error *concern_load(Db *db, Arena *arena, SchoolId school, LearnerId learner, ConcernId id,
                    Concern *concern)
{
    struct concerns_about_rows rows;
    ASSERT(id.n != 0);
    TRY(concerns_about(db, arena, school, learner, id, &rows));
    if (rows.count == 0)
        return error_not_found("concern %" PRId64 " of learner %" PRId64, id.n, learner.n);
    *concern = concern_of(&rows.items[0]);
    return NULL;
}

Error *concern_raise(Db *db, SchoolId school, LearnerId learner, const Concern *concern,
                     ConcernId *id)
{
    *id = (ConcernId){id_new()};
    return concern_insert(db, school, *id, learner, concern->raised_on, concern->raised_by,
                          concern->raised_by_name, concern->received_by, concern->wording,
                          concern->noticed_where, concern->tried, concern->reply_by, NULL);
}

/* R-ID-4: the first answer is good teaching, and may be watched without SEN Support. */
static Error *begin_monitoring(Db *db, Arena *arena, SchoolId school, LearnerId learner,
                               const Concern *concern, StaffId staff)
{
    SupportPeriod period;
    bool found;
    TRY(status_now(db, arena, school, learner, &period, &found));
    if (found)
        return NULL;
    const char *evidence =
        arena_print(arena, "Concern of %s", date_long(arena, concern->raised_on));
    return support_watch(db, school, learner, concern->replied_on, concern->check_on, staff,
                         evidence);
}

Error *concern_answer(Db *db, Arena *arena, SchoolId school, LearnerId learner,
                      const Concern *concern, StaffId staff)
{
    int64_t changed;
    TRY(concern_set_answer(db, school, learner, concern->id, concern->version, concern->outcome,
                           concern->reply, concern->replied_on, concern->check_on, &changed));
    if (changed != 1)
        return error_conflict("You, or someone else, answered this while you were typing. Compare "
                              "the two below, then save again.",
                              "concern %" PRId64 " version %" PRId64, concern->id.n,
                              concern->version);
    if (text_equal(concern->outcome, "monitor"))
        return begin_monitoring(db, arena, school, learner, concern, staff);
    if (text_equal(concern->outcome, "assess"))
        return support_open_cycle(db, arena, school, learner, concern->replied_on);
    return NULL;
}

const char *concern_outcome_words(const char *outcome)
{
    static const struct {
        const char *outcome, *words;
    } outcomes[] = {
        {"open", "Waiting for an answer"},
        {"teaching", "Good teaching first"},
        {"monitor", "Monitoring"},
        {"assess", "Assess"},
        {"not_sen", "Not SEN"},
    };
    for (size_t i = 0; i < sizeof outcomes / sizeof outcomes[0]; i++)
        if (text_equal(outcomes[i].outcome, outcome))
            return outcomes[i].words;
    return "";
}

#include "do/provision.h"

#include <inttypes.h>

#include "do/provision_sql.h"
#include "platform/base/id.h"

Error *provision_log(Db *db, SchoolId school, LearnerId learner, const ProvisionSession *session,
                     ProvisionSessionId *id)
{
    int64_t added;
    *id = (ProvisionSessionId){id_new()};
    TRY(provision_session_insert(db, school, *id, learner, session->provision_id, session->held_on,
                                 session->delivered, session->missed_reason, session->minutes,
                                 session->response, session->note, session->logged_by,
                                 session->logged_at, &added));
    if (added == 1)
        return NULL;
    return error_not_found("provision %" PRId64 " is in no plan of learner %" PRId64,
                           session->provision_id.n, learner.n);
}

Error *provision_sessions(Db *db, Arena *arena, SchoolId school, CycleId cycle,
                          ProvisionSessions *sessions)
{
    struct provision_sessions_of_cycle_rows rows;
    TRY(provision_sessions_of_cycle(db, arena, school, cycle, &rows));
    *sessions = (ProvisionSessions){rows.count, arena_array(arena, ProvisionSession, rows.count)};
    for (size_t i = 0; i < rows.count; i++) {
        const struct provision_sessions_of_cycle_row *row = &rows.items[i];
        sessions->items[i] = (ProvisionSession){
            .id = row->id,
            .provision_id = row->provision_id,
            .title = row->title,
            .held_on = row->held_on,
            .delivered = row->delivered,
            .missed_reason = row->missed_reason,
            .minutes = row->minutes,
            .response = row->response,
            .note = row->note,
            .logged_by = row->logged_by,
            .logged_by_name = row->display_name,
            .logged_at = row->logged_at,
        };
    }
    return NULL;
}

const char *session_response_words(const char *response)
{
    if (text_equal(response, "well"))
        return "Well";
    if (text_equal(response, "some_help"))
        return "Some help";
    return text_equal(response, "hard") ? "Hard" : "";
}

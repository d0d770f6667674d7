/* provision.h: the door to what was done: sessions as they were logged, and how much of what the
 * plan meant to take place did.
 *
 * Owns provision_session. A session is added and never rewritten. It belongs to the provision of
 * the edition under which it was logged; delivery follows a provision through every edition of the
 * cycle's plan. Never says what a session led to: that is review/. */
#ifndef DO_PROVISION_H
#define DO_PROVISION_H

#include "do/provision_rules.h"
#include "plan/plan.h"
#include "platform/db/db.h"
#include "schema/ids.h"
#include "web/web.h"

typedef struct ProvisionSession {
    ProvisionSessionId id;
    ProvisionId provision_id;
    const char *title; /* of the provision; read only */
    Date held_on;
    bool delivered;
    const char *missed_reason; /* code of missed_reasons(); NULL when it took place */
    OptionalInteger minutes;
    const char *response; /* well, some_help, hard; NULL: not said */
    const char *note;     /* one line; NULL: none */
    StaffId logged_by;
    const char *logged_by_name; /* read only */
    Moment logged_at;
} ProvisionSession;

typedef struct ProvisionSessions {
    size_t count;
    ProvisionSession *items;
} ProvisionSessions;

/* Adds one session; id: out. The rules (provision_rules.h) have been asked by the caller.
 * ERROR_NOT_FOUND unless the provision is this learner's and its plan was made final. */
Error *provision_log(Db *db, SchoolId school, LearnerId learner, const ProvisionSession *session,
                     ProvisionSessionId *id);
/* All of the cycle, whatever edition they were logged under, newest first. */
Error *provision_sessions(Db *db, Arena *arena, SchoolId school, CycleId cycle,
                          ProvisionSessions *sessions);
/* Which provision of the plan in force an id stands for: its own, or that of an earlier edition
 * which it goes on from, however often the plan was changed. found: NULL when none is meant. */
Error *provision_meant(Db *db, Arena *arena, SchoolId school, const Plan *plan, ProvisionId meant,
                       const Provision **found);
/* "Well", "Some help", "Hard"; "" for none. */
const char *session_response_words(const char *response);

typedef struct MissedCount {
    const char *reason; /* code */
    int count;
} MissedCount;

typedef struct MissedCounts {
    size_t count;
    MissedCount *items;
} MissedCounts;

/* What became of one provision in its cycle, up to a day. */
typedef struct Delivery {
    ProvisionId provision_id;
    Dose dose;
    int missed;
    MissedCounts reasons; /* most frequent first */
    Date last_on;         /* last session that took place; DATE_NONE: none */
    int well, some_help, hard;
} Delivery;

typedef struct Deliveries {
    size_t count;
    Delivery *items;
} Deliveries;

/* One for each provision of the plan, in its order, up to the end of `until`. A provision counts
 * from its first day, or when it was carried from an earlier cycle from the day this cycle's plan
 * became final; when its numbers were changed in mid-cycle each edition counts while it held. */
Error *provision_delivery(Db *db, Arena *arena, SchoolId school, const Plan *plan, Date until,
                          Deliveries *deliveries);
/* "adult was away 2, trip or event 1"; "" when none was missed. */
const char *delivery_missed_words(Arena *arena, const Delivery *delivery);

/* ---- Pages ----------------------------------------------------------------------------------- */

extern const Form session_form;
extern const Form group_form;

Error *sessions_today_page(Request *request);   /* GET /sessions */
Error *session_group_page(Request *request);    /* GET /sessions/:provision */
Error *session_group_log(Request *request);     /* POST there */
Error *learner_sessions_page(Request *request); /* GET /learners/:learner/sessions */
Error *session_page(Request *request); /* GET /learners/:learner/provisions/:provision/sessions */
Error *session_log(Request *request);  /* POST there */

#endif

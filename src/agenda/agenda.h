/* agenda.h: the door to what is due: gathers facts through the stages' tables and runs the duty
 * engine over them, for everybody's front page, for one learner's page, and for reports.
 *
 * Owns nothing: duties are computed each time and never stored. */
#ifndef AGENDA_AGENDA_H
#define AGENDA_AGENDA_H

#include "duty/duty.h"
#include "learner/learner.h"
#include "platform/db/db.h"
#include "schema/ids.h"

/* One learner with what is due for them, the most pressing first. */
typedef struct AgendaLearner {
    LearnerId id;
    const char *known_name;
    const char *class_name; /* "" when none */
    const char *national_year;
    const char *level;
    const char *responsible; /* of the plan in force, "" when none */
    ClassId class_id;
    Duties duties;
} AgendaLearner;

typedef struct AgendaLearners {
    size_t count;
    AgendaLearner *items;
} AgendaLearners;

typedef struct Agenda {
    AgendaLearners learners; /* by id; also those for whom nothing is due */
    size_t on_register;      /* of them, with SEN Support or an EHC plan */
    size_t late, soon;       /* duties */
} Agenda;

/* staff: only those whom this person teaches or supports today; n 0: everybody.
 * learner: only that one; n 0: everybody. */
Error *agenda_gather(Db *db, Arena *arena, const School *school, StaffId staff, LearnerId learner,
                     Date today, Agenda *agenda);

#endif

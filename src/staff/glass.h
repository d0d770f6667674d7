/* glass.h: opening one record in an emergency. Who does says why; it holds until the end of the
 * day; the SENCO and the head are told, each until they have looked at it.
 *
 * It opens what permission_by_glass() names and nothing is written through it. */
#ifndef STAFF_GLASS_H
#define STAFF_GLASS_H

#include "platform/mail/mail.h"
#include "staff/outbox.h"
#include "staff/staff.h"

/* Every other SENCO and head with an account is told by mail, too. */
Error *glass_break(Db *db, Arena *arena, SchoolId school, const Staff *staff, LearnerId learner,
                   const char *reason, Date today, Moment now);
/* That mail, which names nobody. of_use: false when there is no such opening. */
Error *glass_mail(Db *db, Arena *arena, const char *origin, SchoolId school, const OutboxMail *to,
                  Mail *mail, bool *of_use);
/* Whether this person opened this record on that day. */
Error *glass_is_open(Db *db, Arena *arena, SchoolId school, StaffId staff, LearnerId learner,
                     Date on, bool *open);

typedef struct Glass {
    BreakGlassId id;
    LearnerId learner;
    const char *who;
    Role role;
    const char *learner_name, *class_name; /* class NULL: in none */
    const char *reason;
    Moment at;
} Glass;

typedef struct Glasses {
    size_t count;
    Glass *items;
} Glasses;

/* Those that this person has not looked at yet, the oldest first. */
Error *glass_to_answer(Db *db, Arena *arena, SchoolId school, StaffId staff, Glasses *glasses);
/* ERROR_NOT_FOUND when there is no such opening in this school. */
Error *glass_answer(Db *db, Arena *arena, SchoolId school, BreakGlassId id, StaffId staff,
                    Moment now);

typedef struct Named {
    LearnerId id;
    const char *name;
    const char *class_name; /* "" in none */
} Named;

typedef struct NamedLearners {
    size_t count;
    Named *items;
} NamedLearners;

/* Those of exactly that name, however it is written: family name first or last. */
Error *learners_named(Db *db, Arena *arena, SchoolId school, const char *name, Date today,
                      NamedLearners *found);

#endif

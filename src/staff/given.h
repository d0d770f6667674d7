/* given.h: access that somebody gave to a colleague: a person, a further role, a class. It holds at
 * once, for a supply teacher stands in the classroom on that morning; the head is told of each, and
 * the SENCO of whatever opens learners, until they have looked at it. What is wrong is ended where
 * it was given.
 *
 * Owns access_given and access_given_seen.
 * docs/decisions/0022-access-holds-and-the-head-is-told.md. */
#ifndef STAFF_GIVEN_H
#define STAFF_GIVEN_H

#include "staff/staff.h"

typedef enum GivenWhat { GIVEN_PERSON, GIVEN_ROLE, GIVEN_CLASS } GivenWhat;

typedef struct Given {
    AccessGivenId id; /* not read when it is noted */
    StaffId staff, by;
    GivenWhat what;
    Role role;                               /* as what; with a class, their first role */
    ClassId class_id;                        /* with a class */
    Date starts_on, ends_on;                 /* ends_on DATE_NONE: for good */
    const char *who, *given_by, *class_name; /* read only */
    /* Read only, as it stands now: the last day of it or of the person's access, DATE_NONE for
     * good; ended_at: at once, on that day, MOMENT_NONE when that day is whole; replaced: a first
     * role, and another is that now. */
    Date last_on;
    Moment ended_at;
    bool replaced;
    Moment at;
} Given;

typedef struct GivenList {
    size_t count;
    Given *items;
} GivenList;

/* Whether it opens nothing any more. */
bool given_is_over(const Given *given, Date today);
Error *given_note(Db *db, SchoolId school, const Given *given);
/* Those that this person has not looked at, the oldest first. What a head gave is settled.
 * matrix: NULL for all, else only what opens a learner in this school. */
Error *given_to_see(Db *db, Arena *arena, SchoolId school, StaffId staff, const Matrix *matrix,
                    GivenList *list);
/* Up to and with the newest that was shown; what came since waits. */
Error *given_seen(Db *db, SchoolId school, const GivenList *list, AccessGivenId newest,
                  StaffId staff, Moment now);

#endif

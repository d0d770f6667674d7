/* school.h: the door to the setting's own facts: making a school, its terms.
 *
 * Owns school and school_term. The school that everybody reads is learner/'s School. */
#ifndef SCHOOL_SCHOOL_H
#define SCHOOL_SCHOOL_H

#include "duty/duty.h"
#include "learner/learner.h"
#include "platform/db/db.h"
#include "schema/ids.h"

typedef struct NewSchool {
    const char *name;
    const char *setting_type;
    const char *phase;
    const char *learner_word;
    const char *la_number;            /* NULL: not known */
    const char *establishment_number; /* NULL: not known */
    bool demo;
} NewSchool;

/* ERROR_INVALID for a setting type, phase or word that is not one. */
Error *school_add(Db *db, SchoolId id, const NewSchool *school, Moment now);

typedef struct SchoolTerm {
    int academic_year;
    const char *name;
    Date starts_on, ends_on;
    Date half_term_starts_on, half_term_ends_on;
} SchoolTerm;

Error *school_add_term(Db *db, SchoolId school, const SchoolTerm *term);
/* Terms and half-term holidays as duty/ counts them, in order of time. */
Error *school_calendar(Db *db, Arena *arena, SchoolId school, SchoolCalendar *calendar);
/* ids of every school in the store, oldest first. */
typedef struct SchoolIds {
    size_t count;
    SchoolId *items;
} SchoolIds;
Error *school_ids(Db *db, Arena *arena, SchoolIds *ids);

#endif

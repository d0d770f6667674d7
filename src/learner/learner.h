/* learner.h: the door to the record that every stage works on: the setting's own facts, the
 * learner, classes and the cycle. The contacts are in contact.h.
 *
 * level.h: levels as the school names them. Owns class, class_staff, class_learner, learner and
 * cycle (school and school_term are read here and written by school/). Never decides what a stage
 * may do: that is the state table in cycle.c and each stage's rules. */
#ifndef LEARNER_LEARNER_H
#define LEARNER_LEARNER_H

#include <stdbool.h>
#include <stdint.h>

#include "duty/setting.h"
#include "learner/age.h"
#include "learner/cycle.h"
#include "learner/identifier.h"
#include "learner/level.h"
#include "learner/need.h"
#include "platform/base/arena.h"
#include "platform/base/date.h"
#include "platform/base/error.h"
#include "platform/base/text.h"
#include "platform/db/db.h"
#include "schema/ids.h"

/* ---- The setting ------------------------------------------------------------------------------
 */

typedef struct School {
    SchoolId id;
    const char *name;
    SettingType type;
    SettingWords words; /* of its type, with its own word for a learner */
    const char *phase;
    const char *learner_word; /* pupil, child, student or learner */
    const char *la_number;
    bool demo;
} School;

Error *school_load(Db *db, Arena *arena, SchoolId id, School *school);

/* ---- Learner -----------------------------------------------------------------------------------
 */

/* Whether a record is live. In SQL it is `l.closed_as is null`: every list, search, count, duty and
 * import of learners says so, and live_learners_test.c sees to it. One
 * who has left is live: left_on says so. */
typedef enum RecordStanding {
    RECORD_LIVE,
    RECORD_DIED,   /* opens as before, and nothing is owed or begun any more */
    RECORD_MERGED, /* into the record of the same child: its address leads there */
    RECORD_SEALED, /* after adoption: the head opens it, with a reason */
} RecordStanding;

typedef struct Learner {
    LearnerId id;
    ClassId class_id;                                /* n 0: none */
    const char *class_name;                          /* "" when none */
    const char *known_name;                          /* Zofia Nowak */
    const char *forename, *surname, *preferred_name; /* preferred_name may be NULL */
    const char *sort_name;
    const char *upn;                           /* NULL: none */
    const char *former_upn, *admission_number; /* likewise */
    RecordStanding standing;
    Date died_on;
    LearnerId merged_into; /* of a merged record; n 0: of no other */
    Date born_on;
    const char *sex;
    const char *national_year;
    const char *first_language; /* NULL: unknown */
    OptionalInteger english_additional;
    bool pupil_premium, looked_after;
    Date entered_on, left_on;
    const char *likes_about_me, *matters_to_me, *how_to_help_me; /* NULL: not asked yet */
    Date own_words_on;
    const char *level;        /* universal, monitoring, sen_support, ehc */
    const char *school_level; /* as the school divides it: a code of level.h; NULL: the level */
    const char *level_name;   /* as the school says it */
    const char *census_code;  /* N, K, E */
    Date level_since;
    const char *primary_need; /* NULL: none */
    int64_t version;
} Learner;

/* ERROR_NOT_FOUND. Not the access rule: pages get their learner from dispatch. */
Error *learner_load(Db *db, Arena *arena, SchoolId school, LearnerId id, Learner *learner);

/* The record of the same child that goes on, behind however many merges; n 0: this one was not
 * merged, or is not there. */
Error *learner_merged_into(Db *db, Arena *arena, SchoolId school, LearnerId id, LearnerId *kept);

/* closed_as as stored; NULL: live. */
RecordStanding record_standing(const char *closed_as);
/* Whether pages of the record open: it is live, or the learner has died. */
bool learner_opens(const Learner *learner);

typedef struct NewLearner {
    const char *upn, *former_upn, *admission_number; /* NULL: none */
    const char *surname, *forename;
    const char *preferred_name; /* NULL: goes by the legal one */
    Date born_on;
    const char *sex;            /* M or F */
    const char *national_year;  /* census code of the year taught in */
    ClassId class_id;           /* n 0: none */
    const char *first_language; /* NULL: unknown */
    OptionalInteger english_additional;
    bool pupil_premium, looked_after;
    Date entered_on;
} NewLearner;

/* At no level and without needs: those are register/'s. ERROR_INVALID for a year that is none. */
Error *learner_add(Db *db, Arena *arena, SchoolId school, const NewLearner *learner, LearnerId *id);
/* All of it anew; level, needs and own words stay. */
Error *learner_change(Db *db, Arena *arena, SchoolId school, LearnerId id,
                      const NewLearner *learner);

/* Leaves the setting after that day, and every teaching group with it; the record stays. */
Error *learner_leave(Db *db, SchoolId school, LearnerId id, Date last_day);
/* Is here again: the last day is none. */
Error *learner_return(Db *db, SchoolId school, LearnerId id);

/* ---- For many at once: each says whether what stood there before still did, and changes nothing
 * otherwise. */

Error *learner_move_year(Db *db, SchoolId school, LearnerId id, NationalYear before,
                         NationalYear after, bool *moved);
Error *learner_move_class(Db *db, SchoolId school, LearnerId id, ClassId before, ClassId after,
                          bool *moved);
/* Takes back that they left on that day, with their teaching groups. */
Error *learner_take_back_leaving(Db *db, SchoolId school, LearnerId id, Date left_on, bool *moved);

/* "Year 4", "Reception"; and with the class "Year 4, 4H". */
const char *learner_year_words(const char *national_year);
const char *learner_year_and_class(Arena *arena, const Learner *learner);

/* Called by register/ when the level or the primary need changes. school_level: NULL for the level
 * itself. */
Error *learner_set_level(Db *db, SchoolId school, LearnerId id, const char *level,
                         const char *school_level, Date since);
Error *learner_set_primary_need(Db *db, SchoolId school, LearnerId id, const char *need);
Error *learner_set_own_words(Db *db, SchoolId school, LearnerId id, const char *likes,
                             const char *matters, const char *help, Date on, int64_t version);

/* ---- Who teaches a class -----------------------------------------------------------------------
 */

typedef struct ClassStaff {
    StaffId id;
    const char *display_name;
    bool teaches; /* else supports */
} ClassStaff;

typedef struct ClassStaffList {
    size_t count;
    ClassStaff *items;
} ClassStaffList;

/* national_year: census code, NULL for a class of several years. */
Error *class_add(Db *db, Arena *arena, SchoolId school, const char *name, const char *national_year,
                 ClassId *id);
/* The class of that name, made when there is none. */
Error *class_named(Db *db, Arena *arena, SchoolId school, const char *name,
                   const char *national_year, ClassId *id);
/* The class or group of that name; n 0: there is none. */
Error *class_find(Db *db, Arena *arena, SchoolId school, const char *name, bool is_group,
                  ClassId *id);
Error *class_change(Db *db, Arena *arena, SchoolId school, ClassId id, const char *name,
                    const char *national_year);
/* A teaching group: learners of several classes for some lessons. It is no learner's class. */
Error *group_add(Db *db, Arena *arena, SchoolId school, const char *name, const char *national_year,
                 ClassId *id);
/* Of a class or a group. teaches false: supports. until: DATE_NONE while no end is known. */
Error *class_add_staff(Db *db, SchoolId school, ClassId class, StaffId staff, bool teaches,
                       Date from, Date until);
/* Somebody who covers it until that day: they see how to help the class, and no record. */
Error *class_add_cover(Db *db, SchoolId school, ClassId class, StaffId staff, Date from,
                       Date until);
Error *group_add_learner(Db *db, SchoolId school, ClassId group, LearnerId learner, Date from,
                         Date until);
/* A place of a teacher in a class. */
typedef struct ClassPlace {
    ClassStaffId id;
    StaffId staff_id;
    const char *display_name;
    Date starts_on, ends_on; /* ends_on DATE_NONE: no end is known */
} ClassPlace;

typedef struct ClassPlaces {
    size_t count;
    ClassPlace *items;
} ClassPlaces;

/* Who teaches it on that day or later, and began before. */
Error *class_teachers_until(Db *db, Arena *arena, SchoolId school, ClassId class, Date first_day,
                            ClassPlaces *places);
/* From that day on, without an end; id: out. */
Error *class_add_teacher(Db *db, SchoolId school, ClassId class, StaffId staff, Date from,
                         ClassStaffId *id);
/* Another last day, if it still is the one before; DATE_NONE: none. */
Error *class_move_end(Db *db, SchoolId school, ClassStaffId place, Date before, Date after,
                      bool *moved);
/* Their last day; one before the first means that it never was. at_once: the moment at which that
 * day ended for them; MOMENT_NONE: it is whole. ERROR_NOT_FOUND, as of what was ended at once. */
Error *class_end_staff(Db *db, SchoolId school, ClassId class, ClassStaffId place, Date last_day,
                       Moment at_once);
Error *group_end_learner(Db *db, SchoolId school, ClassId group, ClassLearnerId place,
                         Date last_day);
/* Whoever leaves has no class after that day; at_once: or after that moment of it. */
Error *class_staff_leave(Db *db, SchoolId school, StaffId staff, Date last_day, Moment at_once);
/* Teachers first, then by name. */
Error *class_staff_on(Db *db, Arena *arena, SchoolId school, ClassId class, Date on,
                      ClassStaffList *list);

/* ---- Cycle --------------------------------------------------------------------------------------
 */

typedef struct Cycle {
    CycleId id;
    LearnerId learner_id;
    int number;
    CycleId previous_id;
    CycleState state;
    Date opened_on, assessed_on, planned_on, review_on, reviewed_on, closed_on;
    int64_t version;
} Cycle;

typedef struct Cycles {
    size_t count;
    Cycle *items;
} Cycles;

/* The newest cycle; found is false when the learner never had one. */
Error *cycle_now(Db *db, Arena *arena, SchoolId school, LearnerId learner, Cycle *cycle,
                 bool *found);
Error *cycle_load(Db *db, Arena *arena, SchoolId school, CycleId id, Cycle *cycle);
/* Newest first. */
Error *cycle_list(Db *db, Arena *arena, SchoolId school, LearnerId learner, Cycles *cycles);
/* Opens the first cycle, or the next one, linked to `previous` (n 0: none). ERROR_CONFLICT when
 * one is open (R-R-5: a review closes one cycle and opens the next). */
Error *cycle_open(Db *db, Arena *arena, SchoolId school, LearnerId learner, CycleId previous,
                  Date on, CycleId *id);
/* Another review date of a plan in force, if it still is the one before: the plan that was made
 * final keeps what it says. */
Error *cycle_move_review(Db *db, SchoolId school, CycleId id, Date before, Date after, bool *moved);
/* Applies one event of the state table, with the date it happened. ERROR_CONFLICT when the table
 * does not allow it. review_on: the agreed date when the plan is made final, else DATE_NONE. */
Error *cycle_apply(Db *db, SchoolId school, const Cycle *cycle, CycleEvent event, Date on,
                   Date review_on);

#endif

/* oneroster_rules.h: who and what a OneRoster package speaks of, in the words of the lists that a
 * school imports one by one: learners, staff and contacts as tables of their own sheets, classes,
 * and who is in which.
 *
 * Of a package of several schools only one is looked at. A user is whatever their roles there say:
 * a learner, one of the staff, a contact of the learners who name them as an agent, or several of
 * these. Nobody's parental responsibility is read out of the word "parent". Pure. */
#ifndef EXCHANGE_ONEROSTER_RULES_H
#define EXCHANGE_ONEROSTER_RULES_H

#include <stdint.h>

#include "exchange/import_sheet.h"
#include "exchange/oneroster_read.h"
#include "platform/base/date.h"

typedef enum RosterKind {
    ROSTER_LEARNER,
    ROSTER_STAFF,
    ROSTER_CONTACT,
    ROSTER_CLASS,
    ROSTER_KIND_COUNT
} RosterKind;

/* As stored: "learner". */
const char *roster_kind_code(RosterKind kind);

/* What an earlier package of the same source brought. */
typedef struct RosterKnown {
    RosterKind kind;
    const char *key;
    int64_t id;                            /* of ours */
    const char *name;                      /* of a class */
    bool is_group;                         /* of a class */
    const char *surname, *forename, *born; /* of a learner; ISO */
} RosterKnown;

typedef struct RosterKnowns {
    size_t count;
    const RosterKnown *items; /* in the order of roster_known_compare() */
} RosterKnowns;

/* A row of the learners that stands for an enrolment has this added to its line. */
enum { MOVERS_FROM = 10000000 };

int roster_known_compare(const void *left, const void *right);
/* NULL: never heard of. */
const RosterKnown *roster_known(const RosterKnowns *knowns, RosterKind kind, const char *key);

typedef struct RosterClass {
    const char *key, *name;
    const char *year; /* census code; NULL: several, or not said */
    bool is_group;    /* "scheduled": lessons; else the class that a learner is registered in */
    size_t line;
} RosterClass;

typedef struct RosterClasses {
    size_t count;
    RosterClass *items;
    bool whole; /* the package says that there are no others */
    Texts gone; /* keys that a delta deletes */
} RosterClasses;

/* Somebody in a class of lessons, or with a class. */
typedef struct RosterPlace {
    const char *user, *class_key;
    Date starts, ends; /* none: not said */
    bool teaches;      /* of an adult; else supports */
    bool ended;        /* it is over, or deleted */
    size_t line;
} RosterPlace;

typedef struct RosterPlaces {
    size_t count;
    RosterPlace *items; /* by class, then by user */
} RosterPlaces;

/* A table for one of the sheets, and for each of its rows the key that the source knows it by. */
typedef struct RosterList {
    Table table;
    ImportMapping mapping;
    const char **keys; /* by row, the header left aside */
    bool whole;        /* the package says that there are no others */
    Texts gone;        /* keys that a delta deletes */
} RosterList;

/* An empty one with room for that many. */
RosterList roster_list_make(Arena *arena, const ImportSheet *sheet, size_t most);
/* The cells of one more row, all "". */
const char **roster_list_add(Arena *arena, RosterList *list, const char *key, size_t line);

typedef struct Roster {
    const char *org; /* key of the school that is looked at; "": the package has no other */
    RosterList learners, staff, contacts;
    RosterClasses classes;
    RosterPlaces learner_places, adult_places;
    bool places_whole;
    RosterRemarks remarks; /* the package's, and more */
} Roster;

typedef struct RosterSchool {
    const char *key, *name;
} RosterSchool;

typedef struct RosterSchools {
    size_t count;
    RosterSchool *items;
} RosterSchools;

/* The schools that the package holds. */
RosterSchools roster_schools(Arena *arena, const RosterPackage *package);
/* Which of them is the one with this name or one of these numbers; NULL: none of several is.
 * number: authority and establishment, 7 digits, or "". */
const char *roster_school_of(Arena *arena, const RosterPackage *package, const char *name,
                             const char *number);

Roster roster_understand(Arena *arena, const RosterPackage *package, const RosterKnowns *knowns,
                         const char *org, Date today);

/* The census code of a year in OneRoster's grades: "06", "KG"; NULL: none, or several. */
const char *roster_year(Arena *arena, const char *grades);

#endif

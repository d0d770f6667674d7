/* oneroster_work.h: a OneRoster package beside the record: what it would change, part by part.
 *
 * The people are compared and written by the lists of learners, staff and contacts
 * (import_work.h), of whose lines this makes one long list: classes first, so that there is one to
 * be put into, then the people, then who is in which class, and last who has gone. */
#ifndef EXCHANGE_ONEROSTER_WORK_H
#define EXCHANGE_ONEROSTER_WORK_H

#include "exchange/import_work.h"
#include "exchange/key_index.h"
#include "exchange/oneroster_rules.h"

typedef enum RosterPart {
    PART_CLASSES,
    PART_STAFF,
    PART_LEARNERS,
    PART_CONTACTS,
    PART_PLACES, /* who is in which class */
    PART_LEAVERS,
    PART_IDS, /* what is remembered for the next package */
    PART_COUNT
} RosterPart;

/* One class of the package, and what it is here. */
typedef struct RosterClassHere {
    const RosterClass *class; /* NULL: one that has gone there */
    const char *name, *year;  /* as they will be; a package that says no year changes none */
    int64_t id;               /* 0: there is none yet */
} RosterClassHere;

typedef struct PlaceEnd {
    int64_t place;
    Date last_day;
    bool of_adult;
} PlaceEnd;

/* What happens to one class: who comes and who goes. */
typedef struct PlaceChange {
    size_t class;                 /* of the classes */
    size_t join_count, end_count; /* learners */
    size_t adult_count, adult_end_count;
    const RosterPlace **joins, **adults;
    PlaceEnd *ends; /* of learners, then of adults */
} PlaceChange;

typedef struct Leaver {
    bool is_staff;
    int64_t id;
} Leaver;

typedef struct RosterStep {
    RosterPart part;
    size_t index; /* of the part's own list */
} RosterStep;

typedef struct RosterWork {
    const char *source;
    Roster roster;
    RosterKnowns knowns;
    KeyIndex by_key[ROSTER_KIND_COUNT]; /* rows of the lists, by key */
    ImportSource sources[ROSTER_KIND_COUNT];
    ImportWork learners, staff, contacts;
    size_t class_count, change_count, leaver_count;
    RosterClassHere *classes;
    PlaceChange *changes;
    Leaver *leavers;
    RosterStep *steps;                  /* by line */
    size_t *line_of[ROSTER_KIND_COUNT]; /* by row of a list: its line */
    ImportLines *lines;
} RosterWork;

/* Adds one line. */
ImportLine *roster_line_add(RosterWork *own, RosterPart part, size_t index, const ImportLine *line);
/* Whom a key of the source is, today or once their line was written; 0: nobody who is taken. by:
 * whose answers count; NULL: everybody who might be. */
int64_t roster_person(const RosterWork *own, RosterKind kind, const char *key, const ImportBy *by);

/* oneroster_places.c: who is in which class; adds to the lines. */
Error *roster_places_compare(Db *db, Arena *arena, SchoolId school, const ImportBy *by,
                             RosterWork *own);
Error *roster_places_write(Db *db, Arena *arena, SchoolId school, const RosterWork *own,
                           const PlaceChange *change, const ImportBy *by);

#endif

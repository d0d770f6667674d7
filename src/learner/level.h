/* level.h: the levels of support, as the law knows them and as the school names them.
 *
 * Rules and duties know four: universal, monitoring, sen_support and ehc. A school calls them what
 * it likes, from when until when it likes, and divides them further: a level of its own works like
 * one of the four, and so has its census code. A second pack holds the levels of the proposed
 * reform; it is off unless the school tries it, and is never shown as law.
 *
 * Owns school_level and school_level_pack. A learner's level, and whose decision it was, are
 * register/'s. */
#ifndef LEARNER_LEVEL_H
#define LEARNER_LEVEL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "platform/base/arena.h"
#include "platform/base/date.h"
#include "platform/base/error.h"
#include "platform/db/db.h"
#include "schema/ids.h"

typedef enum LevelPack {
    LEVELS_CURRENT,  /* of the Code in force */
    LEVELS_OWN,      /* the school's own */
    LEVELS_PROPOSED, /* of the reform that is proposed, and not law */
} LevelPack;

typedef struct Level {
    const char *code;       /* kept in the record; never changes */
    const char *works_like; /* universal, monitoring, sen_support, ehc */
    const char *name;       /* as the school says it */
    const char *usual_name; /* as it is shipped; NULL: the school's own */
    int position;           /* from least to most; tells one from another */
    LevelPack pack;
    Date valid_from, valid_until; /* may be decided on these days; DATE_NONE: no bound */
} Level;

typedef struct Levels {
    size_t count;
    Level *items;
    Date tried_from, tried_until; /* the proposed reform's; tried_from DATE_NONE: it is off */
} Levels;

/* Every level that there is for this school, from least to most; those of the proposed reform
 * come last, and are there whether they are on or off. */
Error *levels_of(Db *db, Arena *arena, SchoolId school, Levels *levels);

/* NULL: there is none of that code. */
const Level *level_find(const Levels *levels, const char *code);
/* The name of a learner's or a period's level; school_level: NULL for the level itself. */
const char *level_name(const Levels *levels, const char *level, const char *school_level);
/* Whether a decision may put a learner there on that day. Nobody is put at universal: whoever
 * leaves support is there. */
bool level_may_be_decided(const Levels *levels, const Level *level, Date on);
/* Whether the proposed reform's are tried on that day. */
bool levels_proposed_on(const Levels *levels, Date on);

/* "N", "K", "E" of one of the four. */
const char *level_census_code(const char *works_like);
/* As Fourfold ships it: "SEN Support"; NULL for a level of a school's own. */
const char *level_usual_name(const char *code);
/* Whether it can be one at all: of those shipped, or in the form of a school's own. */
bool level_code_fit(const char *code);

/* ---- What a school changes ------------------------------------------------------------------- */

/* NULL, or what is wrong with the days: the law's own three cannot be ended. */
const char *level_dates_fault(const Level *level, Date from, Date until);
/* The place for a level of the school's own right after another; 0 with a sentence in fault when
 * the census codes would not rise from N over K to E, or no room is left. works_like: out. */
int level_place_after(const Levels *levels, int position, const char *census_code,
                      const char **works_like, const char **fault);

/* A name and dates for the level at that position. */
Error *level_change(Db *db, SchoolId school, const Level *level, const char *name, Date from,
                    Date until);
/* One of the school's own, at a place that level_place_after() gave. */
Error *level_add(Db *db, Arena *arena, SchoolId school, const char *name, int position,
                 const char *works_like, Date from);
/* The proposed reform's are tried from a day; until: DATE_NONE while no end is known. */
Error *levels_try_proposed(Db *db, SchoolId school, Date from, Date until);

/* How many learners are at each level today. */
typedef struct LevelCount {
    const char *code;
    int learners;
} LevelCount;

typedef struct LevelCounts {
    size_t count;
    LevelCount *items;
} LevelCounts;

Error *levels_counted(Db *db, Arena *arena, SchoolId school, Date today, LevelCounts *counts);

#endif

#include "learner/level.h"

#include <string.h>

#include "learner/level_sql.h"
#include "learner/need.h"
#include "platform/base/id.h"
#include "platform/base/text.h"

/* Places of a school's own are halfway between two others, so that none ever has to move: it is
 * by its place that a form knows a level. */
enum { STEP = 1024 };

static const char PROPOSED[] = "proposed";
static const char OWN[] = "own_";

/* The reform of 2026 is a proposal: three layers above what is universal. Until it is law, two of
 * them are SEN Support and one is the plan. */
static const struct Shipped {
    const char *code, *works_like, *name;
    int position;
    LevelPack pack;
} shipped[] = {
    {"universal", "universal", "Universal", 1 * STEP, LEVELS_CURRENT},
    {"monitoring", "monitoring", "Monitoring", 2 * STEP, LEVELS_CURRENT},
    {"sen_support", "sen_support", "SEN Support", 3 * STEP, LEVELS_CURRENT},
    {"ehc", "ehc", "EHC plan", 4 * STEP, LEVELS_CURRENT},
    {"proposed_universal", "universal", "Universal", 11 * STEP, LEVELS_PROPOSED},
    {"targeted", "sen_support", "Targeted", 12 * STEP, LEVELS_PROPOSED},
    {"targeted_plus", "sen_support", "Targeted Plus", 13 * STEP, LEVELS_PROPOSED},
    {"specialist", "ehc", "Specialist", 14 * STEP, LEVELS_PROPOSED},
};
enum { SHIPPED = sizeof shipped / sizeof shipped[0] };

static const struct Shipped *shipped_level(const char *code)
{
    for (size_t i = 0; i < SHIPPED; i++)
        if (text_equal(shipped[i].code, code))
            return &shipped[i];
    return NULL;
}

/* ---- The list ---------------------------------------------------------------------------------
 */

/* In the order of their places, which the rows have already. */
static void put(Levels *levels, Level level)
{
    size_t at = levels->count++;
    for (; at > 0 && levels->items[at - 1].position > level.position; at--)
        levels->items[at] = levels->items[at - 1];
    levels->items[at] = level;
}

static void put_row(Levels *levels, const struct school_levels_row *row)
{
    const struct Shipped *usual = shipped_level(row->code);
    put(levels, (Level){
                    .code = row->code,
                    .works_like = row->works_like,
                    .name = row->name,
                    .usual_name = usual == NULL ? NULL : usual->name,
                    .position = row->position,
                    .pack = usual == NULL ? LEVELS_OWN : usual->pack,
                    .valid_from = row->valid_from,
                    .valid_until = row->valid_until,
                });
}

Error *levels_of(Db *db, Arena *arena, SchoolId school, Levels *levels)
{
    struct school_levels_rows rows;
    struct school_level_pack_read_row pack;
    bool tried;
    *levels = (Levels){.tried_from = DATE_NONE, .tried_until = DATE_NONE};
    TRY(school_levels(db, arena, school, &rows));
    TRY(school_level_pack_read(db, arena, school, PROPOSED, &pack, &tried));
    levels->items = arena_array(arena, Level, SHIPPED + rows.count);
    for (size_t i = 0; i < rows.count; i++)
        put_row(levels, &rows.items[i]);
    for (size_t i = 0; i < SHIPPED; i++)
        if (level_find(levels, shipped[i].code) == NULL)
            put(levels, (Level){
                            .code = shipped[i].code,
                            .works_like = shipped[i].works_like,
                            .name = shipped[i].name,
                            .usual_name = shipped[i].name,
                            .position = shipped[i].position,
                            .pack = shipped[i].pack,
                            .valid_from = DATE_NONE,
                            .valid_until = DATE_NONE,
                        });
    if (tried) {
        levels->tried_from = pack.starts_on;
        levels->tried_until = pack.ends_on;
    }
    return NULL;
}

const Level *level_find(const Levels *levels, const char *code)
{
    for (size_t i = 0; i < levels->count; i++)
        if (text_equal(levels->items[i].code, code))
            return &levels->items[i];
    return NULL;
}

const char *level_name(const Levels *levels, const char *level, const char *school_level)
{
    const Level *found = level_find(levels, school_level == NULL ? level : school_level);
    if (found == NULL)
        found = level_find(levels, level);
    return found == NULL ? levels->items[0].name : found->name;
}

static bool within(Date from, Date until, Date on)
{
    return (!date_is_set(from) || date_compare(from, on) <= 0) &&
           (!date_is_set(until) || date_compare(on, until) <= 0);
}

bool levels_proposed_on(const Levels *levels, Date on)
{
    return date_is_set(levels->tried_from) && within(levels->tried_from, levels->tried_until, on);
}

bool level_may_be_decided(const Levels *levels, const Level *level, Date on)
{
    if (text_equal(level->works_like, "universal") ||
        !within(level->valid_from, level->valid_until, on))
        return false;
    return level->pack != LEVELS_PROPOSED || levels_proposed_on(levels, on);
}

const char *level_census_code(const char *works_like)
{
    if (text_equal(works_like, "ehc"))
        return sen_status_code(SEN_EHC_PLAN);
    return sen_status_code(text_equal(works_like, "sen_support") ? SEN_SUPPORT : SEN_NONE);
}

const char *level_usual_name(const char *code)
{
    const struct Shipped *level = shipped_level(code);
    return level == NULL ? NULL : level->name;
}

bool level_code_fit(const char *code)
{
    int64_t place;
    if (level_usual_name(code) != NULL)
        return true;
    return text_starts(code, OWN) && id_parse(code + strlen(OWN), &place);
}

/* ---- Changes ----------------------------------------------------------------------------------
 */

const char *level_dates_fault(const Level *level, Date from, Date until)
{
    if (date_is_set(from) && date_is_set(until) && date_compare(until, from) < 0)
        return "The last day must not be before the first";
    bool lawful = level->pack == LEVELS_CURRENT && !text_equal(level->code, "monitoring");
    if (lawful && (date_is_set(from) || date_is_set(until)))
        return "The law knows this level: it can be renamed, and not dated";
    return NULL;
}

static int census_order(const char *census_code)
{
    SenStatus status = SEN_NONE;
    (void)sen_status_parse_code(census_code, &status);
    return (int)status;
}

int level_place_after(const Levels *levels, int position, const char *census_code,
                      const char **works_like, const char **fault)
{
    static const char *const kinds[] = {"monitoring", "sen_support", "ehc"};
    int order = census_order(census_code), before = -1, next_order = SEN_EHC_PLAN;
    int next = position + 2 * STEP;
    *fault = NULL;
    *works_like = kinds[order];
    for (size_t i = 0; i < levels->count; i++) {
        const Level *level = &levels->items[i];
        if (level->pack == LEVELS_PROPOSED || level->position < position)
            continue;
        int found = census_order(level_census_code(level->works_like));
        if (level->position == position) {
            before = found;
        } else if (level->position < next) {
            next = level->position;
            next_order = found;
        }
    }
    if (before < 0)
        *fault = "Choose the level that it comes after";
    else if (order < before || order > next_order)
        *fault = "Its place and its census code do not agree: the codes rise from N over K to E";
    else if ((position + next) / 2 == position)
        *fault = "There is no room for another level there";
    return *fault == NULL ? (position + next) / 2 : 0;
}

Error *level_change(Db *db, SchoolId school, const Level *level, const char *name, Date from,
                    Date until)
{
    return school_level_put(db, school, (SchoolLevelId){id_new()}, level->code, name,
                            level->position, level->works_like,
                            level_census_code(level->works_like), from, until, NULL);
}

Error *level_add(Db *db, Arena *arena, SchoolId school, const char *name, int position,
                 const char *works_like, Date from)
{
    const char *code = arena_print(arena, "%s%d", OWN, position);
    return school_level_put(db, school, (SchoolLevelId){id_new()}, code, name, position, works_like,
                            level_census_code(works_like), from, DATE_NONE, NULL);
}

Error *levels_try_proposed(Db *db, SchoolId school, Date from, Date until)
{
    return school_level_pack_put(db, school, PROPOSED, from, until, NULL);
}

Error *levels_counted(Db *db, Arena *arena, SchoolId school, Date today, LevelCounts *counts)
{
    struct school_level_counts_rows rows;
    TRY(school_level_counts(db, arena, school, today, &rows));
    *counts = (LevelCounts){rows.count, arena_array(arena, LevelCount, rows.count)};
    for (size_t i = 0; i < rows.count; i++)
        counts->items[i] = (LevelCount){rows.items[i].code, rows.items[i].learners};
    return NULL;
}

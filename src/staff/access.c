/* Which learners each may see: the one access rule, and who it lets to one learner. */
#include "platform/base/log.h"
#include "staff/staff.h"
#include "staff/glass_sql.h"
#include "staff/staff_sql.h"

static Way way_of(const struct ways_to_learner_row *row)
{
    bool joined_later = date_compare(row->joined_on, row->since) > 0;
    Way way = {.way = WAY_CLASS,
               .teaches = text_equal(row->part, "teacher"),
               .name = row->class_name,
               .since = joined_later ? row->joined_on : row->since};
    if (text_equal(row->way, "group"))
        way.way = WAY_GROUP;
    if (text_equal(row->way, "support")) {
        way.way = WAY_SUPPORT;
        way.name = row->support;
    }
    return way;
}

Error *learner_ways(Db *db, Arena *arena, SchoolId school, StaffId staff, LearnerId learner,
                    Date today, Ways *ways)
{
    struct ways_to_learner_rows rows;
    TRY(ways_to_learner(db, arena, school, learner, staff, today, &rows));
    *ways = (Ways){rows.count, arena_array(arena, Way, rows.count)};
    for (size_t i = 0; i < rows.count; i++)
        ways->items[i] = way_of(&rows.items[i]);
    return NULL;
}

Error *learner_is_own(Db *db, Arena *arena, SchoolId school, StaffId staff, LearnerId learner,
                      Date today, bool *own)
{
    Ways ways;
    TRY(learner_ways(db, arena, school, staff, learner, today, &ways));
    *own = ways.count > 0;
    return NULL;
}

Error *learner_for_staff(Db *db, Arena *arena, SchoolId school, const Staff *staff, Reach reach,
                         LearnerId id, Date today, Learner *learner)
{
    ASSERT(reach != REACH_NONE);
    bool own = true;
    if (reach == REACH_OWN)
        TRY(learner_is_own(db, arena, school, staff->id, id, today, &own));
    if (!own)
        return error_not_found("learner %lld is not of staff %lld", (long long)id.n,
                               (long long)staff->id.n);
    return learner_load(db, arena, school, id, learner);
}

/* ---- Who can see one learner ------------------------------------------------------------------
 */

/* NULL: not at work. */
static const Staff *at_work(const StaffList *list, StaffId id)
{
    for (size_t i = 0; i < list->count; i++)
        if (list->items[i].id.n == id.n)
            return &list->items[i];
    return NULL;
}

static AccessBar bar_of(const Access *access, const Staff *working, Date today)
{
    const StaffMember *member = &access->member;
    if (working == NULL)
        return date_compare(member->started_on, today) > 0 ? ACCESS_NOT_BEGUN : ACCESS_LEFT;
    if (!member->signs_in)
        return ACCESS_NO_SIGN_IN;
    if (access->glass != NULL)
        return ACCESS_OPEN;
    if (access->reach == REACH_NONE)
        return ACCESS_ROLE;
    return access->reach == REACH_OWN && access->ways.count == 0 ? ACCESS_NOT_OWN : ACCESS_OPEN;
}

static Moment looked_at(const Looks *looks, StaffId id)
{
    for (size_t i = 0; i < looks->count; i++)
        if (looks->items[i].staff.n == id.n)
            return looks->items[i].at;
    return MOMENT_NONE;
}

static const char *reason_of(const struct glass_open_rows *glass, StaffId id)
{
    for (size_t i = 0; i < glass->count; i++)
        if (glass->items[i].staff_id.n == id.n)
            return glass->items[i].reason;
    return NULL;
}

Error *learner_access(Db *db, Arena *arena, SchoolId school, const Matrix *matrix,
                      LearnerId learner, Date today, AccessList *list)
{
    StaffMembers members;
    StaffList working;
    Looks looks;
    struct glass_open_rows glass;
    TRY(glass_open(db, arena, school, learner, (StaffId){0}, today, &glass));
    TRY(staff_members(db, arena, school, &members));
    TRY(staff_list(db, arena, school, today, &working));
    TRY(audit_last_looks(db, arena, school, learner, (int)members.count, &looks));
    *list = (AccessList){members.count, arena_array(arena, Access, members.count)};
    for (size_t i = 0; i < members.count; i++) {
        Access *access = &list->items[i];
        const Staff *staff = at_work(&working, members.items[i].id);
        RoleSet roles = staff != NULL ? staff->roles : role_set(members.items[i].role);
        *access = (Access){.member = members.items[i],
                           .roles = roles,
                           .glass = matrix_reach(matrix, roles, MAY_BREAK_GLASS) != REACH_NONE
                                        ? reason_of(&glass, members.items[i].id)
                                        : NULL,
                           .reach = matrix_reach(matrix, roles, MAY_READ_RECORD),
                           .looked_at = looked_at(&looks, members.items[i].id)};
        if (access->reach == REACH_OWN)
            TRY(learner_ways(db, arena, school, access->member.id, learner, today, &access->ways));
        access->bar = bar_of(access, staff, today);
    }
    return NULL;
}

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
    TRY(learner_load(db, arena, school, id, learner));
    return learner_opens(learner) ? NULL
                                  : error_not_found("learner %lld is closed", (long long)id.n);
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
        return date_is_set(access->case_until) && access->case_purpose == NULL ? ACCESS_VISIT_OVER
                                                                               : ACCESS_ROLE;
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

/* What else lasts until a day, and is asked of the store once for everybody. */
typedef struct Until {
    struct glass_open_rows glass;
    struct covers_of_learner_rows covers;
    struct cases_of_access_rows cases;
} Until;

static Error *load_until(Db *db, Arena *arena, SchoolId school, LearnerId learner, Date today,
                         Until *until)
{
    TRY(glass_open(db, arena, school, learner, (StaffId){0}, today, &until->glass));
    TRY(covers_of_learner(db, arena, school, learner, today, &until->covers));
    return cases_of_access(db, arena, school, learner, today, &until->cases);
}

static void fill_until(const Until *until, const Matrix *matrix, Date today, Access *access)
{
    StaffId id = access->member.id;
    if (matrix_reach(matrix, access->roles, MAY_BREAK_GLASS) != REACH_NONE)
        access->glass = reason_of(&until->glass, id);
    for (size_t i = 0; i < until->covers.count; i++)
        if (until->covers.items[i].staff_id.n == id.n) {
            access->covers = until->covers.items[i].name;
            access->covers_until = until->covers.items[i].ends_on;
        }
    for (size_t i = 0; i < until->cases.count; i++) {
        const struct cases_of_access_row *one = &until->cases.items[i];
        if (one->staff_id.n != id.n)
            continue;
        int order = date_compare(today, one->ends_on);
        bool open = order < 0 || (order == 0 && !moment_is_set(one->ended_at));
        access->case_purpose = open ? one->purpose : NULL;
        access->case_since = one->starts_on;
        access->case_until = one->ends_on;
    }
}

static bool in_a_class(const Ways *ways)
{
    for (size_t i = 0; i < ways->count; i++)
        if (ways->items[i].way != WAY_SUPPORT)
            return true;
    return false;
}

/* Whether "own" takes this learner in, for one door. */
static bool own_by(const Access *access, Door door)
{
    if (door == DOOR_CASE)
        return access->case_purpose != NULL;
    if (door == DOOR_SUMMARY)
        return access->covers != NULL || in_a_class(&access->ways);
    return access->ways.count > 0;
}

static void fill_doors(const Matrix *matrix, bool comes_in, Access *access)
{
    static const Permission permissions[DOOR_COUNT] = {
        [DOOR_RECORD] = MAY_READ_RECORD,   [DOOR_CONTACTS] = MAY_SEE_CONTACTS,
        [DOOR_SUMMARY] = MAY_READ_SUMMARY, [DOOR_ARRANGEMENTS] = MAY_READ_ARRANGEMENTS,
        [DOOR_CASE] = MAY_READ_CASE,
    };
    for (Door door = 0; door < DOOR_COUNT; door++) {
        Reach reach = matrix_reach(matrix, access->roles, permissions[door]);
        bool glass = access->glass != NULL && permission_by_glass(permissions[door]);
        bool opens = reach == REACH_ALL || (reach == REACH_OWN && own_by(access, door));
        access->of_all[door] = reach == REACH_ALL;
        access->open[door] = comes_in && (opens || glass);
        access->by[door] = matrix_role(matrix, access->roles, access->member.role,
                                       opens ? permissions[door] : MAY_BREAK_GLASS);
    }
}

Error *learner_access(Db *db, Arena *arena, SchoolId school, const Matrix *matrix,
                      LearnerId learner, Date today, bool with_looks, AccessList *list)
{
    StaffMembers members;
    StaffList working;
    Looks looks = {0};
    Until until;
    *list = (AccessList){0};
    TRY(load_until(db, arena, school, learner, today, &until));
    TRY(staff_members(db, arena, school, &members));
    TRY(staff_list(db, arena, school, today, &working));
    if (with_looks)
        TRY(audit_last_looks(db, arena, school, learner, (int)members.count, &looks));
    *list = (AccessList){members.count, arena_array(arena, Access, members.count)};
    for (size_t i = 0; i < members.count; i++) {
        Access *access = &list->items[i];
        const Staff *staff = at_work(&working, members.items[i].id);
        *access = (Access){.member = members.items[i],
                           .roles = staff != NULL ? staff->roles : role_set(members.items[i].role),
                           .case_since = DATE_NONE,
                           .case_until = DATE_NONE,
                           .looked_at = looked_at(&looks, members.items[i].id)};
        access->reach = matrix_reach(matrix, access->roles, MAY_READ_RECORD);
        if (matrix_has_own(matrix, access->roles))
            TRY(learner_ways(db, arena, school, access->member.id, learner, today, &access->ways));
        fill_until(&until, matrix, today, access);
        fill_doors(matrix, staff != NULL && access->member.signs_in, access);
        access->bar = bar_of(access, staff, today);
    }
    return NULL;
}

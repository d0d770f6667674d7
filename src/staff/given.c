#include "staff/given.h"

#include "platform/base/id.h"
#include "platform/base/text.h"
#include "staff/given_sql.h"

static const char *const whats[] = {
    [GIVEN_PERSON] = "person", [GIVEN_ROLE] = "role", [GIVEN_CLASS] = "class"};

Error *given_note(Db *db, SchoolId school, const Given *given)
{
    return given_insert(db, school, (AccessGivenId){id_new()}, given->staff, given->by,
                        whats[given->what], role_code(given->role), given->class_id,
                        given->starts_on, given->ends_on, given->at, NULL);
}

static GivenWhat what_of(const char *code)
{
    return text_equal(code, whats[GIVEN_ROLE])    ? GIVEN_ROLE
           : text_equal(code, whats[GIVEN_CLASS]) ? GIVEN_CLASS
                                                  : GIVEN_PERSON;
}

/* A class opens how to help, at least; a person or a role, what the role reaches. */
static bool opens_learners(const Matrix *matrix, const Given *given)
{
    static const Permission opening[] = {MAY_READ_RECORD,  MAY_READ_REGISTER,     MAY_READ_SUMMARY,
                                         MAY_SEE_CONTACTS, MAY_READ_ARRANGEMENTS, MAY_READ_CASE};
    if (given->what == GIVEN_CLASS)
        return true;
    for (size_t i = 0; i < sizeof opening / sizeof opening[0]; i++)
        if (matrix_reach(matrix, role_set(given->role), opening[i]) != REACH_NONE)
            return true;
    return false;
}

/* By whichever ends first, the person's access or what was given. */
static void fill_end(const struct given_unseen_row *row, Given *given)
{
    bool left = date_is_set(row->left_on), ends = date_is_set(row->last_on);
    int order = left && ends ? date_compare(row->left_on, row->last_on) : 0;
    bool by_leaving = left && (!ends || order < 0 || (order == 0 && moment_is_set(row->left_at)));
    given->last_on = by_leaving ? row->left_on : row->last_on;
    given->ended_at = by_leaving ? row->left_at : row->ended_at;
    given->replaced = row->role_gone == 1;
}

bool given_is_over(const Given *given, Date today)
{
    if (given->replaced || !date_is_set(given->last_on))
        return given->replaced;
    int order = date_compare(given->last_on, today);
    return order < 0 || (order == 0 && moment_is_set(given->ended_at));
}

Error *given_to_see(Db *db, Arena *arena, SchoolId school, StaffId staff, const Matrix *matrix,
                    GivenList *list)
{
    struct given_unseen_rows rows;
    *list = (GivenList){0};
    TRY(given_unseen(db, arena, school, staff, &rows));
    list->items = arena_array(arena, Given, rows.count);
    for (size_t i = 0; i < rows.count; i++) {
        const struct given_unseen_row *row = &rows.items[i];
        Given *given = &list->items[list->count];
        *given = (Given){.id = row->id,
                         .staff = row->staff_id,
                         .what = what_of(row->what),
                         .class_id = row->class_id,
                         .starts_on = row->starts_on,
                         .ends_on = row->ends_on,
                         .who = row->display_name,
                         .given_by = row->given_by,
                         .class_name = row->class_name,
                         .at = row->given_at};
        fill_end(row, given);
        bool known = role_parse(row->role, &given->role);
        if (known && (matrix == NULL || opens_learners(matrix, given)))
            list->count++;
    }
    return NULL;
}

Error *given_seen(Db *db, SchoolId school, const GivenList *list, AccessGivenId newest,
                  StaffId staff, Moment now)
{
    for (size_t i = 0; i < list->count && list->items[i].id.n <= newest.n; i++)
        TRY(given_see(db, school, list->items[i].id, staff, now, NULL));
    return NULL;
}

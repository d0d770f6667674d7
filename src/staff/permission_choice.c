#include "staff/permission_choice.h"

#include "platform/base/id.h"
#include "platform/base/text.h"
#include "staff/permission_sql.h"

#define STANDARD "standard"

/* False for words that this program no longer knows. */
static bool read_choice(const char *permission, const char *role, const char *reach,
                        PermissionChoice *choice)
{
    *choice = (PermissionChoice){.standard = text_equal(reach, STANDARD)};
    if (!permission_parse(permission, &choice->permission) || !role_parse(role, &choice->role))
        return false;
    choice->reach = permission_default(choice->permission, choice->role);
    return choice->standard || reach_parse(reach, &choice->reach);
}

Error *matrix_load(Db *db, Arena *arena, SchoolId school, Date today, Matrix *matrix)
{
    struct choices_open_rows rows;
    *matrix = matrix_default();
    TRY(choices_open(db, arena, school, today, &rows));
    for (size_t i = 0; i < rows.count; i++) {
        const struct choices_open_row *row = &rows.items[i];
        PermissionChoice choice;
        /* Limits may have become narrower since: what lies beyond them is left out. */
        if (read_choice(row->permission, row->role, row->reach, &choice))
            (void)matrix_choose(matrix, choice.permission, choice.role, choice.reach);
    }
    return NULL;
}

static bool is_over(const PermissionChoice *choice, Date today)
{
    return date_is_set(choice->until) && date_compare(choice->until, today) < 0;
}

static bool settled(const PermissionChoices *newer, const PermissionChoice *choice)
{
    for (size_t i = 0; i < newer->count; i++)
        if (newer->items[i].holds && newer->items[i].permission == choice->permission &&
            newer->items[i].role == choice->role)
            return true;
    return false;
}

Error *permission_choices(Db *db, Arena *arena, SchoolId school, Date today,
                          PermissionChoices *choices)
{
    struct choices_made_rows rows;
    TRY(choices_made(db, arena, school, &rows));
    *choices = (PermissionChoices){0, arena_array(arena, PermissionChoice, rows.count)};
    for (size_t i = 0; i < rows.count; i++) {
        const struct choices_made_row *row = &rows.items[i];
        PermissionChoice choice;
        if (!read_choice(row->permission, row->role, row->reach, &choice))
            continue;
        choice.reason = row->reason;
        choice.until = row->until;
        choice.by = row->display_name;
        choice.at = row->chosen_at;
        choice.holds = !is_over(&choice, today) && !settled(choices, &choice);
        choices->items[choices->count++] = choice;
    }
    return NULL;
}

Error *permission_choose(Db *db, SchoolId school, const PermissionChoice *choice, StaffId by,
                         Moment now)
{
    Matrix matrix = matrix_default();
    const char *fault = matrix_choose(&matrix, choice->permission, choice->role, choice->reach);
    if (fault != NULL)
        return error_invalid(fault, "permission %s of %s", permission_code(choice->permission),
                             role_code(choice->role));
    return choice_insert(db, school, (PermissionChoiceId){id_new()},
                         permission_code(choice->permission), role_code(choice->role),
                         choice->standard ? STANDARD : reach_code(choice->reach), choice->reason,
                         choice->until, by, now, NULL);
}

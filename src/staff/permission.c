#include "staff/permission.h"

#include "platform/base/log.h"
#include "platform/base/text.h"

/* The table: what each role may do until the school chooses otherwise. Nothing else grants
 * anything. One letter for each role: a all learners, o own ones, - none.
 *
 *   S SENCO            H head      T teacher          O office         G governor       F family
 *   s assistant SENCO              C cover teacher    E exams officer  P professional   L learner
 *                                  A assistant        I ICT */
typedef struct Row {
    const char *code; /* as stored */
    const char *reach;
} Row;

static const Row table[MAY_COUNT] = {
    /* clang-format off: the letters stand below one another */
    /*                                               SsHTCAOEIGPFL */
    [MAY_ANYONE] = {"anyone",                       "aaaaaaaaaaaaa"},
    [MAY_CONFIRM] = {"confirm",                     "aaaaaaaaaaaaa"},
    [MAY_SIGNED_IN] = {"signed_in",                 "aaaaaaaaaaaaa"},
    [MAY_WATCH_IMPORT] = {"watch_import",           "aa----a------"},
    [MAY_READ_REGISTER] = {"read_register",         "aaao-o-------"},
    [MAY_SEE_TODAY] = {"see_today",                 "aaaoooaaaao--"},
    [MAY_READ_RECORD] = {"read_record",             "aaao-o-------"},
    [MAY_READ_SUMMARY] = {"read_summary",           "aaaooo-------"},
    [MAY_READ_CASE] = {"read_case",                 "----------o--"},
    [MAY_RAISE_CONCERN] = {"raise_concern",         "aaao-o-------"},
    [MAY_ANSWER_CONCERN] = {"answer_concern",       "aa-----------"},
    [MAY_DECIDE_STATUS] = {"decide_status",         "a------------"},
    [MAY_TELL_PARENTS] = {"tell_parents",           "aaa----------"},
    [MAY_ASSESS] = {"assess",                       "aa-o---------"},
    [MAY_EDIT_PLAN] = {"edit_plan",                 "aa-o---------"},
    [MAY_FINALISE_PLAN] = {"finalise_plan",         "a-a----------"},
    [MAY_LOG_SESSION] = {"log_session",             "aa-o-o-------"},
    [MAY_REVIEW] = {"review",                       "aa-o---------"},
    [MAY_FINALISE_REVIEW] = {"finalise_review",     "a-a----------"},
    [MAY_SEE_CONTACTS] = {"see_contacts",           "aaa---a------"},
    [MAY_EDIT_CONTACTS] = {"edit_contacts",         "aaa---a------"},
    [MAY_SEE_ADDRESS] = {"see_address",             "aaa---a------"},
    [MAY_SEE_SAFEGUARDING] = {"see_safeguarding",   "aaao---------"},
    [MAY_SET_SAFEGUARDING] = {"set_safeguarding",   "a-a----------"},
    [MAY_SEE_COSTS] = {"see_costs",                 "aaa---a------"},
    [MAY_SEE_STAFF_NOTES] = {"see_staff_notes",     "aaao-o-------"},
    [MAY_WRITE_STAFF_NOTES] = {"write_staff_notes", "aaao-o-------"},
    [MAY_SEE_REPORTS] = {"see_reports",             "aaa----------"},
    [MAY_FILE_REPORTS] = {"file_reports",           "aa-----------"},
    [MAY_SHARE_CASE] = {"share_case",               "aaa----------"},
    [MAY_READ_ARRANGEMENTS] = {"read_arrangements", "aaao-o-a-----"},
    [MAY_EDIT_ARRANGEMENTS] = {"edit_arrangements", "aa-----------"},
    [MAY_BREAK_GLASS] = {"break_glass",             "---a-a-------"},
    [MAY_ANSWER_GLASS] = {"answer_glass",           "a-a----------"},
    [MAY_READ_NUMBERS] = {"read_numbers",           "aaa------a---"},
    [MAY_IMPORT] = {"import",                       "aa----a------"},
    [MAY_READ_TRAIL] = {"read_trail",               "a-a----------"},
    [MAY_MANAGE_SCHOOL] = {"manage_school",         "aaa---a------"},
    [MAY_MANAGE_PEOPLE] = {"manage_people",         "--a---a------"},
    [MAY_MANAGE_SIGN_IN] = {"manage_sign_in",       "--a---a-a----"},
    [MAY_SET_PERMISSIONS] = {"set_permissions",     "--a----------"},
    [MAY_READ_OWN_CHILD] = {"read_own_child",       "-----------oo"},
    [MAY_COMMENT] = {"comment",                     "-----------oo"},
    /* clang-format on */
};

static const struct {
    const char *code;
    const char *words;
    bool supports, teaches;
} roles[ROLE_COUNT] = {
    [ROLE_SENCO] = {"senco", "SENCO", true, true},
    [ROLE_ASSISTANT_SENCO] = {"assistant_senco", "Assistant SENCO", true, true},
    [ROLE_HEAD] = {"head", "Headteacher", true, true},
    [ROLE_TEACHER] = {"teacher", "Class teacher", true, true},
    [ROLE_COVER] = {"cover", "Cover teacher", false, false},
    [ROLE_ASSISTANT] = {"assistant", "Teaching assistant", true, false},
    [ROLE_OFFICE] = {"office", "School office", false, false},
    [ROLE_EXAMS] = {"exams", "Exams officer", false, false},
    [ROLE_ICT] = {"ict", "ICT administrator", false, false},
    [ROLE_GOVERNOR] = {"governor", "Governor", false, false},
    [ROLE_PROFESSIONAL] = {"professional", "Outside professional", false, false},
    [ROLE_PARENT] = {"parent", "Parent", false, false},
    [ROLE_LEARNER] = {"learner", "Learner", false, false},
};

/* ---- Roles ------------------------------------------------------------------------------------
 */

RoleSet role_set(Role role)
{
    ASSERT(role < ROLE_COUNT);
    return 1U << role;
}

bool role_among(RoleSet held, Role role)
{
    return (held & role_set(role)) != 0;
}

bool role_parse(const char *text, Role *role)
{
    for (Role each = 0; each < ROLE_COUNT; each++) {
        if (!text_equal(roles[each].code, text))
            continue;
        *role = each;
        return true;
    }
    return false;
}

const char *role_code(Role role)
{
    return roles[role].code;
}

const char *role_words(Role role)
{
    return roles[role].words;
}

bool roles_support(RoleSet held)
{
    for (Role role = 0; role < ROLE_COUNT; role++)
        if (roles[role].supports && role_among(held, role))
            return true;
    return false;
}

bool roles_teach(RoleSet held)
{
    for (Role role = 0; role < ROLE_COUNT; role++)
        if (roles[role].teaches && role_among(held, role))
            return true;
    return false;
}

static bool leads(Role role)
{
    return role == ROLE_SENCO || role == ROLE_ASSISTANT_SENCO || role == ROLE_HEAD;
}

bool role_manages(Role actor, Role subject)
{
    if (subject >= ROLE_STAFF_COUNT)
        return false;
    return actor == ROLE_HEAD || (actor == ROLE_OFFICE && !leads(subject));
}

/* ---- The matrix -------------------------------------------------------------------------------
 */

static Reach reach_of(char letter)
{
    return letter == 'a' ? REACH_ALL : letter == 'o' ? REACH_OWN : REACH_NONE;
}

Matrix matrix_default(void)
{
    Matrix matrix;
    for (Permission permission = 0; permission < MAY_COUNT; permission++)
        for (Role role = 0; role < ROLE_COUNT; role++)
            matrix.reach[permission][role] = reach_of(table[permission].reach[role]);
    return matrix;
}

Reach matrix_reach(const Matrix *matrix, RoleSet held, Permission permission)
{
    ASSERT(permission < MAY_COUNT);
    Reach reach = REACH_NONE;
    for (Role role = 0; role < ROLE_COUNT; role++)
        if (role_among(held, role) && matrix->reach[permission][role] > reach)
            reach = matrix->reach[permission][role];
    return reach;
}

Role matrix_role(const Matrix *matrix, RoleSet held, Role first, Permission permission)
{
    Reach reach = matrix_reach(matrix, held, permission);
    Role role = first;
    for (Role each = 0; each < ROLE_COUNT && matrix->reach[permission][role] != reach; each++)
        if (role_among(held, each))
            role = each;
    return role;
}

bool matrix_has_own(const Matrix *matrix, RoleSet held)
{
    for (Permission permission = 0; permission < MAY_COUNT; permission++)
        if (matrix_reach(matrix, held, permission) == REACH_OWN)
            return true;
    return false;
}

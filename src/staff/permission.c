#include "staff/permission.h"

#include <string.h>

#include "platform/base/log.h"
#include "platform/base/text.h"

/* The table: for each permission, how far each role reaches by default, at least and at most.
 * Nothing else grants anything. One letter for each role: a all learners, o own ones, - none.
 *
 *   S SENCO            H head      T teacher          O office         G governor       F family
 *   s assistant SENCO              C cover teacher    E exams officer  P professional   L learner
 *                                  A assistant        I ICT             V local authority officer
 */
typedef struct Row {
    const char *code; /* as stored */
    PermissionGroup group;
    const char *reach, *least, *most;
    const char *words; /* what may be done */
} Row;

/* clang-format off */
static const Row table[MAY_COUNT] = {
    /*   default           least             most
         SsHTCAOEIGPVFL    SsHTCAOEIGPVFL    SsHTCAOEIGPVFL */
    [MAY_ANYONE] = {"anyone", PERMISSION_SIGN,
        "aaaaaaaaaaaaaa", "aaaaaaaaaaaaaa", "aaaaaaaaaaaaaa", "pages that need no sign-in"},
    [MAY_LEAVE] = {"leave", PERMISSION_SIGN,
        "aaaaaaaaaaaaaa", "aaaaaaaaaaaaaa", "aaaaaaaaaaaaaa", "sign out"},
    [MAY_CONFIRM] = {"confirm", PERMISSION_SIGN,
        "aaaaaaaaaaaa--", "aaaaaaaaaaaa--", "aaaaaaaaaaaa--", "give the second factor"},
    [MAY_GIVE_CODE] = {"give_code", PERMISSION_SIGN,
        "------------aa", "------------aa", "------------aa", "give the code that came by hand"},
    [MAY_SIGNED_IN] = {"signed_in", PERMISSION_SIGN,
        "aaaaaaaaaaaaaa", "aaaaaaaaaaaaaa", "aaaaaaaaaaaaaa", "their own sessions and devices"},
    [MAY_SET_PASSWORD] = {"set_password", PERMISSION_SIGN,
        "aaaaaaaaaaaa--", "aaaaaaaaaaaa--", "aaaaaaaaaaaa--", "their own password and second factor"},
    [MAY_WATCH_IMPORT] = {"watch_import", PERMISSION_SIGN,
        "aa----a-------", "aa----a-------", "aa----a-------", "see how far an import is"},
    [MAY_READ_REGISTER] = {"read_register", PERMISSION_READ,
        "aaao-o--------", "a-a-----------", "aaaa-aa-------", "see who is on the register, and with what need"},
    [MAY_SEE_TODAY] = {"see_today", PERMISSION_READ,
        "aaaaaaaaaaaa--", "aaaaaaaaaaaa--", "aaaaaaaaaaaa--", "open Today"},
    [MAY_READ_RECORD] = {"read_record", PERMISSION_READ,
        "aaao-o--------", "a-ao----------", "aaaa-a--------", "open a record: profile, assessment, plan, sessions, reviews"},
    [MAY_READ_SUMMARY] = {"read_summary", PERMISSION_READ,
        "aaaooo--------", "a-ao----------", "aaaaoa--------", "read a class on one page: how to help whom"},
    [MAY_READ_CASE] = {"read_case", PERMISSION_READ,
        "----------oo--", "--------------", "----------oo--", "read what is shared of one case, while it lasts"},
    [MAY_WRITE_CASE] = {"write_case", PERMISSION_READ,
        "----------o---", "--------------", "----------o---", "file an own report on a shared case, and raise a concern there"},
    [MAY_READ_CONCERNS] = {"read_concerns", PERMISSION_READ,
        "aaao-o--------", "a-ao----------", "aaaa-a--------", "read the concerns about a learner, and the answers"},
    [MAY_RAISE_CONCERN] = {"raise_concern", PERMISSION_WORK,
        "aaaoooao------", "a-ao----------", "aaaaaaaaa-----", "raise a concern, and read its answer"},
    [MAY_ANSWER_CONCERN] = {"answer_concern", PERMISSION_WORK,
        "aa------------", "a-------------", "aaa-----------", "answer a concern"},
    [MAY_CHANGE_MANY] = {"change_many", PERMISSION_WORK,
        "aaa-----------", "a-------------", "aaa-----------", "change many at once: review dates, teachers, years"},
    [MAY_DECIDE_STATUS] = {"decide_status", PERMISSION_WORK,
        "a-------------", "a-------------", "a-a-----------", "decide about SEN Support"},
    [MAY_TELL_PARENTS] = {"tell_parents", PERMISSION_WORK,
        "aaa-----------", "a-------------", "aaao----------", "tell the family of a decision"},
    [MAY_ASSESS] = {"assess", PERMISSION_WORK,
        "aa-o----------", "a-------------", "aaaa----------", "assess, and write down the learner’s own words"},
    [MAY_SEE_SCORES] = {"see_scores", PERMISSION_WORK,
        "aaao-o--------", "a-ao----------", "aaaa-aa-------", "see scores over time"},
    [MAY_ENTER_SCORES] = {"enter_scores", PERMISSION_WORK,
        "aa-o----------", "a-------------", "aaaa-oa-------", "enter scores"},
    [MAY_EDIT_PLAN] = {"edit_plan", PERMISSION_WORK,
        "aa-o----------", "a-------------", "aaaa----------", "write a plan"},
    [MAY_FINALISE_PLAN] = {"finalise_plan", PERMISSION_WORK,
        "a-a-----------", "a-------------", "a-a-----------", "make a plan final"},
    [MAY_LOG_SESSION] = {"log_session", PERMISSION_WORK,
        "aa-o-o--------", "a-------------", "aaaa-a--------", "log a session"},
    [MAY_REVIEW] = {"review", PERMISSION_WORK,
        "aa-o----------", "a-------------", "aaaa----------", "write a review"},
    [MAY_FINALISE_REVIEW] = {"finalise_review", PERMISSION_WORK,
        "a-a-----------", "a-------------", "a-a-----------", "make a review final"},
    [MAY_SEE_CONTACTS] = {"see_contacts", PERMISSION_CARE,
        "aaa---a-------", "a-a---a-------", "aaao-oa-------", "see the family’s contacts"},
    [MAY_EDIT_CONTACTS] = {"edit_contacts", PERMISSION_CARE,
        "aaa---a-------", "------a-------", "aaa---a-------", "change the family’s contacts"},
    [MAY_SEE_ADDRESS] = {"see_address", PERMISSION_CARE,
        "aaa---a-------", "--a-----------", "aaa---a-------", "see addresses, protected ones too"},
    [MAY_HOLD_BACK] = {"hold_back", PERMISSION_CARE,
        "--a-----------", "--a-----------", "--a-----------", "hold papers back from a contact while something is checked"},
    [MAY_SEE_SAFEGUARDING] = {"see_safeguarding", PERMISSION_CARE,
        "aaao----------", "a-ao----------", "aaao-o--------", "see that one is to speak to the safeguarding lead"},
    [MAY_SET_SAFEGUARDING] = {"set_safeguarding", PERMISSION_CARE,
        "a-a-----------", "a-a-----------", "a-a-----------", "say that one is to speak to the safeguarding lead"},
    [MAY_SEE_COSTS] = {"see_costs", PERMISSION_CARE,
        "aaa---a----o--", "a-a-----------", "aaa---a----o--", "see what support costs"},
    [MAY_SEE_STAFF_NOTES] = {"see_staff_notes", PERMISSION_CARE,
        "aaao-o--------", "a-a-----------", "aaaa-a--------", "read notes among staff"},
    [MAY_WRITE_STAFF_NOTES] = {"write_staff_notes", PERMISSION_CARE,
        "aaao-o--------", "a-------------", "aaaa-a--------", "write notes among staff"},
    [MAY_SEE_REPORTS] = {"see_reports", PERMISSION_CARE,
        "aaa--------o--", "a-a-----------", "aaao-------o--", "read a whole report of a professional"},
    [MAY_FILE_REPORTS] = {"file_reports", PERMISSION_CARE,
        "aa------------", "a-------------", "aaa---a-------", "file a professional’s report"},
    [MAY_SHARE_CASE] = {"share_case", PERMISSION_CARE,
        "aaa-----------", "a-------------", "aaa-----------", "share a case with an outside professional"},
    [MAY_READ_ARRANGEMENTS] = {"read_arrangements", PERMISSION_CARE,
        "aaao-o-a------", "a------a------", "aaaa-a-a------", "read exam access arrangements"},
    [MAY_EDIT_ARRANGEMENTS] = {"edit_arrangements", PERMISSION_CARE,
        "aa------------", "a-------------", "aaa----a------", "write exam access arrangements"},
    [MAY_BREAK_GLASS] = {"break_glass", PERMISSION_CARE,
        "---a-a--------", "--------------", "---a-aa-------", "open one record in an emergency, with a reason"},
    [MAY_ANSWER_GLASS] = {"answer_glass", PERMISSION_CARE,
        "a-a-----------", "a-a-----------", "a-a-----------", "look at each opening in an emergency"},
    [MAY_APPROVE_ACCESS] = {"approve_access", PERMISSION_CARE,
        "a-a-----------", "a-a-----------", "a-a-----------", "be told what access the office gives, and say that they looked at it"},
    [MAY_READ_NUMBERS] = {"read_numbers", PERMISSION_SCHOOL,
        "aaa------a----", "a-a-----------", "aaa---a--a----", "read counts without names"},
    [MAY_IMPORT] = {"import", PERMISSION_SCHOOL,
        "aa----a-------", "------a-------", "aa----a-------", "import lists"},
    [MAY_READ_TRAIL] = {"read_trail", PERMISSION_SCHOOL,
        "a-a-----------", "--a-----------", "aaa-----------", "read who looked at what"},
    [MAY_SEE_ACCESS] = {"see_access", PERMISSION_SCHOOL,
        "a-a---a-------", "--a---a-------", "aaa---a-------", "see who can open a record, and why"},
    [MAY_KEEP_RECORD] = {"keep_record", PERMISSION_SCHOOL,
        "a-a---a-------", "--a-----------", "aaa---a-------", "change a UPN, and record a death"},
    [MAY_MERGE] = {"merge_records", PERMISSION_SCHOOL,
        "a-a-----------", "--a-----------", "aaa-----------", "make one record of two of the same learner, and take it back"},
    [MAY_OPEN_SEALED] = {"open_sealed", PERMISSION_SCHOOL,
        "--a-----------", "--a-----------", "a-a-----------", "seal a record after an adoption, and open a sealed one with a reason"},
    [MAY_MANAGE_SCHOOL] = {"manage_school", PERMISSION_SCHOOL,
        "aaa---a-------", "------a-------", "aaa---a-------", "keep term dates, classes and who teaches whom"},
    [MAY_EDIT_FACTS] = {"edit_facts", PERMISSION_SCHOOL,
        "--a---a-------", "--a-----------", "a-a---a-------", "change the school’s own facts, and what kind of setting it is"},
    [MAY_MANAGE_PEOPLE] = {"manage_people", PERMISSION_SCHOOL,
        "--a---a-------", "--a-----------", "--a---a-------", "say who may sign in, and as what"},
    [MAY_MANAGE_SIGN_IN] = {"manage_sign_in", PERMISSION_SCHOOL,
        "--a---a-a-----", "--a-----------", "--a---a-a-----", "look after codes and ways to sign in"},
    [MAY_SET_PERMISSIONS] = {"set_permissions", PERMISSION_SCHOOL,
        "--a-----------", "--a-----------", "--a-----------", "change permissions"},
    [MAY_READ_OWN_CHILD] = {"read_own_child", PERMISSION_FAMILY,
        "------------oo", "--------------", "------------oo", "read the family’s own pages"},
    [MAY_COMMENT] = {"comment", PERMISSION_FAMILY,
        "------------oo", "--------------", "------------oo", "write on the family’s own pages"},
};
/* clang-format on */

static const struct {
    const char *code;
    const char *words;
    bool supports, teaches;
    const char *says; /* where a kind of setting has its own words; NULL: the same everywhere */
} roles[ROLE_COUNT] = {
    [ROLE_SENCO] = {"senco", "SENCO", true, true, "{Senco}"},
    [ROLE_ASSISTANT_SENCO] = {"assistant_senco", "Assistant SENCO", true, true,
                              "Assistant {senco}"},
    [ROLE_HEAD] = {"head", "Headteacher", true, true, "{Head}"},
    [ROLE_TEACHER] = {"teacher", "Class teacher", true, true, "{Teacher}"},
    [ROLE_COVER] = {"cover", "Cover teacher", false, false, NULL},
    [ROLE_ASSISTANT] = {"assistant", "Teaching assistant", true, false, NULL},
    [ROLE_OFFICE] = {"office", "School office", false, false, "{School} office"},
    [ROLE_EXAMS] = {"exams", "Exams officer", false, false, NULL},
    [ROLE_ICT] = {"ict", "ICT administrator", false, false, NULL},
    [ROLE_GOVERNOR] = {"governor", "Governor", false, false, NULL},
    [ROLE_PROFESSIONAL] = {"professional", "Outside professional", false, false, NULL},
    [ROLE_OFFICER] = {"authority_officer", "Local authority officer", false, false, NULL},
    [ROLE_PARENT] = {"parent", "Parent", false, false, NULL},
    [ROLE_LEARNER] = {"learner", "Learner", false, false, "{Learner}"},
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

const char *role_words_in(Arena *arena, const SettingWords *words, Role role)
{
    const char *says = roles[role].says;
    return says == NULL ? roles[role].words : setting_fill(arena, words, says);
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

bool role_resets(Role actor, Role subject)
{
    bool sees_no_more = subject == ROLE_ICT || subject == ROLE_GOVERNOR ||
                        (actor == ROLE_OFFICE && subject == ROLE_OFFICE);
    return actor == ROLE_HEAD ? role_manages(actor, subject)
                              : (actor == ROLE_OFFICE || actor == ROLE_ICT) && sees_no_more;
}

/* ---- Permissions ------------------------------------------------------------------------------
 */

bool permission_parse(const char *text, Permission *permission)
{
    for (Permission each = 0; each < MAY_COUNT; each++) {
        if (!text_equal(table[each].code, text))
            continue;
        *permission = each;
        return true;
    }
    return false;
}

const char *permission_code(Permission permission)
{
    return table[permission].code;
}

const char *permission_words(Permission permission)
{
    return table[permission].words;
}

PermissionGroup permission_group(Permission permission)
{
    return table[permission].group;
}

bool permission_by_glass(Permission permission)
{
    return permission == MAY_READ_RECORD || permission == MAY_SEE_CONTACTS ||
           permission == MAY_SEE_SAFEGUARDING;
}

bool permission_works(Permission permission)
{
    return table[permission].group == PERMISSION_WORK && permission != MAY_SEE_SCORES;
}

bool permission_has_own(Permission permission)
{
    const Row *row = &table[permission];
    return strchr(row->reach, 'o') != NULL || strchr(row->most, 'o') != NULL;
}

static Reach reach_of(char letter)
{
    return letter == 'a' ? REACH_ALL : letter == 'o' ? REACH_OWN : REACH_NONE;
}

Reach permission_default(Permission permission, Role role)
{
    return reach_of(table[permission].reach[role]);
}

Reach permission_least(Permission permission, Role role)
{
    return reach_of(table[permission].least[role]);
}

Reach permission_most(Permission permission, Role role)
{
    return reach_of(table[permission].most[role]);
}

static const char *const reaches[] = {
    [REACH_NONE] = "none", [REACH_OWN] = "own", [REACH_ALL] = "all"};

bool reach_parse(const char *text, Reach *reach)
{
    for (Reach each = REACH_NONE; each <= REACH_ALL; each++) {
        if (!text_equal(reaches[each], text))
            continue;
        *reach = each;
        return true;
    }
    return false;
}

const char *reach_code(Reach reach)
{
    return reaches[reach];
}

/* ---- The matrix -------------------------------------------------------------------------------
 */

Matrix matrix_default(void)
{
    Matrix matrix;
    for (Permission permission = 0; permission < MAY_COUNT; permission++)
        for (Role role = 0; role < ROLE_COUNT; role++)
            matrix.reach[permission][role] = permission_default(permission, role);
    return matrix;
}

const char *matrix_choose(Matrix *matrix, Permission permission, Role role, Reach reach)
{
    Reach least = permission_least(permission, role), most = permission_most(permission, role);
    if (reach > most)
        return most == REACH_NONE ? "This role is never given that"
                                  : "This role is given that for its own learners at most";
    if (reach < least)
        return least == REACH_OWN ? "This role needs that for its own learners at least"
                                  : "This role cannot work without that";
    if (least == most)
        return "This is the same everywhere, and stays as it is";
    if (reach == REACH_OWN && !permission_has_own(permission))
        return "That is not about one learner: choose yes or no";
    matrix->reach[permission][role] = reach;
    return NULL;
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

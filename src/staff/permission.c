#include "staff/permission.h"

#include "platform/base/log.h"
#include "platform/base/text.h"

/* The table. Rows are what may be done, columns who. Nothing else grants anything. */
static const Reach table[MAY_COUNT][5] = {
    /*                      SENCO      head       teacher     assistant   office */
    [MAY_ANYONE] = {REACH_ALL, REACH_ALL, REACH_ALL, REACH_ALL, REACH_ALL},
    [MAY_CONFIRM] = {REACH_ALL, REACH_ALL, REACH_ALL, REACH_ALL, REACH_ALL},
    [MAY_SIGNED_IN] = {REACH_ALL, REACH_ALL, REACH_ALL, REACH_ALL, REACH_ALL},
    [MAY_WATCH_IMPORT] = {REACH_ALL, REACH_NONE, REACH_NONE, REACH_NONE, REACH_ALL},
    [MAY_READ_REGISTER] = {REACH_ALL, REACH_ALL, REACH_OWN, REACH_OWN, REACH_NONE},
    [MAY_SEE_TODAY] = {REACH_ALL, REACH_ALL, REACH_OWN, REACH_OWN, REACH_ALL},
    [MAY_READ_RECORD] = {REACH_ALL, REACH_ALL, REACH_OWN, REACH_OWN, REACH_NONE},
    [MAY_RAISE_CONCERN] = {REACH_ALL, REACH_ALL, REACH_OWN, REACH_OWN, REACH_NONE},
    [MAY_ANSWER_CONCERN] = {REACH_ALL, REACH_NONE, REACH_NONE, REACH_NONE, REACH_NONE},
    [MAY_DECIDE_STATUS] = {REACH_ALL, REACH_NONE, REACH_NONE, REACH_NONE, REACH_NONE},
    [MAY_TELL_PARENTS] = {REACH_ALL, REACH_ALL, REACH_NONE, REACH_NONE, REACH_NONE},
    [MAY_ASSESS] = {REACH_ALL, REACH_NONE, REACH_OWN, REACH_NONE, REACH_NONE},
    [MAY_EDIT_PLAN] = {REACH_ALL, REACH_NONE, REACH_OWN, REACH_NONE, REACH_NONE},
    [MAY_FINALISE_PLAN] = {REACH_ALL, REACH_ALL, REACH_NONE, REACH_NONE, REACH_NONE},
    [MAY_LOG_SESSION] = {REACH_ALL, REACH_NONE, REACH_OWN, REACH_OWN, REACH_NONE},
    [MAY_REVIEW] = {REACH_ALL, REACH_NONE, REACH_OWN, REACH_NONE, REACH_NONE},
    [MAY_FINALISE_REVIEW] = {REACH_ALL, REACH_ALL, REACH_NONE, REACH_NONE, REACH_NONE},
    [MAY_IMPORT] = {REACH_ALL, REACH_NONE, REACH_NONE, REACH_NONE, REACH_ALL},
    [MAY_READ_TRAIL] = {REACH_ALL, REACH_ALL, REACH_NONE, REACH_NONE, REACH_NONE},
    [MAY_MANAGE_SCHOOL] = {REACH_ALL, REACH_ALL, REACH_NONE, REACH_NONE, REACH_ALL},
    [MAY_MANAGE_PEOPLE] = {REACH_NONE, REACH_ALL, REACH_NONE, REACH_NONE, REACH_ALL},
};

static const struct {
    Role role;
    const char *code;
    const char *words;
} roles[] = {
    {ROLE_SENCO, "senco", "SENCO"},
    {ROLE_HEAD, "head", "Headteacher"},
    {ROLE_TEACHER, "teacher", "Class teacher"},
    {ROLE_ASSISTANT, "assistant", "Teaching assistant"},
    {ROLE_OFFICE, "office", "School office"},
};

Reach permission_reach(Role role, Permission permission)
{
    ASSERT(permission < MAY_COUNT);
    ASSERT(role <= ROLE_OFFICE);
    return table[permission][role];
}

bool role_manages(Role actor, Role subject)
{
    if (permission_reach(actor, MAY_MANAGE_PEOPLE) == REACH_NONE)
        return false;
    return actor == ROLE_HEAD || (subject != ROLE_SENCO && subject != ROLE_HEAD);
}

bool role_parse(const char *text, Role *role)
{
    for (size_t i = 0; i < sizeof roles / sizeof roles[0]; i++) {
        if (!text_equal(roles[i].code, text))
            continue;
        *role = roles[i].role;
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

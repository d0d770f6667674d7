/* permission.h: what each role may do, and to which learners. One table of data in permission.c;
 * nothing else in the program asks for a role. Deny by default.
 *
 * "Own" learners are those whom the person teaches or supports today (own_learners.sql). */
#ifndef STAFF_PERMISSION_H
#define STAFF_PERMISSION_H

#include <stdbool.h>

typedef enum Permission {
    MAY_ANYONE,       /* no sign-in: the sign-in page, help, health */
    MAY_CONFIRM,      /* whoever gave a password: the second factor may still be owed */
    MAY_SIGNED_IN,    /* anybody signed in: their own session */
    MAY_WATCH_IMPORT, /* how far one is: counts, and never waits for the writer that it watches */
    /* From here on it is about children, and every look is in the audit trail. */
    MAY_READ_REGISTER,
    MAY_SEE_TODAY,
    MAY_READ_RECORD,
    MAY_RAISE_CONCERN,
    MAY_ANSWER_CONCERN,
    MAY_DECIDE_STATUS,
    MAY_TELL_PARENTS,
    MAY_ASSESS,
    MAY_EDIT_PLAN,
    MAY_FINALISE_PLAN,
    MAY_LOG_SESSION,
    MAY_REVIEW,
    MAY_FINALISE_REVIEW,
    MAY_IMPORT,
    MAY_READ_TRAIL,
    MAY_MANAGE_SCHOOL, /* term dates, classes, and who teaches whom */
    MAY_MANAGE_PEOPLE, /* who may sign in, and as what */
    MAY_COUNT
} Permission;

typedef enum Role { ROLE_SENCO, ROLE_HEAD, ROLE_TEACHER, ROLE_ASSISTANT, ROLE_OFFICE } Role;

typedef enum Reach { REACH_NONE, REACH_OWN, REACH_ALL } Reach;

/* Whether `actor`, who may manage people, may decide who signs in as `subject`. The office gives no
 * role, and no code, that opens more than it may give: only the head makes a SENCO or a head. */
bool role_manages(Role actor, Role subject);
Reach permission_reach(Role role, Permission permission);
/* "senco" and so on, as stored; false when there is no such role. */
bool role_parse(const char *text, Role *role);
const char *role_code(Role role);
/* "SENCO", "class teacher": as people say it. */
const char *role_words(Role role);

#endif

/* permission.h: what each role may do, and to which learners. One table of data in permission.c;
 * nothing else in the program asks for a role. Deny by default.
 *
 * "Own" learners are those whom the person teaches or supports today (own_learners.sql); for an
 * outside professional and an officer, those of a case that is shared with them; for a parent,
 * their child.
 *
 * For each role and permission the table has a default, the least and the most: within these a
 * school may choose otherwise, and its choices make its own Matrix. */
#ifndef STAFF_PERMISSION_H
#define STAFF_PERMISSION_H

#include <stdbool.h>

#include "duty/setting.h"

typedef enum Permission {
    MAY_ANYONE,       /* no sign-in: the sign-in page, help, health */
    MAY_LEAVE,        /* anybody whose sign-in has begun: end it */
    MAY_CONFIRM,      /* a member of staff's first step is done: the second factor is owed */
    MAY_GIVE_CODE,    /* a family's link is spent: the code is owed */
    MAY_SIGNED_IN,    /* anybody signed in: their own session */
    MAY_SET_PASSWORD, /* one's own password, app and passkeys, which families have none of */
    MAY_WATCH_IMPORT, /* how far one is: counts, and never waits for the writer that it watches */
    /* From here on it is about children, and every look is in the audit trail. */
    MAY_READ_REGISTER,
    MAY_SEE_TODAY,
    MAY_READ_RECORD,
    MAY_READ_SUMMARY, /* a class on one page: how to help whom, and nothing else */
    MAY_READ_CASE,    /* what is shared of one learner with somebody from outside */
    MAY_WRITE_CASE,   /* there: an own report, and a concern */
    MAY_READ_CONCERNS,
    MAY_RAISE_CONCERN, /* and read what became of what one raised */
    MAY_ANSWER_CONCERN,
    MAY_CHANGE_MANY, /* review dates, teachers and years of many learners at once */
    MAY_DECIDE_STATUS,
    MAY_TELL_PARENTS,
    MAY_ASSESS,
    MAY_SEE_SCORES, /* over time, and what the checks of progress say */
    MAY_ENTER_SCORES,
    MAY_EDIT_PLAN,
    MAY_FINALISE_PLAN,
    MAY_LOG_SESSION,
    MAY_REVIEW,
    MAY_FINALISE_REVIEW,
    MAY_SEE_CONTACTS,
    MAY_EDIT_CONTACTS,
    MAY_SEE_ADDRESS,      /* a contact's address, also a protected one */
    MAY_HOLD_BACK,        /* papers and sign-in from a contact, while something is checked */
    MAY_SEE_SAFEGUARDING, /* that one is to speak to the safeguarding lead; never why */
    MAY_SET_SAFEGUARDING,
    MAY_SEE_COSTS,
    MAY_SEE_STAFF_NOTES, /* what the staff write for each other, never for families */
    MAY_WRITE_STAFF_NOTES,
    MAY_SEE_REPORTS, /* a professional's report as a whole; without it, what it advises for class */
    MAY_FILE_REPORTS,
    MAY_SHARE_CASE, /* with an outside professional, from a day until a day */
    MAY_READ_ARRANGEMENTS,
    MAY_EDIT_ARRANGEMENTS,
    MAY_BREAK_GLASS,    /* open one record with a reason, until the end of the day */
    MAY_ANSWER_GLASS,   /* is told of each such opening, and says that they looked at it */
    MAY_APPROVE_ACCESS, /* is told of each access that is given: given.h */
    MAY_READ_NUMBERS,   /* counts without names, small ones withheld */
    MAY_IMPORT,
    MAY_READ_TRAIL,
    MAY_SEE_ACCESS,      /* who can open a record, and why; who looked is of the trail */
    MAY_KEEP_RECORD,     /* which child a record is of: the UPN, a death */
    MAY_MERGE,           /* two records of one child into one, and apart again */
    MAY_OPEN_SEALED,     /* what was before an adoption; and to seal it */
    MAY_MANAGE_SCHOOL,   /* term dates, classes, and who teaches whom */
    MAY_EDIT_FACTS,      /* the setting's own: its kind, numbers, address */
    MAY_MANAGE_PEOPLE,   /* who may sign in, and as what */
    MAY_MANAGE_SIGN_IN,  /* single sign-on, codes, a lost second factor: no learner anywhere */
    MAY_SET_PERMISSIONS, /* choose otherwise than the table's default, within its limits */
    MAY_READ_OWN_CHILD,  /* the pages of families */
    MAY_COMMENT,         /* there, in one's own words */
    MAY_COUNT
} Permission;

typedef enum Role {
    ROLE_SENCO,
    ROLE_ASSISTANT_SENCO,
    ROLE_HEAD, /* a deputy head too */
    ROLE_TEACHER,
    ROLE_COVER, /* a class until a date, and its summary only */
    ROLE_ASSISTANT,
    ROLE_OFFICE,
    ROLE_EXAMS,
    ROLE_ICT,
    ROLE_GOVERNOR,
    ROLE_PROFESSIONAL, /* from outside */
    ROLE_OFFICER, /* of the local authority: reads what is shared of a case, and writes nothing */
    ROLE_STAFF_COUNT, /* those above are rows of staff; those below never are */
    ROLE_PARENT = ROLE_STAFF_COUNT,
    ROLE_LEARNER,
    ROLE_COUNT
} Role;

typedef enum Reach { REACH_NONE, REACH_OWN, REACH_ALL } Reach;

/* Several roles at once: one bit for each. */
typedef unsigned RoleSet;

RoleSet role_set(Role role);
bool role_among(RoleSet held, Role role);

/* ---- Roles ------------------------------------------------------------------------------------
 */

/* "senco" and so on, as stored; false when there is no such role. */
bool role_parse(const char *text, Role *role);
const char *role_code(Role role);
/* "SENCO", "class teacher": as people say it. */
const char *role_words(Role role);
/* In the words of a kind of setting: "Principal", "Key person". */
const char *role_words_in(Arena *arena, const SettingWords *words, Role role);
/* Works with learners, so may teach one, answer for a plan or give support. */
bool roles_support(RoleSet held);
bool roles_teach(RoleSet held);
/* Whether `actor`, who may manage people, may decide who signs in as `subject`. The office gives no
 * role, and no code, that opens more than it may give: only the head makes a SENCO or a head. */
bool role_manages(Role actor, Role subject);
/* Whether `actor`, who may manage sign-in, may end the second factor of `subject`. Whoever does it
 * holds a code that opens the other's account: only the head does it for one who reads records. */
bool role_resets(Role actor, Role subject);

/* ---- Permissions ------------------------------------------------------------------------------
 */

/* How people look for them. */
typedef enum PermissionGroup {
    PERMISSION_SIGN, /* the same everywhere, and not shown */
    PERMISSION_READ,
    PERMISSION_WORK,
    PERMISSION_CARE,
    PERMISSION_SCHOOL,
    PERMISSION_FAMILY,
    PERMISSION_GROUP_COUNT
} PermissionGroup;

/* "read_record" and so on, as stored; false when there is no such permission. */
bool permission_parse(const char *text, Permission *permission);
const char *permission_code(Permission permission);
/* "open a record", after "may". */
const char *permission_words(Permission permission);
PermissionGroup permission_group(Permission permission);
/* What a record opened in an emergency shows to those whom it is closed to. */
bool permission_by_glass(Permission permission);
/* Whether it begins or goes on with work for a learner, which a death ends. */
bool permission_works(Permission permission);
/* Whether it makes a difference whose learner it is. */
bool permission_has_own(Permission permission);
Reach permission_default(Permission permission, Role role);
/* Within these a school may choose. */
Reach permission_least(Permission permission, Role role);
Reach permission_most(Permission permission, Role role);
/* "none", "own", "all", as stored. */
bool reach_parse(const char *text, Reach *reach);
const char *reach_code(Reach reach);

/* ---- The matrix -------------------------------------------------------------------------------
 */

/* What holds in one school today. */
typedef struct Matrix {
    Reach reach[MAY_COUNT][ROLE_COUNT];
} Matrix;

/* Without any choice of the school's. */
Matrix matrix_default(void);
/* Takes a school's choice over. NULL, or why it is refused: beyond the limits nothing changes. */
const char *matrix_choose(Matrix *matrix, Permission permission, Role role, Reach reach);
/* How far any of these roles reaches, and which of them opens the door: the one that reaches
 * furthest, `first` before the others. */
Reach matrix_reach(const Matrix *matrix, RoleSet held, Permission permission);
Role matrix_role(const Matrix *matrix, RoleSet held, Role first, Permission permission);
/* Whether any of these roles reaches own learners only, in anything. */
bool matrix_has_own(const Matrix *matrix, RoleSet held);

#endif

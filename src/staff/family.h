/* family.h: how families and learners sign in: an account for a contact or a learner, the one-time
 * link that is mailed to it, and the code that came another way. Who may is asked of
 * learner/entitlement at every request, never kept.
 *
 * Owns family_code, sign_in_link and learner_sign_in. docs/decisions/0015-families-sign-in.md. */
#ifndef STAFF_FAMILY_H
#define STAFF_FAMILY_H

#include <stdbool.h>
#include <stddef.h>

#include "learner/learner.h"
#include "platform/base/arena.h"
#include "platform/base/date.h"
#include "platform/base/error.h"
#include "platform/db/db.h"
#include "schema/ids.h"
#include "staff/permission.h"

/* Who signed in, when it is no member of staff. Exactly one of the two ids is set. */
typedef struct Family {
    ContactId contact_id;
    LearnerId learner_id; /* the learner's own sign-in */
    const char *name;     /* as addressed: Mrs Ewa Nowak */
    Role role;            /* ROLE_PARENT or ROLE_LEARNER */
} Family;

typedef struct FamilyLearner {
    LearnerId id;
    const char *known_name;
} FamilyLearner;

typedef struct FamilyLearners {
    size_t count;
    FamilyLearner *items;
} FamilyLearners;

/* found is false when the account is not, or is no longer, the way in of that contact or learner.
 * Whether any record is open to them is family_learners(). Either id is set. */
Error *family_load(Db *db, Arena *arena, SchoolId school, AccountId account, ContactId contact,
                   LearnerId learner, Family *family, bool *found);
/* Those whose record is open to them today, by name: none of them has left the school. */
Error *family_learners(Db *db, Arena *arena, SchoolId school, const Family *family, Date today,
                       FamilyLearners *learners);
/* The one access rule of families. ERROR_NOT_FOUND when the learner is not there, or not theirs, or
 * closed to them: all look alike. */
Error *learner_for_family(Db *db, Arena *arena, SchoolId school, const Family *family, LearnerId id,
                          Date today, Learner *learner);

/* ---- The code that came another way -----------------------------------------------------------
 */

/* What an office sees of a contact's, or a learner's, sign-in. */
typedef struct FamilyAccess {
    AccountId account_id; /* n 0: never had one */
    const char *email;    /* the account's; NULL without one */
    Moment code_at;       /* when the code was made; MOMENT_NONE: none is out */
    Moment used_at;       /* the last sign-in; MOMENT_NONE: none yet */
} FamilyAccess;

Error *family_access(Db *db, Arena *arena, SchoolId school, ContactId contact, LearnerId learner,
                     FamilyAccess *access);
/* Makes the account when there is none for that address, and this school's new code, which is
 * returned to be handed over and is kept only as a hash. An earlier one of this school is void, and
 * its sessions end; other schools' stay. ERROR_INVALID without an address, and for a learner's that
 * is another's of the family. by: who lets a learner in. */
Error *family_code_make(Db *db, Arena *arena, SchoolId school, ContactId contact, Moment now,
                        const char **code);
Error *learner_code_make(Db *db, Arena *arena, SchoolId school, LearnerId learner,
                         const char *email, StaffId by, Moment now, const char **code);
/* A code that was agreed beforehand, as in a demo. */
Error *family_code_put(Db *db, Arena *arena, SchoolId school, AccountId account, const char *code,
                       Moment now);
/* Another address for the sign-in of a contact, or of a learner, that was confirmed from there.
 * moved is false where the account is somebody else's too, or the address is: then the old one
 * opens nothing once the contact has the new, and a new code is needed. */
Error *family_account_move(Db *db, Arena *arena, SchoolId school, ContactId contact,
                           LearnerId learner, const char *email, bool *moved);
/* Takes it back: no way in at this school, and every session of the family's there ends. */
Error *family_code_take_back(Db *db, SchoolId school, AccountId account);
/* Which school gave the account that code; n 0: none did. Leaves the school: whoever was in one
 * enters it again. */
Error *family_code_right(Db *db, Arena *arena, AccountId account, const char *typed,
                         SchoolId *school);
Error *family_code_used(Db *db, SchoolId school, AccountId account, Moment now);

/* ---- The link ---------------------------------------------------------------------------------
 */

enum { LINK_MINUTES = 10, LINKS_ALIVE = 3 };

/* What was asked for on the page of signing in, whether anybody has that address or not: a row, and
 * the same work. The mail job looks who it is. */
typedef struct LinkRequest {
    const char *email;                       /* folded */
    const char *place;                       /* the page that was wanted; NULL: none */
    const char *carried_path, *carried_body; /* a form, see session_carry(); NULL: none */
    const char *device; /* the browser's token: only it gets the form back; NULL: none */
} LinkRequest;

Error *link_ask(Db *db, Arena *arena, const LinkRequest *asked, Moment now);

/* One that nobody has looked at yet; found is false when there is none. */
typedef struct LinkAsked {
    SignInLinkId id;
    const char *email;
} LinkAsked;

Error *link_next(Db *db, Arena *arena, Moment now, LinkAsked *asked, bool *found);
/* Looks whose it is. school n 0: nobody's, or LINKS_ALIVE of theirs are alive and one more would
 * only fill the mailbox. */
Error *link_settle(Db *db, Arena *arena, const LinkAsked *asked, Moment now, Date today,
                   AccountId *account, SchoolId *school);
/* The token for the mail: only its hash is kept, and one of an earlier try is void. found is false
 * when LINK_MINUTES have passed since it was asked for. */
Error *link_token(Db *db, Arena *arena, SignInLinkId id, Moment now, const char **token,
                  bool *found);

typedef struct Link {
    AccountId account_id;
    const char *place, *carried_path, *carried_body; /* NULL: none */
} Link;

/* Spends it: never again. device: the browser's token now. ERROR_INVALID when it is none, spent or
 * too old: all look alike. */
Error *link_spend(Db *db, Arena *arena, const char *token, const char *device, Moment now,
                  Link *link);

/* ---- What else the account is -----------------------------------------------------------------
 */

/* One of the people that somebody is: staff here, a parent there. */
typedef struct AccountPlace {
    SchoolId school_id;
    StaffId staff_id; /* one of the three is set */
    ContactId contact_id;
    LearnerId learner_id;
    const char *school_name;
    const char *name; /* as it is used there */
    Role role;
    bool code_given;         /* of a family: somebody has signed in with the code that is out now */
    FamilyLearners learners; /* of a family: whose record is open there */
} AccountPlace;

typedef struct AccountPlaces {
    size_t count;
    AccountPlace *items;
} AccountPlaces;

/* Which of them it is: the id of the member of staff, the contact or the learner. */
int64_t account_place_id(const AccountPlace *place);

/* Where a family of this account may go in today: each has a code out. Enters each school in turn:
 * whoever was in one enters it again. */
Error *family_places(Db *db, Arena *arena, AccountId account, Date today, AccountPlaces *places);
/* At how many schools somebody is a member of staff today. Leaves the school likewise. */
Error *account_schools(Db *db, Arena *arena, AccountId account, Date today, size_t *count);
/* All of it, staff first. */
Error *account_places(Db *db, Arena *arena, AccountId account, Date today, AccountPlaces *places);

#endif

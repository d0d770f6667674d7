/* staff.h: the door to who works here: accounts, sessions, roles, which learners each may see, and
 * the audit trail.
 *
 * Owns account, session, staff, program_secret, audit and audit_head. Knows no page. */
#ifndef STAFF_STAFF_H
#define STAFF_STAFF_H

#include <stdbool.h>
#include <stdint.h>

#include "learner/learner.h"
#include "platform/base/arena.h"
#include "platform/base/date.h"
#include "platform/base/error.h"
#include "platform/base/text.h"
#include "platform/db/db.h"
#include "schema/ids.h"
#include "staff/family.h"
#include "staff/permission.h"

typedef struct Staff {
    StaffId id;
    const char *display_name; /* Mrs Vaz */
    Role role;                /* in the first place */
    RoleSet roles;            /* all that are held on the day, that one among them */
} Staff;

typedef struct StaffList {
    size_t count;
    Staff *items;
} StaffList;

/* Those with access on the day, by name. */
Error *staff_list(Db *db, Arena *arena, SchoolId school, Date on, StaffList *list);
/* With the roles held today. ERROR_NOT_FOUND when there is no such person in this school. */
Error *staff_load(Db *db, Arena *arena, SchoolId school, StaffId id, Date on, Staff *staff);
/* One who has access on the day; found is false when they have none. */
Error *staff_at_work(Db *db, Arena *arena, SchoolId school, StaffId id, Date on, Staff *staff,
                     bool *found);

typedef struct NewStaff {
    const char *title, *forename, *surname, *display_name;
    const char *job;          /* in the school's own words; NULL: not said */
    const char *organisation; /* of an outside professional; NULL: not said, or as it was */
    Role role;
    const char *email;    /* NULL: cannot sign in */
    const char *password; /* NULL: a set-up code is made instead */
} NewStaff;

/* Adds a person and, with an email, an account. setup_code: out, NULL when a password was given.
 * Passwords under 12 or over 128 characters are refused (ASVS V6). */
Error *staff_add(Db *db, Arena *arena, SchoolId school, const NewStaff *person, Date today,
                 StaffId *id, const char **setup_code);

/* An address as it is kept: trimmed, in lower case. NULL when it is none. */
const char *staff_email(Arena *arena, const char *typed);
/* "Mrs Vaz", or "Ana Vaz" without a title. */
const char *staff_display_name(Arena *arena, const char *title, const char *forename,
                               const char *surname);

/* ---- Who works here, for whoever manages people ---------------------------------------------- */

typedef struct StaffMember {
    StaffId id;
    AccountId account_id; /* n 0: cannot sign in */
    const char *title, *forename, *surname, *display_name;
    const char *job;          /* "" when not said */
    const char *organisation; /* "" when not said */
    const char *email;        /* "" without an account */
    Role role;                /* in the first place */
    Date started_on, ended_on;
    Moment ended_at; /* ended at once, on that last day; MOMENT_NONE: that day is whole */
    bool signs_in;   /* has an account, and it was not taken away */
    bool has_password;
    Moment code_until; /* of the one-time code that is open; MOMENT_NONE: none is */
    int64_t version;
} StaffMember;

typedef struct StaffMembers {
    size_t count;
    StaffMember *items;
} StaffMembers;

/* Whether access is over: with the last day, or at once on that day. */
bool staff_has_left(const StaffMember *member, Date today);
/* Everybody who works here or did, by name. */
Error *staff_members(Db *db, Arena *arena, SchoolId school, StaffMembers *members);
/* ERROR_NOT_FOUND when there is no such person in this school. */
Error *staff_member(Db *db, Arena *arena, SchoolId school, StaffId id, StaffMember *member);
/* Who has, or had, access here with that address; n 0: nobody. */
Error *staff_by_email(Db *db, Arena *arena, SchoolId school, const char *email, StaffId *id);
/* Name, job and role anew; the address is not read. ERROR_CONFLICT when somebody else was first. */
Error *staff_change(Db *db, SchoolId school, StaffId id, const NewStaff *person, int64_t version);
/* The address to sign in with: a first one makes the account. ERROR_INVALID when another account
 * has it, or when this account signs in at another school too. account: out. */
Error *staff_set_email(Db *db, Arena *arena, SchoolId school, const StaffMember *member,
                       const char *email, Moment now, AccountId *account);
/* Another role beside the first, from a day until a day (DATE_NONE: for good). */
Error *staff_add_role(Db *db, SchoolId school, StaffId id, Role role, Date from, Date until);
typedef struct FurtherRole {
    StaffRoleId id;
    Role role;
    Date starts_on, ends_on; /* ends_on DATE_NONE: for good */
} FurtherRole;

typedef struct FurtherRoles {
    size_t count;
    FurtherRole *items;
} FurtherRoles;

/* Those beside the first, held today or later. */
Error *staff_further_roles(Db *db, Arena *arena, SchoolId school, StaffId id, Date today,
                           FurtherRoles *roles);
/* ERROR_NOT_FOUND when there is none that ends later. */
Error *staff_end_role(Db *db, SchoolId school, StaffId id, StaffRoleId role, Moment now);
/* Whether nobody else is head for good: then this person must stay. */
Error *staff_is_last_head(Db *db, Arena *arena, SchoolId school, StaffId id, Date today,
                          bool *last);
/* Whether one of the roles held may decide who signs in as `subject`. */
bool staff_manages(const Staff *staff, Role subject);
/* Whether this person may end the other's second factor, whatever roles the other holds. */
bool staff_resets(const Staff *staff, const Staff *subject);
/* Of somebody with several roles: of each that they hold today or later, so that nobody takes over
 * one who leads from next week. */
Error *staff_manages_member(Db *db, Arena *arena, SchoolId school, const Staff *staff,
                            const StaffMember *member, Date today, bool *manages);
/* Access from that day, without an end. */
Error *staff_return(Db *db, SchoolId school, StaffId id, Date from);

/* ---- Passwords: Argon2id, 19 MiB, two passes, on one thread with a queue of 64 --------------- */

/* The one thread; started before the server, stopped after it. */
Error *password_start(void);
void password_stop(void);
/* Blocks until hashed. ERROR_BUSY when the queue is full. */
Error *password_hash(Arena *arena, const char *password, const char **hash);
/* stored NULL: the same work is done against nothing, so that an unknown name takes as long. */
Error *password_matches(const char *stored, const char *password, bool *matches);
/* NULL when fit, else a sentence: length 12 to 128, not the address, not among the commonest,
 * nor in the list of breached ones (staff/breached.h), if there is one. */
const char *password_fault(const char *password, const char *email);

/* ---- Sessions -------------------------------------------------------------------------------- */

typedef struct Session {
    int64_t id;
    AccountId account_id;
    SchoolId school_id;
    StaffId staff_id; /* n 0: a family's */
    bool of_staff;    /* began with a member of staff's sign-in */
    bool by_provider; /* at the school's own provider, which opens that school alone */
    Bytes token_hash;
    Bytes form_key;
    Moment started_at, used_at, ends_at;
    const char *device;   /* browser and system in a few words */
    const char *search;   /* what was last looked for by name; NULL: nothing */
    bool confirmed;       /* the second factor was given, or none is owed */
    Bytes challenge;      /* what a passkey is asked to sign next */
    Bytes offered_secret; /* a second factor may be set up: the secret for an app; data NULL: not */
} Session;

typedef struct NewSession {
    AccountId account;
    SchoolId school;
    StaffId staff; /* one of the three */
    ContactId contact;
    LearnerId learner;
    const char *device;
    bool by_provider;
    bool confirmed;
    Bytes offered_secret;                    /* data NULL: none */
    const char *carried_path, *carried_body; /* see session_carry(); NULL: nothing */
} NewSession;

/* One of somebody's own, as shown to them. */
typedef struct OwnSession {
    int64_t id;
    const char *device;
    Moment started_at, used_at;
    bool here;
} OwnSession;

typedef struct OwnSessions {
    size_t count;
    OwnSession *items;
} OwnSessions;

#define SESSION_IDLE_MINUTES 30
#define SESSION_HOURS        12

typedef struct StaffPlace {
    SchoolId school;
    StaffId staff;
} StaffPlace;

typedef struct StaffPlaces {
    AccountId account; /* n 0: nobody has that address */
    size_t count;
    StaffPlace *items;
} StaffPlaces;

/* Where whoever has that address is a member of staff today. Leaves the school. */
Error *staff_places_of(Db *db, Arena *arena, const char *email, Date today, StaffPlaces *places);
/* Where the account is, was or will be a member of staff. Leaves the school. */
Error *staff_ever(Db *db, Arena *arena, AccountId account, StaffPlaces *places);
/* Looks up what sign-in needs; stored_hash NULL when there is no such live account. Where they work
 * today comes with it: none, and account n 0, when nobody has that address. */
Error *sign_in_look(Db *db, Arena *arena, const char *email, Date today, StaffPlaces *places,
                    const char **stored_hash);
/* The same, of the first place. */
Error *sign_in_find(Db *db, Arena *arena, const char *email, Date today, AccountId *account,
                    SchoolId *school, StaffId *staff, const char **stored_hash);
/* A sign-in was refused to a name that nobody has: it belongs to no school, so it stands in no
 * school's trail. It is counted, and what is written takes as long as an entry does. */
Error *sign_in_stranger(Db *db, Date today);
/* How many there were from that day on. */
Error *sign_in_strangers(Db *db, Arena *arena, Date from, int64_t *tries);
/* Makes a session; token: out, for the cookie. */
Error *session_start(Db *db, Arena *arena, const NewSession *session, Moment now,
                     const char **token);
/* The second factor was given: the session goes on, confirmed, under a new token and form key. */
Error *session_renew(Db *db, Arena *arena, Session *session, Moment now, const char **token);
/* Whose session it is: one of the two is filled. */
typedef struct Actor {
    bool of_family;
    Staff staff;
    Family family;
} Actor;

/* found is false for an unknown, idle, ended or disowned session, and for a family to whom no
 * record is open any more. */
Error *session_find(Db *db, Arena *arena, const char *token, Moment now, Date today,
                    Session *session, Actor *actor, bool *found);
/* The session is changed for one as another of one's people, under a new token and form key; when
 * it ends and how it began stay. ERROR_FORBIDDEN for what began with a family's link and asks for
 * staff, and for what began at one school's provider and asks for another school. */
Error *session_become(Db *db, Arena *arena, const Session *session, const AccountPlace *place,
                      Moment now, const char **token);
/* Notes use, at most once a minute: `due` says that session_touch() should be written. */
bool session_touch_due(const Session *session, Moment now);
Error *session_touch(Db *db, const Session *session, Moment now);
Error *session_end(Db *db, const Session *session);
/* All others of the same account; one of the same account; those that are alive, newest use first.
 */
Error *session_end_others(Db *db, const Session *session);
Error *session_end_one(Db *db, const Session *session, int64_t id);
Error *session_list(Db *db, Arena *arena, const Session *session, Moment now, OwnSessions *list);
/* What a passkey was asked to sign is answered: the next is asked another. ERROR_INVALID when an
 * answer to the same was taken meanwhile. */
Error *session_answered(Db *db, Arena *arena, const Session *session);
/* A second factor may be set up, with this secret if it is an app, until the session is renewed. */
Error *session_offer(Db *db, const Session *session, Bytes secret);
/* A form that was sent when an earlier session had ended waits here until the second factor is
 * given. path NULL: nothing does. */
Error *session_carry(Db *db, const Session *session, const char *path, const char *body);
Error *session_carried(Db *db, Arena *arena, const Session *session, const char **path,
                       const char **body);
Error *session_set_search(Db *db, const Session *session, const char *search);
/* The token a form carries: the session's key with a fresh mask, so that compression tells
 * nothing; and its check. */
const char *form_token(Arena *arena, const Session *session);
bool form_token_valid(const Session *session, const char *token);

/* Twelve characters that cannot be mistaken for one another, in threes: about 58 bits. */
const char *one_time_code(Arena *arena);
/* What is stored of one, however it was typed: in small letters, without hyphens. */
const char *one_time_code_hash(Arena *arena, const char *code);

/* First password by one-time code (setup): ERROR_INVALID when the code is wrong or old. */
Error *setup_code_check(Db *db, Arena *arena, const char *email, const char *code, Moment now,
                        AccountId *account);
/* Checks again, and sets the password. hash: made beforehand with password_hash(). */
Error *setup_code_spend(Db *db, Arena *arena, const char *email, const char *code, const char *hash,
                        Moment now, AccountId *account);

/* hash: made beforehand with password_hash(). A one-time code that was open is void. */
Error *account_set_password(Db *db, AccountId account, const char *hash);
/* For a password or a code that was lost: ends the password and every session, and makes a new code
 * for setup_code_spend(). For the console; a school asks setup_code_give(). */
Error *setup_code_renew(Db *db, Arena *arena, AccountId account, Moment now, const char **code);
/* The same for one of a school's own, who is told of it by mail. ERROR_CONFLICT when the account
 * signs in at another school too: whoever holds the code holds the account, so no school alone
 * begins it anew. */
Error *setup_code_give(Db *db, Arena *arena, SchoolId school, AccountId account, Moment now,
                       const char **code);
/* What the account begins with today: a one-time code that is out, or a password; neither once the
 * code is too old. */
Error *account_ways_in(Db *db, Arena *arena, AccountId account, Moment now, bool *code,
                       bool *password);
/* A mail that says so to whoever was given it, without the code, which comes another way. */
Error *account_tell_given(Db *db, SchoolId school, AccountId account, Moment now);
Error *account_is_elsewhere(Db *db, Arena *arena, SchoolId school, AccountId account,
                            bool *elsewhere);
/* Every session of the account ends. */
Error *account_end_sessions(Db *db, AccountId account);
/* Ends access, and every class, after that day. */
Error *staff_leave(Db *db, SchoolId school, StaffId id, Date last_day);
/* The same at this moment: the day is the last one, and is over for this person. */
Error *staff_leave_at_once(Db *db, SchoolId school, StaffId id, Moment now);

/* ---- Which learners -------------------------------------------------------------------------- */

/* The one access rule. ERROR_NOT_FOUND when the learner is not there, or not theirs: the two look
 * alike. */
Error *learner_for_staff(Db *db, Arena *arena, SchoolId school, const Staff *staff, Reach reach,
                         LearnerId id, Date today, Learner *learner);
/* Whether the learner is this person's own today. */
Error *learner_is_own(Db *db, Arena *arena, SchoolId school, StaffId staff, LearnerId learner,
                      Date today, bool *own);

/* One way in which a learner is somebody's own. */
typedef struct Way {
    enum { WAY_CLASS, WAY_GROUP, WAY_SUPPORT } way;
    bool teaches;     /* a class or group; else supports it */
    const char *name; /* of the class, of the group, or of the support that a plan has running */
    Date since;       /* the first day on which it was so */
} Way;

typedef struct Ways {
    size_t count;
    Way *items;
} Ways;

/* The access rule itself, with what it found. None: the learner is not this person's own. */
Error *learner_ways(Db *db, Arena *arena, SchoolId school, StaffId staff, LearnerId learner,
                    Date today, Ways *ways);

typedef enum AccessBar {
    ACCESS_OPEN,
    ACCESS_NOT_OWN,    /* neither teaches nor supports the learner */
    ACCESS_ROLE,       /* the role opens no record */
    ACCESS_VISIT_OVER, /* from outside: a case was shared, and is not any more */
    ACCESS_NO_SIGN_IN, /* has no account */
    ACCESS_LEFT,
    ACCESS_NOT_BEGUN,
    ACCESS_BAR_COUNT
} AccessBar;

/* What there is to open of one learner, each by a permission of its own. */
typedef enum Door {
    DOOR_RECORD,
    DOOR_CONTACTS,
    DOOR_SUMMARY, /* how to help, on the page of a class */
    DOOR_ARRANGEMENTS,
    DOOR_CASE, /* what is shared with an outside professional */
    DOOR_COUNT
} Door;

/* Whether one member of staff can open a learner's record today, or a part of it, and why or why
 * not. */
typedef struct Access {
    StaffMember member;
    AccessBar bar; /* of the record */
    RoleSet roles;
    bool open[DOOR_COUNT];
    Role by[DOOR_COUNT];         /* which of their roles opens it */
    bool of_all[DOOR_COUNT];     /* every learner's */
    const char *covers;          /* a class or group of the learner; NULL: none today */
    Date covers_until;           /* DATE_NONE: no end was said */
    const char *case_purpose;    /* NULL: no case is shared with them today */
    Date case_since, case_until; /* of the case; when it is over, of the last one */
    const char *glass;           /* why they opened it today in an emergency; NULL: they did not */
    Reach reach;
    Ways ways;
    Moment looked_at; /* last; MOMENT_NONE: never, or not asked */
} Access;

typedef struct AccessList {
    size_t count;
    Access *items;
} AccessList;

/* Everybody who works here or did, by name: asked of the same table and rule that let them in.
 * with_looks: with when each last looked, which not everybody may know. */
Error *learner_access(Db *db, Arena *arena, SchoolId school, const Matrix *matrix,
                      LearnerId learner, Date today, bool with_looks, AccessList *list);

/* ---- Audit ----------------------------------------------------------------------------------- */

/* Whom one page showed. */
typedef struct AuditShown {
    size_t count;
    const LearnerId *items; /* in any order, and perhaps twice */
} AuditShown;

/* Beside the codes of roles: the program itself; and one who says that they are this person, and
 * did not prove it. */
#define AUDIT_PROGRAM  "program"
#define AUDIT_UNPROVED "unproved"

typedef struct AuditEntry {
    StaffId staff_id;      /* n 0: a family, or the program itself */
    ContactId contact_id;  /* n 0: none; a learner's own sign-in is told by role and learner_id */
    const char *role;      /* code of the role, or one of the two above */
    const char *action;    /* "GET /learners/:learner/plans/7": never content */
    LearnerId learner_id;  /* n 0: no one learner */
    AuditShown shown;      /* whom else it showed: a list is a look at each learner of it */
    const char *outcome;   /* "done", "returned" (a form shown again) or "refused" */
    const char *reference; /* the request's */
} AuditEntry;

/* Adds one row to the school's chain, in the caller's transaction. */
Error *audit_add(Db *db, Arena *arena, SchoolId school, Moment now, const AuditEntry *entry);
/* broken: id of the first row whose hash does not follow, 0 when the chain is whole. checked: how
 * many rows follow. */
Error *audit_verify(Db *db, Arena *arena, SchoolId school, int64_t *checked, int64_t *broken);

/* One row as it is kept, with all that its hash is made of. */
typedef struct AuditRecord {
    int64_t id;
    Moment at;
    StaffId staff;     /* n 0: a family, or the program itself */
    ContactId contact; /* n 0: not a contact */
    const char *who;   /* display name; NULL: the program itself */
    const char *role, *action;
    LearnerId learner; /* n 0: about no one */
    Bytes list;        /* hash of the list that the page showed; data NULL: none */
    const char *outcome, *reference;
    Bytes previous_hash, hash;
} AuditRecord;

/* False to go no further. The record lives until it returns. */
typedef bool (*AuditVisit)(void *context, const AuditRecord *record);
/* Every row of the school's chain, oldest first, in little memory however many there are. */
Error *audit_walk(Db *db, SchoolId school, AuditVisit visit, void *context);

/* ",7,12,": the ids of those whom a list showed, as they are kept; "" when it is gone. */
Error *audit_list_learners(Db *db, Arena *arena, SchoolId school, Bytes list,
                           const char **learners);

typedef struct AuditName {
    LearnerId id;
    const char *name; /* NULL: of a sealed record */
    size_t place;     /* among all of them by family name, sealed records last */
} AuditName;

/* Whom the lists of the trail may name: everybody who was ever here. In no order that is of use. */
typedef struct AuditNames {
    size_t count;
    AuditName *items;
} AuditNames;

Error *audit_names_load(Db *db, Arena *arena, SchoolId school, AuditNames *names);
/* Those whom this list showed, by family name. */
Error *audit_list_named(Db *db, Arena *arena, SchoolId school, Bytes list, const AuditNames *names,
                        AuditNames *shown);

typedef struct Look {
    StaffId staff;
    const char *who;
    const char *role;
    Moment at;
} Look;

typedef struct Looks {
    size_t count;
    Look *items;
} Looks;

/* The last people who opened this learner's record, newest first, each once. */
Error *audit_last_looks(Db *db, Arena *arena, SchoolId school, LearnerId learner, int most,
                        Looks *looks);

/* What of the trail is asked for; what is none narrows nothing. */
typedef struct AuditFilter {
    StaffId staff;
    LearnerId learner;
    Date from, until; /* days in London, both included */
    bool only_refused;
    int64_t before; /* entries older than this one; 0: from the newest on */
    int most;
    const SettingWords *words; /* in which roles are said; NULL: a school's */
} AuditFilter;

typedef struct AuditLine {
    int64_t id;
    Moment at;
    StaffId staff;     /* n 0: a family, or the program itself */
    ContactId contact; /* n 0: not a contact */
    const char *who;   /* display name; NULL: the program itself */
    const char *role;  /* in words, as it was then */
    const char *action;
    const char *outcome;
    LearnerId learner;
    const char *given, *surname; /* of the learner; NULL when it was about no one */
    int listed;                  /* how many learners a list showed; 0: it was no list */
    Bytes list;                  /* its hash; data NULL: it was no list */
} AuditLine;

typedef struct AuditLines {
    size_t count;
    AuditLine *items;
} AuditLines;

/* The newest first. */
Error *audit_lines(Db *db, Arena *arena, SchoolId school, const AuditFilter *filter,
                   AuditLines *lines);

#endif

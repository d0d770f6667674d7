/* sign_on.h: single sign-on of staff: the provider that a school trusts, and which account there is
 * whose. An account is known by the issuer's own name for it (sign_on_rules.h); the first time by a
 * verified address that an account here has already. None is ever made for a stranger.
 * docs/decisions/0016-single-sign-on.md.
 *
 * Owns sign_on, sign_on_binding and sign_on_form. */
#ifndef STAFF_SIGN_ON_H
#define STAFF_SIGN_ON_H

#include <stdbool.h>
#include <stddef.h>

#include "platform/base/arena.h"
#include "platform/base/date.h"
#include "platform/base/error.h"
#include "platform/db/db.h"
#include "schema/ids.h"
#include "staff/sign_on_rules.h"
#include "staff/staff.h"

enum { SIGN_ON_MINUTES = 10 }; /* that a browser may be away */

/* ---- What a school has set ------------------------------------------------------------------- */

/* One for each school that has turned it on. */
typedef struct SignOnOffer {
    SchoolId school;
    const char *name;        /* of the provider */
    const char *school_name; /* of the school */
} SignOnOffer;

typedef struct SignOnOffers {
    size_t count;
    SignOnOffer *items;
} SignOnOffers;

Error *sign_on_offered(Db *db, Arena *arena, SignOnOffers *offers);
Error *sign_on_load(Db *db, Arena *arena, SchoolId school, SignOn *sign_on, bool *found);
Error *sign_on_save(Db *db, SchoolId school, const SignOn *sign_on, StaffId by, Moment now);
Error *sign_on_turn(Db *db, SchoolId school, bool active, StaffId by, Moment now);
/* With every binding. */
Error *sign_on_remove(Db *db, SchoolId school);

/* ---- Whose account it is --------------------------------------------------------------------- */

typedef struct SignOnPerson {
    bool known;        /* else nothing below is filled, whatever the reason */
    const char *cause; /* the reason, for the log */
    AccountId account;
    StaffId staff;
    SignOnBindingId binding; /* n 0: not bound yet */
    bool leads;              /* is a head, whose own second step is always asked */
} SignOnPerson;

/* The school must have been entered. */
Error *sign_on_person(Db *db, Arena *arena, SchoolId school, const SignOn *sign_on,
                      const SignOnIdentity *identity, Date today, SignOnPerson *person);
/* Binds whoever was not bound, and notes the use. ERROR_CONFLICT when another was quicker. */
Error *sign_on_take(Db *db, SchoolId school, const SignOn *sign_on, const SignOnIdentity *identity,
                    const SignOnPerson *person, Moment now);

typedef struct SignOnBinding {
    SignOnBindingId id;
    const char *who;     /* display name; NULL where only one's own is asked */
    const char *address; /* what they are called at the provider */
    Moment bound_at, used_at;
} SignOnBinding;

typedef struct SignOnBindings {
    size_t count;
    SignOnBinding *items;
} SignOnBindings;

/* Of the school, by name. */
Error *sign_on_bindings(Db *db, Arena *arena, SchoolId school, SignOnBindings *bindings);
Error *sign_on_own_binding(Db *db, Arena *arena, SchoolId school, AccountId account,
                           const SignOn *sign_on, SignOnBinding *binding, bool *found);
/* Also ends every session of the account. ERROR_NOT_FOUND when there is none. */
Error *sign_on_unbind(Db *db, Arena *arena, SchoolId school, SignOnBindingId binding);

/* Why a right password alone does not begin a session: a whole sentence; NULL: it does. factor_on:
 * the account has a second step of ours. */
Error *sign_on_closes_password(Db *db, Arena *arena, SchoolId school, StaffId staff,
                               AccountId account, bool factor_on, Date today,
                               const char **sentence);

/* ---- What was being typed -------------------------------------------------------------------- */

/* A form that was sent after its session had ended waits under the token in the browser's cookie.
 */
Error *sign_on_keep_form(Db *db, Arena *arena, const char *token, const char *path,
                         const char *body, Moment now);
/* path NULL: none. */
Error *sign_on_kept_form(Db *db, Arena *arena, const char *token, const char **path,
                         const char **body);
/* It, and all that are too old. */
Error *sign_on_drop_form(Db *db, Arena *arena, const char *token, Moment now);

#endif

#include "staff/sign_on.h"

#include <string.h>

#include "platform/base/id.h"
#include "staff/sign_on_sql.h"

enum { MINUTE = 60 * 1000 };

/* ---- What a school has set ------------------------------------------------------------------- */

Error *sign_on_offered(Db *db, Arena *arena, SignOnOffers *offers)
{
    struct sign_on_offers_rows rows;
    TRY(sign_on_offers(db, arena, &rows));
    *offers = (SignOnOffers){rows.count, arena_array(arena, SignOnOffer, rows.count)};
    for (size_t i = 0; i < rows.count; i++)
        offers->items[i] =
            (SignOnOffer){rows.items[i].school_id, rows.items[i].name, rows.items[i].school_name};
    return NULL;
}

Error *sign_on_load(Db *db, Arena *arena, SchoolId school, SignOn *sign_on, bool *found)
{
    struct sign_on_by_school_row row;
    *sign_on = (SignOn){.kind = SIGN_ON_OTHER, .name = "", .issuer = "", .domain = ""};
    TRY(sign_on_by_school(db, arena, school, &row, found));
    SignOnKind kind = *found ? sign_on_kind(row.kind) : SIGN_ON_KINDS;
    *found = kind != SIGN_ON_KINDS;
    if (!*found)
        return NULL;
    *sign_on = (SignOn){
        .kind = kind,
        .name = row.name,
        .issuer = row.issuer,
        .client_id = row.client_id,
        .client_secret = row.client_secret,
        .domain = row.domain,
        .active = row.active,
        .passwords = row.passwords,
        .factor_counts = row.factor_counts,
        .version = row.version,
    };
    return NULL;
}

/* What the page of signing in may say of it, and nothing more, stands outside the school's guard.
 */
static Error *offer_anew(Db *db, SchoolId school)
{
    TRY(sign_on_offer_delete(db, school, NULL));
    return sign_on_offer_insert(db, school, (SignOnOfferId){id_new()}, true, NULL);
}

Error *sign_on_save(Db *db, SchoolId school, const SignOn *sign_on, StaffId by, Moment now)
{
    TRY(sign_on_put(db, school, sign_on_code(sign_on->kind), sign_on->name, sign_on->issuer,
                    sign_on->client_id, sign_on->client_secret, sign_on->domain, sign_on->active,
                    sign_on->passwords, sign_on->factor_counts, by, now, NULL));
    return offer_anew(db, school);
}

Error *sign_on_turn(Db *db, SchoolId school, bool active, StaffId by, Moment now)
{
    TRY(sign_on_set_active(db, school, active, by, now, NULL));
    return offer_anew(db, school);
}

Error *sign_on_remove(Db *db, SchoolId school)
{
    TRY(bindings_delete(db, school, NULL));
    TRY(sign_on_offer_delete(db, school, NULL));
    return sign_on_delete(db, school, NULL);
}

/* ---- Whose account it is --------------------------------------------------------------------- */

/* An address that is bound to another account there is somebody else's now, or was. */
static Error *account_by_address(Db *db, Arena *arena, SchoolId school, const SignOn *sign_on,
                                 const char *address, SignOnPerson *person)
{
    struct account_with_email_row row;
    struct binding_of_account_row bound;
    bool found;
    const char *email = address == NULL ? NULL : staff_email(arena, address);
    person->cause = "no address that may be believed";
    if (email == NULL)
        return NULL;
    TRY(account_with_email(db, arena, email, &row, &found));
    person->cause = "nobody has that address";
    if (!found)
        return NULL;
    person->account = row.id;
    TRY(binding_of_account(db, arena, school, row.id, sign_on->issuer, &bound, &found));
    person->cause = "the address is bound to another account of the provider";
    person->known = !found;
    return NULL;
}

static Error *find_staff(Db *db, Arena *arena, SchoolId school, Date today, SignOnPerson *person)
{
    struct staff_with_account_row row;
    Staff staff = {.display_name = ""};
    TRY(staff_with_account(db, arena, school, person->account, today, &row, &person->known));
    person->cause = "does not work here today";
    if (!person->known)
        return NULL;
    TRY(staff_load(db, arena, school, row.id, today, &staff));
    person->staff = row.id;
    person->leads = role_among(staff.roles, ROLE_HEAD);
    return NULL;
}

Error *sign_on_person(Db *db, Arena *arena, SchoolId school, const SignOn *sign_on,
                      const SignOnIdentity *identity, Date today, SignOnPerson *person)
{
    struct binding_by_subject_row row;
    bool found;
    *person = (SignOnPerson){.cause = ""};
    TRY(binding_by_subject(db, arena, school, sign_on->issuer, identity->subject, &row, &found));
    if (found) {
        person->known = true;
        person->account = row.account_id;
        person->binding = row.id;
    } else {
        TRY(account_by_address(db, arena, school, sign_on, identity->address, person));
    }
    return person->known ? find_staff(db, arena, school, today, person) : NULL;
}

Error *sign_on_take(Db *db, SchoolId school, const SignOn *sign_on, const SignOnIdentity *identity,
                    const SignOnPerson *person, Moment now)
{
    if (person->binding.n != 0)
        return binding_use(db, school, person->binding, identity->shown, now, NULL);
    return binding_insert(db, school, (SignOnBindingId){id_new()}, person->account, sign_on->issuer,
                          identity->subject, identity->shown, now, NULL);
}

Error *sign_on_bindings(Db *db, Arena *arena, SchoolId school, SignOnBindings *bindings)
{
    struct bindings_of_school_rows rows;
    TRY(bindings_of_school(db, arena, school, &rows));
    *bindings = (SignOnBindings){rows.count, arena_array(arena, SignOnBinding, rows.count)};
    for (size_t i = 0; i < rows.count; i++) {
        const struct bindings_of_school_row *row = &rows.items[i];
        bindings->items[i] =
            (SignOnBinding){row->id, row->display_name, row->address, row->bound_at, row->used_at};
    }
    return NULL;
}

Error *sign_on_own_binding(Db *db, Arena *arena, SchoolId school, AccountId account,
                           const SignOn *sign_on, SignOnBinding *binding, bool *found)
{
    struct binding_of_account_row row;
    *binding = (SignOnBinding){.address = ""};
    TRY(binding_of_account(db, arena, school, account, sign_on->issuer, &row, found));
    if (*found)
        *binding = (SignOnBinding){row.id, NULL, row.address, row.bound_at, row.used_at};
    return NULL;
}

Error *sign_on_unbind(Db *db, Arena *arena, SchoolId school, SignOnBindingId binding)
{
    struct binding_take_row row;
    bool found;
    TRY(binding_take(db, arena, school, binding, &row, &found));
    return found ? account_end_sessions(db, row.account_id) : error_not_found("binding");
}

/* Somebody whose second step is the provider's has none here: whoever learnt the password alone
 * could otherwise set up the missing one, and be them. */
Error *sign_on_closes_password(Db *db, Arena *arena, SchoolId school, StaffId staff,
                               AccountId account, bool factor_on, Date today, const char **sentence)
{
    SignOn sign_on;
    SignOnBinding own;
    Staff person = {.display_name = ""};
    bool found;
    *sentence = NULL;
    TRY(sign_on_load(db, arena, school, &sign_on, &found));
    if (!found || !sign_on.active)
        return NULL;
    TRY(staff_load(db, arena, school, staff, today, &person));
    if (role_among(person.roles, ROLE_HEAD))
        return NULL;
    TRY(sign_on_own_binding(db, arena, school, account, &sign_on, &own, &found));
    if (!sign_on.passwords)
        *sentence = arena_print(arena,
                                "Staff sign in here with %s. Use that button: your "
                                "password is not asked any more.",
                                sign_on.name);
    else if (sign_on.factor_counts && found && !factor_on)
        *sentence = arena_print(arena,
                                "Sign in with %s: your second step is there, and a password alone "
                                "opens nothing.",
                                sign_on.name);
    return NULL;
}

/* ---- What was being typed -------------------------------------------------------------------- */

Error *sign_on_drop_form(Db *db, Arena *arena, const char *token, Moment now)
{
    Moment before = {now.milliseconds - (int64_t)SIGN_ON_MINUTES * MINUTE};
    return sign_on_form_delete(db, text_hash(arena, token), before, NULL);
}

Error *sign_on_keep_form(Db *db, Arena *arena, const char *token, const char *path,
                         const char *body, Moment now)
{
    TRY(sign_on_drop_form(db, arena, token, now));
    return sign_on_form_put(db, text_hash(arena, token), path, body, now, NULL);
}

Error *sign_on_kept_form(Db *db, Arena *arena, const char *token, const char **path,
                         const char **body)
{
    struct sign_on_form_get_row row;
    bool found;
    *path = *body = NULL;
    TRY(sign_on_form_get(db, arena, text_hash(arena, token), &row, &found));
    if (found) {
        *path = row.carried_path;
        *body = row.carried_body;
    }
    return NULL;
}

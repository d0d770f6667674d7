/* Families and learners: who they are, what is open to them, and how they came in. */
#include "staff/family.h"

#include <sodium.h>
#include <string.h>

#include "learner/contact.h"
#include "platform/base/id.h"
#include "platform/base/log.h"
#include "staff/family_sql.h"
#include "staff/staff.h"

enum { MINUTE = 60 * 1000 };

static Moment minutes_before(Moment now, int64_t minutes)
{
    return (Moment){now.milliseconds - minutes * MINUTE};
}

/* ---- Who, and what is open to them ------------------------------------------------------------
 */

/* An address that the office has changed since is another person's mailbox for all we know. */
static bool same_address(Arena *arena, const char *written, const char *signs_in_with)
{
    return written != NULL && signs_in_with != NULL &&
           text_equal(staff_email(arena, written), signs_in_with);
}

static Error *load_contact(Db *db, Arena *arena, SchoolId school, AccountId account,
                           ContactId contact, Family *family, bool *found)
{
    struct contact_of_account_row row;
    TRY(contact_of_account(db, arena, school, contact, &row, found));
    if (!*found)
        return NULL;
    *found = row.account_id.n == account.n && same_address(arena, row.email, row.signs_in_with);
    *family = (Family){.contact_id = contact, .name = row.name, .role = ROLE_PARENT};
    return NULL;
}

static Error *load_learner(Db *db, Arena *arena, SchoolId school, AccountId account,
                           LearnerId learner, Family *family, bool *found)
{
    struct learner_of_account_row row;
    TRY(learner_of_account(db, arena, school, learner, &row, found));
    if (!*found)
        return NULL;
    *found =
        row.account_id.n == account.n && row.signs_in_with != NULL && !date_is_set(row.ended_on);
    *family = (Family){.learner_id = learner, .name = row.known_name, .role = ROLE_LEARNER};
    return NULL;
}

Error *family_load(Db *db, Arena *arena, SchoolId school, AccountId account, ContactId contact,
                   LearnerId learner, Family *family, bool *found)
{
    *family = (Family){.role = ROLE_PARENT};
    *found = false;
    if (contact.n != 0)
        return load_contact(db, arena, school, account, contact, family, found);
    return learner.n == 0 ? NULL : load_learner(db, arena, school, account, learner, family, found);
}

static Error *is_open(Db *db, Arena *arena, SchoolId school, ContactId contact, LearnerId learner,
                      Date today, bool *open)
{
    Entitlement answer;
    *open = false;
    TRY(contact_may_receive(db, arena, school, learner, contact, PURPOSE_PORTAL, today, &answer));
    *open = answer.verdict == VERDICT_MAY;
    return NULL;
}

static Error *learners_of(Db *db, Arena *arena, SchoolId school, ContactId contact, Date today,
                          FamilyLearners *learners)
{
    struct learners_of_contact_rows rows;
    TRY(learners_of_contact(db, arena, school, contact, today, &rows));
    *learners = (FamilyLearners){0, arena_array(arena, FamilyLearner, rows.count)};
    for (size_t i = 0; i < rows.count; i++) {
        bool open;
        TRY(is_open(db, arena, school, contact, rows.items[i].id, today, &open));
        if (open)
            learners->items[learners->count++] =
                (FamilyLearner){rows.items[i].id, rows.items[i].known_name};
    }
    return NULL;
}

Error *family_learners(Db *db, Arena *arena, SchoolId school, const Family *family, Date today,
                       FamilyLearners *learners)
{
    if (family->contact_id.n != 0)
        return learners_of(db, arena, school, family->contact_id, today, learners);
    struct learner_is_here_row row;
    TRY(learner_is_here(db, arena, school, family->learner_id, today, &row));
    *learners = (FamilyLearners){(size_t)row.here, arena_array(arena, FamilyLearner, 1)};
    learners->items[0] = (FamilyLearner){family->learner_id, family->name};
    return NULL;
}

/* Asked first, and of whoever asks: a learner of others then takes as much work as one who is not
 * there. */
static Error *is_linked(Db *db, Arena *arena, SchoolId school, const Family *family,
                        LearnerId learner, Date today, bool *linked)
{
    struct learners_of_contact_rows rows;
    FamilyLearners own;
    *linked = false;
    if (family->contact_id.n == 0) {
        TRY(family_learners(db, arena, school, family, today, &own));
        *linked = own.count == 1 && family->learner_id.n == learner.n;
        return NULL;
    }
    TRY(learners_of_contact(db, arena, school, family->contact_id, today, &rows));
    for (size_t i = 0; i < rows.count; i++)
        *linked = *linked || rows.items[i].id.n == learner.n;
    return NULL;
}

Error *learner_for_family(Db *db, Arena *arena, SchoolId school, const Family *family, LearnerId id,
                          Date today, Learner *learner)
{
    bool open;
    TRY(is_linked(db, arena, school, family, id, today, &open));
    if (open && family->contact_id.n != 0)
        TRY(is_open(db, arena, school, family->contact_id, id, today, &open));
    if (!open)
        return error_not_found("learner %lld is not open to contact %lld, learner %lld",
                               (long long)id.n, (long long)family->contact_id.n,
                               (long long)family->learner_id.n);
    TRY(learner_load(db, arena, school, id, learner));
    return learner_opens(learner) ? NULL
                                  : error_not_found("learner %lld is closed", (long long)id.n);
}

/* ---- The code that came another way -----------------------------------------------------------
 */

static Error *code_of(Db *db, Arena *arena, SchoolId school, FamilyAccess *access)
{
    struct family_code_of_row row;
    bool found;
    TRY(family_code_of(db, arena, school, access->account_id, &row, &found));
    access->code_at = found ? row.made_at : MOMENT_NONE;
    access->used_at = found ? row.used_at : MOMENT_NONE;
    return NULL;
}

Error *family_access(Db *db, Arena *arena, SchoolId school, ContactId contact, LearnerId learner,
                     FamilyAccess *access)
{
    *access = (FamilyAccess){.code_at = MOMENT_NONE, .used_at = MOMENT_NONE};
    bool found;
    if (contact.n != 0) {
        struct contact_of_account_row row;
        TRY(contact_of_account(db, arena, school, contact, &row, &found));
        if (!found)
            return error_not_found("contact %lld", (long long)contact.n);
        if (!same_address(arena, row.email, row.signs_in_with))
            return NULL;
        access->account_id = row.account_id;
        access->email = row.signs_in_with;
        return code_of(db, arena, school, access);
    }
    struct learner_of_account_row row;
    TRY(learner_of_account(db, arena, school, learner, &row, &found));
    if (!found || row.signs_in_with == NULL || date_is_set(row.ended_on))
        return NULL;
    access->account_id = row.account_id;
    access->email = row.signs_in_with;
    return code_of(db, arena, school, access);
}

static Error *account_for(Db *db, Arena *arena, const char *typed, Moment now, AccountId *account)
{
    struct family_account_named_row row;
    bool found;
    const char *email = typed == NULL ? NULL : staff_email(arena, typed);
    *account = (AccountId){0};
    if (email == NULL)
        return error_invalid("There is no email address yet. The link to sign in with is sent to "
                             "it: enter it first.",
                             "no email");
    TRY(family_account_named(db, arena, email, &row, &found));
    if (found && moment_is_set(row.ended_at))
        return error_invalid("Sign-in with that address was ended. Use another one.", "ended");
    *account = found ? row.id : (AccountId){id_new()};
    return found ? NULL : family_account_insert(db, *account, email, now, NULL);
}

Error *family_code_put(Db *db, Arena *arena, SchoolId school, AccountId account, const char *code,
                       Moment now)
{
    return family_code_set(db, school, account, one_time_code_hash(arena, code), now, NULL);
}

/* Whoever has the code that was before has nothing. */
static Error *new_code(Db *db, Arena *arena, SchoolId school, AccountId account, Moment now,
                       const char **code)
{
    *code = one_time_code(arena);
    TRY(family_sessions_end(db, school, account, NULL));
    return family_code_put(db, arena, school, account, *code, now);
}

Error *family_code_make(Db *db, Arena *arena, SchoolId school, ContactId contact, Moment now,
                        const char **code)
{
    struct contact_of_account_row row;
    AccountId account;
    bool found;
    TRY(contact_of_account(db, arena, school, contact, &row, &found));
    if (!found)
        return error_not_found("contact %lld", (long long)contact.n);
    TRY(account_for(db, arena, row.email, now, &account));
    TRY(contact_set_account(db, school, contact, account));
    return new_code(db, arena, school, account, now, code);
}

/* A code is the account's: with an address that they share, each of the two would come in as the
 * other. */
static Error *check_own_address(Db *db, Arena *arena, SchoolId school, LearnerId learner,
                                AccountId account)
{
    struct family_of_account_rows others;
    TRY(family_of_account(db, arena, school, account, learner, &others));
    return others.count == 0
               ? NULL
               : error_invalid("Somebody else of a family signs in with that address. A learner "
                               "needs one of their own.",
                               "address is another's");
}

Error *learner_code_make(Db *db, Arena *arena, SchoolId school, LearnerId learner,
                         const char *email, StaffId by, Moment now, const char **code)
{
    AccountId account;
    TRY(account_for(db, arena, email, now, &account));
    TRY(check_own_address(db, arena, school, learner, account));
    TRY(learner_sign_in_set(db, school, learner, account, moment_london_date(now), by, NULL));
    return new_code(db, arena, school, account, now, code);
}

Error *family_account_move(Db *db, Arena *arena, SchoolId school, ContactId contact,
                           LearnerId learner, const char *email, bool *moved)
{
    FamilyAccess access;
    struct people_of_account_rows people;
    struct family_account_named_row other;
    const char *folded = staff_email(arena, email);
    bool elsewhere, taken;
    *moved = false;
    TRY(family_access(db, arena, school, contact, learner, &access));
    if (access.account_id.n == 0 || folded == NULL)
        return NULL;
    TRY(people_of_account(db, arena, school, access.account_id, &people));
    TRY(family_account_named(db, arena, folded, &other, &taken));
    TRY(account_is_elsewhere(db, arena, school, access.account_id, &elsewhere));
    TRY(db_enter_school(db, school.n));
    if (people.count != 1 || taken || elsewhere)
        return NULL;
    *moved = true;
    return family_account_email(db, access.account_id, folded, NULL);
}

Error *family_code_take_back(Db *db, SchoolId school, AccountId account)
{
    TRY(family_sessions_end(db, school, account, NULL));
    return family_code_delete(db, school, account, NULL);
}

static bool same_hash(const char *hash, const char *other)
{
    return strlen(hash) == strlen(other) && sodium_memcmp(hash, other, strlen(hash)) == 0;
}

Error *family_code_right(Db *db, Arena *arena, AccountId account, const char *typed,
                         SchoolId *school)
{
    struct family_codes_of_rows rows;
    const char *hash = one_time_code_hash(arena, typed);
    *school = (SchoolId){0};
    TRY(db_enter_account(db, account.n));
    TRY(family_codes_of(db, arena, account, &rows));
    for (size_t i = 0; i < rows.count; i++)
        if (same_hash(hash, rows.items[i].code_hash))
            *school = rows.items[i].school_id;
    return NULL;
}

/* Whether somebody has signed in with the code that is out now. */
static bool code_given(const struct family_code_of_row *code)
{
    return moment_is_set(code->used_at) && code->used_at.milliseconds >= code->made_at.milliseconds;
}

Error *family_code_used(Db *db, SchoolId school, AccountId account, Moment now)
{
    return family_code_use(db, school, account, now, NULL);
}

/* ---- The link ---------------------------------------------------------------------------------
 */

Error *link_ask(Db *db, Arena *arena, const LinkRequest *asked, Moment now)
{
    Bytes device = {0};
    if (!text_empty(asked->device))
        device = text_hash(arena, asked->device);
    TRY(sign_in_link_delete_old(db, minutes_before(now, LINK_MINUTES), NULL));
    return sign_in_link_insert(db, (SignInLinkId){id_new()}, asked->email, now, asked->place,
                               asked->carried_path, asked->carried_body, device, NULL);
}

Error *link_next(Db *db, Arena *arena, Moment now, LinkAsked *asked, bool *found)
{
    struct sign_in_link_waiting_rows rows;
    TRY(sign_in_link_waiting(db, arena, now, &rows));
    *found = rows.count > 0;
    if (*found)
        *asked = (LinkAsked){rows.items[0].id, rows.items[0].email};
    return NULL;
}

static Error *whose(Db *db, Arena *arena, const char *email, Moment now, Date today,
                    AccountId *account, SchoolId *school)
{
    struct family_account_named_row row;
    struct sign_in_links_alive_row alive;
    AccountPlaces places;
    bool found;
    TRY(family_account_named(db, arena, email, &row, &found));
    if (!found || moment_is_set(row.ended_at))
        return NULL;
    TRY(sign_in_links_alive(db, arena, email, minutes_before(now, LINK_MINUTES), &alive));
    if (alive.links >= LINKS_ALIVE)
        return NULL;
    TRY(family_places(db, arena, row.id, today, &places));
    if (places.count == 0)
        return NULL;
    *account = row.id;
    *school = places.items[0].school_id;
    return NULL;
}

Error *link_settle(Db *db, Arena *arena, const LinkAsked *asked, Moment now, Date today,
                   AccountId *account, SchoolId *school)
{
    *account = (AccountId){0};
    *school = (SchoolId){0};
    TRY(whose(db, arena, asked->email, now, today, account, school));
    return sign_in_link_look(db, asked->id, *account, NULL);
}

Error *link_token(Db *db, Arena *arena, SignInLinkId id, Moment now, const char **token,
                  bool *found)
{
    int64_t changed;
    char *text = arena_alloc(arena, TOKEN_TEXT_SIZE);
    token_text(text);
    TRY(sign_in_link_set_token(db, id, text_hash(arena, text), minutes_before(now, LINK_MINUTES),
                               &changed));
    *token = text;
    *found = changed == 1;
    return NULL;
}

Error *link_spend(Db *db, Arena *arena, const char *token, const char *device, Moment now,
                  Link *link)
{
    struct sign_in_link_take_row row;
    bool found;
    Bytes here = text_hash(arena, device == NULL ? "" : device);
    *link = (Link){0};
    TRY(sign_in_link_take(db, arena, text_hash(arena, token), minutes_before(now, LINK_MINUTES),
                          &row, &found));
    if (!found)
        return error_invalid("This link was used already, or is too old. Ask for a new one.",
                             "link");
    *link = (Link){.account_id = row.account_id, .place = row.place};
    if (row.device_hash.length != TEXT_HASH ||
        sodium_memcmp(row.device_hash.data, here.data, TEXT_HASH) != 0)
        return NULL;
    link->carried_path = row.carried_path;
    link->carried_body = row.carried_body;
    return NULL;
}

/* ---- What else the account is -----------------------------------------------------------------
 */

/* In the school of the place; added when that school has given a code, and a record is open to
 * whom it names. */
static Error *add_place(Db *db, Arena *arena, AccountId account, Date today, AccountPlace place,
                        AccountPlaces *places)
{
    Family family;
    FamilyLearners open;
    School school;
    struct family_code_of_row code;
    bool found;
    TRY(db_enter_school(db, place.school_id.n));
    TRY(family_code_of(db, arena, place.school_id, account, &code, &found));
    if (!found)
        return NULL;
    place.code_given = code_given(&code);
    TRY(family_load(db, arena, place.school_id, account, place.contact_id, place.learner_id,
                    &family, &found));
    if (!found)
        return NULL;
    TRY(family_learners(db, arena, place.school_id, &family, today, &open));
    if (open.count == 0)
        return NULL;
    TRY(school_load(db, arena, place.school_id, &school));
    place.school_name = school.name;
    place.name = family.name;
    place.role = family.role;
    place.learners = open;
    places->items[places->count++] = place;
    return NULL;
}

static Error *add_family_places(Db *db, Arena *arena, AccountId account, Date today, size_t before,
                                AccountPlaces *places)
{
    struct contacts_of_account_rows contacts;
    struct learners_of_account_rows learners;
    TRY(db_enter_account(db, account.n));
    TRY(contacts_of_account(db, arena, account, &contacts));
    TRY(learners_of_account(db, arena, account, &learners));
    AccountPlace *items =
        arena_array(arena, AccountPlace, before + contacts.count + learners.count);
    if (before > 0)
        memcpy(items, places->items, before * sizeof *items);
    *places = (AccountPlaces){before, items};
    for (size_t i = 0; i < contacts.count; i++)
        TRY(add_place(db, arena, account, today,
                      (AccountPlace){.school_id = contacts.items[i].school_id,
                                     .contact_id = contacts.items[i].id},
                      places));
    for (size_t i = 0; i < learners.count; i++)
        TRY(add_place(db, arena, account, today,
                      (AccountPlace){.school_id = learners.items[i].school_id,
                                     .learner_id = learners.items[i].learner_id},
                      places));
    return NULL;
}

Error *family_places(Db *db, Arena *arena, AccountId account, Date today, AccountPlaces *places)
{
    *places = (AccountPlaces){0};
    return add_family_places(db, arena, account, today, 0, places);
}

Error *account_schools(Db *db, Arena *arena, AccountId account, Date today, size_t *count)
{
    struct staff_places_rows rows;
    TRY(db_enter_account(db, account.n));
    TRY(staff_places(db, arena, account, today, &rows));
    *count = rows.count;
    return NULL;
}

int64_t account_place_id(const AccountPlace *place)
{
    if (place->staff_id.n != 0)
        return place->staff_id.n;
    return place->contact_id.n != 0 ? place->contact_id.n : place->learner_id.n;
}

Error *account_places(Db *db, Arena *arena, AccountId account, Date today, AccountPlaces *places)
{
    struct staff_places_rows rows;
    TRY(db_enter_account(db, account.n));
    TRY(staff_places(db, arena, account, today, &rows));
    *places = (AccountPlaces){0, arena_array(arena, AccountPlace, rows.count)};
    for (size_t i = 0; i < rows.count; i++) {
        Staff staff;
        School school;
        TRY(db_enter_school(db, rows.items[i].school_id.n));
        TRY(staff_load(db, arena, rows.items[i].school_id, rows.items[i].id, today, &staff));
        TRY(school_load(db, arena, rows.items[i].school_id, &school));
        places->items[places->count++] = (AccountPlace){.school_id = rows.items[i].school_id,
                                                        .staff_id = rows.items[i].id,
                                                        .school_name = school.name,
                                                        .name = staff.display_name,
                                                        .role = staff.role};
    }
    return add_family_places(db, arena, account, today, places->count, places);
}

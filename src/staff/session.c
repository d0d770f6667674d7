/* Sessions in the database, found by the hash of a token that only the browser holds. */
#include <sodium.h>
#include <string.h>

#include "platform/base/id.h"
#include "staff/passkey.h"
#include "staff/staff.h"
#include "staff/staff_sql.h"

enum { KEY = 32, MASK = 32, MINUTE = 60 * 1000, HOUR = 60 * MINUTE };

static StaffPlaces places_of(Arena *arena, AccountId account,
                             const struct staff_of_account_rows *rows)
{
    StaffPlaces places = {account, rows->count, arena_array(arena, StaffPlace, rows->count)};
    for (size_t i = 0; i < rows->count; i++)
        places.items[i] = (StaffPlace){rows->items[i].school_id, rows->items[i].id};
    return places;
}

Error *sign_in_look(Db *db, Arena *arena, const char *email, Date today, StaffPlaces *places,
                    const char **stored_hash)
{
    struct account_by_email_row row;
    bool found;
    *places = (StaffPlaces){{0}, 0, NULL};
    *stored_hash = NULL;
    TRY(account_by_email(db, arena, email, &row, &found));
    struct staff_of_account_rows rows;
    /* Asked for an account that nobody has as well: the two must take as long. */
    AccountId id = found ? row.id : (AccountId){0};
    TRY(db_enter_account(db, id.n));
    TRY(staff_of_account(db, arena, id, today, &rows));
    if (rows.count == 0)
        return NULL;
    *places = places_of(arena, id, &rows);
    *stored_hash = row.password_hash;
    return NULL;
}

Error *sign_in_find(Db *db, Arena *arena, const char *email, Date today, AccountId *account,
                    SchoolId *school, StaffId *staff, const char **stored_hash)
{
    StaffPlaces places;
    TRY(sign_in_look(db, arena, email, today, &places, stored_hash));
    *account = places.account;
    if (places.count == 0)
        return NULL;
    *school = places.items[0].school;
    *staff = places.items[0].staff;
    return NULL;
}

Error *sign_in_stranger(Db *db, Date today)
{
    return stranger_count(db, today, NULL);
}

Error *sign_in_strangers(Db *db, Arena *arena, Date from, int64_t *tries)
{
    struct strangers_since_row row;
    TRY(strangers_since(db, arena, from, &row));
    *tries = row.tries;
    return NULL;
}

Error *staff_places_of(Db *db, Arena *arena, const char *email, Date today, StaffPlaces *places)
{
    struct account_by_email_row row;
    struct staff_of_account_rows rows;
    bool found;
    *places = (StaffPlaces){{0}, 0, NULL};
    TRY(account_by_email(db, arena, email, &row, &found));
    if (!found)
        return NULL;
    TRY(db_enter_account(db, row.id.n));
    TRY(staff_of_account(db, arena, row.id, today, &rows));
    *places = places_of(arena, row.id, &rows);
    return NULL;
}

Error *staff_ever(Db *db, Arena *arena, AccountId account, StaffPlaces *places)
{
    struct staff_ever_of_account_rows rows;
    TRY(db_enter_account(db, account.n));
    TRY(staff_ever_of_account(db, arena, account, &rows));
    *places = (StaffPlaces){account, rows.count, arena_array(arena, StaffPlace, rows.count)};
    for (size_t i = 0; i < rows.count; i++)
        places->items[i] = (StaffPlace){rows.items[i].school_id, rows.items[i].id};
    return NULL;
}

static Bytes random_bytes(Arena *arena, size_t length)
{
    unsigned char *bytes = arena_alloc(arena, length);
    token_bytes(bytes, length);
    return (Bytes){bytes, length};
}

static Bytes new_form_key(Arena *arena)
{
    return random_bytes(arena, KEY);
}

Error *session_start(Db *db, Arena *arena, const NewSession *session, Moment now,
                     const char **token)
{
    char *text = arena_alloc(arena, TOKEN_TEXT_SIZE);
    token_text(text);
    Moment ends = {now.milliseconds + (int64_t)SESSION_HOURS * HOUR};
    TRY(session_delete_old(db, (Moment){now.milliseconds - 24 * HOUR}, NULL));
    TRY(session_insert(db, id_new(), text_hash(arena, text), session->account, session->school,
                       session->staff, session->contact, session->learner, session->staff.n != 0,
                       session->by_provider, new_form_key(arena), now, ends, session->device,
                       session->confirmed ? now : MOMENT_NONE,
                       random_bytes(arena, PASSKEY_CHALLENGE), session->offered_secret,
                       session->carried_path, session->carried_body, NULL));
    *token = text;
    return NULL;
}

Error *session_renew(Db *db, Arena *arena, Session *session, Moment now, const char **token)
{
    char *text = arena_alloc(arena, TOKEN_TEXT_SIZE);
    token_text(text);
    Bytes hash = text_hash(arena, text), form_key = new_form_key(arena);
    TRY(session_renew_token(db, session->token_hash, hash, form_key, now, NULL));
    session->token_hash = hash;
    session->form_key = form_key;
    session->confirmed = true;
    session->offered_secret = (Bytes){0};
    *token = text;
    return NULL;
}

/* Leaving, a court order or an ended link is felt at the next request, in every session. */
static Error *actor_of(Db *db, Arena *arena, const struct session_by_token_row *row, Date today,
                       Actor *actor, bool *found)
{
    FamilyLearners open;
    ContactId contact = {row->contact_id.present ? row->contact_id.value : 0};
    LearnerId learner = {row->learner_id.present ? row->learner_id.value : 0};
    *actor = (Actor){.of_family = row->staff_id.n == 0};
    if (!actor->of_family)
        return staff_at_work(db, arena, row->school_id, row->staff_id, today, &actor->staff, found);
    TRY(family_load(db, arena, row->school_id, row->account_id, contact, learner, &actor->family,
                    found));
    if (!*found)
        return NULL;
    TRY(family_learners(db, arena, row->school_id, &actor->family, today, &open));
    *found = open.count > 0;
    return NULL;
}

Error *session_find(Db *db, Arena *arena, const char *token, Moment now, Date today,
                    Session *session, Actor *actor, bool *found)
{
    struct session_by_token_row row;
    Bytes hash = text_hash(arena, token);
    Moment idle = {now.milliseconds - (int64_t)SESSION_IDLE_MINUTES * MINUTE};
    TRY(session_by_token(db, arena, hash, idle, now, &row, found));
    if (!*found)
        return NULL;
    TRY(db_enter_school(db, row.school_id.n));
    TRY(actor_of(db, arena, &row, today, actor, found));
    if (!*found)
        return NULL;
    *session = (Session){.id = row.id,
                         .account_id = row.account_id,
                         .school_id = row.school_id,
                         .staff_id = row.staff_id,
                         .of_staff = row.of_staff,
                         .by_provider = row.by_provider,
                         .token_hash = hash,
                         .form_key = row.form_key,
                         .started_at = row.started_at,
                         .used_at = row.used_at,
                         .ends_at = row.ends_at,
                         .device = row.device,
                         .search = row.search,
                         .confirmed = moment_is_set(row.confirmed_at),
                         .challenge = row.challenge,
                         .offered_secret = row.offered_secret};
    return NULL;
}

Error *session_become(Db *db, Arena *arena, const Session *session, const AccountPlace *place,
                      Moment now, const char **token)
{
    if (place->staff_id.n != 0 && !session->of_staff)
        return error_forbidden("Sign in as a member of staff first: with your password and your "
                               "second step.",
                               "session %lld began with a link", (long long)session->id);
    if (session->by_provider && place->school_id.n != session->school_id.n)
        return error_forbidden("You signed in with the provider of this {school}, which opens "
                               "nothing else. Sign in with your password to go on elsewhere.",
                               "session %lld began at a provider", (long long)session->id);
    char *text = arena_alloc(arena, TOKEN_TEXT_SIZE);
    token_text(text);
    *token = text;
    TRY(session_delete(db, session->token_hash, NULL));
    return session_insert(db, id_new(), text_hash(arena, text), session->account_id,
                          place->school_id, place->staff_id, place->contact_id, place->learner_id,
                          session->of_staff, session->by_provider, new_form_key(arena), now,
                          session->ends_at, session->device, now,
                          random_bytes(arena, PASSKEY_CHALLENGE), (Bytes){0}, NULL, NULL, NULL);
}

bool session_touch_due(const Session *session, Moment now)
{
    return now.milliseconds - session->used_at.milliseconds >= MINUTE;
}

Error *session_touch(Db *db, const Session *session, Moment now)
{
    return session_use(db, session->token_hash, now, NULL);
}

Error *session_end(Db *db, const Session *session)
{
    return session_delete(db, session->token_hash, NULL);
}

Error *session_end_others(Db *db, const Session *session)
{
    return session_delete_others(db, session->account_id, session->token_hash, NULL);
}

Error *session_end_one(Db *db, const Session *session, int64_t id)
{
    return session_delete_one(db, session->account_id, id, NULL);
}

Error *session_list(Db *db, Arena *arena, const Session *session, Moment now, OwnSessions *list)
{
    struct sessions_of_rows rows;
    Moment idle = {now.milliseconds - (int64_t)SESSION_IDLE_MINUTES * MINUTE};
    TRY(sessions_of(db, arena, session->account_id, idle, now, &rows));
    *list = (OwnSessions){rows.count, arena_array(arena, OwnSession, rows.count)};
    for (size_t i = 0; i < rows.count; i++) {
        const struct sessions_of_row *row = &rows.items[i];
        list->items[i] = (OwnSession){row->id, row->device, row->started_at, row->used_at,
                                      row->id == session->id};
    }
    return NULL;
}

Error *session_answered(Db *db, Arena *arena, const Session *session)
{
    int64_t changed;
    TRY(session_take_challenge(db, session->token_hash, session->challenge,
                               random_bytes(arena, PASSKEY_CHALLENGE), &changed));
    return changed == 1 ? NULL
                        : error_invalid("That passkey was not accepted. Try again.",
                                        "challenge answered meanwhile");
}

Error *session_offer(Db *db, const Session *session, Bytes secret)
{
    return session_offer_secret(db, session->token_hash, secret, NULL);
}

Error *session_carry(Db *db, const Session *session, const char *path, const char *body)
{
    return session_set_carried(db, session->token_hash, path, body, NULL);
}

Error *session_carried(Db *db, Arena *arena, const Session *session, const char **path,
                       const char **body)
{
    struct session_get_carried_row row;
    TRY(session_get_carried(db, arena, session->token_hash, &row));
    *path = row.carried_path;
    *body = row.carried_body;
    return NULL;
}

Error *session_set_search(Db *db, const Session *session, const char *search)
{
    return session_search(db, session->token_hash, search, NULL);
}

/* A form's token is mask || (mask xor secret), so that no two pages show the same bytes: a
 * compressed page then tells nothing of the secret. */
const char *form_token(Arena *arena, const Session *session)
{
    unsigned char bytes[MASK + KEY];
    token_bytes(bytes, MASK);
    for (size_t i = 0; i < KEY; i++)
        bytes[MASK + i] = bytes[i] ^ session->form_key.data[i];
    size_t size = sodium_base64_encoded_len(sizeof bytes, sodium_base64_VARIANT_URLSAFE_NO_PADDING);
    char *text = arena_alloc(arena, size);
    return sodium_bin2base64(text, size, bytes, sizeof bytes,
                             sodium_base64_VARIANT_URLSAFE_NO_PADDING);
}

bool form_token_valid(const Session *session, const char *token)
{
    unsigned char bytes[MASK + KEY];
    size_t length = 0;
    if (token == NULL || session->form_key.length != KEY)
        return false;
    if (sodium_base642bin(bytes, sizeof bytes, token, strlen(token), NULL, &length, NULL,
                          sodium_base64_VARIANT_URLSAFE_NO_PADDING) != 0 ||
        length != sizeof bytes)
        return false;
    for (size_t i = 0; i < KEY; i++)
        bytes[i] ^= bytes[MASK + i];
    return sodium_memcmp(bytes, session->form_key.data, KEY) == 0;
}

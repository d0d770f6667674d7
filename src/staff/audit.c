/* The audit trail: a chain a school, each row hashed with the one before, so that a row changed
 * or taken out later shows. */
#include <inttypes.h>
#include <sodium.h>
#include <stdio.h>
#include <string.h>

#include "platform/base/id.h"
#include "staff/audit_list.h"
#include "staff/staff.h"
#include "staff/staff_sql.h"

enum { HASH = 32, PIECE = 500, PIECE_BYTES = 4 * 1024 * 1024 };

static const unsigned char zeros[HASH];

typedef struct Row {
    int64_t id;
    Moment at;
    int64_t staff, contact, learner;
    Bytes list; /* data NULL: none */
    const char *role, *action, *outcome, *reference;
} Row;

static void hash_text(crypto_generichash_state *state, const char *text)
{
    crypto_generichash_update(state, (const unsigned char *)text, strlen(text));
    crypto_generichash_update(state, (const unsigned char *)"\n", 1);
}

/* As hexadecimal digits, since a hash may hold a newline. */
static void hash_list(crypto_generichash_state *state, Bytes list)
{
    char digits[2 * HASH + 1] = "";
    if (list.data != NULL && list.length == HASH)
        sodium_bin2hex(digits, sizeof digits, list.data, list.length);
    hash_text(state, digits);
}

static void hash_number(crypto_generichash_state *state, int64_t number)
{
    char digits[24];
    snprintf(digits, sizeof digits, "%" PRId64, number);
    hash_text(state, digits);
}

/* One text for each row, whatever the engine: fields in order, each ended by a newline, which
 * none of them holds. */
static void hash_row(SchoolId school, const Row *row, Bytes previous, unsigned char hash[HASH])
{
    crypto_generichash_state state;
    crypto_generichash_init(&state, NULL, 0, HASH);
    crypto_generichash_update(&state, previous.data, previous.length);
    hash_number(&state, school.n);
    hash_number(&state, row->id);
    hash_number(&state, row->at.milliseconds);
    hash_number(&state, row->staff);
    hash_number(&state, row->contact);
    hash_text(&state, row->role);
    hash_text(&state, row->action);
    hash_number(&state, row->learner);
    hash_list(&state, row->list);
    hash_text(&state, row->outcome);
    hash_text(&state, row->reference);
    crypto_generichash_final(&state, hash, HASH);
}

static Error *take_head(Db *db, Arena *arena, SchoolId school, struct audit_head_take_row *head)
{
    bool found;
    TRY(audit_head_take(db, arena, school, head, &found));
    if (found)
        return NULL;
    TRY(audit_head_insert(db, school, (Bytes){zeros, HASH}, NULL));
    TRY(audit_head_take(db, arena, school, head, &found));
    return found ? NULL : error_store("audit head of school %" PRId64, school.n);
}

Error *audit_add(Db *db, Arena *arena, SchoolId school, Moment now, const AuditEntry *entry)
{
    struct audit_head_take_row head;
    TRY(take_head(db, arena, school, &head));
    Row row = {
        .id = id_new(),
        .at = now,
        .staff = entry->staff_id.n,
        .contact = entry->contact_id.n,
        .learner = entry->learner_id.n,
        .role = entry->role,
        .action = entry->action,
        .outcome = entry->outcome,
        .reference = entry->reference,
    };
    TRY(audit_list_keep(db, arena, school, &entry->shown, &row.list));
    /* Another copy of the program may have a clock ahead of ours: the chain's order wins. */
    if (row.id <= head.entry_id)
        row.id = head.entry_id + 1;
    unsigned char hash[HASH];
    hash_row(school, &row, head.hash, hash);
    Bytes made = {hash, HASH};
    TRY(audit_insert(db, school, (AuditId){row.id}, now, entry->staff_id, entry->contact_id,
                     row.role, row.action, entry->learner_id, row.list, row.outcome, row.reference,
                     head.hash, made, NULL));
    return audit_head_set(db, school, row.id, made, NULL);
}

/* ---- The whole chain, in pieces ---------------------------------------------------------------
 */

static AuditRecord record_of(const struct audit_after_row *row)
{
    return (AuditRecord){
        .id = row->id.n,
        .at = row->happened_at,
        .staff = row->staff_id,
        .contact = {row->contact_id.present ? row->contact_id.value : 0},
        .who = row->who,
        .role = row->role,
        .action = row->action,
        .learner = {row->learner_id.present ? row->learner_id.value : 0},
        .list = row->list_hash,
        .outcome = row->outcome,
        .reference = row->reference,
        .previous_hash = row->previous_hash,
        .hash = row->hash,
    };
}

/* after: out, how far it came; more: out, whether there may be another piece. */
static Error *walk_piece(Db *db, Arena *piece, SchoolId school, AuditVisit visit, void *context,
                         int64_t *after, bool *more)
{
    struct audit_after_rows rows;
    *more = false;
    TRY(audit_after(db, piece, school, *after, PIECE, &rows));
    for (size_t i = 0; i < rows.count; i++) {
        AuditRecord record = record_of(&rows.items[i]);
        if (!visit(context, &record))
            return NULL;
        *after = record.id;
    }
    *more = rows.count == PIECE;
    return NULL;
}

Error *audit_walk(Db *db, SchoolId school, AuditVisit visit, void *context)
{
    Arena *piece = arena_create(PIECE_BYTES, "audit");
    Error *error = NULL;
    int64_t after = 0;
    for (bool more = true; error == NULL && more; arena_reset(piece))
        error = walk_piece(db, piece, school, visit, context, &after, &more);
    arena_destroy(piece);
    return error;
}

/* ---- Whether it is whole ----------------------------------------------------------------------
 */

typedef struct Chain {
    Db *db;
    Arena *arena; /* for one list, and then the next */
    SchoolId school;
    unsigned char previous[HASH];
    int64_t last, checked, broken;
    Error *error; /* of the store */
} Chain;

static bool follows(const Chain *chain, const AuditRecord *record)
{
    Row row = {.id = record->id,
               .at = record->at,
               .staff = record->staff.n,
               .contact = record->contact.n,
               .learner = record->learner.n,
               .list = record->list,
               .role = record->role,
               .action = record->action,
               .outcome = record->outcome,
               .reference = record->reference};
    unsigned char hash[HASH];
    if (record->previous_hash.length != HASH || record->hash.length != HASH ||
        memcmp(record->previous_hash.data, chain->previous, HASH) != 0)
        return false;
    hash_row(chain->school, &row, record->previous_hash, hash);
    return memcmp(hash, record->hash.data, HASH) == 0;
}

/* What a list says lies beside the chain, so it is asked with each entry that showed it. */
static bool list_is_whole(Chain *chain, const AuditRecord *record)
{
    bool whole = true;
    if (record->list.data == NULL)
        return true;
    chain->error = audit_list_check(chain->db, chain->arena, chain->school, record->list, &whole);
    if (chain->error == NULL)
        arena_reset(chain->arena);
    return chain->error == NULL && whole;
}

static bool check_row(void *context, const AuditRecord *record)
{
    Chain *chain = context;
    if (!follows(chain, record) || !list_is_whole(chain, record)) {
        chain->broken = record->id;
        return false;
    }
    memcpy(chain->previous, record->hash.data, HASH);
    chain->last = record->id;
    chain->checked++;
    return true;
}

static Error *check_end(Db *db, Arena *arena, SchoolId school, int64_t last,
                        const unsigned char previous[HASH], int64_t *broken)
{
    struct audit_head_of_row head;
    bool found;
    TRY(audit_head_of(db, arena, school, &head, &found));
    if (!found)
        *broken = last; /* rows without an end: it was taken away */
    else if (head.entry_id != last || head.hash.length != HASH ||
             memcmp(head.hash.data, previous, HASH) != 0)
        *broken = head.entry_id > last ? head.entry_id : last;
    return NULL;
}

Error *audit_verify(Db *db, Arena *arena, SchoolId school, int64_t *checked, int64_t *broken)
{
    Chain chain = {.db = db, .arena = arena_create(PIECE_BYTES, "audit.list"), .school = school};
    *checked = *broken = 0;
    Error *error = audit_walk(db, school, check_row, &chain);
    if (error == NULL && chain.error != NULL)
        error = error_store("audit lists of school %" PRId64 ": %s", school.n, chain.error->cause);
    *checked = chain.checked;
    *broken = chain.broken;
    arena_destroy(chain.arena);
    if (error != NULL || chain.broken != 0)
        return error;
    return check_end(db, arena, school, chain.last, chain.previous, broken);
}

/* ---- Reading it -------------------------------------------------------------------------------
 */

Error *audit_last_looks(Db *db, Arena *arena, SchoolId school, LearnerId learner, int most,
                        Looks *looks)
{
    struct audit_looks_rows rows;
    TRY(audit_looks(db, arena, school, learner, most, &rows));
    *looks = (Looks){0, arena_array(arena, Look, rows.count)};
    for (size_t i = 0; i < rows.count && moment_is_set(rows.items[i].last_at); i++) {
        Role role = ROLE_OFFICE;
        role_parse(rows.items[i].role, &role);
        looks->items[looks->count++] = (Look){rows.items[i].id, rows.items[i].display_name,
                                              role_words(role), rows.items[i].last_at};
    }
    return NULL;
}

static const char *role_then(Arena *arena, const AuditFilter *filter, const char *code)
{
    Role role;
    if (text_equal(code, AUDIT_UNPROVED))
        return "not signed in";
    if (!role_parse(code, &role))
        return "Fourfold itself";
    return filter->words == NULL ? role_words(role) : role_words_in(arena, filter->words, role);
}

Error *audit_lines(Db *db, Arena *arena, SchoolId school, const AuditFilter *filter,
                   AuditLines *lines)
{
    struct audit_search_rows rows;
    OptionalInteger before = {filter->before > 0, filter->before};
    Moment since = MOMENT_NONE, until = MOMENT_NONE;
    if (date_is_set(filter->from))
        since = moment_london(filter->from, 0, 0);
    if (date_is_set(filter->until))
        until = moment_london(date_add_days(filter->until, 1), 0, 0);
    const char *listed =
        filter->learner.n == 0 ? NULL : arena_print(arena, ",%" PRId64 ",", filter->learner.n);
    OptionalInteger who = {filter->staff.n != 0, filter->staff.n};
    TRY(audit_search(db, arena, school, before, who, filter->learner, listed, since, until,
                     filter->only_refused, filter->most, &rows));
    *lines = (AuditLines){rows.count, arena_array(arena, AuditLine, rows.count)};
    for (size_t i = 0; i < rows.count; i++) {
        const struct audit_search_row *row = &rows.items[i];
        lines->items[i] = (AuditLine){
            .id = row->id.n,
            .at = row->happened_at,
            .staff = row->staff_id,
            .contact = {row->contact_id.present ? row->contact_id.value : 0},
            .who = row->who,
            .role = role_then(arena, filter, row->role),
            .action = row->action,
            .outcome = row->outcome,
            .learner = {row->learner_id.present ? row->learner_id.value : 0},
            .given = row->given,
            .surname = row->surname,
            .listed = row->listed.present ? (int)row->listed.value : 0,
            .list = row->list_hash,
        };
    }
    return NULL;
}

#include "staff/factor.h"

#include <liboath/oath.h>
#include <pthread.h>
#include <string.h>

#include "platform/base/id.h"
#include "platform/base/log.h"
#include "platform/html/html.h"
#include "staff/factor_sql.h"

enum { DIGITS = 6, WINDOW = 1, SECRET_LETTERS = FACTOR_SECRET * 8 / 5 };

Error *factor_load(Db *db, Arena *arena, AccountId account, Factor *factor)
{
    struct factor_of_account_row row;
    TRY(factor_of_account(db, arena, account, &row));
    *factor = (Factor){
        .email = row.email,
        .password_hash = row.password_hash,
        .on = row.factor_secret.data != NULL || row.passkeys > 0,
        .since = row.factor_since,
        .app = row.factor_secret.data != NULL,
        .secret = row.factor_secret,
        .step = row.factor_step.present ? row.factor_step.value : 0,
        .passkeys = row.passkeys,
        .recovery_left = row.recovery_codes,
    };
    return NULL;
}

/* ---- Codes ----------------------------------------------------------------------------------- */

Bytes factor_secret(Arena *arena)
{
    uint8_t *bytes = arena_alloc(arena, FACTOR_SECRET);
    token_bytes(bytes, FACTOR_SECRET);
    return (Bytes){bytes, FACTOR_SECRET};
}

/* 20 bytes are 32 letters of five bits, without a rest. */
static void base32(Bytes secret, char letters[SECRET_LETTERS + 1])
{
    uint32_t bits = 0;
    int count = 0, at = 0;
    ASSERT(secret.length == FACTOR_SECRET);
    for (size_t i = 0; i < secret.length; i++) {
        bits = bits << 8 | secret.data[i];
        for (count += 8; count >= 5; count -= 5)
            letters[at++] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"[bits >> (count - 5) & 31];
    }
    letters[at] = '\0';
}

const char *factor_secret_text(Arena *arena, Bytes secret)
{
    char letters[SECRET_LETTERS + 1];
    const char *text = "";
    base32(secret, letters);
    for (int i = 0; i < SECRET_LETTERS; i += 4)
        text = arena_print(arena, "%s%s%.4s", text, i == 0 ? "" : " ", letters + i);
    return text;
}

const char *factor_address(Arena *arena, Bytes secret, const char *issuer, const char *email)
{
    char letters[SECRET_LETTERS + 1];
    base32(secret, letters);
    const char *named = url_encode(arena, issuer);
    return arena_print(arena,
                       "otpauth://totp/%s:%s?secret=%s&issuer=%s&algorithm=SHA1&digits=%d"
                       "&period=%d",
                       named, url_encode(arena, email), letters, named, DIGITS,
                       FACTOR_STEP_SECONDS);
}

static void start_oath(void)
{
    ASSERT(oath_init() == OATH_OK);
}

/* Exactly six digits, however people space them. */
static bool read_digits(const char *typed, char digits[DIGITS + 1])
{
    int count = 0;
    for (; *typed != '\0'; typed++) {
        if (*typed == ' ')
            continue;
        if (*typed < '0' || *typed > '9' || count == DIGITS)
            return false;
        digits[count++] = *typed;
    }
    digits[count] = '\0';
    return count == DIGITS;
}

int64_t factor_code_step(Bytes secret, const char *code, Moment now, int64_t used)
{
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    char digits[DIGITS + 1];
    int position;
    uint64_t step = 0;
    pthread_once(&once, start_oath);
    if (!read_digits(code, digits))
        return 0;
    int found = oath_totp_validate3((const char *)secret.data, secret.length,
                                    (time_t)(now.milliseconds / 1000), FACTOR_STEP_SECONDS, 0,
                                    WINDOW, &position, &step, digits);
    return found >= 0 && (int64_t)step > used ? (int64_t)step : 0;
}

/* ---- What somebody gives ----------------------------------------------------------------------
 */

static Error *refuse_code(void)
{
    return error_invalid("That code is wrong, or was used before. Wait for the next one in your "
                         "app, and check that your device shows the right time.",
                         "factor code");
}

static bool gives_passkey(const FactorAnswer *answer)
{
    return text_empty(answer->code) && !text_empty(answer->passkey.credential);
}

static Error *check_passkey(Db *db, Arena *arena, const Session *session, const PasskeySite *site,
                            const FactorAnswer *answer, Passkey *passkey, uint32_t *count)
{
    TRY(passkey_named(db, arena, session->account_id, &answer->passkey, passkey));
    return passkey_check(arena, site, session->challenge, PASSKEY_PRESENT, &answer->passkey,
                         passkey, count);
}

static Error *check_code(Db *db, Arena *arena, AccountId account, const char *typed, Moment now)
{
    Factor factor;
    struct recovery_code_find_row row;
    bool right;
    TRY(factor_load(db, arena, account, &factor));
    right = factor.app && factor_code_step(factor.secret, typed, now, factor.step) != 0;
    if (!right && factor.on)
        TRY(recovery_code_find(db, arena, account, one_time_code_hash(arena, typed), &row, &right));
    return right ? NULL : refuse_code();
}

Error *factor_check(Db *db, Arena *arena, const Session *session, const PasskeySite *site,
                    const FactorAnswer *answer, Moment now)
{
    Passkey passkey;
    uint32_t count;
    if (gives_passkey(answer))
        return check_passkey(db, arena, session, site, answer, &passkey, &count);
    return check_code(db, arena, session->account_id, answer->code == NULL ? "" : answer->code,
                      now);
}

static Error *spend_passkey(Db *db, Arena *arena, const Session *session, const PasskeySite *site,
                            const FactorAnswer *answer, Moment now)
{
    Passkey passkey;
    uint32_t count;
    TRY(check_passkey(db, arena, session, site, answer, &passkey, &count));
    TRY(session_answered(db, arena, session));
    return passkey_take(db, session->account_id, &passkey, count, now);
}

static Error *spend_code(Db *db, Arena *arena, AccountId account, const char *typed, Moment now,
                         bool *recovered)
{
    Factor factor;
    int64_t changed = 0;
    TRY(factor_load(db, arena, account, &factor));
    int64_t step = factor.app ? factor_code_step(factor.secret, typed, now, factor.step) : 0;
    if (step != 0)
        TRY(account_factor_step(db, account, step, &changed));
    if (factor.on && changed == 0) {
        TRY(recovery_code_spend(db, account, one_time_code_hash(arena, typed), &changed));
        *recovered = changed == 1;
    }
    return changed == 1 ? NULL : refuse_code();
}

Error *factor_spend(Db *db, Arena *arena, const Session *session, const PasskeySite *site,
                    const FactorAnswer *answer, Moment now, bool *recovered)
{
    *recovered = false;
    if (gives_passkey(answer))
        return spend_passkey(db, arena, session, site, answer, now);
    return spend_code(db, arena, session->account_id, answer->code == NULL ? "" : answer->code, now,
                      recovered);
}

/* ---- On and off ------------------------------------------------------------------------------ */

static Error *refuse_second(AccountId account)
{
    return error_conflict("A second factor was set up for this account meanwhile. Sign in again.",
                          "factor of %lld is on", (long long)account.n);
}

Error *factor_turn_on(Db *db, AccountId account, Bytes secret, int64_t step, bool replace,
                      Moment now)
{
    int64_t changed;
    ASSERT(secret.length == FACTOR_SECRET && step > 0);
    TRY(account_factor_on(db, account, secret, step, now, !replace, &changed));
    return changed == 1 ? NULL : refuse_second(account);
}

Error *factor_add_passkey(Db *db, AccountId account, const Passkey *passkey, bool first, Moment now)
{
    int64_t changed;
    TRY(account_factor_begin(db, account, now, first, &changed));
    if (changed != 1)
        return refuse_second(account);
    return passkey_add(db, account, passkey, now);
}

Error *factor_remove_passkey(Db *db, Arena *arena, AccountId account, PasskeyId passkey,
                             bool optional)
{
    Factor factor;
    TRY(passkey_forget(db, account, passkey));
    TRY(factor_load(db, arena, account, &factor));
    if (factor.on)
        return NULL;
    if (!optional)
        return error_conflict("That is all you have besides your password. Add another passkey, "
                              "or an authenticator app, before you remove it.",
                              "last factor of %lld", (long long)account.n);
    return factor_turn_off(db, account);
}

Error *factor_turn_off(Db *db, AccountId account)
{
    TRY(passkey_forget_all(db, account));
    TRY(recovery_codes_delete(db, account, NULL));
    return account_factor_off(db, account, NULL);
}

Error *recovery_codes_make(Db *db, Arena *arena, AccountId account, Texts *codes)
{
    *codes = (Texts){0, arena_array(arena, const char *, RECOVERY_CODES)};
    TRY(recovery_codes_delete(db, account, NULL));
    while (codes->count < RECOVERY_CODES) {
        const char *code = one_time_code(arena);
        TRY(recovery_code_insert(db, account, one_time_code_hash(arena, code), NULL));
        codes->items[codes->count++] = code;
    }
    return NULL;
}

/* ---- Lost -------------------------------------------------------------------------------------
 */

enum { LOSSES_SHOWN = 20 };

Error *factor_lost(Db *db, Arena *arena, SchoolId school, const StaffMember *member, StaffId by,
                   const char *reason, Moment now, const char **code)
{
    TRY(setup_code_give(db, arena, school, member->account_id, now, code));
    TRY(factor_turn_off(db, member->account_id));
    return factor_loss_insert(db, school, (FactorLossId){id_new()}, member->id, by, now, reason,
                              NULL);
}

Error *factor_loss_list(Db *db, Arena *arena, SchoolId school, FactorLosses *losses)
{
    struct factor_losses_rows rows;
    TRY(factor_losses(db, arena, school, LOSSES_SHOWN, &rows));
    *losses = (FactorLosses){rows.count, arena_array(arena, FactorLoss, rows.count)};
    for (size_t i = 0; i < rows.count; i++) {
        const struct factor_losses_row *row = &rows.items[i];
        losses->items[i] =
            (FactorLoss){row->ended_at, row->display_name, row->by_name, row->reason};
    }
    return NULL;
}

#include "staff/factor.h"

#include <liboath/oath.h>
#include <pthread.h>
#include <string.h>

#include "platform/base/id.h"
#include "platform/base/log.h"
#include "platform/html/html.h"
#include "staff/factor_sql.h"
#include "staff/staff.h"

enum { DIGITS = 6, WINDOW = 1, SECRET_LETTERS = FACTOR_SECRET * 8 / 5 };

Error *factor_load(Db *db, Arena *arena, AccountId account, Factor *factor)
{
    struct factor_of_account_row row;
    TRY(factor_of_account(db, arena, account, &row));
    *factor = (Factor){
        .email = row.email,
        .password_hash = row.password_hash,
        .on = row.factor_secret.data != NULL,
        .since = row.factor_since,
        .secret = row.factor_secret,
        .step = row.factor_step.present ? row.factor_step.value : 0,
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

static Error *refuse_code(void)
{
    return error_invalid("That code is wrong, or was used before. Wait for the next one in your "
                         "app, and check that your device shows the right time.",
                         "factor code");
}

Error *factor_check(Db *db, Arena *arena, AccountId account, const char *typed, Moment now,
                    bool *right)
{
    Factor factor;
    struct recovery_code_find_row row;
    TRY(factor_load(db, arena, account, &factor));
    *right = factor.on && factor_code_step(factor.secret, typed, now, factor.step) != 0;
    if (*right || !factor.on)
        return NULL;
    return recovery_code_find(db, arena, account, one_time_code_hash(arena, typed), &row, right);
}

Error *factor_spend(Db *db, Arena *arena, AccountId account, const char *typed, Moment now,
                    bool *recovered)
{
    Factor factor;
    int64_t changed = 0;
    *recovered = false;
    TRY(factor_load(db, arena, account, &factor));
    int64_t step = factor.on ? factor_code_step(factor.secret, typed, now, factor.step) : 0;
    if (step != 0)
        TRY(account_factor_step(db, account, step, &changed));
    if (factor.on && changed == 0) {
        TRY(recovery_code_spend(db, account, one_time_code_hash(arena, typed), &changed));
        *recovered = changed == 1;
    }
    return changed == 1 ? NULL : refuse_code();
}

/* ---- On and off ------------------------------------------------------------------------------ */

Error *factor_turn_on(Db *db, AccountId account, Bytes secret, int64_t step, bool replace,
                      Moment now)
{
    int64_t changed;
    ASSERT(secret.length == FACTOR_SECRET && step > 0);
    TRY(account_factor_on(db, account, secret, step, now, !replace, &changed));
    if (changed == 1)
        return NULL;
    return error_conflict("An authenticator app was set up for this account meanwhile. Sign in "
                          "again.",
                          "factor of %lld is on", (long long)account.n);
}

Error *factor_turn_off(Db *db, AccountId account)
{
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

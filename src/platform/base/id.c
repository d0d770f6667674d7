#include "platform/base/id.h"

#include <sodium.h>
#include <stdatomic.h>

#include "platform/base/date.h"
#include "platform/base/log.h"

#define COUNTER_BITS     22
#define COUNTER_MASK     ((INT64_C(1) << COUNTER_BITS) - 1)
#define MILLISECONDS_MAX ((INT64_C(1) << 41) - 1)
#define START_OF_2020    INT64_C(1577836800000) /* milliseconds since 1970 */

static _Atomic int64_t last_id;

/* A clock set before 2020 or after 2089 still gives ids that rise: they only count up. */
static int64_t milliseconds_since_2020(void)
{
    int64_t since = clock_now().milliseconds - START_OF_2020;
    if (since < 0)
        return 0;
    return since > MILLISECONDS_MAX ? MILLISECONDS_MAX : since;
}

static void random_ready(void)
{
    if (sodium_init() < 0)
        log_panic("random.init", "reason=unavailable");
}

static int64_t first_of(int64_t milliseconds)
{
    random_ready();
    return milliseconds << COUNTER_BITS | (randombytes_random() & COUNTER_MASK);
}

int64_t id_new(void)
{
    int64_t now = milliseconds_since_2020();
    int64_t last = atomic_load(&last_id);
    int64_t next;
    do {
        ASSERT(last < INT64_MAX);
        next = now > last >> COUNTER_BITS ? first_of(now) : last + 1;
    } while (!atomic_compare_exchange_weak(&last_id, &last, next));
    return next;
}

bool id_parse(const char *text, int64_t *id)
{
    if (text == NULL || text[0] < '1' || text[0] > '9')
        return false;
    int64_t value = 0;
    for (const char *digit = text; *digit != '\0'; digit++) {
        if (*digit < '0' || *digit > '9')
            return false;
        int number = *digit - '0';
        if (value > (INT64_MAX - number) / 10)
            return false;
        value = value * 10 + number;
    }
    *id = value;
    return true;
}

void token_bytes(uint8_t *bytes, size_t length)
{
    random_ready();
    randombytes_buf(bytes, length);
}

void token_text(char text[TOKEN_TEXT_SIZE])
{
    uint8_t bytes[32];
    token_bytes(bytes, sizeof bytes);
    sodium_bin2base64(text, TOKEN_TEXT_SIZE, bytes, sizeof bytes,
                      sodium_base64_VARIANT_URLSAFE_NO_PADDING);
    sodium_memzero(bytes, sizeof bytes);
}

#include "staff/guess.h"

#include <arpa/inet.h>
#include <pthread.h>
#include <sodium.h>
#include <string.h>

#include "platform/base/id.h"
#include "platform/base/log.h"
#include "platform/base/text.h"

typedef enum Bucket {
    PASSWORD_ADDRESS,
    PASSWORD_STRANGER,
    PASSWORD_DEVICE,
    FACTOR_STRANGER,
    FACTOR_DEVICE,
    SETUP_ADDRESS,
    LINK_ADDRESS,
    BUCKETS,
    NO_BUCKET
} Bucket;

enum { PLACES = 1 << 14, SUBJECT = 512, NETWORK = 8 };

/* A code of six digits is soon guessed by somebody who has the password: 288 a day are one chance
 * in a thousand. */
static const struct Limit {
    int failures;    /* at once */
    int seconds;     /* until one more is free */
    bool by_network; /* or else by device and account */
} limits[BUCKETS] = {
    [PASSWORD_ADDRESS] = {100, 6, true}, [PASSWORD_STRANGER] = {10, 300, false},
    [PASSWORD_DEVICE] = {10, 60, false}, [FACTOR_STRANGER] = {10, 300, false},
    [FACTOR_DEVICE] = {10, 60, false},   [SETUP_ADDRESS] = {100, 6, true},
    [LINK_ADDRESS] = {60, 10, true},
};

static const struct {
    Bucket stranger[2];
    Bucket device[2];
} of_kind[GUESS_KINDS] = {
    [GUESS_PASSWORD] = {{PASSWORD_ADDRESS, PASSWORD_STRANGER}, {PASSWORD_DEVICE, NO_BUCKET}},
    [GUESS_FACTOR] = {{FACTOR_STRANGER, NO_BUCKET}, {FACTOR_DEVICE, NO_BUCKET}},
    [GUESS_SETUP_CODE] = {{SETUP_ADDRESS, NO_BUCKET}, {SETUP_ADDRESS, NO_BUCKET}},
    [GUESS_FAMILY_CODE] = {{SETUP_ADDRESS, FACTOR_STRANGER}, {FACTOR_DEVICE, NO_BUCKET}},
    [GUESS_LINK] = {{LINK_ADDRESS, NO_BUCKET}, {LINK_ADDRESS, NO_BUCKET}},
    [GUESS_SIGN_ON] = {{PASSWORD_ADDRESS, NO_BUCKET}, {PASSWORD_ADDRESS, NO_BUCKET}},
};

/* For each bucket the milliseconds at which all its places are free again. */
struct Guesses {
    pthread_mutex_t lock;
    unsigned char key[crypto_shorthash_KEYBYTES];
    int64_t free_at[BUCKETS][PLACES];
};

Guesses *guesses_make(Arena *arena)
{
    Guesses *guesses = arena_new(arena, Guesses);
    pthread_mutex_init(&guesses->lock, NULL);
    token_bytes(guesses->key, sizeof guesses->key);
    return guesses;
}

void guesses_forget(Guesses *guesses)
{
    pthread_mutex_lock(&guesses->lock);
    memset(guesses->free_at, 0, sizeof guesses->free_at);
    pthread_mutex_unlock(&guesses->lock);
}

size_t guesses_size(void)
{
    return sizeof(Guesses);
}

/* Whoever has one IPv6 address has the 2^64 of its network: they count as one. */
static size_t address_bytes(const char *address, unsigned char bytes[16])
{
    struct in6_addr six;
    struct in_addr four;
    if (inet_pton(AF_INET, address, &four) == 1) {
        memcpy(bytes, &four, sizeof four);
        return sizeof four;
    }
    if (inet_pton(AF_INET6, address, &six) != 1)
        return 0;
    memcpy(bytes, &six, sizeof six);
    return IN6_IS_ADDR_V4MAPPED(&six) ? sizeof six : NETWORK;
}

static size_t add_text(unsigned char *subject, size_t length, const char *text)
{
    for (; text != NULL && *text != '\0' && length < SUBJECT - 1; text++)
        subject[length++] = (unsigned char)*text;
    subject[length++] = '\0';
    return length;
}

static int64_t *place_of(Guesses *guesses, Bucket bucket, const Guesser *who)
{
    unsigned char subject[SUBJECT + 1], hash[crypto_shorthash_BYTES];
    size_t length;
    uint64_t number;
    if (limits[bucket].by_network) {
        length = address_bytes(who->address, subject);
    } else {
        length = add_text(subject, 0, who->device);
        length = add_text(subject, length, who->account);
    }
    crypto_shorthash(hash, subject, length, guesses->key);
    memcpy(&number, hash, sizeof number);
    return &guesses->free_at[bucket][number % PLACES];
}

/* A clock that was set back must not make anybody wait longer than an empty bucket does: what the
 * bucket holds is brought to what it can hold now. */
static void settle(int64_t *free_at, const struct Limit *limit, int64_t now)
{
    int64_t latest = now + (int64_t)limit->failures * limit->seconds * 1000;
    *free_at = *free_at < now ? now : *free_at > latest ? latest : *free_at;
}

/* Milliseconds until the bucket takes one more failure. */
static int64_t wait_for(int64_t free_at, const struct Limit *limit, int64_t now)
{
    int64_t before_last = (int64_t)(limit->failures - 1) * limit->seconds * 1000;
    int64_t wait = free_at - now - before_last;
    return wait > 0 ? wait : 0;
}

static const Bucket *buckets_of(GuessKind kind, const Guesser *who)
{
    ASSERT(kind < GUESS_KINDS);
    return who->device == NULL ? of_kind[kind].stranger : of_kind[kind].device;
}

int guess_begin(Guesses *guesses, GuessKind kind, const Guesser *who, Moment now)
{
    const Bucket *buckets = buckets_of(kind, who);
    int64_t longest = 0;
    pthread_mutex_lock(&guesses->lock);
    for (int i = 0; i < 2 && buckets[i] != NO_BUCKET; i++) {
        int64_t *free_at = place_of(guesses, buckets[i], who);
        settle(free_at, &limits[buckets[i]], now.milliseconds);
        int64_t wait = wait_for(*free_at, &limits[buckets[i]], now.milliseconds);
        longest = wait > longest ? wait : longest;
    }
    for (int i = 0; longest == 0 && i < 2 && buckets[i] != NO_BUCKET; i++)
        *place_of(guesses, buckets[i], who) += (int64_t)limits[buckets[i]].seconds * 1000;
    pthread_mutex_unlock(&guesses->lock);
    return (int)((longest + 999) / 1000);
}

void guess_forgive(Guesses *guesses, GuessKind kind, const Guesser *who)
{
    const Bucket *buckets = buckets_of(kind, who);
    pthread_mutex_lock(&guesses->lock);
    for (int i = 0; i < 2 && buckets[i] != NO_BUCKET; i++)
        *place_of(guesses, buckets[i], who) -= (int64_t)limits[buckets[i]].seconds * 1000;
    pthread_mutex_unlock(&guesses->lock);
}

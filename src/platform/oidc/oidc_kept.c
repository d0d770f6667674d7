#include "platform/oidc/oidc_kept.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "platform/fetch/fetch.h"

/* A council's database holds two hundred schools, most of them with the same provider. */
enum { PLACES = 64, FRESH_SECONDS = 3600, NEWEST_SECONDS = 60 };

typedef struct Kept {
    char *address, *text; /* NULL: an empty place */
    int64_t fetched_at;   /* seconds */
    int64_t renewed_at;   /* when newer ones were last asked for; 0: never */
    int64_t used_at;
} Kept;

struct Oidc {
    pthread_mutex_t lock;
    bool loopback;
    Kept places[PLACES];
};

Oidc *oidc_make(Arena *arena, bool loopback)
{
    Oidc *oidc = arena_new(arena, Oidc);
    pthread_mutex_init(&oidc->lock, NULL);
    oidc->loopback = loopback;
    return oidc;
}

static void empty(Kept *kept)
{
    free(kept->address);
    free(kept->text);
    *kept = (Kept){0};
}

void oidc_forget(Oidc *oidc)
{
    pthread_mutex_lock(&oidc->lock);
    for (size_t i = 0; i < PLACES; i++)
        empty(&oidc->places[i]);
    pthread_mutex_unlock(&oidc->lock);
}

bool oidc_may_ask(const Oidc *oidc, const char *address)
{
    return fetch_allowed(address, oidc->loopback);
}

static int64_t seconds_now(void)
{
    return clock_now().milliseconds / 1000;
}

static Kept *place_of(Oidc *oidc, const char *address)
{
    for (size_t i = 0; i < PLACES; i++)
        if (text_equal(oidc->places[i].address, address))
            return &oidc->places[i];
    return NULL;
}

/* NULL: must be fetched, and is noted as asked for when there was one. */
static const char *take_kept(Oidc *oidc, Arena *arena, const char *address, KeptAge age)
{
    int64_t now = seconds_now();
    const char *text = NULL;
    pthread_mutex_lock(&oidc->lock);
    Kept *kept = place_of(oidc, address);
    bool renewed = kept != NULL && now - kept->renewed_at < NEWEST_SECONDS;
    if (kept != NULL && now - kept->fetched_at < FRESH_SECONDS && (age == KEPT_FRESH || renewed)) {
        kept->used_at = now;
        text = arena_copy(arena, kept->text);
    } else if (kept != NULL && age == KEPT_NEWEST) {
        kept->renewed_at = now;
    }
    pthread_mutex_unlock(&oidc->lock);
    return text;
}

static Kept *free_place(Oidc *oidc)
{
    Kept *oldest = &oidc->places[0];
    for (size_t i = 0; i < PLACES; i++) {
        if (oidc->places[i].address == NULL)
            return &oidc->places[i];
        if (oidc->places[i].used_at < oldest->used_at)
            oldest = &oidc->places[i];
    }
    empty(oldest);
    return oldest;
}

/* GCC 12's analyzer loses sight of a place that a loop found, and takes what is put there for lost.
 */
#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wanalyzer-malloc-leak"
#endif
static void keep(Oidc *oidc, const char *address, const char *text)
{
    pthread_mutex_lock(&oidc->lock);
    Kept *kept = place_of(oidc, address);
    int64_t renewed = kept == NULL ? 0 : kept->renewed_at, now = seconds_now();
    if (kept == NULL)
        kept = free_place(oidc);
    empty(kept);
    kept->address = strdup(address);
    kept->text = strdup(text);
    if (kept->address == NULL || kept->text == NULL) {
        empty(kept);
    } else {
        kept->fetched_at = kept->used_at = now;
        kept->renewed_at = renewed;
    }
    pthread_mutex_unlock(&oidc->lock);
}
#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC diagnostic pop
#endif

Error *oidc_kept(Oidc *oidc, Arena *arena, const char *address, KeptAge age, const char **text)
{
    FetchQuestion question = {.address = address, .loopback = oidc->loopback};
    FetchAnswer answer;
    *text = take_kept(oidc, arena, address, age);
    if (*text != NULL)
        return NULL;
    *text = "";
    TRY(fetch(arena, &question, &answer));
    if (answer.status != 200)
        return error_invalid(
            arena_print(arena, "It answers, but has nothing at that address (%d).", answer.status),
            "oidc: status %d", answer.status);
    if (!text_valid_utf8(answer.body, answer.length))
        return error_invalid("What it answers is no text.", "oidc: not UTF-8");
    *text = answer.body;
    keep(oidc, address, answer.body);
    return NULL;
}

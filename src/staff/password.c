/* Argon2id on one thread of its own: the work is heavy by intent, and done inline it would make
 * every other page wait (p99 30 ms against 4). */
#include <pthread.h>
#include <sodium.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

#include "platform/base/log.h"
#include "staff/breached.h"
#include "staff/staff.h"

enum {
    QUEUE = 64,
    PASSES = 2,
    MEMORY = 19 * 1024 * 1024,
    LEAST = 12,
    MOST = 128,
    POLITE = 10 /* nice: a sixth of a page's share of a core, and all that no page wants */
};

typedef struct Work {
    const char *password;
    const char *stored; /* NULL: make a new hash */
    char hash[crypto_pwhash_STRBYTES];
    bool ok;
    bool done;
    struct Work *next;
} Work;

/* A hash of nothing, for names that are not known: checking it takes as long as any other. Written
 * down and not made at each start, which would take as long as a sign-in. */
static const char nobody[crypto_pwhash_STRBYTES] =
    "$argon2id$v=19$m=19456,t=2,p=1$McDeO9sZI5qG14kPJF8jWw$"
    "+B7ghUHHV2SI0T1ddl2UOOGvcAkv9xtRvcHmZan5IBk";

static struct {
    pthread_mutex_t lock;
    pthread_cond_t arrived, finished;
    Work *first, *last;
    int waiting; /* those that wait or are worked on */
    bool running, stopping;
    pthread_t thread;
} queue = {.lock = PTHREAD_MUTEX_INITIALIZER,
           .arrived = PTHREAD_COND_INITIALIZER,
           .finished = PTHREAD_COND_INITIALIZER};

static void work_on(Work *work)
{
    size_t length = strlen(work->password);
    if (work->stored == NULL)
        work->ok = crypto_pwhash_str_alg(work->hash, work->password, length, PASSES, MEMORY,
                                         crypto_pwhash_ALG_ARGON2ID13) == 0;
    else
        work->ok = crypto_pwhash_str_verify(work->stored, work->password, length) == 0;
}

static Work *take(void)
{
    while (queue.first == NULL && !queue.stopping)
        pthread_cond_wait(&queue.arrived, &queue.lock);
    Work *work = queue.first;
    if (work == NULL)
        return NULL;
    queue.first = work->next;
    if (queue.first == NULL)
        queue.last = NULL;
    return work;
}

static void *run(void *unused)
{
    (void)unused;
    /* Of this thread alone, on Linux. Where it is not allowed, hashing is as before. */
    (void)setpriority(PRIO_PROCESS, (id_t)gettid(), POLITE);
    pthread_mutex_lock(&queue.lock);
    Work *work;
    while ((work = take()) != NULL) {
        pthread_mutex_unlock(&queue.lock);
        work_on(work);
        pthread_mutex_lock(&queue.lock);
        work->done = true;
        queue.waiting--;
        pthread_cond_broadcast(&queue.finished);
    }
    pthread_mutex_unlock(&queue.lock);
    return NULL;
}

static Error *wait_for(Work *work)
{
    pthread_mutex_lock(&queue.lock);
    ASSERT(queue.running);
    if (queue.waiting >= QUEUE) {
        pthread_mutex_unlock(&queue.lock);
        return error_busy("password queue full");
    }
    queue.waiting++;
    if (queue.last == NULL)
        queue.first = work;
    else
        queue.last->next = work;
    queue.last = work;
    pthread_cond_signal(&queue.arrived);
    while (!work->done)
        pthread_cond_wait(&queue.finished, &queue.lock);
    pthread_mutex_unlock(&queue.lock);
    return NULL;
}

Error *password_start(void)
{
    if (queue.running)
        return NULL;
    if (sodium_init() < 0)
        return error_internal("sodium_init");
    ASSERT(crypto_pwhash_str_needs_rehash(nobody, PASSES, MEMORY) == 0);
    queue.stopping = false;
    if (pthread_create(&queue.thread, NULL, run, NULL) != 0)
        return error_internal("password thread");
    queue.running = true;
    return NULL;
}

void password_stop(void)
{
    if (!queue.running)
        return;
    pthread_mutex_lock(&queue.lock);
    queue.stopping = true;
    pthread_cond_signal(&queue.arrived);
    pthread_mutex_unlock(&queue.lock);
    pthread_join(queue.thread, NULL);
    queue.running = false;
}

Error *password_hash(Arena *arena, const char *password, const char **hash)
{
    Work work = {.password = password};
    TRY(wait_for(&work));
    if (!work.ok)
        return error_busy("argon2id: no memory");
    *hash = arena_copy(arena, work.hash);
    return NULL;
}

Error *password_matches(const char *stored, const char *password, bool *matches)
{
    Work work = {.password = password, .stored = stored == NULL ? nobody : stored};
    *matches = false;
    bool too_long = text_length(password) > MOST;
    if (too_long)
        work.password = "";
    TRY(wait_for(&work));
    *matches = work.ok && stored != NULL && !too_long;
    return NULL;
}

/* The commonest of twelve characters and more, and what comes to mind in a school. */
static bool is_common(const char *password)
{
    static const char *const common[] = {"000000000000",     "111111111111",
                                         "111222333444",     "112233445566",
                                         "121212121212",     "123123123123",
                                         "123412341234",     "123456123456",
                                         "123456654321",     "123456789012",
                                         "1234567890123",    "12345678901234",
                                         "123456789abc",     "12345qwertyu",
                                         "1q2w3e4r5t6y",     "1q2w3e4r5t6y7u8i",
                                         "1qaz2wsx3edc",     "1qaz2wsx3edc4rfv",
                                         "1qazxsw23edc",     "abc123456789",
                                         "abcabcabcabc",     "abcd1234abcd",
                                         "abcdefghijkl",     "abcdefghijklm",
                                         "administrator",    "asdfasdfasdf",
                                         "asdfghjkl123",     "asdfghjkl;'#",
                                         "changemeplease",   "changeme1234",
                                         "charlie12345",     "chocolate123",
                                         "classroom123",     "correcthorsebatterystaple",
                                         "football1234",     "fourfold1234",
                                         "fourfoldfourfold", "headteacher1",
                                         "headteacher123",   "iloveyou1234",
                                         "iloveyouiloveyou", "letmein12345",
                                         "letmeinletmein",   "letmeinplease",
                                         "liverpool123",     "manchester1",
                                         "manchesterunited", "monkey123456",
                                         "mypassword12",     "mypassword123",
                                         "passw0rd1234",     "password1234",
                                         "password123!",     "password1234!",
                                         "password12345",    "password123456",
                                         "passwordpassword", "princess1234",
                                         "q1w2e3r4t5y6",     "qazwsxedc123",
                                         "qazwsxedcrfv",     "qwerty123456",
                                         "qwertyqwerty",     "qwertyuiop12",
                                         "qwertyuiop123",    "qwertyuiop[]",
                                         "qwertyuiopas",     "qwertyuiopasdfghjkl",
                                         "school123456",     "schoolschool",
                                         "september2025",    "september2026",
                                         "sunshine1234",     "superman1234",
                                         "teacher12345",     "teachingassistant",
                                         "thequickbrownfox", "tottenham123",
                                         "trustno1trustno1", "welcome12345",
                                         "welcome123456",    "welcomewelcome",
                                         "zaq12wsxcde3",     "zxcvbnm12345",
                                         "zxcvbnmzxcvbnm"};
    for (size_t i = 0; i < sizeof common / sizeof common[0]; i++)
        if (text_equal_fold(password, common[i]))
            return true;
    return false;
}

const char *password_fault(const char *password, const char *email)
{
    size_t length = text_length(password);
    if (length < LEAST)
        return "Password must be 12 characters or more. Three or four words are easy to remember";
    if (length > MOST)
        return "Password must be 128 characters or fewer";
    if (text_equal_fold(password, email))
        return "Password must not be your address";
    if (is_common(password))
        return "That password is one of the first that others try. Choose another";
    if (breached_has(password))
        return "That password is in lists of stolen passwords, which others try first. Choose "
               "another";
    return NULL;
}

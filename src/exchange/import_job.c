#include "exchange/import_job.h"

#include <inttypes.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>

#include "exchange/exchange_sql.h"
#include "platform/base/log.h"

enum { JOB_ARENA = 256 * 1024 * 1024, SENTENCE = 300 };

/* The one job. Its fields but the two counters change only under the lock, and the task only while
 * no thread runs. */
static struct {
    pthread_mutex_t lock;
    pthread_t thread;
    bool started; /* the thread has still to be joined */
    bool running;
    Arena *arena; /* of the thread, with the task in it */
    ImportTask task;
    atomic_size_t done, total;
    char failure[SENTENCE];
} job = {.lock = PTHREAD_MUTEX_INITIALIZER};

static void count(size_t done, size_t total)
{
    atomic_store(&job.total, total);
    atomic_store(&job.done, done);
}

/* Beside the entry of the request, which could not know yet whom it would change. */
static Error *note_whom(Db *db, Arena *arena, const ImportTask *task, const ImportWork *work,
                        const ImportBy *by)
{
    AuditEntry entry = {.staff_id = task->staff,
                        .role = task->role,
                        .action =
                            arena_print(arena, "POST /imports/%" PRId64 "/apply", task->run.n),
                        .outcome = "done",
                        .reference = task->reference};
    return import_note_learners(db, arena, task->school, work, by, &entry);
}

static Error *apply_run(Db *db, Arena *arena, const ImportTask *task)
{
    struct import_content_row file;
    bool found;
    ImportWork work;
    ImportCounts counts;
    ImportBy by = {.staff = task->staff,
                   .today = task->today,
                   .confirmed = &task->confirmed,
                   .families_told = task->families_told,
                   .leavers = task->leavers,
                   .progress = count};
    TRY(db_enter_school(db, task->school.n));
    TRY(import_content(db, arena, task->school, (ImportFileId){task->run.n}, &file, &found));
    if (!found)
        return import_is_over(task->run);
    TRY(import_work_out(db, arena, task->school, task->kind, file.content, &by, &work));
    if (work.fault != NULL)
        return error_invalid(work.fault, "import columns");
    TRY(import_write(db, arena, task->school, &work, &by, &counts));
    TRY(import_note_parts(db, task->school, task->run, &work, &by));
    TRY(note_whom(db, arena, task, &work, &by));
    return import_close(db, task->school, task->run, task->version, "applied", clock_now(),
                        &counts);
}

/* On the store's writer or on the job's thread; the arena is nobody else's meanwhile. */
static Error *apply(Db *db, void *context)
{
    (void)context;
    jmp_buf exhausted;
    Error *error;
    count(0, 0);
    arena_catch(job.arena, &exhausted);
    if (setjmp(exhausted) == 0)
        error = apply_run(db, job.arena, &job.task);
    else
        error = error_too_large("The file is too large. Split it and try again.", "import arena");
    arena_catch(job.arena, NULL);
    return error;
}

static void *run_job(void *context)
{
    Error *error = store_write(job.task.store, apply, NULL);
    if (error == NULL)
        log_event(LOG_INFO, "import.applied", "run=%" PRId64 " rows=%zu", job.task.run.n,
                  atomic_load(&job.done));
    else
        log_event(LOG_WARN, "import.failed", "run=%" PRId64 " cause=\"%s\"", job.task.run.n,
                  error->cause);
    pthread_mutex_lock(&job.lock);
    if (error != NULL)
        snprintf(job.failure, sizeof job.failure, "%s", error->message);
    job.running = false;
    pthread_mutex_unlock(&job.lock);
    return context;
}

static void keep_task(const ImportTask *task)
{
    Texts *confirmed = &job.task.confirmed;
    if (job.arena == NULL)
        job.arena = arena_create(JOB_ARENA, "import");
    arena_reset(job.arena);
    job.task = *task;
    job.task.reference = arena_copy(job.arena, task->reference);
    confirmed->items = arena_array(job.arena, const char *, confirmed->count);
    for (size_t i = 0; i < confirmed->count; i++)
        confirmed->items[i] = arena_copy(job.arena, task->confirmed.items[i]);
    job.failure[0] = '\0';
    count(0, 0);
}

static Error *start_job(const ImportTask *task)
{
    if (job.running && job.task.run.n == task->run.n)
        return NULL;
    if (job.running)
        return error_conflict("Another import is being applied. Wait a moment and try again.",
                              "import %" PRId64 " runs", job.task.run.n);
    if (job.started)
        pthread_join(job.thread, NULL);
    keep_task(task);
    int refused = pthread_create(&job.thread, NULL, run_job, NULL);
    job.started = job.running = refused == 0;
    if (refused == 0)
        return NULL;
    job.task.run = (ImportRunId){0};
    return error_internal("import thread: %d", refused);
}

Error *import_job_start(const ImportTask *task)
{
    pthread_mutex_lock(&job.lock);
    Error *error = start_job(task);
    pthread_mutex_unlock(&job.lock);
    return error;
}

bool import_job_look(Arena *arena, SchoolId school, ImportRunId run, ImportJobState *state)
{
    pthread_mutex_lock(&job.lock);
    bool known = job.task.run.n == run.n && job.task.school.n == school.n;
    *state = (ImportJobState){
        .done = atomic_load(&job.done),
        .total = atomic_load(&job.total),
        .running = job.running,
        .failure = job.failure[0] == '\0' ? NULL : arena_copy(arena, job.failure),
    };
    pthread_mutex_unlock(&job.lock);
    return known;
}

void import_job_end(void)
{
    if (job.started)
        pthread_join(job.thread, NULL);
    job.started = false;
    if (job.arena != NULL)
        arena_destroy(job.arena);
    job.arena = NULL;
}

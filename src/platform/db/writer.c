#include "platform/db/engine.h"

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "platform/base/log.h"

/* One thread writes. It takes all the work that waits (up to BATCH), runs each piece in a
 * savepoint, commits once, and only then wakes those who asked: so many changes share one sync,
 * and nobody is told "saved" before it is on disk. While it syncs, the next batch gathers. */

#define BATCH 64
/* Pages in the log at which it is moved into the file: 4 MB; and at which readers that hold old
 * pages are waited for. */
#define LOG_PAGES       1000
#define LOG_PAGES_LARGE 16000

typedef struct Request {
    StoreWork work;
    void *context;
    bool appends; /* to a trail: readers may go on with the state they have */
    int *fault;   /* the asking thread's counter for db_fail_at() */
    bool done, failed;
    pthread_cond_t
        answered; /* each asker has one: a batch wakes those it answers and nobody else */
    ErrorKind kind;
    char message[512], cause[1024];
    struct Request *next;
} Request;

struct Writer {
    Store *store;
    Db *db;
    int moved_at; /* pages that the log had when it was last moved into the file */
    pthread_t thread;
    pthread_mutex_t lock;
    pthread_cond_t asked;
    Request *first, **last;
    bool stopping;
};

static void keep_error(Request *request, const Error *error)
{
    request->failed = true;
    request->kind = error->kind;
    snprintf(request->message, sizeof request->message, "%s", error->message);
    snprintf(request->cause, sizeof request->cause, "%s", error->cause);
}

static Error *run_in_savepoint(Db *db, Request *request)
{
    db->failed = false;
    TRY(db->verbs->run(db, "savepoint work"));
    db_fault_borrow(request->fault);
    Error *error = request->work(db, request->context);
    db_fault_borrow(NULL);
    db->verbs->settle(db);
    if (error == NULL && db->failed)
        error = error_internal("a work went on after a statement had failed");
    if (error == NULL)
        return db->verbs->run(db, "release work");
    keep_error(request, error);
    if (!db->broken && db->verbs->inside(db))
        TRY(db->verbs->run(db, "rollback to work; release work"));
    return NULL;
}

/* An error is one that makes the whole batch void. */
static Error *run_batch(Db *db, Request *batch[], size_t count)
{
    TRY(db_begin(db, "begin immediate"));
    for (size_t i = 0; i < count; i++) {
        TRY(run_in_savepoint(db, batch[i]));
        if (db->broken || !db->verbs->inside(db))
            return error_store("a batch of %zu is void: %s", count, batch[i]->cause);
    }
    return db_commit(db);
}

static size_t take_batch(Writer *writer, Request *batch[])
{
    size_t count = 0;
    pthread_mutex_lock(&writer->lock);
    while (writer->first == NULL && !writer->stopping)
        pthread_cond_wait(&writer->asked, &writer->lock);
    for (; writer->first != NULL && count < BATCH; count++) {
        batch[count] = writer->first;
        writer->first = batch[count]->next;
    }
    if (writer->first == NULL)
        writer->last = &writer->first;
    pthread_mutex_unlock(&writer->lock);
    return count;
}

static void answer(Writer *writer, Request *batch[], size_t count)
{
    pthread_mutex_lock(&writer->lock);
    for (size_t i = 0; i < count; i++) {
        batch[i]->done = true;
        pthread_cond_signal(&batch[i]->answered);
    }
    pthread_mutex_unlock(&writer->lock);
}

/* After a failed sync nobody knows what the disk holds, and asking again would not tell: the
 * process ends, once the answers have had time to leave, and the next start recovers. */
static void end_if_unsynced(const Db *db)
{
    if (!db->unsynced)
        return;
    sleep(1);
    log_panic("db.sync", "outcome=failed");
}

/* The log begins anew only when all of it was moved and nobody reads it; until then it goes on
 * growing behind what was moved, and need not be moved again at each commit. */
static void move_log(Writer *writer)
{
    int pages = sqlite_log_pages(writer->db);
    if (pages < writer->moved_at)
        writer->moved_at = 0;
    if (pages < writer->moved_at + LOG_PAGES)
        return;
    store_let_go(writer->store);
    sqlite_checkpoint(writer->db, pages >= LOG_PAGES_LARGE);
    store_keep_again(writer->store);
    writer->moved_at = sqlite_log_pages(writer->db);
}

static void *write_batches(void *context)
{
    Writer *writer = context;
    Request *batch[BATCH];
    size_t count;
    while ((count = take_batch(writer, batch)) > 0) {
        Error *error = run_batch(writer->db, batch, count);
        for (size_t i = 0; error != NULL && i < count; i++) {
            if (!batch[i]->failed)
                keep_error(batch[i], error);
        }
        if (error != NULL) {
            log_event(LOG_ERROR, "db.batch", "count=%zu cause=\"%s\"", count, error->cause);
            db_rollback(writer->db);
        }
        for (size_t i = 0; i < count; i++)
            if (!batch[i]->appends) {
                store_note_change(writer->store);
                break;
            }
        answer(writer, batch, count);
        end_if_unsynced(writer->db);
        move_log(writer);
    }
    return NULL;
}

Writer *writer_start(Store *store, Db *db)
{
    Writer *writer = db_memory(sizeof *writer);
    writer->store = store;
    writer->db = db;
    writer->last = &writer->first;
    pthread_mutex_init(&writer->lock, NULL);
    pthread_cond_init(&writer->asked, NULL);
    if (pthread_create(&writer->thread, NULL, write_batches, writer) != 0)
        log_panic("db.writer", "outcome=no_thread");
    return writer;
}

void writer_stop(Writer *writer)
{
    pthread_mutex_lock(&writer->lock);
    writer->stopping = true;
    pthread_cond_signal(&writer->asked);
    pthread_mutex_unlock(&writer->lock);
    pthread_join(writer->thread, NULL);
}

void writer_close(Writer *writer)
{
    db_close(writer->db);
    pthread_cond_destroy(&writer->asked);
    pthread_mutex_destroy(&writer->lock);
    free(writer);
}

Error *writer_run(Writer *writer, StoreWork work, void *context, bool appends)
{
    Request request = {
        .work = work, .context = context, .appends = appends, .fault = db_fault_counter()};
    /* A work that asked for another write would wait for itself. */
    ASSERT(pthread_equal(pthread_self(), writer->thread) == 0);
    pthread_cond_init(&request.answered, NULL);
    pthread_mutex_lock(&writer->lock);
    *writer->last = &request;
    writer->last = &request.next;
    pthread_cond_signal(&writer->asked);
    while (!request.done)
        pthread_cond_wait(&request.answered, &writer->lock);
    pthread_mutex_unlock(&writer->lock);
    pthread_cond_destroy(&request.answered);
    return request.failed ? error_make(request.kind, request.message, "%s", request.cause) : NULL;
}

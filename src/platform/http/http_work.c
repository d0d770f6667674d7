#include "platform/http/http_engine.h"

#include <setjmp.h>
#include <stdlib.h>

#include "platform/base/log.h"

/* ---- The queue ------------------------------------------------------------------------------- */

/* Suspends before the exchange can be seen in the queue: a worker may resume it at once. */
bool work_hand_over(Exchange *exchange)
{
    HttpServer *server = exchange->server;
    size_t room = (size_t)server->options.queue;
    pthread_mutex_lock(&server->queue_lock);
    bool taken = !server->queue_closed && server->queue_count < room;
    if (taken) {
        MHD_suspend_connection(exchange->connection);
        server->queue[(server->queue_first + server->queue_count++) % room] = exchange;
        pthread_cond_signal(&server->queue_filled);
    }
    pthread_mutex_unlock(&server->queue_lock);
    return taken;
}

/* NULL when the queue is closed and empty. */
static Exchange *queue_take(HttpServer *server)
{
    Exchange *exchange = NULL;
    pthread_mutex_lock(&server->queue_lock);
    while (server->queue_count == 0 && !server->queue_closed)
        pthread_cond_wait(&server->queue_filled, &server->queue_lock);
    if (server->queue_count > 0) {
        exchange = server->queue[server->queue_first];
        server->queue_first = (server->queue_first + 1) % (size_t)server->options.queue;
        server->queue_count--;
    }
    pthread_mutex_unlock(&server->queue_lock);
    return exchange;
}

/* ---- A worker -------------------------------------------------------------------------------- */

static int checked(const Exchange *exchange, const HttpResponse *response)
{
    if (!response->broken && !buffer_failed(response->body) && response->status >= 200 &&
        response->status <= 599)
        return 0;
    log_event(LOG_ERROR, "http.response", "request=%s status=%d header=%d body=%d",
              exchange->reference, response->status, response->broken,
              buffer_failed(response->body));
    return 500;
}

/* 0 when the response is to be sent, or the status of a failure. No frame of a library stands
 * between here and the handler when the arena jumps back. */
static int attend(Worker *worker, const Exchange *exchange, HttpResponse *response)
{
    HttpServer *server = worker->server;
    HttpRequest request;
    jmp_buf exhausted;
    if (setjmp(exhausted) != 0) {
        arena_catch(worker->arena, NULL);
        log_event(LOG_ERROR, "http.exhausted", "request=%s", exchange->reference);
        return 500;
    }
    arena_catch(worker->arena, &exhausted);
    int refusal = request_read(exchange, worker->arena, &request);
    if (refusal == 0) {
        server->handler(server->context, worker->index, worker->arena, &request, response);
        refusal = checked(exchange, response);
    }
    arena_catch(worker->arena, NULL);
    return refusal;
}

static void work(Worker *worker, Exchange *exchange)
{
    HttpResponse response = {.body = &worker->body};
    int failure = atomic_load(&worker->server->expired) ? 503 : attend(worker, exchange, &response);
    if (failure != 0) {
        log_event(LOG_INFO, "http.refused", "request=%s status=%d", exchange->reference, failure);
        answer_failure(exchange, failure);
    } else {
        answer_response(exchange, &response);
    }
    uint64_t length = exchange->response == NULL ? 0 : worker->body.length + response.fixed.length;
    peer_expect(worker->server, exchange->peer, length);
    MHD_resume_connection(exchange->connection);
    buffer_reset(&worker->body);
    arena_reset(worker->arena);
}

static void *worker_run(void *context)
{
    Worker *worker = context;
    Exchange *exchange;
    while ((exchange = queue_take(worker->server)) != NULL)
        work(worker, exchange);
    return NULL;
}

/* ---- Starting and stopping ------------------------------------------------------------------- */

static bool worker_start(HttpServer *server, int index)
{
    Worker *worker = &server->workers[index];
    worker->server = server;
    worker->index = index;
    worker->arena = arena_create(server->options.arena_maximum, "http worker");
    buffer_init(&worker->body, server->options.answer_maximum);
    if (pthread_create(&worker->thread, NULL, worker_run, worker) == 0)
        return true;
    arena_destroy(worker->arena);
    return false;
}

Error *work_start(HttpServer *server)
{
    server->queue = calloc((size_t)server->options.queue, sizeof(Exchange *));
    server->workers = calloc((size_t)server->options.workers, sizeof(Worker));
    if (server->queue == NULL || server->workers == NULL)
        return error_internal("http: memory for the queue");
    while (server->workers_begun < server->options.workers) {
        if (!worker_start(server, server->workers_begun))
            return error_internal("http: a worker's thread");
        server->workers_begun++;
    }
    return NULL;
}

void work_stop(HttpServer *server)
{
    pthread_mutex_lock(&server->queue_lock);
    server->queue_closed = true;
    atomic_store(&server->expired, true);
    pthread_cond_broadcast(&server->queue_filled);
    pthread_mutex_unlock(&server->queue_lock);
    for (int i = 0; i < server->workers_begun; i++) {
        pthread_join(server->workers[i].thread, NULL);
        arena_destroy(server->workers[i].arena);
        buffer_free(&server->workers[i].body);
    }
    free(server->workers);
    free(server->queue);
}

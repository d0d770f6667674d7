#include "platform/http/http_engine.h"

#include <setjmp.h>
#include <stdlib.h>

#include "platform/base/log.h"

/* ---- The queue ------------------------------------------------------------------------------- */

static bool is_slow(const Exchange *exchange)
{
    const HttpServer *server = exchange->server;
    return server->options.is_slow != NULL &&
           server->options.is_slow(server->context, exchange->framing.method, exchange->target);
}

/* Suspends before the exchange can be seen in the queue: a worker may resume it at once. */
static bool lane_put(Lane *lane, Exchange *exchange)
{
    if (lane->count >= lane->room)
        return false;
    MHD_suspend_connection(exchange->connection);
    lane->ring[(lane->first + lane->count++) % lane->room] = exchange;
    pthread_cond_signal(&lane->filled);
    return true;
}

bool work_hand_over(Exchange *exchange)
{
    HttpServer *server = exchange->server;
    bool slow = is_slow(exchange), taken = false;
    pthread_mutex_lock(&server->queue_lock);
    if (!server->queue_closed) {
        taken = slow && lane_put(&server->slow, exchange);
        exchange->crowded = slow && !taken;
        taken = taken || lane_put(&server->lane, exchange);
    }
    pthread_mutex_unlock(&server->queue_lock);
    return taken;
}

/* NULL when the queue is closed and empty. */
static Exchange *lane_take(HttpServer *server, Lane *lane)
{
    Exchange *exchange = NULL;
    pthread_mutex_lock(&server->queue_lock);
    while (lane->count == 0 && !server->queue_closed)
        pthread_cond_wait(&lane->filled, &server->queue_lock);
    if (lane->count > 0) {
        exchange = lane->ring[lane->first];
        lane->first = (lane->first + 1) % lane->room;
        lane->count--;
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
    while ((exchange = lane_take(worker->server, worker->lane)) != NULL)
        work(worker, exchange);
    return NULL;
}

/* ---- Starting and stopping ------------------------------------------------------------------- */

static bool worker_start(HttpServer *server, Lane *lane, int index)
{
    Worker *worker = &lane->workers[lane->workers_begun];
    worker->server = server;
    worker->lane = lane;
    worker->index = index;
    worker->arena = arena_create(server->options.arena_maximum, "http worker");
    buffer_init(&worker->body, server->options.answer_maximum);
    if (pthread_create(&worker->thread, NULL, worker_run, worker) == 0)
        return true;
    arena_destroy(worker->arena);
    return false;
}

/* first: index of its first worker. */
static Error *lane_start(HttpServer *server, Lane *lane, int room, int workers, int first)
{
    lane->room = (size_t)room;
    lane->ring = calloc((size_t)room, sizeof(Exchange *));
    lane->workers = calloc((size_t)workers, sizeof(Worker));
    if (lane->ring == NULL || lane->workers == NULL)
        return error_internal("http: memory for the queue");
    while (lane->workers_begun < workers) {
        if (!worker_start(server, lane, first + lane->workers_begun))
            return error_internal("http: a worker's thread");
        lane->workers_begun++;
    }
    return NULL;
}

Error *work_start(HttpServer *server)
{
    const HttpOptions *options = &server->options;
    TRY(lane_start(server, &server->lane, options->queue, options->workers, 0));
    if (options->is_slow == NULL)
        return NULL;
    return lane_start(server, &server->slow, options->slow_queue, options->slow_workers,
                      options->workers);
}

static void lane_stop(Lane *lane)
{
    for (int i = 0; i < lane->workers_begun; i++) {
        pthread_join(lane->workers[i].thread, NULL);
        arena_destroy(lane->workers[i].arena);
        buffer_free(&lane->workers[i].body);
    }
    free(lane->workers);
    free(lane->ring);
}

void work_stop(HttpServer *server)
{
    pthread_mutex_lock(&server->queue_lock);
    server->queue_closed = true;
    atomic_store(&server->expired, true);
    pthread_cond_broadcast(&server->lane.filled);
    pthread_cond_broadcast(&server->slow.filled);
    pthread_mutex_unlock(&server->queue_lock);
    lane_stop(&server->lane);
    lane_stop(&server->slow);
}

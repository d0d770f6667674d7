#include "platform/http/http_engine.h"

#include <poll.h>
#include <signal.h>

#include "platform/base/log.h"

enum { LAST_MILLISECONDS = 1000, STEP_MILLISECONDS = 5 };

/* libmicrohttpd keeps head, header records and its own answer's head in one piece of memory for
 * each connection. Room for twice the head that we accept lets us answer most of what is too large
 * with a page of ours. */
static size_t connection_memory(const HttpOptions *options)
{
    return 2 * options->head_maximum + 32768;
}

static struct MHD_Daemon *start_daemon(HttpServer *server)
{
    const HttpOptions *options = &server->options;
    struct MHD_OptionItem tls[] = {
        {MHD_OPTION_HTTPS_MEM_KEY, 0, (void *)options->tls_key},
        {MHD_OPTION_HTTPS_MEM_CERT, 0, (void *)options->tls_certificate},
        {MHD_OPTION_HTTPS_PRIORITIES, 0,
         (void *)"NORMAL:-VERS-ALL:+VERS-TLS1.3:+VERS-TLS1.2:%SERVER_PRECEDENCE"},
        {MHD_OPTION_END, 0, NULL},
    };
    struct MHD_OptionItem none[] = {{MHD_OPTION_END, 0, NULL}};
    bool secure = options->tls_key != NULL;
    unsigned flags = MHD_USE_EPOLL_INTERNAL_THREAD | MHD_ALLOW_SUSPEND_RESUME |
                     MHD_USE_NO_LISTEN_SOCKET | MHD_USE_ITC | (secure ? MHD_USE_TLS : 0);
    /* Each thread of the pool gets its share of the limit; the gate counts exactly. */
    unsigned limit = (unsigned)options->connections * EPOLL_THREADS;
    return MHD_start_daemon(flags, 0, NULL, NULL, exchange_go_on, server,
                            MHD_OPTION_THREAD_POOL_SIZE, (unsigned)EPOLL_THREADS,
                            MHD_OPTION_CONNECTION_LIMIT, limit, MHD_OPTION_CONNECTION_MEMORY_LIMIT,
                            connection_memory(options), MHD_OPTION_URI_LOG_CALLBACK, exchange_begin,
                            server, MHD_OPTION_NOTIFY_COMPLETED, exchange_end, server,
                            MHD_OPTION_NOTIFY_CONNECTION, gate_connection, server, MHD_OPTION_ARRAY,
                            secure ? tls : none, MHD_OPTION_END);
}

static Error *start_all(HttpServer *server)
{
    TRY(gate_listen(server));
    TRY(work_start(server));
    server->daemon = start_daemon(server);
    if (server->daemon == NULL)
        return error_invalid("The web server cannot start: check the key and the certificate",
                             "http: MHD_start_daemon tls=%d", server->options.tls_key != NULL);
    return gate_start(server);
}

/* Also takes back a start that went half way. */
static void stop_all(HttpServer *server)
{
    gate_stop(server);
    if (server->daemon != NULL)
        MHD_stop_daemon(server->daemon);
    pthread_cond_destroy(&server->lane.filled);
    pthread_cond_destroy(&server->slow.filled);
    pthread_mutex_destroy(&server->queue_lock);
    pthread_mutex_destroy(&server->peers_lock);
}

static void check_options(const HttpOptions *options)
{
    ASSERT(options->address != NULL && options->workers > 0 && options->queue > 0);
    ASSERT(options->is_slow == NULL || (options->slow_workers > 0 && options->slow_queue > 0));
    ASSERT(options->head_maximum >= 1024 && options->body_maximum > 0);
    ASSERT(options->upload_maximum >= options->body_maximum && options->field_maximum > 0);
    ASSERT(options->deadline_seconds > 0 && options->arena_maximum > 0);
    ASSERT(options->answer_maximum > 0 && options->connections >= 0 && options->least_rate >= 0);
    ASSERT((options->tls_key == NULL) == (options->tls_certificate == NULL));
}

static HttpServer *server_create(Arena *arena, const HttpOptions *options)
{
    HttpServer *server = arena_new(arena, HttpServer);
    server->options = *options;
    if (server->options.connections == 0)
        server->options.connections = CONNECTIONS;
    if (server->options.least_rate == 0)
        server->options.least_rate = LEAST_RATE;
    server->listener = -1;
    server->wake = -1;
    pthread_mutex_init(&server->peers_lock, NULL);
    pthread_mutex_init(&server->queue_lock, NULL);
    pthread_cond_init(&server->lane.filled, NULL);
    pthread_cond_init(&server->slow.filled, NULL);
    return server;
}

Error *http_start(Arena *arena, const HttpOptions *options, HttpHandler handler, void *context,
                  HttpServer **server)
{
    check_options(options);
    *server = server_create(arena, options);
    (*server)->handler = handler;
    (*server)->context = context;

    /* Signals go to the thread that waits for them, never to ours. */
    sigset_t every;
    sigset_t before;
    sigfillset(&every);
    pthread_sigmask(SIG_SETMASK, &every, &before);
    Error *error = start_all(*server);
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    if (error != NULL) {
        work_stop(*server);
        stop_all(*server);
    }
    return error;
}

uint16_t http_port(const HttpServer *server)
{
    return server->port;
}

static void wait_for_exchanges(const HttpServer *server, int64_t milliseconds)
{
    int64_t end = monotonic_milliseconds() + milliseconds;
    while (atomic_load(&server->exchanges) > 0 && monotonic_milliseconds() < end)
        poll(NULL, 0, STEP_MILLISECONDS);
}

/* libmicrohttpd aborts when it is stopped while a connection is suspended: so the workers end
 * first, each having resumed what it took. */
void http_stop(HttpServer *server, int seconds)
{
    atomic_store(&server->stopping, true);
    gate_stop_accepting(server);
    wait_for_exchanges(server, (int64_t)seconds * 1000);
    work_stop(server);
    wait_for_exchanges(server, LAST_MILLISECONDS);
    log_event(LOG_INFO, "http.stopped", "cut=%d", atomic_load(&server->exchanges));
    stop_all(server);
}

/* http_engine.h: what the parts of the server share. Only these files see libmicrohttpd.
 *
 * http_gate      one thread: accepts, and shuts the sockets of those who take too long
 * http_exchange  libmicrohttpd's callbacks, on its epoll threads: guards, gathers, hands over
 * http_work      the two bounded queues and their workers
 * http_answer    from HttpResponse, or from a status alone, to what libmicrohttpd sends
 *
 * Locks: `queue_lock` for both lanes, `peers_lock` for the list of connections. Neither is taken
 * while the other is held. */
#ifndef PLATFORM_HTTP_HTTP_ENGINE_H
#define PLATFORM_HTTP_HTTP_ENGINE_H

#include <microhttpd.h>
#include <pthread.h>
#include <stdatomic.h>

#include "platform/http/http.h"
#include "platform/http/http_head.h"

#if MHD_VERSION != 0x00097500
#error "http_head.h rests on libmicrohttpd 0.9.75; version 1.0 has MHD_OPTION_CLIENT_DISCIPLINE_LVL"
#endif

enum {
    EPOLL_THREADS = 2,
    CONNECTIONS = 1000,  /* when the options name no number */
    UPLOADS_AT_ONCE = 8, /* bodies of upload_maximum that memory is held for */
    UNCOUNTED = 262144,  /* bytes of any body that are held besides */
    SWALLOWED = 4,       /* times upload_maximum that is read only to be refused politely */
    LEAST_RATE = 16384,  /* slower than this is too slow */
    RETRY_AFTER_SECONDS = 5,
    REFERENCE_SIZE = 9, /* eight characters and a NUL */
};

/* One connection, from accept to close. Freed by the callback that says so. */
typedef struct Peer {
    struct Peer *next;
    struct Peer *previous;
    int socket;
    _Atomic int64_t due;  /* monotonic milliseconds at which the socket is shut */
    _Atomic bool waiting; /* no request has begun */
} Peer;

#define DUE_NEVER INT64_MAX

/* One request and its answer. Belongs to the epoll thread, except between suspension and
 * resumption, when it belongs to the queue or a worker. */
typedef struct Exchange {
    HttpServer *server;
    struct MHD_Connection *connection;
    Peer *peer;
    char *target; /* as sent */
    size_t target_length;
    const char *target_place; /* where libmicrohttpd holds it */
    char reference[REFERENCE_SIZE];
    bool checked; /* the head was looked at */
    bool closing; /* the answer is the connection's last */
    bool crowded; /* see HttpRequest */
    Framing framing;
    size_t header_count;
    int refusal; /* to be answered when the body has been read */
    Buffer body;
    size_t held; /* bytes counted in server->uploads_held */
    int status;
    struct MHD_Response *response; /* NULL until answered */
} Exchange;

struct Lane;

typedef struct Worker {
    HttpServer *server;
    struct Lane *lane;
    pthread_t thread;
    int index;
    Arena *arena;
    Buffer body;
} Worker;

/* A bounded queue, and the workers that empty it. */
typedef struct Lane {
    pthread_cond_t filled;
    Exchange **ring;
    size_t room;
    size_t first;
    size_t count;
    int workers_begun;
    Worker *workers;
} Lane;

struct HttpServer {
    HttpOptions options;
    HttpHandler handler;
    void *context;
    uint16_t port;
    struct MHD_Daemon *daemon;
    _Atomic int exchanges;       /* begun and not yet answered in full */
    _Atomic size_t uploads_held; /* bytes of bodies above UNCOUNTED, or body_maximum */
    _Atomic bool stopping;       /* every answer is its connection's last */

    pthread_t gate;
    int listener; /* -1 once closed; the gate's thread alone uses it */
    int wake;     /* eventfd: the gate looks at what has changed */
    _Atomic bool accepting;
    _Atomic bool gate_open;
    pthread_mutex_t peers_lock;
    Peer *peers;
    _Atomic int peer_count;

    pthread_mutex_t queue_lock;
    Lane lane, slow;
    bool queue_closed;
    _Atomic bool expired; /* what still waits is answered with 503 */
};

/* ---- http_gate.c */
Error *gate_listen(HttpServer *server);
Error *gate_start(HttpServer *server);
/* No new connection from now on: the gate closes the listening socket. */
void gate_stop_accepting(HttpServer *server);
void gate_stop(HttpServer *server);
int64_t monotonic_milliseconds(void);
/* The deadline starts anew, with the time that many bytes may take. */
void peer_expect(const HttpServer *server, Peer *peer, uint64_t bytes);
void peer_moved(const HttpServer *server, Peer *peer, size_t bytes);
void peer_suspend(Peer *peer);
void gate_connection(void *context, struct MHD_Connection *connection, void **peer,
                     enum MHD_ConnectionNotificationCode event);

/* ---- http_exchange.c */
void *exchange_begin(void *context, const char *target, struct MHD_Connection *connection);
enum MHD_Result exchange_go_on(void *context, struct MHD_Connection *connection, const char *url,
                               const char *method, const char *version, const char *data,
                               size_t *length, void **place);
void exchange_end(void *context, struct MHD_Connection *connection, void **place,
                  enum MHD_RequestTerminationCode why);

/* ---- http_request.c: what the handler is given. 0, or the status of the refusal. */
int request_read(const Exchange *exchange, Arena *arena, HttpRequest *request);

/* ---- http_work.c */
Error *work_start(HttpServer *server);
/* Suspends the connection and queues the exchange; false when the queue is full or closed. */
bool work_hand_over(Exchange *exchange);
/* Lets each handler that has begun end, answers what waits with 503, ends the threads. */
void work_stop(HttpServer *server);

/* ---- http_answer.c: sets the exchange's response; NULL when memory has run out. */
void answer_failure(Exchange *exchange, int status);
void answer_response(Exchange *exchange, const HttpResponse *given);

#endif

#include "platform/http/http_engine.h"

#include <errno.h>
#include <netdb.h>
#include <netinet/in.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#include "platform/base/log.h"

/* We accept by ourselves and give the sockets to libmicrohttpd, for two reasons: its
 * MHD_quiesce_daemon() aborts when it meets a thread of its pool on the same way (both take the
 * listening socket out of epoll), and at its limit of connections it simply stops accepting, while
 * we can cut the one that has idled longest. */

enum { LOOK_MILLISECONDS = 200, FULL_MILLISECONDS = 20, BACKLOG = 511 };

int64_t monotonic_milliseconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/* ---- Peers ----------------------------------------------------------------------------------- */

void peer_expect(const HttpServer *server, Peer *peer, uint64_t bytes)
{
    atomic_store(&peer->due, monotonic_milliseconds() +
                                 (int64_t)server->options.deadline_seconds * 1000 +
                                 (int64_t)(bytes * 1000 / (uint64_t)server->options.least_rate));
}

void peer_moved(const HttpServer *server, Peer *peer, size_t bytes)
{
    atomic_fetch_add(&peer->due, (int64_t)(bytes * 1000 / (uint64_t)server->options.least_rate));
}

void peer_suspend(Peer *peer)
{
    atomic_store(&peer->due, DUE_NEVER);
}

static Peer *peer_open(HttpServer *server, struct MHD_Connection *connection)
{
    const union MHD_ConnectionInfo *information =
        MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CONNECTION_FD);
    Peer *peer = calloc(1, sizeof(Peer));
    if (peer == NULL || information == NULL) {
        free(peer);
        return NULL;
    }
    peer->socket = information->connect_fd;
    atomic_store(&peer->waiting, true);
    peer_expect(server, peer, 0);
    pthread_mutex_lock(&server->peers_lock);
    peer->next = server->peers;
    if (peer->next != NULL)
        peer->next->previous = peer;
    server->peers = peer;
    pthread_mutex_unlock(&server->peers_lock);
    atomic_fetch_add(&server->peer_count, 1);
    return peer;
}

static void peer_close(HttpServer *server, Peer *peer)
{
    pthread_mutex_lock(&server->peers_lock);
    if (peer->previous != NULL)
        peer->previous->next = peer->next;
    else
        server->peers = peer->next;
    if (peer->next != NULL)
        peer->next->previous = peer->previous;
    pthread_mutex_unlock(&server->peers_lock);
    atomic_fetch_sub(&server->peer_count, 1);
    free(peer);
}

void gate_connection(void *context, struct MHD_Connection *connection, void **peer,
                     enum MHD_ConnectionNotificationCode event)
{
    HttpServer *server = context;
    if (event == MHD_CONNECTION_NOTIFY_STARTED) {
        *peer = peer_open(server, connection);
        return;
    }
    if (*peer != NULL)
        peer_close(server, *peer);
    *peer = NULL;
}

/* The socket stays open until libmicrohttpd sees its end and closes it: no number is reused under
 * us, since gate_connection() takes the peer from the list before that, under the same lock. In the
 * midst of a request the connection is reset, so that the kernel keeps no answer that nobody
 * reads; between requests the last answer may still be on its way. */
static void cut(Peer *peer)
{
    struct linger reset = {.l_onoff = 1, .l_linger = 0};
    peer_suspend(peer);
    if (!atomic_load(&peer->waiting))
        setsockopt(peer->socket, SOL_SOCKET, SO_LINGER, &reset, sizeof(reset));
    shutdown(peer->socket, SHUT_RDWR);
}

static void cut_overdue(HttpServer *server)
{
    int64_t now = monotonic_milliseconds();
    int count = 0;
    pthread_mutex_lock(&server->peers_lock);
    for (Peer *peer = server->peers; peer != NULL; peer = peer->next)
        if (atomic_load(&peer->due) <= now) {
            count += !atomic_load(&peer->waiting);
            cut(peer);
        }
    pthread_mutex_unlock(&server->peers_lock);
    if (count > 0)
        log_event(LOG_INFO, "http.overdue", "connections=%d", count);
}

static void cut_longest_waiting(HttpServer *server)
{
    Peer *longest = NULL;
    int64_t least = DUE_NEVER;
    pthread_mutex_lock(&server->peers_lock);
    for (Peer *peer = server->peers; peer != NULL; peer = peer->next) {
        int64_t due = atomic_load(&peer->due);
        if (atomic_load(&peer->waiting) && due < least) {
            least = due;
            longest = peer;
        }
    }
    if (longest != NULL)
        cut(longest);
    pthread_mutex_unlock(&server->peers_lock);
}

/* ---- Listening ------------------------------------------------------------------------------- */

static int open_listener(const struct addrinfo *place)
{
    int on = 1;
    int listener = socket(place->ai_family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    if (listener < 0)
        return -1;
    if (setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &on, sizeof(on)) != 0 ||
        bind(listener, place->ai_addr, place->ai_addrlen) != 0 || listen(listener, BACKLOG) != 0) {
        int why = errno;
        close(listener);
        errno = why;
        return -1;
    }
    return listener;
}

static uint16_t bound_port(int listener)
{
    union {
        struct sockaddr any;
        struct sockaddr_in four;
        struct sockaddr_in6 six;
    } bound = {0};
    socklen_t length = sizeof(bound);
    if (getsockname(listener, &bound.any, &length) != 0)
        return 0;
    return ntohs(bound.any.sa_family == AF_INET6 ? bound.six.sin6_port : bound.four.sin_port);
}

Error *gate_listen(HttpServer *server)
{
    struct addrinfo wanted = {.ai_flags = AI_NUMERICHOST | AI_NUMERICSERV | AI_PASSIVE,
                              .ai_socktype = SOCK_STREAM};
    struct addrinfo *place = NULL;
    char service[8];
    snprintf(service, sizeof(service), "%u", server->options.port);
    if (getaddrinfo(server->options.address, service, &wanted, &place) != 0)
        return error_invalid("The address to listen on is not one", "http: address");
    server->listener = open_listener(place);
    int why = errno;
    freeaddrinfo(place);
    if (server->listener < 0)
        return error_invalid("The port cannot be opened: another program may use it",
                             "http: listen on port %s: errno %d", service, why);
    server->port = bound_port(server->listener);
    return NULL;
}

/* ---- The thread ------------------------------------------------------------------------------ */

/* False when nobody is left to accept, or something is short and has to come back first. */
static bool accept_one(HttpServer *server)
{
    struct sockaddr_storage address;
    socklen_t length = sizeof(address);
    int socket = accept4(server->listener, (struct sockaddr *)&address, &length,
                         SOCK_NONBLOCK | SOCK_CLOEXEC);
    if (socket >= 0)
        return MHD_add_connection(server->daemon, socket, (struct sockaddr *)&address, length) ==
               MHD_YES;
    if (errno == ECONNABORTED || errno == EINTR)
        return true;
    if (errno != EAGAIN && errno != EWOULDBLOCK) {
        log_event(LOG_WARN, "http.accept", "errno=%d", errno);
        poll(NULL, 0, LOOK_MILLISECONDS);
    }
    return false;
}

static void accept_waiting(HttpServer *server)
{
    while (atomic_load(&server->accepting)) {
        if (atomic_load(&server->peer_count) >= server->options.connections) {
            cut_longest_waiting(server);
            poll(NULL, 0, FULL_MILLISECONDS);
            return;
        }
        if (!accept_one(server))
            return;
    }
}

static void close_listener(HttpServer *server)
{
    if (server->listener >= 0)
        close(server->listener);
    server->listener = -1;
}

static void *gate_run(void *context)
{
    HttpServer *server = context;
    int64_t looked = 0;
    while (atomic_load(&server->gate_open)) {
        if (!atomic_load(&server->accepting))
            close_listener(server);
        struct pollfd wait[2] = {{.fd = server->wake, .events = POLLIN},
                                 {.fd = server->listener, .events = POLLIN}};
        if (poll(wait, 2, LOOK_MILLISECONDS) > 0) {
            eventfd_t value;
            if (wait[0].revents != 0)
                eventfd_read(server->wake, &value);
            if (wait[1].revents != 0)
                accept_waiting(server);
        }
        if (monotonic_milliseconds() - looked >= LOOK_MILLISECONDS) {
            cut_overdue(server);
            looked = monotonic_milliseconds();
        }
    }
    return NULL;
}

Error *gate_start(HttpServer *server)
{
    server->wake = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
    atomic_store(&server->accepting, true);
    atomic_store(&server->gate_open, true);
    if (server->wake < 0 || pthread_create(&server->gate, NULL, gate_run, server) != 0) {
        atomic_store(&server->gate_open, false);
        return error_internal("http: the gate's thread");
    }
    return NULL;
}

void gate_stop_accepting(HttpServer *server)
{
    atomic_store(&server->accepting, false);
    if (server->wake >= 0)
        eventfd_write(server->wake, 1);
}

void gate_stop(HttpServer *server)
{
    bool running = atomic_exchange(&server->gate_open, false);
    gate_stop_accepting(server);
    if (running)
        pthread_join(server->gate, NULL);
    close_listener(server);
    if (server->wake >= 0)
        close(server->wake);
}

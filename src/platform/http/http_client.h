/* http_client.h: tests only: a client that sends exactly the bytes it is told to, and a server to
 * send them to. */
#ifndef PLATFORM_HTTP_HTTP_CLIENT_H
#define PLATFORM_HTTP_HTTP_CLIENT_H

#include <semaphore.h>

#include "platform/http/http.h"

/* Answers
 *   /echo      what it was asked
 *   /size?n=N  N bytes, packed when the client takes it
 *   /wait      after `gate` has let it in, having posted `entered`
 *   /broken    with a header that cannot be, /endless with too long a body, /odd with status 7
 *   /hungry    never: it eats the arena */
typedef struct Server {
    Arena *arena;
    HttpServer *http;
    HttpOptions options;
    sem_t entered;
    sem_t gate;
} Server;

/* Options that a test may change before server_start(). */
void server_prepare(Server *server);
void server_start(Server *server);
void server_stop(Server *server);

/* An open connection; reads wait half a minute at most. */
int client_open(const Server *server);
void client_send(int client, const char *data, size_t length);
void client_say(int client, const char *text);

typedef struct Answer {
    int status; /* 0: the connection was closed without one */
    char head[4096];
    char *body; /* ended by NUL; free with answer_free() */
    size_t length;
} Answer;

/* Reads one answer, and nothing behind it. bodiless: it answers a HEAD. */
void client_read(int client, bool bodiless, Answer *answer);
void answer_free(Answer *answer);
/* Value of a header, "" when absent; lives until the next call. */
const char *answer_header(const Answer *answer, const char *name);
/* True when the other side closes in time, having sent nothing more. */
bool client_is_closed(int client);
int64_t client_clock(void); /* milliseconds */

#endif

/* http.h: HTTP/1.1 on libmicrohttpd, behind one header. Owns the sockets, the threads that read
 * and write them, and the workers. Never knows of pages, sign-in or schools.
 *
 * One thread accepts and enforces the deadlines; two epoll threads read heads and bodies under the
 * limits; a request that passed the guards is suspended and handed to a bounded queue; a worker
 * calls the handler with its own arena and buffer; the connection is then resumed with the answer.
 * What is slow by intent, such as a password's hash, has a second, short queue and its workers.
 * Sockets never wait on work. A full queue is answered with 503 and Retry-After. */
#ifndef PLATFORM_HTTP_HTTP_H
#define PLATFORM_HTTP_HTTP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "platform/base/arena.h"
#include "platform/base/buffer.h"
#include "platform/base/error.h"
#include "platform/base/text.h"

typedef struct HttpServer HttpServer;

/* HTTP_OTHER never reaches a handler: it is answered with 405. A handler answers HTTP_HEAD as it
 * would answer HTTP_GET; the body is then left out. */
typedef enum HttpMethod { HTTP_GET, HTTP_HEAD, HTTP_POST, HTTP_OTHER } HttpMethod;

/* One field of a query, an urlencoded body or a multipart body, decoded and valid UTF-8. A name or
 * a query that is not is answered with 400 before the handler, naming no content. A text of a body
 * is what somebody typed: it is mended, and marked, so that whoever typed it can be told. */
typedef struct HttpField {
    const char *name;
    const char *value; /* text; for a file, its bytes, also ended by NUL */
    size_t length;
    const char *file_name; /* NULL unless an uploaded file; base name only */
    bool mended;           /* what was sent was not UTF-8, or held NUL: see text_mended() */
} HttpField;

typedef struct HttpFields {
    size_t count;
    const HttpField *items;
} HttpFields;

typedef struct HttpHeader {
    const char *name;
    const char *value;
} HttpHeader;

typedef struct HttpRequest {
    HttpMethod method;
    const char *method_text;
    const char *path; /* decoded, normalised, starts with "/"; no "..", no empty part */
    HttpFields query;
    HttpFields body;
    Bytes raw_body;        /* urlencoded bodies only, as valid UTF-8; anything else but multipart is
                              refused: 415 */
    const char *host;      /* as sent: letters, digits and .-:[] only */
    const char *client;    /* address; from the proxy's header only if it is the trusted proxy */
    bool secure;           /* TLS here, or said by the trusted proxy */
    const char *reference; /* short id of this request, shown with failures and logged */
    bool crowded;          /* the slow lane is full: to be answered at once, without what is slow */
    size_t header_count;
    const HttpHeader *headers;
} HttpRequest;

/* NULL when absent; names in any case. Cookie, Host, Origin, Content-Type and the like come once at
 * most; of any other header that is repeated this gives the first. */
const char *http_header(const HttpRequest *request, const char *name);
/* NULL when absent, and when sent twice: then nobody can say which one is ours. */
const char *http_cookie(const HttpRequest *request, Arena *arena, const char *name);
/* The fields of an urlencoded body that was kept (HttpRequest.raw_body); false when malformed. */
bool http_parse_form(Arena *arena, const char *body, HttpFields *fields);

#define HTTP_RESPONSE_HEADERS 32

typedef struct HttpResponse {
    int status;
    size_t header_count;
    HttpHeader headers[HTTP_RESPONSE_HEADERS]; /* use http_set() */
    Buffer *body;                              /* the worker's own, empty at the start */
    Bytes fixed;   /* instead of body: bytes that outlive the server (assets) */
    bool compress; /* gzip the body when the client takes it and it is worth it */
    bool broken;   /* set by http_set(): the answer is replaced by a 500 */
} HttpResponse;

/* Replaces an earlier value, and the one of every_answer; Set-Cookie adds. Neither text is copied:
 * both live in the arena or longer. A value with a control character would forge headers: it marks
 * the response as broken. */
void http_set(HttpResponse *response, const char *name, const char *value);

/* Called on a worker. The arena is reset when the answer has been taken over. `worker` is the
 * index of the worker, below options.workers and slow_workers together. Must always fill the
 * response. */
typedef void (*HttpHandler)(void *context, int worker, Arena *arena, const HttpRequest *request,
                            HttpResponse *response);

typedef struct HttpOptions {
    const char *address; /* "127.0.0.1" */
    uint16_t port;       /* 0: any free one; see http_port() */
    int connections;     /* at once; 0 means 1000 */
    int workers;         /* threads that call the handler */
    int queue;           /* requests that may wait for a worker */
    /* Work that waits for one thing for long goes through a lane of its own, so that it takes no
     * worker from all else: whether this request does, asked on any thread, with the handler's
     * context. NULL: there is no such lane. Beyond its queue a request goes to a worker, crowded.
     */
    bool (*is_slow)(void *context, HttpMethod method, const char *target);
    int slow_workers;
    int slow_queue;
    size_t head_maximum;   /* bytes of request line and headers */
    size_t body_maximum;   /* bytes of an urlencoded body, and of a text in a multipart body: a
                              longer one is cut there */
    size_t upload_maximum; /* bytes of a multipart body; eight at once may be this large */
    size_t field_maximum;  /* fields in one body or query */
    /* For the whole request to arrive, counted from the connection's opening or the answer before;
     * then for the answer to leave; a body or an answer has the time besides that it takes at
     * the least rate. */
    int deadline_seconds;
    int least_rate;            /* bytes a second; 0 means 16384 */
    size_t arena_maximum;      /* per worker */
    size_t answer_maximum;     /* per answer */
    const char *trusted_proxy; /* address whose X-Forwarded-For and -Proto count; NULL: none */
    const char *tls_key;       /* PEM texts; NULL: plain */
    const char *tls_certificate;
    /* Headers on every answer, also on those the engine makes itself: {NULL, NULL} ends. What
     * libmicrohttpd refuses by itself is listed in http_head.h, and goes without them. */
    const HttpHeader *every_answer;
    /* Body of an answer that the engine makes (400, 413, 431, 503 ...): fills a whole page. Called
     * on any thread, with the handler's context. */
    void (*failure)(void *context, int status, const char *reference, Buffer *body);
} HttpOptions;

/* The server lives in the arena; it, and the texts and arrays that the options point to, must
 * outlive http_stop(). */
Error *http_start(Arena *arena, const HttpOptions *options, HttpHandler handler, void *context,
                  HttpServer **server);
uint16_t http_port(const HttpServer *server);
/* Stops listening, lets requests under way finish (waits at most `seconds` for the network, and
 * always for a handler that has begun), then ends every thread. */
void http_stop(HttpServer *server, int seconds);

/* ---- Static assets, embedded at build time by tools/embed ------------------------------------ */
typedef struct Asset {
    const char *path;         /* "/assets/site.1f3a9c.css": the content's hash in the name */
    const char *name;         /* "site.css" */
    const char *content_type; /* with charset where it has one */
    Bytes plain;
    Bytes gzip; /* NULL data when not smaller */
} Asset;

typedef struct Assets {
    size_t count;
    const Asset *items;
} Assets;

const Asset *asset_find(const Assets *assets, const char *path);
/* The hashed path for a name; aborts on an unknown name (our own mistake). */
const char *asset_path(const Assets *assets, const char *name);
/* Answers 200 with immutable caching, or 304. */
void asset_answer(const Asset *asset, const HttpRequest *request, HttpResponse *response);

#endif

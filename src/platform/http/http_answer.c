#include "platform/http/http_engine.h"

#include <libdeflate.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "platform/http/http_parse.h"

enum { WORTH_COMPRESSING = 1024, FAILURE_MAXIMUM = 65536 };

static bool add_header(struct MHD_Response *response, const char *name, const char *value)
{
    return MHD_add_response_header(response, name, value) == MHD_YES;
}

static bool response_sets(const HttpResponse *response, const char *name)
{
    for (size_t i = 0; i < response->header_count; i++)
        if (strcasecmp(response->headers[i].name, name) == 0)
            return true;
    return false;
}

/* What the response says itself goes before what every answer says. */
static bool add_headers(const HttpServer *server, const HttpResponse *from,
                        struct MHD_Response *response)
{
    const HttpHeader *every = server->options.every_answer;
    for (size_t i = 0; i < from->header_count; i++)
        if (!add_header(response, from->headers[i].name, from->headers[i].value))
            return false;
    for (; every != NULL && every->name != NULL; every++)
        if (!response_sets(from, every->name) && !add_header(response, every->name, every->value))
            return false;
    return true;
}

/* The answer keeps its response; without one the connection is closed. */
static void set_answer(Exchange *exchange, struct MHD_Response *response, const HttpResponse *from)
{
    const HttpServer *server = exchange->server;
    bool last = exchange->closing || atomic_load(&server->stopping);
    exchange->status = from->status;
    if (response == NULL)
        return;
    if (!add_headers(server, from, response) ||
        (last && !add_header(response, "Connection", "close"))) {
        MHD_destroy_response(response);
        return;
    }
    exchange->response = response;
}

/* ---- Bodies ---------------------------------------------------------------------------------- */

static struct MHD_Response *copied(const char *data, size_t length)
{
    return MHD_create_response_from_buffer(length, (void *)data, MHD_RESPMEM_MUST_COPY);
}

static struct MHD_Response *lent(Bytes bytes)
{
    return MHD_create_response_from_buffer(bytes.length, (void *)bytes.data,
                                           MHD_RESPMEM_PERSISTENT);
}

/* NULL when it is not worth it, or memory has run out. */
static struct MHD_Response *compressed(const Buffer *body)
{
    struct libdeflate_compressor *compressor = libdeflate_alloc_compressor(1);
    char *packed = malloc(body->length);
    size_t length =
        compressor == NULL || packed == NULL
            ? 0
            : libdeflate_gzip_compress(compressor, body->data, body->length, packed, body->length);
    if (compressor != NULL)
        libdeflate_free_compressor(compressor);
    struct MHD_Response *response =
        length == 0 ? NULL : MHD_create_response_from_buffer(length, packed, MHD_RESPMEM_MUST_FREE);
    if (response == NULL)
        free(packed);
    return response;
}

static bool client_takes_gzip(const Exchange *exchange)
{
    return accepts_gzip(
        MHD_lookup_connection_value(exchange->connection, MHD_HEADER_KIND, "Accept-Encoding"));
}

static struct MHD_Response *page(const Exchange *exchange, HttpResponse *response)
{
    struct MHD_Response *page = NULL;
    if (response->compress)
        http_set(response, "Vary", "Accept-Encoding");
    if (response->compress && response->body->length > WORTH_COMPRESSING &&
        client_takes_gzip(exchange))
        page = compressed(response->body);
    if (page != NULL)
        http_set(response, "Content-Encoding", "gzip");
    return page != NULL ? page : copied(response->body->data, response->body->length);
}

void answer_response(Exchange *exchange, const HttpResponse *given)
{
    HttpResponse response = *given;
    struct MHD_Response *built =
        response.fixed.data != NULL ? lent(response.fixed) : page(exchange, &response);
    set_answer(exchange, built, &response);
}

/* ---- The engine's own answers ---------------------------------------------------------------- */

static void write_failure(const HttpServer *server, int status, const char *reference, Buffer *body)
{
    if (server->options.failure != NULL)
        server->options.failure(server->context, status, reference, body);
    else
        buffer_print(body, "%d %s\n", status, reference);
}

void answer_failure(Exchange *exchange, int status)
{
    Buffer body;
    char retry[12];
    HttpResponse response = {.status = status, .body = &body};
    buffer_init(&body, FAILURE_MAXIMUM);
    write_failure(exchange->server, status, exchange->reference, &body);
    http_set(&response, "Content-Type",
             exchange->server->options.failure != NULL ? "text/html; charset=utf-8"
                                                       : "text/plain; charset=utf-8");
    http_set(&response, "Cache-Control", "no-store");
    snprintf(retry, sizeof(retry), "%d", RETRY_AFTER_SECONDS);
    if (status == 503)
        http_set(&response, "Retry-After", retry);
    if (status == 405)
        http_set(&response, "Allow", "GET, HEAD, POST");
    bool whole = !buffer_failed(&body);
    set_answer(exchange, copied(body.data, whole ? body.length : 0), &response);
    buffer_free(&body);
}

#include "platform/http/http_engine.h"

#include <stdlib.h>
#include <string.h>

#include "platform/base/id.h"
#include "platform/base/log.h"

/* A request's way: begin (its line was read), the first call (its head was read), a call for each
 * piece of the body, a call at its end, and one more when the worker has answered; end. */

static void make_reference(char reference[REFERENCE_SIZE])
{
    static const char letters[] = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"; /* none is read as another */
    uint8_t random[REFERENCE_SIZE - 1];
    token_bytes(random, sizeof(random));
    for (size_t i = 0; i < sizeof(random); i++)
        reference[i] = letters[random[i] % (sizeof(letters) - 1)];
    reference[sizeof(random)] = '\0';
}

static Peer *peer_of(struct MHD_Connection *connection)
{
    const union MHD_ConnectionInfo *information =
        MHD_get_connection_info(connection, MHD_CONNECTION_INFO_SOCKET_CONTEXT);
    return information == NULL ? NULL : information->socket_context;
}

/* NULL when memory has run out: the first call then closes the connection. */
void *exchange_begin(void *context, const char *target, struct MHD_Connection *connection)
{
    HttpServer *server = context;
    Exchange *exchange = calloc(1, sizeof(Exchange));
    Peer *peer = peer_of(connection);
    char *copy = target == NULL ? NULL : strdup(target);
    if (exchange == NULL || peer == NULL || copy == NULL) {
        free(copy);
        free(exchange);
        return NULL;
    }
    exchange->server = server;
    exchange->connection = connection;
    exchange->peer = peer;
    exchange->target = copy;
    exchange->target_length = strlen(copy);
    exchange->target_place = target;
    make_reference(exchange->reference);
    atomic_store(&peer->waiting, false);
    atomic_fetch_add(&server->exchanges, 1);
    return exchange;
}

static void release_body(Exchange *exchange)
{
    buffer_free(&exchange->body);
    atomic_fetch_sub(&exchange->server->uploads_held, exchange->held);
    exchange->held = 0;
}

void exchange_end(void *context, struct MHD_Connection *connection, void **place,
                  enum MHD_RequestTerminationCode why)
{
    HttpServer *server = context;
    Exchange *exchange = *place;
    (void)connection;
    (void)why;
    if (exchange == NULL)
        return;
    *place = NULL;
    peer_expect(server, exchange->peer, 0);
    atomic_store(&exchange->peer->waiting, true);
    if (exchange->response != NULL)
        MHD_destroy_response(exchange->response);
    release_body(exchange);
    free(exchange->target);
    free(exchange);
    atomic_fetch_sub(&server->exchanges, 1);
}

/* ---- The answer ------------------------------------------------------------------------------ */

static enum MHD_Result send_answer(Exchange *exchange)
{
    if (exchange->response == NULL)
        return MHD_NO;
    return MHD_queue_response(exchange->connection, (unsigned)exchange->status, exchange->response);
}

static enum MHD_Result refuse(Exchange *exchange, int status)
{
    log_event(LOG_INFO, "http.refused", "request=%s status=%d", exchange->reference, status);
    answer_failure(exchange, status);
    peer_expect(exchange->server, exchange->peer, 0);
    return send_answer(exchange);
}

/* ---- The head -------------------------------------------------------------------------------- */

static enum MHD_Result add_field(void *context, enum MHD_ValueKind kind, const char *name,
                                 size_t name_length, const char *value, size_t value_length)
{
    Head *head = context;
    (void)kind;
    if (head->count < HEAD_FIELDS)
        head->fields[head->count] =
            (HeadField){name, value == NULL ? "" : value, name_length, value_length};
    head->count++;
    return MHD_YES;
}

static size_t head_size(struct MHD_Connection *connection)
{
    const union MHD_ConnectionInfo *information =
        MHD_get_connection_info(connection, MHD_CONNECTION_INFO_REQUEST_HEADER_SIZE);
    return information == NULL ? 0 : information->header_size;
}

static int check_head(Exchange *exchange, const char *method, const char *version)
{
    Head head = {.method = method,
                 .target = exchange->target_place,
                 .target_length = exchange->target_length,
                 .version = version,
                 .size = head_size(exchange->connection)};
    MHD_get_connection_values_n(exchange->connection, MHD_HEADER_KIND, add_field, &head);
    exchange->header_count = head.count;
    return head_check(&head, exchange->target, exchange->server->options.head_maximum,
                      &exchange->framing);
}

static uint64_t body_maximum(const Exchange *exchange)
{
    const HttpOptions *options = &exchange->server->options;
    return exchange->framing.kind == BODY_MULTIPART ? options->upload_maximum
                                                    : options->body_maximum;
}

/* A body that will be refused is read to its end when that is bearable: closing with unread bytes
 * would reset the connection, and the person would see no page at all. */
static int check_body(Exchange *exchange, bool *now)
{
    const Framing *framing = &exchange->framing;
    uint64_t bearable = (uint64_t)exchange->server->options.upload_maximum * SWALLOWED;
    *now = framing->length > bearable || framing->expects_continue;
    if (framing->length > body_maximum(exchange))
        return 413;
    return framing->kind == BODY_OTHER ? 415 : 0;
}

static enum MHD_Result take_head(Exchange *exchange, const char *method, const char *version)
{
    bool now = true;
    exchange->checked = true;
    int refusal = check_head(exchange, method, version);
    if (refusal == 0)
        refusal = check_body(exchange, &now);
    if (refusal != 0 && now) {
        exchange->closing = true;
        return refuse(exchange, refusal);
    }
    exchange->refusal = refusal;
    buffer_init(&exchange->body, body_maximum(exchange));
    return MHD_YES;
}

/* ---- The body -------------------------------------------------------------------------------- */

/* Counts what a body holds beyond an ordinary one; false when all of them hold too much. */
static bool hold(Exchange *exchange, size_t length)
{
    const HttpOptions *options = &exchange->server->options;
    size_t ordinary = options->body_maximum < UNCOUNTED ? options->body_maximum : UNCOUNTED;
    if (exchange->body.length + length <= ordinary)
        return true;
    size_t before = atomic_fetch_add(&exchange->server->uploads_held, length);
    exchange->held += length;
    return before + length <= options->upload_maximum * UPLOADS_AT_ONCE;
}

static void take_body(Exchange *exchange, const char *data, size_t length)
{
    peer_moved(exchange->server, exchange->peer, length);
    if (exchange->refusal != 0)
        return;
    bool held = hold(exchange, length);
    if (held)
        buffer_put(&exchange->body, data, length);
    if (!held || buffer_failed(&exchange->body)) {
        exchange->refusal = 503;
        release_body(exchange);
    }
}

static enum MHD_Result take_end(Exchange *exchange)
{
    if (exchange->refusal != 0)
        return refuse(exchange, exchange->refusal);
    peer_suspend(exchange->peer);
    return work_hand_over(exchange) ? MHD_YES : refuse(exchange, 503);
}

enum MHD_Result exchange_go_on(void *context, struct MHD_Connection *connection, const char *url,
                               const char *method, const char *version, const char *data,
                               size_t *length, void **place)
{
    Exchange *exchange = *place;
    (void)context;
    (void)connection;
    (void)url;
    if (exchange == NULL)
        return MHD_NO;
    if (!exchange->checked)
        return take_head(exchange, method, version);
    if (*length > 0) {
        take_body(exchange, data, *length);
        *length = 0;
        return MHD_YES;
    }
    return exchange->status != 0 ? send_answer(exchange) : take_end(exchange);
}

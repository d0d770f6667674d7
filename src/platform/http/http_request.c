#include "platform/http/http_engine.h"

#include <arpa/inet.h>
#include <string.h>

#include "platform/http/http_parse.h"

typedef struct Filling {
    HttpHeader *items;
    size_t count;
    size_t room;
} Filling;

/* Allocates nothing: exhaustion of the arena may not jump across libmicrohttpd. */
static enum MHD_Result fill(void *context, enum MHD_ValueKind kind, const char *name,
                            const char *value)
{
    Filling *filling = context;
    (void)kind;
    if (filling->count < filling->room)
        filling->items[filling->count++] = (HttpHeader){name, value == NULL ? "" : value};
    return MHD_YES;
}

static bool ends_in_space(const char *text)
{
    size_t length = strlen(text);
    return length > 0 && (text[length - 1] == ' ' || text[length - 1] == '\t');
}

static void read_headers(const Exchange *exchange, Arena *arena, HttpRequest *request)
{
    Filling filling = {.room = exchange->header_count};
    filling.items = arena_array(arena, HttpHeader, filling.room);
    MHD_get_connection_values(exchange->connection, MHD_HEADER_KIND, fill, &filling);
    for (size_t i = 0; i < filling.count; i++)
        if (ends_in_space(filling.items[i].value))
            filling.items[i].value = text_trim(arena, filling.items[i].value);
    request->headers = filling.items;
    request->header_count = filling.count;
}

/* The peer's address as text; an IPv4 address stays one when it comes in on an IPv6 socket. */
static const char *peer_address(const Exchange *exchange, Arena *arena)
{
    const union MHD_ConnectionInfo *information =
        MHD_get_connection_info(exchange->connection, MHD_CONNECTION_INFO_CLIENT_ADDRESS);
    char *text = arena_alloc(arena, INET6_ADDRSTRLEN);
    if (information == NULL || information->client_addr == NULL)
        return "";
    const struct sockaddr *address = information->client_addr;
    if (address->sa_family == AF_INET6) {
        const struct in6_addr *six =
            &((const struct sockaddr_in6 *)(const void *)address)->sin6_addr;
        if (!IN6_IS_ADDR_V4MAPPED(six))
            return inet_ntop(AF_INET6, six, text, INET6_ADDRSTRLEN) == NULL ? "" : text;
        return inet_ntop(AF_INET, &six->s6_addr[12], text, INET6_ADDRSTRLEN) == NULL ? "" : text;
    }
    const struct in_addr *four = &((const struct sockaddr_in *)(const void *)address)->sin_addr;
    return inet_ntop(AF_INET, four, text, INET6_ADDRSTRLEN) == NULL ? "" : text;
}

/* What the proxy says counts only when it is ours that speaks. */
static void read_client(const Exchange *exchange, Arena *arena, HttpRequest *request)
{
    const HttpOptions *options = &exchange->server->options;
    request->client = peer_address(exchange, arena);
    request->secure = options->tls_key != NULL;
    if (options->trusted_proxy == NULL || strcmp(options->trusted_proxy, request->client) != 0)
        return;
    const char *client = forwarded_address(arena, http_header(request, "X-Forwarded-For"));
    const char *protocol = http_header(request, "X-Forwarded-Proto");
    if (client != NULL)
        request->client = client;
    request->secure = protocol != NULL && strcmp(protocol, "https") == 0;
}

static int read_target(const Exchange *exchange, Arena *arena, HttpRequest *request)
{
    const HttpOptions *options = &exchange->server->options;
    const char *target = exchange->target;
    size_t path_length = strcspn(target, "?");
    const char *query = target + path_length + (target[path_length] == '?');
    int refusal = parse_path(arena, target, path_length, &request->path);
    if (refusal != 0)
        return refusal;
    FieldLimits limits = {options->field_maximum, options->body_maximum, false};
    return parse_fields(arena, query, strlen(query), limits, &request->query);
}

/* What it was sent as, or, when that is no text at all, as near to it as can be kept. */
static Bytes kept_body(Arena *arena, const Buffer *body)
{
    if (text_valid_utf8(body->data, body->length))
        return (Bytes){(const unsigned char *)body->data, body->length};
    const char *mended = text_mended(arena, body->data, body->length);
    return (Bytes){(const unsigned char *)mended, strlen(mended)};
}

static int read_body(const Exchange *exchange, Arena *arena, HttpRequest *request)
{
    const HttpOptions *options = &exchange->server->options;
    FieldLimits limits = {options->field_maximum, options->body_maximum, true};
    const Buffer *body = &exchange->body;
    const char *boundary;
    switch (exchange->framing.kind) {
    case BODY_FORM:
        request->raw_body = kept_body(arena, body);
        return parse_fields(arena, body->data, body->length, limits, &request->body);
    case BODY_MULTIPART: {
        int refusal = parse_boundary(arena, http_header(request, "Content-Type"), &boundary);
        return refusal != 0 ? refusal
                            : parse_multipart(arena, body->data, body->length, boundary, limits,
                                              &request->body);
    }
    case BODY_NONE:
    case BODY_OTHER:
        break;
    }
    return 0;
}

int request_read(const Exchange *exchange, Arena *arena, HttpRequest *request)
{
    static const char *const methods[] = {"GET", "HEAD", "POST"};
    *request = (HttpRequest){.method = exchange->framing.method,
                             .crowded = exchange->crowded,
                             .method_text = methods[exchange->framing.method],
                             .reference = exchange->reference};
    read_headers(exchange, arena, request);
    request->host = http_header(request, "Host");
    read_client(exchange, arena, request);
    int refusal = read_target(exchange, arena, request);
    return refusal != 0 ? refusal : read_body(exchange, arena, request);
}

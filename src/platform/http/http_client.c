#include "platform/http/http_client.h"

#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#include <cmocka.h>

/* ---- The server ------------------------------------------------------------------------------ */

static void echo(const HttpRequest *request, Buffer *body)
{
    buffer_print(body, "%s %s host=%s client=%s secure=%d raw=%zu", request->method_text,
                 request->path, request->host, request->client, request->secure,
                 request->raw_body.length);
    for (size_t i = 0; i < request->query.count; i++)
        buffer_print(body, " ?%s=%s", request->query.items[i].name, request->query.items[i].value);
    for (size_t i = 0; i < request->body.count; i++) {
        const HttpField *field = &request->body.items[i];
        unsigned sum = 0;
        for (size_t j = 0; j < field->length; j++)
            sum = sum * 31 + (unsigned char)field->value[j];
        if (field->file_name != NULL)
            buffer_print(body, " %s=file:%s:%zu:%u", field->name, field->file_name, field->length,
                         sum);
        else
            buffer_print(body, " %s=%s", field->name, field->value);
    }
}

static void fill(const HttpRequest *request, Buffer *body)
{
    long long size = 0;
    if (request->query.count == 1)
        text_integer(request->query.items[0].value, 0, 1 << 30, &size);
    char *room = buffer_reserve(body, (size_t)size);
    for (long long i = 0; room != NULL && i < size; i++)
        room[i] = (char)('a' + i % 26);
    body->length += room != NULL ? (size_t)size : 0;
}

static void handle(void *context, int worker, Arena *arena, const HttpRequest *request,
                   HttpResponse *response)
{
    Server *server = context;
    (void)worker;
    response->status = 200;
    http_set(response, "Content-Type", "text/plain; charset=utf-8");
    if (strcmp(request->path, "/size") == 0) {
        response->compress = true;
        fill(request, response->body);
    } else if (request->crowded) {
        buffer_put_text(response->body, "crowded");
    } else if (strcmp(request->path, "/wait") == 0) {
        sem_post(&server->entered);
        sem_wait(&server->gate);
        buffer_put_text(response->body, "waited");
    } else if (strcmp(request->path, "/broken") == 0) {
        http_set(response, "Location", "/x\r\nSet-Cookie: a=b");
    } else if (strcmp(request->path, "/endless") == 0) {
        while (!buffer_failed(response->body))
            buffer_put_text(response->body, "more and more and more");
    } else if (strcmp(request->path, "/odd") == 0) {
        response->status = 7;
    } else if (strcmp(request->path, "/hungry") == 0) {
        for (;;)
            arena_alloc(arena, 4096);
    } else {
        echo(request, response->body);
    }
}

static void failure(void *context, int status, const char *reference, Buffer *body)
{
    (void)context;
    buffer_print(body, "failure %d %s", status, reference);
}

static const HttpHeader every_answer[] = {{"X-Every", "yes"}, {NULL, NULL}};

void server_prepare(Server *server)
{
    *server = (Server){.options = {.address = "127.0.0.1",
                                   .workers = 2,
                                   .queue = 16,
                                   .head_maximum = 8192,
                                   .body_maximum = 65536,
                                   .upload_maximum = (size_t)8 << 20,
                                   .field_maximum = 1000,
                                   .deadline_seconds = 5,
                                   .arena_maximum = (size_t)1 << 20,
                                   .answer_maximum = (size_t)32 << 20,
                                   .every_answer = every_answer,
                                   .failure = failure}};
    server->arena = arena_create((size_t)1 << 20, "server");
    sem_init(&server->entered, 0, 0);
    sem_init(&server->gate, 0, 0);
}

void server_start(Server *server)
{
    Error *error = http_start(server->arena, &server->options, handle, server, &server->http);
    if (error != NULL)
        fail_msg("%s", error->cause);
}

void server_stop(Server *server)
{
    /* After a case that failed, a handler may still wait, and would be waited for. */
    for (int i = 0; i < 16; i++)
        sem_post(&server->gate);
    if (server->http != NULL)
        http_stop(server->http, 5);
    arena_destroy(server->arena);
    sem_destroy(&server->entered);
    sem_destroy(&server->gate);
}

/* ---- The client ------------------------------------------------------------------------------ */

int client_open(const Server *server)
{
    struct sockaddr_in address = {.sin_family = AF_INET,
                                  .sin_port = htons(http_port(server->http))};
    struct timeval patience = {.tv_sec = 30};
    inet_pton(AF_INET, "127.0.0.1", &address.sin_addr);
    int client = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    setsockopt(client, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof(patience));
    setsockopt(client, SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof(patience));
    assert_int_equal(connect(client, (struct sockaddr *)&address, sizeof(address)), 0);
    return client;
}

/* The server may close while we send: what counts then is its answer. */
void client_send(int client, const char *data, size_t length)
{
    while (length > 0) {
        ssize_t sent = send(client, data, length, MSG_NOSIGNAL);
        if (sent <= 0)
            return;
        data += sent;
        length -= (size_t)sent;
    }
}

void client_say(int client, const char *text)
{
    client_send(client, text, strlen(text));
}

static bool read_head(int client, Answer *answer)
{
    size_t length = 0;
    while (length + 1 < sizeof(answer->head)) {
        if (recv(client, answer->head + length, 1, 0) != 1)
            return false;
        answer->head[++length] = '\0';
        if (length >= 4 && memcmp(answer->head + length - 4, "\r\n\r\n", 4) == 0)
            return true;
    }
    return false;
}

void client_read(int client, bool bodiless, Answer *answer)
{
    long long status = 0;
    long long length = 0;
    *answer = (Answer){0};
    if (!read_head(client, answer))
        return;
    assert_memory_equal(answer->head, "HTTP/1.1 ", 9);
    char digits[4] = {answer->head[9], answer->head[10], answer->head[11], '\0'};
    assert_true(text_integer(digits, 100, 599, &status));
    if (!bodiless && status != 304 && status != 100)
        assert_true(text_integer(answer_header(answer, "Content-Length"), 0, 1 << 30, &length));
    answer->body = calloc(1, (size_t)length + 1);
    assert_non_null(answer->body);
    while (answer->length < (size_t)length) {
        ssize_t got =
            recv(client, answer->body + answer->length, (size_t)length - answer->length, 0);
        if (got <= 0)
            return;
        answer->length += (size_t)got;
    }
    answer->status = (int)status;
}

void answer_free(Answer *answer)
{
    free(answer->body);
    answer->body = NULL;
}

const char *answer_header(const Answer *answer, const char *name)
{
    static char value[512];
    size_t name_length = strlen(name);
    value[0] = '\0';
    for (const char *line = strstr(answer->head, "\r\n"); line != NULL;
         line = strstr(line + 2, "\r\n")) {
        if (strncasecmp(line + 2, name, name_length) != 0 || line[2 + name_length] != ':')
            continue;
        const char *text = line + 2 + name_length + 2;
        size_t length = strcspn(text, "\r");
        assert_true(length < sizeof(value));
        memcpy(value, text, length);
        value[length] = '\0';
    }
    return value;
}

bool client_is_closed(int client)
{
    char byte;
    ssize_t got = recv(client, &byte, 1, 0);
    return got == 0 || (got < 0 && errno == ECONNRESET);
}

int64_t client_clock(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

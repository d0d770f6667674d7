#include <errno.h>
#include <libdeflate.h>
#include <netinet/in.h>
#include <poll.h>
#include <pthread.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cmocka.h>

#include "platform/http/http_client.h"

#define HOST      "Host: localhost\r\n"
#define GET(path) "GET " path " HTTP/1.1\r\n" HOST "\r\n"
#define MULTIPART "multipart/form-data; boundary=B"

/* Long enough for a busy machine under a sanitizer; a test that passes never waits for it. */
enum { PATIENCE_MILLISECONDS = 30000 };

static Server server;

static int set_up(void **state)
{
    (void)state;
    server_prepare(&server);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    server_stop(&server);
    return 0;
}

static void expect(int client, int status, const char *body)
{
    Answer answer;
    client_read(client, false, &answer);
    assert_int_equal(answer.status, status);
    if (body != NULL && strcmp(answer.body, body) != 0)
        fail_msg("expected \"%s\", found \"%s\"", body, answer.body);
    answer_free(&answer);
}

static void expect_once(const char *sent, int status, const char *body)
{
    int client = client_open(&server);
    client_say(client, sent);
    expect(client, status, body);
    close(client);
}

/* ---- What the handler is given, and what comes of its answer --------------------------------- */

#define ECHO(method, rest) method " /echo host=localhost client=127.0.0.1 secure=0" rest

static void gives_the_handler_what_was_sent(void **state)
{
    (void)state;
    server_start(&server);
    expect_once(GET("/echo"), 200, ECHO("GET", " raw=0"));
    expect_once(GET("/echo?a=1&b=%C3%A9"), 200, ECHO("GET", " raw=0 ?a=1 ?b=\xc3\xa9"));
    expect_once("POST /echo HTTP/1.1\r\n" HOST "Content-Length: 7\r\nContent-Type: "
                "application/x-www-form-urlencoded; charset=utf-8\r\n\r\na=1&b=2",
                200, ECHO("POST", " raw=7 a=1 b=2"));
    expect_once("POST /echo HTTP/1.1\r\n" HOST "\r\n", 200, ECHO("POST", " raw=0"));
    expect_once("POST /echo HTTP/1.1\r\n" HOST "Content-Length: 0\r\n\r\n", 200,
                ECHO("POST", " raw=0"));
    expect_once("GET /echo HTTP/1.0\r\n" HOST "\r\n", 200, ECHO("GET", " raw=0"));
    expect_once("\r\n" GET("/echo"), 200, ECHO("GET", " raw=0"));
    expect_once("GET /echo HTTP/1.1\r\nhOST:localhost\r\n\r\n", 200, ECHO("GET", " raw=0"));
}

static void answers_requests_sent_together_in_their_order(void **state)
{
    (void)state;
    server_start(&server);
    int client = client_open(&server);
    client_say(client, GET("/echo?n=1") "POST /echo HTTP/1.1\r\n" HOST
                                        "Content-Type: application/x-www-form-urlencoded\r\n"
                                        "Content-Length: 3\r\n\r\nn=2" GET("/echo?n=3"));
    expect(client, 200, ECHO("GET", " raw=0 ?n=1"));
    expect(client, 200, ECHO("POST", " raw=3 n=2"));
    expect(client, 200, ECHO("GET", " raw=0 ?n=3"));
    client_say(client, GET("/echo?n=4"));
    expect(client, 200, ECHO("GET", " raw=0 ?n=4"));
    close(client);
}

static void takes_a_request_byte_by_byte(void **state)
{
    static const char sent[] =
        "POST /echo HTTP/1.1\r\n" HOST "Content-Type: application/x-www-form-urlencoded\r\n"
        "Content-Length: 7\r\n\r\na=1&b=2";
    int on = 1;
    (void)state;
    server_start(&server);
    int client = client_open(&server);
    setsockopt(client, IPPROTO_TCP, 1 /* TCP_NODELAY */, &on, sizeof(on));
    for (size_t i = 0; i < sizeof(sent) - 1; i++)
        client_send(client, sent + i, 1);
    expect(client, 200, ECHO("POST", " raw=7 a=1 b=2"));
    close(client);
}

static void leaves_the_body_of_HEAD_out(void **state)
{
    Answer answer;
    (void)state;
    server_start(&server);
    int client = client_open(&server);
    client_say(client, "HEAD /size?n=500 HTTP/1.1\r\n" HOST "\r\n" GET("/echo"));
    client_read(client, true, &answer);
    assert_int_equal(answer.status, 200);
    assert_string_equal(answer_header(&answer, "Content-Length"), "500");
    answer_free(&answer);
    expect(client, 200, ECHO("GET", " raw=0"));
    close(client);
}

static void packs_what_is_worth_it(void **state)
{
    static const struct {
        const char *sent;
        bool packed;
    } cases[] = {
        {"GET /size?n=50000 HTTP/1.1\r\n" HOST "Accept-Encoding: gzip\r\n\r\n", true},
        {"GET /size?n=50000 HTTP/1.1\r\n" HOST "Accept-Encoding: gzip;q=0\r\n\r\n", false},
        {"GET /size?n=50000 HTTP/1.1\r\n" HOST "\r\n", false},
        {"GET /size?n=1000 HTTP/1.1\r\n" HOST "Accept-Encoding: gzip\r\n\r\n", false},
        {"GET /size?n=0 HTTP/1.1\r\n" HOST "Accept-Encoding: gzip\r\n\r\n", false},
    };
    (void)state;
    server_start(&server);
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        Answer answer;
        int client = client_open(&server);
        client_say(client, cases[i].sent);
        client_read(client, false, &answer);
        assert_int_equal(answer.status, 200);
        assert_string_equal(answer_header(&answer, "Vary"), "Accept-Encoding");
        assert_string_equal(answer_header(&answer, "Content-Encoding"),
                            cases[i].packed ? "gzip" : "");
        if (cases[i].packed) {
            struct libdeflate_decompressor *unpack = libdeflate_alloc_decompressor();
            char *plain = malloc(50000);
            size_t length = 0;
            assert_true(answer.length < 5000);
            assert_int_equal(libdeflate_gzip_decompress(unpack, answer.body, answer.length, plain,
                                                        50000, &length),
                             LIBDEFLATE_SUCCESS);
            assert_int_equal(length, 50000);
            assert_memory_equal(plain, "abcdefghij", 10);
            free(plain);
            libdeflate_free_decompressor(unpack);
        }
        answer_free(&answer);
        close(client);
    }
}

static void takes_a_large_upload_whole(void **state)
{
    enum { SIZE = 6 << 20 };
    static const char start[] =
        "--B\r\nContent-Disposition: form-data; name=\"f\"; filename=\"x\"\r\n\r\n";
    static const char end[] = "\r\n--B--\r\n";
    char head[256];
    char expected[256];
    unsigned sum = 0;
    char *content = malloc(SIZE);
    assert_non_null(content);
    (void)state;
    for (size_t i = 0; i < SIZE; i++) {
        content[i] = (char)(i * 7 + i / 251);
        sum = sum * 31 + (unsigned char)content[i];
    }
    server_start(&server);
    int client = client_open(&server);
    snprintf(head, sizeof(head),
             "POST /echo HTTP/1.1\r\n" HOST "Content-Type: " MULTIPART "\r\n"
             "Content-Length: %zu\r\n\r\n",
             strlen(start) + SIZE + strlen(end));
    client_say(client, head);
    client_say(client, start);
    client_send(client, content, SIZE);
    client_say(client, end);
    snprintf(expected, sizeof(expected), ECHO("POST", " raw=0 f=file:x:%d:%u"), SIZE, sum);
    expect(client, 200, expected);
    free(content);
    close(client);
}

static void asks_for_a_body_that_waits_to_be_asked(void **state)
{
    Answer answer;
    (void)state;
    server_start(&server);
    int client = client_open(&server);
    client_say(client,
               "POST /echo HTTP/1.1\r\n" HOST "Content-Type: application/x-www-form-urlencoded\r\n"
               "Content-Length: 3\r\nExpect: 100-continue\r\n\r\n");
    client_read(client, false, &answer);
    assert_int_equal(answer.status, 100);
    answer_free(&answer);
    client_say(client, "a=1");
    expect(client, 200, ECHO("POST", " raw=3 a=1"));
    close(client);
}

static void sends_a_large_answer_whole(void **state)
{
    Answer answer;
    (void)state;
    server_start(&server);
    int client = client_open(&server);
    client_say(client, GET("/size?n=20000000"));
    client_read(client, false, &answer);
    assert_int_equal(answer.status, 200);
    assert_int_equal(answer.length, 20000000);
    for (size_t i = 0; i < answer.length; i++)
        if (answer.body[i] != (char)('a' + i % 26))
            fail_msg("byte %zu", i);
    answer_free(&answer);
    close(client);
}

static void answers_500_for_what_a_handler_must_not_do(void **state)
{
    static const char *const sent[] = {GET("/broken"), GET("/endless"), GET("/odd"), GET("/hungry"),
                                       GET("/hungry")};
    (void)state;
    server_start(&server);
    for (size_t i = 0; i < sizeof(sent) / sizeof(sent[0]); i++) {
        Answer answer;
        int client = client_open(&server);
        client_say(client, sent[i]);
        client_read(client, false, &answer);
        assert_int_equal(answer.status, 500);
        assert_memory_equal(answer.body, "failure 500 ", 12);
        assert_string_equal(answer_header(&answer, "X-Every"), "yes");
        assert_string_equal(answer_header(&answer, "Set-Cookie"), "");
        answer_free(&answer);
        client_say(client, GET("/echo"));
        expect(client, 200, NULL);
        close(client);
    }
}

/* ---- Proxies --------------------------------------------------------------------------------- */

#define FORWARDED                                                                                  \
    "GET /echo HTTP/1.1\r\n" HOST "X-Forwarded-For: 10.1.1.1, 192.0.2.7\r\n"                       \
    "X-Forwarded-Proto: https\r\n\r\n"

static void believes_no_proxy_but_its_own(void **state)
{
    (void)state;
    server.options.trusted_proxy = "127.0.0.2";
    server_start(&server);
    expect_once(FORWARDED, 200, ECHO("GET", " raw=0"));
}

static void believes_its_own_proxy(void **state)
{
    (void)state;
    server.options.trusted_proxy = "127.0.0.1";
    server_start(&server);
    expect_once(FORWARDED, 200, "GET /echo host=localhost client=192.0.2.7 secure=1 raw=0");
    expect_once("GET /echo HTTP/1.1\r\n" HOST "X-Forwarded-For: nonsense\r\n\r\n", 200,
                ECHO("GET", " raw=0"));
}

/* ---- Too slow, too many ---------------------------------------------------------------------- */

static const char *const beginnings[] = {
    "",
    "GET /ec",
    "GET /echo HTTP/1.1\r\nX: ",
    "POST /echo HTTP/1.1\r\n" HOST
    "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 1000\r\n\r\n",
};
enum { SLOW = sizeof(beginnings) / sizeof(beginnings[0]) };

static bool has_ended(int client)
{
    char byte;
    ssize_t got = recv(client, &byte, 1, MSG_DONTWAIT);
    return got == 0 || (got < 0 && errno != EAGAIN && errno != EWOULDBLOCK);
}

/* Each sends a byte every tenth of a second, so that no timeout of idleness would ever end it. */
static void cuts_those_who_drip_while_others_are_served(void **state)
{
    int clients[SLOW];
    int64_t ended[SLOW] = {0};
    (void)state;
    server.options.deadline_seconds = 1;
    server_start(&server);
    int64_t start = client_clock();
    for (int i = 0; i < SLOW; i++) {
        clients[i] = client_open(&server);
        client_say(clients[i], beginnings[i]);
    }
    int open = SLOW;
    while (open > 0 && client_clock() - start < PATIENCE_MILLISECONDS) {
        usleep(100000);
        for (int i = 0; i < SLOW; i++) {
            if (ended[i] == 0 && has_ended(clients[i])) {
                ended[i] = client_clock() - start;
                open--;
            }
            if (ended[i] == 0 && i > 0)
                client_say(clients[i], "x");
        }
        expect_once(GET("/echo"), 200, NULL);
    }
    for (int i = 0; i < SLOW; i++) {
        if (ended[i] < 900)
            fail_msg("client %d ended after %d ms", i, (int)ended[i]);
        close(clients[i]);
    }
}

static void cuts_those_who_do_not_read(void **state)
{
    int small = 4096;
    (void)state;
    server.options.deadline_seconds = 1;
    server.options.least_rate = 100 << 20;
    server_start(&server);
    int client = client_open(&server);
    setsockopt(client, SOL_SOCKET, SO_RCVBUF, &small, sizeof(small));
    client_say(client, GET("/size?n=20000000"));
    struct pollfd reset = {.fd = client};
    assert_int_equal(poll(&reset, 1, PATIENCE_MILLISECONDS), 1);
    assert_true((reset.revents & POLLERR) != 0);
    close(client);
}

static void a_handler_may_take_longer_than_the_deadline(void **state)
{
    (void)state;
    server.options.deadline_seconds = 1;
    server_start(&server);
    int client = client_open(&server);
    client_say(client, GET("/wait"));
    usleep(1800000);
    sem_post(&server.gate);
    expect(client, 200, "waited");
    close(client);
}

/* One is at work, one waits, and whichever of the two came last is sent away. */
static void a_full_queue_says_come_back(void **state)
{
    Answer answer;
    struct pollfd clients[3] = {{.events = POLLIN}, {.events = POLLIN}, {.events = POLLIN}};
    (void)state;
    server.options.workers = 1;
    server.options.queue = 1;
    server_start(&server);
    for (int i = 0; i < 3; i++) {
        clients[i].fd = client_open(&server);
        client_say(clients[i].fd, GET("/wait"));
        if (i == 0)
            sem_wait(&server.entered);
    }
    assert_int_equal(poll(clients, 3, PATIENCE_MILLISECONDS), 1);
    int refused = clients[1].revents != 0 ? 1 : 2;
    client_read(clients[refused].fd, false, &answer);
    assert_int_equal(answer.status, 503);
    assert_string_equal(answer_header(&answer, "Retry-After"), "5");
    assert_string_equal(answer_header(&answer, "X-Every"), "yes");
    assert_string_equal(answer_header(&answer, "Cache-Control"), "no-store");
    answer_free(&answer);
    sem_post(&server.gate);
    sem_post(&server.gate);
    expect(clients[0].fd, 200, "waited");
    expect(clients[3 - refused].fd, 200, "waited");
    client_say(clients[refused].fd, GET("/echo"));
    expect(clients[refused].fd, 200, NULL);
    for (int i = 0; i < 3; i++)
        close(clients[i].fd);
}

static bool is_wait(void *context, HttpMethod method, const char *target)
{
    (void)context;
    return method == HTTP_GET && strcmp(target, "/wait") == 0;
}

/* One is slow, one waits for it; the third is told so, and everything else goes on meanwhile. */
static void what_is_slow_holds_up_nothing_else(void **state)
{
    int clients[3];
    (void)state;
    server.options.workers = 1;
    server.options.is_slow = is_wait;
    server.options.slow_workers = 1;
    server.options.slow_queue = 1;
    server_start(&server);
    for (int i = 0; i < 2; i++) {
        clients[i] = client_open(&server);
        client_say(clients[i], GET("/wait"));
        if (i == 0)
            sem_wait(&server.entered);
    }
    expect_once(GET("/echo"), 200, ECHO("GET", " raw=0"));
    clients[2] = client_open(&server);
    client_say(clients[2], GET("/wait"));
    /* Either may come last to the queue. */
    struct pollfd crowded[] = {{.fd = clients[1], .events = POLLIN},
                               {.fd = clients[2], .events = POLLIN}};
    assert_int_equal(poll(crowded, 2, 10000), 1);
    int refused = crowded[0].revents != 0 ? 1 : 2;
    expect(clients[refused], 200, "crowded");
    client_say(clients[refused], GET("/echo"));
    expect(clients[refused], 200, ECHO("GET", " raw=0"));
    sem_post(&server.gate);
    sem_post(&server.gate);
    expect(clients[0], 200, "waited");
    expect(clients[3 - refused], 200, "waited");
    for (int i = 0; i < 3; i++)
        close(clients[i]);
}

static void the_longest_idle_gives_way_when_all_places_are_taken(void **state)
{
    int idle[4];
    (void)state;
    server.options.connections = 4;
    server_start(&server);
    for (int i = 0; i < 4; i++) {
        idle[i] = client_open(&server);
        client_say(idle[i], GET("/echo"));
        expect(idle[i], 200, NULL);
        usleep(50000);
    }
    expect_once(GET("/echo"), 200, NULL);
    assert_true(client_is_closed(idle[0]));
    client_say(idle[3], GET("/echo"));
    expect(idle[3], 200, NULL);
    for (int i = 0; i < 4; i++)
        close(idle[i]);
}

static void upload(int client, size_t size)
{
    static const char start[] =
        "--B\r\nContent-Disposition: form-data; name=\"f\"; filename=\"x\"\r\n\r\n";
    static const char end[] = "\r\n--B--\r\n";
    char head[256];
    char *content = calloc(1, size);
    assert_non_null(content);
    snprintf(head, sizeof(head),
             "POST /wait HTTP/1.1\r\n" HOST "Content-Type: " MULTIPART
             "\r\nContent-Length: %zu\r\n\r\n",
             strlen(start) + size + strlen(end));
    client_say(client, head);
    client_say(client, start);
    client_send(client, content, size);
    client_say(client, end);
    free(content);
}

static void uploads_together_hold_no_more_memory_than_allowed(void **state)
{
    enum { LIMIT = 1 << 20, SIZE = LIMIT - 4096, CLIENTS = 8 };
    int clients[CLIENTS];
    (void)state;
    server.options.body_maximum = 1024;
    server.options.upload_maximum = LIMIT;
    server.options.workers = CLIENTS;
    server_start(&server);
    for (int i = 0; i < CLIENTS; i++) {
        clients[i] = client_open(&server);
        upload(clients[i], SIZE);
        sem_wait(&server.entered);
    }
    int ninth = client_open(&server);
    upload(ninth, SIZE);
    expect(ninth, 503, NULL);
    for (int i = 0; i < CLIENTS; i++)
        sem_post(&server.gate);
    for (int i = 0; i < CLIENTS; i++) {
        expect(clients[i], 200, "waited");
        close(clients[i]);
    }
    sem_post(&server.gate);
    upload(ninth, SIZE);
    expect(ninth, 200, "waited");
    close(ninth);
}

/* ---- Stopping -------------------------------------------------------------------------------- */

typedef struct Stopping {
    pthread_t thread;
    int seconds;
} Stopping;

static void *stop(void *context)
{
    http_stop(server.http, ((Stopping *)context)->seconds);
    return NULL;
}

static void begin_stop(Stopping *stopping, int seconds)
{
    stopping->seconds = seconds;
    assert_int_equal(pthread_create(&stopping->thread, NULL, stop, stopping), 0);
    usleep(300000);
}

static void end_stop(const Stopping *stopping)
{
    pthread_join(stopping->thread, NULL);
    server.http = NULL;
}

static bool listens(uint16_t port)
{
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons(port)};
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    int client = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    bool open = connect(client, (struct sockaddr *)&address, sizeof(address)) == 0;
    close(client);
    return open;
}

static void finishes_what_is_under_way_before_it_stops(void **state)
{
    enum { CLIENTS = 6 };
    int clients[CLIENTS];
    Stopping stopping;
    (void)state;
    server.options.workers = 2;
    server_start(&server);
    uint16_t port = http_port(server.http);
    for (int i = 0; i < CLIENTS; i++) {
        clients[i] = client_open(&server);
        client_say(clients[i], GET("/wait"));
    }
    sem_wait(&server.entered);
    sem_wait(&server.entered);
    int late = client_open(&server);
    client_say(late, "POST /echo HTTP/1.1\r\n" HOST "Content-Length: 3\r\nContent-Type: "
                     "application/x-www-form-urlencoded\r\nExpect: 100-continue\r\n\r\n");
    expect(late, 100, NULL); /* it has begun */
    begin_stop(&stopping, 5);
    assert_false(listens(port));
    for (int i = 0; i < CLIENTS; i++)
        sem_post(&server.gate);
    client_say(late, "a=1");
    expect(late, 200, ECHO("POST", " raw=3 a=1"));
    for (int i = 0; i < CLIENTS; i++) {
        Answer answer;
        client_read(clients[i], false, &answer);
        assert_int_equal(answer.status, 200);
        assert_string_equal(answer_header(&answer, "Connection"), "close");
        assert_string_equal(answer.body, "waited");
        answer_free(&answer);
        assert_true(client_is_closed(clients[i]));
        close(clients[i]);
    }
    close(late);
    end_stop(&stopping);
}

static void lets_a_handler_end_and_refuses_what_waits_when_time_is_up(void **state)
{
    int clients[2];
    Stopping stopping;
    (void)state;
    server.options.workers = 1;
    server_start(&server);
    for (int i = 0; i < 2; i++) {
        clients[i] = client_open(&server);
        client_say(clients[i], GET("/wait"));
        if (i == 0)
            sem_wait(&server.entered);
    }
    usleep(100000);
    begin_stop(&stopping, 0);
    sem_post(&server.gate);
    expect(clients[0], 200, "waited");
    expect(clients[1], 503, NULL);
    for (int i = 0; i < 2; i++)
        close(clients[i]);
    end_stop(&stopping);
}

static void stops_at_once_when_nobody_is_served(void **state)
{
    Stopping stopping = {.seconds = 5};
    (void)state;
    server_start(&server);
    int client = client_open(&server);
    client_say(client, GET("/echo"));
    expect(client, 200, NULL);
    int64_t start = client_clock();
    begin_stop(&stopping, 5);
    end_stop(&stopping);
    assert_true(client_clock() - start < 4000);
    assert_true(client_is_closed(client));
    close(client);
}

/* Many stop and start while requests fly: a race in stopping would abort or hang here. */
static void *hammer(void *context)
{
    const uint16_t *port = context;
    for (int i = 0; i < 50; i++) {
        struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons(*port)};
        char answer[512];
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        int client = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
        if (connect(client, (struct sockaddr *)&address, sizeof(address)) == 0 &&
            send(client, GET("/echo"), strlen(GET("/echo")), MSG_NOSIGNAL) > 0)
            (void)!recv(client, answer, sizeof(answer), 0);
        close(client);
    }
    return NULL;
}

static void stops_under_load(void **state)
{
    (void)state;
    for (int round = 0; round < 10; round++) {
        pthread_t threads[4];
        server_start(&server);
        uint16_t port = http_port(server.http);
        for (int i = 0; i < 4; i++)
            assert_int_equal(pthread_create(&threads[i], NULL, hammer, &port), 0);
        usleep(5000);
        http_stop(server.http, 5);
        for (int i = 0; i < 4; i++)
            pthread_join(threads[i], NULL);
        server.http = NULL;
    }
}

/* ---- Starting -------------------------------------------------------------------------------- */

static void says_why_it_cannot_start(void **state)
{
    Server second;
    HttpServer *none;
    (void)state;
    server_start(&server);
    server_prepare(&second);
    second.options.port = http_port(server.http);
    Error *error = http_start(second.arena, &second.options, NULL, NULL, &none);
    assert_non_null(error);
    assert_int_equal(error->kind, ERROR_INVALID);
    second.options.port = 0;
    second.options.address = "localhost";
    error = http_start(second.arena, &second.options, NULL, NULL, &none);
    assert_non_null(error);
    second.options.address = "127.0.0.1";
    second.options.tls_key = "no key";
    second.options.tls_certificate = "no certificate";
    error = http_start(second.arena, &second.options, NULL, NULL, &none);
    assert_non_null(error);
    server_stop(&second);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(gives_the_handler_what_was_sent),
        TEST(answers_requests_sent_together_in_their_order),
        TEST(takes_a_request_byte_by_byte),
        TEST(leaves_the_body_of_HEAD_out),
        TEST(packs_what_is_worth_it),
        TEST(takes_a_large_upload_whole),
        TEST(asks_for_a_body_that_waits_to_be_asked),
        TEST(sends_a_large_answer_whole),
        TEST(answers_500_for_what_a_handler_must_not_do),
        TEST(believes_no_proxy_but_its_own),
        TEST(believes_its_own_proxy),
        TEST(cuts_those_who_drip_while_others_are_served),
        TEST(cuts_those_who_do_not_read),
        TEST(a_handler_may_take_longer_than_the_deadline),
        TEST(a_full_queue_says_come_back),
        TEST(what_is_slow_holds_up_nothing_else),
        TEST(the_longest_idle_gives_way_when_all_places_are_taken),
        TEST(uploads_together_hold_no_more_memory_than_allowed),
        TEST(finishes_what_is_under_way_before_it_stops),
        TEST(lets_a_handler_end_and_refuses_what_waits_when_time_is_up),
        TEST(stops_at_once_when_nobody_is_served),
        TEST(stops_under_load),
        TEST(says_why_it_cannot_start),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

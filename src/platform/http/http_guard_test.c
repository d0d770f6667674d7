#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

#include <cmocka.h>

#include "platform/http/http_client.h"

/* What must never reach a handler: smuggled, malformed and oversized requests. */

#define COUNT(table) (sizeof(table) / sizeof((table)[0]))
#define HOST         "Host: localhost\r\n"
#define HIDDEN       "GET /hidden HTTP/1.1\r\n" HOST "\r\n"

static Server server;

static int set_up(void **state)
{
    (void)state;
    server_prepare(&server);
    server_start(&server);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    server_stop(&server);
    return 0;
}

typedef enum Speaker { OURS, LIBRARY, NOBODY } Speaker;

typedef struct Refused {
    const char *label;
    const char *sent;
    size_t length; /* 0: up to the NUL */
    int status;
    Speaker speaker; /* LIBRARY: libmicrohttpd, without the headers of every answer */
} Refused;

/* libmicrohttpd sends the head of its answer to a bad Content-Length twice; nobody may send more
 * than that, least of all an answer to a second request. */
static void expect_end(int client, const Refused *refused)
{
    Answer second = {0};
    if (refused->speaker == LIBRARY) {
        client_read(client, true, &second);
        if (second.status != 0 && second.status != refused->status)
            fail_msg("%s: a second answer: %d", refused->label, second.status);
        answer_free(&second);
        return;
    }
    if (!client_is_closed(client))
        fail_msg("%s: still open, or a second answer", refused->label);
}

static void expect_refused(const Refused *refused)
{
    Answer answer;
    int client = client_open(&server);
    client_send(client, refused->sent,
                refused->length > 0 ? refused->length : strlen(refused->sent));
    client_read(client, strncmp(refused->sent, "HEAD", 4) == 0, &answer);
    if (answer.status != refused->status)
        fail_msg("%s: expected %d, found %d", refused->label, refused->status, answer.status);
    bool ours = strcmp(answer_header(&answer, "X-Every"), "yes") == 0;
    if (ours != (refused->speaker == OURS))
        fail_msg("%s: headers of every answer: %d", refused->label, ours);
    if (ours && answer.length > 0 && strncmp(answer.body, "failure ", 8) != 0)
        fail_msg("%s: no page", refused->label);
    if (refused->status != 0 && strcmp(answer_header(&answer, "Connection"), "close") != 0)
        fail_msg("%s: does not say that it closes", refused->label);
    answer_free(&answer);
    expect_end(client, refused);
    close(client);
}

static const Refused smuggling[] = {
    {"two lengths",
     "POST /echo HTTP/1.1\r\n" HOST "Content-Length: 0\r\nContent-Length: 40\r\n\r\n" HIDDEN, 0,
     400, OURS},
    {"two equal lengths",
     "POST /echo HTTP/1.1\r\n" HOST "Content-Length: 3\r\nContent-Length: 3\r\n\r\na=1" HIDDEN, 0,
     400, OURS},
    {"length and chunks",
     "POST /echo HTTP/1.1\r\n" HOST
     "Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n" HIDDEN,
     0, 400, OURS},
    {"chunks and length",
     "POST /echo HTTP/1.1\r\n" HOST
     "Transfer-Encoding: chunked\r\nContent-Length: 4\r\n\r\n0\r\n\r\n" HIDDEN,
     0, 400, OURS},
    {"chunks",
     "POST /echo HTTP/1.1\r\n" HOST
     "Transfer-Encoding: chunked\r\n\r\n3\r\na=1\r\n0\r\n\r\n" HIDDEN,
     0, 411, OURS},
    {"bad chunks", "POST /echo HTTP/1.1\r\n" HOST "Transfer-Encoding: chunked\r\n\r\nzz\r\n", 0,
     411, OURS},
    {"chunks twice",
     "POST /echo HTTP/1.1\r\n" HOST
     "Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n\r\n0\r\n\r\n" HIDDEN,
     0, 400, OURS},
    {"identity", "POST /echo HTTP/1.1\r\n" HOST "Transfer-Encoding: identity\r\n\r\n" HIDDEN, 0,
     411, OURS},
    {"chunks, tab before",
     "POST /echo HTTP/1.1\r\n" HOST "Transfer-Encoding:\tchunked\r\n\r\n0\r\n\r\n", 0, 411, OURS},
    {"chunks, space before the colon",
     "POST /echo HTTP/1.1\r\n" HOST "Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n" HIDDEN, 0, 400,
     OURS},
    {"length, space before the colon",
     "POST /echo HTTP/1.1\r\n" HOST "Content-Length : 40\r\n\r\n" HIDDEN, 0, 400, OURS},
    {"chunks in HTTP/1.0",
     "POST /echo HTTP/1.0\r\n" HOST "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 0, 411, OURS},
    {"folded length", "POST /echo HTTP/1.1\r\n" HOST "X: y\r\n Content-Length: 40\r\n\r\n" HIDDEN,
     0, 400, OURS},
    {"folded by a tab", "GET /echo HTTP/1.1\r\n" HOST "X: y\r\n\tz\r\n\r\n", 0, 400, OURS},
    {"folded at first", "GET /echo HTTP/1.1\r\n X: y\r\n" HOST "\r\n", 0, 400, OURS},
    {"bare line feed", "GET /echo HTTP/1.1\r\nX: y\n" HOST "\r\n", 0, 400, OURS},
    {"bare line feed in the request line", "GET /echo HTTP/1.1\n" HOST "\r\n", 0, 400, OURS},
    {"bare line feed at the end", "GET /echo HTTP/1.1\r\n" HOST "\n", 0, 400, OURS},
    {"bare carriage return", "GET /echo HTTP/1.1\r\nX: y\rContent-Length: 3\r\n" HOST "\r\n", 0,
     400, OURS},
    {"a body on GET", "GET /echo HTTP/1.1\r\n" HOST "Content-Length: 5\r\n\r\nhello" HIDDEN, 0, 400,
     OURS},
    {"a body on HEAD", "HEAD /echo HTTP/1.1\r\n" HOST "Content-Length: 5\r\n\r\nhello", 0, 400,
     OURS},
    {"chunks on GET", "GET /echo HTTP/1.1\r\n" HOST "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
     0, 411, OURS},
    {"length with a sign", "POST /echo HTTP/1.1\r\n" HOST "Content-Length: +3\r\n\r\na=1" HIDDEN, 0,
     400, LIBRARY},
    {"length as a list", "POST /echo HTTP/1.1\r\n" HOST "Content-Length: 3, 3\r\n\r\na=1" HIDDEN, 0,
     400, LIBRARY},
    {"negative length", "POST /echo HTTP/1.1\r\n" HOST "Content-Length: -1\r\n\r\n" HIDDEN, 0, 400,
     LIBRARY},
    {"length in hex", "POST /echo HTTP/1.1\r\n" HOST "Content-Length: 0x3\r\n\r\na=1", 0, 400,
     LIBRARY},
    {"empty length", "POST /echo HTTP/1.1\r\n" HOST "Content-Length:\r\n\r\n" HIDDEN, 0, 400,
     LIBRARY},
    {"length of twenty digits",
     "POST /echo HTTP/1.1\r\n" HOST "Content-Length: 99999999999999999999\r\n\r\n" HIDDEN, 0, 413,
     LIBRARY},
    {"length of nineteen digits",
     "POST /echo HTTP/1.1\r\n" HOST "Content-Length: 9999999999999999999\r\n\r\n" HIDDEN, 0, 400,
     OURS},
};

static const char nul_in_value[] = "GET /echo HTTP/1.1\r\nX: a\0b\r\n" HOST "\r\n";
static const char nul_in_name[] = "GET /echo HTTP/1.1\r\nX\0: a\r\n" HOST "\r\n";
static const char nul_in_target[] = "GET /echo\0x HTTP/1.1\r\n" HOST "\r\n";
static const char nul_in_method[] = "GE\0T /echo HTTP/1.1\r\n" HOST "\r\n";

static const Refused malformed[] = {
    {"no host", "GET /echo HTTP/1.1\r\nX: y\r\n\r\n", 0, 400, OURS},
    {"no headers", "GET /echo HTTP/1.1\r\n\r\n", 0, 400, OURS},
    {"no host in HTTP/1.0", "GET /echo HTTP/1.0\r\n\r\n", 0, 400, OURS},
    {"two hosts", "GET /echo HTTP/1.1\r\n" HOST HOST "\r\n", 0, 400, OURS},
    {"two hosts, other case", "GET /echo HTTP/1.1\r\n" HOST "HOST: b\r\n\r\n", 0, 400, OURS},
    {"empty host", "GET /echo HTTP/1.1\r\nHost:\r\n\r\n", 0, 400, OURS},
    {"host with a path", "GET /echo HTTP/1.1\r\nHost: a/b\r\n\r\n", 0, 400, OURS},
    {"host with a user", "GET /echo HTTP/1.1\r\nHost: a@b\r\n\r\n", 0, 400, OURS},
    {"two cookies", "GET /echo HTTP/1.1\r\n" HOST "Cookie: a=1\r\nCookie: a=2\r\n\r\n", 0, 400,
     OURS},
    {"two origins", "GET /echo HTTP/1.1\r\n" HOST "Origin: a\r\nOrigin: b\r\n\r\n", 0, 400, OURS},
    {"absolute form", "GET http://localhost/echo HTTP/1.1\r\n" HOST "\r\n", 0, 400, OURS},
    {"authority form", "GET localhost:80 HTTP/1.1\r\n" HOST "\r\n", 0, 400, OURS},
    {"asterisk form", "GET * HTTP/1.1\r\n" HOST "\r\n", 0, 400, OURS},
    {"CONNECT", "CONNECT localhost:80 HTTP/1.1\r\n" HOST "\r\n", 0, 405, OURS},
    {"OPTIONS", "OPTIONS * HTTP/1.1\r\n" HOST "\r\n", 0, 405, OURS},
    {"TRACE", "TRACE /echo HTTP/1.1\r\n" HOST "\r\n", 0, 405, OURS},
    {"PUT", "PUT /echo HTTP/1.1\r\n" HOST "Content-Length: 0\r\n\r\n", 0, 405, OURS},
    {"PUT with a body", "PUT /echo HTTP/1.1\r\n" HOST "Content-Length: 3\r\n\r\na=1", 0, 400, OURS},
    {"DELETE", "DELETE /echo HTTP/1.1\r\n" HOST "\r\n", 0, 405, OURS},
    {"made-up method", "HUNT /echo HTTP/1.1\r\n" HOST "\r\n", 0, 405, OURS},
    {"small letters", "get /echo HTTP/1.1\r\n" HOST "\r\n", 0, 405, OURS},
    {"method of marks", "G(T /echo HTTP/1.1\r\n" HOST "\r\n", 0, 400, OURS},
    {"two spaces", "GET  /echo HTTP/1.1\r\n" HOST "\r\n", 0, 400, OURS},
    {"two spaces behind", "GET /echo  HTTP/1.1\r\n" HOST "\r\n", 0, 400, OURS},
    {"space at the end", "GET /echo HTTP/1.1 \r\n" HOST "\r\n", 0, 400, LIBRARY},
    {"HTTP/1.2", "GET /echo HTTP/1.2\r\n" HOST "\r\n", 0, 400, OURS},
    {"HTTP/2", "GET /echo HTTP/2.0\r\n" HOST "\r\n", 0, 505, LIBRARY},
    {"HTTP/0.9", "GET /echo\r\n\r\n", 0, 400, LIBRARY},
    {"no version", "GET /echo \r\n" HOST "\r\n", 0, 400, LIBRARY},
    {"not HTTP", "hello\r\n\r\n", 0, 0, NOBODY},
    {"TLS", "\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n", 14, 0, NOBODY},
    {"no colon", "GET /echo HTTP/1.1\r\n" HOST "X\r\n\r\n", 0, 400, LIBRARY},
    {"no name", "GET /echo HTTP/1.1\r\n" HOST ": x\r\n\r\n", 0, 400, OURS},
    {"name with a space", "GET /echo HTTP/1.1\r\n" HOST "X y: z\r\n\r\n", 0, 400, OURS},
    {"name with a high byte", "GET /echo HTTP/1.1\r\n" HOST "X\xff: z\r\n\r\n", 0, 400, OURS},
    {"value not utf-8", "GET /echo HTTP/1.1\r\n" HOST "X: \xff\r\n\r\n", 0, 400, OURS},
    {"escape in a value", "GET /echo HTTP/1.1\r\n" HOST "X: \x1b[0m\r\n\r\n", 0, 400, OURS},
    {"NUL in a value", nul_in_value, sizeof(nul_in_value) - 1, 400, OURS},
    {"NUL in a name", nul_in_name, sizeof(nul_in_name) - 1, 400, LIBRARY},
    {"NUL in the target", nul_in_target, sizeof(nul_in_target) - 1, 400, OURS},
    {"NUL in the method", nul_in_method, sizeof(nul_in_method) - 1, 400, OURS},
};

static void smuggled_requests_are_refused(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(smuggling); i++)
        expect_refused(&smuggling[i]);
}

static void malformed_requests_are_refused(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(malformed); i++)
        expect_refused(&malformed[i]);
}

/* ---- Too large ------------------------------------------------------------------------------- */

/* Lives until the next call. */
static const char *repeated(const char *start, const char *piece, size_t times, const char *end)
{
    static Buffer text;
    buffer_free(&text);
    buffer_init(&text, (size_t)64 << 20);
    buffer_put_text(&text, start);
    for (size_t i = 0; i < times; i++)
        buffer_put_text(&text, piece);
    buffer_put_text(&text, end);
    assert_false(buffer_failed(&text));
    return buffer_text(&text);
}

static void heads_too_large_are_refused(void **state)
{
    static const char line[] = "GET /echo HTTP/1.1\r\n" HOST;
    static const struct {
        const char *label;
        const char *start;
        const char *piece;
        size_t times;
        const char *end;
        int status;
        Speaker speaker;
    } cases[] = {
        {"a hundred and one fields", line, "X: y\r\n", 100, "\r\n", 431, OURS},
        {"a field of 9 KiB", line, "X: yyyyyyyyyyyyyyyyyyyyyyyyyyy\r\n", 288, "\r\n", 431, OURS},
        {"one field of 9 KiB", "GET /echo HTTP/1.1\r\n" HOST "X: ", "y", 9216, "\r\n\r\n", 431,
         OURS},
        {"a target of 5 KiB", "GET /", "a", 5120, " HTTP/1.1\r\n" HOST "\r\n", 414, OURS},
        {"a field of a megabyte", "GET /echo HTTP/1.1\r\n" HOST "X: ", "y", 1 << 20, "\r\n\r\n",
         431, LIBRARY},
        {"a target of a megabyte", "GET /", "a", 1 << 20, " HTTP/1.1\r\n" HOST "\r\n", 414,
         LIBRARY},
        {"a million fields", line, "a:\r\n", 1000000, "\r\n", 431, LIBRARY},
    };
    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        const char *sent = repeated(cases[i].start, cases[i].piece, cases[i].times, cases[i].end);
        expect_refused(&(Refused){cases[i].label, sent, 0, cases[i].status, cases[i].speaker});
    }
}

static void expect_post(const char *type, const char *body, int status, const char *label)
{
    char head[256];
    Answer answer;
    int client = client_open(&server);
    snprintf(head, sizeof(head), "POST /echo HTTP/1.1\r\n" HOST "%s%s%sContent-Length: %zu\r\n\r\n",
             type[0] != '\0' ? "Content-Type: " : "", type, type[0] != '\0' ? "\r\n" : "",
             strlen(body));
    client_say(client, head);
    client_say(client, body);
    client_read(client, false, &answer);
    if (answer.status != status)
        fail_msg("%s: expected %d, found %d", label, status, answer.status);
    assert_string_equal(answer_header(&answer, "X-Every"), "yes");
    answer_free(&answer);
    /* What was refused politely leaves the connection usable. */
    client_say(client, "GET /echo HTTP/1.1\r\n" HOST "\r\n");
    client_read(client, false, &answer);
    if (answer.status != 200)
        fail_msg("%s: the next request: %d", label, answer.status);
    answer_free(&answer);
    close(client);
}

#define FORM      "application/x-www-form-urlencoded"
#define MULTIPART "multipart/form-data; boundary=B"
#define PART      "--B\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n\r\n"

static void bodies_too_large_are_refused_with_a_page(void **state)
{
    static const struct {
        const char *label;
        const char *type;
        const char *piece;
        size_t times;
        const char *end;
        int status;
    } cases[] = {
        {"a form of 64 KiB", FORM, "a", 65536, "", 413}, /* one name: too long */
        {"a form above 64 KiB", FORM, "a", 65537, "", 413},
        {"a thousand fields", FORM, "a&", 1000, "", 200},
        {"a thousand and one fields", FORM, "a&", 1001, "", 413},
        {"a million fields", FORM, "a&", 1000000, "", 413},
        {"a thousand parts", MULTIPART, PART, 1000, "--B--", 200},
        {"a thousand and one parts", MULTIPART, PART, 1001, "--B--", 413},
        {"a hundred thousand parts", MULTIPART, PART, 100000, "--B--", 413},
        {"an upload above 8 MiB", MULTIPART, "0123456789abcdef", 524289, "", 413},
        {"no type", "", "a=1", 1, "", 415},
        {"text", "text/plain", "a=1", 1, "", 415},
        {"JSON", "application/json", "{}", 1, "", 415},
        {"name not utf-8", FORM, "%ff=a", 1, "", 400},
        {"text not utf-8", FORM, "a=%ff", 1, "", 200},
        {"no boundary", "multipart/form-data", PART, 1, "--B--", 400},
        {"broken multipart", MULTIPART, "--B\r\n", 1, "", 400},
    };
    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        const char *body = repeated("", cases[i].piece, cases[i].times, cases[i].end);
        expect_post(cases[i].type, body, cases[i].status, cases[i].label);
    }
}

static void bodies_beyond_bearing_are_refused_at_once(void **state)
{
    static const Refused cases[] = {
        {"a gigabyte",
         "POST /echo HTTP/1.1\r\n" HOST "Content-Type: " MULTIPART
         "\r\nContent-Length: 1073741824\r\n\r\n",
         0, 413, OURS},
        {"more than allowed, and asked first",
         "POST /echo HTTP/1.1\r\n" HOST "Content-Type: " FORM
         "\r\nContent-Length: 65537\r\nExpect: 100-continue\r\n\r\n",
         0, 413, OURS},
    };
    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++)
        expect_refused(&cases[i]);
}

static void bad_paths_are_refused_and_the_connection_kept(void **state)
{
    static const struct {
        const char *target;
        int status;
    } cases[] = {
        {"/a%2fb", 400},   {"/a%00b", 400},   {"/a/../b", 404}, {"//a", 404},  {"/%2e%2e/etc", 404},
        {"/a?b=%ff", 400}, {"/a?b=%zz", 400}, {"/a?=x", 400},   {"/a#b", 400},
    };
    int client = client_open(&server);
    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        char sent[128];
        Answer answer;
        snprintf(sent, sizeof(sent), "GET %s HTTP/1.1\r\n" HOST "\r\n", cases[i].target);
        client_say(client, sent);
        client_read(client, false, &answer);
        if (answer.status != cases[i].status)
            fail_msg("%s: expected %d, found %d", cases[i].target, cases[i].status, answer.status);
        assert_string_equal(answer_header(&answer, "X-Every"), "yes");
        answer_free(&answer);
    }
    close(client);
}

static void says_which_methods_it_has(void **state)
{
    Answer answer;
    int client = client_open(&server);
    (void)state;
    client_say(client, "PATCH /echo HTTP/1.1\r\n" HOST "\r\n");
    client_read(client, false, &answer);
    assert_string_equal(answer_header(&answer, "Allow"), "GET, HEAD, POST");
    assert_string_equal(answer_header(&answer, "Server"), "");
    answer_free(&answer);
    close(client);
}

static unsigned any_number(unsigned limit)
{
    static uint64_t series = 0x9e3779b97f4a7c15; /* the same on each run */
    series ^= series << 13;
    series ^= series >> 7;
    series ^= series << 17;
    return (unsigned)(series % limit);
}

/* Requests with a few bytes changed: whatever comes back, the server stands. */
static void any_bytes_leave_it_standing(void **state)
{
    enum { ROUNDS = 400 };
    struct timeval patience = {.tv_usec = 50000}; /* a half-sent body is waited for */
    (void)state;
    for (int round = 0; round < ROUNDS; round++) {
        static const char marks[] = "\r\n\t :%\0\xff/?;,=0";
        const char *seed = smuggling[any_number(COUNT(smuggling))].sent;
        char sent[1024];
        char back[4096];
        size_t length = strlen(seed);
        assert_true(length < sizeof(sent));
        memcpy(sent, seed, length + 1);
        for (unsigned i = any_number(4); i > 0; i--)
            sent[any_number((unsigned)length)] = marks[any_number(sizeof(marks))];
        int client = client_open(&server);
        setsockopt(client, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof(patience));
        client_send(client, sent, length);
        shutdown(client, SHUT_WR);
        while (recv(client, back, sizeof(back), 0) > 0)
            ;
        close(client);
    }
    int client = client_open(&server);
    Answer answer;
    client_say(client, "GET /echo HTTP/1.1\r\n" HOST "\r\n");
    client_read(client, false, &answer);
    assert_int_equal(answer.status, 200);
    answer_free(&answer);
    close(client);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(smuggled_requests_are_refused),
        cmocka_unit_test(malformed_requests_are_refused),
        cmocka_unit_test(heads_too_large_are_refused),
        cmocka_unit_test(bodies_too_large_are_refused_with_a_page),
        cmocka_unit_test(bodies_beyond_bearing_are_refused_at_once),
        cmocka_unit_test(bad_paths_are_refused_and_the_connection_kept),
        cmocka_unit_test(says_which_methods_it_has),
        cmocka_unit_test(any_bytes_leave_it_standing),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}

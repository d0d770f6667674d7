/* What may be asked, and a small server of this test that answers as it is told. */
#include "platform/fetch/fetch.h"

#include <netinet/in.h>
#include <pthread.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cmocka.h>

#include "platform/base/text.h"

static int begin(void **state)
{
    *state = arena_create(16 << 20, "fetch test");
    return 0;
}

static int end(void **state)
{
    arena_destroy(*state);
    return 0;
}

static void test_addresses(void **state)
{
    (void)state;
    static const struct {
        const char *address;
        bool allowed, on_loopback;
    } cases[] = {
        {"https://login.example/v2.0", true, true},
        {"https://login.example:8443/", true, true},
        {"HTTPS://login.example", true, true},
        {"http://login.example/", false, false},
        {"http://127.0.0.1:3000/", false, true},
        {"http://localhost:3000/", false, true},
        {"http://[::1]:3000/", false, true},
        {"http://127.0.0.1.evil.example/", false, false},
        {"http://localhost.evil.example/", false, false},
        {"http://10.0.0.1/", false, false},
        {"https://user@login.example/", false, false},
        {"https://user:word@login.example/", false, false},
        {"ftp://login.example/", false, false},
        {"file:///etc/passwd", false, false},
        {"login.example", false, false},
        {"https://", false, false},
        {"https://a b/", false, false},
        {"", false, false},
        {NULL, false, false},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        if (fetch_allowed(cases[i].address, false) != cases[i].allowed)
            fail_msg("%s", cases[i].address);
        if (fetch_allowed(cases[i].address, true) != cases[i].on_loopback)
            fail_msg("%s, with loopback", cases[i].address);
    }
}

/* ---- A server -------------------------------------------------------------------------------- */

typedef struct Peer {
    const char *head; /* of the answer, with its empty line */
    size_t body;      /* letters that follow */
    int listening, port;
    pthread_t thread;
    char heard[4000];
} Peer;

static void *serve(void *context)
{
    Peer *peer = context;
    int talk = accept(peer->listening, NULL, NULL);
    if (talk < 0)
        return NULL;
    ssize_t got = recv(talk, peer->heard, sizeof peer->heard - 1, 0);
    peer->heard[got < 0 ? 0 : got] = '\0';
    send(talk, peer->head, strlen(peer->head), MSG_NOSIGNAL);
    for (size_t i = 0; i < peer->body; i++)
        if (send(talk, "x", 1, MSG_NOSIGNAL | MSG_MORE) != 1)
            break;
    close(talk);
    return NULL;
}

static void open_peer(Peer *peer, const char *head, size_t body)
{
    struct sockaddr_in place = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    socklen_t size = sizeof place;
    *peer = (Peer){.head = head, .body = body, .listening = socket(AF_INET, SOCK_STREAM, 0)};
    assert_int_equal(bind(peer->listening, (struct sockaddr *)&place, size), 0);
    assert_int_equal(listen(peer->listening, 4), 0);
    assert_int_equal(getsockname(peer->listening, (struct sockaddr *)&place, &size), 0);
    peer->port = ntohs(place.sin_port);
    assert_int_equal(pthread_create(&peer->thread, NULL, serve, peer), 0);
}

static void close_peer(Peer *peer)
{
    shutdown(peer->listening, SHUT_RDWR);
    pthread_join(peer->thread, NULL);
    close(peer->listening);
}

static Error *ask(Arena *arena, const Peer *peer, const char *form, const char *user,
                  FetchAnswer *answer)
{
    FetchQuestion question = {
        .address = arena_print(arena, "http://127.0.0.1:%d/here", peer->port),
        .form = form,
        .user = user,
        .password = user == NULL ? NULL : "b%3Ac",
        .loopback = true,
    };
    return fetch(arena, &question, answer);
}

static void test_answers(void **state)
{
    Peer peer;
    FetchAnswer answer;
    open_peer(&peer, "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n", 5);
    assert_null(ask(*state, &peer, NULL, NULL, &answer));
    close_peer(&peer);
    assert_int_equal(answer.status, 200);
    assert_string_equal(answer.body, "xxxxx");
    assert_true(text_starts(peer.heard, "GET /here "));
    assert_null(strstr(peer.heard, "Authorization"));
}

static void test_posts(void **state)
{
    Peer peer;
    FetchAnswer answer;
    open_peer(&peer, "HTTP/1.1 400 No\r\nContent-Length: 0\r\n\r\n", 0);
    assert_null(ask(*state, &peer, "code=1", "a%26", &answer));
    close_peer(&peer);
    assert_int_equal(answer.status, 400);
    assert_true(text_starts(peer.heard, "POST /here "));
    assert_non_null(strstr(peer.heard, "Authorization: Basic YSUyNjpiJTNBYw==\r\n"));
}

/* A redirect is an answer like any other: nobody is asked but who was named. */
static void test_no_redirect(void **state)
{
    Peer peer, other;
    FetchAnswer answer;
    open_peer(&other, "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n", 0);
    char head[200];
    snprintf(head, sizeof head,
             "HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:%d/\r\nContent-Length: 0\r\n\r\n",
             other.port);
    open_peer(&peer, head, 0);
    assert_null(ask(*state, &peer, NULL, NULL, &answer));
    close_peer(&peer);
    close_peer(&other);
    assert_int_equal(answer.status, 302);
    assert_string_equal(other.heard, "");
}

static void test_too_long(void **state)
{
    Peer peer;
    FetchAnswer answer;
    open_peer(&peer, "HTTP/1.1 200 OK\r\n\r\n", FETCH_MOST + 1);
    Error *error = ask(*state, &peer, NULL, NULL, &answer);
    close_peer(&peer);
    assert_non_null(error);
    assert_int_equal(error->kind, ERROR_INVALID);
}

static void test_nobody_there(void **state)
{
    Peer peer;
    FetchAnswer answer;
    open_peer(&peer, "", 0);
    close_peer(&peer);
    Error *error = ask(*state, &peer, NULL, NULL, &answer);
    assert_non_null(error);
    assert_int_equal(error->kind, ERROR_BUSY);
    assert_string_equal(error->message, "Nothing answers there, or a firewall stands between.");
    assert_null(strstr(error->cause, "127.0.0.1"));
}

/* Without leave not even this machine is asked in the clear. */
static void test_not_allowed(void **state)
{
    Peer peer;
    FetchAnswer answer;
    open_peer(&peer, "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n", 0);
    FetchQuestion question = {.address = arena_print(*state, "http://127.0.0.1:%d/", peer.port)};
    Error *error = fetch(*state, &question, &answer);
    close_peer(&peer);
    assert_non_null(error);
    assert_int_equal(error->kind, ERROR_INVALID);
    assert_string_equal(peer.heard, "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_addresses),   cmocka_unit_test(test_answers),
        cmocka_unit_test(test_posts),       cmocka_unit_test(test_no_redirect),
        cmocka_unit_test(test_too_long),    cmocka_unit_test(test_nobody_there),
        cmocka_unit_test(test_not_allowed),
    };
    return cmocka_run_group_tests(tests, begin, end);
}

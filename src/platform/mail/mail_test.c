/* Messages, and sending them to a small SMTP server of this test. */
#include "platform/mail/mail.h"

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

static const MailServer nowhere = {.url = "smtp://127.0.0.1", .from = "office@school.example"};

static int begin(void **state)
{
    *state = arena_create(1 << 20, "mail test");
    return mail_start() == NULL ? 0 : 1;
}

static int end(void **state)
{
    arena_destroy(*state);
    mail_stop();
    return 0;
}

/* ---- What is sent ---------------------------------------------------------------------------- */

static const char *message(Arena *arena, const char *name, const char *subject, const char *text)
{
    Mail mail = {"ewa@nowak.example", name, subject, text};
    return mail_message(arena, &nowhere, &mail, (Moment){1795364523000});
}

static void test_a_message(void **state)
{
    Arena *arena = *state;
    const char *made = message(arena, "Mill Lane Primary", "Sign in", "One line\nAnother.\n");
    static const char *const parts[] = {
        "Date: Sun, 22 Nov 2026 ",
        "\r\nFrom: \"Mill Lane Primary\" <office@school.example>\r\n",
        "\r\nTo: <ewa@nowak.example>\r\n",
        "\r\nSubject: Sign in\r\n",
        "@school.example>\r\n",
        "\r\n\r\nOne line\r\nAnother.\r\n",
    };
    for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++)
        if (strstr(made, parts[i]) == NULL)
            fail_msg("\"%s\" is not in: %s", parts[i], made);
}

static void test_words_beyond_ascii(void **state)
{
    Arena *arena = *state;
    static const struct {
        const char *name, *text, *found;
    } cases[] = {
        {"Szkoła", "x", "From: =?UTF-8?B?U3prb8WCYQ==?= <office@"},
        {"School", "Zażółć", "\r\n\r\nZa=C5=BC=C3=B3=C5=82=C4=87\r\n"},
        {"School", "a=b", "\r\n\r\na=3Db\r\n"},
        {"School", "end \nnext", "\r\n\r\nend=20\r\nnext\r\n"},
        {"A\r\nBcc: all@school.example", "x", "From: =?UTF-8?B?QQ0KQmNj"},
        {"A\" <eve@evil.example>", "x", "From: =?UTF-8?B?"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        const char *made = message(arena, cases[i].name, "Sign in", cases[i].text);
        if (strstr(made, cases[i].found) == NULL)
            fail_msg("%zu: \"%s\" is not in: %s", i, cases[i].found, made);
        assert_null(strstr(made, "\r\nBcc:"));
    }
}

static void test_no_line_is_too_long(void **state)
{
    Arena *arena = *state;
    char name[400] = "", text[2000] = "";
    for (int i = 0; i < 90; i++) {
        memcpy(name + strlen(name), "ł", sizeof "ł");
        memcpy(text + strlen(text), "word ł", sizeof "word ł");
    }
    const char *line = message(arena, name, name, text);
    while (*line != '\0') {
        size_t length = strcspn(line, "\r");
        assert_in_range(length, 0, 110); /* From: one word of 75, and the address */
        line += length + 2;
    }
}

static void test_addresses(void **state)
{
    (void)state;
    static const char *const refused[] = {
        "",
        "ewa",
        "@school.example",
        "ewa@",
        "a@b@c",
        "ewa @x.example",
        "ewa@x.example\r\nDATA",
        "<ewa@x.example>",
        "ewa@x.example,all@x.example",
        "\"e\"@x.example",
        "zażółć@x.example",
    };
    assert_true(mail_address_fit("ewa.nowak+school@mail.example"));
    assert_false(mail_address_fit(NULL));
    for (size_t i = 0; i < sizeof refused / sizeof refused[0]; i++)
        if (mail_address_fit(refused[i]))
            fail_msg("taken: %s", refused[i]);
}

static void test_servers(void **state)
{
    Arena *arena = *state;
    MailServer server;
    static const char *const refused[] = {
        "",        "school.example",     "http://school.example",
        "smtp://", "file:///etc/passwd", "smtp://me:secret@school.example"};
    for (size_t i = 0; i < sizeof refused / sizeof refused[0]; i++)
        if (mail_server(arena, refused[i], "office@school.example", &server) == NULL)
            fail_msg("taken: %s", refused[i]);
    assert_non_null(mail_server(arena, "smtp://localhost", "office", &server));
    static const struct {
        const char *url;
        bool plain;
    } taken[] = {{"smtp://localhost:25", true},
                 {"smtp://127.0.0.1", true},
                 {"smtp://[::1]:2525", true},
                 {"smtps://localhost", false},
                 {"smtp://mail.school.example:587", false},
                 {"smtp://127.evil.example", false}};
    for (size_t i = 0; i < sizeof taken / sizeof taken[0]; i++) {
        assert_null(mail_server(arena, taken[i].url, "office@school.example", &server));
        if (server.plain != taken[i].plain)
            fail_msg("%s: plain is %d", taken[i].url, server.plain);
    }
}

/* ---- A server that answers as it is told ----------------------------------------------------- */

typedef struct Peer {
    const char *on_reader; /* the answer to RCPT */
    int listening, port;
    pthread_t thread;
    char heard[8000];
} Peer;

static void answer(int talk, const char *line)
{
    char whole[200];
    int length = snprintf(whole, sizeof whole, "%s\r\n", line);
    assert_int_equal(send(talk, whole, (size_t)length, MSG_NOSIGNAL), length);
}

static const char *reply_to(const Peer *peer, const char *line)
{
    if (text_starts(line, "EHLO"))
        return "250-test\r\n250 AUTH PLAIN";
    if (text_starts(line, "RCPT"))
        return peer->on_reader;
    if (text_starts(line, "AUTH"))
        return "334 ";
    if (text_starts(line, "DATA"))
        return "354 go on";
    if (text_starts(line, "QUIT"))
        return "221 bye";
    return text_starts(line, "MAIL") ? "250 yes" : "235 yes"; /* else user and password */
}

/* One mail at a time; the text ends with a dot on a line of its own. */
static void *serve(void *context)
{
    Peer *peer = context;
    int talk = accept(peer->listening, NULL, NULL);
    FILE *lines = talk < 0 ? NULL : fdopen(talk, "r");
    char line[1000];
    bool text = false;
    if (lines == NULL)
        return NULL;
    answer(talk, "220 test");
    while (fgets(line, sizeof line, lines) != NULL) {
        size_t used = strlen(peer->heard);
        snprintf(peer->heard + used, sizeof peer->heard - used, "%s", line);
        if (text && !text_equal(line, ".\r\n"))
            continue;
        answer(talk, text ? "250 taken" : reply_to(peer, line));
        text = !text && text_starts(line, "DATA");
    }
    fclose(lines);
    return NULL;
}

static void open_peer(Peer *peer, const char *on_reader)
{
    struct sockaddr_in place = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    socklen_t size = sizeof place;
    *peer = (Peer){.on_reader = on_reader, .listening = socket(AF_INET, SOCK_STREAM, 0)};
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

static Error *send_to(Arena *arena, const Peer *peer, bool plain, const char *user)
{
    MailServer server = nowhere;
    Mail mail = {"ewa@nowak.example", "Mill Lane Primary", "Sign in", "First\n.dot\nłast\n"};
    server.url = arena_print(arena, "smtp://127.0.0.1:%d", peer->port);
    server.plain = plain;
    server.user = user;
    server.password = user == NULL ? NULL : "secret";
    return mail_send(arena, &server, &mail, (Moment){1795364523000});
}

static void test_sent(void **state)
{
    Peer peer;
    open_peer(&peer, "250 yes");
    assert_null(send_to(*state, &peer, true, NULL));
    close_peer(&peer);
    static const char *const parts[] = {"MAIL FROM:<office@school.example>",
                                        "RCPT TO:<ewa@nowak.example>", "\r\nSubject: Sign in\r\n",
                                        "\r\n\r\nFirst\r\n..dot\r\n=C5=82ast\r\n"};
    for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++)
        if (strstr(peer.heard, parts[i]) == NULL)
            fail_msg("\"%s\" was not heard: %s", parts[i], peer.heard);
    assert_null(strstr(peer.heard, "AUTH"));
}

static void test_signs_in_when_it_can(void **state)
{
    Peer peer;
    open_peer(&peer, "250 yes");
    assert_null(send_to(*state, &peer, true, "school"));
    close_peer(&peer);
    assert_non_null(strstr(peer.heard, "AUTH PLAIN"));
}

/* A server far away that offers no encryption hears neither reader, text nor password. */
static void test_nothing_without_tls(void **state)
{
    Peer peer;
    open_peer(&peer, "250 yes");
    Error *error = send_to(*state, &peer, false, "school");
    close_peer(&peer);
    assert_non_null(error);
    assert_int_equal(error->kind, ERROR_BUSY);
    assert_null(strstr(peer.heard, "AUTH"));
    assert_null(strstr(peer.heard, "ewa@"));
}

static void test_refusals(void **state)
{
    static const struct {
        const char *on_reader;
        ErrorKind kind;
    } cases[] = {{"550 no such person ewa@nowak.example", ERROR_INVALID},
                 {"451 later", ERROR_BUSY},
                 {"nonsense", ERROR_BUSY}};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        Peer peer;
        open_peer(&peer, cases[i].on_reader);
        Error *error = send_to(*state, &peer, true, NULL);
        close_peer(&peer);
        assert_non_null(error);
        assert_int_equal(error->kind, cases[i].kind);
        assert_null(strstr(error->cause, "ewa"));
    }
}

static void test_nobody_listens(void **state)
{
    Peer peer;
    open_peer(&peer, "250 yes");
    int port = peer.port;
    close_peer(&peer);
    peer.port = port;
    Error *error = send_to(*state, &peer, true, NULL);
    assert_non_null(error);
    assert_int_equal(error->kind, ERROR_BUSY);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_message),
        cmocka_unit_test(test_words_beyond_ascii),
        cmocka_unit_test(test_no_line_is_too_long),
        cmocka_unit_test(test_addresses),
        cmocka_unit_test(test_servers),
        cmocka_unit_test(test_sent),
        cmocka_unit_test(test_signs_in_when_it_can),
        cmocka_unit_test(test_nothing_without_tls),
        cmocka_unit_test(test_refusals),
        cmocka_unit_test(test_nobody_listens),
    };
    return cmocka_run_group_tests(tests, begin, end);
}

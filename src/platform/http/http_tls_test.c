#include <gnutls/gnutls.h>
#include <gnutls/x509.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include <cmocka.h>

#include "platform/http/http_client.h"

static Server server;
static gnutls_datum_t key_text;
static gnutls_datum_t certificate_text;

/* A key and a certificate signed by itself, made for this run. */
static void make_certificate(void)
{
    gnutls_x509_privkey_t key;
    gnutls_x509_crt_t certificate;
    unsigned bits = GNUTLS_CURVE_TO_BITS(GNUTLS_ECC_CURVE_SECP256R1);
    gnutls_x509_privkey_init(&key);
    gnutls_x509_crt_init(&certificate);
    assert_int_equal(gnutls_x509_privkey_generate(key, GNUTLS_PK_ECDSA, bits, 0), 0);
    gnutls_x509_crt_set_version(certificate, 3);
    gnutls_x509_crt_set_serial(certificate, "\1", 1);
    gnutls_x509_crt_set_dn(certificate, "CN=localhost", NULL);
    gnutls_x509_crt_set_activation_time(certificate, time(NULL) - 3600);
    gnutls_x509_crt_set_expiration_time(certificate, time(NULL) + 3600);
    gnutls_x509_crt_set_key(certificate, key);
    assert_int_equal(gnutls_x509_crt_sign2(certificate, certificate, key, GNUTLS_DIG_SHA256, 0), 0);
    gnutls_x509_privkey_export2(key, GNUTLS_X509_FMT_PEM, &key_text);
    gnutls_x509_crt_export2(certificate, GNUTLS_X509_FMT_PEM, &certificate_text);
    gnutls_x509_crt_deinit(certificate);
    gnutls_x509_privkey_deinit(key);
}

static int set_up(void **state)
{
    (void)state;
    make_certificate();
    server_prepare(&server);
    server.options.tls_key = (const char *)key_text.data;
    server.options.tls_certificate = (const char *)certificate_text.data;
    server.options.deadline_seconds = 2;
    server_start(&server);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    server_stop(&server);
    gnutls_free(key_text.data);
    gnutls_free(certificate_text.data);
    return 0;
}

/* What comes back to one request, or "" when no connection is agreed on. */
static void ask(const char *priorities, const char *request, char *back, size_t size)
{
    gnutls_session_t session;
    gnutls_certificate_credentials_t credentials;
    int client = client_open(&server);
    back[0] = '\0';
    gnutls_certificate_allocate_credentials(&credentials);
    gnutls_init(&session, GNUTLS_CLIENT);
    assert_int_equal(gnutls_priority_set_direct(session, priorities, NULL), 0);
    gnutls_credentials_set(session, GNUTLS_CRD_CERTIFICATE, credentials);
    gnutls_transport_set_int(session, client);
    if (gnutls_handshake(session) == 0) {
        size_t length = 0;
        ssize_t got;
        gnutls_record_send(session, request, strlen(request));
        while (length + 1 < size &&
               (got = gnutls_record_recv(session, back + length, size - 1 - length)) > 0)
            length += (size_t)got;
        back[length] = '\0';
    }
    gnutls_deinit(session);
    gnutls_certificate_free_credentials(credentials);
    close(client);
}

static void serves_the_versions_in_force_and_no_older_one(void **state)
{
    static const struct {
        const char *priorities;
        bool served;
    } cases[] = {
        {"NORMAL:-VERS-ALL:+VERS-TLS1.3", true},
        {"NORMAL:-VERS-ALL:+VERS-TLS1.2", true},
        {"NORMAL:-VERS-ALL:+VERS-TLS1.1:%COMPAT", false},
        {"NORMAL:-VERS-ALL:+VERS-TLS1.0:%COMPAT", false},
    };
    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        char back[4096];
        ask(cases[i].priorities,
            "GET /echo HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n", back,
            sizeof(back));
        bool served = strstr(back, "GET /echo host=localhost client=127.0.0.1 secure=1") != NULL;
        if (served != cases[i].served)
            fail_msg("%s: \"%s\"", cases[i].priorities, back);
    }
}

static void guards_stand_before_it_too(void **state)
{
    char back[4096];
    (void)state;
    ask("NORMAL",
        "POST /echo HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\nContent-Length: 9\r\n\r\n",
        back, sizeof(back));
    assert_memory_equal(back, "HTTP/1.1 400 ", 13);
}

static void plain_text_is_not_answered(void **state)
{
    (void)state;
    int client = client_open(&server);
    client_say(client, "GET /echo HTTP/1.1\r\nHost: localhost\r\n\r\n");
    Answer answer;
    client_read(client, false, &answer);
    assert_int_equal(answer.status, 0);
    answer_free(&answer);
    close(client);
}

static void a_handshake_that_never_ends_is_cut(void **state)
{
    (void)state;
    int client = client_open(&server);
    int64_t start = client_clock();
    client_send(client, "\x16\x03\x01\x02", 4);
    assert_true(client_is_closed(client));
    assert_true(client_clock() - start > 1500);
    close(client);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(serves_the_versions_in_force_and_no_older_one),
        cmocka_unit_test(guards_stand_before_it_too),
        cmocka_unit_test(plain_text_is_not_answered),
        cmocka_unit_test(a_handshake_that_never_ends_is_cut),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}

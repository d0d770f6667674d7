#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>

#include "account/account.h"
#include "app/command.h"
#include "app/demo_people.h"
#include "app/evidence_sources.h"
#include "app/mail_job.h"
#include "app/routes.h"
#include "exchange/exchange.h"
#include "platform/base/host.h"
#include "platform/base/log.h"
#include "platform/fetch/fetch.h"
#include "platform/http/http.h"
#include "platform/pdf/pdf.h"
#include "staff/breached.h"
#include "staff/guess.h"
#include "staff/staff.h"
#include "web/web.h"

/* A thread whose page is made waits for its look to be on disk, and needs no reader then. */
enum { STOP_SECONDS = 20, THREADS_A_READER = 3, MEGABYTE = 1024 * 1024 };

static Error *read_pem(Arena *arena, const char *path, const char **text)
{
    if (path == NULL)
        return NULL;
    char bytes[65536];
    FILE *file = fopen(path, "re");
    if (file == NULL)
        return error_invalid(arena_print(arena, "%s cannot be read", path), "tls");
    size_t length = fread(bytes, 1, sizeof bytes, file);
    fclose(file);
    *text = arena_copy_length(arena, bytes, length);
    return NULL;
}

static Error *http_options(Arena *arena, const Options *options, HttpOptions *http)
{
    *http = (HttpOptions){
        .address = options->address,
        .port = (uint16_t)options->port,
        .workers = THREADS_A_READER * (int)options->workers,
        .queue = 256,
        .is_slow = site_is_slow,
        .slow_workers = SLOW_THREADS,
        .slow_queue = 320, /* 30 a second for ten seconds, all of them, before any is done */
        .head_maximum = 16 * 1024,
        .body_maximum = 4 * MEGABYTE,
        .upload_maximum = 16 * MEGABYTE,
        .field_maximum = 2000,
        .deadline_seconds = 30,
        .arena_maximum = 256 * MEGABYTE,
        .answer_maximum = 32 * MEGABYTE,
        .trusted_proxy = options->trusted_proxy,
        .every_answer = site_every_answer,
        .failure = site_failure,
    };
    TRY(read_pem(arena, options->tls_certificate, &http->tls_certificate));
    return read_pem(arena, options->tls_key, &http->tls_key);
}

/* ---- Mail -------------------------------------------------------------------------------------
 */

static Error *read_login(Arena *arena, const char *path, MailServer *server)
{
    const char *text = "";
    if (path == NULL)
        return NULL;
    TRY(read_pem(arena, path, &text));
    size_t user = strcspn(text, "\r\n");
    const char *rest = text + user + strspn(text + user, "\r\n");
    size_t password = strcspn(rest, "\r\n");
    if (user == 0 || password == 0)
        return error_invalid(arena_print(arena,
                                         "%s must hold the user on its first line and the password "
                                         "on its second",
                                         path),
                             "mail login");
    server->user = arena_copy_length(arena, text, user);
    server->password = arena_copy_length(arena, rest, password);
    return NULL;
}

/* The links must lead to where people reach the program, which no request may say. */
static Error *mail_options(Arena *arena, const Options *options, MailServer *server)
{
    if (options->mail == NULL)
        return NULL;
    if (options->mail_from == NULL)
        return error_invalid("--mail needs --mail-from: the address that the mail is from",
                             "mail from");
    if (options->origin == NULL)
        return error_invalid("--mail needs --origin: the address that the links lead to, such as "
                             "https://sen.school.example",
                             "mail origin");
    TRY(mail_server(arena, options->mail, options->mail_from, server));
    return read_login(arena, options->mail_login, server);
}

static const char *address_of(Arena *arena, const Options *options, uint16_t port)
{
    const char *host = text_equal(options->address, "127.0.0.1") ? "localhost" : options->address;
    bool six = strchr(host, ':') != NULL;
    return arena_print(arena, "%s://%s%s%s:%u", options->tls_key != NULL ? "https" : "http",
                       six ? "[" : "", host, six ? "]" : "", (unsigned)port);
}

static void print_addresses(const char *address, bool demo)
{
    printf("Address: %s\n", address);
    for (const DemoPerson *person = demo_people; demo && person->email != NULL; person++)
        if (person->password != NULL)
            printf("Sign in as %s: %s password %s\n", person->role, person->email,
                   person->password);
        else
            printf("Sign in at %s/family/in as %s: %s code %s\n", address, person->role,
                   person->email, person->code);
    fflush(stdout);
}

/* Signals are taken here, on the main thread, and nowhere else. */
static void wait_for_stop(const sigset_t *signals)
{
    int signal_number;
    sigwait(signals, &signal_number);
    log_event(LOG_INFO, "serve.stop", "signal=%d", signal_number);
}

/* The one that the generator made, whose people the pages of signing in offer. */
static SchoolId first_made(const SchoolLines *schools)
{
    SchoolId first = schools->items[0].id;
    for (size_t i = 1; i < schools->count; i++)
        if (schools->items[i].id.n < first.n)
            first = schools->items[i].id;
    return first;
}

static Error *check_demo(Store *store, Arena *arena, const Options *options, bool *demo,
                         SchoolId *demo_school)
{
    Db *db;
    SchoolLines schools;
    TRY(store_read(store, &db));
    Error *error = school_list(db, arena, &schools);
    store_read_end(store, db);
    if (error != NULL)
        return error;
    if (schools.count == 0)
        return error_invalid("There is no school here yet. Make one with fourfold setup, or look "
                             "round with fourfold demo.",
                             "no school");
    /* All are, or none is: setup makes no real school beside a demo. */
    *demo = schools.items[0].demo;
    *demo_school = *demo ? first_made(&schools) : (SchoolId){0};
    if (options->demo && !*demo)
        return error_invalid("This is a real school. Leave out --demo.", "demo of a real school");
    if (*demo && !host_is_here(options->address))
        return error_invalid("A demo listens on this machine only: its passwords are known to "
                             "everybody. Leave out --address.",
                             "demo address");
    return NULL;
}

static Error *serve(Arena *arena, const Options *options, Store *store, const sigset_t *signals)
{
    bool demo = false;
    SchoolId demo_school = {0};
    MailServer mail_host = {0};
    TRY(check_demo(store, arena, options, &demo, &demo_school));
    TRY(mail_options(arena, options, &mail_host));
    SiteOptions site_setup = {
        .routes = routes,
        .route_count = route_count,
        .store = store,
        .oidc = oidc_make(arena, options->sign_on_loopback),
        .guesses = guesses_make(arena),
        .demo = demo,
        .factor_optional = demo,
        .sign_in_page = account_sign_in_page,
        .family_sign_in_page = family_in_page,
        .mail_set = options->mail != NULL,
        .demo_school = demo_school,
        .origin = options->origin,
        .evidence = evidence_sources,
        .demo_people = demo_people,
    };
    Site *site;
    HttpOptions http;
    HttpServer *server;
    TRY(site_create(arena, &site_setup, &site));
    TRY(http_options(arena, options, &http));
    if (options->breached_passwords != NULL)
        TRY(breached_open(arena, options->breached_passwords));
    TRY(mail_start());
    fetch_limit((int)options->workers);
    TRY(password_start());
    Error *error = http_start(arena, &http, site_answer, site, &server);
    if (error == NULL) {
        const char *address = address_of(arena, options, http_port(server));
        MailJobOptions mail = {.store = store,
                               .server = options->mail == NULL ? NULL : &mail_host,
                               .origin = options->origin == NULL ? address : options->origin,
                               .demo = demo};
        error = mail_job_start(&mail);
        if (error == NULL) {
            print_addresses(address, demo);
            wait_for_stop(signals);
        }
        http_stop(server, STOP_SECONDS);
        mail_job_stop();
    }
    mail_stop();
    password_stop();
    breached_close();
    import_job_end();
    return error;
}

/* Before any thread starts: each inherits the mask, so that a signal reaches wait_for_stop() and
 * never ends the program in the midst of its work. */
static void block_signals(sigset_t *signals)
{
    sigemptyset(signals);
    sigaddset(signals, SIGTERM);
    sigaddset(signals, SIGINT);
    sigaddset(signals, SIGHUP);
    pthread_sigmask(SIG_BLOCK, signals, NULL);
    signal(SIGPIPE, SIG_IGN);
}

/* Passwords and children's names cross the network only under TLS. */
static Error *check_network(const Options *options)
{
    if ((options->tls_certificate == NULL) != (options->tls_key == NULL))
        return error_invalid("TLS needs both: --tls-certificate and --tls-key", "tls");
    if (options->tls_key == NULL && options->trusted_proxy == NULL &&
        !host_is_here(options->address))
        return error_invalid("Without TLS the program listens on this machine only. Give "
                             "--tls-certificate and --tls-key, or --trusted-proxy with the address "
                             "of a proxy that speaks TLS.",
                             "no tls");
    return NULL;
}

Error *command_serve(Arena *arena, const Options *options)
{
    Store *store;
    sigset_t signals;
    block_signals(&signals);
    TRY(check_network(options));
    TRY(command_check_machine());
    TRY(command_store_to_serve(arena, options, &store));
    Error *error = serve(arena, options, store, &signals);
    store_close(store);
    return error;
}

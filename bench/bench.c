/* make bench: what a page costs, beside the same bytes served from memory by the same engine, and
 * beside its own query alone. All in one run, so that the ratios hold on any machine.
 *
 *   bench WHERE LABEL        measures the demo school that is in WHERE
 *   bench --load PORT PATH COOKIE CONNECTIONS REQUESTS    the client, in a process of its own */
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "account/account.h"
#include "agenda/agenda.h"
#include "app/demo_people.h"
#include "app/routes.h"
#include "load.h"
#include "platform/base/log.h"
#include "platform/http/http.h"
#include "register/register_sql.h"
#include "school/school.h"
#include "staff/staff.h"
#include "web/web.h"

enum { CONNECTIONS = 4, REQUESTS = 250, WARM = 20, QUERIES = 200, MEGABYTE = 1024 * 1024 };

typedef struct Bench {
    Arena *arena;
    Store *store;
    School school;
    const char *token;
    LearnerId learner;
    const char *self;
} Bench;

static void must(Error *error)
{
    if (error == NULL)
        return;
    fprintf(stderr, "bench: %s (%s)\n", error->message, error->cause);
    exit(1);
}

static double seconds_of(struct timeval time)
{
    return (double)time.tv_sec + (double)time.tv_usec / 1e6;
}

static double cpu_seconds(void)
{
    struct rusage usage;
    getrusage(RUSAGE_SELF, &usage);
    return seconds_of(usage.ru_utime) + seconds_of(usage.ru_stime);
}

static double wall_seconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

/* ---- A signed-in SENCO ----------------------------------------------------------------------- */

static Error *sign_in(Db *db, void *context)
{
    Bench *bench = context;
    AccountId account;
    SchoolId school;
    StaffId staff;
    const char *hash;
    Moment now = clock_now();
    TRY(sign_in_find(db, bench->arena, demo_people[0].email, moment_london_date(now), &account,
                     &school, &staff, &hash));
    if (hash == NULL)
        return error_invalid("There is no demo school here", "bench");
    TRY(school_load(db, bench->arena, school, &bench->school));
    return session_start(db, bench->arena, account, school, staff, "bench", now, &bench->token);
}

static Error *all_rows(Bench *bench, Db *db, struct register_rows_rows *rows)
{
    return register_rows(db, bench->arena, bench->school.id, moment_london_date(clock_now()),
                         (StaffId){0}, NULL, false, NULL, (ClassId){0}, NULL, NULL, NULL, DATE_NONE,
                         DATE_NONE, NULL, NULL, NULL, REGISTER_ROWS_BY_NAME, rows);
}

static Error *register_query(Bench *bench, Db *db)
{
    struct register_rows_rows rows;
    return all_rows(bench, db, &rows);
}

static Error *learner_query(Bench *bench, Db *db)
{
    Learner learner;
    return learner_load(db, bench->arena, bench->school.id, bench->learner, &learner);
}

static Error *today_query(Bench *bench, Db *db)
{
    Agenda agenda;
    return agenda_gather(db, bench->arena, &bench->school, (StaffId){0}, (LearnerId){0},
                         moment_london_date(clock_now()), &agenda);
}

/* Somebody with a plan: the first on SEN Support. */
static void choose_learner(Bench *bench)
{
    Db *db;
    struct register_rows_rows rows;
    must(store_read(bench->store, &db));
    must(all_rows(bench, db, &rows));
    for (size_t i = 0; i < rows.count && bench->learner.n == 0; i++)
        if (text_equal(rows.items[i].level, "sen_support") && !text_empty(rows.items[i].state))
            bench->learner = rows.items[i].id;
    store_read_end(bench->store, db);
}

/* CPU seconds of one run of the query, its rows read into memory. */
static double time_query(Bench *bench, Error *(*query)(Bench *, Db *))
{
    Db *db;
    must(store_read(bench->store, &db));
    must(query(bench, db));
    double start = wall_seconds();
    for (int i = 0; i < QUERIES; i++)
        must(query(bench, db));
    double each = (wall_seconds() - start) / QUERIES;
    store_read_end(bench->store, db);
    return each;
}

/* ---- Two servers ------------------------------------------------------------------------------
 */

static HttpOptions server_options(void)
{
    return (HttpOptions){
        .address = "127.0.0.1",
        .workers = 4,
        .queue = 256,
        .head_maximum = 16384,
        .body_maximum = 65536,
        .upload_maximum = MEGABYTE,
        .field_maximum = 1000,
        .deadline_seconds = 30,
        .arena_maximum = 64 * MEGABYTE,
        .answer_maximum = 16 * MEGABYTE,
        .every_answer = site_every_answer,
        .failure = site_failure,
    };
}

static void answer_from_memory(void *context, int worker, Arena *arena, const HttpRequest *request,
                               HttpResponse *response)
{
    (void)worker;
    (void)arena;
    (void)request;
    const long *bytes = context;
    static char page[16 * 1024 * 1024];
    response->status = 200;
    http_set(response, "Content-Type", "text/html; charset=utf-8");
    buffer_put(response->body, page, (size_t)*bytes);
}

typedef struct Measured {
    Timing timing;
    double cpu; /* of the server, seconds a request */
} Measured;

/* The five figures that the client prints. */
static bool read_timing(const char *line, Timing *timing)
{
    char *rest;
    timing->requests_per_second = strtod(line, &rest);
    timing->p50_ms = strtod(rest, &rest);
    timing->p99_ms = strtod(rest, &rest);
    timing->bytes = strtol(rest, &rest, 10);
    timing->not_found = (int)strtol(rest, &rest, 10);
    return *rest == '\n';
}

static Measured measure(Bench *bench, uint16_t port, const char *path, int requests)
{
    char port_text[8], count[16], connections[16], cookie[128], line[256] = "";
    snprintf(port_text, sizeof port_text, "%u", (unsigned)port);
    snprintf(count, sizeof count, "%d", requests);
    snprintf(connections, sizeof connections, "%d", CONNECTIONS);
    snprintf(cookie, sizeof cookie, "fourfold=%s", bench->token);
    char load_word[] = "--load";
    int ends[2];
    if (pipe(ends) != 0)
        exit(1);
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, ends[1], 1);
    char *words[] = {(char *)(uintptr_t)bench->self,
                     load_word,
                     port_text,
                     (char *)(uintptr_t)path,
                     cookie,
                     connections,
                     count,
                     NULL};
    char *environment[] = {NULL};
    pid_t child;
    double before = cpu_seconds();
    if (posix_spawn(&child, bench->self, &actions, NULL, words, environment) != 0)
        exit(1);
    close(ends[1]);
    ssize_t got = read(ends[0], line, sizeof line - 1);
    waitpid(child, NULL, 0);
    close(ends[0]);
    posix_spawn_file_actions_destroy(&actions);
    Measured measured = {.cpu = (cpu_seconds() - before) / (CONNECTIONS * requests)};
    Timing *timing = &measured.timing;
    if (got <= 0 || !read_timing(line, timing) || timing->not_found != 0) {
        fprintf(stderr, "bench: %s did not answer 200\n", path);
        exit(1);
    }
    return measured;
}

static void compare(Bench *bench, uint16_t site, const char *name, const char *path, double query)
{
    static long bytes;
    HttpServer *memory;
    HttpOptions options = server_options();
    measure(bench, site, path, WARM);
    Measured page = measure(bench, site, path, REQUESTS);
    bytes = page.timing.bytes;
    must(http_start(bench->arena, &options, answer_from_memory, &bytes, &memory));
    measure(bench, http_port(memory), "/", WARM);
    Measured same = measure(bench, http_port(memory), "/", REQUESTS);
    http_stop(memory, 5);
    double outside = page.cpu - same.cpu - query;
    printf("| %-24s | %8.0f | %7.2f | %7.2f | %8.0f | %8.0f | %8.0f | %5.0f %% | %7.1f |\n", name,
           page.timing.requests_per_second, page.timing.p50_ms, page.timing.p99_ms, page.cpu * 1e6,
           same.cpu * 1e6, query * 1e6, outside * 100 / page.cpu, (double)bytes / 1024);
}

static long resident_kilobytes(void)
{
    char line[128] = "";
    char *rest;
    FILE *file = fopen("/proc/self/statm", "re");
    if (file == NULL || fgets(line, sizeof line, file) == NULL)
        return 0;
    fclose(file);
    strtol(line, &rest, 10); /* the whole address space */
    return strtol(rest, NULL, 10) * (sysconf(_SC_PAGESIZE) / 1024);
}

static void run_pages(Bench *bench, const char *label)
{
    SiteOptions setup = {.routes = routes,
                         .route_count = route_count,
                         .store = bench->store,
                         .demo = true,
                         .sign_in_page = account_sign_in_page,
                         .demo_people = demo_people};
    Site *site;
    HttpServer *server;
    HttpOptions options = server_options();
    must(site_create(bench->arena, &setup, &site));
    must(http_start(bench->arena, &options, site_answer, site, &server));
    uint16_t port = http_port(server);
    char learner[64];
    snprintf(learner, sizeof learner, "/learners/%lld", (long long)bench->learner.n);
    printf("\n%s\n\n", label);
    printf("| page                     | requests/s | p50 ms | p99 ms | CPU µs | from memory µs | "
           "query µs | outside | KB |\n|---|---|---|---|---|---|---|---|---|\n");
    compare(bench, port, "register, 300 rows", "/register?level=everyone&rows=300",
            time_query(bench, register_query));
    compare(bench, port, "one learner", learner, time_query(bench, learner_query));
    compare(bench, port, "today", "/today", time_query(bench, today_query));
    printf("\nMemory: %ld MB resident. \"outside\": the part of the page's CPU that is neither its "
           "query nor the socket.\n",
           resident_kilobytes() / 1024);
    http_stop(server, 5);
}

static int run_load(char **words)
{
    Load load = {(uint16_t)strtol(words[0], NULL, 10), words[1], words[2],
                 (int)strtol(words[3], NULL, 10), (int)strtol(words[4], NULL, 10)};
    Timing timing = load_run(&load);
    printf("%f %f %f %ld %d\n", timing.requests_per_second, timing.p50_ms, timing.p99_ms,
           timing.bytes, timing.not_found);
    return 0;
}

int main(int count, char **words)
{
    if (count == 7 && text_equal(words[1], "--load"))
        return run_load(words + 2);
    if (count != 3) {
        fprintf(stderr, "usage: bench WHERE LABEL\n");
        return 2;
    }
    log_set_level(LOG_ERROR);
    Bench bench = {.arena = arena_create((size_t)512 * MEGABYTE, "bench"), .self = words[0]};
    StoreOptions options = {.where = words[1], .readers = 4};
    must(store_open(bench.arena, &options, &bench.store));
    must(store_write(bench.store, sign_in, &bench));
    choose_learner(&bench);
    run_pages(&bench, words[2]);
    store_close(bench.store);
    arena_destroy(bench.arena);
    return 0;
}

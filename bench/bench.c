/* make bench: what a page costs, beside the same bytes served from memory by the same engine and
 * beside its own statements alone; what starting and importing cost. All in one run, in rounds that
 * take turns, with medians: so the ratios hold on a machine that does other work too.
 *
 *   bench pages FOURFOLD WHERE       the demo school that is in WHERE, a folder or postgresql://...
 *   bench start FOURFOLD WHERE       until it serves
 *   bench time LABEL PROGRAM WORD... one run of another program
 *   bench load PORT PATH COOKIE CONNECTIONS REQUESTS    the client, in a process of its own
 *
 * docs/speed.md says how to read the table. */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "account/account.h"
#include "app/demo_people.h"
#include "app/routes.h"
#include "load.h"
#include "platform/base/log.h"
#include "platform/http/http.h"
#include "process.h"
#include "register/register_sql.h"
#include "replay.h"
#include "school/school.h"
#include "staff/staff.h"
#include "web/web.h"

enum {
    ROUNDS = 7,
    CONNECTIONS = 4,
    REQUESTS = 60, /* on each connection, in each round */
    ALONE = 60,    /* on one connection */
    REPLAYS = 40,
    STARTS = 9,
    PAGES = 3,
    MEGABYTE = 1024 * 1024
};

/* What one round found of one page, in seconds and milliseconds of its kind. */
typedef enum Figure {
    PER_SECOND,
    P50_MS,
    P99_MS,
    PAGE_CPU,
    MEMORY_CPU,
    STATEMENTS_CPU,
    PAGE_WALL,
    MEMORY_WALL,
    STATEMENTS_WALL,
    FIGURES
} Figure;

typedef struct Measured {
    const char *name;
    const char *path; /* without its query */
    const char *query;
    HttpFields fields;
    Replay replay;
    long bytes;
    double rounds[FIGURES][ROUNDS];
} Measured;

typedef struct Bench {
    const char *self;
    Arena *arena;
    Store *store;
    School school;
    const char *token;
    LearnerId learner;
    Served served;
    HttpServer *memory;
    long bytes; /* that the server from memory sends */
    Measured pages[PAGES];
} Bench;

static void must(Error *error)
{
    if (error == NULL)
        return;
    fprintf(stderr, "bench: %s (%s)\n", error->message, error->cause);
    exit(1);
}

static int by_size(const void *a, const void *b)
{
    double left = *(const double *)a, right = *(const double *)b;
    return (left > right) - (left < right);
}

static double median(double *values, size_t count)
{
    qsort(values, count, sizeof *values, by_size);
    return values[count / 2];
}

/* ---- A signed-in SENCO, and somebody with a plan ------------------------------------------------
 */

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

static void choose_learner(Bench *bench)
{
    Db *db;
    struct register_rows_rows rows;
    must(store_read(bench->store, &db));
    must(register_rows(db, bench->arena, bench->school.id, moment_london_date(clock_now()),
                       (StaffId){0}, "sen_support", false, NULL, (ClassId){0}, NULL, NULL, NULL,
                       DATE_NONE, DATE_NONE, NULL, NULL, NULL, REGISTER_ROWS_BY_NAME, &rows));
    store_read_end(bench->store, db);
    ASSERT(rows.count > 0);
    bench->learner = rows.items[0].id;
}

/* ---- The page's statements ----------------------------------------------------------------------
 */

/* Makes the page once on this thread, without a socket, and takes down what it asks the store. */
static void take_down(Bench *bench, const Site *site, Measured *page)
{
    HttpHeader cookie = {"Cookie", arena_print(bench->arena, "fourfold=%s", bench->token)};
    HttpRequest request = {
        .method = HTTP_GET,
        .method_text = "GET",
        .path = page->path,
        .query = page->fields,
        .host = "localhost",
        .client = "127.0.0.1",
        .reference = "bench",
        .header_count = 1,
        .headers = &cookie,
    };
    Arena *arena = arena_create((size_t)64 * MEGABYTE, "page");
    Buffer body;
    buffer_init(&body, (size_t)16 * MEGABYTE);
    HttpResponse response = {.body = &body};
    replay_begin(&page->replay, bench->arena);
    site_answer((void *)(uintptr_t)site, 0, arena, &request, &response);
    replay_end();
    ASSERT(response.status == 200);
    buffer_free(&body);
    arena_destroy(arena);
}

static void take_down_all(Bench *bench)
{
    SiteOptions setup = {.routes = routes,
                         .route_count = route_count,
                         .store = bench->store,
                         .demo = true,
                         .sign_in_page = account_sign_in_page,
                         .demo_people = demo_people};
    Site *site;
    must(site_create(bench->arena, &setup, &site));
    for (int i = 0; i < PAGES; i++)
        take_down(bench, site, &bench->pages[i]);
}

/* On SQLite this thread does the work; on PostgreSQL the server does, and only waiting shows it. */
static void measure_statements(Bench *bench, Measured *page, int round)
{
    Db *db;
    must(store_read(bench->store, &db));
    must(replay_run(&page->replay, db));
    double cpu = thread_seconds(), wall = wall_seconds();
    for (int i = 0; i < REPLAYS; i++)
        must(replay_run(&page->replay, db));
    page->rounds[STATEMENTS_CPU][round] = (thread_seconds() - cpu) / REPLAYS;
    page->rounds[STATEMENTS_WALL][round] = (wall_seconds() - wall) / REPLAYS;
    store_read_end(bench->store, db);
}

/* ---- The same bytes from memory -----------------------------------------------------------------
 */

static void answer_from_memory(void *context, int worker, Arena *arena, const HttpRequest *request,
                               HttpResponse *response)
{
    (void)worker;
    (void)arena;
    (void)request;
    const Bench *bench = context;
    static char page[16 * 1024 * 1024];
    response->status = 200;
    http_set(response, "Content-Type", "text/html; charset=utf-8");
    buffer_put(response->body, page, (size_t)bench->bytes);
}

static void serve_from_memory(Bench *bench)
{
    HttpOptions options = {
        .address = "127.0.0.1",
        .workers = 4,
        .queue = 256,
        .head_maximum = 16384,
        .body_maximum = 65536,
        .upload_maximum = MEGABYTE,
        .field_maximum = 1000,
        .deadline_seconds = 30,
        .arena_maximum = (size_t)64 * MEGABYTE,
        .answer_maximum = (size_t)16 * MEGABYTE,
        .every_answer = site_every_answer,
    };
    must(http_start(bench->arena, &options, answer_from_memory, bench, &bench->memory));
}

/* ---- Asking -------------------------------------------------------------------------------------
 */

/* The five figures that the client prints. */
static bool read_timing(const char *line, Timing *timing)
{
    char *rest;
    timing->requests_per_second = strtod(line, &rest);
    timing->p50_ms = strtod(rest, &rest);
    timing->p99_ms = strtod(rest, &rest);
    timing->bytes = strtol(rest, &rest, 10);
    timing->not_found = (int)strtol(rest, &rest, 10);
    return *rest == '\0';
}

static Timing ask(Bench *bench, uint16_t port, const Measured *page, int connections, int requests)
{
    Arena *arena = bench->arena;
    char load[] = "load", line[256];
    char *words[] = {(char *)(uintptr_t)bench->self,
                     load,
                     arena_print(arena, "%u", (unsigned)port),
                     arena_print(arena, "%s%s", page->path, page->query),
                     arena_print(arena, "fourfold=%s", bench->token),
                     arena_print(arena, "%d", connections),
                     arena_print(arena, "%d", requests),
                     NULL};
    Timing timing;
    int output;
    pid_t client = process_start(words, &output);
    process_line(output, line);
    waitpid(client, NULL, 0);
    close(output);
    if (!read_timing(line, &timing) || timing.not_found != 0) {
        fprintf(stderr, "bench: %s did not answer 200\n", page->path);
        exit(1);
    }
    return timing;
}

static void measure_page(Bench *bench, Measured *page, int round)
{
    uint16_t port = bench->served.port;
    double before = seconds_of(bench->served.pid);
    Timing timing = ask(bench, port, page, CONNECTIONS, REQUESTS);
    page->rounds[PAGE_CPU][round] =
        (seconds_of(bench->served.pid) - before) / (CONNECTIONS * REQUESTS);
    page->rounds[PER_SECOND][round] = timing.requests_per_second;
    page->rounds[P50_MS][round] = timing.p50_ms;
    page->rounds[P99_MS][round] = timing.p99_ms;
    page->rounds[PAGE_WALL][round] = ask(bench, port, page, 1, ALONE).p50_ms / 1e3;
    page->bytes = timing.bytes;
}

static void measure_memory(Bench *bench, Measured *page, int round)
{
    uint16_t port = http_port(bench->memory);
    bench->bytes = page->bytes;
    double before = process_seconds();
    ask(bench, port, page, CONNECTIONS, REQUESTS);
    page->rounds[MEMORY_CPU][round] = (process_seconds() - before) / (CONNECTIONS * REQUESTS);
    page->rounds[MEMORY_WALL][round] = ask(bench, port, page, 1, ALONE).p50_ms / 1e3;
}

/* ---- The table ----------------------------------------------------------------------------------
 */

static void print_page(Measured *page, bool by_wall)
{
    double found[FIGURES];
    for (int figure = 0; figure < FIGURES; figure++)
        found[figure] = median(page->rounds[figure], ROUNDS);
    double whole = found[by_wall ? PAGE_WALL : PAGE_CPU];
    double socket = found[by_wall ? MEMORY_WALL : MEMORY_CPU];
    double statements = found[by_wall ? STATEMENTS_WALL : STATEMENTS_CPU];
    printf("| %-18s | %6.0f | %6.2f | %6.2f | %7.0f | %7.0f | %7.0f | %7.0f (%2zu) | %6.2f | "
           "%5.0f %% | %5.1f |\n",
           page->name, found[PER_SECOND], found[P50_MS], found[P99_MS], found[PAGE_CPU] * 1e6,
           whole * 1e6, socket * 1e6, statements * 1e6, page->replay.count,
           whole / (socket + statements), (whole - socket - statements) * 100 / whole,
           (double)page->bytes / 1024);
}

static void print_table(Bench *bench)
{
    bool by_wall = store_engine(bench->store) == DB_POSTGRESQL;
    double resident = 0, anonymous = 0;
    served_memory(&bench->served, &resident, &anonymous);
    printf("\n%s; whole, socket and statements in µs of %s\n\n", by_wall ? "PostgreSQL" : "SQLite",
           by_wall ? "waiting, on one connection (the work is another process's)" : "CPU");
    printf("| page               |  req/s | p50 ms | p99 ms |  CPU µs |   whole |  socket | "
           "statements   | ratio  | outside |    KB |\n"
           "|---|---|---|---|---|---|---|---|---|---|---|\n");
    for (int i = 0; i < PAGES; i++)
        print_page(&bench->pages[i], by_wall);
    printf("\nMemory of the served process after that: %.1f MB, of it %.1f MB its own and the rest "
           "pages of files\n",
           resident, anonymous);
}

static void name_pages(Bench *bench)
{
    static const HttpField everyone[] = {{.name = "level", .value = "everyone"},
                                         {.name = "rows", .value = "300"}};
    bench->pages[0] = (Measured){.name = "register, 300 rows",
                                 .path = "/register",
                                 .query = "?level=everyone&rows=300",
                                 .fields = {2, everyone}};
    bench->pages[1] =
        (Measured){.name = "one learner",
                   .path = arena_print(bench->arena, "/learners/%" PRId64, bench->learner.n),
                   .query = ""};
    bench->pages[2] = (Measured){.name = "today", .path = "/today", .query = ""};
}

static bool is_url(const char *where)
{
    return strncmp(where, "postgresql:", strlen("postgresql:")) == 0;
}

static int run_pages(Bench *bench, const char *program, const char *where)
{
    StoreOptions options = {.where = where, .readers = 1};
    must(store_open(bench->arena, &options, &bench->store));
    must(store_write(bench->store, sign_in, bench));
    choose_learner(bench);
    name_pages(bench);
    take_down_all(bench);
    bench->served = served_start(program, is_url(where) ? "--database" : "--data", where);
    serve_from_memory(bench);
    for (int i = 0; i < PAGES; i++)
        ask(bench, bench->served.port, &bench->pages[i], CONNECTIONS, 5);
    for (int round = 0; round < ROUNDS; round++) {
        for (int i = 0; i < PAGES; i++) {
            measure_page(bench, &bench->pages[i], round);
            measure_statements(bench, &bench->pages[i], round);
            measure_memory(bench, &bench->pages[i], round);
        }
    }
    print_table(bench);
    http_stop(bench->memory, 5);
    served_stop(&bench->served);
    store_close(bench->store);
    return 0;
}

/* ---- Starting, importing, the client ------------------------------------------------------------
 */

static int run_start(const char *program, const char *where)
{
    double wall[STARTS], cpu[STARTS];
    for (int i = 0; i < STARTS; i++) {
        Served served = served_start(program, "--data", where);
        wall[i] = served.start_ms;
        cpu[i] = seconds_of(served.pid) * 1e3;
        served_stop(&served);
    }
    double waited = median(wall, STARTS);
    printf("Start: %.0f ms until it serves (median of %d; %.0f to %.0f), %.0f ms of CPU\n", waited,
           STARTS, wall[0], wall[STARTS - 1], median(cpu, STARTS));
    return 0;
}

static int run_time(const char *label, char **words)
{
    double wall_ms, cpu_ms;
    process_time(words, &wall_ms, &cpu_ms);
    printf("%-44s %6.0f ms, %6.0f ms of CPU\n", label, wall_ms, cpu_ms);
    return 0;
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
    log_set_level(LOG_ERROR);
    setvbuf(stdout, NULL, _IOLBF, 0);
    if (count == 7 && text_equal(words[1], "load"))
        return run_load(words + 2);
    if (count >= 4 && text_equal(words[1], "time"))
        return run_time(words[2], words + 3);
    if (count == 4 && text_equal(words[1], "start"))
        return run_start(words[2], words[3]);
    if (count != 4 || !text_equal(words[1], "pages")) {
        fprintf(stderr, "usage: bench pages|start FOURFOLD WHERE\n");
        return 2;
    }
    Bench *bench = calloc(1, sizeof *bench);
    bench->self = words[0];
    bench->arena = arena_create((size_t)64 * MEGABYTE, "bench");
    int status = run_pages(bench, words[2], words[3]);
    arena_destroy(bench->arena);
    free(bench);
    return status;
}

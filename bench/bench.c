/* make bench: what a page costs on each engine, beside the same bytes served from memory by the
 * same engine and beside its own statements alone; what starting and importing cost. All in one
 * run, in CPU, in rounds that take turns, with medians of the rounds' own ratios: so they hold on a
 * machine that does other work too.
 *
 *   bench pages FOURFOLD FOLDER URL POSTMASTER   the demo school that is in both
 *   bench audited FOLDER                         a page with its audit beside the page without
 *   bench filters WHERE POSTMASTER               the register under each filter; 0: none
 *   bench papers WHERE                           300 plans of the demo school as PDF
 *   bench start FOURFOLD FOLDER                  until it serves
 *   bench time LABEL PROGRAM WORD...             one run of another program
 *   bench load PORT PATH COOKIE CONNECTIONS REQUESTS    the client, in a process of its own
 *
 * docs/speed.md says how to read the table. */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "account/account.h"
#include "app/demo_people.h"
#include "app/routes.h"
#include "audited.h"
#include "filters.h"
#include "load.h"
#include "papers.h"
#include "platform/base/log.h"
#include "platform/http/http.h"
#include "process.h"
#include "replay.h"
#include "staff/staff.h"
#include "visitor.h"
#include "web/web.h"

enum {
    ROUNDS = 9,
    CONNECTIONS = 4,
    REQUESTS = 60, /* on each connection, in each round */
    REPLAYS = 40,
    STARTS = 9,
    PAGES = 3,
    MEGABYTE = 1024 * 1024
};

/* What one round found of one page: CPU in seconds a request. */
typedef enum Figure {
    PER_SECOND,
    P50_MS,
    P99_MS,
    WHOLE,
    SOCKET,
    STATEMENTS,
    RATIO,   /* whole to socket and statements */
    OUTSIDE, /* part of the whole that is neither */
    FIGURES
} Figure;

typedef struct Measured {
    const char *name;
    const char *path; /* without its query */
    const char *query;
    HttpFields fields;
    Replay replay;
    long bytes;
    double resident_mb; /* of the served process, after this page */
    double rounds[FIGURES][ROUNDS];
} Measured;

/* One engine: its store, the program served from it, and what was measured. */
typedef struct Side {
    const char *name;
    const char *where;
    pid_t postmaster; /* whose processes work for the store; 0: none do */
    Store *store;
    Visitor visitor;
    Served served;
    Measured pages[PAGES];
} Side;

typedef struct Bench {
    const char *self;
    Arena *arena;
    HttpServer *memory;
    long bytes; /* that the server from memory sends */
} Bench;

/* ---- The page's statements ----------------------------------------------------------------------
 */

/* Makes the page once on this thread, without a socket, and takes down what it asks the store. */
static void take_down(Bench *bench, const Side *side, const Site *site, Measured *page)
{
    HttpHeader cookie = {"Cookie", arena_print(bench->arena, "fourfold=%s", side->visitor.token)};
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

static void take_down_all(Bench *bench, Side *side)
{
    SiteOptions setup = {.routes = routes,
                         .route_count = route_count,
                         .store = side->store,
                         .demo = true,
                         .sign_in_page = account_sign_in_page,
                         .demo_people = demo_people};
    Site *site;
    must(site_create(bench->arena, &setup, &site));
    for (int i = 0; i < PAGES; i++)
        take_down(bench, side, site, &side->pages[i]);
}

/* As every look leaves one. */
static Error *leave_trail(Db *db, void *context)
{
    const Side *side = context;
    AuditEntry entry = {
        .role = "program", .action = "bench", .outcome = "done", .reference = "bench"};
    Arena *arena = arena_create(MEGABYTE, "trail");
    Error *error = audit_add(db, arena, side->visitor.school.id, clock_now(), &entry);
    arena_destroy(arena);
    return error;
}

/* The statements once, in a transaction of their own, after somebody else's look was written: as a
 * page finds the store. The work is this thread's and, on PostgreSQL, the server's. */
static double replay_once(const Side *side, const Replay *replay)
{
    Db *db;
    must(store_write(side->store, leave_trail, (void *)(uintptr_t)side));
    double server = seconds_of_children(side->postmaster), own = thread_seconds();
    must(store_read(side->store, &db));
    must(replay_run(replay, db));
    store_read_end(side->store, db);
    own = thread_seconds() - own;
    return own + seconds_of_children(side->postmaster) - server;
}

static void measure_statements(const Side *side, Measured *page, int round)
{
    double seconds = 0;
    replay_once(side, &page->replay);
    for (int i = 0; i < REPLAYS; i++)
        seconds += replay_once(side, &page->replay);
    page->rounds[STATEMENTS][round] = seconds / REPLAYS;
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

static Timing ask(const Bench *bench, const Side *side, uint16_t port, const Measured *page)
{
    return visit(bench->arena,
                 &(Visit){.self = bench->self,
                          .port = port,
                          .path = arena_print(bench->arena, "%s%s", page->path, page->query),
                          .token = side->visitor.token,
                          .connections = CONNECTIONS,
                          .requests = REQUESTS});
}

/* Of the served process and of those that work for it. */
static double seconds_of_side(const Side *side)
{
    return seconds_of(side->served.pid) + seconds_of_children(side->postmaster);
}

static void measure_page(const Bench *bench, const Side *side, Measured *page, int round)
{
    double own = 0, before = seconds_of_side(side);
    Timing timing = ask(bench, side, side->served.port, page);
    page->rounds[WHOLE][round] = (seconds_of_side(side) - before) / (CONNECTIONS * REQUESTS);
    page->rounds[PER_SECOND][round] = timing.requests_per_second;
    page->rounds[P50_MS][round] = timing.p50_ms;
    page->rounds[P99_MS][round] = timing.p99_ms;
    page->bytes = timing.bytes;
    served_memory(&side->served, &page->resident_mb, &own);
}

static void measure_memory(Bench *bench, const Side *side, Measured *page, int round)
{
    bench->bytes = page->bytes;
    double before = process_seconds();
    ask(bench, side, http_port(bench->memory), page);
    page->rounds[SOCKET][round] = (process_seconds() - before) / (CONNECTIONS * REQUESTS);
}

static void measure(Bench *bench, Side *side, Measured *page, int round)
{
    measure_page(bench, side, page, round);
    measure_statements(side, page, round);
    measure_memory(bench, side, page, round);
    double whole = page->rounds[WHOLE][round];
    double floor = page->rounds[SOCKET][round] + page->rounds[STATEMENTS][round];
    page->rounds[RATIO][round] = whole / floor;
    page->rounds[OUTSIDE][round] = (whole - floor) / whole;
}

/* ---- The table ----------------------------------------------------------------------------------
 */

static void print_page(const Side *side, Measured *page)
{
    double found[FIGURES];
    for (int figure = 0; figure < FIGURES; figure++)
        found[figure] = median(page->rounds[figure], ROUNDS);
    printf("| %-18s | %-10s | %5.0f | %6.2f | %6.2f | %6.0f | %6.0f | %6.0f (%2zu) | %5.2f | "
           "%5.0f %% | %5.1f | %5.1f |\n",
           page->name, side->name, found[PER_SECOND], found[P50_MS], found[P99_MS],
           found[WHOLE] * 1e6, found[SOCKET] * 1e6, found[STATEMENTS] * 1e6, page->replay.count,
           found[RATIO], found[OUTSIDE] * 100, (double)page->bytes / 1024, page->resident_mb);
}

static void print_table(Side sides[2])
{
    printf("\nwhole, socket and statements in µs of CPU a request\n\n"
           "| page               | engine     | req/s | p50 ms | p99 ms |  whole | socket | "
           "statements  | ratio | outside |    KB |    MB |\n"
           "|---|---|---|---|---|---|---|---|---|---|---|---|\n");
    for (int i = 0; i < PAGES; i++)
        for (int engine = 0; engine < 2; engine++)
            print_page(&sides[engine], &sides[engine].pages[i]);
}

static void name_pages(Bench *bench, Side *side)
{
    static const HttpField everyone[] = {{.name = "level", .value = "everyone"},
                                         {.name = "rows", .value = "300"}};
    side->pages[0] = (Measured){.name = "register, 300 rows",
                                .path = "/register",
                                .query = "?level=everyone&rows=300",
                                .fields = {2, everyone}};
    side->pages[1] =
        (Measured){.name = "one learner",
                   .path = arena_print(bench->arena, "/learners/%" PRId64, side->visitor.learner.n),
                   .query = ""};
    side->pages[2] = (Measured){.name = "today", .path = "/today", .query = ""};
}

static void make_ready(Bench *bench, Side *side, const char *program)
{
    StoreOptions options = {.where = side->where, .readers = 1, .every_school = true};
    must(store_open(bench->arena, &options, &side->store));
    visitor_sign_in(bench->arena, side->store, &side->visitor);
    name_pages(bench, side);
    take_down_all(bench, side);
    const char *option = side->postmaster == 0 ? "--data" : "--database";
    side->served = served_start(program, option, side->where);
    for (int i = 0; i < PAGES; i++)
        ask(bench, side, side->served.port, &side->pages[i]);
}

static void run_pages(Bench *bench, char **words)
{
    Side sides[2] = {
        {.name = "SQLite", .where = words[1]},
        {.name = "PostgreSQL", .where = words[2], .postmaster = (pid_t)strtol(words[3], NULL, 10)}};
    serve_from_memory(bench);
    for (int engine = 0; engine < 2; engine++)
        make_ready(bench, &sides[engine], words[0]);
    for (int round = 0; round < ROUNDS; round++)
        for (int i = 0; i < PAGES; i++)
            for (int engine = 0; engine < 2; engine++)
                measure(bench, &sides[engine], &sides[engine].pages[i], round);
    print_table(sides);
    http_stop(bench->memory, 5);
    for (int engine = 0; engine < 2; engine++) {
        served_stop(&sides[engine].served);
        store_close(sides[engine].store);
    }
}

/* ---- Starting, importing, the client ------------------------------------------------------------
 */

static int run_start(const char *program, const char *where)
{
    double wall[STARTS], cpu[STARTS], resident_mb = 0, own_mb = 0;
    for (int i = 0; i < STARTS; i++) {
        Served served = served_start(program, "--data", where);
        wall[i] = served.start_ms;
        cpu[i] = seconds_of(served.pid) * 1e3;
        served_memory(&served, &resident_mb, &own_mb);
        served_stop(&served);
    }
    double waited = median(wall, STARTS);
    printf("Start: %.0f ms of CPU, %.0f ms until it serves (medians of %d; %.0f to %.0f ms), "
           "%.1f MB, of it %.1f MB its own and the rest pages of files\n",
           median(cpu, STARTS), waited, STARTS, wall[0], wall[STARTS - 1], resident_mb, own_mb);
    return 0;
}

static int run_time(const char *label, char **words)
{
    double wall_ms, cpu_ms;
    process_time(words, &wall_ms, &cpu_ms);
    printf("%-44s %6.0f ms of CPU, %6.0f ms in all\n", label, cpu_ms, wall_ms);
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
    if (count == 3 && text_equal(words[1], "audited"))
        return audited_run(words[0], words[2]);
    if (count == 3 && text_equal(words[1], "papers"))
        return papers_run(words[2]);
    if (count == 4 && text_equal(words[1], "filters"))
        return filters_run(words[2], (pid_t)strtol(words[3], NULL, 10));
    if (count == 4 && text_equal(words[1], "start"))
        return run_start(words[2], words[3]);
    if (count != 6 || !text_equal(words[1], "pages")) {
        fprintf(stderr, "usage: bench pages FOURFOLD FOLDER URL POSTMASTER | audited FOLDER | "
                        "filters WHERE POSTMASTER | papers WHERE | start FOURFOLD FOLDER\n");
        return 2;
    }
    Bench bench = {.self = words[0], .arena = arena_create((size_t)64 * MEGABYTE, "bench")};
    run_pages(&bench, words + 2);
    arena_destroy(bench.arena);
    return 0;
}

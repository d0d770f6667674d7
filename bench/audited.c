#include "audited.h"

#include <inttypes.h>
#include <stdio.h>

#include "account/account.h"
#include "app/demo_people.h"
#include "app/routes.h"
#include "platform/base/log.h"
#include "platform/http/http.h"
#include "process.h"
#include "record/record.h"
#include "register/register.h"
#include "today/today.h"
#include "visitor.h"
#include "web/web.h"

enum {
    READERS = 64,
    REQUESTS = 20,
    ROUNDS = 5,
    STORE_READERS = 8, /* as fourfold serve has them */
    WORKERS = 24,
    PAGES = 3,
    MEGABYTE = 1024 * 1024
};

#define PROMISED 1.5

typedef struct PageCost {
    const char *name, *path;
    double audited[ROUNDS], bare[ROUNDS], p99[ROUNDS], ratio[ROUNDS];
    double audited_cpu[ROUNDS], bare_cpu[ROUNDS], cpu_ratio[ROUNDS]; /* seconds a request */
} PageCost;

/* The same store, pages and engine twice. */
typedef struct Both {
    Arena *arena;
    Store *store;
    HttpServer *audited, *bare;
} Both;

/* One learner's page without its look: the table of routes lets no such page through, so it is
 * loaded here by the same rule. */
static Error *bare_learner(Request *request)
{
    Learner *learner = arena_new(request->arena, Learner);
    TRY(learner_for_staff(request->db, request->arena, request->school_id, request->staff,
                          REACH_ALL, (LearnerId){request_path_id(request, "page")}, request->today,
                          learner));
    request->learner = learner;
    return record_page(request);
}

/* A permission that is not about children leaves no look in the trail; the SENCO has this one. Each
 * part of a page asks for its own permission as ever. */
static const Route bare_routes[] = {
    {GET, "/register", register_page, MAY_WATCH_IMPORT, .purpose = "bench"},
    {GET, "/today", today_page, MAY_WATCH_IMPORT, .purpose = "bench"},
    {GET, "/learners/:page", bare_learner, MAY_WATCH_IMPORT, .purpose = "bench"},
};

static HttpServer *start(const Both *both, const Route *pages, size_t count)
{
    SiteOptions setup = {.routes = pages,
                         .route_count = count,
                         .store = both->store,
                         .guesses = guesses_make(both->arena),
                         .demo = true,
                         .factor_optional = true,
                         .sign_in_page = account_sign_in_page,
                         .demo_people = demo_people};
    HttpOptions options = {
        .address = "127.0.0.1",
        .workers = WORKERS,
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
    Site *site;
    HttpServer *server;
    must(site_create(both->arena, &setup, &site));
    must(http_start(both->arena, &options, site_answer, site, &server));
    return server;
}

static Timing ask(const Both *both, const char *self, HttpServer *server, const char *path,
                  const char *token)
{
    return visit(both->arena, &(Visit){.self = self,
                                       .port = http_port(server),
                                       .path = path,
                                       .token = token,
                                       .connections = READERS,
                                       .requests = REQUESTS});
}

static void measure(const Both *both, const char *self, const char *token, PageCost *page,
                    int round)
{
    double start = process_seconds();
    Timing audited = ask(both, self, both->audited, page->path, token);
    double middle = process_seconds();
    Timing bare = ask(both, self, both->bare, page->path, token);
    page->audited_cpu[round] = (middle - start) / (READERS * REQUESTS);
    page->bare_cpu[round] = (process_seconds() - middle) / (READERS * REQUESTS);
    page->cpu_ratio[round] = page->audited_cpu[round] / page->bare_cpu[round];
    page->audited[round] = audited.requests_per_second;
    page->bare[round] = bare.requests_per_second;
    page->p99[round] = audited.p99_ms;
    page->ratio[round] = bare.requests_per_second / audited.requests_per_second;
}

static bool print_page(PageCost *page)
{
    double ratio = median(page->cpu_ratio, ROUNDS);
    printf("| %-18s | %7.0f | %7.0f | %6.1f | %5.2f | %7.0f | %7.0f | %5.2f |\n", page->name,
           median(page->bare, ROUNDS), median(page->audited, ROUNDS), median(page->p99, ROUNDS),
           median(page->ratio, ROUNDS), median(page->bare_cpu, ROUNDS) * 1e6,
           median(page->audited_cpu, ROUNDS) * 1e6, ratio);
    return ratio <= PROMISED;
}

static bool print_pages(PageCost pages[PAGES])
{
    bool kept = true;
    printf("\n%d readers at once, SQLite, each look synced to disk before its page leaves\n\n"
           "| page               | without | audited | p99 ms | ratio | CPU us  | audited | ratio "
           "|\n|---|---|---|---|---|---|---|---|\n",
           READERS);
    for (int i = 0; i < PAGES; i++)
        kept = print_page(&pages[i]) && kept;
    printf("\nPromised: CPU at most %.1f times. %s\n", PROMISED, kept ? "Kept." : "NOT KEPT.");
    return kept;
}

int audited_run(const char *self, const char *folder)
{
    Both both = {.arena = arena_create((size_t)256 * MEGABYTE, "audited")};
    StoreOptions how = {.where = folder, .readers = STORE_READERS, .every_school = true};
    Visitor visitor;
    must(store_open(both.arena, &how, &both.store));
    visitor_sign_in(both.arena, both.store, &visitor);
    PageCost pages[PAGES] = {
        {.name = "register, 60 rows", .path = "/register"},
        {.name = "one learner",
         .path = arena_print(both.arena, "/learners/%" PRId64, visitor.learner.n)},
        {.name = "today", .path = "/today"},
    };
    both.audited = start(&both, routes, route_count);
    both.bare = start(&both, bare_routes, sizeof bare_routes / sizeof bare_routes[0]);
    for (int round = 0; round < ROUNDS; round++)
        for (int i = 0; i < PAGES; i++)
            measure(&both, self, visitor.token, &pages[i], round);
    bool kept = print_pages(pages);
    http_stop(both.audited, 5);
    http_stop(both.bare, 5);
    store_close(both.store);
    arena_destroy(both.arena);
    return kept ? 0 : 1;
}

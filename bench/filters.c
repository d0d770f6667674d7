#include "filters.h"

#include <inttypes.h>
#include <stdio.h>

#include "account/account.h"
#include "app/routes.h"
#include "platform/base/log.h"
#include "platform/http/http.h"
#include "process.h"
#include "register/register_sql.h"
#include "replay.h"
#include "visitor.h"
#include "web/web.h"

enum { ROUNDS = 7, REPEATS = 6, MOST = 24, MEGABYTE = 1024 * 1024 };

#define PROMISED 1.5

typedef struct Filter {
    const char *name, *query;
    HttpFields fields;
    Replay replay;
    size_t bytes;
    double page[ROUNDS], whole[ROUNDS], statements[ROUNDS]; /* seconds of CPU */
    double ratio[ROUNDS], whole_ratio[ROUNDS];
} Filter;

typedef struct Bench {
    Arena *arena, *worker;
    Buffer body;
    Store *store;
    Site *site;
    pid_t postmaster;
    Visitor visitor;
    StaffId teacher;
    size_t count;
    Filter filters[MOST];
} Bench;

/* With every thread of ours, and without the one that writes looks on SQLite; on PostgreSQL the
 * server that reads writes them too. */
static double seconds_of_all(const Bench *bench)
{
    return process_seconds() + seconds_of_children(bench->postmaster);
}

static double seconds_of_reading(const Bench *bench)
{
    return thread_seconds() + seconds_of_children(bench->postmaster);
}

/* Session, permissions, statements, what each cell says, template, look: all but the socket. */
static size_t make_page(Bench *bench, const Filter *filter)
{
    Arena *arena = bench->worker; /* kept from page to page, as a worker of the server does */
    HttpHeader cookie = {"Cookie", arena_print(arena, "fourfold=%s", bench->visitor.token)};
    HttpRequest request = {
        .method = HTTP_GET,
        .method_text = "GET",
        .path = "/register",
        .query = filter->fields,
        .host = "localhost",
        .client = "127.0.0.1",
        .reference = "bench",
        .header_count = 1,
        .headers = &cookie,
    };
    HttpResponse response = {.body = &bench->body};
    site_answer(bench->site, 0, arena, &request, &response);
    ASSERT(response.status == 200);
    size_t length = bench->body.length;
    buffer_reset(&bench->body);
    arena_reset(arena);
    return length;
}

static void replay(const Bench *bench, const Filter *filter)
{
    Db *db;
    must(store_read(bench->store, &db));
    must(db_enter_school(db, bench->visitor.school.id.n));
    must(replay_read(&filter->replay, db, bench->worker));
    arena_reset(bench->worker);
    store_read_end(bench->store, db);
}

static void measure(Bench *bench, Filter *filter, int round)
{
    double whole = seconds_of_all(bench), start = seconds_of_reading(bench);
    for (int i = 0; i < REPEATS; i++)
        make_page(bench, filter);
    double made = seconds_of_reading(bench);
    filter->whole[round] = (seconds_of_all(bench) - whole) / REPEATS;
    for (int i = 0; i < REPEATS; i++)
        replay(bench, filter);
    filter->page[round] = (made - start) / REPEATS;
    filter->statements[round] = (seconds_of_reading(bench) - made) / REPEATS;
    filter->ratio[round] = filter->page[round] / filter->statements[round];
    filter->whole_ratio[round] = filter->whole[round] / filter->statements[round];
}

/* ---- The filters --------------------------------------------------------------------------------
 */

static void add_filter(Bench *bench, const char *name, const char *query)
{
    ASSERT(bench->count < MOST);
    Filter *filter = &bench->filters[bench->count++];
    *filter = (Filter){.name = name, .query = query};
    if (*query != '\0')
        ASSERT(http_parse_form(bench->arena, query, &filter->fields));
    make_page(bench, filter);
    replay_begin(&filter->replay, bench->arena);
    filter->bytes = make_page(bench, filter);
    replay_end();
}

/* Each by itself, a class and a teacher as the first learner has them, and those that cost most
 * together: every column of 300 rows, and everybody whose name holds two beginnings, sorted. */
static void add_filters(Bench *bench)
{
    static const char *const filters[][2] = {
        {"any support", ""},
        {"everyone", "level=everyone"},
        {"a level", "level=sen_support"},
        {"a year", "level=everyone&year=4"},
        {"a need", "need=SPLD"},
        {"an area", "area=cognition"},
        {"a stage", "stage=do"},
        {"late reviews", "due=late"},
        {"pupil premium", "level=everyone&premium=yes"},
        {"looked after", "level=everyone&care=yes"},
        {"EAL", "level=everyone&eal=yes"},
        {"sex", "level=everyone&sex=F"},
        {"a name", "level=everyone&search=1"},
        {"sorted by review", "level=everyone&sort=review"},
        {"sorted by need", "level=everyone&sort=need"},
        {"sorted by area", "level=everyone&sort=areas"},
        {"all columns, 300 rows",
         "level=everyone&rows=300&columns=year-class-age-sex-level-since-stage-need-others-areas-"
         "review-teacher-premium-care-eal-plan-told"},
        {"name, area, year, sex, sorted",
         "level=everyone&search=1&area=cognition&year=4&sex=F&sort=need"},
    };
    for (size_t i = 0; i < sizeof filters / sizeof filters[0]; i++)
        add_filter(bench, filters[i][0], filters[i][1]);
    add_filter(bench, "a class",
               arena_print(bench->arena, "level=everyone&class=%" PRId64, bench->visitor.class.n));
    add_filter(bench, "a teacher",
               arena_print(bench->arena, "level=everyone&teacher=%" PRId64, bench->teacher.n));
}

static void choose(Bench *bench)
{
    Db *db;
    struct register_teachers_rows rows;
    Date today = moment_london_date(clock_now());
    must(store_read(bench->store, &db));
    must(db_enter_school(db, bench->visitor.school.id.n));
    must(register_teachers(db, bench->arena, bench->visitor.school.id, today, &rows));
    store_read_end(bench->store, db);
    ASSERT(rows.count > 0);
    bench->teacher = rows.items[0].id;
}

/* Names that begin so are looked for by the page of a search. */
static Error *look_for(Db *db, void *context)
{
    const Bench *bench = context;
    Session session;
    Actor actor;
    bool found;
    Moment now = clock_now();
    TRY(session_find(db, bench->arena, bench->visitor.token, now, moment_london_date(now), &session,
                     &actor, &found));
    ASSERT(found);
    return session_set_search(db, &session, "ma");
}

/* ---- The table ----------------------------------------------------------------------------------
 */

static bool print_filter(Filter *filter)
{
    double ratio = median(filter->ratio, ROUNDS);
    printf("| %-29s | %6zu | %6.0f (%zu) | %6.0f | %5.2f | %9.0f | %5.2f |\n", filter->name,
           filter->bytes / 1024, median(filter->statements, ROUNDS) * 1e6, filter->replay.count,
           median(filter->page, ROUNDS) * 1e6, ratio, median(filter->whole, ROUNDS) * 1e6,
           median(filter->whole_ratio, ROUNDS));
    return ratio <= PROMISED;
}

static int print_filters(Bench *bench)
{
    bool kept = true;
    printf("\nThe register of 3,360 learners on %s, in us of CPU\n\n"
           "| filter                        |     KB | statements  |   page | ratio | with look | "
           "ratio |\n|---|---|---|---|---|---|---|\n",
           store_engine(bench->store) == DB_SQLITE ? "SQLite" : "PostgreSQL");
    for (size_t i = 0; i < bench->count; i++)
        kept = print_filter(&bench->filters[i]) && kept;
    printf("\nPromised: the page at most %.1f times its statements. %s\n", PROMISED,
           kept ? "Kept." : "NOT KEPT.");
    return kept ? 0 : 1;
}

int filters_run(const char *where, pid_t postmaster)
{
    Arena *arena = arena_create((size_t)256 * MEGABYTE, "filters");
    Bench *bench = arena_new(arena, Bench);
    *bench = (Bench){.arena = arena,
                     .worker = arena_create((size_t)64 * MEGABYTE, "worker"),
                     .postmaster = postmaster};
    buffer_init(&bench->body, (size_t)16 * MEGABYTE);
    StoreOptions how = {.where = where, .readers = 1, .every_school = true};
    must(store_open(arena, &how, &bench->store));
    visitor_sign_in(arena, bench->store, &bench->visitor);
    must(store_write(bench->store, look_for, bench));
    choose(bench);
    SiteOptions setup = {.routes = routes,
                         .route_count = route_count,
                         .store = bench->store,
                         .demo = true,
                         .sign_in_page = account_sign_in_page};
    must(site_create(arena, &setup, &bench->site));
    add_filters(bench);
    for (int round = 0; round < ROUNDS; round++)
        for (size_t i = 0; i < bench->count; i++)
            measure(bench, &bench->filters[i], round);
    int status = print_filters(bench);
    store_close(bench->store);
    buffer_free(&bench->body);
    arena_destroy(bench->worker);
    arena_destroy(arena);
    return status;
}

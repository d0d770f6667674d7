#include "papers.h"

#include <stdio.h>

#include "documents/plan_paper.h"
#include "platform/pdf/pdf.h"
#include "process.h"
#include "register/register_sql.h"
#include "visitor.h"

enum { PLANS = 300, MEGABYTE = 1024 * 1024 };

#define PROMISED 10.0 /* a second */

typedef struct FinalPlan {
    LearnerId learner;
    PlanId id;
} FinalPlan;

typedef struct Bench {
    Arena *arena, *paper;
    Db *db;
    Visitor visitor;
    size_t count;
    FinalPlan plans[PLANS];
} Bench;

/* The plan in force of each cycle that has one. */
static void find_plans(Bench *bench, LearnerId learner)
{
    SchoolId school = bench->visitor.school.id;
    Cycles cycles;
    must(cycle_list(bench->db, bench->arena, school, learner, &cycles));
    for (size_t i = 0; i < cycles.count && bench->count < PLANS; i++) {
        Plan plan;
        bool found;
        must(plan_in_force(bench->db, bench->arena, school, cycles.items[i].id, &plan, &found));
        if (found)
            bench->plans[bench->count++] = (FinalPlan){learner, plan.id};
    }
}

static void find_all(Bench *bench)
{
    struct register_rows_rows rows;
    const OptionalInteger none = {0};
    must(register_rows(bench->db, bench->arena, bench->visitor.school.id,
                       moment_london_date(clock_now()), (StaffId){0}, "sen_support", false, NULL,
                       (ClassId){0}, NULL, NULL, NULL, DATE_NONE, DATE_NONE, (StaffId){0}, none,
                       none, NULL, NULL, NULL, NULL, NULL, false, REGISTER_ROWS_BY_NAME, &rows));
    for (size_t i = 0; i < rows.count && bench->count < PLANS; i++)
        find_plans(bench, rows.items[i].id);
}

/* Read from the store, compared with its hash, set and written. */
static size_t make_paper(Bench *bench, const FinalPlan *wanted)
{
    Plan plan;
    Bytes paper;
    must(plan_as_agreed(bench->db, bench->paper, bench->visitor.school.id, wanted->learner,
                        wanted->id, &plan));
    must(plan_paper_write(bench->paper, &plan, PDF_FOR_STAFF, &(PaperTo){0},
                          &setting_of(SETTING_SCHOOL)->words, plan.finalised_on, &paper));
    arena_reset(bench->paper);
    return paper.length;
}

static int measure(Bench *bench)
{
    size_t bytes = 0;
    make_paper(bench, &bench->plans[0]); /* reads the fonts */
    double start = wall_seconds();
    double busy = process_seconds();
    for (size_t i = 0; i < PLANS; i++)
        bytes += make_paper(bench, &bench->plans[i % bench->count]);
    double took = wall_seconds() - start;
    busy = process_seconds() - busy;
    double speed = PLANS / took;
    printf("%d plans as PDF (%zu of them different): %.1f s, %.0f plans a second, %.1f ms of CPU "
           "each, %.1f MB. Promised: %.0f a second. %s\n",
           PLANS, bench->count, took, speed, busy / PLANS * 1e3, (double)bytes / MEGABYTE, PROMISED,
           speed >= PROMISED ? "Kept." : "NOT KEPT.");
    return speed >= PROMISED ? 0 : 1;
}

int papers_run(const char *where)
{
    Arena *arena = arena_create((size_t)256 * MEGABYTE, "papers");
    Bench *bench = arena_new(arena, Bench);
    *bench = (Bench){.arena = arena, .paper = arena_create((size_t)64 * MEGABYTE, "paper")};
    StoreOptions how = {.where = where, .readers = 1, .every_school = true};
    Store *store;
    must(store_open(arena, &how, &store));
    visitor_sign_in(arena, store, &bench->visitor);
    must(store_read(store, &bench->db));
    find_all(bench);
    int ends = 1;
    if (bench->count == 0)
        printf("No final plan here to print.\n");
    else
        ends = measure(bench);
    store_read_end(store, bench->db);
    store_close(store);
    pdf_fonts_release();
    arena_destroy(bench->paper);
    arena_destroy(arena);
    return ends;
}

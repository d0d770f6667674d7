#include "visitor.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include "app/demo_people.h"
#include "platform/base/log.h"
#include "process.h"
#include "register/register_sql.h"
#include "staff/staff.h"

void must(Error *error)
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

double median(double *values, size_t count)
{
    qsort(values, count, sizeof *values, by_size);
    return values[count / 2];
}

/* ---- A signed-in SENCO, and somebody with a plan ------------------------------------------------
 */

typedef struct SigningIn {
    Arena *arena;
    Visitor *visitor;
} SigningIn;

static Error *sign_in(Db *db, void *context)
{
    const SigningIn *signing = context;
    Visitor *visitor = signing->visitor;
    Arena *arena = signing->arena;
    AccountId account;
    SchoolId school;
    StaffId staff;
    const char *hash;
    Moment now = clock_now();
    TRY(sign_in_find(db, arena, demo_people[0].email, moment_london_date(now), &account, &school,
                     &staff, &hash));
    if (hash == NULL)
        return error_invalid("There is no demo school here", "bench");
    TRY(school_load(db, arena, school, &visitor->school));
    NewSession session = {
        .account = account, .school = school, .staff = staff, .device = "bench", .confirmed = true};
    return session_start(db, arena, &session, now, &visitor->token);
}

static void choose_learner(Arena *arena, Store *store, Visitor *visitor)
{
    Db *db;
    struct register_rows_rows rows;
    const OptionalInteger none = {0};
    must(store_read(store, &db));
    must(register_rows(db, arena, visitor->school.id, moment_london_date(clock_now()), (StaffId){0},
                       "sen_support", false, NULL, (ClassId){0}, NULL, NULL, NULL, DATE_NONE,
                       DATE_NONE, (StaffId){0}, none, none, NULL, NULL, NULL, NULL, NULL, false,
                       REGISTER_ROWS_BY_NAME, &rows));
    store_read_end(store, db);
    ASSERT(rows.count > 0);
    visitor->learner = rows.items[0].id;
    visitor->class = rows.items[0].class_id;
}

void visitor_sign_in(Arena *arena, Store *store, Visitor *visitor)
{
    SigningIn signing = {arena, visitor};
    must(store_write(store, sign_in, &signing));
    choose_learner(arena, store, visitor);
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

Timing visit(Arena *arena, const Visit *visit)
{
    char load[] = "load", line[256];
    char *words[] = {(char *)(uintptr_t)visit->self,
                     load,
                     arena_print(arena, "%u", (unsigned)visit->port),
                     arena_copy(arena, visit->path),
                     arena_print(arena, "fourfold=%s", visit->token),
                     arena_print(arena, "%d", visit->connections),
                     arena_print(arena, "%d", visit->requests),
                     NULL};
    Timing timing;
    int output;
    pid_t client = process_start(words, &output);
    process_line(output, line);
    waitpid(client, NULL, 0);
    close(output);
    if (!read_timing(line, &timing) || timing.not_found != 0) {
        fprintf(stderr, "bench: %s did not answer 200\n", visit->path);
        exit(1);
    }
    return timing;
}

/* Who reads and writes when, and what happens when a write fails. */
#include <inttypes.h>
#include <pthread.h>
#include <stdarg.h>
#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>

#include <cmocka.h>

#include "platform/db/engine.h"
#include "platform/db/test_both.h"
#include "platform/db/test_store.h"
#include "platform/db/toy_sql.h"

#define SCHOOL ((SchoolId){1})

static TestStore test;

static int make(void **state)
{
    test = test_store_make(test_engine(state), 4);
    test_store_run(&test, "insert into school (id, name) values (1, 'One')");
    return 0;
}

static int end(void **state)
{
    (void)state;
    db_fail_at(0);
    test_store_end(&test);
    return 0;
}

static Error *add(Db *db, int64_t id, const char *name)
{
    return toy_add(db, SCHOOL, (ToyId){id}, name, NULL, (OptionalInteger){false, 0}, 100, DATE_NONE,
                   MOMENT_NONE, false, (OptionalInteger){false, 0}, (Bytes){NULL, 0}, NULL);
}

static size_t count_in(Db *db)
{
    struct toy_list_rows rows;
    Arena *arena = arena_create((size_t)4 << 20, "test.count");
    assert_null(toy_list(db, arena, SCHOOL, DATE_NONE, false, NULL, TOY_LIST_BY_NAME, &rows));
    arena_destroy(arena);
    return rows.count;
}

static size_t count(void)
{
    Db *db = NULL;
    assert_null(store_read(test.store, &db));
    size_t found = count_in(db);
    store_read_end(test.store, db);
    return found;
}

/* ---- One work
 * ------------------------------------------------------------------------------------ */

static Error *add_one(Db *db, void *context)
{
    return add(db, *(int64_t *)context, "a toy");
}

static Error *add_then_fail(Db *db, void *context)
{
    TRY(add_one(db, context));
    return error_invalid("Say when.", "toy %d", 7);
}

static Error *add_twice_and_go_on(Db *db, void *context)
{
    TRY(add_one(db, context));
    (void)add_one(db, context);
    return NULL;
}

static Error *add_large(Db *db, void *context)
{
    static unsigned char bytes[400000];
    (void)context;
    return toy_add(db, SCHOOL, (ToyId){50}, "large", NULL, (OptionalInteger){false, 0}, 100,
                   DATE_NONE, MOMENT_NONE, false, (OptionalInteger){false, 0},
                   (Bytes){bytes, sizeof bytes}, NULL);
}

static void a_write_is_there_when_it_returns(void **state)
{
    (void)state;
    int64_t id = 1;
    assert_null(store_write(test.store, add_one, &id));
    assert_int_equal(count(), 1);
}

static void an_error_undoes_the_work_and_arrives(void **state)
{
    (void)state;
    int64_t id = 1;
    Error *error = store_write(test.store, add_then_fail, &id);
    assert_non_null(error);
    assert_int_equal(error->kind, ERROR_INVALID);
    assert_string_equal(error->message, "Say when.");
    assert_string_equal(error->cause, "toy 7");
    assert_int_equal(count(), 0);
    assert_null(store_write(test.store, add_one, &id));
}

static void a_failed_statement_cannot_be_passed_over(void **state)
{
    (void)state;
    int64_t id = 1;
    assert_non_null(store_write(test.store, add_twice_and_go_on, &id));
    assert_int_equal(count(), 0);
}

static void a_reader_sees_one_state(void **state)
{
    (void)state;
    int64_t id = 1;
    Db *db = NULL;
    assert_null(store_read(test.store, &db));
    assert_int_equal(count_in(db), 0);
    assert_null(store_write(test.store, add_one, &id));
    assert_int_equal(count_in(db), 0);
    store_read_end(test.store, db);
    assert_int_equal(count(), 1);
}

/* ---- A state that is kept -----------------------------------------------------------------------
 */

/* Reads once, and tells whether the reader kept its state when it came home. */
static Db *reader_at_home(bool *kept)
{
    Db *db = NULL;
    assert_null(store_read(test.store, &db));
    count_in(db);
    store_read_end(test.store, db);
    *kept = db->kept;
    return db;
}

static void a_state_is_kept_until_something_is_written(void **state)
{
    (void)state;
    int64_t id = 1;
    bool kept;
    const Db *db = reader_at_home(&kept);
    assert_true(kept);
    uint64_t before = db->changes;
    assert_null(store_write(test.store, add_one, &id));
    assert_int_equal(count(), 1);
    assert_true(db->changes > before);
}

static void a_trail_is_seen_by_whoever_asks_for_it_and_by_others_soon(void **state)
{
    (void)state;
    int64_t id = 1;
    bool kept;
    const Db *reader = reader_at_home(&kept);
    Db *db = NULL;
    uint64_t before = reader->changes;
    assert_null(store_append(test.store, add_one, &id));
    assert_int_equal(reader->changes, before);
    assert_null(store_read_newest(test.store, &db));
    assert_int_equal(count_in(db), 1);
    store_read_end(test.store, db);
    assert_null(store_append(test.store, add_large, NULL));
    for (int tries = 0; count() < 2 && tries < 1000; tries++)
        nanosleep(&(struct timespec){.tv_nsec = 10000000}, NULL);
    assert_int_equal(count(), 2);
}

/* Else every page would find an empty cache, and nobody would notice but by the clock. */
static void a_trail_leaves_readers_the_state_they_have(void **state)
{
    (void)state;
    int64_t id = 1;
    bool kept;
    const Db *db = reader_at_home(&kept);
    int64_t began = db->began;
    assert_null(store_append(test.store, add_one, &id));
    size_t found = count();
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    bool soon = (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000 < began + 1000;
    assert_true(!soon || (found == 0 && db->began == began));
}

static void a_trail_that_fails_arrives(void **state)
{
    (void)state;
    int64_t id = 1;
    assert_non_null(store_append(test.store, add_then_fail, &id));
    assert_int_equal(count(), 0);
}

static void a_state_is_not_kept_after_a_failure_nor_while_the_log_is_moved(void **state)
{
    (void)state;
    bool kept;
    Db *db = NULL;
    assert_null(store_read(test.store, &db));
    db_fail_at(1);
    struct toy_list_rows rows;
    assert_non_null(
        toy_list(db, test.arena, SCHOOL, DATE_NONE, false, NULL, TOY_LIST_BY_NAME, &rows));
    store_read_end(test.store, db);
    assert_false(db->kept);
    reader_at_home(&kept);
    assert_true(kept);
    store_let_go(test.store);
    assert_false(db->kept);
    reader_at_home(&kept);
    assert_false(kept);
    store_keep_again(test.store);
    reader_at_home(&kept);
    assert_true(kept);
}

static void changes_are_counted(void **state)
{
    (void)state;
    int64_t id = 1;
    assert_null(store_write(test.store, add_one, &id));
    test_store_run(&test, "update toy set price = 5");
    assert_int_equal(count(), 1);
}

static Error *change_price(Db *db, void *context)
{
    int64_t *changed = context;
    TRY(toy_price(db, SCHOOL, (ToyId){1}, 7, &changed[0]));
    TRY(toy_price(db, SCHOOL, (ToyId){2}, 7, &changed[1]));
    TRY(toy_remove(db, SCHOOL, (ToyId){1}, &changed[2]));
    return toy_remove(db, SCHOOL, (ToyId){1}, &changed[3]);
}

static void rows_touched_are_told(void **state)
{
    (void)state;
    int64_t id = 1, changed[4] = {9, 9, 9, 9};
    assert_null(store_write(test.store, add_one, &id));
    assert_null(store_write(test.store, change_price, changed));
    assert_int_equal(changed[0], 1);
    assert_int_equal(changed[1], 0);
    assert_int_equal(changed[2], 1);
    assert_int_equal(changed[3], 0);
}

static Error *make_dearer(Db *db, void *context)
{
    struct toy_dearer_row row;
    bool found = false;
    TRY(toy_dearer(db, test.arena, SCHOOL, (ToyId){1}, 11, &row, &found));
    *(int64_t *)context = found ? row.price : -1;
    return NULL;
}

static void returning_answers_and_writes(void **state)
{
    (void)state;
    int64_t id = 1, price = 0;
    assert_null(store_write(test.store, make_dearer, &price));
    assert_int_equal(price, -1);
    assert_null(store_write(test.store, add_one, &id));
    assert_null(store_write(test.store, make_dearer, &price));
    assert_null(store_write(test.store, make_dearer, &price));
    assert_int_equal(price, 122);
}

/* ---- Faults
 * -------------------------------------------------------------------------------------- */

static Error *add_three(Db *db, void *context)
{
    (void)context;
    TRY(add(db, 1, "one"));
    TRY(add(db, 2, "two"));
    return add(db, 3, "three");
}

static void each_failing_statement_leaves_nothing(void **state)
{
    (void)state;
    for (int nth = 1; nth <= 3; nth++) {
        db_fail_at(nth);
        Error *error = store_write(test.store, add_three, NULL);
        assert_non_null(error);
        assert_int_equal(error->kind, ERROR_STORE);
        db_fail_at(0);
        assert_int_equal(count(), 0);
    }
    db_fail_at(4);
    assert_null(store_write(test.store, add_three, NULL));
    db_fail_at(0);
    assert_int_equal(count(), 3);
}

static void a_fault_is_for_its_own_thread(void **state)
{
    (void)state;
    int64_t id = 1;
    db_fail_at(1);
    assert_non_null(store_write(test.store, add_one, &id));
    assert_null(store_write(test.store, add_one, &id));
}

/* ---- Many at once
 * -------------------------------------------------------------------------------- */

#define THREADS 12
#define EACH    25

/* Every third work fails after it wrote. */
static void *write_many(void *context)
{
    size_t wrong = 0;
    for (int64_t i = 0; i < EACH; i++) {
        int64_t id = (int64_t)(intptr_t)context * 1000 + i + 1;
        bool failing = i % 3 == 2;
        Error *error = store_write(test.store, failing ? add_then_fail : add_one, &id);
        wrong += (error != NULL) != failing;
    }
    return (void *)(intptr_t)wrong;
}

static void the_failures_of_one_do_not_touch_another(void **state)
{
    (void)state;
    pthread_t threads[THREADS];
    test_store_run(&test, "drop index toy_by_name");
    for (intptr_t i = 0; i < THREADS; i++)
        assert_int_equal(pthread_create(&threads[i], NULL, write_many, (void *)i), 0);
    for (int i = 0; i < THREADS; i++) {
        void *wrong = NULL;
        assert_int_equal(pthread_join(threads[i], &wrong), 0);
        assert_null(wrong);
    }
    assert_int_equal(count(), THREADS * (EACH - EACH / 3));
}

static void *read_many(void *context)
{
    (void)context;
    for (int i = 0; i < EACH; i++)
        (void)count();
    return NULL;
}

static void more_threads_than_readers_all_read(void **state)
{
    (void)state;
    pthread_t threads[THREADS];
    for (int i = 0; i < THREADS; i++)
        assert_int_equal(pthread_create(&threads[i], NULL, read_many, NULL), 0);
    for (int i = 0; i < THREADS; i++)
        assert_int_equal(pthread_join(threads[i], NULL), 0);
}

/* ---- SQLite
 * -------------------------------------------------------------------------------------- */

static void a_full_disk_refuses_and_recovers(void **state)
{
    (void)state;
    int64_t id = 1;
    test_store_run(&test, "pragma max_page_count = 60");
    Error *error = store_write(test.store, add_large, NULL);
    assert_non_null(error);
    assert_int_equal(error->kind, ERROR_STORE);
    assert_non_null(strstr(error->message, "full"));
    assert_int_equal(count(), 0);
    assert_null(store_write(test.store, add_one, &id));
    test_store_run(&test, "pragma max_page_count = 100000");
    assert_null(store_write(test.store, add_large, NULL));
    assert_int_equal(count(), 2);
}

/* Long enough that the log is moved after it, while whoever wrote it goes on and closes. */
static Error *add_what_moves_the_log(Db *db, void *context)
{
    static unsigned char bytes[5 << 20];
    const int64_t *id = context;
    const char *name = arena_print(test.arena, "moving %" PRId64, *id);
    return toy_add(db, SCHOOL, (ToyId){*id}, name, NULL, (OptionalInteger){false, 0}, 100,
                   DATE_NONE, MOMENT_NONE, false, (OptionalInteger){false, 0},
                   (Bytes){bytes, sizeof bytes}, NULL);
}

static void a_store_closes_while_its_log_is_moved(void **state)
{
    (void)state;
    enum { TIMES = 20 };
    StoreOptions options = {.where = test.where, .readers = 4};
    for (int64_t id = 1; id <= TIMES; id++) {
        Store *store = NULL;
        assert_null(store_open(test.arena, &options, &store));
        assert_null(store_write(store, add_what_moves_the_log, &id));
        store_close(store);
    }
    assert_int_equal(count(), TIMES);
}

static void a_file_that_others_read_is_refused(void **state)
{
    (void)state;
    Store *store = NULL;
    StoreOptions options = {.where = test.where, .readers = 1};
    const char *file = arena_print(test.arena, "%s/fourfold.db", test.where);
    assert_int_equal(chmod(file, 0644), 0);
    Error *error = store_open(test.arena, &options, &store);
    assert_non_null(error);
    assert_non_null(strstr(error->message, "chmod"));
    assert_int_equal(chmod(file, 0600), 0);
    assert_null(store_open(test.arena, &options, &store));
    store_close(store);
}

static void a_new_file_is_for_its_owner_alone(void **state)
{
    (void)state;
    struct stat found;
    assert_int_equal(stat(arena_print(test.arena, "%s/fourfold.db", test.where), &found), 0);
    assert_int_equal(found.st_mode & 0777, 0600);
}

static void a_place_without_data_is_refused(void **state)
{
    (void)state;
    Store *store = NULL;
    StoreOptions options = {.where = "/tmp/fourfold-test-nowhere", .readers = 1};
    Error *error = store_open(test.arena, &options, &store);
    assert_non_null(error);
    assert_null(store);
}

static void a_file_that_is_no_database_is_refused(void **state)
{
    (void)state;
    Store *store = NULL;
    store_close(test.store);
    test.store = NULL;
    FILE *file = fopen(arena_print(test.arena, "%s/fourfold.db", test.where), "wb");
    assert_non_null(file);
    for (int i = 0; i < 1000; i++)
        fputs("not a database ", file);
    fclose(file);
    StoreOptions options = {.where = test.where, .readers = 1};
    assert_non_null(store_open(test.arena, &options, &store));
}

static void a_reader_refuses_any_sql_that_is_not_reading(void **state)
{
    (void)state;
    static const char *const texts[] = {
        "delete from toy",           "drop table toy",
        "pragma foreign_keys = off", "attach ':memory:' as other",
        "create table x (y)",        "update school set name = 'x'"};
    Db *db = NULL;
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        assert_null(store_read(test.store, &db));
        assert_non_null(db->verbs->run(db, texts[i]));
        store_read_end(test.store, db);
    }
}

/* ---- PostgreSQL
 * ----------------------------------------------------------------------------------- */

static void a_broken_connection_is_made_anew(void **state)
{
    (void)state;
    int64_t id = 1;
    Db *server = NULL;
    assert_int_equal(count(), 0);
    assert_null(postgresql_open(test.where, true, true, &server));
    assert_null(server->verbs->run(server,
                                   "select pg_terminate_backend(pid) from pg_stat_activity where "
                                   "datname = current_database() and pid <> pg_backend_pid()"));
    db_close(server);
    for (int i = 0; i < 8; i++)
        assert_int_equal(count(), 0);
    assert_null(store_write(test.store, add_one, &id));
    assert_int_equal(count(), 1);
}

typedef struct Attempts {
    int made, failing;
    const char *state;
} Attempts;

static Error *fail_some_times(Db *db, void *context)
{
    Attempts *attempts = context;
    TRY(add(db, 77, "again"));
    if (++attempts->made > attempts->failing)
        return NULL;
    return db->verbs->run(db, arena_print(test.arena,
                                          "do $$ begin raise exception using errcode = '%s'; "
                                          "end $$",
                                          attempts->state));
}

static void a_deadlock_is_tried_again_three_times(void **state)
{
    (void)state;
    static const struct {
        Attempts attempts;
        int made;
        bool succeeds;
    } cases[] = {{{0, 1, "40P01"}, 2, true},
                 {{0, 3, "40001"}, 4, true},
                 {{0, 4, "40001"}, 4, false},
                 {{0, 1, "22012"}, 1, false}};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        Attempts attempts = cases[i].attempts;
        Error *error = store_write(test.store, fail_some_times, &attempts);
        assert_int_equal(attempts.made, cases[i].made);
        assert_int_equal(error == NULL, cases[i].succeeds);
        assert_int_equal(count(), cases[i].succeeds);
        test_store_run(&test, "delete from toy");
    }
}

static void a_database_sorted_by_a_language_is_refused(void **state)
{
    (void)state;
    Store *store = NULL;
    const char *name = arena_print(test.arena, "%s_icu", strrchr(test.folder, '.') + 1);
    const char *slash = strrchr(test.where, '/');
    Db *server = NULL;
    assert_null(postgresql_open(test.where, true, true, &server));
    assert_null(server->verbs->run(server, arena_print(test.arena,
                                                       "create database \"%s\" template template0 "
                                                       "encoding 'UTF8' locale 'C' "
                                                       "locale_provider icu icu_locale 'en'",
                                                       name)));
    const char *host = strchr(test.where, '?');
    const char *url = arena_print(test.arena, "postgresql:///%s%s", name, host);
    (void)slash;
    StoreOptions options = {.where = url, .readers = 1, .create = true};
    Error *error = store_open(test.arena, &options, &store);
    assert_non_null(error);
    assert_non_null(strstr(error->message, "--locale=C"));
    assert_null(server->verbs->run(server, arena_print(test.arena, "drop database \"%s\"", name)));
    db_close(server);
}

static void an_unreachable_server_is_said_plainly(void **state)
{
    (void)state;
    Store *store = NULL;
    StoreOptions options = {.where = "postgresql:///x?host=/tmp/fourfold-nowhere", .readers = 1};
    Error *error = store_open(test.arena, &options, &store);
    assert_non_null(error);
    assert_non_null(strstr(error->message, "cannot be reached"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        ON_BOTH(a_write_is_there_when_it_returns),
        ON_BOTH(an_error_undoes_the_work_and_arrives),
        ON_BOTH(a_failed_statement_cannot_be_passed_over),
        ON_BOTH(a_reader_sees_one_state),
        ON_SQLITE(a_state_is_kept_until_something_is_written),
        ON_BOTH(a_trail_is_seen_by_whoever_asks_for_it_and_by_others_soon),
        ON_SQLITE(a_trail_leaves_readers_the_state_they_have),
        ON_BOTH(a_trail_that_fails_arrives),
        ON_SQLITE(a_state_is_not_kept_after_a_failure_nor_while_the_log_is_moved),
        ON_BOTH(changes_are_counted),
        ON_BOTH(rows_touched_are_told),
        ON_BOTH(returning_answers_and_writes),
        ON_BOTH(each_failing_statement_leaves_nothing),
        ON_BOTH(a_fault_is_for_its_own_thread),
        ON_BOTH(the_failures_of_one_do_not_touch_another),
        ON_BOTH(more_threads_than_readers_all_read),
        ON_SQLITE(a_full_disk_refuses_and_recovers),
        ON_SQLITE(a_store_closes_while_its_log_is_moved),
        ON_SQLITE(a_file_that_others_read_is_refused),
        ON_SQLITE(a_new_file_is_for_its_owner_alone),
        ON_SQLITE(a_place_without_data_is_refused),
        ON_SQLITE(a_file_that_is_no_database_is_refused),
        ON_SQLITE(a_reader_refuses_any_sql_that_is_not_reading),
        ON_POSTGRESQL(a_broken_connection_is_made_anew),
        ON_POSTGRESQL(a_deadlock_is_tried_again_three_times),
        ON_POSTGRESQL(a_database_sorted_by_a_language_is_refused),
        ON_POSTGRESQL(an_unreachable_server_is_said_plainly),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

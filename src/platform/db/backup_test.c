/* A backup restores into either engine, whole or not at all. */
#include <fcntl.h>
#include <pthread.h>
#include <stdarg.h>
#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "platform/db/test_both.h"
#include "platform/db/test_store.h"
#include "platform/db/toy_sql.h"

#define SCHOOL ((SchoolId){1})

static TestStore test;
static DbEngine engine;

static int make(void **state)
{
    engine = test_engine(state);
    test = test_store_make(engine, 2);
    return 0;
}

static int end(void **state)
{
    (void)state;
    test_store_end(&test);
    return 0;
}

static Error *add_all(Db *db, void *context)
{
    static const unsigned char bytes[] = {0, 1, 255};
    (void)context;
    TRY(school_add(db, SCHOOL, "One ’ \\", NULL));
    TRY(toy_add(db, SCHOOL, (ToyId){1}, "full", "", (OptionalInteger){true, -5}, INT64_MAX,
                date_of(2026, 2, 28), (Moment){1763798400007}, true, (OptionalInteger){true, 1},
                (Bytes){bytes, 3}, NULL));
    TRY(toy_add(db, SCHOOL, (ToyId){2}, "bare", NULL, (OptionalInteger){false, 0}, 0, DATE_NONE,
                MOMENT_NONE, false, (OptionalInteger){false, 0}, (Bytes){NULL, 0}, NULL));
    TRY(part_add(db, SCHOOL, (PartId){9}, (ToyId){1}, (PartId){0}, "first", NULL));
    return part_add(db, SCHOOL, (PartId){3}, (ToyId){1}, (PartId){9}, "follows a later id", NULL);
}

static void fill(void)
{
    assert_null(store_write(test.store, add_all, NULL));
}

static const char *path(const char *name)
{
    return arena_print(test.arena, "%s/%s", test.folder, name);
}

static void backup(const char *file)
{
    Error *error = store_backup(test.store, file);
    if (error != NULL)
        fail_msg("%s (%s)", error->message, error->cause);
}

static void assert_filled(Store *store)
{
    Db *db = NULL;
    struct toy_by_id_row row;
    struct toy_parts_rows parts;
    assert_null(store_read(store, &db));
    assert_null(toy_by_id(db, test.arena, SCHOOL, (ToyId){1}, &row));
    assert_true(row.price == INT64_MAX);
    assert_true(row.seen_at.milliseconds == 1763798400007);
    assert_string_equal(row.note, "");
    assert_int_equal(row.picture.length, 3);
    assert_null(toy_by_id(db, test.arena, SCHOOL, (ToyId){2}, &row));
    assert_null(row.note);
    assert_null(toy_parts(db, test.arena, SCHOOL, &parts));
    assert_int_equal(parts.count, 3);
    store_read_end(store, db);
}

static void it_restores_into_either_engine(void **state)
{
    (void)state;
    fill();
    backup(path("a"));
    for (int i = 0; i < 2; i++) {
        TestStore other = test_store_make(test_engines[i], 1);
        Error *error = store_restore(other.store, path("a"));
        if (error != NULL)
            fail_msg("%s (%s)", error->message, error->cause);
        assert_filled(other.store);
        test_store_end(&other);
    }
}

static bool same_manifest(const char *a, const char *b)
{
    struct stat first, second;
    return stat(a, &first) == 0 && stat(b, &second) == 0 && first.st_size == second.st_size;
}

static void a_backup_of_the_restored_is_as_large(void **state)
{
    (void)state;
    fill();
    backup(path("a"));
    TestStore other = test_store_make(engine, 1);
    assert_null(store_restore(other.store, path("a")));
    assert_null(store_backup(other.store, path("b")));
    test_store_end(&other);
    assert_true(same_manifest(path("a"), path("b")));
}

static void an_empty_store_has_a_backup_too(void **state)
{
    (void)state;
    backup(path("a"));
    assert_null(store_restore(test.store, path("a")));
}

static void only_its_owner_reads_it(void **state)
{
    (void)state;
    struct stat found;
    backup(path("a"));
    assert_int_equal(stat(path("a"), &found), 0);
    assert_int_equal(found.st_mode & 0777, 0600);
    assert_int_equal(access(path("a.partial"), F_OK), -1);
}

static void a_file_that_is_there_stays(void **state)
{
    (void)state;
    backup(path("a"));
    Error *error = store_backup(test.store, path("a"));
    assert_non_null(error);
    assert_non_null(strstr(error->message, "left alone"));
}

static void a_folder_that_is_not_there_is_said(void **state)
{
    (void)state;
    assert_non_null(store_backup(test.store, path("nowhere/a")));
}

static void a_store_with_data_is_left_alone(void **state)
{
    (void)state;
    backup(path("a"));
    fill();
    Error *error = store_restore(test.store, path("a"));
    assert_non_null(error);
    assert_non_null(strstr(error->message, "holds data"));
    assert_filled(test.store);
}

/* ---- Damage
 * -------------------------------------------------------------------------------------- */

static off_t size_of(const char *file)
{
    struct stat found;
    assert_int_equal(stat(file, &found), 0);
    return found.st_size;
}

static void flip(const char *file, off_t at)
{
    unsigned char byte;
    int opened = open(file, O_RDWR | O_CLOEXEC);
    assert_int_equal(pread(opened, &byte, 1, at), 1);
    byte ^= 1;
    assert_int_equal(pwrite(opened, &byte, 1, at), 1);
    close(opened);
}

static void a_flipped_bit_anywhere_is_refused(void **state)
{
    (void)state;
    fill();
    backup(path("a"));
    off_t size = size_of(path("a"));
    for (off_t at = 0; at < size; at += at < 200 ? 7 : 997) {
        flip(path("a"), at);
        Error *error = store_restore(test.store, path("a"));
        assert_non_null(error);
        assert_non_null(strstr(error->message, "damaged"));
        flip(path("a"), at);
    }
    TestStore other = test_store_make(engine, 1);
    assert_null(store_restore(other.store, path("a")));
    test_store_end(&other);
}

static void a_cut_tail_is_refused(void **state)
{
    (void)state;
    static const off_t cuts[] = {1, 4095, 4096, 4097, 8192, 20000};
    fill();
    for (size_t i = 0; i < sizeof cuts / sizeof cuts[0]; i++) {
        const char *file = path(arena_print(test.arena, "cut%zu", i));
        backup(file);
        assert_int_equal(truncate(file, size_of(file) - cuts[i]), 0);
        assert_non_null(store_restore(test.store, file));
    }
    assert_non_null(store_restore(test.store, "/dev/null"));
    assert_non_null(store_restore(test.store, path("nowhere")));
}

/* A store that was made only to be filled goes when it cannot be; one that was there stays. */
static void a_failed_restore_leaves_no_store_behind(void **state)
{
    (void)state;
    const char *folder = path("new");
    const char *file = arena_print(test.arena, "%s/fourfold.db", folder);
    StoreOptions how = {.where = folder, .readers = 1, .create = true, .allow_old_data = true};
    for (int there_before = 0; there_before < 2; there_before++) {
        Store *store;
        if (there_before) {
            assert_null(store_open(test.arena, &how, &store));
            store_close(store);
        }
        assert_null(store_open(test.arena, &how, &store));
        assert_non_null(store_restore(store, "/dev/null"));
        store_discard(store);
        assert_int_equal(access(file, F_OK) == 0, there_before);
        assert_int_not_equal(access(arena_print(test.arena, "%s-wal", file), F_OK), 0);
    }
    assert_int_equal(unlink(file), 0);
    assert_int_equal(rmdir(folder), 0);
}

/* ---- While the store serves
 * ----------------------------------------------------------------------- */

typedef struct Serving {
    pthread_mutex_t lock;
    bool stop;
} Serving;

static Error *add_pair(Db *db, void *context)
{
    int64_t id = *(int64_t *)context;
    char name[32];
    snprintf(name, sizeof name, "toy %d", (int)id);
    TRY(toy_add(db, SCHOOL, (ToyId){id}, name, NULL, (OptionalInteger){false, 0}, 1, DATE_NONE,
                MOMENT_NONE, false, (OptionalInteger){false, 0}, (Bytes){NULL, 0}, NULL));
    return part_add(db, SCHOOL, (PartId){id}, (ToyId){id}, (PartId){0}, name, NULL);
}

static void *keep_writing(void *context)
{
    Serving *serving = context;
    size_t failures = 0;
    for (int64_t id = 100;; id++) {
        failures += store_write(test.store, add_pair, &id) != NULL;
        pthread_mutex_lock(&serving->lock);
        bool stop = serving->stop;
        pthread_mutex_unlock(&serving->lock);
        if (stop)
            return (void *)(intptr_t)failures;
    }
}

/* Each toy has its part, or the moment was not one. */
static void assert_pairs(Store *store)
{
    Db *db = NULL;
    struct toy_parts_rows rows;
    assert_null(store_read(store, &db));
    assert_null(toy_parts(db, test.arena, SCHOOL, &rows));
    for (size_t i = 0; i < rows.count; i++)
        assert_true(rows.items[i].part.n != 0);
    store_read_end(store, db);
}

static void it_shows_one_moment_while_the_store_serves(void **state)
{
    (void)state;
    Serving serving = {.lock = PTHREAD_MUTEX_INITIALIZER};
    pthread_t writing;
    void *failures = NULL;
    test_store_run(&test, "insert into school (id, name) values (1, 'One')");
    assert_int_equal(pthread_create(&writing, NULL, keep_writing, &serving), 0);
    for (int i = 0; i < 5; i++)
        backup(path(arena_print(test.arena, "%d", i)));
    pthread_mutex_lock(&serving.lock);
    serving.stop = true;
    pthread_mutex_unlock(&serving.lock);
    assert_int_equal(pthread_join(writing, &failures), 0);
    assert_null(failures);
    TestStore other = test_store_make(engine, 1);
    assert_null(store_restore(other.store, path("4")));
    assert_pairs(other.store);
    test_store_end(&other);
}

static void an_older_backup_is_brought_up_to_date(void **state)
{
    (void)state;
    fill();
    test_store_run(&test, "drop table part");
    test_store_run(&test, "delete from schema_migration where number = 2");
    backup(path("a"));
    TestStore other = test_store_make(engine, 1);
    Error *error = store_restore(other.store, path("a"));
    if (error != NULL)
        fail_msg("%s (%s)", error->message, error->cause);
    int data = 0, program = 0;
    assert_null(store_versions(other.store, &data, &program));
    assert_int_equal(data, program);
    test_store_run(&other, "insert into part (school_id, id, toy_id, label) values (1, 1, 1, 'x')");
    test_store_end(&other);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        ON_BOTH(it_restores_into_either_engine),
        ON_BOTH(a_backup_of_the_restored_is_as_large),
        ON_BOTH(an_empty_store_has_a_backup_too),
        ON_BOTH(only_its_owner_reads_it),
        ON_BOTH(a_file_that_is_there_stays),
        ON_BOTH(a_folder_that_is_not_there_is_said),
        ON_BOTH(a_store_with_data_is_left_alone),
        ON_BOTH(a_flipped_bit_anywhere_is_refused),
        ON_BOTH(a_cut_tail_is_refused),
        ON_SQLITE(a_failed_restore_leaves_no_store_behind),
        ON_BOTH(it_shows_one_moment_while_the_store_serves),
        ON_BOTH(an_older_backup_is_brought_up_to_date),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

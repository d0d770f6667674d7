/* The schema's steps: applied once, compared ever after. */
#include <stdarg.h>
#include <setjmp.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "platform/db/schema.h"
#include "platform/db/test_both.h"
#include "platform/db/test_store.h"

static TestStore test;

static int make(void **state)
{
    test = test_store_make(test_engine(state), 1);
    return 0;
}

static int end(void **state)
{
    (void)state;
    test.reshaped = true; /* by steps of the tests' own */
    test_store_end(&test);
    return 0;
}

static Error *open_again(bool allow_old)
{
    StoreOptions options = {.where = test.where, .readers = 1, .allow_old_data = allow_old};
    store_close(test.store);
    test.store = NULL;
    return store_open(test.arena, &options, &test.store);
}

/* As an older program left it: without the second step. */
static void forget_second_step(void)
{
    test_store_run(&test, "drop table part");
    test_store_run(&test, "delete from schema_migration where number = 2");
}

static void a_new_store_is_up_to_date(void **state)
{
    (void)state;
    int data = 0, program = 0, applied = 9;
    assert_null(store_versions(test.store, &data, &program));
    assert_int_equal(data, 2);
    assert_int_equal(program, 2);
    assert_null(store_migrate(test.store, &applied));
    assert_int_equal(applied, 0);
}

static void opening_twice_changes_nothing(void **state)
{
    (void)state;
    assert_null(open_again(false));
}

static void old_data_is_refused_and_the_way_out_named(void **state)
{
    (void)state;
    forget_second_step();
    Error *error = open_again(false);
    assert_non_null(error);
    assert_non_null(strstr(error->message, "fourfold migrate"));
}

static void old_data_is_brought_up_to_date(void **state)
{
    (void)state;
    int applied = 0;
    forget_second_step();
    assert_null(open_again(true));
    assert_null(store_migrate(test.store, &applied));
    assert_int_equal(applied, 1);
    assert_null(open_again(false));
    test_store_run(&test, "delete from part");
}

static void a_step_that_fails_undoes_all(void **state)
{
    (void)state;
    int applied = 9, data = 0, program = 0;
    forget_second_step();
    test_store_run(&test, "create table part (x integer)");
    assert_null(open_again(true));
    Error *error = store_migrate(test.store, &applied);
    assert_non_null(error);
    assert_non_null(strstr(error->cause, "0002_part"));
    assert_int_equal(applied, 0);
    assert_null(store_versions(test.store, &data, &program));
    assert_int_equal(data, 1);
}

static void newer_data_is_refused(void **state)
{
    (void)state;
    test_store_run(&test, "insert into schema_migration (number, name, checksum, applied_at) "
                          "values (3, '0003_later', 'x', '2026-11-22T08:00:00.000Z')");
    Error *error = open_again(true);
    assert_non_null(error);
    assert_non_null(strstr(error->message, "newer"));
    assert_non_null(strstr(error->cause, "0003_later"));
}

static void an_edited_step_is_refused_by_name(void **state)
{
    (void)state;
    test_store_run(&test, "update schema_migration set checksum = 'edited' where number = 1");
    Error *error = open_again(true);
    assert_non_null(error);
    assert_non_null(strstr(error->cause, "0001_toy"));
}

static void a_step_left_out_is_refused(void **state)
{
    (void)state;
    test_store_run(&test, "delete from schema_migration where number = 1");
    assert_non_null(open_again(true));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        ON_BOTH(a_new_store_is_up_to_date),
        ON_BOTH(opening_twice_changes_nothing),
        ON_BOTH(old_data_is_refused_and_the_way_out_named),
        ON_BOTH(old_data_is_brought_up_to_date),
        ON_BOTH(a_step_that_fails_undoes_all),
        ON_BOTH(newer_data_is_refused),
        ON_BOTH(an_edited_step_is_refused_by_name),
        ON_BOTH(a_step_left_out_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

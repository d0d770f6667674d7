/* One school at a time: what PostgreSQL itself refuses, whatever a statement asks for. */
#include <stdarg.h>
#include <setjmp.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "platform/db/engine.h"
#include "platform/db/test_both.h"
#include "platform/db/test_store.h"
#include "platform/db/toy_sql.h"

enum { OURS = 1, THEIRS = 2, NONE = 0 };

static TestStore test;
static Store *pages;

static Error *add(Db *db, int64_t school, int64_t id)
{
    return toy_add(db, (SchoolId){school}, (ToyId){id}, id == 22 ? "Blocks" : "Beads", NULL,
                   (OptionalInteger){false, 0}, 100, DATE_NONE, MOMENT_NONE, false,
                   (OptionalInteger){false, 0}, (Bytes){NULL, 0}, NULL);
}

static Error *add_both(Db *db, void *context)
{
    (void)context;
    TRY(add(db, OURS, 11));
    return add(db, THEIRS, 21);
}

static int make(void **state)
{
    test = test_store_make(test_engine(state), 2);
    test_store_run(&test, "insert into school (id, name) values (1, 'Ours'), (2, 'Theirs')");
    if (store_write(test.store, add_both, NULL) != NULL)
        return 1;
    pages = test_store_guarded(&test, 2);
    return 0;
}

static int end(void **state)
{
    (void)state;
    test_store_end(&test);
    return 0;
}

typedef struct Ask {
    int64_t entered; /* school, or NONE */
    int64_t named;   /* by the statement */
    size_t count;
} Ask;

static Error *list(Db *db, void *context)
{
    Ask *ask = context;
    struct toy_list_rows rows;
    Arena *arena = arena_create((size_t)4 << 20, "test.guard");
    Error *error = ask->entered == NONE ? NULL : db_enter_school(db, ask->entered);
    if (error == NULL)
        error = toy_list(db, arena, (SchoolId){ask->named}, DATE_NONE, false, NULL,
                         TOY_LIST_BY_NAME, &rows);
    ask->count = error == NULL ? rows.count : 0;
    arena_destroy(arena);
    return error;
}

static size_t seen(Store *store, int64_t entered, int64_t named)
{
    Ask ask = {entered, named, 0};
    Db *db = NULL;
    assert_null(store_read(store, &db));
    assert_null(list(db, &ask));
    store_read_end(store, db);
    size_t on_reader = ask.count;
    assert_null(store_write(store, list, &ask));
    assert_int_equal(ask.count, on_reader);
    return on_reader;
}

static void shows_the_entered_school_alone(void **state)
{
    (void)state;
    assert_int_equal(seen(pages, OURS, OURS), 1);
    assert_int_equal(seen(pages, THEIRS, THEIRS), 1);
    assert_int_equal(seen(pages, OURS, THEIRS), 0);
    assert_int_equal(seen(pages, THEIRS, OURS), 0);
    assert_int_equal(seen(pages, NONE, OURS), 0);
}

/* Each transaction enters anew: what the one before entered does not linger on the connection. */
static void forgets_the_school_with_the_transaction(void **state)
{
    (void)state;
    for (int i = 0; i < 5; i++) {
        assert_int_equal(seen(pages, OURS, OURS), 1);
        assert_int_equal(seen(pages, NONE, OURS), 0);
    }
}

static void the_keeper_sees_every_school(void **state)
{
    (void)state;
    assert_int_equal(seen(test.store, NONE, OURS), 1);
    assert_int_equal(seen(test.store, NONE, THEIRS), 1);
}

static Error *write_theirs(Db *db, void *context)
{
    const int64_t *entered = context;
    if (*entered != NONE)
        TRY(db_enter_school(db, *entered));
    return add(db, THEIRS, 22);
}

static void takes_no_row_of_another_school(void **state)
{
    (void)state;
    int64_t entered[] = {OURS, NONE};
    for (size_t i = 0; i < 2; i++) {
        Error *error = store_write(pages, write_theirs, &entered[i]);
        assert_non_null(error);
        assert_int_equal(error->kind, ERROR_STORE);
    }
    assert_int_equal(test_store_number(&test, "select count(*) from toy"), 2);
    int64_t theirs = THEIRS;
    assert_null(store_write(pages, write_theirs, &theirs));
    assert_int_equal(test_store_number(&test, "select count(*) from toy"), 3);
}

static Error *run_in_ours(Db *db, void *context)
{
    TRY(db_enter_school(db, OURS));
    return db->verbs->run(db, context);
}

/* As SQL that somebody slipped in would: the rows of others are not there to be touched. */
static void leaves_other_schools_alone(void **state)
{
    (void)state;
    static const char *const attacks[] = {
        "update toy set name = 'Gone'",
        "delete from toy where school_id = 2",
        "update toy set name = 'Gone' where school_id in (select id from school)",
    };
    for (size_t i = 0; i < sizeof attacks / sizeof attacks[0]; i++)
        assert_null(store_write(pages, run_in_ours, (void *)(uintptr_t)attacks[i]));
    assert_int_equal(
        test_store_number(&test, "select count(*) from toy where school_id = 2 and name = 'Beads'"),
        1);
    Error *error = store_write(pages, run_in_ours,
                               (void *)(uintptr_t) "update toy set school_id = 2 where id = 11");
    assert_non_null(error);
}

static void tells_who_passes_it(void **state)
{
    (void)state;
    assert_true(store_passes_guard(test.store));
    assert_false(store_passes_guard(pages));
}

/* Who owns the tables, as the program does in a school's own database, is guarded too. */
static void guards_against_the_owner(void **state)
{
    (void)state;
    test_store_run(&test, "alter table toy owner to fourfold_pages");
    assert_int_equal(seen(pages, OURS, THEIRS), 0);
    assert_int_equal(seen(pages, NONE, OURS), 0);
    assert_int_equal(seen(pages, OURS, OURS), 1);
}

static void guards_every_table_of_a_school(void **state)
{
    (void)state;
    assert_int_equal(
        test_store_number(
            &test,
            "select count(*) from pg_class c join pg_attribute a on a.attrelid = c.oid "
            "where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace "
            "and a.attname = 'school_id' and not (c.relrowsecurity and c.relforcerowsecurity)"),
        0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        ON_POSTGRESQL(shows_the_entered_school_alone),
        ON_POSTGRESQL(forgets_the_school_with_the_transaction),
        ON_BOTH(the_keeper_sees_every_school),
        ON_POSTGRESQL(takes_no_row_of_another_school),
        ON_POSTGRESQL(leaves_other_schools_alone),
        ON_POSTGRESQL(tells_who_passes_it),
        ON_POSTGRESQL(guards_against_the_owner),
        ON_POSTGRESQL(guards_every_table_of_a_school),
    };
    return cmocka_run_group_tests_name("guard", tests, NULL, NULL);
}

/* test_store.h: an empty store of its own for a test, on either engine.
 *
 * SQLite in a new folder under /tmp; PostgreSQL as a new database on the server that
 * FOURFOLD_TEST_POSTGRESQL names, or one that an earlier test of the program gave back and that was
 * emptied: without that server a test fails, it is never skipped. Tests only. */
#ifndef PLATFORM_DB_TEST_STORE_H
#define PLATFORM_DB_TEST_STORE_H

#include "platform/db/db.h"

typedef struct TestStore {
    Arena *arena;
    Store *store;
    Store *guarded;            /* what test_store_guarded() opened; NULL until it does */
    const char *where;         /* to open it again */
    const char *folder;        /* for files of the test; gone at the end */
    const char *database;      /* its name on PostgreSQL; NULL on SQLite */
    bool reshaped;             /* no longer as the migrations leave it: never used again */
    struct CopyTables *tables; /* what test_store_content() reads; NULL until it does */
} TestStore;

/* Opened, with the schema up to date. Fails the test when it cannot. */
TestStore test_store_make(DbEngine engine, int readers);
/* The place only: nothing is opened. */
TestStore test_store_place(DbEngine engine);
void test_store_open(TestStore *test, int readers);
/* The same store as a school's pages have it: on PostgreSQL as a role of little power, whose
 * transactions see the rows of the school that they entered. Ended with the test's. */
Store *test_store_guarded(TestStore *test, int readers);
/* Closes and removes it. */
void test_store_end(TestStore *test);

/* Writes, and fails the test when that is refused; or when it is not, and for this. */
void test_store_done(TestStore *test, StoreWork work, void *context);
void test_store_refused(TestStore *test, StoreWork work, void *context, ErrorKind kind);
/* Runs SQL of the test's own in a transaction, past all rules. */
void test_store_run(TestStore *test, const char *sql);
/* Takes the guard off a table that is append-only, as somebody who holds the database could. */
void test_store_unlock(TestStore *test, const char *table);
/* Whether the engine refuses it. */
bool test_store_refuses(TestStore *test, const char *sql);
/* The one number that a query of the test's own gives. */
int64_t test_store_number(TestStore *test, const char *sql);
/* A hash of every row of every table: the same as before when nothing was changed. */
const char *test_store_content(TestStore *test);

#endif

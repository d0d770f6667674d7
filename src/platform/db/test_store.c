#include "platform/db/test_store.h"

#include <dirent.h>
#include <stdarg.h>
#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>
#include <libpq-fe.h>

#include "platform/db/engine.h"

/* Runs one command on the server that the tests were given. */
static void on_server(const char *url, const char *sql)
{
    PGconn *server = PQconnectdb(url);
    if (PQstatus(server) != CONNECTION_OK)
        fail_msg("PostgreSQL of the tests: %s", PQerrorMessage(server));
    PGresult *result = PQexec(server, sql);
    if (PQresultStatus(result) != PGRES_COMMAND_OK)
        fail_msg("%s: %s", sql, PQresultErrorMessage(result));
    PQclear(result);
    PQfinish(server);
}

static const char *server_url(void)
{
    const char *url = getenv("FOURFOLD_TEST_POSTGRESQL");
    if (url == NULL)
        fail_msg(
            "set FOURFOLD_TEST_POSTGRESQL: tests/postgresql.sh start FOLDER tells the address");
    return url;
}

/* The server's address with another database's name in it. */
static const char *database_url(Arena *arena, const char *name)
{
    const char *url = server_url();
    const char *slash = strchr(url + strlen("postgresql://"), '/');
    assert_non_null(slash);
    const char *rest = strchr(slash, '?');
    return arena_print(arena, "%.*s/%s%s", (int)(slash - url), url, name, rest == NULL ? "" : rest);
}

static const char *database_name(const TestStore *test)
{
    return strrchr(test->folder, '.') + 1;
}

TestStore test_store_place(DbEngine engine)
{
    char folder[] = "/tmp/fourfold-test.XXXXXX";
    TestStore test = {.arena = arena_create((size_t)64 << 20, "test.store")};
    assert_non_null(mkdtemp(folder));
    test.folder = arena_copy(test.arena, folder);
    test.where = test.folder;
    if (engine == DB_SQLITE)
        return test;
    const char *name = arena_print(test.arena, "test_%s", database_name(&test));
    on_server(server_url(), arena_print(test.arena,
                                        "create database \"%s\" template template0 encoding 'UTF8' "
                                        "locale 'C'",
                                        name));
    test.where = database_url(test.arena, name);
    return test;
}

void test_store_open(TestStore *test, int readers)
{
    StoreOptions options = {.where = test->where, .readers = readers, .create = true};
    Error *error = store_open(test->arena, &options, &test->store);
    if (error != NULL)
        fail_msg("%s (%s)", error->message, error->cause);
}

TestStore test_store_make(DbEngine engine, int readers)
{
    TestStore test = test_store_place(engine);
    test_store_open(&test, readers);
    return test;
}

static void remove_folder(Arena *arena, const char *folder)
{
    DIR *files = opendir(folder);
    struct dirent *file;
    while (files != NULL && (file = readdir(files)) != NULL)
        unlink(arena_print(arena, "%s/%s", folder, file->d_name));
    if (files != NULL)
        closedir(files);
    rmdir(folder);
}

void test_store_end(TestStore *test)
{
    store_close(test->store);
    if (test->where != test->folder)
        on_server(server_url(), arena_print(test->arena, "drop database \"test_%s\" with (force)",
                                            database_name(test)));
    remove_folder(test->arena, test->folder);
    arena_destroy(test->arena);
}

static Error *run_sql(Db *db, void *context)
{
    return db->verbs->run(db, context);
}

void test_store_run(TestStore *test, const char *sql)
{
    Error *error = store_write(test->store, run_sql, arena_copy(test->arena, sql));
    if (error != NULL)
        fail_msg("%s: %s", sql, error->cause);
}

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

#include "platform/db/copy.h"
#include "platform/db/engine.h"

enum { NAME_SIZE = 64, IDLE_DATABASES = 4 };

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

static void drop_database(const char *name)
{
    char sql[NAME_SIZE + 64];
    snprintf(sql, sizeof sql, "drop database \"%s\" with (force)", name);
    on_server(server_url(), sql);
}

/* To make and migrate a database takes a second, to empty it a hundredth: a database that a test
 * gives back is emptied for the next test of the same program. */
static struct {
    char names[IDLE_DATABASES][NAME_SIZE];
    int count;
} idle;

static void drop_idle(void)
{
    while (idle.count > 0)
        drop_database(idle.names[--idle.count]);
}

/* Past triggers and references. What the migrations did stays, as in a database just made. */
static const char empty_tables[] =
    "set session_replication_role = replica; "
    "do $$ declare name text; begin "
    "for name in select tablename from pg_tables where schemaname = 'public' "
    "and tablename <> 'schema_migration' loop "
    "execute format('delete from %I', name); end loop; end $$";

static void give_back(const TestStore *test)
{
    if (test->reshaped || idle.count == IDLE_DATABASES) {
        drop_database(test->database);
        return;
    }
    on_server(test->where, empty_tables);
    if (idle.count == 0)
        atexit(drop_idle); /* what has nothing left to drop does nothing */
    snprintf(idle.names[idle.count++], NAME_SIZE, "%s", test->database);
}

static TestStore test_folder(void)
{
    /* In memory where there is such a place: a test asks what is stored, not what a disk does. */
    char in_memory[] = "/dev/shm/fourfold-test.XXXXXX", on_disk[] = "/tmp/fourfold-test.XXXXXX";
    char *folder = access("/dev/shm", W_OK) == 0 ? in_memory : on_disk;
    TestStore test = {.arena = arena_create((size_t)64 << 20, "test.store")};
    assert_non_null(mkdtemp(folder));
    test.folder = arena_copy(test.arena, folder);
    test.where = test.folder;
    return test;
}

static void name_database(TestStore *test, const char *name)
{
    test->database = arena_copy(test->arena, name);
    test->where = database_url(test->arena, name);
}

TestStore test_store_place(DbEngine engine)
{
    TestStore test = test_folder();
    if (engine == DB_SQLITE)
        return test;
    name_database(&test, arena_print(test.arena, "test_%s", strrchr(test.folder, '.') + 1));
    test.reshaped = true; /* by whoever fills what is empty */
    on_server(server_url(), arena_print(test.arena,
                                        "create database \"%s\" template template0 encoding 'UTF8' "
                                        "locale 'C'",
                                        test.database));
    return test;
}

void test_store_open(TestStore *test, int readers)
{
    StoreOptions options = {
        .where = test->where, .readers = readers, .create = true, .every_school = true};
    Error *error = store_open(test->arena, &options, &test->store);
    if (error != NULL)
        fail_msg("%s (%s)", error->message, error->cause);
}

TestStore test_store_make(DbEngine engine, int readers)
{
    TestStore test;
    if (engine == DB_POSTGRESQL && idle.count > 0) {
        test = test_folder();
        name_database(&test, idle.names[--idle.count]);
    } else {
        test = test_store_place(engine);
        test.reshaped = false;
    }
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

/* Test programs run side by side: the role may have been made, or be being made. */
static const char guarded_role[] =
    "do $$ begin create role fourfold_pages login; "
    "exception when duplicate_object or unique_violation then null; end $$; "
    "grant select, insert, update, delete on all tables in schema public to fourfold_pages";

Store *test_store_guarded(TestStore *test, int readers)
{
    if (test->database == NULL)
        return test->store;
    on_server(test->where, guarded_role);
    const char *user = strstr(test->where, "user=");
    assert_non_null(user);
    size_t rest = strcspn(user, "&");
    StoreOptions options = {
        .where = arena_print(test->arena, "%.*suser=fourfold_pages%s", (int)(user - test->where),
                             test->where, user + rest),
        .readers = readers,
    };
    Error *error = store_open(test->arena, &options, &test->guarded);
    if (error != NULL)
        fail_msg("%s (%s)", error->message, error->cause);
    return test->guarded;
}

void test_store_end(TestStore *test)
{
    store_close(test->guarded);
    store_close(test->store);
    if (test->database != NULL)
        give_back(test);
    remove_folder(test->arena, test->folder);
    arena_destroy(test->arena);
}

void test_store_done(TestStore *test, StoreWork work, void *context)
{
    Error *error = store_write(test->store, work, context);
    if (error != NULL)
        fail_msg("%s (%s)", error->message, error->cause);
}

void test_store_refused(TestStore *test, StoreWork work, void *context, ErrorKind kind)
{
    Error *error = store_write(test->store, work, context);
    assert_non_null(error);
    assert_int_equal(error->kind, kind);
}

static Error *run_sql(Db *db, void *context)
{
    return db->verbs->run(db, context);
}

static bool reshapes(const char *sql)
{
    static const char *const words[] = {"create ", "alter ", "drop "};
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
        if (strstr(sql, words[i]) != NULL)
            return true;
    return false;
}

void test_store_run(TestStore *test, const char *sql)
{
    if (reshapes(sql))
        test->reshaped = true;
    Error *error = store_write(test->store, run_sql, arena_copy(test->arena, sql));
    if (error != NULL)
        fail_msg("%s: %s", sql, error->cause);
}

void test_store_unlock(TestStore *test, const char *table)
{
    bool sqlite = store_engine(test->store) == DB_SQLITE;
    const char *sql = arena_print(test->arena,
                                  sqlite ? "drop trigger %s_no_update; drop trigger %s_no_delete; "
                                           "drop trigger %s_no_replace"
                                         : "drop trigger %s_append_only on %s",
                                  table, table, table);
    test_store_run(test, sql);
}

bool test_store_refuses(TestStore *test, const char *sql)
{
    Error *error = store_write(test->store, run_sql, arena_copy(test->arena, sql));
    return error != NULL;
}

static Error *read_number(const DbCursor *cursor, Arena *arena, void *into)
{
    (void)arena;
    *(int64_t *)into = db_integer(cursor, 0);
    return NULL;
}

static Error *read_text(const DbCursor *cursor, Arena *arena, void *into)
{
    *(const char **)into = db_text(cursor, 0, arena);
    return NULL;
}

/* In the store's arena, since the connections know a statement by where it stands. */
static const DbStatement *statement_of(TestStore *test, const char *sql, DbType type)
{
    DbStatement *statement = arena_new(test->arena, DbStatement);
    DbType *types = arena_array(test->arena, DbType, 1);
    types[0] = type;
    *statement = (DbStatement){.name = "test",
                               .text_sqlite = arena_copy(test->arena, sql),
                               .text_postgresql = arena_copy(test->arena, sql),
                               .column_types = types,
                               .column_count = 1};
    return statement;
}

static Db *reader(TestStore *test)
{
    Db *db = NULL;
    Error *error = store_read_newest(test->store, &db);
    if (error != NULL)
        fail_msg("reading: %s", error->cause);
    return db;
}

int64_t test_store_number(TestStore *test, const char *sql)
{
    int64_t number = 0;
    Db *db = reader(test);
    Error *error =
        db_one(db, test->arena, statement_of(test, sql, DB_BIGINT), NULL, read_number, &number);
    if (error != NULL)
        fail_msg("%s: %s", sql, error->cause);
    store_read_end(test->store, db);
    return number;
}

/* The statements are made once, since the connections know each by where it stands. */
static Error *sqlite_content(Db *db, TestStore *test, const char **content)
{
    if (test->tables == NULL) {
        CopyTables *tables = arena_new(test->arena, CopyTables);
        TRY(copy_tables(db, test->arena, tables));
        test->tables = tables;
    }
    *content = "";
    for (size_t i = 0; i < test->tables->count; i++) {
        const CopyTable *table = &test->tables->items[i];
        CopyContent of_table;
        TRY(copy_rows(db, NULL, table, &of_table));
        *content = arena_print(test->arena, "%s%.16s", *content, of_table.hash);
    }
    return NULL;
}

static const DbType text_type[] = {DB_TEXT};
static const DbStatement every_row = {
    .name = "test.every_row",
    .text_postgresql = "select md5(string_agg(name || query_to_xml('select * from \"' || name || "
                       "'\" order by 1, 2', true, true, '')::text, ' ' order by name)) "
                       "from (select table_name::text as name from information_schema.tables "
                       "where table_schema = current_schema()) t",
    .column_types = text_type,
    .column_count = 1,
};

typedef struct Content {
    TestStore *test;
    const char *text;
} Content;

static Error *read_content(Db *db, void *context)
{
    Content *content = context;
    if (store_engine(content->test->store) == DB_SQLITE)
        return sqlite_content(db, content->test, &content->text);
    return db_one(db, content->test->arena, &every_row, NULL, read_text, &content->text);
}

/* On a connection that writes, for a reader may not ask what tables there are. */
const char *test_store_content(TestStore *test)
{
    Content content = {.test = test};
    Error *error = store_write(test->store, read_content, &content);
    if (error != NULL)
        fail_msg("content: %s", error->cause);
    return content.text;
}

/* Every statement that is compiled into the program, prepared on both engines: the texts must be
 * good SQL for both, and PostgreSQL must give columns of the types that the C expects. */
#include <stdarg.h>
#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <libpq-fe.h>
#include <sqlite3.h>

#include "platform/base/buffer.h"
#include "platform/db/engine.h"
#include "platform/db/schema.h"
#include "platform/db/test_store.h"

typedef Error *(*Check)(void *engine, const DbStatement *statement, Arena *arena);

static const Oid oids[] = {
    [DB_BIGINT] = 20,        [DB_INTEGER] = 23, [DB_TEXT] = 25, [DB_DATE] = 1082,
    [DB_TIMESTAMPTZ] = 1184, [DB_BOOLEAN] = 16, [DB_BYTEA] = 17};

static size_t check_all(Check check, void *engine, Arena *arena)
{
    size_t wrong = 0;
    for (size_t f = 0; f < db_registry.count; f++) {
        const DbStatements *file = db_registry.files[f];
        for (size_t i = 0; i < file->count; i++) {
            Error *error = check(engine, file->items[i], arena);
            wrong += error != NULL;
            if (error != NULL)
                print_error("%s: %s\n", file->items[i]->name, error->cause);
        }
    }
    return wrong;
}

/* count() gives bigint and sum() numeric where the C takes an int. */
static bool fits(DbType type, Oid found)
{
    const Oid int2 = 21, numeric = 1700, varchar = 1043, name = 19;
    if (type == DB_BIGINT || type == DB_INTEGER)
        return found == oids[DB_BIGINT] || found == oids[DB_INTEGER] || found == int2 ||
               found == numeric;
    if (type == DB_TEXT)
        return found == oids[DB_TEXT] || found == varchar || found == name;
    return found == oids[type];
}

static Error *compare_columns(const PGresult *described, const DbStatement *statement)
{
    if (PQnfields(described) != (int)statement->column_count)
        return error_internal("%d columns on PostgreSQL, not %zu", PQnfields(described),
                              statement->column_count);
    for (int i = 0; i < PQnfields(described); i++) {
        if (!fits(statement->column_types[i], PQftype(described, i)))
            return error_internal("column %s has type %u on PostgreSQL", PQfname(described, i),
                                  PQftype(described, i));
    }
    return NULL;
}

static Error *check_postgresql(void *engine, const DbStatement *statement, Arena *arena)
{
    Oid types[64];
    for (size_t i = 0; i < statement->parameter_count; i++)
        types[i] = oids[statement->parameter_types[i]];
    PGresult *prepared =
        PQprepare(engine, "", statement->text_postgresql, (int)statement->parameter_count, types);
    const char *message = arena_copy(arena, PQresultErrorMessage(prepared));
    bool good = PQresultStatus(prepared) == PGRES_COMMAND_OK;
    PQclear(prepared);
    if (!good)
        return error_internal("%s", message);
    PGresult *described = PQdescribePrepared(engine, "");
    Error *error = compare_columns(described, statement);
    PQclear(described);
    return error;
}

static Error *check_sqlite(void *engine, const DbStatement *statement, Arena *arena)
{
    sqlite3_stmt *prepared = NULL;
    (void)arena;
    int code = sqlite3_prepare_v2(engine, statement->text_sqlite, -1, &prepared, NULL);
    int columns = sqlite3_column_count(prepared);
    bool writes = code == SQLITE_OK && sqlite3_stmt_readonly(prepared) == 0;
    sqlite3_finalize(prepared);
    if (code != SQLITE_OK)
        return error_internal("%s", sqlite3_errmsg(engine));
    if (columns != (int)statement->column_count || writes != statement->writes)
        return error_internal("%d columns on SQLite, writes %d", columns, writes);
    return NULL;
}

static void postgresql_takes_every_statement(void **state)
{
    (void)state;
    TestStore test = test_store_make(DB_POSTGRESQL, 1);
    PGconn *server = PQconnectdb(test.where);
    assert_int_equal(PQstatus(server), CONNECTION_OK);
    size_t wrong = check_all(check_postgresql, server, test.arena);
    PQfinish(server);
    test_store_end(&test);
    assert_int_equal(wrong, 0);
}

/* A row that is no table, or one of the three tables that are read across schools. */
static bool may_scan(const char *detail)
{
    static const char *const allowed[] = {"SCAN CONSTANT ROW", "SCAN school", "SCAN session",
                                          "SCAN sign_on_offer"};
    for (size_t i = 0; i < sizeof allowed / sizeof allowed[0]; i++)
        if (strncmp(detail, allowed[i], strlen(allowed[i])) == 0)
            return true;
    return false;
}

static bool is_scan(const char *detail)
{
    return strncmp(detail, "SCAN", 4) == 0 && !may_scan(detail);
}

/* Refuses the first line of SQLite's plan that is wrong. */
static Error *check_details(sqlite3 *file, const DbStatement *statement, Arena *arena,
                            bool (*wrong)(const char *detail))
{
    sqlite3_stmt *plan = NULL;
    Error *error = NULL;
    const char *text = arena_print(arena, "explain query plan %s", statement->text_sqlite);
    if (sqlite3_prepare_v2(file, text, -1, &plan, NULL) != SQLITE_OK)
        error = error_internal("%s", sqlite3_errmsg(file));
    while (error == NULL && sqlite3_step(plan) == SQLITE_ROW) {
        const char *detail = (const char *)sqlite3_column_text(plan, 3);
        if (wrong(detail))
            error = error_internal("%s", detail);
    }
    sqlite3_finalize(plan);
    return error;
}

/* The council's database holds hundreds of schools: a statement looks into its own by an index. */
static Error *check_plan(void *engine, const DbStatement *statement, Arena *arena)
{
    return check_details(engine, statement, arena, is_scan);
}

/* What is nobody's school alone, as in is_before_school(). */
static bool is_by_account(const char *node, const char *below)
{
    static const char *const allowed[] = {" school_pkey", " account_",      " device_",
                                          " session_",    " sign_in_link_", " recovery_code_",
                                          " passkey_",    " sign_on_form_", " stranger_try_"};
    for (size_t i = 0; i < sizeof allowed / sizeof allowed[0]; i++)
        if (strstr(node, allowed[i]) != NULL)
            return true;
    return strstr(below, "account_id = ") != NULL;
}

/* Whether a node reads a table by its school or closer: an index with a condition that names it. An
 * index read whole is a table read whole. */
static bool is_by_school(const char *node, const char *below)
{
    static const char *const by_index[] = {"Index Scan", "Index Only Scan", "Bitmap Index Scan"};
    for (size_t i = 0; i < sizeof by_index / sizeof by_index[0]; i++)
        if (strstr(node, by_index[i]) != NULL)
            return strstr(below, "Index Cond:") != NULL &&
                   (strstr(below, "school_id = ") != NULL || is_by_account(node, below));
    return strstr(node, "Seq Scan on ") == NULL;
}

/* The line names a table that is read across schools, as in may_scan(). */
static bool is_across_schools(const char *node)
{
    static const char *const allowed[] = {" on school", " on session", " on sign_on_offer"};
    for (size_t i = 0; i < sizeof allowed / sizeof allowed[0]; i++) {
        const char *found = strstr(node, allowed[i]);
        const char *behind = found == NULL ? NULL : found + strlen(allowed[i]);
        if (behind != NULL && (*behind == '\0' || *behind == ' '))
            return true;
    }
    return false;
}

/* With reading by an index made as cheap as can be: what is still read whole cannot be read else.
 */
static Error *check_scans(const PGresult *plan, Arena *arena)
{
    for (int row = 0; row < PQntuples(plan); row++) {
        const char *node = PQgetvalue(plan, row, 0);
        const char *below = row + 1 < PQntuples(plan) ? PQgetvalue(plan, row + 1, 0) : "";
        if (!is_by_school(node, below) && !is_across_schools(node))
            return error_internal("%s", arena_copy(arena, node));
    }
    return NULL;
}

static PGresult *run(PGconn *server, const char *sql)
{
    PGresult *result = PQexec(server, sql);
    if (PQresultStatus(result) != PGRES_TUPLES_OK && PQresultStatus(result) != PGRES_COMMAND_OK)
        print_error("%s: %s\n", sql, PQresultErrorMessage(result));
    return result;
}

/* The plan that serves any parameters, as of a statement used often. */
static Error *check_plan_postgresql(void *engine, const DbStatement *statement, Arena *arena)
{
    Oid types[64];
    const char *values = "";
    for (size_t i = 0; i < statement->parameter_count; i++) {
        types[i] = oids[statement->parameter_types[i]];
        values = arena_print(arena, "%s%snull", values, i == 0 ? "" : ", ");
    }
    PQclear(PQprepare(engine, "checked", statement->text_postgresql,
                      (int)statement->parameter_count, types));
    bool some = statement->parameter_count > 0;
    PGresult *plan = run(engine, arena_print(arena, "explain (costs off) execute checked%s%s%s",
                                             some ? "(" : "", values, some ? ")" : ""));
    Error *error = PQresultStatus(plan) == PGRES_TUPLES_OK ? check_scans(plan, arena)
                                                           : error_internal("no plan");
    PQclear(plan);
    PQclear(run(engine, "deallocate checked"));
    return error;
}

static void no_statement_scans_a_table_on_postgresql(void **state)
{
    (void)state;
    TestStore test = test_store_make(DB_POSTGRESQL, 1);
    PGconn *server = PQconnectdb(test.where);
    assert_int_equal(PQstatus(server), CONNECTION_OK);
    PQclear(run(server, DB_POSTGRESQL_PLANNER "; set plan_cache_mode = force_generic_plan"));
    size_t wrong = check_all(check_plan_postgresql, server, test.arena);
    PQfinish(server);
    test_store_end(&test);
    assert_int_equal(wrong, 0);
}

static size_t check_all_on_sqlite(Check check)
{
    TestStore test = test_store_make(DB_SQLITE, 1);
    sqlite3 *file = NULL;
    const char *path = arena_print(test.arena, "%s/fourfold.db", test.where);
    assert_int_equal(sqlite3_open_v2(path, &file, SQLITE_OPEN_READONLY, NULL), SQLITE_OK);
    size_t wrong = check_all(check, file, test.arena);
    sqlite3_close(file);
    test_store_end(&test);
    return wrong;
}

static void sqlite_takes_every_statement(void **state)
{
    (void)state;
    assert_int_equal(check_all_on_sqlite(check_sqlite), 0);
}

static void no_statement_scans_a_table(void **state)
{
    (void)state;
    assert_int_equal(check_all_on_sqlite(check_plan), 0);
}

/* What is nobody's school alone, and what is sought by the account that signs in, before its school
 * is known. Names of indexes begin with their table's. */
static bool is_before_school(const char *detail)
{
    static const char *const allowed[] = {
        "_autoindex_school_",       "_autoindex_account_",       "INDEX account_by_",
        "_autoindex_device_",       "INDEX device_by_",          "_autoindex_session_",
        "_autoindex_sign_in_link_", "INDEX sign_in_link_",       "_autoindex_recovery_code_",
        "_autoindex_passkey_",      "INDEX passkey_by_",         "(account_id=?",
        "_autoindex_sign_on_form_", "INDEX sign_on_form_by_age", "_autoindex_stranger_try_"};
    for (size_t i = 0; i < sizeof allowed / sizeof allowed[0]; i++)
        if (strstr(detail, allowed[i]) != NULL)
            return true;
    return false;
}

static bool is_beyond_school(const char *detail)
{
    return strncmp(detail, "SEARCH ", strlen("SEARCH ")) == 0 &&
           strstr(detail, "(school_id=?") == NULL && !is_before_school(detail);
}

static Error *check_school(void *engine, const DbStatement *statement, Arena *arena)
{
    return check_details(engine, statement, arena, is_beyond_school);
}

static void each_statement_looks_within_its_school(void **state)
{
    (void)state;
    assert_int_equal(check_all_on_sqlite(check_school), 0);
}

/* What grows with each day of use is found by more than its school. Names of indexes begin with
 * their table's. */
static bool is_school_of_what_grows(const char *detail)
{
    static const char *const grows[] = {"INDEX audit_by_", "INDEX provision_session_by_",
                                        "INDEX sqlite_autoindex_provision_session_",
                                        "INDEX saved_request_by_",
                                        "INDEX sqlite_autoindex_saved_request_"};
    if (strstr(detail, "(school_id=?)") == NULL)
        return false;
    for (size_t i = 0; i < sizeof grows / sizeof grows[0]; i++)
        if (strstr(detail, grows[i]) != NULL)
            return true;
    return false;
}

static Error *check_growth(void *engine, const DbStatement *statement, Arena *arena)
{
    return check_details(engine, statement, arena, is_school_of_what_grows);
}

static void no_statement_reads_a_school_of_what_grows(void **state)
{
    (void)state;
    assert_int_equal(check_all_on_sqlite(check_growth), 0);
}

/* ---- At size: the register with two schools of 3,000, whose rows are counted --------------------
 */

/* The SQL that fills a store; NULL for a registry that has no learners. */
static const char *large_schools;

static bool is_of_register(const DbStatement *statement)
{
    return strncmp(statement->name, "register.", strlen("register.")) == 0;
}

static Error *check_register_sqlite(void *engine, const DbStatement *statement, Arena *arena)
{
    if (!is_of_register(statement))
        return NULL;
    TRY(check_plan(engine, statement, arena));
    return check_school(engine, statement, arena);
}

static Error *check_register_postgresql(void *engine, const DbStatement *statement, Arena *arena)
{
    return is_of_register(statement) ? check_plan_postgresql(engine, statement, arena) : NULL;
}

static const char *read_sql(Arena *arena)
{
    Buffer text;
    buffer_init(&text, (size_t)1 << 20);
    FILE *file = fopen(large_schools, "r");
    assert_non_null(file);
    char piece[4096];
    for (size_t got; (got = fread(piece, 1, sizeof piece, file)) > 0;)
        buffer_put(&text, piece, got);
    fclose(file);
    const char *sql = arena_copy_length(arena, text.data, text.length);
    buffer_free(&text);
    return sql;
}

static void sqlite_stays_in_its_school_at_size(void **state)
{
    (void)state;
    TestStore test = test_store_make(DB_SQLITE, 1);
    sqlite3 *file = NULL;
    const char *path = arena_print(test.arena, "%s/fourfold.db", test.where);
    assert_int_equal(sqlite3_open_v2(path, &file, SQLITE_OPEN_READWRITE, NULL), SQLITE_OK);
    assert_int_equal(sqlite3_exec(file, read_sql(test.arena), NULL, NULL, NULL), SQLITE_OK);
    size_t wrong = check_all(check_register_sqlite, file, test.arena);
    sqlite3_close(file);
    test_store_end(&test);
    assert_int_equal(wrong, 0);
}

static void postgresql_stays_in_its_school_at_size(void **state)
{
    (void)state;
    TestStore test = test_store_make(DB_POSTGRESQL, 1);
    PGconn *server = PQconnectdb(test.where);
    assert_int_equal(PQstatus(server), CONNECTION_OK);
    PQclear(run(server, "begin"));
    PGresult *filled = PQexec(server, read_sql(test.arena));
    assert_int_equal(PQresultStatus(filled), PGRES_COMMAND_OK);
    PQclear(filled);
    PQclear(run(server, DB_POSTGRESQL_PLANNER "; set plan_cache_mode = force_generic_plan"));
    size_t wrong = check_all(check_register_postgresql, server, test.arena);
    PQclear(run(server, "rollback"));
    PQfinish(server);
    test_store_end(&test);
    assert_int_equal(wrong, 0);
}

static void there_are_statements(void **state)
{
    (void)state;
    assert_true(db_registry.count > 0);
}

static int check_at_size(const char *path)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sqlite_stays_in_its_school_at_size),
        cmocka_unit_test(postgresql_stays_in_its_school_at_size),
    };
    large_schools = path;
    return cmocka_run_group_tests_name("at size", tests, NULL, NULL);
}

/* The program's registry is checked with an argument, the toy's without. */
int main(int count, char **words)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(there_are_statements),
        cmocka_unit_test(sqlite_takes_every_statement),
        cmocka_unit_test(no_statement_scans_a_table),
        cmocka_unit_test(no_statement_reads_a_school_of_what_grows),
        cmocka_unit_test(each_statement_looks_within_its_school),
        cmocka_unit_test(postgresql_takes_every_statement),
        cmocka_unit_test(no_statement_scans_a_table_on_postgresql),
    };
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    return count < 2 ? failed : failed + check_at_size(words[1]);
}

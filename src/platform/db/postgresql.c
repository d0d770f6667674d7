#include "platform/db/engine.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <libpq-fe.h>

#include "platform/base/log.h"

#define OPEN_RESULTS 8

typedef struct PostgresqlDb {
    Db base;
    PGconn *handle;
    int prepared;           /* statements so far, to name them */
    bool streams;           /* rows come one by one */
    bool every_school;      /* no row is guarded */
    PGresult *foreign_keys; /* what loosen() took off: table, name, definition */
    /* What db_finish() has not yet freed, in case a jump went over it. */
    PGresult *results[OPEN_RESULTS];
} PostgresqlDb;

/* Type ids of the server's catalogue, which never change. */
static const Oid oids[] = {
    [DB_BIGINT] = 20,  [DB_INTEGER] = 23,       [DB_TEXT] = 25,  [DB_DATE] = 1082,
    [DB_BOOLEAN] = 16, [DB_TIMESTAMPTZ] = 1184, [DB_BYTEA] = 17,
};

static PostgresqlDb *own(Db *db)
{
    return (PostgresqlDb *)db;
}

/* ---- Errors
 * -------------------------------------------------------------------------------------- */

static const char *field(const PGresult *result, int code)
{
    const char *text = result == NULL ? NULL : PQresultErrorField(result, code);
    return text == NULL ? "" : text;
}

static bool starts(const char *text, const char *start)
{
    return strncmp(text, start, strlen(start)) == 0;
}

/* The server's message may quote values: it goes to the log only where the fault is ours or the
 * machine's. */
static Error *postgresql_failed(PostgresqlDb *db, const PGresult *result, const char *what)
{
    const char *state = field(result, PG_DIAG_SQLSTATE);
    const char *constraint = field(result, PG_DIAG_CONSTRAINT_NAME);
    db->base.failed = true;
    if (PQstatus(db->handle) == CONNECTION_BAD) {
        db->base.broken = true;
        return error_store("%s: the connection to PostgreSQL broke", what);
    }
    if (starts(state, "40001") || starts(state, "40P01")) {
        db->base.again = true;
        return error_busy("%s: %s", what, state);
    }
    if (starts(state, "23505"))
        return error_conflict("Somebody else saved this first. Look at it again, then save.",
                              "%s: there is such a row already (%s)", what, constraint);
    if (starts(state, "23503"))
        return error_conflict("Something that this belongs to has gone. Look at it again.",
                              "%s: a foreign key does not hold (%s)", what, constraint);
    if (starts(state, "57014") || starts(state, "53300") || starts(state, "55P03"))
        return error_busy("%s: %s", what, state);
    if (starts(state, "53100"))
        return error_make(ERROR_STORE, "Nothing was saved: the server's disk is full.",
                          "%s: disk full", what);
    if (starts(state, "42") || starts(state, "0A") || starts(state, "25") || starts(state, "3D"))
        return error_store("%s: %s %s", what, state, field(result, PG_DIAG_MESSAGE_PRIMARY));
    return error_store("%s: %s %s", what, state, constraint);
}

/* ---- Statements
 * ---------------------------------------------------------------------------------- */

static PGresult *keep_result(PostgresqlDb *db, PGresult *result)
{
    for (size_t i = 0; i < OPEN_RESULTS; i++) {
        if (db->results[i] == NULL) {
            db->results[i] = result;
            return result;
        }
    }
    log_panic("db.results", "open=%d", OPEN_RESULTS);
}

static void drop_result(PostgresqlDb *db, PGresult *result)
{
    for (size_t i = 0; i < OPEN_RESULTS; i++) {
        if (db->results[i] == result)
            db->results[i] = NULL;
    }
    PQclear(result);
}

/* Prepared under a name once a connection; the parameters' types are told, never guessed. */
static Error *prepared(PostgresqlDb *db, const DbStatement *statement, const char **found)
{
    void **place = db_cached(&db->base.cache, statement);
    *found = *place;
    if (*found != NULL)
        return NULL;
    Oid types[64];
    ASSERT(statement->parameter_count <= 64);
    for (size_t i = 0; i < statement->parameter_count; i++)
        types[i] = oids[statement->parameter_types[i]];
    char *name = db_memory(16);
    snprintf(name, 16, "s%d", ++db->prepared);
    PGresult *result = PQprepare(db->handle, name, statement->text_postgresql,
                                 (int)statement->parameter_count, types);
    Error *error = PQresultStatus(result) == PGRES_COMMAND_OK
                       ? NULL
                       : postgresql_failed(db, result, statement->name);
    PQclear(result);
    if (error != NULL) {
        free(name);
        return error;
    }
    *place = name;
    *found = name;
    return NULL;
}

typedef struct Bound {
    const char *values[64];
    int lengths[64], formats[64];
    char texts[64][DB_MOMENT_SIZE];
} Bound;

static void bind_one(Bound *bound, size_t i, const DbParameter *parameter)
{
    char *text = bound->texts[i];
    size_t size = sizeof bound->texts[i];
    bound->values[i] = parameter->null ? NULL : text;
    if (parameter->null)
        return;
    switch (parameter->type) {
    case DB_TEXT:
        bound->values[i] = parameter->text;
        return;
    case DB_BYTEA:
        bound->values[i] = parameter->text;
        bound->lengths[i] = (int)parameter->length;
        bound->formats[i] = 1;
        return;
    case DB_DATE:
        db_write_date(text, parameter->integer);
        return;
    case DB_TIMESTAMPTZ:
        db_write_moment(text, parameter->integer);
        return;
    case DB_BOOLEAN:
        snprintf(text, size, "%s", parameter->integer != 0 ? "t" : "f");
        return;
    default:
        snprintf(text, size, "%" PRId64, parameter->integer);
    }
}

static Error *start_stream(PostgresqlDb *db, const DbStatement *statement, const char *name,
                           const Bound *bound)
{
    if (PQsendQueryPrepared(db->handle, name, (int)statement->parameter_count, bound->values,
                            bound->lengths, bound->formats, 0) != 1 ||
        PQsetSingleRowMode(db->handle) != 1)
        return postgresql_failed(db, NULL, statement->name);
    return NULL;
}

static Error *step_stream(PostgresqlDb *db, DbCursor *cursor, bool *row)
{
    if (cursor->engine != NULL)
        drop_result(db, cursor->engine);
    cursor->engine = NULL;
    cursor->row = 0;
    PGresult *result = PQgetResult(db->handle);
    ExecStatusType status = result == NULL ? PGRES_TUPLES_OK : PQresultStatus(result);
    *row = status == PGRES_SINGLE_TUPLE;
    if (*row) {
        cursor->engine = keep_result(db, result);
        return NULL;
    }
    Error *error = status == PGRES_TUPLES_OK || status == PGRES_COMMAND_OK
                       ? NULL
                       : postgresql_failed(db, result, cursor->statement->name);
    PQclear(result);
    return error;
}

/* Takes what has not been read of a stream, so that the next statement may start. */
static void end_stream(PostgresqlDb *db)
{
    PGresult *result;
    while (db->streams && (result = PQgetResult(db->handle)) != NULL)
        PQclear(result);
}

static Error *postgresql_start(Db *base, const DbStatement *statement,
                               const DbParameter *parameters, DbCursor *cursor)
{
    PostgresqlDb *db = own(base);
    const char *name = NULL;
    Bound bound;
    memset(bound.lengths, 0, sizeof bound.lengths);
    memset(bound.formats, 0, sizeof bound.formats);
    TRY(prepared(db, statement, &name));
    for (size_t i = 0; i < statement->parameter_count; i++)
        bind_one(&bound, i, &parameters[i]);
    if (db->streams)
        return start_stream(db, statement, name, &bound);
    PGresult *result = PQexecPrepared(db->handle, name, (int)statement->parameter_count,
                                      bound.values, bound.lengths, bound.formats, 0);
    cursor->engine = keep_result(db, result);
    ExecStatusType status = PQresultStatus(result);
    if (status != PGRES_TUPLES_OK && status != PGRES_COMMAND_OK)
        return postgresql_failed(db, result, statement->name);
    cursor->changed = strtoll(PQcmdTuples(result), NULL, 10);
    return NULL;
}

static Error *postgresql_step(DbCursor *cursor, bool *row)
{
    if (own(cursor->db)->streams)
        return step_stream(own(cursor->db), cursor, row);
    *row = ++cursor->row < PQntuples(cursor->engine);
    return NULL;
}

static void postgresql_finish(DbCursor *cursor)
{
    if (cursor->engine != NULL)
        drop_result(own(cursor->db), cursor->engine);
    end_stream(own(cursor->db));
}

static bool postgresql_is_null(const DbCursor *cursor, int column)
{
    return PQgetisnull(cursor->engine, cursor->row, column);
}

static int64_t postgresql_integer(const DbCursor *cursor, int column)
{
    const char *text = PQgetvalue(cursor->engine, cursor->row, column);
    if (text[0] == 't' || text[0] == 'f')
        return text[0] == 't';
    return strtoll(text, NULL, 10);
}

static int hex_digit(char c)
{
    return c <= '9' ? c - '0' : c - 'a' + 10;
}

/* bytea comes as \x and hexadecimal digits; it is turned into bytes where it stands. */
static const char *unhex(char *text, size_t *length)
{
    *length = (strlen(text) - 2) / 2;
    for (size_t i = 0; i < *length; i++)
        text[i] = (char)(hex_digit(text[2 + 2 * i]) << 4 | hex_digit(text[3 + 2 * i]));
    return text;
}

static const char *postgresql_text(const DbCursor *cursor, int column, size_t *length)
{
    if (postgresql_is_null(cursor, column))
        return NULL;
    char *text = PQgetvalue(cursor->engine, cursor->row, column);
    if (cursor->statement->column_types[column] == DB_BYTEA)
        return unhex(text, length);
    *length = (size_t)PQgetlength(cursor->engine, cursor->row, column);
    return text;
}

/* 2026-11-22 08:06:04.123+00, the fraction as short as it can be. */
static Moment postgresql_moment(const char *text)
{
    char iso[32] = "2026-11-22T08:06:04.000Z";
    Moment moment = MOMENT_NONE;
    size_t length = strlen(text);
    if (length < 22 || strcmp(text + length - 3, "+00") != 0)
        return MOMENT_NONE;
    memcpy(iso, text, 19);
    iso[10] = 'T';
    for (size_t i = 20; i < length - 3 && i < 23; i++)
        iso[i] = text[i];
    return moment_parse_iso(iso, &moment) ? moment : MOMENT_NONE;
}

static Error *run_text(PostgresqlDb *db, const char *sql)
{
    PGresult *result = PQexec(db->handle, sql);
    ExecStatusType status = PQresultStatus(result);
    Error *error = status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK
                       ? NULL
                       : postgresql_failed(db, result, "sql");
    PQclear(result);
    return error;
}

/* ---- Connecting
 * ---------------------------------------------------------------------------------- */

/* The sorting of lists and keys is by bytes on both engines. */
static Error *check_database(PostgresqlDb *db)
{
    PGresult *result =
        PQexec(db->handle, "select datcollate, pg_encoding_to_char(encoding), datlocprovider "
                           "from pg_database where datname = current_database()");
    bool asked = PQresultStatus(result) == PGRES_TUPLES_OK && PQntuples(result) == 1;
    bool right = false;
    if (asked) {
        const char *collate = PQgetvalue(result, 0, 0);
        right = (strcmp(collate, "C") == 0 || strcmp(collate, "POSIX") == 0 ||
                 strncmp(collate, "C.", 2) == 0) &&
                strcmp(PQgetvalue(result, 0, 1), "UTF8") == 0 &&
                strcmp(PQgetvalue(result, 0, 2), "c") == 0;
    }
    PQclear(result);
    if (right)
        return NULL;
    return error_make(ERROR_STORE,
                      "This PostgreSQL database sorts by a language or is not in UTF-8. Make one "
                      "with: createdb --template=template0 --locale=C --encoding=UTF8 NAME",
                      "asked=%d", asked);
}

static Error *set_session(PostgresqlDb *db)
{
    TRY(run_text(db, "set client_encoding = 'UTF8'; set timezone = 'UTC'; "
                     "set datestyle = 'ISO, YMD'; set bytea_output = 'hex'; "
                     "set standard_conforming_strings = on; set statement_timeout = '30s'; "
                     "set idle_in_transaction_session_timeout = '60s'; "
                     "set client_min_messages = warning; " DB_POSTGRESQL_PLANNER));
    return run_text(db, db->every_school ? "set fourfold.every_school = 'on'"
                                         : "set fourfold.every_school = 'off'");
}

static void postgresql_settle(Db *base)
{
    PostgresqlDb *db = own(base);
    for (size_t i = 0; i < OPEN_RESULTS; i++) {
        if (db->results[i] != NULL)
            drop_result(db, db->results[i]);
    }
    end_stream(db);
}

/* What was prepared went with the old connection. */
static Error *connect_again(PostgresqlDb *db)
{
    postgresql_settle(&db->base);
    PQreset(db->handle);
    db_cache_clear(&db->base.cache, free);
    db->base.failed = db->base.broken = false;
    if (PQstatus(db->handle) != CONNECTION_OK)
        return postgresql_failed(db, NULL, "reconnect");
    return set_session(db);
}

/* Between transactions a connection that broke is opened anew; within one it cannot be. */
static Error *postgresql_run(Db *base, const char *sql)
{
    PostgresqlDb *db = own(base);
    bool outside =
        PQtransactionStatus(db->handle) == PQTRANS_IDLE || PQstatus(db->handle) == CONNECTION_BAD;
    bool begins = starts(sql, "begin");
    if (begins && PQstatus(db->handle) == CONNECTION_BAD)
        TRY(connect_again(db));
    Error *error = run_text(db, sql);
    if (error == NULL || !begins || !outside || PQstatus(db->handle) != CONNECTION_BAD)
        return error;
    TRY(connect_again(db));
    return run_text(db, sql);
}

static Error *run_on_key(PostgresqlDb *db, int row, bool add)
{
    char sql[4096];
    const PGresult *keys = db->foreign_keys;
    int length = snprintf(sql, sizeof sql, "alter table %s %s constraint %s %s",
                          PQgetvalue(keys, row, 0), add ? "add" : "drop", PQgetvalue(keys, row, 1),
                          add ? PQgetvalue(keys, row, 2) : "");
    ASSERT(length < (int)sizeof sql);
    return run_text(db, sql);
}

static Error *postgresql_loosen(Db *base)
{
    PostgresqlDb *db = own(base);
    PQclear(db->foreign_keys);
    db->foreign_keys =
        PQexec(db->handle, "select conrelid::regclass::text, quote_ident(conname), "
                           "pg_get_constraintdef(oid) from pg_constraint where contype = 'f' "
                           "and connamespace = current_schema()::regnamespace");
    if (PQresultStatus(db->foreign_keys) != PGRES_TUPLES_OK)
        return postgresql_failed(db, db->foreign_keys, "foreign keys");
    for (int i = 0; i < PQntuples(db->foreign_keys); i++)
        TRY(run_on_key(db, i, false));
    return NULL;
}

static Error *postgresql_tighten(Db *base)
{
    PostgresqlDb *db = own(base);
    for (int i = 0; i < PQntuples(db->foreign_keys); i++)
        TRY(run_on_key(db, i, true));
    return NULL;
}

/* ---- One school at a time ---------------------------------------------------------------------
 */

static Error *postgresql_enter(Db *base, const char *what, int64_t id)
{
    char sql[96];
    snprintf(sql, sizeof sql, "set local fourfold.%s = '%" PRId64 "'", what, id);
    return run_text(own(base), sql);
}

/* Each table whose key begins with the school gets the guard that it lacks, also against its owner,
 * which is who we sign in as. A setting stands in a subquery, so that it is read once a statement
 * and not once a row. */
static const char guard_tables[] =
    "do $guard$ declare place record; begin "
    "for place in select c.oid::regclass as name, exists (select from pg_attribute a "
    "    where a.attrelid = c.oid and a.attname = 'account_id' and not a.attisdropped) as personal "
    "  from pg_class c "
    "  join pg_constraint k on k.conrelid = c.oid and k.contype = 'p' "
    "  join pg_attribute s on s.attrelid = c.oid and s.attnum = k.conkey[1] "
    "  where c.relnamespace = current_schema()::regnamespace and not c.relrowsecurity "
    "    and s.attname = 'school_id' "
    "loop "
    "  execute format('alter table %s enable row level security', place.name); "
    "  execute format('alter table %s force row level security', place.name); "
    "  execute format('create policy of_school on %s using ("
    "school_id = (select nullif(current_setting(''fourfold.school'', true), '''')::bigint) "
    "or (select current_setting(''fourfold.every_school'', true)) = ''on'')', place.name); "
    "  if place.personal then execute format('create policy of_account on %s for select using ("
    "account_id = (select nullif(current_setting(''fourfold.account'', true), '''')::bigint))', "
    "place.name); end if; "
    "end loop; end $guard$";

static Error *postgresql_guard(Db *base)
{
    return run_text(own(base), guard_tables);
}

bool postgresql_passes_guard(Db *db)
{
    PGresult *result =
        PQexec(own(db)->handle,
               "select from pg_roles where rolname = current_user and (rolsuper or rolbypassrls)");
    bool passes = PQresultStatus(result) == PGRES_TUPLES_OK && PQntuples(result) > 0;
    PQclear(result);
    return passes;
}

static bool postgresql_inside(Db *db)
{
    PGTransactionStatusType status = PQtransactionStatus(own(db)->handle);
    return status == PQTRANS_INTRANS || status == PQTRANS_INERROR || status == PQTRANS_ACTIVE;
}

static void postgresql_close(Db *db)
{
    postgresql_settle(db);
    db_cache_clear(&db->cache, free);
    PQclear(own(db)->foreign_keys);
    PQfinish(own(db)->handle);
    free(db);
}

static const DbVerbs postgresql_verbs = {
    .engine = DB_POSTGRESQL,
    .start = postgresql_start,
    .step = postgresql_step,
    .finish = postgresql_finish,
    .is_null = postgresql_is_null,
    .integer = postgresql_integer,
    .text = postgresql_text,
    .moment = postgresql_moment,
    .run = postgresql_run,
    .settle = postgresql_settle,
    .analyze = "analyze",
    .enter = postgresql_enter,
    .guard = postgresql_guard,
    .loosen = postgresql_loosen,
    .tighten = postgresql_tighten,
    .inside = postgresql_inside,
    .close = postgresql_close,
};

static void ignore_notice(void *unused, const PGresult *result)
{
    (void)unused, (void)result;
}

Error *postgresql_open(const char *url, bool writes, bool every_school, Db **db)
{
    const char *const keywords[] = {"dbname", "fallback_application_name", "connect_timeout", NULL};
    const char *const values[] = {url, "fourfold", "10", NULL};
    PostgresqlDb *new = db_memory(sizeof *new);
    new->base.verbs = &postgresql_verbs;
    new->base.writes = writes;
    new->every_school = every_school;
    new->handle = PQconnectdbParams(keywords, values, 1);
    Error *error = NULL;
    if (PQstatus(new->handle) != CONNECTION_OK)
        error = error_make(ERROR_STORE, "PostgreSQL cannot be reached at the address given.",
                           "connect: %.200s", PQerrorMessage(new->handle));
    PQsetNoticeReceiver(new->handle, ignore_notice, NULL);
    if (error == NULL)
        error = set_session(new);
    if (error == NULL)
        error = check_database(new);
    if (error != NULL) {
        postgresql_close(&new->base);
        return error;
    }
    *db = &new->base;
    return NULL;
}

Error *postgresql_open_stream(const char *url, Db **db)
{
    TRY(postgresql_open(url, false, true, db));
    Error *error = run_text(own(*db), "set statement_timeout = 0");
    own(*db)->streams = true;
    if (error != NULL)
        postgresql_close(*db);
    return error;
}

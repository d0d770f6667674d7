/* Row security over the program's own schema, table by table as PostgreSQL itself lists them: a
 * table that is added is asked about without anybody thinking of it. */
#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

#include "platform/db/engine.h"
#include "platform/db/test_both.h"
#include "platform/db/test_store.h"

enum { OURS = 1, NONE = 0 };

/* Tables of a school that are open to every transaction, because they are read before the school is
 * known. By hand: a new one needs a reason. */
static const struct {
    const char *table, *reason;
} open_tables[] = {
    {"session", "found by the hash of a cookie's token, and tells which school is entered"},
    {"sign_on_offer", "what the page of signing in offers, before the school is known"},
};
enum { OPEN_TABLES = sizeof open_tables / sizeof open_tables[0] };

static TestStore test;
static Store *pages;

static const char *open_names(void)
{
    const char *names = "''";
    for (size_t i = 0; i < OPEN_TABLES; i++)
        names = arena_print(test.arena, "%s, '%s'", names, open_tables[i].table);
    return names;
}

/* A row of each of two schools in every table, so that there is something to be hidden. What the
 * rows point at is not there: the keys are not asked. */
static const char one_row_each[] =
    "do $$ declare place record; content jsonb; begin "
    "perform set_config('session_replication_role', 'replica', true); "
    "for place in select t.table_name as name, school from information_schema.columns t, "
    "    generate_series(1, 2) school "
    "  where t.table_schema = 'public' and t.column_name = 'school_id' loop "
    "  select jsonb_object_agg(c.column_name, case "
    "      when c.data_type = 'boolean' then to_jsonb(false) "
    "      when c.data_type = 'date' or c.data_type like 'timestamp%' then to_jsonb(current_date) "
    "      when c.data_type = 'bytea' then to_jsonb('\\x0' || place.school) "
    "      when c.data_type = 'text' then to_jsonb('word ' || place.school) "
    "      else to_jsonb(place.school) end) into content "
    "  from information_schema.columns c where c.table_schema = 'public' "
    "    and c.table_name = place.name and (c.is_nullable = 'NO' or c.column_name = 'school_id'); "
    "  execute format('insert into %I select * from jsonb_populate_record(null::%I, $1)', "
    "    place.name, place.name) using content; "
    "end loop; end $$";

static int make(void **state)
{
    test = test_store_make(test_engine(state), 2);
    test_store_run(&test, one_row_each);
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
    const char *sql;
} Ask;

static Error *run(Db *db, void *context)
{
    const Ask *ask = context;
    if (ask->entered != NONE)
        TRY(db_enter_school(db, ask->entered));
    return db->verbs->run(db, ask->sql);
}

/* As the program's own role, over each guarded table, whose name is place.name. */
static void for_each_table(int64_t entered, const char *what)
{
    Ask ask = {entered,
               arena_print(test.arena,
                           "do $$ declare place record; ours bigint; others bigint; begin "
                           "for place in select table_name as name from information_schema.columns "
                           "where table_schema = 'public' and column_name = 'school_id' "
                           "and table_name not in (%s) loop %s end loop; end $$",
                           open_names(), what)};
    Error *error = store_write(pages, run, &ask);
    if (error != NULL)
        fail_msg("%s", error->cause);
}

static void every_table_of_a_school_is_guarded(void **state)
{
    (void)state;
    static const char tables[] =
        "select count(*) from information_schema.columns t join pg_class c on "
        "c.oid = format('public.%%I', t.table_name)::regclass where t.table_schema = 'public' "
        "and t.column_name = 'school_id' and t.table_name %s (%s) and %s";
    static const char guarded[] = "c.relrowsecurity and c.relforcerowsecurity";
    static const char bare[] = "not (c.relrowsecurity and c.relforcerowsecurity)";
    const char *names = open_names();
    assert_int_equal(
        test_store_number(&test, arena_print(test.arena, tables, "not in", names, bare)), 0);
    assert_true(
        test_store_number(&test, arena_print(test.arena, tables, "not in", names, guarded)) > 60);
    assert_int_equal(test_store_number(&test, arena_print(test.arena, tables, "in", names, bare)),
                     OPEN_TABLES);
}

static void the_entered_school_alone_is_seen(void **state)
{
    (void)state;
    static const char sees[] =
        "execute format('select count(*) filter (where school_id = 1), count(*) filter (where "
        "school_id is distinct from 1) from %%I', place.name) into ours, others; "
        "if ours <> %d or others <> 0 then raise exception '%% shows %% and %%', place.name, ours, "
        "others; end if;";
    for_each_table(OURS, arena_print(test.arena, sees, 1));
    for_each_table(NONE, arena_print(test.arena, sees, 0));
    for_each_table(2 * OURS + 1, arena_print(test.arena, sees, 0));
}

/* A row that lacks everything else fails too, but later, and not for this. A table that is
 * append-only refuses a change before anybody asks whose it is. */
static void nothing_is_written_for_another_school(void **state)
{
    (void)state;
    static const char refused[] =
        "begin execute format('%s', place.name); raise exception '%%: taken', place.name; "
        "exception when insufficient_privilege then null; "
        "when raise_exception then if sqlerrm not like '%%append-only' then raise; end if; end;";
    static const char *const tried[] = {
        "insert into %I (school_id) values (2)",
        "update %I set school_id = 2",
    };
    for (size_t i = 0; i < sizeof tried / sizeof tried[0]; i++)
        for_each_table(OURS, arena_print(test.arena, refused, tried[i]));
    for_each_table(NONE, arena_print(test.arena, refused, tried[0]));
    for_each_table(OURS,
                   "begin execute format('insert into %I (school_id) values (1)', place.name); "
                   "exception when insufficient_privilege then raise; when others then null; end;");
}

static void nothing_of_another_school_is_touched(void **state)
{
    (void)state;
    static const char *const attacks[] = {
        "delete from %I where school_id = 2",
        "update %I set school_id = 1 where school_id = 2",
        "update %I set school_id = school_id where school_id <> 1",
    };
    for (size_t i = 0; i < sizeof attacks / sizeof attacks[0]; i++)
        for_each_table(OURS, arena_print(test.arena,
                                         "others := 0; begin execute format('%s', place.name); "
                                         "get diagnostics others = row_count; "
                                         "exception when raise_exception then "
                                         "if sqlerrm not like '%%append-only' then raise; end if; "
                                         "end; "
                                         "if others <> 0 then raise exception '%% gives %%', "
                                         "place.name, others; end if;",
                                         attacks[i]));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        ON_POSTGRESQL(every_table_of_a_school_is_guarded),
        ON_POSTGRESQL(the_entered_school_alone_is_seen),
        ON_POSTGRESQL(nothing_is_written_for_another_school),
        ON_POSTGRESQL(nothing_of_another_school_is_touched),
    };
    return cmocka_run_group_tests_name("school_guard", tests, NULL, NULL);
}

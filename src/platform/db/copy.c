#include "platform/db/copy.h"

#include <sodium.h>
#include <string.h>

#include "platform/base/buffer.h"

static const DbType text_types[] = {DB_TEXT, DB_TEXT, DB_INTEGER};
static const DbType count_types[] = {DB_BIGINT};
static const char *const name_names[] = {"name"};

static const DbStatement table_names = {
    .name = "copy.tables",
    .text_sqlite = "select name from sqlite_schema where type = 'table' "
                   "and name not glob 'sqlite_*' and name <> 'backup_manifest' order by name",
    .column_types = text_types,
    .column_count = 1,
};

static const DbStatement table_columns = {
    .name = "copy.columns",
    .text_sqlite = "select name, type, pk from pragma_table_info(@name) order by cid",
    .parameter_names = name_names,
    .parameter_types = text_types,
    .parameter_count = 1,
    .column_types = text_types,
    .column_count = 3,
};

typedef struct Column {
    const char *name, *type;
    int key;
} Column;

typedef struct Columns {
    size_t count;
    Column *items;
} Columns;

static Error *read_name(const DbCursor *cursor, Arena *arena, void *into)
{
    *(const char **)into = db_text(cursor, 0, arena);
    return NULL;
}

static Error *read_column(const DbCursor *cursor, Arena *arena, void *into)
{
    Column *column = into;
    column->name = db_text(cursor, 0, arena);
    column->type = db_text(cursor, 1, arena);
    column->key = (int)db_integer(cursor, 2);
    return NULL;
}

static bool type_named(const char *name, DbType *type)
{
    static const char *const names[] = {
        [DB_BIGINT] = "bigint", [DB_INTEGER] = "integer",         [DB_TEXT] = "text",
        [DB_DATE] = "date",     [DB_TIMESTAMPTZ] = "timestamptz", [DB_BOOLEAN] = "boolean",
        [DB_BYTEA] = "bytea"};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        if (text_equal_fold(names[i], name)) {
            *type = (DbType)i;
            return true;
        }
    }
    return false;
}

/* ---- The statements of a table -----------------------------------------------------------------
 */

static const char *join_key(Arena *arena, const Columns *columns)
{
    const char *list = "";
    for (int place = 1;; place++) {
        const char *name = NULL;
        for (size_t i = 0; i < columns->count; i++) {
            if (columns->items[i].key == place)
                name = columns->items[i].name;
        }
        if (name == NULL)
            return list;
        list = arena_print(arena, "%s%s%s", list, place == 1 ? "" : ", ", name);
    }
}

/* before, the columns' names, between, a place for each value: @p0 or $1, and after. */
static const char *join_values(Arena *arena, const Columns *columns, const char *before,
                               const char *place, int first)
{
    const char *list = before;
    for (size_t i = 0; i < columns->count; i++)
        list = arena_print(arena, "%s%s%s%d", list, i == 0 ? "" : ", ", place, (int)i + first);
    return arena_print(arena, "%s)", list);
}

static void write_statements(Arena *arena, CopyTable *table, const Columns *columns,
                             const DbType *types)
{
    const char *list = "";
    const char **names = arena_array(arena, const char *, columns->count);
    for (size_t i = 0; i < columns->count; i++) {
        list = arena_print(arena, "%s%s%s", list, i == 0 ? "" : ", ", columns->items[i].name);
        names[i] = arena_print(arena, "p%zu", i);
    }
    const char *all = arena_print(arena, "select %s from %s order by %s", list, table->name,
                                  join_key(arena, columns));
    const char *count = arena_print(arena, "select count(*) from %s", table->name);
    const char *clear = arena_print(arena, "delete from %s", table->name);
    const char *add = arena_print(arena, "insert into %s (%s) values (", table->name, list);
    table->all = (DbStatement){.name = table->name,
                               .text_sqlite = all,
                               .text_postgresql = all,
                               .column_types = types,
                               .column_count = columns->count};
    table->count = (DbStatement){.name = table->name,
                                 .text_sqlite = count,
                                 .text_postgresql = count,
                                 .column_types = count_types,
                                 .column_count = 1};
    table->clear = (DbStatement){
        .name = table->name, .text_sqlite = clear, .text_postgresql = clear, .writes = true};
    table->add = (DbStatement){.name = table->name,
                               .text_sqlite = join_values(arena, columns, add, "@p", 0),
                               .text_postgresql = join_values(arena, columns, add, "$", 1),
                               .parameter_names = names,
                               .parameter_types = types,
                               .parameter_count = columns->count,
                               .writes = true};
}

static Error *read_table(Db *sqlite, Arena *arena, CopyTable *table)
{
    const DbParameter name[] = {{.type = DB_TEXT, .text = table->name}};
    Columns columns = {0};
    void *items = NULL;
    TRY(db_many(sqlite, arena, &table_columns, name, read_column, sizeof(Column), &items,
                &columns.count));
    columns.items = items;
    DbType *types = arena_array(arena, DbType, columns.count);
    for (size_t i = 0; i < columns.count; i++) {
        if (!type_named(columns.items[i].type, &types[i]))
            return error_store("column %s.%s has the unknown type %s", table->name,
                               columns.items[i].name, columns.items[i].type);
    }
    write_statements(arena, table, &columns, types);
    return NULL;
}

Error *copy_tables(Db *sqlite, Arena *arena, CopyTables *tables)
{
    void *names = NULL;
    TRY(db_many(sqlite, arena, &table_names, NULL, read_name, sizeof(const char *), &names,
                &tables->count));
    tables->items = arena_array(arena, CopyTable, tables->count);
    for (size_t i = 0; i < tables->count; i++) {
        tables->items[i].name = ((const char **)names)[i];
        TRY(read_table(sqlite, arena, &tables->items[i]));
    }
    return NULL;
}

/* ---- Rows -------------------------------------------------------------------------------------
 */

static DbParameter value_of(const DbCursor *cursor, int column, Arena *arena)
{
    DbParameter value = {.type = cursor->statement->column_types[column],
                         .null = db_is_null(cursor, column)};
    if (value.null)
        return value;
    if (value.type == DB_TEXT) {
        value.text = db_text(cursor, column, arena);
        value.length = strlen(value.text);
    } else if (value.type == DB_BYTEA) {
        Bytes bytes = db_bytes(cursor, column, arena);
        value.text = (const char *)bytes.data;
        value.length = bytes.length;
    } else if (value.type == DB_DATE) {
        value.integer = db_date(cursor, column).days;
    } else if (value.type == DB_TIMESTAMPTZ) {
        value.integer = db_moment(cursor, column).milliseconds;
    } else {
        value.integer =
            value.type == DB_BOOLEAN ? db_boolean(cursor, column) : db_integer(cursor, column);
    }
    return value;
}

/* Each value: a byte (0 null, 1 number, 2 text), eight bytes of number or length, the text. */
static void hash_value(crypto_generichash_state *hash, const DbParameter *value)
{
    unsigned char head[9] = {0};
    uint64_t number = value->text != NULL ? value->length : (uint64_t)value->integer;
    head[0] = (unsigned char)(value->null ? 0 : value->text != NULL ? 2 : 1);
    for (int i = 0; i < 8 && !value->null; i++)
        head[1 + i] = (unsigned char)(number >> (8 * i));
    crypto_generichash_update(hash, head, sizeof head);
    if (value->text != NULL)
        crypto_generichash_update(hash, (const unsigned char *)value->text, value->length);
}

static Error *copy_each(DbCursor *cursor, Db *to, const CopyTable *table, Arena *arena,
                        crypto_generichash_state *hash, int64_t *rows)
{
    for (bool row = true;;) {
        TRY(db_step(cursor, &row));
        if (!row)
            return NULL;
        arena_reset(arena);
        DbParameter *values = arena_array(arena, DbParameter, table->all.column_count);
        for (size_t i = 0; i < table->all.column_count; i++) {
            values[i] = value_of(cursor, (int)i, arena);
            hash_value(hash, &values[i]);
        }
        ++*rows;
        if (to != NULL)
            TRY(db_exec(to, &table->add, values, NULL));
    }
}

Error *copy_rows(Db *from, Db *to, const CopyTable *table, CopyContent *content)
{
    unsigned char hash[32];
    crypto_generichash_state state;
    DbCursor cursor;
    Arena *arena = arena_create((size_t)256 << 20, "db.copy");
    content->rows = 0;
    crypto_generichash_init(&state, NULL, 0, sizeof hash);
    Error *error = db_start(from, &table->all, NULL, &cursor);
    if (error == NULL)
        error = copy_each(&cursor, to, table, arena, &state, &content->rows);
    db_finish(&cursor);
    arena_destroy(arena);
    crypto_generichash_final(&state, hash, sizeof hash);
    sodium_bin2hex(content->hash, sizeof content->hash, hash, sizeof hash);
    return error;
}

static Error *read_number(const DbCursor *cursor, Arena *arena, void *into)
{
    (void)arena;
    *(int64_t *)into = db_integer(cursor, 0);
    return NULL;
}

Error *copy_count(Db *db, const CopyTable *table, int64_t *rows)
{
    return db_one(db, NULL, &table->count, NULL, read_number, rows);
}

#include "sqlc.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

const char *const kind_names[] = {"bigint",      "integer", "text",  "date",
                                  "timestamptz", "boolean", "bytea", NULL};
const char *const kind_enums[] = {"DB_BIGINT",      "DB_INTEGER", "DB_TEXT", "DB_DATE",
                                  "DB_TIMESTAMPTZ", "DB_BOOLEAN", "DB_BYTEA"};

static const char *const classes[] = {"none", "personal", "special", "secret", NULL};

/* What one step says in its comments, found while its lines are read. */
typedef struct Note {
    const char *table, *column;
    const char *meaning, *class, *retention;
} Note;

typedef struct Reader {
    Schema *schema;
    Table *table;     /* announced by the last `-- table` */
    const char *open; /* the table whose columns are now read, or NULL */
    const char *key;  /* that table's own, without its brackets */
    int depth;        /* of brackets */
    bool here, there; /* whether lines go to SQLite, to PostgreSQL */
    FILE *sqlite, *postgresql;
    size_t note_count;
    Note notes[MAX_TABLES * 16];
} Reader;

const Table *schema_table(const Schema *schema, const char *name)
{
    for (size_t i = 0; name != NULL && i < schema->table_count; i++) {
        if (same(schema->tables[i].name, name))
            return &schema->tables[i];
    }
    return NULL;
}

const Column *table_column(const Table *table, const char *name)
{
    for (size_t i = 0; i < table->column_count; i++) {
        if (same(table->columns[i].name, name))
            return &table->columns[i];
    }
    return NULL;
}

bool table_of_school(const Table *table)
{
    return table->across == NULL && table_column(table, "school_id") != NULL;
}

bool table_has_id(const Table *table)
{
    const Column *id = table_column(table, "id");
    return id != NULL && id->key > 0;
}

static bool kind_of(const char *name, Kind *kind)
{
    for (int i = 0; kind_names[i] != NULL; i++) {
        if (same(kind_names[i], name)) {
            *kind = (Kind)i;
            return true;
        }
    }
    return false;
}

Type parse_type(const Schema *schema, const char *text, const char *name, int line)
{
    Type type = {.kind = BIGINT};
    size_t length = strlen(text);
    type.null = length > 0 && text[length - 1] == '?';
    char *word = trimmed(text, length - type.null);
    char *dot = strchr(word, '.');
    if (strcmp(word, "id") == 0) {
        type.id_of = name;
    } else if (dot != NULL && strcmp(dot, ".id") == 0) {
        type.id_of = copy(word, (size_t)(dot - word));
    } else if (!kind_of(word, &type.kind)) {
        refuse(line,
               "'%s' is no type; the types are bigint, integer, text, date, timestamptz, "
               "boolean, bytea, id and table.id, each with ? when it may be null",
               word);
    }
    if (type.id_of != NULL) {
        const Table *table = schema_table(schema, type.id_of);
        if (table == NULL || !table_has_id(table))
            refuse(line, "no table '%s' with an id of its own; write '%s table.id'", type.id_of,
                   name);
        type.id_of = table->name;
    }
    return type;
}

/* ---- Comments that mean something ----------------------------------------------------------- */

static const char *after(const char *text, const char *start)
{
    size_t length = strlen(start);
    return strncmp(text, start, length) == 0 ? skip_space(text + length) : NULL;
}

static void announce_table(Reader *reader, const char *text, int line)
{
    Schema *schema = reader->schema;
    limit(schema->table_count, MAX_TABLES, line, "tables");
    Table *table = &schema->tables[schema->table_count++];
    *table = (Table){.name = take_word(&text), .file = reading, .line = line};
    const char *owner = after(skip_space(text), "owned by ");
    if (owner == NULL)
        refuse(line, "write: -- table %s owned by FOLDER", table->name);
    size_t length = strcspn(owner, ", ");
    table->owner = copy(owner, length);
    for (text = owner + length; *text == ',';) {
        const char *across = after(skip_space(text + 1), "across schools: ");
        const char *clustered = after(skip_space(text + 1), "clustered");
        const char *kept = after(skip_space(text + 1), "append-only");
        text = "";
        if (across != NULL) {
            table->across = trimmed(across, strlen(across));
        } else if (clustered != NULL) {
            table->clustered = true;
            text = clustered;
        } else if (kept != NULL) {
            table->append_only = true;
            text = kept;
        } else {
            refuse(line, "after the owner may stand ', clustered', ', append-only' and "
                         "', across schools: REASON'");
        }
    }
    reader->table = table;
}

static void read_section(Reader *reader, const char *engine, int line)
{
    reader->here = strncmp(engine, "sqlite", 6) == 0;
    reader->there = strncmp(engine, "postgresql", 10) == 0;
    if (!reader->here && !reader->there)
        refuse(line, "write: -- only sqlite, or -- only postgresql");
}

static void read_comment(Reader *reader, const char *comment, int line)
{
    const char *text = after(comment, "-- ");
    const char *rest;
    if (text == NULL)
        return;
    if ((rest = after(text, "table ")) != NULL && strstr(text, " owned by ") != NULL)
        announce_table(reader, rest, line);
    else if ((rest = after(text, "key (")) != NULL && strchr(rest, ':') != NULL &&
             reader->table != NULL)
        reader->table->key_reason = copy(rest, strlen(rest));
    else if ((rest = after(text, "only ")) != NULL)
        read_section(reader, rest, line);
    else if (after(text, "end only") != NULL)
        reader->here = reader->there = true;
}

static void note_column(Reader *reader, const char *table, const char *column, const char *comment,
                        int line)
{
    const char *text = skip_space(comment + strspn(comment, "-"));
    const char *first = strchr(text, '|');
    const char *second = first == NULL ? NULL : strchr(first + 1, '|');
    if (second == NULL)
        refuse(line, "column %s needs the comment: -- meaning | class | retention", column);
    Note note = {.table = table,
                 .column = column,
                 .meaning = trimmed(text, (size_t)(first - text)),
                 .class = trimmed(first + 1, (size_t)(second - first) - 1),
                 .retention = trimmed(second + 1, strlen(second + 1))};
    if (!one_of(note.class, classes))
        refuse(line, "column %s: the class is none, personal, special or secret, not '%s'", column,
               note.class);
    if (note.meaning[0] == '\0' || note.retention[0] == '\0')
        refuse(line, "column %s: meaning and retention may not be empty", column);
    limit(reader->note_count, sizeof reader->notes / sizeof reader->notes[0], line, "columns");
    reader->notes[reader->note_count++] = note;
}

/* ---- The lines of a step -------------------------------------------------------------------- */

static void refuse_words(const Tokens *tokens)
{
    static const char *const refused[] = {"deferrable",
                                          "autoincrement",
                                          "serial",
                                          "bigserial",
                                          "collate",
                                          "generated",
                                          "view",
                                          "current_date",
                                          "current_time",
                                          "current_timestamp",
                                          "now",
                                          "datetime",
                                          "strftime",
                                          "julianday",
                                          "clock_timestamp",
                                          "localtimestamp",
                                          "virtual",
                                          "temporary",
                                          "temp",
                                          NULL};
    for (int i = 0; i < tokens->count; i++) {
        const Token *token = &tokens->items[i];
        if (token->kind == QUOTED)
            refuse(token->line, "no double quotes: choose a name that is not reserved");
        if (token->kind == WORD && one_of(token->text, refused))
            refuse(token->line, "'%s' is not used here: the engines differ in it", token->text);
        if (is(tokens, i, "set") && (is(tokens, i + 1, "null") || is(tokens, i + 1, "default")) &&
            (is(tokens, i - 1, "delete") || is(tokens, i - 1, "update")))
            refuse(token->line, "'on delete set null' would empty school_id too; "
                                "let the program decide what happens");
    }
}

static void read_column(Reader *reader, const char *table, const Tokens *tokens, int at,
                        const char *comment, int line)
{
    static const char *const constraints[] = {"primary", "foreign",    "unique",
                                              "check",   "constraint", NULL};
    const Token *name = &tokens->items[at];
    if (name->kind != WORD || one_of(name->text, constraints))
        return;
    Kind kind;
    if (at + 1 >= tokens->count || !kind_of(tokens->items[at + 1].text, &kind))
        refuse(line,
               "column %s: the types are bigint, integer, text, date, timestamptz, boolean "
               "and bytea",
               name->text);
    note_column(reader, table, name->text, comment, line);
}

/* The columns of `primary key (...)`. */
static const char *key_of(const char *code, int line)
{
    const char *opens = strchr(code, '(');
    if (opens == NULL)
        refuse(line, "write the columns of the key on its own line: primary key (...)");
    return trimmed(opens + 1, strcspn(opens + 1, ")"));
}

static void read_code(Reader *reader, const char *code, const char *comment, int line)
{
    Tokens tokens = tokenize(code, line);
    refuse_words(&tokens);
    if (is(&tokens, 0, "create") && is(&tokens, 1, "table")) {
        reader->open = tokens.items[2].text;
        if (reader->table == NULL || strcmp(reader->table->name, reader->open) != 0)
            refuse(line, "write above it: -- table %s owned by FOLDER", reader->open);
    } else if (reader->open != NULL && reader->depth == 1) {
        if (is(&tokens, 0, "primary") && is(&tokens, 1, "key"))
            reader->key = key_of(code, line);
        read_column(reader, reader->open, &tokens, 0, comment, line);
    } else if (is(&tokens, 0, "alter") && is(&tokens, 3, "add")) {
        read_column(reader, tokens.items[2].text, &tokens, 4 + is(&tokens, 4, "column"), comment,
                    line);
    }
    for (int i = 0; i < tokens.count; i++)
        reader->depth += is(&tokens, i, "(") - is(&tokens, i, ")");
}

/* SQLite's `insert or replace` takes a row out past the trigger on delete: a row whose key is taken
 * comes in only with every word that stands there already, as where a conflict does nothing. */
static void write_guard_of_keys(Reader *reader, const char *table)
{
    fprintf(
        reader->sqlite,
        " create trigger %s_no_replace before insert on %s when exists (select 1 from %s where ("
        "%s) = (",
        table, table, table, reader->key);
    for (const char *at = reader->key; *at != '\0'; at += strspn(at, ", ")) {
        size_t length = strcspn(at, ", ");
        fprintf(reader->sqlite, "%snew.%.*s", at == reader->key ? "" : ", ", (int)length, at);
        at += length;
    }
    fputs(") and not (true", reader->sqlite);
    for (size_t i = 0; i < reader->note_count; i++) {
        if (same(reader->notes[i].table, table))
            fprintf(reader->sqlite, " and %s is new.%s", reader->notes[i].column,
                    reader->notes[i].column);
    }
    fprintf(reader->sqlite, ")) begin select raise(abort, '%s is append-only'); end;", table);
}

/* The engine itself refuses to change or to take out a row, whatever asks it to. On the line of the
 * table's end, so that the lines that follow keep their numbers. */
static void write_guard(Reader *reader, const char *table)
{
    static const char *const acts[] = {"update", "delete"};
    write_guard_of_keys(reader, table);
    for (size_t i = 0; i < 2; i++)
        fprintf(reader->sqlite,
                " create trigger %s_no_%s before %s on %s "
                "begin select raise(abort, '%s is append-only'); end;",
                table, acts[i], acts[i], table, table);
    fprintf(reader->postgresql,
            " create or replace function %s_append_only() returns trigger language plpgsql as "
            "$$ begin raise exception '%s is append-only'; end $$; "
            "create trigger %s_append_only before update or delete or truncate on %s "
            "for each statement execute function %s_append_only();",
            table, table, table, table, table);
}

static void read_line(Reader *reader, const char *text, int line)
{
    const char *comment = comment_start(text);
    char *code = trimmed(text, (size_t)(comment - text));
    if (code[0] == '\0')
        read_comment(reader, comment, line);
    else if (reader->here && reader->there)
        read_code(reader, code, comment, line);
    bool ends = reader->open != NULL && strcmp(code, ");") == 0;
    bool clustered = ends && reader->table->clustered;
    fprintf(reader->sqlite, "%s", reader->here ? (clustered ? ") without rowid;" : code) : "");
    fprintf(reader->postgresql, "%s", reader->there ? code : "");
    if (ends && reader->table->append_only)
        write_guard(reader, reader->open);
    fputs("\n", reader->sqlite);
    fputs("\n", reader->postgresql);
    if (ends)
        reader->open = NULL;
}

static void apply(sqlite3 *db, const char *text)
{
    const char *at = text;
    while (*skip_space(at) != '\0') {
        sqlite3_stmt *statement = NULL;
        const char *start = at;
        int code = sqlite3_prepare_v2(db, start, -1, &statement, &at);
        int offset = code == SQLITE_OK ? 0 : sqlite3_error_offset(db);
        if (code == SQLITE_OK && statement != NULL)
            code = sqlite3_step(statement) == SQLITE_DONE ? SQLITE_OK : SQLITE_ERROR;
        if (code != SQLITE_OK) {
            int line = 1;
            const char *place = skip_space(start);
            for (const char *c = text; c < (offset > 0 ? start + offset : place); c++)
                line += *c == '\n';
            refuse(line, "%s", sqlite3_errmsg(db));
        }
        sqlite3_finalize(statement);
    }
}

/* Without empty lines: what the program carries, and what the step's checksum is made of. */
static char *squeezed(char *text)
{
    char *result = copy(text, strlen(text));
    char *to = result;
    for (const char *c = text; *c != '\0'; c++) {
        if (*c != '\n' || (to > result && to[-1] != '\n'))
            *to++ = *c;
    }
    *to = '\0';
    return result;
}

static void read_step(Reader *reader, const char *path)
{
    Schema *schema = reader->schema;
    const char *base = strrchr(path, '/') == NULL ? path : strrchr(path, '/') + 1;
    reading = path;
    limit(schema->migration_count, MAX_TABLES, 1, "steps");
    Migration *step = &schema->migrations[schema->migration_count++];
    *step =
        (Migration){.number = (int)strtol(base, NULL, 10), .name = copy(base, strlen(base) - 4)};
    if (step->number != (int)schema->migration_count)
        refuse(1, "steps are numbered 0001, 0002 and so on without a gap; expected %04zu",
               schema->migration_count);
    static char *lines[20000];
    size_t count = split_lines(read_file(path), lines, 20000);
    char *sqlite = NULL, *postgresql = NULL;
    size_t length;
    reader->sqlite = text_stream(&sqlite, &length);
    reader->postgresql = text_stream(&postgresql, &length);
    reader->here = reader->there = true;
    for (size_t i = 0; i < count; i++)
        read_line(reader, lines[i], (int)i + 1);
    fclose(reader->sqlite);
    fclose(reader->postgresql);
    apply(schema->db, sqlite);
    step->sqlite = squeezed(sqlite);
    step->postgresql = squeezed(postgresql);
}

/* ---- What SQLite made of it ----------------------------------------------------------------- */

static sqlite3_stmt *ask(sqlite3 *db, const char *question, const char *name)
{
    sqlite3_stmt *statement = NULL;
    if (sqlite3_prepare_v2(db, question, -1, &statement, NULL) != SQLITE_OK)
        refuse(1, "%s", sqlite3_errmsg(db));
    if (name != NULL)
        sqlite3_bind_text(statement, 1, name, -1, SQLITE_TRANSIENT);
    return statement;
}

static char *cell(sqlite3_stmt *statement, int column)
{
    const char *text = (const char *)sqlite3_column_text(statement, column);
    return copy(text == NULL ? "" : text, text == NULL ? 0 : strlen(text));
}

static void read_columns(const Reader *reader, Table *table)
{
    sqlite3_stmt *info =
        ask(reader->schema->db, "select name, type, \"notnull\", pk from pragma_table_info(?)",
            table->name);
    while (sqlite3_step(info) == SQLITE_ROW) {
        limit(table->column_count, MAX_COLUMNS, table->line, "columns in a table");
        Column *column = &table->columns[table->column_count++];
        *column = (Column){.name = cell(info, 0), .key = sqlite3_column_int(info, 3)};
        if (!kind_of(cell(info, 1), &column->type.kind))
            refuse(table->line, "column %s.%s: no such type", table->name, column->name);
        column->type.null = sqlite3_column_int(info, 2) == 0 && column->key == 0;
        for (size_t i = 0; i < reader->note_count; i++) {
            const Note *note = &reader->notes[i];
            if (same(note->table, table->name) && same(note->column, column->name)) {
                column->meaning = note->meaning;
                column->class = note->class;
                column->retention = note->retention;
            }
        }
        if (column->meaning == NULL)
            refuse(table->line, "column %s.%s needs the comment: -- meaning | class | retention",
                   table->name, column->name);
    }
    sqlite3_finalize(info);
}

/* The table whose id a column holds: its own, the school's, or the one a foreign key names. */
static const char *id_of(const Schema *schema, const Table *table, const Column *column)
{
    const Table *school = schema_table(schema, "school");
    if (same(column->name, "id") && column->key > 0)
        return table->name;
    if (same(column->name, "school_id") && school != NULL)
        return school->name;
    const char *found = NULL;
    sqlite3_stmt *keys =
        ask(schema->db, "select \"table\", \"from\", \"to\" from pragma_foreign_key_list(?)",
            table->name);
    while (found == NULL && sqlite3_step(keys) == SQLITE_ROW) {
        const Table *other = schema_table(schema, cell(keys, 0));
        bool to_id = sqlite3_column_type(keys, 2) == SQLITE_NULL || same(cell(keys, 2), "id");
        if (same(cell(keys, 1), column->name) && to_id && other != NULL && table_has_id(other))
            found = other->name;
    }
    sqlite3_finalize(keys);
    return found;
}

static void check_table(const Table *table)
{
    static const char *const key[] = {"school_id", "id"};
    const Column *id = table_column(table, "id");
    int keyed = 0;
    bool right = true;
    reading = table->file;
    for (size_t i = 0; i < table->column_count; i++) {
        int place = table->columns[i].key;
        keyed += place > 0;
        right =
            right && (place == 0 || (place <= 2 && same(table->columns[i].name, key[place - 1])));
    }
    if (keyed == 0)
        refuse(table->line, "table %s has no primary key", table->name);
    if (id != NULL && id->key > 0 && id->type.kind != BIGINT)
        refuse(table->line, "table %s: an id is a bigint", table->name);
    if (table_of_school(table) && table->key_reason == NULL && !(right && keyed == 2))
        refuse(table->line,
               "table %s: the key of a school's table is (school_id, id); where it is "
               "not, say why: -- key (...): REASON",
               table->name);
}

static bool is_set(const char *path)
{
    const char *slash = strrchr(path, '/');
    return !isdigit((unsigned char)(slash == NULL ? path : slash + 1)[0]);
}

void schema_load(Schema *schema, char **files, size_t count)
{
    static Reader reader;
    reader = (Reader){.schema = schema};
    if (sqlite3_open(":memory:", &schema->db) != SQLITE_OK)
        refuse(1, "cannot open a database in memory");
    sqlite3_db_config(schema->db, SQLITE_DBCONFIG_DQS_DML, 0, NULL);
    sqlite3_db_config(schema->db, SQLITE_DBCONFIG_DQS_DDL, 0, NULL);
    sqlite3_db_config(schema->db, SQLITE_DBCONFIG_ENABLE_FKEY, 1, NULL);
    for (size_t i = 0; i < count; i++) {
        if (is_set(files[i]))
            read_set(schema, files[i]);
        else
            read_step(&reader, files[i]);
    }
    for (size_t i = 0; i < schema->table_count; i++) {
        reading = schema->tables[i].file;
        read_columns(&reader, &schema->tables[i]);
        check_table(&schema->tables[i]);
    }
    for (size_t i = 0; i < schema->table_count; i++) {
        Table *table = &schema->tables[i];
        for (size_t c = 0; c < table->column_count; c++)
            table->columns[c].type.id_of = id_of(schema, table, &table->columns[c]);
    }
}

/* ---- What is made from it ------------------------------------------------------------------- */

void schema_write_ids(const Schema *schema, const char *path)
{
    char *text = NULL;
    size_t length;
    FILE *out = text_stream(&text, &length);
    fputs("/* Made from schema/ by sqlc: one type of id for each table, so that no id can stand\n"
          " * for another. n is 0 where there is none. */\n"
          "#ifndef SCHEMA_IDS_H\n#define SCHEMA_IDS_H\n\n#include <stdint.h>\n\n",
          out);
    for (size_t i = 0; i < schema->table_count; i++) {
        const char *name = camel(schema->tables[i].name);
        if (table_has_id(&schema->tables[i]))
            fprintf(out, "typedef struct %sId {\n    int64_t n;\n} %sId;\n\n", name, name);
    }
    fputs("#endif\n", out);
    fclose(out);
    write_file(path, text);
}

void schema_write_steps(const Schema *schema, const char *path)
{
    char *text = NULL;
    size_t length;
    FILE *out = text_stream(&text, &length);
    fputs("/* Made from schema/ by sqlc: the steps that store_migrate() applies. */\n"
          "#include \"platform/db/schema.h\"\n\n"
          "#pragma GCC diagnostic ignored \"-Woverlength-strings\"\n\n"
          "static const DbStep steps[] = {\n",
          out);
    for (size_t i = 0; i < schema->migration_count; i++) {
        const Migration *step = &schema->migrations[i];
        fprintf(out, "    {%d, \"%s\",\n    ", step->number, step->name);
        write_c_string(out, step->sqlite);
        fputs(",\n    ", out);
        write_c_string(out, step->postgresql);
        fputs("},\n", out);
    }
    fprintf(out, "};\n\nconst DbSchema db_schema = {%zu, steps};\n", schema->migration_count);
    fclose(out);
    write_file(path, text);
}

static const char *type_text(const Column *column)
{
    const char *name = column->type.id_of != NULL ? print("%s.id", column->type.id_of)
                                                  : kind_names[column->type.kind];
    return print("%s%s", name, column->type.null ? "?" : "");
}

void schema_write_dictionary(const Schema *schema, const char *path)
{
    char *text = NULL;
    size_t length;
    FILE *out = text_stream(&text, &length);
    fputs("# Data dictionary\n\nMade from the comments in `schema/` by `sqlc --dictionary`.\n"
          "Class: none, personal (about a person), special (health and the like, Article 9), "
          "secret (never shown).\nA `?` marks what may be empty.\n",
          out);
    for (size_t i = 0; i < schema->table_count; i++) {
        const Table *table = &schema->tables[i];
        fprintf(out, "\n## %s\n\nOwned by `%s`.", table->name, table->owner);
        if (table->across != NULL)
            fprintf(out, " Across schools: %s.", table->across);
        fputs("\n\n| Column | Type | Meaning | Class | Retention |\n|---|---|---|---|---|\n", out);
        for (size_t c = 0; c < table->column_count; c++) {
            const Column *column = &table->columns[c];
            fprintf(out, "| %s | %s | %s | %s | %s |\n", column->name, type_text(column),
                    column->meaning, column->class, column->retention);
        }
    }
    fclose(out);
    write_file(path, text);
}

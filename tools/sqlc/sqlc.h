/* sqlc.h: the SQL compiler: .sql files in, typed C out (docs/sql-compiler.md).
 *
 * A build tool: it reads the schema and one file of statements, refuses what is wrong at the
 * author's own line, and writes C. It runs for milliseconds and never frees. Everything here is
 * kept in arrays of fixed size; a file that needs more is refused, not cut. */
#ifndef SQLC_H
#define SQLC_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <sqlite3.h>

enum {
    MAX_TABLES = 256,
    MAX_SETS = 8,
    MAX_COLUMNS = 64,
    MAX_PARAMETERS = 64,
    MAX_STATEMENTS = 256,
    MAX_ORDERS = 16,
    MAX_VARIANTS = 256,
    MAX_LINES = 400
};

/* ---- text.c: texts, files and refusals ------------------------------------------------------ */

/* The file now read, named in every refusal. */
extern const char *reading;
/* file:line: error: ..., and the end of the program. */
_Noreturn void refuse(int line, const char *format, ...) __attribute__((format(printf, 2, 3)));
void limit(size_t count, size_t most, int line, const char *what);

void *zeroed(size_t count, size_t size);
char *print(const char *format, ...) __attribute__((format(printf, 1, 2)));
char *copy(const char *text, size_t length);
bool same(const char *a, const char *b);
bool one_of(const char *word, const char *const *words); /* words end with NULL */
const char *skip_space(const char *text);
char *trimmed(const char *text, size_t length);
/* Reads letters, digits and _; moves *text past them. "" when there is none. */
char *take_word(const char **text);
char *upper(const char *text);
char *camel(const char *text); /* plan_target gives PlanTarget */
/* Written text grows in memory; closing it sets *text and *length. */
FILE *text_stream(char **text, size_t *length);
char *read_file(const char *path);
/* A file's lines, without their ends. */
size_t split_lines(char *text, char **lines, size_t most);
/* Where a line's comment starts (outside quotes), or its end. */
const char *comment_start(const char *line);
void write_c_string(FILE *out, const char *text);
/* Writes nothing when the file already says this: what depends on it is then not rebuilt. */
void write_file(const char *path, const char *content);

/* ---- token.c -------------------------------------------------------------------------------- */

typedef enum TokenKind { WORD, NUMBER, STRING, QUOTED, PARAMETER, SYMBOL, END } TokenKind;

typedef struct Token {
    TokenKind kind;
    const char *text; /* QUOTED and PARAMETER without their marks */
    int line;
    size_t offset; /* in the text that was read */
} Token;

typedef struct Tokens {
    int count; /* without END, which items[count] is */
    Token *items;
} Tokens;

Tokens tokenize(const char *text, int first_line);
/* A word or symbol; words whatever their case. False outside the list. */
bool is(const Tokens *tokens, int at, const char *text);

/* ---- schema.c ------------------------------------------------------------------------------- */

typedef enum Kind { BIGINT, INTEGER, TEXT, DATE, TIMESTAMPTZ, BOOLEAN, BYTEA } Kind;

typedef struct Type {
    Kind kind;
    bool null;
    const char *id_of; /* the table whose id it is, or NULL */
} Type;

typedef struct Column {
    const char *name;
    Type type;
    int key; /* place in the primary key, from 1; 0: none */
    const char *meaning, *class, *retention;
} Column;

typedef struct Table {
    const char *name;
    const char *owner;      /* folder that may write it */
    const char *across;     /* why it is read before the school is known, or NULL */
    const char *key_reason; /* why its key is not (school_id, id), or NULL */
    bool clustered;         /* without rowid on SQLite */
    bool append_only;       /* no row is ever changed or taken out */
    const char *file;
    int line;
    size_t column_count;
    Column columns[MAX_COLUMNS];
} Table;

typedef struct Migration {
    int number;
    const char *name;
    const char *sqlite, *postgresql; /* without comments */
} Migration;

/* A select that several statements take by its name, in brackets. */
typedef struct Set {
    const char *name, *text; /* on one line, without comments */
} Set;

typedef struct Schema {
    sqlite3 *db;
    size_t table_count;
    Table tables[MAX_TABLES];
    size_t migration_count;
    Migration migrations[MAX_TABLES];
    size_t set_count;
    Set sets[MAX_SETS];
} Schema;

extern const char *const kind_names[]; /* "bigint", ... */
extern const char *const kind_enums[]; /* "DB_BIGINT", ... */

/* Applies the steps in the order of their numbers and checks the schema's own rules. A file whose
 * name does not start with a number is a set. */
void schema_load(Schema *schema, char **files, size_t count);
const Table *schema_table(const Schema *schema, const char *name);
const Column *table_column(const Table *table, const char *name);
/* A school's table: each use must name the school. */
bool table_of_school(const Table *table);
/* Has ids of its own: PlanId. */
bool table_has_id(const Table *table);
/* "date?", "id" (of the table called name), "staff.id". */
Type parse_type(const Schema *schema, const char *text, const char *name, int line);
void schema_write_ids(const Schema *schema, const char *path);
void schema_write_steps(const Schema *schema, const char *path);
void schema_write_dictionary(const Schema *schema, const char *path);

/* ---- statement.c ---------------------------------------------------------------------------- */

typedef enum Shape { MANY, ONE, MAYBE, EXEC } Shape;

typedef struct Parameter {
    const char *name;
    Type type;
    bool used;
    int option; /* bit of its optional lines, or -1 */
} Parameter;

typedef struct Line {
    const char *text;
    int option; /* index of the parameter it hangs on, or -1 */
    int order;  /* index of the named order it belongs to, or -1 */
} Line;

typedef struct Result {
    const char *name;
    Type type;
    bool check_null; /* stated as never null, but only the engine knows */
} Result;

typedef struct Statement {
    const char *name;
    const char *comment; /* lines under the header */
    bool across;         /* one of them says why it need not name the school */
    bool of_others;      /* or why it writes another folder's table */
    Shape shape;
    int line, first_line; /* of the header; of the SQL */
    size_t parameter_count;
    Parameter parameters[MAX_PARAMETERS];
    size_t line_count;
    Line lines[MAX_LINES];
    size_t option_count, order_count;
    const char *orders[MAX_ORDERS];
    size_t result_count;
    Result results[MAX_COLUMNS];
    bool writes;
    size_t variant_count;
    const char *sqlite[MAX_VARIANTS], *postgresql[MAX_VARIANTS];
} Statement;

typedef struct File {
    const char *path, *folder, *name; /* src/plan/plan.sql: plan, plan */
    size_t count;
    Statement *statements[MAX_STATEMENTS];
} File;

/* A set's file: comments, then one select without a ; at its end. */
void read_set(Schema *schema, const char *path);
File *read_statements(const Schema *schema, const char *path);
/* The text of one variant: bits of the options, then the order; lines keep their numbers. */
char *variant_text(const Statement *statement, size_t variant);

/* ---- check.c, compile.c, write.c --------------------------------------------------------------
 */

typedef struct Source {
    const char *name;   /* alias */
    const Table *table; /* NULL: a subquery or a with name */
    int block, at;
    bool optional; /* joined by a left join */
    bool target;   /* of an insert */
    bool proven;   /* holds only rows of @school */
} Source;

typedef struct Query {
    const Schema *schema;
    Statement *statement;
    Tokens tokens;
    int *block, *level; /* of each token: its select, and how deep in brackets or case within it */
    int block_count;
    struct {
        int parent, insert; /* insert: block to fall back to, or -1 */
        bool compound;
    } blocks[64];
    size_t source_count;
    Source sources[64];
    size_t with_count;
    const char *with[32];
} Query;

/* query.c: what a statement's tokens say. */
void query_read(Query *query);
int query_line(const Query *query, int at);
/* The source that a column belongs to; alias NULL when it stands alone. NULL: cannot be told. */
Source *query_resolve(const Query *query, int block, const char *alias, const char *column);
/* Reads `column` or `alias.column` that starts at a token; returns the token after it, or `at`. */
int query_column(const Query *query, int at, const char **alias, const char **column);
bool query_between(const Query *query, int and_at);
/* The token after the bracket that opens here. */
int query_after(const Query *query, int open);

/* refuse.c: what the engines do differently. */
void refuse_differences(const Query *query);
/* A parameter that a column is set to must fit it. */
void refuse_assignment(const Query *query, const Column *column, int at);
/* school.c: every use of a school's table names the school; a folder writes only its own. */
void refuse_other_schools(Query *query, const File *file);
/* compile.c: prepares each variant, finds the results' types, makes both engines' texts. */
void compile_statement(const Schema *schema, const File *file, Statement *statement);

/* write.c */
void write_header(const File *file, const char *path);
void write_source(const File *file, const char *path);
void write_registry(char **files, size_t count, const char *path);

#endif

#include "sqlc.h"

#include <string.h>

/* ---- The texts for the engines --------------------------------------------------------------- */

static int parameter_number(const Statement *statement, const Token *token)
{
    for (size_t i = 0; i < statement->parameter_count; i++) {
        if (same(statement->parameters[i].name, token->text))
            return (int)i + 1;
    }
    refuse(token->line, "@%s is not among the parameters of %s", token->text, statement->name);
}

static void write_token(FILE *out, const Query *query, int at, bool postgresql)
{
    const Token *token = &query->tokens.items[at];
    if (token->kind == PARAMETER && postgresql)
        fprintf(out, "$%d", parameter_number(query->statement, token));
    else if (token->kind == PARAMETER)
        fprintf(out, "@%s", token->text);
    else if (token->kind == QUOTED)
        fprintf(out, "%.*s", (int)strcspn(token->text, ":"), token->text);
    else if (postgresql && is(&query->tokens, at, "instr"))
        fputs("strpos", out);
    else
        fputs(token->text, out);
}

/* places: where each token starts in the text, or NULL. */
static char *engine_text(const Query *query, bool postgresql, long *places)
{
    const Tokens *tokens = &query->tokens;
    char *text = NULL;
    size_t length;
    FILE *out = text_stream(&text, &length);
    for (int i = 0; i < tokens->count; i++) {
        bool tight = i == 0 || is(tokens, i, ".") || is(tokens, i - 1, ".") || is(tokens, i, ",") ||
                     is(tokens, i, ")") || is(tokens, i - 1, "(") ||
                     (is(tokens, i, "(") && tokens->items[i - 1].kind == WORD);
        if (!tight)
            fputc(' ', out);
        if (places != NULL)
            places[i] = ftell(out);
        write_token(out, query, i, postgresql);
    }
    fclose(out);
    return text;
}

/* SQLite's own judgement: names, columns, syntax. */
static sqlite3_stmt *prepare(const Query *query, char **text)
{
    sqlite3_stmt *prepared = NULL;
    long *places = zeroed((size_t)query->tokens.count + 1, sizeof(long));
    *text = engine_text(query, false, places);
    if (sqlite3_prepare_v2(query->schema->db, *text, -1, &prepared, NULL) != SQLITE_OK) {
        int offset = sqlite3_error_offset(query->schema->db);
        int at = 0;
        while (offset > 0 && at + 1 < query->tokens.count && places[at + 1] <= offset)
            at++;
        refuse(query_line(query, at), "%s", sqlite3_errmsg(query->schema->db));
    }
    return prepared;
}

/* ---- Results --------------------------------------------------------------------------------- */

static int first_result(const Query *query)
{
    const Tokens *tokens = &query->tokens;
    for (int i = 0; i < tokens->count; i++) {
        if (query->block[i] == 0 && query->level[i] == 0 && is(tokens, i, "returning"))
            return i + 1;
    }
    for (int i = 0; i < tokens->count; i++) {
        if (query->block[i] == 0 && query->level[i] == 0 && is(tokens, i, "select"))
            return i + 1 + is(tokens, i + 1, "distinct");
    }
    return tokens->count;
}

static int end_of_result(const Query *query, int at)
{
    const Tokens *tokens = &query->tokens;
    int block = query->block[at], level = query->level[at];
    for (; at < tokens->count; at++) {
        if (query->block[at] != block)
            continue;
        if (query->level[at] == level && (is(tokens, at, ",") || is(tokens, at, "from") ||
                                          is(tokens, at, "where") || is(tokens, at, "order")))
            return at;
        if (query->level[at] == level && is(tokens, at, "union"))
            return at;
    }
    return at;
}

static void check_stated(int line, const char *name, Type column, Type stated, bool optional)
{
    bool numbers = column.kind <= INTEGER && stated.kind <= INTEGER;
    if (column.kind != stated.kind && !numbers)
        refuse(line, "'%s' is stated as %s, but the column is %s", name, kind_names[stated.kind],
               kind_names[column.kind]);
    if (optional && !stated.null)
        refuse(line, "'%s' comes from a left join: state its type with ?", name);
}

/* The type that the alias states; false when it states none. */
static bool stated_type(const Query *query, const Token *alias, const char **name, Type *type)
{
    const char *colon = alias->kind == QUOTED ? strchr(alias->text, ':') : NULL;
    *name = alias->text;
    if (alias->kind == QUOTED && colon == NULL)
        refuse(alias->line, "write the alias as \"%s: type\", or without quotes", alias->text);
    if (colon == NULL)
        return false;
    *name = trimmed(alias->text, (size_t)(colon - alias->text));
    const char *text = trimmed(colon + 1, strlen(colon + 1));
    *type = parse_type(query->schema, text, *name, alias->line);
    return true;
}

/* One item of the list after select or returning. */
typedef struct Item {
    int start, end;       /* its tokens */
    bool named, plain;    /* has an alias; is a column and nothing else */
    const char *column;   /* plain: its name */
    const Source *source; /* plain: where it comes from, if that can be told */
    const Column *known;  /* plain: of a table */
    bool sure;            /* the schema's type holds for every row */
} Item;

static Item read_item(const Query *query, int start, int end)
{
    const char *alias = NULL;
    int block = query->block[start];
    Item item = {.start = start, .end = end, .named = is(&query->tokens, end - 2, "as")};
    int last = item.named ? end - 2 : end;
    item.plain = query_column(query, start, &alias, &item.column) == last;
    if (item.plain)
        item.source = query_resolve(query, block, alias, item.column);
    if (item.source != NULL && item.source->table != NULL)
        item.known = table_column(item.source->table, item.column);
    item.sure = item.known != NULL && !query->blocks[block].compound;
    return item;
}

static void refuse_item(const Query *query, const Item *item, const char *name, bool states)
{
    int line = query_line(query, item->start);
    if (is(&query->tokens, item->end - 1, "*"))
        refuse(line, "name the columns: * changes with the schema");
    if (!item->named && !item->plain)
        refuse(line, "an expression needs a name and a type: as \"name: type\"");
    if (!states && !item->sure)
        refuse(line,
               "'%s' needs its type, since only a table's own column has one: as \"%s: type\"",
               name, name);
    if (!states && item->source->optional)
        refuse(line, "'%s' needs its type, since a left join may leave it empty: as \"%s: type?\"",
               name, name);
}

static Result read_result(const Query *query, int start, int end)
{
    Item item = read_item(query, start, end);
    Result result = {.name = item.column};
    Type stated = {0};
    bool states =
        item.named && stated_type(query, &query->tokens.items[end - 1], &result.name, &stated);
    refuse_item(query, &item, result.name, states);
    if (!states) {
        result.type = item.known->type;
        return result;
    }
    result.type = stated;
    result.check_null = !stated.null && (!item.sure || item.known->type.null);
    if (item.known == NULL)
        return result;
    check_stated(query_line(query, start), result.name, item.known->type, stated,
                 item.source->optional);
    if (stated.id_of == NULL)
        result.type.id_of = item.known->type.id_of;
    return result;
}

static void check_name(const Statement *statement, const char *name, int line)
{
    static const char *const refused[] = {
        "auto",  "break",    "case",   "char",     "const",  "continue", "default",
        "do",    "double",   "else",   "enum",     "extern", "float",    "for",
        "goto",  "if",       "inline", "int",      "long",   "register", "return",
        "short", "signed",   "sizeof", "static",   "struct", "switch",   "typedef",
        "union", "unsigned", "void",   "volatile", "while",  "restrict", NULL};
    if (one_of(name, refused))
        refuse(line, "'%s' is a word of C: give the column another name with as", name);
    for (size_t i = 0; i < statement->result_count; i++) {
        if (same(statement->results[i].name, name))
            refuse(line, "two columns are called '%s'", name);
    }
}

static void read_results(const Query *query, int columns)
{
    Statement *statement = query->statement;
    statement->result_count = 0;
    for (int at = first_result(query); at < query->tokens.count;) {
        int end = end_of_result(query, at);
        limit(statement->result_count, MAX_COLUMNS, query_line(query, at), "columns");
        Result result = read_result(query, at, end);
        check_name(statement, result.name, query_line(query, at));
        statement->results[statement->result_count++] = result;
        if (!is(&query->tokens, end, ","))
            break;
        at = end + 1;
    }
    if ((size_t)columns != statement->result_count)
        refuse(statement->line, "%s: found %zu columns where SQLite finds %d", statement->name,
               statement->result_count, columns);
}

/* ---- The whole --------------------------------------------------------------------------------
 */

static void use_parameters(const Query *query)
{
    for (int i = 0; i < query->tokens.count; i++) {
        const Token *token = &query->tokens.items[i];
        if (token->kind == PARAMETER)
            query->statement->parameters[parameter_number(query->statement, token) - 1].used = true;
    }
}

static void check_shape(const Statement *statement)
{
    bool results = statement->result_count > 0;
    if (statement->shape == EXEC && !statement->writes)
        refuse(statement->line, "%s: an exec writes; to read, say many, one or maybe",
               statement->name);
    if (statement->shape == EXEC && results)
        refuse(statement->line,
               "%s: an exec returns nothing; with returning, say many, one or maybe",
               statement->name);
    if (statement->shape != EXEC && !results)
        refuse(statement->line, "%s: nothing comes back; say exec", statement->name);
    for (size_t i = 0; i < statement->parameter_count; i++) {
        if (!statement->parameters[i].used)
            refuse(statement->line, "parameter '%s' is not used", statement->parameters[i].name);
    }
}

static void compile_variant(const Schema *schema, const File *file, Statement *statement,
                            size_t variant)
{
    Query query = {.schema = schema, .statement = statement};
    query.tokens = tokenize(variant_text(statement, variant), statement->first_line);
    if (query.tokens.count == 0)
        refuse(statement->line, "%s: no SQL under the header", statement->name);
    char *text = NULL;
    use_parameters(&query);
    sqlite3_stmt *prepared = prepare(&query, &text);
    query_read(&query);
    read_results(&query, sqlite3_column_count(prepared));
    sqlite3_finalize(prepared);
    refuse_differences(&query);
    refuse_other_schools(&query, file);
    statement->sqlite[variant] = text;
    statement->postgresql[variant] = engine_text(&query, true, NULL);
}

void compile_statement(const Schema *schema, const File *file, Statement *statement)
{
    for (size_t i = 0; i < statement->variant_count; i++)
        compile_variant(schema, file, statement, i);
    check_shape(statement);
}

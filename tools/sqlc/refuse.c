#include "sqlc.h"

#include <string.h>

/* Words and functions that mean different things, or nothing, in one of the engines. What the
 * engines share but nobody has needed yet is refused too: add it here once a test shows that both
 * agree. */
static const struct Refused {
    const char *word, *reason;
} words[] = {
    {"like", "its rules of case differ; compare sort keys, or use instr(text, part) > 0"},
    {"ilike", "SQLite lacks it; compare sort keys, or use instr(text, part) > 0"},
    {"glob", "PostgreSQL lacks it; compare sort keys, or use instr(text, part) > 0"},
    {"regexp", "the engines differ in it"},
    {"similar", "the engines differ in it"},
    {"match", "PostgreSQL lacks it"},
    {"rowid", "PostgreSQL lacks it"},
    {"oid", "the engines differ in it"},
    {"lateral", "SQLite lacks it"},
    {"merge", "SQLite lacks it; use on conflict"},
    {"any", "SQLite lacks it; use in or exists"},
    {"all", "only 'union all' is the same in both"},
    {"natural", "it changes with the schema; write the columns after on"},
    {"using", "write the columns after on"},
    {"right", "write the join the other way round, with left"},
    {"full", "write it as two statements"},
    {"current_date", "the program passes today as a parameter"},
    {"current_time", "the program passes the moment as a parameter"},
    {"current_timestamp", "the program passes the moment as a parameter"},
    {"localtime", "the program passes the moment as a parameter"},
    {"localtimestamp", "the program passes the moment as a parameter"},
    {"interval", "do date arithmetic in C"},
    {"extract", "do date arithmetic in C"},
    {"collate", "sort by a sort key that C makes"},
    {"array", "SQLite lacks it"},
    {"for", "SQLite lacks 'for update', and its writer needs none"},
    {"replace", "use on conflict ... do update"},
    {"isnull", "write 'is null'"},
    {"notnull", "write 'is not null'"},
    {"indexed", "PostgreSQL lacks it"},
};

static const struct Refused functions[] = {
    {"ifnull", "use coalesce"},
    {"iif", "use case when"},
    {"round", "the engines round halves differently; do it in C"},
    {"avg", "the engines give different types; take sum and count, divide in C"},
    {"greatest", "SQLite lacks it; use case when"},
    {"least", "SQLite lacks it; use case when"},
    {"lower", "the engines fold case differently; compare sort keys"},
    {"upper", "the engines fold case differently; compare sort keys"},
    {"date", "do date arithmetic in C"},
    {"datetime", "do date arithmetic in C"},
    {"strftime", "do date arithmetic in C"},
    {"julianday", "do date arithmetic in C"},
    {"date_trunc", "do date arithmetic in C"},
    {"age", "do date arithmetic in C"},
    {"now", "the program passes the moment as a parameter"},
    {"group_concat", "gather the rows in C"},
    {"string_agg", "gather the rows in C"},
};

static const char *const allowed[] = {
    "count", "sum",  "min",   "max",         "coalesce",   "nullif",     "length", "substr",
    "instr", "trim", "ltrim", "rtrim",       "abs",        "row_number", "rank",   "dense_rank",
    "lag",   "lead", "ntile", "first_value", "last_value", "replace",    NULL};

/* Words that may stand before a bracket without being a function. */
static const char *const before_bracket[] = {
    "in",     "values",  "and",    "or",           "not",      "exists", "on",        "where",
    "select", "from",    "join",   "as",           "over",     "filter", "when",      "then",
    "else",   "by",      "set",    "union",        "all",      "except", "intersect", "having",
    "limit",  "between", "is",     "returning",    "conflict", "cast",   "distinct",  "case",
    "using",  "window",  "offset", "materialized", NULL};

static const char *reason_for(const struct Refused *list, size_t count, const char *word)
{
    for (size_t i = 0; i < count; i++) {
        if (same(list[i].word, word))
            return list[i].reason;
    }
    return NULL;
}

static bool is_function(const Query *query, int at)
{
    const Tokens *tokens = &query->tokens;
    const char *word = tokens->items[at].text;
    if (tokens->items[at].kind != WORD || !is(tokens, at + 1, "(") || one_of(word, before_bracket))
        return false;
    if (is(tokens, at - 1, "into") || is(tokens, at - 1, "as")) /* insert into t (, window w as ( */
        return false;
    for (size_t i = 0; i < query->with_count; i++) {
        if (same(query->with[i], word) && !is(tokens, at - 1, "select"))
            return false;
    }
    return true;
}

static void refuse_function(const Query *query, int at)
{
    const Tokens *tokens = &query->tokens;
    const char *word = tokens->items[at].text;
    int line = tokens->items[at].line;
    const char *reason = reason_for(functions, sizeof functions / sizeof functions[0], word);
    if (reason != NULL)
        refuse(line, "%s(): %s", word, reason);
    if (strncmp(word, "json", 4) == 0)
        refuse(line, "%s(): the engines' JSON differs; keep facts in columns", word);
    if (!one_of(word, allowed))
        refuse(line, "%s(): not known to be the same in both engines; see docs/sql-compiler.md",
               word);
    if (!same(word, "min") && !same(word, "max"))
        return;
    int end = query_after(query, at + 1);
    for (int i = at + 2; i < end; i++) {
        if (is(tokens, i, ",") && query->block[i] == query->block[at] &&
            query->level[i] == query->level[at] + 1)
            refuse(line, "%s() of two values: PostgreSQL lacks it; use case when", word);
    }
}

static void refuse_word(const Query *query, int at)
{
    const Tokens *tokens = &query->tokens;
    const char *word = tokens->items[at].text;
    if (is(tokens, at - 1, "."))
        return;
    if (same(word, "all") && is(tokens, at - 1, "union"))
        return;
    if (same(word, "replace") && is(tokens, at + 1, "("))
        return;
    const char *reason = reason_for(words, sizeof words / sizeof words[0], word);
    if (reason != NULL)
        refuse(query_line(query, at), "'%s': %s", word, reason);
    if ((same(word, "insert") || same(word, "update")) && is(tokens, at + 1, "or"))
        refuse(query_line(query, at), "'%s or': PostgreSQL lacks it; use on conflict", word);
}

/* ---- Types ---------------------------------------------------------------------------------- */

/* The type of a column or parameter that starts at a token; the token after it, or `at`. */
static int typed(const Query *query, int at, Type *type)
{
    const char *alias = NULL, *column = NULL;
    const Token *token = &query->tokens.items[at];
    if (at >= 0 && at < query->tokens.count && token->kind == PARAMETER) {
        for (size_t i = 0; i < query->statement->parameter_count; i++) {
            if (same(query->statement->parameters[i].name, token->text))
                *type = query->statement->parameters[i].type;
        }
        return at + 1;
    }
    int after = query_column(query, at, &alias, &column);
    if (after == at)
        return at;
    const Source *source = query_resolve(query, query->block[at], alias, column);
    const Column *found =
        source == NULL || source->table == NULL ? NULL : table_column(source->table, column);
    if (found == NULL)
        return at;
    *type = found->type;
    type->null = type->null || source->optional;
    return after;
}

static bool comparable(Type a, Type b)
{
    bool numbers = a.kind <= INTEGER && b.kind <= INTEGER;
    bool ids = a.id_of == NULL || b.id_of == NULL || same(a.id_of, b.id_of);
    return ids && (a.kind == b.kind || numbers);
}

static const char *type_name(Type type)
{
    return type.id_of != NULL ? print("%s.id", type.id_of) : kind_names[type.kind];
}

/* A column given a parameter and nothing else. What hangs on `--? parameter` is never null. */
void refuse_assignment(const Query *query, const Column *column, int at)
{
    const Token *token = &query->tokens.items[at];
    if (at >= query->tokens.count || token->kind != PARAMETER)
        return;
    for (size_t i = 0; i < query->statement->parameter_count; i++) {
        const Parameter *parameter = &query->statement->parameters[i];
        if (!same(parameter->name, token->text))
            continue;
        if (!comparable(column->type, parameter->type))
            refuse(token->line, "%s is a %s, but %s is a %s", column->name, type_name(column->type),
                   parameter->name, type_name(parameter->type));
        if (parameter->type.null && !column->type.null && parameter->option < 0)
            refuse(token->line, "%s may not be null, but @%s may be", column->name,
                   parameter->name);
    }
}

static bool is_operator(const Query *query, int at)
{
    static const char *const operators[] = {"+", "-", "*", "%", "||", ".", NULL};
    return at >= 0 && at < query->tokens.count && query->tokens.items[at].kind == SYMBOL &&
           one_of(query->tokens.items[at].text, operators);
}

static int start_of_operand(const Query *query, int last)
{
    return is(&query->tokens, last - 1, ".") ? last - 2 : last;
}

static void refuse_comparison(const Query *query, int at)
{
    const Tokens *tokens = &query->tokens;
    Type left = {0}, right = {0};
    int start = start_of_operand(query, at - 1);
    if (start < 0 || typed(query, start, &left) != at || is_operator(query, start - 1))
        return;
    bool sets = is(tokens, start - 1, "set") || is(tokens, start - 1, ",");
    const Source *source =
        sets && query->level[at] == 0
            ? query_resolve(query, query->block[at], NULL, tokens->items[at - 1].text)
            : NULL;
    if (source != NULL && source->table != NULL)
        refuse_assignment(query, table_column(source->table, tokens->items[at - 1].text), at + 1);
    const Token *number = &tokens->items[at + 1];
    if (left.kind == BOOLEAN && number->kind == NUMBER)
        refuse(query_line(query, at), "a boolean is not a number: write '%s', or 'not %s'",
               tokens->items[at - 1].text, tokens->items[at - 1].text);
    int after = typed(query, at + 1, &right);
    if (after == at + 1 || is_operator(query, after) || comparable(left, right))
        return;
    refuse(query_line(query, at), "%s is a %s, but %s is a %s", tokens->items[at - 1].text,
           type_name(left), tokens->items[after - 1].text, type_name(right));
}

static void refuse_arithmetic(const Query *query, int at)
{
    Type type = {0};
    int start = start_of_operand(query, at - 1);
    bool before = start >= 0 && typed(query, start, &type) == at &&
                  (type.kind == DATE || type.kind == TIMESTAMPTZ);
    bool behind =
        typed(query, at + 1, &type) > at + 1 && (type.kind == DATE || type.kind == TIMESTAMPTZ);
    if (before || behind)
        refuse(query_line(query, at), "no date arithmetic in SQL: do it in C");
}

/* ---- Order ---------------------------------------------------------------------------------- */

static bool ends_order(const Query *query, int at, int order)
{
    static const char *const ends[] = {"limit",  "offset",    "rows", "range",
                                       "groups", "returning", NULL};
    const Token *token = &query->tokens.items[at];
    if (at >= query->tokens.count || query->level[at] < query->level[order])
        return true;
    if (query->block[at] != query->block[order])
        return query->blocks[query->block[at]].parent != query->block[order];
    return query->level[at] == query->level[order] &&
           ((token->kind == WORD && one_of(token->text, ends)) || is(&query->tokens, at, ","));
}

static bool may_be_null(const Query *query, int at, int end)
{
    static const char *const empty[] = {"max", "min", "sum", "nullif", "lag", "lead", NULL};
    const Token *token = &query->tokens.items[at];
    Type type = {0};
    if (token->kind == WORD && is(&query->tokens, at + 1, "("))
        return one_of(token->text, empty);
    const char *alias = NULL, *column = NULL;
    if (query_column(query, at, &alias, &column) != end)
        return false;
    for (size_t i = 0; alias == NULL && i < query->statement->result_count; i++) {
        if (same(query->statement->results[i].name, column))
            return query->statement->results[i].type.null;
    }
    return typed(query, at, &type) == at || type.null;
}

static void refuse_order(const Query *query, int order)
{
    const Tokens *tokens = &query->tokens;
    for (int at = order + 2; at < tokens->count;) {
        int end = at;
        while (!ends_order(query, end, order))
            end++;
        int bare = end;
        bool said = is(tokens, end - 2, "nulls");
        if (!said && (is(tokens, end - 1, "asc") || is(tokens, end - 1, "desc")))
            bare--;
        if (tokens->items[at].kind == NUMBER)
            refuse(query_line(query, at), "order by a name, not by a number");
        if (!said && may_be_null(query, at, bare))
            refuse(query_line(query, at),
                   "'%s' may be null, and the engines put nulls at different "
                   "ends: add nulls first or nulls last",
                   tokens->items[bare - 1].text);
        if (!is(tokens, end, ",") || query->level[end] != query->level[order])
            break;
        at = end + 1;
    }
}

static void refuse_limit(const Query *query, int at)
{
    for (int i = 0; i < at; i++) {
        if (is(&query->tokens, i, "order") && query->block[i] == query->block[at] &&
            query->level[i] == query->level[at])
            return;
    }
    refuse(query_line(query, at), "limit without order by: which rows come is left to chance");
}

static void refuse_symbol(const Query *query, int at)
{
    static const char *const comparisons[] = {"=", "<>", "!=", "<", ">", "<=", ">=", NULL};
    const Tokens *tokens = &query->tokens;
    const char *text = tokens->items[at].text;
    if (same(text, "/"))
        refuse(query_line(query, at), "the engines divide differently: do it in C");
    if (same(text, ";"))
        refuse(query_line(query, at), "one statement under each header");
    if (same(text, "*") && !is(tokens, at - 1, "(") &&
        (is(tokens, at - 1, "select") || is(tokens, at - 1, ",") || is(tokens, at - 1, ".") ||
         is(tokens, at - 1, "returning")))
        refuse(query_line(query, at), "name the columns: * changes with the schema");
    if (one_of(text, comparisons))
        refuse_comparison(query, at);
    if (same(text, "+") || same(text, "-"))
        refuse_arithmetic(query, at);
}

static void refuse_quoted(const Query *query, int at)
{
    const Tokens *tokens = &query->tokens;
    if (tokens->items[at].kind == QUOTED && !is(tokens, at - 1, "as"))
        refuse(query_line(query, at), "double quotes only for the type in an alias; a text stands "
                                      "in single quotes");
}

void refuse_differences(const Query *query)
{
    const Tokens *tokens = &query->tokens;
    static const char *const starts[] = {"select", "insert", "update", "delete", "with", NULL};
    if (!one_of(tokens->items[0].text, starts))
        refuse(query_line(query, 0), "a statement is a select, insert, update or delete");
    for (int i = 0; i < tokens->count; i++) {
        refuse_quoted(query, i);
        if (tokens->items[i].kind == SYMBOL)
            refuse_symbol(query, i);
        if (tokens->items[i].kind != WORD)
            continue;
        if (is_function(query, i))
            refuse_function(query, i);
        else
            refuse_word(query, i);
        if (is(tokens, i, "order") && is(tokens, i + 1, "by"))
            refuse_order(query, i);
        if (is(tokens, i, "limit"))
            refuse_limit(query, i);
    }
}

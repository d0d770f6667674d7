#include "sqlc.h"

#include <string.h>

/* A statement is read as blocks: one for each select, insert, update or delete. A token belongs to
 * the innermost block around it, and its level says how deep in brackets or `case` it stands
 * within that block: the words of a block's own clauses stand at level 0.
 *
 *   select a from t where x = (select max(y) from u) and z in (1, 2)
 *   block 0, level 0 ......... block 1, level 0 ...  block 0  level 1 */

int query_line(const Query *query, int at)
{
    return query->tokens.items[at].line;
}

static bool starts_block(const Tokens *tokens, int at)
{
    return is(tokens, at, "select") || is(tokens, at, "with");
}

static int new_block(Query *query, int parent, int insert, int at)
{
    limit((size_t)query->block_count, 64, query_line(query, at), "selects in a statement");
    query->blocks[query->block_count].parent = parent;
    query->blocks[query->block_count].insert = insert;
    return query->block_count++;
}

typedef struct Frame {
    int block, level;
} Frame;

/* At level 0 some words move from one block to the next beside it. */
static void change_block(Query *query, Frame *frame, int at, bool inserting)
{
    const Tokens *tokens = &query->tokens;
    static const char *const compounds[] = {"union", "except", "intersect", NULL};
    int old = frame->block;
    int insert = query->blocks[old].insert;
    bool conflict = is(tokens, at, "on") && is(tokens, at + 1, "conflict");
    if (tokens->items[at].kind == WORD && one_of(tokens->items[at].text, compounds)) {
        frame->block = new_block(query, query->blocks[old].parent, insert, at);
        query->blocks[old].compound = query->blocks[frame->block].compound = true;
    } else if (is(tokens, at, "select") && inserting && old == 0) {
        frame->block = new_block(query, -1, 0, at);
    } else if (insert >= 0 && (conflict || is(tokens, at, "returning"))) {
        frame->block = insert;
    }
}

static void find_blocks(Query *query)
{
    const Tokens *tokens = &query->tokens;
    Frame frames[128] = {{new_block(query, -1, -1, 0), 0}};
    int depth = 0;
    bool inserting = false;
    for (int i = 0; i < tokens->count; i++) {
        Frame *frame = &frames[depth];
        bool closes = is(tokens, i, ")") || is(tokens, i, "end");
        if (closes && depth == 0)
            refuse(query_line(query, i), "a bracket or case is closed that was not opened");
        if (closes)
            frame = &frames[--depth];
        inserting = inserting || (depth == 0 && is(tokens, i, "insert"));
        if (frame->level == 0)
            change_block(query, frame, i, inserting);
        query->block[i] = frame->block;
        query->level[i] = frame->level;
        if (!is(tokens, i, "(") && !is(tokens, i, "case"))
            continue;
        limit((size_t)depth, 126, query_line(query, i), "brackets");
        frames[depth + 1] = (Frame){frame->block, frame->level + 1};
        if (is(tokens, i, "(") && starts_block(tokens, i + 1))
            frames[depth + 1] = (Frame){new_block(query, frame->block, -1, i), 0};
        depth++;
    }
}

int query_after(const Query *query, int open)
{
    int at = open + 1;
    while (at < query->tokens.count &&
           (query->block[at] != query->block[open] || query->level[at] != query->level[open]))
        at++;
    return at + 1;
}

/* with x as (...), y (a, b) as (...) */
static void find_with(Query *query)
{
    const Tokens *tokens = &query->tokens;
    for (int i = 0; i < tokens->count; i++) {
        if (!is(tokens, i, "with"))
            continue;
        int at = i + 1 + is(tokens, i + 1, "recursive");
        do {
            at += is(tokens, at, ",");
            const char *name = tokens->items[at].text;
            if (schema_table(query->schema, name) != NULL)
                refuse(query_line(query, at), "'%s' is a table: choose another name", name);
            limit(query->with_count, 32, query_line(query, at), "with names");
            query->with[query->with_count++] = name;
            at = is(tokens, at + 1, "(") ? query_after(query, at + 1) : at + 1;
            at = is(tokens, at + 1, "(") ? query_after(query, at + 1) : tokens->count;
        } while (is(tokens, at, ","));
    }
}

static bool ends_source(const Token *token)
{
    static const char *const words[] = {
        "on",     "where",  "join",  "left",   "inner",   "cross",     "group",
        "order",  "limit",  "set",   "union",  "except",  "intersect", "having",
        "window", "values", "from",  "select", "offset",  "returning", "natural",
        "right",  "full",   "using", "outer",  "default", NULL};
    return token->kind != WORD || one_of(token->text, words);
}

/* What is not understood here could hide a school's table from the rule that names the school. */
static void refuse_source(const Query *query, int at)
{
    const Token *name = &query->tokens.items[at];
    bool bracket = is(&query->tokens, at, "(");
    if (bracket && !starts_block(&query->tokens, at + 1))
        refuse(name->line, "join tables without brackets");
    bool known = bracket || schema_table(query->schema, name->text) != NULL;
    for (size_t i = 0; i < query->with_count; i++)
        known = known || same(query->with[i], name->text);
    if (!known)
        refuse(name->line, "no such table: %s", name->text);
}

static void add_source(Query *query, int at, bool optional, bool target)
{
    const Tokens *tokens = &query->tokens;
    const Token *name = &tokens->items[at];
    refuse_source(query, at);
    limit(query->source_count, 64, name->line, "tables in a statement");
    Source *source = &query->sources[query->source_count++];
    *source = (Source){
        .name = "", .block = query->block[at], .at = at, .optional = optional, .target = target};
    int next = is(tokens, at, "(") ? query_after(query, at) : at + 1;
    if (name->kind == WORD) {
        source->name = name->text;
        source->table = schema_table(query->schema, name->text);
    }
    next += is(tokens, next, "as");
    if (next < tokens->count && !ends_source(&tokens->items[next]))
        source->name = tokens->items[next].text;
}

/* Whether a word says that a table comes next. */
static bool announces_source(const Tokens *tokens, int at)
{
    return is(tokens, at, "join") || is(tokens, at, "into") ||
           (is(tokens, at, "from") && !is(tokens, at - 1, "distinct")) ||
           (is(tokens, at, "update") && !is(tokens, at - 1, "do") && !is(tokens, at - 1, "for"));
}

static bool ends_list(const Token *token)
{
    static const char *const words[] = {"where",  "group",  "order",  "having",    "limit", "set",
                                        "window", "select", "update", "returning", "into",  NULL};
    return token->kind == WORD && one_of(token->text, words);
}

static void find_sources(Query *query)
{
    const Tokens *tokens = &query->tokens;
    bool listing[64] = {false}; /* in a block's list after from, where commas part tables */
    for (int i = 0; i < tokens->count; i++) {
        bool *list = &listing[query->block[i]];
        if (query->level[i] > 0)
            continue;
        bool announced = announces_source(tokens, i);
        bool left = is(tokens, i, "join") && is(tokens, i - 1 - is(tokens, i - 1, "outer"), "left");
        if (announced || (*list && is(tokens, i, ",")))
            add_source(query, i + 1, left, is(tokens, i, "into"));
        *list = (*list || announced) && !ends_list(&tokens->items[i]);
    }
}

void query_read(Query *query)
{
    size_t count = (size_t)query->tokens.count + 1;
    query->block = zeroed(count, sizeof(int));
    query->level = zeroed(count, sizeof(int));
    find_blocks(query);
    find_with(query);
    find_sources(query);
}

Source *query_resolve(const Query *query, int block, const char *alias, const char *column)
{
    for (; block >= 0; block = query->blocks[block].parent) {
        const Source *found = NULL;
        size_t count = 0;
        for (size_t i = 0; i < query->source_count; i++) {
            const Source *source = &query->sources[i];
            bool named = alias != NULL && same(source->name, alias);
            bool has = source->table == NULL || table_column(source->table, column) != NULL;
            if (source->block == block && (alias != NULL ? named : has)) {
                found = source;
                count++;
            }
        }
        if (count > 0)
            return count == 1 ? (Source *)(uintptr_t)found : NULL;
    }
    return NULL;
}

int query_column(const Query *query, int at, const char **alias, const char **column)
{
    const Tokens *tokens = &query->tokens;
    if (at < 0 || at >= tokens->count || tokens->items[at].kind != WORD)
        return at;
    *alias = NULL;
    *column = tokens->items[at].text;
    if (!is(tokens, at + 1, "."))
        return is(tokens, at + 1, "(") ? at : at + 1;
    *alias = *column;
    *column = tokens->items[at + 2].text;
    return at + 3;
}

bool query_between(const Query *query, int and_at)
{
    const Tokens *tokens = &query->tokens;
    for (int i = and_at - 1; i >= 0; i--) {
        if (query->block[i] != query->block[and_at] || query->level[i] != query->level[and_at])
            continue;
        if (is(tokens, i, "between"))
            return true;
        if (is(tokens, i, "and") || is(tokens, i, "or") || is(tokens, i, "where") ||
            is(tokens, i, "on"))
            return false;
    }
    return false;
}

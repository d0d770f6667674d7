#include "sqlc.h"

#include <string.h>

/* A source is proven when each row it gives is of @school: by an equality of its own school_id
 * with @school, or with the school_id of a source already proven. A table that is read before the
 * school is known, such as session, is where the school comes from, and so is proven by itself. An
 * equality counts only where nothing can make it void: joined by `and` at the top of a where or an
 * on, with no `or` beside it. The on of a left join proves only the table joined by it, since it
 * drops no row of the other side. */

typedef struct Clause {
    int start; /* its where or on */
    bool counts;
    const Source *only; /* the one source it may prove, or NULL */
} Clause;

static bool at_top(const Query *query, int at, int of)
{
    return query->block[at] == query->block[of] && query->level[at] == 0;
}

static bool ends_clause(const Query *query, int at)
{
    static const char *const ends[] = {"where",     "join",  "left",   "inner",  "cross", "group",
                                       "order",     "limit", "having", "window", "on",    "union",
                                       "returning", "set",   "select", NULL};
    const Token *token = &query->tokens.items[at];
    return token->kind == WORD && one_of(token->text, ends);
}

static const Source *joined_before(const Query *query, int on)
{
    const Source *last = NULL;
    for (size_t i = 0; i < query->source_count; i++) {
        if (query->sources[i].block == query->block[on] && query->sources[i].at < on)
            last = &query->sources[i];
    }
    return last;
}

static Clause clause_around(const Query *query, int at)
{
    const Tokens *tokens = &query->tokens;
    Clause clause = {.start = at};
    while (clause.start > 0 &&
           !(at_top(query, clause.start, at) && ends_clause(query, clause.start)))
        clause.start--;
    bool on = is(tokens, clause.start, "on") && !is(tokens, clause.start + 1, "conflict");
    clause.counts = on || is(tokens, clause.start, "where");
    const Source *joined = on ? joined_before(query, clause.start) : NULL;
    if (joined != NULL && joined->optional)
        clause.only = joined;
    for (int i = clause.start + 1; i < tokens->count; i++) {
        if (!at_top(query, i, at))
            continue;
        if (ends_clause(query, i))
            break;
        clause.counts = clause.counts && !is(tokens, i, "or");
    }
    return clause;
}

static bool stands_alone(const Query *query, int start, int end)
{
    const Tokens *tokens = &query->tokens;
    bool and = is(tokens, start - 1, "and") && !query_between(query, start - 1);
    bool before = and || is(tokens, start - 1, "where") || is(tokens, start - 1, "on");
    bool behind = end >= tokens->count || is(tokens, end, ")") || is(tokens, end, "and") ||
                  is(tokens, end, ",") || ends_clause(query, end) || is(tokens, end, "except") ||
                  is(tokens, end, "intersect");
    return before && behind;
}

/* The source whose school_id stands at a token; NULL when something else does. */
static Source *school_of(const Query *query, int at, int *after)
{
    const char *alias = NULL, *column = NULL;
    *after = query_column(query, at, &alias, &column);
    if (*after == at || !same(column, "school_id"))
        return NULL;
    return query_resolve(query, query->block[at], alias, column);
}

static bool is_school(const Query *query, int at)
{
    const Token *token = &query->tokens.items[at];
    return token->kind == PARAMETER && same(token->text, "school");
}

static bool prove(const Query *query, const Clause *clause, int at, Source *source, bool proven)
{
    bool may = source != NULL && source->table != NULL && source->block == query->block[at] &&
               (clause->only == NULL || clause->only == source);
    if (!may || !proven || source->proven)
        return false;
    source->proven = true;
    return true;
}

/* One round over the equalities; says whether it proved anything. */
static bool prove_round(Query *query)
{
    bool more = false;
    for (int i = 1; i + 1 < query->tokens.count; i++) {
        if (!is(&query->tokens, i, "=") || query->level[i] != 0)
            continue;
        int start = is(&query->tokens, i - 2, ".") ? i - 3 : i - 1;
        int after_left, after_right;
        Source *left = school_of(query, start, &after_left);
        Source *right = school_of(query, i + 1, &after_right);
        int end = is_school(query, i + 1) ? i + 2 : after_right;
        Clause clause = clause_around(query, i);
        if (!clause.counts || !stands_alone(query, start, end))
            continue;
        bool left_true = is_school(query, i - 1) || (left != NULL && left->proven);
        bool right_true = is_school(query, i + 1) || (right != NULL && right->proven);
        more = prove(query, &clause, i, left, right_true) || more;
        more = prove(query, &clause, i, right, left_true) || more;
    }
    return more;
}

/* ---- Inserts -------------------------------------------------------------------------------- */

/* Place of school_id in the bracket that opens here; -1 when it is not there. */
static int place_of_school(const Query *query, int open)
{
    int place = 0;
    for (int i = open + 1; i < query_after(query, open) - 1; i++) {
        if (is(&query->tokens, i, "school_id"))
            return place;
        place += is(&query->tokens, i, ",");
    }
    return -1;
}

/* The token at which the nth of the values starts that are listed from `start`. */
static int nth_value(const Query *query, int start, int nth)
{
    int at = start;
    for (; nth > 0 && at < query->tokens.count; at++)
        nth -= is(&query->tokens, at, ",") && query->level[at] == query->level[start] &&
               query->block[at] == query->block[start];
    return at;
}

static bool ends_value(const Query *query, int at)
{
    const Tokens *tokens = &query->tokens;
    return at >= tokens->count || is(tokens, at, ",") || is(tokens, at, ")") ||
           is(tokens, at, "from") || is(tokens, at, "except") || is(tokens, at, "intersect") ||
           ends_clause(query, at);
}

static bool value_is_school(const Query *query, int at)
{
    int after;
    const Source *source = school_of(query, at, &after);
    if (is_school(query, at))
        return ends_value(query, at + 1);
    return source != NULL && source->proven && ends_value(query, after);
}

/* One row, whose values are listed from `start`, for the columns in the bracket at `open`. */
static void check_row(const Query *query, const Table *table, int open, int start)
{
    int place = 0;
    for (int i = open + 1; !is(&query->tokens, i - 1, ")"); i += 2, place++) {
        const Column *column = table_column(table, query->tokens.items[i].text);
        int value = nth_value(query, start, place);
        if (table_of_school(table) && same(column->name, "school_id") &&
            !value_is_school(query, value))
            refuse(query_line(query, value),
                   "each new row of %s must have @school as its school_id", table->name);
        if (ends_value(query, value + 1))
            refuse_assignment(query, column, value);
    }
}

static void check_rows(const Query *query, const Table *table, int open)
{
    const Tokens *tokens = &query->tokens;
    int at = query_after(query, open);
    if (is(tokens, at, "select"))
        check_row(query, table, open, at + 1 + is(tokens, at + 1, "distinct"));
    else if (is(tokens, at, "values"))
        for (int row = at + 1; is(tokens, row, "("); row = query_after(query, row) + 1)
            check_row(query, table, open, row + 1);
    else
        refuse(query_line(query, at), "after the columns stands values or select");
    for (int i = at + 1; i < tokens->count; i++) {
        if (is(tokens, i, "select") && query->block[i] != query->block[at] &&
            query->blocks[query->block[i]].insert == 0 && query->level[i] == 0)
            check_row(query, table, open, i + 1 + is(tokens, i + 1, "distinct"));
    }
}

static void check_conflict(const Query *query, int from, const char *table)
{
    for (int i = from; i < query->tokens.count; i++) {
        if (is(&query->tokens, i, "conflict") && is(&query->tokens, i + 1, "(") &&
            place_of_school(query, i + 1) < 0)
            refuse(query_line(query, i),
                   "on conflict of %s must name school_id: without it the row "
                   "may be another school's",
                   table);
    }
}

static void check_insert(const Query *query, const Source *target)
{
    const Tokens *tokens = &query->tokens;
    int open = target->at + 1;
    if (is(tokens, open, "as"))
        open += 2;
    if (!is(tokens, open, "("))
        refuse(query_line(query, target->at), "name the columns of %s", target->table->name);
    check_rows(query, target->table, open);
    if (!table_of_school(target->table))
        return;
    if (place_of_school(query, open) < 0)
        refuse(query_line(query, target->at), "insert into %s must set school_id to @school",
               target->table->name);
    check_conflict(query, open, target->table->name);
}

/* ---- The whole ------------------------------------------------------------------------------ */

static void check_owner(const Query *query, const File *file, const Source *target)
{
    const char *owner = target->table->owner;
    size_t folder = strlen(file->folder), length = strlen(owner);
    bool ends = folder >= length && strcmp(file->folder + folder - length, owner) == 0 &&
                (folder == length || file->folder[folder - length - 1] == '/');
    if (!ends && !query->statement->of_others)
        refuse(query_line(query, target->at), "only %s/ may write the table %s: use its door",
               owner, target->table->name);
}

static void check_append_only(const Query *query, const Source *target, bool inserts)
{
    if (target->table->append_only && !inserts)
        refuse(query_line(query, target->at),
               "%s is append-only: a row is never changed, nor taken out", target->table->name);
}

static const Source *written(const Query *query, int at)
{
    for (size_t i = 0; i < query->source_count; i++) {
        if (query->sources[i].at == at)
            return &query->sources[i];
    }
    return NULL;
}

static void check_writes(const Query *query, const File *file)
{
    const Tokens *tokens = &query->tokens;
    for (int i = 0; i < tokens->count; i++) {
        bool insert = is(tokens, i, "into");
        bool remove = is(tokens, i, "from") && is(tokens, i - 1, "delete");
        bool update = is(tokens, i, "update") && !is(tokens, i - 1, "do");
        const Source *target = insert || remove || update ? written(query, i + 1) : NULL;
        if (target == NULL || target->table == NULL)
            continue;
        query->statement->writes = true;
        check_append_only(query, target, insert);
        check_owner(query, file, target);
        if (insert)
            check_insert(query, target);
    }
    for (int i = 1; i < tokens->count; i++) {
        if (is(tokens, i, "school_id") && is(tokens, i + 1, "=") && query->level[i] == 0 &&
            is(tokens, clause_around(query, i).start, "set"))
            refuse(query_line(query, i), "a row never moves to another school");
    }
}

void refuse_other_schools(Query *query, const File *file)
{
    for (size_t i = 0; i < query->source_count; i++) {
        const Table *table = query->sources[i].table;
        query->sources[i].proven = table != NULL && table->across != NULL;
    }
    while (prove_round(query))
        ;
    for (size_t i = 0; i < query->source_count; i++) {
        const Source *source = &query->sources[i];
        if (source->table == NULL || !table_of_school(source->table) || source->proven ||
            source->target || query->statement->across)
            continue;
        const char *named = same(source->name, source->table->name)
                                ? source->name
                                : print("%s %s", source->table->name, source->name);
        refuse(query_line(query, source->at),
               "%s is a school's table: add %s.school_id = @school (or = the school_id of one that "
               "has it), joined by and",
               named, source->name);
    }
    check_writes(query, file);
}

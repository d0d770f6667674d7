#include "staff/audit_list.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "staff/staff_sql.h"

static int by_number(const void *a, const void *b)
{
    const LearnerId *one = a, *other = b;
    return (one->n > other->n) - (one->n < other->n);
}

/* ",7,12,", so that each is found between two commas; count: out, each once. */
static const char *words_of(Arena *arena, const AuditShown *shown, int *count)
{
    enum { LONGEST = 21 }; /* of one id with its comma */
    LearnerId *ids = arena_array(arena, LearnerId, shown->count);
    memcpy(ids, shown->items, shown->count * sizeof *ids);
    qsort(ids, shown->count, sizeof *ids, by_number);
    size_t room = shown->count * LONGEST + 2, length = 1;
    char *words = arena_alloc(arena, room);
    words[0] = ',';
    *count = 0;
    for (size_t i = 0; i < shown->count; i++) {
        if (i > 0 && ids[i].n == ids[i - 1].n)
            continue;
        length += (size_t)snprintf(words + length, room - length, "%" PRId64 ",", ids[i].n);
        (*count)++;
    }
    words[length] = '\0';
    return words;
}

Error *audit_list_keep(Db *db, Arena *arena, SchoolId school, const AuditShown *shown, Bytes *hash)
{
    int count;
    *hash = (Bytes){NULL, 0};
    if (shown->count == 0)
        return NULL;
    const char *learners = words_of(arena, shown, &count);
    *hash = text_hash(arena, learners);
    return audit_list_insert(db, school, *hash, learners, count, NULL);
}

Error *audit_list_learners(Db *db, Arena *arena, SchoolId school, Bytes list, const char **learners)
{
    struct audit_list_of_row row;
    bool found;
    *learners = "";
    TRY(audit_list_of(db, arena, school, list, &row, &found));
    if (found)
        *learners = row.learners;
    return NULL;
}

Error *audit_list_check(Db *db, Arena *arena, SchoolId school, Bytes hash, bool *whole)
{
    const char *learners;
    *whole = false;
    TRY(audit_list_learners(db, arena, school, hash, &learners));
    *whole = hash.length == TEXT_HASH &&
             memcmp(text_hash(arena, learners).data, hash.data, TEXT_HASH) == 0;
    return NULL;
}

/* ---- By name ----------------------------------------------------------------------------------
 */

static int by_id(const void *a, const void *b)
{
    const AuditName *one = a, *other = b;
    return (one->id.n > other->id.n) - (one->id.n < other->id.n);
}

static int by_place(const void *a, const void *b)
{
    const AuditName *one = a, *other = b;
    return (one->place > other->place) - (one->place < other->place);
}

Error *audit_names_load(Db *db, Arena *arena, SchoolId school, AuditNames *names)
{
    struct audit_names_rows rows;
    TRY(audit_names(db, arena, school, &rows));
    *names = (AuditNames){rows.count, arena_array(arena, AuditName, rows.count)};
    for (size_t i = 0; i < rows.count; i++)
        names->items[i] = (AuditName){rows.items[i].id, rows.items[i].name, i};
    if (rows.count > 0)
        qsort(names->items, names->count, sizeof *names->items, by_id);
    return NULL;
}

Error *audit_list_named(Db *db, Arena *arena, SchoolId school, Bytes list, const AuditNames *names,
                        AuditNames *shown)
{
    const char *learners;
    TRY(audit_list_learners(db, arena, school, list, &learners));
    size_t most = 0;
    for (const char *at = learners; *at != '\0'; at++)
        most += *at == ',';
    *shown = (AuditNames){0, arena_array(arena, AuditName, most)};
    while (learners[0] == ',' && learners[1] != '\0') {
        char *end;
        AuditName wanted = {.id = {strtoll(learners + 1, &end, 10)}};
        const AuditName *found = bsearch(&wanted, names->items, names->count, sizeof wanted, by_id);
        if (found != NULL)
            shown->items[shown->count++] = *found;
        learners = end;
    }
    if (shown->count > 0)
        qsort(shown->items, shown->count, sizeof *shown->items, by_place);
    return NULL;
}

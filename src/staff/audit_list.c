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

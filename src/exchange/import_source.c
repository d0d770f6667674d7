#include "exchange/import_source.h"

#include <stdlib.h>

static int compare_ids(const void *left, const void *right)
{
    const KnownId *a = left, *b = right;
    return (a->id > b->id) - (a->id < b->id);
}

const char *import_known_key(const ImportSource *source, int64_t id)
{
    const KnownId wanted = {.id = id};
    if (source == NULL || source->known_count == 0)
        return NULL;
    const KnownId *found =
        bsearch(&wanted, source->known, source->known_count, sizeof wanted, compare_ids);
    return found == NULL ? NULL : found->key;
}

void import_source_mark(const ImportSource *source, ImportRows *rows)
{
    for (size_t i = 0; source != NULL && source->keys != NULL && i < rows->count; i++)
        rows->items[i].external = source->keys[i];
}

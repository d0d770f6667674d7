#include "exchange/key_index.h"

#include <stdlib.h>
#include <string.h>

KeyIndex key_index_make(Arena *arena, size_t room)
{
    return (KeyIndex){.items = arena_array(arena, KeyEntry, room)};
}

void key_index_add(KeyIndex *index, const char *key, size_t of)
{
    if (key != NULL && key[0] != '\0')
        index->items[index->count++] = (KeyEntry){key, of};
}

static int compare_entries(const void *left, const void *right)
{
    const KeyEntry *a = left;
    const KeyEntry *b = right;
    int by_key = strcmp(a->key, b->key);
    return by_key != 0 ? by_key : (a->index > b->index) - (a->index < b->index);
}

void key_index_sort(KeyIndex *index)
{
    if (index->count > 1)
        qsort(index->items, index->count, sizeof *index->items, compare_entries);
}

size_t key_index_find(const KeyIndex *index, const char *key, size_t *first)
{
    size_t low = 0;
    size_t high = index->count;
    *first = 0;
    if (key == NULL || key[0] == '\0')
        return 0;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (strcmp(index->items[middle].key, key) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    *first = low;
    size_t found = 0;
    while (low + found < index->count && strcmp(index->items[low + found].key, key) == 0)
        found++;
    return found;
}

/* key_index.h: which of many have a key: filled, sorted once, then asked. Pure. */
#ifndef EXCHANGE_KEY_INDEX_H
#define EXCHANGE_KEY_INDEX_H

#include <stddef.h>

#include "platform/base/arena.h"

typedef struct KeyEntry {
    const char *key;
    size_t index;
} KeyEntry;

typedef struct KeyIndex {
    size_t count;
    KeyEntry *items; /* once sorted: by key, then by index */
} KeyIndex;

/* Room for that many. */
KeyIndex key_index_make(Arena *arena, size_t room);
/* "" is no key. */
void key_index_add(KeyIndex *index, const char *key, size_t of);
void key_index_sort(KeyIndex *index);
/* How many entries have the key; *first is the place of the first. */
size_t key_index_find(const KeyIndex *index, const char *key, size_t *first);

#endif

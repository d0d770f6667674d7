#include "platform/base/arena_pieces.h"

#include <stdalign.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

/* A long page takes a dozen. Kept, they are not returned to the kernel and faulted in again for the
 * next page. */
#define BLOCK_SIZE  ((size_t)64 * 1024)
#define SPARE_COUNT 16
#define ALIGNMENT   alignof(max_align_t)

struct Block {
    Block *older;
    size_t size;
    size_t used;
    alignas(max_align_t) unsigned char data[];
};

static size_t round_up(size_t size)
{
    return (size + ALIGNMENT - 1) & ~(ALIGNMENT - 1);
}

static size_t smaller(size_t a, size_t b)
{
    return a < b ? a : b;
}

static void *cut(Block *block, size_t size)
{
    void *piece = block->data + block->used;
    block->used += smaller(round_up(size), block->size - block->used);
    return piece;
}

static Block *spare_take(Pieces *pieces)
{
    Block *block = pieces->spare;
    if (block != NULL)
        pieces->spare = block->older;
    return block;
}

static Block *block_create(Pieces *pieces, size_t size)
{
    size_t left = pieces->limit - pieces->held;
    if (size > left || size > PTRDIFF_MAX - sizeof(Block))
        return NULL;
    size_t block_size = size > BLOCK_SIZE ? size : smaller(BLOCK_SIZE, left);
    Block *block = block_size == BLOCK_SIZE ? spare_take(pieces) : NULL;
    if (block == NULL)
        block = malloc(sizeof(Block) + block_size);
    if (block == NULL)
        return NULL;
    block->size = block_size;
    block->used = 0;
    pieces->held += block_size;
    return block;
}

/* A block made for one large piece goes behind the newest, which still has room for small ones. */
static void insert(Pieces *pieces, Block *block)
{
    Block *newest = pieces->newest;
    if (newest != NULL && block->size > BLOCK_SIZE) {
        block->older = newest->older;
        newest->older = block;
    } else {
        block->older = newest;
        pieces->newest = block;
    }
}

void *pieces_take(Pieces *pieces, size_t size)
{
    Block *newest = pieces->newest;
    if (newest != NULL && size <= newest->size - newest->used)
        return cut(newest, size);
    Block *block = block_create(pieces, size);
    if (block == NULL)
        return NULL;
    insert(pieces, block);
    return cut(block, size);
}

/* Gives all memory of a list back. */
static void release(Block *block)
{
    while (block != NULL) {
        Block *older = block->older;
        free(block);
        block = older;
    }
}

void pieces_forget(Pieces *pieces)
{
    size_t spare = 0;
    for (const Block *block = pieces->spare; block != NULL; block = block->older)
        spare++;
    while (pieces->newest != NULL) {
        Block *block = pieces->newest;
        pieces->newest = block->older;
        if (block->size != BLOCK_SIZE || spare == SPARE_COUNT) {
            free(block);
            continue;
        }
        block->older = pieces->spare;
        pieces->spare = block;
        spare++;
    }
    pieces->held = 0;
}

void pieces_release(Pieces *pieces)
{
    release(pieces->newest);
    release(pieces->spare);
    *pieces = (Pieces){.limit = pieces->limit};
}

#include "platform/base/arena_pieces.h"

#include <stdint.h>
#include <stdlib.h>

/* The piece is a second malloc, so that the sanitizer's red zones touch it on both sides. */
struct Block {
    Block *older;
    void *piece;
};

void *pieces_take(Pieces *pieces, size_t size)
{
    if (size > pieces->limit - pieces->held || size > PTRDIFF_MAX)
        return NULL;
    Block *block = malloc(sizeof *block);
    void *piece = malloc(size);
    if (block == NULL || piece == NULL) {
        free(block);
        free(piece);
        return NULL;
    }
    *block = (Block){.older = pieces->newest, .piece = piece};
    pieces->newest = block;
    pieces->held += size;
    return piece;
}

void pieces_forget(Pieces *pieces)
{
    while (pieces->newest != NULL) {
        Block *block = pieces->newest;
        pieces->newest = block->older;
        free(block->piece);
        free(block);
    }
    pieces->held = 0;
}

void pieces_release(Pieces *pieces)
{
    pieces_forget(pieces);
}

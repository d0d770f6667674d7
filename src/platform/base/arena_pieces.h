/* arena_pieces.h: where an arena's memory comes from; private to platform/base.
 *
 * Two files implement it and the build links one: arena_blocks.c cuts pieces from large blocks,
 * arena_debug.c gives each piece its own malloc. Knows nothing of jumps, names or deferred work. */
#ifndef PLATFORM_BASE_ARENA_PIECES_H
#define PLATFORM_BASE_ARENA_PIECES_H

#include <stddef.h>

typedef struct Block Block;

typedef struct Pieces {
    Block *newest;
    Block *spare; /* forgotten, kept for the next work */
    size_t held;  /* bytes of all blocks but the spare, their headers not counted */
    size_t limit;
} Pieces;

/* Aligned for any type, of any content; NULL past the limit or when the system has no memory. size
 * is above 0. */
void *pieces_take(Pieces *pieces, size_t size);
/* Forgets every piece; may keep blocks for the next work. */
void pieces_forget(Pieces *pieces);
/* Forgets every piece and gives all memory back. */
void pieces_release(Pieces *pieces);

#endif

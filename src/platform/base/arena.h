/* arena.h: memory that lives exactly as long as one piece of work, such as a request.
 *
 * Owns every byte handed out until arena_reset() or arena_destroy(). There is no free: the work
 * ends, the arena is reset. Allocation never returns NULL: when the limit is reached the arena
 * jumps to the place named by arena_catch(), or ends the program when there is none, because a
 * caller could do nothing better. One arena belongs to one thread at a time.
 *
 * Built with the Meson option arena_debug, each piece is its own malloc, so that the address
 * sanitizer sees overruns and use after reset. */
#ifndef PLATFORM_BASE_ARENA_H
#define PLATFORM_BASE_ARENA_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

typedef struct Arena Arena;

/* limit: bytes the arena may hold at once, the unused ends of its blocks included. name: for the
 * log, a literal. */
Arena *arena_create(size_t limit, const char *name);
void arena_destroy(Arena *arena);

/* Runs the deferred functions, newest first, then forgets all pieces. Keeps one block for reuse,
 * and the place named by arena_catch(). arena_destroy() runs them too. */
void arena_reset(Arena *arena);

/* Zeroed and aligned for any type. A size of 0 gives a valid, unique address. */
void *arena_alloc(Arena *arena, size_t size);
/* count * size, checked for overflow. */
void *arena_alloc_array(Arena *arena, size_t count, size_t size);
/* count items as they are, with room for more behind them, which is of any content: for an array
 * whose items are each written before they are read. Overflow is checked. */
void *arena_grow(Arena *arena, const void *items, size_t count, size_t size, size_t room);

#define arena_new(arena, Type)          ((Type *)arena_alloc((arena), sizeof(Type)))
#define arena_array(arena, Type, count) ((Type *)arena_alloc_array((arena), (count), sizeof(Type)))

/* Copies, always ended by NUL. arena_copy(NULL) is NULL. */
char *arena_copy(Arena *arena, const char *text);
char *arena_copy_length(Arena *arena, const char *text, size_t length);
char *arena_print(Arena *arena, const char *format, ...)
    __attribute__((format(printf, 2, 3), nonnull(2)));
char *arena_print_list(Arena *arena, const char *format, va_list arguments)
    __attribute__((format(printf, 2, 0), nonnull(2)));

/* Calls release(thing) at reset: for what is not memory (a statement, a file). When the arena is
 * exhausted it is called at once, before the jump. release may not allocate. */
void arena_defer(Arena *arena, void (*release)(void *), void *thing);

/* Where exhaustion jumps to, or NULL; gives the place set before, for putting it back. Never set
 * it across a library's frames, or another thread's. */
jmp_buf *arena_catch(Arena *arena, jmp_buf *target);

/* Bytes handed out since the last reset. */
size_t arena_used(const Arena *arena);

/* Tests only: the nth allocation from now on fails as if exhausted (1 = the next); 0 switches it
 * off. */
void arena_fail_at(Arena *arena, size_t nth);

#endif

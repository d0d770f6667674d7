#include "platform/base/arena.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "platform/base/arena_pieces.h"
#include "platform/base/log.h"

typedef struct Deferred Deferred;

struct Deferred {
    Deferred *older;
    void (*release)(void *);
    void *thing;
};

struct Arena {
    Pieces pieces;
    Deferred *deferred; /* newest first */
    jmp_buf *target;    /* NULL: exhaustion ends the program */
    const char *name;
    size_t used;
    size_t fail_in; /* allocations until the one that fails; 0: never */
};

Arena *arena_create(size_t limit, const char *name)
{
    Arena *arena = calloc(1, sizeof *arena);
    if (arena == NULL)
        log_panic("arena.create", "arena=%s", name);
    arena->pieces.limit = limit;
    arena->name = name;
    return arena;
}

static void run_deferred(Arena *arena)
{
    while (arena->deferred != NULL) {
        Deferred *newest = arena->deferred;
        arena->deferred = newest->older;
        newest->release(newest->thing);
    }
}

void arena_destroy(Arena *arena)
{
    if (arena == NULL)
        return;
    run_deferred(arena);
    pieces_release(&arena->pieces);
    free(arena);
}

void arena_reset(Arena *arena)
{
    run_deferred(arena);
    pieces_forget(&arena->pieces);
    arena->used = 0;
}

static void *take(Arena *arena, size_t size)
{
    if (arena->fail_in > 0 && --arena->fail_in == 0)
        return NULL;
    void *piece = pieces_take(&arena->pieces, size);
    if (piece != NULL)
        arena->used += size;
    return piece;
}

_Noreturn static void exhausted(Arena *arena, size_t size)
{
    if (arena->target == NULL)
        log_panic("arena.exhausted", "arena=%s used=%zu asked=%zu limit=%zu", arena->name,
                  arena->used, size, arena->pieces.limit);
    log_event(LOG_WARN, "arena.exhausted", "arena=%s used=%zu asked=%zu limit=%zu", arena->name,
              arena->used, size, arena->pieces.limit);
    longjmp(*arena->target, 1);
}

/* Of any content: for who fills all of it. */
static void *unfilled(Arena *arena, size_t size)
{
    size_t taken = size == 0 ? 1 : size;
    void *piece = take(arena, taken);
    if (piece == NULL)
        exhausted(arena, taken);
    return piece;
}

void *arena_alloc(Arena *arena, size_t size)
{
    return memset(unfilled(arena, size), 0, size);
}

void *arena_alloc_array(Arena *arena, size_t count, size_t size)
{
    if (size != 0 && count > SIZE_MAX / size)
        exhausted(arena, SIZE_MAX);
    return arena_alloc(arena, count * size);
}

void *arena_grow(Arena *arena, const void *items, size_t count, size_t size, size_t room)
{
    ASSERT(count <= room);
    if (size != 0 && room > SIZE_MAX / size)
        exhausted(arena, SIZE_MAX);
    void *more = unfilled(arena, room * size);
    if (count > 0)
        memcpy(more, items, count * size);
    return more;
}

char *arena_copy(Arena *arena, const char *text)
{
    return text == NULL ? NULL : arena_copy_length(arena, text, strlen(text));
}

char *arena_copy_length(Arena *arena, const char *text, size_t length)
{
    if (length == SIZE_MAX)
        exhausted(arena, length);
    char *copy = unfilled(arena, length + 1);
    if (length > 0)
        memcpy(copy, text, length);
    copy[length] = '\0';
    return copy;
}

char *arena_print(Arena *arena, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    char *text = arena_print_list(arena, format, arguments);
    va_end(arguments);
    return text;
}

char *arena_print_list(Arena *arena, const char *format, va_list arguments)
{
    va_list again;
    char most[256]; /* enough for nearly every text, which is then formatted only once */
    va_copy(again, arguments);
    int length = vsnprintf(most, sizeof most, format, arguments);
    ASSERT(length >= 0);
    size_t size = (size_t)length + 1;
    char *text = unfilled(arena, size);
    if (size <= sizeof most)
        memcpy(text, most, size);
    else
        vsnprintf(text, size, format, again);
    va_end(again);
    return text;
}

void arena_defer(Arena *arena, void (*release)(void *), void *thing)
{
    Deferred *deferred = take(arena, sizeof *deferred);
    if (deferred == NULL) {
        /* The caller has already handed the thing over, and exhausted() does not return. */
        release(thing);
        exhausted(arena, sizeof *deferred);
    }
    *deferred = (Deferred){.older = arena->deferred, .release = release, .thing = thing};
    arena->deferred = deferred;
}

jmp_buf *arena_catch(Arena *arena, jmp_buf *target)
{
    jmp_buf *before = arena->target;
    arena->target = target;
    return before;
}

size_t arena_used(const Arena *arena)
{
    return arena->used;
}

void arena_fail_at(Arena *arena, size_t nth)
{
    arena->fail_in = nth;
}

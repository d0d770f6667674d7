#include "platform/base/error.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "platform/base/log.h"

#define MESSAGE_SIZE 512
#define CAUSE_SIZE   1024

typedef struct Slot {
    Error error;
    char message[MESSAGE_SIZE];
    char cause[CAUSE_SIZE];
} Slot;

static _Thread_local Slot slot;

/* Cut between characters, since the message goes onto a page as UTF-8. */
static void cut_whole(char *text, size_t length)
{
    while (length > 0 && ((unsigned char)text[length] & 0xC0) == 0x80)
        length--;
    text[length] = '\0';
}

static void copy_bounded(char *copy, size_t size, const char *text)
{
    size_t length = strnlen(text, size);
    if (length < size) {
        memmove(copy, text, length + 1);
        return;
    }
    memmove(copy, text, size);
    cut_whole(copy, size - 1);
}

Error *error_make(ErrorKind kind, const char *message, const char *cause, ...)
{
    /* Printed aside first: the arguments may be the last error's own texts, still in the slot. */
    char printed[CAUSE_SIZE + 1];
    va_list arguments;
    va_start(arguments, cause);
    int length = vsnprintf(printed, sizeof printed, cause, arguments);
    va_end(arguments);
    ASSERT(length >= 0);
    copy_bounded(slot.message, sizeof slot.message, message);
    copy_bounded(slot.cause, sizeof slot.cause, printed);
    slot.error = (Error){.kind = kind, .message = slot.message, .cause = slot.cause};
    return &slot.error;
}

Error *error_keep(Arena *arena, const Error *error)
{
    Error *kept = arena_new(arena, Error);
    kept->kind = error->kind;
    kept->message = arena_copy(arena, error->message);
    kept->cause = arena_copy(arena, error->cause);
    return kept;
}

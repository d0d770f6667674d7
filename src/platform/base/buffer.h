/* buffer.h: bytes that grow up to a maximum named at birth: pages, files, messages.
 *
 * Owns its bytes. Appending past the maximum, or out of memory, sets `failed` and appends nothing
 * from then on: check buffer_failed() once at the end. Never holds a partial append. */
#ifndef PLATFORM_BASE_BUFFER_H
#define PLATFORM_BASE_BUFFER_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>

typedef struct Buffer {
    char *data; /* not ended by NUL; see buffer_text() */
    size_t length;
    size_t capacity;
    size_t maximum;
    bool failed;
} Buffer;

void buffer_init(Buffer *buffer, size_t maximum);
void buffer_free(Buffer *buffer);
/* Empties it and clears `failed`; keeps the memory. */
void buffer_reset(Buffer *buffer);

void buffer_put(Buffer *buffer, const void *data, size_t length);
void buffer_put_text(Buffer *buffer, const char *text);
void buffer_put_char(Buffer *buffer, char c);
void buffer_print(Buffer *buffer, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* Room for `length` bytes to be written by the caller, who then adds to `length`; NULL on failure.
 */
char *buffer_reserve(Buffer *buffer, size_t length);
bool buffer_failed(const Buffer *buffer);
/* The content ended by a NUL that is not counted; "" when failed or empty. */
const char *buffer_text(Buffer *buffer);

#endif

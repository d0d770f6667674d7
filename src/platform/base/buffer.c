#include "platform/base/buffer.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "platform/base/log.h"

#define FIRST_CAPACITY 256

void buffer_init(Buffer *buffer, size_t maximum)
{
    *buffer = (Buffer){.maximum = maximum};
}

void buffer_free(Buffer *buffer)
{
    free(buffer->data);
    buffer_init(buffer, buffer->maximum);
}

void buffer_reset(Buffer *buffer)
{
    buffer->length = 0;
    buffer->failed = false;
}

/* Doubles, so that n appends copy each byte only a few times. */
static size_t grown(size_t capacity, size_t needed)
{
    size_t larger = capacity < FIRST_CAPACITY ? FIRST_CAPACITY : capacity;
    while (larger < needed)
        larger = larger > SIZE_MAX / 2 ? needed : larger * 2;
    return larger;
}

static bool ensure(Buffer *buffer, size_t needed)
{
    if (needed <= buffer->capacity)
        return true;
    size_t capacity = grown(buffer->capacity, needed);
    char *data = realloc(buffer->data, capacity);
    if (data == NULL) {
        buffer->failed = true;
        return false;
    }
    buffer->data = data;
    buffer->capacity = capacity;
    return true;
}

char *buffer_reserve(Buffer *buffer, size_t length)
{
    if (buffer->failed)
        return NULL;
    /* One more than asked: buffer_text() and vsnprintf() end the content by NUL. */
    if (length > buffer->maximum - buffer->length || length >= PTRDIFF_MAX - buffer->length) {
        buffer->failed = true;
        return NULL;
    }
    if (!ensure(buffer, buffer->length + length + 1))
        return NULL;
    return buffer->data + buffer->length;
}

void buffer_put(Buffer *buffer, const void *data, size_t length)
{
    char *room = buffer_reserve(buffer, length);
    if (room == NULL || length == 0)
        return;
    memcpy(room, data, length);
    buffer->length += length;
}

void buffer_put_text(Buffer *buffer, const char *text)
{
    buffer_put(buffer, text, strlen(text));
}

void buffer_put_char(Buffer *buffer, char c)
{
    buffer_put(buffer, &c, 1);
}

void buffer_print(Buffer *buffer, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    int length = vsnprintf(NULL, 0, format, arguments);
    va_end(arguments);
    if (length < 0) {
        buffer->failed = true;
        return;
    }
    char *room = buffer_reserve(buffer, (size_t)length);
    if (room == NULL)
        return;
    va_start(arguments, format);
    vsnprintf(room, (size_t)length + 1, format, arguments);
    va_end(arguments);
    buffer->length += (size_t)length;
}

bool buffer_failed(const Buffer *buffer)
{
    return buffer->failed;
}

const char *buffer_text(Buffer *buffer)
{
    if (buffer->failed || buffer->length == 0)
        return "";
    ASSERT(buffer->length < buffer->capacity); /* buffer_reserve() left room for the NUL */
    buffer->data[buffer->length] = '\0';
    return buffer->data;
}

/* text.h: questions about UTF-8 text, and the few changes made to it.
 *
 * Text in the program is always valid UTF-8 ended by NUL; what comes from outside is checked or
 * converted here first. Pure. */
#ifndef PLATFORM_BASE_TEXT_H
#define PLATFORM_BASE_TEXT_H

#include <stdbool.h>
#include <stddef.h>

#include "platform/base/arena.h"

typedef struct Bytes {
    const unsigned char *data; /* NULL: none */
    size_t length;
} Bytes;

typedef struct OptionalInteger {
    bool present;
    long long value;
} OptionalInteger;

typedef struct Texts {
    size_t count;
    const char **items;
} Texts;

bool text_empty(const char *text); /* NULL, or "" */
bool text_equal(const char *a, const char *b);
/* ASCII case ignored. */
bool text_equal_fold(const char *a, const char *b);
bool text_starts(const char *text, const char *start);

/* Valid UTF-8 without NUL, surrogates or overlong forms. */
bool text_valid_utf8(const char *data, size_t length);
/* Characters, not bytes. */
size_t text_length(const char *text);
char *text_from_windows_1252(Arena *arena, const char *data, size_t length);
/* White space at both ends removed, and CR LF made LF. */
char *text_trim(Arena *arena, const char *text);
/* Key to sort and search by: accents removed, case folded, punctuation dropped, spaces single.
 * Letters outside Latin stay as they are. "O’Neill, Zoë" gives "oneill zoe". */
char *text_sort_key(Arena *arena, const char *text);
/* Whole text a decimal integer within the limits. */
bool text_integer(const char *text, long long least, long long most, long long *value);

#endif

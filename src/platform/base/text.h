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
/* Two letters of any script side by side: "No", and neither "." nor "x". Less is no reason. */
bool text_has_word(const char *text);
/* NULL equals NULL only. */
bool text_equal(const char *a, const char *b);
/* ASCII case ignored. */
bool text_equal_fold(const char *a, const char *b);
/* ASCII letters only; every other byte stays. */
char text_lower(char c);
bool text_starts(const char *text, const char *start);

/* Valid UTF-8 without NUL, surrogates or overlong forms. */
bool text_valid_utf8(const char *data, size_t length);
/* Characters, not bytes. */
size_t text_length(const char *text);
/* NUL and the five bytes without a character become U+FFFD. */
char *text_from_windows_1252(Arena *arena, const char *data, size_t length);
/* Valid UTF-8 out of any bytes: read as Windows-1252 when they can be that and hold no character of
 * UTF-8; else each byte that is part of none, and each NUL, becomes U+FFFD. */
char *text_mended(Arena *arena, const char *data, size_t length);
/* White space at both ends removed, and CR LF made LF. NULL gives NULL. */
char *text_trim(Arena *arena, const char *text);
/* The lines that hold something, each trimmed. None for NULL. */
Texts text_lines(Arena *arena, const char *text);
/* BLAKE2b of the text, TEXT_HASH bytes: all that is kept of a token, and what names a list. */
enum { TEXT_HASH = 32 };
Bytes text_hash(Arena *arena, const char *text);
/* Key to sort and search by: "O’Neill, Zoë" gives "oneill zoe", "Smith-Jones" "smith jones".
 * Case is folded in every script. Latin letters lose their accents, and become ASCII where people
 * write them so (ß ss, æ ae, ø o, ł l, þ th); letters of other scripts keep their marks.
 * Apostrophes and full stops are dropped, other punctuation and symbols count as a space; spaces
 * are single, none at the ends. The key of a key is itself. NULL gives NULL. */
char *text_sort_key(Arena *arena, const char *text);
/* The whole text a decimal integer within the limits: digits, and "-" before them. The value is
 * left alone when refused. */
bool text_integer(const char *text, long long least, long long most, long long *value);

#endif

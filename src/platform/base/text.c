#include "platform/base/text.h"

#include <sodium.h>
#include <stdint.h>
#include <string.h>
#include <unictype.h>
#include <unistr.h>

#include "platform/base/log.h"

bool text_empty(const char *text)
{
    return text == NULL || text[0] == '\0';
}

bool text_has_word(const char *text)
{
    if (text == NULL)
        return false;
    int letters = 0;
    ucs4_t character = 0;
    for (const uint8_t *at = (const uint8_t *)text; letters < 2;) {
        at = u8_next(&character, at);
        if (at == NULL)
            return false;
        bool mark = uc_is_general_category(character, UC_MARK);
        letters = uc_is_alpha(character) ? letters + 1 : mark ? letters : 0;
    }
    return true;
}

bool text_equal(const char *a, const char *b)
{
    if (a == NULL || b == NULL)
        return a == b;
    return strcmp(a, b) == 0;
}

char text_lower(char c)
{
    if (c >= 'A' && c <= 'Z')
        return (char)(c - 'A' + 'a');
    return c;
}

bool text_equal_fold(const char *a, const char *b)
{
    if (a == NULL || b == NULL)
        return a == b;
    while (*a != '\0' && text_lower(*a) == text_lower(*b)) {
        a++;
        b++;
    }
    return text_lower(*a) == text_lower(*b);
}

bool text_starts(const char *text, const char *start)
{
    return text != NULL && strncmp(text, start, strlen(start)) == 0;
}

bool text_valid_utf8(const char *data, size_t length)
{
    if (length == 0)
        return true;
    return memchr(data, '\0', length) == NULL && u8_check((const uint8_t *)data, length) == NULL;
}

size_t text_length(const char *text)
{
    size_t characters = 0;
    for (; *text != '\0'; text++)
        characters += ((unsigned char)*text & 0xC0) != 0x80;
    return characters;
}

/* Bytes 0x80 to 0x9F; 0 where the code page has no character. The rest is as in Latin-1. */
static const uint16_t windows_1252[32] = {
    0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0,      0x017D, 0,      0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178};

static ucs4_t from_windows_1252(unsigned char byte)
{
    const ucs4_t replacement = 0xFFFD;
    ucs4_t character = byte >= 0x80 && byte <= 0x9F ? windows_1252[byte - 0x80] : byte;
    return character == 0 ? replacement : character;
}

char *text_from_windows_1252(Arena *arena, const char *data, size_t length)
{
    uint8_t character[4];
    size_t size = 0;
    for (size_t i = 0; i < length; i++)
        size += (size_t)u8_uctomb(character, from_windows_1252((unsigned char)data[i]), 4);
    uint8_t *text = arena_alloc_array(arena, size + 1, 1);
    uint8_t *end = text;
    for (size_t i = 0; i < length; i++)
        end += u8_uctomb(end, from_windows_1252((unsigned char)data[i]), 4);
    return (char *)text;
}

/* Bytes of the character of UTF-8 at the start; 0 for none, and for NUL. */
static size_t utf8_length(const char *data, size_t length)
{
    ucs4_t character;
    int bytes = u8_mbtoucr(&character, (const uint8_t *)data, length);
    return bytes <= 0 || character == 0 ? 0 : (size_t)bytes;
}

static bool may_be_windows_1252(const char *data, size_t length)
{
    const unsigned char *bytes = (const unsigned char *)data;
    for (size_t i = 0; i < length; i++) {
        bool unassigned =
            bytes[i] >= 0x80 && bytes[i] <= 0x9F && windows_1252[bytes[i] - 0x80] == 0;
        if (unassigned || (bytes[i] >= 0x80 && utf8_length(data + i, length - i) > 0))
            return false;
    }
    return true;
}

char *text_mended(Arena *arena, const char *data, size_t length)
{
    static const char replacement[] = "\xEF\xBF\xBD";
    if (may_be_windows_1252(data, length))
        return text_from_windows_1252(arena, data, length);
    char *text = arena_alloc(arena, length * strlen(replacement) + 1);
    char *end = text;
    for (size_t i = 0, bytes; i < length; i += bytes == 0 ? 1 : bytes) {
        bytes = utf8_length(data + i, length - i);
        const char *kept = bytes == 0 ? replacement : data + i;
        size_t kept_length = bytes == 0 ? strlen(replacement) : bytes;
        memcpy(end, kept, kept_length);
        end += kept_length;
    }
    *end = '\0';
    return text;
}

static const char *skip_space(const char *text)
{
    ucs4_t character;
    const uint8_t *at = (const uint8_t *)text;
    const uint8_t *next;
    while ((next = u8_next(&character, at)) != NULL && uc_is_property_white_space(character))
        at = next;
    return (const char *)at;
}

static const char *skip_space_back(const char *start, const char *end)
{
    ucs4_t character;
    const uint8_t *first = (const uint8_t *)start;
    const uint8_t *at = (const uint8_t *)end;
    const uint8_t *previous;
    while ((previous = u8_prev(&character, at, first)) != NULL &&
           uc_is_property_white_space(character))
        at = previous;
    return (const char *)at;
}

char *text_trim(Arena *arena, const char *text)
{
    if (text == NULL)
        return NULL;
    const char *start = skip_space(text);
    const char *end = skip_space_back(start, start + strlen(start));
    char *trimmed = arena_copy_length(arena, start, (size_t)(end - start));
    char *to = trimmed;
    for (const char *from = trimmed; *from != '\0'; from++) {
        if (from[0] != '\r' || from[1] != '\n')
            *to++ = *from;
    }
    *to = '\0';
    return trimmed;
}

Texts text_lines(Arena *arena, const char *text)
{
    size_t most = 1;
    if (text == NULL)
        return (Texts){0};
    for (const char *c = text; *c != '\0'; c++)
        most += *c == '\n';
    Texts lines = {0, arena_array(arena, const char *, most)};
    while (*text != '\0') {
        size_t length = strcspn(text, "\n");
        const char *line = text_trim(arena, arena_copy_length(arena, text, length));
        if (!text_empty(line))
            lines.items[lines.count++] = line;
        text += length + (text[length] == '\n');
    }
    return lines;
}

Bytes text_hash(Arena *arena, const char *text)
{
    unsigned char *hash = arena_alloc(arena, TEXT_HASH);
    crypto_generichash(hash, TEXT_HASH, (const unsigned char *)text, strlen(text), NULL, 0);
    return (Bytes){hash, TEXT_HASH};
}

bool text_integer(const char *text, long long least, long long most, long long *value)
{
    if (text_empty(text))
        return false;
    bool negative = text[0] == '-';
    const char *digit = text + (negative ? 1 : 0);
    if (*digit == '\0')
        return false;
    /* Counted below zero, where there is room for the least number too. */
    long long found = 0;
    for (; *digit != '\0'; digit++) {
        if (*digit < '0' || *digit > '9')
            return false;
        if (__builtin_mul_overflow(found, 10, &found) ||
            __builtin_sub_overflow(found, *digit - '0', &found))
            return false;
    }
    if (!negative && __builtin_sub_overflow(0LL, found, &found))
        return false;
    if (found < least || found > most)
        return false;
    *value = found;
    return true;
}

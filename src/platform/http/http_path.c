#include "platform/http/http_parse.h"

#include <string.h>

static int hex_digit(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    if (c >= 'A' && c <= 'F')
        return c - 'A' + 10;
    return -1;
}

bool percent_decode(char *out, size_t *out_length, const char *text, size_t length, bool plus)
{
    size_t used = 0;
    for (size_t i = 0; i < length; i++) {
        char c = text[i];
        if (c == '%') {
            int high = i + 2 < length ? hex_digit(text[i + 1]) : -1;
            int low = high >= 0 ? hex_digit(text[i + 2]) : -1;
            if (low < 0)
                return false;
            c = (char)(high * 16 + low);
            i += 2;
        } else if (plus && c == '+') {
            c = ' ';
        }
        out[used++] = c;
    }
    *out_length = used;
    return true;
}

/* Visible ASCII, without the characters that no path has unescaped. */
static bool written_plainly(const char *text, size_t length)
{
    for (size_t i = 0; i < length; i++)
        if (text[i] <= ' ' || text[i] >= 0x7f || strchr("\\#\"<>", text[i]) != NULL)
            return false;
    return true;
}

static bool has_hidden_separator(const char *text, size_t length)
{
    for (size_t i = 0; i + 2 < length; i++)
        if (text[i] == '%' && ((text[i + 1] == '2' && (text[i + 2] | 0x20) == 'f') ||
                               (text[i + 1] == '5' && (text[i + 2] | 0x20) == 'c')))
            return true;
    return false;
}

static bool has_control(const char *text, size_t length)
{
    for (size_t i = 0; i < length; i++)
        if ((unsigned char)text[i] < 0x20 || text[i] == 0x7f)
            return true;
    return false;
}

/* No part is empty, "." or "..". */
static bool is_normal(const char *path)
{
    if (strcmp(path, "/") == 0)
        return true;
    for (const char *part = path; *part == '/';) {
        part++;
        size_t length = strcspn(part, "/");
        if (length == 0 || (length == 1 && part[0] == '.') ||
            (length == 2 && part[0] == '.' && part[1] == '.'))
            return false;
        part += length;
    }
    return true;
}

int parse_path(Arena *arena, const char *text, size_t length, const char **path)
{
    if (length == 0 || text[0] != '/' || !written_plainly(text, length) ||
        has_hidden_separator(text, length))
        return 400;
    char *decoded = arena_alloc(arena, length + 1);
    size_t used;
    if (!percent_decode(decoded, &used, text, length, false) || has_control(decoded, used) ||
        !text_valid_utf8(decoded, used))
        return 400;
    *path = decoded;
    return is_normal(decoded) ? 0 : 404;
}

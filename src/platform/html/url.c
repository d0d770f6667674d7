#include "platform/html/html.h"

#include <ctype.h>
#include <stdarg.h>
#include <string.h>
#include <strings.h>

#include "platform/base/log.h"

static bool is_unreserved(char c)
{
    return isalnum((unsigned char)c) || (c != '\0' && strchr("-._~", c) != NULL);
}

/* What may stand in a path and query that we print; the rest must be url_encoded(). */
static bool is_own_url(const char *text)
{
    if (text[0] != '#' && (text[0] != '/' || text[1] == '/'))
        return false; /* "//" begins another site */
    for (; *text != '\0'; text++)
        if (!is_unreserved(*text) && strchr("/?&=%#:+,@!$;*()", *text) == NULL)
            return false;
    return true;
}

Url url_print(Arena *arena, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    Url url = {arena_print_list(arena, format, arguments)};
    va_end(arguments);
    ASSERT(is_own_url(url.text));
    return url;
}

/* After the scheme: no spaces, controls, or what a browser might read as another kind of "/". */
static bool is_clean_address(const char *text)
{
    for (; *text != '\0'; text++)
        if ((unsigned char)*text <= ' ' || *text == 0x7f || strchr("\\\"<>^`{|}", *text) != NULL)
            return false;
    return true;
}

Url url_checked(Arena *arena, const char *text)
{
    static const struct {
        const char *start;
        size_t length;
        bool host; /* the next character begins a host */
    } schemes[] = {
        {"https://", 8, true}, {"http://", 7, true}, {"mailto:", 7, false}, {"tel:", 4, false}};
    if (text == NULL || !is_clean_address(text))
        return (Url){NULL};
    for (size_t i = 0; i < sizeof schemes / sizeof *schemes; i++) {
        if (strncasecmp(text, schemes[i].start, schemes[i].length) != 0)
            continue;
        char next = text[schemes[i].length];
        bool good = next != '\0' && (!schemes[i].host || strchr("/?#:@", next) == NULL);
        return (Url){good ? arena_copy(arena, text) : NULL};
    }
    return (Url){NULL};
}

const char *url_encode(Arena *arena, const char *text)
{
    static const char hex[] = "0123456789ABCDEF";
    size_t length = strlen(text);
    char *encoded = arena_alloc_array(arena, length + 1, 3);
    char *to = encoded;
    for (; *text != '\0'; text++) {
        if (is_unreserved(*text)) {
            *to++ = *text;
            continue;
        }
        *to++ = '%';
        *to++ = hex[(unsigned char)*text >> 4];
        *to++ = hex[(unsigned char)*text & 15];
    }
    *to = '\0';
    return encoded;
}

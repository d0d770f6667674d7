#include "platform/http/http_parse.h"

#include <arpa/inet.h>
#include <string.h>
#include <strings.h>

bool is_token(const char *text, size_t length)
{
    static const char marks[] = "!#$%&'*+-.^_`|~";
    for (size_t i = 0; i < length; i++) {
        char c = text[i];
        bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
        if (!letter && (c == '\0' || strchr(marks, c) == NULL))
            return false;
    }
    return length > 0;
}

const char *http_header(const HttpRequest *request, const char *name)
{
    for (size_t i = 0; i < request->header_count; i++)
        if (strcasecmp(request->headers[i].name, name) == 0)
            return request->headers[i].value;
    return NULL;
}

const char *http_cookie(const HttpRequest *request, Arena *arena, const char *name)
{
    const char *at = http_header(request, "Cookie");
    const char *found = NULL;
    size_t name_length = strlen(name);
    while (at != NULL && *at != '\0') {
        at += strspn(at, " \t");
        size_t length = strcspn(at, ";");
        if (length > name_length && at[name_length] == '=' && strncmp(at, name, name_length) == 0) {
            if (found != NULL)
                return NULL;
            found = arena_copy_length(arena, at + name_length + 1, length - name_length - 1);
        }
        at += length + (at[length] == ';');
    }
    return found;
}

static bool is_single_line(const char *value)
{
    for (; *value != '\0'; value++)
        if (((unsigned char)*value < ' ' && *value != '\t') || *value == 0x7f)
            return false;
    return true;
}

void http_set(HttpResponse *response, const char *name, const char *value)
{
    size_t at = response->header_count;
    if (strcasecmp(name, "Set-Cookie") != 0)
        for (size_t i = 0; i < response->header_count; i++)
            if (strcasecmp(response->headers[i].name, name) == 0)
                at = i;
    if (at == HTTP_RESPONSE_HEADERS || !is_token(name, strlen(name)) || !is_single_line(value)) {
        response->broken = true;
        return;
    }
    response->headers[at] = (HttpHeader){name, value};
    response->header_count += at == response->header_count;
}

bool media_type_is(const char *content_type, const char *media_type)
{
    size_t length = strlen(media_type);
    if (content_type == NULL || strncasecmp(content_type, media_type, length) != 0)
        return false;
    const char *rest = content_type + length;
    rest += strspn(rest, " \t");
    return *rest == '\0' || *rest == ';';
}

/* The value that a parameter has in its text: token or quoted, without escapes. */
static bool parameter_value(const char **at, const char **value, size_t *length)
{
    bool quoted = **at == '"';
    *value = *at + quoted;
    *length = strcspn(*value, quoted ? "\"\\" : "; \t");
    const char *end = *value + *length;
    if (quoted && *end != '"')
        return false;
    end += quoted;
    *at = end + strspn(end, " \t");
    return **at == '\0' || **at == ';';
}

/* RFC 2046: what a boundary is made of. */
static bool is_boundary(const char *text, size_t length)
{
    static const char allowed[] = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
                                  "'()+_,-./:=? ";
    return length > 0 && length <= 70 && strspn(text, allowed) >= length && text[length - 1] != ' ';
}

int parse_boundary(Arena *arena, const char *content_type, const char **boundary)
{
    const char *found = NULL;
    const char *at = content_type + strcspn(content_type, ";");
    while (*at == ';') {
        at += 1 + strspn(at + 1, " \t");
        size_t name_length = strcspn(at, "=; \t");
        bool wanted = name_length == 8 && strncasecmp(at, "boundary", 8) == 0;
        at += name_length;
        const char *value;
        size_t length;
        if (*at++ != '=' || !parameter_value(&at, &value, &length))
            return 400;
        if (!wanted)
            continue;
        if (found != NULL || !is_boundary(value, length))
            return 400;
        found = arena_copy_length(arena, value, length);
    }
    *boundary = found;
    return found == NULL ? 400 : 0;
}

/* "q=0", "q=0.00": not wanted at all. */
static bool is_refused(const char *parameters, size_t length)
{
    const char *quality = memmem(parameters, length, "q=", 2);
    if (quality == NULL)
        return false;
    const char *end = parameters + length;
    for (quality += 2; quality < end && *quality != ';'; quality++)
        if (*quality >= '1' && *quality <= '9')
            return false;
    return true;
}

bool accepts_gzip(const char *accept_encoding)
{
    const char *at = accept_encoding;
    while (at != NULL && *at != '\0') {
        at += strspn(at, " \t,");
        size_t length = strcspn(at, ",");
        size_t name = strcspn(at, ",; \t");
        if (name == 4 && strncasecmp(at, "gzip", 4) == 0)
            return !is_refused(at + name, length - name);
        at += length;
    }
    return false;
}

const char *forwarded_address(Arena *arena, const char *forwarded_for)
{
    unsigned char address[sizeof(struct in6_addr)];
    if (forwarded_for == NULL)
        return NULL;
    const char *last = strrchr(forwarded_for, ',');
    last = last == NULL ? forwarded_for : last + 1;
    const char *text = text_trim(arena, last);
    bool valid = inet_pton(AF_INET, text, address) == 1 || inet_pton(AF_INET6, text, address) == 1;
    return valid ? text : NULL;
}

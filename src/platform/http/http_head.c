#include "platform/http/http_head.h"

#include <string.h>
#include <strings.h>

#include "platform/http/http_parse.h"

/* What is said twice can be read twice. */
static const char *const once[] = {
    "Host",   "Content-Length", "Transfer-Encoding", "Content-Type",      "Cookie",
    "Origin", "Authorization",  "Sec-Fetch-Site",    "X-Forwarded-Proto", "X-Forwarded-For",
};

static bool field_is(const HeadField *field, const char *name)
{
    return strcasecmp(field->name, name) == 0;
}

static const HeadField *find(const Head *head, const char *name)
{
    for (size_t i = 0; i < head->count; i++)
        if (field_is(&head->fields[i], name))
            return &head->fields[i];
    return NULL;
}

static size_t occurrences(const Head *head, const char *name)
{
    size_t count = 0;
    for (size_t i = 0; i < head->count; i++)
        count += field_is(&head->fields[i], name);
    return count;
}

/* "METHOD" NUL target NUL "HTTP/1.1" NUL NUL: single spaces, CR LF. Gives the next line. */
static const char *request_line_end(const Head *head)
{
    static const size_t version_length = sizeof("HTTP/1.1") - 1;
    if (head->target != head->method + strlen(head->method) + 1 ||
        head->version != head->target + head->target_length + 1 ||
        strlen(head->version) != version_length || head->version[version_length + 1] != '\0')
        return NULL;
    return head->version + version_length + 2;
}

/* name NUL *( SP / HTAB ) value NUL NUL, where the name begins the line. */
static const char *field_end(const HeadField *field, const char *line, const char *end)
{
    if (field->name != line || field->name + field->name_length >= end)
        return NULL;
    const char *at = line + field->name_length + 1;
    while (at < end && at != field->value && (*at == ' ' || *at == '\t'))
        at++;
    if (at != field->value || (size_t)(end - at) < field->value_length + 2)
        return NULL;
    at += field->value_length;
    return at[0] == '\0' && at[1] == '\0' ? at + 2 : NULL;
}

static bool is_unbroken(const Head *head)
{
    const char *end = head->method + head->size;
    const char *line = request_line_end(head);
    for (size_t i = 0; line != NULL && i < head->count; i++)
        line = field_end(&head->fields[i], line, end);
    return line != NULL && end - line == 2 && line[0] == '\0' && line[1] == '\0';
}

static bool is_printable(const char *text, size_t length)
{
    for (size_t i = 0; i < length; i++)
        if (((unsigned char)text[i] < ' ' && text[i] != '\t') || text[i] == 0x7f)
            return false;
    return text_valid_utf8(text, length);
}

static bool fields_allowed(const Head *head)
{
    for (size_t i = 0; i < head->count; i++) {
        const HeadField *field = &head->fields[i];
        if (!is_token(field->name, field->name_length) ||
            !is_printable(field->value, field->value_length))
            return false;
    }
    for (size_t i = 0; i < sizeof(once) / sizeof(once[0]); i++)
        if (occurrences(head, once[i]) > 1)
            return false;
    return true;
}

static bool host_allowed(const Head *head)
{
    static const char allowed[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
                                  "0123456789.-:[]";
    const HeadField *host = find(head, "Host");
    return host != NULL && host->value_length > 0 && host->value_length <= 255 &&
           strspn(host->value, allowed) == host->value_length;
}

static HttpMethod method_of(const char *text)
{
    if (strcmp(text, "GET") == 0)
        return HTTP_GET;
    if (strcmp(text, "HEAD") == 0)
        return HTTP_HEAD;
    return strcmp(text, "POST") == 0 ? HTTP_POST : HTTP_OTHER;
}

static BodyKind kind_of(const Head *head)
{
    const HeadField *type = find(head, "Content-Type");
    if (type == NULL)
        return BODY_OTHER;
    if (media_type_is(type->value, "application/x-www-form-urlencoded"))
        return BODY_FORM;
    return media_type_is(type->value, "multipart/form-data") ? BODY_MULTIPART : BODY_OTHER;
}

/* Chunked bodies are refused: no browser sends one and nginx turns them into plain ones, and what
 * is never read cannot be read in two ways. */
static int body_check(const Head *head, Framing *framing)
{
    const HeadField *length = find(head, "Content-Length");
    const HeadField *expect = find(head, "Expect");
    long long value = 0;
    if (find(head, "Transfer-Encoding") != NULL)
        return length != NULL ? 400 : 411;
    if (length != NULL && !text_integer(length->value, 0, INT64_MAX, &value))
        return 400;
    if (value > 0 && framing->method != HTTP_POST)
        return 400;
    framing->length = (uint64_t)value;
    framing->kind = value == 0 ? BODY_NONE : kind_of(head);
    framing->expects_continue = expect != NULL;
    return 0;
}

/* Origin form only: what a proxy is asked for is not for us. */
static bool target_allowed(const char *target)
{
    for (const char *at = target; *at != '\0'; at++)
        if (*at <= ' ' || *at == 0x7f)
            return false;
    return target[0] == '/';
}

int head_check(const Head *head, const char *target, size_t head_maximum, Framing *framing)
{
    *framing = (Framing){.method = method_of(head->method)};
    if (head->target_length > head_maximum / 2)
        return 414;
    if (head->size > head_maximum || head->count > HEAD_FIELDS)
        return 431;
    if (!is_unbroken(head) || !is_token(head->method, strlen(head->method)) ||
        (strcmp(head->version, "HTTP/1.1") != 0 && strcmp(head->version, "HTTP/1.0") != 0) ||
        !fields_allowed(head) || !host_allowed(head))
        return 400;
    int refusal = body_check(head, framing);
    if (refusal != 0)
        return refusal;
    if (framing->method == HTTP_OTHER)
        return 405;
    return target_allowed(target) ? 0 : 400;
}

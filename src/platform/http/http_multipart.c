#include "platform/http/http_parse.h"

#include <string.h>
#include <strings.h>

/* RFC 7578, as browsers write it:
 *
 *     body        = "--" boundary *part "--" [CRLF]
 *     part        = CRLF 1*line CRLF content CRLF "--" boundary
 *     line        = name ":" value CRLF                  at most 1024 bytes, never folded
 *     disposition = "form-data" *( ";" SP name "=" DQUOTE text DQUOTE )
 *
 * Within a quoted text only %22 stands for something else, and a backslash for itself. Text before
 * the first or after the last boundary is refused: a checker in between might read it otherwise. */

typedef struct Multipart {
    Arena *arena;
    char *at;
    char *end;
    char *delimiter; /* CRLF "--" boundary */
    size_t delimiter_length;
    FieldLimits limits;
} Multipart;

typedef struct Part {
    const char *name;
    const char *file_name;
} Part;

static bool take(Multipart *parse, const char *text, size_t length)
{
    if ((size_t)(parse->end - parse->at) < length || memcmp(parse->at, text, length) != 0)
        return false;
    parse->at += length;
    return true;
}

static char *find_delimiter(const Multipart *parse, const char *from)
{
    return memmem(from, (size_t)(parse->end - from), parse->delimiter, parse->delimiter_length);
}

/* A quoted text: decoded copy, or NULL when it holds what no name may hold. */
static const char *quoted_text(Arena *arena, const char *text, size_t length)
{
    char *copy = arena_alloc(arena, length + 1);
    size_t used = 0;
    for (size_t i = 0; i < length; i++) {
        if ((unsigned char)text[i] < ' ' || text[i] == 0x7f)
            return NULL;
        if (length - i >= 3 && memcmp(text + i, "%22", 3) == 0) {
            copy[used++] = '"';
            i += 2;
        } else {
            copy[used++] = text[i];
        }
    }
    return text_valid_utf8(copy, used) ? copy : NULL;
}

/* Old browsers send a whole path. */
static const char *base_name(const char *path)
{
    const char *base = path;
    for (; *path != '\0'; path++)
        if (*path == '/' || *path == '\\')
            base = path + 1;
    return strcmp(base, ".") == 0 || strcmp(base, "..") == 0 ? "" : base;
}

static const char *skip_spaces(const char *text, const char *end)
{
    while (text < end && (*text == ' ' || *text == '\t'))
        text++;
    return text;
}

/* One `; name="text"`; any name but these two, and either of them twice, is refused. */
static bool disposition_parameter(Arena *arena, const char **at, const char *end, Part *part)
{
    const char *name = skip_spaces(*at + 1, end);
    const char *equals = memchr(name, '=', (size_t)(end - name));
    if (**at != ';' || equals == NULL || end - equals < 3 || equals[1] != '"')
        return false;
    const char *text = equals + 2;
    const char *close = memchr(text, '"', (size_t)(end - text));
    if (close == NULL)
        return false;
    const char *value = quoted_text(arena, text, (size_t)(close - text));
    size_t length = (size_t)(equals - name);
    *at = skip_spaces(close + 1, end);
    if (value == NULL)
        return false;
    if (length == 4 && strncasecmp(name, "name", 4) == 0 && part->name == NULL) {
        part->name = value;
        return true;
    }
    if (length == 8 && strncasecmp(name, "filename", 8) == 0 && part->file_name == NULL) {
        part->file_name = base_name(value);
        return true;
    }
    return false;
}

static bool disposition(Arena *arena, const char *value, const char *end, Part *part)
{
    static const char kind[] = "form-data";
    size_t length = sizeof(kind) - 1;
    if (part->name != NULL || (size_t)(end - value) < length ||
        strncasecmp(value, kind, length) != 0)
        return false;
    const char *at = skip_spaces(value + length, end);
    while (at < end)
        if (!disposition_parameter(arena, &at, end, part))
            return false;
    return part->name != NULL && part->name[0] != '\0' && strlen(part->name) <= FIELD_NAME_MAXIMUM;
}

static bool is_plain_encoding(const char *value, const char *end)
{
    static const char *const plain[] = {"7bit", "8bit", "binary"};
    for (size_t i = 0; i < sizeof(plain) / sizeof(plain[0]); i++)
        if ((size_t)(end - value) == strlen(plain[i]) &&
            strncasecmp(value, plain[i], strlen(plain[i])) == 0)
            return true;
    return false;
}

static bool name_is(const char *line, const char *colon, const char *name)
{
    return (size_t)(colon - line) == strlen(name) && strncasecmp(line, name, strlen(name)) == 0;
}

static bool part_line(Arena *arena, const char *line, const char *end, Part *part)
{
    const char *colon = memchr(line, ':', (size_t)(end - line));
    if (colon == NULL || !is_token(line, (size_t)(colon - line)))
        return false;
    const char *value = skip_spaces(colon + 1, end);
    if (name_is(line, colon, "Content-Disposition"))
        return disposition(arena, value, end, part);
    if (name_is(line, colon, "Content-Transfer-Encoding"))
        return is_plain_encoding(value, end);
    return true;
}

/* The lines up to and with the empty one. */
static bool part_head(Multipart *parse, Part *part)
{
    for (int i = 0; i <= PART_LINES_MAXIMUM; i++) {
        size_t left = (size_t)(parse->end - parse->at);
        size_t reach = left < PART_LINE_MAXIMUM ? left : PART_LINE_MAXIMUM;
        char *end = memmem(parse->at, reach, "\r\n", 2);
        if (end == NULL)
            return false;
        char *line = parse->at;
        parse->at = end + 2;
        if (end == line)
            return part->name != NULL;
        if (!part_line(parse->arena, line, end, part))
            return false;
    }
    return false;
}

static int parse_part(Multipart *parse, HttpField *field)
{
    Part part = {0};
    if (!take(parse, "\r\n", 2) || !part_head(parse, &part))
        return 400;
    char *content = parse->at;
    char *end = find_delimiter(parse, content);
    if (end == NULL)
        return 400;
    size_t length = (size_t)(end - content);
    *end = '\0';
    parse->at = end + parse->delimiter_length;
    *field = (HttpField){part.name, content, length, part.file_name, false};
    return part.file_name != NULL ? 0
                                  : field_text(parse->arena, content, length, parse->limits, field);
}

/* At most one more than the limit. */
static size_t count_parts(const Multipart *parse)
{
    size_t count = 0;
    const char *at = parse->at;
    while (count <= parse->limits.count && (at = find_delimiter(parse, at)) != NULL) {
        at += parse->delimiter_length;
        count++;
    }
    return count;
}

int parse_multipart(Arena *arena, char *body, size_t length, const char *boundary,
                    FieldLimits limits, HttpFields *fields)
{
    char *delimiter = arena_print(arena, "\r\n--%s", boundary);
    Multipart parse = {.arena = arena, .delimiter = delimiter, .limits = limits};
    parse.delimiter_length = strlen(delimiter);
    parse.at = body;
    parse.end = body + length;
    *fields = (HttpFields){0};
    if (!take(&parse, delimiter + 2, parse.delimiter_length - 2))
        return 400;
    size_t count = count_parts(&parse);
    if (count > limits.count)
        return 413;
    HttpField *items = arena_array(arena, HttpField, count);
    size_t used = 0;
    while (!take(&parse, "--", 2)) {
        if (used == count)
            return 400;
        int refusal = parse_part(&parse, &items[used++]);
        if (refusal != 0)
            return refusal;
    }
    if (parse.at != parse.end && (!take(&parse, "\r\n", 2) || parse.at != parse.end))
        return 400;
    *fields = (HttpFields){used, items};
    return 0;
}

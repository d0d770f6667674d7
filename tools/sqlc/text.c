#include "sqlc.h"

#include <ctype.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

const char *reading = "sqlc";

void refuse(int line, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    fprintf(stderr, "%s:%d: error: ", reading, line);
    vfprintf(stderr, format, arguments);
    fputc('\n', stderr);
    va_end(arguments);
    exit(1);
}

void limit(size_t count, size_t most, int line, const char *what)
{
    if (count >= most)
        refuse(line, "more than %zu %s; split it, or raise the limit in sqlc.h", most, what);
}

static void *need(void *memory)
{
    if (memory == NULL) {
        fputs("sqlc: out of memory\n", stderr);
        exit(1);
    }
    return memory;
}

void *zeroed(size_t count, size_t size)
{
    return need(calloc(count, size));
}

char *print(const char *format, ...)
{
    char *text = NULL;
    va_list arguments;
    va_start(arguments, format);
    if (vasprintf(&text, format, arguments) < 0)
        text = NULL;
    va_end(arguments);
    return need(text);
}

char *copy(const char *text, size_t length)
{
    return need(strndup(text, length));
}

bool same(const char *a, const char *b)
{
    return strcasecmp(a, b) == 0;
}

bool one_of(const char *word, const char *const *words)
{
    for (; *words != NULL; words++) {
        if (same(word, *words))
            return true;
    }
    return false;
}

const char *skip_space(const char *text)
{
    while (isspace((unsigned char)*text))
        text++;
    return text;
}

char *trimmed(const char *text, size_t length)
{
    const char *end = text + length;
    while (text < end && isspace((unsigned char)*text))
        text++;
    while (end > text && isspace((unsigned char)end[-1]))
        end--;
    return copy(text, (size_t)(end - text));
}

char *take_word(const char **text)
{
    const char *start = *text;
    while (isalnum((unsigned char)**text) || **text == '_')
        (*text)++;
    return copy(start, (size_t)(*text - start));
}

char *upper(const char *text)
{
    char *result = copy(text, strlen(text));
    for (char *c = result; *c != '\0'; c++)
        *c = (char)toupper((unsigned char)*c);
    return result;
}

char *camel(const char *text)
{
    char *result = copy(text, strlen(text));
    char *to = result;
    bool start = true;
    for (; *text != '\0'; text++) {
        if (*text != '_')
            *to++ = start ? (char)toupper((unsigned char)*text) : *text;
        start = *text == '_';
    }
    *to = '\0';
    return result;
}

/* NULL when it cannot be read. */
static char *file_text(const char *path)
{
    FILE *file = fopen(path, "rb");
    if (file == NULL)
        return NULL;
    char *text = NULL;
    size_t length = 0;
    FILE *memory = text_stream(&text, &length);
    char chunk[8192];
    size_t got;
    while ((got = fread(chunk, 1, sizeof chunk, file)) > 0)
        fwrite(chunk, 1, got, memory);
    fclose(file);
    fclose(memory);
    return need(text);
}

FILE *text_stream(char **text, size_t *length)
{
    return need(open_memstream(text, length));
}

char *read_file(const char *path)
{
    char *text = file_text(path);
    if (text == NULL)
        refuse(1, "cannot read %s", path);
    return text;
}

size_t split_lines(char *text, char **lines, size_t most)
{
    size_t count = 0;
    while (text != NULL && *text != '\0') {
        limit(count, most, (int)count, "lines");
        char *next = strchr(text, '\n');
        if (next != NULL)
            *next++ = '\0';
        lines[count++] = text;
        text = next;
    }
    return count;
}

const char *comment_start(const char *line)
{
    char quote = '\0';
    for (; *line != '\0'; line++) {
        if (quote != '\0')
            quote = *line == quote ? '\0' : quote;
        else if (*line == '\'' || *line == '"')
            quote = *line;
        else if (line[0] == '-' && line[1] == '-')
            return line;
    }
    return line;
}

void write_c_string(FILE *out, const char *text)
{
    fputc('"', out);
    for (; *text != '\0'; text++) {
        if (*text == '\n')
            fputs("\\n\"\n    \"", out);
        else if (*text == '"' || *text == '\\')
            fprintf(out, "\\%c", *text);
        else
            fputc(*text, out);
    }
    fputc('"', out);
}

void write_file(const char *path, const char *content)
{
    const char *old = file_text(path);
    if (old != NULL && strcmp(old, content) == 0)
        return;
    FILE *file = fopen(path, "wb");
    if (file == NULL || fputs(content, file) < 0 || fclose(file) != 0)
        refuse(1, "cannot write %s", path);
}

#include "platform/base/log.h"

#include <errno.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "platform/base/date.h"

#define FIELDS_SIZE 2048
/* A byte of a field becomes four at most: \xNN. */
#define LINE_SIZE (FIELDS_SIZE * 4 + 256)

typedef struct Line {
    char text[LINE_SIZE];
    size_t length;
} Line;

static _Atomic int least_level = LOG_INFO;

static const char *const level_names[] = {"debug", "info", "warn", "error"};

void log_set_level(LogLevel least)
{
    atomic_store(&least_level, (int)least);
}

static void put(Line *line, const char *text)
{
    size_t length = strlen(text);
    size_t room = sizeof line->text - 1 - line->length; /* the end of the line always fits */
    if (length > room)
        length = room;
    memcpy(line->text + line->length, text, length);
    line->length += length;
}

static void put_escaped_char(Line *line, unsigned char c)
{
    char escaped[5] = {(char)c};
    if (c == '\n')
        put(line, "\\n");
    else if (c == '\r')
        put(line, "\\r");
    else if (c == '\t')
        put(line, "\\t");
    else if (c == '\\')
        put(line, "\\\\");
    else if (c < 0x20 || c > 0x7E) {
        snprintf(escaped, sizeof escaped, "\\x%02X", c);
        put(line, escaped);
    } else
        put(line, escaped);
}

static void put_escaped(Line *line, const char *text)
{
    for (; *text != '\0'; text++)
        put_escaped_char(line, (unsigned char)*text);
}

__attribute__((format(printf, 2, 0))) static void put_fields(Line *line, const char *fields,
                                                             va_list arguments)
{
    char printed[FIELDS_SIZE];
    int length = vsnprintf(printed, sizeof printed, fields, arguments);
    if (length < 0)
        snprintf(printed, sizeof printed, "fields=unprintable");
    if (printed[0] == '\0')
        return;
    put(line, " ");
    put_escaped(line, printed);
    if (length >= (int)sizeof printed)
        put(line, "...");
}

/* One write for a line, so that lines of several threads never mix. A line that standard error
 * does not take is lost: there is nowhere to say so. */
static void write_line(const Line *line)
{
    ssize_t written;
    do {
        written = write(STDERR_FILENO, line->text, line->length);
    } while (written < 0 && errno == EINTR);
}

__attribute__((format(printf, 3, 0))) static void log_list(LogLevel level, const char *event,
                                                           const char *fields, va_list arguments)
{
    Line line = {.length = 0};
    char time[MOMENT_ISO_SIZE];
    moment_iso_text(time, clock_now());
    put(&line, time);
    put(&line, " ");
    put(&line, level_names[level]);
    put(&line, " ");
    put_escaped(&line, event);
    put_fields(&line, fields, arguments);
    line.text[line.length++] = '\n';
    write_line(&line);
}

void log_event(LogLevel level, const char *event, const char *fields, ...)
{
    if ((int)level < atomic_load(&least_level))
        return;
    int saved = errno;
    va_list arguments;
    va_start(arguments, fields);
    log_list(level, event, fields, arguments);
    va_end(arguments);
    errno = saved;
}

_Noreturn void log_panic(const char *event, const char *fields, ...)
{
    va_list arguments;
    va_start(arguments, fields);
    log_list(LOG_ERROR, event, fields, arguments);
    va_end(arguments);
    abort();
}

#include "token.h"

#include <ctype.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

void refuse(Source *source, int line, const char *format, ...)
{
    int used =
        snprintf(source->message, source->message_size, "%s:%d: error: ", source->path, line);
    if (used > 0 && (size_t)used < source->message_size) {
        va_list arguments;
        va_start(arguments, format);
        vsnprintf(source->message + used, source->message_size - (size_t)used, format, arguments);
        va_end(arguments);
    }
    longjmp(source->refused, 1);
}

bool is_space(char c)
{
    return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f';
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\r';
}

bool span_is(Span span, const char *text)
{
    return strlen(text) == span.length && memcmp(span.start, text, span.length) == 0;
}

bool is_name(Span span)
{
    if (span.length == 0 || isdigit((unsigned char)span.start[0]))
        return false;
    for (size_t i = 0; i < span.length; i++)
        if (!isalnum((unsigned char)span.start[i]) && span.start[i] != '_')
            return false;
    return true;
}

/* Names joined by dots. */
static bool is_path(Span span)
{
    size_t from = 0;
    for (size_t i = 0; i <= span.length; i++) {
        if (i < span.length && span.start[i] != '.')
            continue;
        if (!is_name((Span){span.start + from, i - from}))
            return false;
        from = i + 1;
    }
    return true;
}

static bool is_part(Span span)
{
    for (size_t i = 0; i < span.length; i++)
        if (!isalnum((unsigned char)span.start[i]) && strchr("_/", span.start[i]) == NULL)
            return false;
    return span.length > 0 && span.start[0] != '/' && span.start[span.length - 1] != '/';
}

Span span_word(Span *rest)
{
    while (rest->length > 0 && is_space(rest->start[0]))
        rest->start++, rest->length--;
    Span word = {rest->start, 0};
    while (rest->length > 0 && !is_space(rest->start[0]))
        rest->start++, rest->length--, word.length++;
    return word;
}

static Span one_path(Source *source, const Token *token, Span rest, const char *shape)
{
    Span path = span_word(&rest);
    if (!is_path(path) || span_word(&rest).length > 0)
        refuse(source, token->line, "write %s, with the path of a field", shape);
    return path;
}

/* rows as |row| */
static void read_each(Source *source, Token *token, Span rest)
{
    static const char shape[] = "write {{#each rows as |row|}}";
    token->kind = TOKEN_EACH;
    token->path = span_word(&rest);
    Span as = span_word(&rest);
    Span bars = span_word(&rest);
    if (!is_path(token->path) || !span_is(as, "as") || bars.length < 3 || bars.start[0] != '|' ||
        bars.start[bars.length - 1] != '|' || span_word(&rest).length > 0)
        refuse(source, token->line, "%s", shape);
    token->variable = (Span){bars.start + 1, bars.length - 2};
    if (!is_name(token->variable))
        refuse(source, token->line, "%s", shape);
}

static void read_part(Source *source, Token *token, Span rest)
{
    token->kind = TOKEN_PART;
    token->text = span_word(&rest);
    token->path = span_word(&rest);
    if (!is_part(token->text) || (token->path.length > 0 && !is_path(token->path)) ||
        span_word(&rest).length > 0)
        refuse(source, token->line, "write {{> folder/part}} or {{> folder/part value}}");
}

static void read_close(Source *source, Token *token, Span content)
{
    if (span_is(content, "/if"))
        token->kind = TOKEN_CLOSE_IF;
    else if (span_is(content, "/each"))
        token->kind = TOKEN_CLOSE_EACH;
    else
        refuse(source, token->line, "unknown {{%.*s}}: only {{/if}} and {{/each}} close a block",
               SPAN(content));
}

static void read_block(Source *source, Token *token, Span content)
{
    Span rest = content;
    Span word = span_word(&rest);
    if (span_is(word, "#if")) {
        token->kind = TOKEN_IF;
        token->path = one_path(source, token, rest, "{{#if value}}");
    } else if (span_is(word, "#each")) {
        read_each(source, token, rest);
    } else {
        refuse(source, token->line,
               "unknown {{%.*s}}: there are only #if and #each; compute the rest in the struct",
               SPAN(word));
    }
}

static void read_value(Source *source, Token *token, Span content)
{
    Span rest = content;
    Span word = span_word(&rest);
    bool more = span_word(&rest).length > 0;
    if (span_is(word, "else") && more)
        refuse(source, token->line, "{{else}} takes nothing: nest another {{#if}} in it");
    if (more)
        refuse(source, token->line,
               "{{%.*s}}: there are no helpers; compute the value in the struct", SPAN(content));
    if (!is_path(word))
        refuse(source, token->line, "{{%.*s}} is not the path of a field", SPAN(content));
    token->kind = span_is(word, "else") ? TOKEN_ELSE : TOKEN_VALUE;
    token->path = word;
}

static Span trimmed(Span span)
{
    while (span.length > 0 && is_space(span.start[0]))
        span.start++, span.length--;
    while (span.length > 0 && is_space(span.start[span.length - 1]))
        span.length--;
    return span;
}

/* Reads the tag that begins at `open`; *end is set behind it. */
static Token read_tag(Source *source, const char *open, int line, const char **end)
{
    Token token = {.kind = TOKEN_COMMENT, .line = line};
    if (open[2] == '{')
        refuse(source, line,
               "three braces would let a value through unescaped: markup is a SafeHtml in two");
    const char *close = strstr(open + 2, "}}");
    if (close == NULL)
        refuse(source, line, "{{ without }}");
    *end = close + 2;
    Span content = {open + 2, (size_t)(close - open) - 2};
    if (content.length > 0 && content.start[0] == '!') {
        token.text = trimmed((Span){content.start + 1, content.length - 1});
        return token;
    }
    content = trimmed(content);
    if (content.length == 0)
        refuse(source, line, "{{}} is empty");
    if (content.start[0] == '#')
        read_block(source, &token, content);
    else if (content.start[0] == '/')
        read_close(source, &token, content);
    else if (content.start[0] == '>')
        read_part(source, &token, (Span){content.start + 1, content.length - 1});
    else
        read_value(source, &token, content);
    return token;
}

/* Whether a tag from `open` to `end` is alone on its line: sets the line's first and the next
 * line's first character. */
static bool stands_alone(const Source *source, const Token *token, const char *open,
                         const char *end, const char **line_start, const char **line_end)
{
    if (token->kind == TOKEN_VALUE || token->kind == TOKEN_PART)
        return false;
    while (open > source->start && is_blank(open[-1]))
        open--;
    while (is_blank(*end))
        end++;
    if ((open > source->start && open[-1] != '\n') || (*end != '\n' && *end != '\0'))
        return false;
    *line_start = open;
    *line_end = *end == '\n' ? end + 1 : end;
    return true;
}

static int lines_between(const char *from, const char *to)
{
    int lines = 0;
    for (; from < to; from++)
        lines += *from == '\n';
    return lines;
}

Token token_next(Source *source)
{
    const char *from = source->next;
    int line = source->next_line;
    if (*from == '\0')
        return (Token){.kind = TOKEN_END, .line = line};
    const char *open = strstr(from, "{{");
    const char *literal_end = open == NULL ? from + strlen(from) : open;
    if (open != NULL) {
        const char *end = NULL;
        Token token = read_tag(source, open, line + lines_between(from, open), &end);
        stands_alone(source, &token, open, end, &literal_end, &end);
        /* Read again, and alone, when the literal before it has been taken. */
        if (literal_end <= from) {
            source->next_line = line + lines_between(from, end);
            source->next = end;
            return token;
        }
    }
    source->next = literal_end;
    source->next_line = line + lines_between(from, literal_end);
    return (Token){
        .kind = TOKEN_LITERAL, .line = line, .text = {from, (size_t)(literal_end - from)}};
}

/* token.h: cuts a template into literal markup and the {{tags}} between it, and says where a
 * template is refused. Knows nothing of HTML.
 *
 * A block tag ({{#if}}, {{else}}, {{/if}}, {{#each}}, {{/each}}) or comment that stands alone on
 * its line takes the line with it. */
#ifndef TEMPLATEC_TOKEN_H
#define TEMPLATEC_TOKEN_H

#include <setjmp.h>
#include <stdbool.h>
#include <stddef.h>

typedef enum TokenKind {
    TOKEN_END,
    TOKEN_LITERAL,
    TOKEN_COMMENT,
    TOKEN_VALUE, /* {{path}} */
    TOKEN_IF,    /* {{#if path}} */
    TOKEN_EACH,  /* {{#each path as |variable|}} */
    TOKEN_ELSE,
    TOKEN_CLOSE_IF,
    TOKEN_CLOSE_EACH,
    TOKEN_PART /* {{> part}} or {{> part path}} */
} TokenKind;

/* A piece of the source; not ended by NUL. */
typedef struct Span {
    const char *start;
    size_t length;
} Span;

typedef struct Token {
    TokenKind kind;
    int line;      /* on which it begins */
    Span text;     /* a literal's or a comment's content, or a part's name */
    Span path;     /* "a.b.c"; empty for a part of the whole view */
    Span variable; /* of an each */
} Token;

typedef struct Source {
    const char *path; /* as messages and #line name it */
    const char *next; /* what is not read yet, ended by NUL */
    const char *start;
    int line;        /* of the token or the character that is being looked at */
    int next_line;   /* of `next` */
    jmp_buf refused; /* where refuse() goes */
    char *message;
    size_t message_size;
} Source;

Token token_next(Source *source);

/* Ends the compilation with "path:line: error: ..." in the source's message. */
_Noreturn void refuse(Source *source, int line, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

bool span_is(Span span, const char *text);
/* The next word of a span, which moves on behind it; empty at the end. */
Span span_word(Span *rest);
bool is_space(char c);
bool is_name(Span span); /* a C identifier */
/* Characters of a span for "%.*s". */
#define SPAN(span) (int)(span).length, (span).start

#endif

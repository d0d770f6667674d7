#include "sqlc.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

/* text   = { space | word | number | string | quoted | parameter | symbol }
 * string = "'" { any | "''" } "'"      quoted = '"' { any } '"'      parameter = "@" word */

static const char *end_of_quote(const char *at, int line)
{
    char quote = *at++;
    for (;; at++) {
        if (*at == '\0' || *at == '\n')
            refuse(line, "a text that starts with %c does not end on its line", quote);
        if (at[0] == quote && at[1] == quote)
            at++;
        else if (*at == quote)
            return at + 1;
    }
}

static const char *symbol_end(const char *at, int line)
{
    static const char *const doubles[] = {"<=", ">=", "<>", "!=", "||", NULL};
    static const char *const refused[] = {"==", "::", "->", "/*", NULL};
    for (size_t i = 0; refused[i] != NULL; i++) {
        if (strncmp(at, refused[i], 2) == 0)
            refuse(line, "'%s' is not understood by both engines", refused[i]);
    }
    for (size_t i = 0; doubles[i] != NULL; i++) {
        if (strncmp(at, doubles[i], 2) == 0)
            return at + 2;
    }
    if (strchr("?:$`[]&|~!", *at) != NULL)
        refuse(line, "'%c' is not understood by both engines; parameters are written @name", *at);
    return at + 1;
}

static Token next_token(const char *text, const char **at, int line)
{
    const char *start = *at;
    Token token = {.line = line, .offset = (size_t)(start - text), .kind = SYMBOL};
    if (*start == '\'' || *start == '"') {
        token.kind = *start == '"' ? QUOTED : STRING;
        *at = end_of_quote(start, line);
    } else if (isdigit((unsigned char)*start)) {
        token.kind = NUMBER;
        while (isalnum((unsigned char)**at) || **at == '.')
            (*at)++;
    } else if (isalpha((unsigned char)*start) || *start == '_' || *start == '@') {
        token.kind = *start == '@' ? PARAMETER : WORD;
        *at += *start == '@';
        take_word(at);
        if (token.kind == WORD && *at == start + 1 && **at == '\'')
            refuse(line, "a text with a letter before it is not understood by both engines");
    } else {
        *at = symbol_end(start, line);
    }
    size_t marks = token.kind == QUOTED;
    start += token.kind == QUOTED || token.kind == PARAMETER;
    token.text = copy(start, (size_t)(*at - start) - marks);
    return token;
}

Tokens tokenize(const char *text, int first_line)
{
    Tokens tokens = {0};
    int capacity = 0;
    int line = first_line;
    for (const char *at = text;;) {
        if (tokens.count + 1 >= capacity) {
            capacity = capacity * 2 + 64;
            Token *more = realloc(tokens.items, (size_t)capacity * sizeof(Token));
            if (more == NULL)
                refuse(line, "out of memory");
            tokens.items = more;
        }
        for (; isspace((unsigned char)*at); at++)
            line += *at == '\n';
        if (*at == '\0')
            break;
        tokens.items[tokens.count++] = next_token(text, &at, line);
    }
    tokens.items[tokens.count] =
        (Token){.kind = END, .text = "", .line = line, .offset = strlen(text)};
    return tokens;
}

bool is(const Tokens *tokens, int at, const char *text)
{
    if (at < 0 || at >= tokens->count)
        return false;
    const Token *token = &tokens->items[at];
    return (token->kind == WORD || token->kind == SYMBOL) && same(token->text, text);
}

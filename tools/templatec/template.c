#include "template.h"

#include "context.h"
#include "token.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#define BLOCK_DEPTH 16
/* Compilers need take no longer string literal. */
#define LITERAL_MAXIMUM 4000

typedef struct Block {
    Token token;
    bool has_else;
    Context before; /* where the block began */
    Context first;  /* where its first branch ended, once {{else}} is met */
} Block;

typedef struct Template {
    Source source;
    Context context;
    Span type;      /* "PlanShow" or "struct plan_row" */
    Span header;    /* that declares it */
    char name[128]; /* "plan_show" */
    char *body;     /* the function's statements, written before its includes are known */
    size_t body_length;
    FILE *body_out;
    char *literal; /* markup that is not in the body yet */
    size_t literal_length;
    FILE *literal_out;
    char *includes; /* of parts */
    size_t includes_length;
    FILE *includes_out;
    size_t depth;
    Block blocks[BLOCK_DEPTH];
} Template;

/* ---- Writing C ------------------------------------------------------------------------------- */

static void write_indent(const Template *template)
{
    for (size_t i = 0; i <= template->depth; i++)
        fputs("    ", template->body_out);
}

static void write_string(FILE *out, const char *text, size_t length)
{
    putc('"', out);
    for (size_t i = 0; i < length; i++) {
        unsigned char c = (unsigned char)text[i];
        if (c == '\n')
            fputs("\\n", out);
        else if (c == '"' || c == '\\' || c == '?') /* "??" could begin a trigraph */
            fprintf(out, "\\%c", c);
        else if (c < ' ' || c >= 0x7f)
            fprintf(out, "\\%03o", c);
        else
            putc(c, out);
    }
    putc('"', out);
}

static void write_literal(Template *template)
{
    fflush(template->literal_out);
    for (size_t from = 0; from < template->literal_length; from += LITERAL_MAXIMUM) {
        size_t length = template->literal_length - from;
        if (length > LITERAL_MAXIMUM)
            length = LITERAL_MAXIMUM;
        write_indent(template);
        fputs("html_put_literal(out, ", template->body_out);
        write_string(template->body_out, template->literal + from, length);
        fprintf(template->body_out, ", %zu);\n", length);
    }
    rewind(template->literal_out);
}

/* Makes the C compiler report what follows at the template's line. */
static void write_line(Template *template, int line)
{
    fprintf(template->body_out, "#line %d ", line);
    write_string(template->body_out, template->source.path, strlen(template->source.path));
    putc('\n', template->body_out);
}

static bool is_variable(const Template *template, Span name)
{
    for (size_t i = 0; i < template->depth; i++) {
        const Token *token = &template->blocks[i].token;
        if (token->kind == TOKEN_EACH && token->variable.length == name.length &&
            memcmp(token->variable.start, name.start, name.length) == 0)
            return true;
    }
    return false;
}

/* The C expression of a path: a loop's variable is a pointer to its element. */
static void write_path(Template *template, Span path)
{
    const char *dot = memchr(path.start, '.', path.length);
    Span first = {path.start, dot == NULL ? path.length : (size_t)(dot - path.start)};
    FILE *out = template->body_out;
    if (!is_variable(template, first))
        fprintf(out, "view->%.*s", SPAN(path));
    else if (dot == NULL)
        fprintf(out, "*each_%.*s", SPAN(path));
    else
        fprintf(out, "each_%.*s->%.*s", SPAN(first), (int)(path.length - first.length - 1),
                dot + 1);
}

/* ---- Tags ------------------------------------------------------------------------------------ */

static void compile_value(Template *template, const Token *token)
{
    static const char *const functions[] = {[PLACE_TEXT] = "html_put",
                                            [PLACE_PLAIN] = "html_put_plain",
                                            [PLACE_ADDRESS] = "html_put_url"};
    ValuePlace place =
        context_value(&template->context, &template->source, token->line, template->literal_out);
    write_literal(template);
    write_line(template, token->line);
    write_indent(template);
    fprintf(template->body_out, "%s(out, ", functions[place]);
    write_path(template, token->path);
    fputs(");\n", template->body_out);
}

static bool span_ends(Span span, const char *ending)
{
    size_t length = strlen(ending);
    return span.length > length && memcmp(span.start + span.length - length, ending, length) == 0;
}

/* "form_start" leaves a <form> open, for whoever shows it to close. */
static Span element_left_open(Span name)
{
    static const char ending[] = "_start";
    size_t length = span_ends(name, ending) ? name.length - strlen(ending) : 0;
    return (Span){name.start, length};
}

static Span part_name(Span part)
{
    for (size_t i = part.length; i > 0; i--)
        if (part.start[i - 1] == '/')
            return (Span){part.start + i, part.length - i};
    return part;
}

static void compile_part(Template *template, const Token *token)
{
    Span name = part_name(token->text);
    context_part(&template->context, &template->source, token->line, element_left_open(name),
                 template->literal_out);
    write_literal(template);
    write_line(template, token->line);
    write_indent(template);
    fprintf(template->body_out, "%.*s_html(out, ", SPAN(name));
    if (token->path.length == 0) {
        fputs("view", template->body_out);
    } else {
        putc('&', template->body_out);
        write_path(template, token->path);
    }
    fputs(");\n", template->body_out);
    fprintf(template->includes_out, "#include \"%.*s_html.h\"\n", SPAN(token->text));
}

static void write_if(Template *template, const Token *token)
{
    write_line(template, token->line);
    write_indent(template);
    fputs("if (html_true(", template->body_out);
    write_path(template, token->path);
    fputs(")) {\n", template->body_out);
}

static void write_each(Template *template, const Token *token)
{
    FILE *out = template->body_out;
    size_t index = template->depth;
    write_line(template, token->line);
    write_indent(template);
    fprintf(out, "for (size_t i%zu = 0; i%zu < ", index, index);
    write_path(template, token->path);
    fprintf(out, ".count; i%zu++) {\n", index);
    write_line(template, token->line);
    write_indent(template);
    fputs("    const __typeof__(*", out);
    write_path(template, token->path);
    fprintf(out, ".items) *each_%.*s = &", SPAN(token->variable));
    write_path(template, token->path);
    fprintf(out, ".items[i%zu];\n", index);
    write_indent(template);
    fprintf(out, "    (void)each_%.*s;\n", SPAN(token->variable));
}

static void compile_open(Template *template, const Token *token)
{
    Source *source = &template->source;
    if (template->depth == BLOCK_DEPTH)
        refuse(source, token->line, "more than %d blocks inside each other", BLOCK_DEPTH);
    if (token->kind == TOKEN_EACH && is_variable(template, token->variable))
        refuse(source, token->line, "|%.*s| is already the name of an outer row",
               SPAN(token->variable));
    context_block(&template->context, source, token->line, template->literal_out);
    write_literal(template);
    if (token->kind == TOKEN_IF) {
        write_if(template, token);
    } else {
        write_each(template, token);
        /* What stands before the second row is the first. */
        template->context.space_shown = false;
    }
    template->blocks[template->depth++] = (Block){.token = *token, .before = template->context};
}

static Block *innermost_block(Template *template, const Token *token, const char *tag)
{
    if (template->depth == 0)
        refuse(&template->source, token->line, "{{%s}} without a block", tag);
    return &template->blocks[template->depth - 1];
}

static void block_name(const Block *block, char *name, size_t size)
{
    snprintf(name, size, "{{#%s %.*s}}", block->token.kind == TOKEN_IF ? "if" : "each",
             SPAN(block->token.path));
}

static void compile_else(Template *template, const Token *token)
{
    Source *source = &template->source;
    Block *block = innermost_block(template, token, "else");
    if (block->has_else)
        refuse(source, token->line, "a second {{else}} in the block of line %d", block->token.line);
    context_block(&template->context, source, token->line, template->literal_out);
    write_literal(template);
    block->has_else = true;
    block->first = template->context;
    template->context = block->before;
    template->depth--;
    write_indent(template);
    if (block->token.kind == TOKEN_IF) {
        fputs("} else {\n", template->body_out);
    } else {
        fputs("}\n", template->body_out);
        write_line(template, block->token.line);
        write_indent(template);
        fputs("if (", template->body_out);
        write_path(template, block->token.path);
        fputs(".count == 0) {\n", template->body_out);
        block->token.variable.length = 0; /* no row in here */
    }
    template->depth++;
}

static void compile_close(Template *template, const Token *token)
{
    Source *source = &template->source;
    bool closes_if = token->kind == TOKEN_CLOSE_IF;
    Block *block = innermost_block(template, token, closes_if ? "/if" : "/each");
    char name[128];
    block_name(block, name, sizeof name);
    if (closes_if != (block->token.kind == TOKEN_IF))
        refuse(source, token->line, "{{/%s}} inside the %s of line %d", closes_if ? "if" : "each",
               name, block->token.line);
    context_block(&template->context, source, token->line, template->literal_out);
    context_join(&template->context, block->has_else ? &block->first : &block->before, source,
                 token->line, name);
    /* A row may follow a row, so its end must also be its beginning. */
    if (!closes_if && block->has_else)
        context_join(&block->first, &block->before, source, token->line, name);
    write_literal(template);
    template->depth--;
    write_indent(template);
    fputs("}\n", template->body_out);
}

static void compile_token(Template *template, const Token *token)
{
    switch (token->kind) {
    case TOKEN_LITERAL:
        context_literal(&template->context, &template->source, token, template->literal_out);
        break;
    case TOKEN_VALUE:
        compile_value(template, token);
        break;
    case TOKEN_PART:
        compile_part(template, token);
        break;
    case TOKEN_IF:
    case TOKEN_EACH:
        compile_open(template, token);
        break;
    case TOKEN_ELSE:
        compile_else(template, token);
        break;
    case TOKEN_CLOSE_IF:
    case TOKEN_CLOSE_EACH:
        compile_close(template, token);
        break;
    case TOKEN_COMMENT:
    case TOKEN_END:
        break;
    }
}

/* ---- The whole ------------------------------------------------------------------------------- */

static void read_name(Template *template)
{
    Source *source = &template->source;
    const char *slash = strrchr(source->path, '/');
    const char *file = slash == NULL ? source->path : slash + 1;
    const char *dot = strchr(file, '.');
    Span name = {file, dot == NULL ? 0 : (size_t)(dot - file)};
    if (!is_name(name) || strcmp(file + name.length, ".html") != 0 ||
        name.length >= sizeof template->name)
        refuse(source, 1, "a template's file is named as a C function is, and ends in .html");
    snprintf(template->name, sizeof template->name, "%.*s", SPAN(name));
}

/* {{! PlanShow plan/plan_pages.h }} or {{! struct plan_row plan/plan_sql.h }} */
static void read_first_line(Template *template)
{
    Token token = token_next(&template->source);
    Span rest = token.text;
    template->type = span_word(&rest);
    Span type = template->type;
    if (span_is(type, "struct")) {
        type = span_word(&rest);
        template->type.length = (size_t)(type.start + type.length - template->type.start);
    }
    template->header = span_word(&rest);
    Span header = template->header;
    if (token.kind != TOKEN_COMMENT || token.line != 1 || !is_name(type) || header.length < 3 ||
        memcmp(header.start + header.length - 2, ".h", 2) != 0 || span_word(&rest).length > 0)
        refuse(&template->source, 1, "line 1 must be {{! StructName folder/header.h }}");
}

static void write_header(const Template *template, FILE *out)
{
    char guard[sizeof template->name];
    snprintf(guard, sizeof guard, "%s", template->name);
    for (char *c = guard; *c != '\0'; c++)
        *c = (char)toupper((unsigned char)*c);
    fprintf(out, "/* Made by templatec from %s.html: change that. */\n", template->name);
    fprintf(out, "#ifndef %s_HTML_H\n#define %s_HTML_H\n\n", guard, guard);
    fprintf(out, "#include \"platform/html/html.h\"\n#include \"%.*s\"\n\n",
            SPAN(template->header));
    fprintf(out, "void %s_html(Html *out, const %.*s *view);\n\n#endif\n", template->name,
            SPAN(template->type));
}

static void write_code(Template *template, FILE *out)
{
    fprintf(out, "/* Made by templatec from %s.html: change that. */\n", template->name);
    fprintf(out, "#include \"%s_html.h\"\n", template->name);
    fwrite(template->includes, 1, template->includes_length, out);
    fprintf(out, "\nvoid %s_html(Html *out, const %.*s *view)\n{\n", template->name,
            SPAN(template->type));
    fputs("    (void)out;\n    (void)view;\n", out);
    fwrite(template->body, 1, template->body_length, out);
    fputs("}\n", out);
}

static void compile(Template *template, FILE *header, FILE *code)
{
    read_name(template);
    read_first_line(template);
    template->context.space_shown = true;
    Span name = {template->name, strlen(template->name)};
    template->context.may_close = span_ends(name, "_end");
    Token token = token_next(&template->source);
    for (; token.kind != TOKEN_END; token = token_next(&template->source))
        compile_token(template, &token);
    if (template->depth > 0) {
        const Block *block = &template->blocks[template->depth - 1];
        char tag[128];
        block_name(block, tag, sizeof tag);
        refuse(&template->source, block->token.line, "%s is never closed", tag);
    }
    if (!span_ends(name, "_top"))
        context_end(&template->context, &template->source, token.line, element_left_open(name));
    write_literal(template);
    fflush(template->body_out);
    fflush(template->includes_out);
    write_header(template, header);
    write_code(template, code);
}

static void finish(Template *template)
{
    fclose(template->body_out);
    fclose(template->literal_out);
    fclose(template->includes_out);
    free(template->body);
    free(template->literal);
    free(template->includes);
    free(template);
}

bool template_compile(const char *path, const char *text, FILE *header, FILE *code, char *message,
                      size_t message_size)
{
    Template *template = calloc(1, sizeof *template);
    if (template == NULL)
        abort();
    Source *source = &template->source;
    source->path = path;
    source->start = source->next = text;
    source->next_line = 1;
    source->message = message;
    source->message_size = message_size;
    template->body_out = open_memstream(&template->body, &template->body_length);
    template->literal_out = open_memstream(&template->literal, &template->literal_length);
    template->includes_out = open_memstream(&template->includes, &template->includes_length);
    if (template->body_out == NULL || template->literal_out == NULL ||
        template->includes_out == NULL)
        abort();
    bool accepted = setjmp(source->refused) == 0;
    if (accepted)
        compile(template, header, code);
    finish(template);
    return accepted;
}

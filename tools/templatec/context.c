#include "context.h"

#include <ctype.h>
#include <string.h>

/* ---- What HTML says of names ----------------------------------------------------------------- */

static bool is_one_of(const char *name, const char *const *names)
{
    for (; *names != NULL; names++)
        if (strcmp(name, *names) == 0)
            return true;
    return false;
}

static bool is_void(const char *element)
{
    static const char *const names[] = {"area", "br",    "col",    "hr",    "img", "input", "link",
                                        "meta", "param", "source", "track", "wbr", NULL};
    return is_one_of(element, names);
}

/* White space beside these never shows. */
static bool is_block(const char *element)
{
    static const char *const names[] = {
        "html",   "head",     "body",    "title",   "meta",     "link",       "script",
        "div",    "p",        "section", "article", "aside",    "nav",        "main",
        "header", "footer",   "h1",      "h2",      "h3",       "h4",         "h5",
        "h6",     "ul",       "ol",      "li",      "dl",       "dt",         "dd",
        "table",  "caption",  "thead",   "tbody",   "tfoot",    "tr",         "th",
        "td",     "colgroup", "col",     "form",    "fieldset", "legend",     "hr",
        "pre",    "figure",   "address", "details", "summary",  "blockquote", "figcaption",
        "option", "optgroup", "br",      "search",  NULL};
    return is_one_of(element, names);
}

static bool keeps_space(const char *element)
{
    return strcmp(element, "pre") == 0 || strcmp(element, "textarea") == 0;
}

/* Elements whose content is text only: a tag inside would be shown, not obeyed. */
static bool is_text_only(const char *element)
{
    return strcmp(element, "textarea") == 0 || strcmp(element, "title") == 0;
}

static bool is_address(const char *attribute)
{
    static const char *const names[] = {"href",     "src",        "action",     "formaction",
                                        "poster",   "cite",       "data",       "ping",
                                        "manifest", "background", "xlink:href", NULL};
    return is_one_of(attribute, names);
}

static const char *refused_element(const char *element)
{
    static const char *const active[] = {"style",  "iframe", "frame",   "object", "embed",
                                         "applet", "base",   "animate", "set",    NULL};
    if (is_one_of(element, active))
        return "the content policy forbids this element";
    return NULL;
}

static const char *refused_attribute(const char *attribute)
{
    if (strncmp(attribute, "on", 2) == 0)
        return "no event attributes: the content policy forbids them, assets/site.js may listen";
    if (strcmp(attribute, "style") == 0)
        return "no style attributes: the content policy forbids them, use a class";
    if (strcmp(attribute, "srcdoc") == 0)
        return "a page inside a page is not escaped as one";
    if (strcmp(attribute, "http-equiv") == 0)
        return "headers are set by the program";
    return NULL;
}

/* ---- Elements -------------------------------------------------------------------------------- */

static const char *innermost(const Context *context)
{
    return context->depth == 0 ? "" : context->open[context->depth - 1].name;
}

static void open_element(Context *context, Source *source)
{
    const char *element = context->element;
    if (is_void(element))
        return;
    if (context->depth == CONTEXT_DEPTH)
        refuse(source, source->line, "more than %d elements inside each other", CONTEXT_DEPTH);
    OpenElement *open = &context->open[context->depth++];
    memcpy(open->name, element, CONTEXT_NAME);
    open->line = source->line;
    if (keeps_space(element)) {
        context->preserved++;
        context->first_in_pre = true;
    }
}

static void close_element(Context *context, Source *source)
{
    const char *element = context->element;
    if (is_void(element))
        refuse(source, source->line, "<%s> is empty: </%s> closes nothing", element, element);
    if (context->depth == 0) {
        if (!context->may_close)
            refuse(source, source->line, "</%s> closes nothing", element);
        return;
    }
    const OpenElement *open = &context->open[context->depth - 1];
    if (strcmp(open->name, element) != 0)
        refuse(source, source->line, "</%s> inside the <%s> of line %d", element, open->name,
               open->line);
    if (keeps_space(element))
        context->preserved--;
    context->depth--;
}

static bool inside_svg(const Context *context)
{
    for (size_t i = 0; i < context->depth; i++)
        if (strcmp(context->open[i].name, "svg") == 0)
            return true;
    return strcmp(context->element, "svg") == 0;
}

/* ---- White space ----------------------------------------------------------------------------- */

static void write_waiting_space(Context *context, FILE *out)
{
    if (!context->space_waiting)
        return;
    putc(' ', out);
    context->space_waiting = false;
    context->space_shown = true;
}

/* Writes "<name" or "</name" when the name is known, and the space before it if it shows. */
static void write_tag_start(Context *context, FILE *out, const char *opening)
{
    if (is_block(context->element)) {
        context->space_waiting = false;
        context->space_shown = true;
    } else {
        write_waiting_space(context, out);
        context->space_shown = false;
    }
    fputs(opening, out);
    fwrite(context->element, 1, context->element_length, out);
}

/* ---- Tags ------------------------------------------------------------------------------------ */

static void end_tag_name(Context *context, Source *source, FILE *out)
{
    context->element[context->element_length] = '\0';
    const char *reason = refused_element(context->element);
    if (reason != NULL)
        refuse(source, source->line, "<%s>: %s", context->element, reason);
    write_tag_start(context, out, "<");
    context->state = IN_TAG_GAP;
}

static void end_attribute_name(Context *context, Source *source)
{
    context->attribute[context->attribute_length] = '\0';
    const char *reason = refused_attribute(context->attribute);
    if (reason != NULL)
        refuse(source, source->line, "%s: %s", context->attribute, reason);
    context->state = IN_TAG_GAP;
}

static void end_tag(Context *context, Source *source, FILE *out)
{
    putc('>', out);
    context->state = IN_TEXT;
    if (strcmp(context->element, "select") == 0)
        context->space_shown = true;
    open_element(context, source);
}

static void end_empty_tag(Context *context, Source *source, FILE *out)
{
    if (!is_void(context->element) && !inside_svg(context))
        refuse(source, source->line, "<%s/> does not close a <%s>: write </%s>", context->element,
               context->element, context->element);
    fputs("/>", out);
    context->state = IN_TEXT;
}

static void add_to_name(Source *source, char name[CONTEXT_NAME], size_t *length, char c)
{
    if (*length == CONTEXT_NAME - 1)
        refuse(source, source->line, "a name of more than %d characters", CONTEXT_NAME - 1);
    name[(*length)++] = (char)tolower((unsigned char)c);
}

static void in_tag_space(Context *context, Source *source, char c, FILE *out)
{
    if (is_space(c))
        return;
    if (c == '>') {
        end_tag(context, source, out);
    } else if (c == '/') {
        context->state = IN_TAG_SLASH;
    } else if (isalpha((unsigned char)c)) {
        putc(' ', out);
        putc(c, out);
        context->attribute_length = 0;
        add_to_name(source, context->attribute, &context->attribute_length, c);
        context->state = IN_ATTRIBUTE_NAME;
    } else {
        refuse(source, source->line, "'%c' where an attribute or > should be", c);
    }
}

static void in_tag_gap(Context *context, Source *source, char c, FILE *out)
{
    if (!is_space(c) && c != '>' && c != '/')
        refuse(source, source->line, "'%c' directly behind a name or a value in a tag", c);
    context->state = IN_TAG_SPACE;
    in_tag_space(context, source, c, out);
}

static void in_tag_name(Context *context, Source *source, char c, FILE *out)
{
    if (isalnum((unsigned char)c) || c == '-') {
        add_to_name(source, context->element, &context->element_length, c);
        return;
    }
    end_tag_name(context, source, out);
    in_tag_gap(context, source, c, out);
}

static void in_attribute_name(Context *context, Source *source, char c, FILE *out)
{
    if (isalnum((unsigned char)c) || c == '-' || c == ':' || c == '_') {
        add_to_name(source, context->attribute, &context->attribute_length, c);
        putc(c, out);
        return;
    }
    end_attribute_name(context, source);
    if (c == '=') {
        putc(c, out);
        context->state = IN_ATTRIBUTE_EQUALS;
    } else {
        in_tag_gap(context, source, c, out);
    }
}

static void in_close_name(Context *context, Source *source, char c, FILE *out)
{
    if (isalnum((unsigned char)c) || c == '-') {
        add_to_name(source, context->element, &context->element_length, c);
        return;
    }
    if (c != '>')
        refuse(source, source->line, "'%c' in a closing tag", c);
    context->element[context->element_length] = '\0';
    write_tag_start(context, out, "</");
    putc('>', out);
    context->state = IN_TEXT;
    close_element(context, source);
}

static void in_tag_start(Context *context, Source *source, char c, FILE *out)
{
    const char *outer = innermost(context);
    if (is_text_only(outer) && c != '/')
        refuse(source, source->line, "markup inside <%s>: write &lt;", outer);
    context->element_length = 0;
    if (isalpha((unsigned char)c)) {
        context->state = IN_TAG_NAME;
        in_tag_name(context, source, c, out);
    } else if (c == '/') {
        context->state = IN_CLOSE_NAME;
    } else if (c == '!') {
        context->state = IN_DOCTYPE;
    } else {
        refuse(source, source->line, "< that begins no tag: write &lt;");
    }
}

/* ---- Attribute values ------------------------------------------------------------------------ */

static void check_scheme(Context *context, Source *source)
{
    context->address_start[context->address_length] = '\0';
    const char *scheme = context->address_start;
    if (strcmp(scheme, "mailto") == 0 || strcmp(scheme, "tel") == 0)
        return;
    bool web = strcmp(scheme, "https") == 0 || strcmp(scheme, "http") == 0;
    if (!web)
        refuse(source, source->line, "%s: the scheme %s: is not allowed", context->attribute,
               scheme);
    if (strcmp(context->element, "a") != 0)
        refuse(source, source->line, "%s: nothing is loaded from or sent to another site",
               context->attribute);
}

static void in_address(Context *context, Source *source, char c)
{
    if (context->address == ADDRESS_FRAGMENT)
        return;
    if (c == '#') {
        size_t length = context->address_length;
        if (length > 0 && context->address_start[length - 1] == '&')
            refuse(source, source->line, "%s: no numbered characters in an address",
                   context->attribute);
        context->address = ADDRESS_FRAGMENT;
        return;
    }
    if (context->address == ADDRESS_FILLED)
        refuse(source, source->line, "%s: only a #fragment may follow a Url", context->attribute);
    context->address = ADDRESS_LITERAL;
    if (c == ':' && memchr(context->address_start, '/', context->address_length) == NULL)
        check_scheme(context, source);
    if (context->address_length < CONTEXT_NAME - 1)
        context->address_start[context->address_length++] = (char)tolower((unsigned char)c);
    if (context->address_length == 2 && memcmp(context->address_start, "//", 2) == 0)
        refuse(source, source->line, "%s: // leads to another site", context->attribute);
}

static void in_equals(Context *context, Source *source, char c, FILE *out)
{
    if (c != '"' && c != '\'')
        refuse(source, source->line, "%s: put the value in quotes", context->attribute);
    putc(c, out);
    context->state = c == '"' ? IN_VALUE_DOUBLE : IN_VALUE_SINGLE;
    context->address = ADDRESS_EMPTY;
    context->address_length = 0;
}

static void in_value(Context *context, Source *source, char c, FILE *out)
{
    char quote = context->state == IN_VALUE_DOUBLE ? '"' : '\'';
    putc(c, out);
    if (c == quote)
        context->state = IN_TAG_GAP;
    else if (is_address(context->attribute))
        in_address(context, source, c);
}

/* ---- Text ------------------------------------------------------------------------------------ */

static void in_text(Context *context, Source *source, char c, FILE *out)
{
    if (c == '<') {
        context->first_in_pre = false;
        context->state = IN_TAG_START;
        return;
    }
    if (is_space(c) && context->preserved == 0) {
        context->space_waiting = !context->space_shown;
        return;
    }
    if (strcmp(innermost(context), "script") == 0)
        refuse(source, source->line, "no script in a page: put it into assets/site.js");
    write_waiting_space(context, out);
    context->space_shown = false;
    context->first_in_pre = false;
    putc(c, out);
}

static void in_doctype(Context *context, Source *source, char c, FILE *out)
{
    if (c == '-')
        refuse(source, source->line,
               "a comment in HTML goes to every reader: write {{! ... }} instead");
    if (c != '>') {
        add_to_name(source, context->element, &context->element_length, c);
        return;
    }
    context->element[context->element_length] = '\0';
    if (strcmp(context->element, "doctype html") != 0)
        refuse(source, source->line, "after <! only DOCTYPE html may follow");
    fputs("<!DOCTYPE html>", out);
    context->state = IN_TEXT;
    context->space_waiting = false;
    context->space_shown = true;
}

static void follow(Context *context, Source *source, char c, FILE *out)
{
    switch (context->state) {
    case IN_TEXT:
        in_text(context, source, c, out);
        break;
    case IN_TAG_START:
        in_tag_start(context, source, c, out);
        break;
    case IN_TAG_NAME:
        in_tag_name(context, source, c, out);
        break;
    case IN_TAG_GAP:
        in_tag_gap(context, source, c, out);
        break;
    case IN_TAG_SPACE:
        in_tag_space(context, source, c, out);
        break;
    case IN_TAG_SLASH:
        if (c != '>')
            refuse(source, source->line, "'/' inside a tag");
        end_empty_tag(context, source, out);
        break;
    case IN_ATTRIBUTE_NAME:
        in_attribute_name(context, source, c, out);
        break;
    case IN_ATTRIBUTE_EQUALS:
        in_equals(context, source, c, out);
        break;
    case IN_VALUE_DOUBLE:
    case IN_VALUE_SINGLE:
        in_value(context, source, c, out);
        break;
    case IN_CLOSE_NAME:
        in_close_name(context, source, c, out);
        break;
    case IN_DOCTYPE:
        in_doctype(context, source, c, out);
        break;
    }
}

void context_literal(Context *context, Source *source, const Token *token, FILE *out)
{
    source->line = token->line;
    for (size_t i = 0; i < token->text.length; i++) {
        char c = token->text.start[i];
        follow(context, source, c, out);
        source->line += c == '\n';
    }
}

/* ---- Template tags --------------------------------------------------------------------------- */

/* A browser drops the first new line in pre and textarea; a typed one must not be that. */
static void guard_first_line(Context *context, FILE *out)
{
    if (context->first_in_pre)
        putc('\n', out);
    context->first_in_pre = false;
}

static ValuePlace value_in_text(Context *context, Source *source, int line, FILE *out)
{
    const char *outer = innermost(context);
    if (strcmp(outer, "script") == 0)
        refuse(source, line, "no value inside <script>");
    write_waiting_space(context, out);
    guard_first_line(context, out);
    context->space_shown = false;
    return is_text_only(outer) ? PLACE_PLAIN : PLACE_TEXT;
}

static ValuePlace value_in_attribute(Context *context, Source *source, int line)
{
    const char *attribute = context->attribute;
    if (strcmp(attribute, "srcset") == 0 || strcmp(attribute, "imagesrcset") == 0)
        refuse(source, line, "%s: no value in a list of addresses", attribute);
    if (!is_address(attribute) || context->address == ADDRESS_FRAGMENT)
        return PLACE_PLAIN;
    if (context->address != ADDRESS_EMPTY)
        refuse(source, line,
               "%s: a value must be a Url and begin the address; build it with url_print()",
               attribute);
    context->address = ADDRESS_FILLED;
    return PLACE_ADDRESS;
}

ValuePlace context_value(Context *context, Source *source, int line, FILE *out)
{
    switch (context->state) {
    case IN_TEXT:
        return value_in_text(context, source, line, out);
    case IN_VALUE_DOUBLE:
    case IN_VALUE_SINGLE:
        return value_in_attribute(context, source, line);
    case IN_ATTRIBUTE_EQUALS:
        refuse(source, line, "%s: a value without quotes around it", context->attribute);
    case IN_TAG_START:
    case IN_TAG_NAME:
    case IN_CLOSE_NAME:
        refuse(source, line, "no value in the name of an element");
    case IN_DOCTYPE:
        refuse(source, line, "no value in <!DOCTYPE>");
    case IN_TAG_GAP:
    case IN_TAG_SPACE:
    case IN_TAG_SLASH:
    case IN_ATTRIBUTE_NAME:
        break;
    }
    refuse(source, line, "no value in a tag outside a quoted attribute");
}

void context_part(Context *context, Source *source, int line, Span opens, FILE *out)
{
    if (context->state != IN_TEXT || is_text_only(innermost(context)) ||
        strcmp(innermost(context), "script") == 0)
        refuse(source, line, "a part may stand between elements only");
    write_waiting_space(context, out);
    guard_first_line(context, out);
    context->space_shown = false;
    if (opens.length == 0)
        return;
    source->line = line;
    context->element_length = 0;
    for (size_t i = 0; i < opens.length; i++)
        add_to_name(source, context->element, &context->element_length, opens.start[i]);
    context->element[context->element_length] = '\0';
    open_element(context, source);
}

void context_block(Context *context, Source *source, int line, FILE *out)
{
    source->line = line;
    switch (context->state) {
    case IN_TAG_NAME:
        end_tag_name(context, source, out);
        break;
    case IN_ATTRIBUTE_NAME:
        end_attribute_name(context, source);
        break;
    case IN_TEXT:
        write_waiting_space(context, out);
        guard_first_line(context, out);
        break;
    case IN_TAG_GAP:
    case IN_TAG_SPACE:
    case IN_VALUE_DOUBLE:
    case IN_VALUE_SINGLE:
        break;
    case IN_TAG_START:
    case IN_TAG_SLASH:
    case IN_ATTRIBUTE_EQUALS:
    case IN_CLOSE_NAME:
    case IN_DOCTYPE:
        refuse(source, line,
               "a block may stand between elements, around whole attributes or "
               "inside a quoted value");
    }
}

static bool same_open(const Context *a, const Context *b)
{
    if (a->depth != b->depth)
        return false;
    for (size_t i = 0; i < a->depth; i++)
        if (strcmp(a->open[i].name, b->open[i].name) != 0)
            return false;
    return true;
}

static bool is_between_attributes(const Context *context)
{
    return context->state == IN_TAG_GAP || context->state == IN_TAG_SPACE;
}

static bool is_in_value(const Context *context)
{
    return context->state == IN_VALUE_DOUBLE || context->state == IN_VALUE_SINGLE;
}

void context_join(Context *context, const Context *other, Source *source, int line,
                  const char *block)
{
    bool in_tag = is_between_attributes(context) && is_between_attributes(other);
    if (!in_tag && context->state != other->state)
        refuse(source, line, "%s ends elsewhere in a tag than it began or its {{else}} ends",
               block);
    if (!same_open(context, other))
        refuse(source, line, "%s leaves other elements open than it found or its {{else}} leaves",
               block);
    if (is_in_value(context) && is_address(context->attribute) &&
        context->address != other->address)
        refuse(source, line, "%s: with and without %s the address differs in kind",
               context->attribute, block);
    if (in_tag && other->state == IN_TAG_GAP)
        context->state = IN_TAG_GAP;
    context->space_shown = context->space_shown && other->space_shown;
}

void context_end(const Context *context, Source *source, int line, Span opens)
{
    if (context->state != IN_TEXT)
        refuse(source, line, "the template ends inside a tag");
    size_t expected = opens.length > 0;
    if (expected == 1 && (context->depth == 0 || !span_is(opens, context->open[0].name)))
        refuse(source, line, "a template of this name must leave <%.*s> open", SPAN(opens));
    if (context->depth > expected) {
        const OpenElement *open = &context->open[context->depth - 1];
        refuse(source, open->line, "<%s> is never closed", open->name);
    }
}

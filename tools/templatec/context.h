/* context.h: where in an HTML page the template stands, character by character, so that a value
 * can only land where it is harmless. Refuses markup that the content policy forbids or that a
 * reader of the template would misread; takes out the white space that shows nowhere.
 *
 * A Context is a plain value: a block's branches are followed from copies of it and must agree. */
#ifndef TEMPLATEC_CONTEXT_H
#define TEMPLATEC_CONTEXT_H

#include <stdio.h>

#include "token.h"

#define CONTEXT_NAME  48 /* longest name of an element or attribute, with its NUL */
#define CONTEXT_DEPTH 64 /* elements open at once */

typedef enum ContextState {
    IN_TEXT,
    IN_TAG_START, /* behind "<" */
    IN_TAG_NAME,
    IN_TAG_GAP,   /* behind a name or value: white space, "/" or ">" must follow */
    IN_TAG_SPACE, /* an attribute may begin */
    IN_TAG_SLASH, /* ">" must follow */
    IN_ATTRIBUTE_NAME,
    IN_ATTRIBUTE_EQUALS,
    IN_VALUE_DOUBLE,
    IN_VALUE_SINGLE,
    IN_CLOSE_NAME,
    IN_DOCTYPE
} ContextState;

/* How far the value of an address attribute (href, src ...) is. */
typedef enum AddressState {
    ADDRESS_EMPTY,
    ADDRESS_LITERAL,
    ADDRESS_FILLED, /* a Url was put */
    ADDRESS_FRAGMENT
} AddressState;

typedef struct OpenElement {
    char name[CONTEXT_NAME];
    int line;
} OpenElement;

typedef struct Context {
    ContextState state;
    char element[CONTEXT_NAME]; /* whose tag is being read */
    size_t element_length;
    char attribute[CONTEXT_NAME];
    size_t attribute_length;
    AddressState address;
    char address_start[CONTEXT_NAME];
    size_t address_length;
    int preserved;      /* open elements that keep their white space */
    bool space_waiting; /* white space read, not written yet */
    bool space_shown;   /* behind a block or a space: another space would not show */
    bool first_in_pre;  /* directly behind a tag after which a browser drops one new line */
    bool may_close;     /* the template may close elements that another one opened */
    size_t depth;
    OpenElement open[CONTEXT_DEPTH];
} Context;

/* Follows literal markup and writes what is left of it. */
void context_literal(Context *context, Source *source, const Token *token, FILE *out);

/* What must be called to put a value where the context stands. */
typedef enum ValuePlace { PLACE_TEXT, PLACE_PLAIN, PLACE_ADDRESS } ValuePlace;
ValuePlace context_value(Context *context, Source *source, int line, FILE *out);

/* opens: the element that the part leaves open, or an empty span. */
void context_part(Context *context, Source *source, int line, Span opens, FILE *out);
/* Before each tag of a block: a name that was being read is over. */
void context_block(Context *context, Source *source, int line, FILE *out);
/* The context behind a block of which either branch may have run; refuses when they differ. */
void context_join(Context *context, const Context *other, Source *source, int line,
                  const char *block);
/* After the last line just this element may be open; empty: none. */
void context_end(const Context *context, Source *source, int line, Span opens);

#endif

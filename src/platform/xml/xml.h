/* xml.h: what an XML file of a stranger says, as a small tree.
 *
 * Never knows a DTD, an entity of a file's own, or another file: a text with "<!DOCTYPE" in it is
 * refused before a parser sees it. Names are without their namespace's prefix. Attributes, comments
 * and instructions are left out: none of the formats read here says anything with them. The only
 * folder that sees libxml2; for a jail, whose limits of memory and time hold here too. */
#ifndef PLATFORM_XML_XML_H
#define PLATFORM_XML_XML_H

#include "platform/base/arena.h"
#include "platform/base/error.h"
#include "platform/base/text.h"

typedef struct XmlNode {
    const char *name;
    const char *text; /* its own, trimmed; "" when it has none */
    size_t line;
    struct XmlNode *child, *next; /* NULL: none */
} XmlNode;

typedef struct XmlLimits {
    size_t bytes;
    size_t elements;
    size_t depth;
    size_t characters; /* bytes in one text */
} XmlLimits;

/* text: UTF-8 without a mark, whatever its declaration says. ERROR_INVALID with a sentence that
 * names the line, ERROR_TOO_LARGE. root: out, in the arena. */
Error *xml_read(Arena *arena, Bytes text, const XmlLimits *limits, XmlNode **root);

/* The first child of that name, in small or large letters; NULL: none. node may be NULL. */
const XmlNode *xml_child(const XmlNode *node, const char *name);
/* The next beside it of the same name. */
const XmlNode *xml_next(const XmlNode *node);
/* What the child of that name says; "" when there is none. */
const char *xml_text(const XmlNode *node, const char *name);

#endif

#include "platform/xml/xml.h"

#include <libxml/xmlreader.h>
#include <string.h>
#include <strings.h>

/* One file, while it is read. */
typedef struct Reading {
    Arena *arena;
    const XmlLimits *limits;
    xmlTextReader *reader;
    XmlNode **open; /* from the root to the element whose end has not come */
    XmlNode **last; /* the last child of each of them */
    size_t depth, elements;
    XmlNode *root;
    int fault_line;
} Reading;

static void note_fault(void *context, xmlError *error)
{
    Reading *reading = context;
    if (reading->fault_line == 0 && error != NULL)
        reading->fault_line = error->line;
}

static Error *too_large(const char *what)
{
    return error_too_large("The file is larger than any that a school sends. Ask for one with "
                           "fewer learners.",
                           "xml: too much: %s", what);
}

static Error *add_element(Reading *reading)
{
    if (++reading->elements > reading->limits->elements)
        return too_large("elements");
    if (reading->depth >= reading->limits->depth)
        return too_large("depth");
    XmlNode *node = arena_new(reading->arena, XmlNode);
    *node = (XmlNode){
        .name =
            arena_copy(reading->arena, (const char *)xmlTextReaderConstLocalName(reading->reader)),
        .text = "",
        .line = (size_t)xmlTextReaderGetParserLineNumber(reading->reader),
    };
    if (reading->depth == 0) {
        reading->root = node;
    } else {
        XmlNode **last = &reading->last[reading->depth - 1];
        if (*last == NULL)
            reading->open[reading->depth - 1]->child = node;
        else
            (*last)->next = node;
        *last = node;
    }
    if (xmlTextReaderIsEmptyElement(reading->reader))
        return NULL;
    reading->open[reading->depth] = node;
    reading->last[reading->depth++] = NULL;
    return NULL;
}

static const char *trimmed(Arena *arena, const char *text)
{
    static const char *const spaces = " \t\r\n";
    text += strspn(text, spaces);
    size_t length = strlen(text);
    while (length > 0 && strchr(spaces, text[length - 1]) != NULL)
        length--;
    return arena_copy_length(arena, text, length);
}

static Error *add_text(Reading *reading)
{
    if (reading->depth == 0)
        return NULL;
    XmlNode *node = reading->open[reading->depth - 1];
    const char *value = (const char *)xmlTextReaderConstValue(reading->reader);
    const char *text = trimmed(reading->arena, value == NULL ? "" : value);
    if (strlen(text) + strlen(node->text) > reading->limits->characters)
        return too_large("text");
    node->text =
        node->text[0] == '\0' ? text : arena_print(reading->arena, "%s%s", node->text, text);
    return NULL;
}

static Error *take(Reading *reading)
{
    switch (xmlTextReaderNodeType(reading->reader)) {
    case XML_READER_TYPE_ELEMENT:
        return add_element(reading);
    case XML_READER_TYPE_END_ELEMENT:
        if (reading->depth > 0)
            reading->depth--;
        return NULL;
    case XML_READER_TYPE_TEXT:
    case XML_READER_TYPE_CDATA:
        return add_text(reading);
    case XML_READER_TYPE_DOCUMENT_TYPE:
    case XML_READER_TYPE_ENTITY:
    case XML_READER_TYPE_ENTITY_REFERENCE:
        return error_invalid("The file declares entities of its own, and such files are not read.",
                             "xml: a document type");
    default:
        return NULL;
    }
}

static Error *broken(const Reading *reading)
{
    return error_invalid(
        arena_print(reading->arena,
                    "Line %d: this is no well-formed XML. Ask for the file to be made again.",
                    reading->fault_line == 0 ? 1 : reading->fault_line),
        "xml: not well-formed");
}

static Error *read_all(Reading *reading)
{
    int more = xmlTextReaderRead(reading->reader);
    while (more == 1) {
        TRY(take(reading));
        more = xmlTextReaderRead(reading->reader);
    }
    return more == 0 && reading->root != NULL ? NULL : broken(reading);
}

static Error *check_bytes(Bytes text, const XmlLimits *limits)
{
    if (text.length > limits->bytes || text.length > INT32_MAX)
        return too_large("bytes");
    if (text.length == 0)
        return error_invalid("The file is empty.", "xml: empty");
    if (memchr(text.data, '\0', text.length) != NULL)
        return error_invalid("This is no text, so it is no XML file.", "xml: a NUL");
    if (memmem(text.data, text.length, "<!DOCTYPE", strlen("<!DOCTYPE")) != NULL)
        return error_invalid("The file declares entities of its own, and such files are not read.",
                             "xml: a document type");
    return NULL;
}

Error *xml_read(Arena *arena, Bytes text, const XmlLimits *limits, XmlNode **root)
{
    Reading reading = {
        .arena = arena,
        .limits = limits,
        .open = arena_array(arena, XmlNode *, limits->depth),
        .last = arena_array(arena, XmlNode *, limits->depth),
    };
    *root = NULL;
    TRY(check_bytes(text, limits));
    reading.reader = xmlReaderForMemory((const char *)text.data, (int)text.length, NULL, "UTF-8",
                                        XML_PARSE_NONET | XML_PARSE_IGNORE_ENC);
    if (reading.reader == NULL)
        return error_internal("xml: no reader");
    xmlTextReaderSetStructuredErrorHandler(reading.reader, note_fault, &reading);
    Error *error = read_all(&reading);
    xmlFreeTextReader(reading.reader);
    *root = reading.root;
    return error;
}

const XmlNode *xml_child(const XmlNode *node, const char *name)
{
    for (const XmlNode *child = node == NULL ? NULL : node->child; child != NULL;
         child = child->next)
        if (strcasecmp(child->name, name) == 0)
            return child;
    return NULL;
}

const XmlNode *xml_next(const XmlNode *node)
{
    for (const XmlNode *next = node->next; next != NULL; next = next->next)
        if (strcasecmp(next->name, node->name) == 0)
            return next;
    return NULL;
}

const char *xml_text(const XmlNode *node, const char *name)
{
    const XmlNode *child = xml_child(node, name);
    return child == NULL ? "" : child->text;
}

#include "platform/pdf/pdf_catalog.h"

#include <inttypes.h>
#include <stdint.h>
#include <string.h>

#include "platform/base/log.h"

#define TRAILER_SEARCH  256 /* bytes at the end in which "startxref" stands */
#define ENTRY_LENGTH    20  /* of a cross-reference entry: "0000000015 00000 n \n" */
#define OBJECTS_MAXIMUM 1000000

static const char element_start[] = "<< /Type /StructElem";

/* The file as it came from Cairo; offsets count from its first byte. */
typedef struct CairoFile {
    const char *data;
    size_t length;
    size_t table;        /* offset of the cross-reference section: "xref" */
    size_t entries;      /* offset of its first entry, object 0 */
    size_t object_count; /* object 0 included */
    size_t root;         /* number of the catalog's object */
    size_t info;
    size_t *elements; /* object numbers of the tag tree's elements, in the order of their tags */
    size_t element_count;
} CairoFile;

typedef struct Span {
    size_t start;
    size_t end;
} Span;

static bool starts_at(const CairoFile *file, size_t offset, const char *word)
{
    size_t length = strlen(word);
    return offset <= file->length && length <= file->length - offset &&
           memcmp(file->data + offset, word, length) == 0;
}

static bool find(const CairoFile *file, size_t from, const char *word, size_t *at)
{
    if (from > file->length)
        return false;
    const char *found = memmem(file->data + from, file->length - from, word, strlen(word));
    if (found != NULL)
        *at = (size_t)(found - file->data);
    return found != NULL;
}

/* A decimal number and where it ends. */
static bool read_number(const CairoFile *file, size_t *offset, size_t *number)
{
    size_t at = *offset;
    uint64_t value = 0;
    while (at < file->length && file->data[at] >= '0' && file->data[at] <= '9' &&
           value < UINT32_MAX)
        value = value * 10 + (uint64_t)(file->data[at++] - '0');
    if (at == *offset)
        return false;
    *offset = at;
    *number = (size_t)value;
    return true;
}

static bool read_number_after(const CairoFile *file, size_t from, const char *word, size_t *number)
{
    size_t at;
    if (!find(file, from, word, &at))
        return false;
    at += strlen(word);
    return read_number(file, &at, number);
}

/* "xref\n0 30\n", 30 entries, "trailer\n<< /Size 30\n   /Root 29 0 R\n   /Info 28 0 R\n>>" */
static bool read_trailer(CairoFile *file)
{
    size_t tail = file->length > TRAILER_SEARCH ? file->length - TRAILER_SEARCH : 0;
    if (!read_number_after(file, tail, "startxref\n", &file->table) ||
        !starts_at(file, file->table, "xref\n0 "))
        return false;
    size_t at = file->table + strlen("xref\n0 ");
    if (!read_number(file, &at, &file->object_count) || !starts_at(file, at, "\n") ||
        file->object_count > OBJECTS_MAXIMUM)
        return false;
    file->entries = at + 1;
    size_t trailer = file->entries + file->object_count * ENTRY_LENGTH;
    return starts_at(file, trailer, "trailer\n") &&
           read_number_after(file, trailer, "/Root ", &file->root) &&
           read_number_after(file, trailer, "/Info ", &file->info) &&
           file->root < file->object_count;
}

/* An object's dictionary, from its "<<" to before its closing ">>"; the object holds no stream. */
static bool dictionary_of(const CairoFile *file, size_t number, Span *span)
{
    size_t at = file->entries + number * ENTRY_LENGTH;
    size_t offset;
    size_t read;
    size_t end;
    if (!read_number(file, &at, &offset) || !starts_at(file, at, " 00000 n"))
        return false;
    if (!read_number(file, &offset, &read) || read != number ||
        !starts_at(file, offset, " 0 obj\n"))
        return false;
    span->start = offset + strlen(" 0 obj\n");
    if (!starts_at(file, span->start, "<<") || !find(file, span->start, "\nendobj", &end))
        return false;
    /* Cairo closes the dictionary on a line of its own, just before "endobj". */
    span->end = end - strlen(">>");
    return span->end > span->start && starts_at(file, span->end, ">>\nendobj");
}

static bool is_element(const CairoFile *file, size_t number)
{
    size_t at = file->entries + number * ENTRY_LENGTH;
    size_t offset;
    size_t read;
    if (!read_number(file, &at, &offset) || !starts_at(file, at, " 00000 n"))
        return false;
    return read_number(file, &offset, &read) &&
           starts_at(file, offset + strlen(" 0 obj\n"), element_start);
}

/* Cairo numbers an element's object when its tag begins, so rising numbers are the tags' order. */
static void list_elements(Arena *arena, CairoFile *file)
{
    file->elements = arena_array(arena, size_t, file->object_count);
    for (size_t number = 1; number < file->object_count; number++) {
        if (is_element(file, number))
            file->elements[file->element_count++] = number;
    }
}

typedef struct Update {
    const CairoFile *file;
    Buffer *out;     /* the file itself: offsets in it are offsets in the whole */
    Buffer *section; /* the new cross-reference section */
} Update;

static bool rewrite_object(Update *update, size_t number, const char *addition)
{
    Span span;
    if (!dictionary_of(update->file, number, &span))
        return false;
    buffer_print(update->section, "%zu 1\n%010zu 00000 n \n", number, update->out->length);
    buffer_print(update->out, "%zu 0 obj\n", number);
    buffer_put(update->out, update->file->data + span.start, span.end - span.start);
    buffer_print(update->out, "%s>>\nendobj\n", addition);
    return true;
}

static bool rewrite_catalog(Update *update, Arena *arena, const CatalogFacts *facts)
{
    return rewrite_object(
        update, update->file->root,
        arena_print(arena, "   /Lang (%s)\n   /ViewerPreferences << /DisplayDocTitle true%s >>\n",
                    facts->language, facts->right_to_left ? " /Direction /R2L" : ""));
}

static bool rewrite_element(Update *update, Arena *arena, const ElementFact *fact)
{
    if (fact->index >= update->file->element_count)
        return false;
    const char *language =
        fact->language == NULL ? "" : arena_print(arena, "   /Lang (%s)\n", fact->language);
    const char *attributes =
        fact->attributes == NULL ? "" : arena_print(arena, "   %s\n", fact->attributes);
    return rewrite_object(update, update->file->elements[fact->index],
                          arena_print(arena, "%s%s", language, attributes));
}

static void put_trailer(Update *update)
{
    size_t table = update->out->length;
    buffer_put_text(update->out, "xref\n");
    buffer_put(update->out, update->section->data, update->section->length);
    buffer_print(update->out,
                 "trailer\n<< /Size %zu\n   /Root %zu 0 R\n   /Info %zu 0 R\n   /Prev %zu\n>>\n"
                 "startxref\n%zu\n%%%%EOF\n",
                 update->file->object_count, update->file->root, update->file->info,
                 update->file->table, table);
}

static bool put_update(Update *update, Arena *arena, const CatalogFacts *facts)
{
    if (!rewrite_catalog(update, arena, facts))
        return false;
    for (size_t i = 0; i < facts->count; i++) {
        if (!rewrite_element(update, arena, &facts->elements[i]))
            return false;
    }
    put_trailer(update);
    return true;
}

static void free_buffer(void *buffer)
{
    buffer_free(buffer);
}

Error *pdf_catalog_complete(Arena *arena, const CatalogFacts *facts, Buffer *file)
{
    /* A copy, because the buffer moves as it grows. */
    CairoFile cairo = {.data = arena_copy_length(arena, file->data, file->length),
                       .length = file->length};
    Buffer *section = arena_new(arena, Buffer);
    buffer_init(section, file->maximum);
    arena_defer(arena, free_buffer, section);
    if (!read_trailer(&cairo))
        return error_internal("pdf of %zu bytes: no trailer as Cairo writes it", cairo.length);
    list_elements(arena, &cairo);
    Update update = {.file = &cairo, .out = file, .section = section};
    bool complete = put_update(&update, arena, facts);
    if (complete && !buffer_failed(file) && !buffer_failed(section))
        return NULL;
    file->length = cairo.length;
    if (!complete)
        return error_internal("pdf of %zu bytes, %zu elements: an object is not as Cairo writes it",
                              cairo.length, cairo.element_count);
    return error_too_large("This document is too large to make.", "pdf above %zu bytes",
                           file->maximum);
}

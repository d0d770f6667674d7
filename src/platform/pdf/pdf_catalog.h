/* pdf_catalog.h: completes a PDF that Cairo has written, by an incremental update.
 *
 * Cairo 1.16 cannot say what language a file or a part of it is in, that its title is to be shown,
 * or which way a table's heading applies. The objects concerned are written again at the end with
 * those entries added, followed by a cross-reference section that points back to Cairo's own: the
 * form that PDF 1.4 section 3.4.5 lays down. Knows only files as Cairo 1.16 writes
 * them; anything else is an error, never a guess. */
#ifndef PLATFORM_PDF_PDF_CATALOG_H
#define PLATFORM_PDF_PDF_CATALOG_H

#include <stdbool.h>
#include <stddef.h>

#include "platform/base/arena.h"
#include "platform/base/buffer.h"
#include "platform/base/error.h"

/* What is to be added to one element of the tag tree. */
typedef struct ElementFact {
    size_t index;           /* counts elements in the order in which their tags began, from 0 */
    const char *language;   /* letters, figures, hyphens; or NULL */
    const char *attributes; /* PDF syntax of our own making, or NULL */
} ElementFact;

typedef struct CatalogFacts {
    const char *language;
    bool right_to_left;
    size_t count; /* of elements, in rising order of index */
    const ElementFact *elements;
} CatalogFacts;

/* On an error the file is left as it was. */
Error *pdf_catalog_complete(Arena *arena, const CatalogFacts *facts, Buffer *file);

#endif

/* pdf_pages.h: parts strips into pages.
 *
 * Strips that keep with the next stay together wherever one page can hold them: so a heading is
 * never the last thing on a page, nor a lone line the first or last. Pure. */
#ifndef PLATFORM_PDF_PDF_PAGES_H
#define PLATFORM_PDF_PDF_PAGES_H

#include "platform/pdf/pdf_strip.h"

typedef struct Placement {
    size_t strip; /* index */
    int page;     /* from 0 */
    double y;     /* of the strip's top, below the body's top */
    bool again;   /* a table's headings repeated: seen, but not read out twice */
} Placement;

typedef struct Placements {
    size_t count;
    Placement *items;
    int page_count; /* at least 1 */
} Placements;

/* No strip may be higher than the body, the headings that it repeats included. */
Placements pdf_pages_fill(Arena *arena, const Strips *strips, double body_height);

#endif

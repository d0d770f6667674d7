/* pdf_paint.h: draws placed strips with Cairo, tags them, and gives the bytes of the file. */
#ifndef PLATFORM_PDF_PDF_PAINT_H
#define PLATFORM_PDF_PDF_PAINT_H

#include "platform/base/buffer.h"
#include "platform/pdf/pdf_catalog.h"
#include "platform/pdf/pdf_layout.h"
#include "platform/pdf/pdf_pages.h"

typedef struct Painting {
    const Setting *setting;
    const Placements *placements;
    PangoLayoutLine *footer;        /* or NULL */
    PangoLayoutLine **page_numbers; /* one for each page */
    ElementFact *facts;             /* out: what the catalog must add; room for every tag */
    size_t fact_count;
} Painting;

/* How many tags a painting can begin, at most. */
size_t pdf_paint_tags(const Setting *setting);
Error *pdf_paint(Painting *painting, const char *title, const char *created, Buffer *file);

#endif

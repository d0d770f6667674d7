/* pdf_layout.h: sets a paper's blocks as strips: measures every line, and says what each is. */
#ifndef PLATFORM_PDF_PDF_LAYOUT_H
#define PLATFORM_PDF_PDF_LAYOUT_H

#include "platform/pdf/pdf_look.h"
#include "platform/pdf/pdf_strip.h"

typedef struct Setting {
    Arena *arena;
    PangoContext *context;
    const Look *look;
    const PdfOptions *options;
    GPtrArray *layouts; /* owns each PangoLayout until pdf_layout_end() */
    Strips strips;
    size_t element_count;
    size_t fragment_count;
    int unknown_glyphs;          /* characters that no font has */
    PangoLayoutLine *space_line; /* a space and nothing else; NULL until needed */

    /* Where the blocks have got to. */
    const Block *previous;
    Element *group;                     /* the list or table that the previous block belongs to */
    double widths[PDF_COLUMNS_MAXIMUM]; /* of the table's columns, their gaps included */
    size_t head;        /* the table's headings, a strip's index, or REPEATS_NOTHING */
    double head_height; /* 0 when they are not repeated */
    double space;       /* asked for by pdf_space(), not yet left */
    bool page_asked;
} Setting;

/* Between start and end the context must not be used by another thread. */
void pdf_layout_start(Setting *setting, const Pdf *pdf, PangoContext *context);
/* Releases the lines; does nothing when there was no start. */
void pdf_layout_end(Setting *setting);
void pdf_layout_blocks(Setting *setting, const Block *first);
/* A line of its own outside the body, such as a footer's; never wrapped. */
PangoLayoutLine *pdf_layout_line(Setting *setting, const Style *style, const char *text);

#endif

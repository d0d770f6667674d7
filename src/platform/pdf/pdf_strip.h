/* pdf_strip.h: a paper set but not yet parted into pages: strips, one under the other.
 *
 * A strip is what the end of a page never cuts: a line of text, a row of a table. Its fragments
 * are lines of text, each at its place and each belonging to an element of the tag tree, which
 * tells assistive technology what it is. Lengths are in points from the body's top left corner. */
#ifndef PLATFORM_PDF_PDF_STRIP_H
#define PLATFORM_PDF_PDF_STRIP_H

#include <pango/pango.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "platform/pdf/pdf_document.h"

typedef struct Element {
    struct Element *parent; /* NULL: the document itself */
    const char *tag;        /* of PDF 1.4: "P", "TD" */
    const char *attributes; /* PDF syntax added to the element's dictionary, a literal, or NULL */
    const char *language;   /* NULL: the paper's */
    int first_page;         /* of its own lines, from 0; -1 until known */
    int last_page;
} Element;

typedef struct Fragment {
    struct Fragment *next;
    Element *element;
    PangoLayoutLine *line; /* its layout's, which outlives the fragment */
    double x;
    double baseline; /* below the strip's top */
    uint32_t colour;
} Fragment;

typedef enum Ornament {
    ORNAMENT_NONE,
    ORNAMENT_QUOTE,     /* a bar at the side where the words start */
    ORNAMENT_NOTICE,    /* a tinted box */
    ORNAMENT_HEAD,      /* a strong line beneath */
    ORNAMENT_ROW,       /* a faint line beneath */
    ORNAMENT_MASTHEAD,  /* a line in the bar's green beneath */
    ORNAMENT_SIGNATURE, /* two lines to write on */
} Ornament;

#define REPEATS_NOTHING SIZE_MAX

typedef struct Strip {
    double above; /* white before it, left out at the top of a page */
    double height;
    bool keep_with_next;
    bool starts_page;
    size_t repeats; /* index of the strip shown again above it at the top of a page */
    Ornament ornament;
    double x; /* the ornament's left edge and width */
    double width;
    bool from_right; /* the words start at the right, and so does the ornament */
    const Block *block;
    const Chart *chart; /* drawn before its words, which are the fragments; NULL: none */
    double scale;       /* of the chart: points for a unit of its plot */
    bool opens_block;   /* the block's first strip */
    Fragment *first;
    Fragment *last;
} Strip;

typedef struct Strips {
    size_t count;
    size_t capacity;
    Strip *items;
} Strips;

#endif

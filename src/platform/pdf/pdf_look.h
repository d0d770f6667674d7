/* pdf_look.h: sizes and colours of papers, the same as the pages' style sheet, in points.
 *
 * Pure. One unit is a point of 1/72 inch; colours are 0xRRGGBB, each at least 4.5 to 1 on the
 * ground it is used on. */
#ifndef PLATFORM_PDF_PDF_LOOK_H
#define PLATFORM_PDF_PDF_LOOK_H

#include <stdbool.h>
#include <stdint.h>

#include "platform/pdf/pdf.h"

#define PAGE_WIDTH  595.276 /* A4 */
#define PAGE_HEIGHT 841.89
#define MARGIN_SIDE 56.0
#define MARGIN_TOP  50.0
#define MARGIN_FOOT 70.0 /* the footer stands within it */
#define BODY_WIDTH  (PAGE_WIDTH - 2 * MARGIN_SIDE)
#define BODY_HEIGHT (PAGE_HEIGHT - MARGIN_TOP - MARGIN_FOOT)

#define COLOUR_INK   0x1d2733u
#define COLOUR_MUTED 0x4d5a68u
#define COLOUR_LINE  0xd9d6ceu
#define COLOUR_FIELD 0x7a8591u
#define COLOUR_BAR   0x084346u
#define COLOUR_SCORE 0x0b5a5eu /* a learner's own line in a chart */
#define COLOUR_VOICE 0x5a3a80u

typedef struct Style {
    double size;
    double leading; /* from line to line, at least; tall scripts take what they need */
    int weight;     /* 400, 600 or 700 */
    uint32_t colour;
    bool figures; /* all of one width, for columns of numbers */
} Style;

typedef struct Look {
    bool andika;
    double measure; /* longest line of running text: about 66 characters */
    double indent;  /* of list items, and of words beside a bar */
    double row;     /* white above and below a row's text */
    Style body;
    Style strong;
    Style small;
    Style figures; /* body, in columns of numbers */
    Style column;  /* a table's headings */
    Style foot;
    Style heading[3];
} Look;

const Look *pdf_look(PdfReader reader);

/* Height of the room to write above a signature's line, in lines of body text, and the share of the
 * width that the name has; the date has the rest. */
#define SIGNATURE_ROOM  1.8
#define SIGNATURE_SHARE 0.68

typedef struct Tone {
    uint32_t colour;
    uint32_t ground;
    const char *shape; /* stands before the title, so that colour never speaks alone */
} Tone;

const Tone *pdf_tone(PdfTone tone);

#endif

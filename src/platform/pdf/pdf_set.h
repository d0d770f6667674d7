/* pdf_set.h: the two ways in which text becomes strips: running text, line by line, and cells side
 * by side. Used by pdf_layout.c only, which knows what each block looks like. */
#ifndef PLATFORM_PDF_PDF_SET_H
#define PLATFORM_PDF_PDF_SET_H

#include "platform/pdf/pdf_layout.h"

typedef enum Side { SIDE_OF_TEXT, SIDE_LEFT, SIDE_RIGHT } Side;

typedef struct Flow {
    const Block *block;
    const char *label; /* bold words before the text, or NULL */
    const char *text;
    const char *marker; /* a bullet or number in the indent, or NULL */
    const Style *style;
    Element *element;
    Element *marker_element;
    double above;
    double indent; /* from the side where the text starts */
    double pad_top;
    double pad_bottom;
    Ornament ornament;
    bool full_width;     /* the ornament is as wide as the body, not as the longest line */
    Side side;           /* where indent and ornament are */
    size_t keep_lines;   /* a text of so many lines, or fewer, is not parted */
    bool keep_with_next; /* nor its last line from what follows */
} Flow;

/* Gives the side taken: the asked one, else where the text itself starts. */
Side pdf_set_flow(Setting *setting, const Flow *flow);

typedef struct Cell {
    const char *text;
    const Style *style;
    const char *tag;
    const char *attributes;
    double start; /* from the side where the paper's rows start */
    double width;
    bool at_end; /* set at the cell's end */
} Cell;

typedef struct Row {
    const Block *block;
    Element *parent;
    const char *tag; /* of the row, NULL: the cells stand in the parent */
    size_t count;
    Cell cells[PDF_COLUMNS_MAXIMUM];
    double above;
    double pad_top;
    double pad_bottom;
    Ornament ornament;
    size_t repeats;
    double limit; /* a row higher than this is cut between lines */
    bool keep_with_next;
} Row;

void pdf_set_row(Setting *setting, const Row *row);

/* A chart's words at their places, each a line; its lines and dots are drawn by pdf_paint. */
void pdf_set_chart(Setting *setting, const Block *block, Element *figure, double above);

/* Width of the text's longest word; 0 when it surely fits the room, which saves measuring. */
double pdf_set_longest_word(Setting *setting, const Style *style, const char *text,
                            const char *language, double room);

Element *pdf_set_element(Setting *setting, Element *parent, const char *tag, const char *attributes,
                         const char *language);

/* Wraps at the width; never, when it is below 0. */
PangoLayout *pdf_set_text(Setting *setting, const Style *style, const char *label, const char *text,
                          const char *language, double width);

#endif

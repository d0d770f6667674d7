/* pdf_document.h: a paper as it was told: its blocks, in order, before any page is thought of. */
#ifndef PLATFORM_PDF_PDF_DOCUMENT_H
#define PLATFORM_PDF_PDF_DOCUMENT_H

#include "platform/pdf/pdf.h"

typedef enum BlockKind {
    BLOCK_MASTHEAD, /* cells: issuer, mark */
    BLOCK_HEADING,
    BLOCK_PARAGRAPH,
    BLOCK_SMALL,
    BLOCK_BULLET,
    BLOCK_NUMBERED,
    BLOCK_DEFINITION, /* cells: term, value */
    BLOCK_QUOTE,      /* label: attribution */
    BLOCK_NOTICE,     /* label: title */
    BLOCK_TABLE,      /* cells: headings */
    BLOCK_ROW,
    BLOCK_SIGNATURE, /* cells: who, date */
    BLOCK_CHART,     /* text: its figures in words */
    BLOCK_SPACE,
    BLOCK_PAGE
} BlockKind;

#define BLOCK_KINDS (BLOCK_PAGE + 1)

typedef struct Table {
    size_t count;
    PdfColumn columns[PDF_COLUMNS_MAXIMUM];
    int shares; /* of all columns */
} Table;

typedef struct Block {
    struct Block *next;
    BlockKind kind;
    int number;           /* a heading's level, an item's number, a notice's PdfTone */
    const char *language; /* NULL: the paper's */
    const char *label;
    const char *text;
    const char **cells; /* none is NULL */
    size_t cell_count;
    const Table *table;
    const Chart *chart;
    double points;
} Block;

struct Pdf {
    Arena *arena;
    PdfOptions options; /* texts cleaned and copied */
    const char *language;
    Block *first;
    Block *last;
    size_t page_count;
};

/* A language tag that may stand in the file: letters, figures and hyphens, at most 35. */
bool pdf_language_valid(const char *language);

/* Text as it can be printed: controls and invisible direction overrides dropped, every kind of
 * line end a line feed, never more than one blank line. NULL becomes "". */
char *pdf_clean(Arena *arena, const char *text);

#endif

/* pdf.h: papers for families, meetings and files, written as tagged, accessible A4 PDFs.
 *
 * A paper is told from top to bottom: headings, paragraphs, lists, rows, people's own words. Where
 * each thing goes, what may be parted by the end of a page, and how it is tagged for assistive
 * technology is decided here. Owns the paper's look, its fonts and its pages. Never knows what a
 * plan or a review is, never reads the clock, and never puts typed text where a PDF reader would
 * see syntax: text becomes glyphs or hexadecimal strings.
 *
 * The same calls give the same bytes on every machine with the same library versions: only the
 * fonts named in pdf_fonts.c are used, whatever else is installed. A Pdf belongs to one thread;
 * several threads may each make their own at once, but pages are set by one at a time. All text is
 * valid UTF-8 and copied. */
#ifndef PLATFORM_PDF_PDF_H
#define PLATFORM_PDF_PDF_H

#include <stdbool.h>
#include <stddef.h>

#include "platform/base/arena.h"
#include "platform/base/chart.h"
#include "platform/base/date.h"
#include "platform/base/error.h"
#include "platform/base/text.h"

typedef struct Pdf Pdf;

/* Whom the paper is for: decides typeface and size. */
typedef enum PdfReader {
    PDF_FOR_STAFF,  /* Inter, 10.5 points */
    PDF_FOR_FAMILY, /* Andika, 13 points */
    PDF_LARGE_PRINT /* Andika, 18 points */
} PdfReader;

typedef struct PdfOptions {
    const char *title;    /* of the file, shown by readers in the window's bar */
    const char *language; /* BCP 47: "en", "ur", "pa" */
    bool right_to_left;   /* columns, marks and numbers run from the right */
    PdfReader reader;
    const char *issuer; /* whose paper it is, at the head of page 1: the school. NULL: none */
    const char *mark;   /* opposite the issuer: "Confidential". NULL: none */
    const char *footer; /* foot of every page: "Confidential · Version 2". NULL: none */
    /* Opposite the footer; {page} and {pages} are replaced. NULL: "Page {page} of {pages}". */
    const char *page_words;
    /* What this paper's reader may not read, such as an address: `instead` is printed. NULL:
     * nothing. */
    const Texts *left_out;
    const char *instead;
    Moment created; /* MOMENT_NONE: the file names no time */
} PdfOptions;

/* NULL when every font is there; otherwise an error naming the package to install. Call it at
 * start-up: a machine without the fonts would print boxes for Urdu. */
Error *pdf_fonts_check(void);
/* At the program's end, when no thread makes papers any more: gives the fonts' memory back. */
void pdf_fonts_release(void);

/* The arena must live until pdf_finish() has returned. */
Pdf *pdf_create(Arena *arena, const PdfOptions *options);

/* What follows is in this language, until the next call; NULL: the paper's own again. Readers
 * speak it so, and Urdu is set in its own style of writing. Direction comes from the text. */
void pdf_language(Pdf *pdf, const char *language);

/* Level 1 (once, the paper's name) to 3. Never the last thing on a page. */
void pdf_heading(Pdf *pdf, int level, const char *text);
/* A line feed in the text starts a new line, two leave a gap. */
void pdf_paragraph(Pdf *pdf, const char *text);
/* A paragraph that opens with a bold label: "We do: reading with Ms Reid." Give the colon. */
void pdf_labelled(Pdf *pdf, const char *label, const char *text);
/* Small grey print: dates, sources, who wrote it. */
void pdf_small(Pdf *pdf, const char *text);

void pdf_bullet(Pdf *pdf, const char *text);
/* Counts from 1; starts anew after anything that is not a numbered item. */
void pdf_numbered(Pdf *pdf, const char *text);
/* Rows of a name and its value, the names in one column. An empty value prints a dash. */
void pdf_definition(Pdf *pdf, const char *term, const char *value);

/* Somebody's own words, with the purple bar that nothing else wears. attribution: who, how and
 * when, NULL when it is said above. */
void pdf_quote(Pdf *pdf, const char *words, const char *attribution);

typedef enum PdfTone { PDF_CALM, PDF_DONE, PDF_SOON, PDF_LATE } PdfTone;

/* A tinted box with a title and some text; either may be NULL. */
void pdf_notice(Pdf *pdf, PdfTone tone, const char *title, const char *text);

typedef struct PdfColumn {
    const char *heading;
    int share;      /* of the width, against the other columns' shares; above 0 */
    bool numbers;   /* set at the column's end, figures of one width */
    bool names_row; /* says what its row is about: read out with every cell */
} PdfColumn;

#define PDF_COLUMNS_MAXIMUM 12

/* Starts a table; its rows follow, and anything else ends it. The headings come again at the top
 * of each page. The columns are copied. */
void pdf_table(Pdf *pdf, const PdfColumn *columns, size_t count);
/* One cell for each column; NULL prints as an empty cell. A row stays on one page if it can. */
void pdf_row(Pdf *pdf, const char *const *cells);

/* A chart, with its figures beneath in words (its title). What cannot see it hears the words. The
 * chart is copied. */
void pdf_chart(Pdf *pdf, const Chart *chart);

/* A line to sign on by hand and one for the date: "Parent or carer", "Date". */
void pdf_signature(Pdf *pdf, const char *who, const char *date);
/* White space, in points; none is left at the top of a page. */
void pdf_space(Pdf *pdf, double points);
void pdf_new_page(Pdf *pdf);

/* Sets the pages and writes the file; the bytes live in the paper's arena. Call it once. Fails
 * when a font is missing (ERROR_INTERNAL) or the paper has more than 400 pages
 * (ERROR_TOO_LARGE). */
Error *pdf_finish(Pdf *pdf, Bytes *bytes);
/* Known once pdf_finish() has returned without an error. */
size_t pdf_page_count(const Pdf *pdf);

#endif

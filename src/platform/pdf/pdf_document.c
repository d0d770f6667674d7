#include "platform/pdf/pdf_document.h"

#include <string.h>

#include "platform/base/log.h"

bool pdf_language_valid(const char *language)
{
    static const char allowed[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-";
    if (text_empty(language))
        return false;
    size_t length = strlen(language);
    return length <= 35 && strspn(language, allowed) == length;
}

/* How many bytes at `at` are dropped, and whether they stand for a line end. Overrides and
 * embeddings (U+202A to U+202E) would let typed text show in another order than it reads. */
static size_t unprintable(const unsigned char *at, bool *line_end)
{
    *line_end = false;
    if (at[0] == '\r') {
        *line_end = at[1] != '\n';
        return 1;
    }
    if (at[0] == 0xe2 && at[1] == 0x80) {
        *line_end = at[2] == 0xa8 || at[2] == 0xa9;
        return at[2] >= 0xa8 && at[2] <= 0xae ? 3 : 0;
    }
    if (at[0] == 0xef && at[1] == 0xbb && at[2] == 0xbf)
        return 3;
    /* The tones of skin after an emoji (U+1F3FB to U+1F3FF): in black and white, a box. */
    if (at[0] == 0xf0 && at[1] == 0x9f && at[2] == 0x8f && at[3] >= 0xbb)
        return 4;
    if (at[0] == 0xc2 && at[1] >= 0x80 && at[1] <= 0x9f)
        return 2;
    return (at[0] < ' ' && at[0] != '\n' && at[0] != '\t') || at[0] == 0x7f ? 1 : 0;
}

static char *put_clean(char *out, char c, const char *start)
{
    if (c == '\n' && (out == start || (out - start >= 2 && out[-1] == '\n' && out[-2] == '\n')))
        return out;
    *out = c;
    return out + 1;
}

char *pdf_clean(Arena *arena, const char *text)
{
    if (text == NULL)
        return arena_copy(arena, "");
    char *clean = arena_alloc(arena, strlen(text) + 1);
    char *out = clean;
    for (const unsigned char *at = (const unsigned char *)text; *at != '\0';) {
        bool line_end;
        size_t dropped = unprintable(at, &line_end);
        if (line_end || dropped == 0)
            out = put_clean(out, line_end ? '\n' : (char)*at, clean);
        at += dropped == 0 ? 1 : dropped;
    }
    while (out > clean && (out[-1] == '\n' || out[-1] == ' '))
        out--;
    *out = '\0';
    return clean;
}

static Block *add(Pdf *pdf, BlockKind kind)
{
    Block *block = arena_new(pdf->arena, Block);
    block->kind = kind;
    block->language = pdf->language;
    if (pdf->last == NULL)
        pdf->first = block;
    else
        pdf->last->next = block;
    pdf->last = block;
    return block;
}

static void add_text(Pdf *pdf, BlockKind kind, int number, const char *label, const char *text)
{
    char *clean_label = label == NULL ? NULL : pdf_clean(pdf->arena, label);
    char *clean = pdf_clean(pdf->arena, text);
    if (text_empty(clean) && text_empty(clean_label))
        return;
    Block *block = add(pdf, kind);
    block->number = number;
    block->label = text_empty(clean_label) ? NULL : clean_label;
    block->text = clean;
}

static Block *add_cells(Pdf *pdf, BlockKind kind, size_t count, const char *const *cells)
{
    Block *block = add(pdf, kind);
    block->cells = arena_array(pdf->arena, const char *, count);
    block->cell_count = count;
    for (size_t i = 0; i < count; i++)
        block->cells[i] = pdf_clean(pdf->arena, cells[i]);
    return block;
}

Pdf *pdf_create(Arena *arena, const PdfOptions *options)
{
    ASSERT(!text_empty(options->title));
    ASSERT(pdf_language_valid(options->language));
    Pdf *pdf = arena_new(arena, Pdf);
    pdf->arena = arena;
    pdf->options = *options;
    pdf->options.title = pdf_clean(arena, options->title);
    pdf->options.language = arena_copy(arena, options->language);
    pdf->options.footer = pdf_clean(arena, options->footer);
    pdf->options.page_words = pdf_clean(
        arena, options->page_words == NULL ? "Page {page} of {pages}" : options->page_words);
    if (!text_empty(options->issuer) || !text_empty(options->mark))
        add_cells(pdf, BLOCK_MASTHEAD, 2, (const char *[]){options->issuer, options->mark});
    return pdf;
}

void pdf_language(Pdf *pdf, const char *language)
{
    pdf->language = pdf_language_valid(language) ? arena_copy(pdf->arena, language) : NULL;
}

void pdf_heading(Pdf *pdf, int level, const char *text)
{
    ASSERT(level >= 1 && level <= 3);
    add_text(pdf, BLOCK_HEADING, level, NULL, text);
}

void pdf_paragraph(Pdf *pdf, const char *text)
{
    add_text(pdf, BLOCK_PARAGRAPH, 0, NULL, text);
}

void pdf_labelled(Pdf *pdf, const char *label, const char *text)
{
    add_text(pdf, BLOCK_PARAGRAPH, 0, label, text);
}

void pdf_small(Pdf *pdf, const char *text)
{
    add_text(pdf, BLOCK_SMALL, 0, NULL, text);
}

void pdf_bullet(Pdf *pdf, const char *text)
{
    add_text(pdf, BLOCK_BULLET, 0, NULL, text);
}

void pdf_numbered(Pdf *pdf, const char *text)
{
    bool goes_on = pdf->last != NULL && pdf->last->kind == BLOCK_NUMBERED;
    add_text(pdf, BLOCK_NUMBERED, goes_on ? pdf->last->number + 1 : 1, NULL, text);
}

void pdf_definition(Pdf *pdf, const char *term, const char *value)
{
    Block *block = add_cells(pdf, BLOCK_DEFINITION, 2, (const char *[]){term, value});
    if (text_empty(block->cells[1]))
        block->cells[1] = "–";
}

void pdf_quote(Pdf *pdf, const char *words, const char *attribution)
{
    if (!text_empty(words))
        add_text(pdf, BLOCK_QUOTE, 0, attribution, words);
}

void pdf_notice(Pdf *pdf, PdfTone tone, const char *title, const char *text)
{
    add_text(pdf, BLOCK_NOTICE, (int)tone, title, text);
}

void pdf_table(Pdf *pdf, const PdfColumn *columns, size_t count)
{
    ASSERT(count > 0 && count <= PDF_COLUMNS_MAXIMUM);
    Table *table = arena_new(pdf->arena, Table);
    table->count = count;
    const char *headings[PDF_COLUMNS_MAXIMUM];
    for (size_t i = 0; i < count; i++) {
        ASSERT(columns[i].share > 0);
        table->columns[i] = columns[i];
        table->shares += columns[i].share;
        headings[i] = columns[i].heading;
    }
    add_cells(pdf, BLOCK_TABLE, count, headings)->table = table;
}

void pdf_row(Pdf *pdf, const char *const *cells)
{
    ASSERT(pdf->last != NULL && pdf->last->table != NULL);
    const Table *table = pdf->last->table;
    add_cells(pdf, BLOCK_ROW, table->count, cells)->table = table;
}

void pdf_signature(Pdf *pdf, const char *who, const char *date)
{
    add_cells(pdf, BLOCK_SIGNATURE, 2, (const char *[]){who, date});
}

void pdf_space(Pdf *pdf, double points)
{
    add(pdf, BLOCK_SPACE)->points = points;
}

void pdf_new_page(Pdf *pdf)
{
    add(pdf, BLOCK_PAGE);
}

size_t pdf_page_count(const Pdf *pdf)
{
    return pdf->page_count;
}

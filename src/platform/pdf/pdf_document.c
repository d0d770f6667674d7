#include "platform/pdf/pdf_document.h"

#include <glib.h>
#include <string.h>

#include "platform/base/log.h"
#include "platform/base/leave_out.h"

bool pdf_language_valid(const char *language)
{
    static const char allowed[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-";
    if (text_empty(language))
        return false;
    size_t length = strlen(language);
    return length <= 35 && strspn(language, allowed) == length;
}

/* Characters that print nothing, or nothing good. */
static const struct characters {
    gunichar first;
    gunichar last;
} dropped[] = {
    {0x01, 0x08},       {0x0b, 0x1f}, {0x7f, 0x9f}, /* controls, but for tab and line feed */
    {0x202a, 0x202e},   /* overrides: typed text would show in another order than it reads */
    {0xfeff, 0xfeff},   /* byte order mark */
    {0x1f3fb, 0x1f3ff}, /* tones of skin after an emoji: in black and white, a box */
};

static bool is_dropped(gunichar character)
{
    for (size_t i = 0; i < sizeof dropped / sizeof dropped[0]; i++) {
        if (character >= dropped[i].first && character <= dropped[i].last)
            return true;
    }
    return false;
}

static bool is_line_end(gunichar character, char next)
{
    return (character == '\r' && next != '\n') || character == 0x2028 || character == 0x2029;
}

/* Where the next byte goes, after the line feed unless there are two already. */
static char *put_line_feed(char *out, const char *start)
{
    bool first = out == start;
    bool third = out - start >= 2 && out[-1] == '\n' && out[-2] == '\n';
    if (first || third)
        return out;
    *out = '\n';
    return out + 1;
}

char *pdf_clean(Arena *arena, const char *text)
{
    if (text == NULL)
        return arena_copy(arena, "");
    char *clean = arena_alloc(arena, strlen(text) + 1);
    char *out = clean;
    for (const char *next, *at = text; *at != '\0'; at = next) {
        gunichar character = g_utf8_get_char(at);
        next = g_utf8_next_char(at);
        if (character == '\n' || is_line_end(character, *next)) {
            out = put_line_feed(out, clean);
        } else if (!is_dropped(character)) {
            memcpy(out, at, (size_t)(next - at));
            out += next - at;
        }
    }
    while (out > clean && (out[-1] == '\n' || out[-1] == ' '))
        out--;
    *out = '\0';
    return clean;
}

static char *printed(Pdf *pdf, const char *text)
{
    const Texts *passages = pdf->options.left_out;
    return pdf_clean(pdf->arena, left_out(pdf->arena, text, passages, pdf->options.instead));
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
    char *clean_label = label == NULL ? NULL : printed(pdf, label);
    char *clean = printed(pdf, text);
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
        block->cells[i] = printed(pdf, cells[i]);
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

static Chart *copy_of(Pdf *pdf, const Chart *chart)
{
    Chart *copy = arena_new(pdf->arena, Chart);
    *copy = *chart;
    copy->lines.items = arena_array(pdf->arena, ChartLine, chart->lines.count);
    copy->dots.items = arena_array(pdf->arena, ChartDot, chart->dots.count);
    copy->texts.items = arena_array(pdf->arena, ChartText, chart->texts.count);
    for (size_t i = 0; i < chart->lines.count; i++)
        copy->lines.items[i] = chart->lines.items[i];
    for (size_t i = 0; i < chart->dots.count; i++)
        copy->dots.items[i] = chart->dots.items[i];
    for (size_t i = 0; i < chart->texts.count; i++) {
        copy->texts.items[i] = chart->texts.items[i];
        copy->texts.items[i].text = printed(pdf, chart->texts.items[i].text);
    }
    return copy;
}

void pdf_chart(Pdf *pdf, const Chart *chart)
{
    ASSERT(chart->texts.count > 0);
    Block *block = add(pdf, BLOCK_CHART);
    block->chart = copy_of(pdf, chart);
    block->text = printed(pdf, chart->title);
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

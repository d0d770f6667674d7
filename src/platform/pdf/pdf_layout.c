#include "platform/pdf/pdf_layout.h"

#include <string.h>

#include "platform/base/log.h"
#include "platform/pdf/pdf_set.h"

#define COLUMN_GAP 12.0

/* White above each kind of block, in lines of body text: beside its like, and otherwise. */
static const struct gap {
    double same;
    double other;
} gaps[BLOCK_KINDS] = {
    [BLOCK_MASTHEAD] = {0, 0},     [BLOCK_HEADING] = {0.5, 1.5}, [BLOCK_PARAGRAPH] = {0.5, 0.5},
    [BLOCK_SMALL] = {0.1, 0.3},    [BLOCK_BULLET] = {0.2, 0.4},  [BLOCK_NUMBERED] = {0.3, 0.4},
    [BLOCK_DEFINITION] = {0, 0.5}, [BLOCK_QUOTE] = {0.8, 0.8},   [BLOCK_NOTICE] = {0.6, 0.9},
    [BLOCK_TABLE] = {0.8, 0.8},    [BLOCK_ROW] = {0, 0},         [BLOCK_SIGNATURE] = {0.6, 1.2},
    [BLOCK_CHART] = {1.0, 0.6},
};

static double gap_above(const Setting *setting, const Block *block)
{
    const Block *previous = setting->previous;
    if (previous == NULL)
        return 0;
    double lines = previous->kind == block->kind ? gaps[block->kind].same : gaps[block->kind].other;
    bool after_heading = previous->kind == BLOCK_HEADING && block->kind != BLOCK_HEADING;
    if (after_heading && block->kind != BLOCK_NOTICE && lines > 0.3)
        lines = 0.3;
    if (block->kind == BLOCK_HEADING && block->number == 3 && previous->kind != BLOCK_HEADING)
        lines = 1.0;
    return lines * setting->look->body.leading;
}

/* The list or table that the block goes on with, or a new one. */
static Element *group_of(Setting *setting, const Block *block, const char *tag,
                         const char *attributes)
{
    bool goes_on = setting->previous != NULL && setting->previous->kind == block->kind &&
                   (block->kind != BLOCK_NUMBERED || block->number > 1);
    if (!goes_on)
        setting->group = pdf_set_element(setting, NULL, tag, attributes, NULL);
    return setting->group;
}

static Flow flow_of(Setting *setting, const Block *block, const Style *style)
{
    return (Flow){.block = block,
                  .label = block->label,
                  .text = block->text,
                  .style = style,
                  .above = gap_above(setting, block)};
}

static void set_heading(Setting *setting, const Block *block)
{
    static const char *const tags[] = {"H1", "H2", "H3"};
    Flow flow = flow_of(setting, block, &setting->look->heading[block->number - 1]);
    flow.element = pdf_set_element(setting, NULL, tags[block->number - 1], NULL, block->language);
    flow.keep_lines = SIZE_MAX;
    flow.keep_with_next = true;
    pdf_set_flow(setting, &flow);
}

static void set_paragraph(Setting *setting, const Block *block)
{
    const Look *look = setting->look;
    Flow flow = flow_of(setting, block, block->kind == BLOCK_SMALL ? &look->small : &look->body);
    flow.element = pdf_set_element(setting, NULL, "P", NULL, block->language);
    pdf_set_flow(setting, &flow);
}

static void set_item(Setting *setting, const Block *block)
{
    bool numbered = block->kind == BLOCK_NUMBERED;
    Element *list = group_of(setting, block, "L",
                             numbered ? "/A << /O /List /ListNumbering /Decimal >>"
                                      : "/A << /O /List /ListNumbering /Disc >>");
    Element *item = pdf_set_element(setting, list, "LI", NULL, block->language);
    Flow flow = flow_of(setting, block, &setting->look->body);
    flow.marker = numbered ? arena_print(setting->arena, "%d.", block->number) : "•";
    flow.marker_element = pdf_set_element(setting, item, "Lbl", NULL, NULL);
    flow.element = pdf_set_element(setting, item, "LBody", NULL, NULL);
    flow.indent = setting->look->indent * (numbered ? 1.4 : 1.0);
    pdf_set_flow(setting, &flow);
}

static void set_quote(Setting *setting, const Block *block)
{
    Element *quote = pdf_set_element(setting, NULL, "BlockQuote", NULL, block->language);
    Flow words = flow_of(setting, block, &setting->look->body);
    words.label = NULL;
    words.element = pdf_set_element(setting, quote, "P", NULL, NULL);
    words.indent = setting->look->indent;
    words.ornament = ORNAMENT_QUOTE;
    words.keep_lines = 8;
    words.pad_top = words.pad_bottom = 1;
    words.keep_with_next = block->label != NULL;
    Side side = pdf_set_flow(setting, &words);
    if (block->label == NULL)
        return;
    Flow source = words;
    source.text = block->label;
    source.style = &setting->look->small;
    source.element = pdf_set_element(setting, quote, "P", NULL, NULL);
    source.side = side;
    source.above = 0;
    source.keep_lines = SIZE_MAX;
    source.keep_with_next = false;
    pdf_set_flow(setting, &source);
}

static void set_notice(Setting *setting, const Block *block)
{
    const Tone *tone = pdf_tone((PdfTone)block->number);
    Element *box = pdf_set_element(setting, NULL, "Div", NULL, block->language);
    Flow flow = flow_of(setting, block, &setting->look->body);
    flow.label = NULL;
    flow.indent = setting->look->indent;
    flow.ornament = ORNAMENT_NOTICE;
    flow.full_width = true;
    flow.keep_lines = SIZE_MAX;
    double pad = setting->look->row * 2;
    bool has_text = !text_empty(block->text);
    if (block->label != NULL) {
        Style bold = setting->look->strong;
        bold.colour = tone->colour;
        Flow title = flow;
        title.text = tone->shape == NULL
                         ? block->label
                         : arena_print(setting->arena, "%s %s", tone->shape, block->label);
        title.style = &bold;
        title.element = pdf_set_element(setting, box, "P", NULL, NULL);
        title.pad_top = pad;
        title.pad_bottom = has_text ? 2 : pad;
        title.keep_with_next = has_text;
        pdf_set_flow(setting, &title);
        flow.above = 0;
    }
    if (!has_text)
        return;
    flow.element = pdf_set_element(setting, box, "P", NULL, NULL);
    flow.pad_top = block->label == NULL ? pad : 0;
    flow.pad_bottom = pad;
    pdf_set_flow(setting, &flow);
}

static Row row_of(Setting *setting, const Block *block, Element *parent, const char *tag)
{
    Row row = {.block = block,
               .parent = parent,
               .tag = tag,
               .count = block->cell_count,
               .above = gap_above(setting, block),
               .pad_top = setting->look->row,
               .pad_bottom = setting->look->row,
               .repeats = REPEATS_NOTHING,
               .limit = BODY_HEIGHT};
    for (size_t i = 0; i < row.count; i++)
        row.cells[i] = (Cell){.text = block->cells[i],
                              .style = &setting->look->body,
                              .tag = tag == NULL ? "P" : "TD"};
    return row;
}

/* Two cells beside each other, the first with this share of the width. */
static void share_width(Row *row, double share)
{
    row->cells[0].width = BODY_WIDTH * share - COLUMN_GAP;
    row->cells[1].start = BODY_WIDTH * share;
    row->cells[1].width = BODY_WIDTH * (1 - share);
}

static void set_masthead(Setting *setting, const Block *block)
{
    Style issuer = setting->look->strong;
    issuer.colour = COLOUR_BAR;
    Row row = row_of(setting, block, NULL, NULL);
    share_width(&row, 0.7);
    row.cells[0].style = &issuer;
    Style mark = setting->look->small;
    mark.leading = issuer.leading; /* on one line with the issuer */
    row.cells[1].style = &mark;
    row.cells[1].at_end = true;
    row.pad_top = 0;
    row.ornament = ORNAMENT_MASTHEAD;
    pdf_set_row(setting, &row);
}

static void set_definition(Setting *setting, const Block *block)
{
    Element *list = group_of(setting, block, "L", "/A << /O /List /ListNumbering /None >>");
    Row row = row_of(setting, block, list, "LI");
    share_width(&row, 0.28);
    row.cells[0].style = &setting->look->strong;
    row.cells[0].tag = "Lbl";
    row.cells[1].tag = "LBody";
    row.ornament = ORNAMENT_ROW;
    pdf_set_row(setting, &row);
}

static void set_signature(Setting *setting, const Block *block)
{
    Row row = row_of(setting, block, NULL, NULL);
    share_width(&row, SIGNATURE_SHARE);
    row.cells[0].style = row.cells[1].style = &setting->look->small;
    row.pad_top = setting->look->body.leading * SIGNATURE_ROOM;
    row.ornament = ORNAMENT_SIGNATURE;
    pdf_set_row(setting, &row);
}

static const Style *cell_style(const Setting *setting, const PdfColumn *column)
{
    if (column->names_row)
        return &setting->look->strong;
    return column->numbers ? &setting->look->figures : &setting->look->body;
}

/* The least width at which no word of the column is cut. */
static double column_need(Setting *setting, const Block *table, size_t index, double width)
{
    const Style *style = &setting->look->column;
    double need = 0;
    for (const Block *row = table; row != NULL && row->table == table->table; row = row->next) {
        double word = pdf_set_longest_word(setting, style, row->cells[index], row->language,
                                           width - COLUMN_GAP);
        if (word + COLUMN_GAP > need)
            need = word + COLUMN_GAP;
        style = cell_style(setting, &table->table->columns[index]);
    }
    return need;
}

/* Widths as the shares say; a column too narrow for a word of its own takes from those that have
 * room to spare. When all together have too little, words are cut. */
static void fit_columns(Setting *setting, const Block *block, double *widths)
{
    double needs[PDF_COLUMNS_MAXIMUM];
    double lacking = 0;
    double spare = 0;
    for (size_t i = 0; i < block->cell_count; i++) {
        widths[i] = BODY_WIDTH * block->table->columns[i].share / block->table->shares;
        needs[i] = column_need(setting, block, i, widths[i]);
        if (needs[i] > widths[i])
            lacking += needs[i] - widths[i];
        else
            spare += widths[i] - needs[i];
    }
    if (lacking == 0 || lacking > spare)
        return;
    for (size_t i = 0; i < block->cell_count; i++) {
        if (needs[i] > widths[i])
            widths[i] = needs[i];
        else
            widths[i] -= (widths[i] - needs[i]) * lacking / spare;
    }
}

static void place_columns(const Setting *setting, Row *row, const Table *table)
{
    double start = 0;
    for (size_t i = 0; i < row->count; i++) {
        double width = setting->widths[i];
        row->cells[i].start = start;
        row->cells[i].width = i + 1 == row->count ? width : width - COLUMN_GAP;
        row->cells[i].at_end = table->columns[i].numbers;
        start += width;
    }
}

static void set_table(Setting *setting, const Block *block)
{
    fit_columns(setting, block, setting->widths);
    setting->group = pdf_set_element(setting, NULL, "Table", NULL, NULL);
    Row row = row_of(setting, block, setting->group, "TR");
    place_columns(setting, &row, block->table);
    for (size_t i = 0; i < row.count; i++) {
        row.cells[i].style = &setting->look->column;
        row.cells[i].tag = "TH";
        row.cells[i].attributes = "/A << /O /Table /Scope /Column >>";
    }
    row.ornament = ORNAMENT_HEAD;
    row.keep_with_next = true;
    size_t index = setting->strips.count;
    pdf_set_row(setting, &row);
    double height = setting->strips.items[index].height;
    bool repeatable = setting->strips.count == index + 1 && height < BODY_HEIGHT / 3;
    setting->head = repeatable ? index : REPEATS_NOTHING;
    setting->head_height = repeatable ? height : 0;
}

/* As with lines: neither the first nor the last row of a table stands alone. */
static bool keeps_with_next_row(const Setting *setting, const Block *block)
{
    const Block *next = block->next;
    if (next == NULL || next->kind != BLOCK_ROW)
        return false;
    bool first = setting->previous->kind == BLOCK_TABLE;
    bool next_is_last = next->next == NULL || next->next->kind != BLOCK_ROW;
    return first || next_is_last;
}

static void set_row(Setting *setting, const Block *block)
{
    Row row = row_of(setting, block, setting->group, "TR");
    place_columns(setting, &row, block->table);
    for (size_t i = 0; i < row.count; i++) {
        const PdfColumn *column = &block->table->columns[i];
        row.cells[i].style = cell_style(setting, column);
        if (!column->names_row)
            continue;
        row.cells[i].tag = "TH";
        row.cells[i].attributes = "/A << /O /Table /Scope /Row >>";
    }
    row.ornament = ORNAMENT_ROW;
    row.keep_with_next = keeps_with_next_row(setting, block);
    row.repeats = setting->head;
    row.limit = BODY_HEIGHT - setting->head_height;
    pdf_set_row(setting, &row);
}

static void set_chart(Setting *setting, const Block *block)
{
    Element *figure = pdf_set_element(setting, NULL, "Figure",
                                      "/Alt (Chart. Its figures stand beneath in words.)", NULL);
    pdf_set_chart(setting, block, figure, gap_above(setting, block));
    Flow words = flow_of(setting, block, &setting->look->small);
    words.element = pdf_set_element(setting, NULL, "P", NULL, block->language);
    words.above = setting->look->row;
    words.keep_lines = SIZE_MAX;
    pdf_set_flow(setting, &words);
}

static void set_space(Setting *setting, const Block *block)
{
    setting->space += block->points;
}

static void set_page(Setting *setting, const Block *block)
{
    (void)block;
    setting->page_asked = true;
}

static void (*const setters[BLOCK_KINDS])(Setting *, const Block *) = {
    [BLOCK_MASTHEAD] = set_masthead,
    [BLOCK_HEADING] = set_heading,
    [BLOCK_PARAGRAPH] = set_paragraph,
    [BLOCK_SMALL] = set_paragraph,
    [BLOCK_BULLET] = set_item,
    [BLOCK_NUMBERED] = set_item,
    [BLOCK_DEFINITION] = set_definition,
    [BLOCK_QUOTE] = set_quote,
    [BLOCK_NOTICE] = set_notice,
    [BLOCK_TABLE] = set_table,
    [BLOCK_ROW] = set_row,
    [BLOCK_SIGNATURE] = set_signature,
    [BLOCK_CHART] = set_chart,
    [BLOCK_SPACE] = set_space,
    [BLOCK_PAGE] = set_page,
};

void pdf_layout_start(Setting *setting, const Pdf *pdf, PangoContext *context)
{
    *setting = (Setting){.arena = pdf->arena,
                         .context = context,
                         .look = pdf_look(pdf->options.reader),
                         .options = &pdf->options,
                         .layouts = g_ptr_array_new_with_free_func(g_object_unref)};
    pango_context_set_base_dir(context, pdf->options.right_to_left ? PANGO_DIRECTION_RTL
                                                                   : PANGO_DIRECTION_LTR);
}

void pdf_layout_end(Setting *setting)
{
    if (setting->layouts != NULL)
        g_ptr_array_unref(setting->layouts);
    setting->layouts = NULL;
}

void pdf_layout_blocks(Setting *setting, const Block *first)
{
    for (const Block *block = first; block != NULL; block = block->next) {
        setters[block->kind](setting, block);
        setting->previous = block;
    }
}

PangoLayoutLine *pdf_layout_line(Setting *setting, const Style *style, const char *text)
{
    PangoLayout *layout = pdf_set_text(setting, style, NULL, text, NULL, -1);
    pango_layout_set_single_paragraph_mode(layout, TRUE);
    return pango_layout_get_line_readonly(layout, 0);
}

#include "platform/pdf/pdf_set.h"

#include <string.h>

#include "platform/base/log.h"
#include "platform/pdf/pdf_fonts.h"

#define SPACE_WIDTH   3.0
#define CHART_LETTERS 11.0 /* size of the words in a chart's own units, as the pages draw them */

typedef struct LineBox {
    PangoLayoutLine *line;
    double width;
    double height;
    double baseline;     /* below the box's top */
    bool from_right;     /* the paragraph that it belongs to starts at the right */
    bool paragraph_ends; /* others follow: a space must part their words */
} LineBox;

typedef struct LineBoxes {
    size_t count;
    LineBox *items;
} LineBoxes;

Element *pdf_set_element(Setting *setting, Element *parent, const char *tag, const char *attributes,
                         const char *language)
{
    Element *element = arena_new(setting->arena, Element);
    *element = (Element){.parent = parent,
                         .tag = tag,
                         .attributes = attributes,
                         .language = language,
                         .first_page = -1,
                         .last_page = -1};
    setting->element_count++;
    return element;
}

static void set_font(PangoLayout *layout, const Setting *setting, const Style *style,
                     const char *language)
{
    PangoFontDescription *font = pango_font_description_new();
    pango_font_description_set_family_static(font,
                                             pdf_fonts_families(setting->look->andika, language));
    pango_font_description_set_absolute_size(font,
                                             style->size * pdf_fonts_scale(language) * PANGO_SCALE);
    pango_font_description_set_weight(font, (PangoWeight)style->weight);
    pango_layout_set_font_description(layout, font);
    pango_font_description_free(font);
}

static void set_attributes(PangoLayout *layout, const Style *style, const char *language,
                           size_t label_length)
{
    PangoAttrList *attributes = pango_attr_list_new();
    pango_attr_list_insert(attributes,
                           pango_attr_language_new(pango_language_from_string(language)));
    /* A word too long for its line is cut, but no hyphen is added to what somebody wrote. */
    pango_attr_list_insert(attributes, pango_attr_insert_hyphens_new(FALSE));
    if (style->figures)
        pango_attr_list_insert(attributes, pango_attr_font_features_new("tnum=1"));
    if (label_length > 0) {
        PangoAttribute *bold = pango_attr_weight_new(PANGO_WEIGHT_SEMIBOLD);
        bold->end_index = (guint)label_length;
        pango_attr_list_insert(attributes, bold);
    }
    pango_layout_set_attributes(layout, attributes);
    pango_attr_list_unref(attributes);
}

PangoLayout *pdf_set_text(Setting *setting, const Style *style, const char *label, const char *text,
                          const char *language, double width)
{
    if (language == NULL)
        language = setting->options->language;
    const char *words = label == NULL ? text : arena_print(setting->arena, "%s %s", label, text);
    PangoLayout *layout = pango_layout_new(setting->context);
    g_ptr_array_add(setting->layouts, layout);
    set_font(layout, setting, style, language);
    set_attributes(layout, style, language, label == NULL ? 0 : strlen(label));
    pango_layout_set_wrap(layout, PANGO_WRAP_WORD_CHAR);
    pango_layout_set_width(layout, width < 0 ? -1 : (int)(width * PANGO_SCALE));
    pango_layout_set_text(layout, words, -1);
    return layout;
}

/* Pango hides the space at which it parts two lines, and Cairo then leaves it out: whoever has the
 * text read out would hear two words as one. The glyph is put back; it still takes no room. */
static void show_last_space(PangoLayout *layout, PangoLayoutLine *line)
{
    int last = line->start_index + line->length - 1;
    if (line->length == 0 || pango_layout_get_text(layout)[last] != ' ')
        return;
    for (GSList *at = line->runs; at != NULL; at = at->next) {
        const PangoGlyphItem *run = at->data;
        hb_codepoint_t space = 0;
        if (!hb_font_get_nominal_glyph(pango_font_get_hb_font(run->item->analysis.font), ' ',
                                       &space))
            continue;
        for (int i = 0; i < run->glyphs->num_glyphs; i++) {
            PangoGlyphInfo *glyph = &run->glyphs->glyphs[i];
            bool is_last = run->item->offset + run->glyphs->log_clusters[i] == last;
            if (is_last && glyph->glyph == PANGO_GLYPH_EMPTY)
                glyph->glyph = space;
        }
    }
}

static bool paragraph_ends(PangoLayout *layout, const PangoLayoutLine *line)
{
    return pango_layout_get_text(layout)[line->start_index + line->length] == '\n';
}

double pdf_set_longest_word(Setting *setting, const Style *style, const char *text,
                            const char *language, double room)
{
    const double widest = 0.85; /* letter, on average over a word, of the size */
    size_t longest = 0;
    for (const char *word = text; *word != '\0'; word += strspn(word, " \n")) {
        size_t length = strcspn(word, " \n");
        longest = length > longest ? length : longest;
        word += length;
    }
    if ((double)longest * style->size * widest <= room)
        return 0;
    PangoLayout *layout = pdf_set_text(setting, style, NULL, text, language, 0);
    pango_layout_set_wrap(layout, PANGO_WRAP_WORD);
    PangoRectangle logical;
    pango_layout_get_extents(layout, NULL, &logical);
    return logical.width / (double)PANGO_SCALE;
}

static LineBox box_of(const Style *style, PangoLayoutIter *at)
{
    PangoLayout *layout = pango_layout_iter_get_layout(at);
    PangoLayoutLine *line = pango_layout_iter_get_line(at);
    PangoRectangle logical;
    show_last_space(layout, line);
    pango_layout_line_get_extents(line, NULL, &logical);
    /* A line's white is shared above and below it; tall scripts get the height that they need. */
    double natural = logical.height / (double)PANGO_SCALE;
    double height = natural > style->leading ? natural : style->leading;
    return (LineBox){.line = line,
                     .width = logical.width / (double)PANGO_SCALE,
                     .height = height,
                     .baseline = (height - natural) / 2 - logical.y / (double)PANGO_SCALE,
                     .from_right = line->resolved_dir == PANGO_DIRECTION_RTL,
                     .paragraph_ends = paragraph_ends(layout, line)};
}

static LineBoxes measure(Setting *setting, PangoLayout *layout, const Style *style)
{
    LineBoxes boxes = {.count = (size_t)pango_layout_get_line_count(layout)};
    boxes.items = arena_array(setting->arena, LineBox, boxes.count);
    setting->unknown_glyphs += pango_layout_get_unknown_glyphs_count(layout);
    PangoLayoutIter *at = pango_layout_get_iter(layout);
    for (size_t i = 0; i < boxes.count; i++, pango_layout_iter_next_line(at)) {
        boxes.items[i] = box_of(style, at);
        /* Half a line parts paragraphs well enough. */
        if (boxes.items[i].line->length == 0 && i + 1 < boxes.count)
            boxes.items[i].height /= 2;
    }
    pango_layout_iter_free(at);
    return boxes;
}

/* The strip is valid until the next one is added. */
static Strip *add_strip(Setting *setting, const Block *block, double above)
{
    Strips *strips = &setting->strips;
    if (strips->count == strips->capacity) {
        size_t capacity = strips->capacity == 0 ? 64 : 2 * strips->capacity;
        Strip *items = arena_array(setting->arena, Strip, capacity);
        if (strips->count > 0)
            memcpy(items, strips->items, strips->count * sizeof *items);
        strips->items = items;
        strips->capacity = capacity;
    }
    Strip *strip = &strips->items[strips->count++];
    bool opens_block = strips->count == 1 || strip[-1].block != block;
    *strip = (Strip){.above = above + setting->space,
                     .starts_page = setting->page_asked,
                     .repeats = REPEATS_NOTHING,
                     .block = block,
                     .opens_block = opens_block,
                     .width = BODY_WIDTH};
    setting->space = 0;
    setting->page_asked = false;
    return strip;
}

static void append(Setting *setting, Strip *strip, const Fragment *fragment)
{
    Fragment *copy = arena_new(setting->arena, Fragment);
    *copy = *fragment;
    if (strip->last == NULL)
        strip->first = copy;
    else
        strip->last->next = copy;
    strip->last = copy;
    setting->fragment_count++;
}

/* Where a line stands: alignment is done here and not by Pango, which would shape the text anew. */
typedef struct Place {
    Element *element;
    double left;
    double width;
    double top;
    bool right; /* the line stands at the right of the width */
    uint32_t colour;
} Place;

static void add_line(Setting *setting, Strip *strip, const LineBox *box, const Place *place)
{
    double x = place->right ? place->left + place->width - box->width : place->left;
    Fragment fragment = {.element = place->element,
                         .line = box->line,
                         .x = x,
                         .baseline = place->top + box->baseline,
                         .colour = place->colour};
    append(setting, strip, &fragment);
    if (!box->paragraph_ends)
        return;
    if (setting->space_line == NULL)
        setting->space_line = pdf_layout_line(setting, &setting->look->small, " ");
    fragment.line = setting->space_line;
    fragment.x = box->from_right ? x - SPACE_WIDTH : x + box->width;
    append(setting, strip, &fragment);
}

#define LEFT_TO_RIGHT_MARK "\u200e"
#define RIGHT_TO_LEFT_MARK "\u200f"

/* The marker hangs in the indent, a little before the text, whichever side that is. "2." has no
 * direction of its own and takes the text's. */
static void add_marker(Setting *setting, Strip *strip, const Flow *flow, double text_edge)
{
    const char *mark = strip->from_right ? RIGHT_TO_LEFT_MARK : LEFT_TO_RIGHT_MARK;
    bool as_paper = strip->from_right == setting->options->right_to_left;
    const char *marker =
        as_paper ? flow->marker : arena_print(setting->arena, "%s%s", mark, flow->marker);
    PangoLayout *layout =
        pdf_set_text(setting, flow->style, NULL, marker, flow->block->language, -1);
    LineBoxes boxes = measure(setting, layout, flow->style);
    double gap = flow->style->size * 0.5;
    Place place = {.element = flow->marker_element,
                   .left = strip->from_right ? text_edge + gap : text_edge - gap,
                   .right = !strip->from_right,
                   .top = flow->pad_top,
                   .colour = COLOUR_MUTED};
    add_line(setting, strip, &boxes.items[0], &place);
}

static bool keeps(const Flow *flow, size_t line, size_t count)
{
    if (line + 1 == count)
        return flow->keep_with_next;
    bool lone_first = line == 0;
    bool lone_last = line + 2 == count;
    return count <= flow->keep_lines || lone_first || lone_last;
}

/* Where running text stands. It is narrower than the body, so that a line holds about 66
 * characters, and stands at the side where it starts. */
typedef struct Column {
    double outer; /* width of the ornament */
    double width; /* of the text */
    double outer_left;
    double left;
} Column;

static Column column_widths(const Setting *setting, const Flow *flow)
{
    double longest = setting->look->measure < BODY_WIDTH ? setting->look->measure : BODY_WIDTH;
    double outer = flow->full_width ? BODY_WIDTH : longest;
    double room = outer - flow->indent * (flow->full_width ? 2 : 1);
    return (Column){.outer = outer, .width = room < longest ? room : longest};
}

static void place_column(Column *column, const Flow *flow, bool from_right)
{
    column->outer_left = from_right ? BODY_WIDTH - column->outer : 0;
    column->left = from_right ? BODY_WIDTH - flow->indent - column->width : flow->indent;
}

Side pdf_set_flow(Setting *setting, const Flow *flow)
{
    Column column = column_widths(setting, flow);
    PangoLayout *layout = pdf_set_text(setting, flow->style, flow->label, flow->text,
                                       flow->block->language, column.width);
    LineBoxes boxes = measure(setting, layout, flow->style);
    bool as_text = flow->side == SIDE_OF_TEXT;
    bool from_right = as_text ? boxes.items[0].from_right : flow->side == SIDE_RIGHT;
    place_column(&column, flow, from_right);
    for (size_t i = 0; i < boxes.count; i++) {
        const LineBox *box = &boxes.items[i];
        Place place = {.element = flow->element,
                       .left = column.left,
                       .width = column.width,
                       .top = i == 0 ? flow->pad_top : 0,
                       .right = as_text ? box->from_right : from_right,
                       .colour = flow->style->colour};
        Strip *strip = add_strip(setting, flow->block, i == 0 ? flow->above : 0);
        strip->height = place.top + box->height + (i + 1 == boxes.count ? flow->pad_bottom : 0);
        strip->keep_with_next = keeps(flow, i, boxes.count);
        strip->ornament = flow->ornament;
        strip->from_right = from_right;
        strip->x = column.outer_left;
        strip->width = column.outer;
        if (i == 0 && flow->marker != NULL)
            add_marker(setting, strip, flow, from_right ? column.left + column.width : column.left);
        add_line(setting, strip, box, &place);
    }
    return from_right ? SIDE_RIGHT : SIDE_LEFT;
}

/* Columns look calm when short cells stand at the paper's side, whatever their script; longer ones
 * are read, and need the side where their own lines start. */
static bool cell_at_right(const Setting *setting, const Cell *cell, const LineBoxes *boxes,
                          const LineBox *box)
{
    const size_t short_lines = 3;
    bool paper = setting->options->right_to_left;
    if (cell->at_end)
        return !paper;
    return boxes->count <= short_lines ? paper : box->from_right;
}

/* Adds to the strip the cell's lines from *next on that fit the height; gives their height. */
static double fill_cell(Setting *setting, Strip *strip, const Row *row, size_t index,
                        const LineBoxes *boxes, size_t *next, Element *parent)
{
    const Cell *cell = &row->cells[index];
    double room = row->limit - row->pad_top - row->pad_bottom;
    bool mirrored = setting->options->right_to_left;
    Place place = {.left = mirrored ? BODY_WIDTH - cell->start - cell->width : cell->start,
                   .width = cell->width,
                   .top = row->pad_top,
                   .colour = cell->style->colour};
    place.element =
        pdf_set_element(setting, parent, cell->tag, cell->attributes, row->block->language);
    for (size_t first = *next; *next < boxes->count; (*next)++) {
        const LineBox *box = &boxes->items[*next];
        if (*next > first && place.top - row->pad_top + box->height > room)
            break;
        place.right = cell_at_right(setting, cell, boxes, box);
        add_line(setting, strip, box, &place);
        place.top += box->height;
    }
    return place.top - row->pad_top;
}

/* One strip of a row: all of it, unless it is higher than a page. */
static bool add_slice(Setting *setting, const Row *row, const LineBoxes *boxes, size_t *next,
                      bool first)
{
    Strip *strip = add_strip(setting, row->block, first ? row->above : 0);
    strip->ornament = row->ornament;
    strip->repeats = row->repeats;
    strip->keep_with_next = row->keep_with_next;
    strip->from_right = setting->options->right_to_left;
    Element *parent = row->tag == NULL
                          ? row->parent
                          : pdf_set_element(setting, row->parent, row->tag, NULL, NULL);
    double highest = 0;
    bool more = false;
    for (size_t i = 0; i < row->count; i++) {
        double height = fill_cell(setting, strip, row, i, &boxes[i], &next[i], parent);
        if (height > highest)
            highest = height;
        more = more || next[i] < boxes[i].count;
    }
    strip->height = row->pad_top + highest + row->pad_bottom;
    return more;
}

void pdf_set_row(Setting *setting, const Row *row)
{
    LineBoxes boxes[PDF_COLUMNS_MAXIMUM];
    size_t next[PDF_COLUMNS_MAXIMUM] = {0};
    ASSERT(row->count <= PDF_COLUMNS_MAXIMUM);
    for (size_t i = 0; i < row->count; i++) {
        const Cell *cell = &row->cells[i];
        PangoLayout *layout =
            pdf_set_text(setting, cell->style, NULL, cell->text, row->block->language, cell->width);
        boxes[i] = measure(setting, layout, cell->style);
    }
    bool first = true;
    while (add_slice(setting, row, boxes, next, first))
        first = false;
}

/* ---- Charts -----------------------------------------------------------------------------------
 */

static void add_chart_text(Setting *setting, Strip *strip, const ChartText *text, Element *figure)
{
    const Style *style = &setting->look->small;
    PangoLayout *layout =
        pdf_set_text(setting, style, NULL, text->text, strip->block->language, -1);
    LineBoxes boxes = measure(setting, layout, style);
    double before = 0; /* share of its width that stands before its place */
    if (text_equal(text->anchor, "middle"))
        before = 0.5;
    else if (text_equal(text->anchor, "end"))
        before = 1;
    Fragment fragment = {.element = figure,
                         .line = boxes.items[0].line,
                         .x = strip->x + text->x * strip->scale - boxes.items[0].width * before,
                         .baseline = text->y * strip->scale,
                         .colour = style->colour};
    append(setting, strip, &fragment);
}

void pdf_set_chart(Setting *setting, const Block *block, Element *figure, double above)
{
    const Chart *chart = block->chart;
    double widest = BODY_WIDTH / CHART_WIDTH;
    double scale = setting->look->small.size / CHART_LETTERS;
    Strip *strip = add_strip(setting, block, above);
    strip->chart = chart;
    strip->scale = scale < widest ? scale : widest;
    strip->width = CHART_WIDTH * strip->scale;
    strip->height = CHART_HEIGHT * strip->scale;
    strip->x = setting->options->right_to_left ? BODY_WIDTH - strip->width : 0;
    strip->keep_with_next = true;
    for (size_t i = 0; i < chart->texts.count; i++)
        add_chart_text(setting, strip, &chart->texts.items[i], figure);
}

#include "platform/pdf/pdf_set.h"

#include <string.h>

#include "platform/base/log.h"
#include "platform/pdf/pdf_fonts.h"

#define SPACE_WIDTH 3.0

typedef struct LineBox {
    PangoLayoutLine *line;
    double x; /* within the layout: where alignment puts it */
    double height;
    double baseline;     /* below the box's top */
    bool paragraph_ends; /* others follow: a space must part their words, and stands here */
    double space_x;
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
    const double widest_letter = 1.2; /* of the size */
    size_t longest = 0;
    for (const char *word = text; *word != '\0'; word += strspn(word, " \n")) {
        size_t length = strcspn(word, " \n");
        longest = length > longest ? length : longest;
        word += length;
    }
    if ((double)longest * style->size * widest_letter <= room)
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
    pango_layout_iter_get_line_extents(at, NULL, &logical);
    double x = logical.x / (double)PANGO_SCALE;
    double width = logical.width / (double)PANGO_SCALE;
    /* A line's white is shared above and below it; tall scripts get the height that they need. */
    double natural = logical.height / (double)PANGO_SCALE;
    double ascent = (pango_layout_iter_get_baseline(at) - logical.y) / (double)PANGO_SCALE;
    double height = natural > style->leading ? natural : style->leading;
    bool from_right = line->resolved_dir == PANGO_DIRECTION_RTL;
    return (LineBox){.line = line,
                     .x = x,
                     .height = height,
                     .baseline = (height - natural) / 2 + ascent,
                     .space_x = from_right ? x - SPACE_WIDTH : x + width,
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

static void add_line(Setting *setting, Strip *strip, Element *element, const LineBox *box,
                     double left, double top, uint32_t colour)
{
    Fragment fragment = {.element = element,
                         .line = box->line,
                         .x = left + box->x,
                         .baseline = top + box->baseline,
                         .colour = colour};
    append(setting, strip, &fragment);
    if (!box->paragraph_ends)
        return;
    if (setting->space_line == NULL)
        setting->space_line = pdf_layout_line(setting, &setting->look->small, " ");
    fragment.line = setting->space_line;
    fragment.x = left + box->space_x;
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
    PangoRectangle logical;
    pango_layout_line_get_extents(boxes.items[0].line, NULL, &logical);
    double width = logical.width / (double)PANGO_SCALE;
    double gap = flow->style->size * 0.5;
    boxes.items[0].x = 0;
    add_line(setting, strip, flow->marker_element, &boxes.items[0],
             strip->from_right ? text_edge + gap : text_edge - gap - width, flow->pad_top,
             COLOUR_MUTED);
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
    double outer_left; /* of the ornament */
    double outer;      /* its width */
    double left;       /* of the text */
    double width;
    bool from_right;
} Column;

static Column column_of(const Setting *setting, const Flow *flow, bool from_right)
{
    double longest = setting->look->measure < BODY_WIDTH ? setting->look->measure : BODY_WIDTH;
    Column column = {.outer = flow->full_width ? BODY_WIDTH : longest, .from_right = from_right};
    column.outer_left = from_right ? BODY_WIDTH - column.outer : 0;
    double room = column.outer - flow->indent * (flow->full_width ? 2 : 1);
    column.width = room < longest ? room : longest;
    column.left = from_right ? column.outer_left + column.outer - flow->indent - column.width
                             : column.outer_left + flow->indent;
    return column;
}

/* As its first paragraph does. */
static bool runs_from_right(PangoLayout *layout)
{
    return pango_layout_get_line_readonly(layout, 0)->resolved_dir == PANGO_DIRECTION_RTL;
}

/* Pango's left is left in paragraphs that run as the paper does, and right in the others. */
static void align(const Setting *setting, PangoLayout *layout, bool right)
{
    bool as_paper = runs_from_right(layout) == setting->options->right_to_left;
    pango_layout_set_alignment(layout, right == as_paper ? PANGO_ALIGN_RIGHT : PANGO_ALIGN_LEFT);
}

/* Columns look calm when short cells stand at the paper's side, whatever their script; longer ones
 * are read, and need the side where their own lines start. */
static bool cell_at_right(const Setting *setting, const Cell *cell, PangoLayout *layout)
{
    bool paper = setting->options->right_to_left;
    if (cell->at_end)
        return !paper;
    const int short_lines = 3;
    return pango_layout_get_line_count(layout) <= short_lines ? paper : runs_from_right(layout);
}

static PangoLayout *flow_text(Setting *setting, const Flow *flow, Column *column)
{
    PangoLayout *layout =
        pdf_set_text(setting, flow->style, flow->label, flow->text, flow->block->language, -1);
    bool from_right =
        flow->side == SIDE_OF_TEXT ? runs_from_right(layout) : flow->side == SIDE_RIGHT;
    *column = column_of(setting, flow, from_right);
    pango_layout_set_width(layout, (int)(column->width * PANGO_SCALE));
    align(setting, layout, from_right);
    return layout;
}

Side pdf_set_flow(Setting *setting, const Flow *flow)
{
    Column column;
    PangoLayout *layout = flow_text(setting, flow, &column);
    LineBoxes boxes = measure(setting, layout, flow->style);
    for (size_t i = 0; i < boxes.count; i++) {
        double top = i == 0 ? flow->pad_top : 0;
        double bottom = i + 1 == boxes.count ? flow->pad_bottom : 0;
        Strip *strip = add_strip(setting, flow->block, i == 0 ? flow->above : 0);
        strip->height = top + boxes.items[i].height + bottom;
        strip->keep_with_next = keeps(flow, i, boxes.count);
        strip->ornament = flow->ornament;
        strip->from_right = column.from_right;
        strip->x = column.outer_left;
        strip->width = column.outer;
        if (i == 0 && flow->marker != NULL)
            add_marker(setting, strip, flow,
                       column.from_right ? column.left + column.width : column.left);
        add_line(setting, strip, flow->element, &boxes.items[i], column.left, top,
                 flow->style->colour);
    }
    return column.from_right ? SIDE_RIGHT : SIDE_LEFT;
}

/* Adds to the strip the cell's lines from *next on that fit the height; gives their height. */
static double fill_cell(Setting *setting, Strip *strip, const Row *row, size_t index,
                        const LineBoxes *boxes, size_t *next, Element *parent)
{
    const Cell *cell = &row->cells[index];
    double room = row->limit - row->pad_top - row->pad_bottom;
    double left =
        setting->options->right_to_left ? BODY_WIDTH - cell->start - cell->width : cell->start;
    Element *element =
        pdf_set_element(setting, parent, cell->tag, cell->attributes, row->block->language);
    double height = 0;
    while (*next < boxes->count && (height == 0 || height + boxes->items[*next].height <= room)) {
        const LineBox *box = &boxes->items[(*next)++];
        add_line(setting, strip, element, box, left, row->pad_top + height, cell->style->colour);
        height += box->height;
    }
    return height;
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
        align(setting, layout, cell_at_right(setting, cell, layout));
        boxes[i] = measure(setting, layout, cell->style);
    }
    bool first = true;
    while (add_slice(setting, row, boxes, next, first))
        first = false;
}

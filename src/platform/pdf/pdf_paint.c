#include "platform/pdf/pdf_paint.h"

#include <cairo-pdf.h>
#include <pango/pangocairo.h>

#include "platform/base/log.h"

#define OUTLINE_LEVELS 4 /* the root and three levels of headings */

typedef struct Painter {
    Painting *painting;
    cairo_surface_t *surface;
    cairo_t *cairo;
    const Element *open; /* the innermost; NULL: only the document, or nothing */
    bool document_open;
    bool part_open;              /* a Span within `open`, for the lines on this page */
    size_t tags;                 /* begun so far */
    int outline[OUTLINE_LEVELS]; /* the last entry of each level; 0 is the root's */
    int page;
} Painter;

static void set_colour(cairo_t *cairo, uint32_t colour)
{
    cairo_set_source_rgb(cairo, (colour >> 16 & 0xff) / 255.0, (colour >> 8 & 0xff) / 255.0,
                         (colour & 0xff) / 255.0);
}

static void fill_box(cairo_t *cairo, uint32_t colour, double x, double y, double width,
                     double height)
{
    set_colour(cairo, colour);
    cairo_rectangle(cairo, x, y, width, height);
    cairo_fill(cairo);
}

static void fill_round_box(cairo_t *cairo, uint32_t colour, double x, double y, double width,
                           double height)
{
    const double radius = 4;
    const double turn = G_PI / 2;
    cairo_new_sub_path(cairo);
    cairo_arc(cairo, x + width - radius, y + radius, radius, -turn, 0);
    cairo_arc(cairo, x + width - radius, y + height - radius, radius, 0, turn);
    cairo_arc(cairo, x + radius, y + height - radius, radius, turn, 2 * turn);
    cairo_arc(cairo, x + radius, y + radius, radius, 2 * turn, 3 * turn);
    cairo_close_path(cairo);
    set_colour(cairo, colour);
    cairo_fill(cairo);
}

static void draw_signature(cairo_t *cairo, const Look *look, const Strip *strip, double top)
{
    const double thickness = 0.75;
    double y = top + look->body.leading * SIGNATURE_ROOM - 3;
    double date = strip->width * (1 - SIGNATURE_SHARE);
    double name = strip->width * SIGNATURE_SHARE - 24;
    double name_x = strip->from_right ? strip->width - name : 0;
    double date_x = strip->from_right ? 0 : strip->width - date;
    fill_box(cairo, COLOUR_FIELD, name_x, y, name, thickness);
    fill_box(cairo, COLOUR_FIELD, date_x, y, date, thickness);
}

static void draw_ornament(const Painter *painter, const Strip *strip, double top, double height)
{
    cairo_t *cairo = painter->cairo;
    const double bar = 3;
    double bottom = top + height;
    switch (strip->ornament) {
    case ORNAMENT_NONE:
        break;
    case ORNAMENT_QUOTE:
        fill_box(cairo, COLOUR_VOICE, strip->from_right ? strip->x + strip->width - bar : strip->x,
                 top, bar, height);
        break;
    case ORNAMENT_NOTICE:
        fill_round_box(cairo, pdf_tone((PdfTone)strip->block->number)->ground, strip->x, top,
                       strip->width, height);
        break;
    case ORNAMENT_HEAD:
        fill_box(cairo, COLOUR_FIELD, strip->x, bottom - 0.75, strip->width, 0.75);
        break;
    case ORNAMENT_ROW:
        fill_box(cairo, COLOUR_LINE, strip->x, bottom - 0.5, strip->width, 0.5);
        break;
    case ORNAMENT_MASTHEAD:
        fill_box(cairo, COLOUR_BAR, strip->x, bottom - 1.5, strip->width, 1.5);
        break;
    case ORNAMENT_SIGNATURE:
        draw_signature(cairo, painter->painting->setting->look, strip, top);
        break;
    }
}

static const Strip *strip_of(const Painting *painting, size_t placement)
{
    return &painting->setting->strips.items[painting->placements->items[placement].strip];
}

/* Bars and boxes go round all of a block's lines on the page at once: drawn line by line, they
 * would show seams. */
static void draw_ornaments(const Painter *painter, size_t start, size_t end)
{
    const Painting *painting = painter->painting;
    for (size_t i = start; i < end;) {
        const Strip *strip = strip_of(painting, i);
        double top = painting->placements->items[i].y;
        double bottom = top + strip->height;
        bool joins = strip->ornament == ORNAMENT_QUOTE || strip->ornament == ORNAMENT_NOTICE;
        for (i++; i < end && joins && strip_of(painting, i)->block == strip->block; i++)
            bottom = painting->placements->items[i].y + strip_of(painting, i)->height;
        draw_ornament(painter, strip, top, bottom - top);
    }
}

static void begin_tag(Painter *painter, const char *tag, const Element *element)
{
    Painting *painting = painter->painting;
    if (element != NULL && (element->language != NULL || element->attributes != NULL))
        painting->facts[painting->fact_count++] = (ElementFact){.index = painter->tags,
                                                                .language = element->language,
                                                                .attributes = element->attributes};
    cairo_tag_begin(painter->cairo, tag, NULL);
    painter->tags++;
}

static void close_part(Painter *painter)
{
    if (painter->part_open)
        cairo_tag_end(painter->cairo, "Span");
    painter->part_open = false;
}

static bool stands_within(const Element *element, const Element *ancestor)
{
    while (element != NULL && element != ancestor)
        element = element->parent;
    return element == ancestor;
}

static void open_elements(Painter *painter, const Element *element)
{
    if (element == painter->open)
        return;
    open_elements(painter, element->parent);
    begin_tag(painter, element->tag, element);
    painter->open = element;
}

/* Ends what does not hold the element, and begins what does. Containers are begun with their
 * first line, because Cairo takes one without children on its page for a leaf. */
static void enter(Painter *painter, const Element *element)
{
    if (!painter->document_open)
        begin_tag(painter, "Document", NULL);
    painter->document_open = true;
    if (element != painter->open)
        close_part(painter);
    while (painter->open != NULL && !stands_within(element, painter->open)) {
        cairo_tag_end(painter->cairo, painter->open->tag);
        painter->open = painter->open->parent;
    }
    open_elements(painter, element);
    /* A leaf may not reach over the end of a page, but its parts may each have their page. */
    if (element->first_page != element->last_page && !painter->part_open) {
        begin_tag(painter, "Span", NULL);
        painter->part_open = true;
    }
}

/* At the end of a page no leaf stays open, or the footer would be taken for its words. */
static void leave_leaf(Painter *painter)
{
    close_part(painter);
    const Element *open = painter->open;
    if (open == NULL || open->last_page != painter->page)
        return; /* its next part is still to come */
    cairo_tag_end(painter->cairo, open->tag);
    painter->open = open->parent;
}

static void leave_all(Painter *painter)
{
    close_part(painter);
    for (; painter->open != NULL; painter->open = painter->open->parent)
        cairo_tag_end(painter->cairo, painter->open->tag);
    if (painter->document_open)
        cairo_tag_end(painter->cairo, "Document");
}

static void add_to_outline(Painter *painter, const Block *heading, double y)
{
    int level = heading->number;
    char place[64];
    /* Whole points: a fraction would be printed as the locale has it. */
    g_snprintf(place, sizeof place, "page=%d pos=[%d %d]", painter->page + 1, (int)MARGIN_SIDE,
               (int)(MARGIN_TOP + y));
    int entry = cairo_pdf_surface_add_outline(painter->surface, painter->outline[level - 1],
                                              heading->text, place, CAIRO_PDF_OUTLINE_FLAG_OPEN);
    /* What skips a level hangs on the nearest one above. */
    for (int i = level; i < OUTLINE_LEVELS; i++)
        painter->outline[i] = entry;
}

static void draw_line(const Painter *painter, PangoLayoutLine *line, uint32_t colour, double x,
                      double baseline)
{
    set_colour(painter->cairo, colour);
    cairo_move_to(painter->cairo, x, baseline);
    pango_cairo_show_layout_line(painter->cairo, line);
}

static void set_pen(cairo_t *cairo, const char *kind)
{
    const double dashes[] = {4, 4};
    bool others = text_equal(kind, "others");
    bool axis = text_equal(kind, "axis");
    uint32_t beside = axis ? COLOUR_LINE : COLOUR_MUTED;
    set_colour(cairo, axis || others ? beside : COLOUR_SCORE);
    cairo_set_line_width(cairo, axis ? 1 : others ? 1.5 : 2.5);
    cairo_set_dash(cairo, dashes, others ? 2 : 0, 0);
}

static void draw_dot(cairo_t *cairo, const ChartDot *dot)
{
    const double radius = 4;
    cairo_new_path(cairo);
    cairo_arc(cairo, dot->x, dot->y, radius, 0, 2 * G_PI);
    if (text_equal(dot->kind, "baseline")) {
        cairo_set_source_rgb(cairo, 1, 1, 1);
        cairo_fill_preserve(cairo);
        set_pen(cairo, dot->kind);
        cairo_stroke(cairo);
    } else {
        set_colour(cairo, COLOUR_SCORE);
        cairo_fill(cairo);
    }
}

/* As the style sheet draws the same list on a page (.plot). */
static void draw_chart(const Painter *painter, const Strip *strip, double top)
{
    cairo_t *cairo = painter->cairo;
    cairo_save(cairo);
    cairo_translate(cairo, strip->x, top);
    cairo_scale(cairo, strip->scale, strip->scale);
    cairo_set_line_cap(cairo, CAIRO_LINE_CAP_ROUND);
    for (size_t i = 0; i < strip->chart->lines.count; i++) {
        const ChartLine *line = &strip->chart->lines.items[i];
        set_pen(cairo, line->kind);
        cairo_move_to(cairo, line->x1, line->y1);
        cairo_line_to(cairo, line->x2, line->y2);
        cairo_stroke(cairo);
    }
    for (size_t i = 0; i < strip->chart->dots.count; i++)
        draw_dot(cairo, &strip->chart->dots.items[i]);
    cairo_restore(cairo);
}

/* Headings repeated on a later page are drawn but not tagged: nobody wants them read out again. */
static void draw_strip(Painter *painter, const Placement *placement)
{
    const Strip *strip = &painter->painting->setting->strips.items[placement->strip];
    if (strip->opens_block && strip->block->kind == BLOCK_HEADING)
        add_to_outline(painter, strip->block, placement->y);
    if (strip->chart != NULL) {
        enter(painter, strip->first->element);
        draw_chart(painter, strip, placement->y);
    }
    for (const Fragment *at = strip->first; at != NULL; at = at->next) {
        if (!placement->again)
            enter(painter, at->element);
        draw_line(painter, at->line, at->colour, at->x, placement->y + at->baseline);
    }
}

static double line_width(PangoLayoutLine *line)
{
    PangoRectangle logical;
    pango_layout_line_get_extents(line, NULL, &logical);
    return logical.width / (double)PANGO_SCALE;
}

/* Not tagged: part of the page, not of what it says. */
static void draw_footer(const Painter *painter)
{
    const Painting *painting = painter->painting;
    bool from_right = painting->setting->options->right_to_left;
    PangoLayoutLine *number = painting->page_numbers[painter->page];
    double baseline = BODY_HEIGHT + 22 + painting->setting->look->foot.leading;
    fill_box(painter->cairo, COLOUR_LINE, 0, BODY_HEIGHT + 18, BODY_WIDTH, 0.5);
    if (painting->footer != NULL)
        draw_line(painter, painting->footer, COLOUR_MUTED,
                  from_right ? BODY_WIDTH - line_width(painting->footer) : 0, baseline);
    draw_line(painter, number, COLOUR_MUTED, from_right ? 0 : BODY_WIDTH - line_width(number),
              baseline);
}

static void draw_page(Painter *painter, size_t start, size_t end)
{
    const Painting *painting = painter->painting;
    cairo_save(painter->cairo);
    cairo_translate(painter->cairo, MARGIN_SIDE, MARGIN_TOP);
    draw_ornaments(painter, start, end);
    for (size_t i = start; i < end; i++)
        draw_strip(painter, &painting->placements->items[i]);
    leave_leaf(painter);
    bool last = painter->page + 1 == painting->placements->page_count;
    if (last)
        leave_all(painter);
    draw_footer(painter);
    cairo_restore(painter->cairo);
    cairo_show_page(painter->cairo);
}

static void draw_pages(Painter *painter)
{
    const Placements *placements = painter->painting->placements;
    size_t start = 0;
    for (painter->page = 0; painter->page < placements->page_count; painter->page++) {
        size_t end = start;
        while (end < placements->count && placements->items[end].page == painter->page)
            end++;
        draw_page(painter, start, end);
        start = end;
    }
}

static cairo_status_t put_bytes(void *buffer, const unsigned char *data, unsigned int length)
{
    buffer_put(buffer, data, length);
    return buffer_failed(buffer) ? CAIRO_STATUS_WRITE_ERROR : CAIRO_STATUS_SUCCESS;
}

size_t pdf_paint_tags(const Setting *setting)
{
    /* Each fragment may begin a part of its own; one more for the document. */
    return setting->element_count + setting->fragment_count + 1;
}

/* Nothing here takes memory from the arena, which could jump away across Cairo's frames. */
Error *pdf_paint(Painting *painting, const char *title, const char *created, Buffer *file)
{
    cairo_surface_t *surface =
        cairo_pdf_surface_create_for_stream(put_bytes, file, PAGE_WIDTH, PAGE_HEIGHT);
    /* Version 1.4 would lose the text behind the shapes of Urdu and Bengali (ActualText). */
    cairo_pdf_surface_restrict_to_version(surface, CAIRO_PDF_VERSION_1_5);
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_TITLE, title);
    /* Cairo would read the clock if it were told nothing. */
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATE_DATE, created);
    Painter painter = {.painting = painting, .surface = surface, .cairo = cairo_create(surface)};
    draw_pages(&painter);
    cairo_status_t status = cairo_status(painter.cairo);
    cairo_destroy(painter.cairo);
    cairo_surface_finish(surface);
    if (status == CAIRO_STATUS_SUCCESS)
        status = cairo_surface_status(surface);
    cairo_surface_destroy(surface);
    if (buffer_failed(file))
        return error_too_large("This document is too large to make.", "pdf above %zu bytes",
                               file->maximum);
    if (status != CAIRO_STATUS_SUCCESS)
        return error_internal("cairo: %s", cairo_status_to_string(status));
    return NULL;
}

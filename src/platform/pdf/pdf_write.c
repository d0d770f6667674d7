#include <string.h>

#include "platform/base/log.h"
#include "platform/pdf/pdf_fonts.h"
#include "platform/pdf/pdf_paint.h"

#define PAGES_MAXIMUM 400
#define BYTES_MAXIMUM (32u * 1024 * 1024)

static void free_buffer(void *buffer)
{
    buffer_free(buffer);
}

static Buffer *file_buffer(Arena *arena)
{
    Buffer *file = arena_new(arena, Buffer);
    buffer_init(file, BYTES_MAXIMUM);
    arena_defer(arena, free_buffer, file);
    return file;
}

/* Tells each element on which pages its lines stand. */
static void note_pages(const Setting *setting, const Placements *placements)
{
    for (size_t i = 0; i < placements->count; i++) {
        const Placement *placement = &placements->items[i];
        if (placement->again)
            continue;
        const Strip *strip = &setting->strips.items[placement->strip];
        for (Fragment *at = strip->first; at != NULL; at = at->next) {
            if (at->element->first_page < 0)
                at->element->first_page = placement->page;
            at->element->last_page = placement->page;
        }
    }
}

/* Puts the number in place of the first `name` in the words; the words as they are without it. */
static const char *with_number(Arena *arena, const char *words, const char *name, int number)
{
    const char *at = strstr(words, name);
    if (at == NULL)
        return words;
    return arena_print(arena, "%.*s%d%s", (int)(at - words), words, number, at + strlen(name));
}

static PangoLayoutLine **page_numbers(Setting *setting, int count)
{
    PangoLayoutLine **lines = arena_array(setting->arena, PangoLayoutLine *, (size_t)count);
    for (int i = 0; i < count; i++) {
        const char *words = setting->options->page_words;
        words = with_number(setting->arena, words, "{page}", i + 1);
        words = with_number(setting->arena, words, "{pages}", count);
        lines[i] = pdf_layout_line(setting, &setting->look->foot, words);
    }
    return lines;
}

static Error *paint(const Pdf *pdf, Setting *setting, const Placements *placements, Buffer *file)
{
    const PdfOptions *options = &pdf->options;
    Painting painting = {.setting = setting,
                         .placements = placements,
                         .footer =
                             text_empty(options->footer)
                                 ? NULL
                                 : pdf_layout_line(setting, &setting->look->foot, options->footer),
                         .page_numbers = page_numbers(setting, placements->page_count),
                         .facts = arena_array(pdf->arena, ElementFact, pdf_paint_tags(setting))};
    /* Whole seconds: the first 19 characters. */
    const char *created =
        moment_is_set(options->created)
            ? arena_print(pdf->arena, "%.19sZ", moment_iso(pdf->arena, options->created))
            : "";
    TRY(pdf_paint(&painting, options->title, created, file));
    CatalogFacts facts = {.language = options->language,
                          .right_to_left = options->right_to_left,
                          .count = painting.fact_count,
                          .elements = painting.facts};
    return pdf_catalog_complete(pdf->arena, &facts, file);
}

Error *pdf_finish(Pdf *pdf, Bytes *bytes)
{
    PangoContext *context;
    TRY(pdf_fonts_context(&context));
    Setting setting;
    pdf_layout_start(&setting, pdf, context);
    pdf_layout_blocks(&setting, pdf->first);
    Placements placements = pdf_pages_fill(pdf->arena, &setting.strips, BODY_HEIGHT);
    if (placements.page_count > PAGES_MAXIMUM)
        return error_too_large("This document has too many pages to make.", "pdf of %d pages",
                               placements.page_count);
    note_pages(&setting, &placements);
    Buffer *file = file_buffer(pdf->arena);
    TRY(paint(pdf, &setting, &placements, file));
    if (setting.unknown_glyphs > 0)
        log_event(LOG_WARN, "pdf.glyphs", "unknown=%d", setting.unknown_glyphs);
    unsigned char *data = arena_alloc(pdf->arena, file->length);
    memcpy(data, file->data, file->length);
    *bytes = (Bytes){.data = data, .length = file->length};
    pdf->page_count = (size_t)placements.page_count;
    return NULL;
}

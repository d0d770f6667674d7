#include <string.h>

#include "platform/base/log.h"
#include "platform/pdf/pdf_fonts.h"
#include "platform/pdf/pdf_paint.h"

#define PAGES_MAXIMUM 400
#define BYTES_MAXIMUM (32u * 1024 * 1024)

/* What must be given back, whether the work ends well, in an error, or in an exhausted arena. */
typedef struct Work {
    bool fonts_taken;
    Setting setting;
    Buffer file;
} Work;

static void end_work(void *argument)
{
    Work *work = argument;
    buffer_free(&work->file);
    pdf_layout_end(&work->setting);
    if (work->fonts_taken)
        pdf_fonts_give_back();
    work->fonts_taken = false;
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

static Error *do_work(Pdf *pdf, Work *work, Bytes *bytes)
{
    PangoContext *context;
    TRY(pdf_fonts_take(&context));
    work->fonts_taken = true;
    Setting *setting = &work->setting;
    pdf_layout_start(setting, pdf, context);
    pdf_layout_blocks(setting, pdf->first);
    Placements placements = pdf_pages_fill(pdf->arena, &setting->strips, BODY_HEIGHT);
    if (placements.page_count > PAGES_MAXIMUM)
        return error_too_large("This document has too many pages to make.", "pdf of %d pages",
                               placements.page_count);
    note_pages(setting, &placements);
    TRY(paint(pdf, setting, &placements, &work->file));
    if (setting->unknown_glyphs > 0)
        log_event(LOG_WARN, "pdf.glyphs", "unknown=%d", setting->unknown_glyphs);
    unsigned char *data = arena_alloc(pdf->arena, work->file.length);
    memcpy(data, work->file.data, work->file.length);
    *bytes = (Bytes){.data = data, .length = work->file.length};
    pdf->page_count = (size_t)placements.page_count;
    return NULL;
}

Error *pdf_finish(Pdf *pdf, Bytes *bytes)
{
    Work *work = arena_new(pdf->arena, Work);
    buffer_init(&work->file, BYTES_MAXIMUM);
    arena_defer(pdf->arena, end_work, work);
    Error *error = do_work(pdf, work, bytes);
    end_work(work);
    return error;
}

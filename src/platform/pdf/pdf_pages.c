#include "platform/pdf/pdf_pages.h"

typedef struct Filling {
    const Strips *strips;
    double body_height;
    double y;    /* where the next strip's white begins */
    bool at_top; /* nothing but repeated headings on this page yet */
    Placements placements;
} Filling;

static void place(Filling *filling, size_t index, bool again)
{
    const Strip *strip = &filling->strips->items[index];
    if (!filling->at_top)
        filling->y += strip->above;
    filling->placements.items[filling->placements.count++] =
        (Placement){.strip = index,
                    .page = filling->placements.page_count - 1,
                    .y = filling->y,
                    .again = again};
    filling->y += strip->height;
    filling->at_top = again;
}

static void turn_page(Filling *filling)
{
    filling->placements.page_count++;
    filling->y = 0;
    filling->at_top = true;
}

/* One past the last strip that must stay with this one. */
static size_t chunk_end(const Strips *strips, size_t start)
{
    size_t end = start;
    while (end + 1 < strips->count && strips->items[end].keep_with_next &&
           !strips->items[end + 1].starts_page)
        end++;
    return end + 1;
}

static double chunk_height(const Filling *filling, size_t start, size_t end)
{
    double height = 0;
    for (size_t i = start; i < end; i++) {
        const Strip *strip = &filling->strips->items[i];
        height += strip->height;
        if (i > start || !filling->at_top)
            height += strip->above;
    }
    return height;
}

/* The hair's breadth absorbs rounding in sums of heights. */
static bool fits(const Filling *filling, double height)
{
    return filling->y + height <= filling->body_height + 0.01;
}

static void place_chunk(Filling *filling, size_t start, size_t end)
{
    for (size_t i = start; i < end; i++) {
        const Strip *strip = &filling->strips->items[i];
        bool on_new_page = filling->at_top && filling->y == 0;
        /* A chunk higher than a page is parted wherever the page ends. */
        if (!on_new_page && !fits(filling, chunk_height(filling, i, i + 1))) {
            turn_page(filling);
            on_new_page = true;
        }
        if (on_new_page && strip->repeats != REPEATS_NOTHING)
            place(filling, strip->repeats, true);
        place(filling, i, false);
    }
}

Placements pdf_pages_fill(Arena *arena, const Strips *strips, double body_height)
{
    Filling filling = {.strips = strips, .body_height = body_height, .at_top = true};
    filling.placements.page_count = 1;
    /* Each strip may bring its headings with it. */
    filling.placements.items = arena_array(arena, Placement, 2 * strips->count + 1);
    for (size_t start = 0; start < strips->count;) {
        size_t end = chunk_end(strips, start);
        bool fresh = filling.at_top && filling.y == 0;
        bool asked = strips->items[start].starts_page;
        if (!fresh && (asked || !fits(&filling, chunk_height(&filling, start, end))))
            turn_page(&filling);
        place_chunk(&filling, start, end);
        start = end;
    }
    return filling.placements;
}

#include "platform/pdf/pdf_pages.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* Strips are written as words, one a strip: its height, then
 *   +3  white above it        k  keeps with the next
 *   p   starts a page         h  is what the rows after it repeat
 *   r   repeats it
 * A body is 100 high. Placements read "page:y", with a * for what is shown again. */
static Strips read_strips(Arena *arena, const char *words)
{
    Strips strips = {.items = arena_array(arena, Strip, strlen(words) + 1)};
    size_t head = REPEATS_NOTHING;
    for (const char *at = words; *at != '\0'; at += strspn(at, " ")) {
        char *mark;
        Strip *strip = &strips.items[strips.count];
        *strip = (Strip){.height = strtol(at, &mark, 10), .repeats = REPEATS_NOTHING};
        for (at = mark; *at != '\0' && *at != ' '; at++) {
            if (*at == '+')
                strip->above = *++at - '0';
            strip->keep_with_next = strip->keep_with_next || *at == 'k';
            strip->starts_page = strip->starts_page || *at == 'p';
            if (*at == 'h')
                head = strips.count;
            if (*at == 'r')
                strip->repeats = head;
        }
        strips.count++;
    }
    return strips;
}

static const char *write_placements(Arena *arena, const Placements *placements)
{
    const char *text = "";
    for (size_t i = 0; i < placements->count; i++) {
        const Placement *at = &placements->items[i];
        text = arena_print(arena, "%s%s%d:%g%s", text, i == 0 ? "" : " ", at->page + 1, at->y,
                           at->again ? "*" : "");
    }
    return text;
}

static void strips_are_parted_into_pages(void **state)
{
    (void)state;
    static const struct {
        const char *label;
        const char *strips;
        const char *placed;
    } cases[] = {
        {"nothing", "", ""},
        {"one under the other", "40 40", "1:0 1:40"},
        {"just fits", "60 40", "1:0 1:60"},
        {"just does not", "60 41", "1:0 2:0"},
        {"white counts between", "50+5 40+5", "1:0 1:55"},
        {"white does not fit", "60 36+5", "1:0 2:0"},
        {"no white at the top of a page", "90 20+9 10+9", "1:0 2:0 2:29"},
        {"a heading goes with its text", "85 10k 10", "1:0 2:0 2:10"},
        {"a heading stays with its text", "80 10k 10", "1:0 1:80 1:90"},
        {"heading, heading, text", "75 10k 10k 10", "1:0 2:0 2:10 2:20"},
        {"kept together over many", "50 20k 20k 20", "1:0 2:0 2:20 2:40"},
        {"too much to keep together", "10 60k 60k 60", "1:0 2:0 3:0 4:0"},
        {"a heading last of all", "10 10k", "1:0 1:10"},
        {"a page asked for", "10 10p", "1:0 2:0"},
        {"asked for at the very start", "10p", "1:0"},
        {"asked for in spite of keeping", "10k 10p", "1:0 2:0"},
        {"a table's headings again", "10h 50r 50r 50r", "1:0 1:10 2:0* 2:10 3:0* 3:10"},
        {"no white under repeated headings", "10h 80r 20+5r", "1:0 1:10 2:0* 2:10"},
        {"headings not alone at the foot", "85 10hk 10r", "1:0 2:0 2:10"},
        {"not again where they stand anyway", "95 10hk 10r 10r", "1:0 2:0 2:10 2:20"},
        {"text after a table has no headings", "10h 85r 20", "1:0 1:10 2:0"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        Arena *arena = arena_create(1 << 20, "test");
        Strips strips = read_strips(arena, cases[i].strips);
        Placements placements = pdf_pages_fill(arena, &strips, 100);
        const char *placed = write_placements(arena, &placements);
        if (strcmp(placed, cases[i].placed) != 0)
            print_error("%s\n", cases[i].label);
        assert_string_equal(placed, cases[i].placed);
        arena_destroy(arena);
    }
}

/* Whatever the strips: each stands once, in order, within its page. */
static void no_strip_is_lost_or_overlaps(void **state)
{
    (void)state;
    uint32_t seed = 20261122;
    for (int round = 0; round < 300; round++) {
        Arena *arena = arena_create(1 << 20, "test");
        Strips strips = {.count = 60, .items = arena_array(arena, Strip, 60)};
        for (size_t i = 0; i < strips.count; i++) {
            seed = seed * 1664525u + 1013904223u;
            strips.items[i] = (Strip){.height = 1 + (seed >> 8) % 85,
                                      .above = (seed >> 20) % 8,
                                      .keep_with_next = (seed >> 25) % 3 == 0,
                                      .starts_page = (seed >> 27) % 16 == 0,
                                      .repeats = i > 0 && (seed >> 29) % 2 ? 0 : REPEATS_NOTHING};
        }
        strips.items[0].height = 10;
        Placements placements = pdf_pages_fill(arena, &strips, 100);
        size_t next = 0;
        double bottom = 0;
        int page = 0;
        for (size_t i = 0; i < placements.count; i++) {
            const Placement *at = &placements.items[i];
            bottom = at->page == page ? bottom : 0;
            page = at->page;
            assert_true(at->y >= bottom);
            bottom = at->y + strips.items[at->strip].height;
            assert_true(bottom <= 100.01);
            if (!at->again)
                assert_int_equal(at->strip, next++);
        }
        assert_int_equal(next, strips.count);
        assert_int_equal(page + 1, placements.page_count);
        arena_destroy(arena);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(strips_are_parted_into_pages),
        cmocka_unit_test(no_strip_is_lost_or_overlaps),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

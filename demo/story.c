#include "demo/story.h"

#include <string.h>

#include "platform/base/buffer.h"
#include "platform/base/log.h"
#include "platform/base/text.h"

enum { LONGEST = 8192 };

static const Story *find(Stories stories, const char *key)
{
    for (size_t i = 0; i < stories.count; i++)
        if (text_equal(stories.items[i].key, key))
            return &stories.items[i];
    return NULL;
}

const Story *story_of(const char *key)
{
    const Stories all[] = {stories_communication(), stories_feelings(), stories_learning(),
                           stories_senses(),        stories_of_4h(),    stories_nursery()};
    for (size_t i = 0; i < sizeof all / sizeof all[0]; i++) {
        const Story *story = find(all[i], key);
        if (story != NULL)
            return story;
    }
    ASSERT(!"no story has that key");
    return NULL;
}

/* "Mrs Ewa Nowak" is talked of as "Mrs Nowak". */
static const char *short_address(Arena *arena, const char *addressed)
{
    const char *first_end = strchr(addressed, ' ');
    const char *last = strrchr(addressed, ' ');
    return arena_print(arena, "%.*s%s", (int)(first_end - addressed), addressed, last);
}

static const char *slot_words(Arena *arena, const Child *child, const char *slot)
{
    static const struct {
        const char *slot, *male, *female;
    } pronouns[] = {
        {"he", "he", "she"},   {"He", "He", "She"},   {"him", "him", "her"},
        {"his", "his", "her"}, {"His", "His", "Her"}, {"himself", "himself", "herself"},
    };
    for (size_t i = 0; i < sizeof pronouns / sizeof pronouns[0]; i++)
        if (text_equal(pronouns[i].slot, slot))
            return child->sex == 'F' ? pronouns[i].female : pronouns[i].male;
    if (text_equal(slot, "Name"))
        return child_name(child);
    if (text_equal(slot, "teacher"))
        return child->class->teacher->display_name;
    if (text_equal(slot, "ta"))
        return child->class->assistant->display_name;
    if (text_equal(slot, "mum"))
        return short_address(arena, child->mother);
    ASSERT(!"no such slot");
    return "";
}

/* After one, what is counted loses its s: "1 minute", but "1 of 5 pieces". */
static const char *after_number(Buffer *out, const char *rest, int number)
{
    size_t word = 1 + strcspn(rest + (*rest == ' '), " ");
    if (number != 1 || *rest != ' ' || rest[word - 1] != 's')
        return rest;
    buffer_put(out, rest, word - 1);
    return rest + word;
}

const char *story_text(Arena *arena, const Child *child, const char *text, int number)
{
    Buffer out;
    buffer_init(&out, LONGEST);
    while (*text != '\0') {
        size_t plain = strcspn(text, "{");
        buffer_put(&out, text, plain);
        text += plain;
        if (*text == '\0')
            break;
        size_t length = strcspn(text + 1, "}");
        const char *slot = arena_copy_length(arena, text + 1, length);
        text += length + 2;
        if (text_equal(slot, "n")) {
            buffer_print(&out, "%d", number);
            text = after_number(&out, text, number);
        } else {
            buffer_put_text(&out, slot_words(arena, child, slot));
        }
    }
    ASSERT(!buffer_failed(&out));
    const char *filled = arena_copy(arena, buffer_text(&out));
    buffer_free(&out);
    return filled;
}

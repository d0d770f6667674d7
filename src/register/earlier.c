/* What a decision said before it was put right, as pages show it. */
#include "register/register.h"

enum { PARTS = 10 };

static const char *or_nothing(const char *words)
{
    return text_empty(words) ? "Nothing" : words;
}

static void add(EarlierParts *parts, const char *label, const char *was, const char *is)
{
    if (!text_equal(or_nothing(was), or_nothing(is)))
        parts->items[parts->count++] = (EarlierPart){label, or_nothing(was)};
}

/* Only what was replaced: the rest stands there still. */
static EarlierText text_of(Arena *arena, const Correction *correction, const SupportPeriod *after)
{
    const SupportPeriod *before = &correction->before;
    EarlierText text = {
        .heading =
            arena_print(arena, "Corrected on %s by %s. Until then it said:",
                        date_long(arena, correction->corrected_on), correction->corrected_by_name),
        .parts = {0, arena_array(arena, EarlierPart, PARTS)},
    };
    EarlierParts *parts = &text.parts;
    add(parts, "Decided on", date_long(arena, before->decided_on),
        date_long(arena, after->decided_on));
    add(parts, "Holds from", date_long(arena, before->starts_on),
        date_long(arena, after->starts_on));
    add(parts, "Decided by", before->decided_by_name, after->decided_by_name);
    add(parts, "Decided with", before->decided_with_name, after->decided_with_name);
    add(parts, "What was looked at", before->evidence, after->evidence);
    add(parts, "What was hoped for", before->outcomes_sought, after->outcomes_sought);
    add(parts, "The family’s views", before->family_view, after->family_view);
    add(parts, "The child’s or young person’s views", before->learner_view, after->learner_view);
    add(parts, "Why this is not language alone", before->language_reason, after->language_reason);
    add(parts, "Why something is missing", before->missing_reason, after->missing_reason);
    return text;
}

EarlierTexts status_earlier(Arena *arena, const SupportPeriod *period,
                            const Corrections *corrections)
{
    EarlierTexts texts = {0, arena_array(arena, EarlierText, corrections->count)};
    const SupportPeriod *after = period;
    for (size_t i = 0; i < corrections->count; i++) {
        const Correction *correction = &corrections->items[i];
        if (correction->before.id.n != period->id.n)
            continue;
        texts.items[texts.count++] = text_of(arena, correction, after);
        after = &correction->before;
    }
    return texts;
}

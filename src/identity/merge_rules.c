#include "identity/merge_rules.h"

#include "contact/name_rules.h"
#include "platform/base/text.h"

static const char *given(const ChildName *name)
{
    return text_empty(name->preferred) ? name->forename : name->preferred;
}

static bool same_key(Arena *arena, const char *a, const char *b)
{
    return text_equal(text_sort_key(arena, a), text_sort_key(arena, b));
}

static bool whole_alike(Arena *arena, const char *given_of_one, const ChildName *one,
                        const char *given_of_other, const ChildName *other)
{
    const char *first = arena_print(arena, "%s %s", given_of_one, one->surname);
    const char *second = arena_print(arena, "%s %s", given_of_other, other->surname);
    return names_may_be_one(arena, first, second);
}

bool children_may_be_one(Arena *arena, const ChildName *one, const ChildName *other)
{
    const char *ones[] = {one->forename, given(one)};
    const char *others[] = {other->forename, given(other)};
    for (size_t i = 0; i < 2; i++)
        for (size_t j = 0; j < 2; j++)
            if (same_key(arena, ones[i], others[j]) ||
                whole_alike(arena, ones[i], one, others[j], other))
                return true;
    return false;
}

/* How a line of support is said in words, on pages and papers alike. */
#include "plan/plan.h"

#include <ctype.h>

const char *plan_dose_words(Arena *arena, const Provision *provision)
{
    const char *often = "", *minutes = "", *group = "";
    if (provision->times_a_week == 1)
        often = "once a week";
    else if (provision->times_a_week > 1)
        often = arena_print(arena, "%d times a week", provision->times_a_week);
    if (provision->minutes > 0)
        minutes =
            arena_print(arena, "%s%d minutes", text_empty(often) ? "" : ", ", provision->minutes);
    if (provision->group_size > 1)
        group = arena_print(arena, ", in a group of %d", provision->group_size);
    if (text_empty(often) && text_empty(minutes))
        return "";
    return arena_print(arena, "%s%s%s", often, minutes, group);
}

const char *plan_days_words(Arena *arena, const Provision *provision)
{
    return arena_print(arena, "%s to %s", date_medium(arena, provision->starts_on),
                       date_medium(arena, provision->ends_on));
}

const char *plan_outcome_words(Arena *arena, const Outcome *outcome)
{
    if (text_empty(outcome->wording))
        return "Not worded yet";
    char *words = arena_copy(arena, outcome->wording);
    words[0] = (char)toupper((unsigned char)words[0]);
    return words;
}

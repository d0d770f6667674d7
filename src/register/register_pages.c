#include "register/register_pages.h"

#include <ctype.h>
#include <inttypes.h>

enum { SOON_DAYS = 14 };

DueView due_view(Request *request, Date due, const char *none)
{
    if (!date_is_set(due))
        return (DueView){.day = none};
    int days = date_days_between(request->today, due);
    if (days < 0)
        return (DueView){
            .late = arena_print(request->arena, "%d day%s late", -days, days == -1 ? "" : "s")};
    if (days == 0)
        return (DueView){.soon = "Today"};
    if (days <= SOON_DAYS)
        return (DueView){.soon = date_short(request->arena, due)};
    return (DueView){.day = date_medium(request->arena, due)};
}

const char *learner_heading(Request *request)
{
    char *word = arena_copy(request->arena, request->school->learner_word);
    word[0] = (char)toupper((unsigned char)word[0]);
    return word;
}

const char *learner_title(Request *request, const char *task)
{
    return arena_print(request->arena, "%s, %s", task,
                       learner_year_words(request->learner->national_year));
}

Url learner_place(Request *request, const char *place)
{
    return url_print(request->arena, "/learners/%" PRId64 "%s", request->learner->id.n, place);
}

const char *or_null(const char *text)
{
    return text_empty(text) ? NULL : text;
}

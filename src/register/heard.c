/* Quoting concerns and teachers' views beside what is written about a learner. */
#include "register/heard.h"

#include <inttypes.h>

#include "register/register.h"
#include "register/register_pages.h"

enum { CONCERNS_QUOTED = 3 };

static Error *quote_concerns(Request *request, Heard *heard)
{
    Concerns concerns;
    Arena *arena = request->arena;
    TRY(concern_list(request->db, arena, request->school_id, request->learner->id, &concerns));
    size_t count = concerns.count < CONCERNS_QUOTED ? concerns.count : CONCERNS_QUOTED;
    heard->concerns = (HeardQuotes){count, arena_array(arena, HeardQuote, count)};
    for (size_t i = 0; i < count; i++) {
        const Concern *concern = &concerns.items[i];
        heard->concerns.items[i] = (HeardQuote){
            .words = concern->translation == NULL ? concern->wording : concern->translation,
            .by = arena_print(arena, "%s, %s", concern->raised_by_name,
                              date_long(arena, concern->raised_on)),
            .href = learner_place(request, arena_print(arena, "/concerns/%" PRId64, concern->id.n)),
        };
    }
    if (concerns.count > count)
        heard->more_concerns = learner_place(request, "/concerns");
    return NULL;
}

/* The newest that somebody answered: one that was just asked must not hide what is known. */
static const TeacherViews *newest_said(const TeacherViewsList *list)
{
    for (size_t i = 0; i < list->count; i++)
        if (list->items[i].answered > 0)
            return &list->items[i];
    return &list->items[0];
}

static Error *quote_views(Request *request, Heard *heard)
{
    TeacherViewsList list;
    Arena *arena = request->arena;
    bool all;
    TRY(views_all_read(request, &all));
    TRY(views_about(request->db, arena, request->school_id, request->learner->id,
                    all ? (StaffId){0} : request->staff->id, &list));
    if (list.count == 0)
        return NULL;
    const TeacherViews *newest = newest_said(&list);
    heard->asked =
        arena_print(arena, "%s: %d of %d answered", newest->title, newest->answered, newest->asked);
    heard->views = learner_place(request, "/views");
    heard->tallies = views_tally_words(arena, newest);
    heard->teachers.items = arena_array(arena, HeardQuote, newest->words.count);
    for (size_t i = 0; i < newest->words.count; i++) {
        const ViewWords *words = &newest->words.items[i];
        if (words->words != NULL)
            heard->teachers.items[heard->teachers.count++] =
                (HeardQuote){.words = words->words,
                             .by = arena_print(arena, "%s, %s", words->staff_name, words->subject)};
    }
    return NULL;
}

Error *heard_about(Request *request, Heard *heard)
{
    *heard = (Heard){0};
    if (!request_may(request, MAY_READ_CONCERNS))
        return NULL;
    TRY(quote_concerns(request, heard));
    return quote_views(request, heard);
}

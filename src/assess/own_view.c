/* What learner, family and others say, as it is shown wherever it is quoted. */
#include "assess/assess.h"
#include "platform/base/language.h"

OwnView own_view_none(void)
{
    return (OwnView){
        .said_by = "",
        .words = "",
        .whose = "",
        .how = "",
        .on = DATE_NONE,
        .language = "",
        .translation = "",
        .translated_by = "",
    };
}

bool own_view_is_empty(const OwnView *view)
{
    return text_empty(view->said_by) && text_empty(view->words) && text_empty(view->whose) &&
           text_empty(view->how) && !date_is_set(view->on) && text_empty(view->language) &&
           text_empty(view->translation) && text_empty(view->translated_by);
}

const char *own_view_whose_words(const char *whose)
{
    if (text_equal(whose, "own"))
        return "Their own words";
    if (text_equal(whose, "helped"))
        return "Said with help";
    return text_equal(whose, "told") ? "Told for them" : "";
}

static const char *joined(Arena *arena, const char *before, const char *after)
{
    if (text_empty(before) || text_empty(after))
        return text_empty(before) ? after : before;
    return arena_print(arena, "%s, %s", before, after);
}

SaidView said_view(Arena *arena, const char *heading, const OwnView *view)
{
    const char *day = date_is_set(view->on) ? date_long(arena, view->on) : "";
    const char *whose = own_view_whose_words(view->whose);
    const char *said = joined(arena, view->how, day);
    if (heading == NULL)
        heading = text_empty(view->said_by) ? "Somebody else says"
                                            : arena_print(arena, "%s says", view->said_by);
    if (!text_empty(whose))
        said = text_empty(said) ? whose : arena_print(arena, "%s. %s", said, whose);
    return (SaidView){
        .heading = heading,
        .words = view->words,
        .tag = language_tag(view->language),
        .said = said,
        .language = view->language,
        .translation = view->translation,
        .translated_by = view->translated_by,
    };
}

SaidViews said_views(Arena *arena, const char *name, const OwnView *learner, const OwnView *family,
                     const OwnViews *others)
{
    SaidViews views = {2 + others->count, arena_array(arena, SaidView, 2 + others->count)};
    views.items[0] = said_view(arena, arena_print(arena, "%s says", name), learner);
    views.items[1] = said_view(arena, "The family says", family);
    for (size_t i = 0; i < others->count; i++)
        views.items[2 + i] = said_view(arena, NULL, &others->items[i]);
    return views;
}

NeedWordsList needs_in_words(const char *const needs[AREA_COUNT])
{
    NeedWordsList list = {0};
    for (NeedArea area = AREA_COMMUNICATION; area < AREA_COUNT; area++)
        if (!text_empty(needs[area]))
            list.items[list.count++] = (NeedWords){need_area_words(area), needs[area]};
    return list;
}

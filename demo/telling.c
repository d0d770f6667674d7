#include "demo/telling.h"

#include "platform/base/log.h"

const Round *telling_round(const Telling *telling)
{
    return &telling->timeline.rounds[telling->round];
}

bool telling_is_newest(const Telling *telling)
{
    return telling->round + 1 == telling->timeline.count;
}

Stand telling_stand(const Telling *telling)
{
    return telling->child->placement->stand;
}

Error *telling_cycle(Telling *telling, Cycle *cycle)
{
    bool found;
    TRY(cycle_now(telling->db, telling->arena, telling->cast->school, telling->child->id, cycle,
                  &found));
    ASSERT(found);
    return NULL;
}

/* Classes stay together as they move up, those of the first with those of the first. */
void telling_go_to(Telling *telling, Date day)
{
    const Child *now = &telling->cast->children[telling->number];
    int back = academic_year(telling->calendar->today) - academic_year(day);
    int year = now->class->year > back ? now->class->year - back : 0;
    ptrdiff_t class = now->class - telling->cast->classes;
    telling->then = *now;
    telling->then.class = &telling->cast->classes[year * 2 + class % 2];
    telling->child = &telling->then;
}

const char *telling_text(Telling *telling, const char *text)
{
    return story_text(telling->arena, telling->child, text, 0);
}

const char *telling_pick(Telling *telling, const char *const *texts, size_t count)
{
    return telling_text(telling, texts[telling->turn++ % count]);
}

int strand_target(const Strand *strand)
{
    return strand->story->steps[strand->rung + 1];
}

const char *strand_words(Telling *telling, const Strand *strand, int value)
{
    return story_text(telling->arena, telling->child, strand->story->unit, value);
}

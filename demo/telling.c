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

const char *telling_text(Telling *telling, const char *text)
{
    return story_text(telling->arena, telling->child, text, 0);
}

const char *telling_pick(Telling *telling, const char *const *texts, size_t count)
{
    return telling_text(telling, texts[dice_below(&telling->dice, (int)count)]);
}

int strand_target(const Strand *strand)
{
    return strand->story->steps[strand->rung + 1];
}

const char *strand_words(Telling *telling, const Strand *strand, int value)
{
    return story_text(telling->arena, telling->child, strand->story->unit, value);
}

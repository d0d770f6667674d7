#include "duty/finding.h"

#include <string.h>

#include "platform/base/log.h"
#include "platform/base/text.h"

Findings findings_begin(Arena *arena, SettingType setting, Date on)
{
    return (Findings){.arena = arena, .pack = rule_pack_on(on), .setting = setting};
}

static Finding *room_for_one(Findings *findings)
{
    if (findings->count == findings->capacity) {
        size_t capacity = findings->capacity == 0 ? 8 : findings->capacity * 2;
        Finding *items = arena_array(findings->arena, Finding, capacity);
        if (findings->count > 0)
            memcpy(items, findings->items, findings->count * sizeof *items);
        findings->items = items;
        findings->capacity = capacity;
    }
    return &findings->items[findings->count++];
}

void finding_add_saying(Findings *findings, const Check *check, size_t item, const char *sentence)
{
    ASSERT(rule_known(findings->pack, check->rule));
    const Rule *rule = rule_find(findings->pack, check->rule, findings->setting);
    if (rule == NULL)
        return;
    *room_for_one(findings) = (Finding){
        .rule = rule->id,
        .strength = rule->strength,
        .effect = check->effect,
        .field = check->field,
        .item = item,
        .sentence = sentence,
    };
}

void finding_add_item(Findings *findings, const Check *check, size_t item)
{
    finding_add_saying(findings, check, item, check->sentence);
}

void finding_add(Findings *findings, const Check *check)
{
    finding_add_saying(findings, check, 0, check->sentence);
}

bool findings_block(const Findings *findings)
{
    for (size_t i = 0; i < findings->count; i++)
        if (findings->items[i].effect != EFFECT_FLAG)
            return true;
    return false;
}

const Finding *findings_of_rule(const Findings *findings, const char *rule)
{
    for (size_t i = 0; i < findings->count; i++)
        if (text_equal(findings->items[i].rule, rule))
            return &findings->items[i];
    return NULL;
}

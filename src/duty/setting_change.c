#include "duty/setting_change.h"

#include "platform/base/text.h"

static void add(SettingChanges *changes, const char *what, const char *before, const char *after)
{
    changes->items[changes->count++] = (SettingChange){what, before, after};
}

SettingChanges setting_words_changed(Arena *arena, const SettingWords *before,
                                     const SettingWords *after)
{
    const struct {
        const char *what, *before, *after;
    } words[] = {
        {"The place", before->school, after->school},
        {"Who leads it", before->head, after->head},
        {"Who coordinates SEN", before->senco, after->senco},
        {"Who answers day by day", before->teacher, after->teacher},
        {"Whom they answer for", before->group, after->group},
        {"Those who learn there", before->learner, after->learner},
        {"Where everybody helps", before->everyday, after->everyday},
    };
    size_t most = sizeof words / sizeof words[0];
    SettingChanges changes = {0, arena_array(arena, SettingChange, most)};
    for (size_t i = 0; i < most; i++)
        if (!text_equal(words[i].before, words[i].after))
            add(&changes, words[i].what, words[i].before, words[i].after);
    return changes;
}

SettingChanges setting_screens_changed(Arena *arena, SettingType from, SettingType to)
{
    SettingChanges changes = {0, arena_array(arena, SettingChange, SCREEN_LAST)};
    for (unsigned screen = 1; screen <= SCREEN_LAST; screen <<= 1) {
        bool had = setting_has(from, (SettingScreen)screen);
        bool has = setting_has(to, (SettingScreen)screen);
        if (had != has)
            add(&changes, setting_screen_words((SettingScreen)screen), had ? "Shown" : "Not shown",
                has ? "Shown" : "Not shown");
    }
    return changes;
}

static bool seen_before(const RulePack *pack, size_t at)
{
    for (size_t i = 0; i < at; i++)
        if (text_equal(pack->rules[i].id, pack->rules[at].id))
            return true;
    return false;
}

static const char *bound(const Rule *rule)
{
    return rule == NULL ? "Not asked" : strength_word(rule->strength);
}

SettingChanges setting_duties_changed(Arena *arena, const RulePack *pack, SettingType from,
                                      SettingType to)
{
    const SettingWords *words = &setting_of(to)->words;
    SettingChanges changes = {0, arena_array(arena, SettingChange, pack->count)};
    for (size_t i = 0; i < pack->count; i++) {
        const char *id = pack->rules[i].id;
        const char *before = bound(rule_find(pack, id, from));
        const char *after = bound(rule_find(pack, id, to));
        if (!seen_before(pack, i) && !text_equal(before, after))
            add(&changes, setting_fill(arena, words, rule_words(id)), before, after);
    }
    return changes;
}

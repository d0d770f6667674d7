/* setting_change.h: what another kind of setting would change: words, screens, duties. Pure. */
#ifndef DUTY_SETTING_CHANGE_H
#define DUTY_SETTING_CHANGE_H

#include "duty/rule_pack.h"
#include "duty/setting.h"

/* A row of one of the lists: what it is, how it is now, and how it would be. */
typedef struct SettingChange {
    const char *what;
    const char *before, *after;
} SettingChange;

typedef struct SettingChanges {
    size_t count;
    SettingChange *items;
} SettingChanges;

/* Only what differs. before: the words of now, with the setting's own for a learner. */
SettingChanges setting_words_changed(Arena *arena, const SettingWords *before,
                                     const SettingWords *after);
SettingChanges setting_screens_changed(Arena *arena, SettingType from, SettingType to);
/* Each duty of the pack that binds the one and not the other, or more strongly. */
SettingChanges setting_duties_changed(Arena *arena, const RulePack *pack, SettingType from,
                                      SettingType to);

#endif

/* setting.h: the kinds of setting, in one table: how each calls its people and places, and which
 * screens it has. The duties of each stand beside their rule (rule_pack.c), by the same type.
 *
 * Pure. A text that is written once for every setting names what differs in braces, "Ask the
 * {head}", and setting_fill() puts in the setting's own word. In a template the same words are
 * {{page.words.head}}. */
#ifndef DUTY_SETTING_H
#define DUTY_SETTING_H

#include <stdbool.h>

#include "platform/base/arena.h"

typedef enum SettingType {
    SETTING_MAINTAINED_NURSERY,
    SETTING_SCHOOL,                /* mainstream, maintained or academy */
    SETTING_ALTERNATIVE_PROVISION, /* pupil referral unit, alternative provision academy */
    SETTING_SPECIAL_SCHOOL,
    SETTING_EARLY_YEARS, /* private, voluntary or independent; childminder */
    SETTING_COLLEGE,     /* further education, sixth form college, 16 to 19 academy */
    SETTING_INDEPENDENT_SCHOOL,
    SETTING_TYPE_COUNT
} SettingType;

/* In the singular, as each is written in the middle of a sentence; none begins with a vowel, so
 * that "a {teacher}" is right everywhere. */
typedef struct SettingWords {
    const char *school;   /* the place: "nursery", "college" */
    const char *teacher;  /* who answers for a learner day by day: "class teacher", "key person" */
    const char *group;    /* whom they answer for: "class", "room", "tutor group" */
    const char *head;     /* who leads the place: "headteacher", "manager", "principal" */
    const char *senco;    /* who coordinates SEN there: of colleges a named person is asked */
    const char *learner;  /* what the setting calls its learners */
    const char *everyday; /* where everybody helps, after "in": "every lesson" */
} SettingWords;

/* Parts of the program that only some settings have. */
typedef enum SettingScreen {
    SCREEN_EXAMS = 1 << 0,        /* exam access arrangements */
    SCREEN_EARLY_CHECK = 1 << 1,  /* the progress check at age two (R-EY-3) */
    SCREEN_YOUNG_PEOPLE = 1 << 2, /* a learner may turn young person here (R-YP-1) */
    SCREEN_LAST = SCREEN_YOUNG_PEOPLE,
} SettingScreen;

typedef struct Setting {
    const char *code; /* as stored: "school", "college" ... */
    const char *name; /* "Further education or sixth form college, 16 to 19 academy" */
    SettingWords words;
    unsigned screens; /* SettingScreen, or-ed */
} Setting;

const Setting *setting_of(SettingType type);
const char *setting_type_code(SettingType type);
bool setting_type_parse(const char *code, SettingType *type);
bool setting_has(SettingType type, SettingScreen screen);
/* "Exam access arrangements" */
const char *setting_screen_words(SettingScreen screen);

/* The text with each {school}, {teacher}, {class}, {head}, {senco}, {learner} and {everyday}
 * replaced. "{Class}" begins in upper case; "{classes}", "{schools}", "{learners}" are the plural,
 * "{Classes}" both. The text itself when it names none of them; other braces stay as they are. */
const char *setting_fill(Arena *arena, const SettingWords *words, const char *text);

#endif

#include "duty/setting.h"

#include <stddef.h>
#include <string.h>

#include "platform/base/text.h"

#define SCHOOL_WORDS                                                                               \
    .school = "school", .teacher = "class teacher", .group = "class", .head = "headteacher",       \
    .senco = "SENCO", .learner = "pupil", .everyday = "every lesson"

/* Nobody under compulsory school age sits an exam or turns young person; the check at two is
 * theirs alone. A school may have a nursery class, and an all-through one a sixth form. */
static const Setting settings[SETTING_TYPE_COUNT] = {
    [SETTING_MAINTAINED_NURSERY] = {"maintained_nursery",
                                    "Maintained nursery school",
                                    {.school = "nursery",
                                     .teacher = "key person",
                                     .group = "room",
                                     .head = "headteacher",
                                     .senco = "SENCO",
                                     .learner = "child",
                                     .everyday = "daily routines and play"},
                                    SCREEN_EARLY_CHECK},
    [SETTING_SCHOOL] = {"school",
                        "Mainstream school or academy",
                        {SCHOOL_WORDS},
                        SCREEN_EXAMS | SCREEN_EARLY_CHECK | SCREEN_YOUNG_PEOPLE},
    [SETTING_ALTERNATIVE_PROVISION] = {"pru",
                                       "Pupil referral unit or alternative provision academy",
                                       {SCHOOL_WORDS},
                                       SCREEN_EXAMS | SCREEN_YOUNG_PEOPLE},
    [SETTING_SPECIAL_SCHOOL] = {"special",
                                "Special school",
                                {SCHOOL_WORDS},
                                SCREEN_EXAMS | SCREEN_EARLY_CHECK | SCREEN_YOUNG_PEOPLE},
    [SETTING_EARLY_YEARS] = {"pvi",
                             "Private, voluntary or independent nursery, pre-school or childminder",
                             {.school = "nursery",
                              .teacher = "key person",
                              .group = "room",
                              .head = "manager",
                              .senco = "SENCO",
                              .learner = "child",
                              .everyday = "daily routines and play"},
                             SCREEN_EARLY_CHECK},
    [SETTING_COLLEGE] = {"college",
                         "Further education or sixth form college, or 16 to 19 academy",
                         {.school = "college",
                          .teacher = "tutor",
                          .group = "group",
                          .head = "principal",
                          .senco = "learning support lead",
                          .learner = "student",
                          .everyday = "every lesson"},
                         SCREEN_EXAMS | SCREEN_YOUNG_PEOPLE},
    [SETTING_INDEPENDENT_SCHOOL] = {"independent",
                                    "Independent school",
                                    {SCHOOL_WORDS},
                                    SCREEN_EXAMS | SCREEN_EARLY_CHECK | SCREEN_YOUNG_PEOPLE},
};

const Setting *setting_of(SettingType type)
{
    return &settings[type];
}

const char *setting_type_code(SettingType type)
{
    return settings[type].code;
}

bool setting_type_parse(const char *code, SettingType *type)
{
    for (int i = 0; i < SETTING_TYPE_COUNT; i++)
        if (text_equal(code, settings[i].code)) {
            *type = (SettingType)i;
            return true;
        }
    return false;
}

bool setting_has(SettingType type, SettingScreen screen)
{
    return (settings[type].screens & screen) != 0;
}

const char *setting_screen_words(SettingScreen screen)
{
    switch (screen) {
    case SCREEN_EXAMS:
        return "Exam access arrangements";
    case SCREEN_EARLY_CHECK:
        return "The progress check at age two";
    case SCREEN_YOUNG_PEOPLE:
        return "Rights that pass to the young person";
    }
    return "";
}

/* ---- Words in a sentence ----------------------------------------------------------------------
 */

/* As the sentences name them, and where each stands in the words. */
static const struct {
    const char *one, *many;
    size_t at;
} names[] = {
    {"school", "schools", offsetof(SettingWords, school)},
    {"teacher", "teachers", offsetof(SettingWords, teacher)},
    {"class", "classes", offsetof(SettingWords, group)},
    {"head", "heads", offsetof(SettingWords, head)},
    {"senco", "sencos", offsetof(SettingWords, senco)},
    {"learner", "learners", offsetof(SettingWords, learner)},
    {"everyday", NULL, offsetof(SettingWords, everyday)}, /* has no plural */
};

static bool ends_in(const char *word, const char *ending)
{
    size_t length = strlen(word), tail = strlen(ending);
    return length >= tail && strcmp(word + length - tail, ending) == 0;
}

static const char *plural(Arena *arena, const char *word)
{
    size_t length = strlen(word);
    if (ends_in(word, "person"))
        return arena_print(arena, "%.*speople", (int)(length - strlen("person")), word);
    if (ends_in(word, "child"))
        return arena_print(arena, "%sren", word);
    if (ends_in(word, "ry"))
        return arena_print(arena, "%.*sies", (int)(length - 1), word);
    return arena_print(arena, ends_in(word, "s") ? "%ses" : "%ss", word);
}

/* What stands for the name between two braces; NULL for any other. */
static const char *word_for(Arena *arena, const SettingWords *words, const char *name)
{
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        bool many = names[i].many != NULL && text_equal_fold(name, names[i].many);
        if (!many && !text_equal_fold(name, names[i].one))
            continue;
        const char *word = *(const char *const *)((const char *)words + names[i].at);
        char *found = arena_copy(arena, many ? plural(arena, word) : word);
        if (name[0] >= 'A' && name[0] <= 'Z' && found[0] >= 'a' && found[0] <= 'z')
            found[0] = (char)(found[0] - 'a' + 'A');
        return found;
    }
    return NULL;
}

const char *setting_fill(Arena *arena, const SettingWords *words, const char *text)
{
    if (text == NULL)
        return NULL;
    const char *open = strchr(text, '{');
    for (; open != NULL; open = strchr(open + 1, '{')) {
        const char *close = strchr(open, '}');
        if (close == NULL)
            return text;
        const char *name = arena_copy_length(arena, open + 1, (size_t)(close - open - 1));
        const char *word = word_for(arena, words, name);
        if (word == NULL)
            continue;
        const char *rest = setting_fill(arena, words, close + 1);
        return arena_print(arena, "%.*s%s%s", (int)(open - text), text, word, rest);
    }
    return text;
}

#include "platform/base/language.h"

#include <stddef.h>

#include "platform/base/text.h"

typedef struct Language {
    const char *tag;
    const char *name;
    const char *own; /* what its speakers call it, or another name; NULL: as in English */
} Language;

static const Language languages[] = {
    {"ak", "Akan", "Twi"},         {"am", "Amharic", NULL},
    {"ar", "Arabic", NULL},        {"bfi", "British Sign Language", "BSL"},
    {"bg", "Bulgarian", NULL},     {"bn", "Bengali", "Bangla"},
    {"cs", "Czech", NULL},         {"cy", "Welsh", "Cymraeg"},
    {"de", "German", "Deutsch"},   {"el", "Greek", NULL},
    {"es", "Spanish", "Español"},  {"fa", "Persian", "Farsi"},
    {"fr", "French", "Français"},  {"gu", "Gujarati", NULL},
    {"hi", "Hindi", NULL},         {"hu", "Hungarian", "Magyar"},
    {"it", "Italian", "Italiano"}, {"ku", "Kurdish", "Kurmanji"},
    {"lt", "Lithuanian", NULL},    {"lv", "Latvian", NULL},
    {"ml", "Malayalam", NULL},     {"ne", "Nepali", NULL},
    {"nl", "Dutch", "Nederlands"}, {"pa", "Punjabi", "Panjabi"},
    {"pl", "Polish", "Polski"},    {"prs", "Dari", NULL},
    {"ps", "Pashto", "Pushto"},    {"pt", "Portuguese", "Português"},
    {"ro", "Romanian", "Română"},  {"rom", "Romani", "Romany"},
    {"ru", "Russian", NULL},       {"sk", "Slovak", NULL},
    {"so", "Somali", NULL},        {"sq", "Albanian", "Shqip"},
    {"sw", "Swahili", NULL},       {"ta", "Tamil", NULL},
    {"te", "Telugu", NULL},        {"ti", "Tigrinya", NULL},
    {"tl", "Tagalog", "Filipino"}, {"tr", "Turkish", "Türkçe"},
    {"uk", "Ukrainian", NULL},     {"ur", "Urdu", NULL},
    {"vi", "Vietnamese", NULL},    {"yo", "Yoruba", NULL},
    {"yue", "Cantonese", NULL},    {"zh", "Chinese", "Mandarin"},
};

const char *language_tag(const char *name)
{
    if (text_empty(name))
        return "";
    for (size_t i = 0; i < sizeof languages / sizeof languages[0]; i++) {
        const Language *language = &languages[i];
        if (text_equal_fold(name, language->name) ||
            (language->own != NULL && text_equal_fold(name, language->own)))
            return language->tag;
    }
    return "";
}

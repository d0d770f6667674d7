#include "learner/need.h"

#include <ctype.h>
#include <strings.h>

#include "platform/base/log.h"
#include "platform/base/text.h"

#define FOLDED_MAXIMUM 96

static const NeedType types[] = {
    {"SPLD", "Specific learning difficulty", AREA_COGNITION},
    {"MLD", "Moderate learning difficulty", AREA_COGNITION},
    {"SLD", "Severe learning difficulty", AREA_COGNITION},
    {"PMLD", "Profound and multiple learning difficulty", AREA_COGNITION},
    {"SEMH", "Social, emotional and mental health", AREA_SEMH},
    {"SLCN", "Speech, language and communication needs", AREA_COMMUNICATION},
    {"HI", "Hearing impairment", AREA_SENSORY},
    {"VI", "Vision impairment", AREA_SENSORY},
    {"MSI", "Multi-sensory impairment", AREA_SENSORY},
    {"PD", "Physical disability", AREA_SENSORY},
    {"ASD", "Autistic spectrum disorder", AREA_COMMUNICATION},
    {"DS", "Down syndrome", AREA_COGNITION},
    {"OTH", "Other difficulty or disability", AREA_NONE},
    {"NSA", "SEN Support, type of need not yet assessed", AREA_NONE},
};

/* Spellings met in exports, folded: letters and digits only, small. */
static const struct {
    const char *folded;
    const char *code;
} spellings[] = {
    {"dyslexia", "SPLD"},
    {"dyscalculia", "SPLD"},
    {"dyspraxia", "SPLD"},
    {"specificlearningdifficultydyslexia", "SPLD"},
    {"specificlearningdifficulties", "SPLD"},
    {"moderatelearningdifficulties", "MLD"},
    {"severelearningdifficulties", "SLD"},
    {"profoundandmultiplelearningdifficulties", "PMLD"},
    {"profoundmultiplelearningdifficulty", "PMLD"},
    {"socialemotionalmentalhealth", "SEMH"},
    {"speechlanguagecommunicationneeds", "SLCN"},
    {"speechlanguageandcommunicationneed", "SLCN"},
    {"speechlanguageorcommunicationneed", "SLCN"},
    {"dld", "SLCN"},
    {"developmentallanguagedisorder", "SLCN"},
    {"autism", "ASD"},
    {"asc", "ASD"},
    {"autisticspectrumcondition", "ASD"},
    {"autismspectrumdisorder", "ASD"},
    {"autismspectrumcondition", "ASD"},
    {"visualimpairment", "VI"},
    {"multisensoryimpairment", "MSI"},
    {"downssyndrome", "DS"},
    {"other", "OTH"},
    {"otherdifficultydisability", "OTH"},
    {"nospecialistassessment", "NSA"},
    {"sensupportbutnospecialistassessmentoftypeofneed", "NSA"},
};

/* Types that ended, folded, and what took their place. */
static const struct {
    const char *folded;
    const char *code, *name;
    const char *now;
} former[] = {
    {"besd", "BESD", "Behaviour, emotional and social difficulties (until 2014)", "SEMH"},
    {"behaviouralemotionalandsocialdifficulty", NULL, NULL, "SEMH"},
    {"behaviouralemotionalandsocialdifficulties", NULL, NULL, "SEMH"},
    {"behaviouremotionalandsocialdifficulty", NULL, NULL, "SEMH"},
    {"behaviouremotionalandsocialdifficulties", NULL, NULL, "SEMH"},
};

static const char *const status_codes[] = {"N", "K", "E"};
static const char *const area_codes[AREA_COUNT] = {"communication", "cognition", "semh", "sensory"};

const char *sen_status_code(SenStatus status)
{
    return status_codes[status];
}

const char *sen_status_words(SenStatus status)
{
    static const char *const words[] = {"No SEN", "SEN Support", "EHC plan"};
    return words[status];
}

bool sen_status_parse_code(const char *code, SenStatus *status)
{
    for (int i = SEN_NONE; i <= SEN_EHC_PLAN; i++)
        if (text_equal(code, status_codes[i])) {
            *status = (SenStatus)i;
            return true;
        }
    return false;
}

const char *need_area_code(NeedArea area)
{
    ASSERT(area >= 0 && area < AREA_COUNT);
    return area_codes[area];
}

const char *need_area_words(NeedArea area)
{
    static const char *const words[AREA_COUNT] = {
        "Communication and interaction",
        "Cognition and learning",
        "Social, emotional and mental health",
        "Sensory and/or physical",
    };
    ASSERT(area >= 0 && area < AREA_COUNT);
    return words[area];
}

bool need_area_parse(const char *code, NeedArea *area)
{
    for (int i = 0; i < AREA_COUNT; i++)
        if (text_equal(code, area_codes[i])) {
            *area = (NeedArea)i;
            return true;
        }
    return false;
}

const NeedType *need_types(size_t *count)
{
    *count = sizeof types / sizeof types[0];
    return types;
}

const NeedType *need_type(const char *code)
{
    for (size_t i = 0; i < sizeof types / sizeof types[0]; i++)
        if (text_equal(types[i].code, code))
            return &types[i];
    return NULL;
}

size_t need_place(const char *code)
{
    size_t count, place = 0;
    const NeedType *every = need_types(&count);
    const NeedType *type = code == NULL ? NULL : need_type(code);
    if (type == NULL)
        return count;
    for (size_t i = 0; i < count; i++)
        place += strcasecmp(every[i].name, type->name) < 0;
    return place;
}

/* Letters and digits only, small. False when too long to be any of ours. */
static bool fold(const char *text, char *folded, size_t size)
{
    size_t length = 0;
    for (const char *c = text; *c != '\0'; c++) {
        if (!isalnum((unsigned char)*c))
            continue;
        if (length + 1 == size)
            return false;
        folded[length++] = (char)tolower((unsigned char)*c);
    }
    folded[length] = '\0';
    return true;
}

const NeedType *need_type_read(const char *text)
{
    char wanted[FOLDED_MAXIMUM];
    char folded[FOLDED_MAXIMUM];
    if (text == NULL || !fold(text, wanted, sizeof wanted))
        return NULL;
    for (size_t i = 0; i < sizeof types / sizeof types[0]; i++) {
        if (text_equal_fold(types[i].code, wanted))
            return &types[i];
        if (fold(types[i].name, folded, sizeof folded) && text_equal(folded, wanted))
            return &types[i];
    }
    for (size_t i = 0; i < sizeof spellings / sizeof spellings[0]; i++)
        if (text_equal(spellings[i].folded, wanted))
            return need_type(spellings[i].code);
    for (size_t i = 0; i < sizeof former / sizeof former[0]; i++)
        if (text_equal(former[i].folded, wanted))
            return need_type(former[i].now);
    return NULL;
}

bool need_type_ended(const char *text)
{
    char wanted[FOLDED_MAXIMUM];
    if (text == NULL || !fold(text, wanted, sizeof wanted))
        return false;
    for (size_t i = 0; i < sizeof former / sizeof former[0]; i++)
        if (text_equal(former[i].folded, wanted))
            return true;
    return false;
}

const char *need_type_words(const char *code)
{
    const NeedType *type = need_type(code);
    if (type != NULL)
        return type->name;
    for (size_t i = 0; i < sizeof former / sizeof former[0]; i++)
        if (text_equal(former[i].code, code))
            return former[i].name;
    return code;
}

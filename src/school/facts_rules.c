#include "school/facts_rules.h"

#include <ctype.h>
#include <string.h>

static bool among(const char *word, const char *const *words)
{
    for (; *words != NULL; words++)
        if (text_equal(*words, word))
            return true;
    return false;
}

static bool digits(const char *text, size_t count)
{
    return text != NULL && strlen(text) == count && strspn(text, "0123456789") == count;
}

static bool is_phase(const char *code)
{
    static const char *const phases[] = {"nursery",     "primary", "secondary",
                                         "all_through", "college", NULL};
    return among(code, phases);
}

static bool is_learner_word(const char *word)
{
    static const char *const words[] = {"pupil", "child", "student", "learner", NULL};
    return among(word, words);
}

/* Digits, spaces, brackets and a plus, as people write them. */
static bool is_telephone(const char *text)
{
    size_t count = 0;
    for (const char *c = text; *c != '\0'; c++) {
        if (strchr("0123456789 ()+", *c) == NULL)
            return false;
        count += *c >= '0' && *c <= '9';
    }
    return count >= 10 && count <= 15;
}

/* In upper case and without spaces: one or two letters, a digit, perhaps another character; then a
 * digit and two letters. */
static bool is_postcode(const char *text)
{
    size_t length = strlen(text), at = 0;
    if (length < 5 || length > 7)
        return false;
    const char *in = text + length - 3;
    while (at < 2 && text[at] >= 'A' && text[at] <= 'Z')
        at++;
    size_t rest = length - 3 - at;
    return at > 0 && (rest == 1 || rest == 2) && isdigit((unsigned char)text[at]) &&
           (rest == 1 || isalnum((unsigned char)text[at + 1])) && isdigit((unsigned char)in[0]) &&
           isupper((unsigned char)in[1]) && isupper((unsigned char)in[2]);
}

/* Without spaces and in upper case. */
static bool postcode_bare(const char *typed, char bare[8])
{
    size_t length = 0;
    for (const char *c = typed; *c != '\0'; c++) {
        if (*c == ' ')
            continue;
        if (length == 7)
            return false;
        bare[length++] = *c >= 'a' && *c <= 'z' ? (char)(*c - 'a' + 'A') : *c;
    }
    bare[length] = '\0';
    return is_postcode(bare);
}

const char *postcode_written(Arena *arena, const char *typed)
{
    char bare[8] = {0};
    if (!postcode_bare(typed, bare))
        return NULL;
    size_t out = strlen(bare) - 3;
    return arena_print(arena, "%.*s %s", (int)out, bare, bare + out);
}

static void say(FactsFaults *faults, const char *field, const char *sentence)
{
    faults->items[faults->count++] = (FactsFault){field, sentence};
}

static void check_kind(const SchoolFacts *facts, FactsFaults *faults)
{
    SettingType type;
    if (text_empty(facts->name))
        say(faults, "name", "Give its name");
    if (!setting_type_parse(facts->setting_type, &type))
        say(faults, "setting_type",
            "The setting type must be school, maintained_nursery, pvi, college, special, pru or "
            "independent");
    if (!is_phase(facts->phase))
        say(faults, "phase",
            "The phase must be nursery, primary, secondary, all_through or college");
    if (!is_learner_word(facts->learner_word))
        say(faults, "learner_word", "The word must be pupil, child, student or learner");
}

static void check_numbers(const SchoolFacts *facts, FactsFaults *faults)
{
    const struct {
        const char *field, *value, *sentence;
        size_t digits;
    } numbers[] = {
        {"urn", facts->urn, "The URN must be six digits", 6},
        {"ukprn", facts->ukprn, "The UKPRN must be eight digits", 8},
        {"la_number", facts->la_number, "The local authority's number must be three digits", 3},
        {"establishment_number", facts->establishment_number,
         "The establishment number must be four digits", 4},
    };
    for (size_t i = 0; i < sizeof numbers / sizeof numbers[0]; i++) {
        const char *value = numbers[i].value;
        bool zero = value != NULL && value[0] == '0' && numbers[i].digits > 4;
        if (!text_empty(value) && (zero || !digits(value, numbers[i].digits)))
            say(faults, numbers[i].field, numbers[i].sentence);
    }
}

static void check_ages(const SchoolFacts *facts, FactsFaults *faults)
{
    const OptionalInteger low = facts->low_age, high = facts->high_age;
    if (low.present && (low.value < 0 || low.value > 99))
        say(faults, "low_age", "The lowest age must be from 0 to 99");
    if (high.present && (high.value < 0 || high.value > 99))
        say(faults, "high_age", "The highest age must be from 0 to 99");
    else if (low.present && high.present && high.value < low.value)
        say(faults, "high_age", "The highest age must not be below the lowest");
}

FactsFaults school_facts_faults(const SchoolFacts *facts)
{
    FactsFaults faults = {0};
    char bare[8] = {0};
    check_kind(facts, &faults);
    check_numbers(facts, &faults);
    check_ages(facts, &faults);
    if (!text_empty(facts->postcode) && !postcode_bare(facts->postcode, bare))
        say(&faults, "postcode", "Enter a whole postcode, such as AB1 2CD");
    if (!text_empty(facts->telephone) && !is_telephone(facts->telephone))
        say(&faults, "telephone", "Enter a telephone number, such as 01632 960123");
    return faults;
}

const char *usual_phase(SettingType type)
{
    if (type == SETTING_COLLEGE)
        return "college";
    return type == SETTING_MAINTAINED_NURSERY || type == SETTING_EARLY_YEARS ? "nursery"
                                                                             : "primary";
}

#include "bank/bank_rules.h"

#include <ctype.h>
#include <string.h>

#include "bank/cost_rules.h"
#include "learner/need.h"

/* Of fewer outcomes nobody can tell whether it works. */
enum { OUTCOMES_THAT_TELL = 5 };

const char *bank_area_words(const char *code)
{
    static const struct {
        const char *code, *words;
    } others[] = {{"early_years", "Early years"}, {"after_16", "After 16"}, {"any", "Any"}};
    NeedArea area;
    if (need_area_parse(code, &area))
        return need_area_words(area);
    for (size_t i = 0; i < sizeof others / sizeof others[0]; i++)
        if (text_equal(others[i].code, code))
            return others[i].words;
    return code;
}

static bool is_said(Range range)
{
    return range.most > 0;
}

/* "3", "3 to 6". */
static const char *range_words(Arena *arena, Range range)
{
    if (range.least == range.most)
        return arena_print(arena, "%d", range.most);
    return arena_print(arena, "%d to %d", range.least, range.most);
}

static const char *join(Arena *arena, const char *before, const char *next)
{
    return text_empty(before) ? next : arena_print(arena, "%s, %s", before, next);
}

static const char *times_words(Arena *arena, Range times)
{
    if (times.most == 1)
        return "once a week";
    return arena_print(arena, "%s times a week", range_words(arena, times));
}

static const char *group_words(Arena *arena, Range group)
{
    if (group.most == 1)
        return "alone";
    if (group.least == 1)
        return arena_print(arena, "alone or in a group of up to %d", group.most);
    return arena_print(arena, "in a group of %s", range_words(arena, group));
}

const char *bank_dose_words(Arena *arena, const Intervention *intervention)
{
    const char *words = "";
    if (is_said(intervention->times))
        words = times_words(arena, intervention->times);
    if (is_said(intervention->minutes))
        words = join(arena, words,
                     arena_print(arena, "%s minutes", range_words(arena, intervention->minutes)));
    if (is_said(intervention->group))
        words = join(arena, words, group_words(arena, intervention->group));
    if (is_said(intervention->weeks))
        words = join(arena, words,
                     arena_print(arena, "for %s week%s", range_words(arena, intervention->weeks),
                                 intervention->weeks.most == 1 ? "" : "s"));
    if (!text_empty(intervention->dose_note))
        words = join(arena, words, intervention->dose_note);
    char *sentence = arena_copy(arena, words);
    sentence[0] = (char)toupper((unsigned char)sentence[0]);
    return sentence;
}

const char *bank_wave_words(Arena *arena, const Intervention *intervention)
{
    Range wave = intervention->wave;
    if (wave.least == wave.most)
        return arena_print(arena, "Wave %d", wave.most);
    return arena_print(arena, "Wave %d or %d", wave.least, wave.most);
}

const char *bank_name_words(Arena *arena, const Intervention *intervention)
{
    if (text_empty(intervention->example))
        return intervention->name;
    return arena_print(arena, "%s, such as %s", intervention->name, intervention->example);
}

/* The number at *at, which moves behind it; -1 for none, or one that is too large. */
static int number_at(const char **at, int most)
{
    int number = 0;
    if (!isdigit((unsigned char)**at))
        return -1;
    for (; isdigit((unsigned char)**at); (*at)++) {
        number = number * 10 + (**at - '0');
        if (number > most)
            return -1;
    }
    return number;
}

/* Past "-", "–" or "to" and what stands around it; NULL for anything else. */
static const char *past_to(const char *at)
{
    static const char *const between[] = {"to", "-", "–"};
    at += strspn(at, " ");
    for (size_t i = 0; i < sizeof between / sizeof between[0]; i++)
        if (text_starts(at, between[i])) {
            at += strlen(between[i]);
            return at + strspn(at, " ");
        }
    return NULL;
}

const char *bank_range_parse(const char *typed, int most, Range *range)
{
    static const char problem[] = "Enter a number, or two such as 3 to 6";
    const char *at = typed;
    *range = (Range){0, 0};
    if (text_empty(typed))
        return NULL;
    int least = number_at(&at, most), greatest = least;
    if (least > 0 && *at != '\0') {
        at = past_to(at);
        greatest = at == NULL ? -1 : number_at(&at, most);
    }
    if (least <= 0 || greatest <= 0 || *at != '\0')
        return problem;
    if (greatest < least)
        return "Enter the smaller number first";
    *range = (Range){least, greatest};
    return NULL;
}

const char *bank_range_typed(Arena *arena, Range range)
{
    return is_said(range) ? range_words(arena, range) : "";
}

/* Whole weeks begun: holidays are the school's own to take off. */
OptionalInteger bank_cost(const Intervention *intervention, int times_a_week, int group, int days)
{
    int weeks = (days + 6) / 7;
    if (!intervention->session_cost.present || times_a_week <= 0 || group <= 0 || weeks <= 0)
        return (OptionalInteger){0};
    long long all = intervention->session_cost.value * times_a_week * weeks;
    long long share = (all + group / 2) / group;
    return share > COST_PENCE_MOST ? (OptionalInteger){0} : (OptionalInteger){true, share};
}

const char *bank_use_words(Arena *arena, const BankUse *use)
{
    if (use->learners == 0)
        return "Not used here yet";
    const char *words = arena_print(arena, "Here: %d %s", use->learners,
                                    use->learners == 1 ? "learner" : "learners");
    if (use->outcomes < OUTCOMES_THAT_TELL)
        return arena_print(arena, "%s, too few reviews to tell", words);
    return arena_print(arena, "%s, %d of %d outcomes met", words, use->met, use->outcomes);
}

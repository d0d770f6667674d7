#include "review/impact_rules.h"

#include <ctype.h>
#include <math.h>
#include <string.h>

#include "platform/base/text.h"

#define MONTHS_IN_YEAR   12
#define DAYS_IN_MONTH    (365.25 / MONTHS_IN_YEAR)
#define SHORT_MONTHS     2.0  /* below, a test age says little */
#define GOAL_CORRELATION 0.3  /* between goals, as the scale's authors take it */
#define SAME             1e-9 /* scores are typed numbers: nearer than this is equal */

/* A whole number of months counts as that, whatever the months' lengths. */
static double months_between(Date from, Date to)
{
    CivilDate start = date_civil(from);
    CivilDate end = date_civil(to);
    int months = (end.year - start.year) * MONTHS_IN_YEAR + end.month - start.month;
    return months + (end.day - start.day) / DAYS_IN_MONTH;
}

const char *ratio_gain_word(double ratio)
{
    static const struct {
        double below;
        const char *word;
    } bands[] = {{1.4, "very small"}, {2.0, "modest"}, {3.0, "useful"}, {4.0, "substantial"}};
    for (size_t i = 0; i < sizeof bands / sizeof bands[0]; i++)
        if (ratio < bands[i].below)
            return bands[i].word;
    return "remarkable";
}

static const char *refusal(const Score *entry, const Score *exit)
{
    if (!text_equal_fold(entry->measure, exit->measure) || entry->kind != exit->kind ||
        entry->lower_is_better != exit->lower_is_better)
        return "These are two different measures, so they cannot be compared.";
    if (!date_is_set(entry->on) || !date_is_set(exit->on))
        return "One of the scores has no date, so they cannot be compared.";
    if (date_compare(exit->on, entry->on) <= 0)
        return "The second score is not later than the first.";
    return NULL;
}

static ImpactKind direction(double gain)
{
    return gain > 0 ? IMPACT_BETTER : IMPACT_WORSE;
}

static Impact plain_impact(Arena *arena, const Score *entry, const Score *exit, double gain)
{
    Impact impact = {.gain = gain, .kind = direction(gain)};
    const char *words = gain > 0 ? "better" : "worse";
    if (fabs(gain) <= exit->margin + SAME) {
        impact.kind = IMPACT_NO_CHANGE;
        words = fabs(gain) < SAME ? "no change" : "no more than the measure's own margin";
    }
    impact.words = arena_print(arena, "From %g to %g: %s.", entry->value, exit->value, words);
    return impact;
}

static Impact standard_impact(Arena *arena, const Score *entry, const Score *exit, double gain)
{
    Impact impact = {.gain = gain, .kind = direction(gain)};
    const char *words = gain > 0 ? "moved ahead of others of the same age"
                                 : "moved more slowly than others of the same age";
    if (fabs(gain) <= exit->margin + SAME) {
        impact.kind = IMPACT_KEPT_PACE;
        words = "kept pace with others of the same age";
    }
    impact.words =
        arena_print(arena, "Standard score %g, then %g: %s.", entry->value, exit->value, words);
    return impact;
}

static Impact age_impact(Arena *arena, const Score *entry, const Score *exit, double gain)
{
    Impact impact = {.gain = gain, .kind = direction(gain)};
    double elapsed = months_between(entry->on, exit->on);
    const char *from = test_age_words(arena, (int)lround(entry->value));
    const char *to = test_age_words(arena, (int)lround(exit->value));
    if (elapsed < 1.0) {
        impact.kind = IMPACT_TOO_SOON;
        impact.words = arena_print(arena,
                                   "Test age %s, then %s, less than a month later: too soon to "
                                   "compare.",
                                   from, to);
        return impact;
    }
    if (fabs(gain) <= exit->margin + SAME)
        impact.kind = IMPACT_NO_CHANGE;
    impact.ratio = gain / elapsed;
    const char *caution = elapsed < SHORT_MONTHS ? " The time is short: take it with care." : "";
    if (impact.kind == IMPACT_BETTER)
        impact.words = arena_print(
            arena, "Test age %s, then %s: %g months in %.1f, %.1f times the ordinary pace (%s).%s",
            from, to, gain, elapsed, impact.ratio, ratio_gain_word(impact.ratio), caution);
    else
        impact.words =
            arena_print(arena, "Test age %s, then %s: %s in %.1f months.%s", from, to,
                        impact.kind == IMPACT_NO_CHANGE ? "no change beyond the margin" : "lower",
                        elapsed, caution);
    return impact;
}

Impact impact_between(Arena *arena, const Score *entry, const Score *exit)
{
    const char *refused = refusal(entry, exit);
    if (refused != NULL)
        return (Impact){.kind = IMPACT_NOT_COMPARABLE, .words = refused};
    double gain = exit->value - entry->value;
    if (entry->lower_is_better)
        gain = -gain;
    switch (entry->kind) {
    case MEASURE_AGE:
        return age_impact(arena, entry, exit, gain);
    case MEASURE_STANDARD_SCORE:
        return standard_impact(arena, entry, exit, gain);
    case MEASURE_PLAIN:
        break;
    }
    return plain_impact(arena, entry, exit, gain);
}

/* Up to two digits at *text, which moves past them. False when there are none or more. */
static bool take_number(const char **text, int *value, size_t *digits)
{
    *value = 0;
    *digits = 0;
    while (isdigit((unsigned char)**text)) {
        *value = *value * 10 + (**text - '0');
        (*text)++;
        if (++*digits > 2)
            return false;
    }
    return *digits > 0;
}

/* Moves past one of the words, longest first, and the spaces around it. */
static bool take_word(const char **text, const char *const *words)
{
    while (**text == ' ')
        (*text)++;
    for (; *words != NULL; words++) {
        size_t length = strlen(*words);
        if (strncasecmp(*text, *words, length) == 0) {
            *text += length;
            while (**text == ' ')
                (*text)++;
            return true;
        }
    }
    return false;
}

bool test_age_parse(const char *text, int *months)
{
    static const char *const colon[] = {":", NULL};
    static const char *const point[] = {".", NULL};
    static const char *const parts[] = {"years", "year", "yrs", "yr", "y", NULL};
    static const char *const ends[] = {"months", "month", "mths", "mth", "m", NULL};
    int years = 0;
    int rest = 0;
    size_t digits = 0;
    if (text == NULL)
        return false;
    while (*text == ' ')
        text++;
    if (!take_number(&text, &years, &digits))
        return false;
    bool pointed = take_word(&text, point);
    bool in_words = !pointed && !take_word(&text, colon);
    if (in_words && !take_word(&text, parts))
        return false;
    bool whole_years = in_words && *text == '\0';
    if (!whole_years && !take_number(&text, &rest, &digits))
        return false;
    if (rest >= MONTHS_IN_YEAR || (pointed && digits != 2))
        return false;
    (void)take_word(&text, ends);
    if (*text != '\0')
        return false;
    *months = years * MONTHS_IN_YEAR + rest;
    return true;
}

char *test_age_words(Arena *arena, int months)
{
    return arena_print(arena, "%d:%02d", months / MONTHS_IN_YEAR, months % MONTHS_IN_YEAR);
}

bool goal_attainment(const Goal *goals, size_t count, double *score)
{
    double weighted = 0;
    double weights = 0;
    double squares = 0;
    for (size_t i = 0; i < count; i++) {
        const Goal *goal = &goals[i];
        if (goal->attained < -2 || goal->attained > 2 || !(goal->weight > 0))
            return false;
        weighted += goal->weight * goal->attained;
        weights += goal->weight;
        squares += goal->weight * goal->weight;
    }
    if (count == 0)
        return false;
    *score = 50 + 10 * weighted /
                      sqrt((1 - GOAL_CORRELATION) * squares + GOAL_CORRELATION * weights * weights);
    return true;
}

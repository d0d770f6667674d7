#include "assess/score_rules.h"

#include <math.h>
#include <string.h>

#include "platform/base/log.h"

enum { TENTHS = 10, MONTHS = 12, OLDEST_YEARS = 99, LONGEST_NUMBER = 9 };

/* ---- Codes ----------------------------------------------------------------------------------- */

static const struct {
    const char *code, *words;
} scales[SCORE_SCALE_COUNT] = {
    [SCALE_COUNT] = {"count", "whole number"},
    [SCALE_TENTHS] = {"tenths", "number with one decimal place"},
    [SCALE_PERCENT] = {"percent", "percent"},
    [SCALE_AGE] = {"age", "age in years and months"},
    [SCALE_STANDARD] = {"standard", "standard score (average 100)"},
    [SCALE_SCALED] = {"scaled", "scaled score of a national test"},
    [SCALE_LEVELS] = {"levels", "one of an ordered list"},
    [SCALE_NARRATIVE] = {"narrative", "words only"},
};

static const char *const betters[SCORE_BETTER_COUNT] = {
    [BETTER_HIGHER] = "higher", [BETTER_LOWER] = "lower", [BETTER_NEITHER] = "neither"};

static const char *const bands[SCORE_BANDS_COUNT] = {
    [BANDS_NONE] = "none",     [BANDS_STATISTICAL] = "statistical",
    [BANDS_EXAM] = "exam",     [BANDS_OWN] = "own",
    [BANDS_SDQ] = "sdq",       [BANDS_MARK] = "mark",
    [BANDS_SCALED] = "scaled", [BANDS_ATTENDANCE] = "attendance",
};

const char *score_scale_code(ScoreScale scale)
{
    return scales[scale].code;
}

const char *score_scale_words(ScoreScale scale)
{
    return scales[scale].words;
}

bool score_scale_parse(const char *code, ScoreScale *scale)
{
    for (int i = 0; i < SCORE_SCALE_COUNT; i++)
        if (text_equal(code, scales[i].code)) {
            *scale = (ScoreScale)i;
            return true;
        }
    return false;
}

const char *score_better_code(ScoreBetter better)
{
    return betters[better];
}

bool score_better_parse(const char *code, ScoreBetter *better)
{
    for (int i = 0; i < SCORE_BETTER_COUNT; i++)
        if (text_equal(code, betters[i])) {
            *better = (ScoreBetter)i;
            return true;
        }
    return false;
}

const char *score_bands_code(ScoreBands preset)
{
    return bands[preset];
}

bool score_bands_parse(const char *code, ScoreBands *preset)
{
    for (int i = 0; i < SCORE_BANDS_COUNT; i++)
        if (text_equal(code, bands[i])) {
            *preset = (ScoreBands)i;
            return true;
        }
    return false;
}

bool score_bands_fit(ScoreBands preset, ScoreScale scale)
{
    switch (preset) {
    case BANDS_STATISTICAL:
    case BANDS_EXAM:
        return scale == SCALE_STANDARD;
    case BANDS_SCALED:
        return scale == SCALE_SCALED;
    case BANDS_ATTENDANCE:
        return scale == SCALE_PERCENT;
    case BANDS_OWN:
    case BANDS_MARK:
        return scale != SCALE_LEVELS && scale != SCALE_NARRATIVE;
    case BANDS_SDQ:
        return scale == SCALE_COUNT;
    default:
        return true;
    }
}

const char *measure_scale_words(Arena *arena, const Measure *measure)
{
    const char *words = scales[measure->scale].words;
    if (measure->unit == NULL)
        return words;
    return measure->scale == SCALE_COUNT ? measure->unit
                                         : arena_print(arena, "%s, %s", words, measure->unit);
}

const char *measure_name_fault(const char *name)
{
    static const char *const ended[] = {"p scale", "p-scale", "p level", "p-level"};
    for (size_t i = 0; i < sizeof ended / sizeof ended[0]; i++) {
        size_t length = strlen(ended[i]);
        bool same = strlen(name) >= length;
        for (size_t k = 0; same && k < length; k++)
            same = text_lower(name[k]) == ended[i][k];
        if (same)
            return "P scales ended in 2018 and 2021. Use the pre-key-stage standards or the "
                   "engagement model";
    }
    return NULL;
}

/* ---- Typed ----------------------------------------------------------------------------------- */

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* Digits at *at; how many there were, 0 with none or too many. */
static int digits(const char **at, long long *number)
{
    int count = 0;
    *number = 0;
    for (; is_digit(**at) && count <= LONGEST_NUMBER; (*at)++, count++)
        *number = *number * 10 + (**at - '0');
    return count > LONGEST_NUMBER ? 0 : count;
}

static void skip_spaces(const char **at)
{
    while (**at == ' ')
        (*at)++;
}

/* The word for years or months at *at, or none: "y", "yrs", "years"; "m", "mths", "months". */
static bool skip_word(const char **at, char first)
{
    skip_spaces(at);
    if (text_lower(**at) != first)
        return false;
    while (**at >= 'A')
        (*at)++;
    skip_spaces(at);
    return true;
}

static const char *age_of(long long years, long long months, long long *value)
{
    if (months >= MONTHS)
        return "A year has 12 months: enter 0 to 11 of them, such as 7:10";
    *value = years * MONTHS + months;
    return NULL;
}

/* After "7.": two digits can only be months. One may be months or tenths of a year. */
static const char *age_with_point(Arena *arena, long long years, const char *at, long long *value,
                                  const char **remark)
{
    long long months;
    int count = digits(&at, &months);
    if (count != 2 || *at != '\0' || months >= MONTHS)
        return arena_print(arena,
                           "Enter years and months with a colon: %lld:06 is six months past %lld. "
                           "A point could mean months or tenths of a year",
                           years, years);
    *remark = arena_print(arena, "Taken as %lld years %lld months", years, months);
    return age_of(years, months, value);
}

#define AGE_ASKED "Enter years and months, such as 7:10"

/* ":10", ":10:00" as a spreadsheet makes of a time of day, or "10 months" after a word for years.
 */
static const char *parse_months(const char *at, bool word, long long years, long long *value)
{
    long long months, seconds = 0;
    if (!word && *at != ':' && *at != '-')
        return AGE_ASKED;
    at += !word;
    skip_spaces(&at);
    if (digits(&at, &months) == 0 || months > OLDEST_YEARS)
        return AGE_ASKED;
    skip_word(&at, 'm');
    if (!word && *at == ':') {
        at++;
        if (digits(&at, &seconds) != 2)
            return AGE_ASKED;
    }
    return *at == '\0' && seconds == 0 ? age_of(years, months, value) : AGE_ASKED;
}

static const char *parse_age(Arena *arena, const char *typed, long long *value, const char **remark)
{
    const char *at = typed;
    long long years;
    if (digits(&at, &years) == 0)
        return AGE_ASKED;
    if (skip_word(&at, 'm')) { /* "94 months" */
        *value = years;
        return *at == '\0' ? NULL : AGE_ASKED;
    }
    if (years > OLDEST_YEARS)
        return AGE_ASKED;
    if (*at == '.')
        return age_with_point(arena, years, at + 1, value, remark);
    bool word = skip_word(&at, 'y');
    if (word && *at == '\0')
        return age_of(years, 0, value);
    return parse_months(at, word, years, value);
}

static const char *parse_tenths(const char *typed, bool percent, long long *value)
{
    const char *sentence = percent ? "Enter a percentage, such as 94.5"
                                   : "Enter a number with at most one decimal place, such as 4.5";
    const char *at = typed;
    long long whole, tenth = 0;
    bool negative = *at == '-';
    at += negative;
    if (digits(&at, &whole) == 0)
        return sentence;
    if (*at == '.') {
        at++;
        int count = digits(&at, &tenth);
        if (count == 2 && tenth % TENTHS == 0)
            tenth /= TENTHS;
        else if (count != 1)
            return sentence;
    }
    if (percent) {
        skip_spaces(&at);
        at += *at == '%';
    }
    if (*at != '\0')
        return sentence;
    *value = (negative ? -1 : 1) * (whole * TENTHS + tenth);
    return NULL;
}

static const char *listed_steps(Arena *arena, const Measure *measure)
{
    const char *all = "";
    for (size_t i = 0; i < measure->step_count; i++)
        all = arena_print(arena, "%s%s%s", all,
                          i == 0                         ? ""
                          : i + 1 == measure->step_count ? " or "
                                                         : ", ",
                          measure->steps[i].name);
    return all;
}

static const char *parse_level(Arena *arena, const Measure *measure, const char *typed,
                               long long *value)
{
    const char *key = text_sort_key(arena, typed);
    for (size_t i = 0; i < measure->step_count; i++) {
        const ScoreStep *step = &measure->steps[i];
        const char *number = arena_print(arena, "%lld", step->value);
        if (!text_equal(key, text_sort_key(arena, step->name)) && !text_equal(typed, number))
            continue;
        *value = step->value;
        return NULL;
    }
    return arena_print(arena, "Enter %s", listed_steps(arena, measure));
}

static const char *parse_count(const char *typed, long long *value)
{
    return text_integer(typed, -999999, 999999, value) ? NULL : "Enter a whole number";
}

static const char *check_range(Arena *arena, const Measure *measure, long long value)
{
    bool low = measure->least.present && value < measure->least.value;
    bool high = measure->most.present && value > measure->most.value;
    if (!low && !high)
        return NULL;
    if (measure->least.present && measure->most.present)
        return arena_print(arena, "Enter %s to %s, as this measure gives",
                           score_show(arena, measure, measure->least.value),
                           score_show(arena, measure, measure->most.value));
    return low ? arena_print(arena, "Enter %s or more",
                             score_show(arena, measure, measure->least.value))
               : arena_print(arena, "Enter %s or less",
                             score_show(arena, measure, measure->most.value));
}

const char *score_parse(Arena *arena, const Measure *measure, const char *typed, long long *value,
                        const char **remark)
{
    const char *fault = NULL;
    *remark = NULL;
    typed = text_trim(arena, typed);
    switch (measure->scale) {
    case SCALE_AGE:
        fault = parse_age(arena, typed, value, remark);
        break;
    case SCALE_TENTHS:
    case SCALE_PERCENT:
        fault = parse_tenths(typed, measure->scale == SCALE_PERCENT, value);
        break;
    case SCALE_LEVELS:
        return parse_level(arena, measure, typed, value);
    case SCALE_NARRATIVE:
        return "This measure is told in words: write them in the note";
    default:
        fault = parse_count(typed, value);
    }
    return fault != NULL ? fault : check_range(arena, measure, *value);
}

const char *score_parse_amount(const Measure *measure, const char *typed, long long *amount)
{
    bool tenths = measure->scale == SCALE_TENTHS || measure->scale == SCALE_PERCENT;
    const char *fault = tenths ? parse_tenths(typed, false, amount) : parse_count(typed, amount);
    if (fault == NULL && *amount < 0)
        return "Enter 0 or more";
    return fault != NULL && measure->scale == SCALE_AGE ? "Enter a number of months" : fault;
}

/* ---- Shown ----------------------------------------------------------------------------------- */

static const char *step_name(Arena *arena, const Measure *measure, long long value)
{
    for (size_t i = 0; i < measure->step_count; i++)
        if (measure->steps[i].value == value)
            return measure->steps[i].name;
    return arena_print(arena, "level %lld", value);
}

static const char *tenths_shown(Arena *arena, long long value)
{
    long long size = value < 0 ? -value : value;
    const char *sign = value < 0 ? "-" : "";
    return size % TENTHS == 0
               ? arena_print(arena, "%s%lld", sign, size / TENTHS)
               : arena_print(arena, "%s%lld.%lld", sign, size / TENTHS, size % TENTHS);
}

const char *score_show(Arena *arena, const Measure *measure, long long value)
{
    switch (measure->scale) {
    case SCALE_AGE:
        return arena_print(arena, "%lld:%02lld", value / MONTHS, value % MONTHS);
    case SCALE_TENTHS:
    case SCALE_PERCENT:
        return tenths_shown(arena, value);
    case SCALE_LEVELS:
        return step_name(arena, measure, value);
    default:
        return arena_print(arena, "%lld", value);
    }
}

static const char *plural(long long count)
{
    return count == 1 ? "" : "s";
}

const char *score_words(Arena *arena, const Measure *measure, long long value)
{
    const char *shown = score_show(arena, measure, value);
    if (measure->scale == SCALE_AGE)
        return arena_print(arena, "%lld year%s %lld month%s", value / MONTHS,
                           plural(value / MONTHS), value % MONTHS, plural(value % MONTHS));
    if (measure->scale == SCALE_PERCENT)
        return arena_print(arena, "%s%%", shown);
    bool counted = measure->scale == SCALE_COUNT || measure->scale == SCALE_TENTHS;
    return counted && measure->unit != NULL ? arena_print(arena, "%s %s", shown, measure->unit)
                                            : shown;
}

const char *score_difference_words(Arena *arena, const Measure *measure, long long difference)
{
    long long size = difference < 0 ? -difference : difference;
    switch (measure->scale) {
    case SCALE_AGE:
        return arena_print(arena, "%lld month%s", size, plural(size));
    case SCALE_LEVELS:
        return arena_print(arena, "%lld level%s", size, plural(size));
    case SCALE_TENTHS:
    case SCALE_PERCENT:
        return arena_print(arena, "%s point%s", tenths_shown(arena, size),
                           plural(size == TENTHS ? 1 : 2));
    default:
        return arena_print(arena, "%lld point%s", size, plural(size));
    }
}

/* ---- Bands ----------------------------------------------------------------------------------- */

static ScoreBand standard_band(bool exam, long long value)
{
    static const struct {
        long long from;
        ScoreBand statistical, exam;
    } table[] = {
        {130, {"Very high", false}, {"Above average", false}},
        {116, {"Above average", false}, {"Above average", false}},
        {111, {"Average", false}, {"Above average", false}},
        {90, {"Average", false}, {"Average", false}},
        {85, {"Average", false}, {"Low average", false}},
        {70, {"Below average", true}, {"Below average", true}},
    };
    for (size_t i = 0; i < sizeof table / sizeof table[0]; i++)
        if (value >= table[i].from)
            return exam ? table[i].exam : table[i].statistical;
    return (ScoreBand){"Well below average", true};
}

static ScoreBand scaled_band(long long value)
{
    if (value >= 110)
        return (ScoreBand){"High standard", false};
    return value >= 100 ? (ScoreBand){"Expected standard", false}
                        : (ScoreBand){"Below the expected standard", true};
}

/* A tenth of sessions missed is persistent, half of them severe. */
static ScoreBand attendance_band(long long value)
{
    if (value <= 50 * TENTHS)
        return (ScoreBand){"Severely absent", true};
    return value <= 90 * TENTHS ? (ScoreBand){"Persistently absent", true}
                                : (ScoreBand){NULL, false};
}

static ScoreBand own_band(const Measure *measure, long long value)
{
    ScoreBand band = {NULL, false};
    for (size_t i = 0; i < measure->step_count; i++)
        if (value >= measure->steps[i].value)
            band = (ScoreBand){measure->steps[i].name, measure->steps[i].low};
    return band;
}

static ScoreBand mark_band(Arena *arena, const Measure *measure, long long value, Date on)
{
    const ScoreMark *mark = NULL;
    for (size_t i = 0; i < measure->mark_count; i++)
        if (measure->marks[i].year <= academic_year(on))
            mark = &measure->marks[i];
    if (mark == NULL)
        return (ScoreBand){NULL, false};
    bool met = value >= mark->mark;
    return (ScoreBand){arena_print(arena,
                                   met ? "Met the standard (%lld)" : "Below the standard (%lld)",
                                   mark->mark),
                       !met};
}

/* Highest value of the first three bands; of the prosocial scale, where low is worse, the lowest.
 */
static const struct {
    const char *set, *part;
    long long limits[3];
} sdq[] = {
    {"sdq_teacher", "total", {11, 15, 18}}, {"sdq_teacher", "emotional", {3, 4, 5}},
    {"sdq_teacher", "conduct", {2, 3, 4}},  {"sdq_teacher", "hyperactivity", {5, 7, 8}},
    {"sdq_teacher", "peer", {2, 4, 5}},     {"sdq_teacher", "prosocial", {6, 5, 4}},
    {"sdq_parent", "total", {13, 16, 19}},  {"sdq_parent", "emotional", {3, 4, 6}},
    {"sdq_parent", "conduct", {2, 3, 5}},   {"sdq_parent", "hyperactivity", {5, 7, 8}},
    {"sdq_parent", "peer", {2, 3, 4}},      {"sdq_parent", "prosocial", {8, 7, 6}},
    {"sdq_self", "total", {14, 17, 19}},    {"sdq_self", "emotional", {4, 5, 6}},
    {"sdq_self", "conduct", {3, 4, 5}},     {"sdq_self", "hyperactivity", {5, 6, 7}},
    {"sdq_self", "peer", {2, 3, 4}},        {"sdq_self", "prosocial", {7, 6, 5}},
};

static ScoreBand sdq_band(const Measure *measure, long long value)
{
    static const char *const raised[] = {"Close to average", "Slightly raised", "High",
                                         "Very high"};
    static const char *const lowered[] = {"Close to average", "Slightly lowered", "Low",
                                          "Very low"};
    for (size_t i = 0; i < sizeof sdq / sizeof sdq[0]; i++) {
        if (!text_equal(sdq[i].set, measure->set) || !text_equal(sdq[i].part, measure->part))
            continue;
        bool prosocial = text_equal(measure->part, "prosocial");
        size_t band = 0;
        while (band < 3 && (prosocial ? value < sdq[i].limits[band] : value > sdq[i].limits[band]))
            band++;
        return (ScoreBand){prosocial ? lowered[band] : raised[band], band > 0};
    }
    return (ScoreBand){NULL, false};
}

static ScoreBand level_band(const Measure *measure, long long value)
{
    for (size_t i = 0; i < measure->step_count; i++)
        if (measure->steps[i].value == value)
            return (ScoreBand){NULL, measure->steps[i].low};
    return (ScoreBand){NULL, false};
}

ScoreBand score_band(Arena *arena, const Measure *measure, long long value, Date on)
{
    if (measure->scale == SCALE_LEVELS)
        return level_band(measure, value);
    switch (measure->bands) {
    case BANDS_STATISTICAL:
    case BANDS_EXAM:
        return standard_band(measure->bands == BANDS_EXAM, value);
    case BANDS_OWN:
        return own_band(measure, value);
    case BANDS_SDQ:
        return sdq_band(measure, value);
    case BANDS_MARK:
        return mark_band(arena, measure, value, on);
    case BANDS_SCALED:
        return scaled_band(value);
    case BANDS_ATTENDANCE:
        return attendance_band(value);
    default:
        return (ScoreBand){NULL, false};
    }
}

int score_percentile(long long standard)
{
    double deviations = ((double)standard - 100.0) / 15.0;
    double share = 0.5 * (1.0 + erf(deviations / sqrt(2.0)));
    int percentile = (int)lround(share * 100.0);
    return percentile < 1 ? 1 : percentile > 99 ? 99 : percentile;
}

/* ---- Not assessed ---------------------------------------------------------------------------- */

static const struct {
    const char *code, *words, *typed;
} absences[] = {
    {"absent", "Absent", "a"},
    {"not_ready", "Not assessed", "n"},
    {"too_low", "Working below this test", "b"},
    {"refused", "Did not take part", "u"},
    {"withdrawn", "Taken out: entered by mistake", NULL},
};

const char *score_absent_words(const char *code)
{
    for (size_t i = 0; i < sizeof absences / sizeof absences[0]; i++)
        if (text_equal(code, absences[i].code))
            return absences[i].words;
    return NULL;
}

static const char *absent_typed(const char *typed)
{
    for (size_t i = 0; i < sizeof absences / sizeof absences[0]; i++)
        if (absences[i].typed != NULL && (text_equal_fold(typed, absences[i].typed) ||
                                          text_equal_fold(typed, absences[i].words)))
            return absences[i].code;
    return NULL;
}

const char *score_parse_cell(Arena *arena, const Measure *measure, const char *typed,
                             OptionalInteger *value, const char **absent, const char **remark)
{
    *absent = NULL;
    const char *fault = score_parse(arena, measure, typed, &value->value, remark);
    value->present = fault == NULL;
    if (fault == NULL)
        return NULL;
    *absent = absent_typed(typed);
    return *absent != NULL ? NULL : fault;
}

/* ---- Sets ------------------------------------------------------------------------------------ */

bool sdq_scale(int answered, int sum, long long *value)
{
    if (answered < 3 || answered > 5 || sum < 0 || sum > 2 * answered)
        return false;
    *value = (2LL * sum * 5 + answered) / (2LL * answered); /* to the nearest, halves up */
    return true;
}

static const SetPart *part_of(const SetPart *parts, size_t count, const char *part)
{
    for (size_t i = 0; i < count; i++)
        if (text_equal(parts[i].part, part))
            return &parts[i];
    return NULL;
}

bool score_set_is_sdq(const char *set)
{
    return set != NULL && text_starts(set, "sdq_");
}

static bool total_difficulties(const SetPart *parts, size_t count, SetPart *computed)
{
    static const char *const four[] = {"emotional", "conduct", "hyperactivity", "peer"};
    *computed = (SetPart){"total", 0};
    for (size_t i = 0; i < sizeof four / sizeof four[0]; i++) {
        const SetPart *part = part_of(parts, count, four[i]);
        if (part == NULL)
            return false;
        computed->value += part->value;
    }
    return true;
}

static bool good_level(const SetPart *parts, size_t count, SetPart *computed)
{
    static const char *const twelve[] = {"listening",     "speaking",      "self_regulation",
                                         "managing_self", "relationships", "gross",
                                         "fine",          "comprehension", "word_reading",
                                         "writing",       "number",        "patterns"};
    *computed = (SetPart){"gld", 2};
    for (size_t i = 0; i < sizeof twelve / sizeof twelve[0]; i++) {
        const SetPart *part = part_of(parts, count, twelve[i]);
        if (part == NULL)
            return false;
        if (part->value < 2)
            computed->value = 1;
    }
    return true;
}

bool score_set_compute(const char *set, const SetPart *parts, size_t count, SetPart *computed)
{
    if (score_set_is_sdq(set))
        return total_difficulties(parts, count, computed);
    *computed = (SetPart){0};
    return text_equal(set, "eyfs") && good_level(parts, count, computed);
}

bool score_part_computed(const Measure *measure)
{
    return text_equal(measure->part, "gld") ||
           (score_set_is_sdq(measure->set) && text_equal(measure->part, "total"));
}

bool score_stands_alone(const Measure *measure)
{
    return measure->set == NULL || text_equal(measure->part, "total") ||
           text_equal(measure->part, "developmental") || text_equal(measure->part, "diagnostic") ||
           measure->scale == SCALE_NARRATIVE;
}

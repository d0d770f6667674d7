/* score_rules.h: what a score is: scales, how one is typed and shown, bands, percentiles, and what
 * is computed of a questionnaire's parts.
 *
 * A value is a whole number of the scale's smallest unit: months of an age, tenths of a percent,
 * the number of a level. It is exact, so what was typed comes out again. Only scores and bands are
 * kept: no item, norm table or scoring key of any published test. Pure. */
#ifndef ASSESS_SCORE_RULES_H
#define ASSESS_SCORE_RULES_H

#include <stdbool.h>
#include <stdint.h>

#include "platform/base/arena.h"
#include "platform/base/date.h"
#include "platform/base/text.h"

typedef enum ScoreScale {
    SCALE_COUNT,     /* whole numbers */
    SCALE_TENTHS,    /* one place after the point; in tenths */
    SCALE_PERCENT,   /* in tenths of a percent */
    SCALE_AGE,       /* years and months; in months */
    SCALE_STANDARD,  /* mean 100, standard deviation 15 for each age */
    SCALE_SCALED,    /* of the national tests: 100 is what is expected */
    SCALE_LEVELS,    /* an ordered list of judgements; the level's number */
    SCALE_NARRATIVE, /* words only */
    SCORE_SCALE_COUNT
} ScoreScale;

typedef enum ScoreBetter {
    BETTER_HIGHER,
    BETTER_LOWER,
    BETTER_NEITHER,
    SCORE_BETTER_COUNT
} ScoreBetter;

typedef enum ScoreBands {
    BANDS_NONE,
    BANDS_STATISTICAL, /* of standard scores, by standard deviations */
    BANDS_EXAM,        /* of standard scores, as for exam access */
    BANDS_OWN,         /* the school's: steps from a value on */
    BANDS_SDQ,
    BANDS_MARK, /* met or not, by the year's mark */
    BANDS_SCALED,
    BANDS_ATTENDANCE,
    SCORE_BANDS_COUNT
} ScoreBands;

typedef struct ScoreStep {
    long long value; /* the level's number, or the value from which an own band counts */
    const char *name;
    bool low; /* below what is expected */
} ScoreStep;

typedef struct ScoreMark {
    int year; /* the school year's first half */
    long long mark;
} ScoreMark;

/* One line of the school's list. */
typedef struct Measure {
    int64_t id;
    const char *code; /* NULL: the school's own */
    const char *set;  /* "sdq_teacher"; NULL: stands alone */
    const char *part; /* "emotional" */
    const char *name;
    const char *subject;
    ScoreScale scale;
    const char *unit; /* NULL: none */
    OptionalInteger least, most;
    ScoreBetter better;
    ScoreBands bands;
    OptionalInteger margin; /* confidence interval; absent: not known */
    OptionalInteger ages_from, ages_to;
    bool by_senco; /* entered by those who reach all learners */
    bool retired;  /* what was entered stays; nothing new is */
    int position;
    size_t step_count, mark_count;
    const ScoreStep *steps; /* by value */
    const ScoreMark *marks; /* by year */
    int64_t version;
} Measure;

const char *score_scale_code(ScoreScale scale);
const char *score_scale_words(ScoreScale scale);
bool score_scale_parse(const char *code, ScoreScale *scale);
const char *score_better_code(ScoreBetter better);
bool score_better_parse(const char *code, ScoreBetter *better);
const char *score_bands_code(ScoreBands preset);
bool score_bands_parse(const char *code, ScoreBands *bands);
/* Whether these bands can be read off that scale. */
bool score_bands_fit(ScoreBands bands, ScoreScale scale);
/* "standard score", "years and months": the measure's scale with its unit. */
const char *measure_scale_words(Arena *arena, const Measure *measure);
/* Why this cannot be the name of a measure; NULL when it can: P scales have ended. */
const char *measure_name_fault(const char *name);

/* What was typed for a score of this measure. NULL: value holds it; else a sentence that says what
 * to type. remark: out, what is to be said although it was taken; NULL: nothing. */
const char *score_parse(Arena *arena, const Measure *measure, const char *typed, long long *value,
                        const char **remark);
/* A number of the scale's smallest unit, such as a confidence interval: "4" months, "2.5" %. */
const char *score_parse_amount(const Measure *measure, const char *typed, long long *amount);
/* "7:10", "94.5", "EXS": as it can be typed again. */
const char *score_show(Arena *arena, const Measure *measure, long long value);
/* "7 years 10 months", "94.5%", "42 words a minute". */
const char *score_words(Arena *arena, const Measure *measure, long long value);
/* A difference of two scores without its sign: "5 months", "2 levels", "3.5 points". */
const char *score_difference_words(Arena *arena, const Measure *measure, long long difference);

typedef struct ScoreBand {
    const char *name; /* NULL: none is told */
    bool low;         /* below what is expected, or raised where low is better */
} ScoreBand;

ScoreBand score_band(Arena *arena, const Measure *measure, long long value, Date on);
/* Of a standard score, 1 to 99. */
int score_percentile(long long standard);

/* Codes of why there is no value: absent, not_ready, too_low, refused, withdrawn. */
const char *score_absent_words(const char *code);
/* One cell of a grid or a file: a score, or why there is none ("A", "absent" and the like, unless a
 * level is called so). NULL: taken, with value.present or absent set; else what to type. */
const char *score_parse_cell(Arena *arena, const Measure *measure, const char *typed,
                             OptionalInteger *value, const char **absent, const char **remark);

/* ---- Sets ------------------------------------------------------------------------------------ */

/* SDQ: a scale of five answers of 0 to 2, taken up to five when at least three were given. False
 * with fewer, or a sum that these cannot give. */
bool sdq_scale(int answered, int sum, long long *value);

typedef struct SetPart {
    const char *part;
    long long value;
} SetPart;

/* The part that is computed, from those that are there: SDQ's total difficulties of four scales
 * without the prosocial one, the good level of development of twelve early learning goals. Each is
 * its own name: "total", "gld". False while a part is missing, or when nothing is computed. */
bool score_set_compute(const char *set, const SetPart *parts, size_t count, SetPart *computed);
/* Whether this part of the set is computed and never typed. */
bool score_part_computed(const Measure *measure);
/* Parts of a set stand in its table, save the one that tells most. */
bool score_stands_alone(const Measure *measure);
bool score_set_is_sdq(const char *set);

#endif

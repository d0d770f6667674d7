/* bank_rules.h: what a school picks from while it plans: interventions with their usual dose,
 * strategies for every lesson, phrases for outcomes. Pure. */
#ifndef BANK_BANK_RULES_H
#define BANK_BANK_RULES_H

#include <stdbool.h>
#include <stdint.h>

#include "platform/base/text.h"

/* Both 0: not said. */
typedef struct Range {
    int least, most;
} Range;

/* In a school's list no text is NULL. */
typedef struct Intervention {
    int64_t id;
    int number;          /* of one that Fourfold brings; 0: the school's own */
    const char *name;    /* "Paired reading" */
    const char *example; /* products of this kind, by name; "": none */
    const char *area;    /* as bank_area_words() knows them */
    Range wave;          /* 1 for all, 2 a targeted group, 3 alone or by a specialist */
    const char *deliverer;
    Range group;   /* learners together */
    Range minutes; /* each time */
    Range times;   /* a week */
    Range weeks;
    const char *dose_note; /* what numbers do not say of it */
    const char *measure;   /* taken at entry and exit */
    const char *detail;    /* what exactly is done */
    const char *evidence;  /* why it is thought to work (R-P-4) */
    const char *training;
    OptionalInteger session_cost; /* pence for the whole group; only for who may see costs */
    bool retired;
    int64_t version;
} Intervention;

typedef struct Strategy {
    int64_t id;
    int number;
    const char *wording, *area;
    bool avoid; /* what is not to be done, rather than what is */
    bool retired;
    int64_t version;
} Strategy;

/* wording goes on from "By the end, Zofia …". */
typedef struct OutcomePhrase {
    int64_t id;
    int number;
    const char *wording, *area, *measure;
    bool retired;
    int64_t version;
} OutcomePhrase;

/* Of one of the four broad areas (R-ID-9), of early_years, after_16 or any; the code itself when it
 * is none of them. */
const char *bank_area_words(const char *code);

/* "Once a week, 30 to 40 minutes, in a group of 3 to 6, for 10 weeks, and twice alone"; "" when
 * nothing is said of it. */
const char *bank_dose_words(Arena *arena, const Intervention *intervention);
/* "Wave 2", "Wave 2 or 3". */
const char *bank_wave_words(Arena *arena, const Intervention *intervention);
/* "Paired reading, such as Better Reading Partners". */
const char *bank_name_words(Arena *arena, const Intervention *intervention);

/* How a range is typed: "3", "3-6", "3 to 6", "" for not said. NULL when it was read, otherwise
 * what is wrong with it, for beside the field. most: the greatest number that makes sense. */
const char *bank_range_parse(const char *typed, int most, Range *range);
/* Back as it is typed. */
const char *bank_range_typed(Arena *arena, Range range);

/* What support of that dose comes to for one learner of the group, in pence, over so many days;
 * none when the cost of a session was not said, or the times, or past COST_PENCE_MOST. */
OptionalInteger bank_cost(const Intervention *intervention, int times_a_week, int group, int days);

/* How it went here, wherever it was planned and reviewed. */
typedef struct BankUse {
    int learners; /* with a final plan that holds it */
    int outcomes; /* judged at a review, that it worked towards */
    int met;      /* of them met or exceeded */
} BankUse;

/* "Here: 6 learners, 5 of 7 outcomes met"; "Not used here yet". Under five outcomes no share is
 * drawn from them, and the words say so. */
const char *bank_use_words(Arena *arena, const BankUse *use);

#endif

/* rule_pack.h: what the law and the guidance say, as data with a date from which it is in force.
 *
 * A pack is a table of rules and a set of clocks. The same rule may have a row for each kind of
 * setting it binds, with its own strength and source: telling parents is law for a school and
 * guidance for a private nursery. No row: the rule does not bind that setting.
 * Owns the tables, which are constant. Never says what the program does: see finding.h. */
#ifndef DUTY_RULE_PACK_H
#define DUTY_RULE_PACK_H

#include <stdbool.h>
#include <stddef.h>

#include "duty/setting.h"
#include "platform/base/date.h"

typedef enum Strength {
    MUST,    /* Act, regulation or case law */
    SHOULD,  /* statutory guidance: followed unless there is a good recorded reason */
    PRACTICE /* what the field does, and what Fourfold itself asks; never called the law */
} Strength;

typedef struct Rule {
    const char *id;    /* "R-P-1"; F- for what Fourfold itself asks */
    unsigned settings; /* bits 1 << SettingType */
    Strength strength;
    const char *source; /* "Children and Families Act 2014, section 68" */
    bool verified;      /* the source was read; otherwise it is not shown to families */
} Rule;

/* The field's usual times, all PRACTICE. A school day is one on which the setting is open. */
typedef struct Clocks {
    int notice_school_days;        /* from the decision to telling the family */
    int concern_reply_school_days; /* from a concern, when no day was promised */
    int assess_school_weeks;       /* that an assessment may stay open */
    int share_plan_school_days;    /* from a final plan to the family's copy */
    int review_school_weeks;       /* from a plan's start to its review */
    int review_copy_school_days;   /* from a review to the family's copy */
    int ask_sharing_school_days;   /* from the day on which the rights are the young person's own */
    int inherited_review_days;     /* from joining with a plan made elsewhere, calendar days */
    int session_gap_school_days;   /* without any session logged */
    int soon_days;                 /* before the day, when a duty is called due soon */
    int escalate_days;             /* after the day, when a late duty is taken further */
    int plan_outcomes;             /* above which a plan is hard to keep in mind */
    int fairly_tested_percent;     /* of planned sessions, below which a provision was not tried */
    int withheld_below;            /* counts of learners that tell of too few, above none */
} Clocks;

typedef struct RulePack {
    const char *name;
    CivilDate valid_from;
    bool in_force; /* false: proposed, and never picked by a date alone */
    size_t count;
    const Rule *rules;
    Clocks clocks;
} RulePack;

/* The newest pack in force on that day. */
const RulePack *rule_pack_on(Date on);
/* The row that binds this kind of setting, or NULL. */
const Rule *rule_find(const RulePack *pack, const char *id, SettingType setting);
/* True when any row has the id. */
bool rule_known(const RulePack *pack, const char *id);

/* What the rule asks, in a few words: "Tell the family formally that support begins". It may name
 * {school}, {teacher}, {senco} and the like (setting.h). NULL when there is no such rule. */
const char *rule_words(const char *id);

const char *strength_word(Strength strength); /* "Must", "Should", "Practice" */

#endif

/* finding.h: what the rules say about one piece of work, and what the program does about it.
 *
 * The law and the program are two columns. A Rule says what binds whom, how strongly, and where
 * that is written; it stands in a rule pack (rule_pack.h). A Check says what Fourfold does when
 * the rule is not kept: refuse, ask for a reason, or flag. A Finding is one check that failed,
 * with a sentence for the person at work. A rule that does not bind this kind of setting makes no
 * finding, so that the rules of a folder need not ask where they run.
 * Owns nothing: findings live in the caller's arena. Never reads the clock, a store or a request.
 */
#ifndef DUTY_FINDING_H
#define DUTY_FINDING_H

#include <stdbool.h>
#include <stddef.h>

#include "duty/rule_pack.h"
#include "platform/base/arena.h"
#include "platform/base/date.h"

typedef enum Effect {
    EFFECT_REFUSE,     /* not saved until it is put right */
    EFFECT_ASK_REASON, /* saved once a reason is given: in the field named, and the finding goes */
    EFFECT_FLAG        /* said, and no more */
} Effect;

/* A row of a folder's table of checks. */
typedef struct Check {
    const char *rule; /* "R-P-2", in the pack */
    Effect effect;
    const char *field;    /* the form field that puts it right or takes the reason; "" for none */
    const char *sentence; /* "Enter the review date" */
} Check;

typedef struct Finding {
    const char *rule;
    Strength strength;
    Effect effect;
    const char *field;
    size_t item; /* which outcome, provision, row: 1 is the first; 0 when the field is alone */
    const char *sentence;
} Finding;

typedef struct Findings {
    size_t count;
    Finding *items;
    /* Below: for finding_add() only. */
    size_t capacity;
    Arena *arena;
    const RulePack *pack;
    SettingType setting;
} Findings;

/* An empty list for one piece of work in one setting, under the pack in force that day. */
Findings findings_begin(Arena *arena, SettingType setting, Date on);

void finding_add(Findings *findings, const Check *check);
/* item: see Finding. */
void finding_add_item(Findings *findings, const Check *check, size_t item);
/* sentence: says more than the check's own; it must live as long as the arena. */
void finding_add_saying(Findings *findings, const Check *check, size_t item, const char *sentence);

/* True while something is refused, or a reason is owed: the work may not be saved as final. */
bool findings_block(const Findings *findings);
/* The first finding of a rule, or NULL. */
const Finding *findings_of_rule(const Findings *findings, const char *rule);

#endif

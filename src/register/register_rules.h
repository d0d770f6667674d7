/* register_rules.h: what must be so before a learner is given SEN Support, told of it, or leaves.
 *
 * Each function adds findings about one form; field names are the form's. There is no field for a
 * diagnosis: none is needed (R-ID-8). No score changes a status by itself (R-ID-5). Pure. */
#ifndef REGISTER_REGISTER_RULES_H
#define REGISTER_REGISTER_RULES_H

#include <stdbool.h>
#include <stddef.h>

#include "duty/duty.h"
#include "learner/need.h"
#include "platform/base/date.h"
#include "platform/base/text.h"

typedef struct RankedNeed {
    const char *code; /* census code; an unknown one is kept and flagged */
    int rank;         /* 1 is primary */
} RankedNeed;

typedef struct SupportDecision {
    SenStatus status; /* SEN_NONE is monitoring: support without the status (R-ID-4) */
    Date born_on;     /* of the learner; nothing is decided earlier */
    Date starts_on;
    Date decided_on;
    bool teacher_named; /* class or subject teacher who decided with the SENCO */
    const char *evidence;
    const char *outcomes_sought;
    const char *family_view;
    const char *learner_view;
    OptionalInteger english_additional;
    const char *language_reason; /* why this is not language alone */
    const char *missing_reason;  /* why there is no teacher, main need or view */
    size_t area_count;
    const NeedArea *areas;
    size_t primary_area_count; /* areas marked as the one to act on first */
    size_t need_count;
    const RankedNeed *needs;
} SupportDecision;

void register_check_decision(const SupportDecision *decision, Date today, Findings *findings);

/* Of a decision that there is no SEN Support: reason not_sen, or withdrawn by the family. check_on:
 * when good teaching is looked at again. */
void register_check_refusal(const SupportDecision *decision, const char *reason, Date check_on,
                            Date today, Findings *findings);

typedef struct SupportEnd {
    Date started_on;
    Date ends_on;
    const char *end_reason; /* sustained, ehc, left, withdrew, error, other, not_sen, withdrawn */
    Date monitor_until;
    bool watcher_named; /* who looks whether progress holds */
    size_t check_count;
    const Date *checks; /* days on which they look */
    Date family_told;   /* that support ends */
} SupportEnd;

void register_check_end(const SupportEnd *end, Date today, Findings *findings);
/* "Progress is sustained"; NULL for a code that is none of them. */
const char *support_end_words(const char *end_reason);

typedef struct ParentNotice {
    Date decided_on;
    Date told_on;
    const char *method; /* letter, email, meeting, phone_and_letter */
    const char *recipients;
    const char *refusal;       /* why one of them may not be told; NULL: each may */
    const char *refusal_field; /* where they were chosen; NULL: in the list */
} ParentNotice;

/* R-P-1: a notice, never a request for consent. */
void register_check_notice(const ParentNotice *notice, Date today, Findings *findings);

/* What becomes of one person's letter: made, sent, delivered, returned, not_told. */
bool notice_may_become(const char *state, const char *next);

typedef struct NoticeChange {
    const char *state, *next;
    Date made_on, on;
    const char *method; /* when it is sent or delivered */
    const char *note;   /* why it came back, or why this person cannot be told */
} NoticeChange;

void register_check_notice_change(const NoticeChange *change, Date today, Findings *findings);

/* A look at whether progress holds, after support ended. */
typedef struct WatchCheck {
    Date ended_on, on;
    const char *finding; /* held, finished (held, and the watching ends), slipping */
    const char *note;
} WatchCheck;

void register_check_watch(const WatchCheck *check, Date today, Findings *findings);

/* ---- The census ------------------------------------------------------------------------------ */

/* A period as it counts for the census. */
typedef struct CensusPeriod {
    const char *level;       /* monitoring, sen_support, ehc */
    Date starts_on, ends_on; /* ends_on: its last day, DATE_NONE while it holds */
    Date plan_final_on; /* of an EHC plan: E only from then on; DATE_NONE: from its first day */
} CensusPeriod;

/* "N", "K" or "E" on that day: the most of what holds. While a plan is a draft it is K. */
const char *census_code_on(const CensusPeriod *periods, size_t count, Date on);

/* The newest day of the school census up to that day: the first Thursday of October, the third of
 * January and of May. */
Date census_day_before(Date on);

typedef struct ConcernEntry {
    const char *wording; /* verbatim */
    Date raised_on;
    const char *raised_by; /* staff, parent, learner, professional */
    Date reply_by;
} ConcernEntry;

void register_check_concern(const ConcernEntry *concern, Date today, Findings *findings);

#endif

/* duty.h: the law as data, and the engine that says what is due, from what, by when and why.
 *
 * The door of the folder: rules, findings and school-day counting come with it. A duty is
 * computed from facts each time it is shown and never stored, so it can neither be forgotten nor
 * left behind. Owns nothing; the duties live in the caller's arena. Never reads a store, a
 * request or the clock: today is a fact like the others. */
#ifndef DUTY_DUTY_H
#define DUTY_DUTY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "duty/finding.h"
#include "duty/review_day.h"
#include "duty/rule_pack.h"
#include "duty/school_days.h"
#include "duty/setting_change.h"
#include "platform/base/arena.h"
#include "platform/base/date.h"

/* What somebody noticed, whether it was answered, and when it is looked at again. */
typedef struct ConcernFact {
    int64_t id;
    bool of_staff; /* R-ID-10 is about families */
    Date raised_on;
    Date reply_by;   /* promised, or DATE_NONE */
    Date replied_on; /* DATE_NONE while they wait */
    Date check_on;   /* of the newest step; DATE_NONE: none is owed */
} ConcernFact;

typedef enum MeetingKind {
    MEETING_PLAN,
    MEETING_REVIEW,
    MEETING_COPRODUCTION,
    MEETING_PARENTS_EVENING,
    MEETING_ANNUAL_REVIEW, /* the authority's, of an EHC plan */
    MEETING_STAFF
} MeetingKind;

typedef struct MeetingFact {
    Date on;
    MeetingKind kind;
    bool held;             /* false: offered, not attended */
    bool family_took_part; /* a parent or the young person, in person, by phone or video */
    bool note_written;
    bool covered_plan; /* an annual review that also went through the plan */
    int invitations;   /* dated invitations with another day offered */
} MeetingFact;

/* One learner's facts. A date that has not come about is DATE_NONE. */
typedef struct LearnerFacts {
    int64_t learner;    /* carried through, not read */
    bool sen_support;   /* census code K now */
    bool ehc_plan;      /* census code E now */
    bool young_person;  /* over compulsory school age: the rights are theirs (R-YP-1) */
    Date rights_since;  /* the first day of that; DATE_NONE while they are a child */
    Date sharing_asked; /* when they were last asked who may be told; DATE_NONE: never */

    Date support_from;            /* first day of SEN Support */
    Date support_decided;         /* when it was decided; DATE_NONE: not known */
    Date family_told;             /* the notice of R-P-1: each who is entitled has it */
    int notices, notices_settled; /* letters made for them, and those of which nothing is open */
    int notices_returned;         /* those that came back, or could not be mailed */
    Date ending_untold;           /* a letter that support ended was made then, and is still open */
    Date refusal_untold;          /* likewise one that no support begins */
    Date check_on;                /* after support ended: next day on which progress is looked at */
    Date teaching_check_on; /* after it was decided that it is not SEN: likewise, good teaching */

    Date assessing_since; /* only while the cycle is in Assess */
    Date plan_final;      /* the plan in force */
    Date plan_shared;     /* given to the family */
    Date review_on;       /* agreed review date of the plan in force */
    bool doing;           /* the cycle is in Do */
    Date doing_since;
    bool sessions_planned; /* the plan in force has provision that is logged */
    Date last_session;
    Date inherited_on; /* joined with a plan made elsewhere that was not reviewed here yet */

    Date third_birthday; /* while the check at the age of two is not written; else DATE_NONE */

    Date review_held; /* last review made final */
    Date review_copy; /* when its record was given to the family */

    size_t concern_count;
    const ConcernFact *concerns;
    size_t meeting_count;
    const MeetingFact *meetings;
} LearnerFacts;

/* What is the same for every learner of a setting today. */
typedef struct DutySetting {
    SettingType type;
    Date today;
    const SchoolCalendar *calendar;
    bool count_parents_evening; /* with a note, as a meeting of R-M-1; the usual setting is true */
    bool count_annual_review;   /* likewise, where it covered the plan */
} DutySetting;

typedef enum DutyBand {
    DUTY_LATE,    /* the day has passed */
    DUTY_SOON,    /* today or within the pack's days */
    DUTY_ON_TRACK /* further off */
} DutyBand;

/* What settles it: pages make a link of it. */
typedef enum DutyStep {
    STEP_RECORD_NOTICE,
    STEP_FINISH_ASSESSMENT,
    STEP_AGREE_REVIEW_DATE,
    STEP_SHARE_PLAN,
    STEP_LOG_SESSION,
    STEP_HOLD_REVIEW,
    STEP_GIVE_REVIEW_COPY,
    STEP_REPLY_TO_CONCERN,
    STEP_CHECK_CONCERN,
    STEP_HOLD_MEETING,
    STEP_ASK_SHARING,
    STEP_TELL_ENDING,
    STEP_CHECK_PROGRESS,
    STEP_TWO_YEAR_CHECK,
    STEP_REVIEW_ARRIVAL,
    STEP_COUNT
} DutyStep;

typedef struct Duty {
    int64_t learner;
    int64_t subject; /* the concern, when it is about one; otherwise 0 */
    const char *rule;
    Strength strength;
    const char *source;
    bool verified;    /* false: the source is not shown to families */
    const char *what; /* "Hold the review" */
    const char *why;  /* "The review was agreed for 18 December 2026." */
    DutyStep step;
    Date since; /* what set it off */
    Date due;   /* by when it can be done: never a day on which the setting is closed */
    Date limit; /* the day after which it is late: `due`, or the agreed day in a holiday */
    DutyBand band;
    int days_late;  /* 0 unless late */
    bool attempted; /* offered more than once and not taken up: never late */
    bool escalate;  /* late for so long that somebody else should know */
} Duty;

typedef struct Duties {
    size_t count;
    Duty *items;
} Duties;

/* Every duty that is open now, the most pressing first: late, then soon, then on track; in each
 * what the law demands first, then the earliest day. */
Duties duties_of_learner(Arena *arena, const DutySetting *setting, const LearnerFacts *facts);

/* "late 9 days", "due today", "due in 3 days", "due by 18 Dec", "offered, not taken up". */
const char *duty_when_words(Arena *arena, const Duty *duty, Date today);

/* R-M-1: meetings with parents, one for each term of this school year with SEN Support, the term
 * in which it began included. Once a term has ended without, only two in a later term would still
 * reach the number: that is what overdue means. */
typedef enum MeetingStanding {
    MEETINGS_NOT_COUNTED, /* the rule does not bind here, or no SEN Support this year */
    MEETINGS_ON_TRACK,
    MEETINGS_DUE,    /* none yet this term */
    MEETINGS_OVERDUE /* a term ended without */
} MeetingStanding;

typedef struct MeetingCount {
    int expected;
    int held;
    int attempted;
    int terms_ended; /* with SEN Support, this school year */
    MeetingStanding standing;
    Date since; /* first day counted */
    Date due;   /* last day of the term that still lacks one; DATE_NONE when nothing is owed */
} MeetingCount;

MeetingCount meeting_count(const DutySetting *setting, const LearnerFacts *facts);
/* "2 of 3 meetings held" */
const char *meeting_count_words(Arena *arena, const MeetingCount *count);

#endif

/* record_pages.h: what the learner's own pages show. */
#ifndef RECORD_RECORD_PAGES_H
#define RECORD_RECORD_PAGES_H

#include "register/register.h"
#include "web/web.h"

/* One of the sessions of a week. */
typedef struct EventSession {
    const char *day;
    const char *day_iso;
    const char *what; /* "Reading with Ms Reid: went well" */
    const char *who;
    const char *note; /* NULL: none */
} EventSession;

typedef struct EventSessions {
    size_t count;
    EventSession *items;
} EventSessions;

typedef struct EventRow {
    const char *css;  /* "own" for their words, "key" for a milestone, or NULL */
    const char *what; /* heading */
    const char *day;  /* of sessions folded into one row, the newest */
    const char *day_iso;
    const char *who;
    const char *words;      /* staff's text, or NULL */
    const char *quoted;     /* a child's or a family's own words, or NULL */
    EventSessions sessions; /* of one week, newest first; none for any other event */
} EventRow;

typedef struct EventRows {
    size_t count;
    EventRow *items;
} EventRows;

typedef struct OutcomeRow {
    const char *wording;
    const char *support; /* "Reading together with Ms Reid, 3 times a week" */
    const char *from, *aim;
    const char *measure;
    const char *sessions; /* "20 of 24 sessions" */
    const char *note_day;
    const char *note;
    const char *note_by;
} OutcomeRow;

typedef struct OutcomeRows {
    size_t count;
    OutcomeRow *items;
} OutcomeRows;

typedef struct RecordDuty {
    const char *what;
    const char *why;
    const char *strength;
    const char *source;
    const char *when;
    bool late, soon;
} RecordDuty;

typedef struct RecordDuties {
    size_t count;
    RecordDuty *items;
} RecordDuties;

typedef struct PersonRow {
    const char *name;
    const char *part;
} PersonRow;

typedef struct PersonRows {
    size_t count;
    PersonRow *items;
} PersonRows;

typedef struct LookRow {
    const char *who;
    const char *when;
} LookRow;

typedef struct LookRows {
    size_t count;
    LookRow *items;
} LookRows;

/* The one action that comes next, as the cycle stands. */
typedef struct NextStep {
    const char *sentence;
    const char *verb;
    Url href;      /* a link, */
    FormView form; /* or a button, when opens_cycle */
    bool opens_cycle;
    bool may; /* this person may do it */
} NextStep;

typedef struct RecordPage {
    Page page;
    LearnerBar bar;
    const char *died; /* "Died on 3 November 2026"; NULL for the living */
    Texts likes, matters, help;
    bool has_words;
    const char *words_on;
    Url profile, profile_paper;
    bool may_write_words;
    const char *plan_heading; /* "What we are working on" */
    bool has_plan;
    Url plan;
    Url last_plan; /* where no plan holds in this cycle: the newest that was made final */
    const char *last_plan_words; /* "Cycle 2, final 3 May 2026" */
    OutcomeRows outcomes;
    EventRows events;
    bool older_events; /* than those shown */
    NextStep next;
    RecordDuties duties;
    PersonRows people;
    LookRows looks;
    Url concern, decision, leaving;
    bool may_raise, may_decide, may_leave;
    const char *learner_word;
    bool language_alone; /* support, another first language, and nothing else is recorded */
    const char *language_strength, *language_source;
    Url history, comments;
    bool comments_wait; /* the family wrote, and nobody has read it */
    Url access;         /* none for those who may not read the trail */
    Url arrival;        /* the plan they came with; none when there is nothing to see or to note */
    const char *arrival_words;
} RecordPage;

typedef struct ProfilePage {
    Page page;
    LearnerBar bar;
    FormView form;
    FieldView likes_about_me, matters_to_me, how_to_help_me;
    Url back;
} ProfilePage;

typedef struct PaperLink {
    const char *label;
    Url href;
} PaperLink;

typedef struct PaperLinks {
    size_t count;
    PaperLink *items;
} PaperLinks;

typedef struct CycleRow {
    const char *heading; /* "Cycle 3" */
    const char *state;
    const char *dates;
    PaperLinks papers;
} CycleRow;

typedef struct CycleRows {
    size_t count;
    CycleRow *items;
} CycleRows;

typedef struct PeriodRow {
    const char *level, *census; /* "K" */
    const char *dates;
    const char *by;       /* "Decided 3 November 2025 by Mrs Vaz with Mr Hughes" */
    const char *ended;    /* why; NULL: it holds, or nobody said */
    EarlierParts why;     /* what the decision says */
    EarlierParts rests;   /* what it rests on, as it stood */
    EarlierTexts earlier; /* and said before it was corrected */
} PeriodRow;

/* A type or an area of need, and when it was so. */
typedef struct NeedRow {
    const char *name, *mark; /* mark: "Main need"; NULL: none */
    const char *dates, *by;  /* by NULL: it came with a list */
    const char *barriers, *strengths;
} NeedRow;

typedef struct NeedRows {
    size_t count;
    NeedRow *items;
} NeedRows;

typedef struct PeriodRows {
    size_t count;
    PeriodRow *items;
} PeriodRows;

typedef struct HistoryPage {
    Page page;
    LearnerBar bar;
    CycleRows cycles;
    const char *census; /* "On the census of 1 October 2026: K" */
    PeriodRows periods;
    NeedRows areas, needs;
    LookRows looks;
    Url access, all_looks; /* none for those who may not read the trail */
} HistoryPage;

#endif

/* today_pages.h: what the front page shows. */
#ifndef TODAY_TODAY_PAGES_H
#define TODAY_TODAY_PAGES_H

#include "web/web.h"

/* One duty: what, for whom, where it comes from, and the one verb that settles it. */
typedef struct DutyRow {
    const char *name;
    Url record;
    const char *class_name;
    const char *what; /* "Review: late 9 days" */
    bool late, soon;
    const char *strength; /* "Must" */
    const char *source;   /* "Children and Families Act 2014, section 68" */
    const char *with;     /* who answers for it */
    const char *verb;     /* "Open review" */
    Url step;
} DutyRow;

typedef struct DutyRows {
    size_t count;
    DutyRow *items;
} DutyRows;

typedef struct ReviewRow {
    const char *day;
    const char *name;
    Url href;
    const char *class_name;
} ReviewRow;

typedef struct ReviewRows {
    size_t count;
    ReviewRow *items;
} ReviewRows;

/* One day of last week's sessions, ready to draw: y and heights in pixels, of 50. */
typedef struct DayBar {
    const char *day;
    int x, middle;
    int planned_y, planned_height;
    int held_y, held_height;
} DayBar;

typedef struct DayBars {
    size_t count;
    DayBar *items;
} DayBars;

/* Somebody opened a record in an emergency. */
typedef struct GlassRow {
    const char *who; /* "Mr Hughes, Class teacher" */
    const char *whose;
    Url record;
    const char *class_name, *when, *reason;
    FormView form;
} GlassRow;

typedef struct GlassRows {
    size_t count;
    GlassRow *items;
} GlassRows;

/* Access that somebody gave to a colleague. */
typedef struct GivenRow {
    const char *what;  /* "Mr Lund: Class teacher, from 23 November 2026" */
    const char *by;    /* "Mrs Lindqvist, 23 November 2026, 09:12" */
    const char *ended; /* "Ended 23 November 2026, 09:30"; NULL: it holds, or will */
    Url place;         /* where it can be ended; NULL: not by this reader */
} GivenRow;

typedef struct GivenRows {
    size_t count;
    GivenRow *items;
} GivenRows;

/* What a teacher is asked to say of their learners. */
typedef struct AskedRow {
    Url href;
    const char *title, *who, *by;
    int waiting;
    bool late, reminded;
} AskedRow;

typedef struct AskedRows {
    size_t count;
    AskedRow *items;
} AskedRows;

/* A family wrote, and nobody at the school has said that they read it. */
typedef struct WroteRow {
    const char *name, *class_name; /* class NULL: none */
    Url href;
    const char *since;
} WroteRow;

typedef struct WroteRows {
    size_t count;
    WroteRow *items;
} WroteRows;

/* A family asks the school to change what it holds of them. */
typedef struct AsksRow {
    const char *who, *since;
    Url href;
} AsksRow;

typedef struct AsksRows {
    size_t count;
    AsksRow *items;
} AsksRows;

typedef struct TodayPage {
    Page page;
    const char *day; /* "Monday 23 November" */
    bool sees_learners;
    size_t on_register, late, soon;
    DutyRows now;     /* late and soon, the first of them */
    DutyRows later;   /* the rest, folded, the first of them */
    size_t further;   /* all the rest */
    bool cut;         /* not all of it is listed */
    size_t more;      /* late and soon beyond those shown */
    const char *week; /* heading of the reviews: on a weekend the coming week's */
    ReviewRows reviews;
    DayBars bars;
    const char *bars_words; /* "Monday 9 of 10, ..." */
    int held, planned, missed;
    const char *baselines; /* "5 new pupils without a baseline"; NULL: none */
    Url baselines_href;
    const char *baselines_strength, *baselines_source;
    const char *dates_missing; /* "2026 to 2027"; NULL: none, or not this person's to enter */
    Url dates;
    const char *learner_word;
    Url import;
    bool may_import;
    bool nothing_late;
    Url raise;          /* for those who may raise a concern */
    size_t alike_pairs; /* of records that may be one child's */
    bool one_pair;
    Url alike;
    GlassRows glasses; /* that this person has not looked at */
    GivenRows given;   /* the first of those that this person has not looked at */
    size_t given_more;
    FormView given_form;
    const char *given_newest;
    AskedRows asked;
    WroteRows answered; /* who wants something else than the plan says, for the same people */
    WroteRows wrote;    /* for whoever reads all records and may say that they read it */
    AsksRows asks;      /* for whoever may change every contact */
    Url emergency;      /* for those who may open a record in one */
} TodayPage;

#endif

/* school_pages.h: what the pages about the setting itself show: its dates. */
#ifndef SCHOOL_SCHOOL_PAGES_H
#define SCHOOL_SCHOOL_PAGES_H

#include "school/school.h"
#include "web/web.h"

/* "since 1 Sep 2026", "until 18 Dec 2026", "from 4 Jan 2027", as seen today. */
const char *school_days_words(Arena *arena, Date first, Date last, Date today);
/* "ended 23 November 2026, 09:30": of what was ended at once. */
const char *school_at_once_words(Arena *arena, Moment ended_at);

/* One thing that a school sets up: where it stands, and what is missing. */
typedef struct SetUpRow {
    Url href;
    const char *name;
    const char *state;   /* "14 classes, each with somebody who teaches it" */
    const char *missing; /* NULL: nothing */
} SetUpRow;

typedef struct SetUpRows {
    size_t count;
    SetUpRow *items;
} SetUpRows;

typedef struct SchoolPage {
    Page page;
    SchoolTabs tabs;
    bool passes_guard; /* the database lets the program see every school */
    SetUpRows rows;
} SchoolPage;

/* ---- Dates ----------------------------------------------------------------------------------- */

typedef struct TermRow {
    const char *name;
    const char *first, *last;
    const char *half_term; /* "26 Oct 2026 to 30 Oct 2026", "" for none */
} TermRow;

typedef struct TermRows {
    size_t count;
    TermRow *items;
} TermRows;

typedef struct ClosureRow {
    const char *name;
    const char *days;
    FormView remove;
} ClosureRow;

typedef struct ClosureRows {
    size_t count;
    ClosureRow *items;
} ClosureRows;

typedef struct DatesYear {
    const char *words; /* "2026 to 2027" */
    Url change;
    TermRows terms;
    ClosureRows closures;
    int school_days; /* with learners */
} DatesYear;

typedef struct DatesYears {
    size_t count;
    DatesYear *items;
} DatesYears;

typedef struct DatesPage {
    Page page;
    SchoolTabs tabs;
    DatesYears years; /* this one and the next */
    PageLinks earlier;
} DatesPage;

typedef struct TermFields {
    const char *legend;
    FieldView name, starts_on, ends_on, half_term_starts_on, half_term_ends_on;
} TermFields;

typedef struct TermFieldRows {
    size_t count;
    TermFields *items;
} TermFieldRows;

typedef struct DatesYearPage {
    Page page;
    SchoolTabs tabs;
    const char *words;
    FormView form;
    TermFieldRows terms;
    TermFieldRows more; /* for schools with more terms than three */
    bool more_open;
    Url back;
    ClosureRows closures;
    FormView closure_form;
    FieldView name, starts_on, ends_on;
} DatesYearPage;

/* ---- Mail ------------------------------------------------------------------------------------ */

typedef struct MailRow {
    const char *at, *to, *what, *state;
    bool wrong;
    const char *text; /* as it would have gone; NULL: it was sent */
} MailRow;

typedef struct MailRows {
    size_t count;
    MailRow *items;
} MailRows;

typedef struct MailPage {
    Page page;
    SchoolTabs tabs;
    bool mail_set, demo;
    MailRows rows;
} MailPage;

#endif

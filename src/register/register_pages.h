/* register_pages.h: what the templates of the register show. */
#ifndef REGISTER_REGISTER_PAGES_H
#define REGISTER_REGISTER_PAGES_H

#include "contact/contact.h"
#include "register/register.h"
#include "register/register_filter.h"
#include "web/prompts.h"
#include "web/web.h"

/* A day that something is due, as rows show it: {{> register/due row.review}}. */
typedef struct DueView {
    const char *late, *soon; /* as a tag; NULL: not that */
    const char *day;         /* further off, or the word for none */
} DueView;

/* none: what stands there without a day. */
DueView due_view(Request *request, Date due, const char *none);

/* The needs are three fields, one for each rank. */
PromptPlace decision_place(Request *request, const Finding *finding, const void *context);

/* "Pupil": the setting's word at the head of a column. */
const char *learner_heading(Request *request);
/* "Concerns, Year 4": a title that names no child. */
const char *learner_title(Request *request, const char *task);
/* A place of this learner's: "/concerns", or "" for the overview. */
Url learner_place(Request *request, const char *place);
/* NULL for a field left empty. */
const char *or_null(const char *text);

/* ---- Lists --------------------------------------------------------------------------------------
 */

/* One cell, as a page shows it. */
typedef struct RegisterCell {
    const char *label; /* said before it on a phone; NULL: it speaks for itself */
    const char *text;
    bool quiet;       /* the usual: said quietly */
    bool aside;       /* at the end of its line on a phone */
    bool plain;       /* a text and nothing else */
    bool unbroken;    /* stands on one line */
    const char *soon; /* as a tag; NULL: none */
    Texts marks;      /* "done", "now" or "" for each of the four stages; none without a cycle */
    DueView due;
} RegisterCell;

typedef struct RegisterCells {
    size_t count;
    RegisterCell *items;
} RegisterCells;

typedef struct RegisterRow {
    Url href;
    const char *surname, *given;
    RegisterCells cells;
} RegisterRow;

typedef struct RegisterRows {
    size_t count;
    RegisterRow *items;
} RegisterRows;

typedef struct RegisterHead {
    const char *label;
    bool sorts;
    Url href;         /* when it sorts */
    const char *aria; /* ascending, descending, none */
} RegisterHead;

typedef struct RegisterHeads {
    size_t count;
    RegisterHead *items;
} RegisterHeads;

typedef struct FilterSelect {
    const char *id, *name, *label, *any;
    RegisterField field;
    ChoiceViews choices;
} FilterSelect;

typedef struct FilterSelects {
    size_t count;
    FilterSelect *items;
} FilterSelects;

typedef struct RegisterTotal {
    int count;
    const char *words;
} RegisterTotal;

typedef struct RegisterTotals {
    size_t count;
    RegisterTotal *items;
} RegisterTotals;

/* The table: {{> register/register_grid grid}}. */
typedef struct RegisterGrid {
    const char *counted; /* "26 pupils" */
    RegisterTotals totals;
    RegisterHeads heads; /* the first is the name's */
    bool wide;           /* more columns than A4 holds upright, or a screen */
    RegisterRows rows;
} RegisterGrid;

typedef struct RegisterPage {
    Page page;
    bool search;
    bool choose; /* whom a concern is about */
    FilterSelects selects;
    const char *columns; /* in the address, kept when the filter changes; NULL: none are */
    const char *sort;    /* likewise; NULL: the usual */
    int rows_asked;      /* likewise; 0: the usual */
    PageLinks chips;
    Url all;
    RegisterGrid grid;
    bool own; /* only the learners of this person's classes */
    Url raise;
    Url progress;    /* none for whoever may not see scores */
    PageLinks views; /* those saved */
    Url many;        /* none for whoever may not change many at once */
    Url change_views, change_columns, print, csv, workbook;
    bool paged;
    const char *range; /* "1–50 of 312" */
    PageLinks pages;
    Url next;
} RegisterPage;

typedef struct RegisterPaper {
    Page page;
    const char *filter, *made;
    RegisterGrid grid;
    Url back;
} RegisterPaper;

/* ---- Columns and views --------------------------------------------------------------------------
 */

/* The columns as a form offers them, in their order: a form's choices are written out. A test
 * compares the two. */
extern const FormChoice columns_choices[];

typedef struct ColumnsPage {
    Page page;
    FormView form;
    FieldView list, columns;
    Url cancel;
} ColumnsPage;

typedef struct ViewRow {
    Url open;
    const char *name;
    const char *shows;  /* the filter in words */
    const char *shared; /* "Everybody", "From Mrs Vaz"; NULL: one's own alone */
    bool mine;
    Url change;
} ViewRow;

typedef struct ViewRows {
    size_t count;
    ViewRow *items;
} ViewRows;

typedef struct ViewsPage {
    Page page;
    ViewRows views;
    const char *shows; /* what would be saved, in words */
    FormView form;
    FieldView list, name, shared;
    bool may_share;
    Url back;
} ViewsPage;

typedef struct ViewPage {
    Page page;
    const char *called, *shows;
    Url open;
    bool mine; /* to change */
    FormView form, remove;
    FieldView name, shared;
    bool may_share;
    Url cancel;
} ViewPage;

/* ---- Deciding, telling, leaving
 * ------------------------------------------------------------------ */

/* The census's types of need, in its order: a form's choices are written out, need_types() is not
 * a constant. A test compares the two. */
extern const FormChoice decision_needs[];

/* What is said of one area of need. */
typedef struct AreaFields {
    const char *name;
    FieldView barriers, strengths;
} AreaFields;

typedef struct AreaFieldsList {
    size_t count;
    AreaFields *items;
} AreaFieldsList;

typedef struct DecisionPage {
    Page page;
    LearnerBar bar;
    FormView form;
    FieldView level, decided_on, starts_on, decided_with, check_on;
    bool refusable; /* no support is given: it may be decided that none is */
    AreaFieldsList words;
    bool words_open;
    FieldView area, primary_area, need_1, need_2, need_3;
    FieldView rests_on;
    bool may_rest; /* there is something to tick */
    FieldView evidence, outcomes_sought, family_view, learner_view, language_reason, missing_reason;
    bool additional_language;
    Heard heard;
    EarlierTexts earlier; /* what was corrected in the decision that holds */
    Url leaving;          /* NULL: there is no support to end */
    Url cancel;
    PromptList notes; /* what the rules ask */
} DecisionPage;

typedef struct NoticeRow {
    const char *recipients;
    const char *late, *soon; /* still open, as a tag; NULL: not that */
    const char *settled;     /* "has it"; NULL: still open */
    const char *what;        /* "Tue 24 Nov, letter" */
    const char *told_by;
    const char *wish; /* language and form; NULL: none */
    const char *note;
    Url change;
    Url paper; /* none: they may not have it any more */
} NoticeRow;

typedef struct NoticeRows {
    size_t count;
    NoticeRow *items;
} NoticeRows;

typedef struct NoticePage {
    Page page;
    LearnerBar bar;
    bool decided;           /* there is a decision to tell of */
    bool ended;             /* and it is that support ended */
    const char *no_support; /* why none was begun; NULL: it began once */
    Date ended_on;
    Url watch;
    FormView make; /* letters for whoever has none */
    const char *level;
    Date decided_on;
    const char *decided_by;
    FormView form;
    FieldView recipients, other, told_on, method, told_by, note;
    Recipients who;
    const char *untold; /* entitled, and without a letter; NULL: nobody */
    NoticeRows told;
    FormView mail;          /* for letters that can go by mail */
    const char *by_mail;    /* whose; NULL: nobody’s */
    const char *mail_waits; /* whose are on their way; NULL: nobody’s */
    Url decide;             /* NULL: not this person's */
    Url cancel, assessment;
    const char *missing_reason; /* why something in the decision is missing; NULL: nothing is */
    PromptList owed, flags;     /* what the decision still lacks, and what is worth a look */
    PromptList notes;           /* what the rules ask */
} NoticePage;

typedef struct StepRow {
    const char *what, *by, *note; /* by: a sentence; note NULL: none */
} StepRow;

typedef struct StepRows {
    size_t count;
    StepRow *items;
} StepRows;

typedef struct NoticeStepPage {
    Page page;
    LearnerBar bar;
    const char *name, *state;
    StepRows steps;
    FormView form;
    FieldView became, on_day, way, why;
    Url paper; /* none: they may not have it any more */
    Url back;
} NoticeStepPage;

typedef struct WatchRow {
    const char *due, *late, *finding, *by, *note; /* NULL: none */
} WatchRow;

typedef struct WatchRows {
    size_t count;
    WatchRow *items;
} WatchRows;

typedef struct WatchPage {
    Page page;
    LearnerBar bar;
    bool watched; /* support ended some time */
    bool slipping;
    const char *next; /* the look that is to come; NULL: none */
    FormView form;
    FieldView found, looked_on, seen;
    WatchRows days;
    Date ended_on, until;
    const char *reason, *watched_by;
    Url decide, back; /* decide: for whoever may */
} WatchPage;

typedef struct LeavingPage {
    Page page;
    LearnerBar bar;
    bool supported;
    const char *level;
    Date since;
    FormView form;
    FieldView end_reason, ends_on, monitor_until, watched_by, check_1, check_2, check_3;
    Url decide, cancel;
    PromptList notes; /* what the rules ask */
} LeavingPage;

/* Ends the cycle that is open, if one is, as it stands. */
Error *leaving_end_cycle(Request *request, Date on);

#endif

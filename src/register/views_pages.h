/* views_pages.h: what the templates of teachers' views show. For this folder only. */
#ifndef REGISTER_VIEWS_PAGES_H
#define REGISTER_VIEWS_PAGES_H

#include "register/register_pages.h"
#include "register/views.h"
#include "web/web.h"

typedef struct RoundRow {
    Url href;
    const char *title, *asked, *answered; /* "14 of 22" */
    DueView due;
    bool closed;
} RoundRow;

typedef struct RoundRows {
    size_t count;
    RoundRow *items;
} RoundRows;

typedef struct RoundsPage {
    Page page;
    RoundRows rounds;
    Url ask, statements, concerns;
} RoundsPage;

typedef struct ViewsNewPage {
    Page page;
    ChoiceViews classes; /* to choose from first */
    bool chosen;         /* a class or a learner is */
    FormView form;
    FieldView title, due_on, learners, assistants;
    Texts statements;
    Url back, change;
} ViewsNewPage;

typedef struct ViewsStatementsPage {
    Page page;
    FormView form;
    FieldView statements;
    Url back;
} ViewsStatementsPage;

typedef struct RoundLearner {
    Url href;
    const char *name, *class_name, *answered;
    const char *waits; /* who has not answered: "Mr Hughes, Ms Reid"; NULL: nobody */
} RoundLearner;

typedef struct RoundLearners {
    size_t count;
    RoundLearner *items;
} RoundLearners;

typedef struct RoundPage {
    Page page;
    const char *title, *asked, *answered, *reminded;
    DueView due;
    bool closed, waits;
    bool mail_set;    /* else nothing is mailed, and the link is shown to be handed over */
    const char *link; /* the same for everybody: each finds their own page there */
    RoundLearners learners;
    FormView remind_form, close_form;
    Url back;
} RoundPage;

typedef struct TickFields {
    size_t count;
    FieldView *items;
} TickFields;

/* One learner on a teacher's own page. */
typedef struct MineRow {
    const char *name, *class_name, *subject;
    const char *done; /* "Saved 22 November 2026"; NULL: not yet */
    bool open;
    FormView form;
    TickFields ticks;
    FieldView words;
} MineRow;

typedef struct MineRows {
    size_t count;
    MineRow *items;
} MineRows;

typedef struct MinePage {
    Page page;
    const char *title, *asked, *counted;
    DueView due;
    bool closed, reminded;
    MineRows rows;
    Url back;
} MinePage;

typedef struct TallyRow {
    const char *wording;
    int often, sometimes, never;
} TallyRow;

typedef struct TallyRows {
    size_t count;
    TallyRow *items;
} TallyRows;

typedef struct SaidRow {
    const char *words, *who;
} SaidRow;

typedef struct SaidRows {
    size_t count;
    SaidRow *items;
} SaidRows;

typedef struct ViewsOfRound {
    const char *title, *asked, *answered;
    TallyRows tallies;
    SaidRows said;
} ViewsOfRound;

typedef struct ViewsOfRounds {
    size_t count;
    ViewsOfRound *items;
} ViewsOfRounds;

typedef struct ViewsLearnerPage {
    Page page;
    LearnerBar bar;
    ViewsOfRounds rounds;
    bool own; /* this reader's own answers only */
    bool may_ask;
    Url ask, concerns;
} ViewsLearnerPage;

#endif

/* assess_pages.h: what the templates of the assessment show. */
#ifndef ASSESS_ASSESS_PAGES_H
#define ASSESS_ASSESS_PAGES_H

#include "assess/assess.h"
#include "register/register.h"
#include "web/prompts.h"
#include "web/web.h"

/* How an outcome of the cycle before ended. */
typedef struct LastOutcome {
    const char *wording;
    const char *judgement; /* "Partly met" */
    bool met;              /* or exceeded */
    const char *next;      /* "Keep" */
} LastOutcome;

typedef struct LastOutcomes {
    size_t count;
    LastOutcome *items;
} LastOutcomes;

/* One view while it is written. */
typedef struct ViewFields {
    const char *heading; /* for people who hear the page */
    FieldView said_by;   /* of others */
    FieldView words, how, on, whose, language, translation, translated_by;
    bool language_open;
    bool open; /* of others: something stands in it */
} ViewFields;

typedef struct ViewFieldsList {
    size_t count;
    ViewFields *items;
} ViewFieldsList;

typedef struct NeedFields {
    size_t count;
    FieldView items[AREA_COUNT];
} NeedFields;

typedef struct AssessmentWrite {
    Page page;
    LearnerBar bar;
    const char *begun;   /* "Cycle 2, begun 7 September 2026" */
    const char *learner; /* given name */
    const char *carried; /* where its words come from, until it is saved; or NULL */
    FormView form;
    Url finish;
    FieldView strengths, barriers, progress, tried, advice, summary;
    NeedFields needs;
    bool needs_open; /* the register names an area, or something is said of one */
    ViewFields learner_view, parent_view;
    ViewFieldsList other_views;
    FieldView no_view_reason;
    Prompts prompts;
    LastOutcomes last;
    Heard heard;
} AssessmentWrite;

/* Also for those who may only read, while it is open. */
typedef struct AssessmentShow {
    Page page;
    LearnerBar bar;
    const char *learner;
    const char *state; /* "Finished 18 September 2026 by Mr Hughes" */
    bool finished;
    const char *strengths, *barriers, *progress, *tried, *advice, *summary;
    NeedWordsList needs;
    SaidViews views;
    const char *no_view_reason;
    Heard heard;
    Url plan;
    bool may_reopen;
    FormView reopen;
} AssessmentShow;

/* No cycle, or none that is open. */
typedef struct AssessmentNone {
    Page page;
    LearnerBar bar;
    const char *learner;
    bool over; /* there was one */
    bool may_begin;
    FormView begin;
    Url history;
} AssessmentNone;

#endif

/* plan_pages.h: what the templates of the plan show. */
#ifndef PLAN_PLAN_PAGES_H
#define PLAN_PLAN_PAGES_H

#include "assess/assess.h"
#include "contact/contact.h"
#include "plan/plan.h"
#include "plan/plan_answer.h"
#include "web/prompts.h"
#include "web/web.h"

#define PLAN_KEPT "plan" /* its form, where typing is kept (web/kept.h) */

/* ---- Writing ----------------------------------------------------------------------------------
 */

/* One line of support. */
typedef struct SupportFields {
    const char *label;  /* "Support 1" */
    const char *title;  /* for buttons: what it is called, or its label */
    const char *remove; /* the button's value */
    bool open;          /* its details are shown: something there is missing or wrong */
    bool bare;          /* nothing is written there yet */
    FieldView what, who, other, times, minutes, group, from, to, detail, place, evidence, links;
    FieldView cost;
    bool costs; /* the reader may see them */
} SupportFields;

typedef struct SupportList {
    size_t count;
    SupportFields *items;
} SupportList;

typedef struct OutcomeFields {
    const char *label; /* "Outcome 1" */
    size_t number;
    const char *add; /* the button's value: a line of support for it */
    const char *remove;
    bool kept; /* from the last cycle */
    FieldView wording, measure, baseline, target, due_on, area;
    SupportList support;
} OutcomeFields;

typedef struct OutcomeList {
    size_t count;
    OutcomeFields *items;
} OutcomeList;

/* One line of the bank. */
typedef struct PickRow {
    const char *then; /* what its button asks, or the value of its box */
    const char *name, *area, *more, *use;
    bool ticked; /* a strategy, in a form that came back */
} PickRow;

typedef struct PickRows {
    size_t count;
    PickRow *items;
} PickRows;

typedef struct PickView {
    PickRows support, strategies, phrases; /* those of the outcomes' areas first */
    FieldView towards;                     /* for which outcome */
    bool has_outcomes, some_ticked;
    const char *learner_word;
} PickView;

typedef struct PlanWrite {
    Page page;
    LearnerBar bar;
    const char *heading; /* "Plan for Autumn term" */
    const char *state;   /* "Draft, version 2" */
    const char *cycle;
    Url in_force; /* the version before, while this one is drafted; NULL text: none */
    bool assessing;
    Url assessment;
    KeptView kept;
    const char *summary;
    NeedWordsList needs;
    FormView form;
    OutcomeList outcomes;
    SupportList loose; /* tied to no outcome */
    bool may_loose;    /* there is an outcome to tie support to */
    Texts lost;        /* typed for parts that somebody else took out meanwhile */
    FieldView class_strategies, home_support, learner_part;
    FieldView responsible, consulted, review_on, review_reason;
    const char *review_offer; /* which days would do */
    const char *given_name;
    bool may_finish;
    bool saved; /* there is a draft on disk */
    Url paper;
    FormView discard;
    SaidViews voices;
    const char *no_view_reason;
    Prompts prompts;
    PickView pick;
    ChangesShow changed;
    const char *changed_since; /* NULL: there was no plan before */
    Url changed_from;
} PlanWrite;

/* ---- Reading ----------------------------------------------------------------------------------
 */

typedef struct SupportShow {
    const char *title;
    const char *who;
    const char *dose; /* "3 times a week, 20 minutes, group of 4" */
    const char *days; /* "7 Sep to 18 Dec 2026" */
    const char *place;
    const char *detail, *evidence;
    const char *also; /* "outcome 2"; NULL: for this one alone */
    const char *cost; /* "£120"; NULL: not said, or not for this reader */
} SupportShow;

typedef struct SupportShows {
    size_t count;
    SupportShow *items;
} SupportShows;

typedef struct OutcomeShow {
    int number;
    const char *wording, *area, *measure, *baseline, *target;
    Date due_on;
    SupportShows support;
} OutcomeShow;

typedef struct OutcomeShows {
    size_t count;
    OutcomeShow *items;
} OutcomeShows;

typedef struct PlanEdition {
    Url href;
    const char *words; /* "Version 2, 20 October 2026" */
    const char *state; /* "In force" */
    bool here;
} PlanEdition;

typedef struct PlanEditions {
    size_t count;
    PlanEdition *items;
} PlanEditions;

/* What one person said to the plan that is shown. */
typedef struct AnswerShow {
    const char *who;
    const char *answer;  /* "Agrees"; NULL: nothing yet, which is no yes */
    const char *said;    /* "on paper, 3 June 2026, written down by Mrs Vaz" */
    const char *wording; /* "" */
    const char *before;  /* "Agrees, version 1"; NULL: said nothing to an earlier text */
    bool agreed;
} AnswerShow;

typedef struct AnswerShowList {
    size_t count;
    AnswerShow *items;
} AnswerShowList;

/* {{> plan/answers_show answers}} */
typedef struct AnswersShow {
    AnswerShowList people;
    const char *strength, *source; /* why they are asked; NULL: nothing binds this setting */
    bool may_note;
    FormView form;
    FieldView person, answer, answer_words, way, answered_on;
    bool noting; /* the form came back */
} AnswersShow;

typedef struct PlanShow {
    Page page;
    LearnerBar bar;
    const char *heading;
    const char *state; /* "Final, version 1, 25 September 2026" */
    bool draft, final;
    const char *note;    /* what there is to know of this version; NULL: nothing */
    const char *altered; /* the text is not the one that was agreed; NULL: it is */
    const char *given_name;
    const char *need, *summary;
    NeedWordsList needs;
    OutcomeShows outcomes;
    SupportShows loose;
    Texts class_strategies;
    const char *home_support, *learner_part, *consulted, *responsible, *review_reason;
    Date review_on;
    SaidViews voices;
    const char *no_view_reason;
    Date shared_on;
    const char *shared_with;
    bool may_share;
    Recipients who;
    FormView share;
    FieldView shared_field, shared_with_field;
    bool may_reopen;
    FormView reopen;
    Url finish; /* NULL text: there is nothing to finish, or not for this person */
    Url paper, paper_large;
    Url class_sheet, assistant_card; /* NULL text: a draft has none */
    const char *cost;    /* of all support, "£480"; NULL: none said, or not for this reader */
    const char *cost_of; /* "2 of 3 with a cost"; NULL: of all */
    PlanEditions editions;
    bool agreed_on; /* it is no draft: people answer to it */
    AnswersShow answers;
    ChangesShow changed;
    const char *changed_since; /* "Changed since version 1" */
    Url changed_from;          /* the text before */
} PlanShow;

/* There is no plan to show. */
typedef struct PlanNone {
    Page page;
    LearnerBar bar;
    const char *why, *next;
    Url place; /* of the next step; NULL text: none */
    const char *place_words;
    Url before; /* the last plan; NULL text: none */
} PlanNone;

/* ---- Making it final --------------------------------------------------------------------------
 */

typedef struct PlanFinish {
    Page page;
    LearnerBar bar;
    const char *heading;
    bool ready;
    Prompts prompts;
    Texts readers; /* by name: who will see it */
    size_t outcomes, supports;
    Date review_on;
    bool supersedes;
    FormView form;
    Url back, paper;
} PlanFinish;

/* ---- Shared by the three pages ----------------------------------------------------------------
 */

/* The current cycle with the plan that belongs on the page. */
typedef struct PlanCase {
    Cycle cycle;
    bool has_cycle;
    Plan plan; /* when not found: an empty draft that nobody saved, version 0 */
    bool found;
} PlanCase;

Error *plan_case(Request *request, PlanCase *now);
/* "/learners/12" and the rest. */
Url plan_place(Request *request, const char *rest);
const char *plan_title(Request *request);
const char *plan_given_name(const Request *request);
const char *plan_heading(Request *request, const SchoolCalendar *calendar, const Plan *plan);
SaidViews plan_voices(Request *request, const PlanAbout *about);
/* What the rules say of the draft were it made final today. */
Error *plan_findings(Request *request, const Plan *plan, Findings *findings);
/* Where on the page that writes the plan a finding is settled; context: the Plan. */
PromptPlace plan_prompt_place(Request *request, const Finding *finding, const void *context);

Error *plan_write_page(Request *request, const PlanCase *now);
Error *plan_show_page(Request *request, const Plan *plan, const char *note);

/* ---- The plan that a learner came with --------------------------------------------------------
 */

typedef struct EarlierLine {
    const char *what, *when; /* when, and who says so */
} EarlierLine;

typedef struct EarlierLines {
    size_t count;
    EarlierLine *items;
} EarlierLines;

/* One part of the plan from elsewhere, as it is read. */
typedef struct ArrivalPart {
    const char *heading;
    Texts lines;
} ArrivalPart;

typedef struct ArrivalParts {
    size_t count;
    ArrivalPart *items;
} ArrivalParts;

typedef struct ArrivalPage {
    Page page;
    LearnerBar bar;
    const char *said; /* "Joined on 9 November 2026 from Oak Primary" */
    bool noted;       /* an arrival is written down */
    bool may_write;
    FormView form;
    FieldView arrived_on, from_setting, plan_made_on, outcomes, support, strategies, words;
    ArrivalParts parts; /* for whoever only reads */
    const char *due;    /* "18 December 2026"; NULL once it is settled, or none is noted */
    const char *late;   /* as a tag; NULL: it is not */
    const char *strength, *source;
    bool may_draft;
    FormView draft_form;
    Url draft; /* our own plan, when there is one */
    bool may_review;
    FormView review_form;
    FieldView verdict, reviewed_on, note;
    const char *reviewed, *reviewed_words, *reviewed_note; /* NULL while it waits */
    EarlierLines earlier;
    Url back;
} ArrivalPage;

/* ---- plan_answer_pages.c ----------------------------------------------------------------------
 */

/* What each who is entitled said, and the form for whoever may write it down. */
Error *plan_answers_show(Request *request, const Plan *plan, AnswersShow *view);
/* Beside the text before, if there was one; nothing for a text that is the first. */
Error *plan_changed_show(Request *request, const Plan *plan, ChangesShow *changed,
                         const char **since, Url *from);

#endif

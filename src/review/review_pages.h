/* review_pages.h: what the templates of a review show. */
#ifndef REVIEW_REVIEW_PAGES_H
#define REVIEW_REVIEW_PAGES_H

#include "contact/contact.h"
#include "web/web.h"

/* ---- While it is written --------------------------------------------------------------------- */

typedef struct OutcomeFields {
    const char *id; /* of the heading */
    const char *heading;
    const char *from_to; /* "From 14 errors, aim 5 errors. Running record" */
    Texts support;       /* "Reading with Ms Reid: 20 of 24 sessions" */
    FieldView judgement, now_at, comment, next;
} OutcomeFields;

typedef struct OutcomeFieldsList {
    size_t count;
    OutcomeFields *items;
} OutcomeFieldsList;

typedef struct ProvisionFields {
    const char *id;
    const char *heading;
    const char *sessions; /* "20 of 24 sessions, with Ms Reid" */
    const char *missed;   /* "Missed: adult was away 3"; "" */
    const char *chart;    /* in words; NULL: nothing was planned */
    const char *chart_id;
    int of, part; /* its lengths */
    FieldView impact, comment, decision;
} ProvisionFields;

typedef struct ProvisionFieldsList {
    size_t count;
    ProvisionFields *items;
} ProvisionFieldsList;

/* The fields that writing and correcting share. */
typedef struct ReviewFields {
    OutcomeFieldsList outcomes;
    ProvisionFieldsList provisions;
    FieldView learner_view, parent_view, no_view_reason;
    FieldView held_on, method, attended, consulted;
    FieldView school_will, parent_will, learner_will;
} ReviewFields;

typedef struct Voice {
    const char *heading; /* "Zofia said" */
    const char *words;
    const char *said_by;
} Voice;

typedef struct Voices {
    size_t count;
    Voice *items;
} Voices;

typedef struct Prompt {
    const char *href; /* of the field, behind "#" */
    const char *words;
} Prompt;

typedef struct Prompts {
    size_t count;
    Prompt *items;
} Prompts;

typedef struct RuleLine {
    const char *what;
    const char *strength; /* Must, Should, Practice */
    const char *source;
} RuleLine;

typedef struct RuleLines {
    size_t count;
    RuleLine *items;
} RuleLines;

typedef struct ReviewLink {
    Url href;
    const char *name; /* "Cycle 2" */
    Date held_on;
    const char *met;  /* "2 of 3 outcomes met" */
    const char *copy; /* "Given to the family 3 June 2026"; NULL: not yet */
} ReviewLink;

typedef struct ReviewLinks {
    size_t count;
    ReviewLink *items;
} ReviewLinks;

typedef struct WhoLine {
    const char *name;
    const char *part; /* "mother", "class teacher" */
} WhoLine;

typedef struct WhoLines {
    size_t count;
    WhoLine *items;
} WhoLines;

/* ---- As it stands ---------------------------------------------------------------------------- */

typedef struct OutcomeShown {
    const char *id;
    const char *heading;
    const char *judgement;
    bool met;
    const char *from, *aim, *now_at, *measure;
    const char *comment;
    const char *next;
} OutcomeShown;

typedef struct OutcomesShown {
    size_t count;
    OutcomeShown *items;
} OutcomesShown;

typedef struct ProvisionShown {
    const char *title, *deliverer, *sessions, *missed, *impact, *comment, *decision;
} ProvisionShown;

typedef struct ProvisionsShown {
    size_t count;
    ProvisionShown *items;
} ProvisionsShown;

typedef struct ReviewBody {
    OutcomesShown outcomes;
    ProvisionsShown provisions;
    const char *name; /* given name */
    const char *learner_says, *learner_view, *parent_view, *no_view_reason;
    const char *attended, *method, *consulted;
    const char *school_will, *parent_will, *learner_will;
    const char *decision;
    Date next_review_on, monitor_until;
    const char *next_reason;
} ReviewBody;

typedef struct ReviewPage {
    Page page;
    LearnerBar bar;
    bool writing; /* this person may write, and it is time */
    bool begun;
    FormView form;
    Url finish; /* NULL: not this person's */
    ReviewFields fields;
    FieldView decision, next_review_on, next_reason, monitor_until;
    Prompts prompts;
    Voices voices;
    WhoLines who;
    RuleLines rules;
    bool may_put_off;
    FormView put_off_form;

    bool reading; /* somebody else is writing it */
    ReviewBody body;
    bool may_finish;
    FormView finish_form;

    const char *waiting; /* why there is nothing to review; NULL: there is */
    Url next_step;
    const char *next_step_words;
    ReviewLinks earlier;
} ReviewPage;

typedef struct ReviewFinalPage {
    Page page;
    LearnerBar bar;
    const char *title;     /* "Review of cycle 2" */
    const char *held;      /* "Held 20 November 2026, agreed for 18 November 2026" */
    const char *finalised; /* "Made final 21 November 2026 by Mrs Vaz" */
    const char *edition;   /* "Version 2" */
    const char *correction;
    bool superseded;
    Url newest;
    bool broken; /* the text is not the one that was made final */
    ReviewBody body;
    Url paper;
    Date copy_given_on;
    const char *copy_given_to;
    bool may_give;
    Recipients who;
    FormView copy_form;
    FieldView given_on, given_to;
    Url correct; /* NULL: not this person's */
} ReviewFinalPage;

typedef struct ReviewCorrectionPage {
    Page page;
    LearnerBar bar;
    const char *title;
    FormView form;
    ReviewFields fields;
    FieldView correction;
    const char *decided; /* what stays as it was */
    Url back;
} ReviewCorrectionPage;

#endif

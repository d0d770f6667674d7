/* concern_pages.h: what the templates of concerns show. For this folder only. */
#ifndef REGISTER_CONCERN_PAGES_H
#define REGISTER_CONCERN_PAGES_H

#include "contact/contact.h"
#include "register/concern.h"
#include "register/register_pages.h"
#include "web/prompts.h"
#include "web/web.h"

/* What was said: {{> register/concern_said said}}. */
typedef struct ConcernSaid {
    const char *wording;
    const char *said_by; /* "Mrs Nowak, by phone to Mr Hughes, 9 November 2026" */
    const char *language, *translation, *translated_by;
    const char *noticed_where, *since, *tried, *strengths;
    const char *received; /* "Mrs Vaz has it since 10 November"; NULL: nobody yet */
    const char *promised; /* "An answer by 23 November 2026"; NULL: none was promised */
    const char *late;     /* "The answer is 3 days late"; NULL: it is not */
    bool waits;           /* for its answer */
} ConcernSaid;

/* What was done: {{> register/concern_steps steps}}. */
typedef struct ConcernStepRow {
    const char *verdict, *taken; /* "Monitor"; "Mrs Vaz, 10 November 2026" */
    const char *came_of, *words, *with_whom, *check;
    Texts told;         /* "Mrs Nowak, by phone, 11 November: “…”" */
    const char *untold; /* NULL: told, or the reader is not one to ask */
    bool answer;        /* the first: it is the answer */
} ConcernStepRow;

typedef struct ConcernStepRows {
    size_t count;
    ConcernStepRow *items;
} ConcernStepRows;

/* One concern with what became of it: for lists and for whoever raised it. */
typedef struct ConcernItem {
    Url href; /* NULL: it is all here */
    const char *name, *class_name;
    ConcernSaid said;
    ConcernStepRows steps;
    const char *outcome;
    bool open, checked;
} ConcernItem;

typedef struct ConcernItems {
    size_t count;
    ConcernItem *items;
} ConcernItems;

/* The fields of a new one: {{> register/concern_fields fields}}. */
typedef struct ConcernFields {
    FieldView wording, raised_by, raised_by_name, way, raised_on, reply_by;
    FieldView noticed_where, since, tried, strengths;
    FieldView language, translation, translated_by;
    bool told_open, more_open, language_open; /* which of the folded parts are unfolded */
} ConcernFields;

typedef struct ConcernNewPage {
    Page page;
    FormView form;
    FieldView about, name;
    bool listed; /* there are some to choose from */
    bool named;  /* somebody else may be named */
    ConcernFields fields;
    Url cancel;
    PromptList notes;
    const char *learner_word;
} ConcernNewPage;

typedef struct ConcernListPage {
    Page page;
    LearnerBar bar;
    ConcernItems concerns;
    bool may_raise;
    const char *others; /* "Two others stand open: see below"; NULL: none does */
    FormView form;
    ConcernFields fields;
    Url cancel, views;
    PromptList notes;
} ConcernListPage;

typedef struct ConcernOwnPage {
    Page page;
    ConcernItem concern;
    Url all, record; /* record: for whoever may open it */
} ConcernOwnPage;

typedef struct ConcernRow {
    Url href;
    const char *surname, *given, *class_name;
    const char *words, *said_by;
    const char *outcome;
    const char *others; /* "2 more"; NULL: none */
    bool untold;
    DueView due;
    const char *with; /* who has it; NULL: nobody yet */
} ConcernRow;

typedef struct ConcernRows {
    size_t count;
    ConcernRow *items;
} ConcernRows;

typedef struct ConcernsPage {
    Page page;
    Url raise, views; /* views: of teachers; NULL: not this person's */
    PageLinks shown;
    const char *learner_heading, *counted, *nothing;
    FilterSelects selects;
    const char *show;
    bool filtered;
    Url all;
    bool lists; /* more than what this person raised */
    ConcernRows rows;
} ConcernsPage;

typedef struct ConcernPage {
    Page page;
    LearnerBar bar;
    ConcernSaid said;
    ConcernStepRows steps;
    const char *others; /* NULL: nobody else worries */
    Url all;
    bool may_receive;
    FormView receive_form;
    FieldView reply_by;
    bool may_step, answered;
    FormView step_form;
    FieldView verdict, came_of, words, with_whom, check_on, taken_on;
    bool may_tell, several_untold;
    const char *step_told; /* what the form tells of, where there is one */
    const char *step_code;
    FormView told_form;
    FieldView step, recipients, method, told_on, said_to_it, reason;
    Recipients who;
    Url decide;     /* NULL: not this person's, or support is there already */
    bool monitored; /* the newest step is to monitor, and no level holds */
    Url assessment; /* NULL: no cycle is open */
    PromptList notes;
} ConcernPage;

typedef struct WorriesPage {
    Page page;
    bool of_learner;
    const char *name;
    ConcernItems concerns;
    FormView form;
    FieldView wording, noticed_where, since, strengths;
    const char *promise; /* "You hear from us by 4 December 2026." */
    Url back;
} WorriesPage;

typedef struct CaseWorriesPage {
    Page page;
    const char *name, *year;
    ConcernItems concerns;
    FormView form;
    FieldView wording, noticed_where, tried;
    Url back;
} CaseWorriesPage;

/* ---- Shared by the pages ----------------------------------------------------------------------
 */

/* The usual day of an answer to a concern of today. */
Error *concern_usual_reply(Request *request, Date *day);
ConcernSaid concern_said(Request *request, const Concern *concern);
/* Steps of this concern out of all; told NULL: not for this reader. */
ConcernStepRows concern_step_rows(Request *request, const Concern *concern,
                                  const ConcernSteps *steps, const ConcernTolds *told);
/* Each with its steps, and no link: for whoever raised them. */
Error *concern_items_for_raiser(Request *request, const Concerns *concerns, ConcernItems *items);
ConcernFields concern_fields(Request *request, const Form *form, Date reply_by);
Url concern_url(Request *request, LearnerId learner, ConcernId concern);
/* What whoever answers for concerns may do with this one now. */
void concern_add_forms(Request *request, const Concern *concern, ConcernPage *view);
/* The form that notes who of the family was told, while somebody was not. */
Error *concern_add_telling(Request *request, const Concern *concern, const ConcernSteps *steps,
                           const ConcernTolds *told, ConcernPage *view);
/* Whoever answers for concerns and hears of one has it. */
Error *concern_receive_at_once(Request *request, LearnerId learner, ConcernId id, Date reply_by);
/* "Two other concerns stand open."; NULL: none does. concern n 0: besides none. */
Error *concern_others_words(Request *request, LearnerId learner, ConcernId concern,
                            const char **words);

#endif

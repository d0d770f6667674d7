/* family_view.h: what the templates of the families' pages show. */
#ifndef FAMILY_FAMILY_VIEW_H
#define FAMILY_FAMILY_VIEW_H

#include "contact/contact.h"
#include "family/family.h"
#include "plan/plan_answer.h"

typedef struct ChildRow {
    const char *name, *class_name;
    const char *now, *next; /* in a sentence each; next NULL: nothing is agreed */
    Url href;
} ChildRow;

typedef struct ChildRows {
    size_t count;
    ChildRow *items;
} ChildRows;

/* Another school, or another person of theirs here, to change over to. */
typedef struct ElsewhereRow {
    const char *school;
    const char *who;   /* whose records are open there: "Adam Nowak" */
    bool known;        /* the code of that school was given once */
    const char *value; /* names the place in the form */
    FormView form;
} ElsewhereRow;

typedef struct ElsewhereRows {
    size_t count;
    ElsewhereRow *items;
} ElsewhereRows;

typedef struct FamilyStartPage {
    Page page;
    const char *greeting;
    bool of_learner; /* their own */
    ChildRows children;
    const char *school; /* where these are; NULL while there is one school alone */
    ElsewhereRows elsewhere;
    Url me;
    bool works_here; /* began as a member of staff, and may go back to that */
    Url as;
} FamilyStartPage;

typedef struct FamilySupport {
    const char *title, *who, *dose;
    const char *done; /* "20 of 24 times so far"; NULL: not begun */
    const char *detail;
} FamilySupport;

typedef struct FamilySupports {
    size_t count;
    FamilySupport *items;
} FamilySupports;

typedef struct FamilyOutcome {
    const char *words, *measure;
} FamilyOutcome;

typedef struct FamilyOutcomes {
    size_t count;
    FamilyOutcome *items;
} FamilyOutcomes;

typedef struct FamilyReview {
    const char *on, *words;
    Url paper;
} FamilyReview;

typedef struct FamilyReviews {
    size_t count;
    FamilyReview *items;
} FamilyReviews;

/* A letter that was given to them. */
typedef struct FamilyLetter {
    const char *about, *on; /* "That SEN Support began" */
    Url paper;
    const char *read; /* "You read it on …", or how they were told; NULL: not said yet */
    FormView form;    /* they have read it */
} FamilyLetter;

typedef struct FamilyLetters {
    size_t count;
    FamilyLetter *items;
} FamilyLetters;

typedef struct CommentRow {
    const char *about, *who, *on;
    const char *wording;
    const char *seen; /* "Read by Mrs Vaz, 3 June 2026"; NULL: not yet */
    bool waits;       /* for whoever may say that they read it */
    FormView form;
    const char *value;
} CommentRow;

typedef struct CommentRows {
    size_t count;
    CommentRow *items;
} CommentRows;

/* {{> family/family_answer answer}}: what they say to the plan that was shared with them. */
typedef struct FamilyAnswer {
    bool of_learner;
    const char *said;    /* "You agreed, 3 June 2026"; NULL: nothing to this text yet */
    const char *wording; /* "" */
    const char *noted;   /* "Mrs Vaz wrote this down for you"; NULL: they did it themselves */
    const char *before;  /* "On 3 June 2026 you agreed to version 1. This changed since:"; NULL */
    ChangesShow changed;
    FormView form;
    FieldView answer, answer_words;
    bool again; /* the form came back */
} FamilyAnswer;

typedef struct FamilyLearnerPage {
    Page page;
    bool of_learner;
    const char *name, *given, *class_name;
    const char *now, *next;
    bool has_plan; /* one in force that was shared */
    const char *shared;
    FamilyOutcomes outcomes;
    FamilySupports supports;
    const char *in_lessons, *home, *my_part; /* "" when nothing was agreed */
    Url plan_paper;
    FamilyAnswer answer;
    FamilyReviews reviews;
    FamilyLetters letters;
    const char *ask; /* who to ask, by name */
    CommentRows comments;
    FormView form;
    FieldView about, wording;
    Url looks, start, worries;
    bool may_look;
} FamilyLearnerPage;

typedef struct FamilyLookRow {
    const char *when, *who, *role, *what;
} FamilyLookRow;

typedef struct FamilyLookRows {
    size_t count;
    FamilyLookRow *items;
} FamilyLookRows;

typedef struct FamilyLooksPage {
    Page page;
    bool of_learner;
    const char *name;
    FamilyLookRows rows;
    bool more;
    Url older, back;
} FamilyLooksPage;

typedef struct CommentsPage {
    Page page;
    LearnerBar bar;
    const char *name;
    CommentRows comments;
} CommentsPage;

/* What the school holds of them and one child. */
typedef struct HeldRow {
    const char *name, *relationship, *responsibility, *lives_with, *letters, *papers, *reports,
        *collects;
} HeldRow;

typedef struct HeldRows {
    size_t count;
    HeldRow *items;
} HeldRows;

typedef struct FamilyMePage {
    Page page;
    bool of_contact;                            /* else the learner */
    const char *name, *email, *phone, *address; /* NULL: the school has none */
    FormView wishes;
    FieldView channel, best_times, language, interpreter, format;
    FormView ask;
    FieldView field, wanted;
    bool asking; /* a question was refused: its form stands open */
    DetailsAskedRows asked;
    HeldRows held;
    Url start;
} FamilyMePage;

typedef struct FamilyAddressPage {
    Page page;
    FormView form;
    const char *school, *link;
    bool spent, done;
    Url in;
} FamilyAddressPage;

/* The learner of the record is signed in, not somebody of the family. */
bool family_is_learner(const Request *request);
/* The contact may sign in; each thing is asked of the one check again. A learner's own is theirs.
 */
Error *family_may(Request *request, LearnerId learner, EntitlementPurpose purpose, bool *answer);
/* For a plan that is in force and was shared with them. */
Error *family_answer_fill(Request *request, const Plan *plan, FamilyAnswer *view);

/* Of one contact, of the learner alone, or everybody's. */
Error *family_comments(Request *request, ContactId contact, bool of_learner, CommentRows *rows);

#endif

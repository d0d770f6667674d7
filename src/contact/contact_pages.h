/* contact_pages.h: what the templates about families show. For this folder only. */
#ifndef CONTACT_CONTACT_PAGES_H
#define CONTACT_CONTACT_PAGES_H

#include "contact/contact.h"
#include "web/prompts.h"
#include "web/web.h"

/* ---- A learner's contacts ---------------------------------------------------------------------
 */

typedef struct GrantRow {
    const char *verdict; /* "May have it" */
    bool may, ask;       /* neither: may not */
    const char *what;    /* "Plans, reviews, reports" */
    const char *why;
    const char *strength, *source;
} GrantRow;

typedef struct GrantRows {
    size_t count;
    GrantRow *items;
} GrantRows;

typedef struct DetailsWaiting {
    ContactId contact; /* n 0: the learner */
    const char *what, *was, *wanted, *on;
    const char *mind; /* whether a new address was confirmed; NULL: it is none */
    FormView form;
    FieldView reason;
} DetailsWaiting;

typedef struct DetailsWaitingRows {
    size_t count;
    DetailsWaiting *items;
} DetailsWaitingRows;

typedef struct ContactCard {
    const char *name, *relationship;
    const char *responsibility;   /* "Has parental responsibility" */
    const char *ended;            /* "Was a contact until 3 May 2026"; NULL: is one */
    const char *held;             /* "Held back by the head until …"; NULL: not */
    const char *must_not_collect; /* by a court; NULL: no court says so */
    const char *home, *collects, *email, *phone, *address, *needs, *best_times; /* NULL: none */
    const char *also; /* brothers and sisters with the same contact; NULL: none */
    GrantRows grants, notes;
    DetailsWaitingRows asks; /* for whoever may change contacts */
    Url edit;
} ContactCard;

typedef struct ContactCards {
    size_t count;
    ContactCard *items;
} ContactCards;

typedef struct OrderRow {
    const char *kind;  /* "Prohibited steps order" */
    const char *court; /* court and number; NULL: not known */
    const char *days;  /* "Made 3 March 2026, no end known" */
    const char *seen;  /* "Seen by Mrs Vaz on 5 March 2026" */
    Texts says;        /* "Mr Craig Walker must not receive information" */
    const char *ended; /* who saw what of its end; NULL: it goes on, or nobody noted it */
    bool in_force;
    FormView end; /* for whoever may change contacts */
    bool ending;  /* that form was refused, and stands open */
    FieldView ended_on, evidence, seen_by;
} OrderRow;

typedef struct OrderRows {
    size_t count;
    OrderRow *items;
} OrderRows;

typedef struct ContactsPage {
    Page page;
    LearnerBar bar;
    const char *given_name;
    const char *rights; /* whose the rights are, when they are the learner's own; NULL: a child */
    Url sharing;
    bool may_edit, may_read;
    bool may_book; /* nobody who came by an emergency may open it */
    bool may_access;
    Url add, add_order, book, sign_in, comments, access;
    ContactCards here, gone;
    DetailsWaitingRows asks; /* of the learner */
    OrderRows orders;        /* for whoever may change contacts */
    const char *alert; /* for others: that there is something to ask the office; NULL: nothing */
} ContactsPage;

/* ---- One contact ------------------------------------------------------------------------------
 */

typedef struct ContactFields {
    FieldView name, email, phone, address, language, interpreter, format, channel, best_times;
    bool sees_address;
} ContactFields;

typedef struct LinkFields {
    FieldView relationship, parental_responsibility, rights, place;
} LinkFields;

typedef struct ContactNewPage {
    Page page;
    LearnerBar bar;
    FormView form;
    FieldView who; /* somebody of the address book, or somebody new */
    ContactFields person;
    LinkFields link;
    Url back, book;
} ContactNewPage;

typedef struct ContactEditPage {
    Page page;
    LearnerBar bar;
    const char *name;
    const char *also; /* whose contact they are besides: a change holds for them too */
    FormView form;
    ContactFields person;
    LinkFields link;
    bool ended;
    FormView end;
    FieldView last_day;
    bool may_hold; /* the head */
    const char *held;
    FormView hold, release;
    FieldView reason, until;
    Url back;
} ContactEditPage;

/* ---- Court orders -----------------------------------------------------------------------------
 */

typedef struct RestrictionFields {
    size_t count;
    FieldView *items;
} RestrictionFields;

typedef struct OrderNewPage {
    Page page;
    LearnerBar bar;
    FormView form;
    FieldView kind, court, reference, made_on, expires_on, seen_by, seen_on;
    RestrictionFields says; /* for each contact */
    Url back;
} OrderNewPage;

/* ---- The address book -------------------------------------------------------------------------
 */

typedef struct BookRow {
    const char *name, *reach; /* reach: email and telephone; NULL: neither */
    const char *part;         /* "Mother of" */
    const char *learner;
    Url contacts;
    Url add; /* to the learner for whom somebody is looked up; NULL: nobody is */
} BookRow;

typedef struct BookRows {
    size_t count;
    BookRow *items;
} BookRows;

typedef struct BookPage {
    Page page;
    FormView form;
    FieldView wanted;
    PageLinks letters;
    const char *title; /* "31 found" */
    const char *cut;   /* that there are more; NULL: these are all */
    BookRows rows;
    BookRows without; /* learners of whom nobody stands in the book */
} BookPage;

/* ---- Sharing ----------------------------------------------------------------------------------
 */

typedef struct AnswerRow {
    const char *about, *answer, *what, *when;
} AnswerRow;

typedef struct AnswerRows {
    size_t count;
    AnswerRow *items;
} AnswerRows;

typedef struct SharingPage {
    Page page;
    LearnerBar bar;
    const char *given_name;
    bool own_rights;
    const char *since;
    bool owed; /* not asked since the rights became theirs */
    FormView form;
    FieldView asked_on, how, involvement, what;
    RestrictionFields each; /* per contact */
    AnswerRows answers, capacity;
    FormView capacity_form;
    FieldView decision, decision_words, finding, decider, reasons, assessed_by, assessed_on;
    PromptList rules;
    Url back;
} SharingPage;

/* No child's name stands in a title: "Family, 4H". */
const char *contact_title(Request *request, const char *task);
/* The given name that the learner goes by. */
const char *contact_learner(const Request *request);
/* Of somebody who came back there are two links: an earlier one in all is theirs too. */
bool contact_stands_before(const ContactStandings *all, size_t which);
Error *order_rows(Request *request, OrderRows *rows);
/* What waits to be answered of this learner's family. */
Error *details_waiting(Request *request, DetailsWaitingRows *rows);
/* NULL for "". */
const char *typed_or_null(const char *typed);
/* "/learners/12" and the rest. */
Url contact_place(Request *request, const char *rest);
/* ERROR_NOT_FOUND unless it is a contact of the request's learner. */
Error *contact_standing_here(Request *request, ContactStandings *all, ContactStanding **standing);
/* Others who share this contact: "Petra Nowak, Hanna Nowak"; NULL: nobody. */
Error *contact_also(Request *request, ContactId contact, const char **names);

/* ---- Signing in ------------------------------------------------------------------------------ */

typedef struct FamilySignInRow {
    const char *name;
    bool open; /* may sign in today */
    const char *why;
    const char *value; /* names them in the form */
    bool has_code;
    const char *state, *used;
    FormView make, end;
} FamilySignInRow;

typedef struct FamilySignInRows {
    size_t count;
    FamilySignInRow *items;
} FamilySignInRows;

typedef struct FamilySignInPage {
    Page page;
    LearnerBar bar;
    bool link_comes; /* a mail server sends it, or the demo shows it */
    FamilySignInRows contacts;
    FamilySignInRow learner;
    FieldView email; /* the learner's own */
} FamilySignInPage;

typedef struct FamilyCodeLetter {
    Page page;
    const char *name, *school, *email, *code, *address;
    Url back;
} FamilyCodeLetter;

#endif

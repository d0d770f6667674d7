/* contact.h: the door to the pages about families: a learner's contacts, court orders, the address
 * book, and what a young person says about sharing; and the one list of recipients that every
 * form and paper for a family offers.
 *
 * Owns details_change; the contacts themselves are learner/contact.h's. */
#ifndef CONTACT_CONTACT_H
#define CONTACT_CONTACT_H

#include "learner/contact.h"
#include "web/web.h"

/* ---- Recipients -------------------------------------------------------------------------------
 */

typedef struct LeftOut {
    const char *name;
    const char *sentence;
    const char *strength, *source; /* source NULL: not said to whoever may not see orders */
} LeftOut;

typedef struct LeftOutList {
    size_t count;
    LeftOut *items;
} LeftOutList;

typedef struct AddressedPaper {
    Url href;
    const char *name; /* "Mrs Ewa Nowak, large print" */
} AddressedPaper;

typedef struct AddressedPapers {
    size_t count;
    AddressedPaper *items;
} AddressedPapers;

typedef struct Recipients {
    EntitlementPurpose purpose;
    ContactStandings standings;
    ChoiceViews choices;    /* the young person first; each code names one person */
    LeftOutList left_out;   /* {{> contact/left_out recipients}} */
    const char *nobody;     /* what to do when nobody is entitled; NULL: somebody is */
    AddressedPapers papers; /* {{> contact/addressed_papers recipients}} */
    Url contacts;           /* for whoever may see them */
} Recipients;

/* Of the learner of the request, today. */
Error *recipients_read(Request *request, EntitlementPurpose purpose, Recipients *recipients);

typedef struct Recipient {
    ContactId contact_id; /* n 0: the young person, or somebody by name */
    const char *name;
} Recipient;

typedef struct RecipientList {
    size_t count;
    Recipient *items;
    const char *refusal; /* why one of them may not have it; NULL: each may */
    const char *field;   /* where that is said */
} RecipientList;

/* Who was chosen: by code, or by a name typed besides (NULL: none). For a refusal the caller says
 * form_problem(list.field, list.refusal), or lets its rules say so. */
RecipientList recipients_take(Request *request, const Recipients *recipients, const char *field,
                              Texts codes, const char *name_field, const char *typed);
/* Why they may not have it; NULL: they may. For what was addressed before, whatever held then. */
const char *recipient_refusal(Request *request, const Recipients *recipients,
                              const Recipient *person);
/* Boxes for a form that says who was given something; ticked are those whom the school sends it to
 * of itself. */
FieldView recipients_field(Request *request, const Form *form, const char *name,
                           const Recipients *recipients);
/* How the first of those likes to be reached: email, letter, phone, text, in_person; "" when there
 * is none. */
const char *recipients_wish(Arena *arena, const Recipients *recipients);
/* What came back from those boxes: names, out, or a problem beside the field. Nobody has to be
 * chosen where nobody is entitled; names is NULL then. */
Error *recipients_checked(Request *request, EntitlementPurpose purpose, const char *field,
                          Texts codes, const char **names);

/* Fills papers: one for each who may have it, in the print that they need. paper: no query. */
void recipients_papers(Request *request, Url paper, Recipients *recipients);

/* "Mrs Ewa Nowak, Mr Jan Nowak" */
const char *recipient_names(Arena *arena, const RecipientList *list);
/* "Foster carer" */
const char *relationship_words(const char *relationship);

/* ---- Pages ------------------------------------------------------------------------------------
 */

extern const Form contact_new_form, contact_edit_form, contact_end_form, contact_hold_form;
extern const Form order_form, order_end_form, book_form, sharing_form, capacity_form;

Error *contacts_page(Request *request);        /* GET /learners/:learner/contacts */
Error *contact_new_page(Request *request);     /* GET …/contacts/new?contact=ID */
Error *contact_new_post(Request *request);     /* POST …/contacts */
Error *contact_edit_page(Request *request);    /* GET …/contacts/:link */
Error *contact_edit_post(Request *request);    /* POST there */
Error *contact_end_post(Request *request);     /* POST …/end */
Error *contact_hold_post(Request *request);    /* POST …/hold */
Error *contact_release_post(Request *request); /* POST …/release */
Error *order_new_page(Request *request);       /* GET /learners/:learner/orders/new */
Error *order_new_post(Request *request);       /* POST …/orders */
Error *order_end_post(Request *request);       /* POST …/orders/:order/end */
Error *sharing_page(Request *request);         /* GET /learners/:learner/sharing */
Error *sharing_post(Request *request);         /* POST there */
Error *capacity_post(Request *request);        /* POST /learners/:learner/capacity */
Error *book_page(Request *request);            /* GET /contacts?letter=n, ?search=1 */
Error *book_find(Request *request);            /* POST /contacts */

/* ---- What families ask to be changed ----------------------------------------------------------
 */

typedef struct DetailsAsked {
    const char *what, *wanted, *on, *state;
} DetailsAsked;

typedef struct DetailsAskedRows {
    size_t count;
    DetailsAsked *items;
} DetailsAskedRows;

/* "Email" of "email" */
const char *details_field_words(const char *field);
/* By the family that is signed in. field: name, email, phone or address; an earlier question about
 * it that waits is dropped. For an email the old address is told and the new one is asked. */
Error *details_ask(Request *request, const char *field, const char *was, const char *wanted);
/* What they asked, the newest first. */
Error *details_asked(Request *request, DetailsAskedRows *rows);
/* The token for the mail to a new address, for 48 hours: only its hash is kept. waits is false when
 * it was confirmed or answered meanwhile. */
Error *details_token(Db *db, Arena *arena, SchoolId school, int64_t change, Moment now,
                     const char **token, bool *waits);
/* Somebody pressed the button behind it. ERROR_INVALID when it is none, spent or too old. */
/* by: out, the contact or the learner who asked for it. */
Error *details_confirmed(Db *db, Arena *arena, SchoolId school, const char *token, Moment now,
                         AccountPlace *by);

extern const Form details_form;
Error *details_answer_post(Request *request); /* POST /learners/:learner/changes/:change */

/* Who of the family signs in, and the codes that are handed over for it. */
extern const Form family_code_make_form;
Error *family_sign_in_page(Request *request);   /* GET /learners/:learner/sign-in */
Error *family_code_make_post(Request *request); /* POST …/code */
Error *family_code_end_post(Request *request);  /* POST …/end */

#endif

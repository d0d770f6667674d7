/* family_pages.h: what the templates of families' signing in show. */
#ifndef ACCOUNT_FAMILY_PAGES_H
#define ACCOUNT_FAMILY_PAGES_H

#include "account/account_pages.h"

typedef struct FamilyInPage {
    Page page;
    FormView form;
    FieldView email;
    const char *to;                          /* where to go afterwards: a path of ours, or "" */
    const char *carried_path, *carried_body; /* a form sent after its session ended; NULL: none */
    bool mail_set;
    DemoRows demo;
    Url staff_in;
} FamilyInPage;

typedef struct SentMail {
    const char *to, *at;
    const char *before, *after; /* of the text, round the link */
    Url link;
} SentMail;

typedef struct SentMails {
    size_t count;
    SentMail *items;
} SentMails;

typedef struct FamilySentPage {
    Page page;
    bool demo;
    SentMails mails; /* in a demo: what would have been sent */
    Url again, look;
} FamilySentPage;

typedef struct FamilyLinkPage {
    Page page;
    FormView form;
    const char *key;
    bool spent; /* it was refused: there is no button any more */
    Url again;
} FamilyLinkPage;

typedef struct FamilyCodePage {
    Page page;
    FormView form;
    FieldView code;
    const char *to;
} FamilyCodePage;

typedef struct AsRow {
    const char *name, *role, *school;
    bool here;
    FormView form;
    const char *value; /* names the row in the form */
} AsRow;

typedef struct AsRows {
    size_t count;
    AsRow *items;
} AsRows;

typedef struct AsPage {
    Page page;
    AsRows rows;
    const char *to;       /* where to go afterwards: a path of ours, or "" */
    bool others_left_out; /* of other schools, but came by this school's provider */
    bool staff_left_out;  /* is a member of staff too, but came by a link */
    Url staff_in;
} AsPage;

#endif

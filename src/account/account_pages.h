/* account_pages.h: what the account templates show. */
#ifndef ACCOUNT_ACCOUNT_PAGES_H
#define ACCOUNT_ACCOUNT_PAGES_H

#include "account/sign_on_pages.h"
#include "web/web.h"

typedef struct DemoRow {
    const char *role;
    const char *name;
    const char *email;
    const char *password; /* NULL: a family, with the code */
    const char *code;
    FormView form;
} DemoRow;

typedef struct DemoRows {
    size_t count;
    DemoRow *items;
} DemoRows;

typedef struct SignInPage {
    Page page;
    FormView form;
    FieldView email, password;
    const char *to;           /* where to go afterwards: a path of ours, or "" */
    const char *carried_path; /* a form sent after its session ended; NULL: none */
    const char *carried_body;
    SignOnButtons buttons; /* of the schools' own providers */
    DemoRows demo;
    Url setup, family;
} SignInPage;

typedef struct SetupPage {
    Page page;
    FormView form;
    FieldView email, code, password;
} SetupPage;

typedef struct HelpPage {
    Page page;
} HelpPage;

#endif

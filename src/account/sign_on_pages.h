/* sign_on_pages.h: what the templates of single sign-on show, and what the page of signing in needs
 * of it. */
#ifndef ACCOUNT_SIGN_ON_PAGES_H
#define ACCOUNT_SIGN_ON_PAGES_H

#include "account/account.h"
#include "web/web.h"

/* A button on the page of signing in. */
typedef struct SignOnButton {
    FormView form;
    const char *words;  /* Sign in with Microsoft */
    const char *school; /* its id, as the form sends it */
} SignOnButton;

typedef struct SignOnButtons {
    size_t count;
    SignOnButton *items;
} SignOnButtons;

/* One for each school that offers it. */
Error *sign_on_buttons(Request *request, SignOnButtons *buttons);

/* The way there. */
typedef struct SignOnGoPage {
    Page page;
    const char *name; /* of the provider */
    Url there, back;
} SignOnGoPage;

/* And back: what the provider said is sent on by a form, since a GET changes nothing. */
typedef struct SignOnBackPage {
    Page page;
    FormView form;
    const char *code, *state, *issuer, *refusal;
} SignOnBackPage;

#endif

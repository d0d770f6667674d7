/* sign_in_pages.h: what the page about signing in shows: who lost a second factor. */
#ifndef SCHOOL_SIGN_IN_PAGES_H
#define SCHOOL_SIGN_IN_PAGES_H

#include "school/school_pages.h"

typedef struct LossRow {
    const char *when, *who, *by, *reason;
} LossRow;

typedef struct LossRows {
    size_t count;
    LossRow *items;
} LossRows;

typedef struct SignInSettingsPage {
    Page page;
    SchoolTabs tabs;
    FormView lost_form;
    FieldView person, reason;
    LossRows losses;
    bool several_strangers;
    int64_t strangers;    /* sign-ins under names that nobody has, in the last seven days */
    const char *provider; /* of single sign-on; NULL: none is set */
    bool provider_on;
    Url provider_page;
} SignInSettingsPage;

typedef struct BeginAgainPage {
    Page page;
    SchoolTabs tabs;
    const char *name, *email, *code;
    Url setup, back;
} BeginAgainPage;

#endif

/* sign_on_settings.h: what the page of a school's provider of single sign-on shows. */
#ifndef SCHOOL_SIGN_ON_SETTINGS_H
#define SCHOOL_SIGN_ON_SETTINGS_H

#include "school/school_pages.h"

typedef struct SignOnBoundRow {
    const char *who, *address, *since, *used;
    FormView undo;
} SignOnBoundRow;

typedef struct SignOnBoundRows {
    size_t count;
    SignOnBoundRow *items;
} SignOnBoundRows;

/* What a try found, one thing after another. */
typedef struct SignOnTriedRow {
    bool right;
    const char *words;
} SignOnTriedRow;

typedef struct SignOnTried {
    size_t count;
    SignOnTriedRow *items;
} SignOnTried;

typedef struct SignOnSettingsPage {
    Page page;
    SchoolTabs tabs;
    bool choosing; /* nothing is set, and no kind is chosen yet */
    Url microsoft, google, other;
    bool of_microsoft, of_google, of_other;
    bool saved, active, leads; /* leads: may turn it on */
    const char *name;          /* of the provider */
    const char *kind, *come_back;
    FormView form;
    FieldView provider_name, tenant, issuer, domain, client_id, client_secret;
    FieldView passwords, factor_counts;
    FormView try_it, turn, remove;
    SignOnTried tried;
    SignOnBoundRows bound;
    Url back;
} SignOnSettingsPage;

#endif

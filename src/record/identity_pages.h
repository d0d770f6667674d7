/* identity_pages.h: what the page shows of whose record it is. For this folder only. */
#ifndef RECORD_IDENTITY_PAGES_H
#define RECORD_IDENTITY_PAGES_H

#include "web/web.h"

typedef struct FormerUpnRow {
    const char *upn, *until, *by;
} FormerUpnRow;

typedef struct FormerUpnRows {
    size_t count;
    FormerUpnRow *items;
} FormerUpnRows;

/* A record that was merged into this one. */
typedef struct FormerRecordRow {
    Url href;
    const char *name, *when;
} FormerRecordRow;

typedef struct FormerRecordRows {
    size_t count;
    FormerRecordRow *items;
} FormerRecordRows;

typedef struct IdentityPage {
    Page page;
    LearnerBar bar;
    const char *legal_name, *born, *admission_number;
    const char *upn; /* "" when none is known */
    bool temporary;
    FormerUpnRows former;
    bool may_seal;
    Url adoption, sealed;
    bool may_merge;
    Url merge;
    FormerRecordRows merged;
    bool died;
    const char *died_on, *written; /* "Written down on 3 November 2026 by Mrs Reid" */
    FormView upn_form, death_form, undo_form;
    FieldView new_upn, died_field, sure;
} IdentityPage;

#endif

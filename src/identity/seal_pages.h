/* seal_pages.h: what the pages of a sealed record show. For this folder only. */
#ifndef IDENTITY_SEAL_PAGES_H
#define IDENTITY_SEAL_PAGES_H

#include "identity/seal.h"
#include "web/web.h"

typedef struct AdoptionPage {
    Page page;
    LearnerBar bar;
    FormView form;
    FieldView surname, forename, preferred, upn, evidence, carry, contacts, sure;
    bool any_contacts, any_items;
} AdoptionPage;

typedef struct SealedRow {
    const char *id, *when, *evidence;
    Url record; /* that goes on */
    const char *undone;
    const char *fault; /* why it cannot be taken back; NULL: it can */
    FormView open, undo;
} SealedRow;

typedef struct SealedRows {
    size_t count;
    SealedRow *items;
} SealedRows;

typedef struct SealedPage {
    Page page;
    SealedRows rows;
} SealedPage;

#endif

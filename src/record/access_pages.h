/* access_pages.h: what the page of who can see a learner, and why, shows. */
#ifndef RECORD_ACCESS_PAGES_H
#define RECORD_ACCESS_PAGES_H

#include "record/record.h"

typedef struct AccessRow {
    const char *who, *role;
    Texts why;
    const char *looked; /* NULL: never */
} AccessRow;

typedef struct AccessRows {
    size_t count;
    AccessRow *items;
} AccessRows;

/* Those who cannot open it for one reason. */
typedef struct BarredRow {
    const char *why, *people;
} BarredRow;

typedef struct BarredRows {
    size_t count;
    BarredRow *items;
} BarredRows;

typedef struct AccessPage {
    Page page;
    LearnerBar bar;
    const char *name;
    const char *on;         /* when this was asked */
    AccessRows open, parts; /* the record; only a part of it */
    BarredRows barred;
    AccessRows family, family_barred; /* who can sign in to the family's pages; who cannot */
    bool may_contacts, may_classes;
    bool sees_looks; /* when each last looked, and all looks */
    Url looks, classes, contacts, sign_in;
} AccessPage;

/* The family's two lists. */
Error *access_family(Request *request, AccessPage *view);

#endif

/* bulk_pages.h: what the pages that change many at once show. */
#ifndef REGISTER_BULK_PAGES_H
#define REGISTER_BULK_PAGES_H

#include "register/register_pages.h"

typedef struct BulkClassField {
    const char *name;
    FieldView choice;
} BulkClassField;

typedef struct BulkClassFields {
    size_t count;
    BulkClassField *items;
} BulkClassFields;

typedef struct BulkPage {
    Page page;
    PageLinks kinds;
    Url register_page, past;
    FormView form;
    bool review, teachers, year;
    const char *everybody; /* "All 26 pupils: Year 4" */
    FieldView who, on, reason, learners;
    const char *learners_left; /* those who are not among the boxes; NULL: nobody */
    BulkClassFields classes;
} BulkPage;

typedef struct BulkRow {
    const char *id;  /* of the change */
    Url href;        /* not set for a class */
    const char *who; /* a learner, or a class */
    const char *said, *why;
} BulkRow;

typedef struct BulkRows {
    size_t count;
    BulkRow *items;
} BulkRows;

typedef struct BulkShowPage {
    Page page;
    const char *heading, *by, *reason, *state;
    bool prepared, done;
    bool acts;          /* there is something to press */
    const char *button; /* "Set 12 review dates" */
    BulkRows changes, asked, left_out, kept;
    const char *note; /* what does not change with it; NULL: nothing */
    FormView form;
    Url back, past;
} BulkShowPage;

typedef struct BulkPastRow {
    Url href;
    const char *what, *day, *by, *counted;
    bool undone;
} BulkPastRow;

typedef struct BulkPastRows {
    size_t count;
    BulkPastRow *items;
} BulkPastRows;

typedef struct BulkPastPage {
    Page page;
    BulkPastRows rows;
    Url change;
} BulkPastPage;

#endif

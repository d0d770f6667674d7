/* numbers_pages.h: what the page of counts shows: numbers and no names. */
#ifndef CARE_NUMBERS_PAGES_H
#define CARE_NUMBERS_PAGES_H

#include "web/web.h"

typedef struct NumberRow {
    const char *what;
    const char *count;   /* "41", or "withheld" */
    const char *percent; /* "10%"; "" where it would tell more than it may */
} NumberRow;

typedef struct NumberRows {
    size_t count;
    NumberRow *items;
} NumberRows;

typedef struct NumberTable {
    const char *caption, *of;
    NumberRows rows;
    const char *total;
} NumberTable;

typedef struct NumberTables {
    size_t count;
    NumberTable *items;
} NumberTables;

typedef struct NumbersPage {
    Page page;
    const char *day;
    int threshold;
    NumberTables tables;
    const char *reviews; /* in a sentence */
    const char *learner_word;
} NumbersPage;

#endif

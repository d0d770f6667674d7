/* summary_pages.h: what the page of a class shows, for those who help it. */
#ifndef CARE_SUMMARY_PAGES_H
#define CARE_SUMMARY_PAGES_H

#include "web/web.h"

typedef struct SummaryRow {
    const char *name;
    const char *level, *need; /* need NULL: none noted */
    Texts own_words;          /* how to help them, as they say it */
    Texts strategies;         /* of the plan in force */
    const char *arrangements; /* "25% extra time, reader"; NULL: none, or not this reader's */
    bool alert;               /* speak to the safeguarding lead */
    const char *review;       /* "1 December 2026"; NULL: none agreed */
} SummaryRow;

typedef struct SummaryRows {
    size_t count;
    SummaryRow *items;
} SummaryRows;

typedef struct SummaryPage {
    Page page;
    const char *name;
    const char *learner_word;
    SummaryRows rows;
    Url others;
    Url raise; /* for those who may raise a concern */
} SummaryPage;

typedef struct SummariesPage {
    Page page;
    PageLinks classes;
    PageLinks others; /* lists that this person may see */
} SummariesPage;

#endif

/* register_pages.h: what the templates of the register show. */
#ifndef REGISTER_REGISTER_PAGES_H
#define REGISTER_REGISTER_PAGES_H

#include "duty/duty.h"
#include "web/web.h"

/* ---- Lists --------------------------------------------------------------------------------------
 */

typedef struct RegisterRow {
    Url href;
    const char *surname, *given;
    const char *year_and_class;
    const char *level;
    bool plain_level; /* the usual one: said quietly */
    Texts marks;      /* "done", "now" or "" for each of the four stages; none without a cycle */
    const char *stage;
    const char *need;
    const char *late, *soon; /* as a tag; NULL: not that */
    const char *review;      /* a day further off */
} RegisterRow;

typedef struct RegisterRows {
    size_t count;
    RegisterRow *items;
} RegisterRows;

typedef struct FilterSelect {
    const char *id, *name, *label, *any;
    ChoiceViews choices;
} FilterSelect;

typedef struct FilterSelects {
    size_t count;
    FilterSelect *items;
} FilterSelects;

typedef struct SortLink {
    Url href;
    const char *aria; /* ascending, descending, none */
} SortLink;

typedef struct RegisterTotal {
    int count;
    const char *words;
} RegisterTotal;

typedef struct RegisterTotals {
    size_t count;
    RegisterTotal *items;
} RegisterTotals;

typedef struct RegisterPage {
    Page page;
    bool search;
    const char *searched; /* what was looked for, as typed */
    FilterSelects selects;
    const char *sort; /* kept when the filter changes; NULL: the usual */
    int rows_asked;   /* likewise; 0: the usual */
    PageLinks chips;
    Url all;
    const char *counted; /* "26 pupils" */
    RegisterTotals totals;
    const char *learner_heading;
    SortLink by_name, by_class, by_need, by_stage, by_review;
    RegisterRows rows;
    bool own; /* only the learners of this person's classes */
    Url raise;
    bool paged;
    const char *range; /* "1–50 of 312" */
    PageLinks pages;
    Url next;
} RegisterPage;

#endif

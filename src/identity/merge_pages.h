/* merge_pages.h: what the pages of two records of one child show. For this folder only. */
#ifndef IDENTITY_MERGE_PAGES_H
#define IDENTITY_MERGE_PAGES_H

#include "identity/merge.h"
#include "web/web.h"

/* Two records that look like one child's. */
typedef struct AlikePair {
    LearnerId one, other;
    const char *one_name, *other_name;
    const char *why; /* "Both born on 3 February 2018" */
} AlikePair;

typedef struct AlikePairs {
    size_t count;
    AlikePair *items;
} AlikePairs;

/* of: pairs with this one only; n 0: all. */
Error *alike_pairs(Request *request, LearnerId of, AlikePairs *pairs);

typedef struct AlikeRow {
    const char *one, *other, *why;
    Url merge;
    FormView apart;
    const char *one_id, *other_id;
} AlikeRow;

typedef struct AlikeRows {
    size_t count;
    AlikeRow *items;
} AlikeRows;

typedef struct AlikePage {
    Page page;
    AlikeRows rows;
} AlikePage;

typedef struct MergeChoosePage {
    Page page;
    LearnerBar bar;
    PageLinks alike;
    FormView form;
    FieldView wanted, which;
    bool several;
} MergeChoosePage;

typedef struct MergeFactRow {
    const char *label, *kept, *gone;
    bool differs;
} MergeFactRow;

typedef struct MergeFactRows {
    size_t count;
    MergeFactRow *items;
} MergeFactRows;

typedef struct MergeHolds {
    const char *label;
    int64_t kept, gone;
} MergeHolds;

typedef struct MergeHoldRows {
    size_t count;
    MergeHolds *items;
} MergeHoldRows;

typedef struct MergeFields {
    size_t count;
    FieldView *items;
} MergeFields;

typedef struct MergePage {
    Page page;
    LearnerBar bar;
    const char *kept, *gone; /* names */
    Url swap, kept_record, gone_record;
    MergeFactRows facts;
    MergeHoldRows holds;
    Texts warnings, newly;
    FormView form;
    MergeFields choices;
    FieldView reason, sure;
} MergePage;

typedef struct MergedPage {
    Page page;
    LearnerBar bar;
    const char *name, *born, *by, *reason, *undone;
    MergeHoldRows moved; /* kept: moved; gone: stayed */
    bool any_stays;
    Url trail;
    bool may_trail;
    const char *fault; /* why it cannot be taken back; NULL: it can */
    FormView form;
} MergedPage;

#endif

/* trail_pages.h: what the pages of the audit trail show. */
#ifndef RECORD_TRAIL_PAGES_H
#define RECORD_TRAIL_PAGES_H

#include "record/record.h"
#include "school/school.h"

typedef struct TrailRow {
    const char *when;
    const char *who, *role;
    const char *what;
    const char *learner; /* NULL: about no one child */
    Url looks;           /* every look at that child */
    const char *listed;  /* "24 pupils": of a list that showed several; NULL: no list */
    Url names;           /* who they were */
    bool refused;
} TrailRow;

typedef struct TrailRows {
    size_t count;
    TrailRow *items;
} TrailRows;

typedef struct TrailPerson {
    const char *id, *name;
    bool chosen;
} TrailPerson;

typedef struct TrailPeople {
    size_t count;
    TrailPerson *items;
} TrailPeople;

typedef struct TrailPage {
    Page page;
    SchoolTabs tabs;
    TrailPeople people, families;
    const char *from, *until; /* as typed */
    bool only_refused;
    const char *learner;                  /* id in the address; NULL: all */
    const char *learner_name;             /* on the page alone */
    Url everyone;                         /* without the learner */
    const char *wrong_from, *wrong_until; /* sentences, or NULL */
    TrailRows rows;
    Url older, file;
    bool more;
} TrailPage;

/* What was written down in words rather than as a page, as it begins a line; NULL: a page. */
const char *trail_plain_words(Arena *arena, const char *action);

/* One whom a list showed. */
typedef struct ListedName {
    const char *name; /* NULL: a sealed record */
    Url looks;        /* every look at that child */
} ListedName;

typedef struct ListedNames {
    size_t count;
    ListedName *items;
} ListedNames;

typedef struct ListedPage {
    Page page;
    SchoolTabs tabs;
    TrailRow row;
    ListedNames names;
    Url back;
} ListedPage;

typedef struct LooksPage {
    Page page;
    LearnerBar bar;
    const char *name;
    const char *school;
    const char *on; /* when this was made */
    TrailRows rows;
    Url older, search;
    bool more;
} LooksPage;

#endif

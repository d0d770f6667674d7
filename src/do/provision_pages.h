/* provision_pages.h: what the templates of sessions show. */
#ifndef DO_PROVISION_PAGES_H
#define DO_PROVISION_PAGES_H

#include "web/web.h"

/* One learner's part in a group. */
typedef struct GroupMember {
    Url href; /* the log of this one learner */
    const char *name, *class_name;
    const char *week; /* "2 of 3 this week" */
    bool logged;      /* today */
} GroupMember;

typedef struct GroupMembers {
    size_t count;
    GroupMember *items;
} GroupMembers;

typedef struct Group {
    const char *id; /* of its heading */
    const char *title;
    const char *detail; /* "30 minutes, Library, with Ms Reid" */
    GroupMembers members;
    Url log;         /* of the whole group; NULL: all are logged, or each has their own */
    const char *all; /* "Log all 6" */
} Group;

typedef struct Groups {
    size_t count;
    Group *items;
} Groups;

typedef struct SessionsTodayPage {
    Page page;
    Date today;
    const char *closed; /* there is no school today; NULL: there is */
    PageLinks views;
    Groups groups;
    const char *none; /* why there are none */
} SessionsTodayPage;

typedef struct GroupChild {
    const char *name;
    bool logged;
    FieldView response;
} GroupChild;

typedef struct GroupChildren {
    size_t count;
    GroupChild *items;
} GroupChildren;

typedef struct GroupPage {
    Page page;
    const char *title, *detail;
    FormView form;
    GroupChildren children;
    bool several;
    FieldView note, missed_reason, held_on, minutes;
    bool missed_open;
    Url back;
} GroupPage;

typedef struct SessionPage {
    Page page;
    LearnerBar bar;
    const char *title, *detail;
    FormView form;
    FieldView response, held_on, minutes, note, missed_reason;
    bool missed_open;
    const char *dose; /* so far */
    Url back;
    const char *flag; /* said before it is logged; NULL: nothing */
} SessionPage;

typedef struct ProvisionRow {
    const char *title, *detail;
    const char *dose;   /* "20 of 24 sessions" */
    const char *missed; /* "3 missed: adult was away 2, trip or event 1"; "" */
    const char *went;   /* "Well 12, some help 6, hard 2"; "" */
    const char *chart;  /* the bar in words; NULL: nothing planned yet */
    const char *chart_id;
    int of, part; /* its lengths */
    Url log;      /* NULL: not now, or not this person's */
} ProvisionRow;

typedef struct ProvisionRows {
    size_t count;
    ProvisionRow *items;
} ProvisionRows;

typedef struct SessionRow {
    Date held_on;
    const char *day; /* "Mon 23 Nov" */
    const char *title;
    const char *went; /* how it went; NULL: it did not take place */
    const char *missed;
    const char *minutes;
    const char *note;
    const char *by;
} SessionRow;

typedef struct SessionRows {
    size_t count;
    SessionRow *items;
} SessionRows;

typedef struct LearnerSessionsPage {
    Page page;
    LearnerBar bar;
    const char *cycle; /* "Cycle 2" when it is not the newest; NULL otherwise */
    bool planned;      /* there is a plan to hold sessions against */
    Url plan;
    ProvisionRows provisions;
    SessionRows sessions;
    const char *counted;
} LearnerSessionsPage;

#endif

/* staff_pages.h: what the pages about those who work in the setting show. */
#ifndef SCHOOL_STAFF_PAGES_H
#define SCHOOL_STAFF_PAGES_H

#include "school/school_pages.h"

typedef struct StaffRow {
    Url href;
    const char *name; /* "Vaz, Mrs Ana" */
    const char *role;
    const char *job;
    const char *sign_in;  /* "ana@mill.example" */
    const char *waiting;  /* "Code until 29 Nov 2026"; NULL: none is open */
    const char *no_class; /* said of whoever should see learners and sees none; NULL: all is well */
} StaffRow;

typedef struct StaffRows {
    size_t count;
    StaffRow *items;
} StaffRows;

typedef struct StaffListPage {
    Page page;
    SchoolTabs tabs;
    Url add;
    long long waiting; /* who have an address and no password */
    Url codes;
    StaffRows here;
    StaffRows gone;
} StaffListPage;

/* Has an address and no password, and is one of those whom this person manages. */
Error *staff_waits_for_code(const Request *request, const StaffMember *member, bool *waits);

typedef struct StaffCodeRow {
    const char *name, *role, *email;
    const char *code; /* NULL before they are made */
} StaffCodeRow;

typedef struct StaffCodeRows {
    size_t count;
    StaffCodeRow *items;
} StaffCodeRows;

typedef struct StaffCodesPage {
    Page page;
    SchoolTabs tabs;
    FormView form;
    bool made;
    StaffCodeRows rows;
    Url staff, setup;
} StaffCodesPage;

/* Name, job and role: of somebody new, or of somebody here. */
typedef struct PersonFields {
    FieldView title, forename, surname, job, organisation, role;
} PersonFields;

typedef struct StaffNewPage {
    Page page;
    SchoolTabs tabs;
    FormView form;
    PersonFields person;
    FieldView email, from;
    Url back;
} StaffNewPage;

typedef struct ClassLink {
    Url href;
    const char *name;
    const char *part; /* "teaches" */
    const char *days; /* "since 1 Sep 2026" */
} ClassLink;

typedef struct ClassLinks {
    size_t count;
    ClassLink *items;
} ClassLinks;

/* One role beside the first. */
typedef struct RoleRow {
    const char *name, *days;
    bool may_end;
    FormView end;
} RoleRow;

typedef struct RoleRows {
    size_t count;
    RoleRow *items;
} RoleRows;

typedef struct StaffPersonPage {
    Page page;
    SchoolTabs tabs;
    const char *name;
    const char *role;
    const char *access; /* "since 1 September 2023" */
    bool may_change;
    bool here; /* has access now or soon */
    bool self;
    FormView form;
    PersonFields person;
    const char *sign_in; /* where signing in stands, in a sentence */
    FormView code_form;
    FieldView email;
    RoleRows roles;
    FormView role_form;
    FieldView further, role_from, role_until;
    ClassLinks classes;
    bool sees_all; /* by role: classes open nothing more */
    FormView leaving_form;
    FieldView when, last_day;
    FormView return_form;
    FieldView from;
    Url back;
} StaffPersonPage;

typedef struct StaffCodePage {
    Page page;
    SchoolTabs tabs;
    const char *name;
    const char *email;
    const char *code;
    Date until;
    Url setup, person, add;
} StaffCodePage;

#endif

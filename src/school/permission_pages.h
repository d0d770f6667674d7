/* permission_pages.h: what the page about permissions shows: one role at a time. */
#ifndef SCHOOL_PERMISSION_PAGES_H
#define SCHOOL_PERMISSION_PAGES_H

#include "school/school_pages.h"

typedef struct PermissionRow {
    const char *what;
    const char *reach;  /* "Every pupil" */
    const char *chosen; /* by the school, when, why and until when; NULL: the default */
    Url change;         /* none: fixed, or this person changes nothing */
} PermissionRow;

typedef struct PermissionRows {
    size_t count;
    PermissionRow *items;
} PermissionRows;

typedef struct PermissionGroupView {
    const char *name;
    PermissionRows rows;
} PermissionGroupView;

typedef struct PermissionGroupViews {
    size_t count;
    PermissionGroupView *items;
} PermissionGroupViews;

typedef struct ChoiceRow {
    const char *when, *who, *what, *why;
    const char *until; /* NULL: until another choice */
    bool holds;
} ChoiceRow;

typedef struct ChoiceRows {
    size_t count;
    ChoiceRow *items;
} ChoiceRows;

typedef struct PermissionsPage {
    Page page;
    SchoolTabs tabs;
    PageLinks roles;
    const char *role;
    PermissionGroupViews groups;
    bool may_change;
    FormView form;
    const char *role_value; /* of the hidden field */
    FieldView permission, reach, reason, until;
    ChoiceRows choices; /* of every role */
} PermissionsPage;

#endif

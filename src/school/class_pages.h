/* class_pages.h: what the pages about classes and teaching groups show. */
#ifndef SCHOOL_CLASS_PAGES_H
#define SCHOOL_CLASS_PAGES_H

#include "school/school_pages.h"

typedef struct ClassRow {
    Url href;
    const char *name;
    const char *year;
    int learners;
    const char *teaches;  /* "Mr Hughes" */
    const char *supports; /* "Ms Reid, Mrs Haddad" */
    bool nobody;          /* teaches it today */
} ClassRow;

typedef struct ClassRows {
    size_t count;
    ClassRow *items;
} ClassRows;

typedef struct ClassesPage {
    Page page;
    SchoolTabs tabs;
    const char *learner_word;
    ClassRows classes;
    ClassRows groups;
    FormView form;
    FieldView kind, name, year;
} ClassesPage;

/* Somebody in a class, and since when: an adult, or a learner of a group. */
typedef struct PlaceRow {
    const char *name;
    const char *as; /* "teaches", or the learner's class */
    const char *days;
    bool over;
} PlaceRow;

typedef struct PlaceRows {
    size_t count;
    PlaceRow *items;
} PlaceRows;

typedef struct ClassPage {
    Page page;
    SchoolTabs tabs;
    const char *name;
    const char *kind; /* "Class", "Teaching group" */
    const char *learner_word;
    bool is_group;
    int learners;
    Url back;
    FormView form;
    FieldView new_name, year;
    PlaceRows adults;
    FormView adult_form;
    FieldView staff, part, from, until;
    FormView adult_end_form;
    FieldView adult, adult_when, adult_last_day;
    PlaceRows members;
    PageLinks of; /* classes to take learners from */
    const char *of_name;
    FormView member_form;
    FieldView member_learners, member_from, member_until;
    FormView member_end_form;
    FieldView member_places, member_last_day;
} ClassPage;

#endif

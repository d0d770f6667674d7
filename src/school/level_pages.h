/* level_pages.h: what the page about levels of support shows. */
#ifndef SCHOOL_LEVEL_PAGES_H
#define SCHOOL_LEVEL_PAGES_H

#include "school/school_pages.h"

typedef struct LevelRow {
    const char *name;
    const char *usual;  /* as it is shipped, where the school says otherwise; NULL: as shipped */
    const char *census; /* "K, SEN Support" */
    int learners;
    bool own;
    bool dated; /* its days may be changed */
    FieldView new_name, from, until;
} LevelRow;

typedef struct LevelRows {
    size_t count;
    LevelRow *items;
} LevelRows;

typedef struct ProposedRow {
    const char *name, *counts_as;
} ProposedRow;

typedef struct ProposedRows {
    size_t count;
    ProposedRow *items;
} ProposedRows;

typedef struct LevelsPage {
    Page page;
    SchoolTabs tabs;
    FormView form;
    LevelRows levels;
    FormView add_form;
    FieldView called, after, census, first_day;
    FormView proposed_form;
    const char *tried; /* "since 1 Sep 2026"; NULL: off */
    ProposedRows proposed;
    FieldView try_from, try_until;
} LevelsPage;

#endif

/* exchange_pages.h: what the import pages show. */
#ifndef EXCHANGE_EXCHANGE_PAGES_H
#define EXCHANGE_EXCHANGE_PAGES_H

#include "web/web.h"

typedef struct RunRow {
    const char *file_name;
    const char *kind;
    Url href;
    const char *when;
    const char *by;
    const char *state;
    const char *result;
} RunRow;

typedef struct RunRows {
    size_t count;
    RunRow *items;
} RunRows;

typedef struct ImportsPage {
    Page page;
    FormView form;
    bool demo;
    FieldView kind, children, file;
    RunRows runs;
} ImportsPage;

typedef struct ColumnRow {
    const char *heading;
    const char *samples;
    FieldView field;
} ColumnRow;

typedef struct ColumnRows {
    size_t count;
    ColumnRow *items;
} ColumnRows;

typedef struct ChangeRow {
    const char *field;
    const char *from;
    const char *to;
} ChangeRow;

typedef struct ChangeRows {
    size_t count;
    ChangeRow *items;
} ChangeRows;

typedef struct LineRow {
    const char *where; /* "Line 12", "users.csv, line 12" */
    const char *what;  /* of a package: "Learners"; else "" */
    long long answer;  /* by which it is confirmed */
    const char *name;
    const char *aside, *facts; /* of a learner: class, date of birth */
    const char *sentence;      /* why it was refused */
    Texts remarks;             /* what else is said of it */
    ChangeRows changes;
} LineRow;

typedef struct LineRows {
    size_t count;
    LineRow *items;
    size_t more; /* beyond those shown */
    Url all;     /* where all are, page by page; none when all are shown */
} LineRows;

typedef struct PartRow {
    const char *what;
    long long added, changed, same, refused, ended;
} PartRow;

typedef struct PartRows {
    size_t count;
    PartRow *items;
} PartRows;

typedef struct ImportPage {
    Page page;
    const char *file_name;
    const char *read_as; /* "2,000 rows, Windows text, commas" */
    bool open;           /* neither applied nor given up */
    const char *done;    /* how it ended, when it did */
    const char *fault;   /* the columns are not clear */
    const char *failure; /* why it was not applied a moment ago */
    bool columns_asked;  /* to be looked at again */
    FormView columns_form;
    ColumnRows columns;
    bool package;      /* of several files, in parts */
    bool school_asked; /* which of its schools this is */
    FormView school_form;
    FieldView school;
    PartRows parts;
    long long added, changed, same, suggested, refused, leaving, rows;
    LineRows added_rows, changed_rows, suggested_rows, refused_rows, noted_rows, leaving_rows;
    FieldView leavers;       /* when so many leave that it is asked */
    const char *leavers_why; /* when it is asked */
    const char *leavers_title, *leavers_from;
    FormView apply_form, abandon_form;
    bool changes_something;
    const char *nothing; /* why there is nothing to apply; only when nothing changes */
    const char *same_one, *why_asked, *aside_head, *facts_head, *untouched, *kind;
    long long supported; /* whose families are to be told */
    FieldView told;
    Url columns_again, imports, brought;
    Url codes; /* where those who were added get their codes; none unless they are staff */
} ImportPage;

/* All of one result, a hundred at a time. */
typedef struct ImportListPage {
    Page page;
    const char *title, *range; /* "101 to 200 of 10,000" */
    bool package;
    LineRows rows;
    Url back, before, after; /* none at either end */
} ImportListPage;

typedef struct ImportProgressPage {
    Page page;
    long long done, total; /* rows; total 0: not known yet */
    Url here;
} ImportProgressPage;

#endif

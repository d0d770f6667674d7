/* access_pages.h: what the page of who can open a record shows. */
#ifndef RECORD_ACCESS_PAGES_H
#define RECORD_ACCESS_PAGES_H

#include "record/record.h"

typedef struct AccessRow {
    const char *who, *role;
    Texts why;
    const char *looked; /* NULL: never */
} AccessRow;

typedef struct AccessRows {
    size_t count;
    AccessRow *items;
} AccessRows;

/* Those who cannot open it for one reason. */
typedef struct BarredRow {
    const char *why, *people;
} BarredRow;

typedef struct BarredRows {
    size_t count;
    BarredRow *items;
} BarredRows;

typedef struct AccessPage {
    Page page;
    LearnerBar bar;
    const char *name;
    const char *on; /* when this was asked */
    AccessRows open;
    BarredRows barred;
    Url looks, classes;
} AccessPage;

#endif

/* sample.h: the struct of sample_page.html, which tests a compiled template from end to end: every
 * tag, every type that can be shown, in every place. Part of the tests only. */
#ifndef PLATFORM_HTML_SAMPLE_H
#define PLATFORM_HTML_SAMPLE_H

#include "platform/html/html.h"

typedef struct SampleRow {
    const char *wording;
    Url href;
    Texts words;
    bool chosen;
} SampleRow;

typedef struct SampleRows {
    size_t count;
    SampleRow *items;
} SampleRows;

typedef struct Sample {
    const char *title;
    const char *typed;
    SafeHtml drawing;
    Date due;
    OptionalInteger score;
    int64_t number;
    Url action;
    bool late;
    SampleRows rows;
    SampleRow single;
} Sample;

#endif

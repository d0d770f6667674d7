/* two_year_paper.h: the check at the age of two as the parents get it in writing (R-EY-3). For this
 * folder and its tests. */
#ifndef DOCUMENTS_TWO_YEAR_PAPER_H
#define DOCUMENTS_TWO_YEAR_PAPER_H

#include "assess/assess.h"
#include "documents/documents.h"
#include "platform/pdf/pdf.h"

typedef struct TwoYearAbout {
    const char *school;
    const char *learner, *name; /* Zofia Nowak, Zofia */
    Date born_on;
    PaperTo to;
} TwoYearAbout;

Error *two_year_paper_write(Arena *arena, const TwoYearCheck *check, const TwoYearAbout *about,
                            PdfReader reader, Bytes *paper);

#endif

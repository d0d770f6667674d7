/* review_paper.h: the record of a review on paper. For this folder and its tests. */
#ifndef DOCUMENTS_REVIEW_PAPER_H
#define DOCUMENTS_REVIEW_PAPER_H

#include "platform/pdf/pdf.h"
#include "review/review.h"

/* review: final or superseded, as frozen. addressee: whom it is for; NULL:
 * nobody in particular. The same review gives the same bytes. */
Error *review_paper_write(Arena *arena, const Review *review, PdfReader reader,
                          const char *addressee, Bytes *paper);

#endif

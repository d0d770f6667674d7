/* review_paper.h: the record of a review on paper. For this folder and its tests. */
#ifndef DOCUMENTS_REVIEW_PAPER_H
#define DOCUMENTS_REVIEW_PAPER_H

#include "documents/documents.h"
#include "platform/pdf/pdf.h"

/* review: final or superseded, as frozen. to: whom it is for. The same review
 * with the same scores gives the same bytes. */
Error *review_paper_write(Arena *arena, const Review *review, PdfReader reader, const PaperTo *to,
                          Bytes *paper);

#endif

/* plan_paper.h: a support plan on paper. For this folder and its tests. */
#ifndef DOCUMENTS_PLAN_PAPER_H
#define DOCUMENTS_PLAN_PAPER_H

#include "documents/documents.h"
#include "platform/pdf/pdf.h"

/* plan: with about. to: whom it is for. words: the setting's. today: stands in the foot of a draft;
 * a final plan has its own day there. The same final plan
 * with the same scores gives the same bytes. */
Error *plan_paper_write(Arena *arena, const Plan *plan, PdfReader reader, const PaperTo *to,
                        const SettingWords *words, Date today, Bytes *paper);

#endif

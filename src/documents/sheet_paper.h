/* sheet_paper.h: what few need of a plan, each on one side of A4: the class teacher's sheet and the
 * card for whoever gives the support. For this folder and its tests. */
#ifndef DOCUMENTS_SHEET_PAPER_H
#define DOCUMENTS_SHEET_PAPER_H

#include "documents/documents.h"
#include "platform/pdf/pdf.h"

/* Neither holds need, summary of need, family, safeguarding or cost: a sheet lies about in a
 * classroom. Each is shortened, and says so, until it fits its page in
 * the print for staff; in larger print it may go on. plan: final, as agreed. */

/* help: how the learner says they are helped, one a line; NULL: not asked yet. */
Error *class_sheet_write(Arena *arena, const Plan *plan, const char *help, PdfReader reader,
                         Bytes *paper);
/* staff: only what they give, unless they give nothing of it. */
Error *assistant_card_write(Arena *arena, const Plan *plan, StaffId staff, PdfReader reader,
                            Bytes *paper);

#endif

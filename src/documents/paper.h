/* paper.h: what every paper of a child has in common: a foot that brings a loose page back to its
 * file without naming the child, and the print its reader asked for. For this folder only. */
#ifndef DOCUMENTS_PAPER_H
#define DOCUMENTS_PAPER_H

#include "contact/contact.h"
#include "documents/documents.h"
#include "platform/pdf/pdf.h"
#include "web/web.h"

/* "ZN · Confidential · Version 2 · 25 September 2026"; version NULL or "": none. draft: says so on
 * each page. */
const char *paper_footer(Arena *arena, const char *learner, const char *version, Date day,
                         bool draft);
/* "Zofia Nowak: drew it with Ms Reid, 14 September 2026" */
const char *paper_said(Arena *arena, const char *who, const char *how, Date on);
/* Each line of the text is a bullet. */
void paper_bullets(Pdf *pdf, Arena *arena, const char *text);
/* ?for=family, ?for=large, ?for=staff; otherwise `usual`. */
PdfReader paper_reader(const Request *request, PdfReader usual);
/* ?to=CONTACT: whom it is for, and what may not reach them. ERROR_FORBIDDEN, with the reason, when
 * they may not have it, and for a paper for the family that names nobody: each passes the one
 * check. */
Error *paper_addressee(Request *request, EntitlementPurpose purpose, PaperTo *to);
/* What may not reach that contact; nothing of it is printed. n 0: the learner, or nobody. */
Error *paper_hidden(Request *request, ContactId contact, Texts *hidden);

/* Says under the heading that a plan is a draft, was altered, or is an older version. */
void paper_standing(Pdf *pdf, const Plan *plan);

/* The scores as the record has them, a chart each with its figures in words; nothing when there is
 * none. */
void paper_charts(Pdf *pdf, const Charts *charts);

#endif

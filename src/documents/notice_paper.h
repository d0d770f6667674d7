/* notice_paper.h: the letter that tells a family of a decision (R-P-1). For this folder and its
 * tests. */
#ifndef DOCUMENTS_NOTICE_PAPER_H
#define DOCUMENTS_NOTICE_PAPER_H

#include "plan/plan.h"
#include "platform/pdf/pdf.h"
#include "register/register.h"

typedef struct NoticeLetter {
    const char *school;
    const char *learner; /* Zofia Nowak */
    const char *name;    /* Zofia */
    const char *year_and_class;
    const Notice *notice;
    const SupportPeriod *period; /* that it tells of, as it stands now */
    Corrections corrected;       /* of it since they were told, newest first */
    Texts needs;                 /* in words, the main one first */
    const char *teacher;         /* "" when there is none */
    const char *senco;           /* "" when there is none */
    const Plan *plan;            /* in force on the day they were told; NULL: none yet */
} NoticeLetter;

/* In plain words, for the family. It says that it is a notice and not a question. */
Error *notice_paper_write(Arena *arena, const NoticeLetter *letter, PdfReader reader, Bytes *paper);

#endif

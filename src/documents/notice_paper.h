/* notice_paper.h: the letter that tells a family of a decision (R-P-1). For this folder and its
 * tests. */
#ifndef DOCUMENTS_NOTICE_PAPER_H
#define DOCUMENTS_NOTICE_PAPER_H

#include "plan/plan.h"
#include "platform/pdf/pdf.h"
#include "register/register.h"

typedef struct NoticeLetter {
    NoticeWords words;
    Texts hidden;     /* passages that may not reach whom it is for */
    bool intact;      /* the words are those that were frozen */
    const Plan *plan; /* that they were told of; NULL: none yet */
} NoticeLetter;

/* In plain words, for the family. It says that it is a notice and not a question. */
Error *notice_paper_write(Arena *arena, const NoticeLetter *letter, PdfReader reader, Bytes *paper);

#endif

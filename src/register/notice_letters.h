/* notice_letters.h: a letter for each person who is entitled to be told, and what became of it. For
 * this folder only. */
#ifndef REGISTER_NOTICE_LETTERS_H
#define REGISTER_NOTICE_LETTERS_H

#include "register/register.h"
#include "register/register_pages.h"

typedef enum NoticeSubjectKind { SUBJECT_NONE, SUBJECT_START, SUBJECT_ENDING } NoticeSubjectKind;

/* What a family is told of now: the support that holds, or else the one that ended last. */
typedef struct NoticeSubject {
    NoticeSubjectKind kind;
    SenStatusId status_id;
    const char *about;    /* start, ending */
    Date from;            /* nobody was told before */
    SupportPeriod period; /* SUBJECT_START */
    Watch watch;          /* SUBJECT_ENDING */
    Notices notices;      /* every one of this learner */
} NoticeSubject;

Error *notice_subject(Request *request, NoticeSubject *subject);
/* The newest for that person about it; NULL: none. */
const Notice *notice_letter_of(const Notices *notices, const NoticeSubject *subject,
                               const Recipient *person);
/* Makes one for each who is entitled and has none. made: out, how many. */
Error *notice_letters_make(Request *request, int *made);
/* The list on the page of the notice; view->who has been read. */
Error *notice_letters_fill(Request *request, const NoticeSubject *subject, NoticePage *view);

#endif

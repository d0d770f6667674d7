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
    const char *about;    /* start, ending, not_sen, withdrawn */
    Date from;            /* nobody was told before */
    SupportPeriod period; /* SUBJECT_START */
    Watch watch;          /* SUBJECT_ENDING */
    Notices notices;      /* every one of this learner */
} NoticeSubject;

Error *notice_subject(Request *request, NoticeSubject *subject);
/* The newest for that person about it; NULL: none. */
const Notice *notice_letter_of(const Notices *notices, const NoticeSubject *subject,
                               const Recipient *person);
bool notice_is_about(const Notice *notice, const NoticeSubject *subject);

/* A letter that can go by mail: they like it so, sign in here, and have it still to come. */
typedef struct NoticeMail {
    ParentNoticeId id;
    AccountId account_id;
    const char *name;
    bool waits; /* a mail about it is on its way already */
} NoticeMail;

typedef struct NoticeMails {
    size_t count;
    NoticeMail *items;
} NoticeMails;

/* who: for PURPOSE_NOTICE. */
Error *notice_mail_ways_read(Request *request, const NoticeSubject *subject, const Recipients *who,
                             NoticeMails *mails);
/* Makes one for each who is entitled and has none. made: out, how many. */
Error *notice_letters_make(Request *request, int *made);
/* The list on the page of the notice; view->who has been read. */
Error *notice_letters_fill(Request *request, const NoticeSubject *subject, NoticePage *view);

#endif

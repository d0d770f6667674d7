/* outbox.h: mail to people with accounts, as rows: written in the same transaction as what caused
 * it, taken by the one background job (app/mail_job.c), and kept for a month with what became of
 * it. A row says what for; the text is made when it is sent, so that no link lies in the store.
 *
 * Owns outbox. */
#ifndef STAFF_OUTBOX_H
#define STAFF_OUTBOX_H

#include <stdbool.h>
#include <stddef.h>

#include "platform/base/arena.h"
#include "platform/base/date.h"
#include "platform/base/error.h"
#include "platform/db/db.h"
#include "schema/ids.h"

typedef enum MailPurpose {
    MAIL_SIGN_IN_LINK,    /* subject: the asking for a link */
    MAIL_ADDRESS_ASKED,   /* subject: a details_change; to the address that was until now */
    MAIL_ADDRESS_CONFIRM, /* likewise; to the one that is asked for */
    MAIL_VIEWS_ASKED,   /* subject: a view_round; to a member of staff whose views are asked for */
    MAIL_VIEWS_LATE,    /* likewise; to one who has not answered */
    MAIL_NOTICE,        /* a parent_notice; to the contact whose letter it is */
    MAIL_SIGN_IN_GIVEN, /* the account; to staff who were given a code, or a sign-in */
    MAIL_GLASS_BROKEN,  /* a break_glass; to SENCO and head */
    MAIL_PURPOSES
} MailPurpose;

typedef struct OutboxMail {
    OutboxId id;
    AccountId account_id;
    MailPurpose purpose;
    int64_t subject;
    const char *email; /* the account's now, or the new one that is asked for */
    const char *school_name;
    int tries; /* before this one */
} OutboxMail;

/* A stranger who knows an address may ask for links all day: after LINKS_A_DAY of one school within
 * a day there is one an hour. */
enum { LINKS_A_DAY = 10 };

/* A link to sign in with; nothing is added, and nobody is told, where that would be one too many.
 */
Error *outbox_add_link(Db *db, Arena *arena, SchoolId school, AccountId account, SignInLinkId link,
                       Moment now);
/* Another mail, for what happened in this transaction. */
Error *outbox_add(Db *db, SchoolId school, AccountId account, MailPurpose purpose, int64_t subject,
                  Moment now);
/* The one that is due first; found is false when none is. Whoever takes it says when it is due
 * again if nothing more is heard of it. */
Error *outbox_take(Db *db, Arena *arena, SchoolId school, Moment now, OutboxMail *mail,
                   bool *found);
Error *outbox_sent(Db *db, SchoolId school, OutboxId id, Moment now);
/* It may work later: tried again after 1, 2, 4 ... minutes. fault: for the office, without a name.
 */
Error *outbox_failed(Db *db, SchoolId school, const OutboxMail *mail, const char *fault,
                     Moment now);
/* It never will, or there is no mail server. shown: the text as it would have gone; NULL: none. */
Error *outbox_given_up(Db *db, SchoolId school, OutboxId id, const char *fault, const char *shown);

typedef struct OutboxLine {
    MailPurpose purpose;
    const char *email;
    Moment made_at, sent_at, due_at; /* sent_at none: not sent; due_at set: will be tried then */
    int tries;
    const char *fault, *shown; /* NULL: none */
} OutboxLine;

typedef struct OutboxLines {
    size_t count;
    OutboxLine *items;
} OutboxLines;

/* The newest first. */
Error *outbox_lines(Db *db, Arena *arena, SchoolId school, int most, OutboxLines *lines);

#endif

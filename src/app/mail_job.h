/* mail_job.h: the one background job that sends mail. It looks whose the addresses are that asked
 * for a link, and takes what waits in each school's outbox. */
#ifndef APP_MAIL_JOB_H
#define APP_MAIL_JOB_H

#include "platform/db/db.h"
#include "platform/mail/mail.h"

typedef struct MailJobOptions {
    Store *store;
    const MailServer *server; /* NULL: nothing can be sent */
    const char *origin;       /* of the links: "https://sen.school.example" */
    bool demo;                /* without a server the whole text is kept, its link too */
} MailJobOptions;

/* The options live as long as the job. */
Error *mail_job_start(const MailJobOptions *options);
/* Ends it once the mail being sent has left. */
void mail_job_stop(void);
/* One round of its work, for tests: everything that waits now. */
Error *mail_job_round(const MailJobOptions *options, Arena *arena, bool every_school);

#endif

#include "app/mail_job.h"

#include <errno.h>
#include <pthread.h>
#include <time.h>

#include "account/account.h"
#include "contact/contact.h"
#include "family/family.h"
#include "platform/base/log.h"
#include "register/register.h"
#include "school/school.h"
#include "staff/family.h"
#include "staff/glass.h"
#include "staff/outbox.h"

enum { JOB_ARENA = 16 * 1024 * 1024, ROUND_SECONDS = 1, EVERY_ROUNDS = 30, MOST_A_ROUND = 200 };

static const char no_server[] = "No mail server is set up, so it was not sent.";

/* ---- One piece of work, in the store ----------------------------------------------------------
 */

typedef struct Work {
    const MailJobOptions *options;
    Arena *arena;
    Moment now;
    SchoolId school;
    OutboxMail mail;
    Mail text;
    const char *fault; /* NULL: sent */
    bool for_good;     /* never to be tried again */
    bool found;
} Work;

/* Runs on the writer's thread, so exhaustion is caught on that thread's own stack. */
static Error *caught(Db *db, Work *work, Error *(*piece)(Db *db, Work *work))
{
    jmp_buf exhausted;
    jmp_buf *before = arena_catch(work->arena, &exhausted);
    Error *error = setjmp(exhausted) == 0 ? piece(db, work) : error_internal("arena of mail");
    arena_catch(work->arena, before);
    return error;
}

/* Nobody who asks has proved who they are. */
static Error *note_asked(Db *db, Work *work, AccountId account)
{
    AccountPlaces places;
    TRY(family_places(db, work->arena, account, moment_london_date(work->now), &places));
    for (size_t i = 0; i < places.count; i++) {
        const AccountPlace *place = &places.items[i];
        AuditEntry entry = {.contact_id = place->contact_id,
                            .learner_id = place->learner_id,
                            .role = AUDIT_UNPROVED,
                            .action = "asked for a link to sign in",
                            .outcome = "done",
                            .reference = "mail"};
        if (place->school_id.n != work->school.n)
            continue;
        TRY(db_enter_school(db, work->school.n));
        return audit_add(db, work->arena, work->school, work->now, &entry);
    }
    return NULL;
}

static Error *settle_one(Db *db, Work *work)
{
    LinkAsked asked;
    AccountId account;
    TRY(link_next(db, work->arena, work->now, &asked, &work->found));
    if (!work->found)
        return NULL;
    TRY(link_settle(db, work->arena, &asked, work->now, moment_london_date(work->now), &account,
                    &work->school));
    if (work->school.n == 0)
        return NULL;
    TRY(note_asked(db, work, account));
    TRY(db_enter_school(db, work->school.n));
    return outbox_add_link(db, work->arena, work->school, account, asked.id, work->now);
}

static Error *settle(Db *db, void *context)
{
    return caught(db, context, settle_one);
}

/* A link is made for this try alone: what an earlier one may have sent is void. */
static Error *make_token(Db *db, Work *work, const char **token, bool *of_use)
{
    const OutboxMail *mail = &work->mail;
    bool nowhere = work->options->server == NULL && !work->options->demo;
    if (mail->purpose == MAIL_ADDRESS_CONFIRM)
        TRY(details_token(db, work->arena, work->school, mail->subject, work->now, token, of_use));
    else
        TRY(link_token(db, work->arena, (SignInLinkId){mail->subject}, work->now, token, of_use));
    if (nowhere)
        *token = "(the link)";
    return NULL;
}

static Error *write_text(Db *db, Work *work, bool *of_use)
{
    const OutboxMail *mail = &work->mail;
    const char *token;
    if (mail->purpose == MAIL_VIEWS_ASKED || mail->purpose == MAIL_VIEWS_LATE)
        return views_mail(db, work->arena, work->options->origin, work->school, mail, &work->text,
                          of_use);
    if (mail->purpose == MAIL_NOTICE)
        return notice_mail(db, work->arena, work->options->origin, work->school, mail,
                           moment_london_date(work->now), &work->text, of_use);
    if (mail->purpose == MAIL_ADDRESS_ASKED) {
        work->text = family_old_address_mail(work->arena, mail->email, mail->school_name);
        return NULL;
    }
    if (mail->purpose == MAIL_SIGN_IN_GIVEN)
        return account_given_mail(db, work->arena, work->options->origin, mail, work->now,
                                  &work->text, of_use);
    if (mail->purpose == MAIL_GLASS_BROKEN)
        return glass_mail(db, work->arena, work->options->origin, work->school, mail, &work->text,
                          of_use);
    TRY(make_token(db, work, &token, of_use));
    if (!*of_use)
        return NULL;
    work->text = mail->purpose == MAIL_ADDRESS_CONFIRM
                     ? family_address_mail(work->arena, work->options->origin, work->school,
                                           mail->email, mail->school_name, token)
                     : family_link_mail(work->arena, work->options->origin, mail->email,
                                        mail->school_name, token);
    return NULL;
}

static Error *take_one(Db *db, Work *work)
{
    work->text = (Mail){0};
    TRY(db_enter_school(db, work->school.n));
    TRY(outbox_take(db, work->arena, work->school, work->now, &work->mail, &work->found));
    bool of_use = true;
    if (work->found)
        TRY(write_text(db, work, &of_use));
    return of_use ? NULL
                  : outbox_given_up(db, work->school, work->mail.id,
                                    "It was of no use any more when it was to be sent.", NULL);
}

static Error *take(Db *db, void *context)
{
    return caught(db, context, take_one);
}

/* A letter to the family is tracked until they have it; what is tried again is on its way still. */
static Error *note_letter(Db *db, Work *work)
{
    bool settled = work->fault == NULL || work->for_good || work->options->server == NULL;
    return work->mail.purpose == MAIL_NOTICE && settled
               ? notice_mailed(db, work->arena, work->school, &work->mail, work->fault,
                               moment_london_date(work->now))
               : NULL;
}

static Error *note_one(Db *db, Work *work)
{
    TRY(db_enter_school(db, work->school.n));
    TRY(note_letter(db, work));
    if (work->fault == NULL)
        return outbox_sent(db, work->school, work->mail.id, work->now);
    if (work->options->server == NULL)
        return outbox_given_up(db, work->school, work->mail.id, work->fault, work->text.text);
    return work->for_good ? outbox_given_up(db, work->school, work->mail.id, work->fault, NULL)
                          : outbox_failed(db, work->school, &work->mail, work->fault, work->now);
}

static Error *note(Db *db, void *context)
{
    return caught(db, context, note_one);
}

/* ---- A round ----------------------------------------------------------------------------------
 */

static void send(Work *work)
{
    work->fault = NULL;
    work->for_good = false;
    if (work->options->server == NULL) {
        work->fault = work->options->demo ? "A demo sends nothing." : no_server;
        return;
    }
    Error *error = mail_send(work->arena, work->options->server, &work->text, work->now);
    if (error == NULL) {
        log_event(LOG_INFO, "mail.sent", "mail=%lld", (long long)work->mail.id.n);
        return;
    }
    work->fault = arena_copy(work->arena, error->message);
    work->for_good = error->kind == ERROR_INVALID;
    log_event(LOG_WARN, "mail.failed", "mail=%lld tries=%d cause=\"%s\"",
              (long long)work->mail.id.n, work->mail.tries + 1, error->cause);
}

static Error *send_school(Work *work)
{
    for (int i = 0; i < MOST_A_ROUND; i++) {
        TRY(store_write(work->options->store, take, work));
        if (!work->found)
            return NULL;
        if (work->text.text == NULL)
            continue;
        send(work);
        TRY(store_write(work->options->store, note, work));
    }
    return NULL;
}

static Error *send_every_school(Work *work)
{
    SchoolIds schools;
    Db *db;
    TRY(store_read(work->options->store, &db));
    Error *error = school_ids(db, work->arena, &schools);
    store_read_end(work->options->store, db);
    for (size_t i = 0; error == NULL && i < schools.count; i++) {
        work->school = schools.items[i];
        error = send_school(work);
    }
    return error;
}

/* Asked without a writer: most rounds find nothing. */
static Error *anybody_waits(Work *work)
{
    LinkAsked asked;
    Db *db;
    TRY(store_read(work->options->store, &db));
    Error *error = link_next(db, work->arena, work->now, &asked, &work->found);
    store_read_end(work->options->store, db);
    return error;
}

Error *mail_job_round(const MailJobOptions *options, Arena *arena, bool every_school)
{
    Work work = {.options = options, .arena = arena, .now = clock_now()};
    TRY(anybody_waits(&work));
    for (int i = 0; work.found && i < MOST_A_ROUND; i++) {
        TRY(store_write(options->store, settle, &work));
        bool more = work.found;
        if (more && work.school.n != 0)
            TRY(send_school(&work));
        work.found = more;
    }
    return every_school ? send_every_school(&work) : NULL;
}

/* ---- The thread -------------------------------------------------------------------------------
 */

static struct {
    pthread_mutex_t lock;
    pthread_cond_t wake;
    pthread_t thread;
    const MailJobOptions *options;
    Arena *arena;
    bool started, stop;
} job = {.lock = PTHREAD_MUTEX_INITIALIZER, .wake = PTHREAD_COND_INITIALIZER};

static bool wait_a_round(void)
{
    struct timespec until;
    clock_gettime(CLOCK_REALTIME, &until);
    until.tv_sec += ROUND_SECONDS;
    pthread_mutex_lock(&job.lock);
    while (!job.stop && pthread_cond_timedwait(&job.wake, &job.lock, &until) != ETIMEDOUT)
        ;
    bool on = !job.stop;
    pthread_mutex_unlock(&job.lock);
    return on;
}

static Error *caught_round(bool every_school)
{
    jmp_buf exhausted;
    arena_catch(job.arena, &exhausted);
    Error *error = setjmp(exhausted) == 0 ? mail_job_round(job.options, job.arena, every_school)
                                          : error_internal("arena of mail");
    arena_catch(job.arena, NULL);
    return error;
}

static void *run(void *context)
{
    for (int round = 0; wait_a_round(); round++) {
        Error *error = caught_round(round % EVERY_ROUNDS == 0);
        if (error != NULL)
            log_event(LOG_ERROR, "mail.round", "cause=\"%s\"", error->cause);
        arena_reset(job.arena);
    }
    return context;
}

Error *mail_job_start(const MailJobOptions *options)
{
    job.options = options;
    job.stop = false;
    job.arena = arena_create(JOB_ARENA, "mail");
    job.started = pthread_create(&job.thread, NULL, run, NULL) == 0;
    return job.started ? NULL : error_internal("mail thread");
}

void mail_job_stop(void)
{
    if (job.started) {
        pthread_mutex_lock(&job.lock);
        job.stop = true;
        pthread_cond_signal(&job.wake);
        pthread_mutex_unlock(&job.lock);
        pthread_join(job.thread, NULL);
    }
    job.started = false;
    if (job.arena != NULL)
        arena_destroy(job.arena);
    job.arena = NULL;
}

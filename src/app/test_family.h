/* test_family.h: signing in as a family in the page tests: a link is asked for, the mail job does
 * its work, and the mail is read in the outbox. Tests only. */
#ifndef APP_TEST_FAMILY_H
#define APP_TEST_FAMILY_H

#include <string.h>

#include "app/mail_job.h"
#include "app/test_site.h"
#include "staff/outbox.h"

static inline Answer ask(const char *path, const char *body, const char *cookie)
{
    return test_ask(&site, &(Ask){.who = NOBODY,
                                  .method = body == NULL ? HTTP_GET : HTTP_POST,
                                  .path = path,
                                  .body = body,
                                  .cookie = cookie});
}

/* What the mail job does between two requests. */
static inline void send_mail(void)
{
    MailJobOptions options = {
        .store = site.store.store, .origin = "https://sen.school.example", .demo = true};
    Error *error = mail_job_round(&options, site.kept, false);
    if (error != NULL)
        fail_msg("%s", error->cause);
}

static inline Error *newest_mail(Db *db, void *context)
{
    OutboxLines *lines = context;
    SchoolId school = {test_number(&site, "select school_id from outbox order by id desc limit 1")};
    TRY(db_enter_school(db, school.n));
    return outbox_lines(db, site.kept, school, 1, lines);
}

static inline int64_t mails(void)
{
    return test_number(&site, "select count(*) from outbox");
}

/* The token of the newest mail's link; NULL when no mail was written since. */
static inline const char *asked_link(const char *email)
{
    OutboxLines lines;
    int64_t before = mails();
    Answer answer = ask("/family/in", test_text(&site, "email=%s", email), NULL);
    assert_int_equal(answer.status, 303);
    assert_string_equal(answer_header(&answer, "Location"), "/family/in/sent");
    send_mail();
    if (mails() == before)
        return NULL;
    test_write(&site, newest_mail, &lines);
    assert_non_null(lines.items[0].shown);
    const char *link = strstr(lines.items[0].shown, "/family/in/link?link=");
    assert_non_null(link);
    link = strchr(link, '=') + 1;
    return test_text(&site, "%.*s", (int)strcspn(link, "\n"), link);
}

static inline Answer use(const char *link)
{
    return ask("/family/in/link", test_text(&site, "link=%s", link), NULL);
}

#endif

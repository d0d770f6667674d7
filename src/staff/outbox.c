#include "staff/outbox.h"

#include "platform/base/id.h"
#include "platform/base/text.h"
#include "staff/outbox_sql.h"

#define MINUTE    INT64_C(60000)
#define HOUR      (60 * MINUTE)
#define DAY       (24 * HOUR)
#define KEPT_DAYS 31

static const char *const purposes[MAIL_PURPOSES] = {
    "sign_in_link", "address_asked", "address_confirm", "views_asked",
    "views_late",   "notice",        "sign_in_given",   "glass_broken",
};

static MailPurpose purpose_of(const char *code)
{
    MailPurpose purpose = 0;
    while (purpose < MAIL_PURPOSES - 1 && !text_equal(purposes[purpose], code))
        purpose++;
    return purpose;
}

static Error *too_many(Db *db, Arena *arena, SchoolId school, AccountId account, Moment now,
                       bool *many)
{
    struct outbox_links_since_row sent;
    Moment yesterday = {now.milliseconds - DAY};
    TRY(outbox_links_since(db, arena, school, account, yesterday, &sent));
    *many = sent.links >= LINKS_A_DAY && now.milliseconds - sent.newest.milliseconds < HOUR;
    return NULL;
}

Error *outbox_add_link(Db *db, Arena *arena, SchoolId school, AccountId account, SignInLinkId link,
                       Moment now)
{
    Moment old = {now.milliseconds - KEPT_DAYS * DAY};
    bool many;
    TRY(outbox_delete_old(db, school, old, NULL));
    TRY(too_many(db, arena, school, account, now, &many));
    return many ? NULL : outbox_add(db, school, account, MAIL_SIGN_IN_LINK, link.n, now);
}

Error *outbox_add(Db *db, SchoolId school, AccountId account, MailPurpose purpose, int64_t subject,
                  Moment now)
{
    return outbox_insert(db, school, (OutboxId){id_new()}, account, purposes[purpose], subject, now,
                         NULL);
}

static Moment next_try(Moment now, int tries)
{
    int64_t minutes = tries > 6 ? 60 : 1LL << tries;
    return (Moment){now.milliseconds + minutes * MINUTE};
}

Error *outbox_take(Db *db, Arena *arena, SchoolId school, Moment now, OutboxMail *mail, bool *found)
{
    struct outbox_due_row row;
    *mail = (OutboxMail){0};
    TRY(outbox_due(db, arena, school, now, &row, found));
    if (!*found)
        return NULL;
    *mail = (OutboxMail){.id = row.id,
                         .account_id = row.account_id,
                         .purpose = purpose_of(row.purpose),
                         .subject = row.link_id,
                         .email = row.email,
                         .school_name = row.school_name,
                         .tries = row.tries};
    return outbox_later(db, school, row.id, next_try(now, row.tries), NULL);
}

Error *outbox_sent(Db *db, SchoolId school, OutboxId id, Moment now)
{
    return outbox_done(db, school, id, now, NULL, NULL, NULL);
}

Error *outbox_failed(Db *db, SchoolId school, const OutboxMail *mail, const char *fault, Moment now)
{
    return outbox_fault(db, school, mail->id, next_try(now, mail->tries), fault, NULL);
}

Error *outbox_given_up(Db *db, SchoolId school, OutboxId id, const char *fault, const char *shown)
{
    return outbox_done(db, school, id, MOMENT_NONE, fault, shown, NULL);
}

Error *outbox_lines(Db *db, Arena *arena, SchoolId school, int most, OutboxLines *lines)
{
    struct outbox_newest_rows rows;
    TRY(outbox_newest(db, arena, school, most, &rows));
    *lines = (OutboxLines){rows.count, arena_array(arena, OutboxLine, rows.count)};
    for (size_t i = 0; i < rows.count; i++) {
        const struct outbox_newest_row *row = &rows.items[i];
        lines->items[i] = (OutboxLine){purpose_of(row->purpose),
                                       row->email,
                                       row->made_at,
                                       row->sent_at,
                                       row->due_at,
                                       row->tries,
                                       row->fault,
                                       row->shown};
    }
    return NULL;
}

/* Mail to those whose views are asked for. */
#include "register/views.h"

#include <inttypes.h>

#include "platform/base/log.h"
#include "register/views_sql.h"

Error *views_mail_all(Db *db, Arena *arena, SchoolId school, ViewRoundId round, MailPurpose purpose,
                      Moment now)
{
    struct views_accounts_rows rows;
    TRY(views_accounts(db, arena, school, round, &rows));
    for (size_t i = 0; i < rows.count; i++)
        TRY(outbox_add(db, school, rows.items[i].id, purpose, round.n, now));
    return NULL;
}

static Error *waits(Db *db, Arena *arena, SchoolId school, const OutboxMail *to, bool *waiting)
{
    struct views_accounts_rows rows;
    *waiting = false;
    TRY(views_accounts(db, arena, school, (ViewRoundId){to->subject}, &rows));
    for (size_t i = 0; i < rows.count; i++)
        *waiting |= rows.items[i].id.n == to->account_id.n;
    return NULL;
}

/* Neither the title that somebody typed nor whom it is about: a mailbox is not the record. */
Error *views_mail(Db *db, Arena *arena, const char *origin, SchoolId school, const OutboxMail *to,
                  Mail *mail, bool *of_use)
{
    static const char text[] = "Hello,\n\n"
                               "%s asks what you see in your lessons. It takes a few ticks and a "
                               "sentence for each, on one page, by %s:\n\n"
                               "%s/views/mine/%" PRId64 "\n\n"
                               "You sign in as always, and find it on Today, too. Please do not "
                               "answer this email.\n\n"
                               "%s\n";
    struct views_round_row round;
    bool found;
    TRY(waits(db, arena, school, to, of_use));
    if (!*of_use)
        return NULL;
    TRY(views_round(db, arena, school, (ViewRoundId){to->subject}, &round, &found));
    ASSERT(found); /* somebody is asked in it */
    *mail = (Mail){
        .to = to->email,
        .from_name = to->school_name,
        .subject =
            arena_print(arena, "%s by %s",
                        to->purpose == MAIL_VIEWS_LATE ? "A reminder: your views are asked for"
                                                       : "Your views are asked for",
                        date_long(arena, round.due_on)),
        .text = arena_print(arena, text, round.asked_by, date_long(arena, round.due_on), origin,
                            round.id.n, to->school_name),
    };
    return NULL;
}

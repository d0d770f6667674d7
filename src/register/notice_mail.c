/* Letters to the family by mail: the mail only says where the letter lies, which is in the family's
 * own place, behind their link and their code. */
#include <inttypes.h>

#include "learner/contact.h"
#include "register/notice_letters.h"
#include "register/register_sql.h"

/* ---- Asked for ------------------------------------------------------------------------------- */

static bool has_letter(const Notices *notices, const NoticeSubject *subject, ParentNoticeId id)
{
    for (size_t i = 0; i < notices->count; i++)
        if (notices->items[i].id.n == id.n)
            return notice_is_about(&notices->items[i], subject);
    return false;
}

Error *notice_mail_ways_read(Request *request, const NoticeSubject *subject, const Recipients *who,
                             NoticeMails *mails)
{
    struct notice_mail_ways_rows rows;
    TRY(notice_mail_ways(request->db, request->arena, request->school_id, request->learner->id,
                         (ParentNoticeId){0}, &rows));
    *mails = (NoticeMails){0, arena_array(request->arena, NoticeMail, rows.count)};
    for (size_t i = 0; i < rows.count; i++) {
        const struct notice_mail_ways_row *row = &rows.items[i];
        Recipient person = {row->contact_id, row->name};
        if (has_letter(&subject->notices, subject, row->id) &&
            recipient_refusal(request, who, &person) == NULL)
            mails->items[mails->count++] =
                (NoticeMail){row->id, row->account_id, row->name, row->waits};
    }
    return NULL;
}

Error *notice_mail_post(Request *request)
{
    NoticeSubject subject;
    NoticeMails mails;
    Recipients who;
    int asked = 0;
    TRY(notice_subject(request, &subject));
    TRY(recipients_read(request, PURPOSE_NOTICE, &who));
    TRY(notice_mail_ways_read(request, &subject, &who, &mails));
    for (size_t i = 0; i < mails.count; i++)
        if (!mails.items[i].waits) {
            TRY(outbox_add(request->db, request->school_id, mails.items[i].account_id, MAIL_NOTICE,
                           mails.items[i].id.n, request->now));
            asked++;
        }
    return request_done(request, learner_place(request, "/notice"),
                        asked > 0 ? "letters_mailed" : "letters_mailed_none");
}

/* ---- When it is sent ------------------------------------------------------------------------- */

/* Whoever was let in when it was asked for may be barred by now, or sign in with another address.
 */
static Error *still_theirs(Db *db, Arena *arena, SchoolId school, const OutboxMail *to, Date today,
                           const char **name)
{
    struct notice_mail_ways_rows rows;
    Entitlement answer;
    *name = NULL;
    TRY(notice_mail_ways(db, arena, school, (LearnerId){0}, (ParentNoticeId){to->subject}, &rows));
    if (rows.count == 0 || rows.items[0].account_id.n != to->account_id.n)
        return NULL;
    TRY(contact_may_receive(db, arena, school, rows.items[0].learner_id, rows.items[0].contact_id,
                            PURPOSE_NOTICE, today, &answer));
    if (answer.verdict == VERDICT_MAY)
        *name = rows.items[0].name;
    return NULL;
}

Error *notice_mail(Db *db, Arena *arena, const char *origin, SchoolId school, const OutboxMail *to,
                   Date today, Mail *mail, bool *of_use)
{
    static const char text[] =
        "Hello %s,\n\n"
        "There is a letter for you from %s. You read it on your own page:\n\n"
        "%s/family\n\n"
        "You sign in with this address, a link that we send you, and the code that you were given. "
        "When you have read the letter, press \"I have read it\".\n\n"
        "If you would rather have it on paper, or have lost your code, ask the office. Please do "
        "not answer this email.\n\n"
        "%s\n";
    const char *name;
    TRY(still_theirs(db, arena, school, to, today, &name));
    *of_use = name != NULL;
    if (*of_use)
        *mail = (Mail){
            .to = to->email,
            .from_name = to->school_name,
            .subject = arena_print(arena, "A letter for you from %s", to->school_name),
            .text = arena_print(arena, text, name, to->school_name, origin, to->school_name),
        };
    return NULL;
}

Error *notice_mailed(Db *db, Arena *arena, SchoolId school, const OutboxMail *to, const char *fault,
                     Date today)
{
    struct notice_mailed_one_row row;
    bool found;
    ParentNoticeId id = {to->subject};
    TRY(notice_mailed_one(db, arena, school, id, &row, &found));
    if (!found)
        return NULL;
    Notice letter = {.id = id, .state = row.state};
    NoticeStep step = {
        .state = fault == NULL ? "sent" : "returned",
        .on = today,
        .method = "email",
        .note = fault,
        .by = row.told_by,
        .said_by = "mail",
    };
    return register_notice_step(db, school, row.learner_id, &letter, &step);
}

/* ---- In the family's own place --------------------------------------------------------------- */

/* It was given to them: one that is still to be sent, or came back, is not there yet. */
static bool was_given(const Notice *letter)
{
    return (text_equal(letter->state, "sent") || text_equal(letter->state, "delivered")) &&
           !text_equal(letter->method, "said_at_import");
}

static bool is_theirs(const Request *request, const Notice *letter)
{
    if (request->family->contact_id.n != 0)
        return letter->contact_id.n == request->family->contact_id.n;
    return letter->contact_id.n == 0 &&
           text_equal(letter->recipients, request->learner->known_name);
}

Error *register_letters_here(Request *request, Notices *letters)
{
    Notices all;
    ContactId contact = request->family->contact_id;
    Entitlement answer = {.verdict = VERDICT_MAY};
    TRY(register_notices(request->db, request->arena, request->school_id, request->learner->id,
                         &all));
    if (contact.n != 0)
        TRY(contact_may_receive(request->db, request->arena, request->school_id,
                                request->learner->id, contact, PURPOSE_NOTICE, request->today,
                                &answer));
    *letters = (Notices){0, arena_array(request->arena, Notice, all.count)};
    for (size_t i = 0; i < all.count && answer.verdict == VERDICT_MAY; i++)
        if (is_theirs(request, &all.items[i]) && was_given(&all.items[i]))
            letters->items[letters->count++] = all.items[i];
    return NULL;
}

Error *register_letter_read(Request *request, ParentNoticeId id)
{
    Notices letters;
    TRY(register_letters_here(request, &letters));
    for (size_t i = 0; i < letters.count; i++) {
        const Notice *letter = &letters.items[i];
        if (letter->id.n != id.n)
            continue;
        NoticeStep step = {
            .state = "delivered",
            .on = request->today,
            .method = letter->method,
            .by = letter->told_by,
            .said_by = "family",
        };
        return text_equal(letter->state, "delivered")
                   ? NULL
                   : register_notice_step(request->db, request->school_id, request->learner->id,
                                          letter, &step);
    }
    return error_not_found("letter %" PRId64, id.n);
}

/* What was mailed and what was not, for whoever manages sign-in. */
#include "school/mail_html.h"
#include "school/school_pages.h"
#include "staff/outbox.h"

enum { SHOWN = 100 };

static MailRow row_of(Request *request, const OutboxLine *line)
{
    static const char *const whats[MAIL_PURPOSES] = {"A link to sign in with",
                                                     "That another address was asked for",
                                                     "A link to confirm a new address",
                                                     "That their views are asked for",
                                                     "That their views are still asked for",
                                                     "That a letter waits for them",
                                                     "That they were given a sign-in",
                                                     "That a record was opened in an emergency"};
    Arena *arena = request->arena;
    MailRow row = {
        .at = moment_long(arena, line->made_at),
        .to = line->email,
        .what = whats[line->purpose],
        .text = line->shown,
    };
    if (moment_is_set(line->sent_at))
        row.state = arena_print(arena, "Sent %s", moment_short(arena, line->sent_at));
    else if (moment_is_set(line->due_at) && line->fault != NULL)
        row.state = arena_print(arena, "%s Tried %d time%s, next at %s", line->fault, line->tries,
                                line->tries == 1 ? "" : "s", moment_short(arena, line->due_at));
    else
        row.state = line->fault == NULL ? "Waits to be sent" : line->fault;
    row.wrong = line->fault != NULL;
    return row;
}

Error *mail_page(Request *request)
{
    OutboxLines lines;
    MailPage view = {
        .page = page_make(request, "Mail", SECTION_SCHOOL),
        .tabs = school_tabs(request, SCHOOL_TAB_MAIL),
        .mail_set = site_options(request->site)->mail_set,
        .demo = site_options(request->site)->demo,
    };
    TRY(outbox_lines(request->db, request->arena, request->school_id, SHOWN, &lines));
    view.rows = (MailRows){lines.count, arena_array(request->arena, MailRow, lines.count)};
    for (size_t i = 0; i < lines.count; i++)
        view.rows.items[i] = row_of(request, &lines.items[i]);
    mail_html(request->out, &view);
    return NULL;
}

#include "web/kept.h"

#include "platform/base/buffer.h"
#include "platform/base/id.h"
#include "web/web_sql.h"

enum { TYPED_MOST = 4 * 1024 * 1024 };

static const int64_t hour = 3600 * 1000LL;
static const int64_t kept_for = 30LL * 24 * 3600 * 1000;

static Moment before(Moment now, int64_t milliseconds)
{
    return (Moment){now.milliseconds - milliseconds};
}

static const char *sent(const Request *request, const char *name)
{
    const HttpFields *fields = &request->http->body;
    for (size_t i = 0; i < fields->count; i++)
        if (text_equal(fields->items[i].name, name))
            return fields->items[i].value;
    return "";
}

/* The fields as they came, without what is only this page's own. */
static Error *fields_text(Request *request, const char **text)
{
    const HttpFields *fields = &request->http->body;
    Buffer buffer;
    buffer_init(&buffer, TYPED_MOST);
    for (size_t i = 0; i < fields->count; i++) {
        const HttpField *field = &fields->items[i];
        if (field->file_name != NULL || text_equal(field->name, "token") ||
            text_equal(field->name, "form_key"))
            continue;
        if (buffer.length > 0)
            buffer_put_char(&buffer, '&');
        buffer_put_text(&buffer, url_encode(request->arena, field->name));
        buffer_put_char(&buffer, '=');
        buffer_put_text(&buffer, url_encode(request->arena, field->value));
    }
    bool failed = buffer_failed(&buffer);
    if (!failed)
        *text = arena_copy_length(request->arena, buffer.data == NULL ? "" : buffer.data,
                                  buffer.length);
    buffer_free(&buffer);
    return failed ? error_too_large("This is too long to be kept", "kept text") : NULL;
}

static Error *keep(Request *request, const char *form)
{
    struct kept_text_find_row row;
    const char *typed = "";
    bool found;
    LearnerId learner = request->learner->id;
    TRY(fields_text(request, &typed));
    TRY(kept_text_find(request->db, request->arena, request->school_id, learner, request->staff->id,
                       form, &row, &found));
    request->untold = found && row.told_at.milliseconds > before(request->now, hour).milliseconds;
    TRY(kept_text_keep(request->db, request->school_id, (KeptTextId){id_new()}, learner,
                       request->staff->id, form, typed, request->now,
                       request->untold ? row.told_at : request->now, NULL));
    return kept_text_forget(request->db, request->school_id, before(request->now, kept_for), NULL);
}

Error *kept_take(Request *request, const char *form, Url page)
{
    struct saved_request_find_row answered;
    bool saved;
    if (text_equal(sent(request, "drop"), "yes")) {
        TRY(kept_empty(request, form));
        return request_done(request, page, NULL);
    }
    TRY(saved_request_find(request->db, request->arena, request->school_id, request_sender(request),
                           sent(request, "form_key"), &answered, &saved));
    request->untold = saved;
    if (!saved)
        TRY(keep(request, form));
    request->status = 204;
    return request_told_once(request, page);
}

Error *kept_empty(Request *request, const char *form)
{
    return kept_text_empty(request->db, request->school_id, request->learner->id,
                           request->staff->id, form, NULL);
}

Error *kept_empty_all(Request *request, const char *form)
{
    return kept_text_empty_all(request->db, request->school_id, request->learner->id, form, NULL);
}

Error *kept_show(Request *request, const char *code, const Form *form, Url place, KeptView *view)
{
    struct kept_text_find_row row;
    HttpFields typed;
    bool found;
    *view = (KeptView){.place = place.text, .sign_in = url_print(request->arena, "/in")};
    if (request->form != NULL)
        return NULL;
    TRY(kept_text_find(request->db, request->arena, request->school_id, request->learner->id,
                       request->staff->id, code, &row, &found));
    if (!found || text_empty(row.typed) ||
        row.typed_at.milliseconds < before(request->now, kept_for).milliseconds ||
        !http_parse_form(request->arena, row.typed, &typed))
        return NULL;
    view->typed_at = moment_long(request->arena, row.typed_at);
    view->drop = form_view(request, place, 0, "Leave out what was typed");
    request->form = arena_new(request->arena, FormState);
    request->input = arena_alloc(request->arena, form->size);
    form_parse(request->arena, form, typed, request->input, request->form);
    request->form->problem_count = request->form->misshapen =
        0; /* a date half typed is no fault yet */
    request->form->conflict = true;
    return NULL;
}

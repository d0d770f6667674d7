/* What families and learners write to the school, word for word. */
#include <inttypes.h>

#include "family/comments_html.h"
#include "family/family_sql.h"
#include "family/family_view.h"
#include "platform/base/id.h"

typedef struct CommentInput {
    const char *about;
    const char *wording;
} CommentInput;

static const FormChoice abouts[] = {{"plan", "The plan", NULL},
                                    {"review", "A review", NULL},
                                    {"other", "Something else", NULL},
                                    {NULL, NULL, NULL}};

static const FormField comment_fields[] = {
    FORM_CHOICE(CommentInput, about, .label = "What is it about?", .choices = abouts,
                .missing = "Choose what it is about"),
    FORM_TEXT(CommentInput, wording, .label = "What you want to say",
              .hint = "In any language. It is kept just as you write it", .rows = 5, .max = 4000,
              .missing = "Write what you want to say", .personal = true),
};
const Form family_comment_form = FORM(CommentInput, comment_fields);

typedef struct SeenInput {
    int64_t comment;
} SeenInput;

static const FormField seen_fields[] = {FORM_ID(SeenInput, comment, .label = "Which")};
const Form comment_seen_form = FORM(SeenInput, seen_fields);

static const char *about_words(const char *code)
{
    for (const FormChoice *choice = abouts; choice->code != NULL; choice++)
        if (text_equal(choice->code, code))
            return choice->label;
    return "";
}

static CommentRow row_of(Request *request, const struct comments_of_row *found)
{
    Arena *arena = request->arena;
    CommentRow row = {
        .about = about_words(found->about),
        .who = found->contact == NULL ? found->known_name : found->contact,
        .on = moment_long(arena, found->written_at),
        .wording = found->wording,
        .waits = request->staff != NULL && found->seen_by == NULL,
        .value = arena_print(arena, "%" PRId64, found->id.n),
    };
    if (found->seen_by != NULL)
        row.seen = arena_print(arena, "Read by %s, %s", found->seen_by,
                               moment_long(arena, found->seen_at));
    if (row.waits)
        row.form = form_view(
            request,
            url_print(arena, "/learners/%" PRId64 "/comments/seen", request->learner->id.n), 0,
            NULL);
    return row;
}

Error *family_comments(Request *request, ContactId contact, bool of_learner, CommentRows *rows)
{
    struct comments_of_rows found;
    TRY(comments_of(request->db, request->arena, request->school_id, request->learner->id, contact,
                    of_learner, &found));
    *rows = (CommentRows){found.count, arena_array(request->arena, CommentRow, found.count)};
    for (size_t i = 0; i < found.count; i++)
        rows->items[i] = row_of(request, &found.items[i]);
    return NULL;
}

Error *family_comment_post(Request *request)
{
    const CommentInput *input = request->input;
    TRY(comment_insert(request->db, request->school_id, (FamilyCommentId){id_new()},
                       request->learner->id, request->family->contact_id, input->about,
                       input->wording, request->now, NULL));
    return request_done(
        request, url_print(request->arena, "/family/learners/%" PRId64, request->learner->id.n),
        "comment_sent");
}

/* ---- For the school ---------------------------------------------------------------------------
 */

Error *comments_page(Request *request)
{
    CommentsPage view = {
        .page = page_make(request,
                          arena_print(request->arena, "From the family, %s",
                                      learner_year_words(request->learner->national_year)),
                          SECTION_REGISTER),
        .name = request->learner->known_name,
    };
    TRY(learner_bar(request, TAB_HISTORY, &view.bar));
    TRY(family_comments(request, (ContactId){0}, false, &view.comments));
    comments_html(request->out, &view);
    return NULL;
}

Error *comment_seen_post(Request *request)
{
    const SeenInput *input = request->input;
    int64_t changed;
    TRY(comment_see(request->db, request->school_id, request->learner->id,
                    (FamilyCommentId){input->comment}, request->staff->id, request->now, &changed));
    if (changed == 0)
        return error_conflict("Somebody has read that already.", "comment %" PRId64,
                              input->comment);
    return request_done(
        request,
        url_print(request->arena, "/learners/%" PRId64 "/comments", request->learner->id.n),
        "comment_seen");
}

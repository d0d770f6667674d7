/* What families ask the school to change of what it holds of them, and what the office answers. */
#include <inttypes.h>
#include <string.h>

#include "contact/contact_pages.h"
#include "contact/details_sql.h"
#include "platform/base/id.h"
#include "platform/base/log.h"
#include "staff/family.h"
#include "staff/outbox.h"

enum { MOST = 10 };
#define CONFIRM_MILLISECONDS (INT64_C(48) * 3600 * 1000)

static const char *const details_fields[][2] = {
    {"name", "Name"}, {"email", "Email"}, {"phone", "Phone"}, {"address", "Address"}};

const char *details_field_words(const char *field)
{
    for (size_t i = 0; i < sizeof details_fields / sizeof details_fields[0]; i++)
        if (text_equal(details_fields[i][0], field))
            return details_fields[i][1];
    return "";
}

/* ---- Asking -----------------------------------------------------------------------------------
 */

/* The old address hears of it, and the new one is asked: whoever sits at a parent's telephone moves
 * no mailbox unseen. */
static Error *write_mails(Request *request, DetailsChangeId id)
{
    AccountId account = request->session->account_id;
    TRY(outbox_add(request->db, request->school_id, account, MAIL_ADDRESS_ASKED, id.n,
                   request->now));
    return outbox_add(request->db, request->school_id, account, MAIL_ADDRESS_CONFIRM, id.n,
                      request->now);
}

Error *details_ask(Request *request, const char *field, const char *was, const char *wanted)
{
    DetailsChangeId id = {id_new()};
    ContactId contact = request->family->contact_id;
    LearnerId learner = request->family->learner_id;
    TRY(details_drop_waiting(request->db, request->school_id, contact, learner, field, NULL));
    TRY(details_ask_insert(request->db, request->school_id, id, contact, learner, field, was,
                           wanted, request->now, NULL));
    return text_equal(field, "email") ? write_mails(request, id) : NULL;
}

static const char *state_words(Arena *arena, const struct details_of_row *row)
{
    if (!moment_is_set(row->answered_at))
        return text_equal(row->field, "email") && !moment_is_set(row->confirmed_at)
                   ? "Open the link in the mail that went to the new address. Then the office "
                     "looks at it."
                   : "The office has not answered yet.";
    const char *what = row->taken.present && row->taken.value != 0 ? "Changed" : "Not changed";
    return arena_print(arena, "%s by %s on %s%s%s", what, row->answered_by,
                       moment_long(arena, row->answered_at), text_empty(row->reason) ? "" : ": ",
                       text_empty(row->reason) ? "" : row->reason);
}

Error *details_asked(Request *request, DetailsAskedRows *rows)
{
    struct details_of_rows found;
    TRY(details_of(request->db, request->arena, request->school_id, request->family->contact_id,
                   request->family->learner_id, MOST, &found));
    *rows = (DetailsAskedRows){0, arena_array(request->arena, DetailsAsked, found.count)};
    for (size_t i = 0; i < found.count; i++)
        rows->items[rows->count++] = (DetailsAsked){
            .what = details_field_words(found.items[i].field),
            .wanted = found.items[i].wanted,
            .on = moment_long(request->arena, found.items[i].asked_at),
            .state = state_words(request->arena, &found.items[i]),
        };
    return NULL;
}

/* ---- The link to a new address ----------------------------------------------------------------
 */

Error *details_token(Db *db, Arena *arena, SchoolId school, int64_t change, Moment now,
                     const char **token, bool *waits)
{
    int64_t changed;
    char *text = arena_alloc(arena, TOKEN_TEXT_SIZE);
    token_text(text);
    TRY(details_set_token(db, school, (DetailsChangeId){change}, text_hash(arena, text),
                          (Moment){now.milliseconds + CONFIRM_MILLISECONDS}, &changed));
    *token = text;
    *waits = changed == 1;
    return NULL;
}

Error *details_confirmed(Db *db, Arena *arena, SchoolId school, const char *token, Moment now,
                         AccountPlace *by)
{
    struct details_confirm_row row;
    bool found;
    TRY(details_confirm(db, arena, school, text_hash(arena, token), now, &row, &found));
    *by = (AccountPlace){.school_id = school, .role = ROLE_PARENT};
    if (!found)
        return error_invalid("This link was used already, or is too old. Ask for the change again "
                             "on your own page.",
                             "address link");
    by->contact_id = row.contact_id;
    by->learner_id = row.learner_id;
    if (by->learner_id.n != 0)
        by->role = ROLE_LEARNER;
    return NULL;
}

/* ---- The office -------------------------------------------------------------------------------
 */

typedef struct AnswerInput {
    const char *answer, *reason;
} AnswerInput;

static const FormChoice answers[] = {
    {"take", "Make this change", NULL}, {"decline", "Do not change it", NULL}, {NULL, NULL, NULL}};
static const FormField answer_fields[] = {
    FORM_CHOICE(AnswerInput, answer, .label = "Answer", .choices = answers,
                .missing = "Choose whether it is changed"),
    FORM_TEXT(AnswerInput, reason, .label = "How you checked it, or why not", .hint = "They see it",
              .max = 300, .personal = true),
};
const Form details_form = FORM(AnswerInput, answer_fields);

static DetailsWaiting waiting_of(Request *request, const struct details_waiting_for_row *row)
{
    Arena *arena = request->arena;
    bool email = text_equal(row->field, "email");
    DetailsWaiting waiting = {
        .contact = row->contact_id,
        .what = details_field_words(row->field),
        .was = text_empty(row->was) ? "Nothing" : row->was,
        .wanted = row->wanted == NULL ? "An address that you may not see" : row->wanted,
        .on = moment_long(arena, row->asked_at),
        .mind = !email                             ? NULL
                : moment_is_set(row->confirmed_at) ? "Confirmed from the new address."
                                                   : "Not confirmed from the new address yet. If "
                                                     "you change it now, make them a new code.",
        .form = form_view(
            request, contact_place(request, arena_print(arena, "/changes/%" PRId64, row->id.n)), 0,
            "Asked change"),
        .reason = field_view(request, &details_form, "reason", ""),
    };
    waiting.reason.id = arena_print(arena, "%s-%" PRId64, waiting.reason.id, row->id.n);
    return waiting;
}

Error *details_waiting(Request *request, DetailsWaitingRows *rows)
{
    struct details_waiting_for_rows found;
    TRY(details_waiting_for(request->db, request->arena, request->school_id, request->learner->id,
                            request_may(request, MAY_SEE_ADDRESS), &found));
    *rows = (DetailsWaitingRows){0, arena_array(request->arena, DetailsWaiting, found.count)};
    for (size_t i = 0; i < found.count; i++)
        rows->items[rows->count++] = waiting_of(request, &found.items[i]);
    return NULL;
}

static void put(Contact *contact, const char *field, const char *wanted)
{
    if (text_equal(field, "name"))
        contact->name = wanted;
    else if (text_equal(field, "email"))
        contact->email = wanted;
    else if (text_equal(field, "phone"))
        contact->phone = wanted;
    else
        contact->address = wanted;
}

/* Only a confirmed address takes the sign-in along; else the old one opens nothing any more, and a
 * new code goes out. */
static Error *take_email(Request *request, const struct details_waiting_for_row *row)
{
    bool moved = false;
    if (moment_is_set(row->confirmed_at))
        TRY(family_account_move(request->db, request->arena, request->school_id, row->contact_id,
                                row->learner_id, row->wanted, &moved));
    if (row->contact_id.n == 0 && !moved)
        return error_invalid(
            "It is not confirmed from the new address, or somebody else signs in "
            "with that. Make a code for the new address on Who of the family signs "
            "in.",
            "learner's address");
    return NULL;
}

static Error *take(Request *request, const struct details_waiting_for_row *row)
{
    Contact contact;
    bool sees_address = request_may(request, MAY_SEE_ADDRESS);
    if (row->wanted == NULL)
        return error_forbidden("Only whoever may see addresses may change one.", "address");
    if (text_equal(row->field, "email"))
        TRY(take_email(request, row));
    if (row->contact_id.n == 0)
        return NULL;
    TRY(contact_load(request->db, request->arena, request->school_id, row->contact_id, sees_address,
                     &contact));
    put(&contact, row->field, row->wanted);
    return contact_change(request->db, request->arena, request->school_id, &contact, sees_address);
}

static Error *check_reason(Request *request, const struct details_waiting_for_row *row, bool taken)
{
    const AnswerInput *input = request->input;
    bool unconfirmed = text_equal(row->field, "email") && !moment_is_set(row->confirmed_at);
    if (!text_has_word(input->reason) && !taken)
        form_problem(request, "reason", "Say why it is not changed: they see it");
    else if (!text_has_word(input->reason) && unconfirmed)
        form_problem(request, "reason", "Say how you know that the new address is theirs");
    return form_problems(request);
}

Error *details_answer_post(Request *request)
{
    const AnswerInput *input = request->input;
    struct details_waiting_for_rows rows;
    bool taken = text_equal(input->answer, "take");
    int64_t changed, id = request_path_id(request, "change");
    TRY(details_waiting_for(request->db, request->arena, request->school_id, request->learner->id,
                            request_may(request, MAY_SEE_ADDRESS), &rows));
    for (size_t i = 0; i < rows.count; i++) {
        const struct details_waiting_for_row *row = &rows.items[i];
        if (row->id.n != id)
            continue;
        TRY(check_reason(request, row, taken));
        if (taken)
            TRY(take(request, row));
        TRY(details_answer(request->db, request->school_id, row->id, request->staff->id,
                           request->now, taken, input->reason, &changed));
        return request_done(request, contact_place(request, "/contacts"),
                            taken ? "details_taken" : "details_declined");
    }
    return error_not_found("details change %" PRId64, id);
}

/* Concerns of people who do not work here: a parent, a learner, a professional of a shared case;
 * and the answers, for each what they raised themselves. */
#include <inttypes.h>

#include "platform/base/log.h"
#include "register/case_worries_html.h"
#include "register/concern_pages.h"
#include "register/concern_sql.h"
#include "register/family_worries_html.h"

/* ---- Families ---------------------------------------------------------------------------------
 */

typedef struct WorryInput {
    const char *wording, *noticed_where, *since, *strengths;
} WorryInput;

static const FormField worry_fields[] = {
    FORM_TEXT(WorryInput, wording, .label = "What worries you?",
              .hint = "In any language. It is kept just as you write it.", .rows = 5, .max = 4000,
              .missing = "Write what worries you", .personal = true),
    FORM_TEXT(WorryInput, noticed_where, .label = "Where and when does it show?", .rows = 2,
              .max = 2000, .personal = true),
    FORM_TEXT(WorryInput, since, .label = "Since when, and how often?", .max = 500,
              .personal = true),
    FORM_TEXT(WorryInput, strengths, .label = "What goes well, and what helps?", .rows = 2,
              .max = 2000, .personal = true),
};
const Form family_worry_form = FORM(WorryInput, worry_fields);

static Url worries_place(Request *request)
{
    return url_print(request->arena, "/family/learners/%" PRId64 "/worries",
                     request->learner->id.n);
}

Error *family_worries_page(Request *request)
{
    const Form *form = &family_worry_form;
    const Learner *learner = request->learner;
    Concerns own;
    Date reply_by;
    bool of_learner = request->family->role == ROLE_LEARNER;
    WorriesPage view = {
        .page = page_make(request, of_learner ? "Something worries me" : "Something worries you",
                          SECTION_FAMILY),
        .of_learner = of_learner,
        .name = text_empty(learner->preferred_name) ? learner->forename : learner->preferred_name,
        .form = form_view(request, worries_place(request), 0, "Tell the {school}"),
        .wording = field_view(request, form, "wording", ""),
        .noticed_where = field_view(request, form, "noticed_where", ""),
        .since = field_view(request, form, "since", ""),
        .strengths = field_view(request, form, "strengths", ""),
        .back = url_print(request->arena, "/family/learners/%" PRId64, learner->id.n),
    };
    TRY(concern_usual_reply(request, &reply_by));
    view.promise =
        arena_print(request->arena, "You hear from us by %s.", date_long(request->arena, reply_by));
    TRY(concerns_of_family(request->db, request->arena, request->school_id, learner->id,
                           request->family->contact_id, &own));
    TRY(concern_items_for_raiser(request, &own, &view.concerns));
    for (size_t i = 0; i < view.concerns.count; i++)
        view.concerns.items[i].name = NULL; /* the page says whose it is */
    family_worries_html(request->out, &view);
    return NULL;
}

Error *family_worry_post(Request *request)
{
    const WorryInput *input = request->input;
    bool of_learner = request->family->role == ROLE_LEARNER;
    Date reply_by;
    ConcernId id;
    TRY(concern_usual_reply(request, &reply_by));
    Concern concern = {
        .raised_on = request->today,
        .raised_by = of_learner ? "learner" : "parent",
        .raised_by_name = request->family->name,
        .raised_contact = request->family->contact_id,
        .way = "self",
        .wording = input->wording,
        .noticed_where = or_null(input->noticed_where),
        .since = or_null(input->since),
        .strengths = or_null(input->strengths),
        .reply_by = reply_by,
    };
    TRY(concern_raise(request->db, request->school_id, request->learner->id, &concern, &id));
    return request_done(request, worries_place(request), "worry_sent");
}

/* ---- Professionals ----------------------------------------------------------------------------
 */

typedef struct CaseInput {
    const char *wording, *noticed_where, *tried;
} CaseInput;

static const FormField case_fields[] = {
    FORM_TEXT(CaseInput, wording, .label = "What have you noticed?", .rows = 5, .max = 4000,
              .missing = "Enter what you noticed", .personal = true),
    FORM_TEXT(CaseInput, noticed_where, .label = "Where and when does it show?", .rows = 2,
              .max = 2000, .personal = true),
    FORM_TEXT(CaseInput, tried, .label = "What has been tried, and did it help?", .rows = 2,
              .max = 2000, .personal = true),
};
const Form case_worry_form = FORM(CaseInput, case_fields);

/* Not shared, over and not there look alike. */
static Error *open_case(Request *request, LearnerId *learner, struct concern_case_row *row)
{
    bool found;
    *learner = (LearnerId){request_path_id(request, "pupil")};
    *row = (struct concern_case_row){0};
    TRY(concern_case(request->db, request->arena, request->school_id, *learner, request->staff->id,
                     request->today, row, &found));
    if (!found)
        return error_not_found("case of %" PRId64, learner->n);
    Learner *about = arena_new(request->arena, Learner);
    TRY(learner_load(request->db, request->arena, request->school_id, *learner, about));
    request->learner = about; /* whom the path does not name as ours, the trail does */
    return NULL;
}

/* Of theirs, those about this learner. */
static Error *own_of_case(Request *request, LearnerId learner, Concerns *own)
{
    Concerns all;
    TRY(concerns_of_staff(request->db, request->arena, request->school_id, request->staff->id,
                          &all));
    *own = (Concerns){0, arena_array(request->arena, Concern, all.count)};
    for (size_t i = 0; i < all.count; i++)
        if (all.items[i].learner_id.n == learner.n)
            own->items[own->count++] = all.items[i];
    return NULL;
}

Error *case_worries_page(Request *request)
{
    const Form *form = &case_worry_form;
    struct concern_case_row row;
    LearnerId learner;
    Concerns own;
    TRY(open_case(request, &learner, &row));
    TRY(own_of_case(request, learner, &own));
    CaseWorriesPage view = {
        .page = page_make(request, "A concern", SECTION_CASES),
        .name = row.known_name,
        .year = learner_year_words(row.national_year),
        .form =
            form_view(request, url_print(request->arena, "/cases/%" PRId64 "/concerns", learner.n),
                      0, "Raise a concern"),
        .wording = field_view(request, form, "wording", ""),
        .noticed_where = field_view(request, form, "noticed_where", ""),
        .tried = field_view(request, form, "tried", ""),
        .back = url_print(request->arena, "/cases/%" PRId64, learner.n),
    };
    TRY(concern_items_for_raiser(request, &own, &view.concerns));
    for (size_t i = 0; i < view.concerns.count; i++)
        view.concerns.items[i].name = NULL;
    case_worries_html(request->out, &view);
    return NULL;
}

Error *case_worry_post(Request *request)
{
    const CaseInput *input = request->input;
    struct concern_case_row row;
    LearnerId learner;
    Date reply_by;
    ConcernId id;
    TRY(open_case(request, &learner, &row));
    TRY(concern_usual_reply(request, &reply_by));
    Concern concern = {
        .raised_on = request->today,
        .raised_by = "professional",
        .raised_by_name = request->staff->display_name,
        .raised_staff = request->staff->id,
        .way = "self",
        .wording = input->wording,
        .noticed_where = or_null(input->noticed_where),
        .tried = or_null(input->tried),
        .reply_by = reply_by,
    };
    TRY(concern_raise(request->db, request->school_id, learner, &concern, &id));
    return request_done(request,
                        url_print(request->arena, "/cases/%" PRId64 "/concerns", learner.n),
                        "concern_raised");
}

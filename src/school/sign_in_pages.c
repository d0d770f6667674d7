/* Signing in, for whoever looks after it: a new start for somebody who lost the second step. */
#include "school/sign_in_pages.h"

#include <inttypes.h>

#include "school/begin_again_html.h"
#include "school/sign_in_settings_html.h"
#include "staff/factor.h"
#include "staff/sign_on.h"

typedef struct LostInput {
    int64_t person;
    const char *reason;
} LostInput;

static const FormField lost_fields[] = {
    FORM_ID(LostInput, person, .label = "Who", .missing = "Choose who it is"),
    FORM_TEXT(LostInput, reason, .label = "What happened, and how you know that it is them",
              .hint = "Such as: telephone stolen on the bus, came to the office herself",
              .max = 300, .missing = "Say what happened, and how you know that it is them",
              .personal = true),
};
const Form factor_lost_form = FORM(LostInput, lost_fields);

/* ---- The page --------------------------------------------------------------------------------
 */

static bool signs_in(const StaffMember *member, Date today)
{
    return member->signs_in && date_compare(member->started_on, today) <= 0 &&
           !staff_has_left(member, today);
}

/* Those whom the person who asks may give a new start. */
static Error *people_to_choose(Request *request, ChoiceViews *views)
{
    StaffMembers members;
    Arena *arena = request->arena;
    TRY(staff_members(request->db, arena, request->school_id, &members));
    *views = (ChoiceViews){0, arena_array(arena, ChoiceView, members.count)};
    for (size_t i = 0; i < members.count; i++) {
        const StaffMember *member = &members.items[i];
        Staff subject = {.display_name = ""};
        if (!signs_in(member, request->today))
            continue;
        TRY(staff_load(request->db, arena, request->school_id, member->id, request->today,
                       &subject));
        if (staff_resets(request->staff, &subject))
            views->items[views->count++] =
                (ChoiceView){.code = arena_print(arena, "%" PRId64, member->id.n),
                             .label = arena_print(arena, "%s, %s", member->display_name,
                                                  request_role_words(request, member->role))};
    }
    return NULL;
}

static Error *fill_losses(Request *request, LossRows *rows)
{
    FactorLosses losses;
    TRY(factor_loss_list(request->db, request->arena, request->school_id, &losses));
    *rows = (LossRows){losses.count, arena_array(request->arena, LossRow, losses.count)};
    for (size_t i = 0; i < losses.count; i++) {
        const FactorLoss *loss = &losses.items[i];
        rows->items[i] =
            (LossRow){moment_short(request->arena, loss->at), loss->who, loss->by, loss->reason};
    }
    return NULL;
}

static Error *fill_provider(Request *request, SignInSettingsPage *view)
{
    SignOn sign_on;
    bool found;
    TRY(sign_on_load(request->db, request->arena, request->school_id, &sign_on, &found));
    view->provider = found ? sign_on.name : NULL;
    view->provider_on = sign_on.active;
    view->provider_page = url_print(request->arena, "/school/sign-in/provider");
    return NULL;
}

Error *sign_in_settings_page(Request *request)
{
    ChoiceViews people;
    TRY(people_to_choose(request, &people));
    SignInSettingsPage view = {
        .page = page_make(request, "Signing in", SECTION_SCHOOL),
        .tabs = school_tabs(request, SCHOOL_TAB_SIGN_IN),
        .lost_form = form_view(request, url_print(request->arena, "/school/sign-in/lost"), 0,
                               "A lost second step"),
        .person = field_view_choices(request, &factor_lost_form, "person", "", people),
        .reason = field_view(request, &factor_lost_form, "reason", ""),
    };
    TRY(fill_losses(request, &view.losses));
    TRY(sign_in_strangers(request->db, request->arena, date_add_days(request->today, -6),
                          &view.strangers));
    view.several_strangers = view.strangers != 1;
    TRY(fill_provider(request, &view));
    sign_in_settings_html(request->out, &view);
    return NULL;
}

/* ---- A new start ------------------------------------------------------------------------------
 */

static Error *find_managed(Request *request, StaffId id, StaffMember *member)
{
    Staff subject = {.display_name = ""};
    TRY(staff_load(request->db, request->arena, request->school_id, id, request->today, &subject));
    TRY(staff_member(request->db, request->arena, request->school_id, id, member));
    if (!staff_resets(request->staff, &subject))
        return error_forbidden("That is for the {head}, or for somebody else than you.",
                               "staff %" PRId64 " resets %" PRId64, request->staff->id.n, id.n);
    if (!signs_in(member, request->today))
        return error_conflict("This person does not sign in.", "no sign-in of %" PRId64, id.n);
    return NULL;
}

Error *factor_lost_post(Request *request)
{
    const LostInput *input = request->input;
    StaffMember member = {.display_name = ""};
    const char *code;
    TRY(find_managed(request, (StaffId){input->person}, &member));
    TRY(factor_lost(request->db, request->arena, request->school_id, &member, request->staff->id,
                    input->reason, request->now, &code));
    TRY(request_told_once(request, url_print(request->arena, "/school/sign-in")));
    BeginAgainPage view = {
        .page = page_make(request, "One-time code", SECTION_SCHOOL),
        .tabs = school_tabs(request, SCHOOL_TAB_SIGN_IN),
        .name = member.display_name,
        .email = member.email,
        .code = code,
        .setup = url_print(request->arena, "/setup"),
        .back = url_print(request->arena, "/school/sign-in"),
    };
    begin_again_html(request->out, &view);
    return NULL;
}

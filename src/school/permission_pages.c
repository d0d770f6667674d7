/* What each role may do here: the table in plain words, where the school chose otherwise, and the
 * head's form to choose. */
#include "school/permission_pages.h"

#include "school/permissions_html.h"
#include "staff/permission_choice.h"

/* ---- The form -------------------------------------------------------------------------------- */

typedef struct ChooseInput {
    const char *role, *reach, *reason;
    int64_t permission; /* its number, from 1 */
    Date until;
} ChooseInput;

static const FormChoice reaches[] = {
    {"standard", "As Fourfold suggests", NULL},
    {"none", "No", NULL},
    {"own", "Own learners only", "Those whom they teach or support on the day"},
    {"all", "Yes, for everybody", NULL},
    {NULL, NULL, NULL},
};

static const FormField fields[] = {
    FORM_TEXT(ChooseInput, role, .label = "Role", .missing = "Choose a role"),
    FORM_ID(ChooseInput, permission, .label = "What", .missing = "Choose what to change"),
    FORM_CHOICE(ChooseInput, reach, .label = "May this role do it?", .choices = reaches,
                .missing = "Choose how far it goes"),
    FORM_TEXT(ChooseInput, reason, .label = "Why",
              .hint = "Whoever asks later finds it here, such as an inspector", .max = 300,
              .missing = "Enter why the {school} does so"),
    FORM_DATE(ChooseInput, until, .label = "Last day",
              .hint = "Leave it empty to let it hold until you choose again"),
};
const Form permission_form = FORM(ChooseInput, fields);

/* ---- In plain words -------------------------------------------------------------------------- */

static const char *const groups[PERMISSION_GROUP_COUNT] = {
    [PERMISSION_READ] = "Reading",      [PERMISSION_WORK] = "Working with learners",
    [PERMISSION_CARE] = "With care",    [PERMISSION_SCHOOL] = "The school",
    [PERMISSION_FAMILY] = "The family",
};

static const char *reach_words(Request *request, Permission permission, Role role, Reach reach)
{
    bool family = role >= ROLE_STAFF_COUNT;
    bool outside = role == ROLE_PROFESSIONAL || role == ROLE_OFFICER;
    if (reach == REACH_NONE)
        return "No";
    if (!permission_has_own(permission))
        return "Yes";
    if (reach == REACH_OWN)
        return family ? "Their own" : outside ? "Shared cases" : "Own classes, groups and support";
    return arena_print(request->arena, "Every %s", request->school->learner_word);
}

static bool is_fixed(Permission permission, Role role)
{
    return permission_least(permission, role) == permission_most(permission, role);
}

/* What the role can never have is not worth a line. */
static bool is_shown(Permission permission, Role role)
{
    return permission_group(permission) != PERMISSION_SIGN &&
           permission_most(permission, role) != REACH_NONE;
}

static const char *chosen_words(Request *request, const PermissionChoices *choices,
                                Permission permission, Role role)
{
    Arena *arena = request->arena;
    for (size_t i = 0; i < choices->count; i++) {
        const PermissionChoice *choice = &choices->items[i];
        if (!choice->holds || choice->standard || choice->permission != permission ||
            choice->role != role)
            continue;
        const char *until =
            date_is_set(choice->until)
                ? arena_print(arena, ", until %s", date_medium(arena, choice->until))
                : "";
        return arena_print(arena, "%s, %s%s: %s", choice->by,
                           date_medium(arena, moment_london_date(choice->at)), until,
                           choice->reason);
    }
    return NULL;
}

static Url change_url(Request *request, Role role, Permission permission)
{
    return url_print(request->arena, "/school/permissions?role=%s&change=%s#choose",
                     url_encode(request->arena, role_code(role)),
                     url_encode(request->arena, permission_code(permission)));
}

static void add_row(Request *request, PermissionsPage *view, PermissionGroupView *group, Role role,
                    Permission permission, const PermissionChoices *choices)
{
    Reach reach = request->matrix->reach[permission][role];
    group->rows.items[group->rows.count++] = (PermissionRow){
        .what = permission_words(permission),
        .reach = reach_words(request, permission, role, reach),
        .chosen = chosen_words(request, choices, permission, role),
        .change = view->may_change && !is_fixed(permission, role)
                      ? change_url(request, role, permission)
                      : (Url){NULL},
    };
}

static void fill_groups(Request *request, PermissionsPage *view, Role role,
                        const PermissionChoices *choices)
{
    view->groups.items = arena_array(request->arena, PermissionGroupView, PERMISSION_GROUP_COUNT);
    for (PermissionGroup each = 0; each < PERMISSION_GROUP_COUNT; each++) {
        PermissionGroupView group = {groups[each],
                                     {0, arena_array(request->arena, PermissionRow, MAY_COUNT)}};
        for (Permission permission = 0; permission < MAY_COUNT; permission++)
            if (permission_group(permission) == each && is_shown(permission, role))
                add_row(request, view, &group, role, permission, choices);
        if (group.rows.count > 0)
            view->groups.items[view->groups.count++] = group;
    }
}

/* ---- The page -------------------------------------------------------------------------------- */

static void fill_roles(Request *request, PermissionsPage *view, Role here)
{
    view->roles = (PageLinks){0, arena_array(request->arena, PageLink, ROLE_COUNT)};
    for (Role role = 0; role < ROLE_COUNT; role++)
        view->roles.items[view->roles.count++] =
            (PageLink){url_print(request->arena, "/school/permissions?role=%s",
                                 url_encode(request->arena, role_code(role))),
                       request_role_words(request, role), role == here};
}

static void fill_choices(Request *request, PermissionsPage *view, const PermissionChoices *choices)
{
    Arena *arena = request->arena;
    view->choices = (ChoiceRows){choices->count, arena_array(arena, ChoiceRow, choices->count)};
    for (size_t i = 0; i < choices->count; i++) {
        const PermissionChoice *choice = &choices->items[i];
        const char *reach = choice->standard ? "as Fourfold suggests"
                                             : reach_words(request, choice->permission,
                                                           choice->role, choice->reach);
        view->choices.items[i] = (ChoiceRow){
            .when = date_medium(arena, moment_london_date(choice->at)),
            .who = choice->by,
            .what = arena_print(arena, "%s may %s: %s", request_role_words(request, choice->role),
                                permission_words(choice->permission), reach),
            .why = choice->reason,
            .until = date_is_set(choice->until) ? date_medium(arena, choice->until) : NULL,
            .holds = choice->holds,
        };
    }
}

static const char *number_of(Request *request, Permission permission)
{
    return arena_print(request->arena, "%d", (int)permission + 1);
}

/* Those that may be chosen for this role, with how it is now. */
static ChoiceViews to_choose(Request *request, Role role)
{
    ChoiceViews views = {0, arena_array(request->arena, ChoiceView, MAY_COUNT)};
    for (Permission permission = 0; permission < MAY_COUNT; permission++)
        if (is_shown(permission, role) && !is_fixed(permission, role))
            views.items[views.count++] = (ChoiceView){.code = number_of(request, permission),
                                                      .label = permission_words(permission)};
    return views;
}

static void fill_form(Request *request, PermissionsPage *view, Role role)
{
    const Form *form = &permission_form;
    Permission change;
    bool asked = permission_parse(request_query(request, "change"), &change);
    view->form =
        form_view(request, url_print(request->arena, "/school/permissions"), 0, "Choose otherwise");
    view->role_value = role_code(role);
    view->permission =
        field_view_choices(request, form, "permission", asked ? number_of(request, change) : "",
                           to_choose(request, role));
    view->reach = field_view(request, form, "reach", "");
    view->reason = field_view(request, form, "reason", "");
    view->until = field_view_date(request, form, "until", DATE_NONE);
}

/* Asked for, or of the form that is shown again. */
static Role role_here(const Request *request)
{
    const ChooseInput *input = request->form == NULL ? NULL : request->input;
    const char *code = input == NULL ? request_query(request, "role") : input->role;
    Role role;
    return role_parse(code, &role) ? role : ROLE_TEACHER;
}

Error *permissions_page(Request *request)
{
    PermissionChoices choices;
    Role role = role_here(request);
    TRY(permission_choices(request->db, request->arena, request->school_id, request->today,
                           &choices));
    PermissionsPage view = {
        .page = page_make(request, "Permissions", SECTION_SCHOOL),
        .tabs = school_tabs(request, SCHOOL_TAB_PERMISSIONS),
        .role = request_role_words(request, role),
        .may_change = request_may(request, MAY_SET_PERMISSIONS),
    };
    fill_roles(request, &view, role);
    fill_groups(request, &view, role, &choices);
    fill_choices(request, &view, &choices);
    if (view.may_change)
        fill_form(request, &view, role);
    permissions_html(request->out, &view);
    return NULL;
}

static PermissionChoice choice_of(Request *request, const ChooseInput *input)
{
    PermissionChoice choice = {.standard = text_equal(input->reach, "standard"),
                               .reason = input->reason,
                               .until = input->until};
    Matrix matrix = matrix_default();
    if (!role_parse(input->role, &choice.role) || input->permission < 1 ||
        input->permission > MAY_COUNT) {
        form_problem(request, "permission", "Choose what to change");
        return choice;
    }
    choice.permission = (Permission)(input->permission - 1);
    choice.reach = permission_default(choice.permission, choice.role);
    if (!choice.standard)
        (void)reach_parse(input->reach, &choice.reach);
    const char *fault = matrix_choose(&matrix, choice.permission, choice.role, choice.reach);
    if (fault != NULL)
        form_problem(request, "reach", fault);
    return choice;
}

Error *permission_choose_post(Request *request)
{
    const ChooseInput *input = request->input;
    PermissionChoice choice = choice_of(request, input);
    if (date_is_set(input->until) && date_compare(input->until, request->today) < 0)
        form_problem(request, "until", "The last day cannot be before today");
    TRY(form_problems(request));
    TRY(permission_choose(request->db, request->school_id, &choice, request->staff->id,
                          request->now));
    return request_done(request,
                        url_print(request->arena, "/school/permissions?role=%s",
                                  url_encode(request->arena, role_code(choice.role))),
                        "permission_chosen");
}

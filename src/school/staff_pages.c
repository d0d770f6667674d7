/* Who works here: the list, somebody new, and one person's role, sign-in, leaving and return. */
#include "school/staff_pages.h"

#include <inttypes.h>

#include "school/school_sql.h"
#include "school/staff_code_html.h"
#include "school/staff_html.h"
#include "school/staff_new_html.h"
#include "school/staff_person_html.h"
#include "staff/given.h"

/* ---- Forms ----------------------------------------------------------------------------------- */

typedef struct PersonInput {
    const char *title, *forename, *surname, *job, *organisation, *role, *email;
    Date from;
} PersonInput;

static const FormChoice titles[] = {{"Mrs", "Mrs", NULL},   {"Mr", "Mr", NULL}, {"Ms", "Ms", NULL},
                                    {"Miss", "Miss", NULL}, {"Mx", "Mx", NULL}, {"Dr", "Dr", NULL},
                                    {"Sir", "Sir", NULL},   {NULL, NULL, NULL}};

static const FormChoice roles[] = {
    {"teacher", "{Teacher} or subject teacher",
     "Sees the learners of own classes and groups; assesses, plans and reviews"},
    {"assistant", "Teaching assistant",
     "Sees the learners of own classes and groups, and whom they give support; logs sessions"},
    {"office", "{School} office", "Sees no record; keeps dates, classes, staff and the import"},
    {"cover", "Cover teacher", "Sees how to help a class until a last day, and no record"},
    {"exams", "Exams officer", "Sees the list of exam access arrangements only"},
    {"ict", "ICT administrator", "Looks after signing in; sees no learner, not even a name"},
    {"governor", "Governor", "Sees counts without names"},
    {"professional", "Outside professional",
     "Such as a psychologist: sees the cases shared with them, while they last, and files reports"},
    {"authority_officer", "Local authority officer",
     "Reads the cases shared with them, while they last, and writes nothing"},
    {"senco", "{Senco}", "Sees every {learner}; leads the SEN work"},
    {"assistant_senco", "Assistant {senco}",
     "As the {senco}, without what the {senco} and the {head} decide"},
    {"head", "{Head}",
     "Or a deputy. Sees every learner; makes plans and reviews final, and manages everybody’s "
     "access"},
    {NULL, NULL, NULL}};

#define PERSON_FIELDS                                                                              \
    FORM_CHOICE(PersonInput, title, .label = "Title", .choices = titles),                          \
        FORM_TEXT(PersonInput, forename, .label = "First name", .max = 80,                         \
                  .missing = "Enter the first name", .personal = true),                            \
        FORM_TEXT(PersonInput, surname, .label = "Last name", .max = 80,                           \
                  .missing = "Enter the last name", .personal = true),                             \
        FORM_CHOICE(PersonInput, role, .label = "Role", .choices = roles,                          \
                    .missing = "Choose what this person does here"),                               \
        FORM_TEXT(PersonInput, job, .label = "Job, in your own words",                             \
                  .hint = "Such as Cover supervisor, or Speech and language assistant",            \
                  .max = 80),                                                                      \
        FORM_TEXT(PersonInput, organisation, .label = "Organisation",                              \
                  .hint = "For somebody from outside: whom they work for", .max = 120)

static const FormField new_fields[] = {
    PERSON_FIELDS,
    FORM_TEXT(PersonInput, email, .label = "Email address to sign in with",
              .hint = "Leave it empty for somebody who never signs in", .personal = true),
    FORM_DATE(PersonInput, from, .label = "First day of access", .missing = "Enter the first day"),
};
const Form staff_new_form = FORM(PersonInput, new_fields);

static const FormField change_fields[] = {PERSON_FIELDS};
const Form staff_form = FORM(PersonInput, change_fields);

typedef struct CodeInput {
    const char *email;
} CodeInput;

static const FormField code_fields[] = {
    FORM_TEXT(CodeInput, email, .label = "Email address", .missing = "Enter the email address",
              .personal = true),
};
const Form staff_code_form = FORM(CodeInput, code_fields);

typedef struct LeavingInput {
    const char *when;
    Date last_day;
} LeavingInput;

static const FormChoice moments[] = {
    {"now", "At once", "Every open session ends too"},
    {"later", "After the last day", NULL},
    {NULL, NULL, NULL},
};
static const FormField leaving_fields[] = {
    FORM_CHOICE(LeavingInput, when, .label = "When", .choices = moments,
                .missing = "Choose when access ends"),
    FORM_DATE(LeavingInput, last_day, .label = "Last day"),
};
const Form staff_leaving_form = FORM(LeavingInput, leaving_fields);

typedef struct ReturnInput {
    Date from;
} ReturnInput;

static const FormField return_fields[] = {
    FORM_DATE(ReturnInput, from, .label = "First day", .missing = "Enter the first day"),
};
const Form staff_return_form = FORM(ReturnInput, return_fields);

typedef struct RoleInput {
    const char *further;
    Date role_from, role_until;
} RoleInput;

static const FormField role_fields[] = {
    FORM_CHOICE(RoleInput, further, .label = "Another role", .choices = roles,
                .missing = "Choose the role"),
    FORM_DATE(RoleInput, role_from, .label = "First day of it", .missing = "Enter the first day"),
    FORM_DATE(RoleInput, role_until, .label = "Last day of it",
              .hint = "Leave it empty for a role for good"),
};
const Form staff_role_form = FORM(RoleInput, role_fields);

/* ---- The list -------------------------------------------------------------------------------- */

static Url staff_url(Request *request, StaffId id)
{
    return url_print(request->arena, "/school/staff/%" PRId64, id.n);
}

/* Of a role that reaches own learners only. */
static bool needs_class(const Request *request, Role role)
{
    return matrix_reach(request->matrix, role_set(role), MAY_READ_RECORD) == REACH_OWN;
}

static bool teaches(const struct staff_with_class_rows *rows, StaffId id)
{
    for (size_t i = 0; i < rows->count; i++)
        if (rows->items[i].staff_id.n == id.n)
            return true;
    return false;
}

static StaffRow staff_row(Request *request, const StaffMember *member, bool in_class)
{
    Arena *arena = request->arena;
    StaffRow row = {
        .href = staff_url(request, member->id),
        .name = arena_print(arena, "%s, %s%s%s", member->surname, member->title,
                            text_empty(member->title) ? "" : " ", member->forename),
        .role = request_role_words(request, member->role),
        .job = member->job,
        .sign_in = member->email,
    };
    if (staff_has_left(member, request->today)) {
        row.waiting = date_medium(arena, member->ended_on);
        return row;
    }
    if (moment_is_set(member->code_until) &&
        member->code_until.milliseconds > request->now.milliseconds)
        row.waiting = arena_print(arena, "Code open until %s",
                                  date_medium(arena, moment_london_date(member->code_until)));
    else if (member->account_id.n != 0 && !member->has_password)
        row.waiting = "Needs a new code";
    if (needs_class(request, member->role) && !in_class)
        row.no_class = "No class yet";
    return row;
}

Error *staff_list_page(Request *request)
{
    StaffMembers members;
    struct staff_with_class_rows classes;
    TRY(staff_members(request->db, request->arena, request->school_id, &members));
    TRY(staff_with_class(request->db, request->arena, request->school_id, request->today,
                         &classes));
    StaffListPage view = {
        .page = page_make(request, "Staff", SECTION_SCHOOL),
        .tabs = school_tabs(request, SCHOOL_TAB_STAFF),
        .add = url_print(request->arena, "/school/staff/new"),
        .codes = url_print(request->arena, "/school/staff/codes"),
        .here = {0, arena_array(request->arena, StaffRow, members.count)},
        .gone = {0, arena_array(request->arena, StaffRow, members.count)},
    };
    for (size_t i = 0; i < members.count; i++) {
        const StaffMember *member = &members.items[i];
        StaffRows *rows = staff_has_left(member, request->today) ? &view.gone : &view.here;
        rows->items[rows->count++] = staff_row(request, member, teaches(&classes, member->id));
        bool waits;
        TRY(staff_waits_for_code(request, member, &waits));
        view.waiting += waits ? 1 : 0;
    }
    staff_html(request->out, &view);
    return NULL;
}

/* ---- Somebody new ---------------------------------------------------------------------------- */

/* Roles that whoever is signed in may give, or that this person has. */
static ChoiceViews roles_to_give(Request *request, const char *now)
{
    ChoiceViews views = {0, arena_array(request->arena, ChoiceView, ROLE_STAFF_COUNT)};
    for (const FormChoice *choice = roles; choice->code != NULL; choice++) {
        Role role;
        if (role_parse(choice->code, &role) &&
            (staff_manages(request->staff, role) || text_equal(choice->code, now)))
            views.items[views.count++] = (ChoiceView){.code = choice->code,
                                                      .label = request_say(request, choice->label),
                                                      .hint = request_say(request, choice->hint)};
    }
    return views;
}

static PersonFields person_fields(Request *request, const Form *form, const StaffMember *member)
{
    const char *role = member->id.n == 0 ? "" : role_code(member->role);
    return (PersonFields){
        .title = field_view(request, form, "title", member->title),
        .forename = field_view(request, form, "forename", member->forename),
        .surname = field_view(request, form, "surname", member->surname),
        .job = field_view(request, form, "job", member->job),
        .organisation = field_view(request, form, "organisation", member->organisation),
        .role = field_view_choices(request, form, "role", role, roles_to_give(request, role)),
    };
}

Error *staff_new_page(Request *request)
{
    static const StaffMember nobody = {
        .title = "", .forename = "", .surname = "", .job = "", .organisation = ""};
    StaffNewPage view = {
        .page = page_make(request, "Add somebody", SECTION_SCHOOL),
        .tabs = school_tabs(request, SCHOOL_TAB_STAFF),
        .form = form_view(request, url_print(request->arena, "/school/staff"), 0, "Add somebody"),
        .person = person_fields(request, &staff_new_form, &nobody),
        .email = field_view(request, &staff_new_form, "email", ""),
        .from = field_view_date(request, &staff_new_form, "from", request->today),
        .back = url_print(request->arena, "/school/staff"),
    };
    staff_new_html(request->out, &view);
    return NULL;
}

/* Notes what is wrong beside its field. */
static NewStaff person_of(Request *request, const PersonInput *input)
{
    NewStaff person = {
        .title = input->title,
        .forename = input->forename,
        .surname = input->surname,
        .display_name =
            staff_display_name(request->arena, input->title, input->forename, input->surname),
        .job = text_empty(input->job) ? NULL : input->job,
        .organisation = input->organisation,
    };
    if (!role_parse(input->role, &person.role) || !staff_manages(request->staff, person.role))
        form_problem(request, "role", "Only the {head} gives this role");
    else if ((person.role == ROLE_PROFESSIONAL || person.role == ROLE_OFFICER) &&
             text_empty(input->organisation))
        form_problem(request, "organisation", "Enter whom this person works for");
    return person;
}

static const char *email_of(Request *request, const char *typed)
{
    const char *email = staff_email(request->arena, typed);
    if (email == NULL)
        form_problem(request, "email", "Enter an email address in full, like name@school.example");
    return email;
}

static Error *refuse_known(Request *request, const char *email)
{
    StaffId known;
    StaffMember member;
    TRY(staff_by_email(request->db, request->arena, request->school_id, email, &known));
    if (known.n == 0)
        return NULL;
    TRY(staff_member(request->db, request->arena, request->school_id, known, &member));
    form_problem(
        request, "email",
        arena_print(request->arena, "%s %s with that address: see the list of staff",
                    member.display_name,
                    staff_has_left(&member, request->today) ? "was here before" : "signs in"));
    return NULL;
}

/* The one answer that holds the code. */
static Error *show_code(Request *request, StaffId id, const char *name, const char *email,
                        const char *code)
{
    TRY(request_told_once(request, staff_url(request, id)));
    StaffMember member;
    TRY(staff_member(request->db, request->arena, request->school_id, id, &member));
    StaffCodePage view = {
        .page = page_make(request, "One-time code", SECTION_SCHOOL),
        .tabs = school_tabs(request, SCHOOL_TAB_STAFF),
        .name = name,
        .email = email,
        .code = code,
        .until = moment_london_date(member.code_until),
        .setup = url_print(request->arena, "/setup"),
        .person = staff_url(request, id),
        .add = url_print(request->arena, "/school/staff/new"),
    };
    staff_code_html(request->out, &view);
    return NULL;
}

/* For the head, who is told of it. */
static Error *note_given(Request *request, StaffId id, GivenWhat what, Role role, Date from,
                         Date until)
{
    return given_note(request->db, request->school_id,
                      &(Given){.staff = id,
                               .by = request->staff->id,
                               .what = what,
                               .role = role,
                               .starts_on = from,
                               .ends_on = until,
                               .at = request->now});
}

/* By mail, who has an address. */
static Error *tell_new(Request *request, StaffId id)
{
    StaffMember member;
    TRY(staff_member(request->db, request->arena, request->school_id, id, &member));
    return member.account_id.n == 0 ? NULL
                                    : account_tell_given(request->db, request->school_id,
                                                         member.account_id, request->now);
}

Error *staff_add_post(Request *request)
{
    const PersonInput *input = request->input;
    NewStaff person = person_of(request, input);
    StaffId id;
    const char *code;
    if (!text_empty(input->email))
        person.email = email_of(request, input->email);
    if (person.email != NULL)
        TRY(refuse_known(request, person.email));
    TRY(form_problems(request));
    TRY(staff_add(request->db, request->arena, request->school_id, &person, input->from, &id,
                  &code));
    TRY(note_given(request, id, GIVEN_PERSON, person.role, input->from, DATE_NONE));
    TRY(tell_new(request, id));
    if (code == NULL)
        return request_done(request, staff_url(request, id), "staff_added");
    return show_code(request, id, person.display_name, person.email, code);
}

/* ---- One person ------------------------------------------------------------------------------ */

static Error *path_member(Request *request, StaffMember *member)
{
    return staff_member(request->db, request->arena, request->school_id,
                        (StaffId){request_path_id(request, "staff")}, member);
}

/* The same for whoever is changed: only those whom this role manages. */
static Error *path_managed(Request *request, StaffMember *member)
{
    bool manages;
    TRY(path_member(request, member));
    TRY(staff_manages_member(request->db, request->arena, request->school_id, request->staff,
                             member, request->today, &manages));
    if (manages)
        return NULL;
    return error_forbidden("Only the {head} changes this person’s access.",
                           "staff %" PRId64 " manages %" PRId64, request->staff->id.n,
                           member->id.n);
}

static Error *fill_roles(Request *request, const StaffMember *member, StaffPersonPage *view)
{
    FurtherRoles roles_held;
    Arena *arena = request->arena;
    TRY(staff_further_roles(request->db, arena, request->school_id, member->id, request->today,
                            &roles_held));
    view->roles = (RoleRows){roles_held.count, arena_array(arena, RoleRow, roles_held.count)};
    for (size_t i = 0; i < roles_held.count; i++) {
        const FurtherRole *role = &roles_held.items[i];
        Url end = url_print(arena, "/school/staff/%" PRId64 "/roles/%" PRId64 "/end", member->id.n,
                            role->id.n);
        view->roles.items[i] = (RoleRow){
            .name = request_role_words(request, role->role),
            .days = school_days_words(arena, role->starts_on, role->ends_on, request->today),
            .may_end = view->may_change && !view->self,
            .end = form_view(request, end, 0, "End a role"),
        };
    }
    const char *form_path = arena_print(arena, "/school/staff/%" PRId64 "/roles", member->id.n);
    view->role_form = form_view(request, url_print(arena, "%s", form_path), 0, "Another role");
    view->further =
        field_view_choices(request, &staff_role_form, "further", "", roles_to_give(request, ""));
    view->role_from = field_view_date(request, &staff_role_form, "role_from", request->today);
    view->role_until = field_view_date(request, &staff_role_form, "role_until", DATE_NONE);
    return NULL;
}

static Error *fill_classes(Request *request, const StaffMember *member, StaffPersonPage *view)
{
    struct classes_of_staff_rows rows;
    TRY(classes_of_staff(request->db, request->arena, request->school_id, member->id,
                         request->today, &rows));
    view->classes = (ClassLinks){rows.count, arena_array(request->arena, ClassLink, rows.count)};
    for (size_t i = 0; i < rows.count; i++) {
        const struct classes_of_staff_row *row = &rows.items[i];
        view->classes.items[i] = (ClassLink){
            .href = url_print(request->arena, "/school/classes/%" PRId64, row->class_id.n),
            .name = row->name,
            .part = text_equal(row->part, "teacher") ? "teaches"
                    : text_equal(row->part, "cover") ? "covers"
                                                     : "supports",
            .days = school_days_words(request->arena, row->starts_on, row->ends_on, request->today),
        };
    }
    return NULL;
}

static const char *sign_in_words(Request *request, const StaffMember *member)
{
    Arena *arena = request->arena;
    if (member->account_id.n == 0)
        return "Cannot sign in: there is no email address.";
    if (member->has_password)
        return arena_print(arena, "Signs in as %s.", member->email);
    if (moment_is_set(member->code_until) &&
        member->code_until.milliseconds > request->now.milliseconds)
        return arena_print(arena, "Has not set a password yet. The code works until %s.",
                           date_long(arena, moment_london_date(member->code_until)));
    return "Has no password, and the code is too old: make a new one.";
}

Error *staff_person_page(Request *request)
{
    StaffMember member;
    TRY(path_member(request, &member));
    Arena *arena = request->arena;
    long long id = (long long)member.id.n;
    StaffPersonPage view = {
        .page = page_make(request, "Staff", SECTION_SCHOOL),
        .tabs = school_tabs(request, SCHOOL_TAB_STAFF),
        .name = arena_print(arena, "%s%s%s %s", member.title, text_empty(member.title) ? "" : " ",
                            member.forename, member.surname),
        .role = request_role_words(request, member.role),
        .access =
            moment_is_set(member.ended_at)
                ? school_at_once_words(arena, member.ended_at)
                : school_days_words(arena, member.started_on, member.ended_on, request->today),
        .here = !staff_has_left(&member, request->today),
        .self = member.id.n == request->staff->id.n,
        .form = form_view(request, staff_url(request, member.id), member.version, "Name and role"),
        .person = person_fields(request, &staff_form, &member),
        .sign_in = sign_in_words(request, &member),
        .code_form =
            form_view(request, url_print(arena, "/school/staff/%lld/code", id), 0, "One-time code"),
        .email = field_view(request, &staff_code_form, "email", member.email),
        .sees_all = !needs_class(request, member.role),
        .leaving_form =
            form_view(request, url_print(arena, "/school/staff/%lld/leaving", id), 0, "Leaving"),
        .when = field_view(request, &staff_leaving_form, "when", ""),
        .last_day = field_view_date(request, &staff_leaving_form, "last_day", DATE_NONE),
        .return_form =
            form_view(request, url_print(arena, "/school/staff/%lld/return", id), 0, "Coming back"),
        .from = field_view_date(request, &staff_return_form, "from", request->today),
        .back = url_print(arena, "/school/staff"),
    };
    TRY(staff_manages_member(request->db, arena, request->school_id, request->staff, &member,
                             request->today, &view.may_change));
    TRY(fill_roles(request, &member, &view));
    TRY(fill_classes(request, &member, &view));
    staff_person_html(request->out, &view);
    return NULL;
}

/* A school without a head could give nobody access any more. */
static Error *keep_a_head(Request *request, const StaffMember *member, const char *field)
{
    bool last;
    TRY(staff_is_last_head(request->db, request->arena, request->school_id, member->id,
                           request->today, &last));
    if (last)
        form_problem(request, field, "Nobody else is head here for good: make somebody head first");
    return NULL;
}

Error *staff_role_post(Request *request)
{
    const RoleInput *input = request->input;
    StaffMember member;
    Role role = ROLE_TEACHER;
    TRY(path_managed(request, &member));
    if (!role_parse(input->further, &role) || !staff_manages(request->staff, role))
        form_problem(request, "further", "Only the {head} gives this role");
    if (member.id.n == request->staff->id.n)
        form_problem(request, "further", "Ask somebody else to change your own roles");
    if (role == member.role)
        form_problem(request, "further", "That is their first role already");
    if (date_is_set(input->role_until) && date_compare(input->role_until, input->role_from) < 0)
        form_problem(request, "role_until", "The last day cannot be before the first");
    TRY(form_problems(request));
    TRY(staff_add_role(request->db, request->school_id, member.id, role, input->role_from,
                       input->role_until));
    TRY(note_given(request, member.id, GIVEN_ROLE, role, input->role_from, input->role_until));
    return request_done(request, staff_url(request, member.id), "staff_saved");
}

/* Who is head only for a while may not end the role of the one who stays. */
static Error *keep_a_head_role(Request *request, const StaffMember *member, StaffRoleId id)
{
    FurtherRoles further;
    bool last, ends_head = false;
    TRY(staff_further_roles(request->db, request->arena, request->school_id, member->id,
                            request->today, &further));
    for (size_t i = 0; i < further.count; i++)
        ends_head =
            ends_head || (further.items[i].id.n == id.n && further.items[i].role == ROLE_HEAD);
    if (!ends_head || member->role == ROLE_HEAD)
        return NULL;
    TRY(staff_is_last_head(request->db, request->arena, request->school_id, member->id,
                           request->today, &last));
    return last ? error_conflict("Nobody else is head here for good: make somebody head first.",
                                 "last head %" PRId64, member->id.n)
                : NULL;
}

Error *staff_role_end_post(Request *request)
{
    StaffMember member;
    StaffRoleId role = {request_path_id(request, "role")};
    TRY(path_managed(request, &member));
    if (member.id.n == request->staff->id.n)
        return error_conflict("Ask somebody else to change your own roles.", "own role");
    TRY(keep_a_head_role(request, &member, role));
    TRY(staff_end_role(request->db, request->school_id, member.id, role, request->now));
    return request_done(request, staff_url(request, member.id), "staff_saved");
}

Error *staff_change_post(Request *request)
{
    StaffMember member;
    TRY(path_managed(request, &member));
    NewStaff person = person_of(request, request->input);
    if (member.id.n == request->staff->id.n && person.role != member.role)
        form_problem(request, "role", "Ask somebody else to change your own role");
    if (member.role == ROLE_HEAD && person.role != ROLE_HEAD)
        TRY(keep_a_head(request, &member, "role"));
    TRY(form_problems(request));
    TRY(staff_change(request->db, request->school_id, member.id, &person, request->version));
    if (person.role != member.role)
        TRY(note_given(request, member.id, GIVEN_ROLE, person.role, request->today, DATE_NONE));
    return request_done(request, staff_url(request, member.id), "staff_saved");
}

Error *staff_code_post(Request *request)
{
    const CodeInput *input = request->input;
    StaffMember member;
    AccountId account;
    const char *code;
    TRY(path_managed(request, &member));
    const char *email = email_of(request, input->email);
    TRY(form_problems(request));
    if (staff_has_left(&member, request->today))
        return error_conflict("This person’s access has ended. Give it again first.",
                              "code of staff %" PRId64 ", who left", member.id.n);
    TRY(staff_set_email(request->db, request->arena, request->school_id, &member, email,
                        request->now, &account));
    TRY(setup_code_give(request->db, request->arena, request->school_id, account, request->now,
                        &code));
    return show_code(request, member.id, member.display_name, email, code);
}

Error *staff_leaving_post(Request *request)
{
    const LeavingInput *input = request->input;
    StaffMember member;
    TRY(path_managed(request, &member));
    bool now = text_equal(input->when, "now");
    if (staff_has_left(&member, request->today))
        return error_conflict("This person’s access has ended already.",
                              "leaving of staff %" PRId64 ", who left", member.id.n);
    if (!now && !date_is_set(input->last_day))
        form_problem(request, "last_day", "Enter the last day");
    else if (!now && date_compare(input->last_day, request->today) < 0)
        form_problem(request, "last_day", "A day that has gone: choose At once");
    if (member.id.n == request->staff->id.n)
        form_problem(request, "when", "Ask somebody else to end your own access");
    else
        TRY(keep_a_head(request, &member, "when"));
    TRY(form_problems(request));
    TRY(now ? staff_leave_at_once(request->db, request->school_id, member.id, request->now)
            : staff_leave(request->db, request->school_id, member.id, input->last_day));
    return request_done(request, staff_url(request, member.id),
                        now ? "staff_left" : "staff_leaves");
}

Error *staff_return_post(Request *request)
{
    const ReturnInput *input = request->input;
    StaffMember member;
    TRY(path_managed(request, &member));
    if (!staff_has_left(&member, request->today))
        return error_conflict("This person has access already.", "return of staff %" PRId64,
                              member.id.n);
    TRY(staff_return(request->db, request->school_id, member.id, input->from));
    TRY(note_given(request, member.id, GIVEN_PERSON, member.role, input->from, DATE_NONE));
    return request_done(request, staff_url(request, member.id), "staff_returned");
}

/* Classes and teaching groups: who is in them, and who teaches or supports them from when until
 * when. What stands here opens records: own learners are those of today's classes and groups. */
#include "school/class_pages.h"

#include <inttypes.h>

#include "platform/base/id.h"
#include "school/class_html.h"
#include "school/classes_html.h"
#include "school/school_sql.h"
#include "staff/given.h"

/* ---- Forms ----------------------------------------------------------------------------------- */

static const FormChoice years[] = {
    {"N1", "Nursery, age 3", NULL}, {"N2", "Nursery, age 4", NULL}, {"R", "Reception", NULL},
    {"1", "Year 1", NULL},          {"2", "Year 2", NULL},          {"3", "Year 3", NULL},
    {"4", "Year 4", NULL},          {"5", "Year 5", NULL},          {"6", "Year 6", NULL},
    {"7", "Year 7", NULL},          {"8", "Year 8", NULL},          {"9", "Year 9", NULL},
    {"10", "Year 10", NULL},        {"11", "Year 11", NULL},        {"12", "Year 12", NULL},
    {"13", "Year 13", NULL},        {"14", "Year 14", NULL},        {NULL, NULL, NULL}};
static const FormChoice kinds[] = {{"class", "Class", "Everybody is in one"},
                                   {"group", "Teaching group", "For some lessons"},
                                   {NULL, NULL, NULL}};
static const FormChoice parts[] = {
    {"teacher", "Teaches", NULL},
    {"assistant", "Supports", NULL},
    {"cover", "Covers", "Until the last day; sees how to help the {class}, and no record"},
    {NULL, NULL, NULL}};

static const char *part_words(const char *part)
{
    if (text_equal(part, "teacher"))
        return "teaches";
    return text_equal(part, "cover") ? "covers" : "supports";
}

typedef struct ClassInput {
    const char *kind, *name, *year;
} ClassInput;

#define CLASS_FIELDS                                                                               \
    FORM_TEXT(ClassInput, name, .label = "Name", .max = 40, .missing = "Enter the name"),          \
        FORM_CHOICE(ClassInput, year, .label = "Year group", .hint = "None: several years",        \
                    .choices = years)

static const FormField class_new_fields[] = {
    FORM_CHOICE(ClassInput, kind, .label = "What it is", .choices = kinds,
                .missing = "Choose {class} or teaching group"),
    CLASS_FIELDS,
};
const Form class_new_form = FORM(ClassInput, class_new_fields);

static const FormField class_fields[] = {CLASS_FIELDS};
const Form class_form = FORM(ClassInput, class_fields);

typedef struct AdultInput {
    int64_t staff;
    const char *part;
    Date from, until;
} AdultInput;

static const FormField adult_fields[] = {
    FORM_ID(AdultInput, staff, .label = "Who", .missing = "Choose who"),
    FORM_CHOICE(AdultInput, part, .label = "Part", .choices = parts,
                .missing = "Choose whether this person teaches or supports"),
    FORM_DATE(AdultInput, from, .label = "First day", .missing = "Enter the first day"),
    FORM_DATE(AdultInput, until, .label = "Last day"),
};
const Form class_adult_form = FORM(AdultInput, adult_fields);

typedef struct AdultEndInput {
    int64_t place;
    const char *when;
    Date last_day;
} AdultEndInput;

static const FormChoice moments[] = {
    {"now", "At once", NULL},
    {"later", "After the last day", NULL},
    {NULL, NULL, NULL},
};
static const FormField adult_end_fields[] = {
    FORM_ID(AdultEndInput, place, .label = "Who", .missing = "Choose who stops"),
    FORM_CHOICE(AdultEndInput, when, .label = "When", .choices = moments,
                .missing = "Choose when it ends"),
    FORM_DATE(AdultEndInput, last_day, .label = "Last day"),
};
const Form class_adult_end_form = FORM(AdultEndInput, adult_end_fields);

typedef struct MembersInput {
    Texts learners;
    Date joins_on, leaves_on;
} MembersInput;

static const FormField members_fields[] = {
    FORM_SET(MembersInput, learners, .label = "Who", .missing = "Choose who joins the group"),
    FORM_DATE(MembersInput, joins_on, .label = "First day", .missing = "Enter the first day"),
    FORM_DATE(MembersInput, leaves_on, .label = "Last day"),
};
const Form group_members_form = FORM(MembersInput, members_fields);

typedef struct MembersEndInput {
    Texts places;
    Date left_after;
} MembersEndInput;

static const FormField members_end_fields[] = {
    FORM_SET(MembersEndInput, places, .label = "Who", .missing = "Choose who leaves the group"),
    FORM_DATE(MembersEndInput, left_after, .label = "Last day", .missing = "Enter the last day"),
};
const Form group_members_end_form = FORM(MembersEndInput, members_end_fields);

/* ---- All classes ----------------------------------------------------------------------------- */

static Url class_url(Request *request, ClassId id)
{
    return url_print(request->arena, "/school/classes/%" PRId64, id.n);
}

static const char *year_words(const char *national_year)
{
    return national_year == NULL ? "Several" : learner_year_words(national_year);
}

static const char *listed(Arena *arena, const char *before, const char *name)
{
    return text_empty(before) ? name : arena_print(arena, "%s, %s", before, name);
}

static ClassRow class_row(Request *request, const struct classes_overview_row *class,
                          const struct class_adults_today_rows *adults)
{
    ClassRow row = {
        .href = class_url(request, class->id),
        .name = class->name,
        .year = year_words(class->national_year),
        .learners = class->is_group ? class->members : class->learners,
        .teaches = "",
        .supports = "",
    };
    for (size_t i = 0; i < adults->count; i++) {
        if (adults->items[i].class_id.n != class->id.n ||
            text_equal(adults->items[i].part, "cover"))
            continue;
        bool teaches = text_equal(adults->items[i].part, "teacher");
        const char **names = teaches ? &row.teaches : &row.supports;
        *names = listed(request->arena, *names, adults->items[i].display_name);
    }
    row.nobody = text_empty(row.teaches);
    return row;
}

Error *classes_page(Request *request)
{
    struct classes_overview_rows classes;
    struct class_adults_today_rows adults;
    TRY(classes_overview(request->db, request->arena, request->school_id, request->today,
                         (ClassId){0}, &classes));
    TRY(class_adults_today(request->db, request->arena, request->school_id, request->today,
                           &adults));
    ClassesPage view = {
        .page = page_make(request, "Classes", SECTION_SCHOOL),
        .tabs = school_tabs(request, SCHOOL_TAB_CLASSES),
        .learner_word = request->school->learner_word,
        .classes = {0, arena_array(request->arena, ClassRow, classes.count)},
        .groups = {0, arena_array(request->arena, ClassRow, classes.count)},
        .form = form_view(request, url_print(request->arena, "/school/classes"), 0,
                          "Add a {class} or group"),
        .kind = field_view(request, &class_new_form, "kind", ""),
        .name = field_view(request, &class_new_form, "name", ""),
        .year = field_view(request, &class_new_form, "year", ""),
    };
    for (size_t i = 0; i < classes.count; i++) {
        ClassRows *rows = classes.items[i].is_group ? &view.groups : &view.classes;
        rows->items[rows->count++] = class_row(request, &classes.items[i], &adults);
    }
    classes_html(request->out, &view);
    return NULL;
}

static const char *year_or_none(const char *year)
{
    return text_empty(year) ? NULL : year;
}

static Error *refuse_taken_name(Request *request, const char *name, bool is_group, ClassId but)
{
    ClassId other;
    TRY(class_find(request->db, request->arena, request->school_id, name, is_group, &other));
    if (other.n != 0 && other.n != but.n)
        form_problem(request, "name",
                     is_group ? "There is a group of that name"
                              : "There is a {class} of that name");
    return form_problems(request);
}

Error *class_add_post(Request *request)
{
    const ClassInput *input = request->input;
    bool is_group = text_equal(input->kind, "group");
    ClassId id;
    TRY(refuse_taken_name(request, input->name, is_group, (ClassId){0}));
    Error *(*add)(Db *, Arena *, SchoolId, const char *, const char *, ClassId *) =
        is_group ? group_add : class_add;
    TRY(add(request->db, request->arena, request->school_id, input->name, year_or_none(input->year),
            &id));
    return request_done(request, class_url(request, id), "class_added");
}

/* ---- One class ------------------------------------------------------------------------------- */

typedef struct classes_overview_row ThisClass;

static Error *path_class(Request *request, ThisClass *class)
{
    struct classes_overview_rows found;
    int64_t id = request_path_id(request, "class");
    TRY(classes_overview(request->db, request->arena, request->school_id, request->today,
                         (ClassId){id}, &found));
    *class = found.count == 0 ? (ThisClass){0} : found.items[0];
    return found.count > 0 ? NULL : error_not_found("class %" PRId64, id);
}

static Error *path_group(Request *request, ThisClass *class)
{
    TRY(path_class(request, class));
    return class->is_group ? NULL : error_not_found("class %" PRId64 " is no group", class->id.n);
}

static FormView form_under(Request *request, const ThisClass *class, const char *rest,
                           const char *label)
{
    return form_view(request,
                     url_print(request->arena, "/school/classes/%" PRId64 "%s", class->id.n, rest),
                     0, label);
}

static void add_choice(Request *request, ChoiceViews *views, int64_t id, const char *label)
{
    views->items[views->count++] =
        (ChoiceView){.code = arena_print(request->arena, "%" PRId64, id), .label = label};
}

static bool is_over(Date last, Date today)
{
    return date_is_set(last) && date_compare(last, today) < 0;
}

/* Whoever has access, teachers and assistants before the rest. */
static Error *adults_to_choose(Request *request, ChoiceViews *views)
{
    StaffList all;
    TRY(staff_list(request->db, request->arena, request->school_id, request->today, &all));
    *views = (ChoiceViews){0, arena_array(request->arena, ChoiceView, all.count)};
    for (int round = 0; round < 2; round++)
        for (size_t i = 0; i < all.count; i++) {
            const Staff *staff = &all.items[i];
            bool own = matrix_reach(request->matrix, staff->roles, MAY_READ_RECORD) == REACH_OWN;
            if (own == (round == 0))
                add_choice(request, views, staff->id.n,
                           arena_print(request->arena, "%s, %s", staff->display_name,
                                       request_role_words(request, staff->role)));
        }
    return NULL;
}

static Error *fill_adults(Request *request, const ThisClass *class, ClassPage *view)
{
    struct class_adults_of_rows rows;
    ChoiceViews choices, places;
    TRY(adults_to_choose(request, &choices));
    TRY(class_adults_of(request->db, request->arena, request->school_id, class->id, &rows));
    view->adults = (PlaceRows){rows.count, arena_array(request->arena, PlaceRow, rows.count)};
    places = (ChoiceViews){0, arena_array(request->arena, ChoiceView, rows.count)};
    for (size_t i = 0; i < rows.count; i++) {
        const struct class_adults_of_row *row = &rows.items[i];
        bool at_once = moment_is_set(row->ended_at);
        bool over = at_once || is_over(row->ends_on, request->today);
        const char *part = part_words(row->part);
        view->adults.items[i] =
            (PlaceRow){row->display_name, part,
                       at_once ? school_at_once_words(request->arena, row->ended_at)
                               : school_days_words(request->arena, row->starts_on, row->ends_on,
                                                   request->today),
                       over};
        if (!over)
            add_choice(request, &places, row->id.n,
                       arena_print(request->arena, "%s, %s", row->display_name, part));
    }
    view->adult_form = form_under(request, class, "/staff", "Add somebody");
    view->staff = field_view_choices(request, &class_adult_form, "staff", "", choices);
    view->part = field_view(request, &class_adult_form, "part", "");
    view->from = field_view_date(request, &class_adult_form, "from", request->today);
    view->until = field_view_date(request, &class_adult_form, "until", DATE_NONE);
    view->adult_end_form = form_under(request, class, "/staff/end", "Somebody stops");
    view->adult = field_view_choices(request, &class_adult_end_form, "place", "", places);
    view->adult_when = field_view(request, &class_adult_end_form, "when", "");
    view->adult_last_day = field_view_date(request, &class_adult_end_form, "last_day", DATE_NONE);
    return NULL;
}

/* The class of the query, or else the first. */
static ClassId class_chosen(Request *request, const struct classes_overview_rows *classes)
{
    ClassId chosen = {0};
    if (id_parse(request_query(request, "of"), &chosen.n))
        return chosen;
    bool any = classes->count > 0 && !classes->items[0].is_group;
    return any ? classes->items[0].id : chosen;
}

/* Classes to take learners from, and the learners of the one that was chosen. */
static Error *fill_joining(Request *request, const ThisClass *class, ClassPage *view)
{
    struct classes_overview_rows classes;
    struct learners_to_join_rows learners;
    TRY(classes_overview(request->db, request->arena, request->school_id, request->today,
                         (ClassId){0}, &classes));
    ClassId chosen = class_chosen(request, &classes);
    TRY(learners_to_join(request->db, request->arena, request->school_id, chosen, class->id,
                         request->today, &learners));
    view->of.items = arena_array(request->arena, PageLink, classes.count);
    for (size_t i = 0; i < classes.count; i++) {
        const struct classes_overview_row *row = &classes.items[i];
        if (row->is_group)
            continue;
        if (row->id.n == chosen.n)
            view->of_name = row->name;
        view->of.items[view->of.count++] = (PageLink){
            url_print(request->arena, "/school/classes/%" PRId64 "?of=%" PRId64 "#add-learners",
                      class->id.n, row->id.n),
            row->name, row->id.n == chosen.n};
    }
    ChoiceViews choices = {0, arena_array(request->arena, ChoiceView, learners.count)};
    for (size_t i = 0; i < learners.count; i++) {
        request_shows(request, learners.items[i].id);
        add_choice(request, &choices, learners.items[i].id.n, learners.items[i].known_name);
    }
    view->member_form =
        form_view(request,
                  url_print(request->arena, "/school/classes/%" PRId64 "/learners?of=%" PRId64,
                            class->id.n, chosen.n),
                  0, "Add to the group");
    view->member_learners =
        field_view_choices(request, &group_members_form, "learners", "", choices);
    if (view->of_name != NULL)
        view->member_learners.label = arena_print(request->arena, "Who of %s", view->of_name);
    view->member_from = field_view_date(request, &group_members_form, "joins_on", request->today);
    view->member_until = field_view_date(request, &group_members_form, "leaves_on", DATE_NONE);
    return NULL;
}

static Error *fill_members(Request *request, const ThisClass *class, ClassPage *view)
{
    struct group_members_rows rows;
    TRY(group_members(request->db, request->arena, request->school_id, class->id, &rows));
    view->members = (PlaceRows){rows.count, arena_array(request->arena, PlaceRow, rows.count)};
    ChoiceViews places = {0, arena_array(request->arena, ChoiceView, rows.count)};
    for (size_t i = 0; i < rows.count; i++) {
        const struct group_members_row *row = &rows.items[i];
        request_shows(request, row->learner_id);
        bool over = is_over(row->ends_on, request->today);
        view->members.items[i] = (PlaceRow){
            row->known_name, row->class_name == NULL ? "" : row->class_name,
            school_days_words(request->arena, row->starts_on, row->ends_on, request->today), over};
        if (!over)
            add_choice(request, &places, row->id.n, row->known_name);
    }
    view->member_end_form = form_under(request, class, "/learners/end", "Leave the group");
    view->member_places =
        field_view_choices(request, &group_members_end_form, "places", "", places);
    view->member_last_day =
        field_view_date(request, &group_members_end_form, "left_after", request->today);
    return fill_joining(request, class, view);
}

Error *class_page(Request *request)
{
    ThisClass class;
    TRY(path_class(request, &class));
    ClassPage view = {
        .page = page_make(request, class.is_group ? "Teaching group" : "{Class}", SECTION_SCHOOL),
        .tabs = school_tabs(request, SCHOOL_TAB_CLASSES),
        .name = class.name,
        .kind = class.is_group ? "Teaching group" : request_say(request, "{Class}"),
        .learner_word = request->school->learner_word,
        .is_group = class.is_group,
        .learners = class.is_group ? class.members : class.learners,
        .back = url_print(request->arena, "/school/classes"),
        .form = form_under(request, &class, "", "Name and year"),
        .new_name = field_view(request, &class_form, "name", class.name),
        .year = field_view(request, &class_form, "year",
                           class.national_year == NULL ? "" : class.national_year),
    };
    TRY(fill_adults(request, &class, &view));
    if (class.is_group)
        TRY(fill_members(request, &class, &view));
    class_html(request->out, &view);
    return NULL;
}

Error *class_change_post(Request *request)
{
    const ClassInput *input = request->input;
    ThisClass class;
    TRY(path_class(request, &class));
    TRY(refuse_taken_name(request, input->name, class.is_group, class.id));
    TRY(class_change(request->db, request->arena, request->school_id, class.id, input->name,
                     year_or_none(input->year)));
    return request_done(request, class_url(request, class.id), "class_saved");
}

static void check_span(Request *request, Date from, Date until, const char *field)
{
    if (date_is_set(from) && date_is_set(until) && date_compare(until, from) < 0)
        form_problem(request, field, "The last day must not be before the first");
}

static Error *refuse_twice(Request *request, const ThisClass *class, StaffId staff)
{
    struct class_adults_of_rows rows;
    TRY(class_adults_of(request->db, request->arena, request->school_id, class->id, &rows));
    for (size_t i = 0; i < rows.count; i++)
        if (rows.items[i].staff_id.n == staff.n && !moment_is_set(rows.items[i].ended_at) &&
            !is_over(rows.items[i].ends_on, request->today))
            form_problem(request, "staff", "This person stands there already. End that first");
    return NULL;
}

Error *class_adult_add(Request *request)
{
    const AdultInput *input = request->input;
    ThisClass class;
    StaffMember member;
    TRY(path_class(request, &class));
    TRY(staff_member(request->db, request->arena, request->school_id, (StaffId){input->staff},
                     &member));
    check_span(request, input->from, input->until, "until");
    if (staff_has_left(&member, request->today))
        form_problem(request, "staff", "This person no longer works here");
    TRY(refuse_twice(request, &class, member.id));
    bool covers = text_equal(input->part, "cover");
    if (covers && !date_is_set(input->until))
        form_problem(request, "until", "Enter the last day of the cover");
    TRY(form_problems(request));
    if (covers)
        TRY(class_add_cover(request->db, request->school_id, class.id, member.id, input->from,
                            input->until));
    else
        TRY(class_add_staff(request->db, request->school_id, class.id, member.id,
                            text_equal(input->part, "teacher"), input->from, input->until));
    TRY(given_note(request->db, request->school_id,
                   &(Given){.staff = member.id,
                            .by = request->staff->id,
                            .what = GIVEN_CLASS,
                            .role = member.role,
                            .class_id = class.id,
                            .starts_on = input->from,
                            .ends_on = input->until,
                            .at = request->now}));
    return request_done(request, class_url(request, class.id), "class_staff_added");
}

Error *class_adult_end(Request *request)
{
    const AdultEndInput *input = request->input;
    ThisClass class;
    TRY(path_class(request, &class));
    bool now = text_equal(input->when, "now");
    if (!now && !date_is_set(input->last_day))
        form_problem(request, "last_day", "Enter the last day");
    else if (!now && date_compare(input->last_day, request->today) < 0)
        form_problem(request, "last_day", "A day that has gone: choose At once");
    TRY(form_problems(request));
    TRY(class_end_staff(request->db, request->school_id, class.id, (ClassStaffId){input->place},
                        now ? request->today : input->last_day, now ? request->now : MOMENT_NONE));
    return request_done(request, class_url(request, class.id),
                        now ? "class_staff_ended_now" : "class_staff_ended");
}

Error *group_members_add(Request *request)
{
    const MembersInput *input = request->input;
    ThisClass group;
    TRY(path_group(request, &group));
    check_span(request, input->joins_on, input->leaves_on, "leaves_on");
    TRY(form_problems(request));
    for (size_t i = 0; i < input->learners.count; i++) {
        Learner learner;
        LearnerId id = {0};
        if (!id_parse(input->learners.items[i], &id.n))
            return error_not_found("learner of a group");
        TRY(learner_load(request->db, request->arena, request->school_id, id, &learner));
        if (learner.standing != RECORD_LIVE)
            return error_not_found("learner of a group");
        TRY(group_add_learner(request->db, request->school_id, group.id, id, input->joins_on,
                              input->leaves_on));
    }
    return request_done(request, class_url(request, group.id), "group_joined");
}

Error *group_members_end(Request *request)
{
    const MembersEndInput *input = request->input;
    ThisClass group;
    TRY(path_group(request, &group));
    for (size_t i = 0; i < input->places.count; i++) {
        ClassLearnerId place = {0};
        if (!id_parse(input->places.items[i], &place.n))
            return error_not_found("place in a group");
        TRY(group_end_learner(request->db, request->school_id, group.id, place, input->left_after));
    }
    return request_done(request, class_url(request, group.id), "group_left");
}

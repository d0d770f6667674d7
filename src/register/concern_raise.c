/* Raising a concern: from a learner's own page, or from anywhere by choosing or naming them. */
#include <inttypes.h>
#include <string.h>

#include "platform/base/name_search.h"
#include "register/concern_list_html.h"
#include "register/concern_new_html.h"
#include "register/concern_pages.h"
#include "register/concern_sql.h"
#include "register/register_rules.h"
#include "staff/glass.h"

enum { FOUND_MOST = 40 }; /* who is of that name */

typedef struct RaiseInput {
    const char *wording, *raised_by, *raised_by_name, *way;
    Date raised_on, reply_by;
    const char *noticed_where, *since, *tried, *strengths;
    const char *language, *translation, *translated_by;
    int64_t about; /* of the form for anybody */
    const char *name;
} RaiseInput;

static const FormChoice sayers[] = {
    {"staff", "I noticed it", NULL},
    {"parent", "A parent or carer told me", NULL},
    {"learner", "The child or young person told me", NULL},
    {"professional", "Another professional told me", NULL},
    {NULL, NULL, NULL},
};

static const FormChoice ways[] = {
    {"in_person", "In person", NULL},
    {"phone", "By phone", NULL},
    {"meeting", "At a meeting", NULL},
    {"writing", "In writing", NULL},
    {NULL, NULL, NULL},
};

#define RAISE_FIELDS                                                                               \
    FORM_TEXT(RaiseInput, wording, .label = "In your own words, or theirs",                        \
              .hint = "What was seen or heard. These words are kept as they are.", .rows = 5,      \
              .max = 4000, .missing = "Enter the concern in their own words", .personal = true),   \
        FORM_CHOICE(RaiseInput, raised_by, .label = "Who says this?", .choices = sayers,           \
                    .missing = "Choose who raised it"),                                            \
        FORM_TEXT(RaiseInput, raised_by_name, .label = "Their name", .personal = true),            \
        FORM_CHOICE(RaiseInput, way, .label = "How did they tell you?", .choices = ways),          \
        FORM_DATE(RaiseInput, raised_on, .label = "When was it said?",                             \
                  .missing = "Enter the day it was raised"),                                       \
        FORM_DATE(RaiseInput, reply_by, .label = "Answer promised by"),                            \
        FORM_TEXT(RaiseInput, noticed_where, .label = "Where and when does it show?", .rows = 2,   \
                  .max = 2000, .personal = true),                                                  \
        FORM_TEXT(RaiseInput, since, .label = "Since when, and how often?", .max = 500,            \
                  .personal = true),                                                               \
        FORM_TEXT(RaiseInput, tried, .label = "What has been tried, and did it help?", .rows = 2,  \
                  .max = 2000, .personal = true),                                                  \
        FORM_TEXT(RaiseInput, strengths, .label = "What goes well, and what helps?", .rows = 2,    \
                  .max = 2000, .personal = true),                                                  \
        FORM_TEXT(RaiseInput, language, .label = "Language of their words", .max = 60),            \
        FORM_TEXT(RaiseInput, translation, .label = "In English", .rows = 3, .max = 4000,          \
                  .hint = "The original stays beside it.", .personal = true),                      \
        FORM_TEXT(RaiseInput, translated_by, .label = "Who translated it?", .personal = true)

static const FormField raise_fields[] = {RAISE_FIELDS};
const Form concern_raise_form = FORM(RaiseInput, raise_fields);

static const FormField new_fields[] = {
    FORM_ID(RaiseInput, about, .label = "Who is it about?"),
    FORM_TEXT(RaiseInput, name, .label = "Or write the name", .personal = true), RAISE_FIELDS};
const Form concern_new_form = FORM(RaiseInput, new_fields);

/* ---- The fields -------------------------------------------------------------------------------
 */

static bool filled(const FieldView *field)
{
    return !text_empty(field->value) || field->error != NULL;
}

ConcernFields concern_fields(Request *request, const Form *form, Date reply_by)
{
    ConcernFields fields = {
        .wording = field_view(request, form, "wording", ""),
        .raised_by = field_view(request, form, "raised_by", "staff"),
        .raised_by_name = field_view(request, form, "raised_by_name", ""),
        .way = field_view(request, form, "way", ""),
        .raised_on = field_view_date(request, form, "raised_on", request->today),
        .reply_by = field_view_date(request, form, "reply_by", reply_by),
        .noticed_where = field_view(request, form, "noticed_where", ""),
        .since = field_view(request, form, "since", ""),
        .tried = field_view(request, form, "tried", ""),
        .strengths = field_view(request, form, "strengths", ""),
        .language = field_view(request, form, "language", ""),
        .translation = field_view(request, form, "translation", ""),
        .translated_by = field_view(request, form, "translated_by", ""),
    };
    fields.told_open = request->form != NULL;
    fields.more_open = filled(&fields.since) || filled(&fields.strengths);
    fields.language_open =
        filled(&fields.language) || filled(&fields.translation) || filled(&fields.translated_by);
    fields.raised_by_name.optional = fields.way.optional = false; /* they depend on who says it */
    return fields;
}

/* ---- Checking ---------------------------------------------------------------------------------
 */

static bool of_others(const RaiseInput *input)
{
    return !text_equal(input->raised_by, "staff");
}

static void check_input(Request *request, const RaiseInput *input)
{
    Findings findings = prompts_findings(request);
    ConcernEntry entry = {input->wording, input->raised_on, input->raised_by, input->reply_by};
    register_check_concern(&entry, request->today, &findings);
    prompts_refuse(request, &findings, NULL, NULL);
    if (of_others(input) && text_empty(input->raised_by_name))
        form_problem(request, "raised_by_name", "Enter who said it");
    if (!text_empty(input->translation) && text_empty(input->language))
        form_problem(request, "language", "Enter the language that the words were said in");
    if (!text_empty(input->translation) && text_empty(input->translated_by))
        form_problem(request, "translated_by", "Enter who translated the words");
}

static Error *save(Request *request, LearnerId learner, ConcernId *id)
{
    const RaiseInput *input = request->input;
    bool others = of_others(input);
    StaffId me = request->staff->id;
    Concern concern = {
        .raised_on = input->raised_on,
        .raised_by = input->raised_by,
        .raised_by_name = others ? input->raised_by_name : request->staff->display_name,
        .raised_staff = others ? (StaffId){0} : me,
        .heard_by = others ? me : (StaffId){0},
        .way = !others                  ? "self"
               : text_empty(input->way) ? "in_person"
                                        : input->way,
        .wording = input->wording,
        .language = or_null(input->language),
        .translation = or_null(input->translation),
        .translated_by = or_null(input->translated_by),
        .noticed_where = or_null(input->noticed_where),
        .since = or_null(input->since),
        .tried = or_null(input->tried),
        .strengths = or_null(input->strengths),
        .reply_by = input->reply_by,
    };
    TRY(concern_raise(request->db, request->school_id, learner, &concern, id));
    return concern_receive_at_once(request, learner, *id, input->reply_by);
}

/* ---- From one learner's page ------------------------------------------------------------------
 */

static Error *add_items(Request *request, ConcernItems *items)
{
    Concerns concerns;
    ConcernSteps steps;
    ConcernTolds told;
    LearnerId learner = request->learner->id;
    TRY(concern_list(request->db, request->arena, request->school_id, learner, &concerns));
    TRY(concern_steps(request->db, request->arena, request->school_id, learner, (ConcernId){0},
                      &steps));
    TRY(concern_told_list(request->db, request->arena, request->school_id, learner, &told));
    *items =
        (ConcernItems){concerns.count, arena_array(request->arena, ConcernItem, concerns.count)};
    for (size_t i = 0; i < concerns.count; i++) {
        const Concern *concern = &concerns.items[i];
        items->items[i] = (ConcernItem){
            .href = concern_url(request, learner, concern->id),
            .said = concern_said(request, concern),
            .steps = concern_step_rows(request, concern, &steps, &told),
            .outcome = concern_outcome_words(concern->outcome),
            .open = text_equal(concern->outcome, "open"),
            .checked = concern_is_checked(concern->outcome),
        };
    }
    return NULL;
}

Error *concern_list_page(Request *request)
{
    Date reply_by;
    ConcernListPage view = {
        .page = page_make(request, learner_title(request, "Concerns"), SECTION_CONCERNS),
        .form = form_view(request, learner_place(request, "/concerns"), 0, "Raise a concern"),
        .may_raise = request_may(request, MAY_RAISE_CONCERN),
        .views = learner_place(request, "/views"),
        .cancel = learner_place(request, ""),
    };
    TRY(learner_bar(request, TAB_CONCERNS, &view.bar));
    TRY(add_items(request, &view.concerns));
    TRY(concern_others_words(request, request->learner->id, (ConcernId){0}, &view.others));
    TRY(concern_usual_reply(request, &reply_by));
    view.fields = concern_fields(request, &concern_raise_form, reply_by);
    prompts_ask(request, &view.notes, "R-ID-10",
                "Keep the family’s words, who heard them and what was answered");
    prompts_ask(request, &view.notes, "F-ID-3", "Answer every concern within ten school days");
    concern_list_html(request->out, &view);
    return NULL;
}

Error *concern_raise_post(Request *request)
{
    ConcernId id;
    check_input(request, request->input);
    TRY(form_problems(request));
    TRY(save(request, request->learner->id, &id));
    return request_done(request, concern_url(request, request->learner->id, id), "concern_raised");
}

/* ---- About anybody ----------------------------------------------------------------------------
 */

static const char *label_of(Arena *arena, const char *surname, const char *given,
                            const char *class_name)
{
    return class_name == NULL ? arena_print(arena, "%s, %s", surname, given)
                              : arena_print(arena, "%s, %s (%s)", surname, given, class_name);
}

static void add_choice(Request *request, ChoiceViews *choices, LearnerId id, const char *label)
{
    request_shows(request, id);
    choices->items[choices->count++] =
        (ChoiceView){.code = arena_print(request->arena, "%" PRId64, id.n), .label = label};
}

/* Those of own classes and groups, or of the class that the address names. */
static Error *own_choices(Request *request, ClassId class, ChoiceViews *choices)
{
    struct concern_learners_rows rows;
    TRY(concern_learners(request->db, request->arena, request->school_id, request->staff->id,
                         request->today, class, &rows));
    *choices = (ChoiceViews){0, arena_array(request->arena, ChoiceView, rows.count)};
    for (size_t i = 0; i < rows.count; i++) {
        const struct concern_learners_row *row = &rows.items[i];
        const char *given = row->preferred_name == NULL ? row->forename : row->preferred_name;
        add_choice(request, choices, row->id,
                   label_of(request->arena, row->surname, given, row->class_name));
    }
    return NULL;
}

/* Those found, who fit the name as it was typed: no more than the first of them. */
static void add_found(Request *request, const struct concern_learners_found_rows *rows,
                      const char *name, ChoiceViews *choices)
{
    for (size_t i = 0; i < rows->count && choices->count < FOUND_MOST; i++) {
        const struct concern_learners_found_row *row = &rows->items[i];
        const char *const names[] = {row->surname, row->preferred_name, row->forename};
        const char *given = row->preferred_name == NULL ? row->forename : row->preferred_name;
        if (name_search_fits(request->arena, name, names, 3))
            add_choice(request, choices, row->id,
                       label_of(request->arena, row->surname, given, row->class_name));
    }
}

/* For whoever may raise a concern about everybody: of the class, the one that the address names, or
 * by name as the register finds it. name NULL: not by name. */
static Error *any_choices(Request *request, ClassId class, LearnerId about, const char *name,
                          ChoiceViews *choices)
{
    struct concern_learners_found_rows rows;
    const char *words[NAME_SEARCH_WORDS];
    *choices = (ChoiceViews){0};
    if (text_empty(name) && class.n == 0 && about.n == 0)
        return NULL;
    name_search_words(request->arena, name, words);
    TRY(concern_learners_found(request->db, request->arena, request->school_id, request->today,
                               class, about, words[0], words[1], words[2], &rows));
    choices->items = arena_array(request->arena, ChoiceView, FOUND_MOST);
    add_found(request, &rows, text_empty(name) ? "" : name, choices);
    return NULL;
}

/* Anybody else by the whole name and nothing less: no list to browse in. */
static Error *exact_choices(Request *request, const char *name, ChoiceViews *choices)
{
    NamedLearners found;
    *choices = (ChoiceViews){0};
    TRY(learners_named(request->db, request->arena, request->school_id, name, request->today,
                       &found));
    choices->items = arena_array(request->arena, ChoiceView, found.count);
    for (size_t i = 0; i < found.count; i++)
        add_choice(request, choices, found.items[i].id,
                   text_empty(found.items[i].class_name)
                       ? found.items[i].name
                       : arena_print(request->arena, "%s (%s)", found.items[i].name,
                                     found.items[i].class_name));
    return NULL;
}

static int64_t asked(Request *request, const char *name)
{
    const char *value = request_query(request, name);
    long long id = 0;
    return value != NULL && text_integer(value, 1, INT64_MAX, &id) ? id : 0;
}

/* Who can be chosen, given what the address and the refused form say. */
static Error *choices_now(Request *request, const RaiseInput *typed, ChoiceViews *choices)
{
    ClassId class = {asked(request, "class")};
    LearnerId about = {typed != NULL && typed->about != 0 ? typed->about : asked(request, "about")};
    bool all = request->reach == REACH_ALL;
    bool named = typed != NULL && typed->about == 0 && !text_empty(typed->name);
    if (all)
        return any_choices(request, class, about, named ? typed->name : NULL, choices);
    if (named)
        return exact_choices(request, typed->name, choices);
    return own_choices(request, class, choices);
}

static const RaiseInput *typed_now(Request *request)
{
    return request->form == NULL ? NULL : request->input;
}

Error *concern_new_page(Request *request)
{
    const Form *form = &concern_new_form;
    ChoiceViews choices;
    Date reply_by;
    const RaiseInput *typed = typed_now(request);
    int64_t about = asked(request, "about");
    ConcernNewPage view = {
        .page = page_make(request, "Raise a concern", SECTION_CONCERNS),
        .form = form_view(request, url_print(request->arena, "/concerns"), 0, "Raise a concern"),
        .name = field_view(request, form, "name", ""),
        .cancel = url_print(request->arena, "/concerns"),
        .learner_word = request->school->learner_word,
    };
    TRY(choices_now(request, typed, &choices));
    const char *chosen = about == 0 && choices.count == 1
                             ? choices.items[0].code
                             : arena_print(request->arena, "%" PRId64, about);
    view.about = field_view_choices(request, form, "about", chosen, choices);
    view.about.optional = view.name.optional = false; /* one of the two */
    view.listed = choices.count > 0;
    view.named = about == 0 || choices.count == 0;
    view.name.label = view.listed ? "Or write the name" : "Who is it about?";
    view.name = field_hinted(request, view.name,
                             request->reach == REACH_ALL
                                 ? "The beginnings of the names are enough"
                                 : "The whole name, as the {school} writes it, for anybody else");
    TRY(concern_usual_reply(request, &reply_by));
    view.fields = concern_fields(request, form, reply_by);
    prompts_ask(request, &view.notes, "F-ID-3", "Answer every concern within ten school days");
    concern_new_html(request->out, &view);
    return NULL;
}

static bool offered(const ChoiceViews *choices, int64_t id, Arena *arena)
{
    const char *code = arena_print(arena, "%" PRId64, id);
    for (size_t i = 0; i < choices->count; i++)
        if (text_equal(choices->items[i].code, code))
            return true;
    return false;
}

/* Whoever was chosen from the list, or is the one of that name. n 0: a problem is noted. */
static Error *whom(Request *request, const RaiseInput *input, LearnerId *learner)
{
    ChoiceViews choices;
    long long id = 0;
    *learner = (LearnerId){0};
    TRY(choices_now(request, input, &choices));
    if (input->about != 0 && !offered(&choices, input->about, request->arena) &&
        !text_empty(input->name))
        TRY(exact_choices(request, input->name, &choices));
    if (input->about != 0 && offered(&choices, input->about, request->arena))
        *learner = (LearnerId){input->about};
    else if (text_empty(input->name))
        form_problem(request, choices.count > 0 ? "about" : "name", "Say who it is about");
    else if (choices.count == 0)
        form_problem(request, "name", "Nobody here has that name. Check how it is written");
    else if (choices.count > 1)
        form_problem(request, "about", "There are several of that name: choose one");
    else if (text_integer(choices.items[0].code, 1, INT64_MAX, &id))
        *learner = (LearnerId){id};
    return NULL;
}

Error *concern_new_post(Request *request)
{
    const RaiseInput *input = request->input;
    LearnerId learner;
    ConcernId id;
    TRY(whom(request, input, &learner));
    check_input(request, input);
    TRY(form_problems(request));
    Learner *about = arena_new(request->arena, Learner);
    TRY(learner_load(request->db, request->arena, request->school_id, learner, about));
    request->learner = about; /* whom the path does not name, the trail does */
    TRY(save(request, learner, &id));
    return request_done(request, url_print(request->arena, "/concerns/%" PRId64, id.n),
                        "concern_raised");
}

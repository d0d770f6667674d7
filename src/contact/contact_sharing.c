/* What a young person says about sharing: asked anew once the rights are theirs (R-YP-1 to 4). */
#include <inttypes.h>

#include "contact/contact_pages.h"
#include "contact/contact_sql.h"
#include "contact/sharing_html.h"
#include "learner/age.h"

typedef struct EachInput {
    int64_t id; /* the contact */
    const char *involvement;
} EachInput;

typedef struct EachInputs {
    size_t count;
    EachInput *items;
} EachInputs;

typedef struct SharingInput {
    Date asked_on;
    const char *how, *involvement, *what;
    EachInputs about;
} SharingInput;

static const FormChoice hows[] = {
    {"in_person", "In person", NULL},
    {"phone", "By phone", NULL},
    {"writing", "In writing", NULL},
    {"advocate", "With an advocate", NULL},
    {NULL, NULL, NULL},
};
static const FormChoice answers[] = {
    {"yes", "Yes, go on telling them", NULL},
    {"limited", "Some of it", "Write below what"},
    {"no", "No", NULL},
    {NULL, NULL, NULL},
};
static const FormChoice each_answers[] = {
    {"", "As for all", NULL}, {"yes", "Yes", NULL}, {"limited", "Some of it", NULL},
    {"no", "No", NULL},       {NULL, NULL, NULL},
};

static const FormField each_fields[] = {
    FORM_CHOICE(EachInput, involvement, .label = "May they be told?", .choices = each_answers),
};
static const Form each_form = FORM(EachInput, each_fields);

static const FormField sharing_fields[] = {
    FORM_DATE(SharingInput, asked_on, .label = "Asked on", .missing = "Enter the day"),
    FORM_CHOICE(SharingInput, how, .label = "How?", .choices = hows,
                .missing = "Choose how they were asked"),
    FORM_CHOICE(SharingInput, involvement, .label = "May the family go on being told?",
                .choices = answers, .missing = "Choose what they said"),
    FORM_TEXT(SharingInput, what, .label = "In their own words", .rows = 3, .max = 1000,
              .personal = true),
    FORM_ROWS(SharingInput, about, &each_form, .label = "One by one"),
};
const Form sharing_form = FORM(SharingInput, sharing_fields);

typedef struct CapacityInput {
    const char *decision, *decision_words, *finding, *reasons, *assessed_by;
    int64_t decider;
    Date assessed_on;
} CapacityInput;

static const FormChoice decisions[] = {
    {"sharing", "Who is told about their support", NULL},
    {"assessment_request", "Asking for an EHC needs assessment", NULL},
    {"provision", "Agreeing to support", NULL},
    {"other", "Another decision", "Write which"},
    {NULL, NULL, NULL},
};
static const FormChoice capacities[] = {
    {"lacks", "Cannot take this decision, even with help", NULL},
    {"has", "Can take this decision", NULL},
    {NULL, NULL, NULL},
};
static const FormField capacity_fields[] = {
    FORM_CHOICE(CapacityInput, decision, .label = "Which decision?", .choices = decisions,
                .missing = "Choose the one decision that this is about"),
    FORM_TEXT(CapacityInput, decision_words, .label = "Another decision: which?", .max = 200,
              .personal = true),
    FORM_CHOICE(CapacityInput, finding, .label = "What was found", .choices = capacities,
                .missing = "Choose what was found"),
    FORM_ID(CapacityInput, decider, .label = "Who takes it for them?"),
    FORM_TEXT(CapacityInput, reasons, .label = "Why", .rows = 3, .max = 2000, .missing = "Say why",
              .personal = true),
    FORM_TEXT(CapacityInput, assessed_by, .label = "Found by", .max = 120,
              .missing = "Say who found it", .personal = true),
    FORM_DATE(CapacityInput, assessed_on, .label = "On", .missing = "Enter the day"),
};
const Form capacity_form = FORM(CapacityInput, capacity_fields);

/* ---- What is shown ----------------------------------------------------------------------------
 */

static const char *label_of(const FormChoice *choices, const char *code)
{
    for (; choices->code != NULL; choices++)
        if (text_equal(choices->code, code))
            return choices->label;
    return code;
}

static Error *add_answers(Request *request, SharingPage *view)
{
    struct sharing_answers_of_rows rows;
    Arena *arena = request->arena;
    Date since = young_person_from(request->learner->born_on);
    TRY(sharing_answers_of(request->db, arena, request->school_id, request->learner->id, &rows));
    view->answers = (AnswerRows){0, arena_array(arena, AnswerRow, rows.count)};
    view->owed = view->own_rights;
    for (size_t i = 0; i < rows.count; i++) {
        const struct sharing_answers_of_row *row = &rows.items[i];
        view->owed = view->owed && date_compare(row->asked_on, since) < 0;
        view->answers.items[view->answers.count++] = (AnswerRow){
            .about = row->name == NULL ? "All contacts" : row->name,
            .answer = label_of(answers, row->involvement),
            .what = row->what,
            .when = arena_print(arena, "%s, %s, asked by %s", date_medium(arena, row->asked_on),
                                label_of(hows, row->how), row->noted_by),
        };
    }
    return NULL;
}

static Error *add_notes(Request *request, SharingPage *view)
{
    struct capacity_notes_of_rows rows;
    Arena *arena = request->arena;
    TRY(capacity_notes_of(request->db, arena, request->school_id, request->learner->id, &rows));
    view->capacity = (AnswerRows){0, arena_array(arena, AnswerRow, rows.count)};
    for (size_t i = 0; i < rows.count; i++) {
        const struct capacity_notes_of_row *row = &rows.items[i];
        const char *found = row->has_capacity ? "Can take this decision" : "Cannot take it";
        view->capacity.items[view->capacity.count++] = (AnswerRow){
            .about = row->decision_words != NULL ? row->decision_words
                                                 : label_of(decisions, row->decision),
            .answer = row->contact == NULL
                          ? found
                          : arena_print(arena, "%s; %s takes it for them", found, row->contact),
            .what = row->reasons,
            .when =
                arena_print(arena, "%s, %s%s", date_medium(arena, row->assessed_on),
                            row->assessed_by, date_is_set(row->ended_on) ? ". Replaced since" : ""),
        };
    }
    return NULL;
}

static ChoiceViews each_choices(Arena *arena)
{
    ChoiceViews views = {0,
                         arena_array(arena, ChoiceView, sizeof each_answers / sizeof(FormChoice))};
    for (const FormChoice *choice = each_answers; choice->code != NULL; choice++)
        views.items[views.count++] = (ChoiceView){.code = choice->code, .label = choice->label};
    return views;
}

/* What they said of this contact alone: a new answer about all does not lift it unseen. */
static Texts said_of(Arena *arena, const ContactStanding *standing)
{
    const EntitlementFacts *facts = &standing->facts;
    const SharingFact *said = &facts->sharing;
    Texts code = {0, arena_array(arena, const char *, 1)};
    if (said->names_contact && date_compare(young_person_from(facts->born_on), said->asked_on) <= 0)
        code.items[code.count++] = said->involvement;
    return code;
}

static Error *add_each(Request *request, SharingPage *view)
{
    ContactStandings all;
    Arena *arena = request->arena;
    TRY(contact_standings(request->db, arena, request->school_id, request->learner->id,
                          request->today, &all));
    ChoiceViews deciders = {1, arena_array(arena, ChoiceView, all.count + 1)};
    deciders.items[0] = (ChoiceView){.code = "", .label = "Nobody named yet"};
    view->each = (RestrictionFields){0, arena_array(arena, FieldView, all.count)};
    for (size_t i = 0; i < all.count; i++) {
        const LearnerContact *link = &all.items[i].link;
        if (all.items[i].ended || contact_stands_before(&all, i))
            continue;
        FieldView field = field_view_row_choices(
            request, &sharing_form, "about", link->contact_id.n, "involvement",
            said_of(arena, &all.items[i]), each_choices(arena));
        field.label = link->name;
        field.optional = false;
        view->each.items[view->each.count++] = field;
        deciders.items[deciders.count++] = (ChoiceView){
            .code = arena_print(arena, "%" PRId64, link->contact_id.n), .label = link->name};
    }
    view->decider = field_view_choices(request, &capacity_form, "decider", "", deciders);
    return NULL;
}

static void add_rules(Request *request, SharingPage *view)
{
    prompts_ask(request, &view->rules, "R-YP-1",
                "From the day after the last Friday in June of the school year in which they turn "
                "16, the rights are the young person’s own");
    prompts_ask(request, &view->rules, "R-YP-4",
                "Ask anew who may be told; what the family had before does not simply go on");
    prompts_ask(request, &view->rules, "R-YP-2",
                "The family takes part when the young person agrees");
    prompts_ask(request, &view->rules, "R-YP-3",
                "Assume that they can decide. If not, note the one decision and who takes it");
    prompts_ask(request, &view->rules, "R-YP-5", "Write to the young person themselves");
}

static void add_forms(Request *request, SharingPage *view)
{
    const Form *form = &sharing_form, *note = &capacity_form;
    view->form = form_view(request, contact_place(request, "/sharing"), 0, "What they said");
    view->asked_on = field_view_date(request, form, "asked_on", request->today);
    view->how = field_view(request, form, "how", "");
    view->involvement = field_view(request, form, "involvement", "");
    view->what = field_view(request, form, "what", "");
    view->capacity_form =
        form_view(request, contact_place(request, "/capacity"), 0, "A note about one decision");
    view->decision = field_view(request, note, "decision", "");
    view->decision_words = field_view(request, note, "decision_words", "");
    view->finding = field_view(request, note, "finding", "");
    view->reasons = field_view(request, note, "reasons", "");
    view->assessed_by = field_view(request, note, "assessed_by", "");
    view->assessed_on = field_view_date(request, note, "assessed_on", request->today);
}

Error *sharing_page(Request *request)
{
    Date born = request->learner->born_on;
    SharingPage view = {
        .page = page_make(request, contact_title(request, "Sharing"), SECTION_CONTACTS),
        .given_name = contact_learner(request),
        .own_rights = rights_are_their_own(born, request->today),
        .since = date_long(request->arena, young_person_from(born)),
        .back = contact_place(request, "/contacts"),
    };
    add_forms(request, &view);
    add_rules(request, &view);
    TRY(learner_bar(request, TAB_CONTACTS, &view.bar));
    TRY(add_each(request, &view));
    TRY(add_answers(request, &view));
    TRY(add_notes(request, &view));
    sharing_html(request->out, &view);
    return NULL;
}

/* ---- What is saved ----------------------------------------------------------------------------
 */

static Error *not_yet(Request *request)
{
    if (rights_are_their_own(request->learner->born_on, request->today))
        return NULL;
    return error_conflict("The rights are not this learner’s own yet: they are the parents’.",
                          "learner %" PRId64 " is a child", request->learner->id.n);
}

static bool is_contact(const ContactStandings *all, int64_t id)
{
    for (size_t i = 0; i < all->count; i++)
        if (all->items[i].link.contact_id.n == id)
            return true;
    return false;
}

Error *sharing_post(Request *request)
{
    const SharingInput *input = request->input;
    ContactStandings all;
    SharingAnswer answer = {.asked_on = input->asked_on,
                            .how = input->how,
                            .involvement = input->involvement,
                            .what = typed_or_null(input->what),
                            .noted_by = request->staff->id};
    TRY(not_yet(request));
    TRY(contact_standings(request->db, request->arena, request->school_id, request->learner->id,
                          request->today, &all));
    if (date_compare(input->asked_on, request->today) > 0)
        form_problem(request, "asked_on", "The day must be today or earlier");
    if (date_compare(input->asked_on, young_person_from(request->learner->born_on)) < 0)
        form_problem(request, "asked_on", "On that day the rights were not theirs yet: ask anew");
    if (text_equal(input->involvement, "limited") && text_empty(input->what))
        form_problem(request, "what", "Write what may be told, and what not");
    TRY(form_problems(request));
    TRY(sharing_add(request->db, request->school_id, request->learner->id, &answer));
    for (size_t i = 0; i < input->about.count; i++) {
        if (text_empty(input->about.items[i].involvement) ||
            !is_contact(&all, input->about.items[i].id))
            continue;
        answer.contact_id = (ContactId){input->about.items[i].id};
        answer.involvement = input->about.items[i].involvement;
        TRY(sharing_add(request->db, request->school_id, request->learner->id, &answer));
    }
    return request_done(request, contact_place(request, "/sharing"), "sharing_asked");
}

Error *capacity_post(Request *request)
{
    const CapacityInput *input = request->input;
    ContactStandings all;
    bool other = text_equal(input->decision, "other");
    bool lacks = text_equal(input->finding, "lacks");
    CapacityNote note = {
        .decision = input->decision,
        .decision_words = other ? input->decision_words : NULL,
        .has_capacity = !lacks,
        .contact_id = {lacks ? input->decider : 0},
        .reasons = input->reasons,
        .assessed_by = input->assessed_by,
        .assessed_on = input->assessed_on,
    };
    TRY(not_yet(request));
    TRY(contact_standings(request->db, request->arena, request->school_id, request->learner->id,
                          request->today, &all));
    if (other && text_empty(input->decision_words))
        form_problem(request, "decision_words", "Write which decision it is about");
    if (date_compare(input->assessed_on, request->today) > 0)
        form_problem(request, "assessed_on", "The day must be today or earlier");
    if (note.contact_id.n != 0 && !is_contact(&all, note.contact_id.n))
        form_problem(request, "decider", "Choose one of the contacts");
    TRY(form_problems(request));
    TRY(capacity_note_add(request->db, request->school_id, request->learner->id, &note));
    return request_done(request, contact_place(request, "/sharing"), "capacity_noted");
}

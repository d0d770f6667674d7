/* The setting's own facts: who it is for the Department for Education, where it stands, and what
 * kind of setting it is, on which words, screens and duties hang. */
#include "school/facts_pages.h"

#include "school/facts_html.h"
#include "school/facts_kind_html.h"

/* ---- The forms ------------------------------------------------------------------------------- */

typedef struct FactsInput {
    const char *name, *phase, *learner_word, *urn, *ukprn, *la_number, *establishment_number;
    OptionalInteger low_age, high_age;
    const char *address, *postcode, *telephone, *head_name;
} FactsInput;

static const FormChoice phases[] = {
    {"nursery", "Nursery", NULL},     {"primary", "Primary", NULL},
    {"secondary", "Secondary", NULL}, {"all_through", "All-through", NULL},
    {"college", "16 and over", NULL}, {NULL, NULL, NULL},
};

static const FormChoice learner_words[] = {
    {"pupil", "“pupil”", NULL},     {"child", "“child”", NULL}, {"student", "“student”", NULL},
    {"learner", "“learner”", NULL}, {NULL, NULL, NULL},
};

static const FormField facts_fields[] = {
    FORM_TEXT(FactsInput, name, .label = "Name of the {school}", .max = 120,
              .missing = "Enter the name"),
    FORM_TEXT(FactsInput, head_name, .label = "Name of the {head}",
              .hint = "As papers say it, such as Mrs Ana Vaz", .max = 80),
    FORM_TEXT(FactsInput, address, .label = "Address", .rows = 3, .max = 300),
    FORM_TEXT(FactsInput, postcode, .label = "Postcode", .max = 10),
    FORM_TEXT(FactsInput, telephone, .label = "Telephone", .max = 24),
    FORM_TEXT(FactsInput, urn, .label = "URN", .hint = "Six digits", .max = 12),
    FORM_TEXT(FactsInput, ukprn, .label = "UKPRN", .hint = "Eight digits", .max = 12),
    FORM_TEXT(FactsInput, la_number, .label = "LA number", .hint = "Three digits", .max = 12),
    FORM_TEXT(FactsInput, establishment_number, .label = "Estab number", .hint = "Four digits",
              .max = 12),
    FORM_CHOICE(FactsInput, phase, .label = "Phase", .choices = phases,
                .missing = "Choose the phase"),
    FORM_INTEGER(FactsInput, low_age, .label = "Lowest age", .least = 0, .most = 99),
    FORM_INTEGER(FactsInput, high_age, .label = "Highest age", .least = 0, .most = 99),
    FORM_CHOICE(FactsInput, learner_word, .label = "Called here", .choices = learner_words,
                .missing = "Choose a word"),
};

/* The type stays: it has a page of its own. */
static SchoolFacts typed_facts(Request *request)
{
    const FactsInput *input = request->input;
    return (SchoolFacts){
        .name = input->name,
        .setting_type = setting_type_code(request->school->type),
        .phase = input->phase,
        .learner_word = input->learner_word,
        .urn = input->urn,
        .ukprn = input->ukprn,
        .la_number = input->la_number,
        .establishment_number = input->establishment_number,
        .low_age = input->low_age,
        .high_age = input->high_age,
        .address = input->address,
        .postcode = input->postcode,
        .telephone = input->telephone,
        .head_name = input->head_name,
    };
}

/* What is missing or out of range is told already. */
static bool told_by_the_form(const SchoolFacts *facts, const char *field)
{
    return (text_equal(field, "name") && text_empty(facts->name)) ||
           (text_equal(field, "phase") && text_empty(facts->phase)) ||
           (text_equal(field, "learner_word") && text_empty(facts->learner_word));
}

static Error *judge_facts(Request *request)
{
    SchoolFacts facts = typed_facts(request);
    FactsFaults faults = school_facts_faults(&facts);
    for (size_t i = 0; i < faults.count; i++)
        if (!told_by_the_form(&facts, faults.items[i].field))
            form_problem(request, faults.items[i].field, faults.items[i].sentence);
    return NULL;
}

const Form facts_form = FORM_JUDGED(FactsInput, facts_fields, judge_facts);

typedef struct KindInput {
    const char *phase, *learner_word;
    bool sure;
} KindInput;

static const FormField kind_fields[] = {
    FORM_CHOICE(KindInput, phase, .label = "Phase", .choices = phases,
                .missing = "Choose the phase"),
    FORM_CHOICE(KindInput, learner_word, .label = "Called here", .choices = learner_words,
                .missing = "Choose a word"),
    FORM_CHECK(KindInput, sure, .label = "Yes, this is what we are",
               .missing = "Tick this to say that you have read what changes"),
};
const Form facts_kind_form = FORM(KindInput, kind_fields);

/* ---- The page -------------------------------------------------------------------------------- */

static void add_row(FactRows *rows, const char *name, const char *value)
{
    if (!text_empty(value))
        rows->items[rows->count++] = (FactRow){name, value};
}

static const char *ages_words(Arena *arena, const SchoolFacts *facts)
{
    if (facts->low_age.present && facts->high_age.present)
        return arena_print(arena, "%lld to %lld", facts->low_age.value, facts->high_age.value);
    if (facts->low_age.present)
        return arena_print(arena, "from %lld", facts->low_age.value);
    return facts->high_age.present ? arena_print(arena, "up to %lld", facts->high_age.value) : "";
}

static const char *label_of(const FormChoice *choices, const char *code)
{
    for (; choices->code != NULL; choices++)
        if (text_equal(choices->code, code))
            return choices->label;
    return "";
}

static FactRows rows_of(Request *request, const SchoolFacts *facts)
{
    FactRows rows = {0, arena_array(request->arena, FactRow, 12)};
    add_row(&rows, "Name", facts->name);
    add_row(&rows, request_say(request, "{Head}"), facts->head_name);
    add_row(&rows, "Address", facts->address);
    add_row(&rows, "Postcode", facts->postcode);
    add_row(&rows, "Telephone", facts->telephone);
    add_row(&rows, "URN", facts->urn);
    add_row(&rows, "UKPRN", facts->ukprn);
    add_row(&rows, "LA number", facts->la_number);
    add_row(&rows, "Establishment number", facts->establishment_number);
    add_row(&rows, "Phase", label_of(phases, facts->phase));
    add_row(&rows, "Ages", ages_words(request->arena, facts));
    return rows;
}

static void fill_fields(Request *request, const SchoolFacts *facts, FactsPage *view)
{
    const Form *form = &facts_form;
    view->name = field_view(request, form, "name", facts->name);
    view->phase = field_view(request, form, "phase", facts->phase);
    view->learner_word = field_view(request, form, "learner_word", facts->learner_word);
    view->urn = field_view(request, form, "urn", facts->urn);
    view->ukprn = field_view(request, form, "ukprn", facts->ukprn);
    view->la_number = field_view(request, form, "la_number", facts->la_number);
    view->establishment_number =
        field_view(request, form, "establishment_number", facts->establishment_number);
    view->low_age = field_view_integer(request, form, "low_age", facts->low_age);
    view->high_age = field_view_integer(request, form, "high_age", facts->high_age);
    view->address = field_view(request, form, "address", facts->address);
    view->postcode = field_view(request, form, "postcode", facts->postcode);
    view->telephone = field_view(request, form, "telephone", facts->telephone);
    view->head_name = field_view(request, form, "head_name", facts->head_name);
}

Error *facts_page(Request *request)
{
    SchoolFacts facts;
    int64_t version;
    TRY(school_facts_load(request->db, request->arena, request->school_id, &facts, &version));
    FactsPage view = {
        .page = page_make(request, "Facts of the {school}", SECTION_SCHOOL),
        .tabs = school_tabs(request, SCHOOL_TAB_FACTS),
        .may_change = request_may(request, MAY_EDIT_FACTS),
        .kind = setting_of(request->school->type)->name,
        .change_kind = url_print(request->arena, "/school/facts/kind"),
        .rows = rows_of(request, &facts),
        .form = form_view(request, url_print(request->arena, "/school/facts"), version,
                          "Facts of the {school}"),
    };
    fill_fields(request, &facts, &view);
    facts_html(request->out, &view);
    return NULL;
}

Error *facts_save(Request *request)
{
    SchoolFacts facts = typed_facts(request), old;
    int64_t version;
    TRY(judge_facts(request));
    TRY(form_problems(request));
    TRY(school_facts_load(request->db, request->arena, request->school_id, &old, &version));
    TRY(request_same_version(request, version));
    TRY(school_facts_save(request->db, request->arena, request->school_id, &facts));
    return request_done(request, url_print(request->arena, "/school/facts"), "facts_saved");
}

/* ---- Another kind of setting ----------------------------------------------------------------- */

/* Another than it is now. */
static bool chosen_kind(const Request *request, SettingType *type)
{
    return setting_type_parse(request_query(request, "to"), type) && *type != request->school->type;
}

static ChoiceViews kinds_of(Request *request)
{
    ChoiceViews kinds = {0, arena_array(request->arena, ChoiceView, SETTING_TYPE_COUNT)};
    for (SettingType type = 0; type < SETTING_TYPE_COUNT; type++)
        if (type != request->school->type)
            kinds.items[kinds.count++] =
                (ChoiceView){.id = arena_print(request->arena, "kind-%d", (int)type),
                             .code = setting_type_code(type),
                             .label = setting_of(type)->name,
                             .chosen = kinds.count == 0};
    return kinds;
}

static void show_change(Request *request, SettingType to, int64_t version, FactsKindPage *view)
{
    Arena *arena = request->arena;
    SettingType from = request->school->type;
    view->kind = setting_of(to)->name;
    view->words = (FactsChanges){
        "Words", setting_words_changed(arena, &request->school->words, &setting_of(to)->words)};
    view->screens = (FactsChanges){"Screens", setting_screens_changed(arena, from, to)};
    view->duties = (FactsChanges){
        "Duties", setting_duties_changed(arena, rule_pack_on(request->today), from, to)};
    view->form = form_view(
        request,
        url_print(arena, "/school/facts/kind?to=%s", url_encode(arena, setting_type_code(to))),
        version, "Another kind of setting");
    view->phase = field_view(request, &facts_kind_form, "phase", usual_phase(to));
    view->learner_word =
        field_view(request, &facts_kind_form, "learner_word", setting_of(to)->words.learner);
    view->sure = field_view_check(request, &facts_kind_form, "sure", false);
}

Error *facts_kind_page(Request *request)
{
    SettingType to;
    SchoolFacts facts;
    int64_t version;
    FactsKindPage view = {
        .page = page_make(request, "Another kind of setting", SECTION_SCHOOL),
        .tabs = school_tabs(request, SCHOOL_TAB_FACTS),
        .back = url_print(request->arena, "/school/facts"),
        .kind_now = setting_of(request->school->type)->name,
    };
    TRY(school_facts_load(request->db, request->arena, request->school_id, &facts, &version));
    if (chosen_kind(request, &to))
        show_change(request, to, version, &view);
    else
        view.kinds = kinds_of(request);
    facts_kind_html(request->out, &view);
    return NULL;
}

Error *facts_kind_save(Request *request)
{
    const KindInput *input = request->input;
    SettingType to;
    SchoolFacts facts;
    int64_t version;
    if (!chosen_kind(request, &to))
        return error_invalid("Choose another kind of setting than it is now", "kind");
    TRY(school_facts_load(request->db, request->arena, request->school_id, &facts, &version));
    TRY(request_same_version(request, version));
    facts.setting_type = setting_type_code(to);
    facts.phase = input->phase;
    facts.learner_word = input->learner_word;
    TRY(school_facts_save(request->db, request->arena, request->school_id, &facts));
    return request_done(request, url_print(request->arena, "/school/facts"), "facts_kind");
}

/* Fields as a page shows them: the record's values, or what was typed in a form just refused. */
#include <string.h>

#include "platform/base/log.h"
#include "web/form.h"
#include "web/form_merge.h"
#include "web/request.h"

static const FormField *declared(const Form *form, const char *name)
{
    for (size_t i = 0; i < form->count; i++)
        if (text_equal(form->fields[i].name, name))
            return &form->fields[i];
    log_panic("form.field", "unknown=%s", name);
}

/* The refused form's state, when this is that form. */
static const FormState *refused(const Request *request, const Form *form)
{
    return request->form != NULL && request->form->form == form ? request->form : NULL;
}

static const char *typed_value(const FormState *state, const char *name)
{
    for (size_t i = 0; i < state->typed.count; i++)
        if (text_equal(state->typed.items[i].name, name) && state->typed.items[i].file_name == NULL)
            return state->typed.items[i].value;
    return "";
}

/* One field may answer for several: each is said. */
static const char *problem_of(const Request *request, const FormState *state, const char *name)
{
    const char *said = NULL;
    for (size_t i = 0; i < state->problem_count; i++) {
        const FormProblem *problem = &state->problems[i];
        if (problem->name == NULL || !text_equal(problem->name, name))
            continue;
        const char *sentence = request_say(request, problem->sentence);
        said = said == NULL ? sentence : arena_print(request->arena, "%s. %s", said, sentence);
    }
    return said;
}

static const char *element_id(Arena *arena, const char *name)
{
    char *id = arena_print(arena, "field-%s", name);
    for (char *c = id; *c != '\0'; c++)
        if (*c == '.')
            *c = '-';
    return id;
}

static const char *described_by(Arena *arena, const FieldView *view)
{
    if (view->hint != NULL && view->error != NULL)
        return arena_print(arena, "%s-hint %s-error", view->id, view->id);
    if (view->hint != NULL)
        return arena_print(arena, "%s-hint", view->id);
    if (view->error != NULL)
        return arena_print(arena, "%s-error", view->id);
    return NULL;
}

static bool is_sent(const FormState *state, const char *name)
{
    for (size_t i = 0; i < state->typed.count; i++)
        if (text_equal(state->typed.items[i].name, name))
            return true;
    return false;
}

static bool is_chosen(const FormState *state, const char *name, const char *code, const char *value)
{
    if (state == NULL)
        return text_equal(code, value);
    for (size_t i = 0; i < state->typed.count; i++)
        if (text_equal(state->typed.items[i].name, name) &&
            text_equal(state->typed.items[i].value, code))
            return true;
    return false;
}

static ChoiceViews choice_views(const Request *request, const FieldView *view,
                                const FormChoice *choices)
{
    Arena *arena = request->arena;
    size_t count = 0;
    while (choices != NULL && choices[count].code != NULL)
        count++;
    ChoiceViews views = {count, arena_array(arena, ChoiceView, count + 1)};
    for (size_t i = 0; i < count; i++)
        views.items[i] = (ChoiceView){
            .id = i == 0 ? view->id : arena_print(arena, "%s-%zu", view->id, i + 1),
            .code = choices[i].code,
            .label = request_say(request, choices[i].label),
            .hint = request_say(request, choices[i].hint),
        };
    return views;
}

static void choose(const FormState *state, FieldView *view, const char *value)
{
    for (size_t i = 0; i < view->choices.count; i++) {
        ChoiceView *choice = &view->choices.items[i];
        choice->chosen = is_chosen(state, view->name, choice->code, value);
    }
}

/* What the field was when the form began, as it came back with it. */
static const char *sent_was(Arena *arena, const FormState *state, const char *name)
{
    const char *was = typed_value(state, arena_print(arena, "was.%s", name));
    return text_empty(was) ? NULL : was;
}

static const char *label_of(const ChoiceViews *choices, const char *code)
{
    for (size_t i = 0; i < choices->count; i++)
        if (text_equal(choices->items[i].code, code))
            return choices->items[i].label;
    return code;
}

/* Somebody else saved while this was being typed. */
static void merge(Arena *arena, const FormState *state, FieldView *view, const char *saved)
{
    FormMerge merged = form_merge(arena, sent_was(arena, state, view->name), view->value, saved);
    view->merged = merged == MERGE_SAVED;
    view->theirs = merged != MERGE_CLASH ? NULL : text_empty(saved) ? "(empty)" : saved;
    if (view->merged)
        view->value = saved;
}

/* state: of the form just refused, NULL to show the record's value. */
static FieldView make(Request *request, const FormState *state, const FormField *field,
                      const char *name, const char *value, const char *label)
{
    Arena *arena = request->arena;
    bool conflict = state != NULL && state->conflict && !field->secret;
    FieldView view = {
        .id = element_id(arena, name),
        .name = name,
        .label = request_say(request, label != NULL ? label : field->label),
        .hint = request_say(request, field->hint),
        .value = value,
        .was = field->secret ? NULL : form_was(arena, value),
        .autocomplete = field->autocomplete != NULL ? field->autocomplete : "off",
        .max = (long long)(field->max == 0 ? 200 : field->max),
        .rows = field->rows,
        .required = field->missing != NULL,
        .optional = field->missing == NULL,
    };
    if (state != NULL) {
        view.value = field->secret ? "" : typed_value(state, name);
        view.error = problem_of(request, state, name);
        if (!conflict)
            view.was = sent_was(arena, state, name);
    }
    if (conflict)
        merge(arena, state, &view, value);
    view.choices = choice_views(request, &view, field->choices);
    choose(view.merged ? NULL : state, &view, value);
    if (view.theirs != NULL)
        view.theirs = label_of(&view.choices, view.theirs);
    view.described_by = described_by(arena, &view);
    return view;
}

FieldView field_view(Request *request, const Form *form, const char *name, const char *value)
{
    return make(request, refused(request, form), declared(form, name), name, value, NULL);
}

FieldView field_hinted(Request *request, FieldView view, const char *hint)
{
    Arena *arena = request->arena;
    hint = request_say(request, hint);
    view.hint = view.hint == NULL ? hint : arena_print(arena, "%s %s", view.hint, hint);
    view.described_by = described_by(arena, &view);
    return view;
}

static const char *date_text(Arena *arena, Date value)
{
    if (!date_is_set(value))
        return "";
    CivilDate day = date_civil(value);
    return arena_print(arena, "%d/%d/%d", day.day, day.month, day.year);
}

FieldView field_view_date(Request *request, const Form *form, const char *name, Date value)
{
    return field_view(request, form, name, date_text(request->arena, value));
}

static const char *integer_text(Arena *arena, OptionalInteger value)
{
    return value.present ? arena_print(arena, "%lld", value.value) : "";
}

FieldView field_view_integer(Request *request, const Form *form, const char *name,
                             OptionalInteger value)
{
    return field_view(request, form, name, integer_text(request->arena, value));
}

FieldView field_view_check(Request *request, const Form *form, const char *name, bool value)
{
    FieldView view = field_view(request, form, name, "yes");
    const FormState *state = refused(request, form);
    bool conflict = state != NULL && state->conflict;
    bool was = state != NULL && sent_was(request->arena, state, name) != NULL;
    view.checked = value;
    if (state != NULL) {
        bool typed = is_sent(state, name);
        view.merged = conflict && typed == was && typed != value;
        view.checked = view.merged ? value : typed;
    }
    view.was = (state == NULL || conflict ? value : was) ? "yes" : NULL;
    view.value = "yes";
    view.theirs = NULL;
    return view;
}

FieldView field_view_choices(Request *request, const Form *form, const char *name,
                             const char *value, ChoiceViews choices)
{
    FieldView view = field_view(request, form, name, value);
    view.choices = choices;
    for (size_t i = 0; i < choices.count; i++)
        choices.items[i].id =
            i == 0 ? view.id : arena_print(request->arena, "%s-%zu", view.id, i + 1);
    choose(view.merged ? NULL : refused(request, form), &view, value);
    if (view.theirs != NULL)
        view.theirs = label_of(&view.choices, view.theirs);
    return view;
}

static bool holds(Texts texts, const char *text)
{
    for (size_t i = 0; i < texts.count; i++)
        if (text_equal(texts.items[i], text))
            return true;
    return false;
}

/* Of several, each is put together by itself: what was ticked when the form began, here and in the
 * record. */
static void choose_each(Arena *arena, const FormState *state, FieldView *view, Texts saved)
{
    bool conflict = state != NULL && state->conflict;
    const char *began = arena_print(arena, "was.%s", view->name);
    view->theirs = view->was = NULL;
    view->merged = false;
    for (size_t i = 0; i < view->choices.count; i++) {
        ChoiceView *choice = &view->choices.items[i];
        bool now = holds(saved, choice->code);
        bool was = state == NULL ? now : is_chosen(state, began, choice->code, "");
        bool typed = state == NULL ? now : is_chosen(state, view->name, choice->code, "");
        bool taken = conflict && typed == was && typed != now;
        choice->chosen = taken ? now : typed;
        choice->was = conflict ? now : was;
        view->merged |= taken;
    }
}

/* Of which one may be chosen. */
static void choose_one(Arena *arena, const FormState *state, FieldView *view, Texts saved)
{
    const char *now = saved.count == 0 ? "" : saved.items[0], *shown = now;
    view->theirs = view->was = NULL;
    view->merged = false;
    if (state != NULL) {
        view->value = typed_value(state, view->name);
        if (state->conflict)
            merge(arena, state, view, now);
        else
            view->was = sent_was(arena, state, view->name);
        shown = view->value;
    }
    if (state == NULL || state->conflict)
        view->was = form_was(arena, now);
    for (size_t i = 0; i < view->choices.count; i++)
        view->choices.items[i].chosen = text_equal(view->choices.items[i].code, shown);
    if (view->theirs != NULL)
        view->theirs = label_of(&view->choices, view->theirs);
}

FieldView field_view_set(Request *request, const Form *form, const char *name, Texts values)
{
    FieldView view = field_view(request, form, name, "");
    choose_each(request->arena, refused(request, form), &view, values);
    return view;
}

/* A row that another person added meanwhile was not in the form that was sent: its fields were not
 * emptied by anybody. */
static const FormState *refused_row(const Request *request, const Form *form, const char *rows,
                                    int64_t id)
{
    const FormState *state = refused(request, form);
    const char *start = arena_print(request->arena, "%s.%lld.", rows, (long long)id);
    for (size_t i = 0; state != NULL && i < state->typed.count; i++)
        if (text_starts(state->typed.items[i].name, start))
            return state;
    return NULL;
}

FieldView field_view_row(Request *request, const Form *form, const char *rows, int64_t id,
                         const char *name, const char *value, const char *label)
{
    const FormField *field = declared(declared(form, rows)->row, name);
    const char *full = arena_print(request->arena, "%s.%lld.%s", rows, (long long)id, name);
    return make(request, refused_row(request, form, rows, id), field, full, value, label);
}

FieldView field_view_row_date(Request *request, const Form *form, const char *rows, int64_t id,
                              const char *name, Date value)
{
    return field_view_row(request, form, rows, id, name, date_text(request->arena, value), NULL);
}

FieldView field_view_row_integer(Request *request, const Form *form, const char *rows, int64_t id,
                                 const char *name, OptionalInteger value)
{
    return field_view_row(request, form, rows, id, name, integer_text(request->arena, value), NULL);
}

FieldView field_view_row_choices(Request *request, const Form *form, const char *rows, int64_t id,
                                 const char *name, Texts chosen, ChoiceViews choices)
{
    FieldView view = field_view_row(request, form, rows, id, name, "", NULL);
    view.choices =
        (ChoiceViews){choices.count, arena_array(request->arena, ChoiceView, choices.count)};
    for (size_t i = 0; i < choices.count; i++) {
        view.choices.items[i] = choices.items[i];
        view.choices.items[i].id =
            i == 0 ? view.id : arena_print(request->arena, "%s-%zu", view.id, i + 1);
    }
    bool several = declared(declared(form, rows)->row, name)->kind == FORM_KIND_SET;
    (several ? choose_each : choose_one)(request->arena, refused_row(request, form, rows, id),
                                         &view, chosen);
    return view;
}
